//! The picture for social previews as pixels, with letters of its own: the same on every machine.

use entente::corpus::Corpus;
use entente::export::preview;
use entente::scene::borders;
use entente::words;
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// The letters: data/fonts, made by data/make/fonts.py.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../../../data/fonts/serif-600.ttf"),
    include_bytes!("../../../data/fonts/sans-400.ttf"),
    include_bytes!("../../../data/fonts/sans-600.ttf"),
];
const COLOURS: &str = include_str!("../../../styles/tokens.css");

/// The picture of a corpus as a PNG; without its borders the map is left out.
///
/// Names in letters that our fonts lack are set in the machine's own, where it has any.
pub fn png(corpus: &Corpus, land: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let land = land.map(borders::decode).transpose().map_err(|error| error.to_string())?;
    let svg = preview::picture(corpus, land.as_ref(), &words::ENGLISH, COLOURS);
    let mut options = usvg::Options::default();
    let fonts = Arc::make_mut(&mut options.fontdb);
    FONTS.into_iter().for_each(|font| fonts.load_font_data(font.to_vec()));
    fonts.set_serif_family("Entente Serif");
    fonts.set_sans_serif_family("Entente Sans");
    if svg.chars().any(|c| c > 'џ' && !('\u{2000}'..'\u{2200}').contains(&c)) {
        fonts.load_system_fonts();
    }
    let tree = usvg::Tree::from_str(&svg, &options).map_err(|error| error.to_string())?;
    let (wide, high) = preview::SIZE;
    let mut pixels = tiny_skia::Pixmap::new(wide, high).ok_or("no room for the picture")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}
