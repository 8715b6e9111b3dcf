//! Land and borders under a camera.

use crate::order::Ordered;
use crate::scene::Line;
use crate::scene::borders::{Borders, Cap, CountryShape, Divide, Ring, Spot, Worldview};
use crate::scene::clip::{self, Edges};
use crate::scene::projection::{Projection, wrap};
use std::f64::consts::{PI, TAU};

/// A point stays if leaving it out would change so many square pixels.
const FINE: f32 = 0.4;
/// The same for lines out of sight, which only close the areas that reach into the picture.
const COARSE: f32 = 64.0;
/// Islands of fewer pixels across are left out.
const SPECK: f32 = 0.7;
/// Pixels around the picture in which lines still run, so that their ends are out of sight.
const MARGIN: f32 = 12.0;

/// Everything that the camera sees of the Earth.
#[derive(Clone, Debug, Default)]
pub(super) struct Land {
    /// Areas by shape number, cut at the picture's edge.
    pub areas: Vec<(usize, Vec<Line>)>,
    /// Coasts.
    pub coasts: Vec<Line>,
    /// Borders.
    pub borders: Vec<Line>,
    /// Borders that are not agreed on.
    pub disputed: Vec<Line>,
    /// The edge of the world, where it can be seen.
    pub edge: Option<Line>,
}

/// Draws the Earth.
pub(super) fn land(
    borders: &Borders,
    view: Worldview,
    projection: &Projection,
    width: f32,
    height: f32,
) -> Land {
    let edges = [-MARGIN, -MARGIN, width + MARGIN, height + MARGIN];
    let draw = if projection.near >= 1.0 { near } else { far };
    draw(borders, view, projection, edges)
}

/// A line as pixels.
type Pixels = Vec<(f32, f32)>;

/// Lines as pixels, each computed once: a border belongs to two countries, and is a line besides.
struct Drawn<'a> {
    borders: &'a Borders,
    draw: &'a dyn Fn(&[Spot], &Cap) -> Option<Pixels>,
    known: Vec<Option<Option<Pixels>>>,
}

impl Drawn<'_> {
    /// The pixels of a line; none where it passes behind.
    fn line(&mut self, index: usize) -> Option<&[(f32, f32)]> {
        let line = &self.borders.lines[index];
        self.known[index].get_or_insert_with(|| (self.draw)(&line.spots, &line.cap)).as_deref()
    }

    /// The pixels of a ring; none where some of it passes behind.
    fn ring(&mut self, ring: &Ring) -> Option<Pixels> {
        let mut points = Vec::new();
        for &index in &ring.lines {
            let part = self.line((if index < 0 { !index } else { index }) as usize)?;
            // Where one line ends the next begins.
            let part = &part[usize::from(index < 0 && !part.is_empty())..];
            if index < 0 {
                points.extend(part.iter().rev());
            } else {
                points.extend(&part[..part.len().saturating_sub(1)]);
            }
        }
        Some(points)
    }
}

/// Azimuthal: lines out of sight are coarse, and nothing has to be cut but at the picture's edge.
fn near(borders: &Borders, view: Worldview, projection: &Projection, edges: Edges) -> Land {
    let seen = projection.seen();
    let square = (projection.scale * projection.scale) as f32;
    let draw = |spots: &[Spot], cap: &Cap| {
        let least = if cap.meets(&seen) { FINE } else { COARSE } / square;
        Some(spots.iter().filter(|s| s.weight >= least).map(|s| projection.spot(s)).collect())
    };
    let mut drawn = Drawn { borders, draw: &draw, known: vec![None; borders.lines.len()] };
    let mut land = Land::default();
    for (number, shape) in borders.shapes.iter().enumerate() {
        let mut areas = Vec::new();
        for ring in shape.rings.iter().filter(|r| worth(r, shape, projection) && r.cap.meets(&seen)) {
            push_area(drawn.ring(ring).unwrap_or_default(), edges, &mut areas);
        }
        if !areas.is_empty() {
            land.areas.push((number, areas));
        }
    }
    for (index, line) in borders.lines.iter().enumerate() {
        if line.cap.meets(&seen) && line.cap.radius * projection.scale as f32 > SPECK {
            let points = drawn.line(index).unwrap_or_default();
            clip::line(points, edges, land.side(borders.divide(line, view)));
        }
    }
    land
}

/// Equal Earth, or blended with it: everything is cut along the meridian behind the camera's.
fn far(borders: &Borders, view: Worldview, projection: &Projection, edges: Edges) -> Land {
    let least = FINE / (projection.scale * projection.scale) as f32;
    let draw = |spots: &[Spot], _: &Cap| unbroken(spots.iter().filter(|s| s.weight >= least), projection);
    let mut drawn = Drawn { borders, draw: &draw, known: vec![None; borders.lines.len()] };
    let mut land = Land::default();
    for (number, shape) in borders.shapes.iter().enumerate() {
        let mut areas = Vec::new();
        for ring in shape.rings.iter().filter(|r| worth(r, shape, projection)) {
            if let Some(points) = drawn.ring(ring) {
                push_area(points, edges, &mut areas);
                continue;
            }
            for part in parts(borders.spots(ring).filter(|s| s.weight >= least), projection) {
                let points = part.into_iter().map(|(x, y)| projection.relative(x, y)).collect();
                push_area(points, edges, &mut areas);
            }
        }
        if !areas.is_empty() {
            land.areas.push((number, areas));
        }
    }
    for (index, line) in borders.lines.iter().enumerate() {
        if line.cap.radius * projection.scale as f32 <= SPECK {
            continue;
        }
        let side = land.side(borders.divide(line, view));
        if let Some(points) = drawn.line(index) {
            clip::line(points, edges, side);
            continue;
        }
        for run in runs(line.spots.iter().filter(|s| s.weight >= least), projection) {
            let points: Vec<_> = run.into_iter().map(|(x, y)| projection.relative(x, y)).collect();
            clip::line(&points, edges, side);
        }
    }
    if projection.near < 0.5 {
        land.edge = Some(edge(projection));
    }
    land
}

impl Land {
    fn side(&mut self, divide: Divide) -> &mut Vec<Line> {
        match divide {
            Divide::Coast => &mut self.coasts,
            Divide::Border => &mut self.borders,
            Divide::Disputed => &mut self.disputed,
        }
    }
}

/// Whether a ring is large enough to be seen; a country of one island always is.
fn worth(ring: &Ring, shape: &CountryShape, projection: &Projection) -> bool {
    shape.rings.len() == 1 || ring.cap.radius * projection.scale as f32 > SPECK
}

fn push_area(points: Vec<(f32, f32)>, edges: Edges, areas: &mut Vec<Line>) {
    let points = clip::area(points, edges);
    if points.len() > 2 {
        areas.push(Line { points, closed: true });
    }
}

/// A line as pixels, where it does not pass behind: nearly all do not.
fn unbroken<'a>(spots: impl Iterator<Item = &'a Spot>, projection: &Projection) -> Option<Vec<(f32, f32)>> {
    let mut points = Vec::new();
    let mut last = None;
    for spot in spots {
        let east = projection.east_of_middle(f64::from(spot.longitude));
        if last.is_some_and(|last: f64| (east - last).abs() > PI) {
            return None;
        }
        last = Some(east);
        points.push(projection.at(spot, east));
    }
    Some(points)
}

/// A ring, in radians east of the camera's meridian, cut where it passes behind.
fn parts<'a>(spots: impl Iterator<Item = &'a Spot>, projection: &Projection) -> Vec<Vec<(f64, f64)>> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for spot in spots {
        let east = projection.east_of_middle(f64::from(spot.longitude));
        let east = points.last().map_or(east, |last| last.0 + wrap(east - last.0));
        points.push((east, f64::from(spot.latitude)));
    }
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    let round = last.0 + wrap(first.0 - last.0) - first.0;
    if round.abs() > PI {
        // The ring goes around a pole: it is closed along the pole, one turn long.
        let pole = (PI / 2.0).copysign(first.1);
        points.extend([(first.0 + round, first.1), (first.0 + round, pole), (first.0, pole)]);
    }
    let west = points.iter().map(|p| p.0).fold(f64::MAX, f64::min);
    let east = points.iter().map(|p| p.0).fold(f64::MIN, f64::max);
    if west >= -PI && east <= PI {
        return vec![points];
    }
    let along = |a: (f64, f64), b: (f64, f64), t: f32| {
        let t = f64::from(t);
        (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
    };
    let mut out = Vec::new();
    for turn in [-TAU, 0.0, TAU] {
        if west + turn >= PI || east + turn <= -PI {
            continue;
        }
        let moved = points.iter().map(|p| (p.0 + turn, p.1)).collect();
        let cut = clip::half(moved, |p: (f64, f64)| (p.0 + PI) as f32, along);
        let cut = clip::half(cut, |p: (f64, f64)| (PI - p.0) as f32, along);
        if cut.len() > 2 {
            out.push(bend(cut));
        }
    }
    out
}

/// Adds points along the cut, which is a bent line on the map.
fn bend(points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut out = Vec::with_capacity(points.len() + 16);
    let Some(&last) = points.last() else { return out };
    let mut from = last;
    for to in points {
        let behind = |p: (f64, f64)| p.0.abs() > PI - 1e-4;
        if behind(from) && behind(to) && from.0 * to.0 > 0.0 {
            let steps = ((to.1 - from.1).abs() / 0.06) as usize;
            for i in 1..=steps {
                let t = i as f64 / (steps + 1) as f64;
                out.push((to.0, from.1 + (to.1 - from.1) * t));
            }
        }
        out.push(to);
        from = to;
    }
    out
}

/// A line, in radians east of the camera's meridian, broken where it passes behind.
fn runs<'a>(spots: impl Iterator<Item = &'a Spot>, projection: &Projection) -> Vec<Vec<(f64, f64)>> {
    let mut out = vec![Vec::new()];
    let mut last: Option<(f64, f64)> = None;
    for spot in spots {
        let here = (projection.east_of_middle(f64::from(spot.longitude)), f64::from(spot.latitude));
        if let Some(from) = last
            && (here.0 - from.0).abs() > PI
        {
            let side = PI.copysign(from.0);
            let step = wrap(here.0 - from.0);
            let t = if step.abs() > 1e-9 { ((side - from.0) / step).clamp(0.0, 1.0) } else { 0.0 };
            let latitude = from.1 + (here.1 - from.1) * t;
            if let Some(run) = out.last_mut() {
                run.push((side, latitude));
            }
            out.push(vec![(-side, latitude)]);
        }
        if let Some(run) = out.last_mut() {
            run.push(here);
        }
        last = Some(here);
    }
    out
}

/// The edge of the world.
fn edge(projection: &Projection) -> Line {
    let steps = 48;
    let up = (0..=steps).map(|i| (PI, PI * (f64::from(i) / f64::from(steps) - 0.5)));
    let down = (0..=steps).map(|i| (-PI, PI * (0.5 - f64::from(i) / f64::from(steps))));
    let points = up.chain(down).map(|(x, y)| projection.relative(x, y)).collect();
    Line { points, closed: true }
}

/// Parallel strokes at 45 degrees across an area, `gap` pixels apart.
pub(super) fn hatch(rings: &[Line], gap: f32) -> Vec<Line> {
    let points = || rings.iter().flat_map(|r| &r.points);
    let low = points().map(|p| p.0 + p.1).fold(f32::MAX, f32::min);
    let high = points().map(|p| p.0 + p.1).fold(f32::MIN, f32::max);
    let mut out = Vec::new();
    if !(low < high && high - low < 20_000.0) {
        return out;
    }
    let mut sum = (low / gap).ceil() * gap;
    while sum < high {
        // Where x + y = sum crosses the rings, by x − y.
        let mut cuts: Vec<f32> = Vec::new();
        for ring in rings {
            let Some(&(mut from)) = ring.points.last() else { continue };
            for &to in &ring.points {
                let (a, b) = (from.0 + from.1 - sum, to.0 + to.1 - sum);
                if (a > 0.0) != (b > 0.0) {
                    let t = a / (a - b);
                    cuts.push((from.0 - from.1) * (1.0 - t) + (to.0 - to.1) * t);
                }
                from = to;
            }
        }
        cuts.order_by(f32::total_cmp);
        for pair in cuts.chunks_exact(2) {
            let at = |difference: f32| ((sum + difference) / 2.0, (sum - difference) / 2.0);
            out.push(Line { points: vec![at(pair[0]), at(pair[1])], closed: false });
        }
        sum += gap;
    }
    out
}
