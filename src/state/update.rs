//! How a view changes, and what becomes of the browser's history.

use super::{By, Camera, Card, Lens, Picture, Reader, Room, Sorting, View, Worldview};
use crate::edtf::Day;
use crate::query::{Axis, Facet};
use crate::words::Lang;

/// What becomes of the history after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Navigation {
    /// A new entry: Back undoes the change.
    Push,
    /// The entry is rewritten: typing, dragging, panning.
    Replace,
    /// Nothing changed, or the history changed first.
    None,
}

/// Where in a drag a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// The first message of a drag, or a single step: pushes, so that Back undoes the whole drag.
    First,
    /// Any later one: replaces.
    Later,
}

/// What a reader does.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Goes to another room.
    Show(Room),
    /// Types into the search box.
    Type(String),
    /// Takes an offered search, or clears the box: as typing, but Back undoes it.
    Search(String),
    /// Chooses a facet's value, or takes it back.
    Toggle(Facet, String),
    /// Takes back all values of a facet.
    ClearFacet(Facet),
    /// Takes back everything chosen.
    ClearAll,
    /// Brushes a range of days, or takes it back.
    Brush(Option<(Day, Day)>, Stroke),
    /// Chooses what the range is about.
    Axis(Axis),
    /// Chooses an arc, or takes it back if it is the chosen one.
    Pair(String, String),
    /// Takes back the arc.
    ClearPair,
    /// Opens a card on top; a card already open comes to the top.
    Open(Card),
    /// Closes the topmost card.
    CloseCard,
    /// Closes all cards.
    CloseCards,
    /// Opens a report.
    Read(Reader),
    /// Closes it.
    CloseReader,
    /// Pans or zooms the map.
    Move(Camera),
    /// Shows the corpus' countries again.
    Fit,
    /// Zooms the timeline; `None` shows all.
    Window(Option<(Day, Day)>),
    /// Draws disputed borders another way.
    World(Worldview),
    /// Sorts the timeline into other lanes.
    Lanes(By),
    /// Chooses nodes of the network: one, two, or none.
    Nodes(Vec<String>),
    /// Pans or zooms the network; `None` shows all.
    Lens(Option<Lens>),
    /// Shows a picture as its table, or again as a picture.
    Table(Picture),
    /// Opens a part of the room; the first one by an empty name.
    Part(String),
    /// Sorts a table by a column: up, then down, then by its own order again.
    Sort(String, u8),
    /// Marks a kind of mention in the reader, or no longer.
    Mark(String),
    /// Takes a way that the page offers: a whole view at once.
    Take(Box<View>),
    /// Opens or closes the About panel.
    About(bool),
    /// Speaks another language.
    Speak(Lang),
    /// Escape: closes what lies on top: About, then the reader, then the topmost card.
    Escape,
    /// The browser went to an address: Back, Forward, or a typed one.
    Went(Box<View>),
}

/// Changes the view and tells what becomes of the history.
pub fn update(view: &mut View, msg: Msg) -> Navigation {
    let before = view.clone();
    let wish = apply(view, msg);
    if *view == before { Navigation::None } else { wish }
}

fn apply(view: &mut View, msg: Msg) -> Navigation {
    let selection = &mut view.selection;
    match msg {
        Msg::Show(room) => {
            if room != view.room {
                view.part.clear();
                view.sorting = None;
            }
            view.room = room;
        }
        Msg::Type(words) => {
            selection.words = words;
            return Navigation::Replace;
        }
        Msg::Search(words) => selection.words = words,
        Msg::Toggle(facet, value) => {
            let values = selection.facets.entry(facet).or_default();
            if !values.remove(&value) && !value.is_empty() {
                values.insert(value);
            }
            selection.facets.retain(|_, values| !values.is_empty());
        }
        Msg::ClearFacet(facet) => {
            selection.facets.remove(&facet);
        }
        Msg::ClearAll => *selection = crate::query::Selection { axis: selection.axis, ..Default::default() },
        Msg::Brush(range, stroke) => {
            selection.range = range.map(|(a, b)| (a.min(b), a.max(b)));
            if stroke == Stroke::Later {
                return Navigation::Replace;
            }
        }
        Msg::Axis(axis) => selection.axis = axis,
        Msg::Pair(from, to) => {
            let pair = Some((from, to));
            selection.pair = if selection.pair == pair { None } else { pair };
        }
        Msg::ClearPair => selection.pair = None,
        Msg::Open(card) => {
            view.cards.retain(|open| *open != card);
            view.cards.push(card);
        }
        Msg::CloseCard => {
            view.cards.pop();
        }
        Msg::CloseCards => view.cards.clear(),
        Msg::Read(reader) => view.reader = Some(reader),
        Msg::CloseReader => view.reader = None,
        Msg::Move(camera) => {
            view.camera = Some(camera.rounded());
            return Navigation::Replace;
        }
        Msg::Fit => {
            view.camera = None;
            return Navigation::Replace;
        }
        Msg::Window(window) => {
            view.window = window.map(|(a, b)| (a.min(b), a.max(b)));
            return Navigation::Replace;
        }
        Msg::World(worldview) => view.worldview = worldview,
        Msg::Nodes(mut nodes) => {
            nodes.dedup();
            nodes.truncate(2);
            view.nodes = nodes;
        }
        Msg::Lens(lens) => {
            view.lens = lens.map(Lens::held);
            return Navigation::Replace;
        }
        Msg::Lanes(by) => view.lanes = by,
        Msg::Table(picture) => {
            if !view.tables.remove(&picture) {
                view.tables.insert(picture);
            }
        }
        Msg::Part(part) => {
            view.part = part;
            view.sorting = None;
        }
        Msg::Sort(table, column) => {
            let now = view.sorting.take().filter(|s| s.table == table && s.column == column);
            view.sorting = match now {
                None => Some(Sorting { table, column, down: false }),
                Some(Sorting { down: false, .. }) => Some(Sorting { table, column, down: true }),
                Some(_) => None,
            };
        }
        Msg::Mark(kind) => {
            if !view.unmarked.remove(&kind) {
                view.unmarked.insert(kind);
            }
            return Navigation::Replace;
        }
        Msg::Take(to) => *view = *to,
        Msg::About(open) => view.about = open,
        Msg::Speak(lang) => view.lang = lang,
        Msg::Escape => {
            if view.about {
                view.about = false;
            } else if view.reader.is_some() {
                view.reader = None;
            } else {
                view.cards.pop();
            }
        }
        Msg::Went(to) => {
            *view = *to;
            return Navigation::None;
        }
    }
    Navigation::Push
}

#[cfg(test)]
mod tests;
