//! `cargo xtask lighthouse`: how Lighthouse judges the page, beside a Yew program that only says hello, in one run.
//!
//! Both are served as a static host would, compressed. Speed is measured on a simulated slow phone, which depends on the
//! machine and what else it does: the hello-world in the same run says how much. So this is no part of the tests.

use crate::{Outcome, root, run, target, tools};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

/// How often each page is measured; the median counts.
const RUNS: usize = 3;
/// What each of the page's figures should reach.
const BAR: f64 = 95.0;
const CATEGORIES: [(&str, &str); 4] = [
    ("performance", "performance"),
    ("accessibility", "accessibility"),
    ("best-practices", "best practices"),
    ("seo", "SEO"),
];
/// Times in milliseconds, and the shift without a unit.
const TIMES: [(&str, &str); 4] = [
    ("first-contentful-paint", "first paint"),
    ("largest-contentful-paint", "largest paint"),
    ("total-blocking-time", "blocked"),
    ("cumulative-layout-shift", "shift"),
];

/// Measures `dist/`, building it first unless told `--no-build`.
pub fn judge(args: &[String]) -> Outcome {
    if !args.iter().any(|a| a == "--no-build") {
        crate::trunk("build", &["--release".to_owned()])?;
    }
    let lighthouse =
        tools::lighthouse().ok_or("Lighthouse is not there: install Node.js (npm), and try again")?;
    let chromium = tools::browser()?.chromium;
    let pages = [("Yew hello-world", hello()?), ("Entente", root().join("dist"))];
    let mut served = Vec::new();
    for (name, folder) in pages {
        served.push((name, serve(folder)?));
    }
    let mut reports: Vec<Vec<Value>> = vec![Vec::new(); served.len()];
    // By turns, so that whatever else the machine does strikes both.
    for _ in 0..RUNS {
        for ((_, url), reports) in served.iter().zip(&mut reports) {
            reports.push(measure(&lighthouse, &chromium, url)?);
        }
    }
    println!(
        "{:<16}{}",
        "",
        CATEGORIES.map(|c| format!("{:>16}", c.1)).concat() + &TIMES.map(|t| format!("{:>15}", t.1)).concat()
    );
    let mut low = Vec::new();
    for ((name, _), reports) in served.iter().zip(&reports) {
        let score = |id: &str| median(reports, &format!("/categories/{id}/score")) * 100.0;
        let time = |id: &str| median(reports, &format!("/audits/{id}/numericValue"));
        let scores = CATEGORIES.map(|c| format!("{:>16.0}", score(c.0))).concat();
        let times = TIMES.map(|t| {
            if t.1 == "shift" { format!("{:>15.3}", time(t.0)) } else { format!("{:>12.0} ms", time(t.0)) }
        });
        println!("{name:<16}{scores}{}", times.concat());
        if *name == "Entente" {
            low.extend(CATEGORIES.iter().filter(|c| score(c.0) < BAR).map(|c| c.1));
            findings(reports);
        }
    }
    println!("Median of {RUNS} runs on Lighthouse's simulated slow phone.");
    if low.is_empty() { Ok(()) } else { Err(format!("below {BAR}: {}", low.join(", "))) }
}

/// Audits that count and are not passed.
fn findings(reports: &[Value]) {
    let Some(report) = reports.last() else { return };
    for (id, title) in CATEGORIES {
        let counted = report.pointer(&format!("/categories/{id}/auditRefs")).and_then(Value::as_array);
        for audit in counted.into_iter().flatten().filter(|a| a["weight"].as_f64().unwrap_or(0.0) > 0.0) {
            let audit = &report["audits"][audit["id"].as_str().unwrap_or_default()];
            if audit["score"].as_f64().is_some_and(|score| score < 0.9) {
                let (name, value) =
                    (audit["title"].as_str().unwrap_or(""), audit["displayValue"].as_str().unwrap_or(""));
                println!("  {title}: {name} {value}");
            }
        }
    }
}

fn median(reports: &[Value], at: &str) -> f64 {
    let mut all: Vec<f64> = reports.iter().filter_map(|r| r.pointer(at)?.as_f64()).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}

fn measure(lighthouse: &Path, chromium: &Path, url: &str) -> Outcome<Value> {
    let report = target().join("lighthouse.json");
    let only = CATEGORIES.map(|c| c.0).join(",");
    let mut command = Command::new(lighthouse);
    command.args([
        url,
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]);
    command.arg(format!("--only-categories={only}")).arg("--output-path").arg(&report);
    run(command.env("CHROME_PATH", chromium))?;
    let text = fs::read_to_string(&report).map_err(|error| format!("{}: {error}", report.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", report.display()))
}

/// A page with nothing on it but a greeting, built as ours is: what Yew itself costs.
fn hello() -> Outcome<PathBuf> {
    let folder = target().join("hello");
    let dist = folder.join("dist");
    if dist.join("index.html").is_file() {
        return Ok(dist);
    }
    eprintln!("Building a Yew hello-world to measure beside the page.");
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap_or(&folder))
            .and_then(|()| fs::write(&file, text))
            .map_err(|error| format!("{}: {error}", file.display()))
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"hello\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nyew = { version = \"0.23\", features = [\"csr\"] }\n\n[profile.release]\nlto = true\ncodegen-units = 1\nopt-level = \"z\"\nstrip = true\n\n[workspace]\n",
    )?;
    write(
        "src/main.rs",
        "use yew::prelude::*;\n\n#[component]\nfn Hello() -> Html {\n    html! { <main><h1>{\"Hello\"}</h1><p>{\"Nothing else is here.\"}</p></main> }\n}\n\nfn main() {\n    yew::Renderer::<Hello>::new().render();\n}\n",
    )?;
    write(
        "index.html",
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Hello</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"description\" content=\"A greeting.\">\n<link data-trunk rel=\"rust\" data-wasm-opt=\"0\">\n</head>\n<body></body>\n</html>\n",
    )?;
    // The same versions of what both use.
    let locked = root().join("Cargo.lock");
    fs::copy(&locked, folder.join("Cargo.lock")).map_err(|error| format!("{}: {error}", locked.display()))?;
    let mut command = Command::new(tools::page()?.trunk);
    command
        .current_dir(&folder)
        .env("PATH", tools::path())
        .env_remove("NO_COLOR")
        .env_remove("CARGO_TARGET_DIR");
    run(command.args(["build", "--release", "--dist"]).arg(&dist))?;
    for file in fs::read_dir(&dist).map_err(|error| error.to_string())?.flatten() {
        if file.path().extension().is_some_and(|ending| ending == "wasm") {
            crate::shrink::shrink(&file.path())?;
        }
    }
    Ok(dist)
}

/// Serves a folder until the process ends; its address.
fn serve(folder: PathBuf) -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    let url = format!("http://{}/", listener.local_addr().map_err(|error| error.to_string())?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            // A browser that goes away in the middle is no fault.
            thread::spawn(move || answer(stream, &folder));
        }
    });
    Ok(url)
}

fn answer(mut stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        let path = request.split([' ', '?', '#']).nth(1).unwrap_or("/").trim_start_matches('/');
        let path = if path.is_empty() { "index.html" } else { path };
        let file = Some(path).filter(|p| !p.contains("..")).and_then(|p| fs::read(folder.join(p)).ok());
        let (kind, packed) = match path.rsplit('.').next().unwrap_or("") {
            "html" => ("text/html; charset=utf-8", true),
            "js" => ("text/javascript", true),
            "css" => ("text/css", true),
            "svg" => ("image/svg+xml", true),
            "wasm" => ("application/wasm", true),
            "webmanifest" => ("application/manifest+json", true),
            _ => ("application/octet-stream", false),
        };
        let status = if file.is_some() { "200 OK" } else { "404 Not Found" };
        let body = file.unwrap_or_default();
        let (body, coding) = if packed { (gzip(&body), "Content-Encoding: gzip\r\n") } else { (body, "") };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}Content-Length: {}\r\nCache-Control: max-age=600\r\n\r\n",
            body.len()
        )?;
        stream.write_all(&body)?;
    }
}

/// Bytes as gzip writes them, without a name or a date.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    out.extend(miniz_oxide::deflate::compress_to_vec(bytes, 6));
    out.extend(crc32(bytes).to_le_bytes());
    out.extend((bytes.len() as u32).to_le_bytes());
    out
}

/// CRC-32 of ISO 3309, as gzip (RFC 1952) wants it.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 })
    };
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_of_gzip_is_that_of_its_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn the_median_is_the_middle_of_what_was_measured() {
        let reports = [3.0, 9.0, 1.0].map(|n| serde_json::json!({ "a": { "b": n } }));
        assert_eq!(median(&reports, "/a/b"), 3.0);
    }
}
