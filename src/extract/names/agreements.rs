//! Papers with a title, orders, and named days and events.

use super::{Reader, What};
use crate::extract::lexicon::classes;
use crate::extract::lexicon::role;
use std::ops::Range;

impl Reader<'_> {
    /// Finds titled agreements, orders and named days in a sentence.
    pub fn agreements(&mut self, sentence: Range<usize>) {
        let mut i = sentence.start;
        while i < sentence.end {
            let end = self
                .agreement(i, sentence.end)
                .map(|end| (end, What::Agreement, "agreement: titled paper"))
                .or_else(|| self.order(i, sentence.end).map(|end| (end, What::Event, "event: order")))
                .or_else(|| {
                    self.exhibition(i, sentence.end).map(|end| (end, What::Event, "event: with its year"))
                });
            if end.is_none()
                && let Some((start, end)) = self.named_occasion(i, sentence.end)
            {
                self.tell(start..end, What::Event);
                self.demonyms(start..end);
                self.add(start..end, What::Event, "event: named occasion");
                i = end;
                continue;
            }
            match end {
                Some((end, what, rule)) => {
                    self.demonyms(i..end);
                    self.add(i..end, what, rule);
                    i = end;
                }
                None => i += 1,
            }
        }
    }

    /// "Agreement between the Government of … on …", "Treaty on …", "Memorandum of Understanding on …".
    fn agreement(&self, i: usize, limit: usize) -> Option<usize> {
        let w = &self.words;
        let paper = classes::is(w.lower(i), classes::TITLED_PAPER);
        if !paper || !w.capital(i) || w.bits[i] & super::words::HEADLINE != 0 {
            return None;
        }
        let mut j = i + 1;
        if matches!(w.lower(j), "of") && w.lower(j + 1) == "understanding" {
            j += 2;
        }
        if !matches!(w.lower(j), "on" | "between" | "for" | "concerning" | "of" | "to") {
            return None;
        }
        if w.bits[i] & super::words::FIRST != 0 && !matches!(w.lower(j), "on" | "between") {
            return None;
        }
        // "between A and B on subject": the names, then the subject in lower case up to a verb or a stop
        let mut end = j;
        let mut subject = matches!(w.lower(j), "on" | "for" | "concerning" | "of" | "to");
        let mut k = j + 1;
        let limit = limit.min(i + 60);
        while k < limit {
            let lower = w.lower(k);
            let word = w.hash[k] != 0;
            if !word {
                if matches!(w.token(k), "-" | "‑" | "'" | "’") && !w.spaced(k) {
                    k += 1;
                    continue;
                }
                break;
            }
            if !subject {
                // among the parties
                if matches!(lower, "on" | "concerning" | "about") {
                    subject = true;
                } else if w.capital(k) {
                    end = k + 1;
                } else if !matches!(lower, "the" | "of" | "and" | "its") {
                    break;
                }
                k += 1;
                continue;
            }
            // "Agreement on Cooperation in the Field of Health"
            let field = lower == "in"
                && w.lower(k + 1) == "the"
                && matches!(w.lower(k + 2), "field" | "fields" | "area" | "areas" | "sphere" | "sector")
                && w.lower(k + 3) == "of";
            if field {
                k += 4;
                continue;
            }
            let closes = matches!(
                lower,
                "between"
                    | "with"
                    | "by"
                    | "from"
                    | "in"
                    | "at"
                    | "that"
                    | "which"
                    | "to"
                    | "as"
                    | "is"
                    | "was"
                    | "will"
                    | "has"
                    | "had"
                    | "were"
                    | "are"
                    | "would"
                    | "after"
                    | "during"
                    | "when"
                    | "but"
            ) || w.is(k, role::SPEECH);
            if closes {
                break;
            }
            if !matches!(lower, "the" | "of" | "and" | "on" | "for") {
                end = k + 1;
            }
            k += 1;
        }
        (end > j).then_some(end)
    }

    /// "Order of the Polar Star, first class", "Order of Merit", "Medal of Honor".
    fn order(&self, i: usize, limit: usize) -> Option<usize> {
        let w = &self.words;
        // "the Lindeborg Order": but no executive one
        let own = w.run(i);
        if w.name(i)
            && (2..=4).contains(&(own - i))
            && own <= limit
            && w.token(own - 1) == "Order"
            && !matches!(w.token(i), "Executive" | "World" | "New" | "Public" | "Court" | "Law")
        {
            return Some(own);
        }
        if !matches!(w.token(i), "Order" | "Medal") || !matches!(w.lower(i + 1), "of" | "for") {
            return None;
        }
        let mut k = i + 2;
        if w.lower(k) == "the" {
            k += 1;
        }
        if k >= limit || !w.capital(k) {
            return None;
        }
        let mut end = w.run(k).max(k + 1);
        if matches!(w.lower(end), "flag" | "star" | "eagle" | "cross" | "crown" | "sword" | "merit") {
            end += 1;
        }
        // "Order of the Republic of Norway"
        if matches!(w.token(end - 1), "Republic" | "Kingdom" | "Federation" | "State")
            && w.lower(end) == "of"
            && w.capital(end + 1)
        {
            end = w.run(end + 1).max(end + 2);
        }
        let degree = |k: usize| matches!(w.lower(k), "degree" | "class" | "grade");
        if w.lower(end) == "of" && w.lower(end + 1) == "the" && degree(end + 3) {
            end += 4;
        } else if w.token(end) == "," && degree(end + 2) {
            end += 3;
        } else if degree(end + 1) {
            end += 2;
        }
        (end <= limit).then_some(end)
    }

    /// "Expo 2027", "Euro 2024", "IDEX 2023", "Zapad-2021".
    fn exhibition(&self, i: usize, limit: usize) -> Option<usize> {
        let w = &self.words;
        let hyphen = usize::from(w.token(i + 1) == "-" && !w.spaced(i + 1));
        let year = w.token(i + 1 + hyphen);
        let ok = w.name(i)
            && i + 1 + hyphen < limit
            && year.len() == 4
            && year.parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y))
            && !w.is(i, role::CALENDAR | role::COMMON | role::PLACE_AFTER | role::HEAD)
            && w.hit(i).is_none()
            && (hyphen == 1 || w.bits[i] & super::words::HEADLINE == 0)
            && (hyphen == 1 || classes::is(w.lower(i), classes::FAIR));
        ok.then_some(i + 2 + hyphen)
    }
}
