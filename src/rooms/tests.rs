//! What rooms and cards tell of a made-up corpus.

mod made;

use super::claims::Groups;
use super::register::Rung;
use super::*;
use crate::query::{Facet, Selection, answer};
use crate::record::*;
use crate::state::{Room, Sorting};
use crate::words::ENGLISH;
use made::{FIRST, SECOND, corpus};

/// Asks of that corpus.
fn with(ask: impl FnOnce(&Teller<'_>)) {
    let corpus = corpus();
    let index = Index::new(&corpus).with_words(&corpus);
    ask(&Teller { corpus: &corpus, index: &index, words: &ENGLISH });
}

fn all(teller: &Teller<'_>) -> Vec<EventId> {
    teller.corpus.event_ids().collect()
}

fn selection(facet: Facet, value: &str) -> Selection {
    let mut selection = Selection::default();
    selection.facets.entry(facet).or_default().insert(value.to_owned());
    selection
}

fn section<'s>(card: &'s CardSheet, name: &str) -> &'s Section {
    card.sections.iter().find(|s| s.name == name).unwrap_or_else(|| panic!("no section {name}"))
}

fn facts(teller: &Teller<'_>, section: &Section) -> Vec<Fact> {
    match &section.body {
        Body::List(items) => items.iter().map(|i| teller.fact(i)).collect(),
        other => panic!("no list: {other:?}"),
    }
}

fn plain_title(teller: &Teller<'_>, step: &register::Step) -> String {
    teller.plain(&teller.ladder_entry(step).fact.title)
}

fn rows(teller: &Teller<'_>, table: &Table) -> Vec<Row> {
    (0..table.rows.len()).map(|place| teller.row(table, place)).collect()
}

#[test]
fn the_ladder_tells_delivered_from_announced_rumoured_and_denied() {
    with(|teller| {
        let on: Vec<(Rung, String)> =
            teller.ladder(&all(teller)).iter().map(|s| (s.rung, plain_title(teller, s))).collect();
        let expect = [
            (Rung::Planned, "Owl"),
            (Rung::Signed, "Lake Pact"),
            (Rung::Delivered, "Hawk"),
            (Rung::Unconfirmed, "Eel"),
            (Rung::Denied, "Sudria and Norland: denied agreement"),
        ];
        assert_eq!(on, expect.map(|(r, t)| (r, t.to_owned())));
    });
}

#[test]
fn what_was_only_paid_for_stands_as_ordered_and_not_as_delivered() {
    let mut records = corpus().records().clone();
    let jets =
        records.events.iter_mut().find(|e| e.kind == EventKind::Transfer && e.status == Status::Occurred);
    jets.expect("the jets").cameo = "061".into();
    let corpus = Corpus::new(records);
    let index = Index::new(&corpus).with_words(&corpus);
    let teller = Teller { corpus: &corpus, index: &index, words: &ENGLISH };
    let rungs: Vec<Rung> = teller.ladder(&all(&teller)).iter().map(|e| e.rung).collect();
    assert_eq!(rungs, [Rung::Planned, Rung::Signed, Rung::Ordered, Rung::Unconfirmed, Rung::Denied]);
    assert_eq!(teller.plain(&rows(&teller, &teller.transfers(&all(&teller)))[0].cells[0].line), "Ordered");
}

#[test]
fn the_register_of_transfers_begins_with_what_was_done_and_brackets_what_is_unsure() {
    with(|teller| {
        let table = teller.transfers(&all(teller));
        let heads: Vec<&str> = table.columns.iter().map(|c| c.head.as_str()).collect();
        assert_eq!(heads, ["Status", "Designation", "Supplier", "Recipient", "Delivered", "Delivery"]);
        let plain = |row: &Row| row.cells.iter().map(|c| teller.plain(&c.line)).collect();
        let rows: Vec<Vec<String>> = rows(teller, &table).iter().map(plain).collect();
        assert_eq!(rows[0], ["Delivered", "Hawk", "Norland", "Sudria", "(12)", "3 May 2020"]);
        assert_eq!(rows[1], ["Planned", "Owl", "Norland", "Sudria", "", "(2022)"]);
        assert_eq!(rows[2], ["Unconfirmed", "Eel", "Norland", "Sudria", "", ""]);
    });
}

#[test]
fn every_cell_that_says_something_names_the_words_that_say_it() {
    with(|teller| {
        for table in [teller.transfers(&all(teller)), teller.agreements(&all(teller))] {
            assert!(!table.rows.is_empty());
            for row in rows(teller, &table) {
                for (cell, column) in row.cells.iter().zip(&table.columns) {
                    assert!(cell.line.is_empty() || cell.source.is_some(), "{} of {}", column.head, row.key);
                }
            }
        }
        // The words in which the thing itself is named, not just the first.
        let hawk = &rows(teller, &teller.transfers(&all(teller)))[0];
        let number = hawk.cells[4].source.expect("a source");
        assert_eq!(number.span.of(SECOND), "12 Hawks");
    });
}

#[test]
fn an_agreement_without_a_date_was_so_by_its_report() {
    with(|teller| {
        let table = teller.agreements(&all(teller));
        let cells: Vec<String> =
            rows(teller, &table)[0].cells.iter().map(|c| teller.plain(&c.line)).collect();
        assert_eq!(cells, ["Signed", "Lake Pact", "Norland, Sudria", "Ana Li, Egon Berg", "(by 4 May 2020)"]);
    });
}

#[test]
fn the_registers_follow_the_selection() {
    with(|teller| {
        let answer = answer(teller.corpus, teller.index, &selection(Facet::Equipment, "equipment:owl"));
        assert_eq!(teller.transfers(&answer.events).rows.len(), 1);
        assert_eq!(teller.agreements(&answer.events).rows.len(), 0);
        assert_eq!(teller.ladder(&answer.events).len(), 1);
    });
}

#[test]
fn a_table_is_sorted_both_ways_and_what_is_not_told_stays_below() {
    with(|teller| {
        let table = teller.transfers(&all(teller));
        let by = |column, down| {
            let order = teller.sorted(&table, Some(&Sorting { table: "transfers".into(), column, down }));
            order.iter().map(|&i| teller.plain(&teller.row(&table, i).cells[1].line)).collect::<Vec<_>>()
        };
        assert_eq!(by(1, false), ["Eel", "Hawk", "Owl"]);
        assert_eq!(by(1, true), ["Owl", "Hawk", "Eel"]);
        assert_eq!(by(5, false), ["Hawk", "Owl", "Eel"]);
        assert_eq!(by(5, true), ["Owl", "Hawk", "Eel"]);
        let other = Sorting { table: "agreements".into(), column: 1, down: true };
        assert_eq!(teller.sorted(&table, Some(&other)), [0, 1, 2]);
        assert_eq!(
            teller.sorted(&table, Some(&Sorting { table: "transfers".into(), column: 99, down: true })),
            [0, 1, 2]
        );
    });
}

#[test]
fn a_copied_table_carries_sentence_and_report() {
    with(|teller| {
        let table = teller.transfers(&all(teller));
        let rows = teller.cells(&table, &[0]);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].len(), rows[1].len());
        assert_eq!(rows[1][6], "Norland handed 4 Hawk jets to Sudria on 3 May 2020.");
        assert_eq!(rows[1][7..9], ["Report a.md", "2020-05-04"]);
        let steps =
            [Piece::Mark(Status::Occurred), text("Delivered"), Piece::Mark(Status::Planned), text("Planned")];
        assert_eq!(teller.plain(&steps), "Delivered; Planned");
    });
}

#[test]
fn statements_are_left_by_speaker_country_word_event_and_time() {
    with(|teller| {
        let topics = teller.topics();
        let left = |selection: &Selection| -> Vec<u32> {
            teller.statements(&topics, selection).iter().map(|s| s.0).collect()
        };
        assert_eq!(left(&Selection::default()), [1, 2, 0]);
        assert_eq!(left(&selection(Facet::Country, "country:ss")), [1]);
        assert_eq!(left(&selection(Facet::Equipment, "equipment:eel")), [1, 0]);
        assert_eq!(left(&selection(Facet::Person, "person:ana-li")), [1]);
        assert_eq!(left(&selection(Facet::Status, "denied")), [1]);
        assert_eq!(left(&selection(Facet::Kind, "TRANSFER")), [0]);
        assert_eq!(left(&selection(Facet::Year, "2020")), [0]);
        assert_eq!(left(&selection(Facet::Source, "b.md")), [1, 2]);
        let words = |w: &str| Selection { words: w.into(), ..Selection::default() };
        assert_eq!(left(&words("bought")), [1]);
        assert_eq!(left(&words("egon boats")), [0]);
        assert_eq!(left(&words("nowhere")), [] as [u32; 0]);
        assert_eq!(left(&words("boats -bought")), [0]);
        assert_eq!(left(&words("country:ss")), [1]);
        assert_eq!(left(&words("equipment:eel status:denied")), [1]);
        assert_eq!(left(&words("after:2020")), [1, 2]);
        assert_eq!(left(&words("before:2021 report:a.md")), [0]);
        let pair = Some(("country:nn".to_owned(), "country:ss".to_owned()));
        assert_eq!(left(&Selection { pair, ..Selection::default() }), [] as [u32; 0]);
        let day = |y, m, d| crate::edtf::day(y, m, d);
        let range = Some((day(2020, 5, 1), day(2020, 5, 31)));
        assert_eq!(left(&Selection { range, ..Selection::default() }), [0]);
    });
}

#[test]
fn statements_stand_under_who_made_them_and_under_what_they_name() {
    with(|teller| {
        let topics = teller.topics();
        let all = teller.statements(&topics, &Selection::default());
        let heads = |groups: Groups| -> Vec<(String, usize)> {
            teller
                .sections(&groups, usize::MAX)
                .iter()
                .map(|s| (teller.plain(&s.head[..1]), s.len()))
                .collect()
        };
        let speakers = heads(teller.by_speaker(&all));
        assert_eq!(speakers.len(), 3);
        assert!(speakers.contains(&("Ana Li".to_owned(), 1)));
        let topics = heads(teller.by_topic(&all));
        assert_eq!(topics[0], ("Eel".to_owned(), 2));
    });
}

#[test]
fn rivals_follow_the_selection() {
    with(|teller| {
        assert_eq!(teller.rivals(&all(teller)), [0]);
        let of = |value: &str| {
            let answer = answer(teller.corpus, teller.index, &selection(Facet::Equipment, value));
            teller.rivals(&answer.events)
        };
        assert_eq!(of("equipment:eel"), [0]);
        assert_eq!(of("equipment:owl"), [] as [u32; 0]);
    });
}

#[test]
fn a_countrys_card_tells_its_offices_holders_and_flows() {
    with(|teller| {
        let id = teller.corpus.entity_by_key("country:ss").unwrap();
        let card = teller.entity_card(id);
        let Body::Tenures(offices) = &section(&card, "offices").body else { panic!("no offices") };
        let told: Vec<(String, String)> =
            offices.rows.iter().map(|r| (r.group.clone(), teller.plain(&r.label))).collect();
        assert_eq!(told, [("Minister".into(), "Ana Li".into()), ("President".into(), "Ana Li".into())]);
        assert_eq!(offices.rows[0].told[0].0.span.of(FIRST), "Ana Li, minister of Sudria");
        let flows = facts(teller, section(&card, "receives"));
        assert_eq!(flows.len(), 3);
        assert_eq!(teller.plain(&flows[0].kicker), "Planned · Owl");
        assert!(flows.iter().all(|f| teller.plain(&f.title) == "Norland" && f.source.is_some()));
    });
}

#[test]
fn a_persons_card_tells_offices_meetings_words_and_spellings() {
    with(|teller| {
        let card = teller.entity_card(teller.corpus.entity_by_key("person:ana-li").unwrap());
        let Body::Tenures(offices) = &section(&card, "offices").body else { panic!("no offices") };
        let labels: Vec<String> = offices.rows.iter().map(|r| teller.plain(&r.label)).collect();
        assert_eq!(labels, ["Minister", "President"]);
        let met = facts(teller, section(&card, "met"));
        assert_eq!(teller.plain(&met[0].title), "Egon Berg");
        assert_eq!(met[0].source.unwrap().span.of(SECOND), "Ana Lee met Egon Berg");
        assert_eq!(facts(teller, section(&card, "statements")).len(), 1);
        let spellings: Vec<String> =
            facts(teller, section(&card, "spellings")).iter().map(|f| teller.plain(&f.title)).collect();
        assert_eq!(spellings, ["Ana Li 2", "Ana Lee 1"]);
    });
}

#[test]
fn a_things_card_tells_suppliers_users_words_and_conflicts() {
    with(|teller| {
        let card = teller.entity_card(teller.corpus.entity_by_key("equipment:eel").unwrap());
        let Body::Terms(terms) = &section(&card, "particulars").body else { panic!("no terms") };
        let terms: Vec<String> =
            terms.iter().map(|(name, line)| format!("{name}: {}", teller.plain(line))).collect();
        assert_eq!(terms, ["Supplied by: Norland", "Operated by, or meant for: Sudria"]);
        assert_eq!(section(&card, "rivals").body, Body::Rivals(vec![0]));
        let speakers: Vec<String> =
            facts(teller, section(&card, "said-of")).iter().map(|f| teller.plain(&f.title)).collect();
        assert_eq!(speakers, ["Ana Li", "Egon Berg"]);
    });
}

#[test]
fn a_places_card_tells_who_met_there_or_next_to_it() {
    with(|teller| {
        let card = teller.entity_card(teller.corpus.entity_by_key("place:oslo").unwrap());
        assert_eq!(facts(teller, section(&card, "met")).len(), 1);
    });
}

#[test]
fn an_agreements_card_tells_parties_signatories_and_its_status() {
    with(|teller| {
        let card = teller.entity_card(teller.corpus.entity_by_key("agreement:lake-pact").unwrap());
        let Body::Terms(terms) = &section(&card, "particulars").body else { panic!("no terms") };
        let terms: Vec<String> =
            terms.iter().map(|(name, line)| format!("{name}: {}", teller.plain(line))).collect();
        assert_eq!(terms, ["Status: Signed", "Parties: Norland, Sudria", "Signed by: Ana Li, Egon Berg"]);
        assert_eq!(facts(teller, section(&card, "told")).len(), 1);
    });
}

#[test]
fn a_figures_card_is_found_by_its_words_only() {
    with(|teller| {
        let at = SECOND.find("12 Hawks").unwrap();
        let card = teller.figure_card("b.md", Some(Span::new(at, at + 8))).expect("a card");
        assert_eq!(card.title, "about 12 Hawks");
        assert_eq!(teller.figure_card("b.md", Some(Span::new(at, at + 2))), None);
        assert_eq!(teller.figure_card("c.md", None), None);
    });
}

#[test]
fn the_first_screen_offers_what_the_data_can_answer() {
    with(|teller| {
        let answer = answer(teller.corpus, teller.index, &Selection::default());
        let sheet = teller.overview(&teller.whole(), &answer);
        assert!(
            sheet
                .lead
                .starts_with("2 reports (May 2020 – February 2021) tell of 6 events between 2 countries."),
            "{}",
            sheet.lead
        );
        assert_eq!(sheet.years, [(2020, [1, 0, 0, 0, 0]), (2021, [1, 0, 0, 0, 1]), (2022, [0, 1, 0, 0, 0])]);
        assert_eq!(sheet.done.1, 2);
        assert_eq!(sheet.announced.1, 3);
        let questions: Vec<(&str, Room)> =
            sheet.questions.iter().map(|(q, v)| (q.as_str(), v.room)).collect();
        for expect in [
            ("What was delivered, what only announced?", Room::Register),
            ("To which countries does Norland supply arms?", Room::Overview),
            ("Who met whom in Oslo Fort?", Room::Overview),
            ("Which offices did Ana Li hold, and when?", Room::Overview),
            ("What was planned for 2022?", Room::Events),
            ("Where do sources disagree?", Room::Claims),
        ] {
            assert!(questions.contains(&expect), "{expect:?} is not among {questions:?}");
        }
        for (question, view) in &sheet.questions {
            assert_eq!(View::from_fragment(&view.to_fragment()), *view, "{question}");
        }
    });
}

#[test]
fn the_margin_tells_each_event_and_statement_where_its_words_begin() {
    with(|teller| {
        let notes = teller.notes(DocumentId(1));
        let starts: Vec<u32> = notes.iter().map(|n| n.span.start).collect();
        assert_eq!(notes.len(), 4);
        assert!(starts.is_sorted());
    });
}

#[test]
fn a_report_shows_the_sentence_that_was_searched_for() {
    with(|teller| {
        let found = teller.found("fly");
        let id = DocumentId(1);
        let fact = teller.report(id, found.iter().find(|r| r.document == id));
        assert_eq!(fact.source.unwrap().span.of(SECOND), "About 12 Hawks fly, Norland says.");
        assert_eq!(fact.marks.unwrap().len(), 1);
        assert!(teller.report(id, None).marks.unwrap().is_empty());
    });
}
