//! Events as GeoJSON (RFC 7946), with `when` after GeoJSON-T and Linked Places.
//!
//! A feature is a point where the reports name a place, a line from country to country where they
//! name only those, and has no geometry (null, which the standard allows) where they name neither;
//! `geometry_is` tells which: "place", "countries" or null. The properties are the columns of
//! [`super::rows::EVENTS`]; `precision_km` is the radius in which the place lies.

use super::chosen::Chosen;
use super::json::Json;
use super::rows::{EVENTS, bounds, certainty};
use crate::query::flows;
use crate::record::{EntityId, Event, Location};

/// The features.
pub fn events(chosen: &Chosen<'_>) -> String {
    let mut json = Json::default();
    json.open('{');
    json.put("type", "FeatureCollection");
    json.put("generator", chosen.corpus.program());
    json.key("features");
    json.open('[');
    for &id in &chosen.events {
        let event = chosen.corpus.event(id);
        json.row();
        json.open('{');
        json.put("type", "Feature");
        json.put("id", &event.key);
        let shape = geometry(chosen, event, &mut json);
        when(event, &mut json);
        json.key("properties");
        json.open('{');
        for ((name, _), value) in EVENTS.iter().zip(chosen.event_row(id)) {
            json.value(name, &value);
        }
        json.maybe("geometry_is", shape);
        json.close('}');
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.line();
    json.done()
}

fn point(at: Location, json: &mut Json) {
    json.open('[');
    json.number(at.longitude);
    json.number(at.latitude);
    json.close(']');
}

fn geometry(chosen: &Chosen<'_>, event: &Event, json: &mut Json) -> Option<&'static str> {
    let at = |id: EntityId| chosen.corpus.entity(id).location;
    json.key("geometry");
    if let Some(place) = event.place.and_then(at) {
        json.open('{');
        json.put("type", "Point");
        json.key("coordinates");
        point(place, json);
        json.close('}');
        return Some("place");
    }
    let lines: Vec<(Location, Location)> =
        flows(chosen.corpus, event).into_iter().filter_map(|(a, b)| at(a).zip(at(b))).collect();
    if lines.is_empty() {
        json.null();
        return None;
    }
    json.open('{');
    json.put("type", "MultiLineString");
    json.key("coordinates");
    json.open('[');
    for (from, to) in lines {
        json.open('[');
        point(from, json);
        point(to, json);
        json.close(']');
    }
    json.close(']');
    json.close('}');
    Some("countries")
}

/// EDTF, the first and last day that it may mean, how sure it is; the same as a span of GeoJSON-T.
fn when(event: &Event, json: &mut Json) {
    let Some(date) = &event.date else { return };
    let (first, last) = bounds(Some(date));
    json.key("when");
    json.open('{');
    json.put("edtf", date.as_str());
    json.maybe("start", Some(&first));
    json.maybe("end", Some(&last));
    json.put("certainty", certainty(date));
    json.key("timespans");
    json.open('[');
    json.open('{');
    for (name, bound, day) in [("start", "earliest", first), ("end", "latest", last)] {
        if !day.is_empty() {
            json.key(name);
            json.open('{');
            json.put(bound, &day);
            json.close('}');
        }
    }
    json.close('}');
    json.close(']');
    json.close('}');
}
