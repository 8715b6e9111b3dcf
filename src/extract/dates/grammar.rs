//! Which words form a date expression, and what it means before anything is resolved.

use super::words::{Part, Sense, Unit, look_up};
use crate::extract::Text;
use crate::extract::text::TokenKind;
use std::ops::Range;

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The whole year.
    Year,
    /// The ten years that begin with it.
    Decade,
    /// The hundred years that begin with it.
    Century,
    /// EDTF season code.
    Season(u8),
    /// Quarter, 1 to 4.
    Quarter(u8),
    /// Half of the year, 1 or 2.
    Half(u8),
    /// Month.
    Month(u8),
    /// Month and day.
    Day(u8, u8),
}

/// A period in a year that may be left to the context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The year, where it is written.
    pub year: Option<i32>,
    /// Which part of it.
    pub period: Period,
}

/// How a weekday is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// "on Friday".
    Near,
    /// "last Friday".
    Last,
    /// "this Friday".
    This,
    /// "next Friday".
    Next,
}

/// What a relative expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The day of publication.
    Published,
    /// The date told before it.
    Preceding,
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// "25 February 2019", "August".
    Point(Point),
    /// "25–27 February".
    Between(Point, Point),
    /// "late January", "the end of last year".
    Part(Part, Box<Meaning>),
    /// "by the end of the year": its last day.
    LastDay(Box<Meaning>),
    /// "on Wednesday".
    Weekday(u8, Which),
    /// "yesterday", "14 years ago", "next month": so many units from there.
    Shift(Unit, i32, From),
    /// "spring", "the first half" of the year so many years away.
    InYear(Period, i32),
    /// "the past five years", "the coming months": from now; no number leaves it open.
    Stretch(Unit, Option<i32>, bool),
}

/// An expression in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it means.
    pub meaning: Meaning,
    /// Which rule read it.
    pub rule: &'static str,
}

type Read = Option<(Meaning, usize, &'static str)>;

/// Words before a year that make it one ("in 2012").
const BEFORE_YEAR: &[&str] = &[
    "in",
    "of",
    "since",
    "from",
    "by",
    "until",
    "till",
    "for",
    "and",
    "to",
    "between",
    "before",
    "after",
    "during",
    "early",
    "mid",
    "late",
    "the",
    "through",
    "throughout",
    "or",
    "as",
    "than",
    "back",
    "than",
    "file",
    "versus",
    "vs",
    "over",
    "on",
];

/// Words before a number that make it a count ("some 2000").
const BEFORE_COUNT: &[&str] = &[
    "some",
    "about",
    "around",
    "nearly",
    "almost",
    "approximately",
    "least",
    "most",
    "up",
    "no",
    "number",
    "only",
    "another",
    "additional",
];

/// Words after a number that make it a measure ("2000 euros").
const AFTER_COUNT: &[&str] = &[
    "people",
    "soldiers",
    "troops",
    "men",
    "women",
    "km",
    "kilometres",
    "kilometers",
    "miles",
    "metres",
    "meters",
    "m",
    "kg",
    "tons",
    "tonnes",
    "euros",
    "dollars",
    "rubles",
    "roubles",
    "dinars",
    "units",
    "percent",
    "million",
    "billion",
    "thousand",
    "hectares",
    "year",
    "years",
    "hours",
    "days",
    "hp",
    "mw",
    "jobs",
    "pieces",
    "copies",
    "vehicles",
    "%",
    "€",
];

/// The tokens of one sentence.
pub struct Reader<'t, 'd> {
    text: &'t Text<'d>,
    range: Range<usize>,
}

impl<'t, 'd> Reader<'t, 'd> {
    /// Reads the sentence that covers these tokens.
    pub fn new(text: &'t Text<'d>, range: Range<usize>) -> Self {
        Reader { text, range }
    }

    /// All expressions of the sentence, in order, not overlapping.
    pub fn expressions(&self) -> Vec<Expression> {
        let mut found = Vec::new();
        let mut at = self.range.start;
        while at < self.range.end {
            match self.expression(at) {
                Some((meaning, end, rule)) if end > at => {
                    found.push(Expression { tokens: at..end, meaning, rule });
                    at = end;
                }
                _ => at += 1,
            }
        }
        found
    }

    fn expression(&self, i: usize) -> Read {
        let token = self.text.tokens.get(i)?;
        match token.kind {
            TokenKind::Number => self.dated(i).or_else(|| self.ago(i)),
            TokenKind::Word => {
                let digits = token.lower.starts_with(|c: char| c.is_ascii_digit());
                let lead = matches!(
                    token.lower.as_str(),
                    "the"
                        | "a"
                        | "an"
                        | "earlier"
                        | "later"
                        | "q1"
                        | "q2"
                        | "q3"
                        | "q4"
                        | "several"
                        | "same"
                        | "that"
                );
                if !digits && !lead && look_up(&token.lower).is_none() {
                    return None;
                }
                self.dated(i)
                    .or_else(|| self.part(i))
                    .or_else(|| self.stretch(i))
                    .or_else(|| self.relative(i))
                    .or_else(|| self.ago(i))
                    .or_else(|| self.season(i))
                    .or_else(|| self.weekday(i))
            }
            TokenKind::Punct if matches!(self.word(i), "'" | "’") => {
                let Some((Meaning::Point(point), end)) = self.decade(i + 1) else { return None };
                Some((Meaning::Point(point), end, "date.decade"))
            }
            _ => None,
        }
    }

    /// A token in lower case, empty past the sentence.
    fn word(&self, i: usize) -> &'t str {
        if self.range.contains(&i) { &self.text.tokens[i].lower } else { "" }
    }

    fn sense(&self, i: usize) -> Option<Sense> {
        look_up(self.word(i))
    }

    fn capital(&self, i: usize) -> bool {
        self.range.contains(&i) && self.text.tokens[i].capital
    }

    fn before(&self, i: usize) -> &'t str {
        if i > self.range.start { self.word(i - 1) } else { "" }
    }

    fn spaced(&self, i: usize) -> bool {
        !self.range.contains(&i) || self.text.tokens[i].spaced
    }

    fn dash(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "–" | "—" | "‑" | "−")
    }

    /// A whole number without separators.
    fn integer(&self, i: usize) -> Option<i32> {
        if !self.range.contains(&i) || self.text.tokens[i].kind != TokenKind::Number {
            return None;
        }
        self.word(i).parse().ok().filter(|_| self.word(i).len() <= 4)
    }

    /// "14", "fourteen", "twenty-five", "a".
    fn count(&self, i: usize) -> Option<(i32, usize)> {
        if let Some(n) = self.integer(i) {
            return Some((n, i + 1));
        }
        match self.sense(i) {
            Some(Sense::Number(n)) if n >= 20 && self.dash(i + 1) => match self.sense(i + 2) {
                Some(Sense::Number(m)) if m < 10 => Some((n + m, i + 3)),
                _ => Some((n, i + 1)),
            },
            Some(Sense::Number(n)) => Some((n, i + 1)),
            _ if matches!(self.word(i), "a" | "an") => Some((1, i + 1)),
            _ => None,
        }
    }

    /// "25", "25th".
    fn day(&self, i: usize) -> Option<(u8, usize)> {
        let word = self.word(i);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        if digits.is_empty() || digits.len() > 2 || !matches!(ending, "" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        let day = digits.parse().ok().filter(|d| (1..=31).contains(d))?;
        Some((day, i + 1))
    }

    /// "February", "Feb.", beside a number or not.
    fn month(&self, i: usize, numbered: bool) -> Option<(u8, usize)> {
        if !self.capital(i) {
            return None;
        }
        match self.sense(i)? {
            Sense::Month(m) => Some((m, i + 1)),
            Sense::MonthShort(m) => {
                let stop = self.word(i + 1) == "." && !self.spaced(i + 1);
                let end = if stop { i + 2 } else { i + 1 };
                (numbered || stop || self.day(end).is_some() || self.year(end).is_some()).then_some((m, end))
            }
            _ => None,
        }
    }

    /// A year of four digits, after a month or in an interval.
    fn year(&self, i: usize) -> Option<(i32, usize)> {
        let year = self.integer(i).filter(|_| self.word(i).len() == 4)?;
        (1000..=2199).contains(&year).then_some((year, i + 1))
    }

    /// ", 2019", "2019", "of 2019", "of the same year" is left out.
    fn year_after(&self, i: usize) -> Option<(i32, usize)> {
        match self.word(i) {
            "," | "of" | "in" => self.year(i + 1),
            _ => self.year(i),
        }
    }

    /// One day or month, as written: point and the token after it.
    fn point(&self, i: usize) -> Option<(Point, usize)> {
        let of = |month, day, end: usize| match self.year_after(end) {
            // "on 5 May in 2019" is one date; "in May, 2000 soldiers" is not.
            Some((year, after)) if self.word(end) != "in" && !self.measured(after) => {
                (Point { year: Some(year), period: day_or_month(month, day) }, after)
            }
            _ => (Point { year: None, period: day_or_month(month, day) }, end),
        };
        if let Some((day, next)) = self.day(i) {
            let next = if self.word(next) == "of" { next + 1 } else { next };
            let (month, end) = self.month(next, true)?;
            return Some(of(month, Some(day), end));
        }
        let (month, next) = self.month(i, false)?;
        let the = if self.word(next) == "the" { next + 1 } else { next };
        if let Some((day, end)) = self.day(the)
            && !self.measured(end)
        {
            return Some(of(month, Some(day), end));
        }
        Some(of(month, None, next))
    }

    /// Whether a unit of measure follows a number.
    fn measured(&self, i: usize) -> bool {
        AFTER_COUNT.contains(&self.word(i))
    }

    /// Explicit and partial dates, ranges of them, years, decades, centuries.
    fn dated(&self, i: usize) -> Read {
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
    fn numeric(&self, i: usize) -> Read {
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
            _ => return None,
        };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1000..=2199).contains(&year) {
            return None;
        }
        let period = Period::Day(month as u8, day as u8);
        Some((Meaning::Point(Point { year: Some(year), period }), end, "date.numeric"))
    }

    /// "25–27 February 2019", "5 and 6 May", "February 25–27, 2019".
    fn days_of_month(&self, i: usize) -> Read {
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
    fn calendar(&self, i: usize) -> Read {
        let mut start = i;
        if let Some(Sense::Weekday(_) | Sense::WeekdayShort(_)) = self.sense(i) {
            start = i + 1;
            while matches!(self.word(start), "," | "." | "the" | "(") && start < i + 3 {
                start += 1;
            }
            if !matches!(self.point(start), Some((Point { period: Period::Day(..), .. }, _))) {
                return None;
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
        if self.dash(end)
            && let Some((mut last, after)) = self.point(end + 1)
        {
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

    /// Whether "May" or "March" alone is the month: after a word that dates follow.
    fn month_is_meant(&self, i: usize) -> bool {
        let before = self.before(i);
        matches!(
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
    fn years(&self, i: usize) -> Read {
        let (year, next) = self.year(i)?;
        let before = self.before(i);
        let glued =
            i > self.range.start && !self.spaced(i) && !matches!(before, "(" | "–" | "—" | "/" | "[" | "-");
        let designation = before == "-" && !self.spaced(i) && !self.spaced(i - 1);
        if glued || designation || !(1500..=2149).contains(&year) {
            return None;
        }
        let joined = self.dash(next) || (self.word(next) == "/" && !self.spaced(next));
        if joined && self.spaced(next) == self.spaced(next + 1) {
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
        if year < 1800 && !BEFORE_YEAR.contains(&before) {
            return None;
        }
        let attached = self.range.contains(&next) && !self.spaced(next);
        if attached && (self.word(next) == "/" || self.text.tokens[next].kind == TokenKind::Word) {
            return None;
        }
        if self.measured(next) || BEFORE_COUNT.contains(&before) || (before == "than" && self.counted(i)) {
            return None;
        }
        if matches!(before, "$" | "€" | "£" | "#" | "№") || (before == "." && self.before(i - 1) == "no")
        {
            return None;
        }
        // "2000 reservists" counts; "the 2014 protests" and "in 2014 protests" date.
        let plural = self.word(next).ends_with('s') && !self.capital(next) && self.word(next).len() > 3;
        let introduced = BEFORE_YEAR.contains(&before);
        if plural && (!introduced || before == "of" || year < 1800) {
            return None;
        }
        if !introduced && year % 100 == 0 && self.capital(i.wrapping_sub(1)) {
            return None;
        }
        Some((Meaning::Point(Point { year: Some(year), period: Period::Year }), next, "date.year"))
    }

    /// "more than", "fewer than" before a number.
    fn counted(&self, i: usize) -> bool {
        i >= 2 && matches!(self.word(i - 2), "more" | "less" | "fewer" | "rather")
    }

    /// "1990s", "90s", "nineties".
    fn decade(&self, i: usize) -> Option<(Meaning, usize)> {
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
    fn century(&self, i: usize) -> Option<(Meaning, usize)> {
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
    fn quarter(&self, i: usize) -> Read {
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
            let part = if half == 1 { Part::Early } else { Part::Late };
            return Some((Meaning::Part(part, Box::new(Meaning::Point(point))), end, "date.part"));
        }
        None
    }

    /// "late January", "early in 2016", "mid-2018", "the end of last year", "by year end".
    fn part(&self, i: usize) -> Read {
        let the = if self.word(i) == "the" { i + 1 } else { i };
        if self.word(i) == "year" {
            let end = if self.dash(i + 1) { i + 2 } else { i + 1 };
            let this = Meaning::Shift(Unit::Year, 0, From::Published);
            return (self.word(end) == "end" && self.spaced(end) != self.dash(i + 1))
                .then(|| (Meaning::LastDay(Box::new(this)), end + 1, "date.end"));
        }
        let Some(Sense::Part(part)) = self.sense(the) else { return None };
        let noun = matches!(self.word(the), "beginning" | "start" | "end" | "middle");
        let mut at = the + 1;
        if self.dash(at) && !self.spaced(at) {
            at += 1;
        } else if matches!(self.word(at), "of" | "in") {
            if noun != (self.word(at) == "of") {
                return None;
            }
            at += 1;
        } else if noun {
            return None;
        }
        let (inner, end) = self.whole(at)?;
        let deadline = matches!(self.before(i), "by" | "until" | "till" | "before");
        if noun && part == Part::Late && deadline {
            return Some((Meaning::LastDay(Box::new(inner)), end, "date.end"));
        }
        Some((Meaning::Part(part, Box::new(inner)), end, "date.part"))
    }

    /// A period that can have a part: month, year, decade, "last year", "the year", "summer".
    fn whole(&self, i: usize) -> Option<(Meaning, usize)> {
        let the = if self.word(i) == "the" { i + 1 } else { i };
        if let Some((point @ Point { period: Period::Month(_), .. }, end)) = self.point(the) {
            return Some((Meaning::Point(point), end));
        }
        if let Some((year, end)) = self.year(the) {
            return Some((Meaning::Point(Point { year: Some(year), period: Period::Year }), end));
        }
        if let Some(found) = self.decade(the).or_else(|| self.century(the)) {
            return Some(found);
        }
        match (self.sense(the), self.sense(the + 1)) {
            (Some(Sense::Step(step)), Some(Sense::Unit(unit))) => {
                Some((Meaning::Shift(unit, step, From::Published), the + 2))
            }
            (
                Some(Sense::Unit(
                    unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century),
                )),
                _,
            ) if the > i || self.before(i) == "of" => {
                Some((Meaning::Shift(unit, 0, From::Published), the + 1))
            }
            (Some(Sense::Season(_)), _) => self.season(the).map(|(meaning, end, _)| (meaning, end)),
            _ => None,
        }
    }

    /// "the past five years", "the next two months", "the coming years".
    fn stretch(&self, i: usize) -> Read {
        let the = if self.word(i) == "the" { i + 1 } else { i };
        let Some(Sense::Step(step)) = self.sense(the) else { return None };
        if step == 0 {
            return None;
        }
        let (count, next) = match self.count(the + 1) {
            Some((n, next)) => (Some(n), next),
            None => (None, the + 1),
        };
        let Some(Sense::Units(unit)) = self.sense(next) else { return None };
        // "for the last 30 years" and "the last months of the war" are durations.
        let for_the = self.before(i) == "the" && i > self.range.start && self.before(i - 1) == "for";
        if self.before(i) == "for" || for_the || self.word(next + 1) == "of" {
            return None;
        }
        let open = count.is_none() && matches!(self.word(the), "coming" | "upcoming");
        (count.is_some() || open).then_some((
            Meaning::Stretch(unit, count, step > 0),
            next + 1,
            "date.stretch",
        ))
    }

    /// "yesterday", "last year", "earlier this month", "the day before", "the same year".
    fn relative(&self, i: usize) -> Read {
        if let Some(Sense::Day(days)) = self.sense(i) {
            return Some((Meaning::Shift(Unit::Day, days, From::Published), i + 1, "date.today"));
        }
        if matches!(self.word(i), "earlier" | "later") {
            let step = matches!(self.word(i + 1), "this" | "last" | "next" | "today")
                .then(|| self.relative(i + 1))?;
            return step.map(|(meaning, end, _)| (meaning, end, "date.step"));
        }
        if self.word(i) == "this" && self.word(i + 1) == "past" {
            return self.relative(i + 1);
        }
        let the = if matches!(self.word(i), "the" | "that") { i + 1 } else { i };
        if self.word(the) == "day" && matches!(self.word(the + 1), "before" | "after") {
            let sign = if self.word(the + 1) == "before" { -1 } else { 1 };
            return match self.sense(the + 2) {
                Some(Sense::Day(days @ (-1 | 1))) if days == sign => {
                    Some((Meaning::Shift(Unit::Day, 2 * sign, From::Published), the + 3, "date.today"))
                }
                _ => self.beside(the, i, sign),
            };
        }
        match (self.word(the), self.sense(the), self.sense(the + 1)) {
            ("same", _, Some(Sense::Unit(unit))) => {
                Some((Meaning::Shift(unit, 0, From::Preceding), the + 2, "date.same"))
            }
            (_, Some(Sense::Unit(unit)), _) if the > i && self.word(i) == "that" => {
                Some((Meaning::Shift(unit, 0, From::Preceding), the + 1, "date.same"))
            }
            (_, Some(Sense::Unit(_)), _) if the > i => {
                let sign = match self.word(the + 1) {
                    "before" | "earlier" => -1,
                    "after" => 1,
                    _ => return None,
                };
                self.beside(the, i, sign)
            }
            (word, Some(Sense::Step(step)), Some(Sense::Unit(unit))) => {
                let told = the > i && matches!(word, "next" | "following" | "previous");
                let told = told || matches!(word, "following" | "previous");
                let from = if told { From::Preceding } else { From::Published };
                // "the past year" is a stretch of time, "the last day" the end of something.
                if the > i && !told && !matches!(word, "current" | "coming") {
                    return None;
                }
                Some((Meaning::Shift(unit, step, from), the + 2, "date.step"))
            }
            (word, Some(Sense::Step(step)), Some(Sense::Season(season))) if the == i || word != "past" => {
                Some((Meaning::InYear(Period::Season(season), step), the + 2, "date.season"))
            }
            (_, Some(Sense::Step(step)), Some(Sense::Month(month))) if the == i && self.capital(the + 1) => {
                let step = if step == 0 { 0 } else { step.signum() * 100 };
                Some((Meaning::InYear(Period::Month(month), step), the + 2, "date.month"))
            }
            (word, Some(Sense::Step(step)), _) if the == i => {
                let days = match (word, self.word(i + 1)) {
                    ("last", "night") => -1,
                    ("this", "morning" | "afternoon" | "evening") => 0,
                    _ => return self.step_weekday(i, step),
                };
                Some((Meaning::Shift(Unit::Day, days, From::Published), i + 2, "date.today"))
            }
            (_, Some(Sense::Step(step)), _) => self.step_weekday(the, step),
            _ => None,
        }
    }

    /// "last Friday".
    fn step_weekday(&self, i: usize, step: i32) -> Read {
        let Some(Sense::Weekday(day)) = self.sense(i + 1) else { return None };
        let which = match step {
            0 => Which::This,
            1 => Which::Next,
            _ => Which::Last,
        };
        Some((Meaning::Weekday(day, which), i + 2, "date.weekday"))
    }

    /// "the day before" as an adverb: at the end of a clause or before a preposition.
    fn beside(&self, unit: usize, i: usize, sign: i32) -> Read {
        let Some(Sense::Unit(of)) = self.sense(unit) else { return None };
        let closed = matches!(
            self.word(unit + 2),
            "" | "." | "," | ";" | ")" | ":" | "in" | "at" | "by" | "that" | "with"
        ) || self.dash(unit + 2);
        (closed && unit > i).then_some((Meaning::Shift(of, sign, From::Preceding), unit + 2, "date.beside"))
    }

    /// "14 years ago", "a year earlier", "three days later", "two weeks from now".
    fn ago(&self, i: usize) -> Read {
        let (count, next) = self.count(i)?;
        let next = if matches!(self.word(next), "]") { next + 1 } else { next };
        let (Some(Sense::Unit(unit)) | Some(Sense::Units(unit))) = self.sense(next) else { return None };
        let (sign, from, end) = match (self.word(next + 1), self.word(next + 2)) {
            ("ago", _) => (-1, From::Published, next + 2),
            ("earlier" | "previously", _) => (-1, From::Preceding, next + 2),
            ("later", _) => (1, From::Preceding, next + 2),
            ("from", "now" | "today") => (1, From::Published, next + 3),
            _ => return None,
        };
        let (unit, count) = match unit {
            Unit::Decade => (Unit::Year, 10 * count.min(300)),
            Unit::Century => (Unit::Year, 100 * count.min(30)),
            unit => (unit, count.min(9999)),
        };
        Some((Meaning::Shift(unit, sign * count, from), end, "date.ago"))
    }

    /// "spring 2019", "in the summer of 2019", "in autumn".
    fn season(&self, i: usize) -> Read {
        let Some(Sense::Season(season)) = self.sense(i) else { return None };
        let period = Period::Season(season);
        if let Some((year, end)) =
            self.year_after(i + 1).filter(|_| matches!(self.word(i + 1), "of") || self.year(i + 1).is_some())
        {
            return Some((Meaning::Point(Point { year: Some(year), period }), end, "date.season"));
        }
        let the = self.before(i) == "the";
        let lead = if the && i > self.range.start { self.before(i - 1) } else { self.before(i) };
        if !matches!(lead, "in" | "by" | "since" | "until" | "early" | "late" | "during") {
            return None;
        }
        Some((Meaning::Point(Point { year: None, period }), i + 1, "date.season"))
    }

    /// "on Wednesday", "Thursday's".
    fn weekday(&self, i: usize) -> Read {
        let Some(Sense::Weekday(day)) = self.sense(i) else { return None };
        let habit = matches!(self.before(i), "every" | "each" | "any" | "black" | "bloody" | "good" | "holy");
        (self.capital(i) && !habit).then_some((Meaning::Weekday(day, Which::Near), i + 1, "date.weekday"))
    }
}

fn day_or_month(month: u8, day: Option<u8>) -> Period {
    match day {
        Some(day) => Period::Day(month, day),
        None => Period::Month(month),
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
