//! Values of one thing that disagree, put side by side without a verdict.
//!
//! A plan that was later carried out is no rival of its deed: only what cannot both be so is set
//! side by side, each value with the words that give it.

mod contrasts;
#[cfg(test)]
mod tests;
mod twins;

use super::events::HELD_UP;
use super::events::merge::compatible;
use super::lexicon::fold;
use crate::extract::lexicon::classes;
use crate::record::{
    Claim, DocumentId, EntityId, Event, EventId, EventKind, Evidence, Form, Modifier, Records, Rival, Schema,
    Span, Status, Subject, ZoneKind,
};
use std::collections::BTreeMap;

/// Fills [`Records::rivals`].
pub fn read(records: &mut Records) {
    let mut out = Vec::new();
    for i in 0..records.events.len() {
        let id = EventId(i as u32);
        statuses(records, id, &mut out);
        dates(records, id, &mut out);
        numbers(records, id, &mut out);
    }
    twins::read(records, &mut out);
    contrasts::read(records, &mut out);
    spellings(records, &mut out);
    kinds(records, &mut out);
    out.dedup();
    records.rivals = out;
}

/// The words of a sentence; empty where the span is not of its document.
fn sentence_text(records: &Records, document: DocumentId, sentence: Span) -> &str {
    records.documents.get(document.index()).and_then(|d| d.text.get(sentence.range())).unwrap_or("")
}

/// How a status is shown; goods that are late are "held up".
fn status_word(event: &Event, evidence: &Evidence) -> String {
    if evidence.status == Status::Planned && event.rule.contains(HELD_UP) {
        return HELD_UP.to_owned();
    }
    format!("{:?}", evidence.status).to_lowercase()
}

fn claim(value: String, evidence: &Evidence) -> Claim {
    Claim { value, document: evidence.document, span: evidence.span, said_by: evidence.said_by }
}

/// One source has it happen, or planned; another denies it or knows of no confirmation.
fn statuses(records: &Records, id: EventId, out: &mut Vec<Rival>) {
    let event = &records.events[id.index()];
    let has = |s: Status| event.evidence.iter().any(|v| v.status == s);
    let firm = has(Status::Occurred) || has(Status::Planned) || has(Status::Unconfirmed);
    let contested = has(Status::Denied) && firm || has(Status::Unconfirmed) && has(Status::Occurred);
    if !contested {
        return;
    }
    let claims = event.evidence.iter().map(|v| claim(status_word(event, v), v)).collect();
    out.push(Rival { subject: Subject::Event(id), property: "status".into(), claims });
}

/// Two sources date it to days that exclude each other.
fn dates(records: &Records, id: EventId, out: &mut Vec<Rival>) {
    let event = &records.events[id.index()];
    let dated: Vec<&Evidence> = event.evidence.iter().filter(|v| v.date.is_some()).take(24).collect();
    let clash = dated.iter().any(|a| dated.iter().any(|b| !compatible(a.date.as_ref(), b.date.as_ref())));
    if !clash {
        return;
    }
    let claims =
        dated.iter().filter_map(|v| v.date.as_ref().map(|d| claim(d.to_string(), v))).collect::<Vec<_>>();
    out.push(Rival { subject: Subject::Event(id), property: "date".into(), claims });
}

/// Two evidences of one event count the same thing differently.
fn numbers(records: &Records, id: EventId, out: &mut Vec<Rival>) {
    let event = &records.events[id.index()];
    if event.evidence.len() < 2 {
        return;
    }
    let mut by_thing: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for &f in event.figures.iter().take(40) {
        let Some(figure) = records.figures.get(f as usize) else { continue };
        let Some(of) = &figure.of else { continue };
        if figure.modifier == Modifier::Exact {
            let head = of.split_whitespace().last().unwrap_or("").to_lowercase();
            let key = format!("{} {}", figure.unit.as_deref().unwrap_or(""), head.trim_end_matches('s'));
            by_thing.entry(key).or_default().push(f);
        }
    }
    for figures in by_thing.into_values() {
        let told = |f: u32| {
            let figure = &records.figures[f as usize];
            event.evidence.iter().find(|v| v.document == figure.document && v.span.contains(figure.span))
        };
        let claims: Vec<Claim> = figures
            .iter()
            .filter_map(|&f| {
                let figure = &records.figures[f as usize];
                let said_by = told(f)?.said_by;
                Some(Claim {
                    value: figure.value.to_string(),
                    document: figure.document,
                    span: figure.span,
                    said_by,
                })
            })
            .collect();
        let differ = claims.iter().any(|a| a.value != claims[0].value);
        // Two numbers in one sentence count two things.
        let apart = figures.iter().any(|&a| {
            figures
                .iter()
                .any(|&b| told(a).map(|v| (v.document, v.span)) != told(b).map(|v| (v.document, v.span)))
        });
        if differ && apart {
            out.push(Rival { subject: Subject::Event(id), property: "number".into(), claims });
        }
    }
}

/// A report that spells one name in two ways that no transliteration explains: a slip, or two people.
fn spellings(records: &Records, out: &mut Vec<Rival>) {
    let mut forms: BTreeMap<(EntityId, DocumentId), BTreeMap<String, Span>> = BTreeMap::new();
    for m in records.mentions.iter().filter(|m| m.form == Form::Name) {
        let Some(entity) = records.entities.get(m.entity.index()) else { continue };
        if entity.schema != Schema::Person {
            continue;
        }
        let Some(document) = records.documents.get(m.document.index()) else { continue };
        let surname = m.span.of(&document.text).split_whitespace().last().unwrap_or("");
        let key = written(surname);
        let spans = forms.entry((m.entity, m.document)).or_default();
        if spans.len() < 16 {
            // "Dahl (Dall in one passage)": the report itself shows the slip.
            if let Some((other, span)) = bracketed(&document.text, m.span) {
                spans.entry(written(other)).or_insert(span);
            }
            spans.entry(key).or_insert(m.span);
        }
    }
    for ((entity, document), spans) in forms {
        let keys: Vec<&String> = spans.keys().collect();
        let slips: Vec<&String> = keys
            .iter()
            .filter(|a| {
                keys.iter()
                    .any(|b| a != &b && a.chars().count() >= 5 && b.chars().count() >= 5 && close(a, b))
            })
            .copied()
            .collect();
        if slips.len() < 2 {
            continue;
        }
        let text = &records.documents[document.index()].text;
        let mut claims: Vec<Claim> = slips
            .iter()
            .map(|k| Claim { value: spans[*k].of(text).to_owned(), document, span: spans[*k], said_by: None })
            .collect();
        claims.sort_by_key(|c| c.span);
        out.push(Rival { subject: Subject::Entity(entity), property: "spelling".into(), claims });
    }
}

/// A surname without marks and as one romanisation writes it: "Ajda" is "Ayda".
fn written(surname: &str) -> String {
    fold(surname).replace('j', "y").replace('w', "v").replace("kh", "h").replace("iy", "y").replace("ii", "y")
}

/// The capitalised word that opens a bracket right after a name.
fn bracketed(text: &str, name: Span) -> Option<(&str, Span)> {
    let rest = text.get(name.end as usize..)?.strip_prefix(" (")?;
    let word =
        rest.split(|c: char| !c.is_alphabetic()).next().filter(|w| w.starts_with(char::is_uppercase))?;
    let start = name.end as usize + 2;
    // "(Russia)" says where from; a slip is told of with more words.
    let told = rest[word.len()..].starts_with(' ');
    told.then(|| (word, Span::new(start, start + word.len())))
}

/// Whether two words differ by one or two letters.
fn close(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(32).collect(), b.chars().take(32).collect());
    if a.len().abs_diff(b.len()) > 2 {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut corner = i;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != y)).min(left + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j] = left;
            left = best;
        }
        row[b.len()] = left;
    }
    row[b.len()] <= 2
}

/// A headline or opening that calls what is transferred by another class than the report below.
fn kinds(records: &Records, out: &mut Vec<Rival>) {
    for (i, event) in records.events.iter().enumerate() {
        if event.kind != EventKind::Transfer {
            continue;
        }
        for other in &records.events[i + 1..records.events.len().min(i + 65)] {
            if other.kind != EventKind::Transfer || !event.actors.iter().any(|a| other.actors.contains(a)) {
                continue;
            }
            let (Some(a), Some(b)) =
                (equipment(records, &event.instruments), equipment(records, &other.instruments))
            else {
                continue;
            };
            // A headline is vague: it names a class, and what the report tells goes to the same side.
            let vague = |e: EntityId| {
                records
                    .entities
                    .get(e.index())
                    .is_some_and(|e| !e.name.contains(|c: char| c.is_ascii_digit()))
            };
            let to = event.recipients.iter().any(|r| other.recipients.contains(r));
            if a == b || !to || vague(a) == vague(b) {
                continue;
            }
            let (Some(v), Some(w)) = (event.evidence.first(), other.evidence.first()) else { continue };
            if v.document != w.document || !(heads(records, v) ^ heads(records, w)) {
                continue;
            }
            let (Some(x), Some(y)) = (class(records, a), class(records, b)) else { continue };
            if x != y {
                let claims = vec![claim(x, v), claim(y, w)];
                out.push(Rival {
                    subject: Subject::Entity(if heads(records, v) { b } else { a }),
                    property: "kind".into(),
                    claims,
                });
            }
        }
    }
}

fn equipment(records: &Records, things: &[EntityId]) -> Option<EntityId> {
    things
        .iter()
        .copied()
        .find(|t| records.entities.get(t.index()).is_some_and(|e| e.schema == Schema::Equipment))
}

/// The class of an equipment by its description or name; "against drones" is no drone.
fn class(records: &Records, equipment: EntityId) -> Option<String> {
    let entity = records.entities.get(equipment.index())?;
    let text = format!("{} {}", entity.name, entity.description.as_deref().unwrap_or("")).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    for (i, word) in words.iter().enumerate().rev() {
        let against = i > 0 && matches!(words[i - 1], "anti" | "against" | "counter" | "jams");
        if against {
            return Some("counter-measure".to_owned());
        }
        let singular = [Some(*word), word.strip_suffix('s')];
        if let Some(class) = singular.into_iter().flatten().find(|w| classes::is(w, classes::ARMS_CLASS)) {
            return Some(class.to_owned());
        }
    }
    None
}

/// Whether an evidence stands in the headline, or in the first sentence below it.
fn heads(records: &Records, evidence: &Evidence) -> bool {
    let Some(document) = records.documents.get(evidence.document.index()) else { return false };
    let in_title = document
        .zones
        .iter()
        .any(|z| matches!(z.kind, ZoneKind::Title | ZoneKind::Subtitle) && z.span.contains(evidence.span));
    let first = document.sentences.iter().find(|s| s.start >= document.body.start);
    in_title || first.is_some_and(|s| s.contains(evidence.span))
}
