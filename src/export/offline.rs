//! What a page needs to be kept by its reader: a service worker that knows its files, and a manifest to install it by.

use super::json::Json;
use super::page::squeezed;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::Xxh3;

/// Files that a kept page does not need: the one file, its worker, and what other pages and sites load.
const APART: [&str; 4] = ["explorer.html", "offline.js", "embed.js", super::preview::FILE];

/// The service worker of a page of these files: which they are, and a version that changes when any of them does.
pub fn worker(script: &str, files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut names = Json::default();
    let mut version = Xxh3::new();
    for (name, bytes) in files.iter().filter(|(name, _)| !APART.contains(&name.as_str())) {
        version.update(name.as_bytes());
        version.update(&(bytes.len() as u64).to_le_bytes());
        version.update(bytes);
        if name != "index.html" {
            names.text(name);
        }
    }
    let script = script.replace("/*files*/", &names.done());
    squeezed(&script.replace("/*version*/", &format!("{:016x}", version.digest())))
}

/// The web app manifest: what the page is called, and its icon, if it has one.
pub fn manifest(title: &str, icon: Option<&str>) -> String {
    let mut out = Json::default();
    out.open('{');
    for (name, value) in [
        ("name", title),
        ("short_name", "Entente"),
        ("start_url", "./"),
        ("scope", "./"),
        ("display", "standalone"),
        ("background_color", "#faf8f3"),
        ("theme_color", "#faf8f3"),
    ] {
        out.put(name, value);
    }
    if let Some(icon) = icon {
        out.key("icons");
        out.open('[');
        out.open('{');
        for (name, value) in
            [("src", icon), ("sizes", "any"), ("type", "image/svg+xml"), ("purpose", "any maskable")]
        {
            out.put(name, value);
        }
        out.close('}');
        out.close(']');
    }
    out.close('}');
    out.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(corpus: &str) -> BTreeMap<String, Vec<u8>> {
        ["index.html", "explorer.html", "corpus.bin", "offline.js"]
            .into_iter()
            .map(|name| (name.to_owned(), if name == "corpus.bin" { corpus.into() } else { b"x".to_vec() }))
            .collect()
    }

    #[test]
    fn a_worker_names_the_pages_files_and_changes_its_version_with_them() {
        let script = "const files = [/*files*/];\n  // Why.\n  const name = \"/*version*/\";\n";
        let one = worker(script, &files("a"));
        assert!(one.starts_with("const files = [\"corpus.bin\"];\nconst name = \""), "{one}");
        assert_eq!(one, worker(script, &files("a")));
        assert_ne!(one, worker(script, &files("b")));
    }

    #[test]
    fn a_manifest_is_json_whatever_the_title() {
        let json: serde_json::Value =
            serde_json::from_str(&manifest("\"A\" \\ B", Some("./icon.svg"))).expect("JSON");
        assert_eq!(json["name"], "\"A\" \\ B");
        assert_eq!(json["icons"][0]["src"], "./icon.svg");
    }
}
