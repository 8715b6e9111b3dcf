//! Who does it and to whom: the subject of a verb group to its left, its complements to its right.

use super::clauses::{Clauses, Kind, Shape};
use super::words::{Control, Words};
use crate::extract::Text;
use crate::extract::lexicon::classes;

/// How far to look, in units; bounds the work on a sentence without end.
pub(super) const REACH: usize = 40;

/// What stands around one verb group, as positions in [`Clauses::units`].
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Heads of the noun phrases that are its subject; for a passive, what undergoes.
    pub subject: Vec<usize>,
    /// First unit of the subject, modifiers included.
    pub subject_from: Option<usize>,
    /// Whether the subject was taken over from another group.
    pub inherited: bool,
    /// Direct object.
    pub object: Vec<usize>,
    /// Second object ("gave him the order").
    pub second: Vec<usize>,
    /// Prepositional complements: unit of the preposition and noun phrases.
    pub preps: Vec<(usize, Vec<usize>)>,
    /// One past the last unit that belongs to it.
    pub end: usize,
    /// The group that governs it (of an infinitive, gerund or content clause).
    pub governor: Option<usize>,
    /// The noun that governs it ("decision to"): a unit.
    pub noun: Option<usize>,
    /// Stands after "who" or "which".
    pub relative: bool,
    /// What a relative clause with a subject of its own is about ("a treaty that both concluded"): a
    /// unit, which is its object where it has no other.
    pub antecedent: Option<usize>,
    /// The noun whose content the clause is ("reports that …"): a unit.
    pub claim: Option<usize>,
    /// Stands after "if" or "unless".
    pub conditional: bool,
    /// Follows "and" or a comma after the group with whose subject it shares.
    pub coordinate: Option<usize>,
}

/// Finds the frames of all groups of a sentence.
pub fn frames(text: &Text, words: &Words, clauses: &Clauses) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::with_capacity(clauses.groups.len());
    for g in 0..clauses.groups.len() {
        let mut frame = Frame::default();
        let finder = Finder { text, words, clauses, done: &out };
        finder.complements(g, &mut frame);
        finder.subject(g, &mut frame);
        if let Some(unit) = frame.antecedent
            && frame.object.is_empty()
            && !clauses.groups[g].passive
        {
            frame.object.push(unit);
        }
        out.push(frame);
    }
    // A participle before its clause ("Following talks, both signed") has the subject that comes after.
    for g in (0..out.len()).rev() {
        if out[g].subject.is_empty()
            && clauses.groups[g].shape == Shape::Gerund
            && let Some(next) = (g + 1..out.len()).find(|&h| clauses.groups[h].shape == Shape::Finite)
        {
            out[g].subject = out[next].subject.clone();
            out[g].inherited = true;
        }
    }
    out
}

/// Looks around each verb group in turn.
pub(super) struct Finder<'a, 'b> {
    pub(super) text: &'a Text<'b>,
    pub(super) words: &'a Words,
    pub(super) clauses: &'a Clauses,
    pub(super) done: &'a [Frame],
}

/// What lies to the left of a noun phrase.
pub(super) enum Left {
    /// Heads and first unit.
    Heads(Vec<usize>, usize),
    /// The phrase modifies the subject of this group.
    Modifies(usize),
    /// It belongs to a phrase without a head: no subject.
    Nothing,
}

impl Finder<'_, '_> {
    pub(super) fn kind(&self, i: usize) -> Option<Kind> {
        self.clauses.units.get(i).map(|u| u.kind)
    }

    pub(super) fn lower(&self, unit: usize) -> &str {
        self.clauses.units.get(unit).map_or("", |u| &self.text.tokens[u.tokens.start].lower)
    }

    pub(super) fn left(&self, i: usize) -> Option<Kind> {
        i.checked_sub(1).and_then(|i| self.kind(i))
    }

    pub(super) fn control_of(&self, g: usize) -> Control {
        let group = &self.clauses.groups[g];
        group
            .verb
            .and_then(|v| self.words.verbs[v as usize].senses.iter().find(|s| s.control != Control::None))
            .map_or(Control::None, |s| s.control)
    }

    fn modifier(&self, g: usize) -> bool {
        let group = &self.clauses.groups[g];
        matches!(group.shape, Shape::Reduced | Shape::Gerund) || self.done.get(g).is_some_and(|f| f.relative)
    }

    /// From the last noun phrase of a subject to its heads: over "of", "in", lists and participles.
    pub(super) fn chain(&self, last: usize) -> Left {
        let mut heads = vec![last];
        let mut head = last;
        let mut conj = false;
        let mut safe = 0; // heads known to be right of the last conjunction
        for _ in 0..REACH {
            match self.left(head) {
                Some(Kind::Prep) => {
                    let Some(before) = head.checked_sub(2) else {
                        return self.after_opening(heads, safe, conj);
                    };
                    match self.kind(before) {
                        // "have grown since both began": what follows "since" is a clause.
                        Some(Kind::Noun)
                            if matches!(self.lower(head - 1), "since" | "after" | "before" | "until")
                                && self.done.iter().enumerate().any(|(h, f)| {
                                    self.clauses.groups[h].shape == Shape::Finite
                                        && !f.relative
                                        && self.clauses.groups[h].unit < head
                                }) =>
                        {
                            break;
                        }
                        Some(Kind::Noun) => {
                            head = before;
                            if let Some(h) = heads.last_mut() {
                                *h = before;
                            }
                        }
                        Some(Kind::Verb(g)) if self.modifier(g) => return Left::Modifies(g),
                        Some(Kind::Verb(_)) if conj => return self.after_opening(heads, safe, conj),
                        Some(Kind::Verb(_)) => return Left::Nothing,
                        _ => return self.after_opening(heads, safe, conj),
                    }
                }
                Some(Kind::Conj) => {
                    let Some(before) = head.checked_sub(2) else { break };
                    match self.kind(before) {
                        Some(Kind::Noun) => {
                            safe = heads.len();
                            conj = true;
                            heads.push(before);
                            head = before;
                        }
                        // ", and"
                        Some(Kind::Comma)
                            if head >= 3 && self.kind(head - 3) == Some(Kind::Noun) && !conj =>
                        {
                            safe = heads.len();
                            conj = true;
                            heads.push(head - 3);
                            head -= 3;
                        }
                        _ => break,
                    }
                }
                Some(Kind::Comma) if conj => {
                    let Some(before) = head.checked_sub(2) else { break };
                    let own = matches!(self.left(before), Some(Kind::Prep | Kind::Verb(_)));
                    if self.kind(before) != Some(Kind::Noun) || own {
                        break;
                    }
                    // "A. B., chairman of C, and D. E.": who he is, not another.
                    let tokens = &self.clauses.units[head].tokens;
                    let what = tokens.len() <= 3
                        && self
                            .words
                            .entry(&self.text.tokens[tokens.end - 1].lower)
                            .is_some_and(|e| e.agent.is_some())
                        && !self.text.tokens[tokens.end - 1].capital;
                    if what {
                        heads.pop();
                    }
                    heads.push(before);
                    head = before;
                }
                Some(Kind::Verb(g)) if self.modifier(g) && !conj => return Left::Modifies(g),
                Some(Kind::Verb(g)) if conj && self.control_of(g) != Control::Say => {
                    // "met Petrov and Serbia signed": only what follows the conjunction.
                    heads.truncate(safe.max(1));
                    head = heads.last().copied().unwrap_or(last);
                    break;
                }
                _ => break,
            }
        }
        heads.reverse();
        Left::Heads(heads, head)
    }

    /// A chain that ran into a preposition at the opening of a clause: "In talks with A and B": nothing,
    /// but "In Minsk A and B" was cut by the conjunction.
    fn after_opening(&self, mut heads: Vec<usize>, safe: usize, conj: bool) -> Left {
        if conj && safe > 0 {
            heads.truncate(safe);
            let from = heads.last().copied().unwrap_or(0);
            heads.reverse();
            return Left::Heads(heads, from);
        }
        Left::Nothing
    }

    pub(super) fn set(&self, frame: &mut Frame, left: Left) {
        match left {
            Left::Heads(heads, from) => {
                frame.subject = heads;
                frame.subject_from = Some(from);
            }
            Left::Modifies(g) => {
                let other = &self.done[g];
                frame.subject = other.subject.clone();
                frame.subject_from = other.subject_from;
            }
            Left::Nothing => {}
        }
    }

    pub(super) fn inherit(&self, frame: &mut Frame, g: usize) {
        frame.subject = self.done[g].subject.clone();
        frame.subject_from = None;
        frame.inherited = true;
    }

    /// The last finite group before `g` that is no relative clause.
    pub(super) fn previous_finite(&self, g: usize) -> Option<usize> {
        (0..g)
            .rev()
            .take(REACH)
            .find(|&h| self.clauses.groups[h].shape == Shape::Finite && !self.done[h].relative)
    }

    fn subject(&self, g: usize, frame: &mut Frame) {
        let group = &self.clauses.groups[g];
        let u = group.unit;
        match group.shape {
            Shape::Finite => self.finite_subject(g, u, frame),
            Shape::Infinitive => self.infinitive_subject(g, u, frame),
            Shape::Gerund => match self.left(u) {
                Some(Kind::Noun) => {
                    frame.subject = vec![u - 1];
                    frame.subject_from = Some(u - 1);
                    frame.relative = true;
                    // After the object of a finite verb the subject of that verb acts: "left saying".
                }
                Some(Kind::Prep | Kind::Sub | Kind::Comma | Kind::Conj | Kind::Verb(_)) => {
                    let governor = (0..g).rev().take(REACH).find(|&h| self.clauses.groups[h].unit < u);
                    if let Some(h) = governor {
                        let h = if self.left(u) == Some(Kind::Comma) {
                            self.previous_finite(g).unwrap_or(h)
                        } else {
                            h
                        };
                        let accused =
                            self.control_of(h) == Control::Accuse && !self.clauses.groups[h].passive;
                        if accused && !self.done[h].object.is_empty() {
                            frame.subject = self.done[h].object.clone();
                            frame.inherited = true;
                        } else {
                            self.inherit(frame, h);
                        }
                        frame.governor =
                            matches!(self.left(u), Some(Kind::Prep | Kind::Verb(_))).then_some(h);
                    }
                }
                _ => {}
            },
            Shape::Reduced => {
                let at = match self.left(u) {
                    Some(Kind::Noun) => Some(u - 1),
                    Some(Kind::Comma) if u >= 2 && self.kind(u - 2) == Some(Kind::Noun) => Some(u - 2),
                    // "the exercise “Sea Shield”, planned for May"
                    Some(Kind::Comma)
                        if u >= 4
                            && self.kind(u - 2) == Some(Kind::Quote)
                            && self.kind(u - 3) == Some(Kind::Noun)
                            && self.kind(u - 4) == Some(Kind::Quote) =>
                    {
                        Some(u - 3)
                    }
                    _ => None,
                };
                frame.relative = true;
                if let Some(i) = at {
                    frame.subject = vec![i];
                    frame.subject_from = Some(i);
                } else if self.left(u) == Some(Kind::Conj) && g > 0 {
                    self.inherit(frame, g - 1);
                    frame.relative = self.done[g - 1].relative;
                    frame.coordinate = Some(g - 1);
                }
            }
        }
        // A content clause: "said (that) …".
        if group.shape == Shape::Finite && !frame.relative {
            let from = frame.subject_from.unwrap_or(u);
            let opener = from.checked_sub(1);
            let verb = match opener.and_then(|i| self.kind(i)) {
                Some(Kind::Verb(h)) => Some(h),
                Some(Kind::That | Kind::Quote | Kind::Noun) => self.nearest_say(from, g),
                Some(Kind::Comma) => None,
                _ => None,
            };
            if let Some(h) = verb
                && matches!(
                    self.control_of(h),
                    Control::Say
                        | Control::Deny
                        | Control::Threat
                        | Control::Request
                        | Control::Agree
                        | Control::Accuse
                        | Control::Wish
                        | Control::Plan
                        | Control::Offer
                )
            {
                frame.governor = Some(h);
            }
            if let Some(h) = frame.coordinate {
                frame.governor = frame.governor.or(self.done[h].governor);
            }
            frame.claim = opener
                .filter(|&i| self.kind(i) == Some(Kind::That) && self.left(i) == Some(Kind::Noun))
                .map(|i| i - 1)
                .filter(|&i| claims(self.text, self.clauses, i));
            frame.conditional = opener.is_some_and(|i| {
                self.kind(i) == Some(Kind::Sub)
                    && matches!(self.lower(i), "if" | "unless" | "whether" | "until" | "provided")
            });
            if frame.inherited
                && let Some(h) = frame.coordinate
            {
                frame.conditional |= self.done[h].conditional;
            }
        }
    }

    /// The noun phrase before "that" or "which"; none for "to which", "where" and "when".
    pub(super) fn antecedent(&self, rel: usize) -> Option<usize> {
        let gap = matches!(self.lower(rel), "that" | "which" | "whom" | "who");
        let mut i = rel.checked_sub(1)?;
        if self.kind(i) == Some(Kind::Comma) {
            i = i.checked_sub(1)?;
        }
        if !gap || self.kind(i) != Some(Kind::Noun) {
            return None;
        }
        // "an agreement on fish that both signed": the agreement, if only things lie between.
        while self.left(i) == Some(Kind::Prep)
            && matches!(self.lower(i - 1), "of" | "on" | "about" | "for")
            && i >= 2
            && self.kind(i - 2) == Some(Kind::Noun)
        {
            i -= 2;
        }
        Some(i)
    }

    /// The claim whose clause has ended before the verb at unit `u`: "Reports that X did it were denied".
    pub(super) fn claim_before(&self, u: usize) -> Option<usize> {
        let that = (1..u).rev().take(REACH).find(|&k| self.kind(k) == Some(Kind::That))?;
        let finite = (that..u)
            .filter(|&k| matches!(self.kind(k), Some(Kind::Verb(h)) if self.clauses.groups[h].shape == Shape::Finite))
            .count();
        (finite == 1 && self.kind(that - 1) == Some(Kind::Noun) && claims(self.text, self.clauses, that - 1))
            .then_some(that - 1)
    }

    fn nearest_say(&self, from: usize, g: usize) -> Option<usize> {
        let h = (0..g).rev().take(REACH).find(|&h| self.clauses.groups[h].unit < from)?;
        (from - self.clauses.groups[h].unit <= 8).then_some(h)
    }
}

/// Whether a noun phrase is a mere report of something: "claims", "rumours".
pub(super) fn claims(text: &Text, clauses: &Clauses, unit: usize) -> bool {
    let last = clauses.units[unit].tokens.end - 1;
    classes::is(&text.tokens[last].lower, classes::RUMOUR)
}
