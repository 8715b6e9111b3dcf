//! The same page in Firefox, through geckodriver; where either is missing, a line says so and nothing is tried.

use crate::anywhere::walk;
use crate::own::paste;
use crate::page::Page;
use crate::serve::{Server, dist};
use fantoccini::ClientBuilder;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A geckodriver of our own on a free port.
struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    fn start(program: &Path) -> Driver {
        let mut child = Command::new(program)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let url = loop {
            let line = lines.next().expect("geckodriver says its port").expect("text");
            if let Some((_, host)) = line.split_once("Listening on ") {
                break format!("http://{}", host.trim());
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        Driver { child, url }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn find(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo/bin"));
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").iter().flat_map(std::env::split_paths).chain(home).collect();
    let all = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    std::env::var_os(variable).map(PathBuf::from).or_else(|| all.into_iter().find(|file| file.is_file()))
}

/// What is tried: a walk through the page, and an article that somebody brings.
async fn reads(page: Page) {
    walk(&page).await;
    page.open("").await;
    paste(&page).await;
}

/// Walks through the page at an address; `false` where Firefox is missing.
fn walks(address: &str) -> bool {
    let firefox = find("ENTENTE_FIREFOX", &["firefox-esr", "firefox"]);
    let (Some(firefox), Some(driver)) = (firefox, find("ENTENTE_GECKODRIVER", &["geckodriver"])) else {
        println!(
            "Not tried in Firefox: install firefox-esr (apt) and geckodriver (cargo install geckodriver --locked), or name \
             them in ENTENTE_FIREFOX and ENTENTE_GECKODRIVER."
        );
        return false;
    };
    let driver = Driver::start(&driver);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let outcome = runtime.block_on(async {
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let capabilities = json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": firefox.to_string_lossy(),
                "args": ["-headless", "--width=1440", "--height=900"],
                "prefs": { "ui.prefersReducedMotion": 1 },
            },
        });
        let mut builder = ClientBuilder::new(connector);
        builder.capabilities(capabilities.as_object().expect("an object").clone());
        let client = builder.connect(&driver.url).await.expect("a session with Firefox");
        let page = Page { client: client.clone(), home: address.to_owned() };
        let steps = tokio::task::LocalSet::new();
        let walked = steps.run_until(async move { tokio::task::spawn_local(reads(page)).await }).await;
        client.close().await.ok();
        walked
    });
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
    true
}

#[test]
fn firefox_walks_through_the_served_page() {
    walks(&Server::start(dist(), BTreeMap::new(), false).url);
}

#[test]
fn firefox_opens_the_one_file_from_disk() {
    walks(&format!("file://{}", dist().join("explorer.html").display()));
}
