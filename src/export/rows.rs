//! Records as rows: one description for comma-separated values, Parquet and the properties of GeoJSON.
//!
//! Dates are EDTF, with the first and last day that they may mean beside them (empty where open).
//! `start` and `end` count Unicode code points in the text of `document`; `link` opens the page with
//! the words highlighted. Titles and names of sources are English, whatever the page speaks.

use super::chosen::{Chosen, plain};
use super::json::Value;
use crate::corpus::Naming;
use crate::edtf::{Edtf, civil};
use crate::record::{DocumentId, EntityId, EventId, Modifier, Plover, Schema, Span, Status};
use crate::words::{self, ENGLISH};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// Several words.
    List,
}

/// A column: its name, and what it holds.
pub type Column = (&'static str, Kind);

/// Rows with a value for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The columns.
    pub columns: &'static [Column],
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

use Kind::{List, Number, Text, Whole};

/// Columns of events.
pub const EVENTS: &[Column] = &[
    ("key", Text),
    ("title", Text),
    ("type", Text),
    ("cameo", Text),
    ("plover", Text),
    ("status", Text),
    ("date", Text),
    ("earliest", Text),
    ("latest", Text),
    ("certainty", Text),
    ("actors", List),
    ("recipients", List),
    ("instruments", List),
    ("place", Text),
    ("longitude", Number),
    ("latitude", Number),
    ("precision_km", Number),
    ("actor_keys", List),
    ("recipient_keys", List),
    ("instrument_keys", List),
    ("said_by", Text),
    ("sentence", Text),
    ("report", Text),
    ("source", Text),
    ("published", Text),
    ("url", Text),
    ("document", Text),
    ("start", Whole),
    ("end", Whole),
    ("link", Text),
    ("more_evidence", List),
];

/// Columns of entities.
pub const ENTITIES: &[Column] = &[
    ("key", Text),
    ("schema", Text),
    ("name", Text),
    ("aliases", List),
    ("countries", List),
    ("longitude", Number),
    ("latitude", Number),
    ("precision_km", Number),
    ("description", Text),
    ("events", Whole),
    ("mentions", Whole),
];

/// Columns of statements.
pub const STATEMENTS: &[Column] = &[
    ("speaker", Text),
    ("speaker_key", Text),
    ("direct", Text),
    ("words", Text),
    ("sentence", Text),
    ("report", Text),
    ("source", Text),
    ("published", Text),
    ("url", Text),
    ("document", Text),
    ("start", Whole),
    ("end", Whole),
    ("link", Text),
];

/// Columns of transfers: SIPRI's, then where they are told.
pub const TRANSFERS: &[Column] = &[
    ("supplier", Text),
    ("recipient", Text),
    ("designation", Text),
    ("description", Text),
    ("number_ordered", Text),
    ("year_of_order", Text),
    ("years_of_delivery", Text),
    ("number_delivered", Text),
    ("status", Text),
    ("comments", Text),
    ("order_date", Text),
    ("delivery_date", Text),
    ("sentence", Text),
    ("report", Text),
    ("source", Text),
    ("published", Text),
    ("url", Text),
    ("document", Text),
    ("start", Whole),
    ("end", Whole),
    ("link", Text),
    ("events", List),
];

/// Columns of mentions.
pub const MENTIONS: &[Column] = &[
    ("entity", Text),
    ("name", Text),
    ("schema", Text),
    ("words", Text),
    ("form", Text),
    ("document", Text),
    ("start", Whole),
    ("end", Whole),
];

/// A kind of entity by its name in records.
pub fn schema_code(schema: Schema) -> &'static str {
    match schema {
        Schema::Person => "Person",
        Schema::Country => "Country",
        Schema::Place => "Place",
        Schema::PublicBody => "PublicBody",
        Schema::Company => "Company",
        Schema::Organization => "Organization",
        Schema::Equipment => "Equipment",
        Schema::Agreement => "Agreement",
        Schema::Event => "Event",
    }
}

/// A PLOVER category by its name in records.
pub fn plover_code(plover: Plover) -> &'static str {
    match plover {
        Plover::Agree => "AGREE",
        Plover::Consult => "CONSULT",
        Plover::Support => "SUPPORT",
        Plover::Cooperate => "COOPERATE",
        Plover::Aid => "AID",
        Plover::Yield => "YIELD",
        Plover::Request => "REQUEST",
        Plover::Accuse => "ACCUSE",
        Plover::Reject => "REJECT",
        Plover::Threaten => "THREATEN",
        Plover::Protest => "PROTEST",
        Plover::Sanction => "SANCTION",
        Plover::Mobilize => "MOBILIZE",
        Plover::Coerce => "COERCE",
        Plover::Assault => "ASSAULT",
    }
}

/// How sure a date is, as its EDTF says: "certain", "approximate" (`~`), "uncertain" (`?`, `%`).
pub fn certainty(date: &Edtf) -> &'static str {
    match date.as_str() {
        text if text.contains(['?', '%']) => "uncertain",
        text if text.contains('~') => "approximate",
        _ => "certain",
    }
}

/// First and last day of a date, as ISO 8601 days; empty where open.
pub fn bounds(date: Option<&Edtf>) -> (String, String) {
    let days = date.map_or((None, None), Edtf::days);
    let day = |day: Option<i32>| day.map_or(String::new(), |d| Edtf::from_day(d).to_string());
    (day(days.0), day(days.1))
}

fn edtf(date: Option<&Edtf>) -> Value {
    Value::text(date.map_or("", Edtf::as_str))
}

impl Chosen<'_> {
    /// Events, a row each; further evidence follows as `document:start-end`.
    pub fn event_rows(&self) -> Sheet {
        Sheet { columns: EVENTS, rows: self.events.iter().map(|&id| self.event_row(id)).collect() }
    }

    /// One event.
    pub fn event_row(&self, id: EventId) -> Vec<Value> {
        let corpus = self.corpus;
        let event = corpus.event(id);
        let (earliest, latest) = bounds(event.date.as_ref());
        let mut row = vec![
            Value::text(&event.key),
            Value::text(corpus.event_title(id, &ENGLISH)),
            Value::text(words::kind_code(event.kind)),
            Value::text(&event.cameo),
            Value::text(event.plover.map_or("", plover_code)),
            Value::text(words::status_code(event.status)),
            edtf(event.date.as_ref()),
            Value::text(earliest),
            Value::text(latest),
            Value::text(event.date.as_ref().map_or("", certainty)),
            Value::List(self.names(&event.actors)),
            Value::List(self.names(&event.recipients)),
            Value::List(self.names(&event.instruments)),
        ];
        match event.place {
            Some(place) => {
                row.push(Value::text(&corpus.entity(place).name));
                self.where_is(place, &mut row);
            }
            None => row.resize(row.len() + 4, Value::Nothing),
        }
        row.push(Value::List(self.keys(&event.actors)));
        row.push(Value::List(self.keys(&event.recipients)));
        row.push(Value::List(self.keys(&event.instruments)));
        let first = event.evidence.first();
        let said_by = first.and_then(|e| e.said_by).map_or("", |id| &corpus.entity(id).name);
        row.push(Value::text(said_by));
        match first {
            Some(e) => {
                row.push(Value::text(plain(corpus.words(e))));
                self.told(e.document, e.span, &mut row);
            }
            None => row.resize(EVENTS.len() - 1, Value::Nothing),
        }
        let more = event.evidence.iter().skip(1).map(|e| {
            let at = self.place(e.document, e.span);
            format!("{}:{}-{}", at.document, at.start, at.end)
        });
        row.push(Value::List(more.collect()));
        row
    }

    /// Longitude, latitude and precision.
    fn where_is(&self, id: EntityId, row: &mut Vec<Value>) {
        let point = self.corpus.entity(id).location;
        let numbers = point.map(|p| [p.longitude, p.latitude, (f64::from(p.radius_km) * 1e3).round() / 1e3]);
        row.extend(numbers.map_or([const { Value::Nothing }; 3], |n| n.map(Value::Number)));
    }

    /// Report, source, published, url, document, start, end, link.
    fn told(&self, document: DocumentId, span: Span, row: &mut Vec<Value>) {
        let (about, at) = (self.corpus.document(document), self.place(document, span));
        row.extend([
            Value::text(self.corpus.document_title(document)),
            Value::text(self.corpus.source_line(document, &ENGLISH)),
            edtf(about.published.as_ref()),
            Value::text(about.url.as_deref().unwrap_or("")),
            Value::text(&about.id),
            Value::Number(at.start.into()),
            Value::Number(at.end.into()),
            Value::text(self.link(document, span)),
        ]);
    }

    /// Entities, a row each; events counts the chosen ones with a part of it.
    pub fn entity_rows(&self) -> Sheet {
        let row = |&id: &EntityId| {
            let entity = self.corpus.entity(id);
            let mut row = vec![
                Value::text(&entity.key),
                Value::text(schema_code(entity.schema)),
                Value::text(&entity.name),
                Value::List(entity.aliases.clone()),
                Value::List(entity.countries.clone()),
            ];
            self.where_is(id, &mut row);
            let events = self.corpus.events_of(id).iter().filter(|e| self.events.binary_search(e).is_ok());
            let here = |n: &Naming| self.documents.binary_search(&n.document).is_ok();
            let mentions: u32 = self.corpus.namings(id).into_iter().filter(here).map(|n| n.times).sum();
            row.push(Value::text(entity.description.as_deref().unwrap_or("")));
            row.push(Value::Number(events.count() as f64));
            row.push(Value::Number(f64::from(mentions)));
            row
        };
        Sheet { columns: ENTITIES, rows: self.entities.iter().map(row).collect() }
    }

    /// Statements, a row each.
    pub fn statement_rows(&self) -> Sheet {
        let rows = self.statements.iter().map(|&id| {
            let statement = self.corpus.statement(id);
            let speaker = statement.speaker.map(|s| self.corpus.entity(s));
            let around = self.corpus.sentence(statement.document, statement.span).join(statement.span);
            let mut row = vec![
                Value::text(speaker.map_or("", |s| &s.name)),
                Value::text(speaker.map_or("", |s| &s.key)),
                Value::text(if statement.direct { "true" } else { "false" }),
                Value::text(plain(self.place(statement.document, statement.span).words)),
                Value::text(plain(self.place(statement.document, around).words)),
            ];
            self.told(statement.document, statement.span, &mut row);
            row
        });
        Sheet { columns: STATEMENTS, rows: rows.collect() }
    }

    /// Transfers, a row each, in SIPRI's columns: brackets mark what is uncertain.
    pub fn transfer_rows(&self) -> Sheet {
        let corpus = self.corpus;
        let name = |id: Option<EntityId>| Value::text(id.map_or("", |id| &corpus.entity(id).name));
        let bracketed = |shown: String, unsure: bool| {
            Value::text(if unsure && !shown.is_empty() { format!("({shown})") } else { shown })
        };
        let rows = self.transfers().into_iter().map(|t| {
            let unsure = t.status == Status::Unconfirmed;
            let number = |at: Option<u32>| {
                let figure = at.and_then(|i| corpus.records().figures.get(i as usize));
                figure.map_or(Value::Nothing, |f| {
                    bracketed(crate::decimal::shortest(f.value), unsure || f.modifier != Modifier::Exact)
                })
            };
            let years = |date: Option<&Edtf>, unsure: bool| {
                date.map_or(Value::Nothing, |d| bracketed(years(d), unsure || d.is_uncertain()))
            };
            let evidence = || t.events.iter().flat_map(|&e| &corpus.event(e).evidence);
            // The sentence that tells the status, not the first that tells of the thing.
            let first = evidence().find(|e| e.status == t.status).or_else(|| evidence().next());
            let mut row = vec![
                name(t.supplier),
                name(t.recipient),
                Value::text(&t.designation),
                Value::text(&t.description),
                number(t.ordered),
                years(t.order.as_ref(), unsure),
                years(t.delivery.as_ref(), unsure || t.status != Status::Occurred),
                number(t.delivered),
                Value::text(words::status_code(t.status)),
                Value::text(&t.comments),
                edtf(t.order.as_ref()),
                edtf(t.delivery.as_ref()),
            ];
            match first {
                Some(e) => {
                    row.push(Value::text(plain(corpus.words(e))));
                    self.told(e.document, e.span, &mut row);
                }
                None => row.resize(TRANSFERS.len() - 1, Value::Nothing),
            }
            row.push(Value::List(t.events.iter().map(|&e| corpus.event(e).key.clone()).collect()));
            row
        });
        Sheet { columns: TRANSFERS, rows: rows.collect() }
    }

    /// Mentions of the entities in the reports, a row each.
    pub fn mention_rows(&self) -> Sheet {
        let documents = self.documents.iter().flat_map(|&d| self.corpus.mentions_in(d));
        let kept = documents.filter(|m| self.entities.binary_search(&m.entity).is_ok());
        let rows = kept.map(|m| {
            let (entity, at) = (self.corpus.entity(m.entity), self.place(m.document, m.span));
            vec![
                Value::text(&entity.key),
                Value::text(&entity.name),
                Value::text(schema_code(entity.schema)),
                Value::text(at.words),
                Value::text(match m.form {
                    crate::record::Form::Name => "name",
                    crate::record::Form::Demonym => "demonym",
                    crate::record::Form::Title => "title",
                    crate::record::Form::Pronoun => "pronoun",
                    crate::record::Form::Nominal => "nominal",
                }),
                Value::text(at.document),
                Value::Number(at.start.into()),
                Value::Number(at.end.into()),
            ]
        });
        Sheet { columns: MENTIONS, rows: rows.collect() }
    }
}

/// The year or years of a date: "2019", "2018-2019".
fn years(date: &Edtf) -> String {
    let year = |day: i32| civil(day).0.to_string();
    match date.days() {
        (Some(a), Some(b)) if civil(a).0 == civil(b).0 => year(a),
        (Some(a), Some(b)) => format!("{}-{}", year(a), year(b)),
        (a, b) => a.or(b).map_or(String::new(), year),
    }
}
