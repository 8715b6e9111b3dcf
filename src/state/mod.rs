//! What is on the screen, its URL, and how it changes.

use crate::query::Selection;
use crate::record::Span;

/// A card or panel that stands open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Card {
    /// An entity, by key.
    Entity(String),
    /// An event, by key.
    Event(String),
}

/// The reader: a document, opened at a span.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reader {
    /// Document id (its path).
    pub document: String,
    /// The evidence to scroll to and highlight, in bytes.
    pub span: Option<Span>,
}

/// The map's frame: centre in degrees and zoom (1 shows the world).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Longitude of the centre.
    pub longitude: f64,
    /// Latitude of the centre.
    pub latitude: f64,
    /// Magnification over the whole world.
    pub zoom: f64,
}

/// Everything that the address tells, and nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// What is chosen.
    pub selection: Selection,
    /// Open cards, the topmost last.
    pub cards: Vec<Card>,
    /// The open report.
    pub reader: Option<Reader>,
    /// The map's frame, unless it is the one that fits the corpus.
    pub camera: Option<Camera>,
    /// Whether the About panel is open.
    pub about: bool,
}
