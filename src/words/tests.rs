use super::*;
use crate::edtf::Edtf;
use crate::record::Entity;

/// A fetched table in which only some keys have a text.
fn table(lang: Lang, texts: &[(&str, &str)], countries: &str) -> Words {
    let text = |name| texts.iter().find(|t| t.0 == name).map_or("", |t| t.1);
    let lines: String = table::names().map(|name| text(name).to_owned() + "\n").collect();
    Words::read(lang, &format!("entente words {SUM:08x}\n{lines}{countries}")).expect("a table")
}

#[test]
fn families_stand_in_the_order_of_their_enums() {
    let names: Vec<&str> = table::names().collect();
    let at = |key: Key| names[key.index()];
    for kind in KINDS {
        assert_eq!(at(key!("kind.AGREE").after(kind as usize)), format!("kind.{}", kind_code(kind)));
    }
    for (i, status) in STATUSES.into_iter().enumerate() {
        assert_eq!(at(key!("status.occurred").after(i)), format!("status.{}", status_code(status)));
    }
    for kind in KINDS {
        assert_eq!(at(key!("deed.AGREE").after(kind as usize)), format!("deed.{}", kind_code(kind)));
    }
    assert_eq!(at(key!("schema.Person").after(Schema::Event as usize)), "schema.Event");
    assert_eq!(at(key!("zone.title").after(ZoneKind::Boilerplate as usize)), "zone.not-news");
}

#[test]
fn keys_are_named_once() {
    let names: Vec<&str> = table::names().collect();
    for (i, name) in names.iter().enumerate() {
        assert!(!names[..i].contains(name), "{name} stands twice in en.tsv");
        assert_eq!(Key::of(name).index(), i);
        assert!(!english(i).is_empty(), "{name} has no text");
    }
    assert_eq!(names.len(), COUNT);
}

#[test]
fn a_missing_text_is_said_in_english_with_english_forms() {
    let words = table(Lang::Ru, &[("room.map", "Карта")], "");
    assert_eq!(words.say(key!("room.map")), "Карта");
    assert_eq!(words.say(key!("room.events")), "Events");
    assert_eq!(words.count(key!("events.count"), 21), "21 events");
}

#[test]
fn numbers_take_the_forms_of_the_language() {
    let ru = table(Lang::Ru, &[("events.count", "{n} событие|{n} события|{n} событий")], "");
    for (n, expect) in
        [(1, "1 событие"), (2, "2 события"), (5, "5 событий"), (11, "11 событий"), (21, "21 событие")]
    {
        assert_eq!(ru.count(key!("events.count"), n), expect);
    }
    assert_eq!(Words::english().count(key!("events.count"), 1), "1 event");
    assert_eq!(Words::english().count(key!("events.count"), 1_234_567), "1,234,567 events");
}

#[test]
fn a_table_of_another_version_or_a_torn_one_is_refused() {
    assert!(Words::read(Lang::Ru, "entente words 00000000\n\n").is_none());
    assert!(Words::read(Lang::Ru, &format!("entente words {SUM:08x}\nКарта\n")).is_none());
    assert!(Words::read(Lang::Ru, "").is_none());
}

#[test]
fn parts_are_filled_in_by_their_number() {
    assert_eq!(fill("{1}, {0}: {n} {x} {", &["a", "b"], "7"), "b, a: 7 {x} {");
    assert_eq!(fill("{9}|{0}{0}", &["é"], ""), "|éé");
}

#[test]
fn names_follow_the_language() {
    let entity = |schema, key: &str, name: &str, aliases: &[&str]| Entity {
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        ..Entity::named(key, schema, name)
    };
    let ru = table(Lang::Ru, &[], "NO\tНорвегия\nRS\tСербия\nNO Oslo\tОсло\nRS Belgrade\tБелград\n");
    let sr = table(Lang::SrCyrl, &[], "RS\tСрбија\n");
    let serbia = entity(Schema::Country, "country:rs", "Serbia", &[]);
    let person = entity(Schema::Person, "person:x", "Jovan Ljubić", &["Йован Любич", "Јован Љубић"]);
    assert_eq!(ru.name(&serbia), "Сербия");
    assert_eq!(sr.name(&serbia), "Србија");
    assert_eq!(Words::english().name(&serbia), "Serbia");
    assert_eq!(sr.country("NO"), None);
    let belgrade =
        Entity { countries: vec!["RS".into()], ..entity(Schema::Place, "place:b", "Belgrade", &[]) };
    assert_eq!(ru.name(&belgrade), "Белград");
    assert_eq!(sr.name(&belgrade), "Belgrade");
    let elsewhere = Entity { countries: vec!["US".into()], ..belgrade };
    assert_eq!(ru.name(&elsewhere), "Belgrade", "a namesake in another country is another place");
    assert_eq!(ru.city("NO", "Oslo"), Some("Осло"));
    assert_eq!(ru.name(&person), "Йован Любич");
    assert_eq!(sr.name(&person), "Јован Љубић");
    assert_eq!(Words::english().name(&person), "Jovan Ljubić");
}

#[test]
fn lists_count_what_they_leave_out() {
    let en = Words::english();
    assert_eq!(en.list(&["A"], 2), "A");
    assert_eq!(en.list(&["A", "B"], 2), "A and B");
    assert_eq!(en.list(&["A", "B", "C", "D", "E"], 2), "A, B and 3 more");
    let date = Edtf::parse("2019-02").expect("a date");
    assert_eq!(en.date(&date), "February 2019");
}
