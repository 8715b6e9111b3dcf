//! A scene as SVG text: the sink for files, print and tests.

use super::style::{Paint, paint};
use super::{Anchor, Line, Scene, Shape, Token};
use crate::decimal;
use crate::record::Status;
use std::fmt::Write;

/// The scene as a whole SVG document; `colour` says what a token looks like ("#1d2126").
pub fn document(scene: &Scene, title: &str, colour: &dyn Fn(Token) -> String) -> String {
    let (w, h) = (number(scene.width), number(scene.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
         role=\"img\" font-family=\"system-ui, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', sans-serif\">\n"
    );
    let _ = writeln!(out, "<title>{}</title>", escape(title));
    let _ = writeln!(out, "<rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>", escape(&colour(Token::Paper)));
    let mut pen = Pen { out, colour, fades: 0 };
    for layer in scene.layers.iter().filter(|l| !l.shapes.is_empty()) {
        let _ = writeln!(pen.out, "<g class=\"{}\">", layer.name);
        for shape in &layer.shapes {
            pen.shape(shape);
        }
        pen.out.push_str("</g>\n");
    }
    pen.out.push_str("</svg>\n");
    pen.out
}

struct Pen<'a> {
    out: String,
    colour: &'a dyn Fn(Token) -> String,
    fades: usize,
}

impl Pen<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Path { lines, role, width } => {
                let d = data(lines);
                if !d.is_empty() {
                    let wear = self.wear(&paint(*role), *width, None);
                    let _ = writeln!(self.out, "<path d=\"{d}\"{wear}/>");
                }
            }
            Shape::Circle { x, y, r, role } => {
                let wear = self.wear(&paint(*role), 1.5, None);
                self.circle(*x, *y, *r, &wear);
            }
            Shape::Rect { x, y, w, h, radius, fade, role } => {
                let paint = paint(*role);
                let run = if fade.0 > 0.0 || fade.1 > 0.0 { self.fade(*x, *w, *fade, &paint) } else { None };
                let wear = self.wear(&paint, 1.0, run.as_deref());
                let _ = writeln!(
                    self.out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{wear}/>",
                    number(*x),
                    number(*y),
                    number(w.max(0.0)),
                    number(h.max(0.0)),
                    number(*radius)
                );
            }
            Shape::Mark { x, y, r, status, dim, lit } => self.mark(*x, *y, *r, *status, *dim, *lit),
            Shape::Text { x, y, text, size, anchor, role } => {
                self.text(*x, *y, text, *size, *anchor, &paint(*role))
            }
        }
    }

    fn circle(&mut self, x: f32, y: f32, r: f32, wear: &str) {
        let (x, y, r) = (number(x), number(y), number(r.max(0.0)));
        let _ = writeln!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{wear}/>");
    }

    fn paint_of(&self, token: Token) -> String {
        escape(&(self.colour)(token))
    }

    /// Attributes that paint; `run` stands for fill and stroke where ends fade.
    fn wear(&self, paint: &Paint, width: f32, run: Option<&str>) -> String {
        let mut out = String::new();
        let of = |token: Token| run.map_or_else(|| self.paint_of(token), |id| format!("url(#{id})"));
        let _ = match paint.fill {
            Some(fill) => write!(out, " fill=\"{}\" fill-rule=\"evenodd\"", of(fill)),
            None => write!(out, " fill=\"none\""),
        };
        if let Some(stroke) = paint.stroke.filter(|_| width > 0.0) {
            let _ = write!(
                out,
                " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
                of(stroke),
                number(width)
            );
            if !paint.dash.is_empty() {
                let dash: Vec<String> = paint.dash.iter().map(|&d| number(d)).collect();
                let _ = write!(out, " stroke-dasharray=\"{}\" stroke-linecap=\"round\"", dash.join(" "));
            }
        }
        if paint.opacity < 1.0 {
            let _ = write!(out, " opacity=\"{}\"", number(paint.opacity));
        }
        out
    }

    /// A gradient that fades at both ends; its id.
    fn fade(&mut self, x: f32, w: f32, (left, right): (f32, f32), paint: &Paint) -> Option<String> {
        let token = paint.fill.or(paint.stroke)?;
        self.fades += 1;
        let id = format!("fade{}", self.fades);
        let colour = self.paint_of(token);
        let (a, b) = ((left / w).clamp(0.0, 0.5), 1.0 - (right / w).clamp(0.0, 0.5));
        let stop = |at: f32, clear: bool| {
            let clear = if clear { " stop-opacity=\"0\"" } else { "" };
            format!("<stop offset=\"{}\" stop-color=\"{colour}\"{clear}/>", number(at))
        };
        let stops = [stop(0.0, left > 0.0), stop(a, false), stop(b, false), stop(1.0, right > 0.0)].concat();
        let (from, to) = (number(x), number(x + w));
        let _ = writeln!(
            self.out,
            "<linearGradient id=\"{id}\" gradientUnits=\"userSpaceOnUse\" x1=\"{from}\" x2=\"{to}\" y1=\"0\" y2=\"0\">{stops}</linearGradient>"
        );
        Some(id)
    }

    /// The mark of a status: full, half, hollow, dotted or struck.
    fn mark(&mut self, x: f32, y: f32, r: f32, status: Status, dim: bool, lit: bool) {
        let (card, ink) = (self.paint_of(Token::Card), self.paint_of(Token::Ink));
        let colour = self.paint_of(Token::of(status));
        let group = if dim { "<g opacity=\"0.35\">" } else { "<g>" };
        let _ = writeln!(self.out, "{group}");
        if lit {
            self.circle(x, y, r + 3.5, &format!(" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.5\""));
        }
        self.circle(x, y, r + 1.0, &format!(" fill=\"{card}\""));
        let thick = (r * 0.32).max(1.3);
        let inner = r - thick / 2.0;
        if status == Status::Occurred {
            self.circle(x, y, r, &format!(" fill=\"{colour}\""));
        } else {
            let dash = match status {
                Status::Unconfirmed => {
                    format!(" stroke-dasharray=\"{} {}\"", number(r * 0.39), number(r * 0.395))
                }
                _ => String::new(),
            };
            let stroke =
                format!(" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\"{dash}", number(thick));
            self.circle(x, y, inner, &stroke);
        }
        let (top, bottom, i) = (number(y - inner), number(y + inner), number(inner));
        let _ = match status {
            Status::Planned => writeln!(
                self.out,
                "<path d=\"M{0} {bottom}A{i} {i} 0 0 1 {0} {top}Z\" fill=\"{colour}\"/>",
                number(x)
            ),
            Status::Denied => {
                let d = inner * 0.707;
                let (a, b) = ((number(x - d), number(y + d)), (number(x + d), number(y - d)));
                let thick = number(thick);
                writeln!(
                    self.out,
                    "<path d=\"M{} {}L{} {}\" stroke=\"{colour}\" stroke-width=\"{thick}\"/>",
                    a.0, a.1, b.0, b.1
                )
            }
            _ => Ok(()),
        };
        self.out.push_str("</g>\n");
    }

    fn text(&mut self, x: f32, y: f32, text: &str, size: f32, anchor: Anchor, paint: &Paint) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let mut wear = format!(
            " x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{anchor}\" font-weight=\"{}\"",
            number(x),
            number(y),
            number(size),
            paint.weight
        );
        if paint.spacing > 0.0 {
            let _ = write!(wear, " letter-spacing=\"{}\"", number(paint.spacing));
        }
        if paint.opacity < 1.0 {
            let _ = write!(wear, " opacity=\"{}\"", number(paint.opacity));
        }
        if let Some(rim) = paint.rim {
            let rim = self.paint_of(rim);
            let _ = write!(
                wear,
                " stroke=\"{rim}\" stroke-width=\"3.5\" stroke-linejoin=\"round\" paint-order=\"stroke\""
            );
        }
        let fill = paint.fill.map_or_else(|| "none".to_owned(), |t| self.paint_of(t));
        let _ = writeln!(self.out, "<text{wear} fill=\"{fill}\">{}</text>", escape(text));
    }
}

/// Path data with a tenth of a pixel.
fn data(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines.iter().filter(|l| l.points.len() > 1) {
        for (i, &(x, y)) in line.points.iter().enumerate() {
            let letter = if i == 0 { 'M' } else { 'L' };
            let _ = write!(out, "{letter}{} {}", number(x), number(y));
        }
        if line.closed {
            out.push('Z');
        }
    }
    out
}

/// A number with at most two digits after the point; what is no number is 0.
fn number(value: f32) -> String {
    decimal::written(value.into(), 2)
}

/// Text that is neither markup nor an attribute's end; control characters, which XML does not allow,
/// are left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() && !matches!(c, '\t' | '\n') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Layer, Role};
    use proptest::prelude::*;

    /// Checks that tags nest, that attributes are quoted, and that no text is markup: enough of XML to
    /// catch what this writer could get wrong.
    fn well_formed(text: &str) -> Result<(), String> {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find('<') {
            let end = rest[start..].find('>').ok_or("a tag without an end")? + start;
            let tag = &rest[start + 1..end];
            if tag.contains('<') || !tag.matches('"').count().is_multiple_of(2) {
                return Err(format!("bad tag {tag}"));
            }
            if let Some(name) = tag.strip_prefix('/') {
                if open.pop() != Some(name) {
                    return Err(format!("{name} closes what is not open"));
                }
            } else if !tag.ends_with('/') {
                open.push(tag.split([' ', '\n']).next().unwrap_or(tag));
            }
            rest = &rest[end + 1..];
        }
        if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
    }

    fn scene(text: &str, x: f32, status: Status) -> Scene {
        let shapes = vec![
            Shape::Text {
                x,
                y: 2.0,
                text: text.into(),
                size: 12.0,
                anchor: Anchor::Middle,
                role: Role::PlaceName,
            },
            Shape::Mark { x, y: x, r: 5.0, status, dim: x > 3.0, lit: x < 9.0 },
            Shape::Rect { x, y: 0.0, w: x, h: 8.0, radius: 4.0, fade: (x, 3.0), role: Role::Band(status) },
            Shape::Circle { x, y: 0.0, r: x, role: Role::Halo },
            Shape::Path {
                lines: vec![Line { points: vec![(x, 0.0), (1.0, x)], closed: true }],
                role: Role::Arc(status),
                width: 2.0,
            },
        ];
        Scene {
            width: 300.0,
            height: 200.0,
            layers: vec![Layer { name: "all", shapes }],
            targets: Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn whatever_is_drawn_is_well_formed(text in "\\PC{0,20}", x in proptest::num::f32::ANY) {
            for status in crate::words::STATUSES {
                let svg = document(&scene(&text, x, status), &text, &|_| "#123456".into());
                prop_assert_eq!(well_formed(&svg), Ok(()), "{}", svg);
                prop_assert!(!svg.contains("NaN") || text.contains("NaN"), "{}", svg);
                prop_assert!(!svg.contains("inf") || text.contains("inf"), "{}", svg);
            }
        }
    }

    #[test]
    fn a_name_is_never_markup() {
        let svg = document(&scene("<script>alert(1)</script> & \"co\"", 5.0, Status::Denied), "a<b", &|_| {
            "red".into()
        });
        assert!(
            !svg.contains("<script")
                && svg.contains("&lt;script&gt;")
                && svg.contains("<title>a&lt;b</title>")
        );
    }

    #[test]
    fn each_status_has_its_own_form() {
        let drawn = crate::words::STATUSES.map(|s| document(&scene("a", 5.0, s), "a", &|_| "black".into()));
        for (i, a) in drawn.iter().enumerate() {
            assert!(drawn[i + 1..].iter().all(|b| a != b), "two statuses look alike without colour");
        }
    }
}
