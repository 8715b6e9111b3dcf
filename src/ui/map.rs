//! The map: painted from its scene; wheel, two fingers, drag and keys move it.

use super::icons::{Icon, icon, mark};
use super::lit::Watch;
use super::shared::{Desk, Shared};
use super::surface::{Gesture, Point, Surface};
use super::table::{PictureTable, message};
use crate::query::{Answer, Facet, Selection};
use crate::scene::borders::Borders;
use crate::scene::{Camera, Scene, Target, map};
use crate::state::{Crimea, Kosovo, Msg, Picture, Room, Worldview};
use crate::words::status_code;
use std::collections::BTreeSet;
use web_sys::{HtmlCanvasElement, KeyboardEvent};
use yew::prelude::*;

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
    /// How disputed borders are drawn.
    pub worldview: Worldview,
    /// What is chosen.
    pub selection: Selection,
    /// Whether it is shown as its table.
    pub table: bool,
    /// Changes when light and dark are switched.
    pub shade: u32,
}

/// What happens to the map.
pub enum Happening {
    /// The reader does something with it.
    Did(Gesture),
    /// A button zooms.
    Zoom(f64),
    /// Something else is lit.
    Lit,
    /// The frame is to show what is chosen.
    Fit,
}

/// The map.
pub struct Map {
    desk: Desk,
    canvas: NodeRef,
    surface: Option<Surface>,
    /// Of the whole corpus: what the first frame fits.
    whole: map::Matter,
    matter: map::Matter,
    scene: Scene,
    /// Whether the hint stands that two fingers move the map.
    hint: bool,
    _watch: Watch,
}

impl Component for Map {
    type Message = Happening;
    type Properties = MapProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (desk, _) = ctx.link().context::<Desk>(Callback::noop()).expect("the desk's provider");
        let all: Vec<_> = desk.corpus.event_ids().collect();
        Map {
            whole: map::Matter::new(&desk.corpus, &all),
            matter: map::Matter::new(&desk.corpus, &ctx.props().answer.events),
            _watch: desk.lit.watch(ctx.link().callback(|()| Happening::Lit)),
            desk,
            canvas: NodeRef::default(),
            surface: None,
            scene: Scene::default(),
            hint: false,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &MapProps) -> bool {
        let new = ctx.props();
        if new.answer != old.answer {
            self.matter = map::Matter::new(&self.desk.corpus, &new.answer.events);
        }
        if let Some(surface) = &mut self.surface {
            if new.shade != old.shade {
                surface.board.relight();
            }
            surface.redraw();
        }
        new.answer != old.answer || new.table != old.table || new.worldview != old.worldview
    }

    fn update(&mut self, ctx: &Context<Self>, happening: Happening) -> bool {
        let Some(surface) = &self.surface else { return false };
        let (w, h) = surface.board.size();
        match happening {
            Happening::Lit => surface.redraw(),
            Happening::Zoom(by) => self.zoom(ctx, by, (w / 2.0, h / 2.0)),
            Happening::Fit => {
                let camera = map::fit(&self.desk.corpus, &ctx.props().borders, &self.matter, w, h);
                self.desk.send.emit(Msg::Move(camera));
            }
            Happening::Did(gesture) => return self.did(ctx, gesture),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let button = |act: &'static str, name: &'static str, sign: Icon, onclick: Callback<MouseEvent>| {
            html! {
                <button type="button" data-act={act} aria-label={name} title={name} {onclick}>{icon(sign)}</button>
            }
        };
        let table = ctx.props().table;
        let label = format!(
            "Map: {} countries take part in {} events. Arrow keys move it, plus and minus zoom, 0 shows all, F fits what is chosen. The button “As table” gives the same as a table.",
            self.matter.countries.len(),
            ctx.props().answer.events.len()
        );
        html! {
            <section class="picture map" aria-label="Map">
              <div class="ground">
                <canvas id="map" class="two-fingers" ref={self.canvas.clone()} tabindex="0" role="application" aria-roledescription="map" aria-label={label} />
                <div class="zooms">
                    {button("zoom-in", "Zoom in", Icon::Plus, link.callback(|_| Happening::Zoom(STEP)))}
                    {button("zoom-out", "Zoom out", Icon::Minus, link.callback(|_| Happening::Zoom(1.0 / STEP)))}
                    {button("zoom-fit", "Show all countries of the reports", Icon::Globe, self.desk.click(Msg::Fit))}
                    {button("fit-selection", "Fit to what is chosen", Icon::Fit, link.callback(|_| Happening::Fit))}
                </div>
                if self.hint {
                    <p class="fingers" role="status">{"Use two fingers to move the map."}</p>
                }
                if table {
                    <PictureTable of="map" table={map::table(&self.desk.corpus, &self.matter, &self.desk.words)} />
                }
              </div>
              <footer>
                {self.legend(ctx.props().worldview)}
                <button type="button" class="as-table plain" data-table="map" aria-pressed={table.to_string()}
                    onclick={self.desk.click(Msg::Table(Picture::Map))}>{icon(Icon::Table)}{if table { "As map" } else { "As table" }}</button>
              </footer>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(canvas) = self.canvas.cast::<HtmlCanvasElement>() {
            self.surface = Surface::new(canvas, false, ctx.link().callback(Happening::Did));
            self.paint(ctx);
        }
    }
}

impl Map {
    /// How lines, marks and shades are to be read, and whose borders are drawn; below the map, so that
    /// it hides nothing.
    fn legend(&self, worldview: Worldview) -> Html {
        let line = |entry: &map::Legend| match entry {
            map::Legend::Status(status) => html! {
                <li>
                    {mark(&self.desk, *status)}
                    <svg class={format!("stroke tone-{}", status_code(*status))} viewBox="0 0 28 6" aria-hidden="true">
                        <path d="M1 3h26" class={format!("stroke-{}", status_code(*status))} />
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
                    if !self.matter.flows.is_empty() {
                        <li class="note" title="Each line goes from who acts to whom. Its parts are the shares: solid as far as things were done.">
                            {"Parts of a line are shares"}
                        </li>
                    }
                    if beside > 0 {
                        <li><button type="button" class="link" onclick={list}
                            title="Events that name neither two countries nor a place; they are in the list of events">
                            {format!("{beside} unplaced")}
                        </button></li>
                    }
                </ul>
                {self.borders(worldview)}
            </>
        }
    }

    /// Whose borders are drawn, stated, and behind it the switch.
    fn borders(&self, view: Worldview) -> Html {
        let kosovo = |value: Kosovo, name: &'static str| {
            let msg = Msg::World(Worldview { kosovo: value, ..view });
            self.choice("kosovo", name, view.kosovo == value, msg)
        };
        let crimea = |value: Crimea, name: &'static str| {
            let msg = Msg::World(Worldview { crimea: value, ..view });
            self.choice("crimea", name, view.crimea == value, msg)
        };
        let said = format!(
            "{}, {}",
            match view.kosovo {
                Kosovo::Apart => "Kosovo apart",
                Kosovo::Serbia => "Kosovo with Serbia",
            },
            match view.crimea {
                Crimea::Contested => "Crimea hatched",
                Crimea::Ukraine => "Crimea with Ukraine",
                Crimea::Russia => "Crimea with Russia",
            }
        );
        html! {
            <details class="worldview">
                <summary data-act="worldview"><span>{"Borders: "}</span>{said}</summary>
                <div class="choices">
                    <p>{"Disputed borders are dashed. The page takes no side; choose whose view is drawn."}</p>
                    <fieldset><legend>{"Kosovo"}</legend>
                        {kosovo(Kosovo::Apart, "apart")}{kosovo(Kosovo::Serbia, "with Serbia")}
                    </fieldset>
                    <fieldset><legend>{"Crimea"}</legend>
                        {crimea(Crimea::Contested, "contested (hatched)")}{crimea(Crimea::Ukraine, "with Ukraine")}{crimea(Crimea::Russia, "with Russia")}
                    </fieldset>
                    <p class="origin">{"Shapes: Natural Earth 1:50m. Crimea is its polygon, cut off along the isthmus."}</p>
                </div>
            </details>
        }
    }

    fn choice(&self, group: &'static str, name: &'static str, on: bool, msg: Msg) -> Html {
        let onchange = self.desk.send.reform(move |_: Event| msg.clone());
        html! { <label><input type="radio" name={group} checked={on} {onchange} />{name}</label> }
    }

    fn camera(&self, ctx: &Context<Self>) -> Camera {
        let (w, h) = self.surface.as_ref().map_or((0.0, 0.0), |s| s.board.size());
        let fit = || map::fit(&self.desk.corpus, &ctx.props().borders, &self.whole, w, h);
        ctx.props().camera.unwrap_or_else(fit)
    }

    fn paint(&mut self, ctx: &Context<Self>) {
        let camera = self.camera(ctx);
        let Some(surface) = &self.surface else { return };
        let (width, height) = surface.board.size();
        if width < 1.0 || height < 1.0 {
            return;
        }
        let props = ctx.props();
        let none = BTreeSet::new();
        let board = &surface.board;
        let frame = map::Frame {
            width,
            height,
            camera,
            glow: &self.desk.lit.now(),
            worldview: props.worldview,
            chosen: props.selection.facets.get(&Facet::Country).unwrap_or(&none),
            words: &self.desk.words,
            measure: &|text, size, bold| board.measure(text, size, bold),
        };
        self.scene = map::scene(&self.desk.corpus, &props.borders, &self.matter, &frame);
        let _ = board.paint(&self.scene);
    }

    fn did(&mut self, ctx: &Context<Self>, gesture: Gesture) -> bool {
        if matches!(gesture, Gesture::Frame) {
            self.paint(ctx);
            return false;
        }
        let camera = self.camera(ctx);
        let Some(surface) = &self.surface else { return false };
        let (w, h) = surface.board.size();
        let go = |camera: Camera| self.desk.send.emit(Msg::Move(camera));
        match gesture {
            Gesture::Sized => surface.redraw(),
            Gesture::Over(at) => surface.point(&self.desk, &self.scene, at, "grab"),
            Gesture::Out => surface.leave(&self.desk),
            Gesture::Press(_) => surface.hush(),
            Gesture::Drag(from, to, _) => {
                surface.hush();
                surface.cursor("grabbing");
                go(camera.panned(to.0 - from.0, to.1 - from.1, w, h));
            }
            Gesture::Pinch(from, to, factor) => {
                go(camera.pinched(from, to, factor, w, h));
                return std::mem::take(&mut self.hint);
            }
            Gesture::Alone => return !std::mem::replace(&mut self.hint, true),
            Gesture::Release => surface.cursor("grab"),
            Gesture::Wheel(at, by, _) => {
                surface.hush();
                self.zoom(ctx, by, at);
            }
            Gesture::Tap(at, reach) => self.tap(camera, at, reach),
            Gesture::Key(event) => self.key(ctx, &event),
            Gesture::Frame => {}
        }
        false
    }

    fn tap(&self, camera: Camera, (x, y): Point, reach: f32) {
        let Some(surface) = &self.surface else { return };
        surface.hush();
        let target = self.scene.hit(x, y, reach);
        if let Some(Target::Places(_)) = target {
            let (w, h) = surface.board.size();
            self.desk.send.emit(Msg::Move(camera.zoomed(2.5, x, y, w, h)));
        } else if let Some(msg) = target.and_then(message) {
            self.desk.send.emit(msg);
        }
    }

    fn zoom(&self, ctx: &Context<Self>, by: f64, (x, y): Point) {
        let (w, h) = self.surface.as_ref().map_or((0.0, 0.0), |s| s.board.size());
        self.desk.send.emit(Msg::Move(self.camera(ctx).zoomed(by, x, y, w, h)));
    }

    fn key(&self, ctx: &Context<Self>, event: &KeyboardEvent) {
        let (w, h) = self.surface.as_ref().map_or((0.0, 0.0), |s| s.board.size());
        let pan = |dx: f32, dy: f32| self.desk.send.emit(Msg::Move(self.camera(ctx).panned(dx, dy, w, h)));
        match event.key().as_str() {
            "+" | "=" => self.zoom(ctx, STEP, (w / 2.0, h / 2.0)),
            "-" | "_" => self.zoom(ctx, 1.0 / STEP, (w / 2.0, h / 2.0)),
            "0" => self.desk.send.emit(Msg::Fit),
            "f" | "F" => ctx.link().send_message(Happening::Fit),
            "ArrowLeft" => pan(64.0, 0.0),
            "ArrowRight" => pan(-64.0, 0.0),
            "ArrowUp" => pan(0.0, 64.0),
            "ArrowDown" => pan(0.0, -64.0),
            _ => return,
        }
        event.prevent_default();
    }
}
