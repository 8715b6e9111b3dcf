//! Map, timeline and network as shapes, before they are pixels.
//!
//! A picture is a [`Scene`]: layers of [`Shape`]s that say what they are ([`Role`]), not what colour
//! they have, and [`Target`]s that say what lies under the pointer. Two sinks draw one: SVG text
//! ([`svg`]) and, in `ui`, a canvas. Each picture has an equal table ([`map::table`],
//! [`timeline::table`]) that can be sorted and read aloud.
//!
//! Lengths are CSS pixels, x to the right, y down; angles of places are degrees, WGS 84.

pub mod borders;
pub mod camera;
mod clip;
mod glow;
mod labels;
pub mod map;
pub mod network;
pub mod plate;
pub mod projection;
pub mod style;
pub mod svg;
pub mod timeline;
pub mod widths;

pub use camera::Camera;
pub use glow::Glow;
pub use style::{Role, Token};

use crate::record::{EventId, Status};

/// Width in pixels of a text set in the interface's sans, by its size in pixels and whether it is bold.
pub type Measure<'a> = &'a dyn Fn(&str, f32, bool) -> f32;

/// Width and height in pixels of the corner at the top right where the page's buttons stand, in a picture so wide: names keep
/// out of it, and what fits the frame. On a phone buttons are as high as a finger wants them.
pub(crate) fn controls(width: f32) -> (f32, f32) {
    (58.0, if width < NARROW { 196.0 } else { 158.0 })
}

/// A picture of fewer pixels across is a phone's.
pub(crate) const NARROW: f32 = 520.0;

/// A finished picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width in pixels.
    pub width: f32,
    /// Height in pixels.
    pub height: f32,
    /// What is drawn, from back to front.
    pub layers: Vec<Layer>,
    /// What can be pointed at, from back to front.
    pub targets: Vec<(Target, Area)>,
}

/// Shapes of one matter; the name is a CSS class in SVG.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// "land", "borders", "arcs" …
    pub name: &'static str,
    /// From back to front.
    pub shapes: Vec<Shape>,
}

/// The layer of a map that changes only with its frame, however its countries are shaded: who paints may keep its pixels.
pub const STEADY: &str = "borders";

/// A run of points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The points.
    pub points: Vec<(f32, f32)>,
    /// Whether the last is joined to the first.
    pub closed: bool,
}

/// Where a text stands to its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// The point is at its left end.
    #[default]
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Lines or areas; the role tells whether they are filled or stroked.
    Path {
        /// One or more runs; areas are filled by the even-odd rule.
        lines: Vec<Line>,
        /// What it is.
        role: Role,
        /// Stroke width in pixels, where the role strokes.
        width: f32,
    },
    /// A disc.
    Circle {
        /// Centre.
        x: f32,
        /// Centre.
        y: f32,
        /// Radius.
        r: f32,
        /// What it is.
        role: Role,
    },
    /// An upright rectangle.
    Rect {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Radius of the corners.
        radius: f32,
        /// Pixels over which it fades in from its left end and out to its right end; 0 is a hard end.
        fade: (f32, f32),
        /// What it is.
        role: Role,
    },
    /// The mark of a status: full, half, hollow, dotted or struck disc ([`style::mark`] tells how).
    Mark {
        /// Centre.
        x: f32,
        /// Centre.
        y: f32,
        /// Radius.
        r: f32,
        /// Whose form it takes.
        status: Status,
        /// Whether it stands outside the chosen range.
        dim: bool,
        /// Whether it is lit up, by pointer or focus.
        lit: bool,
    },
    /// Words, drawn over a rim of the ground's colour where the role says so.
    Text {
        /// The anchor's x.
        x: f32,
        /// The baseline's y.
        y: f32,
        /// The words.
        text: String,
        /// Size in pixels.
        size: f32,
        /// How it stands to its point.
        anchor: Anchor,
        /// What it is.
        role: Role,
    },
}

/// What lies under the pointer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A country, by entity key: filters.
    Country(String),
    /// An arc between two countries, by entity keys: filters.
    Arc(String, String),
    /// A place, by entity key: opens its card.
    Place(String),
    /// Places that fall onto one dot, by entity key: zooms until they stand apart.
    Places(Vec<String>),
    /// A node of the network, by entity key: shows its neighbourhood.
    Node(String),
    /// A tie between two nodes, by entity keys: lists its sentences.
    Tie(String, String),
    /// An event, by key: opens its card.
    Event(String),
    /// Events drawn as one mark: opens the first, or a list. They may be thousands.
    Events(Vec<EventId>),
}

/// The area in which a target is met.
#[derive(Clone, Debug, PartialEq)]
pub enum Area {
    /// Inside these rings, by the even-odd rule.
    Rings(Vec<Line>),
    /// Near this line.
    Along(Line),
    /// In or near this disc: x, y, radius.
    Disc(f32, f32, f32),
    /// In or near this rectangle: left, top, width, height.
    Box(f32, f32, f32, f32),
}

/// An equal table of a picture: what it shows, for those who read rather than look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the table tells.
    pub caption: String,
    /// Column heads.
    pub heads: Vec<String>,
    /// The column that names what a row is about.
    pub naming: usize,
    /// Rows of cells, as many as heads.
    pub rows: Vec<Row>,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the row's picture element does when clicked.
    pub target: Option<Target>,
    /// The cells.
    pub cells: Vec<String>,
}

impl Scene {
    /// What lies at a point, at most `reach` pixels away; the frontmost of the kind most wanted:
    /// marks and places, then arcs, then countries; nearest first among equals.
    pub fn hit(&self, x: f32, y: f32, reach: f32) -> Option<&Target> {
        let mut best: Option<(u8, f32, &Target)> = None;
        for (target, area) in self.targets.iter().rev() {
            let rank = match target {
                Target::Country(_) => 2,
                Target::Arc(..) | Target::Tie(..) => 1,
                _ => 0,
            };
            let away = area.distance(x, y);
            let within = if rank == 2 { away <= 0.0 } else { away <= reach };
            if within && best.is_none_or(|(r, d, _)| (rank, away) < (r, d)) {
                best = Some((rank, away, target));
            }
        }
        best.map(|(_, _, target)| target)
    }
}

impl Area {
    /// Pixels from a point to the area; 0 inside.
    pub fn distance(&self, x: f32, y: f32) -> f32 {
        match self {
            Area::Rings(rings) => {
                let inside = rings.iter().fold(false, |odd, ring| odd ^ ring.surrounds(x, y));
                if inside { 0.0 } else { f32::INFINITY }
            }
            Area::Along(line) => line.distance(x, y),
            Area::Disc(cx, cy, r) => ((x - cx).hypot(y - cy) - r).max(0.0),
            Area::Box(left, top, w, h) => {
                let dx = (left - x).max(x - left - w).max(0.0);
                let dy = (top - y).max(y - top - h).max(0.0);
                dx.hypot(dy)
            }
        }
    }
}

impl Line {
    /// Whether a point lies inside the ring (crossing number).
    pub fn surrounds(&self, x: f32, y: f32) -> bool {
        let mut inside = false;
        let Some(&(mut px, mut py)) = self.points.last() else { return false };
        for &(qx, qy) in &self.points {
            if (qy > y) != (py > y) && x < (px - qx) * (y - qy) / (py - qy) + qx {
                inside = !inside;
            }
            (px, py) = (qx, qy);
        }
        inside
    }

    /// Pixels from a point to the nearest segment.
    pub fn distance(&self, x: f32, y: f32) -> f32 {
        let mut best = f32::INFINITY;
        for pair in self.points.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            let (dx, dy) = (bx - ax, by - ay);
            let length = dx * dx + dy * dy;
            let t =
                if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            best = best.min((x - ax - t * dx).hypot(y - ay - t * dy));
        }
        best
    }
}

#[cfg(test)]
pub(crate) mod sample;
