//! The extractor in the page's worker (`src/ui/extractor-worker.js`): what a reader brings is read here, by the code that the builder
//! runs, and never leaves the machine.

use entente::corpus::{Corpus, format};
use entente::export::{bundle, floor};
use entente::extract::Lexicon;
use entente::intake::Intake;
use entente::scene::borders;
use entente::words::ENGLISH;
use wasm_bindgen::prelude::wasm_bindgen;

/// What a reader brought, and the corpus made of it.
#[wasm_bindgen]
pub struct Extractor {
    intake: Intake<'static>,
    made: Option<(Corpus, Vec<u8>, Vec<u8>)>,
}

#[wasm_bindgen]
impl Extractor {
    /// Reads the lexicon.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Extractor {
        Extractor { intake: Intake::new(Lexicon::builtin()), made: None }
    }

    /// The corpus of the page, beside which articles are brought.
    ///
    /// # Errors
    ///
    /// Where these bytes are no corpus: why.
    pub fn beside(&mut self, corpus: &[u8]) -> Result<(), String> {
        self.intake.beside(&format::decode(corpus).map_err(|error| error.to_string())?);
        Ok(())
    }

    /// A file on which the program failed before: it is passed over.
    pub fn skip(&mut self, name: &str) {
        self.intake.skip(name);
    }

    /// An article or an archive of them.
    pub fn bring(&mut self, name: &str, bytes: Vec<u8>) {
        self.intake.bring(name, bytes);
    }

    /// How many articles wait to be read.
    pub fn left(&self) -> usize {
        self.intake.left()
    }

    /// What is read next; empty where nothing is.
    pub fn next(&self) -> String {
        self.intake.next().unwrap_or_default().to_owned()
    }

    /// Reads one article.
    pub fn step(&mut self) {
        self.intake.step();
    }

    /// Names of articles that were brought and read, a line each.
    pub fn names(&self) -> String {
        self.intake.names().collect::<Vec<_>>().join("\n")
    }

    /// What was wrong with what was brought, a line each.
    pub fn problems(&self) -> String {
        self.intake.problems().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    /// Makes the corpus of what was brought, with the page's own reports or without; whether there is one.
    ///
    /// # Errors
    ///
    /// Where records do not fit together, which is a fault of the program: which.
    pub fn make(&mut self, beside: bool) -> Result<bool, String> {
        self.made = None;
        if let Some(corpus) = self.intake.corpus(beside) {
            let bytes = format::encode(&corpus, &entente::query::words(&corpus))
                .map_err(|fault| fault.to_string())?;
            let borders = borders::pack(&corpus);
            self.made = Some((corpus, bytes, borders));
        }
        Ok(self.made.is_some())
    }

    /// Its bytes, as of `corpus.bin`.
    pub fn corpus(&self) -> Vec<u8> {
        self.made.as_ref().map(|made| made.1.clone()).unwrap_or_default()
    }

    /// The borders for it, as of `borders.bin`.
    pub fn borders(&self) -> Vec<u8> {
        self.made.as_ref().map(|made| made.2.clone()).unwrap_or_default()
    }

    /// The one file with this corpus instead of its own.
    ///
    /// # Errors
    ///
    /// Where that is not the one file: why.
    pub fn page(&self, html: &str) -> Result<String, String> {
        let (corpus, bytes, borders) = self.made.as_ref().ok_or("nothing was read")?;
        bundle::with_corpus(html, &floor::floor(corpus, &ENGLISH, floor::MOST, false), bytes, borders)
    }
}

fn main() {}
