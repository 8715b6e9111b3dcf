//! Who is who in one document: pronouns, titles, surnames and descriptions resolved to entities.
//!
//! Later stages ask [`References`] who stands in a span.

mod discourse;
mod merge;
mod nominal;
mod papers;
mod references;
mod sweep;

pub use merge::{designation, gist};
pub use references::{References, entity_at};
pub use sweep::RESOLVED;

use super::{Lexicon, Text};
use crate::record::Records;

/// Makes one entity of names that are one, then adds mentions by title, pronoun and description.
pub fn read(text: &Text, lexicon: &Lexicon, records: &mut Records) {
    merge::names(text, records);
    let references = References::new(records);
    let found = sweep::Sweep::run(text, lexicon, records, &references);
    records.mentions.extend(found);
    papers::read(text, records);
    records.mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.entity));
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{References, read};
    use crate::extract::{Lexicon, Text};
    use crate::record::{Document, DocumentId, Entity, EntityId, Form, Mention, Records, Schema, Span};
    use proptest::prelude::*;

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
                    countries: country.into_iter().collect(),
                    ..Entity::named(key, schema, name)
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

    /// Checks what the marked names and the words that point back refer to: `words > name`.
    #[track_caller]
    fn check(source: &str, expect: &[&str]) {
        let (document, mut records) = marked(source);
        let text = Text::new(&document);
        read(&text, Lexicon::builtin(), &mut records);
        let got: Vec<String> = records
            .mentions
            .iter()
            .filter(|m| !References::names(m))
            .map(|m| format!("{} > {}", m.span.of(&document.text), records.entities[m.entity.index()].name))
            .collect();
        assert_eq!(got, expect, "{source}");
    }

    #[test]
    fn titles() {
        check(
            "[Country:no:d Norwegian] President [Person Lars Lie] met [Country:se:d Swedish] President [Person Nils Lind]. \
             The [Country:no:d Norwegian] president left. The two presidents agreed.",
            &[
                "Norwegian President > Lars Lie",
                "Swedish President > Nils Lind",
                "Norwegian president > Lars Lie",
                "presidents > Lars Lie",
                "presidents > Nils Lind",
            ],
        );
        check(
            "[Country:no:d Norwegian] President [Person Lars Lie] met [Country:se:d Swedish] Trade Minister [Person Nils Lind]. \
             The minister left; the president stayed; the [Country:no:d Norwegian] leader slept.",
            &[
                "Norwegian President > Lars Lie",
                "Swedish Trade Minister > Nils Lind",
                "minister > Nils Lind",
                "president > Lars Lie",
                "Norwegian leader > Lars Lie",
            ],
        );
    }

    #[test]
    fn a_ruler_is_head_of_state() {
        check(
            "[Country:no:d Norwegian] President [Person Lars Lie] met Minister [Person Nils Lind]. The Head of State left.",
            &["Norwegian President > Lars Lie", "Minister > Nils Lind", "Head of State > Lars Lie"],
        );
        check(
            "The heads of both coast services, Colonel [Person Lars Lie] and Major [Person Nils Lind], met.",
            &["heads > Lars Lie", "heads > Nils Lind"],
        );
    }

    #[test]
    fn pronouns() {
        check(
            "[Person Lars Lie] met [Person Nils Lind] and gave him a book. He thanked Lind.",
            &["him > Nils Lind", "He > Lars Lie"],
        );
        check(
            "During his talks with [Person Nils Lind], [Person Lars Lie] praised the town.",
            &["his > Lars Lie"],
        );
        check(
            "“We agree on many things,” said [Person Lars Lie]. “They are good neighbours,” he added.",
            &["he > Lars Lie"],
        );
        check(
            "President [Person Lars Lie] spoke. He assumed the post of Defence Minister in 2012 and he was young.",
            &["President > Lars Lie", "He > Lars Lie", "Defence Minister > Lars Lie", "he > Lars Lie"],
        );
        // who is told something has said nothing
        check(
            "“Thanks,” [Person Lars Lie] told [Person Nils Lind] at the gate. “They fly well,” he said.",
            &["he > Lars Lie"],
        );
        check(
            "[Person Lars Lie] saw Mrs [Person Kari Moe]. She said his house and its roof were old.",
            &["She > Kari Moe", "his > Lars Lie"],
        );
    }

    #[test]
    fn plural_pronouns() {
        check(
            "[Person Lars Lie], chairman of the [PublicBody Fish Board], and [Country:se:d Swedish] President \
             [Person Nils Lind] put their names to it.",
            &[
                "chairman of the Fish Board > Lars Lie",
                "Swedish President > Nils Lind",
                "their > Lars Lie",
                "their > Nils Lind",
            ],
        );
        check(
            "[Country:no Norway] and [Country:se Sweden] met. [Country:no Norway] trades with [Country:se Sweden].\n\
             [Country:no Norway] fishes. [Country:se Sweden] is first, before [Country:fi Finland]. Both countries agreed.",
            &["countries > Norway", "countries > Sweden"],
        );
        check("[Country:no Norway] waits; the council will resume its work.", &[]);
    }

    #[test]
    fn descriptions() {
        check(
            "[Country:no Norway], [Country:se Sweden] and [Country:fi Finland] met. Trade with the latter grew.",
            &["latter > Finland"],
        );
        check(
            "[Country:no Norway] and [Country:se Sweden] met. Both countries agreed; they will meet again.",
            &["countries > Norway", "countries > Sweden", "they > Norway", "they > Sweden"],
        );
        check(
            "The [PublicBody:no Trade Ministry] signed the [Agreement Fish Treaty]. The ministry printed the document.",
            &["ministry > Trade Ministry", "document > Fish Treaty"],
        );
        check(
            "[Country:no:d Norwegian] Trade Minister [Person Lars Lie] spoke of his country.",
            &["Norwegian Trade Minister > Lars Lie", "his > Lars Lie", "country > Norwegian"],
        );
    }

    const WORDS: &[&str] = &[
        "[Person Lars Lie]",
        "[Person Lind]",
        "[Person Kari Moe]",
        "[Country:no:d Norwegian]",
        "[Country:se Sweden]",
        "[PublicBody:no Trade Ministry]",
        "[Agreement Fish Treaty]",
        "minister",
        "president",
        "of",
        "the",
        "two",
        "countries",
        "he",
        "his",
        "her",
        "they",
        "its",
        "latter",
        "former",
        "counterpart",
        "and",
        ",",
        ".",
        "“",
        "”",
        "said",
        "became",
        "as",
        "deputy",
        "defence",
        "ministers",
        "presidents",
        "-",
        "\n",
        "leaders",
        "who",
        "is",
        "for",
        "(",
        ")",
        "country",
        "both",
        "State",
        "Board",
    ];

    proptest! {
        #[test]
        fn any_row_of_words_is_read(picks in prop::collection::vec(0..WORDS.len(), 0..60)) {
            let source = picks.iter().map(|p| WORDS[*p]).collect::<Vec<_>>().join(" ");
            let (document, mut records) = marked(&source);
            let text = Text::new(&document);
            read(&text, Lexicon::builtin(), &mut records);
            crate::extract::offices::read(&text, Lexicon::builtin(), &mut records);
            let valid = |e: EntityId| e.index() < records.entities.len();
            prop_assert!(records.mentions.iter().all(|m| valid(m.entity) && !m.span.of(&document.text).is_empty()));
            prop_assert!(records.offices.iter().all(|o| valid(o.person) && o.country.is_none_or(valid)));
            prop_assert!(records.offices.iter().all(|o| records.entities[o.person.index()].schema == Schema::Person));
        }
    }
}
