//! What a corpus reads only when it is asked for: texts with what was marked in them, who is named where, and the words of the
//! search. It lies in blocks behind everything else, each deflated and proved by itself.
//!
//! ```text
//! leaves   reports in their order, about 24 kB of text each: texts, zones, sentences, mentions
//! names    entities in their order: the reports that name each, by which words
//! about    one block: who and what is named in each statement
//! words    what [`crate::query`] keeps of words; nobody else knows what is in them
//! ```
//!
//! Who asks for what is not there gets nothing, or an empty text, and the block is noted: [`Corpus::wanted`] tells its bytes,
//! [`Corpus::bring`] takes them, and then the same question has its answer. Where the whole file is there nothing is ever wanted.

use super::Corpus;
use super::columns::{Columns, Names};
use super::format::DecodeError;
use super::leaf::{Page, pages, put_leaf};
use crate::order::{Lists, Ordered};
use crate::record::{DocumentId, EntityId, Form, Mention, Records, Span, StatementId, Zone};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of text from which on a leaf is full.
const LEAF: usize = 24 << 10;
/// So many mentions of a statement's words are looked at: where thousands of statements go on to the end of a text, all of them
/// would be without end.
const CROWD: usize = 256;
/// Rows from which on a block of names is full.
const ROWS: usize = 8 << 10;
/// Two wanted blocks with so few bytes between them are fetched as one.
const GAP: usize = 16 << 10;

/// Where a block lies, how long it is when inflated, and the proof of it as stored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    pub stored: u32,
    pub raw: u32,
    pub hash: u64,
}

/// What there is, and where: read with the first bytes of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shelf {
    /// All blocks, in the order of the file.
    pub rows: Vec<Row>,
    /// The first report of each leaf.
    pub leaves: Vec<u32>,
    /// The first entity of each block of names.
    pub names: Vec<u32>,
    /// Names of the rules of mentions.
    pub rules: Vec<String>,
    /// By entity: how often it is named.
    pub times: Vec<u32>,
}

impl Shelf {
    /// As columns.
    pub fn columns(&self) -> Columns {
        let mut columns = Columns::default();
        columns.numbers(self.rows.iter().map(|row| row.stored));
        columns.numbers(self.rows.iter().map(|row| row.raw));
        columns.numbers(self.rows.iter().map(|row| (row.hash >> 32) as u32));
        columns.numbers(self.rows.iter().map(|row| row.hash as u32));
        columns.numbers(self.leaves.iter().copied());
        columns.numbers(self.names.iter().copied());
        columns.numbers(self.times.iter().copied());
        columns.words(self.rules.clone());
        columns
    }

    /// The other direction; `None` where the columns do not fit together.
    pub fn read(columns: Columns) -> Option<Shelf> {
        let mut columns = columns.read();
        let (stored, mut raw) = (columns.numbers()?, columns.column()?);
        let (mut high, mut low) = (columns.column()?, columns.column()?);
        let mut rows = Vec::new();
        for stored in stored {
            let hash = u64::from(high.next()?) << 32 | u64::from(low.next()?);
            rows.push(Row { stored, raw: raw.next()?, hash });
        }
        let [leaves, names, times] = [columns.numbers()?, columns.numbers()?, columns.numbers()?];
        Some(Shelf { rows, leaves, names, times, rules: columns.words()? })
    }
}

/// Reports that name an entity by the same words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Naming<'a> {
    /// The report.
    pub document: DocumentId,
    /// The words.
    pub words: &'a str,
    /// Whether they are its name or a word made of it ("Serbian"), not a pronoun or a description.
    pub is_name: bool,
    /// How often they stand there.
    pub times: u32,
    /// Where first.
    pub first: Span,
}

/// The late blocks of one corpus, as far as they are there.
#[derive(Debug)]
pub(super) struct Late {
    shelf: Shelf,
    /// Where each block begins in the file, and where the last ends.
    from: Vec<usize>,
    /// The bytes of all blocks, where the whole file is there.
    whole: Option<Vec<u8>>,
    brought: Vec<OnceLock<Vec<u8>>>,
    leaves: Vec<OnceLock<Vec<Page>>>,
    names: Vec<OnceLock<Names>>,
    about: OnceLock<Lists<u32>>,
    wanted: Mutex<Wanted>,
    hears: OnceLock<fn()>,
}

/// What was asked for and is not there.
#[derive(Debug, Default)]
struct Wanted {
    blocks: Vec<u32>,
    /// Blocks that were told and did not come yet.
    coming: Vec<u32>,
    /// Counts questions without an answer.
    misses: u32,
}

impl Late {
    /// The blocks of a file: they begin at `start`, and end at `end`. `None` where the shelf does not fit.
    pub fn new(shelf: Shelf, range: Range<usize>, whole: Option<Vec<u8>>) -> Option<Late> {
        let mut at = range.start;
        let mut from = vec![at];
        for row in &shelf.rows {
            at = at.checked_add(row.stored as usize)?;
            from.push(at);
            if u64::from(row.raw) > u64::from(row.stored) * super::format::RATIO + 64 {
                return None;
            }
        }
        let ascends = |list: &[u32]| list.windows(2).all(|two| two[0] < two[1]);
        let before = shelf.leaves.len() + shelf.names.len() + 1;
        let fits = at == range.end && before <= shelf.rows.len();
        (fits && ascends(&shelf.leaves) && ascends(&shelf.names)).then(|| Late {
            brought: vec![OnceLock::new(); shelf.rows.len()],
            leaves: shelf.leaves.iter().map(|_| OnceLock::new()).collect(),
            names: shelf.names.iter().map(|_| OnceLock::new()).collect(),
            about: OnceLock::new(),
            wanted: Mutex::default(),
            hears: OnceLock::new(),
            shelf,
            from,
            whole,
        })
    }

    /// How many entities the shelf is made for.
    pub fn entities(&self) -> usize {
        self.shelf.times.len()
    }

    /// Whether a block begins with a report after so many.
    pub fn documents_after(&self, documents: usize) -> bool {
        self.shelf.leaves.last().is_some_and(|&first| first as usize >= documents)
    }

    /// Where the blocks of words begin.
    fn words_from(&self) -> usize {
        self.shelf.leaves.len() + self.shelf.names.len() + 1
    }

    fn wants(&self) -> std::sync::MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A block inflated; `None` where it is not there, and then it is wanted.
    #[inline(never)]
    fn inflated(&self, block: usize) -> Option<Vec<u8>> {
        let row = self.shelf.rows.get(block)?;
        let stored = match &self.whole {
            Some(whole) => whole.get(self.from[block] - self.from[0]..self.from[block + 1] - self.from[0])?,
            None => match self.brought[block].get() {
                Some(brought) => brought,
                None => {
                    let mut wanted = self.wants();
                    wanted.misses += 1;
                    let is_first = wanted.blocks.is_empty();
                    if !wanted.blocks.contains(&(block as u32)) && !wanted.coming.contains(&(block as u32)) {
                        wanted.blocks.push(block as u32);
                        drop(wanted);
                        self.hears.get().filter(|_| is_first).inspect(|hears| hears());
                    }
                    return None;
                }
            },
        };
        // What is proved and still cannot be read was written so: it is as good as empty.
        Some(super::format::inflate(stored, row.raw as usize).unwrap_or_default())
    }

    fn open<'a, T: Default>(
        &'a self,
        cell: &'a OnceLock<T>,
        block: usize,
        read: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Option<&'a T> {
        if let Some(there) = cell.get() {
            return Some(there);
        }
        let raw = self.inflated(block)?;
        Some(cell.get_or_init(|| read(&raw).unwrap_or_default()))
    }

    fn page(&self, document: DocumentId) -> Option<&Page> {
        let leaf = self.shelf.leaves.partition_point(|&first| first <= document.0).checked_sub(1)?;
        let first = self.shelf.leaves[leaf];
        let read = |raw: &[u8]| pages(Columns::of(raw)?, first, &self.shelf);
        self.open(&self.leaves[leaf], leaf, read)?.get((document.0 - first) as usize)
    }

    /// Of each statement, who and what is named in it.
    fn about(&self) -> Option<&Lists<u32>> {
        let block = self.shelf.leaves.len() + self.shelf.names.len();
        let known = |id: &u32| (*id as usize) < self.shelf.times.len();
        let read = |raw: &[u8]| {
            let mut columns = Columns::of(raw)?.read();
            let mut about = columns.lists()?;
            let mut lists = Lists::default();
            while about.left() > 0 {
                lists.push(about.next()?.iter().copied());
            }
            Some(lists).filter(|lists| lists.items().iter().all(known))
        };
        self.open(&self.about, block, read)
    }

    /// The block with the names of an entity, and its place in it.
    fn names(&self, entity: EntityId) -> Option<(&Names, usize)> {
        let block = self.shelf.names.partition_point(|&first| first <= entity.0).checked_sub(1)?;
        let names = self.open(&self.names[block], self.shelf.leaves.len() + block, |raw| {
            Names::read(Columns::of(raw)?)
        })?;
        Some((names, (entity.0 - self.shelf.names[block]) as usize))
    }
}

/// The blocks of a whole corpus but for the words, told one after another, and the shelf without its rows.
pub(super) fn blocks(corpus: &Corpus, tell: &mut dyn FnMut(Vec<u8>)) -> Shelf {
    let records = corpus.records();
    let mut rules: Vec<&str> = records.mentions.iter().map(|m| m.rule.as_ref()).collect();
    rules.sort_unstable();
    rules.dedup();
    let times = corpus.entity_ids().map(|id| corpus.times_named(id)).collect();
    let mut shelf =
        Shelf { rules: rules.iter().map(|&rule| rule.to_owned()).collect(), times, ..Shelf::default() };
    let mut mentions = vec![Vec::new(); records.documents.len()];
    records.mentions.iter().for_each(|m| mentions[m.document.index()].push(m));
    let mut from = 0;
    while from < records.documents.len() {
        let mut to = from;
        let mut bytes = 0;
        while to < records.documents.len() && bytes < LEAF {
            bytes += records.documents[to].text.len();
            to += 1;
        }
        shelf.leaves.push(from as u32);
        tell(put_leaf(&records.documents[from..to], &mentions[from..to], &rules).bytes());
        from = to;
    }
    let mut names = Names::default();
    let mut first = 0;
    for id in corpus.entity_ids() {
        names.push(&corpus.namings(id));
        if names.rows() >= ROWS || id.index() + 1 == records.entities.len() {
            shelf.names.push(first);
            first = id.0 + 1;
            tell(std::mem::take(&mut names).columns().bytes());
        }
    }
    let mut about = Columns::default();
    let statements = (0..records.statements.len() as u32).map(StatementId);
    about.lists(statements.map(|id| corpus.named_in(id).map(|id| id.0)));
    tell(about.bytes());
    shelf
}

/// Puts what stands in the leaves back into records that lack it; `None` where it does not fit them.
pub(super) fn put_back(late: &Late, records: &mut Records) -> Option<()> {
    for at in 0..records.documents.len() {
        let page = late.page(DocumentId(at as u32))?;
        let document = &mut records.documents[at];
        document.text = page.text.clone();
        document.zones = page.zones.clone();
        document.sentences = page.sentences.clone();
        records.mentions.extend(page.mentions.iter().cloned());
    }
    Some(())
}

impl Corpus {
    fn page(&self, id: DocumentId) -> Option<&Page> {
        self.late.as_ref()?.page(id)
    }

    /// The text of a report; empty while it is not there.
    pub fn text(&self, id: DocumentId) -> &str {
        if self.late.is_none() { &self.document(id).text } else { self.page(id).map_or("", |p| &p.text) }
    }

    /// What its parts are: title, body, captions …
    pub fn zones(&self, id: DocumentId) -> &[Zone] {
        if self.late.is_none() { &self.document(id).zones } else { self.page(id).map_or(&[], |p| &p.zones) }
    }

    /// Its sentences.
    pub fn sentences(&self, id: DocumentId) -> &[Span] {
        if self.late.is_none() {
            &self.document(id).sentences
        } else {
            self.page(id).map_or(&[], |p| &p.sentences)
        }
    }

    /// Mentions in a document, by place, of those that begin together the longer first.
    pub fn mentions_in(&self, id: DocumentId) -> Vec<&Mention> {
        if self.late.is_none() {
            let here = self.lists.mentions_in[id.index()].iter();
            return here.map(|&i| &self.records.mentions[i as usize]).collect();
        }
        let mut mentions: Vec<&Mention> = self.page(id).map_or(&[][..], |p| &p.mentions).iter().collect();
        let place = |m: &&Mention| (m.span.start, std::cmp::Reverse(m.span.end));
        // As a rule they stand so already.
        if !mentions.is_sorted_by_key(place) {
            mentions.order_by_key(place);
        }
        mentions
    }

    /// Whether an entity is mentioned in some words.
    pub fn is_named(&self, id: EntityId, document: DocumentId, span: Span) -> bool {
        let is = |m: &Mention| m.entity == id && m.span.overlaps(span);
        match &self.late {
            None => self.mentions_in(document).into_iter().any(is),
            Some(_) => self.page(document).is_some_and(|page| page.mentions.iter().any(is)),
        }
    }

    /// Mentions of an entity, by document and place.
    pub fn mentions_of(&self, id: EntityId) -> Vec<&Mention> {
        if self.late.is_none() {
            let of = self.lists.mentions_of[id.index()].iter();
            return of.map(|&i| &self.records.mentions[i as usize]).collect();
        }
        let mut documents: Vec<DocumentId> = self.namings(id).iter().map(|n| n.document).collect();
        documents.dedup();
        let here = documents.into_iter().flat_map(|d| self.mentions_in(d));
        here.filter(|m| m.entity == id).collect()
    }

    /// How often an entity is named.
    pub fn times_named(&self, id: EntityId) -> u32 {
        match &self.late {
            None => self.lists.mentions_of[id.index()].len() as u32,
            Some(late) => late.shelf.times.get(id.index()).copied().unwrap_or(0),
        }
    }

    /// By which words an entity is named in which reports: report by report, and there by place.
    pub fn namings(&self, id: EntityId) -> Vec<Naming<'_>> {
        if let Some(late) = &self.late {
            return late
                .names(id)
                .map(|(names, at)| names.of(at, self.records.documents.len()))
                .unwrap_or_default();
        }
        let mut namings: Vec<Naming> = Vec::new();
        let mut here = 0;
        for mention in self.mentions_of(id) {
            let words = mention.span.of(self.text(mention.document));
            let is_name = matches!(mention.form, Form::Name | Form::Demonym);
            if namings.last().is_some_and(|last| last.document != mention.document) {
                here = namings.len();
            }
            match namings[here..].iter_mut().find(|n| n.words == words && n.is_name == is_name) {
                Some(naming) => naming.times += 1,
                None => namings.push(Naming {
                    document: mention.document,
                    words,
                    is_name,
                    times: 1,
                    first: mention.span,
                }),
            }
        }
        namings
    }

    /// Of each statement, who and what is named in its words, each once; `None` while it is not there.
    fn named(&self) -> Option<&Lists<u32>> {
        if let Some(late) = &self.late {
            return late.about();
        }
        let named = self.named.0.get_or_init(|| {
            let mentions: Vec<_> = self.document_ids().map(|d| self.mentions_in(d)).collect();
            let mut named = Lists::default();
            for statement in &self.records.statements {
                let (span, here) = (statement.span, &mentions[statement.document.index()]);
                let from = here.partition_point(|m| m.span.start < span.start);
                let inside = here[from..].iter().take(CROWD).take_while(|m| m.span.start < span.end);
                named.push(crate::order::distinct(inside.map(|m| m.entity.0).collect()));
            }
            named
        });
        Some(named)
    }

    /// Who and what is named in the words of a statement, each once.
    pub fn named_in(&self, id: StatementId) -> impl Iterator<Item = EntityId> {
        let named = self.named().map_or(&[][..], |named| named.of(id.index()));
        named.iter().map(|&id| EntityId(id))
    }

    /// Whether [`Corpus::named_in`] and [`Corpus::statements_naming`] know; they are not wanted by asking this.
    pub fn knows_named(&self) -> bool {
        self.late.as_ref().is_none_or(|late| late.whole.is_some() || late.about.get().is_some())
    }

    /// Statements in whose words an entity is named.
    pub fn statements_naming(&self, id: EntityId) -> Vec<StatementId> {
        let Some(named) = self.named() else { return Vec::new() };
        let naming = (0..named.len()).filter(|&at| named.of(at).contains(&id.0));
        naming.map(|at| StatementId(at as u32)).collect()
    }

    /// How many blocks of words the file holds.
    pub fn word_blocks(&self) -> usize {
        self.late.as_ref().map_or(0, |late| late.shelf.rows.len() - late.words_from())
    }

    /// One of them, inflated; `None` while it is not there.
    pub fn word_block(&self, at: usize) -> Option<Vec<u8>> {
        let late = self.late.as_ref()?;
        late.inflated(late.words_from() + at)
    }

    /// Bytes of the file that were asked for and are not there; those that lie near one another as one. Each is told once, until
    /// it is brought or given up.
    pub fn wanted(&self) -> Vec<Range<usize>> {
        let Some(late) = &self.late else { return Vec::new() };
        let mut wanted = late.wants();
        let mut blocks = std::mem::take(&mut wanted.blocks);
        crate::order::tidy(&mut blocks);
        wanted.coming.extend_from_slice(&blocks);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for block in blocks {
            let (from, to) = (late.from[block as usize], late.from[block as usize + 1]);
            match ranges.last_mut() {
                Some(last) if from <= last.end + GAP => last.end = to,
                _ => ranges.push(from..to),
            }
        }
        ranges
    }

    /// Has somebody called when something is wanted where nothing was: but once.
    pub fn on_wanted(&self, hears: fn()) {
        if let Some(late) = &self.late {
            let _ = late.hears.set(hears);
        }
    }

    /// Whether nothing will ever be wanted.
    pub fn is_whole(&self) -> bool {
        self.late.as_ref().is_none_or(|late| late.whole.is_some())
    }

    /// Whether the text of a report is there.
    pub fn has_text(&self, id: DocumentId) -> bool {
        self.late.is_none() || self.page(id).is_some()
    }

    /// How many questions had no answer so far, as their block was not there: who asks before and after knows whether what
    /// was made in between is all.
    pub fn misses(&self) -> u32 {
        self.late.as_ref().map_or(0, |late| late.wants().misses)
    }

    /// Takes bytes of the file from an offset on, with all blocks that are whole in them.
    ///
    /// # Errors
    ///
    /// Where a block is not what the head says: the file was changed since.
    pub fn bring(&self, from: usize, bytes: &[u8]) -> Result<(), DecodeError> {
        let Some(late) = &self.late else { return Ok(()) };
        let first = late.from.partition_point(|&start| start < from);
        for (at, row) in late.shelf.rows.iter().enumerate().skip(first) {
            let start = late.from[at] - from;
            let Some(stored) = bytes.get(start..start + row.stored as usize) else { break };
            if xxh3_64(stored) != row.hash {
                return Err(DecodeError::Corrupt { section: "late".into() });
            }
            let _ = late.brought[at].set(stored.to_vec());
            late.wants().coming.retain(|&block| block as usize != at);
        }
        Ok(())
    }

    /// Bytes that were told and cannot be had: they are wanted again when they are asked for again.
    pub fn give_up(&self) {
        if let Some(late) = &self.late {
            late.wants().coming.clear();
        }
    }
}

/// A corpus is the same wherever its blocks are.
#[derive(Clone, Debug)]
pub(super) struct Shared(pub Arc<Late>);

impl PartialEq for Shared {
    fn eq(&self, other: &Shared) -> bool {
        self.0.shelf == other.0.shelf
    }
}

impl std::ops::Deref for Shared {
    type Target = Late;
    fn deref(&self) -> &Late {
        &self.0
    }
}
