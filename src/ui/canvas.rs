//! Paints a [`Scene`] onto a canvas, in the colours that the style sheet gives its tokens.

use super::browser::{document, window};
use crate::decimal::written;
use crate::scene::style::{Paint, Role, paint as paint_of};
use crate::scene::{Anchor, Line, Scene, Shape, Token};
use crate::words::key;
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::f64::consts::{FRAC_PI_2, TAU};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};
use xxhash_rust::xxh3::xxh3_64;

/// The colours and the font of the page, as it is lit now.
pub struct Palette {
    colours: BTreeMap<Token, String>,
    font: String,
}

impl Palette {
    /// Asks the style sheet.
    pub fn read() -> Option<Palette> {
        // A colour is only known once something wears it: variables hold `light-dark()`.
        let probe: HtmlElement = document().create_element("span").ok()?.dyn_into().ok()?;
        document().body()?.append_child(&probe).ok()?;
        let style = probe.style();
        let computed = window().get_computed_style(&probe).ok()??;
        let mut colours = BTreeMap::new();
        for token in Token::ALL {
            style.set_property("color", &format!("var({})", token.name())).ok()?;
            colours.insert(token, computed.get_property_value("color").ok()?);
        }
        let font = computed.get_property_value("font-family").ok()?;
        probe.remove();
        Some(Palette { colours, font })
    }

    fn value(&self, token: Token) -> JsValue {
        self.colours.get(&token).map_or(JsValue::NULL, |c| JsValue::from_str(c))
    }

    fn set_font(&self, to: &CanvasRenderingContext2d, size: f32, weight: u16) {
        to.set_font(&format!("{weight} {}px {}", written(size.into(), 2), self.font));
    }
}

/// A canvas with its context, as sharp as the screen.
pub struct Board {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    palette: Palette,
    /// Whether it is painted for paper.
    pub paper: Cell<bool>,
    /// What the last shape was and its width: the next of the kind needs no other colours.
    worn: Cell<Option<(Role, f32)>>,
}

/// How many widths of words are remembered: asking the browser for one takes longer than drawing the word.
const REMEMBERED: usize = 8192;

thread_local! {
    /// Widths by the hash of words, size and weight; the last that fell onto a place holds it. Fonts are the system's, so
    /// that none arrives later.
    static WIDTHS: RefCell<Vec<(u64, f32)>> = const { RefCell::new(Vec::new()) };
}

/// Pixels of print to one of the picture.
const PAPER: f64 = 3.0;

impl Board {
    /// Takes a canvas.
    pub fn new(canvas: HtmlCanvasElement) -> Option<Board> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Board {
            canvas,
            context,
            palette: Palette::read()?,
            paper: Cell::new(false),
            worn: Cell::new(None),
        })
    }

    /// Reads the colours anew.
    pub fn relight(&mut self) {
        if let Some(palette) = Palette::read() {
            self.palette = palette;
        }
    }

    /// Width and height in CSS pixels.
    pub fn size(&self) -> (f32, f32) {
        (self.canvas.client_width() as f32, self.canvas.client_height() as f32)
    }

    /// Width of a text in CSS pixels.
    pub fn measure(&self, text: &str, size: f32, bold: bool) -> f32 {
        let key = xxh3_64(text.as_bytes()) ^ (u64::from(size.to_bits()) << 1 | u64::from(bold));
        WIDTHS.with_borrow_mut(|widths| {
            widths.resize(REMEMBERED, (0, 0.0));
            // Sizes differ in the upper bits only.
            let place = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize;
            let known = &mut widths[place % REMEMBERED];
            if known.0 != key {
                *known = (key, self.measured(text, size, bold));
            }
            known.1
        })
    }

    fn measured(&self, text: &str, size: f32, bold: bool) -> f32 {
        self.palette.set_font(&self.context, size, if bold { 600 } else { 400 });
        // The space between letters of what was painted last must not count.
        let _ = js_sys::Reflect::set(&self.context, &"letterSpacing".into(), &"0px".into());
        self.context.measure_text(text).map_or(0.0, |m| m.width() as f32)
    }

    /// The colour behind a token, as the style sheet gives it now.
    pub fn colour(&self, token: Token) -> String {
        self.palette.colours.get(&token).cloned().unwrap_or_default()
    }

    /// Paints a scene, as sharp as the screen, or as paper where it is to be printed; `None` if the
    /// canvas is not laid out.
    pub fn paint(&self, scene: &Scene) -> Option<()> {
        let dense = window().device_pixel_ratio().max(if self.paper.get() { PAPER } else { 1.0 });
        self.paint_on(scene, dense, false)
    }

    /// Paints a scene with so many pixels to one of it, perhaps over the ground of the page.
    pub fn paint_on(&self, scene: &Scene, dense: f64, ground: bool) -> Option<()> {
        let (w, h) = ((scene.width as f64 * dense) as u32, (scene.height as f64 * dense) as u32);
        if self.canvas.width() != w || self.canvas.height() != h {
            self.canvas.set_width(w);
            self.canvas.set_height(h);
        }
        let to = &self.context;
        to.set_transform(dense, 0.0, 0.0, dense, 0.0, 0.0).ok()?;
        self.worn.set(None);
        to.clear_rect(0.0, 0.0, scene.width.into(), scene.height.into());
        if ground {
            to.set_global_alpha(1.0);
            set(to, "fillStyle", &self.palette.value(Token::Paper));
            to.fill_rect(0.0, 0.0, scene.width.into(), scene.height.into());
        }
        to.set_line_join("round");
        for shape in scene.layers.iter().flat_map(|layer| &layer.shapes) {
            self.shape(shape)?;
        }
        Some(())
    }

    fn shape(&self, shape: &Shape) -> Option<()> {
        let to = &self.context;
        match shape {
            Shape::Path { lines, role, width } => {
                let paint = paint_of(*role);
                to.begin_path();
                for line in lines {
                    trace(to, line);
                }
                self.wear(*role, &paint, *width);
                if paint.fill.is_some() {
                    to.fill_with_canvas_winding_rule(web_sys::CanvasWindingRule::Evenodd);
                }
                if paint.stroke.is_some() && *width > 0.0 {
                    to.stroke();
                }
            }
            Shape::Circle { x, y, r, role } => {
                let paint = paint_of(*role);
                to.begin_path();
                to.arc((*x).into(), (*y).into(), f64::from(r.max(0.0)), 0.0, TAU).ok()?;
                self.wear(*role, &paint, 1.5);
                if paint.fill.is_some() {
                    to.fill();
                }
                if paint.stroke.is_some() {
                    to.stroke();
                }
            }
            Shape::Rect { x, y, w, h, radius, fade, role } => {
                let paint = paint_of(*role);
                let (x, y, w, h) =
                    (f64::from(*x), f64::from(*y), f64::from(w.max(0.0)), f64::from(h.max(0.0)));
                to.begin_path();
                to.round_rect_with_f64(x, y, w, h, f64::from(radius.max(0.0))).ok()?;
                self.wear(*role, &paint, 1.0);
                if (fade.0 > 0.0 || fade.1 > 0.0)
                    && w > 0.0
                    && let Some(token) = paint.fill.or(paint.stroke)
                {
                    self.fade(x, w, (f64::from(fade.0), f64::from(fade.1)), token)?;
                }
                if paint.fill.is_some() {
                    to.fill();
                }
                if paint.stroke.is_some() {
                    to.stroke();
                }
            }
            Shape::Mark { x, y, r, status, dim, lit } => {
                self.mark(f64::from(*x), f64::from(*y), f64::from(*r), *status, *dim, *lit)?;
            }
            Shape::Text { x, y, text, size, anchor, role } => {
                self.worn.set(None);
                let paint = paint_of(*role);
                self.palette.set_font(to, *size, paint.weight);
                to.set_text_align(match anchor {
                    Anchor::Start => "left",
                    Anchor::Middle => "center",
                    Anchor::End => "right",
                });
                let _ = js_sys::Reflect::set(
                    to,
                    &"letterSpacing".into(),
                    &(written(paint.spacing.into(), 2) + "px").into(),
                );
                to.set_global_alpha(paint.opacity.into());
                if let Some(rim) = paint.rim {
                    let _ = to.set_line_dash(&Array::new());
                    to.set_line_width(3.5);
                    set(to, "strokeStyle", &self.palette.value(rim));
                    to.stroke_text(text, (*x).into(), (*y).into()).ok()?;
                }
                if let Some(fill) = paint.fill {
                    set(to, "fillStyle", &self.palette.value(fill));
                    to.fill_text(text, (*x).into(), (*y).into()).ok()?;
                }
            }
        }
        Some(())
    }

    /// Puts on the colours and dashes of a paint.
    fn wear(&self, role: Role, paint: &Paint, width: f32) {
        let to = &self.context;
        match self.worn.replace(Some((role, width))) {
            Some((last, was)) if last == role => {
                if was != width {
                    to.set_line_width(width.into());
                }
                return;
            }
            _ => {}
        }
        to.set_global_alpha(paint.opacity.into());
        if let Some(fill) = paint.fill {
            set(to, "fillStyle", &self.palette.value(fill));
        }
        if let Some(stroke) = paint.stroke {
            set(to, "strokeStyle", &self.palette.value(stroke));
            to.set_line_width(width.into());
            to.set_line_cap(if paint.dash.is_empty() { "butt" } else { "round" });
            let dash: Array = paint.dash.iter().map(|&d| JsValue::from_f64(d.into())).collect();
            let _ = to.set_line_dash(&dash);
        }
    }

    /// A fill and stroke that come out of nothing at the left end and go into nothing at the right end.
    fn fade(&self, x: f64, w: f64, (left, right): (f64, f64), fill: Token) -> Option<()> {
        self.worn.set(None);
        let to = &self.context;
        let colour = self.palette.colours.get(&fill)?;
        let clear = colour
            .strip_prefix("rgb(")
            .and_then(|c| c.strip_suffix(')'))
            .map_or_else(|| "transparent".to_owned(), |c| format!("rgba({c}, 0)"));
        let run = to.create_linear_gradient(x, 0.0, x + w, 0.0);
        let (a, b) = ((left / w).clamp(0.0, 0.5), 1.0 - (right / w).clamp(0.0, 0.5));
        run.add_color_stop(0.0, if left > 0.0 { &clear } else { colour }).ok()?;
        run.add_color_stop(a as f32, colour).ok()?;
        run.add_color_stop(b as f32, colour).ok()?;
        run.add_color_stop(1.0, if right > 0.0 { &clear } else { colour }).ok()?;
        set(to, "fillStyle", &run);
        set(to, "strokeStyle", &run);
        Some(())
    }

    /// The mark of a status: full, half, hollow, dotted or struck, over a disc of the card's colour.
    fn mark(
        &self,
        x: f64,
        y: f64,
        r: f64,
        status: crate::record::Status,
        dim: bool,
        lit: bool,
    ) -> Option<()> {
        use crate::record::Status;
        self.worn.set(None);
        let to = &self.context;
        let colour = self.palette.value(Token::of(status));
        to.set_global_alpha(if dim { 0.35 } else { 1.0 });
        let _ = to.set_line_dash(&Array::new());
        to.set_line_cap("butt");
        if lit {
            to.begin_path();
            to.arc(x, y, r + 3.5, 0.0, TAU).ok()?;
            set(to, "strokeStyle", &self.palette.value(Token::Ink));
            to.set_line_width(1.5);
            to.stroke();
        }
        to.begin_path();
        to.arc(x, y, r + 1.0, 0.0, TAU).ok()?;
        set(to, "fillStyle", &self.palette.value(Token::Card));
        to.fill();
        set(to, "strokeStyle", &colour);
        set(to, "fillStyle", &colour);
        let thick = (r * 0.32).max(1.3);
        to.set_line_width(thick);
        to.begin_path();
        if status == Status::Occurred {
            to.arc(x, y, r, 0.0, TAU).ok()?;
            to.fill();
            return Some(());
        }
        if status == Status::Unconfirmed {
            let dash: Array = [r * 0.39, r * 0.395].iter().map(|&d| JsValue::from_f64(d)).collect();
            let _ = to.set_line_dash(&dash);
        }
        let inner = r - thick / 2.0;
        to.arc(x, y, inner, 0.0, TAU).ok()?;
        to.stroke();
        let _ = to.set_line_dash(&Array::new());
        match status {
            Status::Planned => {
                to.begin_path();
                to.arc(x, y, inner, FRAC_PI_2, 3.0 * FRAC_PI_2).ok()?;
                to.fill();
            }
            Status::Denied => {
                let d = inner * 0.707;
                to.begin_path();
                to.move_to(x - d, y + d);
                to.line_to(x + d, y - d);
                to.stroke();
            }
            _ => {}
        }
        Some(())
    }
}

fn trace(to: &CanvasRenderingContext2d, line: &Line) {
    let mut points = line.points.iter();
    if let Some(&(x, y)) = points.next() {
        to.move_to(x.into(), y.into());
    }
    for &(x, y) in points {
        to.line_to(x.into(), y.into());
    }
    if line.closed {
        to.close_path();
    }
}

fn set(to: &CanvasRenderingContext2d, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(to, &name.into(), value);
}

/// What the tooltip says of a target, first its name.
pub fn tip(desk: &super::shared::Desk, target: &crate::scene::Target) -> Vec<String> {
    use crate::scene::Target;
    let corpus = &desk.corpus;
    let name =
        |key: &str| corpus.entity_by_key(key).map_or_else(|| key.to_owned(), |id| desk.name(id).to_owned());
    let told = |key: &str| {
        corpus.event_by_key(key).map(|id| {
            let event = corpus.event(id);
            let date = event.date.as_ref().map(|d| format!("{} · ", desk.words.date(d))).unwrap_or_default();
            (corpus.event_title(id, &desk.words), format!("{date}{}", desk.words.status(event.status)))
        })
    };
    match target {
        Target::Country(key) | Target::Place(key) => {
            let count = corpus.entity_by_key(key).map_or(0, |id| corpus.events_of(id).len());
            let does =
                if matches!(target, Target::Place(_)) { key!("tip.place") } else { key!("tip.country") };
            vec![name(key), desk.words.fill(does, &[&desk.words.count(key!("events.count"), count)])]
        }
        Target::Places(keys) => {
            let mut lines: Vec<String> = keys.iter().take(6).map(|k| name(k)).collect();
            lines.push(desk.words.say(key!("tip.places")).to_owned());
            lines
        }
        Target::Node(key) => {
            let count = corpus.entity_by_key(key).map_or(0, |id| corpus.events_of(id).len());
            vec![
                name(key),
                desk.words.fill(key!("tip.node"), &[&desk.words.count(key!("events.count"), count)]),
            ]
        }
        Target::Tie(a, b) => {
            vec![format!("{} – {}", name(a), name(b)), desk.words.say(key!("tip.tie")).to_owned()]
        }
        Target::Arc(from, to) => {
            vec![format!("{} → {}", name(from), name(to)), desk.words.say(key!("tip.arc")).to_owned()]
        }
        Target::Event(key) => told(key).map_or_else(Vec::new, |(title, when)| vec![title, when]),
        Target::Events(events) => {
            let mut lines = vec![desk.words.count(key!("events.count"), events.len())];
            lines.extend(events.iter().take(6).map(|&id| corpus.event_title(id, &desk.words)));
            lines
        }
    }
}
