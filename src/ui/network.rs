//! The network: painted from its scene; two fingers, drag, wheel and keys move it; and beside it what is
//! chosen: who a node is tied with, or the way between two, sentence by sentence.

use super::browser::now;
use super::icons::{Icon, icon};
use super::lit::Watch;
use super::quote;
use super::save::{self, Save};
use super::shared::{Desk, Shared, use_came, use_desk};
use super::surface::{Gesture, Surface};
use super::table::PictureTable;
use crate::decimal::written;
use crate::query::{Answer, Selection};
use crate::record::{EntityId, EventId, Schema};
use crate::scene::network::{self, Form, Graph, Layout, Lens, View};
use crate::scene::plate::Sign;
use crate::scene::{Scene, Target};
use crate::state::{Card, Msg, Picture};
use crate::words::{Key, key};
use std::rc::Rc;
use web_sys::{HtmlCanvasElement, HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

/// How much a key or a button magnifies.
const STEP: f64 = 1.5;
/// Milliseconds of a frame in which a large network may be laid out.
const SLICE: f64 = 10.0;
/// How many ties, and how many sentences of each, are listed before one asks for more.
const LISTED: (usize, usize) = (40, 30);

/// What is drawn, and how it is looked at.
#[derive(Clone, PartialEq, Properties)]
pub struct NetworkProps {
    /// What is left.
    pub answer: Shared<Answer>,
    /// What is chosen.
    pub selection: Selection,
    /// Keys of the chosen nodes.
    pub nodes: Vec<String>,
    /// Where it is looked at.
    pub lens: Option<Lens>,
    /// Whether it is shown as its table.
    pub table: bool,
    /// Changes when light and dark are switched.
    pub shade: u32,
}

/// What happens to the network.
pub enum Happening {
    /// The reader does something with it.
    Did(Gesture),
    /// Something else is lit.
    Lit,
    /// A button zooms.
    Zoom(f64),
    /// What is chosen is to fill the picture.
    Fit,
    /// The picture is to be saved.
    Save(save::Kind),
}

/// The network.
pub struct Network {
    desk: Desk,
    canvas: NodeRef,
    surface: Option<Surface>,
    /// Whether all nodes have their places.
    at_rest: bool,
    graph: Rc<Graph>,
    scene: Scene,
    hint: bool,
    _watch: Watch,
}

impl Component for Network {
    type Message = Happening;
    type Properties = NetworkProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (desk, _) = ctx.link().context::<Desk>(Callback::noop()).expect("the desk's provider");
        Network {
            graph: desk.graph(&ctx.props().answer),
            _watch: desk.lit.watch(ctx.link().callback(|()| Happening::Lit)),
            desk,
            canvas: NodeRef::default(),
            surface: None,
            scene: Scene::default(),
            at_rest: false,
            hint: false,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &NetworkProps) -> bool {
        let new = ctx.props();
        if new.answer != old.answer {
            self.graph = self.desk.graph(&new.answer);
        }
        if let Some(surface) = &mut self.surface {
            if new.shade != old.shade {
                surface.board.relight();
            }
            surface.redraw();
        }
        new.answer != old.answer || new.table != old.table || new.nodes != old.nodes
    }

    fn update(&mut self, ctx: &Context<Self>, happening: Happening) -> bool {
        match happening {
            Happening::Did(Gesture::Frame) => return self.paint(ctx),
            Happening::Did(gesture) => return self.did(ctx, gesture),
            Happening::Lit => {
                if let Some(surface) = &self.surface {
                    surface.redraw();
                }
            }
            Happening::Zoom(by) => self.zoom(ctx, by),
            Happening::Fit => self.fit(ctx),
            Happening::Save(kind) => {
                let _ = self.save(ctx, kind);
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (link, desk, table) = (ctx.link(), &self.desk, ctx.props().table);
        let button = |act: &'static str, name: Key, sign: Icon, onclick: Callback<MouseEvent>| {
            let name = desk.say(name);
            html! {
                <button type="button" data-act={act} aria-label={name.clone()} title={name} {onclick}>{icon(sign)}</button>
            }
        };
        let (nodes, ties) = (self.graph.nodes.len().to_string(), self.graph.ties.len().to_string());
        let label = desk.words.fill(key!("network.label"), &[&nodes, &ties]);
        html! {
            <section class="picture map network" aria-label={desk.say(key!("room.network"))}>
              <div class="ground">
                <canvas id="network" class="two-fingers" ref={self.canvas.clone()} tabindex="0" role="application" aria-roledescription="network" aria-label={label} />
                <div class="zooms">
                    {button("zoom-in", key!("zoom.in"), Icon::Plus, link.callback(|_| Happening::Zoom(STEP)))}
                    {button("zoom-out", key!("zoom.out"), Icon::Minus, link.callback(|_| Happening::Zoom(1.0 / STEP)))}
                    {button("zoom-fit", key!("network.all"), Icon::Globe, desk.click(Msg::Lens(None)))}
                    {button("fit-selection", key!("zoom.selection"), Icon::Fit, link.callback(|_| Happening::Fit))}
                </div>
                if self.graph.nodes.is_empty() {
                    <div class="empty"><super::chips::Nothing /></div>
                } else if !self.at_rest {
                    <p class="fingers" role="status">{desk.say(key!("network.wait"))}</p>
                } else if self.hint {
                    <p class="fingers" role="status">{desk.say(key!("fingers"))}</p>
                }
                if table {
                    <PictureTable of="network" table={network::table(&desk.corpus, &self.graph, &desk.words)} />
                }
              </div>
              <footer>
                {legend(desk)}
                <p class="note">
                    {desk.say(key!("network.note"))}
                    if self.graph.nodes.len() > network::AT_ONCE {
                        {" "}{desk.words.fill(key!("network.few"), &[&network::AT_ONCE.to_string(), &nodes])}
                    }
                    if self.graph.least > 1 {
                        {" "}{desk.words.fill(key!("network.thin"), &[&self.graph.least.to_string()])}
                    }
                </p>
                <Save save={link.callback(Happening::Save)} />
                <button type="button" class="as-table plain" data-table="network" aria-pressed={table.to_string()}
                    onclick={desk.click(Msg::Table(Picture::Network))}>{icon(Icon::Table)}{desk.say(if table { key!("as.picture") } else { key!("as.table") })}</button>
              </footer>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(canvas) = self.canvas.cast::<HtmlCanvasElement>() {
            self.surface = Surface::new(canvas, false, ctx.link().callback(Happening::Did));
            if let Some(surface) = &self.surface {
                surface.redraw();
            }
        }
    }
}

/// The kinds of nodes, in the order of the legend.
const KINDS: [Schema; 5] =
    [Schema::Country, Schema::Person, Schema::PublicBody, Schema::Company, Schema::Equipment];

/// The forms of the kinds of nodes.
fn legend(desk: &Desk) -> Html {
    let line = |schema: Schema| {
        let (form, class) = (network::form(schema).0, quote::kind_class(schema));
        let points: Vec<String> = form
            .corners(7.0, 7.0, 5.0)
            .iter()
            .map(|(x, y)| format!("{},{}", written((*x).into(), 2), written((*y).into(), 2)))
            .collect();
        html! {
            <li>
                <svg class={format!("form form-{class}")} viewBox="0 0 14 14" aria-hidden="true">
                    if form == Form::Circle {
                        <circle cx="7" cy="7" r="5" />
                    } else {
                        <polygon points={points.join(" ")} />
                    }
                </svg>
                <span>{desk.words.schema(schema).to_owned()}</span>
            </li>
        }
    };
    html! {
        <ul class="legend" aria-label={desk.say(key!("legend"))}>
            {for KINDS.map(line)}
        </ul>
    }
}

impl Network {
    /// Lays out what is left to be laid out, then paints; whether the page has to be drawn anew.
    fn paint(&mut self, ctx: &Context<Self>) -> bool {
        let Some(surface) = &self.surface else { return false };
        let (width, height) = surface.board.size();
        if width < 1.0 || height < 1.0 {
            return false;
        }
        if !self.at_rest {
            // Nothing is shown on its way to rest: nobody reads what moves.
            let begin = now();
            self.at_rest = self.desk.lay_out(|| now() - begin < SLICE);
            if !self.at_rest {
                surface.redraw();
                return false;
            }
            surface.redraw();
            return true;
        }
        let (props, board) = (ctx.props(), &surface.board);
        let frame = network::Frame {
            width,
            height,
            lens: props.lens,
            glow: &self.desk.lit.now(),
            chosen: &props.nodes,
            words: &self.desk.words,
            measure: &|text, size, bold| board.measure(text, size, bold),
        };
        let view = self.look(ctx);
        self.scene = network::scene(&self.desk.corpus, &self.graph, &view, &|id| self.place(id), &frame);
        let _ = board.paint(&self.scene);
        false
    }

    fn save(&self, ctx: &Context<Self>, kind: save::Kind) -> Option<()> {
        let (props, words) = (ctx.props(), &self.desk.words);
        let legend = KINDS.map(|s| (Sign::Kind(s), words.schema(s).to_owned())).into();
        let notes = [words.say(key!("network.note")).to_owned()];
        let name = key!("room.network");
        let caption = save::caption(&self.desk, name, &props.selection, &props.answer, legend, &notes);
        save::save(&self.surface.as_ref()?.board, kind, "entente-network", &self.scene, &caption)
    }

    fn place(&self, id: EntityId) -> Option<(f32, f32)> {
        self.desk.kept.layout.borrow().as_ref()?.at.get(self.desk.whole().find(id)?).copied()
    }

    fn look(&self, ctx: &Context<Self>) -> View {
        let (w, h) = self.surface.as_ref().map_or((0.0, 0.0), |s| s.board.size());
        View::new(
            self.desk.kept.layout.borrow().as_ref().unwrap_or(&Layout::default()),
            ctx.props().lens,
            w,
            h,
        )
    }

    fn did(&mut self, ctx: &Context<Self>, gesture: Gesture) -> bool {
        let view = self.look(ctx);
        let Some(surface) = &self.surface else { return false };
        let go = |from, to, factor| self.desk.send.emit(Msg::Lens(Some(view.moved(from, to, factor))));
        match gesture {
            Gesture::Sized => surface.fit(&self.scene),
            Gesture::Over(at) => surface.point(&self.desk, &self.scene, at, "grab"),
            Gesture::Out => surface.leave(&self.desk),
            Gesture::Press(_) => surface.hush(),
            Gesture::Drag(from, to, _) => {
                surface.hush();
                surface.cursor("grabbing");
                go(from, to, 1.0);
            }
            Gesture::Pinch(from, to, factor) => {
                go(from, to, factor);
                return std::mem::take(&mut self.hint);
            }
            Gesture::Alone => return !std::mem::replace(&mut self.hint, true),
            Gesture::Release => surface.cursor("grab"),
            Gesture::Wheel(at, by, _) => {
                surface.hush();
                go(at, at, by);
            }
            Gesture::Tap((x, y), reach) => {
                surface.hush();
                let chosen = &ctx.props().nodes;
                let nodes = match self.scene.hit(x, y, reach) {
                    // A second click on what is chosen takes it back.
                    Some(Target::Node(key)) if chosen.len() == 1 && chosen[0] == *key => Vec::new(),
                    Some(Target::Node(key)) => vec![key.clone()],
                    Some(Target::Tie(a, b)) => vec![a.clone(), b.clone()],
                    _ => Vec::new(),
                };
                if nodes != *chosen {
                    self.desk.send.emit(Msg::Nodes(nodes));
                }
            }
            Gesture::Key(event) => self.key(ctx, &event),
            Gesture::Paper(paper) => {
                surface.board.paper.set(paper);
                return self.paint(ctx);
            }
            Gesture::Frame => {}
        }
        false
    }

    fn zoom(&self, ctx: &Context<Self>, by: f64) {
        let (w, h) = self.surface.as_ref().map_or((0.0, 0.0), |s| s.board.size());
        let middle = (w / 2.0, h / 2.0);
        self.desk.send.emit(Msg::Lens(Some(self.look(ctx).moved(middle, middle, by))));
    }

    /// What is chosen with its neighbours or its way fills the picture; else all that is left.
    fn fit(&self, ctx: &Context<Self>) {
        let find = |key: &String| self.graph.find_key(&self.desk.corpus, key);
        let chosen: Vec<usize> = ctx.props().nodes.iter().filter_map(find).collect();
        let shown: Vec<usize> = match chosen.as_slice() {
            [] => (0..self.graph.nodes.len()).collect(),
            [one] => self.graph.around(*one).map(|(other, _)| other).chain([*one]).collect(),
            [from, to, ..] => self.graph.way(*from, *to).unwrap_or_else(|| vec![*from, *to]),
        };
        let places: Vec<(f32, f32)> =
            shown.into_iter().filter_map(|n| self.place(self.graph.nodes[n].entity)).collect();
        self.desk.send.emit(Msg::Lens(Some(self.look(ctx).onto(&places))));
    }

    fn key(&self, ctx: &Context<Self>, event: &KeyboardEvent) {
        let pan = |dx: f32, dy: f32| {
            let lens = self.look(ctx).moved((0.0, 0.0), (dx, dy), 1.0);
            self.desk.send.emit(Msg::Lens(Some(lens)));
        };
        match event.key().as_str() {
            "+" | "=" => self.zoom(ctx, STEP),
            "-" | "_" => self.zoom(ctx, 1.0 / STEP),
            "0" => self.desk.send.emit(Msg::Lens(None)),
            "f" | "F" => self.fit(ctx),
            "ArrowLeft" => pan(64.0, 0.0),
            "ArrowRight" => pan(-64.0, 0.0),
            "ArrowUp" => pan(0.0, 64.0),
            "ArrowDown" => pan(0.0, -64.0),
            // The next node by its events, or the one before: the network without a pointer.
            "n" | "p" => self.next(ctx, event.key() == "n"),
            "Delete" | "Backspace" => self.desk.send.emit(Msg::Nodes(Vec::new())),
            _ => return,
        }
        event.prevent_default();
    }

    fn next(&self, ctx: &Context<Self>, on: bool) {
        let ranked = ranked(&self.graph);
        let at = ctx.props().nodes.first().and_then(|key| self.graph.find_key(&self.desk.corpus, key));
        let at = at.and_then(|node| ranked.iter().position(|&n| n == node));
        let step = match (at, on) {
            (None, _) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.saturating_sub(1),
        };
        if let Some(&node) = ranked.get(step) {
            let key = self.desk.corpus.entity(self.graph.nodes[node].entity).key.clone();
            self.desk.send.emit(Msg::Nodes(vec![key]));
        }
    }
}

/// Nodes by their events, most first.
fn ranked(graph: &Graph) -> Vec<usize> {
    use crate::order::Ordered;
    let mut ranked: Vec<usize> = (0..graph.nodes.len()).collect();
    ranked.order_by_key(|&n| (std::cmp::Reverse(graph.nodes[n].events), n));
    ranked
}

/// Nodes by their ties, most first.
fn tied(graph: &Graph) -> Vec<usize> {
    use crate::order::Ordered;
    let mut nodes = ranked(graph);
    nodes.order_by_key(|&n| std::cmp::Reverse(graph.nodes[n].ties.len()));
    nodes
}

/// What stands beside the network.
#[derive(Clone, PartialEq, Properties)]
pub struct TiesProps {
    /// What is left.
    pub answer: Shared<Answer>,
    /// Keys of the chosen nodes.
    pub nodes: Vec<String>,
}

/// Who a chosen node is tied with, or the way between two; else who has most ties.
#[component]
pub fn Ties(props: &TiesProps) -> Html {
    let desk = use_desk();
    use_came();
    let graph = desk.graph(&props.answer);
    let chosen: Vec<usize> = props.nodes.iter().filter_map(|k| graph.find_key(&desk.corpus, k)).collect();
    let all = desk.click(Msg::Nodes(Vec::new()));
    let back = html! {
        <p><button type="button" class="link" data-act="network-all" onclick={all}>{desk.say(key!("network.whole"))}</button></p>
    };
    html! {
        <div class="overview ties" aria-live="polite">
            if let [from, to, ..] = chosen.as_slice() {
                <header>
                    <p class="kicker">{desk.say(key!("network.way"))}</p>
                    <h2>{format!("{} – {}", desk.name(graph.nodes[*from].entity), desk.name(graph.nodes[*to].entity))}</h2>
                    {back}
                </header>
                {way(&desk, &graph, *from, *to)}
            } else if let [one] = chosen.as_slice() {
                {neighbours(&desk, &graph, *one, back)}
            } else {
                <header>
                    <p class="kicker">{desk.say(key!("room.network"))}</p>
                    <h2>{desk.say(key!("network.caption"))}</h2>
                    <p class="lead">{desk.say(key!("network.lead"))}</p>
                </header>
                <section>
                    <h3>{desk.say(key!("network.most"))}</h3>
                    <ol class="tied">{for tied(&graph).into_iter().take(LISTED.0).map(|n| {
                        let node = &graph.nodes[n];
                        node_row(&desk, node.entity, &desk.words.count(key!("ties.count"), node.ties.len()))
                    })}</ol>
                </section>
            }
        </div>
    }
}

/// A node in a list; a click chooses it.
fn node_row(desk: &Desk, id: EntityId, count: &str) -> Html {
    let entity = desk.corpus.entity(id);
    html! {
        <li data-entity={entity.key.clone()}>
            <button type="button" class="link" onclick={desk.click(Msg::Nodes(vec![entity.key.clone()]))}>{desk.name(id)}</button>
            <span class="kind">{desk.words.schema(entity.schema).to_owned()}</span>
            <b>{count.to_owned()}</b>
        </li>
    }
}

fn neighbours(desk: &Desk, graph: &Graph, node: usize, back: Html) -> Html {
    let about = &graph.nodes[node];
    let entity = desk.corpus.entity(about.entity);
    let key = entity.key.clone();
    let goal = {
        let (send, from) = (desk.send.clone(), key.clone());
        Callback::from(move |event: Event| {
            let to = event.target_unchecked_into::<HtmlSelectElement>().value();
            if !to.is_empty() {
                send.emit(Msg::Nodes(vec![from.clone(), to]));
            }
        })
    };
    let others = ranked(graph).into_iter().filter(|&n| n != node);
    html! {
        <>
            <header>
                <p class="kicker">{desk.words.schema(entity.schema).to_owned()}</p>
                <h2>{desk.name(about.entity)}</h2>
                <p class="lead">{format!("{}, {}", desk.words.count(key!("events.count"), about.events), desk.words.count(key!("ties.count"), about.ties.len()))}</p>
                <p class="acts">
                    <button type="button" class="link" data-act="network-card" onclick={desk.click(Msg::Open(Card::Entity(key)))}>{desk.say(key!("network.card"))}</button>
                    <label>{desk.say(key!("network.goal"))}{" "}
                        <select id="goal" onchange={goal}>
                            <option value="" selected=true>{"…"}</option>
                            {for others.map(|n| {
                                let id = graph.nodes[n].entity;
                                html! { <option value={desk.corpus.entity(id).key.clone()}>{desk.name(id)}</option> }
                            })}
                        </select>
                    </label>
                </p>
                {back}
            </header>
            <section>
                <h3>{desk.say(key!("network.tied"))}</h3>
                {for graph.around(node).take(LISTED.0).map(|(other, tie)| html! {
                    <details class="tie" key={desk.corpus.entity(graph.nodes[other].entity).key.clone()}>
                        <summary data-entity={desk.corpus.entity(graph.nodes[other].entity).key.clone()}>
                            <span>{desk.name(graph.nodes[other].entity)}</span>
                            <b>{desk.words.count(key!("events.count"), tie.events.len())}</b>
                        </summary>
                        {sentences(desk, &tie.events)}
                    </details>
                })}
                if about.ties.len() > LISTED.0 {
                    <p class="note">{desk.words.fill(key!("network.more"), &[&(about.ties.len() - LISTED.0).to_string()])}</p>
                }
            </section>
        </>
    }
}

fn way(desk: &Desk, graph: &Graph, from: usize, to: usize) -> Html {
    let Some(way) = graph.way(from, to) else {
        return html! { <p class="note">{desk.say(key!("network.apart"))}</p> };
    };
    html! {
        <ol class="way">
            {for way.windows(2).map(|step| {
                let (a, b) = (graph.nodes[step[0]].entity, graph.nodes[step[1]].entity);
                let events = graph.tie(step[0], step[1]).map_or(&[][..], |t| &t.events);
                html! {
                    <li>
                        <h3>{quote::name(desk, a)}{" – "}{quote::name(desk, b)}{" "}<span>{desk.words.count(key!("events.count"), events.len())}</span></h3>
                        {sentences(desk, events)}
                    </li>
                }
            })}
        </ol>
    }
}

/// The sentences of some events, each with its source.
fn sentences(desk: &Desk, events: &[EventId]) -> Html {
    html! {
        <div class="events beside">
            <ol>{for events.iter().rev().take(LISTED.1).map(|&id| super::draw::fact(desk, "li", &desk.teller().event(id)))}</ol>
            if events.len() > LISTED.1 {
                <p class="note">{desk.words.fill(key!("network.more"), &[&(events.len() - LISTED.1).to_string()])}</p>
            }
        </div>
    }
}
