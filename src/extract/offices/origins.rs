//! Where people are likely from by the ending of their surname: `data/surname-endings.tsv`.

use rustc_hash::FxHashMap as Map;
use std::sync::OnceLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

fn table() -> &'static Map<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<Map<&'static str, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("../../../data/surname-endings.tsv").lines();
        let rows = lines.filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        rows.map(|(ending, codes)| (ending, codes.split(',').collect())).collect()
    })
}

/// Countries where the surname of a name is at home, as ISO codes; none where its ending tells nothing.
pub fn countries(name: &str) -> &'static [&'static str] {
    let folded = |word: &str| -> String {
        word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).take(40).collect()
    };
    let words = || name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty());
    let (Some(first), Some(last)) = (words().next(), words().next_back()) else { return &[] };
    let last = folded(last);
    for whole in [folded(first), last.clone()] {
        if let Some(found) = table().get(format!("^{whole}").as_str()) {
            return found;
        }
    }
    let mut starts = last.char_indices().map(|(at, _)| at);
    starts.find_map(|at| table().get(&last[at..])).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::countries;

    #[test]
    fn the_longest_ending_counts() {
        for (name, home, other) in [
            ("Jana Petrić", "RS", "BY"),
            ("Oleg Bondarchuk", "UA", "RU"),
            ("Ahmet Demiroğlu", "TR", "RS"),
            ("Wang Xiaoming", "CN", "TR"),
            ("Nino Kapanadze", "GE", "AM"),
        ] {
            assert!(countries(name).contains(&home) && !countries(name).contains(&other), "{name}");
        }
        assert!(countries("John Smith").is_empty() && countries("").is_empty());
    }
}
