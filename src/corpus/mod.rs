//! Linked records, indexed and immutable, and their bytes.

use crate::record::{DocumentId, Entity, EntityId, Event, EventId, Evidence, Mention, Records};
use std::collections::BTreeMap;

/// A corpus: records with the indexes that reading them needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    records: Records,
    by_key: BTreeMap<String, EntityId>,
    event_by_key: BTreeMap<String, EventId>,
    events_of: Vec<Vec<EventId>>,
    mentions_of: Vec<Vec<u32>>,
}

impl Corpus {
    /// Indexes linked records.
    pub fn new(records: Records) -> Corpus {
        let mut corpus = Corpus {
            by_key: records
                .entities
                .iter()
                .enumerate()
                .map(|(i, e)| (e.key.clone(), EntityId(i as u32)))
                .collect(),
            event_by_key: records
                .events
                .iter()
                .enumerate()
                .map(|(i, e)| (e.key.clone(), EventId(i as u32)))
                .collect(),
            events_of: vec![Vec::new(); records.entities.len()],
            mentions_of: vec![Vec::new(); records.entities.len()],
            records,
        };
        for (i, event) in corpus.records.events.iter().enumerate() {
            let mut parties: Vec<EntityId> = event
                .actors
                .iter()
                .chain(&event.recipients)
                .chain(&event.instruments)
                .chain(&event.place)
                .copied()
                .collect();
            parties.sort();
            parties.dedup();
            for party in parties {
                corpus.events_of[party.index()].push(EventId(i as u32));
            }
        }
        for (i, mention) in corpus.records.mentions.iter().enumerate() {
            corpus.mentions_of[mention.entity.index()].push(i as u32);
        }
        corpus
    }

    /// Everything read.
    pub fn records(&self) -> &Records {
        &self.records
    }
    /// An entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.records.entities[id.index()]
    }
    /// An event.
    pub fn event(&self, id: EventId) -> &Event {
        &self.records.events[id.index()]
    }
    /// The entity with a key.
    pub fn entity_by_key(&self, key: &str) -> Option<EntityId> {
        self.by_key.get(key).copied()
    }
    /// The event with a key.
    pub fn event_by_key(&self, key: &str) -> Option<EventId> {
        self.event_by_key.get(key).copied()
    }
    /// The document with an id (its path).
    pub fn document_by_id(&self, id: &str) -> Option<DocumentId> {
        self.records.documents.iter().position(|d| d.id == id).map(|i| DocumentId(i as u32))
    }
    /// Events that an entity has a part in.
    pub fn events_of(&self, id: EntityId) -> &[EventId] {
        &self.events_of[id.index()]
    }
    /// Mentions of an entity.
    pub fn mentions_of(&self, id: EntityId) -> impl Iterator<Item = &Mention> {
        self.mentions_of[id.index()].iter().map(|&i| &self.records.mentions[i as usize])
    }
    /// The words of a piece of evidence.
    pub fn words(&self, evidence: &Evidence) -> &str {
        evidence.span.of(&self.records.documents[evidence.document.index()].text)
    }
}
