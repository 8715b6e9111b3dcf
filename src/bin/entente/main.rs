//! The command line, and the only user of the file system.

mod cache;
mod export;
mod folder;
mod gather;
mod made;
mod names;
mod pack;
mod page;
mod preview;
mod progress;
mod records;

use clap::{Parser, Subcommand};
use entente::extract::Lexicon;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads news reports about dealings between states and shows who agreed what with whom.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read a folder of articles and write it as corpus.bin, which the page shows.
    ///
    /// Articles are .md, .txt, .html and .htm files, also in folders inside; hidden files are left
    /// out. Problems are listed as path:line: message and do not stop the work. What was read of a large
    /// folder is kept, so that packing it again reads only what changed.
    Pack {
        /// The folder.
        #[arg(required_unless_present = "records")]
        folder: Option<PathBuf>,
        /// Pack what `entente records --jsonl` wrote, here or elsewhere, in place of a folder: files, or
        /// standard input. The corpus is what packing the articles themselves gives, byte for byte.
        #[arg(long, value_name = "FILE", num_args = 0.., default_missing_value = "-", conflicts_with = "folder")]
        records: Option<Vec<PathBuf>>,
        /// Where to write the corpus.
        #[arg(short, long, default_value = "corpus.bin")]
        output: PathBuf,
        /// Where to write the borders of the map for this corpus.
        #[arg(long)]
        borders: Option<PathBuf>,
        #[command(flatten)]
        keeping: cache::Keeping,
    },
    /// Put the corpus of another folder into a page that was built before; needs no compiler.
    Site {
        /// The folder of articles.
        folder: PathBuf,
        /// Where to write the page.
        #[arg(short, long)]
        output: PathBuf,
        /// The page that was built before.
        #[arg(long, default_value = "dist")]
        page: PathBuf,
        /// Where the page will be published, for search engines.
        #[arg(long)]
        url: Option<String>,
        #[command(flatten)]
        keeping: cache::Keeping,
    },
    /// Write a built page as one HTML file, which a double click opens, without a server or a network.
    Bundle {
        /// The folder of the built page.
        page: PathBuf,
        /// Where to write the file.
        #[arg(short, long, default_value = "explorer.html")]
        output: PathBuf,
    },
    /// Finish what Trunk built; its last hook calls this.
    #[command(hide = true)]
    Finish {
        /// The folder of the built page.
        page: PathBuf,
        /// Where the page will be published.
        #[arg(long)]
        url: Option<String>,
        /// For the development server.
        #[arg(long)]
        draft: bool,
    },
    /// Write what is read out of articles as JSON.
    ///
    /// One object for all files: documents, entities, mentions, dates, figures, statements, events,
    /// offices, agreements, transfers, rivals and problems. Offsets are Unicode code points.
    Records {
        /// Article files: .md, .txt, .html.
        #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl")]
        files: Vec<PathBuf>,
        /// Read articles from standard input, one JSON object a line, and write one records object a
        /// line: {"id", "text", "title"?, "published"?}, or a file as it is, {"id", "raw"}, {"id", "base64"}
        /// or, with --folder, {"path"}.
        #[arg(long)]
        jsonl: bool,
        /// The folder in which the files of {"path"} lines lie.
        #[arg(long, value_name = "DIR", requires = "jsonl")]
        folder: Option<PathBuf>,
        /// Let each record name the rule that made it.
        #[arg(long)]
        explain: bool,
        /// Read without the lists of proper names (organisations, arms): only what the text says
        /// of a name counts. Shows how little depends on them.
        #[arg(long)]
        without_lists: bool,
    },
    /// List the articles of a folder as lines for `entente records --jsonl`.
    List {
        /// The folder.
        folder: PathBuf,
        /// Put each file into its line, for machines that do not see the folder.
        #[arg(long)]
        raw: bool,
    },
    /// Write what a corpus tells in a form for other programs.
    ///
    /// The README's "Export" says which form is for which tool.
    Export {
        /// The form; `all` writes every one into the folder that --output names.
        #[arg(value_parser = export::forms())]
        form: String,
        /// A corpus.bin, or a folder of articles.
        from: PathBuf,
        /// Where to write it; standard output if not given.
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// Only what the page shows with these words in its search box: 'country:RS type:TRANSFER'.
        /// It does not narrow `records`.
        #[arg(long, default_value = "")]
        query: String,
        /// Address of the page, so that links lead to it; without it they are fragments (#/…).
        #[arg(long, default_value = "")]
        page: String,
    },
    /// Say how surely two names are one: reads name1<TAB>name2 lines, writes a number from 0 to 1
    /// a line; 0.7 and above means yes.
    Match,
}

/// A line on standard error, which may have been closed.
fn say(line: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// What some work gives; `None` where it panicked, so that one text fails alone.
fn alone<T>(work: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok()
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Pack { folder, records, output, borders, keeping } => {
            let from = match (&folder, &records) {
                (Some(folder), _) => pack::From::Folder(folder, &keeping),
                (None, records) => pack::From::Records(records.as_deref().unwrap_or_default()),
            };
            pack::pack(&from, &output, borders.as_deref())
        }
        Command::Site { folder, output, page, url, keeping } => {
            pack::site(&folder, &keeping, &page, &output, url.as_deref())
        }
        Command::Bundle { page, output } => page::bundle(&page, &output),
        Command::Finish { page, url, draft } => page::finish(&page, url.as_deref(), draft),
        Command::Records { files, jsonl, folder, explain, without_lists } => {
            let lexicon = if without_lists { Lexicon::without_lists() } else { Lexicon::builtin() };
            if jsonl {
                records::stream(lexicon, explain, folder.as_deref())
            } else {
                records::files(&files, lexicon, explain)
            }
        }
        Command::List { folder, raw } => records::list(&folder, raw),
        Command::Export { form, from, output, query, page } => {
            let (output, query) = (output.as_deref(), query.trim());
            export::export(&export::Wish { form: &form, from: &from, output, query, page: &page })
        }
        Command::Match => names::stream(),
    };
    match done {
        Ok(code) => code,
        // The reader has seen enough ("entente records … | head"): no fault.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("entente: {error}"));
            ExitCode::FAILURE
        }
    }
}
