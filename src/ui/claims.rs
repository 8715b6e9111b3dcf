//! Who said what, by speaker and by topic, and the board of rival claims.

use super::draw;
use super::shared::{Shared, use_came, use_desk};
use crate::query::{Answer, Selection};
use crate::rooms::{Body, Section};
use crate::state::{Msg, Room};
use crate::words::key;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How many groups are shown before one asks for more.
const AT_ONCE: usize = 40;
/// From so many statements on, few groups are shown at first, each with few of its own.
const MANY: usize = 200;
const OF_MANY: (usize, usize) = (8, 5);

/// What is left, and how it is grouped.
#[derive(Clone, PartialEq, Properties)]
pub struct ClaimsProps {
    /// What is left of events.
    pub answer: Shared<Answer>,
    /// What is chosen.
    pub selection: Selection,
    /// "topics", "rivals"; by speaker otherwise.
    pub part: String,
}

/// Words are searched for in statements when nobody has typed for so many milliseconds: their texts may have to be fetched, and those
/// of nearly all reports for the first letter.
const PAUSE: u32 = 300;

/// Words as they stand after a pause; at once where nothing has to be fetched.
#[hook]
fn use_settled(words: &str, at_once: bool) -> String {
    let settled = use_state(|| words.to_owned());
    let to = settled.setter();
    use_effect_with(words.to_owned(), move |words| {
        let words = words.clone();
        let wait = Timeout::new(PAUSE, move || to.set(words));
        move || drop(wait)
    });
    if at_once || words.is_empty() { words.to_owned() } else { (*settled).clone() }
}

/// The room.
#[component]
pub fn Claims(props: &ClaimsProps) -> Html {
    let (desk, came) = (use_desk(), use_came());
    let more_groups = use_state(|| 1);
    let words = use_settled(&props.selection.words, desk.corpus.is_whole());
    let teller = desk.teller();
    let topic = props.part == "topics";
    // What comes is of weight only where words of reports were asked for, or who is named and it was not there yet.
    let named = !desk.corpus.knows_named();
    let left = {
        let (desk, selection) = (desk.clone(), Selection { words, ..props.selection.clone() });
        let asks = topic || !selection.facets.is_empty() || selection.pair.is_some();
        let reads = named && asks || !selection.words.is_empty();
        use_memo((selection, topic, reads.then_some(came)), move |(selection, topic, _)| {
            let teller = desk.teller();
            let left = teller.statements(desk.topics(), selection);
            (left.len(), if *topic { teller.by_topic(&left) } else { teller.by_speaker(&left) })
        })
    };
    let (statements, groups) = &*left;
    let rivals = {
        let desk = desk.clone();
        use_memo(props.answer.clone(), move |answer| desk.teller().rivals(&answer.events))
    };
    let counts = [
        ("", key!("claims.speakers"), *statements),
        ("topics", key!("claims.topics"), *statements),
        ("rivals", key!("claims.rivals"), rivals.len()),
    ];
    let chosen = props.selection != Selection { axis: props.selection.axis, ..Selection::default() };
    let (at_once, most) = if *statements <= MANY { (AT_ONCE, draw::AT_ONCE) } else { OF_MANY };
    let shown = at_once * *more_groups;
    let (sections, rest) = if props.part == "rivals" {
        let (head, body) = (vec![crate::rooms::text("")], Body::Rivals(rivals.to_vec()));
        (vec![Section { name: "board", head, body }], 0)
    } else {
        (teller.sections(groups, shown), groups.len().saturating_sub(shown))
    };
    let empty = sections.iter().all(Section::is_empty);
    let more = Callback::from(move |_: MouseEvent| more_groups.set(*more_groups * 2));
    html! {
        <>
            {draw::parts(&desk, key!("room.claims"), &props.part, &counts)}
            if empty && chosen {
                {draw::nothing(&desk, key!("claims.none"), key!("nothing.clear"), Msg::ClearAll)}
            } else if empty && props.part == "rivals" {
                {draw::nothing(&desk, key!("claims.agree"), key!("claims.see"), Msg::Part(String::new()))}
            } else if empty {
                {draw::nothing(&desk, key!("claims.silent"), key!("nothing.events"), Msg::Show(Room::Events))}
            } else {
                <div class="groups">{for sections.iter().map(|s| draw::section_of(&desk, s, most))}</div>
            }
            if rest > 0 {
                <button type="button" class="more plain" onclick={more}>{desk.words.count(key!("list.rest"), rest)}</button>
            }
        </>
    }
}
