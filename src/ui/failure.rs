//! The one panel that stands instead of the page: what is wrong and what to do.

use super::browser::window;
use super::load::Obstacle;
use super::shared::Shared;
use crate::words::{Words, key};
use yew::prelude::*;

/// What stood in the way.
#[derive(Clone, PartialEq, Properties)]
pub struct FailureProps {
    /// The obstacle.
    pub obstacle: Obstacle,
    /// The language of the page.
    pub words: Shared<Words>,
}

/// The panel.
#[component]
pub fn Failure(props: &FailureProps) -> Html {
    let again = Callback::from(|_: MouseEvent| {
        let _ = window().location().reload();
    });
    let words = &props.words;
    html! {
        <main class="failed">
            <div role="alert">
                <h1>{words.say(key!("failure.title"))}</h1>
                <p class="what">{&props.obstacle.what}</p>
                <p>{&props.obstacle.advice}</p>
                <p class="buttons"><button type="button" class="solid" onclick={again}>{words.say(key!("failure.again"))}</button></p>
            </div>
        </main>
    }
}
