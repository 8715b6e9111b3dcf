//! Frames to events: the sense of each verb, its roles, and what governs it.

use super::cast::Cast;
use super::clauses::{Clauses, Group, Kind, Modality, Shape};
use super::kinds;
use super::roles::Frame;
use super::status;
use super::words::{Class, Control, Place, Sense, Words, is_noun};
use crate::extract::Text;
use crate::record::{EntityId, EventKind, Schema, Span, Status};
use std::ops::Range;

/// An event as one sentence tells it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Type.
    pub kind: EventKind,
    /// CAMEO code, of what is said: a plan has the code of a plan.
    pub cameo: String,
    /// Who.
    pub actors: Vec<EntityId>,
    /// To whom.
    pub recipients: Vec<EntityId>,
    /// With what.
    pub instruments: Vec<EntityId>,
    /// Where.
    pub place: Option<EntityId>,
    /// How real.
    pub status: Status,
    /// The clause.
    pub span: Span,
    /// On whose word.
    pub said_by: Option<EntityId>,
    /// What made it.
    pub rule: String,
    /// The main word, for order and against doubles.
    pub head: usize,
}

/// One sentence with everything that its events are made from.
pub struct Scene<'s, 'a, 'b> {
    /// The document.
    pub text: &'a Text<'b>,
    /// The tables.
    pub words: &'a Words,
    /// Who is there.
    pub cast: &'s mut Cast<'a, 'b>,
    /// The sentence's units.
    pub clauses: &'s Clauses,
    /// Subjects and complements.
    pub frames: &'s [Frame],
    /// Tokens of the sentence.
    pub tokens: Range<usize>,
    /// Both sides of the report, where it clearly has two.
    pub sides: &'s [EntityId],
}

const SEPARABLE: &[&str] =
    &["over", "back", "up", "down", "off", "out", "together", "free", "responsible", "into", "as"];

impl<'a> Scene<'_, 'a, '_> {
    fn lower(&self, token: usize) -> &'a str {
        self.text.tokens.get(token).map_or("", |t| &t.lower)
    }
    fn unit_tokens(&self, unit: usize) -> Range<usize> {
        self.clauses.units[unit].tokens.clone()
    }

    /// All events of the sentence's verbs.
    pub fn events(&mut self) -> Vec<Draft> {
        let n = self.clauses.groups.len();
        let senses: Vec<Option<&'a Sense>> = (0..n).map(|g| self.sense(g)).collect();
        let mut consumed = vec![false; n];
        let mut out = Vec::new();
        for g in 0..n {
            if consumed[g] {
                continue;
            }
            self.event(g, &senses, &mut consumed, &mut out);
        }
        out
    }

    /// The first sense whose particles and nouns stand around the verb.
    fn sense(&self, g: usize) -> Option<&'a Sense> {
        let group = &self.clauses.groups[g];
        let verb = &self.words.verbs[group.verb? as usize];
        verb.senses.iter().find(|s| self.fits(g, group, s))
    }

    fn fits(&self, g: usize, group: &Group, sense: &Sense) -> bool {
        let frame = &self.frames[g];
        let limit = (group.head + 12).min(self.tokens.end);
        let mut at = group.head + 1;
        for (n, particle) in sense.particles.iter().enumerate() {
            let function = self.words.entry(particle).is_some_and(|e| e.class.is_some());
            let gap = if n > 0 {
                3
            } else if SEPARABLE.contains(&particle.as_str()) {
                6
            } else if function {
                0
            } else {
                4
            };
            let mut slack = gap;
            let found = loop {
                if at >= limit {
                    break false;
                }
                let lower = self.lower(at);
                let same = lower == particle || (!function && is_noun(lower, particle));
                at += 1;
                if same {
                    break true;
                }
                let entry = self.words.entry(lower);
                let adverb = lower == "both"
                    || entry.is_some_and(|e| matches!(e.class, Some(Class::Adv | Class::Not)));
                if adverb {
                    continue;
                }
                if slack == 0 || matches!(lower, "," | ";" | ":" | "and") {
                    break false;
                }
                slack -= 1;
            };
            if !found {
                return false;
            }
        }
        if sense.heads.is_empty() {
            return true;
        }
        let mut units: Vec<usize> = Vec::new();
        if group.passive {
            units.extend(&frame.subject);
        } else {
            units.extend(frame.object.iter().chain(&frame.second));
        }
        if let Some((prep, nouns)) = frame.preps.first()
            && (!sense.particles.is_empty()
                || units.is_empty()
                || self.lower(self.unit_tokens(*prep).start) == "of")
        {
            units.extend(nouns);
        }
        if let Some((prep, nouns)) = frame.preps.get(1)
            && !sense.particles.is_empty()
            && self.lower(self.unit_tokens(*prep).start) == "of"
        {
            units.extend(nouns);
        }
        units.into_iter().take(12).any(|u| {
            let tokens = self.unit_tokens(u);
            let named = |wanted: Schema| {
                self.cast
                    .things(self.text.cover(tokens.clone()))
                    .iter()
                    .any(|e| self.cast.schema(*e) == Some(wanted))
            };
            let by_name = sense.heads.iter().any(|h| match h.as_str() {
                "@equipment" => named(Schema::Equipment),
                "@agreement" => named(Schema::Agreement),
                "@event" => named(Schema::Event),
                "@person" => self.cast.is_person(&tokens),
                _ => false,
            });
            if by_name {
                return true;
            }
            let head = self.cast.head(&tokens);
            let near = head.saturating_sub(1).max(tokens.start)..(head + 1);
            near.into_iter().any(|t| sense.heads.iter().any(|h| is_noun(self.lower(t), h)))
        })
    }

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

    fn people(&mut self, units: &[usize], inner: bool, make: bool) -> Vec<EntityId> {
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
        if head == "counterpart"
            && kind(unit + 2) == Some(Kind::Noun)
            && self.cast.is_person(&units[unit + 2].tokens)
        {
            return vec![unit + 2];
        }
        Vec::new()
    }

    fn after(&self, g: usize, preposition: &str) -> Vec<usize> {
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

    /// Who acts in a group.
    fn actors(&mut self, g: usize) -> Vec<EntityId> {
        if self.clauses.groups[g].passive {
            let by = self.after(g, "by");
            return self.people(&by, true, true);
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
        if found.is_empty() && subject.iter().any(|&u| self.both(u)) {
            found = self.sides.to_vec();
        }
        if found.is_empty() && !subject.is_empty() && subject.iter().all(|&u| self.pronoun(u)) {
            return self.antecedent(g);
        }
        found
    }

    /// "the parties", "both sides", "the two countries".
    fn both(&self, unit: usize) -> bool {
        let tokens = self.unit_tokens(unit);
        let head = self.lower(self.cast.head(&tokens));
        matches!(head, "parties" | "sides" | "countries" | "states" | "nations" | "governments" | "capitals")
            && matches!(self.lower(tokens.start), "the" | "both" | "two" | "these")
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
            None => Vec::new(),
        }
    }

    /// To whom.
    fn recipients(&mut self, g: usize, sense: &Sense, actors: &[EntityId]) -> Vec<EntityId> {
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
        self.people(&units, true, false)
    }

    fn event(&mut self, g: usize, senses: &[Option<&'a Sense>], consumed: &mut [bool], out: &mut Vec<Draft>) {
        let group = &self.clauses.groups[g];
        let frame = &self.frames[g];
        if frame.conditional || self.demand(g, senses, out) {
            return;
        }
        let Some(sense) = senses[g] else { return };
        let child = (g + 1..self.clauses.groups.len().min(g + 6)).find(|&c| {
            self.frames[c].governor == Some(g)
                && (self.clauses.groups[c].shape == Shape::Infinitive
                    || self.clauses.groups[c].shape == Shape::Gerund)
        });
        // What the governors make of it.
        let mut standing = status::of_group(group);
        let mut said_by = None;
        let mut climb = Some(g);
        for _ in 0..6 {
            let Some(at) = climb else { break };
            let f = &self.frames[at];
            if let Some(noun) = f.noun {
                let tokens = self.unit_tokens(noun);
                let word = self.lower(tokens.end - 1);
                let control = self.words.entry(word).and_then(|e| e.control).unwrap_or(Control::None);
                standing = status::under(standing, control);
                if matches!(control, Control::Request | Control::Threat | Control::Refuse | Control::Yield) {
                    return;
                }
                let owner = self.cast.owner(&tokens);
                if let (true, Some(draft)) = (!owner.is_empty(), self.draft(g, sense, standing, Some(owner)))
                {
                    out.push(draft);
                    return;
                }
            }
            let Some(h) = f.governor else { break };
            let control = senses[h].map_or(Control::None, |s| s.control);
            if control == Control::Say || control == Control::Deny {
                let subject = self.frames[h].subject.clone();
                said_by = self.people(&subject, true, false).first().copied();
                let reported = matches!(
                    self.lower(self.clauses.groups[h].head),
                    "reported" | "reports" | "wrote" | "writes"
                );
                let self_said = self.frames[at].subject == subject;
                standing = status::said(standing, control, reported && !self_said);
                if self.clauses.groups[h].negated && control == Control::Say {
                    standing = Status::Unconfirmed;
                }
                break;
            }
            if self.clauses.groups[at].shape == Shape::Finite {
                break;
            }
            let parent = &self.clauses.groups[h];
            if parent.negated {
                standing = Status::Denied;
            } else if matches!(control, Control::Plan | Control::Wish | Control::Begin)
                || parent.control.is_some()
            {
                standing = status::under(standing, control);
                let outer = status::of_group(parent);
                if outer != Status::Occurred {
                    standing = if control == Control::Begin { outer } else { standing };
                }
            } else if control == Control::None
                && senses[h].is_some_and(|s| s.cameo == "041")
                && self.clauses.groups[at].shape == Shape::Infinitive
            {
                // "telephoned to congratulate": what the call was for tells more than the call.
                out.retain(|d| d.head != parent.head);
            } else if control == Control::None
                && sense.kind.is_some()
                && senses[h].is_some_and(|s| s.kind.is_some())
            {
                // A purpose or a gerund beside the event of its verb: that one tells it.
                return;
            }
            climb = Some(h);
        }
        let control = sense.control;
        let Some(kind) = sense.kind else { return };
        // What this verb governs is told with it.
        let mut extra_recipients = Vec::new();
        let mut extra_end = None;
        if let Some(c) = child
            && !matches!(control, Control::None | Control::Begin | Control::Say | Control::Plan)
        {
            consumed[c] = true;
            let mut at = c;
            for (d, taken) in consumed.iter_mut().enumerate().skip(c + 1).take(3) {
                if self.frames[d].governor == Some(at) && self.clauses.groups[d].shape == Shape::Infinitive {
                    *taken = true;
                    at = d;
                }
            }
            if let Some(s) = senses[c].filter(|s| s.kind.is_some()) {
                extra_recipients = self.recipients(c, s, &[]);
                if kind == EventKind::StatementIntent
                    && s.kind == Some(EventKind::Transfer)
                    && control == Control::Wish
                {
                    // "wants to buy": a transfer that is wished for.
                    if let Some(mut draft) = self.draft(c, s, Status::Wished, None) {
                        draft.said_by = said_by;
                        out.push(draft);
                    }
                    return;
                }
            } else {
                let units: Vec<usize> = self.frames[c]
                    .preps
                    .iter()
                    .filter(|(p, _)| {
                        matches!(self.lower(self.unit_tokens(*p).start), "with" | "to" | "against" | "on")
                    })
                    .flat_map(|(_, n)| n.clone())
                    .collect();
                extra_recipients = self.people(&units, true, false);
            }
            extra_end = Some(c);
        }
        standing = status::of_control(standing, control, kind);
        let Some(mut draft) = self.draft(g, sense, standing, None) else { return };
        if kind == EventKind::Agree && group.passive && standing == Status::Occurred {
            // "joint exercises have been agreed": exercises, planned.
            let noun = self.frames[g].subject.first().and_then(|&u| {
                let head = self.cast.head(&self.unit_tokens(u));
                self.words.entry(self.lower(head)).and_then(|e| e.noun)
            });
            if let Some(noun) = noun.map(|n| &self.words.nouns[n as usize])
                && matches!(noun.kind, EventKind::Exercise | EventKind::Visit | EventKind::Transfer)
            {
                draft.kind = noun.kind;
                draft.status = Status::Planned;
                draft.cameo = kinds::prospective(&noun.cameo, Status::Planned);
            }
        }
        draft.said_by = said_by.or_else(|| {
            let span = self.text.tokens[group.head].span;
            self.cast.speaker(span)
        });
        if draft.recipients.is_empty()
            || (extra_end.is_some() && draft.recipients.iter().all(|r| draft.actors.contains(r)))
        {
            extra_recipients.retain(|e| !draft.actors.contains(e));
            if !extra_recipients.is_empty() {
                draft.recipients = extra_recipients;
            }
        }
        // "stated interest in boats and offered cod": one statement of intent.
        if kind == EventKind::StatementIntent
            && frame.coordinate.is_some()
            && let Some(last) = out.last_mut()
            && (last.kind, last.status) == (kind, draft.status)
            && last.actors == draft.actors
            && last.span.end <= draft.span.start
        {
            last.span = last.span.join(draft.span);
            return;
        }
        out.push(draft);
    }

    /// "Norway says Denmark must stop": a demand, whatever the verb; whether it is one.
    fn demand(&mut self, g: usize, senses: &[Option<&'a Sense>], out: &mut Vec<Draft>) -> bool {
        let group = &self.clauses.groups[g];
        let Some(h) = self.frames[g].governor else { return false };
        let says = senses[h].is_some_and(|s| s.control == Control::Say);
        if group.modality != Modality::Must || !says || self.frames[g].subject == self.frames[h].subject {
            return false;
        }
        let subject = self.frames[h].subject.clone();
        let actors = self.people(&subject, true, true);
        let mut recipients = self.actors(g);
        recipients.retain(|r| !actors.contains(r));
        if actors.is_empty() || recipients.is_empty() {
            return false;
        }
        out.push(Draft {
            kind: EventKind::Other,
            cameo: "100".into(),
            actors,
            recipients,
            instruments: Vec::new(),
            place: None,
            status: Status::Occurred,
            span: self.extent(g),
            said_by: None,
            rule: "said must".into(),
            head: group.head,
        });
        true
    }

    /// The event of one group with its roles; `None` where nobody does or undergoes it.
    fn draft(
        &mut self,
        g: usize,
        sense: &Sense,
        standing: Status,
        owner: Option<Vec<EntityId>>,
    ) -> Option<Draft> {
        let kind = sense.kind?;
        let group = &self.clauses.groups[g];
        let (head, passive) = (group.head, group.passive);
        let swap = sense.roles.contains(&Place::Subject);
        let mut actors = owner.unwrap_or_else(|| self.actors(g));
        if actors.is_empty() && passive && kinds::mutual(kind) {
            // "an agreement reached between A and B"
            let both = [self.after(g, "between"), self.after(g, "with")].concat();
            actors = self.people(&both, true, false);
        }
        let alone = passive && kinds::mutual(kind) && actors.is_empty();
        let mut recipients = if swap || alone { Vec::new() } else { self.recipients(g, sense, &actors) };
        if swap {
            recipients = std::mem::take(&mut actors);
            let from = self.after(g, "from");
            actors = self.people(&from, true, true);
            if actors.is_empty() {
                let object =
                    if passive { self.frames[g].subject.clone() } else { self.frames[g].object.clone() };
                actors = self.country_in(&object);
            }
        }
        recipients.retain(|e| !actors.contains(e));
        let mut rule = self.words.verbs[group.verb? as usize].lemma.clone();
        let span = self.extent(g);
        let mut instruments = self.cast.things(span);
        if kind == EventKind::Agree && instruments.is_empty() {
            instruments.extend(self.cast.paper_before(span));
        }
        if swap && recipients.is_empty() {
            recipients.extend(self.other_side(&actors));
        }
        if kinds::mutual(kind) {
            let told = !self.frames[g].subject.is_empty() && !self.frames[g].inherited;
            if actors.is_empty() && recipients.is_empty() && passive && told {
                actors = self.sides.to_vec();
                rule.push_str(", sides of the report");
            }
            if recipients.is_empty() && actors.len() > 1 {
                recipients = self.bound(kind, &actors);
            }
            if recipients.is_empty() && matches!(kind, EventKind::Agree | EventKind::Cooperate) {
                recipients.extend(self.other_side(&actors));
            }
        }
        if kind == EventKind::StatementIntent && recipients.is_empty() && actors.len() > 1 {
            recipients = actors.clone();
        }
        if kind == EventKind::Transfer && recipients.is_empty() && !passive {
            return None;
        }
        let told = !actors.is_empty()
            || passive && !recipients.is_empty()
            || swap && !recipients.is_empty()
            || passive
                && !instruments.is_empty()
                && matches!(kind, EventKind::Agree | EventKind::Exercise | EventKind::Transfer);
        if !told || (actors == recipients && actors.len() == 1) {
            return None;
        }
        // A city that acts stands for its country: both are kept.
        let cities: Vec<EntityId> = actors
            .iter()
            .filter(|a| self.cast.schema(**a) == Some(Schema::Place))
            .filter_map(|a| self.cast.country_of(*a))
            .collect();
        actors.extend(cities.into_iter().filter(|c| !recipients.contains(c)));
        let mut seen = Vec::new();
        actors.retain(|a| {
            !seen.contains(a) && {
                seen.push(*a);
                true
            }
        });
        if matches!(kind, EventKind::Transfer | EventKind::Cooperate)
            && swap
            && instruments.is_empty()
            && actors.is_empty()
        {
            return None;
        }
        if kind == EventKind::Visit && recipients.is_empty() {
            return None;
        }
        let mut place = self.place(g);
        // Troops that keep the peace are protection, not force posture.
        let (mut kind, mut cameo) = (kind, sense.cameo.clone());
        if (cameo.starts_with("15") || sense.cameo == "042" || sense.cameo == "070")
            && self.text.tokens_in(span).take(60).any(|t| self.lower(t).starts_with("peacekeep"))
        {
            (kind, cameo) = (EventKind::Aid, "074".to_owned());
        }
        let mut standing = standing;
        let none = |units: &[usize]| {
            units
                .iter()
                .any(|&u| matches!(self.lower(self.unit_tokens(u).start), "no" | "nobody" | "neither"))
        };
        if none(&self.frames[g].object) || none(&self.frames[g].subject) {
            standing = Status::Denied;
        }
        if kind == EventKind::Visit && passive && actors.is_empty() {
            // "was received at the palace": the host is the country of the place, or the other side.
            let guests = recipients.clone();
            let host = place.and_then(|p| self.cast.country_of(p)).or_else(|| self.other_side(&guests));
            actors.extend(host.filter(|h| !guests.contains(h)));
        }
        if kind == EventKind::Appoint && recipients.is_empty() {
            recipients.extend(actors.first().and_then(|a| self.cast.country_of(*a)));
        }
        if kind == EventKind::Visit && actors.is_empty() {
            return None;
        }
        if kind == EventKind::Visit {
            for r in &mut recipients {
                if self.cast.schema(*r) == Some(Schema::Place) {
                    place = place.or(Some(*r));
                    if let Some(c) = self.cast.country_of(*r) {
                        *r = c;
                    }
                }
            }
        }
        Some(Draft {
            kind,
            cameo: kinds::prospective(&cameo, standing),
            actors,
            recipients,
            instruments,
            place,
            status: standing,
            span,
            said_by: None,
            rule,
            head,
        })
    }

    /// Whom an act of several binds: what ministers of several states sign binds the states.
    fn bound(&self, kind: EventKind, actors: &[EntityId]) -> Vec<EntityId> {
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
    fn country_in(&self, units: &[usize]) -> Vec<EntityId> {
        let spans = units.iter().map(|&u| self.text.cover(self.unit_tokens(u)));
        let mut found = spans.flat_map(|s| self.cast.countries_in(s));
        found.next().into_iter().collect()
    }

    /// The one of both sides to which nobody here belongs.
    pub fn other_side(&self, people: &[EntityId]) -> Option<EntityId> {
        let [a, b] = self.sides else { return None };
        let of = |side: EntityId| people.iter().any(|p| *p == side || self.cast.country_of(*p) == Some(side));
        match (of(*a), of(*b)) {
            (true, false) => Some(*b),
            (false, true) => Some(*a),
            _ => None,
        }
    }

    /// A place after "in" or "at".
    fn place(&mut self, g: usize) -> Option<EntityId> {
        let frame = &self.frames[g];
        for (p, nouns) in &frame.preps {
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
        match self.frames[g].subject_from {
            Some(u) if !self.frames[g].inherited => {
                self.clauses.units[u].tokens.start.min(group.tokens.start)
            }
            _ => group.tokens.start,
        }
    }

    fn main(&self, g: usize) -> bool {
        self.clauses.groups[g].shape == Shape::Finite && !self.frames[g].relative
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
