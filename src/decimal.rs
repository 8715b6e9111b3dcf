//! Numbers as digits, and back.
//!
//! What the standard library does it with is exact for every float, and 30 kB of WebAssembly. The page
//! writes pixels, degrees and figures: numbers of at most fifteen digits, which these functions write
//! and read as exactly.

/// From here on a float holds no more than its digits before the point.
const LARGE: f64 = 1e15;
/// Most digits after the point.
const PLACES: u32 = 15;

/// A number with at most so many digits after the point, without noughts at its end. What is no number
/// is 0; of a number beyond 10¹⁵ the digits after the fifteenth are noughts.
pub fn written(value: f64, places: u32) -> String {
    let digits = fixed(value, places);
    match digits.contains('.') {
        true => digits.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => digits,
    }
}

/// A number with exactly so many digits after the point.
pub fn fixed(value: f64, places: u32) -> String {
    let mut size = if value.is_finite() { value.abs() } else { 0.0 };
    let mut noughts = 0;
    while size >= LARGE {
        size /= 10.0;
        noughts += 1;
    }
    let places = places.min(PLACES);
    // As many places as leave the whole within what an integer holds.
    let mut held = if noughts > 0 { 0 } else { places };
    while held > 0 && size * power(held) >= 9e18 {
        held -= 1;
    }
    let mut whole = (size * power(held)).round() as u64;
    let negative = value < 0.0 && whole > 0;
    // From the last digit to the first.
    let mut digits: Vec<u8> = vec![b'0'; (places - held) as usize];
    let mut count = places - held;
    if count == places && places > 0 {
        digits.push(b'.');
    }
    digits.extend(std::iter::repeat_n(b'0', noughts));
    while whole > 0 || count <= places {
        digits.push(b'0' + (whole % 10) as u8);
        whole /= 10;
        count += 1;
        if count == places && places > 0 {
            digits.push(b'.');
        }
    }
    if negative {
        digits.push(b'-');
    }
    digits.reverse();
    digits.into_iter().map(char::from).collect()
}

/// A number with as few digits after the point as tell it from others: 0.1, 2.75, 1200.
pub fn shortest(value: f64) -> String {
    let places = (0..PLACES).find(|&places| {
        let scaled = value * power(places);
        scaled.abs() >= LARGE || scaled.round() / power(places) == value
    });
    written(value, places.unwrap_or(PLACES))
}

/// Reads "12", "-0.5", "+3.", ".25"; nothing else is a number here.
pub fn read(text: &str) -> Option<f64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let (mut value, mut places, mut after, mut any) = (0_u64, 0_i32, false, false);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                any = true;
                // Digits that no float tells apart.
                let full = value >= 10_u64.pow(17);
                if !full {
                    value = value * 10 + u64::from(byte - b'0');
                }
                places += i32::from(full) - i32::from(after);
            }
            b'.' if !after => after = true,
            _ => return None,
        }
    }
    let value = value as f64;
    let value = match places {
        0.. => value * power(places.unsigned_abs().min(400)),
        _ => value / power(places.unsigned_abs().min(400)),
    };
    any.then_some(if negative { -value } else { value })
}

/// Ten so many times with itself; exact up to 10²².
fn power(times: u32) -> f64 {
    let mut value = 1.0;
    for _ in 0..times {
        value *= 10.0;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        let check = |value: f64, places: u32, expect: &str| assert_eq!(written(value, places), expect);
        check(0.0, 2, "0");
        check(-0.0, 2, "0");
        check(-0.001, 2, "0");
        check(2.5, 2, "2.5");
        check(1.005, 1, "1");
        check(-12.346, 2, "-12.35");
        check(100.0, 0, "100");
        check(0.05, 2, "0.05");
        check(f64::NAN, 2, "0");
        check(f64::INFINITY, 2, "0");
        check(5e18, 2, "5000000000000000000");
        check(1e22, 3, "10000000000000000000000");
        assert_eq!(
            (fixed(3.0, 1), fixed(0.06, 1), fixed(9.96, 1)),
            ("3.0".into(), "0.1".into(), "10.0".into())
        );
        assert_eq!(
            (shortest(0.1), shortest(1500.0), shortest(1.0 / 3.0)),
            ("0.1".into(), "1500".into(), "0.333333333333333".into())
        );
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for text in ["", ".", "-", "+", "1e5", "inf", "NaN", "1.2.3", "--1", "1 ", "٣"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!((read("+3."), read(".25"), read("-007")), (Some(3.0), Some(0.25), Some(-7.0)));
        assert_eq!(read(&"9".repeat(500)), Some(f64::INFINITY));
        assert_eq!(read(&format!("0.{}1", "0".repeat(500))), Some(0.0));
    }

    proptest! {
        #[test]
        fn digits_read_as_the_library_reads_them(text in "[-+]?[0-9]{1,9}(\\.[0-9]{0,6})?") {
            prop_assert_eq!(read(&text), text.parse().ok());
        }

        #[test]
        fn what_was_written_reads_the_same(whole in -999_999_999_999_i64..1_000_000_000_000, places in 0_u32..4) {
            let value = whole as f64 / 10_f64.powi(places as i32);
            prop_assert_eq!(read(&shortest(value)), Some(value));
            prop_assert_eq!(written(value, 3), shortest(value));
            prop_assert_eq!(fixed(value, places), format!("{value:.0$}", places as usize));
        }
    }
}
