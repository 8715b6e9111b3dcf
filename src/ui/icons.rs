//! Our icons, drawn on a grid of 16, and the five marks of status.

use super::shared::Desk;
use crate::record::Status;
use crate::words;
use yew::prelude::*;

/// An icon of the interface; it stands beside or inside something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Search.
    Search,
    /// Take away, close.
    Close,
    /// Zoom in.
    Plus,
    /// Zoom out.
    Minus,
    /// Show everything.
    Fit,
    /// The whole world of the reports.
    Globe,
    /// The timeline.
    Time,
    /// Save.
    Save,
    /// Share.
    Share,
    /// The network.
    Network,
    /// A table.
    Table,
    /// Light and dark.
    Shade,
    /// What this is.
    About,
    /// The first screen.
    Overview,
    /// Who said what.
    Claims,
    /// The map.
    Map,
    /// The list of events.
    Events,
    /// The list of reports.
    Reports,
    /// The facets.
    Filters,
    /// Before.
    Left,
    /// After.
    Right,
}

/// Draws an icon.
pub fn icon(icon: Icon) -> Html {
    let d = match icon {
        Icon::Search => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4l3.6 3.6",
        Icon::Close => "M3.5 3.5l9 9M12.5 3.5l-9 9",
        Icon::Plus => "M8 3v10M3 8h10",
        Icon::Minus => "M3 8h10",
        Icon::Fit => "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
        Icon::Globe => {
            "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c-4.500 4-4.500 8 0 12M8 2c4.500 4 4.500 8 0 12"
        }
        Icon::Time => "M2 4.500h6M6 8h8M3 11.500h5M2 2v12",
        Icon::Share => "M8 9.500V2M5 5l3-3 3 3M5 7.500H3v6.500h10V7.500h-2",
        Icon::Save => "M8 2.500v7.500M5 7.300l3 3 3-3M2.500 11v2.500h11V11",
        Icon::Network => {
            "M3 5a1.500 1.500 0 1 0 .1 0zM12 2.500a1.500 1.500 0 1 0 .1 0zM9.500 11a1.500 1.500 0 1 0 .1 0zM4.400 5.800l6.200-1.300M4 7.600l4.300 4M11.600 5.400l-1.600 5.700"
        }
        Icon::Table => "M2 3h12v10H2zM2 6.5h12M2 9.8h12M6 3v10",
        Icon::Shade => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12M8 5l5 1M8 8h6M8 11l5-1",
        Icon::About => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.2v4M8 4.8v.1",
        Icon::Overview => "M2.500 2.500h11v11h-11zM2.500 6.500h11M8 6.500v7",
        Icon::Claims => "M2.500 3h11v7.500h-6L4.500 13.500v-3h-2zM5.500 6h5M5.500 8h3",
        Icon::Map => "M2 4l4-1.5 4 1.5 4-1.5v9.5L10 13.5 6 12l-4 1.5zM6 2.5V12M10 4v9.5",
        Icon::Events => "M3 3.5h.1M6 3.5h8M3 8h.1M6 8h8M3 12.5h.1M6 12.5h8",
        Icon::Reports => "M3.5 2h6L13 5.5V14H3.500zM9 2v4h4M6 9h4.500M6 11.500h4.500",
        Icon::Filters => "M2 4h12M4.500 8h7M6.500 12h3",
        Icon::Left => "M10 3L5 8l5 5",
        Icon::Right => "M6 3l5 5-5 5",
    };
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={d} /></svg>
    }
}

/// Draws the mark of a status: full, half, hollow, dotted, struck.
pub fn mark(desk: &Desk, status: Status) -> Html {
    let class = format!("mark mark-{}", words::status_code(status));
    let ring = |dash: Option<&'static str>| {
        html! { <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.7" stroke-dasharray={dash} /> }
    };
    let inside = match status {
        Status::Occurred => html! { <circle cx="6" cy="6" r="5.4" fill="currentColor" /> },
        Status::Planned => {
            html! { <>{ring(None)}<path d="M6 1.400a4.600 4.600 0 0 0 0 9.200z" fill="currentColor" /></> }
        }
        Status::Wished => ring(None),
        Status::Unconfirmed => ring(Some("1.9 1.7")),
        Status::Denied => {
            html! { <>{ring(None)}<path d="M2.700 9.300L9.300 2.700" stroke="currentColor" stroke-width="1.700" /></> }
        }
    };
    html! { <svg {class} viewBox="0 0 12 12" role="img" aria-label={desk.words.status(status).to_owned()}>{inside}</svg> }
}
