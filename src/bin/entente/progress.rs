//! How far long work is, on standard error where that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that tells rate and time left; none where the work is short.
fn bar(long: bool, length: u64, template: &str) -> ProgressBar {
    if !long {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// For work that is counted in bytes.
pub fn bytes(verb: &str, length: u64, long: bool) -> ProgressBar {
    let told = "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
    bar(long, length, &format!("{verb} {told}"))
}

/// For work that is counted in reports.
pub fn reports(verb: &str, length: usize, long: bool) -> ProgressBar {
    let told = "{wide_bar} {human_pos} of {human_len} reports, {per_sec}, {eta} left";
    bar(long, length as u64, &format!("{verb} {told}"))
}
