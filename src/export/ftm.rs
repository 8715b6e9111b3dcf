//! FollowTheMoney: entities as JSON lines, in its schemata and properties, for Aleph and OpenSanctions'
//! tools; and beside them what it has no words for, a line each.
//!
//! Countries are `PublicBody` with `classification` "state", places `Address`, equipment `Asset`,
//! agreements `Contract`, tied to events by `UnknownLink`, since only people and bodies can be
//! `involved`; reports are `Article`, who is named in which of them `Mention`, what else is `Documentation`, offices
//! `Position` and `Occupancy`. An event is an `Event` with its kind and status as `keywords` and its
//! reports as `proof`. Ids are ours with a dot for what FollowTheMoney does not allow.
//! <https://followthemoney.tech/explorer/>

use super::chosen::{Chosen, plain};
use super::json::{Json, Value};
use super::rows::{bounds, schema_code};
use crate::edtf::Edtf;
use crate::order::distinct;
use crate::record::{DocumentId, Entity, EntityId, Schema, Span, Status};
use crate::words::{self, ENGLISH};

/// Languages by the codes of BCP 47 and ISO 639-3; others are left out.
const LANGUAGES: [(&str, &str); 20] = [
    ("ar", "ara"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bs", "bos"),
    ("cs", "ces"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("fr", "fra"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("it", "ita"),
    ("kk", "kaz"),
    ("mk", "mkd"),
    ("pl", "pol"),
    ("ru", "rus"),
    ("sr", "srp"),
    ("tr", "tur"),
    ("uk", "ukr"),
];

/// A key as FollowTheMoney allows it: Latin letters, digits, `-` and `.`, with one of the former at
/// both ends. What it does not allow is a dot and its number, a colon a dot alone.
fn id(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 8);
    for c in key.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => out.push(c),
            ':' => out.push('.'),
            c => {
                out.push_str("..");
                out.push_str(&u32::from(c).to_string());
            }
        }
    }
    if !out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        out.push_str(".0");
    }
    if !out.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        out.insert_str(0, "0.");
    }
    out
}

fn document_id(chosen: &Chosen<'_>, document: DocumentId) -> String {
    id(&format!("article:{}", chosen.corpus.document(document).id))
}

/// An entity on its way: properties with their values, each once.
struct Proxy<'a> {
    json: &'a mut Json,
}

impl<'a> Proxy<'a> {
    fn new(json: &'a mut Json, id: &str, schema: &str) -> Proxy<'a> {
        json.open('{');
        json.put("id", id);
        json.put("schema", schema);
        json.key("properties");
        json.open('{');
        Proxy { json }
    }

    fn all(&mut self, name: &str, values: Vec<String>) -> &mut Self {
        let values = values.iter().map(|v| plain(v)).filter(|v| !v.is_empty()).collect();
        self.json.list(name, &distinct(values));
        self
    }

    fn one(&mut self, name: &str, value: &str) -> &mut Self {
        self.all(name, vec![value.to_owned()])
    }

    /// A date as a prefix of an ISO 8601 day, where it is one; else its first and last day.
    fn dates(&mut self, at: &str, date: Option<&Edtf>, span: Option<(&str, &str)>) -> &mut Self {
        let Some(date) = date else { return self };
        let core = date.as_str().trim_end_matches(['?', '~', '%']);
        let (first, last) = bounds(Some(date));
        let prefix = [4, 7, 10].contains(&core.len()) && first.starts_with(core) && last.starts_with(core);
        match span {
            _ if prefix => self.one(at, core),
            Some((start, end)) => self.one(start, &first).one(end, &last),
            None => self.all(at, vec![first, last]),
        }
    }

    fn done(self) {
        self.json.close('}');
        self.json.close('}');
        self.json.line();
    }
}

fn countries(entity: &Entity) -> Vec<String> {
    entity.countries.iter().map(|code| code.to_ascii_lowercase()).collect()
}

/// The entities.
pub fn entities(chosen: &Chosen<'_>) -> String {
    let mut json = Json::default();
    for &document in &chosen.documents {
        article(chosen, document, &mut json);
    }
    for &entity in &chosen.entities {
        thing(chosen.corpus.entity(entity), &mut json);
    }
    let is_legal = |e: &EntityId| is_legal(chosen.corpus.entity(*e));
    for &event in &chosen.events {
        let (of, key) = (chosen.corpus.event(event), |e: &EntityId| id(&chosen.corpus.entity(*e).key));
        let parties = || of.actors.iter().chain(&of.recipients);
        let states = parties().filter_map(|&e| chosen.corpus.country_code(e)).map(|c| c.to_ascii_lowercase());
        let mut proxy = Proxy::new(&mut json, &id(&of.key), "Event");
        proxy
            .one("name", &chosen.corpus.event_title(event, &ENGLISH))
            .all("summary", of.evidence.iter().map(|e| chosen.corpus.words(e).to_owned()).collect())
            .all("keywords", vec![words::kind_code(of.kind).into(), words::status_code(of.status).into()])
            .dates("date", of.date.as_ref(), Some(("startDate", "endDate")))
            .all("involved", parties().chain(&of.instruments).filter(|e| is_legal(e)).map(key).collect())
            .all("country", states.collect())
            .one("recordId", &of.key)
            .all("proof", of.evidence.iter().map(|e| document_id(chosen, e.document)).collect());
        if let Some(place) = of.place {
            proxy.one("location", &chosen.corpus.entity(place).name);
            if chosen.corpus.entity(place).schema == Schema::Place {
                proxy.one("addressEntity", &key(&place));
            }
        }
        if let Some(e) = of.evidence.first().filter(|_| chosen.page.starts_with("http")) {
            proxy.one("sourceUrl", &chosen.link(e.document, e.span));
        }
        proxy.done();
        // Only legal entities can be involved; what else has a part is linked.
        for (role, side) in [
            ("party", of.actors.iter().chain(&of.recipients)),
            ("instrument", of.instruments.iter().chain(&[])),
        ] {
            for other in distinct(side.copied().filter(|e| !is_legal(e)).collect()) {
                let link = format!("{role}.{}.{}", id(&of.key), key(&other));
                let mut proxy = Proxy::new(&mut json, &link, "UnknownLink");
                proxy.one("subject", &id(&of.key)).one("object", &key(&other)).one("role", role);
                proxy.done();
            }
        }
    }
    offices(chosen, &mut json);
    mentions(chosen, &mut json);
    json.done()
}

fn article(chosen: &Chosen<'_>, document: DocumentId, json: &mut Json) {
    let about = chosen.corpus.document(document);
    let language = LANGUAGES.iter().find(|l| about.language.split('-').next() == Some(l.0));
    let link = about.url.as_deref().filter(|url| url.starts_with("http")).unwrap_or("");
    let mut proxy = Proxy::new(json, &document_id(chosen, document), "Article");
    proxy
        .one("title", chosen.corpus.document_title(document))
        .all("author", about.byline.clone())
        .one("publisher", &chosen.corpus.source_line(document, &ENGLISH))
        .dates("publishedAt", about.published.as_ref(), None)
        .one("language", language.map_or("", |l| l.1))
        .one("fileName", &about.id)
        .one("sourceUrl", link);
    proxy.done();
}

fn thing(entity: &Entity, json: &mut Json) {
    let schema = match entity.schema {
        Schema::Country => "PublicBody",
        Schema::Place => "Address",
        Schema::Equipment => "Asset",
        Schema::Agreement => "Contract",
        other => schema_code(other),
    };
    let mut proxy = Proxy::new(json, &id(&entity.key), schema);
    proxy
        .one("name", &entity.name)
        .all("alias", entity.aliases.iter().filter(|a| **a != entity.name).cloned().collect())
        .all("country", countries(entity))
        .one("description", entity.description.as_deref().unwrap_or(""));
    match (entity.schema, entity.location) {
        (Schema::Country, _) => {
            proxy.one("classification", "state");
        }
        (Schema::Place, at) => {
            proxy.one("full", &entity.name);
            if let Some(at) = at {
                proxy.one("latitude", &at.latitude.to_string()).one("longitude", &at.longitude.to_string());
            }
        }
        (Schema::Agreement, _) => {
            proxy.one("title", &entity.name).one("type", "agreement");
        }
        (Schema::Equipment, _) => {
            proxy.one("keywords", "equipment");
        }
        _ => {}
    }
    proxy.done();
}

/// A position by its name, country and body, and who held it, as each report says it.
fn offices(chosen: &Chosen<'_>, json: &mut Json) {
    let key = |e: EntityId| id(&chosen.corpus.entity(e).key);
    let all = chosen.offices();
    let mut posts: Vec<String> = Vec::new();
    for (i, office) in all.iter().enumerate() {
        let of = |e: Option<EntityId>| e.map_or("", |e| &chosen.corpus.entity(e).key);
        let post = id(&format!("post:{}:{}:{}", of(office.country), of(office.body), office.office));
        if !posts.contains(&post) {
            let code = office.country.and_then(|c| chosen.corpus.country_code(c)).unwrap_or_default();
            let mut proxy = Proxy::new(json, &post, "Position");
            proxy.one("name", &office.office).one("country", &code.to_ascii_lowercase());
            let body = office.body.filter(|b| chosen.entities.binary_search(b).is_ok());
            if let Some(body) = body.filter(|&b| is_organisation(chosen.corpus.entity(b))) {
                proxy.one("organization", &key(body));
            }
            proxy.done();
            posts.push(post.clone());
        }
        let mut proxy = Proxy::new(json, &format!("occupancy.{i}.{post}"), "Occupancy");
        proxy.one("holder", &key(office.person)).one("post", &post).dates("date", office.at.as_ref(), None);
        proxy.one("summary", chosen.place(office.document, office.span).words);
        proxy.done();
    }
}

/// Whether FollowTheMoney takes it for a legal entity, which can act.
fn is_legal(entity: &Entity) -> bool {
    entity.schema == Schema::Person || is_organisation(entity)
}

fn is_organisation(entity: &Entity) -> bool {
    matches!(entity.schema, Schema::PublicBody | Schema::Company | Schema::Organization | Schema::Country)
}

/// Who is named in which report.
fn mentions(chosen: &Chosen<'_>, json: &mut Json) {
    for &document in &chosen.documents {
        let here = distinct(chosen.corpus.mentions_in(document).iter().map(|m| m.entity).collect());
        for entity in here.into_iter().filter(|e| chosen.entities.binary_search(e).is_ok()) {
            let (about, article) = (chosen.corpus.entity(entity), document_id(chosen, document));
            let key = id(&about.key);
            let schema = if is_legal(about) { "Mention" } else { "Documentation" };
            let mut proxy = Proxy::new(json, &format!("mention.{article}.{key}"), schema);
            proxy.one("document", &article);
            if is_legal(about) {
                let states = countries(about);
                proxy.one("name", &about.name).one("resolved", &key).all("contextCountry", states);
            } else {
                proxy.one("entity", &key).one("role", "named");
            }
            proxy.done();
        }
    }
}

/// What FollowTheMoney has no words for: spans of evidence with status, date and speaker, and
/// statements. `entity` is the id of the event or speaker; `kind` is "evidence" or "statement".
pub fn evidence(chosen: &Chosen<'_>) -> String {
    let mut json = Json::default();
    let key = |e: EntityId| id(&chosen.corpus.entity(e).key);
    let mut line = |kind: &str, of: Value, document: DocumentId, span: Span, more: &[(&str, Value)]| {
        let at = chosen.place(document, span);
        json.open('{');
        json.put("kind", kind);
        json.value("entity", &of);
        json.put("article", &document_id(chosen, document));
        json.put("document", at.document);
        json.count("start", at.start.into());
        json.count("end", at.end.into());
        json.put("words", at.words);
        more.iter().for_each(|(name, value)| json.value(name, value));
        json.put("link", &chosen.link(document, span));
        json.close('}');
        json.line();
    };
    for &event in &chosen.events {
        let event = chosen.corpus.event(event);
        for e in &event.evidence {
            let status = |status: Status| Value::text(words::status_code(status));
            let more = [
                ("type", Value::text(words::kind_code(event.kind))),
                ("status", status(e.status)),
                ("date", Value::text(e.date.as_ref().map_or("", Edtf::as_str))),
                ("said_by", e.said_by.map_or(Value::Nothing, |s| Value::Text(key(s)))),
                ("event_status", status(event.status)),
                ("event_date", Value::text(event.date.as_ref().map_or("", Edtf::as_str))),
            ];
            line("evidence", Value::Text(id(&event.key)), e.document, e.span, &more);
        }
    }
    for &statement in &chosen.statements {
        let statement = chosen.corpus.statement(statement);
        let speaker = statement.speaker.map_or(Value::Nothing, |s| Value::Text(key(s)));
        let direct = if statement.direct { "true" } else { "false" };
        line("statement", speaker, statement.document, statement.span, &[("direct", Value::text(direct))]);
    }
    json.done()
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn ids_have_only_what_follow_the_money_allows() {
        for (key, expect) in [
            ("person:ana-li", "person.ana-li"),
            ("article:a b/ž.md", "article.a..32b..47..382..46md"),
            ("a:", "a..0"),
            ("-a", "0.-a"),
            ("", "0..0"),
        ] {
            assert_eq!(id(key), expect);
        }
    }
}
