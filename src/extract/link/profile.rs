//! What the records tell of each entity, as linking asks it.
//!
//! Before linking each report has entities of its own, a dozen of them. So what is known of one is not gathered in
//! a table of trees but found when it is asked, by lists of positions.

use crate::extract::offices::GUESSED;
use crate::record::{Entity, Form, Mention, Office, Records, Schema};
use rustc_hash::FxHashMap as HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Positions by number: those of each number side by side, in order.
#[derive(Debug, Default)]
struct Lists {
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl Lists {
    /// From the number at each position; numbers from `most` on are left out.
    fn new(numbers: impl Iterator<Item = usize> + Clone, most: usize) -> Lists {
        let mut starts = vec![0u32; most + 1];
        for number in numbers.clone().filter(|n| *n < most) {
            starts[number + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut positions = vec![0u32; starts[most] as usize];
        for (position, number) in numbers.enumerate().filter(|(_, n)| *n < most) {
            positions[next[number] as usize] = position as u32;
            next[number] += 1;
        }
        Lists { starts, positions }
    }

    fn of(&self, number: usize) -> &[u32] {
        match (self.starts.get(number), self.starts.get(number + 1)) {
            (Some(&from), Some(&to)) => &self.positions[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// A person, seen from the records.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Documents that mention it.
    pub documents: BTreeSet<u32>,
    /// Countries that it is said to belong to, guesses left out.
    pub countries: BTreeSet<String>,
    /// Offices that it is said to hold.
    pub offices: BTreeSet<String>,
}

/// What is known of all entities, and which countries each document names how often.
#[derive(Debug)]
pub struct Profiles<'r> {
    records: &'r Records,
    mentions: Lists,
    offices: Lists,
    /// By entity: its first mention, document and byte.
    pub first: Vec<Option<(u32, u32)>>,
    /// By document: country codes with the number of their mentions.
    countries: Vec<HashMap<&'r str, u32>>,
    /// Words for countries in lower case ("serbia", "serbian"), with the code.
    pub words: HashMap<String, String>,
}

/// The mentions of each entity, those without a document left out.
fn mentions(records: &Records) -> Lists {
    let documents = records.documents.len();
    let number = |m: &Mention| if m.document.index() < documents { m.entity.index() } else { usize::MAX };
    Lists::new(records.mentions.iter().map(number), records.entities.len())
}

/// The first mention of each entity: document and byte.
pub fn first(records: &Records) -> Vec<Option<(u32, u32)>> {
    let mut first: Vec<Option<(u32, u32)>> = vec![None; records.entities.len()];
    for mention in &records.mentions {
        if let Some(first) = first.get_mut(mention.entity.index())
            && mention.document.index() < records.documents.len()
        {
            let at = (mention.document.0, mention.span.start);
            *first = Some(first.map_or(at, |f| f.min(at)));
        }
    }
    first
}

impl<'r> Profiles<'r> {
    /// Reads all mentions and offices once.
    pub fn new(records: &'r Records) -> Profiles<'r> {
        let mut out = Profiles {
            records,
            mentions: mentions(records),
            offices: Lists::new(records.offices.iter().map(|o| o.person.index()), records.entities.len()),
            first: first(records),
            countries: vec![HashMap::default(); records.documents.len()],
            words: HashMap::default(),
        };
        for mention in &records.mentions {
            let (Some(entity), Some(document)) = (
                records.entities.get(mention.entity.index()),
                records.documents.get(mention.document.index()),
            ) else {
                continue;
            };
            if entity.schema == Schema::Country
                && matches!(mention.form, Form::Name | Form::Demonym)
                && let Some(code) = entity.countries.first()
            {
                *out.countries[mention.document.index()].entry(code).or_default() += 1;
                let written = mention.span.of(&document.text);
                let word = super::super::matching::words::plain(&written.to_lowercase());
                out.words.entry(word).or_insert_with(|| code.clone());
            }
        }
        out
    }

    fn mentions(&self, entity: u32) -> impl Iterator<Item = &'r Mention> {
        let records = self.records;
        self.mentions.of(entity as usize).iter().map(|&at| &records.mentions[at as usize])
    }

    /// Whether the texts call it by a name.
    pub fn is_named(&self, entity: u32) -> bool {
        self.mentions(entity).any(|m| m.form == Form::Name)
    }

    /// Documents that mention it; one may come more than once.
    pub fn documents(&self, entity: u32) -> impl Iterator<Item = u32> {
        self.mentions(entity).map(|m| m.document.0)
    }

    /// All that is told of a person.
    pub fn of(&self, person: u32) -> Profile {
        let entity = |at: usize| self.records.entities.get(at);
        let mut profile = Profile { documents: self.documents(person).collect(), ..Profile::default() };
        profile.countries.extend(entity(person as usize).iter().flat_map(|e| &e.countries).cloned());
        let offices = self.offices.of(person as usize).iter();
        for office in offices.map(|&at| &self.records.offices[at as usize]) {
            profile.offices.insert(office.office.clone());
            if !office.rule.ends_with(GUESSED) {
                profile.countries.extend(code(self.records, office).cloned());
            }
        }
        profile
    }

    /// How often a document names a country.
    pub fn names_country(&self, document: u32, code: &str) -> u32 {
        self.countries.get(document as usize).and_then(|c| c.get(code)).copied().unwrap_or(0)
    }
}

/// The code of the country that an office is told of.
pub fn code<'r>(records: &'r Records, office: &Office) -> Option<&'r String> {
    office.country.and_then(|c| records.entities.get(c.index())?.countries.first())
}

/// Spellings in the texts: how often each, and where first.
pub type Spellings = BTreeMap<String, (u32, (u32, u32))>;

/// What `choose` makes of the spellings of each entity that it is asked about.
pub fn spellings<T>(
    records: &Records,
    asked: impl Fn(&Entity) -> bool,
    choose: impl Fn(&Entity, Spellings) -> Option<T>,
) -> Vec<(usize, T)> {
    let mentions = mentions(records);
    let entities = records.entities.iter().enumerate().filter(|(_, e)| asked(e));
    let chosen = entities.filter_map(|(i, entity)| {
        let mut spellings = Spellings::new();
        for &at in mentions.of(i) {
            let mention = &records.mentions[at as usize];
            if mention.form == Form::Name {
                let written = mention.span.of(&records.documents[mention.document.index()].text);
                let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
                let at = (mention.document.0, mention.span.start);
                let spelling = spellings.entry(written).or_insert((0, at));
                spelling.0 += 1;
                spelling.1 = spelling.1.min(at);
            }
        }
        Some((i, choose(entity, spellings)?))
    });
    chosen.collect()
}
