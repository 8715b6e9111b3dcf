//! Events with type, roles, date, place, status and the smallest evidence.
//!
//! The road of a sentence: [`clauses`] splits it into noun phrases and verb groups (`groups` those
//! with auxiliaries, `bare` those without), [`roles`] finds each verb's subject, `complements` what
//! stands right of it; [`compose`] reads the sense of the verb from `data/verbs.tsv` (`senses`), its
//! `sides` and its `extent`, and makes events, [`nominal`] those that nouns tell ("the visit of X to
//! Y"), [`status`] says how real each is, [`dating`] when. [`merge`] joins what several sentences or reports tell.

mod anaphora;
mod bare;
pub mod cast;
pub mod clauses;
mod complements;
pub mod compose;
pub mod dating;
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
mod narrative;
pub mod nominal;
pub mod roles;
mod senses;
mod sides;
pub mod status;
mod subjects;
mod tense;
#[cfg(test)]
mod tests;
pub mod words;

use super::text::Sentence;
use super::{Lexicon, Text};
use crate::extract::lexicon::classes;
use crate::record::{DocumentId, EntityId, Event, Evidence, Form, Records, Schema, Span, Status, ZoneKind};
use cast::Cast;
use clauses::Cell;
use compose::{Draft, Scene};
pub use dating::AS_TOLD;
use std::collections::BTreeMap;

/// Longest stretch parsed as one sentence, in tokens: a text without full stops is cut.
const LONGEST: usize = 400;

/// Adds what this stage reads to `records`.
pub fn read(text: &Text, lexicon: &Lexicon, records: &mut Records) {
    let words = &lexicon.words;
    let cells = cells(text, words, records);
    let sides = sides(records);
    let mut cast = Cast::new(text, lexicon, records);
    let mut drafts: Vec<Draft> = Vec::new();
    // Where dates begin, and how each stands in its sentence.
    let mut starts: Vec<u32> = records.dates.iter().map(|d| d.span.start).collect();
    starts.sort_unstable();
    let mut told = Vec::with_capacity(starts.len());
    let mut topic = None;
    for sentence in &text.sentences {
        if sentence.zone == ZoneKind::Subheading {
            topic = topic_of(text, &cast, sentence);
        }
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
                topic,
            };
            let mut found = scene.events();
            let nominal = nominal::events(&mut scene, &found);
            found.extend(nominal);
            let parsed = tense::Parsed { text, words, clauses: &clauses, frames: &frames };
            for draft in &mut found {
                draft.standing = parsed.of(draft);
            }
            let past = text.tokens.get(to).map_or(u32::MAX, |t| t.span.start);
            while let Some(&date) = starts.get(told.len()).filter(|&&d| d < past) {
                told.push(parsed.at(text.tokens.partition_point(|t| t.span.end <= date)));
            }
            scene.complete(&mut found);
            let disputes = scene.disputes(&found);
            drafts.extend(found);
            for dispute in disputes {
                drafts[dispute.draft].also.push((dispute.span, Status::Denied, dispute.who));
            }
            from = to;
        }
    }
    let all = records.entities.len() + cast.made.len();
    let homes: Vec<Option<EntityId>> = (0..all).map(|e| cast.home(EntityId(e as u32))).collect();
    let made = std::mem::take(&mut cast.made);
    for (entity, mentions) in made {
        records.entities.push(entity);
        records.mentions.extend(mentions);
    }
    // Later stages look mentions up by their place.
    records.mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.entity));
    let dates =
        dating::Told { text, words, drafts: &drafts, homes: &homes, starts: &starts, standings: &told }
            .dates(records);
    finish(text, drafts, dates, records);
}

/// The state that a heading names and nothing else: what stands below is about it.
fn topic_of(text: &Text, cast: &Cast, sentence: &Sentence) -> Option<EntityId> {
    let span = text.cover(sentence.tokens.clone());
    let mentions = cast.references().outermost(span);
    let [only] = mentions[..] else { return None };
    let rest = sentence.tokens.clone().filter(|&t| !only.span.contains(text.tokens[t].span));
    let alone = rest.count() <= 1 && only.form == Form::Name;
    (alone && cast.schema(only.entity) == Some(Schema::Country)).then_some(only.entity)
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
    for i in 1..cells.len().saturating_sub(1) {
        // "provided that": a condition, and "that" opens nothing
        if text.tokens[i].lower == "provided"
            && text.tokens[i + 1].lower == "that"
            && words.entry(&text.tokens[i - 1].lower).is_none_or(|e| e.class.is_none())
        {
            cells[i].entry = words.entry("if");
            cells[i + 1].entry = Some(&words.adverb);
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
    lower.len() > 5 && lower.ends_with("ly") && !classes::is(lower, classes::NO_ADVERB)
}

/// The two countries that a report is about, where it clearly has two.
fn sides(records: &Records) -> Vec<EntityId> {
    let mut counts = BTreeMap::new();
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

/// Marks the rule of goods that are late.
pub const HELD_UP: &str = "held up";

/// Drafts to records: dates, figures, keys.
fn finish(text: &Text, drafts: Vec<Draft>, dates: Vec<dating::Dated>, records: &mut Records) {
    let document = DocumentId(records.documents.len() as u32);
    let slug = made::slug(
        text.document.id.rsplit('/').next().unwrap_or("").trim_end_matches(".md").trim_end_matches(".txt"),
    );
    let mut figures: Vec<(Span, u32)> =
        records.figures.iter().enumerate().map(|(i, f)| (f.span, i as u32)).collect();
    figures.sort();
    for (n, (draft, (date, how))) in drafts.into_iter().zip(dates).enumerate() {
        let rule = format!("event: {}{how}", draft.rule);
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
