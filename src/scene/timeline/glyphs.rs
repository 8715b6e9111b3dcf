//! What a date looks like: a day is a mark, anything vaguer a band with ends as soft as it is.

use super::{Dated, Lane, Scale};
use crate::edtf::Day;
use crate::order::Ordered;
use crate::record::{EventId, Status};

/// Radius of a mark.
pub(super) const RADIUS: f32 = 4.6;
/// Height of a band.
pub(super) const BAND: f32 = 8.0;
/// Width of the narrowest band: wider than a mark, so that a month never looks like a day.
const NARROWEST: f32 = 17.0;
/// Pixels over which an open end fades.
const OPEN: f32 = 64.0;
/// Pixels between things in a row.
const APART: f32 = 2.5;

/// One mark or band.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Left end.
    pub from: f32,
    /// Right end.
    pub to: f32,
    /// Mark or band.
    pub form: Form,
    /// How real.
    pub status: Status,
    /// Whose.
    pub events: Vec<EventId>,
    /// Words beside it with their width, and whether they stand on its left.
    pub label: Option<(String, f32, bool)>,
    /// Whether none of it may lie in the chosen range.
    pub dim: bool,
    /// Row in the lane, from the top.
    pub row: usize,
}

/// A mark or band of one event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bare {
    from: f32,
    to: f32,
    form: Form,
    status: Status,
    dim: bool,
    event: EventId,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// One day.
    Mark,
    /// More than a day, or not sure: pixels over which the ends fade.
    Band(f32, f32),
}

impl Glyph {
    /// Radius of a mark that stands for so many events.
    pub fn radius(&self) -> f32 {
        RADIUS + 1.1 * (self.events.len() as f32).ln().min(2.5)
    }

    /// Whether a number stands beside it.
    pub fn counted(&self) -> bool {
        self.events.len() > 1
    }

    /// Its ends; of a mark, as if it stood for one event.
    fn ends(&self) -> (f32, f32) {
        let middle = (self.from + self.to) / 2.0;
        if self.form == Form::Mark { (middle - RADIUS, middle + RADIUS) } else { (self.from, self.to) }
    }

    /// The room it needs in its row, its number included.
    fn room(&self) -> (f32, f32) {
        let number = if self.counted() { 15.0 } else { 0.0 };
        match self.label {
            Some((_, width, true)) => (self.from - width - 8.0, self.to + number),
            Some((_, width, false)) => (self.from, self.to + number + width + 12.0),
            None => (self.from, self.to + number),
        }
    }
}

/// Days that a date may mean, with the axis' ends for open ones.
pub(super) fn known(dated: &Dated) -> (Option<Day>, Option<Day>) {
    dated.days
}

/// What some events of a lane look like; those out of view are counted before and after.
pub(super) fn glyphs(lane: &Lane, scale: &Scale, range: Option<(Day, Day)>) -> (Vec<Bare>, usize, usize) {
    let (mut out, mut before, mut after) = (Vec::new(), 0, 0);
    for dated in &lane.events {
        let (first, last) = known(dated);
        let sure = dated.sure;
        let dim = range.is_some_and(|(a, b)| first.is_some_and(|f| f > b) || last.is_some_and(|l| l < a));
        let (from, to, form) = match (first, last) {
            (Some(f), Some(l)) if f == l && sure => {
                let x = scale.x(f64::from(f) + 0.5);
                (x - RADIUS, x + RADIUS, Form::Mark)
            }
            (Some(f), Some(l)) => {
                let (mut a, mut b) = (scale.x(f64::from(f)), scale.x(f64::from(l) + 1.0));
                let spare = (NARROWEST - (b - a)).max(0.0);
                (a, b) = (a - spare / 2.0, b + spare / 2.0);
                let soft = if sure { 0.0 } else { ((b - a) * 0.38).min(22.0) };
                // What is drawn wider than it is has soft ends, however sure it is.
                let soft = if spare > 0.0 { soft.max(NARROWEST * 0.2) } else { soft };
                (a, b, Form::Band(soft, soft))
            }
            (None, Some(l)) => {
                let b = scale.x(f64::from(l) + 1.0);
                (b - OPEN, b, Form::Band(OPEN * 0.8, if sure { 0.0 } else { OPEN * 0.2 }))
            }
            (Some(f), None) => {
                let a = scale.x(f64::from(f));
                (a, a + OPEN, Form::Band(if sure { 0.0 } else { OPEN * 0.2 }, OPEN * 0.8))
            }
            (None, None) => continue,
        };
        if to < scale.left {
            before += 1;
        } else if from > scale.right {
            after += 1;
        } else {
            out.push(Bare { from, to, form, status: dated.status, dim, event: dated.event });
        }
    }
    (out, before, after)
}

/// Where glyphs of one status, shade and form are.
type Alike = [Vec<usize>; 20];

/// The glyph with which one of this form would lie together, within so many pixels.
fn near(out: &[Glyph], alike: &Alike, kind: usize, ends: (f32, f32), within: f32) -> Option<usize> {
    /// Glyphs come by their first day: only the last few can be near.
    const LAST: usize = 24;
    let last = alike[kind].iter().rev().take_while(|&&at| at + LAST >= out.len());
    last.copied().find(|&at| {
        let (from, to) = out[at].ends();
        (from - ends.0).abs() <= within && (to - ends.1).abs() <= within
    })
}

fn kind(status: Status, dim: bool, form: Form) -> usize {
    status as usize * 4 + usize::from(dim) * 2 + usize::from(matches!(form, Form::Mark))
}

/// Joins glyphs of one status and form that would lie on each other, within so many pixels.
pub(super) fn joined(glyphs: &[Bare], within: f32) -> Vec<Glyph> {
    let (mut out, mut alike): (Vec<Glyph>, Alike) = Default::default();
    for &Bare { from, to, form, status, dim, event } in glyphs {
        let kind = kind(status, dim, form);
        match near(&out, &alike, kind, (from, to), within) {
            Some(at) => out[at].events.push(event),
            None => {
                alike[kind].push(out.len());
                out.push(Glyph { from, to, form, status, events: vec![event], label: None, dim, row: 0 });
            }
        }
    }
    sized(out)
}

/// Joins what [`joined`] made once more, within more pixels.
pub(super) fn rejoined(glyphs: Vec<Glyph>, within: f32) -> Vec<Glyph> {
    let (mut out, mut alike): (Vec<Glyph>, Alike) = Default::default();
    for mut glyph in glyphs {
        let kind = kind(glyph.status, glyph.dim, glyph.form);
        match near(&out, &alike, kind, glyph.ends(), within) {
            Some(at) => out[at].events.append(&mut glyph.events),
            None => {
                alike[kind].push(out.len());
                out.push(glyph);
            }
        }
    }
    sized(out)
}

/// Marks as wide as they are drawn.
fn sized(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    for glyph in glyphs.iter_mut().filter(|g| g.form == Form::Mark) {
        let middle = (glyph.from + glyph.to) / 2.0;
        let r = glyph.radius();
        (glyph.from, glyph.to) = (middle - r, middle + r);
    }
    glyphs
}

/// Gives each glyph the first row in which it has room; the number of rows.
pub(super) fn stacked(glyphs: &mut [Glyph]) -> usize {
    let mut ends: Vec<f32> = Vec::new();
    glyphs.order_by(|a, b| a.room().0.total_cmp(&b.room().0).then(a.to.total_cmp(&b.to)));
    for glyph in glyphs.iter_mut() {
        let (from, to) = glyph.room();
        let row = ends.iter().position(|&end| end + APART <= from);
        glyph.row = row.unwrap_or(ends.len());
        match ends.get_mut(glyph.row) {
            Some(end) => *end = to,
            None => ends.push(to),
        }
    }
    ends.len().max(1)
}
