//! Pictures of the page: `cargo xtask screenshots` writes them for the README and for looking at.

use crate::page::{Setting, scenario};
use std::path::PathBuf;

#[test]
#[ignore = "writes files; cargo xtask screenshots"]
fn screenshots() {
    let folder =
        PathBuf::from(std::env::var_os("ENTENTE_SCREENSHOTS").expect("ENTENTE_SCREENSHOTS names a folder"));
    std::fs::create_dir_all(&folder).expect("a folder");
    let card = "card=person:aleksandar-vucic";
    let views = [
        ("start", "#/".to_owned()),
        ("map", format!("#/map?{card}")),
        ("register", "#/register".to_owned()),
        ("agreements", "#/register?part=agreements".to_owned()),
        ("claims", "#/claims".to_owned()),
        ("topics", "#/claims?part=topics".to_owned()),
        ("rivals", "#/claims?part=rivals".to_owned()),
        ("timeline", "#/timeline".to_owned()),
        ("timeline-days", "#/timeline?window=2019-01-01,2019-12-31&lanes=kind".to_owned()),
        ("network", "#/network".to_owned()),
        ("network-node", "#/network?node=person:aleksandar-vucic".to_owned()),
        ("events", "#/events".to_owned()),
        ("reports", "#/reports".to_owned()),
        ("search", "#/reports?q=cooperation".to_owned()),
        ("reader", String::new()),
        ("export", "#/events?q=country:BY".to_owned()),
        ("cite", "#/events".to_owned()),
        ("share", "#/register".to_owned()),
        ("country", "#/register?card=country:rs".to_owned()),
        ("equipment", "#/?card=equipment:repellent".to_owned()),
        ("nothing", "#/register?country=country:kz&equipment=equipment:mig-29".to_owned()),
        ("about", "#/map?about=1".to_owned()),
    ];
    // A few of them are enough for a quick look.
    let only = std::env::var("ENTENTE_VIEWS").unwrap_or_default();
    let views: Vec<_> =
        views.into_iter().filter(|v| only.is_empty() || only.split(',').any(|o| o == v.0)).collect();
    // "ru", "sr-Cyrl" …: the same in another language.
    let lang = std::env::var("ENTENTE_LANG").ok();
    let sizes = std::env::var("ENTENTE_SIZES").unwrap_or_default();
    for (width, height, name) in [(1440, 900, "wide"), (1024, 768, "laptop"), (390, 844, "phone")] {
        if !sizes.is_empty() && !sizes.split(',').any(|size| size == name) {
            continue;
        }
        for dark in [false, true] {
            let (folder, views, lang) = (folder.clone(), views.clone(), lang.clone());
            let setting = Setting { size: (width, height), dark, touch: width < 500, ..Setting::default() };
            scenario(setting, move |page| async move {
                let tongue = lang.as_ref().map(|tag| format!("-{tag}")).unwrap_or_default();
                let spoken = |fragment: &str| match &lang {
                    Some(tag) if fragment.contains('?') => format!("{fragment}&lang={tag}"),
                    Some(tag) => format!("{fragment}?lang={tag}"),
                    None => fragment.to_owned(),
                };
                for (view, fragment) in views {
                    page.client.goto("about:blank").await.expect("away");
                    if view == "reader" {
                        // The sentence of a card, as its own link opens it.
                        page.open(&spoken("#/reports?card=equipment:repellent")).await;
                        let links = page.attributes(".card .open-report.link", "href").await;
                        page.open(&links[0].replace("#/overview", "#/reports")).await;
                    } else {
                        page.open(&spoken(&fragment)).await;
                    }
                    match view {
                        "export" => page.click("[data-act=export]").await,
                        "cite" => page.click(".event .copy").await,
                        "share" => page.click("[data-act=share]").await,
                        _ => {}
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
                    let png = page.client.screenshot().await.expect("a picture");
                    let shade = if dark { "-dark" } else { "" };
                    std::fs::write(folder.join(format!("{view}-{name}{shade}{tongue}.png")), png)
                        .expect("a file");
                }
            });
        }
    }
}
