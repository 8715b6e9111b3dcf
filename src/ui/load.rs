//! Fetches the corpus, while the skeleton's bar tells how far it is, and later the borders.

use super::app::{App, AppProps};
use super::browser::{document, find};
use super::failure::{Failure, FailureProps};
use super::shared::Shared;
use crate::corpus::Corpus;
use crate::scene::borders::Borders;
use crate::state::View;
use crate::words::{Lang, Words, key};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, ReadableStreamDefaultReader, Response};

/// Why the page cannot be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Obstacle {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub advice: String,
}

/// Loads all, then shows the page or the obstacle.
pub async fn run() {
    let Some(root) = document().get_element_by_id("app") else { return };
    let lang = View::from_fragment(&super::browser::fragment()).lang;
    let words = words(lang).await.unwrap_or_default();
    match load(&words).await {
        Ok(corpus) => {
            let props = AppProps { corpus: Shared::new(corpus), words: Shared::new(words) };
            yew::Renderer::<App>::with_root_and_props(root, props).render();
        }
        Err(obstacle) => {
            yew::Renderer::<Failure>::with_root_and_props(
                root,
                FailureProps { obstacle, words: Shared::new(words) },
            )
            .render();
        }
    }
}

async fn load(words: &Words) -> Result<Corpus, Obstacle> {
    let corpus = fetch(words, "corpus.bin", 0.5, 1.0).await?;
    crate::corpus::format::decode(&corpus).map_err(|error| broken(words, &error.to_string()))
}

/// Fetches what the map is drawn from: the first screen does without.
pub async fn borders(words: &Words) -> Result<Borders, Obstacle> {
    let borders = fetch(words, "borders.bin", 0.0, 1.0).await?;
    crate::scene::borders::decode(&borders).map_err(|error| broken(words, &error.to_string()))
}

fn broken(words: &Words, error: &str) -> Obstacle {
    Obstacle { what: capital(error), advice: words.say(key!("failure.pack")).to_owned() }
}

/// How things are called in a language; `None` if its table could not be loaded.
pub async fn words(lang: Lang) -> Option<Words> {
    if lang == Lang::En {
        return Some(Words::english());
    }
    let table = fetch(&Words::english(), &format!("words-{}.tsv", lang.tag()), 0.0, 0.0).await.ok()?;
    Words::read(lang, &String::from_utf8(table).ok()?)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Bytes of a file that lies beside the page; moves the bar from one mark to the other.
async fn fetch(words: &Words, name: &str, from: f64, to: f64) -> Result<Vec<u8>, Obstacle> {
    let gone = |why: &str| Obstacle {
        what: words.fill(key!("failure.gone"), &[name, why]),
        advice: words.fill(key!("failure.gone.advice"), &[name]),
    };
    let response = JsFuture::from(super::browser::window().fetch_with_str(name))
        .await
        .ok()
        .and_then(|r| r.dyn_into::<Response>().ok())
        .ok_or_else(|| gone(words.say(key!("failure.silent"))))?;
    if !response.ok() {
        return Err(gone(&words.fill(key!("failure.status"), &[&response.status().to_string()])));
    }
    read(&response, from, to).await.map_err(|_| gone(words.say(key!("failure.broken"))))
}

async fn read(response: &Response, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let headers = response.headers();
    // Of a compressed answer the length is told as sent, not as read: then the bar waits at its mark.
    let total = match headers.get("content-encoding")? {
        Some(_) => None,
        None => headers.get("content-length")?.and_then(|n| n.parse::<f64>().ok()),
    };
    let body = response.body().ok_or(JsValue::NULL)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &"done".into())?.as_bool() == Some(true) {
            break;
        }
        let chunk: Uint8Array = Reflect::get(&chunk, &"value".into())?.dyn_into()?;
        bytes.extend(chunk.to_vec());
        if let Some(total) = total.filter(|&t| t > 0.0) {
            show(from + (to - from) * (bytes.len() as f64 / total).min(1.0));
        }
    }
    show(to);
    Ok(bytes)
}

fn show(part: f64) {
    if let Some(bar) = find("#progress") {
        let bar: HtmlElement = bar;
        let _ = bar.set_attribute("value", &format!("{part:.3}"));
    }
}
