//! The list of events: by year, each with its status, its sentence and the way into the report.

use super::draw::{self, use_grown};
use super::shared::{Desk, Shared, use_came, use_desk};
use crate::edtf::civil;
use crate::query::Answer;
use crate::record::{Event, EventId};
use crate::words::key;
use yew::prelude::*;

/// How many events are listed at first; beside a picture few of them can be seen at once.
const AT_ONCE: usize = 24;
const BESIDE: usize = 10;

/// What to list.
#[derive(Clone, PartialEq, Properties)]
pub struct EventsProps {
    /// What is left.
    pub answer: Shared<Answer>,
    /// Whether it stands beside a picture, in a narrow column.
    #[prop_or_default]
    pub beside: bool,
}

/// The list.
#[component]
pub fn Events(props: &EventsProps) -> Html {
    let desk = use_desk();
    use_came();
    let shown = use_state(|| if props.beside { BESIDE } else { AT_ONCE });
    let all = &props.answer.events;
    let listed = &all[..all.len().min(*shown)];
    let certain = props.answer.certain;
    let button = use_grown(*shown, (props.answer.clone(), all.len() > listed.len()));
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown * 2))
    };
    if all.is_empty() {
        return html! { <super::chips::Nothing /> };
    }
    let (sure, possible) = listed.split_at(certain.min(listed.len()));
    html! {
        <div class={classes!("events", props.beside.then_some("beside"))}>
            {years(&desk, sure)}
            if !possible.is_empty() {
                <h3 class="possibly">{desk.say(key!("events.possibly"))}</h3>
                {years(&desk, possible)}
            }
            if all.len() > listed.len() {
                <button type="button" class="more plain" ref={button} onclick={more}>{desk.words.count(key!("events.more"), all.len() - listed.len())}</button>
            }
        </div>
    }
}

/// Events under the years in which they begin.
fn years(desk: &Desk, events: &[EventId]) -> Html {
    let (corpus, teller) = (&desk.corpus, desk.teller());
    let groups = events.chunk_by(|&a, &b| year(corpus.event(a)) == year(corpus.event(b)));
    groups
        .map(|group| {
            let head = match year(corpus.event(group[0])) {
                Some(year) => year.to_string(),
                None => desk.words.say(key!("events.undated")).to_owned(),
            };
            html! {
                <section class="year">
                    <h3>{head}</h3>
                    <ol>{for group.iter().map(|&id| draw::fact(desk, "li", &teller.event(id)))}</ol>
                </section>
            }
        })
        .collect()
}

/// The year in which an event begins, or ends where its beginning is open.
fn year(event: &Event) -> Option<i32> {
    let (first, last) = event.date.as_ref()?.days();
    first.or(last).map(|day| civil(day).0)
}
