//! A sentence to be quoted elsewhere, with where it stands and the link that leads back to it: as plain
//! text, Markdown, or a Web Annotation.
//!
//! What is not known is said to be not stated. A digest is quoted as what it is, "Entente digest,
//! after …", never as the words of the original.

use super::annotations;
use super::chosen::{Chosen, plain};
use crate::corpus::Corpus;
use crate::record::{DocumentId, Span};
use crate::words::{Words, key};

/// How a quotation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A Web Annotation.
    Annotation,
    /// The link alone.
    Link,
}

impl Form {
    /// Every form, in the order of the menu.
    pub const ALL: [Form; 4] = [Form::Text, Form::Markdown, Form::Annotation, Form::Link];
}

/// The sentence around words, in a form; `page` is the page's address without its fragment.
pub fn quote(
    corpus: &Corpus,
    document: DocumentId,
    span: Span,
    form: Form,
    words: &Words,
    page: &str,
) -> String {
    let about = corpus.document(document);
    let around = trimmed(corpus.text(document), corpus.sentence(document, span).join(span));
    let chosen = Chosen::only(corpus, page);
    let link = chosen.link(document, around);
    let said = plain(around.of(corpus.text(document)));
    let by = source(corpus, document, words);
    let title = about.title.as_deref().map(plain).filter(|t| !t.is_empty());
    let date = match &about.published {
        Some(date) => words.date(date),
        None => words.say(key!("cite.no-date")).to_owned(),
    };
    let titled = |title: Option<&str>| match title {
        Some(title) => words.fill(key!("title.quote"), &[title]),
        None => words.say(key!("cite.no-title")).to_owned(),
    };
    match form {
        Form::Text => {
            let said = words.fill(key!("title.quote"), &[&said]);
            format!("{said}\n— {by}, {}, {date}. {link}", titled(title.as_deref()))
        }
        Form::Markdown => {
            let title = titled(title.map(|t| escape(&t)).as_deref());
            format!("> {}\n\n— {}, [{title}](<{link}>), {}", escape(&said), escape(&by), escape(&date))
        }
        Form::Annotation => {
            let citation = format!("{by}, {}, {date}", titled(title.as_deref()));
            annotations::single(&chosen, document, around, &citation)
        }
        Form::Link => link,
    }
}

/// Publisher and authors; of a digest that it is one, and after what.
fn source(corpus: &Corpus, document: DocumentId, words: &Words) -> String {
    let about = corpus.document(document);
    if about.after.is_some() {
        return corpus.source_line(document, words);
    }
    let publisher = about.publisher.as_deref().unwrap_or(words.say(key!("source.none")));
    let mut parts = vec![publisher];
    parts.extend(about.byline.iter().map(String::as_str));
    plain(&parts.join(words.say(key!("list.comma"))))
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// Text that Markdown shows as it is.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = true;
    for c in text.chars() {
        let mark = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!')
            || start && matches!(c, '-' | '+' | '=')
            || c == '.' && out.bytes().all(|b| b.is_ascii_digit()) && !out.is_empty();
        if mark {
            out.push('\\');
        }
        start = false;
        out.push(c);
    }
    out
}
