//! How many events each value of a facet has. A facet may have a hundred thousand values, of which a reader sees six:
//! so numbers are kept, and values are told as they are asked for.

use super::Facet;
use super::bits::Bits;
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
    numbers: Vec<u32>,
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
    pub(super) fn new(index: &Index, facet: Facet, chosen: Option<&BTreeSet<String>>, left: &Bits) -> Counts {
        let column = index.column(facet);
        let mut numbers: Vec<u32>;
        // What few events have is counted, or taken from what all have.
        if left.count() * 2 <= index.events {
            numbers = vec![0; column.values.len()];
            for event in left.iter() {
                for &value in column.of.of(event as usize) {
                    numbers[value as usize] += 1;
                }
            }
        } else {
            numbers = (0..column.values.len()).map(|value| column.events.of(value).len() as u32).collect();
            let mut dropped = Bits::all(index.events);
            dropped.drop(left);
            for event in dropped.iter() {
                for &value in column.of.of(event as usize) {
                    numbers[value as usize] -= 1;
                }
            }
        }
        let chosen = chosen.into_iter().flatten();
        let mut counts = Counts {
            filled: numbers.iter().filter(|n| **n > 0).count(),
            most: numbers.iter().copied().max().unwrap_or(0),
            numbers,
            ..Counts::default()
        };
        for value in chosen {
            match column.position(value) {
                Some(at) => counts.chosen.push(at as u32),
                None => counts.unknown.push(value.clone()),
            }
        }
        counts
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
        let is_there = |at: u32| self.numbers[at as usize] > 0 || self.chosen.contains(&at);
        let all = || (0..self.numbers.len() as u32).filter(|&at| is_there(at));
        let mut shown: Vec<u32> = if facet == Facet::Year || many >= self.len() {
            all().collect()
        } else {
            // Whatever has fewer events than the last of the first cannot be among them.
            let bound = crate::order::nth(all().map(|at| self.numbers[at as usize] as usize), many);
            all()
                .filter(|&at| self.numbers[at as usize] as usize >= bound || self.chosen.contains(&at))
                .collect()
        };
        if facet != Facet::Year {
            shown.order_by_key(|&at| Reverse(self.numbers[at as usize]));
        }
        let values = &index.column(facet).values;
        let known = shown.into_iter().enumerate().filter(|(i, at)| *i < many || self.chosen.contains(at));
        let known = known.map(|(_, at)| Count {
            value: values[at as usize].clone(),
            count: self.numbers[at as usize],
            chosen: self.chosen.contains(&at),
        });
        let unknown = |value: &String| Count { value: value.as_str().into(), count: 0, chosen: true };
        known.chain(self.unknown.iter().map(unknown)).collect()
    }
}
