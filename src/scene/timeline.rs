//! The timeline: lanes of events, each as vague as its date.

use crate::order::Ordered;
mod axis;
mod draw;
mod glyphs;

pub use axis::{Scale, scale};
pub use draw::scene;

use super::{Measure, Row, Table, Target};
use crate::corpus::Corpus;
use crate::edtf::{Day, Edtf};
use crate::query::Axis;
use crate::record::{EntityId, EventId, Status};
use crate::words::{Words, key};
use std::collections::BTreeMap;

/// Of so many percent of events a country is part before it loses its lane: a lane that holds nearly
/// everything tells nothing.
const HUB: usize = 66;

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
    /// The country; `None` for all others together.
    pub country: Option<EntityId>,
    /// Name of the lane.
    pub name: String,
    /// Its events, earliest first.
    pub events: Vec<Dated>,
}

/// An event with the date that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// The event.
    pub event: EventId,
    /// Its key.
    pub key: String,
    /// How real.
    pub status: Status,
    /// When.
    pub date: Edtf,
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
    /// The language of names and dates.
    pub words: &'a Words,
    /// Widths of words.
    pub measure: Measure<'a>,
}

impl Matter {
    /// Sorts events into at most `most` lanes of countries and one for the rest.
    ///
    /// An event stands in the lane of each country that takes part. A country with a part in nearly
    /// every event gets no lane of its own, if others do.
    pub fn new(corpus: &Corpus, events: &[EventId], axis: Axis, most: usize, words: &Words) -> Matter {
        let mut told = Vec::new();
        let mut undated = Vec::new();
        let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
        for &id in events.iter().filter(|id| id.index() < corpus.records().events.len()) {
            let Some(date) = date_of(corpus, id, axis) else {
                undated.push(id);
                continue;
            };
            let event = corpus.event(id);
            let parties = event.actors.iter().chain(&event.recipients);
            let countries = crate::order::set(parties.filter_map(|&p| corpus.country_of(p)));
            for &country in &countries {
                *counts.entry(country).or_default() += 1;
            }
            let dated = Dated { event: id, key: event.key.clone(), status: event.status, date };
            told.push((dated, countries));
        }
        told.order_by(|a, b| first_day(&a.0).cmp(&first_day(&b.0)).then(a.0.event.cmp(&b.0.event)));
        let hub = |n: usize| counts.len() > 2 && n * 100 >= told.len() * HUB;
        let mut ranked: Vec<(EntityId, usize)> =
            counts.iter().map(|(&id, &n)| (id, n)).filter(|c| !hub(c.1)).collect();
        ranked.order_by_key(|&(id, n)| (std::cmp::Reverse(n), id));
        ranked.truncate(most);
        let name = |id: EntityId| words.name(corpus.entity(id)).to_owned();
        let mut lanes: Vec<Lane> = ranked
            .iter()
            .map(|&(id, _)| Lane { country: Some(id), name: name(id), events: Vec::new() })
            .collect();
        let mut rest = Vec::new();
        for (dated, countries) in &told {
            let mut in_lane = false;
            for lane in lanes.iter_mut().filter(|l| l.country.is_some_and(|c| countries.contains(&c))) {
                lane.events.push(dated.clone());
                in_lane = true;
            }
            if !in_lane {
                rest.push(dated.clone());
            }
        }
        if !rest.is_empty() {
            let alone = counts.iter().find(|c| hub(*c.1)).map(|c| *c.0).filter(|hub| {
                let of = |d: &Dated| told.iter().find(|t| t.0.event == d.event).map(|t| &t.1);
                rest.iter().all(|d| of(d).is_some_and(|c| c.len() == 1 && c.contains(hub)))
            });
            let title = match (lanes.is_empty(), alone) {
                (true, _) => words.say(key!("timeline.all")).to_owned(),
                (_, Some(hub)) => words.fill(key!("timeline.alone"), &[&name(hub)]),
                _ => words.say(key!("timeline.others")).to_owned(),
            };
            lanes.push(Lane { country: None, name: title, events: rest });
        }
        let days = told.iter().flat_map(|(d, _)| {
            let (a, b) = d.date.days();
            [a, b].into_iter().flatten()
        });
        let span =
            days.fold(None, |s: Option<(Day, Day)>, d| Some(s.map_or((d, d), |(a, b)| (a.min(d), b.max(d)))));
        Matter { axis, lanes, undated, span }
    }
}

/// The date of an event on an axis; of the reports, the earliest counts.
fn date_of(corpus: &Corpus, id: EventId, axis: Axis) -> Option<Edtf> {
    match axis {
        Axis::Happened => corpus.event(id).date.clone(),
        Axis::Reported => {
            let dates = corpus.reported(id).into_iter().filter_map(|(_, date)| date);
            dates.min_by_key(|d| (d.days().0, d.days().1)).cloned()
        }
    }
}

fn first_day(dated: &Dated) -> (Day, Day) {
    let (a, b) = dated.date.days();
    (a.or(b).unwrap_or(0), b.or(a).unwrap_or(0))
}

/// Height in pixels at which all lanes have room.
pub fn height(matter: &Matter) -> f32 {
    34.0 + 34.0 * matter.lanes.len().max(1) as f32
}

/// The timeline as a table: a row for each event in each lane, earliest first, then those undated.
pub fn table(corpus: &Corpus, matter: &Matter, words: &Words) -> Table {
    let mut rows = Vec::new();
    let cells = |id: EventId, date: String, lane: &str| {
        let event = corpus.event(id);
        vec![date, lane.to_owned(), corpus.event_title(id, words), words.status(event.status).to_owned()]
    };
    for lane in &matter.lanes {
        for dated in &lane.events {
            rows.push((
                first_day(dated),
                Row {
                    target: Some(Target::Event(dated.key.clone())),
                    cells: cells(dated.event, words.date(&dated.date), &lane.name),
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
