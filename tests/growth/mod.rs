//! Time in proportion to length, measured as growth: twice the text may take three times as long,
//! on any machine and in any build. Time is the thread's own, so that others may work beside.

use cpu_time::ThreadTime;
use std::time::Duration;

/// What a clock and a cache may do to a short measure.
const FLOOR: Duration = Duration::from_millis(30);

/// Reads `make(n)` and `make(2n)` and panics where the second takes more than three times as long,
/// three times in a row.
#[track_caller]
pub fn linear(what: &str, n: usize, make: impl Fn(usize) -> String, mut read: impl FnMut(&str)) {
    let mut time = |n: usize| {
        let text = make(n);
        let start = ThreadTime::now();
        read(&text);
        start.elapsed()
    };
    let (mut short, mut long) = (Duration::MAX, Duration::MAX);
    for _ in 0..3 {
        short = short.min(time(n));
        long = long.min(time(2 * n));
        if long <= 3 * short + FLOOR {
            return;
        }
    }
    panic!("{what}: {short:?} for {n}, but {long:?} for twice as much");
}
