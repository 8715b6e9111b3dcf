//! `cargo xtask …`: finds or installs the tools at pinned versions, then serves, builds or tests.
//!
//! - `serve`: the explorer at <http://127.0.0.1:8080/>, rebuilt when something changes;
//! - `test`: formatting, lints, unit and property tests, then the scenarios in a real browser;
//! - `build`: the release page in `dist/`;
//! - `setup`: only the tools;
//! - `bench`: how fast reports are read, natively and in Chromium; `--browser` for the latter alone;
//! - `peers`: the engine beside well-known JavaScript libraries in one browser;
//! - `counts`: how many instructions the hottest calls execute, beside what was recorded; `--record` records them;
//! - `readback`: every export, read back by libraries that are not ours;
//! - `lighthouse`: how Lighthouse judges the page, beside a Yew hello-world; `--no-build` takes `dist/` as it is;
//! - `screenshots`: pictures of the page for the README;
//! - `generate N DIR`: a folder of made-up reports to measure with;
//! - `hook`: called by Trunk, not by people.

mod bench;
mod counts;
mod generate;
mod hook;
mod lighthouse;
mod peers;
mod same;
mod shrink;
mod tools;
mod words;

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "usage: cargo xtask COMMAND

  serve [ARGS]   set up the tools, build the explorer and serve it at http://127.0.0.1:8080/ (ARGS go to `trunk serve`)
  test           set up the tools and run every test; --no-browser leaves the browser scenarios out
  build [ARGS]   set up the tools and build the release page into dist/ (ARGS go to `trunk build`)
  setup          set up the tools and do nothing else
  bench          measure how fast reports are read, natively and in Chromium; --browser for the latter alone
  peers [N]      measure the engine beside JavaScript libraries in one Chromium, on N made-up reports (10000); --speed
                 adds the engine compiled for speed
  counts         count the instructions of the hottest calls with valgrind and compare; --record records them
  readback       export the reports in every form and read each back with others' libraries
  lighthouse     judge the page by Lighthouse, beside a Yew hello-world; --no-build takes dist/ as it is
  screenshots    build the page and take its pictures into docs/screenshots/
  generate N DIR write N made-up reports into DIR, always the same

ENTENTE_CORPUS=DIR builds the page from another folder of reports.";

/// What went wrong, for people to read.
type Outcome<T = ()> = Result<T, String>;

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the workspace").to_owned()
}

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Runs a command and turns its failure into a sentence.
fn run(command: &mut Command) -> Outcome {
    let line = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{line} ended with {status}")),
        Err(error) => Err(format!("{line} could not start: {error}")),
    }
}

/// The same cargo that runs us.
fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

fn trunk(verb: &str, args: &[String]) -> Outcome {
    let tools = tools::page()?;
    let mut command = Command::new(&tools.trunk);
    command.current_dir(root()).env("PATH", tools::path()).arg(verb).args(args);
    // Trunk reads NO_COLOR=1 as a value it does not know.
    command.env_remove("NO_COLOR");
    if verb == "serve"
        && let Some(corpus) = env::var_os("ENTENTE_CORPUS")
    {
        for watched in ["src", "styles", "data", "index.html"] {
            command.arg("--watch").arg(watched);
        }
        command.arg("--watch").arg(corpus);
    }
    run(&mut command)
}

fn test(args: &[String]) -> Outcome {
    let browser = !args.iter().any(|a| a == "--no-browser");
    let step = |name: &str| eprintln!("\n== {name}");
    step("formatting");
    run(cargo().args(["fmt", "--all", "--check"]))?;
    step("lints");
    tools::wasm_target()?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]))?;
    step("unit, property and snapshot tests");
    run(cargo().args(["test", "--package", "entente", "--features", "parquet"]))?;
    run(cargo().args(["test", "--package", "xtask", "--package", "entente-peers", "--bins"]))?;
    if !browser {
        eprintln!("\nThe browser scenarios were left out, as asked.");
        return Ok(());
    }
    step("exports, read back by others' libraries");
    readback()?;
    step("the release program against the debug one");
    same::check()?;
    step("the release page");
    trunk("build", &["--release".into()])?;
    step("scenarios in the browser");
    let browser = tools::browser()?;
    if tools::axe().is_none() {
        return Err("axe-core is not there: install Node.js, or name its axe.min.js in ENTENTE_AXE".into());
    }
    run(cargo()
        .args(["test", "--package", "xtask", "--test", "browser"])
        .env("ENTENTE_CHROMIUM", browser.chromium)
        .env("ENTENTE_CHROMEDRIVER", browser.driver)
        .env("ENTENTE_DIST", root().join("dist")))
}

/// Exports the shipped corpus in every form and lets `tests/readback.py` compare each with the records.
fn readback() -> Outcome {
    let mut python = tools::python()?;
    let folder = target().join("exports");
    let _ = std::fs::remove_dir_all(&folder);
    let mut export = cargo();
    export.args([
        "run",
        "--quiet",
        "--features",
        "parquet",
        "--bin",
        "entente",
        "--",
        "export",
        "all",
        "corpus",
    ]);
    run(export.args(["--page", "https://example.org/", "--output"]).arg(&folder))?;
    run(python.arg("tests/readback.py").arg(&folder).arg("corpus"))
}

fn screenshots() -> Outcome {
    trunk("build", &["--release".into()])?;
    let browser = tools::browser()?;
    run(cargo()
        .args([
            "test",
            "--quiet",
            "--package",
            "xtask",
            "--test",
            "browser",
            "--",
            "--ignored",
            "screenshots",
        ])
        .env("ENTENTE_CHROMIUM", browser.chromium)
        .env("ENTENTE_CHROMEDRIVER", browser.driver)
        .env("ENTENTE_DIST", root().join("dist"))
        .env("ENTENTE_SCREENSHOTS", root().join("docs/screenshots")))
}

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let outcome = match command.as_str() {
        "serve" => trunk("serve", &rest),
        "build" => trunk("build", &[vec!["--release".to_owned()], rest].concat()),
        "test" => test(&rest),
        "setup" => tools::page().and_then(|_| tools::browser()).map(|_| {
            tools::axe();
        }),
        "bench" => bench::bench(&rest),
        "peers" => peers::peers(&rest),
        "counts" => counts::counts(&rest),
        "readback" => readback(),
        "lighthouse" => lighthouse::judge(&rest),
        "screenshots" => screenshots(),
        "generate" => generate::run(&rest),
        "hook" => hook::run(rest.first().map_or("", String::as_str)),
        _ => {
            eprintln!("{HELP}");
            return if matches!(command.as_str(), "help" | "--help" | "-h") {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}
