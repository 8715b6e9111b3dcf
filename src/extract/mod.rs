//! Text to records: one document at a time ([`read`]), then linked over all of them ([`link`]).
//!
//! Each stage is `fn read(&Text, &Lexicon, &mut Records)`: it sees the tokens, the tables and what
//! the stages before it found, and adds its records. A `Records` of one document is the unit;
//! entity ids are local to it until [`link`].

pub mod coref;
pub mod dates;
pub mod events;
pub mod figures;
pub mod lexicon;
pub mod link;
pub mod matching;
pub mod names;
pub mod offices;
pub mod registers;
pub mod rivals;
pub mod statements;
pub mod text;

use crate::record::{Document, Records};
pub use lexicon::Lexicon;
pub use link::link;
pub use text::Text;

/// Reads one document; the records' only document is this one, with its sentences.
pub fn read(document: Document, lexicon: &Lexicon) -> Records {
    let mut records = Records::default();
    let text = Text::new(&document);
    dates::read(&text, lexicon, &mut records);
    names::read(&text, lexicon, &mut records);
    coref::read(&text, lexicon, &mut records);
    offices::read(&text, lexicon, &mut records);
    figures::read(&text, lexicon, &mut records);
    statements::read(&text, lexicon, &mut records);
    events::read(&text, lexicon, &mut records);
    let sentences = text.sentences.iter().map(|s| s.span).collect();
    records.documents.push(Document { sentences, ..document });
    records
}
