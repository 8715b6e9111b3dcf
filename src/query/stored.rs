//! The words of the search as blocks of `corpus.bin`: what a search needs is fetched, not made.
//!
//! ```text
//! 0        the dictionary: all forms of words in their order, how long reports and names are, where blocks begin
//! 1 …      where forms occur, about 32 kB a block
//! last …   where words occur that begin with the same letters, for letters that begin many: a block each
//! ```

use super::maker::Maker;
use super::postings::{Form, Postings, Run, Sorted};
use crate::corpus::{Columns, Corpus};
use std::cell::OnceCell;

/// Numbers in a block from which on it is full.
const FULL: usize = 16 << 10;
/// What ends a word in the dictionary: words hold letters and digits only.
const END: char = '\n';

/// Where forms occur, by column.
#[derive(Default)]
struct Block {
    /// By form: reports and how often there, events, names; numbers counted from the one before in the same form.
    documents: Vec<Vec<u32>>,
    times: Vec<u8>,
    events: Vec<Vec<u32>>,
    entities: Vec<Vec<u32>>,
    size: usize,
}

impl Block {
    fn push(&mut self, form: &Form) {
        let steps = |numbers: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
            let mut before = 0;
            numbers.map(|number| number - std::mem::replace(&mut before, number)).collect()
        };
        let times = form.documents.list();
        let documents = steps(&mut times.iter().map(|&(report, _)| report));
        let events = steps(&mut form.events.list().into_iter());
        let entities = steps(&mut form.entities.iter().copied());
        self.size += documents.len() + events.len() + entities.len();
        self.times.extend(times.iter().map(|&(_, n)| n));
        self.documents.push(documents);
        self.events.push(events);
        self.entities.push(entities);
    }

    fn bytes(self) -> Vec<u8> {
        let mut columns = Columns::default();
        columns.lists(self.documents);
        columns.numbers(self.times.iter().map(|&n| u32::from(n)));
        columns.lists(self.events);
        columns.lists(self.entities);
        columns.bytes()
    }
}

/// The words of a corpus in blocks, for [`crate::corpus::format::encode`].
pub fn words(corpus: &Corpus) -> Vec<Vec<u8>> {
    let postings = Maker::all(corpus);
    // Of each word how many bytes it shares with the one before, and its other letters, all together.
    let (mut shared, mut rest) = (Vec::new(), String::new());
    let mut before = "";
    for at in 0..postings.forms.len() {
        let word = postings.forms.of(at);
        let mut same = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        while !word.is_char_boundary(same) {
            same -= 1;
        }
        shared.push(same as u32);
        rest.push_str(&word[same..]);
        rest.push(END);
        before = word;
    }
    let (mut first, mut blocks) = (Vec::new(), vec![Vec::new()]);
    let mut block = Block::default();
    let forms = postings.blocks.iter().flat_map(|(_, forms)| forms.get()).flatten();
    for (at, form) in forms.enumerate() {
        if block.documents.is_empty() {
            first.push(at as u32);
        }
        block.push(form);
        if block.size >= FULL {
            blocks.push(std::mem::take(&mut block).bytes());
        }
    }
    if !block.documents.is_empty() {
        blocks.push(block.bytes());
    }
    for form in postings.begun.iter().flat_map(|(_, form)| form.get()).flatten() {
        let mut block = Block::default();
        block.push(form);
        blocks.push(block.bytes());
    }
    let mut dictionary = Columns::default();
    dictionary.numbers(shared);
    dictionary.numbers(first);
    dictionary.numbers(postings.begun.iter().map(|((from, _), _)| *from as u32));
    dictionary.numbers(postings.begun.iter().map(|((_, to), _)| *to as u32));
    dictionary.numbers(postings.lengths.iter().copied());
    dictionary.numbers(postings.name_lengths.iter().map(|&length| u32::from(length)));
    dictionary.words(vec![rest]);
    blocks[0] = dictionary.bytes();
    blocks
}

/// The postings of a corpus that holds them, all blocks closed; `None` while the dictionary is not there.
pub(super) fn postings(corpus: &Corpus) -> Option<Postings> {
    let raw = corpus.word_block(0)?;
    // What is proved and does not fit was written so: then no word is found.
    Some(read(&raw, corpus).unwrap_or_default())
}

fn read(raw: &[u8], corpus: &Corpus) -> Option<Postings> {
    let mut columns = Columns::of(raw)?.read();
    let [shared, first] = [columns.numbers()?, columns.numbers()?];
    let begun = columns.numbers()?.into_iter().zip(columns.numbers()?);
    let begun: Vec<Run> = begun.map(|(from, to)| (from as usize, to as usize)).collect();
    let lengths = columns.numbers()?;
    let name_lengths: Vec<u8> = columns.numbers()?.into_iter().map(|length| length.min(255) as u8).collect();
    let rest = columns.texts()?.pop()?;
    let mut forms = Sorted::default();
    let mut word = String::new();
    for (shared, own) in shared.into_iter().zip(rest.split(END)) {
        if !word.is_char_boundary(shared as usize) {
            return None;
        }
        word.truncate(shared as usize);
        word.push_str(own);
        forms.push(&word);
    }
    let records = corpus.records();
    let fits = lengths.len() == records.documents.len()
        && name_lengths.len() == records.entities.len()
        && first.windows(2).all(|two| two[0] < two[1])
        && first.first().is_none_or(|&first| first == 0)
        && first.last().is_none_or(|&last| (last as usize) < forms.len());
    let closed = || OnceCell::new();
    fits.then(|| Postings {
        forms,
        blocks: first.into_iter().map(|first| (first, closed())).collect(),
        begun: begun.into_iter().map(|run| (run, closed())).collect(),
        words: lengths.iter().map(|&length| u64::from(length)).sum(),
        lengths,
        name_lengths,
    })
}

/// The forms of a block, as many as are asked for; those that do not fit occur nowhere.
pub(super) fn forms(raw: &[u8], many: usize, postings: &Postings, events: usize) -> Vec<Form> {
    let mut forms = read_forms(raw, many, postings, events).unwrap_or_default();
    forms.resize_with(many, Form::default);
    forms
}

fn read_forms(raw: &[u8], many: usize, postings: &Postings, events: usize) -> Option<Vec<Form>> {
    let mut columns = Columns::of(raw)?.read();
    let (mut documents, mut times) = (columns.lists()?, columns.column()?);
    let (mut told, mut entities) = (columns.lists()?, columns.lists()?);
    let (reports, names) = (postings.lengths.len(), postings.name_lengths.len());
    let mut forms = Vec::with_capacity(many);
    while forms.len() < many && documents.left() > 0 {
        let mut form = Form::default();
        let mut report = 0u32;
        for step in documents.next()? {
            report = report.wrapping_add(*step);
            let n = times.next()?;
            if (report as usize) < reports {
                form.documents.add(report, n, reports);
            }
        }
        let mut event = 0u32;
        for step in told.next()? {
            event = event.wrapping_add(*step);
            if (event as usize) < events {
                form.events.put(event, events);
            }
        }
        let mut entity = 0u32;
        for step in entities.next()? {
            entity = entity.wrapping_add(*step);
            if (entity as usize) < names {
                form.entities.push(entity);
            }
        }
        forms.push(form);
    }
    Some(forms)
}
