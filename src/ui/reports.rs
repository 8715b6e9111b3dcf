//! The list of reports.

use super::quote;
use super::shared::{Shared, use_desk};
use crate::order::Ordered;
use crate::query::Answer;
use crate::record::Schema;
use crate::state::{Msg, Reader};
use std::collections::BTreeMap;
use yew::prelude::*;

/// What to list.
#[derive(Clone, PartialEq, Properties)]
pub struct ReportsProps {
    /// What is left.
    pub answer: Shared<Answer>,
}

/// The list.
#[component]
pub fn Reports(props: &ReportsProps) -> Html {
    let desk = use_desk();
    let corpus = &desk.corpus;
    if props.answer.documents.is_empty() {
        return html! { <super::chips::Nothing /> };
    }
    let row = |&id: &crate::record::DocumentId| {
        let document = corpus.document(id);
        let reader = Reader { document: document.id.clone(), span: None };
        let mut told: BTreeMap<_, usize> = BTreeMap::new();
        for mention in corpus.mentions_in(id) {
            if matches!(
                corpus.entity(mention.entity).schema,
                Schema::Person | Schema::Country | Schema::Equipment
            ) {
                *told.entry(mention.entity).or_default() += 1;
            }
        }
        let mut told: Vec<_> = told.into_iter().collect();
        told.order_by_key(|&(entity, n)| (std::cmp::Reverse(n), entity));
        told.truncate(7);
        let told: Vec<_> = told.into_iter().map(|(entity, _)| entity).collect();
        let first = document.sentences.iter().find(|s| document.body.contains(**s));
        html! {
            <li class="report" data-key={document.id.clone()} key={document.id.clone()}>
                <p class="when">{document.published.as_ref().map(|d| desk.words.date(d))}</p>
                <h3>
                    <a class="open-report" href={desk.reader_address(&reader)} onclick={desk.follow(Msg::Read(reader))}>
                        {corpus.document_title(id)}
                    </a>
                </h3>
                <p class="source">{corpus.source_line(id, &desk.words)}</p>
                if let Some(first) = first {
                    <p class="snippet">{first.of(&document.text)}</p>
                }
                <p class="told">
                    <span class="amount">{format!("{} events", corpus.events_in(id).len())}</span>
                    {" · "}
                    {quote::names(&desk, &told)}
                </p>
            </li>
        }
    };
    html! { <ol class="reports">{for props.answer.documents.iter().map(row)}</ol> }
}
