//! Who holds the office that a title group names, where the text puts the two side by side.

use super::group::{Group, Reader};
use super::titles::TitleKind;
use crate::extract::text::TokenKind;
use crate::record::{EntityId, Form, Mention, Records, Schema, Span};

/// How sure the country of an office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Guessed from the countries around.
    Context,
    /// From another title or the name of the same person.
    Person,
    /// Said beside the office.
    Told,
}

/// One person with the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: EntityId,
    /// The name.
    pub span: Span,
    /// Of which country.
    pub country: Option<(EntityId, Source)>,
}

/// A group with those who hold its office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The words.
    pub group: Group,
    /// Nobody where the group stands alone ("the minister").
    pub holders: Vec<Holder>,
    /// The rule that joined them.
    pub rule: &'static str,
}

/// Rule: "Minister A."
pub const BEFORE: &str = "office: before the name";
/// Rule: "A., the minister,"
pub const BEHIND: &str = "office: behind the name";
/// Rule: "As minister, A. …"
pub const AS: &str = "office: as minister, the name";

impl<'a> Reader<'a> {
    /// The person named from a token on.
    fn person(&self, token: usize) -> Option<&'a Mention> {
        self.named(token).filter(|m| self.references.schema(m.entity) == Some(Schema::Person))
    }

    /// People named from a token on: "A", "A and B", "A, B and C"; ranks and honours before them
    /// are passed over. Returns the token behind them.
    fn people(&self, mut at: usize, many: bool) -> (Vec<&'a Mention>, usize) {
        let mut found = Vec::new();
        let mut end = at;
        while found.len() < 8 {
            while let Some((n, _)) = self.titles.at(self.text, at, &[TitleKind::Rank, TitleKind::Honorific]) {
                if self.person(at).is_some() {
                    break;
                }
                at += n;
                if self.text.tokens.get(at).is_some_and(|t| t.lower == ".") {
                    at += 1;
                }
                at = self.retired(at);
            }
            let Some(mention) = self.person(at) else { break };
            found.push(mention);
            end = self.after(mention.span);
            at = end;
            if !many {
                break;
            }
            let word = |i: usize| self.text.tokens.get(i).map_or("", |t| t.lower.as_str());
            at += match (word(at), word(at + 1)) {
                (",", "and") => 2,
                ("," | "and", _) => 1,
                _ => break,
            };
        }
        (found, end)
    }

    /// The country that stands before the group's own: "Norwegian and Swedish presidents".
    fn country_beside(&self, group: &Group) -> Option<EntityId> {
        let and = group.tokens.start.checked_sub(2).filter(|_| group.plural && group.country.is_some())? + 1;
        let end = self.text.tokens[and - 1].span.end;
        let country =
            |m: &Mention| m.span.end == end && self.references.schema(m.entity) == Some(Schema::Country);
        let found = self.references.before(end, 4, country)?;
        (self.word(and) == "and" && Some(found.entity) != group.country).then_some(found.entity)
    }

    /// "Chile's minister A. and Peru's B.": B. holds the same office there.
    fn likewise(&self, group: &Group, behind: usize) -> Option<Holder> {
        group.country?;
        let at = behind + usize::from(matches!(self.word(behind), "and" | "with"));
        let owner = self.named(at).filter(|_| at > behind)?;
        let owned =
            self.text.tokens.get(self.after(owner.span)).is_some_and(|t| t.kind == TokenKind::Possessive);
        let country = self.references.schema(owner.entity) == Some(Schema::Country);
        let person = self.person(self.after(owner.span) + 1)?;
        let told = Some((owner.entity, Source::Told));
        (owned && country).then_some(Holder { person: person.entity, span: person.span, country: told })
    }

    /// Past "(ret.)", "(retired)" behind a rank.
    fn retired(&self, at: usize) -> usize {
        let known = matches!(self.word(at + 1), "ret" | "retd" | "retired" | "res" | "reserve");
        if self.word(at) != "(" || !known {
            return at;
        }
        let close = if self.word(at + 2) == "." { at + 3 } else { at + 2 };
        if self.word(close) == ")" { close + 1 } else { at }
    }

    /// The person whose name ends right before a token.
    fn person_before(&self, token: usize) -> Option<&'a Mention> {
        let end = self.text.tokens.get(token.checked_sub(1)?)?.span.end;
        let start = self.text.sentences.get(self.text.tokens[token - 1].sentence as usize)?.span.start;
        self.references.before(end, 12, |m| {
            m.span.end == end
                && m.span.start >= start
                && m.form == Form::Name
                && self.references.schema(m.entity) == Some(Schema::Person)
        })
    }

    pub(super) fn word(&self, token: usize) -> &str {
        self.text.tokens.get(token).map_or("", |t| t.lower.as_str())
    }

    /// The country named right behind a token: "of Belarus", "from Belarus".
    fn country_behind(&self, token: usize) -> Option<EntityId> {
        if !matches!(self.word(token), "of" | "from") {
            return None;
        }
        let next = token + 1 + usize::from(self.word(token + 1) == "the");
        let mention = self.named(next)?;
        (mention.form == Form::Name && self.references.schema(mention.entity) == Some(Schema::Country))
            .then_some(mention.entity)
    }

    /// Joins groups and names that stand side by side.
    pub fn holdings(&self, records: &Records) -> Vec<Holding> {
        let groups = self.groups();
        let mut out: Vec<Holding> = Vec::with_capacity(groups.len());
        // where the people of the last group end, and whose group it is
        for group in groups {
            let mut holding = self.beside(&group).unwrap_or(Holding { group, holders: vec![], rule: "" });
            if holding.holders.is_empty()
                && let Some(last) = out.last()
                && last.rule == BEHIND
            {
                self.chained(last, &mut holding);
            }
            out.push(holding);
        }
        self.coordinate(&mut out);
        let heirs = self.heirs(&out);
        out.extend(heirs);
        out.extend(self.leads());
        out.sort_by_key(|h| h.group.tokens.start);
        self.countries(&mut out, records);
        out
    }

    fn beside(&self, group: &Group) -> Option<Holding> {
        let country = group.country.map(|c| (c, Source::Told));
        let holder = |m: &Mention| Holder { person: m.entity, span: m.span, country };
        let end = group.tokens.end;
        let sentence = self.text.tokens[group.tokens.start].sentence;
        // "Minister A.", "Ministers A. and B."
        let (people, behind) = self.people(end, group.plural);
        if !people.is_empty() && (!group.plural || people.len() > 1) {
            let told = self.country_behind(behind).map(|c| (c, Source::Told));
            let mut holders: Vec<Holder> = people.into_iter().map(holder).collect();
            for h in &mut holders {
                h.country = h.country.or(told);
            }
            holders.extend(self.likewise(group, behind));
            // "Norwegian and Swedish presidents A. and B.": each of his own country
            if let Some(first) = self.country_beside(group).filter(|_| holders.len() == 2) {
                holders[0].country = Some((first, Source::Told));
            }
            return Some(Holding { group: group.clone(), holders, rule: BEFORE });
        }
        let comma = self.word(end) == ",";
        // "leaders of the two states, A. and B."
        if group.plural && comma {
            let (people, _) = self.people(end + 1, true);
            if people.len() > 1 {
                let holders = people.into_iter().map(holder).collect();
                return Some(Holding { group: group.clone(), holders, rule: BEFORE });
            }
        }
        // "the heads of both services, A. and B."
        if group.plural && matches!(self.word(end), "of" | "for") {
            let plain = |i: &usize| {
                self.text.tokens.get(*i).is_some_and(|t| t.sentence == sentence && t.kind == TokenKind::Word)
            };
            let at = (end..end + 9).find(|i| !plain(i)).filter(|at| self.word(*at) == ",");
            let (people, _) = at.map_or((Vec::new(), end), |at| self.people(at + 1, true));
            if people.len() > 1 {
                let holders = people.into_iter().map(holder).collect();
                return Some(Holding { group: group.clone(), holders, rule: BEFORE });
            }
        }
        // "A., the minister, …"
        let mut start = group.tokens.start;
        if group.possessor.is_some()
            || group.definite
            || start > 0
                && matches!(self.word(start - 1), "a" | "an")
                && self.text.tokens[start - 1].sentence == sentence
        {
            start -= 1;
        }
        // before the first word there is nothing
        let mut link = start.wrapping_sub(1);
        let mut steps = 0;
        while matches!(
            self.word(link),
            "who" | "is" | "was" | "also" | "currently" | "now" | "served" | "serves" | "as"
        ) && steps < 4
        {
            link = link.checked_sub(1)?;
            steps += 1;
        }
        let apart = matches!(self.word(link), "," | "(" | "–" | "—");
        let closes = {
            let next = self.text.tokens.get(end);
            next.is_none_or(|t| {
                t.sentence != sentence
                    || t.kind == TokenKind::Punct && t.lower != "-"
                    || matches!(
                        t.lower.as_str(),
                        "and" | "who" | "said" | "in" | "from" | "since" | "until" | "at"
                    )
            })
        };
        if !group.plural && closes {
            if (apart || steps > 0)
                && let Some(mention) = self.person_before(if apart { link } else { link + 1 })
            {
                let rule = if apart { BEHIND } else { PREDICATE };
                return Some(Holding { group: group.clone(), holders: vec![holder(mention)], rule });
            }
            // "As minister, A. …"
            if self.word(start.wrapping_sub(1)) == "as" && comma {
                let (people, _) = self.people(end + 1, false);
                if !people.is_empty() {
                    let holders = people.into_iter().map(holder).collect();
                    return Some(Holding { group: group.clone(), holders, rule: AS });
                }
            }
            // "The minister, A., …"
            let ranked = self.titles.at(self.text, end + 1, &[TitleKind::Rank]).is_some();
            // "A spokeswoman, A., said": whose she is was said before
            let indefinite = start > 0 && matches!(self.word(start), "a" | "an");
            let speaks = (group.body.is_some() || indefinite) && group.head.starts_with("Spokes");
            // "Moe's predecessor, Lind, …"
            let heir = matches!(group.head.as_str(), "Predecessor" | "Successor")
                && start > 0
                && self.text.tokens[start - 1].kind == TokenKind::Possessive;
            let known = group.definite || group.country.is_some() || group.possessor.is_some() || heir;
            if comma && (known || ranked || speaks) {
                let (people, behind) = self.people(end + 1, false);
                // "Chief of the Guard, Colonel A. said": the rank tells that A. is meant
                if let Some(mention) = people.first()
                    && (ranked
                        || self.country_behind(behind).is_some()
                        || matches!(self.word(behind), "," | "." | ";" | "and" | ")" | "(" | "")
                        || self.text.tokens.get(behind).is_none_or(|t| t.sentence != sentence))
                {
                    return Some(Holding {
                        group: group.clone(),
                        holders: vec![holder(mention)],
                        rule: BEFORE,
                    });
                }
            }
        }
        None
    }

    /// "A., who chairs the committee": an office told by its verb.
    fn leads(&self) -> Vec<Holding> {
        let mut out = Vec::new();
        for i in 2..self.text.tokens.len() {
            let office = match self.word(i) {
                "chairs" => "Chairman",
                "heads" => "Head",
                "commands" => "Commander",
                "leads" => "Leader",
                _ => continue,
            };
            if self.word(i - 1) != "who" || self.text.tokens[i].sentence != self.text.tokens[i - 1].sentence {
                continue;
            }
            let end = if self.word(i - 2) == "," { i - 2 } else { i - 1 };
            let Some(person) = self.person_before(end) else { continue };
            let Some(mut group) = self.led_body(i, office) else { continue };
            group.tokens.start = i;
            let country = group.country.map(|c| (c, Source::Told));
            let holder = Holder { person: person.entity, span: person.span, country };
            out.push(Holding { group, holders: vec![holder], rule: LEADS });
        }
        out
    }

    /// "dismissed the commander, A., and appointed B. in his place": B. holds the same office.
    fn heirs(&self, known: &[Holding]) -> Vec<Holding> {
        let mut out = Vec::new();
        for i in 0..self.text.tokens.len() {
            if !matches!(self.word(i), "appointed" | "named" | "nominated" | "appointing" | "naming") {
                continue;
            }
            let (people, end) = self.people(i + 1, false);
            let [person] = people[..] else { continue };
            let place = matches!(self.word(end + 2), "place" | "stead" | "successor");
            let his = matches!(self.word(end + 1), "his" | "her") && matches!(self.word(end), "in" | "as");
            let succeed = self.word(end) == "to"
                && matches!(self.word(end + 1), "succeed" | "replace")
                && matches!(self.word(end + 2), "him" | "her");
            let sentence = self.text.tokens[i].sentence;
            let near = |h: &&Holding| {
                let at = h.group.tokens.start;
                at < i && self.text.tokens[at].sentence + 1 >= sentence && h.holders.len() == 1
            };
            // those before it stand in order; more than a few back is another sentence
            let until = known.partition_point(|h| h.group.tokens.start < i);
            let Some(last) =
                known[..until].iter().rev().take(6).find(near).filter(|_| his && place || succeed)
            else {
                continue;
            };
            if last.holders[0].person == person.entity || last.group.kind != TitleKind::Office {
                continue;
            }
            let mut group = Group::of(i..i + 1, &last.group.office);
            group.body = last.group.body;
            group.country = last.group.country;
            let holder =
                Holder { person: person.entity, span: person.span, country: last.holders[0].country };
            out.push(Holding { group, holders: vec![holder], rule: HEIR });
        }
        out
    }

    /// What somebody chairs or heads, behind the verb at a token: a body, but no mere meeting.
    fn led_body(&self, verb: usize, office: &str) -> Option<Group> {
        let sentence = self.text.tokens[verb].sentence;
        let mut group = Group::of(verb..verb + 1, office);
        let mut at = verb + 1 + usize::from(self.word(verb + 1) == "the");
        let schema = |m: &Mention| self.references.schema(m.entity);
        if let Some(state) = self.named(at).filter(|m| schema(m) == Some(Schema::Country)) {
            group.country = Some(state.entity);
            at = self.after(state.span);
            at += usize::from(self.text.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Possessive));
        }
        let body = |m: &&Mention| {
            matches!(schema(m), Some(Schema::PublicBody | Schema::Organization | Schema::Company))
        };
        if let Some(named) = self.named(at).filter(body) {
            group.body = Some(named.entity);
            group.tokens.end = self.after(named.span);
            return Some(group);
        }
        let exercise = office == "Commander" && matches!(self.word(at), "exercise" | "operation" | "mission");
        let end = self.unknown_body(at, sentence).or_else(|| self.plain_body(at, sentence));
        let end = end.filter(|_| office != "Leader").or(exercise.then_some(at + 1))?;
        group.office = format!("{office} of the {}", self.text.slice(self.text.cover(at..end)));
        group.tokens.end = end;
        Some(group)
    }

    /// "A., president of the board and chairman of the council,": the second office is A.'s too.
    fn chained(&self, last: &Holding, holding: &mut Holding) {
        let (from, to) = (last.group.tokens.end, holding.group.tokens.start);
        if to > from + 3 || to < from {
            return;
        }
        let words: Vec<&str> = (from..to).map(|t| self.word(t)).collect();
        if matches!(words.as_slice(), ["and"] | [",", "and"] | ["and", "the" | "a"] | [",", "and", "the"]) {
            holding.holders.clone_from(&last.holders);
            for holder in &mut holding.holders {
                holder.country = holding.group.country.map(|c| (c, Source::Told)).or(holder.country);
            }
            holding.rule = BEHIND;
        }
    }

    /// "Deputy Prime Minister and Defence Minister A.": both are A.'s. "the Belarusian President A. and
    /// Prime Minister B.": one country for both; "President A. and Prime Minister B. of Belarus" too.
    fn coordinate(&self, holdings: &mut [Holding]) {
        for i in (0..holdings.len().saturating_sub(1)).rev() {
            let (left, right) = holdings.split_at_mut(i + 1);
            let (Some(left), Some(right)) = (left.last_mut(), right.first()) else { continue };
            if right.holders.is_empty() || right.rule != BEFORE {
                continue;
            }
            if left.holders.is_empty() && !left.group.plural && left.group.kind == TitleKind::Office {
                let (from, to) = (left.group.tokens.end, right.group.tokens.start);
                if to == from + 1
                    && matches!(self.word(from), "and" | "/" | "," | "-" | "–" | "—")
                    && !left.group.definite
                {
                    left.holders.clone_from(&right.holders);
                    for holder in &mut left.holders {
                        holder.country = left.group.country.map(|c| (c, Source::Told)).or(holder.country);
                    }
                    left.rule = BEFORE;
                }
                continue;
            }
            if left.rule == BEFORE && self.coordinated(left, right) {
                let country = right.holders.first().and_then(|h| h.country).filter(|c| c.1 == Source::Told);
                // "talks with President A. and Chile's Minister B.": both sit on one side
                let object = left.group.tokens.start > 0
                    && self.word(left.group.tokens.start - 1) == "with"
                    && left.group.body.is_none();
                let own = right.group.country.is_some() && !object;
                for holder in left.holders.iter_mut().filter(|_| !own) {
                    holder.country = holder.country.or(country);
                }
            }
        }
        for i in 1..holdings.len() {
            let (left, right) = holdings.split_at_mut(i);
            let (Some(left), Some(right)) = (left.last(), right.first_mut()) else { continue };
            if left.rule == BEFORE && right.rule == BEFORE && self.coordinated(left, right) {
                let country = left.holders.first().and_then(|h| h.country).filter(|c| c.1 == Source::Told);
                for holder in &mut right.holders {
                    holder.country = holder.country.or(country);
                }
            }
        }
    }

    fn coordinated(&self, left: &Holding, right: &Holding) -> bool {
        let Some(last) = left.holders.last() else { return false };
        if left.group.tokens.start >= right.group.tokens.start || right.group.possessor.is_some() {
            return false;
        }
        let from = self.after(last.span);
        let words: Vec<&str> = (from..right.group.tokens.start).take(4).map(|t| self.word(t)).collect();
        matches!(words.as_slice(), ["and"] | [","] | [",", "and"] | ["and", "the"] | ["and", "with"])
    }
}

/// Rule: "dismissed the commander, A., and appointed B. in his place".
pub const HEIR: &str = "office: in the place of another";
/// Rule: "A., who chairs the committee".
pub const LEADS: &str = "office: told by a verb";
/// Rule: "A. is the minister", "A. became minister".
pub const PREDICATE: &str = "office: said of the name";
