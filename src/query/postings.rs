//! Which words stand where: the part of the index that a search needs.
//!
//! [`super::maker`] makes it of a corpus, [`super::stored`] keeps it in blocks of `corpus.bin`, which are read when one of their
//! words is looked for.

use super::bits::Set;
use super::stored;
use super::times::Times;
use crate::corpus::Corpus;
use crate::order::Ordered;
use std::cell::OnceCell;

/// Where a form of a word occurs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    /// How often it stands in reports; a headline counts more.
    pub documents: Times,
    /// Events with it in title, names of parties or evidence.
    pub events: Set,
    /// Entities with it in a name, ascending.
    pub entities: Vec<u32>,
}

/// Words end to end, sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sorted {
    text: String,
    ends: Vec<u32>,
}

impl Sorted {
    /// Adds a word that is not before the last.
    pub fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A word; empty where there is none.
    pub fn of(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        self.ends.get(at).and_then(|&end| self.text.get(start..end as usize)).unwrap_or("")
    }

    /// The first place from one on whose word does not fit; those that fit stand first.
    pub fn until(&self, from: usize, fits: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (from, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if fits(self.of(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Word forms and where they occur.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Postings {
    /// Forms of words.
    pub forms: Sorted,
    /// Where they occur, block by block: the first form of each, and what is there of it.
    pub blocks: Vec<(u32, OnceCell<Vec<Form>>)>,
    /// Of runs of forms that begin alike: the run, and where one of them occurs.
    pub begun: Vec<(Run, OnceCell<Vec<Form>>)>,
    /// By document: number of words.
    pub lengths: Vec<u32>,
    /// Number of words of all documents.
    pub words: u64,
    /// By entity: number of words of its name, 255 at most.
    pub name_lengths: Vec<u8>,
}

/// Forms by position, from the first to the one after the last.
pub(super) type Run = (usize, usize);

/// Runs in order, those that overlap as one: forms that begin with a longer form begin with the shorter, too.
pub(super) fn apart(mut runs: Vec<Run>) -> Vec<Run> {
    runs.order();
    let mut apart: Vec<Run> = Vec::new();
    for run in runs.into_iter().filter(|run| run.0 < run.1) {
        match apart.last_mut() {
            Some(last) if run.0 < last.1 => last.1 = last.1.max(run.1),
            _ => apart.push(run),
        }
    }
    apart
}

impl Postings {
    /// Where forms occur, as far as that is there: each list once, whatever it was kept by.
    pub fn of<'a>(&'a self, corpus: &Corpus, runs: &[Run]) -> Vec<&'a [Form]> {
        let mut found: Vec<&[Form]> = Vec::new();
        let open = |cell: &'a OnceCell<Vec<Form>>, block: usize, forms: usize| {
            if cell.get().is_none() {
                let raw = corpus.word_block(1 + block)?;
                let _ = cell.set(stored::forms(&raw, forms, self, corpus.records().events.len()));
            }
            cell.get()
        };
        for &(from, to) in runs {
            if let Some(at) = self.begun.iter().position(|(begun, _)| *begun == (from, to)) {
                found.extend(open(&self.begun[at].1, self.blocks.len() + at, 1).map(Vec::as_slice));
                continue;
            }
            let first = self.blocks.partition_point(|(first, _)| *first as usize <= from).saturating_sub(1);
            for (at, (start, cell)) in self.blocks.iter().enumerate().skip(first) {
                let start = *start as usize;
                if start >= to {
                    break;
                }
                let end = self.blocks.get(at + 1).map_or(self.forms.len(), |next| next.0 as usize);
                let forms = open(cell, at, end - start);
                found.extend(forms.and_then(|forms| forms.get(from.max(start) - start..to.min(end) - start)));
            }
        }
        found
    }

    /// The forms of some runs.
    pub fn words(&self, runs: &[Run]) -> Vec<String> {
        runs.iter().flat_map(|run| run.0..run.1).map(|at| self.forms.of(at).to_owned()).collect()
    }

    /// The run of forms that begin with some letters, or are these.
    pub fn run(&self, letters: &str, prefix: bool) -> Run {
        let from = self.forms.until(0, |word| word < letters);
        (
            from,
            self.forms.until(from, |word| if prefix { word.starts_with(letters) } else { word == letters }),
        )
    }
}
