//! Facets: small bar charts that filter. Each is counted without its own clause.

use super::icons::mark;
use super::shared::{Desk, Shared, use_desk};
use crate::decimal;
use crate::query::{Answer, Count, Facet};
use crate::state::Msg;
use crate::words::{self, Key, key};
use yew::prelude::*;

/// How many values stand before "more".
const FEW: usize = 6;
/// How many more each click shows: a corpus may hold thousands.
const MORE: usize = 100;

/// Facets in the order of the column, with their heads.
pub const FACETS: [(Facet, &str, Key); 8] = [
    (Facet::Country, "country", key!("facet.country")),
    (Facet::Status, "status", key!("facet.status")),
    (Facet::Kind, "kind", key!("facet.kind")),
    (Facet::Person, "person", key!("facet.person")),
    (Facet::Equipment, "equipment", key!("facet.equipment")),
    (Facet::Organisation, "organisation", key!("facet.organisation")),
    (Facet::Year, "year", key!("facet.year")),
    (Facet::Source, "source", key!("facet.source")),
];

/// What is counted.
#[derive(Clone, PartialEq, Properties)]
pub struct FacetsProps {
    /// What is left.
    pub answer: Shared<Answer>,
}

/// The column.
#[component]
pub fn Facets(props: &FacetsProps) -> Html {
    let desk = use_desk();
    html! {
        <aside class="facets" aria-label={desk.say(key!("facets"))} id="filters">
            {for FACETS.iter().map(|&(facet, key, head)| {
                html! { <OneFacet {facet} name={key} head={desk.say(head)} answer={props.answer.clone()} /> }
            })}
        </aside>
    }
}

/// What a value of a facet is called.
pub fn label(desk: &Desk, facet: Facet, value: &str) -> String {
    let corpus = &desk.corpus;
    let known = match facet {
        Facet::Kind => words::kind_of_code(value).map(|k| desk.words.kind(k)),
        Facet::Status => words::status_of_code(value).map(|s| desk.words.status(s)),
        Facet::Year => Some(value.trim_start_matches('0')),
        Facet::Source => corpus.document_by_id(value).map(|id| corpus.document_title(id)),
        _ => corpus.entity_by_key(value).map(|id| desk.name(id)),
    };
    known.unwrap_or(value).to_owned()
}

#[derive(Clone, PartialEq, Properties)]
struct OneFacetProps {
    facet: Facet,
    name: AttrValue,
    head: AttrValue,
    answer: Shared<Answer>,
}

#[component]
fn OneFacet(props: &OneFacetProps) -> Html {
    let desk = use_desk();
    let more = use_state(|| 0);
    let Some(counts) = props.answer.facets.get(&props.facet).filter(|counts| !counts.is_empty()) else {
        return html! {};
    };
    // A year is read in its order, not by its number; a chosen value is never hidden.
    let most = counts.most().max(1);
    let few = match props.facet {
        Facet::Status => counts.len(),
        _ if counts.len() <= FEW + 2 => counts.len(),
        _ => FEW,
    };
    let shown = counts.first(&desk.index, props.facet, few + *more);
    let hidden = counts.len() - shown.len();
    let value = |count: &Count| {
        let onclick = desk.click(Msg::Toggle(props.facet, count.value.to_string()));
        let sign = (props.facet == Facet::Status).then(|| words::status_of_code(&count.value)).flatten();
        let width = decimal::fixed(100.0 * f64::from(count.count) / f64::from(most), 1) + "%";
        html! {
            <li key={count.value.clone()}>
                <button type="button" {onclick} data-value={count.value.clone()} data-count={count.count.to_string()}
                    aria-pressed={count.chosen.to_string()}>
                    {for sign.map(|s| mark(&desk, s))}
                    <span class="label">{label(&desk, props.facet, &count.value)}</span>
                    <span class="count">{if count.count == 0 { "–".to_owned() } else { desk.words.number(count.count as usize) }}</span>
                    <svg class="little" aria-hidden="true" width="100%" height="2"><rect {width} height="2" rx="1" /></svg>
                </button>
            </li>
        }
    };
    let toggle = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(if hidden > 0 { *more + MORE } else { 0 }))
    };
    html! {
        <section data-facet={props.name.clone()}>
            <h2>{&props.head}</h2>
            <ul>{for shown.iter().map(value)}</ul>
            if hidden > 0 || *more > 0 {
                <button type="button" class="more link" onclick={toggle} aria-expanded={(*more > 0).to_string()}>
                    {if hidden > 0 { desk.words.count(key!("facets.more"), hidden).into() } else { desk.say(key!("facets.fewer")) }}
                </button>
            }
        </section>
    }
}
