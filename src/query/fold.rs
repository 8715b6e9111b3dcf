//! Words of a text as search compares them: by any of their forms ([`letters::forms`]).

use crate::letters::{self, forms};
use crate::record::Span;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Its forms.
    pub forms: Vec<String>,
}

/// The words of a text: runs of letters and digits. The "s" of a possessive is left out.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let mut before = ' ';
    let mut apostrophe = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || letters::mark(c);
        match (start, inside) {
            (None, true) => {
                start = Some(at);
                apostrophe = matches!(before, '\'' | '’' | '`');
            }
            (Some(from), false) => {
                let word = &text[from..at];
                if !(apostrophe && word.eq_ignore_ascii_case("s")) {
                    words.push(Word { span: Span::new(from, at), forms: forms(word) });
                }
                start = None;
            }
            _ => {}
        }
        before = c;
    }
    words
}

/// The same, and for two words that a hyphen joins the two as one: "MiG-29" is also "mig29".
pub fn indexed(text: &str) -> Vec<Word> {
    let words = words(text);
    let joined = words.windows(2).filter_map(|pair| {
        let [a, b] = pair else { return None };
        let gap = text.get(a.span.end as usize..b.span.start as usize)?;
        let forms = a.forms.iter().flat_map(|x| b.forms.iter().map(move |y| format!("{x}{y}")));
        matches!(gap, "-" | "‑" | "–").then(|| Word { span: a.span.join(b.span), forms: forms.collect() })
    });
    let joined: Vec<Word> = joined.collect();
    words.into_iter().chain(joined).collect()
}

/// Whether a word of a text is the word that is asked for, or, where `prefix`, begins with it.
pub fn same(asked: &[String], found: &[String], prefix: bool) -> bool {
    let fits = |a: &String, f: &String| if prefix { f.starts_with(a.as_str()) } else { a == f };
    asked.iter().any(|a| found.iter().any(|f| fits(a, f)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "Serbia’s MiG-29s (Vučić): 1,500";
        let found: Vec<&str> = words(text).iter().map(|w| w.span.of(text)).collect();
        assert_eq!(found, ["Serbia", "MiG", "29s", "Vučić", "1", "500"]);
        assert!(indexed(text).iter().any(|w| w.forms == ["mig29s"] && w.span.of(text) == "MiG-29s"));
        assert!(words("").is_empty() && words("–").is_empty());
    }
}
