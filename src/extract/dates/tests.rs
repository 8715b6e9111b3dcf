use super::*;
use crate::edtf::Edtf;
use crate::record::Document;

fn dates(text: &str, published: &str) -> Records {
    let document = Document {
        text: text.into(),
        body: Span::new(0, text.len()),
        published: Edtf::parse(published).ok(),
        ..Document::default()
    };
    let mut records = Records::default();
    read(&Text::new(&document), Lexicon::builtin(), &mut records);
    records
}

fn check(text: &str, published: &str, expect: &[(&str, &str)]) {
    let records = dates(text, published);
    let got: Vec<_> = records.dates.iter().map(|d| (d.span.of(text), d.edtf.as_str())).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn weeks_of_a_month_and_days_of_a_visit_are_counted() {
    check(
        "He came in the last week of May.",
        "2019-06-12",
        &[("the last week of May", "2019-05-25/2019-05-31")],
    );
    check(
        "He came in the second week of May 2018.",
        "2019-06-12",
        &[("the second week of May 2018", "2018-05-08/2018-05-14")],
    );
    check(
        "From 20 to 22 May he was there. On the first day he slept. The following day he left.",
        "2019-06-12",
        &[
            ("20 to 22 May", "2019-05-20/2019-05-22"),
            ("the first day", "2019-05-20"),
            ("The following day", "2019-05-21"),
        ],
    );
    check("He slept on the first day.", "2019-06-12", &[]);
}

#[test]
fn a_day_of_publication_without_its_year_dates_what_is_counted_from_it() {
    check(
        "Back in 2017 he came. In April he left. Today he rests. Yesterday he sailed. He spoke on Friday.",
        "XXXX-05-04",
        &[
            ("2017", "2017"),
            ("April", "XXXX-04"),
            ("Today", "XXXX-05-04"),
            ("Yesterday", "XXXX-05-03"),
            ("Friday", "XXXX-05-04"),
        ],
    );
}

#[test]
fn explicit_dates_need_no_anchor() {
    check("They met on 25 February 2019.", "", &[("25 February 2019", "2019-02-25")]);
    check("On March 5th, 2018, it opened.", "", &[("March 5th, 2018", "2018-03-05")]);
    check("Monday, 05.03.2018.", "", &[("Monday, 05.03.2018", "2018-03-05")]);
    check("Oslo, 05.03.18", "", &[("05.03.18", "2018-03-05")]);
    check("It opened on the 5th of March, 2018.", "", &[("5th of March, 2018", "2018-03-05")]);
    check(
        "Signed on 27.01.2017 and 2017-01-28.",
        "",
        &[("27.01.2017", "2017-01-27"), ("2017-01-28", "2017-01-28")],
    );
    check(
        "Filed 13/02/2020, again 02/13/2020.",
        "",
        &[("13/02/2020", "2020-02-13"), ("02/13/2020", "2020-02-13")],
    );
    check("On Monday, 4 May 2015, he left.", "", &[("Monday, 4 May 2015", "2015-05-04")]);
    check("In May 2015 and in 2016.", "", &[("May 2015", "2015-05"), ("2016", "2016")]);
    check("Throughout the 1990s and the 20th century.", "", &[("1990s", "199X"), ("20th century", "19XX")]);
    check("In the first quarter of 2020.", "", &[("the first quarter of 2020", "2020-01/2020-03")]);
    check(
        "It ends in the second half of March 2021.",
        "",
        &[("the second half of March 2021", "2021-03-16/2021-03-31")],
    );
    check(
        "It began in the first half of May 2021.",
        "",
        &[("the first half of May 2021", "2021-05-01/2021-05-15")],
    );
    check("It ends in the second half of 2021.", "", &[("the second half of 2021", "2021-07/2021-12")]);
    check("Talks in spring 2014 failed.", "", &[("spring 2014", "2014-21")]);
}

#[test]
fn what_an_infinitive_aims_at_is_yet_to_come() {
    check("He accepted an invitation to visit Oslo in June.", "2023-03-16", &[("June", "2023-06")]);
    check("She was invited to come in September.", "2021-05-14", &[("September", "2021-09")]);
    check("He came to Oslo in June.", "2023-03-16", &[("June", "2022-06")]);
    check("On August, 9 they met.", "2022-08-10", &[("August, 9", "2022-08-09")]);
}

#[test]
fn ranges_are_intervals() {
    check("The plan for 2021-2023 holds.", "", &[("2021-2023", "2021/2023")]);
    check("The plan for 2021–23 holds.", "", &[("2021–23", "2021/2023")]);
    check("June 28 – July 2, 2020", "", &[("June 28 – July 2, 2020", "2020-06-28/2020-07-02")]);
    check("December 29 – January 3, 2020", "", &[("December 29 – January 3, 2020", "2019-12-29/2020-01-03")]);
    check("The fair runs 5–7 May 2018.", "", &[("5–7 May 2018", "2018-05-05/2018-05-07")]);
    check("It ran from 5 to 7 May 2018.", "", &[("5 to 7 May 2018", "2018-05-05/2018-05-07")]);
    check("Between July 2003 and June 2004.", "", &[("July 2003 and June 2004", "2003-07/2004-06")]);
    check("He led it from 2011 until 2016.", "", &[("2011 until 2016", "2011/2016")]);
    check("It met in 2011 and 2016.", "", &[("2011", "2011"), ("2016", "2016")]);
}

#[test]
fn partial_dates_take_their_year_from_tense_and_context() {
    check("He arrived on 23 December.", "2017-01-27", &[("23 December", "2016-12-23")]);
    check("He will arrive on 5 January.", "2016-11-27", &[("5 January", "2017-01-05")]);
    check("The store opened on Nov. 19.", "2020-11-20", &[("Nov. 19", "2020-11-19")]);
    check("In 2011 they met on 3 May.", "2015-05-10", &[("2011", "2011"), ("3 May", "2011-05-03")]);
    check("In August he resigned.", "2013-11~", &[("August", "2013-08")]);
    check("A vote is to be held on 20 November.", "2015-05-07", &[("20 November", "2015-11-20")]);
    check(
        "4 May 2015\nIn 2011 he won. They met on 3 May.",
        "",
        &[("4 May 2015", "2015-05-04"), ("2011", "2011"), ("3 May", "2015-05-03")],
    );
    check("In August he resigned.", "", &[("August", "XXXX-08")]);
    check("The march in May was long; it may return.", "2015-06-01", &[("May", "2015-05")]);
}

#[test]
fn relative_dates_count_from_publication() {
    check("They met on Wednesday.", "2017-01-27", &[("Wednesday", "2017-01-25")]);
    check("They will meet on Wednesday.", "2017-01-27", &[("Wednesday", "2017-02-01")]);
    check("They met on Wednesday.", "2013-11~", &[("Wednesday", "2013-11~")]);
    check(
        "Last Friday rain fell; next Monday it will stop.",
        "2017-01-27",
        &[("Last Friday", "2017-01-20"), ("next Monday", "2017-01-30")],
    );
    check(
        "Yesterday and today, not tomorrow.",
        "2020-03-01",
        &[("Yesterday", "2020-02-29"), ("today", "2020-03-01"), ("tomorrow", "2020-03-02")],
    );
    check("It began in late January.", "2017-01-27", &[("late January", "2017-01-21/2017-01-31")]);
    check("It was sold in early 2024.", "2024-06-01", &[("early 2024", "2024-01/2024-04")]);
    check("Work started earlier this month.", "2017-01-27", &[("earlier this month", "2017-01")]);
    check("It was built 14 years ago.", "2013-11~", &[("14 years ago", "1999")]);
    check(
        "It opened last year and closes next year.",
        "2013-11~",
        &[("last year", "2012"), ("next year", "2014")],
    );
    check("It grows in the coming years.", "2017-01-27", &[("the coming years", "2017/..")]);
    check("It fell over the past five years.", "2017-01-27", &[("the past five years", "2012/2017")]);
    check("It must end by the end of the year.", "2017-01-27", &[("the end of the year", "2017-12-31")]);
    check("It sank a decade ago.", "2017-01-27", &[("a decade ago", "2007")]);
    check("The fair was held this weekend.", "2017-01-27", &[("this weekend", "2017-01-21/2017-01-22")]);
    check("It was sold in April and May.", "2017-10-27", &[("April", "2017-04"), ("May", "2017-05")]);
    check("It ends before the end of the summer.", "2017-03-27", &[("the end of the summer", "2017-08-31")]);
    check("They will sign in the first quarter.", "2019-11-27", &[("the first quarter", "2020-01/2020-03")]);
    check("They promised a reply before Christmas.", "2017-03-27", &[("Christmas", "2017-12-25")]);
    check("He left on New Year's Eve.", "2017-03-27", &[("New Year's Eve", "2016-12-31")]);
    check("It began a year and a half ago.", "2017-03-27", &[("a year and a half ago", "2015-09")]);
    check("They met last week.", "2017-01-27", &[("last week", "2017-01-16/2017-01-22")]);
    check("It rained last spring.", "2017-01-27", &[("last spring", "2016-21")]);
}

#[test]
fn dates_told_before_anchor_the_next() {
    check(
        "He came on 4 May 2015 and left the next day.",
        "2016-01-01",
        &[("4 May 2015", "2015-05-04"), ("the next day", "2015-05-05")],
    );
    // what is wider stands beside it
    check(
        "He came on 4 May 2015. Trade was 3 million in 2014. The next day he left.",
        "2015-06-01",
        &[("4 May 2015", "2015-05-04"), ("2014", "2014"), ("The next day", "2015-05-05")],
    );
    check(
        "It won in 2014. Two years later it lost.",
        "2019-01-01",
        &[("2014", "2014"), ("Two years later", "2016")],
    );
}

#[test]
fn durations_counts_and_designations_are_no_dates() {
    for text in [
        "They met on a Wednesday.",
        "He served for three years.",
        "About 2000 soldiers and 1990 people came.",
        "The MiG-2000 and No. 1999 flew.",
        "It may march on.",
        "He gave the last five months of his life and fought for the last 30 years.",
        "A survey of 1709 pupils and a 1900 year old tree.",
        "Every Monday he runs 1500 m.",
        "The 45-year-old left in 14 hours.",
    ] {
        check(text, "2017-01-27", &[]);
    }
}

#[test]
fn a_clause_takes_the_nearest_date_of_its_sentence() {
    let text = "In 2012 he left. On 3 May 2015 he met them and in June 2016 he signed.";
    let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
    let read_text = Text::new(&document);
    let records = dates(text, "");
    let at = text.find("he signed").unwrap_or(0);
    let found = covering(&read_text, &records, Span::new(at, at + 9)).map(|i| records.dates[i].edtf.as_str());
    assert_eq!(found, Some("2016-06"));
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_the_text_values_are_edtf_and_spans_fit(
            text in "(?s)[ -~é–\\n]{0,60}|((5|31|25th|2019|99999|1990s|’|May |Feb\\. |February|–|-|/|,| |the |late |last |in |ago |years |year |century |first |quarter |of |half |Monday |spring |end |day |before |now ){0,16})",
            published in "|2019-02-25|2013-11~|2019-02-25/2019-03-03|0000|9999-12-31|XXXX|-0500|../2019",
        ) {
            for date in &dates(&text, &published).dates {
                prop_assert!(!date.span.is_empty() && text.get(date.span.range()).is_some());
                prop_assert!(Edtf::parse(date.edtf.as_str()).is_ok());
            }
        }
    }
}
