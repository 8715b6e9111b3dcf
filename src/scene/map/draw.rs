//! The map's scene, layer by layer.

use super::arcs::{self, Bundle};
use super::names::{Room, around, beside, inside};
use super::{Frame, Matter, land, seat};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::EntityId;
use crate::scene::borders::{Borders, Standing};
use crate::scene::projection::Projection;
use crate::scene::{Area, Layer, Line, Role, Scene, Shape, Target};
use std::collections::BTreeMap;

/// Size in pixels of place names.
const PLACE_SIZE: f32 = 12.5;
/// Places nearer than this many pixels are one dot.
const TOGETHER: f32 = 9.0;
/// Halos are drawn from the first radius in pixels: smaller ones hide under the dot. From the second on
/// they stay as large, and the dot is hollow: it says nothing any more.
const HALO: (f32, f32) = (9.0, 56.0);
/// Cells of arcs that a country's name may cover.
const TOUCHED: usize = 14;
/// Countries outside the corpus that get a name.
const CONTEXT_NAMES: usize = 24;

/// A place on the map, with those that fall onto the same dot.
struct Dot {
    entity: EntityId,
    x: f32,
    y: f32,
    r: f32,
    events: usize,
    others: usize,
    /// How far the place may lie from the dot, in pixels.
    vague: f32,
}

/// A country of the corpus on the map.
struct Country {
    entity: EntityId,
    key: String,
    events: usize,
    areas: Vec<Line>,
}

/// Draws the map.
pub fn scene(corpus: &Corpus, borders: &Borders, matter: &Matter, frame: &Frame) -> Scene {
    let (width, height) = (frame.width.max(1.0), frame.height.max(1.0));
    let projection = Projection::new(frame.camera.held(width, height), width, height);
    let edges = [-16.0, -16.0, width + 16.0, height + 16.0];
    let mut ground = land::land(borders, &projection, width, height);
    let seat = |id| seat(corpus, borders, id);
    let bundles = arcs::bundles(matter, &seat, &projection, edges);
    let dots = dots(corpus, matter, &projection, width, height);
    let seats = seats(&bundles, &dots, &seat, &projection);

    let mut scene = Scene { width, height, ..Scene::default() };
    scene.layers.push(water(&ground, width, height));
    let (land_layer, countries) = countries(corpus, borders, matter, &mut ground);
    scene.layers.push(land_layer);
    scene.layers.push(borders_layer(&mut ground));
    scene.layers.push(outlines(&countries, frame));
    scene.layers.push(halos(&dots));
    scene.layers.push(arcs_layer(corpus, &bundles, frame.lit));
    scene.layers.push(points(corpus, &dots, &seats, frame.lit));
    scene.layers.push(names(corpus, borders, frame, &ground, &countries, &bundles, &dots, &seats));

    for country in countries {
        scene.targets.push((Target::Country(country.key), Area::Rings(country.areas)));
    }
    let key = |id: EntityId| corpus.entity(id).key.clone();
    for bundle in &bundles {
        for line in &bundle.spine {
            scene.targets.push((Target::Arc(key(bundle.from), key(bundle.to)), Area::Along(line.clone())));
        }
    }
    for dot in &dots {
        scene.targets.push((Target::Place(key(dot.entity)), Area::Disc(dot.x, dot.y, dot.r)));
    }
    scene
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
    ground: &mut land::Land,
) -> (Layer, Vec<Country>) {
    let counts = crate::order::map(matter.countries.iter().map(|(id, e)| (*id, e)));
    let mut by_step: [Vec<Line>; 4] = Default::default();
    let mut hatched = Vec::new();
    let mut found: BTreeMap<EntityId, Country> = BTreeMap::new();
    let mut rest = Vec::new();
    for (number, areas) in std::mem::take(&mut ground.areas) {
        let shape = &borders.shapes[number];
        let entity = match shape.iso.as_str() {
            "" => None,
            iso => corpus.entity_by_key(&format!("country:{}", iso.to_ascii_lowercase())),
        };
        let events = entity.and_then(|id| counts.get(&id)).map_or(0, |e| e.len());
        by_step[usize::from(matter.shade(events))].extend(areas.iter().cloned());
        if shape.standing == Standing::Contested {
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
    let mut shapes: Vec<Shape> = by_step
        .into_iter()
        .enumerate()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(step, lines)| path(lines, Role::Land(step as u8), 0.0))
        .collect();
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
    Layer { name: "borders", shapes: shapes.into() }
}

/// Outlines of countries that are chosen or lit up.
fn outlines(countries: &[Country], frame: &Frame) -> Layer {
    let mut shapes = Vec::new();
    for country in countries {
        let lit = matches!(frame.lit, Some(Target::Country(key)) if *key == country.key);
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
                dot.others += 1;
                dot.events += events.len();
            }
            None => dots.push(Dot { entity: *entity, x, y, r: 0.0, events: events.len(), others: 0, vague }),
        }
    }
    for dot in &mut dots {
        dot.r = (2.4 + 0.55 * (dot.events as f32).sqrt()).min(6.0);
    }
    dots
}

/// Ends of arcs that are no place's dot.
fn seats(
    bundles: &[Bundle],
    dots: &[Dot],
    seat: &dyn Fn(EntityId) -> Option<(f64, f64)>,
    projection: &Projection,
) -> Vec<(EntityId, f32, f32)> {
    let mut seats: Vec<(EntityId, f32, f32)> = Vec::new();
    for id in bundles.iter().flat_map(|b| [b.from, b.to]) {
        let Some((longitude, latitude)) = seat(id) else { continue };
        let (x, y) = projection.project(longitude, latitude);
        let is_dot = dots.iter().any(|d| (d.x - x).hypot(d.y - y) < 6.0);
        if !is_dot && seats.iter().all(|s| s.0 != id) {
            seats.push((id, x, y));
        }
    }
    seats
}

fn halos(dots: &[Dot]) -> Layer {
    let seen = dots.iter().filter(|d| d.others == 0 && d.vague > HALO.0.max(d.r * 2.0));
    let halo = |d: &Dot| Shape::Circle { x: d.x, y: d.y, r: d.vague.min(HALO.1), role: Role::Halo };
    Layer { name: "halos", shapes: seen.map(halo).collect() }
}

fn arcs_layer(corpus: &Corpus, bundles: &[Bundle], lit: Option<&Target>) -> Layer {
    let key = |id: EntityId| corpus.entity(id).key.as_str();
    let is_lit = |b: &Bundle| match lit {
        Some(Target::Arc(from, to)) => key(b.from) == from && key(b.to) == to,
        _ => false,
    };
    let mut shapes = Vec::new();
    let mut heads = Vec::new();
    for bundle in bundles {
        let lit = is_lit(bundle);
        // A rim in the ground's colour keeps crossing arcs apart.
        for line in &bundle.spine {
            shapes.push(path(vec![line.clone()], Role::ArcRim, bundle.half * 2.0 + 2.4));
        }
        for strand in &bundle.strands {
            let role = if lit { Role::ArcLit(strand.status) } else { Role::Arc(strand.status) };
            let width = strand.width + if lit { 0.8 } else { 0.0 };
            shapes.push(path(strand.lines.clone(), role, width));
        }
        let main = bundle.strands.iter().max_by(|a, b| a.width.total_cmp(&b.width));
        if let (Some(head), Some(main)) = (&bundle.head, main) {
            heads.push(path(vec![head.clone()], Role::Head(main.status), 1.2));
        }
    }
    shapes.extend(heads);
    Layer { name: "arcs", shapes }
}

fn points(corpus: &Corpus, dots: &[Dot], seats: &[(EntityId, f32, f32)], lit: Option<&Target>) -> Layer {
    let mut shapes: Vec<Shape> =
        seats.iter().map(|&(_, x, y)| Shape::Circle { x, y, r: 2.6, role: Role::Seat }).collect();
    for dot in dots.iter().rev() {
        let lit = matches!(lit, Some(Target::Place(key)) if *key == corpus.entity(dot.entity).key);
        let r = dot.r + if lit { 1.5 } else { 0.0 };
        let role = match dot.vague > HALO.1 && dot.others == 0 {
            _ if lit => Role::PointLit,
            true => Role::Seat,
            false => Role::Point,
        };
        shapes.push(Shape::Circle { x: dot.x, y: dot.y, r, role });
    }
    Layer { name: "points", shapes }
}

/// Names: places first, as their dots cannot move, then countries of the corpus, then others.
#[allow(clippy::too_many_arguments)]
fn names(
    corpus: &Corpus,
    borders: &Borders,
    frame: &Frame,
    ground: &land::Land,
    countries: &[Country],
    bundles: &[Bundle],
    dots: &[Dot],
    seats: &[(EntityId, f32, f32)],
) -> Layer {
    let mut room = Room::new(frame.width, frame.height);
    room.take([frame.width - super::CONTROLS.0, 0.0, frame.width, super::CONTROLS.1.min(frame.height)]);
    for (x, y, r) in dots.iter().map(|d| (d.x, d.y, d.r)).chain(seats.iter().map(|s| (s.1, s.2, 3.0))) {
        room.take([x - r, y - r, x + r, y + r]);
    }
    for bundle in bundles {
        bundle.spine.iter().for_each(|line| room.note(line, bundle.half + 2.0));
    }
    let mut shapes = Vec::new();
    let put = |shapes: &mut Vec<Shape>, text: String, size: f32, role: Role, spot: super::names::Spot| {
        shapes.push(Shape::Text { x: spot.x, y: spot.y, text, size, anchor: spot.anchor, role });
    };
    let narrow = frame.width < 520.0;
    let place_size = if narrow { 11.5 } else { PLACE_SIZE };
    for dot in dots {
        let mut name = frame.words.name(corpus.entity(dot.entity)).to_owned();
        if dot.others > 0 {
            name = format!("{name} +{}", dot.others);
        }
        let width = (frame.measure)(&name, place_size, true);
        if let Some(spot) = room.place(&around(dot.x, dot.y, dot.r, width, place_size), usize::MAX) {
            put(&mut shapes, name, place_size, Role::PlaceName, spot);
        }
    }
    for country in countries.iter().filter(|c| c.events > 0) {
        let name = frame.words.name(corpus.entity(country.entity)).to_uppercase();
        let sizes: &[f32] = if narrow { &[10.5, 9.5] } else { &[12.0, 11.0, 10.0] };
        let placed = sizes.iter().find_map(|&size| {
            let width = spaced(frame, &name, size, Role::CountryName);
            Some((size, room.place(&inside(&country.areas, width, size), 0)?))
        });
        // Where arcs leave no room, a name may touch one.
        let touching = || {
            let size = sizes[sizes.len() - 1];
            let width = spaced(frame, &name, size, Role::CountryName);
            Some((size, room.place(&inside(&country.areas, width, size), TOUCHED)?))
        };
        let placed = placed.or_else(touching);
        let outside = || {
            let size = sizes[sizes.len() - 1];
            let width = spaced(frame, &name, size, Role::CountryName);
            Some((size, room.place(&beside(&country.areas, width, size, frame.width), TOUCHED / 3)?))
        };
        if let Some((size, spot)) = placed.or_else(outside) {
            put(&mut shapes, name, size, Role::CountryName, spot);
        }
    }
    // Others, largest first, only where they fit well.
    let mut others: Vec<(f32, &str, &[Line])> = countries
        .iter()
        .filter(|c| c.events == 0)
        .map(|c| (frame.words.name(corpus.entity(c.entity)), c.areas.as_slice()))
        .chain(ground.areas.iter().map(|(n, areas)| {
            let shape = &borders.shapes[*n];
            (frame.words.country(&shape.iso).unwrap_or(&shape.name), areas.as_slice())
        }))
        .map(|(name, areas)| (extent(areas), name, areas))
        .collect();
    others.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let size = if narrow { 9.5 } else { 10.5 };
    for (_, name, areas) in others.into_iter().take(CONTEXT_NAMES) {
        let width = spaced(frame, name, size, Role::ContextName) + 6.0;
        if let Some(spot) = room.place(&inside(areas, width, size), 0) {
            put(&mut shapes, name.to_owned(), size, Role::ContextName, spot);
        }
    }
    Layer { name: "names", shapes }
}

/// Width of a text with the space between its letters.
fn spaced(frame: &Frame, text: &str, size: f32, role: Role) -> f32 {
    let paint = crate::scene::style::paint(role);
    (frame.measure)(text, size, paint.weight >= 600) + paint.spacing * text.chars().count() as f32
}

/// Square pixels of the box around an area.
fn extent(areas: &[Line]) -> f32 {
    let points = || areas.iter().flat_map(|l| &l.points);
    let range = |of: fn(&(f32, f32)) -> f32| {
        points().map(of).fold(f32::MIN, f32::max) - points().map(of).fold(f32::MAX, f32::min)
    };
    if areas.is_empty() { 0.0 } else { range(|p| p.0) * range(|p| p.1) }
}
