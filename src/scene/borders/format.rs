//! The bytes of borders: a magic word, a hash, and a compressed value.

use super::{Borders, Cap, CountryShape, Divide, Ring, SharedLine, Spot, Standing, simplify};
use crate::words::{Words, key};
use serde::{Deserialize, Serialize};
use std::fmt;

/// First bytes of a file; the last is its version.
const MAGIC: &[u8; 8] = b"ENTBORD\x01";
/// Steps of coordinates in a degree.
pub(super) const STEPS: f64 = 100.0;
/// More than any map needs: a file that unpacks to more is refused.
const MOST_BYTES: usize = 8 << 20;

/// The stored value: coordinates in hundredths of a degree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Atlas {
    /// Lines; each point is stored as the difference to the one before.
    pub lines: Vec<Vec<(i32, i32)>>,
    /// Shapes.
    pub shapes: Vec<StoredShape>,
}

/// A shape as stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredShape {
    pub iso: String,
    pub name: String,
    pub standing: Standing,
    pub rings: Vec<Vec<i32>>,
    pub capital: Option<(String, i32, i32)>,
}

/// Why bytes are no borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BordersError {
    /// They do not begin as `borders.bin` of this version does.
    Foreign,
    /// They are cut off or changed.
    Broken,
}

impl BordersError {
    /// What is wrong, in a language.
    pub fn tell(self, words: &Words) -> &str {
        words.say(match self {
            BordersError::Foreign => key!("borders.foreign"),
            BordersError::Broken => key!("borders.damaged"),
        })
    }
}

impl fmt::Display for BordersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tell(&crate::words::ENGLISH))
    }
}

impl std::error::Error for BordersError {}

/// Reads `borders.bin`; never panics, whatever the bytes.
pub fn decode(bytes: &[u8]) -> Result<Borders, BordersError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(BordersError::Foreign)?;
    let (hash, packed) = rest.split_first_chunk::<8>().ok_or(BordersError::Broken)?;
    if xxhash_rust::xxh3::xxh3_64(packed).to_le_bytes() != *hash {
        return Err(BordersError::Broken);
    }
    let body = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, MOST_BYTES)
        .map_err(|_| BordersError::Broken)?;
    let atlas: Atlas = postcard::from_bytes(&body).map_err(|_| BordersError::Broken)?;
    atlas.ready().ok_or(BordersError::Broken)
}

/// Writes `borders.bin`.
pub(super) fn encode(atlas: &Atlas) -> Vec<u8> {
    // Writing to a vector fails only where memory does.
    let body = postcard::to_allocvec(atlas).unwrap_or_default();
    let packed = miniz_oxide::deflate::compress_to_vec(&body, 10);
    let mut out = MAGIC.to_vec();
    out.extend(xxhash_rust::xxh3::xxh3_64(&packed).to_le_bytes());
    out.extend(packed);
    out
}

impl Atlas {
    /// The value with everything that drawing needs; `None` where an index leads nowhere.
    pub fn ready(&self) -> Option<Borders> {
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); self.lines.len()];
        for (number, shape) in self.shapes.iter().enumerate() {
            for &index in shape.rings.iter().flatten() {
                users.get_mut(line_of(index))?.push(number);
            }
        }
        let mut lines = Vec::with_capacity(self.lines.len());
        for (deltas, users) in self.lines.iter().zip(users) {
            let mut spots = absolute(deltas)?;
            simplify::weigh(&mut spots);
            let contested = |&s: &usize| self.shapes[s].standing != Standing::Plain;
            let divide = match users.iter().any(|&u| Some(&u) != users.first()) {
                false => Divide::Coast,
                true if users.iter().any(contested) => Divide::Disputed,
                true => Divide::Border,
            };
            let cap = Cap::around(spots.iter());
            let first = users.first().copied().unwrap_or_default();
            let other = users.iter().copied().find(|&u| u != first).unwrap_or(first);
            lines.push(SharedLine { spots, divide, sides: (first as u32, other as u32), cap });
        }
        let mut borders = Borders { lines, shapes: Vec::new() };
        for shape in &self.shapes {
            let rings = shape.rings.iter().map(|lines| {
                let ring = Ring { lines: lines.clone(), cap: Cap { middle: [0.0; 3], radius: 0.0 } };
                let cap = Cap::around(borders.spots(&ring).collect::<Vec<_>>().into_iter());
                Ring { cap, ..ring }
            });
            let rings = rings.collect();
            let degrees = |v: i32| f64::from(v) / STEPS;
            borders.shapes.push(CountryShape {
                iso: shape.iso.clone(),
                name: shape.name.clone(),
                standing: shape.standing,
                capital: shape.capital.as_ref().map(|(n, x, y)| (n.clone(), degrees(*x), degrees(*y))),
                rings,
            });
        }
        Some(borders)
    }
}

/// The line that an index of a ring stands for.
pub(super) fn line_of(index: i32) -> usize {
    (if index < 0 { !index } else { index }) as usize
}

/// Points from stored differences; `None` where they leave the Earth.
pub(super) fn absolute(deltas: &[(i32, i32)]) -> Option<Vec<Spot>> {
    let (mut x, mut y) = (0i32, 0i32);
    let mut spots = Vec::with_capacity(deltas.len());
    for (dx, dy) in deltas {
        x = x.checked_add(*dx)?;
        y = y.checked_add(*dy)?;
        if x.unsigned_abs() > 72_000 || y.unsigned_abs() > 9_000 {
            return None;
        }
        spots.push(Spot::new(f64::from(x) / STEPS, f64::from(y) / STEPS));
    }
    Some(spots)
}
