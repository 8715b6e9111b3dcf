//! Makes `borders.bin` for a corpus: sharp where it is, plain elsewhere.

use super::format::{Atlas, STEPS, absolute, encode, line_of};
use super::{Spot, simplify, unit};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::Schema;
use std::collections::BTreeSet;

/// Header, an empty line, and an [`Atlas`] in postcard's encoding; see `data/make/borders.py`.
const SOURCE: &[u8] = include_bytes!("../../../data/borders.bin");
/// Kilometres around a point of the corpus that are drawn in full.
const NEAR_KM: f64 = 1_300.0;
/// Kilometres from which on lines are plainest.
const FAR_KM: f64 = 4_500.0;
/// Size in radians of what is left out at [`FAR_KM`]: about 0.35 degrees.
const PLAINEST: f64 = 0.006;
/// Points that a page should carry, in all.
const MOST_POINTS: usize = 42_000;
const EARTH_KM: f64 = 6_371.0;

/// The borders that the page of a corpus draws, as `borders.bin`.
///
/// Lines within [`NEAR_KM`] of a capital or place that the corpus' events name keep every point;
/// further off a point stays if it changes an area that can be seen from there. If that is more than
/// [`MOST_POINTS`], the near circle shrinks.
pub fn pack(corpus: &Corpus) -> Vec<u8> {
    let Some(source) = source() else { return Vec::new() };
    let focus = focus(corpus, &source);
    let mut near = if focus.is_empty() { 0.0 } else { NEAR_KM };
    loop {
        let atlas = reduce(&source, &focus, near);
        if near < 50.0 || atlas.lines.iter().map(Vec::len).sum::<usize>() <= MOST_POINTS {
            return encode(&atlas);
        }
        near *= 0.7;
    }
}

/// The world in full.
fn source() -> Option<Atlas> {
    let start = SOURCE.windows(2).position(|w| w == b"\n\n")? + 2;
    postcard::from_bytes(SOURCE.get(start..)?).ok()
}

/// Where the corpus is: capitals of countries that take part in events, and events' places.
fn focus(corpus: &Corpus, source: &Atlas) -> Vec<[f64; 3]> {
    let records = corpus.records();
    let mut countries = BTreeSet::new();
    let mut points = Vec::new();
    for event in &records.events {
        for id in event.actors.iter().chain(&event.recipients).chain(&event.place) {
            let Some(entity) = records.entities.get(id.index()) else { continue };
            match (entity.schema, entity.location) {
                (Schema::Place, Some(at)) => points.push((at.longitude, at.latitude)),
                (Schema::Country, _) => {
                    countries.extend(entity.key.strip_prefix("country:").map(str::to_uppercase));
                }
                _ => countries.extend(entity.countries.first().cloned()),
            }
        }
    }
    for shape in source.shapes.iter().filter(|s| countries.contains(&s.iso)) {
        if let Some((_, x, y)) = shape.capital {
            points.push((f64::from(x) / STEPS, f64::from(y) / STEPS));
        }
    }
    points.order_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    points.into_iter().map(|(x, y)| unit(x.to_radians(), y.to_radians())).collect()
}

/// The least area in square radians that a point must change to stay.
fn threshold(spot: &Spot, focus: &[[f64; 3]], near: f64) -> f64 {
    let p = spot.unit.map(f64::from);
    let nearest = focus.iter().map(|f| f[0] * p[0] + f[1] * p[1] + f[2] * p[2]).fold(-1.0, f64::max);
    let km = nearest.clamp(-1.0, 1.0).acos() * EARTH_KM;
    let share = ((km - near) / (FAR_KM - near)).clamp(0.0, 1.0);
    (PLAINEST * share).powi(2)
}

/// Leaves out points, then islands that have become nothing, then lines that nobody uses.
fn reduce(source: &Atlas, focus: &[[f64; 3]], near: f64) -> Atlas {
    let mut lines: Vec<Vec<(i32, i32)>> = Vec::with_capacity(source.lines.len());
    // How much area each line keeps in view: the largest weight over its threshold.
    let mut seen = vec![false; source.lines.len()];
    for (number, deltas) in source.lines.iter().enumerate() {
        let Some(mut spots) = absolute(deltas) else { return Atlas::default() };
        simplify::weigh(&mut spots);
        let mut ranked: Vec<f32> = spots.iter().map(|s| s.weight).filter(|w| w.is_finite()).collect();
        ranked.order_by(|a, b| b.total_cmp(a));
        let closed = deltas.len() > 3 && {
            let sum = deltas[1..].iter().fold((0, 0), |(x, y), d| (x + d.0, y + d.1));
            sum == (0, 0)
        };
        // What is left must enclose something: three points around an island, one along a border.
        let least = ranked.get(if closed { 2 } else { 0 }).copied().unwrap_or(0.0);
        let (mut out, mut last, mut at) = (Vec::new(), (0, 0), (0, 0));
        for (spot, delta) in spots.iter().zip(deltas) {
            at = (at.0 + delta.0, at.1 + delta.1);
            let visible = f64::from(spot.weight) >= threshold(spot, focus, near);
            seen[number] |= visible && (spot.weight.is_finite() || !closed);
            if visible || spot.weight >= least {
                out.push((at.0 - last.0, at.1 - last.1));
                last = at;
            }
        }
        lines.push(out);
    }
    let mut atlas = Atlas { lines: Vec::new(), shapes: source.shapes.clone() };
    for shape in &mut atlas.shapes {
        // The largest island of a country stays, however small.
        let size = |ring: &Vec<i32>| -> usize { ring.iter().map(|&i| source.lines[line_of(i)].len()).sum() };
        let largest = shape.rings.iter().enumerate().max_by_key(|(_, r)| size(r)).map(|(i, _)| i);
        let mut number = 0;
        shape.rings.retain(|ring| {
            let keep = Some(number) == largest || ring.iter().any(|&i| seen[line_of(i)]);
            number += 1;
            keep
        });
    }
    let used: BTreeSet<usize> =
        atlas.shapes.iter().flat_map(|s| s.rings.iter().flatten().map(|&i| line_of(i))).collect();
    let mut place = vec![0i32; source.lines.len()];
    for (new, old) in used.into_iter().enumerate() {
        place[old] = new as i32;
        atlas.lines.push(std::mem::take(&mut lines[old]));
    }
    for index in atlas.shapes.iter_mut().flat_map(|s| s.rings.iter_mut().flatten()) {
        *index = if *index < 0 { !place[line_of(*index)] } else { place[line_of(*index)] };
    }
    atlas
}
