//! The ten hottest calls, each once, for `cargo xtask counts`: valgrind counts the instructions that they execute.
//!
//! Each call is a function of its own, named `counted_…`: callgrind counts inside these only. What they need is made before, and
//! not counted.

mod reports;

use entente::corpus::{Corpus, format};
use entente::export::jsonl;
use entente::extract::{self, Lexicon};
use entente::intake;
use entente::query::{self, Answer, Facet, Hits, Index, Selection};
use entente::record::Records;
use entente::scene::borders::{self, Borders, Worldview};
use entente::scene::{Glow, Scene, map, network};
use entente::words::Words;
use std::collections::BTreeSet;
use std::hint::black_box;

/// Bytes of the reports that are packed and asked.
const SIZE: usize = 400_000;
/// Steps of the network's layout.
const STEPS: usize = 50;
const WIDTH: f32 = 820.0;
const HEIGHT: f32 = 560.0;

#[inline(never)]
fn counted_read(reports: &[(String, String)], lexicon: &Lexicon) -> Vec<intake::Part> {
    reports.iter().map(|(name, text)| intake::read(name, text.as_bytes(), lexicon)).collect()
}

#[inline(never)]
fn counted_records_as_json(line: &str, lexicon: &Lexicon) -> Vec<u8> {
    jsonl::line(line.as_bytes(), 1, lexicon, false)
}

#[inline(never)]
fn counted_link(parts: Vec<Records>) -> Records {
    extract::link(parts)
}

#[inline(never)]
fn counted_encode(corpus: &Corpus) -> Vec<u8> {
    format::encode(corpus, &[]).expect("a corpus that holds together")
}

#[inline(never)]
fn counted_decode(bytes: &[u8]) -> Corpus {
    format::decode(bytes).expect("a corpus")
}

#[inline(never)]
fn counted_index(corpus: &Corpus) -> Index {
    Index::new(corpus).with_words(corpus)
}

#[inline(never)]
fn counted_ask(corpus: &Corpus, index: &Index, selection: &Selection) -> Answer {
    query::answer(corpus, index, selection)
}

#[inline(never)]
fn counted_search_word(corpus: &Corpus, index: &Index) -> Hits {
    query::search(corpus, index, "cooperation")
}

#[inline(never)]
fn counted_search_prefix(corpus: &Corpus, index: &Index) -> Hits {
    query::search(corpus, index, "coo")
}

#[inline(never)]
fn counted_search_typo(corpus: &Corpus, index: &Index) -> Hits {
    query::search(corpus, index, "cooperetion")
}

#[inline(never)]
fn counted_map(corpus: &Corpus, borders: &Borders, matter: &map::Matter, frame: &map::Frame) -> Scene {
    map::scene(corpus, borders, matter, frame)
}

#[inline(never)]
fn counted_network(layout: &mut network::Layout) -> usize {
    (0..STEPS).filter(|_| !layout.step()).count()
}

fn main() {
    let lexicon = Lexicon::builtin();
    let reports = reports::reports(SIZE);
    // What is set up by the first article is not counted with the others.
    black_box(intake::read("first.txt", reports[0].1.as_bytes(), lexicon));
    black_box(counted_read(&reports[..12], lexicon));
    let line = serde_json::json!({ "id": "a", "text": reports[5].1 }).to_string();
    black_box(counted_records_as_json(&line, lexicon));
    let parts =
        reports.iter().filter_map(|(name, text)| intake::read(name, text.as_bytes(), lexicon).records);
    let corpus = Corpus::new(counted_link(parts.collect()));
    let bytes = counted_encode(&corpus);
    let corpus = black_box(counted_decode(&bytes));
    let index = counted_index(&corpus);
    let mut selection = Selection::default();
    selection.facets.entry(Facet::Country).or_default().insert("country:rs".to_owned());
    let answer = counted_ask(&corpus, &index, &selection);
    black_box(counted_search_word(&corpus, &index));
    black_box(counted_search_prefix(&corpus, &index));
    black_box(counted_search_typo(&corpus, &index));
    let borders = borders::decode(&borders::pack(&corpus)).expect("borders");
    let matter = map::Matter::new(&corpus, &answer.events);
    let (words, none) = (Words::english(), BTreeSet::new());
    let frame = map::Frame {
        width: WIDTH,
        height: HEIGHT,
        camera: map::fit(&corpus, &borders, &matter, WIDTH, HEIGHT),
        glow: &Glow::default(),
        worldview: Worldview::default(),
        chosen: &none,
        words: &words,
        measure: &|text, size, _| text.chars().count() as f32 * size * 0.55,
    };
    black_box(counted_map(&corpus, &borders, &matter, &frame));
    let graph = network::Graph::new(&corpus, &answer.events);
    black_box(counted_network(&mut network::Layout::new(&corpus, &graph)));
}
