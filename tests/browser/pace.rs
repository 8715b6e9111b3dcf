//! How much work of the main thread an interaction costs: see "At scale" in ARCHITECTURE.md; prints a
//! table. The figure is Chromium's own `TaskDuration` (script, style, layout and paint of the page's
//! thread, in time of the processor) between the input and a quiet page, in milliseconds.

use crate::page::{Page, Setting, scenario};
use fantoccini::wd::TimeoutConfiguration;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Milliseconds that an interaction, a frame and the load may cost.
const INTERACTION: f64 = 50.0;
const FRAME: f64 = 16.0;
const LOAD: f64 = 1000.0;

/// What the page's thread worked, in milliseconds: in all, and of that in scripts, style and layout.
type Work = [f64; 4];

/// So far.
async fn work(page: &Page) -> Work {
    let metrics = page.devtools("Performance.getMetrics", serde_json::json!({})).await;
    let list = metrics["metrics"].as_array().cloned().unwrap_or_default();
    ["TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration"].map(|name| {
        let value = list.iter().find(|m| m["name"] == name).and_then(|m| m["value"].as_f64());
        value.unwrap_or_else(|| panic!("{name}")) * 1000.0
    })
}

/// In all, so far.
async fn worked(page: &Page) -> f64 {
    work(page).await[0]
}

/// Waits until two frames have passed without a task in between.
async fn quiet(page: &Page) {
    page.client
        .execute_async(
            "const done = arguments[arguments.length - 1]; \
             requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)))",
            Vec::new(),
        )
        .await
        .expect("frames");
}

/// Runs a script in the page and tells how long the page worked because of it, less what asking costs.
async fn cost(page: &Page, script: &str) -> Work {
    quiet(page).await;
    let a = work(page).await;
    quiet(page).await;
    let before = work(page).await;
    page.js(script).await;
    quiet(page).await;
    let after = work(page).await;
    // The quiet between the first two is what asking costs.
    std::array::from_fn(|i| (after[i] - before[i] - (before[i] - a[i])).max(0.0))
}

/// Clicks the nth of what matches.
fn click(css: &str, n: usize) -> String {
    format!("document.querySelectorAll({css:?})[{n}]?.click()")
}

/// Frames of the map while it is dragged or zoomed: median and 95th percentile of the thread's work for
/// one, in milliseconds.
async fn frames(page: &Page) -> Option<(f64, f64)> {
    const STEPS: &str = "const [wheel, done] = arguments; const c = document.querySelector('#map'); \
        if (!c) return done(null); \
        const r = c.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2; \
        const at = (type, dx) => c.dispatchEvent(new PointerEvent(type, {bubbles: true, cancelable: true, \
            pointerId: 7, pointerType: 'mouse', isPrimary: true, clientX: x + dx, clientY: y + dx / 3})); \
        let n = 0; if (!wheel) at('pointerdown', 0); \
        const step = () => { n += 1; \
            if (wheel) c.dispatchEvent(new WheelEvent('wheel', {bubbles: true, cancelable: true, \
                deltaY: n % 20 < 10 ? -40 : 40, clientX: x, clientY: y})); \
            else at('pointermove', n * 4); \
            if (n < 40) requestAnimationFrame(step); else { if (!wheel) at('pointerup', n * 4); done(n); } }; \
        requestAnimationFrame(step);";
    let mut all = Vec::new();
    for wheel in [false, true, false, true, false, true] {
        quiet(page).await;
        let before = worked(page).await;
        let n = page.client.execute_async(STEPS, vec![wheel.into()]).await.ok()?.as_f64()?;
        all.push((worked(page).await - before) / n);
    }
    all.sort_by(f64::total_cmp);
    Some((all[all.len() / 2], all[all.len() - 1]))
}

fn typed(text: &str) -> String {
    format!(
        "const i = document.querySelector('#search'); i.focus(); i.value = {text:?}; \
         i.dispatchEvent(new InputEvent('input', {{bubbles: true}}))"
    )
}

fn wheel(delta: i32) -> String {
    format!(
        "const c = document.querySelector('#map'); const r = c.getBoundingClientRect(); \
         c.dispatchEvent(new WheelEvent('wheel', {{bubbles: true, cancelable: true, deltaY: {delta}, \
         clientX: r.x + r.width / 2, clientY: r.y + r.height / 2}}))"
    )
}

async fn table(page: Page, name: String) {
    // Time of the processor, so that what else runs on the machine does not count.
    page.devtools("Performance.enable", serde_json::json!({"timeDomain": "threadTicks"})).await;
    page.open("").await;
    let load = worked(&page).await;
    // Words are read for the search while nobody does anything.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let mut moving = None;
    let mut costs: Vec<(String, Work)> = Vec::new();
    for room in ["map", "timeline", "network", "register", "claims", "events", "reports", "overview"] {
        let shows = page.js(&format!("return !!document.querySelector('[data-room={room}]')")).await;
        if shows.as_bool() != Some(true) {
            continue;
        }
        costs.push((format!("{room}: open"), cost(&page, &click(&format!("[data-room={room}]"), 0)).await));
        for (facet, n) in [("country", 0), ("country", 1), ("status", 1), ("kind", 2), ("person", 0)] {
            let css = format!("[data-facet={facet}] button[data-value]");
            costs.push((format!("{room}: choose {facet}"), cost(&page, &click(&css, n)).await));
            costs.push((format!("{room}: take it back"), cost(&page, &click(&css, n)).await));
        }
        for text in ["t", "ta", "tan", "tank", "tanks", "tanks m", ""] {
            costs.push((format!("{room}: type {text:?}"), cost(&page, &typed(text)).await));
        }
        if room == "map" {
            moving = frames(&page).await;
            for delta in [-120, -120, -120, 120, 120, 120] {
                costs.push((format!("map: wheel {delta}"), cost(&page, &wheel(delta)).await));
            }
        }
    }
    let mut sorted: Vec<f64> = costs.iter().map(|c| c.1[0]).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    let mut by: BTreeMap<&str, Work> = BTreeMap::new();
    for (what, work) in &costs {
        let most = by.entry(what).or_default();
        if work[0] > most[0] {
            *most = *work;
        }
    }
    println!("     all   script    style   layout");
    for (what, [all, script, style, layout]) in &by {
        println!("{all:8.1} {script:8.1} {style:8.1} {layout:8.1}  {what}");
    }
    let judged = |value: f64, bar: f64| if value < bar { "PASS" } else { "over" };
    println!("{name}: {} interactions, milliseconds of the page's thread", costs.len());
    println!(
        "  an interaction: median {:.1}, 95th percentile {:.1}, most {:.1}: {} (95th percentile under {INTERACTION})",
        at(0.5),
        at(0.95),
        at(1.0),
        judged(at(0.95), INTERACTION)
    );
    if let Some((median, most)) = moving {
        println!(
            "  a frame of the map that moves: median run {median:.1}, worst run {most:.1}: {} (under {FRAME})",
            judged(most, FRAME)
        );
    }
    println!("  load: {load:.0}: {} (under {LOAD})", judged(load, LOAD));
}

#[test]
#[ignore = "measures; see ARCHITECTURE.md"]
fn pace() {
    let folders =
        std::env::var("ENTENTE_PACE").expect("ENTENTE_PACE names folders with corpus.bin and borders.bin");
    for folder in folders.split(':').map(PathBuf::from) {
        let read = |name: &str| Some(std::fs::read(Path::new(&folder).join(name)).expect("a packed corpus"));
        let replaced =
            BTreeMap::from([("corpus.bin", read("corpus.bin")), ("borders.bin", read("borders.bin"))]);
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let setting = Setting { replaced, ranges: true, ..Setting::default() };
        scenario(setting, move |page| async move {
            let patience = TimeoutConfiguration::new(Some(Duration::from_secs(60)), None, None);
            page.client.update_timeouts(patience).await.expect("a timeout");
            table(page, name).await;
        });
    }
}
