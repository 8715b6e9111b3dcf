//! Records as JSON, the form in which other programs read them.
//!
//! One object with a list for each kind of record. Offsets are Unicode code points in the decoded
//! text (a byte order mark is not counted); entities and events are named by their keys, documents
//! by their ids; dates are EDTF. A document holds its `text` only where no file holds it as read,
//! which is HTML. `tests/fixtures/small.json` shows every key, and `tests/records.rs` fixes them:
//!
//! ```text
//! documents   id title date language publisher byline translator place? after? rights? url? retrieved?
//!             encoding body:[start,end] zones:[{kind,start,end}] text?
//! entities    id schema name aliases country countries coordinates?:[lon,lat] radius_km? description?
//!             merges?:[{name,reason}]
//! mentions    document entity start end form
//! dates       document start end edtf anchor?
//! figures     document start end value unit of modifier
//! statements  document start end speaker direct cue:[start,end]
//! events      id type cameo plover actors recipients instruments place date status figures:[position]
//!             evidence:[{document,start,end,status,date,said_by}]
//! offices     document start end person country body office at
//! agreements  entity parties signatories events status date
//! transfers   supplier recipient equipment designation description ordered order delivery delivered status
//!             comments events; a number is {value,modifier,document,start,end}
//! rivals      entity? or event?, property claims:[{value,document,start,end,said_by}]
//! problems    path line message
//! ```
//!
//! A key with `?` is left out where nothing is known; the others are null. With `explain`, all that was
//! read from text has a `rule` as well.

use super::points::Points;
use crate::edtf::Edtf;
use crate::record::{
    After, DocumentId, EntityId, EventId, EventKind, Figure, Form, Merge, Modifier, Plover, Problem, Records,
    Rule, Schema, Span, Status, Subject, ZoneKind,
};
use serde::{Serialize, Serializer};

/// Records on their way to JSON.
#[derive(Debug)]
pub struct Json<'a> {
    records: &'a Records,
    points: Vec<Points<'a>>,
    explain: bool,
    id: Option<&'a serde_json::Value>,
    part: Option<&'a str>,
}

/// Wraps records for any serde serializer. With `explain` each record names the rule that made it.
pub fn json(records: &Records, explain: bool) -> Json<'_> {
    let points = records.documents.iter().map(|d| Points::new(&d.text)).collect();
    Json { records, points, explain, id: None, part: None }
}

impl<'a> Json<'a> {
    /// Puts an `id` before the lists: what the line of a stream called itself.
    pub fn with_id(self, id: &'a serde_json::Value) -> Json<'a> {
        Json { id: Some(id), ..self }
    }

    /// Puts a `part` behind the lists: the records as [`crate::intake::kept`] writes them.
    pub fn with_part(self, part: &'a str) -> Json<'a> {
        Json { part: Some(part), ..self }
    }

    fn document(&self, id: DocumentId) -> &'a str {
        self.records.documents.get(id.index()).map_or("", |d| &d.id)
    }

    fn entity(&self, id: EntityId) -> &'a str {
        self.records.entities.get(id.index()).map_or("", |e| &e.key)
    }

    fn entities(&self, ids: &[EntityId]) -> Vec<&'a str> {
        ids.iter().map(|&e| self.entity(e)).collect()
    }

    fn events(&self, ids: &[EventId]) -> Vec<&'a str> {
        ids.iter().filter_map(|e| Some(self.records.events.get(e.index())?.key.as_str())).collect()
    }

    fn rule(&self, rule: &'a Rule) -> Option<&'a str> {
        self.explain.then_some(rule)
    }

    fn at(&self, document: DocumentId, span: Span) -> At<'a> {
        let [start, end] = self.pair(document, span);
        At { document: self.document(document), start, end }
    }

    fn pair(&self, document: DocumentId, span: Span) -> [u32; 2] {
        match self.points.get(document.index()) {
            Some(points) => [points.at(span.start), points.at(span.end)],
            None => [0, 0],
        }
    }

    fn figure(&self, position: Option<u32>) -> Option<Counted<'a>> {
        let figure = self.records.figures.get(position? as usize)?;
        let at = self.at(figure.document, figure.span);
        Some(Counted { value: Number(figure.value), modifier: figure.modifier, at })
    }
}

/// A list that is made while it is written, so that no second copy of the records exists.
struct List<F>(F);

impl<F: Fn() -> I, I: IntoIterator<Item = T>, T: Serialize> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A number without ".0" where it is whole.
#[derive(Clone, Copy)]
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // 2^53: beyond it not every whole number is a f64.
        if self.0.fract() == 0.0 && self.0.abs() <= 9_007_199_254_740_992.0 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[derive(Serialize)]
struct At<'a> {
    document: &'a str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Counted<'a> {
    value: Number,
    modifier: Modifier,
    #[serde(flatten)]
    at: At<'a>,
}

#[derive(Serialize)]
struct DocumentRow<'a> {
    id: &'a str,
    title: Option<&'a str>,
    date: Option<&'a Edtf>,
    language: &'a str,
    publisher: Option<&'a str>,
    byline: &'a [String],
    translator: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<AfterRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<&'a str>,
    encoding: &'a str,
    body: [u32; 2],
    zones: Vec<ZoneRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct ZoneRow {
    kind: &'static str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct AfterRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translator: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
}

#[derive(Serialize)]
struct EntityRow<'a> {
    id: &'a str,
    schema: Schema,
    name: &'a str,
    aliases: &'a [String],
    country: Option<&'a str>,
    countries: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    coordinates: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    radius_km: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Merge]>::is_empty")]
    merges: &'a [Merge],
}

#[derive(Serialize)]
struct MentionRow<'a> {
    document: &'a str,
    entity: &'a str,
    start: u32,
    end: u32,
    form: Form,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}

#[derive(Serialize)]
struct DateRow<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    edtf: &'a Edtf,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureRow<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    value: Number,
    unit: Option<&'a str>,
    of: Option<&'a str>,
    modifier: Modifier,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}

#[derive(Serialize)]
struct StatementRow<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    speaker: Option<&'a str>,
    direct: bool,
    cue: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}

#[derive(Serialize)]
struct EventRow<'a> {
    id: &'a str,
    r#type: EventKind,
    cameo: &'a str,
    plover: Option<Plover>,
    actors: Vec<&'a str>,
    recipients: Vec<&'a str>,
    instruments: Vec<&'a str>,
    place: Option<&'a str>,
    date: Option<&'a Edtf>,
    status: Status,
    evidence: Vec<EvidenceRow<'a>>,
    figures: &'a [u32],
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}

#[derive(Serialize)]
struct EvidenceRow<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    status: Status,
    date: Option<&'a Edtf>,
    said_by: Option<&'a str>,
}

#[derive(Serialize)]
struct OfficeRow<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    person: &'a str,
    country: Option<&'a str>,
    body: Option<&'a str>,
    office: &'a str,
    at: Option<&'a Edtf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}

#[derive(Serialize)]
struct AgreementRow<'a> {
    entity: &'a str,
    parties: Vec<&'a str>,
    signatories: Vec<&'a str>,
    events: Vec<&'a str>,
    status: Status,
    date: Option<&'a Edtf>,
}

#[derive(Serialize)]
struct TransferRow<'a> {
    supplier: Option<&'a str>,
    recipient: Option<&'a str>,
    equipment: Option<&'a str>,
    designation: &'a str,
    description: &'a str,
    ordered: Option<Counted<'a>>,
    order: Option<&'a Edtf>,
    delivery: Option<&'a Edtf>,
    delivered: Option<Counted<'a>>,
    status: Status,
    comments: &'a str,
    events: Vec<&'a str>,
}

#[derive(Serialize)]
struct RivalRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    property: &'a str,
    claims: Vec<ClaimRow<'a>>,
}

#[derive(Serialize)]
struct ClaimRow<'a> {
    value: &'a str,
    document: &'a str,
    start: u32,
    end: u32,
    said_by: Option<&'a str>,
}

fn zone(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Title => "title",
        ZoneKind::RepeatedTitle => "repeated-title",
        ZoneKind::Subtitle => "subtitle",
        ZoneKind::Date => "date",
        ZoneKind::Byline => "byline",
        ZoneKind::Translator => "translator",
        ZoneKind::Dateline => "dateline",
        ZoneKind::Publisher => "publisher",
        ZoneKind::Body => "body",
        ZoneKind::Subheading => "subheading",
        ZoneKind::Caption => "caption",
        ZoneKind::Boilerplate => "boilerplate",
    }
}

fn after(after: &After) -> AfterRow<'_> {
    AfterRow {
        author: after.author.as_deref(),
        translator: after.translator.as_deref(),
        place: after.place.as_deref(),
        publisher: after.publisher.as_deref(),
        kind: after.kind.as_deref(),
        document: after.document.as_deref(),
    }
}

/// Whether spans of a document point into text that no file holds.
fn extracted(id: &str) -> bool {
    let ending = id.rsplit('.').next().unwrap_or("");
    ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
}

impl Json<'_> {
    fn documents(&self) -> impl Iterator<Item = DocumentRow<'_>> {
        self.records.documents.iter().enumerate().map(|(i, d)| {
            let id = DocumentId(i as u32);
            DocumentRow {
                id: &d.id,
                title: d.title.as_deref(),
                date: d.published.as_ref(),
                language: &d.language,
                publisher: d.publisher.as_deref(),
                byline: &d.byline,
                translator: &d.translator,
                place: d.place.as_deref(),
                after: d.after.as_ref().map(after),
                rights: d.rights.as_deref(),
                url: d.url.as_deref(),
                retrieved: d.retrieved.as_deref(),
                encoding: &d.encoding,
                body: self.pair(id, d.body),
                zones: d
                    .zones
                    .iter()
                    .map(|z| {
                        let [start, end] = self.pair(id, z.span);
                        ZoneRow { kind: zone(z.kind), start, end }
                    })
                    .collect(),
                text: extracted(&d.id).then_some(d.text.as_str()),
            }
        })
    }

    fn entity_rows(&self) -> impl Iterator<Item = EntityRow<'_>> {
        self.records.entities.iter().map(|e| EntityRow {
            id: &e.key,
            schema: e.schema,
            name: &e.name,
            aliases: &e.aliases,
            country: e.countries.first().map(String::as_str),
            countries: &e.countries,
            coordinates: e.location.map(|l| [l.longitude, l.latitude]),
            radius_km: e.location.map(|l| l.radius_km),
            description: e.description.as_deref(),
            merges: &e.merges,
        })
    }

    fn mentions(&self) -> impl Iterator<Item = MentionRow<'_>> {
        self.records.mentions.iter().map(|m| {
            let At { document, start, end } = self.at(m.document, m.span);
            MentionRow {
                document,
                entity: self.entity(m.entity),
                start,
                end,
                form: m.form,
                rule: self.rule(&m.rule),
            }
        })
    }

    fn dates(&self) -> impl Iterator<Item = DateRow<'_>> {
        self.records.dates.iter().map(|d| {
            let At { document, start, end } = self.at(d.document, d.span);
            let anchor = d.anchor.as_deref();
            DateRow { document, start, end, edtf: &d.edtf, anchor, rule: self.rule(&d.rule) }
        })
    }

    fn figures(&self) -> impl Iterator<Item = FigureRow<'_>> {
        self.records.figures.iter().map(|f: &Figure| {
            let At { document, start, end } = self.at(f.document, f.span);
            FigureRow {
                document,
                start,
                end,
                value: Number(f.value),
                unit: f.unit.as_deref(),
                of: f.of.as_deref(),
                modifier: f.modifier,
                rule: self.rule(&f.rule),
            }
        })
    }

    fn statements(&self) -> impl Iterator<Item = StatementRow<'_>> {
        self.records.statements.iter().map(|s| {
            let At { document, start, end } = self.at(s.document, s.span);
            StatementRow {
                document,
                start,
                end,
                speaker: s.speaker.map(|e| self.entity(e)),
                direct: s.direct,
                cue: s.cue.map(|c| self.pair(s.document, c)),
                rule: self.rule(&s.rule),
            }
        })
    }

    fn event_rows(&self) -> impl Iterator<Item = EventRow<'_>> {
        self.records.events.iter().map(|e| EventRow {
            id: &e.key,
            r#type: e.kind,
            cameo: &e.cameo,
            plover: e.plover,
            actors: self.entities(&e.actors),
            recipients: self.entities(&e.recipients),
            instruments: self.entities(&e.instruments),
            place: e.place.map(|p| self.entity(p)),
            date: e.date.as_ref(),
            status: e.status,
            evidence: e
                .evidence
                .iter()
                .map(|v| {
                    let At { document, start, end } = self.at(v.document, v.span);
                    let said_by = v.said_by.map(|s| self.entity(s));
                    EvidenceRow { document, start, end, status: v.status, date: v.date.as_ref(), said_by }
                })
                .collect(),
            figures: &e.figures,
            rule: self.rule(&e.rule),
        })
    }

    fn offices(&self) -> impl Iterator<Item = OfficeRow<'_>> {
        self.records.offices.iter().map(|o| {
            let At { document, start, end } = self.at(o.document, o.span);
            OfficeRow {
                document,
                start,
                end,
                person: self.entity(o.person),
                country: o.country.map(|c| self.entity(c)),
                body: o.body.map(|b| self.entity(b)),
                office: &o.office,
                at: o.at.as_ref(),
                rule: self.rule(&o.rule),
            }
        })
    }

    fn agreements(&self) -> impl Iterator<Item = AgreementRow<'_>> {
        self.records.agreements.iter().map(|a| AgreementRow {
            entity: self.entity(a.entity),
            parties: self.entities(&a.parties),
            signatories: self.entities(&a.signatories),
            events: self.events(&a.events),
            status: a.status,
            date: a.date.as_ref(),
        })
    }

    fn transfers(&self) -> impl Iterator<Item = TransferRow<'_>> {
        self.records.transfers.iter().map(|t| TransferRow {
            supplier: t.supplier.map(|e| self.entity(e)),
            recipient: t.recipient.map(|e| self.entity(e)),
            equipment: t.equipment.map(|e| self.entity(e)),
            designation: &t.designation,
            description: &t.description,
            ordered: self.figure(t.ordered),
            order: t.order.as_ref(),
            delivery: t.delivery.as_ref(),
            delivered: self.figure(t.delivered),
            status: t.status,
            comments: &t.comments,
            events: self.events(&t.events),
        })
    }

    fn rivals(&self) -> impl Iterator<Item = RivalRow<'_>> {
        self.records.rivals.iter().map(|r| {
            let (entity, event) = match r.subject {
                Subject::Entity(e) => (Some(self.entity(e)), None),
                Subject::Event(e) => (None, self.events(&[e]).first().copied()),
            };
            let claims = r
                .claims
                .iter()
                .map(|c| {
                    let At { document, start, end } = self.at(c.document, c.span);
                    let said_by = c.said_by.map(|s| self.entity(s));
                    ClaimRow { value: &c.value, document, start, end, said_by }
                })
                .collect();
            RivalRow { entity, event, property: &r.property, claims }
        })
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = self.id {
            map.serialize_entry("id", id)?;
        }
        map.serialize_entry("documents", &List(|| self.documents()))?;
        map.serialize_entry("entities", &List(|| self.entity_rows()))?;
        map.serialize_entry("mentions", &List(|| self.mentions()))?;
        map.serialize_entry("dates", &List(|| self.dates()))?;
        map.serialize_entry("figures", &List(|| self.figures()))?;
        map.serialize_entry("statements", &List(|| self.statements()))?;
        map.serialize_entry("events", &List(|| self.event_rows()))?;
        map.serialize_entry("offices", &List(|| self.offices()))?;
        map.serialize_entry("agreements", &List(|| self.agreements()))?;
        map.serialize_entry("transfers", &List(|| self.transfers()))?;
        map.serialize_entry("rivals", &List(|| self.rivals()))?;
        map.serialize_entry("problems", &problems(&self.records.problems))?;
        if let Some(part) = self.part {
            map.serialize_entry("part", part)?;
        }
        map.end()
    }
}

/// Problems as their list in JSON.
pub fn problems(problems: &[Problem]) -> impl Serialize + '_ {
    List(move || problems)
}
