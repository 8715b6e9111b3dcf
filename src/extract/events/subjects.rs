//! The subject of a finite verb or infinitive, left of it or, inverted, right of it.

use super::clauses::{Kind, Shape};
use super::roles::{Finder, Frame, Left, REACH};
use super::words::Control;

impl Finder<'_, '_> {
    pub(super) fn finite_subject(&self, g: usize, u: usize, frame: &mut Frame) {
        let say = self.control_of(g) == Control::Say;
        match self.left(u) {
            Some(Kind::Rel) => {
                frame.relative = true;
                let mut i = u - 1;
                while i > 0 && matches!(self.left(i), Some(Kind::Comma | Kind::Prep)) {
                    i -= 1;
                }
                // "the exercise “Sea Shield”, which began": the exercise did
                if self.left(i) == Some(Kind::Quote)
                    && i >= 4
                    && self.kind(i - 2) == Some(Kind::Noun)
                    && self.kind(i - 3) == Some(Kind::Quote)
                    && self.kind(i - 4) == Some(Kind::Noun)
                {
                    i -= 3;
                }
                if self.left(i) == Some(Kind::Noun) {
                    frame.subject = vec![i - 1];
                    frame.subject_from = Some(i - 1);
                }
            }
            Some(Kind::Noun) if self.claim_before(u).is_some() => {
                frame.subject.extend(self.claim_before(u));
                frame.subject_from = frame.subject.first().copied();
            }
            Some(Kind::Noun) => {
                let left = self.chain(u - 1);
                self.set(frame, left);
                if frame.subject.is_empty()
                    && let Some(h) = self.previous_finite(g)
                {
                    self.inherit(frame, h);
                }
                // "which Russia signed": the clause is relative though it has its own subject.
                if let Some(from) = frame.subject_from
                    && self.left(from) == Some(Kind::Rel)
                {
                    frame.relative = true;
                    frame.antecedent = self.antecedent(from - 1);
                }
                // "hung on the agreement they signed": the same without "that"; not "After the talks they signed"
                if let Some(from) = frame.subject_from
                    && matches!(self.lower(from), "they" | "he" | "she" | "we")
                    && self.left(from) == Some(Kind::Noun)
                    && matches!(self.lower(from - 1), "the" | "a" | "an" | "this" | "that")
                    && matches!(self.left(from - 1), None | Some(Kind::Verb(_)))
                {
                    frame.relative = true;
                    frame.antecedent = Some(from - 1);
                }
            }
            // "the exercise “Sea Shield” began"
            Some(Kind::Quote)
                if !say
                    && u >= 3
                    && self.kind(u - 2) == Some(Kind::Noun)
                    && self.left(u - 2) == Some(Kind::Quote) =>
            {
                let left = self.chain(u - 2);
                self.set(frame, left);
            }
            Some(Kind::Comma) => {
                if say && self.inverted(u, frame) {
                    return;
                }
                if let Some((k, h)) = self.parenthesis(u - 1) {
                    // "The army, she said, could use": the army could.
                    let left = self.chain(k - 1);
                    self.set(frame, left);
                    frame.governor = Some(h);
                    if !frame.subject.is_empty() {
                        return;
                    }
                }
                let open = (1..u.saturating_sub(1))
                    .rev()
                    .take(14)
                    .find(|&k| self.kind(k) == Some(Kind::Comma) && self.kind(k - 1) == Some(Kind::Noun));
                let inside_main = |k: usize| {
                    (k + 1..u - 1).any(|i| match self.kind(i) {
                        Some(Kind::Verb(h)) => {
                            self.clauses.groups[h].shape == Shape::Finite && !self.done[h].relative
                        }
                        _ => false,
                    })
                };
                match open {
                    Some(k) if !inside_main(k) => {
                        let mut left = self.chain(k - 1);
                        // "When handing it over, Minister N., said": the comma before the verb is a slip.
                        let opening = match &left {
                            Left::Heads(_, from) => {
                                matches!(self.left(*from), Some(Kind::Verb(_) | Kind::Prep | Kind::Sub))
                            }
                            _ => true,
                        };
                        if opening && self.previous_finite(g).is_some() {
                            left = Left::Nothing;
                        } else if opening && self.kind(u - 2) == Some(Kind::Noun) {
                            left = self.chain(u - 2);
                        }
                        self.set(frame, left);
                        // "A third state, Chile, asked": Chile did
                        let article = frame.subject_from.map_or("", |from| self.lower(from));
                        if k + 2 == u - 1 && matches!(article, "a" | "an" | "another") && self.named(k + 1) {
                            frame.subject = vec![k + 1];
                        }
                        if let Some(h) = self.previous_finite(g)
                            && frame.subject.is_empty()
                        {
                            self.inherit(frame, h);
                            frame.coordinate = Some(h);
                        }
                    }
                    _ => {
                        if let Some(h) = self.previous_finite(g) {
                            self.inherit(frame, h);
                            frame.coordinate = Some(h);
                        } else if u >= 2 && self.kind(u - 2) == Some(Kind::Noun) {
                            let left = self.chain(u - 2);
                            self.set(frame, left);
                        }
                    }
                }
            }
            Some(Kind::Quote) if say && self.inverted(u, frame) => {}
            // "Moe and Lind “exchanged views”": who stands before the mark
            Some(Kind::Quote) if u >= 2 && self.kind(u - 2) == Some(Kind::Noun) => {
                let left = self.chain(u - 2);
                self.set(frame, left);
            }
            _ => {
                if say && self.inverted(u, frame) {
                    return;
                }
                let before = (0..g).rev().find(|&h| self.clauses.groups[h].shape == Shape::Finite);
                let before = match before {
                    // After a relative clause the main clause goes on: prefer it, unless it is near.
                    Some(h) if self.done[h].relative && self.left(u) != Some(Kind::Conj) => {
                        self.previous_finite(g).or(Some(h))
                    }
                    other => other,
                };
                if let Some(h) = before {
                    self.inherit(frame, h);
                    frame.coordinate = Some(h);
                    frame.relative = self.done[h].relative && self.previous_finite(g).is_none();
                }
            }
        }
    }

    /// Whether a noun phrase is written as a name: each of its words with a capital.
    fn named(&self, unit: usize) -> bool {
        let tokens = &self.text.tokens[self.clauses.units[unit].tokens.clone()];
        self.kind(unit) == Some(Kind::Noun) && tokens.iter().all(|t| t.capital)
    }

    /// The comma that opens ", she said" before the comma `close`, where a noun phrase stands before
    /// it, and the group that says.
    pub(super) fn parenthesis(&self, close: usize) -> Option<(usize, usize)> {
        let says = |unit: usize| match self.kind(unit) {
            Some(Kind::Verb(h)) if self.control_of(h) == Control::Say => Some(h),
            _ => None,
        };
        let (verb, noun) = (close.checked_sub(1)?, close.checked_sub(2)?);
        let h = says(verb)
            .filter(|_| self.kind(noun) == Some(Kind::Noun))
            .or_else(|| says(noun).filter(|_| self.kind(verb) == Some(Kind::Noun)))?;
        let open = noun.checked_sub(1)?;
        let before = open.checked_sub(1)?;
        (self.kind(open) == Some(Kind::Comma) && self.kind(before) == Some(Kind::Noun)).then_some((open, h))
    }

    /// "…," said the minister.
    pub(super) fn inverted(&self, u: usize, frame: &mut Frame) -> bool {
        let quoted = u > 0
            && (self.left(u) == Some(Kind::Quote)
                || (u > 1
                    && self.left(u) == Some(Kind::Comma)
                    && matches!(self.kind(u - 2), Some(Kind::Quote))));
        let opens = u == 0;
        if (quoted || opens) && self.kind(u + 1) == Some(Kind::Noun) {
            frame.subject = std::mem::take(&mut frame.object);
            frame.subject_from = frame.subject.first().copied();
            return !frame.subject.is_empty();
        }
        false
    }

    pub(super) fn infinitive_subject(&self, g: usize, u: usize, frame: &mut Frame) {
        // "decision to train"
        if self.left(u) == Some(Kind::Noun) {
            let governs = |unit: usize| {
                let last = self.clauses.units[unit].tokens.end - 1;
                self.words.entry(&self.text.tokens[last].lower).is_some_and(|e| e.control.is_some())
            };
            let of = u >= 3 && self.kind(u - 2) == Some(Kind::Prep) && self.lower(u - 2) == "of";
            if governs(u - 1) {
                frame.noun = Some(u - 1);
            } else if of && self.kind(u - 3) == Some(Kind::Noun) && governs(u - 3) {
                // "the readiness of Norway to train"
                frame.noun = Some(u - 3);
            }
        }
        let governor = (0..g).rev().take(REACH).find(|&h| {
            let v = self.clauses.groups[h].unit;
            v < u && u - v < 14 && !(v..u).any(|i| matches!(self.kind(i), Some(Kind::Stop)))
        });
        let Some(mut h) = governor else { return };
        // "to sign and to ratify": the same governor.
        if self.left(u) == Some(Kind::Conj) && self.clauses.groups[h].shape == Shape::Infinitive {
            h = self.done[h].governor.unwrap_or(h);
        }
        frame.governor = Some(h);
        let object_control =
            matches!(
                self.control_of(h),
                Control::Request | Control::Order | Control::Yield | Control::Accuse
            ) || matches!(self.lower(self.clauses.groups[h].unit), "helped" | "help" | "helps");
        if object_control && !self.clauses.groups[h].passive && !self.done[h].object.is_empty() {
            frame.subject = self.done[h].object.clone();
            frame.inherited = true;
        } else {
            self.inherit(frame, h);
        }
    }
}
