//! The registers of transfers and agreements, and how far each entry has come.

use super::table::{Cell, Column, Row, Table};
use super::{Fact, Line, Piece, Source, Teller, first_day, names, text};
use crate::decimal;
use crate::edtf::Edtf;
use crate::order::Ordered;
use crate::record::{Agreement, EntityId, EventId, EventKind, Evidence, Modifier, Status, Transfer};
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

    /// Whether both stand on the same step of the ladder.
    pub(super) fn beside(self, other: Rung) -> bool {
        self.step() == other.step()
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

impl Teller<'_> {
    /// Transfers, agreements, and what else was told of either, with a part in some events, by how far
    /// they have come; what has a name first, then the newest.
    pub fn ladder(&self, events: &[EventId]) -> Vec<Entry> {
        let corpus = self.corpus;
        let records = corpus.records();
        let mut kept = vec![false; records.events.len()];
        for id in events {
            kept[id.index()] = true;
        }
        let any = |ids: &[EventId]| ids.iter().any(|e| kept[e.index()]);
        let mut listed = vec![false; records.events.len()];
        let mut entries: Vec<(bool, Option<i32>, Entry)> = Vec::new();
        let mut put = |named: bool, date: Option<&Edtf>, rung, fact| {
            entries.push((!named, date.and_then(first_day), Entry { rung, fact }));
        };
        let mut transfers: Vec<(&Transfer, Vec<EntityId>)> = Vec::new();
        for transfer in records.transfers.iter() {
            transfer.events.iter().for_each(|e| listed[e.index()] = true);
            if !any(&transfer.events) {
                continue;
            }
            // One sentence that names five recipients makes five transfers, but one entry.
            let same = |(t, _): &&mut (&Transfer, Vec<EntityId>)| {
                t.events == transfer.events
                    && t.equipment == transfer.equipment
                    && t.supplier == transfer.supplier
                    && t.status == transfer.status
            };
            match transfers.iter_mut().find(same) {
                Some((_, recipients)) => recipients.extend(transfer.recipient),
                None => transfers.push((transfer, transfer.recipient.into_iter().collect())),
            }
        }
        for (transfer, recipients) in transfers {
            let mut kicker = match transfer.supplier {
                Some(supplier) => vec![Piece::Name(supplier)],
                None => vec![text(self.say(key!("card.supplier.none")))],
            };
            if !recipients.is_empty() {
                kicker.push(text(" → "));
                kicker.extend(names(&recipients));
            }
            let date = transfer.delivery.as_ref().or(transfer.order.as_ref());
            let rung = Rung::of(transfer.status, self.done(&transfer.events));
            let of = (transfer.equipment, transfer.status);
            let fact = self.entry(of, kicker, self.what(transfer), date, &transfer.events);
            put(transfer.equipment.is_some(), date, rung, fact);
        }
        for agreement in &records.agreements {
            agreement.events.iter().for_each(|e| listed[e.index()] = true);
            if any(&agreement.events) {
                let parties = names(&agreement.parties);
                let title = vec![Piece::Name(agreement.entity)];
                let date = agreement.date.as_ref();
                let rung = Rung::of(agreement.status, Rung::Signed);
                put(
                    true,
                    date,
                    rung,
                    self.entry(
                        (Some(agreement.entity), agreement.status),
                        parties,
                        title,
                        date,
                        &agreement.events,
                    ),
                );
            }
        }
        for &id in events {
            let event = corpus.event(id);
            let of_ladder = match event.kind {
                EventKind::Transfer => Some(self.done(&[id])),
                EventKind::Agree if event.status != Status::Occurred => Some(Rung::Signed),
                _ => None,
            };
            if let Some(done) = of_ladder.filter(|_| !listed[id.index()]) {
                let fact = Fact { kicker: Line::new(), ..self.event(id) };
                put(false, event.date.as_ref(), Rung::of(event.status, done), fact);
            }
        }
        entries.order_by_key(|(unnamed, day, entry)| (entry.rung, *unnamed, Reverse(*day)));
        entries.into_iter().map(|(.., entry)| entry).collect()
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
        let mut done = events.iter().map(|&e| self.corpus.event(e)).filter(|e| e.status == Status::Occurred);
        match done.any(|e| !e.is_trade()) {
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
        let names = |e: &&&Evidence| {
            whom.is_some_and(|whom| {
                let mut here = self.corpus.mentions_of(whom);
                here.any(|m| m.document == e.document && e.span.overlaps(m.span))
            })
        };
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
        let source = evidence.iter().find(|e| e.status == status).or(evidence.first()).map(|e| Source::of(e));
        Cell { line, order: format!("{}", 9 - rung as u8), source }
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

    /// Columns by their heads; which of them hold numbers.
    fn columns(&self, heads: Key, numeric: &[usize]) -> Vec<Column> {
        let heads = self.words.heads(heads).into_iter().enumerate();
        heads.map(|(i, head)| Column { head, numeric: numeric.contains(&i) }).collect()
    }

    /// The register of transfers in SIPRI's form: those with a part in some events.
    pub fn transfers(&self, events: &[EventId]) -> Table {
        let kept = crate::order::distinct(events.to_vec());
        let of_events = self.corpus.records().transfers.iter();
        self.transfer_table(of_events.filter(|t| t.events.iter().any(|e| kept.binary_search(e).is_ok())))
    }

    /// Some transfers as a table.
    pub fn transfer_table<'t>(&self, transfers: impl Iterator<Item = &'t Transfer>) -> Table {
        let columns = self.columns(key!("register.transfers.heads"), &[5, 7]);
        let mut rows: Vec<(Rung, Reverse<Option<i32>>, Row)> = transfers
            .map(|t| {
                let evidence = self.evidence(&t.events);
                let unsure = t.status == Status::Unconfirmed;
                let name =
                    |id: Option<EntityId>| self.cell(names(id.as_slice()), self.where_named(&evidence, id));
                let row_source = evidence.iter().find(|e| e.status == t.status).or(evidence.first());
                let source = row_source.map(|e| Source::of(e));
                let words = |words: &str| {
                    let line = if words.is_empty() { vec![] } else { vec![text(words)] };
                    self.cell(line, source)
                };
                let date = t.delivery.as_ref().or(t.order.as_ref()).and_then(first_day);
                let cells = vec![
                    self.steps(&evidence, t.status, self.done(&t.events)),
                    self.cell(
                        if t.equipment.is_some() || !t.designation.is_empty() {
                            self.what(t)
                        } else {
                            vec![]
                        },
                        self.where_named(&evidence, t.equipment),
                    ),
                    words(&t.description),
                    name(t.supplier),
                    name(t.recipient),
                    self.figure_cell(t.ordered, unsure),
                    self.date_cell(t.order.as_ref(), unsure, &evidence),
                    self.figure_cell(t.delivered, unsure),
                    self.date_cell(t.delivery.as_ref(), unsure || t.status != Status::Occurred, &evidence),
                    words(&t.comments),
                ];
                let key = t.events.first().map(|&e| self.corpus.event(e).key.clone()).unwrap_or_default();
                (Rung::of(t.status, self.done(&t.events)), Reverse(date), Row { key, cells, source })
            })
            .collect();
        rows.order_by_key(|(rung, date, _)| (Reverse(standing(*rung)), *date));
        Table {
            name: "transfers",
            caption: self.say(key!("register.transfers.caption")),
            columns,
            rows: rows.into_iter().map(|r| r.2).collect(),
        }
        .without_empty_columns()
    }

    /// The register of agreements: those with a part in some events.
    pub fn agreements(&self, events: &[EventId]) -> Table {
        let kept = crate::order::distinct(events.to_vec());
        let of_events = self.corpus.records().agreements.iter();
        self.agreement_table(of_events.filter(|a| a.events.iter().any(|e| kept.binary_search(e).is_ok())))
    }

    /// Some agreements as a table.
    pub fn agreement_table<'t>(&self, agreements: impl Iterator<Item = &'t Agreement>) -> Table {
        let columns = self.columns(key!("register.agreements.heads"), &[]);
        let mut rows: Vec<(Rung, Reverse<Option<i32>>, Row)> = agreements
            .map(|a| {
                let evidence = self.evidence(&a.events);
                let unsure = a.status == Status::Unconfirmed;
                let source = evidence
                    .iter()
                    .find(|e| e.status == a.status)
                    .or(evidence.first())
                    .map(|e| Source::of(e));
                let date = self.agreement_date(a);
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
                let first = |ids: &[EntityId]| self.where_named(&evidence, ids.first().copied());
                let cells = vec![
                    self.steps(&evidence, a.status, Rung::Signed),
                    self.cell(vec![Piece::Name(a.entity)], self.where_named(&evidence, Some(a.entity))),
                    self.cell(names(&a.parties), first(&a.parties)),
                    self.cell(names(&a.signatories), first(&a.signatories)),
                    match date {
                        Some(_) => self.date_cell(date, unsure || a.status != Status::Occurred, &evidence),
                        None => self.reported_cell(source),
                    },
                    self.cell(figures, source),
                ];
                let key = self.corpus.entity(a.entity).key.clone();
                (
                    Rung::of(a.status, Rung::Signed),
                    Reverse(date.and_then(first_day)),
                    Row { key, cells, source },
                )
            })
            .collect();
        rows.order_by_key(|(rung, date, _)| (Reverse(standing(*rung)), *date));
        Table {
            name: "agreements",
            caption: self.say(key!("register.agreements.caption")),
            columns,
            rows: rows.into_iter().map(|r| r.2).collect(),
        }
        .without_empty_columns()
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

/// Brackets around what is uncertain, as SIPRI writes it.
fn bracketed(shown: String, unsure: bool) -> String {
    if unsure { format!("({shown})") } else { shown }
}
