//! Names in one document that are one entity: surname after full name, spellings, long and short
//! forms, acronyms in brackets, designations.

use crate::extract::Text;
use crate::extract::link::remap::{Unions, prune};
use crate::extract::matching::words::{Kind, Name, plain};
use crate::extract::matching::{SAME, alike};
use crate::record::{EntityId, Form, Records, Schema};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// Makes one entity of names that are one.
pub fn names(text: &Text, records: &mut Records) {
    let mut unions = Unions::new(records.entities.len());
    keys(records, &mut unions);
    let moves = people(records, &mut unions);
    bodies(text, records, &mut unions);
    brackets(text, records, &mut unions);
    equipment(records, &mut unions);
    for (mention, entity) in moves {
        records.mentions[mention].entity = entity;
    }
    unions.apply(records);
    prune(records);
}

/// Entities with one key, or one name but for capitals, marks and spaces.
fn keys(records: &Records, unions: &mut Unions) {
    let mut keys: HashMap<&str, usize> = HashMap::default();
    let mut names: HashMap<(Schema, String), usize> = HashMap::default();
    for (i, entity) in records.entities.iter().enumerate() {
        let letters: String =
            plain(&entity.name.to_lowercase()).chars().filter(|c| c.is_alphanumeric()).collect();
        if !entity.key.is_empty() {
            match keys.get(entity.key.as_str()) {
                Some(first) => unions.join(*first as u32, i as u32, "one key".into()),
                None => drop(keys.insert(&entity.key, i)),
            }
        }
        if letters.is_empty() {
            continue;
        }
        match names.get(&(entity.schema, letters.clone())) {
            Some(first) if entity.schema != Schema::Country => {
                unions.join(*first as u32, i as u32, "same letters, marks and capitals aside".into());
            }
            _ => drop(names.insert((entity.schema, letters), i)),
        }
    }
}

struct Person {
    id: u32,
    name: Name,
    /// Words that are the person's own, particles and forms of address left out.
    full: Vec<usize>,
    first_mention: u32,
}

/// How many earlier people of a like surname are looked at for one name.
const RIVALS: usize = 16;

/// People. Returns mentions of a surname shared by several people, each with its nearest bearer.
fn people(records: &Records, unions: &mut Unions) -> Vec<(usize, EntityId)> {
    let mut mentions: HashMap<u32, Vec<usize>> = HashMap::default();
    for (i, m) in records.mentions.iter().enumerate() {
        mentions.entry(m.entity.0).or_default().push(i);
    }
    let start = |i: &usize| records.mentions[*i].span.start;
    let mut people: Vec<Person> = Vec::new();
    for (i, entity) in records.entities.iter().enumerate() {
        if entity.schema != Schema::Person || unions.root(i as u32) != i as u32 {
            continue;
        }
        let name = Name::new(&entity.name);
        let own = |w: &crate::extract::matching::words::Word| matches!(w.kind, Kind::Word | Kind::Initial);
        let full: Vec<usize> = (0..name.words.len()).filter(|&k| own(&name.words[k])).collect();
        let first_mention = mentions.get(&(i as u32)).and_then(|m| m.iter().map(start).min());
        people.push(Person { id: i as u32, name, full, first_mention: first_mention.unwrap_or(u32::MAX) });
    }
    // the most complete first, so that short forms find somebody to join
    people.sort_by_key(|p| (std::cmp::Reverse(p.full.len()), p.first_mention, p.id));
    let letter = |p: &Person, k: usize| p.name.words[k].sounds().all.first().copied().unwrap_or(' ');
    let mut by_surname: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    let mut by_given: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    let mut moves = Vec::new();
    for at in 0..people.len() {
        let person = &people[at];
        let (Some(&first), Some(&last)) = (person.full.first(), person.full.last()) else { continue };
        let near = |index: &BTreeMap<char, Vec<usize>>, c: char| -> Vec<usize> {
            index.get(&c).map_or(Vec::new(), |l| l.iter().rev().take(RIVALS).rev().copied().collect())
        };
        let mut joined = false;
        if person.full.len() >= 2 {
            for other in
                near(&by_surname, letter(person, last)).into_iter().filter(|o| people[*o].full.len() >= 2)
            {
                let other = &people[other];
                let score = alike(&other.name, &person.name);
                if score >= SAME {
                    let reason = format!("spellings of one name ({score:.2})");
                    unions.join(other.id, person.id, reason.into());
                    joined = true;
                    break;
                }
            }
            if !joined
                && let Some(other) = initialled(person, &people, &near(&by_surname, letter(person, last)))
            {
                unions.join(other, person.id, "initial and surname of a full name".into());
                joined = true;
            }
        } else {
            let own = &person.name.words[last];
            let alone = |k: &crate::extract::matching::words::Word| Name {
                words: vec![k.clone()],
                ..Name::default()
            };
            let mut fits: Vec<(f64, usize, &str)> = Vec::new();
            for o in near(&by_surname, letter(person, last)) {
                let other = &people[o];
                let Some(&surname) = other.full.last() else { continue };
                let score = if other.name.words[surname].plain == own.plain {
                    1.0
                } else {
                    alike(&alone(&other.name.words[surname]), &alone(own))
                };
                if score >= SAME {
                    fits.push((score, o, "surname after full name"));
                }
            }
            if fits.is_empty() {
                for o in near(&by_given, letter(person, first)) {
                    let other = &people[o];
                    if other.full.len() >= 2
                        && other.full.first().is_some_and(|&k| other.name.words[k].plain == own.plain)
                    {
                        fits.push((1.0, o, "first name after full name"));
                    }
                }
            }
            // an exact spelling beats a near one
            let best = fits.iter().map(|f| f.0).fold(0.0, f64::max);
            fits.retain(|f| f.0 >= best - 0.001 || (best < 0.99 && f.0 >= SAME));
            let mut roots: Vec<u32> = fits.iter().map(|f| unions.root(people[f.1].id)).collect();
            roots.sort_unstable();
            roots.dedup();
            match (fits.first(), roots.len()) {
                (Some((score, o, why)), 1) => {
                    let reason = if *score > 0.99 {
                        (*why).into()
                    } else {
                        format!("{why}, spelt otherwise ({score:.2})").into()
                    };
                    unions.join(people[*o].id, person.id, reason);
                    joined = true;
                }
                (Some(_), _) => {
                    // several bear the name: each mention goes to the bearer named last before it
                    for &m in mentions.get(&person.id).into_iter().flatten() {
                        let here = records.mentions[m].span.start;
                        let bearer = fits
                            .iter()
                            .filter_map(|f| {
                                let of = mentions.get(&people[f.1].id)?;
                                let last = of.iter().map(start).filter(|s| *s < here).max()?;
                                Some((last, people[f.1].id))
                            })
                            .max();
                        if let Some((_, id)) = bearer {
                            moves.push((m, EntityId(id)));
                        }
                    }
                }
                (None, _) => {}
            }
        }
        if !joined {
            by_surname.entry(letter(person, last)).or_default().push(at);
            by_given.entry(letter(person, first)).or_default().push(at);
        }
    }
    moves
}

/// The only one of `near` whose full name "R. Roe" may shorten, whatever stands between given name and
/// surname.
fn initialled(short: &Person, people: &[Person], near: &[usize]) -> Option<u32> {
    let [initial, surname] = short.full[..] else { return None };
    let word = |p: &Person, k: usize| p.name.words[k].plain.clone();
    let letter = word(short, initial).chars().next()?;
    if short.name.words[initial].kind != Kind::Initial {
        return None;
    }
    let fits = |o: &&usize| {
        let other = &people[**o];
        let (Some(&first), Some(&last)) = (other.full.first(), other.full.last()) else { return false };
        other.full.len() >= 3
            && word(other, first).starts_with(letter)
            && word(other, last) == word(short, surname)
    };
    let mut found = near.iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(&only), None) => Some(people[only].id),
        _ => None,
    }
}

/// Words of a body's name that tell it from others, and the codes of the countries in it, each in
/// order of the alphabet. `countries`: words for countries in lower case, with the code.
pub fn gist(name: &str, countries: &HashMap<String, String>) -> (Vec<String>, Vec<String>) {
    let mut words = Vec::new();
    let mut states = Vec::new();
    for word in Name::new(name).words {
        let word = match word.plain.as_str() {
            "the" | "of" | "for" | "and" | "republic" => continue,
            "defense" => "defence".to_owned(),
            "organisation" => "organization".to_owned(),
            "forces" => "force".to_owned(),
            w => w.to_owned(),
        };
        match countries.get(&word) {
            Some(code) => states.push(code.clone()),
            None => words.push(word),
        }
    }
    words.sort();
    states.sort();
    states.dedup();
    (words, states)
}

/// Names of countries and demonyms of this document, with their codes.
fn countries(text: &Text, records: &Records) -> HashMap<String, String> {
    let mut codes = HashMap::default();
    for mention in &records.mentions {
        let entity = &records.entities[mention.entity.index()];
        if entity.schema == Schema::Country
            && let Some(code) = entity.countries.first()
        {
            codes.insert(plain(&mention.span.of(&text.document.text).to_lowercase()), code.clone());
            codes.insert(plain(&entity.name.to_lowercase()), code.clone());
        }
    }
    codes
}

/// Bodies, companies and organisations whose names have the same words: "Serbian Ministry of
/// Defence" and "Ministry of Defence of Serbia"; without its country where only one is in question.
fn bodies(text: &Text, records: &Records, unions: &mut Unions) {
    let codes = countries(text, records);
    let mut seen: BTreeMap<Vec<String>, Vec<(Vec<String>, u32)>> = BTreeMap::new();
    for (i, entity) in records.entities.iter().enumerate() {
        if !matches!(entity.schema, Schema::PublicBody | Schema::Organization | Schema::Company) {
            continue;
        }
        let (words, mut states) = gist(&entity.name, &codes);
        if states.is_empty() {
            states = entity.countries.clone();
            states.sort();
        }
        if !words.is_empty() {
            seen.entry(words).or_default().push((states, i as u32));
        }
    }
    for group in seen.values() {
        let named: Vec<&(Vec<String>, u32)> = group.iter().filter(|g| !g.0.is_empty()).collect();
        for (n, (states, id)) in named.iter().enumerate() {
            if let Some((_, first)) = named[..n].iter().find(|g| g.0 == *states) {
                unions.join(*first, *id, "same words, same country".into());
            }
        }
        let of_one = named.windows(2).all(|w| w[0].0 == w[1].0);
        let mut bare = group.iter().filter(|g| g.0.is_empty());
        let keep = if of_one { named.first().map(|g| g.1) } else { None };
        let Some(keep) = keep.or_else(|| bare.next().map(|g| g.1)) else { continue };
        for (_, id) in bare {
            unions.join(keep, *id, "same words, its country left out".into());
        }
    }
}

/// "State Committee for Trade (SCT)": the acronym in brackets behind a name is that name.
fn brackets(text: &Text, records: &Records, unions: &mut Unions) {
    let mut by_end: Vec<(u32, u32, u32)> = records
        .mentions
        .iter()
        .filter(|m| m.form == Form::Name)
        .map(|m| (m.span.start, m.span.end, m.entity.0))
        .collect();
    by_end.sort_unstable();
    for pair in by_end.windows(2) {
        let ((_, end, long), (start, close, short)) = (pair[0], pair[1]);
        if end > start || long == short {
            continue;
        }
        let between = text.document.text.get(end as usize..start as usize).unwrap_or("");
        let after = text.document.text.get(close as usize..).is_some_and(|t| t.starts_with(')'));
        if between.trim() != "(" || !after {
            continue;
        }
        let (a, b) = (&records.entities[long as usize], &records.entities[short as usize]);
        let people = [a, b]
            .iter()
            .filter(|e| matches!(e.schema, Schema::Person | Schema::Country | Schema::Place))
            .count();
        let capitals = |e: &crate::record::Entity| {
            e.name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
                && e.name.chars().count() <= 10
        };
        if people == 0 && (capitals(a) || capitals(b)) {
            unions.join(long, short, "acronym in brackets".into());
        }
    }
}

/// A designation without spaces, hyphens, capitals and plural: "mig29" for "MiG-29s".
pub fn designation(name: &str) -> String {
    let mut letters: String =
        plain(&name.to_lowercase()).chars().filter(|c| c.is_alphanumeric() || *c == '/').collect();
    let digits = letters.chars().any(|c| c.is_ascii_digit());
    if let Some(stem) = letters.strip_suffix('s')
        && (stem.ends_with(|c: char| c.is_ascii_digit())
            || (!digits && stem.len() > 4 && !stem.ends_with('s')))
    {
        letters = stem.to_owned();
    }
    letters
}

/// Equipment with one designation.
fn equipment(records: &Records, unions: &mut Unions) {
    let mut seen: HashMap<String, u32> = HashMap::default();
    for (i, entity) in records.entities.iter().enumerate().filter(|(_, e)| e.schema == Schema::Equipment) {
        match seen.get(&designation(&entity.name)) {
            Some(first) => unions.join(*first, i as u32, "same designation".into()),
            None => drop(seen.insert(designation(&entity.name), i as u32)),
        }
    }
    // "Heron TB2 … TB2": the model alone
    let mut models: HashMap<String, u32> = HashMap::default();
    let arms = || records.entities.iter().enumerate().filter(|(_, e)| e.schema == Schema::Equipment);
    for (i, entity) in arms() {
        if let Some((_, model)) = entity.name.rsplit_once(' ') {
            models.entry(designation(model)).or_insert(i as u32);
        }
    }
    for (i, entity) in arms().filter(|(_, e)| !e.name.contains(' ') && e.name.len() > 2) {
        let letters = entity.name.starts_with(|c: char| c.is_alphabetic());
        if letters
            && entity.name.contains(|c: char| c.is_ascii_digit())
            && let Some(&whole) = models.get(&designation(&entity.name))
        {
            unions.join(whole, i as u32, "its model alone".into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::coref::tests::marked;

    /// Which of the marked names are one: groups of their positions, as text.
    #[track_caller]
    fn check(source: &str, expect: &[&[&str]]) {
        let (document, mut records) = marked(source);
        let text = Text::new(&document);
        names(&text, &mut records);
        let mut groups: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for m in &records.mentions {
            groups.entry(m.entity.0).or_default().push(m.span.of(&document.text));
        }
        let mut got: Vec<Vec<&str>> = groups.into_values().collect();
        got.sort_by_key(|g| document.text.find(g[0]));
        assert_eq!(got, expect, "{source}");
        for (i, e) in records.entities.iter().enumerate() {
            let names = records.mentions.iter().filter(|m| m.entity.index() == i).count();
            assert!(names > 0 && e.merges.len() < names.max(2), "{e:?}");
        }
    }

    #[test]
    fn people() {
        check(
            "[Person Anna Krasnikova] met [Person Jovan Babić]. [Person Krasnikova] and [Person Babic] spoke.",
            &[&["Anna Krasnikova", "Krasnikova"], &["Jovan Babić", "Babic"]],
        );
        check(
            "[Person Milan Jović] and [Person Jovičević] met. [Person Jović] left.",
            &[&["Milan Jović", "Jović"], &["Jovičević"]],
        );
        check(
            "[Person Arman Bulatovich Saken] met [Person Aigul Saken]. [Person B. Saken] and [Person A. Orman] left.",
            &[&["Arman Bulatovich Saken"], &["Aigul Saken"], &["B. Saken"], &["A. Orman"]],
        );
        check(
            "[Person Ruslan Bulatovich Saken] spoke. [Person R. Saken] left.",
            &[&["Ruslan Bulatovich Saken", "R. Saken"]],
        );
        check(
            "[Person Ivan Orlov] spoke. [Person Orlov] sat. [Person Pavel Orlov] rose. [Person Orlov] left.",
            &[&["Ivan Orlov", "Orlov"], &["Pavel Orlov", "Orlov"]],
        );
        check("[Person Tarasevich] spoke; [Person Tarashevich] left.", &[&["Tarasevich", "Tarashevich"]]);
        check("[Person Kim Song Il] met [Person Kim].", &[&["Kim Song Il", "Kim"]]);
    }

    #[test]
    fn bodies_and_equipment() {
        check(
            "[Country:ru:d Russian] and [Country:rs:d Serbian]; [PublicBody Russian Ministry of Trade], \
             [PublicBody Serbian Trade Ministry], [PublicBody Ministry of Trade of Russian], [PublicBody Trade Ministry]",
            &[
                &["Russian"],
                &["Serbian"],
                &["Russian Ministry of Trade", "Ministry of Trade of Russian"],
                &["Serbian Trade Ministry"],
                &["Trade Ministry"],
            ],
        );
        check(
            "[PublicBody State Committee for Roads] ([PublicBody SCR]) met.",
            &[&["State Committee for Roads", "SCR"]],
        );
        check(
            "[Equipment Su-25s], [Equipment SU 25] and [Equipment Su-27]",
            &[&["Su-25s", "SU 25"], &["Su-27"]],
        );
        check(
            "[Equipment Heron TB2], [Equipment TB2] and [Equipment TB3]",
            &[&["Heron TB2", "TB2"], &["TB3"]],
        );
    }
}
