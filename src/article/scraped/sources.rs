//! Who wrote, translated and published a scraped text.

use super::super::credits;
use super::{Around, title};
use crate::record::{Document, ZoneKind};

/// Byline, translator, publisher and address from the zones.
pub(super) fn read(document: &mut Document, text: &str, around: &Around) {
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
        // a ministry's page bears its name
        let mut head = around.pieces.iter().take(around.from).map(|p| p.span.of(text).trim());
        document.publisher = head.find(|l| l.len() < 120 && title::institution(l)).map(str::to_owned);
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
