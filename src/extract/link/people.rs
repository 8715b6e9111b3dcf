//! People across reports.
//!
//! Candidates come from a block of like surnames, so the work stays in proportion to the number of
//! people. Two people of one report that were kept apart there are never joined, nor two whose
//! countries differ; a surname alone joins a full name only if one bearer is in question and the
//! country or the office agrees.

use super::profile::Profiles;
use super::remap::Unions;
use crate::extract::matching::sounds::skeleton;
use crate::extract::matching::words::{Kind, Name, Word};
use crate::extract::matching::{SAME, alike};
use crate::record::{Records, Schema};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;
use std::rc::Rc;

/// People in one block that one person is compared with.
const BLOCK: usize = 300;
/// Spellings kept of one person.
const SPELLINGS: usize = 6;
/// Two full names whose surnames are less alike than this are not compared any further.
const HOPELESS: f64 = 0.4;

struct Person {
    id: u32,
    name: Rc<Name>,
    /// The name's surname in [`Surnames`].
    surname: usize,
    /// The person's own words, particles and forms of address left out.
    own: usize,
}

struct Cluster {
    id: u32,
    names: Vec<(Rc<Name>, usize)>,
    full: bool,
    documents: BTreeSet<u32>,
    countries: BTreeSet<String>,
    offices: BTreeSet<String>,
}

fn own(word: &&Word) -> bool {
    matches!(word.kind, Kind::Word | Kind::Initial)
}

fn surname(name: &Name) -> Option<&Word> {
    name.words.iter().rfind(own)
}

/// Surnames that may be spellings of one begin with the same consonants.
fn block(name: &Name) -> String {
    let Some(word) = surname(name) else { return String::new() };
    let consonants = skeleton(&word.sounds().all).into_iter().filter(|c| *c != 'j').take(2);
    let key: String = consonants.collect();
    if key.is_empty() { word.sounds().all.iter().take(1).collect() } else { key }
}

/// Distinct surnames, and how alike two of them are: each pair is compared once, however many bear them.
#[derive(Default)]
struct Surnames {
    names: Vec<Name>,
    numbers: HashMap<String, usize>,
    alike: HashMap<(usize, usize), f64>,
}

impl Surnames {
    fn number(&mut self, word: &Word) -> usize {
        // The same letters in capitals read differently ("NWT").
        let key = format!("{}{}", word.plain, if word.capitals { "!" } else { "" });
        *self.numbers.entry(key).or_insert_with(|| {
            self.names.push(Name { words: vec![word.clone()], ..Name::default() });
            self.names.len() - 1
        })
    }

    fn alike(&mut self, a: usize, b: usize) -> f64 {
        let names = &self.names;
        *self.alike.entry((a, b)).or_insert_with(|| alike(&names[a], &names[b]))
    }
}

/// Joins people.
pub fn people(records: &Records, profiles: &Profiles, unions: &mut Unions) {
    let mut people: Vec<Person> = Vec::new();
    let mut read: HashMap<&str, Rc<Name>> = HashMap::default();
    let mut surnames = Surnames::default();
    for (i, entity) in records.entities.iter().enumerate().filter(|(_, e)| e.schema == Schema::Person) {
        let name = read.entry(&entity.name).or_insert_with(|| Rc::new(Name::new(&entity.name)));
        let own = name.words.iter().filter(own).count();
        if let Some(word) = surname(name) {
            people.push(Person { id: i as u32, name: Rc::clone(name), surname: surnames.number(word), own });
        }
    }
    people.sort_by_key(|p| (std::cmp::Reverse(p.own.min(3)), profiles.first[p.id as usize], p.id));
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut exact: HashMap<String, Vec<usize>> = HashMap::default();
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::default();
    for person in people {
        let profile = profiles.of(person.id);
        let letters: String =
            person.name.words.iter().map(|w| w.plain.as_str()).collect::<Vec<_>>().join(" ");
        let key = block(&person.name);
        let free = |c: &Cluster| {
            c.documents.is_disjoint(&profile.documents)
                && (c.countries.is_empty()
                    || profile.countries.is_empty()
                    || !c.countries.is_disjoint(&profile.countries))
        };
        let near = blocks.get(&key).into_iter().flatten().rev().take(BLOCK).copied();
        let mut found: Option<(usize, f64)> = None;
        if person.own >= 2 {
            // The very same letters need no comparing; the first of several bearers is taken.
            let known = exact.get(&letters).into_iter().flatten().copied();
            found = known.filter(|&c| clusters[c].full && free(&clusters[c])).min().map(|c| (c, 1.0));
            if found.is_none() {
                for c in near.filter(|&c| clusters[c].full && free(&clusters[c])) {
                    let mut score: f64 = 0.0;
                    for (name, surname) in &clusters[c].names {
                        if surnames.alike(*surname, person.surname) >= HOPELESS {
                            score = score.max(alike(name, &person.name));
                        }
                    }
                    if score >= SAME && found.is_none_or(|(b, s)| score > s || score == s && c < b) {
                        found = Some((c, score));
                    }
                }
            }
        } else {
            let mut fits: Vec<(usize, f64)> = Vec::new();
            for c in near.filter(|c| free(&clusters[*c])) {
                let cluster = &clusters[c];
                let score =
                    cluster.names.iter().map(|n| surnames.alike(n.1, person.surname)).fold(0.0, f64::max);
                if score < SAME {
                    continue;
                }
                let agrees = !cluster.countries.is_disjoint(&profile.countries)
                    || !cluster.offices.is_disjoint(&profile.offices)
                    || profile.countries.is_empty()
                        && cluster.countries.iter().any(|code| {
                            profile.documents.iter().any(|d| profiles.names_country(*d, code) >= 2)
                        });
                if agrees {
                    fits.push((c, score));
                }
            }
            let best = fits.iter().map(|f| f.1).fold(0.0, f64::max);
            fits.retain(|f| f.1 >= best - 0.05);
            if let [only] = fits.as_slice() {
                found = Some(*only);
            }
        }
        let at = match found {
            Some((c, score)) => {
                let reason = if score >= 0.98 {
                    "one name in two reports".into()
                } else {
                    format!("spellings of one name in two reports ({score:.2})").into()
                };
                unions.join(clusters[c].id, person.id, reason);
                c
            }
            None => {
                clusters.push(Cluster {
                    id: person.id,
                    names: Vec::new(),
                    full: person.own >= 2,
                    documents: BTreeSet::new(),
                    countries: BTreeSet::new(),
                    offices: BTreeSet::new(),
                });
                clusters.len() - 1
            }
        };
        let cluster = &mut clusters[at];
        cluster.documents.extend(profile.documents);
        cluster.countries.extend(profile.countries);
        cluster.offices.extend(profile.offices);
        if cluster.names.len() < SPELLINGS && person.own > usize::from(cluster.full) {
            cluster.names.push((person.name, person.surname));
            let list = exact.entry(letters).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
            let list = blocks.entry(key).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
        }
    }
}
