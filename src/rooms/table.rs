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
    /// Columns; those in which no row says anything are left out.
    pub columns: Vec<Column>,
    /// Rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether it holds numbers.
    pub numeric: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
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

impl Table {
    /// The table without columns that say nothing.
    pub(super) fn without_empty_columns(mut self) -> Table {
        let says = |i: usize| self.rows.iter().any(|r| !r.cells[i].line.is_empty());
        let keep: Vec<bool> = (0..self.columns.len()).map(|i| self.rows.is_empty() || says(i)).collect();
        let mut i = 0;
        self.columns.retain(|_| {
            i += 1;
            keep[i - 1]
        });
        for row in &mut self.rows {
            let mut i = 0;
            row.cells.retain(|_| {
                i += 1;
                keep[i - 1]
            });
        }
        self
    }

    /// Positions of the rows in the order asked for.
    pub fn sorted(&self, by: Option<&Sorting>) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.rows.len()).collect();
        let Some(by) = by.filter(|s| s.table == self.name && usize::from(s.column) < self.columns.len())
        else {
            return rows;
        };
        let key = |i: usize| self.rows[i].cells[usize::from(by.column)].order.as_str();
        rows.order_by(|&a, &b| {
            let (a, b) = (key(a), key(b));
            let order = match (decimal::read(a), decimal::read(b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ => lower(a).cmp(&lower(b)),
            };
            // What is not told stands below, whichever way.
            match (a.is_empty(), b.is_empty()) {
                (false, false) if by.down => order.reverse(),
                (x, y) if x != y => x.cmp(&y),
                (true, true) => Ordering::Equal,
                _ => order,
            }
        });
        rows
    }
}

impl Teller<'_> {
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
            let row = &table.rows[i];
            let mut cells: Vec<String> = row.cells.iter().map(|c| self.plain(&c.line)).collect();
            if let Some(source) = row.source {
                let report = self.corpus.document(source.document);
                let sentence = self.corpus.sentence(source.document, source.span).of(&report.text);
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
