//! Whatever bytes a file holds, reading it gives a document whose spans fit, or a problem: never a
//! panic, never a hang.

mod growth;

use entente::article::read;
use entente::record::ZoneKind;
use proptest::prelude::*;

/// What every document keeps, whatever it was read from.
fn check(path: &str, bytes: &[u8]) {
    let (document, problems) = read(path, bytes);
    let Some(document) = document else {
        assert!(!problems.is_empty(), "no document and no problem: {path}");
        return;
    };
    let text = &document.text;
    assert!(!text.starts_with('\u{feff}'), "a byte order mark is no text");
    let mut end = 0;
    for zone in &document.zones {
        assert!(zone.span.start >= end && zone.span.end > zone.span.start, "{:?}", document.zones);
        assert!(text.get(zone.span.range()).is_some(), "{:?} in {} bytes", zone, text.len());
        end = zone.span.end;
    }
    assert!(text.get(document.body.range()).is_some());
    let body: Vec<_> = document.zones.iter().filter(|z| z.kind == ZoneKind::Body).collect();
    if let (Some(first), Some(last)) = (body.first(), body.last()) {
        assert_eq!((document.body.start, document.body.end), (first.span.start, last.span.end));
    } else {
        assert!(document.body.is_empty());
    }
    let lines = text.lines().count() as u32 + 1;
    for problem in &problems {
        assert_eq!(problem.path, path);
        assert!(!path.ends_with(".txt") || problem.line <= lines, "{problem}");
    }
    assert_eq!(read(path, bytes).0.as_ref(), Some(&document), "the same bytes give the same document");
}

const SHAPES: &[(&str, &str)] = &[
    (
        "a.txt",
        "• Main\n\nTwo states plan a drill\n\nTwo states plan a drill 4 May 2020\nBy Ana Ilić – Skopje\n\nSKOPJE, May 4 (MIA) – The “ministers” of two states met in Skopje on Monday and agreed on a drill.\n\nWhat next\n\nThey meet again on 5 June 2020.\n\nTranslated by Ida Novak\nBack to the list\n",
    ),
    (
        "a.md",
        "---\ntitle: \"Two states: a drill\"\npublished: 2020-05-04\nbyline: [Ana Ilić, 'B. C.']\nafter: {author: N. N., place: Niš}\n---\n\n# Two states: a drill\n\nThe ministers met – in Skopje.\n\n## Next\n\n```\nx\n```\n",
    ),
    (
        "a.html",
        "<!doctype html><html><head><title>Two states | Gazette</title><meta property='og:title' content='Two states'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Two states\"}</script></head><body><article><h1>Two states</h1><p>The ministers met in Skopje on Monday &amp; agreed on a drill, čćž.</p><figcaption>Photo</figcaption></article></body></html>",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), which in 0..3usize) {
        check(SHAPES[which].0, &bytes);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,400}", which in 0..3usize) {
        check(SHAPES[which].0, text.as_bytes());
    }

    #[test]
    fn any_lines_of_a_head_are_read(
        words in prop::collection::vec(prop::sample::select(vec![
            "By", "Ana", "Ilić", "–", "-", "—", "4", "May", "2020", "2020-05-04", "04/05/2020", "Monday,", "\n", "\n\n", "\r\n",
            "•", "|", "Photo:", "(MIA)", "/", "SKOPJE", "Two", "states", "plan", "a", "drill", ".", "“", "”", ":", "©", "Subscribe",
            "Read more", "Related", "---", "title:", "# ", "[", "]", "{", "}", "\"", "'", "Translated by", "…", "said", "the", "\u{200b}",
        ]), 0..120),
        which in 0..2usize,
    ) {
        check(SHAPES[which].0, words.join(" ").as_bytes());
        check(SHAPES[which].0, words.concat().as_bytes());
    }

    #[test]
    fn mangled_articles_are_read(
        which in 0..3usize,
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        twice in any::<bool>(),
    ) {
        let (path, shape) = SHAPES[which];
        let mut bytes = shape.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let at = cut.index(bytes.len() + 1);
        if twice {
            let copy = bytes[..at].to_vec();
            bytes.extend(copy);
        } else {
            bytes.truncate(at);
        }
        check(path, &bytes);
    }

    #[test]
    fn any_one_byte_encoding_is_read_without_loss_of_ascii(text in "[A-Za-z ]{5,60}", byte in 128..=255u8) {
        let mut bytes = text.clone().into_bytes();
        bytes.push(byte);
        bytes.extend(b" end of it");
        let (document, _) = read("a.txt", &bytes);
        prop_assert!(document.is_some_and(|d| d.text.starts_with(&text) && d.text.ends_with(" end of it")));
    }
}

/// A unit over and over: reading takes time in proportion to its length.
#[track_caller]
fn quick(name: &str, path: &str, head: &str, unit: &str) {
    let make = |n: usize| format!("{head}{}", unit.repeat(n / unit.len()));
    growth::linear(name, 1 << 17, make, |text| {
        let (document, problems) = read(path, text.as_bytes());
        assert!(document.is_some() || !problems.is_empty(), "{name}");
    });
}

#[test]
fn a_megabyte_without_a_space_or_a_line_end_is_quick() {
    for unit in [
        "x",
        "ч",
        "“",
        "1",
        "-",
        "/",
        ".",
        "By",
        "#",
        "<",
        "&",
        "•",
        "[",
        "2020-05-04",
        "\u{301}",
        "\u{200f}",
    ] {
        for path in ["a.txt", "a.md", "a.html"] {
            quick(&format!("{unit:?} in {path}"), path, "", unit);
        }
    }
}

#[test]
fn very_many_short_lines_are_quick() {
    for unit in [
        "a\n",
        "\n",
        "a. \n",
        "Read more\n",
        "Photo: x\n",
        "Title of it all\n",
        "4 May 2020\n",
        "By Ana Ilić\n",
        "key: v\n",
        "- x\n",
        "# H\n",
        "x\n---\n",
        "```\n",
        "<!--\n",
        "The ministers of two states met in Skopje on Monday and left.\n",
        "SKOPJE, May 4 (MIA) –\n",
        "Related articles\nThe Skopje ministers met Ana Ilić in Skopje again, they said.\n",
    ] {
        for path in ["a.txt", "a.md"] {
            quick(&format!("{unit:?} in {path}"), path, "", unit);
            quick(&format!("front {unit:?} in {path}"), path, "---\ntitle: T\n", unit);
        }
    }
}

#[test]
fn very_much_markup_is_quick() {
    for unit in [
        "<p>a",
        "<div>",
        "</div>",
        "<b>",
        "<!-- x -->",
        "<!--",
        "<a href='",
        "&amp;",
        "<br>",
        "<table><tr><td>",
        "<p>The ministers met.</p>",
    ] {
        quick(unit, "a.html", "", unit);
        quick(unit, "a.html", "<html><body><article>", unit);
    }
}

#[test]
fn ten_thousand_nested_quotations_are_read() {
    for (open, close) in [("“", "”"), ("\"", "\""), ("«", "»"), ("(", ")"), ("[", "]"), ("{", "}")] {
        let nested = |n: usize| format!("They said {}it{} and left.", open.repeat(n), close.repeat(n));
        growth::linear(open, 5_000, nested, |text| check("a.txt", text.as_bytes()));
        let text = nested(10_000);
        check("a.md", format!("---\ntitle: T\nafter: {text}\n---\n{text}").as_bytes());
        check("a.html", format!("<p>{text}</p>").as_bytes());
    }
}

#[test]
fn right_to_left_text_is_read() {
    let title = "اجتماع وزيري الدفاع";
    let body = "اجتمع وزيرا الدفاع في بلغراد يوم الاثنين واتفقا على تدريب مشترك في شهر يونيو المقبل.";
    let hebrew = "שרי ההגנה נפגשו בבלגרד ביום שני והסכימו על תרגיל משותף ביוני הקרוב, כך נמסר.";
    for text in
        [format!("{title}\n\n{body}\n"), format!("{title}\n\n{hebrew}\n"), format!("\u{202b}{body}\u{202c}")]
    {
        check("a.txt", text.as_bytes());
        let (document, _) = read("a.txt", text.as_bytes());
        let document = document.expect("text");
        assert_eq!(document.text, text);
        assert!(!document.body.is_empty());
    }
    let (document, problems) = read("a.txt", &encoding_rs::WINDOWS_1256.encode(body).0);
    assert_eq!(document.expect("text").text, body, "{problems:?}");
}

#[test]
fn every_kind_of_broken_utf_8_is_read_and_told() {
    let broken: &[(&str, &[u8])] = &[
        ("a continuation alone", b"\x80"),
        ("the last continuation alone", b"\xbf"),
        ("two bytes, one missing", b"\xc4"),
        ("three bytes, one missing", b"\xe2\x80"),
        ("three bytes, two missing", b"\xe2"),
        ("four bytes, one missing", b"\xf0\x9f\x98"),
        ("an overlong slash", b"\xc0\xaf"),
        ("an overlong of three", b"\xe0\x80\xaf"),
        ("an overlong of four", b"\xf0\x80\x80\xaf"),
        ("a surrogate", b"\xed\xa0\x80"),
        ("beyond Unicode", b"\xf4\x90\x80\x80"),
        ("five bytes", b"\xf8\x88\x80\x80\x80"),
        ("FE", b"\xfe"),
        ("FF", b"\xff"),
    ];
    for (name, bytes) in broken {
        for (before, behind) in [
            ("Vučić, Rodić i Đorđević.\nDrugi red ", " kraj — čekamo.\n"),
            ("Vučić, Rodić i Đorđević.\nDrugi red ", ""),
        ] {
            let source = [before.as_bytes(), bytes, behind.as_bytes()].concat();
            check("a.txt", &source);
            let (document, problems) = read("a.txt", &source);
            let document = document.expect(name);
            assert_eq!(document.encoding, "UTF-8", "{name}");
            assert!(document.text.starts_with(before) && document.text.contains('\u{fffd}'), "{name}");
            assert!(
                problems.iter().any(|p| p.line == 2 && p.message.starts_with("broken UTF-8")),
                "{name}: {problems:?}"
            );
        }
        check("a.txt", bytes);
        check("a.md", bytes);
        check("a.html", bytes);
    }
}
