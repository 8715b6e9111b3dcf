//! Draws what rooms and cards tell: one painter for each form of [`crate::rooms`].

use super::element::{El, el, words as say};
use super::icons::mark;
use super::quote;
use super::shared::{Desk, use_came, use_desk};
use crate::decimal::fixed;
use crate::edtf::{Day, civil};
use crate::record::{Rival, Subject};
use crate::rooms::{Body, CardSheet, Fact, Item, Line, Piece, Section, Source, Tenure, Tenures};
use crate::state::{Card, Msg, Reader};
use crate::words::{Key, key};
use yew::prelude::*;

/// How many facts of a list are shown before one asks for more.
pub const AT_ONCE: usize = 24;

/// A list grows by itself until it is so long; then one has to ask, so that what stands below it can be reached.
const BY_ITSELF: usize = 96;

/// The place of the button that lets a list grow, of which so many entries are shown now: it is clicked when it comes near what
/// is seen. What else it depends on whether there is a button is named, too.
#[hook]
pub fn use_grown<D: PartialEq + 'static>(shown: usize, depends: D) -> NodeRef {
    let button = use_node_ref();
    let place = button.clone();
    use_effect_with((shown, depends), move |_| {
        if shown < BY_ITSELF
            && let Some(button) = place.cast::<web_sys::Element>()
        {
            super::host::near(&button);
        }
    });
    button
}

/// A link that sends a message; with a key held the browser follows it.
pub fn link(desk: &Desk, class: &'static str, href: String, msg: Msg) -> El {
    el("a", class).is("href", href).on_click(desk.follow(msg))
}

/// A piece of a line.
pub fn piece(desk: &Desk, piece: &Piece) -> Html {
    match piece {
        Piece::Text(text) => say(text.clone()),
        Piece::Mute(text) => el("span", "mute").say(text.clone()).into(),
        Piece::Mark(status) => mark(desk, *status),
        Piece::Name(id) => quote::name(desk, *id),
        Piece::Title(id) => quote::event_title(desk, *id),
        Piece::Report(id) => {
            let reader = Reader::of(&desk.corpus, *id);
            let title = desk.corpus.document_title(*id).to_owned();
            link(desk, "open-report", desk.reader_address(&reader), Msg::Read(reader)).say(title).into()
        }
        Piece::Words(source, label) => quote::way_in(desk, source.document, source.span, label),
        Piece::Figure(at) => match desk.corpus.records().figures.get(*at as usize) {
            Some(figure) => {
                let document = desk.corpus.document(figure.document).id.clone();
                let card = Card::Figure(Reader { document, span: Some(figure.span), mark: None });
                let name = desk.teller().figure_words(*at);
                link(desk, "name", desk.card_address(&card), Msg::Open(card)).say(name).into()
            }
            None => Html::default(),
        },
        Piece::Way(label, view) => {
            link(desk, "link", view.to_fragment(), Msg::Take(view.clone())).say(label.clone()).into()
        }
    }
}

/// The pieces of a line.
pub fn line(desk: &Desk, line: &Line) -> Html {
    line.iter().map(|p| piece(desk, p)).collect()
}

/// A line as an element; nothing where it is empty.
fn row(desk: &Desk, tag: &'static str, class: &'static str, pieces: &Line) -> Option<Html> {
    (!pieces.is_empty()).then(|| el(tag, class).put(line(desk, pieces)).into())
}

/// A fact.
pub fn fact(desk: &Desk, tag: &'static str, fact: &Fact) -> Html {
    let mut out = el(tag, "").is("class", format!("fact {}", fact.class));
    if !fact.key.is_empty() {
        out = out.is("data-key", fact.key.clone());
    }
    let when = (!fact.when.is_empty()).then(|| Html::from(el("span", "when").say(fact.when.clone())));
    let title = row(desk, "h4", "", &fact.title);
    if fact.kicker.is_empty() {
        // Nothing stands above the title: its date stands beside it.
        if title.is_some() || when.is_some() {
            out = out.put(el("div", "beside-when").all(title).all(when));
        }
    } else {
        let kicker = el("span", if fact.class == "report" { "source" } else { "pieces" })
            .put(line(desk, &fact.kicker));
        out = out.put(el("div", "kicker").put(kicker).all(when)).all(title);
    }
    if let Some(source) = fact.source {
        out = out
            .put(quote::sentence(desk, source.document, source.span, fact.marks.as_deref()))
            .all(row(desk, "p", "says", &fact.says));
        if fact.class != "report" {
            out = out.put(quote::source(desk, source.document, source.span));
        }
    } else {
        out = out.all(row(desk, "p", "says", &fact.says));
    }
    if !fact.more.is_empty() {
        let more = fact.more.iter().map(|l| Html::from(el("li", "").put(line(desk, l))));
        out = out.put(el("ul", "steps").all(more));
    }
    out.into()
}

/// What a list holds.
#[derive(Clone, PartialEq, Properties)]
pub struct ListProps {
    /// Its entries.
    pub items: Vec<Item>,
    /// How many are shown at first.
    #[prop_or(AT_ONCE)]
    pub most: usize,
}

/// A list of facts; those beyond the first come when one asks.
#[component]
pub fn List(props: &ListProps) -> Html {
    let desk = use_desk();
    use_came();
    let shown = use_state(|| props.most);
    let rest = props.items.len().saturating_sub(*shown);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown * 4))
    };
    let teller = desk.teller();
    let facts = props.items.iter().take(*shown).map(|item| fact(&desk, "li", &teller.fact(item)));
    let mut out = el("div", "list").put(el("ul", "facts").all(facts));
    if rest > 0 {
        out = out.put(
            el("button", "more plain")
                .is("type", "button")
                .on_click(more)
                .say(desk.words.count(key!("list.rest"), rest)),
        );
    }
    out.into()
}

/// A section with its head.
pub fn section(desk: &Desk, of: &Section) -> Html {
    section_of(desk, of, AT_ONCE)
}

/// A section of whose list so many entries are shown at first.
pub fn section_of(desk: &Desk, of: &Section, most: usize) -> Html {
    let body = match &of.body {
        Body::List(items) => html! { <List items={items.clone()} {most} /> },
        Body::Names(all) => {
            let name = |&(id, n): &(_, u32)| {
                let amount = el("span", "amount").say(desk.words.number(n as usize));
                Html::from(el("li", "").put(quote::name(desk, id)).put(amount))
            };
            el("ul", "company").all(all.iter().map(name)).into()
        }
        Body::Terms(terms) => {
            let term = |(name, value): &(String, Line)| {
                let (name, value) = (el("dt", "").say(name.clone()), el("dd", "").put(line(desk, value)));
                Html::from(el("div", "").put(name).put(value))
            };
            el("dl", "terms").all(terms.iter().map(term)).into()
        }
        Body::Tenures(all) => tenures(desk, all),
        Body::Rivals(all) => {
            let rivals = all.iter().filter_map(|&i| desk.corpus.records().rivals.get(i as usize));
            el("ul", "facts").all(rivals.map(|r| Html::from(el("li", "").put(rival(desk, r))))).into()
        }
        Body::Lines(lines) => {
            el("ul", "lines").all(lines.iter().map(|l| Html::from(el("li", "").put(line(desk, l))))).into()
        }
        Body::Folded(head, lines) => {
            let lines = lines.iter().map(|l| Html::from(el("li", "").put(line(desk, l))));
            el("details", "")
                .put(el("summary", "").say(head.clone()))
                .put(el("ul", "reasons").all(lines))
                .into()
        }
        Body::Table(table) => html! { <super::table::SheetTable table={table.clone()} sorting={None} /> },
    };
    let mut out = el("section", of.name);
    let empty = matches!(of.head.as_slice(), [Piece::Text(head)] if head.is_empty());
    if !empty {
        let mut head = el("h3", "").put(line(desk, &of.head));
        if matches!(of.body, Body::List(_) | Body::Rivals(_)) {
            head = head.put(el("span", "amount").say(desk.words.number(of.len())));
        }
        out = out.put(head);
    }
    out.put(body).into()
}

/// A card: its head, then its sections.
pub fn card(desk: &Desk, sheet: &CardSheet) -> Html {
    let mut head = el("header", "")
        .put(el("div", "kicker").put(el("span", "pieces").put(line(desk, &sheet.kicker))))
        .put(el("h2", "").is("tabindex", "-1").say(sheet.title.clone()));
    for (class, text) in [("described", &sheet.described), ("also", &sheet.also)] {
        if !text.is_empty() {
            head = head.put(el("p", class).say(text.clone()));
        }
    }
    let sections = sheet.sections.iter().map(|s| section(desk, s));
    std::iter::once(Html::from(head)).chain(sections).collect()
}

/// Values that disagree, side by side; no verdict.
pub fn rival(desk: &Desk, rival: &Rival) -> Html {
    let subject = match &rival.subject {
        Subject::Entity(id) => quote::name(desk, *id),
        Subject::Event(id) => quote::event_title(desk, *id),
    };
    let key = match &rival.subject {
        Subject::Entity(id) => desk.corpus.entity(*id).key.clone(),
        Subject::Event(id) => desk.corpus.event(*id).key.clone(),
    };
    let head = el("h4", "").put(subject).put(el("span", "mute").say(format!(
        ": {}",
        desk.words.fill(key!("rival.property"), &[desk.words.property(&rival.property)])
    )));
    let claims = rival.claims.iter().map(|claim| {
        let mut out = el("div", "fact claim").put(el("p", "value").say(claim.value.clone()));
        out = out.put(quote::sentence(desk, claim.document, claim.span, None));
        if let Some(speaker) = claim.said_by {
            out = out.put(el("p", "says").put(desk.phrase(key!("said.by"), &[quote::name(desk, speaker)])));
        }
        Html::from(out.put(quote::source(desk, claim.document, claim.span)))
    });
    el("div", "rival").is("data-key", key).put(head).put(el("div", "claims").all(claims)).into()
}

/// Width of the chart of offices in its own units.
const WIDE: f64 = 200.0;
/// How far a moment fades, in days.
const FADE: f64 = 150.0;

/// Offices over time: what is known from one moment fades on both sides.
fn tenures(desk: &Desk, all: &Tenures) -> Html {
    let stop = |class: &'static str, offset: &'static str| Html::from(el("stop", class).is("offset", offset));
    let run = |id: &'static str, a: &'static str, b: &'static str| {
        Html::from(el("linearGradient", "").is("id", id).all([stop(a, "0"), stop(b, "1")]))
    };
    let fades = el("svg", "fades")
        .is("width", "0")
        .is("height", "0")
        .is("aria-hidden", "true")
        .all([run("fade-in", "none", "full"), run("fade-out", "full", "none")]);
    let mut rows: Vec<Html> = Vec::new();
    for row in &all.rows {
        if !row.group.is_empty() {
            rows.push(el("li", "group").say(row.group.clone()).into());
        }
        rows.push(tenure(desk, row, all.from, all.to));
    }
    let years = [all.from, all.to].map(|day| Html::from(el("span", "").say(civil(day).0.to_string())));
    let axis = el("p", "axis").is("aria-hidden", "true").all(years);
    [Html::from(fades), Html::from(el("ul", "rows").all(rows)), Html::from(axis)].into_iter().collect()
}

fn tenure(desk: &Desk, row: &Tenure, from: Day, to: Day) -> Html {
    let scale = WIDE / f64::from(to - from + 1);
    let x = |d: f64| ((d - f64::from(from)) * scale).clamp(0.0, WIDE);
    let bar = |class: &'static str, x: f64, width: f64| {
        el("rect", class).is("x", fixed(x, 1)).is("width", fixed(width.max(0.0), 1)).is("height", "9")
    };
    let mut chart = el("svg", "")
        .is("viewBox", "0 0 200 9")
        .is("preserveAspectRatio", "none")
        .is("aria-hidden", "true")
        .put(bar("track", 0.0, WIDE).is("rx", "2"));
    if let Some((a, b)) = row.known {
        let (a, b) = (f64::from(a), f64::from(b) + 1.0);
        let (x0, x1, x2, x3) = (x(a - FADE), x(a), x(b).max(x(a) + 3.0), x(b + FADE));
        chart = chart
            .put(bar("", x0, x1 - x0).is("fill", "url(#fade-in)"))
            .put(bar("held", x1, x2 - x1))
            .put(bar("", x2, x3 - x2).is("fill", "url(#fade-out)"));
    }
    let told = row.told.iter().map(|(source, when)| Html::from(el("li", "").put(told(desk, *source, when))));
    el("li", "fact office")
        .put(el("span", "label").put(line(desk, &row.label)))
        .put(chart)
        .put(el("ul", "ways").all(told))
        .into()
}

/// The words themselves as the way to where they stand.
fn told(desk: &Desk, source: Source, when: &str) -> Html {
    let text = source.span.of(desk.corpus.text(source.document));
    let words = el("q", "").say(text.split_whitespace().collect::<Vec<_>>().join(" "));
    let when = quote::way_in(desk, source.document, source.span, when);
    [Html::from(words), say(" "), when].into_iter().collect()
}

/// The parts of a room as a row of switches, each with how much is in it; the first has no name.
pub fn parts(desk: &Desk, label: Key, open: &str, all: &[(&'static str, Key, usize)]) -> Html {
    let known = all.iter().any(|p| p.0 == open);
    let part = |&(name, head, n): &(&'static str, Key, usize)| {
        let pressed = name == open || !known && name.is_empty();
        let button = el("button", "part")
            .is("type", "button")
            .is("data-part", name)
            .is("aria-pressed", pressed.to_string())
            .on_click(desk.click(Msg::Part(name.to_owned())));
        Html::from(button.say(desk.say(head)).put(el("span", "amount").say(desk.words.number(n))))
    };
    el("div", "parts").is("role", "group").is("aria-label", desk.say(label)).all(all.iter().map(part)).into()
}

/// What a view says where it has nothing to show, with the way out.
pub fn nothing(desk: &Desk, why: Key, out: Key, msg: Msg) -> Html {
    let button = el("button", "solid").is("type", "button").on_click(desk.click(msg)).say(desk.say(out));
    el("div", "nothing").put(el("p", "").say(desk.say(why))).put(el("p", "").put(button)).into()
}
