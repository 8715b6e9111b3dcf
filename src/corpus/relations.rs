//! What stands around a record: sentences, statements, offices, figures, neighbours.

use super::Corpus;
use super::index::parties;
use crate::edtf::{Day, Edtf};
use crate::order::{Ordered, tally};
use crate::record::{
    Agreement, DocumentId, EntityId, EventId, Figure, Office, Rival, Span, Statement, StatementId, Transfer,
};

impl Corpus {
    /// The sentences that a span touches, as one span; its line where no sentence was found.
    pub fn sentence(&self, document: DocumentId, span: Span) -> Span {
        let sentences = self.sentences(document);
        let from = sentences.partition_point(|s| s.end <= span.start);
        let touched = sentences[from..].iter().take_while(|s| s.start < span.end.max(span.start + 1));
        if let Some(sentence) = touched.copied().reduce(Span::join) {
            return sentence.join(span);
        }
        let text = self.text(document);
        if text.is_empty() {
            return span;
        }
        let start = text.get(..span.start as usize).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
        let end = text
            .get(span.end as usize..)
            .and_then(|t| t.find('\n'))
            .map_or(text.len(), |i| i + span.end as usize);
        Span::new(start, end)
    }

    /// A statement.
    pub fn statement(&self, id: StatementId) -> &Statement {
        &self.records().statements[id.index()]
    }

    /// What somebody said, in the order of the documents.
    pub fn statements_by(&self, id: EntityId) -> impl Iterator<Item = (StatementId, &Statement)> {
        self.lists.statements_of[id.index()].iter().map(|&s| (s, self.statement(s)))
    }

    /// Offices that a person holds, or that are held in a country or body; the earliest told first,
    /// those without a date last.
    pub fn offices_of(&self, id: EntityId) -> Vec<&Office> {
        let positions = self.lists.offices_of[id.index()].iter();
        let mut offices: Vec<&Office> = positions.map(|&i| &self.records().offices[i as usize]).collect();
        offices.order_by_key(|o| {
            let day = o.at.as_ref().and_then(first_day);
            (day.is_none(), day, o.document, o.span)
        });
        offices
    }

    /// Transfers in which an entity is supplier, recipient or what is transferred.
    pub fn transfers_of(&self, id: EntityId) -> impl Iterator<Item = &Transfer> {
        self.lists.transfers_of[id.index()].iter().map(|&i| &self.records().transfers[i as usize])
    }

    /// Agreements that an entity is, is party to, or has signed.
    pub fn agreements_of(&self, id: EntityId) -> impl Iterator<Item = &Agreement> {
        self.lists.agreements_of[id.index()].iter().map(|&i| &self.records().agreements[i as usize])
    }

    /// Values of an entity that disagree.
    pub fn rivals_of(&self, id: EntityId) -> impl Iterator<Item = &Rival> {
        self.lists.rivals_of[id.index()].iter().map(|&i| &self.records().rivals[i as usize])
    }

    /// Values of an event that disagree.
    pub fn rivals_of_event(&self, id: EventId) -> impl Iterator<Item = &Rival> {
        self.lists.event_rivals[id.index()].iter().map(|&i| &self.records().rivals[i as usize])
    }

    /// Figures told in an event's evidence.
    pub fn figures_of_event(&self, id: EventId) -> impl Iterator<Item = &Figure> {
        self.event(id).figures.iter().filter_map(|&i| self.records().figures.get(i as usize))
    }

    /// Figures told in the events of an entity, each once, in the order of the documents.
    pub fn figures_of(&self, id: EntityId) -> Vec<&Figure> {
        let events = self.events_of(id).iter();
        let mut positions: Vec<u32> = events.flat_map(|&e| self.event(e).figures.iter().copied()).collect();
        positions.order();
        positions.dedup();
        positions.iter().filter_map(|&i| self.records().figures.get(i as usize)).collect()
    }

    /// The countries that an entity belongs to, as the texts say, most often told first; a country
    /// belongs to itself. Countries that no text of the corpus names are left out.
    pub fn countries_of(&self, id: EntityId) -> &[EntityId] {
        &self.lists.countries_of[id.index()]
    }

    /// The first of [`Corpus::countries_of`].
    pub fn country_of(&self, id: EntityId) -> Option<EntityId> {
        self.countries_of(id).first().copied()
    }

    /// ISO 3166-1 alpha-2 code of a country entity, upper case: from its key, `country:rs`.
    pub fn country_code(&self, id: EntityId) -> Option<String> {
        self.entity(id).key.strip_prefix("country:").map(str::to_ascii_uppercase)
    }

    /// With whom and with what an entity stands in the same events, with the number of these events:
    /// most first, then by name.
    pub fn related(&self, id: EntityId) -> Vec<(EntityId, u32)> {
        let events = self.events_of(id).iter();
        let with = events.flat_map(|&e| parties(self.event(e))).filter(|&p| p != id).map(|p| p.0);
        let mut related: Vec<(EntityId, u32)> =
            tally(with.collect()).into_iter().map(|(id, n)| (EntityId(id), n as u32)).collect();
        related.order_by(|a, b| {
            let name = |id: EntityId| &self.entity(id).name;
            b.1.cmp(&a.1).then_with(|| name(a.0).cmp(name(b.0))).then(a.0.cmp(&b.0))
        });
        related
    }

    /// Documents that mention an entity, with the number of mentions, in the order of documents.
    pub fn documents_of(&self, id: EntityId) -> Vec<(DocumentId, u32)> {
        let mut documents: Vec<(DocumentId, u32)> = Vec::new();
        for naming in self.namings(id) {
            match documents.last_mut() {
                Some(last) if last.0 == naming.document => last.1 += naming.times,
                _ => documents.push((naming.document, naming.times)),
            }
        }
        documents
    }

    /// Events told in a document, by their first evidence there.
    pub fn events_in(&self, id: DocumentId) -> &[EventId] {
        &self.lists.events_in[id.index()]
    }

    /// When an event was reported: the documents that tell it, each once, and their dates.
    pub fn reported(&self, id: EventId) -> Vec<(DocumentId, Option<&Edtf>)> {
        let mut documents: Vec<DocumentId> = self.event(id).evidence.iter().map(|e| e.document).collect();
        documents.order();
        documents.dedup();
        documents.into_iter().map(|d| (d, self.document(d).published.as_ref())).collect()
    }
}

fn first_day(date: &Edtf) -> Option<Day> {
    let (first, last) = date.days();
    first.or(last)
}
