//! How much each point of a line matters.
//!
//! Visvalingam and Whyatt, "Line generalisation by repeated elimination of points" (1993): the point
//! whose triangle with its neighbours is smallest goes first, and what is left is measured again. A
//! point's weight is its triangle's area when it goes, never less than that of one gone before, so
//! keeping all points above a threshold gives each step of the elimination. Areas are those of flat
//! triangles between unit vectors: near enough, and the same at every longitude and pole.

use super::Spot;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Fills in the weights of a line's points; its two ends never go.
pub fn weigh(spots: &mut [Spot]) {
    let count = spots.len();
    for spot in spots.iter_mut() {
        spot.weight = f32::INFINITY;
    }
    if count < 3 {
        return;
    }
    let mut before: Vec<usize> = (0..count).map(|i| i.wrapping_sub(1)).collect();
    let mut after: Vec<usize> = (1..=count).collect();
    let mut area = vec![f32::INFINITY; count];
    // Areas are not negative, so their bits are in the order of their values.
    let mut queue = BinaryHeap::new();
    for i in 1..count - 1 {
        area[i] = triangle(&spots[i - 1], &spots[i], &spots[i + 1]);
        queue.push(Reverse((area[i].to_bits(), i)));
    }
    let mut least = 0.0f32;
    while let Some(Reverse((bits, i))) = queue.pop() {
        if area[i].to_bits() != bits || spots[i].weight.is_finite() {
            continue;
        }
        least = least.max(area[i]);
        spots[i].weight = least;
        let (b, a) = (before[i], after[i]);
        after[b] = a;
        before[a] = b;
        for j in [b, a] {
            if j > 0 && j < count - 1 {
                area[j] = triangle(&spots[before[j]], &spots[j], &spots[after[j]]);
                queue.push(Reverse((area[j].to_bits(), j)));
            }
        }
    }
}

/// Area of the triangle between three points, in square radians.
fn triangle(a: &Spot, b: &Spot, c: &Spot) -> f32 {
    let side = |p: &Spot| [p.unit[0] - a.unit[0], p.unit[1] - a.unit[1], p.unit[2] - a.unit[2]];
    let (u, v) = (side(b), side(c));
    let cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    0.5 * cross.iter().map(|x| x * x).sum::<f32>().sqrt()
}
