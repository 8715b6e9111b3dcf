//! A corpus of two made-up states, by which what rooms and cards tell is tested.

use super::super::*;
use crate::record::*;

pub const FIRST: &str = "Norland handed 4 Hawk jets to Sudria on 3 May 2020. Norland promised Owl radars to Sudria. \
    It is said that Norland sells Eel boats to Sudria, Egon Berg wrote. Ana Li, minister of Sudria, and Egon Berg \
    put their names to the Lake Pact in Oslo.";
pub const SECOND: &str = "President Ana Li denied that Eel boats were bought. Ana Lee met Egon Berg at Oslo Fort. \
    About 12 Hawks fly, Norland says.";

pub fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).expect("a date")
}

/// Two reports of 2020 and 2021 on two made-up states.
pub fn corpus() -> Corpus {
    let texts = [FIRST, SECOND];
    let span = |d: usize, words: &str| {
        let start = texts[d].find(words).unwrap_or_else(|| panic!("{words:?} does not stand there"));
        Span::new(start, start + words.len())
    };
    let sentences = |text: &str| {
        let mut at = 0;
        text.split_inclusive(". ")
            .map(|s| {
                at += s.len();
                Span::new(at - s.len(), at - s.len() + s.trim_end().len())
            })
            .collect::<Vec<_>>()
    };
    let document = |id: &str, text: &str, published: &str| Document {
        id: id.into(),
        text: text.into(),
        title: Some(format!("Report {id}")),
        published: Some(edtf(published)),
        language: "en".into(),
        body: Span::new(0, text.len()),
        sentences: sentences(text),
        ..Document::default()
    };
    let mut records = Records {
        documents: vec![document("a.md", FIRST, "2020-05-04"), document("b.md", SECOND, "2021-02")],
        ..Records::default()
    };
    let mut entity = |key: &str, schema, name: &str, country: &str, at: Option<(f64, f64)>| {
        records.entities.push(Entity {
            key: key.into(),
            schema,
            name: name.into(),
            aliases: vec![],
            countries: if country.is_empty() { vec![] } else { vec![country.into()] },
            location: at.map(|(longitude, latitude)| Location { longitude, latitude, radius_km: 5.0 }),
            description: None,
            merges: vec![],
        });
        EntityId(records.entities.len() as u32 - 1)
    };
    let norland = entity("country:nn", Schema::Country, "Norland", "NN", None);
    let sudria = entity("country:ss", Schema::Country, "Sudria", "SS", None);
    let hawk = entity("equipment:hawk", Schema::Equipment, "Hawk", "", None);
    let owl = entity("equipment:owl", Schema::Equipment, "Owl", "", None);
    let eel = entity("equipment:eel", Schema::Equipment, "Eel", "", None);
    let ana = entity("person:ana-li", Schema::Person, "Ana Li", "SS", None);
    let egon = entity("person:egon-berg", Schema::Person, "Egon Berg", "NN", None);
    let pact = entity("agreement:lake-pact", Schema::Agreement, "Lake Pact", "", None);
    let oslo = entity("place:oslo", Schema::Place, "Oslo", "", Some((10.75, 59.91)));
    let fort = entity("place:oslo-fort", Schema::Place, "Oslo Fort", "", Some((10.74, 59.9)));
    for (d, words, entity) in [
        (0, "Norland", norland),
        (0, "Hawk", hawk),
        (0, "Owl", owl),
        (0, "Eel", eel),
        (0, "Ana Li", ana),
        (1, "Ana Li", ana),
        (1, "Ana Lee", ana),
        (1, "Egon Berg", egon),
        (1, "Eel", eel),
        (1, "Hawk", hawk),
    ] {
        let document = DocumentId(d as u32);
        records.mentions.push(Mention {
            document,
            span: span(d, words),
            entity,
            form: Form::Name,
            rule: "t".into(),
        });
    }
    records.figures.push(Figure {
        document: DocumentId(1),
        span: span(1, "12 Hawks"),
        value: 12.0,
        unit: None,
        of: Some("Hawks".into()),
        modifier: Modifier::About,
        rule: "t".into(),
    });
    let mut event = |kind,
                     from: &[EntityId],
                     to: &[EntityId],
                     with: &[EntityId],
                     place,
                     date: Option<&str>,
                     status,
                     d: usize,
                     words: &str,
                     by| {
        records.events.push(Event {
            key: format!("event:{}", records.events.len()),
            kind,
            cameo: String::new(),
            plover: None,
            actors: from.to_vec(),
            recipients: to.to_vec(),
            instruments: with.to_vec(),
            place,
            date: date.map(edtf),
            status,
            evidence: vec![Evidence {
                document: DocumentId(d as u32),
                span: span(d, words),
                status,
                date: date.map(edtf),
                said_by: by,
            }],
            figures: vec![],
            rule: "t".into(),
        });
        EventId(records.events.len() as u32 - 1)
    };
    use EventKind::{Agree, Consult, Transfer as Give};
    let jets = event(
        Give,
        &[norland],
        &[sudria],
        &[hawk],
        None,
        Some("2020-05-03"),
        Status::Occurred,
        0,
        "Norland handed 4 Hawk jets to Sudria",
        None,
    );
    let radars = event(
        Give,
        &[norland],
        &[sudria],
        &[owl],
        None,
        Some("2022"),
        Status::Planned,
        0,
        "Norland promised Owl radars to Sudria",
        None,
    );
    let boats = event(
        Give,
        &[norland],
        &[sudria],
        &[eel],
        None,
        None,
        Status::Unconfirmed,
        0,
        "Norland sells Eel boats to Sudria",
        Some(egon),
    );
    let pact_signed = event(
        Agree,
        &[ana, egon],
        &[],
        &[pact],
        Some(oslo),
        None,
        Status::Occurred,
        0,
        "put their names to the Lake Pact",
        None,
    );
    event(
        Consult,
        &[ana],
        &[egon],
        &[],
        Some(fort),
        Some("2021-01"),
        Status::Occurred,
        1,
        "Ana Lee met Egon Berg",
        None,
    );
    event(
        Agree,
        &[sudria],
        &[norland],
        &[],
        None,
        Some("2021"),
        Status::Denied,
        1,
        "Eel boats were bought",
        Some(ana),
    );
    let transfer = |equipment, events: Vec<EventId>, delivery: Option<&str>, delivered, status| Transfer {
        supplier: Some(norland),
        recipient: Some(sudria),
        equipment: Some(equipment),
        designation: String::new(),
        description: String::new(),
        ordered: None,
        order: None,
        delivery: delivery.map(edtf),
        delivered,
        status,
        comments: String::new(),
        events,
    };
    records.transfers = vec![
        transfer(eel, vec![boats], None, None, Status::Unconfirmed),
        transfer(owl, vec![radars], Some("2022"), None, Status::Planned),
        transfer(hawk, vec![jets], Some("2020-05-03"), Some(0), Status::Occurred),
    ];
    records.agreements = vec![Agreement {
        entity: pact,
        parties: vec![norland, sudria],
        signatories: vec![ana, egon],
        events: vec![pact_signed],
        status: Status::Occurred,
        date: None,
    }];
    let statement = |d: usize, words: &str, speaker| Statement {
        document: DocumentId(d as u32),
        span: span(d, words),
        speaker,
        direct: false,
        cue: None,
        rule: "t".into(),
    };
    records.statements = vec![
        statement(0, "Norland sells Eel boats to Sudria", Some(egon)),
        statement(1, "Eel boats were bought", Some(ana)),
        statement(1, "About 12 Hawks fly", Some(norland)),
    ];
    let office = |d: usize, words: &str, at: &str, title: &str, person| Office {
        document: DocumentId(d as u32),
        span: span(d, words),
        person,
        country: Some(sudria),
        body: None,
        office: title.into(),
        at: Some(edtf(at)),
        rule: "t".into(),
    };
    records.offices = vec![
        office(1, "President Ana Li", "2021-02", "President", ana),
        office(0, "Ana Li, minister of Sudria", "2020-05-04", "Minister", ana),
    ];
    records.rivals = vec![Rival {
        subject: Subject::Entity(eel),
        property: "status".into(),
        claims: vec![
            Claim {
                value: "sold".into(),
                document: DocumentId(0),
                span: span(0, "sells Eel boats"),
                said_by: Some(egon),
            },
            Claim {
                value: "not bought".into(),
                document: DocumentId(1),
                span: span(1, "Eel boats were bought"),
                said_by: Some(ana),
            },
        ],
    }];
    Corpus::new(records)
}
