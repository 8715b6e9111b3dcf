//! The page inside another page: it follows the host's shade and address, and tells it what was chosen
//! and how high it would like to be. `embed.js` is the other end; README, "Embed", tells the messages.

use super::browser::{self, document, window};
use crate::state::{Card, View};
use gloo::events::EventListener;
use js_sys::{Array, Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};
use yew::Callback;

/// How much a height must differ to be told, in CSS pixels.
const STEP: f64 = 8.0;

/// What the host asks for.
pub enum Asked {
    /// Another view, as a fragment without its `#/`.
    View(String),
    /// Dark, or light.
    Dark(bool),
}

/// The tie to the host.
pub struct Host {
    window: Window,
    /// The host's origin: that of its first message, since it alone can have been the page's parent then.
    origin: Rc<RefCell<Option<String>>>,
    height: Cell<f64>,
    _ear: EventListener,
}

/// The window that holds this page, if another one does.
fn parent() -> Option<Window> {
    let own = window();
    own.parent().ok().flatten().filter(|parent| **parent != *own)
}

impl Host {
    /// Greets the host, if the page is inside one, and hands on what it asks for.
    pub fn greet(asked: Callback<Asked>) -> Option<Host> {
        let host = parent()?;
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-framed", "true");
        }
        let origin = Rc::new(RefCell::new(None));
        let ear = {
            let (host, origin) = (host.clone(), origin.clone());
            EventListener::new(&window(), "message", move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                if let Some(asked_for) = heard(event, &host, &mut origin.borrow_mut()) {
                    asked.emit(asked_for);
                }
            })
        };
        // Whoever the host is: this says nothing but that the page is there.
        let _ = host.post_message(&message(&[("ready", JsValue::TRUE)]), "*");
        Some(Host { window: host, origin, height: Cell::new(0.0), _ear: ear })
    }

    fn tell(&self, parts: &[(&str, JsValue)]) {
        if let Some(origin) = &*self.origin.borrow() {
            let _ = self.window.post_message(&message(parts), origin);
        }
    }

    /// Tells what is on the screen: its address, and the keys of the open cards.
    pub fn tell_view(&self, view: &View) {
        let cards = view.cards.iter().filter_map(|card| match card {
            Card::Entity(key) | Card::Event(key) => Some(JsValue::from_str(key)),
            Card::Figure(_) => None,
        });
        let address = view.to_fragment();
        let address = address.trim_start_matches(['#', '/']);
        self.tell(&[("view", address.into()), ("cards", cards.collect::<Array>().into())]);
    }

    /// Tells how high the page would like to be, if that has changed.
    pub fn tell_height(&self) {
        let Some(height) = height() else { return };
        if (height - self.height.get()).abs() >= STEP && self.origin.borrow().is_some() {
            self.height.set(height);
            self.tell(&[("height", height.into())]);
        }
    }
}

fn message(parts: &[(&str, JsValue)]) -> JsValue {
    let out = Object::new();
    for (name, value) in [("entente", JsValue::from(1))].iter().chain(parts) {
        let _ = Reflect::set(&out, &JsValue::from_str(name), value);
    }
    out.into()
}

/// What a message asks for, if it comes from the host and has the form of one.
fn heard(event: &MessageEvent, host: &Window, origin: &mut Option<String>) -> Option<Asked> {
    let from_host = event.source().is_some_and(|source| *source == ****host);
    let field = |name: &str| Reflect::get(&event.data(), &JsValue::from_str(name)).ok();
    if !from_host || field("entente").and_then(|v| v.as_f64()) != Some(1.0) {
        return None;
    }
    if *origin.get_or_insert_with(|| event.origin()) != event.origin() {
        return None;
    }
    match field("theme").and_then(|v| v.as_string()).as_deref() {
        Some("dark") => return Some(Asked::Dark(true)),
        Some("light") => return Some(Asked::Dark(false)),
        _ => {}
    }
    field("view").and_then(|v| v.as_string()).map(Asked::View)
}

/// How high the page would be if nothing in its room had to be scrolled; a picture takes the form of
/// the screens it is made for.
fn height() -> Option<f64> {
    let inner = window().inner_height().ok()?.as_f64()?;
    let Some(room) = browser::find(".room") else {
        let wide = window().inner_width().ok()?.as_f64()?;
        return Some((wide * 0.62).clamp(520.0, 760.0));
    };
    let last = room.last_element_child()?.get_bounding_client_rect().bottom();
    let top = room.get_bounding_client_rect().top();
    let content = last - top + f64::from(room.scroll_top());
    Some(inner - f64::from(room.client_height()) + content)
}
