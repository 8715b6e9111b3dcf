//! Who said what, by speaker and by topic, and the board of rival claims.

use super::draw;
use super::shared::{Shared, use_came, use_desk};
use crate::query::{Answer, Selection};
use crate::rooms::{Body, Section};
use crate::state::{Msg, Room};
use crate::words::key;
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

/// The room.
#[component]
pub fn Claims(props: &ClaimsProps) -> Html {
    let (desk, came) = (use_desk(), use_came());
    let more_groups = use_state(|| 1);
    let teller = desk.teller();
    let statements = {
        let desk = desk.clone();
        use_memo((props.selection.clone(), came), move |(selection, _)| {
            desk.teller().statements(desk.topics(), selection)
        })
    };
    let rivals = {
        let desk = desk.clone();
        use_memo(props.answer.clone(), move |answer| desk.teller().rivals(&answer.events))
    };
    let topic = props.part == "topics";
    let counts = [
        ("", key!("claims.speakers"), statements.len()),
        ("topics", key!("claims.topics"), statements.len()),
        ("rivals", key!("claims.rivals"), rivals.len()),
    ];
    let sections: Vec<Section> = match props.part.as_str() {
        "rivals" => vec![Section {
            name: "board",
            head: vec![crate::rooms::text("")],
            body: Body::Rivals(rivals.to_vec()),
        }],
        _ if topic => teller.by_topic(desk.topics(), &statements),
        _ => teller.by_speaker(&statements),
    };
    let empty = sections.iter().all(Section::is_empty);
    let chosen = props.selection != Selection { axis: props.selection.axis, ..Selection::default() };
    let (groups, most) = if statements.len() <= MANY { (AT_ONCE, draw::AT_ONCE) } else { OF_MANY };
    let shown = groups * *more_groups;
    let rest = sections.len().saturating_sub(shown);
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
                <div class="groups">{for sections.iter().take(shown).map(|s| draw::section_of(&desk, s, most))}</div>
            }
            if rest > 0 {
                <button type="button" class="more plain" onclick={more}>{desk.words.count(key!("list.rest"), rest)}</button>
            }
        </>
    }
}
