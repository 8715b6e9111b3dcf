//! Verbs that tell that something was said: `data/speech.tsv` as a table.

use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inflection {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said", "stated": past or participle.
    Past,
    /// "saying"
    Ing,
}

/// What may follow a verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Which form it is.
    pub inflection: Inflection,
    /// A clause with "that".
    pub that: bool,
    /// A clause without it.
    pub bare: bool,
    /// What was said as a noun phrase.
    pub nominal: bool,
    /// A listener.
    pub listener: bool,
    /// What was said as a noun phrase, after an adverb of emphasis only.
    pub emphatic: bool,
    /// What something is called.
    pub calls: bool,
    /// "room", "potential".
    pub opening: bool,
    /// "three partners": a list with its number.
    pub lists: bool,
    /// The speaker.
    pub inverts: bool,
    /// Needs "out" or "to".
    pub particle: bool,
    /// A noun is spelt alike.
    pub noun: bool,
}

/// The verb of saying that a word in lower case is a form of.
pub fn look_up(word: &str) -> Option<Verb> {
    static TABLE: OnceLock<HashMap<&'static str, Verb>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = HashMap::default();
        for line in include_str!("../../../data/speech.tsv").lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(base), Some(forms), Some(uses)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let verb = |inflection| Verb {
                inflection,
                that: uses.contains('t'),
                bare: uses.contains('b'),
                nominal: uses.contains('n'),
                emphatic: uses.contains('e'),
                calls: uses.contains('c'),
                opening: uses.contains('r'),
                lists: uses.contains('l'),
                listener: uses.contains('o'),
                inverts: uses.contains('i'),
                particle: uses.contains('p'),
                noun: uses.contains('w'),
            };
            table.insert(base, verb(Inflection::Base));
            let inflections = [Inflection::Third, Inflection::Past, Inflection::Past, Inflection::Ing];
            for (form, inflection) in forms.split(',').zip(inflections) {
                table.insert(form, verb(inflection));
            }
        }
        table
    });
    table.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_has_its_five_forms() {
        for line in include_str!("../../../data/speech.tsv").lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert_eq!(columns[1].split(',').count(), 4, "{line}");
            assert!(columns[2].chars().all(|c| "tbneoiqpcrwl".contains(c)), "{line}");
        }
        assert_eq!(look_up("told").map(|v| (v.inflection, v.listener)), Some((Inflection::Past, true)));
        assert_eq!(look_up("signed"), None);
    }
}
