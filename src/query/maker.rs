//! How words are read out of a corpus: those of names, of reports and of events in the order of their numbers, so that every list
//! ascends as it grows.

use super::bits::{Bits, Set};
use super::fold;
use super::index::read;
use super::postings::{Form, Postings, Run};
use super::times::Times;
use crate::corpus::Corpus;
use crate::order::{Lists, Ordered};
use crate::record::{DocumentId, EntityId, EventId};
use crate::words::{ENGLISH, KINDS, STATUSES};
use std::cell::OnceCell;

/// How often a word counts that stands in a headline.
const HEADLINE: u32 = 3;
/// The words that some letters begin are also kept together where their lists are together longer than so many times the
/// number of reports: whoever has typed one letter does not wait for ten thousand words.
const LONG: usize = 4;

/// A form of a word, and where it occurs.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    word: String,
    form: Form,
}

/// Postings on their way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Maker {
    forms: Forms,
    /// Forms of kinds and statuses of events.
    labels: [Vec<Vec<u32>>; 2],
    /// By entity: the forms of its names.
    names: Lists<u32>,
    /// What [`Postings`] tell by report and by name.
    lengths: Vec<u32>,
    name_lengths: Vec<u8>,
    /// Forms of what is read now.
    read: Vec<u32>,
    /// What is read, sorted; then the runs that may be long, and how many letters each begins with.
    sorted: Vec<Known>,
    runs: Vec<(Run, usize)>,
    begun: Vec<(Run, Form)>,
}

impl Maker {
    /// All words of a corpus.
    pub fn all(corpus: &Corpus) -> Postings {
        let mut maker = Maker::default();
        let forms = &mut maker.forms;
        maker.labels = [
            KINDS.map(|kind| forms.of(ENGLISH.kind(kind))).into(),
            STATUSES.map(|status| forms.of(ENGLISH.status(status))).into(),
        ];
        corpus.entity_ids().for_each(|id| maker.entity(corpus, id));
        corpus.document_ids().for_each(|id| maker.document(corpus, id));
        corpus.event_ids().for_each(|id| maker.event(corpus, id));
        maker.sort();
        while let Some((run, letters)) = maker.runs.pop() {
            maker.together(corpus, run, letters);
        }
        maker.finished()
    }

    fn entity(&mut self, corpus: &Corpus, id: EntityId) {
        let entity = corpus.entity(id);
        let mut forms = Vec::new();
        self.forms.read(&entity.name, &mut forms);
        self.name_lengths.push(fold::count(&entity.name).min(255) as u8);
        for alias in &entity.aliases {
            self.forms.read(alias, &mut forms);
        }
        forms.order();
        forms.dedup();
        for &form in &forms {
            self.forms.known[form as usize].form.entities.push(id.0);
        }
        self.names.push(forms);
    }

    fn document(&mut self, corpus: &Corpus, id: DocumentId) {
        let (document, all) = (corpus.document(id), corpus.records().documents.len());
        let mut forms = std::mem::take(&mut self.read);
        forms.clear();
        self.forms.read(corpus.document_title(id), &mut forms);
        let headline = forms.len();
        let mut words = 0;
        for stretch in read(document.body, corpus.sentences(id)) {
            words += self.forms.read(stretch.of(corpus.text(id)), &mut forms);
        }
        for (at, &form) in forms.iter().enumerate() {
            let times = if at < headline { HEADLINE } else { 1 };
            self.forms.known[form as usize].form.documents.add(id.0, times, all);
        }
        self.lengths.push(words);
        self.read = forms;
    }

    fn event(&mut self, corpus: &Corpus, id: EventId) {
        let (event, all) = (corpus.event(id), corpus.records().events.len());
        let kind = KINDS.iter().position(|&k| k == event.kind).map(|at| &self.labels[0][at]);
        let status = STATUSES.iter().position(|&s| s == event.status).map(|at| &self.labels[1][at]);
        let parties =
            event.actors.iter().chain(&event.recipients).chain(&event.instruments).chain(&event.place);
        let mut forms = std::mem::take(&mut self.read);
        forms.clear();
        forms.extend(kind.into_iter().chain(status).flatten());
        forms.extend(parties.flat_map(|p| self.names.of(p.index())));
        for evidence in &event.evidence {
            self.forms.read(corpus.words(evidence), &mut forms);
        }
        for &form in &forms {
            self.forms.known[form as usize].form.events.put(id.0, all);
        }
        self.read = forms;
    }

    /// What was read, by form; runs of forms that begin alike are put together next.
    fn sort(&mut self) {
        let mut forms = std::mem::take(&mut self.forms).known;
        forms.order_by(|a, b| a.word.cmp(&b.word));
        self.runs.push(((0, forms.len()), 0));
        self.sorted = forms;
    }

    /// All in its place.
    fn finished(self) -> Postings {
        let mut postings = Postings {
            words: self.lengths.iter().map(|&l| u64::from(l)).sum(),
            lengths: self.lengths,
            name_lengths: self.name_lengths,
            ..Postings::default()
        };
        let mut block = Vec::new();
        for known in self.sorted {
            postings.forms.push(&known.word);
            block.push(known.form);
        }
        let there = |forms: Vec<Form>| OnceCell::from(forms);
        postings.begun = self.begun.into_iter().map(|(run, form)| (run, there(vec![form]))).collect();
        postings.blocks.push((0, there(block)));
        postings
    }

    /// Puts together what is in a run of forms that begin with the same letters, so many, where that is much; then those
    /// with one letter more.
    fn together(&mut self, corpus: &Corpus, run: Run, letters: usize) {
        let (records, sorted) = (corpus.records(), &self.sorted);
        let forms = &sorted[run.0..run.1];
        let reports = records.documents.len();
        if forms.len() < 2 || forms.iter().map(|f| f.form.documents.len()).sum::<usize>() <= LONG * reports {
            return;
        }
        if letters > 0 && self.begun.iter().all(|(begun, _)| *begun != run) {
            let mut times = vec![0; reports];
            let mut events = Bits::none(records.events.len());
            let mut entities = Bits::none(records.entities.len());
            for Known { form, .. } in forms {
                form.documents.add_to(&mut times);
                form.events.put_into(&mut events);
                form.entities.iter().for_each(|&e| entities.put(e));
            }
            let form = Form {
                documents: Times::Many(times),
                events: Set::of(events, records.events.len()),
                entities: entities.iter().collect(),
            };
            self.begun.push((run, form));
        }
        let head = |at: usize| {
            let word = sorted[at].word.as_str();
            word.char_indices().nth(letters + 1).map_or(word, |(end, _)| &word[..end])
        };
        let mut from = run.0;
        for at in run.0 + 1..=run.1 {
            if at == run.1 || head(at) != head(from) {
                self.runs.push(((from, at), letters + 1));
                from = at;
            }
        }
    }
}

/// Forms of words by number, in the order in which they were met.
#[derive(Clone, Debug, Default, PartialEq)]
struct Forms {
    known: Vec<Known>,
    /// Hashes and numbers, the next free place taken where two meet; twice as many as forms at least.
    places: Vec<(u32, u32)>,
    /// The word that is looked up.
    word: Vec<u8>,
}

const FREE: (u32, u32) = (0, u32::MAX);

fn hash(word: &[u8]) -> u32 {
    // Fowler, Noll and Vo: FNV-1a.
    word.iter().fold(0x811c_9dc5_u32, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

impl Forms {
    /// The number of a form.
    fn number(&mut self, word: &[u8]) -> u32 {
        if self.places.len() < 2 * self.known.len() + 2 {
            let size = (4 * self.known.len()).next_power_of_two().max(1024);
            for place in std::mem::replace(&mut self.places, vec![FREE; size]) {
                if place != FREE {
                    let at = self.place(place.0, None);
                    self.places[at] = place;
                }
            }
        }
        let hash = hash(word);
        let at = self.place(hash, Some(word));
        if self.places[at] == FREE {
            self.places[at] = (hash, self.known.len() as u32);
            let word = std::str::from_utf8(word).unwrap_or_default().to_owned();
            self.known.push(Known { word, ..Known::default() });
        }
        self.places[at].1
    }

    /// The place of a word, or of a hash whose word is nowhere yet.
    fn place(&self, hash: u32, word: Option<&[u8]>) -> usize {
        let (places, known) = (self.places.as_slice(), self.known.as_slice());
        let mask = places.len() - 1;
        let mut at = hash as usize & mask;
        while places[at] != FREE
            && !(places[at].0 == hash && Some(known[places[at].1 as usize].word.as_bytes()) == word)
        {
            at = (at + 1) & mask;
        }
        at
    }

    /// The forms of the words of a text, as often as they stand there.
    fn of(&mut self, text: &str) -> Vec<u32> {
        let mut forms = Vec::new();
        self.read(text, &mut forms);
        forms
    }

    /// Adds the forms of the words of a text; how many words there are.
    fn read(&mut self, text: &str, out: &mut Vec<u32>) -> u32 {
        let mut word = std::mem::take(&mut self.word);
        let words = fold::each(text, &mut word, &mut |_, form| out.push(self.number(form)));
        self.word = word;
        words
    }
}
