//! Arcs between countries: one line a direction, whose parts are the shares of the statuses.
//!
//! From its beginning a line is solid for the share that is done, then dashed and dotted for what is
//! only planned, wished, unconfirmed or denied: how far the solid part reaches is how much of what was
//! told was done.

use super::{Flow, Matter};
use crate::order::Ordered;
use crate::record::{EntityId, EventId, Status};
use crate::scene::clip::Edges;
use crate::scene::projection::Projection;
use crate::scene::{Line, clip};
use crate::words::STATUSES;
use std::collections::BTreeMap;
use std::f64::consts::PI;

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

/// All events of one direction between two countries.
#[derive(Debug)]
pub(super) struct Bundle {
    pub from: EntityId,
    pub to: EntityId,
    /// The events.
    pub events: Vec<EventId>,
    /// What is drawn, by status, from the beginning on.
    pub parts: Vec<(Status, Vec<Line>)>,
    /// The whole line, for pointing at and for labels to keep off.
    pub spine: Vec<Line>,
    /// Its width in pixels.
    pub width: f32,
    /// The arrow's head, in the form of the part that it stands on.
    pub head: Option<(Status, Line)>,
}

/// Width in pixels of an arc of so many events.
pub(super) fn arc_width(events: usize) -> f32 {
    (1.1 + 0.85 * (events as f32).sqrt()).min(6.5)
}

/// Lays out the arcs of some flows; `seat` gives a country's place in degrees.
pub(super) fn bundles(
    matter: &Matter,
    seat: &dyn Fn(EntityId) -> Option<(f64, f64)>,
    projection: &Projection,
    edges: Edges,
) -> Vec<Bundle> {
    let mut groups: BTreeMap<(EntityId, EntityId, bool), Vec<&Flow>> = BTreeMap::new();
    for flow in &matter.flows {
        groups.entry((flow.from, flow.to, flow.mutual)).or_default().push(flow);
    }
    let mut out = Vec::new();
    for ((from, to, mutual), flows) in groups {
        let (Some(a), Some(b)) = (seat(from), seat(to)) else { continue };
        let bow = if mutual { BOW.1 } else { BOW.0 };
        let pieces = trim(curve(a, b, bow, projection));
        let whole = pieces.iter().map(|p| length(p)).sum::<f32>();
        if whole < SHORTEST {
            continue;
        }
        let events: Vec<EventId> = flows.iter().flat_map(|f| f.events.iter().copied()).collect();
        let width = arc_width(events.len());
        let clipped = |pieces: &[Vec<(f32, f32)>]| {
            let mut lines = Vec::new();
            pieces.iter().for_each(|piece| clip::line(piece, edges, &mut lines));
            lines
        };
        let ends = shares(&flows, whole);
        let mut parts = Vec::new();
        let mut begin = 0.0;
        for &(status, end) in &ends {
            parts.push((status, clipped(&stretch(&pieces, begin, end))));
            begin = end;
        }
        let head = if mutual { None } else { head(&pieces, width) };
        let head = head.map(|(at, line)| {
            let status = ends.iter().find(|e| at <= e.1).or(ends.last()).map_or(Status::Occurred, |e| e.0);
            (status, line)
        });
        out.push(Bundle { from, to, events, parts, spine: clipped(&pieces), width, head });
    }
    // Heavy ones first, so that thin ones stay visible on top.
    out.order_by_key(|b| std::cmp::Reverse(b.events.len()));
    out
}

/// Where the share of each status ends, in pixels along a line. A share too small to be told is left
/// out where the line has no room for it: the table has it.
fn shares(flows: &[&Flow], whole: f32) -> Vec<(Status, f32)> {
    let mut counts: Vec<(Status, usize)> = STATUSES
        .into_iter()
        .map(|s| (s, flows.iter().filter(|f| f.status == s).map(|f| f.events.len()).sum()))
        .filter(|c| c.1 > 0)
        .collect();
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

/// A great circle, bowed to the right of its way, as pixels; in two pieces where it passes behind.
fn curve(a: (f64, f64), b: (f64, f64), bow: f64, projection: &Projection) -> Vec<Vec<(f32, f32)>> {
    let unit = |(x, y): (f64, f64)| crate::scene::borders::unit(x.to_radians(), y.to_radians());
    let (u, v) = (unit(a), unit(b));
    let cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    let sine = cross.iter().map(|c| c * c).sum::<f64>().sqrt();
    let angle = sine.atan2(u[0] * v[0] + u[1] * v[1] + u[2] * v[2]);
    if sine < 1e-9 {
        return Vec::new();
    }
    let right = cross.map(|c| -c / sine);
    let mut pieces = vec![Vec::new()];
    let mut last: Option<f64> = None;
    for i in 0..=STEPS {
        let t = i as f64 / STEPS as f64;
        let (p, q) = (((1.0 - t) * angle).sin() / sine, (t * angle).sin() / sine);
        let out = bow * angle / (1.0 + angle) * (PI * t).sin();
        let point: [f64; 3] = std::array::from_fn(|k| u[k] * p + v[k] * q + right[k] * out);
        let size = point.iter().map(|c| c * c).sum::<f64>().sqrt();
        let east = projection.east_of_middle(point[1].atan2(point[0]));
        if projection.near < 1.0 && last.is_some_and(|l| (east - l).abs() > PI) {
            pieces.push(Vec::new());
        }
        last = Some(east);
        let pixel = projection.relative(east, (point[2] / size).clamp(-1.0, 1.0).asin());
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
        let found = shares(&[&planned, &done], 452.0);
        assert_eq!(found[0], (Status::Occurred, 326.0));
        assert_eq!(found[1], (Status::Planned, f32::MAX));
    }

    #[test]
    fn what_has_no_room_is_left_out_from_the_smallest_on() {
        let flows = [flow(Status::Occurred, 3), flow(Status::Planned, 1), flow(Status::Denied, 2)];
        let of = |whole: f32| -> Vec<Status> {
            shares(&flows.iter().collect::<Vec<_>>(), whole).into_iter().map(|s| s.0).collect()
        };
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
}
