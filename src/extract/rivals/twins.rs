//! Events that are one but for a value on which their reports disagree: two days a little apart, a gift
//! or a sale, here or held up.

use super::{claim, status_word};
use crate::extract::events::{HELD_UP, merge};
use crate::record::{Event, EventId, EventKind, Records, Rival, Schema, Status, Subject};
use std::collections::BTreeMap;

/// Days between which two dates of one act may lie when one of them is a slip.
const SLIP: i32 = 10;

/// Fills in rivals between events that merging kept apart, and along each line of the transfers.
pub fn read(records: &Records, out: &mut Vec<Rival>) {
    between_reports(records, out);
    along_lines(records, out);
}

/// One act told in two reports with dates, or kinds, that exclude each other.
fn between_reports(records: &Records, out: &mut Vec<Rival>) {
    // Only what names the same arms or paper is surely one.
    let mut by_thing: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, event) in records.events.iter().enumerate() {
        let told = matches!(event.kind, EventKind::Transfer | EventKind::Aid | EventKind::Agree);
        if !told || event.status != Status::Occurred {
            continue;
        }
        for thing in &event.instruments {
            let schema = records.entities.get(thing.index()).map(|e| e.schema);
            let right = if event.kind == EventKind::Agree { Schema::Agreement } else { Schema::Equipment };
            if schema == Some(right) {
                by_thing.entry(thing.0).or_default().push(i);
            }
        }
    }
    for list in by_thing.values() {
        for (n, &i) in list.iter().enumerate() {
            for &j in list[n + 1..].iter().take(16) {
                let (a, b) = (&records.events[i], &records.events[j]);
                if !two_reports(a, b) || !same_sides(a, b) {
                    continue;
                }
                let together = merge::compatible(a.date.as_ref(), b.date.as_ref());
                let property = if a.kind != b.kind && together && a.date.is_some() && b.date.is_some() {
                    "kind"
                } else if a.kind == b.kind && !together && close(a, b) {
                    "date"
                } else {
                    continue;
                };
                let value = |e: &Event| match (property, &e.date) {
                    ("date", Some(date)) => date.to_string(),
                    _ => merge::name(e.kind).to_owned(),
                };
                let claims = [a, b].map(|e| claim(value(e), &e.evidence[0]));
                out.push(Rival {
                    subject: Subject::Event(EventId(i as u32)),
                    property: property.into(),
                    claims: claims.into(),
                });
            }
        }
    }
}

fn two_reports(a: &Event, b: &Event) -> bool {
    !a.evidence.iter().any(|v| b.evidence.iter().any(|w| w.document == v.document))
}

fn same_sides(a: &Event, b: &Event) -> bool {
    let meet = |x: &[crate::record::EntityId], y: &[crate::record::EntityId]| x.iter().any(|e| y.contains(e));
    meet(&a.actors, &b.actors) && meet(&a.recipients, &b.recipients)
}

/// Whether two dates that exclude each other lie so near that one is likely a slip.
fn close(a: &Event, b: &Event) -> bool {
    let days = |e: &Event| e.date.as_ref().map(|d| d.days());
    match (days(a), days(b)) {
        (Some((Some(a0), Some(a1))), Some((Some(b0), Some(b1)))) => {
            a1 - a0 <= SLIP && b1 - b0 <= SLIP && (a0 - b0).abs() <= SLIP
        }
        _ => false,
    }
}

/// One line of the register says at one time that it came, at another that it was held up or denied.
fn along_lines(records: &Records, out: &mut Vec<Rival>) {
    for line in &records.transfers {
        let events: Vec<&Event> = line.events.iter().filter_map(|e| records.events.get(e.index())).collect();
        let come = events.iter().any(|e| e.status == Status::Occurred);
        let contrary = |e: &Event| {
            matches!(e.status, Status::Denied | Status::Unconfirmed)
                || e.status == Status::Planned && e.rule.contains(HELD_UP)
        };
        if events.len() < 2 || !come || !events.iter().any(|e| contrary(e)) {
            continue;
        }
        let told = events.iter().filter(|e| e.status == Status::Occurred || contrary(e));
        let claims = told.flat_map(|e| e.evidence.iter().map(|v| claim(status_word(e, v), v))).collect();
        let Some(first) = line.events.iter().find(|e| records.events[e.index()].status == Status::Occurred)
        else {
            continue;
        };
        out.push(Rival { subject: Subject::Event(*first), property: "status".into(), claims });
    }
}
