//! Runs of capitalised words, parsed from left to right.

use super::words::{FIRST, HEADLINE, Hit, UPPER};
use super::{Reader, What};
use crate::extract::lexicon::classes;
use crate::extract::lexicon::{Known, role};
use crate::extract::text::TokenKind;
use std::ops::Range;

impl Reader<'_> {
    /// Finds names in the runs of a sentence.
    pub fn runs(&mut self, sentence: Range<usize>) {
        let mut i = sentence.start;
        while i < sentence.end {
            i = match self.run_start(i) {
                Some(end) if !self.taken[i] => match self.ship(i, end).or_else(|| self.paper(i, end)) {
                    Some(stop) => stop,
                    None => self.parse(i, end.min(sentence.end)).max(i + 1),
                },
                _ => {
                    if self.words.is(i, role::OFFICE) && self.words.hash[i] != 0 {
                        self.tail = self.governed(i + 1);
                    }
                    i + 1
                }
            };
        }
    }

    /// Where the words after "of" or "for" begin, behind an office.
    fn governed(&self, i: usize) -> Option<usize> {
        let w = &self.words;
        matches!(w.lower(i), "of" | "for").then(|| if w.lower(i + 1) == "the" { i + 2 } else { i + 1 })
    }

    /// The end of the run that begins here, if one does.
    fn run_start(&self, i: usize) -> Option<usize> {
        let w = &self.words;
        if w.name(i) {
            return Some(w.run(i));
        }
        // "al-Assad", "al-Hilla"
        let article = matches!(w.lower(i), "al" | "el" | "ash" | "as" | "ad" | "an" | "abu" | "bin");
        if article && w.token(i + 1) == "-" && !w.spaced(i + 1) && w.name(i + 2) {
            return Some(w.run(i + 2));
        }
        if !w.capital(i) || w.text.tokens[i].kind != TokenKind::Word {
            return None;
        }
        // a known name whose first word may begin a sentence: "United Nations", "Turkey", "The Hague"
        if let Some(hit) = w.hit(i) {
            let state = matches!(hit.known, Known::Country(_) | Known::Demonym(_) | Known::Region(_));
            // "US troops left.": no pronoun stands in capitals
            let shouted = w.bits[i] & UPPER != 0 && w.bits[i] & HEADLINE == 0 && w.token(i).len() > 1;
            let plain = (!w.is(i, role::STOP) || shouted) && (state || w.bits[i] & HEADLINE == 0);
            if hit.end > i + 1 || plain {
                return Some(hit.end.max(w.run(i)));
            }
        }
        // "Defence Minister Vulin": the second capital tells that the first is no accident
        let next = w.next(i);
        let titled = w.is(i, role::TITLE | role::JOB) && w.name(next);
        let accident = w.bits[i] & HEADLINE != 0 || w.is(i, role::STOP | role::CALENDAR);
        let second = w.name(next) && (w.is(next, role::COMMON) || w.is(i, role::DIRECTION));
        (!accident && w.bits[i] & FIRST != 0 && w.together(i, next) && (titled || second)).then(|| w.run(i))
    }

    /// Parses a run; returns where reading goes on, which may lie past its end.
    fn parse(&mut self, start: usize, end: usize) -> usize {
        let mut p = start;
        let mut titled = false;
        // "Secretary of State Anna Berg": after "of", what she governs, then her name
        let mut tail = self.tail == Some(start);
        while p < end {
            if self.words.hash[p] == 0 || self.taken[p] {
                p += 1;
                continue;
            }
            if let Some(stop) = self.long_state(p).or_else(|| self.firm(p, end)) {
                (p, titled) = (stop, false);
                continue;
            }
            let hit = self.words.hit(p);
            if let Some(stop) = self.occasion(p, end) {
                (p, titled) = (stop, false);
                continue;
            }
            if let Some(stop) = self.body(p, end, hit) {
                (p, titled) = (stop, false);
                continue;
            }
            let demonym = matches!(hit, Some(Hit { known: Known::Demonym(_) | Known::Prefix(_), .. }));
            if let Some(stop) = hit.and_then(|h| self.described(p, h, end)) {
                (p, titled) = (stop, false);
                continue;
            }
            if demonym && let Some(stop) = hit.and_then(|h| self.known(p, h, end)) {
                p = stop;
                continue;
            }
            if !titled && let Some(stop) = self.place(p, end, hit) {
                p = stop;
                continue;
            }
            if !titled && let Some(stop) = hit.and_then(|h| self.known(p, h, end)) {
                p = stop;
                titled = tail;
                continue;
            }
            if tail && self.ordinary(p) {
                p = self.words.next(p);
                titled = true;
                continue;
            }
            tail = false;
            if let Some(stop) = self.title(p, end) {
                (p, titled) = (stop, true);
                continue;
            }
            let stop = self.stretch(p, end);
            self.open(p..stop, titled);
            (p, titled) = (stop, false);
        }
        let w = &self.words;
        self.tail = match w.lower(p) {
            "of" | "for" if titled => self.governed(p),
            "and" if titled && tail && w.is(p + 1, role::COMMON) => Some(p + 1),
            _ => None,
        };
        p
    }

    /// "the frigate Admiral Lazarev": a ship by name; adds it.
    fn ship(&mut self, i: usize, end: usize) -> Option<usize> {
        let w = &self.words;
        let class = if i > 0 && w.together(i - 1, i) { w.lower(i - 1) } else { "" };
        let ship = classes::is(class, classes::SHIP);
        // a boat has a class word of its own before it: "the patrol boat X"
        let ship = ship
            && (class != "boat"
                || matches!(w.lower(i.wrapping_sub(2)), "patrol" | "missile" | "torpedo" | "attack"));
        if !ship || w.words_in(i..end).count() > 4 || w.is(i, role::STOP) {
            return None;
        }
        let class = class.to_string();
        self.add(i..end, What::Equipment(Some(class)), "equipment: ship by name");
        Some(end)
    }

    /// A known phrase, where what follows does not make it something else; returns its end.
    fn known(&mut self, p: usize, hit: Hit, end: usize) -> Option<usize> {
        let w = &self.words;
        let next = w.next(hit.end - 1);
        let single = w.words_in(p..hit.end).count() == 1;
        let surname = next < end && w.name(next) && !w.is(next, role::COMMON | role::TITLE | role::HEAD);
        // "Prime Minister of Georgia Giorgi …" names the state, "Georgia Roe" a woman
        let owned = p > 0
            && w.lower(p - 1) == "of"
            && matches!(hit.known, Known::Country(_))
            && w.words_in(hit.end..end).count() >= 2;
        let forename = single && w.is(p, role::GIVEN) && surname && w.hit(next).is_none() && !owned;
        if forename {
            return None;
        }
        let hyphen = w.token(hit.end) == "-" && !w.spaced(hit.end) && !w.spaced(hit.end + 1);
        // "52 million US dollars"
        if matches!(hit.known, Known::Country(_)) && matches!(w.lower(hit.end), "dollar" | "dollars") {
            return Some(hit.end);
        }
        let (what, rule) = match hit.known {
            Known::Country(i) => (What::Country(i), "country: name"),
            Known::Region(i) => (What::Region(i), "place: region"),
            Known::Organisation(i) => (What::Organisation(i), "body: known name"),
            Known::Demonym(people) => (What::Demonym(people), "demonym"),
            Known::Prefix(people) if hyphen => (What::Demonym(people), "demonym: before a hyphen"),
            Known::State(_) => (What::Place(None), "place: abbreviated state"),
            Known::Place if self.disease(hit.end) => return None,
            Known::Place => (What::Place(None), "place: gazetteer"),
            Known::Prefix(_) | Known::System(_) => return None,
        };
        // "post-Soviet", "ex-Yugoslav": a time, not a people
        if matches!(what, What::Demonym(_))
            && p >= 2
            && w.token(p - 1) == "-"
            && matches!(w.lower(p - 2), "post" | "pre" | "ex")
        {
            return Some(hit.end);
        }
        if matches!(what, What::Demonym(_)) {
            self.service(p, hit.end);
        }
        self.add(p..hit.end, what, rule);
        Some(hit.end)
    }

    /// Demonyms, and countries after "of", inside a longer name.
    pub fn demonyms(&mut self, tokens: Range<usize>) {
        let mut i = tokens.start;
        while i < tokens.end {
            if self.words.hash[i] != 0
                && let Some(hit) = self.words.hit(i)
                && hit.end <= tokens.end
            {
                let of =
                    i > tokens.start && matches!(self.words.lower(i - 1), "of" | "the" | "between" | "and");
                match hit.known {
                    Known::Demonym(people) => self.add(i..hit.end, What::Demonym(people), "demonym"),
                    Known::Country(c) if of => {
                        self.add(i..hit.end, What::Country(c), "country: inside a name");
                    }
                    Known::Region(r) if of => self.add(i..hit.end, What::Region(r), "place: inside a name"),
                    _ => {}
                }
                i = hit.end;
                continue;
            }
            i += 1;
        }
    }

    /// "Army Day", "Munich Security Conference", "Dayton Accords"; adds it, returns its end.
    fn occasion(&mut self, p: usize, end: usize) -> Option<usize> {
        let w = &self.words;
        let forename = w.is(p, role::GIVEN) && !w.is(p, role::COMMON) && w.words_in(p..end).count() == 2;
        if w.bits[p] & HEADLINE != 0 || forename {
            return None;
        }
        let mut last = None;
        let mut i = w.next(p);
        while i < end && !w.is(i, role::OFFICE | role::RANK | role::HONOUR) {
            if w.is(i, role::OCCASION | role::PAPER) && w.capital(i) {
                last = Some(i);
            }
            i = w.next(i);
        }
        let last = last?;
        // "Coastal Treaty Organization": a known body whose name holds a paper
        if w.hit(p).is_some_and(|h| matches!(h.known, Known::Organisation(_)) && h.end > last + 1) {
            return None;
        }
        // "Democratic Forum": a party, whatever else a forum is
        let party = w.words_in(p..last).any(|i| classes::is(w.lower(i), classes::PARTY));
        if party && w.lower(last) == "forum" {
            self.add(p..last + 1, What::Body(crate::record::Schema::Organization), "body: head word");
            return Some(last + 1);
        }
        let paper = w.is(last, role::PAPER);
        self.demonyms(p..last + 1);
        let (what, rule) =
            if paper { (What::Agreement, "agreement: head word") } else { (What::Event, "event: head word") };
        self.add(p..last + 1, what, rule);
        Some(last + 1)
    }

    /// Whether the word at `i` makes a disease of the name before it: "West Nile virus".
    pub fn disease(&self, i: usize) -> bool {
        classes::is(self.words.lower(i), classes::DISEASE) && !self.words.capital(i)
    }

    /// Title words from `p` on ("Defence Minister", "Gen."); returns the first token after them.
    fn title(&self, p: usize, end: usize) -> Option<usize> {
        let w = &self.words;
        let mut last = None;
        let mut i = p;
        while i < end && self.ordinary(i) {
            if w.is(i, role::TITLE | role::JOB) {
                last = Some(i);
            }
            i = w.next(i);
        }
        let last = last?;
        Some(w.next(last))
    }

    /// Whether a capitalised word is an ordinary one: "Defence", "Minister".
    fn ordinary(&self, i: usize) -> bool {
        let w = &self.words;
        let acronym = w.bits[i] & UPPER != 0 && w.bits[i] & HEADLINE == 0;
        w.is(i, role::TITLE | role::JOB) || (w.is(i, role::COMMON) && !w.is(i, role::GIVEN) && !acronym)
    }

    /// "Baltic Defence Line": ordinary words in capitals after a region's or a people's adjective;
    /// adds them as one name, returns its end.
    fn described(&mut self, p: usize, hit: Hit, end: usize) -> Option<usize> {
        let w = &self.words;
        if w.bits[p] & HEADLINE != 0 || !matches!(hit.known, Known::Demonym(_) | Known::Region(_)) {
            return None;
        }
        let rest: Vec<usize> = w.words_in(hit.end..end).collect();
        let plain = |&i: &usize| w.is(i, role::COMMON) && !w.is(i, role::TITLE | role::JOB | role::CALENDAR);
        if rest.len() < 2 || !rest.iter().all(plain) || w.token(hit.end) == "-" {
            return None;
        }
        self.demonyms(p..end);
        self.open(p..end, false);
        Some(end)
    }

    /// End of the words from `p` on that are one name: up to a title, a body's head or a known name.
    pub fn stretch(&self, p: usize, end: usize) -> usize {
        let w = &self.words;
        let mut last = p;
        let mut i = w.next(p);
        let mut count = 1;
        while i < end {
            let more = w.next(i) < end;
            if w.is(i, role::OFFICE | role::RANK) && (more || !w.is(p, role::GIVEN)) {
                break;
            }
            // "Huntsville Fire Chief": the ordinary word belongs to the title
            if !w.is(p, role::GIVEN) && self.ordinary(i) && self.title(i, end).is_some() {
                break;
            }
            if let Some(hit) = w.hit(i) {
                let forename =
                    w.is(p, role::GIVEN) && !w.is(p, role::COMMON) && count <= 2 && hit.end == i + 1;
                let initial = w.token(p).chars().count() == 1;
                let part = matches!(hit.known, Known::System(_) | Known::Prefix(_));
                if !(forename || initial || part) {
                    break;
                }
            }
            last = i;
            count += 1;
            i = w.next(i);
        }
        last + 1
    }
}
