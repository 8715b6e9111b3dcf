//! The register of agreements: who is bound, who signed, how far it got.

use super::{States, furthest, in_time};
use crate::record::{Agreement, EntityId, EventId, EventKind, Records, Schema, Status};
use std::collections::BTreeMap;

/// One line for each agreement that an event is about.
pub fn register(records: &Records) -> Vec<Agreement> {
    let states = States::new(records);
    let mut by_entity: BTreeMap<EntityId, Vec<u32>> = BTreeMap::new();
    for (i, event) in records.events.iter().enumerate() {
        for thing in &event.instruments {
            let agreement =
                records.entities.get(thing.index()).is_some_and(|e| e.schema == Schema::Agreement);
            if agreement {
                by_entity.entry(*thing).or_default().push(i as u32);
            }
        }
    }
    let place = |m: u32| (records.mentions[m as usize].document, records.mentions[m as usize].span.start);
    let mut by_place: Vec<u32> = (0..records.mentions.len() as u32).collect();
    by_place.sort_by_key(|&m| place(m));
    let mut out = Vec::new();
    for (entity, events) in by_entity {
        let events = in_time(records, events);
        let about = |i: &&u32| {
            matches!(
                records.events[**i as usize].kind,
                EventKind::Agree | EventKind::Cooperate | EventKind::StatementIntent
            )
        };
        // An agreement that is only mentioned beside something else is in no register.
        if !events.iter().any(|i| about(&i)) {
            continue;
        }
        let (mut parties, mut signatories) = (Vec::new(), Vec::new());
        let mut date = None;
        for &i in events.iter().filter(about) {
            let event = &records.events[i as usize];
            for &who in event.actors.iter().chain(&event.recipients) {
                let person = records.entities.get(who.index()).is_some_and(|e| e.schema == Schema::Person);
                let state = states.of(records, who);
                let state_is_person = state == who && person;
                if !state_is_person && !parties.contains(&state) {
                    parties.push(state);
                }
                if person
                    && event.kind == EventKind::Agree
                    && event.status == Status::Occurred
                    && !signatories.contains(&who)
                {
                    signatories.push(who);
                }
            }
            if event.kind == EventKind::Agree && date.is_none() {
                date = event.date.clone();
            }
        }
        if parties.len() < 2 {
            // who signs for the other side, or "between the two countries", stands beside it
            for &i in events.iter().filter(about) {
                for evidence in records.events[i as usize].evidence.iter().take(8) {
                    let from =
                        by_place.partition_point(|&m| place(m) < (evidence.document, evidence.span.start));
                    let inside = by_place[from..]
                        .iter()
                        .map(|&m| &records.mentions[m as usize])
                        .take_while(|m| m.document == evidence.document && m.span.start < evidence.span.end);
                    for m in inside.take(40) {
                        let schema = records.entities.get(m.entity.index()).map(|e| e.schema);
                        let state = states.of(records, m.entity);
                        let is_state =
                            records.entities.get(state.index()).map(|e| e.schema) == Some(Schema::Country);
                        if is_state
                            && matches!(schema, Some(Schema::Person | Schema::Country))
                            && !parties.contains(&state)
                        {
                            parties.push(state);
                        }
                    }
                }
            }
        }
        let status = furthest(events.iter().filter(about).map(|i| &records.events[*i as usize]));
        let events = events.into_iter().map(EventId).collect();
        out.push(Agreement { entity, parties, signatories, events, status, date });
    }
    out
}
