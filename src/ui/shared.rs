//! What every region of the page is given: the corpus, and where to send what the reader does.

use super::kept::Kept;
use super::lit::Lit;
use crate::corpus::Corpus;
use crate::query::Index;
use crate::record::EntityId;
use crate::rooms::Teller;
use crate::rooms::claims::Topics;
use crate::state::{Card, Msg, Reader, View};
use crate::words::{self, Key, Words};
use std::cell::OnceCell;
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

/// The corpus, the language, and the way to change the view; another language is another desk, and
/// then everything is drawn anew.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// What is read.
    pub corpus: Shared<Corpus>,
    /// Its index for questions.
    pub index: Shared<Index>,
    /// How things are called.
    pub words: Shared<Words>,
    /// What the corpus is called in this language.
    pub title: AttrValue,
    /// What pictures keep of the corpus.
    pub kept: Shared<Kept>,
    /// What each statement tells; read when first asked for.
    pub topics: Shared<OnceCell<Topics>>,
    /// Takes what the reader does.
    pub send: Callback<Msg>,
    /// What the pointer or the focus lights up, in every picture and list.
    pub lit: Lit,
}

impl Desk {
    /// Tells what the corpus holds.
    pub fn teller(&self) -> Teller<'_> {
        Teller { corpus: &self.corpus, index: &self.index, words: &self.words }
    }

    /// What each statement tells.
    pub fn topics(&self) -> &Topics {
        self.topics.get_or_init(|| self.teller().topics())
    }

    /// A text of the interface, for an element or an attribute.
    pub fn say(&self, key: Key) -> AttrValue {
        self.words.say(key).to_owned().into()
    }

    /// A text with its `{0}`, `{1}` … filled in by what may be more than text: a name that opens a card.
    pub fn phrase(&self, key: Key, parts: &[Html]) -> Html {
        let part = |place: u8| parts.get(usize::from(place.wrapping_sub(b'0'))).cloned();
        words::pieces(self.words.say(key))
            .map(|(text, place)| html! { <>{text}{place.and_then(part).unwrap_or_default()}</> })
            .collect()
    }

    /// What an entity is called.
    pub fn name(&self, id: EntityId) -> &str {
        self.words.name(self.corpus.entity(id))
    }

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

/// Counts how often more of the corpus came: then what shows words of reports is drawn anew, and the rest of the page stays.
#[derive(Clone, Copy, PartialEq)]
pub struct Came(pub u32);

/// Has the component drawn anew when more of the corpus comes: for all that show words of reports.
#[hook]
pub fn use_came() -> u32 {
    use_context::<Came>().map_or(0, |came| came.0)
}

impl Desk {
    /// The address of a view with only this card.
    pub fn card_address(&self, card: &Card) -> String {
        View { cards: vec![card.clone()], lang: self.words.lang(), ..View::default() }.to_fragment()
    }

    /// The address of a view with only this report.
    pub fn reader_address(&self, reader: &Reader) -> String {
        View { reader: Some(reader.clone()), lang: self.words.lang(), ..View::default() }.to_fragment()
    }
}
