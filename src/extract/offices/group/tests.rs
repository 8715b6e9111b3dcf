use super::*;
use crate::extract::Lexicon;
use crate::extract::coref::tests::marked;

#[track_caller]
fn check(source: &str, expect: &[&str]) {
    let (document, records) = marked(source);
    let text = Text::new(&document);
    let references = References::new(&records);
    let reader = Reader { text: &text, titles: &Lexicon::builtin().titles, references: &references };
    let name = |e: Option<EntityId>| e.map_or("-".into(), |e| records.entities[e.index()].name.clone());
    let got: Vec<String> = reader
        .groups()
        .iter()
        .map(|g| {
            let words = text.slice(text.cover(g.tokens.clone()));
            format!("{words} | {} | {} | {}", g.office, name(g.country), name(g.body))
        })
        .collect();
    assert_eq!(got, expect, "{source}");
}

#[test]
fn groups_know_office_country_and_body() {
    check(
        "the [Country:no:d Norwegian] Defence Minister [Person Kari Moe]",
        &["Norwegian Defence Minister | Defence Minister | Norwegian | -"],
    );
    check(
        "[Country:no Norway]'s former deputy prime minister left",
        &["Norway's former deputy prime minister | Deputy Prime Minister | Norway | -"],
    );
    check(
        "Minister of Education and Science of [Country:no Norway]",
        &["Minister of Education and Science of Norway | Education and Science Minister | Norway | -"],
    );
    check(
        "chairman of the [Country:no:d Norwegian] [PublicBody State Fisheries Board] [Person Ola Lie]",
        &["chairman of the Norwegian State Fisheries Board | Chairman | Norwegian | State Fisheries Board"],
    );
    check("his [Country:se:d Swedish] counterpart", &["Swedish counterpart |  | Swedish | -"]);
    check(
        "[Country:no:d Norwegian] Labour and Inclusion Minister",
        &["Norwegian Labour and Inclusion Minister | Labour and Inclusion Minister | Norwegian | -"],
    );
    check("the presidents of the two countries", &["presidents of the two countries | President | - | -"]);
    check(
        "the Ambassador of the Republic of [Country:no Norway] to [Country:se Sweden]",
        &["Ambassador of the Republic of Norway to Sweden | Ambassador | Norway | -"],
    );
    check(
        "Minister of Foreign Affairs [Person Kari Moe] left",
        &["Minister of Foreign Affairs | Foreign Minister | - | -"],
    );
    check("the mayor of [Place Bergen]", &["mayor of Bergen | Mayor of Bergen | - | -"]);
    check(
        "Chairman of the [Country:no:d Norwegian] State Fisheries Board [Person Ola Lie]",
        &[
            "Chairman of the Norwegian State Fisheries Board | Chairman of the State Fisheries Board | Norwegian | -",
        ],
    );
    check("She will head the [Country:no:d Norwegian] delegation.", &[]);
    check(
        "the [PublicBody Foreign Ministry] spokeswoman",
        &["Foreign Ministry spokeswoman | Spokeswoman | - | Foreign Ministry"],
    );
    check("then-president", &["then-president | President | - | -"]);
}
