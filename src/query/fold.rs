//! Words as they are compared in search: lower case, without marks, Cyrillic and Latin as one.
//!
//! A word may have several forms, as its letters have several romanisations: "Ђорђевић" is found as
//! "djordjevic" and as "dordevic", "Шойгу" as "soigu", "shoigu" and "shoygu". Two words are the same where
//! any of their forms is.

use crate::record::Span;

/// Letters with marks, by the plain letters that stand for them.
const LATIN: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎ"),
    ("ae", "æ"),
    ("c", "çćĉċč"),
    ("d", "ďð"),
    ("e", "èéêëēĕėęěə"),
    ("g", "ĝğġģǧ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıǐ"),
    ("j", "ĵ"),
    ("k", "ķĸ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŉŋ"),
    ("o", "òóôõöøōŏőǒ"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųǔ"),
    ("w", "ŵ"),
    ("y", "ýÿŷ"),
    ("z", "źżž"),
];

/// Letters with more than one spelling: Serbian without marks, English, English with "y" for й, ю and я.
const SEVERAL: &[(char, [&str; 3])] = &[
    ('đ', ["dj", "d", "dj"]),
    ('а', ["a", "a", "a"]),
    ('б', ["b", "b", "b"]),
    ('в', ["v", "v", "v"]),
    ('г', ["g", "g", "g"]),
    ('ґ', ["g", "g", "g"]),
    ('д', ["d", "d", "d"]),
    ('ђ', ["dj", "d", "dj"]),
    ('ѓ', ["gj", "g", "gj"]),
    ('е', ["e", "e", "e"]),
    ('ё', ["e", "e", "yo"]),
    ('є', ["je", "ie", "ye"]),
    ('ж', ["z", "zh", "zh"]),
    ('з', ["z", "z", "z"]),
    ('ѕ', ["dz", "dz", "dz"]),
    ('и', ["i", "i", "i"]),
    ('і', ["i", "i", "i"]),
    ('ї', ["ji", "i", "yi"]),
    ('й', ["j", "i", "y"]),
    ('ј', ["j", "j", "y"]),
    ('к', ["k", "k", "k"]),
    ('л', ["l", "l", "l"]),
    ('љ', ["lj", "lj", "ly"]),
    ('м', ["m", "m", "m"]),
    ('н', ["n", "n", "n"]),
    ('њ', ["nj", "nj", "ny"]),
    ('о', ["o", "o", "o"]),
    ('п', ["p", "p", "p"]),
    ('р', ["r", "r", "r"]),
    ('с', ["s", "s", "s"]),
    ('т', ["t", "t", "t"]),
    ('ћ', ["c", "c", "c"]),
    ('ќ', ["kj", "k", "kj"]),
    ('у', ["u", "u", "u"]),
    ('ў', ["u", "u", "w"]),
    ('ф', ["f", "f", "f"]),
    ('х', ["h", "kh", "kh"]),
    ('ц', ["c", "ts", "ts"]),
    ('ч', ["c", "ch", "ch"]),
    ('џ', ["dz", "dz", "dz"]),
    ('ш', ["s", "sh", "sh"]),
    ('щ', ["sc", "shch", "shch"]),
    ('ъ', ["", "", "a"]),
    ('ы', ["y", "y", "y"]),
    ('ь', ["", "", ""]),
    ('э', ["e", "e", "e"]),
    ('ю', ["ju", "iu", "yu"]),
    ('я', ["ja", "ia", "ya"]),
    ('қ', ["k", "q", "q"]),
    ('ә', ["a", "a", "a"]),
    ('ғ', ["g", "g", "g"]),
    ('ң', ["n", "n", "ng"]),
    ('ө', ["o", "o", "o"]),
    ('ұ', ["u", "u", "u"]),
    ('ү', ["u", "u", "u"]),
    ('һ', ["h", "h", "h"]),
];

fn mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The forms of a word, the first the plainest.
pub fn forms(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_ascii_lowercase()];
    }
    let mut forms = [const { String::new() }; 3];
    for c in word.chars().flat_map(char::to_lowercase).filter(|&c| !mark(c)) {
        let several = if c.is_ascii() { None } else { SEVERAL.iter().find(|(letter, _)| *letter == c) };
        let plain = || LATIN.iter().find(|(_, letters)| letters.contains(c)).map(|(plain, _)| *plain);
        for (i, form) in forms.iter_mut().enumerate() {
            match several {
                Some((_, spellings)) => form.push_str(spellings[i]),
                None if c.is_ascii() => form.push(c),
                None => match plain() {
                    Some(plain) => form.push_str(plain),
                    None => form.push(c),
                },
            }
        }
    }
    let mut forms: Vec<String> = forms.into_iter().filter(|f| !f.is_empty()).collect();
    forms.dedup();
    forms
}

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
        let inside = c.is_alphanumeric() || mark(c);
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
    fn spellings_of_one_name_share_a_form() {
        let check = |a: &str, b: &str, expect: bool| {
            assert_eq!(same(&forms(a), &forms(b), false), expect, "{a} {b}");
        };
        check("Vučić", "vucic", true);
        check("ВУЧИЋ", "Vučić", true);
        check("Шойгу", "Shoygu", true);
        check("Шойгу", "Shoigu", true);
        check("Đorđević", "Djordjevic", true);
        check("Ђорђевић", "Dordevic", true);
        check("Vuc\u{030c}ic\u{0301}", "Vučić", true);
        check("Лукашенко", "Lukashenko", true);
        check("Лукашенко", "Lukašenko", true);
        check("Müller", "muller", true);
        check("Vučić", "Vučević", false);
        check("東京", "東京", true);
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
