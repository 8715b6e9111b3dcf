//! A verb with its auxiliaries: tense, voice, negation, modality.

use super::clauses::{Group, Modality, Reader, Shape};
use super::inflect::Form;
use super::words::Class;

impl Reader<'_, '_> {
    /// A verb group that begins at `i`.
    pub(super) fn group(&self, i: usize) -> Option<(Group, usize)> {
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
                // "had once more thanked"
                _ if any && matches!((lower, self.lower(j + 1)), ("once", "more" | "again")) => j += 1,
                Some(Class::Sub) if any && lower == "yet" => {
                    group.negated = true;
                    have = false;
                }
                Some(Class::To) => {
                    if !self.verbal(j + 1) {
                        break;
                    }
                    if any && be && group.control.is_none() {
                        group.modality = Modality::Future;
                    } else if !any {
                        group.shape = Shape::Infinitive;
                    }
                    (any, be, have, base) = (true, false, false, true);
                }
                // "is going to be signed"
                _ if any && be && lower == "going" && self.lower(j + 1) == "to" && self.verbal(j + 2) => {
                    group.modality = Modality::Future;
                    (be, base) = (false, true);
                    j += 1;
                }
                // "stood ready to sell": as "was ready to".
                _ if !any
                    && matches!(lower, "stand" | "stands" | "stood")
                    && self.entry(j + 1).is_some_and(|e| e.control.is_some())
                    && self.lower(j + 2) == "to"
                    && self.verbal(j + 3) =>
                {
                    (any, be) = (true, true);
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

    /// Whether an infinitive stands from token `i` on.
    fn verbal(&self, i: usize) -> bool {
        let next = self.next_word(i);
        self.form(next).is_some_and(|f| f.is(Form::BASE))
            || matches!(self.class(next), Some(Class::Be | Class::Have))
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
    pub(super) fn main(
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
            if be {
                group.verb = self.words.be;
            } else {
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
        if matches!(self.lower(j.wrapping_sub(1)), "not" | "never") {
            group.negated = true;
        }
        Some((group, j + 1))
    }
}

fn have_adverb(lower: &str) -> bool {
    lower.len() > 4 && lower.ends_with("ly")
}
