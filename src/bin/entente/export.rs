//! `entente export`: what a corpus tells, for other programs.

use crate::cache::Keeping;
use crate::folder;
use clap::builder::PossibleValuesParser;
use entente::corpus::{Corpus, format};
use entente::export::{Chosen, FORMS, records};
use entente::query::{Index, Selection, answer};
use entente::rooms::Teller;
use entente::words::ENGLISH;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Forms that the command line alone has: everything as JSON, then Parquet.
const RECORDS: &str = "records";
#[cfg(feature = "parquet")]
const PARQUET: [&str; 3] = ["events-parquet", "mentions-parquet", "entities-parquet"];
/// Every form at once, as files of a folder.
const ALL: &str = "all";

/// What the command line accepts as a form.
pub fn forms() -> PossibleValuesParser {
    let mut names: Vec<&'static str> = FORMS.iter().map(|form| form.name).collect();
    names.push(RECORDS);
    #[cfg(feature = "parquet")]
    names.extend(PARQUET);
    names.push(ALL);
    PossibleValuesParser::new(names)
}

/// What to export, and where to.
pub struct Wish<'a> {
    /// One of [`forms`].
    pub form: &'a str,
    /// A packed corpus, or a folder of articles.
    pub from: &'a Path,
    /// Where to write it.
    pub output: Option<&'a Path>,
    /// What stands in the search box; empty for everything.
    pub query: &'a str,
    /// Address of the page, for links.
    pub page: &'a str,
}

/// Writes a packed corpus, or a folder of articles, in another form.
pub fn export(wish: &Wish<'_>) -> io::Result<ExitCode> {
    let corpus = if wish.from.is_dir() {
        folder::compile(wish.from, &Keeping::default())?.0
    } else {
        open(wish.from)?
    };
    let index = Index::new(&corpus).with_words(&corpus);
    let teller = Teller { corpus: &corpus, index: &index, words: &ENGLISH };
    let selection = Selection { words: wish.query.to_owned(), ..Selection::default() };
    let left = answer(&corpus, &index, &selection);
    let chosen = Chosen::left(&teller, &teller.topics(), &selection, &left, wish.page);
    if !wish.query.is_empty() && chosen.events.is_empty() && chosen.statements.is_empty() {
        crate::say(format_args!("entente: nothing fits {:?}", wish.query));
    }
    if wish.form != ALL {
        let bytes = written(wish.form, &chosen)?;
        match wish.output {
            Some(path) => folder::write(path, &bytes)?,
            None => io::stdout().lock().write_all(&bytes)?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    let Some(folder) = wish.output else {
        return Err(io::Error::other("every form at once needs a folder: --output DIR"));
    };
    for form in &FORMS {
        folder::write(&folder.join(form.file), &written(form.name, &chosen)?)?;
    }
    folder::write(&folder.join("records.json"), &written(RECORDS, &chosen)?)?;
    #[cfg(feature = "parquet")]
    for name in PARQUET {
        folder::write(&folder.join(name.replace('-', ".")), &written(name, &chosen)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn written(form: &str, chosen: &Chosen<'_>) -> io::Result<Vec<u8>> {
    if let Some(form) = FORMS.iter().find(|f| f.name == form) {
        return Ok((form.write)(chosen).into_bytes());
    }
    #[cfg(feature = "parquet")]
    if let Some((what, "parquet")) = form.rsplit_once('-') {
        let sheet = match what {
            "events" => chosen.event_rows(),
            "mentions" => chosen.mention_rows(),
            _ => chosen.entity_rows(),
        };
        let program = entente::corpus::program();
        return entente::export::parquet::file(&sheet, &program).map_err(io::Error::other);
    }
    Ok(serde_json::to_vec(&records::json(chosen.corpus.records(), false))?)
}

fn open(path: &Path) -> io::Result<Corpus> {
    let at = |what: String| format!("{}: {what}", path.display());
    let bytes = fs::read(path).map_err(|error| io::Error::new(error.kind(), at(error.to_string())))?;
    format::decode(&bytes).map_err(|error| io::Error::other(at(error.to_string())))
}
