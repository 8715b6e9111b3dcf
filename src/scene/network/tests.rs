use super::draw::View;
use super::*;
use crate::scene::widths::width;
use crate::scene::{Anchor, Scene, Shape, sample};
use std::collections::BTreeSet;

fn whole() -> (Corpus, Graph, Layout) {
    let corpus = sample::corpus();
    let events: Vec<EventId> = corpus.event_ids().collect();
    let graph = Graph::new(&corpus, &events);
    let mut layout = Layout::new(&corpus, &graph);
    layout.settle();
    (corpus, graph, layout)
}

fn draw(chosen: &[&str], w: f32, h: f32) -> Scene {
    let (corpus, graph, layout) = whole();
    let chosen: Vec<String> = chosen.iter().map(|k| (*k).to_owned()).collect();
    let glow = Glow::default();
    let words = &crate::words::ENGLISH;
    let frame =
        Frame { width: w, height: h, lens: None, glow: &glow, chosen: &chosen, words, measure: &width };
    let view = View::new(&layout, None, w, h);
    scene(&corpus, &graph, &view, &|id| graph.find(id).map(|n| layout.at[n]), &frame)
}

fn named(graph: &Graph, corpus: &Corpus, node: usize) -> String {
    corpus.entity(graph.nodes[node].entity).name.clone()
}

/// A graph of so many nodes in a ring with spokes to the first: like a corpus with a hub.
fn ring(count: u32) -> Graph {
    let mut graph = Graph::default();
    for i in 0..count {
        graph.nodes.push(Node { entity: EntityId(i), events: 1, ties: Vec::new() });
    }
    let mut pairs: BTreeSet<(u32, u32)> = (0..count - 1).map(|i| (i, i + 1)).collect();
    pairs.extend((2..count).step_by(3).map(|i| (0, i)));
    for (a, b) in pairs {
        for end in [a, b] {
            graph.nodes[end as usize].ties.push(graph.ties.len() as u32);
        }
        graph.ties.push(Tie { a, b, events: vec![EventId(0)] });
    }
    graph
}

fn people(count: u32) -> Corpus {
    let mut records = sample::corpus().records().clone();
    let first = records.entities[0].clone();
    records.entities = (0..count)
        .map(|i| {
            let mut entity = first.clone();
            entity.key = format!("person:p-{i}");
            entity
        })
        .collect();
    records.events.clear();
    Corpus::new(records)
}

#[test]
fn those_of_one_event_are_tied() {
    let (corpus, graph, _) = whole();
    let serbia = graph.find_key(&corpus, "country:rs").expect("a node");
    let mut around: Vec<(String, usize)> =
        graph.around(serbia).map(|(n, tie)| (named(&graph, &corpus, n), tie.events.len())).collect();
    assert!(around.is_sorted_by_key(|a| std::cmp::Reverse(a.1)), "{around:?}");
    around.sort();
    let expect = [("Belarus", 6), ("China", 1), ("Hungary", 2), ("Kazakhstan", 5), ("Russia", 9)];
    assert_eq!(around, expect.map(|(n, c)| (n.to_owned(), c)));
    assert!(graph.find_key(&corpus, "place:minsk").is_none(), "a place is no node");
}

#[test]
fn the_way_between_two_is_the_shortest() {
    let (corpus, graph, _) = whole();
    let find = |iso: &str| graph.find_key(&corpus, &format!("country:{iso}")).expect("a node");
    let names = |way: Option<Vec<usize>>| -> Vec<String> {
        way.into_iter().flatten().map(|n| named(&graph, &corpus, n)).collect()
    };
    assert_eq!(names(graph.way(find("by"), find("kz"))), ["Belarus", "Serbia", "Kazakhstan"]);
    assert_eq!(names(graph.way(find("rs"), find("hu"))), ["Serbia", "Hungary"]);
    assert_eq!(names(graph.way(find("rs"), find("rs"))), ["Serbia"]);
    let apart = Graph {
        ties: Vec::new(),
        least: 1,
        nodes: ring(2).nodes.into_iter().map(|n| Node { ties: vec![], ..n }).collect(),
    };
    assert_eq!(apart.way(0, 1), None);
}

#[test]
fn the_layout_is_the_same_at_each_load() {
    let (_, _, one) = whole();
    let (_, _, two) = whole();
    assert_eq!(one, two);
    assert!(one.at.iter().all(|p| p.0.is_finite() && p.1.is_finite()));
}

#[test]
fn at_rest_no_node_touches_another() {
    let (corpus, graph) = (people(120), ring(120));
    let mut layout = Layout::new(&corpus, &graph);
    layout.settle();
    for (i, a) in layout.at.iter().enumerate() {
        for b in &layout.at[i + 1..] {
            assert!((a.0 - b.0).hypot(a.1 - b.1) > 2.0 * layout::radius(1), "{a:?} {b:?}");
        }
    }
    let reach = layout.at.iter().map(|p| p.0.hypot(p.1)).fold(0.0, f32::max);
    assert!(reach < 3_000.0, "nothing flies away: {reach}");
}

#[test]
fn tied_nodes_stand_nearer_than_others() {
    let (corpus, graph) = (people(60), ring(60));
    let mut layout = Layout::new(&corpus, &graph);
    layout.settle();
    let far = |a: usize, b: usize| {
        let (p, q) = (layout.at[a], layout.at[b]);
        (p.0 - q.0).hypot(p.1 - q.1)
    };
    let tied: f32 =
        graph.ties.iter().map(|t| far(t.a as usize, t.b as usize)).sum::<f32>() / graph.ties.len() as f32;
    let pairs = (0..60).flat_map(|a| (a + 1..60).map(move |b| (a, b)));
    let all: f32 = pairs.map(|(a, b)| far(a, b)).sum::<f32>() / (60.0 * 59.0 / 2.0);
    assert!(tied * 1.8 < all, "{tied} against {all}");
}

#[test]
fn far_pushes_taken_together_are_nearly_the_sum() {
    // Two nodes on one place and an odd mass must not break the cells either.
    let (corpus, graph) = (people(300), ring(300));
    let mut layout = Layout::new(&corpus, &graph);
    layout.at[7] = layout.at[8];
    for _ in 0..3 {
        layout.step();
    }
    assert!(layout.at.iter().all(|p| p.0.is_finite() && p.1.is_finite()));
    assert_ne!(layout.at[7], layout.at[8]);
}

#[test]
fn names_lie_on_no_other_and_the_heaviest_has_one() {
    for (w, h) in [(816.0, 560.0), (360.0, 420.0)] {
        let scene = draw(&[], w, h);
        let mut boxes: Vec<[f32; 4]> = Vec::new();
        let mut told = Vec::new();
        for shape in scene.layers.iter().flat_map(|l| &l.shapes) {
            if let Shape::Text { x, y, text, size, anchor, .. } = shape {
                let wide = width(text, *size, false);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - wide / 2.0,
                    Anchor::End => x - wide,
                };
                boxes.push([left, y - size * 0.7, left + wide, y + size * 0.2]);
                told.push(text.as_str());
            }
        }
        assert!(told.contains(&"Serbia"), "{told:?}");
        for (i, a) in boxes.iter().enumerate() {
            for b in &boxes[i + 1..] {
                assert!(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn what_is_not_chosen_goes_dim() {
    let dim = |chosen: &[&str]| {
        let scene = draw(chosen, 816.0, 560.0);
        let dim = |s: &&Shape| {
            let role = match s {
                Shape::Circle { role, .. } | Shape::Path { role, .. } => *role,
                _ => return false,
            };
            matches!(role, crate::scene::Role::NodeDim(_))
        };
        scene.layers.iter().flat_map(|l| &l.shapes).filter(dim).count()
    };
    assert_eq!((dim(&[]), dim(&["country:rs"])), (0, 0));
    assert_eq!((dim(&["country:by"]), dim(&["country:by", "country:kz"])), (4, 3));
}

#[test]
fn a_gesture_keeps_what_is_under_the_pointer() {
    let (_, _, layout) = whole();
    let view = View::new(&layout, None, 800.0, 500.0);
    let place = layout.at[1];
    let from = view.pixel(place);
    let lens = view.moved(from, (300.0, 200.0), 2.0);
    let (x, y) = View::new(&layout, Some(lens), 800.0, 500.0).pixel(place);
    assert!((x - 300.0).hypot(y - 200.0) < 1.0, "{x},{y}");
    let onto = View::new(&layout, Some(view.onto(&[place])), 800.0, 500.0).pixel(place);
    assert!((onto.0 - 400.0).hypot(onto.1 - 250.0) < 1.0, "{onto:?}");
}

#[test]
fn the_table_holds_what_the_picture_holds() {
    let (corpus, graph, _) = whole();
    let table = table(&corpus, &graph, &crate::words::ENGLISH);
    assert_eq!(table.rows.len(), graph.ties.len() + graph.nodes.len());
    assert!(table.rows.iter().all(|r| r.cells.len() == table.heads.len() && r.target.is_some()));
    assert_eq!(table.rows[0].cells[1..], ["Serbia – Russia", "", "9"]);
}

#[test]
fn of_a_crowd_the_busiest_are_drawn_and_the_others_as_one_looks_nearer() {
    const MANY: u32 = 900;
    let (corpus, mut graph) = (people(MANY), ring(MANY));
    for (n, node) in graph.nodes.iter_mut().enumerate() {
        node.events = 1 + n % 3;
    }
    let side = 30u32;
    let at = |id: EntityId| Some(((id.0 % side) as f32 * 40.0, (id.0 / side) as f32 * 40.0));
    let places: Vec<(f32, f32)> = (0..MANY).filter_map(|n| at(EntityId(n))).collect();
    let mut layout = Layout::new(&corpus, &graph);
    layout.at = places;
    let drawn = |lens: Option<Lens>, chosen: &[String]| {
        let view = View::new(&layout, lens, 900.0, 600.0);
        let glow = Glow::default();
        let frame = Frame {
            width: 900.0,
            height: 600.0,
            lens,
            glow: &glow,
            chosen,
            words: &crate::words::ENGLISH,
            measure: &crate::scene::widths::width,
        };
        let scene = scene(&corpus, &graph, &view, &at, &frame);
        let nodes = scene.targets.into_iter().filter_map(|(target, _)| match target {
            Target::Node(key) => Some(key),
            _ => None,
        });
        nodes.collect::<Vec<String>>()
    };
    let all = drawn(None, &[]);
    assert_eq!(all.len(), AT_ONCE);
    assert!(all.contains(&"person:p-899".to_owned()), "one of three events stays");
    assert!(!all.contains(&"person:p-897".to_owned()), "one of a single event gives way");
    let corner = Lens { x: 1_100.0, y: 1_100.0, zoom: 6.0 };
    assert!(drawn(Some(corner), &[]).contains(&"person:p-897".to_owned()), "nearer it is there");
    assert!(
        drawn(None, &["person:p-897".to_owned()]).contains(&"person:p-897".to_owned()),
        "chosen it is there"
    );
}
