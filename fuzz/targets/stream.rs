//! A line of `entente records --jsonl`: always one line of JSON.
#![no_main]

use entente::export::jsonl;
use entente::extract::Lexicon;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let out = jsonl::line(bytes, 1, Lexicon::builtin(), true);
    assert!(!out.contains(&b'\n'));
    serde_json::from_slice::<serde_json::Value>(&out).expect("JSON");
});
