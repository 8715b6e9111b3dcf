//! The words of the clause grammar, from `data/`: verbs with their senses, nouns that tell events,
//! agents, function words; one look-up a token.

use super::inflect::{self, Form};
use crate::extract::lexicon::classes;
use crate::record::{EventKind, Schema};
use rustc_hash::FxHashMap as HashMap;

/// Closed classes of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Class {
    Det,
    Pron,
    Prep,
    To,
    That,
    Rel,
    Conj,
    Sub,
    Modal,
    Be,
    Have,
    Do,
    Not,
    Adv,
}

/// What a verb, noun or adjective does to the infinitive or clause that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Control {
    None,
    Agree,
    Offer,
    Plan,
    Wish,
    Refuse,
    Deny,
    Request,
    Order,
    Threat,
    Yield,
    Accuse,
    Begin,
    Say,
    Pending,
}

/// Where the recipient of a verb stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The direct object.
    Object,
    /// After a preposition.
    After(String),
    /// The subject receives; the giver stands after "from".
    Subject,
}

/// What a sense asks of the clause beyond its words: written with `%` among the particles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// "could", "might": what is possible.
    Could,
    /// The subject is "it", standing for the infinitive ("it was decided to").
    It,
    /// The nouns in braces head the subject.
    Subject,
    /// Passive voice.
    Passive,
    /// Said not to have been: "did not accept", which is a deed of its own.
    Negated,
    /// The subject is what goes from one side to the other.
    Goods,
    /// Only of several, or of one with another: "the parties addressed the agenda".
    Mutual,
}

/// One sense of a verb: a line of `data/verbs.tsv`.
#[derive(Clone, Debug)]
pub struct Sense {
    /// Words that must follow ("over", "name to").
    pub particles: Vec<String>,
    /// What else must hold.
    pub conditions: Vec<Condition>,
    /// Nouns of which one must head the object (or the particle's noun phrase).
    pub heads: Vec<String>,
    /// Event type; `None` for a verb that only splits clauses.
    pub kind: Option<EventKind>,
    /// CAMEO code.
    pub cameo: String,
    /// Where the recipient stands, in order of preference.
    pub roles: Vec<Place>,
    /// What it governs.
    pub control: Control,
}

/// A verb with its senses, the most specific first.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Base form.
    pub lemma: String,
    /// At least one.
    pub senses: Vec<Sense>,
}

/// One noun that tells an event: a line of `data/nouns.tsv`.
#[derive(Clone, Debug)]
pub struct EventNoun {
    /// Singular.
    pub noun: String,
    /// Event type.
    pub kind: EventKind,
    /// CAMEO code.
    pub cameo: String,
    /// Where the actor stands: "poss" or prepositions.
    pub actor: Vec<String>,
    /// Where the recipient stands.
    pub recipient: Vec<String>,
    /// Whether equipment must be among its complements.
    pub equipment: bool,
}

/// What is known of one word form.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Closed class.
    pub class: Option<Class>,
    /// Verbs of which it is a form: position in [`Words::verbs`] and which form.
    pub verbs: Vec<(u32, Form)>,
    /// Noun that tells an event: position in [`Words::nouns`].
    pub noun: Option<u32>,
    /// Noun that can act, and whether it acts for its country.
    pub agent: Option<(Schema, bool)>,
    /// Governs an infinitive as noun or adjective.
    pub control: Option<Control>,
    /// Noun for arms, with what must stand before it; empty for nothing.
    pub arms: Option<Vec<String>>,
    /// Noun for a paper that is signed.
    pub paper: bool,
    /// A name of a day or month.
    pub calendar: bool,
}

/// All tables of the clause grammar.
#[derive(Clone, Debug, Default)]
pub struct Words {
    entries: HashMap<String, Entry>,
    /// Verbs by position.
    pub verbs: Vec<Verb>,
    /// Event nouns by position.
    pub nouns: Vec<EventNoun>,
    /// Position of "be" in [`Words::verbs`], whose forms are no verb forms here.
    pub be: Option<u32>,
    /// What stands for every adverb in "-ly" that no table lists.
    pub adverb: Entry,
}

/// The texts of the tables, as they stand in `data/`.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Tables<'a> {
    pub verbs: &'a str,
    pub irregular: &'a str,
    pub nouns: &'a str,
    pub agents: &'a str,
    pub controls: &'a str,
    pub function_words: &'a str,
    pub arms: &'a str,
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

/// Reads the name of an event type as the tables write it.
pub fn kind(name: &str) -> Option<EventKind> {
    Some(match name {
        "AGREE" => EventKind::Agree,
        "CONSULT" => EventKind::Consult,
        "VISIT" => EventKind::Visit,
        "COOPERATE" => EventKind::Cooperate,
        "EXERCISE" => EventKind::Exercise,
        "TRANSFER" => EventKind::Transfer,
        "AID" => EventKind::Aid,
        "SUPPORT" => EventKind::Support,
        "STATEMENT_INTENT" => EventKind::StatementIntent,
        "AWARD" => EventKind::Award,
        "APPOINT" => EventKind::Appoint,
        "REFUSE" => EventKind::Refuse,
        "SANCTION" => EventKind::Sanction,
        "OTHER" => EventKind::Other,
        _ => return None,
    })
}

fn control(name: &str) -> Control {
    match name {
        "agree" => Control::Agree,
        "offer" => Control::Offer,
        "plan" => Control::Plan,
        "wish" => Control::Wish,
        "refuse" => Control::Refuse,
        "deny" => Control::Deny,
        "request" => Control::Request,
        "order" => Control::Order,
        "threat" => Control::Threat,
        "yield" => Control::Yield,
        "accuse" => Control::Accuse,
        "begin" => Control::Begin,
        "say" => Control::Say,
        "pending" => Control::Pending,
        _ => Control::None,
    }
}

fn condition(name: &str) -> Option<Condition> {
    Some(match name {
        "%could" => Condition::Could,
        "%it" => Condition::It,
        "%subject" => Condition::Subject,
        "%passive" => Condition::Passive,
        "%negated" => Condition::Negated,
        "%goods" => Condition::Goods,
        "%mutual" => Condition::Mutual,
        _ => return None,
    })
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "det" => Class::Det,
        "pron" => Class::Pron,
        "prep" => Class::Prep,
        "to" => Class::To,
        "that" => Class::That,
        "rel" => Class::Rel,
        "conj" => Class::Conj,
        "sub" => Class::Sub,
        "modal" => Class::Modal,
        "be" => Class::Be,
        "have" => Class::Have,
        "do" => Class::Do,
        "not" => Class::Not,
        "adv" => Class::Adv,
        _ => return None,
    })
}

impl Words {
    /// Reads the tables; a line that does not fit is passed over (a test of the repository finds it).
    pub fn parse(tables: Tables<'_>) -> Words {
        let mut words = Words::default();
        let mut irregular: HashMap<&str, (&str, &str)> = HashMap::default();
        for row in rows(tables.irregular) {
            if let [lemma, past, participle] = row[..] {
                irregular.insert(lemma, (past, participle));
            }
        }
        let mut at: HashMap<&str, usize> = HashMap::default();
        for row in rows(tables.verbs) {
            let [lemma, with, kind_name, cameo, roles, governs] = row[..] else { continue };
            let (before, braces) = with.split_once('{').unwrap_or((with, ""));
            let plain = |w: &&str| *w != "-" && !w.starts_with('%');
            let sense = Sense {
                particles: before.split_whitespace().filter(plain).map(str::to_owned).collect(),
                conditions: before.split_whitespace().filter_map(condition).collect(),
                heads: braces
                    .trim_end_matches('}')
                    .split('|')
                    .filter(|w| !w.is_empty())
                    .map(str::to_owned)
                    .collect(),
                kind: kind(kind_name),
                cameo: if cameo == "-" { String::new() } else { cameo.to_owned() },
                roles: roles
                    .split(',')
                    .filter_map(|r| match r {
                        "obj" => Some(Place::Object),
                        "swap" => Some(Place::Subject),
                        "-" | "none" => None,
                        prep => Some(Place::After(prep.to_owned())),
                    })
                    .collect(),
                control: control(governs),
            };
            let i = *at.entry(lemma).or_insert_with(|| {
                words.verbs.push(Verb { lemma: lemma.to_owned(), senses: Vec::new() });
                words.verbs.len() - 1
            });
            words.verbs[i].senses.push(sense);
        }
        for (i, verb) in words.verbs.iter_mut().enumerate() {
            verb.senses.sort_by_key(|s| {
                std::cmp::Reverse(
                    s.particles.len() * 2 + s.conditions.len() + usize::from(!s.heads.is_empty()),
                )
            });
            let one = irregular.get(verb.lemma.as_str()).copied();
            for (form, which) in inflect::forms(&verb.lemma, one) {
                let list = &mut words.entries.entry(form).or_default().verbs;
                match list.iter_mut().find(|(v, _)| *v == i as u32) {
                    Some((_, f)) => *f = f.or(which),
                    None => list.push((i as u32, which)),
                }
            }
        }
        words.be = at.get("be").map(|i| *i as u32);
        for row in rows(tables.nouns) {
            let [noun, kind_name, cameo, actor, recipient, needs] = row[..] else { continue };
            let Some(kind) = kind(kind_name) else { continue };
            let list =
                |s: &str| s.split(',').filter(|w| *w != "-").map(str::to_owned).collect::<Vec<String>>();
            let i = words.nouns.len() as u32;
            words.nouns.push(EventNoun {
                noun: noun.to_owned(),
                kind,
                cameo: cameo.to_owned(),
                actor: list(actor),
                recipient: list(recipient),
                equipment: needs == "equipment",
            });
            for form in [noun.to_owned(), plural(noun)] {
                words.entries.entry(form).or_default().noun.get_or_insert(i);
            }
        }
        for row in rows(tables.agents) {
            let [noun, schema, state] = row[..] else { continue };
            let schema = match schema {
                "PublicBody" => Schema::PublicBody,
                "Person" => Schema::Person,
                _ => Schema::Organization,
            };
            words.entries.entry(noun.to_owned()).or_default().agent = Some((schema, state == "y"));
        }
        for row in rows(tables.controls) {
            let [word, governs] = row[..] else { continue };
            for form in [word.to_owned(), plural(word)] {
                words.entries.entry(form).or_default().control = Some(control(governs));
            }
        }
        for row in rows(tables.arms) {
            let [noun, before] = row[..] else { continue };
            let before: Vec<String> = before.split('|').filter(|w| *w != "-").map(str::to_owned).collect();
            for form in [noun.to_owned(), plural(noun)] {
                words.entries.entry(form).or_default().arms = Some(before.clone());
            }
        }
        for noun in classes::all(classes::SIGNED) {
            for form in [noun.to_owned(), plural(noun)] {
                words.entries.entry(form).or_default().paper = true;
            }
        }
        for row in rows(tables.function_words) {
            let [word, name] = row[..] else { continue };
            words.entries.entry(word.to_owned()).or_default().class = class(name);
        }
        words.adverb.class = Some(Class::Adv);
        for word in classes::all(classes::CALENDAR) {
            words.entries.entry(word.to_owned()).or_default().calendar = true;
        }
        words
    }

    /// What is known of a lower-case word.
    pub fn entry(&self, lower: &str) -> Option<&Entry> {
        self.entries.get(lower)
    }
}

/// The regular plural of a noun.
pub fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") {
        return format!("{noun}es");
    }
    format!("{noun}s")
}

/// Whether a lower-case form is this noun, in singular or plural.
pub fn is_noun(form: &str, noun: &str) -> bool {
    form == noun
        || form.strip_prefix(noun).is_some_and(|rest| rest == "s" || rest == "es")
        || (form.ends_with("ies") && noun.ends_with('y') && form[..form.len() - 3] == noun[..noun.len() - 1])
}

impl Words {
    /// The tables built into the program.
    pub fn builtin() -> Words {
        Words::parse(Tables {
            verbs: include_str!("../../../data/verbs.tsv"),
            irregular: include_str!("../../../data/irregular.tsv"),
            nouns: include_str!("../../../data/nouns.tsv"),
            agents: include_str!("../../../data/agents.tsv"),
            controls: include_str!("../../../data/controls.tsv"),
            function_words: include_str!("../../../data/function-words.tsv"),
            arms: include_str!("../../../data/arms.tsv"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_well_formed() {
        let columns = [
            (include_str!("../../../data/verbs.tsv"), 6),
            (include_str!("../../../data/irregular.tsv"), 3),
            (include_str!("../../../data/nouns.tsv"), 6),
            (include_str!("../../../data/agents.tsv"), 3),
            (include_str!("../../../data/controls.tsv"), 2),
            (include_str!("../../../data/function-words.tsv"), 2),
            (include_str!("../../../data/arms.tsv"), 2),
        ];
        for (table, n) in columns {
            for row in rows(table) {
                assert_eq!(row.len(), n, "{row:?}");
            }
        }
        for row in rows(columns[0].0) {
            assert!(row[2] == "-" || kind(row[2]).is_some(), "{row:?}");
            assert!(row[5] == "-" || control(row[5]) != Control::None, "{row:?}");
        }
        for row in rows(columns[4].0) {
            assert!(control(row[1]) != Control::None, "{row:?}");
        }
    }

    #[test]
    fn a_form_leads_to_its_verbs() {
        let words = Words::builtin();
        let lemmas = |form: &str| -> Vec<&str> {
            words.entry(form).map_or(Vec::new(), |e| {
                e.verbs.iter().map(|(v, _)| words.verbs[*v as usize].lemma.as_str()).collect()
            })
        };
        assert_eq!(lemmas("shipped"), ["ship"]);
        assert!(lemmas("found").contains(&"find"));
        assert_eq!(lemmas("undertook"), ["undertake"]);
        assert!(is_noun("treaties", "treaty") && is_noun("tanks", "tank") && !is_noun("tanker", "tank"));
    }
}
