//! The bar: name, rooms, search, and the switches of the page; on a phone the rooms lie below.

use super::browser;
use super::icons::{Icon, icon};
use super::own::{OwnButton, Told};
use super::search::Search;
use super::share::Share;
use super::shared::use_desk;
use crate::state::{Msg, Room};
use crate::words::{Key, Lang, key};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What the bar shows.
#[derive(Clone, PartialEq, Properties)]
pub struct BarProps {
    /// Words of the search box.
    pub words: String,
    /// The open room.
    pub room: Room,
    /// Told when light and dark were switched.
    pub shade: Callback<()>,
    /// Hears that the reader brings reports.
    pub own: Callback<Told>,
}

/// What a room is called.
pub fn title(room: Room) -> Key {
    match room {
        Room::Overview => key!("room.overview"),
        Room::Map => key!("room.map"),
        Room::Timeline => key!("room.timeline"),
        Room::Network => key!("room.network"),
        Room::Register => key!("room.register"),
        Room::Claims => key!("room.claims"),
        Room::Events => key!("room.events"),
        Room::Reports => key!("room.reports"),
    }
}

/// The bar.
#[component]
pub fn Bar(props: &BarProps) -> Html {
    let desk = use_desk();
    let tab = |room: Room| {
        html! {
            <button type="button" class="tab" data-room={room.name()} onclick={desk.click(Msg::Show(room))}
                aria-current={(room == props.room).then_some("page")}>{desk.say(title(room))}</button>
        }
    };
    let turn = {
        let shade = props.shade.clone();
        Callback::from(move |_: MouseEvent| {
            browser::set_dark(!browser::is_dark());
            shade.emit(());
        })
    };
    let speak = desk.send.reform(|event: Event| {
        let tag = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Speak(Lang::of_tag(&tag).unwrap_or_default())
    });
    html! {
        <header class="bar">
            <h1 class="brand">{"Entente"}</h1>
            <nav class="tabs" aria-label={desk.say(key!("rooms"))}>{for Room::ALL.into_iter().map(tab)}</nav>
            <Search words={props.words.clone()} />
            <div class="switches">
                <select id="language" aria-label={desk.say(key!("lang.choose"))} title={desk.say(key!("lang.choose"))} onchange={speak}>
                    {for Lang::ALL.map(|lang| html! {
                        <option value={lang.tag()} lang={lang.tag()} selected={lang == desk.words.lang()}>{lang.name()}</option>
                    })}
                </select>
                <OwnButton tell={props.own.clone()} />
                <Share />
                <button type="button" class="plain" data-act="theme" onclick={turn} aria-label={desk.say(key!("switch.theme"))} title={desk.say(key!("switch.theme"))}>
                    {icon(Icon::Shade)}
                </button>
                <button type="button" class="plain" data-act="about" onclick={desk.click(Msg::About(true))} aria-label={desk.say(key!("switch.about"))} title={desk.say(key!("switch.about"))}>
                    {icon(Icon::About)}<span class="wordy" aria-hidden="true">{desk.say(key!("switch.about.short"))}</span>
                </button>
            </div>
        </header>
    }
}

/// What the row of rooms below the phone's page shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PanesProps {
    /// The open room.
    pub room: Room,
    /// Whether the filters lie over it.
    pub filters: bool,
    /// Asks for the filters, or sends them away.
    pub ask: Callback<bool>,
}

/// The row of rooms on a phone.
#[component]
pub fn Panes(props: &PanesProps) -> Html {
    let desk = use_desk();
    let pane = |room: Room| {
        let sign = match room {
            Room::Overview => Icon::Overview,
            Room::Map => Icon::Map,
            Room::Timeline => Icon::Time,
            Room::Network => Icon::Network,
            Room::Register => Icon::Table,
            Room::Claims => Icon::Claims,
            Room::Events => Icon::Events,
            Room::Reports => Icon::Reports,
        };
        let pressed = !props.filters && props.room == room;
        let (send, ask) = (desk.send.clone(), props.ask.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            ask.emit(false);
            send.emit(Msg::CloseReader);
            send.emit(Msg::CloseCards);
            send.emit(Msg::Show(room));
        });
        html! { <button type="button" {onclick} data-pane={room.name()} aria-pressed={pressed.to_string()}>{icon(sign)}{desk.say(title(room))}</button> }
    };
    let filters = {
        let (ask, open) = (props.ask.clone(), props.filters);
        Callback::from(move |_: MouseEvent| ask.emit(!open))
    };
    html! {
        <nav class="panes" aria-label={desk.say(key!("rooms.phone"))}>
            <div class="rooms">{for Room::ALL.into_iter().map(pane)}</div>
            <button type="button" data-act="filters" onclick={filters} aria-pressed={props.filters.to_string()}>
                {icon(Icon::Filters)}{desk.say(key!("facets"))}
            </button>
        </nav>
    }
}
