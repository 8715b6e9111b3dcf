//! Linked records, indexed and immutable, and their bytes.
//!
//! [`Corpus`] answers what a card, a list or a reader asks, without search: every list was made when
//! the corpus was. [`titles`] puts records into words; [`format`] writes and reads `corpus.bin`.

pub mod check;
mod columns;
pub mod format;
mod index;
mod keys;
mod late;
mod leaf;
pub mod relations;
mod rows;
pub mod titles;

use crate::record::{Document, DocumentId, Entity, EntityId, Event, EventId, Evidence, Records};
pub(crate) use columns::Columns;
use index::Lists;
pub use index::parties;
use keys::Keys;
pub use late::Naming;
use std::sync::OnceLock;

/// A corpus: records with the indexes that reading them needs.
///
/// Ids come from this corpus; those of another one may panic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    records: Records,
    program: String,
    /// Documents, entities and events by their keys.
    keys: [Keys; 3],
    lists: Lists,
    /// What is read when it is asked for; `None` where the records hold everything.
    late: Option<late::Shared>,
    /// What most of it is about, once it was asked: countries, years ([`Corpus::title`]).
    about: Remembered<(Vec<EntityId>, String)>,
    /// Who and what is named in each statement, once it was asked, where the records hold everything.
    named: Remembered<crate::order::Lists<u32>>,
}

/// What is remembered of a corpus makes it no other.
#[derive(Clone, Debug)]
struct Remembered<T>(OnceLock<T>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Remembered(OnceLock::new())
    }
}

impl<T> PartialEq for Remembered<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Corpus {
    /// Indexes linked records, as [`crate::extract::link`] makes them.
    pub fn new(records: Records) -> Corpus {
        Corpus::packed_by(records, program(), None)
    }

    fn packed_by(records: Records, program: String, late: Option<late::Shared>) -> Corpus {
        let (documents, entities, events) = (&records.documents, &records.entities, &records.events);
        let keys = [
            Keys::of(documents.len(), |at| &documents[at].id).0,
            Keys::of(entities.len(), |at| &entities[at].key).0,
            Keys::of(events.len(), |at| &events[at].key).0,
        ];
        let lists = Lists::new(&records, &keys[1]);
        Corpus { records, program, keys, lists, late, ..Corpus::default() }
    }

    /// Everything read; of a corpus that [`format::open`] opened, without texts, zones, sentences, mentions and dates, which stand
    /// in blocks of their own ([`Corpus::text`], [`Corpus::mentions_in`] …).
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
        index::entity(&self.keys[1], &self.records, key)
    }
    /// The event with a key.
    pub fn event_by_key(&self, key: &str) -> Option<EventId> {
        self.keys[2].find(key, |at| &self.records.events[at].key).map(|at| EventId(at as u32))
    }
    /// The document with an id (its path).
    pub fn document_by_id(&self, id: &str) -> Option<DocumentId> {
        self.keys[0].find(id, |at| &self.records.documents[at].id).map(|at| DocumentId(at as u32))
    }
    /// Events that an entity has a part in: as actor, recipient, instrument or place.
    pub fn events_of(&self, id: EntityId) -> &[EventId] {
        &self.lists.events_of[id.index()]
    }
    /// The words of a piece of evidence.
    pub fn words(&self, evidence: &Evidence) -> &str {
        evidence.span.of(self.text(evidence.document))
    }
}

/// Name and version of this program.
pub fn program() -> String {
    concat!("entente ", env!("CARGO_PKG_VERSION")).to_owned()
}
