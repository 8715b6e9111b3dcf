//! Sets of numbers below a bound: events, reports.

use crate::record::EventId;

/// A set of small numbers, a bit for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn none(length: usize) -> Bits {
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

    pub(super) fn of(length: usize, numbers: impl IntoIterator<Item = u32>) -> Bits {
        let mut bits = Bits::none(length);
        for e in numbers {
            bits.put(e);
        }
        bits
    }

    pub(super) fn put(&mut self, number: u32) {
        if let Some(word) = self.0.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }

    pub(super) fn has(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds what is in another set.
    pub(super) fn join(&mut self, other: &Bits) {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a |= b;
        }
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

    /// How many are in it.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many are in both.
    pub(super) fn count_both(&self, other: &Bits) -> u32 {
        let mut count = 0;
        for (a, b) in self.0.iter().zip(&other.0) {
            count += (a & b).count_ones();
        }
        count
    }

    /// Adds numbers below the length.
    pub(super) fn put_all(&mut self, numbers: &[u32]) {
        let words = self.0.as_mut_slice();
        for &n in numbers {
            words[n as usize / 64] |= 1 << (n % 64);
        }
    }

    /// How many of some numbers below the length are in it.
    pub(super) fn count_of(&self, numbers: &[u32]) -> u32 {
        let words = self.0.as_slice();
        let mut count = 0;
        for &n in numbers {
            count += (words[n as usize / 64] >> (n % 64) & 1) as u32;
        }
        count
    }

    /// Adds events below the length.
    pub(super) fn put_events(&mut self, events: &[EventId]) {
        let words = self.0.as_mut_slice();
        for e in events {
            words[e.index() / 64] |= 1 << (e.0 % 64);
        }
    }

    /// Takes events below the length away.
    pub(super) fn drop_events(&mut self, events: &[EventId]) {
        let words = self.0.as_mut_slice();
        for e in events {
            words[e.index() / 64] &= !(1 << (e.0 % 64));
        }
    }

    /// The first `most` of some events below the length, each at most once, that are in it, as they stand.
    pub(super) fn pick(&self, events: &[EventId], most: usize) -> Vec<EventId> {
        let (words, count) = (self.0.as_slice(), self.count().min(most));
        // Each is written down, and the next one over it where it is not meant: which of them are, no processor foresees.
        let mut picked = vec![EventId(0); count + 1];
        let (places, mut at) = (picked.as_mut_slice(), 0);
        for &e in events {
            if at >= count {
                break;
            }
            places[at] = e;
            at += (words[e.index() / 64] >> (e.0 % 64) & 1) as usize;
        }
        picked.truncate(at);
        picked
    }

    /// All that are in it, ascending.
    pub(super) fn list(&self) -> Vec<u32> {
        let mut list = vec![0; self.count()];
        let (places, mut at) = (list.as_mut_slice(), 0);
        for (base, &word) in self.0.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                places[at] = base as u32 * 64 + rest.trailing_zeros();
                at += 1;
                rest &= rest - 1;
            }
        }
        list
    }

    pub(super) fn iter(&self) -> Numbers<'_> {
        Numbers { words: &self.0, at: 0, rest: 0 }
    }
}

/// The numbers in a set, ascending.
pub(super) struct Numbers<'a> {
    words: &'a [u64],
    /// How many words have been begun, and what is left of the last of them.
    at: usize,
    rest: u64,
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.rest == 0 {
            self.rest = *self.words.get(self.at)?;
            self.at += 1;
        }
        let number = (self.at - 1) as u32 * 64 + self.rest.trailing_zeros();
        self.rest &= self.rest - 1;
        Some(number)
    }
}

/// A set of numbers of which there are few or many: a list as long as that takes less memory, else bits.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Set {
    /// Ascending.
    Few(Vec<u32>),
    Many(Bits),
}

impl Default for Set {
    fn default() -> Set {
        Set::Few(Vec::new())
    }
}

impl Set {
    /// Adds a number below `length` that is not less than those before it.
    pub(super) fn put(&mut self, number: u32, length: usize) {
        match self {
            Set::Many(bits) => bits.put(number),
            Set::Few(list) if list.last() == Some(&number) => {}
            Set::Few(list) => {
                list.push(number);
                if list.len() > length / 32 {
                    *self = Set::Many(Bits::of(length, list.iter().copied()));
                }
            }
        }
    }

    /// All, ascending.
    pub(super) fn list(&self) -> Vec<u32> {
        match self {
            Set::Many(bits) => bits.list(),
            Set::Few(list) => list.clone(),
        }
    }

    /// Adds all to bits.
    pub(super) fn put_into(&self, bits: &mut Bits) {
        match self {
            Set::Many(all) => bits.join(all),
            Set::Few(list) => bits.put_all(list),
        }
    }

    /// The set of some bits.
    pub(super) fn of(bits: Bits, length: usize) -> Set {
        if bits.count() > length / 32 { Set::Many(bits) } else { Set::Few(bits.list()) }
    }
}
