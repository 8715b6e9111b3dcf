//! Rival claims of sentences of our own.

use super::*;
use crate::edtf::Edtf;
use crate::record::{Document, Entity, Event, Mention};

fn evidence(document: u32, status: Status, date: &str) -> Evidence {
    Evidence {
        document: DocumentId(document),
        span: Span::new(0, 10),
        status,
        date: Edtf::parse(date).ok(),
        said_by: None,
    }
}

fn told(evidence: Vec<Evidence>) -> Vec<Rival> {
    let event = Event {
        key: "e".into(),
        kind: EventKind::Transfer,
        cameo: String::new(),
        plover: None,
        actors: Vec::new(),
        recipients: Vec::new(),
        instruments: Vec::new(),
        place: None,
        date: None,
        status: Status::Planned,
        evidence,
        figures: Vec::new(),
        rule: "test".into(),
    };
    let mut records = Records { events: vec![event], ..Records::default() };
    read(&mut records);
    records.rivals
}

#[test]
fn a_denial_rivals_a_plan_but_a_deed_does_not() {
    let rivals = told(vec![evidence(0, Status::Planned, ""), evidence(1, Status::Denied, "")]);
    assert_eq!(rivals.len(), 1);
    assert_eq!(rivals[0].property, "status");
    assert_eq!(rivals[0].claims.len(), 2);
    assert!(told(vec![evidence(0, Status::Planned, ""), evidence(1, Status::Occurred, "")]).is_empty());
}

#[test]
fn dates_rival_only_where_they_exclude_each_other() {
    let rivals =
        told(vec![evidence(0, Status::Occurred, "2019-02-24"), evidence(1, Status::Occurred, "2019-02-25")]);
    assert_eq!(rivals.iter().map(|r| r.property.as_str()).collect::<Vec<_>>(), ["date"]);
    assert!(
        told(vec![evidence(0, Status::Occurred, "2019-02"), evidence(1, Status::Occurred, "2019-02-25")])
            .is_empty()
    );
}

#[test]
fn two_spellings_in_one_report_are_shown() {
    let text = "Berit Halvorsen came. Halvorssen left. Dahl stayed.";
    let entity = Entity::named("p", Schema::Person, "Berit Halvorsen");
    let mention = |start: usize, end: usize| Mention {
        document: DocumentId(0),
        span: Span::new(start, end),
        entity: EntityId(0),
        form: Form::Name,
        rule: "test".into(),
    };
    let mut records = Records {
        documents: vec![Document { text: text.into(), ..Document::default() }],
        entities: vec![entity],
        mentions: vec![mention(0, 15), mention(22, 32), mention(39, 43)],
        ..Records::default()
    };
    read(&mut records);
    let values: Vec<&str> = records.rivals[0].claims.iter().map(|c| c.value.as_str()).collect();
    assert_eq!((records.rivals.len(), values), (1, vec!["Berit Halvorsen", "Halvorssen"]));
}

/// The rivals of reports, as "property: value | value", in order.
fn check(reports: &[&str], expect: &[&str]) {
    let parts = reports.iter().enumerate().map(|(i, text)| {
        let document = Document {
            id: format!("{i}.txt"),
            text: (*text).into(),
            body: Span::new(0, text.len()),
            published: Edtf::parse("2023-06-30").ok(),
            ..Document::default()
        };
        crate::extract::read(document, crate::extract::Lexicon::builtin())
    });
    let records = crate::extract::link(parts.collect());
    let got: Vec<String> = records
        .rivals
        .iter()
        .map(|r| {
            let values: Vec<&str> = r.claims.iter().map(|c| c.value.as_str()).collect();
            format!("{}: {}", r.property, values.join(" | "))
        })
        .collect();
    assert_eq!(got, expect, "{reports:?}");
}

#[test]
fn a_slip_that_the_report_shows_in_brackets() {
    check(
        &["Norwegian Minister Berit Halvorsen (Halvorssen in one table) visited Kenya."],
        &["spelling: Berit Halvorsen | Halvorssen"],
    );
    check(&["Norwegian Minister Berit Halvorsen (Norway) visited Kenya."], &[]);
    // Two romanisations of one name are no slip.
    check(
        &["Kenyan Minister Amina Wanyoyke visited Norway. Wanyojke met Norwegian Minister Berit Dahl."],
        &[],
    );
}

#[test]
fn two_sources_that_count_differently() {
    check(
        &["Kenya received 40 Heron-2 drones from Norway in 2021; the maker speaks of 36."],
        &["number: 40 | 36"],
    );
    check(&["Kenya received 40 Heron-2 drones and 36 trucks from Norway in 2021."], &[]);
}

#[test]
fn parts_of_a_report_that_call_a_thing_differently() {
    check(
        &[
            "Kenya received the Heron-2 drone. The headline speaks of a drone; the body describes a system against drones.",
        ],
        &["kind: a drone | a system against drones"],
    );
    check(&["Kenya received the Heron-2 drone. The headline speaks of a drone, and the minister left."], &[]);
}

#[test]
fn an_act_that_somebody_else_disputes() {
    check(
        &["Kenya bought six Heron-2 boats from Norway, which Oslo disputes."],
        &["status: occurred | denied"],
    );
    check(
        &["Kenya bought six Heron-2 boats from Norway, a newspaper wrote. The ministry denied the report."],
        &["status: occurred | denied"],
    );
    check(&["Kenya bought six Heron-2 boats from Norway. The ministry denied a visa to two men."], &[]);
}

#[test]
fn goods_that_came_and_goods_that_were_held_up() {
    check(
        &[
            "Norway delivered the Heron-2 drone to Kenya in May 2023.",
            "Norway sells the Heron-2 drone to Kenya. Deliveries of the Heron-2 drone were held up by the storm.",
        ],
        &["status: occurred | occurred | held up"],
    );
}

#[test]
fn two_reports_that_give_two_days() {
    check(
        &[
            "Norway delivered the Heron-2 drone to Kenya on 4 May 2023.",
            "Norway delivered the Heron-2 drone to Kenya on 6 May 2023.",
        ],
        &["date: 2023-05-04 | 2023-05-06"],
    );
    check(
        &[
            "Norway delivered the Heron-2 drone to Kenya on 4 May 2023.",
            "Norway delivered the Heron-2 drone to Kenya in May 2023.",
        ],
        &[],
    );
}
