//! The list of reports.

use super::draw::{self, use_grown};
use super::shared::{Shared, use_came, use_desk};
use crate::query::Answer;
use crate::record::DocumentId;
use crate::rooms::Item;
use crate::words::key;
use yew::prelude::*;

/// How many reports are listed at first.
const AT_ONCE: usize = 16;

/// What to list.
#[derive(Clone, PartialEq, Properties)]
pub struct ReportsProps {
    /// What is left.
    pub answer: Shared<Answer>,
    /// Words searched for, which the snippets show.
    pub words: String,
}

/// The list.
#[component]
pub fn Reports(props: &ReportsProps) -> Html {
    let desk = use_desk();
    use_came();
    let shown = use_state(|| AT_ONCE);
    let all = &props.answer.documents;
    let listed = &all[..all.len().min(*shown)];
    let rest = all.len() - listed.len();
    let button = use_grown(*shown, (props.answer.clone(), rest > 0));
    let teller = desk.teller();
    let found = teller.found(&props.words);
    if all.is_empty() {
        return html! { <super::chips::Nothing /> };
    }
    let report = |&id: &DocumentId| {
        let found = found.iter().find(|r| r.document == id).cloned().map(Box::new);
        draw::fact(&desk, "li", &teller.fact(&Item::Report(id, found)))
    };
    let head = desk.words.count(key!("reports.count"), all.len());
    let more = Callback::from(move |_: MouseEvent| shown.set(*shown * 2));
    html! {
        <div class="reports">
            <h3 class="unseen">{head}</h3>
            <div class="list"><ul class="facts">{for listed.iter().map(report)}</ul>
                if rest > 0 {
                    <button type="button" class="more plain" ref={button} onclick={more}>{desk.words.count(key!("list.rest"), rest)}</button>
                }
            </div>
        </div>
    }
}
