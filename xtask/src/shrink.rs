//! Makes the staged program smaller: wasm-opt, then an order of functions in which deflate finds what
//! is alike. Servers send the program deflated, and deflate looks back 32 kB only: functions that
//! resemble each other cost less side by side. On this program that saves a twentieth.

use crate::{Outcome, tools};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Features that every browser with WebAssembly has had since 2021. Never `--all-features`: it emits
/// imports that Chromium refuses.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The first kilobyte of memory is the far end of the stack, which nothing may point to: so offsets can
/// be folded into loads and stores.
const PASSES: &[&str] = &["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"];

/// Bytes of a stretch by which functions are found to be alike.
const STRETCH: usize = 6;
/// A stretch in more functions than this tells nothing.
const COMMON: usize = 40;
/// How fast what was laid down falls out of deflate's window, by 300 bytes.
const FADE: f64 = 0.95;

/// Makes a WebAssembly program smaller; without wasm-opt it stays as it is. Of the extractor, which is fetched only by those
/// who bring articles and then has much to do, speed is kept.
pub fn shrink(file: &Path) -> Outcome {
    let Some(program) = tools::wasm_opt() else {
        eprintln!("Warning: no wasm-opt; the page stays larger than it need be.");
        return Ok(());
    };
    let opt = |passes: &[&str]| {
        crate::run(
            Command::new(&program)
                .env("PATH", tools::path())
                .args(FEATURES)
                .args(passes)
                .args(if named() {
                    ["-g", "-o"].iter()
                } else {
                    ["--strip-debug", "--strip-producers", "-o"].iter()
                })
                .arg(file)
                .arg(file),
        )
    };
    if is_extractor(file) {
        return opt(&["-O2"]);
    }
    opt(PASSES)?;
    if named() {
        return Ok(());
    }
    let said = |error: std::io::Error| format!("{}: {error}", file.display());
    let mut program = fs::read(file).map_err(said)?;
    // wasm-opt sorts functions by name, so names are given that say the order.
    if let Some(names) = names(&program) {
        program.extend(names);
        fs::write(file, program).map_err(said)?;
        opt(&["--reorder-functions-by-name"])?;
    }
    Ok(())
}

/// Whether functions keep their names, for who looks where the time or the weight is: `CARGO_PROFILE_PAGE_STRIP=false`.
fn named() -> bool {
    std::env::var("CARGO_PROFILE_PAGE_STRIP").is_ok_and(|strip| strip == "false")
}

/// Whether a built file belongs to the worker that reads articles.
fn is_extractor(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| ["extractor.js", "extractor_bg.wasm", "extractor-worker.js"].contains(&&*name))
}

/// The most that what the page loads may weigh, deflated, but for its corpus and the borders cut for
/// it: program, glue, styles and page. Lower it where the program gets smaller. (490 kB until the panel for reports that a
/// reader brings came, which costs ten; 500 until pictures kept what they read, which costs three and halves what an
/// interaction takes at 10,000 reports; 504 until a search looked at bitmaps only and full lanes became columns; 506 until a corpus
/// was read in parts, which costs 15; 523 until facets of 100,000 reports were counted by columns and lists grew by themselves.)
const MOST: usize = 527_500;

/// Says what a staged page weighs; fails where that is more than [`MOST`].
pub fn weigh(staging: &Path) -> Outcome {
    let said = |error: std::io::Error| format!("{}: {error}", staging.display());
    let mut weight = 0;
    for entry in fs::read_dir(staging).map_err(said)?.flatten() {
        let ending = entry.path().extension().map(|e| e.to_string_lossy().into_owned());
        // What reads articles comes only with them.
        let ending = ending.filter(|_| !is_extractor(&entry.path()));
        if ending.is_some_and(|e| ["wasm", "js", "css", "html"].contains(&e.as_str())) {
            weight += miniz_oxide::deflate::compress_to_vec(&fs::read(entry.path()).map_err(said)?, 9).len();
        }
    }
    eprintln!("The page weighs {} kB deflated, without corpus and borders.", weight.div_ceil(1000));
    if weight > MOST && !named() && tools::wasm_opt().is_some() {
        return Err(format!(
            "The page weighs {weight} bytes deflated, more than {MOST}. Look what grew (ARCHITECTURE.md, \"Weight\"), \
             or raise MOST in xtask/src/shrink.rs and say why"
        ));
    }
    Ok(())
}

/// A section of names by which functions sort in the order of [`order`]; `None` for what is no program.
fn names(program: &[u8]) -> Option<Vec<u8>> {
    let (imports, bodies) = functions(program)?;
    let mut ranks = vec![0; bodies.len()];
    for (rank, at) in order(&bodies).into_iter().enumerate() {
        ranks[at] = rank;
    }
    let mut map = Vec::new();
    number(&mut map, ranks.len());
    for (at, rank) in ranks.iter().enumerate() {
        number(&mut map, imports + at);
        let name = format!("f{rank:06}");
        number(&mut map, name.len());
        map.extend(name.bytes());
    }
    let mut content = b"\x04name\x01".to_vec();
    number(&mut content, map.len());
    content.extend(map);
    let mut section = vec![0];
    number(&mut section, content.len());
    section.extend(content);
    Some(section)
}

/// An order in which each function stands after those that it shares most stretches with; the same in
/// every run.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let stretches: Vec<Vec<&[u8]>> = bodies
        .iter()
        .map(|body| {
            let mut all: Vec<&[u8]> = body.windows(STRETCH).collect();
            all.sort_unstable();
            all.dedup();
            all
        })
        .collect();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (at, all) in stretches.iter().enumerate() {
        for stretch in all {
            holders.entry(stretch).or_default().push(at);
        }
    }
    holders.retain(|_, at| (2..=COMMON).contains(&at.len()));
    let mut by_size: Vec<usize> = (0..bodies.len()).collect();
    by_size.sort_by_key(|&at| std::cmp::Reverse(bodies[at].len()));
    let mut by_size = by_size.into_iter();
    let mut laid = vec![false; bodies.len()];
    let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
    let mut order = Vec::with_capacity(bodies.len());
    loop {
        let worth = |(&at, score): (&usize, &f64)| (at, score / (bodies[at].len() as f64 + 20.0).sqrt());
        // Of equals the first in the program.
        let best = shared.iter().map(worth).reduce(|a, b| if b.1 > a.1 { b } else { a });
        let Some(next) = best.map(|b| b.0).or_else(|| by_size.find(|&at| !laid[at])) else { break };
        laid[next] = true;
        order.push(next);
        shared.remove(&next);
        let fade = FADE.powf((bodies[next].len() as f64 / 300.0).max(1.0));
        shared.retain(|_, score| {
            *score *= fade;
            *score > 0.5
        });
        for stretch in &stretches[next] {
            let Some(holders) = holders.get(stretch) else { continue };
            for &at in holders.iter().filter(|&&at| !laid[at]) {
                *shared.entry(at).or_default() += 1.0 / (holders.len() as f64).sqrt();
            }
        }
    }
    order
}

/// How many functions a program imports, and the bytes of its own.
fn functions(program: &[u8]) -> Option<(usize, Vec<&[u8]>)> {
    let mut rest = program.strip_prefix(b"\0asm\x01\0\0\0")?;
    let (mut imports, mut bodies) = (0, Vec::new());
    while let Some((&kind, after)) = rest.split_first() {
        rest = after;
        let length = read(&mut rest)?;
        let mut section = take(&mut rest, length)?;
        match kind {
            2 => {
                for _ in 0..read(&mut section)? {
                    for _ in 0..2 {
                        let length = read(&mut section)?;
                        take(&mut section, length)?;
                    }
                    let kind = take(&mut section, 1)?[0];
                    match kind {
                        0 => {
                            imports += 1;
                            read(&mut section)?;
                        }
                        // A table or memory: flags and limits; a table has a type before them.
                        1 | 2 => {
                            take(&mut section, usize::from(kind == 1))?;
                            let most = take(&mut section, 1)?[0] & 1 == 1;
                            read(&mut section)?;
                            if most {
                                read(&mut section)?;
                            }
                        }
                        3 => drop(take(&mut section, 2)?),
                        _ => return None,
                    }
                }
            }
            10 => {
                for _ in 0..read(&mut section)? {
                    let length = read(&mut section)?;
                    bodies.push(take(&mut section, length)?);
                }
            }
            _ => {}
        }
    }
    Some((imports, bodies))
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

/// A number as WebAssembly writes it: seven bits a byte, the lowest first.
fn read(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in [0, 7, 14, 21, 28] {
        let byte = take(bytes, 1)?[0];
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_are_alike_stand_side_by_side() {
        let bodies: [&[u8]; 5] = [
            b"a long beginning, then the end",
            b"something else altogether",
            b"a long beginning, then another",
            b"something else also",
            b"short",
        ];
        assert_eq!(order(&bodies), [0, 2, 1, 3, 4]);
        assert!(order(&[]).is_empty());
    }

    #[test]
    fn functions_are_found_behind_what_is_imported() {
        // (import "m" "f" (func)) (import "m" "t" (memory 1 2)) and two functions.
        let program =
            b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0f\x02\x01m\x01f\0\0\x01m\x01t\x02\x01\x01\x02\
                        \x03\x03\x02\0\0\x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b";
        let (imports, bodies) = functions(program).unwrap();
        assert_eq!((imports, bodies), (1, vec![&b"\0\x0b"[..], &b"\0\x01\x0b"[..]]));
        assert_eq!(names(program).unwrap(), b"\0\x1a\x04name\x01\x13\x02\x01\x07f000001\x02\x07f000000");
        assert_eq!(functions(&program[..40]), None);
        assert_eq!(names(b"MZ"), None);
    }
}
