//! What the browser gives: window, root element, focus, and the device's own preference of shade.

use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, Document, Element, HtmlAnchorElement, HtmlElement, Url, Window};

const THEME: &str = "entente-theme";

/// The window of the page.
pub fn window() -> Window {
    gloo::utils::window()
}

/// Milliseconds since the page began to load.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// Its document.
pub fn document() -> Document {
    gloo::utils::document()
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element().and_then(|e| e.dyn_into().ok())
}

/// Gives the focus to the first element that fits.
pub fn focus(css: &str) {
    if let Some(element) = find(css) {
        let _ = element.focus();
    }
}

/// The first element that fits.
pub fn find(css: &str) -> Option<HtmlElement> {
    document().query_selector(css).ok().flatten().and_then(|e| e.dyn_into().ok())
}

/// Whether keys go into a field that takes text.
pub fn is_typing(target: Option<web_sys::EventTarget>) -> bool {
    target
        .and_then(|t| t.dyn_into::<Element>().ok())
        .is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// The fragment of the address.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The address of the page without its fragment.
pub fn page() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Tells the browser in which language the page is.
pub fn set_language(tag: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Whether the page is dark now, by the switch or by the system.
pub fn is_dark() -> bool {
    let root = document().document_element();
    match root.and_then(|r| r.get_attribute("data-theme")).as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|m| m.matches()),
    }
}

/// Turns the page dark or light.
pub fn show_dark(dark: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
    }
}

/// Turns the page dark or light, and keeps that as a preference of this device.
pub fn set_dark(dark: bool) {
    let theme = if dark { "dark" } else { "light" };
    show_dark(dark);
    // Where storage is forbidden, the switch holds until the page is closed.
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(THEME, theme);
    }
}

/// Offers a text to be saved under a name.
pub fn save(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    if let Some(link) =
        document().create_element("a").ok().and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok())
    {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // A busy browser begins to read it later.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}
