//! Tables of the languages: laid beside the page, and compared with the English one.
//!
//! The page holds English; of another language it fetches `words-ru.tsv`: a line with a hash of the
//! keys, the texts in the order of `data/words/en.tsv`, then names of countries and capitals. Serbian in Cyrillic is
//! derived from the Latin table, whose third column names what stays Latin or what letters alone cannot tell.

use crate::{Outcome, root};
use std::fs;
use std::path::Path;

/// Tags of the languages that are fetched, with the table that each comes from.
const LANGUAGES: [(&str, &str); 3] = [("sr-Latn", "sr"), ("sr-Cyrl", "sr"), ("ru", "ru")];

/// What the page says before its words are there, by language and key, as JSON for `src/ui/boot.js`.
pub fn boot() -> Outcome<String> {
    let table = read("boot")?;
    let text = |entry: &[&str], tag: &str| match tag {
        "en" => entry.get(1).copied().unwrap_or("").to_owned(),
        "ru" => entry.get(2).copied().unwrap_or("").to_owned(),
        "sr-Cyrl" => to_cyrillic(entry.get(3).unwrap_or(&""), entry.get(4).unwrap_or(&"")),
        _ => entry.get(3).copied().unwrap_or("").to_owned(),
    };
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let tongue = |tag: &str| {
        let entries = entries(&table).map(|e| format!("{}:{}", quoted(e[0]), quoted(&text(&e, tag))));
        format!("{}:{{{}}}", quoted(tag), entries.collect::<Vec<_>>().join(","))
    };
    let tags = std::iter::once("en").chain(LANGUAGES.map(|(tag, _)| tag));
    Ok(format!("{{{}}}", tags.map(tongue).collect::<Vec<_>>().join(",")))
}

/// Writes the tables into the staging folder.
pub fn lay(staging: &Path) -> Outcome {
    let english = read("en")?;
    for (tag, table) in LANGUAGES {
        let names = [read(&format!("countries.{table}"))?, read(&format!("capitals.{table}"))?].concat();
        let text = file(tag, &english, &read(table)?, &names);
        let to = staging.join(format!("words-{tag}.tsv"));
        fs::write(&to, text).map_err(|error| format!("{}: {error}", to.display()))?;
    }
    Ok(())
}

fn read(table: &str) -> Outcome<String> {
    let path = root().join(format!("data/words/{table}.tsv"));
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The columns of a table's entries.
fn entries(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

/// What the page reads: see `entente::words::Words::read`.
fn file(tag: &str, english: &str, table: &str, countries: &str) -> String {
    let cyrillic = tag == "sr-Cyrl";
    let text = |entry: &[&str]| match (entry, cyrillic) {
        ([_, latin, rest @ ..], true) => to_cyrillic(latin, rest.first().copied().unwrap_or("")),
        ([_, text, ..], false) => (*text).to_owned(),
        _ => String::new(),
    };
    let own: Vec<Vec<&str>> = entries(table).collect();
    let mut out = format!("entente words {:08x}\n", sum(english));
    for entry in entries(english) {
        if let Some(found) = own.iter().find(|o| o[0] == entry[0]) {
            out += &text(found);
        }
        out.push('\n');
    }
    for entry in entries(countries) {
        // Countries have their Cyrillic name in a column of its own.
        let name = if cyrillic { entry.get(2) } else { entry.get(1) };
        out += &format!("{}\t{}\n", entry[0], name.copied().unwrap_or(""));
    }
    out
}

/// The hash of all keys, each with its tab: FNV-1a, as the page computes it while it is compiled.
fn sum(english: &str) -> u32 {
    let keys = entries(english).flat_map(|entry| entry[0].bytes().chain(*b"\t").collect::<Vec<u8>>());
    keys.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Serbian Latin letters as Cyrillic ones. Placeholders like `{n}` stay as they are, and so do the
/// exceptions, which `|` parts; one with `=` is written as what follows it.
fn to_cyrillic(latin: &str, exceptions: &str) -> String {
    let exceptions: Vec<(&str, &str)> = exceptions
        .split('|')
        .filter(|e| !e.is_empty())
        .map(|e| e.split_once('=').unwrap_or((e, e)))
        .collect();
    const TWO: [(&str, char); 9] = [
        ("lj", 'љ'),
        ("nj", 'њ'),
        ("dž", 'џ'),
        ("Lj", 'Љ'),
        ("Nj", 'Њ'),
        ("Dž", 'Џ'),
        ("LJ", 'Љ'),
        ("NJ", 'Њ'),
        ("DŽ", 'Џ'),
    ];
    const LATIN: &str = "abcčćdđefghijklmnoprsštuvzžABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽ";
    const CYRILLIC: &str = "абцчћдђефгхијклмнопрсштувзжАБЦЧЋДЂЕФГХИЈКЛМНОПРСШТУВЗЖ";
    let mut out = String::new();
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        if letter == '{'
            && let Some(end) = rest.find('}')
        {
            out += &rest[..=end];
            rest = &rest[end + 1..];
        } else if let Some((from, to)) = exceptions.iter().find(|(from, _)| rest.starts_with(from)) {
            out += to;
            rest = &rest[from.len()..];
        } else if let Some((two, one)) = TWO.iter().find(|(two, _)| rest.starts_with(two)) {
            out.push(*one);
            rest = &rest[two.len()..];
        } else {
            let at = LATIN.chars().position(|l| l == letter);
            out.push(at.and_then(|i| CYRILLIC.chars().nth(i)).unwrap_or(letter));
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places to be filled in, sorted.
    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<&str> = text
            .match_indices('{')
            .filter_map(|(i, _)| text.get(i..i + 3))
            .filter(|p| p.ends_with('}'))
            .collect();
        places.sort_unstable();
        places
    }

    /// What is wrong with a table, beside what it lacks.
    fn faults(english: &str, table: &str, forms: usize) -> Vec<String> {
        let english: Vec<Vec<&str>> = entries(english).collect();
        let mut faults = Vec::new();
        for entry in entries(table) {
            let [key, texts @ ..] = entry.as_slice() else { continue };
            let free_forms = key.starts_with("deed.");
            let Some(expect) = english.iter().find(|e| e[0] == *key) else { continue };
            // A third column is about letters alone.
            for text in texts.iter().take(1) {
                let (theirs, ours): (Vec<_>, Vec<_>) =
                    (expect[1].split('|').collect(), text.split('|').collect());
                let counted = theirs.len() == 2 && theirs.iter().any(|t| t.contains("{n}"));
                let wanted = if counted { forms } else { theirs.len() };
                if ours.len() != wanted && !free_forms {
                    faults.push(format!("{key} has {} forms instead of {wanted}: {text}", ours.len()));
                }
                for (i, form) in ours.iter().enumerate() {
                    let like = theirs.get(if counted { 1 } else { i }).copied().unwrap_or("");
                    // "one" may leave its number out: "an event".
                    // Lines of deeds choose their own parts.
                    let free = key.starts_with("deed.") || counted && i == 0;
                    if places(form) != places(like) && !free {
                        faults.push(format!("{key}: {form:?} has other places than {like:?}"));
                    }
                }
            }
        }
        faults
    }

    #[test]
    fn translations_have_the_keys_places_and_forms_of_english() {
        let english = read("en").unwrap();
        for table in ["sr", "ru"] {
            assert_eq!(faults(&english, &read(table).unwrap(), 3), Vec::<String>::new(), "{table}.tsv");
        }
        let found = faults("a\tone {0}\nb\t{n} day|{n} days\n", "a\tодин\nb\t{n} день|{n} дня\n", 3);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn every_text_is_translated() {
        let english = read("en").unwrap();
        for table in ["sr", "ru"] {
            let own = read(table).unwrap();
            let keys: Vec<&str> = entries(&own).map(|e| e[0]).collect();
            let lacking: Vec<&str> = entries(&english).map(|e| e[0]).filter(|k| !keys.contains(k)).collect();
            assert_eq!(lacking, Vec::<&str>::new(), "{table}.tsv");
            let known: Vec<&str> = entries(&english).map(|e| e[0]).collect();
            let dead: Vec<&str> = keys.into_iter().filter(|k| !known.contains(k)).collect();
            assert_eq!(dead, Vec::<&str>::new(), "{table}.tsv");
        }
    }

    #[test]
    fn what_is_said_before_the_words_are_there_is_said_in_every_language() {
        let table = read("boot").unwrap();
        for entry in entries(&table) {
            assert!(matches!(entry.len(), 4 | 5) && entry.iter().all(|text| !text.is_empty()), "{entry:?}");
            let like: Vec<_> = entry[1..4].iter().map(|text| places(text)).collect();
            assert!(like.iter().all(|p| *p == like[0]), "{entry:?}");
        }
        let texts = boot().unwrap();
        assert!(
            texts.starts_with("{\"en\":{\"loading\":\"Loading") && texts.contains("\"sr-Cyrl\""),
            "{texts}"
        );
        assert!(texts.contains("не дозвољавају WebAssembly"), "{texts}");
    }

    #[test]
    fn cyrillic_follows_from_latin() {
        let check = |latin: &str, exceptions: &str, expect: &str| {
            assert_eq!(to_cyrillic(latin, exceptions), expect);
        };
        check("Ljubav, Njegoš i džep: {n} đaka", "", "Љубав, Његош и џеп: {n} ђака");
        check("ŽĆČŠĐ LJ", "", "ЖЋЧШЂ Љ");
        check("PNG za injekciju", "PNG|inj=инј", "PNG за инјекцију");
    }

    #[test]
    fn nothing_latin_is_left_in_cyrillic_by_chance() {
        let (english, serbian) = (read("en").unwrap(), read("sr").unwrap());
        let kept: Vec<String> = entries(&serbian).filter_map(|e| Some((*e.get(2)?).to_owned())).collect();
        let mut words: Vec<&str> =
            kept.iter().flat_map(|k| k.split('|')).filter_map(|w| w.split('=').next_back()).collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        for line in file("sr-Cyrl", &english, &serbian, "").lines().skip(1) {
            let mut rest = line.to_owned();
            for word in &words {
                rest = rest.replace(word, "");
            }
            let rest = rest.replace("{n}", "");
            assert!(!rest.contains(|c: char| c.is_ascii_alphabetic()), "{line}");
        }
    }

    #[test]
    fn a_staged_table_holds_texts_in_the_order_of_english() {
        let english = "# head\na\tone\nb\ttwo\nc\tthree\n";
        let table = "c\ttri\na\tanjon\tnj=нј\n";
        let latin = file("sr-Latn", english, table, "RS\tSrbija\tСрбија\n");
        let cyrillic = file("sr-Cyrl", english, table, "RS\tSrbija\tСрбија\n");
        assert_eq!(latin.split_once('\n').unwrap().1, "anjon\n\ntri\nRS\tSrbija\n");
        assert_eq!(cyrillic.split_once('\n').unwrap().1, "анјон\n\nтри\nRS\tСрбија\n");
    }
}
