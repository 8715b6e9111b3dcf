//! The nouns that every later module shares: what was read out of the reports.
//!
//! Offsets inside the program are UTF-8 byte offsets into [`Document::text`]; they become Unicode
//! code points only where records leave it as JSON ([`crate::export::records`]).
//! Each record that says something about the world carries the span that says it and the name of
//! the rule that read it.

use crate::edtf::Edtf;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);
        impl $name {
            /// The position in its list in [`Records`].
            pub fn index(self) -> usize { self.0 as usize }
        }
    };
}
id!(/// Position of a document in [`Records::documents`].
    DocumentId);
id!(/// Position of an entity in [`Records::entities`].
    EntityId);
id!(/// Position of an event in [`Records::events`].
    EventId);
id!(/// Position of a statement in [`Records::statements`].
    StatementId);

/// Name of the rule that made a record, for `entente records --explain`.
pub type Rule = Cow<'static, str>;

/// Half-open range of bytes in a document's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from two offsets.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }
    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
    /// The text it covers; empty where it does not fit (which the packer refuses).
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }
    /// Whether nothing is covered.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
    /// Whether `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// Whether both share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The smallest span around both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Something wrong with an input, shown as `path:line: message`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// The file, relative to the corpus folder.
    pub path: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// What a stretch of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ZoneKind {
    /// The headline that counts.
    Title,
    /// The headline again.
    RepeatedTitle,
    /// A line under or over the headline that belongs to the article.
    Subtitle,
    /// The date of publication.
    Date,
    /// Who wrote it.
    Byline,
    /// Who translated it.
    Translator,
    /// "BELGRADE, Nov. 19 (Agency) –".
    Dateline,
    /// Name of the publisher or section.
    Publisher,
    /// News text.
    Body,
    /// A heading inside the body.
    Subheading,
    /// Under a picture.
    Caption,
    /// Menus, subscription lines, footers: kept, not read as news.
    Boilerplate,
}

/// A stretch of text with its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Its role.
    pub kind: ZoneKind,
    /// Where it is.
    pub span: Span,
}

/// What a digest was written after: the front-matter key `after`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// Author of the original.
    pub author: Option<String>,
    /// Translator of the original.
    pub translator: Option<String>,
    /// Place of its dateline.
    pub place: Option<String>,
    /// Publisher; "not stated" where the original does not say.
    pub publisher: Option<String>,
    /// Kind of publication ("weekly review").
    pub kind: Option<String>,
    /// Identifier of the original document.
    pub document: Option<String>,
}

/// One report: its text and what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Path inside the corpus folder with `/`: its identifier.
    pub id: String,
    /// The decoded text that all spans point into.
    pub text: String,
    /// Headline.
    pub title: Option<String>,
    /// Publication date: day, week (interval), or the narrowest that the text supports with `~`.
    pub published: Option<Edtf>,
    /// BCP 47 language tag, "en" where it is not stated.
    pub language: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Authors.
    pub byline: Vec<String>,
    /// Translators.
    pub translator: Vec<String>,
    /// Dateline place.
    pub place: Option<String>,
    /// The original that this text digests.
    pub after: Option<After>,
    /// Terms of use.
    pub rights: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was fetched, as written.
    pub retrieved: Option<String>,
    /// Encoding of the file ("UTF-8", "windows-1251" …).
    pub encoding: String,
    /// From the first to the last byte of news text.
    pub body: Span,
    /// Roles of the text's parts, in order, not overlapping.
    pub zones: Vec<Zone>,
    /// Sentences of title and body, in order.
    pub sentences: Vec<Span>,
}

/// Kinds of entity, by FollowTheMoney's names and four of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Schema {
    /// A human being.
    Person,
    /// A state, ISO 3166-1.
    Country,
    /// A city, region, base, palace or street.
    Place,
    /// A ministry, army, parliament, agency, court.
    PublicBody,
    /// A firm.
    Company,
    /// Any other organisation: alliance, party, newspaper.
    Organization,
    /// Arms and other materiel, by designation or class.
    Equipment,
    /// A treaty, memorandum, contract, plan, loan.
    Agreement,
    /// A named event, order or holiday.
    Event,
}

/// Where something is on the Earth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// How precise the point is: the place lies within so many kilometres of it.
    pub radius_km: f32,
}

/// Someone or something that reports tell about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Stable readable key, unique in a corpus: `person:aleksandar-vucic`, `country:rs`.
    pub key: String,
    /// Kind.
    pub schema: Schema,
    /// Preferred name.
    pub name: String,
    /// Other spellings found, the preferred one left out.
    pub aliases: Vec<String>,
    /// Countries it belongs to, as the texts say: ISO 3166-1 alpha-2 (`XK` Kosovo), most often told first.
    pub countries: Vec<String>,
    /// Where it is, for countries and places.
    pub location: Option<Location>,
    /// What it is, in the text's words ("multi-role fighter").
    pub description: Option<String>,
    /// Why spellings were taken for one name.
    pub merges: Vec<Merge>,
}

impl Entity {
    /// An entity of which no more than its name is known.
    pub fn named(key: impl Into<String>, schema: Schema, name: impl Into<String>) -> Entity {
        Entity {
            key: key.into(),
            schema,
            name: name.into(),
            aliases: Vec::new(),
            countries: Vec::new(),
            location: None,
            description: None,
            merges: Vec::new(),
        }
    }
}

/// One decision that two names are one entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// The name that was added.
    pub name: String,
    /// Why: rule and evidence, in words.
    pub reason: Rule,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By name.
    Name,
    /// By an adjective of country or people ("Serbian").
    Demonym,
    /// By office ("the defence minister").
    Title,
    /// "he", "they".
    Pronoun,
    /// By description ("the roadmap", "the fighters").
    Nominal,
}

/// A place in a text that refers to an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where.
    pub document: DocumentId,
    /// Which words.
    pub span: Span,
    /// Whom or what.
    pub entity: EntityId,
    /// How.
    pub form: Form,
    /// Read by.
    pub rule: Rule,
}

/// A dated expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRecord {
    /// Where.
    pub document: DocumentId,
    /// Which words.
    pub span: Span,
    /// What it denotes.
    pub edtf: Edtf,
    /// What a relative expression was counted from ("published 2017-01-27"); `None` for explicit ones.
    pub anchor: Option<String>,
    /// Read by.
    pub rule: Rule,
}

/// How exactly a figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    /// As written.
    Exact,
    /// "more than", "over".
    MoreThan,
    /// "less than", "under".
    LessThan,
    /// "about", "nearly".
    About,
    /// A goal, not a state.
    Target,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Where.
    pub document: DocumentId,
    /// Number, unit and what is counted ("39 joint activities"), without "more than".
    pub span: Span,
    /// The number, scaled ("$500 million" is 500000000).
    pub value: f64,
    /// ISO 4217 for money, "%", "year" …; `None` for plain counts.
    pub unit: Option<String>,
    /// What is counted, in the text's words.
    pub of: Option<String>,
    /// How exact.
    pub modifier: Modifier,
    /// Read by.
    pub rule: Rule,
}

/// What somebody said, in their words or the report's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Where.
    pub document: DocumentId,
    /// The words said: inside the quotation marks, or the clause.
    pub span: Span,
    /// Who said it, if the text tells.
    pub speaker: Option<EntityId>,
    /// Whether it stands in quotation marks.
    pub direct: bool,
    /// The word that tells that it was said ("stated").
    pub cue: Option<Span>,
    /// Read by.
    pub rule: Rule,
}

/// Type of an event: the table "Words of the field" in ARCHITECTURE.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EventKind {
    /// Signs, concludes, agrees to do.
    Agree,
    /// Meets, talks, negotiates.
    Consult,
    /// Travels to, is received.
    Visit,
    /// Works together.
    Cooperate,
    /// Joint exercise.
    Exercise,
    /// Supplies, delivers, hands over, sells equipment.
    Transfer,
    /// Gives without a sale.
    Aid,
    /// Backs, praises, thanks.
    Support,
    /// Wants, hopes, offers, invites.
    StatementIntent,
    /// Decorates.
    Award,
    /// Names to an office.
    Appoint,
    /// Declines, rejects, does not join.
    Refuse,
    /// Sanctions, suspends, embargoes.
    Sanction,
    /// Told, but none of these.
    Other,
}

/// PLOVER event category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Plover {
    Agree,
    Consult,
    Support,
    Cooperate,
    Aid,
    Yield,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// How real an event is: said is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Wanted, hoped, offered, invited.
    Wished,
    /// Decided or announced.
    Planned,
    /// Done.
    Occurred,
    /// Told by somebody, confirmed by nobody.
    Unconfirmed,
    /// Said not to be, or not to have happened.
    Denied,
}

/// One place that tells an event, and what this place says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where.
    pub document: DocumentId,
    /// The smallest sentence or clause that says it.
    pub span: Span,
    /// Status as told here.
    pub status: Status,
    /// Date as told here.
    pub date: Option<Edtf>,
    /// On whose word, where the report passes it on.
    pub said_by: Option<EntityId>,
}

/// Something that happened between states, or was planned, wished or denied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Stable key, unique in a corpus, made from its first evidence.
    pub key: String,
    /// Type.
    pub kind: EventKind,
    /// CAMEO code, two to four digits; empty where none fits.
    pub cameo: String,
    /// PLOVER category.
    pub plover: Option<Plover>,
    /// Who did it: people, bodies, countries as the sentence names them.
    pub actors: Vec<EntityId>,
    /// To or with whom.
    pub recipients: Vec<EntityId>,
    /// With what: equipment, agreements, orders.
    pub instruments: Vec<EntityId>,
    /// Where.
    pub place: Option<EntityId>,
    /// When it happened or is to happen.
    pub date: Option<Edtf>,
    /// How real, over all evidence.
    pub status: Status,
    /// Who says so; never empty.
    pub evidence: Vec<Evidence>,
    /// Figures told in its evidence: positions in [`Records::figures`].
    pub figures: Vec<u32>,
    /// Read by.
    pub rule: Rule,
}

impl Event {
    /// Whether it tells that something was, or is to be, ordered, bought or sold, which is not yet that
    /// it was handed over: CAMEO 061, economic cooperation, and the intent to it, 0311.
    pub fn is_trade(&self) -> bool {
        matches!(self.cameo.as_str(), "061" | "0311")
    }
}

/// Who held which office, as a text says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Where.
    pub document: DocumentId,
    /// The words that say so.
    pub span: Span,
    /// Who.
    pub person: EntityId,
    /// Of which country.
    pub country: Option<EntityId>,
    /// In which body, where it is not the government.
    pub body: Option<EntityId>,
    /// The office without its country: "Defence Minister".
    pub office: String,
    /// The time of which the text says so.
    pub at: Option<Edtf>,
    /// Read by.
    pub rule: Rule,
}

/// One agreement in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The agreement.
    pub entity: EntityId,
    /// States or bodies bound by it.
    pub parties: Vec<EntityId>,
    /// People who signed.
    pub signatories: Vec<EntityId>,
    /// Its events, oldest first: status over time.
    pub events: Vec<EventId>,
    /// Furthest status reached.
    pub status: Status,
    /// When it was, or is to be, signed.
    pub date: Option<Edtf>,
}

/// One transfer of arms in the register, in SIPRI's form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    /// Supplier.
    pub supplier: Option<EntityId>,
    /// Recipient.
    pub recipient: Option<EntityId>,
    /// The equipment.
    pub equipment: Option<EntityId>,
    /// Designation ("MiG-29").
    pub designation: String,
    /// Description ("multi-role fighter").
    pub description: String,
    /// Number ordered: position in [`Records::figures`].
    pub ordered: Option<u32>,
    /// Year of order.
    pub order: Option<Edtf>,
    /// Years of delivery.
    pub delivery: Option<Edtf>,
    /// Number delivered: position in [`Records::figures`].
    pub delivered: Option<u32>,
    /// Furthest status reached.
    pub status: Status,
    /// What else is told ("on credit").
    pub comments: String,
    /// Its events.
    pub events: Vec<EventId>,
}

/// One value that a source gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The value as shown.
    pub value: String,
    /// Where.
    pub document: DocumentId,
    /// Which words.
    pub span: Span,
    /// On whose word.
    pub said_by: Option<EntityId>,
}

/// What two values disagree about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// An entity.
    Entity(EntityId),
    /// An event.
    Event(EventId),
}

/// Values of one thing that disagree; no verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rival {
    /// Of what.
    pub subject: Subject,
    /// Which property: "date", "number", "spelling", "kind", "status".
    pub property: String,
    /// Two or more.
    pub claims: Vec<Claim>,
}

/// Everything read out of a folder, linked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Records {
    pub documents: Vec<Document>,
    pub entities: Vec<Entity>,
    pub mentions: Vec<Mention>,
    pub dates: Vec<DateRecord>,
    pub figures: Vec<Figure>,
    pub statements: Vec<Statement>,
    pub events: Vec<Event>,
    pub offices: Vec<Office>,
    pub agreements: Vec<Agreement>,
    pub transfers: Vec<Transfer>,
    pub rivals: Vec<Rival>,
    pub problems: Vec<Problem>,
}
