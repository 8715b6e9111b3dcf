//! What stands beside a picture while no card is open: what this corpus is, and its events.

use super::events::Events;
use super::icons::mark;
use super::shared::{Shared, use_desk};
use crate::query::{Answer, Facet};
use crate::state::Msg;
use crate::words::{self, key};
use yew::prelude::*;

/// What is left.
#[derive(Clone, PartialEq, Properties)]
pub struct BesideProps {
    /// What is left.
    pub answer: Shared<Answer>,
}

/// The column.
#[component]
pub fn Beside(props: &BesideProps) -> Html {
    let desk = use_desk();
    let mut counts = [0usize; words::STATUSES.len()];
    for &event in props.answer.events.iter() {
        counts[desk.index.brief(event).1 as usize] += 1;
    }
    let ladder = words::STATUSES.iter().map(|&status| {
        let count = counts[status as usize];
        let send = desk.click(Msg::Toggle(Facet::Status, words::status_code(status).to_owned()));
        html! {
            <li><button type="button" onclick={send}>{mark(&desk, status)}<span>{desk.words.status(status)}</span><b>{desk.words.number(count)}</b></button></li>
        }
    });
    html! {
        <div class="overview">
            <header>
                <p class="kicker">{desk.say(key!("overview.kicker"))}</p>
                <h2>{desk.title.clone()}</h2>
                <ul class="ladder" aria-label={desk.say(key!("beside.ladder"))}>{for ladder}</ul>
            </header>
            <Events answer={props.answer.clone()} beside=true />
        </div>
    }
}
