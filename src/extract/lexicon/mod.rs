//! The tables that reading needs, from `data/`: gazetteer, countries, titles, bodies, designations.
//!
//! Each table is one file, one entry a line, its origin in the header; a line is added there, not here.

pub mod classes;
pub mod fold;
pub mod gazetteer;
pub mod phrases;

use super::events::words::Words;
use super::offices::titles::Titles;
use crate::record::Schema;
pub use fold::{Key, Map, Set, fold, slug};
pub use gazetteer::{Gazetteer, Level};
use std::sync::OnceLock;
use unicode_normalization::char::is_combining_mark;

/// One state.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2; XK Kosovo; SU, YU, CS former states.
    pub code: &'static str,
    /// Names, the preferred one first.
    pub names: Vec<&'static str>,
    /// Name of its capital.
    pub capital: &'static str,
    /// Degrees north of a middle point.
    pub latitude: f64,
    /// Degrees east of a middle point.
    pub longitude: f64,
    /// Radius in km of a disk of equal area.
    pub radius: f32,
    /// Codes of its neighbours.
    pub neighbours: Vec<&'static str>,
}

/// One region, sea, river or range.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Preferred name.
    pub name: &'static str,
    /// Degrees north of a middle point.
    pub latitude: f64,
    /// Degrees east of a middle point.
    pub longitude: f64,
    /// How far from it the region reaches, in km.
    pub radius: f32,
}

/// One organisation known by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Preferred name.
    pub name: &'static str,
    /// Kind.
    pub schema: Schema,
    /// Its country, where it has one.
    pub country: Option<&'static str>,
    /// What it is.
    pub description: &'static str,
}

/// Whom a demonym means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// A country: position in [`Lexicon::countries`].
    Country(u16),
    /// A region: position in [`Lexicon::regions`].
    Region(u16),
    /// An organisation of states: position in [`Lexicon::organisations`].
    Organisation(u16),
}

/// What a known phrase denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A country by name.
    Country(u16),
    /// A region by name.
    Region(u16),
    /// An organisation by name.
    Organisation(u16),
    /// A country's or region's adjective or people.
    Demonym(People),
    /// A demonym that only stands before a hyphen ("Russo-").
    Prefix(People),
    /// Arms by proper name: position in [`Lexicon::systems`].
    System(u16),
    /// A state of the United States by its abbreviation: its code there.
    State(&'static str),
    /// A place of the gazetteer whose name has several words.
    Place,
}

/// A known phrase.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// As the table writes it.
    pub written: &'static str,
    /// What it denotes.
    pub known: Known,
}

/// Bits that tell what a lower-case word can do in names.
pub mod role {
    /// Written in lower case in English.
    pub const COMMON: u32 = 1;
    /// A first name.
    pub const GIVEN: u32 = 1 << 1;
    /// An office's head word.
    pub const OFFICE: u32 = 1 << 2;
    /// A rank.
    pub const RANK: u32 = 1 << 3;
    /// Mr, Dr, Sheikh.
    pub const HONOUR: u32 = 1 << 4;
    /// What a person is: analyst, resident.
    pub const JOB: u32 = 1 << 5;
    /// Heads the name of a body of the state.
    pub const BODY: u32 = 1 << 6;
    /// Heads the name of an armed service.
    pub const ARMED: u32 = 1 << 7;
    /// Heads the name of an organisation.
    pub const ORGANISATION: u32 = 1 << 8;
    /// Heads the name of a company.
    pub const COMPANY: u32 = 1 << 9;
    /// Takes "of …" after it in the name of a body.
    pub const TAKES_OF: u32 = 1 << 10;
    /// Makes a place of the name after it: Mount, Fort.
    pub const PLACE_BEFORE: u32 = 1 << 11;
    /// Makes a place of the name before it: River, County.
    pub const PLACE_AFTER: u32 = 1 << 12;
    /// Class word of arms.
    pub const ARMS: u32 = 1 << 13;
    /// Day or month.
    pub const CALENDAR: u32 = 1 << 14;
    /// Article, pronoun, conjunction …: never part of a name by itself.
    pub const STOP: u32 = 1 << 15;
    /// Part of a person's name in lower case: de, van, bin.
    pub const PARTICLE: u32 = 1 << 16;
    /// Tells that somebody spoke or thought.
    pub const SPEECH: u32 = 1 << 17;
    /// Kinship: brother, wife.
    pub const KIN: u32 = 1 << 18;
    /// Ends the name of an event: Day, Summit.
    pub const OCCASION: u32 = 1 << 19;
    /// Ends the name of a paper: Treaty, Accord.
    pub const PAPER: u32 = 1 << 20;
    /// A direction: North, Eastern.
    pub const DIRECTION: u32 = 1 << 21;
    /// Begins a known phrase.
    pub const BEGINS: u32 = 1 << 22;
    /// Any head of a body's or organisation's name.
    pub const HEAD: u32 = BODY | ARMED | ORGANISATION | COMPANY;
    /// Any word that goes before a person's name.
    pub const TITLE: u32 = OFFICE | RANK | HONOUR;
}

/// Every table, read once.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Offices, ranks and honours.
    pub titles: Titles,
    /// Verbs, nouns and function words of the clause grammar.
    pub words: Words,
    /// Settlements and divisions.
    pub gazetteer: Gazetteer,
    /// States.
    pub countries: Vec<Country>,
    /// Regions, seas, rivers.
    pub regions: Vec<Region>,
    /// Organisations known by name.
    pub organisations: Vec<Organisation>,
    /// Arms known by proper name: name, class, country of the maker.
    pub systems: Vec<(&'static str, &'static str, Option<&'static str>)>,
    /// Designation families: prefix, class.
    pub families: Map<&'static str, &'static str>,
    phrases: Map<Key, Vec<Phrase>>,
    codes: Map<&'static str, u16>,
    capitals: Map<Key, u16>,
    roles: Map<u64, u32>,
    radii: Map<u64, f32>,
}

/// Lines of a table: fields parted by tabs, comments left out.
fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

impl Lexicon {
    /// The tables of `data/`, built into the program.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: OnceLock<Lexicon> = OnceLock::new();
        BUILTIN.get_or_init(|| Lexicon::load(true))
    }

    /// The same without the lists of proper names that were made by hand: organisations, arms and
    /// their families of designations. What the text itself says of a name is all that is left; how
    /// much that is, `bench/ablation.py` measures.
    pub fn without_lists() -> &'static Lexicon {
        static BARE: OnceLock<Lexicon> = OnceLock::new();
        BARE.get_or_init(|| Lexicon::load(false))
    }

    /// Reads all tables anew, with or without the lists of proper names; [`Lexicon::builtin`] does
    /// it once.
    pub fn load(lists: bool) -> Lexicon {
        let mut lexicon = Lexicon {
            gazetteer: Gazetteer::read(include_bytes!("../../../data/gazetteer.tsv.z")),
            titles: Titles::parse(include_str!("../../../data/offices.tsv")),
            words: Words::builtin(),
            ..Lexicon::default()
        };
        lexicon.load_countries();
        lexicon.load_regions();
        if lists {
            lexicon.load_organisations();
            lexicon.load_arms();
        }
        lexicon.load_demonyms();
        lexicon.load_words();
        lexicon
    }

    fn phrase(&mut self, written: &'static str, known: Known) {
        let word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        if let Some(first) = written.split(|c| !word(c)).find(|w| !w.is_empty()) {
            self.role(first, role::BEGINS);
        }
        self.phrases.entry(Key::of(written)).or_default().push(Phrase { written, known });
    }

    fn load_countries(&mut self) {
        for f in lines(include_str!("../../../data/countries.tsv")) {
            let [code, names, capital, latitude, longitude, radius, neighbours, ..] = f[..] else { continue };
            let position = self.countries.len() as u16;
            for name in names.split('|') {
                self.phrase(name, Known::Country(position));
            }
            self.codes.insert(code, position);
            self.capitals.entry(Key::of(capital)).or_insert(position);
            self.countries.push(Country {
                code,
                names: names.split('|').collect(),
                capital,
                latitude: latitude.parse().unwrap_or(0.0),
                longitude: longitude.parse().unwrap_or(0.0),
                radius: radius.parse().unwrap_or(300.0),
                neighbours: neighbours.split(',').filter(|n| !n.is_empty()).collect(),
            });
        }
        for f in lines(include_str!("../../../data/us-states.tsv")) {
            if let [code, written, ..] = f[..] {
                self.phrase(written, Known::State(code));
            }
        }
    }

    fn load_regions(&mut self) {
        for f in lines(include_str!("../../../data/regions.tsv")) {
            let [names, latitude, longitude, radius, ..] = f[..] else { continue };
            let position = self.regions.len() as u16;
            for name in names.split('|') {
                self.phrase(name, Known::Region(position));
            }
            self.regions.push(Region {
                name: names.split('|').next().unwrap_or(names),
                latitude: latitude.parse().unwrap_or(0.0),
                longitude: longitude.parse().unwrap_or(0.0),
                radius: radius.parse().unwrap_or(500.0),
            });
        }
    }

    fn load_organisations(&mut self) {
        for f in lines(include_str!("../../../data/organisations.tsv")) {
            let [names, kind, country, description, ..] = f[..] else { continue };
            let position = self.organisations.len() as u16;
            for name in names.split('|') {
                self.phrase(name, Known::Organisation(position));
            }
            self.organisations.push(Organisation {
                name: names.split('|').next().unwrap_or(names),
                schema: match kind {
                    "public-body" => Schema::PublicBody,
                    "company" => Schema::Company,
                    _ => Schema::Organization,
                },
                country: (country != "-").then_some(country),
                description,
            });
        }
    }

    fn load_demonyms(&mut self) {
        for f in lines(include_str!("../../../data/demonyms.tsv")) {
            let [form, whom, kind, ..] = f[..] else { continue };
            let people = if let Some(name) = whom.strip_prefix("place:") {
                let found = self.regions.iter().position(|r| r.name.eq_ignore_ascii_case(name));
                let Some(position) = found else { continue };
                People::Region(position as u16)
            } else if let Some(name) = whom.strip_prefix("organization:") {
                let found = self.organisations.iter().position(|r| r.name.eq_ignore_ascii_case(name));
                let Some(position) = found else { continue };
                People::Organisation(position as u16)
            } else if let Some(&position) = self.codes.get(whom) {
                People::Country(position)
            } else {
                continue;
            };
            let known = if kind == "prefix" { Known::Prefix(people) } else { Known::Demonym(people) };
            self.phrase(form, known);
            if kind == "adjective"
                && form.ends_with(['n', 'i', 'b', 'k', 'c', 'h', 'o', 'v', 'e'])
                && !form.ends_with("ch")
                && !form.ends_with("ese")
            {
                let plural: &'static str = Box::leak(format!("{form}s").into_boxed_str());
                self.phrase(plural, known);
            }
        }
    }

    fn load_arms(&mut self) {
        for f in lines(include_str!("../../../data/systems.tsv")) {
            let [name, class, country, ..] = f[..] else { continue };
            let position = self.systems.len() as u16;
            self.phrase(name, Known::System(position));
            self.systems.push((name, class, (country != "-").then_some(country)));
        }
        for f in lines(include_str!("../../../data/equipment.tsv")) {
            let [prefix, class, ..] = f[..] else { continue };
            self.families.entry(prefix).or_insert(class);
        }
    }

    fn role(&mut self, word: &str, roles: u32) {
        *self.roles.entry(Key::word_hash(word)).or_insert(0) |= roles;
    }

    fn load_words(&mut self) {
        use role::*;
        self.roles.reserve(70_000);
        for word in include_str!("../../../data/common-words.txt").lines().filter(|l| !l.starts_with('#')) {
            self.role(word, COMMON);
        }
        for word in include_str!("../../../data/given-names.txt").lines().filter(|l| !l.starts_with('#')) {
            self.role(word.trim_end_matches('~'), GIVEN);
        }
        for f in lines(include_str!("../../../data/name-roles.tsv")) {
            let [word, kinds, ..] = f[..] else { continue };
            for kind in kinds.split(',') {
                let role = match kind {
                    "stop" => STOP,
                    "calendar" => CALENDAR,
                    "particle" => PARTICLE,
                    "speech" => SPEECH,
                    _ => DIRECTION,
                };
                self.role(word, role);
            }
        }
        for f in lines(include_str!("../../../data/titles.tsv")) {
            let [words, kind, ..] = f[..] else { continue };
            let roles = match kind {
                "head" => OFFICE,
                "rank" => RANK,
                "honour" => HONOUR,
                "kin" => KIN,
                _ => JOB,
            };
            if !words.contains(' ') && !words.contains('-') {
                self.role(words, roles);
            }
        }
        for f in lines(include_str!("../../../data/bodies.tsv")) {
            let [words, kind, place, ..] = f[..] else { continue };
            let mut roles = match kind {
                "public-body" => BODY,
                "armed" => ARMED,
                "company" => COMPANY,
                _ => ORGANISATION,
            };
            if place == "both" {
                roles |= TAKES_OF;
            }
            if !words.contains(' ') {
                self.role(words, roles);
            }
        }
        for f in lines(include_str!("../../../data/placewords.tsv")) {
            let [word, place, radius, ..] = f[..] else { continue };
            let roles = match place {
                "before" => PLACE_BEFORE,
                "after" => PLACE_AFTER,
                _ => PLACE_BEFORE | PLACE_AFTER,
            };
            if !word.contains(' ') {
                self.role(word, roles);
                self.radii.insert(Key::word_hash(word), radius.parse().unwrap_or(5.0));
            }
        }
        for f in lines(include_str!("../../../data/occasions.tsv")) {
            let [word, kind, ..] = f[..] else { continue };
            self.role(word, if kind == "event" { OCCASION } else { PAPER });
        }
        for f in lines(include_str!("../../../data/classes.tsv")) {
            self.role(f[0], ARMS);
            let plural = format!("{}s", f[0]);
            self.role(&plural, ARMS);
        }
    }

    /// What a word, given by its hash, can do in names: bits of [`role`].
    pub fn roles(&self, word: u64) -> u32 {
        self.roles.get(&word).copied().unwrap_or(0)
    }

    /// Known phrases with this key.
    pub fn phrases(&self, key: Key) -> &[Phrase] {
        self.phrases.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The country with a code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.codes.get(code).map(|&i| &self.countries[i as usize])
    }

    /// The country whose capital has this name.
    pub fn capital(&self, key: Key) -> Option<&Country> {
        self.capitals.get(&key).map(|&i| &self.countries[i as usize])
    }

    /// Typical radius in km of what a word like "river" names.
    pub fn radius(&self, word: u64) -> Option<f32> {
        self.radii.get(&word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read() {
        let lexicon = Lexicon::builtin();
        assert!(lexicon.countries.len() > 240 && lexicon.gazetteer.places.len() > 150_000);
        let known = |name: &str| lexicon.phrases(Key::of(name)).first().map(|p| p.known);
        let code = |name: &str| match known(name) {
            Some(
                Known::Country(i) | Known::Demonym(People::Country(i)) | Known::Prefix(People::Country(i)),
            ) => lexicon.countries[i as usize].code,
            _ => "",
        };
        for (name, expect) in [
            ("Republic of Serbia", "RS"),
            ("U.S.", "US"),
            ("Côte d’Ivoire", "CI"),
            ("Serbians", "RS"),
            ("Belarusian", "BY"),
            ("Russo", "RU"),
            ("Kosovo", "XK"),
            ("Burmese", "MM"),
        ] {
            assert_eq!(code(name), expect, "{name}");
        }
        assert!(matches!(known("Balkan"), Some(Known::Region(_) | Known::Demonym(People::Region(_)))));
        assert_eq!(lexicon.capital(Key::of("Minsk")).map(|c| c.code), Some("BY"));
        assert_ne!(lexicon.roles(Key::word_hash("Zoran")) & role::GIVEN, 0);
    }
}
