//! `entente pack` and `entente site`: a folder of articles into `corpus.bin`, and that into a page.

use crate::folder;
use entente::corpus::{Corpus, format};
use entente::scene::borders;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Packs a folder.
pub fn pack(folder: &Path, output: &Path, borders: Option<&Path>) -> io::Result<ExitCode> {
    let corpus = folder::compile(folder)?;
    put(&corpus, output)?;
    if let Some(path) = borders {
        folder::write(path, &borders::pack(&corpus))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn put(corpus: &Corpus, output: &Path) -> io::Result<()> {
    let records = corpus.records();
    let bytes = format::encode(corpus).map_err(|fault| {
        io::Error::other(format!("the records do not fit together, please report: {fault}"))
    })?;
    folder::write(output, &bytes)?;
    crate::say(format_args!(
        "Packed {} into {} ({:.1} kB): {}, {}, {}, {}.",
        count(records.documents.len(), "report"),
        output.display(),
        bytes.len() as f64 / 1000.0,
        count(records.events.len(), "event"),
        count(records.entities.len(), "entity"),
        count(records.mentions.len(), "mention"),
        count(records.problems.len(), "problem"),
    ));
    Ok(())
}

fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (n, Some(stem)) => format!("{n} {stem}ies"),
        (n, None) => format!("{n} {noun}s"),
    }
}

/// Copies a page that was built before, and puts the corpus of a folder into the copy.
pub fn site(folder: &Path, page: &Path, output: &Path, url: Option<&str>) -> io::Result<ExitCode> {
    let fail = |kind, what: String| Err(io::Error::new(kind, what));
    if !page.join("index.html").is_file() {
        return fail(
            io::ErrorKind::NotFound,
            format!(
                "{} holds no built page; build it with trunk build --release, or name it with --page",
                page.display()
            ),
        );
    }
    let corpus = folder::compile(folder)?;
    fs::create_dir_all(output)?;
    let (page, target) = (fs::canonicalize(page)?, fs::canonicalize(output)?);
    if target != page {
        if target.starts_with(&page) || page.starts_with(&target) {
            return fail(
                io::ErrorKind::InvalidInput,
                format!("{} and the built page lie in one another; choose another folder", output.display()),
            );
        }
        let mut files = Vec::new();
        list(&page, Path::new(""), &mut files)?;
        for file in files {
            let to = target.join(&file);
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::copy(page.join(&file), to)?;
        }
    }
    put(&corpus, &output.join("corpus.bin"))?;
    if page.join("borders.bin").is_file() {
        folder::write(&output.join("borders.bin"), &borders::pack(&corpus))?;
    }
    crate::page::lay(output, &corpus, url)?;
    Ok(ExitCode::SUCCESS)
}

fn list(root: &Path, inside: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(inside))? {
        let entry = entry?;
        let path = inside.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            list(root, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
