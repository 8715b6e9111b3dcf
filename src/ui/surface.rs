//! A canvas that is pointed at: its size, its wheel, its next frame, and the tooltip over it.

use super::browser::window;
use super::canvas::Board;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlCanvasElement, HtmlElement, PointerEvent, ResizeObserver, WheelEvent};
use yew::prelude::*;

/// A canvas with what it listens to.
pub struct Surface {
    /// What it is painted with.
    pub board: Board,
    canvas: HtmlCanvasElement,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
    _wheel: EventListener,
}

impl Surface {
    /// Takes a canvas; tells of its changes of size and of the wheel over it.
    pub fn new(
        canvas: HtmlCanvasElement,
        resized: Callback<()>,
        wheel: Callback<WheelEvent>,
    ) -> Option<Surface> {
        let on_size = Closure::<dyn FnMut()>::new(move || resized.emit(()));
        let observer = ResizeObserver::new(on_size.as_ref().unchecked_ref()).ok()?;
        observer.observe(&canvas);
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&canvas, "wheel", options, move |event| {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<WheelEvent>() {
                wheel.emit(event.clone());
            }
        });
        let board = Board::new(canvas.clone())?;
        Some(Surface { board, canvas, observer, _resized: on_size, _wheel: listener })
    }

    /// Where a pointer is, in CSS pixels from the canvas' corner.
    pub fn at(&self, event: &web_sys::MouseEvent) -> (f32, f32) {
        let frame = self.canvas.get_bounding_client_rect();
        ((f64::from(event.client_x()) - frame.x()) as f32, (f64::from(event.client_y()) - frame.y()) as f32)
    }

    /// Keeps a pointer's moves even when it leaves the canvas.
    pub fn hold(&self, event: &PointerEvent) {
        let _ = self.canvas.set_pointer_capture(event.pointer_id());
    }

    /// Shows by the cursor whether something can be clicked.
    pub fn cursor(&self, name: &str) {
        let _ = self.canvas.style().set_property("cursor", name);
    }
}

impl Drop for Surface {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back before the next frame is drawn.
pub fn next_frame(callback: Callback<()>) {
    let once = Closure::once_into_js(move || callback.emit(()));
    let _ = window().request_animation_frame(once.unchecked_ref());
}

/// How much a turn of the wheel magnifies.
pub fn magnification(event: &WheelEvent) -> f64 {
    let pixels = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => event.delta_y() * 18.0,
        WheelEvent::DOM_DELTA_PAGE => event.delta_y() * 300.0,
        _ => event.delta_y(),
    };
    // A pinch on a touchpad comes as a wheel with Control, in small steps.
    let speed = if event.ctrl_key() { 0.01 } else { 0.0018 };
    (-pixels.clamp(-240.0, 240.0) * speed).exp()
}

/// What the tooltip says, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Tip {
    /// Pixels from the picture's left edge.
    pub x: f32,
    /// Pixels from its top.
    pub y: f32,
    /// First the name.
    pub lines: Vec<String>,
}

/// The tooltip; [`place`] moves it.
pub fn tooltip(node: &NodeRef, tip: Option<&Tip>) -> Html {
    let Some(tip) = tip.filter(|t| !t.lines.is_empty()) else { return html! {} };
    html! {
        <div class="tip" ref={node.clone()} role="tooltip">
            for (i, line) in tip.lines.iter().enumerate() {
                <p class={(i == 0).then_some("tip-name")}>{line}</p>
            }
        </div>
    }
}

/// Moves the tooltip beside its point, inside a picture of this size.
pub fn place(node: &NodeRef, tip: Option<&Tip>, (width, height): (f32, f32)) {
    let (Some(tip), Some(element)) = (tip, node.cast::<HtmlElement>()) else { return };
    let (w, h) = (element.offset_width() as f32, element.offset_height() as f32);
    let x = if tip.x + 16.0 + w > width { (tip.x - 12.0 - w).max(4.0) } else { tip.x + 16.0 };
    let y = if tip.y + 16.0 + h > height { (tip.y - 12.0 - h).max(4.0) } else { tip.y + 16.0 };
    let _ = element.style().set_property("transform", &format!("translate({x}px, {y}px)"));
}
