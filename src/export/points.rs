//! Byte offsets as Unicode code points, which is what readers in other languages count.

/// How many bytes one entry of the table stands for.
const BLOCK: usize = 128;

/// The code points of one text, so that an offset is found by counting at most 128 bytes.
#[derive(Debug)]
pub struct Points<'a> {
    text: &'a str,
    /// Code points before each block; empty where bytes and code points are the same.
    before: Vec<u32>,
}

fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

impl<'a> Points<'a> {
    /// Counts a text once.
    pub fn new(text: &'a str) -> Points<'a> {
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve(text.len() / BLOCK + 1);
            let mut sum = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                before.push(sum);
                sum += count(block);
            }
            before.push(sum);
        }
        Points { text, before }
    }

    /// Code points before a byte offset; an offset past the end counts as the end.
    pub fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        if self.before.is_empty() {
            return offset as u32;
        }
        let block = offset / BLOCK;
        let from = block * BLOCK;
        self.before.get(block).copied().unwrap_or(0)
            + count(self.text.as_bytes().get(from..offset).unwrap_or(&[]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_at_every_boundary() {
        let long = "Vučić 😀 у Београду. ".repeat(40);
        for text in ["", "plain", "č", &long, &"ž".repeat(64), &"ž".repeat(65)] {
            let points = Points::new(text);
            for (expect, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(at as u32), expect as u32, "{text} at {at}");
            }
            let all = text.chars().count() as u32;
            assert_eq!(points.at(text.len() as u32), all);
            assert_eq!(points.at(u32::MAX), all);
        }
    }
}
