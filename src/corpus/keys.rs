//! Things found by their keys: a table of places taken by hash, the next free one where two meet.

use xxhash_rust::xxh3::xxh3_64;

/// Positions of things by their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Keys {
    /// One more than a position; 0 is free. At least twice as many as things, a power of two.
    places: Vec<u32>,
}

impl Keys {
    /// The table of so many things, and the first whose key stands before it already.
    pub fn of<'a>(many: usize, key: impl Fn(usize) -> &'a str) -> (Keys, Option<usize>) {
        let mut keys = Keys { places: vec![0; (2 * many).next_power_of_two()] };
        let mut again = None;
        for at in 0..many {
            let place = keys.place(key(at), &key);
            if keys.places[place] == 0 {
                keys.places[place] = at as u32 + 1;
            } else if again.is_none() {
                again = Some(at);
            }
        }
        (keys, again)
    }

    /// Where a key stands, or would.
    fn place<'a>(&self, wanted: &str, key: &impl Fn(usize) -> &'a str) -> usize {
        let mask = self.places.len() - 1;
        let mut place = xxh3_64(wanted.as_bytes()) as usize & mask;
        while self.places[place] != 0 && key(self.places[place] as usize - 1) != wanted {
            place = (place + 1) & mask;
        }
        place
    }

    /// The position of a key.
    pub fn find<'a>(&self, wanted: &str, key: impl Fn(usize) -> &'a str) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        (self.places[self.place(wanted, &key)] as usize).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_key_is_found_where_it_stands_first(keys in proptest::collection::vec("[ab]{0,3}", 0..40), wanted in "[ab]{0,3}") {
            let (table, again) = Keys::of(keys.len(), |at| &keys[at]);
            prop_assert_eq!(table.find(&wanted, |at| &keys[at]), keys.iter().position(|key| *key == wanted));
            let twice = (0..keys.len()).find(|&at| keys[..at].contains(&keys[at]));
            prop_assert_eq!(again, twice);
        }
    }

    #[test]
    fn nothing_is_found_among_nothing() {
        assert_eq!(Keys::default().find("a", |_| unreachable!()), None);
    }
}
