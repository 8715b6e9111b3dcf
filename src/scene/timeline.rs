//! The timeline: lanes of events, each as vague as its date.

use crate::order::{Ordered, by_number, tidy};
mod axis;
mod draw;
mod glyphs;

pub use axis::{Scale, scale};
pub use draw::{AXIS, scene};

use super::{Glow, Measure, Row, Table, Target};
use crate::corpus::Corpus;
use crate::edtf::{Day, Edtf};
use crate::query::Axis;
use crate::record::{EntityId, EventId, EventKind, Status};
use crate::words::{Words, key};

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

/// What a lane is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Theme {
    Entity(EntityId),
    Kind(EventKind),
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
        events: &[EventId],
        axis: Axis,
        by: By,
        most: usize,
        words: &Words,
    ) -> Matter {
        let mut told = Vec::new();
        let mut undated = Vec::new();
        // Themes of the events end to end, as numbers, and where those of each event end.
        let (mut found, mut ends): (Vec<u32>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut own: Vec<u32> = Vec::new();
        for &id in events.iter().filter(|id| id.index() < corpus.records().events.len()) {
            let Some(date) = date_of(corpus, id, axis) else {
                undated.push(id);
                continue;
            };
            let begin = found.len();
            themes(corpus, id, by, &mut found);
            own.clear();
            own.extend(found.drain(begin..));
            tidy(&mut own);
            found.extend(&own);
            let (days, sure) = (date.days(), !date.is_uncertain());
            told.push((Dated { event: id, status: corpus.event(id).status, days, sure }, ends.len()));
            ends.push(found.len());
        }
        let of = |at: usize| &found[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]];
        let mut numbers = vec![0usize; found.iter().max().map_or(0, |&most| most as usize + 1)];
        found.iter().for_each(|&theme| numbers[theme as usize] += 1);
        let theme = |number: usize| match by {
            By::Kind => crate::words::KINDS.into_iter().find(|&k| k as usize == number).map(Theme::Kind),
            _ => Some(Theme::Entity(EntityId(number as u32))),
        };
        let met = numbers.iter().enumerate().filter(|(_, n)| **n > 0);
        let counts: Vec<(u32, usize)> = met.map(|(number, &n)| (number as u32, n)).collect();
        let told = earliest_first(told);
        let hub = |n: usize| by == By::Country && counts.len() > 2 && n * 100 >= told.len() * HUB;
        let mut ranked: Vec<(u32, usize)> = counts.iter().copied().filter(|c| !hub(c.1)).collect();
        ranked.order_by_key(|&(theme, n)| (std::cmp::Reverse(n), theme));
        ranked.truncate(most);
        let name = |number: u32| match theme(number as usize) {
            Some(Theme::Entity(id)) => words.name(corpus.entity(id)).to_owned(),
            Some(Theme::Kind(kind)) => words.kind(kind).to_owned(),
            None => String::new(),
        };
        let mut lanes: Vec<Lane> = Vec::new();
        for &(number, _) in &ranked {
            let entity = (by != By::Kind).then_some(EntityId(number));
            let of_it = told.iter().filter(|t| of(t.1).contains(&number));
            lanes.push(Lane { entity, name: name(number), events: of_it.map(|t| t.0).collect() });
        }
        let in_lane = |themes: &[u32]| ranked.iter().any(|r| themes.contains(&r.0));
        let rest: Vec<&(Dated, usize)> = told.iter().filter(|t| !in_lane(of(t.1))).collect();
        if !rest.is_empty() {
            let alone = counts.iter().find(|c| hub(c.1)).map(|c| c.0);
            let alone = alone.filter(|hub| rest.iter().all(|t| of(t.1) == [*hub]));
            let title = match (lanes.is_empty(), alone) {
                (true, _) => words.say(key!("timeline.all")).to_owned(),
                (_, Some(hub)) => words.fill(key!("timeline.alone"), &[&name(hub)]),
                _ => words.say(key!("timeline.others")).to_owned(),
            };
            lanes.push(Lane { entity: None, name: title, events: rest.iter().map(|t| t.0).collect() });
        }
        let days = told.iter().flat_map(|t| [t.0.days.0, t.0.days.1].into_iter().flatten());
        let span =
            days.fold(None, |s: Option<(Day, Day)>, d| Some(s.map_or((d, d), |(a, b)| (a.min(d), b.max(d)))));
        Matter { axis, lanes, undated, span }
    }
}

/// The lanes that an event belongs into.
fn themes(corpus: &Corpus, id: EventId, by: By, out: &mut Vec<u32>) {
    let event = corpus.event(id);
    let countries = || event.actors.iter().chain(&event.recipients).filter_map(|&p| corpus.country_of(p));
    match by {
        By::Country => out.extend(countries().map(|c| c.0)),
        By::Actor => out.extend(event.actors.iter().map(|a| a.0)),
        By::Kind => out.push(event.kind as u32),
    }
}

/// Events by their first day, then by their last, then by number.
fn earliest_first(mut told: Vec<(Dated, usize)>) -> Vec<(Dated, usize)> {
    /// Days between the first and the last for which counting is worth its room.
    const MOST: i64 = 2_000_000;
    let days: Vec<(Day, Day)> = told.iter().map(|t| first_day(&t.0)).collect();
    let low = days.iter().map(|d| d.0.min(d.1)).min().unwrap_or(0);
    let high = days.iter().map(|d| d.0.max(d.1)).max().unwrap_or(0);
    if i64::from(high) - i64::from(low) > MOST {
        told.order_by_key(|t| (first_day(&t.0), t.0.event));
        return told;
    }
    let span = (high - low) as usize + 1;
    let last = told.iter().map(|t| t.0.event.index() + 1).max().unwrap_or(0);
    let numbers: [&dyn Fn(usize) -> u32; 3] =
        [&|at| told[at].0.event.0, &|at| (days[at].1 - low) as u32, &|at| (days[at].0 - low) as u32];
    let mut order: Vec<u32> = (0..told.len() as u32).collect();
    for (number, most) in numbers.into_iter().zip([last, span, span]) {
        let keys: Vec<u32> = order.iter().map(|&at| number(at as usize)).collect();
        order = by_number(&keys, most).into_iter().map(|at| order[at as usize]).collect();
    }
    order.into_iter().map(|at| told[at as usize]).collect()
}

/// The date of an event on an axis; of the reports, the earliest counts.
fn date_of(corpus: &Corpus, id: EventId, axis: Axis) -> Option<&Edtf> {
    match axis {
        Axis::Happened => corpus.event(id).date.as_ref(),
        Axis::Reported => {
            let dates = corpus.reported(id).into_iter().filter_map(|(_, date)| date);
            dates.min_by_key(|d| d.days())
        }
    }
}

fn first_day(dated: &Dated) -> (Day, Day) {
    let (a, b) = dated.days;
    (a.or(b).unwrap_or(0), b.or(a).unwrap_or(0))
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
                first_day(dated),
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
