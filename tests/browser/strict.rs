//! What the page may do, and that nobody's text makes it do more.

use crate::page::{Page, Setting, scenario};
use crate::serve::dist;
use std::path::PathBuf;
use std::process::Command;

/// The policy that a built page carries.
fn policy(file: &str) -> String {
    let html = std::fs::read_to_string(dist().join(file)).unwrap();
    let (_, rest) = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"").expect("a policy");
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn the_policy_forbids_all_and_allows_two_scripts_by_hash() {
    for file in ["index.html", "explorer.html"] {
        let policy = policy(file);
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        for lax in ["unsafe-inline", "'unsafe-eval'", "http", "*"] {
            assert!(!policy.contains(lax), "{file}: {lax} in {policy}");
        }
        let scripts = policy.split("; ").find_map(|d| d.strip_prefix("script-src ")).expect("scripts");
        let sources: Vec<&str> = scripts.split(' ').collect();
        assert_eq!(sources.len(), 3, "{sources:?}");
        assert!(
            sources.iter().all(|s| *s == "'wasm-unsafe-eval'" || s.starts_with("'sha256-")),
            "{sources:?}"
        );
        let html = std::fs::read_to_string(dist().join(file)).unwrap();
        assert!(!html.contains(" style=\"") && !html.contains("javascript:"), "{file}");
    }
    assert!(!policy("explorer.html").contains("'self'"));
}

#[test]
fn the_page_sets_no_cookie_and_keeps_nothing_unasked() {
    scenario(Setting::default(), |page| async move {
        page.open("#/map").await;
        assert_eq!(
            page.js("return [document.cookie, localStorage.length, sessionStorage.length]").await,
            serde_json::json!(["", 0, 0])
        );
    });
}

/// A report in which everything that a stranger may write tries to be more than text.
const HOSTILE: &str = "---
title: \"</script><script>document.title = 'taken'</script><img src=x onerror=document.title='taken'>\"
published: 2021-03-04
publisher: \"<b onclick=x>Gazette</b>\"
byline: \"\\\"><iframe src=javascript:x>\"
url: javascript:document.title='taken'
---

The defence minister of Norway, <img src=x onerror=alert(1)> Ana Berg, met Egon Lind of Sweden in Oslo on 3 March 2021.
Norway delivered four \"><svg onload=alert(1)> patrol boats to Sweden. </td></script><script>alert(1)</script>
";

/// A page built of that report.
struct Site(PathBuf);

impl Site {
    fn new() -> Site {
        let folder = std::env::temp_dir().join(format!("entente-hostile-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("reports")).unwrap();
        std::fs::write(folder.join("reports/<img src=x>.md"), HOSTILE).unwrap();
        // The command line, built beforehand or now.
        let mut program = match std::env::var_os("ENTENTE_PROGRAM") {
            Some(program) => Command::new(program),
            None => {
                let mut cargo = Command::new(env!("CARGO"));
                cargo.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
                cargo.args(["run", "--quiet", "--bin", "entente", "--"]);
                cargo
            }
        };
        let built = program
            .arg("site")
            .arg(folder.join("reports"))
            .arg("--page")
            .arg(dist())
            .arg("-o")
            .arg(folder.join("site"))
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        Site(folder)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn is_harmless(page: &Page, at: &str) {
    let found = page
        .js("return [document.querySelectorAll('img, iframe, [onclick], [onerror], [onload], a[href^=\"javascript\" i]').length, document.title.startsWith('taken')]")
        .await;
    assert_eq!(found, serde_json::json!([0, false]), "{at}");
}

#[test]
fn a_hostile_report_is_text_in_the_page_its_floor_and_its_one_file() {
    let site = Site::new();
    let folder = site.0.join("site");
    let setting = Setting { folder: Some(folder.clone()), ..Setting::default() };
    scenario(setting, move |page| async move {
        let disk = Page {
            client: page.client.clone(),
            home: format!("file://{}", folder.join("explorer.html").display()),
        };
        for page in [&page, &disk] {
            for view in ["#/", "#/register", "#/claims", "#/events", "#/reports", "#/map"] {
                page.open(view).await;
                is_harmless(page, view).await;
            }
            page.open("#/reports").await;
            page.click(".report .open-report").await;
            assert!(page.text(".reader h2").await.contains("<img src=x"));
            is_harmless(page, "the reader").await;
        }
        page.devtools("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true })).await;
        page.client.goto(&page.home).await.unwrap();
        assert!(page.text("#floor #reports h3").await.contains("<img src=x"));
        is_harmless(&page, "the floor").await;
        drop(site);
    });
}
