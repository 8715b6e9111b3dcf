//! What somebody else denies: "…, which Oslo disputes", "The ministry denied the report." The event keeps
//! its status and gets another piece of evidence, by which it is denied.

use super::clauses::{Kind, Shape};
use super::compose::{Draft, Scene};
use crate::extract::lexicon::classes;
use crate::record::{EntityId, Span, Status};

/// Somebody contests what was told.
pub struct Dispute {
    /// Position of the draft, counted from the document's first; those of the sentence come last.
    pub draft: usize,
    /// The clause that contests it.
    pub span: Span,
    /// Who does.
    pub who: Option<EntityId>,
}

impl Scene<'_, '_, '_> {
    /// The drafts that this sentence, or the one before it, tells and somebody contests in it.
    pub(super) fn disputes(&mut self, found: &[Draft]) -> Vec<Dispute> {
        let mut out = Vec::new();
        for g in 0..self.clauses.groups.len() {
            let group = &self.clauses.groups[g];
            let lemma = group.verb.map(|v| self.words.verbs[v as usize].lemma.as_str());
            if group.shape != Shape::Finite
                || group.passive
                || group.negated
                || !lemma.is_some_and(|l| classes::is(l, classes::CONTEST))
            {
                continue;
            }
            let Some((span, here)) = self.contested(g) else { continue };
            let subject = self.frames[g].subject.clone();
            let who: Option<EntityId> = self.people(&subject, true, false).first().copied();
            let head = group.head;
            let sentence = self.text.tokens[head].sentence;
            let base = self.before.len();
            // "…; Oslo denied this": what this sentence told before.
            let here = here || (0..g).any(|h| self.main(h) && self.clauses.groups[h].head < head);
            let target = if here {
                let told = found.iter().enumerate().filter(|(_, d)| d.head < head);
                told.max_by_key(|(_, d)| d.head).map(|(i, d)| (base + i, d))
            } else {
                let told = |d: &Draft| self.text.tokens[d.head].sentence + 1 == sentence;
                let near = self.before.iter().enumerate().rev().take(6).filter(|(_, d)| told(d));
                near.max_by_key(|(_, d)| d.head)
            };
            if let Some((draft, told)) = target
                && told.status != Status::Denied
            {
                out.push(Dispute { draft, span, who });
            }
        }
        out
    }

    /// Where a group contests something told: its clause, and whether that stands in this sentence.
    fn contested(&self, g: usize) -> Option<(Span, bool)> {
        let frame = &self.frames[g];
        let group = &self.clauses.groups[g];
        let told = |unit: usize| {
            let tokens = self.unit_tokens(unit);
            classes::is(self.lower(self.cast.head(&tokens)), classes::TELLING)
        };
        if let Some(unit) = frame.antecedent {
            // ", which Oslo disputes" after a clause; ", a charge that Oslo denies"
            let from = frame.subject_from?.checked_sub(1)?;
            let which = self.clauses.units[from].kind == Kind::Rel
                && self.lower(self.unit_tokens(from).start) == "which";
            let comma = from > 0 && self.clauses.units[from - 1].kind == Kind::Comma;
            let start = if told(unit) { self.unit_tokens(unit).start } else { self.unit_tokens(from).start };
            return (told(unit) || which && comma).then(|| (self.text.cover(start..group.tokens.end), true));
        }
        let object = *frame.object.first()?;
        let tokens = self.unit_tokens(object);
        let pointed = matches!(self.lower(tokens.start), "the" | "this" | "that" | "these" | "it");
        let it = tokens.len() == 1 && matches!(self.lower(tokens.start), "it" | "this" | "that");
        let main = !frame.relative && frame.governor.is_none();
        (main && (it || pointed && told(object))).then(|| (self.extent(g), false))
    }
}
