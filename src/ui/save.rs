//! Saving a picture as SVG or PNG, with all that it takes to be understood elsewhere.

use super::browser::{document, window};
use super::canvas::Board;
use super::chips;
use super::icons::{Icon, icon};
use super::shared::{Desk, use_desk};
use crate::edtf::{Edtf, day};
use crate::query::{Answer, Selection};
use crate::scene::plate::{Caption, Sign, framed};
use crate::scene::{Scene, svg};
use crate::words::{Key, key};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};
use yew::prelude::*;

/// Pixels of the saved PNG to one of the picture.
const DENSE: f64 = 2.0;
/// Reports that are named as sources.
const SOURCES: usize = 8;

/// What a picture is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Shapes.
    Svg,
    /// Pixels.
    Png,
}

/// The menu below a picture.
#[derive(Clone, PartialEq, Properties)]
pub struct SaveProps {
    /// Told which kind is wanted.
    pub save: Callback<Kind>,
}

/// The menu below a picture: SVG, PNG, or paper.
#[component]
pub fn Save(props: &SaveProps) -> Html {
    let desk = use_desk();
    let button = |kind: Kind, act: &'static str, name: Key| {
        let onclick = props.save.reform(move |_: MouseEvent| kind);
        html! { <button type="button" class="plain" data-act={act} {onclick}>{desk.say(name)}</button> }
    };
    let print = Callback::from(|_: MouseEvent| {
        let _ = window().print();
    });
    html! {
        <details class="save">
            <summary class="plain" data-act="save">{icon(Icon::Save)}{desk.say(key!("save"))}</summary>
            <div class="choices">
                <p>{desk.say(key!("save.note"))}</p>
                {button(Kind::Svg, "save-svg", key!("save.svg"))}
                {button(Kind::Png, "save-png", key!("save.png"))}
                <button type="button" class="plain" data-act="print" onclick={print}>{desk.say(key!("save.print"))}</button>
                <super::keep::Keep />
            </div>
        </details>
    }
}

/// What is written around a picture: what it shows, what is chosen, how to read it, sources and date.
pub fn caption(
    desk: &Desk,
    name: Key,
    selection: &Selection,
    answer: &Answer,
    legend: Vec<(Sign, String)>,
    notes: &[String],
) -> Caption {
    let (corpus, words) = (&desk.corpus, &desk.words);
    let chosen = chips::labels(desk, selection);
    let chosen = if chosen.is_empty() { words.say(key!("save.all")).to_owned() } else { chosen.join(" · ") };
    let sources: Vec<String> = answer
        .documents
        .iter()
        .take(SOURCES)
        .map(|&id| {
            let date = corpus.document(id).published.as_ref().map(|d| format!(" ({})", words.short_date(d)));
            format!("{}{}", corpus.document_title(id), date.unwrap_or_default())
        })
        .collect();
    let more = answer.documents.len().saturating_sub(SOURCES);
    let mut list = sources.join("; ");
    if more > 0 {
        list = format!("{list}; {}", words.fill(key!("network.more"), &[&more.to_string()]));
    }
    let mut lines = notes.to_vec();
    lines.push(words.fill(key!("save.sources"), &[&list]));
    let now = js_sys::Date::new_0();
    let today = Edtf::from_day(day(now.get_full_year() as i32, now.get_month() + 1, now.get_date()));
    lines.push(words.fill(key!("save.made"), &[&words.date(&today)]));
    Caption {
        title: format!("{}: {}", corpus.title(words), words.say(name)),
        filters: format!("{} · {}", chosen, chips::tally(desk, selection, answer)),
        legend,
        notes: lines,
    }
}

/// Saves a picture under a name.
pub fn save(board: &Board, kind: Kind, name: &str, picture: &Scene, caption: &Caption) -> Option<()> {
    let measure = |text: &str, size: f32, bold: bool| board.measure(text, size, bold);
    let plate = framed(picture.clone(), caption, &measure);
    match kind {
        Kind::Svg => {
            let text = svg::document(&plate, &caption.title, &|token| board.colour(token));
            let parts = Array::of1(&text.into());
            let options = BlobPropertyBag::new();
            options.set_type("image/svg+xml");
            let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
            offer(&blob, &format!("{name}.svg"))
        }
        Kind::Png => {
            let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
            let other = Board::new(canvas.clone())?;
            other.paint_on(&plate, DENSE, true)?;
            let name = format!("{name}.png");
            let done = Closure::once_into_js(move |blob: Option<Blob>| {
                let _ = blob.and_then(|blob| offer(&blob, &name));
            });
            canvas.to_blob(done.unchecked_ref()).ok()
        }
    }
}

/// Hands bytes to the reader as a file.
fn offer(blob: &Blob, name: &str) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has its own hold on the bytes once the download began; a minute is more than enough.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}
