//! Answers equal a plain reading of the records.

mod small;

use entente::corpus::Corpus;
use entente::edtf::{Day, Edtf, civil, day};
use entente::query::syntax::{self, Ask, Field};
use entente::query::{self, Axis, Facet, Index, Selection, answer, complete, histogram, search};
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
        search_text(),
    )
        .prop_map(|(facets, range, reported, pair, words)| Selection {
            facets: facets.into_iter().collect(),
            range: range.map(|(from, length)| (from, from + length)),
            axis: if reported { Axis::Reported } else { Axis::Happened },
            pair: pair.map(|(a, b)| (a.to_owned(), b.to_owned())),
            words,
        })
}

/// What one may write in the search box.
fn search_text() -> impl Strategy<Value = String> {
    let part = proptest::sample::select(vec![
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
        "shipz",
        "olge",
        "minisrty",
        "\"sold ships\"",
        "“ivanov visited”",
        "\"ships sold\"",
        "-denied",
        "-\"sold ships\"",
        "country:NO",
        "-country:chile",
        "country:p",
        "country:ZZ",
        "person:ivan",
        "person:\"Anna Krü",
        "body:ships",
        "equipment:nansen",
        "type:agr",
        "-type:TRANSFER",
        "status:planned",
        "status:",
        "after:2016-12",
        "before:2018",
        "-before:2018",
        "before:never",
        "report:1.txt",
        "12:30",
    ]);
    prop_oneof![
        1 => Just(String::new()),
        2 => proptest::collection::vec(part, 1..4).prop_map(|parts| parts.join(" ")),
    ]
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

    /// What a search looks through.
    fn texts(&self) -> Vec<String> {
        let english = &words::ENGLISH;
        let event = self.event;
        let mut texts = vec![english.kind(event.kind).to_owned(), english.status(event.status).to_owned()];
        let parties =
            event.actors.iter().chain(&event.recipients).chain(&event.instruments).chain(&event.place);
        texts.extend(parties.map(|&party| self.corpus.entity(party).name.clone()));
        texts.extend(event.evidence.iter().map(|evidence| self.corpus.words(evidence).to_owned()));
        texts
    }

    /// Whether a word is in the event: as it is, or, where no report knows it, with a slip of the hand.
    fn has_word(&self, asked: &[String], prefix: bool, forgive: bool) -> bool {
        let fits = |found: &str| {
            asked.iter().any(|a| if prefix { found.starts_with(a.as_str()) } else { found == a })
        };
        let known = vocabulary(self.corpus);
        let meant = if forgive && !known.iter().any(|form| fits(form)) {
            slips(&known, asked, prefix)
        } else {
            BTreeSet::new()
        };
        self.texts()
            .iter()
            .flat_map(|t| query::fold::indexed(t))
            .any(|word| word.forms.iter().any(|form| fits(form) || meant.contains(form)))
    }

    /// Whether everything that a search asks holds, but for its bounds of time.
    fn says(&self, search: &str, axis: Axis) -> bool {
        let clauses = syntax::parse(search);
        clauses.iter().enumerate().all(|(i, clause)| {
            let last = i + 1 == clauses.len();
            let value = query::fold::words(clause.value);
            let in_name = |name: &str| {
                let there = query::fold::indexed(name);
                value.iter().enumerate().all(|(i, w)| {
                    there.iter().any(|t| query::fold::same(&w.forms, &t.forms, i + 1 == value.len()))
                })
            };
            let begins = |code: &String| code.to_lowercase().starts_with(&clause.value.to_lowercase());
            let names = |facet: Facet| {
                let keys = self.values(facet);
                !value.is_empty()
                    && self
                        .corpus
                        .records()
                        .entities
                        .iter()
                        .any(|e| keys.contains(&e.key) && in_name(&e.name))
            };
            let holds = match clause.ask {
                Ask::Word | Ask::Phrase if value.is_empty() => return true,
                Ask::Of(_) if clause.value.is_empty() => return true,
                Ask::Of(Field::Before | Field::After) if !clause.not => return true,
                Ask::Word => value.iter().enumerate().all(|(j, word)| {
                    let prefix = last && j + 1 == value.len() && !clause.not;
                    self.has_word(&word.forms, prefix, !clause.not)
                }),
                Ask::Phrase => self.texts().iter().any(|text| {
                    let there = query::fold::words(text);
                    (0..there.len()).any(|from| {
                        value.iter().enumerate().all(|(i, w)| {
                            there.get(from + i).is_some_and(|t| query::fold::same(&w.forms, &t.forms, false))
                        })
                    })
                }),
                Ask::Of(Field::Country) => {
                    let key = format!("country:{}", clause.value.to_lowercase());
                    self.values(Facet::Country).contains(&key) || names(Facet::Country)
                }
                Ask::Of(Field::Person) => names(Facet::Person),
                Ask::Of(Field::Body) => names(Facet::Organisation),
                Ask::Of(Field::Equipment) => names(Facet::Equipment),
                Ask::Of(Field::Type) => self.values(Facet::Kind).iter().any(begins),
                Ask::Of(Field::Status) => self.values(Facet::Status).iter().any(begins),
                Ask::Of(Field::Report) => self.event.evidence.iter().any(|evidence| {
                    let document = self.corpus.document(evidence.document);
                    in_name(&format!("{}\n{}", self.corpus.document_title(evidence.document), document.id))
                }),
                Ask::Of(field) => match (field, Edtf::parse(clause.value).map(|d| d.days())) {
                    (Field::Before, Ok((Some(day), _))) => self.in_range(axis, (-100_000_000, day - 1)).1,
                    (Field::After, Ok((_, Some(day)))) => self.in_range(axis, (day + 1, 100_000_000)).1,
                    _ => true,
                },
            };
            holds != clause.not
        })
    }

    /// Certainly and possibly in the range that is brushed and that the search bounds.
    fn in_time(&self, selection: &Selection) -> (bool, bool) {
        let (mut from, mut to) = selection.range.unwrap_or((-100_000_000, 100_000_000));
        let mut bounded = selection.range.is_some();
        for clause in syntax::parse(&selection.words).iter().filter(|c| !c.not) {
            match (clause.ask, Edtf::parse(clause.value).map(|d| d.days())) {
                (Ask::Of(Field::Before), Ok((Some(day), _))) => to = to.min(day - 1),
                (Ask::Of(Field::After), Ok((_, Some(day)))) => from = from.max(day + 1),
                _ => continue,
            }
            bounded = true;
        }
        if bounded { self.in_range(selection.axis, (from, to)) } else { (true, true) }
    }

    /// Whether all clauses hold, but that of one facet.
    fn fits(&self, selection: &Selection, without: Option<Facet>) -> bool {
        let mut facets = selection.facets.iter().filter(|(f, _)| Some(**f) != without);
        facets.all(|(&facet, chosen)| !self.values(facet).is_disjoint(chosen))
            && self.in_time(selection).1
            && selection.pair.as_ref().is_none_or(|(a, b)| self.between(a, b))
            && self.says(&selection.words, selection.axis)
    }
}

/// The words that one may be a slip of: those of the fewest slips, and of these whole ones before begun ones.
fn slips(known: &BTreeSet<String>, asked: &[String], prefix: bool) -> BTreeSet<String> {
    let near = |allowed: usize, begun: bool| {
        let fits = |form: &&String| {
            asked.iter().any(|a| {
                let length = a.chars().count();
                let head: String = form.chars().take(length).collect();
                let compared = if begun && form.chars().count() >= length { &head } else { *form };
                let near = strsim::osa_distance(a, compared).min(strsim::osa_distance(a, form));
                (length / 4).min(2) >= allowed && near <= allowed
            })
        };
        known.iter().filter(fits).cloned().collect::<BTreeSet<String>>()
    };
    let all = [near(1, false), near(1, prefix), near(2, false), near(2, prefix)];
    all.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// Every form of a word that the corpus holds.
fn vocabulary(corpus: &Corpus) -> BTreeSet<String> {
    let mut texts: Vec<String> = corpus.records().entities.iter().map(|e| e.name.clone()).collect();
    texts.extend(corpus.event_ids().flat_map(|id| Plain { corpus, event: corpus.event(id) }.texts()));
    for id in corpus.document_ids() {
        texts.push(corpus.document_title(id).to_owned());
        let document = corpus.document(id);
        let read = match document.sentences.as_slice() {
            [] => vec![document.body],
            sentences => sentences.to_vec(),
        };
        texts.extend(read.iter().map(|s| s.of(&document.text).to_owned()));
    }
    texts.iter().flat_map(|t| query::fold::indexed(t)).flat_map(|w| w.forms).collect()
}

/// Whether a search asks anything that is understood.
fn asks(search: &str) -> bool {
    syntax::parse(search).iter().any(|clause| match clause.ask {
        Ask::Word | Ask::Phrase => !query::fold::words(clause.value).is_empty(),
        Ask::Of(Field::Before | Field::After) if !clause.not => Edtf::parse(clause.value).is_ok_and(|d| {
            if clause.ask == Ask::Of(Field::Before) { d.days().0 } else { d.days().1 }.is_some()
        }),
        Ask::Of(_) => !clause.value.is_empty(),
    })
}

/// What is looked for in names and reports, read plainly.
struct Looked {
    /// Of each word the forms that it means, and whether it is one of a phrase.
    words: Vec<(BTreeSet<String>, bool)>,
    /// Words in a row that are to be there, or not.
    rows: Vec<(Vec<query::fold::Word>, bool)>,
}

impl Looked {
    fn new(corpus: &Corpus, search: &str) -> Looked {
        let known = vocabulary(corpus);
        let clauses = syntax::parse(search);
        let mut looked = Looked { words: Vec::new(), rows: Vec::new() };
        for (i, clause) in clauses.iter().enumerate().filter(|(_, c)| !matches!(c.ask, Ask::Of(_))) {
            let words = query::fold::words(clause.value);
            let phrase = clause.ask == Ask::Phrase;
            for (j, word) in words.iter().enumerate().filter(|_| !clause.not) {
                let prefix = !phrase && i + 1 == clauses.len() && j + 1 == words.len();
                let of = |fits: &dyn Fn(&str, &str) -> bool| -> BTreeSet<String> {
                    known.iter().filter(|f| word.forms.iter().any(|a| fits(a, f))).cloned().collect()
                };
                let mut meant = of(&|a, f| if prefix { f.starts_with(a) } else { a == f });
                if meant.is_empty() && !phrase {
                    meant = slips(&known, &word.forms, prefix);
                }
                looked.words.push((meant, phrase));
            }
            if clause.not || phrase {
                looked.rows.push((words, clause.not));
            }
        }
        looked
    }

    fn is(&self, word: &query::fold::Word) -> bool {
        self.words.iter().any(|(meant, _)| word.forms.iter().any(|f| meant.contains(f)))
    }

    fn fits(&self, texts: &[&str]) -> bool {
        self.rows.iter().all(|(row, not)| {
            let there = texts.iter().any(|text| {
                let words = query::fold::words(text);
                words
                    .windows(row.len().max(1))
                    .any(|run| run.iter().zip(row).all(|(w, a)| query::fold::same(&a.forms, &w.forms, false)))
            });
            if *not { row.is_empty() || !there } else { there }
        })
    }

    fn names(&self, corpus: &Corpus, id: EntityId) -> bool {
        let name = &corpus.entity(id).name;
        let words = query::fold::indexed(name);
        let all = |(meant, _): &(BTreeSet<String>, bool)| {
            words.iter().any(|w| w.forms.iter().any(|f| meant.contains(f)))
        };
        !self.words.is_empty() && self.words.iter().all(all) && self.fits(&[name])
    }

    /// How many words a report has, and Okapi BM25, of those that are found.
    fn scores(&self, corpus: &Corpus) -> Vec<(DocumentId, (usize, f64))> {
        let read = |id: DocumentId| {
            let document = corpus.document(id);
            let title = query::fold::indexed(corpus.document_title(id));
            let text = query::fold::indexed(document.body.of(&document.text));
            assert!(document.sentences.is_empty());
            let times = |meant: &BTreeSet<String>| {
                let count = |words: &[query::fold::Word]| {
                    words.iter().flat_map(|w| &w.forms).filter(|f| meant.contains(*f)).count()
                };
                (3 * count(&title) + count(&text)) as f64
            };
            let times: Vec<f64> = self.words.iter().map(|(meant, _)| times(meant)).collect();
            (text.len() as f64, times)
        };
        let all: Vec<(f64, Vec<f64>)> = corpus.document_ids().map(read).collect();
        let mean = all.iter().map(|a| a.0).sum::<f64>() / all.len() as f64;
        let mut scores = Vec::new();
        for (id, (length, times)) in corpus.document_ids().zip(&all) {
            let document = corpus.document(id);
            let found = times.iter().filter(|n| **n > 0.0).count();
            let phrases = self.words.iter().zip(times).all(|((_, phrase), n)| !phrase || *n > 0.0);
            let texts = [document.title.as_deref().unwrap_or(""), &document.text];
            if found == 0 || !phrases || !self.fits(&texts) {
                continue;
            }
            let score = (0..times.len()).map(|word| {
                let with = all.iter().filter(|a| a.1[word] > 0.0).count() as f64;
                let weight = (1.0 + (all.len() as f64 - with + 0.5) / (with + 0.5)).ln();
                weight * times[word] * 2.2 / (times[word] + 1.2 * (0.25 + 0.75 * length / mean))
            });
            scores.push((id, (found, score.sum())));
        }
        scores
    }
}

fn plain<'a>(corpus: &'a Corpus) -> impl Iterator<Item = (EventId, Plain<'a>)> {
    corpus.event_ids().map(move |id| (id, Plain { corpus, event: corpus.event(id) }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_equals_a_plain_reading(corpus in corpus(), selection in selection()) {
        let index = Index::new(&corpus).with_words(&corpus);
        let got = answer(&corpus, &index, &selection);
        // Before all are listed.
        let first = got.events.first(3);
        let fitting: BTreeSet<EventId> =
            plain(&corpus).filter(|(_, e)| e.fits(&selection, None)).map(|(id, _)| id).collect();
        prop_assert_eq!(&got.events.iter().copied().collect::<BTreeSet<_>>(), &fitting);
        prop_assert_eq!((got.events.len(), got.events.iter().count()), (fitting.len(), fitting.len()));
        prop_assert_eq!(&first[..], &got.events[..fitting.len().min(3)]);
        prop_assert_eq!(&query::events(&corpus, &index, &selection), &got.events);
        let day = |id: &EventId| match selection.axis {
            Axis::Happened => corpus.event(*id).date.as_ref().map(Edtf::days),
            Axis::Reported => {
                let told = corpus.event(*id).evidence.iter().map(|e| corpus.document(e.document));
                told.filter_map(|d| d.published.as_ref()).map(Edtf::days).max()
            }
        };
        let newest = |id: &EventId| (std::cmp::Reverse(day(id).and_then(|(first, last)| last.or(first))), *id);
        prop_assert!(got.events[..got.certain].is_sorted_by_key(newest));
        prop_assert!(got.events[got.certain..].is_sorted_by_key(newest));
        let sure: BTreeSet<EventId> = plain(&corpus)
            .filter(|(id, e)| fitting.contains(id) && e.in_time(&selection).0)
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
            let few = counts.first(&index, *facet, 2);
            let counts = counts.first(&index, *facet, usize::MAX);
            let own = |count: &&query::Count| !count.chosen;
            prop_assert!(counts.iter().filter(own).take(few.iter().filter(own).count()).eq(few.iter().filter(own)));
            let found: BTreeMap<String, u32> = counts.iter().map(|c| (c.value.to_string(), c.count)).collect();
            prop_assert_eq!(counts.len(), found.len(), "a value twice in {:?}", facet);
            prop_assert_eq!(found, expect, "{:?}", facet);
            for count in &counts {
                prop_assert_eq!(count.chosen, chosen.contains(&*count.value));
            }
        }
        prop_assert_eq!(got.facets.len(), 8);
        let told: BTreeSet<DocumentId> =
            got.events.iter().flat_map(|&e| corpus.event(e).evidence.iter().map(|v| v.document)).collect();
        let empty = selection.facets.is_empty() && selection.range.is_none() && selection.pair.is_none()
            && !asks(&selection.words);
        let told = if empty { corpus.document_ids().collect() } else { told };
        prop_assert_eq!(got.documents.len(), told.len());
        prop_assert_eq!(got.documents.iter().copied().collect::<BTreeSet<_>>(), told);
    }

    #[test]
    fn a_search_equals_a_plain_reading(corpus in corpus(), search in search_text()) {
        let index = Index::new(&corpus).with_words(&corpus);
        let got = query::search(&corpus, &index, &search);
        let selection = Selection { words: search.clone(), ..Selection::default() };
        let mut events: Vec<EventId> = plain(&corpus)
            .filter(|(_, e)| asks(&search) && e.fits(&selection, None))
            .map(|(id, _)| id)
            .collect();
        let day = |id: EventId| corpus.event(id).date.as_ref().and_then(|d| d.days().1.or(d.days().0));
        events.sort_by_key(|&id| (std::cmp::Reverse(day(id)), id));
        let told: BTreeSet<DocumentId> =
            events.iter().flat_map(|&e| corpus.event(e).evidence.iter().map(|v| v.document)).collect();
        prop_assert_eq!(&got.events, &events[..events.len().min(50)]);

        let looked = Looked::new(&corpus, &search);
        let entities: Vec<EntityId> = corpus.entity_ids().filter(|&id| looked.names(&corpus, id)).collect();
        prop_assert_eq!(got.entities.iter().copied().collect::<BTreeSet<_>>(), entities.iter().copied().collect());
        let about = syntax::parse(&search).iter().any(|c| matches!(c.ask, Ask::Of(_)) && !c.value.is_empty());
        let scores: BTreeMap<DocumentId, (usize, f64)> = looked
            .scores(&corpus)
            .into_iter()
            .filter(|(id, _)| !about || told.contains(id))
            .collect();
        let found: Vec<DocumentId> = got.reports.iter().map(|r| r.document).collect();
        prop_assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), scores.keys().copied().collect());
        for pair in found.windows(2) {
            let (a, b) = (scores[&pair[0]], scores[&pair[1]]);
            prop_assert!(a.0 > b.0 || a.0 == b.0 && a.1 > b.1 - 1e-5, "{:?} {:?}", a, b);
        }
        for report in &got.reports {
            let document = corpus.document(report.document);
            let words = query::fold::indexed(&document.text);
            let is = |span: &Span| words.iter().any(|w| w.span == *span && looked.is(w));
            // Marks that touch are one: here no two words do.
            prop_assert!(report.marks.iter().all(is), "{:?}", report);
            prop_assert_eq!(report.snippet.is_some(), words.iter().any(|w| looked.is(w)));
        }
        let few = query::search_few(&corpus, &index, &search, 2);
        prop_assert_eq!(&few.events[..], &got.events[..got.events.len().min(2)]);
        prop_assert_eq!(&few.entities[..], &got.entities[..got.entities.len().min(2)]);
        prop_assert_eq!(&few.reports[..], &got.reports[..got.reports.len().min(2)]);
    }

    #[test]
    fn a_histogram_counts_every_dated_event(corpus in corpus()) {
        let index = Index::new(&corpus).with_words(&corpus);
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
    let index = Index::new(&corpus).with_words(&corpus);
    let names = |words: &str| -> Vec<String> {
        search(&corpus, &index, words).entities.iter().map(|&e| corpus.entity(e).name.clone()).collect()
    };
    assert_eq!(names("kruger"), ["Anna Krüger"]);
    assert_eq!(names("oleg ivan"), ["Олег Иванов"]);
    assert_eq!(names("ИВАНОВ"), ["Олег Иванов"]);
    assert_eq!(names("ivano oleg"), ["Олег Иванов"], "a slip is forgiven");
    assert_eq!(names("ivan oleg"), [""; 0]);
    assert_eq!(names("\"oleg ivanov\""), ["Олег Иванов"]);
    assert_eq!(names("\"ivanov oleg\""), [""; 0]);
    assert_eq!(names("-nansen n"), ["Norway"]);
    assert_eq!(names("n"), ["Norway", "Nansen-class"]);
    assert_eq!(names(""), [""; 0]);
}

#[test]
fn search_shows_the_sentence_that_answers() {
    let corpus = told();
    let index = Index::new(&corpus).with_words(&corpus);
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

#[test]
fn a_field_that_is_begun_is_completed() {
    let mut records = told().records().clone();
    let mut event = small::records().events[0].clone();
    (event.actors, event.recipients, event.kind) = (vec![EntityId(0)], vec![EntityId(3)], EventKind::Visit);
    (event.instruments, event.place, event.date) = (Vec::new(), None, Edtf::parse("2017").ok());
    (event.figures, event.evidence[0].said_by) = (Vec::new(), None);
    (event.evidence[0].document, event.evidence[0].span) = (DocumentId(0), Span::new(0, 4));
    event.evidence.truncate(1);
    records.events = vec![event];
    let corpus = Corpus::new(records);
    let index = Index::new(&corpus).with_words(&corpus);
    let offered = |search: &str| -> Vec<(String, String)> {
        let all = complete(&corpus, &index, search, &words::ENGLISH);
        all.into_iter().map(|c| (c.search, c.name)).collect()
    };
    let one = |search: &str, name: &str| vec![(search.to_owned(), name.to_owned())];
    assert_eq!(offered("ships cou"), one("ships country:", ""));
    assert_eq!(offered("country:nor"), one("country:NO ", "Norway"));
    assert_eq!(offered("-country:n"), one("-country:NO ", "Norway"));
    assert_eq!(offered("person:kru"), one("person:\"Anna Krüger\" ", "Anna Krüger"));
    assert_eq!(offered("type:vis"), one("type:VISIT ", "Visit"));
    assert_eq!(offered("before:2"), one("before:2017 ", ""));
    assert_eq!(offered("country:NO "), []);
    assert_eq!(offered("ships"), []);
}
