//! Records of single documents made one: entities linked across documents, events told twice merged.
//!
//! The result is the same in whatever order the documents come: they are sorted by their ids first.
//! [`people`] and [`things`] find entities that are one, [`remap`] makes them one, [`naming`] gives
//! each its best name and a key of its own.

mod naming;
mod people;
mod profile;
pub mod remap;
mod things;

use super::events;
use super::offices::GUESSED;
use crate::record::{DocumentId, Entity, EntityId, Event, Records, Schema};
use profile::Profiles;
use remap::Unions;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// Joins records of single documents; the order of the input does not matter.
pub fn link(mut parts: Vec<Records>) -> Records {
    parts.sort_by(|a, b| a.documents.first().map(|d| &d.id).cmp(&b.documents.first().map(|d| &d.id)));
    let mut linking = Linking::default();
    for part in parts {
        linking.add(part);
    }
    linking.finish(&mut |_| {})
}

/// Records of single documents on their way to one, for whoever does not hold all of them at once.
///
/// A country is known by its code, so each is put in once, as [`things`] would join it. That leaves a third of the entities out.
#[derive(Debug, Default)]
pub struct Linking {
    all: Records,
    countries: HashMap<String, EntityId>,
}

impl Linking {
    /// Adds the records of a document; they have to come in the order of the documents' ids.
    pub fn add(&mut self, part: Records) {
        let to: Vec<EntityId> = part.entities.into_iter().map(|entity| self.put(entity)).collect();
        let all = &mut self.all;
        let (doc, fig) = (all.documents.len() as u32, all.figures.len() as u32);
        let d = |i: DocumentId| DocumentId(i.0 + doc);
        let e = |i: EntityId| to.get(i.index()).copied().unwrap_or(EntityId(u32::MAX));
        all.documents.extend(part.documents);
        all.problems.extend(part.problems);
        all.mentions.extend(part.mentions.into_iter().map(|mut m| {
            (m.document, m.entity) = (d(m.document), e(m.entity));
            m
        }));
        all.dates.extend(part.dates.into_iter().map(|mut x| {
            x.document = d(x.document);
            x
        }));
        all.figures.extend(part.figures.into_iter().map(|mut x| {
            x.document = d(x.document);
            x
        }));
        all.statements.extend(part.statements.into_iter().map(|mut x| {
            (x.document, x.speaker) = (d(x.document), x.speaker.map(e));
            x
        }));
        all.offices.extend(part.offices.into_iter().map(|mut x| {
            (x.document, x.person) = (d(x.document), e(x.person));
            (x.country, x.body) = (x.country.map(e), x.body.map(e));
            x
        }));
        all.events.extend(part.events.into_iter().map(|x| {
            Event {
                actors: x.actors.into_iter().map(e).collect(),
                recipients: x.recipients.into_iter().map(e).collect(),
                instruments: x.instruments.into_iter().map(e).collect(),
                place: x.place.map(e),
                figures: x.figures.into_iter().map(|f| f + fig).collect(),
                evidence: x
                    .evidence
                    .into_iter()
                    .map(|mut v| {
                        (v.document, v.said_by) = (d(v.document), v.said_by.map(e));
                        v
                    })
                    .collect(),
                ..x
            }
        }));
    }

    /// Adds an entity, or what it tells of a country that is there.
    fn put(&mut self, mut entity: Entity) -> EntityId {
        let entities = &mut self.all.entities;
        let next = EntityId(entities.len() as u32);
        if let (Schema::Country, Some(code)) = (entity.schema, entity.countries.first()) {
            if let Some(&known) = self.countries.get(code) {
                remap::absorb(&mut entities[known.index()], entity, things::ONE_COUNTRY);
                return known;
            }
            self.countries.insert(code.clone(), next);
        }
        if !entity.countries.is_empty() || entity.schema != Schema::Country {
            // It gets another when all are linked.
            entity.key = String::new();
        }
        entities.push(entity);
        next
    }

    /// Links all that was added. `tell` hears how much of the work is done, from 0 to 1.
    pub fn finish(self, tell: &mut dyn FnMut(f32)) -> Records {
        let mut all = self.all;
        entities(&mut all, tell);
        events::merge::merge(&mut all);
        tell(0.7);
        super::registers::read(&mut all);
        tell(0.8);
        super::rivals::read(&mut all);
        tell(1.0);
        all
    }
}

/// Entities of two documents that are one.
fn entities(all: &mut Records, tell: &mut dyn FnMut(f32)) {
    let mut unions = Unions::new(all.entities.len());
    let profiles = Profiles::new(all);
    tell(0.1);
    people::people(all, &profiles, &mut unions);
    tell(0.3);
    things::things(all, &profiles, &mut unions);
    drop(profiles);
    unions.apply(all);
    remap::prune(all);
    tell(0.4);
    let first = profile::first(all);
    countries(all);
    in_order(all, &first);
    naming::names(all);
    tell(0.5);
}

/// People belong to the country whose offices they hold; an office whose country was left out or
/// guessed gets that country.
fn countries(all: &mut Records) {
    let mut by_code: HashMap<String, EntityId> = HashMap::default();
    for (i, entity) in all.entities.iter().enumerate().filter(|(_, e)| e.schema == Schema::Country) {
        if let Some(code) = entity.countries.first() {
            by_code.entry(code.clone()).or_insert(EntityId(i as u32));
        }
    }
    let mut told: BTreeMap<EntityId, BTreeMap<String, u32>> = BTreeMap::new();
    for office in all.offices.iter().filter(|o| !o.rule.ends_with(GUESSED)) {
        if let Some(code) = profile::code(all, office) {
            *told.entry(office.person).or_default().entry(code.clone()).or_default() += 1;
        }
    }
    for (person, codes) in told {
        let Some(entity) = all.entities.get_mut(person.index()) else { continue };
        let mut codes: Vec<(String, u32)> = codes.into_iter().collect();
        codes.sort_by_key(|(code, n)| (std::cmp::Reverse(*n), code.clone()));
        entity.countries = codes.into_iter().map(|c| c.0).collect();
    }
    for office in &mut all.offices {
        if office.country.is_some() && !office.rule.ends_with(GUESSED) {
            continue;
        }
        let home = all.entities.get(office.person.index()).and_then(|e| e.countries.first());
        if let Some(country) = home.and_then(|code| by_code.get(code)) {
            office.country = Some(*country);
            let rule = office.rule.trim_end_matches(GUESSED);
            office.rule = format!("{rule}; country from the person's other offices").into();
        }
    }
}

/// Entities in the order of their first mention.
fn in_order(all: &mut Records, first: &[Option<(u32, u32)>]) {
    let mut order: Vec<usize> = (0..all.entities.len()).collect();
    order.sort_by_key(|&i| (first[i].unwrap_or((u32::MAX, 0)), i));
    let mut to = vec![EntityId(0); order.len()];
    let mut old: Vec<Option<crate::record::Entity>> =
        std::mem::take(&mut all.entities).into_iter().map(Some).collect();
    for (new, &i) in order.iter().enumerate() {
        to[i] = EntityId(new as u32);
        all.entities.extend(old[i].take());
    }
    remap::exchange(all, |e| to[e.index()]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edtf::Edtf;
    use crate::extract::coref::tests::marked;
    use crate::extract::{Lexicon, Text, coref, offices};
    use crate::record::Document;
    use proptest::prelude::*;

    /// A part as extraction would make it, names given.
    fn part(id: &str, source: &str) -> Records {
        let (document, mut records) = marked(source);
        let document = Document { id: id.into(), published: Edtf::parse("2020-05-04").ok(), ..document };
        let text = Text::new(&document);
        coref::read(&text, Lexicon::builtin(), &mut records);
        offices::read(&text, Lexicon::builtin(), &mut records);
        drop(text);
        records.documents.push(document);
        records
    }

    /// Checks the linked entities: `key | name | aliases | countries`.
    #[track_caller]
    fn check(sources: &[&str], expect: &[&str]) {
        let parts = sources.iter().enumerate().map(|(i, s)| part(&format!("{i}.md"), s)).collect();
        let records = link(parts);
        let got: Vec<String> = records
            .entities
            .iter()
            .map(|e| format!("{} | {} | {} | {}", e.key, e.name, e.aliases.join(", "), e.countries.join(" ")))
            .collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn people_are_linked_by_spelling() {
        check(
            &[
                "[Country:no:d Norwegian] Trade Minister [Person Lars Bjorstad] spoke.",
                "[Country:no:d Norwegian] Trade Minister [Person Lars Bjørstad] left. [Person Bjørstad] slept.",
                "[Person Bjorstad] and [Country:no Norway] and [Country:no Norway] again.",
            ],
            &[
                "country:no | Norwegian | Norway | NO",
                "person:lars-bjorstad | Lars Bjørstad | Bjorstad, Bjørstad, Lars Bjorstad | NO",
            ],
        );
    }

    #[test]
    fn people_are_kept_apart() {
        check(
            &[
                "[Country:no:d Norwegian] President [Person Jon Berg] spoke.",
                "[Country:se:d Swedish] President [Person Jon Berg] spoke. [Country:se:d Swedish] Trade Minister [Person Berger] sat.",
                "[Person Berg] left [Country:fi Finland].",
            ],
            &[
                "country:no | Norwegian |  | NO",
                "person:jon-berg | Jon Berg |  | NO",
                "country:se | Swedish |  | SE",
                "person:jon-berg-se | Jon Berg |  | SE",
                "person:berger | Berger |  | SE",
                "person:berg | Berg |  | ",
                "country:fi | Finland |  | FI",
            ],
        );
    }

    #[test]
    fn bodies_equipment_and_places() {
        check(
            &[
                "[Country:no:d Norwegian] [PublicBody:no Norwegian Ministry of Trade] has [Equipment F-16].",
                "[Country:no Norway]: [PublicBody Ministry of Trade of Norway] and [Equipment F 16s]; [Place Bergen].",
                "[Country:se:d Swedish] [PublicBody:se Swedish Ministry of Trade] in [Place Bergen]; [PublicBody Parliament].",
                "[PublicBody Parliament]",
            ],
            &[
                "country:no | Norwegian | Norway | NO",
                "publicbody:norwegian-ministry-of-trade | Norwegian Ministry of Trade | Ministry of Trade of Norway | NO",
                "equipment:f-16 | F-16 | F 16s | ",
                "place:bergen | Bergen |  | ",
                "country:se | Swedish |  | SE",
                "publicbody:swedish-ministry-of-trade | Swedish Ministry of Trade |  | SE",
                "publicbody:parliament | Parliament |  | ",
                "publicbody:parliament-2 | Parliament |  | ",
            ],
        );
    }

    #[test]
    fn an_office_without_country_gets_the_persons() {
        let parts = vec![
            part("a", "[Country:no:d Norwegian] President [Person Jon Berg] spoke."),
            part("b", "President [Person Jon Berg] flew to [Country:se Sweden]."),
        ];
        let records = link(parts);
        let countries: Vec<&str> = records
            .offices
            .iter()
            .map(|o| o.country.map_or("-", |c| records.entities[c.index()].countries[0].as_str()))
            .collect();
        assert_eq!(countries, ["NO", "NO"]);
    }

    const SENTENCES: &[&str] = &[
        "[Country:no:d Norwegian] President [Person Jon Berg] met [Person Lars Lie].",
        "[Country:se:d Swedish] President [Person Jon Berg] met [Person Lie].",
        "[Person Jon Bergh] and [Person J. Berg] left [Country:no Norway] and [Country:no Norway].",
        "[PublicBody Parliament] of [Country:se Sweden] met [PublicBody:no Norwegian Parliament].",
        "[Equipment F-16s] and [Place Bergen] and [Person Berg].",
        "[Person Лие] and [Person Ларс Лие] saw [Equipment F 16].",
    ];

    proptest! {
        #[test]
        fn the_order_of_the_input_does_not_matter(
            picks in prop::collection::vec(0..SENTENCES.len(), 1..7),
            seed in any::<u64>(),
        ) {
            let make = || -> Vec<Records> {
                picks.iter().enumerate().map(|(i, p)| part(&format!("{i:02}"), SENTENCES[*p])).collect()
            };
            let expect = link(make());
            let mut parts = make();
            let mut state = seed;
            for i in (1..parts.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                parts.swap(i, (state >> 33) as usize % (i + 1));
            }
            let got = link(parts);
            prop_assert_eq!(&got, &expect);
            let mut keys = std::collections::BTreeSet::new();
            for entity in &got.entities {
                prop_assert!(keys.insert(&entity.key), "{} twice", entity.key);
            }
            let valid = |e: EntityId| e.index() < got.entities.len();
            prop_assert!(got.mentions.iter().all(|m| valid(m.entity)));
            prop_assert!(got.offices.iter().all(|o| valid(o.person) && o.country.is_none_or(valid)));
            // two names kept apart in one report stay two people
            for (d, pick) in picks.iter().enumerate() {
                let people: std::collections::BTreeSet<EntityId> = got
                    .mentions
                    .iter()
                    .filter(|m| m.document.index() == d && got.entities[m.entity.index()].schema == Schema::Person)
                    .map(|m| m.entity)
                    .collect();
                let alone = link(vec![part("x", SENTENCES[*pick])]);
                let before = alone.entities.iter().filter(|e| e.schema == Schema::Person).count();
                prop_assert_eq!(people.len(), before);
            }
        }
    }
}
