//! What was read, held in few bytes, and its joining to a corpus.

use crate::progress;
use entente::corpus::format::{self, Piece};
use entente::corpus::{Corpus, check};
use entente::extract::Linking;
use entente::intake::kept::Kept;
use entente::intake::{self, Part};
use entente::record::{Problem, Records, Rule};
use rayon::prelude::*;
use std::collections::HashSet;
use std::io;

/// From so many reports on, joining and writing take longer than a glance.
const MANY: usize = 5_000;
/// Parts that are opened side by side before they are joined: this bounds the memory.
const BATCH: usize = 2_000;
/// Share of joining that is putting the parts together; the rest is linking.
const ADDING: f64 = 0.3;

/// What was read of many articles.
#[derive(Default)]
pub struct Gathered {
    /// Of each article.
    pub parts: Vec<Kept>,
    /// What was wrong beside the articles.
    pub problems: Vec<Problem>,
}

impl Gathered {
    /// The linked records of all. The parts are opened and let go one after another, in the order of their ids; of two with
    /// one id and other bytes the first stays, and a problem tells of the other.
    pub fn join(mut self) -> Records {
        self.parts.sort_by(|a, b| a.id.cmp(&b.id));
        let Gathered { parts, mut problems } = self;
        let total = parts.len();
        let bar = progress::reports("Joining", total, total > MANY);
        let mut linking = Linking::default();
        let mut rules = Rules::default();
        let mut parts = parts.into_iter().peekable();
        let mut last: Option<Kept> = None;
        while parts.peek().is_some() {
            let batch: Vec<Kept> = parts.by_ref().take(BATCH).collect();
            let opened: Vec<Option<Part>> = batch.par_iter().map(Kept::open).collect();
            for (kept, part) in batch.into_iter().zip(opened) {
                let before = last.as_ref().filter(|before| before.id == kept.id && kept.id.is_some());
                if before.is_some_and(|before| *before == kept) {
                    continue;
                }
                let part = part.unwrap_or_default();
                problems.extend(part.problems);
                match (part.records, before, &kept.id) {
                    (Some(_), Some(_), Some(id)) => {
                        let message = "passed over: another report has this name already".to_owned();
                        problems.push(Problem { path: id.clone(), line: 0, message });
                        continue;
                    }
                    (Some(mut records), ..) => {
                        rules.share(&mut records);
                        linking.add(records);
                    }
                    (None, ..) => {}
                }
                last = Some(kept);
            }
            bar.inc((BATCH as f64 * ADDING) as u64);
        }
        let records = linking.finish(&mut |done| {
            bar.set_position((total as f64 * (ADDING + (1.0 - ADDING) * f64::from(done))) as u64);
        });
        bar.finish_and_clear();
        intake::settled(records, problems)
    }
}

/// Names of rules, each once. What is read back from bytes would hold a copy for every record.
#[derive(Default)]
struct Rules(HashSet<&'static str>);

impl Rules {
    /// More names than the program has; beyond them, somebody made them up.
    const MOST: usize = 4_096;

    fn share(&mut self, records: &mut Records) {
        let rules = records.mentions.iter_mut().map(|r| &mut r.rule);
        let rules = rules.chain(records.dates.iter_mut().map(|r| &mut r.rule));
        let rules = rules.chain(records.figures.iter_mut().map(|r| &mut r.rule));
        let rules = rules.chain(records.statements.iter_mut().map(|r| &mut r.rule));
        let rules = rules.chain(records.events.iter_mut().map(|r| &mut r.rule));
        let rules = rules.chain(records.offices.iter_mut().map(|r| &mut r.rule));
        for rule in rules {
            let Rule::Owned(name) = rule else { continue };
            if let Some(known) = self.0.get(name.as_str()) {
                *rule = Rule::Borrowed(known);
            } else if self.0.len() < Rules::MOST {
                let known: &'static str = std::mem::take(name).leak();
                self.0.insert(known);
                *rule = Rule::Borrowed(known);
            }
        }
    }
}

/// The bytes of a corpus, made by all cores.
pub fn bytes(corpus: &Corpus) -> io::Result<Vec<u8>> {
    let count = corpus.records().documents.len();
    let words = entente::query::words(corpus);
    let bar = progress::bytes("Writing", format::size(corpus, &words), count > MANY);
    let deflated = |piece: &Piece| {
        let stored = piece.deflate();
        bar.inc(piece.len() as u64);
        stored
    };
    let bytes = format::encode_by(corpus, &words, &mut |pieces| pieces.par_iter().map(deflated).collect());
    bar.finish_and_clear();
    bytes.map_err(|fault: check::Fault| {
        io::Error::other(format!("the records do not fit together, please report: {fault}"))
    })
}
