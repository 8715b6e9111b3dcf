//! What has been spoken of up to a point: people, countries and bodies by how present they are.

use super::References;
use crate::extract::lexicon::classes;
use crate::extract::offices::titles::Gender;
use crate::extract::text::{Text, TokenKind};
use crate::record::{EntityId, Mention, Schema, Span};
use rustc_hash::FxHashMap as HashMap;

/// One mention, as it stands in its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Whom or what.
    pub entity: EntityId,
    /// Its kind.
    pub schema: Schema,
    /// Which words.
    pub span: Span,
    /// In which sentence.
    pub sentence: u32,
    /// Whether it looks like the subject of its clause.
    pub subject: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// Several that were named together: "A and B", "the two countries".
#[derive(Clone, Debug)]
pub struct Set {
    /// Who, in order.
    pub members: Vec<EntityId>,
    /// Kind of the first.
    pub schema: Schema,
    /// End of the last.
    pub end: u32,
    /// In which sentence.
    pub sentence: u32,
}

/// The road so far.
#[derive(Debug, Default)]
pub struct Discourse {
    /// Mentions in order.
    pub seen: Vec<Seen>,
    /// Sets in order.
    pub sets: Vec<Set>,
    /// How often each was mentioned.
    pub counts: HashMap<EntityId, u32>,
    /// What is known of people's gender.
    pub gender: HashMap<EntityId, Gender>,
    /// The last apposition: of whom, and where it ends.
    pub apposition: Option<(EntityId, u32)>,
    /// Who spoke last.
    pub speaker: Option<(EntityId, u32)>,
}

/// Whether a word may be a finite verb.
pub fn verb(word: &str) -> bool {
    classes::is(word, classes::VERB | classes::SAYING) || (word.len() > 4 && word.ends_with("ed"))
}

/// Whether a word is a preposition.
pub fn preposition(word: &str) -> bool {
    classes::is(word, classes::PREPOSITION)
}

/// How many mentions back anything is looked for.
const REACH: usize = 120;

impl Discourse {
    /// Takes note of a mention. `lead` is the first token of its noun phrase, titles included.
    pub fn note(&mut self, text: &Text, mention: &Mention, schema: Schema, lead: usize, quoted: bool) {
        let first = text.tokens.partition_point(|t| t.span.start < mention.span.start);
        let next = text.tokens.partition_point(|t| t.span.start < mention.span.end);
        let Some(token) = text.tokens.get(first) else { return };
        let sentence = token.sentence;
        let word = |i: Option<usize>| {
            i.and_then(|i| text.tokens.get(i))
                .filter(|t| t.sentence == sentence)
                .map_or("", |t| t.lower.as_str())
        };
        let mut before = lead.checked_sub(1);
        if matches!(word(before), "the" | "a" | "an" | "his" | "her" | "its" | "their") {
            before = before.and_then(|b| b.checked_sub(1));
        }
        let (before, after) = (word(before), word(Some(next)));
        // "Doe told Roe": Roe hears it
        let heard = matches!(before, "told" | "tells" | "telling" | "assured" | "informed");
        let said = classes::is(before, classes::SAYING) && before != "according" && !heard;
        let earlier =
            self.recent().take_while(|s| s.sentence == sentence).any(|s| s.schema == schema && s.subject);
        let possessive = text.tokens.get(next).is_some_and(|t| t.kind == TokenKind::Possessive);
        let subject = said
            || !preposition(before)
                && !possessive
                && (verb(after) || !earlier && !verb(before) && !matches!(before, "and" | "to"));
        if schema == Schema::Person
            && (said
                || classes::is(after, classes::SAYING)
                || before == "to" && word(lead.checked_sub(2)) == "according")
        {
            self.speaker = Some((mention.entity, sentence));
        }
        self.join(text, mention, schema, lead, sentence);
        *self.counts.entry(mention.entity).or_default() += 1;
        self.seen.push(Seen {
            entity: mention.entity,
            schema,
            span: mention.span,
            sentence,
            subject,
            quoted,
        });
    }

    /// "A and B": the mention joins the one before it.
    fn join(&mut self, text: &Text, mention: &Mention, schema: Schema, lead: usize, sentence: u32) {
        let last = self.recent().take(8).find(|s| s.schema == schema).copied();
        let Some(last) = last.filter(|l| l.sentence == sentence && l.entity != mention.entity) else {
            return;
        };
        // "A., chairman of the board, and B.": the apposition belongs to A.
        let end = self
            .apposition
            .filter(|(e, end)| *e == last.entity && *end > last.span.end)
            .map_or(last.span.end, |a| a.1);
        let from = text.tokens.partition_point(|t| t.span.start < end);
        let between: Vec<&str> =
            text.tokens.get(from..lead).map_or(vec![], |t| t.iter().map(|t| t.lower.as_str()).collect());
        let joined = matches!(
            between.as_slice(),
            ["and"]
                | [","]
                | [",", "and"]
                | ["-"]
                | ["–"]
                | ["and", "his" | "her" | "the" | "its"]
                | ["and", "with"]
        );
        if !joined {
            return;
        }
        let end = mention.span.end;
        match self.sets.last_mut() {
            Some(set) if set.end == last.span.end => {
                set.members.push(mention.entity);
                set.end = end;
            }
            _ => self.sets.push(Set { members: vec![last.entity, mention.entity], schema, end, sentence }),
        }
    }

    /// The last set of a size, of people or of others, at most `back` sentences ago.
    pub fn set(&self, sentence: u32, back: u32, test: impl Fn(&Set) -> bool) -> Option<&Set> {
        self.sets.iter().rev().take(REACH).take_while(|s| s.sentence + back >= sentence).find(|s| test(s))
    }

    /// The last mentions, newest first.
    pub fn recent(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev().take(REACH)
    }

    /// The two countries that a text is about: those named together just now, or else the two named
    /// most, or else last.
    pub fn two_countries(&self, sentence: u32) -> Option<Vec<EntityId>> {
        if let Some(set) = self.set(sentence, 2, |s| s.schema == Schema::Country && s.members.len() == 2) {
            return Some(set.members.clone());
        }
        let mut often: Vec<(u32, EntityId)> = Vec::new();
        for seen in self.recent().filter(|s| s.schema == Schema::Country) {
            let count = self.counts.get(&seen.entity).copied().unwrap_or(0);
            if count >= 2 && !often.iter().any(|o| o.1 == seen.entity) {
                often.push((count, seen.entity));
            }
        }
        often.sort_by_key(|o| std::cmp::Reverse(o.0));
        if let [a, b, rest @ ..] = often.as_slice()
            && rest.first().is_none_or(|c| c.0 < b.0)
        {
            return Some(vec![a.1, b.1]);
        }
        let mut found: Vec<EntityId> = Vec::new();
        for seen in self.recent().filter(|s| s.schema == Schema::Country && s.sentence + 6 >= sentence) {
            if !found.contains(&seen.entity) {
                found.push(seen.entity);
            }
            if found.len() == 2 {
                found.reverse();
                return Some(found);
            }
        }
        None
    }

    /// The person whom a pronoun means.
    pub fn person(&self, pronoun: Pronoun) -> Option<EntityId> {
        let mut scores: Vec<(EntityId, f32)> = Vec::new();
        let mut nearest = true;
        for seen in self.recent().filter(|s| s.schema == Schema::Person) {
            let back = pronoun.sentence.saturating_sub(seen.sentence);
            if back > 5 {
                break;
            }
            if seen.span.end > pronoun.start {
                continue;
            }
            let mut score = -2.0 * back as f32 + if seen.subject { 2.0 } else { 0.0 };
            // a woman is rarely left without a sign of it
            score += match (self.gender.get(&seen.entity), pronoun.gender) {
                (Some(a), Some(b)) if *a != b => continue,
                (Some(_), _) => 1.0,
                (None, Some(Gender::Female)) => -2.0,
                (None, _) => 0.0,
            };
            score += 0.3 * self.counts.get(&seen.entity).copied().unwrap_or(1).min(4) as f32;
            if back == 0 {
                score += match (pronoun.case, seen.subject) {
                    (Case::Subject, true) => 1.0,
                    (Case::Subject, false) => -0.5,
                    (Case::Object, true) => -5.0,
                    (Case::Object, false) => 2.0,
                    (Case::Possessive, true) => 1.5,
                    (Case::Possessive, false) => 0.5,
                };
                if nearest && pronoun.case == Case::Possessive {
                    score += 1.0;
                }
            }
            if pronoun.quoted && !seen.quoted && back == 0 && seen.subject {
                score -= 3.0;
            }
            if pronoun.speaks
                && let Some((speaker, said)) = self.speaker
                && speaker == seen.entity
                && said + 2 >= pronoun.sentence
            {
                // Somebody else has been the subject since: "Roe told … . Doe thanked … . He noted …"
                let since = self
                    .recent()
                    .take_while(|s| s.sentence > said)
                    .take(12)
                    .any(|s| s.schema == Schema::Person && s.subject && s.entity != speaker);
                score += if since { 1.0 } else { 4.0 };
            }
            nearest = false;
            match scores.iter_mut().find(|s| s.0 == seen.entity) {
                Some(best) => best.1 = best.1.max(score),
                None => scores.push((seen.entity, score)),
            }
        }
        // on a tie the one named last
        scores.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(e, _)| e)
    }

    /// The country or body that "its" means.
    pub fn thing(&self, start: u32, sentence: u32) -> Option<EntityId> {
        let things = [Schema::Country, Schema::PublicBody, Schema::Company, Schema::Organization];
        let mut best: Option<(EntityId, f32)> = None;
        for seen in self.recent().filter(|s| things.contains(&s.schema) && s.span.end <= start) {
            let back = sentence.saturating_sub(seen.sentence);
            if back > 2 {
                break;
            }
            let score = -2.0 * back as f32 + if seen.subject { 2.0 } else { 0.0 };
            if best.is_none_or(|(_, b)| score > b) {
                best = Some((seen.entity, score));
            }
        }
        best.map(|(e, _)| e)
    }
}

/// How a pronoun stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// "he".
    Subject,
    /// "him".
    Object,
    /// "his".
    Possessive,
}

/// A pronoun that means one person.
#[derive(Clone, Copy, Debug)]
pub struct Pronoun {
    /// Where it begins.
    pub start: u32,
    /// In which sentence.
    pub sentence: u32,
    /// How it stands.
    pub case: Case,
    /// What it tells.
    pub gender: Option<Gender>,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// Whether a word of saying stands beside it.
    pub speaks: bool,
}

/// What a given name tells of gender: names in -a are women's in the languages of the reports, but
/// for a few men's names.
pub fn by_name(name: &str) -> Option<Gender> {
    let mut words = name.split_whitespace();
    let first = words.next()?.to_lowercase();
    let last = words.next_back()?.to_lowercase();
    let female_surname =
        ["ova", "eva", "ina", "skaya", "skaia", "ska", "ová"].iter().any(|e| last.ends_with(e));
    if classes::is(&first, classes::MAN) {
        return Some(Gender::Male);
    }
    if first.ends_with('a') && first.chars().count() > 2 {
        return Some(Gender::Female);
    }
    if female_surname && first.ends_with(['y', 'e', 'i']) {
        return None;
    }
    None
}

/// The mentions to take note of: names, outermost of their kind.
pub fn notable(references: &References) -> impl Iterator<Item = &Mention> {
    references.all().iter().filter(|m| References::names(m))
}
