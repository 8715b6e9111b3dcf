//! A ZIP archive of articles, file by file, within limits: an archive may say anything of itself.

use super::{LARGEST, is_named_so};
use crate::record::Problem;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most bytes that the files of one archive may unpack to.
const MOST_BYTES: usize = 256 << 20;
/// Most files of one archive.
const MOST_FILES: usize = 100_000;

/// Whether bytes are a ZIP archive, by how they begin.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The articles of an archive as `archive.zip/path/inside` with their bytes, in the order of their paths, and what was
/// passed over; hidden files are left out.
///
/// An office document, which is a ZIP archive too, gives a problem that says what to do.
pub fn unpack(path: &str, bytes: &[u8]) -> (Vec<(String, Vec<u8>)>, Vec<Problem>) {
    let problem =
        |path: &str, message: &str| Problem { path: path.to_owned(), line: 0, message: message.to_owned() };
    let refuse = |message: &str| (Vec::new(), vec![problem(path, message)]);
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return refuse(
            "this ZIP archive is cut off or damaged: pack it again, or bring the files themselves",
        );
    };
    if archive.index_for_name("[Content_Types].xml").is_some() || archive.index_for_name("mimetype").is_some()
    {
        return refuse(
            "this is an office document or a book, not an archive of articles: save its text as .txt or .html",
        );
    }
    if archive.is_empty() {
        return refuse("this archive is empty");
    }
    if archive.len() > MOST_FILES {
        return refuse("more than 100,000 files in one archive: split it");
    }
    let (mut files, mut problems, mut total) = (Vec::new(), Vec::new(), 0);
    for at in 0..archive.len() {
        let mut entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(problem(path, &format!("a file in this archive cannot be read: {error}")));
                continue;
            }
        };
        // A name that would lead out of its folder is only a name here: nothing is written.
        let inside = entry.name().map_or_else(|_| format!("file {at}"), |name| name.replace('\\', "/"));
        let name = format!("{path}/{}", inside.trim_start_matches('/'));
        let hidden = inside.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if entry.is_dir() || hidden {
            continue;
        }
        if !is_named_so(&inside) {
            problems.push(problem(&name, PASSED));
            continue;
        }
        let room = LARGEST.min(MOST_BYTES - total);
        let mut content = Vec::new();
        match entry.by_ref().take(room as u64 + 1).read_to_end(&mut content) {
            Ok(_) if content.len() > LARGEST => {
                problems.push(problem(&name, "larger than 32 MB: split it into one file an article"));
            }
            Ok(_) if content.len() > room => {
                problems.push(problem(
                    path,
                    "this archive unpacks to more than 256 MB: split it; the rest is passed over",
                ));
                break;
            }
            Ok(_) => {
                total += content.len();
                files.push((name, content));
            }
            Err(error) => problems.push(problem(&name, &format!("not read: {error}"))),
        }
    }
    files.sort();
    (files, problems)
}

/// What is said of a file whose name is no article's.
pub const PASSED: &str = "passed over; articles end in .md, .txt, .html or .htm";

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    /// An archive of files, each with its name and text.
    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            let how = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
            writer.start_file(*name, how).expect("a file");
            writer.write_all(text).expect("bytes");
        }
        writer.finish().expect("an archive").into_inner()
    }

    #[test]
    fn articles_come_by_their_paths_and_others_are_named() {
        let bytes = packed(&[
            ("b/two.txt", b"Two."),
            ("a.md", b"# One"),
            ("picture.png", b"\x89PNG"),
            (".hidden.txt", b"no"),
            ("__MACOSX/._a.md", b"no"),
        ]);
        let (files, problems) = unpack("news.zip", &bytes);
        let names: Vec<&str> = files.iter().map(|f| f.0.as_str()).collect();
        assert_eq!(names, ["news.zip/a.md", "news.zip/b/two.txt"]);
        assert_eq!(files[1].1, b"Two.");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].path, "news.zip/picture.png");
    }

    #[test]
    fn what_is_no_archive_of_articles_says_what_to_do() {
        let office = packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
        for (bytes, told) in [
            (office, "office document"),
            (packed(&[]), "empty"),
            (b"PK\x03\x04 and then nothing".to_vec(), "damaged"),
        ] {
            let (files, problems) = unpack("a.zip", &bytes);
            assert!(files.is_empty());
            assert!(problems[0].message.contains(told), "{}", problems[0].message);
        }
    }

    #[test]
    fn every_truncation_of_an_archive_is_read_without_a_panic() {
        let whole =
            packed(&[("a.txt", b"Norway and Chile signed a treaty."), ("b.txt", b"Chile thanked Norway.")]);
        for end in 0..whole.len() {
            let (files, problems) = unpack("a.zip", &whole[..end]);
            assert!(files.len() + problems.len() > 0, "{end} bytes");
        }
    }

    #[test]
    fn a_file_that_grows_too_large_is_refused_before_it_fills_the_memory() {
        let bytes = packed(&[("large.txt", &vec![b'a'; LARGEST + 1]), ("small.txt", b"Small.")]);
        let (files, problems) = unpack("a.zip", &bytes);
        assert_eq!(files.len(), 1);
        assert!(problems[0].message.contains("32 MB"));
    }
}
