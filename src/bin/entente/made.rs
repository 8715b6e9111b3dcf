//! `entente pack --records`: lines that `entente records --jsonl` wrote, back into what was read.

use crate::gather::Gathered;
use crate::progress;
use crate::records::{LONGEST, Line, next_line};
use entente::corpus::Corpus;
use entente::intake::kept::{self, Kept};
use entente::record::Problem;
use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// A batch of lines that are read side by side ends at so many bytes: this bounds the memory.
const BATCH: usize = 4 << 20;
/// Files of more bytes take longer than a glance.
const LONG: u64 = 64 << 20;

/// What of a line is wanted; its lists are for others.
#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, default)]
    part: Option<Cow<'a, str>>,
    #[serde(default)]
    problems: Vec<Problem>,
}

/// The parts of a line, or the problems that its writer had with it; else what is wrong with it.
fn row(line: &[u8]) -> Result<(Vec<Kept>, Vec<Problem>), String> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let row: Row =
        serde_json::from_slice(line).map_err(|error| format!("this is no line of records: {error}"))?;
    match row.part {
        Some(part) => {
            kept::from_text(&part).map(|parts| (parts, Vec::new())).map_err(|unfit| unfit.to_string())
        }
        None if !row.problems.is_empty() => Ok((Vec::new(), row.problems)),
        None => Err("no \"part\" in it; write it with entente records --jsonl".to_owned()),
    }
}

fn gather(name: &str, mut input: impl BufRead, bar: &ProgressBar, into: &mut Gathered) -> io::Result<()> {
    let mut number = 0u32;
    loop {
        let (mut batch, mut size) = (Vec::new(), 0);
        while size < BATCH
            && let Some(line) = next_line(&mut input)?
        {
            number = number.saturating_add(1);
            if let Line::Whole(bytes) = &line {
                size += bytes.len() + 1;
            }
            batch.push((number, line));
        }
        if batch.is_empty() {
            return Ok(());
        }
        let read: Vec<_> = batch
            .into_par_iter()
            .filter(|(_, line)| !matches!(line, Line::Whole(bytes) if bytes.trim_ascii().is_empty()))
            .map(|(number, line)| {
                let read = match line {
                    Line::Whole(bytes) => crate::alone(|| row(&bytes)).unwrap_or_else(|| {
                        Err("the program failed on this line; please report it".to_owned())
                    }),
                    Line::TooLong => Err(format!("the line is longer than {} MB", LONGEST >> 20)),
                };
                (number, read)
            })
            .collect();
        for (line, read) in read {
            match read {
                Ok((parts, problems)) => {
                    into.parts.extend(parts);
                    into.problems.extend(problems);
                }
                Err(message) => {
                    let message = format!("passed over: {message}");
                    into.problems.push(Problem { path: name.to_owned(), line, message });
                }
            }
        }
        bar.inc(size as u64);
    }
}

/// Makes a corpus of the records in some files; "-" is standard input. Lines that hold none are problems, which go to
/// standard error and into the corpus; only a file that cannot be read, or files without any records, are an error.
pub fn compile(files: &[PathBuf]) -> io::Result<Corpus> {
    let mut gathered = Gathered::default();
    let size = files.iter().filter_map(|f| fs::metadata(f).ok()).map(|m| m.len()).sum();
    let bar = progress::bytes("Reading", size, size > LONG);
    for path in files {
        let at = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        if path == Path::new("-") {
            gather("-", io::stdin().lock(), &bar, &mut gathered)?;
        } else {
            let input = BufReader::with_capacity(1 << 20, File::open(path).map_err(at)?);
            gather(&path.to_string_lossy(), input, &bar, &mut gathered).map_err(at)?;
        }
    }
    bar.finish_and_clear();
    let fault = || io::Error::other("the records do not fit together");
    let records = crate::alone(|| gathered.join()).ok_or_else(fault)?;
    for problem in &records.problems {
        crate::say(format_args!("{problem}"));
    }
    if records.documents.is_empty() {
        let what = "no line holds records; write them with entente records --jsonl";
        return Err(io::Error::new(io::ErrorKind::InvalidData, what));
    }
    Ok(Corpus::new(records))
}
