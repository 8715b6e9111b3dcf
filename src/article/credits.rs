//! Lines that tell who wrote, translated, photographed or sent an article: bylines, translators,
//! photo credits, datelines.

use super::phrases::{List, Seeker, of};
use super::published;
use std::ops::Range;
use std::sync::OnceLock;

/// A dateline: "BELGRADE, Nov. 19 (Agency) – ".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Its length in bytes, dash and spaces included.
    pub length: usize,
    /// Its place, in the usual spelling.
    pub place: Option<String>,
    /// The agency between brackets or strokes.
    pub agency: Option<String>,
}

/// The people whom a line names as authors, where it does nothing else.
pub fn byline(line: &str) -> Option<Vec<String>> {
    if line.len() > 160 {
        return None;
    }
    // "(Reporting by Ana Ilić; Editing by J. Smith)"
    let line = line.strip_prefix('(').and_then(|l| l.strip_suffix(')')).unwrap_or(line);
    let lower = line.to_lowercase();
    let head = of(List::Author).iter().find(|h| lower.starts_with(**h))?;
    let rest = line.get(head.len()..)?;
    let (names, _) = people(rest)?;
    Some(names)
}

/// "Ana Petrović" or "Ana Petrović, Agency": a line that is only a name.
pub fn bare_name(line: &str) -> Option<Vec<String>> {
    let name = line.split([',', '|', '/']).next()?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = (2..=3).contains(&words.len())
        && line.len() <= 60
        && words.iter().all(|w| {
            w.chars().next().is_some_and(char::is_uppercase)
                && w.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
                && w.chars().skip(1).any(char::is_lowercase)
                && !of(List::Section).contains(&w.to_lowercase().as_str())
        });
    fits.then(|| vec![name.to_owned()])
}

/// The people whom a line names as translators.
pub fn translator(line: &str) -> Option<Vec<String>> {
    if line.len() > 160 {
        return None;
    }
    let lower = line.to_lowercase();
    let head = of(List::Translator).iter().find(|h| lower.starts_with(**h))?;
    let rest = line.get(head.len()..)?;
    let rest = match rest.split_once(" by ") {
        Some((_, after)) if head.ends_with("from ") => after,
        _ => rest,
    };
    people(rest).map(|p| p.0)
}

/// Names at the head of a text, and how many bytes they take: "Ana Petrović and J. Smith – Minsk".
pub fn people(text: &str) -> Option<(Vec<String>, usize)> {
    let mut names: Vec<String> = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    let mut end = 0;
    let mut at = 0;
    for raw in text.split_inclusive(char::is_whitespace) {
        let word = raw.trim();
        let from = at;
        at += raw.len();
        if word.is_empty() {
            continue;
        }
        let bare = word.trim_end_matches([',', ';', ':', '.']);
        let initial = bare.chars().count() == 1 && word.ends_with('.');
        let particle = matches!(bare, "de" | "van" | "von" | "der" | "al" | "bin" | "el" | "da" | "di");
        let capital = bare.chars().next().is_some_and(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        let joins = matches!(bare, "and" | "&" | "i");
        if joins && !name.is_empty() {
            names.push(name.join(" "));
            name.clear();
            continue;
        }
        if !(capital || (particle && !name.is_empty())) || name.len() == 5 {
            break;
        }
        let stripped = if initial { word } else { bare };
        name.push(stripped);
        end = from + raw.find(word).unwrap_or(0) + stripped.len();
        if word.ends_with(';') || (word.ends_with(',') && name.len() > 1) {
            names.push(name.join(" "));
            name.clear();
            if text[at..].split_whitespace().take(2).filter(|w| w.starts_with(char::is_uppercase)).count() < 2
            {
                break;
            }
        } else if word.ends_with([':', '.']) && !initial {
            break;
        }
    }
    if !name.is_empty() {
        names.push(name.join(" "));
    }
    // A byline's second part is often a place or an agency: "Ana Petrović, Belgrade".
    names.retain(|n| n.contains(' ') || n.chars().count() > 2);
    let first_is_name = names.first().is_some_and(|n| {
        n.contains(' ') && !n.split(' ').any(|w| of(List::Section).contains(&w.to_lowercase().as_str()))
    });
    if !first_is_name {
        return None;
    }
    let first = names[0].clone();
    names.retain(|n| n.contains(' ') || *n == first);
    Some((names, end))
}

static PICTURE: OnceLock<Seeker> = OnceLock::new();

/// Whether a line stands under a picture.
pub fn caption(line: &str) -> bool {
    if line.len() > 400 {
        return false;
    }
    let lower = line.to_lowercase();
    of(List::Caption).iter().any(|h| lower.starts_with(h))
        || (lower.len() < 300
            && PICTURE.get_or_init(|| Seeker::new(of(List::Picture))).behind(&lower, lower.len() / 2 + 1))
        || (lower.starts_with('(') && lower.ends_with(')') && lower.contains("photo"))
}

/// The agency that a line or a dateline puts between brackets or strokes.
fn agency(text: &str) -> Option<(Range<usize>, &str)> {
    for (open, close) in [('(', ')'), ('/', '/'), ('[', ']')] {
        let Some(a) = text.find(open) else { continue };
        let Some(b) = text[a + 1..].find(close) else { continue };
        let inner = text[a + 1..a + 1 + b].trim();
        let fits = (1..=40).contains(&inner.len())
            && inner.chars().next().is_some_and(char::is_uppercase)
            && inner.split_whitespace().count() <= 4
            && !inner.contains(|c: char| c.is_ascii_digit());
        if fits {
            return Some((a..a + b + 2, inner));
        }
    }
    None
}

/// The dateline at the head of a paragraph.
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let mut limit = paragraph.len().min(140);
    while !paragraph.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &paragraph[..limit];
    dashed(paragraph, head).or_else(|| stopped(paragraph, head)).or_else(|| slashed(head))
}

/// "Oslo/04.05.21/Nordwire: The ministers …"
fn slashed(head: &str) -> Option<Dateline> {
    let (line, rest) = head.split_once(": ")?;
    let mut parts = line.split('/');
    let (town, date, wire) = (parts.next()?, parts.next()?, parts.next().unwrap_or(""));
    let named = |words: &str| {
        (1..=3).contains(&words.split_whitespace().count())
            && words.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
    };
    published::find(date).into_iter().next().filter(|d| d.precise && d.range == (0..date.len()))?;
    let fits = named(town) && (wire.is_empty() || named(wire)) && parts.next().is_none();
    let starts = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'));
    (fits && starts).then(|| Dateline {
        length: line.len() + 2,
        place: Some(town.to_owned()),
        agency: (!wire.is_empty()).then(|| wire.to_owned()),
    })
}

/// "BELGRADE, Nov. 19 (Agency) – The ministers …"
fn dashed(paragraph: &str, head: &str) -> Option<Dateline> {
    let mut best = None;
    for (at, c) in head.char_indices() {
        if !matches!(c, '–' | '—' | '-' | '―' | ':' | '•') {
            continue;
        }
        let before = &head[..at];
        let after = paragraph[at + c.len_utf8()..].trim_start_matches(['-', '–', '—']);
        // A hyphen inside a name is no dash.
        let open = before.ends_with(char::is_whitespace) || before.ends_with([')', '/', ']']);
        let spaced = after.starts_with(char::is_whitespace) || after.is_empty();
        let dash = match c {
            '-' => (open && spaced) || paragraph[at..].starts_with("--"),
            ':' => spaced && (agency(before).is_some() || town(before)),
            '•' => open && spaced,
            _ => open || spaced,
        };
        let words = after.trim_start();
        let starts = words.chars().next().is_some_and(|c| {
            c.is_uppercase()
                || c.is_ascii_digit()
                || matches!(c, '"' | '“' | '„' | '«' | '\'' | '‘' | '$' | '€')
        });
        if !dash || !starts {
            continue;
        }
        if is_dateline(before.trim()) {
            best = Some((paragraph.len() - words.len(), before.trim()));
        }
        break;
    }
    let (length, line) = best?;
    Some(Dateline { length, place: place(line), agency: agency(line).map(|a| a.1.to_owned()) })
}

/// A town in capitals before a colon, no label: "OSLO: The ministers …".
fn town(words: &str) -> bool {
    let loud = |w: &str| w.chars().all(|c| c.is_uppercase() || c == '-') && !of(List::Label).contains(&w);
    let count = words.split_whitespace().count();
    words.chars().count() >= 4 && (1..=2).contains(&count) && words.split_whitespace().all(loud)
}

/// "Belgrade, 19 November 2024. The ministers …", "BAKU, Nov. 19 /Agency/. The …"
fn stopped(paragraph: &str, head: &str) -> Option<Dateline> {
    let date = published::find(head).into_iter().next().filter(|d| d.range.start < 60)?;
    let before = head[..date.range.start].trim_end();
    let words = before.split_whitespace().count();
    let capitals = before.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
    if !before.ends_with([',', '.']) || !(1..=5).contains(&words) || !capitals {
        return None;
    }
    let mut end = date.range.end;
    if let Some((range, _)) = agency(&head[end..])
        .filter(|(r, _)| head[end..][..r.start].trim_matches(['.', ' ', '\u{a0}']).is_empty())
    {
        end += range.end;
    }
    // "OSLO, MAY 4, NORDWIRE. The …"
    let wire = paragraph[end..].strip_prefix(", ").and_then(|rest| rest.split_once(". "));
    if let Some((wire, _)) = wire
        && wire.len() <= 30
        && wire.split_whitespace().count() <= 2
        && wire.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !wire.contains(|c: char| c.is_lowercase() || c.is_ascii_digit())
    {
        end += 2 + wire.len();
    }
    let rest = &paragraph[end..];
    let words = rest.trim_start_matches(['.', ':', '/', ' ', '\u{a0}']);
    let stop = rest.trim_start().starts_with(['.', ':']) || (end > date.range.end && !words.is_empty());
    let starts = words.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '“'));
    let line = head[..end].trim();
    (stop && starts).then(|| Dateline {
        length: paragraph.len() - words.len(),
        place: place(line),
        agency: agency(line).map(|a| a.1.to_owned()),
    })
}

/// Whether words before a dash are place, date and agency, and nothing else.
fn is_dateline(line: &str) -> bool {
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | '[' | ']'))
        .filter(|w| !w.is_empty())
        .collect();
    if words.is_empty() || words.len() > 12 {
        return false;
    }
    let first = words[0];
    let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count();
    let loud = |w: &str| !w.chars().any(char::is_lowercase);
    // "LA PAZ"
    let second = words.get(1).is_some_and(|w| letters(w) >= 3 && loud(w));
    let shouted = letters(first) >= if second { 2 } else { 3 } && loud(first);
    let dated = words.windows(2).any(|w| {
        let month = |w: &str| published::month(w.trim_end_matches('.')).is_some();
        let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
        (month(w[0]) && number(w[1])) || (number(w[0]) && month(w[1]))
    }) || words.iter().skip(1).any(|w| published::weekday(w));
    let capitals = words.iter().all(|w| {
        let c = w.chars().next().unwrap_or(' ');
        c.is_uppercase()
            || c.is_ascii_digit()
            || matches!(*w, "of" | "and" | "th" | "-" | "–" | "de" | "na" | "al")
    });
    let all_loud = words.iter().all(|w| {
        !w.chars().any(char::is_lowercase)
            || published::month(w.trim_end_matches('.')).is_some()
            || published::weekday(w)
    });
    let sourced = agency(line).is_some();
    first.starts_with(char::is_uppercase)
        && capitals
        && (dated || sourced || (shouted && (all_loud || words.len() <= 5)))
}

/// The place of a dateline: what stands before the first comma, bracket or stroke.
fn place(line: &str) -> Option<String> {
    let raw = line.split([',', '(', '/', '[', '.', '–', '—']).next()?.trim();
    let fits = !raw.is_empty()
        && raw.len() <= 60
        && !raw.contains(|c: char| c.is_ascii_digit())
        && !raw.split_whitespace().any(|w| published::weekday(w) || published::month(w).is_some());
    if !fits {
        return None;
    }
    if raw.chars().any(char::is_lowercase) {
        return Some(raw.to_owned());
    }
    let mut start = true;
    Some(
        raw.chars()
            .flat_map(|c| {
                let out: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
                start = !c.is_alphabetic();
                out
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, expect: Option<(&str, Option<&str>, Option<&str>)>) {
        let got = dateline(paragraph);
        let got = got.as_ref().map(|d| (&paragraph[d.length..], d.place.as_deref(), d.agency.as_deref()));
        assert_eq!(got, expect, "{paragraph}");
    }

    #[test]
    fn datelines_are_cut_where_the_news_begins() {
        check("SKOPJE, Nov. 19 (MIA) – The two met.", Some(("The two met.", Some("Skopje"), Some("MIA"))));
        check(
            "Skopje/19.11.24/Nordwire: The two met.",
            Some(("The two met.", Some("Skopje"), Some("Nordwire"))),
        );
        check("Skopje/19.11.24: The two met.", Some(("The two met.", Some("Skopje"), None)));
        check("Ships/planes/tanks: The two met.", None);
        check("SKOPJE (MIA) -- The two met.", Some(("The two met.", Some("Skopje"), Some("MIA"))));
        check("Skopje, 19 November 2024 - The two met.", Some(("The two met.", Some("Skopje"), None)));
        check("SKOPJE — “We met,” he said.", Some(("“We met,” he said.", Some("Skopje"), None)));
        check("NOVI SAD, Tuesday – The two met.", Some(("The two met.", Some("Novi Sad"), None)));
        check(
            "Skopje, November 19 /MIA/ – The two met.",
            Some(("The two met.", Some("Skopje"), Some("MIA"))),
        );
        check("Skopje, 19 November 2024. The two met.", Some(("The two met.", Some("Skopje"), None)));
        check("SKOPJE, NOVEMBER 19, NORDWIRE. The two met.", Some(("The two met.", Some("Skopje"), None)));
        check("UST-KAMENOGORSK – The two met.", Some(("The two met.", Some("Ust-Kamenogorsk"), None)));
    }

    #[test]
    fn a_sentence_with_a_dash_is_no_dateline() {
        for sentence in [
            "Skopje – a city of half a million – hosted them.",
            "NATO – the alliance of 32 states – was silent.",
            "The minister said – The end.",
            "Talks on the 19 November 2024 agenda. They met.",
            "On 19 November 2024. They met.",
            "MiG-29 fighters came.",
        ] {
            check(sentence, None);
        }
    }

    #[test]
    fn authors_and_translators_are_read_with_what_stands_behind_them() {
        assert_eq!(byline("By Ana Ilić – Skopje"), Some(vec!["Ana Ilić".into()]));
        assert_eq!(
            byline("By Ana Ilić and J. P. Smith"),
            Some(vec!["Ana Ilić".into(), "J. P. Smith".into()])
        );
        assert_eq!(byline("Author: Ana Ilić, Skopje"), Some(vec!["Ana Ilić".into()]));
        assert_eq!(byline("(Reporting by Ana Ilić; Editing by Jan Rohr)"), Some(vec!["Ana Ilić".into()]));
        assert_eq!(byline("By the Ministry of Defence"), None);
        assert_eq!(byline("By Monday the talks had ended."), None);
        assert_eq!(translator("Translated by Ana Ilić"), Some(vec!["Ana Ilić".into()]));
        assert_eq!(translator("Translated from Russian by Ana Ilić."), Some(vec!["Ana Ilić".into()]));
        assert_eq!(bare_name("Ana Ilić, MIA"), Some(vec!["Ana Ilić".into()]));
        assert_eq!(bare_name("Foreign Policy"), None);
    }

    #[test]
    fn captions_carry_their_credit() {
        assert!(caption("Photo: MIA"));
        assert!(caption("The two ministers after the signing. (Photo: MIA)"));
        assert!(!caption("The photo of the ministers was taken in Skopje before the talks began."));
    }
}
