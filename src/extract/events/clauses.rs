//! A sentence as a row of units: noun phrases, verb groups, prepositions and the marks between them.
//!
//! This is a shallow grammar: no tree is built. One pass from left to right decides what each word
//! is by its neighbours; [`super::roles`] then looks left of a verb group for its subject and right
//! of it for its complements.

use super::inflect::Form;
use super::words::{Class, Control, Entry, Words};
use crate::extract::Text;
use crate::extract::lexicon::classes;
use crate::extract::text::TokenKind;
use std::ops::Range;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A noun phrase.
    Noun,
    /// A verb group: position in [`Clauses::groups`].
    Verb(usize),
    /// A preposition.
    Prep,
    /// "and", "or".
    Conj,
    /// A comma.
    Comma,
    /// A dash, colon, semicolon or bracket.
    Stop,
    /// "because", "after" …
    Sub,
    /// "who", "which".
    Rel,
    /// "that" before a clause.
    That,
    /// A quotation mark.
    Quote,
}

/// A stretch of tokens with its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is.
    pub kind: Kind,
    /// Its tokens, positions in [`Text::tokens`].
    pub tokens: Range<usize>,
}

/// How a verb group stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "signed", "has signed", "will sign".
    Finite,
    /// "to sign".
    Infinitive,
    /// "signing", after a comma, a noun or a preposition.
    Gerund,
    /// "signed by both" after its noun, without "was".
    Reduced,
}

/// Modal verbs by what they make of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// None.
    Fact,
    /// "will", "shall", "is to".
    Future,
    /// "would".
    Would,
    /// "can", "could", "may", "might".
    Possible,
    /// "must", "should".
    Must,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug)]
pub struct Group {
    /// Position in [`Words::verbs`]; `None` for a bare "be", "have" or "do".
    pub verb: Option<u32>,
    /// Token of the main verb.
    pub head: usize,
    /// All its tokens.
    pub tokens: Range<usize>,
    /// Its place in the clause.
    pub shape: Shape,
    /// Whether the subject undergoes.
    pub passive: bool,
    /// "not", "never", "yet to".
    pub negated: bool,
    /// Modal verb.
    pub modality: Modality,
    /// An adjective or noun before "to" that governs ("is ready to sign").
    pub control: Option<Control>,
    /// Whether it is a bare form of "be".
    pub copula: bool,
    /// Its unit.
    pub unit: usize,
}

/// A sentence, parsed.
#[derive(Clone, Debug, Default)]
pub struct Clauses {
    /// In order.
    pub units: Vec<Unit>,
    /// In order.
    pub groups: Vec<Group>,
}

/// One token as the grammar sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cell<'a> {
    /// What the tables know of it.
    pub entry: Option<&'a Entry>,
    /// Covered by a name or title: one past the last token of it.
    pub name_end: Option<usize>,
    /// Part of a dated expression.
    pub date: bool,
}

/// Reads one sentence; `cells[i]` belongs to token `tokens.start + i`.
pub fn parse(
    text: &Text,
    words: &Words,
    tokens: Range<usize>,
    cells: &[Cell<'_>],
    headline: bool,
) -> Clauses {
    let mut reader = Reader {
        text,
        words,
        first: tokens.start,
        last: tokens.end,
        cells,
        headline,
        out: Clauses::default(),
        noun: None,
        finite: false,
        relative: None,
    };
    reader.run();
    reader.out
}

/// Where the reading of a sentence stands.
pub(super) struct Reader<'a, 'b> {
    pub(super) text: &'a Text<'b>,
    pub(super) words: &'a Words,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) cells: &'a [Cell<'a>],
    pub(super) headline: bool,
    pub(super) out: Clauses,
    pub(super) noun: Option<Range<usize>>,
    /// Whether the clause has its finite verb.
    pub(super) finite: bool,
    /// Inside a relative clause: whether that one has.
    pub(super) relative: Option<bool>,
}

impl<'a> Reader<'a, '_> {
    pub(super) fn cell(&self, i: usize) -> Cell<'a> {
        if i < self.first || i >= self.last { Cell::default() } else { self.cells[i - self.first] }
    }

    pub(super) fn entry(&self, i: usize) -> Option<&'a Entry> {
        let cell = self.cell(i);
        if cell.name_end.is_some() { None } else { cell.entry }
    }

    pub(super) fn class(&self, i: usize) -> Option<Class> {
        self.entry(i).and_then(|e| e.class)
    }

    pub(super) fn lower(&self, i: usize) -> &'a str {
        if i < self.last { &self.text.tokens[i].lower } else { "" }
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        i < self.last && matches!(self.text.tokens[i].kind, TokenKind::Word | TokenKind::Number)
    }

    /// A word that can stand in a noun phrase as noun or adjective.
    pub(super) fn nounish(&self, i: usize) -> bool {
        self.is_word(i) && (self.class(i).is_none() || self.cell(i).name_end.is_some())
    }

    /// Whether a noun phrase may begin here after a verb, for sure.
    pub(super) fn begins_noun(&self, i: usize) -> bool {
        if i >= self.last {
            return false;
        }
        let token = &self.text.tokens[i];
        self.cell(i).name_end.is_some()
            || matches!(self.class(i), Some(Class::Det | Class::Pron))
            || token.kind == TokenKind::Number
            || (token.capital && token.kind == TokenKind::Word && !self.headline && self.class(i).is_none())
    }

    pub(super) fn next_word(&self, mut i: usize) -> usize {
        while i < self.last
            && (matches!(self.class(i), Some(Class::Adv | Class::Not)) || self.cell(i).date)
            && self.cell(i).name_end.is_none()
        {
            i += 1;
        }
        i
    }

    fn run(&mut self) {
        let mut i = self.first;
        while i < self.last {
            i = self.step(i).max(i + 1);
        }
        self.close();
    }

    fn close(&mut self) {
        if let Some(tokens) = self.noun.take() {
            self.out.units.push(Unit { kind: Kind::Noun, tokens });
        }
    }

    pub(super) fn push(&mut self, kind: Kind, tokens: Range<usize>) {
        self.close();
        self.out.units.push(Unit { kind, tokens });
    }

    fn grow(&mut self, tokens: Range<usize>) {
        match &mut self.noun {
            Some(noun) => noun.end = tokens.end,
            None => self.noun = Some(tokens),
        }
    }

    fn boundary(&mut self) {
        (self.finite, self.relative) = (false, None);
    }

    /// Reads what begins at token `i`; returns where to go on.
    fn step(&mut self, i: usize) -> usize {
        let token = &self.text.tokens[i];
        let cell = self.cell(i);
        if let Some(end) = cell.name_end {
            let end = end.min(self.last);
            if self.opens_subject(i) {
                self.close();
            }
            self.grow(i..end);
            return end;
        }
        if cell.date {
            self.close();
            if let Some(unit) = self.out.units.last()
                && matches!(unit.kind, Kind::Prep)
                && unit.tokens.end == i
            {
                self.out.units.pop();
            }
            return i + 1;
        }
        match token.kind {
            TokenKind::Possessive => {
                self.grow(i..i + 1);
                return i + 1;
            }
            TokenKind::Quote => {
                self.push(Kind::Quote, i..i + 1);
                return i + 1;
            }
            TokenKind::Punct => return self.punctuation(i),
            TokenKind::Number => {
                self.grow(i..i + 1);
                return i + 1;
            }
            TokenKind::Word => {}
        }
        if let Some((group, end)) = self.group(i) {
            self.close();
            let finite = group.shape == Shape::Finite;
            if finite {
                match &mut self.relative {
                    Some(r) if !*r => *r = true,
                    Some(_) if group.head == group.tokens.start && self.finite => {}
                    _ => {
                        self.finite = true;
                        self.relative = None;
                    }
                }
            }
            let say = group.verb.is_some_and(|v| {
                self.words.verbs[v as usize].senses.iter().any(|s| s.control == Control::Say)
            });
            if say {
                self.boundary();
            }
            let unit = self.out.units.len();
            let tokens = group.tokens.clone();
            self.out.groups.push(Group { unit, ..group });
            self.push(Kind::Verb(self.out.groups.len() - 1), tokens);
            return end;
        }
        match self.class(i) {
            None => self.grow(i..i + 1),
            Some(Class::Det) => {
                let open = self.noun.as_ref().is_some_and(|n| {
                    matches!(self.class(n.end - 1), Some(Class::Det))
                        || self.text.tokens[n.end - 1].kind == TokenKind::Possessive
                        || self.text.tokens[n.end - 1].kind == TokenKind::Number
                        // "three more papers"
                        || n.end == i && self.lower(i) == "more"
                });
                if !open {
                    self.close();
                }
                self.grow(i..i + 1);
            }
            Some(Class::Pron) => {
                if self.lower(i) == "her" && self.nounish(i + 1) && !self.text.tokens[i + 1].capital {
                    self.close();
                    self.grow(i..i + 1);
                } else {
                    self.push(Kind::Noun, i..i + 1);
                }
            }
            // "over 700 workers": a number, no place.
            Some(Class::Prep)
                if matches!(self.lower(i), "about" | "around" | "over" | "under")
                    && i + 1 < self.last
                    && self.text.tokens[i + 1].kind == TokenKind::Number
                    && !self.cell(i + 1).date =>
            {
                self.close();
                self.grow(i..i + 1);
            }
            Some(Class::Prep | Class::To) => self.push(Kind::Prep, i..i + 1),
            Some(Class::Conj) => self.push(Kind::Conj, i..i + 1),
            Some(Class::Sub) => {
                self.boundary();
                self.push(Kind::Sub, i..i + 1);
            }
            Some(Class::Rel) => {
                self.relative = Some(false);
                self.push(Kind::Rel, i..i + 1);
            }
            Some(Class::That) => {
                let next = self.next_word(i + 1);
                let after_noun = self.noun.is_some()
                    || self.out.units.last().is_some_and(|u| matches!(u.kind, Kind::Comma | Kind::Noun));
                if after_noun && (self.verb_ahead(next) || self.gap(i)) {
                    self.relative = Some(false);
                    self.push(Kind::Rel, i..i + 1);
                } else if self.out.units.last().is_some_and(|u| u.kind == Kind::Prep) {
                    self.push(Kind::Noun, i..i + 1);
                } else {
                    self.boundary();
                    self.push(Kind::That, i..i + 1);
                }
            }
            // Adverbs, stray auxiliaries and negations stand between units and count for nothing.
            Some(_) => self.close(),
        }
        i + 1
    }

    /// "In her remarks Minister A. thanked": a title behind the noun of an adverbial begins the subject.
    fn opens_subject(&self, i: usize) -> bool {
        let Some(noun) = self.noun.as_ref().filter(|n| n.end == i) else { return false };
        let agent =
            |t: usize| self.words.entry(&self.text.tokens[t].lower).is_some_and(|e| e.agent.is_some());
        let opening = matches!(&self.out.units[..], [only] if only.kind == Kind::Prep);
        let last = i - 1;
        opening
            && !self.headline
            && self.text.tokens[i].capital
            && agent(i)
            && noun.len() > 1
            && self.text.tokens[last].kind == TokenKind::Word
            && !self.text.tokens[last].capital
            && self.cell(last).name_end.is_none()
            && self.class(last).is_none()
            && !agent(last)
    }

    /// Whether "that" at `i` stands for the noun before it ("a treaty that both concluded") rather than
    /// opening what a verb or noun says ("told reporters that", "the report that").
    fn gap(&self, i: usize) -> bool {
        let Some(noun) = &self.noun else { return false };
        let last = noun.end - 1;
        let tells = classes::is_noun(self.lower(last), classes::TELLING_THAT);
        let governed = self.out.groups.last().is_some_and(|g| {
            let says = |v: u32| {
                self.words.verbs[v as usize].senses.iter().any(|s| {
                    !matches!(s.control, Control::None | Control::Begin | Control::Plan | Control::Yield)
                })
            };
            g.verb.is_some_and(says) && self.out.units.len() - g.unit <= 5
        });
        let subject = self.begins_noun(self.next_word(i + 1));
        !tells && !governed && subject
    }

    fn verb_ahead(&self, i: usize) -> bool {
        matches!(self.class(i), Some(Class::Be | Class::Have | Class::Do | Class::Modal))
            || self.entry(i).is_some_and(|e| {
                let plural = self.noun.as_ref().is_some_and(|n| self.lower(n.end - 1).ends_with('s'));
                e.class.is_none()
                    && e.verbs.iter().any(|(_, f)| {
                        f.is(Form::PAST)
                            || f.is(Form::THIRD)
                            || plural && f.is(Form::BASE) && e.noun.is_none()
                    })
            })
    }

    fn punctuation(&mut self, i: usize) -> usize {
        let mark = self.text.token(i);
        let spaced = self.text.tokens[i].spaced;
        let next_spaced = i + 1 >= self.last || self.text.tokens[i + 1].spaced;
        match mark {
            "," => {
                self.push(Kind::Comma, i..i + 1);
                i + 1
            }
            "(" | "[" => {
                let close = (i + 1..self.last.min(i + 14)).find(|&j| matches!(self.text.token(j), ")" | "]"));
                match close {
                    Some(j) => j + 1,
                    None => {
                        self.push(Kind::Stop, i..i + 1);
                        i + 1
                    }
                }
            }
            "-" | "‑" | "/" | "." | "&" | "'" | "’" if !spaced && !next_spaced => {
                self.grow(i..i + 1);
                i + 1
            }
            "." if !spaced && i + 1 < self.last => {
                // "U.S. troops"
                self.grow(i..i + 1);
                i + 1
            }
            "$" | "€" | "£" | "%" | "#" => {
                self.grow(i..i + 1);
                i + 1
            }
            "'" | "’" | "‘" | "`" => i + 1,
            _ => {
                if !matches!(mark, "." | "!" | "?") || i + 1 < self.last {
                    self.boundary();
                    self.push(Kind::Stop, i..i + 1);
                }
                i + 1
            }
        }
    }
}
