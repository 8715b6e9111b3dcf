//! The lists that a corpus keeps for its readers, made once.

use super::keys::Keys;
use crate::order::Ordered;
use crate::record::{EntityId, Event, EventId, Records, Schema, StatementId, Subject};

/// Who stands in which records. Each outer list is as long as the list of what it is keyed by.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lists {
    /// By entity.
    pub events_of: Vec<Vec<EventId>>,
    /// By entity: positions of mentions, by document and place.
    pub mentions_of: Vec<Vec<u32>>,
    /// By entity: statements it made.
    pub statements_of: Vec<Vec<StatementId>>,
    /// By entity: positions of offices that it holds, or that are held in it.
    pub offices_of: Vec<Vec<u32>>,
    /// By entity: positions of transfers.
    pub transfers_of: Vec<Vec<u32>>,
    /// By entity: positions of agreements.
    pub agreements_of: Vec<Vec<u32>>,
    /// By entity: positions of rivals.
    pub rivals_of: Vec<Vec<u32>>,
    /// By entity: the country entities that it belongs to; a country belongs to itself.
    pub countries_of: Vec<Vec<EntityId>>,
    /// By document: positions of mentions, by place, the longer first.
    pub mentions_in: Vec<Vec<u32>>,
    /// By document: events with evidence in it, by their first evidence there.
    pub events_in: Vec<Vec<EventId>>,
    /// By event: positions of rivals.
    pub event_rivals: Vec<Vec<u32>>,
    /// By entity: what a person is called in short.
    pub surnames: Vec<Option<String>>,
}

fn empty<T: Clone>(length: usize) -> Vec<Vec<T>> {
    vec![Vec::new(); length]
}

/// Adds to a list that may not exist, without a second entry for the same thing.
fn put<T: PartialEq>(lists: &mut [Vec<T>], at: usize, value: T) {
    if let Some(list) = lists.get_mut(at)
        && list.last() != Some(&value)
    {
        list.push(value);
    }
}

/// The entity of a key.
pub(super) fn entity(keys: &Keys, records: &Records, key: &str) -> Option<EntityId> {
    keys.find(key, |at| &records.entities[at].key).map(|at| EntityId(at as u32))
}

impl Lists {
    pub fn new(records: &Records, keys: &Keys) -> Lists {
        let (entities, documents) = (records.entities.len(), records.documents.len());
        let mut lists = Lists {
            events_of: empty(entities),
            mentions_of: empty(entities),
            statements_of: empty(entities),
            offices_of: empty(entities),
            transfers_of: empty(entities),
            agreements_of: empty(entities),
            rivals_of: empty(entities),
            countries_of: empty(entities),
            mentions_in: empty(documents),
            events_in: empty(documents),
            event_rivals: empty(records.events.len()),
            surnames: super::titles::surnames(records),
        };
        lists.mentions(records);
        lists.events(records);
        for (i, statement) in records.statements.iter().enumerate() {
            if let Some(speaker) = statement.speaker {
                put(&mut lists.statements_of, speaker.index(), StatementId(i as u32));
            }
        }
        for (i, office) in records.offices.iter().enumerate() {
            for holder in [Some(office.person), office.country, office.body].into_iter().flatten() {
                put(&mut lists.offices_of, holder.index(), i as u32);
            }
        }
        for (i, transfer) in records.transfers.iter().enumerate() {
            for party in [transfer.supplier, transfer.recipient, transfer.equipment].into_iter().flatten() {
                put(&mut lists.transfers_of, party.index(), i as u32);
            }
        }
        for (i, agreement) in records.agreements.iter().enumerate() {
            let parties = agreement.parties.iter().chain(&agreement.signatories);
            for party in std::iter::once(&agreement.entity).chain(parties) {
                put(&mut lists.agreements_of, party.index(), i as u32);
            }
        }
        for (i, rival) in records.rivals.iter().enumerate() {
            match rival.subject {
                Subject::Entity(e) => put(&mut lists.rivals_of, e.index(), i as u32),
                Subject::Event(e) => put(&mut lists.event_rivals, e.index(), i as u32),
            }
        }
        for (i, entity) in records.entities.iter().enumerate() {
            lists.countries_of[i] = if entity.schema == Schema::Country {
                vec![EntityId(i as u32)]
            } else {
                let key = |code: &String| format!("country:{}", code.to_ascii_lowercase());
                entity.countries.iter().filter_map(|code| self::entity(keys, records, &key(code))).collect()
            };
        }
        lists
    }

    fn mentions(&mut self, records: &Records) {
        let mut order: Vec<u32> = (0..records.mentions.len() as u32).collect();
        order.order_by_key(|&i| {
            let m = &records.mentions[i as usize];
            (m.document, m.span.start, std::cmp::Reverse(m.span.end), i)
        });
        for i in order {
            let mention = &records.mentions[i as usize];
            put(&mut self.mentions_of, mention.entity.index(), i);
            put(&mut self.mentions_in, mention.document.index(), i);
        }
    }

    fn events(&mut self, records: &Records) {
        let mut told = Vec::new();
        for (i, event) in records.events.iter().enumerate() {
            let id = EventId(i as u32);
            for party in parties(event) {
                put(&mut self.events_of, party.index(), id);
            }
            told.extend(event.evidence.iter().map(|e| (e.document, e.span, id)));
        }
        told.order();
        for (document, _, id) in told {
            if let Some(list) = self.events_in.get_mut(document.index())
                && !list.contains(&id)
            {
                list.push(id);
            }
        }
    }
}

/// Everyone and everything with a part in an event, each once: sides, instruments and place.
pub fn parties(event: &Event) -> Vec<EntityId> {
    let mut parties: Vec<EntityId> =
        [&event.actors, &event.recipients, &event.instruments].into_iter().flatten().copied().collect();
    parties.extend(event.place);
    parties.order();
    parties.dedup();
    parties
}
