//! What everyone can use: axe-core finds nothing, the keyboard reaches everything, fingers hit.

use crate::own::read;
use crate::page::{Page, Setting, scenario};
use std::path::Path;

/// The rules that are asked: WCAG A and AA up to 2.2, and the manners beyond.
const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// The text of axe-core, which `cargo xtask setup` fetches for tests alone.
fn axe() -> String {
    let file = std::env::var_os("ENTENTE_AXE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/node_modules/axe-core/axe.min.js"),
        Into::into,
    );
    std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask setup`", file.display()))
}

/// What axe-core finds on the page as it stands: rule, help, and the first elements.
pub async fn faults(page: &Page) -> Vec<String> {
    if page.js("return typeof axe").await != "object" {
        page.js(&axe()).await;
    }
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const first = n => n.target.join(' ') + ' (' + ((n.any.concat(n.all, n.none)[0] || {{}}).message || '') + ')';
         axe.run(document, {{ runOnly: {RULES}, resultTypes: ['violations'] }}).then(
           r => done(r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 5).map(first).join(' | '))),
           e => done([String(e)]))"
    );
    let found = page.client.execute_async(&script, Vec::new()).await.expect("axe-core runs");
    found.as_array().into_iter().flatten().map(|f| f.as_str().unwrap_or("").to_owned()).collect()
}

/// Addresses of every room, and of what opens over them; read off the page.
async fn places(page: &Page) -> Vec<String> {
    page.open("#/map").await;
    let mut all: Vec<String> = page
        .attributes(".tab[data-room]", "data-room")
        .await
        .iter()
        .map(|room| format!("#/{room}"))
        .collect();
    for facet in ["person", "country", "equipment", "organisation"] {
        let css = format!("[data-facet={facet}] button[data-value]");
        let values = page.attributes(&css, "data-value").await;
        all.extend(values.first().map(|key| format!("#/map?card={key}")));
    }
    page.open("#/events").await;
    let event = page.attributes(".event[data-key]", "data-key").await;
    all.push(format!("#/events?event={}", event[0]));
    page.click(".event .open-report").await;
    page.see(".reader mark.evidence").await;
    all.push(page.fragment().await);
    all.push("#/map?table=map&table=timeline".into());
    all.push("#/map?q=zzzzz".into());
    all.push("#/map?about=1".into());
    all
}

async fn no_faults(page: Page) {
    let mut all = Vec::new();
    for place in places(&page).await {
        page.open(&place).await;
        all.extend(faults(&page).await.into_iter().map(|fault| format!("{place}: {fault}")));
    }
    page.open("#/map").await;
    page.click("#search").await;
    page.press("a").await;
    page.see("[role=option]").await;
    all.extend(faults(&page).await.into_iter().map(|fault| format!("search: {fault}")));
    page.open("").await;
    read(&page).await;
    all.extend(faults(&page).await.into_iter().map(|fault| format!("own reports: {fault}")));
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn axe_finds_nothing_in_any_room_card_or_panel_by_day() {
    scenario(Setting::default(), no_faults);
}

#[test]
fn axe_finds_nothing_in_any_room_card_or_panel_by_night() {
    scenario(Setting { dark: true, ..Setting::default() }, no_faults);
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    scenario(Setting { size: (390, 844), touch: true, ..Setting::default() }, no_faults);
}

#[test]
fn on_a_touch_screen_every_control_is_large_enough_for_a_finger() {
    scenario(Setting { size: (390, 844), touch: true, ..Setting::default() }, |page| async move {
        let mut small = Vec::new();
        for place in places(&page).await {
            page.open(&place).await;
            // Links inside a line of text keep the line's height, as WCAG 2.5.8 allows.
            let script = "return [...document.querySelectorAll('button, select, input, summary')]
                .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('p, blockquote, td, th, dd, li .source-line'))
                .map(e => [e, e.getBoundingClientRect()])
                .filter(([e, r]) => r.width > 1 && r.height > 1 && (r.height < 43.5 || r.width < 43.5))
                .map(([e, r]) => (e.id || e.className || e.tagName) + ' ' + (e.textContent || '').trim().slice(0, 20) + ' ' + r.width.toFixed() + '×' + r.height.toFixed())";
            let found = page.js(script).await;
            let found = found.as_array().cloned().unwrap_or_default();
            small.extend(found.iter().map(|s| format!("{place}: {}", s.as_str().unwrap_or(""))));
        }
        assert!(small.is_empty(), "{}", small.join("\n"));
    });
}

#[test]
fn the_keyboard_alone_leads_from_the_load_to_a_quoted_sentence() {
    scenario(Setting::default(), |page| async move {
        page.open("#/events").await;
        // The first stop is the way past the bar.
        page.press("\u{e004}").await;
        assert_eq!(page.js("return document.activeElement.className").await, "skip");
        page.press("\u{e007}").await;
        assert_eq!(page.js("return document.activeElement.id").await, "main");
        page.press("/").await;
        assert_eq!(page.js("return document.activeElement.id").await, "search");
        page.press("a").await;
        page.see("[role=option][data-key]").await;
        page.press("\u{e015}").await;
        page.see("[role=option][aria-selected=true]").await;
        page.press("\u{e007}").await;
        page.see(".card h2").await;
        // On, stop by stop, to the first way into a report.
        for _ in 0..80 {
            page.press("\u{e004}").await;
            if page.js("return document.activeElement.classList.contains('open-report')").await == true {
                break;
            }
        }
        page.press("\u{e007}").await;
        let words = page.text(".reader mark.evidence").await;
        assert!(!words.trim().is_empty());
        page.press("\u{e00c}").await;
        page.gone(".reader").await;
    });
}
