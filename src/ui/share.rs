//! Sharing what is on the screen: its address, and the markup that sets it into another page.

use super::browser::window;
use super::element::el;
use super::icons::{Icon, icon};
use super::keep::Keep;
use super::quote::Copy;
use super::shared::use_desk;
use crate::export::embed::Frame;
use crate::words::{Key, key};
use web_sys::{HtmlDialogElement, HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

/// Heights to choose from, in CSS pixels; none fits itself to what it shows.
const HEIGHTS: [&str; 4] = ["", "480", "640", "800"];
/// Shades to choose from; none follows the page around it.
const SHADES: [(&str, Key); 3] = [
    ("", key!("share.shade.auto")),
    ("light", key!("share.shade.light")),
    ("dark", key!("share.shade.dark")),
];

/// What was chosen in the dialog.
#[derive(Clone, Copy, Default, PartialEq)]
struct Choice {
    open: bool,
    plain: bool,
    height: usize,
    shade: usize,
}

/// The button in the bar, and its dialog.
#[component]
pub fn Share() -> Html {
    let desk = use_desk();
    let choice = use_state(Choice::default);
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(choice.open, move |&open| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>().filter(|_| open) {
                let _ = dialog.show_modal();
            }
        });
    }
    let set = |change: fn(&mut Choice, usize), value: usize| {
        let choice = choice.clone();
        move || {
            let mut next = *choice;
            change(&mut next, value);
            choice.set(next);
        }
    };
    let click = |change: fn(&mut Choice, usize), value: usize| {
        let set = set(change, value);
        Callback::from(move |_: MouseEvent| set())
    };
    let name = desk.say(key!("share"));
    let button = html! {
        <button type="button" class="plain" data-act="share" onclick={click(|c, _| c.open = true, 0)} aria-label={name.clone()} title={name.clone()}>
            {icon(Icon::Share)}<span class="wordy" aria-hidden="true">{name.clone()}</span>
        </button>
    };
    if !choice.open {
        return button;
    }
    let here = window().location().href().unwrap_or_default();
    let title = super::browser::document().title();
    let pick = |named: Key, change: fn(&mut Choice, usize), at: usize, options: Vec<(usize, AttrValue)>| {
        let choice = choice.clone();
        let onchange = Callback::from(move |event: Event| {
            let mut next = *choice;
            change(
                &mut next,
                event.target_unchecked_into::<HtmlSelectElement>().value().parse().unwrap_or(0),
            );
            choice.set(next);
        });
        html! {
            <label><span>{desk.say(named)}</span>
                <select {onchange}>
                    {for options.into_iter().map(|(i, text)| html! { <option value={i.to_string()} selected={i == at}>{text}</option> })}
                </select>
            </label>
        }
    };
    let copied = |text: String, label: Key| {
        let words = Callback::from(move |_| text.clone());
        html! { <p class="acts"><Copy {words} {label} /></p> }
    };
    let field = |name: Key, code: &str| {
        let (name, value) = (desk.say(name), code.to_owned());
        if code.starts_with('<') {
            html! { <textarea class="shared" data-share="code" aria-label={name} readonly=true spellcheck="false" rows="6" {value} /> }
        } else {
            html! { <input class="shared" data-share="link" aria-label={name} readonly=true {value} /> }
        }
    };
    let embed = match here.starts_with("file:") {
        true => Html::from(el("p", "").say(desk.say(key!("share.disk")))),
        false => {
            let frame = Frame {
                here: &here,
                title: &title,
                height: HEIGHTS[choice.height],
                shade: SHADES[choice.shade].0,
            };
            let code = if choice.plain { frame.plain() } else { frame.element() };
            let fit = desk.say(key!("share.height.fit"));
            let heights = HEIGHTS.iter().enumerate();
            let heights = heights.map(|(i, h)| {
                (i, if h.is_empty() { fit.clone() } else { AttrValue::from([h, " px"].concat()) })
            });
            let shades = SHADES.iter().enumerate().map(|(i, (_, name))| (i, desk.say(*name)));
            let kinds = [key!("share.kind.element"), key!("share.kind.frame")];
            let kinds = kinds.into_iter().enumerate().map(|(i, name)| (i, desk.say(name)));
            let high = if choice.height == 0 { "480" } else { HEIGHTS[choice.height] };
            // The one file asks nobody for anything, not even for itself.
            let preview = super::browser::find("script[data-part]").is_none();
            // A frame's name is read when its page loads: another shade is another frame.
            let shade = ["entente-", SHADES[if choice.plain { 0 } else { choice.shade }].0].concat();
            let title = desk.say(key!("share.preview"));
            let frame = html! { <iframe class="preview" key={shade.clone()} name={shade} src={here.clone()} {title} height={high} /> };
            html! {
                <>
                    <div class="options">
                        {pick(key!("share.kind"), |c, i| c.plain = i == 1, usize::from(choice.plain), kinds.collect())}
                        {pick(key!("share.height"), |c, i| c.height = i.min(HEIGHTS.len() - 1), choice.height, heights.collect())}
                        if !choice.plain {
                            {pick(key!("share.shade"), |c, i| c.shade = i.min(SHADES.len() - 1), choice.shade, shades.collect())}
                        }
                    </div>
                    {field(key!("share.embed"), &code)}
                    {copied(code, key!("share.copy.code"))}
                    if preview {
                        {frame}
                    }
                </>
            }
        }
    };
    // The reader's way out belongs to the dialog alone; what lies below it stays open.
    let keep = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    let onclose = {
        let set = set(|c, _| c.open = false, 0);
        Callback::from(move |_: Event| set())
    };
    let close = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    html! {
        <>
            {button}
            <dialog class="about share" ref={node} aria-labelledby="share-title" onkeydown={keep} {onclose}>
                <button type="button" class="plain close" onclick={close} aria-label={desk.say(key!("close"))}>{icon(Icon::Close)}</button>
                <h2 id="share-title">{desk.say(key!("share.title"))}</h2>
                <h3>{desk.say(key!("share.link"))}</h3>
                <p>{desk.say(key!("share.link.note"))}</p>
                {field(key!("share.link"), &here)}
                {copied(here.clone(), key!("share.copy.link"))}
                <h3>{desk.say(key!("share.embed"))}</h3>
                {embed}
                <h3>{desk.say(key!("about.keep"))}</h3>
                <p>{desk.say(key!("about.keep.text"))}</p>
                <p><Keep /></p>
            </dialog>
        </>
    }
}
