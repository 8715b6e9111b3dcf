//! Comma-separated values after RFC 4180, in UTF-8 without a byte order mark.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it; the values of a
//! cell that holds several are joined by "; ".

use super::json::Value;
use super::rows::Sheet;
use crate::decimal;

/// A cell: quoted where it must be, and never a formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = decimal::read(text).is_some_and(f64::is_finite);
    let guard = if formula && !number { "'" } else { "" };
    if guard.is_empty() && !text.contains(['"', ',', '\r', '\n']) && text.trim().len() == text.len() {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// Rows under a first row of column names.
pub fn sheet(sheet: &Sheet) -> String {
    let heads = sheet.columns.iter().map(|column| column.0.to_owned()).collect();
    let cell = |value: &Value| match value {
        Value::Nothing => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::List(texts) => texts.join("; "),
    };
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    table(&[heads]) + &table(&rows)
}

/// Any table: rows of cells, heads first.
pub fn table(rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        cells.join(",") + "\r\n"
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_are_never_formulas() {
        for (text, expect) in [
            ("plain", "plain"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-2+3", "\"'-2+3\""),
            ("-2.5", "-2.5"),
            ("+inf", "\"'+inf\""),
            (" padded", "\" padded\""),
        ] {
            assert_eq!(cell(text), expect);
        }
    }
}
