//! The open cards: the topmost, with the way back to those below.

use super::draw;
use super::icons::{Icon, icon};
use super::shared::{Desk, Shared, use_came, use_desk};
use crate::corpus::Corpus;
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
    use_came();
    let Some((top, below)) = props.cards.split_last() else { return html! {} };
    html! {
        <div class="stack">
            <nav class="stack-bar" aria-label={desk.say(key!("cards"))}>
                if let Some(last) = below.last() {
                    <button type="button" class="plain back" onclick={desk.click(Msg::CloseCard)}>
                        {icon(Icon::Left)}<span>{label(&desk, last)}</span>
                    </button>
                    <button type="button" class="plain" onclick={desk.click(Msg::CloseCards)}>{desk.say(key!("cards.close"))}</button>
                }
                <button type="button" class="plain close" data-act="close-card" onclick={desk.click(Msg::CloseCard)} aria-label={desk.say(key!("card.close"))}>
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
        Card::Figure(at) => corpus.document_by_id(&at.document).and_then(|id| {
            let span = at.span?;
            Some(span.of(corpus.text(id)).to_owned())
        }),
    }
    .unwrap_or_else(|| desk.words.say(key!("card")).to_owned())
}

#[derive(Clone, PartialEq, Properties)]
struct OneCardProps {
    card: Card,
    corpus: Shared<Corpus>,
}

#[component]
fn OneCard(props: &OneCardProps) -> Html {
    let desk = use_desk();
    use_came();
    let (corpus, teller) = (&desk.corpus, desk.teller());
    let (key, sheet) = match &props.card {
        Card::Entity(key) => (key, corpus.entity_by_key(key).map(|id| teller.entity_card(id))),
        Card::Event(key) => (key, corpus.event_by_key(key).map(|id| teller.event_card(id))),
        Card::Figure(at) => (&at.document, teller.figure_card(&at.document, at.span)),
    };
    html! {
        <article class="card" data-key={key.clone()}>
            {match &sheet {
                Some(sheet) => draw::card(&desk, sheet),
                None => html! {
                    <>
                        <h2 tabindex="-1">{desk.say(key!("card.gone"))}</h2>
                        <p>{desk.words.fill(key!("card.gone.why"), &[key])}</p>
                    </>
                },
            }}
        </article>
    }
}
