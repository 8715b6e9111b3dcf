//! Bytes of a file: the first chooses its ending. Whatever is read is sound, packs and comes back.
#![no_main]

use entente::corpus::{Corpus, check, format};
use entente::extract::{self, Lexicon};
use entente::{article, query};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = ["x.txt", "x.md", "x.html"][usize::from(*first) % 3];
    let (Some(document), _) = article::read(name, bytes) else { return };
    let part = extract::read(document, Lexicon::builtin());
    assert_eq!(check::parts(&part), Ok(()));
    let corpus = Corpus::new(extract::link(vec![part]));
    let packed = format::encode(&corpus).expect("what was read packs");
    let back = format::decode(&packed).expect("what was packed comes back");
    assert_eq!(back.records(), corpus.records());
    query::Index::new(&corpus);
});
