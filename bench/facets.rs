//! What an interaction with the facets costs natively: the steps that `cargo xtask peers` asks, each answered as there by the
//! number left, the ten first counts of eight facets and of all years, and the newest twenty.
//! `cargo bench --bench facets -- FOLDER`, a folder with `corpus.bin`; `--steps` tells each step.
//!
//! Prints milliseconds of the processor: median, 95th percentile and most over the steps, of each the median of a few rounds.

#[path = "peers/steps.rs"]
mod steps;

use cpu_time::ThreadTime;
use entente::corpus::{Corpus, format};
use entente::query::{self, Facet, Index, Selection};
use entente::record::EventId;
use std::cmp::Reverse;
use std::hint::black_box;
use steps::{Step, Values};

const FACETS: [(&str, Facet); 8] = [
    ("country", Facet::Country),
    ("person", Facet::Person),
    ("organisation", Facet::Organisation),
    ("equipment", Facet::Equipment),
    ("kind", Facet::Kind),
    ("status", Facet::Status),
    ("year", Facet::Year),
    ("source", Facet::Source),
];
const ROUNDS: usize = 9;

/// The steps that `bench/peers/material.rs` writes for the peers.
fn asked(corpus: &Corpus, index: &Index) -> Vec<Step> {
    let all = query::answer(corpus, index, &Selection::default());
    let values: Vec<Vec<query::Count>> = FACETS
        .iter()
        .map(|(_, facet)| {
            let mut values = all.facets[facet].first(index, *facet, usize::MAX);
            values.sort_by(|a, b| (Reverse(a.count), &a.value).cmp(&(Reverse(b.count), &b.value)));
            values
        })
        .collect();
    let facets: Vec<Values<'_>> = FACETS
        .iter()
        .zip(&values)
        .map(|((name, _), values)| Values { name, values: values.iter().map(|v| &*v.value).collect() })
        .collect();
    let mut days: Vec<i32> = corpus.event_ids().filter_map(|id| index.days(id).0).collect();
    days.sort_unstable();
    let at = |share: usize| days.get(days.len() * share / 100).copied().unwrap_or_default();
    steps::steps(&facets, (at(1), at(99)))
}

fn take(selection: &mut Selection, step: &Step) {
    match step {
        Step::Choose { facet, values } => {
            let Some((_, facet)) = FACETS.into_iter().find(|(name, _)| name == facet) else { return };
            selection.facets.remove(&facet);
            if !values.is_empty() {
                selection.facets.insert(facet, values.iter().cloned().collect());
            }
        }
        Step::Brush { from, to } => selection.range = (from <= to).then_some((*from, *to)),
    }
}

fn answer(corpus: &Corpus, index: &Index, selection: &Selection) -> (usize, Vec<u32>, Vec<EventId>) {
    let answer = query::answer(corpus, index, selection);
    let mut counts = Vec::new();
    for (_, facet) in FACETS {
        let most = if facet == Facet::Year { usize::MAX } else { 10 };
        counts.extend(answer.facets[&facet].first(index, facet, most).iter().map(|v| v.count));
    }
    (answer.events.len(), counts, answer.events.first(20))
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let each = args.iter().any(|a| a == "--steps");
    for folder in args.iter().filter(|a| !a.starts_with('-')) {
        let bytes = std::fs::read(format!("{folder}/corpus.bin")).expect("a folder with a packed corpus");
        let corpus = format::open(&bytes).expect("a corpus");
        let begin = ThreadTime::now();
        let index = Index::new(&corpus);
        println!("{folder}: index {:.0} ms", begin.elapsed().as_secs_f64() * 1000.0);
        println!("    {} events", corpus.event_ids().count());
        let steps = asked(&corpus, &index);
        let mut times = vec![Vec::new(); steps.len()];
        for round in 0..ROUNDS {
            let mut selection = Selection::default();
            for (step, times) in steps.iter().zip(&mut times) {
                take(&mut selection, step);
                let begin = ThreadTime::now();
                let told = black_box(answer(&corpus, &index, &selection));
                times.push(begin.elapsed().as_secs_f64() * 1000.0);
                if each && round == 0 {
                    println!("    {:8} {step:?}", told.0);
                }
            }
        }
        let middle = |mut all: Vec<f64>| {
            all.sort_by(f64::total_cmp);
            all
        };
        let each_time: Vec<f64> = times.into_iter().map(|all| middle(all)[ROUNDS / 2]).collect();
        if each {
            each_time.iter().enumerate().for_each(|(at, time)| println!("    {at:3} {time:8.3}"));
        }
        let all = middle(each_time);
        let at = |share: usize| all[(all.len() * share / 100).min(all.len() - 1)];
        println!("  {:.3} / {:.3} / {:.3} ms: median, 95th percentile, most", at(50), at(95), at(100));
    }
}
