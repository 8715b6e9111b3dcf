//! The network's scene: ties, nodes in the form of their kind, names.

use super::layout::radius;
use super::{AT_ONCE, Frame, Graph, Layout, Lens};
use crate::corpus::Corpus;
use crate::order::{Ordered, nth};
use crate::record::{EntityId, Schema};
use crate::scene::labels::{Room, around};
use crate::scene::{Area, Layer, Line, NARROW, Role, Scene, Shape, Target, Token, controls};
use std::collections::BTreeSet;

/// Pixels at the edge of the frame that shows all.
const MARGIN: f32 = 46.0;
/// Sizes of names: of those with most events, and of the others.
const NAMES: (f32, f32) = (13.0, 11.0);

/// The form of a kind of node, so that kinds are told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A person.
    Circle,
    /// A country.
    Square,
    /// A public body or an organisation.
    Diamond,
    /// A company.
    Hexagon,
    /// Equipment.
    Triangle,
}

/// The form and the colour of a kind of node.
pub fn form(schema: Schema) -> (Form, Token) {
    match schema {
        Schema::Person => (Form::Circle, Token::KindPerson),
        Schema::Country => (Form::Square, Token::KindCountry),
        Schema::Company => (Form::Hexagon, Token::KindCompany),
        Schema::Equipment => (Form::Triangle, Token::KindEquipment),
        _ => (Form::Diamond, Token::KindBody),
    }
}

impl Form {
    /// Its corners about a place; a circle has none.
    pub fn corners(self, x: f32, y: f32, r: f32) -> Vec<(f32, f32)> {
        let unit: &[(f32, f32)] = match self {
            Form::Circle => &[],
            Form::Square => &[(-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)],
            Form::Diamond => &[(0.0, -1.18), (1.18, 0.0), (0.0, 1.18), (-1.18, 0.0)],
            Form::Hexagon => {
                &[(-1.05, 0.0), (-0.52, -0.91), (0.52, -0.91), (1.05, 0.0), (0.52, 0.91), (-0.52, 0.91)]
            }
            Form::Triangle => &[(0.0, -1.15), (1.08, 0.78), (-1.08, 0.78)],
        };
        unit.iter().map(|(dx, dy)| (x + dx * r, y + dy * r)).collect()
    }

    /// Itself about a place.
    pub fn shape(self, x: f32, y: f32, r: f32, role: Role, width: f32) -> Shape {
        match self {
            Form::Circle => Shape::Circle { x, y, r, role },
            _ => {
                let lines = vec![Line { points: self.corners(x, y, r), closed: true }];
                Shape::Path { lines, role, width }
            }
        }
    }
}

/// From units to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Pixels to a unit.
    pub scale: f32,
    middle: (f32, f32),
    centre: (f32, f32),
    /// Pixels to a unit where all is shown.
    whole: f32,
    home: (f32, f32),
}

impl View {
    /// The view of a lens over a picture of so many pixels; it is at home where it shows all.
    pub fn new(layout: &Layout, lens: Option<Lens>, width: f32, height: f32) -> View {
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for &(x, y) in &layout.at {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        if low.0 > high.0 {
            (low, high) = ((-100.0, -100.0), (100.0, 100.0));
        }
        let margin = MARGIN.min(width / 8.0).min(height / 8.0);
        let fit = |room: f32, size: f32| (room - 2.0 * margin).max(20.0) / size.max(60.0);
        // In a narrow picture the buttons would hide what lies at the right.
        let beside = if width < NARROW { controls(width).0 } else { 0.0 };
        let whole = fit(width - beside.max(controls(width).0 / 2.0), high.0 - low.0)
            .min(fit(height, high.1 - low.1))
            .min(2.2);
        let home = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
        let (scale, centre) = match lens {
            Some(lens) => (whole * lens.zoom as f32, (lens.x as f32, lens.y as f32)),
            None => (whole, home),
        };
        View { scale, middle: ((width - beside) / 2.0, height / 2.0), centre, whole, home }
    }

    /// The pixel of a place.
    pub fn pixel(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (self.middle.0 + (x - self.centre.0) * self.scale, self.middle.1 + (y - self.centre.1) * self.scale)
    }

    /// The lens after a gesture: what is under one pixel comes under another, so many times nearer.
    pub fn moved(&self, from: (f32, f32), to: (f32, f32), factor: f64) -> Lens {
        let zoom = f64::from(self.scale / self.whole) * if factor.is_finite() { factor } else { 1.0 };
        let zoom = zoom.clamp(Lens::ZOOM.0, Lens::ZOOM.1);
        let scale = self.whole * zoom as f32;
        let under = |a: f32, m: f32, c: f32| c + (a - m) / self.scale;
        let (x, y) =
            (under(from.0, self.middle.0, self.centre.0), under(from.1, self.middle.1, self.centre.1));
        let lens = Lens {
            x: f64::from(x - (to.0 - self.middle.0) / scale),
            y: f64::from(y - (to.1 - self.middle.1) / scale),
            zoom,
        };
        lens.held()
    }

    /// The lens that shows some places.
    pub fn onto(&self, places: &[(f32, f32)]) -> Lens {
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for &(x, y) in places {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        if low.0 > high.0 {
            return Lens { x: self.home.0.into(), y: self.home.1.into(), zoom: 1.0 };
        }
        let fit = |room: f32, size: f32| (room * 2.0 - 3.0 * MARGIN).max(20.0) / size.max(60.0);
        let scale = fit(self.middle.0, high.0 - low.0).min(fit(self.middle.1, high.1 - low.1));
        let lens = Lens {
            x: ((low.0 + high.0) / 2.0).into(),
            y: ((low.1 + high.1) / 2.0).into(),
            zoom: f64::from(scale / self.whole).min(4.0),
        };
        lens.held()
    }
}

/// Which nodes are drawn: of those in the picture the ones of most events, as many as can be told apart, and those that must be.
fn drawn(
    graph: &Graph,
    places: &[Option<(f32, f32)>],
    seen: &dyn Fn((f32, f32)) -> bool,
    must: &dyn Fn(usize) -> bool,
) -> Vec<bool> {
    let mut drawn: Vec<bool> = places.iter().map(|place| place.is_some_and(seen)).collect();
    let events = || graph.nodes.iter().zip(&drawn).filter(|(_, d)| **d).map(|(node, _)| node.events);
    let bound = nth(events(), AT_ONCE);
    let mut spare = AT_ONCE.saturating_sub(events().filter(|&n| n > bound).count());
    for (n, node) in graph.nodes.iter().enumerate() {
        if drawn[n] && node.events <= bound && !must(n) {
            drawn[n] = spare > 0;
            spare = spare.saturating_sub(1);
        }
    }
    drawn
}

/// Draws the network; `at` gives the place of an entity in the layout of the whole corpus.
pub fn scene(
    corpus: &Corpus,
    graph: &Graph,
    view: &View,
    at: &dyn Fn(EntityId) -> Option<(f32, f32)>,
    frame: &Frame,
) -> Scene {
    let chosen: Vec<usize> = frame.chosen.iter().filter_map(|key| graph.find_key(corpus, key)).collect();
    let way = match chosen.as_slice() {
        [from, to] => graph.way(*from, *to).unwrap_or_else(|| vec![*from, *to]),
        _ => Vec::new(),
    };
    // What stays bright: all; or a node with its neighbours; or the way between two.
    let bright: Option<BTreeSet<usize>> = match chosen.as_slice() {
        [] => None,
        [one] => Some(graph.around(*one).map(|(other, _)| other).chain([*one]).collect()),
        _ => Some(way.iter().copied().collect()),
    };
    let is_bright = |node: usize| bright.as_ref().is_none_or(|b| b.contains(&node));
    let on_way = |a: usize, b: usize| match chosen.as_slice() {
        [] => false,
        [one] => a == *one || b == *one,
        _ => way.windows(2).any(|w| (w[0], w[1]) == (a, b) || (w[1], w[0]) == (a, b)),
    };
    let near = view.scale.clamp(0.45, 2.4).sqrt();
    let places: Vec<Option<(f32, f32)>> =
        graph.nodes.iter().map(|n| at(n.entity).map(|place| view.pixel(place))).collect();
    let seen = |(x, y): (f32, f32)| {
        (-40.0..frame.width + 40.0).contains(&x) && (-40.0..frame.height + 40.0).contains(&y)
    };
    let drawn = drawn(graph, &places, &seen, &|n| {
        bright.is_some() && is_bright(n) || frame.glow.entities.contains(&graph.nodes[n].entity)
    });
    let mut scene = Scene { width: frame.width, height: frame.height, ..Scene::default() };
    let key = |node: usize| corpus.entity(graph.nodes[node].entity).key.clone();
    let mut room = Room::new(frame.width, frame.height);
    let corner = controls(frame.width);
    room.take([frame.width - corner.0, 0.0, frame.width, corner.1.min(frame.height)]);

    let (mut dim, mut plain, mut strong) = (Vec::new(), Vec::new(), Vec::new());
    for tie in &graph.ties {
        let (a, b) = (tie.a as usize, tie.b as usize);
        let (Some(p), Some(q)) = (places[a], places[b]) else { continue };
        let thin = tie.events.len() < graph.least && !on_way(a, b);
        let hidden = |n: usize, place| seen(place) && !drawn[n];
        if thin || !seen(p) && !seen(q) || hidden(a, p) || hidden(b, q) {
            continue;
        }
        let line = Line { points: vec![p, q], closed: false };
        let width = (0.7 + 0.65 * (tie.events.len() as f32).sqrt()).min(5.0);
        let lit = match &frame.glow.target {
            Some(Target::Tie(x, y)) => frame.glow.any(&tie.events) && *x == key(a) && *y == key(b),
            Some(Target::Event(_) | Target::Events(_) | Target::Arc(..)) => frame.glow.any(&tie.events),
            Some(Target::Node(x)) => *x == key(a) || *x == key(b),
            _ => false,
        };
        let (list, role) = match (lit || on_way(a, b), bright.is_some()) {
            (true, _) => (&mut strong, Role::TieLit),
            (_, true) => (&mut dim, Role::TieDim),
            _ => (&mut plain, Role::Tie),
        };
        list.push(Shape::Path { lines: vec![line.clone()], role, width });
        if bright.is_none() || on_way(a, b) {
            if on_way(a, b) {
                room.note(&line, 1.0);
            }
            scene.targets.push((Target::Tie(key(a), key(b)), Area::Along(line)));
        }
    }
    dim.extend(plain);
    dim.extend(strong);
    scene.layers.push(Layer { name: "ties", shapes: dim });

    // Small ones last, so that none is hidden below a large one.
    let mut ranked: Vec<usize> = (0..graph.nodes.len()).filter(|&n| drawn[n]).collect();
    ranked.order_by_key(|&n| (std::cmp::Reverse(graph.nodes[n].events), n));
    let (mut shapes, mut names) = (Vec::new(), Vec::new());
    for &n in &ranked {
        let Some((x, y)) = places[n] else { continue };
        let node = &graph.nodes[n];
        let r = radius(node.events) * near;
        let (form, token) = form(corpus.entity(node.entity).schema);
        let lit = frame.glow.entities.contains(&node.entity);
        let role = if is_bright(n) { Role::Node(token) } else { Role::NodeDim(token) };
        if chosen.contains(&n) || lit {
            shapes.push(form.shape(x, y, r + 4.0, Role::NodeRing, 2.0));
        }
        shapes.push(form.shape(x, y, r, role, 1.5));
        room.take([x - r, y - r, x + r, y + r]);
        scene.targets.push((Target::Node(key(n)), Area::Disc(x, y, r)));
    }
    // Names: chosen ones, then bright ones by their events; dim ones have none. Heavy ones may lie over
    // light nodes where there is no other room.
    ranked.order_by_key(|n| !chosen.contains(n));
    let most = ranked.iter().map(|&n| graph.nodes[n].events).max().unwrap_or(1);
    let is_heavy = |n: usize| chosen.contains(&n) || graph.nodes[n].events * 4 >= most;
    let mut light = Room::new(frame.width, frame.height);
    light.take([frame.width - corner.0, 0.0, frame.width, corner.1.min(frame.height)]);
    for &n in ranked.iter().filter(|&&n| is_heavy(n)) {
        let (Some((x, y)), r) = (places[n], radius(graph.nodes[n].events) * near) else { continue };
        light.take([x - r, y - r, x + r, y + r]);
    }
    let narrow = if frame.width < NARROW { 1.0 } else { 0.0 };
    for &n in ranked.iter().filter(|&&n| is_bright(n)) {
        let Some((x, y)) = places[n] else { continue };
        let node = &graph.nodes[n];
        let heavy = is_heavy(n);
        let (size, role) = if heavy {
            (NAMES.0 - narrow, Role::NodeName)
        } else {
            (NAMES.1 - narrow / 2.0, Role::NodeNameSmall)
        };
        let text = frame.words.name(corpus.entity(node.entity)).to_owned();
        let width = (frame.measure)(&text, size, heavy);
        let ring = if chosen.contains(&n) { 5.0 } else { 0.0 };
        let spots = around(x, y, radius(node.events) * near + ring, width, size);
        let mut spot = room.place(&spots, usize::MAX);
        if spot.is_none() && heavy {
            spot = light.place(&spots, usize::MAX);
            spot.iter().for_each(|s| room.take(s.frame));
        }
        if let Some(spot) = spot {
            light.take(spot.frame);
            names.push(Shape::Text { x: spot.x, y: spot.y, text, size, anchor: spot.anchor, role });
        }
    }
    scene.layers.push(Layer { name: "nodes", shapes });
    scene.layers.push(Layer { name: "names", shapes: names });
    scene
}
