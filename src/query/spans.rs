//! First and last days of events and reports, and which events lie in a range of days.

use super::bits::Bits;
use crate::edtf::{Day, Edtf};
use crate::order::by_number;
use crate::record::EventId;
use std::rc::Rc;

/// Days that are open or unknown.
const OPEN: (Day, Day) = (Day::MIN, Day::MAX);
/// What has no date at all: its first day never comes, its last is long past, so that it lies in no range.
const NONE: (Day, Day) = (Day::MAX, Day::MIN);

/// First and last day of many things. An open beginning or end is a day before or after all others.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Days(Vec<(Day, Day)>);

impl Days {
    /// Reads dates.
    pub(super) fn of<'d>(dates: impl Iterator<Item = Option<&'d Edtf>>) -> Days {
        let read = |date: &Edtf| match date.days() {
            (None, None) => NONE,
            (first, last) => (first.unwrap_or(OPEN.0), last.unwrap_or(OPEN.1)),
        };
        Days(dates.map(|date| date.map_or(NONE, read)).collect())
    }

    /// First and last day; `None` is open or unknown.
    pub(super) fn get(&self, at: usize) -> (Option<Day>, Option<Day>) {
        let (first, last) = match self.0.get(at) {
            Some(days) if *days != NONE => *days,
            _ => OPEN,
        };
        (Some(first).filter(|d| *d != OPEN.0), Some(last).filter(|d| *d != OPEN.1))
    }

    /// The older, the larger: by the last day, by the first where the end is open; the largest of what has no date.
    pub(super) fn age(&self, at: usize) -> u32 {
        let (first, last) = self.0[at];
        !raised(if last == OPEN.1 { first } else { last })
    }

    /// By thing, its [`Days::age`].
    pub(super) fn ages(&self) -> Vec<u32> {
        (0..self.0.len()).map(|at| self.age(at)).collect()
    }

    /// Whether a thing lies certainly, or possibly, in a range.
    pub(super) fn within(&self, at: usize, (from, to): (Day, Day)) -> (bool, bool) {
        let Some(&(first, last)) = self.0.get(at) else { return (false, false) };
        let possible = from <= to && first <= to && last >= from;
        (possible && first >= from && last <= to, possible)
    }
}

/// The [`Days::age`] of a first and last day.
pub(super) fn age((first, last): (Option<Day>, Option<Day>)) -> u32 {
    last.or(first).map_or(u32::MAX, |day| !raised(day))
}

/// Days are signed: the sign turned round, they are in order as numbers without one.
fn raised(day: Day) -> u32 {
    day as u32 ^ 1 << 31
}

/// Positions in the order of numbers, equal ones as they stand: counted, not compared, eleven bits at a time but those that
/// all have in common.
pub(super) fn ascending(numbers: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..numbers.len() as u32).collect();
    for shift in [0, 11, 22] {
        let digit = |n: u32| n >> shift & 0x7ff;
        let first = numbers.first().copied().map_or(0, digit);
        if numbers.iter().all(|&n| digit(n) == first) {
            continue;
        }
        let digits: Vec<u32> = order.iter().map(|&at| digit(numbers[at as usize])).collect();
        order = by_number(&digits, 0x800).into_iter().map(|at| order[at as usize]).collect();
    }
    order
}

/// Events in an order, with sets of its first ones, so that those up to any place are known soon.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub order: Rc<Vec<EventId>>,
    /// The first none, `step`, 2 `step` … of them.
    sets: Vec<Bits>,
    step: usize,
}

impl Line {
    pub(super) fn new(order: Vec<u32>) -> Line {
        let order: Vec<EventId> = order.into_iter().map(EventId).collect();
        let step = (order.len() / 16).max(1 << 10);
        let mut set = Bits::none(order.len());
        let mut sets = vec![set.clone()];
        for some in order.chunks_exact(step) {
            set.put_events(some);
            sets.push(set.clone());
        }
        Line { order: Rc::new(order), sets, step }
    }

    /// The events before the first that does not fit; those that fit stand first.
    fn first(&self, fits: impl Fn(usize) -> bool) -> Bits {
        let end = self.order.partition_point(|e| fits(e.index()));
        // From the set that is nearest.
        let near = ((end + self.step / 2) / self.step).min(self.sets.len().saturating_sub(1));
        let Some(set) = self.sets.get(near) else { return Bits::default() };
        let (mut set, begin) = (set.clone(), near * self.step);
        if begin <= end {
            set.put_events(&self.order[begin..end]);
        } else {
            set.drop_events(&self.order[end..begin]);
        }
        set
    }
}

/// When events happened, by event and in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Happened {
    pub days: Rc<Days>,
    /// Newest first.
    pub newest: Line,
    /// By first day, the oldest first.
    begun: Line,
    /// Those without an end.
    endless: Vec<EventId>,
}

impl Happened {
    pub(super) fn new(days: Days) -> Happened {
        let begun: Vec<u32> = days.0.iter().map(|d| raised(d.0)).collect();
        let endless = (0..days.0.len() as u32).filter(|&e| days.0[e as usize].1 == OPEN.1).map(EventId);
        Happened {
            newest: Line::new(ascending(&days.ages())),
            begun: Line::new(ascending(&begun)),
            endless: endless.collect(),
            days: Rc::new(days),
        }
    }

    /// Events certainly and possibly in range.
    pub(super) fn within(&self, (from, to): (Day, Day)) -> (Bits, Bits) {
        let days = &self.days.0;
        if from > to {
            let none = Bits::none(days.len());
            return (none.clone(), none);
        }
        // Ended on the first day or later; begun on the last or before.
        let mut possible = self.newest.first(|e| self.days.age(e) <= !raised(from));
        possible.put_events(&self.endless);
        possible.keep(&self.begun.first(|e| days[e].0 <= to));
        // Neither begun before the first day nor ended after the last.
        let mut certain = possible.clone();
        certain.drop(&self.begun.first(|e| days[e].0 < from));
        certain.drop(&self.newest.first(|e| self.days.age(e) < !raised(to)));
        certain.drop_events(&self.endless);
        (certain, possible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days() -> impl Strategy<Value = Vec<(Day, Day)>> {
        let day = -3000i32..3000;
        let some = prop_oneof![
            8 => (day.clone(), 0i32..90).prop_map(|(first, length)| (first, first + length)),
            1 => day.clone().prop_map(|first| (first, OPEN.1)),
            1 => day.prop_map(|last| (OPEN.0, last)),
            1 => Just(NONE),
        ];
        proptest::collection::vec(some, 0..5000)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn events_in_range_are_those_that_are_each_in_it(days in days(), from in -3100i32..3100, length in -2i32..900) {
            let range = (from, from + length);
            let days = Days(days);
            let each: Vec<(bool, bool)> = (0..days.0.len()).map(|at| days.within(at, range)).collect();
            let (certain, possible) = Happened::new(days).within(range);
            for (event, is) in each.into_iter().enumerate() {
                prop_assert_eq!((certain.has(event as u32), possible.has(event as u32)), is);
            }
        }

        #[test]
        fn numbers_ascend(numbers in proptest::collection::vec(prop_oneof![0u32..90, any::<u32>()], 0..200)) {
            let mut expect: Vec<u32> = (0..numbers.len() as u32).collect();
            expect.sort_by_key(|&at| numbers[at as usize]);
            prop_assert_eq!(ascending(&numbers), expect);
        }
    }
}
