//! What a canvas is drawn with: the colours that the style sheet gives its tokens, and a context that remembers what it wears.

use super::browser::{document, window};
use crate::decimal::written;
use crate::scene::{Anchor, Token};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

/// The colours and the font of the page, as it is lit now.
pub struct Palette {
    /// By the number of the token, as the browser wants them: handing one over costs as much as drawing.
    colours: Vec<JsValue>,
    font: String,
    /// Names of what a context is told.
    words: [JsValue; 3],
}

impl Palette {
    /// Asks the style sheet, or takes what it said last where ground and rules are still of the same colour: each question
    /// makes the browser work out styles.
    pub fn read() -> Option<Rc<Palette>> {
        // A colour is only known once something wears it: variables hold `light-dark()`.
        let probe: HtmlElement = document().create_element("span").ok()?.dyn_into().ok()?;
        document().body()?.append_child(&probe).ok()?;
        let style = probe.style();
        let computed = window().get_computed_style(&probe).ok()??;
        let ask = |token: Token| {
            style.set_property("color", &format!("var({})", token.name())).ok()?;
            computed.get_property_value("color").ok()
        };
        let is_same = |known: &Rc<Palette>| {
            [Token::Paper, Token::Rule].into_iter().all(|t| known.value(t).as_string() == ask(t))
        };
        let known = LAST.take().filter(is_same);
        let palette = match known {
            Some(palette) => palette,
            None => {
                let colours: Option<Vec<JsValue>> =
                    Token::ALL.into_iter().map(|token| ask(token).map(JsValue::from)).collect();
                let words = ["fillStyle", "strokeStyle", "letterSpacing"].map(JsValue::from_str);
                let font = computed.get_property_value("font-family").ok()?;
                Rc::new(Palette { colours: colours?, font, words })
            }
        };
        probe.remove();
        LAST.set(Some(palette.clone()));
        Some(palette)
    }

    /// The colour behind a token.
    pub fn value(&self, token: Token) -> &JsValue {
        &self.colours[token as usize]
    }
}

thread_local! {
    static LAST: RefCell<Option<Rc<Palette>>> = const { RefCell::new(None) };
}

/// A context, and what it wears: telling it again what it wears costs as much as drawing.
pub struct Pen {
    /// What it draws on.
    pub context: CanvasRenderingContext2d,
    fill: Cell<Option<Token>>,
    stroke: Cell<Option<Token>>,
    alpha: Cell<f32>,
    width: Cell<f32>,
    dash: Cell<Option<&'static [f32]>>,
    font: Cell<(f32, u16)>,
    anchor: Cell<Option<Anchor>>,
    spacing: Cell<f32>,
}

impl Pen {
    /// Takes a canvas.
    pub fn new(canvas: &HtmlCanvasElement) -> Option<Pen> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let pen = Pen {
            context,
            fill: Cell::default(),
            stroke: Cell::default(),
            alpha: Cell::default(),
            width: Cell::default(),
            dash: Cell::default(),
            font: Cell::default(),
            anchor: Cell::default(),
            spacing: Cell::default(),
        };
        pen.bare();
        Some(pen)
    }

    /// Nothing is known of what it wears.
    pub fn bare(&self) {
        self.fill.set(None);
        self.stroke.set(None);
        self.dash.set(None);
        self.anchor.set(None);
        // Equal to nothing.
        self.alpha.set(f32::NAN);
        self.width.set(f32::NAN);
        self.spacing.set(f32::NAN);
        self.font.set((f32::NAN, 0));
    }

    /// The colour of insides.
    pub fn fill(&self, palette: &Palette, token: Token) {
        if self.fill.replace(Some(token)) != Some(token) {
            let _ = js_sys::Reflect::set(&self.context, &palette.words[0], palette.value(token));
        }
    }

    /// The colour of lines.
    pub fn stroke(&self, palette: &Palette, token: Token) {
        if self.stroke.replace(Some(token)) != Some(token) {
            let _ = js_sys::Reflect::set(&self.context, &palette.words[1], palette.value(token));
        }
    }

    /// A fill and stroke that are no colour of the palette.
    pub fn both(&self, palette: &Palette, with: &JsValue) {
        self.fill.set(None);
        self.stroke.set(None);
        let _ = js_sys::Reflect::set(&self.context, &palette.words[0], with);
        let _ = js_sys::Reflect::set(&self.context, &palette.words[1], with);
    }

    /// 0 to 1, over all.
    pub fn alpha(&self, alpha: f32) {
        if self.alpha.replace(alpha) != alpha {
            self.context.set_global_alpha(alpha.into());
        }
    }

    /// Of lines, in pixels.
    pub fn width(&self, width: f32) {
        if self.width.replace(width) != width {
            self.context.set_line_width(width.into());
        }
    }

    /// Dashes with round ends; none is a solid line.
    pub fn dash(&self, dash: &'static [f32]) {
        if self.dash.replace(Some(dash)) != Some(dash) {
            self.context.set_line_cap(if dash.is_empty() { "butt" } else { "round" });
            self.lengths(dash.iter().map(|&d| d.into()));
        }
    }

    /// Dashes of these lengths, with flat ends.
    pub fn broken(&self, dash: [f64; 2]) {
        self.dash.set(None);
        self.context.set_line_cap("butt");
        self.lengths(dash.into_iter());
    }

    fn lengths(&self, dash: impl Iterator<Item = f64>) {
        let _ = self.context.set_line_dash(&dash.map(JsValue::from_f64).collect::<Array>());
    }

    /// Size in pixels and weight of words.
    pub fn font(&self, palette: &Palette, size: f32, weight: u16) {
        if self.font.replace((size, weight)) != (size, weight) {
            self.context.set_font(&format!("{weight} {}px {}", written(size.into(), 2), palette.font));
        }
    }

    /// Where words stand to their point.
    pub fn anchor(&self, anchor: Anchor) {
        if self.anchor.replace(Some(anchor)) != Some(anchor) {
            self.context.set_text_align(match anchor {
                Anchor::Start => "left",
                Anchor::Middle => "center",
                Anchor::End => "right",
            });
        }
    }

    /// Pixels between letters.
    pub fn spacing(&self, palette: &Palette, spacing: f32) {
        if self.spacing.replace(spacing) != spacing {
            let value = (written(spacing.into(), 2) + "px").into();
            let _ = js_sys::Reflect::set(&self.context, &palette.words[2], &value);
        }
    }
}
