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

use crate::record::{Document, Form, Records, Schema, Span};
pub use lexicon::Lexicon;
pub use link::{Linking, link};
pub use text::Text;

/// Takes away dates that are part of a name: "Summit 2019" tells no time at which it is spoken of.
/// Papers keep theirs: a "plan for 2019" is about that year.
fn leave_dates_of_names(records: &mut Records) {
    let names: Vec<Span> = records
        .mentions
        .iter()
        .filter(|m| m.form == Form::Name)
        .filter(|m| {
            let schema = records.entities[m.entity.index()].schema;
            matches!(schema, Schema::Event | Schema::Company | Schema::Organization | Schema::Equipment)
        })
        .map(|m| m.span)
        .collect();
    records
        .dates
        .retain(|date| !names.iter().any(|name| name.contains(date.span) && name.len() > date.span.len()));
}

/// Reads one document; the records' only document is this one, with its sentences.
pub fn read(document: Document, lexicon: &Lexicon) -> Records {
    let mut records = Records::default();
    let text = Text::new(&document);
    dates::read(&text, lexicon, &mut records);
    names::read(&text, lexicon, &mut records);
    leave_dates_of_names(&mut records);
    coref::read(&text, lexicon, &mut records);
    offices::read(&text, lexicon, &mut records);
    figures::read(&text, lexicon, &mut records);
    statements::read(&text, lexicon, &mut records);
    events::read(&text, lexicon, &mut records);
    let sentences = text.sentences.iter().map(|s| s.span).collect();
    records.documents.push(Document { sentences, ..document });
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
        let records = read(document, Lexicon::builtin());
        let got: Vec<&str> = records.dates.iter().map(|d| d.edtf.as_str()).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn a_year_inside_the_name_of_an_occasion_is_no_time() {
        check("Norway won Expo 2031 in May 2024.", &["2024-05"]);
        check("Norway and Chile signed the plan for 2026 in May 2024.", &["2026", "2024-05"]);
    }

    #[test]
    fn what_is_done_was_done_before_it_was_told() {
        let text = "Norway thanked Chile for its support and will hold an exercise with Chile in 2031.";
        let published = crate::edtf::Edtf::parse("2024-05-03").ok();
        let body = Span::new(0, text.len());
        let document = Document { text: text.into(), body, published, ..Document::default() };
        for event in read(document, Lexicon::builtin()).events {
            let late = event.date.is_some_and(|d| d.as_str() == "2031");
            assert_eq!(late, event.status == crate::record::Status::Planned, "{:?}", event.kind);
        }
    }
}
