//! HTML read tag by tag: paragraphs with their role, without building a tree, in linear time.

use crate::record::ZoneKind;

/// One block of text.
#[derive(Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, white space made single.
    pub text: String,
    /// Body, subheading or caption, as the tag says.
    pub kind: ZoneKind,
}

/// Tags that end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "figure",
    "figcaption",
    "pre",
    "hr",
    "dl",
    "dt",
    "dd",
    "form",
    "body",
    "head",
    "html",
    "title",
    "address",
    "details",
    "summary",
    "option",
    "button",
    "caption",
];

/// Elements whose content is no text.
const SILENT: &[&str] =
    &["script", "style", "noscript", "template", "svg", "iframe", "head", "nav", "select"];

enum Bit<'a> {
    Text(&'a str),
    Open(String),
    Close(String),
}

/// Walks over a page: text, opening and closing tags.
fn bits(html: &str, mut each: impl FnMut(Bit)) {
    let mut at = 0;
    let mut no_comment_end = false;
    while at < html.len() {
        let rest = &html[at..];
        let Some(open) = rest.find('<') else {
            each(Bit::Text(rest));
            return;
        };
        if open > 0 {
            each(Bit::Text(&rest[..open]));
        }
        let tag = &rest[open..];
        if tag.starts_with("<!--") && !no_comment_end {
            match tag.find("-->") {
                Some(end) => {
                    at += open + end + 3;
                    continue;
                }
                None => no_comment_end = true,
            }
        }
        let name_at = if tag.starts_with("</") { 2 } else { 1 };
        let is_tag = tag[name_at..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?'));
        if !is_tag {
            each(Bit::Text("<"));
            at += open + 1;
            continue;
        }
        let Some(end) = tag.find('>') else { return };
        let name: String = tag[name_at..end]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(16)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        each(if name_at == 2 { Bit::Close(name) } else { Bit::Open(name) });
        at += open + end + 1;
    }
}

/// How many tags a page has, and how deep they may be nested at most.
pub fn size(html: &str) -> (usize, usize) {
    let (mut tags, mut depth, mut deepest) = (0usize, 0usize, 0usize);
    bits(html, |bit| match bit {
        Bit::Open(name) => {
            tags += 1;
            let empty =
                ["br", "img", "meta", "link", "input", "hr", "p", "li", "source", "td", "tr", "option"];
            if !empty.contains(&name.as_str()) {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
        Bit::Close(_) => depth = depth.saturating_sub(1),
        Bit::Text(_) => {}
    });
    (tags, deepest)
}

/// The paragraphs of a page or of a part of one.
pub fn paragraphs(html: &str) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let mut current = String::new();
    let mut kind = ZoneKind::Body;
    let mut silent: Option<String> = None;
    bits(html, |bit| {
        match (&silent, &bit) {
            (Some(inside), Bit::Close(name)) if inside == name => {
                silent = None;
                return;
            }
            // Nobody closed the head: the body begins all the same.
            (Some(inside), Bit::Open(name)) if inside == "head" && name == "body" => silent = None,
            (Some(_), _) => return,
            _ => {}
        }
        let mut end = |kind: ZoneKind| {
            let text = current.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                out.push(Paragraph { text, kind });
            }
            current.clear();
        };
        match bit {
            Bit::Text(text) => entities(text, &mut current),
            Bit::Open(name) => {
                if BLOCKS.contains(&name.as_str()) {
                    end(kind);
                }
                if SILENT.contains(&name.as_str()) {
                    silent = Some(name);
                } else if matches!(name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                    kind = ZoneKind::Subheading;
                } else if matches!(name.as_str(), "figcaption" | "caption") {
                    kind = ZoneKind::Caption;
                } else if BLOCKS.contains(&name.as_str()) && name != "br" && kind == ZoneKind::Subheading {
                    kind = ZoneKind::Body;
                }
            }
            Bit::Close(name) => {
                if BLOCKS.contains(&name.as_str()) {
                    end(kind);
                    if name.starts_with('h') || matches!(name.as_str(), "figcaption" | "caption" | "figure") {
                        kind = ZoneKind::Body;
                    }
                }
            }
        }
    });
    let text = current.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        out.push(Paragraph { text, kind });
    }
    out
}

/// Names of the character references that news pages use.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("bull", "•"),
    ("euro", "€"),
    ("pound", "£"),
    ("copy", "©"),
    ("shy", ""),
    ("middot", "·"),
    ("scaron", "š"),
    ("Scaron", "Š"),
    ("eacute", "é"),
    ("deg", "°"),
    ("thinsp", " "),
];

/// Appends text with its character references read.
fn entities(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let name: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '#').take(10).collect();
        let closed = rest[name.len()..].starts_with(';');
        let read = match name.strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => number.parse().ok(),
                };
                code.and_then(char::from_u32)
                    .filter(|c| !c.is_control() || c.is_whitespace())
                    .map(String::from)
            }
            None => NAMED.iter().find(|(n, _)| *n == name).map(|(_, c)| (*c).to_owned()),
        };
        match read {
            Some(read) if closed || name.starts_with('#') => {
                out.push_str(&read);
                rest = &rest[name.len() + usize::from(closed)..];
            }
            _ => out.push('&'),
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &[(&str, ZoneKind)]) {
        let got = paragraphs(html);
        let got: Vec<(&str, ZoneKind)> = got.iter().map(|p| (p.text.as_str(), p.kind)).collect();
        assert_eq!(got, expect, "{html}");
    }

    #[test]
    fn tags_become_paragraphs_with_their_role() {
        use ZoneKind::*;
        check(
            "<p>One <b>two</b></p><h2>Three</h2><p>Four&nbsp;&lt; 5",
            &[("One two", Body), ("Three", Subheading), ("Four < 5", Body)],
        );
        check(
            "a<script>if (a < b) '<p>'</script>b<br>c <!-- <p>x --> d < e",
            &[("ab", Body), ("c d < e", Body)],
        );
        check("<figure><figcaption>Under</figcaption></figure><p>it", &[("Under", Caption), ("it", Body)]);
        check("&#x107;&#263;&bogus; &amp", &[("ćć&bogus; &amp", Body)]);
    }
}
