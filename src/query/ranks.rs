//! The best of what is found, without putting all in order.

use super::best::Best;
use super::bits::Bits;
use super::fold;
use super::index::Index;
use super::search::Asked;
use crate::corpus::Corpus;
use crate::record::{DocumentId, EntityId};

// Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009: usual values.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Entities with every word in their names that are also wanted: first those whose name is just the words, then those with more
/// whole words, then those named more often, then those whose name begins so.
pub(super) fn entities(
    corpus: &Corpus,
    index: &Index,
    asked: &[Asked],
    wanted: &dyn Fn(EntityId) -> bool,
    most: usize,
) -> Vec<EntityId> {
    let postings = index.postings(corpus);
    let all = corpus.records().entities.len();
    let with = |runs: &[_]| {
        let mut with = Bits::none(all);
        postings.of(corpus, runs).into_iter().flatten().for_each(|form| with.put_all(&form.entities));
        with
    };
    let mut left = Bits::all(all);
    asked.iter().for_each(|word| left.keep(&with(&word.meant)));
    // Whole words of all names, aliases too: at least as many as in the name.
    let whole: Vec<Bits> = asked.iter().map(|a| with(&index.meant(corpus, &a.forms, false))).collect();
    let number = |exact: bool, whole: usize, mentions: usize, first: bool| {
        (u64::from(exact) << 63 | (whole.min(0x7fff) as u64) << 48)
            | (mentions as u64).min(0xffff_ffff) << 1
            | u64::from(first)
    };
    let mut best = Best::new(most);
    for id in left.iter().map(EntityId) {
        let mentions = corpus.times_named(id) as usize;
        let most = whole.iter().filter(|with| with.has(id.0)).count();
        let exact = most >= postings.name_lengths.get(id.index()).map_or(0, |&length| usize::from(length));
        // The name is looked at where it may stand before the last, and read where its first letter does not speak against that.
        let begins = || {
            let first = corpus.entity(id).name.bytes().next().filter(u8::is_ascii_alphanumeric);
            let is = |form: &String| form.bytes().next() == first.map(|b| b.to_ascii_lowercase());
            first.is_none() || asked.iter().any(|a| a.forms.iter().any(is))
        };
        if !best.takes(number(exact, most, mentions, true))
            || !best.takes(number(exact, most, mentions, begins()))
        {
            continue;
        }
        let name = fold::words(&corpus.entity(id).name);
        let whole =
            asked.iter().filter(|a| name.iter().any(|w| fold::same(&a.forms, &w.forms, false))).count();
        let first = name.first().is_some_and(|w| asked.iter().any(|a| fold::same(&a.forms, &w.forms, true)));
        let number = number(whole == name.len(), whole, mentions, first);
        if best.takes(number) && wanted(id) {
            best.put(number, id.0);
        }
    }
    best.found.into_iter().map(|(_, id)| EntityId(id)).collect()
}

/// Reports with a word, and all words of phrases, that are also wanted: those with more of the words first, then by Okapi BM25.
pub(super) fn reports(
    corpus: &Corpus,
    index: &Index,
    asked: &[Asked],
    wanted: &dyn Fn(DocumentId) -> bool,
    most: usize,
) -> Vec<DocumentId> {
    let postings = index.postings(corpus);
    let lengths = &postings.lengths;
    let all = lengths.len() as f32;
    let mean = (postings.words as f32 / all.max(1.0)).max(1.0);
    // How many of the words each report has.
    let mut found = vec![0u8; lengths.len()];
    let weighed = |word: &Asked| {
        let mut times = vec![0u8; lengths.len()];
        let forms = postings.of(corpus, &word.meant).into_iter().flatten();
        forms.for_each(|form| form.documents.add_to(&mut times));
        let mut with = 0;
        for (found, &n) in found.iter_mut().zip(&times) {
            let has = u8::from(n > 0);
            *found = found.saturating_add(has);
            with += u32::from(has);
        }
        let with = with as f32;
        (times.into_boxed_slice(), (1.0 + (all - with + 0.5) / (with + 0.5)).ln() * (K1 + 1.0), word.phrase)
    };
    let words: Vec<(Box<[u8]>, f32, bool)> = asked.iter().map(weighed).collect();
    let mut best = Best::new(most);
    let mut least = 1;
    for (document, (&length, &found)) in lengths.iter().zip(&found).enumerate() {
        if found < least {
            continue;
        }
        let longer = K1 * (1.0 - B + B * length as f32 / mean);
        let (mut score, mut whole) = (0.0, true);
        for (times, weight, phrase) in &words {
            let n = f32::from(times[document]);
            score += weight * n / (n + longer);
            whole &= !phrase || n > 0.0;
        }
        // The bits of numbers that are not negative are in the order of the numbers.
        let number = u64::from(found) << 32 | u64::from(score.to_bits());
        if whole && best.takes(number) && wanted(DocumentId(document as u32)) {
            best.put(number, document as u32);
            if best.found.len() == most {
                least = best.found.last().map_or(1, |last| (last.0 >> 32) as u8);
            }
        }
    }
    best.found.into_iter().map(|(_, id)| DocumentId(id)).collect()
}
