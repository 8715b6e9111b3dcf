//! What is chosen, as chips that can be taken away, and how much it leaves.

use super::facets::label;
use super::icons::{Icon, icon};
use super::shared::{Desk, Shared, use_desk};
use crate::edtf::{Day, Edtf, civil, days_in_month};
use crate::query::{Answer, Axis, Selection};
use crate::state::{Msg, Stroke};
use yew::prelude::*;

/// What is chosen and what it leaves.
#[derive(Clone, PartialEq, Properties)]
pub struct ChipsProps {
    /// What is chosen.
    pub selection: Selection,
    /// What is left.
    pub answer: Shared<Answer>,
}

/// The row of chips.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let desk = use_desk();
    let chips = chips(&desk, &props.selection);
    let chip = |(label, msg): &(String, Msg)| {
        html! {
            <li class="chip" key={label.clone()}>
                <span>{label}</span>
                <button type="button" onclick={desk.click(msg.clone())} aria-label={format!("Remove the filter {label}")}>
                    {icon(Icon::Close)}
                </button>
            </li>
        }
    };
    html! {
        <div class="chips-row">
            if chips.is_empty() {
                <p class="hint"><b class="narrow">{desk.corpus.title(&desk.words)}</b><span class="wide">{"Choose a country, an arc, a time or a name."}</span></p>
            } else {
                <ul class="chips" aria-label="Active filters">{for chips.iter().map(chip)}</ul>
                <button type="button" class="clear-all link" onclick={desk.click(Msg::ClearAll)}>{"Clear all"}</button>
            }
            <p class="tally" aria-live="polite" role="status">{tally(&props.selection, &props.answer)}</p>
        </div>
    }
}

/// "19 events certainly, 2 possibly in this time".
pub fn tally(selection: &Selection, answer: &Answer) -> String {
    let (all, certain) = (answer.events.len(), answer.certain);
    let events = |n: usize| if n == 1 { "1 event".to_owned() } else { format!("{n} events") };
    if selection.range.is_some() || certain < all {
        return format!("{} certainly, {} possibly in this time", events(certain), all - certain);
    }
    let reports = answer.documents.len();
    format!("{} in {reports} {}", events(all), if reports == 1 { "report" } else { "reports" })
}

/// Each clause with what takes it away.
fn chips(desk: &Desk, selection: &Selection) -> Vec<(String, Msg)> {
    let corpus = &desk.corpus;
    let mut chips = Vec::new();
    if !selection.words.trim().is_empty() {
        chips.push((format!("“{}”", selection.words.trim()), Msg::Search(String::new())));
    }
    let entity =
        |key: &str| corpus.entity_by_key(key).map_or_else(|| key.to_owned(), |id| desk.name(id).to_owned());
    for (&facet, values) in &selection.facets {
        for value in values {
            let label = label(desk, facet, value);
            chips.push((label, Msg::Toggle(facet, value.clone())));
        }
    }
    if let Some((from, to)) = &selection.pair {
        chips.push((format!("{} → {}", entity(from), entity(to)), Msg::ClearPair));
    }
    if let Some(range) = selection.range {
        let axis = if selection.axis == Axis::Reported { "reported " } else { "" };
        chips.push((format!("{axis}{}", span(desk, range)), Msg::Brush(None, Stroke::First)));
    }
    chips
}

/// A range of days in few words: by years or months where it holds whole ones.
pub fn span(desk: &Desk, (from, to): (Day, Day)) -> String {
    let ((y0, m0, d0), (y1, m1, d1)) = (civil(from), civil(to));
    let months = d0 == 1 && d1 == days_in_month(y1, m1);
    let whole = match (months, m0, m1) {
        (true, 1, 12) if y0 == y1 => format!("{y0:04}"),
        (true, 1, 12) => format!("{y0:04}/{y1:04}"),
        (true, ..) if (y0, m0) == (y1, m1) => format!("{y0:04}-{m0:02}"),
        (true, ..) => format!("{y0:04}-{m0:02}/{y1:04}-{m1:02}"),
        _ => String::new(),
    };
    desk.words.short_date(&Edtf::parse(&whole).unwrap_or_else(|_| Edtf::between(from, to)))
}

/// What stands where nothing is left, with the way out.
#[component]
pub fn Nothing() -> Html {
    let desk = use_desk();
    html! {
        <div class="nothing">
            <p>{"No event fits everything that is chosen."}</p>
            <p><button type="button" class="solid" onclick={desk.click(Msg::ClearAll)}>{"Clear all filters"}</button></p>
        </div>
    }
}
