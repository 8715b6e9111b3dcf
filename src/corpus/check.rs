//! What must hold of every corpus: ids lead somewhere, and every span covers words of its text.

use crate::record::{DocumentId, EntityId, EventId, Records, Span, Subject};
use std::fmt;

/// A record that does not fit the others or its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The list and the position in it: "mentions[3]".
    pub record: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.record, self.message)
    }
}

impl std::error::Error for Fault {}

struct Check<'a> {
    records: &'a Records,
    /// Whether the texts are there.
    texts: bool,
    list: &'static str,
    at: usize,
}

type Outcome = Result<(), Fault>;

impl Check<'_> {
    fn fail(&self, message: impl Into<String>) -> Outcome {
        Err(Fault { record: format!("{}[{}]", self.list, self.at), message: message.into() })
    }

    fn within(&self, what: &str, index: usize, length: usize) -> Outcome {
        if index < length { Ok(()) } else { self.fail(format!("{what} {index} of {length}")) }
    }

    fn entity(&self, id: EntityId) -> Outcome {
        self.within("entity", id.index(), self.records.entities.len())
    }

    fn entities<'i>(&self, ids: impl IntoIterator<Item = &'i EntityId>) -> Outcome {
        ids.into_iter().try_for_each(|&id| self.entity(id))
    }

    fn event(&self, id: EventId) -> Outcome {
        self.within("event", id.index(), self.records.events.len())
    }

    fn figure(&self, position: u32) -> Outcome {
        self.within("figure", position as usize, self.records.figures.len())
    }

    /// A span that may be empty, as the body of a document without news.
    fn part(&self, document: DocumentId, span: Span) -> Outcome {
        self.within("document", document.index(), self.records.documents.len())?;
        let text = self.records.documents[document.index()].text.as_str();
        let (start, end) = (span.start, span.end);
        if !self.texts && start <= end {
            return Ok(());
        }
        if start <= end && text.get(span.range()).is_some() {
            return Ok(());
        }
        self.fail(format!("bytes {start}–{end} cover no whole characters of {} bytes of text", text.len()))
    }

    /// A span that must cover words: evidence of something.
    fn words(&self, document: DocumentId, span: Span) -> Outcome {
        self.part(document, span)?;
        let text = &self.records.documents[document.index()].text;
        if self.texts && span.of(text).trim().is_empty() {
            return self.fail(format!("bytes {}–{} cover no words", span.start, span.end));
        }
        Ok(())
    }
}

fn unique<'a>(list: &'static str, what: &str, keys: impl Iterator<Item = &'a str>) -> Outcome {
    let keys: Vec<&str> = keys.collect();
    match super::keys::Keys::of(keys.len(), |at| keys[at]).1 {
        Some(at) => {
            let message = format!("the {what} {:?} is given twice", keys[at]);
            Err(Fault { record: format!("{list}[{at}]"), message })
        }
        None => Ok(()),
    }
}

/// The first fault of linked records, if any.
pub fn check(records: &Records) -> Outcome {
    keys(records)?;
    parts(records)
}

/// The first fault of records whose texts, and all that lies in the blocks with them, are not there; of two records with one key the
/// first is found by it.
pub fn ids(records: &Records) -> Outcome {
    each(records, false)
}

fn keys(records: &Records) -> Outcome {
    unique("documents", "id", records.documents.iter().map(|d| d.id.as_str()))?;
    unique("entities", "key", records.entities.iter().map(|e| e.key.as_str()))?;
    unique("events", "key", records.events.iter().map(|e| e.key.as_str()))
}

/// The first fault of the records of one document, whose keys are not yet settled.
pub fn parts(records: &Records) -> Outcome {
    each(records, true)
}

fn each(records: &Records, texts: bool) -> Outcome {
    let each = |list, length| (0..length).map(move |at| Check { records, texts, list, at });
    for (c, d) in each("documents", records.documents.len()).zip(&records.documents) {
        let id = DocumentId(c.at as u32);
        let spans = d.zones.iter().map(|z| z.span).chain(d.sentences.iter().copied());
        std::iter::once(d.body).chain(spans).try_for_each(|span| c.part(id, span))?;
    }
    for (c, e) in each("entities", records.entities.len()).zip(&records.entities) {
        let on_earth = |(x, y): (f64, f64)| (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y);
        if e.location.is_some_and(|l| !on_earth((l.longitude, l.latitude))) {
            c.fail("the point is not on the Earth")?;
        }
    }
    for (c, m) in each("mentions", records.mentions.len()).zip(&records.mentions) {
        c.entity(m.entity)?;
        c.words(m.document, m.span)?;
    }
    for (c, d) in each("dates", records.dates.len()).zip(&records.dates) {
        c.words(d.document, d.span)?;
    }
    for (c, f) in each("figures", records.figures.len()).zip(&records.figures) {
        c.words(f.document, f.span)?;
        if !f.value.is_finite() {
            c.fail("the value is no number")?;
        }
    }
    for (c, s) in each("statements", records.statements.len()).zip(&records.statements) {
        c.words(s.document, s.span)?;
        s.cue.map_or(Ok(()), |cue| c.words(s.document, cue))?;
        c.entities(&s.speaker)?;
    }
    for (c, e) in each("events", records.events.len()).zip(&records.events) {
        c.entities(e.actors.iter().chain(&e.recipients).chain(&e.instruments).chain(&e.place))?;
        e.figures.iter().try_for_each(|&f| c.figure(f))?;
        if e.evidence.is_empty() {
            c.fail("no evidence")?;
        }
        for evidence in &e.evidence {
            c.words(evidence.document, evidence.span)?;
            c.entities(&evidence.said_by)?;
        }
    }
    for (c, o) in each("offices", records.offices.len()).zip(&records.offices) {
        c.words(o.document, o.span)?;
        c.entities([o.person].iter().chain(&o.country).chain(&o.body))?;
    }
    registers(records, texts)
}

fn registers(records: &Records, texts: bool) -> Outcome {
    let each = |list, length| (0..length).map(move |at| Check { records, texts, list, at });
    for (c, a) in each("agreements", records.agreements.len()).zip(&records.agreements) {
        c.entities([a.entity].iter().chain(&a.parties).chain(&a.signatories))?;
        a.events.iter().try_for_each(|&e| c.event(e))?;
    }
    for (c, t) in each("transfers", records.transfers.len()).zip(&records.transfers) {
        c.entities(t.supplier.iter().chain(&t.recipient).chain(&t.equipment))?;
        t.ordered.iter().chain(&t.delivered).try_for_each(|&f| c.figure(f))?;
        t.events.iter().try_for_each(|&e| c.event(e))?;
    }
    for (c, r) in each("rivals", records.rivals.len()).zip(&records.rivals) {
        match r.subject {
            Subject::Entity(e) => c.entity(e)?,
            Subject::Event(e) => c.event(e)?,
        }
        for claim in &r.claims {
            c.words(claim.document, claim.span)?;
            c.entities(&claim.said_by)?;
        }
    }
    Ok(())
}
