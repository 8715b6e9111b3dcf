//! Companies and papers by what stands beside their names: legal forms, "the firm", "chief executive".

use super::words::HEADLINE;
use super::{Reader, What};
use crate::extract::lexicon::classes;
use crate::extract::lexicon::phrases::{List, of};
use crate::extract::lexicon::{Known, role};
use crate::extract::text::TokenKind;
use crate::record::Schema;
use std::ops::Range;

impl Reader<'_> {
    /// The end of a legal form that begins at a token: "JSC", "d.o.o.", "S.A.".
    pub(super) fn form(&self, i: usize) -> Option<usize> {
        let w = &self.words;
        // each begins with one or two letters
        let begins = (1..=2).contains(&w.token(i).len());
        let dotted = of(List::Dotted).iter().filter(|_| begins).find_map(|form| {
            let mut at = i;
            let count = form.split('.').count();
            for (n, letter) in form.split('.').enumerate() {
                if w.lower(at) != letter || !w.together(i, at) {
                    return None;
                }
                at += 1;
                if w.token(at) == "." && !w.spaced(at) {
                    at += 1;
                } else if n + 1 < count {
                    return None;
                }
            }
            // "S.A" with its last stop, if it has one: without any it is no form.
            (at > i + count).then_some(at)
        });
        if dotted.is_some() {
            return dotted;
        }
        // "spol. s r.o."
        if w.lower(i) == "spol" && w.token(i + 1) == "." {
            let rest = if w.lower(i + 2) == "s" && w.lower(i + 3) == "r" { i + 7 } else { i + 2 };
            return Some(rest.min(w.text.tokens.len())).filter(|&e| w.together(i, e - 1));
        }
        if !w.capital(i) || !of(List::Form).contains(&w.token(i)) {
            return None;
        }
        let stop = w.token(i + 1) == "."
            && !w.spaced(i + 1)
            && (w.together(i, i + 2) || matches!(w.token(i), "Ltd" | "Inc" | "Corp" | "Co"));
        Some(i + 1 + usize::from(stop))
    }

    /// A company by its legal form, in a run from `p` to `end`; adds it, returns where it ends.
    pub fn firm(&mut self, p: usize, end: usize) -> Option<usize> {
        let w = &self.words;
        if w.bits[p] & HEADLINE != 0 {
            return None;
        }
        if of(List::Lead).contains(&w.token(p)) && p + 1 < end && w.name(p + 1) && w.spaced(p + 1) {
            let stop = self.stretch(p + 1, end);
            let name = p + 1..stop;
            self.tell(name.clone(), What::Body(Schema::Company));
            self.demonyms(name.clone());
            self.add(name, What::Body(Schema::Company), "company: legal form");
            return Some(stop);
        }
        let inside = w.words_in(p..end).skip(1).find_map(|i| Some((i, self.form(i)?)));
        let behind = || Some((end, self.form(end).filter(|_| w.together(p, end) && w.spaced(end))?));
        let (from, mut stop) = inside.or_else(behind)?;
        // "Co., Ltd."
        if w.token(stop) == ","
            && let Some(after) = self.form(stop + 1).filter(|_| w.together(p, stop + 1))
        {
            stop = after;
        }
        // "the Belarusian OJSC": no name stands before the form.
        let mut own = p;
        while let Some(hit) = w.hit(own).filter(|h| own < from && h.end <= from) {
            if !matches!(hit.known, Known::Country(_) | Known::Demonym(_)) {
                break;
            }
            own = hit.end;
        }
        if own >= from {
            return None;
        }
        let titled = w.words_in(p..from).any(|i| w.is(i, role::OFFICE | role::RANK));
        if titled || w.words_in(p..from).count() > 8 {
            return None;
        }
        self.tell(p..from, What::Body(Schema::Company));
        self.demonyms(p..from);
        self.add(p..stop, What::Body(Schema::Company), "company: legal form");
        Some(stop)
    }

    /// What speaks for a company: "the firm A", "A, a maker of", "A's factory", "chief executive of A".
    pub fn firm_signs(&self, tokens: Range<usize>) -> i32 {
        let w = &self.words;
        let (s, e) = (tokens.start, tokens.end);
        let near = |i: usize| w.together(s, i);
        let before = s > 0 && near(s - 1) && classes::is(w.lower(s - 1), classes::FIRM);
        let led = s >= 2
            && near(s - 2)
            && w.lower(s - 1) == "of"
            && matches!(w.lower(s - 2), "executive" | "ceo" | "subsidiary" | "owner" | "shares" | "products");
        let after = e + usize::from(w.text.tokens.get(e).is_some_and(|t| t.kind == TokenKind::Possessive));
        let works = (after..after + 3)
            .take_while(|&i| near(i) && w.hash.get(i).is_some_and(|&h| h != 0) && !w.capital(i))
            .take_while(|&i| i == after || !w.is(i - 1, role::STOP))
            .any(|i| classes::is(w.lower(i), classes::WORKS));
        let chief =
            near(e) && (w.lower(e) == "ceo" || w.lower(e) == "chief" && w.lower(e + 1) == "executive");
        let told = near(e)
            && w.token(e) == ","
            && matches!(w.lower(e + 1), "a" | "an" | "the")
            && (e + 2..e + 6)
                .take_while(|&i| near(i) && !w.capital(i) && w.token(i) != ",")
                .any(|i| classes::is(w.lower(i), classes::FIRM));
        // "Nordvik, which builds them"
        let makes = near(e + 2)
            && w.token(e) == ","
            && w.lower(e + 1) == "which"
            && matches!(
                w.lower(e + 2),
                "makes"
                    | "builds"
                    | "manufactures"
                    | "produces"
                    | "assembles"
                    | "designs"
                    | "employs"
                    | "developed"
            );
        let only = w.words_in(tokens.clone()).count() == 1 && w.token(s).len() >= 8;
        let clipped =
            only && !w.is(s, role::COMMON) && of(List::Clipped).iter().any(|c| w.lower(s).ends_with(c));
        6 * i32::from(before || led || works || chief || told || makes || clipped)
    }

    /// "the daily Novi list": a paper whose name goes on in small letters of another language.
    pub fn paper(&mut self, i: usize, end: usize) -> Option<usize> {
        let w = &self.words;
        let known = i > 0 && w.together(i - 1, i) && classes::is(w.lower(i - 1), classes::PRESS);
        if !known || end != i + 1 {
            return None;
        }
        let foreign = |j: usize| {
            w.together(i, j)
                && w.spaced(j)
                && !w.capital(j)
                && w.text.tokens[j].kind == TokenKind::Word
                && !w.is(j, role::COMMON | role::STOP | role::SPEECH | role::PARTICLE)
                && w.token(j).chars().count() > 2
        };
        if !foreign(end) {
            return None;
        }
        let stop = end + 1 + usize::from(foreign(end + 1));
        self.add(i..stop, What::Body(Schema::Organization), "body: paper by name");
        Some(stop)
    }
}
