//! Reports: what each tells in a list, what stands beside its text, and who is named in it.

use super::{Fact, Line, Piece, Source, Teller, names, text};
use crate::order::Ordered;
use crate::query::{self, Report};
use crate::record::{DocumentId, EntityId, EventId, Schema, Span, StatementId};
use crate::words::key;
use std::cmp::Reverse;

/// A note in the margin of a report: what its words tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The words.
    pub span: Span,
    /// What they are.
    pub what: Told,
}

/// What words of a report tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// They are evidence of an event.
    Event(EventId),
    /// Somebody said them.
    Statement(StatementId),
}

impl Teller<'_> {
    /// A report in a list: source, date, what it is about, how much it tells. The snippet is its first
    /// sentence, or the one that answers the words searched for.
    pub fn report(&self, id: DocumentId, found: Option<&Report>) -> Fact {
        let corpus = self.corpus;
        let document = corpus.document(id);
        let first = self.corpus.sentences(id).iter().find(|s| document.body.contains(**s)).copied();
        let snippet = found.and_then(|r| r.snippet).or(first);
        let events = corpus.events_in(id).len();
        let told = format!("{} · ", self.words.count(key!("events.count"), events));
        let mut says: Line = vec![Piece::Mute(told)];
        let most: Vec<EntityId> = self.named_in(id).into_iter().map(|(e, _)| e).take(7).collect();
        says.extend(names(&most));
        Fact {
            class: "report",
            key: document.id.clone(),
            kicker: vec![text(corpus.source_line(id, self.words))],
            when: document.published.as_ref().map(|d| self.words.date(d)).unwrap_or_default(),
            title: vec![Piece::Report(id)],
            source: snippet.map(|span| Source { document: id, span }),
            marks: Some(found.map(|r| r.marks.clone()).unwrap_or_default()),
            says,
            ..Fact::default()
        }
    }

    /// What a search found in reports.
    pub fn found(&self, words: &str) -> Vec<Report> {
        if words.trim().is_empty() {
            return Vec::new();
        }
        query::search(self.corpus, self.index, words).reports
    }

    /// Who and what is named in a report, most often first.
    pub fn named_in(&self, id: DocumentId) -> Vec<(EntityId, u32)> {
        let mentions = self.corpus.mentions_in(id).iter().map(|m| (m.entity, ())).collect();
        let groups = crate::order::grouped(mentions).into_iter();
        let mut counts: Vec<(EntityId, u32)> = groups.map(|(e, all)| (e, all.len() as u32)).collect();
        counts.order_by_key(|&(entity, n)| (Reverse(n), entity));
        counts
    }

    /// The same by kind: people, countries, places, bodies, companies, things, papers.
    pub fn named_by_kind(&self, id: DocumentId) -> Vec<(Schema, Vec<(EntityId, u32)>)> {
        const KINDS: [Schema; 9] = [
            Schema::Person,
            Schema::Country,
            Schema::Place,
            Schema::PublicBody,
            Schema::Organization,
            Schema::Company,
            Schema::Equipment,
            Schema::Agreement,
            Schema::Event,
        ];
        let all = self.named_in(id);
        let of = |kind: Schema| -> Vec<(EntityId, u32)> {
            all.iter().copied().filter(|(e, _)| self.corpus.entity(*e).schema == kind).collect()
        };
        KINDS.into_iter().map(|kind| (kind, of(kind))).filter(|(_, all)| !all.is_empty()).collect()
    }

    /// Notes for the margin, by place: each event and statement once, where its words begin.
    pub fn notes(&self, id: DocumentId) -> Vec<Note> {
        let corpus = self.corpus;
        let mut notes = Vec::new();
        for &event in corpus.events_in(id) {
            let here = corpus.event(event).evidence.iter().filter(|e| e.document == id);
            notes.extend(here.map(|e| Note { span: e.span, what: Told::Event(event) }));
        }
        for (i, statement) in corpus.records().statements.iter().enumerate() {
            if statement.document == id {
                notes.push(Note { span: statement.span, what: Told::Statement(StatementId(i as u32)) });
            }
        }
        notes.order_by_key(|n| (n.span.start, n.what));
        notes
    }
}
