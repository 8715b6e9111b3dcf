//! `cargo xtask peers [REPORTS]`: the engine beside well-known JavaScript libraries, in one run of Chromium, on the same
//! made-up reports and the same questions (`bench/peers/`). `--speed` adds the engine compiled for speed, which the page's is not.

use crate::{Outcome, cargo, generate, root, run, shrink, target, tools};
use std::fs;
use std::path::Path;
use std::process::Command;

/// How many reports unless told.
const REPORTS: &str = "10000";
/// What is taken of each package of npm: package, version, file, and the name by which the page has it.
const LIBRARIES: [(&str, &str, &str, &str); 7] = [
    ("crossfilter2", "1.5.4", "crossfilter.min.js", "crossfilter.js"),
    ("minisearch", "7.2.0", "dist/es/index.js", "minisearch.js"),
    ("flexsearch", "0.8.212", "dist/flexsearch.bundle.module.min.mjs", "flexsearch.js"),
    ("d3-dispatch", "3.0.1", "dist/d3-dispatch.min.js", "d3-dispatch.js"),
    ("d3-quadtree", "3.0.1", "dist/d3-quadtree.min.js", "d3-quadtree.js"),
    ("d3-timer", "3.0.1", "dist/d3-timer.min.js", "d3-timer.js"),
    ("d3-force", "3.0.0", "dist/d3-force.min.js", "d3-force.js"),
];

/// Pagefind indexes beforehand, by a program of its own.
const PAGEFIND: &str = "1.6.0";

/// Who is asked what; of names with `-speed` the program is compiled for speed.
const CONTENDERS: [(&str, &[&str]); 3] = [
    ("facets", &["crossfilter", "scan", "entente", "entente-speed"]),
    ("search", &["minisearch", "flexsearch", "pagefind", "entente", "entente-speed"]),
    ("network", &["d3-force", "entente", "entente-speed"]),
];

/// Makes reports, what is read of them, and the page, and prints what it measured.
pub fn peers(args: &[String]) -> Outcome {
    let number = args.iter().find(|a| !a.starts_with('-')).map_or(REPORTS, String::as_str);
    let speed = args.iter().any(|a| a == "--speed");
    let browser = tools::browser()?;
    let folder = target().join("peers").join(number);
    let page = folder.join("page");
    material(number, &folder, &page)?;
    for part in ["", "contenders"] {
        copy(&root().join("bench/peers").join(part), &page.join(part))?;
    }
    engine(&page, "page", "entente")?;
    shrink::shrink(&page.join("entente_bg.wasm"))?;
    if speed {
        engine(&page, "browser-bench", "entente-speed")?;
    }
    contenders(&page, speed)?;
    fs::create_dir_all(page.join("libraries")).map_err(|error| format!("{}: {error}", page.display()))?;
    for (package, version, file, name) in LIBRARIES {
        let from = tools::library(package, version)?.join(file);
        let to = page.join("libraries").join(name);
        fs::copy(&from, to).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    pagefind(&page)?;
    run(cargo()
        .args(["test", "--quiet", "--package", "xtask", "--test", "browser", "--"])
        .args(["--ignored", "--nocapture", "peers::peers"])
        .env("ENTENTE_CHROMIUM", browser.chromium)
        .env("ENTENTE_CHROMEDRIVER", browser.driver)
        .env("ENTENTE_PEERS", page))
}

/// The reports, packed, and the same for the peers.
fn material(number: &str, folder: &Path, page: &Path) -> Outcome {
    let reports = folder.join("reports");
    fs::create_dir_all(page).map_err(|error| format!("{}: {error}", page.display()))?;
    if !reports.is_dir() {
        let begun = folder.join("reports-begun");
        let _ = fs::remove_dir_all(&begun);
        generate::run(&[number.to_owned(), begun.to_string_lossy().into_owned()])?;
        fs::rename(&begun, &reports).map_err(|error| format!("{}: {error}", reports.display()))?;
    }
    run(cargo().args(["build", "--release", "--package", "entente", "--bin", "entente"]).args([
        "--package",
        "entente-peers",
        "--bin",
        "material",
    ]))?;
    let corpus = page.join("corpus.bin");
    let programs = target().join("release");
    run(Command::new(programs.join("entente")).arg("pack").arg(reports).arg("--output").arg(&corpus))?;
    run(Command::new(programs.join("material")).arg(&corpus).arg(page))
}

/// The reports as Pagefind indexes them, unless it has done so with the same reports.
fn pagefind(page: &Path) -> Outcome {
    let said = |error: std::io::Error| format!("{}: {error}", page.display());
    let (reports, folder, indexed) =
        (page.join("reports.json"), page.join("pagefind"), page.join("pagefind.json"));
    let wanted = fs::read(&reports).map_err(said)?;
    if fs::read(&indexed).is_ok_and(|stands| stands == wanted) {
        return Ok(());
    }
    let package = tools::library("pagefind", PAGEFIND)?;
    let _ = fs::remove_dir_all(&folder);
    let mut index = Command::new("node");
    index.arg(root().join("bench/peers/pagefind.mjs")).arg(package).arg(&reports).arg(&folder);
    run(&mut index)?;
    fs::write(indexed, wanted).map_err(said)
}

/// The engine as a WebAssembly program.
fn engine(page: &Path, profile: &str, name: &str) -> Outcome {
    let built = "wasm32-unknown-unknown";
    let bindgen = tools::wasm_bindgen()?;
    run(cargo().args(["build", "--package", "entente-peers", "--lib"]).args([
        "--profile",
        profile,
        "--target",
        built,
    ]))?;
    run(Command::new(bindgen)
        .current_dir(root())
        .args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"])
        .arg(page)
        .arg(target().join(built).join(profile).join("entente_peers.wasm")))
}

/// Tells the page whom to ask.
fn contenders(page: &Path, speed: bool) -> Outcome {
    let said = |error: std::io::Error| format!("{}: {error}", page.display());
    let own = page.join("contenders/entente.js");
    let script = fs::read_to_string(&own).map_err(said)?;
    fs::write(
        page.join("contenders/entente-speed.js"),
        script.replace("entente.js", "entente-speed.js").replace("entente_bg", "entente-speed_bg"),
    )
    .map_err(said)?;
    let of = |all: &[&'static str]| {
        all.iter().copied().filter(|name| speed || !name.ends_with("-speed")).collect::<Vec<_>>()
    };
    let told: std::collections::BTreeMap<_, _> =
        CONTENDERS.iter().map(|(part, all)| (part, of(all))).collect();
    fs::write(page.join("contenders.json"), serde_json::json!(told).to_string()).map_err(said)
}

/// Copies pages and scripts.
fn copy(from: &Path, to: &Path) -> Outcome {
    let said = |error: std::io::Error| format!("{}: {error}", from.display());
    fs::create_dir_all(to).map_err(said)?;
    for file in fs::read_dir(from).map_err(said)?.flatten().map(|entry| entry.path()) {
        if file.extension().is_some_and(|ending| ending == "js" || ending == "html") {
            fs::copy(&file, to.join(file.file_name().unwrap_or_default())).map_err(said)?;
        }
    }
    Ok(())
}
