//! Entity ids exchanged everywhere at once, and entities made one.

use crate::record::{Claim, Entity, EntityId, Merge, Records, Rule, Subject};

/// Sets of entities that are one, as they are found out (a union-find with reasons).
#[derive(Debug, Default)]
pub struct Unions {
    parent: Vec<u32>,
    /// Who joined whom, and why: (root, joined, reason), in order.
    joins: Vec<(u32, u32, Rule)>,
}

impl Unions {
    /// As many entities, each by itself.
    pub fn new(entities: usize) -> Unions {
        Unions { parent: (0..entities as u32).collect(), joins: Vec::new() }
    }

    /// The one that stands for all that were joined with an entity.
    pub fn root(&mut self, entity: u32) -> u32 {
        let mut at = entity;
        while self.parent[at as usize] != at {
            let next = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = next;
            at = next;
        }
        at
    }

    /// Makes two entities one; `keep` stays.
    pub fn join(&mut self, keep: u32, gone: u32, reason: Rule) {
        let (a, b) = (self.root(keep), self.root(gone));
        if a != b {
            self.parent[b as usize] = a;
            self.joins.push((a, b, reason));
        }
    }

    /// Carries the unions out on the records: names become aliases with the reason of their merge,
    /// every id is exchanged, and the entities close ranks in their old order.
    pub fn apply(mut self, records: &mut Records) {
        for (keep, gone, reason) in std::mem::take(&mut self.joins) {
            // What is gone stands for nobody any more, so it need not be kept beside its copy.
            let gone = &mut records.entities[gone as usize];
            let none = Entity::named("", gone.schema, "");
            let other = std::mem::replace(gone, none);
            absorb(&mut records.entities[keep as usize], other, reason);
        }
        let mut to = vec![EntityId(0); records.entities.len()];
        let mut kept = Vec::new();
        for (i, entity) in std::mem::take(&mut records.entities).into_iter().enumerate() {
            if self.root(i as u32) == i as u32 {
                to[i] = EntityId(kept.len() as u32);
                kept.push(entity);
            }
        }
        for i in 0..to.len() {
            to[i] = to[self.root(i as u32) as usize];
        }
        records.entities = kept;
        exchange(records, |e| to[e.index()]);
    }
}

/// Adds what is known of `other` to `entity`.
pub fn absorb(entity: &mut Entity, other: Entity, reason: Rule) {
    for name in std::iter::once(&other.name).chain(&other.aliases) {
        if *name != entity.name && !entity.aliases.contains(name) {
            entity.aliases.push(name.clone());
        }
    }
    for country in other.countries {
        if !entity.countries.contains(&country) {
            entity.countries.push(country);
        }
    }
    entity.location = entity.location.or(other.location);
    if entity.description.is_none() {
        entity.description = other.description;
    }
    entity.merges.extend(other.merges);
    let merge = Merge { name: other.name, reason };
    if merge.name != entity.name && !entity.merges.contains(&merge) {
        entity.merges.push(merge);
    }
}

/// Exchanges every entity id in the records.
pub fn exchange(records: &mut Records, to: impl Fn(EntityId) -> EntityId) {
    let all = |list: &mut Vec<EntityId>| {
        let mut seen: Vec<EntityId> = Vec::with_capacity(list.len());
        for id in list.iter().map(|e| to(*e)) {
            if !seen.contains(&id) {
                seen.push(id);
            }
        }
        *list = seen;
    };
    let claims = |claims: &mut Vec<Claim>| {
        claims.iter_mut().for_each(|c| c.said_by = c.said_by.map(&to));
    };
    for mention in &mut records.mentions {
        mention.entity = to(mention.entity);
    }
    for statement in &mut records.statements {
        statement.speaker = statement.speaker.map(&to);
    }
    for office in &mut records.offices {
        office.person = to(office.person);
        office.country = office.country.map(&to);
        office.body = office.body.map(&to);
    }
    for event in &mut records.events {
        all(&mut event.actors);
        all(&mut event.recipients);
        all(&mut event.instruments);
        event.place = event.place.map(&to);
        for evidence in &mut event.evidence {
            evidence.said_by = evidence.said_by.map(&to);
        }
    }
    for agreement in &mut records.agreements {
        agreement.entity = to(agreement.entity);
        all(&mut agreement.parties);
        all(&mut agreement.signatories);
    }
    for transfer in &mut records.transfers {
        transfer.supplier = transfer.supplier.map(&to);
        transfer.recipient = transfer.recipient.map(&to);
        transfer.equipment = transfer.equipment.map(&to);
    }
    for rival in &mut records.rivals {
        if let Subject::Entity(entity) = &mut rival.subject {
            *entity = to(*entity);
        }
        claims(&mut rival.claims);
    }
}

/// Drops entities that nothing refers to.
pub fn prune(records: &mut Records) {
    let used = std::cell::RefCell::new(vec![false; records.entities.len()]);
    exchange(records, |e| {
        if let Some(used) = used.borrow_mut().get_mut(e.index()) {
            *used = true;
        }
        e
    });
    let used = used.into_inner();
    if used.iter().all(|u| *u) {
        return;
    }
    let mut to = vec![EntityId(0); used.len()];
    let mut kept = Vec::new();
    for (i, entity) in std::mem::take(&mut records.entities).into_iter().enumerate() {
        if used[i] {
            to[i] = EntityId(kept.len() as u32);
            kept.push(entity);
        }
    }
    records.entities = kept;
    exchange(records, |e| to.get(e.index()).copied().unwrap_or(e));
}
