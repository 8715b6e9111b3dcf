//! What a reader does with the pictures: map, timeline and network. Names and counts are read off the
//! page.

use crate::page::{Page, Setting, scenario};
use serde_json::json;
use std::time::Duration;

fn wide(steps: impl AsyncFnOnce(Page) + 'static) {
    scenario(Setting::default(), |page| async move { steps(page).await });
}

fn phone(steps: impl AsyncFnOnce(Page) + 'static) {
    let setting = Setting { size: (390, 844), touch: true, ..Setting::default() };
    scenario(setting, |page| async move { steps(page).await });
}

/// What a canvas shows, as a text that two equal pictures share. Waits for the frame that is due.
async fn shown(page: &Page, canvas: &str) -> String {
    tokio::time::sleep(Duration::from_millis(350)).await;
    page.js(&format!("return document.querySelector('{canvas}').toDataURL()"))
        .await
        .as_str()
        .unwrap()
        .to_owned()
}

async fn wheel(page: &Page, (x, y): (f64, f64), turn: f64) {
    let event = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": turn });
    page.devtools("Input.dispatchMouseEvent", event).await;
}

/// Moves fingers from places to places in some steps.
async fn fingers(page: &Page, from: &[(f64, f64)], to: &[(f64, f64)]) {
    let points = |share: f64| -> Vec<serde_json::Value> {
        let between = |a: f64, b: f64| a + (b - a) * share;
        from.iter()
            .zip(to)
            .enumerate()
            .map(|(id, (a, b))| json!({ "x": between(a.0, b.0), "y": between(a.1, b.1), "id": id }))
            .collect()
    };
    let send = |kind: &'static str, points| json!({ "type": kind, "touchPoints": points });
    page.devtools("Input.dispatchTouchEvent", send("touchStart", points(0.0))).await;
    for step in 1..=6 {
        page.devtools("Input.dispatchTouchEvent", send("touchMove", points(f64::from(step) / 6.0))).await;
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    page.devtools("Input.dispatchTouchEvent", send("touchEnd", Vec::new())).await;
}

/// The largest facet value of people that is not in every event.
async fn somebody(page: &Page) -> String {
    page.attributes("[data-facet=person] button[data-value]", "data-value").await.remove(0)
}

#[test]
fn the_map_says_whose_borders_it_draws_and_the_address_keeps_the_choice() {
    wide(async |page| {
        page.open("#/map").await;
        let said = page.text(".worldview summary").await;
        assert!(said.contains("Kosovo apart") && said.contains("Crimea hatched"), "{said}");
        let before = shown(&page, "#map").await;
        page.click("[data-act=worldview]").await;
        let radios = page.all(".worldview input[type=radio]").await;
        assert_eq!(radios.len(), 5);
        radios[1].click().await.unwrap();
        page.until("the address has it", async || page.fragment().await.contains("kosovo=serbia")).await;
        page.all(".worldview input[type=radio]").await[3].click().await.unwrap();
        page.until("the address has both", async || page.fragment().await.contains("crimea=ukraine")).await;
        assert_ne!(shown(&page, "#map").await, before, "the map is drawn another way");
        page.client.refresh().await.unwrap();
        page.ready().await;
        let said = page.text(".worldview summary").await;
        assert!(said.contains("Kosovo with Serbia") && said.contains("Crimea with Ukraine"), "{said}");
    });
}

#[test]
fn fit_to_selection_brings_what_is_chosen_into_the_picture() {
    wide(async |page| {
        page.open("#/map").await;
        let values = page.attributes("[data-facet=country] button[data-value]", "data-value").await;
        page.open(&format!("#/map?country={}", values[2])).await;
        page.click("[data-act=fit-selection]").await;
        page.until("the frame is in the address", async || page.fragment().await.contains("at=")).await;
        let first = page.fragment().await;
        page.open(&format!("#/map?country={}", values[3])).await;
        page.js("document.querySelector('#map').focus()").await;
        page.press("f").await;
        page.until("the key fits, too", async || page.fragment().await.contains("at=")).await;
        let frame = |fragment: &str| fragment.split("at=").nth(1).unwrap_or("").to_owned();
        assert_ne!(frame(&first), frame(&page.fragment().await), "another choice, another frame");
    });
}

#[test]
fn two_fingers_move_the_map_and_one_scrolls_the_page_with_a_hint() {
    phone(async |page| {
        page.open("#/map").await;
        let (x, y, w, h) = page.frame("#map").await;
        let (cx, cy) = (x + w * 0.4, y + h * 0.6);
        let start = page.fragment().await;
        fingers(&page, &[(cx, cy)], &[(cx, cy - 160.0)]).await;
        assert_eq!(page.fragment().await, start, "one finger leaves the map alone");
        page.until("the page was scrolled", async || {
            page.js("return document.querySelector('.page').scrollTop").await.as_f64().unwrap() > 40.0
        })
        .await;
        page.js("document.querySelector('.page').scrollTop = 0").await;
        fingers(&page, &[(cx - 30.0, cy), (cx + 30.0, cy)], &[(cx - 90.0, cy), (cx + 90.0, cy)]).await;
        page.until("two fingers zoom", async || page.fragment().await.contains("at=")).await;
    });
}

#[test]
fn keys_move_every_picture() {
    wide(async |page| {
        for (room, canvas, sign) in
            [("map", "#map", "at="), ("timeline", "#timeline", "window="), ("network", "#network", "lens=")]
        {
            page.open(&format!("#/{room}")).await;
            page.see(canvas).await;
            shown(&page, canvas).await;
            page.js(&format!("document.querySelector('{canvas}').focus()")).await;
            page.press("+").await;
            page.until(&format!("plus zooms the {room}"), async || page.fragment().await.contains(sign))
                .await;
            let one = page.fragment().await;
            page.press(if room == "timeline" { "\u{e00f}" } else { "\u{e014}" }).await;
            page.until(&format!("a key moves the {room}"), async || page.fragment().await != one).await;
            page.press("0").await;
            page.until("0 shows all", async || !page.fragment().await.contains(sign)).await;
        }
    });
}

#[test]
fn lanes_of_the_timeline_are_countries_kinds_or_those_who_act() {
    wide(async |page| {
        page.open("#/timeline").await;
        let mut seen = vec![shown(&page, "#timeline").await];
        for by in ["kind", "actor"] {
            page.click(&format!("[data-lanes={by}]")).await;
            page.until("the address has it", async || page.fragment().await.contains(&format!("lanes={by}")))
                .await;
            let now = shown(&page, "#timeline").await;
            assert!(!seen.contains(&now), "lanes by {by} are the same picture");
            seen.push(now);
        }
        page.click("[data-table=timeline]").await;
        let lanes = page.texts("table[data-of=timeline] tbody tr td:nth-child(2)").await;
        assert!(lanes.len() > 10);
    });
}

#[test]
fn the_wheel_zooms_the_timeline_from_decades_to_days() {
    wide(async |page| {
        page.open("#/timeline").await;
        let (x, y, w, h) = page.frame("#timeline").await;
        let days = async || {
            let fragment = page.fragment().await;
            let window = fragment.split("window=").nth(1)?.split('&').next()?.to_owned();
            let script =
                format!("const [a, b] = '{window}'.split(','); return (new Date(b) - new Date(a)) / 864e5");
            page.js(&script).await.as_f64()
        };
        for _ in 0..14 {
            wheel(&page, (x + w * 0.5, y + h * 0.4), -240.0).await;
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        page.until("days are in view", async || days().await.is_some_and(|d| d < 40.0)).await;
        for _ in 0..24 {
            wheel(&page, (x + w * 0.5, y + h * 0.4), 240.0).await;
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        page.until("decades are in view", async || days().await.is_some_and(|d| d > 12_000.0)).await;
    });
}

#[test]
fn what_lies_certainly_and_possibly_in_a_time_is_counted_apart() {
    wide(async |page| {
        page.open("#/timeline?from=2019-02-20&to=2019-02-28").await;
        page.see(".counts").await;
        let counts = page.attributes(".counts [data-count]", "data-count").await;
        let n = |i: usize| counts[i].parse::<usize>().unwrap();
        let text = page.text("[aria-live]").await;
        assert!(text.contains("certainly") && text.contains(&n(1).to_string()), "{text} {counts:?}");
        assert!(n(0) + n(1) > 0, "{counts:?}");
    });
}

#[test]
fn a_node_of_the_network_shows_its_neighbourhood_and_the_sentences_of_its_ties() {
    wide(async |page| {
        page.open("#/network").await;
        let who = somebody(&page).await;
        let all = shown(&page, "#network").await;
        page.open(&format!("#/network?node={who}")).await;
        assert_ne!(shown(&page, "#network").await, all, "the rest goes dim");
        let ties = page.all(".tie summary").await;
        assert!(!ties.is_empty());
        page.click(".tie summary").await;
        page.see(".tie[open] .quote mark").await;
        page.see(".tie[open] .open-report").await;
        page.click("[data-act=network-all]").await;
        page.until("all stand again", async || !page.fragment().await.contains("node=")).await;
    });
}

#[test]
fn the_way_between_two_names_is_told_sentence_by_sentence() {
    wide(async |page| {
        page.open("#/network").await;
        let who = somebody(&page).await;
        page.open(&format!("#/network?node={who}")).await;
        let goals = page.attributes("#goal option", "value").await;
        let goal =
            goals.iter().rev().find(|g| g.starts_with("equipment:")).expect("equipment to go to").clone();
        page.js(&format!(
            "const s = document.querySelector('#goal'); s.value = '{goal}'; s.dispatchEvent(new Event('change', {{bubbles: true}}))"
        ))
        .await;
        page.see(".way li .quote mark").await;
        let fragment = page.fragment().await;
        assert_eq!(fragment.matches("node=").count(), 2, "{fragment}");
        for step in page.all(".way > li").await {
            let facts =
                page.js_on("return arguments[0].querySelectorAll('.open-report').length", &step).await;
            assert!(facts.as_u64() > Some(0), "a step without a sentence");
        }
    });
}

#[test]
fn a_time_chosen_below_the_network_leaves_only_ties_of_that_time() {
    wide(async |page| {
        page.open("#/network").await;
        let rows = async || {
            let label = page.attributes("#network", "aria-label").await.remove(0);
            label.split_whitespace().find_map(|w| w.parse::<u32>().ok()).unwrap()
        };
        let before = rows().await;
        let (x, y, w, h) = page.frame("#timeline").await;
        page.drag(&[(x + w * 0.6, y + h * 0.4), (x + w * 0.65, y + h * 0.4), (x + w * 0.75, y + h * 0.4)])
            .await;
        page.see(".chip").await;
        page.until("fewer names are left", async || rows().await < before).await;
    });
}

#[test]
fn the_network_is_laid_out_the_same_at_each_load() {
    wide(async |page| {
        page.open("#/network").await;
        let one = shown(&page, "#network").await;
        page.client.refresh().await.unwrap();
        page.ready().await;
        page.point(700.0, 20.0).await;
        assert!(shown(&page, "#network").await == one, "another picture after a reload");
    });
}

#[test]
fn each_picture_is_saved_as_svg_and_png_with_title_filters_sources_and_date() {
    let folder = std::env::temp_dir().join(format!("entente-saved-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let there = folder.clone();
    wide(async move |page| {
        let target = json!({ "behavior": "allow", "downloadPath": there.to_string_lossy() });
        page.devtools("Page.setDownloadBehavior", target).await;
        for room in ["map", "timeline", "network"] {
            page.open(&format!("#/{room}?status=occurred")).await;
            shown(&page, &format!("#{room}")).await;
            for kind in ["svg", "png"] {
                let menu = format!(".picture:has(#{room}) details.save");
                page.js(&format!("document.querySelector('{menu}').open = true")).await;
                page.click(&format!("{menu} [data-act=save-{kind}]")).await;
                let file = there.join(format!("entente-{room}.{kind}"));
                page.until(&format!("{} is there", file.display()), async || {
                    std::fs::metadata(&file).is_ok_and(|m| m.len() > 2_000)
                })
                .await;
                let bytes = std::fs::read(&file).unwrap();
                if kind == "png" {
                    assert!(bytes.starts_with(b"\x89PNG"));
                    continue;
                }
                let svg = String::from_utf8(bytes).unwrap();
                for words in ["<svg", "Occurred", "Sources:", "Saved on", "</svg>"] {
                    assert!(svg.contains(words), "{room}: {words} is missing");
                }
                assert!(
                    !svg.contains("fill=\"\"") && !svg.contains("NaN"),
                    "{room}: a colour or number is missing"
                );
            }
        }
    });
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn the_page_prints_without_its_tools_and_with_quotes_and_sources() {
    wide(async |page| {
        page.open("#/map").await;
        page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let seen = "const seen = css => [...document.querySelectorAll(css)].filter(e => e.getClientRects().length && getComputedStyle(e).visibility === 'visible').length; return ";
        for tool in [".facets", ".search", ".zooms", ".as-table", ".panes", "details.save", ".copy"] {
            assert_eq!(page.js(&format!("{seen} seen('{tool}')")).await, 0, "{tool} is printed");
        }
        for part in ["#map", "#timeline", ".legend li", ".quote mark", ".source-line", ".brand"] {
            assert!(
                page.js(&format!("{seen} seen('{part}')")).await.as_u64() > Some(0),
                "{part} is not printed"
            );
        }
        let pdf = page.devtools("Page.printToPDF", json!({ "paperWidth": 8.27, "paperHeight": 11.69 })).await;
        let data = pdf["data"].as_str().expect("a PDF");
        assert!(data.starts_with("JVBERi0") && data.len() > 20_000, "{} characters", data.len());
        if let Some(folder) = std::env::var_os("ENTENTE_SCREENSHOTS") {
            let file = std::path::PathBuf::from(folder).join("print.pdf.base64");
            std::fs::write(file, data).unwrap();
        }
    });
}

#[test]
fn what_is_pointed_at_lights_up_in_every_view() {
    wide(async |page| {
        page.open("#/map").await;
        page.point(700.0, 20.0).await;
        let dark = shown(&page, "#map").await;
        let strip = shown(&page, "#timeline").await;
        let (x, y, _, _) = page.frame(".side .event:has(.when:not(:empty))").await;
        page.point(x + 30.0, y + 12.0).await;
        page.see(".side .event.lit").await;
        assert_ne!(shown(&page, "#map").await, dark, "the map answers");
        assert_ne!(shown(&page, "#timeline").await, strip, "the timeline answers");
        page.point(700.0, 20.0).await;
        page.gone(".side .event.lit").await;
        assert!(shown(&page, "#map").await == dark, "and goes dark again");
    });
}

#[test]
fn nothing_moves_for_those_who_want_less_motion() {
    wide(async |page| {
        for (room, act) in [("map", "zoom-in"), ("timeline", "time-in"), ("network", "zoom-in")] {
            page.open(&format!("#/{room}")).await;
            page.click(&format!("[data-act={act}]")).await;
            page.point(700.0, 20.0).await;
            let one = shown(&page, &format!("#{room}")).await;
            assert!(shown(&page, &format!("#{room}")).await == one, "the {room} still moves");
            assert_eq!(page.js("return document.getAnimations().length").await, 0);
        }
    });
}

#[test]
fn pan_and_zoom_of_the_map_draw_a_frame_in_time() {
    wide(async |page| {
        page.open("#/map").await;
        page.js(
            "window.frames_ = []; const ask = window.requestAnimationFrame.bind(window); \
             window.requestAnimationFrame = f => ask(t => { const begin = performance.now(); f(t); \
               let left = 30; const on = () => left-- ? queueMicrotask(on) : window.frames_.push(performance.now() - begin); on(); })",
        )
        .await;
        let (x, y, w, h) = page.frame("#map").await;
        for step in 0..30 {
            wheel(&page, (x + w * 0.5, y + h * 0.5), if step % 20 < 10 { -60.0 } else { 60.0 }).await;
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let mut times: Vec<f64> = page
            .js("return window.frames_")
            .await
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|v| v.as_f64())
            .collect();
        times.sort_by(f64::total_cmp);
        assert!(times.len() > 10, "{times:?}");
        let (median, late) = (times[times.len() / 2], times[times.len() * 95 / 100]);
        eprintln!(
            "frames of the map: {} drawn, median {median:.1} ms, 95th percentile {late:.1} ms",
            times.len()
        );
        // The goal is 16 ms on a machine that does nothing else; this one may.
        assert!(median < 40.0, "median {median} ms");
    });
}
