//! Paints a [`Scene`] onto a canvas, in the colours that the style sheet gives its tokens.

use super::browser::{document, window};
use super::pen::{Palette, Pen};
use crate::scene::style::{Paint, paint as paint_of};
use crate::scene::{Line, STEADY, Scene, Shape, Token};
use crate::words::key;
use std::cell::{Cell, RefCell};
use std::f64::consts::{FRAC_PI_2, TAU};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement, Path2d};
use xxhash_rust::xxh3::xxh3_64;

/// A canvas with its context, as sharp as the screen.
pub struct Board {
    canvas: HtmlCanvasElement,
    pen: Pen,
    palette: Rc<Palette>,
    /// Whether it is painted for paper.
    pub paper: Cell<bool>,
    sheets: RefCell<Vec<Sheet>>,
    /// Areas by a hash of their points, and as the browser keeps them once they were painted twice.
    paths: RefCell<Vec<(u64, Option<Path2d>)>>,
}

/// An area of so many points is kept once it was painted twice; so many areas are.
const AREA: usize = 24;
const KEPT: usize = 1_000;

/// The pixels of a layer that stays while others change.
struct Sheet {
    /// Which layer of the scene.
    layer: usize,
    /// What is painted on it, as a hash.
    mark: u64,
    canvas: HtmlCanvasElement,
    pen: Pen,
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
        Some(Board {
            pen: Pen::new(&canvas)?,
            canvas,
            palette: Palette::read()?,
            paper: Cell::new(false),
            sheets: RefCell::default(),
            paths: RefCell::default(),
        })
    }

    /// Reads the colours anew.
    pub fn relight(&mut self) {
        if let Some(palette) = Palette::read() {
            self.palette = palette;
            self.pen.bare();
            self.sheets.borrow_mut().clear();
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
        self.pen.font(&self.palette, size, if bold { 600 } else { 400 });
        // The space between letters of what was painted last must not count.
        self.pen.spacing(&self.palette, 0.0);
        self.pen.context.measure_text(text).map_or(0.0, |m| m.width() as f32)
    }

    /// The colour behind a token, as the style sheet gives it now.
    pub fn colour(&self, token: Token) -> String {
        self.palette.value(token).as_string().unwrap_or_default()
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
            self.sheets.borrow_mut().clear();
            self.pen.bare();
        }
        let (pen, to) = (&self.pen, &self.pen.context);
        to.set_transform(dense, 0.0, 0.0, dense, 0.0, 0.0).ok()?;
        to.clear_rect(0.0, 0.0, scene.width.into(), scene.height.into());
        if ground {
            pen.alpha(1.0);
            pen.fill(&self.palette, Token::Paper);
            to.fill_rect(0.0, 0.0, scene.width.into(), scene.height.into());
        }
        to.set_line_join("round");
        for (number, layer) in scene.layers.iter().enumerate() {
            if layer.name == STEADY && !self.paper.get() {
                self.steady(number, &layer.shapes, dense)?;
            } else {
                layer.shapes.iter().try_for_each(|shape| self.shape(pen, shape))?;
            }
        }
        Some(())
    }

    /// Paints a layer by way of its sheet: always, so that equal scenes have equal pixels.
    fn steady(&self, layer: usize, shapes: &[Shape], dense: f64) -> Option<()> {
        let mut sheets = self.sheets.borrow_mut();
        let known = sheets.iter().position(|s| s.layer == layer);
        let at = known.or_else(|| {
            let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
            canvas.set_width(self.canvas.width());
            canvas.set_height(self.canvas.height());
            sheets.push(Sheet { layer, mark: 0, pen: Pen::new(&canvas)?, canvas });
            Some(sheets.len() - 1)
        })?;
        let sheet = &mut sheets[at];
        let mark = mark(shapes, dense);
        if std::mem::replace(&mut sheet.mark, mark) != mark {
            let to = &sheet.pen.context;
            to.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).ok()?;
            to.clear_rect(0.0, 0.0, self.canvas.width().into(), self.canvas.height().into());
            to.set_transform(dense, 0.0, 0.0, dense, 0.0, 0.0).ok()?;
            to.set_line_join("round");
            shapes.iter().try_for_each(|shape| self.shape(&sheet.pen, shape))?;
        }
        let to = &self.pen.context;
        self.pen.alpha(1.0);
        to.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).ok()?;
        to.draw_image_with_html_canvas_element(&sheet.canvas, 0.0, 0.0).ok()?;
        to.set_transform(dense, 0.0, 0.0, dense, 0.0, 0.0).ok()
    }

    fn shape(&self, pen: &Pen, shape: &Shape) -> Option<()> {
        let (to, palette) = (&pen.context, &self.palette);
        match shape {
            Shape::Path { lines, role, width } => {
                let paint = paint_of(*role);
                if paint.stroke.is_none()
                    && let Some(known) = self.path(lines)
                {
                    self.wear(pen, &paint, *width);
                    to.fill_with_path_2d_and_winding(&known, CanvasWindingRule::Evenodd);
                    return Some(());
                }
                to.begin_path();
                for line in lines {
                    trace(to, line);
                }
                self.wear(pen, &paint, *width);
                if paint.fill.is_some() {
                    to.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
                }
                if paint.stroke.is_some() && *width > 0.0 {
                    to.stroke();
                }
            }
            Shape::Circle { x, y, r, role } => {
                let paint = paint_of(*role);
                to.begin_path();
                to.arc((*x).into(), (*y).into(), f64::from(r.max(0.0)), 0.0, TAU).ok()?;
                self.wear(pen, &paint, 1.5);
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
                self.wear(pen, &paint, 1.0);
                if (fade.0 > 0.0 || fade.1 > 0.0)
                    && w > 0.0
                    && let Some(token) = paint.fill.or(paint.stroke)
                {
                    self.fade(pen, x, w, (f64::from(fade.0), f64::from(fade.1)), token)?;
                }
                if paint.fill.is_some() {
                    to.fill();
                }
                if paint.stroke.is_some() {
                    to.stroke();
                }
            }
            Shape::Mark { x, y, r, status, dim, lit } => {
                self.mark(pen, f64::from(*x), f64::from(*y), f64::from(*r), *status, *dim, *lit)?;
            }
            Shape::Text { x, y, text, size, anchor, role } => {
                let paint = paint_of(*role);
                pen.font(palette, *size, paint.weight);
                pen.anchor(*anchor);
                pen.spacing(palette, paint.spacing);
                pen.alpha(paint.opacity);
                if let Some(rim) = paint.rim {
                    pen.dash(&[]);
                    pen.width(3.5);
                    pen.stroke(palette, rim);
                    to.stroke_text(text, (*x).into(), (*y).into()).ok()?;
                }
                if let Some(fill) = paint.fill {
                    pen.fill(palette, fill);
                    to.fill_text(text, (*x).into(), (*y).into()).ok()?;
                }
            }
        }
        Some(())
    }

    /// An area of many points as the browser keeps it, from the second time on that it is painted: countries change their
    /// colour more often than their place.
    fn path(&self, lines: &[Line]) -> Option<Path2d> {
        if lines.iter().map(|line| line.points.len()).sum::<usize>() < AREA {
            return None;
        }
        let mut turned = Turned::default();
        turned.lines(lines);
        let mut paths = self.paths.borrow_mut();
        let Some(at) = paths.iter().position(|p| p.0 == turned.0) else {
            if paths.len() >= KEPT {
                paths.clear();
            }
            paths.push((turned.0, None));
            return None;
        };
        let known = &mut paths[at].1;
        if known.is_none() {
            let path = Path2d::new().ok()?;
            for line in lines {
                let mut points = line.points.iter();
                points.next().into_iter().for_each(|&(x, y)| path.move_to(x.into(), y.into()));
                points.for_each(|&(x, y)| path.line_to(x.into(), y.into()));
                path.close_path();
            }
            *known = Some(path);
        }
        known.clone()
    }

    /// Puts on the colours and dashes of a paint.
    fn wear(&self, pen: &Pen, paint: &Paint, width: f32) {
        pen.alpha(paint.opacity);
        if let Some(fill) = paint.fill {
            pen.fill(&self.palette, fill);
        }
        if let Some(stroke) = paint.stroke {
            pen.stroke(&self.palette, stroke);
            pen.width(width);
            pen.dash(paint.dash);
        }
    }

    /// A fill and stroke that come out of nothing at the left end and go into nothing at the right end.
    fn fade(&self, pen: &Pen, x: f64, w: f64, (left, right): (f64, f64), fill: Token) -> Option<()> {
        let colour = &self.colour(fill);
        let clear = colour
            .strip_prefix("rgb(")
            .and_then(|c| c.strip_suffix(')'))
            .map_or_else(|| "transparent".to_owned(), |c| format!("rgba({c}, 0)"));
        let run = pen.context.create_linear_gradient(x, 0.0, x + w, 0.0);
        let (a, b) = ((left / w).clamp(0.0, 0.5), 1.0 - (right / w).clamp(0.0, 0.5));
        run.add_color_stop(0.0, if left > 0.0 { &clear } else { colour }).ok()?;
        run.add_color_stop(a as f32, colour).ok()?;
        run.add_color_stop(b as f32, colour).ok()?;
        run.add_color_stop(1.0, if right > 0.0 { &clear } else { colour }).ok()?;
        pen.both(&self.palette, &run);
        Some(())
    }

    /// The mark of a status: full, half, hollow, dotted or struck, over a disc of the card's colour.
    #[allow(clippy::too_many_arguments)]
    fn mark(
        &self,
        pen: &Pen,
        x: f64,
        y: f64,
        r: f64,
        status: crate::record::Status,
        dim: bool,
        lit: bool,
    ) -> Option<()> {
        use crate::record::Status;
        let (to, palette) = (&pen.context, &self.palette);
        let colour = Token::of(status);
        pen.alpha(if dim { 0.35 } else { 1.0 });
        pen.dash(&[]);
        if lit {
            to.begin_path();
            to.arc(x, y, r + 3.5, 0.0, TAU).ok()?;
            pen.stroke(palette, Token::Ink);
            pen.width(1.5);
            to.stroke();
        }
        to.begin_path();
        to.arc(x, y, r + 1.0, 0.0, TAU).ok()?;
        pen.fill(palette, Token::Card);
        to.fill();
        to.begin_path();
        if status == Status::Occurred {
            pen.fill(palette, colour);
            to.arc(x, y, r, 0.0, TAU).ok()?;
            to.fill();
            return Some(());
        }
        let thick = (r * 0.32).max(1.3);
        pen.stroke(palette, colour);
        pen.width(thick as f32);
        let inner = r - thick / 2.0;
        to.arc(x, y, inner, 0.0, TAU).ok()?;
        if status == Status::Unconfirmed {
            pen.broken([r * 0.39, r * 0.395]);
        }
        to.stroke();
        match status {
            Status::Planned => {
                pen.fill(palette, colour);
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

/// A number that is the same of equal things, as good as never of others.
#[derive(Default)]
struct Turned(u64);

impl Turned {
    fn turn(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            self.turn(line.points.len() as u64);
            for (x, y) in &line.points {
                self.turn(u64::from(x.to_bits()) << 32 | u64::from(y.to_bits()));
            }
        }
    }
}

/// The same of equal shapes, as good as never of others.
fn mark(shapes: &[Shape], dense: f64) -> u64 {
    let mut turned = Turned(dense.to_bits());
    for shape in shapes {
        let Shape::Path { lines, role, width } = shape else { continue };
        turned.turn(u64::from(width.to_bits()) << 32 | lines.len() as u64);
        let paint = paint_of(*role);
        let colour = |token: Option<Token>| token.map_or(0, |t| 1 + t as u64);
        turned
            .turn(colour(paint.fill) << 40 | colour(paint.stroke) << 32 | u64::from(paint.opacity.to_bits()));
        paint.dash.iter().for_each(|d| turned.turn(u64::from(d.to_bits())));
        turned.lines(lines);
    }
    turned.0
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
