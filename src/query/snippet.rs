//! What of a report answers a search.

use super::fold;
use super::index::read;
use super::search::{Asked, Report};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::{DocumentId, Span};

/// The sentence of a report that answers best.
pub(super) fn report(corpus: &Corpus, id: DocumentId, asked: &[Asked]) -> Report {
    let (document, text) = (corpus.document(id), corpus.text(id));
    let mut best = (0, None);
    let mut form = Vec::new();
    for sentence in read(document.body, corpus.sentences(id)) {
        let mut found = vec![false; asked.len()];
        fold::each(sentence.of(text), &mut form, &mut |_, form| {
            asked.iter().zip(&mut found).for_each(|(word, found)| *found |= word.is(form));
        });
        let found = found.into_iter().filter(|f| *f).count();
        if found > best.0 {
            best = (found, Some(sentence));
        }
        // The first of equals stays.
        if found == asked.len() {
            break;
        }
    }
    let marks = best.1.map(|sentence| marks(sentence, sentence.of(text), asked));
    Report { document: id, snippet: best.1, marks: marks.unwrap_or_default() }
}

/// Where words stand in a sentence.
fn marks(sentence: Span, text: &str, asked: &[Asked]) -> Vec<Span> {
    let mut marks: Vec<Span> = Vec::new();
    fold::each(text, &mut Vec::new(), &mut |span, form| {
        if asked.iter().any(|word| word.is(form)) {
            marks.push(Span { start: span.start + sentence.start, end: span.end + sentence.start });
        }
    });
    marks.order();
    let mut apart: Vec<Span> = Vec::new();
    for mark in marks {
        match apart.last_mut() {
            Some(last) if last.overlaps(mark) => *last = last.join(mark),
            _ => apart.push(mark),
        }
    }
    apart
}
