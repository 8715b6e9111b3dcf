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

/// The words of an ASCII text as [`words`] finds them: first and last byte, the last not included.
pub(super) fn ascii_words(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            while text.get(at).is_some_and(|b| !b.is_ascii_alphanumeric()) {
                at += 1;
            }
            let start = at;
            while text.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            let apostrophe = start > 0 && matches!(text[start - 1], b'\'' | b'`');
            match &text[start..at] {
                [] => return None,
                [b's' | b'S'] if apostrophe => {}
                _ => return Some((start, at)),
            }
        }
    })
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

/// Whether a word of a text begins with one of some forms: the same as asking [`indexed`] and [`same`],
/// without a list of the words.
pub fn begins(text: &str, asked: &[String]) -> bool {
    if !text.is_ascii() {
        return indexed(text).iter().any(|word| same(asked, &word.forms, true));
    }
    let text = text.as_bytes();
    let inside = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    // The "s" of a possessive is no word.
    let possessive = |at: usize| {
        let apostrophe = at > 0 && matches!(text[at - 1], b'\'' | b'`');
        apostrophe && text[at].eq_ignore_ascii_case(&b's') && !inside(at + 1)
    };
    let is_word = |at: usize| inside(at) && (at == 0 || !inside(at - 1)) && !possessive(at);
    let holds = |form: &[u8], from: usize| {
        let (mut at, mut joined) = (from, false);
        for &letter in form {
            // Two words that a hyphen joins are also one.
            if !joined && at > from && text.get(at) == Some(&b'-') && is_word(at + 1) {
                (joined, at) = (true, at + 1);
            }
            match text.get(at) {
                Some(b) if b.eq_ignore_ascii_case(&letter) && inside(at) => at += 1,
                _ => return false,
            }
        }
        true
    };
    asked.iter().any(|form| (0..text.len()).any(|at| is_word(at) && holds(form.as_bytes(), at)))
}

/// Whether a word of a text is the word that is asked for, or, where `prefix`, begins with it.
pub fn same(asked: &[String], found: &[String], prefix: bool) -> bool {
    let fits = |a: &String, f: &String| if prefix { f.starts_with(a.as_str()) } else { a == f };
    asked.iter().any(|a| found.iter().any(|f| fits(a, f)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_is_begun_where_the_list_of_words_says_so(text in "[a-cS'sé \\-–]{0,24}", asked in "[a-csé]{1,5}") {
            let forms = forms(&asked);
            let listed = indexed(&text).iter().any(|word| same(&forms, &word.forms, true));
            prop_assert_eq!(begins(&text, &forms), listed);
        }
    }

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "Serbia’s MiG-29s (Vučić): 1,500";
        let found: Vec<&str> = words(text).iter().map(|w| w.span.of(text)).collect();
        assert_eq!(found, ["Serbia", "MiG", "29s", "Vučić", "1", "500"]);
        assert!(indexed(text).iter().any(|w| w.forms == ["mig29s"] && w.span.of(text) == "MiG-29s"));
        assert!(words("").is_empty() && words("–").is_empty());
    }
}
