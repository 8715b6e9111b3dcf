//! Papers told by description: "a roadmap for 2017–2018", "a memorandum of understanding on fishing".
//!
//! A description with "a", or one that says more than its noun, makes an agreement of the document;
//! "the roadmap" and "the document" point back to it. Names of parties are left outside the words
//! marked, so that a reader of the span still finds them.

use super::References;
use crate::extract::Text;
use crate::extract::lexicon::{classes, slug};
use crate::extract::text::TokenKind;
use crate::record::{DocumentId, Entity, EntityId, Form, Mention, Records, Schema, ZoneKind};
use std::ops::Range;

/// How many papers of a document are looked back at.
const REACH: usize = 8;

/// A paper made so far.
struct Paper {
    entity: EntityId,
    head: String,
    matters: Vec<String>,
    years: String,
    /// Told in a headline only: the text tells it anew, with "a".
    headline: bool,
}

/// A description in the text.
struct Told {
    tokens: Range<usize>,
    head: usize,
    matters: Vec<String>,
    years: String,
    /// Whether something behind the noun tells which paper it is.
    behind: bool,
}

/// Adds the papers that a document describes, and what points back to them.
pub fn read(text: &Text, records: &mut Records) {
    let references = References::new(records);
    let mut papers: Vec<Paper> = Vec::new();
    for at in 0..text.tokens.len() {
        if !classes::is(&text.tokens[at].lower, classes::PAPER) && text.tokens[at].lower != "document" {
            continue;
        }
        let reader = Reader { text, references: &references };
        let Some((told, article)) = reader.told(at) else { continue };
        let head = text.tokens[at].lower.to_string();
        let fresh = matches!(article, "a" | "an" | "another");
        let described = told.behind || !told.matters.is_empty();
        // "a plan" and "a deal" may be anybody's intention; only more words make a paper of them
        let vague = matches!(head.as_str(), "plan" | "deal" | "protocol" | "document");
        let makes = head != "document"
            && if fresh { described || !vague } else { described && (!vague || !told.matters.is_empty()) };
        let near = papers.iter().rev().take(REACH);
        let same = |p: &&Paper| {
            p.head == head
                && (p.years.is_empty() || told.years.is_empty() || p.years == told.years)
                && (told.matters.is_empty() || told.matters.iter().any(|m| p.matters.contains(m)))
        };
        // "the plan with Norway" beside another plan
        let elsewhere = matches!(
            reader.word(at + 1, at),
            "with" | "between" | "of" | "on" | "for" | "concerning" | "to" | "in"
        );
        let other = if fresh { reader.describes(at) } else { elsewhere };
        if other && !described {
            continue;
        }
        let headline = text.sentences.get(text.tokens[at].sentence as usize).is_some_and(|s| {
            matches!(s.zone, ZoneKind::Title | ZoneKind::RepeatedTitle | ZoneKind::Subtitle)
        });
        let known = if fresh {
            let alike = |p: &&Paper| p.headline && (same(p) || p.head == head && p.matters.is_empty());
            near.clone().find(alike)
        } else {
            near.clone().find(same).or_else(|| {
                (!described && classes::is(&head, classes::ANY_PAPER)).then(|| papers.last()).flatten()
            })
        };
        let known = known.map(|p| p.entity);
        if let Some(paper) = papers.iter_mut().rev().take(REACH).find(|p| Some(p.entity) == known)
            && paper.headline
            && !headline
        {
            paper.headline = false;
            let words = text.slice(text.cover(told.tokens.clone()));
            if let Some(entity) = records.entities.get_mut(paper.entity.index())
                && words.len() > entity.name.len()
            {
                entity.name = words.to_string();
                paper.matters.clone_from(&told.matters);
            }
        }
        let entity = match known {
            Some(entity) => entity,
            None if makes => {
                let entity = EntityId(records.entities.len() as u32);
                let mut name = text.slice(text.cover(told.tokens.clone())).to_string();
                if !told.years.is_empty() && !name.contains(&told.years) {
                    name = format!("{name} for {}", told.years);
                }
                let number = papers.len() + 1;
                let key = format!("agreement:{}-{number}-in-{}", slug(&name), slug(&text.document.id));
                records.entities.push(Entity::named(key, Schema::Agreement, name));
                let Told { matters, years, .. } = &told;
                papers.push(Paper { entity, head, matters: matters.clone(), years: years.clone(), headline });
                entity
            }
            None => continue,
        };
        records.mentions.push(Mention {
            document: DocumentId(0),
            span: text.cover(told.tokens),
            entity,
            form: Form::Nominal,
            rule: if known.is_some() { "coref: the paper told before" } else { "agreement: described" }
                .into(),
        });
    }
}

struct Reader<'a> {
    text: &'a Text<'a>,
    references: &'a References,
}

impl<'a> Reader<'a> {
    fn word(&self, i: usize, near: usize) -> &'a str {
        match self.text.tokens.get(i) {
            Some(t) if t.sentence == self.text.tokens[near].sentence => &t.lower,
            _ => "",
        }
    }

    /// Whether the noun only describes the next one: "a treaty footing".
    fn describes(&self, head: usize) -> bool {
        let next = self.word(head + 1, head);
        let token = self.text.tokens.get(head + 1);
        token.is_some_and(|t| t.kind == TokenKind::Word)
            && !next.is_empty()
            && !next.ends_with("ed")
            && !matches!(
                next,
                "on" | "for"
                    | "of"
                    | "with"
                    | "between"
                    | "to"
                    | "in"
                    | "at"
                    | "by"
                    | "was"
                    | "is"
                    | "had"
                    | "has"
                    | "will"
                    | "would"
                    | "that"
                    | "which"
                    | "and"
                    | "or"
                    | "as"
                    | "from"
                    | "worth"
                    | "after"
                    | "during"
                    | "when"
                    | "under"
                    | "but"
                    | "last"
                    | "today"
                    | "yesterday"
                    | "here"
                    | "about"
                    | "concerning"
                    | "while"
            )
    }

    /// Whether a mention stands on a token.
    fn marked(&self, i: usize) -> bool {
        let Some(token) = self.text.tokens.get(i) else { return false };
        let all = self.references.all();
        let to = all.partition_point(|m| m.span.start <= token.span.start);
        let over = |m: &Mention| m.span.overlaps(token.span) && m.form != Form::Pronoun;
        all[..to].iter().rev().take(6).any(over)
    }

    /// The description whose noun stands at a token, with its article; `None` inside a name.
    fn told(&self, head: usize) -> Option<(Told, &'a str)> {
        if self.marked(head) || self.text.tokens[head].capital {
            return None;
        }
        // words before it, back to the article
        let mut start = head;
        let mut first = head;
        let mut open = true;
        let mut matters = Vec::new();
        let mut article = "";
        for back in 1..=7 {
            let Some(i) = head.checked_sub(back) else { break };
            let word = self.word(i, head);
            if matches!(word, "a" | "an" | "the" | "another" | "this" | "that") {
                article = word;
                break;
            }
            let token = &self.text.tokens[i];
            let hyphen = matches!(word, "-" | "‑") && !token.spaced;
            if word.is_empty() || !(token.kind == TokenKind::Word || hyphen) {
                return None;
            }
            first = i;
            if self.marked(i) || token.capital {
                open = false;
            }
            if open {
                start = i;
            }
            if classes::is(word, classes::MATTER) {
                matters.push(word.to_string());
            }
        }
        let apart = matches!(self.text.tokens[start].lower.as_str(), "-" | "‑");
        let start = if apart { start + 1 } else { start };
        if article.is_empty() || first + 8 <= head {
            return None;
        }
        let (end, mut behind) = self.behind(head);
        for i in head + 1..end {
            let word = self.word(i, head);
            if word.chars().count() > 4 && self.text.tokens[i].kind == TokenKind::Word {
                matters.push(word.to_string());
            }
        }
        // "the cooperation plan with Serbia for 2019": the years, past the parties
        let mut years = String::new();
        for i in head + 1..(head + 6).max(end) {
            if self.word(i, head) == "for" && self.year(i + 1) {
                let last = if self.year(i + 3) && matches!(self.word(i + 2, head), "–" | "-" | "and") {
                    i + 4
                } else {
                    i + 2
                };
                years = self.text.slice(self.text.cover(i + 1..last)).to_string();
                behind = true;
                break;
            }
        }
        Some((Told { tokens: start..end, head, matters, years, behind }, article)).filter(|t| t.0.head < end)
    }

    fn year(&self, i: usize) -> bool {
        self.text.tokens.get(i).is_some_and(|_| {
            let word = self.text.token(i);
            word.len() == 4 && word.parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y))
        })
    }

    /// The token behind what tells more: "of understanding", "on fishing and trade", "for six boats".
    fn behind(&self, head: usize) -> (usize, bool) {
        let mut end = head + 1;
        let mut more = false;
        if self.word(end, head) == "of" && self.word(end + 1, head) == "understanding" {
            (end, more) = (end + 2, true);
        }
        if !matches!(self.word(end, head), "on" | "for" | "concerning") {
            return (end, more);
        }
        let mut i = end + 1;
        let mut last = end;
        while i < end + 9 {
            let word = self.word(i, head);
            let Some(token) = self.text.tokens.get(i).filter(|_| !word.is_empty()) else { break };
            let hyphen = matches!(word, "-" | "‑" | "–") && !token.spaced;
            let ends = matches!(
                word,
                "that"
                    | "which"
                    | "to"
                    | "with"
                    | "between"
                    | "in"
                    | "at"
                    | "by"
                    | "was"
                    | "is"
                    | "were"
                    | "has"
                    | "had"
                    | "will"
                    | "would"
                    | "as"
                    | "from"
                    | "worth"
                    | "who"
                    | "after"
                    | "during"
            );
            let next_paper = matches!(word, "a" | "an" | "another") && i > end + 1;
            if ends || next_paper || !(hyphen || matches!(token.kind, TokenKind::Word | TokenKind::Number)) {
                break;
            }
            // a name of a day, a state or a thing: the description ends before its preposition
            if token.capital || self.marked(i) || matches!(word, "first" | "now") {
                last = end;
                break;
            }
            if !matches!(word, "and" | "the" | "of" | "on" | "for" | "-" | "‑" | "–" | "a") {
                last = i + 1;
            }
            i += 1;
        }
        if last > end { (last, true) } else { (end, more) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::coref::tests::marked;

    /// Checks what is read as a paper: `words > name`.
    #[track_caller]
    fn check(source: &str, expect: &[&str]) {
        let (document, mut records) = marked(source);
        let before = records.mentions.len();
        read(&Text::new(&document), &mut records);
        let got: Vec<String> = records.mentions[before..]
            .iter()
            .map(|m| format!("{} > {}", m.span.of(&document.text), records.entities[m.entity.index()].name))
            .collect();
        assert_eq!(got, expect, "{source}");
    }

    #[test]
    fn a_described_paper_is_one_thing_in_its_report() {
        check(
            "They signed a roadmap for 2031–2032 and a trade agreement. The roadmap is short. The accord is long.",
            &[
                "roadmap for 2031–2032 > roadmap for 2031–2032",
                "trade agreement > trade agreement",
                "roadmap > roadmap for 2031–2032",
                "accord > trade agreement",
            ],
        );
        check(
            "A memorandum of understanding on fresh water was signed. The memorandum has two pages.",
            &[
                "memorandum of understanding on fresh water > memorandum of understanding on fresh water",
                "memorandum > memorandum of understanding on fresh water",
            ],
        );
    }

    #[test]
    fn parties_and_years_behind_the_noun() {
        check(
            "The cooperation plan with [Country:no Norway] for 2031 is longer than the plan with [Country:se Sweden].",
            &["cooperation plan > cooperation plan for 2031"],
        );
        check("A contract for six [Equipment Vela-3] boats was signed.", &["contract > contract"]);
    }

    #[test]
    fn an_intention_is_no_paper() {
        check("They set it on a treaty footing.", &[]);
        check("The plan failed. She had a plan. They made a deal. The protocol was kept.", &[]);
        check("The [Agreement Fish Agreement] holds; the agreements of others do not.", &[]);
    }
}
