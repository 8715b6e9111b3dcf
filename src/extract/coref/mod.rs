//! Who is who in one document: pronouns, titles, surnames and descriptions resolved to entities.
//!
//! Later stages ask [`References`] who stands in a span.

mod merge;
mod references;

pub use merge::designation;
pub use references::{References, entity_at};

use super::{Lexicon, Text};
use crate::record::Records;

/// Adds what this stage reads to `records`.
pub fn read(text: &Text, _lexicon: &Lexicon, records: &mut Records) {
    merge::names(text, records);
    records.mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.entity));
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::record::{Document, DocumentId, Entity, EntityId, Form, Mention, Records, Schema, Span};

    /// A document from text with marked names: `[Person Anna B.]`, `[Country:rs:d Serbian]` (country
    /// code, `d` for a demonym). One entity per distinct string, or per country.
    pub fn marked(source: &str) -> (Document, Records) {
        let mut records = Records::default();
        let mut text = String::new();
        let mut rest = source;
        while let Some(at) = rest.find('[') {
            text.push_str(&rest[..at]);
            let (inner, tail) = rest[at + 1..].split_once(']').expect("a closing bracket");
            rest = tail;
            let (kind, name) = inner.split_once(' ').expect("a kind and a name");
            let mut kinds = kind.split(':');
            let schema = match kinds.next() {
                Some("Person") => Schema::Person,
                Some("Country") => Schema::Country,
                Some("Place") => Schema::Place,
                Some("PublicBody") => Schema::PublicBody,
                Some("Company") => Schema::Company,
                Some("Equipment") => Schema::Equipment,
                Some("Agreement") => Schema::Agreement,
                other => panic!("{other:?}"),
            };
            let country = kinds.next().map(str::to_uppercase);
            let form = if kinds.next() == Some("d") { Form::Demonym } else { Form::Name };
            let key = match (&country, schema) {
                (Some(code), Schema::Country) => format!("country:{}", code.to_lowercase()),
                _ => format!("{schema:?}:{name}"),
            };
            let id = records.entities.iter().position(|e| e.key == key).unwrap_or_else(|| {
                records.entities.push(Entity {
                    key,
                    schema,
                    name: name.into(),
                    aliases: vec![],
                    countries: country.into_iter().collect(),
                    location: None,
                    description: None,
                    merges: vec![],
                });
                records.entities.len() - 1
            });
            let span = Span::new(text.len(), text.len() + name.len());
            text.push_str(name);
            records.mentions.push(Mention {
                document: DocumentId(0),
                span,
                entity: EntityId(id as u32),
                form,
                rule: "test".into(),
            });
        }
        text.push_str(rest);
        (Document { body: Span::new(0, text.len()), text, ..Document::default() }, records)
    }
}
