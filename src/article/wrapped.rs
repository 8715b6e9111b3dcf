//! Paragraphs that were broken into lines at a fixed width.

use super::furniture::ends_sentence;
use crate::record::Span;

/// Longest line of a text that was wrapped, in bytes.
const WIDEST: usize = 120;

/// Lines in order, those of one paragraph joined: a line that ends amid a sentence goes on where
/// the next begins with a small letter; in a text that was wrapped, every full line goes on.
pub fn joined(text: &str, lines: Vec<Span>) -> Vec<Span> {
    let gap = |a: &Span, b: &Span| text[a.range().end..b.range().start].matches('\n').count();
    let full = width(text, &lines, gap);
    let mut out: Vec<Span> = Vec::with_capacity(lines.len());
    let mut last_line: Option<Span> = None;
    for line in lines {
        let goes_on = line.of(text).starts_with(char::is_lowercase);
        if let (Some(last), Some(before)) = (out.last_mut(), last_line) {
            let open = !ends_sentence(before.of(text));
            let near = gap(&before, &line) == 1;
            let filled = full.is_some_and(|full| before.len() >= full);
            if near && ((goes_on && open && before.len() >= 40) || filled) {
                last.end = line.end;
                last_line = Some(line);
                continue;
            }
        }
        out.push(line);
        last_line = Some(line);
    }
    out
}

/// How long a line of a wrapped text is at least when another word would not have fitted; `None`
/// where the text was not wrapped.
fn width(text: &str, lines: &[Span], gap: impl Fn(&Span, &Span) -> usize) -> Option<usize> {
    let widest = lines.iter().map(|l| l.len()).max()?;
    if !(45..=WIDEST).contains(&widest) {
        return None;
    }
    let least = widest * 7 / 10;
    let full: Vec<&Span> =
        lines.windows(2).filter(|w| gap(&w[0], &w[1]) == 1 && w[0].len() >= least).map(|w| &w[0]).collect();
    // Lines that end with their sentences were not broken by width.
    let open = full.iter().filter(|l| !ends_sentence(l.of(text))).count();
    (full.len() >= 6 && open * 2 >= full.len()).then_some(least)
}

#[cfg(test)]
mod tests {
    use super::super::Lines;
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let got: Vec<&str> =
            joined(text, Lines::new(text, 0).spans).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn lines_of_one_paragraph_are_joined_and_others_are_not() {
        check(
            "The two ministers met in the capital on Monday and\nagreed on a drill.\nThey will meet again.",
            &[
                "The two ministers met in the capital on Monday and\nagreed on a drill.",
                "They will meet again.",
            ],
        );
        let wrapped = "The two ministers met in the capital on Monday, with\n\
            General Roe and the ambassadors of both states. They\n\
            agreed on a drill, which the army of Norway is going\n\
            to lead. A second one is planned for the spring, the\n\
            minister said.\n\
            He added that the fleet of Chile may send a frigate,\n\
            Norway two patrol boats and a ship that clears mines\n\
            from the sea.";
        let lines = joined(wrapped, Lines::new(wrapped, 0).spans);
        assert_eq!(lines.len(), 2, "{:?}", lines.iter().map(|l| l.of(wrapped)).collect::<Vec<_>>());
    }

    #[test]
    fn a_list_of_short_lines_stays_a_list() {
        let list = "Norway\nChile\nThe Kingdom of Denmark and the islands that belong to it\nMali\nTogo";
        assert_eq!(joined(list, Lines::new(list, 0).spans).len(), 5);
        let sentences = "The ministers of both states met in the capital today.\n".repeat(9);
        assert_eq!(joined(&sentences, Lines::new(&sentences, 0).spans).len(), 9);
    }
}
