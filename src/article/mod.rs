//! One file in, a document and its problems out; reading never fails.
//!
//! - [`encoding`]: bytes to text, with [`alphabet`] for the one-byte encodings;
//! - [`markdown`]: headings and paragraphs, with [`front`] for the keys at the head;
//! - [`scraped`]: plain text in which title, date, byline and body have to be found, with
//!   [`furniture`] (what sites put around articles), [`credits`] (who wrote it where) and
//!   [`collapsed`] (scrapes that lost their line ends);
//! - [`page`]: HTML, by a readability library;
//! - [`published`]: explicit dates in heads and datelines;
//! - [`archive`]: many files in one ZIP archive.
//!
//! What every document keeps: its zones are sorted, do not overlap and lie on character
//! boundaries, and its body runs from the first to the last byte of news text.

pub mod alphabet;
pub mod archive;
pub mod collapsed;
pub mod credits;
pub mod encoding;
pub mod front;
pub mod furniture;
pub mod markdown;
mod markup;
mod months;
pub mod page;
pub mod phrases;
pub mod published;
pub mod scraped;
pub mod wrapped;

use crate::record::{Document, Problem, Span, Zone, ZoneKind};

/// Most bytes of one article; what is longer is no report.
const LARGEST: usize = 32 << 20;

/// Most problems of one file that are told one by one.
const MOST_PROBLEMS: usize = 50;

/// First bytes of files that are no text, and what they are.
const BINARY: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound"),
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"\xff\xfe\x00\x00", "UTF-32 text"),
    (b"\x00\x00\xfe\xff", "UTF-32 text"),
];

/// Whether a file's name says that it holds an article: `.md`, `.txt`, `.html`, `.htm`.
pub fn is_named_so(name: &str) -> bool {
    ends_with(name, &["md", "txt", "html", "htm"])
}

/// Reads the bytes of one article file. `path` is relative to the corpus folder and tells the
/// format by its ending (`.md`, `.txt`, `.html`); a file that holds no text gives no document but
/// a problem.
pub fn read(path: &str, bytes: &[u8]) -> (Option<Document>, Vec<Problem>) {
    let problem = |line: u32, message: String| Problem { path: path.to_owned(), line, message };
    let refuse = |message: &str| (None, vec![problem(0, message.to_owned())]);
    if bytes.len() > LARGEST {
        return refuse("larger than 32 MB: split it into one file an article");
    }
    if let Some((_, what)) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return refuse(&format!("this is {what}, not text: save the article as .txt, .md or .html in UTF-8"));
    }
    let html = is_html(path, bytes);
    let declared = if html { page::declared_encoding(bytes) } else { None };
    let Some(decoded) = encoding::decode(bytes, declared.as_deref()) else {
        return refuse("this is no text: save the article as .txt, .md or .html in UTF-8");
    };
    if decoded.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return refuse("the file is empty: put the article's text into it, or take it away");
    }
    let mut notes = decoded.notes;
    let encoding = decoded.encoding.to_owned();
    let document = if html {
        page::read(path, &decoded.text).map(|mut document| {
            document.encoding = encoding;
            finish(&mut document, &mut notes);
            document
        })
    } else {
        let (mut document, more) = plain(path, decoded.text);
        document.encoding = encoding;
        notes.extend(more);
        finish(&mut document, &mut notes);
        Some(document)
    };
    if document.is_none() {
        notes.push((0, "no article found in this page: save its text as .txt".into()));
    }
    let more = notes.len().saturating_sub(MOST_PROBLEMS);
    notes.truncate(MOST_PROBLEMS);
    if more > 0 {
        notes.push((0, format!("and {more} more problems in this file")));
    }
    (document, notes.into_iter().map(|(line, message)| problem(line, message)).collect())
}

/// Reads text that is decoded already; offsets count in `text` as it is. Notes are line and message.
pub fn plain(path: &str, text: String) -> (Document, Vec<(u32, String)>) {
    let mut document = Document {
        id: path.to_owned(),
        language: "en".into(),
        encoding: "UTF-8".into(),
        text,
        ..Document::default()
    };
    let mut notes = Vec::new();
    let marked = ends_with(path, &["md", "markdown"]);
    let front = markdown::has_front(&document.text)
        && (marked || document.text.lines().nth(1).is_some_and(|l| l.contains(':')));
    if front || (marked && markdown::has_heading(&document.text)) {
        notes = markdown::read(&mut document);
    } else {
        scraped::read(&mut document);
    }
    finish(&mut document, &mut Vec::new());
    (document, notes)
}

fn ends_with(path: &str, endings: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, e)| endings.iter().any(|x| e.eq_ignore_ascii_case(x)))
}

/// Whether a file is a page: by its ending, or by how it begins.
fn is_html(path: &str, bytes: &[u8]) -> bool {
    if ends_with(path, &["html", "htm", "xhtml", "shtml"]) {
        return true;
    }
    let head = &bytes[..bytes.len().min(512)];
    let head: Vec<u8> = head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{fffd}'));
    ["<!doctype html", "<html", "<?xml"].iter().any(|s| head.starts_with(s)) && !ends_with(path, &["md"])
}

/// Puts zones in order, clips what overlaps, joins neighbours of one kind, and sets the body.
fn finish(document: &mut Document, notes: &mut Vec<(u32, String)>) {
    let text = &document.text;
    let mut zones = std::mem::take(&mut document.zones);
    zones.retain(|z| z.span.start < z.span.end && text.get(z.span.range()).is_some());
    zones.sort_by_key(|z| (z.span.start, z.span.end));
    let mut kept: Vec<Zone> = Vec::with_capacity(zones.len());
    for mut zone in zones {
        if let Some(last) = kept.last_mut() {
            zone.span.start = zone.span.start.max(last.span.end);
            if zone.span.is_empty() {
                continue;
            }
            let between = &text[last.span.range().end..zone.span.range().start];
            let joins = matches!(zone.kind, ZoneKind::Body | ZoneKind::Boilerplate) && zone.kind == last.kind;
            if joins && between.trim().is_empty() {
                last.span.end = zone.span.end;
                continue;
            }
        }
        kept.push(zone);
    }
    kept.retain(|z| !z.span.of(text).trim().is_empty());
    let mut body = kept.iter().filter(|z| z.kind == ZoneKind::Body).map(|z| z.span);
    document.body = match body.next() {
        Some(first) => body.fold(first, Span::join),
        None => {
            if !notes.iter().any(|n| n.1.starts_with("no news text")) {
                notes.push((0, "no news text found: only a headline or furniture".into()));
            }
            Span::new(text.len(), text.len())
        }
    };
    document.zones = kept;
}

/// The lines of a text, white space around them left out; empty ones are skipped.
pub struct Lines {
    /// In order.
    pub spans: Vec<Span>,
}

impl Lines {
    /// The lines of `text` from an offset on.
    pub fn new(text: &str, from: usize) -> Lines {
        let mut spans = Vec::new();
        let mut at = from;
        for line in
            text[from..].split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        {
            let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{0}');
            let start = at + line.len() - line.trim_start_matches(blank).len();
            let end = at + line.trim_end_matches(blank).len();
            if start < end {
                spans.push(Span::new(start, end));
            }
            at += line.len();
        }
        Lines { spans }
    }
}
