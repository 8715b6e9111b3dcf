//! Records in a line: the title of an event, the source of a report, the name of a corpus.

use super::Corpus;
use crate::edtf::civil;
use crate::letters::{capital, forms, mark};
use crate::order::{Ordered, index, tally, tidy};
use crate::record::{After, DocumentId, EntityId, EventId, EventKind, Records, Schema, Status};
use crate::words::{Key, STATUSES, Words, key};

/// How many names a title lists before it counts the rest.
const NAMES: usize = 2;

/// Lines for events of a CAMEO code and those below it, where the kind's own line would say less.
const DEEDS: [(EventKind, &str, Key); 13] = [
    (EventKind::Agree, "057", key!("deed.AGREE.057")),
    (EventKind::Consult, "041", key!("deed.CONSULT.041")),
    (EventKind::Consult, "046", key!("deed.CONSULT.046")),
    (EventKind::Visit, "043", key!("deed.VISIT.043")),
    (EventKind::Aid, "072", key!("deed.AID.072")),
    (EventKind::Aid, "0332", key!("deed.AID.072")),
    (EventKind::Support, "051", key!("deed.SUPPORT.051")),
    (EventKind::StatementIntent, "02", key!("deed.STATEMENT_INTENT.02")),
    (EventKind::StatementIntent, "030", key!("deed.STATEMENT_INTENT.030")),
    (EventKind::StatementIntent, "031", key!("deed.STATEMENT_INTENT.030")),
    (EventKind::StatementIntent, "036", key!("deed.STATEMENT_INTENT.036")),
    (EventKind::Sanction, "163", key!("deed.SANCTION.17")),
    (EventKind::Sanction, "17", key!("deed.SANCTION.17")),
];

/// Whether both sides do the same, so that no arrow points from one to the other.
pub fn mutual(kind: EventKind) -> bool {
    matches!(kind, EventKind::Agree | EventKind::Consult | EventKind::Cooperate | EventKind::Exercise)
}

impl Corpus {
    /// An event in a line, made from its kind, CAMEO code, parties, instruments, place and status, by
    /// the patterns of the language: "Belarus to Serbia: MiG-29 (transfer)", "Li and Petrov: planned
    /// talks, Oslo". People are called by their surname where the reports do so and no one else has it.
    pub fn event_title(&self, id: EventId, words: &Words) -> String {
        let event = self.event(id);
        let of = |ids: &[EntityId]| {
            let names = self.short_names(ids, words);
            (words.list(&names, NAMES), names.len())
        };
        // Where each is on both sides, one list says it.
        let to: Vec<EntityId> =
            event.recipients.iter().copied().filter(|r| !event.actors.contains(r)).collect();
        let all: Vec<EntityId> = event.actors.iter().chain(&to).copied().collect();
        let (papers, things): (Vec<EntityId>, Vec<EntityId>) =
            event.instruments.iter().partition(|&&i| self.entity(i).schema == Schema::Agreement);
        let happened = event.status == Status::Occurred;
        // An intention is wished by its nature.
        let said = event.kind == EventKind::StatementIntent && event.status == Status::Wished;
        let status = match STATUSES.iter().position(|&s| s == event.status) {
            Some(at) if !happened && !said => words.member(key!("title.status"), at),
            _ => "",
        };
        let quoted = match (event.kind, event.evidence.first()) {
            (EventKind::Other, Some(evidence)) => {
                words.fill(key!("title.quote"), &[&cut(self.words(evidence))])
            }
            _ => String::new(),
        };
        let (actors, mut recipients) = (of(&event.actors), of(&to).0);
        let mut pattern = deed(event.kind, &event.cameo);
        if event.kind == EventKind::Appoint
            && let Some(office) = self.appointed(event)
        {
            (recipients, pattern) = (office, key!("deed.APPOINT.office"));
        }
        // "Li receives", "Li and Petrov receive".
        let ending = words.member(key!("title.ending"), usize::from(actors.1 > 1));
        let (all, things, papers) = (of(&all).0, of(&things).0, of(&papers).0);
        let parts = [&actors.0, &recipients, &things, &papers, status, &all, "", &quoted];
        let mut parts = parts.map(|text| Some(text).filter(|t| !t.is_empty()));
        parts[6] = Some(ending);
        let mut line = words.line(pattern, usize::from(!happened), &parts);
        let parties = event.actors.iter().chain(&event.recipients);
        if let Some(place) = event.place.filter(|p| !parties.clone().any(|q| q == p)) {
            line = words.fill(key!("title.place"), &[&line, words.name(self.entity(place))]);
        }
        capital(&line)
    }

    /// The office that somebody was appointed to, of which the event knows the country only.
    fn appointed(&self, event: &crate::record::Event) -> Option<String> {
        let ([person], [country]) = (event.actors.as_slice(), event.recipients.as_slice()) else {
            return None;
        };
        let own = self.lists.offices_of[person.index()].iter();
        let mut offices = own.map(|&at| &self.records().offices[at as usize]).filter(|o| {
            let beside = event.evidence.iter().any(|e| e.document == o.document && e.span.overlaps(o.span));
            beside && o.person == *person && o.country == Some(*country)
        });
        offices.next().map(|o| o.office.clone())
    }

    /// What parties are called in a title, each once. A place whose country stands beside it is told
    /// by the country ("Moscow and Russia"), a country by the person beside it who acts for it ("Li and
    /// China").
    fn short_names<'a>(&'a self, ids: &[EntityId], words: &'a Words) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for &id in ids {
            let entity = self.entity(id);
            let country = self.country_of(id).filter(|&c| c != id);
            if entity.schema == Schema::Place && country.is_some_and(|c| ids.contains(&c)) {
                continue;
            }
            let acts = |p: EntityId| {
                p != id && self.entity(p).schema == Schema::Person && self.country_of(p) == Some(id)
            };
            if entity.schema == Schema::Country && ids.iter().any(|&p| acts(p)) {
                continue;
            }
            let name = match &self.lists.surnames[id.index()] {
                Some(surname) if words.name(entity) == entity.name => surname,
                _ => words.name(entity),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Names of entities as a list in words: "A", "A and B", "A, B and 3 more".
    pub fn names(&self, ids: &[EntityId], words: &Words) -> String {
        let mut names: Vec<&str> = Vec::new();
        for &id in ids {
            let name = words.name(self.entity(id));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        words.list(&names, NAMES)
    }

    /// Where a report comes from. A digest is shown as what it is, with the original that it was
    /// written after: "Entente digest, after Ana Li (publisher not stated)".
    pub fn source_line(&self, id: DocumentId, words: &Words) -> String {
        let document = self.document(id);
        let publisher = document.publisher.as_deref();
        match &document.after {
            Some(after) => {
                let publisher = publisher.unwrap_or(words.say(key!("source.digest")));
                words.fill(key!("source.after"), &[publisher, &original(after, words)])
            }
            None => {
                let mut parts: Vec<&str> = publisher.into_iter().collect();
                parts.extend(document.byline.iter().map(String::as_str));
                if parts.is_empty() {
                    words.say(key!("source.none")).to_owned()
                } else {
                    parts.join(words.say(key!("list.comma")))
                }
            }
        }
    }

    /// The headline of a report; its file name where it has none.
    pub fn document_title(&self, id: DocumentId) -> &str {
        let document = self.document(id);
        let file = document.id.rsplit('/').next().unwrap_or(&document.id);
        document.title.as_deref().filter(|t| !t.trim().is_empty()).unwrap_or(file)
    }

    /// A name for the corpus, from what it tells: the countries with most events and the years of
    /// its reports, "Serbia, Belarus, Russia 2013–2024". Empty where nothing was read.
    pub fn title(&self, words: &Words) -> String {
        let (countries, years) = self.about.0.get_or_init(|| self.most_told());
        let names: Vec<&str> = countries.iter().map(|&id| words.name(self.entity(id))).collect();
        format!("{} {years}", names.join(", ")).trim().to_owned()
    }

    /// The three countries with most events, and the years of the reports.
    fn most_told(&self) -> (Vec<EntityId>, String) {
        let mut all: Vec<u32> = Vec::new();
        for event in &self.records().events {
            let parties = event.actors.iter().chain(&event.recipients);
            let mut countries: Vec<u32> =
                parties.filter_map(|&p| self.country_of(p)).map(|id| id.0).collect();
            tidy(&mut countries);
            all.extend(countries);
        }
        let mut countries: Vec<(EntityId, usize)> =
            tally(all).into_iter().map(|(id, n)| (EntityId(id), n)).collect();
        countries
            .order_by(|a, b| b.1.cmp(&a.1).then_with(|| self.entity(a.0).name.cmp(&self.entity(b.0).name)));
        let dates = self.records().documents.iter().filter_map(|d| d.published.as_ref());
        let days = dates.flat_map(|d| {
            let (a, b) = d.days();
            [a, b].into_iter().flatten()
        });
        let years = days.map(|d| civil(d).0).fold(None, |range: Option<(i32, i32)>, year| {
            Some(range.map_or((year, year), |(a, b)| (a.min(year), b.max(year))))
        });
        let years = match years {
            Some((a, b)) if a == b => a.to_string(),
            Some((a, b)) => format!("{a}–{b}"),
            None => String::new(),
        };
        (countries.into_iter().take(3).map(|c| c.0).collect(), years)
    }
}

/// The line for a kind and code: of those of the kind, that of the longest code.
fn deed(kind: EventKind, cameo: &str) -> Key {
    let fit = DEEDS.iter().filter(|(k, code, _)| *k == kind && cameo.starts_with(code));
    fit.max_by_key(|(_, code, _)| code.len())
        .map_or(key!("deed.AGREE").after(kind as usize), |(.., key)| *key)
}

/// By entity: the surname that reports call a person by, where no other person has that word in a
/// name. A surname is a spelling of one word that is part of the person's name, the last such part.
pub(super) fn surnames(records: &Records) -> Vec<Option<String>> {
    let plain = |word: &str| -> String {
        let word: String = word.chars().filter(|&c| c.is_alphanumeric() || mark(c)).collect();
        forms(&word).into_iter().next().unwrap_or_default()
    };
    let people = || records.entities.iter().enumerate().filter(|(_, e)| e.schema == Schema::Person);
    // Words of names with whose they are; of a word that one person has, all stand together.
    let mut owned: Vec<(String, usize)> = Vec::new();
    for (i, person) in people() {
        let names = std::iter::once(&person.name).chain(&person.aliases);
        owned.extend(names.flat_map(|n| n.split_whitespace()).map(|word| (plain(word), i)));
    }
    let keys: Vec<&str> = owned.iter().map(|o| o.0.as_str()).collect();
    let index = index(&keys);
    let owner = |word: &str| {
        let from = index.partition_point(|&at| keys[at as usize] < word);
        let mut all = index[from..].iter().map(|&at| at as usize).take_while(|&at| keys[at] == word);
        let first = owned[all.next()?].1;
        all.all(|at| owned[at].1 == first).then_some(first)
    };
    let mut surnames = vec![None; records.entities.len()];
    for (i, person) in people() {
        let alone = |word: &&str| {
            let used = person.aliases.iter().any(|a| a == word);
            used && *word != person.name && owner(&plain(word)) == Some(i)
        };
        surnames[i] = person.name.split_whitespace().rev().find(alone).map(str::to_owned);
    }
    surnames
}

/// What is known of the original of a digest, in words.
fn original(after: &After, words: &Words) -> String {
    let who = match (&after.author, &after.translator, &after.kind) {
        (Some(author), Some(translator), _) => words.fill(key!("original.translated"), &[author, translator]),
        (Some(author), None, _) => author.clone(),
        (None, Some(translator), _) => words.fill(key!("original.by-translator"), &[translator]),
        (None, None, Some(kind)) => words.fill(key!("original.kind"), &[kind]),
        (None, None, None) => words.say(key!("original.text")).to_owned(),
    };
    let who = match &after.place {
        Some(place) if after.author.is_none() => words.fill(key!("original.from"), &[&who, place]),
        _ => who,
    };
    let publisher = after.publisher.as_deref().map(str::trim).unwrap_or("");
    match publisher {
        "" | "not stated" => words.fill(key!("original.publisher.none"), &[&who]),
        publisher => words.fill(key!("original.publisher"), &[&who, publisher]),
    }
}

/// The first words of a text, up to sixty characters.
fn cut(text: &str) -> String {
    const MOST: usize = 60;
    let mut short = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > MOST && !short.is_empty() {
            return short.trim_end_matches([',', ';', ':', ' ', '–', '.']).to_owned() + " …";
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.extend(word.chars().take(MOST));
    }
    short
}
