//! Arcs between countries: one line a direction, whose parts are the shares of the statuses.
//!
//! From its beginning a line is solid for the share that is done, then dashed and dotted for what is
//! only planned, wished, unconfirmed or denied: how far the solid part reaches is how much of what was
//! told was done.

use super::{Flow, Matter};
use crate::corpus::Corpus;
use crate::order::{Ordered, distinct, map};
use crate::record::{EntityId, EventId, Status};
use crate::scene::borders::{Borders, Spot};
use crate::scene::clip::Edges;
use crate::scene::projection::{Projection, wrap};
use crate::scene::{Line, clip};
use crate::words::STATUSES;
use std::f64::consts::{PI, TAU};

/// How far an arc bows out, as a part of its length; mutual ones bow less. Long ones bow less too:
/// they would pass by countries that have no part.
const BOW: (f64, f64) = (0.17, 0.04);
/// Points along an arc.
const STEPS: usize = 40;
/// Pixels that stay free around an arc's ends.
const FREE: f32 = 8.0;
/// Arcs of fewer pixels are not drawn.
const SHORTEST: f32 = 9.0;
/// Pixels that a share has at least, so that its dashes can be told.
const SHARE: f32 = 26.0;

/// Lines that a map shows at most: those of most events.
const MOST: usize = 60;

/// Flows of one direction between two countries stand side by side.
fn is_one(a: &Flow, b: &Flow) -> bool {
    (a.from, a.to, a.mutual) == (b.from, b.to, b.mutual)
}

/// How many events a line has at least that is drawn.
pub(super) fn least(flows: &[Flow]) -> usize {
    let count = |line: &[Flow]| line.iter().map(|f| f.events.len()).sum::<usize>();
    let mut counts: Vec<usize> = flows.chunk_by(is_one).map(count).collect();
    counts.order_by_key(|&n| std::cmp::Reverse(n));
    // Where all are alike, some of them are better than none.
    counts.get(MOST).map_or(1, |&n| if n < counts[0] { n + 1 } else { n })
}

/// All events of one direction between two countries, before a camera looks at them.
#[derive(Clone, Debug, PartialEq)]
pub struct Strand {
    pub(super) from: EntityId,
    pub(super) to: EntityId,
    pub(super) events: Vec<EventId>,
    mutual: bool,
    /// Where its ends lie, in degrees.
    pub(super) seats: [(EntityId, (f64, f64)); 2],
    /// How many events have each status.
    counts: Vec<(Status, usize)>,
    /// The line on the Earth.
    curve: Vec<Spot>,
}

/// A strand under a camera.
#[derive(Debug)]
pub(super) struct Bundle {
    /// Its strand's number.
    pub strand: usize,
    /// What is drawn, by status, from the beginning on.
    pub parts: Vec<(Status, Vec<Line>)>,
    /// The whole line, for pointing at and for labels to keep off.
    pub spine: Vec<Line>,
    /// Its width in pixels.
    pub width: f32,
    /// The arrow's head, in the form of the part that it stands on.
    pub head: Option<(Status, Line)>,
}

/// Events of the widest arc, at least: fewer make it no wider.
const FULL: usize = 40;

/// Width in pixels of an arc of so many events, where the busiest has `most`.
fn arc_width(events: usize, most: usize) -> f32 {
    1.1 + 5.4 * (events as f32 / most.max(FULL) as f32).sqrt().min(1.0)
}

/// The lines that a map draws, most events first, so that thin ones stay visible on top.
pub fn strands(corpus: &Corpus, borders: &Borders, matter: &Matter) -> Vec<Strand> {
    let mut ends: Vec<EntityId> = Vec::new();
    let mut drawn: Vec<&[Flow]> = Vec::new();
    for flows in matter.flows.chunk_by(is_one) {
        if flows.iter().map(|f| f.events.len()).sum::<usize>() >= matter.least {
            drawn.push(flows);
            ends.extend([flows[0].from, flows[0].to]);
        }
    }
    let seats = map(distinct(ends).into_iter().map(|end| (end, super::seat(corpus, borders, end))));
    let seat = |id: EntityId| seats.get(&id).copied().flatten();
    let mut out: Vec<Strand> = Vec::new();
    for flows in drawn {
        let Flow { from, to, mutual, .. } = flows[0];
        let (Some(a), Some(b)) = (seat(from), seat(to)) else { continue };
        let events = flows.iter().flat_map(|f| f.events.iter().copied()).collect();
        let curve = curve(a, b, if mutual { BOW.1 } else { BOW.0 });
        let seats = [(from, a), (to, b)];
        out.push(Strand { from, to, seats, mutual, events, counts: counts(flows), curve });
    }
    out.order_by_key(|s| std::cmp::Reverse(s.events.len()));
    out.truncate(MOST);
    out
}

/// How many events of some flows have each status.
fn counts(flows: &[Flow]) -> Vec<(Status, usize)> {
    let of = |s: Status| flows.iter().filter(|f| f.status == s).map(|f| f.events.len()).sum();
    STATUSES.into_iter().map(|s| (s, of(s))).filter(|c: &(Status, usize)| c.1 > 0).collect()
}

/// Lays out lines under a camera.
pub(super) fn bundles(strands: &[Strand], projection: &Projection, edges: Edges) -> Vec<Bundle> {
    let mut out = Vec::new();
    let most = strands.iter().map(|s| s.events.len()).max().unwrap_or(0);
    for (number, strand) in strands.iter().enumerate() {
        let pieces = trim(pieces(&strand.curve, projection));
        let whole = pieces.iter().map(|p| length(p)).sum::<f32>();
        if whole < SHORTEST {
            continue;
        }
        let width = arc_width(strand.events.len(), most);
        let clipped = |pieces: &[Vec<(f32, f32)>]| {
            let mut lines = Vec::new();
            pieces.iter().for_each(|piece| clip::line(piece, edges, &mut lines));
            lines
        };
        let ends = shares(strand.counts.clone(), whole);
        let mut parts = Vec::new();
        let mut begin = 0.0;
        for &(status, end) in &ends {
            parts.push((status, clipped(&stretch(&pieces, begin, end))));
            begin = end;
        }
        let head = if strand.mutual { None } else { head(&pieces, width) };
        let head = head.map(|(at, line)| {
            let status = ends.iter().find(|e| at <= e.1).or(ends.last()).map_or(Status::Occurred, |e| e.0);
            (status, line)
        });
        out.push(Bundle { strand: number, parts, spine: clipped(&pieces), width, head });
    }
    out
}

/// Where the share of each status ends, in pixels along a line. A share too small to be told is left
/// out where the line has no room for it: the table has it.
fn shares(mut counts: Vec<(Status, usize)>, whole: f32) -> Vec<(Status, f32)> {
    while counts.len() > 1 && counts.len() as f32 * SHARE > whole {
        let least = counts.iter().map(|c| c.1).min();
        if let Some(at) = counts.iter().rposition(|c| Some(c.1) == least) {
            counts.remove(at);
        }
    }
    let all: usize = counts.iter().map(|c| c.1).sum();
    let spare = (whole - counts.len() as f32 * SHARE).max(0.0);
    let mut end = 0.0;
    let mut out: Vec<(Status, f32)> = Vec::new();
    for (status, count) in counts {
        end += whole.min(SHARE) + spare * count as f32 / all.max(1) as f32;
        out.push((status, end));
    }
    if let Some(last) = out.last_mut() {
        last.1 = f32::MAX;
    }
    out
}

/// No arc runs nearer to a pole, in radians, unless an end lies there: a map of the world tears poles apart into its whole edge.
const HIGH: f64 = 1.18;
/// What an arc may rise beyond its ends in any case.
const RISE: f64 = 0.09;

/// A great circle, bowed to the right of its way; where it would pass by a pole, as far from it towards the straight line of
/// the map as it takes.
fn curve(a: (f64, f64), b: (f64, f64), bow: f64) -> Vec<Spot> {
    let unit = |(x, y): (f64, f64)| crate::scene::borders::unit(x.to_radians(), y.to_radians());
    let (u, v) = (unit(a), unit(b));
    let cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    let sine = cross.iter().map(|c| c * c).sum::<f64>().sqrt();
    let angle = sine.atan2(u[0] * v[0] + u[1] * v[1] + u[2] * v[2]);
    if sine < 1e-9 {
        return Vec::new();
    }
    let right = cross.map(|c| -c / sine);
    let mut points: Vec<(f64, f64)> = Vec::with_capacity(STEPS + 1);
    for i in 0..=STEPS {
        let t = i as f64 / STEPS as f64;
        let (p, q) = (((1.0 - t) * angle).sin() / sine, (t * angle).sin() / sine);
        let out = bow * angle / (1.0 + angle) * (PI * t).sin();
        let point: [f64; 3] = std::array::from_fn(|k| u[k] * p + v[k] * q + right[k] * out);
        let size = point.iter().map(|c| c * c).sum::<f64>().sqrt();
        let longitude = point[1].atan2(point[0]);
        // Goes on from the point before, past the meridian where longitudes begin anew.
        let turns = points.last().map_or(0.0, |last| ((longitude - last.0) / TAU + 0.5).floor());
        points.push((longitude - turns * TAU, (point[2] / size).clamp(-1.0, 1.0).asin()));
    }
    let (first, last) = (points[0], points[STEPS]);
    let top = points.iter().map(|p| p.1.abs()).fold(0.0, f64::max);
    let ends = first.1.abs().max(last.1.abs());
    let most = HIGH.max(ends + RISE);
    let keep = if top > most { (most - ends) / (top - ends) } else { 1.0 };
    let spot = |(i, (longitude, latitude)): (usize, &(f64, f64))| {
        let t = i as f64 / STEPS as f64;
        let between = |a: f64, b: f64, own: f64| {
            let straight = a + (b - a) * t;
            straight + (own - straight) * keep
        };
        Spot::from_radians(wrap(between(first.0, last.0, *longitude)), between(first.1, last.1, *latitude))
    };
    points.iter().enumerate().map(spot).collect()
}

/// A line as pixels; in two pieces where it passes behind.
fn pieces(curve: &[Spot], projection: &Projection) -> Vec<Vec<(f32, f32)>> {
    let mut pieces = vec![Vec::new()];
    let mut last: Option<f64> = None;
    for spot in curve {
        let east = projection.east_of_middle(f64::from(spot.longitude));
        if projection.near < 1.0 && last.is_some_and(|l| (east - l).abs() > PI) {
            pieces.push(Vec::new());
        }
        last = Some(east);
        let pixel = if projection.near < 1.0 { projection.at(spot, east) } else { projection.spot(spot) };
        if let Some(piece) = pieces.last_mut() {
            piece.push(pixel);
        }
    }
    pieces
}

fn length(points: &[(f32, f32)]) -> f32 {
    points.windows(2).map(|p| (p[1].0 - p[0].0).hypot(p[1].1 - p[0].1)).sum()
}

/// Takes the free pixels off both ends.
fn trim(pieces: Vec<Vec<(f32, f32)>>) -> Vec<Vec<(f32, f32)>> {
    let whole = pieces.iter().map(|p| length(p)).sum::<f32>();
    stretch(&pieces, FREE, whole - FREE)
}

/// The part of some pieces from so many pixels on up to so many.
fn stretch(pieces: &[Vec<(f32, f32)>], from: f32, to: f32) -> Vec<Vec<(f32, f32)>> {
    let mut out = Vec::new();
    let mut gone = 0.0;
    for piece in pieces {
        let mut run: Vec<(f32, f32)> = Vec::new();
        for pair in piece.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let step = (b.0 - a.0).hypot(b.1 - a.1);
            let (begin, end) = ((from - gone).max(0.0), (to - gone).min(step));
            gone += step;
            if begin >= end || step <= 0.0 {
                continue;
            }
            let at = |way: f32| (a.0 + (b.0 - a.0) * way / step, a.1 + (b.1 - a.1) * way / step);
            if run.is_empty() {
                run.push(at(begin));
            }
            run.push(at(end));
        }
        if run.len() > 1 {
            out.push(run);
        }
    }
    out
}

/// The arrow's head, a little past the middle: there nothing crowds, as it does at the ends. With it
/// how many pixels along the pieces it stands.
fn head(pieces: &[Vec<(f32, f32)>], width: f32) -> Option<(f32, Line)> {
    let (number, longest) = pieces.iter().enumerate().max_by(|a, b| length(a.1).total_cmp(&length(b.1)))?;
    let before: f32 = pieces[..number].iter().map(|p| length(p)).sum();
    let whole = length(longest);
    if whole < 34.0 {
        return None;
    }
    let size = 7.5 + width * 0.8;
    let goal = whole * 0.58 + size * 0.5;
    let mut left = goal;
    for pair in longest.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let step = dx.hypot(dy);
        if step >= left && step > 0.0 {
            let (ux, uy) = (dx / step, dy / step);
            let tip = (pair[0].0 + ux * left, pair[0].1 + uy * left);
            let at = |back: f32, side: f32| (tip.0 - ux * back - uy * side, tip.1 - uy * back + ux * side);
            let wing = size * 0.62;
            let points = vec![tip, at(size * 1.25, wing), at(size * 0.85, 0.0), at(size * 1.25, -wing)];
            return Some((before + goal - size * 0.6, Line { points, closed: true }));
        }
        left -= step;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(status: Status, events: u32) -> Flow {
        let events = (0..events).map(EventId).collect();
        Flow { from: EntityId(0), to: EntityId(1), mutual: false, status, events }
    }

    #[test]
    fn the_solid_part_reaches_as_far_as_what_is_done() {
        let (done, planned) = (flow(Status::Occurred, 3), flow(Status::Planned, 1));
        let found = shares(counts(&[planned, done]), 452.0);
        assert_eq!(found[0], (Status::Occurred, 326.0));
        assert_eq!(found[1], (Status::Planned, f32::MAX));
    }

    #[test]
    fn what_has_no_room_is_left_out_from_the_smallest_on() {
        let flows = [flow(Status::Occurred, 3), flow(Status::Planned, 1), flow(Status::Denied, 2)];
        let of =
            |whole: f32| -> Vec<Status> { shares(counts(&flows), whole).into_iter().map(|s| s.0).collect() };
        assert_eq!(of(200.0), [Status::Occurred, Status::Planned, Status::Denied]);
        assert_eq!(of(60.0), [Status::Occurred, Status::Denied]);
        assert_eq!(of(12.0), [Status::Occurred]);
    }

    #[test]
    fn parts_of_a_line_make_up_the_whole() {
        let pieces = vec![vec![(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)], vec![(50.0, 0.0), (50.0, 20.0)]];
        let sum = |from, to| stretch(&pieces, from, to).iter().map(|p| length(p)).sum::<f32>();
        assert_eq!((sum(0.0, 13.0), sum(13.0, 31.0), sum(31.0, f32::MAX)), (13.0, 18.0, 9.0));
    }

    #[test]
    fn no_arc_runs_over_a_pole_and_each_still_leads_from_one_end_to_the_other() {
        let (ottawa, ulaanbaatar, longyearbyen) = ((-75.7, 45.4), (106.9, 47.9), (15.6, 78.2));
        let (canberra, santiago, suva) = ((149.1, -35.3), (-70.7, -33.4), (178.4, -18.1));
        for (a, b) in [
            (ottawa, ulaanbaatar),
            (ulaanbaatar, ottawa),
            (canberra, santiago),
            (suva, ottawa),
            (longyearbyen, ulaanbaatar),
            (ottawa, canberra),
        ] {
            let spots = curve(a, b, BOW.0);
            let ends = f64::max(a.1.abs(), b.1.abs()).to_radians();
            let top = spots.iter().map(|s| f64::from(s.latitude).abs()).fold(0.0, f64::max);
            assert!(top <= HIGH.max(ends + RISE) + 1e-6, "{a:?} {b:?}: {top}");
            for (spot, end) in [(&spots[0], a), (&spots[STEPS], b)] {
                let off = wrap(f64::from(spot.longitude) - end.0.to_radians()).abs();
                assert!(off < 1e-4 && (f64::from(spot.latitude) - end.1.to_radians()).abs() < 1e-4);
            }
            let far = |p: &[Spot]| wrap(f64::from(p[1].longitude) - f64::from(p[0].longitude)).abs();
            assert!(spots.windows(2).all(|p| far(p) < 0.7), "{a:?} {b:?}");
        }
    }
}
