//! A small made-up corpus for the tests of pictures.

use crate::corpus::Corpus;
use crate::edtf::Edtf;
use crate::record::{
    Document, DocumentId, Entity, EntityId, Event, EventKind, Evidence, Location, Records, Schema, Span,
    Status,
};

/// One event of the sample: kind, status, from, to, place, date.
type Told = (EventKind, Status, &'static str, &'static str, &'static str, &'static str);

const COUNTRIES: [(&str, &str); 6] = [
    ("rs", "Serbia"),
    ("ru", "Russia"),
    ("by", "Belarus"),
    ("kz", "Kazakhstan"),
    ("hu", "Hungary"),
    ("cn", "China"),
];
const PLACES: [(&str, f64, f64, f32); 8] = [
    ("Belgrade", 20.46, 44.82, 10.0),
    ("Novi Sad", 19.84, 45.25, 5.0),
    ("Niš", 21.9, 43.32, 6.0),
    ("Moscow", 37.62, 55.75, 20.0),
    ("Minsk", 27.57, 53.9, 12.0),
    ("Astana", 71.45, 51.18, 15.0),
    ("Siberia", 100.0, 60.0, 1500.0),
    ("Banat", 21.0, 45.5, 60.0),
];

/// Made-up dealings.
pub fn corpus() -> Corpus {
    use EventKind::*;
    use Status::*;
    let told: Vec<Told> = vec![
        (Transfer, Occurred, "by", "rs", "Minsk", "2019-02-25"),
        (Transfer, Occurred, "by", "rs", "", "2019-02"),
        (Transfer, Occurred, "ru", "rs", "Moscow", "2017-10"),
        (Transfer, Planned, "by", "rs", "", "2017-01-27/2019-12-31"),
        (Transfer, Unconfirmed, "ru", "rs", "", "2024-02~"),
        (Transfer, Denied, "ru", "rs", "", "2022-09-10"),
        (Transfer, Wished, "rs", "ru", "", "2013-08"),
        (Consult, Occurred, "rs", "by", "Minsk", "2017-01-27"),
        (Consult, Occurred, "rs", "by", "Minsk", "2017-01-27"),
        (Consult, Occurred, "rs", "ru", "Belgrade", "2013-11-13"),
        (Consult, Occurred, "rs", "ru", "Belgrade", "2013-11-13"),
        (Agree, Occurred, "rs", "ru", "Belgrade", "2013-11-13"),
        (Agree, Planned, "rs", "ru", "", "2014"),
        (Agree, Occurred, "rs", "kz", "Belgrade", "2024-11-19"),
        (Agree, Occurred, "rs", "kz", "Belgrade", "2024-11-19"),
        (Visit, Occurred, "kz", "rs", "Belgrade", "2024-11-19"),
        (Visit, Planned, "rs", "kz", "Astana", "2025"),
        (Visit, Wished, "rs", "kz", "Astana", "2025"),
        (Exercise, Occurred, "rs", "ru", "Niš", "2014-11"),
        (Exercise, Planned, "rs", "by", "Siberia", "2015-21"),
        (Cooperate, Occurred, "rs", "hu", "Banat", "../2018-06"),
        (Cooperate, Occurred, "rs", "hu", "Novi Sad", "2018-06/.."),
        (Support, Occurred, "rs", "cn", "", "2016-06-17"),
        (Other, Occurred, "rs", "", "", ""),
    ];
    let mut entities: Vec<Entity> = COUNTRIES
        .iter()
        .map(|(iso, name)| {
            entity(&format!("country:{iso}"), Schema::Country, name, &iso.to_uppercase(), None)
        })
        .collect();
    entities.extend(PLACES.iter().map(|&(name, longitude, latitude, radius_km)| {
        let at = Location { longitude, latitude, radius_km };
        entity(&format!("place:{}", name.to_lowercase()), Schema::Place, name, "", Some(at))
    }));
    let find = |name: &str| entities.iter().position(|e| e.name == name).map(|i| EntityId(i as u32));
    let country = |iso: &str| {
        COUNTRIES.iter().position(|c| c.0 == iso).map(|i| EntityId(i as u32)).into_iter().collect::<Vec<_>>()
    };
    let events = told
        .iter()
        .enumerate()
        .map(|(i, &(kind, status, from, to, place, date))| Event {
            key: format!("event:{i}"),
            kind,
            cameo: String::new(),
            plover: None,
            actors: country(from),
            recipients: country(to),
            instruments: Vec::new(),
            place: find(place),
            date: Edtf::parse(date).ok(),
            status,
            evidence: vec![Evidence {
                document: DocumentId(0),
                span: Span::new(0, 4),
                status,
                date: None,
                said_by: None,
            }],
            figures: Vec::new(),
            rule: "sample".into(),
        })
        .collect();
    let document = Document {
        id: "sample.md".into(),
        text: "Told.".into(),
        published: Edtf::parse("2024-11-20").ok(),
        ..Document::default()
    };
    Corpus::new(Records { documents: vec![document], entities, events, ..Records::default() })
}

fn entity(key: &str, schema: Schema, name: &str, iso: &str, location: Option<Location>) -> Entity {
    Entity {
        key: key.to_owned(),
        schema,
        name: name.to_owned(),
        aliases: Vec::new(),
        countries: if iso.is_empty() { Vec::new() } else { vec![iso.to_owned()] },
        location,
        description: None,
        merges: Vec::new(),
    }
}
