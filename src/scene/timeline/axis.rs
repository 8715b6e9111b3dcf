//! Days to pixels, and the ticks between.

use super::ledger::by_day;
use super::{Frame, Matter};
use crate::edtf::{Day, civil, day};
use crate::words::{Words, key};

/// Days to pixels and back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Day at the left end.
    pub first: f64,
    /// Pixels a day.
    pub per_day: f64,
    /// x of the left end.
    pub left: f32,
    /// x of the right end.
    pub right: f32,
}

impl Scale {
    /// Where a day begins.
    pub fn x(&self, day: f64) -> f32 {
        self.left + ((day - self.first) * self.per_day) as f32
    }

    /// The day at an x, held inside the axis.
    pub fn day(&self, x: f32) -> Day {
        let x = x.min(self.right).max(self.left);
        (self.first + f64::from(x - self.left) / self.per_day).floor() as Day
    }
}

/// Days that the axis shows at least.
const LEAST: f64 = 12.0;
/// A gap of more than this share of the axis, with fewer events than this share before or after it,
/// is left out of the first view.
const GAP: (f64, f64) = (0.4, 0.06);

/// The scale that a frame draws with: what a brush needs to turn x into days.
pub fn scale(matter: &Matter, frame: &Frame) -> Scale {
    let size = name_size(frame.width);
    let widest =
        matter.lanes.iter().map(|l| (frame.measure)(&lane_name(l, frame), size, false)).fold(0.0, f32::max);
    let left = (widest + 18.0).min(frame.width * 0.4);
    let right = (frame.width - 14.0).max(left + 20.0);
    let (first, last) = match frame.window {
        Some((a, b)) => (f64::from(a), f64::from(b) + 1.0),
        None => {
            let (a, b) = matter.home;
            let margin = ((b - a) * 0.03).max(1.0);
            (a - margin, b + margin)
        }
    };
    let days = (last - first).max(LEAST);
    Scale { first: (first + last - days) / 2.0, per_day: f64::from(right - left) / days, left, right }
}

/// Size of lane names.
pub(super) fn name_size(width: f32) -> f32 {
    if width < crate::scene::NARROW { 11.5 } else { 12.5 }
}

/// A lane's name, cut short where the picture is narrow.
pub(super) fn lane_name(lane: &super::Lane, frame: &Frame) -> String {
    let most = (frame.width * 0.24).clamp(60.0, 130.0);
    let size = name_size(frame.width);
    let fits = |text: &str| (frame.measure)(text, size, false) <= most;
    if fits(&lane.name) {
        return lane.name.clone();
    }
    let mut name = lane.name.clone();
    while name.pop().is_some() {
        let short = format!("{}…", name.trim_end());
        if fits(&short) {
            return short;
        }
    }
    "…".to_owned()
}

/// What is shown at first, of a span with these first and last days of events: everything, unless a few
/// events far off would squeeze the rest.
pub(super) fn home(span: Option<(Day, Day)>, days: Vec<Day>) -> (f64, f64) {
    let Some((first, last)) = span else { return (0.0, 365.0) };
    let days: Vec<Day> = by_day(&days).into_iter().map(|at| days[at as usize]).collect();
    let (mut low, mut high) = (first, last);
    let few = ((days.len() as f64 * GAP.1) as usize).min(days.len() / 2);
    for i in 0..few {
        let wide = f64::from(high - low).max(1.0);
        if f64::from(days[i + 1] - days[i]) > wide * GAP.0 && days[i + 1] > low {
            low = days[i + 1];
        }
    }
    for i in 0..few {
        let (near, far) = (days[days.len() - 2 - i], days[days.len() - 1 - i]);
        let wide = f64::from(high - low).max(1.0);
        if f64::from(far - near) > wide * GAP.0 && near < high && near > low {
            high = near;
        }
    }
    (f64::from(low), f64::from(high) + 1.0)
}

/// A line of the axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Where.
    pub x: f32,
    /// What stands below; lines between the named ones have nothing.
    pub name: Option<String>,
}

/// How far ticks are apart.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Days(i32),
    Months(i32),
    Years(i32),
}

const STEPS: [Step; 14] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
];

impl Step {
    fn days(self) -> f64 {
        match self {
            Step::Days(n) => f64::from(n),
            Step::Months(n) => f64::from(n) * 30.44,
            Step::Years(n) => f64::from(n) * 365.25,
        }
    }

    /// The step's last day not after another.
    fn floor(self, at: Day) -> Day {
        let (y, m, _) = civil(at);
        match self {
            // Weeks begin on Monday: day 0 was a Thursday.
            Step::Days(n) => at - (at + 3).rem_euclid(n),
            Step::Months(n) => {
                let month = (y * 12 + m as i32 - 1).div_euclid(n) * n;
                day(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
            }
            Step::Years(n) => day(y.div_euclid(n) * n, 1, 1),
        }
    }

    /// The next one.
    fn next(self, at: Day) -> Day {
        match self {
            Step::Days(n) => at + n,
            Step::Months(n) => {
                let (y, m, _) = civil(at);
                let month = y * 12 + m as i32 - 1 + n;
                day(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
            }
            Step::Years(n) => day(civil(at).0 + n, 1, 1),
        }
    }

    fn name(self, at: Day, first: bool, words: &Words) -> String {
        let (y, m, d) = civil(at);
        let (year, month, of_day) =
            (y.to_string(), words.month(m, true), words.member(key!("months.short"), m as usize - 1));
        match self {
            Step::Years(_) => year,
            Step::Months(_) if m == 1 || first => words.fill(key!("axis.month"), &[&year, month]),
            Step::Months(_) => month.to_owned(),
            Step::Days(_) if first || (m == 1 && d <= 14) => {
                words.fill(key!("axis.day.year"), &[&year, of_day, &d.to_string()])
            }
            Step::Days(_) => words.fill(key!("axis.day"), &[&year, of_day, &d.to_string()]),
        }
    }
}

/// Days at which stretches of the calendar begin, each at least so many pixels wide, from the first that is in view to
/// the end of the last.
pub(super) fn calendar(scale: &Scale, wide: f64) -> Vec<Day> {
    let step = STEPS.into_iter().find(|s| s.days() * scale.per_day >= wide).unwrap_or(Step::Years(100));
    let (first, last) = (scale.first, scale.first + f64::from(scale.right - scale.left) / scale.per_day);
    if !(first > -4e6 && last < 4e6) {
        return Vec::new();
    }
    let mut edges = vec![step.floor(first.floor() as Day)];
    while let Some(&at) = edges.last().filter(|&&at| f64::from(at) < last && edges.len() < 2_000) {
        edges.push(step.next(at));
    }
    edges
}

/// The ticks of a scale: named ones at least `apart` pixels from each other, and plain ones between.
pub(super) fn ticks(scale: &Scale, apart: f32, words: &Words) -> Vec<Tick> {
    let wide = |s: &Step| s.days() * scale.per_day;
    let named = STEPS.into_iter().find(|s| wide(s) >= f64::from(apart)).unwrap_or(Step::Years(100));
    let nests = |s: &Step| match (s, named) {
        (Step::Days(a), Step::Days(b)) => b % a == 0,
        (Step::Days(_), _) => false,
        (Step::Months(a), Step::Months(b)) => b % a == 0,
        (Step::Months(_), Step::Years(n)) => n == 1,
        (Step::Years(a), Step::Years(b)) => b % a == 0,
        _ => false,
    };
    let fine = STEPS.into_iter().find(|s| nests(s) && wide(s) >= 14.0).unwrap_or(named);
    let (first, last) = (scale.first, scale.first + f64::from(scale.right - scale.left) / scale.per_day);
    // A century of days is the widest that is drawn in full; beyond, the loop would only be slow.
    if !(first > -4e6 && last < 4e6) {
        return Vec::new();
    }
    let mut ticks = Vec::new();
    let mut at = fine.floor(first.ceil() as Day);
    let mut unnamed = true;
    while f64::from(at) <= last && ticks.len() < 600 {
        if f64::from(at) >= first {
            let is_named = named.floor(at) == at;
            let name = is_named.then(|| named.name(at, unnamed, words));
            unnamed &= !is_named;
            ticks.push(Tick { x: scale.x(f64::from(at)), name });
        }
        at = fine.next(at);
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scale(first: (i32, u32, u32), days: f64) -> Scale {
        Scale {
            first: f64::from(day(first.0, first.1, first.2)),
            per_day: 800.0 / days,
            left: 0.0,
            right: 800.0,
        }
    }

    fn check(scale: &Scale, expect: &[&str]) {
        let names: Vec<String> =
            ticks(scale, 70.0, &Words::english()).into_iter().filter_map(|t| t.name).collect();
        assert_eq!(names, expect);
    }

    #[test]
    fn ticks_go_from_decades_to_days() {
        check(
            &scale((1990, 1, 1), 14_610.0),
            &["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025", "2030"],
        );
        check(
            &scale((2012, 6, 1), 3_700.0),
            &["2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022"],
        );
        check(&scale((2019, 1, 1), 365.0), &["Jan 2019", "Mar", "May", "Jul", "Sept", "Nov", "Jan 2020"]);
        check(
            &scale((2019, 2, 20), 8.0),
            &["20 Feb 2019", "21 Feb", "22 Feb", "23 Feb", "24 Feb", "25 Feb", "26 Feb", "27 Feb", "28 Feb"],
        );
    }

    proptest! {
        #[test]
        fn a_brushed_day_is_the_day_under_the_pointer(first in -20_000..40_000i32, days in 12.0..9e4f64, at in 0.0..1.0f64) {
            let scale = Scale { first: f64::from(first), per_day: 700.0 / days, left: 60.0, right: 760.0 };
            let day = f64::from(first) + (days * at).floor();
            let x = scale.x(day + 0.5);
            prop_assume!(x <= scale.right);
            // A pixel may hold many days: the one found lies within it.
            let off = (f64::from(scale.day(x)) - day).abs();
            prop_assert!(off <= 1.0 / scale.per_day.min(1.0) * 0.02 + 0.5 + 0.01 / scale.per_day, "{off}");
        }

        #[test]
        fn ticks_are_in_order_and_names_apart(first in -700_000..700_000i32, days in 12.0..300_000f64) {
            let scale = Scale { first: f64::from(first), per_day: 800.0 / days, left: 0.0, right: 800.0 };
            let ticks = ticks(&scale, 60.0, &Words::english());
            prop_assert!(ticks.is_sorted_by(|a, b| a.x < b.x));
            let named: Vec<f32> = ticks.iter().filter(|t| t.name.is_some()).map(|t| t.x).collect();
            prop_assert!(named.is_sorted_by(|a, b| b - a > 50.0), "{named:?}");
        }
    }
}
