//! A picture to be saved: with its title above it, and below it how it is to be read, what it is made
//! of, and when. So it explains itself wherever it is shown.

use super::network::form;
use super::{Anchor, Layer, Line, Measure, Role, Scene, Shape};
use crate::record::{Schema, Status};

/// A sign of the legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// The mark of a status, and its line on a map.
    Status(Status),
    /// A country's shade.
    Shade(u8),
    /// The form of a kind of node.
    Kind(Schema),
}

/// What is written around a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caption {
    /// What it shows.
    pub title: String,
    /// What was chosen.
    pub filters: String,
    /// The legend.
    pub legend: Vec<(Sign, String)>,
    /// Sources, makers, date: each begins a line.
    pub notes: Vec<String>,
}

/// Pixels at the sides of the words.
const SIDE: f32 = 20.0;
const TITLE: f32 = 20.0;
const FILTERS: f32 = 13.0;
const SMALL: f32 = 11.5;

/// The picture with its caption.
pub fn framed(picture: Scene, caption: &Caption, measure: Measure) -> Scene {
    let room = picture.width - 2.0 * SIDE;
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut y = 14.0;
    for line in wrapped(&caption.title, TITLE, true, room, measure) {
        y += TITLE * 1.2;
        above.push(text(SIDE, y, line, TITLE, Role::NodeName));
    }
    for line in wrapped(&caption.filters, FILTERS, false, room, measure) {
        y += FILTERS * 1.45;
        above.push(text(SIDE, y, line, FILTERS, Role::LaneName));
    }
    let top = (y + 14.0).round();
    let foot = top + picture.height;
    let mut y = foot + 8.0;
    if !caption.legend.is_empty() {
        y += 18.0;
        let mut x = SIDE;
        for (sign, name) in &caption.legend {
            let wide =
                measure(name, SMALL, false) + if matches!(sign, Sign::Status(_)) { 54.0 } else { 20.0 };
            if x > SIDE && x + wide > SIDE + room {
                (x, y) = (SIDE, y + 19.0);
            }
            let words = x + draw(*sign, x, y - 4.0, &mut below);
            below.push(text(words, y, name.clone(), SMALL, Role::EventName));
            x += wide + 18.0;
        }
        y += 6.0;
    }
    for line in caption.notes.iter().flat_map(|note| wrapped(note, SMALL, false, room, measure)) {
        y += SMALL * 1.45;
        below.push(text(SIDE, y, line, SMALL, Role::LaneName));
    }
    let height = (y + 16.0).round();
    let cover = |y: f32, h: f32| Shape::Rect {
        x: 0.0,
        y,
        w: picture.width,
        h,
        radius: 0.0,
        fade: (0.0, 0.0),
        role: Role::Plate,
    };
    let mut scene = Scene { width: picture.width, height, layers: picture.layers, targets: Vec::new() };
    scene.layers.iter_mut().flat_map(|l| &mut l.shapes).for_each(|shape| lower(shape, top));
    // Lines of a map run on a little past its edge, so that their ends are out of sight.
    scene.layers.push(Layer { name: "covers", shapes: vec![cover(0.0, top), cover(foot, height - foot)] });
    above.extend(below);
    scene.layers.push(Layer { name: "caption", shapes: above });
    scene
}

fn text(x: f32, y: f32, text: String, size: f32, role: Role) -> Shape {
    Shape::Text { x, y, text, size, anchor: Anchor::Start, role }
}

/// Draws a sign; pixels from its left end to its words.
fn draw(sign: Sign, x: f32, y: f32, out: &mut Vec<Shape>) -> f32 {
    match sign {
        Sign::Status(status) => {
            out.push(Shape::Mark { x: x + 6.0, y, r: 5.0, status, dim: false, lit: false });
            let line = Line { points: vec![(x + 17.0, y), (x + 44.0, y)], closed: false };
            out.push(Shape::Path { lines: vec![line], role: Role::Arc(status), width: 2.2 });
            51.0
        }
        Sign::Shade(step) => {
            let (fade, role) = ((0.0, 0.0), Role::Land(step));
            out.push(Shape::Rect { x, y: y - 6.0, w: 12.0, h: 12.0, radius: 2.0, fade, role });
            18.0
        }
        Sign::Kind(schema) => {
            let (form, token) = form(schema);
            out.push(form.shape(x + 6.0, y, 5.5, Role::Node(token), 1.0));
            18.0
        }
    }
}

/// Words in lines of at most so many pixels.
fn wrapped(words: &str, size: f32, bold: bool, room: f32, measure: Measure) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if measure(&format!("{line} {word}"), size, bold) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Moves a shape down.
fn lower(shape: &mut Shape, by: f32) {
    match shape {
        Shape::Path { lines, .. } => lines.iter_mut().flat_map(|l| &mut l.points).for_each(|p| p.1 += by),
        Shape::Circle { y, .. } | Shape::Rect { y, .. } | Shape::Mark { y, .. } | Shape::Text { y, .. } => {
            *y += by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::widths::width;

    fn caption() -> Caption {
        Caption {
            title: "Harbour works between two coasts, by who pays for the stone".into(),
            filters: "Norway · 2019".into(),
            legend: vec![
                (Sign::Status(Status::Occurred), "Occurred".into()),
                (Sign::Shade(2), "3–9 events".into()),
                (Sign::Kind(Schema::Person), "Person".into()),
            ],
            notes: vec![
                "Sources: ".to_owned() + &"Harbour News (2 May 2019); ".repeat(9),
                "Made today.".into(),
            ],
        }
    }

    fn picture() -> Scene {
        let line = Line { points: vec![(-16.0, -16.0), (316.0, 216.0)], closed: false };
        let shapes = vec![Shape::Path { lines: vec![line], role: Role::Border, width: 1.0 }];
        Scene {
            width: 300.0,
            height: 200.0,
            layers: vec![Layer { name: "borders", shapes }],
            targets: Vec::new(),
        }
    }

    #[test]
    fn the_caption_stands_inside_the_plate_and_off_the_picture() {
        let plate = framed(picture(), &caption(), &width);
        let Shape::Rect { h: top, .. } = plate.layers[1].shapes[0] else { panic!("a cover") };
        let Shape::Rect { y: foot, .. } = plate.layers[1].shapes[1] else { panic!("a cover") };
        assert_eq!(foot - top, 200.0);
        let mut told = String::new();
        for shape in &plate.layers[2].shapes {
            if let Shape::Text { x, y, text, size, .. } = shape {
                assert!(x + width(text, *size, *size == TITLE) <= 300.0, "{text} is cut off");
                assert!(*y < top || *y > foot && *y < plate.height, "{text} lies on the picture");
                told.push_str(text);
                told.push(' ');
            }
        }
        for words in
            ["Harbour works between two coasts", "Norway · 2019", "Occurred", "Person", "Sources:", "Made"]
        {
            assert!(told.contains(words), "{words} is missing in {told}");
        }
    }

    #[test]
    fn the_picture_moves_below_the_title_as_a_whole() {
        let plate = framed(picture(), &caption(), &width);
        let Shape::Path { lines, .. } = &plate.layers[0].shapes[0] else { panic!("a line") };
        let (from, to) = (lines[0].points[0], lines[0].points[1]);
        assert_eq!((from.0, to.0, to.1 - from.1), (-16.0, 316.0, 232.0));
    }
}
