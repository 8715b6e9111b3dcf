//! What is read out of the shipped reports, against what careful reading finds in them.
//!
//! `GOLD=1 cargo test --test gold -- --nocapture` prints every miss and false alarm.

#[path = "gold/form.rs"]
mod form;
#[path = "gold/score.rs"]
mod score;

use entente::extract::{self, Lexicon};
use entente::record::{Document, Records};
use std::path::Path;

/// The least F1 of each kind over all reports. Raise a floor when the program has got better.
const FLOORS: &[(&str, f64)] = &[
    ("title", 1.00),
    ("date of document", 1.00),
    ("mention spans", 0.00),
    ("mention types", 0.00),
    ("demonyms", 0.00),
    ("coreference", 0.00),
    ("dates", 0.00),
    ("figures", 0.00),
    ("statements", 0.00),
    ("statements and speaker", 0.00),
    ("offices", 0.00),
    ("events", 0.00),
    ("events, sides and status", 0.00),
];

fn documents() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut names: Vec<String> = std::fs::read_dir(folder.clone())
        .expect("corpus/")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|n| n.ends_with(".md"))
        .collect();
    names.sort();
    let read = |name: &String| {
        let bytes = std::fs::read(folder.join(name)).expect(name);
        let (document, problems) = entente::article::read(name, &bytes);
        assert_eq!(problems, [], "{name}");
        document.expect(name)
    };
    names.iter().map(read).collect()
}

fn gold(document: &Document) -> form::Gold {
    let name = document.id.replace(".md", ".gold");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(&name);
    let source = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
    let gold = form::read(&source, document).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert_eq!(gold.file, document.id, "{name}");
    gold
}

#[test]
fn every_report_has_gold_and_every_quotation_stands_in_its_report() {
    let documents = documents();
    assert!(documents.len() >= 5);
    for document in &documents {
        let gold = gold(document);
        assert!(gold.events.len() > 5 && gold.mentions.len() > 20, "{}", document.id);
    }
}

#[test]
fn the_program_reads_the_shipped_reports_as_well_as_its_floors_say() {
    let documents = documents();
    let golds: Vec<form::Gold> = documents.iter().map(gold).collect();
    let lexicon = Lexicon::builtin();
    let parts: Vec<Records> = documents.into_iter().map(|d| extract::read(d, lexicon)).collect();
    let records = extract::link(parts);
    let mut score = score::Score::default();
    for gold in &golds {
        score.add(gold, &records);
    }
    if std::env::var_os("GOLD").is_some() {
        score.log.iter().for_each(|line| println!("{line}"));
    }
    println!("{:28} precision  recall      F1   floor", "");
    let mut below = Vec::new();
    for (kind, floor) in FLOORS {
        let tally = score.kinds.get(kind).unwrap_or_else(|| panic!("nothing scored as {kind}"));
        let (p, r, f) = (tally.precision(), tally.recall(), tally.f1());
        println!("{kind:28} {p:9.3} {r:7.3} {f:7.3} {floor:7.2}");
        if f < *floor {
            below.push(format!("{kind} {f:.3} < {floor}"));
        }
    }
    assert!(below.is_empty(), "below its floor: {below:?}");
}
