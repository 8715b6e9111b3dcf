//! Phrases and endings that stages of reading look for: `data/phrases.tsv` as lists.

use crate::article::phrases::lists;
use std::sync::OnceLock;

/// A list of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// A legal form as written, without stops between letters.
    Form,
    /// A legal form that stands before the name.
    Lead,
    /// A legal form with stops between its letters.
    Dotted,
    /// Ends the name of a firm made of two clipped words ("Energoprojekt").
    Clipped,
    /// A second source gives its own value.
    Gives,
    /// Sets two values against each other.
    Against,
    /// Somebody calls a thing otherwise.
    Calls,
    /// An office whose holder is "the leader".
    Ruler,
}

const NAMES: [&str; 8] = ["form", "lead", "dotted", "clipped", "gives", "against", "calls", "ruler"];

const TABLE: &str = include_str!("../../../data/phrases.tsv");

/// The words of a list, in the order of the table.
pub fn of(list: List) -> &'static [&'static str] {
    static LISTS: OnceLock<[Vec<&'static str>; NAMES.len()]> = OnceLock::new();
    &LISTS.get_or_init(|| lists(TABLE, NAMES))[list as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_of_a_known_kind() {
        assert!(
            crate::article::phrases::rows(TABLE)
                .all(|(kind, words)| NAMES.contains(&kind) && !words.is_empty())
        );
        assert!(of(List::Ruler).contains(&"Prime Minister") && of(List::Against).contains(&", but "));
    }
}
