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

/// Which bytes of ASCII are letters or digits.
const INSIDE: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        inside[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    inside
};

/// How many bytes there are at a place up to the end of what stands inside words, or of what stands outside.
fn run(text: &str, from: usize, inside: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let (is_inside, length) = if byte.is_ascii() {
            (INSIDE[usize::from(byte)], 1)
        } else {
            let letter = text[at..].chars().next().unwrap_or_default();
            (letter.is_alphanumeric() || letters::mark(letter), letter.len_utf8())
        };
        if is_inside != inside {
            break;
        }
        at += length;
    }
    at - from
}

/// The next word from a place on: first and last byte, the last not included.
fn next(text: &str, mut at: usize) -> Option<(usize, usize)> {
    loop {
        let start = at + run(text, at, false);
        at = start + run(text, start, true);
        if start == at {
            return None;
        }
        let possessive = at - start == 1
            && text[start..at].eq_ignore_ascii_case("s")
            && text[..start].ends_with(['\'', '’', '`']);
        if !possessive {
            return Some((start, at));
        }
    }
}

/// The words of a text: runs of letters and digits. The "s" of a possessive is left out.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some((start, end)) = next(text, at) {
        words.push(Word { span: Span::new(start, end), forms: forms(&text[start..end]) });
        at = end;
    }
    words
}

/// How many words a text has.
pub(super) fn count(text: &str) -> usize {
    let mut at = 0;
    std::iter::from_fn(|| {
        at = next(text, at)?.1;
        Some(())
    })
    .count()
}

/// What joins two words to one.
fn hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "‑" | "–")
}

/// The same, and for two words that a hyphen joins the two as one: "MiG-29" is also "mig29".
pub fn indexed(text: &str) -> Vec<Word> {
    let words = words(text);
    let joined = words.windows(2).filter_map(|pair| {
        let [a, b] = pair else { return None };
        let gap = text.get(a.span.end as usize..b.span.start as usize)?;
        let forms = a.forms.iter().flat_map(|x| b.forms.iter().map(move |y| format!("{x}{y}")));
        hyphen(gap).then(|| Word { span: a.span.join(b.span), forms: forms.collect() })
    });
    let joined: Vec<Word> = joined.collect();
    words.into_iter().chain(joined).collect()
}

/// Tells the forms of the words of a text as [`indexed`] finds them, and where each word stands, without a list of them; how many
/// words there are. `form` is where they are written.
pub(super) fn each(text: &str, form: &mut Vec<u8>, told: &mut dyn FnMut(Span, &[u8])) -> u32 {
    let mut words = 0;
    let mut before = (0, 0);
    let mut tell = |first: &str, second: &str, span: Span| {
        words += 1;
        form.clear();
        form.extend_from_slice(first.as_bytes());
        form.extend_from_slice(second.as_bytes());
        if form.is_ascii() {
            form.make_ascii_lowercase();
            return told(span, form);
        }
        let none = || vec![String::new()];
        let firsts = if first.is_empty() { none() } else { forms(first) };
        for second in forms(second) {
            for first in &firsts {
                form.clear();
                form.extend_from_slice(first.as_bytes());
                form.extend_from_slice(second.as_bytes());
                told(span, form);
            }
        }
    };
    while let Some((start, end)) = next(text, before.1) {
        let word = &text[start..end];
        tell("", word, Span::new(start, end));
        if before.0 < before.1 && hyphen(&text[before.1..start]) {
            tell(&text[before.0..before.1], word, Span::new(before.0, end));
        }
        before = (start, end);
    }
    words
}

/// Whether a text holds words one after the other.
pub(super) fn in_a_row(asked: &[Word], text: &str) -> bool {
    let is = |word: &Word, (start, end): (usize, usize)| {
        let found = &text[start..end];
        word.forms.iter().any(|form| form.eq_ignore_ascii_case(found))
            || !found.is_ascii() && same(&word.forms, &forms(found), false)
    };
    // From every word on, as far as the others follow.
    let mut from = 0;
    while let Some(first) = next(text, from) {
        from = first.1;
        let mut here = Some(first);
        let row = asked.iter().enumerate().all(|(i, word)| {
            if i > 0 {
                here = here.and_then(|before| next(text, before.1));
            }
            here.is_some_and(|found| is(word, found))
        });
        if row {
            return true;
        }
    }
    false
}

/// Whether a word of a text begins with one of some forms: the same as asking [`indexed`] and [`same`],
/// without a list of the words.
pub fn begins(text: &str, asked: &[String]) -> bool {
    if !text.is_ascii() {
        let mut found = false;
        each(text, &mut Vec::new(), &mut |_, form| {
            found = found || asked.iter().any(|asked| form.starts_with(asked.as_bytes()));
        });
        return found;
    }
    let text = text.as_bytes();
    let inside = |at: usize| text.get(at).is_some_and(|&b| INSIDE[usize::from(b)]);
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

    proptest! {
        #[test]
        fn words_are_told_as_the_list_of_words_says(text in "[a-cS's’\\-– éЯ]{0,30}", asked in "[a-cé]{1,3} [a-cs]{1,3}") {
            let mut told = Vec::new();
            let number = each(&text, &mut Vec::new(), &mut |span, form| {
                told.push((span, String::from_utf8(form.to_vec()).unwrap()));
            });
            let listed = indexed(&text);
            prop_assert_eq!(number as usize, listed.len());
            let mut expect: Vec<_> = listed.iter().flat_map(|w| w.forms.iter().map(|f| (w.span, f.clone()))).collect();
            told.sort();
            expect.sort();
            prop_assert_eq!(told, expect);
            prop_assert_eq!(count(&text), words(&text).len());
            let asked = words(&asked);
            let row = words(&text).windows(asked.len()).any(|run| {
                run.iter().zip(&asked).all(|(w, a)| same(&a.forms, &w.forms, false))
            });
            prop_assert_eq!(in_a_row(&asked, &text), row);
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
