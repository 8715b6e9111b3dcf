//! What a selection leaves: any value within a facet, all clauses at once.

use super::bits::Bits;
use super::columns::FACETS;
use super::index::{Days, Index};
use super::{Answer, Axis, Counts, Facet, Selection, syntax};
use crate::corpus::{Corpus, titles};
use crate::edtf::{Day, civil, day};
use crate::record::{DocumentId, EventId};
use std::collections::{BTreeMap, BTreeSet};

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
        let column = self.column(facet);
        let values = chosen.iter().filter_map(|value| column.position(value));
        Bits::of(self.events, values.flat_map(|at| column.events.of(at).iter().copied()))
    }

    /// Certainly and possibly in range.
    pub(super) fn range_bits(&self, axis: Axis, range: (Day, Day)) -> (Bits, Bits) {
        let (mut certain, mut possible) = (Bits::none(self.events), Bits::none(self.events));
        for event in 0..self.events as u32 {
            let dates = match axis {
                Axis::Happened => self.happened[event as usize].as_slice(),
                Axis::Reported => self.reported.of(event as usize),
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
    let mut certain = None;
    if let Some(range) = range(selection) {
        let (surely, possible) = index.range_bits(selection.axis, range);
        certain = Some(surely);
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
    let newest = index.newest(selection.axis);
    let (events, sure) = match certain {
        None => (left.pick(newest), left.count()),
        Some(mut certain) => {
            certain.keep(&left);
            let mut perhaps = left.clone();
            perhaps.drop(&certain);
            let mut events = certain.pick(newest);
            events.append(&mut perhaps.pick(newest));
            (events, certain.count())
        }
    };
    let facets = FACETS.into_iter().map(|facet| {
        let chosen = selection.facets.get(&facet);
        let own = if chosen.is_some_and(|c| !c.is_empty()) { &all_but(Some(facet)) } else { &left };
        (facet, Counts::new(index, facet, chosen, own))
    });
    let facets = crate::order::map(facets);
    // Reports that tell events are counted as a facet, but for its own clause.
    let told = match facets.get(&Facet::Source) {
        _ if clauses.is_empty() => Bits::all(index.documents.len()),
        Some(counts) if !clauses.iter().any(|(own, _)| *own == Some(Facet::Source)) => {
            counts.filled_of(index)
        }
        _ => index.told_in(&left),
    };
    let documents = index.documents.iter().filter(|&&d| told.has(d)).map(|&d| DocumentId(d)).collect();
    Answer { facets, documents, certain: sure, events }
}

/// The days that are chosen, by brush and by `before:` and `after:` together.
pub fn range(selection: &Selection) -> Option<(Day, Day)> {
    let asked = syntax::days(&syntax::parse(&selection.words));
    match (selection.range, asked) {
        (Some((a, b)), Some((c, d))) => Some((a.max(c), b.min(d))),
        (brushed, asked) => brushed.or(asked),
    }
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
            Axis::Reported => index.reported.of(id.index()),
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
