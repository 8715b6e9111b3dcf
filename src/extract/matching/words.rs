//! A name cut into words, each with what it is: name, initial, number, legal form, particle.

use super::sounds::{self, Sounds, dense, in_word};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::cell::OnceCell;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a word of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Tells one name from another.
    Word,
    /// One letter.
    Initial,
    /// A number, in figures or words.
    Number(u32),
    /// A legal form of companies; its class is in [`Name::legal`].
    Legal,
    /// A particle or article.
    Light,
    /// A form of address.
    Honour,
    /// "son of".
    Son,
}

/// One word of a name.
#[derive(Clone, Debug)]
pub struct Word {
    /// Lower case, marks dropped.
    pub plain: String,
    /// As it was written, in lower case: what it sounds like is found when somebody asks.
    lower: String,
    sounds: OnceCell<Sounds>,
    legal: OnceCell<bool>,
    /// What it is.
    pub kind: Kind,
    /// Whether it names the father ("bin Omar").
    pub father: bool,
    /// Whether it was written in capitals.
    pub capitals: bool,
    /// Whether it is written with a sign a syllable (Han, Hangul).
    pub dense: bool,
}

impl Word {
    /// As sounds.
    pub fn sounds(&self) -> &Sounds {
        self.sounds.get_or_init(|| sounds::sounds(&self.lower))
    }
}

/// A name as words.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// The words, in order; at most [`LONGEST`].
    pub words: Vec<Word>,
    /// Class of its legal form, if it has one that parts firms.
    pub legal: Option<&'static str>,
    /// Whether it names an organisation.
    pub body: bool,
}

/// Words beyond this many are not compared: no name is so long.
pub const LONGEST: usize = 32;
/// Letters of a word beyond this many are not compared.
const LETTERS: usize = 48;

struct Tables {
    kinds: HashMap<&'static str, (&'static str, &'static str)>,
    legal: HashMap<String, &'static str>,
    legal_words: HashSet<String>,
    /// Those words by their first letter: how many letters, and their sounds.
    legal_sounds: HashMap<char, Vec<(usize, Sounds)>>,
    /// Every beginning of a legal form.
    legal_begins: HashSet<String>,
    given: HashMap<String, Vec<u32>>,
    apart: HashSet<&'static str>,
}

/// Latin and Greek letters without their marks; other scripts' marked letters are other letters.
pub fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfc() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => {
                out.extend(c.nfd().filter(|c| !is_combining_mark(*c)));
            }
            _ => out.push(c),
        }
    }
    out
}

/// A stretch of letters, as it was cut.
#[derive(Clone, Debug, Default)]
struct Piece {
    plain: String,
    lower: String,
    capitals: bool,
}

impl Piece {
    fn new(letters: &str) -> Piece {
        let lower: String = letters.to_lowercase().chars().take(LETTERS).collect();
        let capitals = letters.chars().all(|c| !c.is_lowercase()) && letters.chars().any(char::is_uppercase);
        Piece { plain: plain(&lower), lower, capitals }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut kinds = HashMap::default();
        let mut apart = HashSet::default();
        for line in rows(include_str!("../../../data/name-words.tsv")) {
            let mut cells = line.split('\t');
            let (Some(word), Some(kind), reads) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            if kind == "apart" {
                apart.insert(word);
            } else {
                kinds.entry(word).or_insert((kind, reads.unwrap_or("")));
            }
        }
        let mut legal = HashMap::default();
        let mut legal_words = HashSet::default();
        let mut legal_begins = HashSet::default();
        for line in rows(include_str!("../../../data/legal-forms.tsv")) {
            let Some((phrase, class)) = line.split_once('\t') else { continue };
            let parts = cut(phrase);
            let joined = parts.iter().map(|p| p.plain.as_str()).collect::<String>();
            legal_begins.extend(joined.char_indices().map(|(at, c)| joined[..at + c.len_utf8()].to_owned()));
            legal.entry(joined).or_insert(class);
            legal_words.extend(parts.into_iter().map(|p| p.plain).filter(|p| p.chars().count() >= 5));
        }
        let mut legal_sounds: HashMap<char, Vec<(usize, Sounds)>> = HashMap::default();
        for word in &legal_words {
            if let Some(first) = word.chars().next() {
                let all = legal_sounds.entry(first).or_default();
                all.push((word.chars().count(), sounds::sounds(word)));
            }
        }
        let mut given: HashMap<String, Vec<u32>> = HashMap::default();
        for (line, number) in rows(include_str!("../../../data/given-names.tsv")).zip(0..) {
            for name in line.split(' ') {
                given.entry(plain(name)).or_default().push(number);
            }
        }
        Tables { kinds, legal, legal_words, legal_sounds, legal_begins, given, apart }
    })
}

/// The stretches of letters in a name.
fn cut(name: &str) -> Vec<Piece> {
    if name.is_ascii() { cut_folded(name.chars()) } else { cut_folded(name.nfkc()) }
}

fn cut_folded(name: impl Iterator<Item = char> + Clone) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut letters = String::new();
    let close = |letters: &mut String, out: &mut Vec<Piece>| {
        if !letters.is_empty() {
            let piece = Piece::new(letters);
            if !piece.plain.is_empty() {
                out.push(piece);
            }
            letters.clear();
        }
    };
    let mut chars = name.peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '′' => {
                // a possessive is dropped, any other apostrophe joins its word
                let mut rest = chars.clone();
                let s = matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(in_word);
                if s && !letters.is_empty() {
                    chars.next();
                }
            }
            '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' | '\u{2060}' => {}
            '&' => {
                close(&mut letters, &mut out);
                out.push(Piece { plain: "&".into(), lower: "and".into(), capitals: false });
            }
            c if in_word(c) => letters.push(c),
            _ => close(&mut letters, &mut out),
        }
        if out.len() > 4 * LONGEST {
            break;
        }
    }
    close(&mut letters, &mut out);
    out
}

/// Whether two given names are known, and known as forms of one name or of two.
pub fn given(a: &str, b: &str) -> Option<bool> {
    let table = &tables().given;
    let (a, b) = (table.get(a)?, table.get(b)?);
    Some(a.iter().any(|n| b.contains(n)))
}

/// Whether two words are known to be unlike however alike they look ("Iran", "Iraq").
pub fn apart(a: &str, b: &str) -> bool {
    a != b && tables().apart.contains(a) && tables().apart.contains(b)
}

/// Whether a word is a word of a legal form, or a slip of one.
pub fn nearly_legal(word: &Word) -> bool {
    *word.legal.get_or_init(|| slip_of_legal(word))
}

fn slip_of_legal(word: &Word) -> bool {
    let n = word.plain.chars().count();
    let tables = tables();
    tables.legal_words.contains(&word.plain)
        || n >= 6
            && word.plain.chars().next().and_then(|c| tables.legal_sounds.get(&c)).is_some_and(|alike| {
                let near = |l: &&(usize, Sounds)| l.0.abs_diff(n) <= 1;
                alike.iter().filter(near).any(|l| sounds::distance(&l.1.all, &word.sounds().all) <= 1.0)
            })
}

/// Roman figures are numbers behind a name, not in front ("Xi", "Vi").
fn number(word: &str, capitals: bool, first: bool) -> Option<u32> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return Some(word.parse().unwrap_or(u32::MAX));
    }
    let figures = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if matches!(word.strip_prefix(figures), Some("st" | "nd" | "rd" | "th")) && !figures.is_empty() {
        return figures.parse().ok();
    }
    let (kind, reads) = tables().kinds.get(word)?;
    let roman = word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    (*kind == "number" && (!roman || (capitals && !first))).then(|| reads.parse().ok())?
}

impl Name {
    /// Cuts a name into words.
    pub fn new(name: &str) -> Name {
        let tables = tables();
        let mut cut: Vec<Piece> = cut(name);
        let mut long = Vec::with_capacity(cut.len());
        let mut i = 0;
        while i < cut.len() {
            // "U.S." is cut into "u" and "s": look for the short form in up to three pieces
            let short = (1..=3.min(cut.len() - i)).rev().find_map(|n| {
                if n > 1 && (!cut[i..i + n].iter().all(|p| p.plain.len() == 1) || n == cut.len()) {
                    return None;
                }
                let joined: String = cut[i..i + n].iter().map(|p| p.plain.as_str()).collect();
                // "UN" is short for something, "Un" is a name
                let shouted = cut[i].capitals && cut.iter().any(|p| !p.capitals);
                match tables.kinds.get(joined.as_str()) {
                    Some(("short", reads)) if n > 1 || joined.len() != 2 || shouted => Some((n, *reads)),
                    _ => None,
                }
            });
            match short {
                Some((n, reads)) => {
                    long.extend(reads.split(' ').map(Piece::new));
                    i += n;
                }
                None => {
                    long.push(std::mem::take(&mut cut[i]));
                    i += 1;
                }
            }
        }
        let mut out = Name::default();
        let mut i = 0;
        let mut father = false;
        while i < long.len() && out.words.len() < LONGEST {
            // how many pieces are, joined, the beginning of a legal form
            let mut joined = String::new();
            let most = long[i..].iter().take(8).take_while(|piece| {
                joined.push_str(&piece.plain);
                tables.legal_begins.contains(joined.as_str())
            });
            let phrase = (1..=most.count()).rev().find_map(|n| {
                let parts = &long[i..i + n];
                let joined: String = parts.iter().map(|p| p.plain.as_str()).collect();
                let class = tables.legal.get(&joined)?;
                // two single letters are initials unless the name ends with them
                let letters = parts.iter().all(|p| p.plain.chars().count() == 1);
                let ends = i + n == long.len();
                (!letters || n >= 3 || (n == 2 && ends) || n == 1).then_some((n, joined, *class))
            });
            if let Some((n, joined, class)) = phrase
                && n < long.len()
            {
                let short = joined.chars().count() <= 2;
                let edge = i == 0 || i + n == long.len();
                if !short || edge {
                    out.words.push(word(joined.clone(), &joined, Kind::Legal, false, false));
                    if matches!(class, "stock" | "limited" | "partnership" | "state") && out.legal.is_none() {
                        out.legal = Some(class);
                    }
                    out.body |= !short || (edge && i > 0);
                    i += n;
                    continue;
                }
            }
            let Piece { plain: text, lower, capitals } = &long[i];
            let first = out.words.is_empty();
            let listed = tables.kinds.get(text.as_str()).map_or("", |k| k.0);
            let kind = match number(text, *capitals, first) {
                Some(n) => match out.words.last_mut() {
                    Some(Word { kind: Kind::Number(tens), .. })
                        if *tens % 10 == 0
                            && (20..100).contains(tens)
                            && n < 10
                            && !text.starts_with(|c: char| c.is_ascii_digit()) =>
                    {
                        *tens += n;
                        i += 1;
                        continue;
                    }
                    _ => Kind::Number(n),
                },
                None if listed == "light" && !(*capitals && text.len() == 1) => Kind::Light,
                None if listed == "son" && !(text == "ben" && first) => Kind::Son,
                None if listed == "honour" => Kind::Honour,
                None if text.chars().count() == 1 && !text.chars().all(dense) => Kind::Initial,
                None => Kind::Word,
            };
            out.body |= listed == "body";
            // the Arabic article is written as one word with its noun
            let bare =
                |w: &str| w.strip_prefix("ال").filter(|t| t.chars().count() >= 3).unwrap_or(w).to_owned();
            out.words.push(word(bare(text), &bare(lower), kind, father, *capitals));
            father = match kind {
                Kind::Son => true,
                Kind::Light => father,
                _ => false,
            };
            i += 1;
        }
        out
    }
}

fn word(plain: String, lower: &str, kind: Kind, father: bool, capitals: bool) -> Word {
    let dense = plain.chars().any(dense);
    Word {
        lower: lower.to_owned(),
        sounds: OnceCell::new(),
        legal: OnceCell::new(),
        plain,
        kind,
        father,
        capitals,
        dense,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expect: &str, legal: Option<&str>) {
        let name = Name::new(name);
        let got: Vec<String> = name
            .words
            .iter()
            .map(|w| match w.kind {
                Kind::Word => w.plain.clone(),
                Kind::Number(n) => format!("#{n}"),
                kind => format!("{kind:?}:{}", w.plain),
            })
            .collect();
        assert_eq!((got.join(" ").as_str(), name.legal), (expect, legal));
    }

    #[test]
    fn words_know_what_they_are() {
        check("Nordwind Aktiengesellschaft", "nordwind Legal:aktiengesellschaft", Some("stock"));
        check("S.R.L. Nordwind", "Legal:srl nordwind", Some("limited"));
        check("ООО «Север»", "Legal:ооо север", Some("limited"));
        check("Brigade Twenty-Two", "brigade #22", None);
        check("3rd Army", "#3 army", None);
        check("Xi Ping", "xi ping", None);
        check("Fund VII", "fund #7", None);
        check("J. Q. Public", "Initial:j Initial:q public", None);
        check("Dr. Karim bin Tahir", "Honour:dr karim Son:bin tahir", None);
        check("U.S. Navy", "united states navy", None);
    }
}
