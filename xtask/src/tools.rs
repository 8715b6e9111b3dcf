//! The tools that the page and its tests need: found on `PATH`, else installed at pinned versions.
//!
//! What is installed goes into cargo's own bin folder (once a machine); where another version
//! already stands there, into `target/tools/`, so that nothing of the user's is overwritten.

use crate::{Outcome, cargo, root, run};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";
/// The same as `wasm-bindgen` in Cargo.toml; both must be raised together.
const WASM_BINDGEN: &str = "0.2.129";
const BINARYEN: &str = "132";
const AXE: &str = "4.11.0";
const LIGHTHOUSE: &str = "12.8.2";

/// What the page is built with.
pub struct Page {
    pub trunk: PathBuf,
}

/// What the scenarios run in.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

fn own() -> PathBuf {
    root().join("target/tools")
}

/// `PATH` with our own tools first.
pub fn path() -> OsString {
    let mut folders = vec![own().join("bin"), own().join("node_modules/.bin")];
    folders.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    if let Some(home) = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(home()?.join(".cargo")))
    {
        folders.push(home.join("bin"));
    }
    env::join_paths(folders).unwrap_or_default()
}

fn home() -> Option<PathBuf> {
    env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from)
}

/// The first program of that name on [`path`].
fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&path())
        .flat_map(|folder| [folder.join(name), folder.join(format!("{name}.exe"))])
        .find(|file| file.is_file())
}

/// The first line that `program --version` prints.
fn version(program: &Path) -> Option<String> {
    let out = Command::new(program).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&out.stdout).lines().next()?.to_owned())
}

/// Whether a version line names a version: as a whole word, so 0.2.12 is not 0.2.129.
fn names(line: &str, wanted: &str) -> bool {
    line.split_whitespace().any(|word| word.trim_start_matches('v') == wanted)
}

/// A program of crates.io at a pinned version.
fn installed(program: &str, package: &str, wanted: &str, why: &str) -> Outcome<PathBuf> {
    let found = find(program);
    if let Some(file) = &found
        && version(file).is_some_and(|line| names(&line, wanted))
    {
        return Ok(file.clone());
    }
    eprintln!("Installing {package} {wanted}: {why}. This takes some minutes, once a machine.");
    let mut install = cargo();
    // Forced: cargo may believe that it stands although the program is gone.
    install.args(["install", package, "--version", wanted, "--locked", "--force"]);
    if let Some(other) = found {
        eprintln!("({} has another version; ours goes into target/tools/.)", other.display());
        install.arg("--root").arg(own());
    }
    run(&mut install).map_err(|error| {
        format!("{error}\nInstall it by hand, `cargo install {package} --version {wanted} --locked`, and try again.")
    })?;
    find(program).ok_or_else(|| {
        format!("{package} was installed, but {program} is not on PATH; add cargo's bin folder")
    })
}

/// The compiler's target for the browser.
pub fn wasm_target() -> Outcome {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()).output();
    let sysroot = sysroot
        .map_err(|error| format!("rustc could not start: {error}; install Rust from https://rustup.rs"))?;
    let folder = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim())
        .join("lib/rustlib/wasm32-unknown-unknown");
    if folder.is_dir() {
        return Ok(());
    }
    eprintln!("Adding the target wasm32-unknown-unknown: the page is compiled for it.");
    run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).current_dir(root()))
        .map_err(|error| format!("{error}\nWithout rustup, install your distribution's wasm32-unknown-unknown standard library."))
}

/// What writes the glue between WebAssembly and the browser.
pub fn wasm_bindgen() -> Outcome<PathBuf> {
    wasm_target()?;
    installed(
        "wasm-bindgen",
        "wasm-bindgen-cli",
        WASM_BINDGEN,
        "it writes the glue between WebAssembly and the browser",
    )
}

/// Everything that building the page needs.
pub fn page() -> Outcome<Page> {
    wasm_bindgen()?;
    let trunk = installed("trunk", "trunk", TRUNK, "it builds and serves the page")?;
    if wasm_opt().is_none() {
        eprintln!(
            "Warning: no wasm-opt; the release page works, but is about a fifth larger. Install Node.js or binaryen to mend it."
        );
    }
    Ok(Page { trunk })
}

/// wasm-opt: found, else from npm's `binaryen` where Node.js is there, else none (which only costs size).
pub fn wasm_opt() -> Option<PathBuf> {
    if let Some(file) = find("wasm-opt") {
        return Some(file);
    }
    from_npm("binaryen", BINARYEN, "its wasm-opt makes the page smaller")?;
    find("wasm-opt")
}

/// axe-core, which looks in the scenarios for what shuts readers out; never a part of the page.
pub fn axe() -> Option<PathBuf> {
    let file = own().join("node_modules/axe-core/axe.min.js");
    if !file.is_file() {
        from_npm("axe-core", AXE, "the scenarios ask it whether everyone can use the page")?;
    }
    Some(file).filter(|file| file.is_file())
}

/// Lighthouse, which judges a page in the Chromium that is there; it brings no browser.
pub fn lighthouse() -> Option<PathBuf> {
    let program = own().join("node_modules/.bin/lighthouse");
    if !program.is_file() {
        from_npm("lighthouse", LIGHTHOUSE, "it judges the page")?;
    }
    Some(program).filter(|program| program.is_file())
}

/// The folder of a library of npm at a pinned version, to measure beside the page; never a part of it.
pub fn library(package: &str, wanted: &str) -> Outcome<PathBuf> {
    let folder = own().join("node_modules").join(package);
    let stands = || {
        let said = std::fs::read_to_string(folder.join("package.json")).unwrap_or_default();
        said.contains(&format!("\"version\": \"{wanted}\""))
    };
    if !stands() {
        from_npm(package, wanted, "it is measured beside the page");
    }
    let advice = || format!("{package} {wanted} is not there: install Node.js (npm), and try again");
    stands().then(|| folder.clone()).ok_or_else(advice)
}

/// Installs a package of npm into `target/tools/`, where Node.js is there.
fn from_npm(package: &str, wanted: &str, why: &str) -> Option<()> {
    find("npm")?;
    eprintln!("Installing {package} {wanted} from npm into target/tools/: {why}.");
    std::fs::create_dir_all(own()).ok()?;
    let installed = Command::new("npm")
        .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
        .arg(own())
        .arg(format!("{package}@{wanted}"))
        .status();
    installed.ok().filter(|status| status.success()).map(|_| ())
}

/// What reads our exports back. FollowTheMoney 3.8 is the last that needs no compiler for ICU.
const READERS: &[&str] =
    &["followthemoney==3.8.2", "networkx>=3.2,<3.5", "shapely>=2", "pyld>=2", "duckdb>=1"];

/// Valgrind, found or installed by apt.
pub fn valgrind() -> Outcome {
    if find("valgrind").is_none() && find("apt-get").is_some() {
        eprintln!("Installing valgrind with apt: it counts instructions.");
        for args in [&["update", "-qq"][..], &["install", "-y", "-qq", "valgrind"]] {
            run(Command::new("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive"))?;
        }
    }
    find("valgrind").map(|_| ()).ok_or_else(|| "counting instructions needs valgrind: install it".to_owned())
}

/// Python with the libraries that read our exports back, as a command: found or installed into
/// `target/tools/python`, without a virtual environment, which Debian's Python may lack.
pub fn python() -> Outcome<Command> {
    let advice = "Reading the exports back needs Python 3 with pip: install them (Debian: `apt-get install \
                  python3 python3-pip`); `cargo xtask test --no-browser` goes without.";
    let pip = |python: &Path| {
        let asked = Command::new(python).args(["-m", "pip", "--version"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    let look = || find("python3").or_else(|| find("python")).filter(|python| pip(python));
    if look().is_none() && find("apt-get").is_some() {
        eprintln!("Installing python3 and pip with apt: others' libraries read the exports back.");
        for args in [&["update", "-qq"][..], &["install", "-y", "-qq", "python3", "python3-pip"]] {
            run(Command::new("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive"))
                .map_err(|error| format!("{error}\n{advice}"))?;
        }
    }
    let python = look().ok_or_else(|| advice.to_owned())?;
    let (folder, wanted) = (own().join("python"), READERS.join("\n"));
    let stamp = folder.join("installed.txt");
    if std::fs::read_to_string(&stamp).ok().as_deref() != Some(wanted.as_str()) {
        eprintln!(
            "Installing {} from PyPI into target/tools/python: they read the exports back.",
            READERS.join(", ")
        );
        let _ = std::fs::remove_dir_all(&folder);
        let mut install = Command::new(&python);
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-warn-conflicts",
        ]);
        install
            .args(["--root-user-action=ignore", "--only-binary=:all:", "--target"])
            .arg(&folder)
            .args(READERS);
        run(&mut install).map_err(|error| format!("{error}\n{advice}"))?;
        std::fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    }
    let mut command = Command::new(python);
    command.env("PYTHONPATH", folder).env("PYTHONDONTWRITEBYTECODE", "1").current_dir(root());
    Ok(command)
}

/// Chromium and its driver: given by `ENTENTE_CHROMIUM` and `ENTENTE_CHROMEDRIVER`, else found, else by apt.
pub fn browser() -> Outcome<Browser> {
    let look = || {
        let chromium = env::var_os("ENTENTE_CHROMIUM").map(PathBuf::from).or_else(|| {
            ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
                .into_iter()
                .find_map(find)
        });
        let driver = env::var_os("ENTENTE_CHROMEDRIVER").map(PathBuf::from).or_else(|| find("chromedriver"));
        Some(Browser { chromium: chromium?, driver: driver? })
    };
    if let Some(browser) = look() {
        return Ok(browser);
    }
    let advice = "The browser scenarios need Chromium and ChromeDriver of one version: install them \
                  (Debian: `apt-get install chromium chromium-driver`) or name them in ENTENTE_CHROMIUM and \
                  ENTENTE_CHROMEDRIVER; `cargo xtask test --no-browser` runs all the other tests.";
    if find("apt-get").is_none() {
        return Err(advice.to_owned());
    }
    eprintln!("Installing chromium and chromium-driver with apt: the scenarios run in a real browser.");
    let quiet =
        |args: &[&str]| run(Command::new("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive"));
    quiet(&["update", "-qq"])
        .and_then(|()| quiet(&["install", "-y", "-qq", "chromium", "chromium-driver"]))
        .map_err(|error| format!("{error}\n{advice}"))?;
    look().ok_or_else(|| advice.to_owned())
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_version_is_matched_as_a_whole() {
        assert!(names("wasm-bindgen 0.2.129", "0.2.129"));
        assert!(names("trunk v0.21.14 (abc)", "0.21.14"));
        assert!(!names("wasm-bindgen 0.2.12", "0.2.129"));
        assert!(!names("wasm-bindgen 0.2.129", "0.2.12"));
    }
}
