use super::*;
use crate::corpus::Corpus;
use crate::record::{Entity, EntityId, Event, EventKind, Records, Schema, Status};

pub fn world() -> Borders {
    decode(&pack(&Corpus::default())).expect("what is packed can be read")
}

fn corpus_of(isos: &[&str]) -> Corpus {
    let entities = isos.iter().map(|iso| Entity {
        key: format!("country:{}", iso.to_lowercase()),
        schema: Schema::Country,
        name: (*iso).to_owned(),
        aliases: Vec::new(),
        countries: vec![(*iso).to_owned()],
        location: None,
        description: None,
        merges: Vec::new(),
    });
    let event = Event {
        key: "e".into(),
        kind: EventKind::Consult,
        cameo: String::new(),
        plover: None,
        actors: (0..isos.len() as u32).map(EntityId).collect(),
        recipients: Vec::new(),
        instruments: Vec::new(),
        place: None,
        date: None,
        status: Status::Occurred,
        evidence: Vec::new(),
        figures: Vec::new(),
        rule: "".into(),
    };
    Corpus::new(Records { entities: entities.collect(), events: vec![event], ..Records::default() })
}

/// Whether a place given in degrees lies in a country, by crossing number on longitudes around it.
fn holds(borders: &Borders, iso: &str, longitude: f32, latitude: f32) -> bool {
    let at = (longitude.to_radians(), latitude.to_radians());
    let turn = std::f32::consts::TAU;
    let mut inside = false;
    for ring in borders.shapes.iter().filter(|s| s.iso == iso).flat_map(|s| &s.rings) {
        let spots: Vec<_> = borders.spots(ring).collect();
        let Some(mut from) = spots.last().map(|s| (s.longitude - at.0, s.latitude)) else { continue };
        from.0 -= turn * (from.0 / turn).round();
        for spot in spots {
            let mut to = (spot.longitude - at.0, spot.latitude);
            to.0 -= turn * ((to.0 - from.0) / turn).round();
            // A ray to the north: segments that pass over the meridian above the place.
            for shift in [-turn, 0.0, turn] {
                let (a, b) = (from.0 + shift, to.0 + shift);
                if (a > 0.0) != (b > 0.0) && from.1 + (to.1 - from.1) * (-a) / (b - a) > at.1 {
                    inside = !inside;
                }
            }
            from = to;
            from.0 -= turn * (from.0 / turn).round();
        }
    }
    inside
}

#[test]
fn capitals_lie_in_their_countries() {
    let borders = world();
    for (iso, longitude, latitude) in [
        ("NO", 10.75, 59.9),
        ("PT", -9.1, 38.75),
        ("MN", 106.9, 47.9),
        ("BR", -47.9, -15.8),
        ("AU", 149.1, -35.3),
        ("KZ", 71.4, 51.2),
        ("XK", 21.16, 42.66),
    ] {
        assert!(holds(&borders, iso, longitude, latitude), "{iso}");
        assert!(!holds(&borders, iso, longitude + 60.0, latitude), "{iso}");
    }
}

#[test]
fn russia_goes_on_over_the_antimeridian() {
    let borders = world();
    assert!(holds(&borders, "RU", 179.0, 67.5));
    assert!(holds(&borders, "RU", -174.0, 66.4));
    assert!(!holds(&borders, "RU", -160.0, 66.0));
    assert!(!holds(&borders, "RU", 10.0, 51.0));
}

#[test]
fn kosovo_stands_apart_and_crimea_is_contested() {
    let borders = world();
    assert!(!holds(&borders, "RS", 21.16, 42.66));
    let of =
        |name: &str| borders.shapes.iter().find(|s| s.name == name).map(|s| (s.iso.as_str(), s.standing));
    assert_eq!(of("Kosovo"), Some(("XK", Standing::Disputed)));
    assert_eq!(of("Crimea"), Some(("", Standing::Contested)));
    assert!(borders.lines.iter().any(|l| l.divide == Divide::Disputed));
}

#[test]
fn every_country_has_a_shape_that_encloses_something() {
    let borders = world();
    for shape in &borders.shapes {
        assert!(!shape.rings.is_empty(), "{}", shape.name);
        let most = shape.rings.iter().map(|r| borders.spots(r).count()).max();
        assert!(most >= Some(3), "{} {most:?}", shape.name);
    }
}

#[test]
fn detail_is_where_the_corpus_is() {
    let near_portugal = decode(&pack(&corpus_of(&["PT", "ES"]))).expect("readable");
    let plain = world();
    let count = |b: &Borders, iso: &str| -> usize {
        b.shapes.iter().filter(|s| s.iso == iso).flat_map(|s| &s.rings).map(|r| b.spots(r).count()).sum()
    };
    assert!(count(&near_portugal, "PT") > 2 * count(&plain, "PT"));
    assert_eq!(count(&near_portugal, "ID"), count(&plain, "ID"));
}

#[test]
fn a_page_carries_few_bytes_of_borders() {
    for isos in
        [&["RS", "RU", "BY", "KZ"][..], &["PT"], &["US", "CN", "JP", "BR", "DE", "RU", "IN", "AU", "ZA"]]
    {
        let bytes = pack(&corpus_of(isos));
        assert!(bytes.len() < 100_000, "{isos:?}: {} bytes", bytes.len());
        assert_eq!(bytes, pack(&corpus_of(isos)));
    }
}

#[test]
fn cut_or_changed_bytes_are_refused() {
    let bytes = pack(&Corpus::default());
    for length in (0..bytes.len()).step_by(41).chain([bytes.len() - 1]) {
        assert!(decode(&bytes[..length]).is_err(), "cut at {length}");
    }
    for at in [0, 7, 9, 300, bytes.len() - 1] {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        assert!(decode(&changed).is_err(), "changed at {at}");
    }
}

#[test]
fn lighter_points_go_first_and_ends_never() {
    let mut spots: Vec<Spot> =
        [(0.0, 0.0), (1.0, 0.1), (2.0, 3.0), (3.0, 0.2), (4.0, 0.0)].map(|(x, y)| Spot::new(x, y)).into();
    simplify::weigh(&mut spots);
    let weights: Vec<f32> = spots.iter().map(|s| s.weight).collect();
    assert!(weights[0].is_infinite() && weights[4].is_infinite());
    assert!(weights[2] > weights[1] && weights[2] > weights[3]);
}
