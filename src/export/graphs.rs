//! The network of who stands in the same events, as GEXF 1.3 for Gephi and as GraphML for everything
//! else.
//!
//! Nodes and ties are those of the page's network ([`crate::scene::network`]), all of them. In GEXF
//! both live in the spells that their events' dates allow, from the first to the last day that the
//! EDTF may mean; an event without a date gives none. GraphML has no time, so its ties tell the
//! first and last day as attributes.

use super::chosen::Chosen;
use super::rows::{bounds, schema_code};
use crate::order::distinct;
use crate::record::EventId;
use crate::scene::network::Graph;
use crate::scene::svg::escape;
use crate::words;

/// Attributes of nodes and ties, in order: name and type, which GEXF and GraphML share.
const OF_NODE: [(&str, &str); 3] = [("schema", "string"), ("countries", "string"), ("events", "double")];
const OF_TIE: [(&str, &str); 5] = [
    ("events", "double"),
    ("types", "string"),
    ("statuses", "string"),
    ("first", "string"),
    ("last", "string"),
];

/// A node or a tie.
struct Part {
    /// Key, or those of both ends.
    ends: Vec<String>,
    label: String,
    values: Vec<String>,
    /// First and last days of the events that have a date; empty where open.
    spells: Vec<(String, String)>,
    events: usize,
}

struct Net {
    nodes: Vec<Part>,
    ties: Vec<Part>,
}

fn net(chosen: &Chosen<'_>) -> Net {
    let corpus = chosen.corpus;
    let graph = Graph::up_to(corpus, &chosen.events, usize::MAX);
    let spells = |events: &[EventId]| {
        let dates = events.iter().filter_map(|&e| corpus.event(e).date.as_ref());
        distinct(dates.map(|d| bounds(Some(d))).collect())
    };
    let nodes = graph.nodes.iter().map(|node| {
        let entity = corpus.entity(node.entity);
        let here = corpus.events_of(node.entity).iter().copied();
        let here: Vec<EventId> = here.filter(|e| chosen.events.binary_search(e).is_ok()).collect();
        Part {
            ends: vec![entity.key.clone()],
            label: entity.name.clone(),
            values: vec![
                schema_code(entity.schema).to_owned(),
                entity.countries.join(" "),
                node.events.to_string(),
            ],
            spells: spells(&here),
            events: node.events,
        }
    });
    let ties = graph.ties.iter().map(|tie| {
        let codes = |code: &dyn Fn(EventId) -> &'static str| {
            distinct(tie.events.iter().map(|&e| code(e)).collect()).join(" ")
        };
        let spells = spells(&tie.events);
        let first = spells.iter().map(|s| &s.0).filter(|day| !day.is_empty()).min();
        let last = spells.iter().map(|s| &s.1).max();
        Part {
            ends: [tie.a, tie.b].map(|n| corpus.entity(graph.nodes[n as usize].entity).key.clone()).to_vec(),
            label: String::new(),
            values: vec![
                tie.events.len().to_string(),
                codes(&|e| words::kind_code(corpus.event(e).kind)),
                codes(&|e| words::status_code(corpus.event(e).status)),
                first.cloned().unwrap_or_default(),
                last.cloned().unwrap_or_default(),
            ],
            spells,
            events: tie.events.len(),
        }
    });
    Net { nodes: nodes.collect(), ties: ties.collect() }
}

/// XML that grows.
struct Xml(String);

impl Xml {
    /// An element's beginning with attributes; empty ones are left out. The end is `>` or `/>`.
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes.iter().filter(|a| !a.1.is_empty()) {
            for part in [" ", name, "=\"", &escape(value), "\""] {
                self.0.push_str(part);
            }
        }
        self.0.push_str(end);
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// GEXF 1.3, dynamic. <https://gexf.net/schema.html>
pub fn gexf(chosen: &Chosen<'_>) -> String {
    let net = net(chosen);
    let mut xml = Xml(HEAD.to_owned());
    xml.tag("gexf", &[("xmlns", "http://gexf.net/1.3"), ("version", "1.3")], ">\n");
    xml.tag("meta", &[], ">");
    xml.tag("creator", &[], ">");
    xml.0.push_str(&escape(chosen.corpus.program()));
    xml.0.push_str("</creator></meta>\n");
    let graph = [
        ("mode", "dynamic"),
        ("defaultedgetype", "undirected"),
        ("timeformat", "date"),
        ("timerepresentation", "interval"),
    ];
    xml.tag("graph", &graph, ">\n");
    for (class, columns) in [("node", &OF_NODE[..]), ("edge", &OF_TIE[..])] {
        xml.tag("attributes", &[("class", class)], ">");
        for (name, kind) in columns {
            xml.tag("attribute", &[("id", name), ("title", name), ("type", kind)], "/>");
        }
        xml.0.push_str("</attributes>\n");
    }
    xml.0.push_str("<nodes>\n");
    for node in &net.nodes {
        xml.tag("node", &[("id", &node.ends[0]), ("label", &node.label)], ">");
        xml.inside(node, &OF_NODE);
        xml.0.push_str("</node>\n");
    }
    xml.0.push_str("</nodes>\n<edges>\n");
    for (i, tie) in net.ties.iter().enumerate() {
        let (id, weight) = (i.to_string(), tie.events.to_string());
        let edge = [("id", &*id), ("source", &tie.ends[0]), ("target", &tie.ends[1]), ("weight", &weight)];
        xml.tag("edge", &edge, ">");
        xml.inside(tie, &OF_TIE);
        xml.0.push_str("</edge>\n");
    }
    xml.0.push_str("</edges>\n</graph>\n</gexf>\n");
    xml.0
}

impl Xml {
    /// Values and spells of a node or a tie in GEXF.
    fn inside(&mut self, part: &Part, columns: &[(&str, &str)]) {
        self.0.push_str("<attvalues>");
        for ((name, _), value) in columns.iter().zip(&part.values).filter(|v| !v.1.is_empty()) {
            self.tag("attvalue", &[("for", name), ("value", value)], "/>");
        }
        self.0.push_str("</attvalues>");
        if !part.spells.is_empty() {
            self.0.push_str("<spells>");
            for (first, last) in &part.spells {
                self.tag("spell", &[("start", first), ("end", last)], "/>");
            }
            self.0.push_str("</spells>");
        }
    }
}

/// GraphML. <http://graphml.graphdrawing.org/>
pub fn graphml(chosen: &Chosen<'_>) -> String {
    let net = net(chosen);
    let mut xml = Xml(HEAD.to_owned());
    xml.tag("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")], ">\n");
    for (of, columns) in [("node", &[("label", "string")][..]), ("node", &OF_NODE), ("edge", &OF_TIE)] {
        for (name, kind) in columns {
            let id = format!("{of}-{name}");
            let key = [("id", &*id), ("for", of), ("attr.name", name), ("attr.type", kind)];
            xml.tag("key", &key, "/>\n");
        }
    }
    xml.tag("graph", &[("edgedefault", "undirected")], ">\n");
    for node in &net.nodes {
        xml.tag("node", &[("id", &node.ends[0])], ">");
        xml.data("node-label", &node.label);
        for ((name, _), value) in OF_NODE.iter().zip(&node.values) {
            xml.data(&format!("node-{name}"), value);
        }
        xml.0.push_str("</node>\n");
    }
    for tie in &net.ties {
        xml.tag("edge", &[("source", &tie.ends[0]), ("target", &tie.ends[1])], ">");
        for ((name, _), value) in OF_TIE.iter().zip(&tie.values) {
            xml.data(&format!("edge-{name}"), value);
        }
        xml.0.push_str("</edge>\n");
    }
    xml.0.push_str("</graph>\n</graphml>\n");
    xml.0
}

impl Xml {
    fn data(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.tag("data", &[("key", key)], ">");
            self.0.push_str(&escape(value));
            self.0.push_str("</data>");
        }
    }
}
