//! Dates as vague as their source: EDTF level 1 (ISO 8601-2), and the days that each may mean.
//!
//! A value keeps the spelling that it was made from, so "2017-01-21/2017-01-31" is never widened
//! to a month nor narrowed to a day. What a filter needs is [`Edtf::days`]: the first and the last
//! day that the value may denote, as days since 1970-01-01 in the proleptic Gregorian calendar.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A day, counted from 1970-01-01 (which is 0).
pub type Day = i32;

/// One EDTF value: a date, a partial date or an interval, perhaps uncertain (`?`, `~`, `%`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf(String);

/// Why a text is no EDTF value that we read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotEdtf(
    /// The text that was given.
    pub String,
);

impl fmt::Display for NotEdtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is no EDTF date; write 2017, 2017-01, 2017-01-27, 2017-21, 2017-01-2X, A/B, with ~ or ? where unsure",
            self.0
        )
    }
}

impl std::error::Error for NotEdtf {}

impl TryFrom<String> for Edtf {
    type Error = NotEdtf;
    fn try_from(text: String) -> Result<Self, NotEdtf> {
        Edtf::parse(&text)
    }
}

impl From<Edtf> for String {
    fn from(value: Edtf) -> String {
        value.0
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Days since 1970-01-01 of a day of the proleptic Gregorian calendar.
pub fn day(year: i32, month: u32, day: u32) -> Day {
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil.
    let y = i64::from(if month <= 2 { year - 1 } else { year });
    let era = y.div_euclid(400);
    let yoe = y - era * 400;
    let mp = i64::from((month + 9) % 12);
    let doy = (153 * mp + 2) / 5 + i64::from(day) - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    (era * 146_097 + doe - 719_468) as Day
}

/// Year, month and day of a day number.
pub fn civil(day: Day) -> (i32, u32, u32) {
    let z = i64::from(day) + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z - era * 146_097;
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let d = (doy - (153 * mp + 2) / 5 + 1) as u32;
    let m = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
    let y = yoe + era * 400 + i64::from(m <= 2);
    (y as i32, m, d)
}

/// Number of days in a month.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Edtf {
    /// Reads a value; what is not EDTF level 1 (with level 2's `X` digits) is an error.
    pub fn parse(text: &str) -> Result<Edtf, NotEdtf> {
        let text = text.trim();
        let bad = || NotEdtf(text.to_owned());
        let ok = match text.split_once('/') {
            Some((a, b)) => {
                let side = |s: &str| s.is_empty() || s == ".." || single(s).is_some();
                side(a) && side(b) && (single(a).is_some() || single(b).is_some())
            }
            None => single(text).is_some(),
        };
        if ok { Ok(Edtf(text.to_owned())) } else { Err(bad()) }
    }

    /// A single day; what lies outside the years −9999 to 9999 is moved to their edge.
    pub fn from_day(day: Day) -> Edtf {
        let (y, m, d) = civil(day.clamp(self::day(-9999, 1, 1), self::day(9999, 12, 31)));
        Edtf(format!("{}-{m:02}-{d:02}", four_digits(y)))
    }

    /// A month.
    pub fn from_month(year: i32, month: u32) -> Edtf {
        Edtf(format!("{}-{month:02}", four_digits(year)))
    }

    /// A year.
    pub fn from_year(year: i32) -> Edtf {
        Edtf(four_digits(year))
    }

    /// The closed interval between two days.
    pub fn between(first: Day, last: Day) -> Edtf {
        if first == last {
            return Edtf::from_day(first);
        }
        Edtf(format!("{}/{}", Edtf::from_day(first), Edtf::from_day(last)))
    }

    /// The same value marked approximate (`~`), unless it is marked already.
    pub fn approximate(self) -> Edtf {
        if self.is_uncertain() { self } else { Edtf(format!("{}~", self.0)) }
    }

    /// The same value marked uncertain (`?`), at both ends of an interval; what is approximate is both (`%`).
    pub fn uncertain(self) -> Edtf {
        let mark = |side: &str| match side.strip_suffix('~') {
            _ if side.is_empty() || side == ".." || side.ends_with(['?', '%']) => side.to_owned(),
            Some(core) => format!("{core}%"),
            None => format!("{side}?"),
        };
        Edtf(match self.0.split_once('/') {
            Some((a, b)) => format!("{}/{}", mark(a), mark(b)),
            None => mark(&self.0),
        })
    }

    /// The value as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the source, or its reader, was unsure: `?`, `~` or `%` stands in it.
    pub fn is_uncertain(&self) -> bool {
        self.0.bytes().any(|b| matches!(b, b'?' | b'~' | b'%'))
    }

    /// Whether it is an interval, with `/`.
    pub fn is_interval(&self) -> bool {
        self.0.contains('/')
    }

    /// First and last day that the value may denote; `None` is an open or unknown end.
    pub fn days(&self) -> (Option<Day>, Option<Day>) {
        if let Some(day) = plain(self.0.as_bytes()) {
            return (Some(day), Some(day));
        }
        match self.0.split_once('/') {
            Some((a, b)) => (single(a).map(|r| r.0), single(b).map(|r| r.1)),
            None => match single(&self.0) {
                Some((a, b)) => (Some(a), Some(b)),
                None => (None, None),
            },
        }
    }
}

/// A year as EDTF level 0 writes it, with a minus before Christ.
fn four_digits(year: i32) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.clamp(-9999, 9999).abs())
}

/// The day of "2017-01-27", as nearly all dates are written; `None` for anything else.
fn plain(text: &[u8]) -> Option<Day> {
    let number = |digits: &[u8]| {
        let digit = |sum: Option<u32>, b: &u8| {
            b.is_ascii_digit().then(|| sum.map(|s| s * 10 + u32::from(b - b'0')))?
        };
        digits.iter().fold(Some(0), digit)
    };
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    let (year, month, at) = (number(&text[..4])? as i32, number(&text[5..7])?, number(&text[8..])?);
    let sound = (1..=12).contains(&month) && at >= 1 && at <= days_in_month(year, month);
    sound.then(|| day(year, month, at))
}

/// The days of one value without `/`.
fn single(text: &str) -> Option<(Day, Day)> {
    let core = text.trim_end_matches(['?', '~', '%']);
    let (sign, digits) = match core.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, core),
    };
    let mut parts = digits.split('-');
    let (year, month, dayp) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let range = |s: &str, len: usize| -> Option<(u32, u32)> {
        let (mut low, mut high) = (0, 0);
        for b in s.bytes() {
            let (from, to) = match b {
                b'0'..=b'9' => (b - b'0', b - b'0'),
                b'X' => (0, 9),
                _ => return None,
            };
            (low, high) = (low * 10 + u32::from(from), high * 10 + u32::from(to));
        }
        (s.len() == len).then_some((low, high))
    };
    let (y0, y1) = range(year, 4)?;
    let (y0, y1) = if sign < 0 { (-(y1 as i32), -(y0 as i32)) } else { (y0 as i32, y1 as i32) };
    let Some(month) = month else {
        return Some((day(y0, 1, 1), day(y1, 12, 31)));
    };
    if let Ok(season @ 21..=41) = month.parse::<u32>() {
        // 21–24 seasons (northern), 33–36 quarters, 40–41 half-years.
        if dayp.is_some() {
            return None;
        }
        let (from, months) = match season {
            21..=23 => ((season - 21) * 3 + 3, 3),
            24 => (12, 3),
            33..=36 => ((season - 33) * 3 + 1, 3),
            40..=41 => ((season - 40) * 6 + 1, 6),
            _ => return None,
        };
        let last = from + months - 1;
        let (ly, lm) = if last > 12 { (y1 + 1, last - 12) } else { (y1, last) };
        return Some((day(y0, from, 1), day(ly, lm, days_in_month(ly, lm))));
    }
    let (m0, m1) = range(month, 2)?;
    let (m0, m1) = if month.contains('X') { (m0.max(1), m1.min(12)) } else { (m0, m1) };
    if m0 < 1 || m1 > 12 {
        return None;
    }
    let Some(dayp) = dayp else {
        return Some((day(y0, m0, 1), day(y1, m1, days_in_month(y1, m1))));
    };
    let (d0, d1) = range(dayp, 2)?;
    let most = days_in_month(y1, m1);
    let (d0, d1) = if dayp.contains('X') { (d0.max(1), d1.min(most)) } else { (d0, d1) };
    if d0 < 1 || d1 > most || d0 > d1 {
        return None;
    }
    Some((day(y0, m0, d0), day(y1, m1, d1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(&str, &str)>) {
        let got = Edtf::parse(text).ok().map(|e| {
            let (a, b) = e.days();
            let show = |d: Option<Day>| d.map_or("..".to_owned(), |d| Edtf::from_day(d).to_string());
            (show(a), show(b))
        });
        assert_eq!(got, expect.map(|(a, b)| (a.to_owned(), b.to_owned())), "{text}");
    }

    #[test]
    fn values_denote_the_days_that_their_source_allows() {
        check("2017", Some(("2017-01-01", "2017-12-31")));
        check("2016-02", Some(("2016-02-01", "2016-02-29")));
        check("2013-11~", Some(("2013-11-01", "2013-11-30")));
        check("2017-01-2X", Some(("2017-01-20", "2017-01-29")));
        check("2019-02-25/2019-03-03", Some(("2019-02-25", "2019-03-03")));
        check("../2019-02", Some(("..", "2019-02-28")));
        check("2017-24", Some(("2017-12-01", "2018-02-28")));
        check("XXXX-10-14", Some(("0000-10-14", "9999-10-14")));
        for bad in ["", "late January", "2017-13", "2017-02-30", "17", "../..", "2017-01-01-01"] {
            check(bad, None);
        }
    }

    #[test]
    fn doubt_is_marked_once_at_each_end() {
        let marked = |text: &str| Edtf::parse(text).map(|e| e.uncertain().to_string());
        for (text, expect) in [
            ("2017-01-21", "2017-01-21?"),
            ("2013-11~", "2013-11%"),
            ("2013-11?", "2013-11?"),
            ("2017-01-21/2017-01-31", "2017-01-21?/2017-01-31?"),
            ("../2019-02", "../2019-02?"),
        ] {
            assert_eq!(marked(text), Ok(expect.to_owned()), "{text}");
            assert!(Edtf::parse(expect).is_ok(), "{expect}");
        }
    }

    #[test]
    fn every_day_survives_the_calendar() {
        for d in (-800_000..800_000).step_by(97) {
            let (y, m, dd) = civil(d);
            assert_eq!(day(y, m, dd), d);
            assert_eq!(Edtf::parse(Edtf::from_day(d).as_str()).map(|e| e.days()), Ok((Some(d), Some(d))));
        }
    }
}
