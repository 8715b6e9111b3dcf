//! Sentences with their names marked up: `[words|kind]`, kind as below, a demonym as `{words}`.

use crate::extract::{Lexicon, Text};
use crate::record::{Document, Form, Records, Schema, Span};

fn read(text: &str) -> (String, Records) {
    read_with(Lexicon::builtin(), text)
}

fn read_with(lexicon: &Lexicon, text: &str) -> (String, Records) {
    let document = Document { text: text.into(), body: Span::new(0, text.len()), ..Document::default() };
    let mut records = Records::default();
    super::read(&Text::new(&document), lexicon, &mut records);
    let mut marks: Vec<(usize, std::cmp::Reverse<usize>, String, String)> = Vec::new();
    for mention in &records.mentions {
        let (start, end) = (mention.span.start as usize, mention.span.end as usize);
        let kind = match records.entities[mention.entity.index()].schema {
            Schema::Person => "person",
            Schema::Country => "country",
            Schema::Place => "place",
            Schema::PublicBody => "body",
            Schema::Company => "company",
            Schema::Organization => "org",
            Schema::Equipment => "arms",
            Schema::Agreement => "paper",
            Schema::Event => "event",
        };
        let (open, close) = match mention.form {
            Form::Demonym => ("{".to_string(), "}".to_string()),
            _ => ("[".to_string(), format!("|{kind}]")),
        };
        marks.push((start, std::cmp::Reverse(end), open, close));
    }
    marks.sort();
    let mut out = String::new();
    for (at, c) in text.char_indices().map(|(i, c)| (i, Some(c))).chain([(text.len(), None)]) {
        for mark in marks.iter().rev().filter(|m| m.1.0 == at) {
            out.push_str(&mark.3);
        }
        for mark in marks.iter().filter(|m| m.0 == at) {
            out.push_str(&mark.2);
        }
        out.extend(c);
    }
    (out, records)
}

/// Takes the marks out of `expect`, reads what is left and compares.
#[track_caller]
fn check(expect: &str) {
    check_with(Lexicon::builtin(), expect);
}

#[track_caller]
fn check_with(lexicon: &Lexicon, expect: &str) {
    let mut plain = String::new();
    let mut chars = expect.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' | '{' | '}' => {}
            '|' => {
                for d in chars.by_ref() {
                    if d == ']' {
                        break;
                    }
                }
            }
            c => plain.push(c),
        }
    }
    assert_eq!(read_with(lexicon, &plain).0, expect);
}

#[test]
fn people_are_told_by_office_first_name_initials_and_what_stands_beside_them() {
    check("The {Croatian} Defence Minister [Ivana Horvat|person] came. [Horvat|person] spoke.");
    check("He met [J. R. Smith|person], 45, on Friday.");
    check("Talks with [Kanat-Bek Abenov|person], deputy PM of [Kazakhstan|country], went on.");
    check("[Omar bin Rashid|person] received [Walid al-Hamdan|person].");
    check("Secretary of State [Anna Berg|person] told reporters.");
    check("Minister for the [Middle East|place] [Robert Lane|person] said so.");
    check("President [Petrov|person] met the chancellor. Later [Petrov|person] and [Jovanko|person] dined.");
}

#[test]
fn what_is_arms_once_is_arms_again_and_drills_have_names_behind_which_their_kind_stands() {
    check(
        "[Norway|country] built the [Qravel|arms] missile systems. He saw the [Qravel|arms] in May. It sold [Qravel|arms] to [Chile|country].",
    );
    check(
        "They opened the '[Frozen Lantern|event]' exercise and the [Frozen Lantern|event] international drills.",
    );
}

#[test]
fn a_list_of_guests_is_no_headline() {
    check(
        "The show was attended by Commander of the [{Swedish} Army|body] [Special Operations Forces|body] Major-General \
         [Anna Berg|person] and [Omar bin Rashid|person].",
    );
}

#[test]
fn an_office_before_the_first_name_of_a_sentence_is_no_part_of_it() {
    check("Minister of Trade [Selma Nyqvist|person] received [Paulo Antas|person].");
    check("Minister of Foreign Affairs [Selma Nyqvist|person] left. Minister [Nyqvist|person] waved.");
    check("Minister of Economy and Trade [Selma Nyqvist|person] left.");
}

#[test]
fn an_unknown_place_lies_in_the_country_of_the_one_it_is_near() {
    let (_, records) = read("Norway, 2 May. Oslo wrote. A truck came to the Qravelund base near Stockholm.");
    let place = records.entities.iter().find(|e| e.name.starts_with("Qravelund"));
    assert_eq!(place.map(|p| p.countries.clone()), Some(vec!["SE".to_string()]));
}

#[test]
fn countries_peoples_and_regions_are_told_apart() {
    check("{Belarusian}-{Serbian} ties and the {Russo}-{Turkish} war");
    check("{Serbians} like the {Balkan} coast. They left the post-Soviet bloc.");
    check("The [U.S.|country] told us. Some of us in the [US|country] paid US$5.");
    check("[New Zealand|country] and [Bosnia and Herzegovina|country] voted with [Côte d’Ivoire|country].");
    check("[Eastern Ukraine|place] is not the [South Caucasus|place].");
}

#[test]
fn bodies_end_in_a_word_for_what_they_are_or_go_on_after_it() {
    check("The [Ministry of Defence of the [Republic of Serbia|country]|body] wrote.");
    check("The [{Serbian} Air Force|body] and the [{Serbian} army|body] trained.");
    check("The {Belarusian} OJSC “[719 Optical Works|company]” sent it.");
    check("The [{Turkish} Ministry of Health and Social Welfare|body] wrote.");
    check("[[Petar Kovač|person]’s cabinet|body] denied it.");
    check("The daily [Vesti|org] reported it.");
}

#[test]
fn places_have_a_word_for_their_kind_or_stand_where_places_stand() {
    check(
        "They met at [Ladna Air Base|place] near [Lake Palić|place] and at the [Gornik military compound|place].",
    );
    check("In [Qarum|place], [Sarbun|place] and [Tel Mazar|place] it rained.");
    check("The [Palace “Aurora”|place] was full.");
}

#[test]
fn arms_are_told_by_designation_and_by_the_words_beside_them() {
    check("Four [MiG-29s|arms] and two [Mi-35M|arms] helicopters came.");
    check("They expressed interest in [T-72B3|arms] tanks and [Su-30MK2|arms] fighters.");
    check("The planes [MIG 31|arms] stayed, as did [Type 054A/P|arms] frigates.");
    check("They field [Silencer|arms], a mobile system that jams drones.");
    check("[Nora B-52|arms] howitzers and [Leopard 2A6|arms] tanks fired.");
    check("The frigate [Admiral Sorokin|arms] called at [Tartus|place].");
    check("The [G-20|org] summit on highway A-1 told of H5N1.");
}

#[test]
fn papers_orders_and_days_have_names() {
    check("They signed the [Agreement on air transport|paper] in [Minsk|place].");
    check("He got the [Order of the {Serbian} Star of the second degree|event].");
    check("He got the [Order of the Republic of [Norway|country]|event].");
    check("She gave him the [Lindebrok Order|event] of merchants.");
    check("It was [{Belarusian} Army Day|event] and [Expo 2027|event].");
}

#[test]
fn a_headline_does_not_make_names_of_its_words() {
    check("[Serbia|country] Agrees to Develop Military Cooperation With [Belarus|country]");
}

#[test]
fn places_of_one_name_are_told_apart_by_what_the_text_says() {
    let country = |text: &str, name: &str| {
        let (_, records) = read(text);
        let entity = records.entities.iter().find(|e| e.name == name).expect(name);
        (entity.countries.clone(), entity.location.map(|l| l.longitude.round() as i32))
    };
    assert_eq!(country("He lives in Alexandria, Louisiana.", "Alexandria").1, Some(-92));
    assert_eq!(country("He lives in Alexandria in Egypt.", "Alexandria").1, Some(30));
    assert_eq!(country("Police in Paris, Texas, and in Dallas said so.", "Paris").1, Some(-96));
    assert_eq!(country("Police in Paris said so.", "Paris").1, Some(2));
    assert_eq!(country("They met in Washington.", "Washington").0, ["US"]);
    assert_eq!(country("They met in Washington.", "Washington").1, Some(-77));
}

#[test]
fn without_the_lists_of_arms_and_organisations_designations_are_still_read() {
    check("Four [Zvezda-12M|arms] missiles hit.");
    check("The [{Polish} Space Agency|body] and [Orlovski Group|org] agreed.");
}

#[test]
fn what_no_list_knows_is_told_by_the_words_around_it() {
    for lexicon in [Lexicon::builtin(), Lexicon::without_lists()] {
        check_with(
            lexicon,
            "Six [Zveda-40|arms] fighters came. The [Zveda-40s|arms] and a [Zveda-44|arms] stayed.",
        );
        check_with(lexicon, "They bought the planes [ZVD 130|arms] in May.");
        check_with(lexicon, "In May, [Zvezdara|org] reported that {Norwegian} ships had left.");
        check_with(lexicon, "The law was passed by the [Parliament|body] in May.");
    }
}

#[test]
fn words_around_a_name_tell_what_it_is() {
    check("They saw the [Grey Heron|event] drills and three drones of the [Krilet|arms] type.");
    check("He told [TV Sever|org] that the [12th Engine Repair Plant|company] was closed.");
    check("He joined the opposition [Democratic Forum|org] in May.");
    check("The patrol boat [Vardin|arms] left for the [Heron 2031|event] arms fair.");
    check("[US|country] officers came; the boats cost 52 million US dollars.");
}

#[test]
fn what_somebody_takes_part_in_with_its_year_is_an_event() {
    check("Nine ships are taking part in [Harbour Shield 2019|event], which lasts ten days.");
}

#[test]
fn an_exercise_is_named_by_its_quotation_marks() {
    check("They held the exercise “[Cold Herring|event]” at sea.");
    check("Troops joined the exercise '[Grey Stone 2|event]' in the north.");
    check("The drill called \"[Storm of the North|event]\" went on.");
}

#[test]
fn variants_of_arms_are_part_of_their_names() {
    check("Six [Zvezda-E|arms] missiles and four [Mi-17Sh|arms] helicopters came.");
    check(
        "Norway ordered the [Grom MX|arms] air defence system."
            .replace("Norway", "[Norway|country]")
            .as_str(),
    );
    check("They showed the armoured vehicles \"[Bergfalk|arms]\" of the plant.");
}

#[test]
fn a_name_with_of_belongs_to_the_exercise() {
    check("Both held the exercise [Noble Gull|event] in May.");
    check("Both held the exercise [Wardens of the North|event] in May.");
    check("They held the exercise [Grey Stone|event] of the [{Norwegian} Army|body] there.");
}

#[test]
fn who_is_a_source_lies_in_no_state() {
    check("Minister [Goran Ivić|person] spoke. According to [Ivić|person], [Norway|country] is ready.");
}

#[test]
fn long_names_of_states_with_an_adjective() {
    check("The envoy of the [Hellenic Republic|country] spoke.");
    check("He left the [Kyrgyz Republic|country], she said.");
}

#[test]
fn what_a_state_makes_may_have_a_designation_alone() {
    check("The yard will build the {Norwegian} [KN-2P|arms] there.");
}
