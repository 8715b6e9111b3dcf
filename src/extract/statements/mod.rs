//! Quotations, direct and indirect, with their speaker.
//!
//! [`quotes`] pairs the marks, [`attribution`] finds verbs of saying ([`speech`]) and their
//! subjects, [`clauses`] the words of indirect speech. A mark around a name or a title is no
//! quotation. A statement inside another is kept: somebody tells what somebody said.

mod attribution;
mod clauses;
mod dialogue;
mod quotes;
mod speech;

use super::coref::References;
use super::text::{Sentence, Token, TokenKind};
use super::{Lexicon, Text};
use crate::extract::lexicon::classes;
use crate::record::{DocumentId, EntityId, Records, Schema, Span, Statement, StatementId, ZoneKind};
use attribution::{Cue, Speakers};
use quotes::Quote;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Adds what this stage reads to `records`.
pub fn read(text: &Text, _lexicon: &Lexicon, records: &mut Records) {
    let speakers = Speakers { text, references: References::new(records) };
    let mut used = BTreeSet::new();
    let mut found = direct(&speakers, &mut used);
    found.extend(dialogue::read(&speakers));
    for sentence in text.sentences.iter().filter(|s| news(s)) {
        for said in speakers.indirect(sentence, &|i| used.contains(&i)) {
            found.push(Statement {
                document: DocumentId(0),
                span: text.cover(said.tokens),
                speaker: said.speaker,
                direct: false,
                cue: Some(text.cover(said.cue)),
                rule: Cow::Borrowed(said.rule),
            });
        }
    }
    found.extend(unmarked(&speakers, &used));
    found.extend(dialogue::headline(&speakers));
    dialogue::dashed(&speakers, &mut found);
    found.sort_by_key(|s| (s.span.start, std::cmp::Reverse(s.span.end), s.cue));
    found.dedup_by_key(|s| s.span);
    go_on(&speakers, &mut found);
    records.statements.extend(found);
}

/// "The statement said", "it added": whoever stood behind the statement before.
fn go_on(speakers: &Speakers, found: &mut [Statement]) {
    let text = speakers.text;
    for at in 1..found.len() {
        let Some(cue) = found[at].cue.filter(|_| found[at].speaker.is_none()) else { continue };
        let verb = text.tokens_in(cue).start;
        let subject = (verb.saturating_sub(3)..verb).rev().map(|i| text.tokens[i].lower.as_str());
        let subject = subject.clone().find(|w| !classes::is(w, classes::BETWEEN)).unwrap_or("");
        if subject != "it" && !classes::is(subject, classes::SPEAKING_PAPER) {
            continue;
        }
        let paragraph = |s: &Statement| {
            text.sentence_at(s.span.start).map_or(0, |number| text.sentences[number].paragraph)
        };
        let here = paragraph(&found[at]);
        let body = |s: &&Statement| {
            let speaks = s.speaker.and_then(|e| speakers.references.schema(e));
            speaks.is_some_and(|schema| !matches!(schema, Schema::Person | Schema::Place))
        };
        let before = found[..at].iter().rev().take(6).take_while(|s| paragraph(s) + 4 >= here);
        found[at].speaker = before.into_iter().find(body).and_then(|s| s.speaker);
    }
}

/// Whether a sentence is news text.
fn news(sentence: &Sentence) -> bool {
    matches!(sentence.zone, ZoneKind::Body | ZoneKind::Subtitle | ZoneKind::Caption | ZoneKind::Dateline)
}

/// The statement on which a stretch of text rests: the smallest that holds it.
pub fn speaker_of(records: &Records, span: Span) -> Option<StatementId> {
    // Statements are sorted by start; nested ones are few, so the search back is short.
    let to = records.statements.partition_point(|s| s.span.start <= span.start);
    let around = (0..to).rev().take(64).filter(|i| records.statements[*i].span.contains(span));
    around.min_by_key(|i| records.statements[*i].span.len()).map(|i| StatementId(i as u32))
}

/// How many lines a quotation without a verb of saying may stand after the last one with it.
const NEAR: u32 = 2;

/// Where a quotation's speaker was found.
struct Attribution {
    speaker: Option<EntityId>,
    cue: Range<usize>,
    rule: &'static str,
}

/// Quotations in marks. Cues that introduce them are added to `used`.
fn direct(speakers: &Speakers, used: &mut BTreeSet<usize>) -> Vec<Statement> {
    let text = speakers.text;
    let mut found: Vec<Statement> = Vec::new();
    let mut previous: Option<(u32, Option<EntityId>)> = None;
    for quote in quotes::quotes(text) {
        let (Some(first), Some(last)) = (sentence_of(text, quote.open()), sentence_of(text, quote.close()))
        else {
            continue;
        };
        if !news(&text.sentences[first]) || quote.nested {
            continue;
        }
        let kind = kind(text, &quote);
        if kind == Kind::Name {
            continue;
        }
        let attribution = attribute(speakers, &quote, first, last, kind);
        let paragraph = text.sentences[first].paragraph;
        let (speaker, cue, rule) = match attribution {
            Some(a) => {
                used.extend(a.cue.clone());
                (a.speaker, Some(text.cover(a.cue)), a.rule)
            }
            // A whole sentence in marks goes on with whoever spoke in its paragraph.
            None if kind == Kind::Sentence => match previous.filter(|(p, _)| *p + NEAR >= paragraph) {
                Some((_, speaker)) => (speaker, None, "quote.continued"),
                None => continue,
            },
            // Roe thanked Chile for “a firm stand”.
            None => match speakers.owner(&text.sentences[first], quote.open()) {
                Some(speaker) if quote.inner.len() >= 3 => (Some(speaker), None, "quote.owned"),
                _ => continue,
            },
        };
        previous = Some((text.sentences[last].paragraph, speaker));
        found.push(Statement {
            document: DocumentId(0),
            span: text.cover(quote.inner.clone()),
            speaker,
            direct: true,
            cue,
            rule: Cow::Borrowed(rule),
        });
    }
    found
}

/// Speech after "X said:" without quotation marks: the rest of the sentence or the next paragraph.
fn unmarked(speakers: &Speakers, used: &BTreeSet<usize>) -> Vec<Statement> {
    let text = speakers.text;
    let mut found = Vec::new();
    for (number, sentence) in text.sentences.iter().enumerate().filter(|(_, s)| news(s)) {
        let reach = sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + 3 * REACH);
        let Some(colon) = reach.clone().find(|i| text.tokens[*i].lower == ":") else { continue };
        let first = reach.start.max(colon.saturating_sub(8));
        let Some(cue) = (first..colon).rev().find_map(|i| speakers.cue(sentence, i)) else { continue };
        if used.contains(&cue.at) || !cue.verb.that || cue.verb.noun {
            continue;
        }
        let tokens = if colon + 1 < sentence.tokens.end {
            // What follows a colon is speech only if nothing was said before it.
            let between = &text.tokens[cue.at + 1..colon];
            let told = between.iter().any(|t| matches!(t.lower.as_str(), "that" | ","));
            let aside = |t: &Token| {
                matches!(t.lower.as_str(), "on" | "in" | "at" | "to" | "today" | "during" | "after")
            };
            if told || !between.first().is_none_or(aside) {
                continue;
            }
            colon + 1..sentence.tokens.end
        } else {
            let Some(next) = text.sentences.get(number + 1).filter(|s| news(s)) else { continue };
            let same = |s: &&Sentence| s.paragraph == next.paragraph;
            let last = text.sentences[number + 1..].iter().take_while(same).last().unwrap_or(next);
            next.tokens.start..last.tokens.end
        };
        if text.tokens[tokens.clone()].iter().take(2).any(|t| t.kind == TokenKind::Quote) || tokens.len() < 3
        {
            continue;
        }
        found.push(Statement {
            document: DocumentId(0),
            span: text.cover(tokens),
            speaker: speakers.subject(sentence, cue).speaker,
            direct: true,
            cue: Some(text.cover(cue.at..cue.at + 1)),
            rule: Cow::Borrowed("quote.unmarked"),
        });
    }
    found
}

fn sentence_of(text: &Text, token: usize) -> Option<usize> {
    text.tokens.get(token).map(|t| t.sentence as usize).filter(|s| *s < text.sentences.len())
}

/// What stands between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A sentence or more.
    Sentence,
    /// Part of a sentence.
    Fragment,
    /// A name, a title, a word that the author keeps away from.
    Name,
}

fn kind(text: &Text, quote: &Quote) -> Kind {
    let tokens = &text.tokens[quote.inner.start..quote.inner.end.min(quote.inner.start + 60)];
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
    let long = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.lower.len() > 3);
    let (capitals, plain) = long.fold((0, 0), |(c, p), t| if t.capital { (c + 1, p) } else { (c, p + 1) });
    let ends = |i: usize| {
        text.tokens.get(i).is_some_and(|t| matches!(t.lower.as_str(), "." | "," | "!" | "?" | "…"))
    };
    let stopped = ends(quote.inner.end - 1);
    let starts = text.tokens[quote.inner.start].capital;
    if words < 2 || plain == 0 || (!stopped && capitals > plain) {
        return if stopped && words >= 2 { Kind::Fragment } else { Kind::Name };
    }
    if words >= 5 && (stopped || ends(quote.close() + 1) || words >= 9) && (starts || words >= 9) {
        Kind::Sentence
    } else if words >= 3 || stopped {
        Kind::Fragment
    } else {
        Kind::Name
    }
}

/// How far from its quotation a verb of saying may stand, in tokens.
const REACH: usize = 30;

fn attribute(
    speakers: &Speakers,
    quote: &Quote,
    first: usize,
    last: usize,
    kind: Kind,
) -> Option<Attribution> {
    let text = speakers.text;
    let closing = &text.sentences[last];
    // "…," said X; "…," he added; "…", a press release stated.
    if let Some(found) = following(speakers, closing, quote.close() + 1) {
        return Some(found);
    }
    // “… .” Roe said.
    if let Some(next) = text.sentences.get(last + 1)
        && quote.close() + 1 == closing.tokens.end
        && next.paragraph == closing.paragraph
        && next.tokens.len() <= 14
        && kind == Kind::Sentence
        && let Some(found) = following(speakers, next, next.tokens.start)
    {
        let bare = !next.tokens.clone().any(|i| matches!(text.tokens[i].lower.as_str(), "that" | ":"));
        if bare {
            return Some(found);
        }
    }
    // X said: “…”; X said that “…”; X called it “…”.
    let opening = &text.sentences[first];
    if let Some(found) = preceding(speakers, opening, quote.open()) {
        return Some(found);
    }
    // "X said:" in the line before.
    if first > 0 && quote.open() == opening.tokens.start {
        let line = &text.sentences[first - 1];
        if line.tokens.end > line.tokens.start && text.tokens[line.tokens.end - 1].lower == ":" {
            return preceding(speakers, line, line.tokens.end);
        }
    }
    None
}

/// A cue after a quotation, before anything else is said.
fn following(speakers: &Speakers, sentence: &Sentence, from: usize) -> Option<Attribution> {
    let text = speakers.text;
    let end = sentence.tokens.end.min(from + 14);
    for i in from..end {
        let token = &text.tokens[i];
        if token.kind == TokenKind::Quote
            || matches!(token.lower.as_str(), ";" | ":" | "that" | "which" | "when")
        {
            return None;
        }
        if token.lower == "according" && text.tokens.get(i + 1).is_some_and(|t| t.lower == "to") {
            let last =
                (i + 2..sentence.tokens.end).find(|j| matches!(text.tokens[*j].lower.as_str(), "," | "."));
            let speaker = speakers.source(i + 2..last.unwrap_or(sentence.tokens.end));
            return Some(Attribution { speaker, cue: i..i + 2, rule: "quote.according" });
        }
        if let Some(cue) = speakers.cue(sentence, i) {
            let content = text.tokens.get(i + 1).filter(|_| i + 1 < sentence.tokens.end);
            // "“X” project, he said that …" tells something else.
            if content.is_some_and(|t| t.lower == "that") {
                return None;
            }
            let subject = speakers.subject(sentence, cue);
            return Some(Attribution { speaker: subject.speaker, cue: i..i + 1, rule: "quote.after" });
        }
    }
    None
}

/// A cue before a quotation in its sentence: the nearest.
fn preceding(speakers: &Speakers, sentence: &Sentence, open: usize) -> Option<Attribution> {
    let first = sentence.tokens.start.max(open.saturating_sub(REACH));
    let mut cue: Option<Cue> = None;
    for i in (first..open).rev() {
        if matches!(speakers.text.tokens[i].lower.as_str(), ";") {
            break;
        }
        cue = speakers.cue(sentence, i);
        if cue.is_some() {
            break;
        }
    }
    let cue = cue?;
    let subject = speakers.subject(sentence, cue);
    Some(Attribution { speaker: subject.speaker, cue: cue.at..cue.at + 1, rule: "quote.before" })
}

#[cfg(test)]
mod tests;
