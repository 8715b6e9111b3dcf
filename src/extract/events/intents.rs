//! Intents that no verb of the table tells: readiness, joint plans, and what papers are to bring.

use super::clauses::{Kind, Modality, Shape};
use super::compose::Scene;
use super::goods::by_subject;
use super::inflect::Form;
use super::words::{Control, Place, Sense};
use crate::record::{EntityId, EventKind, Schema, Span};
use std::sync::LazyLock;

/// "is ready to", "intend to", with any verb: an intent towards whoever is named with it.
static INTENT: LazyLock<Sense> = LazyLock::new(|| Sense {
    particles: Vec::new(),
    conditions: Vec::new(),
    heads: Vec::new(),
    kind: Some(EventKind::StatementIntent),
    cameo: "030".into(),
    roles: ["with", "to", "for", "in"].map(|p| Place::After(p.to_owned())).to_vec(),
    control: Control::None,
});

impl Scene<'_, '_, '_> {
    /// The sense of an intent where the verb of group `g` tells no event by itself.
    pub(super) fn intent(&self, g: usize) -> Option<&'static Sense> {
        let group = &self.clauses.groups[g];
        if group.passive || group.negated || group.verb.is_none() {
            return None;
        }
        // "was ready to let"
        let ready =
            matches!(group.control, Some(Control::Offer | Control::Wish)) && group.shape == Shape::Finite;
        (ready || self.joint_plan(g) || self.paper_speaks(g)).then(|| &*INTENT)
    }

    /// "The sides intend to found a council": several plan something together, whatever it is.
    fn joint_plan(&self, g: usize) -> bool {
        let Some(verb) = self.clauses.groups[g].verb else { return false };
        let plans = self.words.verbs[verb as usize].senses.iter().any(|s| {
            matches!(s.control, Control::Plan | Control::Wish) && s.particles.is_empty() && s.heads.is_empty()
        });
        let infinitive = |c: &usize| {
            self.frames[*c].governor == Some(g) && self.clauses.groups[*c].shape == Shape::Infinitive
        };
        let child = (g + 1..self.clauses.groups.len().min(g + 3)).find(infinitive);
        let subject = &self.frames[g].subject;
        let several = subject.len() > 1
            || subject.iter().any(|&u| {
                let tokens = self.unit_tokens(u);
                matches!(self.lower(tokens.start), "both" | "two" | "the" | "they")
                    && (!self.both(&tokens).is_empty() || self.cast.several(&tokens))
            });
        let plain = |c: usize| self.sense_of(c).is_none_or(|s| s.kind.is_none());
        plans && several && child.is_some_and(plain)
    }

    /// Whether an intent of group `g` is a plan rather than a wish.
    pub(super) fn planned(&self, g: usize) -> bool {
        self.sense_of(g).is_some_and(|s| s.kind.is_none() && s.control == Control::Plan)
    }

    /// "The boats should be delivered in May": a plan, no demand, where papers are signed, goods come or
    /// people meet.
    pub(super) fn due(&self, g: usize, sense: &Sense) -> bool {
        let group = &self.clauses.groups[g];
        let should = group.modality == Modality::Must && group.control.is_none();
        let should = should && group.tokens.clone().any(|t| self.lower(t) == "should");
        let kind = matches!(
            sense.kind,
            Some(
                EventKind::Agree
                    | EventKind::Transfer
                    | EventKind::Visit
                    | EventKind::Consult
                    | EventKind::Exercise
            )
        );
        should && kind && !group.negated && (group.passive || by_subject(sense))
    }

    /// "It will be signed when the minister visits Oslo": the visit is to come, too.
    pub(super) fn to_come(&self, g: usize) -> bool {
        let group = &self.clauses.groups[g];
        // "is due in Oslo"
        if self.lower(group.head + 1) == "due" {
            return true;
        }
        let Some(open) = self.frames[g].subject_from.and_then(|u| u.checked_sub(1)) else { return false };
        let sub = &self.clauses.units[open];
        let when = sub.kind == Kind::Sub && matches!(self.lower(sub.tokens.start), "when" | "once");
        let alone =
            group.shape == Shape::Finite && group.modality == Modality::Fact && group.tokens.len() == 1;
        let present = || {
            self.words.entry(self.lower(group.head)).is_some_and(|e| {
                let forms = e.verbs.iter().map(|(_, f)| *f).reduce(Form::or);
                forms.is_some_and(|f| f.is(Form::THIRD.or(Form::BASE)) && !f.is(Form::PAST))
            })
        };
        let future = |h: &usize| {
            let main = &self.clauses.groups[*h];
            main.shape == Shape::Finite && main.modality != Modality::Fact
        };
        when && alone && present() && (0..g).rev().find(|&h| self.main(h)).is_some_and(|h| future(&h))
    }

    /// "He said the accord would deepen ties": what a paper is to bring is the speaker's intent.
    pub(super) fn paper_speaks(&self, g: usize) -> bool {
        let group = &self.clauses.groups[g];
        let frame = &self.frames[g];
        let Some(h) = frame.governor else { return false };
        let future = matches!(group.modality, Modality::Future | Modality::Would);
        let said = group.shape == Shape::Finite && self.says(h);
        let paper = frame.subject.iter().any(|&u| {
            let span = self.text.cover(self.unit_tokens(u));
            self.cast.things(span).iter().any(|e| self.cast.schema(*e) == Some(Schema::Agreement))
        });
        future && said && paper && !frame.subject.is_empty()
    }

    /// To whom an intent is addressed: whoever is named, but not the own country; else whence the goods
    /// come that are wanted, what is to be built up, or the other side of the report.
    pub(super) fn addressees(
        &mut self,
        g: usize,
        sense: &Sense,
        actors: &[EntityId],
        mut named: Vec<EntityId>,
        span: Span,
    ) -> Vec<EntityId> {
        let own: Vec<EntityId> = actors.iter().filter_map(|a| self.cast.country_of(*a)).collect();
        named.retain(|r| !own.contains(r));
        if !named.is_empty() {
            return named;
        }
        if actors.len() > 1 {
            return actors.to_vec();
        }
        if self.text.tokens_in(span).any(|t| self.lower(t).starts_with("priorit")) {
            return self.built_up(actors);
        }
        let goods = self.goods(g, sense);
        let mut from = self.origin(&goods);
        from.retain(|e| !actors.contains(e) && !own.contains(e));
        if from.is_empty() {
            from.extend(self.other_side(actors));
        }
        from
    }

    /// What a priority is about: the first body that its sentence names ("rebuilding the air force").
    pub(super) fn built_up(&self, actors: &[EntityId]) -> Vec<EntityId> {
        let sentence = self.text.cover(self.tokens.clone());
        let bodies = [Schema::PublicBody, Schema::Organization];
        let body =
            |e: &EntityId| self.cast.schema(*e).is_some_and(|s| bodies.contains(&s)) && !actors.contains(e);
        self.cast.references().inside(sentence).map(|m| m.entity).find(body).into_iter().collect()
    }

    fn says(&self, h: usize) -> bool {
        self.clauses.groups[h]
            .verb
            .is_some_and(|v| self.words.verbs[v as usize].senses.iter().any(|s| s.control == Control::Say))
    }
}
