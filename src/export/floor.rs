//! The floor: what a corpus tells as plain HTML, for readers without the program: search engines, archives, screen
//! readers, browsers in which scripts or WebAssembly do not run.
//!
//! Reports, registers and events stand in the page itself where they fit; else the page holds a summary that leads to
//! static pages. Every report and event has an anchor, its key; `data-view` is the fragment under which the program
//! shows the same.

use super::markup::Markup;
use crate::corpus::Corpus;
use crate::query::{Index, Selection, answer};
use crate::record::{Document, DocumentId, EventId, Evidence};
use crate::rooms::{Source, Table, Teller};
use crate::state::{Card, Reader, View};
use crate::words::{Words, key};
use std::fmt::Write;

/// Bytes of HTML that a page holds at most.
pub const MOST: usize = 300_000;

/// What a corpus tells as plain HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// What the corpus is called.
    pub title: String,
    /// A sentence on it, for search engines.
    pub description: String,
    /// What the first screen begins with, for the page to show until its program is there.
    pub greeting: String,
    /// What stands in the page.
    pub body: String,
    /// Pages beside it, in the folder `floor`: what did not fit.
    pub pages: Vec<Leaf>,
}

/// A page beside the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// Name of its file: "events-3.html".
    pub file: String,
    /// What it is called.
    pub title: String,
    /// What stands in it.
    pub body: String,
}

/// A key as an anchor and in an address: what is not plain is percent-encoded.
fn anchor(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.:~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Lays the floor of a corpus. What is larger than `most` bytes goes into pages; into none where there can be none beside
/// the page, and then the summary is all.
pub fn floor(corpus: &Corpus, words: &Words, most: usize, beside: bool) -> Floor {
    let index = Index::new(corpus);
    let all = answer(corpus, &index, &Selection::default());
    let teller = Teller { corpus, index: &index, words };
    let overview = teller.overview(&teller.whole(), &all);
    let title = if overview.title.is_empty() {
        "Entente".to_owned()
    } else {
        format!("{} · Entente", overview.title)
    };
    let room = Room { teller, pages: Vec::new(), apart: false };
    let greeting = greeting(words, &overview.title, &overview.lead);
    let mut floor = Floor { title, description: overview.lead.clone(), greeting, ..Floor::default() };
    let whole = room.whole(&overview.title, &overview.lead, &all.events, most);
    if let Some(body) = whole {
        floor.body = body;
        return floor;
    }
    if beside {
        floor.pages = room.apart(&all.events, most, &floor.title);
    }
    floor.body = room.summary(&overview.title, &overview.lead, &floor.pages);
    floor
}

/// The head of the overview, as `ui::overview` draws it.
fn greeting(words: &Words, title: &str, lead: &str) -> String {
    let mut out = Markup::default();
    out.open("div", &[("class", "room greeting")]).open("div", &[("class", "front")]).open("header", &[]);
    out.put("p", &[("class", "kicker")], words.say(key!("overview.kicker")));
    out.put("h2", &[], title).put("p", &[("class", "lead")], lead);
    out.finish()
}

struct Room<'a> {
    teller: Teller<'a>,
    /// By report: the page that holds it, where it is not this one.
    pages: Vec<usize>,
    /// Whether it is written into pages apart.
    apart: bool,
}

impl Room<'_> {
    fn say(&self, key: crate::words::Key) -> &str {
        self.teller.words.say(key)
    }

    /// The head of the floor, with ways to its parts: address, label, how many.
    fn head(&self, out: &mut Markup, title: &str, lead: &str, ways: &[(String, String)]) {
        out.open("header", &[]).put("p", &[], "Entente");
        out.put("h1", &[], if title.is_empty() { "Entente" } else { title }).put(
            "p",
            &[("class", "lead")],
            lead,
        );
        out.open("nav", &[("aria-label", self.say(key!("rooms")))]).open("ul", &[]);
        for (to, label) in ways {
            out.open("li", &[]).put("a", &[("href", to)], label).close();
        }
        out.close().close().close();
    }

    fn credits(&self, out: &mut Markup) {
        out.open("footer", &[]).put("p", &[], self.say(key!("about.credits.text"))).close();
    }

    /// Everything in one; `None` where it is larger than `most` bytes.
    fn whole(&self, title: &str, lead: &str, events: &[EventId], most: usize) -> Option<String> {
        let corpus = self.teller.corpus;
        // Texts and events alone may tell that it cannot fit, before anything is written.
        let texts: usize = corpus.document_ids().map(|id| corpus.text(id).len()).sum();
        if texts + events.len() * 200 > most {
            return None;
        }
        let tables = [self.teller.transfers(events), self.teller.agreements(events)];
        let told = tables.iter().any(|table| !table.rows.is_empty());
        let mut out = Markup::default();
        let ways = [
            ("#reports", key!("reports.count"), corpus.records().documents.len()),
            ("#register", key!("room.register"), 0),
            ("#events", key!("events.count"), events.len()),
        ];
        let ways = ways
            .into_iter()
            .filter(|way| told || way.0 != "#register")
            .map(|(to, label, n)| (to.to_owned(), self.teller.words.count(label, n)));
        self.head(&mut out, title, lead, &ways.collect::<Vec<_>>());
        out.open("section", &[("id", "reports")]).put("h2", &[], self.say(key!("room.reports")));
        for id in corpus.document_ids() {
            self.report(&mut out, id);
        }
        out.close();
        if told {
            out.open("section", &[("id", "register")]).put("h2", &[], self.say(key!("room.register")));
        }
        for (table, name) in tables.iter().zip([key!("register.transfers"), key!("register.agreements")]) {
            self.table(&mut out, table, self.say(name), 0..table.rows.len());
        }
        if told {
            out.close();
        }
        out.open("section", &[("id", "events")]).put("h2", &[], self.say(key!("room.events")));
        self.events(&mut out, events);
        out.close();
        self.credits(&mut out);
        Some(out.finish()).filter(|html| html.len() <= most)
    }

    /// What the corpus is, with ways to the pages that tell it.
    fn summary(&self, title: &str, lead: &str, pages: &[Leaf]) -> String {
        let mut out = Markup::default();
        let ways: Vec<(String, String)> =
            pages.iter().map(|p| (format!("floor/{}", p.file), p.title.clone())).collect();
        self.head(&mut out, title, lead, &ways);
        self.credits(&mut out);
        out.finish()
    }

    /// Reports, registers and events as pages of at most about `most` bytes.
    fn apart(&self, events: &[EventId], most: usize, title: &str) -> Vec<Leaf> {
        let corpus = self.teller.corpus;
        let mut room = Room { teller: self.teller, pages: Vec::new(), apart: true };
        let mut book = Book { most, title: title.to_owned(), ..Book::default() };
        book.begin("reports", room.say(key!("room.reports")));
        for id in corpus.document_ids() {
            let mut out = Markup::default();
            room.report(&mut out, id);
            let page = book.put(&out.finish());
            room.pages.push(page);
        }
        let tables = [self.teller.transfers(events), self.teller.agreements(events)];
        for (table, name) in tables.iter().zip([key!("register.transfers"), key!("register.agreements")]) {
            book.begin(table.name, room.say(name));
            // Rows are cut into tables that fit; a row is some hundred bytes.
            for from in (0..table.rows.len()).step_by(100) {
                let mut out = Markup::default();
                room.table(&mut out, table, "", from..table.rows.len().min(from + 100));
                book.put(&out.finish());
            }
        }
        book.begin("events", room.say(key!("room.events")));
        for some in events.chunks(50) {
            let mut out = Markup::default();
            room.events(&mut out, some);
            book.put(&out.finish());
        }
        book.bind()
    }

    /// The address of a report.
    fn address(&self, id: DocumentId) -> String {
        let place = anchor(&format!("report:{}", self.teller.corpus.document(id).id));
        match self.pages.get(id.index()) {
            Some(page) => format!("reports-{}.html#{}", page + 1, place.replace('%', "%25")),
            None => format!("#{}", place.replace('%', "%25")),
        }
    }

    /// The explorer at a view: as an address where the page is apart, else only named.
    fn open(&self, out: &mut Markup, tag: &'static str, id: &str, view: &View, text: &str) {
        let fragment = view.to_fragment();
        if self.apart {
            out.open(tag, &[("id", id)]);
            out.put("a", &[("href", &format!("../index.html{fragment}"))], text).close();
        } else {
            out.put(tag, &[("id", id), ("data-view", &fragment)], text);
        }
    }

    fn report(&self, out: &mut Markup, id: DocumentId) {
        let (corpus, words) = (self.teller.corpus, self.teller.words);
        let document = corpus.document(id);
        let view = View { reader: Some(Reader::of(corpus, id)), ..View::default() };
        out.open("article", &[]);
        self.open(out, "h3", &anchor(&format!("report:{}", document.id)), &view, corpus.document_title(id));
        out.open("p", &[]).put("span", &[], &corpus.source_line(id, words));
        if let Some(date) = &document.published {
            out.text(" · ").put("time", &[], &words.date(date));
        }
        if let Some(url) = address(document) {
            out.text(" · ").put("a", &[("href", url), ("rel", "noopener noreferrer")], url);
        }
        out.close().open("details", &[]).put("summary", &[], self.say(key!("reader.text")));
        out.open("div", &[("lang", &document.language)]);
        for line in document.body.of(&document.text).lines().filter(|line| !line.trim().is_empty()) {
            out.put("p", &[], line.trim());
        }
        out.close().close().close();
    }

    fn table(&self, out: &mut Markup, table: &Table, name: &str, rows: std::ops::Range<usize>) {
        if table.rows.is_empty() {
            return;
        }
        out.put("h3", &[], name).open("table", &[]).put("caption", &[], &table.caption);
        let quote = self.teller.words.heads(key!("sheet.heads"));
        let heads: Vec<&str> =
            table.columns.iter().map(|c| c.head.as_str()).chain(quote.first().map(String::as_str)).collect();
        self.heads(out, &heads);
        out.open("tbody", &[]);
        for row in rows.map(|place| self.teller.row(table, place)) {
            out.open("tr", &[]);
            for (cell, head) in row.cells.iter().zip(&heads) {
                let text = self.teller.plain(&cell.line);
                out.open("td", &[("data-head", if text.is_empty() { "" } else { head })]).text(&text).close();
            }
            out.open("td", &[]);
            if let Some(source) = row.source {
                self.quote(out, source);
            }
            out.close().close();
        }
        out.close().close();
    }

    fn heads(&self, out: &mut Markup, heads: &[&str]) {
        out.open("thead", &[]).open("tr", &[]);
        for head in heads {
            out.open("th", &[("scope", "col")]).text(head).close();
        }
        out.close().close();
    }

    fn events(&self, out: &mut Markup, events: &[EventId]) {
        let (corpus, words) = (self.teller.corpus, self.teller.words);
        let of_time = words.heads(key!("timeline.heads"));
        let of_quote = words.heads(key!("sheet.heads"));
        let head = |heads: &[String], at: usize| heads.get(at).cloned().unwrap_or_default();
        let heads = [head(&of_time, 0), head(&of_time, 2), head(&of_time, 3), head(&of_quote, 0)];
        let heads = heads.each_ref().map(String::as_str);
        out.open("table", &[]).put("caption", &[], self.say(key!("timeline.caption.happened")));
        self.heads(out, &heads);
        out.open("tbody", &[]);
        for &id in events {
            let event = corpus.event(id);
            let view = View { cards: vec![Card::Event(event.key.clone())], ..View::default() };
            let date = event.date.as_ref().map_or(self.say(key!("date.none")).to_owned(), |d| words.date(d));
            out.open("tr", &[]).put("td", &[("data-head", heads[0])], &date);
            out.open("td", &[("data-head", heads[1])]);
            self.open(out, "strong", &anchor(&event.key), &view, &corpus.event_title(id, words));
            out.close();
            let kind = format!("{} · {}", words.kind(event.kind), words.status(event.status));
            out.put("td", &[("data-head", heads[2])], &kind).open("td", &[]);
            for evidence in &event.evidence {
                self.evidence(out, evidence);
            }
            out.close().close();
        }
        out.close().close();
    }

    fn evidence(&self, out: &mut Markup, evidence: &Evidence) {
        self.quote(out, Source::of(evidence));
        if let Some(speaker) = evidence.said_by {
            let name = self.teller.words.name(self.teller.corpus.entity(speaker));
            out.put("p", &[], &self.teller.words.fill(key!("said.by"), &[name]));
        }
    }

    /// The sentence around words, these marked, and the way to its report.
    fn quote(&self, out: &mut Markup, source: Source) {
        let corpus = self.teller.corpus;
        let document = corpus.document(source.document);
        let around = corpus.sentence(source.document, source.span).join(source.span);
        let text = around.of(&document.text);
        let (from, to) = (source.span.start - around.start, source.span.end - around.start);
        let (before, rest) = text.split_at_checked(from as usize).unwrap_or((text, ""));
        let (marked, after) = rest.split_at_checked((to - from) as usize).unwrap_or((rest, ""));
        out.open("blockquote", &[("lang", if document.language == "en" { "" } else { &document.language })]);
        out.text(before.trim_start()).put("mark", &[], marked).text(after.trim_end()).close();
        let date = document.published.as_ref().map(|d| self.teller.words.short_date(d)).unwrap_or_default();
        out.open("p", &[]).put(
            "a",
            &[("href", &self.address(source.document))],
            corpus.document_title(source.document),
        );
        if !date.is_empty() {
            out.text(", ").text(&date);
        }
        out.close();
    }
}

/// Where a report was published, if that is an address that a link may lead to.
fn address(document: &Document) -> Option<&str> {
    document.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// Pages in the making.
#[derive(Default)]
struct Book {
    most: usize,
    title: String,
    /// Name and head of each chapter, with what stands on its pages.
    chapters: Vec<(String, String, Vec<String>)>,
}

impl Book {
    fn begin(&mut self, name: &str, head: &str) {
        self.chapters.push((name.to_owned(), head.to_owned(), Vec::new()));
    }

    /// Puts a piece onto the chapter's last page, or a new one where it is full; says which.
    fn put(&mut self, piece: &str) -> usize {
        let most = self.most;
        let Some((_, _, pages)) = self.chapters.last_mut() else { return 0 };
        match pages.last_mut() {
            Some(page) if page.len() + piece.len() <= most => page.push_str(piece),
            _ => pages.push(piece.to_owned()),
        }
        pages.len() - 1
    }

    /// The pages; each leads to the one before and after it.
    fn bind(self) -> Vec<Leaf> {
        let mut pages = Vec::new();
        for (name, head, bodies) in self.chapters {
            let last = bodies.len();
            for (i, body) in bodies.into_iter().enumerate() {
                let number = i + 1;
                let label = if last == 1 { head.clone() } else { format!("{head} {number}/{last}") };
                let mut out = Markup::default();
                out.open("nav", &[]).put("a", &[("href", "../index.html")], &self.title);
                if i > 0 {
                    out.text(" ").put("a", &[("rel", "prev"), ("href", &format!("{name}-{i}.html"))], "←");
                }
                if number < last {
                    out.text(" ").put(
                        "a",
                        &[("rel", "next"), ("href", &format!("{name}-{}.html", number + 1))],
                        "→",
                    );
                }
                out.close().put("h1", &[], &label).add(&body);
                pages.push(Leaf { file: format!("{name}-{number}.html"), title: label, body: out.finish() });
            }
        }
        pages
    }
}
