//! The English table, read while compiling: a key that is not in it does not compile, and the
//! program holds the texts alone, without their keys.

/// The table as written.
const SOURCE: &[u8] = include_bytes!("../../data/words/en.tsv");

/// How many texts there are.
pub const COUNT: usize = measure().0;
const LENGTH: usize = measure().1;

/// Where each line with a text begins.
static STARTS: [u32; COUNT] = starts();
const PACKED: ([u8; LENGTH], [u16; COUNT]) = pack();
static TEXTS: [u8; LENGTH] = PACKED.0;

/// All English texts, one after the other.
pub static TEXT: &str = match std::str::from_utf8(&TEXTS) {
    Ok(text) => text,
    Err(_) => panic!("data/words/en.tsv is not UTF-8"),
};
/// Where each text ends.
pub static ENDS: [u16; COUNT] = PACKED.1;

/// A hash of all keys in their order (FNV-1a): tables of other languages carry it, so that one of
/// another version is not misread.
pub const SUM: u32 = sum();

/// A text of the interface; [`key!`](super::key) makes one of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u16);

impl Key {
    /// The key with a name; while compiling, an unknown name is an error.
    pub const fn of(name: &str) -> Key {
        match Key::named(name) {
            Some(key) => key,
            None => panic!("data/words/en.tsv has no such key"),
        }
    }

    /// The key with a name, if there is one.
    pub const fn named(name: &str) -> Option<Key> {
        let name = name.as_bytes();
        let mut i = 0;
        while i < COUNT {
            if stands(name, STARTS[i] as usize) {
                return Some(Key(i as u16));
            }
            i += 1;
        }
        None
    }

    /// The key so many lines further, for families that stand in the order of their enum.
    pub const fn after(self, lines: usize) -> Key {
        Key(self.0 + lines as u16)
    }

    /// Its position in the table.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

const fn stands(name: &[u8], at: usize) -> bool {
    let mut i = 0;
    while i < name.len() {
        if SOURCE[at + i] != name[i] {
            return false;
        }
        i += 1;
    }
    SOURCE[at + i] == b'\t'
}

/// The end of the line that begins at a place: where its line break stands.
const fn end(mut at: usize) -> usize {
    while at < SOURCE.len() && SOURCE[at] != b'\n' {
        at += 1;
    }
    at
}

/// The place after the tab of a line.
const fn text(mut at: usize) -> usize {
    while SOURCE[at] != b'\t' {
        at += 1;
    }
    at + 1
}

const fn is_entry(at: usize) -> bool {
    SOURCE[at] != b'#' && SOURCE[at] != b'\n'
}

const fn measure() -> (usize, usize) {
    let (mut at, mut lines, mut bytes) = (0, 0, 0);
    while at < SOURCE.len() {
        let end = end(at);
        if is_entry(at) {
            lines += 1;
            bytes += end - text(at);
        }
        at = end + 1;
    }
    (lines, bytes)
}

const fn starts() -> [u32; COUNT] {
    let mut starts = [0; COUNT];
    let (mut at, mut i) = (0, 0);
    while at < SOURCE.len() {
        if is_entry(at) {
            starts[i] = at as u32;
            i += 1;
        }
        at = end(at) + 1;
    }
    starts
}

const fn pack() -> ([u8; LENGTH], [u16; COUNT]) {
    let (mut texts, mut ends) = ([0; LENGTH], [0; COUNT]);
    let (mut i, mut to) = (0, 0);
    while i < COUNT {
        let mut at = text(STARTS[i] as usize);
        while at < SOURCE.len() && SOURCE[at] != b'\n' {
            texts[to] = SOURCE[at];
            to += 1;
            at += 1;
        }
        assert!(to <= u16::MAX as usize, "the English table is longer than 64 kB");
        ends[i] = to as u16;
        i += 1;
    }
    (texts, ends)
}

const fn sum() -> u32 {
    let (mut hash, mut i) = (0x811c_9dc5_u32, 0);
    while i < COUNT {
        let mut at = STARTS[i] as usize;
        loop {
            hash = (hash ^ SOURCE[at] as u32).wrapping_mul(0x0100_0193);
            if SOURCE[at] == b'\t' {
                break;
            }
            at += 1;
        }
        i += 1;
    }
    hash
}

/// The names of all keys in their order; for tests.
#[cfg(test)]
pub fn names() -> impl Iterator<Item = &'static str> {
    STARTS.iter().map(|&at| {
        let at = at as usize;
        std::str::from_utf8(&SOURCE[at..text(at) - 1]).expect("UTF-8")
    })
}
