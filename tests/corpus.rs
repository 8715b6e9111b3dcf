//! The bytes of a corpus, and what a corpus tells about its records.

mod small;

use entente::corpus::format::{self, DecodeError, Head, decode};
use entente::corpus::{Corpus, check};
use entente::record::*;
use entente::words::ENGLISH;
use entente::{article, extract};
use proptest::prelude::*;

fn encode(corpus: &Corpus) -> Result<Vec<u8>, check::Fault> {
    format::encode(corpus, &entente::query::words(corpus))
}

fn small() -> Corpus {
    Corpus::new(small::records())
}

#[test]
fn what_is_packed_comes_back() {
    let corpus = small();
    let bytes = encode(&corpus).unwrap();
    assert_eq!(decode(&bytes), Ok(corpus));
    let empty = Corpus::new(Records::default());
    assert_eq!(decode(&encode(&empty).unwrap()), Ok(empty));
}

#[test]
fn the_head_tells_where_each_section_is_and_what_the_corpus_is() {
    let bytes = encode(&small()).unwrap();
    let head = Head::read(&bytes).unwrap();
    assert_eq!(head.length(), bytes.len());
    let names: Vec<&str> = head.sections.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names[0], "meta");
    assert!(names.contains(&"late") && names.contains(&"events"));
    let first = head.section("meta").unwrap().range.end;
    let meta = format::meta(&bytes[..first]).unwrap();
    assert_eq!((meta.documents, meta.entities, meta.events), (1, 3, 1));
    assert_eq!(meta.title, "Norway 2020");
    assert_eq!(meta.program, entente::corpus::program());
}

#[test]
fn every_truncation_says_how_much_is_missing() {
    let bytes = encode(&small()).unwrap();
    for length in 0..bytes.len() {
        match decode(&bytes[..length]) {
            Err(DecodeError::Truncated { have, need }) => {
                assert_eq!(have, length);
                assert!(need > have && need <= bytes.len(), "{length}: {need}");
            }
            other => panic!("{length} of {} bytes: {other:?}", bytes.len()),
        }
    }
    let longer = [&bytes[..], b"x"].concat();
    assert_eq!(decode(&longer), Err(DecodeError::Corrupt { section: "end".into() }));
}

#[test]
fn every_changed_byte_is_noticed() {
    let bytes = encode(&small()).unwrap();
    for at in 0..bytes.len() {
        for flip in [1, 0x80, 0xFF] {
            let mut changed = bytes.clone();
            changed[at] ^= flip;
            let error = decode(&changed).expect_err(&format!("byte {at} of {}", bytes.len()));
            assert!(error.to_string().contains("corpus"), "{error}");
        }
    }
}

#[test]
fn foreign_bytes_are_no_corpus() {
    for foreign in [&b"<!doctype html>"[..], b"\0\0\0\0", b"ENTENTX\n", b"{}", b"PK\x03\x04"] {
        assert_eq!(decode(foreign), Err(DecodeError::NotACorpus));
    }
    assert_eq!(decode(b""), Err(DecodeError::Truncated { have: 0, need: 16 }));
}

#[test]
fn a_later_version_is_told_from_a_broken_file() {
    let mut bytes = encode(&small()).unwrap();
    bytes[8] = 200;
    assert_eq!(decode(&bytes), Err(DecodeError::TooNew { found: 200, supported: format::VERSION }));
    bytes[8] = 0;
    assert_eq!(decode(&bytes), Err(DecodeError::TooOld { found: 0, supported: format::OLDEST }));
}

#[test]
fn records_that_do_not_fit_are_refused() {
    type Break = fn(&mut Records);
    let breaks: [(&str, Break); 14] = [
        ("mentions[1]: bytes", |r| r.mentions[1].span.end = 10_000),
        ("mentions[0]: bytes", |r| r.mentions[0].span = Span::new(3, 5)),
        ("mentions[0]: bytes", |r| r.mentions[0].span = Span { start: 6, end: 2 }),
        ("mentions[0]: bytes 0–0 cover no words", |r| r.mentions[0].span = Span::new(0, 0)),
        ("mentions[2]: entity 9 of 3", |r| r.mentions[2].entity = EntityId(9)),
        ("dates[0]: document 1 of 1", |r| r.dates[0].document = DocumentId(1)),
        ("events[0]: no evidence", |r| r.events[0].evidence.clear()),
        ("events[0]: figure 2 of 2", |r| r.events[0].figures.push(2)),
        ("statements[0]: entity", |r| r.statements[0].speaker = Some(EntityId(3))),
        ("transfers[0]: event", |r| r.transfers[0].events.push(EventId(1))),
        ("rivals[0]: event", |r| r.rivals[0].subject = Subject::Event(EventId(7))),
        ("figures[1]: the value", |r| r.figures[1].value = f64::NAN),
        ("entities[1]: the point", |r| r.entities[1].location.as_mut().unwrap().latitude = 91.0),
        ("entities[1]: the key", |r| r.entities[1].key = r.entities[0].key.clone()),
    ];
    assert_eq!(check::check(&small::records()), Ok(()));
    for (expect, broken) in breaks {
        let mut records = small::records();
        broken(&mut records);
        let fault = check::check(&records).expect_err(expect).to_string();
        assert!(fault.starts_with(expect), "{fault}, expected {expect}");
        assert!(format::encode(&Corpus::new(records), &[]).is_err());
    }
}

/// Reports of our own, told apart by their names.
const REPORTS: [(&str, &str); 4] = [
    (
        "b/oslo.txt",
        "Talks in Oslo\n\n5 May 2021\n\nNorway's Defence Minister Jens Hansen met Ana Li in Oslo.",
    ),
    (
        "a.md",
        "---\ntitle: A visit\npublished: 2020-01-02\n---\n\nPresident Ivo Petrov of Bulgaria visited Minsk.",
    ),
    ("c.txt", "Ivo Petrov thanked Norway on Tuesday. “We agree,” said Hansen, the minister."),
    (
        "b.html",
        "<html><head><title>Ships</title></head><body><article><p>Norway sold four ships to Bulgaria in 2019, the ministry said.</p></article></body></html>",
    ),
];

fn pack(order: &[usize]) -> Vec<u8> {
    let parts = order
        .iter()
        .filter_map(|&i| {
            let (path, text) = REPORTS[i];
            let (document, problems) = article::read(path, text.as_bytes());
            let mut part = extract::read(document?, extract::Lexicon::builtin());
            part.problems.extend(problems);
            Some(part)
        })
        .collect();
    encode(&Corpus::new(extract::link(parts))).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn equal_folders_give_equal_bytes_in_whatever_order_the_files_come(
        order in Just([0usize, 1, 2, 3]).prop_shuffle()
    ) {
        prop_assert_eq!(pack(&order), pack(&[0, 1, 2, 3]));
    }

    #[test]
    fn any_bytes_after_a_valid_head_give_an_answer(mut tail in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut bytes = b"ENTENTE\n\x02\0\0\0\x01\0\0\0".to_vec();
        bytes.append(&mut tail);
        prop_assert!(decode(&bytes).is_err());
    }
}

#[test]
fn a_title_says_who_does_what_to_whom() {
    let corpus = small();
    assert_eq!(corpus.event_title(EventId(0), &ENGLISH), "Vučić: intention to meet Norway (Skjold)");
    let mut records = small::records();
    let event = &mut records.events[0];
    (event.kind, event.status) = (EventKind::Transfer, Status::Planned);
    event.actors = vec![EntityId(1)];
    event.recipients = vec![EntityId(0)];
    assert_eq!(
        Corpus::new(records.clone()).event_title(EventId(0), &ENGLISH),
        "Norway to Vučić: Skjold (planned transfer)"
    );
    let event = &mut records.events[0];
    (event.kind, event.status, event.cameo) = (EventKind::Visit, Status::Occurred, "043".into());
    event.instruments.clear();
    assert_eq!(Corpus::new(records.clone()).event_title(EventId(0), &ENGLISH), "Norway receives Vučić");
    let event = &mut records.events[0];
    (event.kind, event.status) = (EventKind::Consult, Status::Occurred);
    event.actors = vec![EntityId(0), EntityId(0)];
    event.recipients = vec![EntityId(2)];
    event.instruments.clear();
    assert_eq!(
        Corpus::new(records.clone()).event_title(EventId(0), &ENGLISH),
        "Vučić and Skjold: talks, Norway"
    );
    let event = &mut records.events[0];
    event.actors = vec![EntityId(0), EntityId(2)];
    event.recipients = vec![EntityId(2), EntityId(0)];
    assert_eq!(
        Corpus::new(records.clone()).event_title(EventId(0), &ENGLISH),
        "Vučić and Skjold: talks, Norway"
    );
    let event = &mut records.events[0];
    (event.kind, event.place) = (EventKind::Other, None);
    event.actors = vec![EntityId(1)];
    event.recipients.clear();
    assert_eq!(
        Corpus::new(records.clone()).event_title(EventId(0), &ENGLISH),
        "“Vučić 😀 said Norway’s “Skjold” boats cost 2.5 million …”"
    );
    (records.events[0].kind, records.events[0].place) = (EventKind::Consult, Some(EntityId(1)));
    records.events[0].actors.clear();
    records.events[0].recipients.clear();
    assert_eq!(Corpus::new(records).event_title(EventId(0), &ENGLISH), "Talks, Norway");
}

/// The titles of a report's events, through the whole reader.
fn titles(text: &str, expect: &[&str]) {
    let (document, _) = article::read("t.txt", text.as_bytes());
    let lexicon = extract::Lexicon::builtin();
    let corpus = Corpus::new(extract::link(vec![extract::read(document.expect("a report"), lexicon)]));
    let events = 0..corpus.records().events.len() as u32;
    let got: Vec<String> = events.map(|i| corpus.event_title(EventId(i), &ENGLISH)).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn a_person_stands_for_the_country_beside_them_and_alone_a_country_stands_for_itself() {
    titles(
        "Norwegian President Berit Dahl and Norway signed a treaty with Kenya.",
        &["Berit Dahl and Kenya: treaty signed"],
    );
    titles("Norway signed a treaty with Kenya.", &["Norway and Kenya: treaty signed"]);
    // somebody of another country does not
    titles(
        "Kenyan President Juma Otieno and Norway signed a treaty with Peru.",
        &["Juma Otieno, Norway and 1 more: treaty signed"],
    );
}

#[test]
fn an_appointment_is_told_by_its_office_where_the_report_names_one() {
    titles(
        "Juma Otieno became Kenya's defence minister in 2012.",
        &["Juma Otieno: appointment as Defence Minister"],
    );
    let mut records = small::records();
    let event = &mut records.events[0];
    (event.kind, event.status, event.cameo) = (EventKind::Appoint, Status::Occurred, String::new());
    (event.actors, event.recipients) = (vec![EntityId(0)], vec![EntityId(1)]);
    (event.instruments, event.place) = (Vec::new(), None);
    records.offices.clear();
    let title = Corpus::new(records).event_title(EventId(0), &ENGLISH);
    assert_eq!(title, "Vučić: appointment of Norway");
}

#[test]
fn people_are_called_by_a_surname_that_reports_use_and_no_one_shares() {
    let check = |first: (&str, &str), second: (&str, &str), expect: &str| {
        let mut records = small::records();
        for (at, (name, alias)) in [(0, first), (2, second)] {
            let person = &mut records.entities[at];
            (person.schema, person.name) = (entente::record::Schema::Person, name.into());
            person.aliases = vec![alias.into()];
        }
        let event = &mut records.events[0];
        (event.kind, event.status, event.cameo) = (EventKind::Consult, Status::Occurred, "040".into());
        (event.actors, event.recipients) = (vec![EntityId(0)], vec![EntityId(2)]);
        (event.instruments, event.place) = (Vec::new(), None);
        assert_eq!(Corpus::new(records).event_title(EventId(0), &ENGLISH), expect);
    };
    check(("Ada Holm", "Holm"), ("Jo Lund", "Lund"), "Holm and Lund: talks");
    check(("Ada Holm", "Holm"), ("Jo Hôlm", "Lund"), "Ada Holm and Jo Hôlm: talks");
    // The reports never say "Holm" alone; of "Chen Li" they say "Chen".
    check(("Ada Holm", "A. Holm"), ("Chen Li", "Chen"), "Ada Holm and Chen: talks");
}

#[test]
fn a_digest_is_shown_as_a_digest() {
    let check = |after: Option<After>, publisher: Option<&str>, expect: &str| {
        let mut records = small::records();
        records.documents[0].after = after;
        records.documents[0].publisher = publisher.map(str::to_owned);
        assert_eq!(Corpus::new(records).source_line(DocumentId(0), &ENGLISH), expect);
    };
    let after = |author: &str, translator: &str, publisher: &str, kind: &str| {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        Some(After {
            author: some(author),
            translator: some(translator),
            publisher: some(publisher),
            kind: some(kind),
            ..After::default()
        })
    };
    check(
        after("Ana Li", "", "not stated", ""),
        Some("Digest of ours"),
        "Digest of ours, after Ana Li (publisher not stated)",
    );
    check(
        after("", "Bo Li", "", ""),
        Some("D"),
        "D, after a text translated by Bo Li (publisher not stated)",
    );
    check(after("", "", "Daily", "weekly review"), None, "Digest, after a weekly review (Daily)");
    let place = |a: Option<After>| a.map(|a| After { place: Some("Lima".into()), ..a });
    check(
        place(after("", "", "not stated", "")),
        None,
        "Digest, after a text from Lima (publisher not stated)",
    );
    check(place(after("Ana Li", "", "Daily", "")), None, "Digest, after Ana Li (Daily)");
    check(None, Some("Daily"), "Daily, A. Writer");
}

#[test]
fn a_corpus_tells_what_stands_around_a_record() {
    let corpus = small();
    let (person, country, boats) = (EntityId(0), EntityId(1), EntityId(2));
    assert_eq!(corpus.statements_by(person).count(), 1);
    assert_eq!(corpus.offices_of(person).len(), 1);
    assert_eq!(corpus.offices_of(country).len(), 1);
    assert_eq!(corpus.related(person), [(country, 1), (boats, 1)]);
    assert_eq!(corpus.documents_of(boats), [(DocumentId(0), 1)]);
    assert_eq!(corpus.country_of(person), Some(country));
    assert_eq!(corpus.country_of(boats), None);
    assert_eq!(corpus.country_code(country).as_deref(), Some("NO"));
    assert_eq!(corpus.figures_of(person).len(), 1);
    assert_eq!(corpus.transfers_of(boats).count(), 1);
    assert_eq!(corpus.agreements_of(person).count(), 1);
    assert_eq!(corpus.rivals_of_event(EventId(0)).count(), 1);
    assert_eq!(corpus.events_in(DocumentId(0)), [EventId(0)]);
    let starts: Vec<u32> = corpus.mentions_in(DocumentId(0)).iter().map(|m| m.span.start).collect();
    assert!(starts.is_sorted());
}

#[test]
fn the_sentence_around_a_span_is_found_even_where_none_was_read() {
    let mut records = small::records();
    let text = "First line.\nSecond one. Third one.\nLast";
    records = Records {
        documents: vec![Document {
            text: text.into(),
            sentences: vec![Span::new(0, 11), Span::new(12, 23), Span::new(24, 34)],
            ..records.documents.remove(0)
        }],
        ..Records::default()
    };
    let corpus = Corpus::new(records);
    let check = |start, end, expect: &str| {
        assert_eq!(corpus.sentence(DocumentId(0), Span::new(start, end)).of(text), expect);
    };
    check(14, 16, "Second one.");
    check(20, 30, "Second one. Third one.");
    check(23, 24, "Second one. Third one.");
    check(36, 38, "Last");
}

/// Files of every version stay readable. `ENTENTE_KEEP=1` writes the present version's file, to be kept
/// when [`format::VERSION`] was raised; a change of what an old file holds is a fault.
#[test]
fn a_file_of_each_version_is_read() {
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    if std::env::var_os("ENTENTE_KEEP").is_some() {
        let file = kept.join(format!("corpus-v{}.bin", format::VERSION));
        std::fs::write(file, encode(&small()).unwrap()).unwrap();
    }
    for version in format::OLDEST..=format::VERSION {
        let bytes = std::fs::read(kept.join(format!("corpus-v{version}.bin"))).unwrap();
        assert_eq!(Head::read(&bytes).unwrap().version, version);
        let corpus = decode(&bytes).unwrap();
        assert_eq!(corpus.records(), &small::records(), "version {version}");
    }
    // No release ever wrote the first version: whoever has such a file packs anew.
    let first = std::fs::read(kept.join("corpus-v1.bin")).unwrap();
    assert_eq!(decode(&first), Err(DecodeError::TooOld { found: 1, supported: format::OLDEST }));
}

#[test]
fn a_corpus_that_was_asked_for_its_title_is_still_the_same() {
    let corpus = entente::corpus::Corpus::new(entente::record::Records::default());
    let other = corpus.clone();
    corpus.title(&entente::words::ENGLISH);
    assert!(corpus == other);
}
