//! What leaves the page: exports, links to sentences, quotations.

use crate::page::{Page, Setting, scenario};
use crate::serve::dist;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

fn wide(steps: impl AsyncFnOnce(Page) + 'static) {
    scenario(Setting::default(), |page| async move { steps(page).await });
}

/// A folder of its own, and the browser told to save files there.
pub async fn downloads(page: &Page, name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("entente-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let to = json!({ "behavior": "allow", "downloadPath": folder });
    page.devtools("Browser.setDownloadBehavior", to).await;
    folder
}

/// What the command line writes of a corpus.
pub fn written(corpus: &Path, page: &str, query: &str, folder: &Path) {
    let done = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--bin", "entente", "--", "export", "all"])
        .arg(corpus)
        .args(["--page", page, "--query", query, "--output"])
        .arg(folder)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
        .status()
        .unwrap();
    assert!(done.success());
}

pub async fn saved(page: &Page, folder: &Path, file: &str) -> String {
    let path = folder.join(file);
    page.until(&format!("{file} is saved"), async || path.metadata().is_ok_and(|m| m.len() > 0)).await;
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    text
}

#[test]
fn each_export_saved_under_a_filter_is_what_the_command_line_writes_for_it() {
    wide(async |page| {
        page.open("#/events?q=country:BY").await;
        let listed = page.attributes("main .event[data-key]", "data-key").await;
        assert!(!listed.is_empty());
        let folder = downloads(&page, "exports").await;
        let native = folder.join("native");
        written(&dist().join("corpus.bin"), &page.home, "country:BY", &native);
        page.click("[data-act=export]").await;
        let forms = page.attributes(".export [data-form]", "data-form").await;
        assert_eq!(forms.len(), 11, "{forms:?}");
        let mut files: Vec<String> = std::fs::read_dir(&native)
            .unwrap()
            .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name != "records.json")
            .collect();
        files.sort();
        for form in &forms {
            page.click(&format!(".export [data-form={form}]")).await;
            // Chromium lets a page save ten files a second and drops what is more; nobody clicks that fast.
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
        for file in &files {
            let expect = std::fs::read_to_string(native.join(file)).unwrap();
            assert_eq!(saved(&page, &folder, file).await, expect, "{file}");
        }
        assert_eq!(files.len(), forms.len());
        let features: Value = {
            page.click(".export [data-form=geojson]").await;
            serde_json::from_str(&saved(&page, &folder, "events.geojson").await).unwrap()
        };
        let mut keys: Vec<&str> =
            features["features"].as_array().unwrap().iter().filter_map(|f| f["id"].as_str()).collect();
        let mut listed: Vec<&str> = listed.iter().map(String::as_str).collect();
        keys.sort_unstable();
        listed.sort_unstable();
        assert_eq!(keys, listed, "the file holds what the list shows");
        // Everything, although something is chosen.
        written(&dist().join("corpus.bin"), &page.home, "", &native);
        page.click("[data-act=export-whole]").await;
        page.click(".export [data-form=events-csv]").await;
        let all = saved(&page, &folder, "events.csv").await;
        assert_eq!(all, std::fs::read_to_string(native.join("events.csv")).unwrap());
        std::fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn the_menu_of_exports_fits_a_phone() {
    scenario(Setting { size: (390, 844), touch: true, ..Setting::default() }, |page| async move {
        page.open("#/events?status=occurred").await;
        page.click("[data-act=export]").await;
        let (x, y, w, h) = page.frame(".export .choices").await;
        assert!(x >= 0.0 && x + w <= 390.5 && y >= 0.0 && y + h <= 844.0, "{x} {y} {w} {h}");
        let top = "const r = document.querySelector('.export [data-form=geojson]').getBoundingClientRect(); return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).closest('[data-form]') !== null";
        assert_eq!(page.js(top).await, true, "something covers the menu");
    });
}

/// The link of the first event's sentence, and its words.
async fn link(page: &Page) -> (String, String) {
    page.open("#/events").await;
    let href = page.attributes(".event .open-report.link", "href").await.remove(0);
    let said = page.text(".event .quote mark").await;
    (href, said)
}

/// Words without white space: the reader's marks are pieces, each trimmed when they are read off.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_link_to_a_sentence_opened_in_a_new_window_shows_it_highlighted_and_in_view() {
    wide(async |page| {
        let (href, said) = link(&page).await;
        let window = page.client.new_window(false).await.unwrap().handle;
        page.client.switch_to_window(window).await.unwrap();
        page.open(&href).await;
        page.see(".reader mark.evidence").await;
        let marked = page.texts(".reader mark.evidence").await.join("");
        assert_eq!(plain(&marked), plain(&said));
        let (_, y, _, h) = page.frame(".reader mark.evidence").await;
        assert!(y >= 0.0 && y + h.min(40.0) <= 900.0, "the sentence is out of sight at {y}");
        assert!(page.all(".reader .changed").await.is_empty());
        assert_eq!(page.fragment().await, href, "the address stays what it was");
    });
}

#[test]
fn a_text_that_changed_since_the_link_was_made_is_told_and_only_the_same_words_are_marked() {
    wide(async |page| {
        let (href, said) = link(&page).await;
        // Links are document:start-end:mark; as if something had been cut out before the sentence.
        let (head, mark) = href.rsplit_once(':').unwrap();
        let (document, range) = head.rsplit_once(':').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let later = |at: &str| at.parse::<u32>().unwrap() + 7;
        page.open(&format!("{document}:{}-{}:{mark}", later(start), later(end))).await;
        let moved = page.text(".reader .changed").await;
        assert!(moved.contains("changed") && moved.contains("marked"), "{moved}");
        assert_eq!(plain(&page.texts(".reader mark.evidence").await.join("")), plain(&said));
        // As if other words had stood there.
        let other: String = mark.chars().map(|c| if c == '0' { '1' } else { '0' }).collect();
        page.open("#/events").await;
        page.open(&format!("{head}:{other}")).await;
        let gone = page.text(".reader .changed").await;
        assert!(gone.contains("no longer"), "{gone}");
        assert!(page.all(".reader mark.evidence").await.is_empty(), "a lookalike is marked");
        // A link of old, without a mark, shows what stands there.
        page.open("#/events").await;
        page.open(head).await;
        page.see(".reader mark.evidence").await;
        assert!(page.all(".reader .changed").await.is_empty());
    });
}

#[test]
fn a_sentence_is_copied_as_text_as_markdown_and_as_a_web_annotation() {
    wide(async |page| {
        let origin = page.home.trim_end_matches('/').to_owned();
        let permissions =
            json!({ "origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        page.devtools("Browser.grantPermissions", permissions).await;
        page.open("#/events").await;
        let said = plain(&page.text(".event .quote").await);
        let copied = async |form: &str| {
            page.click(".event .copy").await;
            page.click(&format!(".event .cite [data-as={form}]")).await;
            page.gone(".event .cite").await;
            assert_eq!(page.text(".event .copy").await, "copied");
            page.js("return navigator.clipboard.readText()").await.as_str().unwrap().to_owned()
        };
        let text = copied("text").await;
        assert!(plain(&text).contains(said.trim_matches('…')), "{text:?} lacks {said:?}");
        assert!(text.contains("— Entente digest, after"), "{text}");
        let markdown = copied("markdown").await;
        assert!(markdown.starts_with("> ") && markdown.contains("](<http"), "{markdown}");
        let note: Value = serde_json::from_str(&copied("annotation").await).unwrap();
        assert_eq!(note["target"]["selector"][0]["type"], "TextQuoteSelector");
        assert_eq!(note["target"]["selector"][1]["type"], "TextPositionSelector");
        let link = copied("link").await;
        assert!(text.ends_with(&link) && markdown.contains(&link) && note["id"] == link, "{link}");
        page.client.goto("about:blank").await.unwrap();
        page.client.goto(&link).await.unwrap();
        page.see(".reader mark.evidence").await;
        let marked = plain(&page.texts(".reader mark.evidence").await.join(""));
        assert_eq!(marked, said, "the link leads to what was copied");
    });
}

#[test]
fn where_the_browser_forbids_copying_the_quotation_is_shown_to_be_copied_by_hand() {
    wide(async |page| {
        page.open("#/events").await;
        page.js("Object.defineProperty(navigator, 'clipboard', { value: undefined })").await;
        page.click(".event .copy").await;
        page.click(".event .cite [data-as=text]").await;
        page.see(".by-hand textarea").await;
        let shown = page.js("return document.querySelector('.by-hand textarea').value").await;
        assert!(shown.as_str().unwrap().contains("Entente digest, after"), "{shown}");
    });
}
