//! The page inside pages of other origins.

use crate::anywhere::{permalink, stands_at};
use crate::page::{Page, Setting, scenario};
use crate::serve::Server;
use fantoccini::elements::{Element, ElementRef};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A host page on an origin of its own, with a strict policy.
fn host(explorer: &str, attributes: &str, head: &str) -> (Server, PathBuf) {
    let folder = std::env::temp_dir().join(format!(
        "entente-host-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    std::fs::create_dir_all(&folder).expect("a folder");
    let origin = explorer.trim_end_matches('/');
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>An article</title>\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; \
         script-src {origin}; frame-src {origin}\">{head}\
         <script async src=\"{explorer}embed.js\"></script>\
         <h1>An article</h1><entente-explorer src=\"{explorer}\" {attributes}><a href=\"{explorer}\">Explorer</a>\
         </entente-explorer></html>"
    );
    std::fs::write(folder.join("index.html"), html).expect("a page");
    std::fs::write(folder.join("dark.css"), "html { color-scheme: dark; }").expect("a style");
    (Server::start(folder.clone(), BTreeMap::new(), false), folder)
}

/// Goes into the frame of the explorer.
async fn enter(page: &Page) {
    let found =
        page.js("return document.querySelector('entente-explorer').root.querySelector('iframe')").await;
    let id = found.as_object().and_then(|o| o.values().next()).and_then(Value::as_str).expect("a frame");
    let frame = Element::from_element_id(page.client.clone(), ElementRef::from(id.to_owned()));
    frame.enter_frame().await.expect("into the frame");
    page.ready().await;
}

async fn leave(page: &Page) {
    page.client.clone().enter_parent_frame().await.expect("out of the frame");
}

async fn address(page: &Page) -> String {
    page.client.current_url().await.expect("an address").to_string()
}

/// The page as its host shows it.
fn at(page: &Page, server: &Server) -> Page {
    Page { client: page.client.clone(), home: server.url.clone() }
}

/// A host page that has no icon.
fn hosts() -> Setting {
    Setting { expected_in_console: &["favicon"], ..Setting::default() }
}

/// Away from the host: whoever looks at the page's manners afterwards looks at the page itself.
async fn done(page: &Page, folder: PathBuf) {
    leave(page).await;
    page.open("").await;
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn an_article_of_another_origin_with_a_strict_policy_holds_the_explorer_and_keeps_its_place() {
    scenario(hosts(), |page| async move {
        let (server, folder) = host(&page.home, "view=\"register\" name=\"deals\"", "");
        let host = at(&page, &server);
        host.go("").await;
        host.js("window.heard = []; addEventListener('entente-select', e => window.heard.push(e.detail))")
            .await;
        enter(&host).await;
        host.see(".room-register").await;
        // Nothing was chosen yet, so the host's address is as it was.
        leave(&host).await;
        assert_eq!(address(&host).await, server.url);
        enter(&host).await;
        host.click("[data-facet=country] button[data-value]").await;
        host.see(".chip").await;
        host.click(".entry-row .name").await;
        host.see(".card[data-key]").await;
        leave(&host).await;
        let place = async || address(&host).await.contains("#deals=register");
        host.until("the host's address holds the place", place).await;
        let heard = host.js("return window.heard.at(-1)").await;
        assert_eq!(heard["cards"].as_array().map(Vec::len), Some(1), "{heard}");

        // The address of the article opens the explorer where it was left.
        let deep = address(&host).await;
        host.client.goto("about:blank").await.expect("away");
        host.client.goto(&deep).await.expect("back");
        enter(&host).await;
        host.see(".chip").await;
        host.see(".card[data-key]").await;
        done(&page, folder).await;
    });
}

#[test]
fn a_link_to_an_article_opens_the_explorer_in_it_at_the_sentence() {
    scenario(hosts(), |page| async move {
        let (link, said) = permalink(&page).await;
        let (server, folder) = host(&page.home, "view=\"map\" name=\"deals\"", "");
        let host = at(&page, &server);
        host.client.goto("about:blank").await.expect("away");
        // As the reader's browser writes it into the article's address.
        let place = page.js(&format!("return encodeURIComponent({:?})", link.trim_start_matches("#/"))).await;
        host.go(&format!("#part-2&deals={}", place.as_str().expect("a text"))).await;
        enter(&host).await;
        stands_at(&host, &said).await;
        // A link of the article itself leads to another sentence, without a new load.
        leave(&host).await;
        host.js("location.hash = 'deals=' + encodeURIComponent('register')").await;
        enter(&host).await;
        host.see(".room-register").await;
        host.gone(".reader").await;
        done(&page, folder).await;
    });
}

#[test]
fn the_explorer_takes_the_hosts_shade_and_fits_its_height() {
    scenario(hosts(), |page| async move {
        let (server, folder) =
            host(&page.home, "view=\"register\"", "<link rel=\"stylesheet\" href=\"dark.css\">");
        let host = at(&page, &server);
        host.go("").await;
        enter(&host).await;
        host.see("[data-theme=dark]").await;
        let stored = host.js("return localStorage.getItem('entente-theme')").await;
        assert!(stored.is_null(), "a host's shade is no preference of the reader: {stored}");
        leave(&host).await;
        host.js("document.documentElement.style.colorScheme = 'light'").await;
        enter(&host).await;
        host.see("[data-theme=light]").await;
        leave(&host).await;
        let high = "return document.querySelector('entente-explorer').getBoundingClientRect().height";
        let fits =
            async || host.js(high).await.as_f64().is_some_and(|px| (px - 576.0).abs() > 8.0 && px >= 320.0);
        host.until("the frame has the height of its content", fits).await;
        done(&page, folder).await;
    });
}

#[test]
fn messages_of_no_form_or_of_other_windows_change_nothing() {
    scenario(hosts(), |page| async move {
        let (server, folder) = host(&page.home, "view=\"events\"", "");
        let host = at(&page, &server);
        host.go("").await;
        enter(&host).await;
        // From the page itself, which is not its own host.
        host.js("window.postMessage({ entente: 1, view: 'claims', theme: 'dark' }, '*')").await;
        leave(&host).await;
        let send = "const w = document.querySelector('entente-explorer').root.querySelector('iframe').contentWindow; \
                    for (const m of [null, 'claims', 7, { view: 'claims' }, { entente: 1, view: 7 }, { entente: 1, theme: 'red' }]) \
                    w.postMessage(m, '*'); postMessage({ entente: 1, view: 'claims', cards: [] }, '*')";
        host.js(send).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(address(&host).await, server.url);
        enter(&host).await;
        assert_eq!(host.all(".room-events").await.len(), 1);
        assert_eq!(host.all("[data-theme=dark]").await.len(), 0);
        done(&page, folder).await;
    });
}

#[test]
fn the_share_dialog_offers_the_link_and_code_that_can_be_pasted_with_a_preview() {
    scenario(Setting::default(), |page| async move {
        page.open("#/register?country=country:by").await;
        page.click("[data-act=share]").await;
        page.see("dialog.share").await;
        let value = async |css: &str| {
            page.js(&format!("return document.querySelector('{css}').value"))
                .await
                .as_str()
                .unwrap_or("")
                .to_owned()
        };
        assert_eq!(value("[data-share=link]").await, address(&page).await);
        let code = value("[data-share=code]").await;
        assert!(code.contains("embed.js") && code.contains("view=\"register?country=country:by\""), "{code}");
        page.see(".share .preview").await;
        let frame = page.client.find(fantoccini::Locator::Css(".share .preview")).await.expect("a preview");
        frame.enter_frame().await.expect("into the preview");
        page.ready().await;
        page.see(".room-register").await;
        page.see(".chip").await;
        leave(&page).await;
        page.click(".share .options label:nth-child(2) option[value='3']").await;
        let high = async || (page.frame(".share .preview").await.3 - 800.0).abs() < 4.0;
        page.until("the preview has the height that was chosen", high).await;
        assert!(value("[data-share=code]").await.contains("height=\"800px\""));
        page.click(".share .options label:nth-child(3) option[value='2']").await;
        assert!(value("[data-share=code]").await.contains("theme=\"dark\""));
        let frame = page.see(".share .preview[name=entente-dark]").await;
        frame.enter_frame().await.expect("into the preview");
        page.ready().await;
        page.see("[data-theme=dark] .room-register").await;
        leave(&page).await;
        page.click(".share .options label:first-child option[value='1']").await;
        let framed = async || value("[data-share=code]").await.starts_with("<iframe ");
        page.until("the code is a plain frame", framed).await;
        page.press("\u{e00c}").await;
        page.gone("dialog.share").await;
        assert_eq!(page.all(".chip").await.len(), 1, "Escape closes the dialog and nothing else");
    });
}

#[test]
fn embed_js_is_small() {
    let bytes = std::fs::read(crate::serve::dist().join("embed.js")).expect("embed.js is beside the page");
    assert!(bytes.len() < 3000, "{} bytes", bytes.len());
}
