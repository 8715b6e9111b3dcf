//! A canvas that is pointed at, the same for every picture: size, wheel, drag, pinch, tap, keys,
//! the next frame, and the words beside the pointer.

use super::browser::{document, window};
use super::canvas::Board;
use super::shared::Desk;
use crate::decimal::written;
use crate::scene::{Scene, Target};
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent, ResizeObserver, WheelEvent};
use yew::prelude::*;

/// How far a pointer may slip and still click, in pixels.
const SLIP: f32 = 5.0;
/// How far one may miss what one points at, in pixels: with a mouse, with a finger.
const REACH: (f32, f32) = (5.0, 14.0);

/// A place on the canvas in CSS pixels from its corner.
pub type Point = (f32, f32);

/// What a reader does with a picture.
#[derive(Clone, Debug)]
pub enum Gesture {
    /// The canvas has another size.
    Sized,
    /// It is time to paint.
    Frame,
    /// The pointer moves over it.
    Over(Point),
    /// The pointer left, or a gesture was broken off.
    Out,
    /// A pointer goes down.
    Press(Point),
    /// One pointer moves while it is down; the flag tells the first step of a drag.
    Drag(Point, Point, bool),
    /// Two fingers move: from the middle, to the middle, by how much they part.
    Pinch(Point, Point, f64),
    /// One finger moves on a picture that two fingers move.
    Alone,
    /// A click or a tap, with how far it may miss.
    Tap(Point, f32),
    /// The last pointer goes up after a drag.
    Release,
    /// The wheel turns: where, by how much it magnifies, and pixels across.
    Wheel(Point, f64, f32),
    /// The page is about to be printed, or was.
    Paper(bool),
    /// A key, without Control, Alt or Meta.
    Key(KeyboardEvent),
}

/// Pointers that are down.
#[derive(Default)]
struct Hands {
    down: RefCell<Vec<(i32, Point)>>,
    slipped: Cell<bool>,
}

/// A canvas with what it listens to.
pub struct Surface {
    /// What it is painted with.
    pub board: Board,
    canvas: HtmlCanvasElement,
    observer: ResizeObserver,
    send: Callback<Gesture>,
    waiting: Rc<Cell<bool>>,
    tip: RefCell<Option<(HtmlElement, Vec<String>)>>,
    _resized: Closure<dyn FnMut()>,
    _listeners: Vec<EventListener>,
}

impl Surface {
    /// Takes a canvas and tells of everything that is done with it. Where `lone` is set, one finger
    /// drags; else it scrolls the page and two fingers move the picture.
    pub fn new(canvas: HtmlCanvasElement, lone: bool, send: Callback<Gesture>) -> Option<Surface> {
        let resized = send.clone();
        let on_size = Closure::<dyn FnMut()>::new(move || resized.emit(Gesture::Sized));
        let observer = ResizeObserver::new(on_size.as_ref().unchecked_ref()).ok()?;
        observer.observe(&canvas);
        let hands = Rc::new(Hands::default());
        let mut listeners = Vec::new();
        for name in
            ["pointerdown", "pointermove", "pointerup", "pointercancel", "pointerleave", "wheel", "keydown"]
        {
            let (hands, send, canvas_) = (hands.clone(), send.clone(), canvas.clone());
            let options = EventListenerOptions::enable_prevent_default();
            listeners.push(EventListener::new_with_options(&canvas, name, options, move |event| {
                if let Some(gesture) = hands.gesture(&canvas_, event, lone) {
                    send.emit(gesture);
                }
            }));
        }
        // Two fingers belong to the picture: the page must neither scroll nor zoom.
        for name in ["touchstart", "touchmove"] {
            let options = EventListenerOptions::enable_prevent_default();
            listeners.push(EventListener::new_with_options(&canvas, name, options, move |event| {
                if fingers(event) > 1.0 {
                    event.prevent_default();
                }
            }));
        }
        // Paper has more dots than a screen: the picture is painted for it, and again for the screen.
        for (name, paper) in [("beforeprint", true), ("afterprint", false)] {
            let send = send.clone();
            listeners.push(EventListener::new(&window(), name, move |_| send.emit(Gesture::Paper(paper))));
        }
        let board = Board::new(canvas.clone())?;
        Some(Surface {
            board,
            canvas,
            observer,
            send,
            waiting: Rc::default(),
            tip: RefCell::default(),
            _resized: on_size,
            _listeners: listeners,
        })
    }

    /// Asks for a [`Gesture::Frame`] before the next frame is drawn; asking twice gives one.
    pub fn redraw(&self) {
        if self.waiting.replace(true) {
            return;
        }
        let (waiting, send) = (self.waiting.clone(), self.send.clone());
        let once = Closure::once_into_js(move || {
            waiting.set(false);
            send.emit(Gesture::Frame);
        });
        let _ = window().request_animation_frame(once.unchecked_ref());
    }

    /// Asks for a frame if a scene was made for another size: the browser tells a size also where it is the first.
    pub fn fit(&self, scene: &Scene) {
        if self.board.size() != (scene.width, scene.height) {
            self.redraw();
        }
    }

    /// Shows by the cursor whether something can be clicked.
    pub fn cursor(&self, name: &str) {
        let _ = self.canvas.style().set_property("cursor", name);
    }

    /// Lights up what lies under the pointer, here and everywhere, and says what it is.
    pub fn point(&self, desk: &Desk, scene: &Scene, (x, y): Point, idle: &str) {
        let target = scene.hit(x, y, REACH.0);
        self.cursor(if target.is_some() { "pointer" } else { idle });
        let lines = target.map_or_else(Vec::new, |t| super::canvas::tip(desk, t));
        self.say((x, y), lines);
        desk.lit.set(&desk.corpus, target.cloned());
    }

    /// The pointer went: nothing is lit by it any more.
    pub fn leave(&self, desk: &Desk) {
        self.hush();
        desk.lit.set(&desk.corpus, None::<Target>);
    }

    /// Words beside a point; none takes them away.
    pub fn say(&self, (x, y): Point, lines: Vec<String>) {
        let mut tip = self.tip.borrow_mut();
        if lines.is_empty() {
            if let Some((element, _)) = tip.take() {
                element.remove();
            }
            return;
        }
        if tip.as_ref().is_none_or(|t| t.1 != lines) {
            if let Some((element, _)) = tip.take() {
                element.remove();
            }
            *tip = words(&lines).map(|element| (element, lines));
        }
        if let Some((element, _)) = tip.as_ref() {
            let frame = self.canvas.get_bounding_client_rect();
            let inside = |at: f64, size: i32, most: Result<JsValue, JsValue>| {
                let most = most.ok().and_then(|v| v.as_f64()).unwrap_or(f64::MAX);
                let size = f64::from(size);
                if at + 16.0 + size > most { (at - 12.0 - size).max(4.0) } else { at + 16.0 }
            };
            let x = inside(frame.x() + f64::from(x), element.offset_width(), window().inner_width());
            let y = inside(frame.y() + f64::from(y), element.offset_height(), window().inner_height());
            let _ = element
                .style()
                .set_property("transform", &format!("translate({}px, {}px)", written(x, 2), written(y, 2)));
        }
    }

    /// Takes the words beside the pointer away.
    pub fn hush(&self) {
        self.say((0.0, 0.0), Vec::new());
    }
}

impl Drop for Surface {
    fn drop(&mut self) {
        self.observer.disconnect();
        self.hush();
    }
}

/// The element of a tip: at the page's end, so that no picture cuts it off.
fn words(lines: &[String]) -> Option<HtmlElement> {
    let element: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    element.set_class_name("tip");
    let _ = element.set_attribute("role", "tooltip");
    for line in lines {
        let paragraph = document().create_element("p").ok()?;
        paragraph.set_text_content(Some(line));
        element.append_child(&paragraph).ok()?;
    }
    document().body()?.append_child(&element).ok()?;
    Some(element)
}

/// How many fingers touch the screen.
fn fingers(event: &web_sys::Event) -> f64 {
    let of = |value: &JsValue, name: &str| js_sys::Reflect::get(value, &name.into()).unwrap_or_default();
    of(&of(event, "touches"), "length").as_f64().unwrap_or_default()
}

impl Hands {
    fn gesture(&self, canvas: &HtmlCanvasElement, event: &web_sys::Event, lone: bool) -> Option<Gesture> {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            let free = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            return free.then(|| Gesture::Key(event.clone()));
        }
        if let Some(event) = event.dyn_ref::<WheelEvent>() {
            event.prevent_default();
            return Some(Gesture::Wheel(
                at(canvas, event),
                magnification(event),
                pixels(event, event.delta_x()),
            ));
        }
        let pointer = event.dyn_ref::<PointerEvent>()?;
        let (id, here) = (pointer.pointer_id(), at(canvas, pointer));
        let touch = pointer.pointer_type() == "touch";
        match event.type_().as_str() {
            "pointerdown" => {
                if !touch {
                    let _ = canvas.set_pointer_capture(id);
                }
                let mut down = self.down.borrow_mut();
                if down.is_empty() {
                    self.slipped.set(false);
                }
                down.retain(|p| p.0 != id);
                down.push((id, here));
                Some(Gesture::Press(here))
            }
            "pointermove" => self.moved(id, here, touch && !lone),
            "pointerup" => {
                let mut down = self.down.borrow_mut();
                let alone = down.len() == 1;
                down.retain(|p| p.0 != id);
                if self.slipped.get() || !alone {
                    self.slipped.set(true);
                    return down.is_empty().then_some(Gesture::Release);
                }
                Some(Gesture::Tap(here, if touch { REACH.1 } else { REACH.0 }))
            }
            _ => {
                self.down.borrow_mut().clear();
                Some(Gesture::Out)
            }
        }
    }

    fn moved(&self, id: i32, here: Point, shy: bool) -> Option<Gesture> {
        let mut down = self.down.borrow_mut();
        let Some(i) = down.iter().position(|p| p.0 == id) else { return Some(Gesture::Over(here)) };
        let from = down[i].1;
        let first = !self.slipped.get();
        if first && (here.0 - from.0).hypot(here.1 - from.1) < SLIP {
            return None;
        }
        self.slipped.set(true);
        let was = down.clone();
        down[i].1 = here;
        let middle = |p: Point, q: Point| ((p.0 + q.0) / 2.0, (p.1 + q.1) / 2.0);
        let apart = |p: Point, q: Point| (p.0 - q.0).hypot(p.1 - q.1).max(8.0);
        match (was.as_slice(), down.as_slice()) {
            ([a, b], [c, d]) => {
                let factor = f64::from(apart(c.1, d.1) / apart(a.1, b.1));
                Some(Gesture::Pinch(middle(a.1, b.1), middle(c.1, d.1), factor))
            }
            ([_], _) if shy => Some(Gesture::Alone),
            ([_], _) => Some(Gesture::Drag(from, here, first)),
            _ => None,
        }
    }
}

/// Where a pointer is.
fn at(canvas: &HtmlCanvasElement, event: &web_sys::MouseEvent) -> Point {
    let frame = canvas.get_bounding_client_rect();
    ((f64::from(event.client_x()) - frame.x()) as f32, (f64::from(event.client_y()) - frame.y()) as f32)
}

/// A turn of the wheel in pixels.
fn pixels(event: &WheelEvent, turn: f64) -> f32 {
    (match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => turn * 18.0,
        WheelEvent::DOM_DELTA_PAGE => turn * 300.0,
        _ => turn,
    }) as f32
}

/// How much a turn of the wheel magnifies.
fn magnification(event: &WheelEvent) -> f64 {
    let pixels = f64::from(pixels(event, event.delta_y()));
    // A pinch on a touchpad comes as a wheel with Control, in small steps.
    let speed = if event.ctrl_key() { 0.01 } else { 0.0018 };
    (-pixels.clamp(-240.0, 240.0) * speed).exp()
}
