//! Places by their own words, and where a place's name lies on the map.

use super::{Reader, What};
use crate::extract::lexicon::{Known, Map, People, role};
use crate::record::Location;

/// Where a place lies.
#[derive(Clone, Debug)]
pub struct Point {
    /// What parts places of one name in their keys; empty for the greatest.
    pub suffix: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Coordinates.
    pub location: Location,
}

impl Reader<'_> {
    /// A name with a word for a kind of place ("Lake Erie", "Batajnica Air Base"); adds it, returns its end.
    pub fn place(&mut self, p: usize, end: usize) -> Option<usize> {
        let w = &self.words;
        let mut stop = None;
        let mut radius = None;
        if w.is(p, role::PLACE_BEFORE) && w.next(p) < end && !w.is(w.next(p), role::TITLE | role::HEAD) {
            let mut i = w.next(p);
            let mut last = i;
            while i < end && !w.is(i, role::OFFICE | role::RANK) {
                last = i;
                i = w.next(i);
            }
            stop = Some(last + 1);
            radius = w.lexicon.radius(w.hash[p]);
        } else {
            let mut i = w.next(p);
            while i < end {
                if w.is(i, role::OFFICE | role::RANK) {
                    break;
                }
                if w.is(i, role::PLACE_AFTER) {
                    stop = Some(i + 1);
                    radius = w.lexicon.radius(w.hash[i]);
                }
                i = w.next(i);
            }
        }
        // a facility in lower case: "Batajnica military airport"
        if stop.is_none() && w.next(p) >= end {
            let facility = |i: usize| {
                matches!(
                    w.lower(i),
                    "compound"
                        | "airport"
                        | "barracks"
                        | "airbase"
                        | "airfield"
                        | "palace"
                        | "dam"
                        | "bridge"
                ) && !w.capital(i)
            };
            let modifier = |i: usize| {
                matches!(w.lower(i), "military" | "international" | "air" | "naval" | "presidential")
            };
            if facility(end) && w.together(p, end) {
                stop = Some(end + 1);
            } else if modifier(end) && facility(end + 1) && w.together(p, end + 1) {
                stop = Some(end + 2);
            }
            radius = stop.and(Some(3.0));
        }
        // Palace "Serbia"
        if stop.is_none() && matches!(w.token(p), "Palace" | "Hotel" | "Hall") && p + 1 == end {
            let quoted =
                w.text.tokens.get(end).is_some_and(|t| t.kind == crate::extract::text::TokenKind::Quote);
            if quoted && w.capital(end + 1) {
                let close = (end + 2..end + 5).find(|&i| {
                    w.text.tokens.get(i).is_some_and(|t| t.kind == crate::extract::text::TokenKind::Quote)
                });
                stop = close.map(|c| c + 1);
                radius = Some(1.0);
            }
        }
        if stop.is_none()
            && matches!(
                w.token(p),
                "Palace"
                    | "Gulf"
                    | "Strait"
                    | "Straits"
                    | "Bay"
                    | "Sea"
                    | "Isle"
                    | "Port"
                    | "Cape"
                    | "Province"
                    | "City"
                    | "State"
                    | "Republic"
            )
            && w.lower(p + 1) == "of"
        {
            let j = if w.lower(p + 2) == "the" { p + 3 } else { p + 2 };
            if w.name(j) {
                stop = Some(w.hit(j).map_or_else(|| w.run(j), |h| h.end));
                radius = w.lexicon.radius(w.hash[p]);
            }
        }
        let stop = stop?;
        self.demonyms(p..stop);
        self.add(p..stop, What::Place(radius), "place: word for a kind of place");
        Some(stop)
    }

    /// A point for every place found, in the order of `found`.
    pub fn resolve(&self) -> Vec<Option<Point>> {
        let w = &self.words;
        let gazetteer = &w.lexicon.gazetteer;
        // countries that the document names, by how often
        let mut countries: Map<[u8; 2], u32> = Map::default();
        for found in &self.found {
            if let What::Country(i) | What::Demonym(People::Country(i)) = found.what
                && let [a, b] = *w.lexicon.countries[i as usize].code.as_bytes()
            {
                *countries.entry([a, b]).or_default() += 1;
            }
        }
        self.found
            .iter()
            .map(|found| {
                let What::Place(radius) = found.what else { return None };
                let key = w.key(found.tokens.clone());
                let state = match w.hit(found.tokens.start) {
                    Some(h) if h.end == found.tokens.end => match h.known {
                        Known::State(code) => Some(code),
                        _ => None,
                    },
                    _ => None,
                };
                if let Some(code) = state {
                    let full = gazetteer.state(code)?;
                    return Some(self.point(full, radius));
                }
                let best = gazetteer.find(key).max_by(|&a, &b| {
                    let score = |p: u32| {
                        let place = &gazetteer.places[p as usize];
                        let told = countries.get(&place.country).copied().unwrap_or(0);
                        f64::from(place.thousands + 1).ln() + f64::from(told.min(3)) * 2.0
                    };
                    score(a).total_cmp(&score(b)).then(b.cmp(&a))
                })?;
                Some(self.point(best, radius))
            })
            .collect()
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
