//! Dated expressions as EDTF, relative ones resolved against the document's date.

use super::{Lexicon, Text};
use crate::record::Records;

/// Adds what this stage reads to `records`.
pub fn read(_text: &Text, _lexicon: &Lexicon, _records: &mut Records) {}
