//! The page that its reader keeps: opened where the server is gone, renewed when the reader wants it.

use crate::page::{Page, Setting, scenario};
use crate::serve::dist;
use std::path::{Path, PathBuf};

/// The built page in a folder of its own, which can go away.
fn copy(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("entente-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    for entry in std::fs::read_dir(dist()).expect("the page").flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("a file");
        }
    }
    folder
}

async fn keep(page: &Page) {
    page.open("#/overview?about=1").await;
    page.click("[data-act=offline-keep]").await;
    page.see("[data-act=offline-drop]").await;
}

fn change(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).expect("a file");
    assert!(text.contains(from), "{from} in {}", file.display());
    std::fs::write(file, text.replacen(from, to, 1)).expect("a file");
}

#[test]
fn a_kept_page_opens_where_its_server_is_gone_and_can_be_dropped_again() {
    let folder = copy("kept");
    let setting =
        Setting { folder: Some(folder.clone()), expected_in_console: &["404"], ..Setting::default() };
    scenario(setting, move |page| async move {
        page.open("#/overview?about=1").await;
        let kept = "return caches.keys().then(k => k.length)";
        assert_eq!(page.js(kept).await, 0, "nothing is kept before the reader asks");
        keep(&page).await;
        std::fs::remove_dir_all(&folder).expect("gone");
        page.client.goto("about:blank").await.expect("away");
        page.open("#/map").await;
        page.see("#map").await;
        page.gone(".wanting").await;
        page.click("#language option[value=ru]").await;
        page.until("Russian was kept, too", async || page.texts(".tab[data-room=map]").await == ["Карта"])
            .await;
        page.open("#/overview?about=1").await;
        page.click("[data-act=offline-drop]").await;
        page.see("[data-act=offline-keep]").await;
        assert_eq!(page.js(kept).await, 0, "and nothing afterwards");
    });
}

#[test]
fn a_newer_version_is_told_and_comes_when_the_reader_wants_it() {
    let folder = copy("renewed");
    scenario(Setting { folder: Some(folder.clone()), ..Setting::default() }, move |page| async move {
        keep(&page).await;
        change(&folder.join("index.html"), "<html lang=\"en\">", "<html lang=\"en\" data-build=\"2\">");
        change(&folder.join("offline.js"), "entente-", "entente-2-");
        page.client.goto("about:blank").await.expect("away");
        page.open("#/events").await;
        page.see("[data-act=renew]").await;
        assert_eq!(page.all("[data-build='2']").await.len(), 0, "what was kept is shown until then");
        page.click("[data-act=renew]").await;
        page.see("[data-build='2']").await;
        page.ready().await;
        page.gone("[data-act=renew]").await;
        let _ = std::fs::remove_dir_all(&folder);
    });
}

#[test]
fn the_page_can_be_installed() {
    scenario(Setting::default(), |page| async move {
        page.open("").await;
        let told = page.devtools("Page.getAppManifest", serde_json::json!({})).await;
        let errors = told["errors"].as_array().map_or(0, Vec::len);
        assert_eq!(errors, 0, "{told}");
        assert!(told["data"].as_str().is_some_and(|d| d.contains("\"start_url\":\"./\"")), "{told}");
    });
}
