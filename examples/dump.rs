use entente::extract::{self, Lexicon, Text, events};
use entente::record::*;
use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    let document = Document { body: Span::new(0, s.len()), text: s, id: "t".into(), ..Document::default() };
    let r = extract::read(document.clone(), Lexicon::builtin());
    let text = Text::new(&document);
    let words = &Lexicon::builtin().words;
    for sentence in &text.sentences {
        let t = sentence.tokens.clone();
        let mut cells = vec![events::clauses::Cell::default(); t.len()];
        for (k, i) in t.clone().enumerate() {
            cells[k].entry = words.entry(&text.tokens[i].lower);
        }
        for d in &r.dates {
            for i in text.tokens_in(d.span) {
                if t.contains(&i) {
                    cells[i - t.start].date = true;
                }
            }
        }
        for m in r.mentions.iter().filter(|m| matches!(m.form, Form::Name | Form::Title | Form::Demonym)) {
            let range = text.tokens_in(m.span);
            for i in range.clone() {
                if t.contains(&i) {
                    cells[i - t.start].date = false;
                    let e = cells[i - t.start].name_end.map_or(range.end, |x| x.max(range.end));
                    cells[i - t.start].name_end = Some(e);
                }
            }
        }
        let c = events::clauses::parse(&text, words, t.clone(), &cells, false);
        let f = events::roles::frames(&text, words, &c);
        for (i, u) in c.units.iter().enumerate() {
            print!("[{i} {:?} {}] ", u.kind, text.slice(text.cover(u.tokens.clone())));
        }
        println!();
        for (i, g) in c.groups.iter().enumerate() {
            println!(
                "  g{i} u{} {} {:?} pass={} neg={} {:?} ctl={:?} verb={:?} | subj={:?} obj={:?} sec={:?} preps={:?} gov={:?} noun={:?} rel={} coord={:?} ante={:?} claim={:?}",
                g.unit,
                text.tokens[g.head].lower,
                g.shape,
                g.passive,
                g.negated,
                g.modality,
                g.control,
                g.verb.map(|v| words.verbs[v as usize].lemma.clone()),
                f[i].subject,
                f[i].object,
                f[i].second,
                f[i].preps,
                f[i].governor,
                f[i].noun,
                f[i].relative,
                f[i].coordinate,
                f[i].antecedent,
                f[i].claim
            );
        }
    }
    for m in &r.mentions {
        println!(
            "  m {:?} {:?} -> {} {:?}",
            m.form,
            m.span.of(&document.text),
            r.entities[m.entity.index()].name,
            r.entities[m.entity.index()].countries
        );
    }
    for e in &r.events {
        let n = |l: &[EntityId]| {
            l.iter().map(|i| r.entities[i.index()].name.as_str()).collect::<Vec<_>>().join("+")
        };
        println!(
            "E {:?} {:?} {} > {} | {} | {} | {:?}",
            e.kind,
            e.status,
            n(&e.actors),
            n(&e.recipients),
            n(&e.instruments),
            e.rule,
            e.evidence[0].span.of(&document.text)
        );
    }
}
