//! What a site puts around an article: menus, share buttons, cookie banners, subscriptions,
//! related items, counters, copyright lines. Its words stand in `data/furniture.tsv`.

use super::phrases::{List, Seeker, of};
use rustc_hash::FxHashSet as HashSet;
use std::sync::OnceLock;

/// How a line of furniture bears on what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// A line that stands for itself (a menu item, "Read also: …", a counter).
    Line,
    /// The head of a block that seldom has news after it ("Related articles", "Comments").
    Tail,
}

/// `data/furniture.tsv`, by kind.
#[derive(Default)]
struct Phrases {
    whole: HashSet<&'static str>,
    line: Vec<&'static str>,
    tail: Vec<&'static str>,
    anywhere: Seeker,
    counted: Vec<&'static str>,
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let mut phrases = Phrases::default();
        for (kind, words) in rows() {
            match kind {
                "whole" => drop(phrases.whole.insert(words)),
                "line" => phrases.line.push(words),
                "tail" => phrases.tail.push(words),
                "anywhere" => phrases.anywhere.add(words),
                _ => phrases.counted.push(words),
            }
        }
        phrases
    })
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../data/furniture.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|l| l.split_once('\t'))
        .map(|(kind, words)| (kind, words.strip_suffix('|').unwrap_or(words)))
}

/// What kind of furniture a line is, if any.
pub fn furniture(line: &str) -> Option<Furniture> {
    let lower = fold(line);
    let core = lower.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '('));
    if core.is_empty() {
        return Some(Furniture::Line);
    }
    let words = core.split_whitespace().count();
    if words <= 4 && phrases().whole.contains(core) {
        return Some(Furniture::Line);
    }
    // "Share Facebook Twitter": buttons in a row.
    if words <= 8 && line.split_whitespace().all(menu_word) {
        return Some(Furniture::Line);
    }
    if counter(core) || crumbs(line) {
        return Some(Furniture::Line);
    }
    let sentence = words > 12 && ends_sentence(line);
    if !sentence {
        if phrases().line.iter().any(|h| core.starts_with(h)) {
            return Some(Furniture::Line);
        }
        let heads = phrases().tail.iter().any(|h| {
            core.strip_prefix(h).or_else(|| lower.strip_prefix(h)).is_some_and(|rest| {
                // "Related" heads a block, "Related talks will follow in Minsk" does not.
                let own = h.split_whitespace().count();
                let ends = !rest.starts_with(char::is_alphanumeric) || !h.ends_with(char::is_alphabetic);
                ends && (words <= own + 4
                    || (own > 1 && words <= 10)
                    || h.starts_with('©')
                    || *h == "copyright")
                    && !(own == 1
                        && words > 3
                        && !matches!(*h, "subscribe" | "newsletter" | "©" | "copyright"))
            })
        });
        if heads {
            return Some(Furniture::Tail);
        }
    }
    if words < 120 && phrases().anywhere.behind(&lower, 0) {
        return Some(if words > 3 { Furniture::Line } else { Furniture::Tail });
    }
    let bullet = line.starts_with(['•', '·', '▪', '●', '■', '►', '»', '›', '»', '|', '▼', '▶']);
    (bullet && words <= 5 && !ends_sentence(line)).then_some(Furniture::Line)
}

/// Whether a word alone on a line would be a menu item or a button ("Home", "Facebook").
pub fn menu_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && phrases().whole.contains(word.to_lowercase().as_str())
}

/// Whether a sentence speaks to the reader of the site; only asked beneath a head of furniture.
pub fn addresses_reader(line: &str) -> bool {
    let lower = fold(line);
    let quoted = line.contains(['“', '"', '„', '«']);
    !quoted && of(List::ToReader).iter().any(|w| lower.contains(w))
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(line: &str) -> bool {
    // A footnote's number may stand behind the full stop: "… in May.[4]".
    let mut line = line;
    while let Some((before, number)) = line.strip_suffix(']').and_then(|l| l.rsplit_once('[')) {
        if number.len() > 3 || !number.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        line = before;
    }
    let line = line.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '“')
    });
    line.ends_with(['.', '!', '?', '…', '。']) || line.ends_with("..")
}

/// Lower case, one kind of space, at most some hundred characters: what phrases are looked for in.
fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len().min(1024));
    let mut space = false;
    for c in line.trim().chars().take(900) {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// "12 comments", "1,204 views", "3 min read", "Comments 0".
fn counter(core: &str) -> bool {
    if core.len() > 40 {
        return false;
    }
    let digits = |s: &str| {
        let s = s.trim().trim_matches(['(', ')', ':']).trim();
        !s.is_empty() && s.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | 'k'))
    };
    digits(core) && core.len() < 8 && !(core.len() == 4 && (core.starts_with("19") || core.starts_with("20")))
        || phrases()
            .counted
            .iter()
            .any(|w| core.strip_suffix(w).is_some_and(digits) || core.strip_prefix(w).is_some_and(digits))
}

/// "Home > News > Defence", "EN | RU | BY": short items between signs.
fn crumbs(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let items = |sign: &str| {
        let parts: Vec<&str> = line.split(sign).map(str::trim).filter(|p| !p.is_empty()).collect();
        parts.len() >= 3 && parts.iter().all(|p| p.split_whitespace().count() <= 4)
    };
    let signs = ['>', '›', '»', '/', '|', '•', '·'];
    if !line.contains(signs) {
        return false;
    }
    let first = line.split(['>', '›', '»', '/', '|']).next().unwrap_or("").trim().to_lowercase();
    let from_home = matches!(first.as_str(), "home" | "main" | "homepage" | "start" | "news");
    [" > ", " › ", " » ", " | ", " • ", " · "].iter().any(|s| items(s))
        || (from_home && line.contains(['>', '›', '»', '/', '|']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<Furniture>) {
        assert_eq!(furniture(line), expect, "{line}");
    }

    #[test]
    fn every_line_of_the_table_has_a_known_kind_and_folded_words() {
        for (kind, words) in rows() {
            assert!(matches!(kind, "whole" | "line" | "tail" | "anywhere" | "counted"), "{kind}");
            assert!(fold(words) == words.trim() && !words.is_empty(), "{words}");
        }
        assert!(phrases().whole.contains("home") && phrases().line.contains(&"tags "));
    }

    #[test]
    fn furniture_is_told_from_news() {
        use Furniture::*;
        for line in [
            "• Main",
            "Home > News > Defence",
            "EN | RU | BY",
            "12 Comments",
            "3 min read",
            "Tags: army, drill",
        ] {
            check(line, Some(Line));
        }
        for line in [
            "Read more",
            "Related articles",
            "Subscribe to our newsletter",
            "Back to the list",
            "View all",
            "© 2019 The Gazette",
            "Comments",
        ] {
            check(line, Some(Tail));
        }
        check(
            "We use cookies to make this site work for you and to count its readers every day.",
            Some(Line),
        );
        for line in [
            "Related talks will follow in Minsk",
            "The ministers met on Monday and signed a plan.",
            "The minister shared his view of the talks.",
            "Back home, the minister was asked about the contract by members of parliament, who want it published.",
            "• to hold a joint exercise of the two armies in the spring;",
            "2019",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn a_voice_that_speaks_to_its_reader_is_heard_outside_quotations() {
        assert!(addresses_reader("Once a month we send a letter about what matters in the region."));
        assert!(!addresses_reader("“This month we send a letter to Minsk,” the minister said."));
    }
}
