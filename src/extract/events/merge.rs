//! The same event told twice, in one report or in several, made one event with several evidences.
//!
//! Conservative: same type, the same people or countries on its sides, dates and instruments that do
//! not exclude each other. Each evidence keeps its own status, date and speaker.

use super::HELD_UP;
use super::kinds;
use crate::edtf::Edtf;
use crate::record::{DocumentId, EntityId, Event, EventKind, Records, Schema, Status, ZoneKind};
use rustc_hash::FxHashMap as HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// An event type as keys write it.
pub fn name(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Agree => "agree",
        EventKind::Consult => "consult",
        EventKind::Visit => "visit",
        EventKind::Cooperate => "cooperate",
        EventKind::Exercise => "exercise",
        EventKind::Transfer => "transfer",
        EventKind::Aid => "aid",
        EventKind::Support => "support",
        EventKind::StatementIntent => "statement-intent",
        EventKind::Award => "award",
        EventKind::Appoint => "appoint",
        EventKind::Refuse => "refuse",
        EventKind::Sanction => "sanction",
        EventKind::Other => "other",
    }
}

/// Joins events that are one; calls for events whose entities are linked already.
///
/// Events are compared only with those of the same type that share an entity, at most the last 64 of
/// these, so that the work stays in proportion to the number of events.
pub fn merge(records: &mut Records) {
    let events = std::mem::take(&mut records.events);
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    let mut index: HashMap<(EventKind, EntityId), Vec<u32>> = HashMap::default();
    let mut by_code: BTreeMap<&str, EntityId> = BTreeMap::new();
    for (i, e) in records.entities.iter().enumerate().filter(|(_, e)| e.schema == Schema::Country) {
        if let Some(code) = e.countries.first() {
            by_code.entry(code).or_insert(EntityId(i as u32));
        }
    }
    // Whoever takes part, and for which states.
    let all = |event: &Event| -> Vec<EntityId> {
        let named = event.actors.iter().chain(&event.recipients).chain(&event.instruments);
        let states = event.actors.iter().chain(&event.recipients).filter_map(|e| {
            let code = records.entities.get(e.index())?.countries.first()?;
            by_code.get(code.as_str())
        });
        let mut all: Vec<EntityId> = named.chain(states).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let mut seen: Vec<Glance> = Vec::with_capacity(events.len());
    let mut candidates: Vec<u32> = Vec::new();
    for event in events {
        candidates.clear();
        for e in all(&event) {
            if let Some(list) = index.get(&(event.kind, e)) {
                candidates.extend_from_slice(&list[list.len().saturating_sub(64)..]);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let glance = Glance::of(&event);
        let maybe = |i: &usize| seen[*i].may_be(&glance);
        let mut candidates = candidates.iter().map(|&i| i as usize).filter(maybe);
        let twin = candidates.find(|&i| same(&kept[i], &event, records));
        let at = match twin {
            Some(i) => {
                let mut event = event;
                leave_paper(&mut kept[i], &mut event, records);
                absorb(&mut kept[i], event);
                i
            }
            None => {
                kept.push(event);
                seen.push(glance);
                kept.len() - 1
            }
        };
        seen[at] = Glance::of(&kept[at]);
        for e in all(&kept[at]) {
            let list = index.entry((kept[at].kind, e)).or_default();
            if list.last() != Some(&(at as u32)) {
                list.push(at as u32);
            }
        }
    }
    records.events = kept;
}

/// What tells at a glance that two events are not one, as most are not: [`same`] would find it out too, from far more memory.
struct Glance {
    /// The first and the last document that tells it.
    documents: (DocumentId, DocumentId),
    /// Who stands on its sides, as bits; different parties may share one.
    sides: u64,
    days: Days,
}

impl Glance {
    fn of(event: &Event) -> Glance {
        let documents = event.evidence.iter().map(|v| v.document);
        let first = documents.clone().min().unwrap_or(DocumentId(0));
        Glance {
            documents: (first, documents.max().unwrap_or(first)),
            sides: event.actors.iter().chain(&event.recipients).fold(0, |bits, e| bits | 1 << (e.0 % 64)),
            days: Days::of(event.date.as_ref()),
        }
    }

    fn may_be(&self, other: &Glance) -> bool {
        let apart = self.documents.1 < other.documents.0 || other.documents.1 < self.documents.0;
        self.days.compatible(&other.days) && (self.sides & other.sides != 0 || !apart)
    }
}

/// What a headline calls a paper is the paper that its report names: only that one stays.
fn leave_paper(a: &mut Event, b: &mut Event, records: &Records) {
    if !told_by_headline(a, b, records) {
        return;
    }
    let paper = |i: &EntityId| records.entities.get(i.index()).is_some_and(|e| e.schema == Schema::Agreement);
    if a.instruments.iter().any(paper) && b.instruments.iter().any(paper) {
        let headline = if in_headline(a, records) { a } else { b };
        headline.instruments.retain(|i| !paper(i));
    }
}

fn absorb(into: &mut Event, other: Event) {
    fn add(list: &mut Vec<EntityId>, more: Vec<EntityId>) {
        for e in more {
            if !list.contains(&e) {
                list.push(e);
            }
        }
    }
    add(&mut into.actors, other.actors);
    add(&mut into.recipients, other.recipients);
    add(&mut into.instruments, other.instruments);
    into.place = into.place.or(other.place);
    into.figures.extend(other.figures);
    into.figures.sort_unstable();
    into.figures.dedup();
    for v in other.evidence {
        if !into.evidence.contains(&v) {
            into.evidence.push(v);
        }
    }
    // What is told wins over what is inferred, then the narrower; the evidence keeps both.
    into.date = match (into.date.take(), other.date) {
        (Some(a), Some(b)) => Some(if (inferred(&b), width(&b)) < (inferred(&a), width(&a)) { b } else { a }),
        (a, b) => a.or(b),
    };
    if kinds::reach(other.status) > kinds::reach(into.status) && into.status != Status::Denied {
        into.status = other.status;
        into.cameo = other.cameo;
        into.plover = other.plover;
    }
}

fn width(date: &Edtf) -> i64 {
    match date.days() {
        (Some(a), Some(b)) => i64::from(b) - i64::from(a),
        _ => i64::MAX,
    }
}

/// Whether a date is that of the story around an event, not its own.
fn inferred(date: &Edtf) -> bool {
    date.as_str().contains(['?', '%'])
}

/// Whether words of its own date an event.
fn dated(event: &Event) -> bool {
    event.date.as_ref().is_some_and(|d| !inferred(d))
}

/// How far an inferred date may be off, in days.
const OFF: i32 = 7;

/// The days that a date may denote.
struct Days {
    first: Option<i32>,
    last: Option<i32>,
    inferred: bool,
}

impl Days {
    /// Of no date: any day.
    fn of(date: Option<&Edtf>) -> Days {
        let (first, last) = date.map_or((None, None), Edtf::days);
        Days { first, last, inferred: date.is_some_and(inferred) }
    }

    fn compatible(&self, other: &Days) -> bool {
        let off = if self.inferred || other.inferred { OFF } else { 0 };
        let before = |x: Option<i32>, y: Option<i32>| matches!((x, y), (Some(x), Some(y)) if x + off < y);
        !before(self.last, other.first) && !before(other.last, self.first)
    }
}

/// Whether two dates may denote one day; one that is inferred may be off by a week.
pub fn compatible(a: Option<&Edtf>, b: Option<&Edtf>) -> bool {
    Days::of(a).compatible(&Days::of(b))
}

fn same(a: &Event, b: &Event, records: &Records) -> bool {
    let entities = &records.entities;
    if a.kind != b.kind || a.cameo.get(..2) != b.cameo.get(..2) && a.status == b.status {
        return false;
    }
    // In two reports, what nobody has a part in both times is two events, whatever else is told of it.
    let one_document = near(a, b);
    if !one_document && !share_a_party(a, b) {
        return false;
    }
    // A plan and its deed may be one event, a denial and a deed are rivals of one event only when
    // all else fits; statements of intent are many, so they must share their words' instrument.
    if !compatible(a.date.as_ref(), b.date.as_ref()) {
        return false;
    }
    let things = |e: &Event, schema: Schema| -> BTreeSet<EntityId> {
        e.instruments
            .iter()
            .copied()
            .filter(|i| entities.get(i.index()).is_some_and(|x| x.schema == schema))
            .collect()
    };
    if told_by_headline(a, b, records) {
        return true;
    }
    if near(a, b)
        && (to_come(a, records) && b.status == Status::Occurred
            || to_come(b, records) && a.status == Status::Occurred)
    {
        // "initialled the pact, which is to be signed in May"
        return false;
    }
    let late = |e: &Event| e.rule.contains(HELD_UP);
    if late(a) != late(b) {
        // What came and what is held up stand beside each other.
        return false;
    }
    if a.kind == EventKind::Transfer && a.status != b.status && near(a, b) {
        // In one report the plan and the delivery are told as two; the register joins them.
        return false;
    }
    let schema = match a.kind {
        EventKind::Transfer | EventKind::Aid => Some(Schema::Equipment),
        EventKind::Agree => Some(Schema::Agreement),
        _ => None,
    };
    if let Some(schema) = schema {
        let (ia, ib) = (things(a, schema), things(b, schema));
        if !ia.is_empty() && !ib.is_empty() {
            let apart = (a.status == Status::Denied) != (b.status == Status::Denied);
            if a.kind == EventKind::Agree && apart && near(a, b) {
                // "has yet to ratify the treaty that both concluded": two acts.
                return false;
            }
            // Two papers signed at once are another act than the signing of one of them.
            let things =
                if a.kind == EventKind::Agree { ia == ib } else { ia.intersection(&ib).next().is_some() };
            let nobody = |e: &Event| e.actors.is_empty() && e.recipients.is_empty();
            let silent = (nobody(a) || nobody(b)) && one_document;
            return things && (share_a_party(a, b) || silent);
        }
        if ia.is_empty() != ib.is_empty() {
            return false;
        }
    }
    if a.kind == EventKind::StatementIntent && one_breath(a, b, records) {
        return true;
    }
    let sides = crosswise(a, b)
        || one_document && retold(a, b)
        || a.kind == EventKind::Visit && one_document && of_states(a, b, records);
    match a.kind {
        EventKind::Consult | EventKind::Visit | EventKind::Award | EventKind::Appoint => {
            sides && (one_document || dated(a) && dated(b))
        }
        EventKind::Agree | EventKind::Exercise => {
            sides && a.status == b.status && alike(records, a, b) && (one_document || dated(a) && dated(b))
        }
        EventKind::Transfer => sides && dated(a) && dated(b),
        _ => {
            sides
                && a.status == b.status
                && a.cameo == b.cameo
                && !a.recipients.is_empty()
                && dated(a)
                && dated(b)
        }
    }
}

/// Whether an event is planned for a day after its report.
fn to_come(event: &Event, records: &Records) -> bool {
    let published = event.evidence.first().and_then(|v| records.documents.get(v.document.index()));
    let published = published.and_then(|d| d.published.as_ref()?.days().1);
    let starts = event.date.as_ref().and_then(|d| d.days().0);
    event.status == Status::Planned && matches!((published, starts), (Some(p), Some(s)) if s > p)
}

fn in_headline(event: &Event, records: &Records) -> bool {
    event.evidence.iter().any(|v| {
        records.documents.get(v.document.index()).is_some_and(|d| {
            d.zones
                .iter()
                .any(|z| matches!(z.kind, ZoneKind::Title | ZoneKind::Subtitle) && z.span.contains(v.span))
        })
    })
}

/// A headline tells what its report tells first of that kind between the same states.
fn told_by_headline(a: &Event, b: &Event, records: &Records) -> bool {
    let heads = |e: &Event| in_headline(e, records);
    // Later events of that kind are others: the headline has been explained.
    if a.status != b.status || !near(a, b) || heads(a) == heads(b) || a.evidence.len() > 1 && heads(a) {
        return false;
    }
    let states = |list: &[EntityId]| -> BTreeSet<String> {
        list.iter().filter_map(|e| records.entities.get(e.index())?.countries.first().cloned()).collect()
    };
    let (aa, ar, ba, br) =
        (states(&a.actors), states(&a.recipients), states(&b.actors), states(&b.recipients));
    let turned = kinds::mutual(a.kind) && aa == br && ar == ba;
    let both = |x: &BTreeSet<String>, y: &BTreeSet<String>| x.union(y).cloned().collect::<BTreeSet<_>>();
    let mutual = kinds::mutual(a.kind) && both(&aa, &ar) == both(&ba, &br) && both(&aa, &ar).len() > 1;
    !aa.is_empty()
        && (aa == ba && ar == br && !ar.is_empty() || turned || mutual)
        && share_stems(records, a, b)
}

/// Whether two intents are told by one speaker for one side in neighbouring sentences.
fn one_breath(a: &Event, b: &Event, records: &Records) -> bool {
    let state = |list: &[EntityId]| -> BTreeSet<String> {
        list.iter().filter_map(|e| records.entities.get(e.index())?.countries.first().cloned()).collect()
    };
    let (Some(v), Some(w)) = (a.evidence.last(), b.evidence.first()) else { return false };
    v.said_by.is_some()
        && v.said_by == w.said_by
        && v.document == w.document
        && w.span.start.saturating_sub(v.span.end) < 200
        && a.status == b.status
        && a.cameo == b.cameo
        && !state(&a.actors).is_empty()
        && state(&a.actors) == state(&b.actors)
        && a.recipients == b.recipients
        && a.instruments.is_empty()
        && b.instruments.is_empty()
}

/// Whether the second only says that somebody met, whose meeting was told: "We had a long meeting", she said.
fn retold(a: &Event, b: &Event) -> bool {
    a.kind == EventKind::Consult
        && (a.status, b.status) == (Status::Occurred, Status::Occurred)
        && b.evidence.iter().all(|v| v.said_by.is_some())
        && b.recipients.is_empty()
        && !a.recipients.is_empty()
        && matches!(b.actors[..], [one] if a.actors.contains(&one) || a.recipients.contains(&one))
}

/// Whether two visits are one: the first tells people, the other only their state ("a Norwegian
/// minister had come").
fn of_states(a: &Event, b: &Event, records: &Records) -> bool {
    let entity = |e: &EntityId| records.entities.get(e.index());
    let person = |e: &Event| e.actors.iter().any(|x| entity(x).is_some_and(|x| x.schema == Schema::Person));
    let states = |list: &[EntityId]| -> BTreeSet<&str> {
        list.iter().filter_map(|e| entity(e)?.countries.first().map(String::as_str)).collect()
    };
    let guests = states(&a.actors);
    a.cameo == b.cameo
        && a.status == b.status
        && person(a) != person(b)
        && guests.len() == 1
        && guests == states(&b.actors)
        && !states(&a.recipients).is_disjoint(&states(&b.recipients))
}

/// Whether both are told in one document.
fn near(a: &Event, b: &Event) -> bool {
    a.evidence.iter().any(|v| b.evidence.iter().any(|w| w.document == v.document))
}

/// Whether anybody stands on a side of both.
fn share_a_party(a: &Event, b: &Event) -> bool {
    let mut parties = a.actors.iter().chain(&a.recipients);
    parties.any(|p| b.actors.contains(p) || b.recipients.contains(p))
}

/// Each side of the one shares somebody with a side of the other.
fn crosswise(a: &Event, b: &Event) -> bool {
    let meet = |x: &[EntityId], y: &[EntityId]| x.iter().any(|e| y.contains(e));
    let straight = meet(&a.actors, &b.actors) && (meet(&a.recipients, &b.recipients));
    let turned = kinds::mutual(a.kind) && meet(&a.actors, &b.recipients) && meet(&a.recipients, &b.actors);
    straight || turned
}

/// Whether half of the headline's longer words, names left out, begin as words of the other ("signs",
/// "signed").
fn share_stems(records: &Records, a: &Event, b: &Event) -> bool {
    let stem = |w: &str| w.chars().take(4).flat_map(char::to_lowercase).collect::<String>();
    let split = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).map(stem).collect()
    };
    let mut names = BTreeSet::new();
    for who in [a, b].into_iter().flat_map(|e| e.actors.iter().chain(&e.recipients)) {
        names.extend(records.entities.get(who.index()).into_iter().flat_map(|e| split(&e.name)));
    }
    let stems = |e: &Event| -> BTreeSet<String> {
        let v = &e.evidence[0];
        let text = records.documents.get(v.document.index()).map_or("", |d| v.span.of(&d.text));
        split(text).into_iter().filter(|s| !names.contains(s)).collect()
    };
    let (x, y) = (stems(a), stems(b));
    x.intersection(&y).count() * 2 >= x.len().min(y.len())
}

/// Whether two events are told in much the same words: half of the shorter one's longer words.
fn alike(records: &Records, a: &Event, b: &Event) -> bool {
    let words = |e: &Event| -> BTreeSet<String> {
        let texts = e
            .evidence
            .iter()
            .take(4)
            .filter_map(|v| records.documents.get(v.document.index()).map(|d| v.span.of(&d.text)));
        texts
            .flat_map(|t| t.split(|c: char| !c.is_alphanumeric()))
            .filter(|w| w.chars().count() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let least = x.len().min(y.len());
    least == 0 || x.intersection(&y).count() * 2 >= least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Document, DocumentId, Evidence, Span};

    fn event(kind: EventKind, document: u32, span: (usize, usize), date: &str, status: Status) -> Event {
        let date = Edtf::parse(date).ok();
        Event {
            key: format!("{document}-{}", span.0),
            kind,
            cameo: "040".into(),
            plover: None,
            actors: vec![EntityId(0)],
            recipients: vec![EntityId(1)],
            instruments: Vec::new(),
            place: None,
            date: date.clone(),
            status,
            evidence: vec![Evidence {
                document: DocumentId(document),
                span: Span::new(span.0, span.1),
                status,
                date,
                said_by: None,
            }],
            figures: Vec::new(),
            rule: "test".into(),
        }
    }

    fn merged(events: Vec<Event>) -> Vec<(usize, Status)> {
        let text = "Norway and Kenya agreed to fish together. Both sides agreed to fish together. They agreed on radar.";
        let document = Document { text: text.into(), ..Document::default() };
        let mut records =
            Records { documents: vec![document.clone(), document], events, ..Records::default() };
        merge(&mut records);
        records.events.iter().map(|e| (e.evidence.len(), e.status)).collect()
    }

    #[test]
    fn one_meeting_told_in_two_reports_is_one_event() {
        use EventKind::Consult;
        let meeting = |d, date| event(Consult, d, (0, 40), date, Status::Occurred);
        assert_eq!(merged(vec![meeting(0, "2019-05-02"), meeting(1, "2019-05-02")]), [(2, Status::Occurred)]);
        assert_eq!(merged(vec![meeting(0, "2019-05-02"), meeting(1, "2019-05-03")]).len(), 2);
    }

    #[test]
    fn a_plan_and_its_deed_are_one_event_and_the_deed_counts() {
        let plan = event(EventKind::Consult, 0, (0, 40), "2019-05-02", Status::Planned);
        let deed = event(EventKind::Consult, 1, (0, 40), "2019-05-02", Status::Occurred);
        assert_eq!(merged(vec![plan, deed]), [(2, Status::Occurred)]);
    }

    #[test]
    fn two_agreements_of_one_day_stay_two() {
        let told = |span| event(EventKind::Agree, 0, span, "2019-05-02", Status::Occurred);
        assert_eq!(merged(vec![told((0, 40)), told((42, 76))]).len(), 1);
        assert_eq!(merged(vec![told((0, 40)), told((78, 99))]).len(), 2);
    }

    /// Evidence of each event of a report with a headline, in order.
    fn told(headline: &str, body: &str) -> Vec<usize> {
        use crate::record::Zone;
        let text = format!("{headline}\n\n{body}");
        let zone = |kind, from: usize, to: usize| Zone { kind, span: Span::new(from, to) };
        let from = headline.len() + 2;
        let zones = vec![zone(ZoneKind::Title, 0, headline.len()), zone(ZoneKind::Body, from, text.len())];
        let document = Document { body: Span::new(from, text.len()), text, zones, ..Document::default() };
        let records = crate::extract::read(document, crate::extract::Lexicon::builtin());
        crate::extract::link(vec![records]).events.iter().map(|e| e.evidence.len()).collect()
    }

    #[test]
    fn a_headline_tells_what_its_report_tells() {
        let body = "Norwegian Minister Berit Dahl and Kenyan Minister Juma Otieno signed a fishing accord on Friday.";
        assert_eq!(told("Norway and Kenya sign fishing accord", body), [2]);
        assert_eq!(told("Norway and Kenya sign deal on hospitals", body), [1, 1]);
    }

    #[test]
    fn a_guest_told_by_name_and_by_state_came_once() {
        let body = "Norwegian Minister Berit Dahl travelled to Kenya. It was the first time that a Norwegian minister had travelled to Kenya.";
        assert_eq!(told("News", body), [2]);
    }

    #[test]
    fn a_paper_ratified_is_another_act_than_a_paper_signed() {
        let body = "Norway has yet to ratify a treaty on salt that Norway and Kenya concluded in 2019.";
        assert_eq!(told("News", body), [1, 1]);
    }
}
