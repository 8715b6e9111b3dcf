//! Keeping the page for offline, when its reader asks for it, and the notice of a newer version.

use super::host;
use super::shared::use_desk;
use crate::words::key;
use yew::prelude::*;

/// Asks the page around the program, and shows the answer.
fn ask(act: &'static str, state: &UseStateHandle<String>) {
    let state = state.clone();
    wasm_bindgen_futures::spawn_local(async move { state.set(host::offline(act).await) });
}

/// The button, and how it stands; nothing where the browser cannot keep a page.
#[component]
pub fn Offline() -> Html {
    let desk = use_desk();
    let state = use_state(String::new);
    {
        let state = state.clone();
        use_effect_with((), move |()| ask("", &state));
    }
    let button = |act: &'static str, name| {
        let state = state.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if act == "keep" {
                state.set("working".to_owned());
            }
            ask(act, &state);
        });
        html! { <button type="button" class="plain" data-act={["offline-", act].concat()} {onclick}>{desk.say(name)}</button> }
    };
    match state.as_str() {
        "" | "no" => html! {},
        "working" => html! { <p role="status">{desk.say(key!("offline.working"))}</p> },
        "kept" | "new" => html! {
            <p role="status">{desk.say(key!("offline.kept"))}{" "}{button("drop", key!("offline.drop"))}</p>
        },
        other => html! {
            <>
                if other == "failed" {
                    <p role="alert">{desk.say(key!("offline.failed"))}</p>
                }
                <p>{button("keep", key!("offline.keep"))}</p>
                <p>{desk.say(key!("offline.note"))}</p>
            </>
        },
    }
}

/// Says that a newer version of a kept page is ready; it comes when the reader wants it.
#[component]
pub fn Newer() -> Html {
    let desk = use_desk();
    let state = use_state(String::new);
    {
        let state = state.clone();
        use_effect_with((), move |()| ask("watch", &state));
    }
    let renew = {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| ask("renew", &state))
    };
    if *state != "new" {
        return html! {};
    }
    html! {
        <p class="notice" role="status">
            {desk.say(key!("offline.new"))}{" "}
            <button type="button" class="link" data-act="renew" onclick={renew}>{desk.say(key!("offline.renew"))}</button>
        </p>
    }
}
