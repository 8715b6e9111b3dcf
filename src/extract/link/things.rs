//! Countries, places, bodies, equipment, agreements and named events across reports.

use super::profile::Profiles;
use super::remap::Unions;
use crate::extract::coref::{designation, gist};
use crate::extract::matching::words::plain;
use crate::record::{Entity, Location, Records, Rule, Schema};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// Why two countries are one.
pub const ONE_COUNTRY: Rule = Rule::Borrowed("one country");
/// Places of one name that are further apart than this are two, unless their radii say otherwise.
const APART_KM: f64 = 60.0;

/// Joins what is no person.
pub fn things(records: &Records, profiles: &Profiles, unions: &mut Unions) {
    let mut countries: HashMap<&str, u32> = HashMap::default();
    let mut places: HashMap<String, Vec<u32>> = HashMap::default();
    let mut equipment: HashMap<String, u32> = HashMap::default();
    let mut named: HashMap<(Schema, String), u32> = HashMap::default();
    for (i, entity) in records.entities.iter().enumerate() {
        let i = i as u32;
        // what is only described ("the delegation") belongs to its report
        if entity.schema != Schema::Country && !profiles.is_named(i) {
            continue;
        }
        let letters: String =
            plain(&entity.name.to_lowercase()).chars().filter(|c| c.is_alphanumeric()).collect();
        match entity.schema {
            Schema::Country => {
                let code = entity.countries.first().map_or(entity.key.as_str(), String::as_str);
                let first = *countries.entry(code).or_insert(i);
                unions.join(first, i, ONE_COUNTRY);
            }
            Schema::Place => {
                let list = places.entry(letters).or_default();
                let same = list.iter().copied().find(|o| near(&records.entities[*o as usize], entity));
                match same {
                    Some(first) => unions.join(first, i, "one name, one spot".into()),
                    None if list.len() < 64 => list.push(i),
                    None => {}
                }
            }
            Schema::Equipment => {
                let first = *equipment.entry(designation(&entity.name)).or_insert(i);
                unions.join(first, i, "same designation".into());
            }
            Schema::Event => {
                let first = *named.entry((entity.schema, letters)).or_insert(i);
                unions.join(first, i, "same letters, marks and capitals aside".into());
            }
            // "Agreement on cooperation" is a name that many agreements bear
            Schema::Agreement
                if entity.name.split_whitespace().count() >= 6
                    || letters.contains(|c: char| c.is_ascii_digit()) =>
            {
                let first = *named.entry((entity.schema, letters)).or_insert(i);
                unions.join(first, i, "same letters, marks and capitals aside".into());
            }
            _ => {}
        }
    }
    bodies(records, profiles, unions);
}

fn near(a: &Entity, b: &Entity) -> bool {
    match (a.location, b.location) {
        (Some(x), Some(y)) => kilometres(x, y) <= APART_KM + f64::from(x.radius_km.max(y.radius_km)),
        (None, None) => a.countries.is_empty() || b.countries.is_empty() || a.countries == b.countries,
        _ => false,
    }
}

/// Great-circle distance (haversine) on a sphere of 6371 km.
fn kilometres(a: Location, b: Location) -> f64 {
    let (y, v) = (a.latitude.to_radians(), b.latitude.to_radians());
    let (dy, dx) = (v - y, (b.longitude - a.longitude).to_radians());
    let h = (dy / 2.0).sin().powi(2) + y.cos() * v.cos() * (dx / 2.0).sin().powi(2);
    12742.0 * h.sqrt().clamp(0.0, 1.0).asin()
}

/// Bodies, companies, organisations: the same words and the same country; a ministry of one state is
/// never that of another.
fn bodies(records: &Records, profiles: &Profiles, unions: &mut Unions) {
    type Group = Vec<(Vec<String>, u32)>;
    let mut groups: BTreeMap<(bool, Vec<String>), Group> = BTreeMap::new();
    for (i, entity) in records.entities.iter().enumerate() {
        let public = entity.schema == Schema::PublicBody;
        if !(public || matches!(entity.schema, Schema::Company | Schema::Organization))
            || !profiles.is_named(i as u32)
        {
            continue;
        }
        let (words, mut states) = gist(&entity.name, &profiles.words);
        if states.is_empty() {
            states = entity.countries.clone();
            states.sort();
        }
        if !words.is_empty() {
            groups.entry((public, words)).or_default().push((states, i as u32));
        }
    }
    for ((public, words), group) in groups {
        let mut by_state: BTreeMap<&[String], u32> = BTreeMap::new();
        for (states, id) in group.iter().filter(|g| !g.0.is_empty()) {
            let first = *by_state.entry(states).or_insert(*id);
            unions.join(first, *id, "same words, same country".into());
        }
        let mut bare: Option<u32> = None;
        for (_, id) in group.iter().filter(|g| g.0.is_empty()) {
            let fits = |states: &[String]| {
                let named = |code| profiles.documents(*id).any(|d| profiles.names_country(d, code) > 0);
                states.iter().all(|code| named(code))
            };
            let mut named = by_state.iter().filter(|(states, _)| fits(states));
            match (named.next(), named.next()) {
                (Some((_, first)), None) => {
                    unions.join(*first, *id, "same words, its country named in the report".into());
                }
                // "Parliament" may be anybody's
                (None, _) if !public || words.len() >= 3 => {
                    let first = *bare.get_or_insert(*id);
                    unions.join(first, *id, "same words".into());
                }
                _ => {}
            }
        }
    }
}
