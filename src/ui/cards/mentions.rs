//! Where a thing is named: its spellings with the way to each, its reports, and why spellings are one.

use crate::order::Ordered;
use crate::record::{EntityId, Form, Mention};
use crate::ui::quote;
use crate::ui::shared::Desk;
use std::collections::BTreeMap;
use yew::prelude::*;

/// Spellings, most frequent first, each with the way to where it occurs, and the reasons of merges.
pub fn spellings(desk: &Desk, id: EntityId) -> Html {
    let corpus = &desk.corpus;
    let mut found: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in corpus.mentions_of(id).filter(|m| matches!(m.form, Form::Name | Form::Demonym)) {
        found.entry(mention.span.of(&corpus.document(mention.document).text)).or_default().push(mention);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.order_by_key(|(name, all)| (std::cmp::Reverse(all.len()), *name));
    let spelling = |(name, all): &(&str, Vec<&Mention>)| {
        let mut reports: Vec<&Mention> = Vec::new();
        for &mention in all {
            if reports.last().is_none_or(|last| last.document != mention.document) {
                reports.push(mention);
            }
        }
        html! {
            <li class="fact spelling">
                <b>{*name}</b><span class="amount">{all.len()}</span>
                <span class="ways">
                    {for reports.iter().map(|m| {
                        let document = corpus.document(m.document);
                        let when = document.published.as_ref().map_or_else(|| "in a report".to_owned(), |d| desk.words.short_date(d));
                        html! { <>{quote::way_in(desk, m.document, m.span, &when)}{" "}</> }
                    })}
                </span>
            </li>
        }
    };
    let merges = &corpus.entity(id).merges;
    if found.is_empty() && merges.is_empty() {
        return html! {};
    }
    html! {
        <section class="spellings">
            <h3>{"Spellings, and where they stand"}</h3>
            <ul>{for found.iter().map(spelling)}</ul>
            if !merges.is_empty() {
                <details>
                    <summary>{"Why these are taken for one"}</summary>
                    <ul class="reasons">{for merges.iter().map(|m| html! { <li><b>{&m.name}</b>{": "}{m.reason.to_string()}</li> })}</ul>
                </details>
            }
        </section>
    }
}

/// Reports that name it, each with the first sentence that does.
pub fn reports(desk: &Desk, id: EntityId) -> Html {
    let corpus = &desk.corpus;
    let all = corpus.documents_of(id);
    if all.is_empty() {
        return html! {};
    }
    let report = |&(document, count): &(crate::record::DocumentId, u32)| {
        let first = corpus.mentions_of(id).find(|m| m.document == document)?;
        Some(html! {
            <li class="fact">
                {quote::fact(desk, document, first.span)}
                if count > 1 { <p class="others">{format!("named {count} times there")}</p> }
            </li>
        })
    };
    html! {
        <section>
            <h3>{"Where it is named"}<span class="amount">{all.len()}</span></h3>
            <ul>{for all.iter().filter_map(report)}</ul>
        </section>
    }
}
