//! Answers equal a plain reading of the records.

mod small;

use entente::corpus::Corpus;
use entente::edtf::{Day, Edtf, civil, day};
use entente::query::{self, Axis, Facet, Index, Selection, answer, histogram, search};
use entente::record::*;
use entente::words;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const TEXTS: [&str; 4] = [
    "Anna Krüger met Олег Иванов in Oslo. They signed a pact on ships.",
    "Norway sold ships to Chile. Chile denied it.",
    "Олег Иванов visited Anna Kruger’s ministry in Lima, Peru.",
    "Nothing happened.",
];
const DATES: [&str; 9] = [
    "2017",
    "2017-02",
    "2017-02-03",
    "2016-12/2017-01",
    "../2018",
    "2019-03-01/..",
    "2018~",
    "2017-24",
    "XXXX-10-14",
];

fn entities() -> Vec<Entity> {
    let entity = |key: &str, schema, name: &str, countries: &[&str]| Entity {
        key: key.into(),
        schema,
        name: name.into(),
        aliases: vec![],
        countries: countries.iter().map(|c| (*c).to_owned()).collect(),
        location: None,
        description: None,
        merges: vec![],
    };
    vec![
        entity("country:no", Schema::Country, "Norway", &["NO"]),
        entity("country:cl", Schema::Country, "Chile", &[]),
        entity("country:pe", Schema::Country, "Peru", &["PE"]),
        entity("person:krueger", Schema::Person, "Anna Krüger", &["NO"]),
        entity("person:ivanov", Schema::Person, "Олег Иванов", &["XX", "CL"]),
        entity("body:ministry", Schema::PublicBody, "Ministry of Ships", &["PE", "NO"]),
        entity("equipment:ships", Schema::Equipment, "Nansen-class", &[]),
        entity("place:oslo", Schema::Place, "Oslo", &["NO"]),
    ]
}

type Told = (usize, usize, usize);

/// Kind, status, actors, recipients, instruments, place, date and evidence.
type Parts = (usize, usize, Vec<u32>, Vec<u32>, Vec<u32>, Option<u32>, Option<usize>, Vec<Told>);

fn event() -> impl Strategy<Value = Parts> {
    (
        0..words::KINDS.len(),
        0..words::STATUSES.len(),
        proptest::collection::vec(0u32..6, 0..3),
        proptest::collection::vec(0u32..6, 0..3),
        proptest::collection::vec(5u32..7, 0..2),
        proptest::option::of(Just(7u32)),
        proptest::option::of(0..DATES.len()),
        proptest::collection::vec((0..TEXTS.len(), 0usize..3, 0usize..3), 1..3),
    )
}

prop_compose! {
    fn corpus()(
        events in proptest::collection::vec(event(), 0..90),
        published in proptest::collection::vec(proptest::option::of(0..DATES.len()), TEXTS.len()),
    ) -> Corpus {
        let edtf = |i: usize| Edtf::parse(DATES[i]).unwrap();
        let ids = |list: Vec<u32>| list.into_iter().map(EntityId).collect::<Vec<_>>();
        let documents = TEXTS.iter().zip(published).enumerate().map(|(i, (text, date))| Document {
            id: format!("{i}.txt"),
            text: (*text).to_owned(),
            title: (i != 2).then(|| format!("Report {i}")),
            published: date.map(edtf),
            body: Span::new(0, text.len()),
            ..Document::default()
        }).collect();
        let events = events.into_iter().enumerate().map(|(i, e)| Event {
            key: format!("event:{i}"),
            kind: words::KINDS[e.0],
            cameo: String::new(),
            plover: None,
            actors: ids(e.2),
            recipients: ids(e.3),
            instruments: ids(e.4),
            place: e.5.map(EntityId),
            date: e.6.map(edtf),
            status: words::STATUSES[e.1],
            evidence: e.7.into_iter().map(|(document, from, words)| {
                let text = TEXTS[document];
                let starts: Vec<usize> = text.split(' ').map(|w| w.as_ptr() as usize - text.as_ptr() as usize).collect();
                let start = starts[from.min(starts.len() - 1)];
                let end = starts.get(from + words + 1).map_or(text.len(), |s| s - 1);
                Evidence {
                    document: DocumentId(document as u32),
                    span: Span::new(start, end.max(start + 1)),
                    status: Status::Occurred,
                    date: None,
                    said_by: None,
                }
            }).collect(),
            figures: vec![],
            rule: "test".into(),
        }).collect();
        Corpus::new(Records { documents, entities: entities(), events, ..Records::default() })
    }
}

fn selection() -> impl Strategy<Value = Selection> {
    let value = |values: &'static [&'static str]| {
        proptest::collection::btree_set(proptest::sample::select(values).prop_map(str::to_owned), 1..3)
    };
    let facet = prop_oneof![
        value(&["country:no", "country:cl", "country:pe", "country:zz"]).prop_map(|v| (Facet::Country, v)),
        value(&["person:krueger", "person:ivanov"]).prop_map(|v| (Facet::Person, v)),
        value(&["body:ministry"]).prop_map(|v| (Facet::Organisation, v)),
        value(&["equipment:ships", "gone"]).prop_map(|v| (Facet::Equipment, v)),
        value(&["AGREE", "TRANSFER", "VISIT", "CONSULT"]).prop_map(|v| (Facet::Kind, v)),
        value(&["occurred", "denied", "planned"]).prop_map(|v| (Facet::Status, v)),
        value(&["2016", "2017", "2018", "2019"]).prop_map(|v| (Facet::Year, v)),
        value(&["0.txt", "1.txt", "2.txt"]).prop_map(|v| (Facet::Source, v)),
    ];
    let country = || proptest::sample::select(vec!["country:no", "country:cl", "country:pe", "country:zz"]);
    (
        proptest::collection::vec(facet, 0..3),
        proptest::option::of((day(2016, 6, 1)..day(2020, 1, 1), -5..700i32)),
        any::<bool>(),
        proptest::option::weighted(0.2, (country(), country())),
        proptest::sample::select(vec![
            "",
            "",
            "",
            "–",
            "ships",
            "shi",
            "Kruger",
            "oleg IVANOV",
            "олег",
            "Anna N",
            "denied",
            "zzz",
            "ships No",
        ]),
    )
        .prop_map(|(facets, range, reported, pair, words)| Selection {
            facets: facets.into_iter().collect(),
            range: range.map(|(from, length)| (from, from + length)),
            axis: if reported { Axis::Reported } else { Axis::Happened },
            pair: pair.map(|(a, b)| (a.to_owned(), b.to_owned())),
            words: words.to_owned(),
        })
}

/// A plain reading of one event, written for clearness and not for speed.
struct Plain<'a> {
    corpus: &'a Corpus,
    event: &'a Event,
}

impl Plain<'_> {
    fn countries(&self, side: &[EntityId]) -> Vec<String> {
        let mut list = Vec::new();
        for &id in side {
            let entity = self.corpus.entity(id);
            let keys: Vec<String> = match entity.schema {
                Schema::Country => vec![entity.key.clone()],
                _ => entity.countries.iter().map(|c| format!("country:{}", c.to_lowercase())).collect(),
            };
            let known = keys.into_iter().find(|k| self.corpus.records().entities.iter().any(|e| &e.key == k));
            list.extend(known.filter(|k| !list.contains(k)));
        }
        list
    }

    fn values(&self, facet: Facet) -> BTreeSet<String> {
        let (corpus, event) = (self.corpus, self.event);
        let sides: Vec<EntityId> = event.actors.iter().chain(&event.recipients).copied().collect();
        let of = |schemas: &[Schema]| {
            let parties = sides.iter().chain(&event.instruments).map(|&e| corpus.entity(e));
            parties.filter(|e| schemas.contains(&e.schema)).map(|e| e.key.clone()).collect()
        };
        match facet {
            Facet::Country => sides.iter().flat_map(|&e| self.countries(&[e])).collect(),
            Facet::Person => of(&[Schema::Person]),
            Facet::Organisation => of(&[Schema::PublicBody, Schema::Company, Schema::Organization]),
            Facet::Equipment => of(&[Schema::Equipment]),
            Facet::Kind => [serde_json::to_value(event.kind).unwrap().as_str().unwrap().to_owned()].into(),
            Facet::Status => {
                [serde_json::to_value(event.status).unwrap().as_str().unwrap().to_owned()].into()
            }
            Facet::Year => match event.date.as_ref().map(Edtf::days) {
                Some((a, b)) => {
                    let ends = (a.or(b).unwrap(), b.or(a).unwrap());
                    let years = civil(ends.0).0..=civil(ends.1).0;
                    if years.clone().count() > 31 {
                        BTreeSet::new()
                    } else {
                        years.map(|y| y.to_string()).collect()
                    }
                }
                None => BTreeSet::new(),
            },
            Facet::Source => event.evidence.iter().map(|e| corpus.document(e.document).id.clone()).collect(),
        }
    }

    /// Certainly and possibly in range.
    fn in_range(&self, axis: Axis, (from, to): (Day, Day)) -> (bool, bool) {
        let dates: Vec<&Edtf> = match axis {
            Axis::Happened => self.event.date.iter().collect(),
            Axis::Reported => {
                let documents = self.event.evidence.iter().map(|e| self.corpus.document(e.document));
                documents.filter_map(|d| d.published.as_ref()).collect()
            }
        };
        let ends = |d: &Edtf| (d.days().0.unwrap_or(Day::MIN), d.days().1.unwrap_or(Day::MAX));
        let certain = dates.iter().any(|d| from <= ends(d).0 && ends(d).1 <= to);
        let possible = from <= to && dates.iter().any(|d| ends(d).0 <= to && from <= ends(d).1);
        (certain, possible)
    }

    fn between(&self, a: &str, b: &str) -> bool {
        let mutual = ["AGREE", "CONSULT", "COOPERATE", "EXERCISE"];
        let mutual = mutual.contains(&words::kind_code(self.event.kind));
        let (from, to) = (self.countries(&self.event.actors), self.countries(&self.event.recipients));
        let goes = |from: &[String], to: &[String]| {
            a != b && from.iter().any(|c| c == a) && to.iter().any(|c| c == b)
        };
        let apart = from.iter().any(|f| to.iter().any(|t| t != f));
        let side = if from.len() > 1 { &from } else { &to };
        match (mutual, apart) {
            (false, _) => goes(&from, &to),
            (true, true) => goes(&from, &to) || goes(&to, &from),
            (true, false) => goes(side, side),
        }
    }

    fn says(&self, asked: &str) -> bool {
        let mut text = format!(
            "{}\n{}\n",
            words::ENGLISH.kind(self.event.kind),
            words::ENGLISH.status(self.event.status)
        );
        for &party in self
            .event
            .actors
            .iter()
            .chain(&self.event.recipients)
            .chain(&self.event.instruments)
            .chain(&self.event.place)
        {
            text += &format!("{}\n", self.corpus.entity(party).name);
        }
        for evidence in &self.event.evidence {
            text += &format!("{}\n", self.corpus.words(evidence));
        }
        let there = query::fold::indexed(&text);
        let asked = query::fold::words(asked);
        asked.iter().enumerate().all(|(i, a)| {
            let begins = |f: &str| {
                a.forms.iter().any(|a| if i + 1 == asked.len() { f.starts_with(a.as_str()) } else { f == a })
            };
            there.iter().any(|w| w.forms.iter().any(|f| begins(f)))
        })
    }

    /// Whether all clauses hold, but that of one facet.
    fn fits(&self, selection: &Selection, without: Option<Facet>) -> bool {
        let mut facets = selection.facets.iter().filter(|(f, _)| Some(**f) != without);
        facets.all(|(&facet, chosen)| !self.values(facet).is_disjoint(chosen))
            && selection.range.is_none_or(|range| self.in_range(selection.axis, range).1)
            && selection.pair.as_ref().is_none_or(|(a, b)| self.between(a, b))
            && self.says(&selection.words)
    }
}

fn plain<'a>(corpus: &'a Corpus) -> impl Iterator<Item = (EventId, Plain<'a>)> {
    corpus.event_ids().map(move |id| (id, Plain { corpus, event: corpus.event(id) }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_equals_a_plain_reading(corpus in corpus(), selection in selection()) {
        let index = Index::new(&corpus);
        let got = answer(&corpus, &index, &selection);
        let fitting: BTreeSet<EventId> =
            plain(&corpus).filter(|(_, e)| e.fits(&selection, None)).map(|(id, _)| id).collect();
        prop_assert_eq!(&got.events.iter().copied().collect::<BTreeSet<_>>(), &fitting);
        prop_assert_eq!(got.events.len(), fitting.len());
        let sure: BTreeSet<EventId> = plain(&corpus)
            .filter(|(id, e)| fitting.contains(id) && selection.range.is_none_or(|r| e.in_range(selection.axis, r).0))
            .map(|(id, _)| id)
            .collect();
        prop_assert_eq!(got.events[..got.certain].iter().copied().collect::<BTreeSet<_>>(), sure);
        for (facet, counts) in &got.facets {
            let mut expect: BTreeMap<String, u32> = BTreeMap::new();
            for (_, event) in plain(&corpus).filter(|(_, e)| e.fits(&selection, Some(*facet))) {
                for value in event.values(*facet) {
                    *expect.entry(value).or_default() += 1;
                }
            }
            let chosen = selection.facets.get(facet).cloned().unwrap_or_default();
            for value in &chosen {
                expect.entry(value.clone()).or_default();
            }
            let found: BTreeMap<String, u32> = counts.iter().map(|c| (c.value.clone(), c.count)).collect();
            prop_assert_eq!(counts.len(), found.len(), "a value twice in {:?}", facet);
            prop_assert_eq!(found, expect, "{:?}", facet);
            for count in counts {
                prop_assert_eq!(count.chosen, chosen.contains(&count.value));
            }
        }
        prop_assert_eq!(got.facets.len(), 8);
        let told: BTreeSet<DocumentId> =
            got.events.iter().flat_map(|&e| corpus.event(e).evidence.iter().map(|v| v.document)).collect();
        let empty = selection.facets.is_empty() && selection.range.is_none() && selection.pair.is_none()
            && query::fold::words(&selection.words).is_empty();
        let told = if empty { corpus.document_ids().collect() } else { told };
        prop_assert_eq!(got.documents.iter().copied().collect::<BTreeSet<_>>(), told);
    }

    #[test]
    fn a_histogram_counts_every_dated_event(corpus in corpus()) {
        let index = Index::new(&corpus);
        let events: Vec<EventId> = corpus.event_ids().collect();
        let months = histogram(&index, &events, Axis::Happened);
        prop_assert!(months.windows(2).all(|w| w[0].0 < w[1].0));
        for (from, certain, possible) in months {
            let (y, m, _) = civil(from);
            let range = (from, day(y, m, entente::edtf::days_in_month(y, m)));
            let closed = |e: &Plain| {
                let days = e.event.date.as_ref().map(Edtf::days);
                matches!(days, Some((Some(a), Some(b))) if b - a < 366 * 30)
            };
            let dated: Vec<_> = plain(&corpus).filter(|(_, e)| closed(e)).map(|(_, e)| e.in_range(Axis::Happened, range)).collect();
            prop_assert_eq!(certain as usize, dated.iter().filter(|d| d.0).count());
            prop_assert_eq!(possible as usize, dated.iter().filter(|d| d.1).count());
        }
    }
}

fn told() -> Corpus {
    let mut records = small::records();
    records.documents = TEXTS
        .iter()
        .enumerate()
        .map(|(i, text)| Document {
            id: format!("{i}.txt"),
            text: (*text).to_owned(),
            title: Some(["A pact", "Denial of ships", "Visit", "Quiet"][i].to_owned()),
            body: Span::new(0, text.len()),
            sentences: {
                let end = text.find(". ").map_or(text.len(), |e| e + 1);
                [Span::new(0, end), Span::new((end + 1).min(text.len()), text.len())]
                    .into_iter()
                    .filter(|s| !s.is_empty())
                    .collect()
            },
            ..Document::default()
        })
        .collect();
    Corpus::new(Records { documents: records.documents, entities: entities(), ..Records::default() })
}

#[test]
fn search_finds_names_in_either_script_and_without_marks() {
    let corpus = told();
    let index = Index::new(&corpus);
    let names = |words: &str| -> Vec<String> {
        search(&corpus, &index, words).entities.iter().map(|&e| corpus.entity(e).name.clone()).collect()
    };
    assert_eq!(names("kruger"), ["Anna Krüger"]);
    assert_eq!(names("oleg ivan"), ["Олег Иванов"]);
    assert_eq!(names("ИВАНОВ"), ["Олег Иванов"]);
    assert_eq!(names("ivano oleg"), [""; 0]);
    assert_eq!(names("n"), ["Norway", "Nansen-class"]);
    assert_eq!(names(""), [""; 0]);
}

#[test]
fn search_shows_the_sentence_that_answers() {
    let corpus = told();
    let index = Index::new(&corpus);
    let reports = |words: &str| -> Vec<(u32, String, Vec<String>)> {
        let hits = search(&corpus, &index, words);
        hits.reports
            .iter()
            .map(|r| {
                let text = &corpus.document(r.document).text;
                let marks = r.marks.iter().map(|m| m.of(text).to_owned()).collect();
                (r.document.0, r.snippet.map_or("", |s| s.of(text)).to_owned(), marks)
            })
            .collect()
    };
    let ships = reports("ships");
    assert_eq!(ships[0].0, 1, "a headline counts more: {ships:?}");
    assert_eq!(ships[0].1, "Norway sold ships to Chile.");
    assert_eq!(ships[1].1, "They signed a pact on ships.");
    assert_eq!(reports("kruger оле")[0].2, ["Олег", "Kruger"], "the last word may be begun");
    assert_eq!(reports("Kruger oleg")[1].2, ["Krüger", "Олег"]);
    assert_eq!(reports("visit")[0].1, "Олег Иванов visited Anna Kruger’s ministry in Lima, Peru.");
    assert_eq!(reports("quiet"), [(3, String::new(), vec![])]);
    assert!(reports("zzz").is_empty());
}
