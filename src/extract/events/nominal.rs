//! Events that nouns tell: "the visit of X to Y", "a meeting between A and B", "the purchase of".

use super::HELD_UP;
use super::clauses::{Kind, Modality, Shape};
use super::compose::{Draft, Scene};
use super::kinds;
use super::roles;
use super::status;
use super::words::EventNoun;
use crate::record::{EntityId, EventKind, Schema, Span, Status};
use std::ops::Range;

/// Nouns of one sentence that tell events which no verb of it tells already.
pub fn events(scene: &mut Scene<'_, '_, '_>, found: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    for unit in 0..scene.clauses.units.len() {
        if scene.clauses.units[unit].kind != Kind::Noun {
            continue;
        }
        let tokens = scene.clauses.units[unit].tokens.clone();
        let head = scene.cast.head(&tokens);
        let lower = &scene.text.tokens[head].lower;
        let Some(n) = scene.words.entry(lower).and_then(|e| e.noun) else { continue };
        let words = scene.words;
        if let Some(draft) = one(scene, unit, &tokens, head, &words.nouns[n as usize], found) {
            out.push(draft);
        }
    }
    out
}

/// Prepositional phrases that follow a unit: preposition's token and noun phrases.
fn phrases(scene: &Scene<'_, '_, '_>, unit: usize) -> Vec<(usize, Vec<usize>)> {
    let units = &scene.clauses.units;
    let mut out: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut i = unit + 1;
    while i < units.len() && i < unit + 14 {
        match units[i].kind {
            Kind::Prep if units.get(i + 1).is_some_and(|u| u.kind == Kind::Noun) => {
                out.push((units[i].tokens.start, vec![i + 1]));
                i += 2;
            }
            Kind::Conj
                if !out.is_empty()
                    && units.get(i + 1).is_some_and(|u| u.kind == Kind::Noun)
                    && (scene.text.tokens[out[out.len() - 1].0].lower == "between"
                        || !units.get(i + 2).is_some_and(|u| matches!(u.kind, Kind::Verb(_)))) =>
            {
                if let Some((_, nouns)) = out.last_mut() {
                    nouns.push(i + 1);
                }
                i += 2;
            }
            _ => break,
        }
    }
    out
}

/// The preposition that a unit is.
fn preposition<'t>(scene: &Scene<'_, 't, '_>, unit: usize) -> Option<&'t str> {
    let unit = &scene.clauses.units[unit];
    let text = scene.text;
    (unit.kind == Kind::Prep).then(|| text.tokens[unit.tokens.start].lower.as_str())
}

fn people(scene: &mut Scene<'_, '_, '_>, units: &[usize], make: bool) -> Vec<EntityId> {
    let mut out = Vec::new();
    for &u in units {
        let tokens = scene.clauses.units[u].tokens.clone();
        for e in scene.cast.people(&tokens, None, true, make) {
            if !out.contains(&e) {
                out.push(e);
            }
        }
    }
    out
}

fn one(
    scene: &mut Scene<'_, '_, '_>,
    unit: usize,
    tokens: &Range<usize>,
    head: usize,
    noun: &EventNoun,
    found: &[Draft],
) -> Option<Draft> {
    // The group whose object or subject this noun is.
    let groups = &scene.clauses.groups;
    let near = (0..groups.len()).rev().find(|&g| groups[g].unit < unit);
    let object_of = near.filter(|&g| {
        let f = &scene.frames[g];
        f.object.contains(&unit) || f.second.contains(&unit) || f.preps.iter().any(|(_, n)| n.contains(&unit))
    });
    // "the exercise “Sea Shield”": its name stands for it.
    let exercise = noun.kind == EventKind::Exercise;
    let units = &scene.clauses.units;
    let kind = |u: usize| units.get(u).map(|u| u.kind);
    let quoted = exercise && kind(unit + 1) == Some(Kind::Quote) && kind(unit + 2) == Some(Kind::Noun);
    let told = |u: &usize| *u == unit || quoted && *u == unit + 2;
    let subject_of = (0..groups.len()).find(|&g| scene.frames[g].subject.iter().any(told));
    // "Reports about the delivery were not confirmed": what is told of the reports goes for it.
    let rumour = unit.checked_sub(2).filter(|&r| {
        noun.equipment
            && kind(unit - 1) == Some(Kind::Prep)
            && kind(r) == Some(Kind::Noun)
            && roles::claims(scene.text, scene.clauses, r)
    });
    let subject_of = subject_of
        .or_else(|| rumour.and_then(|r| (0..groups.len()).find(|&g| scene.frames[g].subject.contains(&r))));
    let by_verb = |g: usize| found.iter().any(|d| d.head == groups[g].head);
    // The verb tells it ("held talks with", "condemned the attack").
    if let Some(g) = object_of
        && by_verb(g)
        && (scene.frames[g].object.contains(&unit) || scene.frames[g].second.contains(&unit))
    {
        return None;
    }
    if let Some(g) = subject_of
        && groups[g].passive
        && by_verb(g)
    {
        return None;
    }
    let phrases = phrases(scene, unit);
    let (mut actors, mut recipients) = (Vec::new(), Vec::new());
    let take = |scene: &mut Scene<'_, '_, '_>, places: &[String], acting: bool| -> Vec<EntityId> {
        let mut out = Vec::new();
        for place in places {
            let some = match place.as_str() {
                "poss" => scene.cast.owner(tokens),
                "subject" => match object_of.or(near) {
                    Some(g) if scene.clauses.groups[g].copula => {
                        let subject = scene.frames[g].subject.clone();
                        people(scene, &subject, acting)
                    }
                    _ => Vec::new(),
                },
                preposition => {
                    let units: Vec<usize> = phrases
                        .iter()
                        .filter(|(p, _)| scene.text.tokens[*p].lower == preposition)
                        .flat_map(|(_, n)| n.clone())
                        .collect();
                    people(scene, &units, acting && matches!(preposition, "by" | "for"))
                }
            };
            for e in some {
                if !out.contains(&e) {
                    out.push(e);
                }
            }
            if !out.is_empty() && place != "poss" {
                break;
            }
            if !out.is_empty() {
                break;
            }
        }
        out
    };
    actors.extend(take(scene, &noun.actor, true));
    recipients.extend(take(scene, &noun.recipient, noun.kind == EventKind::Consult));
    // "his meeting with X" at the opening: the owner is the subject that follows, if coreference is silent.
    let own = tokens.start..head;
    let pronoun =
        own.clone().any(|t| matches!(scene.text.tokens[t].lower.as_str(), "his" | "her" | "their" | "its"));
    if actors.is_empty()
        && pronoun
        && let Some(g) = (0..scene.clauses.groups.len()).find(|&g| {
            scene.clauses.groups[g].unit > unit
                || scene.frames[g].preps.iter().any(|(_, n)| n.contains(&unit))
        })
    {
        let subject = scene.frames[g].subject.clone();
        actors = people(scene, &subject, true);
    }
    // "A and B announced at the meeting": those who speak there meet there.
    if noun.kind == EventKind::Consult
        && actors.is_empty()
        && recipients.is_empty()
        && let Some(g) = object_of
    {
        let subject = scene.frames[g].subject.clone();
        let both = people(scene, &subject, true);
        if both.len() > 1 && both.iter().any(|e| scene.cast.schema(*e) == Some(Schema::Person)) {
            actors = both;
        }
    }
    // "In talks with A, B stressed", "B flew to Rome for talks with A": B talked.
    if noun.kind == EventKind::Consult && actors.is_empty() && !recipients.is_empty() {
        let groups = &scene.clauses.groups;
        let opens = groups.iter().all(|g| g.unit > unit);
        let speaks = if opens && subject_of.is_none() {
            (0..groups.len()).find(|&g| groups[g].shape == Shape::Finite)
        } else {
            // "A said on Monday after a meeting with B": A met B
            let before = unit.checked_sub(1).map_or(0, |u| scene.clauses.units[u].tokens.start);
            let beside = unit > 0
                && matches!(
                    scene.text.tokens[before].lower.as_str(),
                    "after" | "during" | "following" | "before"
                );
            object_of.or(near.filter(|&g| beside && groups[g].shape == Shape::Finite))
        };
        if let Some(g) = speaks.filter(|&g| !scene.clauses.groups[g].passive) {
            let subject = scene.frames[g].subject.clone();
            actors = people(scene, &subject, true);
            actors.retain(|e| !recipients.contains(e));
        }
    }
    // "is in Rome on a visit"
    // "met his host as part of a visit to Rome"
    let part = |scene: &Scene<'_, '_, '_>| {
        let at = tokens.start;
        let opens = matches!(scene.lower(at), "a" | "an" | "his" | "her" | "their");
        let word = |n: usize| at.checked_sub(n).map_or("", |t| scene.lower(t));
        opens
            && (word(1) == "of" && word(2) == "part"
                || matches!(word(1), "during" | "within")
                || word(1) == "of" && word(2) == "framework")
    };
    let travels = noun.kind == EventKind::Visit
        && unit > 0
        && (preposition(scene, unit - 1) == Some("on") || part(scene) && !recipients.is_empty());
    if travels
        && actors.is_empty()
        && let Some(g) = object_of.or(near.filter(|_| part(scene))).filter(|&g| !by_verb(g) || part(scene))
        && !scene.clauses.groups[g].passive
    {
        let subject = scene.frames[g].subject.clone();
        actors = people(scene, &subject, false);
        // who is at home there is visited
        actors.retain(|&a| scene.cast.home(a).is_none_or(|home| !recipients.contains(&home)));
        if recipients.is_empty() {
            let places: Vec<usize> = scene.frames[g]
                .preps
                .iter()
                .filter(|(p, _)| matches!(preposition(scene, *p), Some("in" | "to" | "at")))
                .flat_map(|(_, n)| n.clone())
                .collect();
            recipients = people(scene, &places, false);
        }
    }
    // "the boats, whose purchase": what is bought stands before.
    let whose: Option<usize> = (scene.text.tokens[tokens.start].lower == "whose")
        .then(|| (unit.saturating_sub(2)..unit).rev().find(|&u| scene.clauses.units[u].kind == Kind::Noun))
        .flatten();
    // Arms "of the Norwegian boats": the demonym tells the supplier, the other side receives.
    if noun.equipment {
        let of: Vec<usize> = phrases
            .iter()
            .filter(|(p, _)| scene.text.tokens[*p].lower == "of")
            .flat_map(|(_, n)| n.clone())
            .collect();
        if actors.is_empty() {
            for &u in of.iter().chain(&whose) {
                let tokens = scene.clauses.units[u].tokens.clone();
                actors.extend(scene.cast.owner(&tokens).into_iter().take(1));
            }
        }
        if recipients.is_empty() {
            recipients.extend(scene.other_side(&actors));
        }
    }
    // "The exercise began in Norway with Swedish troops": who is named with its verb takes part.
    let held = subject_of.filter(|&g| exercise && !by_verb(g)).and_then(|g| Some((g, course(scene, g)?)));
    if let Some((g, _)) = held.filter(|_| actors.is_empty()) {
        let beside: Vec<usize> = scene.frames[g]
            .preps
            .iter()
            .filter(|(p, _)| {
                matches!(preposition(scene, *p), Some("in" | "with" | "by" | "between" | "near" | "off"))
            })
            .flat_map(|(_, n)| n.clone())
            .collect();
        for e in people(scene, &beside, false) {
            let state = match scene.cast.schema(e) {
                Some(Schema::Place) => scene.cast.country_of(e),
                _ => Some(e),
            };
            actors.extend(state.filter(|s| !actors.contains(s)));
        }
    }
    recipients.retain(|e| !actors.contains(e));
    if kinds::mutual(noun.kind) && recipients.is_empty() && actors.len() > 1 {
        recipients = actors.clone();
    }
    let mut place = None;
    if noun.kind == EventKind::Visit {
        for r in &mut recipients {
            if scene.cast.schema(*r) == Some(Schema::Place) {
                place = Some(*r);
                if let Some(c) = scene.cast.country_of(*r) {
                    *r = c;
                }
            }
        }
        recipients.retain(|e| !actors.contains(e));
    }
    let intent = noun.kind == EventKind::StatementIntent;
    let priority = intent && noun.noun == "priority";
    if priority {
        recipients = scene.built_up(&actors);
    }
    if intent && !priority && !object_of.is_some_and(|g| scene.clauses.groups[g].copula) {
        return None;
    }
    // "Deliveries are held up", "the delivery never took place": how far the goods got.
    let course = match subject_of {
        Some(g) if noun.equipment && !by_verb(g) => course(scene, g),
        // "The visit was called off"
        Some(g) if noun.kind != EventKind::Exercise && scene.clauses.groups[g].passive => {
            course(scene, g).filter(|c| c.0 != Status::Occurred && !by_verb(g))
        }
        _ => held.filter(|_| quoted || !actors.is_empty()).map(|h| h.1),
    };
    if course.is_some() && matches!(noun.kind, EventKind::Consult | EventKind::Visit) && recipients.is_empty()
    {
        if actors.is_empty() && noun.kind == EventKind::Consult {
            actors = scene.sides.to_vec();
            recipients = actors.clone();
        }
        recipients.extend(scene.other_side(&actors).filter(|_| recipients.is_empty()));
        if actors.is_empty() {
            return None;
        }
    }
    if course.is_none() && (recipients.is_empty() || (actors.is_empty() && noun.kind != EventKind::Transfer))
    {
        return None;
    }
    let last =
        phrases.last().and_then(|(_, n)| n.last()).map_or(tokens.end, |&u| scene.clauses.units[u].tokens.end);
    let mut from = whose.map_or(tokens.start, |u| scene.clauses.units[u].tokens.start);
    let mut to = last;
    let mut standing = Status::Occurred;
    if priority {
        (from, to) = (scene.tokens.start, scene.tokens.end);
    }
    // The clause that it opens or ends belongs to the evidence when its verb is a mere "was" or "took place".
    if let Some(g) = subject_of.or(object_of) {
        let group = &scene.clauses.groups[g];
        standing = status::of_group(group);
        if group.copula {
            let span = scene.extent(g);
            let range = scene.text.tokens_in(span);
            (from, to) = (range.start.min(from), range.end.max(to));
        }
        if group.modality != Modality::Fact && !matches!(standing, Status::Denied) {
            standing = Status::Planned;
        }
        // What is only spoken of is told, not done.
        let talk = |g: usize| {
            let head = scene.text.tokens[scene.clauses.groups[g].head].lower.as_str();
            matches!(
                head,
                "announced" | "planned" | "discussed" | "mentioned" | "confirmed" | "expected" | "scheduled"
            )
        };
        if subject_of == Some(g) {
            let all: Vec<usize> = (0..scene.clauses.groups.len())
                .filter(|&h| scene.frames[h].subject.contains(&unit))
                .collect();
            if all.iter().any(|&h| talk(h)) || related(scene, unit, g).is_some_and(talk) {
                let negated = all.iter().any(|&h| scene.clauses.groups[h].negated && talk(h));
                standing = if negated { Status::Unconfirmed } else { Status::Planned };
            }
            let span = scene.extent(g);
            let range = scene.text.tokens_in(span);
            if noun.equipment || held.is_some() || course.is_some() {
                (from, to) = (range.start.min(from), range.end.max(to));
            }
        }
    }
    if let Some(course) = course {
        standing = course.0;
    }
    if intent && matches!(standing, Status::Occurred | Status::Planned) {
        standing = Status::Wished;
    }
    let span = scene.text.cover(from..to.max(from + 1));
    let instruments = scene.cast.things(span);
    let arms = instruments.iter().any(|i| scene.cast.schema(*i) == Some(Schema::Equipment));
    if noun.equipment && !arms && course.is_none() {
        return None;
    }
    if found
        .iter()
        .any(|d| d.kind == noun.kind && overlap(d.span, span) && same_side(d, &actors, &recipients))
    {
        return None;
    }
    Some(Draft {
        kind: noun.kind,
        cameo: kinds::prospective(&noun.cameo, standing),
        actors,
        recipients,
        instruments,
        place,
        status: standing,
        span,
        said_by: None,
        rule: match course {
            Some((_, how)) => format!("noun {}, {how}", noun.noun),
            None => format!("noun {}", noun.noun),
        },
        head,
        again: course.is_some() && noun.equipment,
        reported: None,
        standing: Default::default(),
        also: Vec::new(),
    })
}

/// How far a delivery got, by the verb whose subject it is: "was held up", "has begun", "is due".
fn course(scene: &Scene<'_, '_, '_>, g: usize) -> Option<(Status, &'static str)> {
    let group = &scene.clauses.groups[g];
    let verb = &scene.words.verbs[group.verb? as usize];
    let after = scene.text.tokens.get(group.head + 1).map_or("", |t| t.lower.as_str());
    let told = status::of_group(group);
    Some(match (verb.lemma.as_str(), group.passive) {
        ("hold", true) if matches!(after, "up" | "back") => (Status::Planned, HELD_UP),
        ("call", true) if after == "off" => (Status::Denied, "stopped"),
        ("put", true) if matches!(after, "off" | "back") => (Status::Planned, HELD_UP),
        ("delay" | "postpone" | "slow", true) => (Status::Planned, HELD_UP),
        ("expect" | "plan" | "schedule" | "foresee", true) => (Status::Planned, "to come"),
        ("cancel" | "block" | "halt" | "stop" | "suspend" | "freeze" | "ban" | "scrap" | "shelve", true) => {
            (Status::Denied, "stopped")
        }
        ("confirm" | "verify", true) if group.negated => (Status::Unconfirmed, "not confirmed"),
        ("carry" | "fulfil" | "implement" | "execute", true) => (told, "under way"),
        ("place", true) => (Status::Planned, "to come"),
        ("complete" | "finish" | "begin" | "start" | "confirm", true) => (told, "under way"),
        (
            "begin" | "start" | "continue" | "resume" | "arrive" | "end" | "follow" | "finish" | "proceed",
            false,
        ) => (told, "under way"),
        ("take", false) if after == "place" => (told, "under way"),
        _ => return None,
    })
}

/// The relative clause on a noun phrase before its verb.
fn related(scene: &Scene<'_, '_, '_>, unit: usize, before: usize) -> Option<usize> {
    (0..before).rev().find(|&h| scene.frames[h].relative && scene.clauses.groups[h].unit > unit)
}

fn overlap(a: Span, b: Span) -> bool {
    a.overlaps(b)
}

fn same_side(draft: &Draft, actors: &[EntityId], recipients: &[EntityId]) -> bool {
    draft.actors.iter().any(|e| actors.contains(e) || recipients.contains(e))
}
