//! Reads the gold files: the form is told in README.md.

use entente::record::{Document, Span, ZoneKind};
use std::collections::BTreeMap;
use std::ops::Range;

pub struct Mention {
    pub spans: Vec<Span>,
    pub entities: Vec<String>,
    pub form: String,
    pub required: bool,
}

pub struct Valued {
    pub spans: Vec<Span>,
    pub values: Vec<String>,
    pub required: bool,
}

pub struct Statement {
    pub spans: Vec<Span>,
    pub speakers: Vec<String>,
    pub required: bool,
}

pub struct Office {
    pub person: String,
    pub countries: Vec<String>,
    pub names: Vec<String>,
    pub required: bool,
}

#[derive(Default)]
pub struct Event {
    pub types: Vec<String>,
    pub statuses: Vec<String>,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    pub spans: Vec<Span>,
    pub summary: String,
    pub required: bool,
}

/// A line of a register: an agreement, or a transfer of arms.
#[derive(Default)]
pub struct Entry {
    pub transfer: bool,
    pub statuses: Vec<String>,
    pub spans: Vec<Span>,
    /// Parties; of a transfer supplier, then recipient.
    pub parties: Vec<String>,
    pub signatories: Vec<String>,
    pub number: Option<f64>,
    /// Dates that are right: of signing, or of order or delivery; `-` for none; empty for any.
    pub when: Vec<String>,
    pub required: bool,
}

#[derive(Default)]
pub struct Gold {
    pub file: String,
    /// Titles that are right.
    pub titles: Vec<String>,
    /// Dates of publication that are right; none where the report gives none.
    pub published: Vec<String>,
    /// What is no part of the report, where the report was scraped.
    pub boilerplate: Vec<Span>,
    pub schemas: BTreeMap<String, Vec<String>>,
    pub mentions: Vec<Mention>,
    pub dates: Vec<Valued>,
    pub figures: Vec<Valued>,
    pub statements: Vec<Statement>,
    pub offices: Vec<Office>,
    pub events: Vec<Event>,
    pub registers: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Quote(String),
}

/// The tokens of a line; an unclosed quotation mark is an error.
fn tokens(line: &str) -> Result<Vec<Token>, String> {
    let mut out = Vec::new();
    let mut chars = line.trim().chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut text = String::new();
        if c == '"' {
            loop {
                match chars.next() {
                    Some('\\') => text.extend(chars.next()),
                    Some('"') => break,
                    Some(c) => text.push(c),
                    None => return Err("a quotation is not closed".into()),
                }
            }
            out.push(Token::Quote(text));
        } else {
            text.push(c);
            while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
                text.push(c);
            }
            out.push(Token::Word(text));
        }
    }
    Ok(out)
}

/// The text that is read, everything else blotted out byte by byte: in a scraped report (`.txt`)
/// what the gold calls boilerplate, in another what stands outside the zones that the program found.
fn readable(document: &Document, boilerplate: &[Span]) -> String {
    let mut bytes = document.text.clone().into_bytes();
    if document.id.ends_with(".txt") {
        boilerplate.iter().for_each(|span| bytes[span.range()].fill(b'\n'));
    } else {
        bytes.fill(b'\n');
        for zone in document.zones.iter().filter(|z| z.kind != ZoneKind::Boilerplate) {
            bytes[zone.span.range()].copy_from_slice(zone.span.of(&document.text).as_bytes());
        }
    }
    String::from_utf8(bytes).expect("spans lie on character boundaries")
}

/// Where words stand as whole words.
fn occurrences(text: &str, words: &str) -> Vec<Range<usize>> {
    let apart = |at: usize, before: bool| {
        let near = if before { text[..at].chars().next_back() } else { text[at..].chars().next() };
        near.is_none_or(|c| !c.is_alphanumeric())
    };
    let edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .map(|(at, _)| at..at + words.len())
        .filter(|r| {
            (!edge(words.chars().next()) || apart(r.start, true))
                && (!edge(words.chars().next_back()) || apart(r.end, false))
        })
        .collect()
}

/// Every place that a quotation may mean.
fn places(text: &str, quote: &str) -> Vec<Span> {
    let Some((first, last)) = quote.split_once(" … ") else {
        return occurrences(text, quote).into_iter().map(|r| Span::new(r.start, r.end)).collect();
    };
    let ends = occurrences(text, last);
    occurrences(text, first)
        .into_iter()
        .filter_map(|r| ends.iter().find(|e| e.start >= r.end).map(|e| Span::new(r.start, e.end)))
        .collect()
}

struct Line<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

impl Line<'_> {
    fn word(&mut self) -> Result<String, String> {
        match self.tokens.get(self.at) {
            Some(Token::Word(word)) => {
                self.at += 1;
                Ok(word.clone())
            }
            other => Err(format!("a word is missing, found {other:?}")),
        }
    }

    fn quote(&mut self) -> Result<String, String> {
        match self.tokens.get(self.at) {
            Some(Token::Quote(quote)) => {
                self.at += 1;
                Ok(quote.clone())
            }
            other => Err(format!("a quotation is missing, found {other:?}")),
        }
    }

    fn next_is(&mut self, word: &str) -> bool {
        let is = self.tokens.get(self.at) == Some(&Token::Word(word.into()));
        self.at += usize::from(is);
        is
    }

    fn rest(&mut self) -> Vec<String> {
        let rest = self.tokens[self.at..].iter().map(|t| match t {
            Token::Word(w) | Token::Quote(w) => w.clone(),
        });
        let rest = rest.collect();
        self.at = self.tokens.len();
        rest
    }

    /// A quotation, perhaps with numbers, perhaps with `or` another: for each place its spans.
    /// The flag tells that `*` was written alone.
    fn spans(&mut self) -> Result<(Vec<Vec<Span>>, bool), String> {
        let quote = self.quote()?;
        let found = places(self.text, &quote);
        if found.is_empty() {
            return Err(format!("{quote:?} does not occur"));
        }
        let mut chosen = Vec::new();
        let mut star = false;
        let numeric = |t: &Token| matches!(t, Token::Word(w) if w.starts_with(|c: char| c.is_ascii_digit() || c == '*'));
        while self.tokens.get(self.at).is_some_and(numeric) {
            let word = self.word()?;
            if word == "*" {
                star = true;
                chosen.extend(0..found.len());
                continue;
            }
            let (a, b) = word.split_once('-').unwrap_or((&word, &word));
            let number = |s: &str| match s {
                "*" => Ok(found.len()),
                s => s.parse::<usize>().map_err(|_| format!("{s:?} is no number")),
            };
            let (a, b) = (number(a)?, number(b)?);
            if a == 0 || b < a || b > found.len() {
                return Err(format!("{quote:?} occurs {} times, not {b}", found.len()));
            }
            chosen.extend(a - 1..b);
        }
        if chosen.is_empty() {
            if found.len() > 1 {
                return Err(format!("{quote:?} occurs {} times: which?", found.len()));
            }
            chosen.push(0);
        }
        let mut out: Vec<Vec<Span>> = chosen.iter().map(|i| vec![found[*i]]).collect();
        while self.next_is("or") {
            let other = self.quote()?;
            let found = places(self.text, &other);
            if found.is_empty() {
                return Err(format!("{other:?} does not occur"));
            }
            for spans in &mut out {
                let first = spans[0];
                spans.extend(found.iter().filter(|s| s.overlaps(first)).copied());
            }
        }
        Ok((out, star))
    }

    fn one(&mut self) -> Result<Vec<Span>, String> {
        let (mut all, _) = self.spans()?;
        if all.len() == 1 { Ok(all.remove(0)) } else { Err("more than one place".into()) }
    }
}

fn list(word: &str) -> Vec<String> {
    word.split('|').filter(|w| *w != "-").map(str::to_owned).collect()
}

/// Reads one gold file against its document; errors begin with the line's number.
pub fn read(source: &str, document: &Document) -> Result<Gold, String> {
    let mut gold = Gold::default();
    for (number, raw) in source.lines().enumerate().filter(|l| l.1.starts_with("boilerplate")) {
        let fail = |message: String| format!("line {}: {message}", number + 1);
        let mut line = Line { text: &document.text, tokens: tokens(raw).map_err(fail)?, at: 1 };
        gold.boilerplate.extend(line.one().map_err(fail)?);
    }
    let text = readable(document, &gold.boilerplate);
    let mut entity = String::new();
    let mut stars = Vec::new();
    for (number, raw) in source.lines().enumerate() {
        if raw.trim().is_empty() || raw.starts_with('#') || raw.starts_with("boilerplate") {
            continue;
        }
        let fail = |message: String| format!("line {}: {message}", number + 1);
        let mut line = Line { text: &text, tokens: tokens(raw).map_err(fail)?, at: 0 };
        let head = line.word().map_err(fail)?;
        let required = !head.ends_with('?');
        fact(&mut gold, &mut entity, &mut stars, head.trim_end_matches('?'), required, &mut line)
            .map_err(fail)?;
        if line.at != line.tokens.len() {
            return Err(fail(format!("not understood: {:?}", &line.tokens[line.at..])));
        }
    }
    leave_out_inner(&mut gold, &stars);
    known(&gold)?;
    Ok(gold)
}

fn fact(
    gold: &mut Gold,
    entity: &mut String,
    stars: &mut Vec<usize>,
    head: &str,
    required: bool,
    line: &mut Line,
) -> Result<(), String> {
    match head {
        "document" => gold.file = line.word()?,
        "title" if gold.titles.is_empty() => {
            gold.titles.push(line.quote()?);
            while line.next_is("or") {
                gold.titles.push(line.quote()?);
            }
        }
        "published" => gold.published = list(&line.word()?),
        "entity" => {
            *entity = line.word()?;
            let schemas = list(&line.word()?);
            if gold.schemas.insert(entity.clone(), schemas).is_some() {
                return Err(format!("{entity} stands twice"));
            }
            line.word()?;
            line.quote()?;
        }
        "name" | "demonym" | "title" | "nominal" => {
            let (places, star) = line.spans()?;
            let entities = if line.next_is("=") { line.rest() } else { vec![entity.clone()] };
            for spans in places {
                if star && head == "name" {
                    stars.push(gold.mentions.len());
                }
                let entities = entities.clone();
                gold.mentions.push(Mention { spans, entities, form: head.to_owned(), required });
            }
        }
        "date" if gold.events.is_empty() => {
            let spans = line.one()?;
            if !line.next_is("=") {
                return Err("`=` is missing".into());
            }
            let values = line.rest().into_iter().filter(|v| v != "|").collect();
            gold.dates.push(Valued { spans, values, required });
        }
        "figure" => {
            let spans = line.one()?;
            if !line.next_is("=") {
                return Err("`=` is missing".into());
            }
            let values = line.rest().into_iter().filter(|v| v.parse::<f64>().is_ok()).collect();
            gold.figures.push(Valued { spans, values, required });
        }
        "statement" => {
            let speakers = list(&line.word()?);
            line.word()?;
            gold.statements.push(Statement { spans: line.one()?, speakers, required });
        }
        "office" => {
            let (person, countries) = (line.word()?, list(&line.word()?));
            let mut names = vec![line.quote()?];
            while line.next_is("or") {
                names.push(line.quote()?);
            }
            gold.offices.push(Office { person, countries, names, required });
        }
        "event" => {
            let (types, statuses) = (list(&line.word()?), list(&line.word()?));
            let summary = line.rest().join(" ");
            gold.events.push(Event { types, statuses, summary, required, ..Event::default() });
        }
        "agreement" | "transfer" => {
            let statuses = list(&line.word()?);
            let (transfer, spans) = (head == "transfer", line.one()?);
            gold.registers.push(Entry { transfer, statuses, spans, required, ..Entry::default() });
        }
        "parties" | "signatories" | "number" | "when" => {
            let entry = gold.registers.last_mut().ok_or("it belongs to no register")?;
            match head {
                "parties" => entry.parties = line.rest(),
                "signatories" => entry.signatories = line.rest(),
                "number" => entry.number = line.word()?.parse().ok(),
                _ => entry.when = line.rest().into_iter().filter(|v| v != "|").collect(),
            }
        }
        "actors" | "recipients" | "instruments" | "place" | "date" | "evidence" => {
            let event = gold.events.last_mut().ok_or("it belongs to no event")?;
            match head {
                "actors" => event.actors = line.rest(),
                "recipients" => event.recipients = line.rest(),
                "evidence" => event.spans.extend(line.one()?),
                _ => drop(line.rest()),
            }
        }
        other => return Err(format!("no such line: {other}")),
    }
    Ok(())
}

/// `*` leaves out what stands inside a longer name.
fn leave_out_inner(gold: &mut Gold, stars: &[usize]) {
    let inner: Vec<usize> = stars
        .iter()
        .copied()
        .filter(|i| {
            let span = gold.mentions[*i].spans[0];
            gold.mentions.iter().any(|m| {
                m.form == "name"
                    && m.spans[0] != span
                    && m.spans.iter().any(|s| s.contains(span) && *s != span)
            })
        })
        .collect();
    let mut at = 0;
    gold.mentions.retain(|_| {
        at += 1;
        !inner.contains(&(at - 1))
    });
}

/// Every key that is used is an entity's.
fn known(gold: &Gold) -> Result<(), String> {
    let used = gold
        .mentions
        .iter()
        .flat_map(|m| &m.entities)
        .chain(gold.statements.iter().flat_map(|s| &s.speakers))
        .chain(gold.offices.iter().flat_map(|o| o.countries.iter().chain([&o.person])))
        .chain(gold.events.iter().flat_map(|e| e.actors.iter().chain(&e.recipients)))
        .chain(gold.registers.iter().flat_map(|r| r.parties.iter().chain(&r.signatories)));
    for key in used.filter(|k| *k != "-") {
        if !gold.schemas.contains_key(key) {
            return Err(format!("no entity {key}"));
        }
    }
    match gold.events.iter().find(|e| e.spans.is_empty()) {
        Some(event) => Err(format!("no evidence for {}", event.summary)),
        None => Ok(()),
    }
}
