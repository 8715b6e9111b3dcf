//! Names as keys: letters without case and marks, words hashed one after another.

use std::hash::{BuildHasherDefault, Hasher};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A multiplicative hasher: fast, and the same in every run and on every machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Steady(u64);

impl Hasher for Steady {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u8(b);
        }
    }
    fn write_u8(&mut self, b: u8) {
        self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17);
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17);
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
}

/// Hash map with the steady hasher. Nothing may depend on its order of iteration.
pub type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Steady>>;
/// Hash set with the steady hasher.
pub type Set<K> = std::collections::HashSet<K, BuildHasherDefault<Steady>>;

/// Key of a name: the empty one, to be grown word by word with [`Key::word`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

impl Key {
    /// The key of a whole name; whatever is neither letter nor digit parts words.
    pub fn of(name: &str) -> Key {
        if name.is_ascii() {
            let words = name.as_bytes().split(|b| !b.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
            return words.fold(Key::default(), |key, word| key.word(Key::ascii_hash(word)));
        }
        name.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
            .filter(|w| !w.is_empty())
            .fold(Key::default(), |key, word| key.word(Key::word_hash(word)))
    }

    /// This key with one more word.
    #[must_use]
    pub fn word(self, hash: u64) -> Key {
        let mut hasher = Steady(self.0);
        hasher.write_u64(hash);
        Key(hasher.finish())
    }

    /// Hash of one word, its case and marks left out.
    ///
    /// "St", "Mt" and "Ft" are "Saint", "Mount" and "Fort".
    pub fn word_hash(word: &str) -> u64 {
        if word.is_ascii() {
            return Key::ascii_hash(word.as_bytes());
        }
        let mut hasher = Steady(0x51);
        for c in plain(word) {
            let mut buffer = [0; 4];
            hasher.write(c.encode_utf8(&mut buffer).as_bytes());
        }
        hasher.finish()
    }

    fn ascii_hash(word: &[u8]) -> u64 {
        let word: &[u8] = match word {
            b"St" | b"ST" => b"saint",
            b"Mt" | b"MT" => b"mount",
            b"Ft" | b"FT" => b"fort",
            _ => word,
        };
        let mut hasher = Steady(0x51);
        for b in word {
            hasher.write_u8(b.to_ascii_lowercase());
        }
        hasher.finish()
    }
}

fn plain(word: &str) -> impl Iterator<Item = char> + '_ {
    word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).flat_map(|c| {
        let (a, b) = match c {
            'đ' | 'ð' => ('d', None),
            'ł' => ('l', None),
            'ø' => ('o', None),
            'ı' => ('i', None),
            'ħ' => ('h', None),
            'ß' => ('s', Some('s')),
            'æ' => ('a', Some('e')),
            'œ' => ('o', Some('e')),
            'þ' => ('t', Some('h')),
            other => (other, None),
        };
        std::iter::once(a).chain(b)
    })
}

/// A word in lower case without marks ("Đorđević" → "dordevic").
pub fn fold(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { plain(word).collect() }
}

/// A name as part of an entity's key: "Zoran Đorđević" → "zoran-dordevic".
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in fold(name).chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_marks_and_punctuation_do_not_part_names() {
        assert_eq!(Key::of("Côte d'Ivoire"), Key::of("COTE D’IVOIRE"));
        assert_eq!(Key::of("U.S."), Key::of("u s"));
        assert_eq!(Key::of("Niš"), Key::of("Nis"));
        assert_eq!(Key::of("St. Petersburg"), Key::of("Saint Petersburg"));
        assert_ne!(Key::of("Nis"), Key::of("Ni s"));
        assert_eq!(slug("Zoran Đorđević"), "zoran-dordevic");
        assert_eq!(slug("“Politika”"), "politika");
    }
}
