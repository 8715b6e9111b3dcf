//! Names of months (`data/months.tsv`) and days of the week.

use rustc_hash::FxHashMap as Map;
use std::sync::OnceLock;

/// Number of the month that a word names.
pub fn month(word: &str) -> Option<u32> {
    if word.len() > 24 {
        return None;
    }
    let lower = word.to_lowercase();
    static MONTHS: OnceLock<Map<&'static str, u32>> = OnceLock::new();
    let months = MONTHS.get_or_init(|| {
        let rows = include_str!("../../data/months.tsv").lines().filter(|l| !l.starts_with('#'));
        let rows = rows.filter_map(|l| l.split_once('\t'));
        let mut months = Map::default();
        for (name, number) in rows.filter_map(|(name, n)| Some((name, n.parse().ok()?))) {
            months.entry(name).or_insert(number);
        }
        months
    });
    months.get(lower.as_str()).copied()
}

/// Whether a word is a day of the week.
pub fn weekday(word: &str) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches('.');
    matches!(
        lower,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
    )
}

/// The number of a weekday, Monday is 1.
pub fn weekday_number(word: &str) -> Option<i32> {
    let lower = word.to_lowercase();
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    days.iter().position(|d| weekday(word) && lower.starts_with(d)).map(|n| n as i32 + 1)
}

/// Start of the weekday that ends a text ("… Friday,").
pub fn with_weekday(before: &str) -> Option<usize> {
    let bare = before.trim_end_matches([',', ' ']);
    let word = bare.rsplit(char::is_whitespace).next()?;
    weekday(word).then(|| bare.len() - word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_several_languages_and_days_have_numbers() {
        for (word, number) in [("Sept", 9), ("novembar", 11), ("Января", 1), ("ožujka", 3), ("wrzesnia", 0)]
        {
            assert_eq!(month(word).unwrap_or(0), number, "{word}");
        }
        assert_eq!((weekday_number("Wed."), weekday_number("wedding")), (Some(3), None));
    }
}
