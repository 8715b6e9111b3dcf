//! A verb form without auxiliary: finite verb, participle, gerund, or no verb at all.

use super::clauses::{Kind, Reader, Shape};
use super::inflect::Form;
use super::words::{Class, Control, Sense};
use crate::extract::figures::words::{Sense as Counts, look_up};
use crate::extract::lexicon::classes;
use crate::extract::text::TokenKind;
use crate::record::EventKind;
use std::ops::Range;

impl Reader<'_, '_> {
    /// The last token before `i` that is no adverb or date, if any.
    pub(super) fn before(&self, i: usize) -> Option<usize> {
        (self.first..i).rev().take(6).find(|&k| {
            !(matches!(self.class(k), Some(Class::Adv | Class::Not)) || self.cell(k).date)
                || self.cell(k).name_end.is_some()
        })
    }

    /// What a verb form without auxiliary is at `i`; `None` for a noun or adjective.
    pub(super) fn bare(&self, i: usize, f: Form) -> Option<(Shape, bool, Form)> {
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
            // "four rounds of talks"
            let counted = f.is(Form::THIRD) && !self.cell(b).date && number(self.lower(b));
            if possessive
                || det
                || counted
                || self.text.tokens[b].kind == TokenKind::Number && f.is(Form::ING)
            {
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
            // "the monthly briefing at the ministry": a noun that tells an event.
            let noun = self.entry(i).is_some_and(|e| e.noun.is_some());
            // "met with visiting Chilean minister A."
            if self.lower(i) == "visiting" && self.cell(next).name_end.is_some() && !in_noun {
                return None;
            }
            // "a memorandum of understanding with"
            if self.lower(i) == "understanding" && after_prep && self.lower(i - 1) == "of" {
                return None;
            }
            let phrase = self.noun.as_ref().is_some_and(|n| {
                matches!(self.class(n.start), Some(Class::Det)) && self.cell(n.end - 1).name_end.is_none()
            });
            if noun && phrase && matches!(next_class, Some(Class::Prep)) {
                return None;
            }
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
            // "agreed by telephone": nobody did it
            let means = matches!(
                self.lower(next + 1),
                "telephone"
                    | "phone"
                    | "video"
                    | "letter"
                    | "mail"
                    | "consensus"
                    | "air"
                    | "sea"
                    | "rail"
                    | "road"
            );
            let by = self.lower(next) == "by" && !means;
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
                // "the agreement they signed in May"
                if before.is_some_and(|b| b + 1 == i && matches!(self.lower(b), "they" | "he" | "she" | "we"))
                {
                    return Some((Shape::Finite, false, Form::PAST));
                }
                // "a paper signed with Norway": papers sign nothing
                if self.agreed(i) {
                    return Some((Shape::Reduced, true, Form::PARTICIPLE));
                }
                if !open {
                    return if self.nounish(next) {
                        None
                    } else {
                        Some((Shape::Reduced, true, Form::PARTICIPLE))
                    };
                }
                // "A. refused to say how many were ordered": no participle governs so
                if next_class == Some(Class::To) && self.resolves(i) {
                    return Some((Shape::Finite, false, Form::PAST));
                }
                if !self.nounish(next) && self.finite_later(next) {
                    return Some((Shape::Reduced, true, Form::PARTICIPLE));
                }
                // "Norway invited to join": somebody invites Norway
                if next_class == Some(Class::To) && classes::is(self.lower(i), classes::NEEDS_OBJECT) {
                    return Some((Shape::Finite, true, Form::PARTICIPLE));
                }
                return Some((Shape::Finite, false, Form::PAST));
            }
            if after_mark {
                let passive_before = self.out.groups.last().is_some_and(|g| g.passive);
                if by || (passive_before && last_unit == Some(Kind::Conj) && !self.begins_noun(next)) {
                    return Some((Shape::Reduced, true, Form::PARTICIPLE));
                }
                // "A treaty, announced in May, has been signed"
                if last_unit == Some(Kind::Comma) && !self.begins_noun(next) && self.between_commas(next) {
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
                || last_unit == Some(Kind::Rel) && self.class(b) == Some(Class::That)
                || matches!(self.lower(b), "they" | "we" | "i" | "you")
                || (third || past) && matches!(self.lower(b), "he" | "she" | "it")
        });
        if subject_pronoun {
            return Some((Shape::Finite, false, if past { Form::PAST } else { f }));
        }
        // "…, which Oslo disputes": a clause that the sentence ends.
        let ends = next >= self.last || self.text.tokens[next].kind == TokenKind::Punct;
        if ends
            && (third || past)
            && self.noun.is_some()
            && last_unit == Some(Kind::Rel)
            && self.relative == Some(false)
        {
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
            || self.lower(next) == "having"
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

    /// Whether what begins at a token ends with a comma, behind which the clause before it goes on with
    /// its verb.
    fn between_commas(&self, from: usize) -> bool {
        let Some(close) = (from..self.last.min(from + 10)).find(|&k| self.text.token(k) == ",") else {
            return false;
        };
        let verb =
            |k: usize| matches!(self.class(k), Some(Class::Be | Class::Have | Class::Do | Class::Modal));
        let opens =
            |k: usize| matches!(self.class(k), Some(Class::Conj | Class::Sub | Class::Rel | Class::That));
        verb(close + 1) && !(from..close).any(|k| verb(k) && !self.cell(k).date || opens(k))
    }

    /// Whether a noun phrase that ends in a paper stands before a verb by which papers are agreed.
    fn agreed(&self, i: usize) -> bool {
        let agree = |s: &Sense| s.kind == Some(EventKind::Agree);
        let verb = |v: &u32| self.words.verbs[*v as usize].senses.iter().any(agree);
        let paper = self.last_noun().filter(|n| n.end == i).is_some_and(|n| {
            let last = n.end - 1;
            self.text.tokens[last].lower.len() > 3
                && self.words.entry(self.lower(last)).is_some_and(|e| e.paper)
        });
        paper && self.entry(i).is_some_and(|e| e.verbs.iter().any(|(v, _)| verb(v)))
    }

    /// Whether a form belongs to a verb whose subject means to do, or not to do, what it governs.
    fn resolves(&self, i: usize) -> bool {
        let means = |c: Control| matches!(c, Control::Refuse | Control::Agree | Control::Wish);
        self.entry(i).is_some_and(|e| {
            e.verbs.iter().any(|(v, _)| self.words.verbs[*v as usize].senses.iter().any(|s| means(s.control)))
        })
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
            // "in May" is no modal verb
            if self.cell(j).name_end.is_some() || self.cell(j).date {
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

/// Whether a word is a number above one.
fn number(word: &str) -> bool {
    look_up(word).iter().any(|s| matches!(s, Counts::Number(n) if *n > 1.0))
}
