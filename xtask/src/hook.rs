//! What Trunk calls: `before` packs the corpus and lays the languages into the staging folder, `after` shrinks the program
//! and closes the content security policy.

use crate::{Outcome, cargo, root, tools};
use base64::Engine;
use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Features that every browser with WebAssembly has had since 2021. Never `--all-features`: it emits
/// imports that Chromium refuses.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Runs the hook of a stage.
pub fn run_stage(stage: &str, staging: &Path, release: bool) -> Outcome {
    match stage {
        "before" => {
            crate::words::lay(staging)?;
            pack(staging)
        }
        "after" => {
            if release {
                shrink(staging)?;
            }
            close_policy(&staging.join("index.html"))
        }
        _ => Err(format!("unknown hook {stage:?}; Trunk.toml calls `hook before` and `hook after`")),
    }
}

/// Runs the hook of a stage with what Trunk put into the environment.
pub fn run(stage: &str) -> Outcome {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .ok_or("TRUNK_STAGING_DIR is not set: Trunk calls this, not people")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    run_stage(stage, Path::new(&staging), release)
}

/// Packs `ENTENTE_CORPUS`, or `corpus/`, into the staging folder.
fn pack(staging: &Path) -> Outcome {
    let corpus = env::var_os("ENTENTE_CORPUS").map_or_else(|| root().join("corpus"), PathBuf::from);
    // Trunk hands its own cargo settings down; the packer is a native program.
    super::run(
        cargo()
            .env_remove("CARGO_BUILD_TARGET")
            .args(["run", "--quiet", "--bin", "entente", "--", "pack"])
            .arg(corpus)
            .arg("--output")
            .arg(staging.join("corpus.bin"))
            .arg("--borders")
            .arg(staging.join("borders.bin")),
    )
}

/// Makes the staged WebAssembly smaller; without wasm-opt it stays as it is.
fn shrink(staging: &Path) -> Outcome {
    let Some(program) = tools::wasm_opt() else {
        eprintln!("Warning: no wasm-opt; the page stays larger than it need be.");
        return Ok(());
    };
    for entry in fs::read_dir(staging).map_err(|error| format!("{}: {error}", staging.display()))?.flatten() {
        let file = entry.path();
        if file.extension().is_some_and(|ending| ending == "wasm") {
            super::run(
                Command::new(&program)
                    .env("PATH", tools::path())
                    .args(WASM_FEATURES)
                    .args(["-Oz", "--strip-debug", "--strip-producers", "-o"])
                    .arg(&file)
                    .arg(&file),
            )?;
        }
    }
    Ok(())
}

/// Puts the hashes of the page's inline scripts where its policy says `'sha256-inline'`: Trunk writes
/// such scripts, and a strict policy must name each.
fn close_policy(page: &Path) -> Outcome {
    let html = fs::read_to_string(page).map_err(|error| format!("{}: {error}", page.display()))?;
    let hashes: Vec<String> = inline_scripts(&html)
        .map(|script| {
            let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script.as_bytes()));
            format!("'sha256-{digest}'")
        })
        .collect();
    let closed = html.replace("'sha256-inline'", &hashes.join(" "));
    fs::write(page, closed).map_err(|error| format!("{}: {error}", page.display()))
}

/// The texts of all scripts that have no `src`.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_each_inline_script() {
        let folder = env::temp_dir().join(format!("entente-policy-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let page = folder.join("index.html");
        let html = "<meta content=\"script-src 'self' 'sha256-inline'\"><script src=\"a.js\"></script>\
                    <script type=\"module\">let a = 1;</script><script>b()</script>";
        fs::write(&page, html).unwrap();
        run_stage("after", &folder, false).unwrap();
        let closed = fs::read_to_string(&page).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        // printf 'let a = 1;' | openssl dgst -sha256 -binary | base64
        assert_eq!(closed.matches("'sha256-").count(), 2);
        assert!(closed.contains("'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='"), "{closed}");
        assert!(!closed.contains("sha256-inline"));
    }

    #[test]
    fn an_unknown_stage_says_what_is_expected() {
        assert!(run_stage("during", Path::new("."), false).unwrap_err().contains("hook before"));
    }
}
