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
    check(&[country("no")], "#/overview?country=country:no", Navigation::Push);
    check(
        &[country("no"), country("se")],
        "#/overview?country=country:no&country=country:se",
        Navigation::Push,
    );
    check(&[country("no"), country("no")], "#/overview", Navigation::Push);
    check(&[Msg::Toggle(Facet::Country, String::new())], "#/overview", Navigation::None);
}

#[test]
fn chips_are_cleared_one_by_one_or_all_at_once() {
    let chosen = [country("no"), Msg::Toggle(Facet::Kind, "AID".into()), Msg::Pair("a".into(), "b".into())];
    let after = |last: Msg| chosen.iter().cloned().chain([last]).collect::<Vec<_>>();
    check(&after(Msg::ClearFacet(Facet::Country)), "#/overview?kind=AID&pair=a,b", Navigation::Push);
    check(&after(Msg::ClearPair), "#/overview?country=country:no&kind=AID", Navigation::Push);
    check(&after(Msg::ClearAll), "#/overview", Navigation::Push);
    check(&[Msg::ClearAll], "#/overview", Navigation::None);
    check(
        &[Msg::Axis(Axis::Reported), Msg::Brush(Some((0, 1)), Stroke::First), Msg::ClearAll],
        "#/overview?axis=reported",
        Navigation::Push,
    );
}

#[test]
fn an_arc_is_chosen_and_taken_back() {
    let arc = || Msg::Pair("country:se".into(), "country:no".into());
    check(&[arc()], "#/overview?pair=country:se,country:no", Navigation::Push);
    check(&[arc(), arc()], "#/overview", Navigation::Push);
}

#[test]
fn typing_rewrites_the_entry_and_a_taken_offer_makes_one() {
    check(&[Msg::Type("fri".into())], "#/overview?q=fri", Navigation::Replace);
    check(
        &[Msg::Type("fri".into()), Msg::Search("frigates".into())],
        "#/overview?q=frigates",
        Navigation::Push,
    );
    check(&[Msg::Type("x".into()), Msg::Type("x".into())], "#/overview?q=x", Navigation::None);
}

#[test]
fn a_drag_makes_one_entry() {
    check(
        &[Msg::Brush(Some((9, 3)), Stroke::First)],
        "#/overview?from=1970-01-04&to=1970-01-10",
        Navigation::Push,
    );
    check(
        &[Msg::Brush(Some((3, 9)), Stroke::First), Msg::Brush(Some((3, 10)), Stroke::Later)],
        "#/overview?from=1970-01-04&to=1970-01-11",
        Navigation::Replace,
    );
    check(
        &[Msg::Brush(Some((3, 9)), Stroke::First), Msg::Brush(None, Stroke::First)],
        "#/overview",
        Navigation::Push,
    );
}

#[test]
fn the_map_and_the_time_axis_move_without_entries() {
    let camera = Camera { longitude: 10.123_456, latitude: 60.0, zoom: 4.0 };
    check(&[Msg::Move(camera)], "#/overview?at=10.1235,60,4", Navigation::Replace);
    check(&[Msg::Move(camera), Msg::Fit], "#/overview", Navigation::Replace);
    check(&[Msg::Fit], "#/overview", Navigation::None);
    check(&[Msg::Window(Some((0, 30)))], "#/overview?window=1970-01-01,1970-01-31", Navigation::Replace);
}

#[test]
fn cards_stack_and_an_open_one_comes_to_the_top() {
    check(&[person("a"), person("b")], "#/overview?card=person:a&card=person:b", Navigation::Push);
    check(
        &[person("a"), person("b"), person("a")],
        "#/overview?card=person:b&card=person:a",
        Navigation::Push,
    );
    check(&[person("a"), person("a")], "#/overview?card=person:a", Navigation::None);
    check(&[person("a"), person("b"), Msg::CloseCard], "#/overview?card=person:a", Navigation::Push);
    check(&[person("a"), person("b"), Msg::CloseCards], "#/overview", Navigation::Push);
}

#[test]
fn escape_closes_what_lies_on_top() {
    let read = Msg::Read(Reader { document: "a.md".into(), span: Some(Span::new(3, 9)), mark: None });
    let open = [person("a"), read.clone(), Msg::About(true)];
    let after = |times: usize| {
        open.iter().cloned().chain(std::iter::repeat_n(Msg::Escape, times)).collect::<Vec<_>>()
    };
    check(&after(1), "#/overview?card=person:a&read=a.md:3-9", Navigation::Push);
    check(&after(2), "#/overview?card=person:a", Navigation::Push);
    check(&after(3), "#/overview", Navigation::Push);
    check(&after(4), "#/overview", Navigation::None);
    check(&[read, Msg::CloseReader], "#/overview", Navigation::Push);
}

#[test]
fn rooms_change_and_keep_what_is_chosen() {
    check(&[country("no"), Msg::Show(Room::Events)], "#/events?country=country:no", Navigation::Push);
    check(&[Msg::Show(Room::Overview)], "#/overview", Navigation::None);
}

#[test]
fn a_part_of_a_room_and_a_way_in_are_entries_and_another_room_has_its_own_parts() {
    check(&[Msg::Part("topics".into())], "#/overview?part=topics", Navigation::Push);
    check(&[Msg::Part("topics".into()), Msg::Show(Room::Claims)], "#/claims", Navigation::Push);
    let there = View::from_fragment("#/events?year=2025");
    check(&[person("a"), Msg::Take(Box::new(there))], "#/events?year=2025", Navigation::Push);
}

#[test]
fn a_column_is_sorted_up_then_down_then_not() {
    let by = |times| vec![Msg::Sort("agreements".into(), 3); times];
    check(&by(1), "#/overview?sort=3+agreements", Navigation::Push);
    check(&by(2), "#/overview?sort=3-agreements", Navigation::Push);
    check(&by(3), "#/overview", Navigation::Push);
}

#[test]
fn a_kind_of_mention_is_unmarked_and_marked_again() {
    let person = || Msg::Mark("person".into());
    check(&[person()], "#/overview?unmarked=person", Navigation::Replace);
    check(&[person(), person()], "#/overview", Navigation::Replace);
}

#[test]
fn a_picture_turns_into_its_table_and_back() {
    let map = || Msg::Table(Picture::Map);
    check(&[Msg::Table(Picture::Timeline), map()], "#/overview?table=map&table=timeline", Navigation::Push);
    check(&[map(), map()], "#/overview", Navigation::Push);
}

#[test]
fn going_back_makes_no_entry() {
    let there = View::from_fragment("#/reports?q=frigate");
    check(&[country("no"), Msg::Went(Box::new(there))], "#/reports?q=frigate", Navigation::None);
}

#[test]
fn one_node_is_looked_at_or_the_way_between_two() {
    let nodes = |keys: &[&str]| Msg::Nodes(keys.iter().map(|k| (*k).to_owned()).collect());
    check(&[nodes(&["person:a"])], "#/overview?node=person:a", Navigation::Push);
    check(&[nodes(&["person:a", "person:b"])], "#/overview?node=person:a&node=person:b", Navigation::Push);
    check(&[nodes(&["person:a", "person:a"])], "#/overview?node=person:a", Navigation::Push);
    check(&[nodes(&["person:a"]), nodes(&[])], "#/overview", Navigation::Push);
    let lens = Lens { x: 10.04, y: -3.0, zoom: 2.0 };
    check(&[Msg::Lens(Some(lens))], "#/overview?lens=10,-3,2", Navigation::Replace);
}
