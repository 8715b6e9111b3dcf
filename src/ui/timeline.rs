//! The timeline, as a strip below other pictures or as a room of its own: painted from its scene; a drag
//! or the keys brush a time, the wheel zooms.

use super::chips::span;
use super::icons::{Icon, icon};
use super::lit::Watch;
use super::save::{self, Save};
use super::shared::{Desk, Shared};
use super::surface::{Gesture, Surface};
use super::table::{PictureTable, message};
use crate::edtf::{Day, civil, day, days_in_month};
use crate::query::{Answer, Axis, Events, Selection};
use crate::scene::plate::Sign;
use crate::scene::timeline::By;
use crate::scene::{Scene, timeline};
use crate::state::{Msg, Picture, Stroke};
use crate::words::{Key, STATUSES, key};
use web_sys::{HtmlCanvasElement, KeyboardEvent};
use yew::prelude::*;

/// Lanes besides the one for the rest: in the strip, in the room.
const LANES: (usize, usize) = (4, 9);
/// Days that are in view at least and at most.
const DAYS: std::ops::RangeInclusive<f64> = 8.0..=60_000.0;
/// How far one may miss an end of the range, in pixels.
const GRIP: f32 = 7.0;

/// What is drawn, and how it is looked at.
#[derive(Clone, PartialEq, Properties)]
pub struct TimelineProps {
    /// How often more of the corpus came: titles, which a room writes beside its marks, may hold words of it.
    pub came: u32,
    /// Events that are left without the range.
    pub events: Shared<Events>,
    /// What is left with it.
    pub answer: Shared<Answer>,
    /// What is chosen.
    pub selection: Selection,
    /// When it happened, or when it was reported.
    pub axis: Axis,
    /// What the lanes are.
    #[prop_or_default]
    pub by: By,
    /// The brushed range.
    pub range: Option<(Day, Day)>,
    /// Days in view.
    pub window: Option<(Day, Day)>,
    /// Whether it is a room, with words beside its marks, or a strip.
    #[prop_or_default]
    pub room: bool,
    /// Whether it is shown as its table.
    pub table: bool,
    /// Changes when light and dark are switched.
    pub shade: u32,
}

/// What happens to the timeline.
pub enum Happening {
    /// The reader does something with it.
    Did(Gesture),
    /// Something else is lit.
    Lit,
    /// A button zooms.
    Zoom(f64),
    /// The picture is to be saved.
    Save(save::Kind),
    /// Lanes have columns now instead of marks, or marks again.
    Columns(bool),
}

/// What a drag moves.
#[derive(Clone, Copy, Debug)]
enum Grip {
    /// A new range from this day.
    From(Day),
    /// The range as a whole, held at this day.
    Whole(Day, (Day, Day)),
    /// The days in view, held by the axis.
    Axis,
}

/// The timeline.
pub struct Timeline {
    desk: Desk,
    canvas: NodeRef,
    surface: Option<Surface>,
    matter: timeline::Matter,
    scene: Scene,
    /// What stands where; none where something else than the light has changed.
    plan: Option<timeline::Plan>,
    grip: Grip,
    /// Whether lanes have columns, as marks had no room.
    columns: bool,
    _watch: Watch,
}

fn matter(desk: &Desk, props: &TimelineProps) -> timeline::Matter {
    let most = if props.room { LANES.1 } else { LANES.0 };
    timeline::Matter::new(
        &desk.corpus,
        &desk.kept.time,
        &props.events,
        props.axis,
        props.by,
        most,
        &desk.words,
    )
}

impl Component for Timeline {
    type Message = Happening;
    type Properties = TimelineProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (desk, _) = ctx.link().context::<Desk>(Callback::noop()).expect("the desk's provider");
        Timeline {
            matter: matter(&desk, ctx.props()),
            _watch: desk.lit.watch(ctx.link().callback(|()| Happening::Lit)),
            desk,
            canvas: NodeRef::default(),
            surface: None,
            scene: Scene::default(),
            plan: None,
            columns: false,
            grip: Grip::Axis,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &TimelineProps) -> bool {
        let new = ctx.props();
        if new.events != old.events || new.axis != old.axis || new.by != old.by || new.room != old.room {
            self.matter = matter(&self.desk, new);
            self.plan = None;
        }
        if new.came != old.came {
            self.plan = None;
        }
        if let Some(surface) = &mut self.surface {
            if new.shade != old.shade {
                surface.board.relight();
            }
            surface.redraw();
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, happening: Happening) -> bool {
        match happening {
            Happening::Lit => {
                if let Some(surface) = &self.surface {
                    surface.redraw();
                }
            }
            Happening::Zoom(by) => {
                if let Some((first, last)) = self.in_view() {
                    self.zoom(by, (first + last) / 2.0);
                }
            }
            Happening::Columns(columns) => return std::mem::replace(&mut self.columns, columns) != columns,
            Happening::Save(kind) => {
                let _ = self.save(ctx, kind);
            }
            Happening::Did(gesture) => self.did(ctx, gesture),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (link, props) = (ctx.link(), ctx.props());
        let desk = &self.desk;
        let axis = |axis: Axis, name: Key| {
            html! {
                <button type="button" data-axis={if axis == Axis::Happened { "happened" } else { "reported" }}
                    aria-pressed={(props.axis == axis).to_string()} onclick={desk.click(Msg::Axis(axis))}>{desk.say(name)}</button>
            }
        };
        let lanes = |by: By, name: Key| {
            html! {
                <button type="button" data-lanes={by.name()} aria-pressed={(props.by == by).to_string()}
                    onclick={desk.click(Msg::Lanes(by))}>{desk.say(name)}</button>
            }
        };
        let zoom = |act: &'static str, name: Key, sign: Icon, by: f64| {
            let name = desk.say(name);
            html! {
                <button type="button" class="plain zoom" data-act={act} aria-label={name.clone()} title={name}
                    onclick={link.callback(move |_| Happening::Zoom(by))}>{icon(sign)}</button>
            }
        };
        let chosen = props
            .range
            .map_or_else(|| desk.words.say(key!("time.none")).to_owned(), |range| span(desk, range));
        let label = desk.words.fill(key!("time.label"), &[&chosen]);
        html! {
            <section class={classes!("picture", "time", props.room.then_some("large"))} aria-label={desk.say(key!("room.timeline"))}>
                <header>
                    <h2>{desk.say(key!("time.when"))}</h2>
                    <div class="switch" role="group" aria-label={desk.say(key!("time.which"))}>
                        {axis(Axis::Happened, key!("time.happened"))}{axis(Axis::Reported, key!("time.reported"))}
                    </div>
                    if props.room {
                        <span class="by">{desk.say(key!("time.by"))}</span>
                        <div class="switch" role="group" aria-label={desk.say(key!("time.lanes"))}>
                            {lanes(By::Country, key!("time.country"))}{lanes(By::Kind, key!("time.kind"))}{lanes(By::Actor, key!("time.actor"))}
                        </div>
                    } else {
                        <p class="note drag">{desk.say(if self.columns { key!("time.drag.columns") } else { key!("time.drag") })}</p>
                    }
                    <span class="tools">
                        if props.room {
                            {zoom("time-in", key!("zoom.in"), Icon::Plus, 1.6)}
                            {zoom("time-out", key!("zoom.out"), Icon::Minus, 1.0 / 1.6)}
                        }
                        if props.window.is_some() {
                            <button type="button" class="plain" data-act="time-all" onclick={desk.click(Msg::Window(None))}>{icon(Icon::Fit)}{desk.say(key!("time.all"))}</button>
                        }
                        if props.room {
                            <Save save={link.callback(Happening::Save)} />
                        }
                        <button type="button" class="as-table plain" data-table="timeline" aria-pressed={props.table.to_string()}
                            onclick={desk.click(Msg::Table(Picture::Timeline))}>{icon(Icon::Table)}{desk.say(if props.table { key!("as.picture") } else { key!("as.table") })}</button>
                    </span>
                </header>
                <canvas id="timeline" ref={self.canvas.clone()} tabindex="0" role="application" aria-roledescription="timeline" aria-label={label} />
                if props.room {
                    {self.counts(props)}
                }
                if props.table {
                    <PictureTable of="timeline" table={timeline::table(&desk.corpus, &self.matter, &desk.words)} />
                }
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(canvas) = self.canvas.cast::<HtmlCanvasElement>() {
            self.surface = Surface::new(canvas, true, ctx.link().callback(Happening::Did));
            self.paint(ctx);
        }
    }
}

impl Timeline {
    /// What lies in the chosen time, certainly and possibly, and what has no date at all.
    fn counts(&self, props: &TimelineProps) -> Html {
        let (all, sure, desk) = (props.answer.events.len(), props.answer.certain, &self.desk);
        let told = |key: Key, n: usize| {
            html! { <p data-count={n.to_string()}>{desk.phrase(key, &[html! { <b>{desk.words.number(n)}</b> }])}</p> }
        };
        html! {
            <footer class="counts">
                if let Some(range) = props.range {
                    <p><b>{span(desk, range)}</b></p>
                    {told(key!("time.sure"), sure)}
                    {told(key!("time.maybe"), all - sure)}
                } else {
                    {told(key!("time.drawn"), all - self.matter.undated.len())}
                }
                if !self.matter.undated.is_empty() {
                    {told(key!("time.undated"), self.matter.undated.len())}
                }
                <p class="note">{desk.say(self.read())}</p>
            </footer>
        }
    }

    /// How the picture is to be read.
    fn read(&self) -> Key {
        if self.columns { key!("time.columns") } else { key!("time.read") }
    }

    fn save(&self, ctx: &Context<Self>, kind: save::Kind) -> Option<()> {
        let (props, words) = (ctx.props(), &self.desk.words);
        let drawn = |status| self.matter.lanes.iter().flat_map(|l| &l.events).any(|e| e.status == status);
        let legend = STATUSES.into_iter().filter(|&s| drawn(s));
        let legend = legend.map(|s| (Sign::Status(s), words.status(s).to_owned())).collect();
        let notes = [words.say(self.read()).to_owned()];
        let name = key!("room.timeline");
        let caption = save::caption(&self.desk, name, &props.selection, &props.answer, legend, &notes);
        save::save(&self.surface.as_ref()?.board, kind, "entente-timeline", &self.scene, &caption)
    }

    fn did(&mut self, ctx: &Context<Self>, gesture: Gesture) {
        if matches!(gesture, Gesture::Frame) {
            return self.paint(ctx);
        }
        if let Gesture::Press(at) = gesture {
            return self.press(ctx, at);
        }
        if let (Gesture::Paper(paper), Some(surface)) = (&gesture, &self.surface) {
            surface.board.paper.set(*paper);
            return self.paint(ctx);
        }
        let (Some(surface), Some(scale)) = (&self.surface, self.plan.as_ref().map(|plan| plan.scale)) else {
            return;
        };
        match gesture {
            Gesture::Sized => surface.fit(&self.scene),
            Gesture::Over(at) => surface.point(&self.desk, &self.scene, at, "crosshair"),
            Gesture::Out => surface.leave(&self.desk),
            Gesture::Drag(from, to, first) => {
                surface.hush();
                let here = scale.day(to.0);
                let range = match self.grip {
                    Grip::From(day) => (day.min(here), day.max(here)),
                    Grip::Whole(held, (a, b)) => (a + here - held, b + here - held),
                    Grip::Axis => return self.slide(f64::from(from.0 - to.0) / scale.per_day),
                };
                let stroke = if first { Stroke::First } else { Stroke::Later };
                self.desk.send.emit(Msg::Brush(Some(range), stroke));
            }
            Gesture::Pinch(from, to, factor) => {
                let (Some((first, last)), true) = (self.in_view(), factor > 0.0) else { return };
                let held = scale.first + f64::from(from.0 - scale.left) / scale.per_day;
                let span = (last - first) / factor;
                let begin = held - f64::from(to.0 - scale.left) / scale.per_day / factor;
                self.look(begin, span);
            }
            Gesture::Wheel(at, by, across) if across.abs() > 2.0 && (by - 1.0).abs() < 0.02 => {
                let _ = at;
                self.slide(f64::from(across) / scale.per_day);
            }
            Gesture::Wheel((x, _), by, _) => {
                surface.hush();
                self.zoom(by, f64::from(scale.day(x)));
            }
            Gesture::Tap((x, y), reach) => {
                surface.hush();
                let msg = match self.scene.hit(x, y, reach) {
                    Some(target) => message(&self.desk.corpus, target),
                    None => ctx.props().range.map(|_| Msg::Brush(None, Stroke::First)),
                };
                if let Some(msg) = msg {
                    self.desk.send.emit(msg);
                }
            }
            Gesture::Key(event) => self.key(ctx, &event),
            _ => {}
        }
    }

    fn paint(&mut self, ctx: &Context<Self>) {
        let Some(surface) = &self.surface else { return };
        let (width, height) = surface.board.size();
        if width < 1.0 || height < 1.0 {
            return;
        }
        let (props, board) = (ctx.props(), &surface.board);
        let frame = timeline::Frame {
            width,
            height,
            window: props.window,
            range: props.range,
            glow: &self.desk.lit.now(),
            named: props.room,
            words: &self.desk.words,
            measure: &|text, size, bold| board.measure(text, size, bold),
        };
        let plan = timeline::Plan::of(self.plan.take(), &self.desk.corpus, &self.matter, &frame);
        self.scene = timeline::scene(&self.desk.corpus, &self.matter, &plan, &frame);
        self.plan = Some(plan);
        let _ = board.paint(&self.scene);
        // What is written beside the picture says how it is to be read.
        if self.columns != timeline::has_columns(&self.scene) {
            ctx.link().send_message(Happening::Columns(!self.columns));
        }
    }

    fn press(&mut self, ctx: &Context<Self>, (x, y): (f32, f32)) {
        let (Some(surface), Some(scale)) = (&self.surface, self.plan.as_ref().map(|plan| plan.scale)) else {
            return;
        };
        surface.hush();
        let here = scale.day(x);
        self.grip = match ctx.props().range {
            _ if y > self.scene.height - timeline::AXIS => Grip::Axis,
            Some((a, b)) if (x - scale.x(a.into())).abs() < GRIP => Grip::From(b),
            Some((a, b)) if (x - scale.x(f64::from(b) + 1.0)).abs() < GRIP => Grip::From(a),
            Some((a, b)) if (a..=b).contains(&here) => Grip::Whole(here, (a, b)),
            _ => Grip::From(here),
        };
    }

    /// First and last day in view.
    fn in_view(&self) -> Option<(f64, f64)> {
        let scale = self.plan.as_ref()?.scale;
        let days = f64::from(scale.right - scale.left) / scale.per_day;
        Some((scale.first, scale.first + days))
    }

    /// Shows so many days from one on.
    fn look(&self, first: f64, days: f64) {
        if DAYS.contains(&days) {
            self.desk.send.emit(Msg::Window(Some((first.round() as Day, (first + days).round() as Day - 1))));
        }
    }

    fn slide(&self, days: f64) {
        if let Some((first, last)) = self.in_view() {
            self.look(first + days, last - first);
        }
    }

    fn zoom(&self, by: f64, about: f64) {
        if let Some((first, last)) = self.in_view() {
            self.look(about - (about - first) / by, (last - first) / by);
        }
    }

    fn key(&self, ctx: &Context<Self>, event: &KeyboardEvent) {
        let Some((first, last)) = self.in_view() else { return };
        let range = ctx.props().range;
        let brush = |range| self.desk.send.emit(Msg::Brush(Some(range), Stroke::First));
        let months = |by: i32| {
            // The first key chooses the first or the last year in view.
            let Some((a, b)) = range else {
                let (y, ..) = civil(if by > 0 { first as Day } else { last as Day });
                return brush((day(y, 1, 1), day(y, 12, 31)));
            };
            let to = month_end(b, by);
            brush(if event.shift_key() { (a, to.max(a)) } else { (month_start(a, by), to) });
        };
        match event.key().as_str() {
            "ArrowRight" => months(1),
            "ArrowLeft" => months(-1),
            "+" | "=" => self.zoom(1.5, (first + last) / 2.0),
            "-" | "_" => self.zoom(1.0 / 1.5, (first + last) / 2.0),
            "PageUp" => self.slide((first - last) / 3.0),
            "PageDown" => self.slide((last - first) / 3.0),
            "0" => self.desk.send.emit(Msg::Window(None)),
            "Delete" | "Backspace" => self.desk.send.emit(Msg::Brush(None, Stroke::First)),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The same day of another month, held inside it.
fn month_start(of: Day, by: i32) -> Day {
    let (y, m, d) = civil(of);
    let months = y * 12 + m as i32 - 1 + by;
    let (y, m) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
    day(y, m, d.min(days_in_month(y, m)))
}

/// As [`month_start`], but the last day of a month stays a last day.
fn month_end(of: Day, by: i32) -> Day {
    let (y, m, d) = civil(of);
    let moved = month_start(of, by);
    let (y1, m1, _) = civil(moved);
    if d == days_in_month(y, m) { day(y1, m1, days_in_month(y1, m1)) } else { moved }
}
