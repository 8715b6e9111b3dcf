//! Ministries, armies, parties, companies: names that end in a word for what they are, or go on after it.

use super::words::Hit;
use super::{Reader, What};
use crate::extract::lexicon::classes;
use crate::extract::lexicon::{Known, role};
use crate::extract::text::TokenKind;
use crate::record::Schema;
use std::ops::Range;

impl Reader<'_> {
    /// A body's name from `p` on in a run that ends at `end`; adds it and returns where it ends.
    pub fn body(&mut self, p: usize, end: usize, hit: Option<Hit>) -> Option<usize> {
        let w = &self.words;
        // "Chief of Staff of the Norwegian Army": the staff is part of an office
        if w.lower(p) == "staff"
            && p >= 2
            && w.lower(p - 1) == "of"
            && matches!(w.lower(p - 2), "chief" | "chiefs")
        {
            return Some(p + 1);
        }
        // "Opposition Democratic Front": the first word only describes
        let describes = w.bits[p] & super::words::FIRST != 0 && classes::is(w.lower(p), classes::DESCRIBES);
        let p = if describes && w.next(p) < end { w.next(p) } else { p };
        let end = self.joined(p, end);
        let head = self.head(p, end)?;
        if hit.is_some_and(|h| h.end > head) {
            return None;
        }
        let alone = head == p;
        let mut stop = head + 1;
        let takes_of = w.is(head, role::TAKES_OF);
        if takes_of && let Some(after) = self.of(stop) {
            stop = after;
        } else if alone {
            return None;
        }
        // "Inc.", "Co."
        if w.token(stop) == "." && !w.spaced(stop) && matches!(w.lower(head), "inc" | "co" | "corp" | "ltd") {
            stop += 1;
        }
        let schema = self.schema(p..stop, head);
        let mut p = p;
        match hit {
            // "the Chinese HBIS Group": the demonym is no part of a firm's own name
            Some(Hit { known: Known::Demonym(_), end })
                if schema != Schema::PublicBody && !w.is(end, role::COMMON) && end < head =>
            {
                self.demonyms(p..end);
                p = end;
            }
            // "the 558 Repair Plant"
            _ if w.is(head, role::COMPANY) && self.numbered(p) => p -= 1,
            // "63rd Parachute Brigade", "12th Repair Plant"
            _ if w.is(head, role::ARMED | role::COMPANY)
                && p > 0
                && self.ordinal(p - 1)
                && w.together(p - 1, p) =>
            {
                p -= 1
            }
            _ => {}
        }
        self.demonyms(p..stop);
        if schema == Schema::PublicBody {
            self.seat(p, head, hit);
        }
        self.add(p..stop, What::Body(schema), "body: head word");
        Some(stop)
    }

    /// Whether a number stands before a works' name as its own: "the 558 …", "No. 558 …".
    fn numbered(&self, p: usize) -> bool {
        let w = &self.words;
        p >= 2
            && w.together(p - 2, p)
            && w.text.tokens[p - 1].kind == TokenKind::Number
            && w.token(p - 1).len() <= 4
            && w.token(p - 1).bytes().all(|b| b.is_ascii_digit())
            && matches!(w.lower(p - 2), "the" | "№")
    }

    /// End of a run that goes on after "and": "Aerospace Science and Industry Corporation".
    fn joined(&self, p: usize, end: usize) -> usize {
        let w = &self.words;
        let ordinary = |i: usize| w.is(i, role::COMMON) && w.name(i);
        let headless = !w.words_in(p..end).any(|i| w.is(i, role::HEAD | role::TITLE));
        let last = w.words_in(p..end).next_back().unwrap_or(p);
        if matches!(w.lower(end), "and" | "&")
            && headless
            && ordinary(last)
            && ordinary(end + 1)
            && w.together(p, end + 1)
        {
            let longer = w.run(end + 1);
            if w.words_in(end + 2..longer).any(|i| w.is(i, role::HEAD)) {
                return longer;
            }
        }
        end
    }

    /// The place that leads a body's name ("Minsk City Council", "Cook County Board"); adds it.
    fn seat(&mut self, p: usize, head: usize, hit: Option<Hit>) {
        let w = &self.words;
        let mut end = None;
        if let Some(Hit { end: e, known: Known::Place | Known::Region(_) | Known::State(_) }) = hit {
            end = Some(e);
        } else if hit.is_none() && !w.is(p, role::COMMON) && w.name(p) {
            let gazetteer = &w.lexicon.gazetteer;
            let people =
                gazetteer.find(w.key(p..p + 1)).map(|c| gazetteer.places[c as usize].thousands).max();
            end = people.filter(|&t| t >= 5).map(|_| p + 1);
        }
        let next = w.next(end.map_or(p, |e| e - 1));
        if next < head && matches!(w.lower(next), "county" | "parish" | "province" | "township") {
            end = Some(next + 1);
        }
        let Some(end) = end.filter(|&e| e <= head) else { return };
        match hit {
            Some(Hit { known: Known::Region(r), end: e }) if e == end => {
                self.add(p..end, What::Region(r), "place: leads a body's name");
            }
            _ => self.add(p..end, What::Place(None), "place: leads a body's name"),
        }
    }

    /// The head word of a body's name that begins at `p`.
    fn head(&self, p: usize, end: usize) -> Option<usize> {
        let w = &self.words;
        let mut head = None;
        let mut i = p;
        while i < end {
            if self.taken[i] {
                break;
            }
            if w.is(i, role::HEAD) && !(i == p && w.is(i, role::TITLE | role::GIVEN)) {
                head = Some(i);
            } else {
                let past = head.is_some() && !w.is(w.next(i), role::HEAD);
                // "General Staff", "Chief Directorate": a rank or office may describe the head
                let describes =
                    w.is(w.next(i), role::HEAD) && (i == p || matches!(w.lower(i), "general" | "chief"));
                if past || (w.is(i, role::OFFICE | role::RANK) && !describes) {
                    break;
                }
            }
            i = w.next(i);
        }
        let head = head?;
        // "Police Chief": the head belongs to a title
        let next = w.next(head);
        if next < end && matches!(w.lower(next), "minister" | "secretary") && w.capital(next) {
            return None;
        }
        let title = next < end
            && w.is(next, role::OFFICE)
            && w.is(head, role::ORGANISATION | role::COMPANY | role::BODY | role::ARMED);
        let short = w.words_in(p..head + 1).count() <= 2 && matches!(w.lower(head), "police" | "military");
        (!(title && short)).then_some(head)
    }

    /// After a head word: "of Defence of the Republic of Serbia", "for Science and Technology"; its end.
    fn of(&self, mut i: usize) -> Option<usize> {
        let w = &self.words;
        let mut end = None;
        for _ in 0..3 {
            let first = end.is_none();
            if !(w.lower(i) == "of" || (first && matches!(w.lower(i), "for" | "on"))) || !w.together(i, i + 1)
            {
                break;
            }
            let mut j = i + 1;
            if w.lower(j) == "the" {
                j += 1;
            }
            if !w.capital(j) || w.is(j, role::STOP | role::CALENDAR) || self.taken[j] {
                break;
            }
            if !first && !matches!(w.hit(j).map(|h| h.known), Some(Known::Country(_) | Known::Region(_))) {
                break;
            }
            let hit = w.hit(j);
            let mut stop = hit.map_or_else(|| self.subject(j), |h| h.end);
            if let Some(h) = hit
                && !matches!(h.known, Known::Country(_) | Known::Region(_) | Known::Organisation(_))
            {
                stop = w.run(j);
            }
            // "Health and Social Development", "Foreign, Home and Defence"
            while matches!(w.lower(stop), "and" | "&")
                && w.name(stop + 1)
                && w.is(stop + 1, role::COMMON)
                && w.hit(stop + 1).is_none()
                && hit.is_none()
            {
                stop = self.subject(stop + 1);
            }
            end = Some(stop);
            i = stop;
        }
        end
    }

    /// End of the run at `j`, cut before a person's name or title.
    fn subject(&self, j: usize) -> usize {
        let w = &self.words;
        let end = w.run(j);
        let mut i = j;
        let mut last = j;
        while i < end {
            // "Committee for National Security Kari Moe": two words of no English begin a person's name
            let strange = |k: usize| w.hash[k] != 0 && !w.is(k, role::COMMON) && w.hit(k).is_none();
            let named = strange(i) && w.next(i) < end && strange(w.next(i)) && w.is(last, role::COMMON);
            let person = i > j
                && (named
                    || w.is(i, role::GIVEN) && !w.is(i, role::COMMON)
                    || w.is(i, role::OFFICE | role::RANK | role::HONOUR));
            if person {
                break;
            }
            last = i;
            i = w.next(i);
        }
        last + 1
    }

    fn schema(&self, tokens: Range<usize>, head: usize) -> Schema {
        let w = &self.words;
        let kind = |roles: u32| w.is(head, roles);
        if kind(role::BODY | role::ARMED) {
            return Schema::PublicBody;
        }
        if kind(role::COMPANY) {
            let public = matches!(w.lower(head), "bank")
                && w.words_in(tokens.clone()).any(|i| matches!(w.lower(i), "central" | "national"));
            return if public { Schema::PublicBody } else { Schema::Company };
        }
        Schema::Organization
    }

    /// "Serbian army": a demonym at `p..after` and a body's head in lower case; adds the body.
    pub fn service(&mut self, p: usize, after: usize) -> bool {
        let w = &self.words;
        let mut best = None;
        for length in 1..=2 {
            let tokens = after..after + length;
            let plain = tokens.clone().all(|i| {
                w.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.spaced)
                    && w.together(p, i)
            });
            if !plain {
                break;
            }
            let phrase = w.text.slice(w.text.cover(tokens));
            if classes::is(phrase.to_lowercase().as_str(), classes::SERVICE) {
                best = Some(after + length);
            }
        }
        let Some(end) = best else { return false };
        // "military leadership", "government officials": the word only describes the next one
        let describes =
            matches!(w.lower(end - 1), "military" | "police" | "forces" | "ministry" | "government")
                && w.text.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
                && w.is(end, role::COMMON)
                && !w.is(end, role::STOP | role::SPEECH)
                && !w.lower(end).ends_with("ed")
                && matches!(w.lower(end - 1), "military");
        if describes {
            return false;
        }
        self.add(p..end, What::Body(Schema::PublicBody), "body: service of a country");
        true
    }

    /// Names of firms and papers in quotation marks: OJSC “Nordlys Shipyard”, newspaper "Novi list".
    pub fn quoted(&mut self, sentence: Range<usize>) {
        let w = &self.words;
        let mut found = Vec::new();
        let mut i = sentence.start;
        while i < sentence.end {
            if w.text.tokens[i].kind != TokenKind::Quote {
                i += 1;
                continue;
            }
            let limit = sentence.end.min(i + 10);
            let Some(close) = (i + 1..limit).find(|&j| w.text.tokens[j].kind == TokenKind::Quote) else {
                break;
            };
            let inside = i + 1..close;
            let short = close > i + 1
                && inside.clone().all(|j| {
                    w.capital(j)
                        || w.text.tokens[j].kind == TokenKind::Number
                        || matches!(w.token(j), "-" | "of" | "and" | "&" | "the")
                });
            let head = inside.clone().rev().find(|&j| w.is(j, role::HEAD) && w.capital(j));
            let before = if i > sentence.start { w.lower(i - 1) } else { "" };
            let firm = classes::is(before, classes::FIRM_BEFORE);
            let paper = matches!(
                before,
                "newspaper" | "daily" | "weekly" | "magazine" | "agency" | "portal" | "broadcaster"
            );
            let schema = match head {
                Some(h) if firm || close - i > 2 => {
                    Some(if firm { Schema::Company } else { self.schema(inside.clone(), h) })
                }
                _ if firm => Some(Schema::Company),
                _ if paper => Some(Schema::Organization),
                _ => None,
            };
            if short && let Some(schema) = schema {
                found.push((inside, schema));
            }
            i = close + 1;
        }
        for (tokens, schema) in found {
            self.demonyms(tokens.clone());
            self.add(tokens, What::Body(schema), "body: in quotation marks");
        }
    }
}
