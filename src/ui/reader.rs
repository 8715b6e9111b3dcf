//! The reader: a report's text with its mentions marked, open at the evidence.

use super::browser::find;
use super::draw::link;
use super::element::{el, words as say};
use super::icons::{Icon, icon};
use super::quote::kind_class;
use super::shared::{Desk, Shared, use_came, use_desk};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::{Document, DocumentId, EntityId, Form, Schema, Span, Zone, ZoneKind};
use crate::rooms::reports::{Note, Told};
use crate::state::{Card, Msg, Place, Reader};
use crate::words::key;
use std::collections::BTreeSet;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// Which report, and where.
#[derive(Clone, PartialEq, Properties)]
pub struct ReaderPaneProps {
    /// The report and the evidence in it.
    pub reader: Reader,
    /// The topmost card: where it is an event's, one can go from one of its sentences to the next.
    pub top: Option<Card>,
    /// Kinds of mention that are not marked.
    pub unmarked: BTreeSet<String>,
}

/// The reader.
#[component]
pub fn ReaderPane(props: &ReaderPaneProps) -> Html {
    let desk = use_desk();
    use_came();
    let there = desk.corpus.document_by_id(&props.reader.document).is_some_and(|id| desk.corpus.has_text(id));
    use_effect_with((props.reader.clone(), there), |(reader, _)| match find(".reader mark.evidence") {
        Some(mark) if reader.span.is_some() => {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            mark.scroll_into_view_with_scroll_into_view_options(&options);
        }
        _ => {
            if let Some(text) = find(".reader .reading") {
                text.set_scroll_top(0);
            }
        }
    });
    let Some(id) = desk.corpus.document_by_id(&props.reader.document) else {
        return html! {
            <article class="reader" aria-label={desk.say(key!("facet.source"))}>
                {close(&desk)}
                <div class="reading"><h2 tabindex="-1">{desk.say(key!("reader.gone"))}</h2>
                <p>{desk.words.fill(key!("reader.gone.why"), &[&props.reader.document])}</p></div>
            </article>
        };
    };
    // Of a text that is on its way nothing is told.
    let place = if there { props.reader.place(desk.corpus.text(id)) } else { Place::Start };
    html! { <Opened {id} {place} span={place.span()} top={props.top.clone()} unmarked={props.unmarked.clone()} corpus={desk.corpus.clone()} /> }
}

fn close(desk: &Desk) -> Html {
    html! {
        <button type="button" class="plain close" onclick={desk.click(Msg::CloseReader)} aria-label={desk.say(key!("reader.close"))}>
            {icon(Icon::Close)}
        </button>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OpenedProps {
    id: DocumentId,
    place: Place,
    span: Option<Span>,
    top: Option<Card>,
    unmarked: BTreeSet<String>,
    corpus: Shared<Corpus>,
}

#[component]
fn Opened(props: &OpenedProps) -> Html {
    let desk = use_desk();
    use_came();
    let document = desk.corpus.document(props.id);
    let origin = |name: crate::words::Key, value: Option<&str>| {
        value.map(|value| html! { <div><dt>{desk.say(name)}</dt><dd>{value.to_owned()}</dd></div> })
    };
    let byline = document.byline.join(", ");
    let translator = document.translator.join(", ");
    let link = document.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://"));
    let cite = props.span.map(|span| super::quote::cite(&desk, props.id, span));
    html! {
        <article class="reader" aria-label={desk.say(key!("facet.source"))}>
            <header>
                {close(&desk)}
                {changed(&desk, props.place)}
                <p class="when">{document.published.as_ref().map(|d| desk.words.date(d))}</p>
                <h2 tabindex="-1">{desk.corpus.document_title(props.id)}</h2>
                <p class="source">{desk.corpus.source_line(props.id, &desk.words)}</p>
                <div class="reader-tools">{trail(&desk, props)}{for cite}{legend(&desk, props)}</div>
            </header>
            <div class="reading" tabindex="0" role="region" aria-label={desk.say(key!("reader.text"))}>
                <div class="text" lang={document.language.clone()}>
                    {blocks(&desk, document, props)}
                </div>
                {named(&desk, props.id)}
                <dl class="origin">
                    {for origin(key!("origin.by"), Some(byline.as_str()).filter(|b| !b.is_empty()))}
                    {for origin(key!("origin.translator"), Some(translator.as_str()).filter(|b| !b.is_empty()))}
                    {for origin(key!("origin.place"), document.place.as_deref())}
                    {for origin(key!("origin.rights"), document.rights.as_deref())}
                    {for origin(key!("origin.retrieved"), document.retrieved.as_deref())}
                    {for origin(key!("origin.file"), Some(document.id.as_str()))}
                    {for origin(key!("origin.encoding"), Some(document.encoding.as_str()))}
                    if let Some(link) = link {
                        <div><dt>{desk.say(key!("origin.address"))}</dt><dd><a href={link.to_owned()} rel="noopener noreferrer">{link}</a></dd></div>
                    }
                </dl>
            </div>
        </article>
    }
}

/// Says that the text is no longer the one that was linked to.
fn changed(desk: &Desk, place: Place) -> Option<Html> {
    let text = match place {
        Place::Start | Place::At(_) => return None,
        Place::Moved(_) => key!("reader.moved"),
        Place::Gone => key!("reader.changed"),
    };
    Some(el("p", "changed").is("role", "status").say(desk.say(text)).into())
}

/// Steps through the sentences of the open event, or else through all evidence in the report.
fn trail(desk: &Desk, props: &OpenedProps) -> Html {
    let corpus = &desk.corpus;
    let of_event: Option<Vec<(DocumentId, Span)>> = match &props.top {
        Some(Card::Event(key)) => corpus
            .event_by_key(key)
            .map(|id| corpus.event(id).evidence.iter().map(|e| (e.document, e.span)).collect::<Vec<_>>()),
        _ => None,
    };
    let here = props.span.map(|span| (props.id, span));
    let of_event = of_event.filter(|all| here.is_some_and(|h| all.contains(&h)));
    let (one, all) = match of_event.is_some() {
        true => (key!("trail.event"), key!("trail.event.all")),
        false => (key!("trail.report"), key!("trail.report.all")),
    };
    let stops = of_event.unwrap_or_else(|| {
        let mut all: Vec<_> = corpus
            .events_in(props.id)
            .iter()
            .flat_map(|&e| &corpus.event(e).evidence)
            .filter(|e| e.document == props.id)
            .map(|e| (e.document, e.span))
            .collect();
        all.order();
        all.dedup();
        all
    });
    if stops.is_empty() {
        return html! {};
    }
    let at = here.and_then(|h| stops.iter().position(|&s| s == h));
    let go = |to: Option<usize>, act: &'static str, label: crate::words::Key, sign: Icon| {
        let onclick = to
            .and_then(|i| stops.get(i))
            .map(|&(document, span)| desk.click(Msg::Read(Reader::at(corpus, document, span))));
        html! {
            <button type="button" class="plain" data-act={act} disabled={onclick.is_none()} {onclick} aria-label={desk.say(label)} title={desk.say(label)}>{icon(sign)}</button>
        }
    };
    let next = match (at, here) {
        (Some(i), _) => Some(i + 1),
        (None, Some(h)) => stops.iter().position(|&s| s > h),
        (None, None) => Some(0),
    };
    let before = match (at, here) {
        (Some(i), _) => i.checked_sub(1),
        (None, Some(h)) => stops.iter().rposition(|&s| s < h),
        (None, None) => None,
    };
    html! {
        <p class="trail">
            {go(before, "previous-evidence", key!("trail.before"), Icon::Left)}
            <span>{match at {
                Some(i) => desk.words.fill(one, &[&desk.words.number(i + 1), &desk.words.number(stops.len())]),
                None => desk.words.count(all, stops.len()),
            }}</span>
            {go(next, "next-evidence", key!("trail.next"), Icon::Right)}
        </p>
    }
}

/// A line of the text and what it is.
struct Block {
    span: Span,
    kind: ZoneKind,
    news: bool,
}

fn cut(document: &Document, text: &str, zones: &[Zone]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let span = Span::new(start, end);
        start = end + 1;
        if line.trim().is_empty() {
            continue;
        }
        let zone = zones.iter().find(|z| z.span.overlaps(span));
        let kind = zone.map_or(ZoneKind::Body, |z| z.kind);
        let headline = matches!(kind, ZoneKind::Title | ZoneKind::Subtitle)
            && zone.is_some_and(|z| z.span.len() + 2 >= line.trim().len());
        let news = match kind {
            ZoneKind::Body | ZoneKind::Subheading | ZoneKind::Dateline | ZoneKind::Caption => {
                document.body.overlaps(span)
            }
            _ => headline,
        };
        blocks.push(Block { span, kind, news });
    }
    blocks
}

/// What stands in a report: mentions that do not overlap, and what its words tell.
struct Inside<'a> {
    desk: &'a Desk,
    text: &'a str,
    mentions: Vec<(Span, EntityId, Form)>,
    notes: Vec<Note>,
    evidence: Option<Span>,
    unmarked: &'a BTreeSet<String>,
}

fn blocks(desk: &Desk, document: &Document, props: &OpenedProps) -> Html {
    if !desk.corpus.has_text(props.id) {
        return el("p", "dim").is("role", "status").say(desk.say(key!("reader.coming"))).into();
    }
    let mut mentions: Vec<(Span, EntityId, Form)> = Vec::new();
    for mention in desk.corpus.mentions_in(props.id) {
        if mentions.last().is_none_or(|last| mention.span.start >= last.0.end) && !mention.span.is_empty() {
            mentions.push((mention.span, mention.entity, mention.form));
        }
    }
    let inside = Inside {
        desk,
        text: desk.corpus.text(props.id),
        mentions,
        notes: desk.teller().notes(props.id),
        evidence: props.span,
        unmarked: &props.unmarked,
    };
    let all = cut(document, desk.corpus.text(props.id), desk.corpus.zones(props.id));
    let paragraph = |block: &Block| {
        let class = match block.kind {
            ZoneKind::Body => "",
            ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Subheading => "heading",
            ZoneKind::Caption => "caption",
            _ => "dim",
        };
        let title = (!class.is_empty()).then(|| desk.words.zone(block.kind).to_owned().into());
        let words = el("p", class).maybe("title", title).all(inside.pieces(block.span));
        Html::from(el("div", "para").put(words).all(inside.margin(block.span)))
    };
    // What is not news is folded away where it stands, and unfolded if the evidence lies there.
    all.chunk_by(|a, b| a.news == b.news)
        .map(|run| {
            if run[0].news {
                return run.iter().map(paragraph).collect::<Html>();
            }
            let open = props.span.is_some_and(|e| run.iter().any(|b| b.span.overlaps(e)));
            html! {
                <details class="not-news" {open}>
                    <summary>{desk.words.count(key!("reader.not-news"), run.len())}</summary>
                    {for run.iter().map(paragraph)}
                </details>
            }
        })
        .collect()
}

impl Inside<'_> {
    /// The words of a line, cut where a mention, the evidence, or words that tell something begin or end.
    fn pieces(&self, line: Span) -> Vec<Html> {
        let from = self.mentions.partition_point(|m| m.0.end <= line.start);
        let mentions: Vec<_> = self.mentions[from..].iter().take_while(|m| m.0.start < line.end).collect();
        let notes: Vec<&Note> = self.notes.iter().filter(|n| n.span.overlaps(line)).collect();
        let mut cuts = vec![line.start, line.end];
        cuts.extend(mentions.iter().flat_map(|m| [m.0.start, m.0.end]));
        cuts.extend(notes.iter().flat_map(|n| [n.span.start, n.span.end]));
        cuts.extend(self.evidence.iter().flat_map(|e| [e.start, e.end]));
        cuts.retain(|c| (line.start..=line.end).contains(c) && self.text.is_char_boundary(*c as usize));
        cuts.order();
        cuts.dedup();
        let spans: Vec<Span> = cuts.windows(2).map(|w| Span { start: w[0], end: w[1] }).collect();
        let within = |s: &Span| {
            let marked = self.evidence.is_some_and(|e| e.contains(*s));
            let told: Vec<String> =
                notes.iter().filter(|n| n.span.contains(*s)).map(|n| note_key(self.desk, n)).collect();
            (marked, told.join(" "))
        };
        let piece = |span: &Span| {
            let words = span.of(self.text).to_owned();
            let Some((_, id, form)) = mentions.iter().find(|m| m.0.contains(*span)) else {
                return say(words);
            };
            let entity = self.desk.corpus.entity(*id);
            let kind = kind_class(entity.schema);
            if self.unmarked.contains(kind) {
                return say(words);
            }
            let loose = if matches!(form, Form::Pronoun | Form::Nominal) { " loose" } else { "" };
            let card = Card::Entity(entity.key.clone());
            link(self.desk, "", self.desk.card_address(&card), Msg::Open(card))
                .is("class", format!("mention kind-{kind}{loose}"))
                .is(
                    "title",
                    format!("{} · {}", self.desk.words.name(entity), self.desk.words.schema(entity.schema)),
                )
                .is("data-entity", entity.key.clone())
                .say(words)
                .into()
        };
        spans
            .chunk_by(|a, b| within(a) == within(b))
            .flat_map(|run| {
                let (marked, told) = within(&run[0]);
                let inner: Vec<Html> = run.iter().map(piece).collect();
                let told = (!told.is_empty()).then(|| AttrValue::from(told));
                match (marked, told) {
                    (true, told) => vec![el("mark", "evidence").maybe("data-with", told).all(inner).into()],
                    (false, Some(told)) => vec![el("span", "tells").is("data-with", told).all(inner).into()],
                    _ => inner,
                }
            })
            .collect()
    }

    /// What the words of a line tell, beside it.
    fn margin(&self, line: Span) -> Option<Html> {
        let here = self.notes.iter().filter(|n| (line.start..line.end).contains(&n.span.start));
        let mut told: Vec<Told> = Vec::new();
        let notes: Vec<Html> = here
            .filter(|n| {
                let first = !told.contains(&n.what);
                told.push(n.what);
                first
            })
            .map(|n| el("li", "").put(self.note(n)).into())
            .collect();
        (!notes.is_empty())
            .then(|| el("ul", "notes").is("aria-label", self.desk.say(key!("note.tell"))).all(notes).into())
    }

    fn note(&self, note: &Note) -> Html {
        let corpus = &self.desk.corpus;
        let key = note_key(self.desk, note);
        match note.what {
            Told::Event(id) => {
                let event = corpus.event(id);
                let card = Card::Event(event.key.clone());
                link(self.desk, "note", self.desk.card_address(&card), Msg::Open(card))
                    .is("data-key", key)
                    .is("title", corpus.event_title(id, &self.desk.words))
                    .put(super::icons::mark(self.desk, event.status))
                    .put(el("span", "").say(self.desk.words.kind(event.kind).to_owned()))
                    .into()
            }
            Told::Statement(id) => {
                let statement = corpus.statement(id);
                let who = statement.speaker.map(|s| self.desk.words.name(corpus.entity(s)));
                let reader = Reader::at(corpus, statement.document, statement.span);
                let sign = el("span", "sign").is("aria-hidden", "true").say("“");
                link(self.desk, "note", self.desk.reader_address(&reader), Msg::Read(reader))
                    .is("data-key", key)
                    .put(sign)
                    .put(el("span", "").say(match who {
                        Some(who) => self.desk.words.fill(key!("note.says"), &[who]),
                        None => self.desk.words.say(key!("note.said")).to_owned(),
                    }))
                    .into()
            }
        }
    }
}

/// What lights up with a note: its event, or the statement by its number.
fn note_key(desk: &Desk, note: &Note) -> String {
    match note.what {
        Told::Event(id) => desk.corpus.event(id).key.clone(),
        Told::Statement(id) => format!("statement:{}", id.0),
    }
}

/// Which kinds of mention are marked, to be switched one by one.
fn legend(desk: &Desk, props: &OpenedProps) -> Html {
    let mut kinds: Vec<(&'static str, AttrValue)> = Vec::new();
    for (schema, _) in desk.teller().named_by_kind(props.id) {
        let kind = kind_class(schema);
        if !kinds.iter().any(|k| k.0 == kind) {
            kinds.push((kind, desk.words.schema(schema).to_owned().into()));
        }
    }
    let switch = |(kind, name): &(&'static str, AttrValue)| {
        let kind = *kind;
        let marked = !props.unmarked.contains(kind);
        let button = el("button", "").is("class", format!("kind kind-{kind}")).is("type", "button");
        let button = button.is("aria-pressed", marked.to_string()).is("data-kind", kind);
        Html::from(
            button.on_click(desk.click(Msg::Mark(kind.to_owned()))).put(el("span", "").say(name.clone())),
        )
    };
    el("div", "kinds")
        .is("role", "group")
        .is("aria-label", desk.say(key!("reader.marked")))
        .all(kinds.iter().map(switch))
        .into()
}

/// Who and what is named in the report.
fn named(desk: &Desk, id: DocumentId) -> Html {
    let kind = |(schema, all): (Schema, Vec<(EntityId, u32)>)| {
        let name = |&(id, n): &(EntityId, u32)| {
            Html::from(
                el("li", "").put(super::quote::name(desk, id)).put(el("span", "amount").say(n.to_string())),
            )
        };
        let names = el("ul", "company").all(all.iter().map(name));
        Html::from(el("section", "").put(el("h3", "").say(desk.words.schema(schema).to_owned())).put(names))
    };
    let all = desk.teller().named_by_kind(id);
    el("section", "named")
        .is("aria-label", desk.say(key!("reader.named")))
        .all(all.into_iter().map(kind))
        .into()
}
