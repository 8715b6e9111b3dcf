//! A folder of articles read into a corpus.

use crate::cache::{self, Cache, Keeping};
use crate::gather::Gathered;
use crate::progress;
use entente::article::{archive, is_named_so};
use entente::corpus::Corpus;
use entente::extract::Lexicon;
use entente::intake::kept::Kept;
use entente::intake::{self, Part};
use entente::record::Problem;
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Work under so many bytes is done before a progress bar could be read.
const LONG: u64 = 4 << 20;

/// What a walk found: articles by their path inside the folder, and what was passed over.
#[derive(Default)]
struct Found {
    /// Path inside the folder with `/`, and where the file is.
    articles: Vec<(String, PathBuf)>,
    /// Bytes of all articles.
    size: u64,
    notes: Vec<Problem>,
    problems: Vec<Problem>,
}

impl Found {
    fn walk(&mut self, folder: &Path, inside: &str) -> io::Result<()> {
        let mut entries: Vec<fs::DirEntry> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
            let problem = |path: &str, message: String| Problem { path: path.to_owned(), line: 0, message };
            // A link to a folder could lead round in circles; a link to a file is followed.
            let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
            if is_folder {
                if let Err(error) = self.walk(&entry.path(), &path) {
                    self.problems.push(problem(&path, format!("folder not read: {error}")));
                }
            } else if is_named_so(&name) || name.to_ascii_lowercase().ends_with(".zip") {
                self.size += fs::metadata(entry.path()).map_or(0, |m| m.len());
                self.articles.push((path, entry.path()));
            } else {
                self.notes.push(problem(&path, archive::PASSED.to_owned()));
            }
        }
        Ok(())
    }
}

impl Found {
    /// What lies in a folder, or the one file that was named instead.
    fn new(folder: &Path) -> io::Result<Found> {
        let mut found = Found::default();
        if fs::metadata(folder)?.is_dir() {
            found.walk(folder, "")?;
        } else {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.size = fs::metadata(folder)?.len();
            found.articles.push((name, folder.to_owned()));
        }
        Ok(found)
    }
}

/// The names of all articles in a folder, as packing finds them, and where they are; the rest goes to standard error.
pub fn list(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let found = Found::new(folder)?;
    for problem in found.notes.iter().chain(&found.problems) {
        crate::say(format_args!("{problem}"));
    }
    Ok(found.articles)
}

/// Reads every article in a folder. Problems go to standard error as `path:line: message` and into
/// the corpus; only a folder that cannot be read, or holds no readable article, is an error.
pub fn compile(folder: &Path, keeping: &Keeping) -> io::Result<(Corpus, Option<(usize, usize)>)> {
    let at = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    let mut found = Found::new(folder).map_err(at)?;
    let root = if folder.is_dir() { folder } else { folder.parent().unwrap_or(Path::new("")) };
    let say = |problem: &Problem| {
        let path = root.join(&problem.path);
        crate::say(format_args!("{}:{}: {}", path.display(), problem.line, problem.message));
    };
    found.notes.iter().for_each(&say);
    let long = found.size > LONG;
    let store = keeping.open(folder, long);
    let bar = progress::bytes("Reading", found.size, long);
    let (lexicon, hits) = (Lexicon::builtin(), AtomicUsize::new(0));
    let one = |(name, path): &(String, PathBuf)| {
        let (kept, cached) = kept(name, path, lexicon, store.as_ref());
        hits.fetch_add(usize::from(cached), Ordering::Relaxed);
        bar.inc(fs::metadata(path).map_or(0, |m| m.len()));
        kept
    };
    let count = found.articles.len();
    let parts = found.articles.par_iter().flat_map_iter(one).collect();
    bar.finish_and_clear();
    let cached = store.map(|store| {
        store.close();
        (hits.into_inner(), count)
    });
    let problems = std::mem::take(&mut found.problems);
    drop(found);
    let records = Gathered { parts, problems }.join();
    records.problems.iter().for_each(&say);
    if records.documents.is_empty() {
        let what = format!("{}: no article could be read", folder.display());
        return Err(io::Error::new(io::ErrorKind::InvalidData, what));
    }
    Ok((Corpus::new(records), cached))
}

/// What is read of a file, from the cache if it is there; whether it was.
fn kept(name: &str, path: &Path, lexicon: &Lexicon, store: Option<&Cache>) -> (Vec<Kept>, bool) {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return (vec![Kept::new(&unread(name, &error))], false),
    };
    let key = store.map(|_| cache::key(name, &bytes)).unwrap_or_default();
    if let Some(kept) = store.and_then(|store| store.take(key)) {
        return (kept, true);
    }
    let kept: Vec<Kept> = articles(name, &bytes, lexicon).iter().map(Kept::new).collect();
    if let Some(store) = store {
        store.put(key, &kept);
    }
    (kept, false)
}

/// Every article of a file, which may be an archive.
pub fn articles(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Vec<Part> {
    let one = |name: &str, bytes: &[u8]| article(name, bytes, lexicon);
    crate::alone(|| intake::articles(name, bytes, &one))
        .unwrap_or_else(|| vec![Part::refused(name, intake::FAULT)])
}

/// One article: its records, unless nothing can be read, and its problems.
pub fn article(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Part {
    crate::alone(|| intake::read(name, bytes, lexicon)).unwrap_or_else(|| Part::refused(name, intake::FAULT))
}

/// A file whose bytes are not to be had.
pub fn unread(name: &str, error: &io::Error) -> Part {
    Part::refused(name, format!("not read: {error}"))
}

/// Writes a file whole or not at all.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let at = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(at)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    fs::write(&part, bytes).and_then(|()| fs::rename(&part, path)).map_err(|error| {
        let _ = fs::remove_file(&part);
        at(error)
    })
}
