//! A stream of articles, one JSON object a line in, one records object a line out.
//!
//! What comes in is a text, or the file of an article as it would lie in a folder:
//!
//! ```text
//! {"id", "text", "title"?, "published"?}   text that was scraped; `title` and `published` (EDTF, or a time stamp that
//!                                          begins with a day) count before what is found in it
//! {"id", "raw"}                            a file in UTF-8; its id is its path in the folder, whose ending tells its format
//! {"id", "base64"}                         a file of any bytes, also an archive of articles
//! {"path"}                                 a file in the folder that was named; its id is the path
//! ```
//!
//! Other keys are ignored. What goes out is `{"id", …}` with the lists of [`super::records`] and, last, `"part"`: the same
//! records as [`kept`] holds them, from which `entente pack --records` makes a corpus. A line that is no such object gives
//! `{"id", "problems"}`, with `id` null where it cannot be told.

use super::records;
use crate::article;
use crate::edtf::Edtf;
use crate::extract::{self, Lexicon};
use crate::intake::kept::{self, Kept};
use crate::intake::{self, FAULT, Part};
use crate::record::Problem;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

/// What a stream is read with.
pub struct Stream<'s> {
    /// The tables of texts.
    pub lexicon: &'s Lexicon,
    /// Whether each record names the rule that made it.
    pub explain: bool,
    /// Reads the bytes of a file with a name, which may be an archive.
    pub articles: &'s (dyn Fn(&str, &[u8]) -> Vec<Part> + Sync),
    /// Reads the file at a path in the folder, without leaving it; none where no folder was named.
    pub open: Option<&'s Open<'s>>,
}

/// Gives the articles of the file at a path, or says why the path cannot be followed.
pub type Open<'o> = dyn Fn(&str) -> Result<Vec<Part>, String> + Sync + 'o;

/// Reads one line as a [`Stream`] without a folder does. `number` is the line's number, from 1, for its problems.
pub fn line(line: &[u8], number: u64, lexicon: &Lexicon, explain: bool) -> Vec<u8> {
    let one = |name: &str, bytes: &[u8]| intake::read(name, bytes, lexicon);
    let articles = |name: &str, bytes: &[u8]| intake::articles(name, bytes, &one);
    Stream { lexicon, explain, articles: &articles, open: None }.line(line, number)
}

impl Stream<'_> {
    /// Reads one line and writes its records as one line of JSON without a line break.
    pub fn line(&self, line: &[u8], number: u64) -> Vec<u8> {
        let mut object = match parse(line) {
            Ok(object) => object,
            Err(message) => return bad(&Value::Null, number, message),
        };
        let id = match object.remove("id") {
            Some(id @ (Value::String(_) | Value::Number(_))) => id,
            _ => Value::Null,
        };
        let name = match &id {
            Value::String(s) => s.clone(),
            Value::Null => number.to_string(),
            other => other.to_string(),
        };
        let key = ["text", "raw", "base64", "path"].into_iter().find(|key| object.contains_key(*key));
        let Some((key, value)) = key.and_then(|key| Some((key, object.remove(key)?))) else {
            return bad(&id, number, "no \"text\"; write {\"id\": …, \"text\": …}".to_owned());
        };
        let Value::String(value) = value else { return bad(&id, number, format!("\"{key}\" is no string")) };
        let parts = match (key, self.open) {
            ("text", _) => vec![text(&name, &value, &object, self.lexicon)],
            ("raw", _) => (self.articles)(&name, value.as_bytes()),
            ("base64", _) => match STANDARD.decode(value.trim()) {
                Ok(bytes) => (self.articles)(&name, &bytes),
                Err(error) => return bad(&id, number, format!("\"base64\" is none: {error}")),
            },
            (_, Some(open)) => match open(&value) {
                Ok(parts) => {
                    let id = if id.is_null() { Value::String(value) } else { id };
                    return self.write(&id, parts, number);
                }
                Err(message) => return bad(&id, number, message),
            },
            (_, None) => {
                return bad(&id, number, "\"path\" needs a folder; name it with --folder".to_owned());
            }
        };
        self.write(&id, parts, number)
    }

    fn write(&self, id: &Value, parts: Vec<Part>, number: u64) -> Vec<u8> {
        let kept: Vec<Kept> = parts.iter().map(Kept::new).collect();
        let part = kept::text(&kept);
        let records = intake::join(parts);
        let size: usize = records.documents.iter().map(|d| d.text.len()).sum();
        let mut out = Vec::with_capacity(4 * size + part.len() + 1024);
        let json = records::json(&records, self.explain).with_id(id).with_part(&part);
        match serde_json::to_writer(&mut out, &json) {
            Ok(()) => out,
            Err(error) => bad(id, number, error.to_string()),
        }
    }
}

/// Reads a text with what its line says of it.
fn text(name: &str, text: &str, object: &Map<String, Value>, lexicon: &Lexicon) -> Part {
    let (document, mut problems) = article::read(&format!("{name}.txt"), text.as_bytes());
    let mut problem = |message: &str| {
        problems.push(Problem { path: name.to_owned(), line: 0, message: message.to_owned() })
    };
    let title = match object.get("title") {
        None | Some(Value::Null) => None,
        Some(Value::String(title)) => Some(title.trim()).filter(|t| !t.is_empty()).map(str::to_owned),
        Some(_) => {
            problem("\"title\" is no string and was passed over");
            None
        }
    };
    let published = match object.get("published") {
        None | Some(Value::Null) => None,
        Some(Value::String(value)) if value.trim().is_empty() => None,
        Some(Value::String(value)) => {
            let value = value.trim();
            // A time stamp: what stands after its day is no date.
            let day = value.get(..10).filter(|_| matches!(value.as_bytes().get(10), Some(b'T' | b' ')));
            let date = Edtf::parse(day.unwrap_or(value)).ok();
            if date.is_none() {
                problem("\"published\" is no EDTF date and was passed over; write 2017-01-27");
            }
            date
        }
        Some(_) => {
            problem("\"published\" is no string and was passed over");
            None
        }
    };
    let records = document.map(|mut document| {
        document.id = name.to_owned();
        document.title = title.or(document.title);
        document.published = published.or(document.published);
        extract::read(document, lexicon)
    });
    Part { records, problems }
}

/// What is written for a line of more bytes than are read.
pub fn too_long(number: u64, most: usize) -> Vec<u8> {
    bad(&Value::Null, number, format!("the line is longer than {} MB and was passed over", most >> 20))
}

/// What is written for a line on which reading failed by a fault of this program.
pub fn failed(line: &[u8], number: u64) -> Vec<u8> {
    let id = parse(line).ok().and_then(|mut object| object.remove("id")).unwrap_or(Value::Null);
    bad(&id, number, FAULT.to_owned())
}

fn bad(id: &Value, number: u64, message: String) -> Vec<u8> {
    let line = u32::try_from(number).unwrap_or(0);
    let problem = serde_json::json!({ "path": "-", "line": line, "message": message });
    serde_json::json!({ "id": id, "problems": [problem] }).to_string().into_bytes()
}

fn parse(line: &[u8]) -> Result<Map<String, Value>, String> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    if line.iter().all(u8::is_ascii_whitespace) {
        return Err("the line is empty".to_owned());
    }
    let value = serde_json::from_slice(line).or_else(|error| match whole_surrogates(line) {
        Some(mended) => serde_json::from_slice(&mended),
        None => Err(error),
    });
    match value {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("the line is JSON but no object".to_owned()),
        Err(error) => Err(format!("the line is no JSON: {error}")),
    }
}

/// Puts U+FFFD for `\uD800`–`\uDFFF` that stand alone: other programs write them, and each counts
/// as one code point there as well. `None` where there are none.
fn whole_surrogates(line: &[u8]) -> Option<Vec<u8>> {
    let unit = |at: usize| -> Option<u16> {
        let digits = line.get(at..at + 6)?.strip_prefix(b"\\u")?;
        let digits = std::str::from_utf8(digits).ok()?;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let mut out = Vec::with_capacity(line.len());
    let (mut at, mut mended) = (0, false);
    while let Some(&byte) = line.get(at) {
        match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => {
                out.extend_from_slice(&line[at..at + 12]);
                at += 12;
            }
            Some(0xD800..=0xDFFF) => {
                out.extend_from_slice(b"\\uFFFD");
                mended = true;
                at += 6;
            }
            _ => {
                // A backslash escapes the next byte, so that "\\ud800" stays a backslash and five letters.
                let step = if byte == b'\\' { 2 } else { 1 };
                out.extend_from_slice(line.get(at..at + step).unwrap_or(&line[at..]));
                at += step;
            }
        }
    }
    mended.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(text: &str) -> Value {
        let out = line(text.as_bytes(), 7, Lexicon::builtin(), false);
        assert!(!out.contains(&b'\n'), "one line out");
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn a_bad_line_says_what_is_wrong() {
        for (text, id, message) in [
            ("", Value::Null, "empty"),
            ("   ", Value::Null, "empty"),
            ("{", Value::Null, "no JSON"),
            ("[1]", Value::Null, "no object"),
            ("null", Value::Null, "no object"),
            ("{\"id\":\"a\"}", "a".into(), "no \"text\""),
            ("{\"id\":\"a\",\"text\":5}", "a".into(), "no string"),
            ("{\"id\":3,\"text\":null}", 3.into(), "no string"),
            ("{\"id\":[],\"text\":null}", Value::Null, "no string"),
            ("{\"id\":\"a\",\"raw\":1}", "a".into(), "\"raw\" is no string"),
            ("{\"id\":\"a\",\"base64\":\"?\"}", "a".into(), "\"base64\" is none"),
            ("{\"id\":\"a\",\"path\":\"a.md\"}", "a".into(), "needs a folder"),
        ] {
            let got = ask(text);
            assert_eq!(got["id"], id, "{text}");
            assert!(got["problems"][0]["message"].as_str().unwrap().contains(message), "{text}: {got}");
            assert_eq!(got["problems"][0]["line"], 7);
            assert_eq!(got.as_object().unwrap().len(), 2, "{got}");
        }
        let deep = format!("{{\"id\":1,\"text\":\"x\",\"more\":{}", "[".repeat(100_000));
        assert!(ask(&deep)["problems"][0]["message"].is_string());
        let foreign = line(b"{\"id\":\"\xFF\",\"text\":\"x\"}", 1, Lexicon::builtin(), false);
        assert!(serde_json::from_slice::<Value>(&foreign).unwrap()["problems"][0].is_object());
    }

    #[test]
    fn what_the_line_says_counts_before_what_the_text_says() {
        let got = ask(
            r#"{"id":"a/b","text":"The ministers met in Oslo.","title":" Talks ","published":"2021-05-06T07:08:09Z","gold":[1e3]}"#,
        );
        assert_eq!(got["id"], "a/b");
        let document = &got["documents"][0];
        assert_eq!(document["id"], "a/b");
        assert_eq!(document["title"], "Talks");
        assert_eq!(document["date"], "2021-05-06");
        assert_eq!(got["problems"], serde_json::json!([]));
        let got = ask(r#"{"id":1,"text":"The ministers met in Oslo.","title":{},"published":"soon"}"#);
        assert_eq!(got["documents"][0]["id"], "1");
        assert_eq!(got["problems"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn a_file_is_read_as_in_a_folder() {
        let file = "---\ntitle: A visit\npublished: 2021-05-06\n---\n\nThe ministers of Norway and Chile met in Oslo.\n";
        let read = intake::read("x/a.md", file.as_bytes(), Lexicon::builtin());
        let kept = kept::text(&[Kept::new(&read)]);
        for line in [
            serde_json::json!({ "id": "x/a.md", "raw": file }),
            serde_json::json!({ "id": "x/a.md", "base64": STANDARD.encode(file) }),
        ] {
            let got = ask(&line.to_string());
            assert_eq!(got["documents"][0]["title"], "A visit");
            assert_eq!(got["part"], kept);
        }
    }

    #[test]
    fn an_empty_text_still_gives_every_list() {
        let got = ask(r#"{"id":"a","text":""}"#);
        for list in ["documents", "entities", "mentions", "dates", "events", "problems"] {
            assert!(got[list].is_array(), "{list}: {got}");
        }
    }

    #[test]
    fn lone_surrogates_count_as_one_code_point() {
        let got = |line: &[u8]| whole_surrogates(line).map(|v| String::from_utf8(v).unwrap());
        assert_eq!(got(br"\ud83d\ude00"), None);
        assert_eq!(got(br"a\ud83d b").as_deref(), Some(r"a\uFFFD b"));
        assert_eq!(got(br"\ude00\ud83d\ude00").as_deref(), Some(r"\uFFFD\ud83d\ude00"));
        assert_eq!(got(br"\\ud83d \"), None);
        assert!(ask(r#"{"id":"a","text":"The \ud800 ministers met."}"#)["documents"].is_array());
    }
}
