//! Web Annotations (W3C): words of a report as a target with TextQuoteSelector and
//! TextPositionSelector, in Unicode code points of the report's text.
//! <https://www.w3.org/TR/annotation-model/>

use super::chosen::{Chosen, plain};
use super::json::Json;
use crate::edtf::Edtf;
use crate::record::{DocumentId, Span};
use crate::words::{self, ENGLISH};

/// Code points before and after a quotation that tell it from the same words elsewhere.
const AROUND: usize = 32;
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What is said of words: purpose and text.
type Body<'a> = [(&'static str, &'a str)];

/// All evidence and statements as one collection with one page.
pub fn collection(chosen: &Chosen<'_>) -> String {
    let corpus = chosen.corpus;
    let evidence = chosen.events.iter().map(|&e| corpus.event(e).evidence.len()).sum::<usize>();
    let total = evidence + chosen.statements.len();
    let mut json = Json::default();
    json.open('{');
    json.put("@context", CONTEXT);
    json.put("id", "urn:entente:annotations");
    json.put("type", "AnnotationCollection");
    json.put("label", &corpus.title(&ENGLISH));
    json.count("total", total as f64);
    json.key("first");
    json.open('{');
    json.put("id", "urn:entente:annotations:1");
    json.put("type", "AnnotationPage");
    json.count("startIndex", 0.0);
    json.key("items");
    json.open('[');
    for &id in &chosen.events {
        let event = corpus.event(id);
        for (i, e) in event.evidence.iter().enumerate() {
            let title = corpus.event_title(id, &ENGLISH);
            let body = [
                ("describing", &*title),
                ("tagging", words::kind_code(event.kind)),
                ("tagging", words::status_code(e.status)),
                ("tagging", e.date.as_ref().map_or("", Edtf::as_str)),
            ];
            json.row();
            json.open('{');
            json.put("id", &format!("{}:{}", chosen.iri("evidence", &event.key), i + 1));
            annotation(chosen, e.document, e.span, &body, &mut json);
            json.close('}');
        }
    }
    for &id in &chosen.statements {
        let statement = corpus.statement(id);
        let speaker = statement.speaker.map_or("", |s| &corpus.entity(s).name);
        let body = [
            ("tagging", if statement.direct { "direct speech" } else { "reported speech" }),
            ("identifying", speaker),
        ];
        json.row();
        json.open('{');
        json.put("id", &format!("urn:entente:statement:{}", id.0));
        annotation(chosen, statement.document, statement.span, &body, &mut json);
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.close('}');
    json.line();
    json.done()
}

/// One quotation by itself, with what it is from as its body.
pub fn single(chosen: &Chosen<'_>, document: DocumentId, span: Span, citation: &str) -> String {
    let mut json = Json::default();
    json.open('{');
    json.put("@context", CONTEXT);
    json.put("id", &chosen.link(document, span));
    annotation(chosen, document, span, &[("describing", citation)], &mut json);
    json.close('}');
    json.done()
}

fn annotation(chosen: &Chosen<'_>, document: DocumentId, span: Span, body: &Body<'_>, json: &mut Json) {
    let about = chosen.corpus.document(document);
    json.put("type", "Annotation");
    json.put("motivation", "describing");
    json.key("body");
    json.open('[');
    for (purpose, value) in body.iter().filter(|b| !b.1.is_empty()) {
        json.open('{');
        json.put("type", "TextualBody");
        json.put("purpose", purpose);
        json.put("value", value);
        json.close('}');
    }
    json.close(']');
    json.key("target");
    json.open('{');
    json.key("source");
    json.open('{');
    json.put("id", &chosen.report_iri(document));
    json.put("type", "Text");
    json.put("language", &about.language);
    json.maybe("dcterms:title", about.title.as_deref().map(plain).as_deref());
    json.put("dcterms:publisher", &chosen.corpus.source_line(document, &ENGLISH));
    json.maybe("dcterms:date", about.published.as_ref().map(Edtf::as_str));
    json.maybe("dcterms:rights", about.rights.as_deref());
    json.close('}');
    json.key("selector");
    json.open('[');
    selectors(chosen, document, span, ["TextQuoteSelector", "TextPositionSelector"], json);
    json.close(']');
    json.close('}');
}

/// A quotation and a position as selectors of given types.
pub(super) fn selectors(
    chosen: &Chosen<'_>,
    document: DocumentId,
    span: Span,
    [quote, position]: [&str; 2],
    json: &mut Json,
) {
    let (at, text) = (chosen.place(document, span), chosen.corpus.text(document));
    let (before, after) = (text.get(..span.start as usize), text.get(span.end as usize..));
    let tail: usize = before.unwrap_or("").chars().rev().take(AROUND).map(char::len_utf8).sum();
    let head: usize = after.unwrap_or("").chars().take(AROUND).map(char::len_utf8).sum();
    json.open('{');
    json.put("type", quote);
    json.put("exact", at.words);
    json.maybe("prefix", before.and_then(|b| b.get(b.len() - tail..)));
    json.maybe("suffix", after.and_then(|a| a.get(..head)));
    json.close('}');
    json.open('{');
    json.put("type", position);
    json.count("start", at.start.into());
    json.count("end", at.end.into());
    json.close('}');
}
