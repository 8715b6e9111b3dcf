//! The network: people, bodies, companies, countries and equipment, tied by the events that tell of
//! both.

mod draw;
mod layout;

pub use draw::{Form, View, form, scene};
pub use layout::Layout;

use super::{Glow, Measure, Row, Table, Target};
use crate::corpus::Corpus;
use crate::order::{Lists, Ordered, by_number, nth, tidy};
use crate::record::{EntityId, EventId, Schema};
use crate::words::{Words, key};
use std::collections::VecDeque;

/// Nodes that a picture shows at most: those with most ties.
pub const MOST: usize = 2_000;
/// Ties that a picture shows at most, besides chosen ones: those of most events.
const MOST_TIES: usize = 1_500;
/// Nodes that are drawn at once, besides chosen ones: those of most events. The others are drawn when one looks nearer.
pub const AT_ONCE: usize = 600;
/// Of an event with more parties than this only those that stand across from each other are tied.
const CROWD: usize = 8;

/// Who is tied with whom by some events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// By entity.
    pub nodes: Vec<Node>,
    /// By their ends.
    pub ties: Vec<Tie>,
    /// Ties of fewer events are drawn only where they are chosen: they are too many to be told apart.
    pub least: usize,
}

/// Somebody or something with a part in events.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Who.
    pub entity: EntityId,
    /// Events with a part of it.
    pub events: usize,
    /// Its ties, as positions in [`Graph::ties`]: most events first.
    pub ties: Vec<u32>,
}

/// Two that stand in the same events.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The one end, as position in [`Graph::nodes`]; the smaller.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// The events.
    pub events: Vec<EventId>,
}

/// Where a network is looked at: the middle in the layout's units, and how many times nearer than the
/// frame that shows all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
    /// 1 shows all.
    pub zoom: f64,
}

/// How a network is looked at.
pub struct Frame<'a> {
    /// Width in pixels.
    pub width: f32,
    /// Height in pixels.
    pub height: f32,
    /// Where it is looked at; `None` shows all.
    pub lens: Option<Lens>,
    /// What is lit up, by pointer or focus.
    pub glow: &'a Glow,
    /// Keys of up to two nodes: of one the neighbourhood is shown, of two the way between them.
    pub chosen: &'a [String],
    /// The language of names.
    pub words: &'a Words,
    /// Widths of words.
    pub measure: Measure<'a>,
}

impl Lens {
    /// The furthest in and out.
    pub const ZOOM: (f64, f64) = (0.5, 24.0);

    /// The same in numbers short enough for an address, inside the bounds.
    pub fn held(self) -> Lens {
        let sound = |v: f64, most: f64| if v.is_finite() { v.clamp(-most, most) } else { 0.0 };
        let zoom = if self.zoom.is_finite() { self.zoom.clamp(Lens::ZOOM.0, Lens::ZOOM.1) } else { 1.0 };
        Lens {
            x: (sound(self.x, 1e6) * 10.0).round() / 10.0,
            y: (sound(self.y, 1e6) * 10.0).round() / 10.0,
            zoom: (zoom * 1e3).round() / 1e3,
        }
    }

    /// Whether the numbers can be drawn.
    pub fn is_sane(self) -> bool {
        self.x.abs() <= 1e6 && self.y.abs() <= 1e6 && (Lens::ZOOM.0..=Lens::ZOOM.1).contains(&self.zoom)
    }
}

/// Whether something is a node.
fn is_node(schema: Schema) -> bool {
    use Schema::*;
    matches!(schema, Person | Country | PublicBody | Organization | Company | Equipment)
}

impl Graph {
    /// Ties what stands in the same events.
    pub fn new(corpus: &Corpus, events: &[EventId]) -> Graph {
        Graph::up_to(corpus, events, MOST)
    }

    /// The same with at most so many nodes.
    pub fn up_to(corpus: &Corpus, events: &[EventId], most: usize) -> Graph {
        let entities = corpus.records().entities.len();
        // Slices, since the page is compiled for size, and there each index into a vector is a call.
        let nodes: Vec<bool> = corpus.records().entities.iter().map(|e| is_node(e.schema)).collect();
        let nodes = &nodes[..];
        let side = |list: &[EntityId], out: &mut Vec<u32>| {
            for party in list {
                if nodes[party.index()] {
                    out.push(party.0);
                }
            }
        };
        let known: Vec<EventId> =
            events.iter().copied().filter(|id| id.index() < corpus.records().events.len()).collect();
        let counts = &mut vec![0usize; entities][..];
        let mut parties: Lists<u32> = Lists::default();
        let mut all: Vec<u32> = Vec::new();
        for &id in &known {
            let event = corpus.event(id);
            all.clear();
            for list in [&event.actors, &event.recipients, &event.instruments] {
                side(list, &mut all);
            }
            tidy(&mut all);
            for &party in &all {
                counts[party as usize] += 1;
            }
            parties.push(all.iter().copied());
        }
        // Those with most events, by their number: of equals the first ones.
        let bound = nth(counts.iter().copied(), most);
        let mut spare = most - counts.iter().filter(|&&n| n > bound).count().min(most);
        let mut ranked: Vec<(EntityId, usize)> = Vec::new();
        for (number, &n) in counts.iter().enumerate().filter(|(_, n)| **n > 0) {
            let fits = n > bound || spare > 0;
            spare -= usize::from(n <= bound && spare > 0);
            ranked.extend(fits.then_some((EntityId(number as u32), n)));
        }
        const NOBODY: u32 = u32::MAX;
        let place = &mut vec![NOBODY; entities][..];
        for (at, (id, _)) in ranked.iter().enumerate() {
            place[id.index()] = at as u32;
        }
        let mut pairs: Vec<(u32, u32, EventId)> = Vec::new();
        for (at, &id) in known.iter().enumerate() {
            let all = parties.of(at);
            let begin = pairs.len();
            let mut tie = |a: u32, b: u32| {
                let (a, b) = (place[a as usize], place[b as usize]);
                if a != b && a != NOBODY && b != NOBODY {
                    pairs.push((a.min(b), a.max(b), id));
                }
            };
            if all.len() <= CROWD {
                for (i, &a) in all.iter().enumerate() {
                    all[i + 1..].iter().for_each(|&b| tie(a, b));
                }
            } else {
                // Of a crowd the first of each side stands for all, so that nothing grows by squares.
                let event = corpus.event(id);
                for list in [&event.actors, &event.recipients, &event.instruments] {
                    let mut own = Vec::new();
                    side(list, &mut own);
                    own.iter().min().into_iter().for_each(|&first| all.iter().for_each(|&b| tie(first, b)));
                }
                let mut own = pairs.split_off(begin);
                own.order();
                own.dedup();
                pairs.append(&mut own);
            }
        }
        let mut graph = Graph {
            nodes: ranked.iter().map(|&(entity, events)| Node { entity, events, ties: Vec::new() }).collect(),
            ties: Vec::new(),
            least: 1,
        };
        let pairs = &pairs[..];
        let by_b = by_number(&pairs.iter().map(|p| p.1).collect::<Vec<_>>(), ranked.len());
        let keys: Vec<u32> = by_b.iter().map(|&at| pairs[at as usize].0).collect();
        for at in by_number(&keys, ranked.len()) {
            let (a, b, event) = pairs[by_b[at as usize] as usize];
            match graph.ties.last_mut() {
                Some(tie) if (tie.a, tie.b) == (a, b) => tie.events.push(event),
                _ => {
                    for end in [a, b] {
                        graph.nodes[end as usize].ties.push(graph.ties.len() as u32);
                    }
                    graph.ties.push(Tie { a, b, events: vec![event] });
                }
            }
        }
        if graph.ties.len() > MOST_TIES {
            graph.least = nth(graph.ties.iter().map(|t| t.events.len()), MOST_TIES) + 1;
        }
        let Graph { nodes, ties, .. } = &mut graph;
        for node in nodes {
            node.ties.order_by_key(|&t| (std::cmp::Reverse(ties[t as usize].events.len()), t));
        }
        graph
    }

    /// The position of an entity.
    pub fn find(&self, entity: EntityId) -> Option<usize> {
        self.nodes.binary_search_by(|n| n.entity.cmp(&entity)).ok()
    }

    /// The position of the entity with a key.
    pub fn find_key(&self, corpus: &Corpus, key: &str) -> Option<usize> {
        self.find(corpus.entity_by_key(key)?)
    }

    /// With whom a node is tied: the other end and the tie, most events first.
    pub fn around(&self, node: usize) -> impl Iterator<Item = (usize, &Tie)> {
        self.nodes[node].ties.iter().map(move |&t| {
            let tie = &self.ties[t as usize];
            ((if tie.a as usize == node { tie.b } else { tie.a }) as usize, tie)
        })
    }

    /// The nodes on the shortest way from one to another, both included; of ways of one length, at each
    /// step the tie of most events. `None` where there is no way.
    pub fn way(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut far = vec![usize::MAX; self.nodes.len()];
        let mut next = VecDeque::from([to]);
        *far.get_mut(to)? = 0;
        while let Some(node) = next.pop_front() {
            for (other, _) in self.around(node) {
                if far[other] == usize::MAX {
                    far[other] = far[node] + 1;
                    next.push_back(other);
                }
            }
        }
        let mut way = vec![from];
        let mut left = *far.get(from).filter(|&&f| f != usize::MAX)?;
        while left > 0 {
            left -= 1;
            let here = *way.last()?;
            let step = self.around(here).map(|(other, _)| other).find(|&other| far[other] == left);
            way.push(step?);
        }
        Some(way)
    }

    /// The tie between two nodes.
    pub fn tie(&self, a: usize, b: usize) -> Option<&Tie> {
        self.around(a).find(|&(other, _)| other == b).map(|(_, tie)| tie)
    }
}

/// The network as a table: a row for each tie, most events first, then for each node.
pub fn table(corpus: &Corpus, graph: &Graph, words: &Words) -> Table {
    let name = |node: u32| words.name(corpus.entity(graph.nodes[node as usize].entity));
    let key = |node: u32| corpus.entity(graph.nodes[node as usize].entity).key.clone();
    let mut ties: Vec<&Tie> = graph.ties.iter().collect();
    ties.order_by_key(|t| std::cmp::Reverse(t.events.len()));
    let mut rows: Vec<Row> = Vec::new();
    for tie in ties {
        rows.push(Row {
            target: Some(Target::Tie(key(tie.a), key(tie.b))),
            cells: vec![
                words.say(key!("network.tie")).to_owned(),
                format!("{} – {}", name(tie.a), name(tie.b)),
                String::new(),
                tie.events.len().to_string(),
            ],
        });
    }
    let mut nodes: Vec<u32> = (0..graph.nodes.len() as u32).collect();
    nodes.order_by_key(|&n| std::cmp::Reverse(graph.nodes[n as usize].ties.len()));
    for node in nodes {
        let about = &graph.nodes[node as usize];
        rows.push(Row {
            target: Some(Target::Node(key(node))),
            cells: vec![
                words.schema(corpus.entity(about.entity).schema).to_owned(),
                name(node).to_owned(),
                about.ties.len().to_string(),
                about.events.to_string(),
            ],
        });
    }
    Table {
        caption: words.say(key!("network.caption")).to_owned(),
        heads: words.heads(key!("network.heads")),
        naming: 1,
        rows,
    }
}

#[cfg(test)]
mod tests;
