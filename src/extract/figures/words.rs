//! What single words count for in a figure: `data/units.tsv` as a table.

use crate::record::Modifier;
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// What a word counts for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sense {
    /// A cardinal number below a hundred.
    Number(f64),
    /// An ordinal number.
    Ordinal(f64),
    /// A factor ("million").
    Scale(f64),
    /// A currency, ISO 4217.
    Money(&'static str),
    /// Hundredths.
    Percent,
    /// A measure or a unit of time.
    Measure(&'static str),
    /// How exact the number after it is.
    Modifier(Modifier),
    /// A plural without "s".
    Plural,
    /// Ends a noun phrase.
    Stop,
    /// Makes the number after it a label ("Article 5").
    Label,
}

fn sense(kind: &str, value: &'static str) -> Option<Sense> {
    let number = || value.parse::<f64>().ok();
    Some(match kind {
        "number" => Sense::Number(number()?),
        "ordinal" => Sense::Ordinal(number()?),
        "scale" => Sense::Scale(number()?),
        "money" => Sense::Money(value),
        "percent" => Sense::Percent,
        "measure" => Sense::Measure(value),
        "modifier" => Sense::Modifier(match value {
            "more" => Modifier::MoreThan,
            "less" => Modifier::LessThan,
            _ => Modifier::About,
        }),
        "plural" => Sense::Plural,
        "stop" => Sense::Stop,
        "label" => Sense::Label,
        _ => return None,
    })
}

type Table = HashMap<&'static str, Vec<Sense>>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for line in include_str!("../../../data/units.tsv").lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(word), Some(kind), Some(value)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            if let Some(sense) = sense(kind, value) {
                table.entry(word).or_default().push(sense);
            }
        }
        table
    })
}

/// Everything that a word, or a phrase of two or three words, in lower case counts for.
pub fn look_up(word: &str) -> &'static [Sense] {
    table().get(word).map_or(&[], Vec::as_slice)
}

/// Whether a word ends a noun phrase.
pub fn stops(word: &str) -> bool {
    look_up(word).contains(&Sense::Stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        for line in include_str!("../../../data/units.tsv").lines().filter(|l| !l.starts_with('#')) {
            let word = line.split('\t').next().unwrap_or("");
            assert!(!look_up(word).is_empty(), "{line}");
        }
        assert_eq!(look_up("billion"), [Sense::Scale(1e9)]);
        assert!(look_up("minister").is_empty());
    }
}
