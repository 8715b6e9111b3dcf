//! Asks for the corpus, while the skeleton's bar tells how far it is, and later the borders.

use super::app::{App, AppProps};
use super::browser::document;
use super::failure::{Failure, FailureProps};
use super::host;
use super::late::{self, Missing};
use super::shared::Shared;
use crate::corpus::Corpus;
use crate::letters::capital;
use crate::scene::borders::Borders;
use crate::state::View;
use crate::words::{Lang, Words, key};

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
    let mut words = words(lang).await.unwrap_or_default();
    let corpus = load(&words).await;
    host::shown(corpus.is_ok());
    match corpus {
        Ok(corpus) => {
            words.meet(&corpus.records().entities);
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
    late::first().await.map_err(|missing| missing.told(words))
}

/// Fetches what the map is drawn from: the first screen does without.
pub async fn borders(words: &Words) -> Result<Borders, Obstacle> {
    let borders = fetch(words, "borders.bin", 0.0, 1.0).await?;
    crate::scene::borders::decode(&borders).map_err(|error| Obstacle {
        what: error.tell(words).to_owned(),
        advice: words.say(key!("borders.advice")).to_owned(),
    })
}

/// How things are called in a language; `None` if its table could not be loaded.
pub async fn words(lang: Lang) -> Option<Words> {
    if lang == Lang::En {
        return Some(Words::english());
    }
    let table = fetch(&Words::english(), &format!("words-{}.tsv", lang.tag()), 0.0, 0.0).await.ok()?;
    Words::read(lang, &String::from_utf8(table).ok()?)
}

/// Bytes of a part of the page, from a file beside it or from inside; moves the bar from one mark to the other.
async fn fetch(words: &Words, name: &str, from: f64, to: f64) -> Result<Vec<u8>, Obstacle> {
    host::part(name, from, to).await.map_err(|status| gone(words, name, status))
}

/// What is told of a part that cannot be had.
fn gone(words: &Words, name: &str, status: i32) -> Obstacle {
    let why = match status {
        0 => words.say(key!("failure.silent")).to_owned(),
        -1 => words.say(key!("failure.broken")).to_owned(),
        _ => words.fill(key!("failure.status"), &[&status.to_string()]),
    };
    Obstacle {
        what: words.fill(key!("failure.gone"), &[name, &why]),
        advice: words.fill(key!("failure.gone.advice"), &[name]),
    }
}

impl Missing {
    /// What is told of it.
    pub fn told(&self, words: &Words) -> Obstacle {
        match self {
            Missing::Status(status) => gone(words, late::FILE, *status),
            Missing::Unfit(error) => Obstacle {
                what: capital(&error.tell(words)),
                advice: words.say(key!("failure.pack")).to_owned(),
            },
        }
    }
}
