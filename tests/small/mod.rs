//! One of every record, put together by hand, for tests of what holds records.
#![allow(dead_code)]

use entente::edtf::Edtf;
use entente::record::*;

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

/// Records of one document with letters of one to four bytes.
pub fn records() -> Records {
    let text = "Vučić 😀 said Norway’s “Skjold” boats cost 2.5 million euros.";
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let from = |words: &str| Span::new(text.find(words).unwrap(), text.len());
    let d = DocumentId(0);
    let (person, country, boats) = (EntityId(0), EntityId(1), EntityId(2));
    let entity = |key: &str, schema, name: &str| Entity {
        key: key.into(),
        schema,
        name: name.into(),
        aliases: vec![],
        countries: vec![],
        location: None,
        description: None,
        merges: vec![],
    };
    let mention = |words: &str, entity, form| Mention {
        document: d,
        span: span(words),
        entity,
        form,
        rule: "m".into(),
    };
    Records {
        documents: vec![Document {
            id: "talks.html".into(),
            text: text.into(),
            title: Some("Vučić u Oslu".into()),
            published: Some(edtf("2020-05-01/2020-05-07")),
            language: "en".into(),
            publisher: Some("Own Gazette".into()),
            byline: vec!["A. Writer".into()],
            place: Some("Oslo".into()),
            after: Some(After {
                author: Some("B. Other".into()),
                publisher: Some("not stated".into()),
                ..After::default()
            }),
            url: Some("https://example.org/1".into()),
            encoding: "UTF-8".into(),
            body: Span::new(0, text.find(" euros").unwrap()),
            zones: vec![Zone { kind: ZoneKind::Body, span: Span::new(0, text.find(" euros").unwrap()) }],
            sentences: vec![Span::new(0, text.len())],
            ..Document::default()
        }],
        entities: vec![
            Entity {
                aliases: vec!["Vucic".into()],
                countries: vec!["RS".into(), "NO".into()],
                merges: vec![Merge { name: "Vucic".into(), reason: "same letters without marks".into() }],
                ..entity("person:vucic", Schema::Person, "Vučić")
            },
            Entity {
                location: Some(Location { longitude: 10.75, latitude: 59.9, radius_km: 500.0 }),
                ..entity("country:no", Schema::Country, "Norway")
            },
            Entity {
                description: Some("boats".into()),
                ..entity("equipment:skjold", Schema::Equipment, "Skjold")
            },
        ],
        mentions: vec![
            mention("Vučić", person, Form::Name),
            mention("Norway", country, Form::Demonym),
            mention("Skjold", boats, Form::Name),
        ],
        dates: vec![DateRecord {
            document: d,
            span: span("Vučić"),
            edtf: edtf("2020~"),
            anchor: Some("published 2020-05-01".into()),
            rule: "d".into(),
        }],
        figures: vec![
            Figure {
                document: d,
                span: span("2.5 million euros"),
                value: 2_500_000.0,
                unit: Some("EUR".into()),
                of: Some("boats".into()),
                modifier: Modifier::MoreThan,
                rule: "f".into(),
            },
            Figure {
                document: d,
                span: span("2.5"),
                value: 2.5,
                unit: None,
                of: None,
                modifier: Modifier::Exact,
                rule: "f".into(),
            },
        ],
        statements: vec![
            Statement {
                document: d,
                span: from("Norway"),
                speaker: Some(person),
                direct: true,
                cue: Some(span("said")),
                rule: "s".into(),
            },
            Statement {
                document: d,
                span: from("Norway"),
                speaker: None,
                direct: false,
                cue: None,
                rule: "s".into(),
            },
        ],
        events: vec![Event {
            key: "event:1".into(),
            kind: EventKind::StatementIntent,
            cameo: "036".into(),
            plover: Some(Plover::Agree),
            actors: vec![person],
            recipients: vec![country],
            instruments: vec![boats],
            place: Some(country),
            date: Some(edtf("2020-05")),
            status: Status::Wished,
            evidence: vec![Evidence {
                document: d,
                span: from("Vučić"),
                status: Status::Unconfirmed,
                date: None,
                said_by: Some(person),
            }],
            figures: vec![0],
            rule: "e".into(),
        }],
        offices: vec![Office {
            document: d,
            span: span("Vučić"),
            person,
            country: Some(country),
            body: None,
            office: "President".into(),
            at: Some(edtf("2020")),
            rule: "o".into(),
        }],
        agreements: vec![Agreement {
            entity: boats,
            parties: vec![country],
            signatories: vec![person],
            events: vec![EventId(0)],
            status: Status::Planned,
            date: None,
        }],
        transfers: vec![Transfer {
            supplier: Some(country),
            recipient: None,
            equipment: Some(boats),
            designation: "Skjold".into(),
            description: "boats".into(),
            ordered: Some(1),
            order: Some(edtf("2020")),
            delivery: None,
            delivered: None,
            status: Status::Denied,
            comments: String::new(),
            events: vec![EventId(0)],
        }],
        rivals: vec![Rival {
            subject: Subject::Event(EventId(0)),
            property: "date".into(),
            claims: vec![
                Claim { value: "2020".into(), document: d, span: span("Vučić"), said_by: None },
                Claim { value: "2021".into(), document: d, span: span("😀"), said_by: Some(country) },
            ],
        }],
        problems: vec![Problem { path: "talks.html".into(), line: 3, message: "odd".into() }],
    }
}
