//! What an expression denotes, counted from the document's date and from the dates told before it.

use super::grammar::{From, Meaning, Period, Point, Which};
use super::words::{Part, Unit};
use crate::edtf::{Day, Edtf, civil, day, days_in_month};

/// Whether the words around an expression tell of the past or of what is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "met", "was signed".
    Past,
    /// "will", "is to".
    Future,
    /// Neither is said.
    Open,
}

/// What relative expressions are counted from.
#[derive(Clone, Debug)]
pub struct Anchors {
    /// First and last day on which the document may have been published.
    pub published: Option<(Day, Day)>,
    /// Whether that is itself a guess.
    pub unsure: bool,
    /// Dates told before, as their days: the last, and before it whatever was narrower.
    pub preceding: Vec<(Day, Day)>,
    /// A year written earlier in the sentence.
    pub year: Option<i32>,
    /// The day of publication where it is told without its year, as a day of the year 2001.
    pub yearless: Option<Day>,
}

/// A stretch of whole days, months or years before it is written as EDTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    unit: Unit,
    first: Day,
    last: Day,
}

impl Anchors {
    /// A date is told: from now on the last.
    pub fn tell(&mut self, days: (Day, Day)) {
        let wide = |(a, b): &(Day, Day)| b - a;
        self.preceding.retain(|told| wide(told) < wide(&days));
        if self.preceding.len() >= KEPT {
            self.preceding.pop();
        }
        self.preceding.push(days);
    }

    /// The value of an expression and whether it was counted from the document's date.
    pub fn resolve(&self, meaning: &Meaning, tense: Tense) -> Option<(Edtf, bool)> {
        match meaning {
            Meaning::Point(point) => self.point(*point, tense),
            Meaning::Between(a, b) => {
                let (a, b) = (self.with_year(*a, tense), self.with_year(*b, tense));
                let guessed = a.1 || b.1;
                let (mut a, b) = (a.0, b.0);
                if let (Some(y), Some(z)) = (a.year, b.year)
                    && y > z
                    && guessed
                {
                    a.year = Some(z);
                }
                Some((parse(&format!("{}/{}", plain(a)?, plain(b)?))?, guessed))
            }
            Meaning::Part(part, inner) => {
                let (whole, guessed) = self.resolve(inner, tense)?;
                Some((part_of(&whole, *part).unwrap_or(whole), guessed))
            }
            Meaning::LastDay(inner) => {
                let (whole, guessed) = self.resolve(inner, tense)?;
                Some((Edtf::from_day(whole.days().1?), guessed))
            }
            Meaning::WeekOf(nth, point) => {
                let (month, guessed) = self.point(*point, tense)?;
                let (first, last) = month.days();
                let (first, last) = (first?, last?);
                let week = if *nth == 0 { last - 6 } else { first + 7 * (nth - 1) };
                Some((Edtf::between(week, week + 6), guessed))
            }
            Meaning::DayOf(nth) => {
                let stay = |&&(a, b): &&(Day, Day)| (1..14).contains(&(b - a));
                let (a, b) = self.preceding.iter().rev().find(stay).copied()?;
                let day = if *nth == 0 { b } else { a + nth - 1 };
                (day <= b).then(|| (Edtf::from_day(day), false))
            }
            // "OSLO, May 4 … on Friday": most likely that very day
            Meaning::Weekday(_, Which::Near) if self.published.is_none() => self.without_year(Unit::Day, 0),
            Meaning::Shift(unit, by, From::Published) if self.published.is_none() => {
                self.without_year(*unit, *by)
            }
            Meaning::Weekday(weekday, which) => self.weekday(i32::from(*weekday), *which, tense),
            Meaning::Shift(unit, by, From::Published) => {
                let (mut a, mut b) = self.published?;
                // What "was held this weekend" was held on the last one.
                if *unit == Unit::Weekend && *by == 0 && tense == Tense::Past && (b + 3).rem_euclid(7) < 5 {
                    (a, b) = (a - 7, b - 7);
                }
                Some((self.now(shift(a, *unit, *by)?, shift(b, *unit, *by)?)?, true))
            }
            Meaning::Shift(unit, by, From::Preceding) => {
                // "in 2030 … The next day": the day after the last day that was told.
                let fits = |&&(a, b): &&(Day, Day)| b - a <= length(*unit);
                let (a, b) = self.preceding.iter().rev().find(fits).copied().or(self.published)?;
                Some((self.now(shift(a, *unit, *by)?, shift(b, *unit, *by)?)?, true))
            }
            Meaning::InYear(period, step) => self.in_year(*period, *step),
            Meaning::Stretch(unit, count, ahead) => {
                let (a, b) = self.published?;
                let by = count.unwrap_or(0).min(3000);
                let first = write(shift(a, *unit, if *ahead { 0 } else { -by })?)?;
                let last = write(shift(b, *unit, if *ahead { by } else { 0 })?)?;
                // "2019-02-25/2019-03-03" and such have no place on one side of an interval.
                let (first, last) = (first.split('/').next()?, last.split('/').next_back()?);
                let text = match (count, ahead) {
                    (None, true) => format!("{first}/.."),
                    (None, false) => format!("../{last}"),
                    _ => format!("{first}/{last}"),
                };
                Some((parse(&text)?, true))
            }
        }
    }

    fn point(&self, point: Point, tense: Tense) -> Option<(Edtf, bool)> {
        let (point, guessed) = self.with_year(point, tense);
        Some((parse(&plain(point)?)?, guessed))
    }

    /// Gives a point its year from the sentence, or from the document's date: the nearest year in
    /// the past for what has happened, ahead for what is to come, either way where neither is said.
    fn with_year(&self, point: Point, tense: Tense) -> (Point, bool) {
        if point.year.is_some() {
            return (point, false);
        }
        if let Some(year) = self.year {
            return (Point { year: Some(year), ..point }, false);
        }
        let Some((from, to)) = self.published else { return (point, false) };
        let year = civil(to).0;
        let in_year = |year| {
            let days = plain(Point { year: Some(year), ..point }).and_then(|t| parse(&t))?.days();
            Some((days.0?, days.1?))
        };
        let away = |year: i32| -> i32 {
            let Some((first, last)) = in_year(year) else { return i32::MAX };
            let gap = if first > to { first - to } else { (from - last).max(0) };
            match tense {
                // Reports call an ended event's days by the past even while it runs: a week's grace.
                Tense::Past if first > to + 7 => gap + 2000,
                Tense::Future if last < from - 7 => gap + 2000,
                _ => gap,
            }
        };
        let best =
            [year, year - 1, year + 1].into_iter().min_by_key(|y| away(*y)).filter(|y| away(*y) < i32::MAX);
        (Point { year: best, ..point }, true)
    }

    fn weekday(&self, weekday: i32, which: Which, tense: Tense) -> Option<(Edtf, bool)> {
        let (a, b) = self.published?;
        if b - a > 7 {
            return Some((self.published_itself()?, true));
        }
        let of = |d: Day| (d + 3).rem_euclid(7) + 1;
        // The nearest such day at or before the last possible day of publication.
        let back = b - (of(b) - weekday).rem_euclid(7);
        let found = match (which, tense) {
            (Which::Last, _) if back == b => back - 7,
            (Which::Last, _) => back,
            (Which::Next, _) => back + 7,
            (Which::Near, Tense::Future) if back < a => back + 7,
            (Which::This, _) => b - of(b) + weekday,
            _ => back,
        };
        let edtf = Edtf::from_day(found);
        Some((if self.unsure || a < b { edtf.approximate() } else { edtf }, true))
    }

    /// Days and months counted from a day of publication without a year.
    fn without_year(&self, unit: Unit, by: i32) -> Option<(Edtf, bool)> {
        let (_, month, day) = civil(self.yearless?.checked_add(if unit == Unit::Day { by } else { 0 })?);
        let text = match unit {
            Unit::Day if by.abs() < 32 => format!("XXXX-{month:02}-{day:02}"),
            Unit::Month => format!("XXXX-{:02}", (month as i32 - 1 + by).rem_euclid(12) + 1),
            _ => return None,
        };
        Some((parse(&text)?, true))
    }

    fn published_itself(&self) -> Option<Edtf> {
        let (a, b) = self.published?;
        let (first, last) = (civil(a), civil(b));
        let whole_months = first.2 == 1 && last.2 == days_in_month(last.0, last.1);
        let edtf = if whole_months && (first.0, first.1) == (last.0, last.1) {
            Edtf::from_month(first.0, first.1)
        } else if whole_months && first.0 == last.0 && (first.1, last.1) == (1, 12) {
            Edtf::from_year(first.0)
        } else {
            Edtf::between(a, b)
        };
        Some(if edtf.is_interval() { edtf } else { edtf.approximate() })
    }

    /// Writes what is counted from a date that may itself be a stretch of days.
    fn now(&self, a: Stretch, b: Stretch) -> Option<Edtf> {
        if a == b {
            let edtf = parse(&write(a)?)?;
            let blur = self.unsure && !matches!(a.unit, Unit::Year | Unit::Decade | Unit::Century);
            return Some(if blur && !edtf.is_interval() { edtf.approximate() } else { edtf });
        }
        let apart = b.last - a.first;
        match a.unit {
            Unit::Day | Unit::Week | Unit::Weekend if apart <= 21 => Some(Edtf::between(a.first, b.last)),
            Unit::Day | Unit::Week | Unit::Weekend => {
                let (first, last) = (civil(a.first), civil(b.last));
                let same = (first.0, first.1) == (last.0, last.1);
                Some(
                    if same { Edtf::from_month(first.0, first.1) } else { Edtf::from_year(first.0) }
                        .approximate(),
                )
            }
            _ => parse(&format!("{}/{}", write(a)?.split('/').next()?, write(b)?.split('/').next_back()?)),
        }
    }

    fn in_year(&self, period: Period, step: i32) -> Option<(Edtf, bool)> {
        let (a, b) = self.published?;
        let (year, month, _) = civil(a);
        // "last spring" is the latest that has ended, "next March" the first that has not begun.
        let year = match (period, step) {
            (Period::Quarter(_) | Period::Half(_), _) | (_, 0) => year + step,
            _ => {
                let days = |y| {
                    let (first, last) = parse(&plain(Point { year: Some(y), period })?)?.days();
                    Some((first?, last?))
                };
                let fits =
                    |y| days(y).is_some_and(|(first, last)| if step < 0 { last < a } else { first > b });
                let mut years = [year - 2, year - 1, year, year + 1];
                if step < 0 {
                    years.reverse();
                }
                years.into_iter().find(|y| fits(*y))?
            }
        };
        // In January and February "this winter" began the year before.
        let year = if period == Period::Season(24) && step == 0 && month <= 2 { year - 1 } else { year };
        Some((parse(&plain(Point { year: Some(year), period })?)?, true))
    }
}

fn parse(text: &str) -> Option<Edtf> {
    Edtf::parse(text).ok()
}

fn four(year: i32) -> Option<String> {
    (0..=9999).contains(&year).then(|| format!("{year:04}"))
}

/// A point as EDTF, `XXXX` for a year that nothing tells.
fn plain(point: Point) -> Option<String> {
    let year = match point.year {
        Some(year) => four(year)?,
        None => "XXXX".to_owned(),
    };
    Some(match point.period {
        Period::Year => year,
        Period::Decade => format!("{}X", &year[..3]),
        Period::Century => format!("{}XX", &year[..2]),
        Period::Season(code) => format!("{year}-{code:02}"),
        Period::Quarter(n) => format!("{year}-{:02}/{year}-{:02}", 3 * n - 2, 3 * n),
        Period::Half(n) => format!("{year}-{:02}/{year}-{:02}", 6 * n - 5, 6 * n),
        Period::Month(month) => format!("{year}-{month:02}"),
        Period::Day(month, day) => format!("{year}-{month:02}-{day:02}"),
    })
}

/// Thirds of a month (days 1–10, 11–20, 21–end), a year (four months each), a decade (4, 3, 3
/// years) and of anything else by its days.
fn part_of(whole: &Edtf, part: Part) -> Option<Edtf> {
    let (first, last) = whole.days();
    let (first, last) = (first?, last?);
    let (y, m, _) = civil(first);
    let span = last - first + 1;
    let text = match span {
        28..=31 => {
            let (a, b) = match part {
                Part::Early => (1, 10),
                Part::Middle => (11, 20),
                Part::Late => (21, days_in_month(y, m)),
                Part::Half(1) => (1, 15),
                Part::Half(_) => (16, days_in_month(y, m)),
            };
            return Some(Edtf::between(day(y, m, a), day(y, m, b)));
        }
        365..=366 => {
            let (a, b) = thirds(part, (1, 4), (5, 8), (9, 12));
            format!("{y:04}-{a:02}/{y:04}-{b:02}")
        }
        3652..=3653 => {
            let (a, b) = thirds(part, (0, 3), (4, 6), (7, 9));
            format!("{:04}/{:04}", y + a, y + b)
        }
        36_523..=36_525 => {
            let (a, b) = thirds(part, (0, 33), (34, 66), (67, 99));
            format!("{:04}/{:04}", y + a, y + b)
        }
        _ => {
            let (a, b) = thirds(part, (0, span / 3), (span / 3, 2 * span / 3), (2 * span / 3, span - 1));
            return Some(Edtf::between(first + a, first + b));
        }
    };
    parse(&text)
}

fn thirds(part: Part, early: (i32, i32), middle: (i32, i32), late: (i32, i32)) -> (i32, i32) {
    match part {
        Part::Early => early,
        Part::Middle => middle,
        Part::Late => late,
        Part::Half(1) => (early.0, (early.0 + late.1) / 2),
        Part::Half(_) => ((early.0 + late.1) / 2 + 1, late.1),
    }
}

/// How many dates are kept as anchors: as many as there are units.
const KEPT: usize = 8;

/// Most days that a unit covers: what is wider can't be its anchor.
fn length(unit: Unit) -> i32 {
    match unit {
        Unit::Day => 1,
        Unit::Week | Unit::Weekend => 7,
        Unit::Month => 31,
        Unit::Quarter => 92,
        Unit::Year => 366,
        Unit::Decade => 3653,
        Unit::Century => 36_525,
    }
}

/// The unit around a day, so many units away.
fn shift(from: Day, unit: Unit, by: i32) -> Option<Stretch> {
    let (y, m, _) = civil(from);
    let monday = from - (from + 3).rem_euclid(7);
    let years = |first: i32, count: i32| (day(first, 1, 1), day(first + count, 1, 1) - 1);
    let months = |first: i32, count: i32| {
        let at = |n: i32| day(n.div_euclid(12), n.rem_euclid(12) as u32 + 1, 1);
        (at(first), at(first + count) - 1)
    };
    let (first, last) = match unit {
        Unit::Day => (from + by, from + by),
        Unit::Week => (monday + 7 * by, monday + 7 * by + 6),
        Unit::Weekend => (monday + 7 * by + 5, monday + 7 * by + 6),
        Unit::Month => months(12 * y + m as i32 - 1 + by, 1),
        Unit::Quarter => months(12 * y + (m as i32 - 1) / 3 * 3 + 3 * by, 3),
        Unit::Year => years(y + by, 1),
        Unit::Decade => years(y.div_euclid(10) * 10 + 10 * by, 10),
        Unit::Century => years(y.div_euclid(100) * 100 + 100 * by, 100),
    };
    let fits = |d| (0..=9999).contains(&civil(d).0);
    (fits(first) && fits(last)).then_some(Stretch { unit, first, last })
}

fn write(stretch: Stretch) -> Option<String> {
    let (y, m, _) = civil(stretch.first);
    Some(match stretch.unit {
        Unit::Day | Unit::Week | Unit::Weekend => Edtf::between(stretch.first, stretch.last).to_string(),
        Unit::Month => format!("{}-{m:02}", four(y)?),
        Unit::Quarter => format!("{0}-{m:02}/{0}-{1:02}", four(y)?, m + 2),
        Unit::Year => four(y)?,
        Unit::Decade => format!("{}X", &four(y)?[..3]),
        Unit::Century => format!("{}XX", &four(y)?[..2]),
    })
}
