//! Noun phrases to entities: who acts, who undergoes, with what and where.

use super::words::{Class, Words};
use crate::extract::coref::References;
use crate::extract::lexicon::Key;
use crate::extract::text::TokenKind;
use crate::extract::{Lexicon, Text};
use crate::record::{Entity, EntityId, Form, Mention, Records, Schema, Span, Statement, ZoneKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// The people, bodies and things of one document, asked by span; agents that have no name are added.
pub struct Cast<'a, 'b> {
    pub(super) text: &'a Text<'b>,
    pub(super) words: &'a Words,
    references: References,
    statements: Vec<Statement>,
    pub(super) base: usize,
    /// Entities made for agents without a name, with their mentions.
    pub made: Vec<(Entity, Vec<Mention>)>,
    pub(super) by_words: BTreeMap<String, usize>,
    /// What the last phrase with this head noun referred to, for "the delegation".
    heads: BTreeMap<String, EntityId>,
    countries: BTreeMap<String, EntityId>,
    /// The first descriptions of each entity, by which it may be known whose it is.
    phrases: BTreeMap<EntityId, Vec<Span>>,
    pub(super) entity_countries: Vec<Vec<String>>,
    /// Cities that are capitals.
    capitals: Vec<EntityId>,
}

impl<'a, 'b> Cast<'a, 'b> {
    /// Over what the stages before have found.
    pub fn new(text: &'a Text<'b>, lexicon: &'a Lexicon, records: &Records) -> Cast<'a, 'b> {
        let capital = |e: &Entity| {
            let state = lexicon.capital(Key::of(&e.name)).filter(|_| e.schema == Schema::Place);
            state.is_some_and(|c| e.countries.iter().any(|code| code == c.code))
        };
        let capitals = records.entities.iter().enumerate().filter(|(_, e)| capital(e));
        let capitals = capitals.map(|(i, _)| EntityId(i as u32)).collect();
        let mut countries = BTreeMap::new();
        for (i, e) in records.entities.iter().enumerate() {
            if e.schema == Schema::Country
                && let [code] = &e.countries[..]
            {
                countries.entry(code.clone()).or_insert(EntityId(i as u32));
            }
        }
        let mut statements = records.statements.clone();
        statements.sort_by_key(|s| (s.span.start, s.span.end));
        let mut entity_countries: Vec<Vec<String>> =
            records.entities.iter().map(|e| e.countries.clone()).collect();
        // Whoever holds an office acts for its country.
        for office in &records.offices {
            let code = office.country.and_then(|c| records.entities.get(c.index())?.countries.first());
            if let (Some(code), Some(list)) = (code, entity_countries.get_mut(office.person.index()))
                && list.is_empty()
            {
                list.push(code.clone());
            }
        }
        let mut phrases: BTreeMap<EntityId, Vec<Span>> = BTreeMap::new();
        for m in records.mentions.iter().filter(|m| m.form == Form::Nominal) {
            let list = phrases.entry(m.entity).or_default();
            if list.len() < 8 {
                list.push(m.span);
            }
        }
        Cast {
            phrases,
            text,
            words: &lexicon.words,
            capitals,
            references: References::new(records),
            statements,
            base: records.entities.len(),
            made: Vec::new(),
            by_words: BTreeMap::new(),
            heads: BTreeMap::new(),
            countries,
            entity_countries,
        }
    }

    /// Kind of an entity, made ones included.
    pub fn schema(&self, entity: EntityId) -> Option<Schema> {
        self.references
            .schema(entity)
            .or_else(|| self.made.get(entity.index().checked_sub(self.base)?).map(|(e, _)| e.schema))
    }

    /// The mentions.
    pub fn references(&self) -> &References {
        &self.references
    }

    /// Whether a place is the capital of its country.
    pub fn is_capital(&self, entity: EntityId) -> bool {
        self.capitals.binary_search(&entity).is_ok()
    }

    /// The country in which a place lies, if the document mentions it.
    pub fn country_of(&self, entity: EntityId) -> Option<EntityId> {
        let code = self.entity_countries.get(entity.index())?.first()?;
        self.countries.get(code).copied()
    }

    /// The country for which somebody acts; "his delegation" acts for his.
    pub fn home(&self, entity: EntityId) -> Option<EntityId> {
        if self.schema(entity) == Some(Schema::Country) {
            return Some(entity);
        }
        if let Some(country) = self.country_of(entity) {
            return Some(country);
        }
        let made = entity.index().checked_sub(self.base).and_then(|i| self.made.get(i));
        let spans = made.into_iter().flat_map(|(_, mentions)| mentions.iter().map(|m| m.span));
        let spans = spans.chain(self.phrases.get(&entity).into_iter().flatten().copied());
        spans.take(8).find_map(|span| {
            self.references.inside(span).filter(|o| o.entity != entity).find_map(|o| {
                if self.schema(o.entity) == Some(Schema::Country) {
                    Some(o.entity)
                } else {
                    self.country_of(o.entity)
                }
            })
        })
    }

    /// The person or body whose words stand around an offset.
    pub fn speaker(&self, span: Span) -> Option<EntityId> {
        let to = self.statements.partition_point(|s| s.span.start <= span.start);
        self.statements[..to].iter().rev().take(8).find(|s| s.span.contains(span)).and_then(|s| s.speaker)
    }

    fn actor_like(&self, entity: EntityId) -> bool {
        !matches!(self.schema(entity), Some(Schema::Equipment | Schema::Agreement | Schema::Event) | None)
    }

    /// The noun that heads a phrase: its last word.
    pub fn head(&self, tokens: &Range<usize>) -> usize {
        let last = self.last_word(tokens);
        // "troops loyal (to …)"
        let after = matches!(
            self.text.tokens[last].lower.as_str(),
            "loyal" | "close" | "allied" | "aligned" | "opposed" | "hostile" | "sympathetic"
        );
        if after && last > tokens.start { last - 1 } else { last }
    }

    fn last_word(&self, tokens: &Range<usize>) -> usize {
        tokens
            .clone()
            .rev()
            .find(|&i| matches!(self.text.tokens[i].kind, TokenKind::Word | TokenKind::Number))
            .unwrap_or(tokens.start)
    }

    /// Entities that a noun phrase refers to by its head; empty where nobody is meant.
    fn by_head(&self, tokens: &Range<usize>) -> Vec<EntityId> {
        let head = self.text.tokens[self.head(tokens)].span;
        let from = self.text.tokens[tokens.start].span.start;
        let end = self.text.tokens[tokens.end - 1].span.end;
        let around = |m: &&Mention| m.span.contains(head);
        let mut best: Option<&Mention> = None;
        // A title may reach on past this phrase ("the president of Kazakhstan").
        let inside = self.references.inside(Span { start: from, end: self.reach(end) });
        let mut all = Vec::new();
        for m in inside.filter(around) {
            all.push(m);
            // "the ambassador of Chile" is the person, whoever is named in the title
            let within = |outer: &Mention, inner: &Mention| {
                outer.form == Form::Title && outer.span != inner.span && outer.span.contains(inner.span)
            };
            let better = best.is_none_or(|b| within(m, b) || !within(b, m) && rank(m) > rank(b));
            if better {
                best = Some(m);
            }
        }
        let Some(best) = best else { return Vec::new() };
        let mut out: Vec<EntityId> = Vec::new();
        for m in all {
            if m.span == best.span && !out.contains(&m.entity) {
                out.push(m.entity);
            }
        }
        out
    }

    /// Whether coreference knows whom a noun phrase means by its head.
    pub fn refers(&self, tokens: &Range<usize>) -> bool {
        self.by_head(tokens).iter().any(|e| self.actor_like(*e))
    }

    /// Whether somebody was made here for an agent without a name.
    pub fn is_made(&self, entity: EntityId) -> bool {
        entity.index() >= self.base
    }

    /// Whether coreference knows several whom a noun phrase means ("they", "both governments").
    pub fn several(&self, tokens: &Range<usize>) -> bool {
        self.by_head(tokens).iter().filter(|e| self.actor_like(**e)).count() > 1
    }

    /// Whether a phrase ends in somebody's name, title or pronoun.
    pub fn is_person(&self, tokens: &Range<usize>) -> bool {
        self.by_head(tokens).iter().any(|e| self.schema(*e) == Some(Schema::Person))
    }

    /// Countries named in a span, demonyms inside names included.
    pub fn countries_in(&self, span: Span) -> Vec<EntityId> {
        self.references
            .inside(span)
            .map(|m| m.entity)
            .filter(|e| self.schema(*e) == Some(Schema::Country))
            .collect()
    }

    /// A little past an offset, inside the sentence.
    fn reach(&self, end: u32) -> u32 {
        let i = self.text.tokens.partition_point(|t| t.span.end <= end);
        let last = (i + 8).min(self.text.tokens.len());
        let sentence = self.text.tokens.get(i.saturating_sub(1)).map(|t| t.sentence);
        self.text.tokens[i.min(last)..last]
            .iter()
            .take_while(|t| Some(t.sentence) == sentence)
            .last()
            .map_or(end, |t| t.span.end)
    }

    /// Who is meant by a noun phrase as actor or recipient. `inner` gives those named inside it when
    /// its head is nobody ("Norway's decision"); `make` adds an agent without a name.
    pub fn people(
        &mut self,
        tokens: &Range<usize>,
        more: Option<&Range<usize>>,
        inner: bool,
        make: bool,
    ) -> Vec<EntityId> {
        let mut found: Vec<EntityId> = self.by_head(tokens);
        found.retain(|e| self.actor_like(*e));
        if !found.is_empty() {
            return found;
        }
        let head = self.head(tokens);
        let entry = self.words.entry(&self.text.tokens[head].lower);
        let whole = self.text.cover(tokens.clone());
        // "four Heron jets": goods, no air force
        let arms = |m: &Mention| self.references.schema(m.entity) == Some(Schema::Equipment);
        let agent = entry.and_then(|e| e.agent).filter(|_| !self.references.inside(whole).any(arms));
        let (names, demonyms) = self.inside(whole);
        let single = tokens.len() == 1 && entry.is_some_and(|e| e.class == Some(Class::Pron));
        if single {
            let lower = self.text.tokens[head].lower.as_str();
            if matches!(lower, "we" | "us" | "i" | "me") {
                return self.speaker(whole).into_iter().collect();
            }
            return Vec::new();
        }
        let definite = self.text.tokens[tokens.start].lower == "the" && tokens.len() == 2;
        let lower = self.text.tokens[head].lower.as_str();
        if definite && matches!(lower, "kingdom" | "republic" | "emirate" | "sultanate" | "country") {
            // "the kingdom": the country named last
            let at = self.text.tokens[head].span.start;
            let last = self.references.before(at, 12, |m| {
                m.form == Form::Name && self.references.schema(m.entity) == Some(Schema::Country)
            });
            return last.map(|m| m.entity).into_iter().collect();
        }
        // "a delegation came … the guests went on"
        let guests = definite && matches!(lower, "guests" | "visitors");
        let told = if guests { "delegation" } else { lower };
        if (agent.is_some() || guests)
            && definite
            && let Some(known) = self.heads.get(told)
        {
            return vec![*known];
        }
        let found = self.unnamed(tokens, more, inner, make, (&names, &demonyms), head);
        if agent.is_some()
            && let [one] = found[..]
        {
            self.heads.insert(self.text.tokens[head].lower.to_string(), one);
        }
        found
    }

    /// For a phrase whose head is no name: somebody named in it, or an agent of its own.
    fn unnamed(
        &mut self,
        tokens: &Range<usize>,
        more: Option<&Range<usize>>,
        inner: bool,
        make: bool,
        (names, demonyms): (&[EntityId], &[EntityId]),
        head: usize,
    ) -> Vec<EntityId> {
        let entry = self.words.entry(&self.text.tokens[head].lower);
        let arms = names.iter().any(|e| self.schema(*e) == Some(Schema::Equipment));
        let agent = entry.and_then(|e| e.agent).filter(|_| !arms);
        let state = matches!(agent, Some((_, true)));
        match agent {
            Some(_) => {
                let body = names.iter().rev().copied().find(|e| {
                    matches!(
                        self.schema(*e),
                        Some(Schema::Organization | Schema::PublicBody | Schema::Company | Schema::Person)
                    )
                });
                if let Some(body) = body {
                    return vec![body];
                }
                if state {
                    let country = demonyms.iter().chain(names).copied().find(|e| self.actor_like(*e));
                    if let Some(country) = country {
                        return vec![country];
                    }
                    if let Some(more) = more {
                        let span = self.text.cover(more.clone());
                        let (names, demonyms) = self.inside(span);
                        if let Some(one) =
                            names.iter().chain(&demonyms).copied().find(|e| self.actor_like(*e))
                        {
                            return vec![one];
                        }
                    }
                }
                if make {
                    return vec![self.make(tokens, agent.map_or(Schema::Organization, |a| a.0))];
                }
                if inner {
                    names.iter().chain(demonyms).copied().filter(|e| self.actor_like(*e)).take(1).collect()
                } else {
                    Vec::new()
                }
            }
            None => {
                if inner {
                    let one = names.iter().chain(demonyms).copied().find(|e| self.actor_like(*e));
                    if let Some(one) = one {
                        return vec![one];
                    }
                    if let Some(more) = more {
                        let span = self.text.cover(more.clone());
                        let (names, demonyms) = self.inside(span);
                        if let Some(one) =
                            names.iter().chain(&demonyms).copied().find(|e| self.actor_like(*e))
                        {
                            return vec![one];
                        }
                    }
                }
                let zone = self.text.sentences[self.text.tokens[head].sentence as usize].zone;
                let capital = matches!(zone, ZoneKind::Body | ZoneKind::Caption)
                    && self.text.tokens[head].capital
                    && self.text.tokens[head].kind == TokenKind::Word;
                if make
                    && capital
                    && entry.is_none_or(|e| e.class.is_none() && !e.calendar)
                    && names.is_empty()
                {
                    return vec![self.make(tokens, Schema::Organization)];
                }
                Vec::new()
            }
        }
    }

    /// Names and demonyms inside a span, outermost, those of actors first in order.
    fn inside(&self, span: Span) -> (Vec<EntityId>, Vec<EntityId>) {
        let (mut names, mut demonyms) = (Vec::new(), Vec::new());
        for m in self.references.outermost(span) {
            // "Aegean-class boats": a kind of boat, nobody who acts.
            let next = self.text.tokens.partition_point(|t| t.span.start < m.span.end);
            let compound =
                self.text.tokens.get(next).is_some_and(|t| !t.spaced && t.span.start == m.span.end)
                    && matches!(self.text.token(next), "-" | "‑");
            if compound {
                continue;
            }
            match m.form {
                Form::Demonym => demonyms.push(m.entity),
                Form::Name | Form::Title => names.push(m.entity),
                _ => {}
            }
        }
        (names, demonyms)
    }

    /// The owner named before a noun ("Putin's decision", "their meeting", "the Serbian visit").
    pub fn owner(&self, tokens: &Range<usize>) -> Vec<EntityId> {
        let head = self.head(tokens);
        let before = tokens.start..head;
        if before.is_empty() {
            return Vec::new();
        }
        let span = self.text.cover(before.clone());
        let mut out = Vec::new();
        let possessed = self.text.tokens[before.end - 1].kind == TokenKind::Possessive;
        let mentions = self.references.outermost(span);
        if possessed
            && let Some(last) = mentions.last()
            && self.actor_like(last.entity)
        {
            return mentions.iter().filter(|m| m.span == last.span).map(|m| m.entity).collect();
        }
        for m in mentions {
            if self.actor_like(m.entity) && !out.contains(&m.entity) {
                out.push(m.entity);
            }
        }
        out
    }

    /// The paper that a relative clause is about: "an agreement, to which both put their names".
    pub fn paper_before(&self, span: Span) -> Option<EntityId> {
        let agreement = |m: &Mention| self.schema(m.entity) == Some(Schema::Agreement);
        let paper = self.references.before(span.start, 3, agreement)?;
        let first = self.text.tokens.partition_point(|t| t.span.start < paper.span.end);
        let until = self.text.tokens.partition_point(|t| t.span.start < span.start) + 3;
        let sentence = self.text.tokens.get(first)?.sentence;
        self.text.tokens[first..until.min(self.text.tokens.len()).min(first + 6)]
            .iter()
            .any(|t| t.lower == "which" && t.sentence == sentence)
            .then_some(paper.entity)
    }

    /// Equipment, agreements and named things inside a span, each once.
    pub fn things(&self, span: Span) -> Vec<EntityId> {
        let mut out = Vec::new();
        for m in self.references.inside(span) {
            if matches!(self.schema(m.entity), Some(Schema::Equipment | Schema::Agreement | Schema::Event))
                && !out.contains(&m.entity)
            {
                out.push(m.entity);
            }
        }
        out
    }
}

fn rank(m: &Mention) -> (u8, u32) {
    let form = match m.form {
        Form::Name => 4,
        Form::Title => 3,
        Form::Pronoun | Form::Nominal => 2,
        Form::Demonym => 1,
    };
    (form, m.span.end - m.span.start)
}
