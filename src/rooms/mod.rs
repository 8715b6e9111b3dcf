//! What rooms and cards tell, and in what order, before it is drawn.
//!
//! A room or a card is a list of [`Section`]s; each holds facts, names, a table, offices over time or
//! rival values, made of [`Piece`]s that say what they are, not how they look. A fact names the words
//! that it rests on ([`Source`]), so that whoever draws it can show the sentence. One painter a form
//! is enough for all of them.

pub mod cards;
pub mod claims;
pub mod overview;
pub mod register;
pub mod reports;
pub mod table;
mod tenures;

pub use table::{Cell, Column, Row, Table};
pub use tenures::{Tenure, Tenures};

use crate::corpus::Corpus;
use crate::edtf::{Day, Edtf};
use crate::query::{Index, Report};
use crate::record::{DocumentId, EntityId, EventId, Evidence, Span, StatementId, Status};
use crate::state::View;
use crate::words::{Key, Words, key};

/// Words of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Which report.
    pub document: DocumentId,
    /// Which words.
    pub span: Span,
}

impl Source {
    /// Where a piece of evidence stands.
    pub fn of(evidence: &Evidence) -> Source {
        Source { document: evidence.document, span: evidence.span }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Words of the page.
    Text(String),
    /// The same, said quietly.
    Mute(String),
    /// The mark of a status.
    Mark(Status),
    /// The name of an entity; opens its card.
    Name(EntityId),
    /// The title of an event; opens its card.
    Title(EventId),
    /// The title of a report; opens it.
    Report(DocumentId),
    /// A label that opens a report at some words.
    Words(Source, String),
    /// A figure, by its position in the records; opens its card.
    Figure(u32),
    /// A label that leads to another view.
    Way(String, Box<View>),
}

/// Pieces one after the other.
pub type Line = Vec<Piece>;

/// Words as a piece.
pub fn text(words: impl Into<String>) -> Piece {
    Piece::Text(words.into())
}

/// Names with commas between them.
pub fn names(ids: &[EntityId]) -> Line {
    let mut line = Line::new();
    for (i, &id) in ids.iter().enumerate() {
        if i > 0 {
            line.push(text(", "));
        }
        line.push(Piece::Name(id));
    }
    line
}

/// Something told, with the words that tell it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fact {
    /// What kind of fact: "event", "statement"; a hook for style and tests.
    pub class: &'static str,
    /// Key of what it is about, so that it lights up with it; may be empty.
    pub key: String,
    /// The small line above.
    pub kicker: Line,
    /// When, as read.
    pub when: String,
    /// What.
    pub title: Line,
    /// The words it rests on.
    pub source: Option<Source>,
    /// Words to mark in the sentence; `None` marks those of the source.
    pub marks: Option<Vec<Span>>,
    /// What stands below the words: on whose word, what else.
    pub says: Line,
    /// Other words that tell it.
    pub more: Vec<Line>,
}

/// An entry of a list; most become a [`Fact`] only when they are shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An event with its first sentence.
    Event(EventId),
    /// A statement.
    Statement(StatementId),
    /// A figure, by its position in the records.
    Figure(u32),
    /// A report, with what a search found in it.
    Report(DocumentId, Option<Box<Report>>),
    /// Something on the ladder, with its rung in words.
    Step(Box<register::Step>),
    /// A fact put together already.
    Fact(Box<Fact>),
}

/// What a section holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Facts one below the other.
    List(Vec<Item>),
    /// Names in a row, each with a number.
    Names(Vec<(EntityId, u32)>),
    /// Terms with what they are.
    Terms(Vec<(String, Line)>),
    /// Offices over time.
    Tenures(Tenures),
    /// Values that disagree, by their positions in the records.
    Rivals(Vec<u32>),
    /// Lines of words.
    Lines(Vec<Line>),
    /// Lines that stay folded until one asks.
    Folded(String, Vec<Line>),
    /// A table.
    Table(Table),
}

/// A part of a room or card.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// A hook for style and tests.
    pub name: &'static str,
    /// Its head; may be empty.
    pub head: Line,
    /// What is in it.
    pub body: Body,
}

impl Section {
    /// How many things are in it.
    pub fn len(&self) -> usize {
        match &self.body {
            Body::List(all) => all.len(),
            Body::Names(all) => all.len(),
            Body::Terms(all) => all.len(),
            Body::Tenures(all) => all.rows.len(),
            Body::Rivals(all) => all.len(),
            Body::Lines(all) | Body::Folded(_, all) => all.len(),
            Body::Table(all) => all.rows.len(),
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A section, pushed only if something is in it.
fn add(sections: &mut Vec<Section>, name: &'static str, head: &str, body: Body) {
    let section = Section { name, head: vec![text(head)], body };
    if !section.is_empty() {
        sections.push(section);
    }
}

/// What is known of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct CardSheet {
    /// What kind of thing, and whose.
    pub kicker: Line,
    /// Its name.
    pub title: String,
    /// What it is, in the texts' words.
    pub described: String,
    /// Other spellings, and in how many reports.
    pub also: String,
    /// The rest.
    pub sections: Vec<Section>,
}

/// Tells what a corpus holds.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// What is read.
    pub corpus: &'a Corpus,
    /// Its index.
    pub index: &'a Index,
    /// How things are called.
    pub words: &'a Words,
}

impl<'a> Teller<'a> {
    /// The fact that an entry of a list stands for.
    pub fn fact(&self, item: &Item) -> Fact {
        match item {
            Item::Event(id) => self.event(*id),
            Item::Statement(id) => self.statement(*id),
            Item::Figure(at) => self.figure(*at),
            Item::Report(id, found) => self.report(*id, found.as_deref()),
            Item::Step(step) => self.rung_fact(self.ladder_entry(step)),
            Item::Fact(fact) => (**fact).clone(),
        }
    }

    /// An event with its first sentence, and the way to the others.
    pub fn event(&self, id: EventId) -> Fact {
        let event = self.corpus.event(id);
        let (first, others) = match event.evidence.split_first() {
            Some((first, others)) => (Some(first), others),
            None => (None, &[][..]),
        };
        let kind = format!("{} · {}", self.words.kind(event.kind), self.words.status(event.status));
        Fact {
            class: "event",
            key: event.key.clone(),
            kicker: vec![Piece::Mark(event.status), text(kind)],
            when: event.date.as_ref().map(|d| self.words.date(d)).unwrap_or_default(),
            title: vec![Piece::Title(id)],
            source: first.map(Source::of),
            says: first.and_then(|e| e.said_by).map(|s| self.on_the_word_of(s)).unwrap_or_default(),
            marks: None,
            more: others.iter().map(|e| self.told(e)).collect(),
        }
    }

    /// What one piece of evidence says of status and date, as the way to it.
    fn told(&self, evidence: &Evidence) -> Line {
        let status = self.words.status(evidence.status);
        let label = match &evidence.date {
            Some(date) => format!("{status}, {}", self.words.short_date(date)),
            None => status.to_owned(),
        };
        vec![Piece::Mark(evidence.status), Piece::Words(Source::of(evidence), label)]
    }

    /// When a report was published, in short.
    fn reported(&self, id: DocumentId) -> String {
        self.corpus.document(id).published.as_ref().map(|d| self.words.short_date(d)).unwrap_or_default()
    }

    /// A figure with its sentence.
    fn figure(&self, at: u32) -> Fact {
        let Some(figure) = self.corpus.records().figures.get(at as usize) else { return Fact::default() };
        Fact {
            class: "figure",
            title: vec![Piece::Figure(at)],
            source: Some(Source { document: figure.document, span: figure.span }),
            ..Fact::default()
        }
    }

    /// A figure in the text's words, with "more than" before it.
    pub fn figure_words(&self, at: u32) -> String {
        let Some(figure) = self.corpus.records().figures.get(at as usize) else { return String::new() };
        let text = self.corpus.text(figure.document);
        self.words.modified(figure.modifier, figure.span.of(text))
    }

    /// A text of the interface.
    fn say(&self, key: Key) -> String {
        self.words.say(key).to_owned()
    }

    /// A text with an entity's name in its place.
    fn with_name(&self, key: Key, id: EntityId) -> Line {
        let piece = |(text, place): (&str, Option<u8>)| {
            let words = (!text.is_empty()).then(|| Piece::Mute(text.to_owned()));
            words.into_iter().chain(place.map(|_| Piece::Name(id)))
        };
        crate::words::pieces(self.words.say(key)).flat_map(piece).collect()
    }

    fn on_the_word_of(&self, speaker: EntityId) -> Line {
        self.with_name(key!("said.by"), speaker)
    }
}

/// The first day that a date may mean, or its last where it is open.
fn first_day(date: &Edtf) -> Option<Day> {
    let (first, last) = date.days();
    first.or(last)
}

#[cfg(test)]
mod tests;
