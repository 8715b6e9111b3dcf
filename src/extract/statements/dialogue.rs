//! Speech that a layout tells: interviews ("Roe: We signed it.", "Q: … A: …") and lines that begin
//! with who speaks ("14:30 Roe: the fleet will stay").

use super::attribution::Speakers;
use super::speech::Inflection;
use crate::extract::lexicon::classes;
use crate::extract::text::{Sentence, TokenKind};
use crate::record::{DocumentId, EntityId, Form, Mention, Schema, Span, Statement, ZoneKind};
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
const LABEL: usize = 9;

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

/// What a headline says behind a name: "Roe: The fleet will stay", "Minister: The fleet “will stay”".
pub fn headline(speakers: &Speakers) -> Option<Statement> {
    let text = speakers.text;
    let sentence = text.sentences.iter().find(|s| s.zone == ZoneKind::Title)?;
    let tokens = sentence.tokens.clone();
    let colon = (tokens.start + 1..tokens.end.min(tokens.start + LABEL + 1))
        .find(|i| text.tokens[*i].lower == ":")
        .filter(|c| c + 3 < tokens.end)?;
    let span = text.cover(tokens.start..colon);
    let person = |m: &&Mention| speakers.references.schema(m.entity) == Some(Schema::Person);
    let named = speakers.references.inside(span).filter(|m| m.form == Form::Name && m.span.end == span.end);
    let noun = text.tokens[colon - 1].lower.as_str();
    // "Minister: …": the first who is called so
    let titled = |m: &&Mention| {
        m.form == Form::Title && text.slice(m.span).to_lowercase().split(' ').any(|word| word == noun)
    };
    let all = || speakers.references.all().iter().filter(person);
    let office = classes::is(noun, classes::SPEAKER) && colon - tokens.start <= 3;
    let speaker = match named.filter(person).max_by_key(|m| m.span.len()) {
        Some(named) => named.entity,
        None if office => all().find(titled)?.entity,
        None => return None,
    };
    let quote = |i: &usize| text.tokens[*i].kind == TokenKind::Quote;
    let (from, to) = match (colon + 1..tokens.end).find(quote) {
        Some(open) => (open + 1, (open + 1..tokens.end).find(quote)?),
        None => (colon + 1, tokens.end),
    };
    let direct = to < tokens.end;
    (to >= from + 3).then(|| Statement { direct, ..statement(speakers, from..to, Some(speaker), "headline") })
}

/// A paragraph that a dash opens and that ends with who speaks ("– We sail. It is late, Roe said."): all
/// of it is said, not its last clause only.
pub fn dashed(speakers: &Speakers, found: &mut Vec<Statement>) {
    let text = speakers.text;
    let mut at = 0;
    let mut more = Vec::new();
    while at < text.sentences.len() {
        let from = &text.sentences[at];
        let number = from.paragraph;
        let first = from.tokens.start;
        while at < text.sentences.len() && text.sentences[at].paragraph == number {
            at += 1;
        }
        let last = text.sentences[at - 1].span;
        let dash = text.tokens.get(first).is_some_and(|t| matches!(t.lower.as_str(), "–" | "—" | "-" | "―"));
        if from.zone != ZoneKind::Body || !dash || first + 1 >= text.sentences[at - 1].tokens.end {
            continue;
        }
        let said = |s: &&mut Statement| s.rule == "statement.trailing" && last.contains(s.span);
        // "- We have two ships – the minister pointed out."
        let tokens = first + 1..text.sentences[at - 1].tokens.end;
        let from = tokens.start.max(tokens.end.saturating_sub(16));
        let second = (from..tokens.end).rev().find(|i| {
            text.tokens[*i].spaced && matches!(text.tokens[*i].lower.as_str(), "–" | "—" | "-" | "―")
        });
        if let Some(second) = second.filter(|s| *s > tokens.start + 3) {
            let sentence = &text.sentences[at - 1];
            let cue = (second + 1..tokens.end).find_map(|i| speakers.cue(sentence, i));
            if let Some(cue) =
                cue.filter(|c| c.verb.inflection == Inflection::Past && second >= sentence.tokens.start)
            {
                let subject = Sentence { tokens: second + 1..tokens.end, ..sentence.clone() };
                let speaker = speakers.subject(&subject, cue).speaker;
                let mut said = statement(speakers, tokens.start..second, speaker, "quote.dash");
                said.cue = Some(text.tokens[cue.at].span);
                more.push(said);
                continue;
            }
        }
        if let Some(statement) = found.iter_mut().find(said) {
            statement.span.start = text.tokens[first + 1].span.start;
            statement.direct = true;
            statement.rule = Cow::Borrowed("quote.dash");
        }
    }
    found.extend(more);
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
        "q" | "question" if one || words.get(1).is_some_and(|t| t.lower == "(") => Label::Question,
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
        let rules = ["quote.interview", "quote.labelled", "quote.dash", "headline"];
        let told = records.statements.iter().filter(|s| rules.contains(&&*s.rule));
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
    fn a_transcript_tells_by_its_labels_who_speaks() {
        check(
            "Present: Minister Jane Sandvik and Minister John Ekberg.\n\
             SANDVIK: We have signed. It is good.\n\
             QUESTION (Radio Nord, Oslo): Who pays for the ships?\n\
             EKBERG: We do.\n\
             QUESTION (Radio Nord, Oslo): And when do they sail?\n\
             SANDVIK: In May.",
            &[
                ("Jane Sandvik", "We have signed. It is good."),
                ("John Ekberg", "We do."),
                ("Jane Sandvik", "In May."),
            ],
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

    #[test]
    fn what_a_dash_opens_is_said_up_to_its_speaker() {
        check(
            "Minister Jane Roe came to Oslo.\n– We have built two ships. They are white, Jane Roe said.",
            &[("Jane Roe", "We have built two ships. They are white")],
        );
        check(
            "Minister Jane Roe came to Oslo.\n- We have built two ships. They are white – Minister Roe pointed out.",
            &[("Jane Roe", "We have built two ships. They are white")],
        );
    }

    #[test]
    fn a_headline_says_what_stands_behind_a_name() {
        let told = |title: &str| {
            let body = "Minister Jane Sandvik came to Oslo on Friday and met the men of the fleet.";
            let text = format!("{title}\n\n{body}");
            let document = crate::article::read("a.txt", text.as_bytes()).0.expect("a document");
            let text = document.text.clone();
            let records = extract::read(document, Lexicon::builtin());
            let found = records.statements.iter().find(|s| s.rule == "headline");
            found.map(|s| (s.span.of(&text).to_owned(), s.direct))
        };
        assert_eq!(
            told("Sandvik: The fleet will stay in the north"),
            Some(("The fleet will stay in the north".into(), false))
        );
        assert_eq!(
            told("Minister: Our fleet \"will never sail south\""),
            Some(("will never sail south".into(), true))
        );
        assert_eq!(told("Trade: The fleet will stay in the north"), None);
    }
}
