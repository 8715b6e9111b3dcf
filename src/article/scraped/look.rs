//! Pieces of a scraped text: lines, or what were lines, and what each looks like by itself.

use super::super::furniture::{Furniture, ends_sentence, furniture};
use super::super::phrases::{List, of};
use super::super::{Lines, collapsed, credits, published, wrapped};
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
    for line in wrapped::joined(text, lines) {
        if line.len() > 300 && line.len() * 10 > whole * 7 {
            spans.extend(collapsed::cut(text, line));
        } else {
            spans.push(line);
        }
    }
    spans.into_iter().map(|span| look(text, span)).collect()
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
    // "Published 12 June 2020 | Reading time: 3 minutes | Print": a date among buttons.
    let bars = ['|', '•', '·'];
    if line.contains(bars) {
        let mut parts = line.split(bars).map(str::trim).filter(|p| !p.is_empty());
        let dated = parts.clone().any(|p| is_date_line(p) && !published::find(p).is_empty());
        if dated && parts.all(|p| is_date_line(p) || furniture(p).is_some()) {
            return true;
        }
    }
    let dates = published::find(line);
    // "October 16, 12:20"
    let clock = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | ':' | '|'));
    if let [only] = &dates[..]
        && only.range.start == 0
        && only.edtf.as_str().starts_with("XXXX")
        && clock(&line[only.range.end..])
    {
        return true;
    }
    let Some(first) = dates.iter().find(|d| d.precise) else { return false };
    // "Source: Northern Wire Editor: Ana Moe Time: 2018-04-13 09:28:11"
    let label = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    let credited = matches!(label.as_str(), "source" | "editor" | "author" | "reporter" | "time");
    if credited && line.contains(':') && clock(&line[first.range.end..]) {
        return true;
    }
    let inside = |at: usize| dates.iter().any(|d| d.range.contains(&at));
    let (mut other, mut small) = (0, 0);
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
        if !of(List::DateLabel).contains(&word.to_lowercase().as_str()) {
            other += 1;
            small += i32::from(word.starts_with(char::is_lowercase) && word.len() > 3);
        }
    }
    // "Oslo, 7 November 2019 /Agency/"
    let rest = line[first.range.end..].trim();
    let agency = rest.len() < 40 && rest.starts_with(['/', '(']) && rest.ends_with(['/', ')']);
    let sentence = ends_sentence(line) && other > 1;
    // "Weekly press briefing, 14 November 2019" is a headline
    let told = small >= 2 && first.range.start > 0;
    other <= 4
        && !sentence
        && !told
        && (other <= 2 || agency || first.range.start < 4 || line[first.range.end..].trim().len() < 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_among_buttons_is_a_line_that_tells_a_date() {
        for (line, expect) in [
            ("Published June 12, 2020 | Reading time: 3 minutes | Print", true),
            ("12 June 2020 • 3 min read", true),
            ("Two states sign a treaty | 12 June 2020", false),
            ("Home | News | Politics", false),
            ("Minutes: monthly meeting with readers, 12 June 2020", false),
            ("Oslo, 12 June 2020 /Agency/", true),
        ] {
            assert_eq!(is_date_line(line), expect, "{line}");
        }
    }
}
