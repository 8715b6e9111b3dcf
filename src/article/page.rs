//! HTML pages: the main text by dom_smoothie (a port of Mozilla's Readability), what is known about
//! it from JSON-LD, `<meta>`, `<time>` and the page's head.
//!
//! The document's text is the headline and then the paragraphs, each on a line of its own; offsets
//! point into that. Only [`read`] reaches the library, so a page that never reads HTML does not
//! carry it.

use super::{markup, published, scraped};
use crate::edtf::Edtf;
use crate::record::{Document, ZoneKind};
use dom_smoothie::{Config, Readability};
use serde_json::Value;

/// Deepest nesting that is given to the library; deeper pages are read tag by tag.
const DEEPEST: usize = 400;

/// Most tags that are given to the library.
const MOST: usize = 60_000;

/// The encoding that a page declares in its first bytes.
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(2048).map(|b| if b.is_ascii() { *b as char } else { ' ' }).collect();
    let lower = head.to_ascii_lowercase();
    let at = lower.find("charset").map(|i| i + "charset".len()).or_else(|| {
        let xml = lower.find("<?xml")?;
        let end = lower[xml..].find("?>")? + xml;
        Some(lower[xml..end].find("encoding")? + xml + "encoding".len())
    })?;
    let rest = lower[at..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!label.is_empty()).then_some(label)
}

/// What a page says about its article.
#[derive(Default)]
struct Known {
    title: Option<String>,
    published: Option<Edtf>,
    publisher: Option<String>,
    byline: Vec<String>,
    url: Option<String>,
    language: Option<String>,
    rights: Option<String>,
}

/// Reads a page; `None` where it holds no text.
pub fn read(path: &str, html: &str) -> Option<Document> {
    let (tags, depth) = markup::size(html);
    let mut known = Known::default();
    let mut paragraphs = Vec::new();
    if tags <= MOST && depth <= DEEPEST {
        let config = Config { disable_json_ld: true, ..Config::default() };
        if let Ok(mut page) = Readability::new(html, None, Some(config)) {
            known = look_around(&page);
            if let Ok(article) = page.parse() {
                known.title = known.title.or_else(|| filled(&article.title));
                if known.byline.is_empty() {
                    known.byline = article.byline.iter().filter_map(|b| person(b)).collect();
                }
                known.publisher = known.publisher.or(article.site_name.and_then(|s| filled(&s)));
                known.published =
                    known.published.or_else(|| article.published_time.as_deref().and_then(moment));
                known.language = known.language.or(article.lang);
                paragraphs = markup::paragraphs(&article.content);
            }
        }
    }
    if paragraphs.iter().map(|p| p.text.len()).sum::<usize>() < 40 {
        paragraphs = markup::paragraphs(html);
    }
    let title = known.title.map(|t| without_site(&t, known.publisher.as_deref()));
    let mut text = String::new();
    if let Some(title) = &title {
        text.push_str(title);
        text.push_str("\n\n");
    }
    let mut marked = Vec::new();
    for paragraph in &paragraphs {
        let start = text.len();
        text.push_str(&paragraph.text);
        if paragraph.kind != ZoneKind::Body {
            marked.push((start as u32, paragraph.kind));
        }
        text.push('\n');
    }
    if text.trim().is_empty() {
        return None;
    }
    let mut document = Document {
        id: path.to_owned(),
        text,
        language: known.language.filter(|l| (2..=12).contains(&l.len())).unwrap_or_else(|| "en".into()),
        published: known.published,
        publisher: known.publisher,
        byline: known.byline,
        url: known.url.filter(|u| u.starts_with("https://") || u.starts_with("http://")),
        rights: known.rights,
        ..Document::default()
    };
    scraped::read_with(&mut document, title.is_some());
    // What the page marked as heading or caption is one, whatever it looks like.
    for zone in &mut document.zones {
        if let Ok(i) = marked.binary_search_by_key(&zone.span.start, |m| m.0)
            && matches!(zone.kind, ZoneKind::Body | ZoneKind::Subheading | ZoneKind::Subtitle)
        {
            zone.kind = marked[i].1;
        }
    }
    Some(document)
}

/// Reads the page's head and its structured data.
fn look_around(page: &Readability) -> Known {
    let mut known = Known::default();
    let scripts = page.doc.select("script[type='application/ld+json']");
    for script in scripts.iter().take(20) {
        if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
            structured(&value, &mut known, 0);
        }
    }
    let attribute = |selector: &str, name: &str| {
        page.doc.select(selector).iter().next().and_then(|s| s.attr(name)).and_then(|v| filled(&v))
    };
    let meta = |names: &[&str]| {
        names.iter().find_map(|n| {
            attribute(&format!("meta[property='{n}']"), "content")
                .or_else(|| attribute(&format!("meta[name='{n}']"), "content"))
                .or_else(|| attribute(&format!("meta[itemprop='{n}']"), "content"))
        })
    };
    let headings = page.doc.select("h1");
    let mut headings = headings.iter().filter_map(|h| filled(&h.text()));
    let first = headings.next();
    let single = first.filter(|h| headings.next().is_none() && h.split_whitespace().count() >= 3);
    known.title =
        known.title.or(single).or_else(|| meta(&["og:title", "twitter:title", "dc.title", "title"]));
    known.published = known
        .published
        .or_else(|| {
            meta(&[
                "article:published_time",
                "og:article:published_time",
                "article:published",
                "datePublished",
                "dc.date.issued",
                "dc.date",
                "DC.date.issued",
                "pubdate",
                "publish-date",
                "publication_date",
                "parsely-pub-date",
                "sailthru.date",
                "date",
            ])
            .and_then(|v| moment(&v))
        })
        .or_else(|| {
            ["article time[datetime]", "time[pubdate]", "main time[datetime]", "time[datetime]"]
                .iter()
                .find_map(|s| attribute(s, "datetime"))
                .and_then(|v| moment(&v))
        });
    known.publisher =
        known.publisher.or_else(|| meta(&["og:site_name", "article:publisher", "publisher", "dc.publisher"]));
    known.publisher = known.publisher.filter(|p| !p.contains("://"));
    if known.byline.is_empty() {
        known.byline = meta(&["author", "article:author", "dc.creator", "parsely-author"])
            .and_then(|v| person(&v))
            .into_iter()
            .collect();
    }
    known.url =
        known.url.or_else(|| attribute("link[rel='canonical']", "href")).or_else(|| meta(&["og:url"]));
    known.language =
        attribute("html", "lang").or_else(|| meta(&["og:locale", "language"])).map(|l| l.replace('_', "-"));
    known.rights = meta(&["dc.rights", "rights", "copyright", "license"])
        .or_else(|| attribute("link[rel='license']", "href"));
    known
}

/// Headline, date, author and publisher of a JSON-LD article, wherever in the data it lies.
fn structured(value: &Value, known: &mut Known, depth: usize) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(list) => list.iter().take(50).for_each(|v| structured(v, known, depth + 1)),
        Value::Object(map) => {
            let kind = map.get("@type").map(|t| t.to_string()).unwrap_or_default();
            if ["Article", "Report", "BlogPosting", "WebPage"].iter().any(|k| kind.contains(k)) {
                let text = |key: &str| map.get(key).and_then(Value::as_str).and_then(filled);
                if !kind.contains("WebPage") {
                    known.title = known.title.take().or_else(|| text("headline").or_else(|| text("name")));
                }
                known.published =
                    known.published.take().or_else(|| text("datePublished").as_deref().and_then(moment));
                if known.byline.is_empty() {
                    known.byline = map.get("author").map(|a| names(a, 0)).unwrap_or_default();
                }
                let publisher = map.get("publisher").map(|p| names(p, 0)).unwrap_or_default();
                known.publisher = known.publisher.take().or_else(|| publisher.into_iter().next());
                known.url = known.url.take().or_else(|| text("url"));
                known.rights = known.rights.take().or_else(|| text("license"));
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = map.get(key) {
                    structured(inner, known, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// Names in a JSON-LD author or publisher: a string, an object, or a list of them.
fn names(value: &Value, depth: usize) -> Vec<String> {
    match value {
        Value::String(name) => filled(name).filter(|n| !n.contains("://")).into_iter().collect(),
        Value::Object(map) => {
            map.get("name").filter(|_| depth < 3).map(|n| names(n, depth + 1)).unwrap_or_default()
        }
        Value::Array(list) if depth < 3 => list.iter().take(20).flat_map(|v| names(v, depth + 1)).collect(),
        _ => Vec::new(),
    }
}

/// The day of a date, with or without clock time, in one of the usual forms.
fn moment(value: &str) -> Option<Edtf> {
    published::find(value).into_iter().find(|d| d.precise).map(|d| d.edtf)
}

/// A string with something in it, its white space made single.
fn filled(value: &str) -> Option<String> {
    let clean = value.split_whitespace().take(200).collect::<Vec<_>>().join(" ");
    (!clean.is_empty()).then_some(clean)
}

/// An author's name without "By".
fn person(value: &str) -> Option<String> {
    let value = filled(value)?;
    let name = value.strip_prefix("By ").or_else(|| value.strip_prefix("by ")).unwrap_or(&value).trim();
    (!name.is_empty() && name.len() <= 80 && !name.contains("://")).then(|| name.to_owned())
}

/// A headline without the site's name behind it.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    for sign in [" | ", " – ", " — ", " - ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(sign) {
            let site = publisher.is_some_and(|p| p.eq_ignore_ascii_case(tail.trim()));
            if site || (sign == " | " && head.split_whitespace().count() >= 3) {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::article::read;
    use crate::record::{Document, ZoneKind};

    const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Two states plan a drill | The Gazette</title>\
        <meta property='og:site_name' content='The Gazette'><link rel=canonical href='https://gazette.example/drill'>\
        <script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\",\
        \"headline\":\"Two states plan a drill\",\"datePublished\":\"2020-05-04T10:00:00+02:00\",\"author\":[{\"name\":\"Ana Ilić\"}]}]}</script>\
        </head><body><nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav><article><h1>Two states plan a drill</h1>\
        <p>The defence ministers of two states met in Skopje on Monday and agreed to hold a joint drill &amp; a seminar in June, their offices said.</p>\
        <h2>What comes next</h2><p>“We are ready,” one of them said after the talks, which went on for three hours and ended with a dinner.</p>\
        <figure><img src=a.jpg><figcaption>The ministers in Skopje</figcaption></figure>\
        <p>The drill is to last for a week, and soldiers of both armies will take part in it, as they did two years ago.</p></article>\
        <footer>© 2020 The Gazette</footer></body></html>";

    fn document(html: &str) -> Document {
        read("a.html", html.as_bytes()).0.expect("text")
    }

    #[test]
    fn a_page_gives_its_article_and_what_is_known_about_it() {
        let got = document(PAGE);
        assert_eq!(got.title.as_deref(), Some("Two states plan a drill"));
        assert_eq!(got.published.as_ref().map(|d| d.as_str()), Some("2020-05-04"));
        assert_eq!(got.publisher.as_deref(), Some("The Gazette"));
        assert_eq!(got.byline, ["Ana Ilić"]);
        assert_eq!(got.url.as_deref(), Some("https://gazette.example/drill"));
        let zones: Vec<(ZoneKind, &str)> = got.zones.iter().map(|z| (z.kind, z.span.of(&got.text))).collect();
        assert_eq!(zones[0], (ZoneKind::Title, "Two states plan a drill"));
        assert!(zones[1].1.starts_with("The defence ministers") && zones[1].1.contains("drill & a seminar"));
        assert!(zones.contains(&(ZoneKind::Subheading, "What comes next")), "{zones:?}");
        assert!(zones.contains(&(ZoneKind::Caption, "The ministers in Skopje")), "{zones:?}");
        assert!(!got.text.contains("Home"));
    }

    #[test]
    fn the_declared_encoding_is_used() {
        let html = "<html><head><meta charset=\"windows-1251\"></head><body><p>\u{1}</p></body></html>";
        let text: Vec<u8> = html
            .chars()
            .flat_map(|c| {
                if c == '\u{1}' {
                    "Министры подписали план.".chars().collect()
                } else {
                    vec![c]
                }
            })
            .map(|c| encoding_rs::WINDOWS_1251.encode(&c.to_string()).0[0])
            .collect();
        let (document, problems) = read("a.htm", &text);
        assert!(document.expect("text").text.contains("Министры подписали план."));
        assert_eq!(problems[0].to_string(), "a.htm:1: read as windows-1251 (declared in the page)");
    }

    #[test]
    fn malformed_pages_never_panic() {
        let deep =
            "<div>".repeat(50_000) + "The ministers met on Monday and signed a plan." + &"</div>".repeat(10);
        for html in [
            "<html",
            "<p>a<b>c</p></b><table><tr><p>x",
            "<!doctype html><script>var a = '<p>';",
            "<html>&#0;&#xffffffff;&bogus;&amp",
            "<html><meta content='x'><script type='application/ld+json'>[[[[[{</script>",
            deep.as_str(),
        ] {
            let (document, problems) = read("a.html", html.as_bytes());
            assert!(document.is_some() || !problems.is_empty(), "{:.60}", html);
        }
        assert!(document(&deep).text.contains("signed a plan"));
    }
}
