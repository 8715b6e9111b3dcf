//! The page away from its server: as one file from disk, without scripts, without WebAssembly.

use crate::page::{Page, Setting, scenario};
use crate::saved::{Downloads, asks_nobody, other};
use crate::serve::dist;
use serde_json::json;
use std::path::PathBuf;

/// What a reader does everywhere: search, the map with its borders, a filter, a card, the evidence, another language,
/// and back.
pub async fn walk(page: &Page) {
    page.open("").await;
    page.press("/").await;
    page.press("vucic").await;
    page.see("[role=option][data-key^='person:']").await;
    page.press("\u{e015}\u{e007}").await;
    page.see(".card[data-key^='person:']").await;
    page.press("\u{e00c}").await;
    page.gone(".card").await;

    page.open("#/map").await;
    page.see("#map").await;
    page.gone(".wanting").await;
    // Land is painted in more than the colours of an empty board.
    page.click("[data-facet=country] button[data-value]").await;
    page.see(".chip").await;
    page.click(".tab[data-room=events]").await;
    page.click(".event .open-card").await;
    page.see(".card[data-key]").await;
    page.client.back().await.expect("back");
    page.gone(".card").await;
    page.see(".room-events").await;
    page.click(".event .open-report").await;
    assert!(!page.text(".reader mark.evidence").await.trim().is_empty());

    page.click("#language option[value=ru]").await;
    page.until("the tab is Russian", async || page.texts(".tab[data-room=map]").await == ["Карта"]).await;
    page.client.refresh().await.expect("a reload");
    page.ready().await;
    page.see(".reader mark.evidence").await;
    assert_eq!(page.texts(".tab[data-room=map]").await, ["Карта"]);
    assert_eq!(page.all("#floor").await.len(), 0, "the floor went when the program came");
}

/// Saves a picture of the map.
async fn picture(page: &Page, downloads: &Downloads) {
    page.open("#/map").await;
    page.see("#map").await;
    page.js("document.querySelector('.picture:has(#map) details.save').open = true").await;
    page.click(".picture:has(#map) [data-act=save-svg]").await;
    let svg = std::fs::read_to_string(downloads.file(page, "entente-map.svg").await).expect("a picture");
    assert!(svg.contains("<path") && svg.contains("</svg>"));
}

/// "Save this page", and the file that comes of it.
async fn save(page: &Page, downloads: &Downloads) -> PathBuf {
    let file = downloads.0.join("explorer.html");
    let _ = std::fs::remove_file(&file);
    page.open("#/overview?about=1").await;
    page.click(".about [data-act=keep]").await;
    downloads.file(page, "explorer.html").await
}

#[test]
fn the_one_file_opens_from_disk_without_a_network_and_saves_itself() {
    scenario(Setting { offline: true, ..Setting::default() }, |page| async move {
        let page = other(&page, &dist().join("explorer.html"));
        walk(&page).await;
        asks_nobody(&page).await;
        let downloads = Downloads::of(&page, "itself").await;
        picture(&page, &downloads).await;
        let saved = save(&page, &downloads).await;
        let again = downloads.0.join("again.html");
        std::fs::rename(&saved, &again).expect("a file");
        let page = other(&page, &again);
        walk(&page).await;
        asks_nobody(&page).await;
        let third = save(&page, &downloads).await;
        assert!(
            std::fs::read(third).unwrap() == std::fs::read(again).unwrap(),
            "what a saved page saves is itself"
        );
    });
}

#[test]
fn the_served_page_saves_the_same_file() {
    scenario(Setting::default(), |page| async move {
        walk(&page).await;
        let downloads = Downloads::of(&page, "served").await;
        let saved = save(&page, &downloads).await;
        let built = std::fs::read(dist().join("explorer.html")).unwrap();
        assert!(std::fs::read(&saved).unwrap() == built);
        walk(&other(&page, &saved)).await;
    });
}

#[test]
fn a_page_without_its_one_file_says_that_it_cannot_be_saved() {
    let mut setting = Setting { expected_in_console: &["404"], ..Setting::default() };
    setting.replaced.insert("explorer.html", None);
    scenario(setting, |page| async move {
        page.open("#/overview?about=1").await;
        page.click(".about [data-act=keep]").await;
        assert!(page.text(".about [role=alert]").await.contains("explorer.html"));
    });
}

#[test]
fn opened_from_disk_the_page_says_what_to_do_and_names_the_one_file() {
    let setting = Setting { expected_in_console: &["file:"], ..Setting::default() };
    scenario(setting, |page| async move {
        let page = other(&page, &dist().join("index.html"));
        page.go("").await;
        let text = page.text("#floor [role=alert]").await;
        assert!(text.contains("web server") && text.contains("explorer.html"), "{text}");
        assert!(!page.all("#floor tbody tr").await.is_empty(), "what the reports tell can be read meanwhile");
        page.go("#/map?lang=ru").await;
        page.client.refresh().await.unwrap();
        assert!(page.text("#floor [role=alert]").await.contains("с диска"));
        page.click("#floor [role=alert] a").await;
        page.ready().await;
    });
}

/// Reports, registers, and events with sentences and sources can be read, and nothing of the program shows.
async fn floor_stands(page: &Page) {
    page.see("#floor h1").await;
    assert!(
        page.all(".waiting .sea").await.is_empty()
            || !page.all(".waiting .sea").await[0].is_displayed().await.unwrap()
    );
    for part in ["reports", "register", "events"] {
        page.see(&format!("#floor #{part} h2")).await;
    }
    assert_eq!(page.all("#floor article h3").await.len(), 5);
    assert!(page.all("#floor #events tbody tr blockquote mark").await.len() > 20);
}

#[test]
fn without_scripts_the_page_tells_everything_on_a_desk_and_on_a_phone() {
    for (size, touch) in [((1440, 900), false), ((390, 844), true)] {
        let setting = Setting { size, touch, scriptless: true, ..Setting::default() };
        scenario(setting, move |page| async move {
            for page in [page.clone(), other(&page, &dist().join("explorer.html"))] {
                page.go("").await;
                floor_stands(&page).await;
                assert!(page.client.title().await.unwrap().contains("2013–2024"));
                let wide = page.js("return document.documentElement.scrollWidth").await.as_u64().unwrap();
                assert!(wide <= u64::from(size.0), "{wide} px wide");
            }
        });
    }
}

#[test]
fn where_webassembly_is_forbidden_a_line_says_so_and_the_floor_stays() {
    let html = std::fs::read_to_string(dist().join("index.html")).unwrap();
    assert!(html.contains("'wasm-unsafe-eval'"));
    let strict = html.replace("'wasm-unsafe-eval'", "");
    let mut setting = Setting { expected_in_console: &["WebAssembly", "wasm"], ..Setting::default() };
    setting.replaced.insert("index.html", Some(strict.into_bytes()));
    scenario(setting, |page| async move {
        page.go("").await;
        assert!(page.text("#floor [role=alert]").await.contains("WebAssembly"));
        floor_stands(&page).await;
        assert_eq!(crate::access::faults(&page).await, Vec::<String>::new());
        page.go("#/?lang=sr-Cyrl").await;
        page.client.refresh().await.unwrap();
        assert!(page.text("#floor [role=alert]").await.contains("не дозвољавају WebAssembly"));
    });
}

#[test]
fn on_a_slow_line_one_may_read_and_the_program_waits_until_it_is_asked_for() {
    scenario(Setting::default(), |page| async move {
        let line = |bytes: i32| json!({ "offline": false, "latency": 0, "downloadThroughput": bytes, "uploadThroughput": -1 });
        page.devtools("Network.enable", json!({})).await;
        page.devtools("Network.emulateNetworkConditions", line(60_000)).await;
        page.go("").await;
        page.click(".waiting .sea button").await;
        floor_stands(&page).await;
        page.devtools("Network.emulateNetworkConditions", line(-1)).await;
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        assert!(page.all("main[data-ready=true]").await.is_empty(), "the floor is not torn away");
        page.click("#floor-note button").await;
        page.ready().await;
        assert!(page.all("#floor").await.is_empty());
    });
}

#[test]
fn a_link_to_a_line_of_the_floor_opens_the_same_in_the_program() {
    scenario(Setting::default(), |page| async move {
        page.open("#/events").await;
        let key = page.attributes("main .event[data-key]", "data-key").await[0].clone();
        page.client.goto("about:blank").await.unwrap();
        page.open(&format!("#{key}")).await;
        page.see(&format!(".card[data-key='{key}']")).await;
    });
}

/// The link of the first event's sentence, its fragment alone, and its words.
pub async fn permalink(page: &Page) -> (String, String) {
    page.open("#/events").await;
    let href = page.attributes(".event .open-report.link", "href").await.remove(0);
    (href[href.find('#').expect("a fragment")..].to_owned(), page.text(".event .quote mark").await)
}

/// The reader stands at these words, highlighted and in view.
pub async fn stands_at(page: &Page, said: &str) {
    page.see(".reader mark.evidence").await;
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(plain(&page.texts(".reader mark.evidence").await.join("")), plain(said));
    let (_, y, _, h) = page.frame(".reader mark.evidence").await;
    let high = page.js("return innerHeight").await.as_f64().expect("a number");
    assert!(y >= 0.0 && y + h.min(40.0) <= high, "the sentence is out of sight at {y} of {high}");
}

#[test]
fn a_link_to_a_sentence_opens_in_the_one_file_from_disk() {
    scenario(Setting { offline: true, ..Setting::default() }, |page| async move {
        let page = other(&page, &dist().join("explorer.html"));
        let (link, said) = permalink(&page).await;
        page.client.goto("about:blank").await.unwrap();
        page.open(&link).await;
        stands_at(&page, &said).await;
        asks_nobody(&page).await;
    });
}

#[test]
fn under_a_sub_path_of_a_plain_server_everything_works_and_shares_its_own_address() {
    let folder = std::env::temp_dir().join(format!("entente-sub-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let below = folder.join("news/2024 deals");
    std::fs::create_dir_all(&below).unwrap();
    for file in std::fs::read_dir(dist()).unwrap().flatten().filter(|f| f.path().is_file()) {
        std::fs::copy(file.path(), below.join(file.file_name())).unwrap();
    }
    scenario(Setting { folder: Some(folder.clone()), ..Setting::default() }, move |page| async move {
        for end in ["", "index.html"] {
            let page = Page { home: format!("{}news/2024%20deals/{end}", page.home), ..page.clone() };
            walk(&page).await;
            let (link, said) = permalink(&page).await;
            page.client.goto("about:blank").await.unwrap();
            page.open(&link).await;
            stands_at(&page, &said).await;
            page.click("[data-act=share]").await;
            let code = page.js("return document.querySelector('[data-share=code]').value").await;
            let code = code.as_str().unwrap();
            let at = page.home.trim_end_matches("index.html");
            assert!(code.contains(&format!("src=\"{at}embed.js\"")), "{code}");
            assert!(code.contains(&format!("src=\"{at}{end}\"")), "{code}");
        }
    });
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Bytes of a text or file when gzipped: deflated, with gzip's own 18.
fn gzipped(bytes: &[u8]) -> usize {
    miniz_oxide::deflate::compress_to_vec(bytes, 9).len() + 18
}

#[test]
fn the_one_file_is_at_most_1_4_times_its_gzipped_parts() {
    let without_floor = |html: &str| {
        let (head, rest) = html.split_once("<!--floor-->").expect("a floor");
        let (_, tail) = rest.split_once("<!--/floor-->").expect("its end");
        [head, tail].concat().into_bytes()
    };
    let mut parts = 0;
    for file in std::fs::read_dir(dist()).unwrap().flatten().map(|entry| entry.path()).filter(|f| f.is_file())
    {
        let bytes = std::fs::read(&file).unwrap();
        match file.file_name().unwrap().to_str().unwrap() {
            "explorer.html" | "preview.png" => {}
            "index.html" => parts += gzipped(&without_floor(std::str::from_utf8(&bytes).unwrap())),
            _ => parts += gzipped(&bytes),
        }
    }
    let file = without_floor(&std::fs::read_to_string(dist().join("explorer.html")).unwrap()).len();
    let times = file as f64 / parts as f64;
    assert!(times <= 1.4, "{file} bytes are {times:.3} times the {parts} of the parts");
    println!("{file} bytes are {times:.3} times the {parts} of the gzipped parts");
}
