//! Exercises, fairs and conferences by name: "the exercise Sea Shield 2019", "the DEFEX show".

use super::Reader;
use super::words::{HEADLINE, UPPER};
use crate::extract::lexicon::classes;
use crate::extract::lexicon::{Known, role};
use crate::extract::text::TokenKind;

/// What has a name even without one.
const NAMED: &[&str] = &["exercise", "exercises", "drill", "drills", "operation", "manoeuvres", "maneuvers"];

impl Reader<'_> {
    /// A named occasion from a token on: where its name begins and ends.
    pub fn named_occasion(&self, i: usize, limit: usize) -> Option<(usize, usize)> {
        if let Some(end) = self.quoted_occasion(i, limit) {
            return Some((i, end));
        }
        let w = &self.words;
        if !w.name(i)
            || w.bits[i] & HEADLINE != 0
            || self.taken[i]
            || (i > 0 && w.name(i - 1) && !w.spaced(i))
        {
            return None;
        }
        let lower = |j: usize| if j < limit { w.lower(j) } else { "" };
        let before = |back: usize| if i >= back && w.together(i - back, i) { w.lower(i - back) } else { "" };
        let quote = i > 0 && w.text.tokens[i - 1].kind == TokenKind::Quote;
        let mut lead = 1 + usize::from(quote);
        if matches!(before(lead), "called" | "named" | "dubbed" | "codenamed") {
            lead += 1;
        }
        let plain = |back: usize| i >= back && !w.capital(i - back);
        let end = w.run(i).min(limit);
        let person = w.is(i, role::TITLE) || w.is(i, role::GIVEN) && !w.is(i, role::COMMON);
        if plain(lead) && classes::is(before(lead), classes::OCCASION)
            || plain(lead) && before(lead) == "operation"
        {
            if let Some(stop) = self.year_behind(end) {
                return Some((i, stop));
            }
            // "the exercise Grey Fox 25 from 2 to 9 April"
            let number = w.token(end);
            let edition = NAMED.contains(&before(lead))
                && end < limit
                && (1..=2).contains(&number.len())
                && number.bytes().all(|b| b.is_ascii_digit())
                && (end + 1 >= limit || w.hash[end + 1] == 0 || w.is(end + 1, role::STOP));
            if edition && !person {
                return Some((i, end + 1));
            }
            let whole = w.hit(i).is_some_and(|h| h.end >= end);
            if NAMED.contains(&before(lead)) && !whole && !person {
                return Some((i, self.of_behind(end, limit)));
            }
        }
        // "the 'Narva' programme"
        let closed = quote && w.text.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Quote);
        if closed && matches!(lower(end + 1), "programme" | "program" | "project" | "initiative") {
            return Some((i, end));
        }
        // "take part in Sea Shield 2019"
        let joined = before(1) == "in" && (before(2) == "part" || before(2).starts_with("participat"));
        if let Some(stop) = self.year_behind(end).filter(|_| joined) {
            return Some((i, stop));
        }
        // "the Sea Shield 2019 exercise"
        let shown = |at: usize| classes::is(lower(at), classes::OCCASION) && !w.capital(at);
        if let Some(stop) = self.year_behind(end)
            && (shown(stop) || shown(stop + 1) && w.is(stop, role::COMMON) && !w.is(stop, role::STOP))
        {
            return Some((i, stop));
        }
        // "the 'Sea Shield' exercise", "the Sea Shield international drills"
        let behind = end + usize::from(closed);
        let kind = |at: usize| {
            matches!(
                lower(at),
                "international"
                    | "military"
                    | "joint"
                    | "tactical"
                    | "multinational"
                    | "naval"
                    | "trilateral"
                    | "bilateral"
                    | "annual"
                    | "field"
                    | "training"
                    | "peacekeeping"
            )
        };
        let behind = (behind..behind + 3).find(|&at| !kind(at)).unwrap_or(behind);
        let drilled =
            NAMED[..4].contains(&lower(behind)) || matches!(lower(behind), "manoeuvre" | "wargames");
        // "the Sea Shield drills": two words that are nobody's
        let own = |j: usize| w.hit(j).is_none() && !w.is(j, role::HEAD | role::TITLE | role::GIVEN);
        let nobody = w.words_in(i..end).all(own);
        if drilled && (closed || behind > end) && nobody {
            return Some((i, end));
        }
        if NAMED[..4].contains(&lower(end)) && !w.capital(end) && w.words_in(i..end).count() >= 2 && nobody {
            return Some((i, end));
        }
        // "the DEFEX show", "on the sidelines of NAVEX"
        let acronym =
            end == i + 1 && w.bits[i] & UPPER != 0 && w.token(i).chars().count() >= 4 && w.hit(i).is_none();
        let shown = classes::is(lower(end), classes::OCCASION) && !w.capital(end);
        let aside = before(1) == "of" && before(2).starts_with("sideline")
            || before(1) == "the" && before(2) == "of" && before(3).starts_with("sideline");
        (acronym && (shown || aside)).then_some((i, end))
    }

    /// The end of "of the North" behind a name of one word or more: "Guardians of the North".
    fn of_behind(&self, end: usize, limit: usize) -> usize {
        let w = &self.words;
        let name = if w.lower(end + 1) == "the" { end + 2 } else { end + 1 };
        // not "the exercise Grey Stone of the Norwegian army"
        let nobody = match w.hit(name).map(|h| h.known) {
            None => !w.is(name, role::TITLE | role::HEAD),
            Some(Known::Region(_) | Known::Place) => true,
            Some(_) => false,
        };
        let fits =
            w.lower(end) == "of" && name < limit && w.name(name) && w.together(end - 1, name) && nobody;
        if fits { w.run(name).min(limit) } else { end }
    }

    /// The end of a name in quotation marks behind "exercise", whatever words it is made of:
    /// "the exercise 'Cold Shield 2'".
    fn quoted_occasion(&self, i: usize, limit: usize) -> Option<usize> {
        let w = &self.words;
        let mark = i.checked_sub(1).filter(|&m| w.together(m, i) && w.spaced(m) && !w.spaced(i))?;
        let noun = mark.checked_sub(1).filter(|&n| w.together(n, i) && !w.capital(n))?;
        let noun = match w.lower(noun) {
            "called" | "named" | "dubbed" | "codenamed" => noun.checked_sub(1)?,
            _ => noun,
        };
        let quote = |at: usize| {
            w.text.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Quote)
                || matches!(w.token(at), "'" | "‘" | "’")
        };
        if !quote(mark) || !NAMED.contains(&w.lower(noun)) || !w.capital(i) || self.taken[i] {
            return None;
        }
        let end = (i + 1..limit.min(i + 8)).find(|&at| quote(at) && !w.spaced(at))?;
        let fits = |at: usize| {
            w.capital(at)
                || w.text.tokens[at].kind == TokenKind::Number
                || matches!(w.token(at), "of" | "the" | "and" | "-" | "–")
        };
        (i..end).all(fits).then_some(end)
    }

    /// The end of a year that belongs to the name before it: "2019", "-2019".
    fn year_behind(&self, end: usize) -> Option<usize> {
        let w = &self.words;
        let hyphen = usize::from(w.token(end) == "-" && !w.spaced(end) && !w.spaced(end + 1));
        let year = w.token(end + hyphen);
        let fits = year.len() == 4 && year.parse::<u32>().is_ok_and(|y| (1950..2100).contains(&y));
        (fits && end > 0 && w.together(end - 1, end + hyphen)).then_some(end + hyphen + 1)
    }
}
