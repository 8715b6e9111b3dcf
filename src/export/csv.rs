//! Events as a table: comma-separated values after RFC 4180, in UTF-8 without a byte order mark.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it.

use super::points::Points;
use crate::corpus::Corpus;
use crate::edtf::Edtf;
use crate::record::{DocumentId, EntityId, EventId};
use crate::words;
use std::collections::BTreeMap;

/// The columns of [`events`], in order.
pub const COLUMNS: [&str; 24] = [
    "key",
    "title",
    "type",
    "cameo",
    "plover",
    "status",
    "date",
    "earliest",
    "latest",
    "actors",
    "recipients",
    "instruments",
    "place",
    "longitude",
    "latitude",
    "sentence",
    "report",
    "source",
    "published",
    "url",
    "document",
    "start",
    "end",
    "more_evidence",
];

/// A cell: quoted where it must be, and never a formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = text.parse::<f64>().is_ok_and(f64::is_finite);
    let guard = if formula && !number { "'" } else { "" };
    if guard.is_empty() && !text.contains(['"', ',', '\r', '\n']) && text.trim().len() == text.len() {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// Events as a table, a row each, with a first row of [`COLUMNS`].
///
/// Dates are EDTF, with the first and last day that they may mean beside them (empty where open).
/// Names are joined by "; ". The sentence is that of the first evidence, `start` and `end` count
/// Unicode code points in its document's text; further evidence follows as `document:start-end`.
pub fn events(corpus: &Corpus, events: &[EventId]) -> String {
    let mut out = COLUMNS.join(",");
    out.push_str("\r\n");
    let mut points: BTreeMap<DocumentId, Points<'_>> = BTreeMap::new();
    for &id in events {
        let event = corpus.event(id);
        let spans: Vec<(DocumentId, u32, u32)> = event
            .evidence
            .iter()
            .map(|e| {
                let text = || Points::new(&corpus.document(e.document).text);
                let points = points.entry(e.document).or_insert_with(text);
                (e.document, points.at(e.span.start), points.at(e.span.end))
            })
            .collect();
        let names = |ids: &[EntityId]| {
            let names: Vec<&str> = ids.iter().map(|&e| corpus.entity(e).name.as_str()).collect();
            names.join("; ")
        };
        let days = event.date.as_ref().map_or((None, None), Edtf::days);
        let day = |day: Option<i32>| day.map_or(String::new(), |d| Edtf::from_day(d).to_string());
        let place = event.place.map(|p| corpus.entity(p));
        let point = place.and_then(|p| p.location);
        let number = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
        let plover = event.plover.map(|p| format!("{p:?}").to_uppercase());
        let mut row = vec![
            event.key.clone(),
            corpus.event_title(id, &words::ENGLISH),
            words::kind_code(event.kind).to_owned(),
            event.cameo.clone(),
            plover.unwrap_or_default(),
            words::status_code(event.status).to_owned(),
            event.date.as_ref().map_or(String::new(), Edtf::to_string),
            day(days.0),
            day(days.1),
            names(&event.actors),
            names(&event.recipients),
            names(&event.instruments),
            place.map_or(String::new(), |p| p.name.clone()),
            number(point.map(|p| p.longitude)),
            number(point.map(|p| p.latitude)),
        ];
        if let (Some(evidence), Some(&(document, start, end))) = (event.evidence.first(), spans.first()) {
            let report = corpus.document(document);
            row.extend([
                corpus.words(evidence).split_whitespace().collect::<Vec<_>>().join(" "),
                corpus.document_title(document).to_owned(),
                corpus.source_line(document, &words::ENGLISH),
                report.published.as_ref().map_or(String::new(), Edtf::to_string),
                report.url.clone().unwrap_or_default(),
                report.id.clone(),
                start.to_string(),
                end.to_string(),
            ]);
        }
        let more = spans.iter().skip(1).map(|(d, a, b)| format!("{}:{a}-{b}", corpus.document(*d).id));
        row.resize(COLUMNS.len() - 1, String::new());
        row.push(more.collect::<Vec<_>>().join("; "));
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// Any table: rows of cells, heads first.
pub fn table(rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        cells.join(",") + "\r\n"
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_are_never_formulas() {
        for (text, expect) in [
            ("plain", "plain"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-2+3", "\"'-2+3\""),
            ("-2.5", "-2.5"),
            ("+inf", "\"'+inf\""),
            (" padded", "\" padded\""),
        ] {
            assert_eq!(cell(text), expect);
        }
    }
}
