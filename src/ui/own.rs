//! Articles that a reader brings: dropped on the page, chosen or pasted; read on this device by the page's own extractor, in
//! a worker, and explored at once.

use super::browser;
use super::element::{El, el};
use super::host;
use super::icons::{Icon, icon};
use super::keep::Keep;
use super::shared::{Desk, use_desk};
use crate::corpus::{Corpus, format};
use crate::scene::borders::{self, Borders};
use crate::state::{Msg, Reader};
use crate::words::{Key, key};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};
use yew::prelude::*;

/// What happens to what a reader brings.
pub enum Told {
    /// The panel is asked for, or sent away.
    Open(bool),
    /// Files hang over the page, or no longer do.
    Over(bool),
    /// Files, or a text as a file.
    Brought(JsValue),
    /// A text was pasted; it is shown before it is read.
    Text(String),
    /// The page's own reports are wanted beside those that were brought, or not.
    Beside(bool),
    /// An article is read: its name, how many were before it, of how many.
    Doing(String, u32, u32),
    /// All were read: the corpus and its borders, unless nothing could be read; names; problems.
    Made(Option<(Vec<u8>, Vec<u8>)>, String, String),
    /// Reading failed.
    Failed(String),
    /// What was brought is to be forgotten.
    Forget,
}

/// What the page has to do then.
pub enum Change {
    /// Show another corpus.
    To(Box<Corpus>, Option<Borders>),
    /// Show its own again.
    Back,
}

/// An article that is read now, and how many were before it, of how many.
type Doing = (Rc<str>, u32, u32);

/// What a reader brought, as far as it was read.
#[derive(Clone, PartialEq)]
pub struct Own {
    open: bool,
    over: bool,
    beside: bool,
    doing: Option<Doing>,
    names: Rc<[String]>,
    problems: Rc<[String]>,
    failed: Option<Rc<str>>,
    text: Rc<str>,
    /// Whether what was brought is on the page.
    pub shown: bool,
}

impl Default for Own {
    fn default() -> Own {
        let (open, over, doing, failed, shown) = Default::default();
        let (names, problems) = (Rc::from([]), Rc::from([]));
        Own { open, over, beside: true, doing, names, problems, failed, text: "".into(), shown }
    }
}

fn lines(text: &str) -> Rc<[String]> {
    text.lines().map(str::to_owned).collect()
}

impl Own {
    /// Takes what happened; what the page has to do.
    pub fn hear(&mut self, told: Told, tell: &Callback<Told>) -> Option<Change> {
        match told {
            Told::Open(open) => self.open = open,
            Told::Over(over) => self.over = over,
            Told::Brought(things) => {
                self.open = true;
                self.begin(&things, tell);
            }
            Told::Text(text) => (self.open, self.text) = (true, text.into()),
            Told::Beside(beside) => {
                self.beside = beside;
                if !self.names.is_empty() {
                    self.begin(&js_sys::Array::new(), tell);
                }
            }
            Told::Doing(name, done, of) => self.doing = Some((name.into(), done, of)),
            Told::Failed(why) => (self.doing, self.failed) = (None, Some(why.into())),
            Told::Forget => {
                host::forget();
                let shown = self.shown;
                *self = Own { open: self.open, ..Own::default() };
                return shown.then_some(Change::Back);
            }
            Told::Made(made, names, problems) => {
                self.doing = None;
                (self.names, self.problems) = (lines(&names), lines(&problems));
                let (corpus, border) = made?;
                match format::open(&corpus) {
                    Ok(corpus) => {
                        (self.shown, self.text) = (true, "".into());
                        return Some(Change::To(Box::new(corpus), borders::decode(&border).ok()));
                    }
                    Err(error) => self.failed = Some(error.to_string().into()),
                }
            }
        }
        None
    }

    fn begin(&mut self, things: &JsValue, tell: &Callback<Told>) {
        self.failed = None;
        self.doing = Some(("".into(), 0, 0));
        host::read(things, self.beside, tell);
    }
}

/// What the panel shows, and who hears it.
#[derive(Clone, PartialEq, Properties)]
pub struct OwnProps {
    /// What was brought.
    pub own: Own,
    /// How many reports the page has of its own.
    pub shipped: usize,
    /// Hears what the reader does.
    pub tell: Callback<Told>,
}

/// Where files may fall, the panel, and the line that says that more is here than was shipped.
#[component]
pub fn OwnReports(props: &OwnProps) -> Html {
    let desk = use_desk();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.own.open, move |&open| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                if open && !dialog.open() {
                    let _ = dialog.show_modal();
                } else if !open {
                    dialog.close();
                }
            }
        });
    }
    let own = &props.own;
    let hear = |told: fn() -> Told| props.tell.reform(move |_: MouseEvent| told());
    let onclose = props.tell.reform(|_: Event| Told::Open(false));
    // The reader's way out belongs to the panel alone; what lies below it stays open.
    let onkeydown = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    html! {
        <>
            if own.over {
                <div class="drop-here" aria-hidden="true"><p>{icon(Icon::Reports)}{desk.say(key!("own.drop"))}</p></div>
            }
            if own.shown && !own.open {
                <p class="own-line" role="status">
                    {desk.words.count(key!("own.shown"), own.names.len())}{" "}
                    <button type="button" class="link" data-act="own" onclick={hear(|| Told::Open(true))}>{desk.say(key!("own.more"))}</button>
                </p>
            }
            <dialog class={if own.open { "about own" } else { "own" }} ref={node} aria-labelledby="own-title" {onkeydown} {onclose}>
                if own.open {
                    <button type="button" class="plain close" onclick={hear(|| Told::Open(false))} aria-label={desk.say(key!("close"))}>{icon(Icon::Close)}</button>
                    <h2 id="own-title">{desk.say(key!("own"))}</h2>
                    <p class="lead">{desk.say(key!("own.lead"))}</p>
                    {found(&desk, props)}
                    {given(&desk, props)}
                }
            </dialog>
        </>
    }
}

/// The ways to bring something.
fn given(desk: &Desk, props: &OwnProps) -> Html {
    let (own, tell) = (&props.own, &props.tell);
    let onchange = tell.reform(|event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let files = JsValue::from(input.files());
        // A list of files changes with its field, which forgets them so that the same can be chosen again.
        let files = js_sys::Array::from(&files);
        input.set_value("");
        Told::Brought(files.into())
    });
    let write = tell
        .reform(|event: InputEvent| Told::Text(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    let read = {
        let text = own.text.clone();
        tell.reform(move |_: MouseEvent| Told::Brought(host::as_file("pasted.txt", &text)))
    };
    let beside = |beside: bool, name: Key, many: usize| {
        let onchange = tell.reform(move |_: Event| Told::Beside(beside));
        let checked = own.beside == beside;
        html! {
            <label><input type="radio" name="beside" value={beside.to_string()} {checked} {onchange} />{desk.words.count(name, many)}</label>
        }
    };
    html! {
        <>
            <div class="bring">
                <label class="solid choose">
                    <input type="file" id="own-files" multiple=true accept=".txt,.md,.html,.htm,.zip,text/*,application/zip" {onchange} />
                    {desk.say(key!("own.choose"))}
                </label>
                <span class="mute">{desk.say(key!("own.forms"))}</span>
            </div>
            <label class="paste"><span>{desk.say(key!("own.paste"))}</span>
                <textarea rows="4" spellcheck="false" value={own.text.to_string()} oninput={write} /></label>
            <p><button type="button" class="plain framed" data-act="read-text" onclick={read} disabled={own.text.trim().is_empty()}>{desk.say(key!("own.read"))}</button></p>
            <fieldset class="beside" disabled={own.doing.is_some()}>
                <legend>{desk.say(key!("own.where"))}</legend>
                {beside(true, key!("own.beside"), props.shipped)}
                {beside(false, key!("own.instead"), props.shipped)}
            </fieldset>
        </>
    }
}

/// What came of it.
fn found(desk: &Desk, props: &OwnProps) -> Html {
    let (own, tell, words) = (&props.own, &props.tell, &desk.words);
    let mut out = el("div", "came");
    if let Some((name, done, of)) = &own.doing {
        let said = match of {
            0 => words.say(key!("own.starting")).to_owned(),
            _ => words.fill(key!("own.doing"), &[&(done + 1).to_string(), &of.to_string(), name]),
        };
        let mut bar = el("progress", "").is("aria-label", desk.say(key!("own")));
        if *of > 0 {
            bar = bar.is("max", of.to_string()).is("value", done.to_string());
        }
        let stop = act(desk, "own-stop", key!("own.stop"), "plain framed", tell.reform(|_| Told::Forget));
        return out
            .put(el("p", "").is("role", "status").say(said))
            .put(bar)
            .put(el("p", "").put(stop))
            .into();
    }
    if let Some(why) = &own.failed {
        out = out.put(el("p", "").is("role", "alert").say(words.fill(key!("own.failed"), &[why])));
    }
    if own.shown || !own.problems.is_empty() {
        let events = desk.corpus.records().events.len();
        let said = match own.names.len() {
            0 => words.say(key!("own.nothing")).to_owned(),
            n => words.tell(key!("own.came"), n, &[&words.count(key!("events.count"), events)]),
        };
        out = out.put(el("p", "sum").is("role", "status").say(said));
    }
    if own.shown {
        let explore =
            act(desk, "own-explore", key!("own.explore"), "solid", tell.reform(|_| Told::Open(false)));
        let forget =
            act(desk, "own-forget", key!("own.forget"), "plain framed", tell.reform(|_| Told::Forget));
        out = out.put(el("div", "acts").put(explore).put(html! { <Keep /> }).put(forget));
        out = out.put(el("p", "mute").say(desk.say(key!("own.tab"))));
        let read = own.names.iter().filter_map(|name| article(desk, tell, name));
        out = out.put(el("h3", "").say(words.count(key!("own.read.head"), own.names.len())));
        out = out.put(el("ul", "read").all(read));
    }
    if !own.problems.is_empty() {
        out = out.put(el("h3", "").say(words.count(key!("own.problems"), own.problems.len())));
        let problem = |line: &String| Html::from(el("li", "").is("lang", "en").say(line.clone()));
        out = out.put(el("ul", "problems").all(own.problems.iter().map(problem)));
    }
    out.into()
}

fn act(desk: &Desk, name: &'static str, said: Key, class: &'static str, does: Callback<MouseEvent>) -> El {
    el("button", class).is("type", "button").is("data-act", name).on_click(does).say(desk.say(said))
}

/// An article that was read, by its title; a click opens it.
fn article(desk: &Desk, tell: &Callback<Told>, name: &str) -> Option<Html> {
    let id = desk.corpus.document_by_id(name)?;
    let reader = Reader::of(&desk.corpus, id);
    let address = desk.reader_address(&reader);
    let (tell, send) = (tell.clone(), desk.send.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        tell.emit(Told::Open(false));
        send.emit(Msg::Read(reader.clone()));
    });
    let link =
        el("a", "link").is("href", address).on_click(onclick).say(desk.corpus.document_title(id).to_owned());
    Some(el("li", "").put(link).put(el("span", "mute").say(format!(" {name}"))).into())
}

/// The button that asks for the panel.
#[component]
pub fn OwnButton(props: &ButtonProps) -> Html {
    let desk = use_desk();
    let name = desk.say(key!("own.add"));
    let onclick = props.tell.reform(|_: MouseEvent| Told::Open(true));
    html! {
        <button type="button" class="plain" data-act="own" {onclick} aria-label={name.clone()} title={name.clone()}>
            {icon(Icon::Plus)}<span class="wordy" aria-hidden="true">{name.clone()}</span>
        </button>
    }
}

/// Who hears it.
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// Hears what the reader does.
    pub tell: Callback<Told>,
}

/// Warns before the page is left while what was brought is only here.
pub fn guard() -> gloo::events::EventListener {
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    gloo::events::EventListener::new_with_options(&browser::window(), "beforeunload", options, |event| {
        event.prevent_default()
    })
}
