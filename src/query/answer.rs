//! What a selection leaves: any value within a facet, all clauses at once.

use super::index::{Days, FACETS, Index};
use super::{Answer, Axis, Count, Facet, Selection, syntax};
use crate::corpus::{Corpus, titles};
use crate::edtf::{Day, civil, day};
use crate::order::Ordered;
use crate::record::{DocumentId, EventId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A set of events, a bit for each.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    fn none(length: usize) -> Bits {
        Bits(vec![0; length.div_ceil(64)])
    }

    pub(super) fn all(length: usize) -> Bits {
        let mut bits = Bits(vec![u64::MAX; length.div_ceil(64)]);
        if let Some(last) = bits.0.last_mut()
            && !length.is_multiple_of(64)
        {
            *last = (1 << (length % 64)) - 1;
        }
        bits
    }

    pub(super) fn of(length: usize, events: impl IntoIterator<Item = u32>) -> Bits {
        let mut bits = Bits::none(length);
        for e in events {
            bits.put(e);
        }
        bits
    }

    fn put(&mut self, event: u32) {
        if let Some(word) = self.0.get_mut(event as usize / 64) {
            *word |= 1 << (event % 64);
        }
    }

    pub(super) fn has(&self, event: u32) -> bool {
        self.0.get(event as usize / 64).is_some_and(|word| word >> (event % 64) & 1 == 1)
    }

    pub(super) fn keep(&mut self, other: &Bits) {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= b;
        }
    }

    /// Takes away what is in another set.
    pub(super) fn drop(&mut self, other: &Bits) {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= !b;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().enumerate().flat_map(|(i, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| i as u32 * 64 + bit)
        })
    }
}

/// Whether days lie certainly, or possibly, in a range.
fn within((first, last): Days, (from, to): (Day, Day)) -> (bool, bool) {
    let certain = first.is_some_and(|d| d >= from) && last.is_some_and(|d| d <= to);
    let possible = first.is_none_or(|d| d <= to) && last.is_none_or(|d| d >= from);
    // A range the wrong way round holds nothing.
    let holds = from <= to && (first.is_some() || last.is_some());
    (certain && holds, possible && holds)
}

impl Index {
    pub(super) fn values_bits(&self, facet: Facet, chosen: &BTreeSet<String>) -> Bits {
        let values = self.facets.get(&facet).map_or(&[][..], Vec::as_slice);
        let events = chosen.iter().filter_map(|value| {
            let at = values.binary_search_by(|v| v.value.as_str().cmp(value)).ok()?;
            Some(values[at].events.iter().copied())
        });
        Bits::of(self.events, events.flatten())
    }

    /// Certainly and possibly in range.
    pub(super) fn range_bits(&self, axis: Axis, range: (Day, Day)) -> (Bits, Bits) {
        let (mut certain, mut possible) = (Bits::none(self.events), Bits::none(self.events));
        for event in 0..self.events as u32 {
            let dates = match axis {
                Axis::Happened => self.happened[event as usize].as_slice(),
                Axis::Reported => &self.reported[event as usize],
            };
            for &days in dates {
                let (surely, perhaps) = within(days, range);
                if surely {
                    certain.put(event);
                }
                if perhaps {
                    possible.put(event);
                }
            }
        }
        (certain, possible)
    }

    fn pair_bits(&self, corpus: &Corpus, from: &str, to: &str) -> Bits {
        let (Some(from), Some(to)) = (corpus.entity_by_key(from), corpus.entity_by_key(to)) else {
            return Bits::none(self.events);
        };
        let there = self.flows.get(&(from, to)).into_iter().flatten().copied();
        let mutual = |&e: &u32| titles::mutual(corpus.event(EventId(e)).kind);
        let back = self.flows.get(&(to, from)).into_iter().flatten().copied().filter(mutual);
        Bits::of(self.events, there.chain(back))
    }
}

/// The events that a selection leaves, their reports, and the counts of each facet. Without any
/// clause all reports are in it, also those that tell no event.
pub fn answer(corpus: &Corpus, index: &Index, selection: &Selection) -> Answer {
    let length = index.events;
    let mut clauses: Vec<(Option<Facet>, Bits)> = Vec::new();
    for (&facet, chosen) in selection.facets.iter().filter(|(_, chosen)| !chosen.is_empty()) {
        clauses.push((Some(facet), index.values_bits(facet, chosen)));
    }
    if let Some((from, to)) = &selection.pair {
        clauses.push((None, index.pair_bits(corpus, from, to)));
    }
    if let Some(events) = index.asked(corpus, &selection.words, selection.axis) {
        clauses.push((None, events));
    }
    let mut certain = Bits::all(length);
    if let Some(range) = range(selection) {
        let (surely, possible) = index.range_bits(selection.axis, range);
        certain = surely;
        clauses.push((None, possible));
    }
    let all_but = |facet: Option<Facet>| {
        let mut bits = Bits::all(length);
        for (own, clause) in &clauses {
            if facet.is_none() || *own != facet {
                bits.keep(clause);
            }
        }
        bits
    };
    let left = all_but(None);
    let mut events: Vec<EventId> = left.iter().map(EventId).collect();
    let newest = |&id: &EventId| {
        let days = match selection.axis {
            Axis::Happened => index.happened[id.index()],
            Axis::Reported => index.reported[id.index()].iter().copied().max(),
        };
        let day = days.and_then(|(first, last)| last.or(first));
        (!certain.has(id.0), Reverse(day), id)
    };
    events.order_by_key(newest);
    let sure = events.iter().filter(|e| certain.has(e.0)).count();
    let facets = FACETS.into_iter().map(|facet| {
        let chosen = selection.facets.get(&facet);
        let own = if chosen.is_some_and(|c| !c.is_empty()) { &all_but(Some(facet)) } else { &left };
        (facet, counts(index, facet, chosen, own))
    });
    Answer {
        documents: documents(corpus, &events, clauses.is_empty()),
        certain: sure,
        facets: facets.collect(),
        events,
    }
}

/// The days that are chosen, by brush and by `before:` and `after:` together.
pub fn range(selection: &Selection) -> Option<(Day, Day)> {
    let asked = syntax::days(&syntax::parse(&selection.words));
    match (selection.range, asked) {
        (Some((a, b)), Some((c, d))) => Some((a.max(c), b.min(d))),
        (brushed, asked) => brushed.or(asked),
    }
}

fn counts(index: &Index, facet: Facet, chosen: Option<&BTreeSet<String>>, left: &Bits) -> Vec<Count> {
    let is_chosen = |value: &str| chosen.is_some_and(|c| c.contains(value));
    let values = index.facets.get(&facet).map_or(&[][..], Vec::as_slice);
    let mut counts: Vec<Count> = values
        .iter()
        .map(|v| Count {
            count: v.events.iter().filter(|&&e| left.has(e)).count() as u32,
            chosen: is_chosen(&v.value),
            value: v.value.clone(),
            label: v.label.clone(),
        })
        .filter(|c| c.count > 0 || c.chosen)
        .collect();
    // A value of an address that this corpus does not know stays, so that it can be taken away.
    for value in chosen.into_iter().flatten() {
        if index.label(facet, value).is_none() {
            counts.push(Count { value: value.clone(), label: value.clone(), count: 0, chosen: true });
        }
    }
    if facet == Facet::Year {
        counts.order_by(|a, b| a.value.cmp(&b.value));
    } else {
        counts.order_by(|a, b| {
            b.count.cmp(&a.count).then_with(|| (&a.label, &a.value).cmp(&(&b.label, &b.value)))
        });
    }
    counts
}

/// Reports that tell some events, newest first, those without a date last.
fn documents(corpus: &Corpus, events: &[EventId], all: bool) -> Vec<DocumentId> {
    let told = events.iter().flat_map(|&e| corpus.event(e).evidence.iter().map(|v| v.document));
    let told = if all { crate::order::set(corpus.document_ids()) } else { crate::order::set(told) };
    let mut documents: Vec<DocumentId> = told.into_iter().collect();
    documents.order_by_key(|&d| {
        let days = corpus.document(d).published.as_ref().map(|p| p.days());
        (Reverse(days.and_then(|(first, last)| last.or(first))), d)
    });
    documents
}

/// How many events may lie in each month from the first to the last: the month's first day, those
/// certainly in it, and all that may lie in it. Events without a date, or open at an end, are left out.
pub fn histogram(index: &Index, events: &[EventId], axis: Axis) -> Vec<(Day, u32, u32)> {
    /// Longer spans of time are no dates of events.
    const MOST_MONTHS: i32 = 12 * 30;
    let mut months: BTreeMap<i32, (u32, u32)> = BTreeMap::new();
    for id in events {
        let dates: &[Days] = match axis {
            Axis::Happened => index.happened.get(id.index()).map_or(&[], Option::as_slice),
            Axis::Reported => index.reported.get(id.index()).map_or(&[], Vec::as_slice),
        };
        let Some((Some(first), Some(last))) = dates.iter().min().copied() else { continue };
        let month = |day: Day| civil(day).0 * 12 + civil(day).1 as i32 - 1;
        let (from, to) = (month(first), month(last));
        if to - from > MOST_MONTHS {
            continue;
        }
        for m in from..=to {
            let counts = months.entry(m).or_default();
            counts.0 += u32::from(from == to);
            counts.1 += 1;
        }
    }
    let Some((from, to)) = months.keys().next().copied().zip(months.keys().next_back().copied()) else {
        return Vec::new();
    };
    (from..=to)
        .map(|m| {
            let (certain, possible) = months.get(&m).copied().unwrap_or_default();
            (day(m.div_euclid(12), m.rem_euclid(12) as u32 + 1, 1), certain, possible)
        })
        .collect()
}
