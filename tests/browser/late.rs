//! A large corpus is read as it is needed.

use crate::export::{downloads, saved, written};
use crate::page::{Page, Setting, scenario};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// Made-up reports, so many that their texts lie far behind the first bytes.
const REPORTS: &str = "3000";

static CORPUS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("entente-late-{}", std::process::id()));
    let xtask = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["generate", REPORTS]).arg(&folder).status();
    assert!(xtask.unwrap().success());
    let packed = folder.join("packed.bin");
    let done = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--bin", "entente", "--", "pack", "--no-cache"])
        .arg(&folder)
        .arg("--output")
        .arg(&packed)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
        .status();
    assert!(done.unwrap().success());
    let bytes = std::fs::read(packed).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    bytes
});

fn large(ranges: bool) -> Setting {
    Setting { replaced: BTreeMap::from([("corpus.bin", Some(CORPUS.clone()))]), ranges, ..Setting::default() }
}

/// Bytes of the corpus that came over the line so far, and in how many answers.
async fn came(page: &Page) -> (u64, u64) {
    let told = page
        .js("const of = performance.getEntriesByType('resource').filter((e) => e.name.endsWith('corpus.bin'));
             return [of.reduce((sum, e) => sum + e.encodedBodySize, 0), of.length]")
        .await;
    (told[0].as_u64().unwrap(), told[1].as_u64().unwrap())
}

/// Waits until no sentence is on its way.
async fn quiet(page: &Page) {
    page.until("all sentences are there", async || page.all(".quote.coming").await.is_empty()).await;
}

#[test]
fn of_a_large_corpus_a_reader_fetches_what_is_looked_at() {
    scenario(large(true), async |page| {
        page.open("").await;
        quiet(&page).await;
        let quotes = page.texts(".quote").await;
        assert!(!quotes.is_empty() && quotes.iter().all(|quote| quote.len() > 20), "{quotes:?}");
        let all = CORPUS.len() as u64;
        let (first, answers) = came(&page).await;
        assert!(first < all * 7 / 10, "{first} of {all} bytes for the first screen");
        assert!(answers < 40, "{answers} answers");
        page.click(".open-report").await;
        page.see(".reader mark.evidence").await;
        assert!(page.text(".reader .text").await.len() > 200);
        assert!(page.all(".reader .changed").await.is_empty());
        let (read, _) = came(&page).await;
        assert!(read < first + all / 10, "{} bytes for a report", read - first);
    });
}

#[test]
fn words_are_found_whether_the_server_gives_parts_or_not() {
    let mut found = Vec::new();
    for ranges in [true, false] {
        let told = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
        let to = told.clone();
        scenario(large(ranges), async move |page| {
            page.open("#/events").await;
            let before = page.text(".tally").await;
            page.press("/").await;
            page.press("minister").await;
            page.see("#offers [role=option][data-key]").await;
            let names = page.texts("#offers [data-key] .offer-name").await;
            to.borrow_mut().extend(names);
            page.press("\u{e007}").await;
            page.until("the search is answered", async || page.text(".tally").await != before).await;
            let tally = page.text(".tally").await;
            to.borrow_mut().push(tally);
            page.open("#/events?q=zzzzqq").await;
            page.see(".nothing").await;
        });
        found.push(told.take());
    }
    assert!(found[0].len() > 3, "{found:?}");
    assert_eq!(found[0], found[1]);
}

#[test]
fn an_export_waits_for_what_it_lacks_and_is_what_the_command_line_writes() {
    scenario(large(true), async |page| {
        page.open("#/events?q=country:NO").await;
        let folder = downloads(&page, "late-exports").await;
        let corpus = folder.join("corpus.bin");
        std::fs::write(&corpus, &*CORPUS).unwrap();
        written(&corpus, &page.home, "country:NO", &folder.join("native"));
        page.click("[data-act=export]").await;
        for (form, file) in [("statements-csv", "statements.csv"), ("events-csv", "events.csv")] {
            page.click(&format!(".export [data-form={form}]")).await;
            let expect = std::fs::read_to_string(folder.join("native").join(file)).unwrap();
            assert!(expect.lines().count() > 10, "{file}");
            assert_eq!(saved(&page, &folder, file).await, expect, "{file}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    });
}

#[test]
fn what_cannot_be_had_is_said_and_tried_again_when_the_reader_asks() {
    scenario(large(true), async |page| {
        page.open("").await;
        quiet(&page).await;
        page.js("const range = entente.range; entente.range = async () => 503; window.mend = () => entente.range = range;")
            .await;
        page.open("#/events").await;
        page.press("/").await;
        page.press("tanks").await;
        let said = page.text("[role=alert]").await;
        assert!(said.contains("corpus.bin") && said.contains("503"), "{said}");
        page.js("window.mend()").await;
        page.click("[data-act=again]").await;
        page.gone("[role=alert]").await;
        page.click("#search").await;
        page.see("#offers [role=option][data-key]").await;
    });
}
