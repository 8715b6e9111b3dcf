//! The values of facets, by event and by value.

use super::Facet;
use super::bits::Bits;
use crate::corpus::Corpus;
use crate::edtf::{Edtf, civil};
use crate::order::{Lists, by_number, tidy};
use crate::record::{DocumentId, EntityId, EventId, Schema};
use crate::words::{ENGLISH, KINDS, STATUSES, kind_code, status_code};
use std::rc::Rc;

/// A date that covers more years than this has no year: "14 October" of an unknown year.
const MOST_YEARS: i32 = 30;

/// Every facet, in the order of the page.
pub(super) const FACETS: [Facet; 8] = [
    Facet::Country,
    Facet::Person,
    Facet::Organisation,
    Facet::Equipment,
    Facet::Kind,
    Facet::Status,
    Facet::Year,
    Facet::Source,
];

/// One facet: its values and the events that have them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    /// Values as in a selection, in the order of their names.
    pub values: Vec<Rc<str>>,
    /// Positions of values as they sort.
    sorted: Vec<u32>,
    /// By event: positions of its values, ascending.
    pub of: Lists<u32>,
    /// By value: its events, ascending.
    pub events: Lists<u32>,
    /// By value: its own number ([`numbers`]).
    pub own: Vec<u32>,
    /// Values that many events have, ascending, with these events.
    frequent: Vec<(u32, Bits)>,
}

/// A value is frequent that one of so many events has.
const FREQUENT: usize = 16;

impl Column {
    /// Reads the values of all events.
    pub(super) fn new(corpus: &Corpus, facet: Facet) -> Column {
        // First by numbers of their own, which need no text: entities, reports, years, positions.
        let mut told: Lists<u32> = Lists::default();
        let mut own: Vec<u32> = Vec::new();
        let schemas: &[Schema] = match facet {
            Facet::Person => &[Schema::Person],
            Facet::Organisation => &[Schema::PublicBody, Schema::Organization, Schema::Company],
            Facet::Equipment => &[Schema::Equipment],
            _ => &[],
        };
        let of_facet = corpus.entity_ids().filter(|&id| schemas.contains(&corpus.entity(id).schema));
        let of_facet = Bits::of(corpus.records().entities.len(), of_facet.map(|id| id.0));
        for id in corpus.event_ids() {
            own.clear();
            numbers(corpus, id, facet, &of_facet, &mut own);
            tidy(&mut own);
            told.push(own.iter().copied());
        }
        let length = told.items().iter().max().map_or(0, |&n| n as usize + 1);
        let known: Vec<u32> = Bits::of(length, told.items().iter().copied()).iter().collect();
        let all: Vec<Rc<str>> = known.iter().map(|&n| value(corpus, facet, n)).collect();
        // Years stand in their own order, as they have no label.
        let labels: Vec<&str> = known.iter().map(|&n| label(corpus, facet, n)).collect();
        let order = crate::order::index(&labels);
        let values: Vec<Rc<str>> = order.iter().map(|&at| all[at as usize].clone()).collect();
        let mut place = vec![0u32; known.len()];
        let mut position = vec![0u32; length];
        for (at, &number) in order.iter().enumerate() {
            place[number as usize] = at as u32;
            position[known[number as usize] as usize] = at as u32;
        }
        // Reports and entities are numbered in the order of their names, so this is soon done.
        let names: Vec<&str> = all.iter().map(|value| &**value).collect();
        let sorted = crate::order::index(&names).into_iter().map(|at| place[at as usize]).collect();
        let mut of: Lists<u32> = Lists::default();
        let mut holders: Vec<u32> = Vec::with_capacity(told.items().len());
        for event in 0..told.len() {
            own.clear();
            own.extend(told.of(event).iter().map(|&n| position[n as usize]));
            tidy(&mut own);
            holders.extend(own.iter().map(|_| event as u32));
            of.push(own.iter().copied());
        }
        let by_value = by_number(of.items(), values.len());
        let mut events: Lists<u32> = Lists::default();
        let mut runs = by_value.chunk_by(|&a, &b| of.items()[a as usize] == of.items()[b as usize]);
        // Every value is one of some event.
        for _ in 0..values.len() {
            let run = runs.next().unwrap_or_default();
            events.push(run.iter().map(|&at| holders[at as usize]));
        }
        let many = |&value: &u32| events.of(value as usize).len() * FREQUENT > of.len();
        let frequent = (0..values.len() as u32).filter(many).map(|value| {
            let mut bits = Bits::none(of.len());
            bits.put_all(events.of(value as usize));
            (value, bits)
        });
        let frequent = frequent.collect();
        let own = order.iter().map(|&at| known[at as usize]).collect();
        Column { values, sorted, of, events, own, frequent }
    }

    /// How many of some events each value has: counted by event, or of what all have those of the other events taken away, or by
    /// value, whichever is least to do.
    pub(super) fn count(&self, left: &Bits, all: usize) -> Vec<u32> {
        let (many, items) = (left.count(), self.of.items().len());
        let frequent: usize = self.frequent.iter().map(|f| self.events.of(f.0 as usize).len()).sum();
        let by_value = items - frequent + self.frequent.len() * all / 128;
        // Going from event to event costs as much as a few values.
        let by_event = many.min(all - many) as u64 * (3 * all + items) as u64 / all.max(1) as u64;
        if by_event > by_value as u64 {
            let mut numbers = vec![0; self.values.len()];
            let (events, mut start) = (self.events.items(), 0);
            let mut frequent = self.frequent.iter();
            let mut next = frequent.next();
            for (value, (number, &end)) in numbers.iter_mut().zip(self.events.ends()).enumerate() {
                *number = match next {
                    Some((at, bits)) if *at as usize == value => {
                        next = frequent.next();
                        bits.count_both(left)
                    }
                    _ => left.count_of(&events[start..end as usize]),
                };
                start = end as usize;
            }
            return numbers;
        }
        let mut numbers: Vec<u32>;
        if many * 2 <= all {
            numbers = vec![0; self.values.len()];
            self.tally(left, &mut numbers, 1);
        } else {
            numbers = (0..self.values.len()).map(|value| self.events.of(value).len() as u32).collect();
            let mut dropped = Bits::all(all);
            dropped.drop(left);
            self.tally(&dropped, &mut numbers, u32::MAX);
        }
        numbers
    }

    /// Adds a number, modulo 2³², for each value of some events.
    fn tally(&self, events: &Bits, numbers: &mut [u32], add: u32) {
        for event in events.iter() {
            for &value in self.of.of(event as usize) {
                let number = &mut numbers[value as usize];
                *number = number.wrapping_add(add);
            }
        }
    }

    /// Where a value stands.
    pub(super) fn position(&self, value: &str) -> Option<usize> {
        let at = self.sorted.binary_search_by(|&at| (*self.values[at as usize]).cmp(value)).ok()?;
        Some(self.sorted[at] as usize)
    }
}

/// The years in which something may have happened.
pub fn years(date: &Edtf) -> std::ops::RangeInclusive<i32> {
    let (first, last) = date.days();
    #[allow(clippy::reversed_empty_ranges)]
    let none = 1..=0;
    match (first.or(last), last.or(first)) {
        (Some(a), Some(b)) => {
            let (a, b) = (civil(a).0, civil(b).0);
            if b - a > MOST_YEARS { none } else { a..=b }
        }
        _ => none,
    }
}

/// Years begin here, so that they are numbers from 0.
const FIRST_YEAR: i32 = -10_000;

/// The values of an event as numbers; parties are such as are in a set of entities.
fn numbers(corpus: &Corpus, id: EventId, facet: Facet, parties: &Bits, out: &mut Vec<u32>) {
    let event = corpus.event(id);
    let sides = || event.actors.iter().chain(&event.recipients).copied();
    match facet {
        Facet::Country => out.extend(sides().filter_map(|e| corpus.country_of(e)).map(|e| e.0)),
        Facet::Person | Facet::Organisation | Facet::Equipment => {
            let all = sides().chain(event.instruments.iter().copied());
            out.extend(all.filter(|e| parties.has(e.0)).map(|e| e.0));
        }
        Facet::Kind => out.extend(KINDS.iter().position(|&k| k == event.kind).map(|at| at as u32)),
        Facet::Status => out.extend(STATUSES.iter().position(|&s| s == event.status).map(|at| at as u32)),
        Facet::Year => {
            let years = event.date.iter().flat_map(years).filter(|y| (0..=9999).contains(y));
            out.extend(years.map(|y| (y - FIRST_YEAR) as u32));
        }
        Facet::Source => out.extend(event.evidence.iter().map(|e| e.document.0)),
    }
}

fn value(corpus: &Corpus, facet: Facet, number: u32) -> Rc<str> {
    match facet {
        Facet::Kind => kind_code(KINDS[number as usize]).into(),
        Facet::Status => status_code(STATUSES[number as usize]).into(),
        Facet::Year => format!("{:04}", number as i32 + FIRST_YEAR).into(),
        Facet::Source => corpus.document(DocumentId(number)).id.as_str().into(),
        _ => corpus.entity(EntityId(number)).key.as_str().into(),
    }
}

/// What a value is called, for the order of equal ones; years have an order of their own.
fn label(corpus: &Corpus, facet: Facet, number: u32) -> &str {
    match facet {
        Facet::Kind => ENGLISH.kind(KINDS[number as usize]),
        Facet::Status => ENGLISH.status(STATUSES[number as usize]),
        Facet::Year => "",
        Facet::Source => corpus.document_title(DocumentId(number)),
        _ => &corpus.entity(EntityId(number)).name,
    }
}
