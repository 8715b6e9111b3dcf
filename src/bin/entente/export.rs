//! `entente export`: what a corpus tells, for other programs.

use crate::folder;
use clap::ValueEnum;
use entente::corpus::{Corpus, format};
use entente::export::{csv, records};
use entente::record::EventId;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Forms of export.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// Events as comma-separated values, a row each.
    EventsCsv,
    /// Everything as JSON, as `entente records` writes it.
    Records,
}

/// Writes a packed corpus, or a folder of articles, in another form.
pub fn export(form: Format, from: &Path, output: Option<&Path>) -> io::Result<ExitCode> {
    let corpus = if from.is_dir() { folder::compile(from)? } else { open(from)? };
    let text = match form {
        Format::EventsCsv => {
            let events: Vec<EventId> = corpus.event_ids().collect();
            csv::events(&corpus, &events).into_bytes()
        }
        Format::Records => serde_json::to_vec(&records::json(corpus.records(), false))?,
    };
    match output {
        Some(path) => folder::write(path, &text)?,
        None => io::stdout().lock().write_all(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> io::Result<Corpus> {
    let at = |what: String| format!("{}: {what}", path.display());
    let bytes = fs::read(path).map_err(|error| io::Error::new(error.kind(), at(error.to_string())))?;
    format::decode(&bytes).map_err(|error| io::Error::other(at(error.to_string())))
}
