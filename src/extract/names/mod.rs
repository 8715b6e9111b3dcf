//! Names of people, countries, places, bodies, companies, equipment and agreements.
//!
//! First what its own shape tells: designations ([`equipment`]), titled papers and orders ([`agreements`]).
//! Then each run of capitalised words is parsed ([`runs`]): known phrases, titles, heads of bodies
//! ([`bodies`]) and of places. What stays open is decided by all that the document says of the same
//! words ([`evidence`]), and places get their point on the map ([`places`]).

mod agreements;
mod bodies;
mod equipment;
mod evidence;
mod firms;
mod occasions;
mod places;
mod points;
mod runs;
mod states;
mod words;

use super::lexicon::{Key, Map, People, slug};
use super::{Lexicon, Text};
use crate::record::{DocumentId, Entity, EntityId, Form, Location, Mention, Records, Schema, Span};
use std::ops::Range;
use words::Words;

/// What a stretch of tokens was found to be.
#[derive(Clone, Debug, PartialEq)]
enum What {
    /// A country: position in the lexicon.
    Country(u16),
    /// A demonym.
    Demonym(People),
    /// A region of the lexicon.
    Region(u16),
    /// An organisation of the lexicon.
    Organisation(u16),
    /// A place; the radius that its own words tell, in km.
    Place(Option<f32>),
    /// A human being.
    Person,
    /// A body, organisation or company.
    Body(Schema),
    /// Arms, with their class.
    Equipment(Option<String>),
    /// A named agreement.
    Agreement,
    /// A named event or order.
    Event,
    /// Not decided yet: what speaks for a person, a place, a body.
    Open(evidence::Signs),
}

/// One name in the text.
#[derive(Clone, Debug)]
struct Found {
    tokens: Range<usize>,
    what: What,
    rule: &'static str,
}

/// Adds what this stage reads to `records`.
pub fn read(text: &Text, lexicon: &Lexicon, records: &mut Records) {
    let words = Words::new(text, lexicon);
    let mut reader = Reader {
        taken: vec![false; text.tokens.len()],
        words,
        found: Vec::new(),
        tail: None,
        told: Map::default(),
    };
    for sentence in &text.sentences {
        reader.equipment(sentence.tokens.clone());
    }
    reader.families_told();
    for sentence in 0..text.sentences.len() {
        let tokens = text.sentences[sentence].tokens.clone();
        reader.agreements(tokens.clone());
        reader.quoted(tokens.clone());
        reader.runs(tokens);
    }
    reader.more_designations();
    reader.decide();
    reader.emit(records);
}

/// One document being read for names.
struct Reader<'a> {
    words: Words<'a>,
    found: Vec<Found>,
    /// Tokens that belong to a name already.
    taken: Vec<bool>,
    /// Where the words after "Minister of" begin: what they govern, then the holder's name.
    tail: Option<usize>,
    /// What names are elsewhere in the document, told without doubt.
    told: Map<Key, What>,
}

impl Reader<'_> {
    fn add(&mut self, tokens: Range<usize>, what: What, rule: &'static str) {
        if tokens.is_empty() {
            return;
        }
        if !matches!(what, What::Demonym(_)) {
            for i in tokens.clone() {
                self.taken[i] = true;
            }
        }
        self.found.push(Found { tokens, what, rule });
    }

    /// Remembers what a name is, for where it stands without its proof.
    fn tell(&mut self, tokens: Range<usize>, what: What) {
        let key = self.words.key(tokens);
        self.told.entry(key).or_insert(what);
    }

    /// Turns what was found into mentions and entities, one entity for each distinct name.
    fn emit(mut self, records: &mut Records) {
        self.found.sort_by_key(|f| (f.tokens.start, std::cmp::Reverse(f.tokens.end)));
        self.found.dedup_by(|b, a| {
            a.tokens == b.tokens && (a.what == b.what || !matches!(a.what, What::Demonym(_)))
        });
        let resolved = self.resolve();
        let mut known: Map<(Schema, Key), u32> = Map::default();
        for (found, place) in self.found.iter().zip(resolved) {
            let span = self.words.text.cover(found.tokens.clone());
            let Some(entity) = self.entity(found, span, place) else { continue };
            let identity = (entity.schema, Key::of(&entity.key));
            let next = records.entities.len() as u32;
            let id = *known.entry(identity).or_insert_with(|| {
                records.entities.push(entity.clone());
                next
            });
            if let Some(kept) = records.entities.get_mut(id as usize) {
                let written = self.words.text.slice(span);
                if kept.name != written
                    && !matches!(found.what, What::Demonym(_))
                    && !kept.aliases.iter().any(|a| a == written)
                {
                    kept.aliases.push(written.to_string());
                }
                kept.description = kept.description.take().or(entity.description);
            }
            let form = if matches!(found.what, What::Demonym(_)) { Form::Demonym } else { Form::Name };
            records.mentions.push(Mention {
                document: DocumentId(0),
                span,
                entity: EntityId(id),
                form,
                rule: found.rule.into(),
            });
        }
    }

    fn entity(&self, found: &Found, span: Span, place: Option<points::Point>) -> Option<Entity> {
        let lexicon = self.words.lexicon;
        let written = self.words.text.slice(span);
        let make = |schema: Schema, key: String, name: &str| Entity::named(key, schema, name);
        let plain = |schema: Schema, kind: &str| make(schema, format!("{kind}:{}", slug(written)), written);
        Some(match &found.what {
            What::Country(i) | What::Demonym(People::Country(i)) => {
                let c = lexicon.countries.get(*i as usize)?;
                Entity {
                    countries: vec![c.code.to_string()],
                    location: Some(Location {
                        longitude: c.longitude,
                        latitude: c.latitude,
                        radius_km: c.radius,
                    }),
                    ..make(Schema::Country, format!("country:{}", c.code.to_lowercase()), c.names.first()?)
                }
            }
            What::Region(i) | What::Demonym(People::Region(i)) => {
                let r = lexicon.regions.get(*i as usize)?;
                Entity {
                    location: Some(Location {
                        longitude: r.longitude,
                        latitude: r.latitude,
                        radius_km: r.radius,
                    }),
                    ..make(Schema::Place, format!("place:{}", slug(r.name)), r.name)
                }
            }
            What::Organisation(i) | What::Demonym(People::Organisation(i)) => {
                let o = lexicon.organisations.get(*i as usize)?;
                let kind = kind_of(o.schema);
                Entity {
                    countries: o.country.iter().map(|c| c.to_string()).collect(),
                    description: Some(o.description.to_string()),
                    ..make(o.schema, format!("{kind}:{}", slug(o.name)), o.name)
                }
            }
            What::Place(_) => {
                let mut entity = plain(Schema::Place, "place");
                if written.chars().count() > 4 && !written.contains(char::is_lowercase) {
                    entity.name = capitalised(written);
                }
                if let Some(point) = place {
                    entity.key = format!("{}{}", entity.key, point.suffix);
                    entity.countries = point.country.into_iter().collect();
                    entity.location = Some(point.location);
                }
                entity
            }
            What::Person => plain(Schema::Person, "person"),
            What::Body(schema) => {
                let mut countries = self.body_countries(found.tokens.clone());
                if countries.is_empty() {
                    // "the Belarusian OJSC “…”": the demonym before it
                    let start = found.tokens.start;
                    let near = start.saturating_sub(3)..start;
                    countries = self.body_countries(
                        near.filter(|&i| self.words.together(i, start)).min().unwrap_or(start)..start,
                    );
                }
                Entity { countries, ..plain(*schema, kind_of(*schema)) }
            }
            What::Equipment(class) => {
                let singular = equipment::singular(written);
                Entity {
                    description: class.clone(),
                    ..make(Schema::Equipment, format!("equipment:{}", slug(&singular)), &singular)
                }
            }
            What::Agreement => plain(Schema::Agreement, "agreement"),
            What::Event => plain(Schema::Event, "event"),
            What::Open(_) => return None,
        })
    }

    /// Countries that a body's own name tells.
    fn body_countries(&self, tokens: Range<usize>) -> Vec<String> {
        let mut codes = Vec::new();
        let mut i = tokens.start;
        while i < tokens.end {
            let hit = self.words.hit(i);
            if let Some(words::Hit {
                known: super::lexicon::Known::Country(c) | super::lexicon::Known::Demonym(People::Country(c)),
                ..
            }) = hit
            {
                let code = self.words.lexicon.countries[c as usize].code.to_string();
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            i = hit.map_or(i + 1, |h| h.end);
        }
        codes
    }
}

/// A name in capitals as it is usually written ("NEW YORK" → "New York").
fn capitalised(name: &str) -> String {
    let mut first = true;
    name.chars()
        .flat_map(|c| {
            let letter = if first { c.to_string() } else { c.to_lowercase().collect() };
            first = !c.is_alphanumeric() && c != '\'' && c != '’';
            letter.chars().collect::<Vec<_>>()
        })
        .collect()
}

/// The part of an entity's key before the colon.
fn kind_of(schema: Schema) -> &'static str {
    match schema {
        Schema::Person => "person",
        Schema::Country => "country",
        Schema::Place => "place",
        Schema::PublicBody => "publicbody",
        Schema::Company => "company",
        Schema::Organization => "organization",
        Schema::Equipment => "equipment",
        Schema::Agreement => "agreement",
        Schema::Event => "event",
    }
}

#[cfg(test)]
mod tests;
