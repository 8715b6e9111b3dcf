//! Exports of one of every record.

mod small;

use entente::corpus::{Corpus, format};
use entente::export::quote::{Form, quote};
use entente::export::{Chosen, FORMS, csv};
use entente::record::*;
use entente::words::ENGLISH;
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
    let chosen = Chosen::whole(&corpus, "https://example.org/");
    let table = rows(&csv::sheet(&chosen.event_rows()));
    assert_eq!(table.len(), 2);
    let of = |column: &str| {
        let at = table[0].iter().position(|c| *c == column).unwrap();
        table[1][at].as_str()
    };
    assert_eq!(table[1].len(), table[0].len());
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
        ("certainty", "certain"),
        ("actor_keys", "person:vucic; country:no"),
        ("longitude", "10.75"),
        ("sentence", "Vučić 😀 said Norway’s “Skjold” boats cost 2.5 million euros."),
        ("report", "'=HYPERLINK(\"x\"),\nsecond line"),
        ("source", "Own Gazette, after B. Other (publisher not stated)"),
        ("start", "0"),
        ("end", "60"),
        ("link", "https://example.org/#/overview?read=talks.html:0-71:d1338a86ae"),
        ("more_evidence", "talks.html:0-5"),
    ] {
        assert_eq!(of(column), expect, "{column}");
    }
}

#[test]
fn every_row_of_every_table_has_a_value_for_each_column() {
    let corpus = Corpus::new(small::records());
    let chosen = Chosen::whole(&corpus, "");
    let sheets = [
        chosen.event_rows(),
        chosen.entity_rows(),
        chosen.statement_rows(),
        chosen.transfer_rows(),
        chosen.mention_rows(),
    ];
    for sheet in sheets {
        assert!(!sheet.rows.is_empty(), "{:?}", sheet.columns);
        for row in &sheet.rows {
            assert_eq!(row.len(), sheet.columns.len(), "{row:?}");
        }
    }
}

#[test]
fn every_form_is_written_of_a_corpus_without_anything_in_it() {
    let corpus = Corpus::new(Records::default());
    for form in FORMS {
        let text = (form.write)(&Chosen::whole(&corpus, ""));
        if form.file.ends_with("json") && form.name != "ftm" || form.file.ends_with("jsonld") {
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
    }
}

fn quoted(change: impl Fn(&mut Document), form: Form) -> String {
    let mut records = small::records();
    change(&mut records.documents[0]);
    let corpus = Corpus::new(records);
    quote(&corpus, DocumentId(0), Span::new(0, 7), form, &ENGLISH, "file:///tmp/x.html")
}

#[test]
fn a_quotation_says_whose_words_it_holds_and_what_is_not_stated() {
    let link = "file:///tmp/x.html#/overview?read=talks.html:0-71:d1338a86ae";
    let said = "“Vučić 😀 said Norway’s “Skjold” boats cost 2.5 million euros.”";
    let digest = quoted(|_| {}, Form::Text);
    let expect = "\n— Own Gazette, after B. Other (publisher not stated), ";
    assert!(digest.starts_with(&format!("{said}{expect}")), "{digest}");
    assert!(digest.ends_with(&format!(". {link}")), "{digest}");
    let bare = |d: &mut Document| {
        (d.after, d.publisher, d.title, d.published) = (None, None, None, None);
        d.byline = vec!["Ana Li".into()];
    };
    let expect = "\n— Publisher not stated, Ana Li, title not stated, date not stated. ";
    assert_eq!(quoted(bare, Form::Text), format!("{said}{expect}{link}"));
    assert_eq!(quoted(bare, Form::Link), link);
}

#[test]
fn a_hostile_title_stays_a_title_in_markdown() {
    let hostile = |d: &mut Document| d.title = Some("a](javascript:alert(1)) <b> `c`\n# d".into());
    let text = quoted(hostile, Form::Markdown);
    assert!(text.contains("[“a\\](javascript:alert(1)) \\<b\\> \\`c\\` \\# d”](<file:"), "{text}");
}

#[test]
fn an_annotation_counts_code_points_and_names_its_surroundings() {
    let text = quoted(|_| {}, Form::Annotation);
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    let [quote, position] = [0, 1].map(|i| read["target"]["selector"][i].clone());
    assert_eq!(quote["exact"], "Vučić 😀 said Norway’s “Skjold” boats cost 2.5 million euros.");
    assert_eq!((&position["start"], &position["end"]), (&0.into(), &60.into()));
    assert!(read["body"][0]["value"].as_str().unwrap().starts_with("Own Gazette, after B. Other"));
}

#[test]
fn the_command_line_exports_a_packed_corpus() {
    let file = std::env::temp_dir().join(format!("entente-export-{}.bin", std::process::id()));
    std::fs::write(&file, format::encode(&Corpus::new(small::records()), &[]).unwrap()).unwrap();
    let run = |form: &str| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_entente")).args(["export", form]).arg(&file).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(rows(&run("events-csv")).len(), 2);
    assert_eq!(rows(&run("statements-csv")).len(), 3);
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
