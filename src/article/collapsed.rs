//! Scrapes that lost their line ends: the head and the tail of one long line, cut where title,
//! date, byline and furniture meet.

use super::furniture::menu_word;
use super::phrases::{List, of};
use super::{credits, published};
use crate::record::Span;
use std::ops::Range;

/// How much of the line's head is looked at, in bytes.
const HEAD: usize = 900;

/// Cuts one long line into the pieces that its page had on lines of their own.
pub fn cut(text: &str, line: Span) -> Vec<Span> {
    let source = line.of(text);
    let mut cuts = head_cuts(source);
    cuts.extend(tail_cuts(source));
    cuts.sort_unstable();
    cuts.dedup();
    let mut spans = Vec::new();
    let mut from = 0;
    for at in cuts.into_iter().chain([source.len()]) {
        let piece = &source[from..at];
        let start = from + (piece.len() - piece.trim_start().len());
        let end = from + piece.trim_end().len();
        if start < end {
            spans.push(Span::new(line.start as usize + start, line.start as usize + end));
        }
        from = at;
    }
    spans
}

fn head_cuts(source: &str) -> Vec<usize> {
    let mut limit = source.len().min(HEAD);
    while !source.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &source[..limit];
    let mut cuts = Vec::new();
    let words = word_ranges(head);
    let mut body = 0;
    if let Some((title, copies)) = repeated(head, &words) {
        for copy in copies {
            let (a, b) = (words[copy].start, words[copy + title - 1].end);
            cuts.extend([a, b]);
            body = b;
        }
    }
    // Wide gaps were ends of lines; those inside the text are left alone.
    let mut from = 0;
    for (at, _) in head.match_indices("   ").filter(|(at, _)| !head[..*at].ends_with(' ')) {
        if head[from..at].split_whitespace().count() > 25 {
            break;
        }
        cuts.push(at);
        from = at;
    }
    // A date between title and text, or between two copies of the title.
    let sentence_end = head.find(". ").map_or(head.len(), |i| i + 1);
    for date in published::find(head).into_iter().filter(|d| d.precise) {
        let before = head[..date.range.start].trim_end();
        let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let in_sentence = of(List::BeforeDate).contains(&last.to_lowercase().as_str());
        let after = head[date.range.end..].trim_start_matches([' ', '|', '–', '-']);
        let fresh = after.chars().next().is_none_or(|c| c.is_uppercase() || c == '“');
        if date.range.start > body.max(1) && date.range.start > sentence_end && cuts.is_empty() {
            break;
        }
        let edge = cuts.iter().any(|c| head[(*c).min(date.range.start)..date.range.start].trim().is_empty());
        if edge || (!in_sentence && fresh && date.range.start <= sentence_end) {
            let start = published::with_weekday(before).unwrap_or(date.range.start);
            cuts.extend([start, date.range.end]);
            body = body.max(date.range.end);
            break;
        }
    }
    // "By Ana Ilić – Skopje" at a seam or behind the title.
    for (at, word) in words.iter().enumerate() {
        let here = &head[word.clone()];
        let seam = word.start <= body
            || cuts.iter().any(|c| head[(*c).min(word.start)..word.start].trim().is_empty());
        if !matches!(here, "By" | "BY" | "Author:" | "Autor:" | "Автор:" | "Piše:")
            || !seam
            || at + 2 >= words.len()
        {
            continue;
        }
        let rest = &head[words[at + 1].start..];
        // Two names, however many capitals follow: the next one begins the text.
        let two = words.get(at + 2).map_or(0, |w| w.end - words[at + 1].start);
        if credits::people(&rest[..two]).is_some() {
            let mut end = words[at + 2].end;
            if words.get(at + 3).is_some_and(|w| matches!(&head[w.clone()], "–" | "-" | "—" | "|" | ","))
                && let Some(place) = words.get(at + 4)
                && head[place.clone()].starts_with(char::is_uppercase)
            {
                end = place.end;
            }
            cuts.extend([word.start, end]);
            break;
        }
    }
    // "Home News …" before the title and "Share Facebook Twitter …" behind a seam are buttons.
    let seams = cuts.clone();
    let begins_menu =
        words.first().is_some_and(|w| matches!(&head[w.clone()], "Home" | "Main" | "Menu" | "Skip"));
    for (at, word) in words.iter().enumerate() {
        let seam = seams.iter().any(|c| *c <= word.start && head[*c..word.start].trim().is_empty());
        if !(seam || (at == 0 && begins_menu)) {
            continue;
        }
        let run = words[at..].iter().take_while(|w| menu_word(&head[(*w).clone()])).count();
        if run >= 2 {
            cuts.push(words[at + run - 1].end);
        }
    }
    // Bullets before the title are a menu.
    for (i, _) in head.match_indices(['•', '·', '»']) {
        if i < body || i == 0 {
            cuts.push(i);
        }
    }
    cuts
}

fn word_ranges(head: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = None;
    for (i, c) in head.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(s)) => {
                ranges.push(s..i);
                start = None;
            }
            (false, None) => start = Some(i),
            _ => {}
        }
        if ranges.len() == 140 {
            return ranges;
        }
    }
    ranges.extend(start.map(|s| s..head.len()));
    ranges
}

/// The longest phrase of four words or more that comes again with little between, as a headline
/// does: near the beginning, with a capital, before any sentence ends. Its length in words and
/// where its copies begin.
fn repeated(head: &str, words: &[Range<usize>]) -> Option<(usize, Vec<usize>)> {
    let word = |i: usize| &head[words[i].clone()];
    let mut best: Option<(usize, usize)> = None;
    for i in 0..words.len().min(16) {
        if i > 0 && word(i - 1).ends_with(['.', '!', '?']) {
            break;
        }
        if !word(i).starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘')) {
            continue;
        }
        for j in i + 4..words.len().min(i + 50) {
            let length = (0..(j - i).min(words.len() - j))
                .take_while(|k| {
                    word(i + k) == word(j + k) && (*k == 0 || !word(i + k - 1).ends_with(['.', '!', '?']))
                })
                .count();
            let behind = words.get(j + length).map_or("", |w| &head[w.clone()]);
            if behind.starts_with(char::is_lowercase) {
                continue;
            }
            let gap = j - i - length.min(j - i);
            if length >= 4 && gap <= 12 && best.is_none_or(|(_, l)| length > l) {
                best = Some((i, length));
            }
        }
    }
    let (first, length) = best?;
    let mut copies = vec![first];
    let mut at = first + length;
    while at + length <= words.len() {
        if (0..length).all(|k| word(first + k) == word(at + k)) {
            copies.push(at);
            at += length;
        } else {
            at += 1;
        }
    }
    Some((length, copies))
}

fn tail_cuts(source: &str) -> Vec<usize> {
    let mut from = source.len() - (source.len() * 2 / 5).min(4000);
    while !source.is_char_boundary(from) {
        from -= 1;
    }
    let mut cuts = Vec::new();
    let mut before = ' ';
    let mut stopped = false;
    for (i, c) in source[from..].char_indices() {
        let at = from + i;
        let word = before.is_whitespace() && !c.is_whitespace();
        // These need no sentence that ends before them.
        let sure = || of(List::SurelyBehind).iter().any(|t| source[at..].starts_with(t));
        if word && (stopped || !cuts.is_empty() || sure()) {
            let here = &source[at..];
            // "READ ALSO" is shouted as often as said.
            let begins = |t: &str| {
                let head = here.get(..t.len())?;
                let loud = head.len() > 3
                    && head.eq_ignore_ascii_case(t)
                    && !head.contains(|c: char| c.is_ascii_lowercase());
                (head == t || loud).then(|| &here[t.len()..])
            };
            let found = of(List::Behind).iter().any(|t| {
                begins(t)
                    .is_some_and(|r| !t.ends_with(char::is_alphabetic) || !r.starts_with(char::is_alphabetic))
            });
            // "Comments came later" is a sentence, "Comments 12" a counter.
            let sentence = here.strip_prefix("Comments ").is_some_and(|r| r.starts_with(char::is_lowercase));
            if found && !sentence {
                cuts.push(at);
            }
        }
        if !c.is_whitespace() {
            let closes = matches!(c, '”' | '"' | ')' | '»');
            stopped = matches!(c, '.' | '!' | '?' | '…') || (closes && stopped);
        }
        before = c;
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let got: Vec<&str> = cut(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn a_title_told_twice_is_cut_out_with_its_date() {
        check(
            "• Main • Archive Two states plan a drill Two states plan a drill 4 May 2020 Two states plan a drill \
             The ministers met. They agreed on a drill. Translated by Ana Ilić Back to the list",
            &[
                "• Main",
                "• Archive",
                "Two states plan a drill",
                "Two states plan a drill",
                "4 May 2020",
                "Two states plan a drill",
                "The ministers met. They agreed on a drill.",
                "Translated by Ana Ilić",
                "Back to the list",
            ],
        );
    }

    #[test]
    fn a_date_or_a_byline_parts_title_and_text() {
        check(
            "Two states plan a drill Monday, 4 May 2020 The ministers met in Skopje. They agreed.",
            &["Two states plan a drill", "Monday, 4 May 2020", "The ministers met in Skopje. They agreed."],
        );
        check(
            "Two states plan a drill Two states plan a drill By Ana Ilić – Skopje Defence ministers met.",
            &[
                "Two states plan a drill",
                "Two states plan a drill",
                "By Ana Ilić – Skopje",
                "Defence ministers met.",
            ],
        );
    }

    #[test]
    fn menus_and_buttons_without_bullets_are_cut_off() {
        check(
            "Home News Two states plan a drill 4 May 2020 Share Facebook Twitter The ministers met in Skopje. They agreed.",
            &[
                "Home News",
                "Two states plan a drill",
                "4 May 2020",
                "Share Facebook Twitter",
                "The ministers met in Skopje. They agreed.",
            ],
        );
    }

    #[test]
    fn plain_text_on_one_line_stays_whole() {
        for text in [
            "The ministers met on 4 May 2020. They agreed on a drill. The drill is to be held in June.",
            "A drill is planned. The ministers met on 4 May 2020 in Skopje and signed. Comments came later.",
        ] {
            check(text, &[text]);
        }
    }
}
