//! Records to bytes, section by section and piece by piece.

use super::{LATE, MAGIC, Meta, NAME, ROW, VERSION};
use crate::corpus::check::{self, Fault};
use crate::corpus::late::{self, Row};
use crate::corpus::rows;
use crate::corpus::{Corpus, program};
use crate::record::Document;
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

/// Effort of deflate, 0 to 10.
const LEVEL: i32 = 10;
/// Most bytes that are deflated at once. A longer section is deflated in pieces, which follow one another as one stream: so
/// all cores can work, and the bytes do not depend on how many there are.
const PIECE: usize = 4 << 20;
/// Pieces that are deflated side by side: this bounds the memory.
const BESIDE: usize = 8;

/// A stretch of a section before deflate.
#[derive(Debug)]
pub struct Piece {
    raw: Vec<u8>,
    /// Whether the section ends with it.
    last: bool,
}

impl Piece {
    /// Its bytes as stored.
    pub fn deflate(&self) -> Vec<u8> {
        use miniz_oxide::deflate::core::{
            CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
        };
        let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, 0, 0));
        let mut stored = Vec::with_capacity(self.raw.len() / 3 + 16);
        let flush = if self.last { TDEFLFlush::Finish } else { TDEFLFlush::Sync };
        compress_to_output(&mut compressor, &self.raw, flush, |bytes| {
            stored.extend_from_slice(bytes);
            true
        });
        stored
    }

    /// Bytes before deflate.
    pub fn len(&self) -> usize {
        self.raw.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }
}

/// How pieces are deflated: one after another, or side by side.
type Deflate<'d> = dyn FnMut(&[Piece]) -> Vec<Vec<u8>> + 'd;

/// Deflates pieces one after another.
pub(super) fn one_by_one(pieces: &[Piece]) -> Vec<Vec<u8>> {
    pieces.iter().map(Piece::deflate).collect()
}

/// One section on its way to bytes.
struct Writer<'w, 'd> {
    deflate: &'w mut Deflate<'d>,
    piece: Vec<u8>,
    waiting: Vec<Piece>,
    stored: Vec<u8>,
    raw: u64,
}

impl Writer<'_, '_> {
    fn cut(&mut self, last: bool) {
        self.waiting.push(Piece { raw: std::mem::take(&mut self.piece), last });
        if last || self.waiting.len() == BESIDE {
            (self.deflate)(&self.waiting).iter().for_each(|stored| self.stored.extend_from_slice(stored));
            self.waiting.clear();
        }
    }
}

impl std::io::Write for Writer<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.piece.len() == PIECE {
            self.cut(false);
        }
        let taken = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..taken]);
        self.raw += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A section's bytes as stored, and its length before deflate.
pub(super) fn pack<T: Serialize + ?Sized>(
    value: &T,
    deflate: &mut Deflate<'_>,
) -> Result<(Vec<u8>, u64), Fault> {
    let fail = |error: postcard::Error| Fault { record: "corpus".into(), message: error.to_string() };
    let (piece, waiting, stored) = Default::default();
    let mut writer = Writer { deflate, piece, waiting, stored, raw: 0 };
    postcard::to_io(value, &mut writer).map_err(fail)?;
    writer.cut(true);
    Ok((writer.stored, writer.raw))
}

/// Documents without their texts and what was marked in them, each made while it is written.
struct Heads<'a>(&'a [Document]);

impl Serialize for Heads<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|d| Document {
            id: d.id.clone(),
            text: String::new(),
            title: d.title.clone(),
            published: d.published.clone(),
            language: d.language.clone(),
            publisher: d.publisher.clone(),
            byline: d.byline.clone(),
            translator: d.translator.clone(),
            place: d.place.clone(),
            after: d.after.clone(),
            rights: d.rights.clone(),
            url: d.url.clone(),
            retrieved: d.retrieved.clone(),
            encoding: d.encoding.clone(),
            body: d.body,
            zones: Vec::new(),
            sentences: Vec::new(),
        }))
    }
}

/// A corpus as bytes, with the words of its search ([`crate::query::words`]); a corpus that does not hold together is refused.
pub fn encode(corpus: &Corpus, words: &[Vec<u8>]) -> Result<Vec<u8>, Fault> {
    encode_by(corpus, words, &mut one_by_one)
}

/// The same bytes, with pieces deflated by somebody who may use many cores: `deflate` gives each piece as
/// [`Piece::deflate`] does, in their order.
pub fn encode_by(
    corpus: &Corpus,
    words: &[Vec<u8>],
    deflate: &mut dyn FnMut(&[Piece]) -> Vec<Vec<u8>>,
) -> Result<Vec<u8>, Fault> {
    let records = corpus.records();
    check::check(records)?;
    let meta = Meta {
        program: program(),
        title: corpus.title(&crate::words::ENGLISH),
        documents: records.documents.len() as u32,
        entities: records.entities.len() as u32,
        events: records.events.len() as u32,
    };
    let mut rows = Vec::new();
    sections(
        corpus,
        words,
        &meta,
        &mut Packed { deflate, rows: &mut rows, blocks: Vec::new(), stored: Vec::new() },
    )?;
    assemble(VERSION, &rows)
}

/// Bytes of all sections before deflate: how much work [`encode_by`] is.
pub fn size(corpus: &Corpus, words: &[Vec<u8>]) -> u64 {
    let mut size = Size(0);
    let _ = sections(corpus, words, &Meta::default(), &mut size);
    size.0
}

/// What takes the sections one after another.
trait Sink {
    fn put<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Fault>;
    /// A block of those that are read late.
    fn block(&mut self, raw: Vec<u8>);
    /// All of them are there: their rows, and what they are stored as.
    fn blocks(&mut self) -> (Vec<Row>, Vec<u8>);
    /// A section as it is stored.
    fn as_is(&mut self, name: &'static str, stored: Vec<u8>, raw: u64);
}

struct Packed<'p, 'd> {
    deflate: &'p mut Deflate<'d>,
    rows: &'p mut Vec<(&'static str, (Vec<u8>, u64))>,
    /// Blocks that wait to be deflated; then what they are stored as.
    blocks: Vec<Piece>,
    stored: Vec<(Vec<u8>, usize)>,
}

impl Packed<'_, '_> {
    fn deflate_blocks(&mut self) {
        let stored = (self.deflate)(&self.blocks);
        self.stored.extend(stored.into_iter().zip(self.blocks.drain(..).map(|piece| piece.len())));
    }
}

impl Sink for Packed<'_, '_> {
    fn put<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Fault> {
        let packed = pack(value, self.deflate)?;
        self.rows.push((name, packed));
        Ok(())
    }

    fn block(&mut self, raw: Vec<u8>) {
        self.blocks.push(Piece { raw, last: true });
        if self.blocks.len() == 8 * BESIDE {
            self.deflate_blocks();
        }
    }

    fn blocks(&mut self) -> (Vec<Row>, Vec<u8>) {
        self.deflate_blocks();
        let mut all = Vec::new();
        let row = |(stored, raw): (Vec<u8>, usize)| {
            all.extend_from_slice(&stored);
            Row { stored: stored.len() as u32, raw: raw as u32, hash: xxh3_64(&stored) }
        };
        let rows = std::mem::take(&mut self.stored).into_iter().map(row).collect();
        (rows, all)
    }

    fn as_is(&mut self, name: &'static str, stored: Vec<u8>, raw: u64) {
        self.rows.push((name, (stored, raw)));
    }
}

struct Size(u64);

impl Sink for Size {
    fn put<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Fault> {
        self.0 += postcard::experimental::serialized_size(value).unwrap_or(0) as u64;
        Ok(())
    }

    fn block(&mut self, raw: Vec<u8>) {
        self.0 += raw.len() as u64;
    }

    fn blocks(&mut self) -> (Vec<Row>, Vec<u8>) {
        Default::default()
    }

    fn as_is(&mut self, _: &'static str, _: Vec<u8>, _: u64) {}
}

fn sections(corpus: &Corpus, words: &[Vec<u8>], meta: &Meta, sink: &mut impl Sink) -> Result<(), Fault> {
    let records = corpus.records();
    sink.put("meta", meta)?;
    sink.put("documents", &Heads(&records.documents))?;
    sink.put("entities", &records.entities)?;
    sink.put("events", &rows::put_events(&records.events, &records.documents))?;
    sink.put("figures", &rows::put_figures(&records.figures))?;
    sink.put("statements", &rows::put_statements(&records.statements))?;
    sink.put("offices", &records.offices)?;
    // As `Registers` reads them.
    sink.put("registers", &(&records.agreements, &records.transfers, &records.rivals))?;
    sink.put("problems", &records.problems)?;
    let mut shelf = late::blocks(corpus, &mut |raw| sink.block(raw));
    words.iter().for_each(|raw| sink.block(raw.clone()));
    let (rows, stored) = sink.blocks();
    let raw = rows.iter().map(|row| u64::from(row.raw)).sum();
    shelf.rows = rows;
    sink.put("shelf", &shelf.columns())?;
    sink.as_is(LATE, stored, raw);
    sink.put("dates", &records.dates)
}

pub(super) fn assemble(version: u32, sections: &[(&str, (Vec<u8>, u64))]) -> Result<Vec<u8>, Fault> {
    let large = |_| Fault { record: "corpus".into(), message: "more than 4 GB".into() };
    let mut out = MAGIC.to_vec();
    out.extend(version.to_le_bytes());
    out.extend((sections.len() as u32).to_le_bytes());
    let mut offset = 16 + ROW * sections.len() + 8;
    for (name, (stored, raw)) in sections {
        let mut padded = [0; NAME];
        for (to, from) in padded.iter_mut().zip(name.bytes()) {
            *to = from;
        }
        out.extend(padded);
        out.extend(u32::try_from(offset).map_err(large)?.to_le_bytes());
        out.extend(u32::try_from(stored.len()).map_err(large)?.to_le_bytes());
        out.extend(raw.to_le_bytes());
        out.extend(xxh3_64(stored).to_le_bytes());
        out.extend([0; 4]);
        offset += stored.len();
    }
    out.extend(xxh3_64(&out).to_le_bytes());
    for (_, (stored, _)) in sections {
        out.extend(stored);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::format::decode;
    use crate::record::Records;

    /// Words that do not repeat.
    fn text(bytes: usize) -> String {
        let mut state = 7u32;
        let mut text = String::new();
        while text.len() < bytes {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += &format!("{:x} ", state >> 8);
        }
        text
    }

    #[test]
    fn a_section_of_many_pieces_is_one_stream() {
        for size in [0, PIECE - 1, PIECE, PIECE + 1, (BESIDE + 2) * PIECE + 17] {
            let document = Document { id: "a".into(), text: text(size), ..Document::default() };
            let corpus = Corpus::new(Records { documents: vec![document], ..Records::default() });
            let bytes = encode(&corpus, &[]).unwrap();
            assert!(decode(&bytes).unwrap().records() == corpus.records(), "{size}");
            let backwards = encode_by(&corpus, &[], &mut |pieces| {
                let mut stored: Vec<_> = pieces.iter().rev().map(Piece::deflate).collect();
                stored.reverse();
                stored
            });
            assert!(backwards.unwrap() == bytes, "{size}");
            let mut raw = 0;
            let counted = encode_by(&corpus, &[], &mut |pieces| {
                raw += pieces.iter().map(Piece::len).sum::<usize>() as u64;
                one_by_one(pieces)
            });
            assert!(counted.is_ok() && size_fits(raw, super::size(&corpus, &[])), "{raw}");
        }
    }

    /// The size leaves out what the corpus says of itself.
    fn size_fits(raw: u64, size: u64) -> bool {
        raw >= size && raw - size < 100
    }
}
