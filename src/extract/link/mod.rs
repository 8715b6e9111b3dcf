//! Records of single documents made one: entities linked across documents, events told twice merged.

pub mod remap;

use crate::record::{DocumentId, EntityId, Event, Records};

/// Joins records of single documents; the order of the input does not matter.
pub fn link(mut parts: Vec<Records>) -> Records {
    parts.sort_by(|a, b| a.documents.first().map(|d| &d.id).cmp(&b.documents.first().map(|d| &d.id)));
    let mut all = Records::default();
    for part in parts {
        let (doc, ent, fig) =
            (all.documents.len() as u32, all.entities.len() as u32, all.figures.len() as u32);
        let d = |i: DocumentId| DocumentId(i.0 + doc);
        let e = |i: EntityId| EntityId(i.0 + ent);
        all.documents.extend(part.documents);
        all.entities.extend(part.entities);
        all.problems.extend(part.problems);
        all.mentions.extend(part.mentions.into_iter().map(|mut m| {
            (m.document, m.entity) = (d(m.document), e(m.entity));
            m
        }));
        all.dates.extend(part.dates.into_iter().map(|mut x| {
            x.document = d(x.document);
            x
        }));
        all.figures.extend(part.figures.into_iter().map(|mut x| {
            x.document = d(x.document);
            x
        }));
        all.statements.extend(part.statements.into_iter().map(|mut x| {
            (x.document, x.speaker) = (d(x.document), x.speaker.map(e));
            x
        }));
        all.offices.extend(part.offices.into_iter().map(|mut x| {
            (x.document, x.person) = (d(x.document), e(x.person));
            (x.country, x.body) = (x.country.map(e), x.body.map(e));
            x
        }));
        all.events.extend(part.events.into_iter().map(|x| {
            Event {
                actors: x.actors.into_iter().map(e).collect(),
                recipients: x.recipients.into_iter().map(e).collect(),
                instruments: x.instruments.into_iter().map(e).collect(),
                place: x.place.map(e),
                figures: x.figures.into_iter().map(|f| f + fig).collect(),
                evidence: x
                    .evidence
                    .into_iter()
                    .map(|mut v| {
                        (v.document, v.said_by) = (d(v.document), v.said_by.map(e));
                        v
                    })
                    .collect(),
                ..x
            }
        }));
    }
    same_keys(&mut all);
    super::registers::read(&mut all);
    super::rivals::read(&mut all);
    all
}

/// Entities of two documents with one key are one.
fn same_keys(all: &mut Records) {
    let mut unions = remap::Unions::new(all.entities.len());
    let mut first = std::collections::BTreeMap::new();
    for (i, entity) in all.entities.iter().enumerate() {
        let keep = *first.entry(entity.key.as_str()).or_insert(i as u32);
        unions.join(keep, i as u32, "same key in two reports".into());
    }
    unions.apply(all);
}
