//! `cargo xtask counts`: instructions of the hottest calls, by `valgrind --tool=callgrind`, beside those in `bench/counts.tsv`.
//!
//! Instructions do not depend on how busy a machine is, but on the compiler and the processor that it builds for: so a call that
//! costs a tenth more is a failure only under the toolchain that was recorded.

use crate::{Outcome, cargo, root, run, target, tools};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How much more a call may cost.
const MORE: f64 = 1.10;
/// What the functions that are counted are named by.
const NAMED: &str = "counted_";

/// Instructions by call.
type Counts = BTreeMap<String, u64>;

/// Compiler, target and valgrind, on which the numbers depend.
fn toolchain() -> Outcome<String> {
    let line = |program: &str, arguments: &[&str], begins: &str| -> Outcome<String> {
        let output = Command::new(program).args(arguments).output();
        let output = output.map_err(|error| format!("{program} could not start: {error}"))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let found = text.lines().find_map(|l| l.strip_prefix(begins)).map(str::trim).map(str::to_owned);
        found.ok_or_else(|| format!("{program} says nothing of {begins:?}"))
    };
    Ok(format!(
        "rustc {}, {}, {}",
        line("rustc", &["-vV"], "release:")?,
        line("rustc", &["-vV"], "host:")?,
        line("valgrind", &["--version"], "")?
    ))
}

/// Builds the bench and counts.
fn measure() -> Outcome<Counts> {
    let mut built = cargo();
    built.args(["bench", "--bench", "counts", "--no-run", "--message-format=json-render-diagnostics"]);
    let built = built.stderr(Stdio::inherit()).output();
    let built = built.map_err(|error| format!("cargo could not start: {error}"))?;
    let program = program(&String::from_utf8_lossy(&built.stdout)).ok_or("the bench was not built")?;
    let folder = target().join("counts");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let out = folder.join("out");
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--quiet", "--collect-atstart=no"]);
    valgrind
        .arg(format!("--toggle-collect=*{NAMED}*"))
        .arg(format!("--callgrind-out-file={}", out.display()));
    run(valgrind.arg(program))?;
    let told =
        Command::new("callgrind_annotate").args(["--inclusive=yes", "--threshold=100"]).arg(&out).output();
    let told = told.map_err(|error| format!("callgrind_annotate could not start: {error}"))?;
    let counts: Counts = String::from_utf8_lossy(&told.stdout).lines().filter_map(row).collect();
    match counts.is_empty() {
        true => Err("valgrind counted nothing".into()),
        false => Ok(counts),
    }
}

/// The program in cargo's messages.
fn program(messages: &str) -> Option<PathBuf> {
    let line =
        messages.lines().find(|l| l.contains("\"name\":\"counts\"") && l.contains("\"executable\":\""))?;
    let path = line.split_once("\"executable\":\"")?.1.split_once('"')?.0;
    Some(PathBuf::from(path.replace("\\\\", "\\")))
}

/// A call and its instructions, those of what it calls included: "200,443 (27.11%)  ???:counts::counted_encode [/…]".
fn row(line: &str) -> Option<(String, u64)> {
    let name = line.split_once(NAMED)?.1.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let count = line.split_whitespace().next()?.replace(',', "").parse().ok()?;
    Some((name, count))
}

fn file() -> PathBuf {
    root().join("bench/counts.tsv")
}

fn written(toolchain: &str, counts: &Counts) -> String {
    let mut text = format!(
        "# Instructions of the hottest calls (bench/counts.rs), made by cargo xtask counts --record\n# {toolchain}\n"
    );
    for (name, count) in counts {
        let _ = writeln!(text, "{name}\t{count}");
    }
    text
}

/// The toolchain and the counts of a file.
fn recorded(text: &str) -> (String, Counts) {
    let toolchain = text.lines().nth(1).unwrap_or("").trim_start_matches("# ").to_owned();
    let row =
        |line: &str| line.split_once('\t').and_then(|(name, n)| Some((name.to_owned(), n.parse().ok()?)));
    (toolchain, text.lines().filter_map(row).collect())
}

/// A table of both, and which calls cost too much more or are not there any longer.
fn compared(before: &Counts, now: &Counts) -> (String, Vec<String>) {
    let mut table = format!("{:20} {:>14} {:>14}\n", "call", "recorded", "now");
    let mut dearer = Vec::new();
    let names: std::collections::BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    for name in names {
        let told = |counts: &Counts| counts.get(name).map_or("-".to_owned(), u64::to_string);
        let change = match (before.get(name), now.get(name)) {
            (Some(&a), Some(&b)) => format!("{:+.1} %", (b as f64 / a as f64 - 1.0) * 100.0),
            _ => String::new(),
        };
        let _ = writeln!(table, "{name:20} {:>14} {:>14}  {change}", told(before), told(now));
        if before.get(name).is_some_and(|&a| now.get(name).is_none_or(|&b| b as f64 > a as f64 * MORE)) {
            dearer.push(name.clone());
        }
    }
    (table, dearer)
}

/// Counts, and compares with what was recorded, or records.
pub fn counts(args: &[String]) -> Outcome {
    tools::valgrind()?;
    let (toolchain, now) = (toolchain()?, measure()?);
    let (other, before) = recorded(&fs::read_to_string(file()).unwrap_or_default());
    let (table, dearer) = compared(&before, &now);
    println!("{table}");
    if args.iter().any(|a| a == "--record") {
        return write(&file(), &written(&toolchain, &now));
    }
    if other != toolchain {
        println!("Recorded with {other};\ncounted with {toolchain}: no change is a failure.");
        return Ok(());
    }
    match dearer.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "a tenth more instructions than recorded, or not counted: {}; where that is meant, cargo xtask counts --record",
            dearer.join(", ")
        )),
    }
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(rows: &[(&str, u64)]) -> Counts {
        rows.iter().map(|&(name, n)| (name.to_owned(), n)).collect()
    }

    #[test]
    fn a_tenth_more_is_seen() {
        let before = counts(&[("ask", 1000), ("link", 1000), ("gone", 5)]);
        let (table, dearer) = compared(&before, &counts(&[("ask", 1100), ("link", 1101), ("new", 7)]));
        assert_eq!(dearer, ["gone", "link"]);
        assert!(table.contains("+10.1 %") && table.contains("new"), "{table}");
        assert!(compared(&before, &before).1.is_empty());
    }

    #[test]
    fn what_is_written_is_read() {
        let rows = counts(&[("ask", 1), ("link", 2)]);
        assert_eq!(recorded(&written("rustc 1, here", &rows)), ("rustc 1, here".to_owned(), rows));
    }

    #[test]
    fn what_callgrind_tells_is_read() {
        let line = "200,443,538 (27.11%)  ???:counts::counted_search_word [/work/counts-b9]";
        assert_eq!(row(line), Some(("search_word".to_owned(), 200_443_538)));
        assert_eq!(row("Ir                    file:function"), None);
    }
}
