//! The words of two names paired with each other.

use super::sounds::{distance, skeleton, vowel};
use super::words::{Kind, Name, Word, apart, given, nearly_legal};

/// What pairing found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pairing {
    /// Sum of the costs of all pairs, in sounds.
    pub cost: f32,
    /// Sounds that were compared, of the longer side of each pair.
    pub letters: usize,
    /// Number of pairs.
    pub paired: usize,
    /// Words of each side that found no partner and may not be missing.
    pub left: (usize, usize),
    /// Pairs of full words, initials and particles left out.
    pub surest: usize,
}

/// The most that two words may differ by and still be spellings of one, in sounds, by the letters
/// of the longer; `alone` where nothing else tells the two names apart.
fn limit(letters: usize, alone: bool) -> f32 {
    match letters {
        0..=3 => 0.5,
        4 if alone => 0.45,
        5 if alone => 0.85,
        4 => 1.0,
        5..=7 => 1.2,
        8 => 1.5,
        9..=11 => 1.7,
        _ => 2.2,
    }
}

/// What it costs to take two words for one, and their length; `None` where they are two.
fn same(a: &Word, b: &Word, first: bool, alone: bool) -> Option<(f32, usize)> {
    if a.plain == b.plain {
        return Some((0.0, a.sounds().all.len().max(1)));
    }
    if a.dense && b.dense || apart(&a.plain, &b.plain) {
        return None;
    }
    let known = given(&a.plain, &b.plain);
    let (x, y) = (&a.sounds().all, &b.sounds().all);
    let length = x.len().max(y.len());
    match known {
        Some(true) => return Some((distance(x, y).min(0.4), length)),
        Some(false) => return None,
        None => {}
    }
    if a.sounds().skeleton != b.sounds().skeleton {
        let (x, y) = (skeleton(x), skeleton(y));
        let length = x.len().max(y.len());
        let cost = distance(&x, &y);
        return (length > 0 && cost <= if length > 3 { 0.5 } else { 0.0 }).then_some((cost, length * 2));
    }
    if a.sounds().skeleton {
        // without vowels each letter weighs more
        let cost = distance(x, y);
        return (cost <= if length > 3 { 1.0 } else { 0.3 }).then_some((cost, length * 2));
    }
    // a given name with -a is a woman's
    let feminine = |x: &[char], y: &[char]| {
        y.last() == Some(&'a')
            && y.len() == x.len() + 1
            && y.starts_with(x)
            && x.last().is_some_and(|c| !vowel(*c))
    };
    if first && (feminine(x, y) || feminine(y, x)) {
        return None;
    }
    if length > 2 * x.len().min(y.len()) {
        return None;
    }
    let cost = distance(x, y);
    let letters = a.plain.chars().count().max(b.plain.chars().count());
    (cost <= limit(letters, alone)).then_some((cost, length))
}

/// Whether a word has to find a partner.
fn counts(word: &Word, organisation: bool) -> bool {
    match word.kind {
        Kind::Word | Kind::Initial | Kind::Number(_) => true,
        Kind::Honour => organisation,
        Kind::Legal | Kind::Light | Kind::Son => false,
    }
}

/// Pairs the words of two names, cheapest pairs first.
pub fn pair(a: &Name, b: &Name) -> Pairing {
    let organisation = a.body || b.body;
    let sons = [a, b].map(|n| n.words.iter().any(|w| w.father));
    let mut out = Pairing::default();
    let (mut used_a, mut used_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
    let words = |n: &Name| n.words.iter().filter(|w| counts(w, organisation)).count();
    let alone = words(a) == 1 && words(b) == 1;

    let mut pairs: Vec<(f32, usize, usize, usize, f32)> = Vec::new();
    for (i, x) in a.words.iter().enumerate() {
        for (j, y) in b.words.iter().enumerate() {
            let found = match (x.kind, y.kind) {
                (Kind::Number(m), Kind::Number(n)) => (m == n).then_some((0.0, 2)),
                (Kind::Initial, Kind::Initial) => (x.plain == y.plain).then_some((0.0, 1)),
                (Kind::Word | Kind::Honour, Kind::Word | Kind::Honour) => {
                    if sons[0] && sons[1] && x.father != y.father {
                        None
                    } else {
                        same(x, y, i == 0 && j == 0 && !organisation, alone)
                    }
                }
                _ => None,
            };
            if let Some((cost, length)) = found {
                let apart = (i as f32 - j as f32).abs() * 0.001;
                pairs.push((cost / length as f32 + apart, i, j, length, cost));
            }
        }
    }
    pairs.sort_by(|p, q| p.0.total_cmp(&q.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    for (_, i, j, length, cost) in pairs {
        if !used_a[i] && !used_b[j] {
            (used_a[i], used_b[j]) = (true, true);
            out.add(cost, length, matches!(a.words[i].kind, Kind::Word | Kind::Honour) && length > 1);
        }
    }
    joined(&a.words, &mut used_a, &b.words, &mut used_b, &mut out);
    joined(&b.words, &mut used_b, &a.words, &mut used_a, &mut out);
    if !organisation {
        initials(&a.words, &mut used_a, &b.words, &mut used_b, &mut out);
        initials(&b.words, &mut used_b, &a.words, &mut used_a, &mut out);
    }
    let left = |n: &Name, used: &[bool]| {
        let open = n.words.iter().zip(used).filter(|(w, used)| !**used && counts(w, organisation));
        open.filter(|(w, _)| !nearly_legal(w)).count()
    };
    out.left = (left(a, &used_a), left(b, &used_b));
    if out.paired == 0 && (acronym(a, b) || acronym(b, a)) {
        return Pairing { cost: 0.6, letters: 6, paired: 1, left: (0, 0), surest: 1 };
    }
    out
}

impl Pairing {
    fn add(&mut self, cost: f32, letters: usize, full: bool) {
        self.cost += cost;
        self.letters += letters;
        self.paired += 1;
        self.surest += usize::from(full);
    }
}

/// Words written apart in `a` and as one in `b`: "Good Will", "Goodwill".
fn joined(a: &[Word], used_a: &mut [bool], b: &[Word], used_b: &mut [bool], out: &mut Pairing) {
    for (j, whole) in b.iter().enumerate() {
        if used_b[j] || whole.kind != Kind::Word {
            continue;
        }
        let mut best: Option<(f32, usize, usize)> = None;
        for i in 0..a.len() {
            let mut parts: Vec<char> = Vec::new();
            for n in 1..=4.min(a.len() - i) {
                let part = &a[i + n - 1];
                if used_a[i + n - 1] || part.kind == Kind::Legal || matches!(part.kind, Kind::Number(_)) {
                    break;
                }
                parts
                    .extend(part.sounds().all.iter().filter(|c| parts.last() != Some(c)).collect::<Vec<_>>());
                if n < 2
                    || parts.len() > whole.sounds().all.len() + 2
                    || parts.len() + 2 < whole.sounds().all.len()
                {
                    continue;
                }
                let cost = distance(&parts, &whole.sounds().all);
                let most = limit(whole.plain.chars().count(), false);
                if cost <= most && best.is_none_or(|(least, _, _)| cost < least) {
                    best = Some((cost, i, n));
                }
            }
        }
        if let Some((cost, i, n)) = best {
            used_b[j] = true;
            used_a[i..i + n].fill(true);
            out.add(cost, whole.sounds().all.len(), true);
            // both parts of a person's name are told by a name written as one word
            out.surest += usize::from(whole.sounds().all.len() >= 8);
        }
    }
}

/// An initial in `a` and the word that it stands for in `b`.
fn initials(a: &[Word], used_a: &mut [bool], b: &[Word], used_b: &mut [bool], out: &mut Pairing) {
    for (i, initial) in a.iter().enumerate().filter(|(_, w)| w.kind == Kind::Initial) {
        if used_a[i] {
            continue;
        }
        let stands = |w: &Word| {
            matches!(w.kind, Kind::Word | Kind::Honour)
                && (w.sounds().all.first() == initial.sounds().all.first()
                    || w.plain.chars().next() == initial.plain.chars().next())
        };
        if let Some(j) = (0..b.len()).find(|&j| !used_b[j] && stands(&b[j])) {
            (used_a[i], used_b[j]) = (true, true);
            out.add(0.3, 2, false);
        }
    }
}

/// Whether `short` is one word of first letters of `long`.
fn acronym(short: &Name, long: &Name) -> bool {
    let [only] = short.words.as_slice() else { return false };
    let letters: String = long
        .words
        .iter()
        .filter(|w| !matches!(w.kind, Kind::Light | Kind::Legal))
        .filter_map(|w| w.plain.chars().next())
        .collect();
    only.capitals && letters.chars().count() >= 3 && only.plain == letters
}
