//! What each part of the page costs natively, before anything is drawn:
//! `cargo bench --bench page -- FOLDER`, a folder with `corpus.bin` and `borders.bin`.
//!
//! Prints milliseconds of the processor: median and most of a few selections, each asked a few times.

use cpu_time::ThreadTime;
use entente::corpus::{self, Corpus};
use entente::query::{self, Answer, Axis, Facet, Index, Selection};
use entente::record::{EntityId, EventId};
use entente::rooms::Teller;
use entente::scene::borders::{self, Borders, Worldview};
use entente::scene::{Camera, Glow, map, network, timeline};
use entente::words::Words;
use std::collections::BTreeSet;
use std::hint::black_box;

/// How often each part is timed on each selection.
const TIMES: usize = 3;
const SIZE: (f32, f32) = (820.0, 560.0);

fn width(text: &str, size: f32, _bold: bool) -> f32 {
    text.chars().count() as f32 * size * 0.55
}

/// Times a part on each of some things, and prints the median and the most.
fn time<T, R>(name: &str, things: &[T], mut part: impl FnMut(&T) -> R) {
    let mut all = Vec::new();
    for thing in things {
        for _ in 0..TIMES {
            let begin = ThreadTime::now();
            black_box(part(thing));
            all.push(begin.elapsed().as_secs_f64() * 1000.0);
        }
    }
    all.sort_by(f64::total_cmp);
    println!("  {:9.2} {:9.2}  {name}", all[all.len() / 2], all[all.len() - 1]);
}

/// What readers type, by kind.
const SEARCHES: [(&str, &[&str]); 6] = [
    ("a letter", &["t", "s", "a", "m", "1"]),
    ("a word begun", &["ta", "tan", "how", "minis", "fig"]),
    ("a word", &["tanks", "howitzers", "minister", "signed", "norway"]),
    ("two words", &["defence minister", "drones norway", "signed tanks", "talks peru"]),
    ("a slip", &["fightres", "howitzrs", "sigmed", "ministre", "norwau"]),
    ("a phrase", &["\"defence minister\"", "\"joint exercise\""]),
];

/// How many words of reports, and how many of them are found though one letter of theirs is another.
fn slips(Page { corpus, index, .. }: &Page) -> (usize, usize) {
    let documents = corpus.document_ids().step_by(corpus.records().documents.len().div_ceil(200));
    let word = |id| {
        let text = corpus.document(id).body.of(&corpus.document(id).text);
        let mut words = query::fold::words(text).into_iter().flat_map(|w| w.forms);
        words.find(|w| w.len() > 5 && w.bytes().all(|b| b.is_ascii_lowercase()))
    };
    let words: Vec<String> = documents.filter_map(word).collect();
    let found = words.iter().enumerate().filter(|(at, word)| {
        let letter = 1 + at % (word.len() - 1);
        let slip = format!("{}x{} ", &word[..letter], &word[letter + 1..]);
        query::search_few(corpus, index, &slip, 10).reports.iter().any(|report| {
            let text = &corpus.document(report.document).text;
            query::fold::words(text).iter().any(|w| w.forms.contains(word))
        })
    });
    (words.len(), found.count())
}

struct Page {
    corpus: Corpus,
    index: Index,
    borders: Borders,
    words: Words,
}

/// Selections as a reader makes them: nothing, one value, two, three, words.
fn selections(page: &Page) -> Vec<Selection> {
    let all = query::answer(&page.corpus, &page.index, &Selection::default());
    let value = |facet: Facet, n: usize| {
        let counts = all.facets.get(&facet)?.first(&page.index, facet, n + 1);
        counts.get(n).map(|c| c.value.to_string())
    };
    let with = |chosen: &[(Facet, usize)]| {
        let mut selection = Selection::default();
        for &(facet, n) in chosen {
            selection.facets.entry(facet).or_default().extend(value(facet, n));
        }
        selection
    };
    let mut out = vec![
        Selection::default(),
        with(&[(Facet::Country, 0)]),
        with(&[(Facet::Country, 1)]),
        with(&[(Facet::Status, 1)]),
        with(&[(Facet::Kind, 2)]),
        with(&[(Facet::Person, 0)]),
        with(&[(Facet::Country, 0), (Facet::Status, 0), (Facet::Kind, 0)]),
    ];
    for words in ["t", "ta", "tan", "tank", "tanks", "tanks m"] {
        out.push(Selection { words: words.to_owned(), ..Selection::default() });
    }
    out
}

fn pictures(page: &Page, answers: &[Answer]) {
    let Page { corpus, borders, words, .. } = page;
    let glow = Glow::default();
    let none = BTreeSet::new();
    let frame = |camera: Camera| map::Frame {
        width: SIZE.0,
        height: SIZE.1,
        camera,
        glow: &glow,
        worldview: Worldview::default(),
        chosen: &none,
        words,
        measure: &width,
    };
    time("map: ledger", &[()], |()| map::Ledger::new(corpus));
    let ledger = map::Ledger::new(corpus);
    time("map: matter", answers, |a| ledger.matter(&a.events));
    let matter = ledger.matter(&answers[0].events);
    println!("    {} flows, {} places", matter.flows.len(), matter.places.len());
    time("map: fit", &[()], |()| map::fit(corpus, borders, &matter, SIZE.0, SIZE.1));
    let home = map::fit(corpus, borders, &matter, SIZE.0, SIZE.1);
    let cameras = [1.0, 1.2, 2.0, 4.0, 8.0].map(|z| home.zoomed(z, 300.0, 200.0, SIZE.0, SIZE.1));
    time("map: scene", &cameras, |&c| map::scene(corpus, borders, &matter, &frame(c)));
    let scene = map::scene(corpus, borders, &matter, &frame(home));
    let points: Vec<(f32, f32)> = (0..40).map(|i| (20.0 * i as f32, 14.0 * i as f32)).collect();
    time("map: hit", &points, |&(x, y)| scene.hit(x, y, 5.0).cloned());
    time("map: table", &[()], |()| map::table(corpus, &matter, words));

    let ledger = timeline::Ledger::default();
    for (named, most) in [(false, 4), (true, 9)] {
        let of = |a: &Answer| {
            let (axis, by) = (Axis::Happened, timeline::By::Country);
            timeline::Matter::new(corpus, &ledger, &a.events, axis, by, most, words)
        };
        time("timeline: matter", answers, of);
        let matters: Vec<_> = answers.iter().map(of).collect();
        let view = timeline::Frame {
            width: SIZE.0,
            height: if named { SIZE.1 } else { 150.0 },
            window: None,
            range: None,
            glow: &glow,
            named,
            words,
            measure: &width,
        };
        let plan = |m: &timeline::Matter| timeline::Plan::of(None, corpus, m, &view);
        time("timeline: plan", &matters, plan);
        time("timeline: scene", &matters, |m| timeline::scene(corpus, m, &plan(m), &view));
        if named {
            time("timeline: table", &matters[..1], |m| timeline::table(corpus, m, words));
        }
    }

    time("network: graph", answers, |a| network::Graph::new(corpus, &a.events));
    let graph = network::Graph::new(corpus, &answers[0].events);
    let mut layout = network::Layout::new(corpus, &graph);
    let begin = ThreadTime::now();
    let mut steps = 0;
    while !layout.step() {
        steps += 1;
    }
    let whole = begin.elapsed().as_secs_f64() * 1000.0;
    println!(
        "    {} nodes, {} ties: {:.2} ms a step, {whole:.0} in all",
        graph.nodes.len(),
        graph.ties.len(),
        whole / f64::from(steps)
    );
    let look = network::Frame {
        width: SIZE.0,
        height: SIZE.1,
        lens: None,
        glow: &glow,
        chosen: &[],
        words,
        measure: &width,
    };
    let view = network::View::new(&layout, None, SIZE.0, SIZE.1);
    let place = |id: EntityId| layout.at.get(graph.find(id)?).copied();
    let graphs: Vec<_> = answers.iter().map(|a| network::Graph::new(corpus, &a.events)).collect();
    time("network: scene", &graphs, |g| network::scene(corpus, g, &view, &place, &look));
}

fn rooms(page: &Page, selections: &[Selection], answers: &[Answer]) {
    let Page { corpus, index, words, .. } = page;
    let teller = Teller { corpus, index, words };
    time("overview: once", &[()], |()| teller.whole());
    let whole = teller.whole();
    time("overview", answers, |a| teller.overview(&whole, a));
    time("register: transfers", answers, |a| teller.transfers(&a.events));
    time("register: agreements", answers, |a| teller.agreements(&a.events));
    let sheet = teller.transfers(&answers[0].events);
    println!("    {} transfers", sheet.rows.len());
    let by = entente::state::Sorting { table: "transfers".into(), column: 1, down: false };
    time("register: sorted", &[()], |()| teller.sorted(&sheet, Some(&by)));
    time("register: 200 rows", &[()], |()| (0..200).map(|i| teller.row(&sheet, i)).collect::<Vec<_>>());
    time("claims: topics", &[()], |()| teller.topics());
    let topics = teller.topics();
    time("claims: statements", selections, |s| teller.statements(&topics, s));
    let said: Vec<_> = selections.iter().map(|s| teller.statements(&topics, s)).collect();
    time("claims: by speaker", &said, |s| teller.by_speaker(s));
    time("claims: by topic", &said, |s| teller.by_topic(s));
    time("claims: rivals", answers, |a| teller.rivals(&a.events));
    time("reports: found", selections, |s| teller.found(&s.words));
    time("reports: list", answers, |a| {
        a.documents.iter().map(|&d| teller.report(d, None)).collect::<Vec<_>>()
    });
    time("events: 150", answers, |a| a.events.iter().take(150).map(|&e| teller.event(e)).collect::<Vec<_>>());
    time("title", &[()], |()| corpus.title(words));
    let busiest: Vec<EntityId> = {
        let mut all: Vec<EntityId> = corpus.entity_ids().collect();
        all.sort_by_key(|&id| std::cmp::Reverse(corpus.events_of(id).len()));
        all.into_iter().take(4).collect()
    };
    time("card", &busiest, |&id| teller.entity_card(id));
    for (what, searches) in SEARCHES {
        time(&format!("search: {what}"), searches, |s| query::search_few(corpus, index, s, 6));
        time(&format!("answer: {what}"), searches, |s| {
            query::answer(corpus, index, &Selection { words: (*s).to_owned(), ..Selection::default() })
        });
    }
    let searches: Vec<&str> = selections.iter().map(|s| s.words.as_str()).filter(|w| !w.is_empty()).collect();
    time("search: fifty of each", &searches, |s| query::search(corpus, index, s));
    time("search: completions", &searches, |s| query::complete(corpus, index, s, words));
    let (words, slips) = slips(page);
    println!("    {slips} of {words} words are found by a slip of one letter, among the first ten reports");
    time("glow", &busiest, |&id| {
        let key = corpus.entity(id).key.clone();
        Glow::new(corpus, entente::scene::Target::Country(key))
    });
}

fn main() {
    let folders = std::env::args().skip(1).filter(|a| !a.starts_with('-'));
    for folder in folders {
        let read =
            |name: &str| std::fs::read(format!("{folder}/{name}")).expect("a folder with a packed corpus");
        let (bytes, shapes) = (read("corpus.bin"), read("borders.bin"));
        println!("{folder}: median and most, ms");
        time("load: open", &[()], |()| corpus::format::open(&bytes));
        let corpus = corpus::format::open(&bytes).expect("a corpus");
        time("load: index", &[()], |()| Index::new(&corpus));
        time("load: borders", &[()], |()| borders::decode(&shapes));
        let index = Index::new(&corpus);
        let borders = borders::decode(&shapes).expect("borders");
        let page = Page { corpus, index, borders, words: Words::english() };
        let events: Vec<EventId> = page.corpus.event_ids().collect();
        println!("    {} reports, {} events", page.corpus.records().documents.len(), events.len());
        let selections = selections(&page);
        time("answer", &selections, |s| query::answer(&page.corpus, &page.index, s));
        let answers: Vec<Answer> =
            selections.iter().map(|s| query::answer(&page.corpus, &page.index, s)).collect();
        pictures(&page, &answers);
        rooms(&page, &selections, &answers);
    }
}
