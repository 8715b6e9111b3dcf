//! Leaves: what was read in some reports that stand beside one another, with their texts.

use super::columns::{Columns, among, mentions as mentions_of, put_mentions};
use super::late::Shelf;
use crate::record::{Document, Mention, Span, Zone, ZoneKind};

/// What was read in one report.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub text: String,
    pub zones: Vec<Zone>,
    pub sentences: Vec<Span>,
    pub mentions: Vec<Mention>,
}

/// Kinds of zones by number.
const ZONES: [ZoneKind; 12] = [
    ZoneKind::Title,
    ZoneKind::RepeatedTitle,
    ZoneKind::Subtitle,
    ZoneKind::Date,
    ZoneKind::Byline,
    ZoneKind::Translator,
    ZoneKind::Dateline,
    ZoneKind::Publisher,
    ZoneKind::Body,
    ZoneKind::Subheading,
    ZoneKind::Caption,
    ZoneKind::Boilerplate,
];

/// A leaf as columns.
pub(super) fn put_leaf(documents: &[Document], mentions: &[Vec<&Mention>], rules: &[&str]) -> Columns {
    let mut columns = Columns::default();
    columns.lists(documents.iter().map(|d| d.zones.iter().map(|z| among(&ZONES, &z.kind))));
    columns.lists(documents.iter().map(|d| gaps(&d.zones.iter().map(|z| z.span).collect::<Vec<_>>())));
    columns.lists(documents.iter().map(|d| gaps(&d.sentences)));
    put_mentions(&mut columns, mentions, rules);
    columns.words(documents.iter().map(|d| d.text.clone()).collect());
    columns
}

/// What was read in each report of a leaf; `None` where that does not fit together, or does not fit the texts.
pub(super) fn pages(columns: Columns, first: u32, shelf: &Shelf) -> Option<Vec<Page>> {
    let mut columns = columns.read();
    let (mut kinds, mut zones, mut sentences) = (columns.lists()?, columns.lists()?, columns.lists()?);
    let mut mentions = mentions_of(&mut columns, first, &shelf.rules)?.into_iter();
    let mut pages = Vec::new();
    for text in columns.texts()? {
        let spans_of_zones = spans(zones.next()?)?;
        let kinds = kinds.next()?.iter().map(|&kind| ZONES.get(kind as usize).copied());
        let kinds: Vec<ZoneKind> = kinds.collect::<Option<_>>()?;
        let zones = kinds.into_iter().zip(spans_of_zones).map(|(kind, span)| Zone { kind, span });
        let page = Page {
            text,
            zones: zones.collect(),
            sentences: spans(sentences.next()?)?,
            mentions: mentions.next()?,
        };
        let fits = |span: Span| span.start <= span.end && page.text.get(span.range()).is_some();
        let known = |m: &Mention| m.entity.index() < shelf.times.len() && fits(m.span);
        let sound = page.zones.iter().all(|z| fits(z.span))
            && page.sentences.iter().all(|&s| fits(s))
            && page.mentions.iter().all(known);
        if !sound {
            return None;
        }
        pages.push(page);
    }
    Some(pages)
}

/// Spans from gaps and lengths, one after the other.
fn spans(pairs: &[u32]) -> Option<Vec<Span>> {
    let mut end = 0u32;
    let span = |pair: &[u32]| {
        let start = end.wrapping_add(pair[0]);
        end = start.checked_add(pair[1])?;
        Some(Span { start, end })
    };
    pairs.chunks_exact(2).map(span).collect()
}

/// The other direction.
fn gaps(spans: &[Span]) -> Vec<u32> {
    let mut end = 0u32;
    let mut pairs = Vec::with_capacity(2 * spans.len());
    for span in spans {
        pairs.extend([span.start.wrapping_sub(end), span.end.wrapping_sub(span.start)]);
        end = span.end;
    }
    pairs
}
