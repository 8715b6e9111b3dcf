//! What every contender is asked: always the same of the same reports.

use fastrand::Rng;
use serde::Serialize;
use std::collections::BTreeMap;

/// Questions of a kind.
pub const MANY: usize = 100;
/// A report is sought by words that no more reports hold than are looked at: so only an engine can miss it, not a question.
pub const FIRST: usize = 10;
/// The shortest word that is asked for, and the shortest in which a letter is changed.
const SHORT: usize = 4;
const LONG: usize = 5;
/// In how many reports a word stands: questions are drawn from each of these by turns.
const BANDS: [usize; 4] = [10, 100, 1000, usize::MAX];

/// How a search is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A word.
    Word,
    /// Two words of one report.
    Two,
    /// The first letters of a word.
    Prefix,
    /// A word with one letter changed.
    Typo,
    /// Two words, in the first of which one letter is changed.
    TwoTypo,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Word, Kind::Two, Kind::Prefix, Kind::Typo, Kind::TwoTypo];
}

/// A search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Search {
    pub kind: Kind,
    pub text: String,
    /// The report that is sought; of those without one only the time counts.
    pub sought: Option<u32>,
}

/// Where a word stands.
#[derive(Default)]
struct Word {
    reports: Vec<u32>,
    /// Whether it is nowhere a part of what others may read as one word: behind a hyphen, before an apostrophe.
    apart: bool,
}

/// Runs of letters and digits in small letters; whether each is of letters that everybody reads alike, and stands apart.
fn words(text: &str) -> impl Iterator<Item = (String, bool)> {
    text.split_whitespace().flat_map(|chunk| {
        let chunk = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        let apart = chunk.bytes().all(|b| b.is_ascii_alphabetic());
        let runs = chunk.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
        runs.map(move |run| (run.to_lowercase(), apart)).collect::<Vec<_>>()
    })
}

/// The words of all reports.
struct Known<'t> {
    reports: &'t [(&'t str, &'t str)],
    words: BTreeMap<String, Word>,
}

impl Known<'_> {
    fn read<'t>(reports: &'t [(&'t str, &'t str)]) -> Known<'t> {
        let mut all: BTreeMap<String, Word> = BTreeMap::new();
        for (at, (title, text)) in reports.iter().enumerate() {
            for (word, apart) in words(title).chain(words(text)) {
                let word = all.entry(word).or_insert_with(|| Word { reports: Vec::new(), apart });
                word.apart &= apart;
                if word.reports.last() != Some(&(at as u32)) {
                    word.reports.push(at as u32);
                }
            }
        }
        Known { reports, words: all }
    }

    /// Words of a text that can be asked for.
    fn of(&self, text: &str) -> Vec<String> {
        let fits = |word: &String| {
            word.len() >= SHORT && self.words.get(word).is_some_and(|w| w.apart && !w.reports.is_empty())
        };
        let mut some: Vec<String> = words(text).map(|w| w.0).filter(fits).collect();
        some.sort();
        some.dedup();
        some
    }

    fn holders(&self, word: &str) -> &[u32] {
        self.words.get(word).map_or(&[], |w| &w.reports)
    }

    fn is_rare(&self, word: &str) -> bool {
        self.holders(word).len() <= FIRST
    }

    /// How many reports hold both words, where one has few.
    fn with_both(&self, a: &str, b: &str) -> usize {
        let (a, b) = (self.holders(a), self.holders(b));
        let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
        few.iter().filter(|report| many.binary_search(report).is_ok()).count()
    }

    /// Another word of a report that holds one.
    fn beside(&self, rng: &mut Rng, word: &str) -> Option<String> {
        let report = rng.choice(self.holders(word))?;
        let (title, text) = self.reports[*report as usize];
        let mut others = self.of(title);
        others.extend(self.of(text));
        others.retain(|other| other != word);
        rng.choice(others)
    }

    /// Two words of a text that few reports hold both.
    fn pair(&self, rng: &mut Rng, text: &str) -> Option<[String; 2]> {
        let mut some = self.of(text);
        rng.shuffle(&mut some);
        let pair = some.first_chunk::<2>()?;
        (self.with_both(&pair[0], &pair[1]) <= FIRST).then(|| pair.clone())
    }

    /// The first letters of a word, as few as tell ten reports at most.
    fn begun(&self, word: &str) -> Option<String> {
        (3..word.len()).map(|letters| &word[..letters]).find_map(|begin| {
            let with = self.words.range(begin.to_owned()..).take_while(|(w, _)| w.starts_with(begin));
            let mut reports: Vec<u32> = Vec::new();
            for (_, word) in with {
                reports.extend(&word.reports);
                if reports.len() > 50 * FIRST {
                    return None;
                }
            }
            reports.sort_unstable();
            reports.dedup();
            (reports.len() <= FIRST).then(|| begin.to_owned())
        })
    }

    /// A word with a letter changed, which is no word of any report.
    fn slip(&self, rng: &mut Rng, word: &str) -> Option<String> {
        (word.len() >= LONG).then_some(())?;
        for _ in 0..20 {
            let (at, letter) = (rng.usize(1..word.len()), rng.lowercase());
            let slip = format!("{}{letter}{}", &word[..at], &word[at + 1..]);
            if !self.words.contains_key(&slip) {
                return Some(slip);
            }
        }
        None
    }
}

/// Searches for the time that they take, words of each band by turns; then as many for a known report each.
pub fn searches(reports: &[(&str, &str)]) -> Vec<Search> {
    let known = Known::read(reports);
    let mut rng = Rng::with_seed(7);
    let mut bands: Vec<Vec<&String>> = vec![Vec::new(); BANDS.len()];
    for (word, told) in known.words.iter().filter(|(word, told)| told.apart && word.len() >= LONG) {
        let band = BANDS.iter().position(|&most| told.reports.len() <= most).unwrap_or_default();
        bands[band].push(word);
    }
    bands.retain(|band| !band.is_empty());
    let mut all = Vec::new();
    for kind in Kind::ALL {
        bands.iter_mut().for_each(|band| rng.shuffle(band));
        for at in 0..if bands.is_empty() { 0 } else { MANY } {
            let band = &bands[at % bands.len()];
            let word = band[at / bands.len() % band.len()];
            let text = match kind {
                Kind::Word => Some(word.clone()),
                Kind::Two => known.beside(&mut rng, word).map(|other| format!("{word} {other}")),
                Kind::Prefix => Some(word[..(2 + at / bands.len() % 4).min(word.len() - 1)].to_owned()),
                Kind::Typo => known.slip(&mut rng, word),
                Kind::TwoTypo => known
                    .slip(&mut rng, word)
                    .zip(known.beside(&mut rng, word))
                    .map(|(slip, other)| format!("{slip} {other}")),
            };
            all.extend(text.map(|text| Search { kind, text, sought: None }));
        }
        all.extend(sought(&known, kind, &mut rng));
    }
    all
}

/// Searches for a report each: by words of its title, or, where the title has none that is rare, of its text.
fn sought(known: &Known<'_>, kind: Kind, rng: &mut Rng) -> Vec<Search> {
    let mut all = Vec::new();
    for _ in 0..100 * MANY {
        if all.len() == MANY || known.reports.is_empty() {
            break;
        }
        let report = rng.usize(..known.reports.len());
        let (title, text) = known.reports[report];
        let rare = |rng: &mut Rng| {
            let of = |text| known.of(text).into_iter().filter(|w| known.is_rare(w)).collect::<Vec<_>>();
            rng.choice(of(title)).or_else(|| rng.choice(of(text)))
        };
        let found = match kind {
            Kind::Word => rare(rng),
            Kind::Two => known.pair(rng, title).map(|pair| pair.join(" ")),
            Kind::TwoTypo => {
                let pair = known.pair(rng, title);
                pair.and_then(|[a, b]| known.slip(rng, &a).map(|slip| format!("{slip} {b}")))
            }
            Kind::Prefix => rare(rng).and_then(|word| known.begun(&word)),
            Kind::Typo => rare(rng).and_then(|word| known.slip(rng, &word)),
        };
        all.extend(found.map(|text| Search { kind, text, sought: Some(report as u32) }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::{Step, Values, steps};

    const REPORTS: [(&str, &str); 3] = [
        ("Marlow visits Lisbon", "Marlow spoke of wool. A co-operation was planned, and wool was praised."),
        ("Wool for Lisbon", "Nobody’s wool was sold. Ministers of Portugal spoke."),
        ("Portugal sells wool", "Traders in Lisbon were glad; MiG-29 was not meant."),
    ];

    #[test]
    fn the_same_reports_give_the_same_questions() {
        let all = searches(&REPORTS);
        assert_eq!(all, searches(&REPORTS));
        for kind in Kind::ALL {
            let of = all.iter().filter(|s| s.kind == kind);
            assert_eq!(of.clone().filter(|s| s.sought.is_none()).count(), MANY, "{kind:?}");
            assert_eq!(of.filter(|s| s.sought.is_some()).count(), MANY, "{kind:?}");
        }
    }

    #[test]
    fn what_is_sought_holds_what_is_asked() {
        let known = Known::read(&REPORTS);
        for search in searches(&REPORTS) {
            let holds = |word: &str, report: u32| known.holders(word).contains(&report);
            let asked: Vec<&str> = search.text.split(' ').collect();
            match (search.kind, search.sought) {
                (Kind::Word | Kind::Two, Some(report)) => {
                    assert!(asked.iter().all(|w| holds(w, report)), "{search:?}")
                }
                (Kind::Word | Kind::Two, None) => {
                    assert!((0..3).any(|report| asked.iter().all(|w| holds(w, report))), "{search:?}");
                }
                (Kind::Prefix, sought) => {
                    let begun = known.words.iter().filter(|(w, _)| w.starts_with(&search.text));
                    let mut begun = begun.flat_map(|(_, w)| &w.reports);
                    assert!(begun.any(|r| sought.is_none_or(|sought| *r == sought)), "{search:?}");
                }
                (Kind::Typo | Kind::TwoTypo, _) => {
                    assert!(!known.words.contains_key(asked[0]), "{search:?}");
                    assert!(asked[1..].iter().all(|w| known.words.contains_key(*w)), "{search:?}");
                }
            }
        }
    }

    #[test]
    fn words_that_some_read_as_two_are_not_asked_for() {
        let known = Known::read(&REPORTS);
        assert_eq!(known.of("Nobody’s co-operation praised MiG-29 wool, of wool"), ["praised", "wool"]);
    }

    #[test]
    fn what_was_chosen_is_taken_back() {
        let facets = ["country", "kind", "status", "equipment", "person", "organisation"]
            .map(|name| Values { name, values: vec!["a", "b", "c"] });
        let all = steps(&facets, (0, 7000));
        assert_eq!(all.len(), 66);
        let mut chosen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut brushed = false;
        for step in &all {
            match step {
                Step::Choose { facet, values } => _ = chosen.insert(facet, values.len()),
                Step::Brush { from, to } => brushed = from <= to,
            }
        }
        assert!(!brushed && chosen.values().all(|&n| n == 0), "{chosen:?}");
    }
}
