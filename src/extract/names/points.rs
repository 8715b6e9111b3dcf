//! Where a place's name lies on the map: of all places with the name, the one that the document speaks of.
//!
//! Candidates are weighed by population, by what the document says holds them ("Alexandria, Louisiana"; a
//! state or country named elsewhere), by how many other names have a candidate in the same division, and, in
//! a second pass, by how near they lie to the places of the first.

use super::{Reader, What};
use crate::extract::lexicon::{Key, Known, Level, Map, People, role};
use crate::record::Location;
use std::ops::Range;

/// Where a place lies.
#[derive(Clone, Debug)]
pub struct Point {
    /// What parts places of one name in their keys.
    pub suffix: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Coordinates.
    pub location: Location,
}

/// A name's candidates and what speaks for them.
struct Case {
    key: Key,
    candidates: Vec<u32>,
    /// Division or country named right after it, by candidates' division or country.
    inside: Vec<Holder>,
    chosen: Option<u32>,
}

#[derive(Clone, Copy, PartialEq)]
enum Holder {
    Division(u32),
    Country([u8; 2]),
}

/// Distance in km over short ways, where the Earth is nearly flat; far apart it only has to be great.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let dy = (b.0 - a.0) * 111.2;
    let dx = (b.1 - a.1) * 111.2 * ((a.0 + b.0) / 2.0).to_radians().cos();
    dy.hypot(dx)
}

impl Reader<'_> {
    /// A point for every place found, in the order of `found`.
    pub fn resolve(&self) -> Vec<Option<Point>> {
        let keys: Vec<Option<Key>> =
            self.found.iter().map(|f| self.place_key(f.tokens.clone(), &f.what)).collect();
        let american = self.american();
        let mut cases: Map<Key, Case> = Map::default();
        let mut order: Vec<Key> = Vec::new();
        for (found, key) in self.found.iter().zip(&keys) {
            let Some(key) = *key else { continue };
            let case = cases.entry(key).or_insert_with(|| {
                order.push(key);
                Case {
                    key,
                    candidates: self.candidates(key, found.tokens.clone()),
                    inside: Vec::new(),
                    chosen: None,
                }
            });
            if let Some(holder) = self.holder(found.tokens.end, american) {
                case.inside.push(holder);
            }
        }
        let countries = self.told_countries();
        let mut votes: Map<u32, f64> = Map::default();
        for key in &order {
            let case = &cases[key];
            let mut divisions: Vec<u32> = case
                .candidates
                .iter()
                .map(|&c| self.words.lexicon.gazetteer.places[c as usize].division)
                .collect();
            divisions.sort_unstable();
            divisions.dedup();
            let whole = case
                .candidates
                .iter()
                .any(|&c| self.words.lexicon.gazetteer.places[c as usize].level == Level::Division);
            for &d in &divisions {
                *votes.entry(d).or_default() += if whole { 1.5 } else { 1.0 } / divisions.len() as f64;
            }
        }
        for pass in 0..3 {
            let settled: Vec<(f64, f64)> = order
                .iter()
                .filter_map(|k| cases[k].chosen)
                .map(|c| {
                    let (la, lo, _) = self.words.lexicon.gazetteer.point(c);
                    (la, lo)
                })
                .take(40)
                .collect();
            for key in &order {
                let case = &cases[key];
                let best = self.best(case, &countries, &votes, if pass == 0 { &[] } else { &settled });
                if let Some(case) = cases.get_mut(key) {
                    case.chosen = best;
                }
            }
        }
        let chosen =
            |n: usize| keys.get(n).copied().flatten().and_then(|k| cases.get(&k)).and_then(|c| c.chosen);
        let mut last: Option<Point> = None;
        keys.iter()
            .enumerate()
            .map(|(n, _)| {
                let What::Place(radius) = self.found[n].what else { return None };
                match chosen(n) {
                    Some(place) => {
                        let point = self.point(place, radius);
                        last = Some(point.clone());
                        Some(point)
                    }
                    None => self.derived(n).or_else(|| {
                        // an unknown place lies about the one that it is told to be near, otherwise
                        // somewhere about the last one that was named
                        let near = self.beside(n).and_then(chosen).map(|place| self.point(place, None));
                        near.as_ref().or(last.as_ref()).map(|point| Point {
                            suffix: String::new(),
                            country: point.country.clone(),
                            location: Location {
                                radius_km: (point.location.radius_km * 2.0).max(100.0),
                                ..point.location
                            },
                        })
                    }),
                }
            })
            .collect()
    }

    /// The place that an unknown one is told to be near: "Vrela barracks near Gaj".
    fn beside(&self, n: usize) -> Option<usize> {
        let w = &self.words;
        let end = self.found[n].tokens.end;
        let near = (end..end + 4)
            .take_while(|&i| w.together(end - 1, i) && w.hash[i] != 0)
            .find(|&i| matches!(w.lower(i), "near" | "outside" | "in"))?;
        let from = self.found.partition_point(|f| f.tokens.start <= near);
        (from..self.found.len().min(from + 2)).find(|&m| self.found[m].tokens.start == near + 1)
    }

    /// The key that a place's candidates are found by.
    fn place_key(&self, tokens: Range<usize>, what: &What) -> Option<Key> {
        let w = &self.words;
        if !matches!(what, What::Place(_)) {
            return None;
        }
        let full = w.key(tokens.clone());
        let gazetteer = &w.lexicon.gazetteer;
        if gazetteer.find(full).next().is_some() || w.hit(tokens.start).is_some_and(|h| h.end == tokens.end) {
            return Some(full);
        }
        // "Nyanza Province", "South Dallas", "Brno International Airport": what is left without the word for its kind
        let names: Vec<usize> = w.words_in(tokens.clone()).collect();
        let bare = |i: &usize| {
            !w.is(*i, role::PLACE_AFTER | role::PLACE_BEFORE | role::DIRECTION)
                && !matches!(w.lower(*i), "international" | "air" | "military" | "naval" | "of" | "the")
        };
        let first = names.iter().position(bare)?;
        let last = names.iter().rposition(bare)?;
        Some(names[first..=last].iter().fold(Key::default(), |k, &i| k.word(w.hash[i])))
    }

    fn candidates(&self, key: Key, tokens: Range<usize>) -> Vec<u32> {
        let w = &self.words;
        let gazetteer = &w.lexicon.gazetteer;
        if let Some(hit) = w.hit(tokens.start)
            && hit.end == tokens.end
            && let Known::State(code) = hit.known
        {
            return gazetteer.state(code).into_iter().collect();
        }
        let mut found: Vec<u32> = gazetteer.find(key).collect();
        found.sort_by_key(|&c| (std::cmp::Reverse(gazetteer.places[c as usize].thousands), c));
        found.truncate(60);
        found
    }

    /// What is named right after a place as holding it: ", Louisiana", ", Serbia", "in northern Iraq".
    fn holder(&self, end: usize, american: bool) -> Option<Holder> {
        let w = &self.words;
        let mut i = end;
        if w.token(i) == "," || w.token(i) == "(" {
            i += 1;
        } else if matches!(w.lower(i), "in") {
            i += 1;
            while matches!(
                w.lower(i),
                "the" | "northern" | "southern" | "eastern" | "western" | "central" | "neighbouring"
            ) {
                i += 1;
            }
        } else {
            return None;
        }
        if !w.capital(i) || !w.together(end - 1, i) {
            return None;
        }
        let gazetteer = &w.lexicon.gazetteer;
        if let Some(hit) = w.hit(i) {
            match hit.known {
                Known::Country(c) => {
                    // a state of the United States may share a country's name
                    let code = w.lexicon.countries.get(c as usize)?.code;
                    if code == "GE" && american {
                        return gazetteer.state("GA").map(Holder::Division);
                    }
                    if let [a, b] = *code.as_bytes() {
                        return Some(Holder::Country([a, b]));
                    }
                }
                Known::State(code) => return gazetteer.state(code).map(Holder::Division),
                Known::Place => {
                    let key = w.key(i..hit.end);
                    return gazetteer
                        .find(key)
                        .filter(|&c| gazetteer.places[c as usize].level != Level::Town)
                        .max_by_key(|&c| gazetteer.places[c as usize].thousands)
                        .map(|c| Holder::Division(gazetteer.places[c as usize].division));
                }
                _ => {}
            }
            return None;
        }
        gazetteer
            .find(w.key(i..i + 1))
            .filter(|&c| gazetteer.places[c as usize].level == Level::Division)
            .max_by_key(|&c| gazetteer.places[c as usize].thousands)
            .map(Holder::Division)
    }

    /// Whether the document names a state of the United States, or that country.
    fn american(&self) -> bool {
        let w = &self.words;
        self.found.iter().any(|f| match f.what {
            What::Country(c) | What::Demonym(People::Country(c)) => {
                w.lexicon.countries[c as usize].code == "US"
            }
            What::Place(_) => matches!(w.hit(f.tokens.start).map(|h| h.known), Some(Known::State(_))),
            _ => false,
        })
    }

    /// Countries that the document names, by name or adjective, and how often.
    fn told_countries(&self) -> Map<[u8; 2], u32> {
        let mut told: Map<[u8; 2], u32> = Map::default();
        for found in &self.found {
            if let What::Country(i) | What::Demonym(People::Country(i)) = found.what
                && let [a, b] = *self.words.lexicon.countries[i as usize].code.as_bytes()
            {
                *told.entry([a, b]).or_default() += 1;
            }
        }
        told
    }

    fn best(
        &self,
        case: &Case,
        countries: &Map<[u8; 2], u32>,
        votes: &Map<u32, f64>,
        settled: &[(f64, f64)],
    ) -> Option<u32> {
        let w = &self.words;
        let gazetteer = &w.lexicon.gazetteer;
        let mut divisions: Vec<u32> =
            case.candidates.iter().map(|&c| gazetteer.places[c as usize].division).collect();
        divisions.sort_unstable();
        divisions.dedup();
        let own = 1.0 / divisions.len().max(1) as f64;
        let score = |c: u32| {
            let place = &gazetteer.places[c as usize];
            let mut s = f64::from(place.thousands + 1).ln();
            if place.level == Level::Division {
                s += 1.0;
            }
            if place.level == Level::District {
                s -= 1.0;
            }
            // a capital stands for more than its inhabitants
            let code = w.lexicon.capital(case.key).map_or("", |c| c.code);
            if place.level == Level::Town && code.as_bytes() == place.country {
                s += 4.0;
            }
            let told = countries.get(&place.country).copied().unwrap_or(0);
            s += 2.0 * f64::from(1 + told).ln().min(2.0);
            s += (6.0 * (votes.get(&place.division).copied().unwrap_or(0.0) - own)).clamp(0.0, 7.0);
            if case.inside.iter().any(|h| {
                *h == Holder::Division(place.division) && place.division != c
                    || *h == Holder::Country(place.country)
            }) {
                s += 14.0;
            }
            let (la, lo, _) = gazetteer.point(c);
            let near: f64 =
                settled.iter().map(|&p| (-distance((la, lo), p) / 150.0).exp()).sum::<f64>() - 1.0;
            s + (2.0 * near).clamp(0.0, 5.0)
        };
        case.candidates
            .iter()
            .map(|&c| (c, score(c)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .map(|(c, _)| c)
    }

    /// The point of a place that holds a known region or country in its name: "Eastern Ukraine".
    fn derived(&self, n: usize) -> Option<Point> {
        let w = &self.words;
        let tokens = self.found[n].tokens.clone();
        for i in w.words_in(tokens.clone()) {
            let Some(hit) = w.hit(i).filter(|h| h.end <= tokens.end) else { continue };
            match hit.known {
                Known::Country(c) | Known::Demonym(People::Country(c)) => {
                    let c = &w.lexicon.countries[c as usize];
                    return Some(Point {
                        suffix: String::new(),
                        country: Some(c.code.to_string()),
                        location: Location {
                            longitude: c.longitude,
                            latitude: c.latitude,
                            radius_km: c.radius,
                        },
                    });
                }
                Known::Region(r) => {
                    let r = &w.lexicon.regions[r as usize];
                    return Some(Point {
                        suffix: String::new(),
                        country: None,
                        location: Location {
                            longitude: r.longitude,
                            latitude: r.latitude,
                            radius_km: r.radius,
                        },
                    });
                }
                _ => {}
            }
        }
        None
    }

    fn point(&self, place: u32, radius: Option<f32>) -> Point {
        let gazetteer = &self.words.lexicon.gazetteer;
        let (latitude, longitude, own) = gazetteer.point(place);
        let country = gazetteer.places[place as usize].country;
        Point {
            suffix: String::new(),
            country: Some(String::from_utf8_lossy(&country).into_owned()),
            location: Location { longitude, latitude, radius_km: radius.unwrap_or(own) },
        }
    }
}
