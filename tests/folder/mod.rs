//! Folders for tests of the command line, and the command line itself.

#![allow(dead_code, reason = "each test uses a part of this file")]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder that goes when the test ends.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str, files: &[(&str, &[u8])]) -> Folder {
        let path = std::env::temp_dir().join(format!("entente-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let folder = Folder(path);
        for (file, bytes) in files {
            folder.put(file, bytes);
        }
        folder
    }

    /// Writes a file into it.
    pub fn put(&self, file: &str, bytes: &[u8]) -> PathBuf {
        let file = self.0.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        file
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn entente<S: AsRef<OsStr>>(arguments: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entente"));
    command.args(arguments);
    command
}

pub fn run(arguments: &[&Path]) -> Output {
    entente(arguments).output().unwrap()
}

/// Runs a command with some bytes as its standard input.
pub fn fed(command: &mut Command, input: &[u8]) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feed = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    // A program that reads nothing closes its input early.
    let _ = feed.join().unwrap();
    output
}

pub fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Reports that are alike and yet each its own: the shipped ones, one after another, with a number.
pub fn reports(count: usize) -> Vec<(String, String)> {
    let mut sources: Vec<PathBuf> = fs::read_dir("corpus").unwrap().map(|f| f.unwrap().path()).collect();
    sources.sort();
    let texts: Vec<String> = sources.iter().map(|s| fs::read_to_string(s).unwrap()).collect();
    let report = |n: usize| {
        let text =
            format!("{}\nNorway delivered {} boats to Chile in 2011.\n", texts[n % texts.len()], n + 2);
        (format!("{}/{n}.md", n % 7), text)
    };
    (0..count).map(report).collect()
}
