//! Which words stand where: the part of the index that a search needs, and that takes longest to make.
//!
//! It is made a slice at a time, so that a page can do it while nobody waits. Words of reports are read
//! once: evidence is a stretch of a report, and its words are those of the report in it.

use super::fold;
use super::index::read;
use crate::corpus::Corpus;
use crate::order::{Lists, Ordered, by_number};
use crate::record::{DocumentId, EntityId, EventId};
use crate::words::{ENGLISH, KINDS, STATUSES};

/// How often a word counts that stands in a headline.
const HEADLINE: u32 = 3;
/// How many reports, names or events are read in a slice.
const SLICE: usize = 64;

/// Word forms and where they occur.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Postings {
    /// Forms of words, sorted.
    pub forms: Vec<String>,
    /// By form: events with it in title, names of parties or evidence, ascending.
    pub events: Lists<u32>,
    /// By form: entities with it in a name, ascending.
    pub entities: Lists<u32>,
    /// By form: documents, and how often it stands in each; a headline counts more.
    pub documents: Lists<(u32, u32)>,
    /// By document: number of words.
    pub lengths: Vec<u32>,
}

/// Postings on their way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Maker {
    forms: Forms,
    /// Names, then reports, then events: how many have been read of all together.
    done: usize,
    /// Forms of kinds and statuses of events.
    labels: [Vec<Vec<u32>>; 2],
    /// By entity.
    names: Lists<u32>,
    entities: Vec<(u32, u32)>,
    events: Vec<(u32, u32)>,
    documents: Vec<(u32, u32, u32)>,
    /// By form: its last entry in `documents`.
    last: Vec<u32>,
    lengths: Vec<u32>,
}

/// A word of a report: where it stands, and its form; one entry a form.
type Token = (u32, u32, u32);

impl Maker {
    /// Reads a little more; `true` when all is read.
    pub fn step(&mut self, corpus: &Corpus) -> bool {
        let records = corpus.records();
        let (names, reports) = (records.entities.len(), records.documents.len());
        if self.done == 0 {
            let forms = &mut self.forms;
            self.labels = [
                KINDS.map(|kind| forms.of(ENGLISH.kind(kind))).into(),
                STATUSES.map(|status| forms.of(ENGLISH.status(status))).into(),
            ];
        }
        let all = names + reports + records.events.len();
        for at in self.done..(self.done + SLICE).min(all) {
            if at < names {
                self.entity(corpus, EntityId(at as u32));
            } else if at < names + reports {
                self.document(corpus, DocumentId((at - names) as u32));
            } else {
                self.event(corpus, EventId((at - names - reports) as u32));
            }
        }
        self.done += SLICE;
        self.done >= all
    }

    fn entity(&mut self, corpus: &Corpus, id: EntityId) {
        let entity = corpus.entity(id);
        let names = std::iter::once(&entity.name).chain(&entity.aliases);
        let mut forms: Vec<u32> = names.flat_map(|name| self.forms.of(name)).collect();
        forms.order();
        forms.dedup();
        self.entities.extend(forms.iter().map(|&form| (form, id.0)));
        self.names.push(forms);
    }

    fn document(&mut self, corpus: &Corpus, id: DocumentId) {
        let document = corpus.document(id);
        for form in self.forms.of(corpus.document_title(id)) {
            self.count(id, form, HEADLINE);
        }
        let mut tokens: Vec<Token> = Vec::new();
        let stretches = read(document.body, &document.sentences);
        let mut words = 0;
        for &stretch in &stretches {
            let from = tokens.len();
            words += self.forms.read(stretch.of(&document.text), stretch.start, &mut tokens);
            for &(.., form) in &tokens[from..] {
                self.count(id, form, 1);
            }
        }
        self.lengths.push(words);
        tokens.order_by_key(|&(start, ..)| start);
        for &event in corpus.events_in(id) {
            for evidence in corpus.event(event).evidence.iter().filter(|e| e.document == id) {
                let (span, text) = (evidence.span, document.text.as_bytes());
                // A stretch that begins or ends inside a word has words of its own.
                let edge =
                    |at: u32| text.get(at as usize).is_none_or(|b| b.is_ascii_whitespace() || *b == b'"');
                let begins = span.start == 0
                    || edge(span.start - 1)
                    || stretches.iter().any(|s| s.start == span.start);
                let ends = edge(span.end) || stretches.iter().any(|s| s.end == span.end);
                let whole = stretches.iter().any(|s| s.contains(span));
                if whole && begins && ends {
                    let from = tokens.partition_point(|t| t.0 < span.start);
                    let inside = tokens[from..].iter().take_while(|t| t.0 < span.end);
                    self.events.extend(inside.filter(|t| t.1 <= span.end).map(|t| (t.2, event.0)));
                } else {
                    let forms = self.forms.of(corpus.words(evidence));
                    self.events.extend(forms.into_iter().map(|form| (form, event.0)));
                }
            }
        }
    }

    fn count(&mut self, document: DocumentId, form: u32, times: u32) {
        if self.last.len() <= form as usize {
            self.last.resize(form as usize + 1, u32::MAX);
        }
        let last = &mut self.last[form as usize];
        match self.documents.get_mut(*last as usize) {
            Some((_, of, n)) if *of == document.0 => *n += times,
            _ => {
                *last = self.documents.len() as u32;
                self.documents.push((form, document.0, times));
            }
        }
    }

    fn event(&mut self, corpus: &Corpus, id: EventId) {
        let event = corpus.event(id);
        let kind = KINDS.iter().position(|&k| k == event.kind).map(|at| &self.labels[0][at]);
        let status = STATUSES.iter().position(|&s| s == event.status).map(|at| &self.labels[1][at]);
        let parties =
            event.actors.iter().chain(&event.recipients).chain(&event.instruments).chain(&event.place);
        let names = parties.flat_map(|p| self.names.of(p.index()));
        let forms = kind.into_iter().chain(status).flatten().chain(names);
        self.events.extend(forms.map(|&form| (form, id.0)));
    }

    /// What was read, by form.
    pub fn finish(self, corpus: &Corpus) -> Postings {
        let records = corpus.records();
        let Maker { forms, entities, mut events, documents, lengths, .. } = self;
        // By event, so that the events of each form ascend.
        let numbers: Vec<u32> = events.iter().map(|e| e.1).collect();
        events = by_number(&numbers, records.events.len()).iter().map(|&at| events[at as usize]).collect();
        let known = forms.known;
        let mut sorted: Vec<u32> = (0..known.len() as u32).collect();
        sorted.order_by(|&a, &b| known[a as usize].cmp(&known[b as usize]));
        let mut rank = vec![0u32; known.len()];
        for (at, &form) in sorted.iter().enumerate() {
            rank[form as usize] = at as u32;
        }
        // Positions in a list, run by run of one form.
        let runs = |forms: &mut dyn Iterator<Item = u32>, each: &mut dyn FnMut(&[u32])| {
            let of: Vec<u32> = forms.map(|form| rank[form as usize]).collect();
            let order = by_number(&of, known.len());
            let mut at = 0;
            for form in 0..known.len() as u32 {
                let begin = at;
                while at < order.len() && of[order[at] as usize] == form {
                    at += 1;
                }
                each(&order[begin..at]);
            }
        };
        let lists = |pairs: &[(u32, u32)]| {
            let mut lists = Lists::default();
            runs(&mut pairs.iter().map(|p| p.0), &mut |run| {
                let again = |i: usize| i > 0 && pairs[run[i] as usize].1 == pairs[run[i - 1] as usize].1;
                lists.push((0..run.len()).filter(|&i| !again(i)).map(|i| pairs[run[i] as usize].1));
            });
            lists
        };
        let (events, entities) = (lists(&events), lists(&entities));
        let mut told = Lists::default();
        runs(&mut documents.iter().map(|d| d.0), &mut |run| {
            told.push(run.iter().map(|&d| (documents[d as usize].1, documents[d as usize].2)));
        });
        let forms = sorted.into_iter().map(|form| known[form as usize].clone()).collect();
        Postings { forms, events, entities, documents: told, lengths }
    }
}

/// Forms of words by number, in the order in which they were met.
#[derive(Clone, Debug, Default, PartialEq)]
struct Forms {
    known: Vec<String>,
    /// Numbers by hash, the next free place taken where two meet; twice as many as forms at least.
    places: Vec<u32>,
    /// The word that is looked up.
    word: String,
}

const FREE: u32 = u32::MAX;

fn hash(word: &[u8]) -> usize {
    // Fowler, Noll and Vo: FNV-1a.
    word.iter().fold(0x811c_9dc5_u32, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193)) as usize
}

impl Forms {
    /// The number of the form in `word`.
    fn number(&mut self) -> u32 {
        if self.places.len() < 2 * self.known.len() + 2 {
            let size = (4 * self.known.len()).next_power_of_two().max(1024);
            self.places = vec![FREE; size];
            for number in 0..self.known.len() {
                let at = self.place(&self.known[number]);
                self.places[at] = number as u32;
            }
        }
        let at = self.place(&self.word);
        if self.places[at] == FREE {
            self.places[at] = self.known.len() as u32;
            self.known.push(self.word.clone());
        }
        self.places[at]
    }

    fn place(&self, word: &str) -> usize {
        let mask = self.places.len() - 1;
        let mut at = hash(word.as_bytes()) & mask;
        while self.places[at] != FREE && self.known[self.places[at] as usize] != word {
            at = (at + 1) & mask;
        }
        at
    }

    /// The forms of the words of a text, as often as they stand there.
    fn of(&mut self, text: &str) -> Vec<u32> {
        let mut tokens = Vec::new();
        self.read(text, 0, &mut tokens);
        tokens.into_iter().map(|t| t.2).collect()
    }

    /// Adds the words of a text, which begins at an offset; how many there are.
    fn read(&mut self, text: &str, offset: u32, out: &mut Vec<Token>) -> u32 {
        if !text.is_ascii() {
            let words = fold::indexed(text);
            for word in &words {
                for form in &word.forms {
                    self.word.clone_from(form);
                    out.push((offset + word.span.start, offset + word.span.end, self.number()));
                }
            }
            return words.len() as u32;
        }
        let bytes = text.as_bytes();
        let mut words = 0;
        let mut before: Option<(usize, usize)> = None;
        for (start, end) in fold::ascii_words(bytes) {
            let joined = before.filter(|b| b.1 + 1 == start && bytes[b.1] == b'-');
            self.word.clear();
            self.word.extend(bytes[start..end].iter().map(|b| char::from(b.to_ascii_lowercase())));
            out.push((offset + start as u32, offset + end as u32, self.number()));
            words += 1;
            if let Some((from, to)) = joined {
                self.word.clear();
                let both = bytes[from..to].iter().chain(&bytes[start..end]);
                self.word.extend(both.map(|b| char::from(b.to_ascii_lowercase())));
                out.push((offset + from as u32, offset + end as u32, self.number()));
                words += 1;
            }
            before = Some((start, end));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_words_of_a_text_are_those_that_fold_finds(text in "[a-cS's\\- é]{0,30}") {
            let mut forms = Forms::default();
            let mut tokens = Vec::new();
            let words = forms.read(&text, 0, &mut tokens);
            let expect = fold::indexed(&text);
            prop_assert_eq!(words as usize, expect.len());
            let mut found: Vec<(u32, u32, String)> =
                tokens.iter().map(|t| (t.0, t.1, forms.known[t.2 as usize].clone())).collect();
            let all = expect.iter().flat_map(|w| w.forms.iter().map(|f| (w.span.start, w.span.end, f.clone())));
            let mut expect: Vec<(u32, u32, String)> = all.collect();
            found.sort();
            expect.sort();
            prop_assert_eq!(found, expect);
        }
    }
}
