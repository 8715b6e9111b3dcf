//! The registers of transfers and agreements, and how far each entry has come.

use super::table::{Cell, Column, Register, Row, Table};
use super::{Fact, Line, Piece, Source, Teller, first_day, names, text};
use crate::decimal;
use crate::edtf::{Day, Edtf};
use crate::order::{Ordered, by_number};
use crate::record::{Agreement, EntityId, EventId, EventKind, Evidence, Modifier, Records, Status, Transfer};
use crate::words::{Key, key};
use std::cmp::Reverse;

/// How far something has come: the ladder, and what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Wanted, hoped, offered.
    Wished,
    /// Decided or announced.
    Planned,
    /// An agreement that was signed.
    Signed,
    /// Arms that were ordered, bought or sold: on the ladder, the same rung as a signature.
    Ordered,
    /// A transfer that was made.
    Delivered,
    /// Told by somebody, confirmed by nobody.
    Unconfirmed,
    /// Said not to be.
    Denied,
}

/// The ladder from below, then what stands beside it.
pub const RUNGS: [Rung; 6] =
    [Rung::Wished, Rung::Planned, Rung::Signed, Rung::Delivered, Rung::Unconfirmed, Rung::Denied];

impl Rung {
    /// What it is called.
    pub fn name(self) -> Key {
        match self {
            Rung::Wished => key!("status.wished"),
            Rung::Planned => key!("status.planned"),
            Rung::Signed => key!("rung.signed"),
            Rung::Ordered => key!("rung.ordered"),
            Rung::Delivered => key!("rung.delivered"),
            Rung::Unconfirmed => key!("status.unconfirmed"),
            Rung::Denied => key!("status.denied"),
        }
    }

    /// What the step of the ladder is called that it stands on.
    pub fn step(self) -> Key {
        match self {
            Rung::Signed | Rung::Ordered => key!("rung.signed-or-ordered"),
            other => other.name(),
        }
    }

    /// The position in [`RUNGS`] of the step that it stands on.
    pub(super) fn place(self) -> usize {
        match self {
            Rung::Wished => 0,
            Rung::Planned => 1,
            Rung::Signed | Rung::Ordered => 2,
            Rung::Delivered => 3,
            Rung::Unconfirmed => 4,
            Rung::Denied => 5,
        }
    }

    /// The status whose mark it wears.
    pub fn status(self) -> Status {
        match self {
            Rung::Wished => Status::Wished,
            Rung::Planned => Status::Planned,
            Rung::Signed | Rung::Ordered | Rung::Delivered => Status::Occurred,
            Rung::Unconfirmed => Status::Unconfirmed,
            Rung::Denied => Status::Denied,
        }
    }

    pub(super) fn of(status: Status, done: Rung) -> Rung {
        match status {
            Status::Wished => Rung::Wished,
            Status::Planned => Rung::Planned,
            Status::Occurred => done,
            Status::Unconfirmed => Rung::Unconfirmed,
            Status::Denied => Rung::Denied,
        }
    }
}

/// An entry of the ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// How far it has come.
    pub rung: Rung,
    /// What it is, with its first sentence.
    pub fact: Fact,
}

/// Where something stands on the ladder, before it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// How far it has come.
    pub rung: Rung,
    is_named: bool,
    day: Option<Day>,
    of: Of,
}

impl Step {
    /// Whether some of its events are among those kept.
    pub(super) fn is_kept(&self, records: &Records, kept: &[bool]) -> bool {
        let events = match &self.of {
            // All of them tell of the same events.
            Of::Transfers(all) => all.first().map_or(&[][..], |&at| &records.transfers[at as usize].events),
            Of::Agreement(at) => &records.agreements[*at as usize].events,
            Of::Event(id) => std::slice::from_ref(id),
        };
        events.iter().any(|e| kept[e.index()])
    }

    /// The position of the agreement that it is about.
    pub(super) fn agreement(&self) -> Option<u32> {
        match self.of {
            Of::Agreement(at) => Some(at),
            _ => None,
        }
    }
}

/// What a step is about, by position in the records.
#[derive(Clone, Debug, PartialEq)]
enum Of {
    /// Transfers that one sentence tells.
    Transfers(Vec<u32>),
    Agreement(u32),
    Event(EventId),
}

impl Teller<'_> {
    /// Transfers, agreements, and what else was told of either, with a part in some events, by how far
    /// they have come; what has a name first, then the newest.
    pub fn ladder(&self, events: &[EventId]) -> Vec<Step> {
        let corpus = self.corpus;
        let records = corpus.records();
        let kept = self.kept(events);
        let any = |ids: &[EventId]| ids.iter().any(|e| kept[e.index()]);
        let mut listed = vec![false; records.events.len()];
        let mut steps: Vec<Step> = Vec::new();
        let mut left: Vec<u32> = Vec::new();
        for (at, transfer) in records.transfers.iter().enumerate() {
            transfer.events.iter().for_each(|e| listed[e.index()] = true);
            if any(&transfer.events) {
                left.push(at as u32);
            }
        }
        // One sentence that names five recipients makes five transfers, but one entry.
        let same = |at: u32| {
            let t = &records.transfers[at as usize];
            (&t.events, t.equipment, t.supplier, t.status)
        };
        let event = |&at: &u32| records.transfers[at as usize].events.first().map_or(0, |e| e.0);
        let order = by_number(&left.iter().map(event).collect::<Vec<_>>(), records.events.len().max(1));
        let order: Vec<u32> = order.iter().map(|&place| left[place as usize]).collect();
        // By its first entry: where its group is.
        let mut groups: Vec<(u32, Vec<u32>)> = Vec::new();
        for of_event in order.chunk_by(|a, b| event(a) == event(b)) {
            let begin = groups.len();
            for &at in of_event {
                match groups[begin..].iter_mut().find(|g| same(g.0) == same(at)) {
                    Some(group) => group.1.push(at),
                    None => groups.push((at, vec![at])),
                }
            }
        }
        let order = by_number(&groups.iter().map(|g| g.0).collect::<Vec<_>>(), records.transfers.len());
        let first = order.iter().map(|&place| std::mem::take(&mut groups[place as usize]));
        for (at, all) in first {
            let t = &records.transfers[at as usize];
            steps.push(Step {
                rung: Rung::of(t.status, self.done(&t.events)),
                is_named: t.equipment.is_some(),
                day: t.delivery.as_ref().or(t.order.as_ref()).and_then(first_day),
                of: Of::Transfers(all),
            });
        }
        for (at, agreement) in records.agreements.iter().enumerate() {
            agreement.events.iter().for_each(|e| listed[e.index()] = true);
            if any(&agreement.events) {
                steps.push(Step {
                    rung: Rung::of(agreement.status, Rung::Signed),
                    is_named: true,
                    day: agreement.date.as_ref().and_then(first_day),
                    of: Of::Agreement(at as u32),
                });
            }
        }
        for &id in events.iter().filter(|id| !listed[id.index()]) {
            let (kind, status) = self.index.brief(id);
            let of_ladder = match kind {
                EventKind::Transfer => Some(self.done(&[id])),
                EventKind::Agree if status != Status::Occurred => Some(Rung::Signed),
                _ => None,
            };
            if let Some(done) = of_ladder {
                let day = corpus.event(id).date.as_ref().and_then(first_day);
                let rung = Rung::of(status, done);
                steps.push(Step { rung, is_named: false, day, of: Of::Event(id) });
            }
        }
        let standing = |s: &Step| 2 * s.rung as u32 + u32::from(!s.is_named);
        in_order(steps, standing, |s| s.day)
    }

    /// A step of the ladder as an entry.
    pub fn ladder_entry(&self, step: &Step) -> Entry {
        let records = self.corpus.records();
        let fact = match &step.of {
            Of::Transfers(all) => {
                let transfer = &records.transfers[all[0] as usize];
                let mut kicker = match transfer.supplier {
                    Some(supplier) => vec![Piece::Name(supplier)],
                    None => vec![text(self.say(key!("card.supplier.none")))],
                };
                let recipients: Vec<EntityId> =
                    all.iter().filter_map(|&at| records.transfers[at as usize].recipient).collect();
                if !recipients.is_empty() {
                    kicker.push(text(" → "));
                    kicker.extend(names(&recipients));
                }
                let date = transfer.delivery.as_ref().or(transfer.order.as_ref());
                let of = (transfer.equipment, transfer.status);
                self.entry(of, kicker, self.what(transfer), date, &transfer.events)
            }
            Of::Agreement(at) => {
                let agreement = &records.agreements[*at as usize];
                let parties = names(&agreement.parties);
                let title = vec![Piece::Name(agreement.entity)];
                let of = (Some(agreement.entity), agreement.status);
                self.entry(of, parties, title, agreement.date.as_ref(), &agreement.events)
            }
            Of::Event(id) => Fact { kicker: Line::new(), ..self.event(*id) },
        };
        Entry { rung: step.rung, fact }
    }

    fn entry(
        &self,
        (of, status): (Option<EntityId>, Status),
        kicker: Line,
        title: Line,
        date: Option<&Edtf>,
        events: &[EventId],
    ) -> Fact {
        let evidence = self.evidence(events);
        // The sentence that tells the status, not the first that tells of the thing.
        let first = evidence.iter().find(|e| e.status == status).or(evidence.first()).copied();
        let says = first.and_then(|e| e.said_by).map(|s| self.on_the_word_of(s));
        Fact {
            class: "entry",
            key: of.map(|e| self.corpus.entity(e).key.clone()).unwrap_or_default(),
            kicker,
            when: date.map(|d| self.words.short_date(d)).unwrap_or_default(),
            title,
            source: first.map(Source::of),
            says: says.unwrap_or_default(),
            ..Fact::default()
        }
    }

    /// How far events that occurred have brought something: what was ordered or paid for has not yet come.
    pub(super) fn done(&self, events: &[EventId]) -> Rung {
        let mut done = events.iter().filter(|&&e| self.index.brief(e).1 == Status::Occurred);
        match done.any(|&e| !self.corpus.event(e).is_trade()) {
            true => Rung::Delivered,
            false => Rung::Ordered,
        }
    }

    fn evidence(&self, events: &[EventId]) -> Vec<&Evidence> {
        events.iter().flat_map(|&e| &self.corpus.event(e).evidence).collect()
    }

    /// What was transferred.
    fn what(&self, transfer: &Transfer) -> Line {
        match transfer.equipment {
            Some(id) => vec![Piece::Name(id)],
            None if !transfer.designation.is_empty() => vec![text(&transfer.designation)],
            None if !transfer.description.is_empty() => vec![text(&transfer.description)],
            None => vec![Piece::Mute(self.say(key!("register.unnamed")))],
        }
    }

    /// The first piece of evidence in which something is mentioned, or else the first of all.
    fn where_named(&self, evidence: &[&Evidence], whom: Option<EntityId>) -> Option<Source> {
        let names = |e: &&&Evidence| whom.is_some_and(|whom| self.corpus.is_named(whom, e.document, e.span));
        evidence.iter().find(names).or(evidence.first()).map(|e| Source::of(e))
    }

    /// The steps that the evidence tells, each once, and the furthest in words.
    fn steps(&self, evidence: &[&Evidence], status: Status, done: Rung) -> Cell {
        let rung = Rung::of(status, done);
        let mut line = vec![Piece::Mark(status), text(self.say(rung.name()))];
        let mut told: Vec<Status> = vec![status];
        for e in evidence {
            if !told.contains(&e.status) {
                told.push(e.status);
                line.push(Piece::Mark(e.status));
                line.push(Piece::Words(Source::of(e), self.say(Rung::of(e.status, done).name())));
            }
        }
        Cell { line, order: format!("{}", 9 - rung as u8), source: source_of(evidence, status) }
    }

    fn cell(&self, line: Line, source: Option<Source>) -> Cell {
        Cell { order: self.plain(&line), line, source }
    }

    fn date_cell(&self, date: Option<&Edtf>, unsure: bool, evidence: &[&Evidence]) -> Cell {
        let Some(date) = date else { return Cell::default() };
        let shown = bracketed(self.words.short_date(date), unsure || date.is_uncertain());
        let says = evidence.iter().find(|e| e.date.as_ref() == Some(date)).or(evidence.first());
        let order = first_day(date).map(|d| d.to_string()).unwrap_or_default();
        Cell { line: vec![text(shown)], order, source: says.map(|e| Source::of(e)) }
    }

    fn figure_cell(&self, at: Option<u32>, unsure: bool) -> Cell {
        let Some(figure) = at.and_then(|i| self.corpus.records().figures.get(i as usize)) else {
            return Cell::default();
        };
        let number = decimal::shortest(figure.value);
        let shown = bracketed(number.clone(), unsure || figure.modifier != Modifier::Exact);
        let source = Source { document: figure.document, span: figure.span };
        Cell { line: vec![text(shown)], order: number, source: Some(source) }
    }

    /// A register with the columns in which some row says something; `numeric` ones hold numbers.
    fn sheet(&self, of: Register, heads: Key, numeric: &[usize], caption: Key, rows: Vec<u32>) -> Table {
        let says = |i: usize| rows.iter().any(|&at| !self.register_cell(of, at, i, &[]).line.is_empty());
        let heads = self.words.heads(heads).into_iter().enumerate();
        let kept = heads.filter(|(i, _)| rows.is_empty() || says(*i));
        let columns =
            kept.map(|(i, head)| Column { head, numeric: numeric.contains(&i), place: i }).collect();
        Table { name: of.name(), of, caption: self.say(caption), columns, rows }
    }

    /// The register of transfers in SIPRI's form: those with a part in some events.
    pub fn transfers(&self, events: &[EventId]) -> Table {
        let kept = self.kept(events);
        let mut rows: Vec<(u8, Option<Day>, u32)> = Vec::new();
        for (at, t) in self.corpus.records().transfers.iter().enumerate() {
            if t.events.iter().any(|e| kept[e.index()]) {
                let date = t.delivery.as_ref().or(t.order.as_ref()).and_then(first_day);
                rows.push((standing(Rung::of(t.status, self.done(&t.events))), date, at as u32));
            }
        }
        let (heads, caption) = (key!("register.transfers.heads"), key!("register.transfers.caption"));
        self.sheet(Register::Transfers, heads, &[5, 7], caption, furthest_first(rows))
    }

    /// The register of agreements: those with a part in some events.
    pub fn agreements(&self, events: &[EventId]) -> Table {
        let kept = self.kept(events);
        let mut rows: Vec<(u8, Option<Day>, u32)> = Vec::new();
        for (at, a) in self.corpus.records().agreements.iter().enumerate() {
            if a.events.iter().any(|e| kept[e.index()]) {
                let date = self.agreement_date(a).and_then(first_day);
                rows.push((standing(Rung::of(a.status, Rung::Signed)), date, at as u32));
            }
        }
        let (heads, caption) = (key!("register.agreements.heads"), key!("register.agreements.caption"));
        self.sheet(Register::Agreements, heads, &[], caption, furthest_first(rows))
    }

    /// By event, whether it is one of some.
    pub(super) fn kept(&self, events: &[EventId]) -> Vec<bool> {
        let mut kept = vec![false; self.corpus.records().events.len()];
        events.iter().for_each(|e| kept[e.index()] = true);
        kept
    }

    /// One row of a register, with all its cells.
    pub(super) fn register_row(&self, table: &Table, at: u32) -> Row {
        let records = self.corpus.records();
        let (events, status, key) = match table.of {
            Register::Transfers => {
                let t = &records.transfers[at as usize];
                let first = t.events.first().map(|&e| self.corpus.event(e).key.clone());
                (&t.events, t.status, first.unwrap_or_default())
            }
            Register::Agreements => {
                let a = &records.agreements[at as usize];
                (&a.events, a.status, self.corpus.entity(a.entity).key.clone())
            }
        };
        let evidence = self.evidence(events);
        let cell = |c: &Column| self.register_cell(table.of, at, c.place, &evidence);
        Row { key, cells: table.columns.iter().map(cell).collect(), source: source_of(&evidence, status) }
    }

    /// A cell of a register by its column. Without evidence it has what is shown and how it is sorted,
    /// but not the words that say so.
    pub(super) fn register_cell(&self, of: Register, at: u32, column: usize, evidence: &[&Evidence]) -> Cell {
        let records = self.corpus.records();
        match of {
            Register::Transfers => self.transfer_cell(&records.transfers[at as usize], column, evidence),
            Register::Agreements => self.agreement_cell(&records.agreements[at as usize], column, evidence),
        }
    }

    fn transfer_cell(&self, t: &Transfer, column: usize, evidence: &[&Evidence]) -> Cell {
        let unsure = t.status == Status::Unconfirmed;
        let name = |id: Option<EntityId>| self.cell(names(id.as_slice()), self.where_named(evidence, id));
        let words = |words: &str| {
            let line = if words.is_empty() { vec![] } else { vec![text(words)] };
            self.cell(line, source_of(evidence, t.status))
        };
        match column {
            0 => self.steps(evidence, t.status, self.done(&t.events)),
            1 => {
                let is_named = t.equipment.is_some() || !t.designation.is_empty();
                let line = if is_named { self.what(t) } else { vec![] };
                self.cell(line, self.where_named(evidence, t.equipment))
            }
            2 => words(&t.description),
            3 => name(t.supplier),
            4 => name(t.recipient),
            5 => self.figure_cell(t.ordered, unsure),
            6 => self.date_cell(t.order.as_ref(), unsure, evidence),
            7 => self.figure_cell(t.delivered, unsure),
            8 => self.date_cell(t.delivery.as_ref(), unsure || t.status != Status::Occurred, evidence),
            _ => words(&t.comments),
        }
    }

    fn agreement_cell(&self, a: &Agreement, column: usize, evidence: &[&Evidence]) -> Cell {
        let unsure = a.status == Status::Unconfirmed;
        let first = |ids: &[EntityId]| self.where_named(evidence, ids.first().copied());
        match column {
            0 => self.steps(evidence, a.status, Rung::Signed),
            1 => self.cell(vec![Piece::Name(a.entity)], self.where_named(evidence, Some(a.entity))),
            2 => self.cell(names(&a.parties), first(&a.parties)),
            3 => self.cell(names(&a.signatories), first(&a.signatories)),
            4 => match self.agreement_date(a) {
                date @ Some(_) => self.date_cell(date, unsure || a.status != Status::Occurred, evidence),
                None => self.reported_cell(source_of(&self.evidence(&a.events), a.status)),
            },
            _ => self.cell(self.agreement_figures(a), source_of(evidence, a.status)),
        }
    }

    fn agreement_figures(&self, a: &Agreement) -> Line {
        let mut figures = Line::new();
        let told = a.events.iter().flat_map(|&e| self.corpus.event(e).figures.iter().copied());
        // "One" and "two" are words that count what the sentence names anyhow.
        let says = |&at: &u32| {
            let figure = self.corpus.records().figures.get(at as usize);
            figure.is_some_and(|f| f.unit.is_some() || f.value > 2.0)
        };
        for (i, figure) in told.filter(says).enumerate() {
            if i > 0 {
                figures.push(text(", "));
            }
            figures.push(Piece::Figure(figure));
        }
        figures
    }

    /// When it was signed, or the date of the first of its events that has one.
    fn agreement_date<'t>(&'t self, agreement: &'t Agreement) -> Option<&'t Edtf> {
        let of_event = || agreement.events.iter().find_map(|&e| self.corpus.event(e).date.as_ref());
        agreement.date.as_ref().or_else(of_event)
    }

    /// Where no date is told, the thing was so by the time of the report.
    fn reported_cell(&self, source: Option<Source>) -> Cell {
        let published = source.and_then(|s| self.corpus.document(s.document).published.as_ref());
        let Some(published) = published else { return Cell::default() };
        let order = first_day(published).map(|d| d.to_string()).unwrap_or_default();
        Cell {
            line: vec![text(format!(
                "({})",
                self.words.fill(key!("date.by"), &[&self.words.short_date(published)])
            ))],
            order,
            source,
        }
    }
}

/// How rungs follow in a table: what is done first.
fn standing(rung: Rung) -> u8 {
    match rung {
        Rung::Delivered | Rung::Ordered | Rung::Signed => 5,
        Rung::Planned => 4,
        Rung::Wished => 3,
        Rung::Unconfirmed => 2,
        Rung::Denied => 1,
    }
}

/// Positions of entries: what has come furthest first, then the newest.
fn furthest_first(rows: Vec<(u8, Option<Day>, u32)>) -> Vec<u32> {
    in_order(rows, |row| 9 - u32::from(row.0), |row| row.1).into_iter().map(|row| row.2).collect()
}

/// Things by a small number, then the newest first, those without a day last.
fn in_order<T: Clone>(
    mut things: Vec<T>,
    standing: impl Fn(&T) -> u32,
    day: impl Fn(&T) -> Option<Day>,
) -> Vec<T> {
    /// Days between the first and the last for which counting is worth its room.
    const MOST: i64 = 2_000_000;
    let days = || things.iter().filter_map(&day).map(i64::from);
    let (newest, oldest) = (days().max().unwrap_or(0), days().min().unwrap_or(0));
    let span = newest - oldest;
    if span > MOST {
        things.order_by_key(|t| (standing(t), Reverse(day(t))));
        return things;
    }
    let back = |t: &T| day(t).map_or(span + 1, |d| newest - i64::from(d)) as u32;
    let order = by_number(&things.iter().map(back).collect::<Vec<_>>(), span as usize + 2);
    let standings: Vec<u32> = order.iter().map(|&at| standing(&things[at as usize])).collect();
    let places = by_number(&standings, 1 + standings.iter().max().map_or(0, |&most| most as usize));
    places.into_iter().map(|place| things[order[place as usize] as usize].clone()).collect()
}

/// The words that tell a status, or else the first of all.
fn source_of(evidence: &[&Evidence], status: Status) -> Option<Source> {
    evidence.iter().find(|e| e.status == status).or(evidence.first()).map(|e| Source::of(e))
}

/// Brackets around what is uncertain, as SIPRI writes it.
fn bracketed(shown: String, unsure: bool) -> String {
    if unsure { format!("({shown})") } else { shown }
}
