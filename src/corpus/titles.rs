//! Records in a line: the title of an event, the source of a report, the name of a corpus.

use super::Corpus;
use crate::edtf::civil;
use crate::order::Ordered;
use crate::record::{After, DocumentId, EntityId, EventId, EventKind, Status};
use crate::words::Words;
use std::collections::BTreeMap;

/// How many names a title lists before it counts the rest.
const NAMES: usize = 2;

/// What a kind of event is called in a title, and the word before its instruments.
fn noun(kind: EventKind) -> (&'static str, &'static str) {
    match kind {
        EventKind::Agree => ("agreement", "on"),
        EventKind::Consult => ("talks", "about"),
        EventKind::Visit => ("visit", "with"),
        EventKind::Cooperate => ("cooperation", "on"),
        EventKind::Exercise => ("exercise", "with"),
        EventKind::Transfer => ("transfer", "of"),
        EventKind::Aid => ("aid", "with"),
        EventKind::Support => ("support", "with"),
        EventKind::StatementIntent => ("intention", "on"),
        EventKind::Award => ("decoration", "with"),
        EventKind::Appoint => ("appointment", "with"),
        EventKind::Refuse => ("refusal", "of"),
        EventKind::Sanction => ("sanction", "on"),
        EventKind::Other => ("event", "with"),
    }
}

/// Whether both sides do the same, so that no arrow points from one to the other.
pub fn mutual(kind: EventKind) -> bool {
    matches!(kind, EventKind::Agree | EventKind::Consult | EventKind::Cooperate | EventKind::Exercise)
}

/// The word before a kind that says that it was not done; nothing for what was.
fn reservation(status: Status) -> &'static str {
    match status {
        Status::Occurred => "",
        Status::Planned => "planned ",
        Status::Wished => "wished-for ",
        Status::Unconfirmed => "unconfirmed ",
        Status::Denied => "denied ",
    }
}

impl Corpus {
    /// A short readable label of an event, made from its kind, parties, instruments, place and
    /// status: "Belarus → Serbia: transfer of MiG-29", "Ana Li – Boris Petrov: planned talks, Oslo".
    pub fn event_title(&self, id: EventId, words: &Words) -> String {
        let event = self.event(id);
        let (noun, on) = noun(event.kind);
        // CAMEO 043: the actor is the host.
        let noun = if event.kind == EventKind::Visit && event.cameo == "043" { "reception" } else { noun };
        // An intention is wished by its nature.
        let said = event.kind == EventKind::StatementIntent && event.status == Status::Wished;
        let mut what = format!("{}{noun}", if said { "" } else { reservation(event.status) });
        if event.kind == EventKind::Other
            && let Some(evidence) = event.evidence.first()
        {
            what = format!("{}“{}”", reservation(event.status), cut(self.words(evidence)));
        }
        if !event.instruments.is_empty() {
            what = format!("{what} {on} {}", self.names(&event.instruments, words));
        }
        let parties = event.actors.iter().chain(&event.recipients);
        if let Some(place) = event.place.filter(|p| !parties.clone().any(|q| q == p)) {
            what = format!("{what}, {}", words.name(self.entity(place)));
        }
        let arrow = if mutual(event.kind) { " – " } else { " → " };
        // Where each is on both sides, one list says it.
        let to: Vec<EntityId> =
            event.recipients.iter().copied().filter(|r| !event.actors.contains(r)).collect();
        let who = match (event.actors.as_slice(), to.as_slice()) {
            ([], []) => return capital(&what),
            ([one, two], []) if mutual(event.kind) => {
                format!("{}{arrow}{}", self.names(&[*one], words), self.names(&[*two], words))
            }
            (actors, []) => self.names(actors, words),
            ([], to) if mutual(event.kind) => self.names(to, words),
            ([], to) => format!("Unnamed → {}", self.names(to, words)),
            (actors, to) => format!("{}{arrow}{}", self.names(actors, words), self.names(to, words)),
        };
        format!("{who}: {what}")
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
    pub fn source_line(&self, id: DocumentId, _words: &Words) -> String {
        let document = self.document(id);
        let publisher = document.publisher.as_deref();
        match &document.after {
            Some(after) => format!("{}, after {}", publisher.unwrap_or("Digest"), original(after)),
            None => {
                let mut parts: Vec<&str> = publisher.into_iter().collect();
                parts.extend(document.byline.iter().map(String::as_str));
                if parts.is_empty() { "Publisher not stated".to_owned() } else { parts.join(", ") }
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
        let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
        for event in &self.records().events {
            let parties = event.actors.iter().chain(&event.recipients);
            let mut countries: Vec<EntityId> = parties.filter_map(|&p| self.country_of(p)).collect();
            countries.order();
            countries.dedup();
            for country in countries {
                *counts.entry(country).or_default() += 1;
            }
        }
        let mut countries: Vec<(EntityId, usize)> = counts.into_iter().collect();
        countries
            .order_by(|a, b| b.1.cmp(&a.1).then_with(|| self.entity(a.0).name.cmp(&self.entity(b.0).name)));
        let names: Vec<&str> = countries.iter().take(3).map(|c| words.name(self.entity(c.0))).collect();
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
        format!("{} {years}", names.join(", ")).trim().to_owned()
    }
}

/// What is known of the original of a digest, in words.
fn original(after: &After) -> String {
    let who = match (&after.author, &after.translator, &after.kind) {
        (Some(author), Some(translator), _) => format!("{author}, translated by {translator}"),
        (Some(author), None, _) => author.clone(),
        (None, Some(translator), _) => format!("a text translated by {translator}"),
        (None, None, Some(kind)) => format!("a {kind}"),
        (None, None, None) => "a text".to_owned(),
    };
    let who = match &after.place {
        Some(place) if after.author.is_none() => format!("{who} from {place}"),
        _ => who,
    };
    let publisher = after.publisher.as_deref().map(str::trim).unwrap_or("");
    match publisher {
        "" | "not stated" => format!("{who} (publisher not stated)"),
        publisher => format!("{who} ({publisher})"),
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

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
