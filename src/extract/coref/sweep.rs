//! From the first word to the last: titles, pronouns and descriptions that point back.

use super::References;
use super::discourse::{Case, Discourse, Pronoun, by_name, verb};
use super::nominal;
use crate::extract::Lexicon;
use crate::extract::lexicon::classes;
use crate::extract::lexicon::phrases::{List, of};
use crate::extract::offices::group::{Group, Reader};
use crate::extract::offices::holders::{Holding, PREDICATE};
use crate::extract::offices::titles::{Gender, TitleKind};
use crate::extract::text::{Text, TokenKind};
use crate::record::{DocumentId, EntityId, Form, Mention, Records, Schema, Span, ZoneKind};
use rustc_hash::FxHashMap as HashMap;

/// An office that a person was said to hold.
#[derive(Clone, Debug, PartialEq)]
struct Fact {
    office: String,
    head: String,
    country: Option<EntityId>,
    body: Option<EntityId>,
}

/// Offices kept of one person; more tell nothing new.
const FACTS: usize = 12;

/// Rule: "the minister" for somebody whose office is known.
pub const RESOLVED: &str = "coref: title of one who holds it";

/// What the sweep carries along.
pub struct Sweep<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) references: &'a References,
    pub(super) records: &'a Records,
    holdings: Vec<Holding>,
    /// At most [`FACTS`] of each person.
    facts: HashMap<EntityId, Vec<Fact>>,
    pub(super) discourse: Discourse,
    /// Mentions that were found.
    pub(super) found: Vec<Mention>,
    /// Depth of quotation marks at each token.
    quoted: Vec<bool>,
}

/// Tokens that stand in quotation marks. A mark that opens nothing before the paragraph ends, or
/// that holds a short name, quotes nobody.
fn quotations(text: &Text) -> Vec<bool> {
    let mut quoted = vec![false; text.tokens.len()];
    let mut open: Option<(usize, u32)> = None;
    for (i, token) in text.tokens.iter().enumerate() {
        let paragraph = text.sentences.get(token.sentence as usize).map_or(0, |s| s.paragraph);
        if open.is_some_and(|(_, p)| p != paragraph) {
            open = None;
        }
        if token.kind == TokenKind::Quote {
            match open.take() {
                None => open = Some((i, paragraph)),
                Some((from, _)) if i > from + 4 => quoted[from..=i].fill(true),
                Some(_) => {}
            }
        }
    }
    quoted
}

fn learn(facts: &mut HashMap<EntityId, Vec<Fact>>, person: EntityId, fact: Fact) {
    let known = facts.entry(person).or_default();
    if known.len() < FACTS && !known.contains(&fact) {
        known.push(fact);
    }
}

impl<'a> Sweep<'a> {
    /// Finds all mentions that point back; adds none to the records itself.
    pub fn run(
        text: &'a Text<'a>,
        lexicon: &'a Lexicon,
        records: &'a Records,
        references: &'a References,
    ) -> Vec<Mention> {
        let reader = Reader { text, titles: &lexicon.titles, references };
        let holdings = reader.holdings(records);
        let mut facts = HashMap::default();
        let mut discourse = Discourse::default();
        for holding in &holdings {
            for holder in &holding.holders {
                if let Some(gender) = holding.group.gender {
                    discourse.gender.insert(holder.person, gender);
                }
                let fact = Fact {
                    office: holding.group.office.clone(),
                    head: holding.group.head.clone(),
                    country: holder.country.map(|c| c.0),
                    body: holding.group.body,
                };
                learn(&mut facts, holder.person, fact);
            }
        }
        for (i, entity) in records.entities.iter().enumerate().filter(|(_, e)| e.schema == Schema::Person) {
            if let Some(gender) = by_name(&entity.name) {
                discourse.gender.entry(EntityId(i as u32)).or_insert(gender);
            }
        }
        let quoted = quotations(text);
        let mut sweep =
            Sweep { text, references, records, holdings, facts, discourse, found: Vec::new(), quoted };
        sweep.honours(lexicon);
        sweep.go();
        sweep.found
    }

    /// "Mr" and "Mrs" before a name tell the gender.
    fn honours(&mut self, lexicon: &Lexicon) {
        for mention in self.references.all() {
            if self.references.schema(mention.entity) != Some(Schema::Person) || !References::names(mention) {
                continue;
            }
            let first = self.text.tokens.partition_point(|t| t.span.start < mention.span.start);
            for back in 1..=2 {
                let found = first
                    .checked_sub(back)
                    .and_then(|at| lexicon.titles.at(self.text, at, &[TitleKind::Honorific]))
                    .and_then(|(_, title)| title.gender);
                if let Some(gender) = found {
                    self.discourse.gender.insert(mention.entity, gender);
                }
            }
        }
    }

    pub(super) fn word(&self, token: usize) -> &'a str {
        self.text.tokens.get(token).map_or("", |t| t.lower.as_str())
    }

    /// The token before, in the same sentence.
    pub(super) fn before(&self, token: usize) -> &'a str {
        let Some(at) = token.checked_sub(1) else { return "" };
        let same = self.text.tokens.get(token).is_some_and(|t| t.sentence == self.text.tokens[at].sentence);
        if same { self.word(at) } else { "" }
    }

    pub(super) fn add(&mut self, span: Span, entity: EntityId, form: Form, rule: &'static str) {
        self.found.push(Mention { document: DocumentId(0), span, entity, form, rule: rule.into() });
    }

    fn go(&mut self) {
        let tokens = self.text.tokens.len();
        let holdings = std::mem::take(&mut self.holdings);
        let mut next_group = 0;
        let mut named: Vec<&'a Mention> = super::discourse::notable(self.references).collect();
        named.reverse();
        let mut at = 0;
        while at < tokens {
            let start = self.text.tokens[at].span.start;
            // names that begin here
            while let Some(mention) = named.last().filter(|m| m.span.start <= start).copied() {
                named.pop();
                let lead = holdings[..next_group]
                    .last()
                    .filter(|h| h.holders.iter().any(|o| o.span == mention.span) && h.group.tokens.end <= at)
                    .map_or(at, |h| h.group.tokens.start);
                if let Some(schema) = self.references.schema(mention.entity) {
                    self.discourse.note(self.text, mention, schema, lead, self.quoted[at]);
                }
            }
            let mut end = at + 1;
            if let Some(holding) = holdings.get(next_group).filter(|h| h.group.tokens.start == at) {
                next_group += 1;
                self.title(holding);
            } else {
                self.pronoun(at);
                if let Some(used) = nominal::read(self, at) {
                    // names inside a description are still noted
                    end = self.next_name(&named, at, used.max(at + 1));
                }
            }
            at = end;
        }
    }

    /// The first token from `at` on, before `end`, at which a name begins.
    fn next_name(&self, named: &[&Mention], at: usize, end: usize) -> usize {
        let Some(mention) = named.last() else { return end };
        let first = self.text.tokens.partition_point(|t| t.span.start < mention.span.start);
        if first > at { first.min(end) } else { at + 1 }
    }

    fn title(&mut self, holding: &Holding) {
        let group = &holding.group;
        let span = self.text.cover(group.tokens.clone());
        let sentence = self.text.tokens[group.tokens.start].sentence;
        if !holding.holders.is_empty() {
            if group.counterpart {
                self.inherit(group, holding, span);
            } else {
                for holder in &holding.holders {
                    self.add(span, holder.person, Form::Title, holding.rule);
                    if span.start > holder.span.end {
                        self.discourse.apposition = Some((holder.person, span.end));
                    }
                }
            }
            return;
        }
        if let Some(subject) = self.predicate(group) {
            self.add(span, subject, Form::Title, PREDICATE);
            let country = group.country.or_else(|| self.country_of(subject));
            let (office, head) = (group.office.clone(), group.head.clone());
            learn(&mut self.facts, subject, Fact { office, head, country, body: group.body });
            return;
        }
        let who = if group.plural {
            self.holders_of(group, span, sentence)
        } else {
            self.holder_of(group, span, sentence)
        };
        for person in who {
            self.add(span, person, Form::Title, RESOLVED);
            let mention = Mention {
                document: DocumentId(0),
                span,
                entity: person,
                form: Form::Title,
                rule: RESOLVED.into(),
            };
            let quoted = self.quoted[group.tokens.start];
            self.discourse.note(self.text, &mention, Schema::Person, group.tokens.start, quoted);
        }
    }

    /// "his Russian counterpart B.": B. holds in Russia what he holds.
    fn inherit(&mut self, group: &Group, holding: &Holding, span: Span) {
        let other = group.possessor.and_then(|p| self.resolve(p)).or_else(|| {
            let before =
                self.discourse.recent().find(|s| s.schema == Schema::Person && s.span.end <= span.start)?;
            Some(before.entity)
        });
        for holder in &holding.holders {
            self.add(span, holder.person, Form::Title, holding.rule);
            let of = |e: EntityId| self.facts.get(&e)?.iter().rev().find(|f| !f.office.is_empty()).cloned();
            if let Some(fact) = other.and_then(of) {
                learn(&mut self.facts, holder.person, Fact { country: group.country, body: None, ..fact });
            }
        }
    }

    /// "became minister", "assumed the post of the minister", "was appointed minister": of whom it is said.
    fn predicate(&self, group: &Group) -> Option<EntityId> {
        let mut at = group.tokens.start.checked_sub(1)?;
        let sentence = self.text.tokens[group.tokens.start].sentence;
        let mut steps = 0;
        let mut verb = false;
        while self.text.tokens[at].sentence == sentence && steps < 7 {
            match self.word(at) {
                "the" | "a" | "an" | "as" | "of" | "post" | "office" | "position" | "job" | "role"
                | "duties" | "over" | "in" | "to" | "his" | "her" | "new" | "up" | "be" | "been"
                | "country" | "s" | "'s" => {}
                word if classes::is(word, classes::HOLDING) => {
                    verb = true;
                    break;
                }
                _ => return None,
            }
            at = at.checked_sub(1)?;
            steps += 1;
        }
        if !verb || group.plural {
            return None;
        }
        let start = self.text.tokens[at].span.start;
        let from = self.text.sentences.get(sentence as usize)?.span.start;
        let behind = self.before(group.tokens.start);
        // "appointed A. (as) minister": the name between verb and title was joined already
        let named = self.discourse.recent().find(|s| s.schema == Schema::Person && s.span.end <= start);
        let pronoun =
            self.found.iter().rev().take(60).find(|m| m.form == Form::Pronoun && m.span.end <= start);
        let person = match (named, pronoun) {
            (Some(n), Some(p)) if p.span.start > n.span.start && p.span.start >= from => p.entity,
            (Some(n), _) if n.span.start >= from => n.entity,
            (_, Some(p)) if p.span.start >= from => p.entity,
            _ => return None,
        };
        (behind != "by" && self.records.entities.get(person.index())?.schema == Schema::Person)
            .then_some(person)
    }

    fn fits(&self, group: &Group, fact: &Fact) -> bool {
        let office = group.office == fact.office
            || group.head == fact.head && (group.office == group.head || fact.office == fact.head)
            || matches!(group.office.as_str(), "Leader" | "Head of State")
                && of(List::Ruler).contains(&fact.head.as_str())
            || group.office == "Head of Government" && fact.office == "Prime Minister"
            || group.office == "Minister" && fact.office.ends_with("Minister") && fact.head == "Minister";
        let country = match (group.country, fact.country) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let body = match (group.body, fact.body) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        office && country && body
    }

    /// Whom "the Serbian minister" means: the last mentioned who holds the office.
    fn holder_of(&mut self, group: &Group, span: Span, sentence: u32) -> Vec<EntityId> {
        let first = group.tokens.start;
        let before = self.before(first);
        if matches!(before, "a" | "an" | "any" | "no" | "every" | "another" | "each" | "some") {
            return vec![];
        }
        if group.counterpart {
            let Some(other) = group.possessor.and_then(|p| self.resolve(p)) else { return vec![] };
            let offices: Vec<String> =
                self.facts.get(&other).into_iter().flatten().map(|f| f.office.clone()).collect();
            let fits = |f: &Fact| {
                offices.contains(&f.office) && (group.country.is_none() || f.country == group.country)
            };
            let person = self.last_of(span, sentence, fits).filter(|p| *p != other);
            return person.into_iter().collect();
        }
        if group.kind != TitleKind::Office && !group.definite {
            return vec![];
        }
        let capital = self.text.tokens[first].capital;
        if !(group.definite
            || group.possessor.is_some()
            || group.country.is_some()
            || capital
            || classes::is(before, classes::SAYING))
        {
            return vec![];
        }
        let person = self.last_of(span, sentence, |f| self.fits(group, f));
        let title = self.text.sentences[sentence as usize].zone == ZoneKind::Title;
        person.or_else(|| self.named_below(group).filter(|_| title)).into_iter().collect()
    }

    /// Whom a headline means by an office: the first named in the report who is said to hold it.
    fn named_below(&self, group: &Group) -> Option<EntityId> {
        let fits = |m: &&Mention| {
            self.facts.get(&m.entity).is_some_and(|facts| facts.iter().any(|f| self.fits(group, f)))
        };
        self.references.all().iter().take(400).find(fits).map(|m| m.entity)
    }

    /// The last mentioned person with a fitting office.
    fn last_of(&self, span: Span, sentence: u32, test: impl Fn(&Fact) -> bool) -> Option<EntityId> {
        let seen = self.discourse.seen.iter().rev().take(400);
        seen.filter(|s| s.schema == Schema::Person && s.span.end <= span.start && s.sentence <= sentence)
            .find(|s| self.facts.get(&s.entity).is_some_and(|l| l.iter().any(&test)))
            .map(|s| s.entity)
    }

    /// Whom "the two presidents", "both ministers" mean.
    fn holders_of(&self, group: &Group, span: Span, sentence: u32) -> Vec<EntityId> {
        if group.others || !(group.definite || group.each) {
            return vec![];
        }
        let mut found: Vec<EntityId> = Vec::new();
        let seen = self.discourse.seen.iter().rev().take(400);
        for s in
            seen.filter(|s| s.schema == Schema::Person && s.span.end <= span.start && s.sentence <= sentence)
        {
            if !found.contains(&s.entity)
                && self.facts.get(&s.entity).is_some_and(|l| l.iter().any(|f| self.fits(group, f)))
            {
                found.push(s.entity);
                if found.len() == 2 {
                    found.reverse();
                    return found;
                }
            }
        }
        vec![]
    }

    /// The country in which a person holds an office.
    pub(super) fn country_of(&self, person: EntityId) -> Option<EntityId> {
        self.facts.get(&person)?.iter().find_map(|f| f.country)
    }

    /// Whom the pronoun at a token was taken for.
    pub(super) fn resolve(&self, token: usize) -> Option<EntityId> {
        let span = self.text.tokens.get(token)?.span;
        self.found.iter().rev().take(60).find(|m| m.span == span).map(|m| m.entity)
    }

    /// Reads a pronoun; true where the token is one.
    fn pronoun(&mut self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let next = self.text.tokens.get(at + 1).filter(|t| t.sentence == token.sentence);
        let noun = next.is_some_and(|t| t.kind == TokenKind::Word && !verb(&t.lower));
        let (case, gender) = match token.lower.as_str() {
            "he" => (Case::Subject, Gender::Male),
            "she" => (Case::Subject, Gender::Female),
            "him" => (Case::Object, Gender::Male),
            "his" => (Case::Possessive, Gender::Male),
            "her" if noun => (Case::Possessive, Gender::Female),
            "her" => (Case::Object, Gender::Female),
            // "among them" and "of them" speak of things as often as of people
            "them" if matches!(self.before(at), "of" | "among") => return true,
            "they" | "them" | "their" => return self.plural(at),
            "its" => {
                if !nominal::unnamed(self, at)
                    && let Some(entity) = self.discourse.thing(token.span.start, token.sentence)
                {
                    self.add(token.span, entity, Form::Pronoun, "coref: its, the last country or body");
                }
                return true;
            }
            _ => return false,
        };
        let beside = |i: Option<usize>| {
            i.and_then(|i| self.text.tokens.get(i)).is_some_and(|t| classes::is(&t.lower, classes::SAYING))
        };
        let pronoun = Pronoun {
            start: token.span.start,
            sentence: token.sentence,
            case,
            gender: Some(gender),
            quoted: self.quoted[at],
            speaks: case == Case::Subject && (beside(at.checked_sub(1)) || beside(Some(at + 1))),
        };
        let (entity, rule) = match self.ahead(at, case, gender) {
            Some(entity) => (Some(entity), "coref: pronoun before its name"),
            None => (self.discourse.person(pronoun), "coref: pronoun, the most present person"),
        };
        if let Some(entity) = entity {
            self.discourse.gender.entry(entity).or_insert(gender);
            self.add(token.span, entity, Form::Pronoun, rule);
            if pronoun.speaks {
                self.discourse.speaker = Some((entity, token.sentence));
            }
            if case == Case::Subject {
                let mention = Mention {
                    document: DocumentId(0),
                    span: token.span,
                    entity,
                    form: Form::Pronoun,
                    rule: rule.into(),
                };
                let quoted = self.quoted[at];
                self.discourse.note(self.text, &mention, Schema::Person, at, quoted);
            }
        }
        true
    }

    /// "During his visit, A. said": the subject behind the comma, where no person came before in the
    /// sentence and the sentence begins with a preposition or "when".
    fn ahead(&self, at: usize, case: Case, gender: Gender) -> Option<EntityId> {
        let sentence = self.text.sentences.get(self.text.tokens[at].sentence as usize)?;
        let opens = self.word(sentence.tokens.start);
        let before = self.discourse.recent().take_while(|s| s.sentence == self.text.tokens[at].sentence);
        if case == Case::Object
            || at > sentence.tokens.start + 8
            || !(super::discourse::preposition(opens)
                || matches!(opens, "when" | "while" | "as" | "once" | "since"))
            || before.filter(|s| s.schema == Schema::Person).count() > 0
        {
            return None;
        }
        let rest = Span { start: self.text.tokens[at].span.end, end: sentence.span.end };
        for mention in self.references.inside(rest).take(40).filter(|m| References::names(m)) {
            if self.references.schema(mention.entity) != Some(Schema::Person)
                || self.discourse.gender.get(&mention.entity).is_some_and(|g| *g != gender)
            {
                continue;
            }
            let next = self.text.tokens.partition_point(|t| t.span.start < mention.span.end);
            let first = self.text.tokens.partition_point(|t| t.span.start < mention.span.start);
            let comma = (sentence.tokens.start..first).rev().take(6).any(|t| self.word(t) == ",");
            if comma && verb(self.word(next)) && !super::discourse::preposition(self.before(first)) {
                return Some(mention.entity);
            }
        }
        None
    }

    /// "they", "their", "them": those named together last.
    fn plural(&mut self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let people = self.discourse.set(token.sentence, 2, |s| {
            s.end <= token.span.start
                && matches!(s.schema, Schema::Person | Schema::Country | Schema::PublicBody | Schema::Company)
        });
        if let Some(set) = people.cloned() {
            for member in set.members {
                self.add(token.span, member, Form::Pronoun, "coref: they, those named together");
            }
        }
        true
    }
}
