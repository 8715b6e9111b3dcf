//! `cargo xtask bench`: the extractor in Chromium, after `cargo bench` for the native one.

use crate::{Outcome, cargo, root, run, target, tools};
use std::fs;
use std::process::Command;

/// Builds `bench/browser/`, opens it in a headless Chromium and prints what it measured.
fn browser() -> Outcome {
    let built = "wasm32-unknown-unknown";
    let browser = tools::browser()?;
    let bindgen = tools::wasm_bindgen()?;
    run(cargo().args([
        "build",
        "--package",
        "entente-bench",
        "--profile",
        "browser-bench",
        "--target",
        built,
    ]))?;
    let folder = target().join("bench-page");
    run(Command::new(bindgen)
        .current_dir(root())
        .args(["--target", "web", "--no-typescript", "--out-name", "entente-bench", "--out-dir"])
        .arg(&folder)
        .arg(target().join(built).join("browser-bench/entente_bench.wasm")))?;
    fs::copy(root().join("bench/browser/index.html"), folder.join("index.html"))
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    run(cargo()
        .args(["test", "--quiet", "--package", "xtask", "--test", "browser", "--"])
        .args(["--ignored", "--nocapture", "bench::bench"])
        .env("ENTENTE_CHROMIUM", browser.chromium)
        .env("ENTENTE_CHROMEDRIVER", browser.driver)
        .env("ENTENTE_BENCH", folder))
}

/// All benchmarks; `--browser` leaves the native ones out.
pub fn bench(args: &[String]) -> Outcome {
    if !args.iter().any(|a| a == "--browser") {
        run(cargo().args(["bench", "--bench", "native"]))?;
    }
    browser()
}
