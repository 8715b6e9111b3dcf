//! The tables that reading needs, from `data/`: gazetteer, countries, titles, verbs, designations.

use super::offices::titles::Titles;
use std::sync::OnceLock;

/// Every table, read once.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Offices, ranks and honours.
    pub titles: Titles,
}

impl Lexicon {
    /// The tables of `data/`, built into the program.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: OnceLock<Lexicon> = OnceLock::new();
        BUILTIN.get_or_init(|| Lexicon { titles: Titles::parse(include_str!("../../data/offices.tsv")) })
    }
}
