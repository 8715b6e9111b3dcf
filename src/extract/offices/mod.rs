//! Who held which office, as the text says it.
//!
//! [`group`] reads the noun phrase, [`holders`] joins it with the names beside it, `states` tells the
//! country that is not said; what a text says
//! with a verb ("became minister in 2012") or by "his counterpart" was resolved by
//! [`super::coref`] and is taken from its title mentions.

pub mod group;
pub mod holders;
mod origins;
mod states;
pub mod titles;

use super::coref::References;
use super::{Lexicon, Text};
use crate::edtf::Edtf;
use crate::extract::lexicon::classes;
use crate::record::{DocumentId, EntityId, Form, Mention, Office, Records, Rule, Schema, Span};
use group::{Group, Held, Reader};
use holders::{Holder, PREDICATE, Source};
use titles::TitleKind;

/// Added to the rule where the country is a guess.
pub const GUESSED: &str = "; country guessed from those around";

/// Adds the offices held.
pub fn read(text: &Text, lexicon: &Lexicon, records: &mut Records) {
    let references = References::new(records);
    let reader = Reader { text, titles: &lexicon.titles, references: &references };
    let mut offices: Vec<Office> = Vec::new();
    for holding in reader.holdings(records) {
        let group = &holding.group;
        let span = text.cover(group.tokens.clone());
        let mut holders = holding.holders.clone();
        let mut rule = holding.rule;
        if holders.is_empty() {
            let title = |m: &&Mention| m.span == span && m.form == Form::Title && m.rule == PREDICATE;
            let Some(mention) = references.inside(span).find(title) else { continue };
            let told = group.country.map(|c| (c, Source::Told));
            let before =
                offices.iter().rev().take(200).find(|o| o.person == mention.entity && o.country.is_some());
            let known = before.and_then(|o| o.country).map(|c| (c, Source::Person));
            holders.push(Holder { person: mention.entity, span, country: told.or(known) });
            rule = PREDICATE;
        }
        let mut name = group.office.clone();
        let heir = matches!(group.head.as_str(), "Predecessor" | "Successor");
        if heir {
            // "his predecessor A.": the same office of the same country
            let Some(office) = owner(text, &references, group).and_then(|of| last_office(&offices, of))
            else {
                continue;
            };
            name = office.office.clone();
            for holder in &mut holders {
                holder.country = office.country.map(|c| (c, Source::Told));
            }
        } else if group.counterpart {
            let Some(office) = others_office(text, &references, &offices, group) else { continue };
            name = office;
        } else if group.kind != TitleKind::Office {
            continue;
        }
        for holder in holders {
            let mut rule: Rule = rule.into();
            let body = group.body.or_else(|| possessing_body(text, &references, group));
            let of_body = group.body.is_none() && body.is_some()
                || holding.rule == holders::LEADS && group.body.is_some();
            if !of_body && holder.country.is_some_and(|c| c.1 == Source::Context) {
                rule = format!("{rule}{GUESSED}").into();
            }
            let office = Office {
                document: DocumentId(0),
                span: span.join(holder.span),
                person: holder.person,
                // who chairs a body holds its office, not that of a state that nobody names
                country: holder.country.filter(|c| !(of_body && c.1 == Source::Context)).map(|c| c.0),
                body,
                office: name.clone(),
                at: when(text, records, group, span),
                rule,
            };
            // "leader" tells nothing new of a president
            let ruler = |o: &Office| {
                o.person == office.person
                    && matches!(o.office.as_str(), "President" | "Prime Minister" | "King" | "Chancellor")
            };
            if office.office == "Leader" && offices.iter().rev().take(200).any(ruler) {
                continue;
            }
            // "Minister A." nothing of the minister of defence
            let fuller = |o: &Office| o.person == office.person && o.office.ends_with(" Minister");
            if office.office == "Minister" && offices.iter().rev().take(200).any(fuller) {
                continue;
            }
            let said = |o: &Office| {
                o.person == office.person
                    && o.office == office.office
                    && o.country == office.country
                    && o.at == office.at
            };
            if !offices.iter().rev().take(200).any(said) {
                offices.push(office);
            }
        }
    }
    records.offices.extend(offices);
}

/// The office of the one whose counterpart somebody is.
fn others_office(text: &Text, references: &References, offices: &[Office], group: &Group) -> Option<String> {
    last_office(offices, owner(text, references, group)?).map(|o| o.office.clone())
}

/// Whose counterpart or predecessor somebody is: "his", else the last person named before.
fn owner(text: &Text, references: &References, group: &Group) -> Option<EntityId> {
    match group.possessor {
        Some(token) => references.inside(text.tokens[token].span).next().map(|m| m.entity),
        None => {
            let start = text.tokens[group.tokens.start].span.start;
            let person = |m: &Mention| references.schema(m.entity) == Some(Schema::Person);
            references.before(start, 12, person).map(|m| m.entity)
        }
    }
}

/// The body that "its commissioner" belongs to; a state is no body.
fn possessing_body(text: &Text, references: &References, group: &Group) -> Option<EntityId> {
    let token = group.possessor.filter(|t| text.tokens[*t].lower == "its")?;
    let body = references.inside(text.tokens[token].span).next()?.entity;
    matches!(references.schema(body), Some(Schema::Organization | Schema::PublicBody | Schema::Company))
        .then_some(body)
}

fn last_office(offices: &[Office], person: EntityId) -> Option<&Office> {
    offices.iter().rev().take(200).find(|o| o.person == person)
}

/// The time of which the text says so: a date in the sentence where a verb or "then" asks for one,
/// otherwise the day of the report; open to the past for "former".
fn when(text: &Text, records: &Records, group: &Group, span: Span) -> Option<Edtf> {
    let sentence = text.sentences.get(text.tokens[group.tokens.start].sentence as usize)?;
    let published = text.document.published.clone();
    let from = text.tokens.partition_point(|t| t.span.start < sentence.span.start);
    let change = (from..group.tokens.start)
        .rev()
        .take(8)
        .any(|t| classes::is(&text.tokens[t].lower, classes::TAKING_OFFICE));
    let former = group.held == Some(Held::Past) || group.head == "Predecessor";
    if change || former {
        let near =
            |s: Span| if s.start > span.end { s.start - span.end } else { span.start.saturating_sub(s.end) };
        let first = records.dates.partition_point(|d| d.span.start < sentence.span.start);
        let inside = records.dates[first..].iter().take_while(|d| d.span.end <= sentence.span.end).take(40);
        if let Some(date) = inside.min_by_key(|d| near(d.span)) {
            return Some(date.edtf.clone());
        }
    }
    match group.held {
        _ if former => published.and_then(|p| Edtf::parse(&format!("../{p}")).ok()),
        _ => published,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::coref::{self, tests::marked};

    #[track_caller]
    fn check(source: &str, expect: &[&str]) {
        let (mut document, mut records) = marked(source);
        document.published = Edtf::parse("2020-05-04").ok();
        let text = Text::new(&document);
        crate::extract::dates::read(&text, Lexicon::builtin(), &mut records);
        coref::read(&text, Lexicon::builtin(), &mut records);
        read(&text, Lexicon::builtin(), &mut records);
        let name = |e: Option<EntityId>| e.map_or("-".into(), |e| records.entities[e.index()].name.clone());
        let got: Vec<String> = records
            .offices
            .iter()
            .map(|o| {
                let at = o.at.as_ref().map_or("-".into(), ToString::to_string);
                format!("{} | {} | {} | {at}", name(Some(o.person)), o.office, name(o.country))
            })
            .collect();
        assert_eq!(got, expect, "{source}");
    }

    #[test]
    fn title_before_the_name() {
        check(
            "[Country:no:d Norwegian] Defence Minister [Person Kari Moe] left.",
            &["Kari Moe | Defence Minister | Norwegian | 2020-05-04"],
        );
        check(
            "Ministers met. Prime Ministers [Person Kari Moe] and [Person Lars Lie] of [Country:no Norway] left.",
            &[
                "Kari Moe | Prime Minister | Norway | 2020-05-04",
                "Lars Lie | Prime Minister | Norway | 2020-05-04",
            ],
        );
        check(
            "[Country:no:d Norwegian] and [Country:se:d Swedish] Presidents [Person Kari Moe] and [Person Nils Lind] left.",
            &[
                "Kari Moe | President | Norwegian | 2020-05-04",
                "Nils Lind | President | Swedish | 2020-05-04",
            ],
        );
        check(
            "the [Country:no:d Norwegian] President [Person Kari Moe] and Prime Minister [Person Lars Lie] left for [Country:se Sweden].",
            &[
                "Kari Moe | President | Norwegian | 2020-05-04",
                "Lars Lie | Prime Minister | Norwegian | 2020-05-04",
            ],
        );
        check(
            "A [Country:no:d Norwegian] delegation led by Foreign Minister [Person Kari Moe] came to [Country:se Sweden].",
            &["Kari Moe | Foreign Minister | Norwegian | 2020-05-04"],
        );
        check(
            "[Country:no:d Norwegian] Deputy Prime Minister and Trade Minister [Person Kari Moe] left.",
            &[
                "Kari Moe | Deputy Prime Minister | Norwegian | 2020-05-04",
                "Kari Moe | Trade Minister | Norwegian | 2020-05-04",
            ],
        );
        check(
            "[Country:no:d Norwegian] Deputy Prime Minister – Trade Minister [Person Kari Moe] left.",
            &[
                "Kari Moe | Deputy Prime Minister | Norwegian | 2020-05-04",
                "Kari Moe | Trade Minister | Norwegian | 2020-05-04",
            ],
        );
    }

    #[test]
    fn long_offices_stand_before_rank_and_name() {
        check(
            "Deputy Commander of [Country:no Norway]'s [PublicBody:no Coastal Force] and the [PublicBody:- Rescue Force] \
             Lieutenant-General [Person Lars Lie] met in [Country:se Sweden] Commander of the [PublicBody:se Army] \
             [PublicBody:se Special Forces] Major-General [Person Nils Lind].",
            &[
                "Lars Lie | Deputy Commander of the Coastal Force | Norway | 2020-05-04",
                "Nils Lind | Commander of the Special Forces | Sweden | 2020-05-04",
            ],
        );
        check(
            "The Ambassador of the Republic of [Country:se Sweden] in the Kingdom of [Country:no Norway] [Person Nils Lind] came.",
            &["Nils Lind | Ambassador | Sweden | 2020-05-04"],
        );
    }

    #[test]
    fn who_came_before_held_the_same_office() {
        check(
            "[Country:no:d Norwegian] Trade Minister [Person Kari Moe] thanked her predecessor [Person Lars Lie]. Minister [Person Moe] left.",
            &[
                "Kari Moe | Trade Minister | Norwegian | 2020-05-04",
                "Lars Lie | Trade Minister | Norwegian | ../2020-05-04",
            ],
        );
        check(
            "[Country:no:d Norwegian] Trade Minister [Person Kari Moe] left. [Person Moe]'s predecessor, [Person Lars Lie], who stayed, waved.",
            &[
                "Kari Moe | Trade Minister | Norwegian | 2020-05-04",
                "Lars Lie | Trade Minister | Norwegian | ../2020-05-04",
            ],
        );
    }

    #[test]
    fn whoever_comes_in_anothers_place_holds_the_same_office() {
        check(
            "[Country:no:d Norwegian] Prime Minister [Person Lars Lie] dismissed the Defence Minister, \
             [Person Nils Lind], and appointed [Person Kari Moe] in his place.",
            &[
                "Lars Lie | Prime Minister | Norwegian | 2020-05-04",
                "Nils Lind | Defence Minister | Norwegian | 2020-05-04",
                "Kari Moe | Defence Minister | Norwegian | 2020-05-04",
            ],
        );
    }

    #[test]
    fn its_minister_is_that_states() {
        check(
            "[Country:se Sweden] and [Country:no Norway] talked. [Country:no Norway] paid. Its foreign minister, [Person Kari Moe], left.",
            &["Kari Moe | Foreign Minister | Norway | 2020-05-04"],
        );
        check(
            "[Country:se Sweden] and [Country:no Norway] talked. The defence ministers of the two countries, [Person Nils Lind] and \
             [Person Kari Moe], left.",
            &[
                "Nils Lind | Defence Minister | Sweden | 2020-05-04",
                "Kari Moe | Defence Minister | Norway | 2020-05-04",
            ],
        );
        // whoever is accused is another
        check(
            "[Country:no Norway] and [Country:se Sweden] talked. [Country:no Norway] paid. President [Person Kari Moe] accused \
             [Country:se Sweden] of a lie.",
            &["Kari Moe | President | Norway | 2020-05-04"],
        );
    }

    #[test]
    fn a_verb_tells_an_office() {
        check(
            "[Person Kari Moe], who chairs the Foreign Affairs Committee of [Country:no Norway], left; [Person Lars Lie], who heads the [Country:se:d Swedish] \
             space agency, stayed. [Person Nils Lind], who chairs the meeting, spoke.",
            &[
                "Kari Moe | Chairman of the Foreign Affairs Committee | Norway | 2020-05-04",
                "Lars Lie | Head of the space agency | Swedish | 2020-05-04",
            ],
        );
    }

    #[test]
    fn offices_of_bodies_are_no_states() {
        check(
            "Guests came. The President of the [PublicBody:no National Assembly], [Person Kari Moe], left [Country:no Norway].",
            &["Kari Moe | President of the National Assembly | Norway | 2020-05-04"],
        );
        check(
            "A spokesman for the [Country:no:d Norwegian] government, [Person Lars Lie], left.",
            &["Lars Lie | Spokesman | Norwegian | 2020-05-04"],
        );
    }

    #[test]
    fn title_behind_the_name() {
        check(
            "[Person Kari Moe], [Country:no:d Norwegian] deputy PM, spoke to [Person Lars Lie], chairman of the \
             [PublicBody:no State Fisheries Board] of [Country:no Norway], and left.",
            &[
                "Kari Moe | Deputy Prime Minister | Norwegian | 2020-05-04",
                "Lars Lie | Chairman | Norwegian | 2020-05-04",
            ],
        );
        check(
            "[Person Kari Moe], who is the president of [Country:no Norway], left.",
            &["Kari Moe | President | Norway | 2020-05-04"],
        );
        // nobody travels home as a guest, or summons the own ambassador
        check(
            "[Country:no Norway] and [Country:se Sweden] agreed. Foreign Minister [Person Kari Moe] travelled to [Country:se Sweden].",
            &["Kari Moe | Foreign Minister | Norway | 2020-05-04"],
        );
        check(
            "[Country:no Norway] and [Country:se Sweden] talked. Foreign Minister [Person Kari Moe] summoned the [Country:se:d Swedish] ambassador.",
            &["Kari Moe | Foreign Minister | Norway | 2020-05-04"],
        );
        check(
            "the friendship of the leaders of the two states, [Person Moe] and [Person Lind], holds.",
            &["Moe | Leader | - | 2020-05-04", "Lind | Leader | - | 2020-05-04"],
        );
    }

    #[test]
    fn counterparts_and_changes_of_office() {
        check(
            "[Country:no:d Norwegian] defence minister [Person Kari Moe] met her [Country:se:d Swedish] counterpart \
             [Person Nils Lind].",
            &[
                "Kari Moe | Defence Minister | Norwegian | 2020-05-04",
                "Nils Lind | Defence Minister | Swedish | 2020-05-04",
            ],
        );
        check(
            "[Country:no:d Norwegian] President [Person Lars Lie] spoke. He assumed the post of Defence Minister in 2012 \
             and he was young.",
            &[
                "Lars Lie | President | Norwegian | 2020-05-04",
                "Lars Lie | Defence Minister | Norwegian | 2012",
            ],
        );
        check(
            "former [Country:no:d Norwegian] president [Person Lars Lie] left.",
            &["Lars Lie | President | Norwegian | ../2020-05-04"],
        );
    }

    #[test]
    fn a_counterpart_is_of_another_country() {
        check(
            "[Country:no:d Norwegian] Defence Minister [Person Kari Moe] left. She was met by her counterpart, General \
             [Person Nils Lind], in [Country:se Sweden].",
            &[
                "Kari Moe | Defence Minister | Norwegian | 2020-05-04",
                "Nils Lind | Defence Minister | Sweden | 2020-05-04",
            ],
        );
        check(
            "[Country:se Sweden] and [Country:no Norway] trade; [Country:se Sweden] sells. Defence Minister \
             [Person Kari Moe] met her [Country:se:d Swedish] counterpart, [Person Nils Lind].",
            &[
                "Kari Moe | Defence Minister | Norway | 2020-05-04",
                "Nils Lind | Defence Minister | Sweden | 2020-05-04",
            ],
        );
    }

    #[test]
    fn the_publishers_country_is_the_one_that_a_report_leaves_out() {
        let (mut document, mut records) = marked(
            "Minister of Trade [Person Kari Moe] met [Person Nils Lind], the Ambassador of the Kingdom of \
             [Country:se Sweden] to [Country:no Norway]. [Country:se Sweden] buys fish.",
        );
        document.publisher = Some("Ministry of Trade of Norway".into());
        let text = Text::new(&document);
        coref::read(&text, Lexicon::builtin(), &mut records);
        read(&text, Lexicon::builtin(), &mut records);
        let got: Vec<(&str, &str)> = records
            .offices
            .iter()
            .map(|o| (o.office.as_str(), o.country.map_or("", |c| records.entities[c.index()].name.as_str())))
            .collect();
        assert_eq!(got, [("Trade Minister", "Norway"), ("Ambassador", "Sweden")]);
    }

    #[test]
    fn on_its_own_page_a_ministry_need_not_say_whose_its_minister_is() {
        let (mut document, mut records) = marked(
            "Minister of Trade [Person Oleg Lukin], who is visiting [Country:se Sweden], met guests. He thanked \
             [Country:se Sweden] and [Country:ru Russia]. [Country:no Norway] pays.",
        );
        document.publisher = Some("Ministry of Trade of Norway".into());
        let text = Text::new(&document);
        coref::read(&text, Lexicon::builtin(), &mut records);
        read(&text, Lexicon::builtin(), &mut records);
        let country = records.offices[0].country.map(|c| records.entities[c.index()].name.as_str());
        assert_eq!(country, Some("Norway"));
    }

    #[test]
    fn whose_office_it_is_where_the_text_does_not_say() {
        // the surname; the town of the reception; the elliptical second holder; the rank behind a comma
        check(
            "[Country:cn China] and [Country:rs Serbia] met; [Country:cn China] paid. Mayor [Person Ana Petrić] left.",
            &["Ana Petrić | Mayor | Serbia | 2020-05-04"],
        );
        check(
            "[Country:no Norway]'s Minister of Trade [Person Kari Moe] and [Country:se Sweden]'s [Person Nils Lind] left.",
            &[
                "Kari Moe | Trade Minister | Norway | 2020-05-04",
                "Nils Lind | Trade Minister | Sweden | 2020-05-04",
            ],
        );
        check(
            "Guests came. Chief of the General Staff of [Country:no Norway], Colonel [Person Kari Moe] received guests.",
            &["Kari Moe | Chief of the General Staff | Norway | 2020-05-04"],
        );
        check(
            "[Person Kari Moe], [Country:no Norway]'s envoy for [Country:ge Georgia], left.",
            &["Kari Moe | Envoy | Norway | 2020-05-04"],
        );
        check(
            "[Person Kari Moe], chairman of the upper house's foreign affairs committee, left [Country:no Norway].",
            &["Kari Moe | Chairman of the upper house's foreign affairs committee | Norway | 2020-05-04"],
        );
    }

    #[test]
    fn no_office_without_a_holder() {
        check("The [Country:no:d Norwegian] minister left. An analyst, [Person Lars Lie], stayed.", &[]);
    }
}
