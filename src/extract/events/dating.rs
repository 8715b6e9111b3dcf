//! When what a report tells happened: by a date in its own words, in its sentence, or by the story.

use super::compose::Draft;
use super::narrative::{Narrative, RUNNING};
use super::tense::{Standing, Tense};
use super::{HELD_UP, words};
use crate::edtf::{Day, Edtf};
use crate::extract::Text;
use crate::record::{Entity, EntityId, EventKind, Records, Schema, Span, Status, ZoneKind};

/// Marks the rule of an event whose date is that of the words that tell it.
pub const AS_TOLD: &str = ", dated as told";

/// A date, and what the rule of its event says of it: nothing where its own words tell it.
pub type Dated = (Option<Edtf>, &'static str);

/// What a report tells, before it is dated.
pub struct Told<'a, 'b> {
    /// The report.
    pub text: &'a Text<'b>,
    /// The tables of the grammar.
    pub words: &'a words::Words,
    /// Its events, in order.
    pub drafts: &'a [Draft],
    /// The state of each entity.
    pub homes: &'a [Option<EntityId>],
    /// Where dates begin, in order.
    pub starts: &'a [u32],
    /// How each of these stands in its sentence.
    pub standings: &'a [Standing],
}

impl Told<'_, '_> {
    /// The date of each draft.
    pub fn dates(&self, records: &Records) -> Vec<Dated> {
        let Told { text, words, drafts, .. } = *self;
        let dates = calendar(records);
        let published = text.document.published.as_ref().and_then(|p| p.days().1);
        let finder = Finder { text, dates: &dates, drafts, published };
        let mut story = Narrative::new(text, self.homes, records);
        let mut met = 0;
        let mut out: Vec<Dated> = Vec::with_capacity(drafts.len());
        for (n, draft) in drafts.iter().enumerate() {
            let sentence = text.sentence_at(draft.span.start);
            let end = sentence.map_or(draft.span.end, |s| text.sentences[s].span.end);
            while let Some((_, date)) = dates.get(met).filter(|(s, _)| s.start < end) {
                story.met(date, published);
                met += 1;
            }
            if let Some((span, date, how)) = finder.find(n) {
                let stands = self.starts.binary_search(&span.start).ok().and_then(|i| self.standings.get(i));
                let stands = stands.copied().unwrap_or_default();
                story.dated(draft, &date, stands, how == AS_TOLD, records);
                out.push((Some(date), how));
                continue;
            }
            let now = draft.reported.is_none() && draft.status == Status::Occurred
                || draft.kind == EventKind::StatementIntent;
            let occasion =
                sentence.filter(|_| now).and_then(|s| occasion(text, words, text.sentences[s].span));
            let at = occasion.and_then(|kind| {
                let told = |&i: &usize| drafts[i].kind == kind && out[i].0.is_some();
                let twin = (0..n).rev().take(REACH).find(told);
                twin.and_then(|i| out[i].0.clone()).or_else(|| story.occasion())
            });
            let at = at.filter(|date| finder.possible(draft, date)).map(|date| (date, ""));
            let at = at.or_else(|| story.date(draft).map(|date| (date, RUNNING)));
            out.push(at.map_or((None, ""), |(date, how)| (Some(date), how)));
        }
        headlines(text, &story, drafts, &mut out);
        out
    }
}

/// How many events before and behind one of the same sentence are looked at.
const REACH: usize = 16;

/// Looks for the date that the words of an event tell.
struct Finder<'a, 'b> {
    text: &'a Text<'b>,
    dates: &'a [(Span, Edtf)],
    drafts: &'a [Draft],
    published: Option<Day>,
}

impl Finder<'_, '_> {
    /// What is told as done was done before it was told: a later date belongs to something else.
    fn possible(&self, draft: &Draft, date: &Edtf) -> bool {
        draft.status != Status::Occurred
            || !matches!((date.days().0, self.published), (Some(first), Some(last)) if first > last)
    }

    /// The date that the words of a draft, or its sentence, give it.
    fn find(&self, n: usize) -> Option<(Span, Edtf, &'static str)> {
        let (text, draft) = (self.text, &self.drafts[n]);
        let sentence = text.sentence_at(draft.span.start).map(|s| text.sentences[s].span);
        // "who is sanctioned": what is so at any time has no date of the clause around it.
        let stands = draft.standing;
        let state = stands.related && stands.tense == Tense::Open && draft.status == Status::Occurred;
        let sentence = sentence.filter(|_| !state);
        // A date before "he said that" tells when he said it, not when it is to happen.
        let said = draft.reported.map(|t| text.tokens[t].span.start);
        let after = |s: Span| Span { start: said.map_or(s.start, |t| s.start.max(t)), end: s.end };
        let own = self.inside(n, draft.span).or_else(|| self.inside(n, after(sentence?)));
        let told = own.is_none().then(|| self.inside(n, sentence?)).flatten();
        // "decided last week to donate": the decision was last week.
        let decided = own.is_some_and(|(span, _)| {
            draft.status != Status::Occurred
                && span.end <= text.tokens[draft.head].span.start
                && draft.head.checked_sub(1).is_some_and(|t| text.tokens[t].lower == "to")
        });
        let how = if told.is_some() || decided || draft.rule.ends_with(HELD_UP) { AS_TOLD } else { "" };
        if let Some((span, date)) = own.or(told) {
            let date = if self.since(draft, *span) { self.up_to_now(date) } else { date.clone() };
            return Some((*span, date, how));
        }
        // "has signed no contracts since the war began in May"
        let began = self.beside(n).find(|d| d.standing.since && d.head > draft.head)?;
        let (span, date) = self.stretch(began.span).next()?;
        (draft.standing.tense == Tense::Open && matches!(draft.status, Status::Occurred | Status::Denied))
            .then(|| (*span, self.up_to_now(date), ""))
    }

    /// Other events of about the same sentence.
    fn beside(&self, n: usize) -> impl Iterator<Item = &Draft> {
        let sentence = self.text.tokens.get(self.drafts[n].head).map(|t| t.sentence);
        let near = n.saturating_sub(REACH)..self.drafts.len().min(n + REACH);
        near.filter(move |&m| m != n)
            .map(|m| &self.drafts[m])
            .filter(move |d| self.text.tokens.get(d.head).map(|t| t.sentence) == sentence)
    }

    fn stretch(&self, span: Span) -> impl Iterator<Item = &(Span, Edtf)> {
        let from = self.dates.partition_point(|(s, _)| s.start < span.start);
        self.dates[from..]
            .iter()
            .take_while(move |(s, _)| s.start < span.end)
            .filter(move |(s, _)| s.end <= span.end)
    }

    /// The first date in a stretch that can be that of a draft.
    fn inside(&self, n: usize, span: Span) -> Option<&(Span, Edtf)> {
        let draft = &self.drafts[n];
        let head = self.text.tokens[draft.head].span;
        // "Norway, which joined in 2017, signed": the year is that of joining.
        let theirs = |date: Span| {
            self.beside(n).any(|d| d.standing.apart && d.span.contains(date) && !d.span.contains(head))
        };
        self.stretch(span)
            .take(REACH)
            .find(|(s, e)| self.possible(draft, e) && !aside(self.text, span, *s, draft.head) && !theirs(*s))
    }

    /// "has bought nothing since 2014", no date of one day.
    fn since(&self, draft: &Draft, date: Span) -> bool {
        let before = self.text.tokens_in(date).start.checked_sub(1);
        draft.standing.tense == Tense::Open
            && matches!(draft.status, Status::Occurred | Status::Denied)
            && before.is_some_and(|t| self.text.tokens[t].lower == "since")
    }

    /// From a date to the day of the report.
    fn up_to_now(&self, date: &Edtf) -> Edtf {
        let first = |text: &str| text.split('/').next().unwrap_or("").to_owned();
        let published = self.text.document.published.as_ref().map(|p| p.as_str());
        let last = published.map_or("..", |p| p.rsplit('/').next().unwrap_or(".."));
        let begin = first(date.as_str());
        match (Edtf::parse(&begin).map(|e| e.days().0), Edtf::parse(last).map(|e| e.days().1)) {
            (Ok(Some(a)), Ok(Some(b))) if a > b => date.clone(),
            _ => Edtf::parse(&format!("{begin}/{last}")).unwrap_or_else(|_| date.clone()),
        }
    }
}

/// All dated expressions of a report, but those that belong to papers ("a roadmap for 2017–2018").
fn calendar(records: &Records) -> Vec<(Span, Edtf)> {
    let mut dates: Vec<(Span, Edtf)> = records.dates.iter().map(|d| (d.span, d.edtf.clone())).collect();
    dates.sort();
    let agreement = |e: &Entity| e.schema == Schema::Agreement;
    let of_paper = |e: EntityId| records.entities.get(e.index()).is_some_and(agreement);
    let mut papers: Vec<Span> =
        records.mentions.iter().filter(|m| of_paper(m.entity)).map(|m| m.span).collect();
    papers.sort();
    dates.retain(|(d, _)| {
        let to = papers.partition_point(|p| p.start <= d.start);
        !papers[..to].last().is_some_and(|p| p.contains(*d))
    });
    dates
}

/// Gives headlines the date of what they tell, where it has none of its own.
fn headlines(text: &Text, story: &Narrative<'_, '_>, drafts: &[Draft], dates: &mut [Dated]) {
    for (draft, date) in drafts.iter().zip(dates) {
        let zone = text.sentence_at(draft.span.start).map(|s| text.sentences[s].zone);
        if !matches!(zone, Some(ZoneKind::Title | ZoneKind::Subtitle)) {
            break;
        }
        if date.0.is_none()
            && let Some(at) = story.of_headline(draft)
        {
            *date = (Some(at), RUNNING);
        }
    }
}

/// Whether a date stands in a relative clause between commas, before the verb of the event: "Norway,
/// which began in 2017, would receive".
fn aside(text: &Text, span: Span, date: Span, head: usize) -> bool {
    let before = text.tokens_in(Span { start: span.start, end: date.start });
    let first = text.tokens_in(date).end;
    first < head
        && before.rev().take(24).any(|t| matches!(text.tokens[t].lower.as_str(), "which" | "who" | "whose"))
        && (first..head).take(24).any(|t| text.tokens[t].lower == ",")
}

/// The kind of event with which a sentence opens, at which it happens: "After the talks", "At the
/// handover".
fn occasion(text: &Text, words: &words::Words, sentence: Span) -> Option<EventKind> {
    let tokens = text.tokens_in(sentence);
    let lower = |i: usize| text.tokens[i].lower.as_str();
    let first = tokens.clone().next()?;
    if !matches!(lower(first), "after" | "during" | "at" | "following") {
        return None;
    }
    let noun = |i: usize| words.entry(lower(i)).and_then(|e| e.noun).map(|n| words.nouns[n as usize].kind);
    tokens.skip(1).take(4).filter(|&i| !text.tokens[i].capital).find_map(noun)
}

#[cfg(test)]
mod tests;
