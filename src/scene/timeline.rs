//! The timeline: lanes of events, each as vague as its date.

use super::{Measure, Row, Scene, Table, Target};
use crate::corpus::Corpus;
use crate::edtf::Day;
use crate::query::Axis;
use crate::record::{EntityId, EventId};

/// What a timeline tells of some events: those that the selection leaves without its range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matter {
    /// Which date is drawn.
    pub axis: Axis,
    /// Lanes from top to bottom.
    pub lanes: Vec<Lane>,
    /// Events without a date.
    pub undated: Vec<EventId>,
}

/// One lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The country; `None` for all others together.
    pub country: Option<EntityId>,
    /// Name of the lane.
    pub name: String,
    /// Its events, earliest first.
    pub events: Vec<EventId>,
}

/// How a timeline is looked at.
pub struct Frame<'a> {
    /// Width in pixels.
    pub width: f32,
    /// Height in pixels; [`height`] tells what is needed.
    pub height: f32,
    /// First and last day in view; `None` for all that the matter spans.
    pub window: Option<(Day, Day)>,
    /// The chosen range.
    pub range: Option<(Day, Day)>,
    /// What is lit up, by pointer or focus.
    pub lit: Option<&'a Target>,
    /// Widths of words.
    pub measure: Measure<'a>,
}

/// Days to pixels and back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Day at the left end.
    pub first: f64,
    /// Pixels a day.
    pub per_day: f64,
    /// x of the left end.
    pub left: f32,
    /// x of the right end.
    pub right: f32,
}

impl Scale {
    /// Where a day begins.
    pub fn x(&self, day: f64) -> f32 {
        self.left + ((day - self.first) * self.per_day) as f32
    }
    /// The day at an x, held inside the axis.
    pub fn day(&self, x: f32) -> Day {
        let x = x.clamp(self.left, self.right);
        let day = self.first + f64::from(x - self.left) / self.per_day;
        day.floor() as Day
    }
}

impl Matter {
    /// Sorts events into at most `most` lanes of countries and one for the rest.
    pub fn new(_corpus: &Corpus, _events: &[EventId], axis: Axis, _most: usize) -> Matter {
        Matter { axis, ..Matter::default() }
    }
}

/// Height in pixels that all lanes need.
pub fn height(matter: &Matter) -> f32 {
    36.0 + 28.0 * matter.lanes.len() as f32
}

/// The scale that a frame draws with: what a brush needs to turn x into days.
pub fn scale(_matter: &Matter, frame: &Frame) -> Scale {
    let (first, last) = frame.window.unwrap_or((0, 20_000));
    let (left, right) = (48.0, frame.width - 12.0);
    Scale {
        first: f64::from(first),
        per_day: f64::from(right - left) / f64::from(last - first + 1).max(1.0),
        left,
        right,
    }
}

/// Draws the timeline.
pub fn scene(_corpus: &Corpus, _matter: &Matter, frame: &Frame) -> Scene {
    Scene { width: frame.width, height: frame.height, ..Scene::default() }
}

/// The timeline as a table: one row an event and lane, earliest first.
pub fn table(_corpus: &Corpus, _matter: &Matter) -> Table {
    Table {
        caption: "Events in time".into(),
        heads: vec!["Lane", "Date", "Event", "Status"],
        rows: Vec::<Row>::new(),
    }
}
