//! Arms by designation ("MiG-29", "Type 054A/P"), by family, and by a class word beside a proper name.

use super::words::HEADLINE;
use super::{Reader, What};
use crate::extract::lexicon::{Known, role};
use crate::extract::text::TokenKind;
use std::ops::Range;

/// A designation without the plural's s ("MiG-29s" → "MiG-29").
pub fn singular(written: &str) -> String {
    match written.strip_suffix('s') {
        Some(rest) if rest.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()) => {
            rest.to_string()
        }
        _ => written.to_string(),
    }
}

/// Whether a token is what follows the hyphen of a designation: "29", "35M", "30SM", "400", "29s".
fn model(token: &str) -> bool {
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &token[digits..];
    (1..=4).contains(&digits)
        && rest.len() <= 5
        && (rest.len() <= 4 || rest.ends_with("Sh"))
        && rest
            .strip_suffix("Sh")
            .unwrap_or(rest)
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == 's' || c == 'v')
}

/// Whether a token is the letters behind a system's hyphen: "E" of "Iskander-E", "SM" of "Pantsir-SM".
fn variant(token: &str) -> bool {
    (1..=3).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_uppercase())
}

/// The letters before the first digit of a designation in one word: "M" of "M113A2", "GM" of "GM200".
fn designated(token: &str) -> Option<&str> {
    let letters = token.find(|c: char| !c.is_ascii_uppercase())?;
    let digits = token[letters..].bytes().take_while(u8::is_ascii_digit).count();
    let rest = &token[letters + digits..];
    let fits = (1..=4).contains(&letters)
        && (1..=4).contains(&digits)
        && token.len() <= 12
        && rest
            .strip_suffix('s')
            .unwrap_or(rest)
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    fits.then(|| &token[..letters])
}

/// Letters and first digits: what "M113", "M113s" and "M113A2" share.
fn stem(token: &str) -> Option<&str> {
    let letters = designated(token)?.len();
    let digits = token[letters..].bytes().take_while(u8::is_ascii_digit).count();
    (letters + digits >= 3).then(|| &token[..letters + digits])
}

impl Reader<'_> {
    /// Designations without a class word beside them, of a stem that has one elsewhere.
    pub fn more_designations(&mut self) {
        let w = &self.words;
        let stems: std::collections::BTreeSet<&str> = self
            .found
            .iter()
            .filter(|f| matches!(f.what, What::Equipment(_)) && f.tokens.len() == 1)
            .filter_map(|f| stem(w.token(f.tokens.start)))
            .collect();
        if stems.is_empty() {
            return;
        }
        let more: Vec<usize> = (0..w.text.tokens.len())
            .filter(|&i| !self.taken[i] && stem(w.token(i)).is_some_and(|s| stems.contains(s)))
            .collect();
        for i in more {
            self.add(i..i + 1, What::Equipment(None), "equipment: designation told elsewhere");
        }
    }

    /// "IA-63 Pampa III", "C-130J Hercules", "F-16C Block 52+": where a designation's name ends.
    fn surname_of_arms(&self, i: usize, end: usize, limit: usize) -> usize {
        let w = &self.words;
        if w.bits[i] & HEADLINE != 0 {
            return end;
        }
        let mut stop = end;
        if stop + 1 < limit && w.token(stop) == "Block" && w.text.tokens[stop + 1].kind == TokenKind::Number {
            stop += 2;
            if stop < limit && w.token(stop) == "+" && !w.spaced(stop) {
                stop += 1;
            }
            return stop;
        }
        let digits = w.text.slice(w.text.cover(i..end)).contains(|c: char| c.is_ascii_digit());
        for _ in 0..2 {
            let known = w.hit(stop).is_some_and(|h| !matches!(h.known, Known::System(_)));
            let fits = stop < limit
                && digits
                && w.spaced(stop)
                && w.name(stop)
                && !known
                && !self.taken[stop]
                && !w.is(stop, role::TITLE | role::HEAD | role::PLACE_AFTER | role::CALENDAR | role::PAPER)
                && designated(w.token(stop)).is_none();
            let roman = matches!(w.token(stop), "II" | "III" | "IV" | "V") && stop > end;
            if !(fits || roman) || w.token(stop + 1) == "-" && !w.spaced(stop + 1) {
                break;
            }
            stop += 1;
        }
        stop
    }

    /// Finds designations in a sentence.
    pub fn equipment(&mut self, sentence: Range<usize>) {
        let mut i = sentence.start;
        while i < sentence.end {
            match self.designation(i, sentence.end) {
                Some((end, rule)) => {
                    let end = self.surname_of_arms(i, end, sentence.end);
                    let class = self.class_near(i..end).or_else(|| {
                        self.words.lexicon.families.get(self.words.token(i)).map(|c| (*c).to_string())
                    });
                    // "Pantsir-S1 … Pantsir": the letters alone mean the same
                    let w = &self.words;
                    let word = w.token(i);
                    if w.token(i + 1) == "-"
                        && end >= i + 3
                        && word.len() >= 5
                        && word.chars().any(char::is_lowercase)
                    {
                        self.tell(i..i + 1, What::Equipment(class.clone()));
                    }
                    self.add(i..end, What::Equipment(class), rule);
                    i = end;
                }
                None => i += 1,
            }
        }
    }

    fn designation(&self, i: usize, limit: usize) -> Option<(usize, &'static str)> {
        let w = &self.words;
        if !w.capital(i) || self.taken[i] {
            return None;
        }
        let token = w.token(i);
        let family = w.lexicon.families.contains_key(token);
        let letters = token.chars().all(char::is_alphabetic) && token.len() <= 9;
        if token == "Type" || token == "Project" {
            let number = w.token(i + 1);
            let plain =
                i + 1 < limit && number.len() >= 2 && number.starts_with(|c: char| c.is_ascii_digit());
            return (plain && self.class_near(i..i + 2).is_some()).then(|| {
                let mut end = i + 2;
                if w.token(end) == "/" && !w.spaced(end) && !w.spaced(end + 1) {
                    end += 2;
                }
                (end, "equipment: type number")
            });
        }
        let hyphen = matches!(w.token(i + 1), "-" | "‑" | "–") && !w.spaced(i + 1) && !w.spaced(i + 2);
        if hyphen && letters && i + 2 < limit && model(w.token(i + 2)) {
            let mut end = i + 3;
            // "Mi-8MTV-5"
            if end + 1 < limit
                && w.token(end) == "-"
                && !w.spaced(end)
                && !w.spaced(end + 1)
                && model(w.token(end + 1))
            {
                end += 2;
            }
            while end + 1 < limit && w.token(end) == "/" && !w.spaced(end) && !w.spaced(end + 1) {
                end += 2;
            }
            if self.ruled_out(i, end) {
                return None;
            }
            if family || self.class_near(i..end).is_some() {
                return Some((end, "equipment: designation"));
            }
            // "the Norwegian KN-2"
            let shouted = token.len() >= 2 && token.bytes().all(|b| b.is_ascii_uppercase());
            let of_a_state = (1..=2).any(|n| {
                let hit = i.checked_sub(n).filter(|&at| w.together(at, i)).and_then(|at| w.hit(at));
                hit.is_some_and(|h| h.end == i && matches!(h.known, Known::Demonym(_)))
            });
            return (shouted && of_a_state).then_some((end, "equipment: designation of a state"));
        }
        // "Pantsir-S1", "Yak-130M", "Bayraktar TB2"
        if hyphen && letters && i + 2 < limit {
            let tail = w.token(i + 2);
            let mixed = tail.len() <= 4
                && tail.starts_with(|c: char| c.is_ascii_uppercase())
                && tail.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
                && tail.contains(|c: char| c.is_ascii_digit());
            // "Iskander-E missiles"
            let beside = (i + 3..i + 6)
                .take_while(|&j| w.together(i, j) && !w.capital(j) && !w.is(j, role::STOP))
                .any(|j| w.is(j, role::ARMS));
            if variant(tail) && token.len() >= 3 && (beside || self.system(i)) && w.hit(i + 2).is_none() {
                return Some((i + 3, "equipment: designation"));
            }
            if mixed && (self.class_near(i..i + 3).is_some() || self.system(i)) {
                return Some((i + 3, "equipment: designation"));
            }
        }
        // "the planes PZL 130": letters and a number right behind a class word
        let shouted = (2..=4).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_uppercase());
        let behind = i > 0 && w.together(i - 1, i) && w.is(i - 1, role::ARMS) && !w.capital(i - 1);
        if shouted && behind && i + 1 < limit && model(w.token(i + 1)) && w.spaced(i + 1) {
            return Some((i + 2, "equipment: designation with a space"));
        }
        // "MIG 35", "Su 30": a family's prefix, a space and a number, beside a class word
        if letters && token.len() >= 2 && family && i + 1 < limit && model(w.token(i + 1)) && w.spaced(i + 1)
        {
            let near = self.class_near(i..i + 2).is_some() || token.len() >= 3 && w.token(i + 1).len() >= 2;
            return near.then_some((i + 2, "equipment: designation with a space"));
        }
        // "T72", "AK47", "M1A1"; "GM200 radars" of a family that nobody knows
        if let Some(prefix) = designated(token) {
            // "TV3-117 engines"
            if w.token(i + 1) == "-"
                && !w.spaced(i + 1)
                && !w.spaced(i + 2)
                && i + 2 < limit
                && model(w.token(i + 2))
            {
                return self.class_near(i..i + 3).map(|_| (i + 3, "equipment: designation"));
            }
            let known = w.lexicon.families.contains_key(prefix) && self.class_near(i..i + 1).is_some();
            let beside = (i + 1..i + 4)
                .take_while(|&j| w.together(i, j) && !w.capital(j) && !w.is(j, role::STOP))
                .any(|j| w.is(j, role::ARMS));
            if known || beside && w.spaced(i) {
                return Some((i + 1, "equipment: designation"));
            }
        }
        // "Bayraktar TB2", "Leopard 2A6", "Nora B-52": a name and its model, beside a class word
        if let Some(end) = self.named_model(i, limit) {
            return Some((end, "equipment: name and model"));
        }
        if self.system(i) {
            let mut end = w.hit(i).map_or(i + 1, |h| h.end);
            // "Bayraktar TBX drones": the model in capitals
            let tail = w.token(end);
            let shouted = (2..=5).contains(&tail.len()) && tail.bytes().all(|b| b.is_ascii_uppercase());
            if end < limit
                && shouted
                && w.spaced(end)
                && w.hit(end).is_none()
                && w.bits[i] & HEADLINE == 0
                && w.bits[i] & super::words::UPPER == 0
            {
                end += 1;
            }
            return Some((end, "equipment: known system"));
        }
        if family && token.len() >= 3 && token.chars().all(|c| c.is_ascii_uppercase()) {
            return Some((i + 1, "equipment: acronym"));
        }
        None
    }

    /// "the PZL-130s", without a class word, where one made arms of the letters elsewhere.
    pub fn families_told(&mut self) {
        let w = &self.words;
        let hyphened = |i: usize| {
            let hyphen = matches!(w.token(i + 1), "-" | "‑" | "–") && !w.spaced(i + 1) && !w.spaced(i + 2);
            hyphen && w.together(i, i + 2) && model(w.token(i + 2))
        };
        let families: std::collections::BTreeSet<&str> = self
            .found
            .iter()
            .filter(|f| matches!(f.what, What::Equipment(_)) && hyphened(f.tokens.start))
            .map(|f| w.token(f.tokens.start))
            .filter(|letters| letters.chars().count() >= 2)
            .collect();
        if families.is_empty() {
            return;
        }
        let more: Vec<usize> = (0..w.text.tokens.len())
            .filter(|&i| w.capital(i) && families.contains(w.token(i)) && hyphened(i))
            .filter(|&i| !self.taken[i..i + 3].contains(&true) && !self.ruled_out(i, i + 3))
            .collect();
        for i in more {
            self.add(i..i + 3, What::Equipment(None), "equipment: designation told elsewhere");
        }
    }

    fn named_model(&self, i: usize, limit: usize) -> Option<usize> {
        let w = &self.words;
        let plain = w.name(i)
            && w.token(i).len() >= 4
            && !w.is(
                i,
                role::CALENDAR | role::TITLE | role::HEAD | role::PLACE_AFTER | role::OCCASION | role::PAPER,
            )
            && !w.is(i, role::STOP);
        let known = matches!(w.hit(i).map(|h| h.known), Some(Known::System(_)));
        if !plain || !(known || w.hit(i).is_none()) || i + 1 >= limit || !w.spaced(i + 1) {
            return None;
        }
        let tail = w.token(i + 1);
        let digits = tail.bytes().filter(u8::is_ascii_digit).count();
        let single = tail.strip_suffix('s').unwrap_or(tail);
        let upper = single.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        let mut end = i + 2;
        if digits == 0
            && upper
            && tail.len() <= 2
            && w.token(end) == "-"
            && !w.spaced(end)
            && model(w.token(end + 1))
        {
            end += 2;
        } else if digits == 0 && variant(tail) && tail.len() >= 2 && self.variant_named(i) {
            // "Barak MX air defence system"
            return Some(end);
        } else if !(upper && (1..=3 + usize::from(known)).contains(&digits) && tail.len() <= 7) {
            return None;
        } else if known
            && w.token(end) == "-"
            && !w.spaced(end)
            && !w.spaced(end + 1)
            && model(w.token(end + 1))
        {
            // "Mirage 2000-5"
            return Some(end + 2);
        }
        // "Leopard 2", "Leopard 2s", "Leopard 2A4 HEL": a known system and its model need no class word.
        let model = digits > 0 && (tail.len() <= 2 || digits < single.len() || single.len() < tail.len());
        if known && model && w.text.tokens.get(end).is_none_or(|t| t.lower != "percent") {
            let variant = w.token(end);
            let more = end < limit
                && (2..=4).contains(&variant.len())
                && variant.bytes().all(|b| b.is_ascii_uppercase())
                && w.hit(end).is_none();
            return Some(end + usize::from(more));
        }
        let class = (end..end + 5)
            .take_while(|&j| w.together(i, j) && !w.is(j, role::STOP))
            .any(|j| w.is(j, role::ARMS) && !w.capital(j));
        let class = class || known && self.class_near(i..end).is_some();
        // "MArG 155 howitzers": capitals inside the name tell that its number is a model too
        let camel = w.token(i).chars().skip(1).any(char::is_uppercase);
        (class && end <= limit && (known || camel || digits < tail.len() || tail.len() <= 2)).then_some(end)
    }

    /// Whether the letters behind a name are its variant: arms of that class are named at once, and the
    /// letters are no legal form.
    fn variant_named(&self, i: usize) -> bool {
        let w = &self.words;
        let class = (i + 2..i + 6)
            .take_while(|&j| w.together(i, j) && !w.capital(j) && !w.is(j, role::STOP | role::SPEECH))
            .any(|j| w.is(j, role::ARMS) && w.lower(j) != "service");
        class
            && w.hit(i).is_none()
            && w.hit(i + 1).is_none()
            && !super::evidence::shorthand(w.token(i + 1))
            && self.form(i + 1).is_none()
    }

    /// A known system with a class word beside it.
    fn system(&self, i: usize) -> bool {
        match self.words.hit(i) {
            // "Gazelles", "Eurofighters": the plural of a proper name needs no class word
            Some(hit) if matches!(hit.known, Known::System(_)) => {
                let written = self.words.text.slice(self.words.text.cover(i..hit.end));
                let known = |one: &str| self.words.lexicon.systems.iter().any(|s| s.0 == one);
                let plural = written.strip_suffix('s').is_some_and(known)
                    && self.words.bits[i] & super::words::FIRST == 0
                    && self.words.token(hit.end) != "-";
                plural || self.class_near(i..hit.end).is_some()
            }
            _ => false,
        }
    }

    /// Roads, highways, groups of states and the like that look like designations.
    fn ruled_out(&self, i: usize, end: usize) -> bool {
        let w = &self.words;
        (i > 0
            && matches!(
                w.lower(i - 1),
                "highway" | "route" | "interstate" | "road" | "flight" | "resolution"
            ))
            || matches!(
                w.lower(end),
                "highway" | "motorway" | "road" | "summit" | "visa" | "virus" | "strain"
            )
            || (w.lower(i) == "g" && matches!(w.token(i + 2), "7" | "8" | "20"))
    }

    /// The class words beside a name of arms: "fighters", "multi-role fighter" → singular; from five tokens before to four after.
    pub fn class_near(&self, tokens: Range<usize>) -> Option<String> {
        let w = &self.words;
        let after = (tokens.end..tokens.end + 5).take_while(|&j| w.together(tokens.start, j));
        let before =
            (tokens.start.saturating_sub(5)..tokens.start).rev().filter(|&j| w.together(tokens.start, j));
        let at = after.chain(before).find(|&j| w.is(j, role::ARMS) && !w.capital(j))?;
        let mut start = at;
        // the words before the class word that belong to it: "multi-role", "attack", "air defence"
        while start > 0 && at - start < 5 && w.together(start - 1, at) {
            let previous = w.token(start - 1);
            let word = w.hash[start - 1] != 0
                && !w.capital(start - 1)
                && !w.is(start - 1, role::STOP | role::SPEECH)
                && previous.starts_with(char::is_alphabetic);
            let hyphen = previous == "-" && !w.spaced(start);
            if !(word || hyphen) || tokens.contains(&(start - 1)) {
                break;
            }
            start -= 1;
        }
        while start < at && w.hash[start] == 0 {
            start += 1;
        }
        let phrase = w.text.slice(w.text.cover(start..at + 1));
        Some(phrase.strip_suffix('s').unwrap_or(phrase).to_string())
    }
}
