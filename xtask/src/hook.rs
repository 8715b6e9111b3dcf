//! What Trunk calls: `before` packs the corpus and lays the languages into the staging folder, `after` shrinks the program
//! and has the page finished.

use crate::{Outcome, cargo, root};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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
                crate::shrink::weigh(staging)?;
            }
            finish(staging, release)
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
    super::run(
        entente()
            .arg("pack")
            .arg(corpus)
            .arg("--output")
            .arg(staging.join("corpus.bin"))
            .arg("--borders")
            .arg(staging.join("borders.bin")),
    )
}

/// The staged program, made smaller.
fn shrink(staging: &Path) -> Outcome {
    for entry in fs::read_dir(staging).map_err(|error| format!("{}: {error}", staging.display()))?.flatten() {
        let file = entry.path();
        if file.extension().is_some_and(|ending| ending == "wasm") {
            crate::shrink::shrink(&file)?;
        }
    }
    Ok(())
}

/// What the page says before its words are there, put into its loader; then the page is finished by `entente finish`.
fn finish(staging: &Path, release: bool) -> Outcome {
    let boot = staging.join("boot.js");
    let loader = fs::read_to_string(&boot).map_err(|error| format!("{}: {error}", boot.display()))?;
    let loader = loader.replace("{/*texts*/}", &crate::words::boot()?);
    fs::write(&boot, loader).map_err(|error| format!("{}: {error}", boot.display()))?;
    let mut finish = entente();
    finish.arg("finish").arg(staging);
    if !release {
        finish.arg("--draft");
    }
    if let Some(url) = env::var("TRUNK_PUBLIC_URL").ok().filter(|url| url.starts_with("http")) {
        finish.args(["--url", &url]);
    }
    super::run(&mut finish)
}

/// The command line, which is a native program: Trunk hands its own cargo settings down.
fn entente() -> Command {
    let mut command = cargo();
    command.env_remove("CARGO_BUILD_TARGET").args(["run", "--quiet", "--bin", "entente", "--"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_stage_says_what_is_expected() {
        assert!(run_stage("during", Path::new("."), false).unwrap_err().contains("hook before"));
    }
}
