//! A document as tokens and sentences.

use crate::article::{Lines, wrapped::joined};
use crate::extract::lexicon::classes;
use crate::record::{Document, Span, ZoneKind};
use smol_str::SmolStr;
use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits ("Serbia", "S", "25th").
    Word,
    /// Digits, with separators between them ("1,500", "2.5").
    Number,
    /// A possessive ending ("'s", "`s", "’").
    Possessive,
    /// An opening or closing quotation mark.
    Quote,
    /// Any other single character.
    Punct,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its text in lower case; without an allocation up to 23 bytes.
    pub lower: SmolStr,
    /// Whether its first letter is upper case.
    pub capital: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// The sentence it belongs to.
    pub sentence: u32,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it is.
    pub span: Span,
    /// Its tokens in [`Text::tokens`].
    pub tokens: Range<usize>,
    /// The zone that it stands in.
    pub zone: ZoneKind,
    /// Number of its paragraph.
    pub paragraph: u32,
}

/// A document ready for reading.
#[derive(Debug)]
pub struct Text<'a> {
    /// The document.
    pub document: &'a Document,
    /// Tokens of all zones that are read (boilerplate is left out).
    pub tokens: Vec<Token>,
    /// Their sentences, in order.
    pub sentences: Vec<Sentence>,
}

fn quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟')
}

fn word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// A word in lower case.
fn lower(word: &str) -> SmolStr {
    let mut short = [0; 23];
    match short.get_mut(..word.len()) {
        Some(short) if word.is_ascii() => {
            short.copy_from_slice(word.as_bytes());
            short.make_ascii_lowercase();
            std::str::from_utf8(short).map_or_else(|_| word.to_lowercase().into(), SmolStr::new)
        }
        _ => word.to_lowercase().into(),
    }
}

impl<'a> Text<'a> {
    /// Splits a document into tokens and sentences, zone by zone.
    pub fn new(document: &'a Document) -> Text<'a> {
        let mut text = Text { document, tokens: Vec::new(), sentences: Vec::new() };
        let whole = [crate::record::Zone { kind: ZoneKind::Body, span: document.body }];
        let zones = if document.zones.is_empty() { &whole[..] } else { &document.zones[..] };
        let mut paragraph = 0;
        for zone in zones.iter().filter(|z| z.kind != ZoneKind::Boilerplate) {
            let source = &document.text[..zone.span.range().end];
            // A name that was broken over two lines is one name.
            for line in joined(source, Lines::new(source, zone.span.range().start).spans) {
                text.paragraph(line.range().start, line.of(source), zone.kind, paragraph);
                paragraph += 1;
            }
        }
        text
    }

    /// The text of a token.
    pub fn token(&self, index: usize) -> &'a str {
        let document: &'a Document = self.document;
        self.tokens[index].span.of(&document.text)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        let document: &'a Document = self.document;
        span.of(&document.text)
    }

    /// Span from the first to the last of a range of tokens.
    pub fn cover(&self, tokens: Range<usize>) -> Span {
        Span { start: self.tokens[tokens.start].span.start, end: self.tokens[tokens.end - 1].span.end }
    }

    /// Tokens that lie inside a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let a = self.tokens.partition_point(|t| t.span.start < span.start);
        let b = self.tokens.partition_point(|t| t.span.end <= span.end);
        a..b.max(a)
    }

    /// The sentence around an offset.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let i = self.sentences.partition_point(|s| s.span.end <= offset);
        (i < self.sentences.len() && self.sentences[i].span.start <= offset).then_some(i)
    }

    fn paragraph(&mut self, from: usize, line: &str, zone: ZoneKind, paragraph: u32) {
        let first = self.tokens.len();
        self.tokenise(from, line);
        let last = self.tokens.len();
        let mut start = first;
        for i in first..last {
            if self.ends_sentence(i, last) {
                let mut end = i + 1;
                while end < last
                    && !self.tokens[end].spaced
                    && (self.tokens[end].kind == TokenKind::Quote
                        || matches!(self.token(end), ")" | "]" | "." | "!" | "?"))
                {
                    end += 1;
                }
                if end > start && i >= start {
                    self.close(start, end, zone, paragraph);
                    start = end;
                }
            }
        }
        if start < last {
            self.close(start, last, zone, paragraph);
        }
    }

    fn close(&mut self, start: usize, end: usize, zone: ZoneKind, paragraph: u32) {
        let number = self.sentences.len() as u32;
        for token in &mut self.tokens[start..end] {
            token.sentence = number;
        }
        let span = self.cover(start..end);
        self.sentences.push(Sentence { span, tokens: start..end, zone, paragraph });
    }

    fn ends_sentence(&self, i: usize, last: usize) -> bool {
        if self.tokens[i].kind != TokenKind::Punct {
            return false;
        }
        let mark = self.token(i);
        if !matches!(mark, "." | "!" | "?" | "…") {
            return false;
        }
        let mut next = i + 1;
        while next < last && !self.tokens[next].spaced {
            if !(self.tokens[next].kind == TokenKind::Quote
                || matches!(self.token(next), ")" | "]" | "." | "!" | "?"))
            {
                return false;
            }
            next += 1;
        }
        if next == last || mark != "." {
            return true;
        }
        let after = &self.tokens[next];
        if i > 0 && !self.tokens[i].spaced {
            let before = &self.tokens[i - 1];
            let initial = before.kind == TokenKind::Word
                && before.capital
                && before.span.len() <= 2
                && before.lower.chars().count() == 1;
            if initial || (classes::is(before.lower.as_str(), classes::ABBREVIATION) && next == i + 1) {
                return false;
            }
        }
        after.capital
            || after.kind == TokenKind::Number
            || after.kind == TokenKind::Quote
            || !after.lower.starts_with(char::is_alphabetic)
    }

    fn tokenise(&mut self, from: usize, line: &str) {
        let mut chars = line.char_indices().peekable();
        let mut spaced = true;
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}') {
                spaced = true;
                continue;
            }
            let mut end = at + c.len_utf8();
            let kind;
            if word(c) {
                let mut digits = c.is_ascii_digit();
                while let Some(&(j, d)) = chars.peek() {
                    let joined = word(d)
                        || (digits
                            && matches!(d, '.' | ',')
                            && line[j + 1..].starts_with(|n: char| n.is_ascii_digit()));
                    // "EUR9.8 million": a currency stands before its number.
                    let currency = d.is_ascii_digit()
                        && (j == at + 2 || j == at + 3)
                        && super::figures::currency(&line[at..j]).is_some();
                    if !joined || currency {
                        break;
                    }
                    digits &= !d.is_alphabetic();
                    end = j + d.len_utf8();
                    chars.next();
                }
                kind = if digits { TokenKind::Number } else { TokenKind::Word };
            } else if matches!(c, '\'' | '’' | '`' | '´' | '‘') {
                let rest = &line[end..];
                let s = rest.starts_with(['s', 'S']) && !rest[1..].starts_with(word);
                if !spaced && s {
                    end += 1;
                    chars.next();
                    kind = TokenKind::Possessive;
                } else if !spaced && line[..at].ends_with(['s', 'z', 'x']) && !rest.starts_with(word) {
                    kind = TokenKind::Possessive;
                } else {
                    kind = TokenKind::Punct;
                }
            } else if quote(c) {
                kind = TokenKind::Quote;
            } else {
                kind = TokenKind::Punct;
            }
            let source = &line[at..end];
            self.tokens.push(Token {
                span: Span::new(from + at, from + end),
                kind,
                lower: lower(source),
                capital: source.starts_with(char::is_uppercase),
                spaced,
                sentence: 0,
            });
            spaced = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
        let read = Text::new(&document);
        let got: Vec<&str> = read.sentences.iter().map(|s| s.span.of(text)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn sentences_survive_abbreviations_and_quotations() {
        check("He came on Nov. 19. J. Smith met him.", &["He came on Nov. 19.", "J. Smith met him."]);
        check(
            "“We agree. We sign,” he said. Then he left.",
            &["“We agree.", "We sign,” he said.", "Then he left."],
        );
        check("A heading\nA sentence of 1,500.5 words.", &["A heading", "A sentence of 1,500.5 words."]);
    }
}
