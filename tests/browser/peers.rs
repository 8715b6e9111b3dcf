//! The engine beside JavaScript libraries: `cargo xtask peers` makes the page of `bench/peers/` and prints what it says.
//!
//! All contenders of a part stand in one page, each in a worker, and are asked by turns; what each keeps in memory is asked
//! of it alone, afterwards, in a fresh page.

use crate::page::{Page, Setting, scenario};
use serde_json::{Value, json};
use std::time::Duration;

/// What an open page says at last; a part with a hundred thousand reports takes minutes.
async fn said(page: &Page, address: &str) -> Value {
    page.go(address).await;
    for _ in 0..9000 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let said = page
            .js("const r = document.querySelector('#result[data-done]'); return r && r.textContent")
            .await;
        if let Some(said) = said.as_str() {
            let told: Value = serde_json::from_str(said).expect("a result");
            assert!(told["error"].is_null(), "{address}: {}", told["error"]);
            return told;
        }
    }
    panic!("{address} says no result after half an hour");
}

/// Megabytes that a contender keeps: what is on the heap, buffers, and the memory of WebAssembly.
async fn kept(page: &Page, part: &str, name: &str) -> f64 {
    let told = said(page, &format!("memory.html?{part}&{name}")).await;
    page.devtools("HeapProfiler.enable", json!({})).await;
    for _ in 0..3 {
        page.devtools("HeapProfiler.collectGarbage", json!({})).await;
    }
    let heap = page.devtools("Runtime.getHeapUsage", json!({})).await;
    let bytes = [&heap["usedSize"], &heap["backingStorageSize"], &told["wasm"]];
    bytes.into_iter().filter_map(Value::as_f64).sum::<f64>() / 1e6
}

fn number(value: &Value) -> String {
    match value.as_f64() {
        Some(number) if number >= 100.0 => format!("{number:.0}"),
        Some(number) if number >= 10.0 => format!("{number:.1}"),
        Some(number) if number >= 0.1 => format!("{number:.2}"),
        Some(0.0) => "0".to_owned(),
        Some(number) if number >= 0.01 => format!("{number:.3}"),
        Some(number) => format!("{number:.4}"),
        None => "–".to_owned(),
    }
}

/// Kilobytes of some bytes.
fn weight(value: &Value) -> String {
    value.as_f64().map_or("–".to_owned(), |bytes| format!("{:.0}", bytes / 1000.0))
}

/// The columns of each part.
const COLUMNS: [(&str, &[&str]); 3] = [
    ("facets", &["median", "p95", "most", "differ", "build", "data", "program", "memory"]),
    (
        "search",
        &[
            "word", "two", "prefix", "typo", "twotypo", "first", "hits", "build", "index", "data", "program",
            "memory",
        ],
    ),
    ("network", &["median", "p95", "most", "build", "data", "program", "memory"]),
];

async fn cell(page: &Page, part: &str, name: &str, told: &Value, column: &str) -> String {
    match column {
        "word" | "two" | "prefix" | "typo" | "twotypo" | "first" => {
            format!("{} / {}", number(&told[column]["median"]), number(&told[column]["p95"]))
        }
        "hits" => {
            ["word", "two", "prefix", "typo", "twotypo"].map(|kind| number(&told[kind]["hits"])).join(" / ")
        }
        "differ" => told[column].to_string(),
        "build" => format!("{:.0}", told[column].as_f64().unwrap_or_default()),
        "index" | "data" | "program" => weight(&told[column]),
        "memory" => format!("{:.0}", kept(page, part, name).await),
        _ => number(&told[column]),
    }
}

async fn table(page: &Page, part: &str, columns: &[&str]) {
    let told = said(page, &format!("index.html?{part}")).await;
    let contenders: Vec<(String, Value)> = serde_json::from_value(told).expect("contenders");
    println!("\n| {part} | {} |\n|---{}|", columns.join(" | "), "|---".repeat(columns.len()));
    for (name, told) in &contenders {
        let mut cells = vec![name.clone()];
        for column in columns {
            cells.push(cell(page, part, name, told, column).await);
        }
        println!("| {} |", cells.join(" | "));
    }
}

#[test]
#[ignore = "measures; cargo xtask peers"]
fn peers() {
    let folder = std::env::var_os("ENTENTE_PEERS").expect("ENTENTE_PEERS names the folder of the page");
    let setting = Setting { folder: Some(folder.into()), ranges: true, ..Setting::default() };
    scenario(setting, |page| async move {
        for (part, columns) in COLUMNS {
            table(&page, part, columns).await;
        }
        println!(
            "\nTimes in milliseconds (searches: median / 95th percentile; twotypo: two words, one with a slip; first: \
             asked for the first time; hits by kind), what is loaded in kB gzipped, memory in MB."
        );
    });
}
