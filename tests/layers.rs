//! The imports of `src/` point one way: a module names only modules before it on the road.

use std::fs;
use std::path::{Path, PathBuf};

/// The road of a sentence, left to right.
const ROAD: &[&str] = &[
    "edtf", "record", "order", "letters", "decimal", "words", "article", "extract", "corpus", "intake",
    "query", "scene", "state", "rooms", "export", "ui",
];

/// What only `ui` may name: the browser and the frameworks that draw in it.
const BROWSER: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo", "yew"];

/// What no module of the library may name: the file system, clocks, threads, randomness.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "std::time::Instant",
    "SystemTime",
    "std::process",
    "rayon",
    "indicatif",
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// Lines of code with their number; comments and unit tests left out.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .map(|(i, line)| (i + 1, line.split("//").next().unwrap_or("")))
}

/// Names of `crate::…` modules in a line.
fn named(line: &str) -> Vec<String> {
    line.match_indices("crate::")
        .flat_map(|(at, _)| {
            let rest = &line[at + 7..];
            match rest.strip_prefix('{') {
                Some(list) => list
                    .split('}')
                    .next()
                    .unwrap_or("")
                    .split(',')
                    .map(|item| item.trim().split("::").next().unwrap_or("").to_owned())
                    .collect(),
                None => vec![
                    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_owned(),
                ],
            }
        })
        .collect()
}

/// What is wrong with one file of a module.
fn faults(module: &str, text: &str) -> Vec<String> {
    let place = ROAD.iter().position(|m| *m == module);
    let mut faults = Vec::new();
    for (number, line) in code(text) {
        for name in named(line) {
            let Some(target) = ROAD.iter().position(|m| *m == name) else { continue };
            if place.is_some_and(|place| target > place) {
                faults.push(format!("{number}: {module} names {name}, which lies to its right"));
            }
        }
        if module != "ui" {
            for browser in BROWSER {
                if line.contains(&format!("{browser}::")) {
                    faults.push(format!("{number}: {browser} outside ui"));
                }
            }
            for impure in IMPURE {
                if line.contains(impure) {
                    faults.push(format!("{number}: {impure} in a pure module"));
                }
            }
        }
    }
    faults
}

#[test]
fn modules_name_only_modules_to_their_left() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut all = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let module =
            inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
        // Unit tests of a module that stand in a file of their own may look at a clock.
        let tests = file.file_name().is_some_and(|name| name == "tests.rs");
        if tests || ["lib", "main", "bin"].contains(&module) {
            continue;
        }
        assert!(
            ROAD.contains(&module),
            "{module} has no place on the road; write it into ARCHITECTURE.md and here"
        );
        let text = fs::read_to_string(&file).unwrap();
        all.extend(faults(module, &text).into_iter().map(|fault| format!("{}:{fault}", inside.display())));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_step_back_is_seen() {
    assert_eq!(faults("query", "use crate::scene::Scene;").len(), 1);
    assert_eq!(faults("query", "use crate::{corpus::Corpus, state::View};").len(), 1);
    assert_eq!(faults("corpus", "let x = web_sys::window();").len(), 1);
    assert_eq!(faults("extract", "let now = std::time::Instant::now();").len(), 1);
    assert_eq!(faults("ui", "use crate::state::View; // crate::later"), Vec::<String>::new());
}
