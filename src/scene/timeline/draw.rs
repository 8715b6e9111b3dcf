//! The timeline's scene, layer by layer.

use super::axis::{lane_name, name_size, scale, ticks};
use super::columns::{Column, columns, drawn};
use super::glyphs::{BAND, Form, Glyph, glyphs, joined, rejoined, stacked};
use super::{Frame, Matter, Scale};
use crate::corpus::Corpus;
use crate::edtf::Day;
use crate::letters::capital;
use crate::order::Ordered;
use crate::record::{EventId, Status};
use crate::scene::{Anchor, Area, Layer, Line, NARROW, Role, Scene, Shape, Target};
use crate::words::key;

/// Pixels below the lanes for the axis' words; what is dragged there moves the axis.
pub const AXIS: f32 = 22.0;
/// Pixels above the lanes and below them.
const EDGE: (f32, f32) = (6.0, AXIS);
/// Pixels between rows of a lane, at most and at least; of a lane besides its rows; and of a lane in
/// all at least.
struct Rows {
    most: f32,
    least: f32,
    pad: f32,
    lane: f32,
}
const PLAIN: Rows = Rows { most: 14.0, least: 10.0, pad: 5.0, lane: 19.0 };
/// With words beside the marks.
const NAMED: Rows = Rows { most: 27.0, least: 19.0, pad: 14.0, lane: 36.0 };
/// Size of the words beside marks: in a wide picture, in a narrow one.
const WORDS: (f32, f32) = (12.5, 11.5);
/// How much is said, tried until the rows fit: which share of the marks gets words, and of how many
/// letters at most.
const SAID: [(f32, usize); 7] = [(1.0, 72), (1.0, 48), (1.0, 30), (0.7, 30), (0.45, 30), (0.2, 30), (0.0, 0)];
/// Pixels that words beside a mark take at least, with the mark.
const WORD: f32 = 32.0;
/// Pixels within which glyphs of one status are joined, tried until the rows fit.
const JOIN: [f32; 5] = [3.0, 6.0, 10.0, 18.0, 34.0];
/// The layer of lanes that have columns.
const COLUMNS: &str = "columns";

/// Whether some lanes of a timeline have columns, as marks had no room.
pub fn has_columns(scene: &Scene) -> bool {
    scene.layers.iter().any(|layer| layer.name == COLUMNS && !layer.shapes.is_empty())
}

/// So many glyphs are too many, unless they can be joined.
const CROWD: usize = 400;

/// So many events of one lane are never told apart, and not tried to be.
const HEAP: usize = 5_000;

/// Lanes as rows and glyphs.
type Stacked = Vec<(usize, Vec<Glyph>)>;

/// A lane as drawn.
struct Drawn {
    name: String,
    glyphs: Vec<Glyph>,
    /// Instead of glyphs, where these have no room.
    columns: Vec<Column>,
    rows: usize,
    before: usize,
    after: usize,
}

/// What stands where, whatever is lit: all that is costly.
pub struct Plan {
    /// Width, height, days in view, chosen range, whether marks carry words.
    of: (f32, f32, Days, Days, bool),
    /// Where days are.
    pub scale: Scale,
    lanes: Vec<Drawn>,
}

/// First and last day.
type Days = Option<(Day, Day)>;

impl Plan {
    /// The plan of a frame: the one before where it is of the same; it must be of the same matter.
    pub fn of(before: Option<Plan>, corpus: &Corpus, matter: &Matter, frame: &Frame) -> Plan {
        let of = (frame.width, frame.height, frame.window, frame.range, frame.named);
        before.filter(|plan| plan.of == of).unwrap_or_else(|| {
            let (scale, rows) = (scale(matter, frame), if frame.named { NAMED } else { PLAIN });
            let lanes = lanes(corpus, matter, frame, &rows, &scale, bottom(frame) - EDGE.0);
            Plan { of, scale, lanes }
        })
    }
}

/// Where the lanes end.
fn bottom(frame: &Frame) -> f32 {
    (frame.height - EDGE.1).max(EDGE.0 + 10.0)
}

/// Draws the timeline.
pub fn scene(corpus: &Corpus, matter: &Matter, plan: &Plan, frame: &Frame) -> Scene {
    let (bottom, rows) = (bottom(frame), if frame.named { NAMED } else { PLAIN });
    let Plan { scale, lanes, .. } = plan;
    let mut scene = Scene { width: frame.width, height: frame.height, ..Scene::default() };
    // Without a date there is no time to measure.
    if !lanes.is_empty() {
        scene.layers.push(axis(frame, scale, bottom));
    }
    scene.layers.push(brush(frame, scale, bottom));
    let (mut ground, mut names) = (Vec::new(), Vec::new());
    let mut pen = Pen {
        corpus,
        frame,
        scale,
        columns: Vec::new(),
        bands: Vec::new(),
        marks: Vec::new(),
        words: Vec::new(),
        targets: Vec::new(),
    };
    // Lanes with a name of their own share a scale; all others together would press them flat.
    let own = |at: usize| matter.lanes.get(at).is_some_and(|l| l.entity.is_some());
    let some = (0..lanes.len()).any(own);
    let most = |own_lane: bool| {
        let alike = lanes.iter().enumerate().filter(|(at, _)| !some || own(*at) == own_lane);
        alike.flat_map(|(_, l)| &l.columns).map(Column::whole).fold(0.0, f64::max)
    };
    let most = [most(false), most(true)];
    let (pitch, heights) = heights(lanes, &rows, bottom - EDGE.0);
    let mut top = EDGE.0;
    let size = name_size(frame.width);
    for (number, (lane, tall)) in lanes.iter().zip(heights).enumerate() {
        if number > 0 {
            ground.push(rule((0.0, top), (frame.width, top), Role::Lane));
        }
        let middle = top + tall / 2.0;
        names.push(text(8.0, middle + size * 0.35, &lane.name, size, Anchor::Start, Role::LaneName));
        let first = middle - (lane.rows as f32 - 1.0) * pitch / 2.0;
        pen.columns(&lane.columns, top, tall, most[usize::from(own(number))]);
        for glyph in &lane.glyphs {
            pen.glyph(glyph, first + glyph.row as f32 * pitch, pitch);
        }
        if lane.before > 0 {
            let words = format!("‹ {}", lane.before);
            pen.marks.push(text(scale.left + 2.0, middle + 4.0, &words, 11.0, Anchor::Start, Role::Number));
        }
        if lane.after > 0 {
            let words = format!("{} ›", lane.after);
            pen.marks.push(text(scale.right - 2.0, middle + 4.0, &words, 11.0, Anchor::End, Role::Number));
        }
        top += tall;
    }
    if lanes.is_empty() {
        let (x, y) = (frame.width / 2.0, bottom / 2.0);
        names.push(text(
            x,
            y,
            frame.words.say(key!("timeline.undated")),
            size,
            Anchor::Middle,
            Role::LaneName,
        ));
    }
    scene.targets = pen.targets;
    let layers = [
        ("lanes", ground),
        (COLUMNS, pen.columns),
        ("bands", pen.bands),
        ("marks", pen.marks),
        ("words", pen.words),
        ("names", names),
    ];
    scene.layers.extend(layers.map(|(name, shapes)| Layer { name, shapes }));
    scene
}

/// Pixels between rows, and each lane's height: lanes of one row have room for their name.
fn heights(lanes: &[Drawn], rows: &Rows, room: f32) -> (f32, Vec<f32>) {
    let need = |lane: &Drawn, pitch: f32| (lane.rows as f32 * pitch + rows.pad).max(rows.lane);
    let single: Vec<&Drawn> = lanes.iter().filter(|l| l.rows == 1).collect();
    let many: usize = lanes.iter().map(|l| l.rows).filter(|&r| r > 1).sum();
    let free = room - rows.lane * single.len() as f32 - rows.pad * (lanes.len() - single.len()) as f32;
    let pitch = (free / many.max(1) as f32).clamp(4.0, rows.most);
    let whole: f32 = lanes.iter().map(|l| need(l, pitch)).sum();
    // What is left over is shared out; where too much is needed, all shrink.
    let spare = ((room - whole) / lanes.len().max(1) as f32).clamp(0.0, 2.0 * rows.lane);
    let squeeze = (room / whole.max(1.0)).min(1.0);
    (pitch * squeeze, lanes.iter().map(|l| (need(l, pitch) + spare) * squeeze).collect())
}

/// Lanes with their glyphs, joined until their rows fit; then with words, as many as have room.
fn lanes(
    corpus: &Corpus,
    matter: &Matter,
    frame: &Frame,
    rows: &Rows,
    scale: &Scale,
    room: f32,
) -> Vec<Drawn> {
    let tall = |of: usize| (of as f32 * rows.least + rows.pad).max(rows.lane);
    let fits = |lanes: &[Drawn]| lanes.iter().map(|l| tall(l.rows)).sum::<f32>() <= room;
    let bare = |lane| Drawn {
        name: lane_name(lane, frame),
        glyphs: Vec::new(),
        columns: Vec::new(),
        rows: 1,
        before: 0,
        after: 0,
    };
    let mut out: Vec<Drawn> = matter.lanes.iter().map(bare).collect();
    if matter.lanes.iter().any(|lane| lane.events.len() > HEAP) {
        return as_columns(out, matter, frame, scale);
    }
    for (drawn, lane) in out.iter_mut().zip(&matter.lanes) {
        let found;
        (found, drawn.before, drawn.after) = glyphs(lane, scale, frame.range);
        drawn.glyphs = joined(&found, JOIN[0]);
    }
    // Of very many the widest joint is tried first: where not even that fits, the others need not be.
    let least = |lane: &Drawn| tall(stacked(&mut rejoined(lane.glyphs.clone(), JOIN[JOIN.len() - 1])));
    let crowded = out.iter().map(|l| l.glyphs.len()).sum::<usize>() > CROWD
        && out.iter().map(least).sum::<f32>() > room;
    if crowded {
        return as_columns(out, matter, frame, scale);
    }
    for within in JOIN {
        for lane in &mut out {
            if within > JOIN[0] {
                lane.glyphs = rejoined(std::mem::take(&mut lane.glyphs), within);
            }
            lane.rows = stacked(&mut lane.glyphs);
        }
        if fits(&out) {
            if frame.named {
                let most = (room / rows.least * frame.width / WORD) as usize;
                name_marks(corpus, &mut out, frame, scale, &fits, most);
            }
            return out;
        }
    }
    as_columns(out, matter, frame, scale)
}

/// Lanes in which there are too many to be told apart.
fn as_columns(mut lanes: Vec<Drawn>, matter: &Matter, frame: &Frame, scale: &Scale) -> Vec<Drawn> {
    for (lane, of) in lanes.iter_mut().zip(&matter.lanes) {
        (lane.glyphs, lane.rows) = (Vec::new(), 1);
        (lane.columns, lane.before, lane.after) = columns(of, scale, frame.range);
    }
    lanes
}

/// Gives words to as many marks as leave all lanes in the picture: the most told first.
fn name_marks(
    corpus: &Corpus,
    lanes: &mut [Drawn],
    frame: &Frame,
    scale: &Scale,
    fits: &dyn Fn(&[Drawn]) -> bool,
    most: usize,
) {
    let mut ranked: Vec<(usize, usize, usize)> = Vec::new();
    for (l, lane) in lanes.iter().enumerate() {
        for (g, glyph) in lane.glyphs.iter().enumerate() {
            let told: usize = glyph.events.iter().map(|&e| corpus.event(e).evidence.len()).sum();
            let whole = usize::from(!glyph.dim) * 1000 + usize::from(glyph.form == Form::Mark);
            ranked.push((whole + told * 2, l, g));
        }
    }
    ranked.order_by_key(|&(told, l, g)| (std::cmp::Reverse(told), l, g));
    // By the marks as they stand now; stacking moves them about.
    let plain: Vec<Vec<Glyph>> = lanes.iter().map(|l| l.glyphs.clone()).collect();
    let mut best: Option<(usize, Stacked)> = None;
    let mut titles: Vec<Option<String>> = vec![None; ranked.len()];
    for (share, letters) in SAID {
        let wanted = (ranked.len() as f32 * share) as usize;
        if wanted > most {
            continue;
        }
        let mut said = 0;
        for (lane, glyphs) in lanes.iter_mut().zip(&plain) {
            lane.glyphs.clone_from(glyphs);
        }
        for (&(_, l, g), title) in ranked[..wanted].iter().zip(&mut titles) {
            if let Some(glyph) = lanes[l].glyphs.get_mut(g) {
                let first = glyph.events.first();
                let title = title.get_or_insert_with(|| {
                    first.map_or(String::new(), |&e| corpus.event_title(e, frame.words))
                });
                glyph.label = label(title, glyph, frame, scale, letters);
                said += usize::from(glyph.label.is_some());
            }
        }
        for lane in lanes.iter_mut() {
            lane.rows = stacked(&mut lane.glyphs);
        }
        // More marks with words before longer words.
        if fits(lanes) && best.as_ref().is_none_or(|b| said > b.0) {
            best = Some((said, lanes.iter().map(|l| (l.rows, l.glyphs.clone())).collect()));
        }
    }
    for (lane, (rows, glyphs)) in lanes.iter_mut().zip(best.into_iter().flat_map(|b| b.1)) {
        (lane.rows, lane.glyphs) = (rows, glyphs);
    }
}

/// Size of the words beside marks.
fn words_size(frame: &Frame) -> f32 {
    if frame.width < NARROW { WORDS.1 } else { WORDS.0 }
}

/// The words beside a mark, on its right or else on its left: its title, or, where that is too long,
/// what was done without by whom.
fn label(
    title: &str,
    glyph: &Glyph,
    frame: &Frame,
    scale: &Scale,
    letters: usize,
) -> Option<(String, f32, bool)> {
    let what = title.split_once(": ").map(|(_, what)| capital(what));
    let whole = title.chars().count() <= letters || what.is_none();
    let mut tries: Vec<(String, usize)> = Vec::new();
    if whole {
        tries.push((title.to_owned(), letters));
    }
    tries.extend(what.map(|what| (what, letters)));
    // Short words are better than none.
    tries.extend(tries.last().map(|(words, _)| (words.clone(), 22)));
    tries.into_iter().find_map(|(mut words, letters)| {
        if let Some((at, _)) = words.char_indices().nth(letters) {
            words.truncate(words[..at].rfind(' ').unwrap_or(at));
            words.push('…');
        }
        let width = (frame.measure)(&words, words_size(frame), false);
        let number = if glyph.counted() { 15.0 } else { 0.0 };
        let (from, to) = (glyph.from.max(scale.left), glyph.to.min(scale.right));
        if to + number + width + 8.0 <= frame.width {
            Some((words, width, false))
        } else {
            (from - width - 8.0 >= scale.left).then_some((words, width, true))
        }
    })
}

fn text(x: f32, y: f32, text: &str, size: f32, anchor: Anchor, role: Role) -> Shape {
    Shape::Text { x, y, text: text.to_owned(), size, anchor, role }
}

fn rule(from: (f32, f32), to: (f32, f32), role: Role) -> Shape {
    Shape::Path { lines: vec![Line { points: vec![from, to], closed: false }], role, width: 1.0 }
}

fn axis(frame: &Frame, scale: &Scale, bottom: f32) -> Layer {
    let size = if frame.width < NARROW { 11.0 } else { 11.5 };
    let widest = (frame.measure)("Sept 2020", size, false);
    let mut shapes = Vec::new();
    let mut free = scale.left - 40.0;
    for tick in ticks(scale, widest * 0.62 + 12.0, frame.words) {
        let role = if tick.name.is_some() { Role::Tick } else { Role::TickFine };
        let x = tick.x.round() + 0.5;
        shapes.push(rule((x, EDGE.0 - 2.0), (x, bottom), role));
        let Some(name) = tick.name else { continue };
        let wide = (frame.measure)(&name, size, false);
        let at = x.min(frame.width - wide / 2.0 - 2.0).max(wide / 2.0 + 2.0);
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
        let x = |day: f64| scale.x(day).min(scale.right + 1.0).max(scale.left - 1.0);
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

struct Pen<'a> {
    corpus: &'a Corpus,
    frame: &'a Frame<'a>,
    scale: &'a Scale,
    columns: Vec<Shape>,
    bands: Vec<Shape>,
    marks: Vec<Shape>,
    words: Vec<Shape>,
    targets: Vec<(Target, Area)>,
}

impl Pen<'_> {
    /// The columns of a lane; the highest has its number.
    fn columns(&mut self, columns: &[Column], top: f32, tall: f32, most: f64) {
        let (ground, high) = (top + tall - 1.0, (tall - 14.0).max(4.0));
        self.columns.extend(drawn(columns, ground, high, most));
        for column in columns.iter().filter(|c| !c.events.is_empty()) {
            let (x, w) = (column.from, column.to - column.from);
            if self.frame.glow.any(&column.events) {
                let high = high * (column.whole() / most.max(1.0)) as f32;
                let (y, h) = (ground - high - 2.0, high + 4.0);
                let role = Role::BrushEdge;
                let corners = vec![(x - 1.5, y), (x + w + 0.5, y), (x + w + 0.5, y + h), (x - 1.5, y + h)];
                let lines = vec![Line { points: corners, closed: true }];
                self.marks.push(Shape::Path { lines, role, width: 1.5 });
            }
            self.targets.push((Target::Events(column.events.clone()), Area::Box(x, top, w, tall)));
        }
        let highest = columns.iter().max_by(|a, b| a.whole().total_cmp(&b.whole()));
        if let Some(column) = highest.filter(|c| c.whole() >= 1.0) {
            let y = ground - high * (column.whole() / most.max(1.0)) as f32 - 3.0;
            let number = format!("{}", column.whole().round() as u64);
            let (x, size) = ((column.from + column.to) / 2.0, 10.5);
            self.marks.push(text(x, y, &number, size, Anchor::Middle, Role::Number));
        }
    }

    fn glyph(&mut self, glyph: &Glyph, y: f32, pitch: f32) {
        let (frame, scale) = (self.frame, self.scale);
        let key = |id: &EventId| self.corpus.event(*id).key.clone();
        let target = match glyph.events.as_slice() {
            [one] => Target::Event(key(one)),
            more => Target::Events(more.to_vec()),
        };
        let lit = frame.glow.any(&glyph.events);
        let mut right = glyph.to.min(scale.right);
        let area = match glyph.form {
            Form::Mark => {
                let (x, r) = ((glyph.from + glyph.to) / 2.0, glyph.radius().min(pitch * 0.62));
                self.marks.push(Shape::Mark { x, y, r, status: glyph.status, dim: glyph.dim, lit });
                Area::Disc(x, y, r)
            }
            Form::Band(left, soft) => {
                // Held inside the axis: what goes on beyond it has a hard end there.
                let (from, to) = (glyph.from.max(scale.left - 2.0), glyph.to.min(scale.right + 6.0));
                let fade = (
                    if from > glyph.from { 0.0 } else { left.min((to - from) / 2.0) },
                    if to < glyph.to { 0.0 } else { soft.min((to - from) / 2.0) },
                );
                let tall = BAND.min(pitch - 2.0);
                band(from, to, y, tall, fade, glyph.status, glyph.dim, lit, &mut self.bands);
                Area::Box(from, y - tall / 2.0, to - from, tall)
            }
        };
        if glyph.counted() {
            let number = glyph.events.len().to_string();
            self.marks.push(text(right + 3.0, y + 3.6, &number, 10.5, Anchor::Start, Role::Number));
            right += 15.0;
        }
        if let Some((words, _, on_left)) = &glyph.label {
            let role = match (lit, glyph.dim) {
                (true, _) => Role::EventNameLit,
                (_, true) => Role::EventNameDim,
                _ => Role::EventName,
            };
            let (x, anchor) = match on_left {
                true => (glyph.from.max(scale.left) - 5.0, Anchor::End),
                false => (right + 5.0, Anchor::Start),
            };
            let size = words_size(frame);
            self.words.push(text(x, y + size * 0.35, words, size, anchor, role));
        }
        self.targets.push((target, area));
    }
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
    if lit {
        // A ring, as around a mark: hollow bands have no inside that could light up.
        let (x, y, w, h) = (from - 3.0, top - 3.0, w + 6.0, tall + 6.0);
        out.push(Shape::Rect { x, y, w, h, radius: h / 2.0, fade: (0.0, 0.0), role: Role::NodeRing });
    }
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
