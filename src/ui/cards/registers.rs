//! What the registers hold of a thing: transfers in SIPRI's form, agreements with parties and signatories.

use crate::record::{Agreement, EntityId, EventId, Transfer};
use crate::ui::icons::mark;
use crate::ui::quote;
use crate::ui::shared::Desk;
use yew::prelude::*;

/// Transfers and agreements in which an entity has a part.
pub fn section(desk: &Desk, id: EntityId) -> Html {
    let corpus = &desk.corpus;
    let transfers: Vec<Html> = corpus.transfers_of(id).map(|t| transfer(desk, t)).collect();
    let agreements: Vec<Html> = corpus.agreements_of(id).map(|a| agreement(desk, a, id)).collect();
    html! {
        <>
            {super::section("Transfers", transfers)}
            {super::section("Agreements", agreements)}
        </>
    }
}

fn line(name: &str, value: Html) -> Html {
    html! { <div><dt>{name.to_owned()}</dt><dd>{value}</dd></div> }
}

fn transfer(desk: &Desk, transfer: &Transfer) -> Html {
    let figure = |at: Option<u32>| {
        let figure = desk.corpus.records().figures.get(at? as usize)?;
        let text = &desk.corpus.document(figure.document).text;
        Some(desk.words.modified(figure.modifier, figure.span.of(text)))
    };
    let what = if transfer.designation.is_empty() { &transfer.description } else { &transfer.designation };
    html! {
        <div class="fact register">
            <p class="kicker">{mark(desk, transfer.status)}<span>{desk.words.status(transfer.status)}</span></p>
            <h4>
                {match transfer.equipment { Some(id) => quote::name(desk, id), None => html! { {what} } }}
                if !transfer.description.is_empty() && !transfer.designation.is_empty() {
                    <span class="described">{format!(", {}", transfer.description)}</span>
                }
            </h4>
            <dl>
                {for transfer.supplier.map(|s| line("Supplier", quote::name(desk, s)))}
                {for transfer.recipient.map(|r| line("Recipient", quote::name(desk, r)))}
                {for figure(transfer.ordered).map(|f| line("Ordered", html! { {f} }))}
                {for transfer.order.as_ref().map(|d| line("Order", html! { {desk.words.date(d)} }))}
                {for figure(transfer.delivered).map(|f| line("Delivered", html! { {f} }))}
                {for transfer.delivery.as_ref().map(|d| line("Delivery", html! { {desk.words.date(d)} }))}
                if !transfer.comments.is_empty() { {line("Told besides", html! { {&transfer.comments} })} }
            </dl>
            {sources(desk, &transfer.events)}
        </div>
    }
}

fn agreement(desk: &Desk, agreement: &Agreement, of: EntityId) -> Html {
    html! {
        <div class="fact register">
            <p class="kicker">
                {mark(desk, agreement.status)}<span>{desk.words.status(agreement.status)}</span>
                <span class="when">{agreement.date.as_ref().map(|d| desk.words.date(d))}</span>
            </p>
            if agreement.entity != of { <h4>{quote::name(desk, agreement.entity)}</h4> }
            <dl>
                if !agreement.parties.is_empty() { {line("Parties", quote::names(desk, &agreement.parties))} }
                if !agreement.signatories.is_empty() { {line("Signed by", quote::names(desk, &agreement.signatories))} }
            </dl>
            {sources(desk, &agreement.events)}
        </div>
    }
}

/// The sentences of an entry: the first in full, the others by their status and way in.
fn sources(desk: &Desk, events: &[EventId]) -> Html {
    let evidence: Vec<_> = events.iter().flat_map(|&e| &desk.corpus.event(e).evidence).collect();
    let Some((first, others)) = evidence.split_first() else { return html! {} };
    html! {
        <>
            {quote::fact(desk, first.document, first.span)}
            if !others.is_empty() {
                <ul class="steps">
                    {for others.iter().map(|e| html! {
                        <li>
                            {mark(desk, e.status)}
                            {quote::way_in(desk, e.document, e.span, &match &e.date {
                                Some(date) => format!("{}, {}", desk.words.status(e.status), desk.words.short_date(date)),
                                None => desk.words.status(e.status).to_owned(),
                            })}
                        </li>
                    })}
                </ul>
            }
        </>
    }
}
