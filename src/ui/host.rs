//! What the page around the program gives (`boot.js`): its parts by name, wherever they are, and itself as a file.

use super::browser::window;
use super::own::Told;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

fn ask(act: &str, with: &Array) -> Option<JsValue> {
    let host = Reflect::get(&window(), &"entente".into()).ok()?;
    let act: Function = Reflect::get(&host, &act.into()).ok()?.dyn_into().ok()?;
    act.apply(&host, with).ok()
}

/// Has a button clicked as soon as it comes near what is seen.
pub fn near(button: &web_sys::Element) {
    ask("near", &Array::of1(button));
}

async fn answer(act: &str, with: &Array) -> Option<JsValue> {
    JsFuture::from(ask(act, with)?.dyn_into::<Promise>().ok()?).await.ok()
}

/// Bytes of a part ("corpus.bin"); moves the skeleton's bar from one mark to the other, in shares of the whole.
///
/// # Errors
///
/// 0 where nobody answered, -1 where the connection broke off, else the status that the server answered.
pub async fn part(name: &str, from: f64, to: f64) -> Result<Vec<u8>, i32> {
    let told = answer("part", &Array::of3(&name.into(), &from.into(), &to.into())).await.unwrap_or_default();
    match told.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(status) => Err(status.as_f64().map_or(0, |status| status as i32)),
    }
}

/// Bytes of a part.
pub struct Range {
    /// Where they begin: 0 where all of it was given instead of what was asked for.
    pub at: usize,
    /// How many bytes the part has.
    pub of: usize,
    /// They.
    pub bytes: Vec<u8>,
}

/// Bytes of a part from one place to another. Moves the bar as [`part`] does.
///
/// # Errors
///
/// As of [`part`].
pub async fn range(name: &str, start: usize, end: usize, from: f64, to: f64) -> Result<Range, i32> {
    let places: [JsValue; 5] =
        [name.into(), (start as f64).into(), (end as f64).into(), from.into(), to.into()];
    let told = answer("range", &places.into_iter().collect()).await.unwrap_or_default();
    match of(&told, "bytes").dyn_into::<Uint8Array>() {
        Ok(bytes) => {
            let number = |name| of(&told, name).as_f64().unwrap_or(0.0) as usize;
            Ok(Range { at: number("at"), of: number("of"), bytes: bytes.to_vec() })
        }
        Err(_) => Err(told.as_f64().map_or(0, |status| status as i32)),
    }
}

/// Tells that the corpus is shown, or why it cannot be: the floor goes or stays.
pub fn shown(well: bool) {
    ask("shown", &Array::of1(&well.into()));
}

/// Offers the page as one file; whether that was possible.
pub async fn keep() -> bool {
    answer("keep", &Array::new()).await.is_some_and(|kept| kept.is_truthy())
}

/// Keeps the page for offline, drops it, takes a newer version, or waits for one: "keep", "drop", "renew", "watch", or
/// nothing. Tells how it stands: "no" where that cannot be, "off", "kept", "new", "failed".
pub async fn offline(act: &str) -> String {
    answer("offline", &Array::of1(&act.into())).await.and_then(|told| told.as_string()).unwrap_or_default()
}

fn of(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Hears what is dropped and pasted, as long as the page stands.
pub fn watch(tell: Callback<Told>) {
    let hear = Closure::<dyn Fn(String, JsValue)>::new(move |what: String, with: JsValue| {
        tell.emit(match what.as_str() {
            "over" => Told::Over(true),
            "out" => Told::Over(false),
            "text" => Told::Text(with.as_string().unwrap_or_default()),
            _ => Told::Brought(with),
        });
    });
    ask("watch", &Array::of1(&hear.into_js_value()));
}

/// Has files read, with the page's own reports or without; `tell` hears how it goes on.
pub fn read(things: &JsValue, beside: bool, tell: &Callback<Told>) {
    let tell = tell.clone();
    let hear = Closure::<dyn Fn(JsValue)>::new(move |told: JsValue| {
        let text = |name: &str| of(&told, name).as_string();
        let number = |name: &str| of(&told, name).as_f64().unwrap_or(0.0) as u32;
        if let Some(name) = text("doing") {
            tell.emit(Told::Doing(name, number("done"), number("of")));
        } else if let Some(why) = text("failed") {
            tell.emit(Told::Failed(why));
        } else if let Ok(made) = of(&told, "made").dyn_into::<Object>() {
            let bytes =
                |name: &str| of(&made, name).dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
            let lines = |name: &str| of(&made, name).as_string().unwrap_or_default();
            tell.emit(Told::Made(bytes("corpus").zip(bytes("borders")), lines("names"), lines("problems")));
        }
    });
    ask("read", &Array::of3(things, &beside.into(), &hear.into_js_value()));
}

/// Forgets what was read.
pub fn forget() {
    ask("forget", &Array::new());
}

/// A text as a file among files.
pub fn as_file(name: &str, text: &str) -> JsValue {
    let file = Object::new();
    let _ = Reflect::set(&file, &"name".into(), &name.into());
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence(&Array::of1(&text.into())) {
        let _ = Reflect::set(&file, &"file".into(), &blob);
    }
    Array::of1(&file).into()
}
