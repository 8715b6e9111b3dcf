//! Which values each event has, in one number an event. So the values of events are counted by one step an event, whose way no
//! processor has to guess: events of no, one and several values lie mixed.

/// Numbers of those that have no value: by turns, since a place in memory that is counted up again and again at once is waited for.
const NONE: u32 = 4;

/// By event the values that it has. Below the number of values a code is that value; then come those of no value; each above
/// is a set, made of a lesser code and one more value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Codes {
    /// By event; in half the memory where all numbers are short.
    short: Vec<u16>,
    long: Vec<u32>,
    values: usize,
    pub sets: Vec<(u32, u32)>,
}

impl Codes {
    /// Calls with each value of an event, the last first.
    pub(super) fn each(&self, event: u32, mut take: impl FnMut(u32)) {
        let at = event as usize;
        let (short, long) = (self.short.as_slice(), self.long.as_slice());
        let mut code: u32 = if long.is_empty() { short[at].into() } else { long[at] };
        let (first, sets) = (self.values + NONE as usize, self.sets.as_slice());
        while code as usize >= first {
            let (less, value) = sets[code as usize - first];
            take(value);
            code = less;
        }
        if (code as usize) < self.values {
            take(code);
        }
    }

    /// How many of some events each value has.
    #[inline(never)]
    pub(super) fn count(&self, events: &[u32]) -> Vec<u32> {
        let first = self.values + NONE as usize;
        let mut numbers = vec![0; first + self.sets.len()];
        let counts = numbers.as_mut_slice();
        if self.long.is_empty() {
            let codes = self.short.as_slice();
            for &event in events {
                counts[codes[event as usize] as usize] += 1;
            }
        } else {
            let codes = self.long.as_slice();
            for &event in events {
                counts[codes[event as usize] as usize] += 1;
            }
        }
        // What is told of a set is told of its parts, the largest sets first.
        let of = self.sets.as_slice();
        for at in (0..of.len()).rev() {
            let many = counts[first + at];
            if many > 0 {
                let (less, value) = of[at];
                counts[value as usize] += many;
                counts[less as usize] += many;
            }
        }
        numbers.truncate(self.values);
        numbers
    }

    /// The same of few events, and which values have any.
    #[inline(never)]
    pub(super) fn count_few(&self, events: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let (mut numbers, mut some) = (vec![0; self.values], vec![0; 1]);
        let counts = numbers.as_mut_slice();
        let (short, long, sets) = (self.short.as_slice(), self.long.as_slice(), self.sets.as_slice());
        let (first, mut found) = (self.values + NONE as usize, 0);
        for &event in events {
            let at = event as usize;
            let mut code: u32 = if long.is_empty() { short[at].into() } else { long[at] };
            loop {
                let mut value = code;
                if code as usize >= first {
                    (code, value) = sets[code as usize - first];
                } else if code as usize >= self.values {
                    break;
                }
                // Each is written down, and the next one over it where it was there before.
                let count = &mut counts[value as usize];
                some[found] = value;
                found += usize::from(*count == 0);
                *count += 1;
                if found == some.len() {
                    some.resize(2 * found, 0);
                }
                if value == code {
                    break;
                }
            }
        }
        some.truncate(found);
        (numbers, some)
    }
}

/// Makes codes, event by event.
pub(super) struct Coder {
    codes: Vec<u32>,
    values: usize,
    sets: Vec<(u32, u32)>,
    /// Sets by what they are made of: their number and 1, where their parts hash to or the next free place behind.
    places: Vec<u32>,
}

impl Coder {
    /// Of so many values.
    pub(super) fn new(values: usize) -> Coder {
        Coder { codes: Vec::new(), values, sets: Vec::new(), places: vec![0; 1 << 6] }
    }

    /// The next event has these values, each once.
    pub(super) fn push(&mut self, values: &[u32]) {
        let Some((&first, more)) = values.split_first() else {
            self.codes.push(self.values as u32 + self.codes.len() as u32 % NONE);
            return;
        };
        let code = more.iter().fold(first, |less, &value| self.set(less, value));
        self.codes.push(code);
    }

    /// The code of a set and a value.
    fn set(&mut self, less: u32, value: u32) -> u32 {
        if self.sets.len() * 2 > self.places.len() {
            self.places = vec![0; self.places.len() * 4];
            for at in 0..self.sets.len() {
                let (less, value) = self.sets[at];
                let place = self.place(less, value);
                self.places[place] = at as u32 + 1;
            }
        }
        let place = self.place(less, value);
        if self.places[place] == 0 {
            self.sets.push((less, value));
            self.places[place] = self.sets.len() as u32;
        }
        self.values as u32 + NONE + self.places[place] - 1
    }

    /// Where a set stands, or would.
    fn place(&self, less: u32, value: u32) -> usize {
        // Fibonacci hashing: the upper bits of a product with the golden ratio.
        let hash = ((less as u64) << 32 | value as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (hash >> 32) as usize & (self.places.len() - 1);
        loop {
            match self.places[place] {
                0 => return place,
                set if self.sets[set as usize - 1] == (less, value) => return place,
                _ => place = (place + 1) & (self.places.len() - 1),
            }
        }
    }

    pub(super) fn finish(self) -> Codes {
        let Coder { codes, values, sets, .. } = self;
        if values + NONE as usize + sets.len() > usize::from(u16::MAX) {
            return Codes { short: Vec::new(), long: codes, values, sets };
        }
        let short = codes.iter().map(|&code| code as u16).collect();
        Codes { short, long: Vec::new(), values, sets }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn counts_are_those_of_the_lists(
            lists in proptest::collection::vec(proptest::collection::btree_set(0u32..30, 0..5), 0..400),
            more in prop_oneof![Just(0usize), Just(70_000)],
            every in 1usize..9,
        ) {
            let values = 30 + more;
            let mut coder = Coder::new(values);
            lists.iter().for_each(|list| coder.push(&list.iter().copied().collect::<Vec<_>>()));
            let codes = coder.finish();
            prop_assert_eq!(codes.long.is_empty(), more == 0 || lists.is_empty());
            let events: Vec<u32> = (0..lists.len() as u32).step_by(every).collect();
            let mut expect = vec![0; values];
            for &event in &events {
                let mut told = BTreeSet::new();
                codes.each(event, |value| assert!(told.insert(value)));
                prop_assert_eq!(&told, &lists[event as usize]);
                told.iter().for_each(|&value| expect[value as usize] += 1);
            }
            prop_assert_eq!(codes.count(&events), &expect[..]);
            let (numbers, mut some) = codes.count_few(&events);
            prop_assert_eq!(numbers, &expect[..]);
            some.sort();
            prop_assert!(some.into_iter().eq((0..values as u32).filter(|&value| expect[value as usize] > 0)));
        }
    }
}
