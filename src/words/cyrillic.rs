//! Names of people in a Cyrillic interface, where their letters say how they are written there.
//!
//! Serbian is written in two alphabets letter for letter, so "Rodić" is "Родић", and Russian practice takes Serbian names
//! over by rules ("Родич"). That is sound only of a name in Serbian letters whose marks were kept: "Vucic" may be
//! anything, and so may the "c" in it. A word counts where it has a mark, or no letter that could have lost one, or stands
//! beside a word with a mark in another name. All else stays as the reports spell it: English spellings of Russian and
//! other names leave out what Cyrillic writes (Igor is Игорь), bodies, arms and papers are told in English, and places
//! have English names (Belgrade).

use crate::letters::{capital, small};
use crate::order::Ordered;
use crate::record::{Entity, Schema};

/// Where names are Serbian in letters, or Croatian and Bosnian, which are the same.
const HOMES: [&str; 4] = ["RS", "ME", "BA", "HR"];
/// Serbian letters in Latin, their Serbian Cyrillic, and what Russian writes for them beside vowels.
const LETTERS: [(&str, &str, &str); 30] = [
    ("dž", "џ", "дж"),
    ("lj", "љ", "ль"),
    ("nj", "њ", "нь"),
    ("a", "а", "а"),
    ("b", "б", "б"),
    ("c", "ц", "ц"),
    ("č", "ч", "ч"),
    ("ć", "ћ", "ч"),
    ("d", "д", "д"),
    ("đ", "ђ", "дж"),
    ("e", "е", "е"),
    ("f", "ф", "ф"),
    ("g", "г", "г"),
    ("h", "х", "х"),
    ("i", "и", "и"),
    ("j", "ј", "й"),
    ("k", "к", "к"),
    ("l", "л", "л"),
    ("m", "м", "м"),
    ("n", "н", "н"),
    ("o", "о", "о"),
    ("p", "п", "п"),
    ("r", "р", "р"),
    ("s", "с", "с"),
    ("š", "ш", "ш"),
    ("t", "т", "т"),
    ("u", "у", "у"),
    ("v", "в", "в"),
    ("z", "з", "з"),
    ("ž", "ж", "ж"),
];
const MARKED: &str = "čćđšž";

/// The words of a name, as they are compared: small.
fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    name.split([' ', '-']).map(|word| word.chars().map(small).collect())
}

fn has_mark(word: &str) -> bool {
    word.contains(|c| MARKED.contains(c))
}

/// Whether no letter of a word could have lost its mark.
fn is_plain(word: &str) -> bool {
    !word.contains(['c', 's', 'z'])
}

/// Whether an entity is someone whose name is Serbian in letters.
fn is_at_home(entity: &Entity) -> bool {
    let known = !entity.countries.is_empty();
    entity.schema == Schema::Person
        && (entity.countries.iter().any(|c| HOMES.contains(&c.as_str()))
            || !known && entity.name.ends_with("ić"))
}

/// Names by the keys of those who bear them, sorted by key: what the letters of a corpus's own spellings give.
pub(super) fn names(entities: &[Entity], russian: bool) -> Vec<(String, String)> {
    let at_home = || entities.iter().filter(|e| is_at_home(e));
    let marked = |e: &&Entity| has_mark(&e.name.chars().map(small).collect::<String>());
    let proven: Vec<String> =
        at_home().filter(marked).flat_map(|e| words(&e.name).collect::<Vec<_>>()).collect();
    // "Dj" is how "đ" is written without its mark, or two letters.
    let sure =
        |word: &String| !word.contains("dj") && (has_mark(word) || is_plain(word) || proven.contains(word));
    let mut out: Vec<(String, String)> = at_home()
        .filter(|e| words(&e.name).all(|word| sure(&word)))
        .filter_map(|e| Some((e.key.clone(), written(&e.name, russian)?)))
        .collect();
    out.order();
    out
}

/// A name word by word; `None` where a letter is not Serbian, or Russian has no one way to write it.
fn written(name: &str, russian: bool) -> Option<String> {
    let mut out = String::with_capacity(2 * name.len());
    for part in name.split_inclusive([' ', '-']) {
        let word = part.trim_end_matches([' ', '-']);
        let lower: String = word.chars().map(small).collect();
        let same: String = word.chars().skip(1).collect();
        // Inner capitals and all capitals have their own ways.
        if same.chars().any(|c| small(c) != c) {
            return None;
        }
        let new = if russian { in_russian(&lower)? } else { in_serbian(&lower)? };
        if word == lower {
            out.push_str(&new);
        } else {
            out.push_str(&capital(&new));
        }
        out.push_str(&part[word.len()..]);
    }
    Some(out)
}

/// The next Serbian letter of a small word: its place in [`LETTERS`].
fn next(rest: &str) -> Option<usize> {
    LETTERS.iter().position(|(latin, ..)| rest.starts_with(latin))
}

fn in_serbian(word: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            out.push('.');
            rest = after;
            continue;
        }
        let (latin, serbian, _) = LETTERS[next(rest)?];
        out.push_str(serbian);
        rest = &rest[latin.len()..];
    }
    Some(out)
}

/// By the practice of Russian for Serbian names: "Nebojša" is "Небойша", "Jelena" "Елена", "Ljajić" "Ляич".
fn in_russian(word: &str) -> Option<String> {
    // Such surnames take another ending in some people's names and not in others'.
    if word.ends_with("ski") || word.contains('.') {
        return None;
    }
    let mut out = String::new();
    let mut before = "";
    let mut rest = word;
    while !rest.is_empty() {
        let (latin, _, russian) = LETTERS[next(rest)?];
        let vowel = |letter: &str| matches!(letter, "a" | "e" | "i" | "o" | "u");
        let following = next(&rest[latin.len()..]).map(|i| LETTERS[i].0).filter(|l| vowel(l));
        rest = &rest[latin.len()..];
        let mut last = latin;
        match (latin, following) {
            ("j" | "lj" | "nj", Some(vowel_after)) => {
                let hard = match latin {
                    "lj" => "л",
                    "nj" => "н",
                    _ => "",
                };
                // After a consonant practice differs.
                if latin == "j" && !before.is_empty() && !vowel(before) {
                    return None;
                }
                let soft = match vowel_after {
                    "a" => "я",
                    "e" => "е",
                    "i" => "и",
                    "u" => "ю",
                    // "Jo" begins names, "ljo" and "njo" are written in more than one way.
                    _ if latin == "j" => "йо",
                    _ => return None,
                };
                out.push_str(hard);
                out.push_str(soft);
                rest = &rest[vowel_after.len()..];
                last = vowel_after;
            }
            ("e", _) if before.is_empty() || vowel(before) && before != "i" => out.push('э'),
            _ => out.push_str(russian),
        }
        before = last;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, country: &str) -> Entity {
        Entity {
            key: format!("person:{name}"),
            schema: Schema::Person,
            name: name.to_owned(),
            aliases: Vec::new(),
            countries: if country.is_empty() { Vec::new() } else { vec![country.to_owned()] },
            location: None,
            description: None,
            merges: Vec::new(),
        }
    }

    fn check(name: &str, serbian: Option<&str>, russian: Option<&str>) {
        let all = [person(name, "RS")];
        for (script, expect) in [(false, serbian), (true, russian)] {
            let found = names(&all, script);
            assert_eq!(found.first().map(|n| n.1.as_str()), expect, "{name}");
        }
    }

    #[test]
    fn serbian_names_are_written_letter_for_letter_and_by_russian_practice() {
        check("Đorđe Petković", Some("Ђорђе Петковић"), Some("Джордже Петкович"));
        check("Jelena Njegošević", Some("Јелена Његошевић"), Some("Елена Негошевич"));
        check("Ljubiša Ljajić", Some("Љубиша Љајић"), Some("Любиша Ляич"));
        check("Jovan Džajić-Kralj", Some("Јован Џајић-Краљ"), Some("Йован Джаич-Краль"));
        check("Emir Mijailović", Some("Емир Мијаиловић"), Some("Эмир Мияилович"));
    }

    #[test]
    fn what_could_have_lost_its_marks_or_has_no_one_way_stays_as_it_is_spelt() {
        check("Zoran Petkovic", None, None);
        check("Djordje Petković", None, None);
        check("Ana Wulić", None, None);
        check("Milan Bjelić", Some("Милан Бјелић"), None);
        check("Toma Brankovski", None, None);
        check("ANA MIĆIĆ", None, None);
        check("Ana Marin", Some("Ана Марин"), Some("Ана Марин"));
    }

    #[test]
    fn a_word_is_proven_by_another_name_and_only_people_at_home_count() {
        let all = [person("Aleksandar Vulin", "RS"), person("Aleksandar Perić", "")];
        let found = names(&all, false);
        assert_eq!(found[0].1, "Александар Перић");
        assert_eq!(found[1].1, "Александар Вулин");
        assert!(names(&[person("Aleksandar Vulin", "RS")], false).is_empty());
        assert!(names(&[person("Miloš Novák", "CZ"), person("Igor Ivanov", "RU")], true).is_empty());
        let body = Entity { schema: Schema::PublicBody, ..person("Đerdap", "RS") };
        assert!(names(&[body], false).is_empty());
    }
}
