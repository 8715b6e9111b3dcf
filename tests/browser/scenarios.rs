//! What a reader does and sees. Nothing here names a thing of the shipped corpus unless the scenario
//! is about that thing: counts and names are read off the page.

use crate::page::{Page, Setting, scenario};
use crate::serve::dist;
use std::collections::BTreeMap;

fn wide(steps: impl AsyncFnOnce(Page) + 'static) {
    scenario(Setting::default(), |page| async move { steps(page).await });
}

/// Keys of the events in the list, in order.
async fn listed(page: &Page) -> Vec<String> {
    page.attributes("main .event[data-key]", "data-key").await
}

/// Value and count of each choice of a facet.
async fn counts(page: &Page, facet: &str) -> BTreeMap<String, u32> {
    let css = format!("[data-facet={facet}] button[data-value]");
    let values = page.attributes(&css, "data-value").await;
    let numbers = page.attributes(&css, "data-count").await;
    values.into_iter().zip(numbers.iter().map(|n| n.parse().expect("a count"))).collect()
}

async fn choose(page: &Page, facet: &str, value: &str) {
    page.click(&format!("[data-facet={facet}] button[data-value='{value}']")).await;
}

/// Finds the point of the map where the tooltip names something, as a reader does with the pointer.
async fn find_on_map(page: &Page, name: &str) -> (f64, f64) {
    let (x, y, w, h) = page.frame("#map").await;
    for row in 1..24 {
        for column in 1..36 {
            let at = (x + w * f64::from(column) / 36.0, y + h * f64::from(row) / 24.0);
            page.point(at.0, at.1).await;
            if page.texts(".tip").await.iter().any(|tip| tip.lines().next().unwrap_or("").starts_with(name)) {
                return at;
            }
        }
    }
    panic!("{name} is nowhere on the map");
}

#[test]
fn the_page_shows_reports_events_and_facets_once_loaded() {
    wide(async |page| {
        page.open("").await;
        for facet in ["country", "person", "organisation", "equipment", "kind", "status", "year", "source"] {
            assert!(!counts(&page, facet).await.is_empty(), "the facet {facet} is empty");
        }
        page.open("#/map").await;
        page.see("#map").await;
        page.see("#timeline").await;
        page.open("#/events").await;
        assert!(listed(&page).await.len() >= 20, "too few events are listed");
        page.open("#/reports").await;
        assert_eq!(page.all(".report[data-key]").await.len(), 5);
    });
}

#[test]
fn a_click_on_a_country_in_the_facets_leaves_only_events_with_that_country() {
    wide(async |page| {
        page.open("#/events").await;
        let before = listed(&page).await;
        let countries = counts(&page, "country").await;
        let (value, count) = countries
            .iter()
            .find(|(_, n)| (**n as usize) < before.len())
            .expect("a country with fewer events than all");
        choose(&page, "country", value).await;
        page.see(".chip").await;
        page.until("the list shrinks to the count", async || listed(&page).await.len() == *count as usize)
            .await;
        assert_eq!(counts(&page, "country").await, countries, "a facet is counted without its own clause");
    });
}

#[test]
fn a_click_on_belarus_in_the_map_leaves_only_events_with_belarus() {
    wide(async |page| {
        page.open("#/map").await;
        let count = counts(&page, "country").await["country:by"];
        let (x, y) = find_on_map(&page, "Belarus").await;
        page.click_at(x, y).await;
        page.see(".chip").await;
        assert!(page.text(".chip").await.contains("Belarus"));
        assert!(page.fragment().await.contains("country:by"));
        page.client
            .goto(&format!("{}{}", page.home, page.fragment().await.replace("#/map", "#/events")))
            .await
            .unwrap();
        page.open("#/events?country=country:by").await;
        assert_eq!(listed(&page).await.len(), count as usize);
    });
}

#[test]
fn the_evidence_of_a_fact_opens_in_the_reader_highlighted() {
    wide(async |page| {
        page.open("#/events").await;
        let said = page.text(".event .quote mark").await;
        page.click(".event .open-report").await;
        page.see(".reader mark.evidence").await;
        let marked = page.texts(".reader mark.evidence").await.join("");
        let plain = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain(&marked).contains(plain(&said).trim_matches('…')), "{marked:?} is not {said:?}");
        let (_, y, _, h) = page.frame(".reader mark.evidence").await;
        assert!(y >= 0.0 && y + h.min(40.0) <= 900.0, "the evidence is out of sight at {y}");
    });
}

#[test]
fn a_reload_keeps_the_filters_and_the_open_card() {
    wide(async |page| {
        page.open("#/events").await;
        choose(&page, "status", "occurred").await;
        page.click(".event .open-card").await;
        page.see(".card[data-key]").await;
        let (list, fragment) = (listed(&page).await, page.fragment().await);
        let cards = page.attributes(".card[data-key]", "data-key").await;
        page.client.refresh().await.unwrap();
        page.ready().await;
        page.see(".card[data-key]").await;
        assert_eq!(page.fragment().await, fragment);
        assert_eq!(listed(&page).await, list);
        assert_eq!(page.attributes(".card[data-key]", "data-key").await, cards);
        assert_eq!(page.all(".chip").await.len(), 1);
    });
}

#[test]
fn back_undoes_a_filter_and_a_card_and_forward_brings_them_again() {
    wide(async |page| {
        page.open("#/events").await;
        let all = listed(&page).await;
        choose(&page, "status", "planned").await;
        page.see(".chip").await;
        let planned = listed(&page).await;
        page.click(".event .open-card").await;
        page.see(".card").await;
        page.client.back().await.unwrap();
        page.gone(".card").await;
        assert_eq!(listed(&page).await, planned);
        page.client.back().await.unwrap();
        page.gone(".chip").await;
        assert_eq!(listed(&page).await, all);
        page.client.forward().await.unwrap();
        page.see(".chip").await;
        page.client.forward().await.unwrap();
        page.see(".card").await;
    });
}

#[test]
fn a_chip_takes_its_filter_away_and_clear_all_takes_every_one() {
    wide(async |page| {
        page.open("#/events?status=occurred&country=country:rs").await;
        assert_eq!(page.all(".chip").await.len(), 2);
        page.click(".chip button").await;
        page.until("one chip is left", async || page.all(".chip").await.len() == 1).await;
        page.click(".clear-all").await;
        page.gone(".chip").await;
        assert!(!page.fragment().await.contains("country"));
    });
}

fn broken(name: &str, corpus: Option<Vec<u8>>, advice: &'static [&'static str]) {
    let setting = Setting {
        replaced: BTreeMap::from([("corpus.bin", corpus)]),
        expected_in_console: &["corpus.bin"],
        ..Setting::default()
    };
    let name = name.to_owned();
    scenario(setting, move |page| async move {
        page.go("").await;
        let text = page.text("[role=alert]").await.to_lowercase();
        for word in advice {
            assert!(text.contains(word), "{name}: {text:?} does not say {word:?}");
        }
        assert!(page.all("main[data-ready=true]").await.is_empty());
    });
}

#[test]
fn a_truncated_corpus_shows_what_to_do() {
    let whole = std::fs::read(dist().join("corpus.bin")).unwrap();
    broken("half", Some(whole[..whole.len() / 2].to_vec()), &["corpus", "again"]);
}

#[test]
fn a_foreign_file_instead_of_the_corpus_is_named_as_such() {
    broken(
        "foreign",
        Some(b"<!doctype html><title>a login page</title>".to_vec()),
        &["corpus", "entente pack"],
    );
}

#[test]
fn a_missing_corpus_is_named_as_such() {
    broken("missing", None, &["corpus.bin"]);
}

#[test]
fn the_keyboard_alone_reaches_a_card_and_escape_closes_it() {
    wide(async |page| {
        page.open("#/events").await;
        page.js("document.activeElement.blur()").await;
        for _ in 0..400 {
            page.press("\u{e004}").await;
            let place = page.js("const e = document.activeElement; return [e.matches('.open-card'), getComputedStyle(e).outlineStyle, e.tagName]").await;
            if place[2] != "BODY" && place[0] == true {
                assert_ne!(place[1], "none", "the focus cannot be seen");
                page.press("\u{e007}").await;
                page.see(".card[data-key]").await;
                page.press("\u{e00c}").await;
                page.gone(".card[data-key]").await;
                return;
            }
        }
        panic!("400 tabs do not reach a card");
    });
}

#[test]
fn a_slash_reaches_the_search_and_a_name_is_found_in_any_spelling_and_script() {
    wide(async |page| {
        page.open("").await;
        page.press("/").await;
        page.press("vucic").await;
        let hit = "[role=option][data-key^='person:']";
        let latin = page.see(hit).await.text().await.unwrap();
        assert!(latin.contains("Vučić"), "{latin}");
        for words in ["Вучић", "Vučić"] {
            page.open("#/map").await;
            page.press("/").await;
            page.press(words).await;
            page.until(&format!("{words} finds the same"), async || {
                page.texts(hit).await.iter().any(|t| t.contains("Vučić"))
            })
            .await;
            page.client.refresh().await.unwrap();
            page.ready().await;
        }
    });
}

#[test]
fn every_card_has_facts_and_every_fact_opens_its_evidence() {
    wide(async |page| {
        page.open("").await;
        let mut keys = Vec::new();
        for facet in ["country", "person", "organisation", "equipment"] {
            keys.extend(
                page.attributes(&format!("[data-facet={facet}] button[data-value]"), "data-value").await,
            );
        }
        assert!(keys.len() > 10, "{keys:?}");
        for key in keys {
            page.open(&format!("#/map?card={key}")).await;
            page.see(&format!(".card[data-key='{key}']")).await;
            let facts = page.all(".card .fact").await.len();
            assert!(facts > 0, "the card of {key} is empty");
            let without = page.js("return [...document.querySelectorAll('.card .fact')].filter(f => !f.querySelector('a.open-report, button.open-report')).map(f => f.textContent)").await;
            assert_eq!(without, serde_json::json!([]), "facts of {key} without evidence");
        }
        page.click(".card .fact .open-report").await;
        page.see(".reader mark.evidence").await;
    });
}

#[test]
fn a_brush_on_the_timeline_leaves_only_events_of_that_time() {
    wide(async |page| {
        page.open("#/map").await;
        let (x, y, w, h) = page.frame("#timeline").await;
        page.drag(&[(x + w * 0.45, y + h * 0.4), (x + w * 0.55, y + h * 0.4), (x + w * 0.7, y + h * 0.4)])
            .await;
        page.see(".chip").await;
        let fragment = page.fragment().await;
        assert!(fragment.contains("from=") && fragment.contains("to="), "{fragment}");
        let text = page.text("[aria-live]").await;
        assert!(text.contains("certainly"), "{text}");
    });
}

#[test]
fn wheel_keys_and_buttons_zoom_the_map_and_the_address_keeps_the_frame() {
    wide(async |page| {
        page.open("#/map").await;
        page.click("[data-act=zoom-in]").await;
        page.until("the address has the frame", async || page.fragment().await.contains("at=")).await;
        let one = page.fragment().await;
        page.js("document.querySelector('#map').focus()").await;
        page.press("+").await;
        page.until("the key zooms", async || page.fragment().await != one).await;
        let two = page.fragment().await;
        page.client.refresh().await.unwrap();
        page.ready().await;
        assert_eq!(page.fragment().await, two);
        page.click("[data-act=zoom-fit]").await;
        page.until("the frame fits again", async || !page.fragment().await.contains("at=")).await;
    });
}

#[test]
fn the_map_and_the_timeline_can_be_read_as_tables() {
    wide(async |page| {
        page.open("#/map").await;
        for picture in ["map", "timeline"] {
            page.click(&format!("[data-table={picture}]")).await;
            page.see(&format!("table[data-of={picture}] tbody tr")).await;
            page.click(&format!("[data-table={picture}]")).await;
            page.gone(&format!("table[data-of={picture}]")).await;
        }
    });
}

#[test]
fn a_digest_is_named_as_a_digest_wherever_it_is_quoted() {
    wide(async |page| {
        page.open("#/reports").await;
        let sources = page.texts(".report .source").await;
        assert_eq!(sources.len(), 5);
        for source in sources {
            assert!(source.starts_with("Entente digest, after"), "{source}");
        }
        page.click(".report .open-report").await;
        assert!(page.text(".reader .source").await.starts_with("Entente digest, after"));
    });
}

#[test]
fn the_about_panel_says_how_facts_were_read_and_whose_data_it_uses() {
    wide(async |page| {
        page.open("").await;
        page.click("[data-act=about]").await;
        let text = page.text(".about").await;
        for words in ["By a program", "check the sentence", "GeoNames", "CC BY", "Natural Earth"] {
            assert!(text.contains(words), "{words:?} is missing");
        }
        page.press("\u{e00c}").await;
        page.gone(".about").await;
    });
}

#[test]
fn the_switch_turns_the_page_dark_and_a_reload_keeps_it() {
    wide(async |page| {
        page.open("").await;
        let paper = "return getComputedStyle(document.body).backgroundColor";
        let light = page.js(paper).await;
        page.click("[data-act=theme]").await;
        page.until("the page is dark", async || page.js(paper).await != light).await;
        let dark = page.js(paper).await;
        page.client.refresh().await.unwrap();
        page.ready().await;
        assert_eq!(page.js(paper).await, dark);
    });
}

#[test]
fn a_narrow_phone_shows_everything_without_scrolling_sideways() {
    scenario(Setting { size: (360, 740), touch: true, ..Setting::default() }, |page| async move {
        for view in
            ["#/", "#/map", "#/register", "#/register?part=agreements", "#/claims", "#/events", "#/reports"]
        {
            page.open(view).await;
            let width = page.js("return document.documentElement.scrollWidth").await.as_u64().unwrap();
            assert!(width <= 360, "{view} is {width} px wide");
        }
        page.open("#/events").await;
        page.click(".event .open-card").await;
        let (x, _, w, _) = page.frame(".card").await;
        assert!(x >= 0.0 && x + w <= 360.5, "the card is cut off: {x} {w}");
    });
}

#[test]
fn nothing_shifts_after_the_page_is_ready() {
    wide(async |page| {
        page.go("").await;
        page.js("window.shifted = 0; new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) window.shifted += e.value })).observe({type: 'layout-shift', buffered: true})").await;
        page.ready().await;
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        let shifted = page.js("return window.shifted").await.as_f64().unwrap();
        assert!(shifted < 0.02, "cumulative layout shift of {shifted}");
    });
}

#[test]
fn words_of_a_report_are_never_read_as_markup() {
    wide(async |page| {
        page.open("#/events?words=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&card=%3Cscript%3E").await;
        assert_eq!(page.js("return document.querySelectorAll('img, main script').length").await, 0);
    });
}
