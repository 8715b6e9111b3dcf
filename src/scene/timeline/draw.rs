//! The timeline's scene, layer by layer.

use super::axis::{lane_name, name_size, scale, ticks};
use super::glyphs::{BAND, Form, Glyph, glyphs, joined, stacked};
use super::{Frame, Matter, Scale};
use crate::corpus::Corpus;
use crate::record::Status;
use crate::scene::{Anchor, Area, Layer, Line, Role, Scene, Shape, Target};

/// Pixels above the lanes, and below for the axis' words.
const EDGE: (f32, f32) = (6.0, 22.0);
/// Pixels between rows of a lane, at most and at least.
const ROW: (f32, f32) = (14.0, 10.0);
/// Pixels of a lane besides its rows, and at least in all.
const PAD: f32 = 5.0;
const LANE: f32 = 19.0;
/// Pixels within which glyphs of one status are joined, tried until the rows fit.
const JOIN: [f32; 5] = [3.0, 6.0, 10.0, 18.0, 34.0];

/// A lane as drawn.
struct Drawn {
    name: String,
    glyphs: Vec<Glyph>,
    rows: usize,
    before: usize,
    after: usize,
}

/// Draws the timeline.
pub fn scene(_corpus: &Corpus, matter: &Matter, frame: &Frame) -> Scene {
    let scale = scale(matter, frame);
    let bottom = (frame.height - EDGE.1).max(EDGE.0 + 10.0);
    let lanes = lanes(matter, frame, &scale, bottom - EDGE.0);
    let mut scene = Scene { width: frame.width, height: frame.height, ..Scene::default() };
    // Without a date there is no time to measure.
    if !lanes.is_empty() {
        scene.layers.push(axis(frame, &scale, bottom));
    }
    scene.layers.push(brush(frame, &scale, bottom));
    let (mut ground, mut bands, mut marks, mut names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (pitch, heights) = heights(&lanes, bottom - EDGE.0);
    let mut top = EDGE.0;
    let size = name_size(frame.width);
    for (number, (lane, tall)) in lanes.iter().zip(heights).enumerate() {
        if number > 0 {
            ground.push(rule((0.0, top), (frame.width, top), Role::Lane));
        }
        let middle = top + tall / 2.0;
        names.push(text(8.0, middle + size * 0.35, &lane.name, size, Anchor::Start, Role::LaneName));
        let first = middle - (lane.rows as f32 - 1.0) * pitch / 2.0;
        for glyph in &lane.glyphs {
            let y = first + glyph.row as f32 * pitch;
            draw(glyph, y, pitch, &scale, frame.lit, &mut bands, &mut marks, &mut scene.targets);
        }
        if lane.before > 0 {
            let words = format!("‹ {}", lane.before);
            marks.push(text(scale.left + 2.0, middle + 4.0, &words, 11.0, Anchor::Start, Role::Number));
        }
        if lane.after > 0 {
            let words = format!("{} ›", lane.after);
            marks.push(text(scale.right - 2.0, middle + 4.0, &words, 11.0, Anchor::End, Role::Number));
        }
        top += tall;
    }
    if lanes.is_empty() {
        let (x, y) = (frame.width / 2.0, bottom / 2.0);
        names.push(text(x, y, "No event here has a date.", size, Anchor::Middle, Role::LaneName));
    }
    for (name, shapes) in [("lanes", ground), ("bands", bands), ("marks", marks), ("names", names)] {
        scene.layers.push(Layer { name, shapes });
    }
    scene
}

/// Pixels between rows, and each lane's height: lanes of one row have room for their name.
fn heights(lanes: &[Drawn], room: f32) -> (f32, Vec<f32>) {
    let need = |lane: &Drawn, pitch: f32| (lane.rows as f32 * pitch + PAD).max(LANE);
    let single: Vec<&Drawn> = lanes.iter().filter(|l| l.rows == 1).collect();
    let many: usize = lanes.iter().map(|l| l.rows).filter(|&r| r > 1).sum();
    let free = room - LANE * single.len() as f32 - PAD * (lanes.len() - single.len()) as f32;
    let pitch = (free / many.max(1) as f32).clamp(4.0, ROW.0);
    let whole: f32 = lanes.iter().map(|l| need(l, pitch)).sum();
    // What is left over is shared out; where too much is needed, all shrink.
    let spare = ((room - whole) / lanes.len().max(1) as f32).clamp(0.0, 18.0);
    let squeeze = (room / whole.max(1.0)).min(1.0);
    (pitch * squeeze, lanes.iter().map(|l| (need(l, pitch) + spare) * squeeze).collect())
}

/// Lanes with their glyphs, joined until their rows fit.
fn lanes(matter: &Matter, frame: &Frame, scale: &Scale, room: f32) -> Vec<Drawn> {
    let mut out = Vec::new();
    for within in JOIN {
        out = matter
            .lanes
            .iter()
            .map(|lane| {
                let (found, before, after) = glyphs(lane, scale, frame.range);
                let mut found = joined(found, within);
                let rows = stacked(&mut found);
                Drawn { name: lane_name(lane, frame), glyphs: found, rows, before, after }
            })
            .collect();
        let tall = |l: &Drawn| (l.rows as f32 * ROW.1 + PAD).max(LANE);
        if out.iter().map(tall).sum::<f32>() <= room {
            return out;
        }
    }
    // Still too many: deep lanes lie over each other from their last row on.
    let most = ((room / ROW.1) as usize / out.len().max(1)).max(2);
    for lane in &mut out {
        lane.rows = lane.rows.min(most);
        lane.glyphs.iter_mut().for_each(|g| g.row %= most);
    }
    out
}

fn text(x: f32, y: f32, text: &str, size: f32, anchor: Anchor, role: Role) -> Shape {
    Shape::Text { x, y, text: text.to_owned(), size, anchor, role }
}

fn rule(from: (f32, f32), to: (f32, f32), role: Role) -> Shape {
    Shape::Path { lines: vec![Line { points: vec![from, to], closed: false }], role, width: 1.0 }
}

fn axis(frame: &Frame, scale: &Scale, bottom: f32) -> Layer {
    let size = if frame.width < 520.0 { 11.0 } else { 11.5 };
    let widest = (frame.measure)("Sept 2020", size, false);
    let mut shapes = Vec::new();
    let mut free = scale.left - 40.0;
    for tick in ticks(scale, widest * 0.62 + 12.0, frame.words) {
        let role = if tick.name.is_some() { Role::Tick } else { Role::TickFine };
        let x = tick.x.round() + 0.5;
        shapes.push(rule((x, EDGE.0 - 2.0), (x, bottom), role));
        let Some(name) = tick.name else { continue };
        let wide = (frame.measure)(&name, size, false);
        let at = x.clamp(wide / 2.0 + 2.0, frame.width - wide / 2.0 - 2.0);
        if at - wide / 2.0 > free {
            free = at + wide / 2.0 + 8.0;
            shapes.push(text(at, bottom + 15.0, &name, size, Anchor::Middle, Role::TickName));
        }
    }
    Layer { name: "axis", shapes }
}

fn brush(frame: &Frame, scale: &Scale, bottom: f32) -> Layer {
    let mut shapes = Vec::new();
    if let Some((first, last)) = frame.range {
        let x = |day: f64| scale.x(day).clamp(scale.left - 1.0, scale.right + 1.0);
        let (from, to) = (x(f64::from(first)), x(f64::from(last) + 1.0));
        let top = EDGE.0 - 4.0;
        let rect = |x: f32, y: f32, w: f32, h: f32, radius: f32, role: Role| Shape::Rect {
            x,
            y,
            w,
            h,
            radius,
            fade: (0.0, 0.0),
            role,
        };
        shapes.push(rect(from, top, to - from, bottom - top, 0.0, Role::Brush));
        for at in [from, to] {
            shapes.push(rule((at, top), (at, bottom), Role::BrushEdge));
            shapes.push(rect(at - 2.5, (top + bottom) / 2.0 - 9.0, 5.0, 18.0, 2.5, Role::Grip));
        }
    }
    Layer { name: "brush", shapes }
}

#[allow(clippy::too_many_arguments)]
fn draw(
    glyph: &Glyph,
    y: f32,
    pitch: f32,
    scale: &Scale,
    lit: Option<&Target>,
    bands: &mut Vec<Shape>,
    marks: &mut Vec<Shape>,
    targets: &mut Vec<(Target, Area)>,
) {
    let target = match glyph.keys.as_slice() {
        [one] => Target::Event(one.clone()),
        more => Target::Events(more.to_vec()),
    };
    let lit = lit.is_some_and(|l| match l {
        Target::Event(key) => glyph.keys.contains(key),
        other => *other == target,
    });
    let area = match glyph.form {
        Form::Mark => {
            let (x, r) = ((glyph.from + glyph.to) / 2.0, glyph.radius().min(pitch * 0.62));
            marks.push(Shape::Mark { x, y, r, status: glyph.status, dim: glyph.dim, lit });
            Area::Disc(x, y, r)
        }
        Form::Band(left, right) => {
            // Held inside the axis: what goes on beyond it has a hard end there.
            let (from, to) = (glyph.from.max(scale.left - 2.0), glyph.to.min(scale.right + 6.0));
            let fade = (
                if from > glyph.from { 0.0 } else { left.min((to - from) / 2.0) },
                if to < glyph.to { 0.0 } else { right.min((to - from) / 2.0) },
            );
            let tall = BAND.min(pitch - 2.0);
            band(from, to, y, tall, fade, glyph.status, glyph.dim, lit, bands);
            Area::Box(from, y - tall / 2.0, to - from, tall)
        }
    };
    if glyph.counted() {
        let x = glyph.to.min(scale.right) + 3.0;
        marks.push(text(x, y + 3.6, &glyph.keys.len().to_string(), 10.5, Anchor::Start, Role::Number));
    }
    targets.push((target, area));
}

/// A band has the form of its status, as a mark has: full, half, hollow, dotted, struck.
#[allow(clippy::too_many_arguments)]
fn band(
    from: f32,
    to: f32,
    y: f32,
    tall: f32,
    fade: (f32, f32),
    status: Status,
    dim: bool,
    lit: bool,
    out: &mut Vec<Shape>,
) {
    let fill = match (dim, lit) {
        (_, true) => Role::BandLit(status),
        (true, _) => Role::BandDim(status),
        _ => Role::Band(status),
    };
    let line = if dim && !lit { Role::BandLineDim(status) } else { Role::BandLine(status) };
    let (w, top) = (to - from, y - tall / 2.0);
    let mut rect = |y: f32, h: f32, radius: f32, role: Role| {
        out.push(Shape::Rect { x: from, y, w, h, radius, fade, role });
    };
    rect(top, tall, tall / 2.0, Role::BandGround);
    match status {
        Status::Occurred => rect(top, tall, tall / 2.0, fill),
        Status::Planned => rect(y, tall / 2.0, tall / 4.0, fill),
        Status::Denied => rect(y - 0.6, 1.2, 0.6, fill),
        Status::Wished | Status::Unconfirmed => {}
    }
    if status != Status::Occurred {
        rect(top, tall, tall / 2.0, line);
    }
}
