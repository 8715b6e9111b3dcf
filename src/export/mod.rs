//! One file a format.

pub mod csv;
pub mod jsonl;
pub mod points;
pub mod records;
