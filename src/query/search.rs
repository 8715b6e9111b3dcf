//! Words of the search box to names, events and reports, best first.

use super::fold;
use super::index::{Index, read};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::{DocumentId, EntityId, EventId, Span};
use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// Finds names, events and reports. Marks of letters do not count, Cyrillic and Latin are one, and
/// the last word may be begun only.
pub fn search(corpus: &Corpus, index: &Index, words: &str) -> Hits {
    let asked: Vec<Vec<String>> = fold::words(words).into_iter().map(|w| w.forms).collect();
    if asked.is_empty() {
        return Hits::default();
    }
    let last = asked.len() - 1;
    let meant: Vec<Vec<usize>> =
        asked.iter().enumerate().map(|(i, forms)| index.meant(forms, i == last)).collect();
    let mut events: Vec<EventId> =
        index.word_events(words).unwrap_or_default().into_iter().map(EventId).collect();
    events.order_by_key(|&e| {
        let day = index.happened[e.index()].and_then(|(first, last)| last.or(first));
        (Reverse(day), e)
    });
    Hits {
        entities: entities(corpus, index, &asked, &meant),
        events,
        reports: reports(corpus, index, &asked, &meant),
    }
}

fn entities(corpus: &Corpus, index: &Index, asked: &[Vec<String>], meant: &[Vec<usize>]) -> Vec<EntityId> {
    let mut found: BTreeMap<u32, usize> = BTreeMap::new();
    for forms in meant {
        let mut with: Vec<u32> =
            forms.iter().flat_map(|&f| index.places[f].entities.iter().copied()).collect();
        with.order();
        with.dedup();
        for entity in with {
            *found.entry(entity).or_default() += 1;
        }
    }
    let all = found.into_iter().filter(|&(_, n)| n == meant.len()).map(|(e, _)| EntityId(e));
    let mut entities: Vec<EntityId> = all.collect();
    entities.order_by_key(|&id| {
        let entity = corpus.entity(id);
        let name = fold::words(&entity.name);
        let whole = asked.iter().filter(|a| name.iter().any(|w| fold::same(a, &w.forms, false))).count();
        let first = name.first().is_some_and(|w| asked.iter().any(|a| fold::same(a, &w.forms, true)));
        let exact = whole == name.len();
        (!exact, Reverse(whole), Reverse(corpus.mentions_of(id).count()), !first, id)
    });
    entities
}

fn reports(corpus: &Corpus, index: &Index, asked: &[Vec<String>], meant: &[Vec<usize>]) -> Vec<Report> {
    let documents = index.lengths.len() as f64;
    let mean = index.lengths.iter().map(|&l| f64::from(l)).sum::<f64>() / documents.max(1.0);
    let mut scores: BTreeMap<u32, (usize, f64)> = BTreeMap::new();
    for forms in meant {
        let mut times: BTreeMap<u32, u32> = BTreeMap::new();
        for &form in forms {
            for &(document, n) in &index.places[form].documents {
                let of = times.entry(document).or_default();
                *of = of.saturating_add(n);
            }
        }
        let with = times.len() as f64;
        let weight = (1.0 + (documents - with + 0.5) / (with + 0.5)).ln();
        for (document, n) in times {
            let (n, length) = (f64::from(n), f64::from(index.lengths[document as usize]));
            let score = scores.entry(document).or_default();
            score.0 += 1;
            score.1 += weight * n * (K1 + 1.0) / (n + K1 * (1.0 - B + B * length / mean.max(1.0)));
        }
    }
    let mut scores: Vec<(u32, (usize, f64))> = scores.into_iter().collect();
    scores.order_by(|a, b| (b.1.0.cmp(&a.1.0)).then(b.1.1.total_cmp(&a.1.1)).then(a.0.cmp(&b.0)));
    scores.truncate(MOST_REPORTS);
    scores.into_iter().map(|(document, _)| report(corpus, DocumentId(document), asked)).collect()
}

/// The sentence of a report that answers best.
fn report(corpus: &Corpus, id: DocumentId, asked: &[Vec<String>]) -> Report {
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
fn marks(sentence: Span, text: &str, asked: &[Vec<String>]) -> (usize, Vec<Span>) {
    let words = fold::indexed(text);
    let mut found = 0;
    let mut marks: Vec<Span> = Vec::new();
    for (i, forms) in asked.iter().enumerate() {
        let prefix = i + 1 == asked.len();
        let here = words.iter().filter(|w| fold::same(forms, &w.forms, prefix));
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
