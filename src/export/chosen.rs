//! What is exported: the whole corpus, or what a selection leaves.

use super::points::Points;
use crate::corpus::{Corpus, parties};
use crate::order::distinct;
use crate::query::{Answer, Selection};
use crate::record::{DocumentId, EntityId, EventId, Office, Span, StatementId, Transfer};
use crate::rooms::Teller;
use crate::rooms::claims::Topics;
use crate::state::{Reader, View};
use std::cell::OnceCell;

/// Records to export, each kind in the order of the corpus, so that the page and the command line
/// write the same bytes.
#[derive(Debug)]
pub struct Chosen<'a> {
    /// The corpus.
    pub corpus: &'a Corpus,
    /// Address of the page without its fragment; where it is empty, links are fragments alone.
    pub page: &'a str,
    /// Events.
    pub events: Vec<EventId>,
    /// Reports that tell them.
    pub documents: Vec<DocumentId>,
    /// Statements.
    pub statements: Vec<StatementId>,
    /// Who and what has a part in them.
    pub entities: Vec<EntityId>,
    /// Of each report, once it is asked for.
    points: Vec<OnceCell<Points<'a>>>,
    whole: bool,
}

/// Where words stand, in Unicode code points.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// The first code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub words: &'a str,
}

impl<'a> Chosen<'a> {
    /// Nothing, for one quotation out of the corpus.
    pub(super) fn only(corpus: &'a Corpus, page: &'a str) -> Chosen<'a> {
        Chosen {
            corpus,
            page,
            events: Vec::new(),
            documents: Vec::new(),
            statements: Vec::new(),
            entities: Vec::new(),
            points: points(corpus),
            whole: false,
        }
    }

    /// Everything.
    pub fn whole(corpus: &'a Corpus, page: &'a str) -> Chosen<'a> {
        let statements = 0..corpus.records().statements.len() as u32;
        Chosen {
            corpus,
            page,
            events: corpus.event_ids().collect(),
            documents: corpus.document_ids().collect(),
            statements: statements.map(StatementId).collect(),
            entities: corpus.entity_ids().collect(),
            points: points(corpus),
            whole: true,
        }
    }

    /// What a selection leaves: the events of its answer with their reports, the statements that the
    /// room of claims shows, and everyone and everything with a part in either.
    pub fn left(
        teller: &Teller<'a>,
        topics: &Topics,
        selection: &Selection,
        answer: &Answer,
        page: &'a str,
    ) -> Chosen<'a> {
        let corpus = teller.corpus;
        if *selection == (Selection { axis: selection.axis, ..Selection::default() }) {
            return Chosen::whole(corpus, page);
        }
        let events = distinct(answer.events.to_vec());
        let statements = distinct(teller.statements(topics, selection));
        let mut entities = Vec::new();
        for &id in &events {
            let event = corpus.event(id);
            entities.extend(parties(event));
            entities.extend(event.evidence.iter().filter_map(|e| e.said_by));
        }
        let mut documents = answer.documents.to_vec();
        for &id in &statements {
            let statement = corpus.statement(id);
            entities.extend(statement.speaker);
            documents.push(statement.document);
        }
        let mut chosen = Chosen {
            corpus,
            page,
            events,
            documents: distinct(documents),
            statements,
            entities: Vec::new(),
            points: points(corpus),
            whole: false,
        };
        for transfer in chosen.transfers() {
            entities
                .extend([transfer.supplier, transfer.recipient, transfer.equipment].into_iter().flatten());
        }
        chosen.entities = distinct(entities);
        chosen
    }

    /// Transfers with a part in the events.
    pub fn transfers(&self) -> Vec<&'a Transfer> {
        let kept =
            |t: &&Transfer| self.whole || t.events.iter().any(|e| self.events.binary_search(e).is_ok());
        self.corpus.records().transfers.iter().filter(kept).collect()
    }

    /// Offices of people who have a part, as the reports give them.
    pub fn offices(&self) -> Vec<&'a Office> {
        let kept = |o: &&Office| {
            self.entities.binary_search(&o.person).is_ok()
                && self.documents.binary_search(&o.document).is_ok()
        };
        self.corpus.records().offices.iter().filter(kept).collect()
    }

    /// Words of a report.
    pub fn place(&self, document: DocumentId, span: Span) -> Place<'a> {
        let about = self.corpus.document(document);
        let text = self.corpus.text(document);
        let points = self.points[document.index()].get_or_init(|| Points::new(text));
        Place {
            document: &about.id,
            start: points.at(span.start),
            end: points.at(span.end),
            words: span.of(text),
        }
    }

    /// The address that opens the report with the words highlighted.
    pub fn link(&self, document: DocumentId, span: Span) -> String {
        self.address(Reader::at(self.corpus, document, span))
    }

    /// The address that opens the report.
    pub fn report_link(&self, document: DocumentId) -> String {
        self.address(Reader::of(self.corpus, document))
    }

    fn address(&self, reader: Reader) -> String {
        let view = View { reader: Some(reader), ..View::default() };
        format!("{}{}", self.page, view.to_fragment())
    }

    /// A name for a report that is an IRI also where the page has no address.
    pub fn report_iri(&self, document: DocumentId) -> String {
        if self.page.is_empty() {
            self.iri("document", &self.corpus.document(document).id)
        } else {
            self.report_link(document)
        }
    }

    /// A name for a record, as an IRI: `urn:entente:event:…`.
    pub fn iri(&self, kind: &str, key: &str) -> String {
        format!("urn:entente:{kind}:{}", crate::state::encode(key).replace('+', "%20"))
    }

    /// Names of entities.
    pub fn names(&self, ids: &[EntityId]) -> Vec<String> {
        ids.iter().map(|&id| self.corpus.entity(id).name.clone()).collect()
    }

    /// Keys of entities.
    pub fn keys(&self, ids: &[EntityId]) -> Vec<String> {
        ids.iter().map(|&id| self.corpus.entity(id).key.clone()).collect()
    }
}

fn points(corpus: &Corpus) -> Vec<OnceCell<Points<'_>>> {
    corpus.document_ids().map(|_| OnceCell::new()).collect()
}

/// Words on one line.
pub fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
