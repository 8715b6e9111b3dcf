use super::*;
use crate::record::{Document, Entity, Form, Mention, Schema};

/// Reads a text with [people] and {bodies} marked; a trailing * on a mark makes nothing, it is text.
fn statements(marked: &str) -> (String, Records) {
    let (mut text, mut records) = (String::new(), Records::default());
    let mut from = 0;
    for c in marked.chars() {
        match c {
            '[' | '{' => from = text.len(),
            ']' | '}' => {
                let name = text[from..].to_owned();
                let schema = if c == ']' { Schema::Person } else { Schema::PublicBody };
                let known = records.entities.iter().position(|e| e.name == name);
                let entity = known.unwrap_or_else(|| {
                    records.entities.push(Entity::named(name.clone(), schema, name.clone()));
                    records.entities.len() - 1
                });
                records.mentions.push(Mention {
                    document: DocumentId(0),
                    span: Span::new(from, text.len()),
                    entity: EntityId(entity as u32),
                    form: Form::Name,
                    rule: "test".into(),
                });
            }
            c => text.push(c),
        }
    }
    let document = Document { body: Span::new(0, text.len()), text: text.clone(), ..Document::default() };
    read(&Text::new(&document), Lexicon::builtin(), &mut records);
    (text, records)
}

/// Each statement as (words, speaker, direct).
fn check(marked: &str, expect: &[(&str, &str, bool)]) {
    let (text, records) = statements(marked);
    let name = |e: Option<EntityId>| e.map_or("", |e| records.entities[e.index()].name.as_str());
    let got: Vec<_> =
        records.statements.iter().map(|s| (s.span.of(&text), name(s.speaker), s.direct)).collect();
    assert_eq!(got, expect, "{marked}");
}

#[test]
fn quotations_find_their_speaker_on_either_side() {
    check("“We will build two ships,” said [Jane Roe].", &[("We will build two ships,", "Jane Roe", true)]);
    check("“We will build two ships,” [Jane Roe] said.", &[("We will build two ships,", "Jane Roe", true)]);
    check("[Jane Roe] said: “We will build two ships.”", &[("We will build two ships.", "Jane Roe", true)]);
    check(
        "[Jane Roe] said that “the ships are on their way”.",
        &[("the ships are on their way", "Jane Roe", true)],
    );
    check(
        "“We will build. We will sail,” said Minister [Jane Roe] of {Norland}.",
        &[("We will build. We will sail,", "Jane Roe", true)],
    );
}

#[test]
fn a_list_with_its_number_is_what_somebody_names() {
    check(
        "{The ministry} briefed visitors and named just two buyers of its boats: Norland and Estria.",
        &[("just two buyers of its boats: Norland and Estria", "The ministry", false)],
    );
    check(
        "[Jane Roe] listed three aims: peace, trade and fishing.",
        &[("three aims: peace, trade and fishing", "Jane Roe", false)],
    );
    check("{The council} named [Jane Roe] minister of trade.", &[]);
    check("{The navy} named the ship after a river.", &[]);
}

#[test]
fn as_somebody_said() {
    check(
        "As {the ministry} reported earlier, the crews practise in the bay.",
        &[("the crews practise in the bay", "the ministry", false)],
    );
    check(
        "The crews practise in May, as [Jane Roe] said on Friday.",
        &[("The crews practise in May", "Jane Roe", false)],
    );
    check("[Jane Roe] sailed as {the ministry} reported on the crews.", &[]);
}

#[test]
fn what_is_not_yet_confirmed_is_said_by_nobody() {
    check("It is not yet officially confirmed that {the navy} sails.", &[]);
    check("[Jane Roe] officially confirmed that the navy sails.", &[("the navy sails", "Jane Roe", false)]);
}

#[test]
fn a_statement_goes_on_for_whoever_issued_it() {
    check(
        "In a statement, {the ministry} said the crews were ready. The ships will follow, the statement said. \
         The talks were good, it added.",
        &[
            ("the crews were ready", "the ministry", false),
            ("The ships will follow", "the ministry", false),
            ("The talks were good", "the ministry", false),
        ],
    );
}

#[test]
fn things_go_according_to_a_plan_that_nobody_says() {
    check("According to the plan, {the ministry} trains the crews.", &[]);
    check("According to {the ministry}, the crews train.", &[("the crews train", "the ministry", false)]);
}

#[test]
fn a_clause_between_subject_and_verb_changes_no_speaker() {
    check(
        "[Jane Roe], who commands the fleet, said the crews would learn to find mines.",
        &[("the crews would learn to find mines", "Jane Roe", false)],
    );
    check(
        "Four ships began their journey on Friday, {the Norland Navy} announced.",
        &[("Four ships began their journey on Friday", "the Norland Navy", false)],
    );
}

#[test]
fn what_is_added_is_said_by_the_same() {
    check(
        "The ships of {the Seaway Yard} are ready, said [Jane Roe], adding that two would sail in May.",
        &[
            ("The ships of the Seaway Yard are ready", "Jane Roe", false),
            ("two would sail in May", "Jane Roe", false),
        ],
    );
    check(
        "The yard sold two ships to Norland, {the Seaway Gazette} reported, citing two officials.",
        &[("The yard sold two ships to Norland", "the Seaway Gazette", false)],
    );
    check(
        "[Jane Roe] waved the bill aside: safety, she said, has no price.",
        &[("safety, she said, has no price", "Jane Roe", false)],
    );
    check(
        "[Jane Roe] laughed. In her view the fleet needs four ships.",
        &[("the fleet needs four ships", "Jane Roe", false)],
    );
    check("{The navy} was kept informed, and the ships sailed.", &[]);
}

#[test]
fn quotations_go_on() {
    check(
        "“We build ships here,” said [Jane Roe]. “They sail well in storms,” she added.",
        &[("We build ships here,", "Jane Roe", true), ("They sail well in storms,", "Jane Roe", true)],
    );
    check(
        "“We build ships here,” said [Jane Roe]. “They sail well in storms.”",
        &[("We build ships here,", "Jane Roe", true), ("They sail well in storms.", "Jane Roe", true)],
    );
}

#[test]
fn quotations_run_through_paragraphs_and_do_without_marks() {
    check("[Jane Roe] said on Friday: Ships sail well.", &[("Ships sail well.", "Jane Roe", true)]);
    check(
        "[Jane Roe] announced three yards: North, South and West.",
        &[("three yards: North, South and West", "Jane Roe", false)],
    );
    check(
        "[Jane Roe] said:\n“We build ships here.\n“They sail well.”",
        &[("We build ships here.\n“They sail well.", "Jane Roe", true)],
    );
    check(
        "Speaking at sea, [Jane Roe] said:\nShips sail well here. They are new.\nThe end.",
        &[("Ships sail well here. They are new.", "Jane Roe", true)],
    );
}

#[test]
fn names_in_marks_are_no_quotation() {
    check("The yard “Northern Star Shipping” was sold.", &[]);
    check("[Jane Roe] visited the palace “Aurora” and the “204 Engine Works”.", &[]);
}

#[test]
fn indirect_speech_is_the_clause_after_the_verb() {
    check("[Jane Roe] said that two ships would sail.", &[("two ships would sail", "Jane Roe", false)]);
    check(
        "[Jane Roe] said on Friday at a meeting that two ships would sail.",
        &[("two ships would sail", "Jane Roe", false)],
    );
    check(
        "[Jane Roe] told reporters that two ships would sail.",
        &[("two ships would sail", "Jane Roe", false)],
    );
    check("[Jane Roe] said the ships would sail.", &[("the ships would sail", "Jane Roe", false)]);
    check(
        "[Jane Roe] said that ships sail and added that planes fly.",
        &[("ships sail", "Jane Roe", false), ("planes fly", "Jane Roe", false)],
    );
    check("The ships will sail, [Jane Roe] said on Friday.", &[("The ships will sail", "Jane Roe", false)]);
    check(
        "The ships, [Jane Roe] said, will sail.",
        &[("The ships, Jane Roe said, will sail", "Jane Roe", false)],
    );
}

#[test]
fn stressed_things_are_said_too() {
    check("[Jane Roe] called the talks very useful.", &[("the talks very useful", "Jane Roe", false)]);
    check("[Jane Roe] saw room for joint yards.", &[("room for joint yards", "Jane Roe", false)]);
    check("[Jane Roe] urged both fleets to sail.", &[("both fleets to sail", "Jane Roe", false)]);
    check("[Jane Roe] told reporters in May where they sail.", &[("where they sail", "Jane Roe", false)]);
    check(
        "[Jane Roe] left. The fleet, in her words, would sail.",
        &[("The fleet, in her words, would sail", "Jane Roe", false)],
    );
    check(
        "[Jane Roe] stressed the great value of the ships.",
        &[("the great value of the ships", "Jane Roe", false)],
    );
    check(
        "[Jane Roe] noted their interest in ships and offered help.",
        &[("their interest in ships", "Jane Roe", false)],
    );
}

#[test]
fn sources_speak() {
    check(
        "According to {Ministry of Ships}, two ships sailed.",
        &[("two ships sailed", "Ministry of Ships", false)],
    );
    check("Two ships sailed, according to [Jane Roe].", &[("Two ships sailed", "Jane Roe", false)]);
    check(
        "The ships are, according to [Jane Roe], the best in the north.",
        &[("The ships are, according to Jane Roe, the best in the north", "Jane Roe", false)],
    );
    check(
        "The {fleet office} met. The {parliament} met. “Ships sail well here”, a fleet office statement said.",
        &[("Ships sail well here", "fleet office", true)],
    );
    check("It was announced that two ships had sailed.", &[("two ships had sailed", "", false)]);
    check(
        "{Ministry of Ships} reported that [Jane Roe] had left.",
        &[("Jane Roe had left", "Ministry of Ships", false)],
    );
}

#[test]
fn whoever_is_told_says_nothing() {
    check(
        "The ships will sail in May, [Jane Roe] told the media following a meeting of captains.",
        &[("The ships will sail in May", "Jane Roe", false)],
    );
}

#[test]
fn whoever_is_quoted_says_it_not_the_paper() {
    check(
        "The {Harbour Agency} quoted [Jane Roe] as saying that the ships would sail.",
        &[("the ships would sail", "Jane Roe", false)],
    );
    check(
        "[Jane Roe] was quoted as saying that the ships would sail.",
        &[("the ships would sail", "Jane Roe", false)],
    );
}

#[test]
fn somebody_tells_what_somebody_said() {
    check(
        "“[Jane Roe] has stressed that the ships are ready”, {Ministry of Ships} stated.",
        &[
            ("Jane Roe has stressed that the ships are ready", "Ministry of Ships", true),
            ("the ships are ready", "Jane Roe", false),
        ],
    );
}

#[test]
fn nouns_and_participles_are_no_cue() {
    for text in [
        "The two states signed.",
        "Reports of the stated goal came.",
        "He has yet to say that.",
        "Old Soviet states sank.",
        "A promising ship that sails.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_clause_rests_on_the_innermost_statement() {
    let (text, records) = statements("[Jane Roe] said that two ships would sail.");
    let at = text.find("ships").unwrap_or(0);
    assert_eq!(speaker_of(&records, Span::new(at, at + 5)), Some(StatementId(0)));
    assert_eq!(speaker_of(&records, Span::new(0, 4)), None);
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_the_text_spans_fit_it(text in "(?s)[ “”\"«»„,.:;a-zčш\\n0-9]{0,80}|((“|” |\"|said |that |, |according to |He |told |\\. |: |adding |\\n|Roe |it was |announced ){0,30})") {
            let document = Document { body: Span::new(0, text.len()), text: text.clone(), ..Document::default() };
            let mut records = Records::default();
            read(&Text::new(&document), Lexicon::builtin(), &mut records);
            for s in &records.statements {
                prop_assert!(!s.span.is_empty() && text.get(s.span.range()).is_some());
                prop_assert!(s.cue.is_none_or(|c| text.get(c.range()).is_some()));
            }
        }
    }
}

#[test]
fn who_is_described_between_commas_speaks() {
    check(
        "“We sail tomorrow,” [Jane Roe], now a fellow of the {Norland Institute}, wrote.",
        &[("We sail tomorrow,", "Jane Roe", true)],
    );
    check(
        "Norland paid for the ships, [Jane Roe] claims, but the ministry is silent.",
        &[("Norland paid for the ships", "Jane Roe", false)],
    );
}
