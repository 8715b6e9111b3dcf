//! Words of the search box to names, events and reports, best first.

use super::bits::Bits;
use super::index::Index;
use super::left::Events;
use super::postings::Run;
use super::syntax::{self, Ask};
use super::{Axis, fold, ranks, snippet};
use crate::corpus::Corpus;
use crate::record::{DocumentId, EntityId, EventId, Span};

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

/// What words lead to, each list best first, and as long as was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Entities whose names hold every word.
    pub entities: Vec<EntityId>,
    /// Events that hold every word, by date, newest first.
    pub events: Vec<EventId>,
    /// Reports that hold a word, those with more of the words first, then by Okapi BM25.
    pub reports: Vec<Report>,
}

/// Nobody reads further.
const MOST: usize = 50;

/// A word that is looked for.
pub(super) struct Asked {
    /// Its forms; of a word that no report holds, those that it may be a slip of.
    pub forms: Vec<String>,
    /// Whether it may be begun only.
    pub prefix: bool,
    /// Whether it is one of a phrase.
    pub phrase: bool,
    /// The forms that it means.
    pub meant: Vec<Run>,
}

impl Asked {
    /// Whether a form of a text is the word.
    pub fn is(&self, found: &[u8]) -> bool {
        let is = |form: &[u8]| if self.prefix { found.starts_with(form) } else { form == found };
        self.forms.iter().any(|form| is(form.as_bytes()))
    }
}

/// Finds names, events and reports by a search ([`super::syntax`]). Marks of letters do not count,
/// Cyrillic and Latin are one, the last word may be begun only, and a slip of the hand is forgiven. At most 50 of each.
pub fn search(corpus: &Corpus, index: &Index, search: &str) -> Hits {
    search_few(corpus, index, search, MOST)
}

/// The same with at most so many of each.
pub fn search_few(corpus: &Corpus, index: &Index, search: &str, most: usize) -> Hits {
    let clauses = syntax::parse(search);
    let mut asked = Vec::new();
    for (i, clause) in clauses.iter().enumerate().filter(|(_, c)| !c.not) {
        let last = i + 1 == clauses.len();
        let words = match clause.ask {
            Ask::Of(_) => continue,
            Ask::Word | Ask::Phrase => fold::words(clause.value),
        };
        let many = words.len();
        for (j, word) in words.into_iter().enumerate() {
            let phrase = clause.ask == Ask::Phrase;
            let prefix = !phrase && last && j + 1 == many;
            let mut forms = word.forms;
            let mut meant = index.meant(corpus, &forms, prefix);
            if meant.is_empty() && !phrase {
                meant = index.forgiven(corpus, &forms, prefix);
                forms = index.postings(corpus).words(&meant);
            }
            asked.push(Asked { forms, prefix, phrase, meant });
        }
    }
    let left = index.asked(corpus, search, Axis::Happened);
    let possible = syntax::days(&clauses).map(|days| index.range_bits(Axis::Happened, days).1);
    let events = match (left, possible) {
        (Some(mut left), Some(possible)) => {
            left.keep(&possible);
            Some(left)
        }
        (left, possible) => left.or(possible),
    };
    // Phrases, and what is to be absent, are looked for in the texts themselves.
    let rows = clauses.iter().filter(|c| matches!(c.ask, Ask::Word | Ask::Phrase));
    let rows = rows.filter(|c| c.not || c.ask == Ask::Phrase).map(|c| (fold::words(c.value), c.not));
    let rows: Vec<(Vec<fold::Word>, bool)> = rows.collect();
    let fits = |texts: &[&str]| {
        rows.iter().all(|(words, not)| {
            let there = || texts.iter().any(|text| fold::in_a_row(words, text));
            if *not { words.is_empty() || !there() } else { there() }
        })
    };
    let named = |id: EntityId| {
        let entity = corpus.entity(id);
        std::iter::once(&entity.name).chain(&entity.aliases).any(|name| fits(&[name]))
    };
    // Reports that tell none of the events that fields leave are not meant.
    let about = clauses.iter().any(|c| matches!(c.ask, Ask::Of(_)) && !c.value.is_empty());
    let told = events.as_ref().filter(|_| about).map(|events| index.told_in(events));
    let meant = |id: DocumentId| {
        let document = corpus.document(id);
        told.as_ref().is_none_or(|told| told.has(id.0))
            && (rows.is_empty() || fits(&[document.title.as_deref().unwrap_or(""), corpus.text(id)]))
    };
    let mut hits = Hits::default();
    if most > 0 && !asked.is_empty() {
        hits.entities = ranks::entities(corpus, index, &asked, &named, most);
        let reports = ranks::reports(corpus, index, &asked, &meant, most).into_iter();
        hits.reports = reports.map(|document| snippet::report(corpus, document, &asked)).collect();
    }
    let events = events.map(|events| Events::new(index, Axis::Happened, events, Bits::default()));
    hits.events = events.map(|events| events.first(most)).unwrap_or_default();
    hits
}
