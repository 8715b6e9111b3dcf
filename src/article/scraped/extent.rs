//! Where the news begin and end, and what the pieces before and between are.

use super::super::furniture::{Furniture, addresses_reader};
use super::super::{credits, published};
use super::look::{Look, Role};
use super::title::{same, stem};
use crate::record::{Span, Zone, ZoneKind};
use rustc_hash::FxHashSet as HashSet;
use smol_str::SmolStr;

/// The first paragraph of news; `None` where the text has none.
pub(super) fn first_news(pieces: &[Look], text: &str) -> Option<usize> {
    let is_prose = |p: &Look| p.role == Role::Prose;
    let Some(first) = pieces.iter().position(is_prose) else {
        // Nothing longer than a line: its first sentence is the news, or all that there is.
        let lines = || pieces.iter().enumerate().filter(|(_, p)| p.role == Role::Short);
        let alone = lines().count() == 1;
        return lines().find(|(_, p)| p.sentence || alone).map(|(i, _)| i);
    };
    // A headline that is a sentence: short, alone, and longer paragraphs follow.
    let next = pieces[first + 1..].iter().position(is_prose).map(|i| first + 1 + i);
    let headline = pieces[..first].iter().all(|p| p.role != Role::Short || p.words < 3);
    if headline && let Some(next) = next {
        let line = pieces[first].span.of(text);
        let one = line.matches(['.', '?', '!']).count() <= 1 || line.ends_with('?') || line.ends_with('!');
        let gap = &text[pieces[first].span.range().end..pieces[first + 1].span.range().start];
        let apart = gap.matches('\n').count() > 1 || pieces[first + 1].role != Role::Prose;
        let no_stop = !line.ends_with('.');
        if one
            && pieces[first].words <= 20
            && (no_stop || apart)
            && pieces[next].words >= pieces[first].words * 2
        {
            return Some(next);
        }
        let again =
            pieces[first + 1..next].iter().chain([&pieces[next]]).any(|p| same(p.span.of(text), line));
        if again && pieces[first].words <= 30 {
            let after = pieces.iter().skip(next).position(|p| is_prose(p) && !same(p.span.of(text), line));
            return after.map(|i| next + i);
        }
    }
    Some(first)
}

/// Zones of a piece before the body that is no headline.
pub(super) fn head_zones(zones: &mut Vec<Zone>, piece: &Look, after_title: bool, text: &str) {
    let kind = match piece.role {
        Role::Date | Role::Short if piece.role == Role::Date || is_month_line(piece.span.of(text)) => {
            dated(zones, piece.span, ZoneKind::Boilerplate, text);
            return;
        }
        // "By Ana Ilić | 12 June 2020".
        Role::Byline => {
            dated(zones, piece.span, ZoneKind::Byline, text);
            return;
        }
        Role::Translator => ZoneKind::Translator,
        Role::Caption => ZoneKind::Caption,
        Role::Furniture(_) => ZoneKind::Boilerplate,
        Role::Prose if after_title => ZoneKind::Subtitle,
        Role::Short if after_title && credits::bare_name(piece.span.of(text)).is_some() => ZoneKind::Byline,
        Role::Short if after_title && piece.words >= 4 => ZoneKind::Subtitle,
        Role::Short | Role::Prose | Role::Date => ZoneKind::Boilerplate,
    };
    zones.push(Zone { kind, span: piece.span });
}

/// The dates of a line as zones of their own, what is around them as `other`.
pub(super) fn dated(zones: &mut Vec<Zone>, piece: Span, other: ZoneKind, text: &str) {
    let line = piece.of(text);
    let at = piece.start as usize;
    let mut from = at;
    for date in published::find(line) {
        let start = published::with_weekday(&line[..date.range.start]).unwrap_or(date.range.start);
        let (a, b) = (at + start, at + date.range.end);
        zones.push(Zone { kind: other, span: Span::new(from, a) });
        zones.push(Zone { kind: ZoneKind::Date, span: Span::new(a, b) });
        from = b;
    }
    zones.push(Zone { kind: other, span: Span::new(from, piece.end as usize) });
}

/// "Issue 17 | May 2024", "No. 3, March 2019", "May 2024": a month and what numbers a periodical.
fn is_month_line(line: &str) -> bool {
    let found = published::find(line);
    let [date] = &found[..] else { return false };
    let month = date.edtf.days().0.is_some() && !date.precise;
    let rest = [&line[..date.range.start], &line[date.range.end..]];
    let known = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let labels =
            ["issue", "no", "nr", "number", "vol", "volume", "edition", "published", "date", "posted"];
        w.is_empty() || w.chars().all(|c| c.is_ascii_digit()) || labels.contains(&w.as_str())
    };
    month && line.len() <= 60 && rest.iter().all(|r| r.split_whitespace().all(known))
}

/// Kind of a piece between the first paragraph and the tail.
pub(super) fn body_kind(pieces: &[Look], i: usize, tail: usize, from: usize, text: &str) -> ZoneKind {
    let piece = &pieces[i];
    match piece.role {
        // An invitation under "Subscribe to our newsletter".
        Role::Prose
            if i > from
                && pieces[i - 1].role == Role::Furniture(Furniture::Tail)
                && addresses_reader(piece.span.of(text)) =>
        {
            ZoneKind::Boilerplate
        }
        Role::Prose => ZoneKind::Body,
        Role::Furniture(_) | Role::Date => ZoneKind::Boilerplate,
        Role::Caption => ZoneKind::Caption,
        Role::Byline => ZoneKind::Byline,
        Role::Translator => ZoneKind::Translator,
        Role::Short => {
            let before_prose = pieces[i + 1..tail.max(i + 1)].iter().find(|p| p.role != Role::Caption);
            let heads = before_prose.is_some_and(|p| p.role == Role::Prose || p.sentence);
            if piece.sentence || i == from {
                ZoneKind::Body
            } else if heads && piece.words <= 14 {
                ZoneKind::Subheading
            } else {
                ZoneKind::Body
            }
        }
    }
}

/// Where the body ends: the first piece of the tail.
pub(super) fn find_tail(pieces: &[Look], from: usize, text: &str) -> usize {
    let news = |p: &Look| p.role == Role::Prose || (p.role == Role::Short && p.sentence);
    let weight = |p: &Look| if news(p) { p.words } else { 0 };
    let all: usize = pieces[from.min(pieces.len())..].iter().map(weight).sum();
    let mut before = 0;
    let mut end = pieces.len();
    for (i, piece) in pieces.iter().enumerate().skip(from) {
        if i > from && piece.role == Role::Furniture(Furniture::Tail) {
            let after = all - before;
            // What follows a head of furniture is furniture, unless the article plainly goes on.
            let goes_on = goes_on(pieces, from, i, text);
            if after * 5 <= before * 2 && !goes_on {
                end = i;
                break;
            }
        }
        before += weight(piece);
    }
    // Walk back over whatever is no news: a signature, a place and date, a last menu.
    let list = |p: &Look| p.role == Role::Short && p.words >= 4;
    let any_news = pieces[from.min(end)..end].iter().any(news);
    while end > from && any_news {
        let piece = &pieces[end - 1];
        let address = news(piece)
            && end >= 2
            && matches!(pieces[end - 2].role, Role::Furniture(_))
            && addresses_reader(piece.span.of(text));
        if news(piece) && !address {
            break;
        }
        // A list that ends the article belongs to it: its items end with ";" or begin with a bullet.
        let line = piece.span.of(text);
        let bullet = |p: &Look| p.span.of(text).starts_with(['•', '-', '–', '*', '●']);
        // What is listed beneath "Read also" is no part of it.
        let headed = || {
            let head = pieces[from..end].iter().rev().take(12).find(|p| !bullet(p));
            head.is_some_and(|p| matches!(p.role, Role::Furniture(_)))
        };
        if list(piece) && (line.ends_with([';', ',', ':']) || bullet(piece) && !headed()) {
            break;
        }
        end -= 1;
    }
    if any_news { end } else { pieces.len() }
}

/// Whether news follow a head of furniture: two paragraphs that share names with those before it,
/// do not speak to the reader, and come without a headline of their own right before them.
fn goes_on(pieces: &[Look], from: usize, at: usize, text: &str) -> bool {
    let names = |p: &Look| -> HashSet<SmolStr> {
        p.span
            .of(text)
            .split(|c: char| !c.is_alphanumeric())
            .skip(1)
            .filter(|w| w.chars().count() > 3 && w.starts_with(char::is_uppercase))
            .take(400)
            .map(stem)
            .collect()
    };
    let mut known = HashSet::default();
    for piece in pieces[from..at].iter().rev().filter(|p| p.role == Role::Prose).take(12) {
        known.extend(names(piece));
    }
    // What comes far below a head of furniture is no continuation.
    let reach = pieces.len().min(at + 60);
    let follows: Vec<usize> = (at + 1..reach).filter(|i| pieces[*i].role == Role::Prose).take(4).collect();
    let good = follows
        .iter()
        .filter(|i| {
            let piece = &pieces[**i];
            !addresses_reader(piece.span.of(text)) && names(piece).intersection(&known).count() >= 2
        })
        .count();
    let short = follows
        .first()
        .map_or(0, |first| pieces[at + 1..*first].iter().filter(|p| p.role == Role::Short).count());
    good >= 2 && short <= 4
}
