//! The list of reports.

use super::draw;
use super::shared::{Shared, use_came, use_desk};
use crate::query::Answer;
use crate::rooms::Item;
use crate::words::key;
use yew::prelude::*;

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
    if props.answer.documents.is_empty() {
        return html! { <super::chips::Nothing /> };
    }
    let teller = desk.teller();
    let found = teller.found(&props.words);
    let of = |id: &_| found.iter().find(|r| r.document == *id).cloned().map(Box::new);
    let report = |id: &_| Item::Report(*id, of(id));
    let items: Vec<Item> = props.answer.documents.iter().map(report).collect();
    let head = desk.words.count(key!("reports.count"), items.len());
    html! { <div class="reports"><h3 class="unseen">{head}</h3><draw::List {items} most={16} /></div> }
}
