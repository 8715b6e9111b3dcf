//! Dated expressions as EDTF, relative ones resolved against the document's date.
//!
//! [`grammar`] finds the words and what they mean by themselves, [`resolve`] counts from the date
//! of publication and from the dates told before, [`words`] is the table of months and units.
//! Times of day are left out; durations ("for three years"), ages and habits ("every Monday") are
//! no dates.

mod explicit;
pub mod grammar;
mod relative;
pub mod resolve;
pub mod words;

use super::text::{Sentence, TokenKind};
use super::{Lexicon, Text};
use crate::extract::lexicon::classes;
use crate::record::{DateRecord, DocumentId, Records, Span, ZoneKind};
use grammar::{Meaning, Period, Point, Reader};
use resolve::{Anchors, Tense};
use std::borrow::Cow;

/// Adds what this stage reads to `records`.
pub fn read(text: &Text, _lexicon: &Lexicon, records: &mut Records) {
    let published = text.document.published.as_ref();
    let mut anchors = Anchors {
        // From a year nothing can be counted: "last week", "two years ago" stay unresolved.
        published: published.and_then(|p| match p.days() {
            (Some(a), Some(b)) if b - a < 200 => Some((a, b)),
            _ => None,
        }),
        unsure: published.is_some_and(|p| p.is_uncertain()),
        preceding: Vec::new(),
        year: None,
        yearless: published.and_then(|p| {
            let (month, day) = p.as_str().strip_prefix("XXXX-")?.split_once('-')?;
            Some(crate::edtf::day(2001, month.parse().ok()?, day.parse().ok()?))
        }),
    };
    let mut told_year = None;
    // What a title said once it need not say again.
    for sentence in text.sentences.iter().filter(|s| s.zone != ZoneKind::RepeatedTitle) {
        anchors.year = if anchors.published.is_none() { told_year } else { None };
        let mut year_at = None;
        for found in Reader::new(text, sentence.tokens.clone()).expressions() {
            let tense = tense(text, sentence, &found.tokens);
            // "The plant, which opened in 2017, burnt on 3 May": the year holds for its own clause,
            // unless it opens the sentence.
            let held = anchors.year;
            if let Some(at) = year_at
                && published.is_some()
                && at > sentence.tokens.start + 3
                && text.tokens[at..found.tokens.start].iter().any(|t| t.lower == ",")
            {
                anchors.year = None;
            }
            let resolved = anchors.resolve(&found.meaning, tense);
            anchors.year = held;
            let Some((edtf, counted)) = resolved else { continue };
            if let (Some(first), Some(last)) = edtf.days() {
                anchors.tell((first, last));
            }
            if let Meaning::Point(Point { year: Some(year), period }) = found.meaning {
                // A full date tells the time of the report better than a bare year does.
                // Where the report tells its day, "back in 2017" is another time.
                let full = matches!(period, Period::Month(_) | Period::Day(..));
                if told_year.is_none() && anchors.yearless.is_none() || full {
                    told_year = Some(year);
                }
                // "In 2015 … on 3 May": the year holds for the rest of its sentence.
                if matches!(period, Period::Year | Period::Month(_) | Period::Day(..))
                    && !matches!(sentence.zone, ZoneKind::Title | ZoneKind::Date)
                {
                    anchors.year = Some(year);
                    year_at = Some(found.tokens.start);
                }
            }
            if let (Meaning::Between(Point { year: Some(year), .. }, _), true) =
                (&found.meaning, told_year.is_none())
            {
                told_year = Some(*year);
            }
            let anchor = match (counted, published) {
                (true, Some(published)) => Some(format!("published {published}")),
                _ => None,
            };
            records.dates.push(DateRecord {
                document: DocumentId(0),
                span: text.cover(found.tokens),
                edtf,
                anchor,
                rule: Cow::Borrowed(found.rule),
            });
        }
    }
}

/// How many words around an expression are asked for their tense.
const REACH: usize = 40;

/// The tense of the verb nearest to an expression: before it in its sentence, else after it.
fn tense(text: &Text, sentence: &Sentence, around: &std::ops::Range<usize>) -> Tense {
    let first = sentence.tokens.start.max(around.start.saturating_sub(REACH));
    let last = sentence.tokens.end.min(around.end + REACH);
    let before = (first..around.start)
        .rev()
        .find_map(|i| if purpose(text, first, i) { Some(Tense::Future) } else { verb(text, i) });
    before.or_else(|| (around.end..last).find_map(|i| verb(text, i))).unwrap_or(Tense::Open)
}

/// Whether an infinitive begins at a token that tells what somebody is to do: "invited them to
/// visit in September", "an offer to sell".
fn purpose(text: &Text, first: usize, i: usize) -> bool {
    let token = &text.tokens[i];
    let verb = text.tokens.get(i + 1).is_some_and(|t| {
        t.kind == TokenKind::Word && !t.capital && t.lower.len() > 1 && !matches!(t.lower.as_str(), "the")
    });
    let ahead = |j: usize| words::look_up(&text.tokens[j].lower) == Some(words::Sense::Ahead);
    token.lower == "to" && verb && (first.max(i.saturating_sub(6))..i).any(ahead)
}

/// The tense that one word tells, if it tells one.
fn verb(text: &Text, i: usize) -> Option<Tense> {
    let token = &text.tokens[i];
    // "to be held", "being built": the participle tells no tense.
    let passive = i > 0 && matches!(text.tokens[i - 1].lower.as_str(), "be" | "being");
    if token.kind != TokenKind::Word || passive {
        return None;
    }
    match token.lower.as_str() {
        word if classes::is(word, classes::COMING) => Some(Tense::Future),
        // "is to be", "are to meet"; "to" alone is a preposition too.
        "be" if i > 0 && text.tokens[i - 1].lower == "to" => Some(Tense::Future),
        "to" if i > 0 && matches!(text.tokens[i - 1].lower.as_str(), "is" | "are" | "set" | "going") => {
            Some(Tense::Future)
        }
        word if classes::is(word, classes::GONE) => Some(Tense::Past),
        word if word.len() > 4 && word.ends_with("ed") && !token.capital => Some(Tense::Past),
        _ => None,
    }
}

/// The date that holds for a clause: the nearest inside it, else the nearest in its sentence.
///
/// Returns a position in [`Records::dates`]; takes time logarithmic in their number, besides the
/// dates of the sentence.
pub fn covering(text: &Text, records: &Records, span: Span) -> Option<usize> {
    let sentence = text.sentences.get(text.sentence_at(span.start)?)?.span;
    let first = records.dates.partition_point(|d| d.span.start < sentence.start);
    let within = records.dates[first..].iter().take_while(|d| d.span.end <= sentence.end);
    let away = |d: Span| {
        if d.overlaps(span) {
            0
        } else if d.end <= span.start {
            span.start - d.end + 1
        } else {
            d.start - span.end + 1
        }
    };
    within.enumerate().min_by_key(|(_, d)| away(d.span)).map(|(i, _)| first + i)
}

#[cfg(test)]
mod tests;
