//! The equal table of a picture, and the tables of rooms, sortable by each column.

use super::draw;
use super::element::el;
use super::quote;
use super::shared::{Desk, use_came, use_desk};
use crate::corpus::Corpus;
use crate::decimal;
use crate::letters::lower;
use crate::order::Ordered;
use crate::query::Facet;
use crate::rooms::{Piece, Row, Table as Sheet};
use crate::scene::{Table, Target};
use crate::state::{Card, Msg, Sorting};
use crate::words::key;
use yew::prelude::*;

/// What a click on something in a picture does: shapes filter, names and marks open.
pub fn message(corpus: &Corpus, target: &Target) -> Option<Msg> {
    match target {
        Target::Country(key) => Some(Msg::Toggle(Facet::Country, key.clone())),
        Target::Arc(from, to) => Some(Msg::Pair(from.clone(), to.clone())),
        Target::Place(key) => Some(Msg::Open(Card::Entity(key.clone()))),
        Target::Event(key) => Some(Msg::Open(Card::Event(key.clone()))),
        Target::Node(key) => Some(Msg::Nodes(vec![key.clone()])),
        Target::Tie(a, b) => Some(Msg::Nodes(vec![a.clone(), b.clone()])),
        Target::Places(_) => None,
        Target::Events(events) => {
            events.first().map(|&id| Msg::Open(Card::Event(corpus.event(id).key.clone())))
        }
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
    use_came();
    let order = use_state(|| None::<(usize, bool)>);
    let shown = use_state(|| PLAIN.0);
    let table = &props.table;
    let mut rows: Vec<_> = table.rows.iter().collect();
    if let Some((column, down)) = *order {
        rows.order_by(|a, b| {
            let cell = |r: &'_ crate::scene::Row| r.cells.get(column).cloned().unwrap_or_default();
            let (a, b) = (cell(a), cell(b));
            let by = match (decimal::read(&a), decimal::read(&b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ => lower(&a).cmp(&lower(&b)),
            };
            if down { by.reverse() } else { by }
        });
    }
    let naming = table.naming;
    let all = rows.len();
    rows.truncate(if all <= PLAIN.1 { all } else { *shown });
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown * 2))
    };
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
                <tbody>{for rows.iter().map(|row| line(&desk, row, naming))}</tbody>
            </table>
            if all > rows.len() {
                <button type="button" class="more plain" onclick={more}>{desk.words.count(key!("list.rest"), all - rows.len())}</button>
            }
        </div>
    }
}

fn line(desk: &Desk, row: &crate::scene::Row, naming: usize) -> Html {
    let cell = |(i, text): (usize, &String)| match (&row.target, i) {
        (Some(target), i) if i == naming => {
            let Some(msg) = message(&desk.corpus, target) else { return html! { <td>{text}</td> } };
            html! { <th scope="row"><button type="button" class="link" onclick={desk.click(msg)}>{text}</button></th> }
        }
        _ => html! { <td>{text}</td> },
    };
    html! { <tr>{for row.cells.iter().enumerate().map(cell)}</tr> }
}

/// Which table of a room.
#[derive(Clone, PartialEq, Properties)]
pub struct SheetTableProps {
    /// The table.
    pub table: Sheet,
    /// How it is sorted.
    pub sorting: Option<Sorting>,
}

/// More rows than these begin with their sentences folded away.
const WITH_SENTENCES: usize = 40;
/// How many rows are drawn before one asks for more.
const ROWS: usize = 20;
/// So many are drawn at once, rather than ask for a few more.
const FEW: usize = 60;
/// The same for tables of pictures, whose rows are plain.
const PLAIN: (usize, usize) = (100, 250);

/// A table of a room: sortable, each cell opening the sentence that it rests on below its row.
#[component]
pub fn SheetTable(props: &SheetTableProps) -> Html {
    let desk = use_desk();
    use_came();
    let table = &props.table;
    let unfolded = use_state(|| table.rows.len() <= WITH_SENTENCES);
    let shown = use_state(|| if table.rows.len() <= FEW { FEW } else { ROWS });
    // Of which cell a row shows the sentence, by the row's position; row by row unless all are unfolded.
    let chosen = use_state(|| None::<(usize, usize)>);
    let order = {
        let desk = desk.clone();
        use_memo((table.clone(), props.sorting.clone()), move |(table, by)| {
            desk.teller().sorted(table, by.as_ref())
        })
    };
    let teller = desk.teller();
    let rows: Vec<Row> = order.iter().take(*shown).map(|&at| teller.row(table, at)).collect();
    let head = |(i, column): (usize, &crate::rooms::Column)| {
        let sorted = props.sorting.as_ref().filter(|s| s.table == table.name && usize::from(s.column) == i);
        let direction = sorted.map_or("none", |s| if s.down { "descending" } else { "ascending" });
        let button = el("button", "").is("type", "button");
        let button =
            button.on_click(desk.click(Msg::Sort(table.name.to_owned(), i as u8))).say(column.head.clone());
        let class = if column.numeric { "numeric" } else { "" };
        Html::from(el("th", class).is("scope", "col").is("aria-sort", direction).put(button))
    };
    let line = |(place, (row, &at)): (usize, (&Row, &usize))| -> Html {
        let cell = |(i, cell): (usize, &crate::rooms::Cell)| {
            let column = &table.columns[i];
            let inside = draw::line(&desk, &cell.line);
            let class = if column.numeric { "numeric" } else { "" };
            let mut td = el("td", class).is("data-head", column.head.clone());
            if cell.line.is_empty() {
                return Html::from(
                    td.is("aria-label", desk.say(key!("date.none")))
                        .put(el("span", "mute").is("aria-hidden", "true").say("–")),
                );
            }
            let Some(_) = cell.source else { return Html::from(td.put(inside)) };
            let choose = {
                let chosen = chosen.clone();
                Callback::from(move |event: MouseEvent| {
                    if !event.default_prevented() {
                        chosen.set(if *chosen == Some((at, i)) { None } else { Some((at, i)) });
                    }
                })
            };
            if *chosen == Some((at, i)) {
                td = td.is("data-chosen", "true");
            }
            let linked =
                cell.line.iter().any(|p| !matches!(p, Piece::Text(_) | Piece::Mute(_) | Piece::Mark(_)));
            let name = desk.words.fill(key!("sheet.pen"), &[&column.head]);
            let button = el("button", if linked { "pen" } else { "value-cell" }).is("type", "button");
            Html::from(if linked {
                td.on_click(choose)
                    .put(inside)
                    .put(button.is("aria-label", name.clone()).is("title", name).say("“"))
            } else {
                td.on_click(choose).put(button.put(inside))
            })
        };
        let of_cell = chosen.filter(|c| c.0 == at).and_then(|c| row.cells.get(c.1)).and_then(|c| c.source);
        // One sentence that makes several rows stands below the last of them.
        let again = rows.get(place + 1).is_some_and(|next| next.source == row.source);
        let source = of_cell.or(row.source.filter(|_| *unfolded && !again));
        let cells =
            el("tr", "entry-row").is("data-key", row.key.clone()).all(row.cells.iter().enumerate().map(cell));
        let sentence = source.map(|s| {
            let td = el("td", "").is("colspan", table.columns.len().to_string());
            let td = td
                .put(quote::sentence(&desk, s.document, s.span, None))
                .put(quote::source(&desk, s.document, s.span));
            Html::from(el("tr", "sentence fact").put(td))
        });
        std::iter::once(Html::from(cells)).chain(sentence).collect()
    };
    let fold = {
        let unfolded = unfolded.clone();
        Callback::from(move |_: MouseEvent| unfolded.set(!*unfolded))
    };
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown * 2))
    };
    let cells = {
        let (desk, order) = (desk.clone(), order.clone());
        let table = table.clone();
        move || desk.teller().cells(&table, &order)
    };
    let save = {
        let (cells, name) = (cells.clone(), format!("{}.csv", table.name));
        Callback::from(move |_: MouseEvent| {
            super::browser::save(&name, "text/csv;charset=utf-8", &crate::export::csv::table(&cells()));
        })
    };
    let copied =
        Callback::from(move |_| cells().iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n"));
    html! {
        <div class="sheet">
            <p class="tools">
                <button type="button" class="link" onclick={fold} aria-pressed={unfolded.to_string()}>{desk.say(if *unfolded { key!("sheet.fold") } else { key!("sheet.unfold") })}</button>
                <quote::Copy words={copied} label={key!("sheet.copy")} />
                <button type="button" class="link" data-act="csv" onclick={save}>{desk.say(key!("sheet.csv"))}</button>
            </p>
            <div class="table-wide" tabindex="0" role="region" aria-label={table.caption.clone()}>
                <table data-of={table.name}>
                    <caption>{&table.caption}</caption>
                    <thead><tr>{for table.columns.iter().enumerate().map(head)}</tr></thead>
                    <tbody>{for rows.iter().zip(order.iter()).enumerate().map(line)}</tbody>
                </table>
            </div>
            if order.len() > *shown {
                <button type="button" class="more plain" onclick={more}>{desk.words.count(key!("list.rest"), order.len() - *shown)}</button>
            }
        </div>
    }
}
