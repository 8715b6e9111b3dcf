//! The registers of a small report of our own.

use super::*;
use crate::edtf::Edtf;
use crate::record::{
    Document, DocumentId, Entity, EventKind, Evidence, Figure, Form, Mention, Modifier, Span,
};

fn entity(schema: Schema, name: &str, country: &str) -> Entity {
    Entity {
        key: name.to_lowercase(),
        schema,
        name: name.into(),
        aliases: Vec::new(),
        countries: if country.is_empty() { Vec::new() } else { vec![country.into()] },
        location: None,
        description: (schema == Schema::Equipment).then(|| "patrol boat".into()),
        merges: Vec::new(),
    }
}

fn event(
    kind: EventKind,
    actors: &[u32],
    recipients: &[u32],
    things: &[u32],
    status: Status,
    rule: &'static str,
) -> Event {
    let ids = |l: &[u32]| l.iter().map(|i| EntityId(*i)).collect();
    Event {
        key: String::new(),
        kind,
        cameo: String::new(),
        plover: None,
        actors: ids(actors),
        recipients: ids(recipients),
        instruments: ids(things),
        place: None,
        date: Edtf::parse("2019-05-02").ok(),
        status,
        evidence: vec![Evidence {
            document: DocumentId(0),
            span: Span::new(0, 56),
            status,
            date: None,
            said_by: None,
        }],
        figures: vec![0],
        rule: rule.into(),
    }
}

fn report() -> Records {
    let text = "Norway delivered six Heron-2 boats to Kenya on credit.  .".to_owned();
    Records {
        documents: vec![Document { text, ..Document::default() }],
        entities: vec![
            entity(Schema::Country, "Norway", "NO"),
            entity(Schema::Country, "Kenya", "KE"),
            entity(Schema::Equipment, "Heron-2", ""),
            entity(Schema::Agreement, "Coast accord", ""),
            entity(Schema::Person, "Berit Dahl", "NO"),
            entity(Schema::Country, "Ghana", "GH"),
        ],
        mentions: vec![Mention {
            document: DocumentId(0),
            span: Span::new(21, 28),
            entity: EntityId(2),
            form: Form::Name,
            rule: "test".into(),
        }],
        figures: vec![Figure {
            document: DocumentId(0),
            span: Span::new(17, 20),
            value: 6.0,
            unit: None,
            of: None,
            modifier: Modifier::Exact,
            rule: "test".into(),
        }],
        ..Records::default()
    }
}

#[test]
fn a_delivery_and_a_denied_purchase_are_told_apart() {
    let mut records = report();
    records.events = vec![
        event(EventKind::Transfer, &[0], &[1], &[2], Status::Occurred, "event: deliver"),
        event(EventKind::Transfer, &[0], &[5], &[2], Status::Denied, "event: buy"),
    ];
    read(&mut records);
    assert_eq!(records.transfers.len(), 2);
    let done = &records.transfers[0];
    assert_eq!((done.designation.as_str(), done.description.as_str()), ("Heron-2", "patrol boat"));
    assert_eq!((done.delivered, done.ordered, done.status), (Some(0), None, Status::Occurred));
    assert_eq!(done.delivery.as_ref().map(Edtf::as_str), Some("2019-05-02"));
    assert_eq!(done.comments, "on credit");
    let denied = &records.transfers[1];
    assert_eq!((denied.status, denied.delivered), (Status::Denied, None));
    assert!(denied.comments.contains("denied"));
}

#[test]
fn sales_to_a_list_of_countries_are_one_line_each() {
    let mut records = report();
    records.events = vec![event(EventKind::Transfer, &[4], &[1, 5], &[2], Status::Planned, "event: sell")];
    read(&mut records);
    let pairs: Vec<_> = records.transfers.iter().map(|t| (t.supplier, t.recipient)).collect();
    assert_eq!(pairs, [(Some(EntityId(0)), Some(EntityId(1))), (Some(EntityId(0)), Some(EntityId(5)))]);
    assert!(records.transfers.iter().all(|t| t.status == Status::Planned && t.delivered.is_none()));
}

#[test]
fn an_agreement_knows_who_signed_and_whom_it_binds() {
    let mut records = report();
    records.events = vec![
        event(EventKind::Agree, &[4], &[1], &[3], Status::Occurred, "event: sign"),
        event(EventKind::Agree, &[0], &[1], &[3], Status::Planned, "event: sign"),
    ];
    read(&mut records);
    let [accord] = &records.agreements[..] else { panic!("{:?}", records.agreements) };
    assert_eq!(accord.parties, [EntityId(0), EntityId(1)]);
    assert_eq!(accord.signatories, [EntityId(4)]);
    assert_eq!((accord.status, accord.events.len()), (Status::Occurred, 2));
}

#[test]
fn goods_that_are_no_arms_stand_in_no_register() {
    let mut records = report();
    records.events = vec![event(EventKind::Transfer, &[0], &[1], &[], Status::Occurred, "event: sell")];
    read(&mut records);
    assert_eq!(records.transfers, []);
}

#[test]
fn when_goods_were_said_to_be_late_is_no_year_of_delivery() {
    let line = |rule: &'static str| {
        let mut records = report();
        records.events = vec![event(EventKind::Transfer, &[0], &[1], &[2], Status::Planned, rule)];
        read(&mut records);
        records.transfers[0].delivery.as_ref().map(|d| d.as_str().to_owned())
    };
    assert_eq!(line("event: deliver").as_deref(), Some("2019-05-02"));
    assert_eq!(line("event: noun delivery, held up, dated as told"), None);
}
