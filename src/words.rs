//! The nouns in words that people read: dates, kinds, statuses, schemas; English.
//!
//! One table for lists, pictures and tables, so that a thing is called the same everywhere.

use crate::edtf::{Edtf, civil, days_in_month};
use crate::record::{EventKind, Modifier, Schema, Status, ZoneKind};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/// Every kind of event, in the order of lists.
pub const KINDS: [EventKind; 14] = [
    EventKind::Agree,
    EventKind::Consult,
    EventKind::Visit,
    EventKind::Cooperate,
    EventKind::Exercise,
    EventKind::Transfer,
    EventKind::Aid,
    EventKind::Support,
    EventKind::StatementIntent,
    EventKind::Award,
    EventKind::Appoint,
    EventKind::Refuse,
    EventKind::Sanction,
    EventKind::Other,
];

/// Every status, in the order of lists: from done to denied.
pub const STATUSES: [Status; 5] =
    [Status::Occurred, Status::Planned, Status::Wished, Status::Unconfirmed, Status::Denied];

/// A date as people say it: "27 January 2017", "late January 2017", "by February 2019".
pub fn date(edtf: &Edtf) -> String {
    spell(edtf, &MONTHS)
}

/// A date with months cut short, for lists: "27 Jan 2017".
pub fn short_date(edtf: &Edtf) -> String {
    spell(edtf, &SHORT)
}

/// What a kind of event is called.
pub fn kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Agree => "Agreement",
        EventKind::Consult => "Meeting, talks",
        EventKind::Visit => "Visit",
        EventKind::Cooperate => "Cooperation",
        EventKind::Exercise => "Exercise",
        EventKind::Transfer => "Transfer",
        EventKind::Aid => "Aid",
        EventKind::Support => "Support",
        EventKind::StatementIntent => "Intention",
        EventKind::Award => "Decoration",
        EventKind::Appoint => "Appointment",
        EventKind::Refuse => "Refusal",
        EventKind::Sanction => "Sanction",
        EventKind::Other => "Other event",
    }
}

/// The name of a kind of event in records and addresses.
pub fn kind_code(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Agree => "AGREE",
        EventKind::Consult => "CONSULT",
        EventKind::Visit => "VISIT",
        EventKind::Cooperate => "COOPERATE",
        EventKind::Exercise => "EXERCISE",
        EventKind::Transfer => "TRANSFER",
        EventKind::Aid => "AID",
        EventKind::Support => "SUPPORT",
        EventKind::StatementIntent => "STATEMENT_INTENT",
        EventKind::Award => "AWARD",
        EventKind::Appoint => "APPOINT",
        EventKind::Refuse => "REFUSE",
        EventKind::Sanction => "SANCTION",
        EventKind::Other => "OTHER",
    }
}

/// The kind of event with a name.
pub fn kind_of_code(code: &str) -> Option<EventKind> {
    KINDS.into_iter().find(|&k| kind_code(k) == code)
}

/// What a status is called.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Occurred => "Occurred",
        Status::Planned => "Planned",
        Status::Wished => "Wished for",
        Status::Unconfirmed => "Unconfirmed",
        Status::Denied => "Denied",
    }
}

/// The name of a status in records and addresses.
pub fn status_code(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Planned => "planned",
        Status::Wished => "wished",
        Status::Unconfirmed => "unconfirmed",
        Status::Denied => "denied",
    }
}

/// The status with a name.
pub fn status_of_code(code: &str) -> Option<Status> {
    STATUSES.into_iter().find(|&s| status_code(s) == code)
}

/// What a kind of entity is called.
pub fn schema(schema: Schema) -> &'static str {
    match schema {
        Schema::Person => "Person",
        Schema::Country => "Country",
        Schema::Place => "Place",
        Schema::PublicBody => "Public body",
        Schema::Company => "Company",
        Schema::Organization => "Organisation",
        Schema::Equipment => "Equipment",
        Schema::Agreement => "Agreement",
        Schema::Event => "Named event",
    }
}

/// The word that stands before a figure: "more than"; empty for an exact one.
pub fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Exact => "",
        Modifier::MoreThan => "more than",
        Modifier::LessThan => "less than",
        Modifier::About => "about",
        Modifier::Target => "goal:",
    }
}

/// What a stretch of an article is called.
pub fn zone(zone: ZoneKind) -> &'static str {
    match zone {
        ZoneKind::Title => "title",
        ZoneKind::RepeatedTitle => "title, again",
        ZoneKind::Subtitle => "subtitle",
        ZoneKind::Date => "date",
        ZoneKind::Byline => "byline",
        ZoneKind::Translator => "translator",
        ZoneKind::Dateline => "dateline",
        ZoneKind::Publisher => "publisher",
        ZoneKind::Body => "news text",
        ZoneKind::Subheading => "heading",
        ZoneKind::Caption => "caption",
        ZoneKind::Boilerplate => "not news: kept, not read",
    }
}

fn spell(edtf: &Edtf, months: &[&str; 12]) -> String {
    let text = edtf.as_str();
    match text.split_once('/') {
        None => single(text, months),
        Some((a, b)) if a == ".." || a.is_empty() => format!("by {}", single(b, months)),
        Some((a, b)) if b == ".." || b.is_empty() => format!("from {}", single(a, months)),
        Some((a, b)) => interval(edtf, a, b, months),
    }
}

/// An interval; a third of a month and the edges of a year have names.
fn interval(edtf: &Edtf, a: &str, b: &str, months: &[&str; 12]) -> String {
    let sure = |s: &str| !s.contains(['?', '~', '%', 'X']);
    let is_day = |s: &str| s.len() == 10 && sure(s);
    if let (true, true, (Some(first), Some(last))) = (is_day(a), is_day(b), edtf.days()) {
        let ((y0, m0, d0), (y1, m1, d1)) = (civil(first), civil(last));
        let name = |m: u32| months[(m - 1) as usize];
        if (y0, m0) == (y1, m1) {
            let part = match (d0, d1) {
                (1, 10) => Some("early "),
                (11, 20) => Some("mid-"),
                (21, d) if d == days_in_month(y1, m1) => Some("late "),
                (1, d) if d == days_in_month(y1, m1) => Some(""),
                _ => None,
            };
            return match part {
                Some(part) => format!("{part}{} {y0}", name(m0)),
                None => format!("{d0}–{d1} {} {y0}", name(m0)),
            };
        }
        if y0 == y1 {
            return match ((m0, d0), (m1, d1)) {
                ((1, 1), (12, 31)) => format!("{y0}"),
                ((1, 1), (4, 30)) => format!("early {y0}"),
                ((5, 1), (8, 31)) => format!("mid-{y0}"),
                ((9, 1), (12, 31)) => format!("late {y0}"),
                _ => format!("{d0} {} – {d1} {} {y0}", name(m0), name(m1)),
            };
        }
    }
    if a.len() == 4 && b.len() == 4 {
        return format!("{a}–{b}");
    }
    if a.len() == 7 && b.len() == 7 && a[..4] == b[..4] && sure(a) && sure(b) {
        let from = single(a, months);
        let month = from.split(' ').next().unwrap_or(&from);
        return format!("{month} – {}", single(b, months));
    }
    format!("{} – {}", single(a, months), single(b, months))
}

/// A value without `/`.
fn single(text: &str, months: &[&str; 12]) -> String {
    let core = text.trim_end_matches(['?', '~', '%']);
    let about = if text.ends_with(['~', '%']) { "around " } else { "" };
    let unsure = if text.ends_with(['?', '%']) { " (uncertain)" } else { "" };
    format!("{about}{}{unsure}", certain(core, months))
}

/// A value without its marks of doubt.
fn certain(core: &str, months: &[&str; 12]) -> String {
    let (sign, digits) = match core.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", core),
    };
    let mut parts = digits.split('-');
    let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let year = match year {
        "XXXX" => "of an unknown year".to_owned(),
        y if y.ends_with("XX") => format!("{sign}{}00s", &y[..2]),
        y if y.ends_with('X') => format!("{sign}{}0s", &y[..3]),
        y => format!("{sign}{y}"),
    };
    let Some(month) = month else { return year };
    let name = match month.parse::<usize>() {
        Ok(m @ 1..=12) => months[m - 1].to_owned(),
        Ok(s @ 21..=24) => ["spring", "summer", "autumn", "winter"][s - 21].to_owned(),
        Ok(q @ 33..=36) => format!("{} quarter of", ["first", "second", "third", "last"][q - 33]),
        Ok(h @ 40..=41) => format!("{} half of", ["first", "second"][h - 40]),
        _ => "a month of".to_owned(),
    };
    match day {
        None => format!("{name} {year}"),
        Some(d) => match d.parse::<u32>() {
            Ok(d) => format!("{d} {name} {year}"),
            Err(_) => match d {
                "0X" => format!("1–9 {name} {year}"),
                "1X" => format!("10–19 {name} {year}"),
                "2X" => format!("20–29 {name} {year}"),
                _ => format!("a day of {name} {year}"),
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edtf: &str, expect: &str) {
        assert_eq!(date(&Edtf::parse(edtf).expect(edtf)), expect, "{edtf}");
    }

    #[test]
    fn dates_read_as_vague_as_they_are() {
        check("2017-01-27", "27 January 2017");
        check("2017-01", "January 2017");
        check("2017", "2017");
        check("201X", "2010s");
        check("20XX", "2000s");
        check("2013-11~", "around November 2013");
        check("2013-11?", "November 2013 (uncertain)");
        check("2013-11%", "around November 2013 (uncertain)");
        check("2017-01-21/2017-01-31", "late January 2017");
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
    }

    #[test]
    fn months_are_cut_short_in_lists() {
        let date = Edtf::parse("2017-09-21/2017-09-30").expect("a date");
        assert_eq!(short_date(&date), "late Sept 2017");
    }

    #[test]
    fn codes_are_the_names_in_records() {
        for k in KINDS {
            assert_eq!(kind_of_code(kind_code(k)), Some(k));
            assert_eq!(serde_json::to_string(&k).ok(), Some(format!("{:?}", kind_code(k))));
        }
        for s in STATUSES {
            assert_eq!(status_of_code(status_code(s)), Some(s));
            assert_eq!(serde_json::to_string(&s).ok(), Some(format!("{:?}", status_code(s))));
        }
    }
}
