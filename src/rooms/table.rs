//! A table that can be sorted, each cell with the words it rests on.

use super::{Line, Piece, Source, Teller};
use crate::decimal;
use crate::letters::lower;
use crate::order::Ordered;
use crate::state::Sorting;
use crate::words::key;
use std::cmp::Ordering;

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its name in the address: "transfers".
    pub name: &'static str,
    /// What it holds, in a sentence.
    pub caption: String,
    /// Which register it is.
    pub of: Register,
    /// Columns; those in which no row says anything are left out.
    pub columns: Vec<Column>,
    /// Its rows in their order, by position in the records; [`Teller::row`] makes the cells of those
    /// that are shown.
    pub rows: Vec<u32>,
}

/// What a table lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Register {
    /// Transfers of arms.
    #[default]
    Transfers,
    /// Agreements.
    Agreements,
}

impl Register {
    /// Its name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Register::Transfers => "transfers",
            Register::Agreements => "agreements",
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether it holds numbers.
    pub numeric: bool,
    /// Its place among all columns of the register.
    pub(super) place: usize,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Key of what the row is about.
    pub key: String,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The words that it rests on as a whole.
    pub source: Option<Source>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it shows.
    pub line: Line,
    /// What it is sorted by: numbers by their value, before words; nothing comes last.
    pub order: String,
    /// The words that say so.
    pub source: Option<Source>,
}

/// What a cell is sorted by.
#[derive(PartialEq)]
enum Rank {
    Number(f64),
    Words(String),
    Nothing,
}

impl Teller<'_> {
    /// A row with its cells, by its place in the table.
    pub fn row(&self, table: &Table, place: usize) -> Row {
        table.rows.get(place).map_or_else(Row::default, |&at| self.register_row(table, at))
    }

    /// Places of the rows in the order asked for.
    pub fn sorted(&self, table: &Table, by: Option<&Sorting>) -> Vec<usize> {
        let mut places: Vec<usize> = (0..table.rows.len()).collect();
        let column =
            by.filter(|s| s.table == table.name).and_then(|s| table.columns.get(usize::from(s.column)));
        let (Some(column), Some(by)) = (column, by) else { return places };
        let rank = |&at: &u32| {
            let order = self.register_cell(table.of, at, column.place, &[]).order;
            match decimal::read(&order) {
                _ if order.is_empty() => Rank::Nothing,
                Some(number) => Rank::Number(number),
                None => Rank::Words(lower(&order)),
            }
        };
        let ranks: Vec<Rank> = table.rows.iter().map(rank).collect();
        places.order_by(|&a, &b| {
            let order = match (&ranks[a], &ranks[b]) {
                (Rank::Number(a), Rank::Number(b)) => a.total_cmp(b),
                (Rank::Words(a), Rank::Words(b)) => a.cmp(b),
                (Rank::Number(_), Rank::Words(_)) => Ordering::Less,
                (Rank::Words(_), Rank::Number(_)) => Ordering::Greater,
                // What is not told stands below, whichever way.
                (a, b) => return (*a == Rank::Nothing).cmp(&(*b == Rank::Nothing)),
            };
            if by.down { order.reverse() } else { order }
        });
        places
    }

    /// A line as plain words.
    pub fn plain(&self, line: &[Piece]) -> String {
        let mut out = String::new();
        for piece in line {
            match piece {
                Piece::Text(words) | Piece::Mute(words) | Piece::Words(_, words) | Piece::Way(words, _) => {
                    out.push_str(words);
                }
                // A mark begins a step; between steps something must stand.
                Piece::Mark(_) if out.is_empty() => {}
                Piece::Mark(_) => out.push_str("; "),
                Piece::Name(id) => out.push_str(self.words.name(self.corpus.entity(*id))),
                Piece::Title(id) => out.push_str(&self.corpus.event_title(*id, self.words)),
                Piece::Report(id) => out.push_str(self.corpus.document_title(*id)),
                Piece::Figure(at) => out.push_str(&self.figure_words(*at)),
            }
        }
        out.trim().to_owned()
    }

    /// A table as rows of plain words, heads first, with the sentence, the report, its date and its
    /// address at the end of each: what is copied and what becomes CSV.
    pub fn cells(&self, table: &Table, rows: &[usize]) -> Vec<Vec<String>> {
        let mut heads: Vec<String> = table.columns.iter().map(|c| c.head.clone()).collect();
        heads.extend(self.words.heads(key!("sheet.heads")));
        let line = |&i: &usize| {
            let row = self.row(table, i);
            let mut cells: Vec<String> = row.cells.iter().map(|c| self.plain(&c.line)).collect();
            if let Some(source) = row.source {
                let report = self.corpus.document(source.document);
                let sentence =
                    self.corpus.sentence(source.document, source.span).of(self.corpus.text(source.document));
                cells.push(sentence.split_whitespace().collect::<Vec<_>>().join(" "));
                cells.push(self.corpus.document_title(source.document).to_owned());
                cells.push(report.published.as_ref().map(|d| d.to_string()).unwrap_or_default());
                cells.push(report.url.clone().unwrap_or_default());
            }
            cells.resize(heads.len(), String::new());
            cells
        };
        std::iter::once(heads.clone()).chain(rows.iter().map(line)).collect()
    }
}
