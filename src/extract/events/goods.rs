//! What goes from one side to another: the goods of a transfer, whence they come, and transfers told
//! again by "another five", "it" or "the delivery".

use super::clauses::{Kind, Shape};
use super::compose::{Draft, Scene};
use super::words::{Condition, Place, Sense};
use crate::record::{EntityId, EventKind, Form, Mention, Schema};
use std::ops::Range;

impl Scene<'_, '_, '_> {
    /// The noun phrases that name what is transferred, or wished for.
    pub(super) fn goods(&self, g: usize, sense: &Sense) -> Vec<usize> {
        let frame = &self.frames[g];
        if self.clauses.groups[g].passive || by_subject(sense) {
            return frame.subject.clone();
        }
        let mut units = frame.object.clone();
        units.extend(frame.second.iter());
        if units.is_empty() || !sense.particles.is_empty() {
            units.extend(frame.preps.iter().take(1).flat_map(|(_, nouns)| nouns.iter().copied()));
        }
        units
    }

    /// The country that goods come from: "Norwegian boats", "boats made in Norway", "the Heron", which
    /// the report calls Norwegian.
    pub(super) fn origin(&mut self, units: &[usize]) -> Vec<EntityId> {
        let found = self.country_in(units);
        if !found.is_empty() {
            return found;
        }
        // "Heron, a Norwegian boat": what it is, beside it.
        for &unit in units {
            let beside = self.clauses.units.get(unit + 1).is_some_and(|u| u.kind == Kind::Comma)
                && self.clauses.units.get(unit + 2).is_some_and(|u| {
                    u.kind == Kind::Noun && matches!(self.lower(u.tokens.start), "a" | "an")
                });
            if beside {
                let found = self.country_in(&[unit + 2]);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        // "boats of Norwegian origin"
        for &unit in units {
            let of = self
                .clauses
                .units
                .get(unit + 1)
                .is_some_and(|u| u.kind == Kind::Prep && self.lower(u.tokens.start) == "of")
                && self.clauses.units.get(unit + 2).is_some_and(|u| {
                    matches!(
                        self.lower(u.tokens.end - 1),
                        "origin" | "make" | "manufacture" | "production" | "design"
                    )
                });
            if of {
                let found = self.country_in(&[unit + 2]);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        let found = self.made_by(units);
        if !found.is_empty() {
            return found;
        }
        let things: Vec<EntityId> = units
            .iter()
            .flat_map(|&u| self.cast.things(self.text.cover(self.unit_tokens(u))))
            .filter(|e| self.cast.schema(*e) == Some(Schema::Equipment))
            .collect();
        things.iter().find_map(|e| self.cast.country_of(*e)).into_iter().collect()
    }

    /// Who made goods: "boats made in Norway", "built by Norwegian yards".
    pub(super) fn made_by(&mut self, units: &[usize]) -> Vec<EntityId> {
        for &unit in units {
            let made = self.clauses.groups.iter().find(|group| {
                (unit + 1..unit + 4).contains(&group.unit)
                    && group.shape == Shape::Reduced
                    && matches!(self.lower(group.head), "made" | "built" | "produced" | "manufactured")
            });
            if let Some(made) = made {
                let after = made.unit + 1;
                let noun = self.clauses.units.get(after).is_some_and(|u| u.kind == Kind::Prep)
                    && self.clauses.units.get(after + 1).is_some_and(|u| u.kind == Kind::Noun);
                if noun {
                    let found = self.people(&[after + 1], true, false);
                    if !found.is_empty() {
                        return found;
                    }
                }
            }
        }
        Vec::new()
    }

    /// Adds arms and papers that have no name to the instruments: "Norwegian patrol boats", "new contracts".
    pub(super) fn name_things(
        &mut self,
        g: usize,
        sense: &Sense,
        kind: EventKind,
        actors: &[EntityId],
        instruments: &mut Vec<EntityId>,
    ) {
        let schema = match kind {
            EventKind::Transfer => Schema::Equipment,
            EventKind::Agree => Schema::Agreement,
            _ => return,
        };
        if instruments.iter().any(|i| self.cast.schema(*i) == Some(schema)) {
            return;
        }
        for unit in self.goods(g, sense).into_iter().take(6) {
            let tokens = self.unit_tokens(unit);
            let named = match kind {
                EventKind::Transfer => self.arms(&tokens) && !self.told_again(unit),
                _ => self.paper(&tokens),
            };
            if named {
                let from = if kind == EventKind::Transfer { self.origin(&[unit]) } else { Vec::new() };
                let from = from.first().or(actors.first()).copied().filter(|_| kind == EventKind::Transfer);
                instruments.push(self.cast.make_thing(&tokens, schema, from));
            }
        }
    }

    /// Whether a noun phrase names arms by their class.
    pub(super) fn arms(&self, tokens: &Range<usize>) -> bool {
        let head = self.cast.head(tokens);
        let Some(before) = self.words.entry(self.lower(head)).and_then(|e| e.arms.as_ref()) else {
            return false;
        };
        before.is_empty() || (tokens.start..head).any(|t| before.iter().any(|b| b == self.lower(t)))
    }

    /// Whether a noun phrase names a paper that can be signed, and not the one just told of.
    fn paper(&self, tokens: &Range<usize>) -> bool {
        let head = self.cast.head(tokens);
        let definite = matches!(self.lower(tokens.start), "the" | "this" | "these" | "it" | "its" | "their");
        !definite && self.words.entry(self.lower(head)).is_some_and(|e| e.paper)
    }

    /// Whether a transfer's goods are told by what was told before: "another five", "it", "the boats".
    pub(super) fn again(&self, g: usize, sense: &Sense) -> bool {
        let units = self.goods(g, sense);
        let passive = self.clauses.groups[g].passive;
        let roles = sense.roles.contains(&Place::Subject) || passive || by_subject(sense);
        roles && units.iter().take(2).any(|&u| self.told_again(u))
    }

    /// Whether a noun phrase takes up something told before.
    pub(super) fn told_again(&self, unit: usize) -> bool {
        let tokens = self.unit_tokens(unit);
        let span = self.text.cover(tokens.clone());
        let arms = |e| self.cast.schema(e) == Some(Schema::Equipment);
        // "the boats", where coreference knows which, take up as much as "they"
        if self.cast.references().inside(span).any(|m| m.form == Form::Name && arms(m.entity)) {
            return false;
        }
        let first = self.lower(tokens.start);
        // "all of them were handed over"
        let of_them = self.clauses.units.get(unit + 1).is_some_and(|u| self.lower(u.tokens.start) == "of")
            && self.clauses.units.get(unit + 2).is_some_and(|u| {
                u.tokens.len() == 1 && matches!(self.lower(u.tokens.start), "them" | "these" | "those")
            });
        of_them
            || matches!(
                first,
                "it" | "they"
                    | "them"
                    | "these"
                    | "those"
                    | "the"
                    | "another"
                    | "its"
                    | "their"
                    | "both"
                    | "others"
            )
            || tokens.clone().any(|t| matches!(self.lower(t), "more" | "further" | "another" | "remaining"))
    }

    /// Whether a group's object or subject is called joint.
    pub(super) fn joint(&self, g: usize) -> bool {
        let frame = &self.frames[g];
        frame.subject.iter().chain(&frame.object).any(|&u| {
            self.unit_tokens(u)
                .any(|t| matches!(self.lower(t), "joint" | "mutual" | "bilateral" | "trilateral"))
        })
    }
}

/// Whether the subject is what goes.
pub fn by_subject(sense: &Sense) -> bool {
    sense.conditions.iter().any(|c| matches!(c, Condition::Subject | Condition::Goods))
}

impl Scene<'_, '_, '_> {
    /// Gives transfers told again the sides and goods of the last transfer before them; without one they
    /// tell nothing.
    pub(super) fn complete(&self, found: &mut Vec<Draft>) {
        let mut at = 0;
        while at < found.len() {
            let bare = found[at].actors.is_empty() || found[at].recipients.is_empty();
            if !found[at].again || !bare {
                at += 1;
                continue;
            }
            let head = found[at].head;
            let intent = |d: &&Draft| {
                matches!(d.kind, EventKind::Transfer | EventKind::Aid | EventKind::StatementIntent)
                    && !(d.actors.is_empty() && d.recipients.is_empty())
                    && (!d.instruments.is_empty() || d.kind != EventKind::StatementIntent)
            };
            let known = found[at].instruments.clone();
            let shares = |d: &&Draft| known.is_empty() || d.instruments.iter().any(|i| known.contains(i));
            let last = found
                .iter()
                .filter(shares)
                .filter(|d| d.head < head)
                .filter(intent)
                .max_by_key(|d| d.head)
                .or_else(|| self.before.iter().rev().take(24).filter(shares).find(intent))
                .or_else(|| {
                    // "An order for six boats was cancelled": between those of whom the report tells
                    let noun = found[at].rule.starts_with("noun ");
                    self.before.iter().rev().take(24).find(intent).filter(|_| noun)
                })
                .cloned();
            let other = self.named_since(&found[at], last.as_ref());
            let last = last.filter(|_| other.is_none());
            let draft = &mut found[at];
            if let Some(other) = other {
                // "Four boats came. They were received by …": those boats, not what was told before them
                draft.instruments = vec![other];
                let topic = self.topic.filter(|t| !draft.actors.contains(t));
                if draft.recipients.is_empty() {
                    draft.recipients.extend(topic);
                }
                at += 1;
                continue;
            }
            match last {
                Some(last) => {
                    if draft.actors.is_empty() {
                        draft.actors =
                            last.actors.iter().copied().filter(|e| !draft.recipients.contains(e)).collect();
                    }
                    if draft.recipients.is_empty() {
                        draft.recipients =
                            last.recipients.iter().copied().filter(|e| !draft.actors.contains(e)).collect();
                    }
                    if draft.instruments.is_empty() {
                        draft.instruments = last.instruments;
                    }
                    if !draft.rule.ends_with(super::HELD_UP) {
                        draft.rule.push_str(", told before");
                    }
                    // "is in its hands and had been paid for": one transfer, told in one breath.
                    let twin = found[..at].iter().position(|d| {
                        let d = (d.again, d.status, &d.actors, &d.recipients, &d.instruments);
                        let e = &found[at];
                        d == (true, e.status, &e.actors, &e.recipients, &e.instruments)
                    });
                    match twin {
                        Some(twin) => {
                            found[twin].span = found[twin].span.join(found[at].span);
                            found.remove(at);
                        }
                        None => at += 1,
                    }
                }
                None if draft.actors.is_empty()
                    && draft.recipients.is_empty()
                    && draft.instruments.is_empty() =>
                {
                    found.remove(at);
                }
                None => at += 1,
            }
        }
    }

    /// Arms named after the last transfer and right before a draft, which that transfer does not tell of.
    fn named_since(&self, draft: &Draft, last: Option<&Draft>) -> Option<EntityId> {
        if !draft.instruments.is_empty() {
            return None;
        }
        let start = self.text.tokens[draft.head].span.start;
        let since = last.map_or(0, |d| self.text.tokens[d.head].sentence + 1);
        let here = self.text.tokens[draft.head].sentence;
        let arms = |m: &Mention| self.cast.schema(m.entity) == Some(Schema::Equipment);
        let named = self.cast.references().before(start, 16, arms)?;
        let told = self.text.sentence_at(named.span.start)? as u32;
        let fits = told >= since && told + 2 >= here && told < here;
        // "drones and aircraft … The drones came": those that are called so
        let noun = self.lower(draft.head.saturating_sub(1));
        let called = |m: &Mention| {
            let next = self.text.tokens_in(m.span).end;
            let told = self.text.sentence_at(m.span.start).map(|s| s as u32);
            arms(m)
                && told == self.text.sentence_at(named.span.start).map(|s| s as u32)
                && self.lower(next) == noun
        };
        let named = self.cast.references().before(start, 24, called).unwrap_or(named);
        (fits && last.is_none_or(|d| !d.instruments.contains(&named.entity))).then_some(named.entity)
    }
}
