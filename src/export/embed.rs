//! Markup that sets the explorer into another page: the element of `embed.js`, or a plain frame.

/// What a frame may do: all that the page needs, and nothing to the page around it.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-downloads allow-popups";
/// How high a plain frame is where nothing was chosen, since it cannot fit itself, in CSS pixels.
const PLAIN: &str = "640";

/// What is set into another page.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The whole address of what is shown.
    pub here: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Its height in CSS pixels; empty where it fits itself.
    pub height: &'a str,
    /// `light` or `dark`; empty where it follows the page around it.
    pub shade: &'a str,
}

/// A value as it stands inside a double-quoted attribute.
fn quoted(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            c => out.push(c),
        }
    }
    out
}

fn attribute(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        for part in [" ", name, "=\"", &quoted(value), "\""] {
            out.push_str(part);
        }
    }
}

impl Frame<'_> {
    /// The element that fits itself and keeps its place in the host's address; a link where scripts do not run.
    pub fn element(&self) -> String {
        let (page, view) = self.here.split_once('#').unwrap_or((self.here, ""));
        let folder = page.rfind('/').map_or("", |at| &page[..=at]);
        let mut out = String::from("<script async");
        attribute(&mut out, "src", &[folder, "embed.js"].concat());
        out.push_str("></script>\n<entente-explorer");
        attribute(&mut out, "src", page);
        attribute(&mut out, "view", view.trim_start_matches('/'));
        attribute(&mut out, "theme", self.shade);
        if !self.height.is_empty() {
            attribute(&mut out, "height", &[self.height, "px"].concat());
        }
        out.push_str(">\n  <a");
        attribute(&mut out, "href", self.here);
        for part in [">", &quoted(self.title), "</a>\n</entente-explorer>"] {
            out.push_str(part);
        }
        out
    }

    /// A frame without a script.
    pub fn plain(&self) -> String {
        let mut out = String::from("<iframe");
        attribute(&mut out, "src", self.here);
        attribute(&mut out, "title", self.title);
        attribute(&mut out, "width", "100%");
        attribute(&mut out, "height", if self.height.is_empty() { PLAIN } else { self.height });
        attribute(&mut out, "sandbox", SANDBOX);
        attribute(&mut out, "allow", "clipboard-write");
        attribute(&mut out, "loading", "lazy");
        out.push_str("></iframe>");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "https://a.example/e/index.html#/map?q=%22x%22&lang=ru";

    #[test]
    fn the_element_holds_page_and_view_and_breaks_out_of_no_attribute() {
        let code = Frame { here: HERE, title: "\"><script>", height: "640", shade: "dark" }.element();
        assert_eq!(
            code,
            "<script async src=\"https://a.example/e/embed.js\"></script>\n<entente-explorer \
             src=\"https://a.example/e/index.html\" view=\"map?q=%22x%22&amp;lang=ru\" theme=\"dark\" \
             height=\"640px\">\n  <a href=\"https://a.example/e/index.html#/map?q=%22x%22&amp;lang=ru\">&quot;>\
             &lt;script></a>\n</entente-explorer>"
        );
    }

    #[test]
    fn a_plain_frame_has_a_height_and_may_do_no_more_than_the_page_needs() {
        let code = Frame { here: HERE, title: "T", height: "", shade: "" }.plain();
        assert!(code.starts_with("<iframe src=\"https://a.example/e/index.html#/map"), "{code}");
        assert!(code.contains(" height=\"640\" sandbox=\"allow-scripts "), "{code}");
    }
}
