//! One file a format.

pub mod jsonl;
pub mod points;
pub mod records;
