//! Articles taken in one by one, in any order, and the corpus of all of them: what the packer does with a folder, and the
//! page's worker with what a reader brings.

pub mod kept;

use crate::article::{self, archive};
use crate::corpus::{Corpus, check};
use crate::extract::{self, Lexicon};
use crate::record::{Document, Problem, Records};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// What is said where the program failed on a text.
pub const FAULT: &str = "the reader failed on this text and passed it over; please report it with the text";

/// What one article gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its records; none where nothing could be read.
    pub records: Option<Records>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
}

impl Part {
    /// Nothing, and why.
    pub fn refused(name: &str, message: impl Into<String>) -> Part {
        Part {
            records: None,
            problems: vec![Problem { path: name.to_owned(), line: 0, message: message.into() }],
        }
    }
}

/// Reads the bytes of one article.
pub fn read(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Part {
    let (document, problems) = article::read(name, bytes);
    match document.filter(|d| !d.text.trim().is_empty()) {
        Some(document) => fitting(name, extract::read(document, lexicon), problems),
        None if problems.is_empty() => Part::refused(name, "no text in it; passed over"),
        None => Part { records: None, problems },
    }
}

/// What a file gives, an article or an archive of them; `one` reads an article.
pub fn articles(name: &str, bytes: &[u8], one: &dyn Fn(&str, &[u8]) -> Part) -> Vec<Part> {
    if !archive::is_archive(bytes) {
        return vec![one(name, bytes)];
    }
    let (files, problems) = archive::unpack(name, bytes);
    let parts = files.iter().map(|(name, bytes)| one(name, bytes));
    parts.chain([Part { records: None, problems }]).collect()
}

/// Records that fit their text, or why they are passed over.
fn fitting(name: &str, records: Records, problems: Vec<Problem>) -> Part {
    match check::parts(&records) {
        Ok(()) => Part { records: Some(records), problems },
        Err(fault) => Part {
            problems: problems
                .into_iter()
                .chain(
                    Part::refused(
                        name,
                        format!("passed over: what was read does not fit the text ({fault})"),
                    )
                    .problems,
                )
                .collect(),
            records: None,
        },
    }
}

/// The linked records of what many files gave, with all problems; without a document where no article could be read.
pub fn join(parts: impl IntoIterator<Item = Part>) -> Records {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for part in parts {
        read.extend(part.records);
        problems.extend(part.problems);
    }
    settled(extract::link(read), problems)
}

/// Records with the problems of all that was read, in order, each once.
pub fn settled(mut records: Records, problems: Vec<Problem>) -> Records {
    records.problems.extend(problems);
    records.problems.sort();
    records.problems.dedup();
    records
}

/// What waits to be read.
enum Waiting {
    /// A file that the reader brought.
    File(String, Vec<u8>),
    /// A report of the corpus that is there.
    Report(Box<Document>),
}

/// What a reader brought, with its bytes' hash by which the same file is known again.
struct Brought {
    name: String,
    hash: u64,
    part: Part,
}

/// Articles that a reader brings to a corpus that is there.
///
/// The reports that are there are read anew from their texts, by the same rules as the builder's: so the corpus of both is,
/// byte for byte, what packing all files together would give.
pub struct Intake<'l> {
    lexicon: &'l Lexicon,
    waiting: VecDeque<Waiting>,
    there: Vec<Records>,
    /// Ids of the reports that are there, read or not.
    ids: Vec<String>,
    /// Problems that the builder had with them.
    told: Vec<Problem>,
    /// Files on which the program failed before.
    skipped: Vec<String>,
    brought: Vec<Brought>,
}

impl<'l> Intake<'l> {
    /// Nothing yet.
    pub fn new(lexicon: &'l Lexicon) -> Intake<'l> {
        let (waiting, there, ids, told, skipped, brought) = Default::default();
        Intake { lexicon, waiting, there, ids, told, skipped, brought }
    }

    /// A file that is to be passed over and told as a problem, as the program failed on it.
    pub fn skip(&mut self, name: &str) {
        self.skipped.push(name.to_owned());
    }

    /// The corpus that is there: its reports are to be read beside those that are brought.
    pub fn beside(&mut self, corpus: &Corpus) {
        self.told.extend_from_slice(&corpus.records().problems);
        for document in &corpus.records().documents {
            self.ids.push(document.id.clone());
            self.waiting.push_back(Waiting::Report(Box::new(document.clone())));
        }
    }

    /// A file that the reader brought: an article, or an archive of them. What was brought before under the same name and
    /// with the same bytes is not read twice; other bytes under a name that is taken get a number: "news (2).txt".
    pub fn bring(&mut self, name: &str, bytes: Vec<u8>) {
        let plain = name.trim_start_matches('/');
        if archive::is_archive(&bytes) {
            let (files, problems) = archive::unpack(plain, &bytes);
            for (name, bytes) in files {
                self.take(&name, bytes);
            }
            if !problems.is_empty() {
                let hash = xxhash_rust::xxh3::xxh3_64(&bytes);
                self.brought.retain(|b| b.name != plain || b.hash != hash);
                self.brought.push(Brought {
                    name: plain.to_owned(),
                    hash,
                    part: Part { records: None, problems },
                });
            }
        } else {
            self.take(plain, bytes);
        }
    }

    fn take(&mut self, name: &str, bytes: Vec<u8>) {
        let hash = xxhash_rust::xxh3::xxh3_64(&bytes);
        let mut own = name.to_owned();
        let mut number = 1;
        loop {
            match self.brought.iter().find(|b| b.name == own) {
                Some(same) if same.hash == hash => return,
                None if !self.ids.contains(&own) => break,
                _ => {}
            }
            number += 1;
            own = numbered(name, number);
        }
        if self.skipped.contains(&own) {
            self.brought.push(Brought { part: Part::refused(&own, FAULT), name: own, hash });
            return;
        }
        self.brought.push(Brought { name: own.clone(), hash, part: Part::default() });
        self.waiting.push_back(Waiting::File(own, bytes));
    }

    /// How many articles wait to be read.
    pub fn left(&self) -> usize {
        self.waiting.len()
    }

    /// What is read next.
    pub fn next(&self) -> Option<&str> {
        self.waiting.front().map(|waiting| match waiting {
            Waiting::File(name, _) => name.as_str(),
            Waiting::Report(document) => document.id.as_str(),
        })
    }

    /// Reads one article; whether there was one.
    pub fn step(&mut self) -> bool {
        match self.waiting.pop_front() {
            None => return false,
            Some(Waiting::Report(document)) => self.there.push(extract::read(*document, self.lexicon)),
            Some(Waiting::File(name, bytes)) => {
                let part = read(&name, &bytes, self.lexicon);
                if let Some(brought) = self.brought.iter_mut().find(|b| b.name == name) {
                    brought.part = part;
                }
            }
        }
        true
    }

    /// Names of the articles that were brought and read, in the order in which they came.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.brought.iter().filter(|b| b.part.records.is_some()).map(|b| b.name.as_str())
    }

    /// What was wrong with what was brought.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.brought.iter().flat_map(|b| &b.part.problems)
    }

    /// The corpus of what was brought and read, with the reports that were there or without; `None` where that is nothing.
    pub fn corpus(&self, beside: bool) -> Option<Corpus> {
        let brought = self.brought.iter().map(|b| b.part.clone());
        let there =
            self.there.iter().cloned().map(|records| Part { records: Some(records), problems: Vec::new() });
        let told = Part { records: None, problems: self.told.clone() };
        let there = there.chain([told]).filter(|_| beside);
        let records = join(brought.chain(there));
        (!records.documents.is_empty()).then(|| Corpus::new(records))
    }
}

/// A name with a number before its ending.
fn numbered(name: &str, number: usize) -> String {
    let from = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[from..].rfind('.').filter(|&dot| dot > 0) {
        Some(dot) => format!("{} ({number}){}", &name[..from + dot], &name[from + dot..]),
        None => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::format;

    const REPORTS: [(&str, &str); 4] = [
        (
            "a.md",
            "---\ntitle: Chile buys boats\npublished: 2021-03-04\n---\n\nNorway delivered two patrol boats to Chile on 3 March 2021.\n",
        ),
        (
            "b.md",
            "---\ntitle: A visit\npublished: 2021-05-06\n---\n\nNorwegian Defence Minister Kari Holm met her Chilean counterpart Luis Rojas in Santiago on 5 May 2021.\n",
        ),
        (
            "c.txt",
            "Holm in Lima\n\nLIMA, 9 June 2021. Defence Minister Kari Holm visited Peru. Peru and Norway signed an agreement on cooperation.\n",
        ),
        (
            "d.md",
            "---\ntitle: Boats arrive\npublished: 2021-03-05\n---\n\nChile received two patrol boats from Norway on 3 March 2021, Minister Luis Rojas said.\n",
        ),
    ];

    fn packed(reports: &[(&str, &str)]) -> Corpus {
        Corpus::new(join(reports.iter().map(|(name, text)| read(name, text.as_bytes(), Lexicon::builtin()))))
    }

    fn bytes(corpus: &Corpus) -> Vec<u8> {
        format::encode(corpus, &[]).expect("a corpus that holds together")
    }

    #[test]
    fn what_is_brought_beside_a_corpus_gives_what_packing_all_together_gives() {
        let shipped = format::decode(&bytes(&packed(&REPORTS[..2]))).expect("a corpus");
        let mut intake = Intake::new(Lexicon::builtin());
        for (name, text) in &REPORTS[2..] {
            intake.bring(name, text.as_bytes().to_vec());
        }
        intake.beside(&shipped);
        while intake.step() {}
        assert!(bytes(&intake.corpus(true).unwrap()) == bytes(&packed(&REPORTS)));
        assert!(bytes(&intake.corpus(false).unwrap()) == bytes(&packed(&REPORTS[2..])));
        assert_eq!(intake.names().collect::<Vec<_>>(), ["c.txt", "d.md"]);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number_and_the_same_file_is_read_once() {
        let mut intake = Intake::new(Lexicon::builtin());
        intake.beside(&packed(&REPORTS[..1]));
        for (name, text) in [
            ("a.md", REPORTS[0].1),
            ("a.md", REPORTS[1].1),
            ("a.md", REPORTS[0].1),
            ("x/a", "No."),
            ("x/a", "Yes."),
        ] {
            intake.bring(name, text.as_bytes().to_vec());
        }
        while intake.step() {}
        assert_eq!(intake.names().collect::<Vec<_>>(), ["a (2).md", "a (3).md", "x/a", "x/a (2)"]);
    }

    #[test]
    fn nothing_readable_gives_no_corpus_and_says_why() {
        let mut intake = Intake::new(Lexicon::builtin());
        intake.skip("c.txt");
        intake.bring("c.txt", REPORTS[2].1.as_bytes().to_vec());
        intake.bring("a.png", b"\x89PNG and so on".to_vec());
        intake.bring("empty.txt", b" \n".to_vec());
        intake.bring("news.zip", b"PK\x03\x04".to_vec());
        while intake.step() {}
        assert!(intake.corpus(false).is_none());
        assert_eq!(intake.problems().count(), 4);
    }
}
