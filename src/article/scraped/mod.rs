//! Plain text as it was scraped: title, date, byline, publisher and body are found in it, and what
//! the site put around them is told apart.
//!
//! The text is first cut into pieces (lines, or what were lines before white space collapsed).
//! Each piece is looked at by itself ([`Look`]); then the first news paragraph divides head from
//! body, the title is chosen among the pieces of the head, and the tail is found from its own
//! first words and from what stops being news.

mod dating;
mod extent;
mod look;
mod sources;
pub(super) mod title;

use super::{Lines, credits};
use crate::record::{Document, Span, Zone, ZoneKind};
use extent::{body_kind, find_tail, first_news, head_zones};
use look::{Look, Role, look, looks};
pub use title::same;
use title::{Title, core_of, folded};

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
        (body, title::choose(&pieces, body, &text))
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
            title::around(&mut zones, piece.span, core, kind, &text);
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
        } else if piece.role == Role::Date && i <= from + 3 && zones.iter().all(|z| z.kind != ZoneKind::Date)
        {
            // A portal's line of source and date below the first paragraph.
            extent::dated(&mut zones, piece.span, ZoneKind::Boilerplate, &text);
        } else {
            zones.push(Zone { kind: body_kind(&pieces, i, tail, from, &text), span: piece.span });
        }
    }
    document.zones.extend(zones);
    document.title = title.map(|t| clean(t.span.of(&text)));
    split_dateline(document, &text);
    // "Gazette" under the headline and "OSLO (GAZETTE) –": a line that is the agency's name.
    if let Some(agency) = document.publisher.as_ref().map(|p| p.to_lowercase()) {
        for zone in document.zones.iter_mut().filter(|z| z.kind == ZoneKind::Byline) {
            if zone.span.of(&text).trim().to_lowercase() == agency {
                zone.kind = ZoneKind::Publisher;
            }
        }
    }
    let around = Around { pieces: &pieces, from, tail };
    sources::read(document, &text, &around);
    if document.published.is_none() {
        document.published = dating::find(document, &text, &around);
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

/// Cuts a dateline off the first paragraph of the body; a round-up of several towns has more of them, in
/// capitals.
pub fn split_dateline(document: &mut Document, text: &str) {
    // "MOE: Good morning." again and again: who speaks, not where the news come from
    let spoken = document.zones.iter().filter(|z| z.kind == ZoneKind::Body).filter(|z| {
        let line = z.span.of(text);
        !line.bytes().take(3).any(|b| b.is_ascii_lowercase())
            && credits::dateline(line).is_some_and(|l| line[..l.length].trim_end().ends_with(':'))
    });
    let transcript = spoken.take(3).count() == 3;
    let mut first = true;
    let mut zones = Vec::with_capacity(document.zones.len());
    for mut zone in std::mem::take(&mut document.zones) {
        let span = zone.span;
        if zone.kind != ZoneKind::Body {
            zones.push(zone);
            continue;
        }
        let loud = |words: &str| {
            let town = words.split([',', '(', '/']).next().unwrap_or("");
            town.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
                && town.split_whitespace().count() <= 3
                && town.chars().filter(|c| c.is_uppercase()).count() >= 3
        };
        let lead = span.of(text).bytes().take(3).all(|b| !b.is_ascii_lowercase());
        let only = std::mem::take(&mut first);
        let start = span.start as usize;
        let label = |words: &str| transcript && words.trim_end().ends_with(':');
        let found = if only || lead { credits::dateline(span.of(text)) } else { None };
        let found = found.filter(|l| !label(&text[start..start + l.length]));
        if let Some(line) = found.filter(|l| only || loud(&text[start..start + l.length])) {
            let words = text[start..start + line.length].trim_end().len();
            zones.push(Zone { kind: ZoneKind::Dateline, span: Span::new(start, start + words) });
            zone.span.start = (start + line.length) as u32;
            if only {
                document.place = document.place.take().or(line.place);
                document.publisher = document.publisher.take().or(line.agency);
            }
        }
        zones.push(zone);
    }
    document.zones = zones;
}
