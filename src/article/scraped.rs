//! Plain text as it was scraped: title, date, byline, publisher and body are found in it, and what
//! the site put around them is told apart.
//!
//! The text is first cut into pieces (lines, or what were lines before white space collapsed).
//! Each piece is looked at by itself ([`Look`]); then the first news paragraph divides head from
//! body, the title is chosen among the pieces of the head, and the tail is found from its own
//! first words and from what stops being news.

use super::furniture::{Furniture, addresses_reader, ends_sentence, furniture};
use super::{Lines, collapsed, credits, published};
use crate::edtf::Edtf;
use crate::record::{Document, Span, Zone, ZoneKind};
use std::collections::BTreeSet;

/// One piece of the text and what it looks like by itself.
struct Look {
    span: Span,
    words: usize,
    sentence: bool,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
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

/// Whether two headlines are the same, white space, case and kinds of quotation mark aside.
pub fn same(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(400));
    for word in text.split_whitespace().take(60) {
        for c in word.chars().take(60) {
            match c {
                '“' | '”' | '„' | '«' | '»' | '"' | '’' | '‘' | '\'' | '`' => out.push('\''),
                '–' | '—' | '-' => out.push('-'),
                c => out.extend(c.to_lowercase()),
            }
        }
        out.push(' ');
    }
    out.trim_end_matches(['.', ' ', '…']).to_owned()
}

/// Fills `document`, whose text is set.
pub fn read(document: &mut Document) {
    read_with(document, false);
}

/// Like [`read`]; where `titled`, the first line is known to be the headline.
pub fn read_with(document: &mut Document, titled: bool) {
    let text = std::mem::take(&mut document.text);
    let pieces = if titled {
        Lines::new(&text, 0).spans.into_iter().map(|span| look(&text, span)).collect()
    } else {
        looks(&text)
    };
    let (body, title) = if titled {
        let rest = pieces.get(1..).unwrap_or(&[]);
        let title =
            pieces.first().map(|p| Title { piece: 0, span: p.span, folded: folded(p.span.of(&text)) });
        (first_news(rest, &text).map(|i| i + 1), title)
    } else {
        let body = first_news(&pieces, &text);
        (body, choose_title(&pieces, body, &text))
    };
    let from = body.unwrap_or(title.as_ref().map_or(0, |t| t.piece + 1));
    let tail = find_tail(&pieces, from, &text);
    let mut zones = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let after_title = title.as_ref().is_some_and(|t| i > t.piece);
        if let Some(title) = &title
            && i < from.max(title.piece + 1)
            && let Some(core) = core_of(piece, &text).into_iter().find(|c| title.is(c.of(&text)))
        {
            let kind = if i == title.piece { ZoneKind::Title } else { ZoneKind::RepeatedTitle };
            around_title(&mut zones, piece.span, core, kind, &text);
            continue;
        }
        if i >= tail {
            let kind = match piece.role {
                Role::Translator => ZoneKind::Translator,
                Role::Byline => ZoneKind::Byline,
                _ => ZoneKind::Boilerplate,
            };
            zones.push(Zone { kind, span: piece.span });
        } else if i < from {
            head_zones(&mut zones, piece, after_title, &text);
        } else {
            zones.push(Zone { kind: body_kind(&pieces, i, tail, from, &text), span: piece.span });
        }
    }
    document.zones.extend(zones);
    document.title = title.map(|t| clean(t.span.of(&text)));
    split_dateline(document, &text);
    let around = Around { pieces: &pieces, from, tail };
    read_credits(document, &text, &around);
    if document.published.is_none() {
        document.published = find_published(document, &text, &around);
    }
    document.text = text;
}

struct Around<'a> {
    pieces: &'a [Look],
    from: usize,
    tail: usize,
}

impl Around<'_> {
    /// The piece in which a span lies.
    fn piece_at(&self, span: Span) -> Option<&Look> {
        let i = self.pieces.partition_point(|p| p.span.end <= span.start);
        self.pieces.get(i).filter(|p| p.span.contains(span))
    }
}

/// White space in a headline made single.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn looks(text: &str) -> Vec<Look> {
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

fn look(text: &str, span: Span) -> Look {
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

/// The first paragraph of news; `None` where the text has none.
fn first_news(pieces: &[Look], text: &str) -> Option<usize> {
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

struct Title {
    piece: usize,
    span: Span,
    folded: String,
}

impl Title {
    /// Whether another line is this headline, perhaps cut off with "…".
    fn is(&self, other: &str) -> bool {
        let cut = other.trim_end().ends_with(['…']) || other.trim_end().ends_with("...");
        let folded = folded(other);
        folded == self.folded || (cut && folded.len() > 15 && self.folded.starts_with(&folded))
    }
}

/// The parts of a piece that may be a headline: all of it, without a date at either end, without
/// " | Publisher".
fn core_of(piece: &Look, text: &str) -> Vec<Span> {
    let line = piece.span.of(text);
    if line.len() > 400 {
        return Vec::new();
    }
    let base = piece.span.start as usize;
    let mut cores = vec![piece.span];
    let mut push = |part: &str, at: usize| {
        let start = at + (part.len() - part.trim_start().len());
        let part = part.trim().trim_end_matches([' ', '|', '–', '-', ',', '·', '•', '(']);
        if part.split_whitespace().count() >= 2 {
            cores.push(Span::new(base + start, base + start + part.trim_end().len()));
        }
    };
    for date in published::find(line) {
        let before = line[..date.range.start].trim_end_matches([' ', ',']);
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let before = if published::weekday(word) { &before[..before.len() - word.len()] } else { before };
        if line[date.range.end..].trim().len() < 16 {
            push(before, 0);
        }
        if before.trim().is_empty() {
            push(line[date.range.end..].trim_start_matches([',', ' ', '|', '–', '-', ':']), {
                let rest = &line[date.range.end..];
                date.range.end + rest.len() - rest.trim_start_matches([',', ' ', '|', '–', '-', ':']).len()
            });
        }
    }
    for sign in [" | ", " — ", " – ", " - ", " :: ", " » ", " / "] {
        let (Some(first), Some(last)) = (line.find(sign), line.rfind(sign)) else { continue };
        push(&line[..last], 0);
        if first < last {
            push(&line[..first], 0);
        }
        push(&line[first + sign.len()..], first + sign.len());
    }
    cores
}

fn choose_title(pieces: &[Look], body: Option<usize>, text: &str) -> Option<Title> {
    let body = body.unwrap_or(pieces.len());
    let from = body.saturating_sub(60);
    let vocabulary: BTreeSet<String> = pieces[body.min(pieces.len())..]
        .iter()
        .filter(|p| p.role == Role::Prose)
        .take(8)
        .flat_map(|p| p.span.of(text).split(|c: char| !c.is_alphanumeric()).take(300))
        .filter(|w| w.chars().count() > 3)
        .map(stem)
        .collect();
    let head = &pieces[from..body.min(pieces.len())];
    let cores: Vec<Vec<(Span, String)>> = head
        .iter()
        .map(|p| core_of(p, text).into_iter().map(|s| (s, folded(s.of(text)))).collect())
        .collect();
    let mut best: Option<(f64, Title)> = None;
    for (i, piece) in head.iter().enumerate() {
        let repeats = |core: &str| {
            core.split(' ').count() >= 3
                && cores.iter().enumerate().any(|(j, others)| j != i && others.iter().any(|(_, o)| o == core))
        };
        let again = cores[i].iter().find(|(_, core)| repeats(core));
        let candidate = match piece.role {
            Role::Short | Role::Prose => true,
            // "Two states agree 27 January 2017" looks like a line of its date.
            Role::Date | Role::Byline | Role::Caption | Role::Furniture(_) | Role::Translator => {
                again.is_some()
            }
        };
        if !candidate || piece.words < 2 || piece.span.len() > 400 {
            continue;
        }
        let (span, core) = match again {
            Some((span, core)) => (*span, core.clone()),
            None => {
                let span = own_core(piece, text);
                (span, folded(span.of(text)))
            }
        };
        let words = span.of(text).split_whitespace().count();
        let known = span
            .of(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 3)
            .map(stem)
            .collect::<BTreeSet<_>>()
            .intersection(&vocabulary)
            .count();
        let mut points = match words {
            0..=1 => -3.0,
            2 => -1.0,
            3 => 0.0,
            4 => 1.0,
            5..=22 => 2.5,
            23..=35 => 1.0,
            _ => -3.0,
        };
        points += 0.9 * known.min(4) as f64;
        points += if again.is_some() { 6.0 } else { 0.0 };
        let near = |j: Option<usize>| {
            j.and_then(|j| head.get(j)).is_some_and(|p| matches!(p.role, Role::Date | Role::Byline))
        };
        points += if near(i.checked_sub(1)) || near(Some(i + 1)) || near(Some(i + 2)) { 1.5 } else { 0.0 };
        points += if i + 1 == head.len() { 0.5 } else { 0.0 };
        points -= if piece.sentence { 1.0 } else { 0.0 };
        let run = |j: Option<usize>| {
            j.and_then(|j| head.get(j))
                .is_some_and(|p| p.words <= 3 && matches!(p.role, Role::Short | Role::Furniture(_)))
        };
        if words <= 4 && run(i.checked_sub(1)) && run(Some(i + 1)) {
            points -= 3.0;
        }
        // A line right under a headline is its subtitle, however much it has in common with the text.
        let least =
            best.as_ref().map_or(f64::MIN, |b| b.0 + if b.1.piece + 1 == from + i { 4.0 } else { 0.9 });
        if points > least && points > -0.5 {
            best = Some((points, Title { piece: from + i, span, folded: core }));
        }
    }
    let mut title = best?.1;
    // Of several copies the first is the headline, the others repeat it.
    let first = cores[..title.piece - from].iter().enumerate().find_map(|(i, parts)| {
        let (span, _) = parts.iter().find(|(_, core)| *core == title.folded)?;
        Some((from + i, *span))
    });
    if let Some((piece, span)) = first {
        (title.piece, title.span) = (piece, span);
    }
    Some(title)
}

/// A headline without the date or the site's name behind it.
fn own_core(piece: &Look, text: &str) -> Span {
    let line = piece.span.of(text);
    let base = piece.span.start as usize;
    let mut end = line.len();
    if let Some(date) = published::find(line).into_iter().rfind(|d| d.precise)
        && line[date.range.end..].trim().len() < 8
        && !line[..date.range.start].trim_end().ends_with(" on")
        && line[..date.range.start].split_whitespace().count() >= 3
    {
        let before = line[..date.range.start].trim_end();
        let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
        // "… in Minsk on 27 January 2017" keeps its date: it belongs to the words.
        if !last.starts_with(char::is_lowercase) || last.chars().count() > 4 {
            end = date.range.start;
        }
    }
    let mut core = &line[..end];
    if let Some(at) = core.rfind(" | ")
        && core[..at].split_whitespace().count() >= 3
    {
        core = &core[..at];
    }
    let core = core.trim_end().trim_end_matches([' ', '|', '–', '-', ',', '·', '•']);
    Span::new(base, base + core.trim_end().len())
}

fn stem(word: &str) -> String {
    word.to_lowercase().chars().take(6).collect()
}

/// Zones of a piece in which the headline stands: what is before and behind it is date, section or
/// publisher.
fn around_title(zones: &mut Vec<Zone>, piece: Span, core: Span, kind: ZoneKind, text: &str) {
    let mut other = |start: u32, end: u32| {
        let span = Span { start, end };
        let words = span.of(text);
        if words.trim().is_empty() {
            return;
        }
        match published::find(words).into_iter().next() {
            Some(date) => {
                let at = start as usize;
                zones.push(Zone {
                    kind: ZoneKind::Date,
                    span: Span::new(at + date.range.start, at + date.range.end),
                });
            }
            None => {
                let name = words
                    .trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '–' | '—' | '-' | '/'));
                // "Region | The Gazette": the site stands last.
                let name = name.rsplit(" | ").next().unwrap_or(name).trim();
                let named = name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 5;
                let kind = if named { ZoneKind::Publisher } else { ZoneKind::Boilerplate };
                let at = start as usize + words.find(name).unwrap_or(0);
                zones.push(Zone { kind, span: Span::new(at, at + name.len()) });
            }
        }
    };
    other(piece.start, core.start);
    other(core.end, piece.end);
    zones.push(Zone { kind, span: core });
}

/// Zones of a piece before the body that is no headline.
fn head_zones(zones: &mut Vec<Zone>, piece: &Look, after_title: bool, text: &str) {
    let kind = match piece.role {
        Role::Date => {
            let line = piece.span.of(text);
            let at = piece.span.start as usize;
            let mut from = at;
            for date in published::find(line) {
                let start = published::with_weekday(&line[..date.range.start]).unwrap_or(date.range.start);
                let (a, b) = (at + start, at + date.range.end);
                zones.push(Zone { kind: ZoneKind::Boilerplate, span: Span::new(from, a) });
                zones.push(Zone { kind: ZoneKind::Date, span: Span::new(a, b) });
                from = b;
            }
            zones.push(Zone { kind: ZoneKind::Boilerplate, span: Span::new(from, piece.span.end as usize) });
            return;
        }
        Role::Byline => ZoneKind::Byline,
        Role::Translator => ZoneKind::Translator,
        Role::Caption => ZoneKind::Caption,
        Role::Furniture(_) => ZoneKind::Boilerplate,
        Role::Prose if after_title => ZoneKind::Subtitle,
        Role::Short if after_title && credits::bare_name(piece.span.of(text)).is_some() => ZoneKind::Byline,
        Role::Short if after_title && piece.words >= 4 => ZoneKind::Subtitle,
        Role::Short | Role::Prose => ZoneKind::Boilerplate,
    };
    zones.push(Zone { kind, span: piece.span });
}

/// Kind of a piece between the first paragraph and the tail.
fn body_kind(pieces: &[Look], i: usize, tail: usize, from: usize, text: &str) -> ZoneKind {
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
fn find_tail(pieces: &[Look], from: usize, text: &str) -> usize {
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
        if list(piece) && (line.ends_with([';', ',', ':']) || line.starts_with(['•', '-', '–', '*', '●']))
        {
            break;
        }
        end -= 1;
    }
    if any_news { end } else { pieces.len() }
}

/// Whether news follow a head of furniture: two paragraphs that share names with those before it,
/// do not speak to the reader, and come without a headline of their own right before them.
fn goes_on(pieces: &[Look], from: usize, at: usize, text: &str) -> bool {
    let names = |p: &Look| -> BTreeSet<String> {
        p.span
            .of(text)
            .split(|c: char| !c.is_alphanumeric())
            .skip(1)
            .filter(|w| w.chars().count() > 3 && w.starts_with(char::is_uppercase))
            .take(400)
            .map(stem)
            .collect()
    };
    let mut known = BTreeSet::new();
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

/// Cuts a dateline off the first paragraph of the body.
pub fn split_dateline(document: &mut Document, text: &str) {
    let Some(i) = document.zones.iter().position(|z| z.kind == ZoneKind::Body) else { return };
    let span = document.zones[i].span;
    let Some(line) = credits::dateline(span.of(text)) else { return };
    let start = span.start as usize;
    let words = text[start..start + line.length].trim_end().len();
    document.zones[i].span.start = (start + line.length) as u32;
    document.zones.insert(i, Zone { kind: ZoneKind::Dateline, span: Span::new(start, start + words) });
    if document.place.is_none() {
        document.place = line.place;
    }
    if document.publisher.is_none() {
        document.publisher = line.agency;
    }
}

/// Byline, translator, publisher and address from the zones.
fn read_credits(document: &mut Document, text: &str, around: &Around) {
    for zone in document.zones.clone() {
        let words = zone.span.of(text);
        match zone.kind {
            ZoneKind::Byline if document.byline.is_empty() => {
                document.byline =
                    credits::byline(words).or_else(|| credits::bare_name(words)).unwrap_or_default();
                if let Some((_, place)) = words.split_once(['–', '—', '|']) {
                    let place = place.trim();
                    let fits = place.split_whitespace().count() <= 2
                        && place.starts_with(char::is_uppercase)
                        && place.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
                    if fits && document.place.is_none() {
                        document.place = Some(place.to_owned());
                    }
                }
            }
            ZoneKind::Translator if document.translator.is_empty() => {
                document.translator = credits::translator(words).unwrap_or_default();
            }
            ZoneKind::Publisher if document.publisher.is_none() => {
                document.publisher = Some(words.to_owned())
            }
            _ => {}
        }
    }
    for (i, piece) in around.pieces.iter().enumerate() {
        if i >= around.from && i < around.tail {
            continue;
        }
        let line = piece.span.of(text);
        if line.len() > 200 {
            continue;
        }
        let lower = line.to_lowercase();
        if document.publisher.is_none() && lower.starts_with("source:") {
            let name = line["source:".len()..].trim();
            if !name.is_empty() && !name.contains("://") && name.split_whitespace().count() <= 6 {
                document.publisher = Some(name.trim_end_matches('.').to_owned());
            }
        }
        if document.url.is_none()
            && (line.starts_with("https://") || line.starts_with("http://"))
            && !line.contains(char::is_whitespace)
        {
            document.url = Some(line.to_owned());
        }
    }
    if document.publisher.is_none() {
        document.publisher = around.pieces.iter().skip(around.tail).find_map(|p| copyright(p.span.of(text)));
    }
}

/// "© 2019 The Gazette. All rights reserved" names the publisher.
fn copyright(line: &str) -> Option<String> {
    if line.len() > 160 {
        return None;
    }
    let (_, rest) = line.split_once('©')?;
    let name = rest
        .trim_start_matches(|c: char| {
            c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | ',' | '.')
        })
        .split(['.', '|', ',', '©'])
        .next()?
        .trim()
        .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let fits = name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 6 && name.len() > 2;
    (fits && !name.starts_with("All rights")).then(|| name.to_owned())
}

/// The date of publication: a labelled or bare date of the head, a dateline, a labelled date behind
/// the body; else the month of the newest day that the news name as past, marked `~`.
fn find_published(document: &Document, text: &str, around: &Around) -> Option<Edtf> {
    let title_at = document.zones.iter().find(|z| z.kind == ZoneKind::Title).map_or(0, |z| z.span.start);
    let mut best: Option<(i32, Edtf)> = None;
    let mut offer = |points: i32, edtf: Edtf| {
        if best.as_ref().is_none_or(|b| points > b.0) {
            best = Some((points, edtf));
        }
    };
    for zone in document.zones.iter().filter(|z| z.kind == ZoneKind::Date) {
        let piece = around.piece_at(zone.span).map_or(zone.span, |p| p.span);
        let before = text[piece.range().start..zone.span.range().start].to_lowercase();
        let published = ["publish", "posted", "date", "created", "added"].iter().any(|l| before.contains(l));
        let changed = ["updat", "modif", "edit"].iter().any(|l| before.contains(l));
        let points = 10 + 6 * i32::from(published) - 8 * i32::from(changed)
            + 3 * i32::from(zone.span.start > title_at);
        if let Some(date) = published::find(zone.span.of(text)).into_iter().find(|d| d.precise) {
            offer(points, date.edtf);
        }
    }
    let dateline = document.zones.iter().find(|z| z.kind == ZoneKind::Dateline);
    let mut yearless = None;
    if let Some(date) = dateline.and_then(|z| published::find(z.span.of(text)).into_iter().next()) {
        if date.precise {
            offer(12, date.edtf);
        } else {
            yearless = Some(date.edtf);
        }
    }
    // Behind the body, "Published on …" and "Skopje, 27 January 2017" count, up to the first menu.
    let behind = around.pieces.iter().skip(around.tail).take(4);
    for piece in behind.take_while(|p| p.role != Role::Furniture(Furniture::Tail)) {
        let line = piece.span.of(text);
        let labelled = ["published", "posted", "date"].iter().any(|l| line.to_lowercase().starts_with(l));
        let Some(date) = published::find(line).into_iter().find(|d| d.precise) else { continue };
        let place = line[..date.range.start].trim();
        let placed = place.ends_with(',')
            && place.starts_with(char::is_uppercase)
            && place.split_whitespace().count() <= 3
            && published::with_weekday(place).is_none();
        if piece.role == Role::Date && (labelled || placed) {
            offer(if labelled { 9 } else { 5 }, date.edtf);
        }
    }
    if let Some(best) = best {
        return Some(best.1);
    }
    vague(document, text, yearless)
}

/// The narrowest date that the news text supports, marked approximate.
fn vague(document: &Document, text: &str, yearless: Option<Edtf>) -> Option<Edtf> {
    let mut newest: Option<(i32, Edtf)> = None;
    for zone in document.zones.iter().filter(|z| z.kind == ZoneKind::Body) {
        let words = zone.span.of(text);
        for date in published::find(words) {
            let (Some(first), Some(last)) = date.edtf.days() else { continue };
            if last - first > 31 {
                continue;
            }
            let mut from = date.range.start.saturating_sub(120);
            while !words.is_char_boundary(from) {
                from -= 1;
            }
            let before = &words[from..date.range.start];
            let clause = before.rsplit(['.', '!', '?', ';', '\n']).next().unwrap_or("").to_lowercase();
            let ahead = [
                "will ", "would ", "until", "by ", "is to ", "are to ", "plan", "schedul", "due ", "before",
                "next ",
            ]
            .iter()
            .any(|w| clause.contains(w));
            if !ahead && newest.as_ref().is_none_or(|n| last > n.0) {
                let (y, m, _) = crate::edtf::civil(last);
                newest = Some((last, Edtf::from_month(y, m)));
            }
        }
    }
    let (day, month) = newest?;
    // "Nov. 19" in the dateline takes the year of the newest day in the text, where they are near.
    if let Some(rest) = yearless.as_ref().and_then(|e| e.as_str().strip_prefix("XXXX")) {
        let (y, ..) = crate::edtf::civil(day);
        for year in [y, y + 1] {
            if let Ok(edtf) = Edtf::parse(&format!("{year}{rest}"))
                && let (Some(d), _) = edtf.days()
                && (0..=60).contains(&(d - day))
            {
                return Some(edtf.approximate());
            }
        }
    }
    Some(month.approximate())
}
