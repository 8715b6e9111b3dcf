//! What a word can do around a name or a saying: `data/word-classes.tsv` as a table.

use rustc_hash::FxHashMap as Map;
use std::sync::OnceLock;

/// A set of classes, a bit each.
pub type Classes = u64;

/// Tells that somebody said something.
pub const SAYING: Classes = 1;
/// A finite verb that does not end in -ed.
pub const VERB: Classes = 1 << 1;
/// Ends the noun phrase before it.
pub const PREPOSITION: Classes = 1 << 2;
/// A man's given name in -a.
pub const MAN: Classes = 1 << 3;
/// A noun for a body.
pub const BODY: Classes = 1 << 4;
/// A noun for agreements.
pub const AGREEMENT: Classes = 1 << 5;
/// A noun by which any agreement may be meant.
pub const ANY_AGREEMENT: Classes = 1 << 6;
/// A noun for equipment.
pub const ARMS: Classes = 1 << 7;
/// A noun for one paper.
pub const PAPER: Classes = 1 << 8;
/// A noun by which any paper may be meant.
pub const ANY_PAPER: Classes = 1 << 9;
/// Before the noun of a paper: of what it is.
pub const MATTER: Classes = 1 << 10;
/// Stands between a subject and its verb.
pub const BETWEEN: Classes = 1 << 11;
/// A noun that can be a speaker though nobody is named: who is meant is looked for before.
pub const SPEAKER: Classes = 1 << 12;
/// The same for bodies.
pub const SPEAKING_BODY: Classes = 1 << 13;
/// Bodies' papers, which speak for whoever issued them.
pub const SPEAKING_PAPER: Classes = 1 << 14;
/// Opens an adverbial, not a clause or a noun phrase.
pub const ADVERBIAL: Classes = 1 << 15;
/// What one sees who says that something can be done.
pub const OPENING: Classes = 1 << 16;
/// Opens an adverbial of time, place or occasion after "he said".
pub const TIME: Classes = 1 << 17;
/// Tells a clause from a noun phrase.
pub const FINITE: Classes = 1 << 18;
/// Puts what a sentence tells at another time than what is told around it.
pub const ELSEWHEN: Classes = 1 << 19;
/// A number that opens a list.
pub const COUNT: Classes = 1 << 20;
/// Ends in a full stop without ending a sentence.
pub const ABBREVIATION: Classes = 1 << 21;
/// A noun for a facility, which makes a place of the name before it.
pub const FACILITY: Classes = 1 << 22;
/// The same, where a word like "air" or "military" stands before it.
pub const SITE: Classes = 1 << 23;
/// Stands between a name and its facility.
pub const SITE_KIND: Classes = 1 << 24;
/// A noun for a firm.
pub const FIRM: Classes = 1 << 25;
/// A noun for a plant of a firm.
pub const WORKS: Classes = 1 << 26;
/// A noun for a newspaper or broadcaster.
pub const PRESS: Classes = 1 << 27;
/// Heads the full name of a state.
pub const STATE: Classes = 1 << 28;
/// May stand before that.
pub const STATE_KIND: Classes = 1 << 29;
/// A noun for an event that has a name.
pub const OCCASION: Classes = 1 << 30;
/// What a country's adjective makes the name of a body.
pub const SERVICE: Classes = 1 << 31;
/// A verb by which somebody contests what is said.
pub const CONTEST: Classes = 1 << 32;
/// A noun for what is said.
pub const TELLING: Classes = 1 << 33;
/// Behind "the two": states.
pub const BOTH_STATES: Classes = 1 << 34;
/// Behind "the two": people.
pub const BOTH_PEOPLE: Classes = 1 << 35;
/// Ends in -ly and is no adverb.
pub const NO_ADVERB: Classes = 1 << 36;
/// A noun for a part of a report.
pub const PART: Classes = 1 << 37;
/// A number behind it is a year.
pub const BEFORE_YEAR: Classes = 1 << 38;
/// A number behind it is no year.
pub const BEFORE_COUNT: Classes = 1 << 39;
/// A number before it is no year.
pub const AFTER_COUNT: Classes = 1 << 40;

const NAMES: [&str; 41] = [
    "saying",
    "verb",
    "preposition",
    "man",
    "body",
    "agreement",
    "any-agreement",
    "arms",
    "paper",
    "any-paper",
    "matter",
    "between",
    "speaker",
    "speaking-body",
    "speaking-paper",
    "adverbial",
    "opening",
    "time",
    "finite",
    "elsewhen",
    "count",
    "abbreviation",
    "facility",
    "site",
    "site-kind",
    "firm",
    "works",
    "press",
    "state",
    "state-kind",
    "occasion",
    "service",
    "contest",
    "telling",
    "both-states",
    "both-people",
    "no-adverb",
    "part",
    "before-year",
    "before-count",
    "after-count",
];

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../../data/word-classes.tsv").lines();
    lines.filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

/// Classes of a word in lower case.
pub fn of(word: &str) -> Classes {
    static TABLE: OnceLock<Map<&'static str, Classes>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let bits = |name: &str| NAMES.iter().position(|n| *n == name).map_or(0, |i| 1u64 << i);
        rows().map(|(word, classes)| (word, classes.split(',').fold(0, |all, c| all | bits(c)))).collect()
    });
    table.get(word).copied().unwrap_or(0)
}

/// Whether a word in lower case is of any of some classes.
pub fn is(word: &str, any: Classes) -> bool {
    of(word) & any != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_known_classes_of_a_new_word() {
        let mut before = "";
        for (word, classes) in rows() {
            assert!(before < word, "{word} stands out of order");
            before = word;
            assert!(classes.split(',').all(|c| NAMES.contains(&c)), "{word}: {classes}");
        }
        assert!(
            is("said", SAYING) && is("ministry", BODY | ARMS) && !is("ministry", ARMS) && of("xyzzy") == 0
        );
    }
}
