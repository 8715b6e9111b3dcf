//! `entente pack --records`: what many processes read, joined, is what one process packs.

mod folder;

use entente::corpus::format::decode;
use folder::{Folder, entente, fed, reports, run, said};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The shipped reports and files with faults: other encodings, no text, an archive, a name with signs in it.
fn articles(name: &str) -> Folder {
    let folder = Folder::new(name, &[]);
    for (file, text) in reports(11) {
        folder.put(&file, text.as_bytes());
    }
    folder.put("bad/empty.txt", b" \n");
    folder.put("bad/picture.md", b"\x89PNG\r\n\x1a\n");
    folder.put(
        "bad/front.md",
        b"---\npublished: soon\nbyline: [\n---\n\nPeru and Chile signed a pact in Lima.\n",
    );
    folder.put(
        "bad/latin \"quoted\" Ž.txt",
        b"Lima\n\nThe se\xf1or of Per\xfa met Ana Li in Lima on 5 May 2021.\n",
    );
    folder.put("page.html", b"<html><head><title>A visit</title></head><body><p>The Norwegian defence minister met Ana Li in Oslo on 5 May 2021. They signed an agreement on boats.</p></body></html>");
    let mut zip = zip::ZipWriter::new(fs::File::create(folder.0.join("news.zip")).unwrap());
    for (file, text) in
        [("a.txt", "Oslo, 5 May 2021. Norway delivered two boats to Chile."), ("b.txt", " "), ("c.png", "")]
    {
        zip.start_file(file, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    folder
}

fn lines(articles: &Folder, raw: bool) -> Vec<String> {
    let arguments: &[&Path] =
        if raw { &["list".as_ref(), &articles.0, "--raw".as_ref()] } else { &["list".as_ref(), &articles.0] };
    let output = run(arguments);
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn direct(articles: &Folder, out: &Folder) -> Vec<u8> {
    let output = out.0.join("direct.bin");
    let done = run(&["pack".as_ref(), &articles.0, "--no-cache".as_ref(), "-o".as_ref(), &output]);
    assert!(done.status.success(), "{}", said(&done));
    fs::read(output).unwrap()
}

/// Packs files of records; the bytes and what was said.
fn joined(files: &[PathBuf], out: &Folder) -> (Vec<u8>, String) {
    let output = out.0.join("joined.bin");
    let mut arguments = vec![PathBuf::from("pack"), "--records".into()];
    arguments.extend_from_slice(files);
    arguments.extend(["-o".into(), output.clone()]);
    let done = entente(&arguments).output().unwrap();
    assert!(done.status.success(), "{}", said(&done));
    (fs::read(output).unwrap(), said(&done))
}

fn is_there(program: &str, says: &str) -> bool {
    let output = Command::new(program).arg("--version").output();
    output.is_ok_and(|o| String::from_utf8_lossy(&o.stdout).contains(says))
}

#[test]
fn records_of_parallel_processes_make_the_corpus_that_a_direct_pack_makes() {
    let (articles, out) = (articles("made"), Folder::new("made-out", &[]));
    let whole = direct(&articles, &out);
    assert!(decode(&whole).unwrap().records().problems.len() >= 5, "the bad files count");
    let work = "\"$ENTENTE\" records --jsonl --folder \"$ARTICLES\" < {} > {}.made";
    for raw in [false, true] {
        let files: Vec<PathBuf> = lines(&articles, raw)
            .chunks(4)
            .enumerate()
            .map(|(n, lines)| out.put(&format!("{n}.lines"), (lines.join("\n") + "\n").as_bytes()))
            .collect();
        assert!(files.len() >= 4);
        let list: String = files.iter().map(|f| format!("{}\n", f.display())).collect();
        let mut command = if is_there("parallel", "GNU") {
            let mut command = Command::new("parallel");
            command.args(["--will-cite", "-j", "4", work]);
            command
        } else {
            assert!(is_there("xargs", "GNU"), "neither GNU parallel nor xargs is there");
            let mut command = Command::new("xargs");
            command.args(["-P", "4", "-I", "{}", "sh", "-c", work]);
            command
        };
        command.env("ENTENTE", env!("CARGO_BIN_EXE_entente")).env("ARTICLES", &articles.0);
        let done = fed(&mut command, list.as_bytes());
        assert!(done.status.success(), "{}", said(&done));
        let mut made: Vec<PathBuf> = files.iter().map(|f| f.with_extension("lines.made")).collect();
        assert!(joined(&made, &out).0 == whole, "raw: {raw}");
        made.reverse();
        assert!(joined(&made, &out).0 == whole, "the order of the files does not matter");
        // What a worker did twice counts once.
        made.push(made[1].clone());
        assert!(joined(&made, &out).0 == whole, "records that come twice");
    }
}

#[test]
fn records_come_by_standard_input_too() {
    let (articles, out) = (articles("piped"), Folder::new("piped-out", &[]));
    let input = lines(&articles, true).join("\n");
    let made = fed(&mut entente(&["records", "--jsonl"]), input.as_bytes());
    assert!(made.status.success());
    let whole = direct(&articles, &out);
    for more in [&["--records"][..], &["--records", "-"]] {
        let output = out.0.join("piped.bin");
        let mut command = entente(&["pack"]);
        let done = fed(command.args(more).arg("-o").arg(&output), &made.stdout);
        assert!(done.status.success(), "{}", said(&done));
        assert!(fs::read(&output).unwrap() == whole);
    }
}

#[test]
fn lines_that_hold_no_records_are_told_with_their_number() {
    let out = Folder::new("broken", &[]);
    let ask = |line: Value| fed(&mut entente(&["records", "--jsonl"]), line.to_string().as_bytes()).stdout;
    let good = ask(json!({ "id": "a", "text": "Oslo, 5 May 2021. Norway delivered two boats to Chile." }));
    let good = String::from_utf8(good).unwrap();
    let failed = String::from_utf8(ask(json!({ "id": "b" }))).unwrap();
    let mut row: Value = serde_json::from_str(&good).unwrap();
    let damaged = row["part"].as_str().unwrap().replacen(['A', 'B', 'C'], "D", 3);
    row["part"] = damaged.into();
    let other = ask(json!({ "id": "a", "text": "Norway delivered nine boats to Chile in May 2021." }));
    let other = String::from_utf8(other).unwrap();
    let text = [
        &good,
        "nonsense\n",
        "{}\n",
        "\n",
        "[1]\n",
        &format!("{row}\n"),
        &failed,
        &good,
        &other,
        "{\"part\":7}\n",
        "{\"part\":\"\"}",
    ]
    .concat();
    let file = out.put("made.jsonl", &[text.as_bytes(), b"\n\xff\xfe\n"].concat());
    let (bytes, said) = joined(std::slice::from_ref(&file), &out);
    let corpus = decode(&bytes).unwrap();
    assert_eq!(corpus.records().documents.len(), 1);
    let problems = &corpus.records().problems;
    let at: Vec<u32> = problems.iter().filter(|p| Path::new(&p.path) == file).map(|p| p.line).collect();
    assert_eq!(at, [2, 3, 5, 6, 10, 11, 12], "{said}");
    assert!(said.contains("no \"text\""), "what the writer of the line had to tell: {said}");
    assert!(said.contains("a:0: passed over: another report has this name"), "{said}");
    let done = run(&["pack".as_ref(), "--records".as_ref(), &out.put("none.jsonl", b"{}\n")]);
    assert_eq!(done.status.code(), Some(1), "{}", folder::said(&done));
    let done = run(&["pack".as_ref(), "--records".as_ref(), &out.0.join("missing")]);
    assert!(done.status.code() == Some(1) && folder::said(&done).contains("missing"));
}

#[test]
fn a_path_does_not_leave_its_folder() {
    let folder = Folder::new(
        "leave",
        &[("in/a.txt", b"Norway met Chile in Oslo."), ("out.txt", b"Peru met Chile in Lima.")],
    );
    let inside = folder.0.join("in");
    let absolute = folder.0.join("out.txt");
    for (path, read) in [
        ("a.txt", true),
        ("../out.txt", false),
        ("./a.txt", false),
        ("", false),
        (absolute.to_str().unwrap(), false),
    ] {
        let mut command = entente(&["records", "--jsonl", "--folder"]);
        let output = fed(command.arg(&inside), json!({ "path": path }).to_string().as_bytes());
        let row: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(row["documents"].is_array(), read, "{path}: {row}");
        assert!(read || row["problems"][0]["message"].as_str().unwrap().contains("into the folder"), "{row}");
    }
}
