//! Words that a word may be a slip of: a walk through the sorted words that reads what they begin with once, and passes over all
//! that begin with what can be no slip any more.

use super::postings::{Run, Sorted};

/// More slips than this are forgiven nowhere.
const MOST: usize = 2;
/// Of a form's first letters, how far the asked word's first letters are from them, from two fewer to two more; what is further
/// apart in length is further than [`MOST`].
type Row = [u8; 2 * MOST + 1];
const FAR: u8 = 2 * MOST as u8;

/// Runs of sorted forms within so many slips of a word, two at most: letters left out, put in, exchanged, or two swapped (optimal
/// string alignment distance). Where `prefix`, also those that begin with as many letters as the word has, within as many slips.
pub(super) fn slips(forms: &Sorted, asked: &str, most: usize, prefix: bool) -> Vec<Run> {
    let asked: Vec<char> = asked.chars().collect();
    let most = most.min(MOST) as u8;
    let mut runs = Vec::new();
    // The letters of the form before, and a row for each number of its first letters.
    let mut letters: Vec<char> = Vec::new();
    let mut rows: Vec<Row> = vec![std::array::from_fn(|i| if i < MOST { FAR } else { (i - MOST) as u8 })];
    let mut at = 0;
    while at < forms.len() {
        let word = forms.of(at);
        let shared = letters.iter().zip(word.chars()).take_while(|(a, b)| **a == *b).count();
        letters.truncate(shared);
        rows.truncate(shared + 1);
        // How many forms from here on are decided, and whether they are meant.
        let mut decided = None;
        for (from, letter) in word.char_indices().skip(shared) {
            letters.push(letter);
            let row = next(&rows, &letters, &asked);
            rows.push(row);
            let depth = letters.len();
            let begun = prefix && depth == asked.len() && row[MOST] <= most;
            if begun || row.iter().all(|&far| far > most) {
                let head = &word[..from + letter.len_utf8()];
                decided = Some((forms.until(at, |word| word.starts_with(head)) - at, begun));
                break;
            }
        }
        // As far as the whole form is: the cell of all letters asked in the last row.
        let last = (asked.len() + MOST).checked_sub(letters.len()).and_then(|i| rows[letters.len()].get(i));
        let (many, meant) = decided.unwrap_or((1, last.is_some_and(|&far| far <= most)));
        if meant {
            runs.push((at, at + many));
        }
        at += many;
    }
    runs
}

/// The row of one letter more.
fn next(rows: &[Row], letters: &[char], asked: &[char]) -> Row {
    let depth = letters.len();
    let mut row = [FAR; 2 * MOST + 1];
    for at in 0..row.len() {
        // How many letters of the asked word are compared.
        let Some(many) = (depth + at).checked_sub(MOST).filter(|&many| many <= asked.len()) else { continue };
        let above = rows[depth - 1].get(at + 1).map_or(FAR, |far| far + 1);
        let beside = if at > 0 { row[at - 1] + 1 } else { FAR };
        let mut far = above.min(beside);
        if many > 0 {
            far = far.min(rows[depth - 1][at] + u8::from(letters[depth - 1] != asked[many - 1]));
        }
        let swapped = many > 1
            && depth > 1
            && letters[depth - 1] == asked[many - 2]
            && letters[depth - 2] == asked[many - 1];
        if swapped {
            far = far.min(rows[depth - 2][at] + 1);
        }
        row[at] = far.min(FAR);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn slips_are_those_of_a_comparison_with_every_word(
            words in proptest::collection::btree_set("[ab]{0,3}[abcé]{0,5}", 0..60),
            asked in "[abcé]{1,8}",
            most in 0usize..3,
            prefix: bool,
        ) {
            let mut forms = Sorted::default();
            words.iter().for_each(|word| forms.push(word));
            let found: Vec<usize> = slips(&forms, &asked, most, prefix).into_iter().flat_map(|(a, b)| a..b).collect();
            let length = asked.chars().count();
            let fits = |word: &String| {
                let head: String = word.chars().take(length).collect();
                let begun = prefix && word.chars().count() >= length && strsim::osa_distance(&asked, &head) <= most;
                begun || strsim::osa_distance(&asked, word) <= most
            };
            let expect: Vec<usize> = words.iter().enumerate().filter(|(_, w)| fits(w)).map(|(i, _)| i).collect();
            prop_assert_eq!(&found, &expect);
            prop_assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len());
        }
    }
}
