//! Places by their own words: rivers, counties, bases, palaces.

use super::words::Hit;
use super::{Reader, What};
use crate::extract::lexicon::{Known, role};

impl Reader<'_> {
    /// A name with a word for a kind of place ("Lake Erie", "Batajnica Air Base"); adds it, returns its end.
    pub fn place(&mut self, p: usize, end: usize, hit: Option<Hit>) -> Option<usize> {
        let w = &self.words;
        let mut stop = None;
        let mut radius = None;
        let known = hit.map_or(p, |h| h.end);
        let next = w.next(p);
        if w.is(p, role::PLACE_BEFORE)
            && next < end
            && !w.is(next, role::TITLE | role::HEAD)
            && known <= p + 1
        {
            let mut i = next;
            let mut last = i;
            while i < end && !w.is(i, role::OFFICE | role::RANK) {
                last = i;
                i = w.next(i);
            }
            stop = Some(last + 1);
            radius = w.lexicon.radius(w.hash[p]);
        } else {
            let mut i = next;
            while i < end && !w.is(i, role::OFFICE | role::RANK) {
                let street = w.lower(i) == "st";
                let title = matches!(w.lower(i), "city" | "state" | "district" | "court")
                    && w.is(w.next(i), role::OFFICE);
                let hyphen = w.token(i - 1) == "-";
                if (w.is(i, role::PLACE_AFTER) || street) && i >= known && !title && !hyphen {
                    stop = Some(i + 1);
                    radius = w.lexicon.radius(w.hash[i]).or(Some(3.0));
                }
                i = w.next(i);
            }
            if let Some(e) = stop
                && w.token(e) == "."
                && !w.spaced(e)
                && w.lower(e - 1).len() <= 3
                && w.together(e, e + 1)
            {
                stop = Some(e + 1);
            }
        }
        // "South Dallas", "Eastern Ukraine"
        if stop.is_none() && w.is(p, role::DIRECTION) && next == p + 1 && next < end && hit.is_none() {
            let base = w.hit(next);
            let gazetteer = &w.lexicon.gazetteer;
            let town = || {
                gazetteer.find(w.key(next..next + 1)).any(|c| gazetteer.places[c as usize].thousands >= 15)
                    && !w.is(next, role::COMMON)
            };
            match base.map(|h| h.known) {
                Some(Known::Country(_) | Known::Region(_) | Known::Place) => stop = base.map(|h| h.end),
                None if town() => stop = Some(next + 1),
                _ => {}
            }
        }
        // a facility in lower case: "Batajnica military airport"
        if stop.is_none() && (w.next(p) >= end || known >= end) {
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
}
