//! The events that a search leaves: each part of it as a set of events.

use super::bits::Bits;
use super::index::Index;
use super::postings::{Run, apart};
use super::slips::slips;
use super::syntax::{Ask, Clause, Field, parse};
use super::{Axis, Facet, fold};
use crate::corpus::Corpus;
use crate::order::set;
use crate::record::{EntityId, EventId, Schema};
use crate::words::{ENGLISH, KINDS, STATUSES, kind_code, status_code};
use std::collections::BTreeSet;

/// From so many letters on a word that no report holds may be a slip of one letter, of two from
/// twice as many.
const SLIPS: usize = 4;

impl Index {
    /// The forms that a word of a search means, in runs; where no report holds it, those that it may be a slip of.
    pub(super) fn forgiven(&self, corpus: &Corpus, asked: &[String], prefix: bool) -> Vec<Run> {
        let exact = self.meant(corpus, asked, prefix);
        if !exact.is_empty() {
            return exact;
        }
        let known = &self.postings(corpus).forms;
        // The fewest slips first, and whole words before those that are begun only.
        for (allowed, begun) in [(1, false), (1, true), (2, false), (2, true)] {
            let most = |form: &String| (form.chars().count() / SLIPS).min(allowed);
            let new = asked.iter().filter(|form| most(form) == allowed && (prefix || !begun));
            let runs = apart(new.flat_map(|form| slips(known, form, allowed, begun)).collect());
            if !runs.is_empty() {
                return runs;
            }
        }
        Vec::new()
    }

    fn with_forms(&self, corpus: &Corpus, forms: &[Run]) -> Bits {
        let mut events = Bits::none(self.events);
        let found = self.postings(corpus).of(corpus, forms);
        found.into_iter().flatten().for_each(|form| form.events.put_into(&mut events));
        events
    }

    /// Events that hold every word of a text; where `last`, its last word may be begun only.
    fn holding(&self, corpus: &Corpus, text: &str, last: bool, forgive: bool) -> Bits {
        let words = fold::words(text);
        let mut left = Bits::all(self.events);
        for (i, word) in words.iter().enumerate() {
            let prefix = last && i + 1 == words.len();
            let forms = if forgive {
                self.forgiven(corpus, &word.forms, prefix)
            } else {
                self.meant(corpus, &word.forms, prefix)
            };
            left.keep(&self.with_forms(corpus, &forms));
        }
        left
    }

    /// Events one of whose texts holds words in a row.
    fn with_phrase(&self, corpus: &Corpus, phrase: &str) -> Bits {
        let asked = fold::words(phrase);
        let holds = |text: &str| fold::in_a_row(&asked, text);
        // A name is read once, whatever has a part in how many events.
        let mut entities = self.with_names(corpus, &asked, false);
        let named = |&id: &u32| {
            let entity = corpus.entity(EntityId(id));
            std::iter::once(&entity.name).chain(&entity.aliases).any(|name| holds(name))
        };
        entities = Bits::of(corpus.records().entities.len(), entities.iter().filter(named));
        let told = |&id: &u32| {
            let event = corpus.event(EventId(id));
            let mut parties =
                event.actors.iter().chain(&event.recipients).chain(&event.instruments).chain(&event.place);
            parties.any(|party| entities.has(party.0))
                || holds(ENGLISH.kind(event.kind))
                || holds(ENGLISH.status(event.status))
                || event.evidence.iter().any(|evidence| holds(corpus.words(evidence)))
        };
        Bits::of(self.events, self.holding(corpus, phrase, false, false).iter().filter(told))
    }

    /// Entities whose names hold every word; where `last`, the last may be begun only.
    fn with_names(&self, corpus: &Corpus, words: &[fold::Word], last: bool) -> Bits {
        let all = if words.is_empty() { 0 } else { corpus.records().entities.len() };
        let mut left = Bits::all(all);
        for (i, word) in words.iter().enumerate() {
            let runs = self.meant(corpus, &word.forms, last && i + 1 == words.len());
            let mut with = Bits::none(all);
            let found = self.postings(corpus).of(corpus, &runs);
            found.into_iter().flatten().for_each(|form| with.put_all(&form.entities));
            left.keep(&with);
        }
        left
    }

    /// Keys of entities of some kinds whose names hold every word; the last may be begun only.
    fn named(&self, corpus: &Corpus, name: &str, schemas: &[Schema]) -> BTreeSet<String> {
        let left = self.with_names(corpus, &fold::words(name), true);
        let entities = left.iter().map(|e| corpus.entity(EntityId(e)));
        set(entities.filter(|e| schemas.contains(&e.schema)).map(|e| e.key.clone()))
    }

    /// Events of a value of a field; all of them while there is no value yet.
    fn with_field(&self, corpus: &Corpus, field: Field, value: &str, axis: Axis) -> Bits {
        if value.is_empty() {
            return Bits::all(self.events);
        }
        let begins =
            |code: &str| code.get(..value.len()).is_some_and(|head| head.eq_ignore_ascii_case(value));
        let (facet, values) = match field {
            Field::Country => {
                let mut keys = self.named(corpus, value, &[Schema::Country]);
                keys.insert(format!("country:{}", value.to_ascii_lowercase()));
                (Facet::Country, keys)
            }
            Field::Person => (Facet::Person, self.named(corpus, value, &[Schema::Person])),
            Field::Body => {
                let bodies = [Schema::PublicBody, Schema::Organization, Schema::Company];
                (Facet::Organisation, self.named(corpus, value, &bodies))
            }
            Field::Equipment => (Facet::Equipment, self.named(corpus, value, &[Schema::Equipment])),
            Field::Type => {
                let codes = KINDS.into_iter().map(kind_code).filter(|code| begins(code));
                (Facet::Kind, set(codes.map(str::to_owned)))
            }
            Field::Status => {
                let codes = STATUSES.into_iter().map(status_code).filter(|code| begins(code));
                (Facet::Status, set(codes.map(str::to_owned)))
            }
            Field::Report => {
                let asked = fold::words(value);
                let told = corpus.document_ids().filter(|&id| {
                    let document = corpus.document(id);
                    let publisher = document.publisher.as_deref().unwrap_or("");
                    let lines = [corpus.document_title(id), publisher, &document.id];
                    // Most reports have none of the words, which is told without a list of theirs.
                    if !asked.iter().all(|a| lines.iter().any(|line| fold::begins(line, &a.forms))) {
                        return false;
                    }
                    let there: Vec<fold::Word> = lines.iter().flat_map(|line| fold::indexed(line)).collect();
                    asked.iter().enumerate().all(|(i, a)| {
                        there.iter().any(|w| fold::same(&a.forms, &w.forms, i + 1 == asked.len()))
                    })
                });
                (Facet::Source, set(told.map(|id| corpus.document(id).id.clone())))
            }
            Field::Before | Field::After => {
                let clause = Clause { ask: Ask::Of(field), value, not: false, span: Default::default() };
                return match super::syntax::days(&[clause]) {
                    Some(days) => self.range_bits(axis, days).1,
                    None => Bits::all(self.events),
                };
            }
        };
        self.values_bits(facet, &values)
    }

    /// Events that every part of a search leaves, but for the bounds of time, which are a range
    /// ([`super::syntax::days`]); `None` where it asks nothing.
    pub(super) fn asked(&self, corpus: &Corpus, search: &str, axis: Axis) -> Option<Bits> {
        let clauses = parse(search);
        let mut left = None;
        for (i, clause) in clauses.iter().enumerate() {
            let last = i + 1 == clauses.len();
            let with = match clause.ask {
                Ask::Of(Field::Before | Field::After) if !clause.not => continue,
                Ask::Of(_) if clause.value.is_empty() => continue,
                Ask::Of(field) => self.with_field(corpus, field, clause.value, axis),
                _ if fold::words(clause.value).is_empty() => continue,
                Ask::Phrase => self.with_phrase(corpus, clause.value),
                Ask::Word => self.holding(corpus, clause.value, last && !clause.not, !clause.not),
            };
            let left = left.get_or_insert_with(|| Bits::all(self.events));
            if clause.not {
                left.drop(&with);
            } else {
                left.keep(&with);
            }
        }
        left
    }
}
