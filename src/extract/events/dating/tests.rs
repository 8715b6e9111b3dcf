//! Reports of our own, and when what they tell happened.

use crate::edtf::Edtf;
use crate::extract::{self, Lexicon};
use crate::record::{Document, Span, Zone, ZoneKind};

/// The events of a report of 6 June 2018 that is this text, each as "TYPE status date"; a headline stands before `|`.
fn check(text: &str, expect: &[&str]) {
    let (title, body) = text.split_once(" | ").map_or((None, text), |(a, b)| (Some(a), b));
    let whole = title.map_or(body.to_owned(), |t| format!("{t}\n{body}"));
    let from = whole.len() - body.len();
    let mut zones = vec![Zone { kind: ZoneKind::Body, span: Span::new(from, whole.len()) }];
    if let Some(title) = title {
        zones.insert(0, Zone { kind: ZoneKind::Title, span: Span::new(0, title.len()) });
    }
    let document = Document {
        id: "t".into(),
        title: title.map(str::to_owned),
        published: Edtf::parse("2018-06-06").ok(),
        body: Span::new(from, whole.len()),
        text: whole,
        zones,
        ..Document::default()
    };
    let records = extract::link(vec![extract::read(document, Lexicon::builtin())]);
    let got: Vec<String> = records
        .events
        .iter()
        .map(|e| {
            let kind = super::super::merge::name(e.kind);
            let date = e.date.as_ref().map_or("-".to_owned(), |d| d.to_string());
            format!("{kind} {} {date}", format!("{:?}", e.status).to_lowercase())
        })
        .collect();
    assert_eq!(got, expect, "{text}");
}

/// How a visit of the story that most of these sentences go on begins.
const VISIT: &str = "Norway's President Berit Dahl travelled to Nairobi on 3 June 2018.";

fn after_the_visit(text: &str, expect: &[&str]) {
    let mut all = vec!["visit occurred 2018-06-03"];
    all.extend(expect);
    check(&format!("{VISIT} {text}"), &all);
}

#[test]
fn what_is_told_of_a_visit_happened_on_its_day_as_far_as_one_knows() {
    after_the_visit("Dahl met Foreign Minister Juma Otieno.", &["consult occurred 2018-06-03?"]);
    after_the_visit("Kenya and Norway signed a treaty on fishing.", &["agree occurred 2018-06-03?"]);
    after_the_visit(
        "Dahl said Norway wanted to deepen ties with Kenya.",
        &["statement-intent wished 2018-06-03?"],
    );
}

#[test]
fn a_day_of_its_own_goes_before_that_of_the_story() {
    after_the_visit(
        "Dahl met Foreign Minister Juma Otieno on 4 June 2018.",
        &["consult occurred 2018-06-04"],
    );
    after_the_visit("The next day she met Foreign Minister Juma Otieno.", &["consult occurred 2018-06-04"]);
}

#[test]
fn what_is_told_of_another_time_or_of_others_has_no_day() {
    // earlier, or nobody knows when
    after_the_visit("Dahl had met Foreign Minister Juma Otieno.", &["consult occurred -"]);
    after_the_visit("Dahl earlier met Foreign Minister Juma Otieno.", &["consult occurred -"]);
    after_the_visit("Dahl supports Kenya.", &["support occurred -"]);
    // a third state
    after_the_visit("Dahl met Foreign Minister Ravi Anand of India.", &["consult occurred -"]);
    // nobody of the story
    after_the_visit("India and Peru signed a treaty on fishing.", &["agree occurred -"]);
    // a date between leads away
    after_the_visit(
        "In March 2015 the port was closed. Dahl met Foreign Minister Juma Otieno.",
        &["consult occurred -"],
    );
}

#[test]
fn what_is_planned_has_no_day_of_the_story() {
    after_the_visit("Norway will deliver four patrol boats to Kenya.", &["transfer planned -"]);
    after_the_visit("Dahl said Kenya would receive four patrol boats from Norway.", &["transfer planned -"]);
}

#[test]
fn since_a_date_is_no_day() {
    check("Norway has signed no agreements with Kenya since 2014.", &["agree denied 2014/2018-06-06"]);
    check(
        "Norway has signed no agreements with Kenya since India invaded Nepal in May 2016.",
        &["agree denied 2016-05/2018-06-06", "other occurred 2016-05"],
    );
}

#[test]
fn a_state_told_in_passing_has_no_day_of_the_clause_around_it() {
    check(
        "On 3 June 2018 Foreign Minister Juma Otieno, who is sanctioned by India, met President Berit Dahl.",
        &["sanction occurred -", "consult occurred 2018-06-03"],
    );
    check(
        "Foreign Minister Juma Otieno, who visited India in May 2015, met President Berit Dahl.",
        &["visit occurred 2015-05", "consult occurred -"],
    );
}

#[test]
fn an_occasion_has_the_day_of_what_it_names() {
    check(
        "Norway handed over two patrol boats to Kenya on 3 June 2018. When Juma Otieno became defence minister \
         in 2012, the fleet was old. At the handover, Defence Minister Juma Otieno thanked Norway.",
        &["transfer occurred 2018-06-03", "appoint occurred 2012", "support occurred 2018-06-03"],
    );
}

#[test]
fn a_headline_has_the_day_of_its_story() {
    check(
        "Norway and Kenya agree on fishing | Norway's President Berit Dahl travelled to Nairobi on 3 June 2018.",
        &["agree occurred 2018-06-03?", "visit occurred 2018-06-03"],
    );
}
