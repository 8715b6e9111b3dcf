//! How fast reports are read, by stage and whole: `cargo bench`. The same in the browser: `cargo xtask bench`.

mod reports;

use criterion::{BatchSize, Criterion, Throughput};
use entente::corpus::{Corpus, format};
use entente::export::jsonl;
use entente::extract::{self, Lexicon, Text};
use entente::record::{Document, Records};
use std::hint::black_box;

/// Bytes of text that each pass reads.
const SIZE: usize = 200_000;

fn documents() -> Vec<Document> {
    let read = |(name, text): &(String, String)| entente::article::read(name, text.as_bytes()).0;
    reports::reports(SIZE).iter().filter_map(read).collect()
}

/// From bytes to records, and to JSON, of one report after another on one core.
fn whole(criterion: &mut Criterion) {
    let lexicon = Lexicon::builtin();
    let reports = reports::reports(SIZE);
    let bytes = reports.iter().map(|(_, text)| text.len() as u64).sum();
    let mut group = criterion.benchmark_group("whole");
    group.sample_size(20).throughput(Throughput::Bytes(bytes));
    group.bench_function("records", |bench| {
        bench.iter(|| {
            for (name, text) in &reports {
                let (document, _) = entente::article::read(name, text.as_bytes());
                black_box(document.map(|d| extract::link(vec![extract::read(d, lexicon)])));
            }
        });
    });
    let lines: Vec<String> = reports
        .iter()
        .map(|(name, text)| serde_json::json!({ "id": name, "text": text }).to_string())
        .collect();
    group.bench_function("records as JSON lines", |bench| {
        bench.iter(|| {
            for (number, line) in lines.iter().enumerate() {
                black_box(jsonl::line(line.as_bytes(), number as u64, lexicon, false));
            }
        });
    });
    group.finish();
}

type Stage = fn(&Text, &Lexicon, &mut Records);

/// Each stage by itself, on what the stages before it leave.
fn stages(criterion: &mut Criterion) {
    let lexicon = Lexicon::builtin();
    let reports = reports::reports(SIZE);
    let documents = documents();
    let bytes = reports.iter().map(|(_, text)| text.len() as u64).sum();
    let mut group = criterion.benchmark_group("stage");
    group.sample_size(20).throughput(Throughput::Bytes(bytes));
    group.bench_function("article", |bench| {
        bench.iter(|| {
            for (name, text) in &reports {
                black_box(entente::article::read(name, text.as_bytes()));
            }
        });
    });
    group.bench_function("tokens", |bench| {
        bench.iter(|| documents.iter().for_each(|d| drop(black_box(Text::new(d)))));
    });
    let texts: Vec<Text> = documents.iter().map(Text::new).collect();
    let mut records = vec![Records::default(); texts.len()];
    let all: [(&str, Stage); 7] = [
        ("dates", extract::dates::read),
        ("names", extract::names::read),
        ("coref", extract::coref::read),
        ("offices", extract::offices::read),
        ("figures", extract::figures::read),
        ("statements", extract::statements::read),
        ("events", extract::events::read),
    ];
    for (name, stage) in all {
        group.bench_function(name, |bench| {
            bench.iter_batched(
                || records.clone(),
                |mut records| {
                    texts.iter().zip(&mut records).for_each(|(text, r)| stage(text, lexicon, r));
                    records
                },
                BatchSize::LargeInput,
            );
        });
        texts.iter().zip(&mut records).for_each(|(text, r)| stage(text, lexicon, r));
    }
    for (document, records) in documents.iter().zip(&mut records) {
        let sentences = Text::new(document).sentences.iter().map(|s| s.span).collect();
        records.documents.push(Document { sentences, ..document.clone() });
    }
    group.bench_function("link, each report by itself", |bench| {
        bench.iter_batched(
            || records.clone(),
            |all| all.into_iter().map(|one| extract::link(vec![one])).collect::<Vec<_>>(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("link, all reports", |bench| {
        bench.iter_batched(|| records.clone(), extract::link, BatchSize::LargeInput);
    });
    group.finish();
}

/// What stands before the first byte is read, and what the page's build waits for.
fn startup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start");
    group.sample_size(20);
    group.bench_function("lexicon", |bench| bench.iter(|| Lexicon::load(true)));
    let lexicon = Lexicon::builtin();
    group.bench_function("pack of the five reports", |bench| {
        bench.iter(|| {
            let parts = reports::shipped().filter_map(|(name, text)| {
                let (document, _) = entente::article::read(&name, text.as_bytes());
                document.map(|d| extract::read(d, lexicon))
            });
            {
                let corpus = Corpus::new(extract::link(parts.collect()));
                format::encode(&corpus, &entente::query::words(&corpus))
            }
        });
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    whole(&mut criterion);
    stages(&mut criterion);
    startup(&mut criterion);
    criterion.final_summary();
}
