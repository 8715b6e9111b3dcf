//! Of which country an office is, where the words beside it do not say.

use super::group::{Group, Reader};
use super::holders::{Holding, Source};
use super::origins;
use crate::extract::coref::References;
use crate::extract::lexicon::classes;
use crate::record::{EntityId, Form, Mention, Records, Schema, Span, ZoneKind};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

impl Reader<'_> {
    /// Countries that the groups do not name: from the same person's other titles, from "the Serbian
    /// delegation led by", from the name's own country, and at last from around.
    pub(super) fn countries(&self, holdings: &mut [Holding], records: &Records) {
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
            let world = |m: &Mention| {
                let owned = records.entities.get(m.entity.index()).is_none_or(|e| !e.countries.is_empty());
                let schema = self.references.schema(m.entity);
                m.form == Form::Name
                    && !owned
                    && matches!(schema, Some(Schema::Organization | Schema::PublicBody))
            };
            let start = self.text.tokens[holding.group.tokens.start].span.start;
            // "Norway waits. Its foreign minister, A., …"
            let its = holding.group.possessor.filter(|t| matches!(self.word(*t), "its" | "their"));
            let its = its.and_then(|t| {
                let span = self.text.tokens.get(t)?.span;
                let mut meant = self.references.inside(span).map(|m| m.entity);
                let (first, more) = (meant.next()?, meant.next());
                (more.is_none() && self.references.schema(first) == Some(Schema::Country)).then_some(first)
            });
            let its = its.map(|c| (c, Source::Told));
            // "the Norwegian ministry denies it. A spokesman, A., said …": of the body that was named
            let voice = holding.group.head.starts_with("Spokes") && holding.group.body.is_none();
            let sentence = self.text.tokens[holding.group.tokens.start].sentence as usize;
            let from = self.text.sentences.get(sentence.saturating_sub(1)).map_or(start, |s| s.span.start);
            let known = |m: &Mention| {
                m.span.start >= from
                    && matches!(self.references.schema(m.entity), Some(Schema::PublicBody))
                    && of(m.entity).is_some()
            };
            let voiced = voice.then(|| self.references.before(start, 8, known)).flatten();
            let its = its.or(voiced.and_then(|m| of(m.entity)).map(|c| (c, Source::Context)));
            let general = holding.group.head == "Secretary-General" && holding.group.country.is_none();
            let league = general.then(|| self.references.before(start, 30, world)).flatten();
            let league = league.map(|m| (m.entity, Source::Context));
            for holder in &mut holding.holders {
                // "Washington's envoy" is the country's
                let told = holder.country.and_then(|(c, source)| Some((state(c)?, source)));
                holder.country = told.or(body).or(its).or(led).or(league);
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
        let (home, ministry) =
            self.home(records, &of, &by_code).map_or((None, false), |(c, own)| (Some(c), own));
        let sections = self.sections(&of);
        let counts = self.tally();
        let others = self.others(holdings);
        let inside: Vec<Span> = holdings.iter().map(|h| self.text.cover(h.group.tokens.clone())).collect();
        for holding in holdings.iter_mut() {
            for holder in holding.holders.iter_mut().filter(|h| h.country.is_none()) {
                let person = known.get(&holder.person).copied().or_else(|| of(holder.person));
                // "A. and her Swedish counterpart": A. is no Swede
                let not = others.get(&holder.person).copied();
                holder.country = person.map(|c| (c, Source::Person)).or_else(|| {
                    let strange = self.strange(holder.span, &of);
                    let own = |c: &EntityId| Some(*c) != not && !strange.contains(c);
                    let around = self.around(records, holder.span, &inside, &by_code).filter(own);
                    let section = sections.partition_point(|s| s.0 <= holder.span.start);
                    let section = section.checked_sub(1).and_then(|s| sections[s].1).filter(own);
                    let near = || self.named_before(holder.span, &inside).filter(own);
                    let around = if sections.is_empty() { around } else { around.or_else(near).or(section) };
                    // On its own page a ministry says of foreign ministers whose they are, of its own it need not,
                    // whatever their names sound like.
                    let minister = holding.group.head == "Minister";
                    let own_page = home.filter(|c| ministry && minister && around.is_none() && own(c));
                    let guess = around.or(home.filter(own));
                    let guess = guess.or_else(|| main_country(&counts, |c| own(&c)));
                    let likely = || likely(records, &counts, holder.person, guess, not);
                    own_page.or_else(likely).map(|c| (c, Source::Context))
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
            // "Norway and Sweden … the ministers of the two states, A. and B.": in the same order
            (None, None) => {
                x.country = Some((*b, Source::Context));
                y.country = Some((*a, Source::Context));
            }
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
            // "A. accused Oslo of …": it is done to the other side
            let first = self.text.tokens.partition_point(|t| t.span.start < mention.span.start);
            let done =
                mention.span.start > span.end && References::names(mention) && self.done_to(first, mention);
            if done {
                continue;
            }
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

    /// Whether something is done to whoever a mention names: "accused Norway of …".
    fn done_to(&self, first: usize, mention: &Mention) -> bool {
        let verb = first.checked_sub(1).map_or("", |t| self.word(t));
        verb.ends_with("ed")
            && !classes::is(verb, classes::SAYING)
            && !self.subject_at(self.after(mention.span))
    }

    /// Whether a verb follows, so that what stands before it is its subject.
    fn subject_at(&self, at: usize) -> bool {
        let word = self.word(at);
        classes::is(word, classes::FINITE | classes::VERB) || word.ends_with("ed")
    }

    /// Countries that are not those of somebody without one, by the sentence after the name: where they
    /// travel to, and whose envoys they meet.
    fn strange(&self, span: Span, of: &impl Fn(EntityId) -> Option<EntityId>) -> Vec<EntityId> {
        let sentence = self.text.sentence_at(span.start).and_then(|s| self.text.sentences.get(s));
        let Some(sentence) = sentence.filter(|s| s.span.end > span.end) else { return Vec::new() };
        let rest = Span { start: span.end, end: sentence.span.end };
        let mut out = Vec::new();
        for mention in self.references.inside(rest).take(40) {
            let country = match self.references.schema(mention.entity) {
                Some(Schema::Country) => Some(mention.entity),
                Some(Schema::Place) => of(mention.entity),
                _ => None,
            };
            let tokens = self.text.tokens_in(mention.span);
            let the = usize::from(tokens.start > 0 && self.word(tokens.start - 1) == "the");
            let before = tokens.start.checked_sub(1 + the).map_or("", |t| self.word(t));
            let visited = matches!(before, "visits" | "visited" | "visiting");
            let going = before == "to"
                && tokens
                    .start
                    .checked_sub(2 + the)
                    .is_some_and(|t| classes::is(self.word(t), classes::GOING));
            let envoy = classes::is(self.word(tokens.end), classes::FOREIGNER);
            let done = References::names(mention) && self.done_to(tokens.start, mention);
            out.extend(country.filter(|_| going || visited || envoy || done));
        }
        out
    }

    /// The parts of a round-up, each begun by a dateline: where they begin, and the town's country. None where
    /// there is but one.
    fn sections(&self, of: &impl Fn(EntityId) -> Option<EntityId>) -> Vec<(u32, Option<EntityId>)> {
        let zones = self.text.document.zones.iter().filter(|z| z.kind == ZoneKind::Dateline);
        let town = |m: &&Mention| self.references.schema(m.entity) == Some(Schema::Place);
        let of_town = |span: Span| self.references.inside(span).find(town).and_then(|m| of(m.entity));
        let all: Vec<_> = zones.map(|z| (z.span.start, of_town(z.span))).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// The last state named in the sentence before a name's, where it is the only one there.
    fn named_before(&self, span: Span, titles: &[Span]) -> Option<EntityId> {
        let sentence = self.text.sentence_at(span.start)?.checked_sub(1)?;
        let before = self.text.sentences.get(sentence)?;
        let here = self.text.sentences.get(sentence + 1)?;
        let gap = &self.text.document.text[before.span.range().end..here.span.range().start];
        if gap.contains('\n') {
            return None;
        }
        let titled = |m: &Mention| {
            let at = titles.partition_point(|t| t.end <= m.span.start);
            titles.get(at).is_some_and(|t| t.contains(m.span))
        };
        let state = |m: &&Mention| {
            References::names(m) && self.references.schema(m.entity) == Some(Schema::Country) && !titled(m)
        };
        let mut states = self.references.inside(before.span).take(40).filter(state).map(|m| m.entity);
        let first = states.next()?;
        states.all(|s| s == first).then_some(first)
    }

    /// The country that the report comes from: named by its publisher ("Ministry of Trade of Norway"),
    /// or that of its dateline; and whether a ministry publishes it.
    fn home(
        &self,
        records: &Records,
        of: &impl Fn(EntityId) -> Option<EntityId>,
        by_code: &HashMap<&str, EntityId>,
    ) -> Option<(EntityId, bool)> {
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
            return Some((only, publisher.first().is_some_and(|w| classes::is(w, classes::BODY))));
        }
        // "Ministry of Defence of the Republic of Norway" above the headline
        let head = document.zones.iter().take_while(|z| z.kind != ZoneKind::Body);
        let head = head.filter(|z| z.kind == ZoneKind::Boilerplate).map(|z| z.span.of(&document.text));
        for line in head.flat_map(str::lines).take(12).filter(|l| l.len() < 120) {
            let line = words(line);
            let ministry = line.first().is_some_and(|w| classes::is(w, classes::BODY));
            let mut named = by_code.values().copied().filter(|c| {
                let name = records.entities.get(c.index()).map_or(Vec::new(), |e| words(&e.name));
                !name.is_empty() && line.ends_with(&name)
            });
            if ministry
                && line.len() > 3
                && let (Some(only), None) = (named.next(), named.next())
            {
                return Some((only, true));
            }
        }
        let place = document.place.as_deref()?.to_lowercase();
        let at = records
            .entities
            .iter()
            .position(|e| e.schema == Schema::Place && e.name.to_lowercase() == place)?;
        of(EntityId(at as u32)).map(|country| (country, false))
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

    /// How often each country is named.
    fn tally(&self) -> BTreeMap<EntityId, usize> {
        let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
        for mention in self.references.all() {
            let country = self.references.schema(mention.entity) == Some(Schema::Country);
            if References::names(mention) && country {
                *counts.entry(mention.entity).or_default() += 1;
            }
        }
        counts
    }
}

/// The country named most often of those that pass a test.
fn main_country(counts: &BTreeMap<EntityId, usize>, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
    let fitting = counts.iter().filter(|(e, _)| fits(**e));
    fitting.max_by_key(|(entity, n)| (**n, std::cmp::Reverse(**entity))).map(|(e, _)| *e)
}

/// A guess, or where the surname speaks against it the country named most often that it fits:
/// among Serbia and China, "Petrić" is Serbia's.
fn likely(
    records: &Records,
    counts: &BTreeMap<EntityId, usize>,
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
        _ => main_country(counts, fits).or(guess),
    }
}
