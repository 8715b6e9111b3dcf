//! Frames to events: the sense of each verb, its roles, and what governs it.

use super::cast::Cast;
use super::clauses::{Clauses, Kind, Modality, Shape};
use super::kinds;
use super::roles::Frame;
use super::status;
use super::tense::Standing;
use super::words::{Condition, Control, Sense, Words};
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
    /// Tells of a transfer that was told before ("another five", "the delivery"), whose sides it has.
    pub again: bool,
    /// The verb of speech whose content it is: a token. Dates before it tell when that was said.
    pub reported: Option<usize>,
    /// How its clause stands in the report; set when the sentence is read.
    pub standing: Standing,
    /// Who else says something of it, and how real it is to them.
    pub also: Vec<(Span, Status, Option<EntityId>)>,
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
    /// What the sentences before tell.
    pub before: &'s [Draft],
    /// The state that the heading above names.
    pub topic: Option<EntityId>,
}

impl<'a> Scene<'_, 'a, '_> {
    pub(super) fn lower(&self, token: usize) -> &'a str {
        self.text.tokens.get(token).map_or("", |t| &t.lower)
    }

    pub(super) fn unit_tokens(&self, unit: usize) -> Range<usize> {
        self.clauses.units[unit].tokens.clone()
    }

    /// All events of the sentence's verbs.
    pub fn events(&mut self) -> Vec<Draft> {
        let n = self.clauses.groups.len();
        let senses: Vec<Option<&'a Sense>> = (0..n).map(|g| self.sense_of(g)).collect();
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

    /// "The visit was cancelled", "the talks were postponed": told by the noun, which knows whose they are.
    fn put_off(&self, g: usize) -> bool {
        let group = &self.clauses.groups[g];
        let lemma = group.verb.map_or("", |v| self.words.verbs[v as usize].lemma.as_str());
        let noun = |u: &usize| {
            let head = self.lower(self.cast.head(&self.unit_tokens(*u)));
            let noun = self.words.entry(head).and_then(|e| e.noun).map(|n| &self.words.nouns[n as usize]);
            noun.is_some_and(|n| matches!(n.kind, EventKind::Visit | EventKind::Consult))
        };
        group.passive
            && matches!(lemma, "cancel" | "postpone")
            && self.frames[g].subject.first().is_some_and(noun)
    }

    /// "who asked not to be named": no event.
    fn unnamed(&self, g: usize) -> bool {
        let at = self.clauses.groups[g].head + 1;
        let words = [0, 1, 2].map(|n| self.lower(at + n));
        words == ["not", "to", "be"] && matches!(self.lower(at + 3), "named" | "identified" | "quoted")
    }

    /// Who met in the sentences right before: the sides of what "was signed" there.
    pub(super) fn company_before(&self) -> Vec<EntityId> {
        let here = self.text.tokens[self.tokens.start].sentence;
        let meets = |d: &&Draft| {
            matches!(d.kind, EventKind::Consult | EventKind::Visit | EventKind::Agree)
                && d.status == Status::Occurred
                && d.said_by.is_none()
        };
        let near = |d: &&Draft| self.text.tokens[d.head].sentence + 3 >= here;
        let Some(last) = self.before.iter().rev().take(12).take_while(near).find(meets) else {
            return Vec::new();
        };
        let mut sides: Vec<EntityId> = Vec::new();
        for &e in last.actors.iter().chain(&last.recipients) {
            if self.cast.schema(e) != Some(Schema::Place) && !sides.contains(&e) {
                sides.push(e);
            }
        }
        let mut states: Vec<EntityId> = sides.iter().filter_map(|e| self.cast.home(*e)).collect();
        states.sort();
        states.dedup();
        if states.len() > 1 { sides } else { Vec::new() }
    }

    fn event(&mut self, g: usize, senses: &[Option<&'a Sense>], consumed: &mut [bool], out: &mut Vec<Draft>) {
        let group = &self.clauses.groups[g];
        let frame = &self.frames[g];
        if frame.conditional || self.unnamed(g) || self.put_off(g) || self.demand(g, senses, out) {
            return;
        }
        let Some(sense) = senses[g].filter(|s| s.kind.is_some()).or(self.intent(g)).or(senses[g]) else {
            return;
        };
        let child = (g + 1..self.clauses.groups.len().min(g + 6)).find(|&c| {
            self.frames[c].governor == Some(g)
                && (self.clauses.groups[c].shape == Shape::Infinitive
                    || self.clauses.groups[c].shape == Shape::Gerund)
        });
        // "denies having bought": the purchase, denied.
        if sense.control == Control::Deny
            && child.is_some_and(|c| {
                self.clauses.groups[c].shape == Shape::Gerund && senses[c].is_some_and(|s| s.kind.is_some())
            })
        {
            return;
        }
        // What the governors make of it.
        let refused = sense.conditions.contains(&Condition::Negated);
        // "would like jets": a wish, no plan
        let wished = sense.kind == Some(EventKind::StatementIntent)
            && sense.control == Control::Wish
            && group.modality == Modality::Would;
        let mut standing = if refused || wished { Status::Occurred } else { status::of_group(group) };
        if standing == Status::Wished && self.due(g, sense) || standing == Status::Occurred && self.to_come(g)
        {
            standing = Status::Planned;
        }
        let mut said_by = None;
        let mut reported = None;
        let mut tried = false;
        if let Some(claim) = frame.claim {
            // "Reports that A did it were denied": the claim's verb tells whether it is.
            let told = (g + 1..self.clauses.groups.len()).find(|&h| self.frames[h].subject.contains(&claim));
            let denied = told.is_some_and(|h| {
                senses[h].is_some_and(|s| {
                    matches!(s.control, Control::Deny | Control::Refuse)
                        || s.cameo.starts_with("12")
                        || s.cameo == "016"
                })
            });
            standing = if denied { Status::Denied } else { status::claimed(standing) };
        }
        if frame.subject.iter().any(|&u| self.claim(u))
            && matches!(sense.kind, Some(EventKind::Refuse | EventKind::Other))
            && group.passive
        {
            return;
        }
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
                // "thanked Norway for backing its bid to join": told beside another event.
                let beside = noun > 0 && self.clauses.units[noun - 1].kind == Kind::Prep;
                if beside && control == Control::Wish {
                    return;
                }
                // "stressed Kenya's interest in sharing methods": told by the verb before
                let told = |d: &Draft| {
                    d.kind == EventKind::StatementIntent && d.span.contains(self.text.tokens[group.head].span)
                };
                if sense.kind != Some(EventKind::Transfer) && out.last().is_some_and(told) {
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
                if self.clauses.groups[h].passive && control == Control::Say {
                    // "is reported to have sought"
                    standing = status::claimed(standing);
                    break;
                }
                let people = self.people(&subject, true, false);
                let person = people.iter().find(|e| self.cast.schema(**e) == Some(Schema::Person));
                said_by = person.or(people.first()).copied();
                reported = Some(self.clauses.groups[h].head);
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
                // "hopes that both will train": wished.
                if control == Control::Wish {
                    standing = status::under(status::of_fact(standing), control);
                }
                break;
            }
            let parent = &self.clauses.groups[h];
            tried |= control == Control::Wish && senses[h].is_some_and(|s| s.kind.is_none());
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
        let kind = match kind {
            // "would try to take over their methods", "is ready to let": no deed, but an intent.
            EventKind::Cooperate if tried => EventKind::StatementIntent,
            EventKind::Other | EventKind::Cooperate | EventKind::Support
                if matches!(group.control, Some(Control::Offer | Control::Wish))
                    && !kinds::plover(&sense.cameo).is_some_and(kinds::hostile) =>
            {
                EventKind::StatementIntent
            }
            kind => kind,
        };
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
        let wish = standing;
        standing = status::of_control(standing, control, kind);
        if wish == Status::Occurred && self.planned(g) {
            // "decided to", "intend to": more than a wish.
            standing = Status::Planned;
        }
        let Some(mut draft) = self.draft(g, sense, standing, None) else { return };
        // "Joint projects would let each side profit": nobody allows anything.
        if control == Control::Yield
            && draft.actors.iter().all(|a| self.cast.is_made(*a))
            && draft.recipients.is_empty()
        {
            return;
        }
        if kind == EventKind::StatementIntent && draft.kind != kind {
            (draft.kind, draft.cameo) = (kind, "030".into());
            draft.recipients = self.addressees(g, sense, &draft.actors, draft.recipients, draft.span);
            draft.status = status::of_control(draft.status, Control::Wish, kind);
        }
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
        draft.reported = reported;
        draft.said_by = said_by.or_else(|| {
            let span = self.text.tokens[group.head].span;
            self.cast.speaker(span)
        });
        if draft.recipients.is_empty()
            || (extra_end.is_some() && draft.recipients.iter().all(|r| draft.actors.contains(r)))
        {
            extra_recipients.retain(|e| !draft.actors.contains(e) && !self.cast.is_made(*e));
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
}
