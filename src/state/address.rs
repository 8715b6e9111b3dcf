//! A view as a URL fragment and back.
//!
//! `#/map?country=country:rs&kind=TRANSFER&from=2017-01-01&to=2019-06-30&card=person:…`: the room,
//! then pairs in a fixed order. A pair that does not make sense is passed over, so an address that
//! was cut off or written by a later version still opens what it can.

use super::{By, Camera, Card, Crimea, Kosovo, Lens, Picture, Reader, Room, Sorting, View};
use crate::decimal;
use crate::edtf::{Day, Edtf};
use crate::query::{Axis, Facet};
use crate::record::Span;
use crate::words::Lang;
use std::fmt::Write;

/// Facets with their names in the address, in its order.
const FACETS: [(Facet, &str); 8] = [
    (Facet::Country, "country"),
    (Facet::Person, "person"),
    (Facet::Organisation, "organisation"),
    (Facet::Equipment, "equipment"),
    (Facet::Kind, "kind"),
    (Facet::Status, "status"),
    (Facet::Year, "year"),
    (Facet::Source, "source"),
];

impl View {
    /// The fragment, with its `#`: equal views give equal text.
    pub fn to_fragment(&self) -> String {
        let mut out = format!("#/{}", self.room.name());
        let mut put = |name: &str, value: &str| {
            let mark = if out.contains('?') { '&' } else { '?' };
            let _ = write!(out, "{mark}{name}={value}");
        };
        if !self.selection.words.is_empty() {
            put("q", &encode(&self.selection.words));
        }
        for (facet, name) in FACETS {
            for value in self.selection.facets.get(&facet).into_iter().flatten() {
                put(name, &encode(value));
            }
        }
        if let Some((from, to)) = &self.selection.pair {
            put("pair", &format!("{},{}", encode(from), encode(to)));
        }
        if let Some((from, to)) = self.selection.range {
            put("from", &write_day(from));
            put("to", &write_day(to));
        }
        if self.selection.axis == Axis::Reported {
            put("axis", "reported");
        }
        if let Some((first, last)) = self.window {
            put("window", &format!("{},{}", write_day(first), write_day(last)));
        }
        if let Some(camera) = self.camera {
            put("at", &three_of([camera.longitude, camera.latitude, camera.zoom]));
        }
        if self.worldview.kosovo == Kosovo::Serbia {
            put("kosovo", "serbia");
        }
        match self.worldview.crimea {
            Crimea::Contested => {}
            Crimea::Ukraine => put("crimea", "ukraine"),
            Crimea::Russia => put("crimea", "russia"),
        }
        if self.lanes != By::Country {
            put("lanes", self.lanes.name());
        }
        for node in &self.nodes {
            put("node", &encode(node));
        }
        if let Some(lens) = self.lens {
            put("lens", &three_of([lens.x, lens.y, lens.zoom]));
        }
        for picture in &self.tables {
            put("table", picture.name());
        }
        for card in &self.cards {
            match card {
                Card::Entity(key) => put("card", &encode(key)),
                Card::Event(key) => put("event", &encode(key)),
                Card::Figure(at) => put("figure", &write_reader(at)),
            }
        }
        if let Some(reader) = &self.reader {
            put("read", &write_reader(reader));
        }
        if !self.part.is_empty() {
            put("part", &encode(&self.part));
        }
        if let Some(Sorting { table, column, down }) = &self.sorting {
            put("sort", &format!("{column}{}{}", if *down { "-" } else { "+" }, encode(table)));
        }
        for kind in &self.unmarked {
            put("unmarked", &encode(kind));
        }
        if self.about {
            put("about", "1");
        }
        if self.lang != Lang::En {
            put("lang", self.lang.tag());
        }
        out
    }

    /// Reads a fragment, with or without its `#`; what it cannot read it passes over.
    pub fn from_fragment(fragment: &str) -> View {
        let mut view = View::default();
        let text = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, pairs) = text.split_once('?').unwrap_or((text, ""));
        let path = path.trim_matches('/');
        view.room = Room::ALL.into_iter().find(|r| r.name() == path).unwrap_or_default();
        let (mut from, mut to) = (None, None);
        for (name, value) in pairs.split('&').filter_map(|pair| pair.split_once('=')) {
            if value.is_empty() {
                continue;
            }
            match name {
                "q" => view.selection.words = decode(value),
                "pair" => {
                    let ends = value.split_once(',').filter(|(a, b)| !a.is_empty() && !b.is_empty());
                    view.selection.pair = ends.map(|(a, b)| (decode(a), decode(b))).or(view.selection.pair);
                }
                "from" => from = read_day(value).or(from),
                "to" => to = read_day(value).or(to),
                "axis" if value == "reported" => view.selection.axis = Axis::Reported,
                "window" => view.window = read_window(value).or(view.window),
                "at" => view.camera = read_camera(value).or(view.camera),
                "kosovo" if value == "serbia" => view.worldview.kosovo = Kosovo::Serbia,
                "crimea" if value == "ukraine" => view.worldview.crimea = Crimea::Ukraine,
                "crimea" if value == "russia" => view.worldview.crimea = Crimea::Russia,
                "lanes" => {
                    view.lanes = By::ALL.into_iter().find(|by| by.name() == value).unwrap_or_default();
                }
                "node" if view.nodes.len() < 2 => view.nodes.push(decode(value)),
                "lens" => view.lens = read_lens(value).or(view.lens),
                "table" => view.tables.extend(Picture::ALL.into_iter().find(|p| p.name() == value)),
                "card" => view.cards.push(Card::Entity(decode(value))),
                "event" => view.cards.push(Card::Event(decode(value))),
                "figure" => view.cards.push(Card::Figure(read_reader(value))),
                "part" => view.part = decode(value),
                "sort" => view.sorting = read_sorting(value).or(view.sorting),
                "unmarked" => {
                    view.unmarked.insert(decode(value));
                }
                "read" => view.reader = Some(read_reader(value)),
                "about" if value == "1" => view.about = true,
                "lang" => view.lang = Lang::of_tag(value).unwrap_or(view.lang),
                _ => {
                    if let Some(&(facet, _)) = FACETS.iter().find(|(_, n)| *n == name) {
                        view.selection.facets.entry(facet).or_default().insert(decode(value));
                    }
                }
            }
        }
        view.selection.range = from.zip(to).filter(|(a, b)| a <= b);
        view
    }
}

fn read_window(value: &str) -> Option<(Day, Day)> {
    let (first, last) = value.split_once(',')?;
    read_day(first).zip(read_day(last)).filter(|(a, b)| a <= b)
}

/// Numbers of a frame: what the page makes has at most six digits after the point.
fn three_of(numbers: [f64; 3]) -> String {
    numbers.map(|n| decimal::written(n, 6)).join(",")
}

fn three(value: &str) -> Option<[f64; 3]> {
    let mut numbers = value.split(',').map(decimal::read);
    let three = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(three)
}

fn read_camera(value: &str) -> Option<Camera> {
    let [longitude, latitude, zoom] = three(value)?;
    Some(Camera { longitude, latitude, zoom }).filter(|c| c.is_sane())
}

fn read_lens(value: &str) -> Option<Lens> {
    let [x, y, zoom] = three(value)?;
    Some(Lens { x, y, zoom }).filter(|l| l.is_sane())
}

fn read_sorting(value: &str) -> Option<Sorting> {
    let (column, table) = value.split_once(['+', '-'])?;
    let down = value.as_bytes().get(column.len()) == Some(&b'-');
    let table = Some(decode(table)).filter(|t| !t.is_empty())?;
    Some(Sorting { table, column: column.parse().ok()?, down })
}

fn write_reader(reader: &Reader) -> String {
    let document = encode(&reader.document).replace(':', "%3A");
    match (reader.span, reader.mark) {
        (Some(Span { start, end }), Some(mark)) => format!("{document}:{start}-{end}:{mark:0DIGITS$x}"),
        (Some(Span { start, end }), None) => format!("{document}:{start}-{end}"),
        (None, _) => document,
    }
}

/// Hexadecimal digits of a mark.
const DIGITS: usize = super::permalink::BITS as usize / 4;

fn read_reader(value: &str) -> Reader {
    let hex = |digits: &str| digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let marked = value.rsplit_once(':').filter(|(_, digits)| hex(digits));
    let mark = marked.and_then(|(_, digits)| u64::from_str_radix(digits, 16).ok());
    let words = marked.map_or(value, |(rest, _)| rest).rsplit_once(':').and_then(|(document, range)| {
        let (start, end) = range.split_once('-')?;
        let span = Span { start: start.parse().ok()?, end: end.parse().ok()? };
        (span.start <= span.end).then(|| Reader { document: decode(document), span: Some(span), mark })
    });
    words.unwrap_or_else(|| Reader { document: decode(value), span: None, mark: None })
}

/// A day as `2017-01-27`; years before 0 and after 9999 keep all their digits.
fn write_day(day: Day) -> String {
    let (y, m, d) = crate::edtf::civil(day);
    if (0..=9999).contains(&y) { format!("{y:04}-{m:02}-{d:02}") } else { format!("day{day}") }
}

fn read_day(text: &str) -> Option<Day> {
    if let Some(number) = text.strip_prefix("day") {
        return number.parse().ok();
    }
    let value = Edtf::parse(text).ok()?;
    match value.days() {
        (Some(a), Some(b)) if a == b => Some(a),
        _ => None,
    }
}

/// Percent-encodes all but what reads well and no browser changes in a fragment.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' | b'/' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Undoes [`encode`]; a broken escape stands for itself, broken UTF-8 becomes U+FFFD.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escape = (byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .filter(|two| two.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match (escape, byte) {
            (Some(value), _) => {
                out.push(value);
                at += 3;
                continue;
            }
            (None, b'+') => out.push(b' '),
            (None, other) => out.push(other),
        }
        at += 1;
    }
    String::from_utf8(out).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests;
