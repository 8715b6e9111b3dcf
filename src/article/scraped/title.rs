//! The headline of a scraped text: chosen among the pieces before the first news.

use super::super::phrases::{List, of};
use super::super::published;
use super::look::{Look, Role};
use crate::record::{Span, Zone, ZoneKind};
use rustc_hash::FxHashSet as HashSet;
use smol_str::SmolStr;

/// Whether two headlines are the same, white space, case and kinds of quotation mark aside.
pub fn same(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(400));
    for word in text.split_whitespace().take(60) {
        for c in word.chars().take(60) {
            match c {
                '“' | '”' | '„' | '«' | '»' | '"' | '’' | '‘' | '\'' | '`' => out.push('\''),
                '–' | '—' | '-' => out.push('-'),
                c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
                c => out.extend(c.to_lowercase()),
            }
        }
        out.push(' ');
    }
    out.trim_end_matches(['.', ' ', '…']).to_owned()
}

pub(super) struct Title {
    pub(super) piece: usize,
    pub(super) span: Span,
    pub(super) folded: String,
}

impl Title {
    /// Whether another line is this headline, perhaps cut off with "…".
    pub(super) fn is(&self, other: &str) -> bool {
        let cut = other.trim_end().ends_with(['…']) || other.trim_end().ends_with("...");
        let folded = folded(other);
        folded == self.folded || (cut && folded.len() > 15 && self.folded.starts_with(&folded))
    }
}

/// The parts of a piece that may be a headline: all of it, without a date at either end, without
/// " | Publisher".
pub(super) fn core_of(piece: &Look, text: &str) -> Vec<Span> {
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
    let mark = behind_mark(line);
    if mark > 0 {
        push(&line[mark..], mark);
    }
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
    let signs = line.contains(['|', '—', '–', '-', ':', '»', '/']);
    for sign in [" | ", " — ", " – ", " - ", " :: ", " » ", " / "].into_iter().filter(|_| signs) {
        let Some(first) = line.find(sign) else { continue };
        let last = line.rfind(sign).unwrap_or(first);
        push(&line[..last], 0);
        if first < last {
            push(&line[..first], 0);
        }
        push(&line[first + sign.len()..], first + sign.len());
    }
    cores
}

pub(super) fn choose(pieces: &[Look], body: Option<usize>, text: &str) -> Option<Title> {
    let body = body.unwrap_or(pieces.len());
    let from = body.saturating_sub(60);
    let vocabulary: HashSet<SmolStr> = pieces[body.min(pieces.len())..]
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
        if !candidate || piece.words < 2 || piece.span.len() > 400 || appeal(piece.span.of(text)) {
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
            .collect::<HashSet<_>>()
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
        points -= if again.is_none() && parted(span.of(text)) { 2.5 } else { 0.0 };
        // "* Both sides sign", under the headline of a wire; the name of the body that publishes.
        let line = span.of(text);
        // "Present: Minister Moe; Minister Lind"
        let label = line.split(':').next().filter(|l| l.len() < line.len()).unwrap_or("").to_lowercase();
        let attending =
            matches!(label.as_str(), "present" | "attending" | "in attendance" | "participants" | "speakers");
        let aside = attending
            || line.starts_with(['*', '•', '●', '▪'])
            || institution(line)
            || menu(line)
            || periodical(line);
        points -= if aside { 4.0 } else { 0.0 };
        // "Boats in the bay / Agency" under the headline: whose picture it is
        points -= if best.is_some() && credited(line) { 8.0 } else { 0.0 };
        // "Home World Two fleets meet" above "Two fleets meet": the way to the page and the headline
        let headed = |other: &str| {
            other.split(' ').count() >= 5
                && core.strip_suffix(other).is_some_and(|way| {
                    way.ends_with(' ') && (1..=3).contains(&way.split_whitespace().count())
                })
        };
        let way = cores.iter().enumerate().any(|(j, others)| j != i && others.iter().any(|(_, o)| headed(o)));
        points -= if way { 8.0 } else { 0.0 };
        let run = |j: Option<usize>| {
            j.and_then(|j| head.get(j))
                .is_some_and(|p| p.words <= 3 && matches!(p.role, Role::Short | Role::Furniture(_)))
        };
        if words <= 4 && run(i.checked_sub(1)) && run(Some(i + 1)) {
            points -= 3.0;
        }
        // A line right under a headline is its subtitle, however much it has in common with the text.
        let under = |b: &(f64, Title)| {
            let best = b.1.span.of(text);
            b.1.piece + 1 == from + i && !menu(best) && !periodical(best) && !institution(best)
        };
        let least = best.as_ref().map_or(f64::MIN, |b| b.0 + if under(b) { 4.0 } else { 0.9 });
        if points > least && points > -0.5 {
            best = Some((points, Title { piece: from + i, span, folded: core }));
        }
    }
    let mut title = best?.1;
    // Of several copies the first is the headline, the others repeat it.
    let mut copies = cores.iter().enumerate().filter_map(|(i, parts)| {
        let (span, _) = parts.iter().find(|(_, core)| *core == title.folded)?;
        Some((from + i, *span))
    });
    // One all in small letters is the page's way to write it.
    let small = |span: &Span| !span.of(text).contains(char::is_uppercase);
    let first = copies.find(|(_, span)| !small(span));
    if let Some((piece, span)) = first {
        (title.piece, title.span) = (piece, span);
    }
    Some(title)
}

/// "Sign up for our newsletter today!": what a page wants of its readers.
fn appeal(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    let asks = [
        "sign up ",
        "subscribe ",
        "donate ",
        "log in",
        "register ",
        "follow us",
        "join our ",
        "get our ",
        "click ",
    ];
    asks.iter().any(|ask| line.starts_with(ask))
}

/// "The Gazette | Business, Politics, Defence", "HARBOUR POST — news from the quay": a site's name with its
/// sections or its motto.
fn parted(line: &str) -> bool {
    let motto = [" — ", " – ", " - "].iter().filter_map(|sign| line.split_once(sign)).any(|(name, motto)| {
        name.split_whitespace().count() <= 3
            && name.chars().any(char::is_uppercase)
            && !name.chars().any(char::is_lowercase)
            && motto.starts_with(char::is_lowercase)
    });
    motto
        || line.contains(['|', '›', '»', '•', '·'])
            && !line.starts_with(|c: char| !c.is_alphanumeric())
            && line.split(['|', '›', '»', '•', '·']).next().is_some_and(|p| p.split_whitespace().count() <= 3)
}

/// "Ministry of Trade of the Republic of Norway": the name of a body and nothing else.
pub(super) fn institution(line: &str) -> bool {
    let lower = line.to_lowercase();
    // "Ministry of defence Kingdom of Norway"
    let mut small = false;
    let mut name = |w: &str| {
        let joins = matches!(w, "of" | "the" | "for" | "and" | "to" | "in");
        let fits = joins || w.starts_with(char::is_uppercase) || small;
        small = matches!(w, "of" | "for");
        fits
    };
    of(List::Institution).iter().any(|head| lower.starts_with(head))
        && line.split_whitespace().take(30).all(&mut name)
}

/// "Boats in the bay / Nordwire": words and whose picture they stand under.
fn credited(line: &str) -> bool {
    line.rsplit_once(" / ").is_some_and(|(words, whose)| {
        words.split_whitespace().count() >= 3
            && whose.split_whitespace().count() <= 3
            && whose.starts_with(char::is_uppercase)
            && !whose.ends_with('.')
    })
}

/// "Politics Economy Society Sport": sections of a site in one line.
fn menu(line: &str) -> bool {
    let words = || line.split_whitespace();
    let known = words().filter(|w| of(List::Section).contains(&w.to_lowercase().as_str())).count();
    words().count() >= 3
        && words().all(|w| w.starts_with(char::is_uppercase))
        && known * 3 >= words().count() * 2
}

/// "Weekly review of northern affairs": what a periodical is.
fn periodical(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words = lower.split_whitespace();
    let often = matches!(
        words.next(),
        Some("weekly" | "monthly" | "daily" | "quarterly" | "biweekly" | "bi-weekly" | "annual")
    );
    let kind = matches!(
        words.next(),
        Some("review" | "digest" | "bulletin" | "brief" | "briefing" | "newsletter" | "overview" | "monitor")
    );
    often && kind
}

/// Where a headline begins behind what an agency writes before it: "UPDATE 2 - ", "CORRECTED-".
fn behind_mark(line: &str) -> usize {
    let lower = line.to_lowercase();
    let Some(mark) = of(List::WireMark).iter().find(|m| lower.starts_with(**m)) else { return 0 };
    let rest = line.get(mark.len()..).unwrap_or("");
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    match rest.strip_prefix(['-', '–', '—', ':']) {
        Some(headline) => line.len() - headline.trim_start().len(),
        None => 0,
    }
}

/// A headline without the date or the site's name behind it, or an agency's mark before it.
fn own_core(piece: &Look, text: &str) -> Span {
    let line = piece.span.of(text);
    let mark = behind_mark(line);
    let line = &line[mark..];
    let base = piece.span.start as usize + mark;
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

/// The first letters of a word, by which two forms of it are known to be one.
pub(super) fn stem(word: &str) -> SmolStr {
    if word.is_ascii() {
        let mut letters = [0; 6];
        let n = word.len().min(letters.len());
        letters[..n].copy_from_slice(&word.as_bytes()[..n]);
        letters.make_ascii_lowercase();
        return std::str::from_utf8(&letters[..n]).unwrap_or("").into();
    }
    word.to_lowercase().chars().take(6).collect()
}

/// Zones of a piece in which the headline stands: what is before and behind it is date, section or
/// publisher.
pub(super) fn around(zones: &mut Vec<Zone>, piece: Span, core: Span, kind: ZoneKind, text: &str) {
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
                let mark = behind_mark(piece.of(text)) > 0 && start == piece.start;
                let named =
                    name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 5 && !mark;
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
