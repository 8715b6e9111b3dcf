//! Numbers with unit, what they count and how exactly.
//!
//! A figure is money, a percentage, a measure or a count of something that the text names. Numbers
//! inside names and designations ("MiG-29"), labels ("Article 5"), dates, ages and scores are none.

mod modifier;
mod number;
mod taken;
pub mod words;

use super::text::{Sentence, TokenKind};
use super::{Lexicon, Text};
use crate::extract::lexicon::classes;
use crate::record::{DocumentId, Figure, Modifier, Records, Span, ZoneKind};
use number::number;
use std::borrow::Cow;
use taken::Taken;
use words::{Sense, look_up, stops};

/// Adds what this stage reads to `records`.
pub fn read(text: &Text, _lexicon: &Lexicon, records: &mut Records) {
    let taken = Taken::new(text, records);
    for sentence in &text.sentences {
        let read = !matches!(
            sentence.zone,
            ZoneKind::Date
                | ZoneKind::Byline
                | ZoneKind::Publisher
                | ZoneKind::Translator
                | ZoneKind::RepeatedTitle
                | ZoneKind::Dateline
        );
        if !read {
            continue;
        }
        let reader = Reader { text, sentence, taken: &taken };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match reader.figure(at) {
                Some((figure, end)) if end > at => {
                    records.figures.push(figure);
                    at = end;
                }
                _ => at += 1,
            }
        }
    }
}

/// The currency (ISO 4217) that a word in capitals is the code of.
pub fn currency(code: &str) -> Option<&'static str> {
    match code {
        "Rp" => return Some("IDR"),
        "Rs" => return Some("INR"),
        "RM" => return Some("MYR"),
        _ => {}
    }
    let loud = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    let money = |s: &Sense| match s {
        Sense::Money(c) if c.eq_ignore_ascii_case(code) => Some(*c),
        _ => None,
    };
    loud.then(|| look_up(&code.to_lowercase()).iter().find_map(money)).flatten()
}

/// How many words a counted noun phrase may have ("four multi-purpose combat jets").
const PHRASE: usize = 9;

struct Reader<'a, 'd> {
    text: &'a Text<'d>,
    sentence: &'a Sentence,
    taken: &'a Taken,
}

impl Reader<'_, '_> {
    fn word(&self, i: usize) -> &str {
        if self.sentence.tokens.contains(&i) { &self.text.tokens[i].lower } else { "" }
    }

    fn before(&self, i: usize, back: usize) -> &str {
        if i >= self.sentence.tokens.start + back { self.word(i - back) } else { "" }
    }

    fn spaced(&self, i: usize) -> bool {
        !self.sentence.tokens.contains(&i) || self.text.tokens[i].spaced
    }

    fn is_word(&self, i: usize) -> bool {
        self.sentence.tokens.contains(&i) && self.text.tokens[i].kind == TokenKind::Word
    }

    /// The figure that begins at a token, and the token after it.
    fn figure(&self, i: usize) -> Option<(Figure, usize)> {
        // most words begin no figure: the table does not know them
        let token = &self.text.tokens[i];
        let word = token.lower.as_str();
        if token.kind == TokenKind::Word
            && !matches!(word, "a" | "us" | "half")
            && !word.ends_with('s')
            && !word.starts_with(|c: char| c.is_ascii_digit())
            && look_up(word).is_empty()
        {
            return None;
        }
        if matches!(self.word(i), "a" | "one")
            && let Some(found) = self.single(i)
        {
            return Some(found);
        }
        if let Some(found) = self.rank(i).or_else(|| self.vague(i)) {
            return Some(found);
        }
        let (start, sign) = self.currency_before(i);
        let (value, mut end) = number(self.text, start..self.sentence.tokens.end)?;
        if self.taken.holds(self.text.tokens[start].span) || !self.free(start, end, sign.is_some()) {
            return None;
        }
        // "one of them", "the first one": a pronoun; "one ship" is read above.
        if sign.is_none() && end == start + 1 && self.word(start) == "one" {
            return None;
        }
        if let Some(unit) = sign {
            return Some(self.make(i..end, i, value, Some(unit), None, "figure.money"));
        }
        // "500 million US dollars", "25 per cent", "3.5 billion-dollar".
        let mut unit_at = end;
        if matches!(self.word(end), "us" | "u.s" | "-") || (self.word(end) == "american") {
            unit_at = end + 1;
        }
        // "200 million U.S. dollars"
        if self.word(end) == "u" && self.word(end + 2) == "s" && self.word(end + 3) == "." {
            unit_at = end + 4;
        }
        if self.word(end) == "per" && self.word(end + 1) == "cent" {
            return Some(self.make(
                i..end + 2,
                i,
                value,
                Some("%"),
                self.after_of(end + 2),
                "figure.percent",
            ));
        }
        for at in [end, unit_at] {
            for sense in look_up(self.word(at)) {
                match sense {
                    Sense::Money(code) if !self.word(at).eq_ignore_ascii_case(code) || self.code(at) => {
                        return Some(self.make(i..at + 1, i, value, Some(code), None, "figure.money"));
                    }
                    Sense::Percent => {
                        let of = self.after_of(at + 1);
                        return Some(self.make(i..at + 1, i, value, Some("%"), of, "figure.percent"));
                    }
                    Sense::Measure(_) if at == end && self.dated(at) => return None,
                    Sense::Measure(unit) if at == end => {
                        return Some(self.make(i..at + 1, i, value, Some(unit), None, "figure.measure"));
                    }
                    _ => {}
                }
            }
        }
        if matches!(self.word(end), "more" | "others" | "other") && !self.counts(end + 1) {
            return (self.word(end) == "more" && value > 1.0)
                .then(|| self.make(i..end + 1, i, value, None, None, "figure.more"));
        }
        // "12 of the boats", "150 of these lorries"
        let known = matches!(self.word(end + 1), "the" | "these" | "those" | "its" | "their");
        let of = if self.word(end) == "of" { 1 + usize::from(known) } else { 0 };
        let Some(head) = self.head(end + of, value) else {
            // "two dozen of which", "another six.": what they are was said before.
            let scaled =
                (start..end).any(|i| look_up(self.word(i)).iter().any(|s| matches!(s, Sense::Scale(_))));
            let them = matches!(self.word(end + 1), "them" | "these" | "those") && self.word(end) == "of";
            let more = (self.before(start, 1) == "another" || them) && value > 1.0;
            // "the number will rise to twenty"
            let level = self.before(start, 1) == "to" && classes::is(self.before(start, 2), classes::RISING);
            // "four tanks out of 200 that were ordered"
            let share = self.before(start, 1) == "of" && self.before(start, 2) == "out" && value > 1.0;
            let more = more || level && value > 1.0 || share;
            let told = share && matches!(self.word(end), "that" | "which" | "ordered" | "planned" | "bought");
            let closed = matches!(self.word(end), "" | "," | "." | ";" | "of" | "and" | "in" | "by" | "from")
                || self.sentence.tokens.end > end && self.text.tokens[end].kind == TokenKind::Quote;
            // "a dozen ordered in 2023"
            let ordered = scaled && matches!(self.word(end), "ordered" | "planned" | "bought" | "promised");
            let bare = self.taken_amount(start, end, closed) || self.told_amount(start, end);
            let bare = bare && value > 1.0 || self.limit(start, end);
            return ((more || scaled && value >= 12.0) && (closed || told || ordered || value >= 1e5)
                || bare)
                .then(|| self.make(i..end, i, value, None, None, "figure.elliptic"));
        };
        let mut first = end + of;
        while first + 1 < head
            && matches!(self.word(first), "more" | "further" | "other" | "additional" | "new")
        {
            first += 1;
        }
        let counted = self.text.cover(first..head);
        let time = look_up(self.word(head - 1)).iter().find_map(|s| match s {
            Sense::Measure(unit) => Some(*unit),
            _ => None,
        });
        if let (Some(unit), true) = (time, head - first == 1) {
            return Some(self.make(i..head, i, value, Some(unit), None, "figure.measure"));
        }
        end = head;
        Some(self.make(i..end, i, value, None, Some(counted), "figure.count"))
    }

    /// "we will take 25.", "they ordered only four": what is counted was said before.
    fn taken_amount(&self, start: usize, end: usize, closed: bool) -> bool {
        let inexact =
            |word: &str| word == "only" || look_up(word).iter().any(|s| matches!(s, Sense::Modifier(_)));
        let back = (1..=3).find(|back| !inexact(self.before(start, *back))).unwrap_or(4);
        let verb = self.before(start, back);
        let year = end == start + 1 && self.text.tokens[start].span.len() == 4;
        closed && !year && back < 4 && classes::is(verb, classes::AMOUNTING)
    }

    /// "the first six would be handed over", "only twenty were offered".
    fn told_amount(&self, start: usize, end: usize) -> bool {
        let before = self.before(start, 1);
        let listed = matches!(before, "first" | "last" | "other" | "remaining")
            && matches!(self.before(start, 2), "the" | "its" | "their");
        // "the remaining two in May", "a class of four that …"
        let rest = before == "remaining" && matches!(self.word(end), "in" | "by" | "" | "." | "," | "at");
        let set = before == "of"
            && matches!(self.before(start, 2), "class" | "series" | "batch" | "group" | "total" | "fleet")
            && matches!(self.word(end), "that" | "which" | "" | "." | "," | "ordered" | "built");
        if rest || set {
            return true;
        }
        let only = matches!(before, "only" | "just");
        let verb = matches!(
            self.word(end),
            "will" | "would" | "were" | "are" | "have" | "had" | "could" | "can" | "should" | "may" | "must"
        );
        verb && (listed || only)
    }

    /// "from three to five a year", "between 300 and 400", "by 141 votes to 96": a number beside another.
    fn limit(&self, start: usize, end: usize) -> bool {
        let small = |at: usize| number(self.text, at..self.sentence.tokens.end);
        let joint = match self.before(start, 1) {
            "from" => self.word(end) == "to",
            "between" => self.word(end) == "and",
            _ => false,
        };
        if joint && small(end + 1).is_some() && !self.taken.holds(self.text.tokens[end + 1].span) {
            return true;
        }
        // the second of the two
        let link = self.before(start, 1);
        if !matches!(link, "to" | "and") || start < self.sentence.tokens.start + 3 {
            return false;
        }
        if link == "to" && matches!(self.before(start, 2), "votes" | "vote") {
            return true;
        }
        let lead = if link == "to" { "from" } else { "between" };
        let before = (2..=4).find(|back| self.before(start, *back) == lead);
        before.is_some_and(|back| small(start + 1 - back).is_some_and(|(_, after)| after + 1 == start))
    }

    /// "$", "US$", "USD", "€" before a number: where the number begins and the currency.
    fn currency_before(&self, i: usize) -> (usize, Option<&'static str>) {
        let money = |at: usize| {
            let sign = !self.is_word(at) || self.code(at);
            look_up(self.word(at)).iter().find_map(|s| match s {
                Sense::Money(code) if sign => Some(*code),
                _ => None,
            })
        };
        if let Some(code) = money(i) {
            return (i + 1, Some(code));
        }
        if self.word(i) == "us" && self.text.tokens[i].span.len() == 2 && self.word(i + 1) == "$" {
            return (i + 2, Some("USD"));
        }
        (i, None)
    }

    /// Whether a word is written as a currency code, in capitals ("TRY" is one, "try" is none).
    fn code(&self, i: usize) -> bool {
        let token = &self.text.tokens[i];
        let written = self.text.slice(token.span);
        matches!(written, "Rp" | "Rs" | "RM")
            || written.len() == 3 && written.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// Whether a number stands by itself: not a label, a designation, a time, an age or a score.
    fn free(&self, start: usize, end: usize, money: bool) -> bool {
        let tokens = &self.text.tokens;
        let glued = |i: usize| self.sentence.tokens.contains(&i) && !tokens[i].spaced;
        if money {
            return true;
        }
        if start > self.sentence.tokens.start && glued(start) {
            let before = self.before(start, 1);
            let opening = matches!(before, "(" | "[" | "~" | "–" | "—" | "≈")
                || tokens[start - 1].kind == TokenKind::Quote;
            if !opening {
                return false;
            }
        }
        // "22:30", "29-M", "1/2", "45-year-old".
        if glued(end) && matches!(self.word(end), ":" | "/" | "-" | "–" | "—" | "°" | "′" | "+") {
            return self.word(end) == "-"
                && self.word(end + 2) != "-"
                && self.is_word(end + 1)
                && self.counts(end);
        }
        let digits = tokens[start].kind == TokenKind::Number;
        let before = self.before(start, 1);
        let chapter = start > self.sentence.tokens.start && tokens[start - 1].capital;
        if look_up(before).contains(&Sense::Label) && (digits || chapter) {
            return false;
        }
        if before == "." && matches!(self.before(start, 2), "no" | "nos" | "art" | "p") {
            return false;
        }
        let apposition = matches!(before, ",") && matches!(self.word(end), "," | "." | "");
        // "Resolution 1244", "Expo 2027": a capital before a bare number, inside the sentence.
        let scaled = end > start + 1
            || look_up(self.word(end)).iter().any(|s| matches!(s, Sense::Money(_) | Sense::Percent));
        let named = digits
            && !scaled
            && start > self.sentence.tokens.start + 1
            && tokens[start - 1].capital
            && tokens[start - 1].kind == TokenKind::Word
            && !stops(before);
        // "Norway will give Kenya 12 boats"
        let given = named
            && (2..=4).any(|back| {
                matches!(
                    self.before(start, back),
                    "give"
                        | "gave"
                        | "given"
                        | "gives"
                        | "giving"
                        | "offer"
                        | "offered"
                        | "sell"
                        | "sold"
                        | "lend"
                        | "lent"
                        | "send"
                        | "sent"
                        | "grant"
                        | "granted"
                        | "promise"
                        | "promised"
                        | "hand"
                        | "handed"
                        | "donate"
                        | "donated"
                        | "pay"
                        | "paid"
                        | "owe"
                        | "owes"
                )
            })
            && self.counts(end);
        !(apposition || named && !given)
    }

    /// Whether a unit of time dates or ages: "14 years ago", "20 years old".
    fn dated(&self, at: usize) -> bool {
        matches!(self.word(at + 1), "ago" | "old" | "later" | "earlier")
            || (self.word(at + 1) == "-" && self.word(at + 2) == "old")
    }

    /// Whether a counted noun follows.
    fn counts(&self, i: usize) -> bool {
        self.head(i, 2.0).is_some()
    }

    /// The token after the head of the noun phrase that a number counts.
    fn head(&self, start: usize, value: f64) -> Option<usize> {
        let mut i = start;
        let limit = self.sentence.tokens.end.min(start + PHRASE);
        let mut last_word = None;
        while i < limit {
            let word = self.word(i);
            let token = &self.text.tokens[i];
            // "353 Leopard 2s", "84 F-16C/D fighters"
            if let Some(end) = self.taken.arms_from(token.span.start) {
                let mut after = i;
                while after < self.sentence.tokens.end && self.text.tokens[after].span.start < end {
                    after += 1;
                }
                // "84 F-16C fighters": the class word behind belongs to it.
                if plural(self.word(after), false) && self.spaced(after) {
                    return Some(after + 1);
                }
                // "six Q-12": a designation takes no plural
                let numbered = || (i..after).any(|t| self.word(t).contains(|c: char| c.is_ascii_digit()));
                if value != 1.0 && (self.word(after - 1).ends_with('s') || numbered()) {
                    return Some(after);
                }
                i = after;
                if value != 1.0 && !self.is_word(i) {
                    return Some(after);
                }
                continue;
            }
            match token.kind {
                TokenKind::Word if stops(word) && !token.capital => break,
                TokenKind::Word => {
                    let next_glued =
                        self.sentence.tokens.contains(&(i + 1)) && !self.text.tokens[i + 1].spaced;
                    let hyphen = next_glued && self.word(i + 1) == "-" && !self.spaced(i + 2);
                    // "2 million Norlanders", "four X-29s": capitals that count right after the number.
                    let last = !self.is_word(i + 1) || !self.text.tokens[i + 1].capital;
                    let people = token.capital && last && word.len() > 4 && plural(word, false);
                    let digits = word.trim_end_matches('s');
                    let model = digits.len() < word.len()
                        && digits.bytes().all(|b| b.is_ascii_digit())
                        && i > start
                        && self.word(i - 1) == "-";
                    if !hyphen && (plural(word, token.capital) || (people && value != 1.0) || model) {
                        // "arms exports", "weapons systems": the head is the second plural.
                        let compound =
                            matches!(word, "arms" | "weapons" | "goods" | "sports" | "systems" | "sales");
                        if compound
                            && self.is_word(i + 1)
                            && plural(self.word(i + 1), self.text.tokens[i + 1].capital)
                        {
                            return Some(i + 2);
                        }
                        return Some(i + 1);
                    }
                    // "one ship sailed": the verb is no part of it.
                    if value == 1.0 && last_word.is_some() && word.ends_with("ed") {
                        break;
                    }
                    last_word = (!hyphen).then_some(i + 1).or(last_word);
                }
                TokenKind::Number => {}
                TokenKind::Punct if word == "-" && !token.spaced && !self.spaced(i + 1) => {}
                _ => break,
            }
            i += 1;
        }
        // "one agreement": the singular needs no mark, and its phrase is short.
        if value == 1.0 { last_word.filter(|end| *end <= start + 3) } else { None }
    }

    /// "of trade" after a percentage.
    fn after_of(&self, i: usize) -> Option<Span> {
        if self.word(i) != "of" {
            return None;
        }
        let mut end = i + 1;
        while end < self.sentence.tokens.end.min(i + 6) && self.is_word(end) {
            let stop = stops(self.word(end)) && !matches!(self.word(end), "the" | "its" | "their" | "all");
            if stop {
                break;
            }
            end += 1;
        }
        (end > i + 1).then(|| self.text.cover(i + 1..end))
    }

    /// "a single aircraft", "one agreement"; 0 after "not".
    fn single(&self, i: usize) -> Option<(Figure, usize)> {
        let a_single = self.word(i) == "a" && self.word(i + 1) == "single";
        let one = self.word(i) == "one" && self.is_word(i + 1) && !stops(self.word(i + 1));
        if !(a_single || one) || self.taken.holds(self.text.tokens[i].span) {
            return None;
        }
        let negated =
            (1..=4).any(|back| matches!(self.before(i, back), "not" | "without" | "nor" | "never" | "n't"));
        let joined =
            matches!(self.before(i, 1), "the" | "this" | "that" | "no" | "any" | "-" | "every" | "each")
                || matches!(
                    self.word(i + 1),
                    "another" | "day" | "-" | "time" | "side" | "thing" | "way" | "more" | "hand"
                );
        if one && (joined || look_up(self.word(i + 1)).iter().any(|s| matches!(s, Sense::Scale(_)))) {
            return None;
        }
        let from = if a_single { i + 2 } else { i + 1 };
        let mut end = self.head(from, 1.0)?;
        if one && !negated {
            // Where the phrase ends is a guess: keep the first noun unless a plural is near.
            end = end.min(from + 3);
        }
        let value = if negated { 0.0 } else { 1.0 };
        let rule = if negated { "figure.none" } else { "figure.single" };
        Some(self.make(i..end, i, value, None, Some(self.text.cover(from..end)), rule))
    }

    /// "dozens of ships", "tens of thousands of rounds": more than one of that scale; "half of the fleet".
    fn vague(&self, i: usize) -> Option<(Figure, usize)> {
        let scale = |word: &str| match word {
            "scores" => Some(20.0),
            "tens" => Some(10.0),
            _ => {
                let one = word.strip_suffix('s')?;
                look_up(one).iter().find_map(|s| match s {
                    Sense::Scale(n) => Some(*n),
                    _ => None,
                })
            }
        };
        if self.taken.holds(self.text.tokens[i].span) {
            return None;
        }
        let part = matches!(self.before(i, 1), "first" | "second" | "latter" | "last" | "other" | "this");
        if self.word(i) == "half" && self.word(i + 1) == "of" && !part {
            let of = self.after_of(i + 1);
            let pronoun = matches!(self.word(i + 2), "it" | "them" | "this" | "that" | "these" | "which");
            let end = of.map(|of| self.text.tokens.partition_point(|t| t.span.start < of.end));
            let end = end.or_else(|| pronoun.then_some(i + 3))?;
            return Some(self.make(i..end, i, 0.5, None, of, "figure.part"));
        }
        let mut value = scale(self.word(i))?;
        let mut end = i + 1;
        while self.word(end) == "of"
            && let Some(more) = scale(self.word(end + 1))
        {
            value *= more;
            end += 2;
        }
        if self.word(i) == "tens" && end == i + 1 || self.word(end) != "of" {
            return None;
        }
        let head = self.head(end + 1, 2.0)?;
        let counted = self.text.cover(end + 1..head);
        let (mut figure, end) = self.make(i..head, i, value, None, Some(counted), "figure.vague");
        figure.modifier = Modifier::MoreThan;
        Some((figure, end))
    }

    /// "ranks second".
    fn rank(&self, i: usize) -> Option<(Figure, usize)> {
        let ordinal = look_up(self.word(i)).iter().find_map(|s| match s {
            Sense::Ordinal(n) => Some(*n),
            _ => None,
        })?;
        let verb = classes::is(self.before(i, 1), classes::PLACING);
        verb.then(|| self.make(i..i + 1, i, ordinal, None, None, "figure.rank"))
    }

    fn make(
        &self,
        tokens: std::ops::Range<usize>,
        start: usize,
        value: f64,
        unit: Option<&str>,
        of: Option<Span>,
        rule: &'static str,
    ) -> (Figure, usize) {
        let end = tokens.end;
        let figure = Figure {
            document: DocumentId(0),
            span: self.text.cover(tokens),
            value,
            unit: unit.map(str::to_owned),
            of: of.map(|s| self.text.slice(s).to_owned()),
            modifier: self.modifier(start, end),
            rule: Cow::Borrowed(rule),
        };
        (figure, end)
    }
}

/// Whether a word is a noun in the plural, as far as its ending and the table tell.
fn plural(word: &str, capital: bool) -> bool {
    if look_up(word).contains(&Sense::Plural) {
        return true;
    }
    if look_up(word).iter().any(|s| matches!(s, Sense::Measure(_))) && word.ends_with('s') {
        return true;
    }
    // "firemen", "servicewomen"
    let men = word.ends_with("men") && word.len() > 4 && !capital;
    if men && !matches!(word, "specimen" | "regimen" | "acumen" | "abdomen" | "ramen" | "semen" | "stamen") {
        return true;
    }
    let ending = word.ends_with('s') && !["ss", "us", "is", "ous"].iter().any(|e| word.ends_with(e));
    ending && word.len() > 3 && !capital
}

#[cfg(test)]
mod tests;
