//! Brings what the corpus was asked for and does not hold yet ([`Corpus::wanted`]): blocks of `corpus.bin`, by their ranges.

use super::host;
use super::shared::Shared;
use crate::corpus::Corpus;
use crate::corpus::format::{self, DecodeError, Head};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// The file.
pub const FILE: &str = "corpus.bin";
/// Bytes that are asked for first: of a small corpus that is all, of a larger one no longer way than what is needed anyway.
const FIRST: usize = 256 << 10;

thread_local! {
    static HEARS: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
    static WAIT: RefCell<Vec<Callback<()>>> = const { RefCell::new(Vec::new()) };
}

/// Why bytes of the file are not there.
#[derive(Clone, Debug)]
pub enum Missing {
    /// What [`host::range`] tells.
    Status(i32),
    /// They are no corpus, or not this one.
    Unfit(DecodeError),
}

/// As many of the first bytes as a page needs before it can show anything, or the whole file; the bar moves on the way.
///
/// # Errors
///
/// Where they cannot be had.
pub async fn first() -> Result<Corpus, Missing> {
    let first = host::range(FILE, 0, FIRST, 0.5, 0.6).await.map_err(Missing::Status)?;
    let mut bytes = first.bytes;
    // Bytes that are no head, or of a file that was cut off, are told as what they are when they are opened.
    if let Ok(head) = Head::read(&bytes)
        && bytes.len() < first.of
        && first.of == head.length()
    {
        if bytes.len() < head.early() {
            let more =
                host::range(FILE, bytes.len(), head.early(), 0.6, 1.0).await.map_err(Missing::Status)?;
            bytes.truncate(more.at);
            bytes.extend(more.bytes);
        }
        // What came of the blocks beyond is not much, and a file is opened whole or without them.
        if bytes.len() < head.length() {
            bytes.truncate(head.early());
        }
    }
    format::open(&bytes).map_err(Missing::Unfit)
}

/// Tells when something is wanted.
pub fn listen(corpus: &Corpus, hears: Callback<()>) {
    HEARS.set(Some(hears));
    corpus.on_wanted(|| {
        let hears = HEARS.with_borrow(Clone::clone);
        if let Some(hears) = hears {
            hears.emit(());
        }
    });
}

/// How what is not there comes.
pub enum Step {
    /// It was asked for.
    Wanted,
    /// It is to be fetched; what else was asked for in the meantime, too.
    Fetch,
    /// Some of it came, or did not.
    Came(Result<(), Missing>),
    /// What came is to be shown.
    Show,
}

/// What comes within so many milliseconds is shown together.
const TOGETHER: u32 = 20;

/// What is on its way.
#[derive(Default)]
pub struct Bringing {
    /// When it will be fetched.
    soon: Option<Timeout>,
    /// How many answers are awaited.
    awaited: usize,
    /// When what came will be shown.
    show: Option<Timeout>,
    /// How often more of the corpus was there.
    pub came: u32,
    /// Why some of it could not be had; then nothing is fetched until the reader asks for it.
    pub missing: Option<Missing>,
}

impl Bringing {
    /// Goes on by a step; whether something is there that was not, or cannot be had.
    pub fn go_on(&mut self, corpus: &Shared<Corpus>, step: Step, tell: &Callback<Step>) -> bool {
        match step {
            Step::Wanted => {
                if self.missing.is_none() {
                    let tell = tell.clone();
                    self.soon.get_or_insert_with(|| Timeout::new(0, move || tell.emit(Step::Fetch)));
                }
                false
            }
            Step::Fetch => {
                self.soon = None;
                for range in corpus.wanted() {
                    self.awaited += 1;
                    let (corpus, tell) = (corpus.clone(), tell.clone());
                    spawn_local(async move { tell.emit(Step::Came(fetch(&corpus, range).await)) });
                }
                self.missing.take().is_some()
            }
            Step::Came(came) => {
                self.awaited -= 1;
                self.missing = came.err().or(self.missing.take());
                let tell = tell.clone();
                self.show.get_or_insert_with(|| Timeout::new(TOGETHER, move || tell.emit(Step::Show)));
                false
            }
            Step::Show => {
                self.show = None;
                self.came += 1;
                if self.awaited == 0 && self.missing.is_none() {
                    WAIT.take().iter().for_each(|act| act.emit(()));
                }
                true
            }
        }
    }
}

/// Fetches bytes of the file and puts them into the corpus.
///
/// # Errors
///
/// Where they cannot be had; they are wanted again when they are asked for again.
async fn fetch(corpus: &Corpus, range: std::ops::Range<usize>) -> Result<(), Missing> {
    let brought = match host::range(FILE, range.start, range.end, 0.0, 0.0).await {
        Ok(came) if came.at + came.bytes.len() < range.end => Err(Missing::Status(-1)),
        Ok(came) => corpus.bring(came.at, &came.bytes).map_err(Missing::Unfit),
        Err(status) => Err(Missing::Status(status)),
    };
    if brought.is_err() {
        corpus.give_up();
    }
    brought
}

/// Remembers what is to be done when what is wanted now has come.
pub fn then(act: Callback<()>) {
    WAIT.with_borrow_mut(|wait| wait.push(act));
}
