//! What each event tells a timeline, read once of a corpus: its date on either axis, and its lanes.

use super::{By, Dated};
use crate::corpus::Corpus;
use crate::edtf::{Day, Edtf};
use crate::order::{Lists, Ordered, by_number, tidy};
use crate::query::Axis;
use crate::record::EventId;
use std::cell::OnceCell;

/// Answers only for one corpus; each part is read when it is first asked for.
#[derive(Debug, Default)]
pub struct Ledger {
    dated: [OnceCell<Vec<Dated>>; 2],
    themes: [OnceCell<Lists<u32>>; 3],
}

impl Ledger {
    /// Whether that is read which the first look at a timeline needs.
    pub fn is_read(&self) -> bool {
        self.dated[0].get().is_some() && self.themes[By::Country as usize].get().is_some()
    }

    /// Reads it.
    pub fn read(&self, corpus: &Corpus) {
        self.dated(corpus, Axis::Happened);
        self.themes(corpus, By::Country);
    }

    /// All events with a date, earliest first.
    pub(super) fn dated(&self, corpus: &Corpus, axis: Axis) -> &[Dated] {
        self.dated[usize::from(axis == Axis::Reported)].get_or_init(|| {
            let dated = corpus.event_ids().filter_map(|event| {
                let date = date_of(corpus, event, axis)?;
                let status = corpus.event(event).status;
                Some(Dated { event, status, days: date.days(), sure: !date.is_uncertain() })
            });
            earliest_first(dated.collect())
        })
    }

    /// By event: the lanes that it belongs into, as numbers of entities or kinds.
    pub(super) fn themes(&self, corpus: &Corpus, by: By) -> &Lists<u32> {
        self.themes[by as usize].get_or_init(|| {
            let mut themes = Lists::default();
            let mut own: Vec<u32> = Vec::new();
            for event in &corpus.records().events {
                own.clear();
                let sides = || event.actors.iter().chain(&event.recipients);
                match by {
                    By::Country => own.extend(sides().filter_map(|&p| corpus.country_of(p)).map(|c| c.0)),
                    By::Actor => own.extend(event.actors.iter().map(|a| a.0)),
                    By::Kind => own.push(event.kind as u32),
                }
                tidy(&mut own);
                themes.push(own.iter().copied());
            }
            themes
        })
    }
}

/// The date of an event on an axis; of the reports, the earliest counts.
pub(super) fn date_of(corpus: &Corpus, id: EventId, axis: Axis) -> Option<&Edtf> {
    match axis {
        Axis::Happened => corpus.event(id).date.as_ref(),
        Axis::Reported => {
            let dates = corpus.reported(id).into_iter().filter_map(|(_, date)| date);
            dates.min_by_key(|d| d.days())
        }
    }
}

/// First and last day, an open end standing at the other.
pub(super) fn ends(dated: &Dated) -> (Day, Day) {
    let (a, b) = dated.days;
    (a.or(b).unwrap_or(0), b.or(a).unwrap_or(0))
}

/// Events by their first day, then by their last, then by number.
fn earliest_first(told: Vec<Dated>) -> Vec<Dated> {
    let days: Vec<(Day, Day)> = told.iter().map(ends).collect();
    let [first, last]: [Vec<Day>; 2] =
        [days.iter().map(|d| d.0).collect(), days.iter().map(|d| d.1).collect()];
    let by_last = by_day(&last);
    let first: Vec<Day> = by_last.iter().map(|&at| first[at as usize]).collect();
    by_day(&first).into_iter().map(|at| told[by_last[at as usize] as usize]).collect()
}

/// Positions in the order of days, equal ones as they stand.
pub(super) fn by_day(days: &[Day]) -> Vec<u32> {
    /// Days between the first and the last for which counting is worth its room.
    const MOST: i64 = 2_000_000;
    let (low, high) =
        days.iter().fold((Day::MAX, Day::MIN), |(low, high), &day| (low.min(day), high.max(day)));
    if i64::from(high) - i64::from(low) > MOST {
        let mut order: Vec<u32> = (0..days.len() as u32).collect();
        order.order_by_key(|&at| days[at as usize]);
        return order;
    }
    let numbers: Vec<u32> = days.iter().map(|day| (day - low) as u32).collect();
    by_number(&numbers, if days.is_empty() { 0 } else { (high - low) as usize + 1 })
}
