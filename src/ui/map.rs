//! The map: painted from its scene; wheel, two fingers, drag and keys move it.

use super::icons::{Icon, icon, mark};
use super::lit::Watch;
use super::save::{self, Save};
use super::shared::{Desk, Shared};
use super::surface::{Gesture, Point, Surface};
use super::table::{PictureTable, message};
use crate::query::{Answer, Facet, Selection};
use crate::scene::borders::Borders;
use crate::scene::plate::Sign;
use crate::scene::{Camera, Scene, Target, map};
use crate::state::{Crimea, Kosovo, Msg, Picture, Room, Worldview};
use crate::words::{Key, key, status_code};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
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
    /// The picture is to be saved.
    Save(save::Kind),
    /// Nothing has moved it for a while: names look for their places anew.
    Settle,
}

/// How long the map has to stand still before its names are placed anew, in milliseconds.
const STILL: u32 = 140;

/// The map.
pub struct Map {
    desk: Desk,
    canvas: NodeRef,
    surface: Option<Surface>,
    matter: Rc<map::Matter>,
    /// The lines of `matter`.
    strands: Vec<map::Strand>,
    /// The Earth under the camera.
    ground: Option<map::Ground>,
    /// What the camera sees; none where something else than the light has changed.
    plan: Option<map::Plan>,
    /// While it moves, the names of this plan stay.
    before: Option<map::Plan>,
    still: Option<Timeout>,
    /// The frames that fit the corpus into pictures of these sizes; the legend's lines make one lower or higher.
    home: RefCell<Vec<(f32, f32, Camera)>>,
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
        let props = ctx.props();
        let matter = desk.matter(&props.answer);
        Map {
            strands: map::strands(&desk.corpus, &props.borders, &matter),
            matter,
            ground: None,
            plan: None,
            before: None,
            still: None,
            home: RefCell::default(),
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
            self.matter = self.desk.matter(&new.answer);
            self.strands = map::strands(&self.desk.corpus, &new.borders, &self.matter);
        }
        if new.borders != old.borders {
            self.ground = None;
        }
        let same = new.answer == old.answer && new.worldview == old.worldview;
        let plan = self.plan.take().or(self.before.take()).filter(|_| same);
        if new.camera == old.camera {
            self.plan = plan.filter(|_| self.still.is_none());
        } else if plan.is_some() {
            self.before = plan;
            let link = ctx.link().clone();
            self.still = Some(Timeout::new(STILL, move || link.send_message(Happening::Settle)));
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
            Happening::Save(kind) => {
                let _ = self.save(ctx, kind);
            }
            Happening::Settle => {
                (self.still, self.plan, self.before) = (None, None, None);
                surface.redraw();
            }
            Happening::Did(gesture) => return self.did(ctx, gesture),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (link, desk) = (ctx.link(), &self.desk);
        let button = |act: &'static str, name: Key, sign: Icon, onclick: Callback<MouseEvent>| {
            let name = desk.say(name);
            html! {
                <button type="button" data-act={act} aria-label={name.clone()} title={name} {onclick}>{icon(sign)}</button>
            }
        };
        let table = ctx.props().table;
        let (countries, events) = (self.matter.countries.len(), ctx.props().answer.events.len());
        let label = desk.words.fill(key!("map.label"), &[&countries.to_string(), &events.to_string()]);
        html! {
            <section class="picture map" aria-label={desk.say(key!("room.map"))}>
              <div class="ground">
                <canvas id="map" class="two-fingers" ref={self.canvas.clone()} tabindex="0" role="application" aria-roledescription="map" aria-label={label} />
                <div class="zooms">
                    {button("zoom-in", key!("zoom.in"), Icon::Plus, link.callback(|_| Happening::Zoom(STEP)))}
                    {button("zoom-out", key!("zoom.out"), Icon::Minus, link.callback(|_| Happening::Zoom(1.0 / STEP)))}
                    {button("zoom-fit", key!("map.all"), Icon::Globe, self.desk.click(Msg::Fit))}
                    {button("fit-selection", key!("zoom.selection"), Icon::Fit, link.callback(|_| Happening::Fit))}
                </div>
                if self.hint {
                    <p class="fingers" role="status">{desk.say(key!("fingers"))}</p>
                }
                if table {
                    <PictureTable of="map" table={map::table(&self.desk.corpus, &self.matter, &self.desk.words)} />
                }
              </div>
              <footer>
                {self.legend(ctx.props().worldview)}
                <Save save={link.callback(Happening::Save)} />
                <button type="button" class="as-table plain" data-table="map" aria-pressed={table.to_string()}
                    onclick={self.desk.click(Msg::Table(Picture::Map))}>{icon(Icon::Table)}{desk.say(if table { key!("as.picture") } else { key!("as.table") })}</button>
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
                    <span>{self.shade(*from, *to)}</span>
                </li>
            },
        };
        let beside = self.matter.unplaced.len();
        let list = self.desk.click(Msg::Show(Room::Events));
        html! {
            <>
                <ul class="legend" aria-label={self.desk.say(key!("legend"))}>
                    {for map::legend(&self.matter).iter().map(line)}
                    if beside > 0 {
                        <li><button type="button" class="link" onclick={list}
                            title={self.desk.say(key!("map.unplaced.why"))}>
                            {self.desk.words.count(key!("map.unplaced"), beside)}
                        </button></li>
                    }
                </ul>
                {self.borders(worldview)}
                if !self.matter.flows.is_empty() {
                    <p class="note" title={self.desk.say(key!("map.shares.why"))}>
                        {self.desk.say(key!("map.shares"))}
                        if self.matter.least > 1 {
                            {" "}{self.desk.words.fill(key!("map.thin"), &[&self.matter.least.to_string()])}
                        }
                    </p>
                }
            </>
        }
    }

    fn shade(&self, from: usize, to: usize) -> String {
        match from == to {
            true => self.desk.words.count(key!("events.count"), from),
            false => self.desk.words.tell(key!("map.shade"), to, &[&self.desk.words.number(from)]),
        }
    }

    /// Whose borders are drawn.
    fn stated(&self, view: Worldview) -> String {
        let kosovo = match view.kosovo {
            Kosovo::Apart => key!("borders.kosovo.apart"),
            Kosovo::Serbia => key!("borders.kosovo.serbia"),
        };
        let crimea = match view.crimea {
            Crimea::Contested => key!("borders.crimea.contested"),
            Crimea::Ukraine => key!("borders.crimea.ukraine"),
            Crimea::Russia => key!("borders.crimea.russia"),
        };
        self.desk
            .words
            .fill(key!("borders.stated"), &[self.desk.words.say(kosovo), self.desk.words.say(crimea)])
    }

    /// Whose borders are drawn, stated, and behind it the switch.
    fn borders(&self, view: Worldview) -> Html {
        let desk = &self.desk;
        let kosovo = |value: Kosovo, name: Key| {
            let msg = Msg::World(Worldview { kosovo: value, ..view });
            self.choice("kosovo", name, view.kosovo == value, msg)
        };
        let crimea = |value: Crimea, name: Key| {
            let msg = Msg::World(Worldview { crimea: value, ..view });
            self.choice("crimea", name, view.crimea == value, msg)
        };
        html! {
            <details class="worldview">
                <summary data-act="worldview">{self.stated(view)}</summary>
                <div class="choices">
                    <p>{desk.say(key!("borders.note"))}</p>
                    <fieldset><legend>{desk.words.country("XK").unwrap_or("Kosovo").to_owned()}</legend>
                        {kosovo(Kosovo::Apart, key!("borders.apart"))}{kosovo(Kosovo::Serbia, key!("borders.serbia"))}
                    </fieldset>
                    <fieldset><legend>{desk.say(key!("borders.crimea"))}</legend>
                        {crimea(Crimea::Contested, key!("borders.contested"))}{crimea(Crimea::Ukraine, key!("borders.ukraine"))}{crimea(Crimea::Russia, key!("borders.russia"))}
                    </fieldset>
                    <p class="origin">{desk.say(key!("borders.origin"))}</p>
                </div>
            </details>
        }
    }

    fn choice(&self, group: &'static str, name: Key, on: bool, msg: Msg) -> Html {
        let onchange = self.desk.send.reform(move |_: Event| msg.clone());
        html! { <label><input type="radio" name={group} checked={on} {onchange} />{self.desk.say(name)}</label> }
    }

    fn save(&self, ctx: &Context<Self>, kind: save::Kind) -> Option<()> {
        let (props, words) = (ctx.props(), &self.desk.words);
        let sign = |entry: map::Legend| match entry {
            map::Legend::Status(status) => (Sign::Status(status), words.status(status).to_owned()),
            map::Legend::Shade(step, from, to) => (Sign::Shade(step), self.shade(from, to)),
        };
        let legend = map::legend(&self.matter).into_iter().map(sign).collect();
        let notes = [
            format!(
                "{} {}",
                words.say(key!("map.shares.why")),
                words.count(key!("map.unplaced"), self.matter.unplaced.len())
            ),
            format!("{}. {}", self.stated(props.worldview), words.say(key!("borders.origin"))),
        ];
        let caption =
            save::caption(&self.desk, key!("room.map"), &props.selection, &props.answer, legend, &notes);
        save::save(&self.surface.as_ref()?.board, kind, "entente-map", &self.scene, &caption)
    }

    fn camera(&self, ctx: &Context<Self>) -> Camera {
        let (w, h) = self.surface.as_ref().map_or((0.0, 0.0), |s| s.board.size());
        ctx.props().camera.unwrap_or_else(|| {
            let mut known = self.home.borrow_mut();
            if let Some(home) = known.iter().find(|home| (home.0, home.1) == (w, h)) {
                return home.2;
            }
            let home = map::fit(&self.desk.corpus, &ctx.props().borders, self.desk.everywhere(), w, h);
            known.truncate(7);
            known.insert(0, (w, h, home));
            home
        })
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
        let is_same_size = (self.scene.width, self.scene.height) == (width, height);
        match self.plan.as_ref().filter(|_| is_same_size) {
            Some(plan) => plan.light(&mut self.scene, &self.strands, &frame),
            None => {
                let before = self.before.take().or(self.plan.take()).filter(|_| self.still.is_some());
                let (corpus, borders) = (&self.desk.corpus, &props.borders);
                let ground = map::Ground::of(self.ground.take(), borders, &frame);
                let (plan, scene) =
                    map::Plan::new(corpus, borders, &ground, &self.matter, &self.strands, &frame, before);
                self.ground = Some(ground);
                (self.plan, self.scene) = (Some(plan), scene);
            }
        }
        let _ = board.paint(&self.scene);
    }

    fn did(&mut self, ctx: &Context<Self>, gesture: Gesture) -> bool {
        if matches!(gesture, Gesture::Frame) {
            self.paint(ctx);
            return false;
        }
        if matches!(gesture, Gesture::Tap(..) | Gesture::Over(_)) && self.still.take().is_some() {
            // It stands still as soon as one points at something.
            (self.plan, self.before) = (None, None);
            self.paint(ctx);
        }
        let camera = self.camera(ctx);
        let Some(surface) = &self.surface else { return false };
        let (w, h) = surface.board.size();
        let go = |camera: Camera| self.desk.send.emit(Msg::Move(camera));
        match gesture {
            Gesture::Sized => surface.fit(&self.scene),
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
            Gesture::Paper(paper) => {
                surface.board.paper.set(paper);
                self.paint(ctx);
            }
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
        } else if let Some(msg) = target.and_then(|target| message(&self.desk.corpus, target)) {
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
