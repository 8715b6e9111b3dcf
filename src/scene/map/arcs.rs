//! Arcs between countries: one bundle a direction, one strand a status.

use super::{Flow, Matter};
use crate::order::Ordered;
use crate::record::{EntityId, Status};
use crate::scene::clip::Edges;
use crate::scene::projection::Projection;
use crate::scene::{Line, clip};
use std::collections::BTreeMap;
use std::f64::consts::PI;

/// How far an arc bows out, as a part of its length; mutual ones bow less. Long ones bow less too:
/// they would pass by countries that have no part.
const BOW: (f64, f64) = (0.17, 0.05);
/// Points along an arc.
const STEPS: usize = 40;
/// Pixels that stay free around an arc's ends.
const FREE: f32 = 7.0;
/// Pixels between strands.
const GAP: f32 = 2.0;
/// Arcs of fewer pixels are not drawn.
const SHORTEST: f32 = 9.0;

/// All events of one direction between two countries.
#[derive(Debug)]
pub(super) struct Bundle {
    pub from: EntityId,
    pub to: EntityId,
    /// Number of events.
    pub weight: usize,
    /// What is drawn, by status.
    pub strands: Vec<Strand>,
    /// The middle line, for pointing at and for labels to keep off.
    pub spine: Vec<Line>,
    /// Half of all strands' width.
    pub half: f32,
    /// The arrow's head.
    pub head: Option<Line>,
}

/// The events of one status in a bundle.
#[derive(Debug)]
pub(super) struct Strand {
    pub status: Status,
    pub width: f32,
    pub lines: Vec<Line>,
}

/// Width in pixels of a strand of so many events.
pub(super) fn strand_width(events: usize) -> f32 {
    (0.9 + 0.95 * (events as f32).sqrt()).min(6.5)
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
        let pieces = curve(a, b, bow, projection);
        let pieces = trim(pieces);
        if pieces.iter().map(|p| length(p)).sum::<f32>() < SHORTEST {
            continue;
        }
        let widths: Vec<f32> = flows.iter().map(|f| strand_width(f.events.len())).collect();
        let whole = widths.iter().sum::<f32>() + GAP * (widths.len().saturating_sub(1)) as f32;
        let mut at = -whole / 2.0;
        let mut strands = Vec::new();
        for (flow, &width) in flows.iter().zip(&widths).rev() {
            let offset = at + width / 2.0;
            at += width + GAP;
            let mut lines = Vec::new();
            for piece in &pieces {
                clip::line(&shifted(piece, offset), edges, &mut lines);
            }
            strands.push(Strand { status: flow.status, width, lines });
        }
        let mut spine = Vec::new();
        for piece in &pieces {
            clip::line(piece, edges, &mut spine);
        }
        let head = if mutual { None } else { head(&pieces, whole) };
        let weight = flows.iter().map(|f| f.events.len()).sum();
        out.push(Bundle { from, to, weight, strands, spine, half: whole / 2.0, head });
    }
    // Heavy ones first, so that thin ones stay visible on top.
    out.order_by_key(|b| std::cmp::Reverse(b.weight));
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
fn trim(mut pieces: Vec<Vec<(f32, f32)>>) -> Vec<Vec<(f32, f32)>> {
    if let Some(first) = pieces.first_mut() {
        first.reverse();
        shorten(first);
        first.reverse();
    }
    if let Some(last) = pieces.last_mut() {
        shorten(last);
    }
    pieces.retain(|p| p.len() > 1);
    pieces
}

/// Takes the free pixels off the end.
fn shorten(points: &mut Vec<(f32, f32)>) {
    let mut left = FREE;
    while let [.., from, to] = points.as_slice() {
        let step = (to.0 - from.0).hypot(to.1 - from.1);
        if step > left {
            let t = 1.0 - left / step;
            let end = (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
            points.pop();
            points.push(end);
            return;
        }
        left -= step;
        points.pop();
    }
    points.clear();
}

/// The line beside another, `offset` pixels to the right of its way; both meet at the ends.
fn shifted(points: &[(f32, f32)], offset: f32) -> Vec<(f32, f32)> {
    let last = points.len().saturating_sub(1);
    let whole = length(points).max(1.0);
    let mut gone = 0.0;
    points
        .iter()
        .enumerate()
        .map(|(i, &(x, y))| {
            if i > 0 {
                gone += (x - points[i - 1].0).hypot(y - points[i - 1].1);
            }
            let (a, b) = (points[i.saturating_sub(1)], points[(i + 1).min(last)]);
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let size = dx.hypot(dy).max(1e-3);
            let ramp = (gone.min(whole - gone) / 24.0).clamp(0.0, 1.0);
            let out = offset * (1.0 - (1.0 - ramp) * (1.0 - ramp));
            (x - dy / size * out, y + dx / size * out)
        })
        .collect()
}

/// The arrow's head, a little past the middle: there nothing crowds, as it does at the ends.
fn head(pieces: &[Vec<(f32, f32)>], width: f32) -> Option<Line> {
    let longest = pieces.iter().max_by(|a, b| length(a).total_cmp(&length(b)))?;
    let whole = length(longest);
    if whole < 34.0 {
        return None;
    }
    let size = 6.5 + width * 0.55;
    let mut left = whole * 0.56 + size * 0.5;
    for pair in longest.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let step = dx.hypot(dy);
        if step >= left && step > 0.0 {
            let (ux, uy) = (dx / step, dy / step);
            let tip = (pair[0].0 + ux * left, pair[0].1 + uy * left);
            let at = |back: f32, side: f32| (tip.0 - ux * back - uy * side, tip.1 - uy * back + ux * side);
            let wing = size * 0.62;
            let points = vec![tip, at(size * 1.25, wing), at(size * 0.85, 0.0), at(size * 1.25, -wing)];
            return Some(Line { points, closed: true });
        }
        left -= step;
    }
    None
}
