//! `material CORPUS FOLDER`: writes what the peers read, from the same records as `corpus.bin`, and what all are asked.
//!
//! - `events.json`: by facet its values, of each event how many it has and which; first and last day; place among the newest;
//! - `reports.json`: titles and texts;
//! - `network.json`: number of nodes, and ties between them;
//! - `early.bin`, `weights.json`: as much of the corpus as is opened first, and bytes of the words in it;
//! - `questions.json`: steps with facets, and searches.

mod questions;
mod steps;

use entente::corpus::{Corpus, format};
use entente::query;
use entente::record::{Event, EventId, Schema};
use entente::scene::network::Graph;
use entente::words::{KINDS, STATUSES, kind_code, status_code};
use serde::Serialize;
use serde_json::json;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use steps::Values;

/// Nodes of the network.
const NODES: usize = 2000;

/// A facet by event.
#[derive(Default, Serialize)]
struct Column {
    name: &'static str,
    values: Vec<String>,
    many: Vec<u32>,
    items: Vec<u32>,
}

/// The values of an event, as the page's facets have them.
fn values(corpus: &Corpus, event: &Event, facet: &str) -> Vec<String> {
    let sides = || event.actors.iter().chain(&event.recipients).copied();
    let parties = |schemas: &[Schema]| {
        let all = sides().chain(event.instruments.iter().copied()).map(|id| corpus.entity(id));
        all.filter(|e| schemas.contains(&e.schema)).map(|e| e.key.clone()).collect()
    };
    let mut values: Vec<String> = match facet {
        "country" => {
            sides().filter_map(|e| corpus.country_of(e)).map(|e| corpus.entity(e).key.clone()).collect()
        }
        "person" => parties(&[Schema::Person]),
        "organisation" => parties(&[Schema::PublicBody, Schema::Organization, Schema::Company]),
        "equipment" => parties(&[Schema::Equipment]),
        "kind" => KINDS.iter().filter(|k| **k == event.kind).map(|k| kind_code(*k).to_owned()).collect(),
        "status" => {
            STATUSES.iter().filter(|s| **s == event.status).map(|s| status_code(*s).to_owned()).collect()
        }
        "year" => {
            let years = event.date.iter().flat_map(query::years).filter(|y| (0..=9999).contains(y));
            years.map(|y| y.to_string()).collect()
        }
        _ => event.evidence.iter().map(|e| corpus.document(e.document).id.clone()).collect(),
    };
    values.sort();
    values.dedup();
    values
}

fn column(corpus: &Corpus, name: &'static str) -> Column {
    let mut column = Column { name, ..Column::default() };
    let all: Vec<Vec<String>> = corpus.event_ids().map(|id| values(corpus, corpus.event(id), name)).collect();
    let mut places: BTreeMap<&String, u32> = all.iter().flatten().map(|value| (value, 0)).collect();
    for (at, (value, place)) in places.iter_mut().enumerate() {
        *place = at as u32;
        column.values.push((*value).clone());
    }
    for values in &all {
        column.many.push(values.len() as u32);
        column.items.extend(values.iter().map(|value| places[value]));
    }
    column
}

fn most_first(column: &Column) -> Values<'_> {
    let mut counts = vec![0u32; column.values.len()];
    column.items.iter().for_each(|&value| counts[value as usize] += 1);
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&value| Reverse(counts[value]));
    Values { name: column.name, values: order.into_iter().map(|v| column.values[v].as_str()).collect() }
}

fn write(corpus: &Corpus, folder: &Path) -> Result<(), String> {
    let put = |name: &str, value: &serde_json::Value| {
        let path = folder.join(name);
        std::fs::write(&path, value.to_string()).map_err(|error| format!("{}: {error}", path.display()))
    };
    let columns: Vec<Column> =
        ["country", "person", "organisation", "equipment", "kind", "status", "year", "source"]
            .into_iter()
            .map(|name| column(corpus, name))
            .collect();
    let days: Vec<(Option<i32>, Option<i32>)> = corpus
        .event_ids()
        .map(|id| corpus.event(id).date.as_ref().map(|date| date.days()).unwrap_or_default())
        .collect();
    let mut newest: Vec<usize> = (0..days.len()).collect();
    newest.sort_by_key(|&at| {
        let day = days[at].1.or(days[at].0);
        (day.is_none(), Reverse(day))
    });
    let mut rank = vec![0; days.len()];
    newest.iter().enumerate().for_each(|(place, &at)| rank[at] = place);
    let (first, last): (Vec<_>, Vec<_>) = days.iter().copied().unzip();
    put("events.json", &json!({ "facets": columns, "first": first, "last": last, "rank": rank }))?;

    let records = corpus.records();
    let reports: Vec<(&str, &str)> = corpus
        .document_ids()
        .map(|id| (corpus.document_title(id), corpus.document(id).body.of(&corpus.document(id).text)))
        .collect();
    let (titles, texts): (Vec<&str>, Vec<&str>) = reports.iter().copied().unzip();
    put("reports.json", &json!({ "titles": titles, "texts": texts }))?;

    let all: Vec<EventId> = corpus.event_ids().collect();
    let graph = Graph::up_to(corpus, &all, NODES);
    let ties: Vec<(u32, u32)> = graph.ties.iter().map(|tie| (tie.a, tie.b)).collect();
    put("network.json", &json!({ "nodes": graph.nodes.len(), "ties": ties }))?;

    // The days between which most events lie: what a reader would drag over.
    let mut certain: Vec<i32> = first.into_iter().flatten().collect();
    certain.sort_unstable();
    let at = |share: usize| certain.get(certain.len() * share / 100).copied().unwrap_or_default();
    let facets: Vec<Values<'_>> = columns.iter().map(most_first).collect();
    let steps = steps::steps(&facets, (at(1), at(99)));
    put("questions.json", &json!({ "steps": steps, "searches": questions::searches(&reports) }))?;
    eprintln!(
        "{} reports, {} events, {} nodes with {} ties",
        records.documents.len(),
        records.events.len(),
        graph.nodes.len(),
        graph.ties.len()
    );
    Ok(())
}

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, folder] = args.as_slice() else { return Err("usage: material CORPUS FOLDER".into()) };
    let bytes = std::fs::read(corpus).map_err(|error| format!("{corpus}: {error}"))?;
    let read = format::decode(&bytes).map_err(|error| format!("{corpus}: {error}"))?;
    let folder = Path::new(folder);
    write(&read, folder)?;
    // What a page opens first, and what the words of the search weigh in the file.
    let early = format::Head::read(&bytes).map_err(|error| format!("{corpus}: {error}"))?.early();
    let bare = format::encode(&read, &[]).map_err(|fault| format!("{corpus}: {fault}"))?;
    let weights = json!({ "index": bytes.len().saturating_sub(bare.len()) });
    let put = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.join(name), bytes).map_err(|error| format!("{name}: {error}"))
    };
    put("early.bin", &bytes[..early])?;
    put("weights.json", weights.to_string().as_bytes())
}
