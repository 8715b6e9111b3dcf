//! Sorting that is compiled once.
//!
//! The standard library compiles its sort anew for every type and comparison, 3 to 8 kB of
//! WebAssembly each, which made a fifth of the page's program. Here positions are sorted by one
//! instance, and the things follow them. As stable as [`slice::sort_by`], and as fast in its order:
//! O(n log n) comparisons.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorting for slices in everything that the page holds.
pub trait Ordered<T> {
    /// Sorts by a comparison; equal things keep their order.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key; equal things keep their order.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts by the things' own order.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> Ordered<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        if self.len() < 2 {
            return;
        }
        let mut from: Vec<u32> = (0..self.len() as u32).collect();
        sort(&mut from, &mut |a, b| compare(&self[a as usize], &self[b as usize]));
        // Each cycle of the permutation is walked once: place `at` takes the thing at `from[at]`.
        for start in 0..from.len() {
            let mut at = start;
            while from[at] as usize != start {
                let next = from[at] as usize;
                self.swap(at, next);
                from[at] = at as u32;
                at = next;
            }
            from[at] = at as u32;
        }
    }
}

/// The one sort.
fn sort(positions: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    positions.sort_by(|&a, &b| compare(a, b));
}

/// Sorts a short list of numbers and leaves each once, in its own place (insertion sort).
pub fn tidy(numbers: &mut Vec<u32>) {
    if numbers.len() < 2 {
        return;
    }
    for at in 1..numbers.len() {
        let mut here = at;
        while here > 0 && numbers[here - 1] > numbers[here] {
            numbers.swap(here - 1, here);
            here -= 1;
        }
    }
    numbers.dedup();
}

/// Positions in the order of small numbers, equal ones as they stand (counting sort: no comparisons,
/// O(n + most)). All numbers lie below `most`.
pub fn by_number(numbers: &[u32], most: usize) -> Vec<u32> {
    let starts = &mut vec![0u32; most + 1][..];
    for &n in numbers {
        starts[n as usize + 1] += 1;
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut positions = vec![0u32; numbers.len()];
    let to = &mut positions[..];
    for (at, &n) in numbers.iter().enumerate() {
        to[starts[n as usize] as usize] = at as u32;
        starts[n as usize] += 1;
    }
    positions
}

/// Lists of different lengths, end to end: by number, whatever stands in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Lists<T> {
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
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    /// A list by its number; none where there is none.
    pub fn of(&self, at: usize) -> &[T] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        self.ends.get(at).and_then(|&end| self.items.get(start..end as usize)).unwrap_or(&[])
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Where each list ends among all items.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// What stands in all of them, one list after the other.
    pub fn items(&self) -> &[T] {
        &self.items
    }
}

/// The number after so many of the largest, in descending order; 0 where there are no more. (O(n + largest).)
pub fn nth(numbers: impl Iterator<Item = usize> + Clone, many: usize) -> usize {
    let mut times = vec![0u32; numbers.clone().max().unwrap_or(0) + 1];
    numbers.for_each(|n| times[n] += 1);
    let mut passed = 0;
    for (number, times) in times.into_iter().enumerate().rev() {
        passed += times as usize;
        if passed > many {
            return number;
        }
    }
    0
}

/// A map of pairs; of pairs with one key the last stays. (`collect` would bring a sort of its own.)
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in pairs {
        map.insert(key, value);
    }
    map
}

/// Things by their keys, keys ascending; the things of one key keep their order. (A map would bring a
/// tree of its own for each type of key and thing.)
pub fn grouped<K: Ord, V>(mut pairs: Vec<(K, V)>) -> Vec<(K, Vec<V>)> {
    pairs.order_by(|a, b| a.0.cmp(&b.0));
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in pairs {
        match groups.last_mut() {
            Some((last, values)) if *last == key => values.push(value),
            _ => groups.push((key, vec![value])),
        }
    }
    groups
}

/// How often each thing is there, things ascending.
pub fn tally<K: Ord>(mut things: Vec<K>) -> Vec<(K, usize)> {
    things.order();
    let mut counts: Vec<(K, usize)> = Vec::new();
    for thing in things {
        match counts.last_mut() {
            Some((last, count)) if *last == thing => *count += 1,
            _ => counts.push((thing, 1)),
        }
    }
    counts
}

/// Positions of names, as they sort.
pub fn index(names: &[&str]) -> Vec<u32> {
    let mut positions: Vec<u32> = (0..names.len() as u32).collect();
    sort(&mut positions, &mut |a, b| names[a as usize].cmp(names[b as usize]));
    positions
}

/// Things in their order, each once.
pub fn distinct<T: Ord>(mut things: Vec<T>) -> Vec<T> {
    things.order();
    things.dedup();
    things
}

/// A set of things.
pub fn set<K: Ord>(things: impl IntoIterator<Item = K>) -> BTreeSet<K> {
    let mut set = BTreeSet::new();
    for thing in things {
        set.insert(thing);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn things_stand_as_the_stable_sort_of_the_library_puts_them(mut things: Vec<(u8, u16)>) {
            let mut expect = things.clone();
            expect.sort_by_key(|t| t.0);
            things.order_by_key(|t| t.0);
            prop_assert_eq!(things, expect);
        }

        #[test]
        fn small_numbers_stand_as_the_stable_sort_puts_them(numbers in proptest::collection::vec(0u32..20, 0..60)) {
            let mut expect: Vec<u32> = (0..numbers.len() as u32).collect();
            expect.sort_by_key(|&at| numbers[at as usize]);
            prop_assert_eq!(by_number(&numbers, 20), expect);
            let mut few = numbers.clone();
            tidy(&mut few);
            prop_assert_eq!(few, distinct(numbers));
        }

        #[test]
        fn groups_are_those_of_a_map(pairs: Vec<(u8, u16)>) {
            let mut expect: BTreeMap<u8, Vec<u16>> = BTreeMap::new();
            for (key, value) in &pairs {
                expect.entry(*key).or_default().push(*value);
            }
            prop_assert_eq!(grouped(pairs), expect.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn counts_and_positions_are_those_of_a_map_and_a_sort(names: Vec<u8>) {
            let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
            names.iter().for_each(|&n| *counts.entry(n).or_default() += 1);
            prop_assert_eq!(tally(names.clone()), counts.into_iter().collect::<Vec<_>>());
            let names: Vec<String> = names.iter().map(u8::to_string).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut expect: Vec<u32> = (0..names.len() as u32).collect();
            expect.sort_by_key(|&at| names[at as usize]);
            prop_assert_eq!(index(&names), expect);
        }
    }
}
