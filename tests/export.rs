//! Exports of one of every record.

mod small;

use entente::corpus::{Corpus, format};
use entente::export::csv;
use entente::record::*;
use std::process::Command;

/// Rows of comma-separated values, read by the rules of RFC 4180.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty(), "the last line ends");
    rows
}

#[test]
fn events_become_rows_that_a_spreadsheet_reads() {
    let mut records = small::records();
    records.documents[0].title = Some("=HYPERLINK(\"x\"),\nsecond line".into());
    let again = Evidence { span: Span::new(0, 7), ..records.events[0].evidence[0].clone() };
    records.events[0].evidence.push(again);
    records.events[0].actors.push(EntityId(1));
    let corpus = Corpus::new(records);
    let table = rows(&csv::events(&corpus, &[EventId(0)]));
    assert_eq!(table[0], csv::COLUMNS);
    assert_eq!(table.len(), 2);
    let of = |column: &str| {
        let at = csv::COLUMNS.iter().position(|c| *c == column).unwrap();
        table[1][at].as_str()
    };
    assert_eq!(table[1].len(), csv::COLUMNS.len());
    for (column, expect) in [
        ("key", "event:1"),
        ("type", "STATEMENT_INTENT"),
        ("cameo", "036"),
        ("plover", "AGREE"),
        ("status", "wished"),
        ("date", "2020-05"),
        ("earliest", "2020-05-01"),
        ("latest", "2020-05-31"),
        ("actors", "Vučić; Norway"),
        ("place", "Norway"),
        ("longitude", "10.75"),
        ("sentence", "Vučić 😀 said Norway’s “Skjold” boats cost 2.5 million euros."),
        ("report", "'=HYPERLINK(\"x\"),\nsecond line"),
        ("source", "Own Gazette, after B. Other (publisher not stated)"),
        ("start", "0"),
        ("end", "60"),
        ("more_evidence", "talks.html:0-5"),
    ] {
        assert_eq!(of(column), expect, "{column}");
    }
}

#[test]
fn the_command_line_exports_a_packed_corpus() {
    let file = std::env::temp_dir().join(format!("entente-export-{}.bin", std::process::id()));
    std::fs::write(&file, format::encode(&Corpus::new(small::records())).unwrap()).unwrap();
    let run = |form: &str| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_entente")).args(["export", form]).arg(&file).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(rows(&run("events-csv")).len(), 2);
    let json: serde_json::Value = serde_json::from_str(&run("records")).unwrap();
    assert_eq!(json["events"][0]["id"], "event:1");
    std::fs::write(&file, b"ENTENTE\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args(["export", "events-csv"])
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cut off"));
    std::fs::remove_file(&file).unwrap();
}
