//! A corpus of which the first bytes are there, and the rest comes when it is asked for, tells what the whole one tells.

use entente::corpus::Corpus;
use entente::corpus::format::{self, DecodeError, Head};
use entente::extract::{self, Lexicon};
use entente::query::{self, Index, Selection};
use entente::record::{DocumentId, StatementId};
use entente::rooms::Teller;
use entente::words::ENGLISH;
use entente::{article, state};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// The shipped reports and those of the tests, as they are packed.
static PACKED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut parts = Vec::new();
    for folder in ["corpus", "tests/fixtures/reports"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for file in fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
            if file.extension().is_some_and(|e| e == "md" || e == "txt") {
                let name = file.file_name().unwrap().to_str().unwrap();
                let (document, _) = article::read(name, &fs::read(&file).unwrap());
                parts.push(extract::read(document.unwrap(), Lexicon::builtin()));
            }
        }
    }
    let corpus = Corpus::new(extract::link(parts));
    format::encode(&corpus, &query::words(&corpus)).unwrap()
});

fn first() -> Corpus {
    let head = Head::read(&PACKED).unwrap();
    assert!(head.early() < PACKED.len() * 7 / 10, "{} of {}", head.early(), PACKED.len());
    format::open(&PACKED[..head.early()]).unwrap()
}

/// Asks until all that the answer needs is there; how often it was asked, and how many bytes came.
fn asked<T>(corpus: &Corpus, ask: impl Fn() -> T) -> (T, usize, usize) {
    let (mut rounds, mut bytes) = (0, 0);
    loop {
        let before = corpus.misses();
        let answer = ask();
        rounds += 1;
        if corpus.misses() == before {
            return (answer, rounds, bytes);
        }
        let ranges = corpus.wanted();
        assert!(!ranges.is_empty() && rounds < 9, "what is missing is told");
        assert!(corpus.wanted().is_empty(), "each range is told once");
        for range in ranges {
            bytes += range.len();
            corpus.bring(range.start, &PACKED[range]).unwrap();
        }
    }
}

#[test]
fn what_is_asked_of_a_part_is_what_the_whole_tells() {
    let whole = format::decode(&PACKED).unwrap();
    let at_once = format::open(&PACKED).unwrap();
    let part = first();
    for id in whole.document_ids() {
        for corpus in [&at_once, &part] {
            let mentions = |c: &Corpus| c.mentions_in(id).into_iter().cloned().collect::<Vec<_>>();
            assert_eq!(asked(corpus, || corpus.text(id).to_owned()).0, whole.text(id));
            assert_eq!(asked(corpus, || mentions(corpus)).0, mentions(&whole));
            assert_eq!((corpus.zones(id), corpus.sentences(id)), (whole.zones(id), whole.sentences(id)));
        }
    }
    for id in whole.entity_ids() {
        for corpus in [&at_once, &part] {
            let mentions = |c: &Corpus| c.mentions_of(id).into_iter().cloned().collect::<Vec<_>>();
            assert_eq!(corpus.times_named(id), whole.times_named(id));
            assert_eq!(asked(corpus, || corpus.namings(id)).0, whole.namings(id), "{}", whole.entity(id).key);
            assert_eq!(asked(corpus, || mentions(corpus)).0, mentions(&whole));
            assert_eq!(corpus.documents_of(id), whole.documents_of(id));
            assert_eq!(asked(corpus, || corpus.statements_naming(id)).0, whole.statements_naming(id));
        }
    }
    for id in (0..whole.records().statements.len() as u32).map(StatementId) {
        let named = |c: &Corpus| c.named_in(id).collect::<Vec<_>>();
        assert_eq!(named(&part), named(&whole));
    }
    assert_eq!(at_once.misses(), 0, "of a whole file nothing is missing");
}

#[test]
fn a_report_that_is_opened_brings_its_own_leaf_and_no_other() {
    let corpus = first();
    let (text, rounds, bytes) = asked(&corpus, || corpus.text(DocumentId(0)).to_owned());
    assert!(!text.is_empty());
    assert_eq!(rounds, 2);
    assert!(bytes < PACKED.len() / 4, "{bytes} of {}", PACKED.len());
    assert_eq!(corpus.text(DocumentId(corpus.records().documents.len() as u32 - 1)), "");
}

#[test]
fn searches_of_a_part_find_what_the_whole_finds() {
    let whole = format::decode(&PACKED).unwrap();
    let index = Index::new(&whole).with_words(&whole);
    for search in [
        "t",
        "minister",
        "serbia belarus",
        "Вучич",
        "minsiter",
        "“military cooperation”",
        "country:no -visit",
        "drone*",
        "zzzzqq",
    ] {
        // Nothing is known yet.
        let corpus = first();
        let part = Index::new(&corpus);
        let (hits, rounds, _) = asked(&corpus, || query::search(&corpus, &part, search));
        assert_eq!(hits, query::search(&whole, &index, search), "{search}");
        assert!(rounds > 1);
        let selection = Selection { words: search.into(), ..Selection::default() };
        let (answer, ..) = asked(&corpus, || query::answer(&corpus, &part, &selection));
        assert_eq!(answer.events, query::answer(&whole, &index, &selection).events, "{search}");
    }
}

#[test]
fn cards_and_reports_of_a_part_tell_what_those_of_the_whole_tell() {
    let whole = format::decode(&PACKED).unwrap();
    let index = Index::new(&whole).with_words(&whole);
    let corpus = first();
    let part = Index::new(&corpus);
    let all = Teller { corpus: &whole, index: &index, words: &ENGLISH };
    let some = Teller { corpus: &corpus, index: &part, words: &ENGLISH };
    for id in whole.entity_ids() {
        assert_eq!(
            asked(&corpus, || some.entity_card(id)).0,
            all.entity_card(id),
            "{}",
            whole.entity(id).key
        );
    }
    for id in whole.event_ids() {
        assert_eq!(asked(&corpus, || some.event_card(id)).0, all.event_card(id), "{}", whole.event(id).key);
        let evidence = &whole.event(id).evidence[0];
        let link = || state::Reader::at(&corpus, evidence.document, evidence.span);
        assert_eq!(asked(&corpus, link).0, state::Reader::at(&whole, evidence.document, evidence.span));
    }
}

#[test]
fn bytes_that_changed_since_the_head_was_read_are_refused() {
    let corpus = first();
    corpus.text(DocumentId(0));
    let range = corpus.wanted().remove(0);
    let mut changed = PACKED[range.clone()].to_vec();
    changed[7] ^= 1;
    assert!(matches!(corpus.bring(range.start, &changed), Err(DecodeError::Corrupt { .. })));
    assert_eq!(corpus.text(DocumentId(0)), "");
    // It is still on its way, until somebody gives it up; then it is told again.
    assert!(corpus.wanted().is_empty());
    corpus.give_up();
    corpus.text(DocumentId(0));
    assert_eq!(corpus.wanted(), std::slice::from_ref(&range));
    corpus.bring(range.start, &PACKED[range]).unwrap();
    assert!(!corpus.text(DocumentId(0)).is_empty());
}

#[test]
fn every_cut_and_every_changed_byte_of_a_file_that_is_opened_is_noticed() {
    let head = Head::read(&PACKED).unwrap();
    for length in (0..PACKED.len()).step_by(977).filter(|&length| length != head.early()) {
        assert!(matches!(format::open(&PACKED[..length]), Err(DecodeError::Truncated { .. })), "{length}");
    }
    for at in (0..PACKED.len()).step_by(1409) {
        let mut changed = PACKED.clone();
        changed[at] ^= 1;
        assert!(format::open(&changed).is_err(), "byte {at}");
    }
}
