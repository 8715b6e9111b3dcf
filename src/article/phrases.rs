//! Words by which the lines of an article are told apart: `data/lines.tsv` as lists, and a way to look for
//! many phrases at once.

use rustc_hash::FxHashMap as Map;
use std::sync::OnceLock;

/// A list of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Introduces an author at the head of a line.
    Author,
    /// Introduces a translator.
    Translator,
    /// A word of section heads and offices: no line with one is a person's name.
    Section,
    /// Begins a line under a picture.
    Caption,
    /// In the second half of a line: a picture's source.
    Picture,
    /// In capitals before a colon: no town.
    Label,
    /// Begins the furniture behind an article that lost its line ends.
    Behind,
    /// The same, even where no sentence ends before it.
    SurelyBehind,
    /// Before a date: the date is part of a sentence.
    BeforeDate,
    /// Beside a date in a line that tells little else.
    DateLabel,
    /// Before a year or day that is still to come.
    Ahead,
    /// A voice that speaks to its reader.
    ToReader,
    /// Begins the name of a body that publishes.
    Institution,
    /// What an agency writes before a headline.
    WireMark,
}

const NAMES: [&str; 14] = [
    "author",
    "translator",
    "section",
    "caption",
    "picture",
    "label",
    "behind",
    "surely-behind",
    "before-date",
    "date-label",
    "ahead",
    "to-reader",
    "institution",
    "wire-mark",
];

/// The lines of a table with a kind and words each; "|" behind the words keeps their last space.
pub fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    lines.map(|(kind, words)| (kind, words.strip_suffix('|').unwrap_or(words)))
}

/// A table as lists, in the order of their names.
pub fn lists<const N: usize>(table: &'static str, names: [&str; N]) -> [Vec<&'static str>; N] {
    let mut lists = [const { Vec::new() }; N];
    for (kind, words) in rows(table) {
        if let Some(list) = names.iter().position(|n| *n == kind) {
            lists[list].push(words);
        }
    }
    lists
}

const TABLE: &str = include_str!("../../data/lines.tsv");

/// The words of a list, in the order of the table.
pub fn of(list: List) -> &'static [&'static str] {
    static LISTS: OnceLock<[Vec<&'static str>; NAMES.len()]> = OnceLock::new();
    &LISTS.get_or_init(|| lists(TABLE, NAMES))[list as usize]
}

/// Phrases that are looked for anywhere in a text, all in one pass over it.
#[derive(Clone, Debug, Default)]
pub struct Seeker {
    /// A bit for each pair of bytes that begins a phrase.
    pairs: Vec<u64>,
    phrases: Map<[u8; 2], Vec<&'static [u8]>>,
}

impl Seeker {
    /// Looks for these.
    pub fn new(phrases: &[&'static str]) -> Seeker {
        let mut seeker = Seeker::default();
        phrases.iter().for_each(|p| seeker.add(p));
        seeker
    }

    /// Looks for one more; it has at least two bytes.
    pub fn add(&mut self, phrase: &'static str) {
        let [a, b, ..] = *phrase.as_bytes() else { return };
        self.pairs.resize(1024, 0);
        let pair = usize::from(u16::from_be_bytes([a, b]));
        self.pairs[pair / 64] |= 1 << (pair % 64);
        self.phrases.entry([a, b]).or_default().push(phrase.as_bytes());
    }

    /// Whether any phrase begins at or behind a byte of a text.
    pub fn behind(&self, text: &str, byte: usize) -> bool {
        let bytes = text.as_bytes().get(byte..).unwrap_or(&[]);
        !self.pairs.is_empty()
            && bytes.windows(2).enumerate().any(|(at, w)| {
                let pair = usize::from(u16::from_be_bytes([w[0], w[1]]));
                self.pairs[pair / 64] & (1 << (pair % 64)) != 0
                    && self.phrases.get(w).is_some_and(|l| l.iter().any(|p| bytes[at..].starts_with(p)))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_of_a_known_kind() {
        assert!(rows(TABLE).all(|(kind, words)| NAMES.contains(&kind) && !words.is_empty()));
        assert!(of(List::Author).contains(&"by ") && of(List::Ahead).contains(&"until"));
        assert_eq!(of(List::BeforeDate).first(), Some(&"on"));
    }

    #[test]
    fn phrases_are_found_wherever_they_begin() {
        let seeker = Seeker::new(&["photo by", "©", "(ap)"]);
        for (text, byte, expect) in [
            ("a photo by her", 0, true),
            ("a photo by her", 3, false),
            ("© Ana", 0, true),
            ("x (ap)", 2, true),
            ("(a", 0, false),
            ("", 9, false),
        ] {
            assert_eq!(seeker.behind(text, byte), expect, "{text}");
        }
        assert!(!Seeker::default().behind("photo", 0));
    }
}
