//! What `bench/browser/index.html` calls: the lexicon is read once, then reports pass by pass.

use entente::extract::{self, Lexicon};
use wasm_bindgen::prelude::wasm_bindgen;

#[path = "../reports.rs"]
mod reports;

/// Reads the tables, which is what the first text would wait for.
#[wasm_bindgen]
pub fn start() {
    Lexicon::builtin();
}

/// Reads reports of together so many bytes, from bytes to linked records; gives the bytes read.
#[wasm_bindgen]
pub fn pass(bytes: usize) -> usize {
    let lexicon = Lexicon::builtin();
    let mut read = 0;
    for (name, text) in reports::reports(bytes) {
        let (document, _) = entente::article::read(&name, text.as_bytes());
        let records = document.map(|d| extract::link(vec![extract::read(d, lexicon)]));
        read += records.map_or(0, |_| text.len());
    }
    read
}
