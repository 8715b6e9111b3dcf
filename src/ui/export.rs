//! The menu by which what is chosen, or everything, leaves the page for other programs.

use super::browser;
use super::element::{El, el};
use super::icons::{Icon, icon};
use super::keep::Keep;
use super::shared::{Desk, Shared, use_desk};
use crate::export::{Chosen, FORMS, Form};
use crate::query::{Answer, Selection};
use crate::words::{Key, key};
use yew::prelude::*;

/// Heads of the menu's groups, each with how many of [`FORMS`] stand below it.
const GROUPS: [(Key, usize); 4] = [
    (key!("export.tables"), 4),
    (key!("export.map"), 1),
    (key!("export.network"), 2),
    (key!("export.linked"), 4),
];

/// What may be exported.
#[derive(Clone, PartialEq, Properties)]
pub struct ExportProps {
    /// What is chosen.
    pub selection: Selection,
    /// What is left.
    pub answer: Shared<Answer>,
}

/// The menu.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let desk = use_desk();
    let whole = use_state(|| false);
    let selection = &props.selection;
    let narrowed = *selection != (Selection { axis: selection.axis, ..Selection::default() });
    let amount = |text: Key, events: usize, reports: usize| {
        let words = &desk.words;
        let (events, reports) =
            (words.count(key!("events.count"), events), words.count(key!("reports.count"), reports));
        words.fill(text, &[&events, &reports])
    };
    let records = desk.corpus.records();
    let all = amount(key!("export.whole"), records.events.len(), records.documents.len());
    let choice = |of: bool, label: String| {
        let whole = whole.clone();
        let pressed = (*whole == of).to_string();
        el("button", "plain")
            .is("type", "button")
            .is("aria-pressed", pressed)
            .is("data-act", if of { "export-whole" } else { "export-chosen" })
            .on_click(Callback::from(move |_| whole.set(of)))
            .say(label)
    };
    let mut menu = el("div", "choices");
    if narrowed {
        let left = amount(key!("export.chosen"), props.answer.events.len(), props.answer.documents.len());
        let switch = el("div", "scope").is("role", "group").is("aria-label", desk.say(key!("export.what")));
        menu = menu.put(switch.put(choice(false, left)).put(choice(true, all)));
    } else {
        menu = menu.put(el("p", "scope").say(all));
    }
    let mut forms = FORMS.iter();
    for (head, many) in GROUPS {
        let mut group = el("div", "forms").put(el("h3", "").say(desk.say(head)));
        for form in forms.by_ref().take(many) {
            let (props, whole, to) = (props.clone(), *whole, desk.clone());
            let onclick = Callback::from(move |_| save(&to, form, &props, whole));
            group = group.put(button(&desk, form).on_click(onclick));
        }
        menu = menu.put(group);
    }
    let summary = el("summary", "plain").is("data-act", "export");
    let summary = summary.put(icon(Icon::Save)).put(el("span", "").say(desk.say(key!("export"))));
    el("details", "save export")
        .put(summary)
        .put(menu.put(el("p", "mute").say(desk.say(key!("export.note")))).put(html! { <Keep /> }))
        .into()
}

fn button(desk: &Desk, form: &'static Form) -> El {
    el("button", "plain").is("type", "button").is("data-form", form.name).say(desk.say(form.title))
}

fn save(desk: &Desk, form: &'static Form, props: &ExportProps, whole: bool) {
    let missed = desk.corpus.misses();
    // A file's own address would tell strangers where it lies on this machine.
    let page = Some(browser::page()).filter(|page| page.starts_with("http")).unwrap_or_default();
    let chosen = if whole {
        Chosen::whole(&desk.corpus, &page)
    } else {
        Chosen::left(&desk.teller(), desk.topics(), &props.selection, &props.answer, &page)
    };
    let bytes = (form.write)(&chosen);
    if desk.corpus.misses() == missed {
        return browser::save(form.file, form.media, &bytes);
    }
    // Once more when what it lacks has come.
    let (to, props) = (desk.clone(), props.clone());
    super::late::then(Callback::from(move |()| save(&to, form, &props, whole)));
}
