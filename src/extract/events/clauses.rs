//! A sentence as a row of units: noun phrases, verb groups, prepositions and the marks between them.
//!
//! This is a shallow grammar: no tree is built. One pass from left to right decides what each word
//! is by its neighbours; [`super::roles`] then looks left of a verb group for its subject and right
//! of it for its complements.

use super::inflect::Form;
use super::words::{Class, Control, Entry, Words};
use crate::extract::Text;
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

struct Reader<'a, 'b> {
    text: &'a Text<'b>,
    words: &'a Words,
    first: usize,
    last: usize,
    cells: &'a [Cell<'a>],
    headline: bool,
    out: Clauses,
    noun: Option<Range<usize>>,
    /// Whether the clause has its finite verb.
    finite: bool,
    /// Inside a relative clause: whether that one has.
    relative: Option<bool>,
}

impl<'a> Reader<'a, '_> {
    fn cell(&self, i: usize) -> Cell<'a> {
        if i < self.first || i >= self.last { Cell::default() } else { self.cells[i - self.first] }
    }
    fn entry(&self, i: usize) -> Option<&'a Entry> {
        let cell = self.cell(i);
        if cell.name_end.is_some() { None } else { cell.entry }
    }
    fn class(&self, i: usize) -> Option<Class> {
        self.entry(i).and_then(|e| e.class)
    }
    fn lower(&self, i: usize) -> &'a str {
        if i < self.last { &self.text.tokens[i].lower } else { "" }
    }
    fn is_word(&self, i: usize) -> bool {
        i < self.last && matches!(self.text.tokens[i].kind, TokenKind::Word | TokenKind::Number)
    }
    /// A word that can stand in a noun phrase as noun or adjective.
    fn nounish(&self, i: usize) -> bool {
        self.is_word(i) && (self.class(i).is_none() || self.cell(i).name_end.is_some())
    }
    /// Whether a noun phrase may begin here after a verb, for sure.
    fn begins_noun(&self, i: usize) -> bool {
        if i >= self.last {
            return false;
        }
        let token = &self.text.tokens[i];
        self.cell(i).name_end.is_some()
            || matches!(self.class(i), Some(Class::Det | Class::Pron))
            || token.kind == TokenKind::Number
            || (token.capital && token.kind == TokenKind::Word && !self.headline && self.class(i).is_none())
    }
    fn next_word(&self, mut i: usize) -> usize {
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

    fn push(&mut self, kind: Kind, tokens: Range<usize>) {
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
                if after_noun && self.verb_ahead(next) {
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

    fn verb_ahead(&self, i: usize) -> bool {
        matches!(self.class(i), Some(Class::Be | Class::Have | Class::Do | Class::Modal))
            || self.entry(i).is_some_and(|e| {
                e.class.is_none() && e.verbs.iter().any(|(_, f)| f.is(Form::PAST) || f.is(Form::THIRD))
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

    /// A verb group that begins at `i`.
    fn group(&self, i: usize) -> Option<(Group, usize)> {
        let mut group = Group {
            verb: None,
            head: i,
            tokens: i..i + 1,
            shape: Shape::Finite,
            passive: false,
            negated: false,
            modality: Modality::Fact,
            control: None,
            copula: false,
            unit: 0,
        };
        let (mut be, mut have, mut base, mut any) = (false, false, false, false);
        let mut j = i;
        while j < self.last && j < i + 14 {
            if self.cell(j).name_end.is_some() {
                break;
            }
            if self.cell(j).date {
                if any {
                    j += 1;
                    continue;
                }
                break;
            }
            let lower = self.lower(j);
            match self.class(j) {
                Some(Class::Modal) => {
                    any = true;
                    base = true;
                    group.negated |= lower == "cannot";
                    group.modality = match lower {
                        "will" | "shall" | "’ll" => Modality::Future,
                        "would" => Modality::Would,
                        "must" | "should" => Modality::Must,
                        _ => Modality::Possible,
                    };
                }
                Some(Class::Do) if self.next_is_base(j) => (any, base) = (true, true),
                Some(Class::Be) => {
                    if lower == "being" && !any {
                        group.shape = Shape::Gerund;
                    }
                    (any, be, base, have) = (true, true, false, false);
                    group.head = j;
                }
                Some(Class::Have) if !be => {
                    if lower == "having" && !any {
                        group.shape = Shape::Gerund;
                    }
                    (any, have, base) = (true, true, false);
                    group.head = j;
                }
                Some(Class::Not) if any => group.negated = true,
                Some(Class::Adv) if any => {}
                Some(Class::Sub) if any && lower == "yet" => {
                    group.negated = true;
                    have = false;
                }
                Some(Class::To) => {
                    let next = self.next_word(j + 1);
                    let verbal = self.form(next).is_some_and(|f| f.is(Form::BASE))
                        || matches!(self.class(next), Some(Class::Be | Class::Have));
                    if !verbal {
                        break;
                    }
                    if any && be && group.control.is_none() {
                        group.modality = Modality::Future;
                    } else if !any {
                        group.shape = Shape::Infinitive;
                    }
                    (any, be, have, base) = (true, false, false, true);
                }
                _ => {
                    // An adjective that governs: "is ready to".
                    if any
                        && be
                        && let Some(control) = self.entry(j).and_then(|e| e.control)
                        && self.lower(j + 1) == "to"
                        && self.form(self.next_word(j + 2)).is_some_and(|f| f.is(Form::BASE))
                    {
                        group.control = Some(control);
                        j += 1;
                        continue;
                    }
                    if any && be && have_adverb(lower) {
                        j += 1;
                        continue;
                    }
                    return self.main(group, j, any, be, have, base);
                }
            }
            j += 1;
        }
        self.main(group, j.min(self.last), any, be, have, base)
    }

    fn next_is_base(&self, j: usize) -> bool {
        let next = self.next_word(j + 1);
        self.form(next).is_some_and(|f| f.is(Form::BASE))
    }

    fn form(&self, i: usize) -> Option<Form> {
        let entry = self.entry(i)?;
        if entry.class.is_some_and(|c| !matches!(c, Class::Prep | Class::Sub)) {
            return None;
        }
        entry.verbs.iter().map(|(_, f)| *f).reduce(Form::or)
    }

    fn pick(&self, i: usize, form: Form) -> Option<u32> {
        let entry = self.entry(i)?;
        let fits = || entry.verbs.iter().filter(|(_, f)| f.is(form));
        // "found" is rather from "find" than from "found", where both fit.
        fits()
            .find(|(_, f)| !f.is(Form::BASE) || form == Form::BASE)
            .or_else(|| fits().next())
            .map(|(v, _)| *v)
    }

    /// Completes a group whose auxiliaries end before token `j`.
    fn main(
        &self,
        mut group: Group,
        j: usize,
        any: bool,
        be: bool,
        have: bool,
        base: bool,
    ) -> Option<(Group, usize)> {
        let form = if j < self.last && self.cell(j).name_end.is_none() { self.form(j) } else { None };
        if any {
            let wanted = if be {
                Form::PARTICIPLE.or(Form::ING)
            } else if have {
                Form::PARTICIPLE
            } else if base {
                Form::BASE
            } else {
                Form(0)
            };
            if let Some(f) = form
                && (f.is(wanted) || (base && f.is(Form::PAST)))
            {
                let wanted = if f.is(wanted) { wanted } else { Form::PAST };
                group.verb = self.pick(j, wanted);
                group.passive = be && f.is(Form::PARTICIPLE);
                group.head = j;
                group.tokens.end = j + 1;
                return Some((group, j + 1));
            }
            group.copula = be;
            // Stands by itself: "is the first", "have an interest".
            let mut end = j;
            while end > group.head + 1 && matches!(self.class(end - 1), Some(Class::Adv)) {
                end -= 1;
            }
            group.tokens.end = end.max(group.tokens.start + 1);
            if !be {
                group.verb = self.entry(group.head).and_then(|e| e.verbs.first()).map(|(v, _)| *v);
            }
            if base && !be && !have {
                return None;
            }
            let on = j.max(group.tokens.start + 1);
            return Some((group, on));
        }
        if j != group.tokens.start {
            return None;
        }
        if self.class(j).is_some() {
            return None;
        }
        let f = form?;
        let (shape, passive, form) = self.bare(j, f)?;
        group.shape = shape;
        group.passive = passive;
        group.verb = self.pick(j, form);
        if self.lower(j.wrapping_sub(1)) == "not" {
            group.negated = true;
        }
        Some((group, j + 1))
    }

    /// The last token before `i` that is no adverb or date, if any.
    fn before(&self, i: usize) -> Option<usize> {
        (self.first..i).rev().take(6).find(|&k| {
            !(matches!(self.class(k), Some(Class::Adv | Class::Not)) || self.cell(k).date)
                || self.cell(k).name_end.is_some()
        })
    }

    /// What a verb form without auxiliary is at `i`; `None` for a noun or adjective.
    fn bare(&self, i: usize, f: Form) -> Option<(Shape, bool, Form)> {
        let token = &self.text.tokens[i];
        if token.capital && i != self.first && !self.headline {
            return None;
        }
        let before = self.before(i);
        let last_unit = self.out.units.last().map(|u| u.kind);
        // A date or adverb may stand between noun and verb.
        let in_noun = self.noun.is_some() || last_unit == Some(Kind::Noun);
        let glued = i > self.first && !token.spaced && self.text.tokens[i - 1].kind == TokenKind::Punct;
        let glued_after = i + 1 < self.last
            && !self.text.tokens[i + 1].spaced
            && matches!(self.text.token(i + 1), "-" | "‑" | "/");
        if glued || glued_after {
            return None;
        }
        let next = self.next_word(i + 1);
        let next_class = self.class(next);
        if let Some(b) = before {
            let possessive = self.text.tokens[b].kind == TokenKind::Possessive;
            let det = matches!(self.class(b), Some(Class::Det));
            if possessive || det || self.text.tokens[b].kind == TokenKind::Number && f.is(Form::ING) {
                return None;
            }
        }
        let after_prep = self.noun.is_none() && last_unit == Some(Kind::Prep);
        if after_prep && !f.is(Form::ING) {
            return None;
        }
        let after_mark = !in_noun
            && matches!(
                last_unit,
                None | Some(Kind::Comma | Kind::Stop | Kind::Sub | Kind::Conj | Kind::Quote)
            );
        let open = match self.relative {
            Some(done) => !done || !self.finite,
            None => !self.finite,
        };
        if f.is(Form::ING) {
            let complement = self.begins_noun(next)
                || matches!(
                    next_class,
                    Some(Class::Prep | Class::To | Class::That | Class::Det | Class::Adv)
                );
            if after_prep
                || after_mark
                || (in_noun && complement)
                || last_unit.is_some_and(|k| matches!(k, Kind::Verb(_))) && !in_noun
            {
                let gerund_before = self.out.groups.last().is_some_and(|g| g.shape == Shape::Gerund);
                let loose = last_unit == Some(Kind::Conj) && self.noun.is_none() && !gerund_before;
                if (after_mark || after_prep) && !complement && (loose || !self.nounish(next)) {
                    return None;
                }
                return Some((Shape::Gerund, false, Form::ING));
            }
            return None;
        }
        if f.is(Form::PAST) && !f.is(Form::BASE) || f.is(Form::PARTICIPLE) && !f.is(Form::BASE) {
            let by = self.lower(next) == "by";
            if !f.is(Form::PARTICIPLE) {
                return (in_noun || !after_mark || !self.out.units.is_empty()).then_some((
                    Shape::Finite,
                    false,
                    Form::PAST,
                ));
            }
            if !f.is(Form::PAST) {
                // "given", "shown": a participle without auxiliary.
                return (in_noun || after_mark && by).then_some((Shape::Reduced, true, Form::PARTICIPLE));
            }
            if in_noun || last_unit == Some(Kind::Noun) || last_unit == Some(Kind::Rel) {
                if by {
                    return Some((Shape::Reduced, true, Form::PARTICIPLE));
                }
                if self.begins_noun(next) || matches!(next_class, Some(Class::That | Class::Pron)) {
                    return Some((Shape::Finite, false, Form::PAST));
                }
                if !open {
                    return if self.nounish(next) {
                        None
                    } else {
                        Some((Shape::Reduced, true, Form::PARTICIPLE))
                    };
                }
                if !self.nounish(next) && self.finite_later(next) {
                    return Some((Shape::Reduced, true, Form::PARTICIPLE));
                }
                return Some((Shape::Finite, false, Form::PAST));
            }
            if after_mark {
                let passive_before = self.out.groups.last().is_some_and(|g| g.passive);
                if by || (passive_before && last_unit == Some(Kind::Conj) && !self.begins_noun(next)) {
                    return Some((Shape::Reduced, true, Form::PARTICIPLE));
                }
                if self.out.groups.is_empty() && self.out.units.iter().all(|u| u.kind != Kind::Noun) {
                    // "Imprisoned leader N." or "Asked about it, …" or, inverted, "said the minister".
                    return if self.nounish(next) && last_unit.is_none() {
                        None
                    } else {
                        Some((Shape::Reduced, true, Form::PARTICIPLE))
                    };
                }
                return Some((Shape::Finite, false, Form::PAST));
            }
            return match last_unit {
                Some(Kind::Verb(_)) => None,
                _ => Some((Shape::Finite, false, Form::PAST)),
            };
        }
        // "visits", "talks", "agree", "put": noun or verb.
        if after_mark
            && last_unit != Some(Kind::Conj)
            && last_unit != Some(Kind::Comma)
            && last_unit != Some(Kind::Quote)
        {
            return None;
        }
        let third = f.is(Form::THIRD);
        let past = f.is(Form::PAST);
        let subject_pronoun = before.is_some_and(|b| {
            self.class(b) == Some(Class::Rel)
                || matches!(self.lower(b), "they" | "we" | "i" | "you")
                || (third || past) && matches!(self.lower(b), "he" | "she" | "it")
        });
        if subject_pronoun {
            return Some((Shape::Finite, false, if past { Form::PAST } else { f }));
        }
        if !(in_noun
            || last_unit == Some(Kind::Rel)
            || matches!(last_unit, Some(Kind::Conj | Kind::Comma | Kind::Quote)))
        {
            return None;
        }
        let coordinate =
            matches!(last_unit, Some(Kind::Conj | Kind::Rel)) || past && last_unit == Some(Kind::Comma);
        if !open && !coordinate {
            return None;
        }
        let good = self.begins_noun(next)
            || matches!(next_class, Some(Class::To | Class::That))
            || matches!(next_class, Some(Class::Prep)) && self.subject_like(i);
        let headline_good =
            self.headline && (self.nounish(next) || next_class.is_some()) && self.subject_like(i);
        let plain = self.nounish(next) && self.subject_like(i);
        if !(good || headline_good || plain) {
            return None;
        }
        if self.finite_later(next) && !(self.begins_noun(next) && self.says(i)) {
            return None;
        }
        let agrees = if third { true } else { past || self.plural_subject(i) };
        agrees.then_some((Shape::Finite, false, if past && !self.headline { Form::PAST } else { f }))
    }

    /// Whether a form belongs to a verb of saying, after which a clause may follow at once.
    fn says(&self, i: usize) -> bool {
        self.entry(i).is_some_and(|e| {
            e.verbs
                .iter()
                .any(|(v, _)| self.words.verbs[*v as usize].senses.iter().any(|s| s.control == Control::Say))
        })
    }

    /// Whether the noun phrase before `i` ends in a name or an agent: a likely subject.
    fn subject_like(&self, i: usize) -> bool {
        let Some(noun) = self.last_noun() else { return false };
        let last = noun.end - 1;
        let idle = |k: usize| {
            self.cell(k).date
                || matches!(self.class(k), Some(Class::Adv | Class::Not))
                || matches!(self.class(k), Some(Class::Prep)) && self.cell(k + 1).date
        };
        if !(noun.end..i).all(idle) {
            return false;
        }
        self.cell(last).name_end.is_some()
            || self.cell(last).entry.is_some_and(|e| e.agent.is_some())
            || (self.text.tokens[last].capital && !self.headline)
            || (self.text.tokens[last].capital && noun.len() <= 6)
    }

    fn last_noun(&self) -> Option<Range<usize>> {
        self.noun
            .clone()
            .or_else(|| self.out.units.last().filter(|u| u.kind == Kind::Noun).map(|u| u.tokens.clone()))
    }

    fn plural_subject(&self, i: usize) -> bool {
        let Some(noun) = self.last_noun() else {
            return matches!(self.out.units.last().map(|u| u.kind), Some(Kind::Conj | Kind::Rel));
        };
        let last = self.lower(noun.end - 1);
        last.ends_with('s') && !last.ends_with("ss")
            || matches!(last, "police" | "people" | "men" | "women" | "children" | "military" | "militia")
            || self.out.units.last().is_some_and(|u| u.kind == Kind::Conj)
            || i > self.first && self.lower(i - 1) == "military"
    }

    /// Whether another finite verb follows before the clause ends, so that this one is none.
    fn finite_later(&self, from: usize) -> bool {
        for j in from..self.last.min(from + 18) {
            if self.cell(j).name_end.is_some() {
                continue;
            }
            match self.class(j) {
                Some(Class::Be | Class::Do | Class::Have) if self.lower(j.wrapping_sub(1)) == "to" => {
                    continue;
                }
                Some(Class::Modal | Class::Be | Class::Do) => return true,
                Some(Class::Have) => return self.lower(j) != "having",
                Some(Class::Conj | Class::Sub | Class::Rel | Class::That | Class::Pron) => return false,
                Some(_) => continue,
                None => {}
            }
            let mark = self.text.token(j);
            if matches!(mark, "," | ";" | ":" | "–" | "—") || self.text.tokens[j].kind == TokenKind::Quote
            {
                return false;
            }
            if let Some(entry) = self.entry(j)
                && !self.text.tokens[j].capital
                && entry
                    .verbs
                    .iter()
                    .any(|(_, f)| f.is(Form::PAST) && !f.is(Form::PARTICIPLE) && !f.is(Form::BASE))
            {
                return true;
            }
            // "said" and the like: past and participle alike, but after a name surely finite.
            if let Some(entry) = self.entry(j)
                && j > from
                && entry.verbs.iter().any(|(_, f)| f.is(Form::PAST) && !f.is(Form::BASE))
                && (self.begins_noun(self.next_word(j + 1)))
                && self.lower(j + 1) != "by"
                && self.class(j - 1).is_none()
                && self.is_word(j - 1)
            {
                return true;
            }
        }
        false
    }
}

fn have_adverb(lower: &str) -> bool {
    lower.len() > 4 && lower.ends_with("ly")
}
