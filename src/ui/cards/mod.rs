//! Cards: what is known of one thing, each fact with its sentence. They stack.

use crate::order::Ordered;
mod entity;
mod event;
mod mentions;
mod offices;
mod registers;

use super::icons::{Icon, icon};
use super::quote;
use super::shared::{Desk, Shared, use_desk};
use crate::corpus::Corpus;
use crate::record::{EntityId, EventId, Rival, Subject};
use crate::state::{Card, Msg};
use crate::words::key;
use yew::prelude::*;

/// The open cards.
#[derive(Clone, PartialEq, Properties)]
pub struct CardsProps {
    /// The topmost last.
    pub cards: Vec<Card>,
}

/// The topmost card, with the way back to those below.
#[component]
pub fn Cards(props: &CardsProps) -> Html {
    let desk = use_desk();
    let Some((top, below)) = props.cards.split_last() else { return html! {} };
    html! {
        <div class="stack">
            <nav class="stack-bar" aria-label="Cards">
                if let Some(last) = below.last() {
                    <button type="button" class="plain back" onclick={desk.click(Msg::CloseCard)}>
                        {icon(Icon::Left)}<span>{label(&desk, last)}</span>
                    </button>
                    <button type="button" class="plain" onclick={desk.click(Msg::CloseCards)}>{"Close all"}</button>
                }
                <button type="button" class="plain close" data-act="close-card" onclick={desk.click(Msg::CloseCard)} aria-label="Close the card">
                    {icon(Icon::Close)}
                </button>
            </nav>
            <OneCard key={format!("{top:?}")} card={top.clone()} corpus={desk.corpus.clone()} />
        </div>
    }
}

/// What a card is called.
pub fn label(desk: &Desk, card: &Card) -> String {
    let corpus = &desk.corpus;
    match card {
        Card::Entity(key) => corpus.entity_by_key(key).map(|id| desk.name(id).to_owned()),
        Card::Event(key) => corpus.event_by_key(key).map(|id| corpus.event_title(id, &desk.words)),
    }
    .unwrap_or_else(|| "a card".to_owned())
}

#[derive(Clone, PartialEq, Properties)]
struct OneCardProps {
    card: Card,
    corpus: Shared<Corpus>,
}

#[component]
fn OneCard(props: &OneCardProps) -> Html {
    let desk = use_desk();
    let (key, body) = match &props.card {
        Card::Entity(key) => (key, desk.corpus.entity_by_key(key).map(|id| entity::card(&desk, id))),
        Card::Event(key) => (key, desk.corpus.event_by_key(key).map(|id| event::card(&desk, id))),
    };
    html! {
        <article class="card" data-key={key.clone()}>
            {body.unwrap_or_else(|| html! {
                <>
                    <h2 tabindex="-1">{"Not in this corpus"}</h2>
                    <p>{format!("No card is named {key}. The corpus may have been packed anew since the address was made.")}</p>
                </>
            })}
        </article>
    }
}

/// A section of a card, with the number of its facts; left out where there are none.
fn section(head: &str, facts: Vec<Html>) -> Html {
    if facts.is_empty() {
        return html! {};
    }
    html! {
        <section>
            <h3>{head.to_owned()}<span class="amount">{facts.len()}</span></h3>
            <ul>{for facts.into_iter().map(|fact| html! { <li>{fact}</li> })}</ul>
        </section>
    }
}

/// Entities in a row, each with the number of events that it shares.
fn company(desk: &Desk, head: &str, all: &[(EntityId, u32)]) -> Html {
    if all.is_empty() {
        return html! {};
    }
    html! {
        <section>
            <h3>{head.to_owned()}</h3>
            <ul class="company">
                {for all.iter().take(24).map(|&(id, n)| html! {
                    <li>{quote::name(desk, id)}<span class="amount">{n}</span></li>
                })}
            </ul>
        </section>
    }
}

/// Values that disagree, side by side; no verdict.
pub fn rival(desk: &Desk, rival: &Rival, with_subject: bool) -> Html {
    let subject = match &rival.subject {
        Subject::Entity(id) => quote::name(desk, *id),
        Subject::Event(id) => quote::event_title(desk, *id),
    };
    html! {
        <div class="rival">
            <p class="kicker">
                if with_subject { {subject}{": "} }
                {format!("{}, told differently", rival.property)}
            </p>
            <div class="claims">
                {for rival.claims.iter().map(|claim| html! {
                    <div class="fact">
                        <p class="value">{&claim.value}</p>
                        if let Some(speaker) = claim.said_by {
                            <p class="says"><span>{desk.phrase(key!("said.by"), &[quote::name(desk, speaker)])}</span></p>
                        }
                        {quote::fact(desk, claim.document, claim.span)}
                    </div>
                })}
            </div>
        </div>
    }
}

/// Rivals of an entity or event as a section.
fn rivals<'a>(desk: &Desk, all: impl Iterator<Item = &'a Rival>) -> Html {
    let facts: Vec<Html> = all.map(|r| rival(desk, r, false)).collect();
    section("Told differently", facts)
}

/// Events in a card, newest first.
fn events(desk: &Desk, ids: &[EventId]) -> Html {
    if ids.is_empty() {
        return html! {};
    }
    let corpus = &desk.corpus;
    let mut ids = ids.to_vec();
    ids.order_by_key(|&id| {
        let day = corpus.event(id).date.as_ref().and_then(|d| {
            let (first, last) = d.days();
            first.or(last)
        });
        (std::cmp::Reverse(day), id)
    });
    html! {
        <section class="events beside">
            <h3>{"Events"}<span class="amount">{ids.len()}</span></h3>
            <ol>{for ids.iter().map(|&id| super::events::row(desk, id))}</ol>
        </section>
    }
}
