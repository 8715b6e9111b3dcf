//! Where a verb stands in time, and whether its clause carries the report on or stands beside it.

use super::clauses::{Clauses, Shape};
use super::compose::Draft;
use super::inflect::Form;
use super::roles::Frame;
use super::words::{Class, Words};
use crate::extract::Text;

/// Where a finite verb stands in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// "signed", "was signed", "did sign".
    Past,
    /// "had signed".
    Before,
    /// Anything else: "signs", "has signed", "will sign".
    #[default]
    Open,
}

/// How the clause of an event stands in its report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Of its verb; of what is reported, of the verb of saying.
    pub tense: Tense,
    /// After "when", "since", "after" and their like, or related: it does not carry the report on.
    pub aside: bool,
    /// After "who" and "which".
    pub related: bool,
    /// Its time says nothing of that of the clause around it: related, or after "since", "before", "though".
    pub apart: bool,
    /// After "since" with a clause of its own.
    pub since: bool,
}

/// A sentence, parsed.
pub struct Parsed<'p, 'a, 'b> {
    pub text: &'p Text<'b>,
    pub words: &'a Words,
    pub clauses: &'p Clauses,
    pub frames: &'p [Frame],
}

impl Parsed<'_, '_, '_> {
    fn finite(&self) -> impl DoubleEndedIterator<Item = usize> {
        let groups = &self.clauses.groups;
        (0..groups.len()).filter(|&g| groups[g].shape == Shape::Finite)
    }

    /// The standing of what `draft` tells.
    pub fn of(&self, draft: &Draft) -> Standing {
        let groups = &self.clauses.groups;
        let at = draft.reported.unwrap_or(draft.head);
        let own = self.finite().find(|&g| groups[g].head == at);
        let before = || self.finite().rev().find(|&g| groups[g].head <= at);
        let g = own.or_else(before).or_else(|| self.finite().next());
        g.map_or(Standing::default(), |g| self.standing(g))
    }

    /// The standing of a date that begins at a token: of the verb before it, or, where it opens the
    /// sentence, of the first that is not related.
    pub fn at(&self, token: usize) -> Standing {
        let groups = &self.clauses.groups;
        let before = self.finite().rev().find(|&g| groups[g].head < token);
        let g = before.or_else(|| self.finite().find(|&g| !self.frames[g].relative));
        g.map_or(Standing::default(), |g| self.standing(g))
    }

    fn standing(&self, g: usize) -> Standing {
        let Parsed { text, words, clauses, frames } = self;
        let groups = &clauses.groups;
        let opening = frames[g].subject_from.unwrap_or(groups[g].unit).checked_sub(1);
        let opening =
            opening.and_then(|u| clauses.units.get(u)).map_or("", |u| &text.tokens[u.tokens.start].lower);
        let since = opening == "since";
        let related = frames[g].relative;
        let apart = since
            || related
            || matches!(opening, "before" | "until" | "because" | "although" | "though" | "if" | "whereas");
        let aside = apart || matches!(opening, "when" | "while" | "after" | "as" | "once");
        Standing { tense: tense(text, words, clauses, g), aside, related, apart, since }
    }
}

fn tense(text: &Text, words: &Words, clauses: &Clauses, g: usize) -> Tense {
    let group = &clauses.groups[g];
    let first = group.tokens.clone().find(|&t| {
        let class = words.entry(&text.tokens[t].lower).and_then(|e| e.class);
        !matches!(class, Some(Class::Adv | Class::Not))
    });
    let Some(first) = first else { return Tense::Open };
    match text.tokens[first].lower.as_str() {
        "had" if first != group.head => Tense::Before,
        "had" | "was" | "were" | "did" => Tense::Past,
        lower if first == group.head => {
            let form = words.entry(lower).and_then(|e| e.verbs.iter().map(|v| v.1).reduce(Form::or));
            if form.is_some_and(|f| f.is(Form::PAST)) { Tense::Past } else { Tense::Open }
        }
        _ => Tense::Open,
    }
}
