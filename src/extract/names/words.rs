//! Tokens with what they can do in names: roles, capitals that count, known phrases.

use crate::extract::lexicon::{Key, Known, Lexicon, Map, Phrase, role};
use crate::extract::text::{Text, TokenKind};
use crate::record::ZoneKind;
use std::ops::Range;

/// Stands where a capital says nothing: first in its sentence, or after a colon, quotation mark or dash.
pub const FIRST: u8 = 1;
/// Two or more letters, all capital.
pub const UPPER: u8 = 2;
/// Its capital makes it part of a name.
pub const NAME: u8 = 4;
/// Its sentence capitalises ordinary words.
pub const HEADLINE: u8 = 8;

/// The tokens of a text, looked at as parts of names.
pub struct Words<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// The tables.
    pub lexicon: &'a Lexicon,
    /// Hash of each token without case and marks; 0 for punctuation.
    pub hash: Vec<u64>,
    /// Roles of each token.
    pub roles: Vec<u32>,
    /// The bits above.
    pub bits: Vec<u8>,
}

/// A known phrase in the text.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// One past its last token.
    pub end: usize,
    /// What it denotes.
    pub known: Known,
}

impl<'a> Words<'a> {
    /// Looks every token up.
    pub fn new(text: &'a Text<'a>, lexicon: &'a Lexicon) -> Words<'a> {
        let n = text.tokens.len();
        let mut words = Words { text, lexicon, hash: vec![0; n], roles: vec![0; n], bits: vec![0; n] };
        for (i, token) in text.tokens.iter().enumerate() {
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                words.hash[i] = Key::word_hash(text.token(i));
                let letters = text.token(i);
                if token.capital && letters.chars().count() > 1 && !letters.contains(char::is_lowercase) {
                    words.bits[i] |= UPPER;
                }
            }
        }
        // Apart from the loop before: the table is larger than the caches, and so its look-ups overlap.
        for (roles, hash) in words.roles.iter_mut().zip(&words.hash).filter(|(_, hash)| **hash != 0) {
            *roles = lexicon.roles(*hash);
        }
        words.mark_first();
        words.mark_headlines();
        words.mark_names();
        words
    }

    fn mark_first(&mut self) {
        for sentence in &self.text.sentences {
            let mut first = true;
            for i in sentence.tokens.clone() {
                let token = &self.text.tokens[i];
                match token.kind {
                    TokenKind::Quote => first = true,
                    TokenKind::Punct => match self.text.token(i) {
                        ":" | "•" | "—" | "―" => first = true,
                        "–" | "-" if token.spaced => first = true,
                        "‘" | "'" | "(" | "*" if first => {}
                        _ => first = false,
                    },
                    _ => {
                        if first {
                            self.bits[i] |= FIRST;
                        }
                        first = false;
                    }
                }
            }
        }
    }

    fn mark_headlines(&mut self) {
        for sentence in &self.text.sentences {
            let (mut all, mut capital, mut ordinary, mut upper) = (0, 0, 0, 0);
            for i in sentence.tokens.clone() {
                if self.text.tokens[i].kind != TokenKind::Word || self.is(i, role::STOP) {
                    continue;
                }
                all += 1;
                if self.text.tokens[i].capital {
                    capital += 1;
                    upper += u32::from(self.bits[i] & UPPER != 0);
                    let named = role::TITLE
                        | role::HEAD
                        | role::PLACE_AFTER
                        | role::PLACE_BEFORE
                        | role::GIVEN
                        | role::OCCASION
                        | role::PAPER;
                    if self.is(i, role::COMMON) && !self.is(i, named) && self.bits[i] & FIRST == 0 {
                        ordinary += 1;
                    }
                }
            }
            // a sentence of news ends with a stop and does not capitalise ordinary words
            let stop = self.text.slice(sentence.span).ends_with(['.', '?', '!', '”', '"']);
            let heading = sentence.zone != ZoneKind::Body || !stop;
            let ordinary_words = ordinary == all && all > 0;
            // a list of guests has verbs and nouns without capitals all the same
            let told = !heading && all - capital >= 3;
            let ordinary = heading && (ordinary >= 2 || ordinary * 4 >= all) || ordinary >= 4 && !told;
            // "IN BRIEF"
            let loud = all < 3 && upper == all && sentence.zone == ZoneKind::Subheading && ordinary_words;
            if loud || all >= 3 && capital * 4 >= all * 3 && (ordinary || upper * 4 >= all * 3) {
                for i in sentence.tokens.clone() {
                    self.bits[i] |= HEADLINE;
                }
            }
        }
    }

    fn mark_names(&mut self) {
        let mut seen: Map<u64, (u32, u32)> = Map::default();
        for (i, token) in self.text.tokens.iter().enumerate() {
            if token.kind == TokenKind::Word {
                let count = seen.entry(self.hash[i]).or_default();
                if !token.capital {
                    count.1 += 1;
                } else if self.bits[i] & (FIRST | HEADLINE) == 0 {
                    count.0 += 1;
                }
            }
        }
        for (i, token) in self.text.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word || !token.capital {
                continue;
            }
            let single = token.span.len() == 1;
            if self.is(i, role::CALENDAR) && !self.month_is_name(i) || token.lower == "i" {
                continue;
            }
            let (capitals, lowers) = seen.get(&self.hash[i]).copied().unwrap_or_default();
            let doubtful = self.bits[i] & (FIRST | HEADLINE) != 0;
            let stop = self.is(i, role::STOP) && (self.bits[i] & UPPER == 0 || self.bits[i] & HEADLINE != 0);
            let ordinary = self.is(i, role::COMMON) && (capitals == 0 || lowers > 0) || lowers > capitals;
            if stop || (single && doubtful && token.lower == "a") || (doubtful && ordinary) {
                continue;
            }
            self.bits[i] |= NAME;
        }
        // "Al-Qa'im": what follows an apostrophe inside a name belongs to it, but not "We're"
        for i in 2..self.bits.len() {
            let tail = self.hash[i] != 0
                && !self.spaced(i)
                && !self.spaced(i - 1)
                && matches!(self.token(i - 1), "'" | "’" | "‘" | "`")
                && self.name(i - 2)
                && !matches!(self.lower(i), "ll" | "re" | "ve" | "d" | "m" | "t" | "s");
            if tail {
                self.bits[i] |= NAME;
            }
        }
    }

    /// "May" and "March" before or after a capitalised word that is no number are people or places.
    fn month_is_name(&self, i: usize) -> bool {
        self.is(i, role::COMMON | role::GIVEN)
            && self.bits[i] & FIRST == 0
            && i > 0
            && self.is(i - 1, role::TITLE)
            && self.text.tokens[i - 1].capital
    }

    /// Whether a token has any of these roles.
    pub fn is(&self, i: usize, roles: u32) -> bool {
        self.roles.get(i).is_some_and(|r| r & roles != 0)
    }

    /// Whether a token's capital makes it part of a name.
    pub fn name(&self, i: usize) -> bool {
        self.bits.get(i).is_some_and(|b| b & NAME != 0)
    }

    /// Whether a token begins with a capital.
    pub fn capital(&self, i: usize) -> bool {
        self.text.tokens.get(i).is_some_and(|t| t.capital)
    }

    /// Lower-case text of a token; empty past the end.
    pub fn lower(&self, i: usize) -> &str {
        self.text.tokens.get(i).map_or("", |t| &t.lower)
    }

    /// Text of a token; empty past the end.
    pub fn token(&self, i: usize) -> &'a str {
        if i < self.text.tokens.len() { self.text.token(i) } else { "" }
    }

    /// Whether a token stands after white space; true past the end.
    pub fn spaced(&self, i: usize) -> bool {
        self.text.tokens.get(i).is_none_or(|t| t.spaced)
    }

    /// Whether both tokens are in one sentence.
    pub fn together(&self, a: usize, b: usize) -> bool {
        match (self.text.tokens.get(a), self.text.tokens.get(b)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }

    /// Next token of a name after `i`: past a hyphen or apostrophe inside a word, or the stop of an abbreviation.
    pub fn next(&self, i: usize) -> usize {
        let mut j = i + 1;
        let peoples = matches!(self.lower(i), "people" | "workers" | "women" | "veterans") && self.capital(i);
        if peoples && self.text.tokens.get(j).is_some_and(|t| t.kind == TokenKind::Possessive) {
            j += 1;
        }
        while j < self.hash.len() && self.hash[j] == 0 && j <= i + 2 {
            let joins = match self.token(j) {
                "-" | "‑" | "'" | "’" | "‘" | "`" | "/" => !self.spaced(j) && !self.spaced(j + 1),
                "&" => true,
                "." => !self.spaced(j) && (!self.spaced(j + 1) || self.abbreviated(i)),
                _ => false,
            };
            if !joins || !self.together(i, j) {
                return j;
            }
            j += 1;
        }
        j
    }

    /// Whether a word is written with a stop that ends no sentence: an initial, or "St.", "Mt.", "Gen.".
    pub fn abbreviated(&self, i: usize) -> bool {
        let token = self.token(i);
        let short = token.chars().count();
        short == 1
            || (short <= 4 && self.is(i, role::TITLE))
            || matches!(
                self.lower(i),
                "st" | "mt" | "ft" | "pt" | "jr" | "sr" | "no" | "so" | "u" | "gov" | "atty"
            )
    }

    /// The longest known phrase that begins at a token.
    pub fn hit(&self, i: usize) -> Option<Hit> {
        // most words begin neither a known phrase nor a place of several words
        let begins = self.is(i, role::BEGINS);
        if !begins && !self.capital(i) && !self.is(i, role::PARTICLE) {
            return None;
        }
        let mut best = None;
        let mut key = Key::default();
        let mut j = i;
        for count in 1..=8 {
            if j >= self.hash.len() || self.hash[j] == 0 || !self.together(i, j) {
                break;
            }
            key = key.word(self.hash[j]);
            let mut end = j + 1;
            let phrases = if begins { self.lexicon.phrases(key) } else { &[] };
            if let Some(phrase) = phrases.iter().find(|p| self.fits(i..end, p)) {
                if self.token(end) == "." && !self.spaced(end) && phrase.written.ends_with('.') {
                    end += 1;
                }
                best = Some(Hit { end, known: phrase.known });
            } else if count > 1 && self.town(i, j, key) {
                best = Some(Hit { end, known: Known::Place });
            }
            j = self.next(j);
        }
        best
    }

    /// Whether words from `i` to `j`, written as a name, are a place of the gazetteer and nobody's name.
    fn town(&self, i: usize, j: usize, key: Key) -> bool {
        let person =
            self.is(i, role::GIVEN | role::TITLE) && !matches!(self.lower(i), "san" | "santa" | "st");
        !person
            && (self.capital(i) || self.is(i, role::PARTICLE))
            && self.capital(j)
            && !self.is(i, role::STOP)
            && (self.bits[i] & HEADLINE == 0 || !self.is(i, role::COMMON) || !self.is(j, role::COMMON))
            && self.lexicon.gazetteer.find(key).next().is_some()
    }

    /// Whether the case of the text allows a phrase: "us" is no country, "U.S." is.
    fn fits(&self, tokens: Range<usize>, phrase: &Phrase) -> bool {
        let source = self.text.slice(self.text.cover(tokens.clone()));
        let letters = phrase.written.chars().filter(|c| c.is_alphabetic()).count();
        let upper = letters <= 6 && !phrase.written.contains(char::is_lowercase);
        if upper && self.token(tokens.end) == "$" {
            return false;
        }
        if upper {
            return !source.contains(char::is_lowercase)
                && (self.bits[tokens.start] & HEADLINE == 0
                    || !self.is(tokens.start, role::STOP | role::COMMON)
                    || phrase.written.contains('.') && source.contains('.'));
        }
        if let Known::State(_) = phrase.known {
            return source.starts_with(char::is_uppercase) && self.token(tokens.end) == "."
                || !phrase.written.contains('.');
        }
        source.starts_with(char::is_uppercase)
            || (phrase.written.starts_with(char::is_lowercase) && source.starts_with(char::is_lowercase))
    }

    /// Key of the words in a range.
    pub fn key(&self, tokens: Range<usize>) -> Key {
        tokens.filter(|&i| self.hash[i] != 0).fold(Key::default(), |key, i| key.word(self.hash[i]))
    }

    /// The tokens of a range that are words.
    pub fn words_in(&self, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        tokens.filter(|&i| self.hash[i] != 0)
    }

    /// End of the run of capitalised words that begins at `i`.
    pub fn run(&self, i: usize) -> usize {
        let mut last = i;
        // no name has more words; a text of capitals alone must not cost more than one of sentences
        for _ in 0..24 {
            let next = self.next(last);
            if next >= self.hash.len() || !self.together(i, next) {
                break;
            }
            let mut j = next;
            // particles in lower case between two names: "van der Berg", "bin Salman", "Abd al-Rahman"
            let particle = |j: usize| {
                // "as" and "an" are particles only in "as-Sadr", "An-Nasr"
                let word = matches!(self.lower(j), "as" | "an" | "ad" | "ar" | "ash");
                let glued = !word || self.token(j + 1) == "-" && !self.spaced(j + 1);
                self.is(j, role::PARTICLE) && (!self.capital(j) || !self.name(j)) && glued && !self.halved(j)
            };
            while j < next + 6 && particle(j) && self.together(i, j) {
                j = self.next(j);
            }
            // "Vietnam People's Army"
            let peoples = matches!(self.lower(last), "people" | "workers" | "women" | "veterans");
            let joined = self.text.tokens[last + 1..j.min(self.hash.len())]
                .iter()
                .all(|t| (t.kind != TokenKind::Possessive || peoples) && t.kind != TokenKind::Quote);
            if joined && (self.name(j) || self.halved(j)) && self.gap(last, j) {
                last = j;
            } else {
                break;
            }
        }
        // "Kim Tae-yong": the second half of a Korean given name
        if last > i && self.halved(last) { last + 3 } else { last + 1 }
    }

    /// Whether a given name of two halves begins at a token: "Tae-yong", and "Do-hyun", whose first half is a word.
    fn halved(&self, i: usize) -> bool {
        let half = i + 2;
        self.capital(i)
            && self.token(i + 1) == "-"
            && !self.spaced(i + 1)
            && !self.spaced(half)
            && self.together(i, half)
            && (2..=5).contains(&self.token(half).len())
            && self.token(half).bytes().all(|b| b.is_ascii_lowercase())
            && !self.is(half, role::COMMON | role::STOP | role::ARMS)
    }

    /// Whether nothing but what may stand inside a name lies between two tokens.
    fn gap(&self, a: usize, b: usize) -> bool {
        (a + 1..b).all(|k| {
            self.hash[k] != 0
                || self.text.tokens[k].kind == TokenKind::Possessive
                || matches!(self.token(k), "-" | "‑" | "'" | "’" | "‘" | "`" | "&")
                || (self.token(k) == "." && (self.abbreviated(k - 1) || !self.spaced(k + 1)))
        })
    }
}
