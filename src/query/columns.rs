//! The values of facets, by event and by value.

use super::Facet;
use crate::corpus::Corpus;
use crate::edtf::{Edtf, civil};
use crate::order::{Ordered, tidy};
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

/// Lists of one length each, end to end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lists<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Lists { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Adds a list.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    /// A list by its number; none where there is none.
    pub(super) fn of(&self, at: usize) -> &[T] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        self.ends.get(at).and_then(|&end| self.items.get(start..end as usize)).unwrap_or(&[])
    }
}

/// One facet: its values and the events that have them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    /// Values as in a selection, ascending.
    pub values: Vec<Rc<str>>,
    /// Values in the order of their names.
    pub by_name: Vec<u32>,
    /// By event: positions of its values, ascending.
    pub of: Lists<u32>,
    /// By value: its events, ascending.
    pub events: Lists<u32>,
}

impl Column {
    /// Reads the values of all events.
    pub(super) fn new(corpus: &Corpus, facet: Facet) -> Column {
        // First by numbers of their own, which need no text: entities, reports, years, positions.
        let mut told: Lists<u32> = Lists::default();
        let mut own: Vec<u32> = Vec::new();
        for id in corpus.event_ids() {
            own.clear();
            numbers(corpus, id, facet, &mut own);
            tidy(&mut own);
            told.push(own.iter().copied());
        }
        let mut known: Vec<u32> = told.items.clone();
        known.order();
        known.dedup();
        let mut named: Vec<(Rc<str>, u32)> =
            known.iter().map(|&n| (value(corpus, facet, n).into(), n)).collect();
        named.order_by(|a, b| a.0.cmp(&b.0));
        let most = known.last().map_or(0, |&n| n as usize + 1);
        let mut position = vec![0u32; most];
        for (at, (_, number)) in named.iter().enumerate() {
            position[*number as usize] = at as u32;
        }
        let mut by_name: Vec<(&str, u32)> = Vec::with_capacity(named.len());
        for (at, (_, number)) in named.iter().enumerate() {
            by_name.push((label(corpus, facet, *number), at as u32));
        }
        by_name.order_by(|a, b| a.cmp(b));
        let by_name = by_name.into_iter().map(|n| n.1).collect();
        let mut of: Lists<u32> = Lists::default();
        let mut events: Vec<Vec<u32>> = vec![Vec::new(); named.len()];
        for event in 0..told.ends.len() {
            own.clear();
            own.extend(told.of(event).iter().map(|&n| position[n as usize]));
            tidy(&mut own);
            for &at in &own {
                events[at as usize].push(event as u32);
            }
            of.push(own.iter().copied());
        }
        let mut by_value: Lists<u32> = Lists::default();
        for list in events {
            by_value.push(list);
        }
        Column { values: named.into_iter().map(|n| n.0).collect(), by_name, of, events: by_value }
    }

    /// Where a value stands.
    pub(super) fn position(&self, value: &str) -> Option<usize> {
        self.values.binary_search_by(|v| (**v).cmp(value)).ok()
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

/// The values of an event as numbers.
fn numbers(corpus: &Corpus, id: EventId, facet: Facet, out: &mut Vec<u32>) {
    let event = corpus.event(id);
    let sides = || event.actors.iter().chain(&event.recipients).copied();
    let mut of = |schemas: &[Schema]| {
        let parties = sides().chain(event.instruments.iter().copied());
        out.extend(parties.filter(|&e| schemas.contains(&corpus.entity(e).schema)).map(|e| e.0));
    };
    match facet {
        Facet::Country => out.extend(sides().filter_map(|e| corpus.country_of(e)).map(|e| e.0)),
        Facet::Person => of(&[Schema::Person]),
        Facet::Organisation => of(&[Schema::PublicBody, Schema::Organization, Schema::Company]),
        Facet::Equipment => of(&[Schema::Equipment]),
        Facet::Kind => out.extend(KINDS.iter().position(|&k| k == event.kind).map(|at| at as u32)),
        Facet::Status => out.extend(STATUSES.iter().position(|&s| s == event.status).map(|at| at as u32)),
        Facet::Year => {
            let years = event.date.iter().flat_map(years).filter(|y| (0..=9999).contains(y));
            out.extend(years.map(|y| (y - FIRST_YEAR) as u32));
        }
        Facet::Source => out.extend(event.evidence.iter().map(|e| e.document.0)),
    }
}

fn value(corpus: &Corpus, facet: Facet, number: u32) -> String {
    match facet {
        Facet::Kind => kind_code(KINDS[number as usize]).to_owned(),
        Facet::Status => status_code(STATUSES[number as usize]).to_owned(),
        Facet::Year => format!("{:04}", number as i32 + FIRST_YEAR),
        Facet::Source => corpus.document(DocumentId(number)).id.clone(),
        _ => corpus.entity(EntityId(number)).key.clone(),
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
