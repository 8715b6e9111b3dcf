//! What is lit up: the thing under the pointer or the focus, with all that belongs to it.

use super::Target;
use crate::corpus::Corpus;
use crate::record::{EntityId, EventId};
use std::collections::BTreeSet;

/// What lights up in every picture and list when one thing is pointed at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glow {
    /// What is pointed at.
    pub target: Option<Target>,
    /// The entities that it is, or that take part in it.
    pub entities: BTreeSet<EntityId>,
    /// The events that tell of it.
    pub events: BTreeSet<EventId>,
}

impl Glow {
    /// All that belongs to a target: to a name its events, to an event its parties and their countries.
    pub fn new(corpus: &Corpus, target: Target) -> Glow {
        let mut glow = Glow::default();
        match &target {
            Target::Country(key) => {
                if let Some(country) = corpus.entity_by_key(key) {
                    glow.entities.insert(country);
                    let of = |id: &EventId| {
                        let event = corpus.event(*id);
                        let mut parties = event.actors.iter().chain(&event.recipients);
                        parties.any(|&p| corpus.country_of(p) == Some(country))
                    };
                    glow.events = corpus.event_ids().filter(of).collect();
                }
            }
            Target::Place(key) | Target::Node(key) => glow.entity(corpus, key),
            Target::Places(keys) => keys.iter().for_each(|key| glow.entity(corpus, key)),
            Target::Arc(a, b) => {
                let ends = corpus.entity_by_key(a).zip(corpus.entity_by_key(b));
                if let Some((a, b)) = ends {
                    glow.entities.extend([a, b]);
                    let between =
                        |id: &EventId| crate::query::flows(corpus, corpus.event(*id)).contains(&(a, b));
                    glow.events = corpus.event_ids().filter(between).collect();
                }
            }
            Target::Tie(a, b) => {
                if let Some((a, b)) = corpus.entity_by_key(a).zip(corpus.entity_by_key(b)) {
                    glow.entities.extend([a, b]);
                    let with = corpus.events_of(b);
                    glow.events = corpus.events_of(a).iter().filter(|e| with.contains(e)).copied().collect();
                }
            }
            Target::Event(key) => corpus.event_by_key(key).into_iter().for_each(|id| glow.event(corpus, id)),
            Target::Events(events) => events.iter().for_each(|&id| glow.event(corpus, id)),
        }
        glow.target = Some(target);
        glow
    }

    fn entity(&mut self, corpus: &Corpus, key: &str) {
        if let Some(id) = corpus.entity_by_key(key) {
            self.entities.insert(id);
            self.events.extend(corpus.events_of(id));
        }
    }

    fn event(&mut self, corpus: &Corpus, id: EventId) {
        let event = corpus.event(id);
        self.events.insert(id);
        for &party in event.actors.iter().chain(&event.recipients) {
            self.entities.insert(party);
            self.entities.extend(corpus.country_of(party));
        }
        self.entities.extend(event.instruments.iter().chain(&event.place));
    }

    /// Whether one of some events is lit.
    pub fn any(&self, events: &[EventId]) -> bool {
        !self.events.is_empty() && events.iter().any(|e| self.events.contains(e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::sample;

    #[test]
    fn an_event_lights_its_parties_and_its_place() {
        let corpus = sample::corpus();
        let glow = Glow::new(&corpus, Target::Event("event:0".into()));
        let names: Vec<&str> = glow.entities.iter().map(|&id| corpus.entity(id).name.as_str()).collect();
        assert_eq!(names, ["Serbia", "Belarus", "Minsk"]);
        assert_eq!(glow.events.len(), 1);
    }

    #[test]
    fn a_name_lights_its_events_and_a_tie_those_of_both_ends() {
        let corpus = sample::corpus();
        let count = |target| Glow::new(&corpus, target).events.len();
        assert_eq!(count(Target::Country("country:kz".into())), 5);
        assert_eq!(count(Target::Node("country:kz".into())), 5);
        assert_eq!(count(Target::Tie("country:rs".into(), "country:kz".into())), 5);
        assert_eq!(count(Target::Arc("country:rs".into(), "country:kz".into())), 4);
        assert_eq!(count(Target::Node("country:nowhere".into())), 0);
    }
}
