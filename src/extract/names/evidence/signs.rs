//! What the words around a name tell of it.

use super::*;
use crate::extract::lexicon::classes;
use crate::record::ZoneKind;

impl Reader<'_> {
    pub(super) fn signs(&self, tokens: Range<usize>, titled: bool) -> Signs {
        let w = &self.words;
        let mut s = Signs::default();
        let names: Vec<usize> = w.words_in(tokens.clone()).collect();
        let (Some(&first), Some(&last)) = (names.first(), names.last()) else { return s };
        let count = names.len();
        // its own words
        if count >= 2 {
            if w.is(first, role::GIVEN) {
                s.person += if w.is(first, role::COMMON) { 2 } else { 4 };
            }
            let initials = names[..count - 1].iter().filter(|&&i| w.token(i).chars().count() == 1).count();
            s.person += 4 * initials.min(1) as i32;
            let particle = |i: usize| w.is(i, role::PARTICLE) && !w.capital(i);
            if names[1..count - 1].iter().any(|&i| particle(i)) {
                let romance = names.iter().any(|&i| {
                    particle(i)
                        && matches!(
                            w.lower(i),
                            "de" | "da" | "do" | "del" | "di" | "la" | "le" | "el" | "es" | "al"
                        )
                });
                s.person += if romance { 1 } else { 3 };
            }
            if names.iter().any(|&i| w.is(i, role::COMMON) && !w.is(i, role::GIVEN)) {
                s.body += 2;
                s.person -= 1;
            } else if count <= 4 {
                s.person += 2;
            }
            let article = |i: usize| w.lower(i) == "al" && w.token(i + 1) == "-";
            if count >= 3 && names[1..].iter().any(|&i| article(i)) {
                s.person += 3;
            }
        } else {
            if w.is(first, role::GIVEN) {
                s.person += 1;
            }
            let letters = w.token(first).chars().count();
            if w.bits[first] & UPPER != 0 && w.bits[first] & HEADLINE == 0 && (2..=6).contains(&letters) {
                // "MOE: Good morning." speaks
                let speaks = w.bits[first] & FIRST != 0 && w.token(tokens.end) == ":";
                s.body += if speaks { 1 } else { 5 };
                s.person -= if speaks { 0 } else { 2 };
            }
            if w.is(first, role::COMMON) {
                s.body += 1;
                s.person -= 1;
            }
        }
        let people = w
            .lexicon
            .gazetteer
            .find(w.key(tokens.clone()))
            .map(|p| w.lexicon.gazetteer.places[p as usize].thousands)
            .max();
        if let Some(thousands) = people {
            s.place += match thousands {
                1000.. => 6,
                100.. => 4,
                15.. => 3,
                _ => 2,
            };
            if count == 1 && w.is(first, role::COMMON) {
                s.place = 0;
            }
            // "Minister, Paris says …": a city of millions alone is nobody
            if count == 1 && thousands >= 1000 {
                s.person -= 5;
            }
        }
        s.arms += self.arms_signs(tokens.clone());
        s.firm = self.firm_signs(tokens.clone());
        s.body += s.firm;
        s.person -= s.firm;
        // "BelTrade": capitals inside a word are a firm's or a bureau's
        let inner = w.token(first).chars().skip(1);
        let camel = count == 1
            && inner.clone().any(char::is_uppercase)
            && inner.clone().any(char::is_lowercase)
            && !["Mc", "Mac", "De", "Di", "Le", "La", "O"]
                .iter()
                .any(|p| w.token(first).strip_prefix(p).is_some_and(|r| r.starts_with(char::is_uppercase)));
        if camel {
            s.body += 4;
            s.person -= 2;
        }
        let written = w.text.slice(w.text.cover(tokens.clone()));
        if w.text.document.publisher.as_ref().is_some_and(|p| p.to_lowercase() == written.to_lowercase()) {
            s.body += 10;
            s.person -= 6;
        }
        // "El Norte (English edition)" above everything: the paper's own name
        let head = w.text.document.text.as_str();
        let masthead = count >= 2 && head.starts_with(written) && {
            // never more than a few: the name may stand on every line
            let title = w.text.document.zones.iter().take(40).find(|z| z.kind == ZoneKind::Title);
            let rest = &head.as_bytes()[written.len()..];
            title.is_some_and(|z| z.span.range().start >= written.len())
                && rest.iter().take(30).any(|b| *b == b'\n')
        };
        if masthead {
            s.body += 8;
            s.person -= 6;
        }
        if w.text.document.place.as_ref().is_some_and(|p| p.to_lowercase() == written.to_lowercase()) {
            s.place += 8;
            s.person -= 4;
        }
        // "TV Nord", "Radio Sever"
        if count >= 2 && matches!(w.lower(first), "tv" | "rtv" | "radio") {
            s.body += 10;
            s.person -= 4;
        }
        // "drones of the Heron type"
        if w.lower(tokens.end) == "type" && !w.capital(tokens.end) && w.together(last, tokens.end) {
            s.arms += 8;
        }
        // "Murashko (Murashkov in one passage)"
        if count == 1
            && tokens.start >= 2
            && w.token(tokens.start - 1) == "("
            && w.name(tokens.start - 2)
            && w.token(first)
                .chars()
                .zip(w.token(tokens.start - 2).chars())
                .take_while(|(a, b)| a == b)
                .count()
                >= 5
        {
            s.person += 8;
        }
        // "ZAGREB, April 25 (HINA) –": a dateline
        if w.bits[first] & FIRST != 0 && s.place > 0 && w.bits[first] & UPPER != 0 {
            let next = tokens.end;
            let dated = w.token(next) == "," && w.is(next + 1, role::CALENDAR);
            if dated || matches!(w.token(next), "(" | "—" | "–") || (w.token(next) == "-" && w.spaced(next))
            {
                s.place += 8;
            }
        }
        // "According to Ivić, Norway is …": whoever is a source lies in no state
        let source = tokens.start >= 2
            && w.lower(tokens.start - 1) == "to"
            && w.lower(tokens.start - 2) == "according"
            && w.together(tokens.start - 2, first);
        // before it
        if titled {
            s.person += 6;
        }
        if tokens.start > 0 && w.together(tokens.start - 1, first) {
            let b = tokens.start - 1;
            let before = w.lower(b);
            match before {
                "in" | "near" | "outside" => {
                    s.place += 4;
                    s.person -= 3;
                }
                word if classes::is(word, classes::WHEREABOUTS) => {
                    s.place += 3;
                }
                "to" | "of" | "into" => s.place += 1,
                "the" => {
                    s.body += 2;
                    // "met in the Akvar, where": no person stands so
                    let alone = w.text.tokens.get(tokens.end).is_none_or(|t| {
                        t.kind != TokenKind::Word
                            || matches!(t.lower.as_str(), "and" | "in" | "on" | "for" | "with" | "at" | "by")
                    });
                    if count == 1 && alone {
                        s.person -= 5;
                        let inside = b > 0 && matches!(w.lower(b - 1), "in" | "at" | "inside" | "near");
                        s.place += if inside { 5 } else { 0 };
                    }
                }
                "by" | "with" => s.person += 1,
                _ => {}
            }
            if source {
                s.person += 3;
            }
            if classes::is(before, classes::OUTLET) {
                s.body += 8;
                s.person -= 3;
            }
            // "the contract with Nordvik Yard"
            if before == "with" && b > 0 && matches!(w.lower(b - 1), "contract" | "contracts" | "order") {
                s.body += 4;
                s.person -= 3;
            }
            // "two vessels, the Sea Fox and the Grey Gull,": ships by name
            let fleet = |i: usize| {
                let word = w.lower(i);
                w.together(i, b)
                    && (classes::is(word.strip_suffix('s').unwrap_or(word), classes::SHIP)
                        || matches!(word, "ships" | "vessels" | "boats"))
            };
            if before == "the"
                && count >= 2
                && b > 0
                && matches!(w.token(b - 1), "," | "and")
                && (b.saturating_sub(16)..b).any(fleet)
                && matches!(w.token(tokens.end), "," | "and" | "." | ";")
            {
                s.arms += 8;
            }
            // "frigates ordered from Nordvik": whoever sells is no place, unless a map knows it
            let trade =
                |i: usize| matches!(w.lower(i), "ordered" | "bought" | "purchased" | "acquired" | "leased");
            if before == "from"
                && people.is_none()
                && (b.saturating_sub(3)..b).any(|i| trade(i) && w.together(i, b))
            {
                s.body += 5;
                s.place -= 5;
            }
            if w.is(b, role::TITLE | role::JOB | role::KIN) && w.hash[b] != 0 {
                s.person += 4;
            }
            if before == "of" && b > 0 && classes::is(w.lower(b - 1), classes::SETTLEMENT) {
                s.place += 5;
            }
            if w.is(b, role::SPEECH) {
                s.person += 3;
            }
            if before == "," && b > 0 && w.is(b - 1, role::TITLE | role::JOB | role::KIN) {
                s.person += 3;
            }
        }
        // after it
        let a = tokens.end;
        if w.together(last, a) {
            let comma = w.token(a) == ",";
            if comma
                && !source
                && let Some(hit) = w.hit(a + 1)
                && w.text.tokens.get(hit.end).is_none_or(|t| t.kind != TokenKind::Possessive && !t.capital)
                && matches!(hit.known, Known::Country(_) | Known::State(_) | Known::Region(_) | Known::Place)
            {
                s.place += 5;
            }
            if comma
                && w.text.tokens.get(a + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2)
                && matches!(w.token(a + 2), "," | ".")
            {
                s.person += 5;
            }
            let limit = a + 6;
            if comma
                && (a + 1..limit)
                    .take_while(|&i| w.hash[i.min(w.hash.len() - 1)] != 0 && i < w.hash.len())
                    .any(|i| w.is(i, role::OFFICE | role::JOB | role::RANK))
            {
                s.person += 3;
            }
            if w.is(a, role::SPEECH) {
                s.person += 3;
            }
            // "In May, Vesna reported that": who was never introduced and reports is a paper
            if count == 1 && matches!(w.lower(a), "reported" | "reports" | "writes") {
                s.body += 3;
            }
            if matches!(w.lower(a), "regime" | "administration" | "family" | "presidency" | "loyalists") {
                s.person += 5;
                s.body -= 2;
            }
            if w.text.tokens[a].kind == TokenKind::Possessive
                && classes::is(w.lower(a + 1), classes::PERSONAL)
            {
                s.person += 4;
            }
            if w.lower(a) == "who" || (comma && matches!(w.lower(a + 1), "who" | "whose")) {
                s.person += 4;
            }
            // "Nordvik, which builds them"
            if comma && w.lower(a + 1) == "which" {
                s.person -= 3;
            }
            if w.is(a, role::PLACE_AFTER) && !w.capital(a) && w.hash[a] != 0 {
                s.place += 4;
            }
        }
        if w.bits[first] & FIRST != 0 && count == 1 && w.is(first, role::COMMON) {
            s.person -= 2;
            s.body -= 2;
        }
        s
    }

    /// What speaks for arms: "Repellent, a mobile system that …", "Kornet missiles", "a system called Repellent".
    pub(super) fn arms_signs(&self, tokens: Range<usize>) -> i32 {
        let w = &self.words;
        let class = |i: usize| w.is(i, role::ARMS) && !w.capital(i) && w.together(tokens.start, i);
        let mut signs = 0;
        let a = tokens.end;
        let vague = |i: usize| classes::is(w.lower(i).trim_end_matches('s'), classes::VAGUE_ARMS);
        if w.token(a) == "," && matches!(w.lower(a + 1), "a" | "an" | "the") {
            let end =
                (a + 2..a + 9).take_while(|&i| w.hash.get(i).is_some_and(|&h| h != 0) || w.token(i) == "-");
            if end.take_while(|&i| !w.is(i, role::STOP | role::OFFICE | role::JOB)).any(class) {
                signs += 6;
            }
        }
        let mut i = a;
        // "Cobra anti-tank missiles"
        let hyphen = |i: usize| i > a && w.token(i) == "-" && !w.spaced(i) && !w.spaced(i + 1);
        while i < a + 5
            && !class(i)
            && (w.hash.get(i).is_some_and(|&h| h != 0) || hyphen(i))
            && !w.is(i, role::STOP | role::SPEECH)
            && (i < a + 3 || (a..i).any(hyphen))
        {
            i += 1;
        }
        if class(i) && w.spaced(a) {
            signs += if vague(i) { 2 } else { 5 };
        }
        // "two batteries of the Sky Spear system"
        let of =
            tokens.start.saturating_sub(1 + usize::from(w.lower(tokens.start.saturating_sub(1)) == "the"));
        if signs > 0 && of > 0 && w.lower(of) == "of" && class(of - 1) {
            signs += 7;
        }
        // "armoured vehicles Cobra"
        if tokens.start > 0 && class(tokens.start - 1) && w.spaced(tokens.start) {
            signs += if vague(tokens.start - 1) { 4 } else { 5 };
        }
        // "armoured vehicles “Cobra”"
        if tokens.start > 1
            && w.text.tokens[tokens.start - 1].kind == TokenKind::Quote
            && !w.spaced(tokens.start)
            && class(tokens.start - 2)
            && w.text.tokens.get(a).is_some_and(|t| t.kind == TokenKind::Quote)
        {
            signs += if vague(tokens.start - 2) { 5 } else { 7 };
        }
        // "vehicles, locally known as the Cobra"
        let the = usize::from(tokens.start > 0 && w.lower(tokens.start - 1) == "the");
        let name = tokens.start - the;
        if name >= 4
            && w.lower(name - 1) == "as"
            && w.lower(name - 2) == "known"
            && (name.saturating_sub(7)..name - 2).any(class)
        {
            signs += 6;
        }
        if tokens.start >= 2
            && matches!(w.lower(tokens.start - 1), "called" | "named" | "dubbed" | "codenamed")
            && (tokens.start.saturating_sub(5)..tokens.start - 1).any(class)
        {
            signs += 6;
        }
        signs
    }
}
