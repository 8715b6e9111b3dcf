//! The map: countries shaded by events, arcs from actor to recipient, places.

use super::borders::Borders;
use super::{Camera, Measure, Role, Row, Scene, Shape, Table, Target};
use crate::corpus::Corpus;
use crate::record::{EntityId, EventId, Schema, Status};
use std::collections::{BTreeMap, BTreeSet};

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
}

/// Events of one status from one country to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Whose deed.
    pub from: EntityId,
    /// To whom.
    pub to: EntityId,
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
    pub lit: Option<&'a Target>,
    /// Countries chosen, by entity key.
    pub chosen: &'a BTreeSet<String>,
    /// Widths of words.
    pub measure: Measure<'a>,
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub enum Legend {
    /// Lines and marks of this status are drawn so.
    Status(Status),
    /// Countries of this shade take part in from so many to so many events.
    Shade(u8, usize, usize),
}

/// The country of an actor or recipient: itself, or the first country told of it.
pub fn country_of(corpus: &Corpus, entity: EntityId) -> Option<EntityId> {
    let entity_ = corpus.records().entities.get(entity.index())?;
    if entity_.schema == Schema::Country {
        return Some(entity);
    }
    let iso = entity_.countries.first()?;
    corpus.entity_by_key(&format!("country:{}", iso.to_lowercase()))
}

impl Matter {
    /// Counts what some events tell a map.
    pub fn new(corpus: &Corpus, events: &[EventId]) -> Matter {
        let mut countries: BTreeMap<EntityId, Vec<EventId>> = BTreeMap::new();
        let mut places: BTreeMap<EntityId, Vec<EventId>> = BTreeMap::new();
        let mut flows: BTreeMap<(EntityId, EntityId, Status), Vec<EventId>> = BTreeMap::new();
        let mut unplaced = Vec::new();
        for &id in events {
            let Some(event) = corpus.records().events.get(id.index()) else { continue };
            let of = |side: &[EntityId]| -> BTreeSet<EntityId> {
                side.iter().filter_map(|&e| country_of(corpus, e)).collect()
            };
            let (from, to) = (of(&event.actors), of(&event.recipients));
            for &country in from.union(&to) {
                countries.entry(country).or_default().push(id);
            }
            let mut drawn = false;
            for &a in &from {
                for &b in to.iter().filter(|&&b| b != a) {
                    flows.entry((a, b, event.status)).or_default().push(id);
                    drawn = true;
                }
            }
            let place = event.place.filter(|p| {
                corpus
                    .records()
                    .entities
                    .get(p.index())
                    .is_some_and(|e| e.location.is_some() && e.schema != Schema::Country)
            });
            if let Some(place) = place {
                places.entry(place).or_default().push(id);
                drawn = true;
            }
            if !drawn {
                unplaced.push(id);
            }
        }
        let most_first = |map: BTreeMap<EntityId, Vec<EventId>>| {
            let mut list: Vec<_> = map.into_iter().collect();
            list.sort_by_key(|(id, events)| (std::cmp::Reverse(events.len()), *id));
            list
        };
        Matter {
            countries: most_first(countries),
            places: most_first(places),
            flows: flows
                .into_iter()
                .map(|((from, to, status), events)| Flow { from, to, status, events })
                .collect(),
            unplaced,
        }
    }
}

/// The frame that shows the corpus' countries and places.
pub fn fit(_corpus: &Corpus, _borders: &Borders, _width: f32, _height: f32) -> Camera {
    Camera { longitude: 40.0, latitude: 50.0, zoom: 4.0 }
}

/// Draws the map.
pub fn scene(_corpus: &Corpus, _borders: &Borders, _matter: &Matter, frame: &Frame) -> Scene {
    Scene {
        width: frame.width,
        height: frame.height,
        layers: vec![super::Layer {
            name: "water",
            shapes: vec![Shape::Rect {
                x: 0.0,
                y: 0.0,
                w: frame.width,
                h: frame.height,
                radius: 0.0,
                fade: (0.0, 0.0),
                role: Role::Water,
            }],
        }],
        targets: Vec::new(),
    }
}

/// What the legend has to explain.
pub fn legend(matter: &Matter) -> Vec<Legend> {
    let statuses: BTreeSet<Status> = matter.flows.iter().map(|f| f.status).collect();
    statuses.into_iter().rev().map(Legend::Status).collect()
}

/// The map as a table: one row a flow, then one a place.
pub fn table(corpus: &Corpus, matter: &Matter) -> Table {
    let name = |id: EntityId| corpus.entity(id).name.clone();
    let key = |id: EntityId| corpus.entity(id).key.clone();
    let mut rows: Vec<Row> = matter
        .flows
        .iter()
        .map(|flow| Row {
            target: Some(Target::Arc(key(flow.from), key(flow.to))),
            cells: vec![
                name(flow.from),
                name(flow.to),
                format!("{:?}", flow.status).to_lowercase(),
                flow.events.len().to_string(),
            ],
        })
        .collect();
    rows.extend(matter.places.iter().map(|(id, events)| Row {
        target: Some(Target::Place(key(*id))),
        cells: vec![name(*id), String::new(), String::new(), events.len().to_string()],
    }));
    Table {
        caption: "Events on the map".into(),
        heads: vec!["From, or place", "To", "Status", "Events"],
        rows,
    }
}
