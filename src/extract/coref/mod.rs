//! Who is who in one document: pronouns, titles, surnames and descriptions resolved to entities.
//!
//! Later stages ask [`References`] who stands in a span.

mod references;

pub use references::{References, entity_at};

use super::{Lexicon, Text};
use crate::record::Records;

/// Adds what this stage reads to `records`.
pub fn read(_text: &Text, _lexicon: &Lexicon, _records: &mut Records) {}
