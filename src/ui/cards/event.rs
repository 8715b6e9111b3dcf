//! The card of an event: who, to whom, with what, where, when, and all who tell it.

use super::{rivals, section};
use crate::record::{EntityId, EventId, Plover};
use crate::ui::icons::mark;
use crate::ui::quote;
use crate::ui::shared::Desk;
use crate::words;
use yew::prelude::*;

/// The card.
pub fn card(desk: &Desk, id: EventId) -> Html {
    let corpus = &desk.corpus;
    let event = corpus.event(id);
    let line = |name: &str, value: Html| html! { <div><dt>{name.to_owned()}</dt><dd>{value}</dd></div> };
    let people = |name: &str, ids: &[EntityId]| {
        if ids.is_empty() {
            html! {}
        } else {
            line(name, quote::names(desk, ids))
        }
    };
    let mutual = crate::corpus::titles::mutual(event.kind);
    let evidence: Vec<Html> = event.evidence.iter().map(|e| quote::evidence(desk, e)).collect();
    let figures: Vec<Html> = corpus
        .figures_of_event(id)
        .map(|figure| {
            let text = &corpus.document(figure.document).text;
            html! {
                <div class="fact">
                    <p class="value">{desk.words.modified(figure.modifier, figure.span.of(text))}</p>
                    {quote::source(desk, figure.document, figure.span)}
                </div>
            }
        })
        .collect();
    html! {
        <>
            <header>
                <p class="kicker">{mark(desk, event.status)}<span>{desk.words.kind(event.kind)}{" · "}{desk.words.status(event.status)}</span></p>
                <h2 tabindex="-1">{corpus.event_title(id, &desk.words)}</h2>
            </header>
            <dl class="particulars">
                {line("When", html! { {event.date.as_ref().map_or_else(|| "not told".to_owned(), |d| desk.words.date(d))} })}
                {people(if mutual { "Between" } else { "Who" }, &event.actors)}
                {people(if mutual { "and" } else { "To or with whom" }, &event.recipients)}
                {people("With what", &event.instruments)}
                {for event.place.map(|place| line("Where", quote::name(desk, place)))}
                {line("Codes", html! {
                    <>
                        <code>{words::kind_code(event.kind)}</code>
                        if !event.cameo.is_empty() { {" · CAMEO "}<code>{&event.cameo}</code> }
                        if let Some(plover) = event.plover { {" · PLOVER "}<code>{plover_code(plover)}</code> }
                    </>
                })}
            </dl>
            {rivals(desk, corpus.rivals_of_event(id))}
            {section("Who tells it, and what each says", evidence)}
            {section("Figures", figures)}
        </>
    }
}

fn plover_code(plover: Plover) -> String {
    format!("{plover:?}").to_uppercase()
}
