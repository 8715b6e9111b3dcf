use super::*;
use unicode_normalization::UnicodeNormalization;

/// Letters that Unicode tells apart and one letter cannot: of two characters, or small by place.
fn plain_case(c: char) -> Option<char> {
    let mut all = c.to_lowercase();
    all.next().filter(|_| all.next().is_none())
}

#[test]
fn small_letters_are_those_of_unicode() {
    for c in '\0'..=char::MAX {
        if let Some(expect) = plain_case(c) {
            assert_eq!(small(c), expect, "{c} {:x}", c as u32);
        }
    }
    assert_eq!(small('İ'), 'i');
}

#[test]
fn capitals_are_those_of_unicode() {
    for c in '\0'..=char::MAX {
        // A few letters have capitals of two or three: "ŉ", "ǰ", "և" stay as they are.
        if let &[expect] = c.to_uppercase().collect::<Vec<_>>().as_slice() {
            assert_eq!(large(c), expect, "{c} {:x}", c as u32);
        }
    }
    assert_eq!(upper("straße, Ђорђе"), "STRASSE, ЂОРЂЕ");
    assert_eq!((capital("éa"), capital("")), ("Éa".to_owned(), String::new()));
    assert_eq!(lower("ŠUMADIJA Ђ"), "šumadija ђ");
}

#[test]
fn letters_with_marks_are_compared_without() {
    for c in ('\u{c0}'..'\u{250}').chain('\u{1e00}'..'\u{1f00}') {
        let text = c.to_string();
        let base = text.nfd().next().map_or(c, |b| b.to_ascii_lowercase());
        if base.is_ascii() {
            assert_eq!(forms(&text), [base.to_string()], "{c}");
        }
    }
}

#[test]
fn spellings_of_one_name_share_a_form() {
    let check = |a: &str, b: &str, expect: bool| {
        assert_eq!(forms(a).iter().any(|x| forms(b).contains(x)), expect, "{a} {b}");
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
