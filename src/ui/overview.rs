//! The first screen: what was delivered and what only announced, findings, and questions.

use super::chips::Nothing;
use super::draw;
use super::element::el;
use super::icons::mark;
use super::shared::{Desk, Shared, use_came, use_desk};
use crate::decimal::fixed;
use crate::query::{Answer, Facet};
use crate::rooms::overview::Overview as Sheet;
use crate::rooms::register::{Entry, Rung};
use crate::state::{Msg, Room, View};
use crate::words::{self, Key, key};
use yew::prelude::*;

/// What is left.
#[derive(Clone, PartialEq, Properties)]
pub struct OverviewProps {
    /// What is left.
    pub answer: Shared<Answer>,
}

/// The room.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let desk = use_desk();
    use_came();
    let sheet = {
        let desk = desk.clone();
        use_memo(props.answer.clone(), move |answer| desk.teller().overview(desk.front(), answer))
    };
    if props.answer.events.is_empty() && props.answer.documents.is_empty() {
        return html! { <Nothing /> };
    }
    html! {
        <div class="front">
            <header>
                <p class="kicker">{desk.say(key!("overview.kicker"))}</p>
                <h2>{&sheet.title}</h2>
                <p class="lead">{&sheet.lead}</p>
                {years(&desk, &sheet.years)}
            </header>
            {questions(&desk, &sheet)}
            {ladder(&desk, &sheet)}
            <div class="columns">
                {column(&desk, "done", key!("overview.done"), &sheet.done)}
                {column(&desk, "announced", key!("overview.announced"), &sheet.announced)}
            </div>
            <div class="findings">{for sheet.findings.iter().map(|s| draw::section(&desk, s))}</div>
        </div>
    }
}

fn questions(desk: &Desk, sheet: &Sheet) -> Html {
    let ask = |(words, view): &(String, View)| {
        let link = draw::link(desk, "ask", view.to_fragment(), Msg::Take(Box::new(view.clone())));
        Html::from(el("li", "").put(link.say(words.clone())))
    };
    html! {
        <nav class="questions" aria-label={desk.say(key!("overview.questions"))}>
            <h3>{desk.say(key!("overview.ask"))}</h3>
            <ul>{for sheet.questions.iter().map(ask)}</ul>
        </nav>
    }
}

/// How high the strip's tallest column is, in its own units.
const HIGH: f64 = 64.0;

/// Events by year as columns of their statuses; a click leaves one year.
fn years(desk: &Desk, all: &[(i32, [usize; 5])]) -> Html {
    let most = all.iter().map(|(_, n)| n.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    let year = |(i, (year, counts)): (usize, &(i32, [usize; 5]))| {
        let total: usize = counts.iter().sum();
        let mut column = el("svg", "column").is("viewBox", "0 0 20 64").is("preserveAspectRatio", "none");
        let mut y = HIGH;
        for (status, &n) in words::STATUSES.iter().zip(counts) {
            let high = HIGH * n as f64 / most as f64;
            y -= high;
            let part = el("rect", "").is("class", format!("tone-{}", words::status_code(*status)));
            let part = part.is("width", "20").is("y", fixed(y, 1)).is("height", fixed(high, 1));
            column = column.put(part);
        }
        let said = desk.words.count(key!("events.count"), total);
        let mut button =
            el("button", "year-column").is("type", "button").is("title", format!("{year}: {said}"));
        if total == 0 {
            button = button.is("disabled", "disabled");
        } else {
            button = button.on_click(desk.click(Msg::Toggle(Facet::Year, format!("{year:04}"))));
        }
        // Where years are many, every fifth is written.
        let written = all.len() <= 16 || year % 5 == 0 || i == 0 || i + 1 == all.len();
        let mut name = el("span", "").is("aria-hidden", "true");
        if written {
            name = name.say(year.to_string());
        }
        let button = button.is("aria-label", format!("{year}: {said}"));
        Html::from(el("li", "").put(button.put(column.is("aria-hidden", "true")).put(name)))
    };
    if all.len() < 2 {
        return html! {};
    }
    el("ol", "strip-years")
        .is("aria-label", desk.say(key!("overview.years")))
        .all(all.iter().enumerate().map(year))
        .into()
}

/// How many entries stand on each rung; a click leaves what has that status.
fn ladder(desk: &Desk, sheet: &Sheet) -> Html {
    let rung = |&(rung, count): &(Rung, usize)| {
        let beside = matches!(rung, Rung::Unconfirmed | Rung::Denied).then_some("beside");
        let status = words::status_code(rung.status()).to_owned();
        let onclick = desk.click(Msg::Toggle(Facet::Status, status));
        html! {
            <li class={classes!("rung", beside, (count == 0).then_some("none"))}>
                <button type="button" {onclick}>{mark(desk, rung.status())}<b>{desk.words.number(count)}</b><span>{desk.say(rung.step())}</span></button>
            </li>
        }
    };
    html! {
        <ol class="rungs" aria-label={desk.say(key!("overview.ladder"))}>{for sheet.ladder.iter().map(rung)}</ol>
    }
}

fn column(desk: &Desk, class: &'static str, head: Key, (entries, count): &(Vec<Entry>, usize)) -> Html {
    let entry = |entry: &Entry| {
        let fact = desk.teller().rung_fact(entry.clone());
        draw::fact(desk, "li", &fact)
    };
    let all = View { room: Room::Register, ..View::default() };
    let all = draw::link(desk, "link", all.to_fragment(), Msg::Show(Room::Register));
    html! {
        <section class={class}>
            <h3>{desk.say(head)}<span class="amount">{desk.words.number(*count)}</span></h3>
            if entries.is_empty() {
                <p class="mute">{desk.say(key!("overview.none"))}</p>
            }
            <ul class="facts">{for entries.iter().map(entry)}</ul>
            if *count > entries.len() {
                <p class="rest">{Html::from(all.say(desk.words.count(key!("overview.all"), *count)))}</p>
            }
        </section>
    }
}
