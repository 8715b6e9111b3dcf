//! How often a word stands in each report.

use super::bits::Bits;

/// More often than this counts as often as this: it makes no difference to the order of reports.
const MOST: u32 = u8::MAX as u32;
/// Reports are told by the other bits of a number; more than sixteen million fit no memory of a page.
const SHIFT: u32 = 8;

/// Reports and how often a word stands in each: a list as long as that takes less memory, else a number for every report.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Times {
    /// Report and number in one, reports ascending.
    Few(Vec<u32>),
    Many(Vec<u8>),
}

impl Default for Times {
    fn default() -> Times {
        Times::Few(Vec::new())
    }
}

impl Times {
    /// Counts more in a report that is not before the last one; there are `length` reports.
    pub fn add(&mut self, report: u32, times: u32, length: usize) {
        match self {
            Times::Many(all) => more(all, report, times),
            Times::Few(list) => match list.last_mut() {
                Some(last) if *last >> SHIFT == report => {
                    *last = report << SHIFT | ((*last & MOST) + times).min(MOST);
                }
                _ => {
                    list.push(report << SHIFT | times.min(MOST));
                    if list.len() > length / 4 {
                        let mut all = vec![0; length];
                        self.add_to(&mut all);
                        *self = Times::Many(all);
                    }
                }
            },
        }
    }

    /// In how many reports it stands; all, where many have it.
    pub fn len(&self) -> usize {
        match self {
            Times::Few(list) => list.len(),
            Times::Many(all) => all.len(),
        }
    }

    /// Reports and numbers, reports ascending.
    pub fn list(&self) -> Vec<(u32, u8)> {
        match self {
            Times::Few(list) => list.iter().map(|&n| (n >> SHIFT, (n & MOST) as u8)).collect(),
            Times::Many(all) => (0..).zip(all.iter().copied()).filter(|(_, n)| *n > 0).collect(),
        }
    }

    /// Adds the numbers to those of all reports.
    pub fn add_to(&self, sums: &mut [u8]) {
        match self {
            Times::Few(list) => {
                for &n in list {
                    more(sums, n >> SHIFT, n & MOST);
                }
            }
            Times::Many(all) => {
                for (sum, n) in sums.iter_mut().zip(all) {
                    *sum = sum.saturating_add(*n);
                }
            }
        }
    }

    /// Adds the reports to a set.
    pub fn put_into(&self, bits: &mut Bits) {
        match self {
            Times::Few(list) => list.iter().for_each(|n| bits.put(n >> SHIFT)),
            Times::Many(all) => {
                for (report, _) in all.iter().enumerate().filter(|(_, n)| **n > 0) {
                    bits.put(report as u32);
                }
            }
        }
    }
}

fn more(sums: &mut [u8], report: u32, times: u32) {
    if let Some(sum) = sums.get_mut(report as usize) {
        *sum = sum.saturating_add(times.min(MOST) as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn few_and_many_count_the_same(mut all in proptest::collection::vec((0u32..20, 1u32..200), 0..40), length in 20usize..200) {
            all.sort_by_key(|a| a.0);
            let mut times = Times::default();
            let mut expect = vec![0u8; length];
            for &(report, n) in &all {
                times.add(report, n, length);
                expect[report as usize] = (u32::from(expect[report as usize]) + n).min(255) as u8;
            }
            let mut sums = vec![0; length];
            times.add_to(&mut sums);
            prop_assert_eq!(&sums, &expect);
            let mut bits = Bits::none(length);
            times.put_into(&mut bits);
            let expect = (0..length as u32).filter(|&d| expect[d as usize] > 0);
            prop_assert!(bits.iter().eq(expect));
        }
    }
}
