//! Descriptions that point back: "the two countries", "the latter", "the ministry", "the document".

use super::References;
use super::discourse::{preposition, verb};
use super::sweep::Sweep;
use crate::extract::lexicon::classes;
use crate::extract::text::TokenKind;
use crate::record::{EntityId, Form, Schema, Span};

/// Reads a description that begins at a token ("the", "both", "his" …). Returns the token behind it.
pub fn read(sweep: &mut Sweep, at: usize) -> Option<usize> {
    let text = sweep.text;
    let token = &text.tokens[at];
    let sentence = token.sentence;
    let same = |i: usize| text.tokens.get(i).is_some_and(|t| t.sentence == sentence);
    let word = |i: usize| if same(i) { sweep.word(i) } else { "" };
    let first = match word(at) {
        "the" | "this" | "these" | "that" | "both" | "his" | "her" | "their" => at + 1,
        // "…, a government press release said"
        w if classes::is(w, classes::BODY)
            && matches!(
                word(at + 1),
                "press" | "statement" | "source" | "sources" | "spokesman" | "spokeswoman" | "website"
            ) =>
        {
            at
        }
        // a sentence may begin without "the": "Fighters were shipped"
        w if classes::is(w, classes::ARMS) && sweep.before(at).is_empty() && verb(word(at + 1)) => at,
        _ => return None,
    };
    let head = if matches!(word(first), "two" | "three" | "said" | "same" | "new" | "respective") {
        first + 1
    } else {
        first
    };
    if !same(head) {
        return None;
    }
    let noun = word(head);
    let span = text.cover(first..head + 1);
    if inside_name(sweep, span) {
        return None;
    }
    let several = classes::is(noun, classes::STATES);
    if several && (at == first || matches!(word(at), "the" | "both" | "these" | "their")) {
        if word(at) == "the" && preposition(word(head + 1)) && word(head + 1) == "of" {
            return None;
        }
        let three = word(first) == "three";
        let members = if three {
            sweep
                .discourse
                .set(sentence, 6, |s| s.schema == Schema::Country && s.members.len() == 3)?
                .members
                .clone()
        } else if matches!(noun, "sides" | "parties") {
            let set =
                sweep.discourse.set(sentence, 1, |s| matches!(s.schema, Schema::Person | Schema::Country));
            set.map(|s| s.members.clone()).or_else(|| sweep.discourse.two_countries(sentence))?
        } else {
            sweep.discourse.two_countries(sentence)?
        };
        add_all(sweep, span, members, sentence, "coref: those spoken of together");
        return Some(head + 1);
    }
    if matches!(noun, "latter" | "former") && word(at) == "the" && head == first {
        let next = word(head + 1);
        if noun == "former"
            && same(head + 1)
            && text.tokens[head + 1].kind == TokenKind::Word
            && !verb(next)
            && !preposition(next)
        {
            return None;
        }
        let set = sweep.discourse.set(sentence, 2, |s| s.end <= token.span.start)?;
        let member = if noun == "latter" { set.members.last() } else { set.members.first() };
        let member = *member?;
        sweep.add(span, member, Form::Nominal, "coref: the latter, the former");
        return Some(head + 1);
    }
    if matches!(noun, "country" | "nation" | "homeland") {
        let entity = match word(at) {
            "his" | "her" | "their" => {
                let person = sweep.resolve(at)?;
                country_of(sweep, person)?
            }
            _ => last(sweep, |schema, _| schema == Schema::Country)?,
        };
        sweep.add(span, entity, Form::Nominal, "coref: the country last spoken of");
        return Some(head + 1);
    }
    let rule = "coref: the last with this word in its name";
    let stem = noun.trim_end_matches('s');
    if classes::is(noun, classes::BODY) {
        // "the bank of …", "the ministry's": the first is a new description, the second is not
        if word(head + 1) == "of" {
            return None;
        }
        let bodies = [Schema::PublicBody, Schema::Company, Schema::Organization, Schema::Place];
        let entity = last(sweep, |schema, name| bodies.contains(&schema) && has(name, stem))?;
        sweep.add(span, entity, Form::Nominal, rule);
        return Some(head + 1);
    }
    if classes::is(noun, classes::AGREEMENT) {
        if matches!(word(head + 1), "of" | "on" | "between" | "for" | "with" | "to" | "in")
            && !verb(word(head + 2))
        {
            return None;
        }
        let named = last(sweep, |schema, name| schema == Schema::Agreement && has(name, stem));
        let any = classes::is(stem, classes::ANY_AGREEMENT)
            .then(|| last(sweep, |schema, _| schema == Schema::Agreement))
            .flatten();
        sweep.add(span, named.or(any)?, Form::Nominal, rule);
        return Some(head + 1);
    }
    if classes::is(noun, classes::ARMS) {
        let own = last(sweep, |schema, name| schema == Schema::Equipment && has(name, stem));
        let any = (head == at || first > at)
            .then(|| last(sweep, |schema, _| schema == Schema::Equipment))
            .flatten();
        sweep.add(span, own.or(any)?, Form::Nominal, "coref: the equipment last spoken of");
        return Some(head + 1);
    }
    None
}

fn add_all(sweep: &mut Sweep, span: Span, members: Vec<EntityId>, sentence: u32, rule: &'static str) {
    let schema = members.first().and_then(|m| sweep.references.schema(*m)).unwrap_or(Schema::Country);
    for member in &members {
        sweep.add(span, *member, Form::Nominal, rule);
    }
    sweep.discourse.sets.push(super::discourse::Set { members, schema, end: span.end, sentence });
}

/// Whether a name has a word, singular or plural.
fn has(name: &str, stem: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|w| w.to_lowercase().trim_end_matches('s') == stem)
}

/// The last entity mentioned that passes a test on its kind and on one of its names.
fn last(sweep: &Sweep, test: impl Fn(Schema, &str) -> bool) -> Option<EntityId> {
    sweep
        .discourse
        .recent()
        .map(|s| (s.entity, s.schema))
        .find(|(entity, schema)| {
            sweep.records.entities.get(entity.index()).is_some_and(|e| {
                test(*schema, &e.name)
                    || e.aliases.iter().any(|a| test(*schema, a))
                    || e.description.as_deref().is_some_and(|d| test(*schema, d))
            })
        })
        .map(|(entity, _)| entity)
}

/// The country whose office a person holds.
fn country_of(sweep: &Sweep, person: EntityId) -> Option<EntityId> {
    sweep.country_of(person).or_else(|| {
        let code = sweep.records.entities.get(person.index())?.countries.first()?;
        let at = sweep
            .records
            .entities
            .iter()
            .position(|e| e.schema == Schema::Country && e.countries.first() == Some(code))?;
        Some(EntityId(at as u32))
    })
}

fn inside_name(sweep: &Sweep, span: Span) -> bool {
    let all = sweep.references.all();
    let to = all.partition_point(|m| m.span.start <= span.start);
    all[..to].iter().rev().take(6).any(|m| References::names(m) && m.span.overlaps(span))
}

/// Whether a noun that no name stands for comes between the last name and a pronoun: "the council
/// will resume its work" is of the council.
pub fn unnamed(sweep: &Sweep, at: usize) -> bool {
    let sentence = sweep.text.tokens[at].sentence;
    for back in (0..at).rev().take(8) {
        let token = &sweep.text.tokens[back];
        if token.sentence != sentence || inside_name(sweep, token.span) {
            return false;
        }
        let word = token.lower.as_str();
        if classes::is(word, classes::BODY | classes::AGREEMENT)
            || matches!(word, "report" | "article" | "project" | "paper")
        {
            return sweep.resolve(back).is_none()
                && !sweep.found.iter().rev().take(8).any(|m| m.span.contains(token.span));
        }
    }
    false
}
