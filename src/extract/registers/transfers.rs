//! The register of transfers, in the form of SIPRI's: supplier, recipient, designation, numbers, years.

use super::{States, furthest, in_time};
use crate::edtf::Edtf;
use crate::extract::events::AS_TOLD;
use crate::record::{EntityId, Event, EventId, EventKind, Records, Schema, Span, Status, Transfer};
use std::collections::BTreeMap;

/// One line for each equipment that goes, or is to go, from one side to another.
pub fn register(records: &Records) -> Vec<Transfer> {
    let states = States::new(records);
    let mut lines: BTreeMap<[Option<EntityId>; 3], Vec<u32>> = BTreeMap::new();
    for (i, event) in records.events.iter().enumerate() {
        let equipment: Vec<EntityId> = event
            .instruments
            .iter()
            .copied()
            .filter(|t| records.entities.get(t.index()).is_some_and(|e| e.schema == Schema::Equipment))
            .collect();
        let counts = match event.kind {
            EventKind::Transfer => true,
            EventKind::Aid => !equipment.is_empty(),
            _ => false,
        };
        if !counts {
            continue;
        }
        let sides = |list: &[EntityId]| -> Vec<Option<EntityId>> {
            let mut out: Vec<EntityId> = list.iter().map(|e| states.of(records, *e)).collect();
            out.sort_unstable();
            out.dedup();
            if out.is_empty() { vec![None] } else { out.into_iter().map(Some).collect() }
        };
        // Goods that are no arms, or not told, stand in no register of arms.
        let things: Vec<Option<EntityId>> = equipment.into_iter().map(Some).collect();
        for supplier in sides(&event.actors).into_iter().take(4) {
            for recipient in sides(&event.recipients).into_iter().take(40) {
                for thing in things.iter().take(12) {
                    if supplier != recipient {
                        lines.entry([supplier, recipient, *thing]).or_default().push(i as u32);
                    }
                }
            }
        }
    }
    lines.into_iter().map(|([s, r, e], events)| line(records, s, r, e, events)).collect()
}

fn line(
    records: &Records,
    supplier: Option<EntityId>,
    recipient: Option<EntityId>,
    equipment: Option<EntityId>,
    events: Vec<u32>,
) -> Transfer {
    let events = in_time(records, events);
    let all = || events.iter().map(|i| &records.events[*i as usize]);
    let (mut ordered, mut delivered, mut order, mut delivery) = (None, None, None, None);
    let come = all().any(|e| e.status == Status::Occurred && !e.is_trade());
    let mut comments: Vec<String> = Vec::new();
    for event in all() {
        let count = equipment.and_then(|e| number(records, event, e));
        let done = event.status == Status::Occurred;
        let bought = event.is_trade();
        let (number, year): (&mut Option<u32>, &mut Option<Edtf>) =
            if bought || !done { (&mut ordered, &mut order) } else { (&mut delivered, &mut delivery) };
        *number = number.or(count);
        // When a thing was said to be late or likely is no year of its delivery, and what was once
        // planned for is none where it has come.
        let dated = !event.rule.contains(AS_TOLD) && (done || bought || !come);
        if year.is_none() && dated {
            *year = event.date.clone();
        }
        // A delivery that is still to come has its year in the column of deliveries.
        if !bought && !done && event.status == Status::Planned {
            delivery = delivery.or(order.take());
        }
        for evidence in &event.evidence {
            let text =
                records.documents.get(evidence.document.index()).map_or("", |d| evidence.span.of(&d.text));
            for comment in terms(text) {
                if !comments.contains(&comment) {
                    comments.push(comment);
                }
            }
        }
        if event.status == Status::Denied && !comments.iter().any(|c| c == "denied") {
            comments.push("denied".into());
        }
    }
    let named = equipment.and_then(|e| records.entities.get(e.index()));
    Transfer {
        supplier,
        recipient,
        equipment,
        designation: named.map_or(String::new(), |e| e.name.clone()),
        description: named.and_then(|e| e.description.clone()).unwrap_or_default(),
        ordered,
        order,
        delivery,
        delivered,
        status: furthest(all()),
        comments: comments.join("; "),
        events: events.iter().map(|i| EventId(*i)).collect(),
    }
}

/// The figure that counts this equipment: a plain number whose words end at, or lead to, a mention of it.
fn number(records: &Records, event: &Event, equipment: EntityId) -> Option<u32> {
    event.figures.iter().copied().find(|&f| {
        let Some(figure) = records.figures.get(f as usize) else { return false };
        if figure.unit.is_some() {
            return false;
        }
        let near = Span { start: figure.span.start, end: figure.span.end.saturating_add(40) };
        let from =
            records.mentions.partition_point(|m| (m.document, m.span.start) < (figure.document, near.start));
        let sorted = records.mentions[from..]
            .iter()
            .take_while(|m| m.document == figure.document && m.span.start < near.end)
            .take(24)
            .any(|m| m.entity == equipment);
        sorted
            || figure.of.as_deref().is_some_and(|of| {
                records.entities.get(equipment.index()).is_some_and(|e| of.contains(&e.name))
            })
    })
}

/// Terms of a transfer that its evidence tells: "on credit", "as military assistance", "with a loan".
fn terms(text: &str) -> Vec<String> {
    let words: Vec<(usize, usize)> = word_spans(text);
    let lower = |i: usize| words.get(i).map_or(String::new(), |&(a, b)| text[a..b].to_lowercase());
    let slice = |from: usize, to: usize| text[words[from].0..words[to].1].to_owned();
    let mut out = Vec::new();
    for i in 0..words.len().min(200) {
        let word = lower(i);
        let until = |heads: &[&str], reach: usize| {
            (i + 1..words.len().min(i + reach)).find(|&j| heads.contains(&lower(j).as_str()))
        };
        let found = match word.as_str() {
            "as" => until(&["assistance", "aid", "gift", "donation", "grant", "present"], 6),
            "on" => until(&["credit", "loan", "lease"], 5),
            "with" | "from" => until(&["loan", "credit"], 5),
            "loan" | "credit" => until(&["based", "financed"], 2),
            "free" => until(&["charge"], 3),
            "under" => until(&["licence", "license"], 3),
            "second" => until(&["hand"], 2),
            _ => None,
        };
        if let Some(j) = found {
            out.push(slice(i, j));
        }
    }
    out
}

fn word_spans(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                out.push((s, i));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(s) = start {
        out.push((s, text.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn terms_of_a_transfer_are_taken_from_its_sentence() {
        assert_eq!(
            terms("Norway sent six boats to Kenya as military-technical assistance."),
            ["as military-technical assistance"]
        );
        assert_eq!(terms("the boats, bought on credit in May"), ["on credit"]);
        assert_eq!(terms("a loan-based purchase of boats"), ["loan-based"]);
        assert!(terms("Norway sold boats to Kenya.").is_empty());
    }
}
