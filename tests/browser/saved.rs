//! Pages on disk: what is saved, and how it is opened.

use crate::page::Page;
use serde_json::json;
use std::path::{Path, PathBuf};

/// A folder for downloads that goes with the scenario.
pub struct Downloads(pub PathBuf);

impl Downloads {
    /// Has the browser save files into it.
    pub async fn of(page: &Page, name: &str) -> Downloads {
        let folder = std::env::temp_dir().join(format!("entente-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let target = json!({ "behavior": "allow", "downloadPath": folder.to_string_lossy() });
        page.devtools("Page.setDownloadBehavior", target).await;
        Downloads(folder)
    }

    /// The file with a name, once it is whole.
    pub async fn file(&self, page: &Page, name: &str) -> PathBuf {
        let file = self.0.join(name);
        page.until(&format!("{} is there", file.display()), async || {
            std::fs::metadata(&file).is_ok_and(|m| m.len() > 2_000)
        })
        .await;
        file
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The same browser with another page in it.
pub fn other(page: &Page, file: &Path) -> Page {
    Page { client: page.client.clone(), home: format!("file://{}", file.display()) }
}

/// Has no file fetched, but those that it made itself.
pub async fn asks_nobody(page: &Page) {
    let asked =
        page.js("return performance.getEntriesByType('resource').map(e => e.name.slice(0, 80))").await;
    let own = |name: &&serde_json::Value| !name.as_str().is_some_and(|n| n.starts_with("blob:"));
    let asked: Vec<_> = asked.as_array().into_iter().flatten().filter(own).collect();
    assert!(asked.is_empty(), "{asked:?}");
}
