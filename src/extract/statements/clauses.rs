//! Indirect speech: which words of a sentence are what somebody said.

use super::attribution::{Cue, Speakers};
use super::speech::Inflection;
use crate::extract::lexicon::classes;
use crate::extract::text::{Sentence, TokenKind};
use crate::record::EntityId;
use std::ops::Range;

/// Longest clause that is read as said, in tokens.
const LONGEST: usize = 400;

/// How far "that" may stand from its verb ("said on Friday at a meeting in Athens that").
const ADJUNCT: usize = 18;

/// What was said, by whom, and the word that tells so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words said.
    pub tokens: Range<usize>,
    /// Who said it.
    pub speaker: Option<EntityId>,
    /// The cue.
    pub cue: Range<usize>,
    /// Which rule read it.
    pub rule: &'static str,
}

impl Speakers<'_, '_> {
    /// All indirect statements of a sentence; cues that belong to a quotation are given as used.
    pub fn indirect(&self, sentence: &Sentence, used: &dyn Fn(usize) -> bool) -> Vec<Said> {
        let mut found: Vec<Said> = Vec::new();
        // the verb of "as Roe said", which tells nothing further
        let mut told = usize::MAX;
        for i in sentence.tokens.clone() {
            if let Some(said) = self.according(sentence, i) {
                found.push(said);
                continue;
            }
            if used(i) {
                continue;
            }
            if let Some(said) = self.as_told(sentence, i) {
                told = said.cue.start;
                found.push(said);
                continue;
            }
            if i == told {
                continue;
            }
            if let Some(said) = self.impersonal(sentence, i) {
                found.push(said);
                continue;
            }
            let Some(cue) = self.cue(sentence, i) else { continue };
            if let Some(mut said) = self.reported(sentence, cue) {
                // "B, said A, adding that C": it is A who adds
                if cue.verb.inflection == Inflection::Ing
                    && let Some(last) = found.last()
                    && last.cue.end <= i
                    && last.speaker.is_some()
                {
                    said.speaker = last.speaker;
                }
                // "A said that B and added that C": B ends where C's verb begins.
                if let Some(last) = found.last_mut()
                    && last.tokens.end > i
                    && last.tokens.start < i
                    && let Some(end) = self.joint(sentence, i, last.tokens.start)
                {
                    last.tokens.end = end;
                }
                found.push(said);
            }
        }
        for said in &mut found {
            while said.tokens.end > said.tokens.start && self.word(sentence, said.tokens.end - 1) == "," {
                said.tokens.end -= 1;
            }
        }
        // "stressed trade": too little to be told as said.
        found.retain(|s| s.tokens.len() > if s.rule == "statement.nominal" { 2 } else { 1 });
        found
    }

    /// Where a clause ends before the next verb of saying: ", adding", "and stressed".
    fn joint(&self, sentence: &Sentence, cue: usize, from: usize) -> Option<usize> {
        let mut at = cue;
        while at > from + 1 && at + 4 > cue {
            let word = self.word(sentence, at - 1);
            if matches!(word, "and" | "," | "but" | "while") {
                at -= 1;
                while at > from && matches!(self.word(sentence, at - 1), "," | "and") {
                    at -= 1;
                }
                return Some(at);
            }
            if !matches!(word, "also" | "he" | "she" | "has" | "had" | "further" | "then" | "they" | "it") {
                return None;
            }
            at -= 1;
        }
        None
    }

    /// The token after the last word of the sentence.
    fn sentence_end(&self, sentence: &Sentence) -> usize {
        let mut end = sentence.tokens.end;
        while end > sentence.tokens.start {
            let token = &self.text.tokens[end - 1];
            if token.kind != TokenKind::Quote
                && !matches!(token.lower.as_str(), "." | "!" | "?" | "…" | ":" | ";" | ",")
            {
                break;
            }
            end -= 1;
        }
        end
    }

    /// Where a clause that begins at a token ends: at the sentence's end or a semicolon.
    fn clause_end(&self, sentence: &Sentence, from: usize) -> usize {
        let end = self.sentence_end(sentence).min(from + LONGEST);
        let (mut depth, mut quoted) = (0i32, false);
        for i in from..end {
            match self.word(sentence, i) {
                ";" => return i,
                "(" | "[" => depth += 1,
                ")" | "]" => {
                    depth -= 1;
                    // The whole stands in brackets.
                    if depth < 0 {
                        return i;
                    }
                }
                // The clause stands in a quotation that ends before its sentence does.
                "”" | "»" if !quoted => return i,
                "\"" if !quoted && !self.text.tokens[i].spaced => return i,
                _ => quoted |= self.text.tokens[i].kind == TokenKind::Quote,
            }
        }
        end.max(from)
    }

    fn reported(&self, sentence: &Sentence, cue: Cue) -> Option<Said> {
        let subject = self.subject(sentence, cue);
        let mut after = cue.at + 1;
        if cue.verb.particle {
            if !matches!(self.word(sentence, after), "out" | "to") {
                return None;
            }
            after += 1;
        }
        let said = |tokens: Range<usize>, rule| {
            Some(Said { tokens, speaker: subject.speaker, cue: cue.at..cue.at + 1, rule })
        };
        if (cue.verb.that || cue.verb.particle)
            && let Some(start) = self.that(sentence, cue, after)
        {
            return said(start..self.clause_end(sentence, start), "statement.that");
        }
        if let Some(start) = self.content(sentence, cue, after) {
            let end = self.clause_end(sentence, start);
            let clause = self.finite(sentence, start, end);
            if cue.verb.bare && clause {
                return said(start..end, "statement.bare");
            }
            // A noun phrase is said only by somebody: "marked the anniversary" needs a speaker.
            let emphatic = cue.verb.emphatic && cue.at > 0 && self.word(sentence, cue.at - 1).ends_with("ly");
            let called = cue.verb.calls && end > start + 3 && self.referred(sentence, start);
            let opening = cue.verb.opening
                && (start..end.min(start + 3)).any(|j| classes::is(self.word(sentence, j), classes::OPENING));
            let listed = cue.verb.lists
                && (start..end.min(start + 3)).any(|j| classes::is(self.word(sentence, j), classes::COUNT));
            if (cue.verb.nominal || emphatic || called || opening || listed)
                && cue.verb.inflection != Inflection::Base
                && subject.speaker.is_some()
            {
                let end = self.predicate_end(sentence, start, end);
                return said(start..end, "statement.nominal");
            }
            if cue.verb.particle {
                return said(start..end, "statement.nominal");
            }
        }
        self.trailing(sentence, cue, &subject)
    }

    /// The token after "that", which may follow a listener or an adverbial.
    fn that(&self, sentence: &Sentence, cue: Cue, after: usize) -> Option<usize> {
        let limit = sentence.tokens.end.min(after + ADJUNCT);
        for i in after..limit {
            match self.word(sentence, i) {
                "that" => {
                    // "told him that" and "said on Friday that"; "announced the plan that" is none.
                    let first = self.word(sentence, after);
                    let near = i <= after + 1
                        || classes::is(first, classes::ADVERBIAL)
                        || cue.verb.listener
                        || first == ","
                            && !self.text.tokens[after..i].iter().any(|t| t.lower.ends_with("ing"));
                    return (near && i + 1 < sentence.tokens.end).then_some(i + 1);
                }
                "how" | "why" | "whether" if i == after => return Some(i),
                "how" | "why" | "whether" | "where" | "what" if cue.verb.listener => return Some(i),
                "." | ";" | ":" | "said" => return None,
                _ if self.text.tokens[i].kind == TokenKind::Quote => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether a token begins a phrase that points at something known: a name, "the", "it".
    fn referred(&self, sentence: &Sentence, i: usize) -> bool {
        let token = &self.text.tokens[i];
        token.capital
            || matches!(
                self.word(sentence, i),
                "the" | "it" | "this" | "these" | "them" | "his" | "their" | "its"
            )
    }

    /// Where a clause without "that", or a noun phrase, begins after a verb.
    fn content(&self, sentence: &Sentence, cue: Cue, after: usize) -> Option<usize> {
        let mut at = after;
        if cue.verb.listener && cue.verb.bare {
            // "told reporters the plan was ready": one word or one name.
            let token = self.text.tokens.get(at).filter(|_| sentence.tokens.contains(&at))?;
            // "told the media following a meeting": no clause follows
            let press = classes::is(self.word(sentence, at + 1), classes::SPEAKER)
                || matches!(
                    self.word(sentence, at + 1),
                    "media" | "press" | "reporters" | "journalists" | "audience" | "public"
                );
            let article = usize::from(token.lower == "the" && press);
            let mention = self
                .references
                .inside(crate::record::Span { start: token.span.start, end: sentence.span.end });
            let named = mention.take(4).find(|m| m.span.start == token.span.start).map(|m| m.span.end);
            at = match named {
                Some(end) => self.text.tokens.partition_point(|t| t.span.start < end),
                None => at + 1 + article,
            };
        }
        let mut steps = 0;
        while steps < 8 && self.dated(sentence, at) {
            at = self.skip_adverbial(sentence, at);
            steps += 1;
        }
        let token = self.text.tokens.get(at).filter(|_| sentence.tokens.contains(&at))?;
        let word = token.lower.as_str();
        let opens =
            token.kind == TokenKind::Word || token.kind == TokenKind::Number || matches!(word, "$" | "€");
        (opens && !classes::is(word, classes::ADVERBIAL)).then_some(at)
    }

    fn dated(&self, sentence: &Sentence, i: usize) -> bool {
        let next = self.text.tokens.get(i + 1).filter(|_| sentence.tokens.contains(&(i + 1)));
        matches!(self.word(sentence, i), "on" | "in" | "at") && next.is_some_and(|t| t.capital)
    }

    /// Past "on Friday", "in Athens".
    fn skip_adverbial(&self, sentence: &Sentence, i: usize) -> usize {
        let mut at = i + 1;
        while sentence.tokens.contains(&at) && at < i + 5 && self.text.tokens[at].capital {
            at += 1;
            // Two names side by side are an adverbial and a subject: "in Athens Roe met".
            if at > i + 1 {
                break;
            }
        }
        at
    }

    /// Whether a finite verb stands near the start of a stretch.
    fn finite(&self, sentence: &Sentence, start: usize, end: usize) -> bool {
        let stop = (start..end.min(start + 20)).find(|i| {
            matches!(self.word(sentence, *i), "that" | "which" | "who" | "where" | "whose" | "but" | ";")
                && *i > start
        });
        (start..stop.unwrap_or(end.min(start + 20))).any(|i| {
            let word = self.word(sentence, i);
            let plain = word.len() > 4
                && word.ends_with("ed")
                && i > start
                && !matches!(
                    self.word(sentence, i - 1),
                    "the" | "a" | "an" | "and" | "," | "of" | "its" | "newly"
                );
            classes::is(word, classes::FINITE | classes::GONE) || word == "told" || plain
        })
    }

    /// Where a noun phrase ends because the sentence goes on with another verb: "and offered".
    fn predicate_end(&self, sentence: &Sentence, start: usize, end: usize) -> usize {
        for i in start + 1..end {
            let word = self.word(sentence, i);
            let joins = matches!(word, "and" | "," | "but" | "while");
            let next = self.word(sentence, i + 1);
            let verb = next.len() > 4 && next.ends_with("ed") && !self.text.tokens[i + 1].capital;
            if joins && ((verb && word != ",") || (word == "," && next.ends_with("ing") && next.len() > 5)) {
                return i;
            }
        }
        end
    }

    /// "The plan is ready, the minister said on Friday." and "The army, he said, wants it."
    fn trailing(&self, sentence: &Sentence, cue: Cue, subject: &super::attribution::Subject) -> Option<Said> {
        if cue.verb.inflection == Inflection::Ing || !(cue.verb.that || cue.verb.bare || cue.verb.particle) {
            return None;
        }
        let inverted = subject.tokens.start > cue.at;
        let first = if inverted { cue.at } else { subject.tokens.start };
        let comma = first.checked_sub(1).filter(|c| *c > sentence.tokens.start)?;
        if self.word(sentence, comma) != "," || subject.tokens.is_empty() {
            return None;
        }
        let rest = if inverted { subject.tokens.end } else { cue.at + 1 + usize::from(cue.verb.particle) };
        let end = self.sentence_end(sentence);
        let content = |tokens: Range<usize>| {
            Some(Said {
                tokens,
                speaker: subject.speaker,
                cue: cue.at..cue.at + 1,
                rule: "statement.trailing",
            })
        };
        // "Speaking in Athens, he said:" introduces; it says nothing.
        let opening = self.word(sentence, sentence.tokens.start);
        let aside = opening.ends_with("ing") || matches!(opening, "asked" | "commenting");
        let introduces = self.word(sentence, sentence.tokens.end - 1) == ":";
        if introduces || aside || !self.finite(sentence, sentence.tokens.start, comma) && rest >= end {
            return None;
        }
        // "Roe waved it away: oil, he said, has no price": what stands before the colon is the report's
        let reach = sentence.tokens.start.max(comma.saturating_sub(2 * ADJUNCT));
        let colon = (reach..comma).rev().find(|i| self.word(sentence, *i) == ":");
        let start = colon.map_or(sentence.tokens.start, |c| c + 1);
        let short = comma <= start + 2;
        if (rest >= end || self.word(sentence, rest) == ";") && !short {
            return content(start..comma);
        }
        // "She was chosen to build, she said, not to sulk."
        let adds = matches!(self.word(sentence, rest + 1), "not" | "and" | "or");
        if self.word(sentence, rest) == "," && adds && end <= rest + 12 && end > rest + 2 {
            return content(start..end);
        }
        // "Oslo paid, Roe said, adding that …", "…, a paper reported, citing two officials"
        let next = self.word(sentence, rest + 1);
        if self.word(sentence, rest) == "," && next.len() > 5 && next.ends_with("ing") && !short {
            return content(start..comma);
        }
        // "Oslo paid, a paper claims, but the ministry is silent": what follows is the report's
        let turns = matches!(self.word(sentence, rest + 1), "but" | "although" | "though" | "while" | "yet");
        if self.word(sentence, rest) == "," && turns && !short {
            return content(start..comma);
        }
        if self.word(sentence, rest) == "," && self.finite(sentence, rest + 1, end) {
            return content(start..end);
        }
        let next = self.word(sentence, rest);
        let listener =
            next == "to" && matches!(self.word(sentence, rest + 1), "reporters" | "journalists" | "the");
        let adverbial = !short && end - rest <= ADJUNCT && (classes::is(next, classes::TIME) || listener);
        // "…, officials told the paper at the fair."
        let tell = matches!(self.word(sentence, cue.at), "told" | "tells" | "informed");
        let told = !short && tell && end - rest <= ADJUNCT && !self.finite(sentence, rest, end);
        (adverbial || told).then(|| content(start..comma)).flatten()
    }

    /// "According to X, …" and "…, according to X".
    fn according(&self, sentence: &Sentence, i: usize) -> Option<Said> {
        let whose = self.word(sentence, i + 1);
        if self.word(sentence, i) == "in"
            && matches!(whose, "his" | "her")
            && (self.word(sentence, i + 2) == "words" && self.word(sentence, i + 3) == ","
                || i == sentence.tokens.start
                    && matches!(self.word(sentence, i + 2), "view" | "opinion" | "estimate" | "assessment"))
        {
            let speaker = self.pronoun(i + 1);
            let behind = i + 3 + usize::from(self.word(sentence, i + 3) == ",");
            let start = if i > sentence.tokens.start { sentence.tokens.start } else { behind };
            let tokens = start..self.clause_end(sentence, start).max(start);
            return Some(Said { tokens, speaker, cue: i..i + 3, rule: "statement.words" });
        }
        if self.word(sentence, i) != "according" || self.word(sentence, i + 1) != "to" {
            return None;
        }
        let end = self.sentence_end(sentence);
        let limit = end.min(i + 2 + 40);
        let comma = (i + 2..limit).find(|j| self.word(sentence, *j) == ",");
        let opening =
            i <= sentence.tokens.start + 1 || matches!(self.word(sentence, i - 1), "and" | "but" | ";");
        let (source, tokens) = if opening {
            (i + 2..comma?, comma? + 1..self.clause_end(sentence, comma? + 1))
        } else {
            let goes_on = comma.is_some_and(|c| c + 4 < end);
            let last = if self.word(sentence, i - 1) == "," { i - 1 } else { i };
            let last = if goes_on { end } else { last };
            (i + 2..comma.unwrap_or(limit).max(i + 2), sentence.tokens.start..last)
        };
        // "according to the plan": nobody says it
        if self.text.tokens[source.start..source.end.min(source.start + 8)]
            .iter()
            .take_while(|t| !matches!(t.lower.as_str(), "of" | "between" | "by" | "with" | "for" | "on"))
            .last()
            .is_some_and(|t| classes::is_noun(&t.lower, classes::NORM))
        {
            return None;
        }
        let speaker = self.source(source);
        Some(Said { tokens, speaker, cue: i..i + 2, rule: "statement.according" })
    }

    /// "As Roe said earlier, …" and "…, as Roe said".
    fn as_told(&self, sentence: &Sentence, i: usize) -> Option<Said> {
        if self.word(sentence, i) != "as" {
            return None;
        }
        let opening = i == sentence.tokens.start;
        if !opening && self.word(sentence, i.checked_sub(1)?) != "," {
            return None;
        }
        let end = self.sentence_end(sentence);
        let close = (i + 2..end.min(i + ADJUNCT)).find(|j| self.word(sentence, *j) == ",").unwrap_or(end);
        // the verb ends the clause, but for when and where: "earlier", "on Friday", "in its statement"
        let cue = (i + 2..close.min(i + ADJUNCT)).rev().find_map(|j| self.cue(sentence, j))?;
        let after = self.word(sentence, cue.at + 1);
        let bare = cue.at + 1 == close
            || classes::is(after, classes::ADVERBIAL | classes::TIME)
            || matches!(after, "earlier" | "previously" | "before" | "to");
        if !bare || !(cue.verb.that || cue.verb.bare) || cue.verb.inflection == Inflection::Ing {
            return None;
        }
        // "as was said before" names nobody
        let tokens = match opening {
            true => (close + 1).min(end)..self.clause_end(sentence, (close + 1).min(end)),
            false if close == end => sentence.tokens.start..i - 1,
            false => return None,
        };
        (tokens.len() > 2).then(|| Said {
            tokens,
            speaker: self.subject(sentence, cue).speaker,
            cue: cue.at..cue.at + 1,
            rule: "statement.as",
        })
    }

    /// "It was announced that …": said by nobody in particular.
    fn impersonal(&self, sentence: &Sentence, i: usize) -> Option<Said> {
        let it = self.word(sentence, i) == "it" && matches!(self.word(sentence, i + 1), "was" | "is" | "has");
        let mut at = i + 2;
        while it
            && at < i + 5
            && matches!(self.word(sentence, at), "been" | "also" | "further" | "particularly")
        {
            at += 1;
        }
        let verb = super::speech::look_up(self.word(sentence, at)).filter(|v| it && v.that)?;
        let that =
            (at + 1..sentence.tokens.end.min(at + ADJUNCT)).find(|j| self.word(sentence, *j) == "that")?;
        (verb.inflection == Inflection::Past).then(|| Said {
            tokens: that + 1..self.clause_end(sentence, that + 1),
            speaker: None,
            cue: at..at + 1,
            rule: "statement.impersonal",
        })
    }
}
