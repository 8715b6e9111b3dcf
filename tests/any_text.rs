//! Whatever a file holds gives records or problems: never a panic or a span beside the text. Hangs are
//! looked for in `long_input.rs`.

use entente::corpus::{Corpus, check, format};
use entente::export::jsonl;
use entente::extract::{self, Lexicon};
use entente::{article, query};
use proptest::prelude::*;

/// Reads bytes under a name; what comes out must be sound and must pack.
fn read(path: &str, bytes: &[u8]) {
    let (document, _) = article::read(path, bytes);
    let Some(document) = document else { return };
    let part = extract::read(document, Lexicon::builtin());
    assert_eq!(check::parts(&part), Ok(()), "{path}");
    let corpus = Corpus::new(extract::link(vec![part]));
    let packed = format::encode(&corpus, &query::words(&corpus)).unwrap();
    assert_eq!(format::decode(&packed).as_ref(), Ok(&corpus));
    query::Index::new(&corpus);
}

/// Words of the grammar, names, figures, dates, marks: put together at random they make most of the
/// turns that reading can take.
const WORDS: &[&str] = &[
    "The",
    "the",
    "two",
    "both",
    "his",
    "their",
    "this",
    "a",
    "same",
    "said",
    "new",
    "countries",
    "sides",
    "minister",
    "Defence Minister",
    "President",
    "Prime Minister",
    "General",
    "of",
    "and",
    "with",
    "between",
    "to",
    "from",
    "by",
    "for",
    "in",
    "on",
    "at",
    "that",
    "who",
    "which",
    "not",
    "no",
    "never",
    "will",
    "would",
    "may",
    "has",
    "had",
    "was",
    "were",
    "be",
    "been",
    "is",
    "are",
    "met",
    "visited",
    "signed",
    "agreed",
    "sold",
    "delivered",
    "handed over",
    "received",
    "thanked",
    "denied",
    "refused",
    "suspended",
    "announced",
    "told",
    "says",
    "stated",
    "added",
    "according to",
    "wants",
    "hopes",
    "offered",
    "plans",
    "appointed",
    "decorated",
    "Serbia",
    "Serbian",
    "Norway",
    "Norwegian",
    "Chile's",
    "Russia",
    "US",
    "U.S.",
    "Kosovo",
    "London",
    "Oslo",
    "Anna Krüger",
    "A. B. Smith",
    "Vučić",
    "Иванов",
    "Олег",
    "Lukashenko",
    "Ministry of Defence",
    "NATO",
    "United Nations",
    "Army",
    "MiG-29",
    "S-400",
    "Su-30SM",
    "helicopters",
    "tanks",
    "missiles",
    "roadmap",
    "memorandum",
    "agreement",
    "contract",
    "exercise",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "‘",
    "«",
    "»",
    "„",
    "(",
    ")",
    ",",
    ".",
    ";",
    ":",
    "–",
    "-",
    "—",
    "…",
    "?",
    "!",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "  ",
    "Wednesday",
    "on Monday",
    "last year",
    "next month",
    "in the coming years",
    "14 years ago",
    "late January",
    "2017",
    "May 5, 2021",
    "5 May",
    "Nov. 19",
    "2013-11",
    "1990s",
    "more than",
    "nearly",
    "about",
    "50",
    "$500 million",
    "39",
    "3.5%",
    "1,500",
    "two dozen",
    "dozens",
    "hundred",
    "first",
    "25th",
    "million",
    "euros",
    "he",
    "she",
    "they",
    "it",
    "him",
    "He",
    "They",
    "former",
    "ex-",
    "deputy",
    "acting",
    "counterpart",
    "latter",
    "former",
    "colleague",
    "Mr.",
    "Dr.",
    "Gen.",
    "é",
    "ß",
    "İ",
    "ǆ",
    "ﬁ",
    "e\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "مصر",
    "中国",
    "🇷🇸",
    "😀",
    "a\u{0}b",
    "﷽",
    "K",
    "ſ",
    "ŉ",
    "#",
    "*",
    "[",
    "](",
    "<b>",
    "</p>",
    "&amp;",
    "---",
    "title:",
    "|",
];

fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec((proptest::sample::select(WORDS), 0..9u8), 0..120).prop_map(|words| {
        words.iter().fold(String::new(), |text, (word, gap)| text + word + if *gap == 0 { "" } else { " " })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_in_any_order_are_read(text in words(), ending in proptest::sample::select(&["txt", "md", "html"][..])) {
        read(&format!("a.{ending}"), text.as_bytes());
    }

    #[test]
    fn any_bytes_are_read(
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
        ending in proptest::sample::select(&["txt", "md", "html"][..]),
    ) {
        read(&format!("a.{ending}"), &bytes);
    }

    #[test]
    fn any_line_of_a_stream_is_answered(text in words(), cut in 0usize..400) {
        let line = serde_json::json!({ "id": 1, "text": text, "published": "2020-02-30", "title": text }).to_string();
        let cut = cut.min(line.len());
        for bytes in [line.as_bytes(), &line.as_bytes()[..cut], &line.as_bytes()[cut..]] {
            let answer = jsonl::line(bytes, 1, Lexicon::builtin(), true);
            let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
            prop_assert!(answer["problems"].is_array());
        }
    }
}
