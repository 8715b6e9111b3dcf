//! The map's scene, layer by layer.

use super::arcs::{self, Bundle, Strand};
use super::names::{self, Named, Placed};
use super::{Frame, Matter, land};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::{EntityId, EventId};
use crate::scene::borders::{Borders, Standing, Worldview};
use crate::scene::camera::Camera;
use crate::scene::projection::Projection;
use crate::scene::{Area, Layer, Line, Role, STEADY, Scene, Shape, Target};
use std::collections::BTreeMap;

/// Places nearer than this many pixels are one dot.
const TOGETHER: f32 = 9.0;
/// Halos are drawn from the first radius in pixels: smaller ones hide under the dot. From the second on
/// they stay as large, and the dot is hollow: it says nothing any more.
const HALO: (f32, f32) = (9.0, 56.0);

/// A place on the map, with those that fall onto the same dot.
pub(super) struct Dot {
    /// The places; the first has most events.
    pub entities: Vec<EntityId>,
    pub x: f32,
    pub y: f32,
    pub r: f32,
    events: usize,
    /// How far the place may lie from the dot, in pixels.
    pub vague: f32,
}

/// A country of the corpus on the map.
pub(super) struct Country {
    pub entity: EntityId,
    key: String,
    pub events: usize,
    pub areas: Vec<Line>,
}

/// The end of an arc that is no place's dot.
pub(super) struct Seat {
    pub country: EntityId,
    pub x: f32,
    pub y: f32,
}

/// The Earth as a camera sees it, whatever there is to tell on it: it is kept while only that changes.
pub struct Ground {
    /// Camera, width, height and worldview.
    of: (Camera, f32, f32, Worldview),
    land: land::Land,
}

impl Ground {
    /// The ground of a frame: the one before where nothing has moved.
    pub fn of(before: Option<Ground>, borders: &Borders, frame: &Frame) -> Ground {
        let (width, height) = frame.size();
        let of = (frame.camera, width, height, frame.worldview);
        before.filter(|ground| ground.of == of).unwrap_or_else(|| {
            let projection = Projection::new(frame.camera.held(width, height), width, height);
            Ground { of, land: land::land(borders, frame.worldview, &projection, width, height) }
        })
    }
}

/// What a camera sees, whatever is lit: all that is costly.
pub struct Plan {
    countries: Vec<Country>,
    bundles: Vec<Bundle>,
    dots: Vec<Dot>,
    seats: Vec<Seat>,
    names: Vec<Placed>,
}

/// Draws the map.
pub fn scene(corpus: &Corpus, borders: &Borders, matter: &Matter, frame: &Frame) -> Scene {
    let strands = arcs::strands(corpus, borders, matter);
    Plan::new(corpus, borders, &Ground::of(None, borders, frame), matter, &strands, frame, None).1
}

impl Plan {
    /// Draws the map under a camera. While it moves, the names of a plan before stay at their places on
    /// the Earth: looking for new ones is the most of the work.
    pub fn new(
        corpus: &Corpus,
        borders: &Borders,
        ground: &Ground,
        matter: &Matter,
        strands: &[Strand],
        frame: &Frame,
        before: Option<Plan>,
    ) -> (Plan, Scene) {
        let (width, height) = frame.size();
        let projection = Projection::new(frame.camera.held(width, height), width, height);
        let edges = [-16.0, -16.0, width + 16.0, height + 16.0];
        let mut ground = ground.land.clone();
        let bundles = arcs::bundles(strands, &projection, edges);
        let dots = dots(corpus, matter, &projection, width, height);
        let seats = seats(strands, &bundles, &dots, &projection);
        let water = water(&ground, width, height);
        let (land, countries) = countries(corpus, borders, matter, frame, &mut ground);
        let lines = borders_layer(&mut ground);
        let named = Named {
            corpus,
            borders,
            frame,
            projection: &projection,
            ground: &ground,
            countries: &countries,
            bundles: &bundles,
            dots: &dots,
            seats: &seats,
        };
        let moves = before.is_some();
        let (names, shapes) = match before {
            Some(plan) => (plan.names, Vec::new()),
            None => names::placed(&named),
        };
        let shapes = if shapes.is_empty() { names::moved(&names, &projection) } else { shapes };
        let mut scene = Scene { width, height, ..Scene::default() };
        let halos = halos(&dots);
        let names_layer = Layer { name: "names", shapes };
        let empty = |name| Layer { name, shapes: Vec::new() };
        scene.layers =
            vec![water, land, lines, empty("outlines"), halos, empty("arcs"), empty("points"), names_layer];
        let plan = Plan { countries, bundles, dots, seats, names };
        plan.light(&mut scene, strands, frame);
        if !moves {
            plan.aim(&mut scene, corpus, strands);
        }
        (plan, scene)
    }

    /// Notes what can be pointed at; on a map that moves nothing can.
    fn aim(&self, scene: &mut Scene, corpus: &Corpus, strands: &[Strand]) {
        for country in &self.countries {
            let area = Area::Rings(country.areas.clone());
            scene.targets.push((Target::Country(country.key.clone()), area));
        }
        let key = |id: EntityId| corpus.entity(id).key.clone();
        for bundle in &self.bundles {
            let strand = &strands[bundle.strand];
            for line in &bundle.spine {
                let target = Target::Arc(key(strand.from), key(strand.to));
                scene.targets.push((target, Area::Along(line.clone())));
            }
        }
        for dot in &self.dots {
            let target = match dot.entities.as_slice() {
                [one] => Target::Place(key(*one)),
                more => Target::Places(more.iter().map(|&id| key(id)).collect()),
            };
            scene.targets.push((target, Area::Disc(dot.x, dot.y, dot.r)));
        }
    }

    /// Draws what is chosen and lit anew.
    pub fn light(&self, scene: &mut Scene, strands: &[Strand], frame: &Frame) {
        let lit = [
            outlines(&self.countries, frame),
            arcs_layer(strands, &self.bundles, frame),
            points(&self.dots, &self.seats, frame),
        ];
        for layer in lit {
            if let Some(old) = scene.layers.iter_mut().find(|old| old.name == layer.name) {
                *old = layer;
            }
        }
    }
}

fn path(lines: Vec<Line>, role: Role, width: f32) -> Shape {
    Shape::Path { lines, role, width }
}

fn water(ground: &land::Land, width: f32, height: f32) -> Layer {
    let shape = match &ground.edge {
        Some(edge) => path(vec![edge.clone()], Role::Water, 0.0),
        None => Shape::Rect {
            x: 0.0,
            y: 0.0,
            w: width,
            h: height,
            radius: 0.0,
            fade: (0.0, 0.0),
            role: Role::Water,
        },
    };
    Layer { name: "water", shapes: vec![shape] }
}

/// Land by shade, and the countries of the corpus with their areas. Areas of countries outside the
/// corpus stay in `ground`.
fn countries(
    corpus: &Corpus,
    borders: &Borders,
    matter: &Matter,
    frame: &Frame,
    ground: &mut land::Land,
) -> (Layer, Vec<Country>) {
    let counts = crate::order::map(matter.countries.iter().map(|(id, e)| (*id, e)));
    let mut shapes: Vec<Shape> = Vec::new();
    let mut hatched = Vec::new();
    let mut found: BTreeMap<EntityId, Country> = BTreeMap::new();
    let mut rest = Vec::new();
    for (number, areas) in std::mem::take(&mut ground.areas) {
        let shape = &borders.shapes[number];
        let code = frame.worldview.code(shape);
        let entity = match code {
            "" => None,
            iso => corpus.entity_by_key(&format!("country:{}", iso.to_ascii_lowercase())),
        };
        let events = entity.and_then(|id| counts.get(&id)).map_or(0, |e| e.len());
        shapes.push(path(areas.clone(), Role::Land(matter.shade(events)), 0.0));
        if code.is_empty() && shape.standing == Standing::Contested {
            hatched.extend(land::hatch(&areas, 5.0));
        }
        match entity {
            Some(id) => {
                let key = || corpus.entity(id).key.clone();
                let country = found.entry(id).or_insert_with(|| Country {
                    entity: id,
                    key: key(),
                    events,
                    areas: Vec::new(),
                });
                country.areas.extend(areas);
            }
            None => rest.push((number, areas)),
        }
    }
    ground.areas = rest;
    if !hatched.is_empty() {
        shapes.push(path(hatched, Role::Hatch, 0.8));
    }
    let mut countries: Vec<Country> = found.into_values().collect();
    countries.order_by_key(|c| std::cmp::Reverse(c.events));
    (Layer { name: "land", shapes }, countries)
}

fn borders_layer(ground: &mut land::Land) -> Layer {
    let shapes = [
        path(std::mem::take(&mut ground.coasts), Role::Coast, 0.6),
        path(std::mem::take(&mut ground.borders), Role::Border, 0.9),
        path(std::mem::take(&mut ground.disputed), Role::Disputed, 0.9),
    ];
    Layer { name: STEADY, shapes: shapes.into() }
}

/// Outlines of countries that are chosen or lit up.
fn outlines(countries: &[Country], frame: &Frame) -> Layer {
    let mut shapes = Vec::new();
    for country in countries {
        let lit = frame.glow.entities.contains(&country.entity);
        let chosen = frame.chosen.contains(&country.key);
        if lit || chosen {
            shapes.push(path(country.areas.clone(), Role::Outline, if chosen { 1.6 } else { 1.1 }));
        }
    }
    Layer { name: "outlines", shapes }
}

/// Places as dots, those that fall together as one; the one with most events stands for them.
fn dots(corpus: &Corpus, matter: &Matter, projection: &Projection, width: f32, height: f32) -> Vec<Dot> {
    let mut dots: Vec<Dot> = Vec::new();
    for (entity, events) in &matter.places {
        let Some(at) = corpus.entity(*entity).location else { continue };
        let (x, y) = projection.project(at.longitude, at.latitude);
        let vague = at.radius_km / 6_371.0 * projection.scale as f32;
        if !(-8.0..=width + 8.0).contains(&x) || !(-8.0..=height + 8.0).contains(&y) {
            continue;
        }
        match dots.iter_mut().find(|d| (d.x - x).hypot(d.y - y) < TOGETHER) {
            Some(dot) => {
                dot.entities.push(*entity);
                dot.events += events.len();
            }
            None => {
                dots.push(Dot { entities: vec![*entity], x, y, r: 0.0, events: events.len(), vague });
            }
        }
    }
    for dot in &mut dots {
        dot.r = (2.4 + 0.55 * (dot.events as f32).sqrt()).min(6.0);
    }
    dots
}

/// Ends of arcs that are no place's dot.
fn seats(strands: &[Strand], bundles: &[Bundle], dots: &[Dot], projection: &Projection) -> Vec<Seat> {
    let mut seats: Vec<Seat> = Vec::new();
    for (country, (longitude, latitude)) in bundles.iter().flat_map(|b| strands[b.strand].seats) {
        if seats.iter().any(|s| s.country == country) {
            continue;
        }
        let (x, y) = projection.project(longitude, latitude);
        let is_dot = dots.iter().any(|d| (d.x - x).hypot(d.y - y) < 6.0);
        if !is_dot {
            seats.push(Seat { country, x, y });
        }
    }
    seats
}

fn halos(dots: &[Dot]) -> Layer {
    let seen = dots.iter().filter(|d| d.entities.len() == 1 && d.vague > HALO.0.max(d.r * 2.0));
    let halo = |d: &Dot| Shape::Circle { x: d.x, y: d.y, r: d.vague.min(HALO.1), role: Role::Halo };
    Layer { name: "halos", shapes: seen.map(halo).collect() }
}

/// Whether one of some events is pointed at; a country lights no arcs, as a hub would light them all.
fn is_lit(frame: &Frame, events: &[EventId]) -> bool {
    !matches!(frame.glow.target, Some(Target::Country(_))) && frame.glow.any(events)
}

fn arcs_layer(strands: &[Strand], bundles: &[Bundle], frame: &Frame) -> Layer {
    let mut shapes = Vec::new();
    let mut heads = Vec::new();
    for bundle in bundles {
        let lit = is_lit(frame, &strands[bundle.strand].events);
        // A rim in the ground's colour keeps crossing arcs apart.
        shapes.push(path(bundle.spine.clone(), Role::ArcRim, bundle.width + 3.0));
        for (status, lines) in &bundle.parts {
            let role = if lit { Role::ArcLit(*status) } else { Role::Arc(*status) };
            shapes.push(path(lines.clone(), role, bundle.width + if lit { 1.2 } else { 0.0 }));
        }
        if let Some((status, head)) = &bundle.head {
            heads.push(path(vec![head.clone()], Role::Head(*status), 1.4));
        }
    }
    shapes.extend(heads);
    Layer { name: "arcs", shapes }
}

fn points(dots: &[Dot], seats: &[Seat], frame: &Frame) -> Layer {
    let mut shapes: Vec<Shape> =
        seats.iter().map(|s| Shape::Circle { x: s.x, y: s.y, r: 2.6, role: Role::Seat }).collect();
    for dot in dots.iter().rev() {
        let lit = dot.entities.iter().any(|id| frame.glow.entities.contains(id));
        let r = dot.r + if lit { 1.5 } else { 0.0 };
        let role = match dot.vague > HALO.1 && dot.entities.len() == 1 {
            _ if lit => Role::PointLit,
            true => Role::Seat,
            false => Role::Point,
        };
        shapes.push(Shape::Circle { x: dot.x, y: dot.y, r, role });
    }
    Layer { name: "points", shapes }
}
