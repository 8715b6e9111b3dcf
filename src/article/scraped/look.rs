//! Pieces of a scraped text: lines, or what were lines, and what each looks like by itself.

use super::super::furniture::{Furniture, ends_sentence, furniture};
use super::super::{Lines, collapsed, credits, published};
use crate::record::Span;

/// One piece of the text and what it looks like by itself.
pub(super) struct Look {
    pub(super) span: Span,
    pub(super) words: usize,
    pub(super) sentence: bool,
    pub(super) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Furniture(Furniture),
    Date,
    Byline,
    Translator,
    Caption,
    /// A paragraph of sentences.
    Prose,
    /// Anything else: a title, a heading, a menu item.
    Short,
}

pub(super) fn looks(text: &str) -> Vec<Look> {
    let lines = Lines::new(text, 0).spans;
    let whole: usize = lines.iter().map(|l| l.len()).sum();
    let mut spans = Vec::with_capacity(lines.len());
    for line in joined(text, lines) {
        if line.len() > 300 && line.len() * 10 > whole * 7 {
            spans.extend(collapsed::cut(text, line));
        } else {
            spans.push(line);
        }
    }
    spans.into_iter().map(|span| look(text, span)).collect()
}

/// Lines of a paragraph that was wrapped at a fixed width, joined again.
fn joined(text: &str, lines: Vec<Span>) -> Vec<Span> {
    let gap = |a: &Span, b: &Span| text[a.range().end..b.range().start].matches('\n').count();
    let full =
        lines.windows(2).filter(|w| gap(&w[0], &w[1]) == 1 && (55..=100).contains(&w[0].len())).count();
    let long = lines.iter().filter(|l| l.len() > 110).count();
    let wrapped = full >= 6 && long == 0;
    let mut out: Vec<Span> = Vec::with_capacity(lines.len());
    let mut last_line: Option<Span> = None;
    for line in lines {
        let goes_on = line.of(text).starts_with(char::is_lowercase);
        if let (Some(last), Some(before)) = (out.last_mut(), last_line) {
            let open = !ends_sentence(before.of(text));
            let near = gap(&before, &line) == 1;
            if near && before.len() >= 40 && ((goes_on && open) || (wrapped && before.len() >= 50)) {
                last.end = line.end;
                last_line = Some(line);
                continue;
            }
        }
        out.push(line);
        last_line = Some(line);
    }
    out
}

pub(super) fn look(text: &str, span: Span) -> Look {
    let line = span.of(text);
    let words = line.split_whitespace().count();
    // "The minister said:" leads into the next paragraph and belongs to it.
    let leads = words >= 3 && line.ends_with(':');
    // "… and logistics. Enditem": a sentence ended before the line did.
    let inner = words >= 6
        && !leads
        && line.match_indices(". ").any(|(at, _)| {
            let before = line[..at].rsplit(char::is_whitespace).next().unwrap_or("");
            before.len() > 2 && before.chars().all(char::is_lowercase)
        });
    let sentence = ends_sentence(line) || leads || inner;
    let role = if credits::translator(line).is_some() {
        Role::Translator
    } else if credits::byline(line).is_some() {
        Role::Byline
    } else if credits::caption(line) {
        Role::Caption
    } else if is_date_line(line) {
        Role::Date
    } else if let Some(kind) = furniture(line) {
        Role::Furniture(kind)
    } else if (words >= 9 && sentence)
        || (leads && words >= 5)
        || words >= 32
        || credits::dateline(line).is_some()
    {
        Role::Prose
    } else {
        Role::Short
    };
    Look { span, words, sentence, role }
}

/// A line that tells a date and little else: "Published: Friday, 27 January 2017, 10:30 | Minsk".
fn is_date_line(line: &str) -> bool {
    if line.len() > 140 {
        return false;
    }
    let dates = published::find(line);
    let Some(first) = dates.iter().find(|d| d.precise) else { return false };
    let inside = |at: usize| dates.iter().any(|d| d.range.contains(&at));
    let mut other = 0;
    let mut at = 0;
    for raw in line.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | ':' | '/')) {
        let here = at;
        at += raw.len();
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty()
            || inside(here)
            || word.chars().all(|c| c.is_ascii_digit())
            || published::weekday(word)
        {
            continue;
        }
        const LABELS: &[&str] = &[
            "published",
            "posted",
            "on",
            "date",
            "updated",
            "last",
            "modified",
            "at",
            "gmt",
            "cet",
            "utc",
            "am",
            "pm",
            "h",
            "time",
            "created",
            "added",
            "edited",
            "release",
            "publication",
            "of",
            "the",
            "source",
            "by",
            "msk",
            "est",
            "edt",
            "cest",
            "hrs",
            "bst",
            "year",
            "yr",
            "г",
            "года",
            "godine",
        ];
        if !LABELS.contains(&word.to_lowercase().as_str()) {
            other += 1;
        }
    }
    let sentence = ends_sentence(line) && other > 1;
    other <= 4
        && !sentence
        && (other <= 2 || first.range.start < 4 || line[first.range.end..].trim().len() < 12)
}
