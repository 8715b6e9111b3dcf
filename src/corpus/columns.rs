//! Mentions by column: they are most of a corpus, and like numbers side by side deflate well.

use crate::record::{DocumentId, EntityId, Form, Mention, Rule, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Each mention gets its own copy of a rule's name, so foreign bytes must not make it long.
const LONGEST_RULE: usize = 256;

/// Mentions, a list for each property; all but `rules` are of one length.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Mentions {
    /// Names of rules, sorted.
    rules: Vec<String>,
    document: Vec<u32>,
    /// Start, counted from the start of the mention before; signed, as lists need not be sorted.
    step: Vec<i64>,
    length: Vec<u32>,
    entity: Vec<u32>,
    form: Vec<Form>,
    /// Position in `rules`.
    rule: Vec<u32>,
}

impl Mentions {
    pub fn of(mentions: &[Mention]) -> Mentions {
        let mut rules: BTreeMap<&str, u32> = crate::order::map(mentions.iter().map(|m| (m.rule.as_ref(), 0)));
        for (i, position) in rules.values_mut().enumerate() {
            *position = i as u32;
        }
        let mut columns = Mentions::default();
        let mut before = 0;
        for m in mentions {
            columns.document.push(m.document.0);
            columns.step.push(i64::from(m.span.start) - before);
            before = i64::from(m.span.start);
            columns.length.push(m.span.end.wrapping_sub(m.span.start));
            columns.entity.push(m.entity.0);
            columns.form.push(m.form);
            columns.rule.push(rules.get(m.rule.as_ref()).copied().unwrap_or(0));
        }
        columns.rules = rules.into_keys().map(str::to_owned).collect();
        columns
    }

    /// The mentions again; `None` where the columns do not fit together.
    pub fn rows(&self) -> Option<Vec<Mention>> {
        let n = self.document.len();
        let lengths =
            [self.step.len(), self.length.len(), self.entity.len(), self.form.len(), self.rule.len()];
        if lengths.iter().any(|&length| length != n) || self.rules.iter().any(|r| r.len() > LONGEST_RULE) {
            return None;
        }
        let mut before = 0i64;
        (0..n)
            .map(|i| {
                before = before.checked_add(self.step[i])?;
                let start = u32::try_from(before).ok()?;
                Some(Mention {
                    document: DocumentId(self.document[i]),
                    span: Span { start, end: start.checked_add(self.length[i])? },
                    entity: EntityId(self.entity[i]),
                    form: self.form[i],
                    rule: Rule::Owned(self.rules.get(self.rule[i] as usize)?.clone()),
                })
            })
            .collect()
    }
}
