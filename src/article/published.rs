//! Explicit dates as headlines and datelines write them: "27 January 2017", "Jan. 27, 2017",
//! "27.01.2017", "2017-01-27T10:00", "February 25 – March 3, 2019".

use crate::edtf::{Edtf, day, days_in_month};
use std::ops::Range;

pub use super::months::{month, weekday, weekday_number, with_weekday};

/// A date that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it says; a day without a year is `XXXX-11-19`.
    pub edtf: Edtf,
    /// Whether it names a day (or days) of a year.
    pub precise: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'a> {
    Number { value: i32, digits: usize },
    Word(&'a str),
    Sign(char),
}

struct Part<'a> {
    range: Range<usize>,
    piece: Piece<'a>,
    spaced: bool,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut out: Vec<Part> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut spaced = true;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut run = |end: &mut usize, keep: fn(char) -> bool| {
            while let Some(&(at, next)) = chars.peek() {
                if !keep(next) {
                    break;
                }
                *end = at + next.len_utf8();
                chars.next();
            }
        };
        let piece = if c.is_ascii_digit() {
            run(&mut end, |c| c.is_ascii_digit());
            let digits = end - start;
            Piece::Number { value: text[start..end].parse().unwrap_or(-1), digits }
        } else if c.is_alphabetic() {
            run(&mut end, char::is_alphabetic);
            Piece::Word(&text[start..end])
        } else {
            Piece::Sign(c)
        };
        out.push(Part { range: start..end, piece, spaced });
        spaced = false;
    }
    out
}

/// Every explicit date in a text, in order. Time grows with the text's length only.
pub fn find(text: &str) -> Vec<Found> {
    // Every shape of a date has a number.
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let parts = parts(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        match (Reader { parts: &parts, at }).date() {
            Some((next, edtf, precise)) => {
                found.push(Found { range: parts[at].range.start..parts[next - 1].range.end, edtf, precise });
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The day or month in the address of a page: "…/2021/11/03/…", "…/2021-11-03-…", "…/20211103/…",
/// "…/2021/11/…".
pub fn in_address(url: &str) -> Option<Edtf> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/')?.1;
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let number = |s: &str| s.parse::<i32>().unwrap_or(0);
    let of = |y: &str, m: &str, d: &str| {
        let (y, m, d) = (number(y), number(m), number(d));
        valid(y, m, d).then(|| Edtf::from_day(day(y, m as u32, d as u32)))
    };
    // The numbers must stand beside each other: "/2021/11/03/", not "/2021/top-11/page-3".
    let beside = |parts: &[&str]| {
        ["/", "-", "_"].iter().any(|sign| path.contains(&parts.join(sign)))
            && parts[1..].iter().all(|p| (1..=2).contains(&p.len()))
            && parts[0].len() == 4
    };
    for w in numbers.windows(3) {
        if beside(w)
            && let Some(found) = of(w[0], w[1], w[2])
        {
            return Some(found);
        }
        let turned = [w[2], w[1], w[0]];
        if turned[0].len() == 4
            && turned[1..].iter().all(|p| (1..=2).contains(&p.len()))
            && ["/", "-", "_"].iter().any(|sign| path.contains(&w.join(sign)))
            && let Some(found) = of(turned[0], turned[1], turned[2])
        {
            return Some(found);
        }
    }
    if let Some(n) = numbers.iter().find(|n| n.len() == 8)
        && let Some(found) = of(&n[..4], &n[4..6], &n[6..])
    {
        return Some(found);
    }
    let month = numbers.windows(2).find(|w| beside(w) && valid(number(w[0]), number(w[1]), 1))?;
    Some(Edtf::from_month(number(month[0]), number(month[1]) as u32))
}

/// The date that a text is, and nothing else.
pub fn whole(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let mut found = find(text).into_iter();
    let first = found.next()?;
    (first.range == (0..text.len()) && first.precise).then_some(first.edtf)
}

struct Reader<'a> {
    parts: &'a [Part<'a>],
    at: usize,
}

impl Reader<'_> {
    fn piece(&self) -> Option<Piece<'_>> {
        self.parts.get(self.at).map(|p| p.piece)
    }

    fn sign(&mut self, signs: &[char]) -> bool {
        let is = matches!(self.piece(), Some(Piece::Sign(c)) if signs.contains(&c));
        self.at += usize::from(is);
        is
    }

    /// A sign that stands directly after the part before.
    fn tight(&mut self, sign: char) -> bool {
        self.parts.get(self.at).is_some_and(|p| !p.spaced) && self.sign(&[sign])
    }

    /// A number that stands directly after the part before.
    fn tight_number(&mut self, most: usize) -> Option<(i32, usize)> {
        let part = self.parts.get(self.at).filter(|p| !p.spaced)?;
        let Piece::Number { value, digits } = part.piece else { return None };
        (digits <= most).then(|| self.at += 1)?;
        Some((value, digits))
    }

    fn year(&mut self) -> Option<i32> {
        let Some(Piece::Number { value, digits: 4 }) = self.piece() else { return None };
        (1900..=2100).contains(&value).then(|| self.at += 1)?;
        Some(value)
    }

    fn month(&mut self) -> Option<u32> {
        let Some(Piece::Word(word)) = self.piece() else { return None };
        let number = month(word)?;
        // "may" and "march" in running text are verbs.
        if matches!(word, "may" | "march" | "mar" | "sun") {
            return None;
        }
        self.at += 1;
        self.tight('.');
        Some(number)
    }

    /// 1 to 31, with "st", "th", "." or nothing behind.
    fn day(&mut self) -> Option<u32> {
        let Some(Piece::Number { value, digits: 1..=2 }) = self.piece() else { return None };
        if !(1..=31).contains(&value) {
            return None;
        }
        self.at += 1;
        if let Some(Piece::Word("st" | "nd" | "rd" | "th")) = self.piece()
            && !self.parts[self.at].spaced
        {
            self.at += 1;
        }
        Some(value as u32)
    }

    fn dash(&mut self) -> bool {
        if self.sign(&['–', '—', '-', '‑', '−']) {
            return true;
        }
        let to = matches!(self.piece(), Some(Piece::Word("to")));
        self.at += usize::from(to);
        to
    }

    /// Reads one date; position after it, value, and whether it names a day of a year.
    fn date(mut self) -> Option<(usize, Edtf, bool)> {
        let start = self.at;
        if start > 0 && !self.parts[start].spaced {
            // Inside "KW-2017-01-27" or "1.27.01.2017" nothing begins.
            if let Piece::Sign('-' | '.' | '/' | '_') | Piece::Number { .. } = self.parts[start - 1].piece
                && !matches!(self.parts[start].piece, Piece::Word(_))
            {
                return None;
            }
        }
        // A month's name comes first only where a number follows.
        if let Piece::Word(_) = self.parts[start].piece {
            let mut behind = self.parts[start + 1..].iter().take(3).map(|p| p.piece);
            let next = behind.find(|p| !matches!(p, Piece::Sign('.' | ',')));
            if !matches!(next, Some(Piece::Number { .. })) {
                return None;
            }
        }
        for shape in [Self::numeric, Self::day_first, Self::month_first] {
            self.at = start;
            if let Some((edtf, precise)) = shape(&mut self) {
                return Some((self.at, edtf, precise));
            }
        }
        None
    }

    /// 2017-01-27, 2017/01/27, 27.01.2017, 27/01/2017, each with an ISO time behind.
    fn numeric(&mut self) -> Option<(Edtf, bool)> {
        let Some(Piece::Number { value: first, digits }) = self.piece() else { return None };
        self.at += 1;
        let sign = ['-', '/', '.'].into_iter().find(|s| self.tight(*s))?;
        if sign == '.' && digits == 2 && self.parts.get(self.at).is_some_and(|p| p.spaced) {
            return None;
        }
        let (second, second_digits) = self.tight_number(2)?;
        if !self.tight(sign) {
            return None;
        }
        let (third, third_digits) = self.tight_number(4)?;
        let (y, m, d) = if digits == 4 && third_digits <= 2 {
            (first, second, third)
        } else if digits <= 2 && third_digits == 4 {
            if sign != '/' || first == second || first > 12 {
                (third, second, first)
            } else if second > 12 {
                (third, first, second)
            } else {
                // 03/04/2019: a weekday before it tells which is the month, otherwise the day
                // stands first, as nearly everywhere.
                match self.weekday_before() {
                    Some(w) if weekday_of(third, first, second) == Some(w) => (third, first, second),
                    _ => (third, second, first),
                }
            }
        } else if sign == '.' && (digits, second_digits, third_digits) == (2, 2, 2) && third < 50 {
            // 06.05.19
            (2000 + third, second, first)
        } else {
            return None;
        };
        if !valid(y, m, d) {
            return None;
        }
        self.time();
        Some((Edtf::from_day(day(y, m as u32, d as u32)), true))
    }

    /// The number of the weekday that stands right before the date, Monday is 1.
    fn weekday_before(&self) -> Option<i32> {
        // `at` stands behind the date's five parts.
        let before = self.at.checked_sub(5)?;
        self.parts[before.saturating_sub(3)..before].iter().rev().find_map(|p| match p.piece {
            Piece::Word(word) => weekday_number(word),
            _ => None,
        })
    }

    /// "T10:30:00Z" directly behind an ISO date belongs to it.
    fn time(&mut self) {
        if let (
            Some(Part { piece: Piece::Word("T"), spaced: false, .. }),
            Some(Part { piece: Piece::Number { .. }, spaced: false, .. }),
        ) = (self.parts.get(self.at), self.parts.get(self.at + 1))
        {
            self.at += 2;
            while let Some(part) = self.parts.get(self.at).filter(|p| !p.spaced) {
                match part.piece {
                    Piece::Number { .. } | Piece::Sign(':' | '.' | '+' | '-') | Piece::Word("Z") => {
                        self.at += 1
                    }
                    _ => break,
                }
            }
            while self.at > 0 && matches!(self.parts[self.at - 1].piece, Piece::Sign(_)) {
                self.at -= 1;
            }
        }
    }

    /// "27 January 2017", "27th of January, 2017", "25 February – 3 March 2019", "25–27 February 2019".
    fn day_first(&mut self) -> Option<(Edtf, bool)> {
        let first = self.day()?;
        self.tight('.');
        let mark = self.at;
        if self.dash()
            && let Some(last) = self.day()
        {
            self.tight('.');
            if let Some(m) = self.month() {
                self.sign(&[',']);
                let y = self.year()?;
                return interval((y, m, first), (y, m, last));
            }
        }
        self.at = mark;
        if matches!(self.piece(), Some(Piece::Word("of"))) {
            self.at += 1;
        }
        let m = self.month()?;
        let mark = self.at;
        self.sign(&[',']);
        let y = self.year();
        if y.is_none() {
            self.at = mark;
        }
        let after = self.at;
        if self.dash()
            && let Some(last) = self.day()
        {
            self.tight('.');
            if let Some(n) = self.month() {
                self.sign(&[',']);
                if let Some(z) = self.year() {
                    return interval((y.unwrap_or(z), m, first), (z, n, last));
                }
            }
        }
        self.at = after;
        single(y, m, first)
    }

    /// "January 27, 2017", "Feb. 25 – March 3, 2019", "November 19–20, 2024", "November 2013".
    fn month_first(&mut self) -> Option<(Edtf, bool)> {
        let m = self.month()?;
        self.sign(&[',']);
        if let Some(y) = self.year() {
            return Some((Edtf::from_month(y, m), false));
        }
        let first = self.day()?;
        let after_day = self.at;
        self.sign(&[',']);
        let y = self.year();
        if y.is_none() {
            self.at = after_day;
        }
        let after = self.at;
        if self.dash() {
            let n = self.month().unwrap_or(m);
            if let Some(last) = self.day() {
                self.sign(&[',']);
                if let Some(z) = self.year() {
                    return interval((y.unwrap_or(z), m, first), (z, n, last));
                }
            }
        }
        self.at = after;
        // "March 20 soldiers" is no date of the 20th, but nobody can tell without reading on.
        single(y, m, first)
    }
}

/// Number of a day's weekday, Monday is 1.
pub fn weekday_of(y: i32, m: i32, d: i32) -> Option<i32> {
    valid(y, m, d).then(|| (day(y, m as u32, d as u32) + 3).rem_euclid(7) + 1)
}

fn valid(y: i32, m: i32, d: i32) -> bool {
    (1900..=2100).contains(&y) && (1..=12).contains(&m) && d >= 1 && d as u32 <= days_in_month(y, m as u32)
}

fn single(y: Option<i32>, m: u32, d: u32) -> Option<(Edtf, bool)> {
    match y {
        Some(y) => valid(y, m as i32, d as i32).then(|| (Edtf::from_day(day(y, m, d)), true)),
        None => Edtf::parse(&format!("XXXX-{m:02}-{d:02}")).ok().map(|e| (e, false)),
    }
}

fn interval(a: (i32, u32, u32), b: (i32, u32, u32)) -> Option<(Edtf, bool)> {
    // "December 30 – January 5, 2020" begins in the year before.
    let a = if a.0 == b.0 && a.1 > b.1 { (a.0 - 1, a.1, a.2) } else { a };
    let fits = valid(a.0, a.1 as i32, a.2 as i32) && valid(b.0, b.1 as i32, b.2 as i32);
    let (from, to) = (day(a.0, a.1, a.2), day(b.0, b.1, b.2));
    (fits && from <= to && to - from <= 366).then(|| (Edtf::between(from, to), true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_the_day_or_the_month() {
        let check = |url: &str, expect: Option<&str>| {
            assert_eq!(in_address(url).as_ref().map(|e| e.as_str()), expect, "{url}");
        };
        check("https://example.org/2021/11/03/two-states/", Some("2021-11-03"));
        check("https://example.org/news/2021-11-03-two-states", Some("2021-11-03"));
        check("https://example.org/03-11-2021/two-states.html?id=7", Some("2021-11-03"));
        check("https://example.org/n/20211103/7.html", Some("2021-11-03"));
        check("https://example.org/2021/11/two-states/", Some("2021-11"));
        check("https://example.org/2021/top-11/page-3", None);
        check("https://example.org/two-states-12345678", None);
        check("https://example.org", None);
    }

    fn check(text: &str, expect: &[(&str, &str)]) {
        let found = find(text);
        let got: Vec<(&str, &str)> =
            found.iter().map(|f| (&text[f.range.clone()], f.edtf.as_str())).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn days_are_read_in_every_usual_order() {
        check("27 January 2017", &[("27 January 2017", "2017-01-27")]);
        check("Friday, Jan. 27, 2017 10:30", &[("Jan. 27, 2017", "2017-01-27")]);
        check("Published 2017-01-27.", &[("2017-01-27", "2017-01-27")]);
        check("on 2017-01-27T10:30:00+01:00 by", &[("2017-01-27T10:30:00+01:00", "2017-01-27")]);
        check("27.01.2017. 18:05", &[("27.01.2017", "2017-01-27")]);
        check("27/01/2017 and 01/27/2017", &[("27/01/2017", "2017-01-27"), ("01/27/2017", "2017-01-27")]);
        check("27 января 2017 года", &[("27 января 2017", "2017-01-27")]);
        check("27. januar 2017.", &[("27. januar 2017", "2017-01-27")]);
        check("the 3rd of March, 2019", &[("3rd of March, 2019", "2019-03-03")]);
    }

    #[test]
    fn spans_of_days_become_intervals() {
        check("February 25 – March 3, 2019", &[("February 25 – March 3, 2019", "2019-02-25/2019-03-03")]);
        check("19-20 November 2024", &[("19-20 November 2024", "2024-11-19/2024-11-20")]);
        check("November 19–20, 2024", &[("November 19–20, 2024", "2024-11-19/2024-11-20")]);
        check("30 December – 5 January 2020", &[("30 December – 5 January 2020", "2019-12-30/2020-01-05")]);
    }

    #[test]
    fn what_is_vague_stays_vague() {
        check("In November 2013 they met", &[("November 2013", "2013-11")]);
        check("BELGRADE, Nov. 19 (Agency)", &[("Nov. 19", "XXXX-11-19")]);
        check("03/04/2019", &[("03/04/2019", "2019-04-03")]);
        check("Tue, 12/04/2022", &[("12/04/2022", "2022-04-12")]);
        check("Sun, 12/04/2022", &[("12/04/2022", "2022-12-04")]);
        check("31 February 2019", &[("February 2019", "2019-02")]);
        check("version 1.2.2019.4 of 12.5.20", &[("1.2.2019", "2019-02-01")]);
        check("they may 5 times march 3 miles", &[]);
    }

    #[test]
    fn a_whole_field_is_one_date_or_none() {
        assert_eq!(whole(" 27 January 2017 ").map(|e| e.to_string()), Some("2017-01-27".into()));
        assert_eq!(whole("27 January 2017, Minsk"), None);
        assert_eq!(whole("January 2017"), None);
    }
}
