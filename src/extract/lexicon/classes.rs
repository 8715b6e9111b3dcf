//! What a word can do around a name or a saying: `data/word-classes.tsv` as a table.

use rustc_hash::FxHashMap as Map;
use std::sync::OnceLock;

/// A set of classes, a bit each.
pub type Classes = u128;

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
/// Behind "the two" or "both": states taken together.
pub const STATES: Classes = 1 << 41;
/// Tells that what it speaks of is still to come.
pub const COMING: Classes = 1 << 42;
/// A verb in a past tense that does not end in -ed.
pub const GONE: Classes = 1 << 43;
/// A noun for a mere report of something.
pub const RUMOUR: Classes = 1 << 44;
/// A verb that sets a number as a goal ("to raise it to").
pub const RAISING: Classes = 1 << 45;
/// A verb before a rank ("ranked 31st").
pub const PLACING: Classes = 1 << 46;
/// At the head of a sentence describes a body and is no part of its name.
pub const DESCRIBES: Classes = 1 << 47;
/// Before a name tells a firm.
pub const FIRM_BEFORE: Classes = 1 << 48;
/// Before a name tells a place.
pub const WHEREABOUTS: Classes = 1 << 49;
/// Before a name tells a paper, a firm or a party.
pub const OUTLET: Classes = 1 << 50;
/// Before "of" tells a place.
pub const SETTLEMENT: Classes = 1 << 51;
/// Behind "A's" tells a person.
pub const PERSONAL: Classes = 1 << 52;
/// A noun for arms that tells little: many names stand before it.
pub const VAGUE_ARMS: Classes = 1 << 53;
/// A noun for a place that is a surname, too.
pub const SURNAME_PLACE: Classes = 1 << 54;
/// A class of ships, before the name of one.
pub const SHIP: Classes = 1 << 55;
/// Makes a disease of the name before it.
pub const DISEASE: Classes = 1 << 56;
/// An adjective in the names of parties.
pub const PARTY: Classes = 1 << 57;
/// Heads the title of a paper ("Treaty on …").
pub const TITLED_PAPER: Classes = 1 << 58;
/// A number behind it is part of its name.
pub const FAIR: Classes = 1 << 59;
/// A verb or noun for going somewhere, before "to".
pub const GOING: Classes = 1 << 60;
/// Behind a country: somebody who is there from it.
pub const FOREIGNER: Classes = 1 << 61;
/// A verb that asks for the day of an office.
pub const TAKING_OFFICE: Classes = 1 << 62;
/// A verb by which an office is said of somebody.
pub const HOLDING: Classes = 1 << 63;
/// "that" behind it opens what it says, and stands not for it.
pub const TELLING_THAT: Classes = 1 << 64;
/// A particle that may stand far behind its verb.
pub const SEPARABLE: Classes = 1 << 65;
/// A noun for papers that states sign, in its singular.
pub const SIGNED: Classes = 1 << 66;
/// A weekday or month.
pub const CALENDAR: Classes = 1 << 67;
/// A verb of several syllables that doubles its last consonant.
pub const DOUBLING: Classes = 1 << 68;
/// A class of arms; a headline that names another than its report is a rival.
pub const ARMS_CLASS: Classes = 1 << 69;
/// A verb in the past whose infinitive needs an object: "invited to join" is passive.
pub const NEEDS_OBJECT: Classes = 1 << 70;
/// A verb of change: "to" and a number behind it tell a level.
pub const RISING: Classes = 1 << 71;

/// A verb whose object may be a bare number.
pub const AMOUNTING: Classes = 1 << 72;

/// What things go according to, though nobody says them.
pub const NORM: Classes = 1 << 73;

const NAMES: [&str; 74] = [
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
    "states",
    "coming",
    "gone",
    "rumour",
    "raising",
    "placing",
    "describes",
    "firm-before",
    "whereabouts",
    "outlet",
    "settlement",
    "personal",
    "vague-arms",
    "surname-place",
    "ship",
    "disease",
    "party",
    "titled-paper",
    "fair",
    "going",
    "foreigner",
    "taking-office",
    "holding",
    "telling-that",
    "separable",
    "signed",
    "calendar",
    "doubling",
    "arms-class",
    "needs-object",
    "rising",
    "amounting",
    "norm",
];

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../../data/word-classes.tsv").lines();
    lines.filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

/// Classes of a word in lower case.
pub fn of(word: &str) -> Classes {
    static TABLE: OnceLock<Map<&'static str, Classes>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let bits = |name: &str| NAMES.iter().position(|n| *n == name).map_or(0, |i| 1u128 << i);
        rows().map(|(word, classes)| (word, classes.split(',').fold(0, |all, c| all | bits(c)))).collect()
    });
    table.get(word).copied().unwrap_or(0)
}

/// The words of a class.
pub fn all(class: Classes) -> impl Iterator<Item = &'static str> {
    rows().map(|(word, _)| word).filter(move |word| is(word, class))
}

/// Whether a word in lower case is of any of some classes.
pub fn is(word: &str, any: Classes) -> bool {
    of(word) & any != 0
}

/// Whether a noun in lower case, in singular or plural, is of any of some classes.
pub fn is_noun(word: &str, any: Classes) -> bool {
    is(word, any)
        || word.strip_suffix('s').is_some_and(|w| is(w, any))
        || word.strip_suffix("es").is_some_and(|w| is(w, any))
        || word.strip_suffix("ies").is_some_and(|w| is(&format!("{w}y"), any))
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
