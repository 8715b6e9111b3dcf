use super::*;
use crate::record::Span;

/// Applies messages to the empty view and compares its address and what the last did to the history.
fn check(messages: &[Msg], address: &str, navigation: Navigation) {
    let mut view = View::default();
    let mut last = Navigation::None;
    for message in messages {
        last = update(&mut view, message.clone());
    }
    assert_eq!((view.to_fragment().as_str(), last), (address, navigation), "{messages:?}");
}

fn country(iso: &str) -> Msg {
    Msg::Toggle(Facet::Country, format!("country:{iso}"))
}

fn person(key: &str) -> Msg {
    Msg::Open(Card::Entity(format!("person:{key}")))
}

#[test]
fn a_chosen_value_is_taken_back_by_choosing_it_again() {
    check(&[country("no")], "#/map?country=country:no", Navigation::Push);
    check(&[country("no"), country("se")], "#/map?country=country:no&country=country:se", Navigation::Push);
    check(&[country("no"), country("no")], "#/map", Navigation::Push);
    check(&[Msg::Toggle(Facet::Country, String::new())], "#/map", Navigation::None);
}

#[test]
fn chips_are_cleared_one_by_one_or_all_at_once() {
    let chosen = [country("no"), Msg::Toggle(Facet::Kind, "AID".into()), Msg::Pair("a".into(), "b".into())];
    let after = |last: Msg| chosen.iter().cloned().chain([last]).collect::<Vec<_>>();
    check(&after(Msg::ClearFacet(Facet::Country)), "#/map?kind=AID&pair=a,b", Navigation::Push);
    check(&after(Msg::ClearPair), "#/map?country=country:no&kind=AID", Navigation::Push);
    check(&after(Msg::ClearAll), "#/map", Navigation::Push);
    check(&[Msg::ClearAll], "#/map", Navigation::None);
    check(
        &[Msg::Axis(Axis::Reported), Msg::Brush(Some((0, 1)), Stroke::First), Msg::ClearAll],
        "#/map?axis=reported",
        Navigation::Push,
    );
}

#[test]
fn an_arc_is_chosen_and_taken_back() {
    let arc = || Msg::Pair("country:se".into(), "country:no".into());
    check(&[arc()], "#/map?pair=country:se,country:no", Navigation::Push);
    check(&[arc(), arc()], "#/map", Navigation::Push);
}

#[test]
fn typing_rewrites_the_entry_and_a_taken_offer_makes_one() {
    check(&[Msg::Type("fri".into())], "#/map?q=fri", Navigation::Replace);
    check(&[Msg::Type("fri".into()), Msg::Search("frigates".into())], "#/map?q=frigates", Navigation::Push);
    check(&[Msg::Type("x".into()), Msg::Type("x".into())], "#/map?q=x", Navigation::None);
}

#[test]
fn a_drag_makes_one_entry() {
    check(
        &[Msg::Brush(Some((9, 3)), Stroke::First)],
        "#/map?from=1970-01-04&to=1970-01-10",
        Navigation::Push,
    );
    check(
        &[Msg::Brush(Some((3, 9)), Stroke::First), Msg::Brush(Some((3, 10)), Stroke::Later)],
        "#/map?from=1970-01-04&to=1970-01-11",
        Navigation::Replace,
    );
    check(
        &[Msg::Brush(Some((3, 9)), Stroke::First), Msg::Brush(None, Stroke::First)],
        "#/map",
        Navigation::Push,
    );
}

#[test]
fn the_map_and_the_time_axis_move_without_entries() {
    let camera = Camera { longitude: 10.123_456, latitude: 60.0, zoom: 4.0 };
    check(&[Msg::Move(camera)], "#/map?at=10.1235,60,4", Navigation::Replace);
    check(&[Msg::Move(camera), Msg::Fit], "#/map", Navigation::Replace);
    check(&[Msg::Fit], "#/map", Navigation::None);
    check(&[Msg::Window(Some((0, 30)))], "#/map?window=1970-01-01,1970-01-31", Navigation::Replace);
}

#[test]
fn cards_stack_and_an_open_one_comes_to_the_top() {
    check(&[person("a"), person("b")], "#/map?card=person:a&card=person:b", Navigation::Push);
    check(&[person("a"), person("b"), person("a")], "#/map?card=person:b&card=person:a", Navigation::Push);
    check(&[person("a"), person("a")], "#/map?card=person:a", Navigation::None);
    check(&[person("a"), person("b"), Msg::CloseCard], "#/map?card=person:a", Navigation::Push);
    check(&[person("a"), person("b"), Msg::CloseCards], "#/map", Navigation::Push);
}

#[test]
fn escape_closes_what_lies_on_top() {
    let read = Msg::Read(Reader { document: "a.md".into(), span: Some(Span::new(3, 9)) });
    let open = [person("a"), read.clone(), Msg::About(true)];
    let after = |times: usize| {
        open.iter().cloned().chain(std::iter::repeat_n(Msg::Escape, times)).collect::<Vec<_>>()
    };
    check(&after(1), "#/map?card=person:a&read=a.md:3-9", Navigation::Push);
    check(&after(2), "#/map?card=person:a", Navigation::Push);
    check(&after(3), "#/map", Navigation::Push);
    check(&after(4), "#/map", Navigation::None);
    check(&[read, Msg::CloseReader], "#/map", Navigation::Push);
}

#[test]
fn rooms_change_and_keep_what_is_chosen() {
    check(&[country("no"), Msg::Show(Room::Events)], "#/events?country=country:no", Navigation::Push);
    check(&[Msg::Show(Room::Map)], "#/map", Navigation::None);
}

#[test]
fn a_picture_turns_into_its_table_and_back() {
    let map = || Msg::Table(Picture::Map);
    check(&[Msg::Table(Picture::Timeline), map()], "#/map?table=map&table=timeline", Navigation::Push);
    check(&[map(), map()], "#/map", Navigation::Push);
}

#[test]
fn going_back_makes_no_entry() {
    let there = View::from_fragment("#/reports?q=frigate");
    check(&[country("no"), Msg::Went(Box::new(there))], "#/reports?q=frigate", Navigation::None);
}

#[test]
fn one_node_is_looked_at_or_the_way_between_two() {
    let nodes = |keys: &[&str]| Msg::Nodes(keys.iter().map(|k| (*k).to_owned()).collect());
    check(&[nodes(&["person:a"])], "#/map?node=person:a", Navigation::Push);
    check(&[nodes(&["person:a", "person:b"])], "#/map?node=person:a&node=person:b", Navigation::Push);
    check(&[nodes(&["person:a", "person:a"])], "#/map?node=person:a", Navigation::Push);
    check(&[nodes(&["person:a"]), nodes(&[])], "#/map", Navigation::Push);
    let lens = Lens { x: 10.04, y: -3.0, zoom: 2.0 };
    check(&[Msg::Lens(Some(lens))], "#/map?lens=10,-3,2", Navigation::Replace);
}
