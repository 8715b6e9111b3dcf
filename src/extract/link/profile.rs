//! What the records tell of each entity, gathered once for linking.

use crate::extract::offices::GUESSED;
use crate::record::{Form, Records, Schema};
use rustc_hash::FxHashMap as HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// One entity, seen from the records.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Documents that mention it.
    pub documents: BTreeSet<u32>,
    /// Its first mention: document and byte.
    pub first: Option<(u32, u32)>,
    /// Spellings in the texts: how often each, and where first.
    pub spellings: BTreeMap<String, (u32, (u32, u32))>,
    /// Countries that it is said to belong to, guesses left out.
    pub countries: BTreeSet<String>,
    /// Offices that it is said to hold.
    pub offices: BTreeSet<String>,
}

/// Profiles of all entities, and which countries each document names how often.
#[derive(Debug, Default)]
pub struct Profiles {
    /// By entity.
    pub entities: Vec<Profile>,
    /// By document: country codes with the number of their mentions.
    pub countries: Vec<HashMap<String, u32>>,
    /// Words for countries in lower case ("serbia", "serbian"), with the code.
    pub words: HashMap<String, String>,
}

impl Profiles {
    /// Reads all mentions and offices once.
    pub fn new(records: &Records) -> Profiles {
        let mut out = Profiles {
            entities: vec![Profile::default(); records.entities.len()],
            countries: vec![HashMap::default(); records.documents.len()],
            words: HashMap::default(),
        };
        for (entity, profile) in records.entities.iter().zip(&mut out.entities) {
            profile.countries.extend(entity.countries.iter().cloned());
        }
        for mention in &records.mentions {
            let (Some(entity), Some(document)) = (
                records.entities.get(mention.entity.index()),
                records.documents.get(mention.document.index()),
            ) else {
                continue;
            };
            let profile = &mut out.entities[mention.entity.index()];
            let at = (mention.document.0, mention.span.start);
            profile.documents.insert(mention.document.0);
            profile.first = Some(profile.first.map_or(at, |f| f.min(at)));
            let written = mention.span.of(&document.text);
            if mention.form == Form::Name {
                let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
                let spelling = profile.spellings.entry(written).or_insert((0, at));
                spelling.0 += 1;
                spelling.1 = spelling.1.min(at);
            }
            if entity.schema == Schema::Country
                && matches!(mention.form, Form::Name | Form::Demonym)
                && let Some(code) = entity.countries.first()
            {
                *out.countries[mention.document.index()].entry(code.clone()).or_default() += 1;
                let word = super::super::matching::words::plain(&written.to_lowercase());
                out.words.entry(word).or_insert_with(|| code.clone());
            }
        }
        for office in &records.offices {
            let code = office.country.and_then(|c| records.entities.get(c.index())?.countries.first());
            if let Some(profile) = out.entities.get_mut(office.person.index()) {
                profile.offices.insert(office.office.clone());
                if !office.rule.ends_with(GUESSED) {
                    profile.countries.extend(code.cloned());
                }
            }
        }
        out
    }

    /// How often a document names a country.
    pub fn names_country(&self, document: u32, code: &str) -> u32 {
        self.countries.get(document as usize).and_then(|c| c.get(code)).copied().unwrap_or(0)
    }
}
