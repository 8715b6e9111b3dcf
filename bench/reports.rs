//! Reports to measure with: paragraphs of the repository's own reports, invented and shipped, mixed
//! anew, so that anyone measures the same texts.

/// Reports as they lie in the repository: plain text, scraped and collapsed text, Markdown.
pub const SOURCES: &[&str] = &[
    include_str!("../tests/fixtures/invented/01-wire.txt"),
    include_str!("../tests/fixtures/invented/02-ministry.md"),
    include_str!("../tests/fixtures/invented/03-analysis.md"),
    include_str!("../tests/fixtures/invented/04-cyrillic.txt"),
    include_str!("../tests/fixtures/reports/01-web-page.txt"),
    include_str!("../tests/fixtures/reports/02-ministry-translated.txt"),
    include_str!("../tests/fixtures/reports/03-agency-line.txt"),
    include_str!("../tests/fixtures/reports/04-balkan-collapsed.txt"),
    include_str!("../tests/fixtures/reports/05-trade-magazine.txt"),
    include_str!("../tests/fixtures/reports/06-interview.txt"),
    include_str!("../tests/fixtures/reports/07-live-blog.txt"),
    include_str!("../tests/fixtures/reports/08-digest.txt"),
    include_str!("../tests/fixtures/reports/09-latin-america.txt"),
    include_str!("../tests/fixtures/reports/10-gulf-africa.txt"),
    include_str!("../corpus/2013-11-shoygu-in-belgrade.md"),
    include_str!("../corpus/2017-01-27-vucic-in-minsk.md"),
    include_str!("../corpus/2019-03-03-mig-29s-from-belarus.md"),
    include_str!("../corpus/2024-02-repellent-in-serbia.md"),
    include_str!("../corpus/2024-11-20-tokayev-in-belgrade.md"),
];

/// The five reports that the page ships with: name and text.
#[allow(dead_code, reason = "each bench uses a part of this file")]
pub fn shipped() -> impl Iterator<Item = (String, &'static str)> {
    SOURCES[14..].iter().enumerate().map(|(i, text)| (format!("{i}.md"), *text))
}

/// Reports of some 3 kB each, together at least so many bytes: each is one source and paragraphs
/// of others behind it. Equal in every run.
pub fn reports(bytes: usize) -> Vec<(String, String)> {
    let paragraphs: Vec<&str> =
        SOURCES.iter().flat_map(|s| s.lines()).filter(|l| l.ends_with('.') && l.len() > 80).collect();
    let mut reports = Vec::new();
    let (mut size, mut next) = (0, 7);
    while size < bytes {
        let source = SOURCES[reports.len() % SOURCES.len()];
        let mut text = source.trim_end().to_owned();
        while text.len() < 3000 {
            // a step that shares no factor with their number visits all paragraphs
            next = (next + 17) % paragraphs.len();
            text.push_str("\n\n");
            text.push_str(paragraphs[next]);
        }
        size += text.len();
        let ending = if source.starts_with("---") { "md" } else { "txt" };
        reports.push((format!("{}.{ending}", reports.len()), text));
    }
    reports
}
