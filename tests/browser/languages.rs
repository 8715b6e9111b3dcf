//! The page in each of its languages.

use crate::page::{Page, Setting, scenario};

/// What a reader of a language meets.
struct Tongue {
    tag: &'static str,
    /// The tab of the map.
    map: &'static str,
    /// One, two and five events, as their counts end.
    counts: [&'static str; 3],
    /// The first month of a year, inside a date.
    january: &'static str,
    /// Serbia.
    serbia: &'static str,
}

const TONGUES: [Tongue; 3] = [
    Tongue {
        tag: "ru",
        map: "Карта",
        counts: ["1 событие", "2 события", "5 событий"],
        january: "января",
        serbia: "Сербия",
    },
    Tongue {
        tag: "sr-Latn",
        map: "Karta",
        counts: ["1 događaj", "2 događaja", "5 događaja"],
        january: "januar",
        serbia: "Srbija",
    },
    Tongue {
        tag: "sr-Cyrl",
        map: "Карта",
        counts: ["1 догађај", "2 догађаја", "5 догађаја"],
        january: "јануар",
        serbia: "Србија",
    },
];

/// A search that leaves so many events, by what the page itself counts for some value of a facet.
async fn leave(page: &Page, number: usize, lang: &str) -> bool {
    for facet in ["person", "equipment", "organisation", "kind", "year", "country", "status"] {
        let css = format!("[data-facet={facet}] button[data-value]");
        let values = page.attributes(&css, "data-value").await;
        let counts = page.attributes(&css, "data-count").await;
        if let Some(at) = counts.iter().position(|c| *c == number.to_string()) {
            page.open(&format!("#/events?{facet}={}&lang={lang}", values[at].replace(' ', "+"))).await;
            return true;
        }
    }
    false
}

fn speaks(tongue: &'static Tongue) {
    scenario(Setting::default(), move |page| async move {
        page.open("#/events").await;
        // The switch is a list of the browser's own.
        let choose = format!("#language option[value={}]", tongue.tag);
        page.click(&choose).await;
        page.until("the tab is translated", async || page.texts(".tab[data-room=map]").await == [tongue.map])
            .await;
        assert!(page.fragment().await.contains(&format!("lang={}", tongue.tag)));
        assert_eq!(page.js("return document.documentElement.lang").await, tongue.tag);
        page.client.refresh().await.expect("a reload");
        page.ready().await;
        assert_eq!(page.texts(".tab[data-room=map]").await, [tongue.map]);
        let countries = page.texts("[data-facet=country] .label").await;
        assert!(countries.iter().any(|c| c == tongue.serbia), "{countries:?}");
        let dates = page.texts(".event .when").await;
        assert!(dates.iter().any(|d| d.contains(tongue.january)), "{dates:?}");
        let mut met = 0;
        for (number, said) in [1, 2, 5].into_iter().zip(tongue.counts) {
            page.open(&format!("#/events?lang={}", tongue.tag)).await;
            if leave(&page, number, tongue.tag).await {
                let tally = page.text(".tally").await;
                assert!(tally.starts_with(said), "{tally} for {said}");
                met += 1;
            }
        }
        assert!(met >= 2, "the corpus has too few counts to tell the forms apart");
        // Nothing of the interface is left in English, and nothing is cut off.
        let wide = page.js("return document.documentElement.scrollWidth <= innerWidth").await;
        assert_eq!(wide, true);
    });
}

#[test]
fn the_page_speaks_russian_with_its_counts_dates_and_countries() {
    speaks(&TONGUES[0]);
}

#[test]
fn the_page_speaks_serbian_in_latin_script() {
    speaks(&TONGUES[1]);
}

#[test]
fn the_page_speaks_serbian_in_cyrillic_script() {
    speaks(&TONGUES[2]);
}

#[test]
fn serbian_names_stand_in_cyrillic_with_the_reports_spelling_on_the_card() {
    scenario(Setting::default(), |page| async move {
        for (tag, name) in
            [("sr-Cyrl", "Александар Вучић"), ("ru", "Александар Вучич"), ("sr-Latn", "Aleksandar Vučić")]
        {
            page.client.goto("about:blank").await.unwrap();
            page.open(&format!("#/register?card=person:aleksandar-vucic&lang={tag}")).await;
            assert_eq!(page.text(".card h2").await, name);
            assert!(page.text(".card").await.contains("Aleksandar Vučić"), "{tag}: the spelling is lost");
        }
        // What a spelling does not tell stays as it is spelt; a change of language takes the names along.
        page.open("#/register?card=person:sergey-shoygu&lang=sr-Latn").await;
        page.click("#language option[value=ru]").await;
        page.until("the page is Russian", async || page.texts(".tab[data-room=map]").await == ["Карта"])
            .await;
        assert_eq!(page.text(".card h2").await, "Sergey Shoygu");
        page.open("#/register?card=person:aleksandar-vucic&lang=ru").await;
        assert_eq!(page.text(".card h2").await, "Александар Вучич");
    });
}

#[test]
fn a_language_that_does_not_load_is_named_and_the_page_stays() {
    let mut setting = Setting { expected_in_console: &["404"], ..Setting::default() };
    setting.replaced.insert("words-ru.tsv", None);
    scenario(setting, |page| async move {
        page.open("").await;
        let before = page.texts(".tab").await;
        page.click("#language option[value=ru]").await;
        let said = page.text("[role=alert]").await;
        assert!(said.contains("Русский"), "{said}");
        assert_eq!(page.texts(".tab").await, before);
        assert!(!page.fragment().await.contains("lang="));
    });
}

#[test]
fn the_search_takes_fields_phrases_and_what_is_not_meant_as_chips() {
    scenario(Setting::default(), |page| async move {
        page.open("#/events").await;
        let all = page.all(".event[data-key]").await.len();
        page.click("#search").await;
        page.press("status:pl").await;
        page.see("[role=option][data-key='status:planned']").await;
        page.press("\u{e015}\u{e007}").await;
        page.press("-type:TRANSFER").await;
        page.press("\u{e007}").await;
        page.until("two chips", async || page.all(".chip").await.len() == 2).await;
        let left = page.all(".event[data-key]").await.len();
        assert!(0 < left && left < all, "{left} of {all}");
        let marks = page.attributes(".event .mark", "class").await;
        assert!(marks.iter().all(|class| class.contains("mark-planned")), "{marks:?}");
        // The address is written once typing rests.
        page.until("the search is in the address", async || page.fragment().await.contains("TRANSFER")).await;
        page.client.refresh().await.expect("a reload");
        page.ready().await;
        assert_eq!(page.texts(".chip span").await, ["status:planned", "-type:TRANSFER"]);
        page.click(".chip:first-child button").await;
        page.until("one chip", async || page.all(".chip").await.len() == 1).await;
        page.click(".clear-all").await;
        page.until("all events", async || page.all(".event[data-key]").await.len() == all).await;
    });
}

#[test]
fn a_slip_of_the_hand_still_finds_the_name() {
    scenario(Setting::default(), |page| async move {
        page.open("#/events").await;
        let names = page.attributes("[data-facet=country] button[data-value]", "data-value").await;
        let name = page.texts("[data-facet=country] .label").await[0].clone();
        assert!(name.len() > 4 && name.is_ascii());
        let slip: String = name.chars().take(2).chain("q".chars()).chain(name.chars().skip(3)).collect();
        page.click("#search").await;
        page.press(&slip).await;
        page.see(&format!("[role=option][data-key='{}']", names[0])).await;
    });
}
