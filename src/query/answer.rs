//! What a selection leaves: any value within a facet, all clauses at once.

use super::bits::Bits;
use super::columns::{FACETS, Part};
use super::index::Index;
use super::left::{Events, Of, Told};
use super::{Answer, Axis, Counts, Facet, Selection, syntax};
use crate::corpus::{Corpus, titles};
use crate::edtf::{Day, civil, day};
use crate::record::EventId;
use std::collections::{BTreeMap, BTreeSet};

impl Index {
    pub(super) fn values_bits(&self, facet: Facet, chosen: &BTreeSet<String>) -> Bits {
        let column = self.column(facet);
        let mut events = Bits::none(self.events);
        chosen
            .iter()
            .filter_map(|value| column.position(value))
            .for_each(|at| column.put_into(at, &mut events));
        events
    }

    /// Certainly and possibly in range.
    pub(super) fn range_bits(&self, axis: Axis, (from, to): (Day, Day)) -> (Bits, Bits) {
        // No day lies at the very ends of all days: these stand for what is open.
        let range = (from.max(Day::MIN + 1), to.min(Day::MAX - 1));
        if axis == Axis::Happened {
            return self.happened.within(range);
        }
        let (mut certain, mut possible) = (Bits::none(self.events), Bits::none(self.events));
        let column = self.column(Facet::Source);
        for (at, &report) in column.own.iter().enumerate() {
            let (surely, perhaps) = self.reported.within(report as usize, range);
            if surely {
                column.put_into(at, &mut certain);
            }
            if perhaps {
                column.put_into(at, &mut possible);
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

/// Clauses of a selection: events by the facet that leaves them, if it is one.
struct Clauses {
    own: Vec<(Option<Facet>, Bits)>,
    /// Events certainly in range, if there is one.
    certain: Option<Bits>,
}

impl Clauses {
    #[inline(never)]
    fn new(corpus: &Corpus, index: &Index, selection: &Selection) -> Clauses {
        let mut own: Vec<(Option<Facet>, Bits)> = Vec::new();
        for (&facet, chosen) in selection.facets.iter().filter(|(_, chosen)| !chosen.is_empty()) {
            own.push((Some(facet), index.values_bits(facet, chosen)));
        }
        if let Some((from, to)) = &selection.pair {
            own.push((None, index.pair_bits(corpus, from, to)));
        }
        if let Some(events) = index.asked(corpus, &selection.words, selection.axis) {
            own.push((None, events));
        }
        let mut certain = None;
        if let Some(range) = range(selection) {
            let (surely, possible) = index.range_bits(selection.axis, range);
            certain = Some(surely);
            own.push((None, possible));
        }
        Clauses { own, certain }
    }

    fn of(&self, facet: Facet) -> bool {
        self.own.iter().any(|(own, _)| *own == Some(facet))
    }

    /// What all leave, but for that of a facet.
    #[inline(never)]
    fn left(&self, index: &Index, but: Option<Facet>) -> Bits {
        let mut bits = Bits::all(index.events);
        for (own, clause) in &self.own {
            if but.is_none() || *own != but {
                bits.keep(clause);
            }
        }
        bits
    }

    /// What all leave, certainly in range before possibly.
    fn events(self, index: &Index, axis: Axis, left: Bits) -> Events {
        let Some(mut certain) = self.certain else {
            return Events::new(index, axis, left, Bits::default());
        };
        certain.keep(&left);
        let mut perhaps = left;
        perhaps.drop(&certain);
        Events::new(index, axis, certain, perhaps)
    }
}

/// The events that a selection leaves, without anything that is counted.
pub fn events(corpus: &Corpus, index: &Index, selection: &Selection) -> Events {
    let clauses = Clauses::new(corpus, index, selection);
    let left = clauses.left(index, None);
    clauses.events(index, selection.axis, left)
}

/// The events that a selection leaves, their reports, and the counts of each facet. Without any
/// clause all reports are in it, also those that tell no event.
pub fn answer(corpus: &Corpus, index: &Index, selection: &Selection) -> Answer {
    let clauses = Clauses::new(corpus, index, selection);
    let left = clauses.left(index, None);
    let part = Part::new(&left, index.events);
    let facets = FACETS.into_iter().map(|facet| {
        let count = |part: &Part<'_>| Counts::new(index, facet, selection.facets.get(&facet), part);
        let counts = match clauses.of(facet) {
            true => count(&Part::new(&clauses.left(index, Some(facet)), index.events)),
            false => count(&part),
        };
        (facet, counts)
    });
    let facets = crate::order::map(facets);
    // Reports that tell events are counted as a facet, but for its own clause.
    let documents = match facets.get(&Facet::Source) {
        _ if clauses.own.is_empty() => Told::new(index, Of::All, index.documents.len()),
        Some(counts) if !clauses.of(Facet::Source) => {
            let reports = index.column(Facet::Source).own.clone();
            Told::new(index, Of::Counted(counts.numbers(), reports), counts.filled())
        }
        _ => {
            let told = index.told_in(&left);
            let many = told.count();
            Told::new(index, Of::These(told), many)
        }
    };
    let events = clauses.events(index, selection.axis, left);
    Answer { certain: events.certain(), facets, documents, events }
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
        let days = match axis {
            Axis::Happened => index.days(*id),
            Axis::Reported => index.reported(*id).min().unwrap_or_default(),
        };
        let (Some(first), Some(last)) = days else { continue };
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
