//! The card of a person, country, place, body, company, thing, agreement or named event.

use super::{company, events, mentions, offices, registers, rivals, section};
use crate::record::{EntityId, Schema};
use crate::ui::quote;
use crate::ui::shared::Desk;
use yew::prelude::*;

/// The card.
pub fn card(desk: &Desk, id: EntityId) -> Html {
    let corpus = &desk.corpus;
    let entity = corpus.entity(id);
    let countries: Vec<EntityId> = corpus.countries_of(id).iter().copied().filter(|&c| c != id).collect();
    let reports = corpus.documents_of(id).len();
    let statements: Vec<Html> = corpus
        .statements_by(id)
        .map(|(_, statement)| {
            html! { <div class="fact">{quote::fact(desk, statement.document, statement.span)}</div> }
        })
        .collect();
    let figures: Vec<Html> = corpus
        .figures_of(id)
        .into_iter()
        .map(|figure| {
            let text = &corpus.document(figure.document).text;
            html! {
                <div class="fact">
                    <p class="value">{desk.words.modified(figure.modifier, figure.span.of(text))}</p>
                    {quote::fact(desk, figure.document, figure.span)}
                </div>
            }
        })
        .collect();
    let related = corpus.related(id);
    let of = |wanted: &[Schema]| -> Vec<(EntityId, u32)> {
        related.iter().copied().filter(|(e, _)| wanted.contains(&corpus.entity(*e).schema)).collect()
    };
    html! {
        <>
            <header>
                <p class="kicker">
                    {desk.words.schema(entity.schema)}
                    if !countries.is_empty() { {" · "}{quote::names(desk, &countries)} }
                </p>
                <h2 tabindex="-1">{&entity.name}</h2>
                if let Some(description) = &entity.description { <p class="described">{description}</p> }
                <p class="also">
                    if !entity.aliases.is_empty() { {format!("also {} · ", entity.aliases.join(", "))} }
                    {format!("in {reports} {}", if reports == 1 { "report" } else { "reports" })}
                </p>
            </header>
            {offices::section(desk, id)}
            {registers::section(desk, id)}
            {rivals(desk, corpus.rivals_of(id))}
            {events(desk, corpus.events_of(id))}
            {section("Statements", statements)}
            {section("Figures in its events", figures)}
            {company(desk, "With these people", &of(&[Schema::Person]))}
            {company(desk, "With these countries", &of(&[Schema::Country]))}
            {company(desk, "With these bodies and companies", &of(&[Schema::PublicBody, Schema::Organization, Schema::Company]))}
            {company(desk, "With these things and papers", &of(&[Schema::Equipment, Schema::Agreement, Schema::Event]))}
            {company(desk, "At these places", &of(&[Schema::Place]))}
            {mentions::spellings(desk, id)}
            {mentions::reports(desk, id)}
        </>
    }
}
