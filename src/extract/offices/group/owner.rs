//! Whose office it is: the state or body around the words of the office.

use super::*;

impl Reader<'_> {
    /// What the office is of: a field, a country, a body, a town. Returns the token behind it.
    pub(super) fn owner(
        &self,
        group: &mut Group,
        words: &mut Vec<String>,
        preposition: &str,
        at: usize,
        sentence: u32,
    ) -> Option<usize> {
        if !self.within(at, sentence) {
            return None;
        }
        // who speaks "for" a body is that body's
        let speaks = preposition == "for" && group.head.starts_with("Spokes");
        if let Some(mention) = self.named(at)
            && (matches!(preposition, "of" | "in" | "to") || speaks)
        {
            let end = self.after(mention.span);
            let schema = self.schema(mention);
            return match schema {
                // the country that an ambassador is sent to is not the one whose office it is
                Schema::Country if preposition == "to" => Some(end),
                Schema::Country
                    if preposition == "in"
                        && (group.head.ends_with("Attaché")
                            || matches!(
                                group.head.as_str(),
                                "Ambassador" | "Envoy" | "Consul" | "Consul General" | "Chargé d'Affaires"
                            )) =>
                {
                    Some(end)
                }
                Schema::Country if mention.form == Form::Demonym => {
                    // "of the Belarusian State Committee": the body follows
                    group.country.get_or_insert(mention.entity);
                    if let Some(inner) = self.named(end).filter(|m| body(self.schema(m))) {
                        group.body.get_or_insert(inner.entity);
                        return Some(self.after(inner.span));
                    }
                    if let Some(last) = self.plain_body(end, sentence) {
                        // "head of the Norwegian space agency": the words tell the office
                        if !group.head.starts_with("Spokes") {
                            words.push(format!("of the {}", self.text.slice(self.text.cover(end..last))));
                        }
                        return Some(last);
                    }
                    let last = self.unknown_body(end, sentence)?;
                    words.push("of the".into());
                    words.extend((end..last).map(|t| self.text.token(t).to_owned()));
                    Some(last)
                }
                Schema::Country if preposition == "of" && group.country.is_none() => {
                    group.country = Some(mention.entity);
                    // "commander of Norway's Coastal Force"
                    if self.possessive(mention)
                        && let Some(inner) = self.named(end + 1).filter(|m| body(self.schema(m)))
                    {
                        group.body.get_or_insert(inner.entity);
                        words.push(format!("of the {}", self.text.slice(inner.span)));
                        return Some(self.after(inner.span));
                    }
                    Some(end)
                }
                // "director of the Office for Trade of the Central Board": the inner one counts
                _ if body(schema) && preposition != "to" => {
                    group.body.get_or_insert(mention.entity);
                    // "of the Kenyan Army"
                    if group.country.is_none() {
                        let people = self.references.inside(mention.span);
                        let mut people = people.filter(|m| m.form == Form::Demonym);
                        group.country =
                            people.next().filter(|m| m.span.start == mention.span.start).map(|m| m.entity);
                    }
                    // "head of the Joint Staff's Planning Department", "of the Navy Rescue Forces"
                    let inner = end + usize::from(self.possessive(mention));
                    if let Some(inner) = self.named(inner).filter(|m| body(self.schema(m))) {
                        words.push(format!("of the {}", self.text.slice(inner.span)));
                        return Some(self.after(inner.span));
                    }
                    // a "President" is a state's, one of the parliament is not
                    if matches!(group.head.as_str(), "President" | "Vice-President") {
                        let from = if self.lower(at - 1) == "of" { at - 1 } else { at - 2 };
                        words.push(self.text.slice(self.text.cover(from..end)).to_owned());
                    }
                    Some(end)
                }
                Schema::Place if preposition == "of" && group.kind == TitleKind::Office => {
                    words.push("of".into());
                    words.push(self.text.slice(mention.span).to_owned());
                    Some(end)
                }
                _ => None,
            };
        }
        if !matches!(preposition, "of" | "for") {
            return None;
        }
        // "envoy for the Western Balkans": where he is sent, not who sends him
        if preposition == "for"
            && let Some(mention) = self.named(at)
            && matches!(self.schema(mention), Schema::Place | Schema::Country)
        {
            return Some(self.after(mention.span));
        }
        // "a spokesman for the ministry"
        if speaks && let Some(end) = self.plain_body(at, sentence) {
            return Some(end);
        }
        if preposition == "of"
            && group.head != "Minister"
            && let Some(end) = self.plain_body(at, sentence)
        {
            words.push(format!("of the {}", self.text.slice(self.text.cover(at..end))));
            return Some(end);
        }
        if preposition == "of"
            && let Some(end) = self.unknown_body(at, sentence)
            && group.head != "Minister"
        {
            words.push("of the".into());
            words.extend((at..end).map(|t| self.text.token(t).to_owned()));
            return Some(end);
        }
        let mut end = at;
        let mut field: Vec<String> = Vec::new();
        while field.len() < 8 && self.within(end, sentence) && self.named(end).is_none() {
            let token = &self.text.tokens[end];
            if let Some((n, title)) = self.titles.at(self.text, end, &[TitleKind::Field]) {
                field.push(title.reads.clone());
                end += n;
            } else if token.capital && token.kind == TokenKind::Word && group.head == "Minister" {
                field.push(self.text.token(end).to_owned());
                end += 1;
            } else if !field.is_empty()
                && matches!(token.lower.as_str(), "and" | ",")
                && self.named(end + 1).is_none()
                && self.titles.at(self.text, end + 1, &[TitleKind::Field]).is_some()
            {
                field.push(token.lower.to_string());
                end += 1;
            } else {
                break;
            }
        }
        if field.is_empty() {
            return None;
        }
        if group.head == "Minister" {
            let head = words.pop();
            words.extend(field);
            words.extend(head);
        } else {
            words.push(preposition.into());
            words.extend(field);
        }
        Some(end)
    }

    /// A body that names did not find: a run of two or more capitals, "of" and "for" among them,
    /// whose last word no name of a person begins. Returns the token behind it.
    pub(in super::super) fn unknown_body(&self, at: usize, sentence: u32) -> Option<usize> {
        let mut end = at;
        let mut capitals = 0;
        while end < at + 9 && self.within(end, sentence) && self.named(end).is_none() {
            let token = &self.text.tokens[end];
            let small = matches!(token.lower.as_str(), "of" | "for" | "and" | "on" | "the" | "-");
            let goes_on = self.text.tokens.get(end + 1).is_some_and(|t| t.capital && t.sentence == sentence);
            match (token.capital && token.kind == TokenKind::Word, small && capitals > 0 && goes_on) {
                (true, _) => capitals += 1,
                (_, true) => {}
                _ => break,
            }
            end += 1;
        }
        while end > at && !self.text.tokens[end - 1].capital {
            end -= 1;
        }
        (capitals >= 2).then_some(end)
    }

    /// A body without a name of its own: "upper house's foreign affairs committee". Returns the token
    /// behind it.
    pub(in super::super) fn plain_body(&self, at: usize, sentence: u32) -> Option<usize> {
        let mut body = None;
        for i in at..at + 7 {
            let plain = self.text.tokens.get(i).is_some_and(|t| {
                t.sentence == sentence
                    && !t.capital
                    && (t.kind == TokenKind::Possessive
                        || t.kind == TokenKind::Word && !classes::is(&t.lower, BREAKS))
            });
            if !plain || self.named(i).is_some() {
                break;
            }
            if classes::is(self.lower(i), classes::BODY) {
                body = Some(i + 1);
            }
        }
        body
    }
}
