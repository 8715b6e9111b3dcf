//! Which sense of a verb is meant: by the particles, nouns and names that stand around it.

use super::clauses::{Group, Kind, Modality};
use super::compose::Scene;
use super::words::{Class, Condition, Sense, is_noun};
use crate::extract::lexicon::classes;
use crate::record::{EventKind, Form, Schema};

impl<'a> Scene<'_, 'a, '_> {
    /// The first sense whose particles and nouns stand around the verb.
    pub(super) fn sense_of(&self, g: usize) -> Option<&'a Sense> {
        let group = &self.clauses.groups[g];
        let verb = &self.words.verbs[group.verb? as usize];
        verb.senses.iter().find(|s| self.fits(g, group, s))
    }

    /// Whether a subject is a person or a delegation, who travel.
    fn traveller(&self, subject: &[usize]) -> bool {
        subject.iter().take(4).any(|&u| {
            let tokens = self.unit_tokens(u);
            let head = self.lower(self.cast.head(&tokens));
            self.cast.is_person(&tokens)
                || matches!(
                    head,
                    "he" | "she"
                        | "who"
                        | "i"
                        | "we"
                        | "delegation"
                        | "guests"
                        | "visitors"
                        | "minister"
                        | "president"
                )
        })
    }

    fn fits(&self, g: usize, group: &Group, sense: &Sense) -> bool {
        let frame = &self.frames[g];
        let it = || {
            frame.subject.first().is_some_and(|&u| {
                let tokens = self.unit_tokens(u);
                tokens.len() == 1 && self.lower(tokens.start) == "it"
            })
        };
        let holds = sense.conditions.iter().all(|c| match c {
            Condition::Could => group.modality == Modality::Possible,
            Condition::It => it(),
            Condition::Subject | Condition::Goods | Condition::Mutual => true,
            Condition::Passive => group.passive,
            Condition::Negated => group.negated && group.modality == Modality::Fact,
        });
        // "named her “a friend”": called, not appointed
        let called = || {
            let last = frame.object.last().and_then(|u| self.clauses.units.get(u + 1));
            last.is_some_and(|u| u.kind == Kind::Quote)
        };
        if !holds || sense.kind == Some(EventKind::Appoint) && called() {
            return false;
        }
        let limit = (group.head + 12).min(self.tokens.end);
        let mut at = group.head + 1;
        for (n, particle) in sense.particles.iter().enumerate() {
            let function = self.words.entry(particle).is_some_and(|e| e.class.is_some());
            let gap = if n > 0 {
                3
            } else if classes::is(particle, classes::SEPARABLE) {
                6
            } else if function {
                0
            } else {
                4
            };
            let mut slack = gap;
            let found = loop {
                if at >= limit {
                    break false;
                }
                let lower = self.lower(at);
                let same = lower == particle || (!function && is_noun(lower, particle));
                at += 1;
                if same {
                    break true;
                }
                let entry = self.words.entry(lower);
                let adverb = lower == "both"
                    || entry.is_some_and(|e| matches!(e.class, Some(Class::Adv | Class::Not)));
                if adverb {
                    continue;
                }
                if slack == 0 || matches!(lower, "," | ";" | ":" | "and") {
                    break false;
                }
                slack -= 1;
            };
            if !found {
                return false;
            }
        }
        if sense.heads.is_empty() {
            return true;
        }
        let mut units: Vec<usize> = Vec::new();
        if group.passive || sense.conditions.contains(&Condition::Subject) {
            units.extend(&frame.subject);
        } else {
            units.extend(frame.object.iter().chain(&frame.second));
        }
        if let Some((prep, nouns)) = frame.preps.first()
            && (!sense.particles.is_empty()
                || units.is_empty()
                || self.lower(self.unit_tokens(*prep).start) == "of")
        {
            units.extend(nouns);
        }
        if let Some((prep, nouns)) = frame.preps.get(1)
            && !sense.particles.is_empty()
            && self.lower(self.unit_tokens(*prep).start) == "of"
        {
            units.extend(nouns);
        }
        units.into_iter().take(12).any(|u| {
            let tokens = self.unit_tokens(u);
            let named = |wanted: Schema| {
                self.cast
                    .things(self.text.cover(tokens.clone()))
                    .iter()
                    .any(|e| self.cast.schema(*e) == Some(wanted))
            };
            let by_name = sense.heads.iter().any(|h| match h.as_str() {
                "@equipment" => named(Schema::Equipment) || self.arms(&tokens),
                "@agreement" => named(Schema::Agreement),
                "@event" => named(Schema::Event),
                "@person" => self.cast.is_person(&tokens),
                // "went to Norway": somebody did, no goods or money
                "@destination" => {
                    let somewhere = |m: &crate::record::Mention| {
                        m.form == Form::Name
                            && matches!(self.cast.schema(m.entity), Some(Schema::Country | Schema::Place))
                    };
                    let span = self.text.cover(tokens.clone());
                    self.cast.references().inside(span).any(somewhere) && self.traveller(&frame.subject)
                }
                _ => false,
            });
            if by_name {
                return true;
            }
            let head = self.cast.head(&tokens);
            let near = head.saturating_sub(1).max(tokens.start)..(head + 1);
            let says = |t: usize| sense.heads.iter().any(|h| is_noun(self.lower(t), h));
            if near.into_iter().any(says) {
                return true;
            }
            // "the exercise Storm of the North": the noun before the name
            if sense.kind != Some(EventKind::Exercise) {
                return false;
            }
            let last = self.text.tokens[head].span;
            let name = self.cast.references().inside(self.text.cover(tokens.clone()));
            let name = name.filter(|m| m.form == Form::Name && m.span.contains(last)).map(|m| m.span).next();
            let before = name.and_then(|n| self.text.tokens_in(n).start.checked_sub(1));
            before.is_some_and(|b| b >= tokens.start && says(b))
        })
    }
}
