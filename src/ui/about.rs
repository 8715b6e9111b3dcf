//! What this is, how facts were read, what it cannot do, and whose data it uses.

use super::icons::{Icon, icon};
use super::shared::use_desk;
use crate::state::Msg;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

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
    html! {
        <dialog class="about" ref={node} aria-labelledby="about-title" oncancel={cancel}>
            <button type="button" class="plain close" onclick={close} aria-label="Close">{icon(Icon::Close)}</button>
            <h2 id="about-title">{"About Entente"}</h2>
            <p class="lead">{"Who agreed what with whom, when and where; was it wished for, planned, done or denied; and which sentence says so?"}</p>
            <p>{format!(
                "This page was compiled from {} reports, in which {} events, {} people, bodies, places and things, {} statements and {} offices were found.",
                records.documents.len(), records.events.len(), records.entities.len(), records.statements.len(), records.offices.len()
            )}</p>
            <h3>{"How facts were read"}</h3>
            <p>{"By a program: check the sentence. Rules and word lists find names, dates, figures, quotations and events in the text; no person has confirmed them. So each fact stands with the sentence it was read from, and a click opens the report there."}</p>
            <p>{"What one source claims stays its claim: where reports disagree, both values stand side by side. Said is not done: a wish, a plan, a deed, a rumour and a denial each have their own mark."}</p>
            <h3>{"Known limits"}</h3>
            <ul>
                <li>{"It reads English. Irony, long chains of pronouns and events told over several sentences are often missed, and some events are taken for another kind."}</li>
                <li>{"A date that a report only hints at is shown as vaguely as it was told: a band, not a day."}</li>
                <li>{"Persons with like names are kept apart or joined by spelling, office and country; each card says why."}</li>
                <li>{"Places are points with a halo; the map tells where something is said to have happened, not more."}</li>
                <li>{"Digests shown as “Entente digest, after …” are our summaries, not the words of the original."}</li>
            </ul>
            if !records.problems.is_empty() {
                <h3>{format!("Problems met while reading ({})", records.problems.len())}</h3>
                <ul class="problems">{for records.problems.iter().map(|p| html! { <li>{p.to_string()}</li> })}</ul>
            }
            <h3>{"Credits"}</h3>
            <p>{"Places: "}{"GeoNames (geonames.org), CC BY 4.0. Borders: Natural Earth (naturalearthdata.com), public domain. The reports keep the rights that each of them states."}</p>
            <p class="version">{format!("Entente {} · corpus packed by {}", env!("CARGO_PKG_VERSION"), desk.corpus.program())}</p>
        </dialog>
    }
}
