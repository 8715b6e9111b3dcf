//! "Save this page": the whole explorer as one file that opens from disk.

use super::host;
use super::shared::use_desk;
use crate::words::key;
use yew::prelude::*;

/// The button, and what is said where the file cannot be had.
#[component]
pub fn Keep() -> Html {
    let desk = use_desk();
    let failed = use_state(|| false);
    let onclick = {
        let failed = failed.clone();
        Callback::from(move |_: MouseEvent| {
            let failed = failed.clone();
            wasm_bindgen_futures::spawn_local(async move { failed.set(!host::keep().await) });
        })
    };
    html! {
        <>
            <button type="button" class="plain" data-act="keep" {onclick}>{desk.say(key!("keep"))}</button>
            if *failed {
                <p role="alert">{desk.say(key!("keep.failed"))}</p>
            }
        </>
    }
}
