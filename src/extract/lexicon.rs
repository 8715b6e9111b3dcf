//! The tables that reading needs, from `data/`: gazetteer, countries, titles, verbs, designations.

use std::sync::OnceLock;

/// Every table, read once.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The tables of `data/`, built into the program.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: OnceLock<Lexicon> = OnceLock::new();
        BUILTIN.get_or_init(Lexicon::default)
    }
}
