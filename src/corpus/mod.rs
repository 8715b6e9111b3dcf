//! Linked records, indexed and immutable, and their bytes.
//!
//! [`Corpus`] answers what a card, a list or a reader asks, without search: every list was made when
//! the corpus was. [`titles`] puts records into words; [`format`] writes and reads `corpus.bin`.

pub mod check;
mod columns;
pub mod format;
mod index;
pub mod relations;
pub mod titles;

use crate::order;
use crate::record::{
    Document, DocumentId, Entity, EntityId, Event, EventId, Evidence, Mention, Records, Span,
};
use index::Lists;
pub use index::parties;
use std::sync::OnceLock;

/// A corpus: records with the indexes that reading them needs.
///
/// Ids come from this corpus; those of another one may panic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    records: Records,
    program: String,
    /// Entities and events by their keys ([`order::index`]).
    by_key: Vec<u32>,
    event_by_key: Vec<u32>,
    lists: Lists,
    /// What most of it is about, once it was asked: countries, years ([`Corpus::title`]).
    about: About,
}

/// What is remembered of a corpus makes it no other.
#[derive(Clone, Debug, Default)]
struct About(OnceLock<(Vec<EntityId>, String)>);

impl PartialEq for About {
    fn eq(&self, _: &About) -> bool {
        true
    }
}

impl Corpus {
    /// Indexes linked records, as [`crate::extract::link`] makes them.
    pub fn new(records: Records) -> Corpus {
        Corpus::packed_by(records, program())
    }

    fn packed_by(records: Records, program: String) -> Corpus {
        let by_key = order::index(&records.entities.iter().map(|e| e.key.as_str()).collect::<Vec<_>>());
        let event_by_key = order::index(&records.events.iter().map(|e| e.key.as_str()).collect::<Vec<_>>());
        let lists = Lists::new(&records, &by_key);
        Corpus { records, program, by_key, event_by_key, lists, about: About::default() }
    }

    /// Everything read.
    pub fn records(&self) -> &Records {
        &self.records
    }
    /// The program that packed it, with its version: "entente 0.1.0".
    pub fn program(&self) -> &str {
        &self.program
    }
    /// An entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.records.entities[id.index()]
    }
    /// An event.
    pub fn event(&self, id: EventId) -> &Event {
        &self.records.events[id.index()]
    }
    /// A document.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.records.documents[id.index()]
    }
    /// Ids of all entities.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.records.entities.len() as u32).map(EntityId)
    }
    /// Ids of all events.
    pub fn event_ids(&self) -> impl Iterator<Item = EventId> + use<> {
        (0..self.records.events.len() as u32).map(EventId)
    }
    /// Ids of all documents.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..self.records.documents.len() as u32).map(DocumentId)
    }
    /// The entity with a key.
    pub fn entity_by_key(&self, key: &str) -> Option<EntityId> {
        index::entity(&self.by_key, &self.records, key)
    }
    /// The event with a key.
    pub fn event_by_key(&self, key: &str) -> Option<EventId> {
        order::position(&self.event_by_key, key, |at| &self.records.events[at as usize].key).map(EventId)
    }
    /// The document with an id (its path).
    pub fn document_by_id(&self, id: &str) -> Option<DocumentId> {
        self.records.documents.iter().position(|d| d.id == id).map(|i| DocumentId(i as u32))
    }
    /// Events that an entity has a part in: as actor, recipient, instrument or place.
    pub fn events_of(&self, id: EntityId) -> &[EventId] {
        &self.lists.events_of[id.index()]
    }
    /// Mentions of an entity, by document and place.
    pub fn mentions_of(&self, id: EntityId) -> impl Iterator<Item = &Mention> {
        self.lists.mentions_of[id.index()].iter().map(|&i| &self.records.mentions[i as usize])
    }
    /// Whether an entity is mentioned in some words.
    pub fn is_named(&self, id: EntityId, document: DocumentId, span: Span) -> bool {
        let all = &self.lists.mentions_of[id.index()];
        let mention = |&at: &u32| &self.records.mentions[at as usize];
        let from = all.partition_point(|at| mention(at).document < document);
        let here = all[from..].iter().map(mention).take_while(|m| m.document == document);
        here.take_while(|m| m.span.start < span.end).any(|m| m.span.overlaps(span))
    }
    /// The words of a piece of evidence.
    pub fn words(&self, evidence: &Evidence) -> &str {
        evidence.span.of(&self.document(evidence.document).text)
    }
}

/// Name and version of this program.
pub fn program() -> String {
    concat!("entente ", env!("CARGO_PKG_VERSION")).to_owned()
}
