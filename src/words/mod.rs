//! How things are called in a language: interface texts, dates, numbers, kinds, countries.
//!
//! Every text that a reader sees stands in `data/words/`, a table a language, one entry a line.
//! [`Words`] is one such table; `words.say(key!("room.map"))` is its text. English is compiled in,
//! position by position ([`Key`]); the page fetches another language when it is chosen, and what
//! that one lacks is said in English. A key that `en.tsv` does not hold does not compile.
//!
//! To add a text: a line in `data/words/en.tsv`, then `key!("…")`; its translations are lines with
//! the same key in the other tables, which a test of `xtask` compares.

mod codes;
mod cyrillic;
mod dates;
mod lines;
mod names;
mod table;

pub use codes::{KINDS, STATUSES, kind_code, kind_of_code, status_code, status_of_code};
pub use table::{COUNT, Key, SUM};

use crate::record::{Entity, EventKind, Modifier, Schema, Status, ZoneKind};
use std::borrow::Cow;

/// The key with a name; an unknown name does not compile.
#[macro_export]
macro_rules! key {
    ($name:literal) => {
        const { $crate::words::Key::of($name) }
    };
}
pub use crate::key;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Serbian in Latin script.
    SrLatn,
    /// Serbian in Cyrillic script.
    SrCyrl,
    /// Russian.
    Ru,
}

impl Lang {
    /// Every language, in the order of the switch.
    pub const ALL: [Lang; 4] = [Lang::En, Lang::SrLatn, Lang::SrCyrl, Lang::Ru];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::SrLatn => "sr-Latn",
            Lang::SrCyrl => "sr-Cyrl",
            Lang::Ru => "ru",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::SrLatn => "Srpski",
            Lang::SrCyrl => "Српски",
            Lang::Ru => "Русский",
        }
    }

    /// The language with a tag.
    pub fn of_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| l.tag() == tag)
    }

    /// Which of the forms of a text a whole number takes: CLDR's plural categories, those that whole
    /// numbers take, in CLDR's order (Russian "other" is for fractions alone).
    /// <https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>
    pub fn form(self, n: u64) -> usize {
        let (ten, hundred) = (n % 10, n % 100);
        match self {
            Lang::En => usize::from(n != 1),
            _ if ten == 1 && hundred != 11 => 0,
            _ if (2..=4).contains(&ten) && !(12..=14).contains(&hundred) => 1,
            _ => 2,
        }
    }
}

/// Everything that is said in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    lang: Lang,
    /// All texts, one after the other.
    text: Cow<'static, str>,
    /// Where each ends; empty for English, whose ends are [`table::ENDS`].
    ends: Vec<u32>,
    /// Names of countries by the two letters of their code: where they stand in `text`.
    countries: Vec<(u32, u32)>,
    /// Names of capitals, by code and English name: where both stand in `text`.
    cities: Vec<[u32; 3]>,
    /// Names of people by their keys, sorted, where their letters say how the language writes them.
    people: Vec<(String, String)>,
}

/// English, for what is not read on the page: exports, orders of lists, tests.
pub static ENGLISH: Words = Words::english();

impl Default for Words {
    fn default() -> Self {
        Words::english()
    }
}

impl Words {
    /// English, which is always there.
    pub const fn english() -> Words {
        Words {
            lang: Lang::En,
            text: Cow::Borrowed(table::TEXT),
            ends: Vec::new(),
            countries: Vec::new(),
            cities: Vec::new(),
            people: Vec::new(),
        }
    }

    /// Reads what `cargo xtask hook before` laid beside the page: a line with [`SUM`], a line for
    /// each text in the order of `en.tsv`, then countries as code, tab, name, and capitals as code, space, English name,
    /// tab, name. `None` where it is not
    /// that, or of another version.
    pub fn read(lang: Lang, file: &str) -> Option<Words> {
        let (head, text) = file.split_once('\n')?;
        if head != format!("entente words {SUM:08x}") {
            return None;
        }
        let (mut ends, mut countries) = (Vec::with_capacity(COUNT), vec![(0, 0); 26 * 26]);
        let mut cities = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let next = at + line.len() as u32;
            if ends.len() < COUNT {
                ends.push(next - 1);
            } else if let Some((slot, b'\t')) =
                names::slot(line).and_then(|slot| Some((slot, *line.as_bytes().get(2)?)))
            {
                countries[slot] = (at + 3, next - 1);
            } else if let Some(tab) = line.find('\t') {
                cities.push([at, at + tab as u32, next - 1]);
            }
            at = next;
        }
        let complete = ends.len() == COUNT && text.ends_with('\n');
        complete.then(|| Words {
            lang,
            text: Cow::Owned(text.to_owned()),
            ends,
            countries,
            cities,
            people: Vec::new(),
        })
    }

    /// Learns how the language writes the names of a corpus's people, where it is written in Cyrillic.
    pub fn meet(&mut self, entities: &[Entity]) {
        if matches!(self.lang, Lang::SrCyrl | Lang::Ru) {
            self.people = cyrillic::names(entities, self.lang == Lang::Ru);
        }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A text as it stands in the table.
    pub fn say(&self, key: Key) -> &str {
        let i = key.index();
        let own = match self.ends.get(i) {
            Some(&end) => {
                let start = if i == 0 { 0 } else { self.ends[i - 1] + 1 };
                self.text.get(start as usize..end as usize).unwrap_or("")
            }
            None => "",
        };
        if own.is_empty() { english(i) } else { own }
    }

    /// A text with its `{0}`, `{1}` … filled in.
    pub fn fill(&self, key: Key, parts: &[&str]) -> String {
        fill(self.say(key), parts, "")
    }

    /// A text with a number, in the form that the number takes: "1 event", "2 events". `{n}` is the
    /// number, set as the language sets it.
    pub fn count(&self, key: Key, n: usize) -> String {
        self.tell(key, n, &[])
    }

    /// As [`count`](Words::count), with other parts filled in as well.
    pub fn tell(&self, key: Key, n: usize, parts: &[&str]) -> String {
        let text = self.say(key);
        // A text that was fallen back on has the forms of English.
        let lang = if std::ptr::eq(text, english(key.index())) { Lang::En } else { self.lang };
        let form = text.split('|').nth(lang.form(n as u64)).or_else(|| text.split('|').next_back());
        fill(form.unwrap_or(text), parts, &self.number(n))
    }

    /// A member of a list ("months").
    pub fn member(&self, list: Key, at: usize) -> &str {
        self.say(list).split('|').nth(at).unwrap_or("")
    }

    /// All members of a list, as heads of columns.
    pub fn heads(&self, list: Key) -> Vec<String> {
        self.say(list).split('|').map(str::to_owned).collect()
    }

    /// A whole number with its digits in threes.
    pub fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + 4);
        for (i, digit) in digits.char_indices() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(self.say(key!("number.group")));
            }
            out.push(digit);
        }
        out
    }

    /// Names as a list in words: "A", "A and B"; of more than `most`, the rest is counted.
    pub fn list(&self, names: &[&str], most: usize) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [one, two] => self.fill(key!("list.two"), &[one, two]),
            more => {
                let shown = more.len().min(most.max(1));
                let head = more[..shown].join(self.say(key!("list.comma")));
                match more.len() - shown {
                    0 => head,
                    rest => self.tell(key!("list.more"), rest, &[&head, &self.number(rest)]),
                }
            }
        }
    }

    /// What a kind of event is called.
    pub fn kind(&self, kind: EventKind) -> &str {
        self.say(key!("kind.AGREE").after(kind as usize))
    }

    /// What a status is called.
    pub fn status(&self, status: Status) -> &str {
        let at = STATUSES.iter().position(|&s| s == status).unwrap_or(0);
        self.say(key!("status.occurred").after(at))
    }

    /// What a kind of entity is called.
    pub fn schema(&self, schema: Schema) -> &str {
        self.say(key!("schema.Person").after(schema as usize))
    }

    /// A figure with the word that tells how exactly it is meant: "more than 39 joint activities".
    pub fn modified(&self, modifier: Modifier, figure: &str) -> String {
        match modifier {
            Modifier::Exact => figure.to_owned(),
            Modifier::MoreThan => self.fill(key!("modifier.more-than"), &[figure]),
            Modifier::LessThan => self.fill(key!("modifier.less-than"), &[figure]),
            Modifier::About => self.fill(key!("modifier.about"), &[figure]),
            Modifier::Target => self.fill(key!("modifier.target"), &[figure]),
        }
    }

    /// What a property is called on which claims disagree; one without a word of ours by itself.
    pub fn property<'a>(&'a self, name: &'a str) -> &'a str {
        let key = match name {
            "number" => key!("property.number"),
            "date" => key!("property.date"),
            "kind" => key!("property.kind"),
            "status" => key!("property.status"),
            "spelling" => key!("property.spelling"),
            "place" => key!("property.place"),
            _ => return name,
        };
        self.say(key)
    }

    /// What a stretch of an article is called.
    pub fn zone(&self, zone: ZoneKind) -> &str {
        self.say(key!("zone.title").after(zone as usize))
    }
}

fn english(i: usize) -> &'static str {
    let start = if i == 0 { 0 } else { table::ENDS[i - 1] };
    &table::TEXT[start as usize..table::ENDS[i] as usize]
}

/// Puts parts where `{0}`, `{1}` … stand, and a number where `{n}` does.
fn fill(pattern: &str, parts: &[&str], number: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    for (literal, place) in pieces(pattern) {
        out.push_str(literal);
        out.push_str(match place {
            Some(b'n') => number,
            Some(digit) => parts.get(usize::from(digit.wrapping_sub(b'0'))).copied().unwrap_or(""),
            None => "",
        });
    }
    out
}

/// A pattern as stretches of text, each with what stands after it: a digit, `n`, or nothing at the
/// end.
pub fn pieces(pattern: &str) -> impl Iterator<Item = (&str, Option<u8>)> {
    let mut rest = Some(pattern);
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let open = (0..bytes.len()).find(|&i| {
            bytes[i] == b'{'
                && bytes.get(i + 2) == Some(&b'}')
                && (bytes[i + 1] == b'n' || bytes[i + 1].is_ascii_digit())
        });
        match open {
            Some(i) => {
                rest = Some(&text[i + 3..]);
                Some((&text[..i], Some(bytes[i + 1])))
            }
            None => {
                rest = None;
                Some((text, None))
            }
        }
    })
}

#[cfg(test)]
mod tests;
