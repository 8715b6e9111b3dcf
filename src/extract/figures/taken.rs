//! Numbers that are no figures, since they belong to a name or a date.

use crate::extract::Text;
use crate::record::{Form, Mention, Records, Schema, Span};

/// Spans whose numbers belong to somebody else: names and dates.
pub(super) struct Taken {
    spans: Vec<Span>,
    /// Names of arms, which a number before them counts.
    arms: Vec<Span>,
}

impl Taken {
    pub(super) fn new(text: &Text, records: &Records) -> Taken {
        let numbered = |span: Span| text.slice(span).contains(|c: char| c.is_ascii_digit());
        let names = records.mentions.iter().filter(|m| m.form == Form::Name).map(|m| m.span);
        // A relative date ("14 years ago") keeps its number; "in 14 years" is none and stays free,
        // and so does that of a stretch of time ("the past five years").
        let mut spans: Vec<Span> = names
            .filter(|s| numbered(*s))
            .chain(records.dates.iter().filter(|d| d.rule != "date.stretch").map(|d| d.span))
            .collect();
        spans.sort();
        let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        let schema = |m: &&Mention| records.entities[m.entity.index()].schema == Schema::Equipment;
        let arms = records.mentions.iter().filter(|m| m.form == Form::Name).filter(schema);
        let mut arms: Vec<Span> = arms.map(|m| m.span).collect();
        arms.sort();
        Taken { spans: merged, arms }
    }

    /// The end of the name of arms that begins at an offset.
    pub(super) fn arms_from(&self, start: u32) -> Option<u32> {
        let i = self.arms.partition_point(|s| s.start < start);
        self.arms.get(i).filter(|s| s.start == start).map(|s| s.end)
    }

    pub(super) fn holds(&self, span: Span) -> bool {
        let i = self.spans.partition_point(|s| s.end <= span.start);
        self.spans.get(i).is_some_and(|s| s.overlaps(span))
    }
}
