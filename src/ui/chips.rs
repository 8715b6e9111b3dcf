//! What is chosen, as chips that can be taken away, and how much it leaves.

use super::export::Export;
use super::facets::label;
use super::icons::{Icon, icon};
use super::shared::{Desk, Shared, use_desk};
use crate::edtf::{Day, Edtf, civil, days_in_month};
use crate::query::syntax::{self, Ask};
use crate::query::{self, Answer, Axis, Selection};
use crate::state::{Msg, Stroke};
use crate::words::key;
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
                <button type="button" onclick={desk.click(msg.clone())} aria-label={desk.words.fill(key!("chips.remove"), &[label])}>
                    {icon(Icon::Close)}
                </button>
            </li>
        }
    };
    html! {
        <div class="chips-row">
            if chips.is_empty() {
                <p class="hint"><b class="narrow">{desk.title.clone()}</b><span class="wide">{desk.say(key!("chips.hint"))}</span></p>
            } else {
                <ul class="chips" aria-label={desk.say(key!("chips.title"))}>{for chips.iter().map(chip)}</ul>
                <button type="button" class="clear-all link" onclick={desk.click(Msg::ClearAll)}>{desk.say(key!("chips.clear"))}</button>
            }
            <p class="tally" aria-live="polite" role="status">{tally(&desk, &props.selection, &props.answer)}</p>
            <Export selection={props.selection.clone()} answer={props.answer.clone()} />
        </div>
    }
}

/// "19 events certainly, 2 possibly in this time".
pub fn tally(desk: &Desk, selection: &Selection, answer: &Answer) -> String {
    let words = &desk.words;
    let (all, certain) = (answer.events.len(), answer.certain);
    let events = |n: usize| words.count(key!("events.count"), n);
    if query::range(selection).is_some() || certain < all {
        let rest = words.number(all - certain);
        return words.fill(key!("tally.certain"), &[&events(certain), &rest]);
    }
    let reports = words.count(key!("reports.count"), answer.documents.len());
    words.fill(key!("tally.reports"), &[&events(all), &reports])
}

/// What is chosen, in words.
pub fn labels(desk: &Desk, selection: &Selection) -> Vec<String> {
    chips(desk, selection).into_iter().map(|chip| chip.0).collect()
}

/// Each clause with what takes it away.
fn chips(desk: &Desk, selection: &Selection) -> Vec<(String, Msg)> {
    let corpus = &desk.corpus;
    let mut chips = Vec::new();
    // Words that stand free are one chip; each other part of the search is one of its own.
    let search = &selection.words;
    let free = syntax::free_words(search);
    if !free.is_empty() {
        let rest = syntax::without_words(search);
        chips.push((desk.words.fill(key!("title.quote"), &[&free]), Msg::Search(rest)));
    }
    for clause in syntax::parse(search).iter().filter(|c| c.ask != Ask::Word || c.not) {
        let written = clause.span.of(search).to_owned();
        chips.push((written, Msg::Search(syntax::without(search, clause.span))));
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
        let mut label = span(desk, range);
        if selection.axis == Axis::Reported {
            label = desk.words.fill(key!("chips.reported"), &[&label]);
        }
        chips.push((label, Msg::Brush(None, Stroke::First)));
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
            <p>{desk.say(key!("nothing.why"))}</p>
            <p><button type="button" class="solid" onclick={desk.click(Msg::ClearAll)}>{desk.say(key!("nothing.clear"))}</button></p>
        </div>
    }
}
