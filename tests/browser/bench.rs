//! The extractor's speed in Chromium: `cargo xtask bench` builds the page of `bench/browser/` and prints what it says.

use crate::page::{Setting, scenario};

#[test]
#[ignore = "measures; cargo xtask bench"]
fn bench() {
    let folder = std::env::var_os("ENTENTE_BENCH").expect("ENTENTE_BENCH names the folder of the bench page");
    scenario(Setting { folder: Some(folder.into()), ..Setting::default() }, |page| async move {
        page.go("index.html").await;
        for _ in 0..1500 {
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            let said = page
                .js("const r = document.querySelector('#result[data-done]'); return r && r.textContent")
                .await;
            if let Some(said) = said.as_str() {
                println!("In Chromium: {said}.");
                return;
            }
        }
        panic!("the page says no result after five minutes");
    });
}
