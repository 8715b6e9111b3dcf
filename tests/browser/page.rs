//! A browser with the page open, and what a reader does with it.

use crate::serve::{Server, dist};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a reader waits before giving up.
const PATIENCE: Duration = Duration::from_secs(15);

/// A command of ChromeDriver's that WebDriver itself does not have.
#[derive(Debug)]
struct Chrome {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Chrome {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }
    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// A ChromeDriver of our own on a free port.
struct Driver {
    child: Child,
    url: String,
    profile: PathBuf,
}

impl Driver {
    fn start() -> Driver {
        let program = std::env::var_os("ENTENTE_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let start = || {
            let mut child = Command::new(&program)
                .arg("--port=0")
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap_or_else(|error| panic!("{program:?}: {error}; run `cargo xtask setup`"));
            let mut lines =
                BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
            let port = lines.find_map(|line| {
                Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned())
            });
            std::thread::spawn(move || lines.for_each(drop));
            port.map(|port| (child, port))
        };
        // A port that was free may be taken a moment later: then ChromeDriver ends without a word.
        let (child, port) = (0..3).find_map(|_| start()).expect("ChromeDriver says its port");
        let profile = std::env::temp_dir().join(format!("entente-browser-{}-{port}", std::process::id()));
        Driver { child, url: format!("http://127.0.0.1:{port}"), profile }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

/// How the page is opened.
#[derive(Clone)]
pub struct Setting {
    /// Width and height of the window's inside, in CSS pixels.
    pub size: (u32, u32),
    /// Whether the system prefers dark.
    pub dark: bool,
    /// Whether it is a touch screen.
    pub touch: bool,
    /// Files that the server answers otherwise.
    pub replaced: BTreeMap<&'static str, Option<Vec<u8>>>,
    /// Whether the server gives parts of files.
    pub ranges: bool,
    /// Messages of the console that belong to the scenario.
    pub expected_in_console: &'static [&'static str],
    /// The folder to serve; the built page where none is given.
    pub folder: Option<PathBuf>,
    /// Whether no network is there, not even to this machine.
    pub offline: bool,
    /// Whether scripts may not run.
    pub scriptless: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Setting {
            size: (1440, 900),
            dark: false,
            touch: false,
            replaced: BTreeMap::new(),
            ranges: false,
            expected_in_console: &[],
            folder: None,
            offline: false,
            scriptless: false,
        }
    }
}

/// Runs a scenario in a browser of its own; afterwards the console must be silent and no request
/// may have left for another host.
pub fn scenario<S, F>(setting: Setting, steps: S)
where
    S: FnOnce(Page) -> F,
    F: Future<Output = ()> + 'static,
{
    let server = {
        let folder = setting.folder.clone().unwrap_or_else(dist);
        Server::start(folder, setting.replaced.clone(), setting.ranges)
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let driver = Driver::start();
    let outcome = tokio::task::LocalSet::new().block_on(&runtime, async {
        let page = Page { client: session(&driver, &setting).await, home: server.url.clone() };
        page.emulate(&setting).await;
        // In a task of its own, so that a failed assertion still closes the browser.
        let steps = tokio::task::spawn_local(steps(page.clone()));
        let outcome = match steps.await {
            Ok(()) => page.manners(setting.expected_in_console).await,
            Err(error) => Err(match error.into_panic().downcast::<String>() {
                Ok(text) => *text,
                Err(other) => {
                    other.downcast_ref::<&str>().map_or("a step failed".into(), |s| (*s).to_owned())
                }
            }),
        };
        let console = if outcome.is_err() { page.console().await } else { Vec::new() };
        page.client.close().await.ok();
        outcome.map_err(|error| format!("{error}\nconsole: {console:#?}"))
    });
    drop(driver);
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

async fn session(driver: &Driver, setting: &Setting) -> Client {
    let mut args: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-color-profile=srgb",
        "--hide-scrollbars",
    ]
    .map(str::to_owned)
    .into();
    args.push(format!("--user-data-dir={}", driver.profile.display()));
    args.push(format!("--window-size={},{}", setting.size.0, setting.size.1));
    if setting.offline {
        // Every request goes to a port where nobody listens.
        args.push("--proxy-server=http://127.0.0.1:9".into());
        args.push("--proxy-bypass-list=<-loopback>".into());
    }
    let mut options = json!({ "args": args });
    if let Some(chromium) = std::env::var_os("ENTENTE_CHROMIUM") {
        options["binary"] = json!(chromium.to_string_lossy());
    }
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let mut builder = ClientBuilder::new(hyper_util_connector());
    builder.capabilities(capabilities.as_object().expect("an object").clone());
    builder.connect(&driver.url).await.expect("a browser session")
}

fn hyper_util_connector() -> hyper_util::client::legacy::connect::HttpConnector {
    hyper_util::client::legacy::connect::HttpConnector::new()
}

/// The page in its browser.
#[derive(Clone)]
pub struct Page {
    /// The WebDriver session.
    pub client: Client,
    /// Address of the page.
    pub home: String,
}

impl Page {
    async fn emulate(&self, setting: &Setting) {
        let metrics = json!({
            "width": setting.size.0, "height": setting.size.1, "deviceScaleFactor": 1, "mobile": setting.touch,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let scheme = if setting.dark { "dark" } else { "light" };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
        if setting.scriptless {
            self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        }
        if setting.touch {
            self.devtools(
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": true, "maxTouchPoints": 2 }),
            )
            .await;
        }
    }

    /// A command of the browser's own protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.client.issue_cmd(Chrome { path: "goog/cdp/execute", body }).await.expect("a DevTools command")
    }

    /// What the console said since it was last asked.
    pub async fn console(&self) -> Vec<String> {
        let log = self.client.issue_cmd(Chrome { path: "se/log", body: json!({ "type": "browser" }) }).await;
        let log = log.unwrap_or_default();
        let entries = log.as_array().cloned().unwrap_or_default();
        entries.iter().map(|e| format!("{}: {}", e["level"].as_str().unwrap_or(""), e["message"])).collect()
    }

    /// No error or warning in the console, no request to another host, nothing shifted.
    async fn manners(&self, expected: &[&str]) -> Result<(), String> {
        let loud: Vec<String> = self
            .console()
            .await
            .into_iter()
            .filter(|line| line.starts_with("SEVERE") || line.starts_with("WARNING"))
            .filter(|line| !expected.iter().any(|known| line.contains(known)))
            .collect();
        if !loud.is_empty() {
            return Err(format!("the console is not silent: {loud:#?}"));
        }
        let hosts = self
            .js("return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(new URL('.', location).href) && !n.startsWith('blob:') && !n.startsWith('data:'))")
            .await;
        match hosts.as_array() {
            Some(list) if !list.is_empty() => Err(format!("requests to other hosts: {hosts}")),
            _ => Ok(()),
        }
    }

    /// Opens the page at a fragment (`""` or `"#/…"`) and waits until it is ready.
    pub async fn open(&self, fragment: &str) {
        self.go(fragment).await;
        self.ready().await;
    }

    /// Opens the page without waiting for the corpus.
    pub async fn go(&self, fragment: &str) {
        self.client.goto(&format!("{}{fragment}", self.home)).await.expect("the page");
    }

    /// Waits until the corpus is shown.
    pub async fn ready(&self) {
        self.see("main[data-ready=true]").await;
    }

    /// Waits for an element that is displayed.
    pub async fn see(&self, css: &str) -> Element {
        let until = Instant::now() + PATIENCE;
        loop {
            for element in self.all(css).await {
                if element.is_displayed().await.unwrap_or(false) {
                    return element;
                }
            }
            assert!(Instant::now() < until, "{css} does not appear");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// All elements, now.
    pub async fn all(&self, css: &str) -> Vec<Element> {
        self.client.find_all(Locator::Css(css)).await.expect("a query")
    }

    /// Waits until nothing matches.
    pub async fn gone(&self, css: &str) {
        self.until(&format!("{css} is gone"), async || self.all(css).await.is_empty()).await;
    }

    /// Waits until something holds.
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        let until = Instant::now() + PATIENCE;
        while !holds().await {
            assert!(Instant::now() < until, "not so: {what}");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Clicks what a reader would click.
    pub async fn click(&self, css: &str) {
        let element = self.see(css).await;
        self.js_on("arguments[0].scrollIntoView({block: 'center'})", &element).await;
        element.click().await.unwrap_or_else(|error| panic!("{css} cannot be clicked: {error}"));
    }

    /// The text of an element, once it is there.
    pub async fn text(&self, css: &str) -> String {
        self.see(css).await.text().await.expect("a text")
    }

    /// The texts of all elements, now.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let script = format!("return [...document.querySelectorAll({css:?})].map(e => e.textContent.trim())");
        let texts = self.js(&script).await;
        texts.as_array().into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)).collect()
    }

    /// An attribute of every element, now; empty where it is missing.
    pub async fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let script = format!(
            "return [...document.querySelectorAll({css:?})].map(e => e.getAttribute({name:?}) || '')"
        );
        let values = self.js(&script).await;
        values.as_array().into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)).collect()
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn press(&self, keys: &str) {
        let active = self.client.active_element().await.expect("a focus");
        active.send_keys(keys).await.expect("keys");
    }

    /// Runs a script in the page.
    pub async fn js(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script on an element.
    pub async fn js_on(&self, script: &str, element: &Element) -> Value {
        let element = serde_json::to_value(element).expect("an element");
        self.client.execute(script, vec![element]).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The fragment of the address.
    pub async fn fragment(&self) -> String {
        self.js("return location.hash").await.as_str().unwrap_or("").to_owned()
    }

    /// Left, top, width and height of an element in the window.
    pub async fn frame(&self, css: &str) -> (f64, f64, f64, f64) {
        self.see(css).await;
        let script = format!(
            "const r = document.querySelector({css:?}).getBoundingClientRect(); return [r.x, r.y, r.width, r.height]"
        );
        let r = self.js(&script).await;
        let n = |i: usize| r[i].as_f64().expect("a number");
        (n(0), n(1), n(2), n(3))
    }

    /// Moves the pointer, perhaps with the button held, through points of the window.
    pub async fn drag(&self, points: &[(f64, f64)]) {
        let (first, rest) = points.split_first().expect("a way");
        let go =
            |&(x, y): &(f64, f64)| PointerAction::MoveTo { duration: Some(Duration::from_millis(30)), x, y };
        let mut mouse = MouseActions::new("mouse".into())
            .then(go(first))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        for point in rest {
            mouse = mouse.then(go(point));
        }
        mouse = mouse.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.expect("a drag");
    }

    /// Moves the pointer to a point of the window.
    pub async fn point(&self, x: f64, y: f64) {
        let mouse = MouseActions::new("mouse".into()).then(PointerAction::MoveTo {
            duration: Some(Duration::ZERO),
            x,
            y,
        });
        self.client.perform_actions(mouse).await.expect("a move");
    }

    /// Clicks at a point of the window.
    pub async fn click_at(&self, x: f64, y: f64) {
        self.drag(&[(x, y)]).await;
    }
}
