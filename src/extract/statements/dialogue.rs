//! Speech that a layout tells: interviews ("Roe: We signed it.", "Q: … A: …") and lines that begin
//! with who speaks ("14:30 Roe: the fleet will stay").

use super::attribution::Speakers;
use crate::extract::text::TokenKind;
use crate::record::{DocumentId, EntityId, Form, Schema, Span, Statement, ZoneKind};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Whose line a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// "Roe:".
    Person(EntityId),
    /// "Q:", "Question:", or who asks by another name.
    Question,
    /// "A:", "Answer:".
    Answer,
}

/// One paragraph: its sentences, and the label with the token behind its colon.
struct Line {
    sentences: Range<usize>,
    label: Option<(Label, usize)>,
    asks: bool,
}

/// Most words of a label ("Ambassador Jane Roe:").
const LABEL: usize = 6;

/// What is said in lines that name their speaker.
pub fn read(speakers: &Speakers) -> Vec<Statement> {
    let lines = lines(speakers);
    let labelled = lines.iter().filter(|l| l.label.is_some()).count();
    let answers = |l: &&Line| matches!(l.label, Some((Label::Person(_) | Label::Answer, _))) && !l.asks;
    let questions = lines.iter().filter(|l| matches!(l.label, Some((Label::Question, _))) || l.asks).count();
    let interview = labelled >= 4 && questions >= 2 && lines.iter().filter(answers).count() >= 2;
    if !interview {
        return lines.iter().filter_map(|line| announced(speakers, line)).collect();
    }
    let guest = guest(speakers, &lines);
    let mut found: Vec<Statement> = Vec::new();
    let mut open = false;
    for line in &lines {
        let last = speakers.text.sentences[line.sentences.end - 1].tokens.end;
        match line.label {
            Some((label, from)) if !line.asks && label != Label::Question && from < last => {
                let speaker = if let Label::Person(person) = label { Some(person) } else { guest };
                found.push(statement(speakers, from..last, speaker, "quote.interview"));
                open = true;
            }
            Some(_) => open = false,
            // An answer of several paragraphs.
            None if open && !line.asks => {
                if let Some(answer) = found.last_mut() {
                    answer.span.end = speakers.text.sentences[line.sentences.end - 1].span.end;
                }
            }
            None => open = false,
        }
    }
    found
}

/// "14:30 Roe: the fleet will stay." outside an interview: the sentence behind the name.
fn announced(speakers: &Speakers, line: &Line) -> Option<Statement> {
    let Some((Label::Person(person), from)) = line.label else { return None };
    let sentence = &speakers.text.sentences[line.sentences.start];
    let quoted = speakers.text.tokens.get(from).is_none_or(|t| t.kind == TokenKind::Quote);
    (sentence.tokens.end > from + 3 && !quoted)
        .then(|| statement(speakers, from..sentence.tokens.end, Some(person), "quote.labelled"))
}

fn statement(
    speakers: &Speakers,
    tokens: Range<usize>,
    speaker: Option<EntityId>,
    rule: &'static str,
) -> Statement {
    let span = speakers.text.cover(tokens);
    Statement { document: DocumentId(0), span, speaker, direct: true, cue: None, rule: Cow::Borrowed(rule) }
}

fn lines(speakers: &Speakers) -> Vec<Line> {
    let text = speakers.text;
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < text.sentences.len() {
        let paragraph = text.sentences[at].paragraph;
        let from = at;
        while at < text.sentences.len() && text.sentences[at].paragraph == paragraph {
            at += 1;
        }
        let zone = text.sentences[from].zone;
        if matches!(zone, ZoneKind::Body | ZoneKind::Subheading) {
            let last = &text.sentences[at - 1];
            let asks = text.slice(last.span).trim_end_matches(['"', '”', ' ']).ends_with('?');
            lines.push(Line { sentences: from..at, label: label(speakers, from), asks });
        }
    }
    lines
}

/// The label at the head of a paragraph.
fn label(speakers: &Speakers, sentence: usize) -> Option<(Label, usize)> {
    let text = speakers.text;
    let tokens = &text.sentences[sentence].tokens;
    let mut first = tokens.start;
    let kind = |i: usize| text.tokens.get(i).map(|t| t.kind);
    // "14:30 –": the time of a line in a live report.
    if kind(first) == Some(TokenKind::Number)
        && text.tokens.get(first + 1).is_some_and(|t| t.lower == ":" && !t.spaced)
        && kind(first + 2) == Some(TokenKind::Number)
    {
        first += 3;
        while text.tokens.get(first).is_some_and(|t| matches!(t.lower.as_str(), "-" | "–" | "|" | "—" | "h"))
        {
            first += 1;
        }
    }
    let colon = (first + 1..tokens.end.min(first + LABEL + 1)).find(|i| text.tokens[*i].lower == ":")?;
    let words = &text.tokens[first..colon];
    if !words[0].capital || words.iter().any(|t| t.kind == TokenKind::Quote) {
        return None;
    }
    let one = words.iter().filter(|t| t.kind == TokenKind::Word).count() == 1;
    let found = match words[0].lower.as_str() {
        "q" | "question" if one => Label::Question,
        "a" | "answer" if one => Label::Answer,
        _ => {
            let span = Span { start: words[0].span.start, end: words[words.len() - 1].span.end };
            let named = speakers.references.inside(span).filter(|m| m.form == Form::Name);
            let last = named.filter(|m| m.span.end == span.end).max_by_key(|m| m.span.len())?;
            match speakers.references.schema(last.entity) {
                Some(Schema::Person) => Label::Person(last.entity),
                Some(Schema::Organization | Schema::Company) => Label::Question,
                _ => return None,
            }
        }
    };
    Some((found, colon + 1))
}

/// Who answers as "A": the person with most answers by name, else the first person of the report
/// who does not ask.
fn guest(speakers: &Speakers, lines: &[Line]) -> Option<EntityId> {
    let mut answers: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut asking = Vec::new();
    for line in lines {
        if let Some((Label::Person(person), _)) = line.label {
            if line.asks {
                asking.push(person);
            } else {
                *answers.entry(person).or_default() += 1;
            }
        }
    }
    let most = answers.into_iter().max_by_key(|(person, n)| (*n, std::cmp::Reverse(*person)));
    most.map(|(person, _)| person).or_else(|| {
        let all = speakers.references.all().iter().filter(|m| m.form == Form::Name);
        all.map(|m| m.entity)
            .find(|e| speakers.references.schema(*e) == Some(Schema::Person) && !asking.contains(e))
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::{self, Lexicon};
    use crate::record::{Document, Span};

    fn check(text: &str, expect: &[(&str, &str)]) {
        let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
        let records = extract::read(document, Lexicon::builtin());
        let told =
            records.statements.iter().filter(|s| s.rule == "quote.interview" || s.rule == "quote.labelled");
        let got: Vec<(&str, &str)> = told
            .map(|s| {
                let who = s.speaker.map_or("-", |e| records.entities[e.index()].name.as_str());
                (who, s.span.of(text))
            })
            .collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn answers_of_an_interview_are_said_by_the_one_who_is_asked() {
        check(
            "The Gazette spoke with Minister Jane Roe in Oslo.\n\
             Q: Minister, what was signed?\n\
             A: A contract for two ships. It is good.\n\
             Q: Who pays for them?\n\
             A: We do.",
            &[("Jane Roe", "A contract for two ships. It is good."), ("Jane Roe", "We do.")],
        );
    }

    #[test]
    fn a_line_that_begins_with_a_name_is_said_by_it() {
        check(
            "Minister Jane Roe came to Oslo.\n14:30 Roe: the fleet will stay in the north. It is cold.",
            &[("Jane Roe", "the fleet will stay in the north.")],
        );
        check("Minister Jane Roe came to Oslo. On the agenda: ships and men.", &[]);
    }
}
