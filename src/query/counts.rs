//! How many events each value of a facet has. A facet may have a hundred thousand values, of which a reader sees six:
//! so numbers are kept, and values are told as they are asked for.

use super::Facet;
use super::best::Best;
use super::columns::Part;
use super::index::Index;
use crate::order::Ordered;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A value of a facet with its number of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value as in [`super::Selection::facets`].
    pub value: Rc<str>,
    /// Events that have it, under all clauses but this facet's own.
    pub count: u32,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The values of a facet with their numbers of events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// By position of the value.
    numbers: Rc<Vec<u32>>,
    /// Positions of those that have any, in no order, where they are few.
    some: Option<Vec<u32>>,
    /// Positions of chosen values.
    chosen: Vec<u32>,
    /// Values of an address that this corpus does not know: they stay, so that they can be taken away.
    unknown: Vec<String>,
    /// How many values have events.
    filled: usize,
    /// The most events that one has.
    most: u32,
}

impl Counts {
    /// Counts the events that are left.
    pub(super) fn new(
        index: &Index,
        facet: Facet,
        chosen: Option<&BTreeSet<String>>,
        left: &Part<'_>,
    ) -> Counts {
        let column = index.column(facet);
        let (numbers, some) = column.count(left);
        let (mut filled, mut most) = (0, 0);
        // Loops over slices: this is done for all values of all facets.
        let all = numbers.as_slice();
        if let Some(some) = &some {
            filled = some.len();
            for &at in some.as_slice() {
                most = all[at as usize].max(most);
            }
        } else {
            for &number in all {
                filled += usize::from(number > 0);
                most = number.max(most);
            }
        }
        let mut counts = Counts { numbers, some, filled, most, ..Counts::default() };
        for value in chosen.into_iter().flatten() {
            match column.position(value) {
                Some(at) => counts.chosen.push(at as u32),
                None => counts.unknown.push(value.clone()),
            }
        }
        counts
    }

    /// By position of the value, its number.
    pub(super) fn numbers(&self) -> Rc<Vec<u32>> {
        self.numbers.clone()
    }

    /// How many values have events.
    pub fn filled(&self) -> usize {
        self.filled
    }

    /// How many values there are to show: with events, or chosen.
    pub fn len(&self) -> usize {
        let empty = self.chosen.iter().filter(|&&at| self.numbers[at as usize] == 0).count();
        self.filled + empty + self.unknown.len()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The most events that a value has.
    pub fn most(&self) -> u32 {
        self.most
    }

    /// The number of a value.
    pub fn number(&self, index: &Index, facet: Facet, value: &str) -> u32 {
        index.column(facet).position(value).map_or(0, |at| self.numbers[at])
    }

    /// The first values, those of most events first and equal ones by name, years in their order; and after so many all
    /// others that are chosen.
    pub fn first(&self, index: &Index, facet: Facet, many: usize) -> Vec<Count> {
        let number = |at: u32| self.numbers[at as usize];
        let mut shown: Vec<u32> = Vec::new();
        if facet == Facet::Year || many >= self.len() {
            match &self.some {
                Some(some) => shown.extend(some),
                None => shown.extend((0..self.numbers.len() as u32).filter(|&at| number(at) > 0)),
            }
            shown.extend(self.chosen.iter().filter(|&&at| number(at) == 0));
            shown.order();
        } else {
            let mut best = Best::new(many);
            // By number, then by place. Most are passed over: nothing else is done for these.
            let rank = |at: u32, number: u32| u64::from(number) << 32 | u64::from(!at);
            let mut least = if many == 0 { u64::MAX } else { 1 << 32 };
            let all = self.numbers.as_slice();
            if let Some(some) = &self.some {
                for &at in some.as_slice() {
                    let rank = rank(at, all[at as usize]);
                    if rank >= least {
                        best.put(rank, at);
                        least = best.least().max(least);
                    }
                }
            } else {
                for (at, &number) in all.iter().enumerate() {
                    let rank = rank(at as u32, number);
                    if rank >= least {
                        best.put(rank, at as u32);
                        least = best.least().max(least);
                    }
                }
            }
            shown.extend(best.found.into_iter().map(|(_, at)| at));
            let mut others = self.chosen.clone();
            others.order();
            shown.extend(others.into_iter().filter(|at| !shown.contains(at)).collect::<Vec<_>>());
        }
        if facet != Facet::Year {
            shown.order_by_key(|&at| Reverse(number(at)));
        }
        let values = &index.column(facet).values;
        let known = shown.into_iter().enumerate().filter(|(i, at)| *i < many || self.chosen.contains(at));
        let known = known.map(|(_, at)| Count {
            value: values[at as usize].clone(),
            count: number(at),
            chosen: self.chosen.contains(&at),
        });
        let unknown = |value: &String| Count { value: value.as_str().into(), count: 0, chosen: true };
        known.chain(self.unknown.iter().map(unknown)).collect()
    }
}
