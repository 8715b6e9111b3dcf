//! How exactly a figure is meant: "more than", "nearly", "a target of".

use super::*;
use crate::extract::lexicon::classes;

impl Reader<'_, '_> {
    /// How exact a number is: by the words before it, or after ("or more").
    pub(super) fn modifier(&self, start: usize, end: usize) -> Modifier {
        let mut hedge = None;
        for words in (1..=3).rev() {
            if start < self.sentence.tokens.start + words {
                continue;
            }
            // "handed over four jets" hands over; it is not more than four.
            let verb = words == 1
                && self.before(start, 1) == "over"
                && ["hand", "take", "took", "turn", "pass"]
                    .iter()
                    .any(|v| self.before(start, 2).starts_with(v));
            if verb {
                continue;
            }
            let phrase: Vec<&str> = (start - words..start).map(|i| self.word(i)).collect();
            hedge = look_up(&phrase.join(" ")).iter().find_map(|s| match s {
                Sense::Modifier(m) => Some(*m),
                _ => None,
            });
            if hedge.is_some() {
                break;
            }
        }
        if let Some(hedge) = hedge {
            return hedge;
        }
        match (self.word(end), self.word(end + 1)) {
            ("or", "more") => return Modifier::MoreThan,
            ("or", "less" | "fewer") => return Modifier::LessThan,
            ("or", "so") => return Modifier::About,
            _ => {}
        }
        if self.aimed(start) { Modifier::Target } else { Modifier::Exact }
    }

    /// Whether the words before a number set a goal: "to increase trade to", "a target of".
    pub(super) fn aimed(&self, start: usize) -> bool {
        let first = self.sentence.tokens.start.max(start.saturating_sub(12));
        let mut to = matches!(self.before(start, 1), "to" | "by" | "of" | "at" | "reach" | "hit");
        to &= start > first;
        for i in (first..start).rev() {
            let lead = self.before(i, 1);
            match self.word(i) {
                "goal" | "target" | "aim" | "objective" | "ambition" => return to,
                word if classes::is(word, classes::RAISING) => {
                    return to && matches!(lead, "to" | "will" | "would" | "should" | "must" | "and");
                }
                "raising" | "increasing" | "bringing" | "reaching" => {
                    return to && matches!(lead, "of" | "at");
                }
                "," | ";" => return false,
                _ => {}
            }
        }
        false
    }
}
