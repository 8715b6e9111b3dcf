//! Menus: they close when the reader goes elsewhere, and offer the page as a file wherever one looks for it.

use crate::page::{Page, Setting, scenario};

/// Whether a menu is open.
async fn open(page: &Page, css: &str) -> bool {
    page.js(&format!("return document.querySelector('{css}').open")).await == true
}

#[test]
fn a_menu_closes_by_a_click_elsewhere_by_escape_and_by_walking_on() {
    scenario(Setting::default(), |page| async move {
        page.open("#/map?country=country:by").await;
        page.see("#map").await;
        for (menu, summary, inside) in [
            (".export", ".export > summary", "h3"),
            ("details.save:not(.export)", "details.save:not(.export) > summary", "p"),
            (".worldview", ".worldview > summary", "legend"),
        ] {
            page.click(summary).await;
            assert!(open(&page, menu).await, "{menu}");
            page.click(&format!("{menu} .choices {inside}")).await;
            assert!(open(&page, menu).await, "a click inside {menu} closed it");
            page.press("\u{e00c}").await;
            assert!(!open(&page, menu).await, "Escape does not close {menu}");
            let focus = format!("return document.activeElement === document.querySelector('{summary}')");
            assert_eq!(page.js(&focus).await, true, "the focus does not come back to {summary}");
            assert_eq!(page.all(".chip").await.len(), 1, "Escape did more than close the menu");
            page.press("\u{e007}").await;
            assert!(open(&page, menu).await, "Enter opens {menu} again");
            page.click("h1.brand").await;
            assert!(!open(&page, menu).await, "a click elsewhere does not close {menu}");
            page.click(summary).await;
            page.js("document.querySelector('#search').focus()").await;
            assert!(!open(&page, menu).await, "the focus is elsewhere, {menu} is open");
        }
    });
}

#[test]
fn the_page_can_be_saved_from_the_menus_of_share_and_export() {
    let mut setting = Setting { expected_in_console: &["404"], ..Setting::default() };
    // Without its file the answer can be seen: nothing else would be on the screen.
    setting.replaced.insert("explorer.html", None);
    scenario(setting, |page| async move {
        page.open("#/events").await;
        page.click("[data-act=export]").await;
        page.click(".export [data-act=keep]").await;
        assert!(page.text(".export [role=alert]").await.contains("explorer.html"));
        page.click("[data-act=share]").await;
        page.click(".share [data-act=keep]").await;
        assert!(page.text(".share [role=alert]").await.contains("explorer.html"));
    });
}
