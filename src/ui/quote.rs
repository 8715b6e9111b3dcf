//! A sentence as evidence: marked like with a pen, with its source and the way into the report.

use super::draw;
use super::element::el;
use super::shared::Desk;
use crate::export::quote::{Form, quote};
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
    if !desk.corpus.has_text(document) {
        return el("blockquote", "quote coming").is("aria-busy", "true").into();
    }
    let text = desk.corpus.text(document);
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
    out.put(way_in(desk, document, span, desk.words.say(key!("quote.open"))))
        .put(cite(desk, document, span))
        .into()
}

/// Copies the sentence around words, with where it stands and the link back, in a form that one chooses.
pub fn cite(desk: &Desk, document: DocumentId, span: Span) -> Html {
    let to = desk.clone();
    let words = Callback::from(move |form: Form| {
        quote(&to.corpus, document, span, form, &to.words, &super::browser::page())
    });
    html! { <Copy key={span.start.to_string()} {words} label={key!("quote.copy")} forms=true /> }
}

/// What is copied, and what the button says.
#[derive(Clone, PartialEq, Properties)]
pub struct CopyProps {
    /// Makes what goes onto the clipboard.
    pub words: Callback<Form, String>,
    /// What the button says before.
    pub label: Key,
    /// Whether one chooses the form; else the button copies at once.
    #[prop_or_default]
    pub forms: bool,
}

/// What became of a wish to copy.
#[derive(Clone, PartialEq)]
enum Copying {
    No,
    /// The forms are offered.
    Asked,
    Done,
    /// The browser forbids it: the reader may copy by hand.
    ByHand(String),
}

/// Copies words to the clipboard.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let desk = super::shared::use_desk();
    let state = use_state(|| Copying::No);
    let open = !matches!(*state, Copying::No | Copying::Done);
    let copies = |form: Form| {
        let (state, words) = (state.clone(), props.words.clone());
        Callback::from(move |_| {
            let state = state.clone();
            copy(words.emit(form), move |missed| state.set(missed.map_or(Copying::Done, Copying::ByHand)));
        })
    };
    let toggle = {
        let state = state.clone();
        Callback::from(move |_| state.set(if open { Copying::No } else { Copying::Asked }))
    };
    let label = if *state == Copying::Done { key!("quote.copied") } else { props.label };
    let mut button = el("button", "copy link").is("type", "button").say(desk.say(label));
    button = if props.forms {
        button.is("aria-expanded", open.to_string()).on_click(toggle)
    } else {
        button.on_click(copies(Form::Text))
    };
    let mut out = el("span", "citing").put(button);
    if open && props.forms {
        let names = [
            ("text", key!("quote.text")),
            ("markdown", key!("quote.markdown")),
            ("annotation", key!("quote.annotation")),
            ("link", key!("quote.link")),
        ];
        let mut group = el("span", "cite").is("role", "group").is("aria-label", desk.say(key!("quote.as")));
        for ((name, label), form) in names.into_iter().zip(Form::ALL) {
            let button = el("button", "link").is("type", "button").is("data-as", name);
            group = group.put(button.on_click(copies(form)).say(desk.say(label)));
        }
        out = out.put(group);
    }
    if let Copying::ByHand(words) = &*state {
        out = out.put(by_hand(&desk, words));
    }
    out.into()
}

/// Words to be copied by hand.
fn by_hand(desk: &Desk, words: &str) -> Html {
    html! {
        <label class="by-hand">{desk.say(key!("quote.by-hand"))}<textarea readonly=true rows="4" value={words.to_owned()} /></label>
    }
}

/// Puts words onto the clipboard; gives them back where the browser does not let us.
fn copy(words: String, done: impl Fn(Option<String>) + 'static) {
    let navigator = super::browser::window().navigator();
    // Pages that came unencrypted have no clipboard.
    let none = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|c| c.is_undefined());
    if none {
        return done(Some(words));
    }
    let copied = navigator.clipboard().write_text(&words);
    wasm_bindgen_futures::spawn_local(async move {
        let missed = wasm_bindgen_futures::JsFuture::from(copied).await.is_err();
        done(missed.then_some(words));
    });
}
