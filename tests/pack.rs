//! The command line packs folders and puts them into pages.

mod folder;

use entente::corpus::format::decode;
use folder::{Folder, run, said};
use std::fs;
use std::path::Path;

const OSLO: &[u8] = b"Talks in Oslo\n\n5 May 2021\n\nThe Norwegian defence minister met Ana Li in Oslo.\n";

#[test]
fn a_folder_becomes_a_corpus_whatever_else_lies_in_it() {
    let folder = Folder::new(
        "mixed",
        &[
            ("b/oslo.TXT", OSLO),
            ("a.md", b"---\ntitle: A visit\npublished: 2020-01-02\n---\n\nThey met in Minsk.\n"),
            (".hidden.txt", OSLO),
            (".git/c.txt", OSLO),
            ("picture.png", b"\x89PNG"),
            ("empty.txt", b""),
        ],
    );
    let target = folder.0.join("out/corpus.bin");
    let output = run(&["pack".as_ref(), &folder.0, "-o".as_ref(), &target]);
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("picture.png:0: passed over"), "{said}");
    assert!(said.contains("Packed 2 reports into"), "{said}");
    assert!(!said.contains("hidden") && !said.contains(".git"), "{said}");
    let corpus = decode(&fs::read(&target).unwrap()).unwrap();
    let ids: Vec<&str> = corpus.records().documents.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["a.md", "b/oslo.TXT"]);
    assert_eq!(corpus.records().problems.len(), 1, "{said}");
    assert_eq!(corpus.records().problems[0].path, "empty.txt");
    assert_eq!(fs::read_dir(target.parent().unwrap()).unwrap().count(), 1, "no half-written file is left");
}

#[test]
fn nothing_to_read_or_nowhere_to_write_is_a_failure() {
    let folder = Folder::new("nothing", &[("empty.txt", b""), ("file.md", b"They met in Oslo.")]);
    let missing = folder.0.join("missing");
    let output = run(&["pack".as_ref(), &missing]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("missing"), "{}", said(&output));
    let output = run(&["pack".as_ref(), &folder.0.join("empty.txt"), "-o".as_ref(), &folder.0.join("c.bin")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("no article could be read"), "{}", said(&output));
    let output = run(&["pack".as_ref(), &folder.0, "-o".as_ref(), &folder.0.join("file.md/c.bin")]);
    assert_eq!(output.status.code(), Some(1));
}

/// A finished page, in short.
const PAGE: &[u8] = b"<head><meta http-equiv=\"Content-Security-Policy\" content=\"\"><title>Old</title></head>\
    <main><!--floor-->old<!--/floor--></main><script type=\"module\" data-wasm=\"./page.wasm\">start()</script>";

#[test]
fn another_corpus_goes_into_a_built_page() {
    let page = Folder::new(
        "page",
        &[
            ("index.html", PAGE),
            ("page.wasm", b"\0asm"),
            ("styles/a.css", b"p{}"),
            ("corpus.bin", b"old"),
            ("borders.bin", b"old"),
        ],
    );
    let folder = Folder::new("articles", &[("oslo.txt", OSLO)]);
    let out = Folder::new("site", &[]);
    let target = out.0.join("new");
    let arguments: [&Path; 6] =
        ["site".as_ref(), &folder.0, "-o".as_ref(), &target, "--page".as_ref(), &page.0];
    let output = run(&arguments);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fs::read(target.join("styles/a.css")).unwrap(), b"p{}");
    assert_eq!(fs::read(page.0.join("corpus.bin")).unwrap(), b"old");
    let corpus = decode(&fs::read(target.join("corpus.bin")).unwrap()).unwrap();
    assert_eq!(corpus.records().documents.len(), 1);
    let borders = entente::scene::borders::decode(&fs::read(target.join("borders.bin")).unwrap()).unwrap();
    assert!(borders.points() > 0);
    for name in ["index.html", "explorer.html"] {
        let html = fs::read_to_string(target.join(name)).unwrap();
        assert!(
            html.contains("Talks in Oslo") && !html.contains(">old<"),
            "{name} tells of the new corpus: {html}"
        );
    }
    assert!(!page.0.join("explorer.html").exists());

    let preview = target.join("preview.png");
    assert!(!preview.exists(), "no link can lead to a page without an address");
    let published = [&arguments[..], &["--url".as_ref(), "https://a.example/e/".as_ref()]].concat();
    assert!(run(&published).status.success());
    let png = fs::read(&preview).unwrap();
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(png[16..24], [1200u32.to_be_bytes(), 630u32.to_be_bytes()].concat()[..]);
    assert!(png.len() > 20_000, "letters and land are in it: {} bytes", png.len());
    let html = fs::read_to_string(target.join("index.html")).unwrap();
    assert!(html.contains("content=\"https://a.example/e/preview.png\""), "{html}");
    assert!(run(&arguments).status.success() && !preview.exists(), "nor is an old picture left");

    let inside = page.0.join("inside");
    let output = run(&["site".as_ref(), &folder.0, "-o".as_ref(), &inside, "--page".as_ref(), &page.0]);
    assert_eq!(output.status.code(), Some(1), "a page is not copied into itself");
    let output = run(&["site".as_ref(), &folder.0, "-o".as_ref(), &target, "--page".as_ref(), &folder.0]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("no built page"), "{}", said(&output));
}
