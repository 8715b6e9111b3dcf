//! Agreements and transfers as registers, made from linked events.

mod agreements;
mod transfers;

use crate::record::{EntityId, Event, Records, Schema, Status};
use std::collections::BTreeMap;

/// Fills [`Records::agreements`] and [`Records::transfers`].
pub fn read(records: &mut Records) {
    records.agreements = agreements::register(records);
    records.transfers = transfers::register(records);
}

/// Countries by code, to say for which state somebody acts.
struct States(BTreeMap<String, EntityId>);

impl States {
    fn new(records: &Records) -> States {
        let mut states = BTreeMap::new();
        for (i, e) in records.entities.iter().enumerate() {
            if e.schema == Schema::Country
                && let Some(code) = e.countries.first()
            {
                states.entry(code.clone()).or_insert(EntityId(i as u32));
            }
        }
        States(states)
    }

    /// The state for which somebody acts: itself, or that of the person, body or place; else who it is.
    fn of(&self, records: &Records, who: EntityId) -> EntityId {
        let Some(entity) = records.entities.get(who.index()) else { return who };
        if entity.schema == Schema::Country {
            return who;
        }
        entity.countries.first().and_then(|c| self.0.get(c)).copied().unwrap_or(who)
    }
}

/// The furthest status of several: what has occurred, else planned, wished, unconfirmed, denied.
fn furthest<'a>(events: impl Iterator<Item = &'a Event>) -> Status {
    events.map(|e| e.status).max_by_key(|s| super::events::kinds::reach(*s)).unwrap_or(Status::Unconfirmed)
}

/// Positions of events in order of time: by first possible day, undated ones last, then as they stand.
fn in_time(records: &Records, mut events: Vec<u32>) -> Vec<u32> {
    events.sort_by_cached_key(|&i| {
        let day = records.events[i as usize].date.as_ref().and_then(|d| {
            let (first, last) = d.days();
            first.or(last)
        });
        (day.is_none(), day, i)
    });
    events.dedup();
    events
}

#[cfg(test)]
mod tests;
