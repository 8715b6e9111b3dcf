//! Preferred names, aliases and unique keys of linked entities.

use super::profile::{self, Spellings};
use crate::extract::lexicon::fold::slug;
use crate::record::{Entity, Records, Schema};
use rustc_hash::FxHashMap as HashMap;

/// Latin letters, not all capitals, full words, letters with marks, how often it is written.
type Worth = (bool, bool, usize, usize, u32);

/// How good a spelling is as the name of its entity: more is better.
fn worth(name: &str, schema: Schema, times: u32) -> Worth {
    let latin = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| (c as u32) < 0x250 || ('\u{1e00}'..='\u{1eff}').contains(&c));
    let shouted =
        name.chars().filter(|c| c.is_alphabetic()).count() > 5 && !name.chars().any(char::is_lowercase);
    let (words, marks) = match schema {
        // the most complete, and the one that keeps its marks
        Schema::Person => {
            let full =
                name.split_whitespace().filter(|w| w.trim_end_matches('.').chars().count() > 1).count();
            (full.min(3), name.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count())
        }
        _ => (0, 0),
    };
    (latin, !shouted, words, marks, times)
}

/// Chooses names of people anew, and gives every entity a key that no other has.
pub fn names(records: &mut Records) {
    let person = |entity: &Entity| entity.schema == Schema::Person;
    for (i, best) in profile::spellings(records, person, best) {
        let entity = &mut records.entities[i];
        let old = std::mem::replace(&mut entity.name, best);
        entity.aliases.retain(|a| *a != entity.name);
        if !entity.aliases.contains(&old) {
            entity.aliases.push(old);
        }
    }
    for entity in &mut records.entities {
        entity.aliases.sort();
        entity.aliases.dedup();
    }
    keys(records);
}

/// The spelling that names somebody better than the name they have.
fn best(entity: &Entity, spellings: Spellings) -> Option<String> {
    let mut best: Option<(Worth, String)> = None;
    // of equals the one that was read first
    let mut spellings: Vec<_> = spellings.into_iter().collect();
    spellings.sort_by_key(|(_, (_, at))| *at);
    for (name, (times, _)) in spellings {
        let worth = worth(&name, entity.schema, times);
        if best.as_ref().is_none_or(|(b, _)| worth > *b) {
            best = Some((worth, name));
        }
    }
    let better = |(w, n): &(Worth, String)| *n != entity.name && *w > worth(&entity.name, entity.schema, 0);
    best.filter(better).map(|(_, name)| name)
}

/// The word before the colon.
fn prefix(schema: Schema) -> &'static str {
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

/// Keys from names; the second of a name gets its country, then a number, in order of first mention.
fn keys(records: &mut Records) {
    let mut used: HashMap<String, u32> = HashMap::default();
    for entity in &mut records.entities {
        let base = match (entity.schema, entity.countries.first()) {
            (Schema::Country, Some(code)) => format!("country:{}", code.to_lowercase()),
            _ => {
                let mut slug = slug(&entity.name);
                if slug.is_empty() {
                    slug = "unnamed".into();
                }
                format!("{}:{slug}", prefix(entity.schema))
            }
        };
        let mut key = base.clone();
        if used.contains_key(&key)
            && let Some(code) = entity.countries.first()
        {
            key = format!("{base}-{}", code.to_lowercase());
        }
        while used.contains_key(&key) {
            let next = used.entry(base.clone()).or_insert(1);
            *next += 1;
            key = format!("{base}-{next}");
        }
        used.insert(key.clone(), 1);
        entity.key = key;
    }
}
