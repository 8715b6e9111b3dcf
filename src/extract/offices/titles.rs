//! The table of offices, ranks and honours: `data/offices.tsv`.

use crate::extract::Text;
use rustc_hash::FxHashMap as HashMap;

/// What a phrase of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// Names an office: "minister".
    Office,
    /// Names an occupation: "analyst".
    Role,
    /// A military rank: "colonel general".
    Rank,
    /// A form of address: "Mr".
    Honorific,
    /// Before an office: "deputy".
    Grade,
    /// When it was held: "former".
    Time,
    /// What an office is about: "defence".
    Field,
}

/// Grammatical gender that a title tells of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "chairman", "Mr", "he".
    Male,
    /// "chairwoman", "Mrs", "she".
    Female,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// What it is.
    pub kind: TitleKind,
    /// The form kept in records: "Prime Minister".
    pub reads: String,
    /// What it tells of its holder's gender.
    pub gender: Option<Gender>,
    /// Whether it speaks of several holders: "ministers".
    pub plural: bool,
}

/// The table, found by phrase.
#[derive(Debug, Default)]
pub struct Titles {
    phrases: HashMap<String, Vec<Title>>,
    /// First words of the phrases, with the most words that a phrase from there has.
    starts: HashMap<String, usize>,
}

/// A phrase as its tokens in lower case with one space between them, as [`Text`] would cut it.
fn cut(phrase: &str) -> String {
    let mut out = String::new();
    for c in phrase.chars() {
        if c.is_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            out.push(' ');
            out.push(c);
            out.push(' ');
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The regular plural of a phrase.
fn plural(phrase: &str) -> String {
    match phrase.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if phrase.ends_with("ss") => format!("{phrase}es"),
        _ => format!("{phrase}s"),
    }
}

impl Titles {
    /// Reads the table; lines with an unknown kind are passed over.
    pub fn parse(table: &str) -> Titles {
        let mut titles = Titles::default();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(phrase), Some(kind), Some(reads)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let kind = match kind {
                "office" => TitleKind::Office,
                "role" => TitleKind::Role,
                "rank" => TitleKind::Rank,
                "honorific" => TitleKind::Honorific,
                "grade" => TitleKind::Grade,
                "time" => TitleKind::Time,
                "field" => TitleKind::Field,
                _ => continue,
            };
            let gender = match cells.next() {
                Some("m") => Some(Gender::Male),
                Some("f") => Some(Gender::Female),
                _ => None,
            };
            let many = cells.next().filter(|p| !p.is_empty()).map_or_else(|| plural(phrase), str::to_owned);
            let title = Title { kind, reads: reads.to_owned(), gender, plural: false };
            if matches!(kind, TitleKind::Office | TitleKind::Role | TitleKind::Rank) && !phrase.ends_with('.')
            {
                titles.add(&many, Title { plural: true, ..title.clone() });
            }
            titles.add(phrase, title);
        }
        titles
    }

    fn add(&mut self, phrase: &str, title: Title) {
        let phrase = cut(phrase);
        let words = phrase.split(' ').count();
        let first = phrase.split(' ').next().unwrap_or("").to_owned();
        let most = self.starts.entry(first).or_default();
        *most = words.max(*most);
        self.phrases.entry(phrase).or_default().push(title);
    }

    /// Whether a word in lower case begins a phrase.
    pub fn begins(&self, word: &str) -> bool {
        self.starts.contains_key(word)
    }

    /// The longest phrase of one of these kinds that begins at a token, and how many tokens it has.
    pub fn at(&self, text: &Text, token: usize, kinds: &[TitleKind]) -> Option<(usize, &Title)> {
        // most words begin no phrase
        let first = text.tokens.get(token)?;
        let most = *self.starts.get(first.lower.as_str())?;
        let of =
            |phrase: &str| self.phrases.get(phrase).and_then(|l| l.iter().find(|t| kinds.contains(&t.kind)));
        let mut found = of(&first.lower).map(|title| (1, title));
        if most == 1 {
            return found;
        }
        let mut phrase = String::from(first.lower.as_str());
        for (n, t) in text.tokens[token..].iter().enumerate().take(most).skip(1) {
            if t.sentence != first.sentence {
                break;
            }
            phrase.push(' ');
            phrase.extend(t.lower.chars().map(|c| if c == '’' { '\'' } else { c }));
            if let Some(title) = of(&phrase) {
                found = Some((n + 1, title));
            }
        }
        found
    }

    /// What a phrase in lower case is; empty where the table does not know it.
    pub fn of(&self, phrase: &str) -> &[Title] {
        self.phrases.get(phrase).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Lexicon;
    use crate::record::{Document, Span};

    fn check(text: &str, kind: TitleKind, expect: Option<(usize, &str, bool)>) {
        let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
        let read = Text::new(&document);
        let got =
            Lexicon::builtin().titles.at(&read, 0, &[kind]).map(|(n, t)| (n, t.reads.as_str(), t.plural));
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn phrases_are_found_as_they_are_cut() {
        check("Prime Minister Smith", TitleKind::Office, Some((2, "Prime Minister", false)));
        check("prime ministers of both", TitleKind::Office, Some((2, "Prime Minister", true)));
        check("Secretary-General", TitleKind::Office, Some((3, "Secretary-General", false)));
        check("secretaries of state", TitleKind::Office, Some((3, "Secretary of State", true)));
        check("Lt. Col. Smith", TitleKind::Rank, Some((4, "Lieutenant Colonel", false)));
        check("defence minister", TitleKind::Office, None);
        check("defence minister", TitleKind::Field, Some((1, "Defence", false)));
        check("tomato", TitleKind::Office, None);
    }
}
