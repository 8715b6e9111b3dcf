//! Agents, arms and papers without a name, made entities by the words that a report has for them.

use super::cast::Cast;
use super::words::Class;
use crate::extract::text::TokenKind;
use crate::record::{DocumentId, Entity, EntityId, Form, Mention, Schema};
use std::ops::Range;

impl Cast<'_, '_> {
    /// Arms or a paper without a name of their own, as the phrase calls them ("Norwegian patrol boats"),
    /// with the country that they come from.
    pub fn make_thing(
        &mut self,
        tokens: &Range<usize>,
        schema: Schema,
        country: Option<EntityId>,
    ) -> EntityId {
        let id = self.make(tokens, schema);
        let code = country.and_then(|c| self.entity_countries.get(c.index())?.first().cloned());
        if let (Some(code), Some((entity, _))) = (code, self.made.get_mut(id.index() - self.base))
            && entity.countries.is_empty()
        {
            entity.countries.push(code);
        }
        id
    }

    pub(super) fn make(&mut self, tokens: &Range<usize>, schema: Schema) -> EntityId {
        let mut range = tokens.clone();
        // "24 used boats" are "used boats"; agents keep their number ("two officers").
        let thing = matches!(schema, Schema::Equipment | Schema::Agreement);
        while range.len() > if thing { 2 } else { 1 } {
            let token = &self.text.tokens[range.start];
            let entry = self.words.entry(&token.lower);
            let det = entry.is_some_and(|e| e.class == Some(Class::Det));
            let count =
                token.kind == TokenKind::Number || matches!(token.lower.as_str(), "new" | "over" | "about");
            if !(det || thing && count) {
                break;
            }
            range.start += 1;
        }
        if thing
            && range.len() == 2
            && self
                .words
                .entry(&self.text.tokens[range.start].lower)
                .is_some_and(|e| e.class == Some(Class::Det))
        {
            range.start += 1;
        }
        let span = self.text.cover(range);
        let whole = self.text.cover(tokens.clone());
        let name = self.text.slice(span).to_owned();
        let key = name.to_lowercase();
        let rule = if thing { "thing without a name" } else { "agent without a name" };
        let mention = |entity| Mention {
            document: DocumentId(0),
            span: whole,
            entity,
            form: Form::Nominal,
            rule: rule.into(),
        };
        if let Some(&i) = self.by_words.get(&key) {
            let id = EntityId((self.base + i) as u32);
            if !self.made[i].1.iter().any(|m| m.span == whole) {
                self.made[i].1.push(mention(id));
            }
            return id;
        }
        let i = self.made.len();
        let id = EntityId((self.base + i) as u32);
        let prefix = match schema {
            Schema::PublicBody => "publicbody",
            Schema::Equipment => "equipment",
            Schema::Agreement => "agreement",
            _ => "organization",
        };
        let own = format!("{prefix}:{}-in-{}", slug(&key), slug(&self.text.document.id));
        let entity = Entity::named(own, schema, name);
        self.made.push((entity, vec![mention(id)]));
        self.by_words.insert(key, i);
        id
    }
}

/// Lower-case letters and digits with hyphens between, at most 60 bytes.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
        if out.len() >= 60 {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}
