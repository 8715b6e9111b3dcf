//! What speaks for a person, a place or a body, gathered over the whole document.

use super::words::{FIRST, HEADLINE, UPPER};
use super::{Reader, What};
use crate::extract::lexicon::{Key, Known, Map, role};
use crate::extract::text::TokenKind;
use crate::record::Schema;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

/// Letters that name nobody: legal forms, offices, classes of things, units.
const SHORTHAND: &[&str] = &[
    "OJSC", "JSC", "CJSC", "PJSC", "OAO", "ZAO", "OOO", "LLC", "PLC", "PM", "MP", "MPs", "FM", "VP", "CEO",
    "DC", "TV", "UAV", "UAVs", "APC", "APCs", "IED", "MBT", "ATGM", "MANPADS", "HIV", "AIDS", "GDP", "DNA",
    "RNA", "COVID", "FDI", "VAT", "LNG", "HQ", "USD", "EUR", "RSD", "AM", "GMT", "CET", "BC", "AD", "SUV",
    "OK", "ID", "IT", "AI", "IP", "Q", "A", "URL", "CV", "DUI", "ATM", "NGO", "NGOs", "B.C", "A.D", "P.S",
];

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
        let shorthand = |i: usize| {
            let token = w.token(i);
            SHORTHAND.contains(&token)
                || token.contains(|c: char| c.is_ascii_digit())
                || w.token(i + 1) == "$"
                || self.currency(i)
        };
        let single = w.words_in(tokens.clone()).count() == 1 && w.words_in(tokens.clone()).any(shorthand);
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

    fn signs(&self, tokens: Range<usize>, titled: bool) -> Signs {
        let w = &self.words;
        let mut s = Signs::default();
        let names: Vec<usize> = w.words_in(tokens.clone()).collect();
        let (Some(&first), Some(&last)) = (names.first(), names.last()) else { return s };
        let count = names.len();
        // its own words
        if count >= 2 {
            if w.is(first, role::GIVEN) {
                s.person += if w.is(first, role::COMMON) { 2 } else { 4 };
            }
            let initials = names[..count - 1].iter().filter(|&&i| w.token(i).chars().count() == 1).count();
            s.person += 4 * initials.min(1) as i32;
            let particle = |i: usize| w.is(i, role::PARTICLE) && !w.capital(i);
            if names[1..count - 1].iter().any(|&i| particle(i)) {
                let romance = names.iter().any(|&i| {
                    particle(i)
                        && matches!(
                            w.lower(i),
                            "de" | "da" | "do" | "del" | "di" | "la" | "le" | "el" | "es" | "al"
                        )
                });
                s.person += if romance { 1 } else { 3 };
            }
            if names.iter().any(|&i| w.is(i, role::COMMON) && !w.is(i, role::GIVEN)) {
                s.body += 2;
                s.person -= 1;
            } else if count <= 4 {
                s.person += 2;
            }
            let article = |i: usize| w.lower(i) == "al" && w.token(i + 1) == "-";
            if count >= 3 && names[1..].iter().any(|&i| article(i)) {
                s.person += 3;
            }
        } else {
            if w.is(first, role::GIVEN) {
                s.person += 1;
            }
            let letters = w.token(first).chars().count();
            if w.bits[first] & UPPER != 0 && w.bits[first] & HEADLINE == 0 && (2..=6).contains(&letters) {
                s.body += 5;
                s.person -= 2;
            }
            if w.is(first, role::COMMON) {
                s.body += 1;
                s.person -= 1;
            }
        }
        let people = w
            .lexicon
            .gazetteer
            .find(w.key(tokens.clone()))
            .map(|p| w.lexicon.gazetteer.places[p as usize].thousands)
            .max();
        if let Some(thousands) = people {
            s.place += match thousands {
                1000.. => 6,
                100.. => 4,
                15.. => 3,
                _ => 2,
            };
            if count == 1 && w.is(first, role::COMMON) {
                s.place = 0;
            }
        }
        s.arms += self.arms_signs(tokens.clone());
        s.firm = self.firm_signs(tokens.clone());
        s.body += s.firm;
        s.person -= s.firm;
        // "BelTrade": capitals inside a word are a firm's or a bureau's
        let inner = w.token(first).chars().skip(1);
        let camel = count == 1
            && inner.clone().any(char::is_uppercase)
            && inner.clone().any(char::is_lowercase)
            && !["Mc", "Mac", "De", "Di", "Le", "La", "O"]
                .iter()
                .any(|p| w.token(first).strip_prefix(p).is_some_and(|r| r.starts_with(char::is_uppercase)));
        if camel {
            s.body += 4;
            s.person -= 2;
        }
        let written = w.text.slice(w.text.cover(tokens.clone()));
        if w.text.document.publisher.as_ref().is_some_and(|p| p.to_lowercase() == written.to_lowercase()) {
            s.body += 10;
            s.person -= 6;
        }
        if w.text.document.place.as_ref().is_some_and(|p| p.to_lowercase() == written.to_lowercase()) {
            s.place += 8;
            s.person -= 4;
        }
        // "TV Nord", "Radio Sever"
        if count >= 2 && matches!(w.lower(first), "tv" | "rtv" | "radio") {
            s.body += 10;
            s.person -= 4;
        }
        // "drones of the Heron type"
        if w.lower(tokens.end) == "type" && !w.capital(tokens.end) && w.together(last, tokens.end) {
            s.arms += 8;
        }
        // "Murashko (Murashkov in one passage)"
        if count == 1
            && tokens.start >= 2
            && w.token(tokens.start - 1) == "("
            && w.name(tokens.start - 2)
            && w.token(first)
                .chars()
                .zip(w.token(tokens.start - 2).chars())
                .take_while(|(a, b)| a == b)
                .count()
                >= 5
        {
            s.person += 8;
        }
        // "ZAGREB, April 25 (HINA) –": a dateline
        if w.bits[first] & FIRST != 0 && s.place > 0 && w.bits[first] & UPPER != 0 {
            let next = tokens.end;
            let dated = w.token(next) == "," && w.is(next + 1, role::CALENDAR);
            if dated || matches!(w.token(next), "(" | "—" | "–") || (w.token(next) == "-" && w.spaced(next))
            {
                s.place += 8;
            }
        }
        // before it
        if titled {
            s.person += 6;
        }
        if tokens.start > 0 && w.together(tokens.start - 1, first) {
            let b = tokens.start - 1;
            let before = w.lower(b);
            match before {
                "in" | "near" | "outside" => {
                    s.place += 4;
                    s.person -= 3;
                }
                "at" | "from" | "around" | "across" | "throughout" | "northern" | "southern" | "eastern"
                | "western" | "central" | "toward" | "towards" | "northeastern" | "northwestern"
                | "southeastern" | "southwestern" => {
                    s.place += 3;
                }
                "to" | "of" | "into" => s.place += 1,
                "the" => s.body += 2,
                "by" | "with" => s.person += 1,
                _ => {}
            }
            if matches!(
                before,
                "daily"
                    | "newspaper"
                    | "weekly"
                    | "magazine"
                    | "broadcaster"
                    | "portal"
                    | "agency"
                    | "company"
                    | "firm"
                    | "party"
            ) {
                s.body += 6;
            }
            if w.is(b, role::TITLE | role::JOB | role::KIN) && w.hash[b] != 0 {
                s.person += 4;
            }
            if before == "of"
                && b > 0
                && matches!(
                    w.lower(b - 1),
                    "city"
                        | "town"
                        | "village"
                        | "province"
                        | "state"
                        | "district"
                        | "region"
                        | "county"
                        | "suburb"
                        | "port"
                        | "capital"
                )
            {
                s.place += 5;
            }
            if w.is(b, role::SPEECH) {
                s.person += 3;
            }
            if before == "," && b > 0 && w.is(b - 1, role::TITLE | role::JOB | role::KIN) {
                s.person += 3;
            }
        }
        // after it
        let a = tokens.end;
        if w.together(last, a) {
            let comma = w.token(a) == ",";
            if comma
                && let Some(hit) = w.hit(a + 1)
                && w.text.tokens.get(hit.end).is_none_or(|t| t.kind != TokenKind::Possessive && !t.capital)
                && matches!(hit.known, Known::Country(_) | Known::State(_) | Known::Region(_) | Known::Place)
            {
                s.place += 5;
            }
            if comma
                && w.text.tokens.get(a + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2)
                && matches!(w.token(a + 2), "," | ".")
            {
                s.person += 5;
            }
            let limit = a + 6;
            if comma
                && (a + 1..limit)
                    .take_while(|&i| w.hash[i.min(w.hash.len() - 1)] != 0 && i < w.hash.len())
                    .any(|i| w.is(i, role::OFFICE | role::JOB | role::RANK))
            {
                s.person += 3;
            }
            if w.is(a, role::SPEECH) {
                s.person += 3;
            }
            // "In May, Vesna reported that": who was never introduced and reports is a paper
            if count == 1 && matches!(w.lower(a), "reported" | "reports" | "writes") {
                s.body += 3;
            }
            if matches!(w.lower(a), "regime" | "administration" | "family" | "presidency" | "loyalists") {
                s.person += 5;
                s.body -= 2;
            }
            if w.text.tokens[a].kind == TokenKind::Possessive
                && matches!(
                    w.lower(a + 1),
                    "cabinet"
                        | "office"
                        | "regime"
                        | "wife"
                        | "husband"
                        | "attorney"
                        | "lawyer"
                        | "death"
                        | "family"
                        | "speech"
                        | "visit"
                        | "mother"
                        | "father"
                        | "son"
                        | "daughter"
                        | "brother"
                        | "decision"
                )
            {
                s.person += 4;
            }
            if w.lower(a) == "who" || (comma && matches!(w.lower(a + 1), "who" | "whose")) {
                s.person += 4;
            }
            if w.is(a, role::PLACE_AFTER) && !w.capital(a) && w.hash[a] != 0 {
                s.place += 4;
            }
        }
        if w.bits[first] & FIRST != 0 && count == 1 && w.is(first, role::COMMON) {
            s.person -= 2;
            s.body -= 2;
        }
        s
    }

    /// Decides every open name by all that the document says of the same words.
    pub fn decide(&mut self) {
        let mut sums: Map<Key, Signs> = Map::default();
        for found in &self.found {
            if let What::Open(signs) = &found.what {
                sums.entry(self.words.key(found.tokens.clone())).or_default().add(*signs);
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
                let state = names == 1 && words.any(|i| self.words.is(i, role::BODY));
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

    /// What speaks for arms: "Repellent, a mobile system that …", "Kornet missiles", "a system called Repellent".
    fn arms_signs(&self, tokens: Range<usize>) -> i32 {
        let w = &self.words;
        let class = |i: usize| w.is(i, role::ARMS) && !w.capital(i) && w.together(tokens.start, i);
        let mut signs = 0;
        let a = tokens.end;
        let vague = |i: usize| {
            matches!(
                w.lower(i).trim_end_matches('s'),
                "fighter"
                    | "carrier"
                    | "vehicle"
                    | "system"
                    | "plane"
                    | "aircraft"
                    | "gun"
                    | "bomb"
                    | "complex"
                    | "transport"
                    | "jet"
                    | "boat"
                    | "ship"
                    | "vessel"
                    | "engine"
            )
        };
        if w.token(a) == "," && matches!(w.lower(a + 1), "a" | "an" | "the") {
            let end =
                (a + 2..a + 9).take_while(|&i| w.hash.get(i).is_some_and(|&h| h != 0) || w.token(i) == "-");
            if end.take_while(|&i| !w.is(i, role::STOP | role::OFFICE | role::JOB)).any(class) {
                signs += 6;
            }
        }
        let mut i = a;
        while i < a + 3
            && !class(i)
            && w.hash.get(i).is_some_and(|&h| h != 0)
            && !w.is(i, role::STOP | role::SPEECH)
        {
            i += 1;
        }
        if class(i) && w.spaced(a) {
            signs += if vague(i) { 2 } else { 5 };
        }
        // "armoured vehicles Cobra"
        if tokens.start > 0 && class(tokens.start - 1) && w.spaced(tokens.start) {
            signs += if vague(tokens.start - 1) { 4 } else { 5 };
        }
        // "vehicles, locally known as the Cobra"
        let the = usize::from(tokens.start > 0 && w.lower(tokens.start - 1) == "the");
        let name = tokens.start - the;
        if name >= 4
            && w.lower(name - 1) == "as"
            && w.lower(name - 2) == "known"
            && (name.saturating_sub(7)..name - 2).any(class)
        {
            signs += 6;
        }
        if tokens.start >= 2
            && matches!(w.lower(tokens.start - 1), "called" | "named" | "dubbed" | "codenamed")
            && (tokens.start.saturating_sub(5)..tokens.start - 1).any(class)
        {
            signs += 6;
        }
        signs
    }
}
