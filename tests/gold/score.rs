//! Compares records with gold, each kind by span and value: precision, recall and F1.
//!
//! Pairs are made greedily, best first; an optional fact counts neither as miss nor as false alarm.

use crate::form::{Gold, Mention};
use entente::record::{Document, DocumentId, EntityId, Event, Form, Records, Span, ZoneKind};
use std::collections::BTreeMap;

/// How many were found, missed, and found wrongly.
#[derive(Default)]
pub struct Tally {
    found: usize,
    missed: usize,
    wrong: usize,
    /// B³: precision (where found) and recall of each mention.
    shares: Vec<(Option<f64>, f64)>,
}

impl Tally {
    fn add(&mut self, found: usize, missed: usize, wrong: usize) {
        self.found += found;
        self.missed += missed;
        self.wrong += wrong;
    }

    pub fn precision(&self) -> f64 {
        if self.shares.is_empty() {
            return self.found as f64 / (self.found + self.wrong).max(1) as f64;
        }
        let all: Vec<f64> = self.shares.iter().filter_map(|s| s.0).collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    }

    pub fn recall(&self) -> f64 {
        if self.shares.is_empty() {
            return self.found as f64 / (self.found + self.missed).max(1) as f64;
        }
        self.shares.iter().map(|s| s.1).sum::<f64>() / self.shares.len() as f64
    }

    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// Tallies by kind, and every miss and false alarm in words.
#[derive(Default)]
pub struct Score {
    pub kinds: BTreeMap<&'static str, Tally>,
    pub log: Vec<String>,
}

fn overlap(a: Span, b: Span) -> f64 {
    if !a.overlaps(b) {
        return 0.0;
    }
    let shared = a.end.min(b.end) - a.start.max(b.start);
    f64::from(shared) / a.join(b).len() as f64
}

fn best(spans: &[Span], span: Span) -> f64 {
    spans.iter().map(|s| overlap(*s, span)).fold(0.0, f64::max)
}

/// Pairs of positions, positions of gold and of records that are left.
type Pairs = (Vec<(usize, usize)>, Vec<usize>, Vec<usize>);

fn pair(gold: usize, read: usize, score: impl Fn(usize, usize) -> f64, least: f64) -> Pairs {
    let mut all: Vec<(f64, usize, usize)> = (0..gold)
        .flat_map(|g| (0..read).map(move |r| (g, r)))
        .map(|(g, r)| (score(g, r), g, r))
        .filter(|c| c.0 >= least)
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut used, mut taken) = (Vec::new(), vec![false; gold], vec![false; read]);
    for (_, g, r) in all {
        if !used[g] && !taken[r] {
            (used[g], taken[r]) = (true, true);
            pairs.push((g, r));
        }
    }
    let left = |flags: &[bool]| (0..flags.len()).filter(|i| !flags[*i]).collect();
    (pairs, left(&used), left(&taken))
}

/// The name that JSON gives a value.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Score {
    /// Adds one document; its events are scored where the gold has any.
    pub fn add(&mut self, gold: &Gold, records: &Records) {
        let Some(at) = records.documents.iter().position(|d| d.id == gold.file) else {
            self.log.push(format!("{}: not read", gold.file));
            return;
        };
        let document = &records.documents[at];
        let id = DocumentId(at as u32);
        self.head(gold, document);
        let same = self.mentions(gold, records, document, id);
        self.dates(gold, records, id);
        self.figures(gold, records, id);
        self.statements(gold, records, id, &same);
        self.offices(gold, records, id, &same);
        if gold.events.is_empty() {
            return;
        }
        self.events(gold, records, id, &same);
        self.registers(gold, records, id, &same);
    }

    fn tally(&mut self, kind: &'static str) -> &mut Tally {
        self.kinds.entry(kind).or_default()
    }

    fn note(&mut self, gold: &Gold, message: String) {
        self.log.push(format!("{}: {message}", gold.file));
    }

    fn head(&mut self, gold: &Gold, document: &Document) {
        let read = document.title.clone().unwrap_or_default();
        let published = document.published.as_ref().map_or("", |d| d.as_str());
        let title = gold.titles.contains(&read);
        let date = if gold.published.is_empty() {
            // none is told: what the news supports may stand, marked uncertain
            published.is_empty() || published.contains(['~', '?', '%'])
        } else {
            gold.published.iter().any(|p| p == published)
        };
        for (kind, right, read) in [("title", title, read.as_str()), ("date of document", date, published)] {
            self.tally(kind).add(usize::from(right), usize::from(!right), usize::from(!right));
            if !right {
                self.note(gold, format!("{kind} is {read:?}"));
            }
        }
    }

    /// Scores names, types, demonyms and coreference; gives which entity is which.
    fn mentions<'g>(
        &mut self,
        gold: &'g Gold,
        records: &Records,
        document: &Document,
        id: DocumentId,
    ) -> impl Fn(Option<EntityId>, &str) -> bool + use<'g> {
        let outside: Vec<Span> = match document.id.ends_with(".txt") {
            true => gold.boilerplate.clone(),
            false => {
                document.zones.iter().filter(|z| z.kind == ZoneKind::Boilerplate).map(|z| z.span).collect()
            }
        };
        let read: Vec<_> = records
            .mentions
            .iter()
            .filter(|m| m.document == id && !outside.iter().any(|z| z.contains(m.span)))
            .collect();
        let names: Vec<_> = read.iter().filter(|m| m.form == Form::Name).collect();
        let wanted: Vec<&Mention> = gold.mentions.iter().filter(|m| m.form != "demonym").collect();
        let exact = |g: usize, r: usize| f64::from(u8::from(wanted[g].spans.contains(&names[r].span)));
        let (pairs, left, wrong) = pair(wanted.len(), names.len(), exact, 1.0);
        let optional = |span: Span| {
            gold.mentions.iter().any(|m| !m.required && m.spans.iter().any(|s| s.overlaps(span)))
        };
        let wrong: Vec<usize> = wrong.into_iter().filter(|r| !optional(names[*r].span)).collect();
        let left: Vec<usize> = left.into_iter().filter(|g| wanted[*g].required).collect();
        let found: Vec<(usize, usize)> = pairs.iter().copied().filter(|p| wanted[p.0].required).collect();
        self.tally("mention spans").add(found.len(), left.len(), wrong.len());
        let schema = |e: EntityId| format!("{:?}", records.entities[e.index()].schema);
        let typed = |p: &&(usize, usize)| {
            let got = schema(names[p.1].entity);
            wanted[p.0].entities.iter().any(|e| gold.schemas[e].contains(&got))
        };
        let right = found.iter().filter(typed).count();
        let untyped: Vec<String> = found
            .iter()
            .filter(|p| !typed(p))
            .map(|p| {
                format!("type of {:?} is {}", names[p.1].span.of(&document.text), schema(names[p.1].entity))
            })
            .collect();
        let off = found.len() - right;
        self.tally("mention types").add(right, left.len() + off, wrong.len() + off);
        for g in &left {
            self.note(gold, format!("missed name {:?}", wanted[*g].spans[0].of(&document.text)));
        }
        for r in &wrong {
            self.note(gold, format!("spurious name {:?}", names[*r].span.of(&document.text)));
        }
        untyped.into_iter().for_each(|line| self.note(gold, line));

        let people: Vec<&Mention> = gold.mentions.iter().filter(|m| m.form == "demonym").collect();
        let peoples: Vec<_> = read.iter().filter(|m| m.form == Form::Demonym).collect();
        let near = |g: usize, r: usize| best(&people[g].spans, peoples[r].span);
        let (pairs_d, left_d, wrong_d) = pair(people.len(), peoples.len(), near, 0.5);
        let left_d: Vec<usize> = left_d.into_iter().filter(|g| people[*g].required).collect();
        let found_d: Vec<(usize, usize)> = pairs_d.into_iter().filter(|p| people[p.0].required).collect();
        self.tally("demonyms").add(found_d.len(), left_d.len(), wrong_d.len());
        for g in &left_d {
            self.note(gold, format!("missed demonym {:?}", people[*g].spans[0].of(&document.text)));
        }
        for r in &wrong_d {
            self.note(gold, format!("spurious demonym {:?}", peoples[*r].span.of(&document.text)));
        }

        let linked: Vec<(&str, EntityId)> = found
            .iter()
            .map(|p| (wanted[p.0].entities[0].as_str(), names[p.1].entity))
            .chain(found_d.iter().map(|p| (people[p.0].entities[0].as_str(), peoples[p.1].entity)))
            .collect();
        let lost: Vec<&str> = left
            .iter()
            .map(|g| wanted[*g].entities[0].as_str())
            .chain(left_d.iter().map(|g| people[*g].entities[0].as_str()))
            .collect();
        for (key, entity) in &linked {
            let both = linked.iter().filter(|(k, e)| k == key && e == entity).count() as f64;
            let theirs = linked.iter().filter(|(_, e)| e == entity).count() as f64;
            let ours =
                linked.iter().filter(|(k, _)| k == key).count() + lost.iter().filter(|k| *k == key).count();
            self.tally("coreference").shares.push((Some(both / theirs), both / ours as f64));
        }
        for _ in &lost {
            self.tally("coreference").shares.push((None, 0.0));
        }

        let mut votes: BTreeMap<(EntityId, String), usize> = BTreeMap::new();
        for m in &read {
            for g in gold.mentions.iter().filter(|g| best(&g.spans, m.span) > 0.4) {
                for key in &g.entities {
                    *votes.entry((m.entity, key.clone())).or_default() += 1;
                }
            }
        }
        let mut top: BTreeMap<EntityId, usize> = BTreeMap::new();
        for ((entity, _), n) in &votes {
            let most = top.entry(*entity).or_default();
            *most = (*most).max(*n);
        }
        move |entity: Option<EntityId>, key: &str| {
            let Some(entity) = entity else { return false };
            let n = votes.get(&(entity, key.to_owned())).copied().unwrap_or(0);
            n * 2 > top.get(&entity).copied().unwrap_or(0)
        }
    }

    fn dates(&mut self, gold: &Gold, records: &Records, id: DocumentId) {
        let read: Vec<_> = records.dates.iter().filter(|d| d.document == id).collect();
        let bare = |s: &str| s.trim_matches(['~', '?']).to_owned();
        let right =
            |g: usize, r: usize| gold.dates[g].values.iter().any(|v| bare(v) == bare(read[r].edtf.as_str()));
        let near =
            |g: usize, r: usize| overlap_or_value(best(&gold.dates[g].spans, read[r].span), right(g, r));
        let (pairs, left, wrong) = pair(gold.dates.len(), read.len(), near, 0.3);
        let text = &records.documents[id.index()].text;
        let required = |g: &usize| gold.dates[*g].required;
        let good = pairs.iter().filter(|p| required(&p.0) && right(p.0, p.1)).count();
        let bad: Vec<_> = pairs.iter().filter(|p| required(&p.0) && !right(p.0, p.1)).collect();
        let left: Vec<usize> = left.into_iter().filter(required).collect();
        self.tally("dates").add(good, left.len() + bad.len(), wrong.len() + bad.len());
        for p in bad {
            self.note(gold, format!("date {:?} is {}", read[p.1].span.of(text), read[p.1].edtf));
        }
        for g in left {
            self.note(gold, format!("missed date {:?}", gold.dates[g].spans[0].of(text)));
        }
        for r in wrong {
            self.note(gold, format!("spurious date {:?} {}", read[r].span.of(text), read[r].edtf));
        }
    }

    fn figures(&mut self, gold: &Gold, records: &Records, id: DocumentId) {
        let read: Vec<_> = records.figures.iter().filter(|d| d.document == id).collect();
        let right =
            |g: usize, r: usize| gold.figures[g].values.iter().any(|v| v.parse() == Ok(read[r].value));
        let near =
            |g: usize, r: usize| overlap_or_value(best(&gold.figures[g].spans, read[r].span), right(g, r));
        let (pairs, left, wrong) = pair(gold.figures.len(), read.len(), near, 0.3);
        let text = &records.documents[id.index()].text;
        let required = |g: &usize| gold.figures[*g].required;
        let good = pairs.iter().filter(|p| required(&p.0) && right(p.0, p.1)).count();
        let bad: Vec<_> = pairs.iter().filter(|p| required(&p.0) && !right(p.0, p.1)).collect();
        let left: Vec<usize> = left.into_iter().filter(required).collect();
        self.tally("figures").add(good, left.len() + bad.len(), wrong.len() + bad.len());
        for p in bad {
            self.note(gold, format!("figure {:?} is {}", read[p.1].span.of(text), read[p.1].value));
        }
        for g in left {
            self.note(gold, format!("missed figure {:?}", gold.figures[g].spans[0].of(text)));
        }
        for r in wrong {
            self.note(gold, format!("spurious figure {:?} {}", read[r].span.of(text), read[r].value));
        }
    }

    fn statements(
        &mut self,
        gold: &Gold,
        records: &Records,
        id: DocumentId,
        same: &impl Fn(Option<EntityId>, &str) -> bool,
    ) {
        let read: Vec<_> = records.statements.iter().filter(|d| d.document == id).collect();
        let near = |g: usize, r: usize| best(&gold.statements[g].spans, read[r].span);
        let (pairs, left, wrong) = pair(gold.statements.len(), read.len(), near, 0.5);
        let text = &records.documents[id.index()].text;
        let required = |g: &usize| gold.statements[*g].required;
        let found: Vec<_> = pairs.iter().filter(|p| required(&p.0)).collect();
        let left: Vec<usize> = left.into_iter().filter(required).collect();
        self.tally("statements").add(found.len(), left.len(), wrong.len());
        let spoken = |p: &&&(usize, usize)| {
            let (speakers, read) = (&gold.statements[p.0].speakers, read[p.1].speaker);
            speakers.iter().any(|s| same(read, s)) || speakers.is_empty() && read.is_none()
        };
        let right = found.iter().filter(spoken).count();
        let off = found.len() - right;
        let strangers: Vec<String> = found
            .iter()
            .filter(|p| !spoken(p))
            .map(|p| format!("speaker of {:?}", gold.statements[p.0].spans[0].of(text)))
            .collect();
        self.tally("statements and speaker").add(right, left.len() + off, wrong.len() + off);
        strangers.into_iter().for_each(|line| self.note(gold, line));
        for g in left {
            self.note(gold, format!("missed statement {:?}", gold.statements[g].spans[0].of(text)));
        }
        for r in wrong {
            self.note(gold, format!("spurious statement {:?}", read[r].span.of(text)));
        }
    }

    fn offices(
        &mut self,
        gold: &Gold,
        records: &Records,
        id: DocumentId,
        same: &impl Fn(Option<EntityId>, &str) -> bool,
    ) {
        let read: Vec<_> = records.offices.iter().filter(|d| d.document == id).collect();
        let near = |g: usize, r: usize| {
            let (office, held) = (&gold.offices[g], read[r]);
            let all = same(Some(held.person), &office.person)
                && office.countries.iter().any(|c| same(held.country, c))
                && office.names.iter().any(|n| alike(n, &held.office));
            f64::from(u8::from(all))
        };
        let (pairs, left, wrong) = pair(gold.offices.len(), read.len(), near, 1.0);
        let found = pairs.iter().filter(|p| gold.offices[p.0].required).count();
        let left: Vec<usize> = left.into_iter().filter(|g| gold.offices[*g].required).collect();
        self.tally("offices").add(found, left.len(), wrong.len());
        for g in left {
            self.note(
                gold,
                format!("missed office {} {:?}", gold.offices[g].person, gold.offices[g].names[0]),
            );
        }
        for r in wrong {
            let name = &records.entities[read[r].person.index()].name;
            self.note(gold, format!("spurious office {name} {:?}", read[r].office));
        }
    }

    fn events(
        &mut self,
        gold: &Gold,
        records: &Records,
        id: DocumentId,
        same: &impl Fn(Option<EntityId>, &str) -> bool,
    ) {
        let read: Vec<(&Event, Vec<Span>)> = records
            .events
            .iter()
            .map(|e| (e, e.evidence.iter().filter(|v| v.document == id).map(|v| v.span).collect::<Vec<_>>()))
            .filter(|e| !e.1.is_empty())
            .collect();
        // Somebody right, and at least half of those named.
        let role = |wanted: &[String], named: &[EntityId]| {
            if named.is_empty() {
                return wanted.is_empty() || wanted.iter().any(|w| w == "-");
            }
            let good = named.iter().filter(|n| wanted.iter().any(|w| same(Some(**n), w))).count();
            good > 0 && good * 2 >= named.len()
        };
        let sides = |g: usize, r: usize| {
            let (event, told) = (&gold.events[g], read[r].0);
            let mutual = event.types.iter().any(|t| t == "AGREE" || t == "CONSULT");
            (role(&event.actors, &told.actors) && role(&event.recipients, &told.recipients))
                || (mutual && role(&event.actors, &told.recipients) && role(&event.recipients, &told.actors))
        };
        let status = |g: usize, r: usize| gold.events[g].statuses.contains(&word(read[r].0.status));
        let near = |g: usize, r: usize| {
            let most = read[r].1.iter().map(|s| best(&gold.events[g].spans, *s)).fold(0.0, f64::max);
            let typed = gold.events[g].types.contains(&word(read[r].0.kind));
            if most < 0.3 || !typed {
                return 0.0;
            }
            most + f64::from(u8::from(sides(g, r))) + f64::from(u8::from(status(g, r)))
        };
        let (pairs, left, wrong) = pair(gold.events.len(), read.len(), near, 0.3);
        let text = &records.documents[id.index()].text;
        let found: Vec<_> = pairs.iter().filter(|p| gold.events[p.0].required).collect();
        let left: Vec<usize> = left.into_iter().filter(|g| gold.events[*g].required).collect();
        self.tally("events").add(found.len(), left.len(), wrong.len());
        let full = found.iter().filter(|p| sides(p.0, p.1) && status(p.0, p.1)).count();
        let off = found.len() - full;
        let partly: Vec<String> = found
            .iter()
            .filter(|p| !(sides(p.0, p.1) && status(p.0, p.1)))
            .map(|p| {
                let told = read[p.1].0;
                let names = |ids: &[EntityId]| {
                    ids.iter()
                        .map(|e| records.entities[e.index()].name.as_str())
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                let (a, r) = (names(&told.actors), names(&told.recipients));
                format!(
                    "sides or status of \"{}\": {a} → {r}, {}",
                    gold.events[p.0].summary,
                    word(told.status)
                )
            })
            .collect();
        self.tally("events, sides and status").add(full, left.len() + off, wrong.len() + off);
        partly.into_iter().for_each(|line| self.note(gold, line));
        for g in left {
            let event = &gold.events[g];
            self.note(gold, format!("missed event {} \"{}\"", event.types.join("|"), event.summary));
        }
        for r in wrong {
            self.note(gold, format!("spurious event {} {:?}", word(read[r].0.kind), read[r].1[0].of(text)));
        }
    }
}

/// A line of a register as the program made it.
struct Line<'a> {
    thing: Option<EntityId>,
    transfer: bool,
    parties: Vec<EntityId>,
    signatories: &'a [EntityId],
    number: Option<f64>,
    when: Vec<String>,
    status: String,
}

fn lines(records: &Records, id: DocumentId) -> Vec<Line<'_>> {
    let here = |events: &[entente::record::EventId]| {
        events.iter().any(|e| records.events[e.index()].evidence.iter().any(|v| v.document == id))
    };
    let bare = |d: &Option<entente::edtf::Edtf>| {
        d.iter().map(|d| d.as_str().trim_matches(['~', '?']).to_owned()).collect()
    };
    let agreements = records.agreements.iter().filter(|a| here(&a.events)).map(|a| Line {
        thing: Some(a.entity),
        transfer: false,
        parties: a.parties.clone(),
        signatories: &a.signatories,
        number: None,
        when: bare(&a.date),
        status: word(a.status),
    });
    let transfers = records.transfers.iter().filter(|t| here(&t.events)).map(|t| Line {
        thing: t.equipment,
        transfer: true,
        parties: t.supplier.iter().chain(&t.recipient).copied().collect(),
        signatories: &[],
        number: t.delivered.or(t.ordered).map(|f| records.figures[f as usize].value),
        when: [bare(&t.order), bare(&t.delivery)].concat(),
        status: word(t.status),
    });
    agreements.chain(transfers).collect()
}

impl Score {
    /// Lines of the registers: the thing between the right parties; then with everything else.
    fn registers(
        &mut self,
        gold: &Gold,
        records: &Records,
        id: DocumentId,
        same: &impl Fn(Option<EntityId>, &str) -> bool,
    ) {
        let read = lines(records, id);
        let near = |g: usize, r: usize| {
            let (wanted, line) = (&gold.registers[g], &read[r]);
            let mentioned = records.mentions.iter().any(|m| {
                m.document == id && Some(m.entity) == line.thing && best(&wanted.spans, m.span) > 0.3
            });
            let known = line.parties.iter().all(|p| wanted.parties.iter().any(|w| same(Some(*p), w)));
            f64::from(u8::from(
                wanted.transfer == line.transfer && mentioned && known && !line.parties.is_empty(),
            ))
        };
        let whole = |g: usize, r: usize| {
            let (wanted, line) = (&gold.registers[g], &read[r]);
            let found = |w: &String, list: &[EntityId]| w == "-" || list.iter().any(|p| same(Some(*p), w));
            wanted.statuses.contains(&line.status)
                && wanted.parties.iter().all(|w| found(w, &line.parties))
                && wanted.signatories.iter().all(|w| found(w, line.signatories))
                && line.signatories.iter().all(|s| wanted.signatories.iter().any(|w| same(Some(*s), w)))
                && (!wanted.transfer || wanted.number == line.number)
                && (wanted.when.is_empty()
                    || line.when.is_empty() && wanted.when.iter().any(|w| w == "-")
                    || line.when.iter().any(|d| wanted.when.contains(d)))
        };
        let (pairs, left, wrong) = pair(gold.registers.len(), read.len(), near, 1.0);
        let found: Vec<_> = pairs.iter().filter(|p| gold.registers[p.0].required).collect();
        let left: Vec<usize> = left.into_iter().filter(|g| gold.registers[*g].required).collect();
        let full = found.iter().filter(|p| whole(p.0, p.1)).count();
        let off = found.len() - full;
        self.tally("registers").add(found.len(), left.len(), wrong.len());
        self.tally("registers, whole lines").add(full, left.len() + off, wrong.len() + off);
        let text = &records.documents[id.index()].text;
        let told = |g: usize| gold.registers[g].spans[0].of(text);
        for p in found.iter().filter(|p| !whole(p.0, p.1)) {
            let line = &read[p.1];
            self.note(
                gold,
                format!(
                    "register line of {:?}: {} {:?} {:?}",
                    told(p.0),
                    line.status,
                    line.when,
                    line.number
                ),
            );
        }
        for g in left {
            self.note(gold, format!("missed in register {:?}", told(g)));
        }
        for r in wrong {
            let name = read[r].thing.map_or("nothing", |e| records.entities[e.index()].name.as_str());
            self.note(gold, format!("spurious in register {name}"));
        }
    }
}

fn overlap_or_value(overlap: f64, right: bool) -> f64 {
    // A value alone pairs nothing: the spans must touch.
    if overlap > 0.0 { overlap + f64::from(u8::from(right)) } else { 0.0 }
}

/// Whether two offices share at least half of their words.
fn alike(a: &str, b: &str) -> bool {
    let words = |s: &str| -> std::collections::BTreeSet<String> {
        s.to_lowercase()
            .replace("defense", "defence")
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !matches!(*w, "" | "of" | "the" | "for" | "in" | "and"))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared > 0 && shared * 2 >= a.union(&b).count()
}
