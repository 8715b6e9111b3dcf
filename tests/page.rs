//! The page as text: what stands in it without its program, its policy, and the one file.

mod blocks;
mod small;

use blocks::{blocks, unsigned};
use entente::corpus::Corpus;
use entente::export::bundle::{bundle, signs, with_corpus};
use entente::export::floor::{Floor, Leaf, MOST, floor};
use entente::export::page::{
    closed, hash, leaf, program, with_floor, with_module, with_one_style, with_preview,
};
use entente::words::ENGLISH;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What Trunk writes of `index.html`, in short.
const BUILT: &str = r##"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-inline'; style-src 'self'">
    <title>Entente</title>
    <meta name="description" content="What it is.">
    <script>
      early();

    </script>
    <link rel="icon" href="./icon-1.svg" integrity="sha384-a"/>
    <link rel="stylesheet" href="./one-1.css" integrity="sha384-b"/>
    <link rel="stylesheet" href="./two-2.css" integrity="sha384-c"/>
  <link rel="modulepreload" href="./page-3.js" crossorigin="anonymous"><link rel="preload" href="./page-3_bg.wasm" crossorigin="anonymous" as="fetch"></head>
  <body>
    <div id="app">skeleton</div>
    <main id="floor"><!--floor--><p>old</p><!--/floor--></main>
    <script type="module" src="./boot.js" data-js="./page-3.js" data-wasm="./page-3_bg.wasm"></script>
  </body>
</html>"##;
const BOOT: &str = "// Starts it.\nconst a = glue;\n\n  start(a);\n// Only for the development server: it reloads.\nlisten();\n";
const GLUE: &str = "/* made */\nfunction __wbg_init() {\n    // inside\n    return 1;\n}\n\nexport { initSync, __wbg_init as default };\n";

fn finished() -> String {
    closed(&with_module(BUILT, BOOT, GLUE, "./extractor-5").unwrap())
}

fn files() -> BTreeMap<String, Vec<u8>> {
    let files: [(&str, &[u8]); 11] = [
        ("index.html", &finished().into_bytes()),
        ("icon-1.svg", b"<svg/>"),
        ("one-1.css", b"/* a */\na  >  b {\n  color: red;\n}\n"),
        ("two-2.css", b"b::after {\n  content: \" ; } \";\n  width: calc(1px + 2px)\n}\n"),
        ("page-3_bg.wasm", b"\0asm program"),
        ("corpus.bin", b"ENTENTE\n"),
        ("borders.bin", &[0, 255, 7]),
        ("words-ru.tsv", "слова\n".as_bytes()),
        ("extractor-5.js", b"onmessage = 1;"),
        ("extractor-5.wasm", b"\0asm reader"),
        ("notes.txt", b"no part"),
    ];
    files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
}

#[test]
fn the_loader_and_the_glue_become_the_one_module_that_the_policy_names() {
    let html = finished();
    let module = "const glue = (() => {\nfunction __wbg_init() {\nreturn 1;\n}\nreturn __wbg_init;\n})();\nconst a = glue;\nstart(a);\n";
    assert!(
        html.contains(&format!("<script type=\"module\" data-wasm=\"./page-3_bg.wasm\" data-extractor=\"./extractor-5\">{module}</script>")),
        "{html}"
    );
    let early = "\n      early();\n\n    ";
    let policy = format!("script-src 'wasm-unsafe-eval' {} {};", hash(early), hash(module));
    assert!(html.contains(&policy), "{html}");
    assert!(!html.contains("modulepreload") && !html.contains("listen"), "{html}");
    // printf 'let a = 1;' | openssl dgst -sha256 -binary | base64
    assert_eq!(hash("let a = 1;"), "'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='");
    let program = program(&html).unwrap();
    assert_eq!((program.boot, program.glue, program.wasm.as_str()), (None, None, "page-3_bg.wasm"));
}

#[test]
fn what_is_not_as_the_tools_write_it_is_refused_with_a_reason() {
    for (html, glue, reason) in [
        ("<p>page", GLUE, "no script names the program"),
        (BUILT, "function a() {}", "exports nothing"),
        (BUILT, "import { x } from './y.js';\nexport { initSync, __wbg_init as default };", "wasm-bindgen"),
        (BUILT, "let a = '</script>';\nexport { initSync, __wbg_init as default };", "end the script"),
    ] {
        let said = with_module(html, BOOT, glue, "./extractor-5").unwrap_err();
        assert!(said.contains(reason), "{said}");
    }
    let mut lacking = files();
    lacking.remove("two-2.css");
    assert!(bundle(&lacking, &Floor::default()).unwrap_err().contains("two-2.css is missing"));
    let mut apart = files();
    apart.insert("index.html".into(), BUILT.into());
    assert!(bundle(&apart, &Floor::default()).unwrap_err().contains("trunk build --release"));
    assert!(with_floor("<p>page", &Floor::default(), None).is_err());
}

#[test]
fn the_one_file_holds_every_part_and_names_nothing_outside() {
    let floor = Floor {
        title: "A & B".into(),
        description: "says \"so\"".into(),
        body: "<p>floor</p>".into(),
        ..Floor::default()
    };
    let html = bundle(&files(), &floor).unwrap();
    let names: Vec<String> = blocks(&html).into_iter().map(|b| b.0).collect();
    assert_eq!(
        names,
        ["page.wasm", "borders.bin", "corpus.bin", "extractor.js", "extractor.wasm", "words-ru.tsv"]
    );
    let held: BTreeMap<String, Vec<u8>> = blocks(&html).into_iter().collect();
    assert_eq!(held["page.wasm"], files()["page-3_bg.wasm"]);
    assert_eq!(held["borders.bin"], [0, 255, 7]);
    let style = "a > b{color:red}b::after{content:\" ; } \";width:calc(1px + 2px)}";
    assert!(html.contains(&format!("<style>{style}</style>")), "{html}");
    assert!(html.contains(&format!("style-src {};", hash(style))), "{html}");
    // The hash is that of the script as it stands in this file.
    let early = html.split("<script>").nth(1).unwrap().split("</script>").next().unwrap();
    assert!(html.contains(&hash(early)), "{html}");
    assert!(
        html.contains("<title>A &amp; B</title>") && html.contains("content=\"says &quot;so&quot;\""),
        "{html}"
    );
    for outside in ["src=\"", "href=\".", "'self'", "connect-src", "preload", "integrity", "sha256-inline"] {
        assert!(!html.contains(outside), "{outside} in {html}");
    }
}

#[test]
fn another_corpus_takes_the_place_of_the_files_own() {
    let of = |title: &str| Floor { title: title.into(), body: format!("<p>{title}"), ..Floor::default() };
    let html = bundle(&files(), &of("Shipped")).unwrap();
    let own = with_corpus(&html, &of("Mine"), b"ENTENTE\nmine", &[1, 2]).unwrap();
    let (before, after): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (blocks(&html).into_iter().collect(), blocks(&own).into_iter().collect());
    assert_eq!((&after["corpus.bin"][..], &after["borders.bin"][..]), (&b"ENTENTE\nmine"[..], &[1, 2][..]));
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert!(after.iter().all(|(name, bytes)| name.ends_with(".bin") || before[name] == *bytes));
    assert!(
        own.contains("<p>Mine") && own.contains("<title>Mine</title>") && !own.contains("Shipped"),
        "{own}"
    );
    let back = with_corpus(&own, &of("Shipped"), &before["corpus.bin"], &before["borders.bin"]).unwrap();
    assert!(back == html, "nothing else changes");
    assert!(with_corpus(BUILT, &of("Mine"), b"", b"").unwrap_err().contains("one file"));
}

#[test]
fn a_floor_is_laid_anew_without_a_trace_of_the_old_one() {
    let one =
        Floor { title: "One".into(), description: "1".into(), body: "<p>one</p>".into(), ..Floor::default() };
    let two =
        Floor { title: "Two".into(), description: "2".into(), body: "<p>two</p>".into(), ..Floor::default() };
    let html = with_floor(BUILT, &one, Some("https://a.example/x?a&b")).unwrap();
    assert!(html.contains("<link rel=\"canonical\" href=\"https://a.example/x?a&amp;b\">"), "{html}");
    let again =
        with_floor(&with_floor(&html, &two, Some("https://b.example/")).unwrap(), &two, None).unwrap();
    for gone in ["One", "<p>one</p>", "<p>old</p>", "a.example"] {
        assert!(!again.contains(gone), "{again}");
    }
    assert!(again.contains("https://b.example/") && again.contains("<title>Two</title>"), "{again}");
}

/// A corpus in which everything that a stranger may write tries to be markup.
fn hostile() -> Corpus {
    let bad = "</td></script><script>alert(1)</script><img src=x onerror=alert(1)>\" style=\"x\" onclick='y";
    let mut records = small::records();
    for document in &mut records.documents {
        document.title = Some(bad.into());
        document.publisher = Some(bad.into());
        document.byline = vec![bad.into()];
        document.language = "en\" onload=\"x".into();
        document.url = Some("javascript:alert(1)//https://".into());
    }
    for entity in &mut records.entities {
        entity.name = bad.into();
    }
    Corpus::new(records)
}

#[test]
fn no_text_of_a_corpus_becomes_markup_in_the_floor() {
    let laid = floor(&hostile(), &ENGLISH, MOST, true);
    let html = with_floor(BUILT, &laid, None).unwrap();
    assert!(laid.body.contains("&lt;img src=x"), "{}", laid.body);
    let plain = floor(&Corpus::new(small::records()), &ENGLISH, MOST, true).body;
    let tags = |html: &str| html.matches('<').count();
    assert_eq!(tags(&laid.body), tags(&plain) - 2, "only the link to the address is missing");
    for bad in ["<img", "<script>alert", "javascript:alert(1)//https://\"", " onclick='y\"", " style=\"x\""] {
        assert!(!html.contains(bad), "{bad} in {html}");
    }
}

#[test]
fn the_floor_holds_reports_registers_and_events_with_anchors_and_sentences() {
    let mut records = small::records();
    records.documents[0].id = "a b/č.md".into();
    let laid = floor(&Corpus::new(records), &ENGLISH, MOST, true);
    for part in [
        "id=\"reports\"",
        "id=\"register\"",
        "id=\"events\"",
        "id=\"report:a%20b/%C4%8D.md\"",
        "href=\"#report:a%2520b/%25C4%258D.md\"",
        "<h3 id=\"report:a%20b/%C4%8D.md\" data-view=\"#/overview?read=a+b/%C4%8D.md\">Vučić u Oslu</h3>",
        "<mark>",
        "rel=\"noopener noreferrer\"",
    ] {
        assert!(laid.body.contains(part), "{part} is missing in {}", laid.body);
    }
    assert!(laid.pages.is_empty() && !laid.body.contains(" style="));
}

#[test]
fn what_is_too_large_goes_into_pages_that_lead_to_one_another() {
    let corpus = Corpus::new(small::records());
    let laid = floor(&corpus, &ENGLISH, 200, true);
    let names: Vec<&str> = laid.pages.iter().map(|p| p.file.as_str()).collect();
    assert!(names.contains(&"reports-1.html") && names.contains(&"events-1.html"), "{names:?}");
    for name in &names {
        assert!(laid.body.contains(&format!("href=\"floor/{name}\"")), "{name}");
    }
    assert!(!laid.body.contains("<table"));
    let events = laid.pages.iter().find(|p| p.file == "events-1.html").unwrap();
    assert!(events.body.contains("href=\"reports-1.html#report:talks.html\""), "{}", events.body);
    assert!(events.body.contains("href=\"../index.html#/overview?event="), "{}", events.body);
    let page = leaf(&finished(), events, &laid.title);
    assert!(page.contains("href=\"../one-1.css\"") && !page.contains("<script"), "{page}");
    assert!(floor(&corpus, &ENGLISH, 200, false).pages.is_empty());
    let two = Leaf { title: "<b>".into(), ..Leaf::default() };
    assert!(leaf(&finished(), &two, "&").contains("<title>&lt;b&gt; · &amp;</title>"));
}

/// Files of a folder with an ending, in folders inside as well.
fn sources(folder: &std::path::Path, ending: &str, into: &mut Vec<(String, String)>) {
    for path in std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            sources(&path, ending, into);
        } else if path.extension().is_some_and(|e| e == ending) {
            into.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// What a strict policy refuses, or what would read a text as markup.
const FORBIDDEN: [&str; 10] = [
    " style=",
    "\"style\"",
    "inner_html",
    "innerHTML",
    "outer_html",
    "insertAdjacentHTML",
    "from_html_unchecked",
    "document.write",
    "eval(",
    "new Function",
];

#[test]
fn nothing_in_the_page_needs_a_lax_policy_or_reads_text_as_markup() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files =
        vec![("index.html".to_owned(), std::fs::read_to_string(root.join("index.html")).unwrap())];
    sources(&root.join("src/ui"), "rs", &mut files);
    sources(&root.join("src/ui"), "js", &mut files);
    assert!(files.len() > 30);
    for (file, text) in files {
        for forbidden in FORBIDDEN {
            assert!(!text.contains(forbidden), "{file} uses {forbidden}");
        }
        // A link that leads to another host does not tell it where the reader came from.
        for (at, _) in text.match_indices("http") {
            let line = text[..at].rsplit('\n').next().unwrap_or("");
            let opens = line.rsplit('<').next().is_some_and(|tag| tag.starts_with("a "));
            assert!(!opens || line.contains("noreferrer"), "{file}: a link out without rel: {line}");
        }
    }
}

proptest! {
    #[test]
    fn bytes_are_read_back_from_their_signs(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = signs(&bytes);
        prop_assert!(!text.contains(['<', '&', '"', '\'', ' ']));
        prop_assert_eq!(unsigned(&text), bytes);
    }
}

#[test]
fn a_page_under_an_address_has_one_preview_and_a_page_without_has_none() {
    let floor = Floor { title: "\"A\" & B".into(), description: "What it <is>.".into(), ..Floor::default() };
    for (url, picture) in [
        ("https://a.example/e/", "https://a.example/e/preview.png"),
        ("https://a.example/e/index.html", "https://a.example/e/preview.png"),
        ("https://a.example", "https://a.example/preview.png"),
    ] {
        let once = with_preview(&finished(), &floor, Some(url));
        assert!(once.contains(&format!("<meta property=\"og:image\" content=\"{picture}\">")), "{once}");
        assert!(once.contains(&format!("<meta property=\"og:url\" content=\"{url}\">")), "{once}");
        assert!(once.contains("og:title\" content=\"&quot;A&quot; &amp; B\""), "{once}");
        assert!(once.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"), "{once}");
        assert_eq!(with_preview(&once, &floor, Some(url)), once);
        assert_eq!(with_preview(&once, &floor, None), finished(), "nothing is left of it");
    }
    for none in [None, Some("./"), Some("/e/")] {
        assert_eq!(with_preview(&finished(), &floor, none), finished());
    }
}

#[test]
fn many_style_sheets_become_one_in_their_order() {
    let read =
        |name: &str| files().get(name).map(|b| String::from_utf8(b.clone()).unwrap()).ok_or(name.len());
    let one = with_one_style(&finished(), read).unwrap().unwrap();
    assert!(one.style.find("color:red") < one.style.find("b::after"), "{}", one.style);
    assert_eq!(one.gone, ["one-1.css", "two-2.css"]);
    assert_eq!(one.html.matches("\"stylesheet\"").count(), 1);
    assert!(one.html.contains(&format!("href=\"./{}\"", one.name)) && !one.html.contains("two-2.css"));
    assert_eq!(with_one_style(&one.html, read), Ok(None), "there is nothing left to join");
    assert_eq!(with_one_style(&finished().replace("one-1", "none"), read), Err(8));
}

#[test]
fn the_first_screen_begins_with_words_of_the_corpus_before_the_program_is_there() {
    let page = finished().replace("skeleton", "<!--greeting--><!--/greeting-->");
    let mut records = small::records();
    records.entities[0].name = "<i>Norway</i>".into();
    let told = floor(&Corpus::new(records), &ENGLISH, MOST, true);
    let once = with_floor(&page, &told, None).unwrap();
    let (_, rest) = once.split_once("<!--greeting-->").unwrap();
    let (greeting, _) = rest.split_once("<!--/greeting-->").unwrap();
    assert!(greeting.contains("<h2>") && greeting.contains("class=\"lead\">1 report"), "{greeting}");
    assert!(!greeting.contains("<i>"), "{greeting}");
    assert_eq!(with_floor(&once, &told, None).unwrap(), once);
}
