//! Sets of numbers below a bound: events, reports.

/// A set of small numbers, a bit for each.
#[derive(Clone, Debug, PartialEq)]
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

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().enumerate().flat_map(|(i, &word)| {
            // The lowest bit that is set, then the word without it.
            let next = |word: &u64| Some(word & (word - 1)).filter(|rest| *rest != 0);
            std::iter::successors(Some(word).filter(|w| *w != 0), next)
                .map(move |rest| i as u32 * 64 + rest.trailing_zeros())
        })
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

    /// Adds all to bits.
    pub(super) fn put_into(&self, bits: &mut Bits) {
        match self {
            Set::Many(all) => bits.join(all),
            Set::Few(list) => list.iter().for_each(|&n| bits.put(n)),
        }
    }

    /// The set of some bits.
    pub(super) fn of(bits: Bits, length: usize) -> Set {
        if bits.count() > length / 32 { Set::Many(bits) } else { Set::Few(bits.iter().collect()) }
    }
}
