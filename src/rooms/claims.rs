//! Who said what, and which of it a selection leaves.

use super::{Body, Fact, Item, Line, Piece, Section, Source, Teller, text};
use crate::corpus::Corpus;
use crate::edtf::{Day, Edtf};
use crate::order::{Lists, Ordered, by_number};
use crate::query::syntax::{self, Ask, Clause, Field};
use crate::query::{Facet, Selection, fold};
use crate::record::{DocumentId, EntityId, EventId, Schema, Statement, StatementId, Subject};
use crate::words::{self, key};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What each statement tells, and when; made once of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topics {
    /// By statement: events told in the same words.
    events: Lists<EventId>,
    /// By report: the last day on which it may have been published.
    days: Vec<Option<Day>>,
    /// Every statement, newest report first.
    newest: Vec<StatementId>,
}

/// Statements under what they have in common, the largest group first; what has nothing of the kind stands last.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    name: &'static str,
    of: Vec<(Option<EntityId>, Vec<StatementId>)>,
}

impl Groups {
    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }
}

/// Values of a facet as they are compared.
struct Chosen<'a> {
    facet: Facet,
    /// Entities or reports, by number.
    ids: Vec<u32>,
    /// Kinds, statuses, years.
    texts: Vec<&'a str>,
}

impl<'a> Chosen<'a> {
    fn new(corpus: &Corpus, facet: Facet, values: &'a BTreeSet<String>) -> Chosen<'a> {
        let (mut ids, mut texts) = (Vec::new(), Vec::new());
        match facet {
            Facet::Kind | Facet::Status | Facet::Year => texts.extend(values.iter().map(String::as_str)),
            Facet::Source => {
                let told = corpus.document_ids().filter(|&id| values.contains(&corpus.document(id).id));
                ids.extend(told.map(|id| id.0));
            }
            _ => ids.extend(values.iter().filter_map(|key| corpus.entity_by_key(key)).map(|id| id.0)),
        }
        Chosen { facet, ids, texts }
    }
}

/// The last day on which a report may have been published.
fn reported(corpus: &Corpus, id: DocumentId) -> Option<Day> {
    let (first, last) = corpus.document(id).published.as_ref()?.days();
    last.or(first)
}

impl Teller<'_> {
    /// Reads what each statement is about.
    pub fn topics(&self) -> Topics {
        let corpus = self.corpus;
        let mut evidence: Vec<Vec<(u32, u32, EventId)>> = vec![Vec::new(); corpus.records().documents.len()];
        for id in corpus.event_ids() {
            for e in &corpus.event(id).evidence {
                evidence[e.document.index()].push((e.span.start, e.span.end, id));
            }
        }
        for list in &mut evidence {
            list.order();
        }
        let mut topics = Topics::default();
        for statement in &corpus.records().statements {
            let span = statement.span;
            let told = evidence[statement.document.index()].iter().take_while(|e| e.0 < span.end);
            let told = told.filter(|e| e.1 > span.start).map(|e| e.2).collect();
            topics.events.push(crate::order::distinct::<EventId>(told));
        }
        topics.days = corpus.document_ids().map(|id| reported(corpus, id)).collect();
        topics.newest = (0..topics.events.len() as u32).map(StatementId).collect();
        let day = |id: StatementId| topics.days[corpus.statement(id).document.index()];
        topics.newest.order_by_key(|&id| (Reverse(day(id)), id));
        topics
    }

    /// Statements that a selection leaves, newest report first.
    ///
    /// Names and countries fit a statement whose speaker or words they are; kinds, statuses and years
    /// fit by the events that it tells, years by its report as well; a range is about the report.
    pub fn statements(&self, topics: &Topics, selection: &Selection) -> Vec<StatementId> {
        let corpus = self.corpus;
        let asked = syntax::parse(&selection.words);
        let asked: Vec<(&Clause, Vec<fold::Word>)> =
            asked.iter().map(|c| (c, fold::words(c.value))).collect();
        // Sentences are read only where their report, or the speaker, has all words.
        let words = asked.iter().filter(|(c, _)| matches!(c.ask, Ask::Word | Ask::Phrase) && !c.not);
        let held: Vec<_> =
            words.flat_map(|(_, words)| words).map(|word| self.index.holders(corpus, &word.forms)).collect();
        let may = |s: &Statement| {
            held.iter().all(|(reports, names)| {
                reports[s.document.index()] || s.speaker.is_some_and(|speaker| names[speaker.index()])
            })
        };
        let chosen: Vec<Chosen> =
            selection.facets.iter().map(|(&f, values)| Chosen::new(corpus, f, values)).collect();
        let pair = selection.pair.as_ref().map(|(a, b)| [corpus.entity_by_key(a), corpus.entity_by_key(b)]);
        let fits = |at: usize, statement: &Statement| {
            let events = || topics.events.of(at).iter().map(|&e| corpus.event(e));
            let named = || corpus.named_in(StatementId(at as u32)).chain(statement.speaker);
            let countries = || named().filter_map(|e| corpus.country_of(e));
            let facets = chosen.iter().all(|Chosen { facet, ids, texts }| match facet {
                Facet::Country => countries().any(|c| ids.contains(&c.0)),
                Facet::Kind => events().any(|e| texts.iter().any(|&t| t == words::kind_code(e.kind))),
                Facet::Status => events().any(|e| texts.iter().any(|&t| t == words::status_code(e.status))),
                Facet::Source => ids.contains(&statement.document.0),
                Facet::Year => {
                    let dates = events().filter_map(|e| e.date.as_ref());
                    let year = |y: i32| texts.iter().any(|t| *t == format!("{y:04}"));
                    dates
                        .chain(&corpus.document(statement.document).published)
                        .any(|d| crate::query::years(d).any(year))
                }
                _ => named().any(|e| ids.contains(&e.0)),
            });
            let pair = pair.is_none_or(|ends| {
                ends.into_iter().all(|end| end.is_some_and(|end| countries().any(|c| c == end)))
            });
            let range = selection.range.is_none_or(|(from, to)| {
                topics.days[statement.document.index()].is_some_and(|day| (from..=to).contains(&day))
            });
            facets
                && pair
                && range
                && asked.iter().all(|(c, words)| self.meets(topics, at, c, words) != c.not)
        };
        let left = |id: &StatementId| {
            let statement = corpus.statement(*id);
            may(statement) && fits(id.index(), statement)
        };
        topics.newest.iter().copied().filter(left).collect()
    }

    /// Whether a statement has what a part of a search asks for, `not` left aside: words stand in its
    /// sentence or its speaker's name, names among its speaker and what it names.
    fn meets(&self, topics: &Topics, at: usize, clause: &Clause<'_>, asked: &[fold::Word]) -> bool {
        let corpus = self.corpus;
        let statement = &corpus.records().statements[at];
        let document = corpus.document(statement.document);
        let named = || corpus.named_in(StatementId(at as u32)).chain(statement.speaker);
        let holds = |text: &str| asked.iter().all(|a| fold::begins(text, &a.forms));
        let any = |schemas: &[Schema]| {
            named().any(|e| schemas.contains(&corpus.entity(e).schema) && holds(&corpus.entity(e).name))
        };
        let date = || Edtf::parse(clause.value).ok().map(|date| date.days());
        let reported = || document.published.as_ref().map(|d| d.days());
        match clause.ask {
            Ask::Word | Ask::Phrase => {
                let around = corpus.sentence(statement.document, statement.span);
                let speaker = statement.speaker.map_or("", |s| corpus.entity(s).name.as_str());
                let texts = [around.of(corpus.text(statement.document)), speaker];
                asked.iter().all(|a| texts.iter().any(|text| fold::begins(text, &a.forms)))
            }
            Ask::Of(Field::Country) => named().filter_map(|e| corpus.country_of(e)).any(|c| {
                let code = corpus.country_code(c).unwrap_or_default();
                code.eq_ignore_ascii_case(clause.value) || holds(&corpus.entity(c).name)
            }),
            Ask::Of(Field::Person) => any(&[Schema::Person]),
            Ask::Of(Field::Body) => any(&[Schema::PublicBody, Schema::Organization, Schema::Company]),
            Ask::Of(Field::Equipment) => any(&[Schema::Equipment]),
            Ask::Of(Field::Type) => topics
                .events
                .of(at)
                .iter()
                .any(|&e| words::kind_code(corpus.event(e).kind).eq_ignore_ascii_case(clause.value)),
            Ask::Of(Field::Status) => topics
                .events
                .of(at)
                .iter()
                .any(|&e| words::status_code(corpus.event(e).status).eq_ignore_ascii_case(clause.value)),
            Ask::Of(Field::Before) => match (date(), reported()) {
                (Some((Some(first), _)), Some((_, Some(last)))) => last < first,
                (None, _) => true,
                _ => false,
            },
            Ask::Of(Field::After) => match (date(), reported()) {
                (Some((_, Some(last))), Some((Some(first), _))) => first > last,
                (None, _) => true,
                _ => false,
            },
            Ask::Of(Field::Report) => {
                let publisher = document.publisher.as_deref().unwrap_or_default();
                holds(&format!("{} {publisher} {}", corpus.document_title(statement.document), document.id))
            }
        }
    }

    /// A statement with its speaker, and the events that it tells.
    pub fn statement(&self, id: StatementId) -> Fact {
        let statement = self.corpus.statement(id);
        let mut title = match statement.speaker {
            Some(speaker) => vec![Piece::Name(speaker)],
            None => vec![Piece::Mute(self.say(key!("claims.nobody")))],
        };
        let cue = statement.cue.map(|c| c.of(self.corpus.text(statement.document)));
        if let Some(cue) = cue.filter(|c| !c.is_empty()) {
            title.push(Piece::Mute(format!(" “{cue}”")));
        }
        Fact {
            class: "statement",
            key: statement.speaker.map(|s| self.corpus.entity(s).key.clone()).unwrap_or_default(),
            title,
            source: Some(Source { document: statement.document, span: statement.span }),
            ..Fact::default()
        }
    }

    /// Statements by who made them; who said most first.
    pub fn by_speaker(&self, statements: &[StatementId]) -> Groups {
        let speaker = |id, about: &mut Vec<EntityId>| about.extend(self.corpus.statement(id).speaker);
        Groups { name: "speaker", of: self.grouped(statements, &speaker) }
    }

    /// Statements by what they are about: each under everything that it names but its speaker, most first.
    pub fn by_topic(&self, statements: &[StatementId]) -> Groups {
        let about = |id: StatementId, about: &mut Vec<EntityId>| {
            let speaker = self.corpus.statement(id).speaker;
            about.extend(self.corpus.named_in(id).filter(|&e| Some(e) != speaker));
        };
        Groups { name: "topic", of: self.grouped(statements, &about) }
    }

    fn grouped(
        &self,
        statements: &[StatementId],
        of: &dyn Fn(StatementId, &mut Vec<EntityId>),
    ) -> Vec<(Option<EntityId>, Vec<StatementId>)> {
        // What is about nothing has the number after the last entity.
        let nothing = self.corpus.records().entities.len();
        let (mut numbers, mut told) = (Vec::new(), Vec::new());
        let mut about = Vec::new();
        for &id in statements {
            about.clear();
            of(id, &mut about);
            numbers.extend(about.iter().map(|e| e.0));
            if about.is_empty() {
                numbers.push(nothing as u32);
            }
            told.resize(numbers.len(), id);
        }
        let mut groups: Vec<(Option<EntityId>, Vec<StatementId>)> = Vec::new();
        let mut last = None;
        for at in by_number(&numbers, nothing + 1) {
            let (number, id) = (numbers[at as usize], told[at as usize]);
            if last.replace(number) != Some(number) {
                let entity = (number as usize != nothing).then_some(EntityId(number));
                groups.push((entity, Vec::new()));
            }
            if let Some((_, all)) = groups.last_mut() {
                all.push(id);
            }
        }
        groups.order_by_key(|(entity, all)| (entity.is_none(), Reverse(all.len()), *entity));
        groups
    }

    /// The first groups as they are told.
    pub fn sections(&self, groups: &Groups, most: usize) -> Vec<Section> {
        let head = |of: Option<EntityId>| -> Line {
            match of {
                Some(id) => {
                    let entity = self.corpus.entity(id);
                    let country =
                        self.corpus.country_of(id).filter(|&c| c != id && entity.schema == Schema::Person);
                    let country = country.map(|c| self.words.name(self.corpus.entity(c)));
                    vec![
                        Piece::Name(id),
                        Piece::Mute(format!(" {}", country.unwrap_or(self.words.schema(entity.schema)))),
                    ]
                }
                None if groups.name == "topic" => vec![text(self.say(key!("claims.nothing")))],
                None => vec![text(self.say(key!("claims.nobody")))],
            }
        };
        let section = |(of, all): &(Option<EntityId>, Vec<StatementId>)| Section {
            name: groups.name,
            head: head(*of),
            body: Body::List(all.iter().map(|&id| Item::Statement(id)).collect()),
        };
        groups.of.iter().take(most).map(section).collect()
    }

    /// Rival values whose subject has a part in some events; all of them where nothing is chosen.
    pub fn rivals(&self, events: &[EventId]) -> Vec<u32> {
        let corpus = self.corpus;
        let all = events.len() == corpus.records().events.len();
        let kept = self.kept(events);
        let kept = |e: &EventId| kept[e.index()];
        let fits = |subject: &Subject| match subject {
            Subject::Event(e) => kept(e),
            Subject::Entity(e) => corpus.events_of(*e).iter().any(kept),
        };
        let rivals = corpus.records().rivals.iter().enumerate();
        rivals.filter(|(_, r)| all || fits(&r.subject)).map(|(i, _)| i as u32).collect()
    }

    /// Statements in which something is named, by others than itself.
    pub fn statements_about(&self, id: EntityId) -> Vec<StatementId> {
        let corpus = self.corpus;
        let others = |&s: &StatementId| corpus.statement(s).speaker != Some(id);
        corpus.statements_naming(id).into_iter().filter(others).collect()
    }
}
