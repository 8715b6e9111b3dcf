//! Packing again reads only what changed, and gives the same bytes whatever happened before.

mod folder;

use folder::{Folder, entente, reports, said};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn filled(name: &str, count: usize) -> Folder {
    let folder = Folder::new(name, &[]);
    for (file, text) in reports(count) {
        folder.put(&file, text.as_bytes());
    }
    folder
}

fn packing(articles: &Path, output: &Path, more: &[&Path]) -> Command {
    let arguments = [&["pack".as_ref(), articles, "-o".as_ref(), output], more].concat();
    entente(&arguments)
}

/// Packs with a cache; the bytes and what was said.
fn cached(articles: &Path, place: &Path) -> (Vec<u8>, String) {
    let output = place.with_extension("bin");
    let done = packing(articles, &output, &["--cache".as_ref(), place]).output().unwrap();
    assert!(done.status.success(), "{}", said(&done));
    (fs::read(output).unwrap(), said(&done))
}

fn plain(articles: &Path, out: &Folder) -> Vec<u8> {
    let output = out.0.join("plain.bin");
    let done = packing(articles, &output, &["--no-cache".as_ref()]).output().unwrap();
    assert!(done.status.success() && !said(&done).contains("from the cache"), "{}", said(&done));
    fs::read(output).unwrap()
}

/// The cache's only file.
fn file(place: &Path) -> PathBuf {
    let files: Vec<PathBuf> = fs::read_dir(place).unwrap().map(|f| f.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.into_iter().next().unwrap()
}

#[test]
fn a_pack_that_was_killed_goes_on_where_it_was() {
    let (articles, out) = (filled("killed", 600), Folder::new("killed-out", &[]));
    let (place, output) = (out.0.join("cache"), out.0.join("half.bin"));
    let mut child =
        packing(&articles.0, &output, &["--cache".as_ref(), &place]).stderr(Stdio::null()).spawn().unwrap();
    let begin = Instant::now();
    let size = || {
        fs::read_dir(&place)
            .into_iter()
            .flatten()
            .flatten()
            .map(|f| f.metadata().map_or(0, |m| m.len()))
            .sum::<u64>()
    };
    while size() < 50_000 {
        assert!(begin.elapsed() < Duration::from_secs(60), "nothing was kept");
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be killed");
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!output.exists());
    let (bytes, said) = cached(&articles.0, &place);
    let hits = said.split_once(" of 600 files from the cache").map(|s| s.0.rsplit(' ').next().unwrap());
    let hits: usize = hits.unwrap_or_else(|| panic!("{said}")).parse().unwrap();
    assert!((1..600).contains(&hits), "{said}");
    assert!(bytes == plain(&articles.0, &out));
    assert!(cached(&articles.0, &place).1.contains(" 600 of 600 files"));
}

#[test]
fn only_what_changed_is_read_again() {
    let (articles, out) = (filled("changed", 40), Folder::new("changed-out", &[]));
    let place = out.0.join("cache");
    assert!(!cached(&articles.0, &place).1.contains("from the cache"));
    articles.put("0/0.md", b"Oslo, 5 May 2021. Norway delivered seven boats to Chile.");
    let (bytes, said) = cached(&articles.0, &place);
    assert!(said.contains(" 39 of 40 files from the cache"), "{said}");
    assert!(bytes == plain(&articles.0, &out));
    // The same bytes under another name are another report.
    fs::rename(articles.0.join("1/1.md"), articles.0.join("1/one.md")).unwrap();
    let (bytes, said) = cached(&articles.0, &place);
    assert!(said.contains(" 39 of 40 files from the cache"), "{said}");
    assert!(bytes == plain(&articles.0, &out));
    // What lies no more in the folder does not stay in the cache for ever.
    let before = fs::metadata(file(&place)).unwrap().len();
    (10..40).for_each(|n| fs::remove_file(articles.0.join(format!("{}/{n}.md", n % 7))).unwrap());
    assert!(cached(&articles.0, &place).1.contains(" 10 of 10 files from the cache"));
    assert!(fs::metadata(file(&place)).unwrap().len() < before / 2);
}

#[test]
fn a_damaged_cache_is_never_trusted() {
    let (articles, out) = (filled("damaged", 12), Folder::new("damaged-out", &[]));
    let place = out.0.join("cache");
    let whole = plain(&articles.0, &out);
    cached(&articles.0, &place);
    let kept = fs::read(file(&place)).unwrap();
    for (at, what) in [(3, "magic"), (10, "program"), (30, "key"), (44, "length"), (kept.len() / 2, "middle")]
    {
        let mut damaged = kept.clone();
        damaged[at] ^= 0x55;
        fs::write(file(&place), damaged).unwrap();
        let (bytes, said) = cached(&articles.0, &place);
        assert!(bytes == whole && !said.contains(" 12 of 12"), "{what}: {said}");
    }
    for end in [0, 1, 23, 24, 40, kept.len() - 1] {
        fs::write(file(&place), &kept[..end]).unwrap();
        assert!(cached(&articles.0, &place).0 == whole, "{end}");
    }
}

#[test]
fn where_nothing_can_be_kept_packing_goes_on() {
    let (articles, out) = (filled("nowhere", 3), Folder::new("nowhere-out", &[("file", b"")]));
    let output = out.0.join("c.bin");
    let done =
        packing(&articles.0, &output, &["--cache".as_ref(), &out.0.join("file/cache")]).output().unwrap();
    assert!(done.status.success() && said(&done).contains("no cache is used"), "{}", said(&done));
    assert!(fs::read(&output).unwrap() == plain(&articles.0, &out));
}

fn at_home(articles: &Folder, home: &Folder) -> Output {
    let mut command = packing(&articles.0, &home.0.join("c.bin"), &[]);
    command.env("HOME", &home.0).env("XDG_CACHE_HOME", home.0.join("kept")).env("LOCALAPPDATA", &home.0);
    command.output().unwrap()
}

#[test]
fn only_large_folders_are_kept_and_nothing_is_left_in_them() {
    let (few, home) = (filled("few", 3), Folder::new("few-home", &[]));
    assert!(at_home(&few, &home).status.success());
    assert_eq!(fs::read_dir(&home.0).unwrap().count(), 1, "the corpus alone");
    // Markup that is no text makes a folder large without much to read.
    let page = format!(
        "<html><style>{}</style><p>Norway and Chile signed a pact in Oslo.</p></html>",
        "a{} ".repeat(1_200_000)
    );
    let large = Folder::new("large", &[("a.html", page.as_bytes())]);
    let done = at_home(&large, &home);
    assert!(done.status.success(), "{}", said(&done));
    assert!(fs::read_dir(&home.0).unwrap().count() > 1, "{}", said(&done));
    assert!(said(&at_home(&large, &home)).contains(" 1 of 1 files from the cache"));
    assert_eq!(fs::read_dir(&large.0).unwrap().count(), 1);
}

#[test]
fn equal_folders_give_equal_bytes_whatever_the_number_of_threads() {
    let (articles, out) = (filled("threads", 60), Folder::new("threads-out", &[]));
    let bytes = ["1", "2", "7"].map(|threads| {
        let output = out.0.join(threads);
        let mut command = packing(&articles.0, &output, &[]);
        assert!(command.env("RAYON_NUM_THREADS", threads).output().unwrap().status.success());
        fs::read(output).unwrap()
    });
    assert!(bytes[0] == bytes[1] && bytes[1] == bytes[2]);
}
