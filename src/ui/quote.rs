//! A sentence as evidence: marked like with a pen, with its source and the way into the report.

use super::draw;
use super::element::el;
use super::shared::Desk;
use crate::record::{DocumentId, EntityId, EventId, Schema, Span};
use crate::state::{Card, Msg, Reader};
use crate::words::{Key, key};
use yew::prelude::*;

/// The CSS name of a kind of entity.
pub fn kind_class(schema: Schema) -> &'static str {
    match schema {
        Schema::Person => "person",
        Schema::Country => "country",
        Schema::Place => "place",
        Schema::PublicBody | Schema::Organization => "body",
        Schema::Company => "company",
        Schema::Equipment => "equipment",
        Schema::Agreement | Schema::Event => "agreement",
    }
}

/// The name of an entity; a click opens its card.
pub fn name(desk: &Desk, id: EntityId) -> Html {
    let entity = desk.corpus.entity(id);
    let card = Card::Entity(entity.key.clone());
    let link = draw::link(desk, "name", desk.card_address(&card), Msg::Open(card));
    link.is("data-entity", entity.key.clone()).say(desk.words.name(entity).to_owned()).into()
}

/// The title of an event; a click opens its card.
pub fn event_title(desk: &Desk, id: EventId) -> Html {
    let key = &desk.corpus.event(id).key;
    let card = Card::Event(key.clone());
    let link = draw::link(desk, "open-card", desk.card_address(&card), Msg::Open(card));
    link.say(desk.corpus.event_title(id, &desk.words)).into()
}

/// Opens a report at words of it.
pub fn way_in(desk: &Desk, document: DocumentId, span: Span, label: &str) -> Html {
    let reader = Reader::at(&desk.corpus, document, span);
    draw::link(desk, "open-report link", desk.reader_address(&reader), Msg::Read(reader))
        .say(label.to_owned())
        .into()
}

/// The sentence around words, with some words of it marked: those themselves, unless others are given.
pub fn sentence(desk: &Desk, document: DocumentId, span: Span, marks: Option<&[Span]>) -> Html {
    let text = &desk.corpus.document(document).text;
    let around = desk.corpus.sentence(document, span).join(span);
    let mut out = el("blockquote", "quote");
    let mut at = around.start;
    for mark in marks.unwrap_or(&[span]).iter().filter(|m| around.contains(**m)) {
        let before = Span { start: at, end: mark.start }.of(text);
        out = out
            .say(if at == around.start { before.trim_start() } else { before }.to_owned())
            .put(el("mark", "").say(mark.of(text).to_owned()));
        at = mark.end;
    }
    out.say(Span { start: at, end: around.end }.of(text).trim_end().to_owned()).into()
}

/// Where words stand: the report's title, its date, and the way into it.
pub fn source(desk: &Desk, document: DocumentId, span: Span) -> Html {
    let about = desk.corpus.document(document);
    let mut out =
        el("p", "source-line").put(el("cite", "").say(desk.corpus.document_title(document).to_owned()));
    if let Some(date) = &about.published {
        out = out.put(el("span", "when").say(desk.words.short_date(date)));
    }
    let words = {
        let desk = desk.clone();
        Callback::from(move |()| citation(&desk, document, span))
    };
    out.put(way_in(desk, document, span, desk.words.say(key!("quote.open"))))
        .put(html! { <Copy {words} label={key!("quote.copy")} /> })
        .into()
}

/// The sentence with where it stands, ready to be pasted.
fn citation(desk: &Desk, document: DocumentId, span: Span) -> String {
    let about = desk.corpus.document(document);
    let words = desk.corpus.sentence(document, span).join(span).of(&about.text).trim().to_owned();
    let date = about.published.as_ref().map(|d| format!(", {}", desk.words.date(d))).unwrap_or_default();
    format!(
        "“{words}” ({}. {}{date})",
        desk.corpus.document_title(document),
        desk.corpus.source_line(document, &desk.words)
    )
}

/// What is copied, and what the button says.
#[derive(Clone, PartialEq, Properties)]
pub struct CopyProps {
    /// Makes what goes onto the clipboard.
    pub words: Callback<(), String>,
    /// What the button says before.
    pub label: Key,
}

/// Copies words to the clipboard.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let desk = super::shared::use_desk();
    let done = use_state(|| false);
    let onclick = {
        let (done, words) = (done.clone(), props.words.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = super::browser::window().navigator().clipboard().write_text(&words.emit(()));
            let done = done.clone();
            wasm_bindgen_futures::spawn_local(async move {
                done.set(wasm_bindgen_futures::JsFuture::from(copied).await.is_ok());
            });
        })
    };
    html! {
        <button type="button" class="copy link" {onclick}>{desk.say(if *done { key!("quote.copied") } else { props.label })}</button>
    }
}
