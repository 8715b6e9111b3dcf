//! Pairs of quotation marks.

use crate::extract::Text;
use crate::extract::text::TokenKind;
use std::ops::Range;

/// The tokens between two quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Tokens inside the marks; never empty.
    pub inner: Range<usize>,
    /// Whether it stands inside another quotation.
    pub nested: bool,
}

impl Quote {
    /// The opening mark.
    pub fn open(&self) -> usize {
        self.inner.start - 1
    }

    /// The closing mark.
    pub fn close(&self) -> usize {
        self.inner.end
    }
}

/// Deepest nesting that is followed: a quotation inside a quotation.
const DEPTH: usize = 2;

/// Most paragraphs that one quotation runs through.
const PARAGRAPHS: usize = 12;

/// All pairs of marks, in order of their closing mark.
///
/// A paragraph may open with a mark again while its quotation runs on; a quotation that is not
/// closed at the end of a paragraph ends there unnoticed, unless the next begins with a mark.
pub fn quotes(text: &Text) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut paragraph = None;
    let mut runs_on = 0;
    for sentence in &text.sentences {
        let fresh = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        for i in sentence.tokens.clone() {
            let starts = fresh && i == sentence.tokens.start;
            let token = &text.tokens[i];
            let mark = text.token(i).chars().next().unwrap_or(' ');
            if token.kind != TokenKind::Quote {
                if starts {
                    open.clear();
                }
                continue;
            }
            let closes = match mark {
                '”' | '»' => true,
                '„' | '«' => false,
                // “ closes what „ has opened, as in German and Serbian.
                '“' => open.last().is_some_and(|(_, m)| *m == '„'),
                _ => closes(text, i, &open),
            };
            if starts && !closes {
                // The same quotation goes on in a new paragraph, or a new one begins.
                open.truncate(1);
                runs_on += usize::from(!open.is_empty());
                if open.is_empty() || runs_on > PARAGRAPHS {
                    open.clear();
                    open.push((i, mark));
                    runs_on = 0;
                }
            } else if !closes {
                if open.len() < DEPTH {
                    open.push((i, mark));
                } else if let Some(last) = open.last_mut() {
                    *last = (i, mark);
                }
            } else if let Some((from, _)) = open.pop()
                && from + 1 < i
            {
                found.push(Quote { inner: from + 1..i, nested: !open.is_empty() });
            }
        }
    }
    found
}

/// Whether a straight mark closes: it opens after white space and before a word.
fn closes(text: &Text, i: usize, open: &[(usize, char)]) -> bool {
    let before = text.tokens[i].spaced;
    let after = text.tokens.get(i + 1).is_none_or(|t| t.spaced);
    let straight = open.iter().any(|(_, m)| !matches!(m, '“' | '„' | '«'));
    match (before, after) {
        (true, false) => false,
        (false, true) => true,
        _ => straight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Document, Span};

    fn check(text: &str, expect: &[&str]) {
        let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
        let read = Text::new(&document);
        let got: Vec<&str> = quotes(&read).into_iter().map(|q| read.slice(read.cover(q.inner))).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn marks_of_many_languages_pair() {
        check("“One,” he said. \"Two,\" she said.", &["One,", "Two,"]);
        check("„Drei“, sagte er. «Quatre» aussi.", &["Drei", "Quatre"]);
        check("“The ship “Aurora” sails.”", &["Aurora", "The ship “Aurora” sails."]);
        check("“It runs on.\n“And ends here.”", &["It runs on.\n“And ends here."]);
        check("An “unclosed one.\nAnother paragraph” here.", &[]);
        check("”” \"\" ““ word", &[]);
    }
}
