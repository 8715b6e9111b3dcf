//! Lines with parts that may be missing.
//!
//! A pattern `[{0}: ]visit[ to {1}]` leaves out each stretch in brackets of which a part is missing;
//! `[{3};agreement]` says what follows the semicolon instead. Brackets may stand in brackets.

use super::{Key, Words};

impl Words {
    /// A line of the table, by its variant (of those with `|` between; the last where there are
    /// fewer), with what parts there are.
    pub fn line(&self, key: Key, variant: usize, parts: &[Option<&str>]) -> String {
        let text = self.say(key);
        let pattern = text.split('|').nth(variant).or_else(|| text.split('|').next_back()).unwrap_or("");
        let mut rest = pattern;
        stretch(&mut rest, parts).0
    }
}

/// What a stretch says up to its `]` or `;` or the end, and whether no part in it was missing.
fn stretch(rest: &mut &str, parts: &[Option<&str>]) -> (String, bool) {
    let (mut said, mut whole) = (String::new(), true);
    while let Some(at) = rest.find(['[', ']', ';', '{']) {
        said.push_str(&rest[..at]);
        let sign = rest.as_bytes()[at];
        match sign {
            b'[' => {
                *rest = &rest[at + 1..];
                said.push_str(&choice(rest, parts));
            }
            b'{' => {
                let place =
                    rest.as_bytes().get(at + 1).map_or(usize::MAX, |d| usize::from(d.wrapping_sub(b'0')));
                let part = parts.get(place).copied().flatten();
                whole &= part.is_some();
                said.push_str(part.unwrap_or(""));
                *rest = rest.get(at + 3..).unwrap_or("");
            }
            _ => {
                *rest = &rest[at..];
                return (said, whole);
            }
        }
    }
    said.push_str(rest);
    *rest = "";
    (said, whole)
}

/// The first of the stretches in brackets in which nothing is missing.
fn choice(rest: &mut &str, parts: &[Option<&str>]) -> String {
    let mut chosen = None;
    loop {
        let (said, whole) = stretch(rest, parts);
        if whole && chosen.is_none() {
            chosen = Some(said);
        }
        let more = rest.starts_with(';');
        *rest = rest.get(1..).unwrap_or("");
        if !more {
            return chosen.unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, parts: &[&str], expect: &str) {
        let parts: Vec<_> = parts.iter().map(|p| Some(*p).filter(|p| !p.is_empty())).collect();
        assert_eq!(stretch(&mut &*pattern, &parts).0, expect, "{pattern} {parts:?}");
    }

    #[test]
    fn stretches_without_their_part_are_left_out() {
        let visit = "[{0}: ]visit[ to {1}]";
        check(visit, &["Anna", "Oslo"], "Anna: visit to Oslo");
        check(visit, &["", "Oslo"], "visit to Oslo");
        check(visit, &["Anna", ""], "Anna: visit");
        let supply = "[{0}[ to {1}]: ;[To {1}: ]]{2}";
        check(supply, &["A", "B", "x"], "A to B: x");
        check(supply, &["A", "", "x"], "A: x");
        check(supply, &["", "B", "x"], "To B: x");
        check(supply, &["", "", "x"], "x");
        check("[{0};no one] came", &[""], "no one came");
    }

    #[test]
    fn a_broken_pattern_is_said_as_far_as_it_goes() {
        check("a[b {0}", &["x"], "ab x");
        check("a]b", &[], "a");
        check("{", &[], "");
        check("[[[;", &[], "");
        check("{é}", &["x"], "}");
    }
}
