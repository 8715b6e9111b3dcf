//! The page as a whole: the view, its address, the history, and the regions.

use super::about::About;
use super::answers::Answers;
use super::bar::{Bar, Panes};
use super::beside::Beside;
use super::browser::{self, window};
use super::cards::Cards;
use super::chips::Chips;
use super::claims::Claims;
use super::embedded::{Asked, Host};
use super::events::Events;
use super::facets::Facets;
use super::late::{self, Bringing, Missing, Step};
use super::lit::{self, Lit};
use super::load::Obstacle;
use super::map::Map;
use super::network::{Network, Ties};
use super::overview::Overview;
use super::own::{self, Change, Own, OwnReports, Told};
use super::reader::ReaderPane;
use super::register::Register;
use super::reports::Reports;
use super::shared::{Came, Desk, Shared};
use super::timeline::Timeline;
use crate::corpus::Corpus;
use crate::query::Index;
use crate::scene::borders::Borders;
use crate::state::{By, Card, Msg, Navigation, Picture, Room, View, update};
use crate::words::{Lang, Words, key};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// How long an address waits to be rewritten while one types or drags, in milliseconds: browsers
/// refuse more than some hundred rewrites in half a minute.
const LULL: u32 = 250;

/// What was loaded.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What is read.
    pub corpus: Shared<Corpus>,
    /// The language that the address asked for, if it could be loaded.
    pub words: Shared<Words>,
}

/// What happens to the page.
pub enum Happening {
    /// The reader did something.
    Did(Msg),
    /// The address changed.
    Address,
    /// The lull is over: the address may be rewritten.
    Lull,
    /// The filters are asked for, or sent away, on a phone.
    Filters(bool),
    /// Light and dark were switched.
    Shade,
    /// The page around this one asks for something.
    Asked(Asked),
    /// Another language was loaded, or could not be.
    Spoken(Lang, Option<Shared<Words>>),
    /// The page stands idle: what the map needs may come.
    Idle,
    /// Nobody waits: more is read of what rooms will need.
    Read,
    /// It came.
    Borders(Result<Borders, Obstacle>),
    /// The reader brings reports, or they are read.
    Own(Told),
    /// What of the corpus is not there was asked for, or goes on coming.
    Late(Step),
}

/// How long after the first picture the borders are fetched, in milliseconds, if nobody asked for the map.
const IDLE: u32 = 2500;

/// What rooms will need is read in slices: milliseconds between them, and of each, about.
const READING: (u32, f64) = (12, 8.0);

/// Reads more when the page has had time for other things.
fn later(ctx: &Context<App>) -> Timeout {
    let link = ctx.link().clone();
    Timeout::new(READING.0, move || link.send_message(Happening::Read))
}

/// What the map is drawn from.
enum Ground {
    /// Nobody asked for it yet.
    Unasked,
    /// On its way.
    Coming,
    Here(Shared<Borders>),
    Missing(Obstacle),
}

/// The page.
pub struct App {
    view: View,
    desk: Desk,
    answers: Answers,
    ground: Ground,
    _idle: Timeout,
    _reading: Option<Timeout>,
    filters: bool,
    /// Languages that were loaded.
    known: Vec<Shared<Words>>,
    /// A language that could not be loaded.
    mute: Option<Lang>,
    /// Counts switches of shade, so that pictures are painted anew.
    shade: u32,
    /// Where the focus was when each card, the reader or About was opened.
    openers: Vec<HtmlElement>,
    /// Where the closed card's event stands in a list.
    left: Option<String>,
    /// What is to get the focus once it is drawn.
    focus: Option<Focus>,
    pending: Option<Timeout>,
    /// The page around this one, if there is one.
    host: Option<Host>,
    /// What the reader brought.
    own: Own,
    /// Parts of the corpus on their way.
    bringing: Bringing,
    /// Counts corpora that were shown, so that everything is drawn anew.
    corpora: u32,
    /// The language and the title that the window was given last.
    named: (&'static str, String),
    _lit: [EventListener; 2],
    /// Asks before the page is left with what the reader brought.
    _guard: Option<EventListener>,
    _listeners: Vec<EventListener>,
}

enum Focus {
    On(&'static str),
    Back(HtmlElement),
}

impl Component for App {
    type Message = Happening;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        late::listen(&props.corpus, ctx.link().callback(|()| Happening::Late(Step::Wanted)));
        let desk = desk(props.corpus.clone(), props.words.clone(), ctx.link().callback(Happening::Did));
        let mut view = View::from_fragment(&browser::fragment());
        let mute = Some(view.lang).filter(|&lang| lang != desk.words.lang());
        view.lang = desk.words.lang();
        let known = vec![desk.words.clone()];
        let answers = Answers::new(&desk, &view.selection);
        let link = ctx.link().clone();
        let moved = move |_: &Event| link.send_message(Happening::Address);
        let mut listeners = vec![
            EventListener::new(&window(), "popstate", moved.clone()),
            EventListener::new(&window(), "hashchange", moved),
        ];
        super::host::watch(ctx.link().callback(Happening::Own));
        let send = desk.send.clone();
        let options = EventListenerOptions::enable_prevent_default();
        listeners.push(EventListener::new_with_options(&window(), "keydown", options, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                key(event, &send);
            }
        }));
        if let Ok(Some(system)) = window().match_media("(prefers-color-scheme: dark)") {
            let link = ctx.link().clone();
            listeners
                .push(EventListener::new(&system, "change", move |_| link.send_message(Happening::Shade)));
        }
        let link = ctx.link().clone();
        let idle = Timeout::new(IDLE, move || link.send_message(Happening::Idle));
        let mut app = App {
            view,
            _lit: lit::listen(&desk.lit, &desk.corpus),
            desk,
            answers,
            ground: Ground::Unasked,
            _idle: idle,
            _reading: Some(later(ctx)),
            filters: false,
            known,
            mute,
            shade: 0,
            openers: Vec::new(),
            left: None,
            focus: None,
            pending: None,
            host: Host::greet(ctx.link().callback(Happening::Asked)),
            own: Own::default(),
            bringing: Bringing::default(),
            corpora: 0,
            named: Default::default(),
            _guard: None,
            _listeners: listeners,
        };
        if app.view.room == Room::Map {
            app.ask_for_borders(ctx);
        }
        app
    }

    fn update(&mut self, ctx: &Context<Self>, happening: Happening) -> bool {
        match happening {
            Happening::Did(msg) => self.act(ctx, msg),
            Happening::Address => {
                // What is still to be written belongs to the entry that was left.
                self.pending = None;
                self.act(ctx, Msg::Went(Box::new(View::from_fragment(&browser::fragment()))))
            }
            Happening::Lull => {
                self.pending = None;
                self.write(false);
                false
            }
            Happening::Filters(open) => {
                self.filters = open;
                true
            }
            Happening::Shade => {
                self.shade += 1;
                true
            }
            Happening::Asked(Asked::Dark(dark)) => {
                browser::show_dark(dark);
                self.shade += 1;
                true
            }
            Happening::Asked(Asked::View(view)) => {
                let asked = View::from_fragment(&["#/", &view].concat());
                // Its own echo, or an address that it knows already.
                if asked == self.view {
                    return false;
                }
                let changed = self.act(ctx, Msg::Went(Box::new(asked)));
                self.write(false);
                changed
            }
            Happening::Spoken(lang, words) => {
                let loaded = words.is_some();
                self.known.extend(words);
                if lang == self.view.lang {
                    if !loaded {
                        self.mute = Some(lang);
                        self.view.lang = self.desk.words.lang();
                        self.write(false);
                    }
                    self.speak(ctx);
                }
                true
            }
            Happening::Idle => {
                self.ask_for_borders(ctx);
                false
            }
            Happening::Read => {
                let begin = browser::now();
                let time = || browser::now() - begin < READING.1;
                let ready = self.desk.foresee(time);
                self._reading = (!ready).then(|| later(ctx));
                false
            }
            Happening::Borders(came) => {
                self.ground = match came {
                    Ok(borders) => Ground::Here(Shared::new(borders)),
                    Err(obstacle) => Ground::Missing(obstacle),
                };
                true
            }
            Happening::Late(step) => {
                let tell = ctx.link().callback(Happening::Late);
                if !self.bringing.go_on(&ctx.props().corpus, step, &tell) {
                    return false;
                }
                self.answers.more(&self.desk, &self.view.selection);
                true
            }
            Happening::Own(told) => {
                match self.own.hear(told, &ctx.link().callback(Happening::Own)) {
                    Some(Change::To(corpus, borders)) => self.lay(ctx, Shared::new(*corpus), borders),
                    Some(Change::Back) => self.lay(ctx, ctx.props().corpus.clone(), None),
                    None => {}
                }
                true
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let view = &self.view;
        let pane = if self.filters { "filters" } else { view.room.name() };
        let room = self.room(ctx);
        let tell = ctx.link().callback(Happening::Own);
        // Beside pictures stands what they are about; lists need the width, until a card is open.
        let pictures = matches!(view.room, Room::Map | Room::Timeline | Room::Network);
        let side = pictures || !view.cards.is_empty();
        html! {
            <>
            <ContextProvider<Desk> key={format!("{}{}", self.desk.words.lang().tag(), self.corpora)} context={self.desk.clone()}>
            <ContextProvider<Came> context={Came(self.bringing.came)}>
                if let Some(lang) = self.mute {
                    <p class="notice" role="alert">{self.desk.words.fill(key!("lang.failed"), &[lang.name()])}</p>
                }
                if let Some(missing) = &self.bringing.missing {
                    {self.wanting(ctx, missing)}
                }
                <super::offline::Newer />
                <a class="skip" href="#main" onclick={skip()}>{self.desk.say(key!("skip"))}</a>
                <div class="page" data-pane={pane} data-side={if pictures { "beside" } else if side { "card" } else { "none" }} data-cards={(!view.cards.is_empty()).to_string()}
                    data-reading={view.reader.is_some().to_string()}>
                    <Bar words={view.selection.words.clone()} room={view.room}
                        shade={ctx.link().callback(|()| Happening::Shade)} own={tell.clone()} />
                    <Facets answer={self.answers.now.answer.clone()} />
                    <main class="middle" id="main" tabindex="-1" data-ready="true">
                        <Chips selection={view.selection.clone()} answer={self.answers.now.answer.clone()} />
                        {room}
                        if let Some(reader) = &view.reader {
                            <ReaderPane reader={reader.clone()} top={view.cards.last().cloned()} unmarked={view.unmarked.clone()} />
                        }
                    </main>
                    if side {
                        <aside class="side" aria-label={self.desk.say(key!("card"))}>
                            if view.cards.is_empty() && view.room == Room::Network {
                                <Ties answer={self.answers.now.answer.clone()} nodes={view.nodes.clone()} />
                            } else if view.cards.is_empty() {
                                <Beside answer={self.answers.now.answer.clone()} />
                            } else {
                                <Cards cards={view.cards.clone()} />
                            }
                        </aside>
                    }
                    <Panes room={view.room} filters={self.filters} ask={ctx.link().callback(Happening::Filters)} />
                </div>
                if view.about {
                    <About />
                }
            </ContextProvider<Came>>
            </ContextProvider<Desk>>
            // Stays while the corpus is another.
            <ContextProvider<Desk> context={self.desk.clone()}>
                <OwnReports own={self.own.clone()} shipped={ctx.props().corpus.records().documents.len()} tell={tell} />
            </ContextProvider<Desk>>
            </>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first {
            self.write(false);
        }
        // Set only where it is another: the browser works out the whole page's style anew for either.
        let named = (self.desk.words.lang().tag(), self.title());
        if self.named != named {
            browser::document().set_title(&named.1);
            browser::set_language(named.0);
            self.named = named;
        }
        if let Some(host) = &self.host {
            host.tell_height();
        }
        match self.focus.take() {
            Some(Focus::On(css)) => browser::focus(css),
            Some(Focus::Back(element)) if element.is_connected() => {
                let _ = element.focus();
            }
            // What opened it was drawn anew in the meantime: its event or report stands for it.
            Some(Focus::Back(_)) => browser::focus(&self.left.take().unwrap_or_else(|| "#main".to_owned())),
            None => {}
        }
    }
}

impl App {
    /// Shows another corpus, in the same view.
    fn lay(&mut self, ctx: &Context<Self>, corpus: Shared<Corpus>, borders: Option<Borders>) {
        let mut words = (*self.desk.words).clone();
        words.meet(&corpus.records().entities);
        // Other languages meet these people when they are asked for.
        self.known = vec![Shared::new(words)];
        self.desk = desk(corpus, self.known[0].clone(), self.desk.send.clone());
        self._lit = lit::listen(&self.desk.lit, &self.desk.corpus);
        self._guard = self.own.shown.then(own::guard);
        self._reading = Some(later(ctx));
        self.corpora += 1;
        self.answers = Answers::new(&self.desk, &self.view.selection);
        self.ground = borders.map_or(Ground::Unasked, |borders| Ground::Here(Shared::new(borders)));
        self.ask_for_borders(ctx);
    }

    /// What the open room shows.
    fn room(&self, ctx: &Context<Self>) -> Html {
        let (view, answer) = (&self.view, self.answers.now.answer.clone());
        let inside = match view.room {
            Room::Map | Room::Timeline | Room::Network => return self.pictures(ctx),
            Room::Overview => html! { <Overview {answer} /> },
            Room::Register => {
                html! { <Register {answer} part={view.part.clone()} sorting={view.sorting.clone()} /> }
            }
            Room::Claims => {
                html! { <Claims {answer} selection={view.selection.clone()} part={view.part.clone()} /> }
            }
            Room::Events => html! { <Events {answer} /> },
            Room::Reports => html! { <Reports {answer} words={view.selection.words.clone()} /> },
        };
        let name = super::bar::title(view.room);
        html! {
            <div class={format!("room room-{}", view.room.name())} tabindex="-1" key={view.room.name()}>
                if view.room != Room::Overview { <h2 class="unseen">{self.desk.say(name)}</h2> }
                {inside}
            </div>
        }
    }

    fn pictures(&self, ctx: &Context<Self>) -> Html {
        let view = &self.view;
        let time = |room: bool| {
            html! {
                <Timeline events={self.answers.now.anytime.clone()} answer={self.answers.now.answer.clone()} selection={view.selection.clone()} axis={view.selection.axis}
                    by={if room { view.lanes } else { By::Country }} range={view.selection.range} window={view.window}
                    {room} table={view.tables.contains(&Picture::Timeline)} shade={self.shade} came={if room { self.bringing.came } else { 0 }} />
            }
        };
        let picture = match (view.room, &self.ground) {
            (Room::Timeline, _) => return html! { <div class="pictures">{time(true)}</div> },
            (Room::Network, _) => html! {
                <Network answer={self.answers.now.answer.clone()} selection={view.selection.clone()} nodes={view.nodes.clone()} lens={view.lens}
                    table={view.tables.contains(&Picture::Network)} shade={self.shade} />
            },
            (_, Ground::Here(borders)) => html! {
                <Map answer={self.answers.now.answer.clone()} borders={borders.clone()} camera={view.camera}
                    worldview={view.worldview} selection={view.selection.clone()}
                    table={view.tables.contains(&Picture::Map)} shade={self.shade} />
            },
            (_, Ground::Missing(obstacle)) => {
                let again = ctx.link().callback(|_| Happening::Idle);
                html! {
                    <section class="picture map"><div class="ground wanting" role="alert">
                        <p>{&obstacle.what}</p><p>{&obstacle.advice}</p>
                        <p><button type="button" class="solid" onclick={again}>{self.desk.say(key!("load.again"))}</button></p>
                    </div></section>
                }
            }
            _ => html! {
                <section class="picture map"><div class="ground wanting" role="status"><p>{self.desk.say(key!("load.borders"))}</p></div></section>
            },
        };
        html! { <div class="pictures">{picture}{time(false)}</div> }
    }

    /// What is said where a part of the corpus could not be had, and the way to try again.
    fn wanting(&self, ctx: &Context<Self>, missing: &Missing) -> Html {
        let again = ctx.link().callback(|_| Happening::Late(Step::Fetch));
        html! {
            <p class="notice" role="alert">
                {missing.told(&self.desk.words).what}{" "}
                <button type="button" class="link" data-act="again" onclick={again}>{self.desk.say(key!("load.again"))}</button>
            </p>
        }
    }

    fn ask_for_borders(&mut self, ctx: &Context<Self>) {
        if matches!(self.ground, Ground::Unasked | Ground::Missing(_)) {
            self.ground = Ground::Coming;
            let words = self.desk.words.clone();
            ctx.link().send_future(async move { Happening::Borders(super::load::borders(&words).await) });
        }
    }

    fn act(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let before = self.view.clone();
        let opened = match &msg {
            Msg::Open(_) => Some(".card h2"),
            Msg::Read(_) => Some(".reader h2"),
            _ => None,
        };
        let went = matches!(msg, Msg::Went(_));
        if matches!(msg, Msg::Show(_)) {
            self.filters = false;
        }
        let navigation = update(&mut self.view, msg);
        if self.view == before {
            return true;
        }
        if let Some(host) = &self.host {
            host.tell_view(&self.view);
        }
        if before.selection != self.view.selection {
            self.answers.ask(&self.desk, before.selection.clone(), &self.view.selection);
        }
        if self.view.room == Room::Map {
            self.ask_for_borders(ctx);
        }
        self.keep_focus(&before, opened, went);
        if self.view.lang != self.desk.words.lang() {
            self.speak(ctx);
        }
        match navigation {
            Navigation::Push => {
                if self.pending.take().is_some() {
                    // The entry that is left keeps what it showed last.
                    let now = std::mem::replace(&mut self.view, before);
                    self.write(false);
                    self.view = now;
                }
                self.write(true);
            }
            Navigation::Replace => {
                let link = ctx.link().clone();
                self.pending = Some(Timeout::new(LULL, move || link.send_message(Happening::Lull)));
            }
            Navigation::None => {}
        }
        true
    }

    /// What was opened gets the focus; what opened it gets it back.
    fn keep_focus(&mut self, before: &View, opened: Option<&'static str>, went: bool) {
        let depth = |v: &View| v.cards.len() + usize::from(v.reader.is_some()) + usize::from(v.about);
        let (was, is) = (depth(before), depth(&self.view));
        if let Some(css) = opened {
            if is > was {
                self.openers.extend(browser::focused());
            }
            self.focus = Some(Focus::On(css));
        } else if self.view.about && !before.about {
            self.openers.extend(browser::focused());
        } else if is < was {
            let back = self.openers.split_off(self.openers.len().saturating_sub(was - is));
            self.focus = back.into_iter().next().filter(|_| !went).map(Focus::Back);
            self.left = match before.cards.last() {
                Some(Card::Event(key)) if before.cards.len() > self.view.cards.len() => {
                    Some(format!(".event[data-key={:?}] .open-card", key))
                }
                _ => None,
            };
        }
    }

    /// Speaks the view's language, as soon as it is there; until then the page stays as it is.
    fn speak(&mut self, ctx: &Context<Self>) {
        let lang = self.view.lang;
        if let Some(words) = self.known.iter().find(|w| w.lang() == lang) {
            self.desk.words = words.clone();
            self.desk.title = self.desk.corpus.title(words).into();
            self.focus = Some(Focus::On("#language"));
            return;
        }
        self.mute = None;
        let (link, corpus) = (ctx.link().clone(), self.desk.corpus.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let words = super::load::words(lang).await.map(|mut words| {
                words.meet(&corpus.records().entities);
                Shared::new(words)
            });
            link.send_message(Happening::Spoken(lang, words));
        });
    }

    /// What the window is called, so that the history can be read.
    fn title(&self) -> String {
        let corpus = &self.desk.corpus;
        let of_report = self.view.reader.as_ref().and_then(|r| corpus.document_by_id(&r.document));
        let name = match (of_report, self.view.cards.last()) {
            (Some(id), _) => Some(corpus.document_title(id).to_owned()),
            (None, Some(card)) => Some(super::cards::label(&self.desk, card)),
            (None, None) => Some(self.desk.title.to_string()).filter(|t| !t.is_empty()),
        };
        name.map_or_else(|| "Entente".to_owned(), |name| format!("{name} · Entente"))
    }

    /// Writes the view into the address: as a new entry of the history, or over the present one.
    fn write(&self, push: bool) {
        let fragment = self.view.to_fragment();
        if fragment == browser::fragment() {
            return;
        }
        if let Ok(history) = window().history() {
            let _ = if push {
                history.push_state_with_url(&JsValue::NULL, "", Some(&fragment))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment))
            };
        }
    }
}

fn desk(corpus: Shared<Corpus>, words: Shared<Words>, send: Callback<Msg>) -> Desk {
    Desk {
        title: corpus.title(&words).into(),
        index: Shared::new(Index::new(&corpus)),
        corpus,
        words,
        lit: Lit::default(),
        topics: Shared::new(OnceCell::new()),
        kept: Shared::new(Default::default()),
        send,
    }
}

/// Keys that work everywhere.
fn key(event: &KeyboardEvent, send: &Callback<Msg>) {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "/" if !browser::is_typing(event.target()) => {
            event.prevent_default();
            browser::focus("#search");
        }
        "Escape" => send.emit(Msg::Escape),
        _ => {}
    }
}

fn skip() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        // The fragment belongs to the view; the link must not replace it.
        event.prevent_default();
        browser::focus("#main");
    })
}
