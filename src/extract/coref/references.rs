//! Who is meant in a stretch of text: the mentions of one document by position.

use crate::record::{EntityId, Form, Mention, Records, Schema, Span};
use std::collections::BTreeSet;

/// The mentions of one document, sorted, with answers to "who stands in this span?".
///
/// It is a copy, so a stage can ask it while it adds to the records. A plural anaphor ("the two
/// countries", "they") is several mentions with one span: one per referent.
#[derive(Clone, Debug, Default)]
pub struct References {
    mentions: Vec<Mention>,
    schemas: Vec<Schema>,
}

impl References {
    /// An index over the mentions found so far.
    pub fn new(records: &Records) -> References {
        let mut mentions = records.mentions.clone();
        mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.entity));
        References { mentions, schemas: records.entities.iter().map(|e| e.schema).collect() }
    }

    /// Kind of an entity.
    pub fn schema(&self, entity: EntityId) -> Option<Schema> {
        self.schemas.get(entity.index()).copied()
    }

    /// All mentions, by position.
    pub fn all(&self) -> &[Mention] {
        &self.mentions
    }

    /// Mentions that lie inside a span, in order of position, an outer one before those inside it.
    pub fn inside(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions[from..]
            .iter()
            .take_while(move |m| m.span.start < span.end)
            .filter(move |m| m.span.end <= span.end)
    }

    /// Mentions that lie inside a span and inside no other mention in it: "Serbian Defence Minister
    /// A. B." gives the person, not Serbia. Pronouns and plural anaphors are included.
    pub fn outermost(&self, span: Span) -> Vec<&Mention> {
        let mut out: Vec<&Mention> = Vec::new();
        for mention in self.inside(span) {
            let covered =
                out.iter().rev().take(8).any(|o| o.span.contains(mention.span) && o.span != mention.span);
            if !covered {
                out.push(mention);
            }
        }
        out
    }

    /// Entities meant in a span, each once, in order of first mention; outermost mentions only.
    pub fn entities(&self, span: Span) -> Vec<EntityId> {
        let mut seen = BTreeSet::new();
        self.outermost(span).into_iter().map(|m| m.entity).filter(|e| seen.insert(*e)).collect()
    }

    /// The entity that a noun phrase refers to: the mention with exactly this span, or else the
    /// longest inside it. `None` where nobody is mentioned.
    pub fn entity(&self, span: Span) -> Option<EntityId> {
        self.inside(span).max_by_key(|m| (m.span.len(), std::cmp::Reverse(m.span.start))).map(|m| m.entity)
    }

    /// The last mention that ends at or before an offset and passes a test: "whoever came before".
    /// Looks back over at most `reach` mentions.
    pub fn before(&self, offset: u32, reach: usize, test: impl Fn(&Mention) -> bool) -> Option<&Mention> {
        let to = self.mentions.partition_point(|m| m.span.start < offset);
        self.mentions[..to].iter().rev().take(reach).find(|m| m.span.end <= offset && test(m))
    }

    /// Whether a mention names somebody rather than pointing back.
    pub fn names(mention: &Mention) -> bool {
        matches!(mention.form, Form::Name | Form::Demonym)
    }
}

/// The entity that a span refers to, without keeping an index: see [`References::entity`].
pub fn entity_at(records: &Records, span: Span) -> Option<EntityId> {
    References::new(records).entity(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::DocumentId;

    fn mention(start: usize, end: usize, entity: u32) -> Mention {
        Mention {
            document: DocumentId(0),
            span: Span::new(start, end),
            entity: EntityId(entity),
            form: Form::Name,
            rule: "test".into(),
        }
    }

    #[test]
    fn outer_mentions_hide_those_inside_and_plurals_stay() {
        let mentions = vec![mention(40, 50, 3), mention(0, 20, 1), mention(0, 7, 2), mention(40, 50, 4)];
        let references = References::new(&Records { mentions, ..Records::default() });
        let ids = |v: Vec<EntityId>| v.into_iter().map(|e| e.0).collect::<Vec<_>>();
        assert_eq!(ids(references.entities(Span::new(0, 60))), [1, 3, 4]);
        assert_eq!(ids(references.entities(Span::new(0, 10))), [2]);
        assert_eq!(references.entity(Span::new(0, 30)), Some(EntityId(1)));
        assert_eq!(references.before(40, 9, |_| true).map(|m| m.entity.0), Some(2));
        assert_eq!(references.entity(Span::new(21, 39)), None);
    }
}
