//! The languages follow CLDR, as ICU4X reads it.

use entente::edtf::Edtf;
use entente::words::{Key, Lang, Words};
use icu_calendar::Date;
use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// A table as it is written, read as the page reads it.
fn words(lang: Lang) -> Words {
    let table = match lang {
        Lang::En => return Words::english(),
        Lang::Ru => include_str!("../data/words/ru.tsv"),
        Lang::SrLatn | Lang::SrCyrl => include_str!("../data/words/sr.tsv"),
    };
    let mut texts = vec![String::new(); entente::words::COUNT];
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        if let (Some(name), Some(text)) = (columns.next(), columns.next())
            && let Some(key) = Key::named(name)
        {
            texts[key.index()] = text.to_owned();
        }
    }
    let head = format!("entente words {:08x}", entente::words::SUM);
    Words::read(lang, &format!("{head}\n{}\n", texts.join("\n"))).expect("a table")
}

fn locale(lang: Lang) -> Locale {
    lang.tag().parse().expect("a tag")
}

#[test]
fn plural_forms_are_those_of_cldr() {
    for lang in Lang::ALL {
        // CLDR's rules belong to a language in all its scripts.
        let language: Locale = lang.tag()[..2].parse().expect("a tag");
        let rules = PluralRules::try_new_cardinal(language.into()).expect("rules");
        // The forms of a text stand in CLDR's order; whole numbers of Russian have no "other".
        let order = [PluralCategory::One, PluralCategory::Few, PluralCategory::Many, PluralCategory::Other];
        let used: Vec<PluralCategory> =
            order.into_iter().filter(|c| (0..200u64).any(|n| rules.category_for(n) == *c)).collect();
        for n in (0..1200u64).chain([1_000_001, 1_000_002, 1_000_011]) {
            assert_eq!(used[lang.form(n)], rules.category_for(n), "{n} in {}", lang.tag());
        }
    }
}

#[test]
fn numbers_are_set_as_cldr_sets_them() {
    for lang in Lang::ALL {
        let formatter =
            DecimalFormatter::try_new(locale(lang).into(), Default::default()).expect("a formatter");
        for n in [0usize, 7, 999, 1000, 12_345, 1_234_567] {
            let expect = formatter.format(&Decimal::from(n as u64)).to_string();
            assert_eq!(words(lang).number(n), expect, "in {}", lang.tag());
        }
    }
}

#[test]
fn dates_are_written_as_cldr_writes_them() {
    let mut others = Vec::new();
    let mut compare = |said: String, expect: String| {
        if said != expect {
            others.push(format!("{said} for {expect}"));
        }
    };
    for (lang, tag) in [(Lang::En, "en-GB"), (Lang::Ru, "ru"), (Lang::SrLatn, "sr-Latn")] {
        let locale: Locale = tag.parse().expect("a tag");
        let words = words(lang);
        for month in 1..=12u8 {
            let date = Date::try_new_gregorian(2017, month, 17).expect("a date");
            let day = Edtf::parse(&format!("2017-{month:02}-17")).expect("a day");
            let whole = Edtf::parse(&format!("2017-{month:02}")).expect("a month");
            type Formatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;
            // Short dates of Serbian are figures in CLDR; ours name the month, as the other languages do.
            for long in [true, false].into_iter().filter(|long| *long || lang != Lang::SrLatn) {
                let said = |edtf| if long { words.date(edtf) } else { words.short_date(edtf) };
                let (days, months) =
                    if long { (YMD::long(), YM::long()) } else { (YMD::medium(), YM::medium()) };
                let days = Formatter::try_new(locale.clone().into(), days).expect("patterns");
                compare(said(&day), days.format(&date).to_string());
                let months = Formatter::try_new(locale.clone().into(), months).expect("patterns");
                compare(said(&whole), months.format(&date).to_string());
            }
        }
    }
    assert_eq!(others, Vec::<String>::new());
}
