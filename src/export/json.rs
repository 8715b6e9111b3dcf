//! JSON put together by plain calls: it costs the page's program a fraction of what serde_json does.

/// JSON that grows. Commas put themselves: one stands before whatever follows a whole value.
#[derive(Debug, Default)]
pub struct Json(String);

/// A value of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Not told.
    #[default]
    Nothing,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// Several words.
    List(Vec<String>),
}

impl Value {
    /// Words, if there are any.
    pub fn text(words: impl Into<String>) -> Value {
        let words = words.into();
        if words.is_empty() { Value::Nothing } else { Value::Text(words) }
    }
}

impl Json {
    fn comma(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':' | b'\n')) {
            self.0.push(',');
        }
    }

    /// Begins an object or a list: `{` or `[`.
    pub fn open(&mut self, bracket: char) {
        self.comma();
        self.0.push(bracket);
    }

    /// Ends it.
    pub fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// Ends one of JSON lines.
    pub fn line(&mut self) {
        self.0.push('\n');
    }

    /// Begins a line for the next entry of a list.
    pub fn row(&mut self) {
        self.comma();
        self.0.push('\n');
    }

    /// The name of what comes next.
    pub fn key(&mut self, name: &str) {
        self.text(name);
        self.0.push(':');
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.comma();
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '\n' => self.0.push_str("\\n"),
                '\r' => self.0.push_str("\\r"),
                '\t' => self.0.push_str("\\t"),
                // The last two end a line in scripts of old.
                c if c < ' ' || matches!(c, '\u{7F}' | '\u{2028}' | '\u{2029}') => {
                    self.0.push_str("\\u");
                    for digit in [12, 8, 4, 0].map(|shift| u32::from(c) >> shift & 15) {
                        self.0.push(char::from_digit(digit, 16).unwrap_or('0'));
                    }
                }
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    /// A number; what JSON cannot say is null.
    pub fn number(&mut self, number: f64) {
        if !number.is_finite() {
            return self.null();
        }
        self.comma();
        self.0.push_str(&number.to_string());
    }

    /// Nothing.
    pub fn null(&mut self) {
        self.comma();
        self.0.push_str("null");
    }

    /// A named text.
    pub fn put(&mut self, name: &str, text: &str) {
        self.key(name);
        self.text(text);
    }

    /// A named text, if there is any.
    pub fn maybe(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.put(name, text);
        }
    }

    /// A named number.
    pub fn count(&mut self, name: &str, number: f64) {
        self.key(name);
        self.number(number);
    }

    /// A named list of texts, if there are any.
    pub fn list(&mut self, name: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.key(name);
            self.texts(texts);
        }
    }

    fn texts(&mut self, texts: &[String]) {
        self.open('[');
        texts.iter().for_each(|text| self.text(text));
        self.close(']');
    }

    /// A named value; null where nothing is told.
    pub fn value(&mut self, name: &str, value: &Value) {
        match value {
            Value::Text(text) => self.put(name, text),
            Value::Number(number) => self.count(name, *number),
            Value::List(texts) if !texts.is_empty() => {
                self.key(name);
                self.texts(texts);
            }
            // GDAL, by which QGIS reads, takes a column with one empty list for JSON instead of a list of texts.
            Value::Nothing | Value::List(_) => {
                self.key(name);
                self.null();
            }
        }
    }

    /// What was written.
    pub fn done(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_text_comes_back_through_a_reader_that_is_not_ours(texts: Vec<String>, number: f64) {
            let mut json = Json::default();
            json.open('{');
            json.value("texts", &Value::List(texts.clone()));
            json.count("number", number);
            for (i, text) in texts.iter().enumerate() {
                json.put(&format!("{text}|{i}"), text);
            }
            json.value("nothing", &Value::Nothing);
            json.close('}');
            let read: serde_json::Value = serde_json::from_str(&json.done()).unwrap();
            // No text is no value, see above.
            let told = (!texts.is_empty()).then(|| texts.clone());
            prop_assert_eq!(&read["texts"], &serde_json::json!(told));
            if number.is_finite() {
                // serde_json rounds the last digit as it likes.
                let off = read["number"].as_f64().map(|n| (n - number).abs());
                prop_assert!(off.is_some_and(|off| off <= number.abs() * 1e-12), "{number}");
            }
            for (i, text) in texts.iter().enumerate() {
                prop_assert_eq!(&read[format!("{text}|{i}")], text);
            }
            prop_assert!(read["nothing"].is_null());
        }
    }
}
