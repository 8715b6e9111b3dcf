//! The timeline: lanes of events, each as vague as its date.

mod axis;
mod columns;
mod draw;
mod glyphs;
mod ledger;

pub use axis::{Scale, scale};
pub use draw::{AXIS, Plan, has_columns, scene};
pub use ledger::Ledger;

use super::{Glow, Measure, Row, Table, Target};
use crate::corpus::Corpus;
use crate::edtf::Day;
use crate::order::Ordered;
use crate::query::Axis;
use crate::record::{EntityId, EventId, Status};
use crate::words::{KINDS, Words, key};
use ledger::{date_of, ends};

/// Of so many percent of events a country is part before it loses its lane: a lane that holds nearly
/// everything tells nothing.
const HUB: usize = 66;

/// What the lanes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Countries that take part.
    #[default]
    Country,
    /// Kinds of events.
    Kind,
    /// Who acts.
    Actor,
}

impl By {
    /// Every choice, in the order of the switch.
    pub const ALL: [By; 3] = [By::Country, By::Kind, By::Actor];

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        match self {
            By::Country => "country",
            By::Kind => "kind",
            By::Actor => "actor",
        }
    }
}

/// What a timeline tells of some events: those that the selection leaves without its range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matter {
    /// Which date is drawn.
    pub axis: Axis,
    /// Lanes from top to bottom.
    pub lanes: Vec<Lane>,
    /// Events without a date.
    pub undated: Vec<EventId>,
    /// First and last day that the dates name; open ends are left out.
    pub span: Option<(Day, Day)>,
    /// What is shown at first, in days: everything, unless a few events far off would squeeze the rest.
    pub home: (f64, f64),
}

/// One lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// Whose lane it is; `None` for a kind, and for all others together.
    pub entity: Option<EntityId>,
    /// Name of the lane.
    pub name: String,
    /// Its events, earliest first.
    pub events: Vec<Dated>,
}

/// An event with the date that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// The event.
    pub event: EventId,
    /// How real.
    pub status: Status,
    /// First and last day that its date may mean; open ends are `None`.
    pub days: (Option<Day>, Option<Day>),
    /// Whether the source was sure of the date.
    pub sure: bool,
}

/// How a timeline is looked at.
pub struct Frame<'a> {
    /// Width in pixels.
    pub width: f32,
    /// Height in pixels.
    pub height: f32,
    /// First and last day in view; `None` for all that the matter spans.
    pub window: Option<(Day, Day)>,
    /// The chosen range.
    pub range: Option<(Day, Day)>,
    /// What is lit up, by pointer or focus.
    pub glow: &'a Glow,
    /// Whether marks carry words where there is room.
    pub named: bool,
    /// The language of names and dates.
    pub words: &'a Words,
    /// Widths of words.
    pub measure: Measure<'a>,
}

impl Matter {
    /// Sorts events into at most `most` lanes and one for the rest.
    ///
    /// An event stands in the lane of each country that takes part, or of each who acts. A country with
    /// a part in nearly every event gets no lane of its own, if others do.
    pub fn new(
        corpus: &Corpus,
        ledger: &Ledger,
        events: &[EventId],
        axis: Axis,
        by: By,
        most: usize,
        words: &Words,
    ) -> Matter {
        let (all, themes) = (ledger.dated(corpus, axis), ledger.themes(corpus, by));
        // Slices, since the page is compiled for size, and there each index into a vector is a call.
        let left = &mut vec![false; corpus.records().events.len()][..];
        for id in events {
            if let Some(left) = left.get_mut(id.index()) {
                *left = true;
            }
        }
        let mut told: Vec<&Dated> = Vec::with_capacity(events.len());
        for dated in all {
            if std::mem::take(&mut left[dated.event.index()]) {
                told.push(dated);
            }
        }
        // What is still marked has no date.
        let undated = events.iter().filter(|id| left.get(id.index()) == Some(&true)).copied().collect();
        let (ends_of, items) = (themes.ends(), themes.items());
        let of = |dated: &Dated| {
            let at = dated.event.index();
            let from = if at == 0 { 0 } else { ends_of[at - 1] };
            &items[from as usize..ends_of[at] as usize]
        };
        let kinds = if by == By::Kind { KINDS.len() } else { corpus.records().entities.len() };
        let numbers = &mut vec![0usize; kinds][..];
        for dated in &told {
            for &theme in of(dated) {
                numbers[theme as usize] += 1;
            }
        }
        let met = numbers.iter().enumerate().filter(|(_, n)| **n > 0);
        let counts: Vec<(u32, usize)> = met.map(|(number, &n)| (number as u32, n)).collect();
        let hub = |n: usize| by == By::Country && counts.len() > 2 && n * 100 >= told.len() * HUB;
        let mut ranked: Vec<(u32, usize)> = counts.iter().copied().filter(|c| !hub(c.1)).collect();
        ranked.order_by_key(|&(theme, n)| (std::cmp::Reverse(n), theme));
        ranked.truncate(most);
        let name = |number: u32| match by {
            By::Kind => {
                let kind = KINDS.into_iter().find(|&kind| kind as u32 == number);
                kind.map_or_else(String::new, |kind| words.kind(kind).to_owned())
            }
            _ => words.name(corpus.entity(EntityId(number))).to_owned(),
        };
        const NO_LANE: usize = usize::MAX;
        let lane_of = &mut vec![NO_LANE; kinds][..];
        let mut lanes: Vec<Lane> = Vec::new();
        for &(number, n) in &ranked {
            lane_of[number as usize] = lanes.len();
            let entity = (by != By::Kind).then_some(EntityId(number));
            lanes.push(Lane { entity, name: name(number), events: Vec::with_capacity(n) });
        }
        let mut rest: Vec<Dated> = Vec::new();
        for dated in &told {
            let mut lost = true;
            for &theme in of(dated) {
                if let Some(lane) = lanes.get_mut(lane_of[theme as usize]) {
                    lane.events.push(**dated);
                    lost = false;
                }
            }
            if lost {
                rest.push(**dated);
            }
        }
        if !rest.is_empty() {
            let alone = counts.iter().find(|c| hub(c.1)).map(|c| c.0);
            let alone = alone.filter(|hub| rest.iter().all(|dated| of(dated) == [*hub]));
            let title = match (lanes.is_empty(), alone) {
                (true, _) => words.say(key!("timeline.all")).to_owned(),
                (_, Some(hub)) => words.fill(key!("timeline.alone"), &[&name(hub)]),
                _ => words.say(key!("timeline.others")).to_owned(),
            };
            lanes.push(Lane { entity: None, name: title, events: rest });
        }
        Matter::of_lanes(axis, lanes, undated)
    }

    fn of_lanes(axis: Axis, lanes: Vec<Lane>, undated: Vec<EventId>) -> Matter {
        let mut days = Vec::with_capacity(2 * lanes.iter().map(|l| l.events.len()).sum::<usize>());
        let mut span: Option<(Day, Day)> = None;
        for lane in &lanes {
            for dated in &lane.events {
                if dated.days.0.or(dated.days.1).is_some() {
                    let (from, to) = ends(dated);
                    days.extend([from, to]);
                    let known = span.get_or_insert((from.min(to), from.max(to)));
                    *known = (known.0.min(from).min(to), known.1.max(from).max(to));
                }
            }
        }
        let home = axis::home(span, days);
        Matter { axis, lanes, undated, span, home }
    }
}

/// The timeline as a table: a row for each event in each lane, earliest first, then those undated.
pub fn table(corpus: &Corpus, matter: &Matter, words: &Words) -> Table {
    let mut rows = Vec::new();
    let cells = |id: EventId, date: String, lane: &str| {
        let event = corpus.event(id);
        vec![date, lane.to_owned(), corpus.event_title(id, words), words.status(event.status).to_owned()]
    };
    let date = |id| date_of(corpus, id, matter.axis).map_or_else(String::new, |date| words.date(date));
    for lane in &matter.lanes {
        for dated in &lane.events {
            rows.push((
                ends(dated),
                Row {
                    target: Some(Target::Event(corpus.event(dated.event).key.clone())),
                    cells: cells(dated.event, date(dated.event), &lane.name),
                },
            ));
        }
    }
    rows.order_by_key(|r| r.0);
    let undated = matter.undated.iter().map(|&id| Row {
        target: Some(Target::Event(corpus.event(id).key.clone())),
        cells: cells(id, words.say(key!("date.none")).to_owned(), ""),
    });
    let caption = match matter.axis {
        Axis::Happened => key!("timeline.caption.happened"),
        Axis::Reported => key!("timeline.caption.reported"),
    };
    Table {
        caption: words.say(caption).to_owned(),
        heads: words.heads(key!("timeline.heads")),
        naming: 2,
        rows: rows.into_iter().map(|r| r.1).chain(undated).collect(),
    }
}

#[cfg(test)]
mod tests;
