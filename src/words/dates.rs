//! Dates as people say them, by the patterns and months of the language's table (which follow CLDR).

use super::{Key, Words, key};
use crate::edtf::{Edtf, civil, days_in_month};

/// How months are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Long,
    Short,
}

/// The case in which a date stands: alone, or after a word that governs it ("by", "late").
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Alone,
    Of,
}

impl Words {
    /// A date as people say it: "27 January 2017", "late January 2017", "by February 2019".
    pub fn date(&self, edtf: &Edtf) -> String {
        Speller { words: self, length: Length::Long }.whole(edtf)
    }

    /// A date with months cut short, for lists: "27 Jan 2017".
    pub fn short_date(&self, edtf: &Edtf) -> String {
        Speller { words: self, length: Length::Short }.whole(edtf)
    }

    /// A month's name alone, 1 to 12, cut short where room is scarce.
    pub fn month(&self, month: u32, short: bool) -> &str {
        let list = if short { key!("months.short.alone") } else { key!("months.alone") };
        self.member(list, month.saturating_sub(1) as usize)
    }
}

struct Speller<'a> {
    words: &'a Words,
    length: Length,
}

impl Speller<'_> {
    fn fill(&self, pattern: Key, parts: &[&str]) -> String {
        self.words.fill(pattern, parts)
    }

    /// A month inside a day, alone, or governed.
    fn month(&self, month: u32, with_day: bool, case: Case) -> &str {
        let list = match (self.length, with_day, case) {
            (Length::Short, true, _) | (Length::Short, _, Case::Of) => key!("months.short"),
            (Length::Short, ..) => key!("months.short.alone"),
            (Length::Long, _, Case::Of) => key!("months.of"),
            (Length::Long, true, _) => key!("months"),
            (Length::Long, ..) => key!("months.alone"),
        };
        self.words.member(list, month.saturating_sub(1) as usize)
    }

    fn whole(&self, edtf: &Edtf) -> String {
        let text = edtf.as_str();
        match text.split_once('/') {
            None => self.single(text, Case::Alone),
            Some((a, b)) if a == ".." || a.is_empty() => {
                self.fill(key!("date.by"), &[&self.single(b, Case::Of)])
            }
            Some((a, b)) if b == ".." || b.is_empty() => {
                self.fill(key!("date.from"), &[&self.single(a, Case::Of)])
            }
            Some((a, b)) => match (a.strip_suffix('?'), b.strip_suffix('?')) {
                // Doubt about the whole is said once.
                (Some(a), Some(b)) => match Edtf::parse(&[a, "/", b].concat()) {
                    Ok(sure) => self.fill(key!("date.unsure"), &[&self.whole(&sure)]),
                    Err(_) => self.interval(edtf, a, b),
                },
                _ => self.interval(edtf, a, b),
            },
        }
    }

    /// An interval; a third of a month and the edges of a year have names.
    fn interval(&self, edtf: &Edtf, a: &str, b: &str) -> String {
        let sure = |s: &str| !s.contains(['?', '~', '%', 'X']);
        let is_day = |s: &str| s.len() == 10 && sure(s);
        if let (true, true, (Some(first), Some(last))) = (is_day(a), is_day(b), edtf.days()) {
            let ((y0, m0, d0), (y1, m1, d1)) = (civil(first), civil(last));
            let year = y0.to_string();
            let (from, to) = (d0.to_string(), d1.to_string());
            if (y0, m0) == (y1, m1) {
                let of = |case| {
                    let pattern = if case == Case::Of { key!("date.month.of") } else { key!("date.month") };
                    self.fill(pattern, &[&year, self.month(m0, false, case)])
                };
                return match (d0, d1) {
                    (1, 10) => self.fill(key!("date.early"), &[&of(Case::Of)]),
                    (11, 20) => self.fill(key!("date.middle"), &[&of(Case::Of)]),
                    (21, d) if d == days_in_month(y1, m1) => self.fill(key!("date.late"), &[&of(Case::Of)]),
                    (1, d) if d == days_in_month(y1, m1) => of(Case::Alone),
                    _ => {
                        self.fill(key!("date.days"), &[&year, self.month(m0, true, Case::Alone), &from, &to])
                    }
                };
            }
            if y0 == y1 {
                let of = || self.fill(key!("date.year.of"), &[&year]);
                return match ((m0, d0), (m1, d1)) {
                    ((1, 1), (12, 31)) => self.fill(key!("date.year"), &[&year]),
                    ((1, 1), (4, 30)) => self.fill(key!("date.early"), &[&of()]),
                    ((5, 1), (8, 31)) => self.fill(key!("date.middle"), &[&of()]),
                    ((9, 1), (12, 31)) => self.fill(key!("date.late"), &[&of()]),
                    _ => {
                        let month = |m| self.month(m, true, Case::Alone);
                        self.fill(key!("date.days.months"), &[&year, month(m0), &from, month(m1), &to])
                    }
                };
            }
        }
        if a.len() == 4 && b.len() == 4 && sure(a) && sure(b) {
            return self.fill(key!("date.years"), &[a, b]);
        }
        if a.len() == 7 && b.len() == 7 && a[..4] == b[..4] && sure(a) && sure(b) {
            let months = (a[5..].parse::<u32>().unwrap_or(0), b[5..].parse::<u32>().unwrap_or(0));
            if (1..=12).contains(&months.0) && (1..=12).contains(&months.1) {
                let month = |m| self.month(m, false, Case::Alone);
                return self.fill(key!("date.months"), &[&a[..4], month(months.0), month(months.1)]);
            }
        }
        self.fill(key!("date.span"), &[&self.single(a, Case::Alone), &self.single(b, Case::Alone)])
    }

    /// A value without `/`.
    fn single(&self, text: &str, case: Case) -> String {
        let core = text.trim_end_matches(['?', '~', '%']);
        let about = text.ends_with(['~', '%']);
        let mut said = self.certain(core, if about { Case::Of } else { case });
        if about {
            said = self.fill(key!("date.about"), &[&said]);
        }
        if text.ends_with(['?', '%']) {
            said = self.fill(key!("date.unsure"), &[&said]);
        }
        said
    }

    /// A value without its marks of doubt.
    fn certain(&self, core: &str, case: Case) -> String {
        let (sign, digits) = match core.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", core),
        };
        let mut parts = digits.split('-');
        let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        let pick = |alone: Key, of: Key| if case == Case::Of { of } else { alone };
        let plain = format!("{sign}{year}");
        let known = !year.ends_with('X');
        let Some(month) = month else {
            return match year {
                "XXXX" => self.words.say(key!("date.unknown")).to_owned(),
                y if y.ends_with("XX") => {
                    let century = &y[..y.len() - 2];
                    let (first, last) = (format!("{sign}{century}00"), format!("{sign}{century}99"));
                    self.fill(key!("date.century"), &[&first, &last])
                }
                y if y.ends_with('X') => {
                    self.fill(key!("date.decade"), &[&format!("{sign}{}0", &y[..y.len() - 1])])
                }
                _ => self.fill(pick(key!("date.year"), key!("date.year.of")), &[&plain]),
            };
        };
        let year_of = || self.certain(&plain, Case::Of);
        let list = |pattern: Key, list: Key, at: usize| {
            let year = if known { plain.clone() } else { year_of() };
            self.fill(pattern, &[&year, self.words.member(list, at)])
        };
        let number = month.parse::<u32>().unwrap_or(0);
        let name = match number {
            1..=12 => self.month(number, day.is_some(), case),
            s @ 21..=24 => {
                let seasons = pick(key!("seasons"), key!("seasons.of"));
                return list(pick(key!("date.season"), key!("date.season.of")), seasons, s as usize - 21);
            }
            q @ 33..=36 => {
                let quarters = pick(key!("quarters"), key!("quarters.of"));
                return list(pick(key!("date.part"), key!("date.part.of")), quarters, q as usize - 33);
            }
            h @ 40..=41 => {
                let halves = pick(key!("halves"), key!("halves.of"));
                return list(pick(key!("date.part"), key!("date.part.of")), halves, h as usize - 40);
            }
            _ => return self.fill(key!("date.month.some"), &[&year_of()]),
        };
        let plain = if known || year == "XXXX" { plain.clone() } else { year_of() };
        let Some(day) = day else {
            let pattern = match year {
                "XXXX" => key!("date.month.unknown"),
                _ => pick(key!("date.month"), key!("date.month.of")),
            };
            return self.fill(pattern, &[&plain, name]);
        };
        let days = match (day, day.parse::<u32>()) {
            (_, Ok(d)) => {
                let pattern = match year {
                    "XXXX" => key!("date.day.unknown"),
                    _ => pick(key!("date.day"), key!("date.day.of")),
                };
                return self.fill(pattern, &[&plain, name, &d.to_string()]);
            }
            ("0X", _) => ("1", "9"),
            ("1X", _) => ("10", "19"),
            ("2X", _) => ("20", "29"),
            _ => {
                let month = self.fill(key!("date.month.of"), &[&plain, self.month(number, false, Case::Of)]);
                return self.fill(key!("date.day.some"), &[&month]);
            }
        };
        self.fill(key!("date.days"), &[&plain, name, days.0, days.1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edtf: &str, expect: &str) {
        assert_eq!(Words::english().date(&Edtf::parse(edtf).expect(edtf)), expect, "{edtf}");
    }

    #[test]
    fn dates_read_as_vague_as_they_are() {
        check("2017-01-27", "27 January 2017");
        check("2017-01", "January 2017");
        check("2017", "2017");
        check("201X", "2010s");
        check("20XX", "2000–2099");
        check("2013-11~", "around November 2013");
        check("2013-11?", "November 2013 (uncertain)");
        check("2013-11%", "around November 2013 (uncertain)");
        check("2017-01-21/2017-01-31", "late January 2017");
        check("2017-01-21?/2017-01-31?", "late January 2017 (uncertain)");
        check("2017-01-01/2017-01-10", "early January 2017");
        check("2017-01-11/2017-01-20", "mid-January 2017");
        check("2019-02-25/2019-03-03", "25 February – 3 March 2019");
        check("2019-02-05/2019-02-08", "5–8 February 2019");
        check("2018-12-30/2019-01-02", "30 December 2018 – 2 January 2019");
        check("2024-01-01/2024-04-30", "early 2024");
        check("../2019-02", "by February 2019");
        check("2022-02-24/..", "from 24 February 2022");
        check("2017/2018", "2017–2018");
        check("2019-03/2019-05", "March – May 2019");
        check("2017-01-2X", "20–29 January 2017");
        check("2017-21", "spring 2017");
        check("2017-33", "first quarter of 2017");
        check("2017-40", "first half of 2017");
        check("XXXX-10-14", "14 October of an unknown year");
        check("XXXX-10", "October of an unknown year");
    }

    #[test]
    fn months_are_cut_short_in_lists() {
        let date = Edtf::parse("2017-09-21/2017-09-30").expect("a date");
        assert_eq!(Words::english().short_date(&date), "late Sept 2017");
        assert_eq!(Words::english().month(9, true), "Sept");
    }
}
