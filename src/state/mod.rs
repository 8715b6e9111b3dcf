//! What is on the screen, its URL, and how it changes.

mod address;
mod permalink;
mod update;

pub use crate::scene::Camera;
pub use crate::scene::borders::{Crimea, Kosovo, Worldview};
pub use crate::scene::network::Lens;
pub use crate::scene::timeline::By;
pub use address::encode;
pub use permalink::{Place, Reader, mark};
pub use update::{Msg, Navigation, Stroke, update};

use crate::edtf::Day;
use crate::query::Selection;
use crate::words::Lang;
use std::collections::BTreeSet;

/// A room of the page: one of its tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Room {
    /// What this corpus is, what it offers, and ways in.
    #[default]
    Overview,
    /// The map with the timeline below.
    Map,
    /// The timeline, large, with the events in range.
    Timeline,
    /// The network, with the timeline below.
    Network,
    /// Transfers and agreements as tables.
    Register,
    /// Who said what, and where values disagree.
    Claims,
    /// The list of events.
    Events,
    /// The list of reports.
    Reports,
}

impl Room {
    /// Every room, in the order of the tabs.
    pub const ALL: [Room; 8] = [
        Room::Overview,
        Room::Map,
        Room::Timeline,
        Room::Network,
        Room::Register,
        Room::Claims,
        Room::Events,
        Room::Reports,
    ];

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Room::Overview => "overview",
            Room::Map => "map",
            Room::Timeline => "timeline",
            Room::Network => "network",
            Room::Register => "register",
            Room::Claims => "claims",
            Room::Events => "events",
            Room::Reports => "reports",
        }
    }
}

/// A picture that can be read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Picture {
    /// The map.
    Map,
    /// The timeline.
    Timeline,
    /// The network.
    Network,
}

impl Picture {
    /// Every picture.
    pub const ALL: [Picture; 3] = [Picture::Map, Picture::Timeline, Picture::Network];

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Picture::Map => "map",
            Picture::Timeline => "timeline",
            Picture::Network => "network",
        }
    }
}

/// How a table is sorted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sorting {
    /// The table's name.
    pub table: String,
    /// The column, from 0.
    pub column: u8,
    /// Whether the greatest comes first.
    pub down: bool,
}

/// A card that stands open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Card {
    /// An entity, by key.
    Entity(String),
    /// An event, by key.
    Event(String),
    /// A figure, by where it stands.
    Figure(Reader),
}

/// Everything that the address tells, and nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The open tab.
    pub room: Room,
    /// What is chosen.
    pub selection: Selection,
    /// Open cards, the topmost last.
    pub cards: Vec<Card>,
    /// The open report.
    pub reader: Option<Reader>,
    /// The map's frame, unless it is the one that fits the corpus.
    pub camera: Option<Camera>,
    /// First and last day in the timeline's view, unless it shows all.
    pub window: Option<(Day, Day)>,
    /// How disputed borders are drawn.
    pub worldview: Worldview,
    /// What the timeline's lanes are.
    pub lanes: By,
    /// Up to two nodes of the network, by entity key: the neighbourhood of one, the way between two.
    pub nodes: Vec<String>,
    /// Where the network is looked at, unless all of it is shown.
    pub lens: Option<Lens>,
    /// Pictures shown as their tables.
    pub tables: BTreeSet<Picture>,
    /// The part of the room that is open, where it has several and it is not the first.
    pub part: String,
    /// How a table is sorted, unless by its own order.
    pub sorting: Option<Sorting>,
    /// Kinds of mention that the reader does not mark, by their names in style sheets.
    pub unmarked: BTreeSet<String>,
    /// Whether the About panel is open.
    pub about: bool,
    /// The language of the interface.
    pub lang: Lang,
}
