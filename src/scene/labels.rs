//! Where names stand in a picture: never on each other, and off the lines where there is room.

use crate::order::Ordered;
use crate::scene::{Anchor, Line};

/// Pixels between names.
const APART: f32 = 2.0;
/// Pixels of a cell in which lines are noted.
const CELL: f32 = 6.0;

/// Pixels of a square by which taken places are looked up.
const SQUARE: f32 = 64.0;

/// Share of the picture's width of an area that can be named from beside.
const SMALL: f32 = 0.075;
/// And so many pixels in a narrow picture.
const LEAST: f32 = 48.0;

/// Left, top, right, bottom.
pub(super) type Frame = [f32; 4];

/// What is taken already.
pub(super) struct Room {
    width: f32,
    height: f32,
    /// By square of the picture: what is taken in it.
    taken: Vec<Vec<Frame>>,
    columns: usize,
    lines: Vec<bool>,
}

/// A name with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub x: f32,
    /// The baseline.
    pub y: f32,
    pub anchor: Anchor,
    pub frame: Frame,
}

impl Room {
    pub fn new(width: f32, height: f32) -> Room {
        let columns = (width / CELL).ceil().max(1.0) as usize;
        let rows = (height / CELL).ceil().max(1.0) as usize;
        let squares = Room::across(width) * Room::across(height);
        Room { width, height, taken: vec![Vec::new(); squares], columns, lines: vec![false; columns * rows] }
    }

    /// Squares along so many pixels.
    fn across(pixels: f32) -> usize {
        (pixels / SQUARE).ceil().max(1.0) as usize
    }

    /// The squares that a rectangle touches, the outermost standing for what lies beyond.
    fn squares(&self, [left, top, right, bottom]: Frame) -> impl Iterator<Item = usize> + use<> {
        let (columns, rows) = (Room::across(self.width), Room::across(self.height));
        let square = |at: f32, most: usize| ((at / SQUARE).max(0.0) as usize).min(most - 1);
        let (from, to) = (square(left - APART, columns), square(right + APART, columns));
        (square(top - APART, rows)..=square(bottom + APART, rows))
            .flat_map(move |row| (from..=to).map(move |column| row * columns + column))
    }

    /// Takes a rectangle: a dot, a button of the page.
    pub fn take(&mut self, frame: Frame) {
        for square in self.squares(frame) {
            self.taken[square].push(frame);
        }
    }

    /// Notes a line, `half` pixels to both sides.
    pub fn note(&mut self, line: &Line, half: f32) {
        for pair in line.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let steps = ((b.0 - a.0).hypot(b.1 - a.1) / (CELL * 0.6)).ceil().clamp(1.0, 500.0);
            for i in 0..=steps as usize {
                let t = i as f32 / steps;
                let (x, y) = (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
                self.cells([x - half, y - half, x + half, y + half], |cell| *cell = true);
            }
        }
    }

    fn cells(&mut self, [left, top, right, bottom]: Frame, mut with: impl FnMut(&mut bool)) {
        let column = |x: f32| (x / CELL).floor().max(0.0) as usize;
        let rows = self.lines.len() / self.columns;
        for row in column(top)..=column(bottom).min(rows.saturating_sub(1)) {
            for at in column(left)..=column(right).min(self.columns - 1) {
                if let Some(cell) = self.lines.get_mut(row * self.columns + at) {
                    with(cell);
                }
            }
        }
    }

    /// How many cells of lines lie under a rectangle.
    fn crossed(&mut self, frame: Frame) -> usize {
        let mut count = 0;
        self.cells(frame, |cell| count += usize::from(*cell));
        count
    }

    /// Whether a name may stand there.
    fn free(&self, frame: Frame) -> bool {
        let [left, top, right, bottom] = frame;
        let inside = left >= 3.0 && top >= 3.0 && right <= self.width - 3.0 && bottom <= self.height - 3.0;
        inside
            && self.squares(frame).flat_map(|square| &self.taken[square]).all(|t| {
                right + APART <= t[0] || left - APART >= t[2] || bottom + APART <= t[1] || top - APART >= t[3]
            })
    }

    /// The best of some places, the first ones preferred; it is then taken. A place may cover at most
    /// `over` cells of lines.
    pub fn place(&mut self, candidates: &[Spot], over: usize) -> Option<Spot> {
        let mut best: Option<(usize, Spot)> = None;
        for (rank, &spot) in candidates.iter().enumerate() {
            if !self.free(spot.frame) {
                continue;
            }
            let crossed = self.crossed(spot.frame);
            if crossed > over {
                continue;
            }
            let cost = rank + crossed * 4;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, spot));
            }
        }
        let (_, spot) = best?;
        self.take(spot.frame);
        Some(spot)
    }
}

/// The frame of a text: ascenders and descenders of common fonts.
fn frame(left: f32, baseline: f32, width: f32, size: f32) -> Frame {
    [left, baseline - size * 0.78, left + width, baseline + size * 0.24]
}

/// Places around a dot, the best first.
pub(super) fn around(x: f32, y: f32, r: f32, width: f32, size: f32) -> Vec<Spot> {
    let gap = r + 4.0;
    let middle = size * 0.34;
    let near = gap * 0.6;
    let start = |dx: f32, dy: f32| {
        let (x, y) = (x + dx, y + dy);
        Spot { x, y, anchor: Anchor::Start, frame: frame(x, y, width, size) }
    };
    let end = |dx: f32, dy: f32| {
        let (x, y) = (x - dx, y + dy);
        Spot { x, y, anchor: Anchor::End, frame: frame(x - width, y, width, size) }
    };
    let centre = |dy: f32| {
        let y = y + dy;
        Spot { x, y, anchor: Anchor::Middle, frame: frame(x - width / 2.0, y, width, size) }
    };
    let (above, below) = (-near - size * 0.22, near + size * 0.78);
    vec![
        start(gap, middle),
        end(gap, middle),
        start(near, above),
        start(near, below),
        end(near, above),
        end(near, below),
        centre(-gap - size * 0.24),
        centre(gap + size * 0.8),
        start(gap + 8.0, above - 6.0),
        end(gap + 8.0, below + 6.0),
    ]
}

/// Places inside an area, the roomiest first; `width` is the text's. Empty where it does not fit.
pub(super) fn inside(area: &[Line], width: f32, size: f32) -> Vec<Spot> {
    let points = || area.iter().flat_map(|l| &l.points);
    let top = points().map(|p| p.1).fold(f32::MAX, f32::min);
    let bottom = points().map(|p| p.1).fold(f32::MIN, f32::max);
    if bottom - top < size * 1.2 {
        return Vec::new();
    }
    let rows = (((bottom - top) / (size * 0.9)) as usize).clamp(3, 13);
    let mut found: Vec<(f32, Spot)> = Vec::new();
    for row in 1..rows {
        let y = top + (bottom - top) * row as f32 / rows as f32;
        // Both the top and the foot of the letters have to be inside.
        let (over, under) = (spans(area, y - size * 0.4), spans(area, y + size * 0.4));
        for &(a, b) in &over {
            for &(c, d) in &under {
                let (left, right) = (a.max(c), b.min(d));
                let spare = right - left - width - 6.0;
                if spare < 0.0 {
                    continue;
                }
                // Nearer to the middle rows counts a little, as does room to both sides.
                let off = (row as f32 / rows as f32 - 0.5).abs() * (bottom - top);
                for (share, fee) in [(0.5, 0.0), (0.25, 20.0), (0.75, 20.0)] {
                    let x = left + 3.0 + width / 2.0 + spare * share;
                    let baseline = y + size * 0.34;
                    let spot = Spot {
                        x,
                        y: baseline,
                        anchor: Anchor::Middle,
                        frame: frame(x - width / 2.0, baseline, width, size),
                    };
                    found.push((off * 0.9 + fee - spare.min(160.0) * 0.4, spot));
                }
            }
        }
    }
    found.order_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, spot)| spot).collect()
}

/// Places whose middle lies inside an area that is too narrow for the words, so that they spill over
/// both sides alike: those first that spill least.
pub(super) fn spilling(area: &[Line], width: f32, size: f32) -> Vec<Spot> {
    let points = || area.iter().flat_map(|l| &l.points);
    let top = points().map(|p| p.1).fold(f32::MAX, f32::min);
    let bottom = points().map(|p| p.1).fold(f32::MIN, f32::max);
    let mut found: Vec<(f32, Spot)> = Vec::new();
    let rows = ((bottom - top) / (size * 0.5)).clamp(0.0, 24.0) as usize;
    for row in 1..rows {
        let y = top + (bottom - top) * row as f32 / rows as f32;
        for (left, right) in spans(area, y) {
            if (right - left) * 2.6 < width {
                continue;
            }
            for share in [0.5, 0.35, 0.65] {
                let x = left + (right - left) * share;
                let out = (left - x + width / 2.0).max(0.0) + (x + width / 2.0 - right).max(0.0);
                let baseline = y + size * 0.34;
                let frame = frame(x - width / 2.0, baseline, width, size);
                found.push((out, Spot { x, y: baseline, anchor: Anchor::Middle, frame }));
            }
        }
    }
    found.order_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, spot)| spot).collect()
}

/// Places beside a small area; none for a larger one, whose name would seem to be its neighbour's.
pub(super) fn beside(area: &[Line], width: f32, size: f32, picture: f32) -> Vec<Spot> {
    let small = (picture * SMALL).max(LEAST);
    let points = || area.iter().flat_map(|l| &l.points);
    let low = points().fold((f32::MAX, f32::MAX), |a, p| (a.0.min(p.0), a.1.min(p.1)));
    let high = points().fold((f32::MIN, f32::MIN), |a, p| (a.0.max(p.0), a.1.max(p.1)));
    if high.0 - low.0 > small || high.1 - low.1 > small * 1.4 || high.0 < low.0 {
        return Vec::new();
    }
    let (x, y) = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
    let spot = |left: f32, middle: f32, anchor: Anchor| {
        let baseline = middle + size * 0.34;
        let x = match anchor {
            Anchor::Start => left,
            Anchor::Middle => left + width / 2.0,
            Anchor::End => left + width,
        };
        Spot { x, y: baseline, anchor, frame: frame(left, baseline, width, size) }
    };
    let mut out = Vec::new();
    for shift in [0.0, 0.5, -0.5, 0.9, -0.9] {
        let at = y + (high.1 - low.1) / 2.0 * shift;
        out.push(spot(low.0 - 4.0 - width, at, Anchor::End));
        out.push(spot(high.0 + 4.0, at, Anchor::Start));
    }
    out.push(spot(x - width / 2.0, high.1 + size * 0.8, Anchor::Middle));
    out.push(spot(x - width / 2.0, low.1 - size * 0.8, Anchor::Middle));
    out
}

/// Where a row lies inside an area, by the even-odd rule.
fn spans(area: &[Line], y: f32) -> Vec<(f32, f32)> {
    let mut cuts: Vec<f32> = Vec::new();
    for ring in area {
        let Some(&(mut from)) = ring.points.last() else { continue };
        for &to in &ring.points {
            if (from.1 > y) != (to.1 > y) {
                cuts.push(from.0 + (to.0 - from.0) * (y - from.1) / (to.1 - from.1));
            }
            from = to;
        }
    }
    cuts.order_by(f32::total_cmp);
    cuts.chunks_exact(2).map(|c| (c[0], c[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn names_never_stand_on_each_other(
            dots in proptest::collection::vec((0.0..400.0f32, 0.0..300.0f32, 10.0..120.0f32), 1..40),
        ) {
            let mut room = Room::new(400.0, 300.0);
            let placed: Vec<Frame> = dots
                .iter()
                .filter_map(|&(x, y, width)| room.place(&around(x, y, 3.0, width, 12.0), usize::MAX))
                .map(|s| s.frame)
                .collect();
            for (i, a) in placed.iter().enumerate() {
                for b in &placed[i + 1..] {
                    prop_assert!(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], "{a:?} {b:?}");
                }
            }
        }

        #[test]
        fn a_name_inside_an_area_stays_inside(w in 60.0..300.0f32, h in 30.0..200.0f32) {
            let area = [Line { points: vec![(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)], closed: true }];
            for spot in inside(&area, 50.0, 11.0) {
                prop_assert!(spot.frame[0] >= 0.0 && spot.frame[2] <= w, "{spot:?}");
            }
        }
    }

    #[test]
    fn a_name_keeps_off_an_arc_if_there_is_room() {
        let mut room = Room::new(300.0, 200.0);
        let arc = Line { points: vec![(150.0, 100.0), (300.0, 100.0)], closed: false };
        room.note(&arc, 2.0);
        let spot = room.place(&around(150.0, 100.0, 3.0, 50.0, 12.0), usize::MAX);
        assert!(spot.is_some_and(|s| s.frame[2] < 150.0 || s.frame[3] < 96.0 || s.frame[1] > 104.0));
    }
}
