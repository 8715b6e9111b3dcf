//! What a reader does with the facets, one step after the other: asked of every contender, and natively by `bench/facets.rs`.

use serde::Serialize;

/// A facet's values, those of most events first.
pub struct Values<'v> {
    pub name: &'v str,
    pub values: Vec<&'v str>,
}

/// What a reader does next with the facets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Step {
    /// These values of a facet, instead of those chosen before.
    Choose { facet: String, values: Vec<String> },
    /// Events that may lie between these days; the wrong way round: all days.
    Brush { from: i32, to: i32 },
}

/// Ten steps in each of six rounds: a value, another one beside it, a second facet, days that are dragged along, a third
/// facet, and all of it taken back. What is chosen is frequent in the first rounds and rare in the last.
pub fn steps(facets: &[Values<'_>], days: (i32, i32)) -> Vec<Step> {
    const ROUNDS: [(&str, &str); 6] = [
        ("country", "kind"),
        ("kind", "country"),
        ("equipment", "status"),
        ("person", "kind"),
        ("organisation", "country"),
        ("country", "equipment"),
    ];
    let mut all = Vec::new();
    for (round, (first, second)) in ROUNDS.into_iter().enumerate() {
        let values = |name: &str, many: usize| -> Vec<String> {
            let Some(facet) = facets.iter().find(|f| f.name == name) else { return Vec::new() };
            let rank = |n: usize| (n + round * facet.values.len().min(60) / 8) % facet.values.len().max(1);
            (0..many.min(facet.values.len())).map(|n| facet.values[rank(n)].to_owned()).collect()
        };
        let choose = |name: &str, many| Step::Choose { facet: name.to_owned(), values: values(name, many) };
        let length = (days.1 - days.0) / (3 + round as i32);
        let brush = |to_right: i32| {
            let from = days.0 + length * (round as i32 % 3) + to_right * length / 4;
            Step::Brush { from, to: from + length }
        };
        let third = if second == "status" { "kind" } else { "status" };
        all.extend([choose(first, 1), choose(first, 2), choose(second, 1), brush(0), brush(1), brush(2)]);
        all.extend([choose(third, 1), choose(second, 0), Step::Brush { from: 1, to: 0 }, choose(first, 0)]);
        all.push(choose(third, 0));
    }
    all
}
