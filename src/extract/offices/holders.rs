//! Who holds the office that a title group names, where the text puts the two side by side.

use super::group::{Group, Reader};
use super::origins;
use super::titles::TitleKind;
use crate::extract::coref::References;
use crate::extract::text::TokenKind;
use crate::record::{EntityId, Form, Mention, Records, Schema, Span};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// How sure the country of an office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Guessed from the countries around.
    Context,
    /// From another title or the name of the same person.
    Person,
    /// Said beside the office.
    Told,
}

/// One person with the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: EntityId,
    /// The name.
    pub span: Span,
    /// Of which country.
    pub country: Option<(EntityId, Source)>,
}

/// A group with those who hold its office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The words.
    pub group: Group,
    /// Nobody where the group stands alone ("the minister").
    pub holders: Vec<Holder>,
    /// The rule that joined them.
    pub rule: &'static str,
}

/// Rule: "Minister A."
pub const BEFORE: &str = "office: before the name";
/// Rule: "A., the minister,"
pub const BEHIND: &str = "office: behind the name";
/// Rule: "As minister, A. …"
pub const AS: &str = "office: as minister, the name";

impl<'a> Reader<'a> {
    /// The person named from a token on.
    fn person(&self, token: usize) -> Option<&'a Mention> {
        self.named(token).filter(|m| self.references.schema(m.entity) == Some(Schema::Person))
    }

    /// People named from a token on: "A", "A and B", "A, B and C"; ranks and honours before them
    /// are passed over. Returns the token behind them.
    fn people(&self, mut at: usize, many: bool) -> (Vec<&'a Mention>, usize) {
        let mut found = Vec::new();
        let mut end = at;
        while found.len() < 8 {
            while let Some((n, _)) = self.titles.at(self.text, at, &[TitleKind::Rank, TitleKind::Honorific]) {
                if self.person(at).is_some() {
                    break;
                }
                at += n;
                if self.text.tokens.get(at).is_some_and(|t| t.lower == ".") {
                    at += 1;
                }
                at = self.retired(at);
            }
            let Some(mention) = self.person(at) else { break };
            found.push(mention);
            end = self.after(mention.span);
            at = end;
            if !many {
                break;
            }
            let word = |i: usize| self.text.tokens.get(i).map_or("", |t| t.lower.as_str());
            at += match (word(at), word(at + 1)) {
                (",", "and") => 2,
                ("," | "and", _) => 1,
                _ => break,
            };
        }
        (found, end)
    }

    /// "Chile's minister A. and Peru's B.": B. holds the same office there.
    fn likewise(&self, group: &Group, behind: usize) -> Option<Holder> {
        group.country?;
        let at = behind + usize::from(matches!(self.word(behind), "and" | "with"));
        let owner = self.named(at).filter(|_| at > behind)?;
        let owned =
            self.text.tokens.get(self.after(owner.span)).is_some_and(|t| t.kind == TokenKind::Possessive);
        let country = self.references.schema(owner.entity) == Some(Schema::Country);
        let person = self.person(self.after(owner.span) + 1)?;
        let told = Some((owner.entity, Source::Told));
        (owned && country).then_some(Holder { person: person.entity, span: person.span, country: told })
    }

    /// Past "(ret.)", "(retired)" behind a rank.
    fn retired(&self, at: usize) -> usize {
        let known = matches!(self.word(at + 1), "ret" | "retd" | "retired" | "res" | "reserve");
        if self.word(at) != "(" || !known {
            return at;
        }
        let close = if self.word(at + 2) == "." { at + 3 } else { at + 2 };
        if self.word(close) == ")" { close + 1 } else { at }
    }

    /// The person whose name ends right before a token.
    fn person_before(&self, token: usize) -> Option<&'a Mention> {
        let end = self.text.tokens.get(token.checked_sub(1)?)?.span.end;
        let start = self.text.sentences.get(self.text.tokens[token - 1].sentence as usize)?.span.start;
        self.references.before(end, 12, |m| {
            m.span.end == end
                && m.span.start >= start
                && m.form == Form::Name
                && self.references.schema(m.entity) == Some(Schema::Person)
        })
    }

    fn word(&self, token: usize) -> &str {
        self.text.tokens.get(token).map_or("", |t| t.lower.as_str())
    }

    /// The country named right behind a token: "of Belarus", "from Belarus".
    fn country_behind(&self, token: usize) -> Option<EntityId> {
        if !matches!(self.word(token), "of" | "from") {
            return None;
        }
        let next = token + 1 + usize::from(self.word(token + 1) == "the");
        let mention = self.named(next)?;
        (mention.form == Form::Name && self.references.schema(mention.entity) == Some(Schema::Country))
            .then_some(mention.entity)
    }

    /// Joins groups and names that stand side by side.
    pub fn holdings(&self, records: &Records) -> Vec<Holding> {
        let groups = self.groups();
        let mut out: Vec<Holding> = Vec::with_capacity(groups.len());
        // where the people of the last group end, and whose group it is
        for group in groups {
            let mut holding = self.beside(&group).unwrap_or(Holding { group, holders: vec![], rule: "" });
            if holding.holders.is_empty()
                && let Some(last) = out.last()
                && last.rule == BEHIND
            {
                self.chained(last, &mut holding);
            }
            out.push(holding);
        }
        self.coordinate(&mut out);
        self.countries(&mut out, records);
        out
    }

    fn beside(&self, group: &Group) -> Option<Holding> {
        let country = group.country.map(|c| (c, Source::Told));
        let holder = |m: &Mention| Holder { person: m.entity, span: m.span, country };
        let end = group.tokens.end;
        let sentence = self.text.tokens[group.tokens.start].sentence;
        // "Minister A.", "Ministers A. and B."
        let (people, behind) = self.people(end, group.plural);
        if !people.is_empty() && (!group.plural || people.len() > 1) {
            let told = self.country_behind(behind).map(|c| (c, Source::Told));
            let mut holders: Vec<Holder> = people.into_iter().map(holder).collect();
            for h in &mut holders {
                h.country = h.country.or(told);
            }
            holders.extend(self.likewise(group, behind));
            return Some(Holding { group: group.clone(), holders, rule: BEFORE });
        }
        let comma = self.word(end) == ",";
        // "leaders of the two states, A. and B."
        if group.plural && comma {
            let (people, _) = self.people(end + 1, true);
            if people.len() > 1 {
                let holders = people.into_iter().map(holder).collect();
                return Some(Holding { group: group.clone(), holders, rule: BEFORE });
            }
        }
        // "A., the minister, …"
        let mut start = group.tokens.start;
        if group.possessor.is_some()
            || group.definite
            || start > 0
                && matches!(self.word(start - 1), "a" | "an")
                && self.text.tokens[start - 1].sentence == sentence
        {
            start -= 1;
        }
        let mut link = start.checked_sub(1)?;
        let mut steps = 0;
        while matches!(
            self.word(link),
            "who" | "is" | "was" | "also" | "currently" | "now" | "served" | "serves" | "as"
        ) && steps < 4
        {
            link = link.checked_sub(1)?;
            steps += 1;
        }
        let apart = matches!(self.word(link), "," | "(" | "–" | "—");
        let closes = {
            let next = self.text.tokens.get(end);
            next.is_none_or(|t| {
                t.sentence != sentence
                    || t.kind == TokenKind::Punct && t.lower != "-"
                    || matches!(
                        t.lower.as_str(),
                        "and" | "who" | "said" | "in" | "from" | "since" | "until" | "at"
                    )
            })
        };
        if !group.plural && closes {
            if (apart || steps > 0)
                && let Some(mention) = self.person_before(if apart { link } else { link + 1 })
            {
                let rule = if apart { BEHIND } else { PREDICATE };
                return Some(Holding { group: group.clone(), holders: vec![holder(mention)], rule });
            }
            // "As minister, A. …"
            if self.word(start.wrapping_sub(1)) == "as" && comma {
                let (people, _) = self.people(end + 1, false);
                if !people.is_empty() {
                    let holders = people.into_iter().map(holder).collect();
                    return Some(Holding { group: group.clone(), holders, rule: AS });
                }
            }
            // "The minister, A., …"
            let ranked = self.titles.at(self.text, end + 1, &[TitleKind::Rank]).is_some();
            if comma && (group.definite || group.country.is_some() || group.possessor.is_some() || ranked) {
                let (people, behind) = self.people(end + 1, false);
                // "Chief of the Guard, Colonel A. said": the rank tells that A. is meant
                if let Some(mention) = people.first()
                    && (ranked
                        || matches!(self.word(behind), "," | "." | ";" | "and" | ")" | "(" | "")
                        || self.text.tokens.get(behind).is_none_or(|t| t.sentence != sentence))
                {
                    return Some(Holding {
                        group: group.clone(),
                        holders: vec![holder(mention)],
                        rule: BEFORE,
                    });
                }
            }
        }
        None
    }

    /// "A., president of the board and chairman of the council,": the second office is A.'s too.
    fn chained(&self, last: &Holding, holding: &mut Holding) {
        let (from, to) = (last.group.tokens.end, holding.group.tokens.start);
        if to > from + 3 || to < from {
            return;
        }
        let words: Vec<&str> = (from..to).map(|t| self.word(t)).collect();
        if matches!(words.as_slice(), ["and"] | [",", "and"] | ["and", "the" | "a"] | [",", "and", "the"]) {
            holding.holders.clone_from(&last.holders);
            for holder in &mut holding.holders {
                holder.country = holding.group.country.map(|c| (c, Source::Told)).or(holder.country);
            }
            holding.rule = BEHIND;
        }
    }

    /// "Deputy Prime Minister and Defence Minister A.": both are A.'s. "the Belarusian President A. and
    /// Prime Minister B.": one country for both; "President A. and Prime Minister B. of Belarus" too.
    fn coordinate(&self, holdings: &mut [Holding]) {
        for i in (0..holdings.len().saturating_sub(1)).rev() {
            let (left, right) = holdings.split_at_mut(i + 1);
            let (Some(left), Some(right)) = (left.last_mut(), right.first()) else { continue };
            if right.holders.is_empty() || right.rule != BEFORE {
                continue;
            }
            if left.holders.is_empty() && !left.group.plural && left.group.kind == TitleKind::Office {
                let (from, to) = (left.group.tokens.end, right.group.tokens.start);
                if to == from + 1
                    && matches!(self.word(from), "and" | "/" | "," | "-")
                    && !left.group.definite
                {
                    left.holders.clone_from(&right.holders);
                    for holder in &mut left.holders {
                        holder.country = left.group.country.map(|c| (c, Source::Told)).or(holder.country);
                    }
                    left.rule = BEFORE;
                }
                continue;
            }
            if left.rule == BEFORE && self.coordinated(left, right) {
                let country = right.holders.first().and_then(|h| h.country).filter(|c| c.1 == Source::Told);
                // "talks with President A. and Chile's Minister B.": both sit on one side
                let object = left.group.tokens.start > 0
                    && self.word(left.group.tokens.start - 1) == "with"
                    && left.group.body.is_none();
                let own = right.group.country.is_some() && !object;
                for holder in left.holders.iter_mut().filter(|_| !own) {
                    holder.country = holder.country.or(country);
                }
            }
        }
        for i in 1..holdings.len() {
            let (left, right) = holdings.split_at_mut(i);
            let (Some(left), Some(right)) = (left.last(), right.first_mut()) else { continue };
            if left.rule == BEFORE && right.rule == BEFORE && self.coordinated(left, right) {
                let country = left.holders.first().and_then(|h| h.country).filter(|c| c.1 == Source::Told);
                for holder in &mut right.holders {
                    holder.country = holder.country.or(country);
                }
            }
        }
    }

    fn coordinated(&self, left: &Holding, right: &Holding) -> bool {
        let Some(last) = left.holders.last() else { return false };
        if left.group.tokens.start >= right.group.tokens.start || right.group.possessor.is_some() {
            return false;
        }
        let from = self.after(last.span);
        let words: Vec<&str> = (from..right.group.tokens.start).take(4).map(|t| self.word(t)).collect();
        matches!(words.as_slice(), ["and"] | [","] | [",", "and"] | ["and", "the"] | ["and", "with"])
    }

    /// Countries that the groups do not name: from the same person's other titles, from "the Serbian
    /// delegation led by", from the name's own country, and at last from around.
    fn countries(&self, holdings: &mut [Holding], records: &Records) {
        let mut by_code: HashMap<&str, EntityId> = HashMap::default();
        for (i, entity) in records.entities.iter().enumerate().filter(|(_, e)| e.schema == Schema::Country) {
            if let Some(code) = entity.countries.first() {
                by_code.entry(code).or_insert(EntityId(i as u32));
            }
        }
        let of = |entity: EntityId| -> Option<EntityId> {
            let codes = &records.entities.get(entity.index())?.countries;
            match codes.as_slice() {
                [code] => by_code.get(code.as_str()).copied(),
                _ => None,
            }
        };
        for holding in holdings.iter_mut() {
            // What no country owns ("NATO's secretary general") stands in its place.
            let stateless = |b: &EntityId| {
                let known = |e: &crate::record::Entity| {
                    e.countries.is_empty() && (e.schema == Schema::Company || e.description.is_some())
                };
                records.entities.get(b.index()).is_some_and(known) && holding.group.country.is_none()
            };
            let body = holding.group.body.and_then(|b| of(b).or(Some(b).filter(stateless)));
            let body = body.map(|c| (c, Source::Told));
            let state = |c: EntityId| match self.references.schema(c) {
                Some(Schema::Place) => of(c),
                _ => Some(c),
            };
            let led = self.led(&holding.group).and_then(state).map(|c| (c, Source::Told));
            // No country has a Secretary-General: it is that of the last body that none owns.
            let start = self.text.tokens[holding.group.tokens.start].span.start;
            let world = |m: &Mention| {
                let owned = records.entities.get(m.entity.index()).is_none_or(|e| !e.countries.is_empty());
                let schema = self.references.schema(m.entity);
                m.form == Form::Name
                    && !owned
                    && matches!(schema, Some(Schema::Organization | Schema::PublicBody))
            };
            let general = holding.group.head == "Secretary-General" && holding.group.country.is_none();
            let league = general.then(|| self.references.before(start, 30, world)).flatten();
            let league = league.map(|m| (m.entity, Source::Context));
            for holder in &mut holding.holders {
                // "Washington's envoy" is the country's
                let told = holder.country.and_then(|(c, source)| Some((state(c)?, source)));
                holder.country = told.or(body).or(led).or(league);
            }
        }
        let mut known: BTreeMap<EntityId, EntityId> = BTreeMap::new();
        for holder in holdings.iter().filter(|h| h.group.held.is_none()).flat_map(|h| &h.holders) {
            if let Some((country, Source::Told)) = holder.country
                && self.references.schema(country) == Some(Schema::Country)
            {
                known.entry(holder.person).or_insert(country);
            }
        }
        for holding in holdings.iter_mut().filter(|h| h.group.each) {
            self.each(holding, &known);
        }
        let home = self.home(records, &of, &by_code);
        let others = self.others(holdings);
        let inside: Vec<Span> = holdings.iter().map(|h| self.text.cover(h.group.tokens.clone())).collect();
        for holding in holdings.iter_mut() {
            for holder in holding.holders.iter_mut().filter(|h| h.country.is_none()) {
                let person = known.get(&holder.person).copied().or_else(|| of(holder.person));
                // "A. and her Swedish counterpart": A. is no Swede
                let not = others.get(&holder.person).copied();
                holder.country = person.map(|c| (c, Source::Person)).or_else(|| {
                    let around =
                        self.around(records, holder.span, &inside, &by_code).filter(|c| Some(*c) != not);
                    let guess = around.or(home.filter(|c| Some(*c) != not));
                    let guess = guess.or_else(|| self.main_country(|c| Some(c) != not));
                    self.likely(records, holder.person, guess, not).map(|c| (c, Source::Context))
                });
            }
        }
    }

    /// "leaders of the two states, A. and B.": whose country is known leaves the other one to the other.
    fn each(&self, holding: &mut Holding, known: &BTreeMap<EntityId, EntityId>) {
        let start = holding.group.tokens.start;
        let until = self.text.tokens[start].span.start;
        let mut states: Vec<EntityId> = Vec::new();
        for _ in 0..2 {
            let country = |m: &Mention| {
                References::names(m)
                    && self.references.schema(m.entity) == Some(Schema::Country)
                    && !states.contains(&m.entity)
            };
            let Some(found) = self.references.before(until, 40, country) else { break };
            states.push(found.entity);
        }
        for holder in &mut holding.holders {
            holder.country = holder.country.or(known.get(&holder.person).map(|c| (*c, Source::Person)));
        }
        let ([a, b], [x, y]) = (states.as_slice(), holding.holders.as_mut_slice()) else { return };
        let other = |c: EntityId| if c == *a { Some(*b) } else { (c == *b).then_some(*a) };
        match (x.country, y.country) {
            (Some(c), None) => y.country = other(c.0).map(|c| (c, Source::Person)),
            (None, Some(c)) => x.country = other(c.0).map(|c| (c, Source::Person)),
            _ => {}
        }
    }

    /// "the Chilean delegation under Prime Minister A."
    fn led(&self, group: &Group) -> Option<EntityId> {
        let by = group.tokens.start.checked_sub(1)?;
        let verb = by.checked_sub(1)?;
        if self.word(by) != "by" || !matches!(self.word(verb), "led" | "headed" | "chaired" | "fronted") {
            return None;
        }
        let at = self.text.tokens[verb].span.start;
        let from = self.text.sentences.get(self.text.tokens[verb].sentence as usize)?.span.start;
        let country = |m: &Mention| {
            let schema = self.references.schema(m.entity);
            m.span.start >= from
                && References::names(m)
                && matches!(schema, Some(Schema::Country | Schema::Place))
        };
        self.references.before(at, 6, country).map(|m| m.entity)
    }

    /// The only country named in the sentence around a name, those inside titles left out; else that of
    /// the only town.
    fn around(
        &self,
        records: &Records,
        span: Span,
        titles: &[Span],
        by_code: &HashMap<&str, EntityId>,
    ) -> Option<EntityId> {
        let sentence = self.text.sentences.get(self.text.sentence_at(span.start)?)?;
        let mut found = None;
        let mut towns: Vec<&str> = Vec::new();
        for mention in self.references.inside(sentence.span).take(60) {
            let country =
                References::names(mention) && self.references.schema(mention.entity) == Some(Schema::Country);
            let at = titles.partition_point(|t| t.end <= mention.span.start);
            let titled = titles.get(at).is_some_and(|t| t.contains(mention.span));
            // A town of another country tells that the sentence is about two.
            let code = |e: EntityId| records.entities.get(e.index()).and_then(|e| e.countries.first());
            if let (Some(country), Some(town)) = (found, code(mention.entity))
                && self.references.schema(mention.entity) == Some(Schema::Place)
                && code(country).is_some_and(|c| c != town)
            {
                return None;
            }
            if let Some(town) = code(mention.entity)
                && mention.form == Form::Name
                && self.references.schema(mention.entity) == Some(Schema::Place)
                && !towns.contains(&town.as_str())
            {
                towns.push(town);
            }
            // "said the state would buy jets from Chile": Chile is the other side.
            let first = self.text.tokens.partition_point(|t| t.span.start < mention.span.start);
            let other = first > 0 && matches!(self.word(first - 1), "from" | "with" | "against" | "to");
            if !country || titled || other || found == Some(mention.entity) {
                continue;
            }
            if found.is_some() {
                return None;
            }
            found = Some(mention.entity);
        }
        // "arrived in Oslo and was received by Prime Minister A."
        found.or_else(|| match towns.as_slice() {
            [town] => by_code.get(*town).copied(),
            _ => None,
        })
    }

    /// The country that the report comes from: named by its publisher ("Ministry of Trade of Norway"),
    /// or that of its dateline.
    fn home(
        &self,
        records: &Records,
        of: &impl Fn(EntityId) -> Option<EntityId>,
        by_code: &HashMap<&str, EntityId>,
    ) -> Option<EntityId> {
        let document = self.text.document;
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .map(str::to_lowercase)
                .collect()
        };
        let publisher = words(document.publisher.as_deref().unwrap_or(""));
        let mut named = by_code.values().copied().filter(|c| {
            let name = records.entities.get(c.index()).map_or(Vec::new(), |e| words(&e.name));
            !name.is_empty() && publisher.windows(name.len()).any(|w| w == name)
        });
        if let (Some(only), None) = (named.next(), named.next()) {
            return Some(only);
        }
        let place = document.place.as_deref()?.to_lowercase();
        let at = records
            .entities
            .iter()
            .position(|e| e.schema == Schema::Place && e.name.to_lowercase() == place)?;
        of(EntityId(at as u32))
    }

    /// People told to have a counterpart of a country: by person, that country.
    fn others(&self, holdings: &[Holding]) -> BTreeMap<EntityId, EntityId> {
        let mut out = BTreeMap::new();
        for holding in holdings.iter().filter(|h| h.group.counterpart) {
            let country = holding
                .group
                .country
                .or_else(|| holding.holders.first().and_then(|h| h.country).map(|c| c.0));
            let (Some(country), Some(token)) = (country, holding.group.possessor) else { continue };
            let Some(token) = self.text.tokens.get(token) else { continue };
            let person = |m: &Mention| self.references.schema(m.entity) == Some(Schema::Person);
            let pronoun = self.references.inside(token.span).find(|m| person(m));
            if let Some(owner) = pronoun.or_else(|| self.references.before(token.span.start, 6, person)) {
                out.entry(owner.entity).or_insert(country);
            }
        }
        out
    }

    /// A guess, or where the surname speaks against it the country named most often that it fits:
    /// among Serbia and China, "Petrić" is Serbia's.
    fn likely(
        &self,
        records: &Records,
        person: EntityId,
        guess: Option<EntityId>,
        not: Option<EntityId>,
    ) -> Option<EntityId> {
        let homes = origins::countries(records.entities.get(person.index()).map_or("", |e| &e.name));
        let fits = |c: EntityId| {
            let codes = records.entities.get(c.index()).map_or(&[][..], |e| &e.countries);
            Some(c) != not && codes.iter().any(|code| homes.contains(&code.as_str()))
        };
        match guess {
            Some(guess) if homes.is_empty() || fits(guess) => Some(guess),
            _ => self.main_country(fits).or(guess),
        }
    }

    /// The country named most often of those that pass a test.
    fn main_country(&self, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
        let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
        for mention in self.references.all() {
            let country = self.references.schema(mention.entity) == Some(Schema::Country);
            if References::names(mention) && country && fits(mention.entity) {
                *counts.entry(mention.entity).or_default() += 1;
            }
        }
        counts.into_iter().max_by_key(|(entity, n)| (*n, std::cmp::Reverse(*entity))).map(|(e, _)| e)
    }
}

/// Rule: "A. is the minister", "A. became minister".
pub const PREDICATE: &str = "office: said of the name";
