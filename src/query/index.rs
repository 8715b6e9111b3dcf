//! What answers are counted from: the events of every value, flow and word.

use super::Facet;
use super::fold;
use crate::corpus::{Corpus, titles};
use crate::edtf::{Day, Edtf, civil};
use crate::order::Ordered;
use crate::record::{EntityId, Event, EventId, Schema, Span};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// A date that covers more years than this has no year: "14 October" of an unknown year.
const MOST_YEARS: i32 = 30;

/// First and last day; `None` is open or unknown.
pub(super) type Days = (Option<Day>, Option<Day>);

/// A value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub value: String,
    pub label: String,
    /// Events that have it, ascending.
    pub events: Vec<u32>,
}

/// A word form and where it occurs; lists ascend.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Places {
    /// Events with it in title, names of parties or evidence.
    pub events: Vec<u32>,
    /// Entities with it in a name.
    pub entities: Vec<u32>,
    /// Documents, and how often it stands in each; a headline counts more.
    pub documents: Vec<(u32, u32)>,
}

/// How often a word counts that stands in a headline.
const HEADLINE: u32 = 3;

/// Made once of a corpus; answers only for that corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    pub(super) events: usize,
    pub(super) facets: BTreeMap<Facet, Vec<Value>>,
    /// By event: when it happened; `None` where no date is told.
    pub(super) happened: Vec<Option<Days>>,
    /// By event: when it was reported.
    pub(super) reported: Vec<Vec<Days>>,
    /// Events by who did them to whom.
    pub(super) flows: BTreeMap<(EntityId, EntityId), Vec<u32>>,
    /// Forms of words, sorted.
    pub(super) forms: Vec<String>,
    /// By form.
    pub(super) places: Vec<Places>,
    /// By document: number of words.
    pub(super) lengths: Vec<u32>,
}

/// Between which countries an event goes, from actor to recipient. Where all parties of a mutual
/// act stand on one side ("Norway and Chile signed"), from each to each that is named after it.
pub fn flows(corpus: &Corpus, event: &Event) -> BTreeSet<(EntityId, EntityId)> {
    let of = |side: &[EntityId]| -> Vec<EntityId> {
        let mut countries = Vec::new();
        for country in side.iter().filter_map(|&e| corpus.country_of(e)) {
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
        countries
    };
    let (from, to) = (of(&event.actors), of(&event.recipients));
    let mut flows: BTreeSet<_> =
        from.iter().flat_map(|&a| to.iter().map(move |&b| (a, b))).filter(|(a, b)| a != b).collect();
    if flows.is_empty() && titles::mutual(event.kind) {
        let side = if from.len() > 1 { from } else { to };
        for (i, &a) in side.iter().enumerate() {
            flows.extend(side[i + 1..].iter().map(|&b| (a, b)));
        }
    }
    flows
}

/// The years in which something may have happened.
pub fn years(date: &Edtf) -> std::ops::RangeInclusive<i32> {
    let (first, last) = date.days();
    #[allow(clippy::reversed_empty_ranges)]
    let none = 1..=0;
    match (first.or(last), last.or(first)) {
        (Some(a), Some(b)) => {
            let (a, b) = (civil(a).0, civil(b).0);
            if b - a > MOST_YEARS { none } else { a..=b }
        }
        _ => none,
    }
}

/// The values that an event has, as value and label.
pub(super) fn values(corpus: &Corpus, id: EventId, facet: Facet) -> BTreeMap<String, String> {
    let event = corpus.event(id);
    let sides = || event.actors.iter().chain(&event.recipients).copied();
    let named = |ids: Vec<EntityId>| -> BTreeMap<String, String> {
        let name = |e| (corpus.entity(e).key.clone(), corpus.entity(e).name.clone());
        ids.into_iter().map(name).collect()
    };
    let of = |schemas: &[Schema]| {
        let parties = sides().chain(event.instruments.iter().copied());
        named(parties.filter(|&e| schemas.contains(&corpus.entity(e).schema)).collect())
    };
    let one = |value: &str, label: &str| BTreeMap::from([(value.to_owned(), label.to_owned())]);
    match facet {
        Facet::Country => named(sides().filter_map(|e| corpus.country_of(e)).collect()),
        Facet::Person => of(&[Schema::Person]),
        Facet::Organisation => of(&[Schema::PublicBody, Schema::Organization, Schema::Company]),
        Facet::Equipment => of(&[Schema::Equipment]),
        Facet::Kind => one(words::kind_code(event.kind), words::ENGLISH.kind(event.kind)),
        Facet::Status => one(words::status_code(event.status), words::ENGLISH.status(event.status)),
        Facet::Year => {
            let years = event.date.iter().flat_map(years);
            years.map(|y| (format!("{y:04}"), y.to_string())).collect()
        }
        Facet::Source => {
            let documents = event.evidence.iter().map(|e| e.document);
            documents.map(|d| (corpus.document(d).id.clone(), corpus.document_title(d).to_owned())).collect()
        }
    }
}

/// Every facet, in the order of the page.
pub(super) const FACETS: [Facet; 8] = [
    Facet::Country,
    Facet::Person,
    Facet::Organisation,
    Facet::Equipment,
    Facet::Kind,
    Facet::Status,
    Facet::Year,
    Facet::Source,
];

/// The texts in which words of a search are looked for in an event: what its row and card show.
pub(super) fn texts(corpus: &Corpus, id: EventId) -> Vec<&str> {
    let event = corpus.event(id);
    let parties = event.actors.iter().chain(&event.recipients).chain(&event.instruments).chain(&event.place);
    let names = parties.flat_map(|&p| {
        let entity = corpus.entity(p);
        std::iter::once(&entity.name).chain(&entity.aliases).map(String::as_str)
    });
    let evidence = event.evidence.iter().map(|e| corpus.words(e));
    [words::ENGLISH.kind(event.kind), words::ENGLISH.status(event.status)]
        .into_iter()
        .chain(names)
        .chain(evidence)
        .collect()
}

impl Index {
    /// Indexes a corpus: once over all its words.
    pub fn new(corpus: &Corpus) -> Index {
        let records = corpus.records();
        let mut index = Index { events: records.events.len(), ..Index::default() };
        let mut facets: BTreeMap<Facet, BTreeMap<String, Value>> = BTreeMap::new();
        for id in corpus.event_ids() {
            let event = corpus.event(id);
            for facet in FACETS {
                for (value, label) in values(corpus, id, facet) {
                    let of = facets.entry(facet).or_default();
                    let empty = || Value { value: value.clone(), label, events: Vec::new() };
                    of.entry(value.clone()).or_insert_with(empty).events.push(id.0);
                }
            }
            index.happened.push(event.date.as_ref().map(Edtf::days));
            let reported = corpus.reported(id).into_iter().filter_map(|(_, date)| Some(date?.days()));
            index.reported.push(reported.collect());
            for flow in flows(corpus, event) {
                index.flows.entry(flow).or_default().push(id.0);
            }
        }
        index.facets = facets.into_iter().map(|(f, values)| (f, values.into_values().collect())).collect();
        index.words(corpus);
        index
    }

    fn words(&mut self, corpus: &Corpus) {
        let mut places: BTreeMap<String, Places> = BTreeMap::new();
        fn put(list: &mut Vec<u32>, id: u32) {
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
        for id in corpus.event_ids() {
            for word in texts(corpus, id).into_iter().flat_map(fold::indexed) {
                for form in word.forms {
                    put(&mut places.entry(form).or_default().events, id.0);
                }
            }
        }
        for id in corpus.entity_ids() {
            let entity = corpus.entity(id);
            for word in std::iter::once(&entity.name).chain(&entity.aliases).flat_map(|n| fold::indexed(n)) {
                for form in word.forms {
                    put(&mut places.entry(form).or_default().entities, id.0);
                }
            }
        }
        for id in corpus.document_ids() {
            let document = corpus.document(id);
            let mut count = |text: &str, times: u32| {
                let words = fold::indexed(text);
                let length = words.len() as u32;
                for form in words.into_iter().flat_map(|w| w.forms) {
                    let list = &mut places.entry(form).or_default().documents;
                    match list.last_mut() {
                        Some((last, n)) if *last == id.0 => *n += times,
                        _ => list.push((id.0, times)),
                    }
                }
                length
            };
            count(corpus.document_title(id), HEADLINE);
            let read = read(document.body, &document.sentences);
            let length = read.iter().map(|s| count(s.of(&document.text), 1)).sum();
            self.lengths.push(length);
        }
        (self.forms, self.places) = places.into_iter().unzip();
    }

    /// Positions of the forms that a word of a search means.
    pub(super) fn meant(&self, asked: &[String], prefix: bool) -> Vec<usize> {
        let mut meant = Vec::new();
        for form in asked {
            let from = self.forms.partition_point(|f| f < form);
            let fits = |f: &&String| if prefix { f.starts_with(form.as_str()) } else { *f == form };
            let length = self.forms[from..].iter().take_while(fits).count();
            meant.extend(from..from + length);
        }
        meant.order();
        meant.dedup();
        meant
    }

    /// Values of a facet, those of most events first.
    pub(super) fn by_number(&self, facet: Facet) -> Vec<&str> {
        let mut values: Vec<&Value> = self.facets.get(&facet).into_iter().flatten().collect();
        values.order_by_key(|v| std::cmp::Reverse(v.events.len()));
        values.into_iter().map(|v| v.value.as_str()).collect()
    }

    /// What a value of a facet is called; `None` where no event has it.
    pub fn label(&self, facet: Facet, value: &str) -> Option<&str> {
        let values = self.facets.get(&facet)?;
        let at = values.binary_search_by(|v| v.value.as_str().cmp(value)).ok()?;
        Some(&values[at].label)
    }
}

/// The stretches of a document that are searched: its sentences, or its body where none were read.
pub(super) fn read(body: Span, sentences: &[Span]) -> Vec<Span> {
    if sentences.is_empty() { vec![body] } else { sentences.to_vec() }
}
