//! Events with type, roles, date, place, status and the smallest evidence.
//!
//! The road of a sentence: [`clauses`] splits it into noun phrases and verb groups (`groups` those
//! with auxiliaries, `bare` those without), [`roles`] finds each verb's subject, `complements` what
//! stands right of it; [`compose`] reads the sense of the verb from `data/verbs.tsv` (`senses`), its
//! `sides` and its `extent`, and makes events, [`nominal`] those that nouns tell ("the visit of X to
//! Y"), [`status`] says how real each is. [`merge`] joins what several sentences or reports tell.

mod anaphora;
mod bare;
pub mod cast;
pub mod clauses;
mod complements;
pub mod compose;
mod disputes;
mod drafts;
mod extent;
mod goods;
mod groups;
pub mod inflect;
mod intents;
pub mod kinds;
pub mod made;
pub mod merge;
pub mod nominal;
pub mod roles;
mod senses;
mod sides;
pub mod status;
mod subjects;
#[cfg(test)]
mod tests;
pub mod words;

use super::{Lexicon, Text};
use crate::edtf::Edtf;
use crate::record::{DocumentId, EntityId, Event, Evidence, Form, Records, Schema, Span, Status, ZoneKind};
use cast::Cast;
use clauses::Cell;
use compose::{Draft, Scene};

/// Longest stretch parsed as one sentence, in tokens: a text without full stops is cut.
const LONGEST: usize = 400;

/// Adds what this stage reads to `records`.
pub fn read(text: &Text, lexicon: &Lexicon, records: &mut Records) {
    let words = &lexicon.words;
    let cells = cells(text, words, records);
    let sides = sides(records);
    let mut cast = Cast::new(text, words, records);
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in &text.sentences {
        let headline = matches!(sentence.zone, ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Subheading);
        if !headline && !matches!(sentence.zone, ZoneKind::Body | ZoneKind::Caption) {
            continue;
        }
        if status::retracts(text, sentence.tokens.clone()) {
            status::retract(&mut drafts, sentence, text);
        }
        let mut from = sentence.tokens.start;
        while from < sentence.tokens.end {
            let to = sentence.tokens.end.min(from + LONGEST);
            let clauses = clauses::parse(text, words, from..to, &cells[from..to], headline);
            let frames = roles::frames(text, words, &clauses);
            let mut scene = Scene {
                text,
                words,
                cast: &mut cast,
                clauses: &clauses,
                frames: &frames,
                tokens: from..to,
                sides: &sides,
                before: &drafts,
            };
            let mut found = scene.events();
            let nominal = nominal::events(&mut scene, &found);
            found.extend(nominal);
            goods::complete(&mut found, &drafts);
            let disputes = scene.disputes(&found);
            drafts.extend(found);
            for dispute in disputes {
                drafts[dispute.draft].also.push((dispute.span, Status::Denied, dispute.who));
            }
            from = to;
        }
    }
    let made = std::mem::take(&mut cast.made);
    for (entity, mentions) in made {
        records.entities.push(entity);
        records.mentions.extend(mentions);
    }
    // Later stages look mentions up by their place.
    records.mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.entity));
    finish(text, words, drafts, records);
}

/// What the grammar must know of each token: its word, names that cover it, dates.
fn cells<'a>(text: &Text, words: &'a words::Words, records: &Records) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell> = text
        .tokens
        .iter()
        .map(|t| {
            let entry = words.entry(&t.lower).or_else(|| adverb(&t.lower).then_some(&words.adverb));
            // "US", no pronoun.
            let entry = entry.filter(|_| !(t.lower == "us" && t.span.of(&text.document.text) == "US"));
            let weekday = t.capital && entry.is_some_and(|e| e.calendar) && t.lower.ends_with("day");
            Cell { entry, name_end: None, date: weekday }
        })
        .collect();
    for i in 1..cells.len() {
        // "last month" has no date where the report has none; it is no noun of the clause all the same.
        let (a, b) = (text.tokens[i - 1].lower.as_str(), text.tokens[i].lower.as_str());
        let period = matches!(
            b,
            "week" | "month" | "year" | "night" | "summer" | "winter" | "spring" | "autumn" | "decade"
        );
        if period && matches!(a, "last" | "this" | "next" | "past") {
            cells[i - 1].date = true;
            cells[i].date = true;
        }
    }
    for date in &records.dates {
        for i in text.tokens_in(date.span) {
            cells[i].date = true;
        }
    }
    for mention in &records.mentions {
        if !matches!(mention.form, Form::Name | Form::Title | Form::Demonym) {
            continue;
        }
        let range = text.tokens_in(mention.span);
        if mention.form == Form::Title && range.len() > 12 {
            continue;
        }
        let end = range.end;
        for i in range {
            cells[i].date = false;
            cells[i].name_end = Some(cells[i].name_end.map_or(end, |e| e.max(end)));
        }
    }
    cells
}

/// Whether an unlisted word is an adverb by its ending; "family" and "ally" are nouns.
fn adverb(lower: &str) -> bool {
    const NOUNS: &[&str] = &[
        "family", "assembly", "supply", "reply", "rally", "anomaly", "monopoly", "daily", "weekly",
        "monthly", "friendly", "elderly", "deadly", "costly", "lively", "lonely", "likely", "unlikely",
        "homily",
    ];
    lower.len() > 5 && lower.ends_with("ly") && !NOUNS.contains(&lower)
}

/// The two countries that a report is about, where it clearly has two.
fn sides(records: &Records) -> Vec<EntityId> {
    let mut counts = std::collections::BTreeMap::new();
    for m in &records.mentions {
        let entity = &records.entities[m.entity.index()];
        let country = match entity.schema {
            Schema::Country => entity.countries.first(),
            _ => None,
        };
        if country.is_some() {
            *counts.entry(m.entity).or_insert(0usize) += 1;
        }
    }
    let mut order: Vec<(EntityId, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(e, n)| (std::cmp::Reverse(n), e));
    match order[..] {
        [(a, n), (b, m), ..] => {
            let third = order.get(2).map_or(0, |x| x.1);
            if n >= 2 && m >= 2 && third * 2 <= m { vec![a, b] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// Marks the rule of an event whose date is that of the words that tell it.
pub const AS_TOLD: &str = ", dated as told";
/// Marks the rule of goods that are late.
pub const HELD_UP: &str = "held up";

/// Whether a date stands in a relative clause between commas, before the verb of the event: "Norway,
/// which began in 2017, would receive".
fn aside(text: &Text, span: Span, date: Span, head: usize) -> bool {
    let before = text.tokens_in(Span { start: span.start, end: date.start });
    let first = text.tokens_in(date).end;
    first < head
        && before.rev().take(24).any(|t| matches!(text.tokens[t].lower.as_str(), "which" | "who" | "whose"))
        && (first..head).take(24).any(|t| text.tokens[t].lower == ",")
}

/// Whether a sentence opens with the occasion at which it happens: "After the talks", "At the handover".
fn occasion(text: &Text, words: &words::Words, sentence: Span) -> bool {
    let tokens = text.tokens_in(sentence);
    let lower = |i: usize| text.tokens[i].lower.as_str();
    let Some(first) = tokens.clone().next() else { return false };
    matches!(lower(first), "after" | "during" | "at" | "following")
        && tokens
            .skip(1)
            .take(4)
            .any(|i| !text.tokens[i].capital && words.entry(lower(i)).is_some_and(|e| e.noun.is_some()))
}

/// Drafts to records: dates, figures, keys.
fn finish(text: &Text, words: &words::Words, drafts: Vec<Draft>, records: &mut Records) {
    let document = DocumentId(records.documents.len() as u32);
    let slug = made::slug(
        text.document.id.rsplit('/').next().unwrap_or("").trim_end_matches(".md").trim_end_matches(".txt"),
    );
    let mut dates: Vec<(Span, Edtf)> = records.dates.iter().map(|d| (d.span, d.edtf.clone())).collect();
    dates.sort();
    // "a roadmap for 2017–2018": the years belong to the paper, not to its signing
    let mut papers: Vec<Span> = records
        .mentions
        .iter()
        .filter(|m| records.entities.get(m.entity.index()).is_some_and(|e| e.schema == Schema::Agreement))
        .map(|m| m.span)
        .collect();
    papers.sort();
    dates.retain(|(d, _)| {
        let to = papers.partition_point(|p| p.start <= d.start);
        !papers[..to].last().is_some_and(|p| p.contains(*d))
    });
    let mut figures: Vec<(Span, u32)> =
        records.figures.iter().enumerate().map(|(i, f)| (f.span, i as u32)).collect();
    figures.sort();
    let mut last: Option<Edtf> = None;
    let reported = text.document.published.as_ref().and_then(|p| p.days().1);
    for (n, draft) in drafts.into_iter().enumerate() {
        // What is told as done was done before it was told: a later date belongs to something else.
        let possible = |date: &Edtf| {
            draft.status != Status::Occurred
                || !matches!((date.days().0, reported), (Some(first), Some(last)) if first > last)
        };
        let inside = |span: Span| -> Option<(Span, Edtf)> {
            let from = dates.partition_point(|(s, _)| s.start < span.start);
            dates[from..]
                .iter()
                .take_while(|(s, _)| s.start < span.end)
                .find(|(s, e)| s.end <= span.end && possible(e) && !aside(text, span, *s, draft.head))
                .map(|(s, e)| (*s, e.clone()))
        };
        let sentence = text.sentence_at(draft.span.start).map(|s| text.sentences[s].span);
        // A date before "he said that" tells when he said it, not when it is to happen.
        let said = draft.reported.map(|t| text.tokens[t].span.start);
        let after = |s: Span| Span { start: said.map_or(s.start, |t| s.start.max(t)), end: s.end };
        let own = inside(draft.span).or_else(|| sentence.map(after).and_then(inside));
        let told = own.is_none().then(|| sentence.and_then(inside)).flatten();
        // "decided last week to donate": the decision was last week.
        let before_to = |d: &(Span, Edtf)| {
            draft.status != Status::Occurred
                && d.0.end <= text.tokens[draft.head].span.start
                && draft.head.checked_sub(1).is_some_and(|t| text.tokens[t].lower == "to")
        };
        let decided = own.as_ref().is_some_and(before_to);
        let (own, told) = (own.map(|d| d.1), told.map(|d| d.1));
        let running = || occasion(text, words, sentence?).then(|| last.clone()).flatten().filter(possible);
        let rule = if told.is_some() || decided || draft.rule.ends_with(HELD_UP) {
            format!("event: {}{AS_TOLD}", draft.rule)
        } else {
            format!("event: {}", draft.rule)
        };
        let date = own.or(told).or_else(running);
        if draft.status == Status::Occurred && date.is_some() {
            last = date.clone();
        }
        let from = figures.partition_point(|(s, _)| s.start < draft.span.start);
        let own =
            figures[from..].iter().take_while(|(s, _)| s.end <= draft.span.end).map(|(_, i)| *i).collect();
        let mut evidence = vec![Evidence {
            document,
            span: draft.span,
            status: draft.status,
            date: date.clone(),
            said_by: draft.said_by,
        }];
        for (span, status, said_by) in draft.also {
            evidence.push(Evidence { document, span, status, date: None, said_by });
        }
        let kind = merge::name(draft.kind);
        records.events.push(Event {
            key: format!("event:{kind}-{slug}-{n}"),
            kind: draft.kind,
            plover: kinds::plover(&draft.cameo),
            cameo: draft.cameo,
            actors: draft.actors,
            recipients: draft.recipients,
            instruments: draft.instruments,
            place: draft.place,
            date,
            status: draft.status,
            evidence,
            figures: own,
            rule: rule.into(),
        });
    }
}
