//! What the search box offers while a field is typed.

use super::index::Index;
use super::syntax::{Ask, Clause, FIELDS, Field, parse};
use super::{Facet, fold};
use crate::corpus::Corpus;
use crate::record::{Entity, Schema};
use crate::words::{KINDS, STATUSES, Words, kind_code, status_code};

/// How many are offered.
const MOST: usize = 6;
/// From so many letters on a field's name is offered.
const BEGUN: usize = 2;

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The whole search as it would be.
    pub search: String,
    /// What is added, as written: `country:RS`.
    pub written: String,
    /// What that is called: "Serbia"; empty for the name of a field.
    pub name: String,
}

/// Ways to go on with the last part of a search: the name of a field that is begun, or the values of
/// a field. None when a space has ended it.
pub fn complete(corpus: &Corpus, index: &Index, search: &str, words: &Words) -> Vec<Completion> {
    let clauses = parse(search);
    let Some(last) = clauses.last().filter(|last| last.span.end as usize == search.len()) else {
        return Vec::new();
    };
    let head = &search[..last.span.start as usize];
    let sign = if last.not { "-" } else { "" };
    let complete = |written: String, name: String, more: &str| Completion {
        search: format!("{head}{sign}{written}{more}"),
        written: format!("{sign}{written}"),
        name,
    };
    match last.ask {
        Ask::Phrase => Vec::new(),
        Ask::Word => {
            let begun = |name: &str| {
                last.value.len() >= BEGUN && last.value.len() <= name.len() && {
                    name.as_bytes()[..last.value.len()].eq_ignore_ascii_case(last.value.as_bytes())
                }
            };
            let fields = FIELDS.into_iter().filter(|(_, name)| begun(name));
            fields.map(|(_, name)| complete(format!("{name}:"), String::new(), "")).collect()
        }
        Ask::Of(field) => {
            let name = FIELDS.iter().find(|f| f.0 == field).map_or("", |f| f.1);
            let all = values(corpus, index, field, last, words);
            let new = all.into_iter().filter(|(value, _)| value != last.value).take(MOST);
            new.map(|(value, called)| {
                let quoted = if value.contains(' ') { format!("\"{value}\"") } else { value };
                complete(format!("{name}:{quoted}"), called, " ")
            })
            .collect()
        }
    }
}

/// Values of a field that a value begins or names, each with what it is called, most events first.
fn values(
    corpus: &Corpus,
    index: &Index,
    field: Field,
    last: &Clause,
    words: &Words,
) -> Vec<(String, String)> {
    let typed = last.value;
    let begins = |code: &str| code.get(..typed.len()).is_some_and(|head| head.eq_ignore_ascii_case(typed));
    let asked = fold::words(typed);
    let called = |name: &str| asked.iter().all(|a| fold::begins(name, &a.forms));
    // One of them may be what is written already.
    let most = MOST + 1;
    let entities = |facet: Facet, write: &dyn Fn(&Entity) -> String| -> Vec<(String, String)> {
        let known = index.by_number(facet).into_iter().filter_map(|key| corpus.entity_by_key(key));
        let entities = known.map(|id| corpus.entity(id));
        let fits = |e: &&Entity| {
            begins(&write(e))
                || std::iter::once(&e.name).chain(&e.aliases).any(|name| called(name))
                || called(words.name(e))
        };
        entities.filter(fits).take(most).map(|e| (write(e), words.name(e).to_owned())).collect()
    };
    let name = |e: &Entity| e.name.clone();
    match field {
        Field::Country => entities(Facet::Country, &|e| match e.schema {
            Schema::Country => e.key.rsplit(':').next().unwrap_or("").to_ascii_uppercase(),
            _ => e.name.clone(),
        }),
        Field::Person => entities(Facet::Person, &name),
        Field::Body => entities(Facet::Organisation, &name),
        Field::Equipment => entities(Facet::Equipment, &name),
        Field::Type => {
            let fit = KINDS.into_iter().filter(|&k| begins(kind_code(k)) || called(words.kind(k)));
            fit.map(|k| (kind_code(k).to_owned(), words.kind(k).to_owned())).collect()
        }
        Field::Status => {
            let fit = STATUSES.into_iter().filter(|&s| begins(status_code(s)) || called(words.status(s)));
            fit.map(|s| (status_code(s).to_owned(), words.status(s).to_owned())).collect()
        }
        Field::Before | Field::After => {
            let mut years: Vec<&str> =
                index.by_number(Facet::Year).into_iter().filter(|y| begins(y)).collect();
            crate::order::Ordered::order(years.as_mut_slice());
            years.into_iter().rev().map(|y| (y.to_owned(), String::new())).collect()
        }
        Field::Report => {
            let titles = corpus.document_ids().map(|id| (corpus.document(id), corpus.document_title(id)));
            let fit = titles.filter(|(document, title)| called(title) || called(&document.id));
            fit.take(most).map(|(document, title)| (document.id.clone(), title.to_owned())).collect()
        }
    }
}
