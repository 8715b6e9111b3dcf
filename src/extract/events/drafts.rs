//! The event of one verb group with its roles, and the demand that "must" makes.

use super::clauses::{Modality, Shape};
use super::compose::{Draft, Scene};
use super::goods::by_subject;
use super::kinds;
use super::words::{Condition, Control, Place, Sense};
use crate::record::{EntityId, EventKind, Schema, Status};

impl<'a> Scene<'_, 'a, '_> {
    /// "Norway says Denmark must stop": a demand, whatever the verb; whether it is one.
    pub(super) fn demand(&mut self, g: usize, senses: &[Option<&'a Sense>], out: &mut Vec<Draft>) -> bool {
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
            again: false,
            reported: None,
            standing: Default::default(),
            also: Vec::new(),
        });
        true
    }

    /// The event of one group with its roles; `None` where nobody does or undergoes it.
    pub(super) fn draft(
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
        let goods_act = kind == EventKind::Transfer && by_subject(sense);
        let mut actors = if goods_act { Vec::new() } else { owner.unwrap_or_else(|| self.actors(g)) };
        if actors.is_empty() && passive && kinds::mutual(kind) {
            // "an agreement reached between A and B", "an accord between A and B was signed"
            let mut both = [self.after(g, "between"), self.after(g, "with")].concat();
            let subject = self.frames[g].subject.clone();
            both.extend(subject.iter().flat_map(|&u| self.between(u)));
            actors = self.people(&both, true, false);
        }
        let alone = passive && kinds::mutual(kind) && actors.is_empty();
        let mut recipients = if swap || alone { Vec::new() } else { self.recipients(g, sense, &actors) };
        if sense.cameo == "026" {
            // "handed over an invitation from King Haldor": the king invites, too
            let from = self.after(g, "from");
            let from = self.people(&from, true, false);
            recipients.retain(|r| !from.contains(r));
            actors.extend(from);
        }
        if swap {
            recipients = std::mem::take(&mut actors);
            let from = self.after(g, "from");
            actors = self.people(&from, true, true);
        }
        let again = kind == EventKind::Transfer && self.again(g, sense);
        if kind == EventKind::Transfer && actors.is_empty() {
            let goods = self.goods(g, sense);
            actors = self.origin(&goods);
            if actors.is_empty() && again && swap && !passive {
                // "Norway would pay for the boats": to the other side of the report.
                actors.extend(self.other_side(&recipients));
            }
            actors.retain(|e| !recipients.contains(e));
        }
        recipients.retain(|e| !actors.contains(e));
        let mut rule = self.words.verbs[group.verb? as usize].lemma.clone();
        let span = self.extent(g);
        let mut instruments = self.cast.things(span);
        if kind == EventKind::Agree && instruments.is_empty() {
            instruments.extend(self.cast.paper_before(span));
        }
        self.name_things(g, sense, kind, &actors, &mut instruments);
        if swap && recipients.is_empty() {
            // Goods "made by Norwegian yards" may well stay in Norway.
            let goods = self.goods(g, sense);
            if self.made_by(&goods).is_empty() {
                recipients.extend(self.other_side(&actors));
            }
        }
        if kinds::mutual(kind) {
            let told = !self.frames[g].subject.is_empty() && !self.frames[g].inherited;
            // "It was agreed", "joint exercises were held" between the sides; but whoever holds
            // "an exercise" may be alone.
            // "the boats have been upgraded": by anybody
            let alone = kind == EventKind::Exercise && !self.joint(g)
                || kind == EventKind::Cooperate && sense.heads.is_empty() && !self.joint(g);
            let pending = sense.control == Control::Pending;
            if actors.is_empty() && recipients.is_empty() && (passive && told || pending) && !alone {
                let company = self.company_before();
                if self.sides.is_empty() && passive && kind == EventKind::Agree && !company.is_empty() {
                    actors = company;
                    rule.push_str(", sides by the story");
                } else {
                    actors = self.sides.to_vec();
                    rule.push_str(", sides of the report");
                }
            }
            // "Both will stay away from the exercise": not from one another
            let away = kind == EventKind::Exercise && standing == Status::Denied;
            if recipients.is_empty() && actors.len() > 1 && !away {
                recipients = self.bound(kind, &actors);
            }
            if recipients.is_empty() && matches!(kind, EventKind::Agree | EventKind::Cooperate) {
                recipients.extend(self.other_side(&actors));
            }
        }
        if kind == EventKind::Support && recipients.is_empty() {
            recipients.extend(self.other_side(&actors));
        }
        if kind == EventKind::StatementIntent {
            recipients = self.addressees(g, sense, &actors, recipients, span);
        }
        if matches!(kind, EventKind::Transfer | EventKind::Aid)
            && (recipients.is_empty() || actors.is_empty())
        {
            // Below the heading "Norway" goods come to Norway, or from there.
            let topic = self.topic.filter(|t| !actors.contains(t) && !recipients.contains(t));
            let side = if recipients.is_empty() { &mut recipients } else { &mut actors };
            if let Some(topic) = topic
                && instruments.iter().any(|i| self.cast.schema(*i) == Some(Schema::Equipment))
            {
                side.push(topic);
                rule.push_str(", state of the heading");
            }
        }
        if kind == EventKind::Transfer && recipients.is_empty() && !passive && !again {
            // "Norway delivered 40 boats in May": to whom is not said, but it was delivered
            let arms = instruments.iter().any(|i| self.cast.schema(*i) == Some(Schema::Equipment));
            let state = |e: &EntityId| self.cast.home(*e).is_some();
            let told = self.clauses.groups[g].shape == Shape::Finite;
            if !arms || !told || swap || sense.control != Control::None || !actors.iter().any(state) {
                return None;
            }
        }
        let told = !actors.is_empty()
            || passive && !recipients.is_empty()
            || swap && !recipients.is_empty()
            || passive
                && !instruments.is_empty()
                && matches!(kind, EventKind::Agree | EventKind::Exercise | EventKind::Transfer)
            || passive && kind == EventKind::Exercise && !self.frames[g].inherited
            || again;
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
        self.governments(g, kind, &actors, &mut recipients);
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
            && !again
        {
            return None;
        }
        let finite = self.clauses.groups[g].shape == Shape::Finite;
        if sense.conditions.contains(&Condition::Mutual)
            && (!finite || actors.len() < 2 && recipients.is_empty())
        {
            return None;
        }
        let mut place = self.place(g);
        if kind == EventKind::Visit && recipients.is_empty() {
            // "his delegation had come to learn": to the other side.
            let moves = actors.iter().any(|a| self.cast.schema(*a) != Some(Schema::Country));
            let home = place.and_then(|p| self.cast.country_of(p)).filter(|c| !actors.contains(c));
            if moves {
                recipients.extend(home.or_else(|| self.other_side(&actors)));
            }
            if recipients.is_empty() {
                return None;
            }
        }
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
            again,
            reported: None,
            standing: Default::default(),
            also: Vec::new(),
        })
    }
}
