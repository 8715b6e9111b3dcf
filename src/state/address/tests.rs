use super::*;
use crate::query::Selection;
use proptest::prelude::*;

fn word() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,8}:[a-z-]{1,12}", "[ -~]{1,12}", "\\PC{1,8}", "[\\PC\n\t%+&=#?,:/]{1,8}"]
}

fn some_day() -> impl Strategy<Value = Day> {
    prop_oneof![-20_000..40_000i32, any::<i16>().prop_map(|d| i32::from(d) * 1000)]
}

fn days() -> impl Strategy<Value = Option<(Day, Day)>> {
    proptest::option::of((some_day(), some_day()).prop_map(|(a, b)| (a.min(b), a.max(b))))
}

fn selection() -> impl Strategy<Value = Selection> {
    let facet = proptest::sample::select(FACETS.map(|(f, _)| f).to_vec());
    let values = proptest::collection::btree_set(word(), 1..3);
    (
        proptest::collection::btree_map(facet, values, 0..4),
        days(),
        any::<bool>(),
        proptest::option::of((word(), word())),
        prop_oneof![Just(String::new()), word()],
    )
        .prop_map(|(facets, range, reported, pair, words)| Selection {
            facets,
            range,
            axis: if reported { Axis::Reported } else { Axis::Happened },
            pair,
            words,
        })
}

fn view() -> impl Strategy<Value = View> {
    let span = || (any::<u32>(), any::<u32>()).prop_map(|(a, b)| Span { start: a.min(b), end: a.max(b) });
    let mark = || proptest::option::of(0..1u64 << 40);
    let reader = move || {
        (word(), proptest::option::of((span(), mark()))).prop_map(|(document, words)| Reader {
            document,
            span: words.map(|w| w.0),
            mark: words.and_then(|w| w.1),
        })
    };
    let card = prop_oneof![
        word().prop_map(Card::Entity),
        word().prop_map(Card::Event),
        reader().prop_map(Card::Figure),
    ];
    let sorting = (word(), any::<u8>(), any::<bool>()).prop_map(|(table, column, down)| Sorting {
        table,
        column,
        down,
    });
    let camera = (-180.0..180.0f64, -90.0..90.0f64, 1.0..120.0f64)
        .prop_map(|(longitude, latitude, zoom)| Camera { longitude, latitude, zoom }.rounded());
    (
        proptest::sample::select(Room::ALL.to_vec()),
        selection(),
        proptest::collection::vec(card, 0..4),
        proptest::option::of(reader()),
        proptest::option::of(camera),
        days(),
        proptest::collection::btree_set(proptest::sample::select(Picture::ALL.to_vec()), 0..3),
        any::<bool>(),
        proptest::sample::select(crate::words::Lang::ALL.to_vec()),
        (
            worldview(),
            proptest::sample::select(By::ALL.to_vec()),
            proptest::collection::vec(word(), 0..3),
            proptest::option::of((-1e4..1e4f64, -1e4..1e4f64, 1.0..20.0f64)),
        ),
        (
            prop_oneof![Just(String::new()), word()],
            proptest::option::of(sorting),
            proptest::collection::btree_set(word(), 0..3),
        ),
    )
        .prop_map(
            |(
                room,
                selection,
                cards,
                reader,
                camera,
                window,
                tables,
                about,
                lang,
                (worldview, lanes, nodes, lens),
                (part, sorting, unmarked),
            )| {
                let lens = lens.map(|(x, y, zoom)| Lens { x, y, zoom }.held());
                View {
                    room,
                    selection,
                    cards,
                    reader,
                    camera,
                    window,
                    worldview,
                    lanes,
                    nodes,
                    lens,
                    tables,
                    part,
                    sorting,
                    unmarked,
                    about,
                    lang,
                }
            },
        )
}

fn worldview() -> impl Strategy<Value = super::super::Worldview> {
    use super::super::Worldview;
    (any::<bool>(), 0..3).prop_map(|(joined, crimea)| Worldview {
        kosovo: if joined { Kosovo::Serbia } else { Kosovo::Apart },
        crimea: [Crimea::Contested, Crimea::Ukraine, Crimea::Russia][crimea as usize],
    })
}

proptest! {
    #[test]
    fn every_view_comes_back_from_its_address(view in view()) {
        let address = view.to_fragment();
        prop_assert_eq!(View::from_fragment(&address), view, "{}", address);
    }

    #[test]
    fn an_address_holds_only_what_no_browser_rewrites(view in view()) {
        let address = view.to_fragment();
        prop_assert!(address.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>`".contains(&b)), "{}", address);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}", rest in "[#/?&=a-z%0-9,:.é-]{0,80}") {
        let _ = View::from_fragment(&text);
        let view = View::from_fragment(&format!("#/map?{rest}"));
        prop_assert_eq!(View::from_fragment(&view.to_fragment()), view);
    }
}

fn check(fragment: &str, expect: &str) {
    assert_eq!(View::from_fragment(fragment).to_fragment(), expect, "{fragment}");
}

#[test]
fn an_address_reads_well() {
    check("", "#/overview");
    check("#/", "#/overview");
    check("#/map", "#/map");
    check("#/register?part=agreements&sort=2-agreements", "#/register?part=agreements&sort=2-agreements");
    check("#/overview?figure=a.md:3-9", "#/overview?figure=a.md:3-9");
    check("#/events", "#/events");
    check("#/reports?country=country:rs&kind=TRANSFER", "#/reports?country=country:rs&kind=TRANSFER");
    check("#/map?from=2017-01-01&to=2019-06-30", "#/map?from=2017-01-01&to=2019-06-30");
    check("#/map?at=21.5,45.25,4", "#/map?at=21.5,45.25,4");
    check("#/map?read=2019-03-03-jets.md:120-180", "#/map?read=2019-03-03-jets.md:120-180");
    check("#/map?read=jets.md:120-180:00ff3a21c9", "#/map?read=jets.md:120-180:00ff3a21c9");
    check(
        "#/timeline?kosovo=serbia&crimea=ukraine&lanes=kind",
        "#/timeline?kosovo=serbia&crimea=ukraine&lanes=kind",
    );
    check("#/map?event=e1&card=person:a-b", "#/map?event=e1&card=person:a-b");
}

#[test]
fn broken_pieces_are_passed_over() {
    check("#/nowhere?country=country:rs", "#/overview?country=country:rs");
    check("#/register?sort=x-y&sort=3&part=", "#/register");
    check("#/map?from=2019-01-01", "#/map");
    check("#/map?from=2019-01-01&to=2018-01-01", "#/map");
    check("#/map?from=late&to=2018-01-01&kind=AID", "#/map?kind=AID");
    check("#/map?at=NaN,1,2", "#/map");
    check("#/map?at=1,2", "#/map");
    check("#/map?at=1,2,3,4", "#/map");
    check("#/map?at=1,2000,3", "#/map");
    check("#/map?country=&&=&later=thing&about=yes", "#/map");
    check("#/map?pair=country:by,", "#/map");
    check("#/map?q=%zz%4", "#/map?q=%25zz%254");
    check("#/map?read=a.md:9-3", "#/map?read=a.md%3A9-3");
    check("#/map?read=a.md:3-9:ff", "#/map?read=a.md%3A3-9%3Aff");
    check("#/map?read=a.md:00ff3a21c9", "#/map?read=a.md%3A00ff3a21c9");
}
