//! When a scraped text was published.

use super::super::furniture::Furniture;
use super::super::phrases::{List, of};
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
    let mut yearless = None;
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
            Some(date) if date.edtf.as_str().starts_with("XXXX") => yearless = Some(date.edtf),
            // A whole month tells less than any day.
            Some(date) if date.edtf.days().0.is_some() && !date.edtf.is_uncertain() => {
                offer(points - 20, date.edtf)
            }
            _ => {}
        }
    }
    let dateline = document.zones.iter().find(|z| z.kind == ZoneKind::Dateline);
    // "Oslo/04.05.21/Nordwire:" has its date between strokes
    let first = |words: &str| published::find(words).into_iter().next();
    let dated = |line: &str| first(line).or_else(|| line.split('/').find_map(first));
    if let Some(date) = dateline.and_then(|z| dated(z.span.of(text))) {
        if date.precise {
            offer(12, date.edtf);
        } else {
            yearless = Some(date.edtf);
        }
    }
    // "Weekly briefing, 14 November 2019": what a headline ends with
    if let Some(title) = document.zones.iter().find(|z| z.kind == ZoneKind::Title) {
        let line = title.span.of(text);
        let ends = |d: &published::Found| d.precise && line[d.range.end..].trim().is_empty();
        if let Some(date) = published::find(line).into_iter().find(ends) {
            offer(3, date.edtf);
        }
    }
    // "Northern Wire - evening round-up, Tuesday 11 March 2025": what another line above the news ends with
    for piece in around.pieces[..around.from].iter().filter(|p| p.role == Role::Short && p.words <= 12) {
        let line = piece.span.of(text);
        let ends = |d: &published::Found| d.precise && line[d.range.end..].trim().is_empty();
        if let Some(date) = published::find(line).into_iter().find(ends) {
            offer(2, date.edtf);
        }
    }
    // "May 4, 2021 Topic: Defence Region: Europe": what a line of labels begins with
    for piece in around.pieces[..around.from].iter().filter(|p| p.words <= 40) {
        let line = piece.span.of(text);
        let begins = |d: &published::Found| d.precise && line[..d.range.start].trim().is_empty();
        if line.contains(": ")
            && let Some(date) = published::find(line).into_iter().next().filter(begins)
        {
            offer(4, date.edtf);
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

/// What stands before a place of a text in its clause, in lower case.
fn clause(words: &str, at: usize) -> String {
    let mut from = at.saturating_sub(120);
    while !words.is_char_boundary(from) {
        from -= 1;
    }
    words[from..at].rsplit(['.', '!', '?', ';', '\n']).next().unwrap_or("").to_lowercase()
}

/// The years that a text names, and whether each is told as still to come.
fn years(words: &str) -> Vec<(i32, bool)> {
    let numbers = words.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let digit = |at: usize| words.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
    let starts = numbers.filter(|&at| at == 0 || !digit(at - 1));
    let year = |at: usize| {
        let word = words.get(at..at + 4).filter(|_| !digit(at + 4))?;
        let year = word.parse().ok().filter(|y| (1990..2100).contains(y))?;
        let before = clause(words, at);
        Some((year, of(List::Ahead).iter().any(|w| before.contains(w))))
    };
    starts.filter_map(year).take(200).collect()
}

/// A day without a year in the year that the text names and whose weekday it tells: "October 16" and "on
/// Wednesday" with "2019" further down. None where two years would do.
fn by_weekday(rest: &str, body: &str, years: &[(i32, bool)]) -> Option<Edtf> {
    let lead = body.split_whitespace().take(120);
    let told = lead
        .map(|w| w.trim_matches(|c: char| !c.is_alphabetic()))
        .find(|w| published::weekday(w) && w.len() > 5)?;
    let told = published::weekday_number(told)?;
    let mut fits: Vec<(i32, Edtf)> = Vec::new();
    for year in years.iter().map(|y| y.0) {
        let Ok(edtf) = Edtf::parse(&format!("{year}{rest}")) else { continue };
        let Some(day) = edtf.days().0 else { continue };
        let (y, m, d) = crate::edtf::civil(day);
        if published::weekday_of(y, m as i32, d as i32) == Some(told) && fits.iter().all(|f| f.0 != year) {
            fits.push((year, edtf));
        }
    }
    match fits.as_slice() {
        [(_, only)] => Some(only.clone()),
        _ => None,
    }
}

/// The narrowest date that the news text supports, marked approximate.
fn vague(document: &Document, text: &str, yearless: Option<Edtf>) -> Option<Edtf> {
    let zones = || document.zones.iter().filter(|z| z.kind == ZoneKind::Body);
    let named: Vec<(i32, bool)> = zones().flat_map(|z| years(z.span.of(text))).collect();
    if let Some(rest) = yearless.as_ref().and_then(|e| e.as_str().strip_prefix("XXXX"))
        && let Some(first) = zones().next()
        && let Some(found) = by_weekday(rest, first.span.of(text), &named)
    {
        return Some(found);
    }
    let mut newest: Option<(i32, Edtf)> = None;
    for zone in document.zones.iter().filter(|z| z.kind == ZoneKind::Body) {
        let words = zone.span.of(text);
        for date in published::find(words) {
            let (Some(first), Some(last)) = date.edtf.days() else { continue };
            if last - first > 31 {
                continue;
            }
            let before = clause(words, date.range.start);
            let ahead = of(List::Ahead).iter().any(|w| before.contains(w));
            if !ahead && newest.as_ref().is_none_or(|n| last > n.0) {
                let (y, m, _) = crate::edtf::civil(last);
                newest = Some((last, Edtf::from_month(y, m)));
            }
        }
    }
    // a day of no year tells more than nothing, and than the month of what was long before
    let Some((day, month)) = newest else { return yearless };
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
    Some(yearless.unwrap_or_else(|| month.approximate()))
}
