//! What stands right of a verb group: objects and prepositional complements.

use super::clauses::{Kind, Shape};
use super::roles::{Finder, Frame, REACH};
use super::words::{Control, Place};

impl Finder<'_, '_> {
    pub(super) fn complements(&self, g: usize, frame: &mut Frame) {
        let u = self.clauses.groups[g].unit;
        let say = self.control_of(g) == Control::Say;
        let mut i = u + 1;
        let mut list = 0; // 0 none, 1 object, 2 second, 3 prep
        frame.end = u + 1;
        while i < self.clauses.units.len() && i < u + REACH {
            match self.kind(i) {
                Some(Kind::Noun) => {
                    let subject_of_next = matches!(self.kind(i + 1), Some(Kind::Verb(h))
                        if self.clauses.groups[h].shape == Shape::Finite);
                    let adjacent = i == u + 1;
                    if subject_of_next && (say || !adjacent) {
                        break;
                    }
                    if frame.object.is_empty() && (frame.preps.is_empty() || self.delayed(g, i, frame)) {
                        frame.object.push(i);
                        list = 1;
                    } else if frame.second.is_empty() && list == 1 && self.kind(i - 1) == Some(Kind::Noun) {
                        frame.second.push(i);
                        list = 2;
                    } else {
                        break;
                    }
                }
                Some(Kind::Prep) => match self.kind(i + 1) {
                    Some(Kind::Noun) => {
                        frame.preps.push((i, vec![i + 1]));
                        list = 3;
                        i += 1;
                    }
                    _ if list == 0 && matches!(self.kind(i + 1), Some(Kind::Prep)) => {}
                    _ if matches!(self.lower(i), "over" | "out" | "up" | "down" | "back" | "off") => {}
                    _ => break,
                },
                Some(Kind::Conj) => {
                    let clause =
                        (i + 2..(i + 7).min(self.clauses.units.len())).find_map(|k| match self.kind(k) {
                            Some(Kind::Verb(h)) => Some(self.clauses.groups[h].shape == Shape::Finite),
                            Some(
                                Kind::Comma | Kind::Stop | Kind::Sub | Kind::Rel | Kind::That | Kind::Conj,
                            ) => Some(false),
                            _ => None,
                        });
                    match self.kind(i + 1) {
                        Some(Kind::Noun) if clause != Some(true) && list > 0 => {
                            self.extend(frame, list, i + 1);
                            i += 1;
                        }
                        Some(Kind::Prep) if list == 3 => {}
                        _ => break,
                    }
                }
                Some(Kind::Comma) => {
                    // A list goes on when "and" closes it; anything else ends the clause.
                    if list > 0 && self.kind(i + 1) == Some(Kind::Noun) && self.list_ahead(i) {
                        self.extend(frame, list, i + 1);
                        i += 1;
                    } else if list > 0
                        && self.kind(i + 1) == Some(Kind::Conj)
                        && self.kind(i + 2) == Some(Kind::Noun)
                        && !matches!(self.kind(i + 3), Some(Kind::Verb(_) | Kind::Prep))
                    {
                        // ", and C": the last of a list.
                        self.extend(frame, list, i + 2);
                        i += 2;
                    } else {
                        break;
                    }
                }
                Some(Kind::Verb(h)) if self.clauses.groups[h].shape == Shape::Reduced => list = 3,
                Some(Kind::Quote) => {}
                _ => break,
            }
            i += 1;
            frame.end = i;
        }
    }

    /// "received on Friday in Oslo the envoy": the object behind when and where, where the verb wants one.
    fn delayed(&self, g: usize, i: usize, frame: &Frame) -> bool {
        let group = &self.clauses.groups[g];
        let wants = group.verb.is_some_and(|v| {
            self.words.verbs[v as usize]
                .senses
                .iter()
                .any(|s| s.particles.is_empty() && (s.roles.contains(&Place::Object) || !s.heads.is_empty()))
        });
        let adjunct = |p: &usize| matches!(self.lower(*p), "in" | "at" | "on" | "during" | "after");
        let opens = matches!(self.lower(i), "the" | "a" | "an" | "his" | "her" | "its" | "their");
        wants
            && opens
            && !group.passive
            && self.kind(i - 1) == Some(Kind::Noun)
            && frame.preps.iter().all(|(p, nouns)| adjunct(p) && nouns.len() == 1)
    }

    pub(super) fn extend(&self, frame: &mut Frame, list: u8, unit: usize) {
        match list {
            1 => frame.object.push(unit),
            2 => frame.second.push(unit),
            _ => {
                if let Some((_, nouns)) = frame.preps.last_mut() {
                    nouns.push(unit);
                }
            }
        }
    }

    /// From a comma: noun, comma, … "and" noun.
    fn list_ahead(&self, comma: usize) -> bool {
        let mut i = comma;
        for _ in 0..30 {
            match self.kind(i) {
                Some(Kind::Comma) => match self.kind(i + 1) {
                    Some(Kind::Noun) => i += 2,
                    Some(Kind::Conj) => return self.kind(i + 2) == Some(Kind::Noun),
                    _ => return false,
                },
                Some(Kind::Conj) => return self.kind(i + 1) == Some(Kind::Noun),
                Some(Kind::Prep) if self.kind(i + 1) == Some(Kind::Noun) => i += 2,
                _ => return false,
            }
        }
        false
    }
}
