//! What was read of an article, held in few bytes until it is joined with the rest: in memory, in the packer's cache, and
//! in the lines that `entente records --jsonl` writes for `entente pack --records`.
//!
//! The records are those of the article alone, before linking, so that joining them gives what joining them at once would
//! have given, byte for byte.

use super::Part;
use crate::corpus::{check, format, program};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::fmt;
use xxhash_rust::xxh3::xxh3_64;

/// LZ4 makes at most so many bytes out of one.
const RATIO: usize = 255;
/// Bytes of a hash.
const HASH: usize = 8;

/// A [`Part`] as postcard in an LZ4 block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Id of its document; none where nothing could be read.
    pub id: Option<String>,
    bytes: Vec<u8>,
}

impl Kept {
    /// Puts a part away.
    pub fn new(part: &Part) -> Kept {
        let id = part.records.as_ref().and_then(|r| r.documents.first()).map(|d| d.id.clone());
        // Nothing in a part has a length that is not known, which is all that postcard could refuse.
        let raw = postcard::to_stdvec(part).unwrap_or_default();
        Kept { id, bytes: lz4_flex::block::compress_prepend_size(&raw) }
    }

    /// The part again; `None` where the bytes are none.
    pub fn open(&self) -> Option<Part> {
        let size = u32::from_le_bytes(*self.bytes.first_chunk()?) as usize;
        if size > self.bytes.len().saturating_mul(RATIO) {
            return None;
        }
        let raw = lz4_flex::block::decompress_size_prepended(&self.bytes).ok()?;
        match postcard::take_from_bytes(&raw) {
            Ok((part, [])) => Some(part),
            _ => None,
        }
    }

    /// Bytes that it takes.
    pub fn len(&self) -> usize {
        self.bytes.len() + self.id.as_ref().map_or(0, String::len)
    }

    /// Whether it takes none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it holds one document, the one that it names, with records that fit its text; or none at all.
    fn fits(&self) -> Result<(), Unfit> {
        let part = self.open().ok_or(Unfit::Damaged)?;
        let ids: Vec<&str> = part.records.iter().flat_map(|r| &r.documents).map(|d| d.id.as_str()).collect();
        if ids != self.id.iter().collect::<Vec<_>>() || part.records.is_some() == ids.is_empty() {
            return Err(Unfit::Damaged);
        }
        part.records.map_or(Ok(()), |records| check::parts(&records)).map_err(Unfit::Records)
    }
}

/// Why a text holds no parts that could be joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is not what was written.
    Damaged,
    /// It was written by another program, which may read otherwise.
    Other(String),
    /// A record does not fit its text.
    Records(check::Fault),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::Damaged => f.write_str("its \"part\" is not as it was written; read the article again"),
            Unfit::Other(other) => {
                write!(f, "its \"part\" was written by {other}, this is {}; read the article again", maker())
            }
            Unfit::Records(fault) => write!(f, "its records do not fit their text ({fault})"),
        }
    }
}

impl std::error::Error for Unfit {}

/// The program whose parts fit one another.
fn maker() -> String {
    format!("{}, layout {}", program(), format::VERSION)
}

/// Parts as text, for a line of JSON: postcard of the program's name and the parts, a hash, all in base64.
pub fn text(parts: &[Kept]) -> String {
    let mut bytes = postcard::to_stdvec(&(maker(), parts)).unwrap_or_default();
    bytes.extend(xxh3_64(&bytes).to_le_bytes());
    STANDARD.encode(bytes)
}

/// The parts of such a text, each proved: its hash, the program that wrote it, and that its records fit their text.
pub fn from_text(text: &str) -> Result<Vec<Kept>, Unfit> {
    let bytes = STANDARD.decode(text).map_err(|_| Unfit::Damaged)?;
    let Some((bytes, hash)) = bytes.split_last_chunk::<HASH>() else { return Err(Unfit::Damaged) };
    if xxh3_64(bytes) != u64::from_le_bytes(*hash) {
        return Err(Unfit::Damaged);
    }
    let (program, rest) = postcard::take_from_bytes::<String>(bytes).map_err(|_| Unfit::Damaged)?;
    if program != maker() {
        return Err(Unfit::Other(program));
    }
    let Ok((parts, [])) = postcard::take_from_bytes::<Vec<Kept>>(rest) else { return Err(Unfit::Damaged) };
    parts.iter().try_for_each(Kept::fits)?;
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Lexicon;

    fn parts() -> Vec<Part> {
        let read = |name, text: &str| crate::intake::read(name, text.as_bytes(), Lexicon::builtin());
        vec![
            read(
                "a.txt",
                "Oslo, 5 May 2021. Minister Željka Žilnik of Norway met Luis Rojas of Chile in Oslo.",
            ),
            read("empty.txt", " "),
        ]
    }

    fn kept() -> Vec<Kept> {
        parts().iter().map(Kept::new).collect()
    }

    #[test]
    fn what_is_kept_is_what_was_read() {
        assert_eq!(kept().iter().filter_map(Kept::open).collect::<Vec<_>>(), parts());
        assert_eq!(kept()[0].id.as_deref(), Some("a.txt"));
        assert_eq!(kept()[1].id, None);
        assert_eq!(from_text(&text(&kept())), Ok(kept()));
    }

    #[test]
    fn other_text_is_refused() {
        let text = text(&kept());
        for end in (0..text.len()).step_by(7) {
            assert_eq!(from_text(&text[..end]), Err(Unfit::Damaged), "{end}");
        }
        for at in (0..text.len()).step_by(11) {
            let mut other = text.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            assert!(from_text(&String::from_utf8(other).unwrap()).is_err(), "{at}");
        }
        assert_eq!(from_text("Žilnik"), Err(Unfit::Damaged));
    }

    #[test]
    fn damaged_bytes_open_to_nothing_or_to_something_but_never_fail() {
        let kept = &kept()[0];
        for at in 0..kept.bytes.len() {
            for bit in [1, 0x80] {
                let mut other = kept.clone();
                other.bytes[at] ^= bit;
                other.open();
                other.bytes.truncate(at);
                assert_eq!(other.open(), None, "{at}");
            }
        }
    }

    /// The text of parts that somebody made: whole by its hash, whatever it says.
    fn made(program: &str, parts: &[Kept]) -> String {
        let mut bytes = postcard::to_stdvec(&(program, parts)).unwrap();
        bytes.extend(xxh3_64(&bytes).to_le_bytes());
        STANDARD.encode(bytes)
    }

    #[test]
    fn records_that_do_not_fit_are_refused() {
        let mut part = parts().remove(0);
        let records = part.records.as_mut().unwrap();
        records.mentions[0].span.end = 9_999;
        assert!(matches!(from_text(&made(&maker(), &[Kept::new(&part)])), Err(Unfit::Records(_))));
        part.records.as_mut().unwrap().documents.clear();
        assert!(from_text(&made(&maker(), &[Kept::new(&part)])).is_err());
        let mut named = kept();
        named[0].id = Some("b.txt".into());
        assert_eq!(from_text(&made(&maker(), &named)), Err(Unfit::Damaged));
        let other = from_text(&made("entente 9.0.0", &kept())).unwrap_err();
        assert!(other.to_string().contains("entente 9.0.0"), "{other}");
    }
}
