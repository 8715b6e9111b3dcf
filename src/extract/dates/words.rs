//! What single words count for in a date: `data/calendar.tsv` as a table.

use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// A calendar unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years from one that ends in 00.
    Century,
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its first third.
    Early,
    /// Its second third.
    Middle,
    /// Its last third.
    Late,
    /// Its first half, its second half.
    Half(u8),
}

/// What a word counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A month's full name.
    Month(u8),
    /// A month's short name, read only beside a number.
    MonthShort(u8),
    /// A day of the week, Monday is 1.
    Weekday(u8),
    /// Its short name, read only before a date.
    WeekdayShort(u8),
    /// A season as EDTF code, 21 is spring.
    Season(u8),
    /// A cardinal number.
    Number(i32),
    /// An ordinal number.
    Ordinal(i32),
    /// A unit in the singular.
    Unit(Unit),
    /// A unit in the plural.
    Units(Unit),
    /// "early", "end".
    Part(Part),
    /// "yesterday": days from today.
    Day(i32),
    /// "last", "this", "next": units from the present one.
    Step(i32),
    /// "nineties": its tens.
    Decade(i32),
    /// "invited", "offer": what the infinitive behind it tells is yet to come.
    Ahead,
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn sense(kind: &str, value: &str) -> Option<Sense> {
    let small = || value.parse::<u8>().ok();
    let number = || value.parse::<i32>().ok();
    Some(match kind {
        "month" => Sense::Month(small()?),
        "month-short" => Sense::MonthShort(small()?),
        "weekday" => Sense::Weekday(small()?),
        "weekday-short" => Sense::WeekdayShort(small()?),
        "season" => Sense::Season(small()?),
        "number" => Sense::Number(number()?),
        "ordinal" => Sense::Ordinal(number()?),
        "unit" => Sense::Unit(unit(value)?),
        "units" => Sense::Units(unit(value)?),
        "part" => Sense::Part(match value {
            "early" => Part::Early,
            "middle" => Part::Middle,
            _ => Part::Late,
        }),
        "day" => Sense::Day(number()?),
        "step" => Sense::Step(number()?),
        "decade" => Sense::Decade(number()?),
        "ahead" => Sense::Ahead,
        _ => return None,
    })
}

/// What a word in lower case counts for, if it belongs to dates at all.
pub fn look_up(word: &str) -> Option<Sense> {
    static TABLE: OnceLock<HashMap<&'static str, Sense>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lines = include_str!("../../../data/calendar.tsv").lines().filter(|l| !l.starts_with('#'));
        lines
            .filter_map(|line| {
                let mut columns = line.split('\t');
                let (word, kind, value) = (columns.next()?, columns.next()?, columns.next()?);
                Some((word, sense(kind, value)?))
            })
            .collect()
    });
    table.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        for line in include_str!("../../../data/calendar.tsv").lines().filter(|l| !l.starts_with('#')) {
            let word = line.split('\t').next().unwrap_or("");
            assert!(look_up(word).is_some(), "{line}");
        }
        assert_eq!(look_up("september"), Some(Sense::Month(9)));
        assert_eq!(look_up("meeting"), None);
    }
}
