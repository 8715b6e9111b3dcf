//! The timeline: painted from its scene; a drag or the keys brush a time, the wheel zooms.

use super::canvas::tip;
use super::chips::span;
use super::icons::{Icon, icon};
use super::shared::{Desk, Shared};
use super::surface::{Surface, Tip, magnification, next_frame, place, tooltip};
use super::table::{PictureTable, message};
use crate::edtf::{Day, civil, day, days_in_month};
use crate::query::Axis;
use crate::record::EventId;
use crate::scene::timeline::Scale;
use crate::scene::{Scene, Target, timeline};
use crate::state::{Msg, Picture, Stroke};
use web_sys::{HtmlCanvasElement, KeyboardEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

/// Lanes of countries; one more holds the rest.
const LANES: usize = 4;
const REACH: (f32, f32) = (4.0, 12.0);
const SLIP: f32 = 5.0;

/// What is drawn, and how it is looked at.
#[derive(Clone, PartialEq, Properties)]
pub struct TimelineProps {
    /// Events that are left without the range.
    pub events: Shared<Vec<EventId>>,
    /// When it happened, or when it was reported.
    pub axis: Axis,
    /// The brushed range.
    pub range: Option<(Day, Day)>,
    /// Days in view.
    pub window: Option<(Day, Day)>,
    /// Whether it is shown as its table.
    pub table: bool,
    /// Changes when light and dark are switched.
    pub shade: u32,
}

/// What happens to the timeline.
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
}

/// What a drag moves.
#[derive(Clone, Copy, Debug)]
enum Grip {
    /// A new range from this day.
    From(Day),
    /// The range as a whole, held at this day.
    Whole(Day, (Day, Day)),
}

/// The timeline.
pub struct Timeline {
    desk: Desk,
    canvas: NodeRef,
    tip_node: NodeRef,
    surface: Option<Surface>,
    matter: timeline::Matter,
    scene: Scene,
    scale: Option<Scale>,
    lit: Option<Target>,
    tip: Option<Tip>,
    grip: Option<(i32, f32, Grip)>,
    slipped: bool,
    waiting: bool,
}

impl Component for Timeline {
    type Message = Happening;
    type Properties = TimelineProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (desk, _) = ctx.link().context::<Desk>(Callback::noop()).expect("the desk's provider");
        let props = ctx.props();
        let matter = timeline::Matter::new(&desk.corpus, &props.events, props.axis, LANES, &desk.words);
        Timeline {
            desk,
            canvas: NodeRef::default(),
            tip_node: NodeRef::default(),
            surface: None,
            matter,
            scene: Scene::default(),
            scale: None,
            lit: None,
            tip: None,
            grip: None,
            slipped: false,
            waiting: false,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &TimelineProps) -> bool {
        let new = ctx.props();
        if new.events != old.events || new.axis != old.axis {
            self.matter =
                timeline::Matter::new(&self.desk.corpus, &new.events, new.axis, LANES, &self.desk.words);
            (self.lit, self.tip) = (None, None);
        }
        if new.shade != old.shade
            && let Some(surface) = &mut self.surface
        {
            surface.board.relight();
        }
        self.redraw(ctx);
        true
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
                self.press(ctx, &event);
                self.tip.take().is_some()
            }
            Happening::Moved(event) => self.moved(ctx, &event),
            Happening::Up(event) => self.up(ctx, &event),
            Happening::Left => {
                self.grip = None;
                if self.lit.take().is_some() {
                    self.redraw(ctx);
                }
                self.tip.take().is_some()
            }
            Happening::Wheel(event) => {
                self.wheel(&event);
                self.tip.take().is_some()
            }
            Happening::Key(event) => {
                self.key(ctx, &event);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (link, props) = (ctx.link(), ctx.props());
        let axis = |axis: Axis, name: &'static str| {
            html! {
                <button type="button" data-axis={if axis == Axis::Happened { "happened" } else { "reported" }}
                    aria-pressed={(props.axis == axis).to_string()} onclick={self.desk.click(Msg::Axis(axis))}>{name}</button>
            }
        };
        let chosen =
            props.range.map_or_else(|| "no time is chosen".to_owned(), |range| span(&self.desk, range));
        let label = format!(
            "Timeline; {chosen}. Left and right arrows move the chosen time by a month, with Shift they stretch it, plus and minus zoom, 0 shows all, Delete takes the choice back. The button “As table” gives the same as a table."
        );
        html! {
            <section class="picture time" aria-label="Timeline">
                <header>
                    <h2>{"When"}</h2>
                    <div class="switch" role="group" aria-label="Which date">
                        {axis(Axis::Happened, "it happened")}{axis(Axis::Reported, "it was reported")}
                    </div>
                    <p class="note drag">{"Drag to choose a time. Bands are as vague as their source."}</p>
                    if props.window.is_some() {
                        <button type="button" class="plain" onclick={self.desk.click(Msg::Window(None))}>{icon(Icon::Fit)}{"All years"}</button>
                    }
                    <button type="button" class="as-table plain" data-table="timeline" aria-pressed={ctx.props().table.to_string()}
                        onclick={self.desk.click(Msg::Table(Picture::Timeline))}>{icon(Icon::Table)}{if ctx.props().table { "As picture" } else { "As table" }}</button>
                </header>
                <canvas id="timeline" ref={self.canvas.clone()} tabindex="0" role="application" aria-roledescription="timeline" aria-label={label}
                    onpointerdown={link.callback(Happening::Down)} onpointermove={link.callback(Happening::Moved)}
                    onpointerup={link.callback(Happening::Up)} onpointercancel={link.callback(|_| Happening::Left)}
                    onpointerleave={link.callback(|_| Happening::Left)} onkeydown={link.callback(Happening::Key)} />
                if ctx.props().table {
                    <PictureTable of="timeline" table={timeline::table(&self.desk.corpus, &self.matter, &self.desk.words)} />
                }
                {tooltip(&self.tip_node, self.tip.as_ref())}
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
        let size = self.surface.as_ref().map_or((0.0, 0.0), |s| s.board.size());
        // The header stands above the canvas, so there is room above the tip.
        place(&self.tip_node, self.tip.as_ref(), (size.0, size.1 + 8.0));
    }
}

impl Timeline {
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
        let (props, board) = (ctx.props(), &surface.board);
        let frame = timeline::Frame {
            width,
            height,
            window: props.window,
            range: props.range,
            lit: self.lit.as_ref(),
            words: &self.desk.words,
            measure: &|text, size, bold| board.measure(text, size, bold),
        };
        self.scale = Some(timeline::scale(&self.matter, &frame));
        self.scene = timeline::scene(&self.desk.corpus, &self.matter, &frame);
        let _ = board.paint(&self.scene);
    }

    fn press(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let (Some(surface), Some(scale)) = (&self.surface, self.scale) else { return };
        let (x, _) = surface.at(event);
        surface.hold(event);
        let here = scale.day(x);
        let grip = match ctx.props().range {
            Some((a, b)) if (x - scale.x(a.into())).abs() < 7.0 => Grip::From(b),
            Some((a, b)) if (x - scale.x(f64::from(b) + 1.0)).abs() < 7.0 => Grip::From(a),
            Some((a, b)) if (a..=b).contains(&here) => Grip::Whole(here, (a, b)),
            _ => Grip::From(here),
        };
        self.slipped = false;
        self.grip = Some((event.pointer_id(), x, grip));
    }

    fn moved(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let (Some(surface), Some(scale)) = (&self.surface, self.scale) else { return false };
        let (x, y) = surface.at(event);
        match self.grip {
            Some((id, from, grip)) if id == event.pointer_id() => {
                if !self.slipped && (x - from).abs() < SLIP {
                    return false;
                }
                let stroke = if self.slipped { Stroke::Later } else { Stroke::First };
                self.slipped = true;
                let here = scale.day(x);
                let range = match grip {
                    Grip::From(day) => (day.min(here), day.max(here)),
                    Grip::Whole(held, (a, b)) => (a + here - held, b + here - held),
                };
                self.desk.send.emit(Msg::Brush(Some(range), stroke));
                false
            }
            _ => {
                let target = self.scene.hit(x, y, REACH.0).cloned();
                surface.cursor(if target.is_some() { "pointer" } else { "crosshair" });
                if target != self.lit {
                    self.lit.clone_from(&target);
                    self.redraw(ctx);
                }
                let tip = target.map(|t| Tip { x, y, lines: tip(&self.desk, &t) });
                let changed = tip != self.tip;
                self.tip = tip;
                changed
            }
        }
    }

    fn up(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let Some(surface) = &self.surface else { return false };
        let (x, y) = surface.at(event);
        if self.grip.take().is_none() || self.slipped {
            return false;
        }
        let reach = if event.pointer_type() == "mouse" { REACH.0 } else { REACH.1 };
        let msg = match self.scene.hit(x, y, reach) {
            Some(target) => message(target),
            None => ctx.props().range.map(|_| Msg::Brush(None, Stroke::First)),
        };
        if let Some(msg) = msg {
            self.tip = None;
            self.desk.send.emit(msg);
        }
        true
    }

    /// First and last day in view.
    fn in_view(&self) -> Option<(f64, f64)> {
        let scale = self.scale?;
        let days = f64::from(scale.right - scale.left) / scale.per_day;
        Some((scale.first, scale.first + days))
    }

    fn wheel(&self, event: &WheelEvent) {
        let (Some(surface), Some(scale)) = (&self.surface, self.scale) else { return };
        let (x, _) = surface.at(event);
        self.zoom(magnification(event), f64::from(scale.day(x)));
    }

    fn zoom(&self, by: f64, about: f64) {
        let Some((first, last)) = self.in_view() else { return };
        let span = (last - first) / by;
        if !(20.0..=40_000.0).contains(&span) {
            return;
        }
        let from = about - (about - first) / by;
        self.desk.send.emit(Msg::Window(Some((from.floor() as Day, (from + span).ceil() as Day))));
    }

    fn key(&self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
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
