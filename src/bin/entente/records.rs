//! `entente records`: articles to JSON, from files or from a stream.

use entente::export::{jsonl, records};
use entente::extract::Lexicon;
use entente::intake;
use rayon::prelude::*;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads files and writes one object with the linked records of all of them.
pub fn files(paths: &[PathBuf], lexicon: &Lexicon, explain: bool) -> io::Result<ExitCode> {
    let read: Vec<_> = paths
        .par_iter()
        .map(|path| {
            let name = path.to_string_lossy().replace('\\', "/");
            crate::folder::read(&name, std::fs::read(path), lexicon)
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
const LONGEST: usize = 64 << 20;

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// Reads objects from standard input and writes one records object a line, in order.
///
/// Lines that are there at once are read in parallel; nothing is held back while the sender waits.
pub fn stream(lexicon: &Lexicon, explain: bool) -> io::Result<ExitCode> {
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
                Line::Whole(bytes) => crate::alone(|| jsonl::line(&bytes, number, lexicon, explain))
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

fn next_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
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
