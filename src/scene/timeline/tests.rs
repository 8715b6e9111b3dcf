use super::*;
use crate::edtf::{Edtf, day};
use crate::scene::widths::width;
use crate::scene::{Area, Role, Scene, Shape, sample};
use crate::words::STATUSES;
use proptest::prelude::*;
use std::collections::BTreeSet;

const W: f32 = 816.0;
const H: f32 = 180.0;
static NONE: Glow = Glow { target: None, entities: BTreeSet::new(), events: BTreeSet::new() };

fn frame(window: Option<(Day, Day)>, range: Option<(Day, Day)>) -> Frame<'static> {
    Frame {
        width: W,
        height: H,
        window,
        range,
        glow: &NONE,
        words: &crate::words::ENGLISH,
        named: false,
        measure: &width,
    }
}

fn matter(corpus: &Corpus, axis: Axis) -> Matter {
    let events: Vec<EventId> = corpus.event_ids().collect();
    Matter::new(corpus, &Ledger::default(), &events, axis, By::Country, 4, &crate::words::ENGLISH)
}

/// A timeline of one lane with one event of a date.
fn alone(date: &str, status: Status) -> Matter {
    let date = Edtf::parse(date).expect("a date");
    let event = Dated { event: EventId(0), status, days: date.days(), sure: !date.is_uncertain() };
    let lane = Lane { entity: None, name: "All events".into(), events: vec![event] };
    Matter::of_lanes(Axis::Happened, vec![lane], Vec::new())
}

fn draw(matter: &Matter, frame: &Frame) -> Scene {
    let corpus = sample::corpus();
    scene(&corpus, matter, &Plan::of(None, &corpus, matter, frame), frame)
}

fn marks(scene: &Scene) -> usize {
    let shapes = scene.layers.iter().flat_map(|l| &l.shapes);
    shapes.filter(|s| matches!(s, Shape::Mark { .. })).count()
}

/// Left, right and fades of bands.
fn bands(scene: &Scene) -> Vec<(f32, f32, (f32, f32))> {
    let shapes = scene.layers.iter().flat_map(|l| &l.shapes);
    shapes
        .filter_map(|s| match s {
            Shape::Rect { x, w, fade, role: Role::BandGround, .. } => Some((*x, x + w, *fade)),
            _ => None,
        })
        .collect()
}

#[test]
fn a_vague_date_is_never_drawn_as_a_day() {
    let window = [None, Some((day(1980, 1, 1), day(2040, 1, 1))), Some((day(2017, 1, 1), day(2017, 3, 1)))];
    for window in window {
        for vague in [
            "2017",
            "2017-01",
            "2017-01-2X",
            "2017-01-27~",
            "2017-01-21/2017-01-31",
            "../2017-01-30",
            "2017-01-20/..",
        ] {
            let scene = draw(&alone(vague, Status::Occurred), &frame(window, None));
            let found = bands(&scene);
            assert_eq!((marks(&scene), found.len()), (0, 1), "{vague}");
            assert!(found[0].1 - found[0].0 > 2.0 * glyphs::RADIUS + 2.0, "{vague}: {found:?}");
        }
        let scene = draw(&alone("2017-01-27", Status::Occurred), &frame(window, None));
        assert_eq!((marks(&scene), bands(&scene).len()), (1, 0));
    }
}

#[test]
fn ends_are_as_soft_as_the_source() {
    let window = Some((day(2016, 1, 1), day(2019, 1, 1)));
    let fades = |date: &str| bands(&draw(&alone(date, Status::Planned), &frame(window, None)))[0].2;
    assert_eq!(fades("2017"), (0.0, 0.0));
    assert!(fades("2017~").0 > 5.0 && fades("2017~").1 > 5.0);
    assert!(fades("../2017").0 > 20.0 && fades("../2017").1 == 0.0);
    assert!(fades("2017/..").1 > 20.0 && fades("2017/..").0 == 0.0);
}

#[test]
fn a_band_begins_and_ends_where_its_date_does() {
    let window = Some((day(2016, 1, 1), day(2019, 1, 1)));
    let (matter, frame) = (alone("2017", Status::Occurred), frame(window, None));
    let scale = scale(&matter, &frame);
    let (from, to, _) = bands(&draw(&matter, &frame))[0];
    assert!((from - scale.x(f64::from(day(2017, 1, 1)))).abs() < 0.5);
    assert!((to - scale.x(f64::from(day(2018, 1, 1)))).abs() < 0.5);
}

#[test]
fn what_cannot_be_in_range_is_dim_and_what_may_be_is_not() {
    let range = Some((day(2017, 6, 1), day(2017, 6, 30)));
    let dim = |date: &str| {
        let scene =
            draw(&alone(date, Status::Occurred), &frame(Some((day(2016, 1, 1), day(2019, 1, 1))), range));
        let mut shapes = scene.layers.iter().flat_map(|l| &l.shapes);
        shapes.any(|s| {
            matches!(s, Shape::Mark { dim: true, .. })
                || matches!(s, Shape::Rect { role: Role::BandDim(_), .. })
        })
    };
    assert!(dim("2017-05-31") && dim("2017-07") && dim("../2017-05"));
    assert!(!dim("2017-06-30") && !dim("2017") && !dim("../2017-06-01") && !dim("2016/.."));
}

#[test]
fn lanes_are_countries_and_the_hub_has_none() {
    let corpus = sample::corpus();
    let matter = matter(&corpus, Axis::Happened);
    let names: Vec<&str> = matter.lanes.iter().map(|l| l.name.as_str()).collect();
    assert_eq!(names, ["Russia", "Belarus", "Kazakhstan", "Hungary", "Others"]);
    assert_eq!(matter.undated.len(), 1);
    for lane in &matter.lanes {
        assert!(lane.events.is_sorted_by_key(ends), "{}", lane.name);
    }
    let told: BTreeSet<EventId> = matter.lanes.iter().flat_map(|l| &l.events).map(|d| d.event).collect();
    assert_eq!(told.len() + matter.undated.len(), corpus.event_ids().count());
}

#[test]
fn the_reported_axis_stands_on_the_reports_dates() {
    let corpus = sample::corpus();
    let matter = matter(&corpus, Axis::Reported);
    assert_eq!(matter.undated, []);
    assert_eq!(matter.span, Some((day(2024, 11, 20), day(2024, 11, 20))));
}

#[test]
fn every_event_in_view_can_be_pointed_at() {
    let corpus = sample::corpus();
    let matter = matter(&corpus, Axis::Happened);
    let scene = draw(&matter, &frame(None, None));
    let mut met: BTreeSet<String> = BTreeSet::new();
    for (target, area) in &scene.targets {
        let (x, y) = match area {
            Area::Disc(x, y, _) => (*x, *y),
            Area::Box(x, y, w, h) => (x + w / 2.0, y + h / 2.0),
            other => panic!("{other:?}"),
        };
        assert_eq!(scene.hit(x, y, 3.0), Some(target));
        match target {
            Target::Event(key) => met.extend([key.clone()]),
            Target::Events(events) => met.extend(events.iter().map(|&e| corpus.event(e).key.clone())),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(met.len(), corpus.event_ids().count() - 1);
}

#[test]
fn the_table_holds_what_the_picture_holds() {
    let corpus = sample::corpus();
    let matter = matter(&corpus, Axis::Happened);
    let table = table(&corpus, &matter, &crate::words::ENGLISH);
    let drawn: usize = matter.lanes.iter().map(|l| l.events.len()).sum();
    assert_eq!(table.rows.len(), drawn + matter.undated.len());
    assert!(table.rows.iter().all(|r| r.cells.len() == table.heads.len()));
    assert_eq!(table.rows.first().map(|r| r.cells[0].as_str()), Some("August 2013"));
}

#[test]
fn a_few_dates_far_off_do_not_squeeze_the_rest() {
    let mut matter = alone("1914-07-28", Status::Occurred);
    for i in 0..40 {
        let date = Edtf::from_day(day(2020, 1, 1) + i * 20);
        let (days, sure) = (date.days(), !date.is_uncertain());
        matter.lanes[0].events.push(Dated { event: EventId(1), status: Status::Occurred, days, sure });
    }
    let matter = Matter::of_lanes(Axis::Happened, matter.lanes, Vec::new());
    let scale = scale(&matter, &frame(None, None));
    assert!(scale.first > f64::from(day(2019, 1, 1)));
    let scene = draw(&matter, &frame(None, None));
    let told = |s: &Shape| matches!(s, Shape::Text { text, .. } if text == "‹ 1");
    assert!(scene.layers.iter().flat_map(|l| &l.shapes).any(told), "what is out of view is told");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_is_drawn_on_the_names_or_outside(
        w in 200.0..1200.0f32, h in 60.0..300.0f32,
        window in proptest::option::of((10_000..20_000i32, 12..9_000i32)),
    ) {
        let corpus = sample::corpus();
        let matter = matter(&corpus, Axis::Happened);
        let window = window.map(|(a, days)| (a, a + days));
        let frame = Frame { width: w, height: h, window, range: Some((16_000, 17_500)), glow: &NONE, words: &crate::words::ENGLISH, named: false, measure: &width };
        let scale = scale(&matter, &frame);
        for (_, area) in &draw(&matter, &frame).targets {
            let (left, right, top, bottom) = match area {
                Area::Disc(x, y, r) => (x - r, x + r, y - r, y + r),
                Area::Box(x, y, w, h) => (*x, x + w, *y, y + h),
                other => panic!("{other:?}"),
            };
            prop_assert!(left >= scale.left - 2.0 * glyphs::RADIUS - 8.0 && right <= w + 4.0, "{area:?}");
            prop_assert!(top >= 0.0 && bottom <= h, "{area:?}");
        }
    }
}

#[test]
fn lanes_may_be_kinds_or_those_who_act() {
    let corpus = sample::corpus();
    let events: Vec<EventId> = corpus.event_ids().collect();
    let names = |by: By| -> Vec<String> {
        Matter::new(&corpus, &Ledger::default(), &events, Axis::Happened, by, 3, &crate::words::ENGLISH)
            .lanes
            .into_iter()
            .map(|l| l.name)
            .collect()
    };
    assert_eq!(names(By::Kind), ["Transfer", "Agreement", "Meeting, talks", "Others"]);
    assert_eq!(names(By::Actor), ["Serbia", "Russia", "Belarus", "Others"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn words_beside_marks_lie_on_no_other_and_stay_in_the_picture(
        w in 320.0..1400.0f32, h in 160.0..800.0f32,
        window in proptest::option::of((15_000..20_000i32, 12..4_000i32)),
    ) {
        let corpus = sample::corpus();
        let matter = matter(&corpus, Axis::Happened);
        let window = window.map(|(a, days)| (a, a + days));
        let frame = Frame { width: w, height: h, window, range: None, glow: &NONE, words: &crate::words::ENGLISH, named: true, measure: &width };
        let scene = draw(&matter, &frame);
        let words: Vec<[f32; 4]> = scene.layers.iter().filter(|l| l.name == "words").flat_map(|l| &l.shapes).map(|s| {
            let Shape::Text { x, y, text, size, anchor, .. } = s else { panic!("{s:?}") };
            let wide = width(text, *size, false);
            let left = if *anchor == crate::scene::Anchor::End { x - wide } else { *x };
            [left, y - size * 0.7, left + wide, y + size * 0.2]
        }).collect();
        for (i, a) in words.iter().enumerate() {
            prop_assert!(a[0] >= 0.0 && a[2] <= w + 1.0, "{a:?}");
            for b in &words[i + 1..] {
                prop_assert!(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn with_room_enough_every_mark_has_words() {
    let corpus = sample::corpus();
    let matter = matter(&corpus, Axis::Happened);
    let frame = Frame {
        width: 1400.0,
        height: 900.0,
        window: None,
        range: None,
        glow: &NONE,
        words: &crate::words::ENGLISH,
        named: true,
        measure: &width,
    };
    let scene = draw(&matter, &frame);
    let words = scene.layers.iter().find(|l| l.name == "words").map_or(0, |l| l.shapes.len());
    assert_eq!(words, scene.targets.len());
}

#[test]
fn what_is_lit_has_a_ring_whatever_its_status() {
    let glow = Glow { events: BTreeSet::from([EventId(0)]), ..Glow::default() };
    for status in crate::words::STATUSES {
        let (plain, matter) = (frame(None, None), alone("2017", status));
        let lit = Frame { glow: &glow, ..frame(None, None) };
        let rings = |frame: &Frame| {
            let scene = draw(&matter, frame);
            let ring = |s: &&Shape| matches!(s, Shape::Rect { role: Role::NodeRing, .. });
            scene.layers.iter().flat_map(|l| &l.shapes).filter(ring).count()
        };
        assert_eq!((rings(&plain), rings(&lit)), (0, 1), "{status:?}");
    }
}

/// A timeline of five lanes with so many events each, a day and a status after the other.
fn many(events: u32) -> Matter {
    let first = day(2001, 1, 1);
    let event = |n: u32| {
        let at = first + (n * 37 % 4_000) as Day;
        let status = STATUSES[n as usize % STATUSES.len()];
        Dated { event: EventId(n % 20), status, days: (Some(at), Some(at)), sure: true }
    };
    let mut events: Vec<Dated> = (0..events).map(event).collect();
    events.sort_by_key(|e| e.days);
    let lane = |n: u32| Lane { entity: Some(EntityId(n)), name: format!("Lane {n}"), events: events.clone() };
    Matter::of_lanes(Axis::Happened, (0..5).map(lane).collect(), Vec::new())
}

#[test]
fn lanes_too_full_for_marks_have_columns_that_hold_all_their_events() {
    let few = draw(&many(4), &frame(None, None));
    assert!(!has_columns(&few) && marks(&few) > 0);
    let full = draw(&many(4_000), &frame(None, None));
    assert!(has_columns(&full));
    assert_eq!(marks(&full), 0);
    let told = |target: &Target| match target {
        Target::Events(events) => events.len(),
        _ => 0,
    };
    assert_eq!(full.targets.iter().map(|(target, _)| told(target)).sum::<usize>(), 5 * 4_000);
    // Near enough the same events are marks again.
    let near = draw(&many(4_000), &frame(Some((day(2003, 1, 1), day(2003, 1, 12))), None));
    assert!(!has_columns(&near) && marks(&near) > 0);
}
