//! Who held which office, as the text says it.

pub mod titles;

use super::{Lexicon, Text};
use crate::record::Records;

/// Adds what this stage reads to `records`.
pub fn read(_text: &Text, _lexicon: &Lexicon, _records: &mut Records) {}
