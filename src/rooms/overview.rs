//! The first screen: what this corpus is, what it offers, and ways in.

use super::register::{Entry, RUNGS, Rung, Step};
use super::{Body, Item, Line, Piece, Section, Teller, text};
use crate::corpus::titles::mutual;
use crate::edtf::{Day, civil};
use crate::order::{Lists, Ordered, distinct, grouped};
use crate::query::{Answer, Axis, Counts, Facet, Selection};
use crate::record::{EntityId, EventId, EventKind, Schema, Status};
use crate::state::{Card, Room, View};
use crate::words::{STATUSES, key};
use std::cmp::Reverse;

/// How many entries a column shows.
const FEW: usize = 5;

/// How many years the strip shows, counted from the last.
const MOST_YEARS: i32 = 40;

/// What the first screen tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// What the corpus is called.
    pub title: String,
    /// Reports, span of time, countries.
    pub lead: String,
    /// Each year from the first to the last, with its events by status as [`STATUSES`] are ordered; an
    /// event whose date is a span of years counts where it begins.
    pub years: Vec<(i32, [usize; 5])>,
    /// How many entries stand on each rung.
    pub ladder: Vec<(Rung, usize)>,
    /// What was delivered and signed; at most [`FEW`], and how many there are.
    pub done: (Vec<Entry>, usize),
    /// What was only announced, wished for, told or denied.
    pub announced: (Vec<Entry>, usize),
    /// The busiest pair, the newest event, where sources disagree.
    pub findings: Vec<Section>,
    /// What one can ask, as ways to the answer.
    pub questions: Vec<(String, View)>,
}

/// What the first screen reads once of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    /// The ladder of all events.
    steps: Vec<Step>,
    /// By report: the days on which it may have been published, first and last.
    days: Vec<Option<(Day, Day)>>,
    /// Who supplies most others.
    supplier: Option<EntityId>,
    /// By event: the year in which it may have happened first, and its status as [`STATUSES`] are ordered.
    years: Vec<Option<(i32, u8)>>,
    /// What occurred and has a date, newest first.
    newest: Vec<EventId>,
    /// Pairs of countries, and what happened between them.
    pairs: Vec<(EntityId, EntityId)>,
    between: Lists<EventId>,
    /// Visits and talks with their places.
    meetings: Vec<(EventId, EntityId)>,
}

impl Teller<'_> {
    /// Reads what the first screen tells of every selection.
    pub fn whole(&self) -> Whole {
        let corpus = self.corpus;
        let days = |id| {
            let (first, last) = corpus.document(id).published.as_ref()?.days();
            Some((first.or(last)?, last.or(first)?))
        };
        let supplied = self.index.flows_where(|e| self.index.brief(e).0 == EventKind::Transfer);
        let suppliers = grouped(supplied);
        let supplier = suppliers.iter().max_by_key(|(id, to)| (to.len(), Reverse(*id)));
        let year = |id: EventId| {
            let (first, last) = self.index.days(id);
            let status = self.index.brief(id).1;
            let status = STATUSES.iter().position(|&s| s == status)?;
            Some((civil(first.or(last)?).0, status as u8))
        };
        let mut newest: Vec<(Day, EventId)> = Vec::new();
        let mut meetings = Vec::new();
        for id in corpus.event_ids() {
            let ((kind, status), (first, last)) = (self.index.brief(id), self.index.days(id));
            let day = last.or(first).filter(|_| status == Status::Occurred);
            newest.extend(day.map(|day| (day, id)));
            let meets = matches!(kind, EventKind::Consult | EventKind::Visit);
            meetings.extend(meets.then(|| corpus.event(id).place).flatten().map(|place| (id, place)));
        }
        newest.order_by_key(|&(day, id)| (Reverse(day), id));
        let pairs = self.index.pairs();
        let mut between = Lists::default();
        pairs.iter().for_each(|&pair| between.push(self.index.between(pair)));
        Whole {
            years: corpus.event_ids().map(year).collect(),
            newest: newest.into_iter().map(|(_, id)| id).collect(),
            pairs,
            between,
            meetings,
            steps: self.ladder(self.index.newest(Axis::Happened)),
            days: corpus.document_ids().map(days).collect(),
            supplier: supplier.map(|(id, _)| *id),
        }
    }

    /// The first screen for what a selection leaves.
    pub fn overview(&self, whole: &Whole, answer: &Answer) -> Overview {
        let kept = self.kept(&answer.events);
        let mut ladder = RUNGS.map(|rung| (rung, 0));
        let mut first: [Vec<&Step>; RUNGS.len()] = Default::default();
        for step in whole.steps.iter().filter(|s| s.is_kept(self.corpus.records(), &kept)) {
            let place = step.rung.place();
            ladder[place].1 += 1;
            if first[place].len() < FEW {
                first[place].push(step);
            }
        }
        let of = |rungs: &[Rung]| {
            let all = rungs.iter().flat_map(|rung| &first[rung.place()]);
            let few: Vec<Entry> = all.take(FEW).map(|s| self.ladder_entry(s)).collect();
            (few, rungs.iter().map(|rung| ladder[rung.place()].1).sum())
        };
        Overview {
            title: self.corpus.title(self.words),
            lead: self.lead(whole, answer),
            years: self.by_year(whole, answer),
            ladder: ladder.to_vec(),
            done: of(&[Rung::Delivered, Rung::Signed]),
            announced: of(&[Rung::Planned, Rung::Unconfirmed, Rung::Denied, Rung::Wished]),
            findings: self.findings(whole, &kept, answer),
            questions: self.questions(whole, &kept, answer),
        }
    }

    /// "5 reports from November 2013 to November 2024 tell of 47 events …"
    fn lead(&self, whole: &Whole, answer: &Answer) -> String {
        let days = answer.documents.iter().filter_map(|d| *whole.days.get(d.index())?);
        let span = days.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
        let month = |day| {
            let (y, m, _) = civil(day);
            self.words.date(&crate::edtf::Edtf::from_month(y, m))
        };
        let span = match span {
            Some((a, b)) if month(a) == month(b) => format!(" ({})", month(a)),
            Some((a, b)) => format!(" ({} – {})", month(a), month(b)),
            None => String::new(),
        };
        let countries = answer.facets.get(&Facet::Country).map_or(0, Counts::filled);
        let reports = self.words.count(key!("reports.count"), answer.documents.len());
        let events = self.words.count(key!("events.count"), answer.events.len());
        let countries = self.words.count(key!("countries.count"), countries);
        self.words.fill(key!("overview.lead"), &[&format!("{reports}{span}"), &events, &countries])
    }

    fn by_year(&self, whole: &Whole, answer: &Answer) -> Vec<(i32, [usize; 5])> {
        let told: Vec<(i32, u8)> =
            answer.events.iter().filter_map(|id| *whole.years.get(id.index())?).collect();
        let ends = told.iter().map(|t| (t.0, t.0)).reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
        let Some((first, last)) = ends else { return Vec::new() };
        // A date of an unknown century would make a strip that nobody can read.
        let from = first.max(last - MOST_YEARS);
        let mut years: Vec<(i32, [usize; 5])> = (from..=last).map(|year| (year, [0; 5])).collect();
        for (year, status) in told {
            if let Some((_, counts)) = usize::try_from(year - from).ok().and_then(|i| years.get_mut(i)) {
                counts[usize::from(status)] += 1;
            }
        }
        years
    }

    fn findings(&self, whole: &Whole, kept: &[bool], answer: &Answer) -> Vec<Section> {
        let corpus = self.corpus;
        let mut findings = Vec::new();
        // The three pairs with most events between them, most first.
        let mut busiest: Vec<((EntityId, EntityId), usize)> = Vec::new();
        for (at, &pair) in whole.pairs.iter().enumerate() {
            let count = whole.between.of(at).iter().filter(|e| kept[e.index()]).count();
            let place = busiest.partition_point(|b| b.1 >= count);
            if count > 0 && place < 3 {
                busiest.insert(place, (pair, count));
                busiest.truncate(3);
            }
        }
        let lines: Vec<Line> = busiest
            .iter()
            .map(|((a, b), events)| {
                let key = |id: EntityId| corpus.entity(id).key.clone();
                let pair = Selection { pair: Some((key(*a), key(*b))), ..Selection::default() };
                let view = View { room: Room::Events, selection: pair, ..View::default() };
                let count = self.words.count(key!("events.count"), *events);
                vec![
                    Piece::Name(*a),
                    text(" – "),
                    Piece::Name(*b),
                    text(": "),
                    Piece::Way(count, Box::new(view)),
                ]
            })
            .collect();
        super::add(&mut findings, "pairs", self.words.say(key!("overview.pairs")), Body::Lines(lines));
        let newest = whole.newest.iter().copied().find(|e| kept[e.index()]);
        let newest = newest.map(Item::Event).into_iter().collect();
        super::add(&mut findings, "newest", self.words.say(key!("overview.newest")), Body::List(newest));
        let mut rivals = self.rivals(&answer.events);
        rivals.truncate(2);
        super::add(
            &mut findings,
            "disagree",
            self.words.say(key!("overview.disagree")),
            Body::Rivals(rivals),
        );
        findings
    }

    /// Questions that this corpus can answer.
    fn questions(&self, whole: &Whole, kept: &[bool], answer: &Answer) -> Vec<(String, View)> {
        let corpus = self.corpus;
        let room = |room: Room, part: &str| View { room, part: part.to_owned(), ..View::default() };
        let card = |id: EntityId| View {
            cards: vec![Card::Entity(corpus.entity(id).key.clone())],
            ..View::default()
        };
        let choose = |room: Room, facets: &[(Facet, &str)]| {
            let mut selection = Selection::default();
            for (facet, value) in facets {
                selection.facets.entry(*facet).or_default().insert((*value).to_owned());
            }
            View { room, selection, ..View::default() }
        };
        let ask = |key, id| self.words.fill(key, &[self.words.name(corpus.entity(id))]);
        let mut questions = Vec::new();
        let records = corpus.records();
        if !records.transfers.is_empty() {
            questions.push((self.say(key!("ask.delivered")), room(Room::Register, "")));
        }
        if !records.agreements.is_empty() {
            questions.push((self.say(key!("ask.signed")), room(Room::Register, "agreements")));
        }
        if let Some(id) = whole.supplier {
            questions.push((ask(key!("ask.supplies"), id), card(id)));
        }
        let mut counts = vec![0u32; records.entities.len()];
        for (_, place) in whole.meetings.iter().filter(|(id, _)| kept[id.index()]) {
            counts[place.index()] += 1;
        }
        let told = corpus.entity_ids().filter(|id| counts[id.index()] > 0);
        let told = told.filter(|&id| corpus.entity(id).schema == Schema::Place);
        if let Some(id) = told.max_by_key(|id| (counts[id.index()], Reverse(*id))) {
            questions.push((ask(key!("ask.met"), id), card(id)));
        }
        // Who is chosen, or has a part in most events.
        let most = |facet: Facet| {
            let counts = answer.facets.get(&facet)?.first(self.index, facet, 1);
            let first = counts.iter().find(|c| c.chosen).or(counts.first())?;
            corpus.entity_by_key(&first.value)
        };
        if let Some(id) = most(Facet::Person) {
            questions.push((ask(key!("ask.offices"), id), card(id)));
        }
        if let Some(id) = most(Facet::Country) {
            let entity = corpus.entity(id);
            questions
                .push((ask(key!("ask.said"), id), choose(Room::Claims, &[(Facet::Country, &entity.key)])));
        }
        // What is planned for a year after the last report lies ahead of the corpus.
        let last = whole.days.iter().filter_map(|days| Some((*days)?.1)).max();
        if let Some(year) = last.map(|day| civil(day).0 + 1) {
            let value = format!("{year:04}");
            let years = answer.facets.get(&Facet::Year);
            if years.is_some_and(|all| all.number(self.index, Facet::Year, &value) > 0) {
                questions.push((
                    self.words.fill(key!("ask.planned"), &[&year.to_string()]),
                    choose(Room::Events, &[(Facet::Year, &value)]),
                ));
            }
        }
        if !records.rivals.is_empty() {
            questions.push((self.say(key!("ask.disagree")), room(Room::Claims, "rivals")));
        }
        questions
    }

    /// Whom a person met, with the events of it: most often first.
    pub fn met(&self, id: EntityId) -> Vec<(EntityId, Vec<EventId>)> {
        let corpus = self.corpus;
        let mut meetings = Vec::new();
        for &at in corpus.events_of(id) {
            let event = corpus.event(at);
            let meets = matches!(event.kind, EventKind::Consult | EventKind::Visit)
                || mutual(event.kind) && event.kind != EventKind::Exercise;
            if !meets || event.status == Status::Denied {
                continue;
            }
            let people = event.actors.iter().chain(&event.recipients).copied();
            let others = people.filter(|&p| p != id && corpus.entity(p).schema == Schema::Person);
            meetings.extend(distinct(others.collect()).into_iter().map(|other| (other, at)));
        }
        let mut met = grouped(meetings);
        met.order_by_key(|(other, all)| (Reverse(all.len()), *other));
        met
    }
}
