//! Widths of words without a browser: for pictures made by the command line, and for tests.

/// Width in pixels of a text in a common sans (Helvetica's classes of letters, a little generous).
pub fn width(text: &str, size: f32, bold: bool) -> f32 {
    let em: f32 = text.chars().map(letter).sum();
    em * size * if bold { 1.15 } else { 1.04 }
}

/// Width of a letter in ems.
fn letter(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' => 0.27,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | 'I' | '/' => 0.34,
        'm' | 'w' | 'M' | 'W' | '—' | '%' | 'Щ' | 'Ш' | 'Ю' | 'щ' | 'ш' | 'ю' => 0.88,
        'A'..='Z' | '0' | '→' => 0.7,
        '1'..='9' | 'a'..='z' => 0.57,
        c if c.is_uppercase() => 0.73,
        c if (c as u32) >= 0x2E80 => 1.0,
        _ => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_and_bolder_words_are_wider() {
        assert!(width("Oslo", 12.0, false) < width("Stavanger", 12.0, false));
        assert!(width("Oslo", 12.0, false) < width("Oslo", 12.0, true));
        assert!((width("Oslo", 24.0, false) - 2.0 * width("Oslo", 12.0, false)).abs() < 1e-3);
    }
}
