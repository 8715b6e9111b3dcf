//! What is read out of the shipped reports, against what careful reading finds in them.
//!
//! `GOLD=1 cargo test --test gold -- --nocapture` prints every miss and false alarm.

#[path = "gold/form.rs"]
mod form;
#[path = "gold/score.rs"]
mod score;

use entente::edtf::Edtf;
use entente::extract::{self, Lexicon};
use entente::record::{Document, EntityId, EventKind, Form, Records, Schema};
use std::path::Path;

/// The least F1 of each kind over all reports. Raise a floor when the program has got better.
const FLOORS: &[(&str, f64)] = &[
    ("title", 1.00),
    ("date of document", 1.00),
    ("mention spans", 0.95),
    ("mention types", 0.94),
    ("demonyms", 0.98),
    ("coreference", 0.95),
    ("dates", 0.97),
    ("figures", 0.97),
    ("statements", 0.95),
    ("statements and speaker", 0.92),
    ("offices", 0.92),
    ("events", 0.58),
    ("events, sides and status", 0.45),
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

fn records() -> (Vec<form::Gold>, Records) {
    let documents = documents();
    let golds = documents.iter().map(gold).collect();
    let lexicon = Lexicon::builtin();
    let parts = documents.into_iter().map(|d| extract::read(d, lexicon)).collect();
    (golds, extract::link(parts))
}

fn scored(golds: &[form::Gold], records: &Records) -> score::Score {
    let mut score = score::Score::default();
    golds.iter().for_each(|gold| score.add(gold, records));
    score
}

#[test]
fn what_is_lost_or_changed_lowers_its_score() {
    let (golds, records) = records();
    let f1 = |records: &Records, kind: &str| scored(&golds, records).kinds[kind].f1();
    type Change = fn(&mut Records);
    let changes: &[(&str, Change)] = &[
        ("title", |r| r.documents[0].title = None),
        ("date of document", |r| r.documents[1].published = None),
        ("mention spans", |r| r.mentions.retain(|m| m.span.start % 2 == 0)),
        ("mention types", |r| r.entities.iter_mut().for_each(|e| e.schema = Schema::Company)),
        ("demonyms", |r| r.mentions.retain(|m| m.form != Form::Demonym)),
        ("coreference", |r| r.mentions.iter_mut().for_each(|m| m.entity = EntityId(0))),
        ("dates", |r| r.dates.iter_mut().for_each(|d| d.edtf = Edtf::from_year(1900))),
        ("figures", |r| r.figures.iter_mut().for_each(|f| f.value += 1.0)),
        ("statements", |r| r.statements.iter_mut().for_each(|s| s.span.end = s.span.start + 1)),
        ("statements and speaker", |r| r.statements.iter_mut().for_each(|s| s.speaker = None)),
        ("offices", |r| r.offices.iter_mut().for_each(|o| o.office = "Tailor".into())),
        ("events", |r| r.events.iter_mut().for_each(|e| e.kind = EventKind::Award)),
        ("events, sides and status", |r| r.events.iter_mut().for_each(|e| e.actors.clear())),
    ];
    assert_eq!(changes.len(), FLOORS.len());
    for (kind, change) in changes {
        let mut worse = records.clone();
        change(&mut worse);
        assert!(f1(&worse, kind) < f1(&records, kind) - 0.03, "{kind} does not see its change");
    }
}

#[test]
fn the_program_reads_the_shipped_reports_as_well_as_its_floors_say() {
    let (golds, records) = records();
    let score = scored(&golds, &records);
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
