//! Places by their own words: rivers, counties, bases, palaces.

use super::words::Hit;
use super::{Reader, What};
use crate::extract::lexicon::classes;
use crate::extract::lexicon::{Known, role};
use crate::extract::text::TokenKind;

impl Reader<'_> {
    /// A name with a word for a kind of place ("Lake Erie", "Batajnica Air Base"); adds it, returns its end.
    pub fn place(&mut self, p: usize, end: usize, hit: Option<Hit>) -> Option<usize> {
        let w = &self.words;
        if w.is(p, role::TITLE) && !w.is(p, role::PLACE_BEFORE | role::PLACE_AFTER) {
            return None;
        }
        let (stop, radius) = self
            .headed(p, end, hit)
            .or_else(|| self.directed(p, end, hit))
            .or_else(|| self.facility(p, end))
            .or_else(|| self.palace(p, end))
            .or_else(|| self.monument(p))
            .or_else(|| if hit.is_none() { self.gulf(p) } else { None })?;
        // "91st Air Base"
        let start = if p > 0 && self.ordinal(p - 1) && w.together(p - 1, p) { p - 1 } else { p };
        self.demonyms(p..stop);
        self.add(start..stop, What::Place(radius), "place: word for a kind of place");
        Some(stop)
    }

    /// "Lake Erie", "Mount Avala", "Cook County", "Main St."
    fn headed(&self, p: usize, end: usize, hit: Option<Hit>) -> Option<(usize, Option<f32>)> {
        let w = &self.words;
        let known = hit.map_or(p, |h| h.end);
        let next = w.next(p);
        if w.is(p, role::PLACE_BEFORE)
            && next < end
            && !w.is(next, role::TITLE | role::HEAD)
            && known <= p + 1
        {
            let (mut i, mut last) = (next, next);
            while i < end && !w.is(i, role::OFFICE | role::RANK) {
                last = i;
                i = w.next(i);
            }
            return Some((last + 1, w.lexicon.radius(w.hash[p])));
        }
        let mut found = None;
        let mut i = next;
        while i < end && !w.is(i, role::OFFICE | role::RANK) {
            let street = w.lower(i) == "st";
            let title = matches!(w.lower(i), "city" | "state" | "district" | "court")
                && w.is(w.next(i), role::OFFICE);
            let hyphen = w.token(i - 1) == "-";
            // "Anna Hill" is somebody, "12 Anna Lane" a street
            let surname = classes::is(w.lower(i), classes::SURNAME_PLACE)
                && w.is(i - 1, role::GIVEN)
                && !w.is(i - 1, role::COMMON)
                && (p == 0 || w.text.tokens[p - 1].kind != TokenKind::Number);
            if (w.is(i, role::PLACE_AFTER) || street) && i >= known && !title && !hyphen && !surname {
                found = Some((i + 1, w.lexicon.radius(w.hash[i]).or(Some(3.0))));
            }
            i = w.next(i);
        }
        let (stop, radius) = found?;
        let dot = w.token(stop) == "."
            && !w.spaced(stop)
            && w.lower(stop - 1).len() <= 3
            && w.together(stop, stop + 1);
        Some((stop + usize::from(dot), radius))
    }

    /// "South Dallas", "Eastern Ukraine".
    fn directed(&self, p: usize, end: usize, hit: Option<Hit>) -> Option<(usize, Option<f32>)> {
        let w = &self.words;
        let next = w.next(p);
        if !w.is(p, role::DIRECTION) || next != p + 1 || next >= end || hit.is_some() {
            return None;
        }
        let gazetteer = &w.lexicon.gazetteer;
        match w.hit(next) {
            Some(Hit { known: Known::Country(_) | Known::Region(_) | Known::Place, end }) => {
                Some((end, None))
            }
            Some(_) => None,
            None => {
                let town = gazetteer
                    .find(w.key(next..next + 1))
                    .any(|c| gazetteer.places[c as usize].thousands >= 15);
                (town && !w.is(next, role::COMMON)).then_some((next + 1, None))
            }
        }
    }

    /// A facility in lower case after a name: "Batajnica military airport".
    fn facility(&self, p: usize, end: usize) -> Option<(usize, Option<f32>)> {
        let w = &self.words;
        let names = || w.words_in(p..end);
        if names().count() > 4 || names().any(|i| w.is(i, role::TITLE | role::HEAD)) {
            return None;
        }
        let plain = |i: usize| w.together(p, i) && !w.capital(i) && w.spaced(i);
        let site = |i: usize| {
            plain(i) && (classes::is(w.lower(i), classes::FACILITY) || classes::is(w.lower(i), classes::SITE))
        };
        let mut i = end;
        while i < end + 2 && plain(i) && classes::is(w.lower(i), classes::SITE_KIND) {
            i += 1;
        }
        let own = plain(i) && classes::is(w.lower(i), classes::FACILITY);
        ((i > end && site(i)) || (i == end && own)).then_some((i + 1, Some(3.0)))
    }

    /// Palace "Serbia": the name in quotation marks.
    fn palace(&self, p: usize, end: usize) -> Option<(usize, Option<f32>)> {
        let w = &self.words;
        let quote = |i: usize| w.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Quote);
        let fits = matches!(w.token(p), "Palace" | "Hotel" | "Hall" | "Villa") && p + 1 == end;
        if !fits || !quote(end) || !w.capital(end + 1) {
            return None;
        }
        (end + 2..end + 5).find(|&i| quote(i)).map(|close| (close + 1, Some(1.0)))
    }

    /// "Monument to the Fallen", "Tomb of the Unknown Soldier".
    fn monument(&self, p: usize) -> Option<(usize, Option<f32>)> {
        let w = &self.words;
        let kind = matches!(
            w.token(p),
            "Monument"
                | "Memorial"
                | "Tomb"
                | "Statue"
                | "Cathedral"
                | "Church"
                | "Temple"
                | "Shrine"
                | "Alley"
        );
        if !kind || !matches!(w.lower(p + 1), "to" | "of") {
            return None;
        }
        let skip = |i: usize| if w.lower(i) == "the" { i + 1 } else { i };
        let mut end = skip(p + 2);
        if !w.capital(end) || !w.together(p, end) {
            return None;
        }
        end = w.run(end);
        while w.lower(end) == "of" && w.capital(skip(end + 1)) && w.together(p, skip(end + 1)) {
            end = w.run(skip(end + 1));
        }
        Some((end, Some(1.0)))
    }

    /// "Palace of Serbia", "Bay of Kotor".
    fn gulf(&self, p: usize) -> Option<(usize, Option<f32>)> {
        let w = &self.words;
        let kind = matches!(
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
        );
        let name = if w.lower(p + 2) == "the" { p + 3 } else { p + 2 };
        (kind && w.lower(p + 1) == "of" && w.name(name))
            .then(|| (w.hit(name).map_or_else(|| w.run(name), |h| h.end), w.lexicon.radius(w.hash[p])))
    }

    /// "63rd", "1st": the number of a unit.
    pub fn ordinal(&self, i: usize) -> bool {
        let token = self.words.token(i);
        let digits = token.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && matches!(&token[digits..], "st" | "nd" | "rd" | "th")
    }
}
