//! A link to words of a report: where they stood, and a mark by which a changed text is noticed.

use crate::corpus::Corpus;
use crate::record::{DocumentId, Span};
use xxhash_rust::xxh3::xxh3_64;

/// Bits of a [`mark`]: ten hexadecimal digits in an address.
pub(super) const BITS: u32 = 40;
/// So many bytes are hashed at most in search of words that are no longer where they stood.
const PATIENCE: usize = 16 << 20;

/// The reader: a document, opened at a span.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reader {
    /// Document id (its path).
    pub document: String,
    /// The evidence to scroll to and highlight, in bytes.
    pub span: Option<Span>,
    /// [`mark`] of the words that stood there when the link was made; `None` in links of old, and
    /// where there is no span.
    pub mark: Option<u64>,
}

/// Where a link leads in a text as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The link names no words.
    Start,
    /// The words stand where they stood (or the link is of old and cannot tell).
    At(Span),
    /// The text has changed, and the same words stand elsewhere in it.
    Moved(Span),
    /// The text has changed, and the words are not in it.
    Gone,
}

impl Place {
    /// The words to highlight.
    pub fn span(self) -> Option<Span> {
        match self {
            Place::At(span) | Place::Moved(span) => Some(span),
            Place::Start | Place::Gone => None,
        }
    }
}

/// The mark of words: the lower 40 bits of their XXH3.
pub fn mark(words: &str) -> u64 {
    xxh3_64(words.as_bytes()) & ((1 << BITS) - 1)
}

impl Reader {
    /// A report from its beginning.
    pub fn of(corpus: &Corpus, document: DocumentId) -> Reader {
        Reader { document: corpus.document(document).id.clone(), span: None, mark: None }
    }

    /// A report at words of it.
    pub fn at(corpus: &Corpus, document: DocumentId, span: Span) -> Reader {
        let about = corpus.document(document);
        // Of a text that is not there yet nothing can be told.
        let text = Some(corpus.text(document)).filter(|text| !text.is_empty());
        let mark = text.map(|text| mark(span.of(text)));
        Reader { document: about.id.clone(), span: Some(span), mark }
    }

    /// Where the words stand in the text as it is now: where they stood, or else nearest to that.
    /// Only the very same words are found, never words like them.
    pub fn place(&self, text: &str) -> Place {
        let Some(span) = self.span else { return Place::Start };
        let now = text.get(span.range());
        match (now, self.mark) {
            (Some(_), None) => return Place::At(span),
            (Some(words), Some(was)) if mark(words) == was => return Place::At(span),
            (None, None) => return Place::Gone,
            _ => {}
        }
        let length = span.len();
        if length == 0 || length > text.len() {
            return Place::Gone;
        }
        // From where they stood to both sides, so that the nearest is found first.
        let last = text.len() - length;
        let from = (span.start as usize).min(last);
        let furthest = from.max(last - from).min(PATIENCE / length / 2);
        for away in 0..=furthest {
            for at in [from.checked_sub(away), Some(from + away).filter(|_| away > 0)].into_iter().flatten() {
                if text.get(at..at + length).is_some_and(|words| Some(mark(words)) == self.mark) {
                    return Place::Moved(Span::new(at, at + length));
                }
            }
        }
        Place::Gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str, words: &str) -> Reader {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        Reader { document: "a.md".into(), span: Some(span), mark: Some(mark(words)) }
    }

    const WAS: &str = "The café opened. Two boats left Bergen. They came back.";

    fn check(now: &str, expect: Option<&str>, moved: bool) {
        let place = link(WAS, "Two boats left Bergen.").place(now);
        assert_eq!(place.span().map(|s| s.of(now)), expect, "{now}");
        assert_eq!(matches!(place, Place::Moved(_)), moved, "{now}");
    }

    #[test]
    fn words_are_found_where_they_stand_now_and_nothing_like_them_is() {
        let same = Some("Two boats left Bergen.");
        check(WAS, same, false);
        check("Žena. The café opened. Two boats left Bergen. They came back.", same, true);
        check("Two boats left Bergen.", same, true);
        check("The café opened. Two boats  left Bergen. They came back.", None, false);
        check("The café opened. Ten boats left Bergen. They came back.", None, false);
        check("The café opened.", None, false);
        check("", None, false);
    }

    #[test]
    fn of_the_same_words_twice_the_nearer_is_taken() {
        let now = format!("Two boats left Bergen.{}Two boats left Bergen.{}", " ".repeat(3), " ".repeat(80));
        let place = link(WAS, "Two boats left Bergen.").place(&now);
        assert_eq!(place, Place::Moved(Span::new(25, 47)));
    }

    #[test]
    fn a_link_of_old_shows_what_stands_there_if_anything_does() {
        let old = |start, end| Reader { mark: None, span: Some(Span::new(start, end)), ..link(WAS, "café") };
        assert_eq!(old(4, 9).place(WAS), Place::At(Span::new(4, 9)));
        assert_eq!(old(4, 8).place(WAS), Place::Gone, "within a letter");
        assert_eq!(old(4, 900).place(WAS), Place::Gone);
        assert_eq!(Reader { span: None, ..old(0, 0) }.place(WAS), Place::Start);
    }

    #[test]
    fn no_link_takes_long() {
        let text = "a b ".repeat(100_000);
        let reader = Reader { document: String::new(), span: Some(Span::new(0, 200_000)), mark: Some(1) };
        assert_eq!(reader.place(&text), Place::Gone);
    }
}
