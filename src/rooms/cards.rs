//! Cards: what is known of one thing, in the order in which one asks about such a thing.

use super::register::{Rung, Step};
use super::{Body, CardSheet, Fact, Item, Line, Piece, Section, Source, Teller, add, first_day, names, text};
use crate::corpus::Naming;
use crate::corpus::titles::mutual;
use crate::decimal;
use crate::order::{Ordered, distinct, grouped};
use crate::record::{DocumentId, EntityId, EventId, EventKind, Evidence, Mention, Schema, Span, StatementId};
use crate::words::{self, key};
use std::cmp::Reverse;

/// How near a place lies to another to be told on its card, in kilometres.
const NEAR_KM: f64 = 30.0;
/// How many names stand in a row.
const MOST_NAMES: usize = 24;

impl Teller<'_> {
    /// The card of an entity.
    pub fn entity_card(&self, id: EntityId) -> CardSheet {
        let corpus = self.corpus;
        let entity = corpus.entity(id);
        let countries: Vec<EntityId> = corpus.countries_of(id).iter().copied().filter(|&c| c != id).collect();
        let mut kicker = vec![text(self.words.schema(entity.schema))];
        if !countries.is_empty() {
            kicker.push(text(" · "));
            kicker.extend(names(&countries));
        }
        let reports = corpus.documents_of(id).len();
        let mut also = self.words.count(key!("reports.count"), reports);
        let shown = self.words.name(entity);
        // The reports' own spelling stands beside what the language makes of it; of countries the language knows better.
        let spellings = std::iter::once(&entity.name).chain(&entity.aliases).map(String::as_str);
        let spellings = spellings.skip(usize::from(entity.schema == Schema::Country));
        let others: Vec<&str> = spellings.filter(|&name| name != shown).collect();
        if !others.is_empty() {
            also = format!("{} · {also}", self.words.fill(key!("card.also"), &[&others.join(", ")]));
        }
        let mut sections = Vec::new();
        let to = &mut sections;
        match entity.schema {
            Schema::Person => {
                self.offices(to, id);
                self.rival_values(to, id);
                self.meetings(to, id);
                self.said(to, id);
                self.agreements_and_transfers(to, id);
            }
            Schema::Country => {
                self.offices(to, id);
                self.supplies(to, id);
                self.agreements_and_transfers(to, id);
                self.rival_values(to, id);
                self.said(to, id);
            }
            Schema::Place => {
                self.met_here(to, id);
                self.rival_values(to, id);
            }
            Schema::Equipment => {
                self.suppliers_and_users(to, id);
                self.agreements_and_transfers(to, id);
                self.rival_values(to, id);
                self.said_of(to, id);
            }
            Schema::Agreement | Schema::Event => {
                self.agreements_and_transfers(to, id);
                self.contains(to, id);
                self.rival_values(to, id);
                self.said_of(to, id);
            }
            Schema::PublicBody | Schema::Organization | Schema::Company => {
                self.offices(to, id);
                self.agreements_and_transfers(to, id);
                self.rival_values(to, id);
                self.said(to, id);
            }
        }
        add(
            to,
            "events",
            self.words.say(key!("room.events")),
            Body::List(self.newest_first(corpus.events_of(id))),
        );
        if !matches!(entity.schema, Schema::Equipment | Schema::Agreement | Schema::Event) {
            self.said_of(to, id);
        }
        if !matches!(entity.schema, Schema::Agreement | Schema::Event) {
            let events = corpus.events_of(id).iter();
            let figures = distinct(events.flat_map(|&e| corpus.event(e).figures.iter().copied()).collect());
            let figures = figures.into_iter().map(Item::Figure).collect();
            add(to, "figures", self.words.say(key!("card.figures")), Body::List(figures));
        }
        self.company(to, id);
        self.spellings(to, id);
        self.named(to, id);
        CardSheet {
            kicker,
            title: self.words.name(entity).to_owned(),
            described: entity.description.clone().unwrap_or_default(),
            also,
            sections,
        }
    }

    /// The card of an event: who, to whom, with what, where, when, and all who tell it.
    pub fn event_card(&self, id: EventId) -> CardSheet {
        let corpus = self.corpus;
        let event = corpus.event(id);
        let mutual = mutual(event.kind);
        let when = event.date.as_ref().map_or_else(|| self.say(key!("date.none")), |d| self.words.date(d));
        let mut terms: Vec<(String, Line)> = vec![(self.say(key!("event.when")), vec![text(when)])];
        let mut people = |name, ids: &[EntityId]| {
            if !ids.is_empty() {
                terms.push((self.say(name), names(ids)));
            }
        };
        people(if mutual { key!("event.between") } else { key!("event.who") }, &event.actors);
        people(if mutual { key!("event.and") } else { key!("event.whom") }, &event.recipients);
        people(key!("event.what"), &event.instruments);
        people(key!("event.where"), event.place.as_slice());
        let mut codes = words::kind_code(event.kind).to_owned();
        if !event.cameo.is_empty() {
            codes = format!("{codes} · CAMEO {}", event.cameo);
        }
        if let Some(plover) = event.plover {
            codes = format!("{codes} · PLOVER {}", format!("{plover:?}").to_ascii_uppercase());
        }
        terms.push((self.say(key!("event.codes")), vec![Piece::Mute(codes)]));
        let mut sections = Vec::new();
        add(&mut sections, "particulars", "", Body::Terms(terms));
        let rivals =
            self.positions(|subject| matches!(subject, crate::record::Subject::Event(e) if *e == id));
        add(&mut sections, "rivals", self.words.say(key!("card.rivals")), Body::Rivals(rivals));
        let told = event.evidence.iter().map(|e| Item::Fact(Box::new(self.evidence_fact(e)))).collect();
        add(&mut sections, "told", self.words.say(key!("event.told")), Body::List(told));
        let figures = event.figures.iter().map(|&f| Item::Figure(f)).collect();
        add(&mut sections, "figures", self.words.say(key!("event.figures")), Body::List(figures));
        let status = format!("{} · {}", self.words.kind(event.kind), self.words.status(event.status));
        CardSheet {
            kicker: vec![Piece::Mark(event.status), text(status)],
            title: corpus.event_title(id, self.words),
            described: String::new(),
            also: String::new(),
            sections,
        }
    }

    /// The card of a figure: what it counts, how exactly, and in which events it stands. `None` where
    /// none stands at these words.
    pub fn figure_card(&self, document: &str, span: Option<Span>) -> Option<CardSheet> {
        let corpus = self.corpus;
        let document = corpus.document_by_id(document)?;
        let here = |f: &crate::record::Figure| f.document == document && Some(f.span) == span;
        let at = corpus.records().figures.iter().position(here)? as u32;
        let figure = &corpus.records().figures[at as usize];
        let mut terms: Vec<(String, Line)> =
            vec![(self.say(key!("figure.value")), vec![text(decimal::shortest(figure.value))])];
        let mut term = |name, value: Option<&str>| {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                terms.push((self.say(name), vec![text(value)]));
            }
        };
        term(key!("figure.unit"), figure.unit.as_deref());
        term(key!("figure.of"), figure.of.as_deref());
        let exactly = self.words.modified(figure.modifier, "…");
        term(key!("figure.exactly"), Some(exactly.as_str()).filter(|e| *e != "…"));
        let mut sections = Vec::new();
        add(&mut sections, "particulars", "", Body::Terms(terms));
        let fact = Fact { title: Line::new(), ..self.figure(at) };
        add(
            &mut sections,
            "told",
            self.words.say(key!("figure.sentence")),
            Body::List(vec![Item::Fact(Box::new(fact))]),
        );
        let events: Vec<EventId> =
            corpus.event_ids().filter(|&e| corpus.event(e).figures.contains(&at)).collect();
        add(
            &mut sections,
            "events",
            self.words.say(key!("room.events")),
            Body::List(self.newest_first(&events)),
        );
        Some(CardSheet {
            kicker: vec![text(self.say(key!("figure.kind")))],
            title: self.figure_words(at),
            described: String::new(),
            also: String::new(),
            sections,
        })
    }

    /// One piece of evidence: what it says of status and date, and on whose word.
    fn evidence_fact(&self, evidence: &Evidence) -> Fact {
        let mut says = vec![Piece::Mark(evidence.status), text(self.words.status(evidence.status))];
        if let Some(date) = &evidence.date {
            says.push(text(format!(", {}", self.words.date(date))));
        }
        if let Some(speaker) = evidence.said_by {
            says.push(text(" · "));
            says.extend(self.on_the_word_of(speaker));
        }
        Fact { class: "evidence-of", source: Some(Source::of(evidence)), says, ..Fact::default() }
    }

    fn newest_first(&self, ids: &[EventId]) -> Vec<Item> {
        let mut ids = ids.to_vec();
        ids.order_by_key(|&id| (Reverse(self.corpus.event(id).date.as_ref().and_then(first_day)), id));
        ids.into_iter().map(Item::Event).collect()
    }

    fn offices(&self, to: &mut Vec<Section>, id: EntityId) {
        let of_person = self.corpus.entity(id).schema == Schema::Person;
        let head = if of_person { key!("card.offices") } else { key!("card.holders") };
        add(to, "offices", self.words.say(head), Body::Tenures(self.tenures(id)));
    }

    fn positions(&self, fits: impl Fn(&crate::record::Subject) -> bool) -> Vec<u32> {
        let all = self.corpus.records().rivals.iter().enumerate();
        all.filter(|(_, r)| fits(&r.subject)).map(|(i, _)| i as u32).collect()
    }

    /// Values of the entity that disagree, and those of its events.
    fn rival_values(&self, to: &mut Vec<Section>, id: EntityId) {
        use crate::record::Subject;
        let events = self.kept(self.corpus.events_of(id));
        let mut own = self.positions(|s| matches!(s, Subject::Entity(e) if *e == id));
        own.extend(self.positions(|s| matches!(s, Subject::Event(e) if events[e.index()])));
        add(to, "rivals", self.words.say(key!("card.rivals")), Body::Rivals(own));
    }

    /// Whom a person met: each with the newest meeting, its sentence, and the way to the others.
    fn meetings(&self, to: &mut Vec<Section>, id: EntityId) {
        let fact = |(other, all): (EntityId, Vec<EventId>)| {
            let mut all = all;
            all.order_by_key(|&e| Reverse(self.corpus.event(e).date.as_ref().and_then(first_day)));
            let (first, others) = all.split_first()?;
            let event = self.event(*first);
            let more =
                others.iter().map(|&e| vec![Piece::Mark(self.corpus.event(e).status), Piece::Title(e)]);
            Some(Item::Fact(Box::new(Fact {
                class: "meeting",
                key: self.corpus.entity(other).key.clone(),
                title: vec![Piece::Name(other)],
                more: more.chain(event.more).collect(),
                ..event
            })))
        };
        add(
            to,
            "met",
            self.words.say(key!("card.met")),
            Body::List(self.met(id).into_iter().filter_map(fact).collect()),
        );
    }

    fn statements_list(&self, all: impl Iterator<Item = StatementId>) -> Body {
        let mut all: Vec<StatementId> = all.collect();
        let day = |s: StatementId| {
            self.corpus.document(self.corpus.statement(s).document).published.as_ref().and_then(first_day)
        };
        all.order_by_key(|&s| (Reverse(day(s)), s));
        Body::List(all.into_iter().map(Item::Statement).collect())
    }

    fn said(&self, to: &mut Vec<Section>, id: EntityId) {
        add(
            to,
            "statements",
            self.words.say(key!("card.said")),
            self.statements_list(self.corpus.statements_by(id).map(|(s, _)| s)),
        );
    }

    fn said_of(&self, to: &mut Vec<Section>, id: EntityId) {
        add(
            to,
            "said-of",
            self.words.say(key!("card.said-of")),
            self.statements_list(self.statements_about(id).into_iter()),
        );
    }

    fn agreements_and_transfers(&self, to: &mut Vec<Section>, id: EntityId) {
        let corpus = self.corpus;
        if corpus.entity(id).schema != Schema::Country {
            let events: Vec<EventId> =
                corpus.transfers_of(id).flat_map(|t| t.events.iter().copied()).collect();
            let entries = self.ladder(&events).into_iter().map(|step| Item::Step(Box::new(step)));
            add(to, "transfers", self.words.say(key!("register.transfers")), Body::List(entries.collect()));
        }
        let agreements: Vec<_> = corpus.agreements_of(id).collect();
        if agreements.iter().any(|a| a.entity == id) {
            self.paper(to, id);
            return;
        }
        let events: Vec<EventId> = agreements.iter().flat_map(|a| a.events.iter().copied()).collect();
        let own: Vec<EntityId> = agreements.iter().map(|a| a.entity).collect();
        let papers = &corpus.records().agreements;
        let is_own =
            |step: &Step| step.agreement().is_some_and(|at| own.contains(&papers[at as usize].entity));
        let entries = self.ladder(&events).into_iter().filter(is_own);
        let entries = entries.map(|step| Item::Step(Box::new(step))).collect();
        add(to, "agreements", self.words.say(key!("register.agreements")), Body::List(entries));
    }

    /// An entry of the ladder with its rung in words.
    pub fn rung_fact(&self, entry: super::register::Entry) -> Fact {
        let mut kicker = vec![Piece::Mark(entry.rung.status()), text(self.say(entry.rung.name()))];
        if !entry.fact.kicker.is_empty() {
            kicker.push(text(" · "));
            kicker.extend(entry.fact.kicker);
        }
        Fact { kicker, ..entry.fact }
    }

    /// An agreement: parties, signatories, and its status over time.
    fn paper(&self, to: &mut Vec<Section>, id: EntityId) {
        for agreement in self.corpus.agreements_of(id).filter(|a| a.entity == id) {
            let mut terms: Vec<(String, Line)> = Vec::new();
            let rung = self.words.say(Rung::of(agreement.status, Rung::Signed).name());
            let date =
                agreement.date.as_ref().map(|d| format!(", {}", self.words.date(d))).unwrap_or_default();
            terms.push((
                self.say(key!("paper.status")),
                vec![Piece::Mark(agreement.status), text(format!("{rung}{date}"))],
            ));
            if !agreement.parties.is_empty() {
                terms.push((self.say(key!("paper.parties")), names(&agreement.parties)));
            }
            if !agreement.signatories.is_empty() {
                terms.push((self.say(key!("paper.signed")), names(&agreement.signatories)));
            }
            add(to, "particulars", "", Body::Terms(terms));
            let told = agreement.events.iter().flat_map(|&e| &self.corpus.event(e).evidence);
            let told = told.map(|e| Item::Fact(Box::new(self.evidence_fact(e)))).collect();
            add(to, "told", self.words.say(key!("paper.told")), Body::List(told));
        }
    }

    /// What a paper contains: the figures of its events, and the other sentences that name it.
    fn contains(&self, to: &mut Vec<Section>, id: EntityId) {
        let corpus = self.corpus;
        let events = corpus.events_of(id);
        let figures =
            distinct(events.iter().flat_map(|&e| corpus.event(e).figures.iter().copied()).collect());
        add(
            to,
            "figures",
            self.words.say(key!("paper.figures")),
            Body::List(figures.into_iter().map(Item::Figure).collect()),
        );
        let evidence: Vec<&Evidence> = events.iter().flat_map(|&e| &corpus.event(e).evidence).collect();
        let mut before: Option<(DocumentId, Span)> = None;
        let other =
            |m: &&&Mention| !evidence.iter().any(|e| e.document == m.document && e.span.overlaps(m.span));
        let mut sentences = Vec::new();
        for mention in corpus.mentions_of(id).iter().filter(other) {
            let here = (mention.document, corpus.sentence(mention.document, mention.span));
            if before != Some(here) {
                sentences.push(self.mention_fact(mention.document, mention.span, 1));
            }
            before = Some(here);
        }
        add(to, "named-in", self.words.say(key!("paper.besides")), Body::List(sentences));
    }

    /// From and to whom a country transfers, each time with what: by its events, and by the register
    /// where a side is known from elsewhere.
    fn supplies(&self, to: &mut Vec<Section>, id: EntityId) {
        let corpus = self.corpus;
        let sides = |out| if out { key!("card.supplies") } else { key!("card.receives") };
        for (name, out) in [("supplies", true), ("receives", false)] {
            let mut told: Vec<(EventId, EntityId)> = Vec::new();
            for (partner, events) in self.index.partners(id, out) {
                told.extend(
                    events.filter(|&e| corpus.event(e).kind == EventKind::Transfer).map(|e| (e, partner)),
                );
            }
            let mut entries = grouped(told);
            let mut listed = self.kept(&[]);
            entries.iter().for_each(|(e, _)| listed[e.index()] = true);
            for transfer in corpus.transfers_of(id) {
                let (mine, partner) = match out {
                    true => (transfer.supplier, transfer.recipient),
                    false => (transfer.recipient, transfer.supplier),
                };
                if let Some(&event) = transfer.events.first().filter(|_| mine == Some(id))
                    && !transfer.events.iter().any(|e| listed[e.index()])
                {
                    listed[event.index()] = true;
                    entries.push((event, partner.into_iter().collect()));
                }
            }
            entries.order_by_key(|(e, _)| (Reverse(corpus.event(*e).date.as_ref().and_then(first_day)), *e));
            let fact = |(event, partners): (EventId, Vec<EntityId>)| {
                let of = corpus.event(event);
                let mut kicker = vec![
                    Piece::Mark(of.status),
                    text(self.say(Rung::of(of.status, self.done(&[event])).name())),
                ];
                if !of.instruments.is_empty() {
                    kicker.push(text(" · "));
                    kicker.extend(names(&of.instruments));
                }
                let nobody = if out { key!("card.recipient.none") } else { key!("card.supplier.none") };
                let title =
                    if partners.is_empty() { vec![Piece::Mute(self.say(nobody))] } else { names(&partners) };
                Item::Fact(Box::new(Fact {
                    class: "entry",
                    key: of.key.clone(),
                    kicker,
                    when: of.date.as_ref().map(|d| self.words.short_date(d)).unwrap_or_default(),
                    title,
                    source: of.evidence.first().map(Source::of),
                    ..Fact::default()
                }))
            };
            let facts = entries.into_iter().map(fact).collect();
            add(to, name, self.words.say(sides(out)), Body::List(facts));
        }
    }

    /// Who supplies a thing, and who has or is to have it.
    fn suppliers_and_users(&self, to: &mut Vec<Section>, id: EntityId) {
        let (mut from, mut into) = (Vec::new(), Vec::new());
        for transfer in self.corpus.transfers_of(id) {
            from.extend(transfer.supplier);
            into.extend(transfer.recipient);
        }
        let mut terms: Vec<(String, Line)> = Vec::new();
        for (name, ids) in [(key!("card.suppliers"), from), (key!("card.operators"), into)] {
            if !ids.is_empty() {
                terms.push((self.say(name), names(&distinct(ids))));
            }
        }
        add(to, "particulars", "", Body::Terms(terms));
    }

    /// Who met whom at a place, or near it.
    fn met_here(&self, to: &mut Vec<Section>, id: EntityId) {
        let corpus = self.corpus;
        let mut events = corpus.events_of(id).to_vec();
        if let Some(here) = corpus.entity(id).location {
            for other in corpus.entity_ids().filter(|&e| corpus.entity(e).schema == Schema::Place) {
                let Some(there) = corpus.entity(other).location else { continue };
                if kilometres((here.longitude, here.latitude), (there.longitude, there.latitude)) <= NEAR_KM {
                    events.extend(
                        corpus.events_of(other).iter().filter(|&&e| corpus.event(e).place == Some(other)),
                    );
                }
            }
        }
        let meets = |&id: &EventId| matches!(corpus.event(id).kind, EventKind::Consult | EventKind::Visit);
        let meetings: Vec<EventId> = distinct(events).into_iter().filter(meets).collect();
        add(to, "met", self.words.say(key!("card.met-here")), Body::List(self.newest_first(&meetings)));
    }

    /// With whom and what it stands in the same events.
    fn company(&self, to: &mut Vec<Section>, id: EntityId) {
        let related = self.corpus.related(id);
        let of = |wanted: &[Schema]| -> Vec<(EntityId, u32)> {
            let fits =
                related.iter().copied().filter(|(e, _)| wanted.contains(&self.corpus.entity(*e).schema));
            fits.take(MOST_NAMES).collect()
        };
        let partners = if self.corpus.entity(id).schema == Schema::Country {
            key!("card.partners")
        } else {
            key!("card.countries")
        };
        let add = |to: &mut Vec<Section>, name, head, body| add(to, name, self.words.say(head), body);
        add(to, "company", partners, Body::Names(of(&[Schema::Country])));
        add(to, "company", key!("card.people"), Body::Names(of(&[Schema::Person])));
        let bodies = [Schema::PublicBody, Schema::Organization, Schema::Company];
        add(to, "company", key!("card.bodies"), Body::Names(of(&bodies)));
        let things = [Schema::Equipment, Schema::Agreement, Schema::Event];
        add(to, "company", key!("card.things"), Body::Names(of(&things)));
        add(to, "company", key!("card.places"), Body::Names(of(&[Schema::Place])));
    }

    /// Spellings, most frequent first, each with the way to where it occurs, and the reasons of merges.
    fn spellings(&self, to: &mut Vec<Section>, id: EntityId) {
        let corpus = self.corpus;
        let names = corpus.namings(id).into_iter().filter(|n| n.is_name);
        let mut found = grouped(names.map(|n| (n.words, n)).collect());
        let times = |all: &[Naming]| all.iter().map(|n| n.times).sum::<u32>();
        found.order_by_key(|(name, all)| (Reverse(times(all)), *name));
        let spelling = |(name, all): (&str, Vec<Naming>)| {
            let way = |n: &Naming| {
                let when = self.reported(n.document);
                let label = if when.is_empty() { self.say(key!("card.undated")) } else { when };
                vec![Piece::Words(Source { document: n.document, span: n.first }, label)]
            };
            Item::Fact(Box::new(Fact {
                class: "spelling",
                title: vec![text(name), Piece::Mute(format!(" {}", times(&all)))],
                more: all.iter().map(way).collect(),
                ..Fact::default()
            }))
        };
        add(
            to,
            "spellings",
            self.words.say(key!("card.spellings")),
            Body::List(found.into_iter().map(spelling).collect()),
        );
        let merges = &corpus.entity(id).merges;
        let reasons: Vec<Line> = merges
            .iter()
            .map(|m| vec![text(format!("{}: ", m.name)), Piece::Mute(m.reason.to_string())])
            .collect();
        add(to, "merges", "", Body::Folded(self.say(key!("card.merges")), reasons));
    }

    fn mention_fact(&self, document: DocumentId, span: Span, times: u32) -> Item {
        let says = if times > 1 {
            vec![Piece::Mute(self.words.count(key!("card.times"), times as usize))]
        } else {
            Line::new()
        };
        let source = Some(Source { document, span });
        Item::Fact(Box::new(Fact { class: "mention-of", source, says, ..Fact::default() }))
    }

    /// Reports that name it, each with the first sentence that does.
    fn named(&self, to: &mut Vec<Section>, id: EntityId) {
        let mut firsts: Vec<Naming> = Vec::new();
        for naming in self.corpus.namings(id) {
            match firsts.last_mut() {
                Some(first) if first.document == naming.document => first.times += naming.times,
                _ => firsts.push(naming),
            }
        }
        let named = firsts.into_iter().map(|n| self.mention_fact(n.document, n.first, n.times)).collect();
        add(to, "named-in", self.words.say(key!("card.named")), Body::List(named));
    }
}

/// Kilometres between two places on a sphere (haversine), degrees in.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = ((b.0 - a.0).to_radians() / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let h = dy.sin().powi(2) + a.1.to_radians().cos() * b.1.to_radians().cos() * dx.sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}
