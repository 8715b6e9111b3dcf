//! The running date of a report: "came to Oslo on 3 May … The king received him": also on 3 May.
//!
//! A sentence that tells in the past what happened, and when, opens a frame. What is told after it of the
//! same people, or between the same states, in the simple past and without a date of its own, happened then
//! as far as the report lets one know: it has the frame's date, marked as uncertain (`?`). Conservative: a
//! date of another time ends the frame, and so do words such as "earlier"; only acts of visits and
//! talks are dated so, and what was said of wishes, never the day for which something is planned.

use super::compose::Draft;
use super::tense::{Standing, Tense};
use crate::edtf::Edtf;
use crate::extract::Text;
use crate::extract::lexicon::classes::{self, ELSEWHEN};
use crate::record::{Entity, EntityId, EventKind, Records, Schema, Span, Status};

/// Marks the rule of an event that has the date of what is told around it.
pub const RUNNING: &str = ", dated by the story";

/// Widest date that can be carried on, in days: "in November", no year.
const WIDEST: i32 = 31;

/// What a report tells at present, and when that was.
#[derive(Clone, Debug)]
struct Frame {
    date: Edtf,
    who: Vec<EntityId>,
    states: Vec<EntityId>,
}

/// Most participants that a frame remembers: bounds the work on a text without end.
const MOST: usize = 40;

/// What must be known of an entity: the state for which it acts, and whether it is somebody in particular.
#[derive(Clone, Copy, Debug)]
struct Party {
    state: Option<EntityId>,
    own: bool,
}

/// Reads along, event by event.
pub struct Narrative<'a, 'b> {
    text: &'a Text<'b>,
    parties: Vec<Party>,
    frame: Option<Frame>,
    /// Whether a date of another time stands between the frame and here.
    left: bool,
    /// The first frame of the report, for its headline.
    first: Option<Frame>,
}

impl<'a, 'b> Narrative<'a, 'b> {
    /// Nothing is told yet.
    pub fn new(text: &'a Text<'b>, homes: &[Option<EntityId>], records: &Records) -> Narrative<'a, 'b> {
        let own = |e: &Entity| {
            matches!(e.schema, Schema::Person | Schema::PublicBody | Schema::Organization | Schema::Company)
        };
        let parties = records.entities.iter().zip(homes);
        let parties = parties.map(|(e, &state)| Party { state, own: own(e) }).collect();
        Narrative { text, parties, frame: None, left: false, first: None }
    }

    /// Whether all take part in what a frame tells: somebody in particular or two states, and no third state.
    fn holds(&self, frame: &Frame, who: &[EntityId]) -> bool {
        let of = |e: &EntityId| self.parties.get(e.index());
        let mut states: Vec<EntityId> = who.iter().filter_map(|e| of(e)?.state).collect();
        states.sort();
        states.dedup();
        let same = who.iter().any(|e| frame.who.contains(e) && of(e).is_some_and(|p| p.own));
        (same || states.len() > 1) && states.iter().all(|s| frame.states.contains(s))
    }

    /// A date stands in the text: if it is of another time, what follows may be, too.
    pub fn met(&mut self, date: &Edtf, published: Option<i32>) {
        let Some(frame) = &self.frame else { return };
        let to_come = matches!((date.days().0, published), (Some(first), Some(last)) if first > last);
        self.left |= !to_come && !super::merge::compatible(Some(date), Some(&frame.date));
    }

    /// An event with a date, and how that date stands in its sentence; `told` where it is that of a saying.
    pub fn dated(&mut self, draft: &Draft, date: &Edtf, stands: Standing, told: bool, records: &Records) {
        let speaker = draft.said_by.and_then(|e| records.entities.get(e.index())).map(|e| e.schema);
        let now = if told {
            // A newspaper tells of the past on a day of its own.
            matches!(speaker, Some(Schema::Person | Schema::Country))
        } else {
            draft.status == Status::Occurred && draft.reported.is_none()
        };
        if stands.tense != Tense::Past || stands.aside || !now {
            return;
        }
        let wide = !matches!(date.days(), (Some(a), Some(b)) if b - a <= WIDEST);
        let mut who: Vec<EntityId> = parties(draft).collect();
        let state = |e: &EntityId| self.parties.get(e.index())?.state;
        let mut states: Vec<EntityId> = who.iter().chain(&draft.place).filter_map(state).collect();
        // "flew to Oslo on 3 May for talks with Dahl": one story.
        if let Some(old) = self.frame.take().filter(|old| old.date == *date) {
            who.extend(old.who.into_iter().take(MOST));
            states.extend(old.states.into_iter().take(MOST));
        }
        self.frame = (!wide).then(|| Frame { date: date.clone(), who, states });
        self.left = false;
        if self.first.is_none() {
            self.first.clone_from(&self.frame);
        }
    }

    /// The date at which something happened "after the talks": that of the frame.
    pub fn occasion(&self) -> Option<Edtf> {
        self.frame.as_ref().map(|f| f.date.clone())
    }

    /// The running date of an event without one.
    pub fn date(&mut self, draft: &Draft) -> Option<Edtf> {
        let frame = self.frame.as_ref().filter(|_| !self.left)?;
        if draft.standing.tense != Tense::Past || !act(draft) || elsewhen(self.text, draft) {
            return None;
        }
        let who: Vec<EntityId> = parties(draft).collect();
        // "for the occasion": whoever did it
        if !names_occasion(self.text, draft.span) && !self.holds(frame, &who) {
            return None;
        }
        let frame = self.frame.as_mut()?;
        let known = frame.who.len();
        let new = who.into_iter().filter(|e| !frame.who.contains(e)).take(MOST.saturating_sub(known));
        let new: Vec<EntityId> = new.collect();
        frame.who.extend(new);
        Some(frame.date.clone().uncertain())
    }

    /// The date of what a headline tells: that of the first frame, where it names the same sides.
    pub fn of_headline(&self, draft: &Draft) -> Option<Edtf> {
        let frame = self.first.as_ref()?;
        let who: Vec<EntityId> = parties(draft).collect();
        let fits = draft.status == Status::Occurred && kind(draft.kind) && self.holds(frame, &who);
        fits.then(|| frame.date.clone().uncertain())
    }
}

fn parties(draft: &Draft) -> impl Iterator<Item = EntityId> {
    draft.actors.iter().chain(&draft.recipients).chain(&draft.said_by).copied()
}

fn kind(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Visit
            | EventKind::Consult
            | EventKind::Agree
            | EventKind::Award
            | EventKind::Exercise
            | EventKind::Support
    )
}

/// Whether the date of an event is that of its telling: an act of a meeting, or what was said there.
fn act(draft: &Draft) -> bool {
    match (draft.kind, draft.status) {
        (EventKind::StatementIntent, Status::Wished | Status::Planned) => true,
        (k, Status::Occurred) => kind(k) && draft.reported.is_none() && draft.said_by.is_none(),
        _ => false,
    }
}

/// Whether its words, or those that open the sentence, put it at another time.
fn elsewhen(text: &Text, draft: &Draft) -> bool {
    let opening =
        text.sentence_at(draft.span.start).map_or(0..0, |s| text.sentences[s].tokens.clone()).take(4);
    opening.chain(text.tokens_in(draft.span)).any(|t| classes::is(&text.tokens[t].lower, ELSEWHEN))
}

/// "for the occasion", "at the ceremony".
fn names_occasion(text: &Text, span: Span) -> bool {
    let lower = |t: usize| text.tokens.get(t).map_or("", |t| t.lower.as_str());
    text.tokens_in(span).any(|t| {
        matches!(lower(t), "occasion" | "ceremony" | "reception" | "event")
            && lower(t.wrapping_sub(1)) == "the"
            && matches!(lower(t.wrapping_sub(2)), "for" | "on" | "at" | "during")
    })
}
