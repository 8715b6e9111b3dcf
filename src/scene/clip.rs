//! Cutting lines and areas at the edge of a picture.

use super::Line;

/// An upright rectangle: left, top, right, bottom.
pub(super) type Edges = [f32; 4];

type Point = (f32, f32);

/// How points lie to a rectangle.
enum Lies {
    Inside,
    Outside,
    Across,
}

fn lies(points: &[(f32, f32)], [left, top, right, bottom]: Edges) -> Lies {
    let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
    for &(x, y) in points {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    if low.0 >= left && low.1 >= top && high.0 <= right && high.1 <= bottom {
        Lies::Inside
    } else if low.0 > right || low.1 > bottom || high.0 < left || high.1 < top || points.is_empty() {
        Lies::Outside
    } else {
        Lies::Across
    }
}

/// The part of an area inside a rectangle (Sutherland and Hodgman 1974); empty where none is.
///
/// Parts that were apart may come out joined along the rectangle's edge, which is out of sight.
pub(super) fn area(points: Vec<(f32, f32)>, edges: Edges) -> Vec<(f32, f32)> {
    match lies(&points, edges) {
        Lies::Inside => return points,
        Lies::Outside => return Vec::new(),
        Lies::Across => {}
    }
    let [left, top, right, bottom] = edges;
    let along = |(a, b): (f32, f32), (c, d): (f32, f32), t: f32| (a + (c - a) * t, b + (d - b) * t);
    let mut points = half(points, |p| p.0 - left, along);
    points = half(points, |p| right - p.0, along);
    points = half(points, |p| p.1 - top, along);
    half(points, |p| bottom - p.1, along)
}

/// The part of an area where a distance is not negative.
pub(super) fn half<P: Copy>(
    points: Vec<P>,
    depth: impl Fn(P) -> f32,
    along: impl Fn(P, P, f32) -> P,
) -> Vec<P> {
    let mut out = Vec::with_capacity(points.len() + 4);
    let Some(&last) = points.last() else { return out };
    let (mut from, mut from_depth) = (last, depth(last));
    for to in points {
        let to_depth = depth(to);
        if (from_depth < 0.0) != (to_depth < 0.0) {
            out.push(along(from, to, from_depth / (from_depth - to_depth)));
        }
        if to_depth >= 0.0 {
            out.push(to);
        }
        (from, from_depth) = (to, to_depth);
    }
    out
}

/// Adds the parts of a line inside a rectangle (Liang and Barsky 1984).
pub(super) fn line(points: &[(f32, f32)], edges: Edges, out: &mut Vec<Line>) {
    match lies(points, edges) {
        Lies::Outside => return,
        Lies::Inside => {
            if points.len() > 1 {
                out.push(Line { points: points.to_vec(), closed: false });
            }
            return;
        }
        Lies::Across => {}
    }
    let mut run: Vec<(f32, f32)> = Vec::new();
    for pair in points.windows(2) {
        let Some((a, b, whole)) = segment(pair[0], pair[1], edges) else {
            finish(&mut run, out);
            continue;
        };
        if run.is_empty() {
            run.push(a);
        }
        run.push(b);
        if !whole {
            finish(&mut run, out);
        }
    }
    finish(&mut run, out);
}

fn finish(run: &mut Vec<(f32, f32)>, out: &mut Vec<Line>) {
    let points = std::mem::take(run);
    if points.len() > 1 {
        out.push(Line { points, closed: false });
    }
}

/// The part of a segment inside a rectangle, and whether it reaches its end.
fn segment(a: Point, b: Point, [left, top, right, bottom]: Edges) -> Option<(Point, Point, bool)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut t0, mut t1) = (0.0f32, 1.0f32);
    for (p, q) in [(-dx, a.0 - left), (dx, right - a.0), (-dy, a.1 - top), (dy, bottom - a.1)] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            t0 = t0.max(q / p);
        } else {
            t1 = t1.min(q / p);
        }
    }
    let at = |t: f32| (a.0 + dx * t, a.1 + dy * t);
    (t0 < t1).then(|| (at(t0), at(t1), t1 >= 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EDGES: Edges = [0.0, 0.0, 100.0, 50.0];

    proptest! {
        #[test]
        fn what_is_cut_lies_inside(points in proptest::collection::vec((-300.0..300.0f32, -300.0..300.0f32), 0..30)) {
            let inside = |&(x, y): &(f32, f32)| (-0.1..=100.1).contains(&x) && (-0.1..=50.1).contains(&y);
            let mut lines = Vec::new();
            line(&points, EDGES, &mut lines);
            prop_assert!(lines.iter().flat_map(|l| &l.points).all(inside));
            prop_assert!(area(points, EDGES).iter().all(inside));
        }

        #[test]
        fn a_point_of_the_picture_stays_inside_or_outside(
            points in proptest::collection::vec((-300.0..300.0f32, -300.0..300.0f32), 3..12),
            x in 1.0..99.0f32, y in 1.0..49.0f32,
        ) {
            let whole = Line { points: points.clone(), closed: true };
            let cut = Line { points: area(points, EDGES), closed: true };
            let near = |l: &Line| {
                let mut ring = l.clone();
                ring.points.extend(l.points.first().copied());
                ring.distance(x, y) < 0.5
            };
            prop_assume!(!near(&whole) && !near(&cut));
            prop_assert_eq!(whole.surrounds(x, y), cut.surrounds(x, y));
        }
    }

    #[test]
    fn a_line_that_leaves_and_returns_comes_out_in_two() {
        let mut lines = Vec::new();
        line(&[(10.0, 10.0), (10.0, 90.0), (20.0, 90.0), (20.0, 10.0)], EDGES, &mut lines);
        let ends: Vec<_> = lines.iter().map(|l| (l.points[0], l.points[l.points.len() - 1])).collect();
        assert_eq!(ends, [((10.0, 10.0), (10.0, 50.0)), ((20.0, 50.0), (20.0, 10.0))]);
    }
}
