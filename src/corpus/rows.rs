//! Events, figures and statements by column: most of what a page reads first. Words that stand in many rows stand once, dates
//! are read once, numbers that grow are steps, and the key of an event is told by its report where it is made of that.

use super::columns::{Column, Columns, Reading, among};
use crate::edtf::Edtf;
use crate::record::{
    Document, DocumentId, EntityId, Event, Evidence, Figure, Modifier, Plover, Span, Statement,
};
use crate::words::{KINDS, STATUSES};
use std::collections::BTreeMap;

/// Categories of PLOVER by number.
const PLOVERS: [Plover; 15] = [
    Plover::Agree,
    Plover::Consult,
    Plover::Support,
    Plover::Cooperate,
    Plover::Aid,
    Plover::Yield,
    Plover::Request,
    Plover::Accuse,
    Plover::Reject,
    Plover::Threaten,
    Plover::Protest,
    Plover::Sanction,
    Plover::Mobilize,
    Plover::Coerce,
    Plover::Assault,
];
/// Modifiers of figures by number.
const MODIFIERS: [Modifier; 5] =
    [Modifier::Exact, Modifier::MoreThan, Modifier::LessThan, Modifier::About, Modifier::Target];

/// Words by number, in the order in which they were met; 0 stands for none.
#[derive(Default)]
struct Words {
    known: BTreeMap<String, u32>,
    list: Vec<String>,
}

impl Words {
    fn of(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        self.list.push(word.to_owned());
        let number = self.list.len() as u32;
        self.known.insert(word.to_owned(), number);
        number
    }

    fn maybe(&mut self, word: Option<&str>) -> u32 {
        word.map_or(0, |word| self.of(word))
    }

    fn date(&mut self, date: Option<&Edtf>) -> u32 {
        date.map_or(0, |date| self.of(&date.to_string()))
    }
}

/// Spans in reports: document and start counted from those before, and the length.
fn put_places<'a>(columns: &mut Columns, places: impl Iterator<Item = (DocumentId, &'a Span)> + Clone) {
    let mut before = 0;
    columns.numbers(
        places
            .clone()
            .map(|(document, _)| document.0.wrapping_sub(std::mem::replace(&mut before, document.0))),
    );
    let mut before = 0;
    columns.numbers(
        places.clone().map(|(_, span)| span.start.wrapping_sub(std::mem::replace(&mut before, span.start))),
    );
    columns.numbers(places.map(|(_, span)| span.end.wrapping_sub(span.start)));
}

/// The same on their way out.
struct Places {
    columns: [Column; 3],
    document: u32,
    start: u32,
}

impl Places {
    fn of(columns: &mut Reading) -> Option<Places> {
        Some(Places {
            columns: [columns.column()?, columns.column()?, columns.column()?],
            document: 0,
            start: 0,
        })
    }

    fn next(&mut self) -> Option<(DocumentId, Span)> {
        self.document = self.document.wrapping_add(self.columns[0].next()?);
        self.start = self.start.wrapping_add(self.columns[1].next()?);
        let end = self.start.checked_add(self.columns[2].next()?)?;
        Some((DocumentId(self.document), Span { start: self.start, end }))
    }
}

/// Bytes that words of many rows may take together when each row has its copy: foreign bytes must not make them endless.
const COPIED: usize = 512 << 20;

/// Words of many rows on their way out.
struct Copies {
    words: Vec<String>,
    left: usize,
}

impl Copies {
    fn of(columns: &mut Reading) -> Option<Copies> {
        Some(Copies { words: columns.texts()?, left: COPIED })
    }

    /// The word of the next row, if it has one; `None` where the columns do not fit together.
    fn maybe(&mut self, column: &mut Column) -> Option<Option<String>> {
        let Some(at) = column.next()?.checked_sub(1) else { return Some(None) };
        let word = self.words.get(at as usize)?;
        self.left = self.left.checked_sub(word.len())?;
        Some(Some(word.clone()))
    }

    /// The word of the next row.
    fn word(&mut self, column: &mut Column) -> Option<String> {
        self.maybe(column)?
    }
}

/// The name of a report's file without its folder and what follows the last dot.
fn stem(document: &Document) -> &str {
    let file = document.id.rsplit('/').next().unwrap_or(&document.id);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// A key as head, length of the stem, and number.
fn cut<'k>(key: &'k str, stem: &str) -> Option<(&'k str, u32, u32)> {
    let (head, rest) = key.split_once('-')?;
    let (middle, last) = rest.rsplit_once('-')?;
    let number: u32 = last.parse().ok()?;
    let fits = stem.starts_with(middle) && number.to_string() == last;
    fits.then_some((head, middle.len() as u32, number))
}

fn ids(list: &[EntityId]) -> impl Iterator<Item = u32> {
    list.iter().map(|id| id.0)
}

fn number(id: Option<EntityId>) -> u32 {
    id.map_or(0, |id| id.0.wrapping_add(1))
}

/// Events as columns.
pub(super) fn put_events(events: &[Event], documents: &[Document]) -> Columns {
    let (mut words, mut dates) = (Words::default(), Words::default());
    let (mut heads, mut stems, mut lasts, mut keys) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for event in events {
        let report = event.evidence.first().and_then(|e| documents.get(e.document.index()));
        match report.and_then(|report| cut(&event.key, stem(report))) {
            Some((head, length, last)) => {
                heads.push(words.of(head));
                stems.push(length);
                lasts.push(last);
            }
            None => {
                heads.push(0);
                keys.push(event.key.clone());
            }
        }
    }
    let told = || events.iter().flat_map(|event| &event.evidence);
    let mut columns = Columns::default();
    columns.numbers(events.iter().map(|e| among(&KINDS, &e.kind)));
    columns.numbers(events.iter().map(|e| words.of(&e.cameo)));
    columns.numbers(events.iter().map(|e| e.plover.map_or(0, |plover| among(&PLOVERS, &plover) + 1)));
    columns.lists(events.iter().map(|e| ids(&e.actors)));
    columns.lists(events.iter().map(|e| ids(&e.recipients)));
    columns.lists(events.iter().map(|e| ids(&e.instruments)));
    columns.numbers(events.iter().map(|e| number(e.place)));
    columns.numbers(events.iter().map(|e| dates.date(e.date.as_ref())));
    columns.numbers(events.iter().map(|e| among(&STATUSES, &e.status)));
    columns.numbers(events.iter().map(|e| words.of(&e.rule)));
    // Each counted from the one before, through all events.
    let mut before = 0;
    columns.lists(events.iter().map(|e| {
        let steps =
            e.figures.iter().map(|&figure| figure.wrapping_sub(std::mem::replace(&mut before, figure)));
        steps.collect::<Vec<u32>>()
    }));
    columns.numbers(events.iter().map(|e| e.evidence.len() as u32));
    put_places(&mut columns, told().map(|e| (e.document, &e.span)));
    columns.numbers(told().map(|e| among(&STATUSES, &e.status)));
    columns.numbers(told().map(|e| dates.date(e.date.as_ref())));
    columns.numbers(told().map(|e| number(e.said_by)));
    // What a key begins with, how much of the name of the first report's file follows, and its last number; where the first is 0
    // the key stands by itself.
    [heads, stems, lasts].into_iter().for_each(|column| columns.numbers(column));
    [words.list, dates.list, keys].into_iter().for_each(|column| columns.words(column));
    columns
}

/// The events again; `None` where the columns do not fit together.
pub(super) fn events(columns: Columns, documents: &[Document]) -> Option<Vec<Event>> {
    let mut columns = columns.read();
    let (mut words, dates) = (Copies::of(&mut columns)?, columns.texts()?);
    let mut keys = columns.texts()?.into_iter();
    let dates: Vec<Edtf> = dates.iter().map(|text| Edtf::parse(text).ok()).collect::<Option<_>>()?;
    let (mut kinds, mut cameos, mut plovers) = (columns.column()?, columns.column()?, columns.column()?);
    let (mut actors, mut recipients) = (columns.lists()?, columns.lists()?);
    let (mut instruments, mut places) = (columns.lists()?, columns.column()?);
    let (mut happened, mut statuses, mut rules) = (columns.column()?, columns.column()?, columns.column()?);
    let (mut figures, mut many, mut told) = (columns.lists()?, columns.column()?, Places::of(&mut columns)?);
    let (mut told_status, mut told_date) = (columns.column()?, columns.column()?);
    let (mut told_by, mut heads) = (columns.column()?, columns.column()?);
    let (mut stems, mut lasts) = (columns.column()?, columns.column()?);
    let list = |ids: &[u32]| ids.iter().map(|&id| EntityId(id)).collect();
    let mut figure = 0u32;
    let mut events = Vec::with_capacity(kinds.left());
    while kinds.left() > 0 {
        let mut evidence = Vec::new();
        for _ in 0..many.next()? {
            let (document, span) = told.next()?;
            evidence.push(Evidence {
                document,
                span,
                status: told_status.one_of(&STATUSES)?,
                date: told_date.maybe(&dates)?,
                said_by: told_by.entity()?,
            });
        }
        let key = match words.maybe(&mut heads)? {
            None => keys.next()?,
            Some(head) => {
                let stem = stem(documents.get(evidence.first()?.document.index())?);
                let stem = stem.get(..stems.next()? as usize)?;
                [&head, "-", stem, "-", &lasts.next()?.to_string()].concat()
            }
        };
        let own = figures.next()?.iter().map(|step| {
            figure = figure.wrapping_add(*step);
            figure
        });
        let own = own.collect();
        events.push(Event {
            key,
            kind: kinds.one_of(&KINDS)?,
            cameo: words.word(&mut cameos)?,
            plover: plovers.maybe(&PLOVERS)?,
            actors: list(actors.next()?),
            recipients: list(recipients.next()?),
            instruments: list(instruments.next()?),
            place: places.entity()?,
            date: happened.maybe(&dates)?,
            status: statuses.one_of(&STATUSES)?,
            figures: own,
            evidence,
            rule: words.word(&mut rules)?.into(),
        });
    }
    Some(events)
}

/// Figures as columns.
pub(super) fn put_figures(figures: &[Figure]) -> Columns {
    let mut words = Words::default();
    let mut columns = Columns::default();
    put_places(&mut columns, figures.iter().map(|f| (f.document, &f.span)));
    columns.numbers(figures.iter().map(|f| (f.value.to_bits() >> 32) as u32));
    columns.numbers(figures.iter().map(|f| f.value.to_bits() as u32));
    columns.numbers(figures.iter().map(|f| words.maybe(f.unit.as_deref())));
    columns.numbers(figures.iter().map(|f| words.maybe(f.of.as_deref())));
    columns.numbers(figures.iter().map(|f| among(&MODIFIERS, &f.modifier)));
    columns.numbers(figures.iter().map(|f| words.of(&f.rule)));
    columns.words(words.list);
    columns
}

/// The figures again; `None` where the columns do not fit together.
pub(super) fn figures(columns: Columns) -> Option<Vec<Figure>> {
    let mut columns = columns.read();
    let mut words = Copies::of(&mut columns)?;
    let (mut told, mut high, mut low) = (Places::of(&mut columns)?, columns.column()?, columns.column()?);
    let (mut units, mut things) = (columns.column()?, columns.column()?);
    let (mut modifiers, mut rules) = (columns.column()?, columns.column()?);
    let mut figures = Vec::with_capacity(high.left());
    while high.left() > 0 {
        let (document, span) = told.next()?;
        figures.push(Figure {
            document,
            span,
            value: f64::from_bits(u64::from(high.next()?) << 32 | u64::from(low.next()?)),
            unit: words.maybe(&mut units)?,
            of: words.maybe(&mut things)?,
            modifier: modifiers.one_of(&MODIFIERS)?,
            rule: words.word(&mut rules)?.into(),
        });
    }
    Some(figures)
}

/// Statements as columns.
pub(super) fn put_statements(statements: &[Statement]) -> Columns {
    let mut words = Words::default();
    let mut columns = Columns::default();
    put_places(&mut columns, statements.iter().map(|s| (s.document, &s.span)));
    columns.numbers(statements.iter().map(|s| number(s.speaker)));
    columns.numbers(statements.iter().map(|s| u32::from(s.direct)));
    // Where the words begin that tell that something is said, from the statement's start on, and one more than their length; none
    // where the second is 0.
    columns.numbers(statements.iter().map(|s| s.cue.map_or(0, |cue| cue.start.wrapping_sub(s.span.start))));
    columns.numbers(
        statements.iter().map(|s| s.cue.map_or(0, |cue| cue.end.wrapping_sub(cue.start).wrapping_add(1))),
    );
    columns.numbers(statements.iter().map(|s| words.of(&s.rule)));
    columns.words(words.list);
    columns
}

/// The statements again; `None` where the columns do not fit together.
pub(super) fn statements(columns: Columns) -> Option<Vec<Statement>> {
    let mut columns = columns.read();
    let mut words = Copies::of(&mut columns)?;
    let (mut told, mut speakers, mut direct) =
        (Places::of(&mut columns)?, columns.column()?, columns.column()?);
    let (mut cues, mut lengths, mut rules) = (columns.column()?, columns.column()?, columns.column()?);
    let mut statements = Vec::with_capacity(direct.left());
    while direct.left() > 0 {
        let (document, span) = told.next()?;
        let start = span.start.wrapping_add(cues.next()?);
        let cue = match lengths.next()?.checked_sub(1) {
            None => None,
            Some(length) => Some(Span { start, end: start.checked_add(length)? }),
        };
        statements.push(Statement {
            document,
            span,
            speaker: speakers.entity()?,
            direct: direct.next()? != 0,
            cue,
            rule: words.word(&mut rules)?.into(),
        });
    }
    Some(statements)
}
