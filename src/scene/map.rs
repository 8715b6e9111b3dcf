//! The map: countries shaded by events, arcs from actor to recipient, places.

mod arcs;
mod draw;
mod land;
mod ledger;
mod names;

pub use arcs::{Strand, strands};
pub use draw::{Ground, Plan, scene};
pub use ledger::Ledger;

use super::borders::{Borders, Worldview};
use super::{Camera, Glow, Measure, Row, Table, Target, controls};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::{EntityId, EventId, Schema, Status};
use crate::words::{STATUSES, Words, key};
use std::collections::BTreeSet;

/// Statuses by their number.
const STATUS: [Status; 5] =
    [Status::Wished, Status::Planned, Status::Occurred, Status::Unconfirmed, Status::Denied];

/// What a map tells of some events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matter {
    /// Countries with the events that they take part in, most first.
    pub countries: Vec<(EntityId, Vec<EventId>)>,
    /// Events between countries.
    pub flows: Vec<Flow>,
    /// Places with their events, most first.
    pub places: Vec<(EntityId, Vec<EventId>)>,
    /// Events that have neither a place with coordinates nor two countries.
    pub unplaced: Vec<EventId>,
    /// Lines of fewer events are in the table only: so many could not be told apart.
    pub least: usize,
}

/// Events of one status from one country to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Whose deed; of mutual ones, the country that comes first in the corpus.
    pub from: EntityId,
    /// To whom.
    pub to: EntityId,
    /// Whether both sides do the same (talks, agreements): no arrow is drawn.
    pub mutual: bool,
    /// How real.
    pub status: Status,
    /// The events.
    pub events: Vec<EventId>,
}

/// How a map is looked at.
pub struct Frame<'a> {
    /// Width in pixels.
    pub width: f32,
    /// Height in pixels.
    pub height: f32,
    /// Where it looks.
    pub camera: Camera,
    /// What is lit up, by pointer or focus.
    pub glow: &'a Glow,
    /// How disputed borders are drawn.
    pub worldview: Worldview,
    /// Countries chosen, by entity key.
    pub chosen: &'a BTreeSet<String>,
    /// The language of names.
    pub words: &'a Words,
    /// Widths of words.
    pub measure: Measure<'a>,
}

impl Frame<'_> {
    /// Width and height, of which nothing is less than a pixel.
    fn size(&self) -> (f32, f32) {
        (self.width.max(1.0), self.height.max(1.0))
    }
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub enum Legend {
    /// Lines and marks of this status are drawn so.
    Status(Status),
    /// Countries of this shade take part in from so many to so many events.
    Shade(u8, usize, usize),
}

impl Matter {
    /// Counts what some events tell a map; of one corpus again and again, a [`Ledger`] does it faster.
    pub fn new(corpus: &Corpus, events: &[EventId]) -> Matter {
        Ledger::new(corpus).matter(events)
    }

    /// The shade of a country that takes part in so many events: 0 none, 1 to a quarter of the most,
    /// 2 to two thirds, 3 above.
    pub fn shade(&self, events: usize) -> u8 {
        let most = self.countries.first().map_or(0, |c| c.1.len());
        match events {
            0 => 0,
            n if n * 4 <= most => 1,
            n if n * 3 <= most * 2 => 2,
            _ => 3,
        }
    }
}

/// Where a country is seen to sit, in degrees: its capital, else the point that the corpus gives it.
pub(super) fn seat(corpus: &Corpus, borders: &Borders, country: EntityId) -> Option<(f64, f64)> {
    let capital = corpus.country_code(country).and_then(|iso| borders.country(&iso)?.capital.as_ref());
    match capital {
        Some(&(_, longitude, latitude)) => Some((longitude, latitude)),
        None => corpus.entity(country).location.map(|l| (l.longitude, l.latitude)),
    }
}

/// The frame that shows the countries and places of some events.
///
/// Countries that together make up the last tenth of all parts in events do not widen it.
pub fn fit(corpus: &Corpus, borders: &Borders, matter: &Matter, width: f32, height: f32) -> Camera {
    let all: usize = matter.countries.iter().map(|c| c.1.len()).sum();
    let mut places = Vec::new();
    let mut covered = 0;
    for (country, events) in &matter.countries {
        if covered * 10 >= all * 9 {
            break;
        }
        covered += events.len();
        let Some(at) = seat(corpus, borders, *country) else { continue };
        places.push(at);
        let shape = corpus.country_code(*country).and_then(|iso| borders.country(&iso));
        places.extend(shape.into_iter().flat_map(|s| borders.outline_near(s, at, 450.0)));
    }
    for (place, events) in &matter.places {
        if events.len() * 40 >= all
            && let Some(at) = corpus.entity(*place).location
            && at.radius_km < 300.0
        {
            places.push((at.longitude, at.latitude));
        }
    }
    let margin = (width.min(height) * 0.11).max(24.0);
    Camera::around(&places, width, height, margin, controls(width).0)
}

/// What the legend has to explain: the statuses drawn, then the shades used.
pub fn legend(matter: &Matter) -> Vec<Legend> {
    let statuses = crate::order::set(matter.flows.iter().map(|f| f.status));
    let mut out: Vec<Legend> =
        STATUSES.into_iter().filter(|s| statuses.contains(s)).map(Legend::Status).collect();
    for step in 1..=3 {
        let counts = matter.countries.iter().map(|c| c.1.len()).filter(|&n| matter.shade(n) == step);
        if let (Some(low), Some(high)) = (counts.clone().min(), counts.max()) {
            out.push(Legend::Shade(step, low, high));
        }
    }
    out
}

/// The map as a table: a row for each arc and status, then for each place, then for each country.
pub fn table(corpus: &Corpus, matter: &Matter, words: &Words) -> Table {
    let name = |id: EntityId| words.name(corpus.entity(id)).to_owned();
    let key = |id: EntityId| corpus.entity(id).key.clone();
    let row = |target, what: &str, who: String, status: &str, events: &[EventId]| Row {
        target: Some(target),
        cells: vec![what.to_owned(), who, status.to_owned(), events.len().to_string()],
    };
    let mut flows: Vec<&Flow> = matter.flows.iter().collect();
    flows.order_by_key(|f| std::cmp::Reverse(f.events.len()));
    let mut rows = Vec::new();
    for flow in flows {
        let way = if flow.mutual { "–" } else { "→" };
        let who = format!("{} {way} {}", name(flow.from), name(flow.to));
        let target = Target::Arc(key(flow.from), key(flow.to));
        rows.push(row(target, words.say(key!("map.between")), who, words.status(flow.status), &flow.events));
    }
    for (place, events) in &matter.places {
        rows.push(row(Target::Place(key(*place)), words.schema(Schema::Place), name(*place), "", events));
    }
    for (country, events) in &matter.countries {
        rows.push(row(
            Target::Country(key(*country)),
            words.schema(Schema::Country),
            name(*country),
            "",
            events,
        ));
    }
    Table {
        caption: words.say(key!("map.caption")).to_owned(),
        heads: words.heads(key!("map.heads")),
        naming: 1,
        rows,
    }
}

#[cfg(test)]
mod tests;
