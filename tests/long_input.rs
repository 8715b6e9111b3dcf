//! Whatever a text holds, and however much of it, reading takes time in proportion to its length.

mod growth;

use entente::corpus::{Corpus, check, format};
use entente::export::jsonl;
use entente::extract::{self, Lexicon};
use entente::{article, query};
use std::fs;

/// Reads bytes under a name, packs and indexes what is in them; all of it must be sound.
fn read(path: &str, bytes: &[u8]) {
    let (document, _) = article::read(path, bytes);
    let Some(document) = document else { return };
    let part = extract::read(document, Lexicon::builtin());
    assert_eq!(check::parts(&part), Ok(()), "{path}");
    let corpus = Corpus::new(extract::link(vec![part]));
    let packed = format::encode(&corpus, &query::words(&corpus)).expect("what was read packs");
    assert_eq!(format::decode(&packed).as_ref(), Ok(&corpus));
    query::Index::new(&corpus);
}

/// A unit over and over, to `n` bytes.
#[track_caller]
fn rows(what: &str, n: usize, unit: &str) {
    Lexicon::builtin();
    growth::linear(what, n, |n| unit.repeat(n / unit.len()), |text| read("a.txt", text.as_bytes()));
}

const HALF: usize = 1 << 19;

#[test]
fn a_megabyte_without_a_space() {
    rows("one word", HALF, "a");
    rows("one capital word", HALF, "A");
    rows("one Cyrillic word", HALF, "ч");
    rows("digits", HALF, "1");
    rows("digits and commas", HALF, "1,");
    rows("full stops", HALF, ".");
    rows("hyphens", HALF, "A-");
    rows("abbreviations", HALF, "A.");
    rows("combining marks", HALF, "\u{301}");
}

#[test]
fn a_megabyte_of_nothing() {
    rows("line ends", HALF, "\n");
    rows("tabs", HALF / 4, "\t");
    rows("spaces", HALF, " ");
    rows("NULs", HALF, "\0");
    rows("a word and NULs", HALF, "word\0");
    rows("byte order marks", HALF, "\u{feff}");
}

#[test]
fn ten_thousand_nested_quotations() {
    Lexicon::builtin();
    let nested = |open: &'static str, close: &'static str| {
        move |n: usize| format!("{}He said it.{}", open.repeat(n), close.repeat(n))
    };
    for (open, close) in
        [("He said, “", "”"), ("“", "”"), ("\"", "\""), ("«", "»"), ("(", ")"), ("[", "]"), ("‘", "’")]
    {
        growth::linear(open, 5_000, nested(open, close), |text| read("a.txt", text.as_bytes()));
    }
    rows("never closed", HALF / 4, "Anna Li said “the fleet");
    rows("never opened", HALF / 4, "the fleet” said Anna Li ");
}

#[test]
fn one_sentence_of_one_thing() {
    for unit in [
        "of the ",
        "the minister ",
        "Defence Minister ",
        "Minister of Of The Norwegian ",
        "Ministry of ",
        "Agreement between ",
        "Anna Krüger and ",
        "Norway and ",
        "Serbian-",
        "Georgia, ",
        "5 May 2021 ",
        "May ",
        "more than 50 million ",
        "signed ",
        ", who ",
        "he told his Norwegian counterpart Lars Lie and ",
        "Roe Lind, the deputy president of the two countries, said they ",
        "the agreement, the ministry and its defence, of ",
        "said that ",
        "MiG-29 ",
        "the ",
        "Aa ",
        "OSLO - The minister met Kenya.\n",
        "MOE: We met.\n",
        "Novi Sad\n",
        "The minister, Anna Li, appointed Lars Lie in his place. ",
        "from three to five ",
        "Its minister, Anna Li, ",
        "in April and May and ",
        ", Anna Li said, adding that ",
    ] {
        rows(unit, HALF / 4, unit);
    }
}

#[test]
fn names_that_never_come_again() {
    Lexicon::builtin();
    let people = |n: usize| (0..n).map(|i| format!("Name{i} Surname{i} met ")).collect::<String>();
    growth::linear("people", 5_000, people, |text| read("a.txt", text.as_bytes()));
    let letters =
        |i: usize| -> String { format!("{i:06}").bytes().map(|b| char::from(b - b'0' + b'a')).collect() };
    let bodies =
        |n: usize| (0..n).map(|i| format!("The Ministry of X{} met. ", letters(i))).collect::<String>();
    growth::linear("bodies", 5_000, bodies, |text| read("a.txt", text.as_bytes()));
    let days =
        |n: usize| (0..n).map(|i| format!("on {} May {} ", i % 28 + 1, 1900 + i % 200)).collect::<String>();
    growth::linear("days in one sentence", 25_000, days, |text| read("a.txt", text.as_bytes()));
    let events = |n: usize| "Serbia signed an agreement with Norway. ".repeat(n);
    growth::linear("events", 1_500, events, |text| read("a.txt", text.as_bytes()));
}

#[test]
fn scripts_that_run_otherwise() {
    rows("right to left", HALF / 4, "قال الوزير في مصر ");
    rows("right to left and back", HALF / 4, "\u{202e}said \u{202c}قال Anna \u{200f}");
    rows("mixed scripts", HALF / 4, "Ana Ана Άννα آنا 安娜 안나 ");
    rows("no case, no spaces", HALF / 4, "外交部长今天在北京会见了代表团。");
}

#[test]
fn markup_that_is_never_closed() {
    Lexicon::builtin();
    for unit in
        ["<div>", "<b><i>", "<table><tr><td>", "<p>a", "</div>", "<!--", "<a href='", "&amp;", "<ul><li>"]
    {
        let make = |n: usize| format!("<html><body><article><p>The ministers met.</p>{}", unit.repeat(n));
        growth::linear(unit, 5_000, make, |text| read("a.html", text.as_bytes()));
    }
    for unit in ["# ", "> ", "- ", "* ", "```\n", "[", "![", "| ", "---\n", "key: value\n"] {
        growth::linear(unit, HALF / 4, |n| unit.repeat(n / unit.len()), |text| read("a.md", text.as_bytes()));
    }
}

#[test]
fn every_broken_utf8() {
    // each beginning of a sequence with each byte that cannot follow it, alone and inside words
    let mut all = Vec::new();
    for first in 0x80..=0xFFu8 {
        for second in [0x00, 0x20, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xFF] {
            for tail in [&[][..], &[0x80], &[0x80, 0x80], &[0x41]] {
                let mut bytes = vec![first, second];
                bytes.extend_from_slice(tail);
                let text = [b"Anna Li met ", &bytes[..], b" in Oslo on Monday."].concat();
                read("a.txt", &text);
                all.extend(bytes);
            }
        }
    }
    for path in ["a.txt", "a.md", "a.html"] {
        read(path, &all);
    }
}

#[test]
fn lone_halves_of_a_letter_in_json() {
    Lexicon::builtin();
    let line = |n: usize| {
        format!("{{\"id\": 1, \"text\": \"{}\"}}", "Oslo \\ud83d met \\ude00 \\\\ud800 ".repeat(n))
    };
    growth::linear("surrogates", 4_000, line, |text| {
        let answer = jsonl::line(text.as_bytes(), 1, Lexicon::builtin(), false);
        let answer: serde_json::Value = serde_json::from_slice(&answer).expect("JSON");
        assert!(answer["documents"].is_array(), "{answer}");
    });
}

/// What broke reading once, as the fuzzer found it: each file is named after what is in it.
#[test]
fn regressions_stay_mended() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/regressions");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the folder").flatten().map(|e| e.path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let bytes = fs::read(&file).expect("a file");
        let ending = file.extension().and_then(|e| e.to_str()).unwrap_or("");
        match ending {
            "jsonl" => {
                let answer = jsonl::line(&bytes, 1, Lexicon::builtin(), true);
                serde_json::from_slice::<serde_json::Value>(&answer).expect("JSON");
            }
            "bin" => drop(format::decode(&bytes)),
            _ => read(&format!("a.{ending}"), &bytes),
        }
    }
}
