//! What every region of the page is given: the corpus, and where to send what the reader does.

use crate::corpus::Corpus;
use crate::query::Index;
use crate::state::{Card, Msg, Reader, View};
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

/// A value that is compared by identity, so that regions are drawn anew only when it was replaced.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Shared<T> {
        Shared(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// The corpus and the way to change the view; never replaced while the page stands.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// What is read.
    pub corpus: Shared<Corpus>,
    /// Its index for questions.
    pub index: Shared<Index>,
    /// Takes what the reader does.
    pub send: Callback<Msg>,
}

impl Desk {
    /// A click that sends a message.
    pub fn click(&self, msg: Msg) -> Callback<MouseEvent> {
        self.send.reform(move |_| msg.clone())
    }

    /// A click on a link, which sends a message instead of following it; with a key held, or
    /// another button, the browser does as it is used to.
    pub fn follow(&self, msg: Msg) -> Callback<MouseEvent> {
        let send = self.send.clone();
        Callback::from(move |event: MouseEvent| {
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                send.emit(msg.clone());
            }
        })
    }
}

/// The desk of the page that the component stands in.
#[hook]
pub fn use_desk() -> Desk {
    use_context::<Desk>().expect("every region stands inside the desk's provider")
}

/// The address of a view with only this card.
pub fn card_address(card: &Card) -> String {
    View { cards: vec![card.clone()], ..View::default() }.to_fragment()
}

/// The address of a view with only this report.
pub fn reader_address(reader: &Reader) -> String {
    View { reader: Some(reader.clone()), ..View::default() }.to_fragment()
}
