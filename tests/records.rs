//! The forms in which records leave the program: an interface, so each key is fixed here.

mod folder;
mod small;

use entente::export::records::json;
use serde_json::Value;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    folder::fed(&mut folder::entente(arguments), input)
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_record_has_the_documented_form() {
    let expect: Value = serde_json::from_str(include_str!("fixtures/small.json")).unwrap();
    let got = serde_json::to_value(json(&small::records(), true)).unwrap();
    for (list, rows) in expect.as_object().unwrap() {
        assert_eq!(&got[list], rows, "{list}");
    }
    assert_eq!(got.as_object().unwrap().len(), expect.as_object().unwrap().len());
}

#[test]
fn rules_are_named_only_when_asked() {
    let got = serde_json::to_string(&json(&small::records(), false)).unwrap();
    assert!(!got.contains("\"rule\""), "{got}");
}

#[test]
fn offsets_are_code_points_of_the_text() {
    let records = small::records();
    let got = serde_json::to_value(json(&records, false)).unwrap();
    let text: Vec<char> = records.documents[0].text.chars().collect();
    for (row, mention) in got["mentions"].as_array().unwrap().iter().zip(&records.mentions) {
        let at = |key: &str| row[key].as_u64().unwrap() as usize;
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(words, mention.span.of(&records.documents[0].text));
    }
}

#[test]
fn a_stream_answers_every_line_in_order() {
    let mut input = String::new();
    for n in 0..300 {
        let text = "The ministers met in Oslo on Monday. ".repeat(n % 7 + 1);
        input += &format!("{{\"id\":\"d{n}\",\"text\":\"{text}\",\"gold\":[{n}]}}\n");
    }
    input += "\n{\"id\":\"no-text\"}\nnonsense\n{\"id\":\"last\",\"text\":\"They left.\"}";
    let output = run(&["records", "--jsonl"], input.as_bytes());
    assert!(output.status.success());
    let got = lines(&output);
    assert_eq!(got.len(), 304);
    for (n, row) in got.iter().take(300).enumerate() {
        assert_eq!(row["id"], format!("d{n}"));
        assert_eq!(row["documents"][0]["id"], format!("d{n}"));
        assert!(row["mentions"].is_array());
    }
    assert_eq!(got[300]["id"], Value::Null);
    assert_eq!(got[300]["problems"][0]["line"], 301);
    assert_eq!(got[301]["id"], "no-text");
    assert!(got[302]["problems"][0]["message"].as_str().unwrap().contains("no JSON"));
    assert_eq!(got[303]["id"], "last");
}

#[test]
fn a_stream_answers_before_the_next_line_comes() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args(["records", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    for n in 0..3 {
        writeln!(stdin, "{{\"id\":{n},\"text\":\"They met.\"}}").unwrap();
        stdin.flush().unwrap();
        let mut answer = Vec::new();
        let mut byte = [0];
        while stdout.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
            answer.push(byte[0]);
        }
        assert_eq!(serde_json::from_slice::<Value>(&answer).unwrap()["id"], n);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_offsets_of_a_stream_refer_to_the_text_as_given() {
    let text = "\r\nOslo, 5 May 2021 –\r\n\r\nŽeljko Žilnik met Norway’s Jens Hansen in Oslo.\r\n";
    let input = serde_json::json!({ "id": 1, "text": text, "published": "2021-05-05" }).to_string();
    let got = &lines(&run(&["records", "--jsonl", "--explain"], input.as_bytes()))[0];
    let chars: Vec<char> = text.chars().collect();
    let [start, end] = [0, 1].map(|i| got["documents"][0]["body"][i].as_u64().unwrap() as usize);
    let body: String = chars[start..end].iter().collect();
    assert!(body.contains("Željko Žilnik met"), "{body:?}");
    assert!(end <= chars.len());
}

#[test]
fn files_give_one_object_and_missing_files_a_problem() {
    let output = run(&["records", "tests/fixtures/oslo.txt", "tests/fixtures/none.txt"], b"");
    assert!(output.status.success());
    let got = &lines(&output)[0];
    assert_eq!(got["documents"].as_array().unwrap().len(), 1);
    assert_eq!(got["documents"][0]["id"], "tests/fixtures/oslo.txt");
    assert_eq!(got["problems"][0]["path"], "tests/fixtures/none.txt");
    assert!(String::from_utf8_lossy(&output.stderr).contains("tests/fixtures/none.txt:0: not read"));
    assert!(!run(&["records", "tests/fixtures/none.txt"], b"").status.success());
    assert!(!run(&["records"], b"").status.success());
}

#[test]
fn match_answers_every_line_with_a_number() {
    let output = run(&["match"], b"Ana Li\tAna Li\nno tab here\n\nAna Li\tBoris Petrov\r\n\xFF\t\n");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text.lines().map(|l| l.parse().unwrap()).collect();
    assert_eq!(numbers.len(), 5);
    assert_eq!(numbers[0], 1.0);
    assert_eq!(numbers[1..3], [0.0, 0.0]);
    assert!(numbers[3] < 0.7);
    assert!(numbers.iter().all(|n| (0.0..=1.0).contains(n)));
    assert!(String::from_utf8_lossy(&output.stderr).contains("-:2: no tab"));
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args(["records", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let feed = std::thread::spawn(move || {
        for _ in 0..2000 {
            if stdin.write_all(b"{\"id\":1,\"text\":\"They met.\"}\n").is_err() {
                break;
            }
        }
    });
    let output = child.wait_with_output().unwrap();
    feed.join().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
