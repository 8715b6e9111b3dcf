//! The registers of transfers and agreements as tables, each cell with its sentence.

use super::draw;
use super::shared::{Shared, use_desk};
use super::table::SheetTable;
use crate::query::Answer;
use crate::state::{Msg, Sorting};
use crate::words::key;
use yew::prelude::*;

/// What is left, and which register is open.
#[derive(Clone, PartialEq, Properties)]
pub struct RegisterProps {
    /// What is left.
    pub answer: Shared<Answer>,
    /// "agreements"; transfers otherwise.
    pub part: String,
    /// How the table is sorted.
    pub sorting: Option<Sorting>,
}

/// The room.
#[component]
pub fn Register(props: &RegisterProps) -> Html {
    let desk = use_desk();
    let tables = {
        let desk = desk.clone();
        use_memo(props.answer.clone(), move |answer| {
            let teller = desk.teller();
            [teller.transfers(&answer.events), teller.agreements(&answer.events)]
        })
    };
    let [transfers, agreements] = &*tables;
    let table = if props.part == "agreements" { agreements } else { transfers };
    let counts = [
        ("", key!("register.transfers"), transfers.rows.len()),
        ("agreements", key!("register.agreements"), agreements.rows.len()),
    ];
    html! {
        <>
            {draw::parts(&desk, key!("room.register"), &props.part, &counts)}
            if !table.rows.is_empty() {
                <SheetTable table={table.clone()} sorting={props.sorting.clone()} />
            } else if props.answer.events.len() == desk.corpus.records().events.len() {
                {draw::nothing(&desk, key!("register.none"), key!("nothing.events"), Msg::Show(crate::state::Room::Events))}
            } else {
                {draw::nothing(&desk, key!("register.nothing"), key!("nothing.clear"), Msg::ClearAll)}
            }
        </>
    }
}
