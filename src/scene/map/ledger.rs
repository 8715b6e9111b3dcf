//! What each event tells a map, read once of a corpus: the map of any selection is then counted, not read.

use super::{Flow, Matter, STATUS, arcs};
use crate::corpus::Corpus;
use crate::corpus::titles::mutual;
use crate::order::{Lists, Ordered, by_number, tidy};
use crate::record::{EntityId, EventId, Schema};

/// By event: who takes part, from whom to whom it goes, and where it happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    countries: Lists<u32>,
    /// Numbers of flows.
    lines: Lists<u32>,
    /// One place or none.
    places: Lists<u32>,
    /// The flows that there are, in order: from, to, and the number of the status, 5 more for mutual ones.
    flows: Vec<[u32; 3]>,
    entities: usize,
}

impl Ledger {
    /// Reads every event.
    pub fn new(corpus: &Corpus) -> Ledger {
        let entities = corpus.records().entities.len();
        let mut ledger = Ledger { entities, ..Ledger::default() };
        let mut told: Vec<[u32; 3]> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        let of = |side: &[EntityId], out: &mut Vec<u32>| {
            out.clear();
            out.extend(side.iter().filter_map(|&e| corpus.country_of(e)).map(|e| e.0));
            tidy(out);
        };
        let (mut from, mut to, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for event in &corpus.records().events {
            of(&event.actors, &mut from);
            of(&event.recipients, &mut to);
            all.clear();
            all.extend(from.iter().chain(&to).copied());
            tidy(&mut all);
            ledger.countries.push(all.iter().copied());
            let mut flow =
                |a: u32, b: u32, mutual: bool| told.push([a, b, 5 * u32::from(mutual) + event.status as u32]);
            if mutual(event.kind) {
                let apart = from.is_empty() || to.is_empty();
                let across = |a: &u32, b: &u32| {
                    apart || from.contains(a) && to.contains(b) || from.contains(b) && to.contains(a)
                };
                for (i, a) in all.iter().enumerate() {
                    all[i + 1..].iter().filter(|b| across(a, b)).for_each(|&b| flow(*a, b, true));
                }
            } else {
                for &a in &from {
                    to.iter().filter(|&&b| b != a).for_each(|&b| flow(a, b, false));
                }
            }
            ends.push(told.len());
            let place = event.place.filter(|&p| {
                let place = corpus.entity(p);
                place.location.is_some() && place.schema != Schema::Country
            });
            ledger.places.push(place.map(|p| p.0));
        }
        // Sorted by kind, then by the one end, then by the other.
        let mut order: Vec<u32> = (0..told.len() as u32).collect();
        for (part, most) in [(2, 10), (1, entities), (0, entities)] {
            let keys: Vec<u32> = order.iter().map(|&at| told[at as usize][part]).collect();
            order = by_number(&keys, most).into_iter().map(|at| order[at as usize]).collect();
        }
        let mut numbers = vec![0u32; told.len()];
        for at in order {
            let flow = told[at as usize];
            if ledger.flows.last() != Some(&flow) {
                ledger.flows.push(flow);
            }
            numbers[at as usize] = ledger.flows.len() as u32 - 1;
        }
        let mut begin = 0;
        for end in ends {
            ledger.lines.push(numbers[begin..end].iter().copied());
            begin = end;
        }
        ledger
    }

    /// Counts what some events tell a map.
    pub fn matter(&self, events: &[EventId]) -> Matter {
        let most_first = |list: Vec<(u32, Vec<EventId>)>| {
            let mut list: Vec<(EntityId, Vec<EventId>)> =
                list.into_iter().map(|(id, events)| (EntityId(id), events)).collect();
            list.order_by_key(|(id, events)| (std::cmp::Reverse(events.len()), *id));
            list
        };
        let flow = |(number, events): (u32, Vec<EventId>)| {
            let [from, to, kind] = self.flows[number as usize];
            Flow {
                from: EntityId(from),
                to: EntityId(to),
                mutual: kind >= 5,
                status: STATUS[kind as usize % 5],
                events,
            }
        };
        let flows: Vec<Flow> =
            gathered(&self.lines, events, self.flows.len()).into_iter().map(flow).collect();
        let unplaced = |id: &&EventId| {
            let at = id.index();
            at < self.places.len() && self.places.of(at).is_empty() && self.lines.of(at).is_empty()
        };
        Matter {
            countries: most_first(gathered(&self.countries, events, self.entities)),
            places: most_first(gathered(&self.places, events, self.entities)),
            least: arcs::least(&flows),
            flows,
            unplaced: events.iter().filter(unplaced).copied().collect(),
        }
    }
}

/// Some events by what their lists name, numbers below `most`, ascending.
fn gathered(lists: &Lists<u32>, events: &[EventId], most: usize) -> Vec<(u32, Vec<EventId>)> {
    // Slices, since the page is compiled for size, and there each index into a vector is a call.
    let (counts, ends, items) = (&mut vec![0u32; most][..], lists.ends(), lists.items());
    let of = |event: &EventId| {
        let at = event.index();
        let from = if at == 0 { 0 } else { ends[at - 1] };
        &items[from as usize..ends[at] as usize]
    };
    for event in events {
        for &number in of(event) {
            counts[number as usize] += 1;
        }
    }
    let mut groups: Vec<(u32, Vec<EventId>)> = Vec::new();
    for (number, count) in counts.iter_mut().enumerate().filter(|(_, count)| **count > 0) {
        groups.push((number as u32, Vec::with_capacity(*count as usize)));
        // From here on: where its group is.
        *count = groups.len() as u32 - 1;
    }
    let told = &mut groups[..];
    for event in events {
        for &number in of(event) {
            told[counts[number as usize] as usize].1.push(*event);
        }
    }
    groups
}
