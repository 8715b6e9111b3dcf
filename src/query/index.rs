//! What answers are counted from: the events of every value, flow and word.

use super::bits::Bits;
use super::columns::{Column, FACETS};
use super::maker::Maker;
use super::postings::{Postings, Run, apart};
use super::spans::{Days, Happened, age, ascending};
use super::stored;
use super::{Axis, Facet};
use crate::corpus::{Corpus, titles};
use crate::edtf::Day;
use crate::order::{Ordered, by_number};
use crate::record::{DocumentId, EntityId, Event, EventId, EventKind, Span, Status};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Made once of a corpus; answers only for that corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    pub(super) events: usize,
    /// By facet, in the order of [`FACETS`].
    columns: Vec<Column>,
    /// When events happened.
    pub(super) happened: Happened,
    /// By event: what it is, and how real.
    brief: Vec<(EventKind, Status)>,
    /// When reports were published.
    pub(super) reported: Days,
    /// Events by when they were reported, newest first, once somebody asks for them so.
    reported_order: OnceCell<Rc<Vec<EventId>>>,
    /// Reports, newest first, those without a date last.
    pub(super) documents: Rc<Vec<DocumentId>>,
    /// Events by who did them to whom.
    pub(super) flows: BTreeMap<(EntityId, EntityId), Vec<u32>>,
    /// Words, once they are read.
    postings: OnceCell<Postings>,
    /// What is known of words while nothing is.
    none: Postings,
}

/// Between which countries an event goes, from actor to recipient. Where all parties of a mutual
/// act stand on one side ("Norway and Chile signed"), from each to each that is named after it.
pub fn flows(corpus: &Corpus, event: &Event) -> Vec<(EntityId, EntityId)> {
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
    let mut flows: Vec<_> =
        from.iter().flat_map(|&a| to.iter().map(move |&b| (a, b))).filter(|(a, b)| a != b).collect();
    if flows.is_empty() && titles::mutual(event.kind) {
        let side = if from.len() > 1 { from } else { to };
        for (i, &a) in side.iter().enumerate() {
            flows.extend(side[i + 1..].iter().map(|&b| (a, b)));
        }
    }
    flows.order();
    flows
}

impl Index {
    /// Indexes a corpus; its words are those that it holds.
    pub fn new(corpus: &Corpus) -> Index {
        let records = corpus.records();
        let mut index = Index { events: records.events.len(), ..Index::default() };
        index.happened = Happened::new(Days::of(records.events.iter().map(|event| event.date.as_ref())));
        let mut pairs = Vec::new();
        for id in corpus.event_ids() {
            let event = corpus.event(id);
            index.brief.push((event.kind, event.status));
            pairs.extend(flows(corpus, event).into_iter().map(|(a, b)| (a, b, id.0)));
        }
        // By recipient, then by actor: counted, not compared.
        for side in [1, 0] {
            let ids: Vec<u32> = pairs.iter().map(|&(a, b, _)| [a.0, b.0][side]).collect();
            pairs = by_number(&ids, records.entities.len()).iter().map(|&at| pairs[at as usize]).collect();
        }
        for run in pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            index.flows.insert((run[0].0, run[0].1), run.iter().map(|pair| pair.2).collect());
        }
        let days = index.happened.days.clone();
        index.columns = FACETS.iter().map(|&facet| Column::new(corpus, facet, &days)).collect();
        index.reported = Days::of(records.documents.iter().map(|document| document.published.as_ref()));
        let newest = ascending(&index.reported.ages()).into_iter().map(DocumentId).collect();
        index.documents = Rc::new(newest);
        index
    }

    /// The same with all words of the corpus, where that holds none ready to be searched ([`super::words`]).
    pub fn with_words(self, corpus: &Corpus) -> Index {
        if corpus.word_blocks() == 0 {
            let _ = self.postings.set(Maker::all(corpus));
        }
        self
    }

    /// Words and where they stand; none while they are not there.
    pub(super) fn postings(&self, corpus: &Corpus) -> &Postings {
        if self.postings.get().is_none()
            && let Some(postings) = stored::postings(corpus)
        {
            let _ = self.postings.set(postings);
        }
        self.postings.get().unwrap_or(&self.none)
    }

    /// The forms that a word of a search means: runs that do not overlap, in order.
    pub(super) fn meant(&self, corpus: &Corpus, asked: &[String], prefix: bool) -> Vec<Run> {
        let postings = self.postings(corpus);
        apart(asked.iter().map(|form| postings.run(form, prefix)).collect())
    }

    /// Which reports and which names hold a word, begun at least, by its forms.
    pub fn holders(&self, corpus: &Corpus, asked: &[String]) -> (Vec<bool>, Vec<bool>) {
        let records = corpus.records();
        let mut reports = Bits::none(records.documents.len());
        let mut names = vec![false; records.entities.len()];
        for form in self.postings(corpus).of(corpus, &self.meant(corpus, asked, true)).into_iter().flatten() {
            form.documents.put_into(&mut reports);
            form.entities.iter().for_each(|&name| names[name as usize] = true);
        }
        ((0..records.documents.len() as u32).map(|report| reports.has(report)).collect(), names)
    }

    /// The values of a facet.
    pub(super) fn column(&self, facet: Facet) -> &Column {
        let at = FACETS.iter().position(|&f| f == facet).unwrap_or_default();
        &self.columns[at]
    }

    /// All events, newest first.
    pub fn newest(&self, axis: Axis) -> &[EventId] {
        self.order(axis)
    }

    pub(super) fn order(&self, axis: Axis) -> &Rc<Vec<EventId>> {
        match axis {
            Axis::Happened => &self.happened.newest.order,
            Axis::Reported => self.reported_order.get_or_init(|| {
                let last = |event| self.reported(EventId(event)).max().map_or(u32::MAX, age);
                let ages: Vec<u32> = (0..self.events as u32).map(last).collect();
                Rc::new(ascending(&ages).into_iter().map(EventId).collect())
            }),
        }
    }

    /// The reports that tell an event.
    fn told(&self, event: u32, mut take: impl FnMut(u32)) {
        let column = self.column(Facet::Source);
        column.each(event, |at| take(column.own[at as usize]));
    }

    /// Days of the reports that tell an event and have a date.
    pub(super) fn reported(&self, event: EventId) -> impl Iterator<Item = (Option<Day>, Option<Day>)> {
        let mut days = Vec::new();
        self.told(event.0, |report| days.push(self.reported.get(report as usize)));
        days.into_iter().filter(|days| *days != (None, None))
    }

    /// Reports that tell some events.
    pub(super) fn told_in(&self, events: &Bits) -> Bits {
        let mut told = Bits::none(self.documents.len());
        events.list().into_iter().for_each(|event| self.told(event, |report| told.put(report)));
        told
    }

    /// First and last day on which an event happened; `None` is open or unknown.
    pub fn days(&self, event: EventId) -> (Option<Day>, Option<Day>) {
        self.happened.days.get(event.index())
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
        values.order_by_key(|&at| Reverse(column.totals[at]));
        values.into_iter().map(|at| &*column.values[at]).collect()
    }
}

/// The stretches of a document that are searched: its sentences, or its body where none were read.
pub(super) fn read(body: Span, sentences: &[Span]) -> Vec<Span> {
    if sentences.is_empty() { vec![body] } else { sentences.to_vec() }
}
