//! Bytes that claim to be a corpus: an error with advice, or a corpus that can be asked.
#![no_main]

use entente::corpus::format;
use entente::query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for read in [format::decode, format::open] {
        match read(bytes) {
            Ok(corpus) => drop(query::Index::new(&corpus)),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});
