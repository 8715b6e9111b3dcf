//! Offices over time, as the reports give them.

use super::{Line, Piece, Source, Teller, text};
use crate::edtf::{Day, civil, day};
use crate::letters::lower;
use crate::order::Ordered;
use crate::record::{EntityId, Office, Schema};
use crate::words::key;

/// Offices with the years that their chart covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenures {
    /// First day of the first year.
    pub from: Day,
    /// Last day of the last.
    pub to: Day,
    /// One line a holder and office.
    pub rows: Vec<Tenure>,
}

/// One person in one office.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenure {
    /// The office, where it differs from the row before; of a person's card, never.
    pub group: String,
    /// Who, or which office.
    pub label: Line,
    /// First and last day of which a report says so, both included: between them the office is taken
    /// as held, outside it is unknown. `None` where no date is told.
    pub known: Option<(Day, Day)>,
    /// The words that say so, and when.
    pub told: Vec<(Source, String)>,
}

impl Teller<'_> {
    /// Offices that a person held, or that were held in a country or body: by office, then by time.
    pub fn tenures(&self, id: EntityId) -> Tenures {
        let corpus = self.corpus;
        let of_person = corpus.entity(id).schema == Schema::Person;
        let mut rows: Vec<(String, EntityId, Vec<&Office>)> = Vec::new();
        for office in corpus.offices_of(id) {
            let holder = if of_person {
                let abroad = office.country.filter(|c| corpus.country_of(id) != Some(*c));
                office.body.or(abroad).unwrap_or(id)
            } else {
                office.person
            };
            let same = |(o, h, _): &&mut (String, EntityId, Vec<&Office>)| {
                *h == holder && o.eq_ignore_ascii_case(&office.office)
            };
            match rows.iter_mut().find(same) {
                Some((.., list)) => list.push(office),
                None => rows.push((office.office.clone(), holder, vec![office])),
            }
        }
        if !of_person {
            // The office that most people are told to have held comes first; its holders by time.
            let holders = |office: &str| rows.iter().filter(|r| r.0.eq_ignore_ascii_case(office)).count();
            let counts: Vec<usize> = rows.iter().map(|r| holders(&r.0)).collect();
            let mut order: Vec<usize> = (0..rows.len()).collect();
            order.order_by_key(|&i| (std::cmp::Reverse(counts[i]), lower(&rows[i].0), i));
            rows = order.into_iter().map(|i| rows[i].clone()).collect();
        }
        let (from, to) = self.years();
        let mut before = String::new();
        let rows = rows.into_iter().map(|(office, holder, list)| {
            let group = if of_person || office.eq_ignore_ascii_case(&before) {
                String::new()
            } else {
                office.clone()
            };
            before.clone_from(&office);
            let label = match (of_person, holder == id) {
                (true, true) => vec![text(office)],
                (true, false) => vec![text(format!("{office}, ")), Piece::Name(holder)],
                _ => vec![Piece::Name(holder)],
            };
            let days = list.iter().filter_map(|o| {
                let (a, b) = o.at.as_ref()?.days();
                Some((a.unwrap_or(from), b.unwrap_or(to)))
            });
            let known = days.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
            let told = list.iter().map(|o| {
                let when =
                    o.at.as_ref().map_or_else(|| self.say(key!("date.untold")), |d| self.words.short_date(d));
                (Source { document: o.document, span: o.span }, when)
            });
            Tenure { group, label, known, told: told.collect() }
        });
        Tenures { rows: rows.collect(), from, to }
    }

    /// The years that the corpus tells of, whole.
    fn years(&self) -> (Day, Day) {
        let records = self.corpus.records();
        let told = records.offices.iter().filter_map(|o| o.at.as_ref());
        let reported = records.documents.iter().filter_map(|d| d.published.as_ref());
        let days = told.chain(reported).filter_map(|d| {
            let (a, b) = d.days();
            Some((a.or(b)?, b.or(a)?))
        });
        match days.reduce(|(a, b), (c, d)| (a.min(c), b.max(d))) {
            Some((first, last)) => (day(civil(first).0, 1, 1), day(civil(last).0, 12, 31)),
            None => (day(2000, 1, 1), day(2030, 12, 31)),
        }
    }
}
