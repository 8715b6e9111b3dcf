//! A static file server on a free port, with files that a scenario may replace.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// Serves a folder until the process ends.
pub struct Server {
    /// `http://127.0.0.1:PORT/`
    pub url: String,
}

/// The folder of the built page.
pub fn dist() -> PathBuf {
    let given = std::env::var_os("ENTENTE_DIST").map(PathBuf::from);
    let dist = given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("dist"));
    assert!(
        dist.join("index.html").is_file(),
        "{} holds no page; run `cargo xtask build` first",
        dist.display()
    );
    dist
}

impl Server {
    /// Serves `folder`; a path in `replaced` is answered with these bytes instead, or with 404. With `ranges` parts of a file
    /// are given to who asks for parts, else all of it.
    pub fn start(folder: PathBuf, replaced: BTreeMap<&'static str, Option<Vec<u8>>>, ranges: bool) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        let replaced = Arc::new(replaced);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, replaced) = (folder.clone(), Arc::clone(&replaced));
                thread::spawn(move || {
                    // A browser that goes away in the middle is no failure of the page.
                    let _ = answer(stream, &folder, &replaced, ranges);
                });
            }
        });
        Server { url }
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

fn answer(
    mut stream: TcpStream,
    folder: &Path,
    replaced: &BTreeMap<&str, Option<Vec<u8>>>,
    ranges: bool,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut asked = None;
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            let line = header.to_ascii_lowercase();
            if let Some((from, to)) =
                line.strip_prefix("range: bytes=").and_then(|range| range.split_once('-'))
            {
                asked = Some((from.trim().parse().unwrap_or(0), to.trim().parse().unwrap_or(usize::MAX)));
            }
            header.clear();
        }
        let path = request
            .split(' ')
            .nth(1)
            .unwrap_or("/")
            .split(['?', '#'])
            .next()
            .unwrap_or("/")
            .trim_start_matches('/');
        let path = path.replace("%20", " ");
        let path = if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path };
        let path = path.as_str();
        let body = match replaced.get(path) {
            Some(bytes) => bytes.clone(),
            None if path.contains("..") => None,
            None => std::fs::read(folder.join(path)).ok(),
        };
        let mut part = String::new();
        let (status, body) = match (body, asked.filter(|_| ranges)) {
            (Some(body), Some((from, to))) if from < body.len() => {
                let to = usize::min(to, body.len() - 1);
                part = format!("Content-Range: bytes {from}-{to}/{}\r\n", body.len());
                ("206 Partial Content", body[from..=to].to_vec())
            }
            (Some(_), Some(_)) => ("416 Range Not Satisfiable", Vec::new()),
            (Some(body), None) => ("200 OK", body),
            (None, _) => ("404 Not Found", b"not found".to_vec()),
        };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{part}Cache-Control: no-store\r\n\r\n",
            kind(path),
            body.len()
        )?;
        stream.write_all(&body)?;
    }
}
