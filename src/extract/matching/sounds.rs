//! Spelling to sounds: one alphabet for all scripts, and how near two sounds are.
//!
//! A sound is a character: Latin letters, `S` sh, `C` ch, `Z` zh, `T` ts, `H` kh, `'` a letter that
//! only carries a vowel; letters that no table knows (Han) stand for themselves.

use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

struct Letter {
    sounds: &'static str,
    skeleton: bool,
}

/// `data/transliteration.tsv`.
fn letters() -> &'static HashMap<char, Letter> {
    static LETTERS: OnceLock<HashMap<char, Letter>> = OnceLock::new();
    LETTERS.get_or_init(|| {
        let mut letters = HashMap::default();
        let mut skeleton = false;
        for line in include_str!("../../../data/transliteration.tsv").lines() {
            if line.starts_with('#') {
                continue;
            }
            if line.starts_with("= ") {
                skeleton = line.ends_with("skeleton");
                continue;
            }
            let Some((letter, sounds)) = line.split_once('\t') else { continue };
            if let Some(letter) = letter.chars().next() {
                letters.insert(letter, Letter { sounds, skeleton });
            }
        }
        letters
    })
}

/// Whether a character belongs to a word: letters, digits, and the vowel signs of the tables.
pub fn in_word(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && (is_combining_mark(c) || letters().contains_key(&c))
}

/// Whether a script writes a syllable or a word with one sign, so that one sign is no slip.
pub fn dense(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}')
}

/// Words as sounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sounds {
    /// The sounds, doubled ones once.
    pub all: Vec<char>,
    /// Whether the script leaves vowels out.
    pub skeleton: bool,
}

/// Hangul syllables are computed: 19 initials, 21 vowels, 28 finals.
fn hangul(c: char, out: &mut String) {
    const INITIAL: [&str; 19] =
        ["g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "j", "j", "C", "k", "t", "p", "h"];
    const VOWEL: [&str; 21] = [
        "a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "va", "ve", "ve", "yo", "u", "vo", "ve", "vi", "yu",
        "u", "ui", "i",
    ];
    const FINAL: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t",
        "t", "ng", "t", "t", "k", "t", "p", "t",
    ];
    let n = c as usize - 0xac00;
    out.push_str(INITIAL[n / 588]);
    out.push_str(VOWEL[n % 588 / 28]);
    out.push_str(FINAL[n % 28]);
}

/// Ethiopic: rows of eight signs, one consonant with seven vowels and a labial.
fn ethiopic(c: char, out: &mut String) {
    const ROWS: [&str; 43] = [
        "h", "l", "h", "m", "s", "r", "s", "S", "k", "k", "k", "k", "b", "v", "t", "C", "h", "h", "n", "n",
        "'", "k", "k", "k", "k", "v", "'", "z", "Z", "y", "d", "d", "j", "g", "g", "g", "t", "C", "p", "T",
        "T", "f", "p",
    ];
    const VOWELS: [&str; 8] = ["a", "u", "i", "a", "e", "", "o", "va"];
    let n = c as usize - 0x1200;
    if let Some(row) = ROWS.get(n / 8) {
        out.push_str(row);
        out.push_str(VOWELS[n % 8]);
    }
}

/// A word in lower case as sounds.
pub fn sounds(word: &str) -> Sounds {
    // No table has a letter of ASCII.
    if word.is_ascii() {
        return Sounds { all: digraphs(word), skeleton: false };
    }
    let table = letters();
    let mut plain = String::new();
    let mut skeleton = false;
    for c in word.nfc() {
        match table.get(&c) {
            Some(letter) => {
                plain.push_str(letter.sounds);
                skeleton |= letter.skeleton;
            }
            None if ('\u{ac00}'..='\u{d7a3}').contains(&c) => hangul(c, &mut plain),
            None if ('\u{1200}'..='\u{1357}').contains(&c) => ethiopic(c, &mut plain),
            None => {
                for d in c.nfd().filter(|d| !is_combining_mark(*d)) {
                    match table.get(&d) {
                        Some(letter) => plain.push_str(letter.sounds),
                        None => plain.push(d),
                    }
                }
            }
        }
    }
    Sounds { all: digraphs(&plain), skeleton }
}

/// Spellings of two or more letters that stand for one sound, longest first.
const DIGRAPHS: &[(&str, &str)] = &[
    ("shch", "SC"),
    ("tsch", "C"),
    ("dzh", "dZ"),
    ("sch", "S"),
    ("tch", "C"),
    ("ovitch", "oviC"),
    ("sh", "S"),
    ("ch", "C"),
    ("zh", "Z"),
    ("kh", "H"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("qu", "k"),
    ("ts", "T"),
    ("tz", "T"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("w", "v"),
];

fn digraphs(plain: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    let mut rest = plain;
    if let Some(tail) = rest.strip_prefix('x') {
        out.push('S');
        rest = tail;
    }
    while let Some(c) = rest.chars().next() {
        let first = rest.as_bytes()[0];
        let found = DIGRAPHS.iter().find(|(l, _)| l.as_bytes()[0] == first && rest.starts_with(l));
        let (sounds, used) = match found {
            Some((letters, sounds)) => (*sounds, letters.len()),
            None if c == 'x' => ("ks", 1),
            None => (&rest[..c.len_utf8()], c.len_utf8()),
        };
        for s in sounds.chars() {
            if out.last() != Some(&s) || s.is_ascii_digit() {
                out.push(s);
            }
        }
        rest = &rest[used..];
    }
    out
}

/// Whether a sound is a vowel.
pub fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn glide(c: char) -> bool {
    matches!(c, 'y' | 'j' | 'i')
}

/// The sounds that a script without vowels would write: no vowels, glides, `'` or `h`.
pub fn skeleton(sounds: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for &c in sounds {
        let c = match c {
            'C' | 'c' | 'Z' => 'j',
            'H' => 'k',
            'p' => 'b',
            'T' | 'S' | 'z' => 's',
            'g' => 'k',
            'f' => 'b',
            _ => c,
        };
        if !(vowel(c) || matches!(c, 'y' | 'v' | 'h' | '\'')) && out.last() != Some(&c) {
            out.push(c);
        }
    }
    out
}

/// How unlike two sounds are: 0 the same, 1 unlike.
fn unlike(a: char, b: char) -> f32 {
    if a == b {
        return 0.0;
    }
    if vowel(a) && vowel(b) {
        return match (a, b) {
            ('o', 'u') | ('u', 'o') | ('i', 'e') | ('e', 'i') => 0.3,
            ('a', 'o') | ('o', 'a') | ('a', 'e') | ('e', 'a') => 0.4,
            _ => 0.5,
        };
    }
    let either = |x: char, y: char| (a == x && b == y) || (a == y && b == x);
    if glide(a) && glide(b) || either('v', 'f') || either('s', 'S') || either('z', 'Z') || either('h', 'H') {
        return 0.15;
    }
    if either('c', 'C') || either('c', 'k') || either('c', 'T') || either('c', 's') || either('k', 'H') {
        return 0.2;
    }
    if either('z', 's') || either('T', 's') || either('T', 'z') || either('T', 'C') || either('j', 'Z') {
        return 0.3;
    }
    if either('j', 'g') || either('g', 'h') || either('g', 'H') || either('u', 'v') || either('Z', 'S') {
        return 0.4;
    }
    if either('d', 't') || either('b', 'p') || either('g', 'k') || either('C', 'S') || either('m', 'n') {
        return 0.5;
    }
    if a.is_ascii_digit() != b.is_ascii_digit() {
        return 0.6;
    }
    1.0
}

/// What one sound more in a word costs, by its neighbours.
fn extra(word: &[char], at: usize) -> f32 {
    let c = word[at];
    let last = at + 1 == word.len();
    let beside = |test: fn(char) -> bool| {
        (at > 0 && test(word[at - 1])) || (at + 1 < word.len() && test(word[at + 1]))
    };
    match c {
        '\'' => 0.1,
        'h' => 0.3,
        'y' | 'j' | 'i' if beside(vowel) => 0.2,
        'y' | 'j' if beside(|c| matches!(c, 'y' | 'j' | 'i' | 'd' | 'l' | 'n')) => 0.2,
        'i' if beside(|c| matches!(c, 'y' | 'j')) => 0.2,
        'e' if last => 0.4,
        'e' if beside(vowel) => 0.3,
        't' if at + 1 < word.len() && matches!(word[at + 1], 's' | 'C' | 'z') => 0.4,
        'k' if beside(|c| c == 's') => 0.8,
        c if vowel(c) => 0.6,
        _ => 1.0,
    }
}

/// Damerau's distance (optimal string alignment) between two words of sounds, in sounds; a swap of
/// neighbours costs 0.8. The time is the product of the lengths, which callers keep small.
pub fn distance(a: &[char], b: &[char]) -> f32 {
    let width = b.len() + 1;
    let mut before: Vec<f32> = Vec::new();
    let mut above: Vec<f32> = vec![0.0; width];
    for j in 0..b.len() {
        above[j + 1] = above[j] + extra(b, j);
    }
    for i in 0..a.len() {
        let mut row = vec![0.0f32; width];
        row[0] = above[0] + extra(a, i);
        for j in 0..b.len() {
            let mut best = above[j] + unlike(a[i], b[j]);
            best = best.min(above[j + 1] + extra(a, i)).min(row[j] + extra(b, j));
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                best = best.min(before[j - 1] + 0.8);
            }
            row[j + 1] = best;
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_has_a_letter_of_ascii() {
        assert!(letters().keys().all(|c| !c.is_ascii()));
        assert!(DIGRAPHS.iter().all(|(letters, _)| !letters.is_empty()));
    }

    #[test]
    fn scripts_meet_in_one_alphabet() {
        let check = |a: &str, b: &str| {
            let cost = distance(&sounds(a).all, &sounds(b).all);
            assert!(cost <= 0.5, "{a} {b}: {cost}");
        };
        check("хрущёв", "khrushchyov");
        check("жуков", "zhukov");
        check("ђоковић", "djoković");
        check("đoković", "djokovic");
        check("παπαδόπουλος", "papadopoulos");
        check("უბილავა", "ubilava");
        check("ясень", "iasen");
        check("nguyễn", "nguyen");
        check("김", "gim");
    }

    #[test]
    fn a_vowelless_script_is_compared_by_consonants() {
        let check =
            |a: &str, b: &str| assert_eq!(skeleton(&sounds(a).all), skeleton(&sounds(b).all), "{a} {b}");
        check("محمود", "mahmoud");
        check("درويش", "darwish");
        check("יצחק", "yitzhak");
    }

    #[test]
    fn slips_cost_little_and_other_names_much() {
        let cost = |a: &str, b: &str| distance(&sounds(a).all, &sounds(b).all);
        assert!(cost("petrovsky", "petrovskiy") < 0.5);
        assert!(cost("tarasov", "tarasvo") < 1.0);
        assert!(cost("marković", "markov") > 1.5);
        assert_eq!(cost("", "ab"), 1.6);
    }
}
