//! The rooms that are read rather than looked at: overview, register, claims, reports, cards.

use crate::page::{Page, Setting, scenario};
use std::collections::BTreeMap;

fn wide(steps: impl AsyncFnOnce(Page) + 'static) {
    scenario(Setting::default(), |page| async move { steps(page).await });
}

fn phone(steps: impl AsyncFnOnce(Page) + 'static) {
    let setting = Setting { size: (390, 844), touch: true, ..Setting::default() };
    scenario(setting, |page| async move { steps(page).await });
}

/// Names of the files that the page fetched.
async fn fetched(page: &Page) -> Vec<String> {
    let names =
        page.js("return performance.getEntriesByType('resource').map(e => e.name.split('/').pop())").await;
    names.as_array().into_iter().flatten().filter_map(|n| n.as_str().map(str::to_owned)).collect()
}

#[test]
fn the_first_screen_says_what_was_delivered_and_what_only_announced() {
    wide(async |page| {
        page.open("").await;
        assert!(page.fragment().await.starts_with("#/overview"));
        let done = page.text(".front .done").await;
        assert!(done.contains("MiG-29") && done.contains("25 Feb"), "{done}");
        let announced = page.text(".front .announced").await;
        assert!(announced.contains("MiG-35"), "{announced}");
        for column in [".done", ".announced"] {
            let (_, y, _, _) = page.frame(&format!(".front {column} .quote")).await;
            assert!(y < 900.0, "the first sentence of {column} is below the fold at {y}");
        }
        page.click(".front .done .open-report").await;
        page.see(".reader mark.evidence").await;
    });
}

#[test]
fn the_first_screen_comes_without_the_borders_and_the_map_fetches_them() {
    wide(async |page| {
        page.open("").await;
        assert!(
            !fetched(&page).await.iter().any(|n| n == "borders.bin"),
            "the borders came before they were needed"
        );
        page.click(".tab[data-room=map]").await;
        page.see("#map").await;
        assert!(fetched(&page).await.iter().any(|n| n == "borders.bin"));
    });
}

#[test]
fn a_rung_of_the_ladder_leaves_only_what_has_come_so_far() {
    wide(async |page| {
        page.open("").await;
        let before = page.text(".rung:nth-child(3) b").await;
        page.click(".rung:nth-child(2) button").await;
        page.see(".chip").await;
        assert!(page.fragment().await.contains("status=planned"));
        // What was planned and then done stays, for its plan was told.
        let signed = async || page.text(".rung:nth-child(3) b").await;
        page.until("what was only signed is gone", async || signed().await != before).await;
        assert!(!page.all(".front .announced .fact").await.is_empty());
    });
}

#[test]
fn every_question_of_the_first_screen_leads_to_something() {
    wide(async |page| {
        page.open("").await;
        let questions = page.attributes(".ask", "href").await;
        assert!(questions.len() >= 5, "{questions:?}");
        for question in questions {
            page.open("").await;
            page.click(&format!(".ask[href='{question}']")).await;
            page.gone(".nothing").await;
            let facts = page.all(".card .fact, .room:not(.room-overview) .fact").await.len();
            assert!(facts > 0, "{question} leads to nothing");
        }
    });
}

#[test]
fn a_cell_of_the_register_opens_its_sentence_and_the_sentence_its_report() {
    wide(async |page| {
        page.open("#/register").await;
        page.click(".sheet .tools button").await;
        page.gone("table[data-of=transfers] .sentence").await;
        page.click("table[data-of=transfers] .entry-row .value-cell").await;
        page.see("table[data-of=transfers] .sentence .quote mark").await;
        assert_eq!(page.all("table[data-of=transfers] .sentence").await.len(), 1);
        page.click("table[data-of=transfers] .sentence .open-report").await;
        page.see(".reader mark.evidence").await;
    });
}

#[test]
fn a_column_of_the_register_sorts_up_and_down_and_the_address_keeps_it() {
    wide(async |page| {
        page.open("#/register?part=agreements").await;
        let names = async || page.texts("table[data-of=agreements] .entry-row td:nth-child(2) .name").await;
        page.click("table[data-of=agreements] th:nth-child(2) button").await;
        page.see("th[aria-sort=ascending]").await;
        let up = names().await;
        assert!(up.windows(2).all(|w| w[0].to_lowercase() <= w[1].to_lowercase()), "{up:?}");
        page.click("table[data-of=agreements] th:nth-child(2) button").await;
        page.see("th[aria-sort=descending]").await;
        page.client.refresh().await.unwrap();
        page.ready().await;
        page.see("th[aria-sort=descending]").await;
        let mut down = names().await;
        down.reverse();
        assert_eq!(down, up);
    });
}

#[test]
fn a_facet_narrows_the_register_the_claims_and_the_reports_alike() {
    wide(async |page| {
        for (room, rows) in [("register", ".entry-row"), ("claims", ".statement"), ("reports", ".report")] {
            page.open(&format!("#/{room}")).await;
            page.see(rows).await;
            let before = page.all(rows).await.len();
            page.click("[data-facet=country] button[data-value='country:kz']").await;
            page.see(".chip").await;
            let after = page.all(rows).await.len();
            assert!(after < before, "{room}: {after} of {before} are left");
            page.client.back().await.unwrap();
            page.until("Back brings all again", async || page.all(rows).await.len() == before).await;
        }
    });
}

#[test]
fn a_register_in_which_nothing_is_left_says_so_and_offers_the_way_out() {
    wide(async |page| {
        page.open("#/register?q=zzzzzz").await;
        page.see(".nothing").await;
        page.click(".nothing button").await;
        page.see(".entry-row").await;
    });
}

#[test]
fn statements_stand_by_speaker_and_by_topic_and_words_narrow_them() {
    wide(async |page| {
        page.open("#/claims").await;
        page.see(".groups .speaker .statement .quote mark").await;
        page.click("[data-part=topics]").await;
        page.see(".groups .topic .statement").await;
        assert!(page.fragment().await.contains("part=topics"));
        page.press("/").await;
        page.press("contracts").await;
        page.until("few statements are left", async || page.all(".statement").await.len() <= 3).await;
    });
}

#[test]
fn a_card_opens_another_and_escape_closes_one_after_the_other() {
    wide(async |page| {
        page.open("#/register").await;
        page.click(".entry-row .name").await;
        page.see(".card").await;
        let first = page.text(".card h2").await;
        page.click(".card .name").await;
        page.until("another card lies on top", async || page.text(".card h2").await != first).await;
        page.press("\u{e00c}").await;
        page.until("the first is back", async || page.text(".card h2").await == first).await;
        page.press("\u{e00c}").await;
        page.gone(".card").await;
    });
}

#[test]
fn a_figure_has_a_card_with_its_sentence() {
    wide(async |page| {
        page.open("#/register?part=agreements").await;
        page.click("table[data-of=agreements] a[href*='figure=']").await;
        page.see(".card .quote mark").await;
        assert!(page.fragment().await.contains("figure="));
        page.client.refresh().await.unwrap();
        page.ready().await;
        page.see(".card .quote mark").await;
    });
}

#[test]
fn the_reader_notes_in_its_margin_what_the_words_tell_and_unmarks_a_kind_when_asked() {
    wide(async |page| {
        page.open("#/reports").await;
        page.click(".report .open-report").await;
        page.see(".reader .notes .note").await;
        page.see(".reader .named .name").await;
        let people = async || page.all(".reader .mention.kind-person").await.len();
        assert!(people().await > 0);
        page.click(".kind[data-kind=person]").await;
        page.until("people are no longer marked", async || people().await == 0).await;
        page.click(".reader .note[href*='event=']").await;
        page.see(".card").await;
    });
}

#[test]
fn the_trail_leads_from_one_evidence_of_a_report_to_the_next() {
    wide(async |page| {
        page.open("#/reports").await;
        page.click(".report .open-report").await;
        page.click("[data-act=next-evidence]").await;
        page.see(".reader mark.evidence").await;
        let first = page.texts(".reader mark.evidence").await;
        page.click("[data-act=next-evidence]").await;
        page.until("other words are marked", async || page.texts(".reader mark.evidence").await != first)
            .await;
        page.click("[data-act=previous-evidence]").await;
        page.until("the first words again", async || page.texts(".reader mark.evidence").await == first)
            .await;
    });
}

#[test]
fn on_a_phone_every_room_is_reached_from_below_and_the_register_reads_as_a_list() {
    phone(async |page| {
        page.open("").await;
        for room in ["register", "claims", "events", "reports", "overview"] {
            page.click(&format!(".panes [data-pane={room}]")).await;
            page.see(&format!(".room-{room}")).await;
        }
        page.click(".panes [data-pane=register]").await;
        let (x, _, w, _) = page.frame(".entry-row td:nth-child(2)").await;
        assert!(x >= 0.0 && x + w <= 390.0, "{x} {w}");
        page.click(".entry-row .name").await;
        page.see(".card h2").await;
    });
}

#[test]
fn on_a_phone_the_reader_shows_notes_below_each_paragraph() {
    phone(async |page| {
        page.open("#/reports").await;
        page.click(".report .open-report").await;
        let (x, _, w, _) = page.frame(".reader .notes").await;
        assert!(x >= 0.0 && x + w <= 390.0, "{x} {w}");
        let (_, _, _, high) = page.frame(".reader .note").await;
        assert!(high >= 44.0, "a note is {high} px high");
    });
}

#[test]
fn borders_that_cannot_be_read_are_told_in_every_language() {
    for (address, words) in [
        ("#/map", "The file of borders"),
        ("#/map?lang=ru", "Файл границ"),
        ("#/map?lang=sr-Latn", "Datoteka granica"),
        ("#/map?lang=sr-Cyrl", "Датотека граница borders.bin"),
    ] {
        let replaced = BTreeMap::from([("borders.bin", Some(b"ENTBORD\x01 cut off".to_vec()))]);
        scenario(Setting { replaced, ..Setting::default() }, move |page| async move {
            page.open(address).await;
            let told = page.text(".wanting[role=alert], .wanting [role=alert]").await;
            assert!(told.contains(words) && told.contains("entente pack DIR --borders"), "{told}");
            page.click(".tab[data-room=events]").await;
            page.see(".event").await;
        });
    }
}

#[test]
fn what_is_marked_in_a_report_takes_part_in_the_shared_light() {
    wide(async |page| {
        page.open("#/map?card=country:rs").await;
        page.click(".card .open-report").await;
        page.see(".reader mark.evidence").await;
        let shown = async || {
            tokio::time::sleep(std::time::Duration::from_millis(350)).await;
            page.js("return document.querySelector('#map').toDataURL()").await.to_string()
        };
        page.point(700.0, 20.0).await;
        let dark = shown().await;
        // A name in the text lights up on the map, and everywhere else in the text.
        let name = ".reader .para .mention[data-entity^='country:']";
        let key = page.attributes(name, "data-entity").await.remove(0);
        let element = page.see(&format!(".reader .para .mention[data-entity='{key}']")).await;
        page.js_on("arguments[0].scrollIntoView({block: 'center'})", &element).await;
        let (x, y, w, h) = page.frame(&format!(".reader .para .mention[data-entity='{key}']")).await;
        page.point(x + w / 2.0, y + h / 2.0).await;
        page.see(&format!(".reader .mention.lit[data-entity='{key}']")).await;
        assert_ne!(shown().await, dark, "the map does not answer");
        page.point(700.0, 20.0).await;
        page.gone(".lit").await;
        // And the reverse: an event lights up the words that tell of it.
        page.open("#/events").await;
        page.click(".event .open-report").await;
        page.see(".reader [data-with]").await;
        let (x, y, _, _) = page.frame(".reader .note[data-key^='event:']").await;
        page.point(x + 4.0, y + 4.0).await;
        page.see(".reader [data-with].lit").await;
        page.point(700.0, 20.0).await;
        page.gone(".lit").await;
    });
}
