//! What stands beside the picture while no card is open: what this corpus is, and its events.

use super::events::{Events, row};
use super::icons::mark;
use super::quote;
use super::shared::{Shared, use_desk};
use crate::query::{Answer, Facet};
use crate::state::Msg;
use crate::words;
use std::collections::BTreeMap;
use yew::prelude::*;

/// What is left.
#[derive(Clone, PartialEq, Properties)]
pub struct OverviewProps {
    /// What is left.
    pub answer: Shared<Answer>,
    /// Whether the events stand here, because they stand nowhere else.
    pub listed: bool,
}

/// The overview.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let desk = use_desk();
    let corpus = &desk.corpus;
    let records = corpus.records();
    let ladder = words::STATUSES.iter().map(|&status| {
        let count = props.answer.events.iter().filter(|&&e| corpus.event(e).status == status).count();
        let send = desk.click(Msg::Toggle(Facet::Status, words::status_code(status).to_owned()));
        html! {
            <li><button type="button" onclick={send}>{mark(&desk, status)}<span>{desk.words.status(status)}</span><b>{count}</b></button></li>
        }
    });
    html! {
        <div class="overview">
            <header>
                <p class="kicker">{"What the reports tell"}</p>
                <h2>{corpus.title(&desk.words)}</h2>
                <p class="lead">{format!(
                    "Who agreed what with whom: {} events read out of {} {} by a program, each with the sentence that says it. Check the sentence.",
                    records.events.len(), records.documents.len(),
                    if records.documents.len() == 1 { "report" } else { "reports" }
                )}</p>
                <ul class="ladder" aria-label="Events by status">{for ladder}</ul>
            </header>
            if props.listed {
                <Events answer={props.answer.clone()} beside=true />
            } else {
                <Findings answer={props.answer.clone()} />
            }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FindingsProps {
    answer: Shared<Answer>,
}

/// What the data itself offers: the busiest pair of countries, the newest event, rival claims.
#[component]
fn Findings(props: &FindingsProps) -> Html {
    let desk = use_desk();
    let corpus = &desk.corpus;
    let mut pairs: BTreeMap<_, usize> = BTreeMap::new();
    for flow in crate::scene::map::Matter::new(corpus, &props.answer.events).flows {
        *pairs.entry((flow.from.min(flow.to), flow.from.max(flow.to))).or_default() += flow.events.len();
    }
    let busiest = pairs.into_iter().max_by_key(|&(pair, n)| (n, std::cmp::Reverse(pair)));
    let newest = props.answer.events.first();
    let rivals = &corpus.records().rivals;
    html! {
        <>
            if let Some(((a, b), count)) = busiest {
                <section>
                    <h3>{"Most between two"}</h3>
                    <p>{quote::name(&desk, a)}{" and "}{quote::name(&desk, b)}{format!(", {count} events. ")}
                        <button type="button" class="link" onclick={desk.click(Msg::Pair(corpus.entity(a).key.clone(), corpus.entity(b).key.clone()))}>{"Show only these"}</button>
                    </p>
                </section>
            }
            if let Some(&event) = newest {
                <section class="events beside"><h3>{"Newest"}</h3><ol>{row(&desk, event)}</ol></section>
            }
            if !rivals.is_empty() {
                <section>
                    <h3>{"Where reports disagree"}</h3>
                    <ul>{for rivals.iter().map(|rival| super::cards::rival(&desk, rival, true))}</ul>
                </section>
            }
        </>
    }
}
