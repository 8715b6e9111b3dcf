//! The values of facets, by event and by value.

use super::Facet;
use super::bits::Bits;
use super::codes::{Coder, Codes};
use super::spans::Days;
use crate::corpus::Corpus;
use crate::edtf::{Day, Edtf, civil};
use crate::order::{Lists, tidy};
use crate::record::{DocumentId, EntityId, EventId, Schema};
use crate::words::{ENGLISH, KINDS, STATUSES, kind_code, status_code};
use std::cell::OnceCell;
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
    /// By event: the values that it has.
    of: Codes,
    /// By value: how many events have it; at least one.
    pub totals: Rc<Vec<u32>>,
    /// By value: its events, ascending; none of a frequent value.
    events: Lists<u32>,
    /// By value: its own number ([`numbers`]).
    pub own: Rc<Vec<u32>>,
    /// Values that many events have, ascending, with these events.
    frequent: Vec<(u32, Bits)>,
}

/// A value is frequent that one of so many events has.
const FREQUENT: usize = 64;

impl Column {
    /// Reads the values of all events.
    pub(super) fn new(corpus: &Corpus, facet: Facet, days: &Days) -> Column {
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
            numbers(corpus, id, facet, &of_facet, days, &mut own);
            tidy(&mut own);
            told.push(own.iter().copied());
        }
        let length = told.items().iter().max().map_or(0, |&n| n as usize + 1);
        let mut known = Bits::none(length);
        known.put_all(told.items());
        let known = known.list();
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
        let mut of = Coder::new(values.len());
        let mut totals = vec![0; values.len()];
        for event in 0..told.len() {
            own.clear();
            own.extend(told.of(event).iter().map(|&n| position[n as usize]));
            tidy(&mut own);
            own.iter().for_each(|&value| totals[value as usize] += 1);
            of.push(&own);
        }
        let of = of.finish();
        let own = Rc::new(order.iter().map(|&at| known[at as usize]).collect());
        let mut column = Column { values, sorted, of, totals: Rc::new(totals), own, ..Column::default() };
        column.turn(told.len());
        column
    }

    /// Lists by value what is known by event.
    fn turn(&mut self, all: usize) {
        /// Of a frequent value: this and its place among them, instead of where its list stands.
        const SET: u32 = 1 << 31;
        let mut places = Vec::new();
        let mut length = 0;
        let (mut events, mut frequent): (Lists<u32>, Vec<(u32, Bits)>) = Default::default();
        for (value, &many) in self.totals.iter().enumerate() {
            if many as usize * FREQUENT > all {
                places.push(SET + frequent.len() as u32);
                frequent.push((value as u32, Bits::none(all)));
            } else {
                places.push(length as u32);
                length += many as usize;
            }
        }
        let mut items = vec![0; length];
        for event in 0..all as u32 {
            self.of.each(event, |value| {
                let place = &mut places[value as usize];
                if *place >= SET {
                    frequent[(*place - SET) as usize].1.put(event);
                } else {
                    items[*place as usize] = event;
                    *place += 1;
                }
            });
        }
        let mut items = items.into_iter();
        for &many in self.totals.iter() {
            let many = if many as usize * FREQUENT > all { 0 } else { many as usize };
            events.push(items.by_ref().take(many));
        }
        (self.events, self.frequent) = (events, frequent);
    }

    /// Adds the events of a value.
    pub(super) fn put_into(&self, value: usize, events: &mut Bits) {
        match self.frequent.iter().find(|f| f.0 as usize == value) {
            Some((_, bits)) => events.join(bits),
            None => events.put_all(self.events.of(value)),
        }
    }

    /// Calls with each value of an event.
    pub(super) fn each(&self, event: u32, take: impl FnMut(u32)) {
        self.of.each(event, take);
    }

    /// How many of some events each value has, and, where these are few, which values have any: counted by event, or of what all
    /// have those of the other events taken away, or by value, whichever is least to do.
    pub(super) fn count(&self, left: &Part<'_>) -> (Rc<Vec<u32>>, Option<Vec<u32>>) {
        if left.many == left.all {
            return (self.totals.clone(), None);
        }
        // A value that is put down costs as much as looking at some.
        if left.many * 4 < self.values.len() {
            let (numbers, some) = self.of.count_few(left.fewer());
            return (Rc::new(numbers), Some(some));
        }
        // A word of bits takes half the time of an item.
        let by_value = self.events.items().len() + self.frequent.len() * left.all.div_ceil(128);
        let fewer = left.many.min(left.all - left.many);
        if fewer + self.of.sets.len() / 2 > by_value {
            return (Rc::new(self.count_by_value(left.bits)), None);
        }
        let mut numbers = self.of.count(left.fewer());
        if left.many * 2 > left.all {
            for (number, &total) in numbers.iter_mut().zip(self.totals.iter()) {
                *number = total - *number;
            }
        }
        (Rc::new(numbers), None)
    }

    #[inline(never)]
    fn count_by_value(&self, left: &Bits) -> Vec<u32> {
        let mut numbers = vec![0; self.values.len()];
        let (events, mut start) = (self.events.items(), 0);
        for (number, &end) in numbers.iter_mut().zip(self.events.ends()) {
            *number = left.count_of(&events[start..end as usize]);
            start = end as usize;
        }
        for (value, bits) in &self.frequent {
            numbers[*value as usize] = bits.count_both(left);
        }
        numbers
    }

    /// Where a value stands.
    pub(super) fn position(&self, value: &str) -> Option<usize> {
        let at = self.sorted.binary_search_by(|&at| (*self.values[at as usize]).cmp(value)).ok()?;
        Some(self.sorted[at] as usize)
    }
}

/// Some of all events, and, once it is asked for, the list of them or of the others, whichever is shorter.
pub(super) struct Part<'b> {
    pub bits: &'b Bits,
    pub many: usize,
    all: usize,
    fewer: OnceCell<Vec<u32>>,
}

impl Part<'_> {
    pub(super) fn new(bits: &Bits, all: usize) -> Part<'_> {
        Part { bits, many: bits.count(), all, fewer: OnceCell::new() }
    }

    #[inline(never)]
    fn fewer(&self) -> &[u32] {
        self.fewer.get_or_init(|| {
            if self.many * 2 <= self.all {
                return self.bits.list();
            }
            let mut others = Bits::all(self.all);
            others.drop(self.bits);
            others.list()
        })
    }
}

/// The years in which something may have happened.
pub fn years(date: &Edtf) -> std::ops::RangeInclusive<i32> {
    years_of(date.days())
}

fn years_of((first, last): (Option<Day>, Option<Day>)) -> std::ops::RangeInclusive<i32> {
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
fn numbers(corpus: &Corpus, id: EventId, facet: Facet, parties: &Bits, days: &Days, out: &mut Vec<u32>) {
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
            let years = years_of(days.get(id.index())).filter(|y| (0..=9999).contains(y));
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
