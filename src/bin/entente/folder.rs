//! A folder of articles read into a corpus.

use entente::article::{archive, is_named_so};
use entente::corpus::Corpus;
use entente::extract::Lexicon;
use entente::intake::{self, Part};
use entente::record::Problem;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// Reads every article in a folder. Problems go to standard error as `path:line: message` and into
/// the corpus; only a folder that cannot be read, or holds no readable article, is an error.
pub fn compile(folder: &Path) -> io::Result<Corpus> {
    let mut found = Found::default();
    let at = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    if fs::metadata(folder).map_err(at)?.is_dir() {
        found.walk(folder, "").map_err(at)?;
    } else {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.size = fs::metadata(folder).map_err(at)?.len();
        found.articles.push((name, folder.to_owned()));
    }
    let root = if folder.is_dir() { folder } else { folder.parent().unwrap_or(Path::new("")) };
    let say = |problem: &Problem| {
        let path = root.join(&problem.path);
        crate::say(format_args!("{}:{}: {}", path.display(), problem.line, problem.message));
    };
    found.notes.iter().for_each(&say);
    let bar = if found.size > LONG { ProgressBar::new(found.size) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("Reading {bar:40} {bytes} of {total_bytes}, {eta} left") {
        bar.set_style(style);
    }
    let lexicon = Lexicon::builtin();
    let mut parts: Vec<Part> = found
        .articles
        .par_iter()
        .flat_map_iter(|(name, path)| {
            let bytes = fs::read(path);
            bar.inc(bytes.as_ref().map_or(0, |b| b.len() as u64));
            match bytes {
                Ok(bytes) if archive::is_archive(&bytes) => unpacked(name, &bytes, lexicon),
                bytes => vec![read(name, bytes, lexicon)],
            }
        })
        .collect();
    bar.finish_and_clear();
    parts.push(Part { records: None, problems: found.problems });
    let records = intake::join(parts);
    records.problems.iter().for_each(&say);
    if records.documents.is_empty() {
        let what = format!("{}: no article could be read", folder.display());
        return Err(io::Error::new(io::ErrorKind::InvalidData, what));
    }
    Ok(Corpus::new(records))
}

/// Each article of an archive.
fn unpacked(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Vec<Part> {
    let Some((files, problems)) = crate::alone(|| archive::unpack(name, bytes)) else {
        return vec![Part::refused(name, intake::FAULT)];
    };
    let mut parts: Vec<Part> =
        files.into_iter().map(|(name, bytes)| read(&name, Ok(bytes), lexicon)).collect();
    parts.push(Part { records: None, problems });
    parts
}

/// One article: its records, unless nothing can be read, and its problems.
pub fn read(name: &str, bytes: io::Result<Vec<u8>>, lexicon: &Lexicon) -> Part {
    match bytes {
        Ok(bytes) => crate::alone(|| intake::read(name, &bytes, lexicon))
            .unwrap_or_else(|| Part::refused(name, intake::FAULT)),
        Err(error) => Part::refused(name, format!("not read: {error}")),
    }
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
