//! `entente pack` and `entente site`: a folder of articles into `corpus.bin`, and that into a page.

use crate::cache::Keeping;
use crate::{folder, gather, made};
use entente::corpus::Corpus;
use entente::scene::borders;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is packed.
pub enum From<'f> {
    /// A folder of articles.
    Folder(&'f Path, &'f Keeping),
    /// Files of records made elsewhere, "-" for standard input.
    Records(&'f [PathBuf]),
}

/// Packs a folder, or records.
pub fn pack(from: &From<'_>, output: &Path, borders: Option<&Path>) -> io::Result<ExitCode> {
    let (corpus, cached) = match from {
        From::Folder(folder, keeping) => folder::compile(folder, keeping)?,
        From::Records(files) => (made::compile(files)?, None),
    };
    put(&corpus, output, cached)?;
    if let Some(path) = borders {
        folder::write(path, &borders::pack(&corpus))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a corpus, and says what it holds; `cached` tells how many files were in the cache, of how many.
fn put(corpus: &Corpus, output: &Path, cached: Option<(usize, usize)>) -> io::Result<()> {
    let records = corpus.records();
    let bytes = gather::bytes(corpus)?;
    folder::write(output, &bytes)?;
    let cached = cached.filter(|(hits, _)| *hits > 0);
    let cached = cached.map_or(String::new(), |(hits, of)| format!(" {hits} of {of} files from the cache."));
    crate::say(format_args!(
        "Packed {} into {} ({:.1} kB): {}, {}, {}, {}.{cached}",
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
pub fn site(
    folder: &Path,
    keeping: &Keeping,
    page: &Path,
    output: &Path,
    url: Option<&str>,
) -> io::Result<ExitCode> {
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
    let (corpus, cached) = folder::compile(folder, keeping)?;
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
    put(&corpus, &output.join("corpus.bin"), cached)?;
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
