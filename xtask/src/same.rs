//! The release program against the one for development: both must read every report of the
//! repository to the same bytes. (rustc 1.95.0 once misread a search in release builds only.)

use crate::{Outcome, cargo, root, run, target};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every file in some folders and the folders inside, in order.
fn files(folders: &[&str]) -> Outcome<Vec<PathBuf>> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { walk(&path, found)? } else { found.push(path) }
        }
        Ok(())
    }
    let mut found = Vec::new();
    for folder in folders {
        let folder = root().join(folder);
        walk(&folder, &mut found).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    found.retain(|f| f.extension().is_some_and(|e| e == "txt" || e == "md" || e == "html"));
    found.sort();
    Ok(found)
}

/// What a program reads out of the files, with the rules that did it.
fn records(profile: &str, files: &[PathBuf]) -> Outcome<Vec<u8>> {
    let program = target().join(profile).join(format!("entente{}", std::env::consts::EXE_SUFFIX));
    let out = Command::new(&program).args(["records", "--explain"]).args(files).output();
    let out = out.map_err(|error| format!("{}: {error}", program.display()))?;
    if out.stdout.is_empty() {
        return Err(format!("{}: {}", program.display(), String::from_utf8_lossy(&out.stderr)));
    }
    Ok(out.stdout)
}

/// Builds both programs and compares what they read.
pub fn check() -> Outcome {
    run(cargo().args(["build", "--quiet", "--bin", "entente"]))?;
    run(cargo().args(["build", "--quiet", "--release", "--bin", "entente"]))?;
    let files = files(&["corpus", "tests/fixtures"])?;
    let (debug, release) = (records("debug", &files)?, records("release", &files)?);
    if debug != release {
        let at = debug.iter().zip(&release).take_while(|(a, b)| a == b).count();
        let near = |bytes: &[u8]| {
            let part = bytes.get(at.saturating_sub(120)..bytes.len().min(at + 120)).unwrap_or(&[]);
            String::from_utf8_lossy(part).into_owned()
        };
        return Err(format!(
            "the release program reads otherwise than the debug one, from byte {at} on:\ndebug:   {}\nrelease: {}",
            near(&debug),
            near(&release)
        ));
    }
    eprintln!("{} files, {} bytes of records, equal.", files.len(), debug.len());
    Ok(())
}
