//! Values that one sentence sets against each other: "received 40 boats; the yard speaks of 36",
//! "its headline calls it a drone; its body describes a jammer".

use super::sentence_text;
use crate::extract::lexicon::classes;
use crate::extract::lexicon::phrases::{List, of};
use crate::record::{
    Claim, DateRecord, DocumentId, EntityId, EventId, Figure, Form, Modifier, Records, Rival, Schema, Span,
    Subject,
};

/// What the documents' sentences are asked for, each in its order.
struct Index<'a> {
    figures: Vec<&'a Figure>,
    dates: Vec<&'a DateRecord>,
    /// Evidence by place, with its event.
    evidence: Vec<(DocumentId, Span, EventId)>,
}

impl<'a> Index<'a> {
    fn new(records: &'a Records) -> Index<'a> {
        let mut figures: Vec<&Figure> =
            records.figures.iter().filter(|f| f.modifier != Modifier::Target).collect();
        figures.sort_by_key(|f| (f.document, f.span));
        let mut dates: Vec<&DateRecord> = records.dates.iter().collect();
        dates.sort_by_key(|d| (d.document, d.span));
        let mut evidence = Vec::new();
        for (i, event) in records.events.iter().enumerate() {
            evidence.extend(event.evidence.iter().map(|v| (v.document, v.span, EventId(i as u32))));
        }
        evidence.sort();
        Index { figures, dates, evidence }
    }

    /// The event that tells a span in a sentence, the smallest evidence first.
    fn event_at(&self, document: DocumentId, sentence: Span, span: Span) -> Option<EventId> {
        let from = self.evidence.partition_point(|e| (e.0, e.1.start) < (document, sentence.start));
        self.evidence[from..]
            .iter()
            .take_while(|e| e.0 == document && e.1.start < sentence.end)
            .filter(|e| e.1.contains(span))
            .min_by_key(|e| (e.1.len(), e.2))
            .map(|e| e.2)
    }
}

/// Rival values inside one sentence, over all documents.
pub fn read(records: &Records, out: &mut Vec<Rival>) {
    let index = Index::new(records);
    for (d, document) in records.documents.iter().enumerate() {
        let id = DocumentId(d as u32);
        for &sentence in &document.sentences {
            let text = sentence_text(records, id, sentence);
            if !of(List::Against).iter().any(|a| text.contains(a)) {
                continue;
            }
            numbers(records, &index, id, sentence, out);
            dates(records, &index, id, sentence, out);
            kinds(records, id, sentence, out);
        }
    }
}

/// Whether the words between two values set them against each other.
fn against(between: &str) -> bool {
    of(List::Against).iter().any(|a| between.contains(a))
        && of(List::Gives).iter().any(|g| between.contains(g))
}

/// Who gives the second value: the last one named between both.
fn source(records: &Records, document: DocumentId, between: Span) -> Option<EntityId> {
    let from = records.mentions.partition_point(|m| (m.document, m.span.start) < (document, between.start));
    let inside = records.mentions[from..]
        .iter()
        .take(40)
        .take_while(|m| m.document == document && m.span.start < between.end)
        .filter(|m| m.span.end <= between.end && matches!(m.form, Form::Name | Form::Title | Form::Demonym));
    inside.last().map(|m| m.entity)
}

fn numbers(records: &Records, index: &Index, id: DocumentId, sentence: Span, out: &mut Vec<Rival>) {
    let text = &records.documents[id.index()].text;
    let from = index.figures.partition_point(|f| (f.document, f.span.start) < (id, sentence.start));
    let figures =
        index.figures[from..].iter().take_while(|f| f.document == id && f.span.end <= sentence.end).take(24);
    for figure in figures {
        let rest = Span { start: figure.span.end, end: sentence.end };
        let Some((from, span, value)) = given(rest.of(text)) else { continue };
        let span = Span { start: rest.start + span.0 as u32, end: rest.start + span.1 as u32 };
        if value == figure.value {
            continue;
        }
        let Some(event) = index.event_at(id, sentence, figure.span) else { continue };
        let said = records.events[event.index()].evidence[0].said_by;
        let between = Span { start: rest.start, end: rest.start + from as u32 };
        let other = source(records, id, between);
        let claim =
            |value: f64, span, said_by| Claim { value: value.to_string(), document: id, span, said_by };
        let claims = vec![claim(figure.value, figure.span, said), claim(value, span, other)];
        out.push(Rival { subject: Subject::Event(event), property: "number".into(), claims });
    }
}

/// The bare number that a second source gives after the mark that sets it against the first: where
/// its verb begins, the number's offsets and its value. Another counted thing between is no rival.
fn given(rest: &str) -> Option<(usize, (usize, usize), f64)> {
    let mark = of(List::Against).iter().filter_map(|a| rest.find(a)).min()?;
    let before = &rest[..mark];
    let counts = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) && w.len() < 4;
    if before.split(|c: char| !c.is_alphanumeric()).any(counts) {
        return None;
    }
    let verb = |g: &str| find_words(&rest[mark..], g).map(|i| (mark + i, mark + i + g.len()));
    let (from, mut at) = of(List::Gives).iter().filter_map(|g| verb(g)).min()?;
    for _ in 0..3 {
        let word = rest[at..].trim_start();
        at = rest.len() - word.len();
        let end = word.find(|c: char| !c.is_alphanumeric() && c != ',' && c != '.').unwrap_or(word.len());
        let number = word[..end].trim_end_matches([',', '.']);
        if let Ok(value) = number.replace(',', "").parse::<f64>() {
            // "36 trucks" counts something else; "36 of them" does not.
            let after = word[number.len()..].trim_start();
            let alone =
                after.is_empty() || after.starts_with(['.', ',', ';', ')']) || after.starts_with("of them");
            return alone.then_some((from, (at, at + number.len()), value));
        }
        if !matches!(number, "only" | "just" | "about" | "some" | "nearly" | "at") {
            return None;
        }
        at += end;
    }
    None
}

fn dates(records: &Records, index: &Index, id: DocumentId, sentence: Span, out: &mut Vec<Rival>) {
    let text = &records.documents[id.index()].text;
    let from = index.dates.partition_point(|d| (d.document, d.span.start) < (id, sentence.start));
    let dates = index.dates[from..].iter().take_while(|d| d.document == id && d.span.end <= sentence.end);
    let dates: Vec<&&DateRecord> = dates.take(24).collect();
    for pair in dates.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let between = Span { start: a.span.end, end: b.span.start.max(a.span.end) };
        let apart = !super::compatible(Some(&a.edtf), Some(&b.edtf));
        if !apart || !against(between.of(text)) {
            continue;
        }
        let Some(event) = index.event_at(id, sentence, a.span) else { continue };
        let claims = [(a, None), (b, source(records, id, between))].map(|(d, said_by)| Claim {
            value: d.edtf.to_string(),
            document: id,
            span: d.span,
            said_by,
        });
        out.push(Rival { subject: Subject::Event(event), property: "date".into(), claims: claims.into() });
    }
}

/// "The opening speaks of a drone; the body describes a system against drones."
fn kinds(records: &Records, id: DocumentId, sentence: Span, out: &mut Vec<Rival>) {
    let text = sentence.of(&records.documents[id.index()].text);
    let cut = of(List::Against).iter().filter_map(|a| text.find(a).map(|i| (i, i + a.len()))).min();
    let Some((end, start)) = cut else { return };
    let (Some(a), Some(b)) = (called(&text[..end]), called(&text[start..])) else { return };
    let value = |from: usize, part: (usize, usize)| {
        let span = Span {
            start: sentence.start + (from + part.0) as u32,
            end: sentence.start + (from + part.1) as u32,
        };
        let value = span.of(&records.documents[id.index()].text).to_owned();
        Claim { value, document: id, span, said_by: None }
    };
    let claims = vec![value(0, a), value(start, b)];
    if claims[0].value == claims[1].value {
        return;
    }
    // The thing of which both speak: arms named in the sentence, else those named last before it.
    let arms = |e: EntityId| records.entities.get(e.index()).is_some_and(|e| e.schema == Schema::Equipment);
    let to = records.mentions.partition_point(|m| (m.document, m.span.start) < (id, sentence.end));
    let mentions =
        records.mentions[..to].iter().rev().take(60).filter(|m| m.document == id && m.form == Form::Name);
    let Some(thing) = mentions.map(|m| m.entity).find(|e| arms(*e)) else { return };
    out.push(Rival { subject: Subject::Entity(thing), property: "kind".into(), claims });
}

/// What a part of a report calls the thing, as byte offsets; `None` where it does not speak of one.
fn called(clause: &str) -> Option<(usize, usize)> {
    let (at, verb) = of(List::Calls).iter().filter_map(|c| find_words(clause, c).map(|i| (i, *c))).min()?;
    let subject = &clause[..at];
    let part = subject
        .split(|c: char| !c.is_alphanumeric())
        .rev()
        .find(|w| !w.is_empty())
        .is_some_and(|w| classes::is(w.to_lowercase().as_str(), classes::PART));
    let rest = &clause[at + verb.len()..];
    let from = at + verb.len() + (rest.len() - rest.trim_start().len());
    let to = clause.trim_end().trim_end_matches(['.', ',', ';']).len();
    (part && from < to).then_some((from, to))
}

/// Where words stand as whole words.
fn find_words(text: &str, words: &str) -> Option<usize> {
    text.match_indices(words).map(|(i, _)| i).find(|&i| {
        let after = text[i + words.len()..].chars().next();
        text[..i].ends_with(' ') && after.is_none_or(|c| !c.is_alphanumeric())
    })
}
