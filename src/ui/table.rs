//! The equal table of a picture, sortable by each column.

use super::shared::{Desk, use_desk};
use crate::order::Ordered;
use crate::query::Facet;
use crate::scene::{Table, Target};
use crate::state::{Card, Msg};
use yew::prelude::*;

/// What a click on something in a picture does: shapes filter, names and marks open.
pub fn message(target: &Target) -> Option<Msg> {
    match target {
        Target::Country(key) => Some(Msg::Toggle(Facet::Country, key.clone())),
        Target::Arc(from, to) => Some(Msg::Pair(from.clone(), to.clone())),
        Target::Place(key) => Some(Msg::Open(Card::Entity(key.clone()))),
        Target::Event(key) => Some(Msg::Open(Card::Event(key.clone()))),
        Target::Node(key) => Some(Msg::Nodes(vec![key.clone()])),
        Target::Tie(a, b) => Some(Msg::Nodes(vec![a.clone(), b.clone()])),
        Target::Places(_) => None,
        Target::Events(keys) => keys.first().map(|key| Msg::Open(Card::Event(key.clone()))),
    }
}

/// Which table.
#[derive(Clone, PartialEq, Properties)]
pub struct PictureTableProps {
    /// Of which picture: "map", "timeline".
    pub of: &'static str,
    /// Its rows.
    pub table: Table,
}

/// The table.
#[component]
pub fn PictureTable(props: &PictureTableProps) -> Html {
    let desk = use_desk();
    let order = use_state(|| None::<(usize, bool)>);
    let table = &props.table;
    let mut rows: Vec<_> = table.rows.iter().collect();
    if let Some((column, down)) = *order {
        rows.order_by(|a, b| {
            let cell = |r: &'_ crate::scene::Row| r.cells.get(column).cloned().unwrap_or_default();
            let (a, b) = (cell(a), cell(b));
            let by = match (a.parse::<f64>(), b.parse::<f64>()) {
                (Ok(a), Ok(b)) => a.total_cmp(&b),
                _ => a.to_lowercase().cmp(&b.to_lowercase()),
            };
            if down { by.reverse() } else { by }
        });
    }
    let naming = table.naming;
    let head = |(i, name): (usize, &String)| {
        let sorted = order.filter(|(column, _)| *column == i).map(|(_, down)| down);
        let order = order.clone();
        let onclick = Callback::from(move |_: MouseEvent| order.set(Some((i, sorted == Some(false)))));
        let direction = match sorted {
            Some(true) => "descending",
            Some(false) => "ascending",
            None => "none",
        };
        html! { <th scope="col" aria-sort={direction}><button type="button" {onclick}>{name}</button></th> }
    };
    html! {
        <div class="table-pane" tabindex="0" role="region" aria-label={table.caption.clone()}>
            <table data-of={props.of}>
                <caption>{&table.caption}</caption>
                <thead><tr>{for table.heads.iter().enumerate().map(head)}</tr></thead>
                <tbody>{for rows.into_iter().map(|row| line(&desk, row, naming))}</tbody>
            </table>
        </div>
    }
}

fn line(desk: &Desk, row: &crate::scene::Row, naming: usize) -> Html {
    let cell = |(i, text): (usize, &String)| match (&row.target, i) {
        (Some(target), i) if i == naming => {
            let Some(msg) = message(target) else { return html! { <td>{text}</td> } };
            html! { <th scope="row"><button type="button" class="link" onclick={desk.click(msg)}>{text}</button></th> }
        }
        _ => html! { <td>{text}</td> },
    };
    html! { <tr>{for row.cells.iter().enumerate().map(cell)}</tr> }
}
