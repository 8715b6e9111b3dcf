//! What there is much of, by column: like numbers side by side deflate well, and one reader of columns is little program.

use super::late::Naming;
use crate::record::{DocumentId, EntityId, Form, Mention, Rule, Span};
use serde::{Deserialize, Serialize};

/// Each row gets its own copy of a word, so foreign bytes must not make words long.
const LONGEST: usize = 1024;

/// Columns in an order that who writes and who reads know.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Columns {
    numbers: Vec<Vec<u32>>,
    words: Vec<Vec<String>>,
}

impl Columns {
    /// Adds a column of numbers.
    pub fn numbers(&mut self, column: impl IntoIterator<Item = u32>) {
        self.numbers.push(column.into_iter().collect());
    }

    /// Adds lists of numbers: their lengths, then what stands in them.
    pub fn lists<L: IntoIterator<Item = u32>>(&mut self, lists: impl IntoIterator<Item = L>) {
        let (mut lengths, mut items) = (Vec::new(), Vec::new());
        for list in lists {
            let before = items.len();
            items.extend(list);
            lengths.push((items.len() - before) as u32);
        }
        self.numbers.extend([lengths, items]);
    }

    /// Adds a column of words.
    pub fn words(&mut self, column: Vec<String>) {
        self.words.push(column);
    }

    /// As bytes.
    pub fn bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Columns that are all of some bytes.
    pub fn of(raw: &[u8]) -> Option<Columns> {
        postcard::take_from_bytes(raw).ok().filter(|(_, rest)| rest.is_empty()).map(|(columns, _)| columns)
    }

    /// Reads them in their order.
    pub fn read(self) -> Reading {
        Reading { numbers: self.numbers.into_iter(), words: self.words.into_iter() }
    }
}

/// Columns on their way out.
pub(crate) struct Reading {
    numbers: std::vec::IntoIter<Vec<u32>>,
    words: std::vec::IntoIter<Vec<String>>,
}

impl Reading {
    /// The next column of numbers; `None` where there is none.
    pub fn numbers(&mut self) -> Option<Vec<u32>> {
        self.numbers.next()
    }

    /// The next column of numbers, row by row.
    pub fn column(&mut self) -> Option<Column> {
        Some(Column(self.numbers.next()?.into_iter()))
    }

    /// The next lists of numbers.
    pub fn lists(&mut self) -> Option<Lists> {
        Some(Lists { lengths: self.column()?, items: self.numbers()?, at: 0 })
    }

    /// The next column of words, none of which is very long.
    pub fn words(&mut self) -> Option<Vec<String>> {
        self.words.next().filter(|words| words.iter().all(|word| word.len() <= LONGEST))
    }

    /// The next column of texts, however long.
    pub fn texts(&mut self) -> Option<Vec<String>> {
        self.words.next()
    }
}

/// Numbers, row by row.
pub(crate) struct Column(std::vec::IntoIter<u32>);

impl Column {
    /// The number of the next row; `None` where there is none.
    pub fn next(&mut self) -> Option<u32> {
        self.0.next()
    }

    /// How many rows are left.
    pub fn left(&self) -> usize {
        self.0.len()
    }

    /// The next row as one of some things.
    pub fn one_of<T: Copy>(&mut self, things: &[T]) -> Option<T> {
        things.get(self.next()? as usize).copied()
    }

    /// The next row as a thing by its number, of which 0 is none.
    pub fn maybe<T: Clone>(&mut self, things: &[T]) -> Option<Option<T>> {
        match self.next()?.checked_sub(1) {
            None => Some(None),
            Some(at) => things.get(at as usize).cloned().map(Some),
        }
    }

    /// The next row as an entity, of which 0 is none.
    pub fn entity(&mut self) -> Option<Option<EntityId>> {
        self.next().map(|number| number.checked_sub(1).map(EntityId))
    }
}

/// Lists, row by row.
pub(crate) struct Lists {
    lengths: Column,
    items: Vec<u32>,
    at: usize,
}

impl Lists {
    /// The list of the next row; `None` where there is none.
    pub fn next(&mut self) -> Option<&[u32]> {
        let from = self.at;
        self.at = from.checked_add(self.lengths.next()? as usize)?;
        self.items.get(from..self.at)
    }

    /// How many rows are left.
    pub fn left(&self) -> usize {
        self.lengths.left()
    }
}

/// The number of a thing among some.
pub(super) fn among<T: PartialEq>(things: &[T], thing: &T) -> u32 {
    things.iter().position(|one| one == thing).unwrap_or(0) as u32
}

/// Forms of mentions by number.
const FORMS: [Form; 5] = [Form::Name, Form::Demonym, Form::Title, Form::Pronoun, Form::Nominal];

/// Adds mentions, by report; `rules` are sorted.
pub(super) fn put_mentions(columns: &mut Columns, reports: &[Vec<&Mention>], rules: &[&str]) {
    let all = || reports.iter().flatten();
    columns.numbers(reports.iter().map(|mentions| mentions.len() as u32));
    // Each start counted from the one before in the same report; it wraps, as lists need not be sorted.
    columns.numbers(reports.iter().flat_map(|mentions| {
        let mut before = 0;
        mentions.iter().map(move |m| m.span.start.wrapping_sub(std::mem::replace(&mut before, m.span.start)))
    }));
    columns.numbers(all().map(|m| m.span.end.wrapping_sub(m.span.start)));
    columns.numbers(all().map(|m| m.entity.0));
    columns.numbers(all().map(|m| among(&FORMS, &m.form)));
    columns.numbers(all().map(|m| rules.binary_search(&m.rule.as_ref()).unwrap_or(0) as u32));
}

/// The mentions again, of reports from `first` on; `None` where the columns do not fit together.
pub(super) fn mentions(columns: &mut Reading, first: u32, rules: &[String]) -> Option<Vec<Vec<Mention>>> {
    let many = columns.numbers()?;
    let (mut steps, mut lengths) = (columns.column()?, columns.column()?);
    let (mut entities, mut forms, mut named) = (columns.column()?, columns.column()?, columns.column()?);
    let mut reports = Vec::new();
    for (document, many) in (first..).zip(many) {
        let mut start = 0u32;
        let mut mentions = Vec::new();
        for _ in 0..many {
            start = start.wrapping_add(steps.next()?);
            mentions.push(Mention {
                document: DocumentId(document),
                span: Span { start, end: start.checked_add(lengths.next()?)? },
                entity: EntityId(entities.next()?),
                form: forms.one_of(&FORMS)?,
                rule: Rule::Owned(rules.get(named.next()? as usize)?.clone()),
            });
        }
        reports.push(mentions);
    }
    Some(reports)
}

/// By which words some entities are named in which reports.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By entity: how many rows it has, and how many words.
    many: Vec<(u32, u32)>,
    /// The words, and whether they are names.
    words: Vec<(String, bool)>,
    /// By row: the report, counted from the one of the entity's row before; the words, by position among the entity's; how often;
    /// where first.
    rows: Vec<[u32; 4]>,
}

impl Names {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Adds the next entity.
    pub fn push(&mut self, namings: &[Naming]) {
        let from = self.words.len();
        // Positions among the words by the words, so that an entity of many names takes no longer.
        let mut known = std::collections::BTreeMap::new();
        let mut before = 0;
        for naming in namings {
            let next = known.len() as u32;
            let word = *known.entry((naming.words, naming.is_name)).or_insert(next);
            if word == next {
                self.words.push((naming.words.to_owned(), naming.is_name));
            }
            let step = naming.document.0.wrapping_sub(before);
            before = naming.document.0;
            self.rows.push([step, word, naming.times, naming.first.start]);
        }
        self.many.push((namings.len() as u32, (self.words.len() - from) as u32));
    }

    /// As columns.
    pub fn columns(&self) -> Columns {
        let mut columns = Columns::default();
        columns.numbers(self.many.iter().map(|many| many.0));
        columns.numbers(self.many.iter().map(|many| many.1));
        columns.numbers(self.words.iter().map(|word| u32::from(word.1)));
        for property in 0..4 {
            columns.numbers(self.rows.iter().map(|row| row[property]));
        }
        columns.words(self.words.iter().map(|word| word.0.clone()).collect());
        columns
    }

    /// The other direction; `None` where the columns do not fit together.
    pub fn read(columns: Columns) -> Option<Names> {
        let mut columns = columns.read();
        let many = columns.numbers()?.into_iter().zip(columns.numbers()?).collect();
        let names = columns.numbers()?;
        let [a, b, c, d] = [columns.numbers()?, columns.numbers()?, columns.numbers()?, columns.numbers()?];
        let rows = a.into_iter().zip(b).zip(c).zip(d).map(|(((a, b), c), d)| [a, b, c, d]).collect();
        let words = columns.texts()?.into_iter().zip(names).map(|(word, is)| (word, is != 0)).collect();
        Some(Names { many, words, rows })
    }

    /// What was added by its number, as far as it fits together; no report lies beyond `reports`.
    pub fn of(&self, at: usize, reports: usize) -> Vec<Naming<'_>> {
        let (mut row, mut word) = (0usize, 0usize);
        for &(rows, words) in self.many.iter().take(at) {
            row = row.saturating_add(rows as usize);
            word = word.saturating_add(words as usize);
        }
        let Some(&(rows, _)) = self.many.get(at) else { return Vec::new() };
        let mut document = 0u32;
        let naming = |&[step, own, times, start]: &[u32; 4]| {
            document = document.wrapping_add(step);
            let (words, is_name) = self.words.get(word.checked_add(own as usize)?)?;
            let first = Span { start, end: start.checked_add(words.len() as u32)? };
            Some(Naming { document: DocumentId(document), words, is_name: *is_name, times, first })
        };
        let all = self.rows.get(row..).unwrap_or(&[]).iter().take(rows as usize).map_while(naming);
        all.filter(|n| n.document.index() < reports).collect()
    }
}
