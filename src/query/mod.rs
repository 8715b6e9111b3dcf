//! What is asked of a corpus, and the answer.
//!
//! [`Index`] is made once when a corpus is loaded. [`answer`] gives the events that a [`Selection`]
//! leaves, with the counts of every facet; [`search`] finds names, events and reports by words;
//! [`syntax`] is what one may write in the search box, [`complete`] what it offers while one types.

mod answer;
mod asked;
mod best;
mod bits;
mod codes;
mod columns;
mod complete;
mod counts;
pub mod fold;
mod index;
mod left;
mod maker;
mod postings;
mod ranks;
pub mod search;
mod slips;
mod snippet;
mod spans;
mod stored;
pub mod syntax;
mod times;

pub use answer::{answer, events, histogram, range};
pub use columns::years;
pub use complete::{Completion, complete};
pub use counts::{Count, Counts};
pub use index::{Index, flows};
pub use left::{Events, Told};
pub use search::{Hits, Report, search, search_few};
pub use stored::words;

use crate::edtf::Day;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What events can be told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// Countries that take part, by entity key; a person or body counts for its country.
    Country,
    /// People, by entity key.
    Person,
    /// Public bodies, organisations and companies, by entity key.
    Organisation,
    /// Equipment, by entity key.
    Equipment,
    /// Type of event, by its name in records (`TRANSFER`).
    Kind,
    /// Status (`occurred`).
    Status,
    /// Year in which it may have happened (`2017`).
    Year,
    /// Report, by document id.
    Source,
}

/// Which date a range is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// When it happened.
    #[default]
    Happened,
    /// When it was reported.
    Reported,
}

/// What is chosen: any value within a facet, all facets at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Selection {
    /// Values by facet; no facet has an empty set.
    pub facets: BTreeMap<Facet, BTreeSet<String>>,
    /// First and last day, both included.
    pub range: Option<(Day, Day)>,
    /// What the range is about.
    pub axis: Axis,
    /// From one country to another (entity keys): an arc of the map. Mutual events count both ways.
    pub pair: Option<(String, String)>,
    /// What stands in the search box: [`syntax`].
    pub words: String,
}

/// What a selection leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Events certainly in range, then those possibly; each newest first.
    pub events: Events,
    /// How many of them are certain.
    pub certain: usize,
    /// Reports that tell them.
    pub documents: Told,
    /// Counts by facet.
    pub facets: BTreeMap<Facet, Counts>,
}
