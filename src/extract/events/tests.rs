//! Sentences of our own, with names marked, and the events that they tell.
//!
//! `{Norway}` is a country, `{Person:Berit Dahl}` any other kind, `{Norwegian=Norway}` a demonym or
//! another mention of the same entity, `{his=Berit Dahl}` a pronoun.

use super::*;
use crate::edtf::Edtf;
use crate::record::{Document, Entity, Mention};

fn records(marked: &str) -> Records {
    let mut text = String::new();
    let mut records = Records::default();
    let mut rest = marked;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let close = rest.find('}').expect("a closing brace");
        let inner = &rest[open + 1..close];
        let (schema, inner) = match inner.split_once(':') {
            Some(("Person", i)) => (Schema::Person, i),
            Some(("Place", i)) => (Schema::Place, i),
            Some(("Body", i)) => (Schema::PublicBody, i),
            Some(("Organization", i)) => (Schema::Organization, i),
            Some(("Equipment", i)) => (Schema::Equipment, i),
            Some(("Agreement", i)) => (Schema::Agreement, i),
            _ => (Schema::Country, inner),
        };
        let (words, name, form) = match inner.split_once('=') {
            Some((w, n)) if w.chars().next().is_some_and(char::is_lowercase) => (w, n, Form::Pronoun),
            Some((w, n)) if w.contains(' ') => (w, n, Form::Title),
            Some((w, n)) => (w, n, Form::Demonym),
            None => (inner, inner, Form::Name),
        };
        let entity = records.entities.iter().position(|e| e.name == name).unwrap_or_else(|| {
            let countries =
                if schema == Schema::Country { vec![name[..2].to_uppercase()] } else { Vec::new() };
            records.entities.push(Entity { countries, ..Entity::named(name.to_lowercase(), schema, name) });
            records.entities.len() - 1
        });
        let start = text.len();
        text.push_str(words);
        records.mentions.push(Mention {
            document: DocumentId(0),
            span: Span::new(start, text.len()),
            entity: EntityId(entity as u32),
            form,
            rule: "test".into(),
        });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let document = Document { body: Span::new(0, text.len()), text, id: "t".into(), ..Document::default() };
    let parsed = Text::new(&document);
    read(&parsed, Lexicon::builtin(), &mut records);
    records.documents.push(document);
    records
}

/// Each event as "TYPE PLOVER actors > recipients status".
fn check(marked: &str, expect: &[&str]) {
    let records = records(marked);
    let names = |list: &[EntityId]| {
        let list: Vec<&str> = list.iter().map(|e| records.entities[e.index()].name.as_str()).collect();
        list.join("+")
    };
    let got: Vec<String> = records
        .events
        .iter()
        .map(|e| {
            let plover = e.plover.map_or("-".to_owned(), |p| format!("{p:?}").to_uppercase());
            format!(
                "{} {plover} {} > {} {}",
                merge::name(e.kind),
                names(&e.actors),
                names(&e.recipients),
                format!("{:?}", e.status).to_lowercase()
            )
        })
        .collect();
    assert_eq!(got, expect, "{marked}");
}

#[test]
fn active_and_passive_put_the_same_people_on_the_same_sides() {
    check("{Norway} attacked {Kenya}.", &["other ASSAULT Norway > Kenya occurred"]);
    check("{Kenya} was attacked by {Norway}.", &["other ASSAULT Norway > Kenya occurred"]);
    check(
        "The treaty was signed by {Person:Berit Dahl} and {Person:Juma Otieno}.",
        &["agree SUPPORT Berit Dahl+Juma Otieno > Berit Dahl+Juma Otieno occurred"],
    );
    check(
        "{Kenya} received four {Equipment:Heron patrol boats} from {Norway}.",
        &["transfer AID Norway > Kenya occurred"],
    );
}

#[test]
fn mutual_acts_have_both_sides() {
    check("{Norway} and {Kenya} signed a treaty.", &["agree SUPPORT Norway+Kenya > Norway+Kenya occurred"]);
    check(
        "{Person:Berit Dahl} met {Person:Juma Otieno}.",
        &["consult CONSULT Berit Dahl > Juma Otieno occurred"],
    );
    check(
        "Talks between {Norway} and {Kenya} ended.",
        &["consult CONSULT Norway+Kenya > Norway+Kenya occurred"],
    );
}

#[test]
fn coordinated_verbs_share_their_subject() {
    check(
        "{Person:Berit Dahl} met {Person:Juma Otieno} and thanked {Kenya} for its help.",
        &["consult CONSULT Berit Dahl > Juma Otieno occurred", "support SUPPORT Berit Dahl > Kenya occurred"],
    );
    check(
        "{Person:Berit Dahl}, who leads the ministry, condemned {Kenya}.",
        &["other ACCUSE Berit Dahl > Kenya occurred"],
    );
}

#[test]
fn an_object_may_stand_behind_when_and_where() {
    check(
        "{Person:Berit Dahl} received at the fort in {Place:Oslo} the envoy {Person:Juma Otieno}.",
        &["visit CONSULT Berit Dahl > Juma Otieno occurred"],
    );
}

#[test]
fn what_stands_under_a_condition_is_no_deed() {
    check(
        "{Norway} will help {Kenya}, provided that {Person:Juma Otieno} thanks {Norway}.",
        &["aid AGREE Norway > Kenya planned"],
    );
}

#[test]
fn what_is_called_off_is_told_by_its_noun() {
    check(
        "The visit of {Person:Berit Dahl} to {Kenya} was called off.",
        &["visit REJECT Berit Dahl > Kenya denied"],
    );
    check(
        "The trip of {Person:Berit Dahl} to {Kenya} was cancelled.",
        &["visit REJECT Berit Dahl > Kenya denied"],
    );
    check(
        "A meeting between {Person:Berit Dahl} and {Person:Juma Otieno} was postponed.",
        &["consult AGREE Berit Dahl+Juma Otieno > Berit Dahl+Juma Otieno planned"],
    );
}

#[test]
fn invitations_are_handed_over_for_whoever_invites() {
    check(
        "{Person:Berit Dahl} handed over an invitation from {Person:King Haldor} to {Person:Juma Otieno}.",
        &["statement-intent REQUEST Berit Dahl+King Haldor > Juma Otieno wished"],
    );
}

#[test]
fn who_meets_as_part_of_a_visit_visits() {
    check(
        "{Person:Berit Dahl} met {Person:Juma Otieno} as part of a working visit to {Kenya}.",
        &["consult CONSULT Berit Dahl > Juma Otieno occurred", "visit CONSULT Berit Dahl > Kenya occurred"],
    );
}

#[test]
fn several_go_through_an_agenda_together() {
    check(
        "{Norway} and {Kenya} addressed the agenda.",
        &["consult CONSULT Norway+Kenya > Norway+Kenya occurred"],
    );
    check("{Person:Berit Dahl} addressed the issue.", &[]);
}

#[test]
fn a_meeting_that_somebody_speaks_of_is_the_one_that_was_told() {
    check(
        "{Person:Berit Dahl} met {Person:Juma Otieno}. “We held a long meeting,” {Dahl=Berit Dahl} said.",
        &["consult CONSULT Berit Dahl > Juma Otieno occurred"],
    );
}

#[test]
fn american_spellings_tell_the_same() {
    check(
        "{Norway} and {Kenya} initialed a treaty.",
        &["agree SUPPORT Norway+Kenya > Norway+Kenya occurred"],
    );
}

#[test]
fn what_should_be_done_and_what_waits_for_it_is_planned() {
    check(
        "The treaty should be signed by {Norway} when {Person:Juma Otieno} visits {Norway}.",
        &["agree AGREE Norway >  planned", "visit AGREE Juma Otieno > Norway planned"],
    );
    check(
        "{Norway} smiles when {Person:Juma Otieno} visits {Norway}.",
        &["visit CONSULT Juma Otieno > Norway occurred"],
    );
}

#[test]
fn goods_that_coreference_knows_are_told_again() {
    let bought = "{Kenya} bought six {Equipment:Heron} boats from {Norway}.";
    let first = "transfer COOPERATE Norway > Kenya occurred";
    check(&format!("{bought} All of them were delivered."), &[first, "transfer AID Norway > Kenya occurred"]);
    check(
        &format!("{bought} The boats are expected in May."),
        &[first, "transfer AGREE Norway > Kenya planned"],
    );
    check(
        &format!("{bought} Reports about the delivery of {{Equipment:Falke}} drones could not be verified."),
        &[first, "transfer AGREE Norway > Kenya unconfirmed"],
    );
    check(
        &format!("{bought} An order for two {{Equipment:Falke}} drones, announced last year, was cancelled."),
        &[first, "transfer REJECT Norway > Kenya denied"],
    );
    // What is named after the last transfer is not what that transfer was about.
    check(
        &format!("{bought} Two {{Equipment:Falke}} drones circled above. {{Chile}} had paid for them."),
        &[first, "transfer COOPERATE  > Chile occurred"],
    );
}

#[test]
fn whom_goods_went_to_may_be_left_open() {
    check("{Norway} delivered 40 {Equipment:Heron} boats in May.", &["transfer AID Norway >  occurred"]);
    check("{Norway} promised a transport plane to {Kenya}.", &["transfer AGREE Norway > Kenya planned"]);
}

#[test]
fn a_heading_tells_whom_the_goods_below_it_went_to() {
    let text = "Boats on the move\n\nThe year was busy in the north, and many yards there had to turn their customers away.\n\nKenya\n\n\
                Norway delivered four Heron patrol boats in May, and the crews were trained for it.\n";
    let document = crate::article::read("a.txt", text.as_bytes()).0.expect("a document");
    let records = crate::extract::read(document, Lexicon::builtin());
    let name = |e: &EntityId| records.entities[e.index()].name.as_str();
    let sides: Vec<_> = records
        .events
        .iter()
        .map(|e| {
            (e.actors.iter().map(name).collect::<Vec<_>>(), e.recipients.iter().map(name).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(sides, [(vec!["Norway"], vec!["Kenya"])]);
}

#[test]
fn nobody_acts_by_telephone_and_whose_decree_it_was_acts() {
    check(
        "{Person:Berit Dahl} and {Person:Juma Otieno} agreed by telephone on a treaty.",
        &["agree AGREE Berit Dahl+Juma Otieno > Berit Dahl+Juma Otieno occurred"],
    );
    check(
        "By decree of {Person:Berit Dahl} the envoy {Person:Juma Otieno} was awarded a medal.",
        &["award SUPPORT Berit Dahl > Juma Otieno occurred"],
    );
    check(
        "{Norway} and {Kenya} will not take part in the exercise.",
        &["exercise REJECT Norway+Kenya >  denied"],
    );
}

#[test]
fn said_is_not_done() {
    check("{Norway} will attack {Kenya}.", &["other THREATEN Norway > Kenya planned"]);
    check("{Norway} plans to visit {Kenya}.", &["visit AGREE Norway > Kenya planned"]);
    check("{Norway} did not attack {Kenya}.", &["other ASSAULT Norway > Kenya denied"]);
    check("{Norway} refused to help {Kenya}.", &["refuse REJECT Norway > Kenya occurred"]);
    check("{Norway} agreed to help {Kenya}.", &["agree AGREE Norway > Kenya occurred"]);
    check("{Norway} threatened to bomb {Kenya}.", &["other THREATEN Norway > Kenya occurred"]);
    check(
        "{Organization:Morgenavis} reported that {Norway} would buy {Equipment:Heron patrol boats} from {Kenya}. \
         The information has not been confirmed.",
        &["transfer AGREE Kenya > Norway unconfirmed"],
    );
    check("{Norway} denied that it had attacked {Kenya}.", &["other ASSAULT Norway > Kenya denied"]);
    check("If {Norway} attacks {Kenya}, it rains.", &[]);
}

#[test]
fn requests_name_whom_they_ask() {
    check("{Norway} urged {Kenya} to release the crew.", &["statement-intent REQUEST Norway > Kenya wished"]);
    check("{Norway} called on {Kenya} to stop.", &["statement-intent REQUEST Norway > Kenya wished"]);
    check("{Norway} demanded that {Kenya} leave.", &["other REQUEST Norway > Kenya occurred"]);
    check("{Norway} says {Kenya} must leave.", &["other REQUEST Norway > Kenya occurred"]);
}

#[test]
fn lists_and_appositions_name_the_other_side() {
    check(
        "{Norway} sells {Equipment:Heron boats} to 40 countries, among them {Kenya}, {Ghana} and {Togo}.",
        &["transfer COOPERATE Norway > Kenya+Ghana+Togo occurred"],
    );
    check(
        "{Person:Berit Dahl} signed a memorandum with her {Kenyan=Kenya} counterpart, {Person:Juma Otieno}.",
        &["agree SUPPORT Berit Dahl > Juma Otieno occurred"],
    );
    check("{Norway} has signed no new treaties with {Kenya}.", &["agree REJECT Norway > Kenya denied"]);
    check(
        "Over 700 workers went on strike against {Kenya}.",
        &["other PROTEST Over 700 workers > Kenya occurred"],
    );
}

#[test]
fn agents_without_a_name_are_kept_as_they_stand() {
    check("Rebels attacked a base in {Kenya}.", &["other ASSAULT Rebels > Kenya occurred"]);
    check(
        "{Kenyan=Kenya} police arrested two journalists.",
        &["other COERCE Kenya > two journalists occurred"],
    );
}

#[test]
fn intents_that_no_verb_of_the_table_tells() {
    // be ready to; stand ready to; be interested in; could use
    check(
        "{Norway} is ready to let the work take place in {Kenya}.",
        &["statement-intent AGREE Norway > Kenya wished"],
    );
    check(
        "{Norway} stood ready to sell salt and food to {Kenya} and left.",
        &["transfer AGREE Norway > Kenya wished"],
    );
    check("{Norway} was interested in goods of {Kenya}.", &["statement-intent AGREE Norway > Kenya wished"]);
    check("{Norway} could use radars made in {Kenya}.", &["statement-intent AGREE Norway > Kenya wished"]);
    check("{Norway} uses radars made in {Kenya}.", &[]);
    // plans of both; what a paper is to bring
    check(
        "{Norway} and {Kenya} intend to found a council.",
        &["statement-intent AGREE Norway+Kenya > Norway+Kenya planned"],
    );
    check(
        "{Person:Berit Dahl} said the {Agreement:coast accord} would anchor trade with {Kenya}.",
        &["statement-intent AGREE Berit Dahl > Kenya planned"],
    );
}

#[test]
fn going_being_due_and_breaking_off() {
    check("{Person:Berit Dahl} went to {Kenya} in 2019.", &["visit CONSULT Berit Dahl > Kenya occurred"]);
    check(
        "{Person:Berit Dahl}, who is due in {Kenya} next week, laughed.",
        &["visit AGREE Berit Dahl > Kenya planned"],
    );
    check("The prize went to {Kenya}.", &[]);
    check(
        "{Person:Berit Dahl} said after a meeting with {Person:Juma Otieno} that ships sail.",
        &["consult CONSULT Berit Dahl > Juma Otieno occurred"],
    );
}

#[test]
fn what_is_told_by_nouns() {
    check(
        "In talks with {Person:Juma Otieno}, {Person:Berit Dahl} stressed unity.",
        &["consult CONSULT Berit Dahl > Juma Otieno occurred"],
    );
    check("{Person:Berit Dahl} is in {Kenya} on a visit.", &["visit CONSULT Berit Dahl > Kenya occurred"]);
    check(
        "{Norway} delivered the {Equipment:Heron} to {Kenya}. Deliveries were held up by the storm.",
        &["transfer AID Norway > Kenya occurred", "transfer AGREE Norway > Kenya planned"],
    );
    check(
        "{Norway} offered the {Equipment:Heron} to {Kenya}, yet the delivery never took place.",
        &["statement-intent AGREE Norway > Kenya wished", "transfer REJECT Norway > Kenya denied"],
    );
    check(
        "{Person:Berit Dahl} counts rebuilding the {Body:Air Force} among her priorities.",
        &["statement-intent AGREE Berit Dahl > Air Force wished"],
    );
}

#[test]
fn goods_told_again_have_the_sides_of_those_before() {
    check(
        "{Norway} delivered ten trucks to {Kenya}, and another five would be delivered by May.",
        &["transfer AID Norway > Kenya occurred", "transfer AGREE Norway > Kenya planned"],
    );
    check("Another five would be delivered by May.", &[]);
    check(
        "{Kenya} took delivery of six {Equipment:Heron boats} from {Norway}.",
        &["transfer AID Norway > Kenya occurred"],
    );
}

#[test]
fn relative_clauses_lend_their_noun_as_object() {
    check(
        "The ship obeys a treaty on salt that {Norway} and {Kenya} concluded.",
        &["agree SUPPORT Norway+Kenya > Norway+Kenya occurred"],
    );
    check(
        "The ships came under a personal arrangement that {Norway} had made with {Kenya}.",
        &["agree SUPPORT Norway > Kenya occurred"],
    );
    check(
        "The report that {Norway} attacked {Kenya} spread.",
        &["other THREATEN Norway > Kenya unconfirmed"],
    );
}

#[test]
fn company_and_pairs_are_found() {
    check(
        "{Person:Berit Dahl} came and, together with her host, {Person:Juma Otieno}, signed a treaty.",
        &["agree SUPPORT Berit Dahl+Juma Otieno > Berit Dahl+Juma Otieno occurred"],
    );
    check(
        "{Person:Berit Dahl} met {Person:Juma Otieno}. The two ministers signed a treaty.",
        &[
            "consult CONSULT Berit Dahl > Juma Otieno occurred",
            "agree SUPPORT Berit Dahl+Juma Otieno > Berit Dahl+Juma Otieno occurred",
        ],
    );
    check(
        "An accord between {Norway} and {Kenya} is going to be signed in May.",
        &["agree AGREE Norway+Kenya > Norway+Kenya planned"],
    );
}

#[test]
fn claims_and_denials_are_no_deeds() {
    check("Reports that {Norway} attacked {Kenya} were denied.", &["other ASSAULT Norway > Kenya denied"]);
    check("{Norway} denies having attacked {Kenya}.", &["other ASSAULT Norway > Kenya denied"]);
    check("{Norway} is reported to have attacked {Kenya}.", &["other THREATEN Norway > Kenya unconfirmed"]);
    check("{Norway} never attacked {Kenya}.", &["other ASSAULT Norway > Kenya denied"]);
}

#[test]
fn what_waits_for_a_signature_is_planned() {
    check(
        "{Norway} and {Kenya} are close. {Norway} and {Kenya} have three more papers that still await signature.",
        &["agree AGREE Norway+Kenya > Norway+Kenya planned"],
    );
    check(
        "The plan with {Kenya} and {Norway} contains 39 joint activities.",
        &["cooperate AGREE Kenya+Norway > Kenya+Norway planned"],
    );
}

#[test]
fn words_in_brackets_of_speech_part_no_subject_from_its_verb() {
    check(
        "The army of {Norway}, {Person:Berit Dahl} said, attacked {Kenya}.",
        &["other ASSAULT Norway > Kenya occurred"],
    );
    check(
        "{Person:Berit Dahl} had once more thanked {Kenya}.",
        &["support SUPPORT Berit Dahl > Kenya occurred"],
    );
}

/// The date of each event, with whether it is that of the telling, through the whole extractor.
fn dated(text: &str, expect: &[&str]) {
    let body = Span::new(0, text.len());
    let published = Edtf::parse("2023-06-30").ok();
    let document = Document { body, text: text.into(), published, ..Document::default() };
    let records = crate::extract::read(document, Lexicon::builtin());
    let told = |e: &Event| if e.rule.contains(AS_TOLD) { "told " } else { "" };
    let date = |e: &Event| e.date.as_ref().map_or("-".to_owned(), |d| d.as_str().to_owned());
    let got: Vec<String> = records.events.iter().map(|e| format!("{}{}", told(e), date(e))).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn a_date_belongs_to_the_act_that_it_is_told_with() {
    dated("Norway delivered six Heron-2 boats to Kenya in May 2023.", &["2023-05"]);
    dated("Norway, which left the league in 2017, would deliver six Heron-2 boats to Kenya.", &["-"]);
    dated(
        "On 4 May 2023 Norway said that it would deliver six Heron-2 boats to Kenya.",
        &["told 2023-05-04"],
    );
    dated("Norway decided in May 2023 to deliver six Heron-2 boats to Kenya.", &["told 2023-05"]);
    dated(
        "Norway met Kenya in May 2023. After the talks Norway and Kenya signed a treaty.",
        &["2023-05", "2023-05"],
    );
    dated("Norway met Kenya in May 2023. Norway and Kenya signed a treaty.", &["2023-05", "2023-05?"]);
}

/// Who receives, through the whole extractor.
fn receives(text: &str, expect: &[&str]) {
    let body = Span::new(0, text.len());
    let document = Document { body, text: text.into(), ..Document::default() };
    let records = crate::extract::read(document, Lexicon::builtin());
    let name = |e: &EntityId| records.entities[e.index()].name.as_str();
    let list = |e: &Event| e.recipients.iter().map(name).collect::<Vec<_>>().join("+");
    assert_eq!(records.events.iter().map(list).collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn a_capital_that_receives_stands_for_its_state_and_one_where_something_is_held_is_a_place() {
    let kenya = "Kenya lies on the sea.";
    for (text, expect) in [
        ("Norway signed an agreement with Nairobi.", &["Nairobi+Kenya"][..]),
        ("Norway delivered four helicopters to Nairobi.", &["Nairobi+Kenya"]),
        ("Norway imposed sanctions on Nairobi.", &["Nairobi+Kenya"]),
        // no capital, no government
        ("Norway delivered four helicopters to Mombasa.", &["Mombasa"]),
        ("The Norwegian minister held talks in Nairobi on fishing.", &["Kenya"]),
    ] {
        receives(&format!("{kenya} {text}"), expect);
    }
}

#[test]
fn a_sale_that_is_approved_is_still_to_come() {
    check(
        "{Norway} approved the sale of twelve {Equipment:Heron howitzers} to {Kenya}.",
        &["transfer AGREE Norway > Kenya planned"],
    );
    check(
        "Four {Equipment:Heron howitzers} of {Norwegian=Norway} origin had reached {Kenya}.",
        &["transfer AID Norway > Kenya occurred"],
    );
    check("{Norway} wants to raise trade with {Kenya}.", &["statement-intent AGREE Norway > Kenya wished"]);
}

#[test]
fn what_is_not_done_or_only_wished_is_told_as_such() {
    check("{Norway} did not accept the offer from {Kenya}.", &["refuse REJECT Norway > Kenya occurred"]);
    check(
        "{Person:Berit Dahl} refused to say how many boats there were.",
        &["refuse REJECT Berit Dahl >  occurred"],
    );
    check("{Norway} would like to visit {Kenya}.", &["visit AGREE Norway > Kenya wished"]);
}

#[test]
fn who_is_meant_by_clauses_without_their_words() {
    check("{Sweden} invited to join the talks", &["statement-intent REQUEST  > Sweden wished"]);
    check(
        "In her remarks {Person:Minister Kari Moe=Kari Moe} thanked {Sweden} and {Finland}.",
        &["support SUPPORT Kari Moe > Sweden+Finland occurred"],
    );
    check("The talks failed, said a diplomat who asked not to be named.", &[]);
    check("A similar paper signed with {Norway} led to nothing.", &["agree SUPPORT Norway >  occurred"]);
    check(
        "The {Norwegian=Norway} navy would like four {Equipment:Heron frigates} from {Kenya}.",
        &["statement-intent AGREE Norway > Kenya wished"],
    );
}

#[test]
fn sides_come_from_the_meeting_told_before() {
    check(
        "{Norway} and {Sweden} held talks. At the end a memorandum on fish was signed.",
        &[
            "consult CONSULT Norway+Sweden > Norway+Sweden occurred",
            "agree SUPPORT Norway+Sweden > Norway+Sweden occurred",
        ],
    );
}

#[test]
fn exercises_begin_and_are_planned() {
    check(
        "The exercise \"Cold Cod\" began in {Norway} with {Swedish=Sweden} troops.",
        &["exercise COOPERATE Norway+Sweden > Norway+Sweden occurred"],
    );
}

#[test]
fn hostile_input_is_read_in_proportion_to_its_length() {
    for text in [
        "of ".repeat(20_000),
        "{ and ".replace('{', "Norway").repeat(20_000),
        "signed ".repeat(20_000),
        ", who ".repeat(20_000),
    ] {
        let document = Document { body: Span::new(0, text.len()), text, ..Document::default() };
        let mut records = Records::default();
        read(&Text::new(&document), Lexicon::builtin(), &mut records);
        assert!(records.events.len() < 30_000);
    }
}
