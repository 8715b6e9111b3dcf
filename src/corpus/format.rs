//! The bytes of a corpus: `corpus.bin`.
//!
//! ```text
//! "ENTENTE\n"   magic, 8 bytes
//! version       u32, little endian, as all numbers of the head
//! sections      u32, how many rows follow
//! rows          40 bytes each: name (12, padded with 0), offset u32, stored u32, raw u64, hash u64, 0 u32
//! hash          u64 over everything before
//! sections      each postcard, then deflate; but "late": blocks end to end, each of them so
//! ```
//!
//! 1. A row's offset counts from the first byte of the file; sections follow the head and one another
//!    without a gap, and nothing follows the last.
//! 2. A hash is xxh3-64 over the bytes as stored, so a section is proved before it is inflated; "shelf" holds
//!    such rows for the blocks of "late".
//! 3. Any section can be read alone, by its range, once the head is there ([`Head::read`]). A page needs what
//!    stands before "late" ([`Head::early`]), then the blocks that are asked for ([`open`]).
//! 4. The same records give the same bytes.
//! 5. What decodes is sound: [`super::check`] holds. Of what [`open`] opens it holds but for texts, and for what
//!    stands in a block once that is read.
//!
//! A new field or section raises [`VERSION`]; `tests/fixtures/` keeps a file of every version.

mod encode;

use super::columns::Columns;
use super::late::{self, Late, Shelf};
use super::{Corpus, check, rows};
use crate::record::{Agreement, Document, Entity, Office, Problem, Records, Rival, Transfer};
use crate::words::{Words, key};
pub use encode::{Piece, encode, encode_by, size};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fmt;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// The version that is written.
pub const VERSION: u32 = 2;
/// The oldest version that is read.
pub const OLDEST: u32 = 2;

/// The section of blocks that are read when they are asked for.
const LATE: &str = "late";
const MAGIC: &[u8; 8] = b"ENTENTE\n";
const ROW: usize = 40;
const NAME: usize = 12;
/// More sections than any version has.
const MOST_SECTIONS: u32 = 64;
/// Deflate makes at most 1032 bytes out of one.
pub(super) const RATIO: u64 = 1032;

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

    /// How many bytes from the first on a page needs before it can show anything.
    pub fn early(&self) -> usize {
        self.section(LATE).map_or(self.length(), |late| late.range.start)
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
        inflate(stored, limit).ok_or_else(|| corrupt(&self.name))
    }
}

/// Inflates bytes that are exactly so many when inflated.
pub(super) fn inflate(stored: &[u8], length: usize) -> Option<Vec<u8>> {
    let raw = miniz_oxide::inflate::decompress_to_vec_with_limit(stored, length).ok()?;
    (raw.len() == length).then_some(raw)
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

/// A corpus from its bytes, with everything in its records. Whatever the bytes, the answer is a sound corpus or an error.
pub fn decode(bytes: &[u8]) -> Result<Corpus, DecodeError> {
    let (head, mut records, program) = early(bytes)?;
    complete(&head, bytes)?;
    let late = late(&head, bytes, Some(bytes))?;
    late::put_back(&late, &mut records).ok_or_else(|| unfit(LATE))?;
    records.dates = head.part(bytes, "dates")?;
    check::check(&records).map_err(invalid)?;
    Ok(Corpus::packed_by(records, program, None))
}

/// A corpus from its bytes, or from as many of them as [`Head::early`] tells: what stands in blocks is read when it is asked for
/// ([`Corpus::text`], [`Corpus::wanted`]).
pub fn open(bytes: &[u8]) -> Result<Corpus, DecodeError> {
    let (head, records, program) = early(bytes)?;
    let whole = bytes.len() > head.early();
    if whole {
        complete(&head, bytes)?;
    }
    check::ids(&records).map_err(invalid)?;
    let late = late(&head, bytes, whole.then_some(bytes))?;
    if late.entities() != records.entities.len() || late.documents_after(records.documents.len()) {
        return Err(unfit("shelf"));
    }
    Ok(Corpus::packed_by(records, program, Some(late::Shared(late.into()))))
}

fn unfit(section: &str) -> DecodeError {
    DecodeError::Invalid { what: format!("section {section} does not fit the others") }
}

fn invalid(fault: check::Fault) -> DecodeError {
    DecodeError::Invalid { what: fault.to_string() }
}

/// Whether a file has all its bytes and no more, and the blocks are as written.
fn complete(head: &Head, bytes: &[u8]) -> Result<(), DecodeError> {
    match bytes.len().cmp(&head.length()) {
        std::cmp::Ordering::Less => {
            return Err(DecodeError::Truncated { have: bytes.len(), need: head.length() });
        }
        std::cmp::Ordering::Greater => return Err(corrupt("end")),
        std::cmp::Ordering::Equal => {}
    }
    let late = head.section(LATE).ok_or_else(|| corrupt(LATE))?;
    let dates = head.section("dates").ok_or_else(|| corrupt("dates"))?;
    for section in [late, dates] {
        if xxh3_64(&bytes[section.range.clone()]) != section.hash {
            return Err(corrupt(&section.name));
        }
    }
    Ok(())
}

/// The head, the records that stand before the blocks, and the program that packed them.
fn early(bytes: &[u8]) -> Result<(Head, Records, String), DecodeError> {
    let head = Head::read(bytes)?;
    let early = head.early();
    if bytes.len() < early {
        return Err(DecodeError::Truncated { have: bytes.len(), need: early });
    }
    let meta: Meta = head.part(bytes, "meta")?;
    let documents: Vec<Document> = head.part(bytes, "documents")?;
    let entities: Vec<Entity> = head.part(bytes, "entities")?;
    let columns = |name| head.part::<Columns>(bytes, name);
    let events = rows::events(columns("events")?, &documents).ok_or_else(|| unfit("events"))?;
    let figures = rows::figures(columns("figures")?).ok_or_else(|| unfit("figures"))?;
    let statements = rows::statements(columns("statements")?).ok_or_else(|| unfit("statements"))?;
    let offices: Vec<Office> = head.part(bytes, "offices")?;
    let Registers { agreements, transfers, rivals } = head.part(bytes, "registers")?;
    let problems: Vec<Problem> = head.part(bytes, "problems")?;
    let records = Records {
        documents,
        entities,
        figures,
        statements,
        events,
        offices,
        agreements,
        transfers,
        rivals,
        problems,
        ..Records::default()
    };
    Ok((head, records, meta.program))
}

/// The blocks of a file, with their bytes or without.
fn late(head: &Head, bytes: &[u8], whole: Option<&[u8]>) -> Result<Late, DecodeError> {
    let shelf = Shelf::read(head.part(bytes, "shelf")?).ok_or_else(|| unfit("shelf"))?;
    let range = head.section(LATE).ok_or_else(|| corrupt(LATE))?.range.clone();
    let blocks = whole.map(|bytes| bytes[range.clone()].to_vec());
    Late::new(shelf, range, blocks).ok_or_else(|| unfit("shelf"))
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

    /// A packed corpus of two reports.
    fn packed() -> Vec<u8> {
        let reports = [
            (
                "a.txt",
                "Holm in Lima\n\nLIMA, 9 June 2021. Defence Minister Kari Holm visited Peru. “We agreed,” Holm said. Peru and Norway signed an agreement on two ships.",
            ),
            (
                "b.txt",
                "A visit\n\n5 May 2021\n\nNorwegian Defence Minister Kari Holm met Luis Rojas in Santiago on 5 May 2021.",
            ),
        ];
        let lexicon = crate::extract::Lexicon::builtin();
        let read = |(name, text): (&str, &str)| crate::intake::read(name, text.as_bytes(), lexicon);
        let corpus = Corpus::new(crate::intake::join(reports.into_iter().map(read)));
        encode(&corpus, &crate::query::words(&corpus)).unwrap()
    }

    fn deflated(raw: Vec<u8>) -> (Vec<u8>, u64) {
        (miniz_oxide::deflate::compress_to_vec(&raw, 6), raw.len() as u64)
    }

    /// The same file with one byte changed before deflate, in the section or the block of that number, and all hashes right.
    fn written_so(bytes: &[u8], which: usize, at: usize, flip: u8) -> Vec<u8> {
        let head = Head::read(bytes).unwrap();
        let late = head.section(LATE).unwrap();
        let mut shelf = Shelf::read(head.part(bytes, "shelf").unwrap()).unwrap();
        let change = |mut raw: Vec<u8>| {
            let length = raw.len().max(1);
            raw.get_mut(at % length).into_iter().for_each(|byte| *byte ^= flip);
            raw
        };
        let which = which % (head.sections.len() + shelf.rows.len());
        let (mut from, mut blocks) = (late.range.start, Vec::new());
        for (number, row) in shelf.rows.iter_mut().enumerate() {
            let stored = &bytes[from..from + row.stored as usize];
            from += row.stored as usize;
            if head.sections.len() + number == which {
                let raw = change(inflate(stored, row.raw as usize).unwrap());
                let (stored, length) = deflated(raw);
                (row.stored, row.raw, row.hash) = (stored.len() as u32, length as u32, xxh3_64(&stored));
                blocks.extend(stored);
            } else {
                blocks.extend_from_slice(stored);
            }
        }
        let section = |(number, section): (usize, &Section)| {
            let name: &'static str = section.name.clone().leak();
            let raw = || section.raw(&bytes[section.range.clone()]).unwrap();
            let stored = match name {
                LATE => (blocks.clone(), section.raw),
                "shelf" => {
                    let raw = shelf.columns().bytes();
                    deflated(if number == which { change(raw) } else { raw })
                }
                _ if number == which => deflated(change(raw())),
                _ => deflated(raw()),
            };
            (name, stored)
        };
        let sections: Vec<(&str, (Vec<u8>, u64))> = head.sections.iter().enumerate().map(section).collect();
        assemble(VERSION, &sections).unwrap()
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 400, ..Default::default() })]
        #[test]
        fn a_file_that_was_written_wrong_is_refused_or_can_be_asked(which: usize, at: usize, flip in 1u8..) {
            let bytes = written_so(&packed(), which, at, flip);
            let _ = decode(&bytes);
            let Ok(corpus) = open(&bytes) else { return Ok(()) };
            for id in corpus.document_ids() {
                corpus.mentions_in(id).iter().for_each(|m| drop(m.span.of(corpus.text(id)).to_owned()));
                corpus.sentences(id).iter().for_each(|&s| assert!(corpus.sentence(id, s).contains(s)));
                corpus.zones(id).iter().for_each(|z| drop(z.span.of(corpus.text(id)).to_owned()));
            }
            for id in corpus.entity_ids() {
                let _ = (corpus.namings(id), corpus.mentions_of(id), corpus.statements_naming(id));
            }
            let index = crate::query::Index::new(&corpus);
            for search in ["a", "holm", "hlom", "“defence minister”", "country:no", "peru -visit"] {
                crate::query::search(&corpus, &index, search);
            }
            let words = crate::words::Words::english();
            let teller = crate::rooms::Teller { corpus: &corpus, index: &index, words: &words };
            corpus.event_ids().for_each(|id| drop(teller.event_card(id)));
            corpus.entity_ids().for_each(|id| drop(teller.entity_card(id)));
            drop(teller.topics());
        }
    }
}
