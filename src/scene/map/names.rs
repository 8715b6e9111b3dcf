//! The names on the map: places first, as their dots cannot move, then countries of the corpus, then
//! the capitals where arcs end, then what lies around.

use super::arcs::Bundle;
use super::draw::{Country, Dot, Seat};
use super::{Frame, land};
use crate::corpus::Corpus;
use crate::letters::upper;
use crate::order::Ordered;
use crate::record::EntityId;
use crate::scene::borders::Borders;
use crate::scene::labels::{Room, Spot, around, beside, inside, spilling};
use crate::scene::projection::Projection;
use crate::scene::{Line, NARROW, Role, Shape, controls};

/// Size in pixels of place names.
const PLACE_SIZE: f32 = 12.5;
/// Places that may lie so many pixels off their dot are named after countries.
const VAGUE: f32 = 14.0;
/// Cells of arcs that a country's name may cover before it looks for another place.
const TOUCHED: usize = 14;
/// Countries outside the corpus that get a name.
const CONTEXT_NAMES: usize = 24;
/// From this zoom on, capitals of countries that have no part are named, too.
const TOWNS_FROM: f64 = 7.0;
const TOWNS: usize = 30;

/// What is to be named.
pub(super) struct Named<'a> {
    pub corpus: &'a Corpus,
    pub borders: &'a Borders,
    pub frame: &'a Frame<'a>,
    pub projection: &'a Projection,
    pub ground: &'a land::Land,
    pub countries: &'a [Country],
    pub bundles: &'a [Bundle],
    pub dots: &'a [Dot],
    pub seats: &'a [Seat],
}

impl<'a> Named<'a> {
    fn name(&self, id: EntityId) -> &'a str {
        self.frame.words.name(self.corpus.entity(id))
    }
}

/// A name, or the dot of a town, with its place on the Earth in degrees.
pub(super) struct Placed {
    at: (f64, f64),
    shape: Shape,
}

/// Names at their places on the Earth, as a camera sees them that moves.
pub(super) fn moved(names: &[Placed], projection: &Projection) -> Vec<Shape> {
    let shape = |placed: &Placed| {
        let (left, top) = projection.project(placed.at.0, placed.at.1);
        let mut shape = placed.shape.clone();
        if let Shape::Text { x, y, .. } | Shape::Circle { x, y, .. } = &mut shape {
            (*x, *y) = (left, top);
        }
        shape
    };
    names.iter().map(shape).collect()
}

/// All names, none on another: with their places on the Earth, and as shapes.
pub(super) fn placed(named: &Named) -> (Vec<Placed>, Vec<Shape>) {
    let shapes = shapes(named);
    let placed = |shape: &Shape| {
        let at = match shape {
            Shape::Text { x, y, .. } | Shape::Circle { x, y, .. } => named.projection.invert(*x, *y),
            _ => (0.0, 0.0),
        };
        Placed { at, shape: shape.clone() }
    };
    (shapes.iter().map(placed).collect(), shapes)
}

fn shapes(named: &Named) -> Vec<Shape> {
    let frame = named.frame;
    let mut room = Room::new(frame.width, frame.height);
    let corner = controls(frame.width);
    room.take([frame.width - corner.0, 0.0, frame.width, corner.1.min(frame.height)]);
    for (x, y, r) in
        named.dots.iter().map(|d| (d.x, d.y, d.r)).chain(named.seats.iter().map(|s| (s.x, s.y, 3.0)))
    {
        room.take([x - r, y - r, x + r, y + r]);
    }
    for bundle in named.bundles {
        bundle.spine.iter().for_each(|line| room.note(line, bundle.width / 2.0 + 2.0));
    }
    let mut pen = Pen { named, room, narrow: frame.width < NARROW, shapes: Vec::new() };
    // A place that may lie anywhere in a country must not take the room of the country's name.
    pen.places(false);
    pen.countries();
    pen.places(true);
    pen.context();
    pen.towns();
    pen.shapes
}

struct Pen<'a> {
    named: &'a Named<'a>,
    room: Room,
    narrow: bool,
    shapes: Vec<Shape>,
}

impl Pen<'_> {
    fn put(&mut self, text: &str, size: f32, role: Role, spot: Spot) {
        let text = text.to_owned();
        self.shapes.push(Shape::Text { x: spot.x, y: spot.y, text, size, anchor: spot.anchor, role });
    }

    /// Width of a text with the space between its letters.
    fn width(&self, text: &str, size: f32, role: Role) -> f32 {
        let paint = crate::scene::style::paint(role);
        let plain = (self.named.frame.measure)(text, size, paint.weight >= 600);
        plain + paint.spacing * text.chars().count() as f32
    }

    /// A name beside a dot; it may lie over arcs, as its rim keeps it legible, but over no name.
    fn beside_dot(&mut self, name: &str, (x, y, r): (f32, f32, f32), size: f32, role: Role, over: usize) {
        let width = self.width(name, size, role);
        if let Some(spot) = self.room.place(&around(x, y, r, width, size), over) {
            self.put(name, size, role, spot);
        }
    }

    fn places(&mut self, vague: bool) {
        let size = if self.narrow { 11.5 } else { PLACE_SIZE };
        let named = self.named;
        for dot in named.dots.iter().filter(|d| (d.vague > VAGUE) == vague) {
            let Some(&first) = dot.entities.first() else { continue };
            let mut name = named.name(first).to_owned();
            if dot.entities.len() > 1 {
                name = format!("{name} +{}", dot.entities.len() - 1);
            }
            self.beside_dot(&name, (dot.x, dot.y, dot.r), size, Role::PlaceName, usize::MAX);
        }
    }

    /// Countries inside their land and off the arcs where that goes, else smaller, else over an arc,
    /// else beside a small country. The capital where an arc ends is named after; where the country has
    /// no room for its own name, the dot takes that.
    fn countries(&mut self) {
        let named = self.named;
        let sizes: &[f32] = if self.narrow { &[10.5, 9.5] } else { &[12.0, 11.0, 10.0] };
        let least = sizes[sizes.len() - 1];
        let role = Role::CountryName;
        let mut bare = Vec::new();
        for country in named.countries.iter().filter(|c| c.events > 0) {
            let name = upper(named.name(country.entity));
            let mut found = None;
            for (size, over) in sizes.iter().map(|&s| (s, 0)).chain([(least, TOUCHED), (least, usize::MAX)]) {
                let width = self.width(&name, size, role);
                found = self.room.place(&inside(&country.areas, width, size), over).map(|spot| (size, spot));
                if found.is_some() {
                    break;
                }
            }
            if found.is_none() {
                let width = self.width(&name, least, role);
                let spots = spilling(&country.areas, width, least);
                found = self.room.place(&spots, usize::MAX).map(|spot| (least, spot));
            }
            let seat = named.seats.iter().find(|s| s.country == country.entity);
            if found.is_none() && seat.is_none() {
                let width = self.width(&name, least, role);
                let mut spots = beside(&country.areas, width, least, named.frame.width);
                // Next to another country's capital it would seem to be that one's name.
                spots.retain(|spot| {
                    let [left, top, right, bottom] = spot.frame;
                    let off = |s: &Seat| (left - s.x).max(s.x - right).max((top - s.y).max(s.y - bottom));
                    named.seats.iter().all(|s| off(s) > 18.0)
                });
                found = self.room.place(&spots, TOUCHED).map(|spot| (least, spot));
            }
            match found {
                Some((size, spot)) => self.put(&name, size, role, spot),
                None => bare.push(country.entity),
            }
        }
        for seat in named.seats {
            let at = (seat.x, seat.y, 3.0);
            // A country of which the map shows no land, or whose land has no room, is named at its dot.
            let shown = named.countries.iter().any(|c| c.entity == seat.country);
            if !shown || bare.contains(&seat.country) {
                let name = upper(named.name(seat.country));
                self.beside_dot(&name, at, least, role, usize::MAX);
                continue;
            }
            let code = named.corpus.country_code(seat.country);
            let shape = code.and_then(|iso| named.borders.country(&iso));
            if let Some((shape, (capital, ..))) = shape.and_then(|s| Some((s, s.capital.as_ref()?))) {
                let capital = named.frame.words.city(&shape.iso, capital).unwrap_or(capital);
                self.beside_dot(capital, at, least + 1.0, Role::SeatName, usize::MAX);
            }
        }
    }

    /// Countries without a part, largest first, only where they fit well.
    fn context(&mut self) {
        let named = self.named;
        let idle = named.countries.iter().filter(|c| c.events == 0);
        let mut others: Vec<(f32, &str, &[Line])> = idle
            .map(|c| (named.name(c.entity), c.areas.as_slice()))
            .chain(named.ground.areas.iter().map(|(n, areas)| {
                let shape = &named.borders.shapes[*n];
                (named.frame.words.country(&shape.iso).unwrap_or(&shape.name), &areas[..])
            }))
            .map(|(name, areas)| (extent(areas), name, areas))
            .collect();
        others.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let size = if self.narrow { 9.5 } else { 10.5 };
        for (_, name, areas) in others.into_iter().take(CONTEXT_NAMES) {
            let width = self.width(name, size, Role::ContextName) + 6.0;
            if let Some(spot) = self.room.place(&inside(areas, width, size), 0) {
                self.put(name, size, Role::ContextName, spot);
            }
        }
    }

    /// Capitals of countries in view that are no end of an arc, once one is near enough.
    fn towns(&mut self) {
        let (named, frame) = (self.named, self.named.frame);
        if frame.camera.zoom < TOWNS_FROM {
            return;
        }
        let size = if self.narrow { 9.5 } else { 10.5 };
        let mut left = TOWNS;
        for shape in &named.borders.shapes {
            let Some((name, longitude, latitude)) = &shape.capital else { continue };
            let name = frame.words.city(&shape.iso, name).unwrap_or(name);
            let (x, y) = named.projection.project(*longitude, *latitude);
            let near = |px: f32, py: f32| (px - x).hypot(py - y) < 8.0;
            let taken =
                named.dots.iter().any(|d| near(d.x, d.y)) || named.seats.iter().any(|s| near(s.x, s.y));
            let inside = (0.0..frame.width).contains(&x) && (0.0..frame.height).contains(&y);
            if taken || !inside || left == 0 {
                continue;
            }
            let width = self.width(name, size, Role::ContextName);
            if let Some(spot) = self.room.place(&around(x, y, 1.8, width, size), 0) {
                left -= 1;
                self.shapes.push(Shape::Circle { x, y, r: 1.8, role: Role::Town });
                self.put(name, size, Role::ContextName, spot);
            }
        }
    }
}

/// Square pixels of the box around an area.
fn extent(areas: &[Line]) -> f32 {
    let points = || areas.iter().flat_map(|l| &l.points);
    let range = |of: fn(&(f32, f32)) -> f32| {
        points().map(of).fold(f32::MIN, f32::max) - points().map(of).fold(f32::MAX, f32::min)
    };
    if areas.is_empty() { 0.0 } else { range(|p| p.0) * range(|p| p.1) }
}
