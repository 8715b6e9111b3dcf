//! Brings what the corpus was asked for and does not hold yet ([`Corpus::wanted`]): blocks of `corpus.bin`, by their ranges.

use super::host;
use crate::corpus::Corpus;
use crate::corpus::format::{self, DecodeError, Head};
use std::cell::RefCell;
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

/// Fetches bytes of the file and puts them into the corpus.
///
/// # Errors
///
/// Where they cannot be had; they are wanted again when they are asked for again.
pub async fn fetch(corpus: &Corpus, range: std::ops::Range<usize>) -> Result<(), Missing> {
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

/// What is to be done now that it came.
pub fn came() {
    for act in WAIT.take() {
        act.emit(());
    }
}
