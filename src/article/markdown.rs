//! Markdown: front matter, headings, and the paragraphs between them. The text is not rewritten:
//! links and emphasis stay as they are written.

use super::{Lines, front, scraped};
use crate::record::{Document, Span, Zone, ZoneKind};

/// Whether a text begins with front matter.
pub fn has_front(text: &str) -> bool {
    text.lines().next().is_some_and(|l| l.trim_end() == "---")
}

/// Whether a text has a heading of the first level.
pub fn has_heading(text: &str) -> bool {
    text.lines().any(|l| heading(l).is_some_and(|(level, _)| level == 1))
}

/// Fills `document`, whose text is set; what is wrong comes back as line and message.
pub fn read(document: &mut Document) -> Vec<(u32, String)> {
    let text = std::mem::take(&mut document.text);
    let mut notes = Vec::new();
    let mut body = 0;
    if has_front(&text) {
        body = read_front(document, &text, &mut notes);
    }
    read_body(document, &text, body);
    document.text = text;
    notes
}

/// Reads the front matter and gives the offset behind it.
fn read_front(document: &mut Document, text: &str, notes: &mut Vec<(u32, String)>) -> usize {
    let open = text.split_inclusive('\n').next().unwrap_or("").len();
    let mut end = open;
    let mut closed = None;
    for line in text[open..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            closed = Some(end + line.len());
            break;
        }
        end += line.len();
    }
    let behind = closed.unwrap_or_else(|| {
        // Nobody closed it: it ends at the first empty line.
        notes.push((1, "the front matter is not closed by a line `---`".into()));
        end = open;
        for line in text[open..].split_inclusive('\n') {
            if line.trim().is_empty() {
                break;
            }
            end += line.len();
        }
        end
    });
    let parsed = front::parse(&text[open..end], open, 2);
    let title = parsed.entries.iter().find(|e| e.key == "title").map(|e| e.span);
    notes.extend(front::fill(document, parsed));
    let zone = |kind, start: usize, end: usize| Zone { kind, span: Span::new(start, end) };
    match title.filter(|t| !t.is_empty() && t.end as usize <= end && document.title.is_some()) {
        Some(title) => document.zones.extend([
            zone(ZoneKind::Boilerplate, 0, title.start as usize),
            Zone { kind: ZoneKind::Title, span: title },
            zone(ZoneKind::Boilerplate, title.end as usize, behind),
        ]),
        None => document.zones.push(zone(ZoneKind::Boilerplate, 0, behind)),
    }
    behind
}

/// The level and the words of a `# heading`.
fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let level = line.bytes().take_while(|b| *b == b'#').count();
    if !(1..=6).contains(&level) {
        return None;
    }
    let rest = &line[level..];
    if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
        return None;
    }
    let words = rest.trim().trim_end_matches('#').trim_end();
    (!words.is_empty()).then_some((level, words))
}

fn read_body(document: &mut Document, text: &str, from: usize) {
    let lines = Lines::new(text, from);
    let mut fence = false;
    let mut comment = false;
    let mut paragraphs: Vec<Zone> = Vec::new();
    let mut skip = false;
    for (i, span) in lines.spans.iter().copied().enumerate() {
        let line = span.of(text);
        if std::mem::take(&mut skip) {
            continue;
        }
        let fenced = line.starts_with("```") || line.starts_with("~~~");
        if comment || fence || fenced || line.starts_with("<!--") {
            if fenced && !comment {
                fence = !fence;
            } else if !fence {
                comment = !line.contains("-->");
            }
            paragraphs.push(Zone { kind: ZoneKind::Boilerplate, span });
            continue;
        }
        let rule = line.len() >= 3
            && ["-", "*", "_"].iter().any(|m| line.replace([' ', '\t'], "").replace(m, "").is_empty());
        if rule {
            continue;
        }
        let underlined = lines.spans.get(i + 1).is_some_and(|next| {
            let next_line = next.of(text);
            let close = text[span.range().end..next.range().start].matches('\n').count() == 1;
            close
                && next_line.len() >= 3
                && (next_line.bytes().all(|b| b == b'=') || next_line.bytes().all(|b| b == b'-'))
        });
        let (level, words) = match heading(line) {
            Some(found) => found,
            None if underlined && line.len() <= 300 => {
                skip = true;
                (if lines.spans[i + 1].of(text).starts_with('=') { 1 } else { 2 }, line)
            }
            None => {
                let kind = if line.starts_with("![") && line.ends_with(')') {
                    ZoneKind::Caption
                } else {
                    ZoneKind::Body
                };
                paragraphs.push(Zone { kind, span });
                continue;
            }
        };
        let at = span.start as usize + line.find(words).unwrap_or(0);
        let span = Span::new(at, at + words.len());
        let same = |title: &str| scraped::same(title, words);
        let kind = match &document.title {
            Some(title) if same(title) => ZoneKind::RepeatedTitle,
            None if level == 1 => {
                document.title = Some(words.to_owned());
                ZoneKind::Title
            }
            _ => ZoneKind::Subheading,
        };
        paragraphs.push(Zone { kind, span });
    }
    document.zones.extend(paragraphs);
    scraped::split_dateline(document, text);
}

#[cfg(test)]
mod tests {
    use crate::article::read;
    use crate::record::ZoneKind;

    fn check(source: &str, expect: &[(ZoneKind, &str)]) {
        let (document, _) = read("a.md", source.as_bytes());
        let document = document.expect("text");
        let got: Vec<(ZoneKind, &str)> =
            document.zones.iter().map(|z| (z.kind, z.span.of(&document.text))).collect();
        assert_eq!(got, expect, "{source}");
    }

    #[test]
    fn front_matter_is_kept_but_only_its_title_is_read() {
        use ZoneKind::*;
        let source =
            "---\ntitle: Two states talk\npublished: 2020-05-04\n---\n\nThe talks went on.\n\nThey ended.\n";
        check(
            source,
            &[
                (Boilerplate, "---\ntitle: "),
                (Title, "Two states talk"),
                (Boilerplate, "\npublished: 2020-05-04\n---\n"),
                (Body, "The talks went on.\n\nThey ended."),
            ],
        );
        let (document, problems) = read("a.md", source.as_bytes());
        let document = document.expect("text");
        assert_eq!(problems, vec![]);
        assert_eq!(document.text, source);
        assert_eq!(document.published.map(|d| d.to_string()).as_deref(), Some("2020-05-04"));
        assert_eq!(document.body.of(&document.text), "The talks went on.\n\nThey ended.");
    }

    #[test]
    fn headings_are_subheadings_and_the_title_again_is_told_apart() {
        use ZoneKind::*;
        check(
            "# Two states talk\n\nThe talks went on.\n\n## What comes next ##\n\nNobody knows.\n\nThe past\n---\n\nIt was long.\n",
            &[
                (Title, "Two states talk"),
                (Body, "The talks went on."),
                (Subheading, "What comes next"),
                (Body, "Nobody knows."),
                (Subheading, "The past"),
                (Body, "It was long."),
            ],
        );
    }

    #[test]
    fn code_comments_and_pictures_are_no_news() {
        use ZoneKind::*;
        check(
            "---\ntitle: T\n---\n<!-- a\nb -->\n![The signing](a.png)\n\nThey signed.\n\n```\ncode\n```\n",
            &[
                (Boilerplate, "---\ntitle: "),
                (Title, "T"),
                (Boilerplate, "\n---\n<!-- a\nb -->"),
                (Caption, "![The signing](a.png)"),
                (Body, "They signed."),
                (Boilerplate, "```\ncode\n```"),
            ],
        );
    }

    #[test]
    fn front_matter_that_nobody_closed_ends_at_the_first_empty_line() {
        let (document, problems) = read("b/a.md", b"---\ntitle: T\n\nThey signed it.\n");
        let document = document.expect("text");
        assert_eq!(document.title.as_deref(), Some("T"));
        assert_eq!(document.body.of(&document.text), "They signed it.");
        assert_eq!(problems[0].to_string(), "b/a.md:1: the front matter is not closed by a line `---`");
    }
}
