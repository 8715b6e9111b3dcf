//! Who is on which side of a verb: subject, object, "with", "between", pronouns, lists.

use super::clauses::{Kind, Shape, Unit};
use super::compose::Scene;
use super::words::{Control, Place, Sense};
use crate::record::{EntityId, EventKind, Schema};
use std::ops::Range;

impl<'a> Scene<'_, 'a, '_> {
    fn more(&self, unit: usize) -> Option<Range<usize>> {
        let prep = self.clauses.units.get(unit + 1)?;
        let noun = self.clauses.units.get(unit + 2)?;
        let fits = prep.kind == Kind::Prep
            && noun.kind == Kind::Noun
            && matches!(
                self.lower(prep.tokens.start),
                "of" | "in" | "from" | "for" | "at" | "on" | "with" | "between"
            );
        fits.then(|| noun.tokens.clone())
    }

    pub(super) fn people(&mut self, units: &[usize], inner: bool, make: bool) -> Vec<EntityId> {
        let mut out = Vec::new();
        for &unit in units.iter().take(12) {
            // "Chairman of the State Committee A. B. and Minister C. D."
            let named = self.named_after_of(unit);
            if !named.is_empty() {
                for e in self.people(&named, inner, make) {
                    if !out.contains(&e) {
                        out.push(e);
                    }
                }
                continue;
            }
            let listed = self.listed_after(unit);
            if !listed.is_empty() {
                for e in self.people(&listed, inner, make) {
                    if !out.contains(&e) {
                        out.push(e);
                    }
                }
                continue;
            }
            let tokens = self.unit_tokens(unit);
            let mut both = self.both(&tokens);
            if both.is_empty()
                && let Some(of) = self.more(unit)
                && self.lower(of.start.saturating_sub(1)) == "of"
                && self.words.entry(self.lower(self.cast.head(&tokens))).is_some_and(|e| e.agent.is_some())
            {
                // "the coast guards of the two countries"
                both = self.both(&of);
                if both.is_empty() && self.cast.several(&of) {
                    both = self.cast.people(&of, None, false, false);
                }
            }
            if !both.is_empty() {
                for e in both {
                    if !out.contains(&e) {
                        out.push(e);
                    }
                }
                continue;
            }
            let more = self.more(unit);
            for e in self.cast.people(&tokens, more.as_ref(), inner, make) {
                if !out.contains(&e) {
                    out.push(e);
                }
            }
        }
        out
    }

    /// Where an office stands before "of" and its holder's name ends the phrase: that phrase, and
    /// those coordinated with it.
    fn named_after_of(&self, unit: usize) -> Vec<usize> {
        let tokens = self.unit_tokens(unit);
        let head = self.cast.head(&tokens);
        let units = &self.clauses.units;
        let agent = self.words.entry(self.lower(head)).is_some_and(|e| e.agent.is_some());
        let of =
            units.get(unit + 1).is_some_and(|u| u.kind == Kind::Prep && self.lower(u.tokens.start) == "of");
        let fits = agent
            && of
            && units.get(unit + 2).is_some_and(|u| u.kind == Kind::Noun && self.cast.is_person(&u.tokens));
        if !fits {
            return Vec::new();
        }
        let mut out = vec![unit + 2];
        let mut i = unit + 3;
        while units.get(i).is_some_and(|u| matches!(u.kind, Kind::Conj | Kind::Comma))
            && units.get(i + 1).is_some_and(|u| u.kind == Kind::Noun && self.cast.is_person(&u.tokens))
        {
            out.push(i + 1);
            i += 2;
        }
        out
    }

    /// Those whom a phrase only announces: "to 70 countries, among them A, B and C", and "with his
    /// Kenyan counterpart, A. B.".
    fn listed_after(&self, unit: usize) -> Vec<usize> {
        let units = &self.clauses.units;
        let kind = |i: usize| units.get(i).map(|u| u.kind);
        let tokens = self.unit_tokens(unit);
        let head = self.lower(self.cast.head(&tokens));
        if kind(unit + 1) != Some(Kind::Comma) {
            return Vec::new();
        }
        let word = |i: usize| units.get(i).map_or("", |u| self.lower(u.tokens.start));
        if matches!(head, "countries" | "states" | "nations" | "customers" | "buyers" | "partners") {
            let mut i = unit + 2;
            if !(kind(i) == Some(Kind::Prep) && matches!(word(i), "among" | "including" | "like")) {
                return Vec::new();
            }
            i += 1;
            if matches!(word(i), "them" | "others") {
                i += 1;
            }
            let mut out = Vec::new();
            while out.len() < 30 {
                match kind(i) {
                    Some(Kind::Noun) => out.push(i),
                    Some(Kind::Comma | Kind::Conj) => {}
                    _ => break,
                }
                i += 1;
            }
            return out;
        }
        let somebody = self.words.entry(head).is_some_and(|e| e.agent.is_some());
        if (somebody || matches!(head, "counterpart" | "host" | "guest" | "colleague" | "number"))
            && kind(unit + 2) == Some(Kind::Noun)
            && self.cast.is_person(&units[unit + 2].tokens)
        {
            return vec![unit + 2];
        }
        Vec::new()
    }

    pub(super) fn after(&self, g: usize, preposition: &str) -> Vec<usize> {
        let frame = &self.frames[g];
        frame
            .preps
            .iter()
            .filter(|(p, _)| {
                let lower = self.lower(self.unit_tokens(*p).start);
                lower == preposition
                    || (preposition == "to" && matches!(lower, "into" | "toward" | "towards"))
            })
            .flat_map(|(_, nouns)| nouns.iter().copied())
            .collect()
    }

    /// The noun phrases after "between" that follow a noun phrase directly, or by way of "on fish".
    pub(super) fn between(&self, unit: usize) -> Vec<usize> {
        let units = &self.clauses.units;
        let prep =
            |i: usize| units.get(i).filter(|u| u.kind == Kind::Prep).map(|u| self.lower(u.tokens.start));
        let noun = |i: usize| units.get(i).is_some_and(|u| u.kind == Kind::Noun);
        let mut i = unit + 1;
        while prep(i).is_some_and(|p| !matches!(p, "between" | "with" | "by")) && noun(i + 1) && i < unit + 7
        {
            i += 2;
        }
        if !matches!(prep(i), Some("between" | "with")) {
            return Vec::new();
        }
        let mut out = Vec::new();
        i += 1;
        while noun(i) {
            out.push(i);
            match units.get(i + 1).map(|u| u.kind) {
                Some(Kind::Conj | Kind::Comma) => i += 2,
                _ => break,
            }
        }
        out
    }

    /// Who acts in a group.
    pub(super) fn actors(&mut self, g: usize) -> Vec<EntityId> {
        if self.clauses.groups[g].passive {
            let mut by = self.after(g, "by");
            if by.is_empty() {
                by.extend(self.decree());
            }
            return self.people(&by, true, true);
        }
        if self.paper_speaks(g)
            && let Some(h) = self.frames[g].governor
        {
            let speaker = self.frames[h].subject.clone();
            return self.people(&speaker, true, false);
        }
        let mut subject = self.frames[g].subject.clone();
        for unit in &mut subject {
            // "a bombing by the rebels killed …": the rebels did.
            let head = self.lower(self.cast.head(&self.unit_tokens(*unit)));
            let units = &self.clauses.units;
            let by = units
                .get(*unit + 1)
                .is_some_and(|u| u.kind == Kind::Prep && self.lower(u.tokens.start) == "by")
                && units.get(*unit + 2).is_some_and(|u| u.kind == Kind::Noun);
            if by && self.words.entry(head).is_some_and(|e| e.noun.is_some()) {
                *unit += 2;
            }
        }
        let mut found = self.people(&subject, true, true);
        if found.is_empty() && !subject.is_empty() && subject.iter().all(|&u| self.pronoun(u)) {
            found = self.antecedent(g);
        }
        if !found.is_empty() {
            for e in self.company(g) {
                if !found.contains(&e) {
                    found.push(e);
                }
            }
        }
        found
    }

    /// "By decree of the President A. was awarded …": whose decree opens the sentence.
    fn decree(&self) -> Option<usize> {
        let units = &self.clauses.units;
        let prep = |i: usize, word: &str| {
            units.get(i).is_some_and(|u| u.kind == Kind::Prep && self.lower(u.tokens.start) == word)
        };
        let noun = |i: usize| units.get(i).is_some_and(|u| u.kind == Kind::Noun);
        let paper = |u: &Unit| {
            matches!(
                self.lower(self.cast.head(&u.tokens)),
                "decree" | "order" | "decision" | "resolution" | "ordinance" | "edict"
            )
        };
        let opens = prep(0, "by") && noun(1) && units.get(1).is_some_and(paper);
        (opens && prep(2, "of") && noun(3)).then_some(3)
    }

    fn pronoun(&self, unit: usize) -> bool {
        let tokens = self.unit_tokens(unit);
        tokens.len() == 1 && matches!(self.lower(tokens.start), "he" | "she" | "it" | "they")
    }

    /// The last person named before a pronoun who is not among `not`.
    fn somebody_before(&self, unit: usize, not: &[EntityId]) -> Option<EntityId> {
        let at = self.text.tokens[self.unit_tokens(unit).start].span.start;
        let first = self.text.tokens[self.tokens.start].span.start;
        self.cast
            .references()
            .before(at, 12, |m| {
                m.span.start >= first
                    && self.cast.schema(m.entity) == Some(Schema::Person)
                    && !not.contains(&m.entity)
            })
            .map(|m| m.entity)
    }

    /// The subject of the clause that reports this one: "Norway said it had …".
    fn antecedent(&mut self, g: usize) -> Vec<EntityId> {
        let before = self.frames[g]
            .governor
            .or_else(|| (0..g).rev().find(|&h| self.clauses.groups[h].shape == Shape::Finite));
        match before {
            Some(h) => {
                let subject = self.frames[h].subject.clone();
                self.people(&subject, true, true)
            }
            // "It is alone in refusing": the state that acts in the sentence before.
            None if self.frames[g].subject.iter().all(|&u| self.lower(self.unit_tokens(u).start) == "it") => {
                let first = self.text.tokens[self.tokens.start].sentence;
                let last = self.before.last().filter(|d| self.text.tokens[d.head].sentence + 1 == first);
                match last.map(|d| &d.actors[..]) {
                    Some(&[one]) if self.cast.schema(one) == Some(Schema::Country) => vec![one],
                    _ => Vec::new(),
                }
            }
            None => Vec::new(),
        }
    }

    /// To whom.
    pub(super) fn recipients(&mut self, g: usize, sense: &Sense, actors: &[EntityId]) -> Vec<EntityId> {
        let group = &self.clauses.groups[g];
        let passive = group.passive;
        let frame = &self.frames[g];
        let (object, second) = (frame.object.clone(), frame.second.clone());
        let subject = frame.subject.clone();
        for role in &sense.roles {
            let units = match role {
                Place::Object if passive => subject.clone(),
                Place::Object => object.clone(),
                Place::After(p) if p == "to" && !second.is_empty() => object.clone(),
                Place::After(p) => self.after(g, p),
                Place::Subject => continue,
            };
            let direct = matches!(role, Place::Object);
            let mut found = self.people(&units, true, direct);
            if found.is_empty()
                && units.iter().any(|&u| matches!(self.lower(self.unit_tokens(u).start), "him" | "her"))
            {
                found.extend(self.somebody_before(units[0], actors));
            }
            found.retain(|e| !actors.contains(e));
            if !found.is_empty() {
                return found;
            }
        }
        if sense.roles.is_empty() {
            return Vec::new();
        }
        if sense.control == Control::Request {
            // "demanded that Kenya leave"
            let u = self.clauses.groups[g].unit;
            let that = self.clauses.units.get(u + 1).is_some_and(|x| x.kind == Kind::That);
            if that && self.clauses.units.get(u + 2).is_some_and(|x| x.kind == Kind::Noun) {
                let found = self.people(&[u + 2], true, true);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        for p in ["with", "to", "against", "on", "for"] {
            let units = self.after(g, p);
            let mut found = self.people(&units, true, false);
            found.retain(|e| !actors.contains(e));
            if !found.is_empty() {
                return found;
            }
        }
        let units = if passive { subject } else { object };
        let mut found = self.people(&units, true, false);
        // "discussed the situation in the Sahel": no place takes part in talks
        let place = |e: &EntityId| self.cast.schema(*e) == Some(Schema::Place) && !self.cast.is_capital(*e);
        found.retain(|e| sense.kind != Some(EventKind::Consult) || !place(e));
        found
    }

    /// Whom an act of several binds: what ministers of several states sign binds the states.
    pub(super) fn bound(&self, kind: EventKind, actors: &[EntityId]) -> Vec<EntityId> {
        if kind == EventKind::Agree {
            let mut states: Vec<EntityId> = Vec::new();
            for a in actors {
                match self.cast.country_of(*a) {
                    Some(c) if self.cast.schema(*a) == Some(Schema::Person) => {
                        if !states.contains(&c) {
                            states.push(c);
                        }
                    }
                    _ => return actors.to_vec(),
                }
            }
            if states.len() > 1 {
                return states;
            }
        }
        actors.to_vec()
    }

    /// The country that an adjective in these phrases names: "Norwegian boats" come from Norway.
    pub(super) fn country_in(&self, units: &[usize]) -> Vec<EntityId> {
        let spans = units.iter().map(|&u| self.text.cover(self.unit_tokens(u)));
        let mut found = spans.flat_map(|s| self.cast.countries_in(s));
        found.next().into_iter().collect()
    }

    /// The one of both sides to which nobody here belongs.
    pub fn other_side(&self, people: &[EntityId]) -> Option<EntityId> {
        let [a, b] = self.sides else { return None };
        let of = |side: EntityId| people.iter().any(|p| *p == side || self.cast.home(*p) == Some(side));
        match (of(*a), of(*b)) {
            (true, false) => Some(*b),
            (false, true) => Some(*a),
            _ => None,
        }
    }

    /// A capital that receives stands for its state, and both are kept: "an agreement with Oslo"; only
    /// where something is held "in Oslo" is it a place, and its state the other side.
    pub(super) fn governments(
        &self,
        g: usize,
        kind: EventKind,
        actors: &[EntityId],
        recipients: &mut Vec<EntityId>,
    ) {
        let hostile = matches!(kind, EventKind::Other | EventKind::Sanction);
        if kind == EventKind::Visit {
            return;
        }
        let mentions = self.cast.references().outermost(self.extent(g));
        let held_in = |place: EntityId| {
            mentions.iter().filter(|m| m.entity == place).any(|m| {
                let before = self.text.tokens_in(m.span).start.checked_sub(1);
                before.is_some_and(|t| matches!(self.lower(t), "in" | "at" | "near" | "outside" | "around"))
            })
        };
        let mut out: Vec<EntityId> = Vec::new();
        for &who in recipients.iter() {
            let state = self.cast.country_of(who).filter(|_| self.cast.is_capital(who));
            let place = state.is_some() && held_in(who) && !hostile;
            let own = state.is_some_and(|s| actors.contains(&s));
            for e in [Some(who).filter(|_| !place), state.filter(|_| !own)].into_iter().flatten() {
                if !out.contains(&e) {
                    out.push(e);
                }
            }
        }
        *recipients = out;
    }
}
