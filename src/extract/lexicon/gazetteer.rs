//! Places of the world with coordinates: `data/gazetteer.tsv.z`, form told in `data/make/gazetteer.py`.

use super::fold::Key;
use std::collections::BTreeMap;

/// What kind of place an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// First order division: state, region, oblast.
    Division,
    /// Second order division: county, district.
    District,
    /// City, town or village.
    Town,
}

/// One place.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    names: (u32, u32),
    /// Hundredths of a degree north.
    latitude: i16,
    /// Hundredths of a degree east.
    longitude: i16,
    /// Inhabitants in thousands.
    pub thousands: u32,
    /// Half its width in km; 0 for towns.
    radius: u16,
    /// Kind.
    pub level: Level,
    /// ISO 3166-1 alpha-2 of its country.
    pub country: [u8; 2],
    /// Position of the first order division that it lies in (its own, for one of those).
    pub division: u32,
}

/// All places, found by any of their names.
#[derive(Debug, Default)]
pub struct Gazetteer {
    text: String,
    /// Every place, those of one division together.
    pub places: Vec<Place>,
    /// Open addressing: one more than a position in `names`.
    heads: Vec<u32>,
    /// Positions of the states of the United States, by their two letters.
    states: BTreeMap<[u8; 2], u32>,
    /// Key, place, and one more than the position of the next name with this head.
    names: Vec<(u64, u32, u32)>,
}

impl Gazetteer {
    /// Reads the deflated table; whatever of it cannot be read is left out.
    pub fn read(packed: &[u8]) -> Gazetteer {
        let raw = miniz_oxide::inflate::decompress_to_vec(packed).unwrap_or_default();
        let mut gazetteer = Gazetteer {
            text: String::from_utf8(raw).unwrap_or_default(),
            heads: vec![0; 1 << 18],
            ..Gazetteer::default()
        };
        let text = std::mem::take(&mut gazetteer.text);
        let (mut country, mut division) = ([b'-'; 2], 0u32);
        let mut offset = 0u32;
        gazetteer.places.reserve(text.len() / 26);
        gazetteer.names.reserve(text.len() / 18);
        for line in text.split_inclusive('\n') {
            let start = offset;
            offset += line.len() as u32;
            let place = gazetteer.places.len() as u32;
            let mut fields = line.trim_end().split('\t');
            let Some(first) = fields.next() else { continue };
            let (level, names, at) = if let Some(code) = first.strip_prefix('=') {
                if let [a, b, ..] = *code.as_bytes() {
                    country = [a, b];
                }
                division = place;
                if let [b'U', b'S', b'.', a, b] = *code.as_bytes() {
                    gazetteer.states.insert([a, b], division);
                }
                (Level::Division, fields.next().unwrap_or(""), start + first.len() as u32 + 1)
            } else if first == "+" {
                (Level::District, fields.next().unwrap_or(""), start + 2)
            } else {
                (Level::Town, first, start)
            };
            let mut number = || fields.next().and_then(|f| f.parse::<i32>().ok()).unwrap_or(0);
            let (latitude, longitude, thousands, radius) = (number(), number(), number(), number());
            gazetteer.places.push(Place {
                names: (at, at + names.len() as u32),
                latitude: latitude as i16,
                longitude: longitude as i16,
                thousands: thousands.max(0) as u32,
                radius: radius.clamp(0, 9999) as u16,
                level,
                country,
                division,
            });
            for name in names.split('|').filter(|n| !n.is_empty()) {
                gazetteer.name(Key::of(name), place);
            }
        }
        gazetteer.text = text;
        gazetteer
    }

    fn name(&mut self, key: Key, place: u32) {
        let slot = (key.0 >> 7) as usize & (self.heads.len() - 1);
        self.names.push((key.0, place, self.heads[slot]));
        self.heads[slot] = self.names.len() as u32;
    }

    /// Places that have this name.
    pub fn find(&self, key: Key) -> impl Iterator<Item = u32> + '_ {
        let slot = (key.0 >> 7) as usize & self.heads.len().saturating_sub(1);
        let mut next = self.heads.get(slot).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            while next != 0 {
                let (hash, place, following) = self.names[next as usize - 1];
                next = following;
                if hash == key.0 {
                    return Some(place);
                }
            }
            None
        })
    }

    /// A state of the United States by its two letters.
    pub fn state(&self, code: &str) -> Option<u32> {
        // A search through a list of pairs here gave wrong positions in release builds of rustc 1.95.0.
        self.states.get(&<[u8; 2]>::try_from(code.as_bytes()).ok()?).copied()
    }

    /// The preferred name of a place.
    pub fn name_of(&self, place: u32) -> &str {
        self.places
            .get(place as usize)
            .and_then(|p| self.text.get(p.names.0 as usize..p.names.1 as usize))
            .and_then(|names| names.split('|').next())
            .unwrap_or("")
    }

    /// Degrees north and east, and half the place's width in km.
    pub fn point(&self, place: u32) -> (f64, f64, f32) {
        match self.places.get(place as usize) {
            None => (0.0, 0.0, 20_000.0),
            Some(p) => {
                let radius = match p.level {
                    Level::Town => 3.0 + (p.thousands as f32).sqrt() / 4.0,
                    _ => f32::from(p.radius).max(5.0),
                };
                (f64::from(p.latitude) / 100.0, f64::from(p.longitude) / 100.0, radius)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Lexicon;

    #[test]
    fn a_city_is_found_by_any_spelling_of_its_name() {
        let gazetteer = &Lexicon::builtin().gazetteer;
        for name in ["Niš", "NIS", "Belgrade", "Beograd", "Kyiv", "Kiev"] {
            assert!(gazetteer.find(Key::of(name)).next().is_some(), "{name}");
        }
        assert!(gazetteer.find(Key::of("Xyzzyville")).next().is_none());
        let belgrade = gazetteer
            .find(Key::of("Belgrade"))
            .max_by_key(|&p| gazetteer.places[p as usize].thousands)
            .unwrap();
        let (latitude, longitude, _) = gazetteer.point(belgrade);
        assert!((latitude - 44.8).abs() < 0.1 && (longitude - 20.5).abs() < 0.1);
        assert_eq!(gazetteer.places[belgrade as usize].country, *b"RS");
    }

    #[test]
    fn a_place_lies_in_a_division_of_its_country() {
        let gazetteer = &Lexicon::builtin().gazetteer;
        for (i, place) in gazetteer.places.iter().enumerate() {
            let division = &gazetteer.places[place.division as usize];
            assert!(place.division as usize <= i);
            assert_eq!((division.level, division.country), (Level::Division, place.country), "{i}");
        }
        let ohio = gazetteer.state("OH").unwrap();
        assert_eq!(gazetteer.name_of(ohio), "Ohio");
    }

    #[test]
    fn a_damaged_table_is_an_empty_gazetteer() {
        assert!(Gazetteer::read(b"not deflate").places.is_empty());
    }
}
