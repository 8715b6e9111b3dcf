//! Lanes too full for marks: events over time as columns, one for each week, month, year …
//!
//! A vague date weighs on all days that it may mean, on each alike, so that a year does not pile up on its first of January
//! (aoristic sums: Ratcliffe, "Aoristic analysis: the spatial interpretation of unspecific temporal events", International
//! Journal of Geographical Information Science 14, 2000). An open end is not known: the end that is counts.

use super::axis::calendar;
use super::{Lane, Scale};
use crate::edtf::Day;
use crate::record::EventId;
use crate::scene::{Line, Role, Shape};
use crate::words::STATUSES;

/// Pixels that a column takes at least.
const LEAST: f64 = 9.0;
/// Pixels between columns.
const APART: f32 = 1.0;
/// Parts of a column lower than this are filled, whatever their form: nothing else could be seen of them.
const LOW: f32 = 3.0;

/// What happened in one stretch of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    /// Left end.
    pub from: f32,
    /// Right end.
    pub to: f32,
    /// How many events, by status as [`STATUSES`] are ordered; parts of one where dates are vague.
    pub weights: [f64; 5],
    /// Those whose date has its middle here.
    pub events: Vec<EventId>,
    /// Whether none of it lies in the chosen range.
    pub dim: bool,
}

impl Column {
    /// How many events in all.
    pub fn whole(&self) -> f64 {
        self.weights.iter().sum()
    }
}

/// The columns of a lane from left to right, and how many events lie before and after them.
pub(super) fn columns(lane: &Lane, scale: &Scale, range: Option<(Day, Day)>) -> (Vec<Column>, usize, usize) {
    let edges = calendar(scale, LEAST);
    let (mut before, mut after) = (0, 0);
    let column = |pair: &[Day]| Column {
        from: scale.x(f64::from(pair[0])).max(scale.left),
        to: scale.x(f64::from(pair[1])).min(scale.right),
        dim: range.is_some_and(|(a, b)| pair[0] > b || pair[1] <= a),
        ..Column::default()
    };
    let mut out: Vec<Column> = edges.windows(2).map(column).collect();
    let (Some(&first), Some(&last)) = (edges.first(), edges.last()) else { return (out, 0, 0) };
    // Events come by their first day, so that the column in which one begins is found by going on.
    let (mut at, all, mut places) = (0, &mut out[..], [0; 5]);
    STATUSES.iter().enumerate().for_each(|(place, &status)| places[status as usize] = place);
    for dated in &lane.events {
        let Some((from, to)) = dated.days.0.or(dated.days.1).zip(dated.days.1.or(dated.days.0)) else {
            continue;
        };
        let to = to.max(from);
        if to < first || from >= last {
            *(if to < first { &mut before } else { &mut after }) += 1;
            continue;
        }
        while at + 1 < all.len() && edges[at + 1] <= from {
            at += 1;
        }
        let (status, middle) =
            (places[dated.status as usize], (from + (to - from) / 2).clamp(first, last - 1));
        let each = 1.0 / f64::from(to - from + 1);
        for (column, pair) in all[at..].iter_mut().zip(edges[at..].windows(2)) {
            if pair[0] > to {
                break;
            }
            let days = (to + 1).min(pair[1]) - from.max(pair[0]);
            column.weights[status] += f64::from(days.max(0)) * each;
            if (pair[0]..pair[1]).contains(&middle) {
                column.events.push(dated.event);
            }
        }
    }
    (out, before, after)
}

/// The columns of a lane, on a ground and up to so many pixels high for the most: each status in its own form.
pub(super) fn drawn(columns: &[Column], ground: f32, high: f32, most: f64) -> Vec<Shape> {
    let mut out = Vec::new();
    for dim in [false, true] {
        let mut filled: [Vec<Line>; 5] = Default::default();
        let mut lined: [Vec<Line>; 5] = Default::default();
        for column in columns.iter().filter(|c| c.dim == dim) {
            let (left, right) = (column.from, (column.to - APART).max(column.from + 1.0));
            let mut bottom = ground;
            for (status, &weight) in column.weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
                let tall = high * (weight / most.max(1.0)) as f32;
                let top = bottom - tall;
                let within = |by: f32| {
                    let (l, t, r, b) = (left + by, top + by, right - by, bottom - by);
                    Line { points: vec![(l, t), (r, t), (r, b), (l, b)], closed: true }
                };
                match STATUSES[status] {
                    crate::record::Status::Occurred | crate::record::Status::Planned => {
                        filled[status].push(within(0.0))
                    }
                    _ if tall < LOW => filled[status].push(within(0.0)),
                    _ => lined[status].push(within(0.75)),
                }
                bottom = top;
            }
        }
        for (number, (fill, line)) in filled.into_iter().zip(lined).enumerate() {
            let status = STATUSES[number];
            let solid = match (dim, status) {
                (true, _) => Role::BandDim(status),
                (_, crate::record::Status::Planned) => Role::Band(status),
                _ => Role::BandLit(status),
            };
            if !fill.is_empty() {
                out.push(Shape::Path { lines: fill, role: solid, width: 0.0 });
            }
            let edge = if dim { Role::BandLineDim(status) } else { Role::BandLine(status) };
            if !line.is_empty() {
                out.push(Shape::Path { lines: line, role: edge, width: 1.0 });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edtf::day;
    use crate::record::Status;
    use crate::scene::timeline::Dated;

    fn dated(number: u32, first: Day, last: Day) -> Dated {
        Dated {
            event: EventId(number),
            status: Status::Occurred,
            days: (Some(first), Some(last)),
            sure: true,
        }
    }

    /// Two years, a pixel a day.
    fn scale() -> Scale {
        let first = f64::from(day(2001, 1, 1));
        Scale { first, per_day: 1.0, left: 0.0, right: 730.0 }
    }

    #[test]
    fn a_vague_date_weighs_on_all_that_it_may_mean_and_on_nothing_else() {
        let year = dated(0, day(2001, 1, 1), day(2001, 12, 31));
        let lane = Lane { events: vec![year], ..Lane::default() };
        let (columns, ..) = columns(&lane, &scale(), None);
        let of = |from: i32, to: i32| {
            let (a, b) = (scale().x(f64::from(day(from, 1, 1))), scale().x(f64::from(day(to, 1, 1))));
            columns.iter().filter(|c| c.from >= a - 0.5 && c.to <= b + 7.0).map(Column::whole).sum::<f64>()
        };
        assert!((of(2001, 2002) - 1.0).abs() < 0.02, "{}", of(2001, 2002));
        assert!(columns.iter().all(|c| c.whole() < 0.1));
        assert_eq!(columns.iter().flat_map(|c| &c.events).count(), 1);
    }

    #[test]
    fn what_lies_out_of_view_is_counted_and_not_drawn() {
        let days = [day(1990, 5, 5), day(2001, 5, 5), day(2010, 5, 5)];
        let events = days.iter().enumerate().map(|(n, &d)| dated(n as u32, d, d)).collect();
        let (columns, before, after) = columns(&Lane { events, ..Lane::default() }, &scale(), None);
        assert_eq!((before, after), (1, 1));
        assert_eq!(columns.iter().map(Column::whole).sum::<f64>(), 1.0);
    }

    #[test]
    fn each_status_has_its_own_form() {
        let weights = [8.0; 5];
        let column = Column { from: 0.0, to: 10.0, weights, ..Column::default() };
        let shapes = drawn(&[column], 100.0, 80.0, 40.0);
        let role = |shape: &Shape| match shape {
            Shape::Path { role, .. } => Some(*role),
            _ => None,
        };
        let mut roles: Vec<Role> = shapes.iter().filter_map(role).collect();
        roles.sort();
        roles.dedup();
        assert_eq!(roles.len(), 5);
    }
}
