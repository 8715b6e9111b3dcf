//! Reports that a reader brings to the page: dropped, chosen, pasted; read on the device, kept in the file.

use crate::blocks::blocks;
use crate::page::{Page, Setting, scenario};
use crate::saved::{Downloads, asks_nobody, other};
use crate::serve::dist;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that goes with the scenario.
struct Folder(PathBuf);

impl Folder {
    fn of(name: &str, files: &BTreeMap<String, Vec<u8>>) -> Folder {
        let folder = std::env::temp_dir().join(format!("entente-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        for (name, bytes) in files {
            std::fs::write(folder.join(name), bytes).expect("a file");
        }
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// A ZIP archive whose files are stored as they are.
fn archive(files: &[(&str, String)]) -> Vec<u8> {
    let sum = |bytes: &[u8]| {
        !bytes.iter().fold(!0u32, |sum, &byte| {
            (0..8)
                .fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 })
        })
    };
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let at = out.len() as u32;
        let mut head: Vec<u8> = [20u16, 0, 0, 0, 0].iter().flat_map(|n| n.to_le_bytes()).collect();
        for number in [sum(text.as_bytes()), text.len() as u32, text.len() as u32] {
            head.extend(number.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend(0u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.bytes());
        out.extend(text.bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.bytes());
    }
    let (at, many) = (out.len() as u32, files.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([many.to_le_bytes(), many.to_le_bytes()].concat());
    out.extend([(directory.len() as u32).to_le_bytes(), at.to_le_bytes()].concat());
    out.extend([0; 2]);
    out
}

/// Twenty reports in mixed forms and encodings, and two files that are none.
fn mixed() -> BTreeMap<String, Vec<u8>> {
    let told = |n: usize| {
        format!(
            "Norway delivered {n} patrol boats to Chile on {n} March 2021. Defence Minister Kari Holm said that the crews \
             were trained in Bergen."
        )
    };
    let front = |n: usize| {
        format!(
            "---\ntitle: Boats for Chile, part {n}\npublished: 2021-03-{:02}\n---\n\n{}\n",
            n + 1,
            told(n)
        )
    };
    let plain = |n: usize| format!("Boats for Chile, part {n}\n\n{} March 2021\n\n{}\n", n + 1, told(n));
    let html = |n: usize, charset: &str, extra: &str| {
        format!(
            "<!doctype html><html><head><meta charset=\"{charset}\"><title>Boats for Chile, part {n}</title></head><body>\
             <nav><a href=\"/\">Home</a></nav><article><h1>Boats for Chile, part {n}</h1><p>{}</p><p>{extra}</p></article></body></html>",
            told(n)
        )
    };
    let mut files = BTreeMap::new();
    for n in 2..8 {
        files.insert(format!("front-{n}.md"), front(n).into_bytes());
    }
    for n in 8..12 {
        files.insert(format!("plain-{n}.txt"), plain(n).into_bytes());
    }
    for n in 12..15 {
        files.insert(
            format!("page-{n}.html"),
            html(n, "utf-8", "The boats were built in Ålesund.").into_bytes(),
        );
    }
    files.insert("utf16-15.txt".into(), utf16(&plain(15)));
    // "Nikola Šarić" in windows-1250, "Šumadija" in ISO 8859-2, "Minsk" in windows-1251.
    let with = |text: String, last: &[u8]| [text.as_bytes(), last].concat();
    files.insert("win1250-16.txt".into(), with(plain(16), b"Minister Nikola \x8aari\xe6 thanked Norway.\n"));
    files.insert(
        "latin2-17.html".into(),
        html(17, "iso-8859-2", "@")
            .bytes()
            .flat_map(|b| if b == b'@' { b"\xa9umadija".to_vec() } else { vec![b] })
            .collect(),
    );
    let zip = [
        ("a/18.md", front(18)),
        ("a/19.txt", plain(19)),
        ("20.html", html(20, "utf-8", "")),
        ("21.txt", plain(21)),
    ];
    files.insert("more.zip".into(), archive(&zip));
    files.insert("picture.txt".into(), b"\x89PNG\r\n\x1a\n and so on".to_vec());
    files.insert("empty.md".into(), Vec::new());
    files
}

/// What the command line packs of the shipped reports and these.
fn packed(folder: &Path) -> Vec<u8> {
    let out = folder.join("packed.bin");
    let done = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--bin", "entente", "--", "pack"])
        .arg(folder)
        .arg("--output")
        .arg(&out)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
        .status()
        .unwrap();
    assert!(done.success());
    std::fs::read(out).unwrap()
}

/// Chooses files in the panel.
async fn choose(page: &Page, folder: &Path, names: impl Iterator<Item = &String>) {
    page.click("[data-act=own]").await;
    let field = page.all("#own-files").await.remove(0);
    let paths: Vec<String> = names.map(|name| folder.join(name).to_string_lossy().into_owned()).collect();
    field.send_keys(&paths.join("\n")).await.expect("files");
}

async fn counts(page: &Page) -> String {
    page.see(".own .sum").await;
    page.text(".own .sum").await
}

/// Writes an article into the panel and has it read.
pub async fn read(page: &Page) {
    page.click("[data-act=own]").await;
    page.click(".own textarea").await;
    page.press("Norway and Peru signed an agreement on fishing in Oslo on 11 June 2021.").await;
    page.click("[data-act=read-text]").await;
    assert!(counts(page).await.starts_with("1 report"));
}

/// The same, and takes it away again.
pub async fn paste(page: &Page) {
    read(page).await;
    page.click("[data-act=own-forget]").await;
    page.gone(".own .sum").await;
    page.press("\u{e00c}").await;
    page.gone("dialog[open]").await;
}

#[test]
fn twenty_mixed_reports_are_read_beside_the_shipped_ones_saved_and_reopened_from_disk() {
    scenario(Setting::default(), |page| async move {
        let files = mixed();
        let folder = Folder::of("mixed", &files);
        page.open("").await;
        choose(&page, &folder.0, files.keys()).await;
        assert!(counts(&page).await.starts_with("20 reports"), "{}", counts(&page).await);
        let problems = page.texts(".own .problems li").await.join("\n");
        assert!(problems.contains("picture.txt") && problems.contains("empty.md"), "{problems}");
        page.click("[data-act=own-explore]").await;
        page.gone("dialog[open]").await;
        page.open("#/events?country=country:cl").await;
        page.see("main .event[data-key]").await;
        let downloads = Downloads::of(&page, "mixed-saved").await;
        page.click(".own-line [data-act=own]").await;
        page.click(".own [data-act=keep]").await;
        let saved = downloads.file(&page, "explorer.html").await;

        // The same extractor: byte for byte what the command line packs of all the files.
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("corpus");
        for report in std::fs::read_dir(shipped).unwrap().flatten() {
            std::fs::copy(report.path(), folder.0.join(report.file_name())).unwrap();
        }
        let html = std::fs::read_to_string(&saved).unwrap();
        let held: BTreeMap<String, Vec<u8>> = blocks(&html).into_iter().collect();
        assert!(held["corpus.bin"] == packed(&folder.0), "the page and the command line read the same");
        assert!(html.contains("Boats for Chile, part 21"), "the floor tells them, too");
        let disk = other(&page, &saved);
        disk.open("#/reports").await;
        assert!(disk.text(".tally").await.contains("25 reports"), "{}", disk.text(".tally").await);
        disk.open("#/events?country=country:cl").await;
        disk.click(".event .open-report").await;
        assert!(disk.text(".reader mark.evidence").await.contains("patrol boats"));
        asks_nobody(&disk).await;
    });
}

#[test]
fn dropped_and_pasted_reports_stand_alone_where_the_reader_wants_that() {
    scenario(Setting { offline: true, ..Setting::default() }, |page| async move {
        let page = other(&page, &dist().join("explorer.html"));
        page.open("#/reports").await;
        let drop = "const data = new DataTransfer();
            data.items.add(new File(['Holm in Lima\\n\\nLIMA, 9 June 2021. Defence Minister Kari Holm visited Peru on 9 June 2021.'], 'lima.txt'));
            for (const name of ['dragenter', 'dragover', 'drop'])
              document.body.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));";
        page.js(drop).await;
        assert!(counts(&page).await.starts_with("1 report"));
        page.click(".own input[value=false]").await;
        page.until("the shipped reports are gone", async || page.all(".report[data-key]").await.len() == 1)
            .await;
        page.click(".own textarea").await;
        page.press("Norway and Peru signed an agreement on fishing in Oslo on 11 June 2021.").await;
        page.click("[data-act=read-text]").await;
        page.until("both are read", async || page.all(".report[data-key]").await.len() == 2).await;
        page.click(".own [data-act=own-explore]").await;
        assert_eq!(page.attributes(".report[data-key]", "data-key").await.len(), 2);
        asks_nobody(&page).await;
        page.click(".own-line [data-act=own]").await;
        page.click("[data-act=own-forget]").await;
        page.until("the shipped reports are back", async || page.all(".report[data-key]").await.len() == 5)
            .await;
    });
}

#[test]
fn a_file_that_hangs_over_the_page_is_told_where_it_may_fall() {
    scenario(Setting::default(), |page| async move {
        page.open("").await;
        let hang = |name: &str| {
            format!(
                "const data = new DataTransfer(); data.items.add(new File(['a'], 'a.txt'));
                 document.body.dispatchEvent(new DragEvent('{name}', {{ dataTransfer: data, bubbles: true }}));"
            )
        };
        page.js(&hang("dragenter")).await;
        assert!(page.text(".drop-here").await.contains("on this device"));
        page.js(&hang("dragleave")).await;
        page.gone(".drop-here").await;
    });
}

#[test]
fn nothing_of_the_extractor_is_fetched_before_something_is_brought() {
    scenario(Setting::default(), |page| async move {
        page.open("").await;
        let asked = async || {
            page.js("return performance.getEntriesByType('resource').map(e => e.name).join(' ')")
                .await
                .to_string()
        };
        page.click("[data-act=own]").await;
        assert!(!asked().await.contains("/extractor"), "{}", asked().await);
        page.press("\u{e00c}").await;
        page.gone("dialog[open]").await;
        paste(&page).await;
        assert!(asked().await.contains("/extractor"), "{}", asked().await);
    });
}

#[test]
fn what_cannot_be_read_is_said_and_the_page_stays() {
    scenario(Setting::default(), |page| async move {
        let files: BTreeMap<String, Vec<u8>> =
            [("a.zip".to_owned(), b"PK\x03\x04 broken".to_vec()), ("b.txt".to_owned(), b"\x7fELF".to_vec())]
                .into();
        let folder = Folder::of("unreadable", &files);
        page.open("#/reports").await;
        choose(&page, &folder.0, files.keys()).await;
        assert!(counts(&page).await.contains("Nothing"));
        assert_eq!(page.all(".own .problems li").await.len(), 2);
        page.press("\u{e00c}").await;
        assert_eq!(page.all(".report[data-key]").await.len(), 5);
    });
}
