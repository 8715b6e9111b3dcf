//! Reading a number: digits with separators and words, with their scale.

use super::words::{Sense, look_up};
use crate::extract::Text;
use crate::extract::text::TokenKind;
use std::ops::Range;

/// Most words in one number ("two hundred and thirty-five thousand six hundred and twelve").
const LONGEST: usize = 16;

/// The number at the start of a range of tokens, and the token after it.
pub fn number(text: &Text, tokens: Range<usize>) -> Option<(f64, usize)> {
    let first = text.tokens.get(tokens.start)?;
    match first.kind {
        TokenKind::Number => {
            let value = digits(&first.lower)?;
            Some(scaled(text, value, tokens.start + 1, tokens.end))
        }
        TokenKind::Word if first.lower.starts_with(|c: char| c.is_ascii_digit()) => {
            // "3bn", "500m".
            let split = first.lower.find(|c: char| c.is_ascii_alphabetic())?;
            let (value, scale) = first.lower.split_at(split);
            let scale = match scale {
                "m" => 1e6,
                "k" => 1e3,
                word => scale_of(word)?,
            };
            Some((digits(value)? * scale, tokens.start + 1))
        }
        // "half a billion"
        TokenKind::Word
            if first.lower == "half"
                && tokens.start + 2 < tokens.end
                && text.tokens[tokens.start + 1].lower == "a" =>
        {
            let factor = scale_of(&text.tokens[tokens.start + 2].lower).filter(|f| *f >= 12.0)?;
            Some((factor / 2.0, tokens.start + 3))
        }
        TokenKind::Word => spelt(text, tokens),
        _ => None,
    }
}

/// "1,500.5" as English writes it.
fn digits(source: &str) -> Option<f64> {
    let mut plain = String::with_capacity(source.len());
    let mut parts = source.split(',').peekable();
    let first = parts.next()?;
    plain.push_str(first);
    let rest: Vec<&str> = parts.collect();
    // A comma groups thousands; a single one before other than three digits is a decimal mark.
    let grouped = rest.iter().enumerate().all(|(i, p)| {
        let whole = p.split('.').next().unwrap_or("");
        whole.len() == 3 && (i + 1 == rest.len() || !p.contains('.'))
    });
    if grouped {
        rest.iter().for_each(|p| plain.push_str(p));
    } else if let [decimals] = rest[..] {
        plain.push('.');
        plain.push_str(decimals);
    } else {
        return None;
    }
    plain.parse::<f64>().ok().filter(|v| v.is_finite() && *v < 1e18)
}

fn scale_of(word: &str) -> Option<f64> {
    look_up(word).iter().find_map(|s| match s {
        Sense::Scale(factor) => Some(*factor),
        _ => None,
    })
}

fn small(word: &str) -> Option<f64> {
    look_up(word).iter().find_map(|s| match s {
        Sense::Number(n) => Some(*n),
        _ => None,
    })
}

/// Applies "thousand", "million" … that follow.
fn scaled(text: &Text, value: f64, mut at: usize, end: usize) -> (f64, usize) {
    let mut value = value;
    // "the 500-million loan"
    let hyphen = at + 1 < end && text.tokens[at].lower == "-" && !text.tokens[at].spaced;
    if hyphen && scale_of(&text.tokens[at + 1].lower).is_some_and(|f| f > 100.0) {
        at += 1;
    }
    while at < end && text.tokens[at].kind == TokenKind::Word && value < 1e15 {
        let Some(factor) = scale_of(&text.tokens[at].lower) else { break };
        value *= factor;
        at += 1;
    }
    (value, at)
}

/// "twenty-five thousand two hundred and six".
fn spelt(text: &Text, tokens: Range<usize>) -> Option<(f64, usize)> {
    let end = tokens.end.min(tokens.start + LONGEST);
    let (mut total, mut part, mut at) = (0.0_f64, None::<f64>, tokens.start);
    let mut after = None;
    while at < end {
        let word = text.tokens[at].lower.as_str();
        if let Some(n) = small(word) {
            match part {
                // "twenty one" and "two hundred six" add; "two three" are two numbers.
                Some(p)
                    if (p % 100.0 == 0.0 && p > 0.0)
                        || (p % 10.0 == 0.0 && p % 100.0 >= 20.0 && n < 10.0) =>
                {
                    part = Some(p + n);
                }
                Some(_) => break,
                None => part = Some(n),
            }
        } else if let Some(factor) = scale_of(word) {
            // "a dozen", "a hundred" begin with their article, which is left out of the number.
            let p = match part {
                Some(p) => p,
                None if total == 0.0
                    && matches!(word, "dozen" | "hundred" | "thousand" | "million" | "billion") =>
                {
                    1.0
                }
                None => break,
            };
            if factor <= 100.0 {
                part = Some(p * factor);
            } else {
                total += p * factor;
                part = None;
            }
        } else if word == "-" && part.is_some() && at + 1 < end && small(&text.tokens[at + 1].lower).is_some()
        {
            at += 1;
            continue;
        } else if word == "and"
            && after.is_some()
            && at + 1 < end
            && part.is_none_or(|p| p % 100.0 == 0.0 && p > 0.0)
        {
            let low = small(&text.tokens[at + 1].lower).is_some_and(|n| n < 100.0);
            if !low || (part.is_none() && total == 0.0) {
                break;
            }
            at += 1;
            continue;
        } else {
            break;
        }
        at += 1;
        after = Some(at);
    }
    let value = total + part.unwrap_or(0.0);
    after.filter(|_| value > 0.0).map(|end| (value, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Document, Span};

    fn check(text: &str, expect: Option<(f64, usize)>) {
        let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
        let read = Text::new(&document);
        assert_eq!(number(&read, 0..read.tokens.len()), expect, "{text}");
    }

    #[test]
    fn digits_and_words_count_alike() {
        check("1,500 men", Some((1500.0, 1)));
        check("1,234,567.5 tons", Some((1_234_567.5, 1)));
        check("2,5 tons", Some((2.5, 1)));
        check("3 million", Some((3e6, 2)));
        check("500m", Some((5e8, 1)));
        check("twenty-five ships", Some((25.0, 3)));
        check("two hundred and six ships", Some((206.0, 4)));
        check("three thousand five hundred men", Some((3500.0, 4)));
        check("two dozen men", Some((24.0, 2)));
        check("two and three", Some((2.0, 1)));
        check("half a million men", Some((5e5, 3)));
        check("half a ship", None);
        check("men", None);
    }
}
