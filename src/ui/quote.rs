//! A sentence as evidence: marked like with a pen, with its source and the way into the report.

use super::shared::Desk;
use crate::record::{DocumentId, EntityId, EventId, Evidence, Schema, Span};
use crate::state::{Card, Msg, Reader};
use crate::words::key;
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
    html! {
        <a class="name" data-entity={entity.key.clone()} href={desk.card_address(&card)} onclick={desk.follow(Msg::Open(card))}>{desk.words.name(entity)}</a>
    }
}

/// Names in a row, with commas.
pub fn names(desk: &Desk, ids: &[EntityId]) -> Html {
    html! {
        for (i, id) in ids.iter().enumerate() {
            <>{if i > 0 { ", " } else { "" }}{name(desk, *id)}</>
        }
    }
}

/// The title of an event; a click opens its card.
pub fn event_title(desk: &Desk, id: EventId) -> Html {
    let card = Card::Event(desk.corpus.event(id).key.clone());
    html! {
        <a class="open-card" href={desk.card_address(&card)} onclick={desk.follow(Msg::Open(card))}>
            {desk.corpus.event_title(id, &desk.words)}
        </a>
    }
}

/// Opens a report at words of it.
pub fn way_in(desk: &Desk, document: DocumentId, span: Span, label: &str) -> Html {
    let reader = Reader { document: desk.corpus.document(document).id.clone(), span: Some(span) };
    html! {
        <a class="open-report link" href={desk.reader_address(&reader)} onclick={desk.follow(Msg::Read(reader))}>{label}</a>
    }
}

/// The sentence around words, with the words marked.
pub fn sentence(desk: &Desk, document: DocumentId, span: Span) -> Html {
    let text = &desk.corpus.document(document).text;
    let around = desk.corpus.sentence(document, span).join(span);
    let cut = |a: u32, b: u32| Span { start: a, end: b }.of(text).to_owned();
    html! {
        <blockquote class="quote">
            {cut(around.start, span.start).trim_start().to_owned()}
            <mark>{span.of(text)}</mark>
            {cut(span.end, around.end).trim_end().to_owned()}
        </blockquote>
    }
}

/// Where words stand: the report's title, its date, and the way into it.
pub fn source(desk: &Desk, document: DocumentId, span: Span) -> Html {
    let about = desk.corpus.document(document);
    html! {
        <p class="source-line">
            <span>{desk.corpus.document_title(document)}</span>
            if let Some(date) = &about.published {
                {" · "}<span class="when">{desk.words.short_date(date)}</span>
            }
            {" "}
            {way_in(desk, document, span, "open in report")}
            {" "}
            <Copy words={citation(desk, document, span)} />
        </p>
    }
}

/// A fact: its sentence and its source.
pub fn fact(desk: &Desk, document: DocumentId, span: Span) -> Html {
    html! { <>{sentence(desk, document, span)}{source(desk, document, span)}</> }
}

/// The evidence of an event in full: the sentence, what it says of status and date, on whose word.
pub fn evidence(desk: &Desk, evidence: &Evidence) -> Html {
    html! {
        <div class="fact">
            {sentence(desk, evidence.document, evidence.span)}
            <p class="says">
                {super::icons::mark(desk, evidence.status)}
                <span>
                    {desk.words.status(evidence.status)}
                    if let Some(date) = &evidence.date {
                        {", "}{desk.words.date(date)}
                    }
                    if let Some(speaker) = evidence.said_by {
                        {" · "}{desk.phrase(key!("said.by"), &[name(desk, speaker)])}
                    }
                </span>
            </p>
            {source(desk, evidence.document, evidence.span)}
        </div>
    }
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

#[derive(Clone, PartialEq, Properties)]
struct CopyProps {
    words: String,
}

/// Copies a sentence with its source.
#[component]
fn Copy(props: &CopyProps) -> Html {
    let done = use_state(|| false);
    let onclick = {
        let (done, words) = (done.clone(), props.words.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = super::browser::window().navigator().clipboard().write_text(&words);
            let done = done.clone();
            wasm_bindgen_futures::spawn_local(async move {
                done.set(wasm_bindgen_futures::JsFuture::from(copied).await.is_ok());
            });
        })
    };
    html! {
        <button type="button" class="copy link" {onclick}>{if *done { "copied" } else { "copy quote" }}</button>
    }
}
