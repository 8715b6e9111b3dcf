//! Dates that are written out, in full or in part: days, months, years, ranges, decades, quarters.

use super::grammar::{Meaning, Period, Point, Read, Reader};
use super::words::{Part, Sense, Unit};
use crate::extract::lexicon::classes;
use crate::extract::text::TokenKind;

impl Reader<'_, '_> {
    /// Explicit and partial dates, ranges of them, years, decades, centuries.
    pub(super) fn dated(&self, i: usize) -> Read {
        self.numeric(i)
            .or_else(|| self.days_of_month(i))
            .or_else(|| self.calendar(i))
            .or_else(|| self.years(i))
            .or_else(|| self.quarter(i))
            .or_else(|| {
                let (meaning, end) = self.decade(i).or_else(|| self.century(i))?;
                Some((meaning, end, "date.decade"))
            })
    }

    /// "27.01.2017", "27/01/2017", "2017-01-27".
    pub(super) fn numeric(&self, i: usize) -> Read {
        let token = self.text.tokens.get(i).filter(|t| t.kind == TokenKind::Number)?;
        let (a, b, c, end) = match token.lower.split('.').collect::<Vec<_>>()[..] {
            [a, b, c] => (a, b, c, i + 1),
            [_] if matches!(self.word(i + 1), "-" | "/") && self.word(i + 1) == self.word(i + 3) => {
                if (1..5).any(|k| self.spaced(i + k)) {
                    return None;
                }
                (self.word(i), self.word(i + 2), self.word(i + 4), i + 5)
            }
            _ => return None,
        };
        let digits = |s: &str| s.len() <= 4 && !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if ![a, b, c].into_iter().all(digits) {
            return None;
        }
        let read = |s: &str| s.parse::<i32>().unwrap_or(0);
        let (year, month, day) = match (a.len(), c.len()) {
            (4, 1..=2) => (read(a), read(b), read(c)),
            // Day before month, as in Europe, unless only the other order is a date.
            (1..=2, 4) if read(b) > 12 => (read(c), read(a), read(b)),
            (1..=2, 4) => (read(c), read(b), read(a)),
            // "06.05.19"
            (2, 2) if b.len() == 2 && end == i + 1 && read(c) < 50 => (2000 + read(c), read(b), read(a)),
            _ => return None,
        };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1000..=2199).contains(&year) {
            return None;
        }
        let period = Period::Day(month as u8, day as u8);
        Some((Meaning::Point(Point { year: Some(year), period }), end, "date.numeric"))
    }

    /// "25–27 February 2019", "5 and 6 May", "February 25–27, 2019".
    pub(super) fn days_of_month(&self, i: usize) -> Read {
        let i0 = i;
        let (month, first, next) = match self.month(i, true) {
            Some((month, next)) => {
                let (day, next) = self.day(next)?;
                (Some(month), day, next)
            }
            None => {
                let (day, next) = self.day(i)?;
                (None, day, next)
            }
        };
        let joined = self.dash(next) || matches!(self.word(next), "to" | "and" | "through" | "or");
        if !joined || i0 == next {
            return None;
        }
        let (last, next) = self.day(next + 1)?;
        let (month, end) = match month {
            // "February 25 – 3 March" is no range inside a month, "5 and 6 May" is.
            Some(month) if self.month(next, true).is_none() && !self.measured(next) => (month, next),
            Some(_) => return None,
            None => {
                let of = if self.word(next) == "of" { next + 1 } else { next };
                self.month(of, true)?
            }
        };
        let (year, end) = match self.year_after(end) {
            Some((year, after)) if self.word(end) != "in" => (Some(year), after),
            _ => (None, end),
        };
        if last <= first {
            return None;
        }
        let at = |day| Point { year, period: Period::Day(month, day) };
        Some((Meaning::Between(at(first), at(last)), end, "date.days"))
    }

    /// "Monday, 25 February 2019", "February 25 – March 3, 2019", "in August", "May 2019".
    pub(super) fn calendar(&self, i: usize) -> Read {
        let mut start = i;
        if let Some(Sense::Weekday(_) | Sense::WeekdayShort(_)) = self.sense(i) {
            start = i + 1;
            while matches!(self.word(start), "," | "." | "the" | "(") && start < i + 3 {
                start += 1;
            }
            if !matches!(self.point(start), Some((Point { period: Period::Day(..), .. }, _))) {
                // "Thursday, 25.05.2017"
                return self.numeric(start);
            }
        }
        let (mut point, mut end) = self.point(start)?;
        if start > i && self.word(start - 1) == "(" && self.word(end) == ")" {
            end += 1;
        }
        let ambiguous = matches!(self.word(start), "may" | "march") && end == start + 1;
        if ambiguous && !self.month_is_meant(start) {
            return None;
        }
        let joined = self.dash(end) || self.spans_to(i, end);
        if joined && let Some((mut last, after)) = self.point(end + 1) {
            if point.year.is_none() {
                point.year = last.year;
                if let (Some(year), true) = (last.year, order(point.period) > order(last.period)) {
                    point.year = Some(year - 1);
                }
            } else if last.year.is_none() {
                last.year = point.year;
            }
            return Some((Meaning::Between(point, last), after, "date.range"));
        }
        Some((Meaning::Point(point), end, "date.calendar"))
    }

    /// "from A to B", "between A and B": whether the word behind the first date joins the second.
    fn spans_to(&self, i: usize, end: usize) -> bool {
        match self.before(i) {
            "from" => matches!(self.word(end), "to" | "until" | "till" | "through"),
            "between" => self.word(end) == "and",
            _ => false,
        }
    }

    /// Whether "May" or "March" alone is the month: after a word that dates follow.
    pub(super) fn month_is_meant(&self, i: usize) -> bool {
        let before = self.before(i);
        // "in April and May"
        let listed = matches!(before, "and" | "or" | ",")
            && i > self.range.start + 1
            && self.capital(i - 2)
            && matches!(self.sense(i - 2), Some(Sense::Month(_)));
        listed
            || matches!(
                before,
                "in" | "since"
                    | "until"
                    | "till"
                    | "by"
                    | "of"
                    | "early"
                    | "late"
                    | "mid"
                    | "-"
                    | "last"
                    | "next"
                    | "this"
                    | "from"
                    | "before"
                    | "after"
                    | "between"
                    | "during"
            )
    }

    /// "2012", "2017-2018", "2017–18", "2017/18".
    pub(super) fn years(&self, i: usize) -> Read {
        let (year, next) = self.year(i)?;
        let before = self.before(i);
        let glued =
            i > self.range.start && !self.spaced(i) && !matches!(before, "(" | "–" | "—" | "/" | "[" | "-");
        let designation = before == "-" && !self.spaced(i) && !self.spaced(i - 1);
        if glued || designation || !(1500..=2149).contains(&year) {
            return None;
        }
        let joined = self.dash(next) || (self.word(next) == "/" && !self.spaced(next));
        if joined && self.spaced(next) == self.spaced(next + 1) || self.spans_to(i, next) {
            let last = match self.integer(next + 1) {
                Some(n) if self.word(next + 1).len() == 4 => Some(n),
                Some(n) if self.word(next + 1).len() == 2 && !self.spaced(next) => {
                    Some(year - year % 100 + n)
                }
                _ => None,
            };
            if let Some(last) = last.filter(|l| *l > year && *l < year + 200 && !self.measured(next + 2)) {
                let at = |year| Point { year: Some(year), period: Period::Year };
                return Some((Meaning::Between(at(year), at(last)), next + 2, "date.years"));
            }
        }
        if year < 1800 && !classes::is(before, classes::BEFORE_YEAR) {
            return None;
        }
        let attached = self.range.contains(&next) && !self.spaced(next);
        if attached && (self.word(next) == "/" || self.text.tokens[next].kind == TokenKind::Word) {
            return None;
        }
        if self.measured(next)
            || classes::is(before, classes::BEFORE_COUNT)
            || (before == "than" && self.counted(i))
        {
            return None;
        }
        if matches!(before, "$" | "€" | "£" | "#" | "№") || (before == "." && self.before(i - 1) == "no")
        {
            return None;
        }
        // "2000 reservists" counts; "the 2014 protests" and "in 2014 protests" date.
        let plural = self.word(next).ends_with('s') && !self.capital(next) && self.word(next).len() > 3;
        let introduced = classes::is(before, classes::BEFORE_YEAR);
        if plural && (!introduced || before == "of" || year < 1800) {
            return None;
        }
        if !introduced && year % 100 == 0 && self.capital(i.wrapping_sub(1)) {
            return None;
        }
        Some((Meaning::Point(Point { year: Some(year), period: Period::Year }), next, "date.year"))
    }

    /// "more than", "fewer than" before a number.
    pub(super) fn counted(&self, i: usize) -> bool {
        i >= 2 && matches!(self.word(i - 2), "more" | "less" | "fewer" | "rather")
    }

    /// "1990s", "90s", "nineties".
    pub(super) fn decade(&self, i: usize) -> Option<(Meaning, usize)> {
        let at = |year, end| Some((Meaning::Point(Point { year: Some(year), period: Period::Decade }), end));
        if let Some(Sense::Decade(tens)) = self.sense(i) {
            return if self.before(i) == "the" { at(1900 + tens, i + 1) } else { None };
        }
        let (digits, end) = match self.word(i).strip_suffix('s') {
            Some(digits) => (digits, i + 1),
            None if self.word(i + 1).ends_with('s')
                && self.range.contains(&(i + 1))
                && self.text.tokens[i + 1].kind == TokenKind::Possessive
                && self.word(i).ends_with('0') =>
            {
                (self.word(i), i + 2)
            }
            None => return None,
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || !digits.ends_with('0') {
            return None;
        }
        match (digits.len(), digits.parse::<i32>().ok()?) {
            (4, year @ 1500..=2090) => at(year, end),
            (2, tens @ 30..=90) => at(1900 + tens, end),
            _ => None,
        }
    }

    /// "20th century", "twenty-first century".
    pub(super) fn century(&self, i: usize) -> Option<(Meaning, usize)> {
        let (number, next) = match self.sense(i) {
            Some(Sense::Ordinal(n)) => (n, i + 1),
            Some(Sense::Number(20)) if self.dash(i + 1) => match self.sense(i + 2) {
                Some(Sense::Ordinal(n)) if n < 10 => (20 + n, i + 3),
                _ => return None,
            },
            _ => {
                let (n, next) = self.day(i)?;
                (i32::from(n), next)
            }
        };
        if self.sense(next) != Some(Sense::Unit(Unit::Century)) || !(11..=22).contains(&number) {
            return None;
        }
        Some((Meaning::Point(Point { year: Some(100 * (number - 1)), period: Period::Century }), next + 1))
    }

    /// "Q1 2019", "the first quarter of 2019", "the second half of the year".
    pub(super) fn quarter(&self, i: usize) -> Read {
        let the = if self.word(i) == "the" { i + 1 } else { i };
        let (period, next) = match (self.word(the), self.sense(the)) {
            (q @ ("q1" | "q2" | "q3" | "q4"), _) => (Period::Quarter(q.as_bytes()[1] - b'0'), the + 1),
            (_, Some(Sense::Ordinal(n @ 1..=4))) if self.word(the + 1) == "quarter" => {
                (Period::Quarter(n as u8), the + 2)
            }
            (_, Some(Sense::Ordinal(n @ 1..=2))) if self.word(the + 1) == "half" => {
                (Period::Half(n as u8), the + 2)
            }
            _ => return None,
        };
        if let Some((year, end)) = self.year_after(next).filter(|_| self.word(next) != ",") {
            return Some((Meaning::Point(Point { year: Some(year), period }), end, "date.quarter"));
        }
        // "we will sign in the first quarter."
        let bare = the > i
            && matches!(period, Period::Quarter(_))
            && matches!(self.before(i), "in" | "by" | "until" | "before" | "during")
            && matches!(self.word(next), "" | "." | "," | ";" | "and");
        if bare {
            return Some((Meaning::Point(Point { year: None, period }), next, "date.quarter"));
        }
        if self.word(next) != "of" {
            return None;
        }
        let at = next + 1;
        if matches!(self.word(at), "the") && self.word(at + 1) == "year" {
            return Some((Meaning::InYear(period, 0), at + 2, "date.quarter"));
        }
        if let (Some(Sense::Step(step)), "year") = (self.sense(at), self.word(at + 1)) {
            return Some((Meaning::InYear(period, step), at + 2, "date.quarter"));
        }
        if let (Period::Half(half), Some((point @ Point { period: Period::Month(_), .. }, end))) =
            (period, self.point(at))
        {
            return Some((
                Meaning::Part(Part::Half(half), Box::new(Meaning::Point(point))),
                end,
                "date.part",
            ));
        }
        None
    }
}

/// Sorts days and months inside a year.
fn order(period: Period) -> (u8, u8) {
    match period {
        Period::Day(month, day) => (month, day),
        Period::Month(month) => (month, 0),
        _ => (0, 0),
    }
}
