use super::*;
use crate::record::Document;

fn figures(text: &str) -> Records {
    let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
    let text = Text::new(&document);
    let mut records = Records::default();
    crate::extract::dates::read(&text, Lexicon::builtin(), &mut records);
    read(&text, Lexicon::builtin(), &mut records);
    records
}

fn check(text: &str, expect: &[(&str, f64)]) {
    let records = figures(text);
    let got: Vec<_> = records.figures.iter().map(|f| (f.span.of(text), f.value)).collect();
    assert_eq!(got, expect, "{text}");
}

fn check_one(text: &str, unit: Option<&str>, of: Option<&str>, modifier: Modifier) {
    let records = figures(text);
    let got: Vec<_> =
        records.figures.iter().map(|f| (f.unit.as_deref(), f.of.as_deref(), f.modifier)).collect();
    assert_eq!(got, [(unit, of, modifier)], "{text}");
}

#[test]
fn money_is_scaled() {
    check("They paid $1.5 billion.", &[("$1.5 billion", 1.5e9)]);
    check("It cost 20 million euros and US$ 300.", &[("20 million euros", 2e7), ("US$ 300", 300.0)]);
    check("A loan of €3bn was signed.", &[("€3bn", 3e9)]);
    check_one("They paid 3 billion US dollars.", Some("USD"), None, Modifier::Exact);
}

#[test]
fn counts_reach_to_their_noun() {
    check("Five old patrol boats sailed.", &[("Five old patrol boats", 5.0)]);
    check("The plan has 1,200 small steps.", &[("1,200 small steps", 1200.0)]);
    check("Six multi-role Su-30 fighters flew in.", &[("Six multi-role Su-30 fighters", 6.0)]);
    check(
        "Twenty-two states and two hundred firms came.",
        &[("Twenty-two states", 22.0), ("two hundred firms", 200.0)],
    );
    check(
        "They sold four X-29s to 2 million Norlanders.",
        &[("four X-29s", 4.0), ("2 million Norlanders", 2e6)],
    );
    check("It got 4 tanks out of 200 that were ordered.", &[("4 tanks", 4.0), ("200", 200.0)]);
    check("Trade is to reach half a billion dollars.", &[("half a billion dollars", 5e8)]);
    check("They bought 40 tanks and over 300 more.", &[("40 tanks", 40.0), ("300 more", 300.0)]);
    check("Output grew by 12 per cent, then by 3.5%.", &[("12 per cent", 12.0), ("3.5%", 3.5)]);
    check_one("It has 7 arms factories.", None, Some("arms factories"), Modifier::Exact);
}

#[test]
fn durations_are_figures_unless_they_date() {
    check("It was the first such visit in 12 years.", &[("12 years", 12.0)]);
    check("He left 12 years ago.", &[]);
    check_one("It took four more days.", Some("day"), None, Modifier::Exact);
}

#[test]
fn none_at_all_is_zero() {
    check("They had not a single ship.", &[("a single ship", 0.0)]);
    check("Not one ship sailed.", &[("one ship", 0.0)]);
}

#[test]
fn vague_and_elliptic_counts_are_read() {
    check("Dozens of ships came.", &[("Dozens of ships", 12.0)]);
    check("Hundreds of thousands of shells came.", &[("Hundreds of thousands of shells", 100_000.0)]);
    check("They sent ten ships, two dozen of which sank.", &[("ten ships", 10.0), ("two dozen", 24.0)]);
    check("We sent 14 ships and are ready to send another six.", &[("14 ships", 14.0), ("six", 6.0)]);
    check("The yard will deliver the first four of them.", &[("four", 4.0)]);
    check("They may buy 150 of these lorries.", &[("150 of these lorries", 150.0)]);
    check("They owe Norway 72 million dollars.", &[("72 million dollars", 72e6)]);
    check("They owe Norway 72 million U.S. dollars.", &[("72 million U.S. dollars", 72e6)]);
    check("The 300-million loan is the aim.", &[("300-million", 3e8)]);
    check("It cost EUR9.8 million.", &[("EUR9.8 million", 9.8e6)]);
    check("They have jets. We will take 25.", &[("25", 25.0)]);
    check("They wanted 30 jets but ordered only twelve.", &[("30 jets", 30.0), ("twelve", 12.0)]);
    check("The first six would come in May; only four were new.", &[("six", 6.0), ("four", 4.0)]);
    check("Drills rose from three to five a year.", &[("three", 3.0), ("five", 5.0)]);
    check("It needs between 300 and 400.", &[("300", 300.0), ("400", 400.0)]);
    check("It passed by 141 votes to 96.", &[("141 votes", 141.0), ("96", 96.0)]);
    check("Norway will give Kenya 12 boats.", &[("12 boats", 12.0)]);
    check("Then 40 Kenyan firemen came.", &[("40 Kenyan firemen", 40.0)]);
    check("It was a class of four that Norway built.", &[("four", 4.0)]);
    check("It was the first of a dozen ordered there.", &[("dozen", 12.0)]);
    check("In the past five years half of it was paid.", &[("five years", 5.0), ("half of it", 0.5)]);
}

#[test]
fn modifiers_come_from_the_words_around() {
    check_one("More than 60 ships came.", None, Some("ships"), Modifier::MoreThan);
    check_one("He handed over six boats.", None, Some("boats"), Modifier::Exact);
    check_one("Nearly 60 ships came.", None, Some("ships"), Modifier::About);
    check_one("The number will rise to twenty.", None, None, Modifier::Exact);
    check_one("At most 60 ships came.", None, Some("ships"), Modifier::LessThan);
    check_one("They want to raise trade to $2 billion.", Some("USD"), None, Modifier::Target);
    check_one("Trade rose to $2 billion.", Some("USD"), None, Modifier::Exact);
}

#[test]
fn names_labels_times_ages_and_dates_are_no_figures() {
    for text in [
        "The Su-30 flew at 14:30.",
        "Resolution 1325 was adopted, under Article 7.",
        "Jane Roe, 42, won 3 – 1.",
        "The 45-year-old came on 5 May 2019.",
        "No one came, one of them said.",
        "In 2014 he left.",
        "Chapter two describes it.",
    ] {
        check(text, &[]);
    }
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_the_text_values_are_numbers_and_spans_fit(
            text in "(?s)[ -~é€\\n]{0,60}|((5|1,500|0\\.5|9999999|one |two |-|hundred |thousand |million |and |US|\\$|%|a |single |not |more |than |of |the |ships |years |years ago ){0,16})",
        ) {
            for figure in &figures(&text).figures {
                prop_assert!(figure.value.is_finite());
                prop_assert!(!figure.span.is_empty() && text.get(figure.span.range()).is_some());
            }
        }
    }
}
