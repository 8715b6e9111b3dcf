//! The reader: a report's text with its mentions marked, open at the evidence.

use super::browser::find;
use super::icons::{Icon, icon};
use super::quote::kind_class;
use super::shared::{Desk, Shared, use_desk};
use crate::corpus::Corpus;
use crate::order::Ordered;
use crate::record::{Document, DocumentId, EntityId, Form, Span, ZoneKind};
use crate::state::{Card, Msg, Reader};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// Which report, and where.
#[derive(Clone, PartialEq, Properties)]
pub struct ReaderPaneProps {
    /// The report and the evidence in it.
    pub reader: Reader,
    /// The topmost card: where it is an event's, one can go from one of its sentences to the next.
    pub top: Option<Card>,
}

/// The reader.
#[component]
pub fn ReaderPane(props: &ReaderPaneProps) -> Html {
    let desk = use_desk();
    use_effect_with(props.reader.clone(), |reader| match find(".reader mark.evidence") {
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
            <article class="reader" aria-label="Report">
                {close(&desk)}
                <div class="reading"><h2 tabindex="-1">{"No such report"}</h2>
                <p>{format!("This corpus holds no report named {}. It may have been packed anew since the address was made.", props.reader.document)}</p></div>
            </article>
        };
    };
    html! { <Opened {id} span={props.reader.span} top={props.top.clone()} corpus={desk.corpus.clone()} /> }
}

fn close(desk: &Desk) -> Html {
    html! {
        <button type="button" class="plain close" onclick={desk.click(Msg::CloseReader)} aria-label="Close the report">
            {icon(Icon::Close)}
        </button>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OpenedProps {
    id: DocumentId,
    span: Option<Span>,
    top: Option<Card>,
    corpus: Shared<Corpus>,
}

#[component]
fn Opened(props: &OpenedProps) -> Html {
    let desk = use_desk();
    let document = desk.corpus.document(props.id);
    let origin = |name: &str, value: Option<&str>| {
        value.map(|value| html! { <div><dt>{name.to_owned()}</dt><dd>{value.to_owned()}</dd></div> })
    };
    let byline = document.byline.join(", ");
    let translator = document.translator.join(", ");
    let link = document.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://"));
    html! {
        <article class="reader" aria-label="Report">
            <header>
                {close(&desk)}
                <p class="when">{document.published.as_ref().map(|d| desk.words.date(d))}</p>
                <h2 tabindex="-1">{desk.corpus.document_title(props.id)}</h2>
                <p class="source">{desk.corpus.source_line(props.id, &desk.words)}</p>
                {trail(&desk, props)}
            </header>
            <div class="reading" tabindex="0" role="region" aria-label="Text of the report">
                <div class="text" lang={document.language.clone()}>
                    {blocks(&desk, props.id, document, props.span)}
                </div>
                <dl class="origin">
                    {for origin("By", Some(byline.as_str()).filter(|b| !b.is_empty()))}
                    {for origin("Translated by", Some(translator.as_str()).filter(|b| !b.is_empty()))}
                    {for origin("Place", document.place.as_deref())}
                    {for origin("Rights", document.rights.as_deref())}
                    {for origin("Retrieved", document.retrieved.as_deref())}
                    {for origin("File", Some(document.id.as_str()))}
                    {for origin("Encoding", Some(document.encoding.as_str()))}
                    if let Some(link) = link {
                        <div><dt>{"Published at"}</dt><dd><a href={link.to_owned()} rel="noopener noreferrer">{link}</a></dd></div>
                    }
                </dl>
            </div>
        </article>
    }
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
    let name = if of_event.is_some() { "of this event" } else { "in this report" };
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
    let go = |to: Option<usize>, act: &'static str, label: &'static str, sign: Icon| {
        let onclick = to.and_then(|i| stops.get(i)).map(|&(document, span)| {
            let document = corpus.document(document).id.clone();
            desk.click(Msg::Read(Reader { document, span: Some(span) }))
        });
        html! {
            <button type="button" class="plain" data-act={act} disabled={onclick.is_none()} {onclick} aria-label={label} title={label}>{icon(sign)}</button>
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
            {go(before, "previous-evidence", "Previous evidence", Icon::Left)}
            <span>{match at {
                Some(i) => format!("evidence {} of {} {name}", i + 1, stops.len()),
                None => format!("{} sentences are evidence {name}", stops.len()),
            }}</span>
            {go(next, "next-evidence", "Next evidence", Icon::Right)}
        </p>
    }
}

/// A line of the text and what it is.
struct Block {
    span: Span,
    kind: ZoneKind,
    news: bool,
}

fn cut(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in document.text.split('\n') {
        let end = start + line.len();
        let span = Span::new(start, end);
        start = end + 1;
        if line.trim().is_empty() {
            continue;
        }
        let zone = document.zones.iter().find(|z| z.span.overlaps(span));
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

fn blocks(desk: &Desk, id: DocumentId, document: &Document, evidence: Option<Span>) -> Html {
    let mut mentions: Vec<(Span, EntityId, Form)> = Vec::new();
    for mention in desk.corpus.mentions_in(id) {
        if mentions.last().is_none_or(|last| mention.span.start >= last.0.end) && !mention.span.is_empty() {
            mentions.push((mention.span, mention.entity, mention.form));
        }
    }
    let all = cut(document);
    let paragraph = |block: &Block| {
        let class = match block.kind {
            ZoneKind::Body => None,
            ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Subheading => Some("heading"),
            ZoneKind::Caption => Some("caption"),
            _ => Some("dim"),
        };
        let title = class.map(|_| desk.words.zone(block.kind).to_owned());
        html! { <p {class} {title}>{pieces(desk, &document.text, block.span, &mentions, evidence)}</p> }
    };
    // What is not news is folded away where it stands, and unfolded if the evidence lies there.
    all.chunk_by(|a, b| a.news == b.news)
        .map(|run| {
            if run[0].news {
                return run.iter().map(paragraph).collect::<Html>();
            }
            let open = evidence.is_some_and(|e| run.iter().any(|b| b.span.overlaps(e)));
            html! {
                <details class="not-news" {open}>
                    <summary>{format!("{} in the file that {} not read as news", lines(run.len()), if run.len() == 1 { "is" } else { "are" })}</summary>
                    {for run.iter().map(paragraph)}
                </details>
            }
        })
        .collect()
}

fn lines(n: usize) -> String {
    if n == 1 { "1 line".to_owned() } else { format!("{n} lines") }
}

/// The words of a line, cut where a mention or the evidence begins or ends.
fn pieces(
    desk: &Desk,
    text: &str,
    line: Span,
    mentions: &[(Span, EntityId, Form)],
    evidence: Option<Span>,
) -> Html {
    let from = mentions.partition_point(|m| m.0.end <= line.start);
    let inside: Vec<_> = mentions[from..].iter().take_while(|m| m.0.start < line.end).collect();
    let mut cuts = vec![line.start, line.end];
    cuts.extend(inside.iter().flat_map(|m| [m.0.start, m.0.end]));
    cuts.extend(evidence.iter().flat_map(|e| [e.start, e.end]));
    cuts.retain(|c| (line.start..=line.end).contains(c) && text.is_char_boundary(*c as usize));
    cuts.order();
    cuts.dedup();
    let piece = |span: Span| {
        let words = span.of(text).to_owned();
        let Some((_, id, form)) = inside.iter().find(|m| m.0.contains(span)) else {
            return html! { {words} };
        };
        let entity = desk.corpus.entity(*id);
        let card = Card::Entity(entity.key.clone());
        let loose = matches!(form, Form::Pronoun | Form::Nominal).then_some("loose");
        html! {
            <a class={classes!("mention", format!("kind-{}", kind_class(entity.schema)), loose)} href={desk.card_address(&card)}
                title={format!("{} · {}", entity.name, desk.words.schema(entity.schema))} onclick={desk.follow(Msg::Open(card))}>{words}</a>
        }
    };
    let spans: Vec<Span> = cuts.windows(2).map(|w| Span { start: w[0], end: w[1] }).collect();
    let marked = |s: &Span| evidence.is_some_and(|e| e.contains(*s));
    spans
        .chunk_by(|a, b| marked(a) == marked(b))
        .map(|run| {
            let inner = run.iter().map(|&s| piece(s)).collect::<Html>();
            if marked(&run[0]) {
                html! { <mark class="evidence">{inner}</mark> }
            } else {
                inner
            }
        })
        .collect()
}
