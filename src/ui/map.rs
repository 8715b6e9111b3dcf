//! The map: painted from its scene; wheel, pinch, drag and keys move it.

use super::canvas::tip;
use super::icons::{Icon, icon, mark};
use super::shared::{Desk, Shared};
use super::surface::{Surface, Tip, magnification, next_frame, place, tooltip};
use super::table::{PictureTable, message};
use crate::query::{Answer, Facet, Selection};
use crate::scene::borders::Borders;
use crate::scene::{Camera, Scene, Target, map};
use crate::state::{Msg, Picture, Room};
use crate::words;
use std::collections::BTreeSet;
use web_sys::{HtmlCanvasElement, KeyboardEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

/// How far one may miss what one points at, in pixels: with a mouse, with a finger.
const REACH: (f32, f32) = (5.0, 14.0);
/// How far a pointer may slip and still click.
const SLIP: f32 = 5.0;
/// How much a key or a button magnifies.
const STEP: f64 = 1.5;

/// What is drawn, and how it is looked at.
#[derive(Clone, PartialEq, Properties)]
pub struct MapProps {
    /// What is left.
    pub answer: Shared<Answer>,
    /// Countries' shapes.
    pub borders: Shared<Borders>,
    /// The frame; `None` fits the corpus.
    pub camera: Option<Camera>,
    /// What is chosen.
    pub selection: Selection,
    /// Whether it is shown as its table.
    pub table: bool,
    /// Changes when light and dark are switched.
    pub shade: u32,
}

/// What happens to the map.
#[allow(missing_docs)]
pub enum Happening {
    Sized,
    Frame,
    Down(PointerEvent),
    Moved(PointerEvent),
    Up(PointerEvent),
    Left,
    Wheel(WheelEvent),
    Key(KeyboardEvent),
    Zoom(f64),
    Fit,
}

/// The map.
pub struct Map {
    desk: Desk,
    canvas: NodeRef,
    tip_node: NodeRef,
    surface: Option<Surface>,
    matter: map::Matter,
    scene: Scene,
    lit: Option<Target>,
    tip: Option<Tip>,
    /// Pointers that are down: id and place.
    down: Vec<(i32, f32, f32)>,
    slipped: bool,
    waiting: bool,
}

impl Component for Map {
    type Message = Happening;
    type Properties = MapProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (desk, _) = ctx.link().context::<Desk>(Callback::noop()).expect("the desk's provider");
        let matter = map::Matter::new(&desk.corpus, &ctx.props().answer.events);
        Map {
            desk,
            canvas: NodeRef::default(),
            tip_node: NodeRef::default(),
            surface: None,
            matter,
            scene: Scene::default(),
            lit: None,
            tip: None,
            down: Vec::new(),
            slipped: false,
            waiting: false,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &MapProps) -> bool {
        let new = ctx.props();
        if new.answer != old.answer {
            self.matter = map::Matter::new(&self.desk.corpus, &new.answer.events);
            (self.lit, self.tip) = (None, None);
        }
        if new.shade != old.shade
            && let Some(surface) = &mut self.surface
        {
            surface.board.relight();
        }
        self.redraw(ctx);
        new.answer != old.answer || new.table != old.table
    }

    fn update(&mut self, ctx: &Context<Self>, happening: Happening) -> bool {
        match happening {
            Happening::Sized => {
                self.redraw(ctx);
                false
            }
            Happening::Frame => {
                self.waiting = false;
                self.paint(ctx);
                false
            }
            Happening::Down(event) => {
                self.press(&event);
                let had = self.tip.take().is_some();
                had && event.pointer_type() != "mouse"
            }
            Happening::Moved(event) => self.moved(ctx, &event),
            Happening::Up(event) => self.up(ctx, &event),
            Happening::Left => {
                self.down.clear();
                if self.lit.take().is_some() {
                    self.redraw(ctx);
                }
                self.tip.take().is_some()
            }
            Happening::Wheel(event) => {
                if let Some(at) = self.surface.as_ref().map(|s| s.at(&event)) {
                    self.zoom(ctx, magnification(&event), at);
                }
                self.tip.take().is_some()
            }
            Happening::Key(event) => {
                self.key(ctx, &event);
                false
            }
            Happening::Zoom(by) => {
                let (w, h) = self.size();
                self.zoom(ctx, by, (w / 2.0, h / 2.0));
                false
            }
            Happening::Fit => {
                self.desk.send.emit(Msg::Fit);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let button = |act: &'static str, name: &'static str, sign: Icon, happening: fn() -> Happening| {
            html! {
                <button type="button" data-act={act} aria-label={name} title={name} onclick={link.callback(move |_| happening())}>
                    {icon(sign)}
                </button>
            }
        };
        let label = format!(
            "Map: {} countries take part in {} events. Arrow keys move it, plus and minus zoom, 0 shows all. The button “As table” gives the same as a table.",
            self.matter.countries.len(),
            ctx.props().answer.events.len()
        );
        html! {
            <section class="picture map" aria-label="Map">
              <div class="ground">
                <canvas id="map" ref={self.canvas.clone()} tabindex="0" role="application" aria-roledescription="map" aria-label={label}
                    onpointerdown={link.callback(Happening::Down)} onpointermove={link.callback(Happening::Moved)}
                    onpointerup={link.callback(Happening::Up)} onpointercancel={link.callback(|_| Happening::Left)}
                    onpointerleave={link.callback(|_| Happening::Left)} onkeydown={link.callback(Happening::Key)} />
                <div class="zooms">
                    {button("zoom-in", "Zoom in", Icon::Plus, || Happening::Zoom(STEP))}
                    {button("zoom-out", "Zoom out", Icon::Minus, || Happening::Zoom(1.0 / STEP))}
                    {button("zoom-fit", "Show all countries of the reports", Icon::Fit, || Happening::Fit)}
                </div>
                if ctx.props().table {
                    <PictureTable of="map" table={map::table(&self.desk.corpus, &self.matter, &self.desk.words)} />
                }
                {tooltip(&self.tip_node, self.tip.as_ref())}
              </div>
              <footer>
                {self.legend()}
                <button type="button" class="as-table plain" data-table="map" aria-pressed={ctx.props().table.to_string()}
                    onclick={self.desk.click(Msg::Table(Picture::Map))}>{icon(Icon::Table)}{if ctx.props().table { "As map" } else { "As table" }}</button>
              </footer>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(canvas) = self.canvas.cast::<HtmlCanvasElement>() {
            let link = ctx.link();
            self.surface =
                Surface::new(canvas, link.callback(|()| Happening::Sized), link.callback(Happening::Wheel));
            self.paint(ctx);
        }
        place(&self.tip_node, self.tip.as_ref(), self.size());
    }
}

impl Map {
    /// How lines, marks and shades are to be read, below the map so that it hides nothing.
    fn legend(&self) -> Html {
        let line = |entry: &map::Legend| match entry {
            map::Legend::Status(status) => html! {
                <li>
                    {mark(&self.desk, *status)}
                    <svg class={format!("stroke tone-{}", words::status_code(*status))} viewBox="0 0 28 6" aria-hidden="true">
                        <path d="M1 3h26" class={format!("stroke-{}", words::status_code(*status))} />
                    </svg>
                    <span>{self.desk.words.status(*status)}</span>
                </li>
            },
            map::Legend::Shade(step, from, to) => html! {
                <li>
                    <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" rx="2" class={format!("land-{step}")} /></svg>
                    <span>{match (from, to) {
                        (1, 1) => "1 event".to_owned(),
                        (a, b) if a == b => format!("{a} events"),
                        (a, b) => format!("{a}–{b} events"),
                    }}</span>
                </li>
            },
        };
        let beside = self.matter.unplaced.len();
        let list = self.desk.click(Msg::Show(Room::Events));
        html! {
            <>
                <ul class="legend" aria-label="Legend">
                    {for map::legend(&self.matter).iter().map(line)}
                    if beside > 0 {
                        <li><button type="button" class="link" onclick={list}
                            title="Events that name neither two countries nor a place; they are in the list of events">
                            {format!("{beside} unplaced")}
                        </button></li>
                    }
                </ul>
                <p class="note">{"Borders as held; disputed ones dashed."}</p>
            </>
        }
    }

    fn size(&self) -> (f32, f32) {
        self.surface.as_ref().map_or((0.0, 0.0), |s| s.board.size())
    }

    fn camera(&self, ctx: &Context<Self>) -> Camera {
        let props = ctx.props();
        let (w, h) = self.size();
        props.camera.unwrap_or_else(|| map::fit(&self.desk.corpus, &props.borders, w, h))
    }

    fn redraw(&mut self, ctx: &Context<Self>) {
        if !self.waiting {
            self.waiting = true;
            next_frame(ctx.link().callback(|()| Happening::Frame));
        }
    }

    fn paint(&mut self, ctx: &Context<Self>) {
        let Some(surface) = &self.surface else { return };
        let (width, height) = surface.board.size();
        if width < 1.0 || height < 1.0 {
            return;
        }
        let props = ctx.props();
        let none = BTreeSet::new();
        let chosen = props.selection.facets.get(&Facet::Country).unwrap_or(&none);
        let board = &surface.board;
        let frame = map::Frame {
            width,
            height,
            camera: self.camera(ctx),
            lit: self.lit.as_ref(),
            chosen,
            words: &self.desk.words,
            measure: &|text, size, bold| board.measure(text, size, bold),
        };
        self.scene = map::scene(&self.desk.corpus, &props.borders, &self.matter, &frame);
        let _ = board.paint(&self.scene);
    }

    fn press(&mut self, event: &PointerEvent) {
        let Some(surface) = &self.surface else { return };
        surface.hold(event);
        let (x, y) = surface.at(event);
        if self.down.is_empty() {
            self.slipped = false;
        }
        self.down.retain(|p| p.0 != event.pointer_id());
        self.down.push((event.pointer_id(), x, y));
    }

    fn moved(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let Some(surface) = &self.surface else { return false };
        let at = surface.at(event);
        let Some(i) = self.down.iter().position(|p| p.0 == event.pointer_id()) else {
            return self.point(ctx, at);
        };
        let (_, x, y) = self.down[i];
        let (dx, dy) = (at.0 - x, at.1 - y);
        if !self.slipped && dx.hypot(dy) < SLIP {
            return false;
        }
        self.slipped = true;
        let was = self.down.clone();
        self.down[i] = (event.pointer_id(), at.0, at.1);
        let (w, h) = self.size();
        let camera = self.camera(ctx);
        let camera = match was.as_slice() {
            [a, b] => {
                let (c, d) = (self.down[0], self.down[1]);
                let apart = |p: (i32, f32, f32), q: (i32, f32, f32)| (p.1 - q.1).hypot(p.2 - q.2).max(8.0);
                let middle = |p: (i32, f32, f32), q: (i32, f32, f32)| ((p.1 + q.1) / 2.0, (p.2 + q.2) / 2.0);
                let (m0, m1) = (middle(*a, *b), middle(c, d));
                camera.pinched(m0, m1, f64::from(apart(c, d) / apart(*a, *b)), w, h)
            }
            [_] => camera.panned(dx, dy, w, h),
            _ => camera,
        };
        surface.cursor("grabbing");
        self.desk.send.emit(Msg::Move(camera));
        self.tip.take().is_some()
    }

    /// Lights up what lies under the pointer and says what it is.
    fn point(&mut self, ctx: &Context<Self>, (x, y): (f32, f32)) -> bool {
        let target = self.scene.hit(x, y, REACH.0).cloned();
        if target != self.lit {
            self.lit.clone_from(&target);
            self.redraw(ctx);
        }
        if let Some(surface) = &self.surface {
            surface.cursor(if target.is_some() { "pointer" } else { "grab" });
        }
        let tip = target.map(|t| Tip { x, y, lines: tip(&self.desk, &t) });
        let changed = tip != self.tip;
        self.tip = tip;
        changed
    }

    fn up(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let Some(surface) = &self.surface else { return false };
        let (x, y) = surface.at(event);
        surface.cursor("grab");
        let alone = self.down.len() == 1;
        self.down.retain(|p| p.0 != event.pointer_id());
        if self.slipped || !alone {
            return false;
        }
        let reach = if event.pointer_type() == "mouse" { REACH.0 } else { REACH.1 };
        if let Some(msg) = self.scene.hit(x, y, reach).and_then(message) {
            self.tip = None;
            self.lit = None;
            self.redraw(ctx);
            self.desk.send.emit(msg);
            return true;
        }
        false
    }

    fn zoom(&self, ctx: &Context<Self>, by: f64, (x, y): (f32, f32)) {
        let (w, h) = self.size();
        self.desk.send.emit(Msg::Move(self.camera(ctx).zoomed(by, x, y, w, h)));
    }

    fn key(&self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (w, h) = self.size();
        let pan = |dx: f32, dy: f32| self.desk.send.emit(Msg::Move(self.camera(ctx).panned(dx, dy, w, h)));
        match event.key().as_str() {
            "+" | "=" => self.zoom(ctx, STEP, (w / 2.0, h / 2.0)),
            "-" | "_" => self.zoom(ctx, 1.0 / STEP, (w / 2.0, h / 2.0)),
            "0" => self.desk.send.emit(Msg::Fit),
            "ArrowLeft" => pan(64.0, 0.0),
            "ArrowRight" => pan(-64.0, 0.0),
            "ArrowUp" => pan(0.0, 64.0),
            "ArrowDown" => pan(0.0, -64.0),
            _ => return,
        }
        event.prevent_default();
    }
}
