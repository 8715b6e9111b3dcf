//! What a corpus tells, in forms for other programs: one file a format.
//!
//! [`Chosen`] is what is exported, the whole corpus or what a selection leaves; [`FORMS`] are the forms
//! that page and command line share, byte by byte. [`quote`] is one sentence to be quoted elsewhere.
//! [`floor`] is the corpus as plain HTML, [`page`] the built page with it, [`preview`] its picture for other sites, [`bundle`] the whole page as one file.
//! `records` is the form that tests and other readers of ours use; `parquet` is native only.

pub mod annotations;
pub mod bundle;
pub mod chosen;
pub mod csv;
pub mod embed;
pub mod floor;
pub mod ftm;
pub mod geojson;
pub mod graphs;
pub mod json;
pub mod jsonl;
pub mod linked;
pub mod markup;
pub mod offline;
pub mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod points;
pub mod preview;
pub mod quote;
pub mod records;
pub mod rows;

pub use chosen::Chosen;

use crate::words::{Key, key};

/// A form of export.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its name on the command line.
    pub name: &'static str,
    /// What its file is called.
    pub file: &'static str,
    /// The type of its media.
    pub media: &'static str,
    /// What the page calls it.
    pub title: Key,
    /// Writes it.
    pub write: fn(&Chosen<'_>) -> String,
}

const CSV: &str = "text/csv;charset=utf-8";
const LINKED: &str = "application/ld+json";
const LINES: &str = "application/x-ndjson";

/// Every form that page and command line share, in the order of the menu.
pub const FORMS: [Form; 11] = [
    form("events-csv", "events.csv", CSV, key!("export.events"), |c| csv::sheet(&c.event_rows())),
    form("entities-csv", "entities.csv", CSV, key!("export.entities"), |c| csv::sheet(&c.entity_rows())),
    form("statements-csv", "statements.csv", CSV, key!("export.statements"), |c| {
        csv::sheet(&c.statement_rows())
    }),
    form("transfers-csv", "transfers.csv", CSV, key!("export.transfers"), |c| csv::sheet(&c.transfer_rows())),
    form("geojson", "events.geojson", "application/geo+json", key!("export.geojson"), geojson::events),
    form("gexf", "network.gexf", "application/xml", key!("export.gexf"), graphs::gexf),
    form("graphml", "network.graphml", "application/xml", key!("export.graphml"), graphs::graphml),
    form("ftm", "entities.ftm.json", LINES, key!("export.ftm"), ftm::entities),
    form("ftm-evidence", "evidence.ftm.jsonl", LINES, key!("export.ftm.evidence"), ftm::evidence),
    form("jsonld", "reports.jsonld", LINKED, key!("export.jsonld"), linked::graph),
    form("annotations", "annotations.jsonld", LINKED, key!("export.annotations"), annotations::collection),
];

const fn form(
    name: &'static str,
    file: &'static str,
    media: &'static str,
    title: Key,
    write: fn(&Chosen<'_>) -> String,
) -> Form {
    Form { name, file, media, title, write }
}
