//! What is lit up, everywhere at once: shared by all pictures and lists, outside of the view, as the
//! address does not keep it.

use super::browser::document;
use super::shared::Shared;
use crate::corpus::Corpus;
use crate::scene::{Glow, Target};
use gloo::events::EventListener;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// The one lit thing.
#[derive(Clone, Default)]
pub struct Lit(Rc<Inner>);

#[derive(Default)]
struct Inner {
    now: RefCell<Rc<Glow>>,
    listeners: RefCell<Vec<Weak<Callback<()>>>>,
}

/// As long as it lives, its callback is told when something else is lit.
pub struct Watch(#[allow(dead_code)] Rc<Callback<()>>);

impl PartialEq for Lit {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Lit {
    /// What is lit now.
    pub fn now(&self) -> Rc<Glow> {
        self.0.now.borrow().clone()
    }

    /// Lights a thing, or nothing.
    pub fn set(&self, corpus: &Corpus, target: Option<Target>) {
        if self.0.now.borrow().target == target {
            return;
        }
        let glow = target.map_or_else(Glow::default, |target| Glow::new(corpus, target));
        mark(corpus, &glow);
        *self.0.now.borrow_mut() = Rc::new(glow);
        let listeners: Vec<_> = {
            let mut listeners = self.0.listeners.borrow_mut();
            listeners.retain(|l| l.strong_count() > 0);
            listeners.iter().filter_map(Weak::upgrade).collect()
        };
        for listener in listeners {
            listener.emit(());
        }
    }

    /// Tells a callback of each change.
    pub fn watch(&self, callback: Callback<()>) -> Watch {
        let callback = Rc::new(callback);
        self.0.listeners.borrow_mut().push(Rc::downgrade(&callback));
        Watch(callback)
    }
}

/// Listens to pointer and focus over all lists: what stands in an element with `data-key` (an event or
/// an entity) or `data-value` (a facet's) lights up everywhere.
pub fn listen(lit: &Lit, corpus: &Shared<Corpus>) -> [EventListener; 2] {
    ["pointerover", "focusin"].map(|name| {
        let (lit, corpus) = (lit.clone(), corpus.clone());
        EventListener::new(&document(), name, move |event| {
            let Some(over) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
            // A canvas says itself what lies under the pointer.
            if over.tag_name() != "CANVAS" {
                lit.set(&corpus, named(&corpus, &over));
            }
        })
    })
}

fn named(corpus: &Corpus, element: &Element) -> Option<Target> {
    let holder = element.closest("[data-key], [data-entity], [data-value], [data-with]").ok()??;
    let keys = ["data-entity", "data-key", "data-value", "data-with"];
    let keys = keys.iter().find_map(|name| holder.get_attribute(name))?;
    // Words of a report may tell of several things: the first event stands for them.
    let key = keys.split(' ').find(|key| corpus.event_by_key(key).is_some()).unwrap_or(&keys).to_owned();
    if corpus.event_by_key(&key).is_some() {
        return Some(Target::Event(key));
    }
    corpus.entity_by_key(&key)?;
    Some(if key.starts_with("country:") { Target::Country(key) } else { Target::Node(key) })
}

/// Marks rows and names of what is lit. By hand rather than by drawing lists anew: a pointer passes
/// over many things.
fn mark(corpus: &Corpus, glow: &Glow) {
    let all = "main [data-key], .side [data-key], [data-entity], [data-with]";
    let Ok(found) = document().query_selector_all(all) else { return };
    // A name is told of all over a report: only an event lights up the words that tell of it.
    let told = matches!(glow.target, Some(Target::Event(_) | Target::Events(_)));
    for i in 0..found.length() {
        let Some(element) = found.get(i).and_then(|n| n.dyn_into::<Element>().ok()) else { continue };
        let key = ["data-entity", "data-key"].iter().find_map(|name| element.get_attribute(name));
        let lit = match key {
            Some(key) => match corpus.event_by_key(&key) {
                Some(id) => glow.events.contains(&id),
                None => corpus.entity_by_key(&key).is_some_and(|id| glow.entities.contains(&id)),
            },
            None => {
                let keys = element.get_attribute("data-with").filter(|_| told).unwrap_or_default();
                keys.split(' ')
                    .any(|key| corpus.event_by_key(key).is_some_and(|id| glow.events.contains(&id)))
            }
        };
        let _ = element.class_list().toggle_with_force("lit", lit);
    }
}
