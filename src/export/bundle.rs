//! The whole page as one HTML file, which opens from disk and asks nobody for anything.
//!
//! Styles and the icon stand in the head. Every other part (program, corpus, borders, languages) is a block that no browser
//! runs or shows, named by `data-part`, deflated (zlib) and written with 85 signs; `boot.js` gives it to the program under
//! the name of the file that it was.

use super::floor::Floor;
use super::page::{self, attribute, put, tags};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;

/// Effort of deflate, 0 to 10.
const LEVEL: u8 = 10;
/// What the file may do: run its own two scripts and WebAssembly, show its own styles and pictures, and ask nobody.
const POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval' 'sha256-inline'; style-src 'sha256-style'; \
                      img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'";

/// Bytes with 85 signs, five for each four: from `(` to `|`, with `}` instead of `<`, so that no markup can arise.
/// As in Ascii85, what is left over at the end takes one sign more than it has bytes.
pub fn signs(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(4) * 5);
    for four in bytes.chunks(4) {
        let mut whole = [0; 4];
        whole[..four.len()].copy_from_slice(four);
        let mut sum = u32::from_be_bytes(whole);
        let mut five = [0; 5];
        for digit in five.iter_mut().rev() {
            *digit = b'(' + (sum % 85) as u8;
            sum /= 85;
        }
        let kept = five.iter().take(four.len() + 1);
        out.extend(kept.map(|&sign| if sign == b'<' { '}' } else { char::from(sign) }));
    }
    out
}

/// A part as a block.
pub fn block(name: &str, bytes: &[u8]) -> String {
    let small = miniz_oxide::deflate::compress_to_vec_zlib(bytes, LEVEL);
    format!(
        "<script type=\"application/octet-stream\" data-part=\"{name}\" data-size=\"{}\">{}</script>\n",
        bytes.len(),
        signs(&small)
    )
}

/// How the files of the worker that reads articles begin: `extractor-HASH.js`, `extractor-HASH.wasm`.
pub const EXTRACTOR: &str = "extractor";

/// The name under which a file of the built page goes into the one file as a block, if it does.
fn part(name: &str) -> Option<&str> {
    if let Some(hashed) = name.strip_prefix(EXTRACTOR).filter(|rest| rest.starts_with('-')) {
        let of = ["extractor.js", "extractor.wasm"];
        return of.into_iter().find(|of| hashed.ends_with(&of[EXTRACTOR.len()..]));
    }
    let own =
        matches!(name, "corpus.bin" | "borders.bin") || name.starts_with("words-") && name.ends_with(".tsv");
    own.then_some(name)
}

/// The one file with another corpus, its borders and its floor.
///
/// # Errors
///
/// Where the text is not the one file.
pub fn with_corpus(html: &str, floor: &Floor, corpus: &[u8], borders: &[u8]) -> Result<String, String> {
    let mut html = page::with_floor(html, floor, None)?;
    for (name, bytes) in [("corpus.bin", corpus), ("borders.bin", borders)] {
        let opens = |r: &std::ops::Range<usize>| attribute(&html[r.clone()], "data-part") == Some(name);
        let at = tags(&html, "script").into_iter().find(opens).ok_or("this is not the page as one file")?;
        let end = html[at.end..].find("</script>\n").ok_or("this file is cut off")?;
        html = put(&html, at.start..at.end + end + "</script>\n".len(), &block(name, bytes));
    }
    Ok(html)
}

/// The files of a built page, `index.html` among them, as one.
///
/// # Errors
///
/// Where a file is missing or the page was not finished: what is wrong.
pub fn bundle(files: &BTreeMap<String, Vec<u8>>, floor: &Floor) -> Result<String, String> {
    let file = |name: &str| {
        let name = name.trim_start_matches("./");
        files.get(name).ok_or_else(|| format!("{name} is missing; build the page anew"))
    };
    let text = |name: &str| {
        let bytes = file(name)?;
        std::str::from_utf8(bytes).map_err(|_| format!("{name} is no text; build the page anew"))
    };
    let html = page::with_floor(text("index.html")?, floor, None)?;
    let mut html = page::with_preview(&html, floor, None);
    let program = page::program(&html).filter(|p| p.boot.is_none()).ok_or(
        "its program stands apart, as the development server wants it; build it with trunk build --release",
    )?;

    let mut style = String::new();
    while let Some(at) = link(&html, "stylesheet") {
        style += &squeezed(text(attribute(&html[at.clone()], "href").unwrap_or_default())?);
        html = put(&html, at, "");
    }
    if style.contains("</style") {
        return Err("a style sheet would end the element that holds it".to_owned());
    }
    if let Some(at) = link(&html, "icon") {
        let icon = STANDARD.encode(file(attribute(&html[at.clone()], "href").unwrap_or_default())?);
        html = put(&html, at, &format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">"));
    }
    if let Some(at) = link(&html, "manifest") {
        html = put(&html, at, "");
    }
    while let Some(at) = link(&html, "preload") {
        html = put(&html, at, "");
    }
    let policy =
        tags(&html, "meta").into_iter().find(|r| html[r.clone()].contains("Content-Security-Policy"));
    let policy = policy.ok_or("it has no content security policy; build it anew")?;
    let own = POLICY.replace("'sha256-style'", &page::hash(&style));
    html = put(&html, policy, &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{own}\">"));
    let head = html.find("</head>").ok_or("it has no head")?;
    html = put(&html, head..head, &format!("<style>{style}</style>\n"));
    let mut blocks = block("page.wasm", file(&program.wasm)?);
    for (name, bytes) in files.iter().filter_map(|(name, bytes)| Some((part(name)?, bytes))) {
        blocks += &block(name, bytes);
    }
    let module = html.find("<script type=\"module\"").ok_or("it has no module")?;
    html = put(&html, module..module, &blocks);
    let mut lines = String::with_capacity(html.len());
    for line in html.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        lines += line;
        lines.push('\n');
    }
    Ok(page::closed(&lines))
}

fn link(html: &str, rel: &str) -> Option<std::ops::Range<usize>> {
    let rel = format!(" rel=\"{rel}\"");
    tags(html, "link").into_iter().find(|r| html[r.clone()].contains(&rel))
}

/// A style sheet without comments and needless space.
pub(super) fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        if letter.is_whitespace() {
            space = true;
        } else {
            let tight = |c: char| "{};,".contains(c);
            if space && !tight(letter) && !out.ends_with(|c| tight(c) || c == ':') && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            if letter == '}' && out.ends_with(';') {
                out.pop();
            }
            if letter == '"' || letter == '\'' {
                length += rest[1..].find(letter).map_or(rest.len() - 1, |end| end + 1);
            }
            out.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    out
}
