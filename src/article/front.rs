//! Front matter: the keys between two `---` lines at the head of a Markdown file.
//!
//! A small subset of YAML, which is all that articles need: `key: value`, quoted and plain
//! strings, `[a, b]` and `- a` lists, and one level of `{key: value}` or indented keys.

use super::published;
use crate::edtf::Edtf;
use crate::record::{After, Document, Span};
use std::collections::BTreeSet;

/// What a key holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A string; empty where nothing stands.
    Text(String),
    /// A list of strings.
    List(Vec<String>),
    /// Keys with strings.
    Map(Vec<(String, String)>),
}

/// One key of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// Line in the file, from 1.
    pub line: u32,
    /// Where the value stands in the file, without quotation marks.
    pub span: Span,
}

/// The keys of front matter, and lines that are none of the subset (line, message).
#[derive(Debug, Default)]
pub struct Front {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// Line and message.
    pub notes: Vec<(u32, String)>,
}

/// Reads the lines between the marks. `start` is their offset and `first` the number of the first.
pub fn parse(source: &str, start: usize, first: u32) -> Front {
    let mut front = Front::default();
    let mut offset = start;
    let mut seen = BTreeSet::new();
    for (number, raw) in (first..).zip(source.split_inclusive('\n')) {
        let from = offset;
        offset += raw.len();
        let line = raw.trim_end();
        let indented = line.starts_with([' ', '\t']);
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if let Some(item) = content.strip_prefix("- ").or((content == "-").then_some("")) {
            match front.entries.last_mut().map(|e| &mut e.value) {
                Some(Value::List(list)) => list.push(plain(item)),
                Some(value @ Value::Text(_)) if *value == Value::Text(String::new()) => {
                    *value = Value::List(vec![plain(item)]);
                }
                _ => front.notes.push((number, "a list item that belongs to no key is passed over".into())),
            }
            continue;
        }
        let pair = content.split_once(':').filter(|(k, v)| {
            !k.trim().is_empty() && k.len() < 64 && (v.is_empty() || v.starts_with([' ', '\t']))
        });
        if indented && let Some(last) = front.entries.last_mut() {
            match (&mut last.value, pair) {
                (Value::Map(map), Some((key, value))) => map.push((name(key), plain(value))),
                (value @ Value::Text(_), Some((key, inner))) if *value == Value::Text(String::new()) => {
                    *value = Value::Map(vec![(name(key), plain(inner))]);
                }
                (Value::Text(text), _) => {
                    // A folded string: `>` or `|`, or simply written on.
                    if matches!(text.as_str(), ">" | "|" | ">-" | "|-") {
                        text.clear();
                    }
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(content);
                    let end = from + line.len();
                    if last.span.is_empty() {
                        last.span.start = (from + line.len() - content.len()) as u32;
                    }
                    last.span.end = end as u32;
                }
                _ => front.notes.push((number, "a line that belongs to no key is passed over".into())),
            }
            continue;
        }
        let Some((key, value)) = pair else {
            front.notes.push((number, "not `key: value`; the line is passed over".into()));
            continue;
        };
        let key = name(key);
        if !seen.insert(key.clone()) {
            front.notes.push((number, format!("`{key}` stands twice; the first counts")));
            continue;
        }
        let (value, inner) = read_value(value, from + line.len() - value.len());
        front.entries.push(Entry { key, value, line: number, span: inner });
    }
    front
}

fn name(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_ascii_lowercase()
}

/// A value and the span of its words, of which `at` is the offset.
fn read_value(source: &str, at: usize) -> (Value, Span) {
    let lead = source.len() - source.trim_start().len();
    let body = without_comment(source.trim());
    let at = at + lead;
    let span = Span::new(at, at + body.len());
    if let Some(inner) = body.strip_prefix('[').and_then(|b| b.strip_suffix(']')) {
        return (Value::List(pieces(inner).into_iter().map(plain).filter(|p| !p.is_empty()).collect()), span);
    }
    if let Some(inner) = body.strip_prefix('{').and_then(|b| b.strip_suffix('}')) {
        let pairs = pieces(inner).into_iter().filter_map(|p| {
            let (key, value) = p.split_once(':')?;
            Some((name(key), plain(value)))
        });
        return (Value::Map(pairs.collect()), span);
    }
    let quoted = body.len() >= 2 && ['"', '\''].iter().any(|q| body.starts_with(*q) && body.ends_with(*q));
    let span = if quoted { Span::new(at + 1, at + body.len() - 1) } else { span };
    (Value::Text(plain(body)), span)
}

/// Cuts a ` # comment` off a plain value; a quoted one keeps its signs.
fn without_comment(body: &str) -> &str {
    if let Some(quote @ ('"' | '\'')) = body.chars().next() {
        let escaped = |i: usize| quote == '"' && body[..i].ends_with('\\');
        let close = body.char_indices().skip(1).find(|(i, c)| *c == quote && !escaped(*i));
        return match close {
            Some((i, _)) if body[i + 1..].trim_start().starts_with('#') => &body[..=i],
            _ => body,
        };
    }
    if body.starts_with('#') {
        return "";
    }
    body.find(" #").map_or(body, |i| body[..i].trim_end())
}

/// Parts between commas that stand outside quotation marks and brackets.
fn pieces(source: &str) -> Vec<&str> {
    let (mut parts, mut from, mut quote, mut depth) = (Vec::new(), 0, None, 0usize);
    let mut fresh = true;
    for (i, c) in source.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if fresh => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(&source[from..i]);
                from = i + 1;
                fresh = true;
                continue;
            }
            _ => {}
        }
        fresh = c == ':' || (fresh && c.is_whitespace());
    }
    parts.push(&source[from..]);
    parts
}

/// A string without its quotation marks and escapes.
fn plain(source: &str) -> String {
    let body = without_comment(source.trim());
    if let Some(inner) = body.strip_prefix('"').and_then(|b| b.strip_suffix('"')) {
        let mut out = String::with_capacity(inner.len());
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next() {
                    Some('n') => out.push('\n'),
                    Some('t') => out.push('\t'),
                    Some(other) => out.push(other),
                    None => out.push('\\'),
                },
                (c, false) => out.push(c),
            }
        }
        return out;
    }
    if let Some(inner) = body.strip_prefix('\'').and_then(|b| b.strip_suffix('\'')) {
        return inner.replace("''", "'");
    }
    if matches!(body, "~" | "null") { String::new() } else { body.to_owned() }
}

/// Every key that is read; the others are told and passed over.
const KEYS: &str =
    "title, published, language, publisher, after, rights, url, byline, translator, place, retrieved";

/// Fills a document from its front matter; what is wrong comes back as line and message.
pub fn fill(document: &mut Document, front: Front) -> Vec<(u32, String)> {
    let mut notes = front.notes;
    for entry in front.entries {
        let line = entry.line;
        let text = match &entry.value {
            Value::Text(text) => Some(text.trim().to_owned()),
            Value::List(_) | Value::Map(_) => None,
        };
        let list = match &entry.value {
            Value::Text(text) if text.is_empty() => Vec::new(),
            Value::Text(text) => vec![text.clone()],
            Value::List(list) => list.clone(),
            Value::Map(map) => map.iter().filter(|(k, _)| k == "name").map(|(_, v)| v.clone()).collect(),
        };
        let key = match entry.key.as_str() {
            "date" => "published",
            "author" | "authors" => "byline",
            "lang" => "language",
            "link" | "source_url" => "url",
            "license" | "licence" => "rights",
            key => key,
        };
        let field = match key {
            "title" => &mut document.title,
            "publisher" => &mut document.publisher,
            "rights" => &mut document.rights,
            "url" => &mut document.url,
            "place" => &mut document.place,
            "retrieved" => &mut document.retrieved,
            "published" => {
                match text.as_deref() {
                    Some("") => {}
                    Some(value) => match date(value) {
                        Ok(edtf) => document.published = Some(edtf),
                        Err((edtf, message)) => {
                            document.published = edtf;
                            notes.push((line, message));
                        }
                    },
                    None => notes.push((line, "`published` takes one EDTF date".into())),
                }
                continue;
            }
            "language" => {
                match text.as_deref() {
                    Some(tag) if is_language(tag) => document.language = tag.to_owned(),
                    Some("") => {}
                    _ => notes.push((line, "`language` takes a BCP 47 tag such as en or sr-Latn".into())),
                }
                continue;
            }
            "byline" => {
                document.byline = list;
                continue;
            }
            "translator" => {
                document.translator = list;
                continue;
            }
            "after" => {
                document.after = after(&entry.value, line, &mut notes);
                continue;
            }
            other => {
                notes.push((line, format!("`{other}` is not read; the keys are {KEYS}")));
                continue;
            }
        };
        match text {
            Some(text) if !text.is_empty() => *field = Some(text),
            Some(_) => {}
            None => notes.push((line, format!("`{key}` takes one string"))),
        }
    }
    if let Some(url) = &document.url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        // It would become a link on the page; nothing but the web is linked.
        notes.push((1, format!("`url` takes an http or https address, not {url:?}; it is left out")));
        document.url = None;
    }
    notes.sort();
    notes
}

/// A date as front matter gives it: EDTF, perhaps with a clock time behind a day.
fn date(value: &str) -> Result<Edtf, (Option<Edtf>, String)> {
    match Edtf::parse(value) {
        Ok(edtf) => Ok(edtf),
        Err(wrong) => match published::whole(value) {
            Some(edtf) if value.starts_with(edtf.as_str()) => Ok(edtf),
            Some(edtf) => Err((Some(edtf.clone()), format!("`published`: {wrong}; read as {edtf}"))),
            None => match value.get(..10).map(Edtf::parse) {
                Some(Ok(edtf)) if value[10..].starts_with([' ', 'T']) => Ok(edtf),
                _ => Err((None, format!("`published`: {wrong}"))),
            },
        },
    }
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or("");
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn after(value: &Value, line: u32, notes: &mut Vec<(u32, String)>) -> Option<After> {
    let Value::Map(map) = value else {
        notes.push((line, "`after` takes {author: …, publisher: …, document: …}".into()));
        return None;
    };
    let mut after = After::default();
    for (key, value) in map {
        let field = match key.as_str() {
            "author" => &mut after.author,
            "translator" => &mut after.translator,
            "place" => &mut after.place,
            "publisher" => &mut after.publisher,
            "kind" => &mut after.kind,
            "document" => &mut after.document,
            other => {
                notes.push((line, format!("`after` has no `{other}`")));
                continue;
            }
        };
        *field = Some(value.clone()).filter(|v| !v.is_empty());
    }
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[(&str, Value)]) {
        let front = parse(source, 0, 2);
        let got: Vec<(&str, Value)> =
            front.entries.iter().map(|e| (e.key.as_str(), e.value.clone())).collect();
        assert_eq!(got, expect, "{source}");
        assert_eq!(front.notes, vec![]);
    }

    fn text(value: &str) -> Value {
        Value::Text(value.into())
    }

    #[test]
    fn strings_keep_their_colons_and_lose_their_marks() {
        check("title: Talks: a summary # draft\n", &[("title", text("Talks: a summary"))]);
        check("title: \"A \\\"deal\\\" # no comment\"\n", &[("title", text("A \"deal\" # no comment"))]);
        check(
            "title: 'It''s done'\r\nurl: http://a.b/c#d\r\n",
            &[("title", text("It's done")), ("url", text("http://a.b/c#d"))],
        );
        check("title: >\n  One line\n  and another\n", &[("title", text("One line and another"))]);
    }

    #[test]
    fn lists_and_maps_are_read_inline_and_indented() {
        let list = Value::List(vec!["A. Writer".into(), "B, Editor".into()]);
        check("byline: [A. Writer, \"B, Editor\"]\n", &[("byline", list.clone())]);
        check("byline:\n  - A. Writer\n  - 'B, Editor'\n", &[("byline", list)]);
        let map = Value::Map(vec![("author".into(), "N. N.".into()), ("place".into(), "Niš".into())]);
        check("after: {author: N. N., place: Niš}\n", &[("after", map.clone())]);
        check("after:\n  author: N. N.\n  place: Niš\n", &[("after", map)]);
    }

    #[test]
    fn wrong_values_are_told_with_their_line() {
        let mut document = Document::default();
        let source = "title: T\npublished: soon\nlanguage: English please\nmood: good\nno key here\nurl: javascript:x\n";
        let notes = fill(&mut document, parse(source, 4, 2));
        let lines: Vec<u32> = notes.iter().map(|n| n.0).collect();
        assert_eq!(lines, [1, 3, 4, 5, 6]);
        assert!(notes[1].1.contains("soon"));
        assert_eq!((document.title.as_deref(), document.url), (Some("T"), None));
    }

    #[test]
    fn a_date_that_is_no_edtf_is_read_where_it_is_plain() {
        assert_eq!(date("2017-01-27T10:00:00Z").map(|d| d.to_string()), Ok("2017-01-27".into()));
        assert_eq!(date("2017-01-27 10:00").map(|d| d.to_string()), Ok("2017-01-27".into()));
        let (edtf, message) = date("27 January 2017").expect_err("no EDTF");
        assert_eq!(edtf.map(|d| d.to_string()).as_deref(), Some("2017-01-27"));
        assert!(message.contains("read as 2017-01-27"));
    }

    #[test]
    fn a_value_knows_where_it_stands() {
        let source = "title:  \"Two words\"  # c\n";
        let front = parse(source, 0, 1);
        assert_eq!(front.entries[0].span.of(source), "Two words");
    }
}
