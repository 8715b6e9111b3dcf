//! `entente bundle`, and what finishes a built page: its program inside, its floor, its one file.

use crate::folder;
use entente::corpus::{Corpus, format};
use entente::export::{bundle, floor, offline, page, preview};
use entente::words;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The name of the one file.
const EXPLORER: &str = "explorer.html";
/// The name of the manifest by which the page is installed.
const MANIFEST: &str = "manifest.webmanifest";
/// The name of the service worker by which it is kept.
const WORKER: &str = "offline.js";

fn wrong(path: &Path, what: impl std::fmt::Display) -> io::Error {
    io::Error::other(format!("{}: {what}", path.display()))
}

fn text(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}

fn corpus(dist: &Path) -> io::Result<Corpus> {
    let path = dist.join("corpus.bin");
    let bytes = fs::read(&path).map_err(|error| wrong(&path, error))?;
    format::decode(&bytes).map_err(|error| wrong(&path, error))
}

/// Writes a built page as one file.
pub fn bundle(dist: &Path, output: &Path) -> io::Result<ExitCode> {
    let html = write(dist, &corpus(dist)?, output)?;
    crate::say(format_args!(
        "Wrote {} ({:.0} kB): a double click opens it.",
        output.display(),
        html as f64 / 1000.0
    ));
    Ok(ExitCode::SUCCESS)
}

/// The files of a built page, without the one file and what lies in folders.
fn files(dist: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dist).map_err(|error| wrong(dist, error))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && name != EXPLORER {
            files.insert(name, fs::read(&path).map_err(|error| wrong(&path, error))?);
        }
    }
    Ok(files)
}

fn write(dist: &Path, corpus: &Corpus, output: &Path) -> io::Result<usize> {
    let files = files(dist)?;
    let floor = floor::floor(corpus, &words::ENGLISH, floor::MOST, false);
    let html = bundle::bundle(&files, &floor).map_err(|what| wrong(dist, what))?;
    folder::write(output, html.as_bytes())?;
    Ok(html.len())
}

/// Finishes what Trunk built: puts the program's glue into the page, closes the policy, lays the floor, writes the one
/// file. A draft, for the development server, gets its policy only.
pub fn finish(dist: &Path, url: Option<&str>, draft: bool) -> io::Result<ExitCode> {
    let index = dist.join("index.html");
    let mut html = text(&index)?;
    let extractor = worker(dist, draft)?;
    if draft {
        folder::write(&index, page::closed(&html).as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let program = page::program(&html).ok_or_else(|| wrong(&index, "this is no built page"))?;
    if let (Some(boot), Some(glue)) = (program.boot, program.glue) {
        let (boot, glue) = (dist.join(boot), dist.join(glue));
        html = page::with_module(&html, &text(&boot)?, &text(&glue)?, &extractor)
            .map_err(|what| wrong(&index, what))?;
        html = page::closed(&html);
        fs::remove_file(boot)?;
        fs::remove_file(glue)?;
        let embed = dist.join("embed.js");
        folder::write(&embed, page::sent(&text(&embed)?).as_bytes())?;
    }
    if let Some(one) = page::with_one_style(&html, |name| text(&dist.join(name)))? {
        folder::write(&dist.join(&one.name), one.style.as_bytes())?;
        for name in &one.gone {
            fs::remove_file(dist.join(name))?;
        }
        html = one.html;
    }
    folder::write(&index, html.as_bytes())?;
    lay(dist, &corpus(dist)?, url)?;
    Ok(ExitCode::SUCCESS)
}

/// The picture that other sites show beside a link, where the page has an address to lead to; else none.
fn picture(dist: &Path, corpus: &Corpus, url: Option<&str>) -> io::Result<()> {
    let path = dist.join(preview::FILE);
    if url.is_none() {
        return fs::remove_file(&path).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(wrong(&path, error)),
        });
    }
    let borders = fs::read(dist.join("borders.bin")).ok();
    let png = crate::preview::png(corpus, borders.as_deref()).map_err(|what| wrong(&path, what))?;
    folder::write(&path, &png)
}

/// Makes one script of the extractor's glue and worker, and names it and its program by what they hold, so that no browser
/// mixes two versions; a draft keeps plain names. Gives how their addresses begin.
fn worker(dist: &Path, draft: bool) -> io::Result<String> {
    let (glue, program) = (dist.join("extractor.js"), dist.join("extractor_bg.wasm"));
    let act = dist.join("extractor-worker.js");
    let script = page::worker(&text(&glue)?, &text(&act)?).map_err(|what| wrong(&glue, what))?;
    let bytes = fs::read(&program)?;
    let mut name = bundle::EXTRACTOR.to_owned();
    if !draft {
        let hash = xxhash_rust::xxh3::xxh3_64(&[script.as_bytes(), &bytes].concat());
        name += &format!("-{hash:016x}");
    }
    for used in [&glue, &program, &act] {
        fs::remove_file(used)?;
    }
    folder::write(&dist.join(format!("{name}.js")), script.as_bytes())?;
    folder::write(&dist.join(format!("{name}.wasm")), &bytes)?;
    Ok(format!("./{name}"))
}

/// Lays the floor of a corpus into a finished page, and writes the page as one file beside it.
pub fn lay(dist: &Path, corpus: &Corpus, url: Option<&str>) -> io::Result<()> {
    let index = dist.join("index.html");
    let floor = floor::floor(corpus, &words::ENGLISH, floor::MOST, true);
    let html = page::with_floor(&text(&index)?, &floor, url).map_err(|what| wrong(&index, what))?;
    let html = page::with_manifest(&html, MANIFEST);
    let html = page::with_preview(&html, &floor, url);
    picture(dist, corpus, url)?;
    let manifest = offline::manifest(&floor.title, page::icon(&html).as_deref());
    folder::write(&dist.join(MANIFEST), manifest.as_bytes())?;
    folder::write(&index, html.as_bytes())?;
    let beside = dist.join("floor");
    if beside.is_dir() {
        fs::remove_dir_all(&beside)?;
    }
    for leaf in &floor.pages {
        folder::write(&beside.join(&leaf.file), page::leaf(&html, leaf, &floor.title).as_bytes())?;
    }
    write(dist, corpus, &dist.join(EXPLORER))?;
    let worker = offline::worker(include_str!("../../ui/offline.js"), &files(dist)?);
    folder::write(&dist.join(WORKER), worker.as_bytes())
}
