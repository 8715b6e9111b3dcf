//! JSON-LD in the words of schema.org: reports as `NewsArticle`, what somebody said as `Claim`, events
//! as `Event`, and each sentence that tells one as a `Claim` about it.
//!
//! A digest names the original in `isBasedOn`; nothing is rated true or false, so there is no
//! `ClaimReview`. Where words stand is told by the selectors of Web Annotation (`oa:`), status and
//! EDTF in words of our own (`ent:`). The context is inside, so reading needs no network.

use super::annotations::selectors;
use super::chosen::{Chosen, plain};
use super::json::Json;
use super::rows::{bounds, plover_code};
use crate::edtf::Edtf;
use crate::record::{DocumentId, EntityId, Schema, Span};
use crate::words::{self, ENGLISH};

/// Prefixes, and names that are not schema.org.s.
const CONTEXT: [(&str, &str); 11] = [
    ("@vocab", "https://schema.org/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("ent", "urn:entente:"),
    ("id", "@id"),
    ("type", "@type"),
    ("exact", "oa:exact"),
    ("prefix", "oa:prefix"),
    ("suffix", "oa:suffix"),
    ("start", "oa:start"),
    ("end", "oa:end"),
    ("selector", "oa:hasSelector"),
];

/// Everything as one graph.
pub fn graph(chosen: &Chosen<'_>) -> String {
    let mut json = Json::default();
    json.open('{');
    json.key("@context");
    json.open('{');
    for (name, iri) in CONTEXT {
        json.put(name, iri);
    }
    json.close('}');
    json.key("@graph");
    json.open('[');
    for &document in &chosen.documents {
        article(chosen, document, &mut json);
    }
    for &entity in &chosen.entities {
        thing(chosen, entity, &mut json);
    }
    for &id in &chosen.events {
        event(chosen, id, &mut json);
    }
    for &id in &chosen.statements {
        let statement = chosen.corpus.statement(id);
        begin(&mut json, &format!("urn:entente:statement:{}", id.0), "Claim");
        claim(chosen, statement.document, statement.span, statement.speaker, &mut json);
        json.put("ent:direct", if statement.direct { "true" } else { "false" });
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.line();
    json.done()
}

fn begin(json: &mut Json, id: &str, kind: &str) {
    json.row();
    json.open('{');
    json.put("id", id);
    json.put("type", kind);
}

/// A link to another thing of the graph.
fn link(json: &mut Json, name: &str, id: &str) {
    json.key(name);
    json.open('{');
    json.put("id", id);
    json.close('}');
}

fn named(json: &mut Json, key: &str, kind: &str, name: &str) {
    json.key(key);
    json.open('{');
    json.put("type", kind);
    json.put("name", name);
    json.close('}');
}

fn article(chosen: &Chosen<'_>, document: DocumentId, json: &mut Json) {
    let about = chosen.corpus.document(document);
    begin(json, &chosen.report_iri(document), "NewsArticle");
    json.put("headline", &plain(chosen.corpus.document_title(document)));
    json.maybe("datePublished", about.published.as_ref().and_then(day).as_deref());
    json.maybe("ent:edtf", about.published.as_ref().map(Edtf::as_str));
    json.put("inLanguage", &about.language);
    json.put("creditText", &chosen.corpus.source_line(document, &ENGLISH));
    if let Some(publisher) = &about.publisher {
        named(json, "publisher", "Organization", publisher);
    }
    for (role, people) in [("author", &about.byline), ("translator", &about.translator)] {
        if !people.is_empty() {
            json.key(role);
            json.open('[');
            for name in people {
                json.open('{');
                json.put("type", "Person");
                json.put("name", name);
                json.close('}');
            }
            json.close(']');
        }
    }
    json.maybe("license", about.rights.as_deref());
    json.maybe("url", about.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://")));
    json.put("identifier", &about.id);
    if let Some(after) = &about.after {
        json.key("isBasedOn");
        json.open('{');
        json.put("type", "CreativeWork");
        if let Some(author) = &after.author {
            named(json, "author", "Person", author);
        }
        if let Some(publisher) = after.publisher.as_ref().filter(|p| p.as_str() != "not stated") {
            named(json, "publisher", "Organization", publisher);
        }
        if let Some(translator) = &after.translator {
            named(json, "translator", "Person", translator);
        }
        json.maybe("identifier", after.document.as_deref());
        json.close('}');
    }
    json.close('}');
}

/// A date as far as ISO 8601 can say it: a year, a month or a day; nothing where it is an interval.
fn day(date: &Edtf) -> Option<String> {
    let core = date.as_str().trim_end_matches(['?', '~', '%']);
    let plain = [4, 7, 10].contains(&core.len()) && !core.contains(['X', '/']);
    plain.then(|| core.to_owned())
}

fn thing(chosen: &Chosen<'_>, id: EntityId, json: &mut Json) {
    let entity = chosen.corpus.entity(id);
    let kind = match entity.schema {
        Schema::Person => "Person",
        Schema::Country => "Country",
        Schema::Place => "Place",
        Schema::PublicBody => "GovernmentOrganization",
        Schema::Company => "Corporation",
        Schema::Organization => "Organization",
        Schema::Equipment => "Product",
        Schema::Agreement => "CreativeWork",
        Schema::Event => "Event",
    };
    begin(json, &chosen.iri("entity", &entity.key), kind);
    json.put("name", &entity.name);
    json.list("alternateName", &entity.aliases);
    json.maybe("description", entity.description.as_deref());
    json.list("ent:country", &entity.countries);
    if let Some(at) = entity.location {
        json.key("geo");
        json.open('{');
        json.put("type", "GeoCoordinates");
        json.count("latitude", at.latitude);
        json.count("longitude", at.longitude);
        json.close('}');
    }
    json.close('}');
}

fn event(chosen: &Chosen<'_>, id: crate::record::EventId, json: &mut Json) {
    let event = chosen.corpus.event(id);
    let iri = chosen.iri("event", &event.key);
    let entity = |id: &EntityId| chosen.iri("entity", &chosen.corpus.entity(*id).key);
    begin(json, &iri, "Event");
    json.put("name", &chosen.corpus.event_title(id, &ENGLISH));
    let (first, last) = bounds(event.date.as_ref());
    json.maybe("startDate", Some(&first));
    json.maybe("endDate", Some(&last));
    json.maybe("ent:edtf", event.date.as_ref().map(Edtf::as_str));
    json.put("ent:kind", words::kind_code(event.kind));
    json.maybe("ent:cameo", Some(&event.cameo));
    json.maybe("ent:plover", event.plover.map(plover_code));
    json.put("ent:status", words::status_code(event.status));
    if let Some(place) = &event.place {
        link(json, "location", &entity(place));
    }
    let roles =
        [("ent:actor", &event.actors), ("ent:recipient", &event.recipients), ("about", &event.instruments)];
    for (role, all) in roles {
        if !all.is_empty() {
            json.key(role);
            json.open('[');
            for id in all {
                json.open('{');
                json.put("id", &entity(id));
                json.close('}');
            }
            json.close(']');
        }
    }
    json.close('}');
    for (i, e) in event.evidence.iter().enumerate() {
        begin(json, &format!("{}:{}", chosen.iri("evidence", &event.key), i + 1), "Claim");
        claim(chosen, e.document, e.span, e.said_by, json);
        link(json, "about", &iri);
        json.put("ent:status", words::status_code(e.status));
        json.maybe("ent:edtf", e.date.as_ref().map(Edtf::as_str));
        json.close('}');
    }
}

/// Words, who said them, where they stand.
fn claim(chosen: &Chosen<'_>, document: DocumentId, span: Span, by: Option<EntityId>, json: &mut Json) {
    json.put("text", &plain(chosen.place(document, span).words));
    link(json, "appearance", &chosen.report_iri(document));
    if let Some(by) = by {
        link(json, "author", &chosen.iri("entity", &chosen.corpus.entity(by).key));
    }
    if !chosen.page.is_empty() {
        json.put("url", &chosen.link(document, span));
    }
    json.key("selector");
    json.open('[');
    selectors(chosen, document, span, ["oa:TextQuoteSelector", "oa:TextPositionSelector"], json);
    json.close(']');
}
