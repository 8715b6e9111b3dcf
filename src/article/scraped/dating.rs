//! When a scraped text was published.

use super::super::furniture::Furniture;
use super::super::published;
use super::Around;
use super::look::Role;
use crate::edtf::Edtf;
use crate::record::{Document, ZoneKind};

/// The date of publication: a labelled or bare date of the head, a dateline, a labelled date behind
/// the body, a date in the page's address; else the month of the newest day that the news name as past, marked `~`.
pub(super) fn find(document: &Document, text: &str, around: &Around) -> Option<Edtf> {
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
        match published::find(zone.span.of(text)).into_iter().next() {
            Some(date) if date.precise => offer(points, date.edtf),
            // A whole month tells less than any day.
            Some(date) if date.edtf.days().0.is_some() && !date.edtf.is_uncertain() => {
                offer(points - 20, date.edtf)
            }
            _ => {}
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
    let address = document.url.as_deref().and_then(published::in_address);
    if let Some(edtf) = &address
        && edtf.as_str().len() == 10
    {
        offer(1, edtf.clone());
    }
    if let Some(best) = best {
        return Some(best.1);
    }
    if let (Some(month), Some(rest)) =
        (&address, yearless.as_ref().and_then(|e| e.as_str().strip_prefix("XXXX")))
        && let Ok(edtf) = Edtf::parse(&format!("{}{rest}", &month.as_str()[..4]))
    {
        return Some(edtf);
    }
    address.or_else(|| vague(document, text, yearless))
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
