//! Which one-byte encoding makes words: the letters of each language that the reports' countries
//! write, and the company that letters keep.
//!
//! A byte that is a letter in the right encoding is a sign, a control character or a capital in
//! mid-word in the wrong one. Each candidate is scored by that, per byte above 127.

use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_5, KOI8_R, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
};

/// The candidates; of two that score the same, the earlier one is taken.
const CANDIDATES: [&Encoding; 7] =
    [WINDOWS_1252, WINDOWS_1250, ISO_8859_2, WINDOWS_1251, ISO_8859_5, KOI8_R, IBM866];

/// Letters beyond a–z that a language writes, in lower case, for each Latin candidate.
const LATIN: &[(&str, &[&Encoding])] = &[
    ("čćšžđ", &[WINDOWS_1250, ISO_8859_2]), // Serbian, Croatian, Bosnian, Slovene, Montenegrin
    ("ąćęłńóśźż", &[WINDOWS_1250, ISO_8859_2]), // Polish
    ("áčďéěíňóřšťúůýžäľĺŕô", &[WINDOWS_1250, ISO_8859_2]), // Czech, Slovak
    ("áéíóöőúüű", &[WINDOWS_1250, ISO_8859_2]), // Hungarian
    ("ăâîşţ", &[WINDOWS_1250, ISO_8859_2]), // Romanian
    ("äöüß", &[WINDOWS_1252]),              // German
    ("éèêàçùûïîôë", &[WINDOWS_1252]),       // French
    ("áéíóúñü", &[WINDOWS_1252]),           // Spanish
    ("ãõáéíóúçâêà", &[WINDOWS_1252]),       // Portuguese
    ("àèéìòù", &[WINDOWS_1252]),            // Italian
    ("æøåäö", &[WINDOWS_1252]),             // Danish, Norwegian, Swedish, Finnish
];

/// Cyrillic letters by how common they are in Russian, Serbian, Bulgarian, Ukrainian and Belarusian.
const COMMON: &str = "оеаинтрсвлкмдпуяыьгзбчйхжшюцщэфіјћљњђџє";

/// Whether `encoding` is one that [`choose`] weighs.
pub fn knows(encoding: &Encoding) -> bool {
    CANDIDATES.contains(&encoding)
}

/// The candidate that makes the most of `bytes`, with its score for each byte above 127.
pub fn choose(bytes: &[u8]) -> (&'static Encoding, f64) {
    let mut best = (WINDOWS_1252, f64::MIN);
    for candidate in CANDIDATES {
        let (text, _) = candidate.decode_without_bom_handling(bytes);
        let score = score(&text, candidate);
        if score > best.1 + 1e-9 {
            best = (candidate, score);
        }
    }
    best
}

fn score(text: &str, encoding: &Encoding) -> f64 {
    let (mut shared, mut foreign) = (0i64, 0usize);
    let mut latin = vec![0i64; LATIN.len()];
    let cyrillic = [WINDOWS_1251, ISO_8859_5, KOI8_R, IBM866].contains(&encoding);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let previous = std::mem::replace(&mut before, c);
        if c.is_ascii() {
            continue;
        }
        foreign += 1;
        let next = chars.peek().copied().unwrap_or(' ');
        let inside = previous.is_alphabetic() && next.is_alphabetic();
        if c.is_control() || c == char::REPLACEMENT_CHARACTER {
            shared -= 12;
        } else if !c.is_alphabetic() {
            shared += match c {
                '’' | '\u{a0}' => 1,
                '“' | '”' | '„' | '–' | '—' | '…' | '‘' | '«' | '»' | '•' if !inside => 2,
                '€' | '№' | '°' | '§' | '©' if !inside => 0,
                _ if inside => -6,
                _ => -3,
            };
        } else {
            if c.is_uppercase() && previous.is_lowercase() {
                shared -= 5;
            }
            if c.is_lowercase() && previous.is_uppercase() && next.is_uppercase() {
                shared -= 5;
            }
            let other = |n: char| n.is_ascii_alphabetic();
            let lower = c.to_lowercase().next().unwrap_or(c);
            if cyrillic {
                if other(previous) || other(next) {
                    shared -= 8;
                }
                shared += match COMMON.chars().position(|l| l == lower) {
                    Some(0..=9) => 4,
                    Some(10..=19) => 3,
                    Some(_) => 2,
                    None => -3,
                };
            } else {
                for (points, (letters, of)) in latin.iter_mut().zip(LATIN) {
                    let at_home = of.contains(&encoding) && letters.contains(lower);
                    *points += if at_home { 3 } else { -2 };
                }
                // Where every second letter is beyond a–z it is no Latin text.
                if !previous.is_ascii() && previous.is_alphabetic() {
                    shared -= 4;
                }
            }
        }
    }
    let language = if cyrillic { 0 } else { latin.into_iter().max().unwrap_or(0) };
    (shared + language) as f64 / foreign.max(1) as f64
}
