//! Whole articles in the shapes that sites have, made up for this test: what is title, date,
//! byline, body, and what is furniture.

use entente::article::read;
use entente::record::{Document, ZoneKind};

struct Expect {
    title: Option<&'static str>,
    published: Option<&'static str>,
    begins: &'static str,
    ends: &'static str,
    furniture: &'static [&'static str],
}

fn check(name: &str, source: &str, expect: Expect) -> Document {
    let (document, problems) = read("a.txt", source.as_bytes());
    let document = document.unwrap_or_else(|| panic!("{name}: {problems:?}"));
    let text = &document.text;
    let shown: Vec<String> =
        document.zones.iter().map(|z| format!("{:?} {:?}", z.kind, z.span.of(text))).collect();
    let shown = shown.join("\n");
    assert_eq!(document.title.as_deref(), expect.title, "{name}\n{shown}");
    assert_eq!(document.published.as_ref().map(|d| d.as_str()), expect.published, "{name}\n{shown}");
    let body = document.body.of(text);
    assert!(body.starts_with(expect.begins), "{name}: body begins {:.60}\n{shown}", body);
    assert!(body.ends_with(expect.ends), "{name}: body ends otherwise\n{shown}");
    for words in expect.furniture {
        let at = text.find(words).unwrap_or_else(|| panic!("{name}: no {words}")) as u32;
        let read = document.zones.iter().find(|z| z.span.start <= at && at < z.span.end);
        assert!(read.is_none_or(|z| z.kind == ZoneKind::Boilerplate), "{name}: {words} is read\n{shown}");
    }
    document
}

fn kinds(document: &Document, kind: ZoneKind) -> Vec<&str> {
    document.zones.iter().filter(|z| z.kind == kind).map(|z| z.span.of(&document.text)).collect()
}

#[test]
fn an_agency_page_with_banner_buttons_and_tags() {
    let source = "\
We use cookies to offer you a better service. By continuing you accept them.
Accept
Home > World > Europe

Norlandia and Sudmark agree on joint air patrols

Published: Tuesday, 14 May 2019, 10:42
Updated: Wednesday, 15 May 2019, 08:00

Share on Facebook
Tweet
Print
The ministers after the signing in Harborg. Photo: Nordpress

HARBORG, May 14 (Nordpress) – Norlandia and Sudmark will patrol their common border by air from next year, the defence ministers of both countries said on Tuesday.

“We have waited long for this day,” Norlandia's minister Erik Lund told reporters. The two countries share a border of 400 kilometres.

READ ALSO: Sudmark opens a second air base

Patrols are to begin in March. Neither side said what they will cost.

Tags: Norlandia, Sudmark, air force
12 Comments
Related articles
Sudmark buys six trainers from Ostland
Norlandia's parliament passes the budget after a long debate about the price of new ships for the navy
Most read
Weather
© 2019 Nordpress. All rights reserved.
";
    let document = check(
        "agency",
        source,
        Expect {
            title: Some("Norlandia and Sudmark agree on joint air patrols"),
            published: Some("2019-05-14"),
            begins: "Norlandia and Sudmark will patrol",
            ends: "what they will cost.",
            furniture: &[
                "We use cookies",
                "Home >",
                "Tweet",
                "READ ALSO",
                "Tags:",
                "12 Comments",
                "Sudmark buys six",
                "parliament passes",
                "©",
            ],
        },
    );
    assert_eq!(document.place.as_deref(), Some("Harborg"));
    assert_eq!(document.publisher.as_deref(), Some("Nordpress"));
    assert_eq!(kinds(&document, ZoneKind::Caption).len(), 1);
    assert_eq!(kinds(&document, ZoneKind::Dateline), ["HARBORG, May 14 (Nordpress) –"]);
}

#[test]
fn a_ministry_page_with_menu_and_contact_footer() {
    let source = "\
Ministry of Defence of Ostland
Main
News
About the Ministry
Contacts
Search

21.03.2018.
Minister Varga receives the ambassador of Westmark
Font size A A A

Minister of Defence Tibor Varga received today the Ambassador of Westmark, Anna Keller, in a farewell visit.

Minister Varga thanked the ambassador for her contribution to the cooperation of the two armies. He expressed the hope that it would grow.

The following was agreed:
• to hold two staff talks a year;
• to exchange cadets.

Ambassador Keller wished the minister success.

Ministry of Defence of Ostland
Castle Street 5, 1000 Varos
Tel.: +99 1 234 567
E-mail: press@mod.example
Back to top
";
    let document = check(
        "ministry",
        source,
        Expect {
            title: Some("Minister Varga receives the ambassador of Westmark"),
            published: Some("2018-03-21"),
            begins: "Minister of Defence Tibor Varga received today",
            ends: "wished the minister success.",
            furniture: &["About the Ministry", "Font size", "Castle Street", "E-mail", "Back to top"],
        },
    );
    assert!(document.body.of(&document.text).contains("to exchange cadets"));
}

#[test]
fn a_daily_with_byline_subtitle_headings_and_a_subscription_box() {
    let source = "\
POLITICS
Why the corvette deal stalled
A contract signed two years ago still waits for its first payment
By Marta Weiss and J. P. Holm
March 3, 2021

Two years ago the governments of Westmark and Ostland signed a contract for three corvettes. Since then nothing has moved in the yard at Lindau.

Subscribe to our newsletter
Every Friday we send you the best of our reporting. You can unsubscribe at any time.

A matter of money

Ostland's finance minister, Pavel Brod, says the first payment depends on a loan that Westmark's banks have not granted. “We are patient,” Brod said on Monday.

Westmark's embassy in Varos did not answer questions.

What comes next

Brod is expected in Lindau in April. Officials in both capitals hope that the visit will end the dispute over the loan, which Westmark's parliament must approve.

Marta Weiss is a reporter in Varos.
Leave a comment
Your email address will not be published. Required fields are marked *
";
    let document = check(
        "daily",
        source,
        Expect {
            title: Some("Why the corvette deal stalled"),
            published: Some("2021-03-03"),
            begins: "Two years ago the governments",
            ends: "reporter in Varos.",
            furniture: &["POLITICS", "Subscribe to", "Every Friday we send", "Leave a comment", "Your email"],
        },
    );
    assert_eq!(document.byline, ["Marta Weiss", "J. P. Holm"]);
    assert_eq!(kinds(&document, ZoneKind::Subheading), ["A matter of money", "What comes next"]);
    assert_eq!(kinds(&document, ZoneKind::Subtitle).len(), 1);
}

#[test]
fn a_date_in_the_footer_is_not_the_article_s() {
    let source = "\
Border drill ends in Sudmark

A drill of border troops ended in Sudmark on Friday, and its commander called it a success.

More than 300 soldiers took part in the exercise, which is held every year near Harborg.

Subscribe
Events
June 3 – June 9, 2020
© 2022 Gazette
Monday, 4 July 2022
";
    check(
        "footer",
        source,
        Expect {
            title: Some("Border drill ends in Sudmark"),
            published: None,
            begins: "A drill of border troops",
            ends: "near Harborg.",
            furniture: &["Events", "June 3", "Monday, 4 July"],
        },
    );
}

#[test]
fn a_dateline_without_a_year_takes_it_from_the_text_and_says_so() {
    let source = "\
Sudmark's president lands in Varos

VAROS, Nov. 19 (Ostpress) -- President Nils Berg of Sudmark arrived in Ostland on Tuesday for talks about energy.

The two countries signed a treaty of friendship on 2 October 2018. Berg will stay until 21 December 2018.
";
    check(
        "dateline",
        source,
        Expect {
            title: Some("Sudmark's president lands in Varos"),
            published: Some("2018-11-19~"),
            begins: "President Nils Berg",
            ends: "21 December 2018.",
            furniture: &[],
        },
    );
}

#[test]
fn a_dateline_without_a_year_that_the_text_does_not_tell_keeps_its_day() {
    let source = "\
Sudmark's president lands in Varos with two ministers

VAROS. September 13. OSTPRESS - President Nils Berg of Sudmark arrived in Ostland on Tuesday for talks about energy.

The two ministers of Sudmark went on to Lindau by train, where they will see the new port.
";
    check(
        "dateline without a year",
        source,
        Expect {
            title: Some("Sudmark's president lands in Varos with two ministers"),
            published: Some("XXXX-09-13"),
            begins: "President Nils Berg",
            ends: "the new port.",
            furniture: &[],
        },
    );
}

#[test]
fn the_way_to_a_page_a_picture_and_a_line_of_labels_are_no_headline() {
    let source = "\
Home Sea Ostland sells two ferries to its neighbour Sudmark

Ostland sells two ferries to its neighbour Sudmark

June 22, 2021 Topic: Trade Region: North Tags: OstlandSudmark

A ferry in the port of Varos / Ostpress
A ferry in the port of Varos / Ostpress

Ostland will sell two of its ferries to Sudmark, the transport minister of Ostland said in Varos on Monday.

The ferries will sail between Varos and the island of Holm, where some four thousand people live.
";
    check(
        "way, picture, labels",
        source,
        Expect {
            title: Some("Ostland sells two ferries to its neighbour Sudmark"),
            published: Some("2021-06-22"),
            begins: "Ostland will sell",
            ends: "people live.",
            furniture: &[],
        },
    );
}

#[test]
fn a_text_without_date_gives_the_month_of_its_newest_past_day() {
    let source = "\
Ostland pays for the first corvette

On 5 May 2021 the government of Ostland transferred the first instalment to the yard in Lindau, its spokesman said.

The contract dates from 12 March 2019. The ship will be handed over by 1 June 2024.
";
    check(
        "vague",
        source,
        Expect {
            title: Some("Ostland pays for the first corvette"),
            published: Some("2021-05~"),
            begins: "On 5 May 2021",
            ends: "1 June 2024.",
            furniture: &[],
        },
    );
}

#[test]
fn a_weekly_review_is_dated_by_its_week() {
    let source = "\
October 28 – November 3, 2019
Foreign policy

Ostland and Sudmark look for a common tone

Relations are warming
Ostland and Sudmark look for a common tone

Ostland's foreign minister went to Harborg last week for the first time in three years, and both sides called the talks useful.

Trade between the two countries grew by 12 percent in 2018, but disputes over fishing remain unsolved.

Read more
";
    let document = check(
        "weekly",
        source,
        Expect {
            title: Some("Ostland and Sudmark look for a common tone"),
            published: Some("2019-10-28/2019-11-03"),
            begins: "Ostland's foreign minister went",
            ends: "remain unsolved.",
            furniture: &["Foreign policy", "Read more"],
        },
    );
    assert_eq!(kinds(&document, ZoneKind::RepeatedTitle).len(), 1);
}

#[test]
fn a_title_with_the_site_s_name_and_a_date_behind_its_copy() {
    let source = "\
Westmark sends engineers to Sudmark | The Gazette
• News
• Sport
Westmark sends engineers to Sudmark
Westmark sends engineers to Sudmark 7 August 2020
Forty engineers from Westmark have arrived in Sudmark to clear mines, the Sudmark army said on Friday.
They will stay for two months and work along the river.
Source: Sudpress
Previous article
Next article
";
    let document = check(
        "suffix",
        source,
        Expect {
            title: Some("Westmark sends engineers to Sudmark"),
            published: Some("2020-08-07"),
            begins: "Forty engineers",
            ends: "along the river.",
            furniture: &["• News", "Next article"],
        },
    );
    assert_eq!(document.publisher.as_deref(), Some("The Gazette"));
}

#[test]
fn a_headline_below_what_the_page_wants_of_its_readers_and_a_date_between_strokes() {
    let source = "\
Sign up for the Gazette's letter today!
Sign up for the Gazette's letter today!

westmark sends engineers to sudmark

Westmark Sends Engineers to Sudmark

Varos/07.08.20/Sudpress: Forty engineers from Westmark have arrived in Sudmark to clear mines, the Sudmark army said on Friday.
They will stay for two months and work along the river.
";
    let document = check(
        "strokes",
        source,
        Expect {
            title: Some("Westmark Sends Engineers to Sudmark"),
            published: Some("2020-08-07"),
            begins: "Forty engineers",
            ends: "along the river.",
            furniture: &[],
        },
    );
    assert_eq!(document.place.as_deref(), Some("Varos"));
}

#[test]
fn a_page_whose_white_space_collapsed() {
    let source = "Menu News Ostland tests a coastal radar Ostland tests a coastal radar 9 June 2020 Ostland has tested \
a new coastal radar near Varos, its navy said on Tuesday. “It saw every boat,” Captain Jan Rohr told reporters. The radar \
was built in Westmark and cost $12 million. Two more are to follow in 2021. Translated by Ida Novak Back to the list \
Subscribe to our newsletter";
    let document = check(
        "collapsed",
        source,
        Expect {
            title: Some("Ostland tests a coastal radar"),
            published: Some("2020-06-09"),
            begins: "Ostland has tested",
            ends: "are to follow in 2021.",
            furniture: &["Menu News", "Back to the list", "Subscribe to"],
        },
    );
    assert_eq!(document.translator, ["Ida Novak"]);
}

#[test]
fn hard_wrapped_text_with_windows_line_ends() {
    let source = "Sudmark lends Ostland two ferries\r\n\r\nVAROS, 3 September 2017 - Sudmark will lend Ostland two ferries for the\r\nwinter, because the ones that Ostland ordered in Westmark are late, the\r\ntransport ministers of both countries told journalists in Varos on Sunday.\r\n\r\nThe ferries are to sail between Varos and the island of Holm, where some\r\nfour thousand people live. Each of them carries two hundred passengers and\r\nforty cars, and both were built in 1998.\r\n";
    let document = check(
        "wrapped",
        source,
        Expect {
            title: Some("Sudmark lends Ostland two ferries"),
            published: Some("2017-09-03"),
            begins: "Sudmark will lend",
            ends: "built in 1998.",
            furniture: &[],
        },
    );
    assert_eq!(kinds(&document, ZoneKind::Subheading), Vec::<&str>::new());
}

#[test]
fn a_related_box_inside_the_article_does_not_end_it() {
    let source = "\
Ostland weighs a second airfield
5 February 2022

Ostland's government may open a second military airfield in the north, Defence Minister Tibor Varga said on Saturday.

Related news
Varga visits the air base at Holm

Varga told parliament that the airfield would cost 80 million crowns and could be ready in three years.

Opposition deputies in Varos doubt this. Their leader Petra Lind asked Varga for a full list of costs.

The parliament in Varos is to vote on the plan of the Varga ministry in June, after the budget committee has heard experts.
";
    check(
        "inline box",
        source,
        Expect {
            title: Some("Ostland weighs a second airfield"),
            published: Some("2022-02-05"),
            begins: "Ostland's government may open",
            ends: "has heard experts.",
            furniture: &["Related news"],
        },
    );
}

#[test]
fn an_agency_page_whose_head_names_section_and_site() {
    let source = "\
Varga: We will not lease the port | Region | OTV English
PROGRAMME
NEWS

Region
Source: Gazette
21.02.2023. 14:05
0 comments

Varga: We will not lease the port
Ostland will not lease the port of Holm to anybody, President Tibor Varga said today after a meeting with ambassadors.

Foto: Tanja Lind/ATAImages
\"Our position has not changed\", Varga said. The port brings in 40 million crowns a year. Enditem

Send to a friend
Comments 0
Be the first to comment
Rules for commenting: Comments that contain insults will not be published.
";
    let document = check(
        "section and site",
        source,
        Expect {
            title: Some("Varga: We will not lease the port"),
            published: Some("2023-02-21"),
            begins: "Ostland will not lease",
            ends: "a year. Enditem",
            furniture: &["PROGRAMME", "0 comments", "Send to", "Be the first", "Rules for"],
        },
    );
    assert_eq!(kinds(&document, ZoneKind::RepeatedTitle).len(), 1);
}

#[test]
fn a_site_with_its_motto_is_no_headline() {
    let source = "\
HARBOUR POST — all the news from the quay

Fleets of two states meet off \"Holm\"
Holm, June 3 2022. The fleets of Ostland and Westland met in the waters off Holm on Wednesday, the navy said.

Nine ships and four helicopters take part in the meeting, which lasts until June 11, the navy said on Friday.

Leave a comment
";
    check(
        "motto",
        source,
        Expect {
            title: Some("Fleets of two states meet off \"Holm\""),
            published: Some("2022-06-03"),
            begins: "The fleets of Ostland",
            ends: "said on Friday.",
            furniture: &["HARBOUR POST", "Leave a comment"],
        },
    );
}

#[test]
fn files_that_are_no_text_say_what_to_do() {
    for (name, bytes) in [
        ("empty", &b""[..]),
        ("white space", b" \n\t\r\n"),
        ("a mark only", b"\xef\xbb\xbf"),
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("PDF", b"%PDF-1.7 ..."),
        ("ZIP", b"PK\x03\x04\x14\0"),
        ("zeros", &[0; 64]),
        ("UTF-32", b"\xff\xfe\0\0a\0\0\0"),
    ] {
        let (document, problems) = read("dir/x.txt", bytes);
        assert_eq!(document, None, "{name}");
        assert_eq!(problems.len(), 1, "{name}");
        assert_eq!((problems[0].path.as_str(), problems[0].line), ("dir/x.txt", 0), "{name}");
        assert!(problems[0].message.contains(": "), "{name}: {}", problems[0].message);
    }
}

#[test]
fn a_day_without_a_year_is_of_the_year_whose_weekday_fits() {
    let source = "\
Norlandia to buy patrol boats

May 14, 12:20

OSLO, May 14. /Norwire/. Norlandia will buy four patrol boats from Sudmark before the end of 2019, the minister told
reporters on Tuesday. In 2017 it bought two, and both sides were content with them then.

The boats will be built at a yard near the capital, where two hundred people work at present.
";
    check(
        "no year",
        source,
        Expect {
            title: Some("Norlandia to buy patrol boats"),
            published: Some("2019-05-14"),
            begins: "Norlandia will buy",
            ends: "work at present.",
            furniture: &[],
        },
    );
}

#[test]
fn a_line_of_credits_with_a_date_behind_is_the_date() {
    let source = "\
Norlandia to buy patrol boats

Source: Northern Forces Weekly | Editor: Ana Moe | 2018-04-13 09:28:11

Norlandia will buy four patrol boats from Sudmark before the end of the year, the minister told reporters.

The boats will be built at a yard near the capital, where two hundred people work at present.
";
    check(
        "credits",
        source,
        Expect {
            title: Some("Norlandia to buy patrol boats"),
            published: Some("2018-04-13"),
            begins: "Norlandia will buy",
            ends: "work at present.",
            furniture: &[],
        },
    );
}

#[test]
fn a_line_of_source_and_date_below_the_first_paragraph_is_the_date() {
    let source = "\
Region
World

Two villages share one bridge
Two villages share one bridge

The mayors of Hagvik and Lundby opened the new bridge over the Skarn river on Wednesday morning.

SOURCE: NORDPRESS THURSDAY, MAY 16, 2019 | 10:25
(Archive, illustration purposes)
Tweet Share

The bridge took four years to build, and both villages paid for half of it, the mayors said.

It will be free of charge until the end of next year.
";
    let document = check(
        "portal",
        source,
        Expect {
            title: Some("Two villages share one bridge"),
            published: Some("2019-05-16"),
            begins: "The mayors of Hagvik",
            ends: "end of next year.",
            furniture: &["Tweet Share", "Region"],
        },
    );
    assert_eq!(kinds(&document, ZoneKind::Caption), ["(Archive, illustration purposes)"]);
}

#[test]
fn menus_in_one_line_and_what_a_periodical_is_are_no_headline() {
    let body = "The mayors of Hagvik and Lundby opened the bridge over the Skarn river together on Wednesday morning.";
    for above in ["Politics Economy Society Regions Sport", "North Brief\nWeekly review of northern affairs"]
    {
        let source = format!("{above}\n\nHagvik shares its bridge with Lundby\n\n16 May 2019\n\n{body}\n");
        let (document, _) = read("a.txt", source.as_bytes());
        assert_eq!(
            document.and_then(|d| d.title).as_deref(),
            Some("Hagvik shares its bridge with Lundby"),
            "{above}"
        );
    }
}

#[test]
fn what_an_agency_or_a_body_puts_over_a_headline_is_none() {
    let body = "\
Norlandia will buy four patrol boats from Sudmark before the end of the year, the minister told reporters on 14 May 2019.

The boats will be built at a yard near the capital, where two hundred people work at present.
";
    let wire = format!(
        "UPDATE 2 - Norlandia to buy patrol boats\n\n(Adds words of the minister)\n\n* Boats to come next year\n* Yard near the capital builds them\n\n{body}"
    );
    let ministry = format!(
        "Ministry of Trade of the Republic of Norlandia\nHome | Minister | News | Contacts\n14.05.2019 18:20\nNorlandia to buy patrol boats\n\n{body}"
    );
    for (name, source, published) in [("wire", wire, None), ("ministry", ministry, Some("2019-05-14"))] {
        check(
            name,
            &source,
            Expect {
                title: Some("Norlandia to buy patrol boats"),
                published,
                begins: "Norlandia will buy",
                ends: "work at present.",
                furniture: &[],
            },
        );
    }
}
