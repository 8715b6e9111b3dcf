//! HTML into which text goes only escaped.

/// HTML as it is written: tags and attribute names are the program's own, values and texts anyone's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    out: String,
    open: Vec<&'static str>,
}

/// Text as it stands in HTML, between tags or inside an attribute's double quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Nothing else that HTML does not take, or silently turns into something else.
            '\0' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

impl Markup {
    /// Opens an element; attributes with an empty value are left out.
    pub fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) -> &mut Markup {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&escaped(value));
            self.out.push('"');
        }
        self.out.push('>');
        self.open.push(tag);
        self
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) -> &mut Markup {
        if let Some(tag) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
        self
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> &mut Markup {
        self.out.push_str(&escaped(text));
        self
    }

    /// An element that holds nothing but text; none where there is no text.
    pub fn put(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) -> &mut Markup {
        if text.is_empty() {
            return self;
        }
        self.open(tag, attributes).text(text).close()
    }

    /// What another writer wrote.
    pub fn add(&mut self, other: &str) -> &mut Markup {
        self.out.push_str(other);
        self
    }

    /// The HTML, with every element closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let mut html = Markup::default();
        html.open("p", &[("title", "\"><script>x()</script>"), ("id", "")]).text("</p><b onclick='y'>&lt;");
        assert_eq!(
            html.finish(),
            "<p title=\"&quot;&gt;&lt;script&gt;x()&lt;/script&gt;\">&lt;/p&gt;&lt;b onclick='y'&gt;&amp;lt;</p>"
        );
    }
}
