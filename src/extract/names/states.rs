//! Long names of states: "Socialist Republic of Vietnam", "Hashemite Kingdom of Jordan".

use super::words::Hit;
use super::{Reader, What};
use crate::extract::lexicon::classes;
use crate::extract::lexicon::{Known, People};
use crate::extract::text::TokenKind;

impl Reader<'_> {
    /// The long name of a state from `p` on; adds the country, returns its end.
    pub fn long_state(&mut self, p: usize) -> Option<usize> {
        let w = &self.words;
        // "the Hellenic Republic", "the Kyrgyz Republic"
        if let Some(Hit { end, known: Known::Demonym(People::Country(country)) }) = w.hit(p)
            && w.capital(p)
            && w.capital(end)
            && w.together(p, end)
            && matches!(w.lower(end), "republic" | "federation" | "confederation" | "kingdom")
            && w.bits[p] & super::words::HEADLINE == 0
            && w.lower(end + 1) != "of"
        {
            self.add(p..end + 1, What::Country(country), "country: long name");
            return Some(end + 1);
        }
        let mut i = p;
        for _ in 0..5 {
            if !w.capital(i) || !w.together(p, i) {
                return None;
            }
            if classes::is(w.lower(i), classes::STATE) {
                break;
            }
            if !classes::is(w.lower(i), classes::STATE_KIND) {
                return None;
            }
            i += 1;
            while w.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Possessive) {
                i += 1;
            }
        }
        // "Islamic State of …" is no state's long name.
        let plain = !matches!(w.lower(i), "state" | "union") || i == p;
        if !classes::is(w.lower(i), classes::STATE) || w.lower(i + 1) != "of" || !plain {
            return None;
        }
        let name = if w.lower(i + 2) == "the" { i + 3 } else { i + 2 };
        let Some(Hit { end, known: Known::Country(country) }) = w.hit(name) else { return None };
        if !w.together(p, end - 1) {
            return None;
        }
        self.add(p..end, What::Country(country), "country: long name");
        Some(end)
    }
}
