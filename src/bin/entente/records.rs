//! `entente records` and `entente list`: articles to JSON, from files or from a stream, and what a stream is made of.

use crate::folder;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use entente::article::archive;
use entente::export::jsonl::{self, Stream};
use entente::export::records;
use entente::extract::Lexicon;
use entente::intake::{self, Part};
use rayon::prelude::*;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// Reads files and writes one object with the linked records of all of them.
pub fn files(paths: &[PathBuf], lexicon: &Lexicon, explain: bool) -> io::Result<ExitCode> {
    let read: Vec<_> = paths
        .par_iter()
        .map(|path| {
            let name = path.to_string_lossy().replace('\\', "/");
            match std::fs::read(path) {
                Ok(bytes) => folder::article(&name, &bytes, lexicon),
                Err(error) => folder::unread(&name, &error),
            }
        })
        .collect();
    let all = intake::join(read);
    for problem in &all.problems {
        crate::say(format_args!("{problem}"));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &records::json(&all, explain))?;
    writeln!(out)?;
    out.flush()?;
    Ok(if all.documents.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A batch ends at so many bytes of lines, whatever is waiting: this bounds the memory.
const BATCH: usize = 1 << 20;
/// A longer line is not read.
pub const LONGEST: usize = 64 << 20;

/// A line of a stream.
pub enum Line {
    /// Its bytes without the line break.
    Whole(Vec<u8>),
    /// It is longer than [`LONGEST`].
    TooLong,
}

/// The articles of the file at a path in a folder, which the path must not leave.
fn inside(folder: &Path, path: &str, lexicon: &Lexicon) -> Result<Vec<Part>, String> {
    let plain = Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
    if !plain || path.is_empty() {
        return Err(format!("the path {path:?} does not lead into the folder"));
    }
    Ok(match std::fs::read(folder.join(path)) {
        Ok(bytes) => folder::articles(path, &bytes, lexicon),
        Err(error) => vec![folder::unread(path, &error)],
    })
}

/// Writes what a folder holds as lines for [`stream`]: where each file is, or its bytes.
pub fn list(folder: &Path, raw: bool) -> io::Result<ExitCode> {
    let at = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    let mut out = BufWriter::new(io::stdout().lock());
    for (name, path) in folder::list(folder).map_err(at)? {
        let line = match std::fs::read(&path).ok().filter(|_| raw).map(String::from_utf8) {
            // Where it cannot be read, whoever reads the line says why.
            None => serde_json::json!({ "path": name }),
            Some(Ok(text)) if !archive::is_archive(text.as_bytes()) => {
                serde_json::json!({ "id": name, "raw": text })
            }
            Some(bytes) => {
                let bytes = bytes.map_or_else(std::string::FromUtf8Error::into_bytes, String::into_bytes);
                serde_json::json!({ "id": name, "base64": STANDARD.encode(bytes) })
            }
        };
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Reads objects from standard input and writes one records object a line, in order.
///
/// Lines that are there at once are read in parallel; nothing is held back while the sender waits.
pub fn stream(lexicon: &Lexicon, explain: bool, folder: Option<&Path>) -> io::Result<ExitCode> {
    let articles = |name: &str, bytes: &[u8]| folder::articles(name, bytes, lexicon);
    let open = folder.map(|folder| move |path: &str| inside(folder, path, lexicon));
    let open = open.as_ref().map(|open| open as &jsonl::Open<'_>);
    let reader = Stream { lexicon, explain, articles: &articles, open };
    let mut input = BufReader::with_capacity(BATCH, io::stdin().lock());
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut number = 0u64;
    loop {
        let mut batch = Vec::new();
        let mut size = 0;
        while let Some(line) = next_line(&mut input)? {
            number += 1;
            if let Line::Whole(bytes) = &line {
                size += bytes.len();
            }
            batch.push((number, line));
            if size >= BATCH || !input.buffer().contains(&b'\n') {
                break;
            }
        }
        if batch.is_empty() {
            break;
        }
        let read: Vec<Vec<u8>> = batch
            .into_par_iter()
            .map(|(number, line)| match line {
                Line::Whole(bytes) => crate::alone(|| reader.line(&bytes, number))
                    .unwrap_or_else(|| jsonl::failed(&bytes, number)),
                Line::TooLong => jsonl::too_long(number, LONGEST),
            })
            .collect();
        for line in read {
            out.write_all(&line)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The next line; none at the end.
pub fn next_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    if input.by_ref().take(LONGEST as u64).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() == LONGEST {
        input.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Whole(line)))
}
