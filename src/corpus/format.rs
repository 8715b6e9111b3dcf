//! The bytes of a corpus: `corpus.bin`.
//!
//! ```text
//! "ENTENTE\n"   magic, 8 bytes
//! version       u32, little endian, as all numbers of the head
//! sections      u32, how many rows follow
//! rows          40 bytes each: name (12, padded with 0), offset u32, stored u32, raw u64, hash u64, 0 u32
//! hash          u64 over everything before
//! sections      each postcard, then deflate
//! ```
//!
//! 1. A row's offset counts from the first byte of the file; sections follow the head and one another
//!    without a gap, and nothing follows the last.
//! 2. A hash is xxh3-64 over the bytes as stored, so a section is proved before it is inflated.
//! 3. Any section can be read alone, by its range, once the head is there ([`Head::read`]).
//! 4. The same records give the same bytes.
//! 5. What decodes is sound: [`super::check`] holds.
//!
//! A new field or section raises [`VERSION`]; `tests/fixtures/` keeps a file of every version.

mod encode;

use super::Corpus;
use super::check;
use super::columns::Mentions;
use crate::record::{
    Agreement, DateRecord, Document, Entity, Event, Figure, Office, Problem, Records, Rival, Statement,
    Transfer,
};
use crate::words::{Words, key};
pub use encode::{Piece, encode, encode_by, size};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fmt;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// The version that is written.
pub const VERSION: u32 = 1;
/// The oldest version that is read.
pub const OLDEST: u32 = 1;

const MAGIC: &[u8; 8] = b"ENTENTE\n";
const ROW: usize = 40;
const NAME: usize = 12;
/// More sections than any version has.
const MOST_SECTIONS: u32 = 64;
/// Deflate makes at most 1032 bytes out of one.
const RATIO: u64 = 1032;

/// Why bytes are no corpus, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The bytes begin with something else.
    NotACorpus,
    /// The end is missing.
    Truncated {
        /// Bytes that are there.
        have: usize,
        /// Bytes that the file has when whole, as far as can be told.
        need: usize,
    },
    /// Written by a later program.
    TooNew {
        /// Version of the file.
        found: u32,
        /// The latest version that is read.
        supported: u32,
    },
    /// Written by a program whose files are not read any more.
    TooOld {
        /// Version of the file.
        found: u32,
        /// The oldest version that is read.
        supported: u32,
    },
    /// Bytes were changed.
    Corrupt {
        /// The section: "head", "events" …
        section: String,
    },
    /// The bytes are as written, but what they say cannot be.
    Invalid {
        /// What is wrong.
        what: String,
    },
}

impl DecodeError {
    /// What is wrong and what to do, in a language.
    pub fn tell(&self, words: &Words) -> String {
        match self {
            DecodeError::NotACorpus => words.say(key!("decode.foreign")).to_owned(),
            DecodeError::Truncated { have, need } => {
                words.fill(key!("decode.short"), &[&have.to_string(), &need.to_string()])
            }
            DecodeError::TooNew { found, supported } => {
                words.fill(key!("decode.new"), &[&found.to_string(), &supported.to_string()])
            }
            DecodeError::TooOld { found, supported } => {
                words.fill(key!("decode.old"), &[&found.to_string(), &supported.to_string()])
            }
            DecodeError::Corrupt { section } => words.fill(key!("decode.damaged"), &[section]),
            DecodeError::Invalid { what } => words.fill(key!("decode.invalid"), &[what]),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tell(&crate::words::ENGLISH))
    }
}

impl std::error::Error for DecodeError {}

/// What a corpus is, without reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The program that packed it: "entente 0.1.0".
    pub program: String,
    /// A name made from its content ([`Corpus::title`]).
    pub title: String,
    /// Number of documents.
    pub documents: u32,
    /// Number of entities.
    pub entities: u32,
    /// Number of events.
    pub events: u32,
}

/// One row of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name.
    pub name: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
    raw: u64,
    hash: u64,
}

/// The head of a file: which sections it has and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Version of the file.
    pub version: u32,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    number(bytes, at).map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    number(bytes, at).map(u64::from_le_bytes)
}

fn corrupt(section: &str) -> DecodeError {
    DecodeError::Corrupt { section: section.to_owned() }
}

impl Head {
    /// Reads the head from the first bytes of a file; `Truncated` tells how many it needs.
    pub fn read(bytes: &[u8]) -> Result<Head, DecodeError> {
        let shared = bytes.len().min(MAGIC.len());
        if bytes[..shared] != MAGIC[..shared] {
            return Err(DecodeError::NotACorpus);
        }
        let short = |need| DecodeError::Truncated { have: bytes.len(), need };
        let version = u32_at(bytes, 8).ok_or(short(16))?;
        if version > VERSION {
            return Err(DecodeError::TooNew { found: version, supported: VERSION });
        }
        if version < OLDEST {
            return Err(DecodeError::TooOld { found: version, supported: OLDEST });
        }
        let count = u32_at(bytes, 12).ok_or(short(16))?;
        if count > MOST_SECTIONS {
            return Err(corrupt("head"));
        }
        let rows = 16 + ROW * count as usize;
        let hash = u64_at(bytes, rows).ok_or(short(rows + 8))?;
        if xxh3_64(&bytes[..rows]) != hash {
            return Err(corrupt("head"));
        }
        let mut from = rows + 8;
        let mut sections = Vec::new();
        for row in bytes[16..rows].chunks_exact(ROW) {
            let name = row[..NAME].split(|&b| b == 0).next().unwrap_or(&[]);
            let (Ok(name), Some(offset), Some(stored), Some(raw), Some(hash)) = (
                std::str::from_utf8(name),
                u32_at(row, NAME),
                u32_at(row, NAME + 4),
                u64_at(row, NAME + 8),
                u64_at(row, NAME + 16),
            ) else {
                return Err(corrupt("head"));
            };
            let end = from.checked_add(stored as usize).ok_or_else(|| corrupt("head"))?;
            if offset as usize != from || raw > u64::from(stored) * RATIO + 64 {
                return Err(corrupt("head"));
            }
            sections.push(Section { name: name.to_owned(), range: from..end, raw, hash });
            from = end;
        }
        Ok(Head { version, sections })
    }

    /// Length of the whole file in bytes.
    pub fn length(&self) -> usize {
        self.sections.last().map_or(16 + 8, |s| s.range.end)
    }

    /// The row of a section.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|s| s.name == name)
    }

    fn part<T: DeserializeOwned>(&self, bytes: &[u8], name: &str) -> Result<T, DecodeError> {
        let section = self.section(name).ok_or_else(|| corrupt(name))?;
        let have = bytes.len();
        let stored = bytes
            .get(section.range.clone())
            .ok_or_else(|| DecodeError::Truncated { have, need: self.length() })?;
        section.open(stored)
    }
}

impl Section {
    /// Proves and reads a section from its own bytes.
    fn open<T: DeserializeOwned>(&self, stored: &[u8]) -> Result<T, DecodeError> {
        let raw = self.raw(stored)?;
        match postcard::take_from_bytes(&raw) {
            Ok((value, [])) => Ok(value),
            other => Err(self.invalid(other.err())),
        }
    }

    fn invalid(&self, error: Option<postcard::Error>) -> DecodeError {
        let what = match error {
            None => format!("section {} holds more than it should", self.name),
            Some(error) => format!("section {}: {error}", self.name),
        };
        DecodeError::Invalid { what }
    }

    /// The section's bytes, proved and inflated.
    #[inline(never)]
    fn raw(&self, stored: &[u8]) -> Result<Vec<u8>, DecodeError> {
        if xxh3_64(stored) != self.hash {
            return Err(corrupt(&self.name));
        }
        let limit = usize::try_from(self.raw).map_err(|_| corrupt(&self.name))?;
        let raw = miniz_oxide::inflate::decompress_to_vec_with_limit(stored, limit)
            .map_err(|_| corrupt(&self.name))?;
        if raw.len() != limit {
            return Err(corrupt(&self.name));
        }
        Ok(raw)
    }
}

#[derive(Deserialize)]
struct Registers {
    agreements: Vec<Agreement>,
    transfers: Vec<Transfer>,
    rivals: Vec<Rival>,
}

/// What a corpus is, from its first bytes.
pub fn meta(bytes: &[u8]) -> Result<Meta, DecodeError> {
    Head::read(bytes)?.part(bytes, "meta")
}

/// A corpus from its bytes. Whatever the bytes, the answer is a sound corpus or an error.
pub fn decode(bytes: &[u8]) -> Result<Corpus, DecodeError> {
    let head = Head::read(bytes)?;
    if bytes.len() < head.length() {
        return Err(DecodeError::Truncated { have: bytes.len(), need: head.length() });
    }
    if bytes.len() > head.length() {
        return Err(corrupt("end"));
    }
    let meta: Meta = head.part(bytes, "meta")?;
    let mut documents: Vec<Document> = head.part(bytes, "documents")?;
    let texts: Vec<String> = head.part(bytes, "texts")?;
    if texts.len() != documents.len() {
        let what = format!("{} texts for {} documents", texts.len(), documents.len());
        return Err(DecodeError::Invalid { what });
    }
    for (document, text) in documents.iter_mut().zip(texts) {
        document.text = text;
    }
    let entities: Vec<Entity> = head.part(bytes, "entities")?;
    let events: Vec<Event> = head.part(bytes, "events")?;
    let mentions: Mentions = head.part(bytes, "mentions")?;
    let mentions = mentions.rows().ok_or(DecodeError::Invalid { what: "section mentions".into() })?;
    let dates: Vec<DateRecord> = head.part(bytes, "dates")?;
    let figures: Vec<Figure> = head.part(bytes, "figures")?;
    let statements: Vec<Statement> = head.part(bytes, "statements")?;
    let offices: Vec<Office> = head.part(bytes, "offices")?;
    let Registers { agreements, transfers, rivals } = head.part(bytes, "registers")?;
    let problems: Vec<Problem> = head.part(bytes, "problems")?;
    let records = Records {
        documents,
        entities,
        mentions,
        dates,
        figures,
        statements,
        events,
        offices,
        agreements,
        transfers,
        rivals,
        problems,
    };
    check::check(&records).map_err(|fault| DecodeError::Invalid { what: fault.to_string() })?;
    Ok(Corpus::packed_by(records, meta.program))
}

#[cfg(test)]
mod tests {
    use super::encode::{assemble, pack};
    use super::*;

    #[test]
    fn a_later_version_says_so_before_anything_else_is_read() {
        let bytes = assemble(VERSION + 1, &[]).unwrap();
        let found = VERSION + 1;
        assert_eq!(decode(&bytes), Err(DecodeError::TooNew { found, supported: VERSION }));
        let bytes = assemble(0, &[]).unwrap();
        assert_eq!(decode(&bytes), Err(DecodeError::TooOld { found: 0, supported: OLDEST }));
        assert_eq!(decode(&assemble(VERSION, &[]).unwrap()), Err(corrupt("meta")));
    }

    #[test]
    fn a_section_that_would_not_end_is_refused() {
        let zeros = miniz_oxide::deflate::compress_to_vec(&vec![0; 1 << 20], 9);
        for raw in [0, 1, 1 << 10, u64::MAX] {
            let bytes = assemble(VERSION, &[("meta", (zeros.clone(), raw))]).unwrap();
            assert!(matches!(decode(&bytes), Err(DecodeError::Corrupt { .. })), "{raw}");
        }
        // A list that claims four billion entries and holds none.
        let raw = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F];
        let stored = miniz_oxide::deflate::compress_to_vec(&raw, 9);
        let empty = pack(&Meta::default(), &mut encode::one_by_one).unwrap();
        let bytes = assemble(VERSION, &[("meta", empty), ("documents", (stored, 5))]).unwrap();
        assert!(matches!(decode(&bytes), Err(DecodeError::Invalid { .. })));
    }
}
