//! Names of things in a language: of countries from its table, of others where the reports write
//! them in its script.

use super::{Lang, Words};
use crate::letters::small;
use crate::record::{Entity, Schema};

/// The place of a country among 26 × 26, by the two capital letters that a text begins with.
pub(super) fn slot(code: &str) -> Option<usize> {
    match *code.as_bytes() {
        [a @ b'A'..=b'Z', b @ b'A'..=b'Z', ..] => Some(usize::from(a - b'A') * 26 + usize::from(b - b'A')),
        _ => None,
    }
}

impl Lang {
    /// Whether a name is written in the language's own alphabet, which is not Latin.
    fn writes(self, name: &str) -> bool {
        let letter = |c: char| match self {
            Lang::En | Lang::SrLatn => false,
            Lang::SrCyrl => "абвгдђежзијклљмнњопрстћуфхцчџш".contains(c),
            Lang::Ru => ('а'..='я').contains(&c) || c == 'ё',
        };
        let mut letters = name.chars().filter(|c| c.is_alphabetic()).map(small).peekable();
        letters.peek().is_some() && letters.all(letter)
    }
}

impl Words {
    /// The name of a country by its ISO 3166-1 code, where the language's table has one; English has
    /// the names of the corpus.
    pub fn country(&self, code: &str) -> Option<&str> {
        let &(start, end) = self.countries.get(slot(&code.to_ascii_uppercase())?)?;
        self.text.get(start as usize..end as usize).filter(|name| !name.is_empty())
    }

    /// The name of a capital by the code of its country and its English name, where the language's table has one.
    pub fn city(&self, code: &str, name: &str) -> Option<&str> {
        let part = |from: u32, to: u32| self.text.get(from as usize..to as usize);
        let is = |known: &str| known.split_once(' ').is_some_and(|(c, n)| c == code && n == name);
        let [_, tab, end] = *self.cities.iter().find(|c| part(c[0], c[1]).is_some_and(is))?;
        part(tab + 1, end)
    }

    /// What an entity is called: a country or capital as the language calls it, anything else by the first of its
    /// spellings in the reports that is in the language's alphabet, a person else by what [`Words::meet`] learnt, or else
    /// by its name.
    pub fn name<'a>(&'a self, entity: &'a Entity) -> &'a str {
        let code = entity.key.strip_prefix("country:").filter(|_| entity.schema == Schema::Country);
        if let Some(name) = code.and_then(|code| self.country(code)) {
            return name;
        }
        if entity.schema == Schema::Place
            && let Some(name) = entity.countries.iter().find_map(|code| self.city(code, &entity.name))
        {
            return name;
        }
        let mut spellings = std::iter::once(&entity.name).chain(&entity.aliases);
        let own = || {
            let at = self.people.binary_search_by(|(key, _)| key.cmp(&entity.key)).ok()?;
            Some(&self.people[at].1)
        };
        spellings.find(|name| self.lang.writes(name)).or_else(own).unwrap_or(&entity.name)
    }
}
