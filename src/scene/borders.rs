//! Countries' shapes, as shared lines, and their bytes.

use std::fmt;

/// Shapes of countries, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Borders {}

/// Why bytes are no borders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BordersError {
    /// They do not begin as `borders.bin` does.
    Foreign,
    /// They end too early, or do not make sense.
    Broken,
}

impl fmt::Display for BordersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BordersError::Foreign => "this is no borders.bin of this version; build the page again",
            BordersError::Broken => "borders.bin is cut off or damaged; build the page again",
        })
    }
}

impl std::error::Error for BordersError {}
