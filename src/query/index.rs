//! What answers are counted from: the events of every value, flow and word.

use super::columns::{Column, FACETS};
use super::postings::{Maker, Postings};
use super::{Axis, Facet};
use crate::corpus::{Corpus, titles};
use crate::edtf::{Day, Edtf};
use crate::order::{Lists, Ordered};
use crate::record::{EntityId, Event, EventId, EventKind, Span, Status};
use crate::words;
use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// First and last day; `None` is open or unknown.
pub(super) type Days = (Option<Day>, Option<Day>);

/// Made once of a corpus; answers only for that corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    pub(super) events: usize,
    /// By facet, in the order of [`FACETS`].
    columns: Vec<Column>,
    /// By event: when it happened; `None` where no date is told.
    pub(super) happened: Vec<Option<Days>>,
    /// By event: what it is, and how real.
    brief: Vec<(EventKind, Status)>,
    /// By event: when it was reported.
    pub(super) reported: Lists<Days>,
    /// By event: the reports that tell it, ascending.
    pub(super) told_in: Lists<u32>,
    /// Events, newest first, by when they happened and by when they were reported.
    newest: [Vec<EventId>; 2],
    /// Reports, newest first, those without a date last.
    pub(super) documents: Vec<u32>,
    /// Events by who did them to whom.
    pub(super) flows: BTreeMap<(EntityId, EntityId), Vec<u32>>,
    /// Words, once they are read.
    postings: OnceCell<Postings>,
    /// Words that are being read.
    maker: RefCell<Maker>,
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
    /// Indexes a corpus, but for its words: see [`Index::prepare`].
    pub fn new(corpus: &Corpus) -> Index {
        let records = corpus.records();
        let mut index = Index { events: records.events.len(), ..Index::default() };
        for id in corpus.event_ids() {
            let event = corpus.event(id);
            index.brief.push((event.kind, event.status));
            index.happened.push(event.date.as_ref().map(Edtf::days));
            let told = corpus.reported(id);
            index.told_in.push(told.iter().map(|(document, _)| document.0));
            index.reported.push(told.iter().filter_map(|(_, date)| Some((*date)?.days())));
            for flow in flows(corpus, event) {
                index.flows.entry(flow).or_default().push(id.0);
            }
        }
        index.columns = FACETS.iter().map(|&facet| Column::new(corpus, facet)).collect();
        let last = |days: Option<Days>| Reverse(days.and_then(|(first, last)| last.or(first)));
        index.newest = [
            newest_first(index.events, |e| last(index.happened[e])),
            newest_first(index.events, |e| last(index.reported.of(e).iter().copied().max())),
        ]
        .map(|all| all.into_iter().map(EventId).collect());
        let published = |d: usize| last(records.documents[d].published.as_ref().map(Edtf::days));
        index.documents = newest_first(records.documents.len(), published);
        index
    }

    /// Reads a few more words of the corpus, so that a search need not wait for them; `true` when all
    /// are read.
    pub fn prepare(&self, corpus: &Corpus) -> bool {
        if self.postings.get().is_none() {
            let mut maker = self.maker.borrow_mut();
            if !maker.step(corpus) {
                return false;
            }
            let _ = self.postings.set(std::mem::take(&mut *maker).finish(corpus));
        }
        true
    }

    /// Words and where they stand; they are read now if they have not been.
    pub(super) fn postings(&self, corpus: &Corpus) -> &Postings {
        while !self.prepare(corpus) {}
        self.postings.get_or_init(Postings::default)
    }

    /// Positions of the forms that a word of a search means.
    pub(super) fn meant(&self, corpus: &Corpus, asked: &[String], prefix: bool) -> Vec<usize> {
        let known = &self.postings(corpus).forms;
        let mut meant = Vec::new();
        for form in asked {
            let from = known.partition_point(|f| f < form);
            let fits = |f: &&String| if prefix { f.starts_with(form.as_str()) } else { *f == form };
            let length = known[from..].iter().take_while(fits).count();
            meant.extend(from..from + length);
        }
        meant.order();
        meant.dedup();
        meant
    }

    /// Which reports and which names hold a word, begun at least, by its forms.
    pub fn holders(&self, corpus: &Corpus, asked: &[String]) -> (Vec<bool>, Vec<bool>) {
        let records = corpus.records();
        let (mut reports, mut names) =
            (vec![false; records.documents.len()], vec![false; records.entities.len()]);
        let postings = self.postings(corpus);
        for form in self.meant(corpus, asked, true) {
            postings.documents.of(form).iter().for_each(|&(report, _)| reports[report as usize] = true);
            postings.entities.of(form).iter().for_each(|&name| names[name as usize] = true);
        }
        (reports, names)
    }

    /// The values of a facet.
    pub(super) fn column(&self, facet: Facet) -> &Column {
        let at = FACETS.iter().position(|&f| f == facet).unwrap_or_default();
        &self.columns[at]
    }

    /// All events, newest first.
    pub fn newest(&self, axis: Axis) -> &[EventId] {
        &self.newest[usize::from(axis == Axis::Reported)]
    }

    /// First and last day on which an event happened; `None` is open or unknown.
    pub fn days(&self, event: EventId) -> (Option<Day>, Option<Day>) {
        self.happened.get(event.index()).copied().flatten().unwrap_or_default()
    }

    /// What an event is, and how real: as in its record, but side by side with those of all others.
    pub fn brief(&self, event: EventId) -> (EventKind, Status) {
        self.brief[event.index()]
    }

    /// Pairs of countries with events between them, the smaller id first, in order.
    pub fn pairs(&self) -> Vec<(EntityId, EntityId)> {
        crate::order::distinct(self.flows.keys().map(|&(a, b)| (a.min(b), a.max(b))).collect())
    }

    /// Events from one country to another or back, each once.
    pub fn between(&self, (a, b): (EntityId, EntityId)) -> impl Iterator<Item = EventId> {
        let of = |pair| self.flows.get(&pair).map_or(&[][..], Vec::as_slice);
        let (there, back) = (of((a, b)), if a == b { &[] } else { of((b, a)) });
        let again = back.iter().filter(move |e| there.binary_search(e).is_err());
        there.iter().chain(again).map(|&e| EventId(e))
    }

    /// From which country to which some of the events go that fit.
    pub fn flows_where(&self, fits: impl Fn(EventId) -> bool) -> Vec<(EntityId, EntityId)> {
        let some = self.flows.iter().filter(|(_, events)| events.iter().any(|&e| fits(EventId(e))));
        some.map(|(&flow, _)| flow).collect()
    }

    /// To which countries events go out from one, or from which they come in, with these events.
    pub fn partners(
        &self,
        country: EntityId,
        out: bool,
    ) -> impl Iterator<Item = (EntityId, impl Iterator<Item = EventId>)> {
        let own = move |&(&(a, b), _): &(&(EntityId, EntityId), &Vec<u32>)| {
            if out { a == country } else { b == country }
        };
        let some = self.flows.iter().filter(own);
        some.map(move |(&(a, b), events)| (if out { b } else { a }, events.iter().map(|&e| EventId(e))))
    }

    /// Values of a facet, those of most events first.
    pub(super) fn by_number(&self, facet: Facet) -> Vec<&str> {
        let column = self.column(facet);
        let mut values: Vec<usize> = (0..column.values.len()).collect();
        values.order_by_key(|&at| Reverse(column.events.of(at).len()));
        values.into_iter().map(|at| &*column.values[at]).collect()
    }
}

/// Numbers by a key, then by themselves.
fn newest_first<K: Ord>(length: usize, key: impl Fn(usize) -> K) -> Vec<u32> {
    let keys: Vec<K> = (0..length).map(key).collect();
    let mut numbers: Vec<u32> = (0..length as u32).collect();
    numbers.order_by(|&a, &b| keys[a as usize].cmp(&keys[b as usize]).then(a.cmp(&b)));
    numbers
}

/// The stretches of a document that are searched: its sentences, or its body where none were read.
pub(super) fn read(body: Span, sentences: &[Span]) -> Vec<Span> {
    if sentences.is_empty() { vec![body] } else { sentences.to_vec() }
}
