//! Title groups: "Serbian Deputy Prime Minister", "chairman of the State Committee of Belarus",
//! "his Russian counterpart", "the presidents of the two countries".

mod owner;

use super::titles::{Gender, Title, TitleKind, Titles};
use crate::extract::coref::References;
use crate::extract::lexicon::classes;
use crate::extract::text::{Text, TokenKind};
use crate::record::{EntityId, Form, Mention, Schema, Span};
use std::ops::Range;

/// When an office was held, as told by a word beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// "former", "then": before the report.
    Past,
    /// "designate", "-elect".
    Future,
}

/// One noun phrase that names an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its tokens, without determiner or possessive.
    pub tokens: Range<usize>,
    /// The office without country and body, as records keep it: "Deputy Prime Minister". Empty for
    /// "counterpart".
    pub office: String,
    /// The noun: "Prime Minister".
    pub head: String,
    /// Office, role or rank.
    pub kind: TitleKind,
    /// Whether it speaks of several people.
    pub plural: bool,
    /// What it tells of the holder's gender.
    pub gender: Option<Gender>,
    /// The country that it names.
    pub country: Option<EntityId>,
    /// The body that it names.
    pub body: Option<EntityId>,
    /// When it was held.
    pub held: Option<Held>,
    /// Whether "the", "this" or "that" stands before it.
    pub definite: bool,
    /// The token of "his", "her", "its" or "their" before it.
    pub possessor: Option<usize>,
    /// Whether it is "counterpart" or "colleague".
    pub counterpart: bool,
    /// Whether it speaks of unnamed others: "of other states".
    pub others: bool,
    /// Whether each holder has an own country: "of the two states".
    pub each: bool,
}

impl Group {
    /// An office by itself.
    pub fn of(tokens: Range<usize>, office: &str) -> Group {
        Group {
            tokens,
            office: office.to_owned(),
            head: office.to_owned(),
            kind: TitleKind::Office,
            plural: false,
            gender: None,
            country: None,
            body: None,
            held: None,
            definite: false,
            possessor: None,
            counterpart: false,
            each: false,
            others: false,
        }
    }
}

/// The tables and the mentions that reading groups needs.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The document.
    pub text: &'a Text<'a>,
    /// Offices.
    pub titles: &'a Titles,
    /// Mentions so far.
    pub references: &'a References,
}

const PREFIX: &[TitleKind] = &[TitleKind::Time, TitleKind::Grade, TitleKind::Field];
/// Ends a noun phrase.
const BREAKS: classes::Classes = classes::PREPOSITION | classes::FINITE | classes::SAYING | classes::VERB;
const HEAD: &[TitleKind] = &[TitleKind::Office, TitleKind::Role];

impl<'a> Reader<'a> {
    fn lower(&self, token: usize) -> &str {
        self.text.tokens.get(token).map_or("", |t| t.lower.as_str())
    }

    fn within(&self, token: usize, sentence: u32) -> bool {
        self.text.tokens.get(token).is_some_and(|t| t.sentence == sentence)
    }

    /// The longest named mention that starts with a token.
    pub fn named(&self, token: usize) -> Option<&'a Mention> {
        let start = self.text.tokens.get(token)?.span.start;
        let all = self.references.all();
        let from = all.partition_point(|m| m.span.start < start);
        all[from..].iter().take_while(|m| m.span.start == start).find(|m| References::names(m))
    }

    /// The first token behind a span.
    pub fn after(&self, span: Span) -> usize {
        self.text.tokens.partition_point(|t| t.span.start < span.end)
    }

    fn schema(&self, mention: &Mention) -> Schema {
        self.references.schema(mention.entity).unwrap_or(Schema::Event)
    }

    /// All groups of the text, in order, none inside another.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::new();
        let mut mentions = self.references.all();
        let mut i = 0;
        while let Some(token) = self.text.tokens.get(i) {
            // most words begin no group: neither a phrase of the table nor a name
            let passed = mentions.iter().take_while(|m| m.span.start < token.span.start).count();
            mentions = &mentions[passed..];
            let named = mentions.first().is_some_and(|m| m.span.start == token.span.start);
            if !named && !self.titles.begins(&token.lower) && !self.own_counterpart(i) {
                i += 1;
                continue;
            }
            // "Air Chief Marshal" is a rank; its "Chief" is no office.
            if let Some((n, _)) = self.titles.at(self.text, i, &[TitleKind::Rank])
                && n >= 3
            {
                i += n;
                continue;
            }
            match self.group(i) {
                Some(group) => {
                    i = group.tokens.end.max(i + 1);
                    groups.push(group);
                }
                None => i += 1,
            }
        }
        groups
    }

    /// The group that begins at a token.
    pub fn group(&self, first: usize) -> Option<Group> {
        let token = self.text.tokens.get(first)?;
        // most words begin no group
        let own = self.own_counterpart(first);
        if !self.titles.begins(&token.lower) && self.named(first).is_none() && !own {
            return None;
        }
        let sentence = token.sentence;
        let mut group = Group::of(first..first, "");
        let mut words: Vec<String> = Vec::new();
        let mut at = first;
        let mut known = own;
        for _ in 0..10 {
            if !self.within(at, sentence) {
                return None;
            }
            if let Some((n, title)) = self.titles.at(self.text, at, HEAD)
                && !self.inside_name(at)
            {
                group.head.clone_from(&title.reads);
                (group.kind, group.plural, group.gender) = (title.kind, title.plural, title.gender);
                words.push(title.reads.clone());
                at += n;
                break;
            }
            if matches!(self.lower(at), "counterpart" | "counterparts" | "colleague" | "colleagues") && known
            {
                group.counterpart = true;
                group.plural = self.lower(at).ends_with('s');
                at += 1;
                break;
            }
            if self.lower(at) == "opposite" && matches!(self.lower(at + 1), "number" | "numbers") && known {
                group.counterpart = true;
                group.plural = self.lower(at + 1) == "numbers";
                at += 2;
                break;
            }
            if let Some(mention) = self.named(at) {
                match self.schema(mention) {
                    Schema::Country if group.country.is_none() => group.country = Some(mention.entity),
                    Schema::PublicBody | Schema::Organization | Schema::Company if group.body.is_none() => {
                        group.body = Some(mention.entity);
                    }
                    // "Oslo's envoy": the town stands for its country
                    Schema::Place if group.country.is_none() && self.possessive(mention) => {
                        group.country = Some(mention.entity);
                    }
                    _ => return None,
                }
                let next = self.after(mention.span);
                if next <= at {
                    return None;
                }
                // a country's name stands before an office only as "Serbia's" or as an adjective
                at = next;
                if self.text.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Possessive) {
                    at += 1;
                }
                known = true;
                continue;
            }
            if let Some((n, title)) = self.titles.at(self.text, at, PREFIX) {
                match title.kind {
                    TitleKind::Time => group.held = held(title).or(group.held),
                    _ => words.push(title.reads.clone()),
                }
                known = true;
                at += n;
                if matches!(self.lower(at), "-" | "‑" | "–") && title.kind == TitleKind::Time {
                    at += 1;
                }
                continue;
            }
            let token = &self.text.tokens[at];
            let joins = matches!(token.lower.as_str(), "and" | "," | "-" | "for" | "&");
            if known
                && at > first
                && (token.capital && token.kind == TokenKind::Word || (joins && !words.is_empty()))
            {
                // "Labour and Social Policy Minister": words that no table knows
                words.push(self.text.token(at).to_owned());
                at += 1;
                continue;
            }
            return None;
        }
        if group.head.is_empty() && !group.counterpart {
            return None;
        }
        if words.first().is_some_and(|w| matches!(w.as_str(), "," | "and" | "-" | "for" | "&")) {
            return None;
        }
        group.tokens.end = at;
        self.suffix(&mut group, &mut words, sentence);
        if self.schema_of_head(&group, first) {
            return None;
        }
        group.office = phrase(&words);
        if group.counterpart {
            group.office.clear();
        }
        self.determiner(&mut group, first, sentence);
        Some(group)
    }

    /// "his counterpart": whose it is, told before it.
    fn own_counterpart(&self, token: usize) -> bool {
        matches!(self.lower(token), "counterpart" | "colleague")
            && token.checked_sub(1).is_some_and(|p| matches!(self.lower(p), "his" | "her"))
    }

    fn possessive(&self, mention: &Mention) -> bool {
        self.text.tokens.get(self.after(mention.span)).is_some_and(|t| t.kind == TokenKind::Possessive)
    }

    /// Whether a token is part of a longer name ("Army General Staff", "Palace of the President").
    fn inside_name(&self, token: usize) -> bool {
        let span = self.text.tokens[token].span;
        let all = self.references.all();
        let to = all.partition_point(|m| m.span.start <= span.start);
        all[..to].iter().rev().take(6).any(|m| {
            m.form == Form::Name
                && m.span.contains(span)
                && m.span.len() > span.len()
                && self.references.schema(m.entity) != Some(Schema::Country)
        })
    }

    /// Verbs that look like offices: "to head", "will chair".
    fn schema_of_head(&self, group: &Group, first: usize) -> bool {
        let lone = group.tokens.end == first + 1;
        let verb =
            matches!(self.lower(first), "head" | "heads" | "chair" | "chairs" | "pilot" | "author" | "chief");
        let before = if first > 0 { self.lower(first - 1) } else { "" };
        lone && verb
            && !matches!(before, "the" | "a" | "its" | "his" | "her" | "their" | "," | "as" | "and")
            && !self.text.tokens[first].capital
    }

    fn suffix(&self, group: &mut Group, words: &mut Vec<String>, sentence: u32) {
        let mut at = group.tokens.end;
        if matches!(self.lower(at), "-" | "‑") {
            if let Some((n, title)) = self.titles.at(self.text, at + 1, &[TitleKind::Time]) {
                group.held = held(title).or(group.held);
                at += 1 + n;
            }
        } else if let Some((n, title)) = self.titles.at(self.text, at, &[TitleKind::Time])
            && held(title) == Some(Held::Future)
        {
            group.held = Some(Held::Future);
            at += n;
        }
        group.tokens.end = at;
        for _ in 0..3 {
            // "spokesman on defence"
            let subject = self.lower(at) == "on"
                && (group.head.starts_with("Spokes") || group.head == "Adviser")
                && self.titles.at(self.text, at + 1, &[TitleKind::Field]).is_some();
            if subject && self.within(at + 1, sentence) {
                at += 1 + self.titles.at(self.text, at + 1, &[TitleKind::Field]).map_or(0, |f| f.0);
                group.tokens.end = at;
                continue;
            }
            if !self.within(at, sentence) || !matches!(self.lower(at), "of" | "for" | "to" | "in") {
                break;
            }
            // "its consul in the provincial capital, A.": where he is posted
            let posted = self.lower(at) == "in"
                && self.lower(at + 1) == "the"
                && matches!(group.head.as_str(), "Consul" | "Consul General" | "Ambassador" | "Envoy");
            let plain = |i: &usize| {
                let token = self.text.tokens.get(*i);
                token.is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.sentence == sentence)
            };
            let behind = (at + 2..at + 6).find(|i| !plain(i)).unwrap_or(at);
            if posted && behind > at + 2 && self.lower(behind) == "," {
                group.tokens.end = behind;
                break;
            }
            let preposition = self.lower(at).to_owned();
            let mut next = at + 1;
            if matches!(self.lower(next), "the" | "their" | "its") {
                next += 1;
            }
            // "the Ambassador of the Republic of Ghana": the country's longer name
            if self.text.tokens.get(next).is_some_and(|t| t.capital)
                && matches!(self.lower(next), "republic" | "kingdom" | "state" | "federation")
                && self.lower(next + 1) == "of"
                && self.within(next + 2, sentence)
                && self.named(next + 2).is_some_and(|m| self.schema(m) == Schema::Country)
            {
                next += 2;
            }
            let affairs = self.lower(next) == "foreign" && self.text.tokens[next].capital;
            if !affairs
                && matches!(
                    self.lower(next),
                    "other" | "several" | "many" | "all" | "some" | "various" | "different" | "foreign"
                )
            {
                group.others = true;
                break;
            }
            if preposition == "of"
                && matches!(self.lower(next), "two" | "both" | "respective" | "three")
                && matches!(
                    self.lower(next + 1),
                    "states" | "countries" | "nations" | "governments" | "sides" | "parties"
                )
            {
                group.each = true;
                group.tokens.end = next + 2;
                break;
            }
            // "of the Coastal Force for Rescue Operations": what the body is for
            let purpose = (preposition == "for" && group.body.is_some())
                .then(|| self.named(next).filter(|m| body(self.schema(m))).map(|m| self.after(m.span)))
                .flatten();
            let end = purpose.or_else(|| self.owner(group, words, &preposition, next, sentence));
            let Some(mut end) = end else { break };
            // "director of the Research Institute “Coastal Works”"
            let mark = |i: usize| self.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Quote);
            if mark(end)
                && let Some(close) = self.named(end + 1).map(|m| self.after(m.span)).filter(|c| mark(*c))
            {
                end = close + 1;
            }
            at = end;
            group.tokens.end = end;
        }
        if group.body.is_some()
            && let Some(end) = self.second_body(at, sentence)
        {
            group.tokens.end = end;
        }
    }

    /// "and the League (LNS) Rescue Force" before a rank or a name: the other body that somebody commands.
    fn second_body(&self, at: usize, sentence: u32) -> Option<usize> {
        let named_body =
            |i: usize| self.named(i).filter(|m| body(self.schema(m))).map(|m| self.after(m.span));
        if self.lower(at) != "and" || !self.within(at + 1, sentence) {
            return None;
        }
        let mut end = named_body(at + 1 + usize::from(self.lower(at + 1) == "the"))?;
        if self.lower(end) == "(" {
            end = (end + 1..end + 9).find(|i| self.lower(*i) == ")")? + 1;
        }
        end = named_body(end).unwrap_or(end);
        let ranked = self.titles.at(self.text, end, &[TitleKind::Rank]).is_some();
        let person = self.named(end).is_some_and(|m| self.schema(m) == Schema::Person);
        (ranked || person).then_some(end)
    }

    fn determiner(&self, group: &mut Group, first: usize, sentence: u32) {
        if first == 0 || !self.within(first - 1, sentence) {
            return;
        }
        match self.lower(first - 1) {
            "the" | "this" | "that" | "both" | "these" => group.definite = true,
            "his" | "her" | "its" | "their" => group.possessor = Some(first - 1),
            "two" if first > 1 && self.lower(first - 2) == "the" => group.definite = true,
            _ => {}
        }
    }
}

fn body(schema: Schema) -> bool {
    matches!(schema, Schema::PublicBody | Schema::Organization | Schema::Company)
}

fn held(title: &Title) -> Option<Held> {
    match title.reads.as_str() {
        "former" | "then" => Some(Held::Past),
        "future" => Some(Held::Future),
        _ => None,
    }
}

/// Words with spaces between them, no space before a comma.
fn phrase(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() && word != "," {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests;
