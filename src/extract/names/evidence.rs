//! What speaks for a person, a place or a body, gathered over the whole document.

mod signs;

use super::words::{FIRST, HEADLINE, UPPER};
use super::{Reader, What};
use crate::extract::lexicon::{Key, Known, Map, role};
use crate::extract::text::TokenKind;
use crate::record::Schema;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

/// Letters that name nobody: legal forms, offices, classes of things, units (`data/shorthand.tsv`).
pub(super) fn shorthand(letters: &str) -> bool {
    static WORDS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        include_str!("../../../data/shorthand.tsv").lines().filter(|l| !l.starts_with('#')).collect()
    });
    words.contains(letters)
}

/// Whether a word is capital because it is a faith, a language, an illness or a site: it names
/// nobody.
fn no_name(word: &str) -> bool {
    static WORDS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        include_str!("../../../data/no-names.tsv").lines().filter(|l| !l.starts_with('#')).collect()
    });
    words.contains(word) || ["ist", "ists", "ism", "itis"].iter().any(|e| word.ends_with(e))
}

/// Points for each reading of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// For a human being.
    pub person: i32,
    /// For a place.
    pub place: i32,
    /// For a body or organisation.
    pub body: i32,
    /// For arms.
    pub arms: i32,
    /// For a company, where it is a body.
    pub firm: i32,
}

impl Signs {
    fn add(&mut self, other: Signs) {
        self.person += other.person;
        self.place += other.place;
        self.body += other.body;
        self.arms += other.arms;
        self.firm += other.firm;
    }
}

impl Reader<'_> {
    /// Adds a stretch that its own words do not decide.
    pub fn open(&mut self, tokens: Range<usize>, titled: bool) {
        let w = &self.words;
        let letters = |i: usize| {
            let token = w.token(i);
            shorthand(token)
                || token.contains(|c: char| c.is_ascii_digit())
                || w.token(i + 1) == "$"
                || self.currency(i)
        };
        let single = w.words_in(tokens.clone()).count() == 1 && w.words_in(tokens.clone()).any(letters);
        if single || self.disease(tokens.end) || w.words_in(tokens.clone()).all(|i| w.is(i, role::DIRECTION))
        {
            return;
        }
        let signs = self.signs(tokens.clone(), titled);
        self.add(tokens, What::Open(signs), "name: by its context");
    }

    /// "AED 310 million", "5 BGN": a currency beside its number.
    fn currency(&self, i: usize) -> bool {
        let w = &self.words;
        let number = |j: usize| w.text.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Number);
        (number(i + 1) || i > 0 && number(i - 1)) && crate::extract::figures::currency(w.token(i)).is_some()
    }

    /// Whether a word is a name that no table knows: it stands in capitals where none are needed, or
    /// is no English word.
    fn unknown(&self, i: usize) -> bool {
        let w = &self.words;
        let letters = w.token(i).chars().count();
        letters >= 4
            && !no_name(w.lower(i))
            && w.token(i + 1) != ":"
            && !w.is(i, role::COMMON | role::STOP | role::CALENDAR | role::GIVEN)
            && w.bits[i] & HEADLINE == 0
            && w.token(i).chars().all(char::is_alphabetic)
    }

    /// Decides every open name by all that the document says of the same words.
    pub fn decide(&mut self) {
        let mut sums: Map<Key, Signs> = Map::default();
        for found in &self.found {
            if let What::Open(signs) = &found.what {
                sums.entry(self.words.key(found.tokens.clone())).or_default().add(*signs);
            }
        }
        // "the Heron boats … sold the Heron": arms here, arms there
        for found in self.found.iter().filter(|f| matches!(f.what, What::Equipment(_))) {
            if let Some(signs) = sums.get_mut(&self.words.key(found.tokens.clone())) {
                signs.arms = signs.arms.max(20);
            }
        }
        for signs in sums.values_mut() {
            if signs.arms >= 4 && signs.arms > signs.person.max(signs.place).max(signs.body) {
                signs.arms += 6;
            }
        }
        // surnames of people whom a whole name or a title tells
        let mut surnames: Map<u64, ()> = Map::default();
        for found in &self.found {
            if let What::Open(signs) = &found.what {
                let all = self.weigh(found, *signs, &sums, &Map::default());
                let names: Vec<usize> = self.words.words_in(found.tokens.clone()).collect();
                let sure = all.person > all.place.max(all.body).max(all.arms)
                    && (all.person >= if names.len() >= 2 { 6 } else { 12 } || signs.person >= 6);
                if sure && names.len() >= 2 {
                    surnames.insert(self.words.hash[names[names.len() - 1]], ());
                    surnames.insert(self.words.key(names[1]..found.tokens.end).0, ());
                } else if sure {
                    surnames.insert(self.words.hash[names[0]], ());
                }
            }
        }
        let open: Vec<Option<Signs>> = self
            .found
            .iter()
            .map(|found| match &found.what {
                What::Open(signs) => Some(self.weigh(found, *signs, &sums, &surnames)),
                _ => None,
            })
            .collect();
        let mut decided = Vec::with_capacity(self.found.len());
        for (n, found) in self.found.iter().enumerate() {
            let Some(mut local) = open[n] else {
                let mut found = found.clone();
                if found.what == What::Body(Schema::Organization) && self.firm_signs(found.tokens.clone()) > 0
                {
                    found.what = What::Body(Schema::Company);
                }
                decided.push(found);
                continue;
            };
            if let Some(what) = self.told.get(&self.words.key(found.tokens.clone())) {
                decided.push(super::Found {
                    tokens: found.tokens.clone(),
                    what: what.clone(),
                    rule: "name: told elsewhere",
                });
                continue;
            }
            // "Ivanov and Petrov": who stands beside a person is one
            let beside = |other: usize| {
                open.get(other)
                    .copied()
                    .flatten()
                    .is_some_and(|s| s.person >= 8 && s.person > s.place.max(s.body))
            };
            let joined = |a: usize, b: usize| {
                let (Some(a), Some(b)) = (self.found.get(a), self.found.get(b)) else { return false };
                b.tokens.start == a.tokens.end + 1 && matches!(self.words.lower(a.tokens.end), "and" | "&")
            };
            if (joined(n, n + 1) && beside(n + 1)) || (n > 0 && joined(n - 1, n) && beside(n - 1)) {
                local.person += 7;
            }
            // "in Brod, Lipa and Gaj": so are places
            let listed = |a: usize, b: usize| {
                let (Some(x), Some(y)) = (self.found.get(a), self.found.get(b)) else { return false };
                y.tokens.start == x.tokens.end + 1
                    && matches!(self.words.lower(x.tokens.end), "and" | "," | "or")
            };
            let place = |other: usize| match self.found.get(other).map(|f| &f.what) {
                Some(What::Place(_) | What::Region(_)) => true,
                Some(What::Open(_)) => {
                    open[other].is_some_and(|s| s.place >= 8 && s.place > s.person.max(s.body))
                }
                _ => false,
            };
            let before = decided.last().is_some_and(|last: &super::Found| {
                n > 0
                    && last.tokens == self.found[n - 1].tokens
                    && matches!(last.what, What::Place(_) | What::Region(_))
            });
            if (listed(n, n + 1) && place(n + 1)) || (n > 0 && listed(n - 1, n) && (before || place(n - 1))) {
                local.place += 6;
            }
            let names = self.words.words_in(found.tokens.clone()).count();
            let best = local.person.max(local.place).max(local.body).max(local.arms);
            let least = if names >= 2 { 4 } else { 6 };
            let unknown = || {
                let mut words = self.words.words_in(found.tokens.clone());
                matches!((words.next(), words.next()), (Some(only), None) if self.unknown(only))
            };
            let weak = best < least && local.place.max(local.person) < 4;
            let (what, rule) = if weak && unknown() {
                (What::Body(Schema::Organization), "body: nothing else is told")
            } else if best < least && !unknown() {
                continue;
            } else if local.arms == best {
                (What::Equipment(self.class_near(found.tokens.clone())), "equipment: class word beside it")
            } else if local.place == best {
                (What::Place(None), "place: by its context")
            } else if local.person == best {
                (What::Person, "person: by their context")
            } else if local.firm > 0 {
                (What::Body(Schema::Company), "company: by its context")
            } else {
                // "the Parliament": a noun for bodies of the state by itself
                let mut words = self.words.words_in(found.tokens.clone());
                let state = names == 1 && words.any(|i| self.words.is(i, role::BODY | role::ARMED));
                let schema = if state { Schema::PublicBody } else { Schema::Organization };
                (What::Body(schema), "body: by its context")
            };
            if what == What::Person {
                let w = &self.words;
                let owner =
                    w.text.tokens.get(found.tokens.end).is_some_and(|t| t.kind == TokenKind::Possessive);
                if owner
                    && matches!(w.lower(found.tokens.end + 1), "cabinet" | "office")
                    && !w.capital(found.tokens.end + 1)
                {
                    decided.push(super::Found {
                        tokens: found.tokens.start..found.tokens.end + 2,
                        what: What::Body(Schema::PublicBody),
                        rule: "body: somebody's office",
                    });
                }
            }
            decided.push(super::Found { tokens: found.tokens.clone(), what, rule });
        }
        self.found = decided;
    }

    /// What speaks for each reading of one mention: what stands beside it weighs more than what stands beside others.
    fn weigh(
        &self,
        found: &super::Found,
        signs: Signs,
        sums: &Map<Key, Signs>,
        surnames: &Map<u64, ()>,
    ) -> Signs {
        let key = self.words.key(found.tokens.clone());
        let mut sum = sums.get(&key).copied().unwrap_or_default();
        let mut names = self.words.words_in(found.tokens.clone());
        if let (Some(only), None) = (names.next(), names.next())
            && surnames.contains_key(&self.words.hash[only])
        {
            // a whole name told who this is, unless it stands where only places stand
            sum.person += if signs.place >= 7 { 2 } else { 10 };
        }
        Signs {
            person: sum.person + 2 * signs.person,
            place: sum.place + 2 * signs.place,
            body: sum.body + 2 * signs.body,
            arms: sum.arms + 2 * signs.arms,
            firm: sum.firm + signs.firm,
        }
    }
}
