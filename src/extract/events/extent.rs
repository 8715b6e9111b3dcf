//! Where an event is told: the smallest clause, and the place that it names.

use super::clauses::{Kind, Shape};
use super::compose::Scene;
use crate::record::{EntityId, Schema, Span};

impl<'a> Scene<'_, 'a, '_> {
    /// A place after "in" or "at".
    pub(super) fn place(&mut self, g: usize) -> Option<EntityId> {
        let frame = &self.frames[g];
        let units = &self.clauses.units;
        let opening = (0..g).all(|h| !self.main(h))
            && units.first().is_some_and(|u| u.kind == Kind::Prep)
            && units.get(1).is_some_and(|u| u.kind == Kind::Noun);
        let first = opening.then(|| (0, vec![1]));
        for (p, nouns) in frame.preps.iter().chain(&first) {
            let lower = self.lower(self.unit_tokens(*p).start);
            if !matches!(lower, "in" | "at" | "near" | "outside") {
                continue;
            }
            for &unit in nouns {
                let span = self.text.cover(self.unit_tokens(unit));
                let place = self
                    .cast
                    .references()
                    .outermost(span)
                    .into_iter()
                    .map(|m| m.entity)
                    .find(|e| matches!(self.cast.schema(*e), Some(Schema::Place)));
                if place.is_some() {
                    return place;
                }
            }
        }
        None
    }

    /// First token of a group's clause.
    fn start(&self, g: usize) -> usize {
        let group = &self.clauses.groups[g];
        // "…, who thanked Norway": what precedes the comma tells something else.
        let rel = group.unit.checked_sub(1).filter(|&u| self.clauses.units[u].kind == Kind::Rel);
        if let Some(u) = rel
            && self.frames[g].relative
            && u > 0
            && self.clauses.units[u - 1].kind == Kind::Comma
        {
            return self.clauses.units[u].tokens.start;
        }
        // "a treaty that both concluded": with the treaty.
        if let Some(u) = self.frames[g].antecedent {
            return self.unit_tokens(u).start;
        }
        // "modernising the army had been agreed": with the gerund.
        let gerund = |u: usize| {
            u.checked_sub(1).filter(|&v| {
                matches!(self.clauses.units[v].kind, Kind::Verb(h)
                    if self.clauses.groups[h].shape == Shape::Gerund && self.clauses.groups[h].unit == v)
                    && !v
                        .checked_sub(1)
                        .is_some_and(|w| matches!(self.clauses.units[w].kind, Kind::Noun | Kind::Prep))
            })
        };
        match self.frames[g].subject_from.map(|u| gerund(u).unwrap_or(u)) {
            Some(u) if !self.frames[g].inherited => {
                self.clauses.units[u].tokens.start.min(group.tokens.start)
            }
            _ => group.tokens.start,
        }
    }

    pub(super) fn main(&self, g: usize) -> bool {
        // "what had been agreed" is part of another clause
        let what =
            self.frames[g].subject_from.is_some_and(|u| self.lower(self.unit_tokens(u).start) == "what");
        self.clauses.groups[g].shape == Shape::Finite && !self.frames[g].relative && !what
    }

    /// The clause that tells a group's event.
    pub fn extent(&self, g: usize) -> Span {
        let group = &self.clauses.groups[g];
        let mut root = g;
        for _ in 0..6 {
            if self.clauses.groups[root].shape == Shape::Infinitive {
                match self.frames[root].governor {
                    Some(h) => root = h,
                    None => break,
                }
            } else {
                break;
            }
        }
        let first = (0..root).all(|h| !self.main(h));
        let mut from = if first && self.main(root) { self.tokens.start } else { self.start(root) };
        let mut to = self.tokens.end;
        if !self.main(root) && root == g && !matches!(group.shape, Shape::Gerund) {
            let last = self.frames[g].end.saturating_sub(1);
            to = self.clauses.units.get(last).map_or(to, |u| u.tokens.end);
        } else {
            for h in g + 1..self.clauses.groups.len() {
                if self.main(h) && self.frames[h].governor != Some(g) {
                    let s = self.start(h);
                    if s > group.head {
                        to = s;
                        break;
                    }
                }
            }
        }
        if from == self.tokens.start && to == self.tokens.end {
            return self.text.cover(from..to);
        }
        // Marks and conjunctions at the edges belong to nobody.
        let loose = |t: usize| {
            let lower = self.lower(t);
            matches!(
                lower,
                "." | ","
                    | ";"
                    | ":"
                    | "and"
                    | "but"
                    | "while"
                    | "that"
                    | "–"
                    | "—"
                    | "-"
                    | "who"
                    | "which"
                    | "as"
                    | "\""
                    | "“"
                    | "”"
                    | "after"
                    | "before"
                    | "when"
            )
        };
        while to > from + 1 && loose(to - 1) {
            to -= 1;
        }
        while from + 1 < to
            && matches!(
                self.lower(from),
                "," | ";" | "and" | "but" | "\"" | "“" | "”" | ":" | "–" | "—" | "-"
            )
        {
            from += 1;
        }
        self.text.cover(from..to.max(from + 1))
    }
}
