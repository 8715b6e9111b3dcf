//! Ten questions of a journalist, each answered in at most four interactions (a click, a key or a typed
//! query each), with the evidence in view.

use crate::page::{Page, Setting, scenario};
use std::cell::Cell;

/// A reader who counts what they do.
struct Asker {
    page: Page,
    did: Cell<usize>,
}

impl Asker {
    async fn click(&self, css: &str) {
        self.did.set(self.did.get() + 1);
        self.page.click(css).await;
    }

    /// A key that is no text.
    async fn key(&self, key: &str) {
        self.did.set(self.did.get() + 1);
        self.page.press(key).await;
    }

    /// Types a query into the field that has the focus.
    async fn query(&self, words: &str) {
        self.did.set(self.did.get() + 1);
        self.page.press(words).await;
    }

    /// Goes to the first thing that the search box finds.
    async fn look_up(&self, words: &str) {
        self.key("/").await;
        self.query(words).await;
        self.page.see("[role=option]").await;
        self.key("\u{e015}").await;
        self.key("\u{e007}").await;
        self.page.see(".card h2").await;
    }

    /// Whether some element that fits tells all of these, and is a fact with its words.
    async fn answered(&self, css: &str, told: &[&str]) {
        let what = format!("{css} tells {told:?}");
        self.page
            .until(&what, async || {
                self.page.texts(css).await.iter().any(|text| told.iter().all(|t| text.contains(t)))
            })
            .await;
    }
}

fn ask(steps: impl AsyncFnOnce(&Asker) + 'static) {
    scenario(Setting::default(), |page| async move {
        page.open("").await;
        let asker = Asker { page, did: Cell::new(0) };
        steps(&asker).await;
        assert!(asker.did.get() <= 4, "it took {} interactions", asker.did.get());
    });
}

#[test]
fn who_was_serbias_defence_minister_in_2013_2017_and_2019() {
    ask(async |asker| {
        asker.look_up("serbia").await;
        for (who, when) in [("Rodi", "2013"), ("Djordjevic", "2017"), ("Vulin", "2019")] {
            asker.answered(".card .office", &[who, when, "Defence Minister"]).await;
        }
    });
}

#[test]
fn which_equipment_was_delivered_and_which_only_announced_or_unconfirmed() {
    ask(async |asker| {
        asker.click(".tab[data-room=register]").await;
        asker.answered("[data-of=transfers] .entry-row", &["Delivered", "MiG-29"]).await;
        asker.answered("[data-of=transfers] .entry-row", &["Planned", "MiG-35"]).await;
        asker.answered("[data-of=transfers] .entry-row", &["Unconfirmed"]).await;
        asker.answered("[data-of=transfers] .sentence", &["handed over four MiG-29"]).await;
    });
}

#[test]
fn which_agreements_were_signed_by_whom_and_when() {
    ask(async |asker| {
        asker.click(".tab[data-room=register]").await;
        asker.click("[data-part=agreements]").await;
        asker.answered("[data-of=agreements] .entry-row", &["Signed", "Shoygu", "2013"]).await;
        asker.answered("[data-of=agreements] .entry-row", &["Signed", "Gurulev", "Djordjevic", "2017"]).await;
        asker.answered("[data-of=agreements] .sentence", &["put their signatures"]).await;
    });
}

#[test]
fn who_met_whom_in_belgrade() {
    ask(async |asker| {
        asker.look_up("belgrade").await;
        asker.answered(".card .met .fact", &["Shoygu", "Belgrade", "2013"]).await;
    });
}

#[test]
fn which_offices_did_vucic_hold_and_when() {
    ask(async |asker| {
        asker.look_up("vucic").await;
        for (office, when) in
            [("Deputy Prime Minister", "2013"), ("Prime Minister", "2017"), ("President", "2024")]
        {
            asker.answered(".card .office", &[office, when]).await;
        }
    });
}

#[test]
fn what_did_serbia_say_about_new_arms_contracts_after_february_2022() {
    ask(async |asker| {
        asker.click(".tab[data-room=claims]").await;
        asker.key("/").await;
        asker.query("arms contracts").await;
        asker.answered(".groups .speaker", &["Serbia", "no new arms contracts", "February 2022"]).await;
    });
}

#[test]
fn to_which_countries_does_serbia_export_arms() {
    ask(async |asker| {
        asker.look_up("serbia").await;
        let countries = ["United States", "United Arab Emirates", "Saudi Arabia", "Indonesia", "Bulgaria"];
        asker.answered(".card .supplies", &countries).await;
        asker.answered(".card .supplies .quote", &["nearly 70 countries"]).await;
    });
}

#[test]
fn what_was_planned_for_2025() {
    ask(async |asker| {
        asker.click(".tab[data-room=events]").await;
        asker.click("[data-facet=year] button[data-value='2025']").await;
        asker.answered(".event", &["2025", "official visit to Kazakhstan"]).await;
    });
}

#[test]
fn what_is_said_about_repellent_by_whom_and_where_does_it_conflict() {
    ask(async |asker| {
        asker.look_up("repellent").await;
        asker.answered(".card .said-of .statement", &["Vučić", "Repellent"]).await;
        asker.answered(".card .rival", &["Repellent"]).await;
        asker.page.see(".card .rival .claim .quote mark").await;
    });
}

#[test]
fn under_which_spellings_does_lukashenko_occur() {
    ask(async |asker| {
        asker.look_up("lukashenko").await;
        for spelling in ["Lukashenko", "Lukashenka"] {
            asker.answered(".card .spellings .fact", &[spelling]).await;
        }
    });
}
