//! Who says: verbs of saying in their sentence, and their subject.

use super::speech::{Inflection, Verb, look_up};
use crate::extract::Text;
use crate::extract::coref::References;
use crate::extract::lexicon::classes;
use crate::extract::text::{Sentence, TokenKind};
use crate::record::{EntityId, Form, Mention, Schema, Span};
use std::ops::Range;

/// How many tokens a subject is looked for on either side of its verb.
const REACH: usize = 30;

/// A verb of saying where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// Its token.
    pub at: usize,
    /// What may follow.
    pub verb: Verb,
}

/// Whoever stands by a verb of saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Who it is, if the text tells.
    pub speaker: Option<EntityId>,
    /// The tokens it was read from.
    pub tokens: Range<usize>,
}

/// Cues and speakers of one document.
pub struct Speakers<'a, 'd> {
    /// The text.
    pub text: &'a Text<'d>,
    /// Who is mentioned where.
    pub references: References,
}

impl<'a> Speakers<'a, '_> {
    /// The lower-case word at a token inside a sentence, or nothing.
    pub fn word(&self, sentence: &Sentence, i: usize) -> &'a str {
        if sentence.tokens.contains(&i) { &self.text.tokens[i].lower } else { "" }
    }

    /// The verb of saying at a token, if it is one there and its subject may speak.
    pub fn cue(&self, sentence: &Sentence, i: usize) -> Option<Cue> {
        let token = &self.text.tokens[i];
        let verb = look_up(&token.lower)?;
        if token.kind != TokenKind::Word {
            return None;
        }
        let before = if i > sentence.tokens.start { self.word(sentence, i - 1) } else { "" };
        let after = self.word(sentence, i + 1);
        // "claimed by", "reported to have": nobody speaks here; "I hope" is part of a speech.
        if verb.inflection == Inflection::Past && matches!(after, "by" | "to" | "as") && !verb.particle {
            return None;
        }
        if matches!(before, "i" | "we")
            || (i >= 2 + sentence.tokens.start
                && matches!(self.word(sentence, i - 2), "i" | "we")
                && classes::is(before, classes::BETWEEN))
        {
            return None;
        }
        // "neither confirmed nor denied": nothing was said.
        let unsaid = |back: usize| {
            i >= back + sentence.tokens.start && matches!(self.word(sentence, i - back), "nor" | "neither")
        };
        if (1..=3).any(unsaid) {
            return None;
        }
        // "what it claimed were ships".
        if i >= 2 + sentence.tokens.start && self.word(sentence, i - 2) == "what" {
            return None;
        }
        let determined = matches!(
            before,
            "the"
                | "a"
                | "an"
                | "this"
                | "these"
                | "those"
                | "no"
                | "any"
                | "its"
                | "his"
                | "their"
                | "such"
                | "of"
                | "both"
                | "-"
                | "so"
        );
        if determined || (token.capital && i > sentence.tokens.start && verb.inflection != Inflection::Past) {
            return None;
        }
        let fits = match verb.inflection {
            Inflection::Base if matches!(before, "to" | "not" | "n't" | "t") => {
                before == "to" && i >= 2 + sentence.tokens.start && self.word(sentence, i - 2) == "on"
            }
            Inflection::Base => !verb.noun || self.spoken(sentence, i),
            Inflection::Third => !verb.noun || self.spoken(sentence, i),
            // "is not yet officially confirmed": nobody confirms
            Inflection::Past if before.ends_with("ly") || before == "yet" => {
                let first = sentence.tokens.start.max(i.saturating_sub(5));
                let verb = (first..i).rev().map(|j| self.word(sentence, j));
                let verb = verb.clone().find(|w| !w.ends_with("ly") && !matches!(*w, "not" | "yet" | "also"));
                !matches!(verb, Some("be" | "being" | "is" | "are" | "was" | "were" | "been"))
            }
            Inflection::Past => {
                !matches!(before, "be" | "being" | "is" | "are" | "was" | "were" | "been" | "not" | "kept")
            }
            Inflection::Ing => {
                matches!(before, "," | "and" | "as" | "while" | "but" | "also" | "”" | "\"" | "»")
            }
        };
        fits.then_some(Cue { at: i, verb })
    }

    /// Whether a speaker stands right before a token.
    fn spoken(&self, sentence: &Sentence, i: usize) -> bool {
        let Some(last) = self.last_before(sentence, i) else { return false };
        let word = self.text.tokens[last].lower.as_str();
        matches!(word, "he" | "she" | "they" | "it" | "who" | "we" | "i")
            || classes::is(word, classes::SPEAKER | classes::SPEAKING_BODY)
            || self.ending_at(last).is_some()
            || (self.text.tokens[last].capital && self.word(sentence, i + 1) == "that")
    }

    /// The token before a verb, its auxiliaries and adverbs left out.
    fn last_before(&self, sentence: &Sentence, i: usize) -> Option<usize> {
        let first = sentence.tokens.start.max(i.saturating_sub(6));
        (first..i).rev().find(|j| {
            let word = self.text.tokens[*j].lower.as_str();
            !(classes::is(word, classes::BETWEEN)
                || (word.len() > 4 && word.ends_with("ly") && !self.text.tokens[*j].capital))
        })
    }

    /// The longest mention that ends with a token.
    fn ending_at(&self, i: usize) -> Option<&Mention> {
        let end = self.text.tokens[i].span.end;
        let from = self.text.tokens[i.saturating_sub(12)].span.start;
        self.references
            .inside(Span { start: from, end })
            .filter(|m| m.span.end == end)
            .max_by_key(|m| (self.human(m), m.span.len()))
    }

    /// How well a mention speaks: people, then bodies, then countries.
    fn human(&self, mention: &Mention) -> u8 {
        match self.references.schema(mention.entity) {
            Some(Schema::Person) => 3,
            Some(Schema::PublicBody | Schema::Organization | Schema::Company) => 2,
            Some(Schema::Country) if mention.form != Form::Demonym => 1,
            _ => 0,
        }
    }

    /// The subject of a verb: before it, or after it where the verb inverts.
    pub fn subject(&self, sentence: &Sentence, cue: Cue) -> Subject {
        let i = cue.at;
        let nobody = Subject { speaker: None, tokens: i..i };
        let Some(last) = self.last_before(sentence, i) else {
            return self.inverted(sentence, cue).unwrap_or(nobody);
        };
        let word = self.text.tokens[last].lower.as_str();
        let window = self.clause_before(sentence, last + 1);
        // "the paper quoted Roe as saying": Roe said it
        if word == "as"
            && let Some(quoted) = self.quoted(sentence, last)
        {
            return Subject { speaker: Some(quoted), tokens: window };
        }
        if cue.verb.inflection == Inflection::Ing || word == "as" {
            // "he came, saying that …": the subject of the sentence.
            return Subject { speaker: self.first_speaker(sentence, i), tokens: i..i };
        }
        if matches!(word, "," | "”" | "\"" | "»" | "“" | ")" | "’" | "'" | "-" | "–" | "—") {
            // "Roe, who met Doe, said the plan would pay": it is Roe who speaks, whatever follows.
            if let Some(speaker) = self.related(sentence, last) {
                return Subject { speaker: Some(speaker), tokens: window };
            }
            // "Roe, who met Doe, said Oslo would pay": no place speaks here.
            let place =
                self.text.tokens.get(i + 1).is_some_and(|t| t.capital && sentence.tokens.contains(&(i + 1)));
            if let Some(found) = self.inverted(sentence, cue)
                && (found.speaker.is_some() || (window.is_empty() && !place) || word != ",")
            {
                return found;
            }
            // "The minister Roe, stated …" against "Roe, who met Doe, stated …".
            let before = self.clause_before(sentence, last);
            let aside = before.clone().any(|j| {
                matches!(
                    self.text.tokens[j].lower.as_str(),
                    "who" | "which" | "whose" | "accompanied" | "joined" | "flanked" | "along" | "alongside"
                )
            });
            let near =
                last.checked_sub(1).filter(|j| *j >= before.start && !aside).and_then(|j| self.ending_at(j));
            // "Roe, now a fellow of the Institute, said": it is Roe who speaks
            let described = before.start.checked_sub(2).filter(|j| {
                *j >= sentence.tokens.start && self.text.tokens[j + 1].lower == "," && self.describes(&before)
            });
            let person = |m: &&Mention| self.references.schema(m.entity) == Some(Schema::Person);
            let described = described.and_then(|j| self.ending_at(j)).filter(person);
            // "Its envoy, Roe of Kenya, urged": Roe did
            let of = |m: &Mention| {
                let first =
                    self.text.tokens_in(m.span).start.checked_sub(2).filter(|j| *j >= before.start)?;
                matches!(self.word(sentence, first + 1), "of" | "from")
                    .then(|| self.ending_at(first))
                    .flatten()
            };
            let described = described.or_else(|| near.and_then(of).filter(person));
            let near = match near {
                Some(near) if !person(&near) => described.or(Some(near)),
                near => near.or(described),
            };
            let speaker = near.filter(|m| self.human(m) >= 2).map(|m| m.entity);
            let speaker = speaker.or_else(|| self.first_speaker(sentence, i));
            return Subject { speaker, tokens: window };
        }
        if matches!(word, "and" | "but" | "or") {
            return Subject { speaker: self.first_speaker(sentence, i), tokens: i..i };
        }
        if let Some(mention) = self.ending_at(last)
            && self.human(mention) > 0
        {
            let start = self.text.tokens.partition_point(|t| t.span.start < mention.span.start);
            return Subject { speaker: Some(mention.entity), tokens: start.min(window.start)..i };
        }
        Subject { speaker: self.within(window.clone(), last), tokens: window.start..i }
    }

    /// Whom others quote, where they do before the "as" at a token: not in "Roe was quoted as saying".
    fn quoted(&self, sentence: &Sentence, as_at: usize) -> Option<EntityId> {
        let first = sentence.tokens.start.max(as_at.saturating_sub(REACH));
        let verb = (first..as_at)
            .rev()
            .find(|j| matches!(self.word(sentence, *j), "quoted" | "quotes" | "cited" | "cites"))?;
        let before = verb.checked_sub(1).map_or("", |j| self.word(sentence, j));
        if verb + 1 >= as_at || matches!(before, "was" | "were" | "is" | "are" | "been" | "being") {
            return None;
        }
        let all = self.references.outermost(self.text.cover(verb + 1..as_at));
        all.iter().max_by_key(|m| self.human(m)).filter(|m| self.human(m) > 0).map(|m| m.entity)
    }

    /// Whoever a relative clause between commas is about, where the second comma is a token.
    fn related(&self, sentence: &Sentence, comma: usize) -> Option<EntityId> {
        let clause = self.clause_before(sentence, comma);
        let opens = matches!(self.word(sentence, clause.start), "who" | "which" | "whose");
        let first = clause.start.checked_sub(2).filter(|j| opens && *j >= sentence.tokens.start)?;
        let told = self.word(sentence, first + 1) == "," && self.word(sentence, comma) == ",";
        self.ending_at(first).filter(|m| told && self.human(m) >= 2).map(|m| m.entity)
    }

    /// Whether words between commas tell what somebody is: "now a fellow of the Institute".
    fn describes(&self, tokens: &Range<usize>) -> bool {
        let word = |i: usize| if i < tokens.end { self.text.tokens[i].lower.as_str() } else { "" };
        let adverb =
            matches!(word(tokens.start), "now" | "currently" | "then" | "formerly" | "once" | "today");
        matches!(word(tokens.start + usize::from(adverb)), "a" | "an" | "the" | "one" | "his" | "her" | "its")
    }

    /// From the last comma, colon, quotation mark or conjunction before a token.
    fn clause_before(&self, sentence: &Sentence, end: usize) -> Range<usize> {
        let first = sentence.tokens.start.max(end.saturating_sub(REACH));
        let mut start = first;
        for j in (first..end).rev() {
            let token = &self.text.tokens[j];
            let stop = token.kind == TokenKind::Quote
                || matches!(token.lower.as_str(), "," | ";" | ":" | "–" | "—" | "(");
            // A name in quotation marks belongs to its noun: Palace “X”.
            if stop && !(token.kind == TokenKind::Quote && j + 1 < end && j > first && end - j < 4) {
                start = j + 1;
                break;
            }
        }
        start..end
    }

    /// Whoever a noun phrase before a verb means.
    fn within(&self, window: Range<usize>, last: usize) -> Option<EntityId> {
        if window.is_empty() {
            return None;
        }
        let span = self.text.cover(window.clone());
        let owned = |m: &Mention| {
            // "Roe's office said": it is the office that speaks.
            let after = self.text.tokens.partition_point(|t| t.span.start < m.span.end);
            self.text.tokens.get(after).is_some_and(|t| t.kind == TokenKind::Possessive && after < last)
        };
        // "a diplomat who asked not to be named": nobody who was named
        let indefinite = matches!(self.text.tokens[window.start].lower.as_str(), "a" | "an" | "one");
        let mut candidates: Vec<&Mention> = self.references.outermost(span).into_iter().collect();
        candidates.retain(|m| !(indefinite && m.form == Form::Pronoun));
        let word = self.text.tokens[last].lower.as_str();
        let best = candidates.iter().rev().filter(|m| !owned(m)).max_by_key(|m| self.human(m));
        if let Some(best) = best
            && self.human(best) >= 2
        {
            return Some(best.entity);
        }
        let offset = self.text.tokens[window.start].span.start;
        // "the head of the defence department said": a person, whatever they head.
        let headed = window.clone().take(3).find(|j| {
            matches!(
                self.text.tokens[*j].lower.as_str(),
                "head" | "chief" | "leader" | "chairman" | "minister"
            )
        });
        if let Some(noun) = headed.filter(|j| self.text.tokens.get(j + 1).is_some_and(|t| t.lower == "of")) {
            // "the head of its navy": nobody who was named before
            let its = (noun + 2..window.end).take(1).find(|j| self.text.tokens[*j].lower == "its");
            if let Some(its) = its {
                let span = self.text.tokens[its].span;
                return self.references.inside(span).next().map(|m| m.entity);
            }
            return self.meant("he", self.text.tokens[noun].span.start);
        }
        let body = window.clone().find(|j| classes::is(&self.text.tokens[*j].lower, classes::SPEAKING_BODY));
        // "a government press release": the government that was told of last, not any body.
        if let Some(body) = body {
            let noun = self.text.tokens[body].lower.as_str();
            let named = self.references.before(offset, 80, |m| {
                self.human(m) == 2 && self.text.slice(m.span).to_lowercase().contains(noun)
            });
            let definite =
                self.text.tokens[window.start].lower == "the" && !classes::is(noun, classes::SPEAKING_PAPER);
            // "the Chilean authorities"
            let people = candidates.iter().find(|m| m.form == Form::Demonym && m.span.end <= span.end);
            // "Its foreign ministry said": the state speaks through it.
            let owner = candidates.iter().find(|m| self.human(m) == 1 && m.span.start == span.start);
            return named
                .or(people.copied())
                .or(owner.copied())
                .map(|m| m.entity)
                .or_else(|| if definite { self.meant(noun, offset) } else { None });
        }
        // "the Chilean guest": the last who was called Chile's something
        let people = candidates.iter().find(|m| m.form == Form::Demonym && !indefinite);
        let theirs = people.filter(|_| classes::is(word, classes::SPEAKER)).and_then(|p| {
            let of_them = |m: &Mention| {
                m.form == Form::Title
                    && self.references.schema(m.entity) == Some(Schema::Person)
                    && self.references.inside(m.span).any(|inner| inner.entity == p.entity)
            };
            self.references.before(offset, 200, of_them).map(|m| m.entity)
        });
        let meant = || if indefinite { None } else { self.meant(word, offset) };
        theirs.or_else(meant).or_else(|| {
            let country = best.filter(|m| self.human(m) == 1);
            country.filter(|m| m.span.end >= self.text.tokens[last].span.start).map(|m| m.entity)
        })
    }

    /// Who a pronoun or a bare title before an offset most likely means: the last that fits.
    fn meant(&self, word: &str, offset: u32) -> Option<EntityId> {
        let last = |test: &dyn Fn(Option<Schema>) -> bool| {
            self.references.before(offset, 40, |m| test(self.references.schema(m.entity))).map(|m| m.entity)
        };
        if matches!(word, "he" | "she" | "who") || classes::is(word, classes::SPEAKER) {
            last(&|s| s == Some(Schema::Person))
        } else if matches!(word, "company" | "firm" | "manufacturer" | "shipyard" | "concern" | "holding") {
            // The sentence's own subject before whatever its clauses name.
            let company = |m: &Mention| {
                matches!(self.references.schema(m.entity), Some(Schema::Company | Schema::Organization))
                    && m.form == Form::Name
            };
            let from = self.text.sentence_at(offset).map_or(offset, |s| self.text.sentences[s].span.start);
            let own = (from < offset)
                .then(|| self.references.outermost(Span { start: from, end: offset }))
                .and_then(|all| all.iter().find(|m| company(m)).map(|m| m.entity));
            own.or_else(|| self.references.before(offset, 40, company).map(|m| m.entity))
        } else if classes::is(word, classes::SPEAKING_BODY) {
            last(&|s| matches!(s, Some(Schema::PublicBody | Schema::Organization | Schema::Company)))
        } else {
            None
        }
    }

    /// Whoever "his" or "her" at a token means: its mention, or the last person before.
    pub fn pronoun(&self, i: usize) -> Option<EntityId> {
        let span = self.text.tokens[i].span;
        let told = self.references.inside(span).next().map(|m| m.entity);
        told.or_else(|| self.meant("he", span.start))
    }

    /// The first that can speak in a sentence before a token.
    fn first_speaker(&self, sentence: &Sentence, before: usize) -> Option<EntityId> {
        let start = sentence.tokens.start;
        let first = start.max(before.saturating_sub(3 * REACH));
        if before <= first {
            return None;
        }
        let span = self.text.cover(first..before);
        let all = self.references.outermost(span);
        let inner = self.references.inside(span);
        all.iter()
            .find(|m| self.human(m) >= 2)
            .map(|m| m.entity)
            .or_else(|| inner.into_iter().find(|m| self.human(m) == 3).map(|m| m.entity))
            .or_else(|| all.iter().find(|m| self.human(m) == 1).map(|m| m.entity))
            .or_else(|| {
                let word = self.text.tokens[first..before]
                    .iter()
                    .find(|t| matches!(t.lower.as_str(), "he" | "she"))?;
                self.meant(&word.lower, word.span.start)
            })
    }

    /// Whoever a quotation without a verb of saying is of: the first person or body named before it
    /// in its sentence.
    pub fn owner(&self, sentence: &Sentence, before: usize) -> Option<EntityId> {
        let first = sentence.tokens.start.max(before.saturating_sub(2 * REACH));
        let all = (before > first).then(|| self.references.outermost(self.text.cover(first..before)))?;
        all.iter().find(|m| self.human(m) == 3).map(|m| m.entity)
    }

    /// "said the minister", "said Andrei X of Y".
    fn inverted(&self, sentence: &Sentence, cue: Cue) -> Option<Subject> {
        if !cue.verb.inverts || !matches!(cue.verb.inflection, Inflection::Past | Inflection::Third) {
            return None;
        }
        let from = cue.at + 1;
        let mut end = from;
        while end < sentence.tokens.end.min(from + REACH) {
            let token = &self.text.tokens[end];
            if token.kind == TokenKind::Quote
                || matches!(token.lower.as_str(), "," | "." | ";" | ":" | "that" | "–" | "—")
            {
                break;
            }
            end += 1;
        }
        let start = self.text.tokens.get(from).filter(|_| end > from)?;
        let word = start.lower.as_str();
        let opens = start.capital
            || matches!(word, "the" | "a" | "an" | "his" | "her" | "its" | "he" | "she" | "they");
        if !opens && !classes::is(word, classes::SPEAKER | classes::SPEAKING_BODY) {
            return None;
        }
        let span = self.text.cover(from..end);
        let mentions = self.references.outermost(span);
        // People before the preposition that ends the noun phrase; else whoever is there.
        let named = mentions
            .iter()
            .find(|m| self.human(m) == 3)
            .or_else(|| mentions.iter().find(|m| self.human(m) > 0));
        let speaker = named.map(|m| m.entity).or_else(|| {
            let noun = (from..end).find(|j| {
                let word = self.text.tokens[*j].lower.as_str();
                classes::is(word, classes::SPEAKER | classes::SPEAKING_BODY) || matches!(word, "he" | "she")
            })?;
            self.meant(&self.text.tokens[noun].lower, start.span.start)
        });
        Some(Subject { speaker, tokens: from..end })
    }

    /// Whoever "according to" names in a range of tokens.
    pub fn source(&self, tokens: Range<usize>) -> Option<EntityId> {
        if tokens.is_empty() {
            return None;
        }
        let mentions = self.references.outermost(self.text.cover(tokens.clone()));
        // "Roe's predecessor, retired general Doe": whoever stands behind the comma.
        let owned = |m: &Mention| {
            let after = self.text.tokens.partition_point(|t| t.span.start < m.span.end);
            after < tokens.end && self.text.tokens[after].kind == TokenKind::Possessive
        };
        if mentions.iter().any(|m| self.human(m) == 3 && owned(m))
            && self.text.tokens.get(tokens.end).is_some_and(|t| t.lower == ",")
        {
            let until = (tokens.end + 1..self.text.tokens.len().min(tokens.end + 12))
                .find(|j| matches!(self.text.tokens[*j].lower.as_str(), "," | "."))
                .unwrap_or(tokens.end);
            let behind = until > tokens.end + 1;
            let person = behind
                .then(|| self.references.outermost(self.text.cover(tokens.end + 1..until)))
                .and_then(|all| all.iter().find(|m| self.human(m) == 3).map(|m| m.entity));
            if person.is_some() {
                return person;
            }
        }
        let named = mentions
            .iter()
            .find(|m| self.human(m) == 3)
            .or_else(|| mentions.iter().find(|m| self.human(m) == 2));
        let named = named.or_else(|| mentions.iter().find(|m| self.human(m) == 1));
        named.map(|m| m.entity).or_else(|| {
            let nouns = &self.text.tokens[tokens];
            let noun = nouns.iter().find(|t| {
                classes::is(&t.lower, classes::SPEAKER | classes::SPEAKING_BODY)
                    || matches!(t.lower.as_str(), "him" | "her")
            })?;
            let word = if matches!(noun.lower.as_str(), "him" | "her") { "he" } else { &noun.lower };
            self.meant(word, noun.span.start)
        })
    }
}
