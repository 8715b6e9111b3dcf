//! Dates that point: parts of a period, "last year", "14 years ago", seasons, weekdays.

use super::grammar::{From, Meaning, Period, Point, Read, Reader, Which};
use super::words::{Part, Sense, Unit};

impl Reader<'_, '_> {
    /// "late January", "early in 2016", "mid-2018", "the end of last year", "by year end".
    pub(super) fn part(&self, i: usize) -> Read {
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

    /// "the last week of May", "on the first day".
    pub(super) fn nth(&self, i: usize) -> Read {
        if self.word(i) != "the" {
            return None;
        }
        let nth = match (self.word(i + 1), self.sense(i + 1)) {
            ("last" | "final", _) => 0,
            (_, Some(Sense::Ordinal(n))) if (1..=7).contains(&n) => n,
            _ => return None,
        };
        match self.word(i + 2) {
            "week" if nth <= 4 && matches!(self.word(i + 3), "of" | "in") => {
                let (point @ Point { period: Period::Month(_), .. }, end) = self.point(i + 4)? else {
                    return None;
                };
                Some((Meaning::WeekOf(nth, point), end, "date.week"))
            }
            "day" if self.before(i) == "on" => {
                let of =
                    self.word(i + 3) == "of" && matches!(self.word(i + 4), "the" | "his" | "her" | "their");
                let stay =
                    matches!(self.word(i + 5), "visit" | "trip" | "stay" | "talks" | "meeting" | "exercise");
                (!matches!(self.word(i + 3), "of" | "in" | "after") || of && stay).then_some((
                    Meaning::DayOf(nth),
                    i + 3,
                    "date.nth",
                ))
            }
            _ => None,
        }
    }

    /// A period that can have a part: month, year, decade, "last year", "the year", "summer".
    pub(super) fn whole(&self, i: usize) -> Option<(Meaning, usize)> {
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
            // "the end of the summer"
            (Some(Sense::Season(season)), _) if the > i && self.before(i) == "of" => {
                let (year, end) = match self.year_after(the + 1) {
                    Some((year, end)) => (Some(year), end),
                    None => (None, the + 1),
                };
                Some((Meaning::Point(Point { year, period: Period::Season(season) }), end))
            }
            (Some(Sense::Season(_)), _) => self.season(the).map(|(meaning, end, _)| (meaning, end)),
            _ => None,
        }
    }

    /// "the past five years", "the next two months", "the coming years".
    pub(super) fn stretch(&self, i: usize) -> Read {
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
    pub(super) fn relative(&self, i: usize) -> Read {
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
    pub(super) fn step_weekday(&self, i: usize, step: i32) -> Read {
        let Some(Sense::Weekday(day)) = self.sense(i + 1) else { return None };
        let which = match step {
            0 => Which::This,
            1 => Which::Next,
            _ => Which::Last,
        };
        Some((Meaning::Weekday(day, which), i + 2, "date.weekday"))
    }

    /// "the day before" as an adverb: at the end of a clause or before a preposition.
    pub(super) fn beside(&self, unit: usize, i: usize, sign: i32) -> Read {
        let Some(Sense::Unit(of)) = self.sense(unit) else { return None };
        let closed = matches!(
            self.word(unit + 2),
            "" | "." | "," | ";" | ")" | ":" | "in" | "at" | "by" | "that" | "with"
        ) || self.dash(unit + 2);
        (closed && unit > i).then_some((Meaning::Shift(of, sign, From::Preceding), unit + 2, "date.beside"))
    }

    /// "14 years ago", "a year earlier", "three days later", "two weeks from now".
    pub(super) fn ago(&self, i: usize) -> Read {
        let (count, next) = self.count(i)?;
        let next = if matches!(self.word(next), "]") { next + 1 } else { next };
        let (Some(Sense::Unit(unit)) | Some(Sense::Units(unit))) = self.sense(next) else { return None };
        // "a year and a half later", "two and a half years ago": counted in months
        let half =
            matches!((self.word(next + 1), self.word(next + 2), self.word(next + 3)), ("and", "a", "half"));
        if half && unit == Unit::Year {
            let (sign, from, end) = self.direction(next + 4)?;
            return Some((
                Meaning::Shift(Unit::Month, sign * (12 * count.min(999) + 6), from),
                end,
                "date.ago",
            ));
        }
        let (sign, from, end) = self.direction(next + 1)?;
        let (unit, count) = match unit {
            Unit::Decade => (Unit::Year, 10 * count.min(300)),
            Unit::Century => (Unit::Year, 100 * count.min(30)),
            unit => (unit, count.min(9999)),
        };
        Some((Meaning::Shift(unit, sign * count, from), end, "date.ago"))
    }

    /// "ago", "earlier", "later", "from now": the sign, what is counted from, the token behind.
    fn direction(&self, at: usize) -> Option<(i32, From, usize)> {
        Some(match (self.word(at), self.word(at + 1)) {
            ("ago", _) => (-1, From::Published, at + 1),
            ("earlier" | "previously", _) => (-1, From::Preceding, at + 1),
            ("later", _) => (1, From::Preceding, at + 1),
            ("from", "now" | "today") => (1, From::Published, at + 2),
            _ => return None,
        })
    }

    /// "before Christmas", "on New Year's Day": days that have a name.
    pub(super) fn feast(&self, i: usize) -> Read {
        let new_year = self.capital(i)
            && self.word(i) == "new"
            && self.word(i + 1) == "year"
            && matches!(self.word(i + 2), "'s" | "’s");
        let (month, day, end) = match (self.word(i), self.word(i + 3)) {
            ("christmas", _) if self.capital(i) => match self.word(i + 1) {
                "eve" => (12, 24, i + 2),
                "day" => (12, 25, i + 2),
                _ if matches!(
                    self.before(i),
                    "before" | "by" | "at" | "until" | "after" | "since" | "around"
                ) =>
                {
                    (12, 25, i + 1)
                }
                _ => return None,
            },
            ("new", "eve") if new_year => (12, 31, i + 4),
            ("new", "day") if new_year => (1, 1, i + 4),
            _ => return None,
        };
        let (year, end) = match self.year_after(end) {
            Some((year, after)) => (Some(year), after),
            None => (None, end),
        };
        let period = Period::Day(month, day);
        // "promised a reply before Christmas": the one that comes
        if year.is_none() && matches!(self.before(i), "before" | "by" | "until") {
            return Some((Meaning::InYear(period, 0), end, "date.feast"));
        }
        Some((Meaning::Point(Point { year, period }), end, "date.feast"))
    }

    /// "spring 2019", "in the summer of 2019", "in autumn".
    pub(super) fn season(&self, i: usize) -> Read {
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
    pub(super) fn weekday(&self, i: usize) -> Read {
        let Some(Sense::Weekday(day)) = self.sense(i) else { return None };
        let habit =
            matches!(self.before(i), "every" | "each" | "any" | "a" | "black" | "bloody" | "good" | "holy");
        (self.capital(i) && !habit).then_some((Meaning::Weekday(day, Which::Near), i + 1, "date.weekday"))
    }
}
