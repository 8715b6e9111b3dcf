//! The picture that other sites show beside a link to the page: what the corpus is, and its map.

use crate::corpus::Corpus;
use crate::query::{Index, Selection, answer};
use crate::rooms::Teller;
use crate::scene::borders::{Borders, Worldview};
use crate::scene::map::{Frame, Matter, fit, scene};
use crate::scene::svg::{document, escape};
use crate::scene::widths::width;
use crate::scene::{Glow, Layer, Scene, Shape, Token};
use crate::words::Words;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Width and height in pixels, as Open Graph's readers like it.
pub const SIZE: (u32, u32) = (1200, 630);
/// The name of its file.
pub const FILE: &str = "preview.png";

/// Where the map begins, from the left.
const LAND: f32 = 520.0;
/// How much larger than on the page the map is drawn: a preview is shown at half its size.
const LARGE: f32 = 1.4;
/// Pixels between the words and the edges.
const SIDE: f32 = 60.0;
/// Sizes of the title, of which the first is taken that needs few lines.
const TITLE: [f32; 4] = [58.0, 50.0, 42.0, 34.0];
/// Our serif is narrower than the sans that widths are told of.
const NARROW: f32 = 0.86;
const LEAD: f32 = 25.0;
const RUNG: f32 = 23.0;

/// The light colour of a token in the page's sheet of colours.
fn colour(sheet: &str, token: Token) -> Option<&str> {
    let (_, rest) = sheet.split_once(&format!("{}: light-dark(", token.name()))?;
    rest.split_once(',').map(|(light, _)| light.trim())
}

/// Words in lines of at most so many pixels.
fn lines(words: &str, size: f32, bold: bool, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, bold) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The picture as SVG, in the light colours of a style sheet (`tokens.css`); without borders the map is left out.
/// Its letters are the families "Entente Serif" and sans-serif.
pub fn picture(corpus: &Corpus, borders: Option<&Borders>, words: &Words, sheet: &str) -> String {
    let paint = |token: Token| colour(sheet, token).unwrap_or("#808080").to_owned();
    let index = Index::new(corpus);
    let all = answer(corpus, &index, &Selection::default());
    let teller = Teller { corpus, index: &index, words };
    let told = teller.overview(&teller.whole(), &all);
    let (wide, high) = (SIZE.0 as f32, SIZE.1 as f32);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\">\n\
         <rect width=\"{wide}\" height=\"{high}\" fill=\"{}\"/>\n",
        paint(Token::Paper)
    );
    let room = match borders {
        Some(borders) => {
            let map = land(corpus, borders, &all.events, words, (wide - LAND) / LARGE, high / LARGE);
            let map = document(&map, "", &paint);
            let _ = writeln!(out, "<g transform=\"translate({LAND} 0) scale({LARGE})\">{map}</g>");
            let _ = writeln!(
                out,
                "<path d=\"M{LAND} 0V{high}\" stroke=\"{}\" stroke-width=\"2\"/>",
                paint(Token::Rule)
            );
            LAND - SIDE * 1.5
        }
        None => wide - 2.0 * SIDE,
    };
    let mut say = |y: f32, size: f32, family: &str, weight: u16, token: Token, line: &str| {
        let _ = writeln!(
            out,
            "<text x=\"{SIDE}\" y=\"{y}\" font-size=\"{size}\" font-family=\"{family}\" font-weight=\"{weight}\" \
             fill=\"{}\">{}</text>",
            paint(token),
            escape(line)
        );
    };
    say(86.0, 30.0, "Entente Serif, serif", 600, Token::Accent, "Entente");
    let mut y = 118.0;
    let title = if told.title.is_empty() { "Entente" } else { &told.title };
    let sizes = TITLE.map(|size| (size, lines(title, size * NARROW, true, room)));
    let fits = |(size, lines): &&(f32, Vec<String>)| {
        lines.len() <= 3 && lines.iter().all(|line| width(line, size * NARROW, true) <= room)
    };
    let (size, title) = sizes.iter().find(fits).unwrap_or(&sizes[3]);
    for line in title.iter().take(5) {
        y += size * 1.14;
        say(y, *size, "Entente Serif, serif", 600, Token::Ink, line);
    }
    y += 18.0;
    // Its first sentence: the picture has no room for how it was read.
    let lead = told.lead.find(". ").map_or(&*told.lead, |end| &told.lead[..=end]);
    for line in lines(lead, LEAD, false, room).iter().take(5) {
        y += LEAD * 1.36;
        say(y, LEAD, "sans-serif", 400, Token::Mute, line);
    }
    // The ladder, from the foot upwards: two columns of three.
    let rungs: Vec<_> = told.ladder.iter().filter(|rung| rung.1 > 0).collect();
    let across = rungs.len().div_ceil(2);
    let mut marks = Vec::new();
    for (at, (rung, count)) in rungs.iter().enumerate() {
        let y = high - SIDE - (across - 1 - at % across) as f32 * RUNG * 1.7;
        let x = SIDE + if at < across { 0.0 } else { room * 0.59 };
        marks.push(Shape::Mark {
            x: x + 9.0,
            y: y - RUNG * 0.33,
            r: 9.0,
            status: rung.status(),
            dim: false,
            lit: false,
        });
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{y}\" font-size=\"{RUNG}\" font-family=\"sans-serif\" fill=\"{}\"><tspan \
             font-weight=\"600\">{count}</tspan> {}</text>",
            x + 28.0,
            paint(Token::Ink),
            escape(words.say(rung.step()))
        );
    }
    let marks = Scene {
        width: LAND - 1.0,
        height: high,
        layers: vec![Layer { name: "ladder", shapes: marks }],
        ..Scene::default()
    };
    // On no ground of its own: the words stand below it.
    let clear = |token: Token| if token == Token::Paper { "none".to_owned() } else { paint(token) };
    out + &document(&marks, "", &clear) + "</svg>\n"
}

/// The map of everything.
fn land(
    corpus: &Corpus,
    borders: &Borders,
    events: &[crate::record::EventId],
    words: &Words,
    w: f32,
    h: f32,
) -> Scene {
    let matter = Matter::new(corpus, events);
    let frame = Frame {
        width: w,
        height: h,
        camera: fit(corpus, borders, &matter, w, h),
        glow: &Glow::default(),
        worldview: Worldview::default(),
        chosen: &BTreeSet::new(),
        words,
        measure: &width,
    };
    scene(corpus, borders, &matter, &frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = include_str!("../../styles/tokens.css");

    #[test]
    fn every_colour_is_in_the_sheet() {
        for token in Token::ALL {
            assert!(colour(SHEET, token).is_some_and(|c| c.starts_with('#')), "{token:?}");
        }
    }

    #[test]
    fn it_tells_what_the_corpus_is_and_no_name_is_markup() {
        let mut records = crate::scene::sample::corpus().records().clone();
        records.entities[0].name = "<b>Serbia</b>".into();
        let corpus = Corpus::new(records);
        let svg = picture(&corpus, None, &crate::words::ENGLISH, SHEET);
        assert!(svg.contains("&lt;b&gt;Serbia") && !svg.contains("<b>"), "{svg}");
        assert!(svg.contains(" events") && svg.contains("</tspan> Denied"), "{svg}");
    }

    #[test]
    fn long_titles_are_set_smaller() {
        assert!(lines("Bosnia and Herzegovina, Kazakhstan", TITLE[0], true, 400.0).len() > 2);
        assert!(lines("a b", TITLE[0], true, 400.0).len() == 1);
    }
}
