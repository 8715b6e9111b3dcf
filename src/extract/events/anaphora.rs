//! Who and what is meant without a name: "both ministers", "the two sides", "the kingdom", and those
//! who do it "together with" the subject.

use super::clauses::{Kind, Shape};
use super::compose::Scene;
use crate::extract::lexicon::classes;
use crate::record::{EntityId, Schema};
use std::ops::Range;

impl Scene<'_, '_, '_> {
    /// "the parties", "both sides", "the two countries", "the two ministers": the pair that is meant,
    /// unless coreference has found it.
    pub(super) fn both(&self, tokens: &Range<usize>) -> Vec<EntityId> {
        let first = self.lower(tokens.start);
        let second = self.lower(tokens.start + 1);
        let dual = matches!(first, "both" | "two") || first == "the" && matches!(second, "two" | "both");
        let plural = dual || first == "the" || first == "these";
        let head = self.cast.head(tokens);
        if !plural || head == tokens.start || self.cast.refers(tokens) {
            return Vec::new();
        }
        let head = self.lower(head);
        if classes::is(head, classes::BOTH_PEOPLE) && (dual || tokens.len() == 2) {
            let pair = self.last_pair(tokens.start);
            return if pair.is_empty() { self.sides.to_vec() } else { pair };
        }
        let sides = matches!(head, "parties" | "sides");
        if classes::is(head, classes::BOTH_STATES) && (dual || sides || tokens.len() == 2) {
            let last =
                if dual && self.sides.is_empty() { self.last_states(tokens.start) } else { Vec::new() };
            return if last.is_empty() { self.sides.to_vec() } else { last };
        }
        Vec::new()
    }

    /// The last two states named before a token, by themselves or by those who act for them.
    fn last_states(&self, token: usize) -> Vec<EntityId> {
        let at = self.text.tokens[token].span.start;
        let states = std::cell::RefCell::new(Vec::new());
        self.cast.references().before(at, 40, |m| {
            let state = match self.cast.schema(m.entity) {
                Some(Schema::Country) => Some(m.entity),
                Some(Schema::Person) => self.cast.country_of(m.entity),
                _ => None,
            };
            let mut states = states.borrow_mut();
            if let Some(state) = state.filter(|s| !states.contains(s)) {
                states.push(state);
            }
            states.len() == 2
        });
        let mut states = states.into_inner();
        states.reverse();
        if states.len() == 2 { states } else { Vec::new() }
    }

    /// Whether a noun phrase is a mere report of something, for "the claims were denied".
    pub(super) fn claim(&self, unit: usize) -> bool {
        super::roles::claims(self.text, self.clauses, unit)
    }

    /// The last two people of different states who are named before a token.
    fn last_pair(&self, token: usize) -> Vec<EntityId> {
        let at = self.text.tokens[token].span.start;
        let person = |e: EntityId| self.cast.schema(e) == Some(Schema::Person);
        let Some(last) = self.cast.references().before(at, 24, |m| person(m.entity)).map(|m| m.entity) else {
            return Vec::new();
        };
        let home = self.cast.country_of(last);
        let other = self.cast.references().before(at, 40, |m| {
            person(m.entity) && m.entity != last && {
                let country = self.cast.country_of(m.entity);
                country != home || country.is_none()
            }
        });
        other.map_or(Vec::new(), |m| vec![m.entity, last])
    }

    /// Those with whom the subject of a group acts, told before the verb: "and, together with his
    /// host, A. B., signed".
    pub(super) fn company(&mut self, g: usize) -> Vec<EntityId> {
        let unit = self.clauses.groups[g].unit;
        let from = (0..g)
            .rev()
            .find(|&h| self.clauses.groups[h].shape == Shape::Finite)
            .map_or(0, |h| self.clauses.groups[h].unit + 1);
        let with = (from..unit).rev().take(16).find(|&u| {
            let tokens = self.unit_tokens(u);
            self.clauses.units[u].kind == Kind::Prep
                && match self.lower(tokens.start) {
                    "with" => {
                        tokens.start > self.tokens.start
                            && matches!(self.lower(tokens.start - 1), "together" | "along" | "jointly")
                    }
                    "alongside" => true,
                    _ => false,
                }
        });
        match with {
            Some(u) if self.clauses.units.get(u + 1).is_some_and(|x| x.kind == Kind::Noun) => {
                self.people(&[u + 1], true, false)
            }
            _ => Vec::new(),
        }
    }
}
