//! The search box: as one types, names first, then events, then sentences of reports.

use super::browser::find;
use super::icons::{Icon, icon, mark};
use super::quote::kind_class;
use super::shared::{Desk, use_came, use_desk};
use crate::query::{self, Hits, syntax};
use crate::record::Span;
use crate::state::{Card, Msg, Reader};
use crate::words::key;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

/// How many of each are offered, names most.
const NAMES: usize = 6;
const EVENTS: usize = 4;
const REPORTS: usize = 4;

/// What stands in the box.
#[derive(Clone, PartialEq, Properties)]
pub struct SearchProps {
    /// The search, as written.
    pub words: String,
}

/// Something offered.
struct Offer {
    key: String,
    does: Does,
    body: Html,
}

/// What is offered.
struct Offers {
    all: Vec<Offer>,
    /// Whether all that is asked for was there.
    whole: bool,
}

/// What taking an offer does.
#[derive(Clone)]
enum Does {
    /// Opens a card or a report.
    Open(Msg),
    /// Goes on with the search.
    Write(String),
}

/// The search box.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let (desk, came) = (use_desk(), use_came());
    let open = use_state(|| false);
    let at = use_state(|| None::<usize>);
    let offers = {
        let (desk, words) = (desk.clone(), props.words.clone());
        use_memo((props.words.clone(), *open, came), move |(_, open, _)| {
            let missed = desk.corpus.misses();
            let all = if *open && !words.trim().is_empty() { offers(&desk, &words) } else { Vec::new() };
            Offers { all, whole: desk.corpus.misses() == missed }
        })
    };
    let shown = *open && !props.words.trim().is_empty();
    let oninput = {
        let (send, open, at) = (desk.send.clone(), open.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            open.set(true);
            at.set(None);
            send.emit(Msg::Type(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let take = {
        let (send, open, at, words) = (desk.send.clone(), open.clone(), at.clone(), props.words.clone());
        Callback::from(move |does: Does| match does {
            Does::Open(msg) => {
                open.set(false);
                // The words have led to what was meant; they need not filter as well.
                send.emit(Msg::Type(syntax::without_words(&words)));
                send.emit(msg);
            }
            Does::Write(search) => {
                at.set(None);
                send.emit(Msg::Type(search));
            }
        })
    };
    let onkeydown = {
        let (open, at, offers, take, send, words) =
            (open.clone(), at.clone(), offers.clone(), take.clone(), desk.send.clone(), props.words.clone());
        Callback::from(move |event: KeyboardEvent| {
            let n = offers.all.len();
            match event.key().as_str() {
                "ArrowDown" if n > 0 => at.set(Some(at.map_or(0, |i| (i + 1) % n))),
                "ArrowUp" if n > 0 => at.set(Some(at.map_or(n - 1, |i| (i + n - 1) % n))),
                "Enter" => match at.and_then(|i| offers.all.get(i)) {
                    Some(offer) => take.emit(offer.does.clone()),
                    None => {
                        open.set(false);
                        send.emit(Msg::Search(words.trim().to_owned()));
                    }
                },
                "Escape" if *open => open.set(false),
                "Escape" if !words.is_empty() => send.emit(Msg::Search(String::new())),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onfocus = {
        let open = open.clone();
        Callback::from(move |_: FocusEvent| open.set(true))
    };
    let onblur = {
        let open = open.clone();
        Callback::from(move |_: FocusEvent| open.set(false))
    };
    {
        let at = *at;
        use_effect_with(at, move |at| {
            if at.is_some()
                && let Some(option) = find("#offers [aria-selected=true]")
            {
                let nearest = web_sys::ScrollIntoViewOptions::new();
                nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        });
    }
    let option = |(i, offer): (usize, &Offer)| {
        let (take, does) = (take.clone(), offer.does.clone());
        // The box keeps the focus, so the list does not close before the click arrives.
        let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
        let onclick = Callback::from(move |_: MouseEvent| take.emit(does.clone()));
        let chosen = *at == Some(i);
        html! {
            <li id={format!("offer-{i}")} role="option" aria-selected={chosen.to_string()} data-key={offer.key.clone()} {onmousedown} {onclick}>
                {offer.body.clone()}
            </li>
        }
    };
    html! {
        <div class="search" role="search">
            {icon(Icon::Search)}
            <input id="search" type="search" autocomplete="off" spellcheck="false" role="combobox"
                placeholder={desk.say(key!("search.placeholder"))}
                aria-label={desk.say(key!("search.placeholder"))} aria-expanded={shown.to_string()} aria-controls="offers" aria-autocomplete="list"
                aria-activedescendant={at.filter(|_| shown).map(|i| format!("offer-{i}"))}
                value={props.words.clone()} {oninput} {onkeydown} {onfocus} {onblur} />
            <kbd aria-hidden="true">{"/"}</kbd>
            <ul id="offers" role="listbox" aria-label={desk.say(key!("search.found"))} hidden={!shown}>
                {for offers.all.iter().enumerate().map(option)}
                if shown && offers.all.is_empty() {
                    <li class="none" role="option" aria-disabled="true" aria-selected="false">
                        {desk.say(if offers.whole { key!("search.none") } else { key!("search.coming") })}
                    </li>
                }
            </ul>
            <p class="unseen" role="status">{if shown { desk.words.count(key!("search.offers"), offers.all.len()) } else { String::new() }}</p>
        </div>
    }
}

fn offers(desk: &Desk, words: &str) -> Vec<Offer> {
    let corpus = &desk.corpus;
    let Hits { entities, events, reports } = query::search_few(corpus, &desk.index, words, NAMES);
    let mut offers = Vec::new();
    for completion in query::complete(corpus, &desk.index, words, &desk.words) {
        let called = match completion.name.as_str() {
            "" if completion.written.ends_with(':') => desk.say(key!("search.field")),
            name => name.to_owned().into(),
        };
        offers.push(Offer {
            key: completion.written.clone(),
            does: Does::Write(completion.search),
            body: html! {
                <><code class="offer-name">{completion.written}</code><span class="offer-kind">{called}</span></>
            },
        });
    }
    for id in entities.into_iter().take(NAMES) {
        let entity = corpus.entity(id);
        let also = entity.aliases.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        offers.push(Offer {
            key: entity.key.clone(),
            does: Does::Open(Msg::Open(Card::Entity(entity.key.clone()))),
            body: html! {
                <>
                    <span class={classes!("dot", format!("kind-{}", kind_class(entity.schema)))} aria-hidden="true"></span>
                    <span class="offer-name">{desk.name(id)}</span>
                    <span class="offer-kind">{desk.words.schema(entity.schema)}</span>
                    if !also.is_empty() { <span class="offer-also">{also}</span> }
                </>
            },
        });
    }
    for id in events.into_iter().take(EVENTS) {
        let event = corpus.event(id);
        offers.push(Offer {
            key: event.key.clone(),
            does: Does::Open(Msg::Open(Card::Event(event.key.clone()))),
            body: html! {
                <>
                    {mark(desk, event.status)}
                    <span class="offer-name">{corpus.event_title(id, &desk.words)}</span>
                    <span class="offer-kind">{event.date.as_ref().map(|d| desk.words.short_date(d))}</span>
                </>
            },
        });
    }
    for report in reports.into_iter().take(REPORTS) {
        let document = corpus.document(report.document);
        let span = report.snippet;
        offers.push(Offer {
            key: document.id.clone(),
            does: Does::Open(Msg::Read(match span {
                Some(span) => Reader::at(corpus, report.document, span),
                None => Reader::of(corpus, report.document),
            })),
            body: html! {
                <>
                    <span class="offer-name">{corpus.document_title(report.document)}</span>
                    <span class="offer-kind">{document.published.as_ref().map(|d| desk.words.short_date(d))}</span>
                    if let Some(span) = span { <span class="offer-snippet">{snippet(corpus.text(report.document), span, &report.marks)}</span> }
                </>
            },
        });
    }
    offers
}

/// A sentence with the words that were asked for marked.
fn snippet(text: &str, span: Span, marks: &[Span]) -> Html {
    let mut at = span.start;
    let mut parts = Vec::new();
    for mark in marks.iter().filter(|m| span.contains(**m)) {
        if mark.start >= at {
            parts.push(
                html! { <>{Span { start: at, end: mark.start }.of(text)}<mark>{mark.of(text)}</mark></> },
            );
            at = mark.end;
        }
    }
    parts.push(html! { {Span { start: at, end: span.end }.of(text)} });
    parts.into_iter().collect()
}
