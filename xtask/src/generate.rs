//! Folders of made-up reports, to measure with: `cargo xtask generate 10000 target/reports-10000`.
//!
//! The same number gives the same folder, byte for byte. Countries, capitals and adjectives are real
//! (`data/`), people, firms and deals are not; a few countries and arms occur in most reports and
//! most in few, as in the news. The texts go through the same reading as any report.

use crate::{Outcome, root};
use fastrand::Rng;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// First and last year of the made-up news.
const YEARS: (u32, u32) = (2005, 2024);
/// Years that a minister stays.
const TERM: u32 = 4;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const OFFICES: [&str; 4] = ["Defence Minister", "Foreign Minister", "President", "Prime Minister"];
const ARMS: [(&str, &str); 28] = [
    ("Su-30SM", "fighters"),
    ("MiG-29", "fighters"),
    ("Mi-35M", "attack helicopters"),
    ("Mi-17V-5", "transport helicopters"),
    ("T-72B3", "tanks"),
    ("T-90S", "tanks"),
    ("BTR-82A", "armoured personnel carriers"),
    ("S-400", "air defence systems"),
    ("Pantsir-S1", "air defence systems"),
    ("FK-3", "air defence systems"),
    ("CH-92A", "drones"),
    ("Bayraktar TB2", "drones"),
    ("C-295W", "transport aircraft"),
    ("C-390", "transport aircraft"),
    ("F-16", "fighters"),
    ("JF-17", "fighters"),
    ("JAS-39", "fighters"),
    ("K9", "howitzers"),
    ("K2", "tanks"),
    ("FA-50", "trainer aircraft"),
    ("L-39NG", "trainer aircraft"),
    ("Leopard 2A4", "tanks"),
    ("M-84AS", "tanks"),
    ("B-52", "howitzers"),
    ("H225M", "helicopters"),
    ("AW139", "helicopters"),
    ("RM-70", "rocket launchers"),
    ("HQ-22", "air defence systems"),
];
const BEGINNINGS: [&str; 24] = [
    "Bar", "Kel", "Mor", "Tan", "Ves", "Dor", "Lin", "Sar", "Oru", "Pel", "Gav", "Hol", "Yar", "Zem", "Nik",
    "Rad", "Fal", "Cor", "Ast", "Bel", "Jov", "Mir", "Ter", "Ulm",
];
const MIDDLES: [&str; 12] = ["an", "ev", "ik", "os", "ar", "in", "el", "ad", "or", "im", "ut", "as"];
const ENDINGS: [&str; 12] =
    ["ov", "ić", "enko", "yan", "escu", "ez", "sen", "oğlu", "adze", "ani", "ski", "ero"];

struct Country {
    name: String,
    capital: String,
    adjective: String,
    /// Holders of each office, a term after the other.
    holders: Vec<Vec<String>>,
    firm: String,
}

fn table(name: &str) -> Outcome<Vec<Vec<String>>> {
    let path = root().join("data").join(name);
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect())
}

fn countries(rng: &mut Rng, wanted: usize) -> Outcome<Vec<Country>> {
    let mut adjectives: BTreeMap<String, String> = BTreeMap::new();
    for row in table("demonyms.tsv")? {
        if let [form, code, kind, ..] = row.as_slice()
            && kind == "adjective"
        {
            adjectives.entry(code.clone()).or_insert_with(|| form.clone());
        }
    }
    let given: Vec<String> = table("given-names.tsv")?
        .into_iter()
        .filter_map(|row| row.first()?.split(' ').next().map(capital))
        .filter(|name| name.is_ascii())
        .collect();
    let mut countries = Vec::new();
    for row in table("countries.tsv")? {
        let (Some(code), Some(names), Some(seat)) = (row.first(), row.get(1), row.get(2)) else { continue };
        let people: u64 = row.last().and_then(|n| n.parse().ok()).unwrap_or(0);
        let (Some(adjective), Some(name)) = (adjectives.get(code), names.split('|').next()) else { continue };
        if seat.is_empty() || people < 1500 {
            continue;
        }
        let terms = (YEARS.1 - YEARS.0) / TERM + 1;
        let person = |rng: &mut Rng| format!("{} {}", pick(rng, &given), surname(rng));
        let holders = OFFICES.iter().map(|_| (0..terms).map(|_| person(rng)).collect()).collect();
        let firm =
            format!("{}{}", surname(rng), pick(rng, &["tech", "mash", "prom", " Dynamics", " Defence"]));
        countries.push(Country {
            name: name.to_owned(),
            capital: seat.clone(),
            adjective: adjective.clone(),
            holders,
            firm,
        });
    }
    rng.shuffle(&mut countries);
    countries.truncate(wanted);
    Ok(countries)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn surname(rng: &mut Rng) -> String {
    let middle = if rng.bool() { pick(rng, &MIDDLES) } else { "" };
    format!("{}{middle}{}", pick(rng, &BEGINNINGS), pick(rng, &ENDINGS))
}

fn pick<'a, T: AsRef<str>>(rng: &mut Rng, from: &'a [T]) -> &'a str {
    from[rng.usize(..from.len())].as_ref()
}

/// A place in a list of which the front is wanted far more often (about one over its rank).
fn ranked(rng: &mut Rng, length: usize) -> usize {
    let x = ((length as f64 + 1.0).ln() * rng.f64()).exp() - 1.0;
    (x as usize).min(length - 1)
}

/// One report: its title and its file.
fn report(rng: &mut Rng, countries: &[Country]) -> (String, String) {
    let a = ranked(rng, countries.len());
    let b = loop {
        let b = ranked(rng, countries.len());
        if b != a {
            break b;
        }
    };
    let (a, b) = (&countries[a], &countries[b]);
    let (arm, class) = ARMS[ranked(rng, ARMS.len())];
    let year = rng.u32(YEARS.0..=YEARS.1);
    let (month, day) = (rng.usize(..12), rng.u32(3..=28));
    let term = ((year - YEARS.0) / TERM) as usize;
    let (office, month_name) = (rng.usize(..OFFICES.len()), MONTHS[month]);
    let holder = |of: &Country, office: usize| of.holders[office][term].clone();
    let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    let (guest, host) = (holder(a, office), holder(b, office));
    let (guest_last, host_last) = (last(&guest), last(&host));
    let title_of = OFFICES[office];
    let count = rng.u32(2..60);
    let price = rng.u32(20..900);
    let (an, bn) = (a.name.as_str(), b.name.as_str());
    let (aa, ba) = (a.adjective.as_str(), b.adjective.as_str());
    let mut text = String::new();
    let title;
    match rng.u32(..7) {
        0 => {
            title = format!("{an} and {bn} sign agreement on military-technical cooperation");
            let _ = write!(
                text,
                "{aa} {title_of} {guest} and his {ba} counterpart {host} signed an agreement on military-technical \
                 cooperation in {} on {day} {month_name} {year}.\n\n{guest_last} said that the document opened a new \
                 stage in relations between the two countries. \"We know each other well, and we keep our word,\" \
                 he said.\n\nThe agreement provides for {count} joint activities in {}.",
                b.capital,
                year + 1
            );
        }
        1 => {
            title = format!("{bn} receives {count} {arm} {class} from {an}");
            let _ = write!(
                text,
                "{an} delivered {count} {arm} {class} to {bn} on {day} {month_name} {year}, the {ba} Ministry of \
                 Defence said. The contract, worth {price} million dollars, had been signed in {}.\n\n{host} said \
                 that crews had been trained at a plant of {}. Deliveries are to be completed by {}.",
                year - 1,
                a.firm,
                year + 2
            );
        }
        2 => {
            title = format!("{guest_last} visits {}", b.capital);
            let _ = write!(
                text,
                "{aa} {title_of} {guest} arrived in {} on {day} {month_name} {year} for an official visit. He was \
                 received by {host} and held talks at the {ba} Ministry of Defence.\n\n{host_last} expressed interest \
                 in {arm} {class}. {guest_last} invited {host_last} to visit {} in {}.",
                b.capital,
                a.capital,
                year + 1
            );
        }
        3 => {
            title = format!("{bn} denies plan to buy {arm}");
            let _ = write!(
                text,
                "{bn} denied on {day} {month_name} {year} that it had agreed to buy {arm} {class} from {an}. \"There \
                 is no such contract,\" {ba} {title_of} {host} said.\n\nA source at {} had earlier said that {count} \
                 {class} would be supplied for {price} million euros. The report has not been confirmed.",
                a.firm
            );
        }
        4 => {
            title = format!("{aa} and {ba} troops hold exercise");
            let _ = write!(
                text,
                "The armed forces of {an} and {bn} began a joint exercise near {} on {day} {month_name} {year}. Some \
                 {} soldiers take part, the {aa} Ministry of Defence said.\n\n{guest} thanked {bn} for its support. \
                 The exercise will last {} days.",
                b.capital,
                count * 20,
                rng.u32(3..15)
            );
        }
        5 => {
            title = format!("{an} offers {arm} to {bn}");
            let _ = write!(
                text,
                "{an} has offered {bn} {count} {arm} {class}, {aa} {title_of} {guest} said in {} in late {month_name} \
                 {year}. {host} said that {bn} wanted to modernise its army but that no decision had been made.\n\n\
                 According to {guest_last}, {} is ready to begin deliveries in {}.",
                a.capital,
                a.firm,
                year + 1
            );
        }
        _ => {
            title = format!("{bn} plans to order {class} from {an}");
            let _ = write!(
                text,
                "{bn} will buy {count} {arm} {class} from {an}, {ba} {title_of} {host} announced on {day} {month_name} \
                 {year}. The contract with {} is to be signed in {}.\n\n\"It is the best that we can have for this \
                 money,\" {host_last} said. The price is {price} million euros.",
                a.firm,
                year + 1
            );
        }
    }
    let third = &countries[ranked(rng, countries.len())];
    let (old_arm, old_class) = ARMS[ranked(rng, ARMS.len())];
    let seen = pick(
        rng,
        &[
            "seen as a neighbour that keeps out of blocs",
            "a buyer on many markets",
            "no newcomer to such deals",
        ],
    );
    let _ = write!(
        text,
        "\n\n{bn} is {seen}. In {}, {} supplied {} {old_arm} {old_class} to {bn}, and in {} the defence ministers of \
         {bn} and {} met in {}. {} said then that relations between the two countries \"have never been better\".",
        year.saturating_sub(3),
        third.name,
        rng.u32(2..40),
        year.saturating_sub(2),
        third.name,
        third.capital,
        third.holders[2][term]
    );
    let _ = write!(
        text,
        "\n\n{} The {} government has not commented.",
        pick(
            rng,
            &[
                "Trade between the two countries has grown for years.",
                "Analysts see the step as part of a wider change in the region.",
                "The opposition criticised the cost.",
                "Both sides described the talks as friendly and constructive."
            ]
        ),
        third.adjective
    );
    let file = format!(
        "---\ntitle: \"{title}\"\npublished: {year}-{:02}-{day:02}\nlanguage: en\npublisher: {} {}\nrights: made up for measuring\n---\n\n{text}\n",
        month + 1,
        pick(rng, &["Invented", "Imaginary", "Fictional", "Made-up"]),
        pick(rng, &["Press", "Wire", "Courier", "Gazette"]),
    );
    (title, file)
}

/// Writes `number` reports into a new folder, a thousand to a subfolder.
pub fn run(args: &[String]) -> Outcome {
    let [number, folder] = args else {
        return Err("usage: cargo xtask generate NUMBER FOLDER".into());
    };
    let number: usize = number.parse().map_err(|_| format!("{number} is no number"))?;
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{folder} is not empty; name a new folder"));
    }
    let mut rng = Rng::with_seed(1);
    let countries = countries(&mut rng, 20 + (number as f64).sqrt() as usize)?;
    for i in 0..number {
        let folder = Path::new(folder).join(format!("{:03}", i / 1000));
        if i % 1000 == 0 {
            std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        let (title, file) = report(&mut rng, &countries);
        let name: String =
            title.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let path = folder.join(format!("{i:06}-{name}.md"));
        std::fs::write(&path, file).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    eprintln!("{number} reports in {folder}");
    Ok(())
}
