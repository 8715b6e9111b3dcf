//! Offices over time: a small chart in which what is known from one moment fades on both sides.

use crate::edtf::{Day, civil, day};
use crate::order::Ordered;
use crate::record::{EntityId, Office, Schema};
use crate::ui::quote;
use crate::ui::shared::Desk;
use yew::prelude::*;

/// Width of the chart in its own units.
const WIDE: f64 = 200.0;
/// How far a moment fades, in days.
const FADE: f64 = 150.0;

/// Offices that a person held, or that were held in a country or body.
pub fn section(desk: &Desk, id: EntityId) -> Html {
    let corpus = &desk.corpus;
    let offices = corpus.offices_of(id);
    if offices.is_empty() {
        return html! {};
    }
    let of_person = corpus.entity(id).schema == Schema::Person;
    let mut rows: Vec<(String, Vec<&Office>)> = Vec::new();
    for office in offices {
        let label = if of_person {
            let body = office.body.or(office.country.filter(|c| corpus.country_of(id) != Some(*c)));
            match body {
                Some(of) => format!("{}, {}", office.office, corpus.entity(of).name),
                None => office.office.clone(),
            }
        } else {
            format!("{}: {}", office.office, corpus.entity(office.person).name)
        };
        match rows.iter_mut().find(|(l, _)| l.eq_ignore_ascii_case(&label)) {
            Some((_, list)) => list.push(office),
            None => rows.push((label, vec![office])),
        }
    }
    if !of_person {
        rows.order_by(|a, b| a.0.split(':').next().cmp(&b.0.split(':').next()));
    }
    let (from, to) = span(desk);
    html! {
        <section class="offices">
            <h3>{if of_person { "Offices, as the reports give them" } else { "Offices and who held them, as the reports give them" }}</h3>
            <svg class="fades" width="0" height="0" aria-hidden="true">
                <linearGradient id="fade-in"><stop class="none" offset="0" /><stop class="full" offset="1" /></linearGradient>
                <linearGradient id="fade-out"><stop class="full" offset="0" /><stop class="none" offset="1" /></linearGradient>
            </svg>
            <ul>{for rows.iter().map(|(label, list)| row(desk, label, list, from, to))}</ul>
            <p class="axis" aria-hidden="true"><span>{civil(from).0}</span><span>{civil(to).0}</span></p>
        </section>
    }
}

/// The years that the corpus tells of, whole.
fn span(desk: &Desk) -> (Day, Day) {
    let records = desk.corpus.records();
    let told = records.offices.iter().filter_map(|o| o.at.as_ref());
    let reported = records.documents.iter().filter_map(|d| d.published.as_ref());
    let days = told.chain(reported).filter_map(|d| {
        let (a, b) = d.days();
        Some((a.or(b)?, b.or(a)?))
    });
    let (first, last) = days.fold((Day::MAX, Day::MIN), |(a, b), (c, d)| (a.min(c), b.max(d)));
    if first > last {
        return (day(2000, 1, 1), day(2030, 12, 31));
    }
    (day(civil(first).0, 1, 1), day(civil(last).0, 12, 31))
}

fn row(desk: &Desk, label: &str, list: &[&Office], from: Day, to: Day) -> Html {
    let scale = WIDE / f64::from(to - from + 1);
    let x = |d: f64| ((d - f64::from(from)) * scale).clamp(0.0, WIDE);
    let known: Vec<(f64, f64)> = list
        .iter()
        .filter_map(|o| {
            let (a, b) = o.at.as_ref()?.days();
            Some((f64::from(a.unwrap_or(from)), f64::from(b.unwrap_or(to)) + 1.0))
        })
        .collect();
    // Between two moments the office is taken as held; outside it is unknown.
    let (a, b) = known.iter().fold((f64::MAX, f64::MIN), |(a, b), &(c, d)| (a.min(c), b.max(d)));
    let band = (a < b).then(|| {
        let (x0, x1, x2, x3) = (x(a - FADE), x(a), x(b).max(x(a) + 3.0), x(b + FADE));
        html! {
            <>
                <rect x={n(x0)} width={n(x1 - x0)} y="0" height="9" fill="url(#fade-in)" />
                <rect class="held" x={n(x1)} width={n(x2 - x1)} y="0" height="9" />
                <rect x={n(x2)} width={n((x3 - x2).max(0.0))} y="0" height="9" fill="url(#fade-out)" />
            </>
        }
    });
    let way = |office: &&Office| {
        let when = office.at.as_ref().map_or_else(|| "no date told".to_owned(), |d| desk.words.short_date(d));
        html! { <li>{quote::way_in(desk, office.document, office.span, &when)}</li> }
    };
    html! {
        <li class="fact office">
            <span class="label">{label}</span>
            <svg viewBox="0 0 200 9" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" width="200" height="9" rx="2" />
                {for band}
            </svg>
            <ul class="ways">{for list.iter().map(way)}</ul>
        </li>
    }
}

fn n(number: f64) -> String {
    format!("{number:.1}")
}
