//! What the page around the program gives (`boot.js`): its parts by name, wherever they are, and itself as a file.

use super::browser::window;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn ask(act: &str, with: &Array) -> Option<JsValue> {
    let host = Reflect::get(&window(), &"entente".into()).ok()?;
    let act: Function = Reflect::get(&host, &act.into()).ok()?.dyn_into().ok()?;
    act.apply(&host, with).ok()
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
