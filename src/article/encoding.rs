//! Bytes to text: byte order marks, UTF-8 with a few broken places, UTF-16, and the one-byte
//! encodings of central and eastern Europe.
//!
//! Offsets count in the text that comes out of here, byte order mark left out.

use super::alphabet;
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text that was read out of bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the encoding, as the WHATWG standard spells it.
    pub encoding: &'static str,
    /// What the reader should know: line (from 1) and message.
    pub notes: Vec<(u32, String)>,
}

/// Most broken places that are told one by one.
const TOLD: usize = 5;

/// Encodings of scripts that [`alphabet`] does not weigh, where chardetng is sure of its ground.
const FOREIGN_SCRIPTS: &[&str] = &[
    "windows-1253",
    "ISO-8859-7",
    "windows-1255",
    "ISO-8859-8",
    "windows-1256",
    "ISO-8859-6",
    "windows-874",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "EUC-KR",
    "GBK",
    "gb18030",
    "Big5",
];

/// Reads bytes as text. `declared` is a label from the document itself (`<meta charset=…>`), which
/// counts where the bytes are not plainly something else. `None` where the bytes hold no text.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return None;
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let mut decoded =
            if encoding == UTF_8 { utf8(&bytes[length..]) } else { wide(&bytes[length..], encoding) };
        if encoding != UTF_8 {
            decoded.notes.insert(0, (1, format!("read as {} (byte order mark)", encoding.name())));
        }
        return Some(decoded);
    }
    if bytes.contains(&0) {
        return wide_without_mark(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => return Some(Decoded { text: text.into(), encoding: "UTF-8", notes: Vec::new() }),
        Err(_) if mostly_utf8(bytes) => return Some(utf8(bytes)),
        Err(_) => {}
    }
    let label = declared.and_then(|l| Encoding::for_label(l.as_bytes())).filter(|e| *e != UTF_8);
    if let Some(encoding) = label {
        let mut decoded = foreign(bytes, encoding);
        decoded.notes.insert(0, (1, format!("read as {} (declared in the page)", encoding.name())));
        return Some(decoded);
    }
    let encoding = detect(bytes);
    let mut decoded = foreign(bytes, encoding);
    decoded.notes.insert(0, (1, format!("read as {} (detected)", encoding.name())));
    Some(decoded)
}

/// Chooses among one-byte encodings: our own letter statistics for those of the reports' countries,
/// chardetng for every other.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = &bytes[first.saturating_sub(32)..bytes.len().min(first + 200_000)];
    let (ours, score) = alphabet::choose(sample);
    let mut detector = EncodingDetector::new();
    detector.feed(sample, true);
    let theirs = detector.guess(None, false);
    let other_script = FOREIGN_SCRIPTS.contains(&theirs.name());
    if (other_script && score < 2.7) || (score < 0.0 && !alphabet::knows(theirs)) { theirs } else { ours }
}

/// Whether broken UTF-8 is still UTF-8: its well-formed sequences outweigh the broken bytes.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= broken && good > 0
}

/// UTF-8 with broken places replaced and told.
fn utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut notes: Vec<(u32, String)> = Vec::new();
    let (mut line, mut broken) = (1u32, 0usize);
    for chunk in bytes.utf8_chunks() {
        line = line.saturating_add(chunk.valid().bytes().filter(|b| *b == b'\n').count() as u32);
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            broken += 1;
            if broken <= TOLD && notes.last().is_none_or(|n| n.0 != line) {
                notes.push((line, "broken UTF-8: shown as \u{fffd}; save the file again as UTF-8".into()));
            }
        }
    }
    if broken > TOLD {
        notes.push((line, format!("{broken} broken UTF-8 sequences in all")));
    }
    Decoded { text, encoding: "UTF-8", notes }
}

/// Any other encoding, broken places replaced and told.
fn foreign(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
        let line = 1 + text[..at].bytes().filter(|b| *b == b'\n').count() as u32;
        notes.push((
            line,
            format!(
                "bytes that {} does not have are shown as \u{fffd}; save the file as UTF-8",
                encoding.name()
            ),
        ));
    }
    Decoded { text: text.into_owned(), encoding: encoding.name(), notes }
}

fn wide(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    foreign(bytes, encoding)
}

/// UTF-16 without a byte order mark: text has spaces and line ends, whose high byte is 0.
fn wide_without_mark(bytes: &[u8]) -> Option<Decoded> {
    let sample = &bytes[..bytes.len().min(8192) & !1];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if odd > even * 4 {
        UTF_16LE
    } else if even > odd * 4 {
        UTF_16BE
    } else {
        return None;
    };
    let mut decoded = wide(bytes, encoding);
    let (mut all, mut odd_ones, mut letters) = (0usize, 0usize, 0usize);
    for c in decoded.text.chars().take(4096) {
        all += 1;
        odd_ones += usize::from((c.is_control() && !c.is_whitespace()) || c == char::REPLACEMENT_CHARACTER);
        letters += usize::from(c.is_alphanumeric() || c.is_whitespace());
    }
    if odd_ones * 50 > all || letters * 2 < all {
        return None;
    }
    decoded.notes.insert(0, (1, format!("read as {} (detected)", encoding.name())));
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, label: &str, expect: &str) {
        let encoding = Encoding::for_label(label.as_bytes()).expect("label");
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{label} cannot hold {text}");
        let got = decode(&bytes, None).expect("text");
        assert_eq!((got.encoding, got.text.as_str()), (expect, text));
        assert_eq!(got.notes, vec![(1, format!("read as {expect} (detected)"))]);
    }

    #[test]
    fn serbian_latin_is_told_from_its_neighbours() {
        let text =
            "Ministar odbrane rekao je da će zajedničke vežbe početi sledeće godine, što žele obe države.";
        check(text, "windows-1250", "windows-1250");
        check(text, "iso-8859-2", "ISO-8859-2");
        let name = "The minister met Aleksandar Živković and Đorđe Šarić in Niš on Monday.";
        check(name, "windows-1250", "windows-1250");
        check(name, "iso-8859-2", "ISO-8859-2");
    }

    #[test]
    fn croatian_and_polish_are_told_apart_from_latin_1() {
        let croatian =
            "Hrvatska će kupiti još šest zrakoplova, najavio je ministar. Čini se da rješenje žuri.";
        check(croatian, "windows-1250", "windows-1250");
        check(croatian, "iso-8859-2", "ISO-8859-2");
        let polish =
            "Minister podpisał umowę o współpracy. Wojsko dostanie śmigłowce i łączność, źródła są zgodne.";
        check(polish, "windows-1250", "windows-1250");
        check(polish, "iso-8859-2", "ISO-8859-2");
        check("Une réunion a été prévue à la frontière française.", "windows-1252", "windows-1252");
    }

    #[test]
    fn cyrillic_is_read_in_the_encoding_that_makes_words() {
        let russian = "Министр обороны сообщил, что Россия и Сербия подписали соглашение о сотрудничестве.";
        let serbian =
            "Министар одбране рекао је да ће Србија купити још шест хеликоптера. Њихова цена није позната.";
        for text in [russian, serbian] {
            check(text, "windows-1251", "windows-1251");
            check(text, "iso-8859-5", "ISO-8859-5");
        }
        check(russian, "koi8-r", "KOI8-R");
    }

    #[test]
    fn typographic_marks_alone_make_windows_1252() {
        check("The minister said “we agree” – and left.", "windows-1252", "windows-1252");
    }

    #[test]
    fn other_encodings_are_left_to_the_detector() {
        let greek = "Ο υπουργός άμυνας δήλωσε ότι η συμφωνία θα υπογραφεί την επόμενη εβδομάδα στην Αθήνα.";
        let (bytes, ..) = Encoding::for_label(b"windows-1253").expect("label").encode(greek);
        assert_eq!(decode(&bytes, None).expect("text").text, greek);
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        for text in ["Two states agreed.\nThey signed.", "Министры подписали соглашение в Минске.\n"]
        {
            let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for (bytes, mark, name) in [(le, [0xff, 0xfe], "UTF-16LE"), (be, [0xfe, 0xff], "UTF-16BE")] {
                let bare = decode(&bytes, None).expect("text");
                assert_eq!((bare.text.as_str(), bare.encoding), (text, name));
                let marked = decode(&[&mark[..], &bytes[..]].concat(), None).expect("text");
                assert_eq!((marked.text.as_str(), marked.encoding), (text, name));
                assert!(marked.notes[0].1.contains("byte order mark"));
            }
        }
    }

    #[test]
    fn broken_utf_8_is_replaced_and_its_line_told() {
        let got = decode(b"\xef\xbb\xbfVu\xc4\x8di\xc4\x87 and\nRodi\xc4 met.", None).expect("text");
        assert_eq!(got.text, "Vučić and\nRodi\u{fffd} met.");
        assert_eq!(got.notes[0].0, 2);
    }

    #[test]
    fn a_declared_encoding_wins_over_statistics() {
        let got = decode(b"caf\xe9", Some("iso-8859-2")).expect("text");
        assert_eq!((got.text.as_str(), got.encoding), ("café", "ISO-8859-2"));
        let utf = decode("café Vučić".as_bytes(), Some("windows-1250")).expect("text");
        assert_eq!(utf.encoding, "UTF-8", "bytes that are plainly UTF-8 stay it");
    }
}
