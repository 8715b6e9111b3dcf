//! What stands in the search box: words, `"phrases"`, `-not` and `field:value`.
//!
//! | written | means |
//! |---|---|
//! | `talks minsk` | every word, the last perhaps only begun |
//! | `"joint exercise"` | these words in a row |
//! | `-word`, `-"a phrase"`, `-country:RS` | not that |
//! | `country:RS`, `country:serbia` | a country takes part, by ISO code or name |
//! | `person:`, `body:`, `equipment:` | takes part, by words of a name |
//! | `type:TRANSFER`, `status:planned` | by the names in records |
//! | `after:2017`, `before:2019-06` | after the end, before the beginning of a date |
//! | `report:name` | told by a report with these words in title, publisher or file name |
//!
//! A value of several words stands in quotes: `person:"Ana Li"`. What looks like a field but is none
//! ("12:30") is words.

use crate::edtf::{Day, Edtf};
use crate::record::Span;

/// A field of the syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Field {
    Country,
    Type,
    Status,
    Before,
    After,
    Person,
    Body,
    Equipment,
    Report,
}

/// Every field with its name.
pub const FIELDS: [(Field, &str); 9] = [
    (Field::Country, "country"),
    (Field::Type, "type"),
    (Field::Status, "status"),
    (Field::Before, "before"),
    (Field::After, "after"),
    (Field::Person, "person"),
    (Field::Body, "body"),
    (Field::Equipment, "equipment"),
    (Field::Report, "report"),
];

/// What a part of a search asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// A word, or several that no space parts.
    Word,
    /// Words in a row.
    Phrase,
    /// A field with a value.
    Of(Field),
}

/// A part of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause<'a> {
    /// What it asks for.
    pub ask: Ask,
    /// The word, the words of the phrase, or the field's value; may be empty while one types.
    pub value: &'a str,
    /// Whether it is to be absent.
    pub not: bool,
    /// Where it stands in the search, with its quotation marks.
    pub span: Span,
}

const OPEN: [char; 4] = ['"', '“', '„', '«'];
const CLOSE: [char; 4] = ['"', '”', '“', '»'];

/// The parts of a search in their order; any text has some.
pub fn parse(text: &str) -> Vec<Clause<'_>> {
    let mut clauses = Vec::new();
    let mut at = 0;
    while let Some(gap) = text[at..].find(|c: char| !c.is_whitespace()) {
        let start = at + gap;
        let sign =
            text[start..].strip_prefix('-').filter(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
        let not = sign.is_some();
        let body = start + usize::from(not);
        let (ask, from) = match field(&text[body..]) {
            Some((field, length)) => (Some(Ask::Of(field)), body + length),
            None => (None, body),
        };
        let (value, end, quoted) = value(text, from);
        clauses.push(Clause {
            ask: ask.unwrap_or(if quoted { Ask::Phrase } else { Ask::Word }),
            value,
            not,
            span: Span::new(start, end),
        });
        at = end;
    }
    clauses
}

/// A field's name and colon at the beginning of a text, and their length.
fn field(text: &str) -> Option<(Field, usize)> {
    FIELDS.into_iter().find_map(|(field, name)| {
        let head = text.get(..name.len() + 1)?;
        let word = head.strip_suffix(':')?;
        word.eq_ignore_ascii_case(name).then_some((field, name.len() + 1))
    })
}

/// What stands at a place up to a space, or between quotation marks, with its end.
fn value(text: &str, from: usize) -> (&str, usize, bool) {
    let rest = &text[from..];
    let to_space = || rest.find(char::is_whitespace).unwrap_or(rest.len());
    let Some(open) = rest.chars().next().filter(|c| OPEN.contains(c)) else {
        let end = to_space();
        return (&rest[..end], from + end, false);
    };
    let inside = &rest[open.len_utf8()..];
    // While one types, the closing mark is not there yet.
    let close = inside.find(CLOSE).unwrap_or(inside.len());
    let mark = inside[close..].chars().next().map_or(0, char::len_utf8);
    (&inside[..close], from + open.len_utf8() + close + mark, true)
}

/// The words that stand free, in a line: what names and sentences are looked for by.
pub fn free_words(text: &str) -> String {
    let clauses = parse(text);
    let free = clauses.iter().filter(|c| c.ask == Ask::Word && !c.not).map(|c| c.value);
    free.collect::<Vec<_>>().join(" ")
}

/// The search without one of its parts.
pub fn without(text: &str, span: Span) -> String {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    format!("{} {}", before.trim(), after.trim()).trim().to_owned()
}

/// The search without its free words: when they have led to what was meant, the rest still filters.
pub fn without_words(text: &str) -> String {
    let clauses = parse(text);
    let kept = clauses.iter().filter(|c| c.ask != Ask::Word || c.not).map(|c| c.span.of(text));
    kept.collect::<Vec<_>>().join(" ")
}

/// The days that `before:` and `after:` leave: first and last; `None` where no part is about time.
/// A value that is no date is passed over.
pub(super) fn days(clauses: &[Clause]) -> Option<(Day, Day)> {
    // As far as a `Day` reaches without overflow when days are counted from it.
    const FAR: Day = Day::MAX / 4;
    let mut range = None;
    for clause in clauses.iter().filter(|c| !c.not) {
        let ends = || Edtf::parse(clause.value).ok().map(|date| date.days());
        let (from, to) = range.unwrap_or((-FAR, FAR));
        match clause.ask {
            Ask::Of(Field::Before) => {
                if let Some((Some(first), _)) = ends() {
                    range = Some((from, to.min(first - 1)));
                }
            }
            Ask::Of(Field::After) => {
                if let Some((_, Some(last))) = ends() {
                    range = Some((from.max(last + 1), to));
                }
            }
            _ => {}
        }
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[(&str, Ask, bool)]) {
        let found: Vec<_> = parse(text).iter().map(|c| (c.value, c.ask, c.not)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_search_is_read_in_its_parts() {
        use Ask::{Of, Phrase, Word};
        check("talks  oslo", &[("talks", Word, false), ("oslo", Word, false)]);
        check("\"joint drill\" -navy", &[("joint drill", Phrase, false), ("navy", Word, true)]);
        check("-“joint drill”", &[("joint drill", Phrase, true)]);
        check("Country:NO -type:AID", &[("NO", Of(Field::Country), false), ("AID", Of(Field::Type), true)]);
        check("person:\"Ana Li\" x", &[("Ana Li", Of(Field::Person), false), ("x", Word, false)]);
        check("before: 2019", &[("", Of(Field::Before), false), ("2019", Word, false)]);
        check(
            "12:30 F-16 - --",
            &[("12:30", Word, false), ("F-16", Word, false), ("-", Word, false), ("-", Word, true)],
        );
        check("\"open", &[("open", Phrase, false)]);
        check("", &[]);
    }

    #[test]
    fn dates_bound_the_days_that_are_left() {
        let day = |y, m, d| crate::edtf::day(y, m, d);
        let range = |text: &str| days(&parse(text));
        assert_eq!(range("after:2017 before:2019-06"), Some((day(2018, 1, 1), day(2019, 5, 31))));
        assert_eq!(range("after:2017-03-04").map(|r| r.0), Some(day(2017, 3, 5)));
        assert_eq!(range("after:x talks"), None);
    }

    #[test]
    fn a_part_is_taken_out_and_the_rest_stays() {
        let text = "talks country:NO \"a b\" oslo";
        let second = parse(text)[1].span;
        assert_eq!(without(text, second), "talks \"a b\" oslo");
        assert_eq!(without_words(text), "country:NO \"a b\"");
        assert_eq!(free_words(text), "talks oslo");
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_what_its_parts_say_is_read_the_same(text in "(-|\"|“|»|country:|before:|[a-zé ]{0,4}| ){0,12}") {
            let clauses = parse(&text);
            let mut end = 0;
            for clause in &clauses {
                prop_assert!(clause.span.start >= end);
                end = clause.span.end;
                let again = parse(clause.span.of(&text));
                prop_assert_eq!(again.len(), 1);
                prop_assert_eq!((again[0].ask, again[0].value, again[0].not), (clause.ask, clause.value, clause.not));
            }
            let said: Vec<&str> = clauses.iter().map(|c| c.span.of(&text)).collect();
            let joined = said.join(" ");
            if !joined.contains(['"', '“', '»']) {
                let again: Vec<_> = parse(&joined).iter().map(|c| (c.ask, c.value.to_owned())).collect();
                let first: Vec<_> = clauses.iter().map(|c| (c.ask, c.value.to_owned())).collect();
                prop_assert_eq!(again, first);
            }
        }
    }
}
