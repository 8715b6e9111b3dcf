//! The built page as text: its program inside, its policy closed, its floor laid, its title told.
//!
//! The page is what Trunk writes of `index.html`; nothing here reads HTML in general.

use super::floor::{Floor, Leaf};
use super::markup::escaped;
use super::preview;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// From this line on, the loader is for the development server only.
const SERVED: &str = "// Only for the development server";
/// Between these stands the floor.
const FLOOR: (&str, &str) = ("<!--floor-->", "<!--/floor-->");
/// Between these stands what the first screen begins with.
const GREETING: (&str, &str) = ("<!--greeting-->", "<!--/greeting-->");

/// A source of scripts or styles in a content security policy: the hash of a text.
pub fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Where the tags of a kind stand, from `<` to `>`.
pub(super) fn tags(html: &str, name: &str) -> Vec<Range<usize>> {
    let open = format!("<{name}");
    let ends = |at: usize| Some(at..at + html.get(at..)?.find('>')? + 1);
    let whole =
        |r: &Range<usize>| html.as_bytes().get(r.start + open.len()).is_some_and(|b| b" >/\n".contains(b));
    html.match_indices(&open).filter_map(|(at, _)| ends(at)).filter(whole).collect()
}

/// An attribute of a tag, as it is written.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag.get(from..)?.split('"').next()
}

/// A part of a text replaced.
pub(super) fn put(text: &str, at: Range<usize>, new: &str) -> String {
    [text.get(..at.start).unwrap_or(""), new, text.get(at.end..).unwrap_or("")].concat()
}

/// The files that a page starts its program from, by their addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// `boot.js`; `None` where it stands inside the page already.
    pub boot: Option<String>,
    /// The glue between WebAssembly and the browser, where it is not inside.
    pub glue: Option<String>,
    /// The program.
    pub wasm: String,
}

/// Finds them; `None` in what is no built page.
pub fn program(html: &str) -> Option<Program> {
    let tag =
        tags(html, "script").into_iter().find_map(|r| html.get(r).filter(|t| t.contains(" data-wasm=")))?;
    let name = |of: &str| attribute(tag, of).map(|a| a.trim_start_matches("./").to_owned());
    Some(Program { boot: name("src"), glue: name("data-js"), wasm: name("data-wasm")? })
}

/// The page with its program's loader and glue inside, as its one module; `extractor` is how the addresses of the worker
/// that reads articles begin ("./extractor-0123456789abcdef").
///
/// # Errors
///
/// Where the page or the glue is not as Trunk and wasm-bindgen write them: what is wrong with it.
pub fn with_module(html: &str, boot: &str, glue: &str, extractor: &str) -> Result<String, String> {
    let no = |what: &str| format!("the page is not as Trunk writes it: {what}");
    let at = tags(html, "script").into_iter().find(|r| html[r.clone()].contains(" data-wasm="));
    let at = at.ok_or_else(|| no("no script names the program"))?;
    let wasm = attribute(&html[at.clone()], "data-wasm").unwrap_or_default().to_owned();
    let end = html
        .get(at.end..)
        .and_then(|rest| rest.find("</script>"))
        .ok_or_else(|| no("a script does not end"))?;
    let (inside, exports) = glue.split_once("\nexport ").ok_or("the program's glue exports nothing")?;
    if !exports.contains("__wbg_init as default") || inside.lines().any(|line| line.starts_with("import ")) {
        return Err("the program's glue is not as wasm-bindgen 0.2.129 writes it".to_owned());
    }
    let boot = boot.split(SERVED).next().unwrap_or(boot);
    let module =
        format!("const glue = (() => {{\n{}return __wbg_init;\n}})();\n{}", squeezed(inside), squeezed(boot));
    if module.contains("</script") || module.contains("<!--") {
        return Err("the program's glue would end the script that holds it".to_owned());
    }
    let script =
        format!("<script type=\"module\" data-wasm=\"{wasm}\" data-extractor=\"{extractor}\">{module}");
    let mut html = put(html, at.start..at.end + end, &script);
    // The glue is inside: nothing is to be fetched ahead of it, and no script from anywhere runs.
    while let Some(tag) =
        tags(&html, "link").into_iter().find(|r| html[r.clone()].contains("\"modulepreload\""))
    {
        html = put(&html, tag, "");
    }
    Ok(html.replace("script-src 'self' ", "script-src "))
}

/// The worker in which articles are read, as one script: its glue, and what it does.
///
/// # Errors
///
/// Where the glue is not as wasm-bindgen writes it for scripts that are no modules.
pub fn worker(glue: &str, act: &str) -> Result<String, String> {
    if !glue.starts_with("let wasm_bindgen") {
        return Err("the extractor's glue is not as wasm-bindgen 0.2.129 writes it".to_owned());
    }
    Ok([squeezed(glue), squeezed(act)].concat())
}

/// A script without indentation and lines that only comment.
pub(super) fn squeezed(script: &str) -> String {
    // A text over several lines would change.
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut comment = false;
    for line in script.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        if !comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        comment &= !line.ends_with("*/");
    }
    out
}

/// The page with the hashes of its inline scripts where its policy says `'sha256-inline'`.
pub fn closed(html: &str) -> String {
    let mut hashes = Vec::new();
    for tag in tags(html, "script") {
        let runs = !html[tag.clone()].contains(" src=") && !html[tag.clone()].contains(" data-part=");
        if let Some((script, _)) =
            html.get(tag.end..).filter(|_| runs).and_then(|rest| rest.split_once("</script>"))
        {
            hashes.push(hash(script));
        }
    }
    html.replace("'sha256-inline'", &hashes.join(" "))
}

/// The page with a floor, its title and description; with the address that it is published under, where it has one.
///
/// # Errors
///
/// Where the page has no place for a floor.
pub fn with_floor(html: &str, floor: &Floor, url: Option<&str>) -> Result<String, String> {
    let gone = || "the page has no place for its floor; build it anew".to_owned();
    let between = |html: &str, (open, close): (&str, &str)| {
        let from = html.find(open)? + open.len();
        let to = html.find(close).filter(|&to| to >= from)?;
        Some(from..to)
    };
    let mut html = put(html, between(html, FLOOR).ok_or_else(gone)?, &format!("\n{}\n", floor.body));
    if let Some(at) = between(&html, GREETING) {
        html = put(&html, at, &floor.greeting);
    }
    let html = with_title(&html, &floor.title);
    let description =
        tags(&html, "meta").into_iter().find(|r| html[r.clone()].contains(" name=\"description\""));
    let html = match description {
        Some(at) => put(
            &html,
            at,
            &format!("<meta name=\"description\" content=\"{}\">", escaped(&floor.description)),
        ),
        None => html,
    };
    let known = tags(&html, "link").into_iter().find(|r| html[r.clone()].contains("\"canonical\""));
    let link = url.map(|url| format!("<link rel=\"canonical\" href=\"{}\">", escaped(url)));
    Ok(match (known, link) {
        (Some(at), Some(link)) => put(&html, at, &link),
        (None, Some(link)) => html.replacen("</title>", &format!("</title>\n    {link}"), 1),
        (_, None) => html,
    })
}

fn with_title(html: &str, title: &str) -> String {
    match (html.find("<title>"), html.find("</title>")) {
        (Some(from), Some(to)) if from < to => put(html, from + 7..to, &escaped(title)),
        _ => html.to_owned(),
    }
}

/// The page with what other sites show beside a link to it, where it is published under an absolute address; else
/// without.
pub fn with_preview(html: &str, floor: &Floor, url: Option<&str>) -> String {
    let own = |tag: &str| tag.contains(" property=\"og:") || tag.contains(" name=\"twitter:");
    let mut html = html.to_owned();
    while let Some(at) = tags(&html, "meta").into_iter().find(|r| own(&html[r.clone()])) {
        let before = html[..at.start].trim_end().len();
        html = put(&html, before..at.end, "");
    }
    let Some(url) = url.filter(|url| url.starts_with("http")) else { return html };
    let folder =
        url.rfind('/').filter(|&at| at > 8).map_or_else(|| format!("{url}/"), |at| url[..=at].to_owned());
    let picture = format!("{folder}{}", preview::FILE);
    let (wide, high) = (preview::SIZE.0.to_string(), preview::SIZE.1.to_string());
    let mut told = String::from("</title>");
    for (name, value) in [
        ("property=\"og:type\"", "website"),
        ("property=\"og:site_name\"", "Entente"),
        ("property=\"og:title\"", &floor.title),
        ("property=\"og:description\"", &floor.description),
        ("property=\"og:url\"", url),
        ("property=\"og:image\"", &picture),
        ("property=\"og:image:type\"", "image/png"),
        ("property=\"og:image:width\"", &wide),
        ("property=\"og:image:height\"", &high),
        ("property=\"og:image:alt\"", &floor.title),
        ("name=\"twitter:card\"", "summary_large_image"),
        ("name=\"twitter:title\"", &floor.title),
        ("name=\"twitter:description\"", &floor.description),
        ("name=\"twitter:image\"", &picture),
    ] {
        told += &format!("\n    <meta {name} content=\"{}\">", escaped(value));
    }
    html.replacen("</title>", &told, 1)
}

/// The page with its web app manifest.
pub fn with_manifest(html: &str, file: &str) -> String {
    let link = format!("</title>\n    <link rel=\"manifest\" href=\"{file}\">");
    if html.contains(" rel=\"manifest\"") { html.to_owned() } else { html.replacen("</title>", &link, 1) }
}

/// The page with one style sheet instead of many, in their order: what that holds, under the name that it is to have.
/// `None` where there is one already.
///
/// # Errors
///
/// What `sheet` says where a sheet cannot be had.
pub fn with_one_style<E>(html: &str, sheet: impl Fn(&str) -> Result<String, E>) -> Result<Option<Styled>, E> {
    let is_style = |tag: &str| tag.contains(" rel=\"stylesheet\"");
    let links: Vec<Range<usize>> =
        tags(html, "link").into_iter().filter(|r| is_style(&html[r.clone()])).collect();
    let [first, rest @ ..] = &links[..] else { return Ok(None) };
    if rest.is_empty() {
        return Ok(None);
    }
    let mut styled = Styled::default();
    for at in &links {
        let name = attribute(&html[at.clone()], "href").unwrap_or_default().trim_start_matches("./");
        styled.style += &super::bundle::squeezed(&sheet(name)?);
        styled.gone.push(name.to_owned());
    }
    styled.name = format!("style-{:016x}.css", xxhash_rust::xxh3::xxh3_64(styled.style.as_bytes()));
    styled.html = html.to_owned();
    for at in rest.iter().rev() {
        styled.html = put(&styled.html, at.clone(), "");
    }
    let link = format!("<link rel=\"stylesheet\" href=\"./{}\">", styled.name);
    styled.html = put(&styled.html, first.clone(), &link);
    Ok(Some(styled))
}

/// A page with one style sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Styled {
    /// The page.
    pub html: String,
    /// The sheet's name.
    pub name: String,
    /// What it holds.
    pub style: String,
    /// Names of the sheets that it stands for.
    pub gone: Vec<String>,
}

/// What other pages load, as it is sent.
pub fn sent(script: &str) -> String {
    squeezed(script)
}

/// The address of the page's icon.
pub fn icon(html: &str) -> Option<String> {
    let tag = tags(html, "link").into_iter().map(|r| &html[r]).find(|tag| tag.contains(" rel=\"icon\""))?;
    attribute(tag, "href").map(str::to_owned)
}

/// A page beside the page, in a folder of its own: with the same styles, and without a script.
pub fn leaf(html: &str, leaf: &Leaf, of: &str) -> String {
    let styles: Vec<String> = tags(html, "link")
        .into_iter()
        .map(|r| html[r].to_owned())
        .filter(|tag| tag.contains("\"stylesheet\"") || tag.contains("\"icon\""))
        .map(|tag| tag.replace(" href=\"./", " href=\"../"))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'; \
         base-uri 'none'; form-action 'none'\">\n<title>{} · {}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n{}\n</head>\n\
         <body>\n<main id=\"floor\">\n{}\n</main>\n</body>\n</html>\n",
        escaped(&leaf.title),
        escaped(of),
        styles.join("\n"),
        leaf.body
    )
}
