//! Words of the search box to names, events and reports, best first.

use super::asked::in_a_row;
use super::bits::Bits;
use super::index::{Index, read};
use super::syntax::{self, Ask, Clause};
use super::{Axis, fold};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::{DocumentId, EntityId, EventId, Span};
use std::cmp::Reverse;

/// A report in which words were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The report.
    pub document: DocumentId,
    /// The sentence with most of the words, the first of equals; `None` where they stand in the
    /// headline only.
    pub snippet: Option<Span>,
    /// The words in it, in order; spans in the document's text.
    pub marks: Vec<Span>,
}

/// What words lead to, each list best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Entities whose names hold every word.
    pub entities: Vec<EntityId>,
    /// Events that hold every word, by date, newest first.
    pub events: Vec<EventId>,
    /// Reports that hold a word, those with more of the words first, then by Okapi BM25; at most 50.
    pub reports: Vec<Report>,
}

// Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009: usual values.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Nobody reads further, and each costs a reading of its text.
const MOST_REPORTS: usize = 50;

/// A word that is looked for.
struct Asked {
    /// Its forms; of a word that no report holds, those that it may be a slip of.
    forms: Vec<String>,
    /// Whether it may be begun only.
    prefix: bool,
    /// Positions of the forms that it means.
    meant: Vec<usize>,
}

/// Finds names, events and reports by a search ([`super::syntax`]). Marks of letters do not count,
/// Cyrillic and Latin are one, the last word may be begun only, and a slip of the hand is forgiven.
pub fn search(corpus: &Corpus, index: &Index, search: &str) -> Hits {
    search_few(corpus, index, search, MOST_REPORTS)
}

/// The same with at most so many reports: each costs a reading of its text.
pub fn search_few(corpus: &Corpus, index: &Index, search: &str, most: usize) -> Hits {
    let clauses = syntax::parse(search);
    let mut asked = Vec::new();
    for (i, clause) in clauses.iter().enumerate().filter(|(_, c)| !c.not) {
        let last = i + 1 == clauses.len();
        let words = match clause.ask {
            Ask::Of(_) => continue,
            Ask::Word | Ask::Phrase => fold::words(clause.value),
        };
        for (j, word) in words.iter().enumerate() {
            let prefix = clause.ask == Ask::Word && last && j + 1 == words.len();
            let exact = index.meant(corpus, &word.forms, prefix);
            let slip = exact.is_empty() && clause.ask == Ask::Word;
            let meant = if slip { index.forgiven(corpus, &word.forms, prefix) } else { exact };
            let forms = match slip {
                true => meant.iter().map(|&f| index.postings(corpus).forms[f].clone()).collect(),
                false => word.forms.clone(),
            };
            asked.push(Asked { forms, prefix, meant });
        }
    }
    let left = index.asked(corpus, search, Axis::Happened);
    let possible = syntax::days(&clauses).map(|days| index.range_bits(Axis::Happened, days).1);
    let bounds: Vec<Bits> = left.into_iter().chain(possible).collect();
    let newest = index.newest(Axis::Happened).iter().filter(|_| !bounds.is_empty());
    let events: Vec<EventId> = newest.filter(|e| bounds.iter().all(|b| b.has(e.0))).copied().collect();
    let holds = |text: &str| fits(&clauses, text);
    let mut entities = if asked.is_empty() { Vec::new() } else { entities(corpus, index, &asked) };
    entities.retain(|&id| {
        let entity = corpus.entity(id);
        std::iter::once(&entity.name).chain(&entity.aliases).any(|name| holds(name))
    });
    // Reports that tell none of the events that fields leave are not meant.
    let about = clauses.iter().any(|c| matches!(c.ask, Ask::Of(_)) && !c.value.is_empty());
    let told = crate::order::set(
        events.iter().filter(|_| about).flat_map(|&e| corpus.event(e).evidence.iter().map(|v| v.document)),
    );
    let meant = |document: DocumentId| {
        let about = !about || told.contains(&document);
        let document = corpus.document(document);
        about && holds(&format!("{}\n{}", document.title.as_deref().unwrap_or(""), document.text))
    };
    let reports = if asked.is_empty() { Vec::new() } else { reports(corpus, index, &asked, &meant, most) };
    Hits { entities, events, reports }
}

/// Whether a text holds the phrases of a search, and none of what is to be absent.
fn fits(clauses: &[Clause], text: &str) -> bool {
    clauses.iter().all(|clause| {
        let words = || fold::words(clause.value);
        match (clause.ask, clause.not) {
            (Ask::Of(_), _) | (Ask::Word, false) => true,
            (Ask::Phrase, false) => in_a_row(&words(), text),
            (_, true) => words().is_empty() || !in_a_row(&words(), text),
        }
    })
}

fn entities(corpus: &Corpus, index: &Index, asked: &[Asked]) -> Vec<EntityId> {
    let names = &index.postings(corpus).entities;
    let mut found = vec![0usize; corpus.records().entities.len()];
    for word in asked {
        let mut with: Vec<u32> = word.meant.iter().flat_map(|&f| names.of(f).iter().copied()).collect();
        with.order();
        with.dedup();
        with.into_iter().for_each(|entity| found[entity as usize] += 1);
    }
    let all = corpus.entity_ids().filter(|id| found[id.index()] == asked.len());
    let ranked = all.map(|id| {
        let entity = corpus.entity(id);
        let name = fold::words(&entity.name);
        let whole =
            asked.iter().filter(|a| name.iter().any(|w| fold::same(&a.forms, &w.forms, false))).count();
        let first = name.first().is_some_and(|w| asked.iter().any(|a| fold::same(&a.forms, &w.forms, true)));
        let exact = whole == name.len();
        ((!exact, Reverse(whole), Reverse(corpus.mentions_of(id).count()), !first), id)
    });
    let mut ranked: Vec<(_, EntityId)> = ranked.collect();
    ranked.order_by(|a, b| a.cmp(b));
    ranked.into_iter().map(|(_, id)| id).collect()
}

fn reports(
    corpus: &Corpus,
    index: &Index,
    asked: &[Asked],
    wanted: &dyn Fn(DocumentId) -> bool,
    most: usize,
) -> Vec<Report> {
    let postings = index.postings(corpus);
    let documents = postings.lengths.len() as f64;
    let mean = postings.lengths.iter().map(|&l| f64::from(l)).sum::<f64>() / documents.max(1.0);
    let mut all: Vec<(usize, f64)> = vec![(0, 0.0); postings.lengths.len()];
    for word in asked {
        let mut times = vec![0u32; all.len()];
        for &form in &word.meant {
            for &(document, n) in postings.documents.of(form) {
                let of = &mut times[document as usize];
                *of = of.saturating_add(n);
            }
        }
        let with = times.iter().filter(|&&n| n > 0).count() as f64;
        let weight = (1.0 + (documents - with + 0.5) / (with + 0.5)).ln();
        for (document, &n) in times.iter().enumerate().filter(|(_, n)| **n > 0) {
            let (n, length) = (f64::from(n), f64::from(postings.lengths[document]));
            let score = &mut all[document];
            score.0 += 1;
            score.1 += weight * n * (K1 + 1.0) / (n + K1 * (1.0 - B + B * length / mean.max(1.0)));
        }
    }
    let found = all.into_iter().enumerate().filter(|(_, score)| score.0 > 0);
    let mut scores: Vec<(u32, (usize, f64))> = found.map(|(at, score)| (at as u32, score)).collect();
    scores.order_by(|a, b| (b.1.0.cmp(&a.1.0)).then(b.1.1.total_cmp(&a.1.1)).then(a.0.cmp(&b.0)));
    let best = scores.into_iter().map(|(document, _)| DocumentId(document)).filter(|&d| wanted(d));
    best.take(most).map(|document| report(corpus, document, asked)).collect()
}

/// The sentence of a report that answers best.
fn report(corpus: &Corpus, id: DocumentId, asked: &[Asked]) -> Report {
    let document = corpus.document(id);
    let mut best: (usize, Option<Span>, Vec<Span>) = (0, None, Vec::new());
    for sentence in read(document.body, &document.sentences) {
        let marks = marks(sentence, sentence.of(&document.text), asked);
        if marks.0 > best.0 {
            best = (marks.0, Some(sentence), marks.1);
        }
    }
    Report { document: id, snippet: best.1, marks: best.2 }
}

/// How many of the words stand in a sentence, and where.
fn marks(sentence: Span, text: &str, asked: &[Asked]) -> (usize, Vec<Span>) {
    let words = fold::indexed(text);
    let mut found = 0;
    let mut marks: Vec<Span> = Vec::new();
    for word in asked {
        let here = words.iter().filter(|w| fold::same(&word.forms, &w.forms, word.prefix));
        let before = marks.len();
        marks.extend(
            here.map(|w| Span { start: w.span.start + sentence.start, end: w.span.end + sentence.start }),
        );
        found += usize::from(marks.len() > before);
    }
    marks.order();
    let mut apart: Vec<Span> = Vec::new();
    for mark in marks {
        match apart.last_mut() {
            Some(last) if last.overlaps(mark) => *last = last.join(mark),
            _ => apart.push(mark),
        }
    }
    (found, apart)
}
