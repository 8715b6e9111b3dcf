//! Which words form a date expression, and what it means before anything is resolved.

use super::words::{Part, Sense, Unit, look_up};
use crate::extract::Text;
use crate::extract::lexicon::classes;
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
    /// "the second week of May": which week, from 1; 0 is the last.
    WeekOf(i32, Point),
    /// "on the first day": which day of the days told before, from 1; 0 is the last.
    DayOf(i32),
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

/// A meaning, the token after its words, and the rule that read it.
pub(super) type Read = Option<(Meaning, usize, &'static str)>;

/// The tokens of one sentence.
pub struct Reader<'t, 'd> {
    pub(super) text: &'t Text<'d>,
    pub(super) range: Range<usize>,
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

    pub(super) fn expression(&self, i: usize) -> Read {
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
                if matches!(token.lower.as_str(), "christmas" | "new") {
                    return self.feast(i);
                }
                if !digits && !lead && look_up(&token.lower).is_none() {
                    return None;
                }
                self.dated(i)
                    .or_else(|| self.part(i))
                    .or_else(|| self.nth(i))
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
    pub(super) fn word(&self, i: usize) -> &'t str {
        if self.range.contains(&i) { &self.text.tokens[i].lower } else { "" }
    }

    pub(super) fn sense(&self, i: usize) -> Option<Sense> {
        look_up(self.word(i))
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.range.contains(&i) && self.text.tokens[i].capital
    }

    pub(super) fn before(&self, i: usize) -> &'t str {
        if i > self.range.start { self.word(i - 1) } else { "" }
    }

    pub(super) fn spaced(&self, i: usize) -> bool {
        !self.range.contains(&i) || self.text.tokens[i].spaced
    }

    pub(super) fn dash(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "–" | "—" | "‑" | "−")
    }

    /// A whole number without separators.
    pub(super) fn integer(&self, i: usize) -> Option<i32> {
        if !self.range.contains(&i) || self.text.tokens[i].kind != TokenKind::Number {
            return None;
        }
        self.word(i).parse().ok().filter(|_| self.word(i).len() <= 4)
    }

    /// "14", "fourteen", "twenty-five", "a".
    pub(super) fn count(&self, i: usize) -> Option<(i32, usize)> {
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
    pub(super) fn day(&self, i: usize) -> Option<(u8, usize)> {
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
    pub(super) fn month(&self, i: usize, numbered: bool) -> Option<(u8, usize)> {
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
    pub(super) fn year(&self, i: usize) -> Option<(i32, usize)> {
        let year = self.integer(i).filter(|_| self.word(i).len() == 4)?;
        (1000..=2199).contains(&year).then_some((year, i + 1))
    }

    /// ", 2019", "2019", "of 2019", "of the same year" is left out.
    pub(super) fn year_after(&self, i: usize) -> Option<(i32, usize)> {
        match self.word(i) {
            "," | "of" | "in" => self.year(i + 1),
            _ => self.year(i),
        }
    }

    /// One day or month, as written: point and the token after it.
    pub(super) fn point(&self, i: usize) -> Option<(Point, usize)> {
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
        // "On August, 9 …": as ministries translate.
        let comma = self.word(next) == ","
            && matches!(self.before(i), "on" | "since" | "until" | "from")
            && self.day(next + 1).is_some();
        let the = if self.word(next) == "the" || comma { next + 1 } else { next };
        if let Some((day, end)) = self.day(the)
            && !self.measured(end)
        {
            return Some(of(month, Some(day), end));
        }
        Some(of(month, None, next))
    }

    /// Whether a unit of measure follows a number.
    pub(super) fn measured(&self, i: usize) -> bool {
        classes::is(self.word(i), classes::AFTER_COUNT)
    }
}

fn day_or_month(month: u8, day: Option<u8>) -> Period {
    match day {
        Some(day) => Period::Day(month, day),
        None => Period::Month(month),
    }
}
