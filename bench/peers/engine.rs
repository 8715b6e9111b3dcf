//! The engine as `bench/peers/` calls it: all that this comparison needs of the library, but for what `material.rs` reads.

use entente::corpus::{Corpus, format};
use entente::query::{self, Axis, Facet, Index, Selection};
use entente::scene::network::{Graph, Layout};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// The facets in the order in which every contender tells them.
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
/// Values of a facet that are told, and events: what one sees at once. Years are told all.
const VALUES: usize = 10;
const EVENTS: usize = 20;

/// A corpus with what is chosen of it.
#[wasm_bindgen]
pub struct Engine {
    corpus: Corpus,
    index: Index,
    selection: Selection,
    layout: Layout,
}

#[wasm_bindgen]
impl Engine {
    /// Opens as much of `corpus.bin` as a page needs before it can show anything.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Engine, JsError> {
        let corpus = format::open(bytes)?;
        let index = Index::new(&corpus);
        Ok(Engine { corpus, index, selection: Selection::default(), layout: Layout::default() })
    }

    /// Bytes of the file that were asked for and are not there: first and end by turns.
    pub fn wanted(&self) -> Vec<u32> {
        self.corpus.wanted().into_iter().flat_map(|range| [range.start as u32, range.end as u32]).collect()
    }

    /// Takes bytes of the file from an offset on.
    pub fn bring(&self, from: usize, bytes: &[u8]) -> Result<(), JsError> {
        Ok(self.corpus.bring(from, bytes)?)
    }

    /// Chooses values of a facet instead of those that were chosen.
    pub fn choose(&mut self, facet: &str, values: Vec<String>) {
        let Some((_, facet)) = FACETS.into_iter().find(|(name, _)| *name == facet) else { return };
        self.selection.facets.remove(&facet);
        if !values.is_empty() {
            self.selection.facets.insert(facet, values.into_iter().collect());
        }
    }

    /// Chooses days, both included; the wrong way round takes the choice back.
    pub fn brush(&mut self, from: i32, to: i32) {
        self.selection.range = (from <= to).then_some((from, to));
    }

    /// What is left: its number; of each facet how many values are told and their numbers of events; the newest events.
    pub fn answer(&self) -> Vec<u32> {
        let answer = query::answer(&self.corpus, &self.index, &self.selection);
        let mut told = vec![answer.events.len() as u32];
        for (_, facet) in FACETS {
            let most = if facet == Facet::Year { usize::MAX } else { VALUES };
            let values = answer.facets.get(&facet).map(|counts| counts.first(&self.index, facet, most));
            let some = values.unwrap_or_default().into_iter().map(|v| v.count).filter(|&n| n > 0);
            let some: Vec<u32> = some.take(most).collect();
            told.push(some.len() as u32);
            told.extend(some);
        }
        told.extend(answer.events.first(EVENTS).into_iter().map(|event| event.0));
        told
    }

    /// The first reports that a search finds, as positions.
    pub fn find(&self, words: &str, most: usize) -> Vec<u32> {
        let hits = query::search_few(&self.corpus, &self.index, words, most);
        hits.reports.into_iter().map(|report| report.document.0).collect()
    }

    /// Begins a network of at most so many nodes; how many it has.
    pub fn tie(&mut self, nodes: usize) -> usize {
        let graph = Graph::up_to(&self.corpus, self.index.newest(Axis::Happened), nodes);
        self.layout = Layout::new(&self.corpus, &graph);
        self.layout.at.len()
    }

    /// Moves the network's nodes a step.
    pub fn tick(&mut self) {
        self.layout.step();
    }
}
