//! What this is, how facts were read, what it cannot do, and whose data it uses.

use super::icons::{Icon, icon};
use super::shared::use_desk;
use crate::state::Msg;
use crate::words::key;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What one may write in the search box, as examples.
const SYNTAX: [&str; 6] = [
    "\"joint exercise\"",
    "-visit",
    "country:RS person:\"Ana Li\"",
    "type:TRANSFER status:planned",
    "after:2017 before:2019-06",
    "report:digest",
];

/// The panel.
#[component]
pub fn About() -> Html {
    let desk = use_desk();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
        });
    }
    let records = desk.corpus.records();
    let close = desk.click(Msg::About(false));
    let cancel = desk.send.reform(|event: Event| {
        event.prevent_default();
        Msg::About(false)
    });
    let words = &desk.words;
    let counts = [
        words.count(key!("reports.count"), records.documents.len()),
        words.count(key!("events.count"), records.events.len()),
        words.count(key!("entities.count"), records.entities.len()),
        words.count(key!("statements.count"), records.statements.len()),
        words.count(key!("offices.count"), records.offices.len()),
    ];
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    let problems = records.problems.len();
    let version = [env!("CARGO_PKG_VERSION"), desk.corpus.program()];
    html! {
        <dialog class="about" ref={node} aria-labelledby="about-title" oncancel={cancel}>
            <button type="button" class="plain close" onclick={close} aria-label={desk.say(key!("close"))}>{icon(Icon::Close)}</button>
            <h2 id="about-title">{desk.say(key!("about.title"))}</h2>
            <p class="lead">{desk.say(key!("about.lead"))}</p>
            <p>{words.fill(key!("about.corpus"), &counts)}</p>
            <h3>{desk.say(key!("about.reading"))}</h3>
            <p>{desk.say(key!("about.reading.program"))}</p>
            <p>{desk.say(key!("about.reading.claims"))}</p>
            <h3>{desk.say(key!("about.limits"))}</h3>
            <ul>{for words.heads(key!("about.limits.list")).into_iter().map(|limit| html! { <li>{limit}</li> })}</ul>
            <h3>{desk.say(key!("about.search"))}</h3>
            <dl class="syntax">
                {for SYNTAX.iter().enumerate().map(|(i, written)| html! {
                    <div><dt><code>{*written}</code></dt><dd>{words.member(key!("about.search.list"), i).to_owned()}</dd></div>
                })}
            </dl>
            if problems > 0 {
                <h3>{words.fill(key!("about.problems"), &[&words.number(problems)])}</h3>
                <ul class="problems">{for records.problems.iter().map(|p| html! { <li lang="en">{p.to_string()}</li> })}</ul>
            }
            <h3>{desk.say(key!("about.keep"))}</h3>
            <p>{desk.say(key!("about.keep.text"))}</p>
            <p><super::keep::Keep /></p>
            <super::offline::Offline />
            <h3>{desk.say(key!("about.credits"))}</h3>
            <p>{desk.say(key!("about.credits.text"))}</p>
            <p class="version">{words.fill(key!("about.version"), &version)}</p>
        </dialog>
    }
}
