//! Message ids: UUID version 7 (RFC 9562), ordered by time and unique across retries.

use alloc::string::String;

use crate::time::Millis;

/// Writes a UUIDv7 from a UTC time and 74 random bits (`random`'s upper bits are ignored).
///
/// ```
/// let id = banso_wire::id::uuid_v7(1_764_000_000_000, 7);
/// assert_eq!(id.len(), 36);
/// assert_eq!(&id[14..15], "7");
/// ```
pub fn uuid_v7(now: Millis, random: u128) -> String {
    let time = u128::from(now & 0xffff_ffff_ffff) << 80;
    let rand_a = (random & 0x0fff) << 64;
    let rand_b = (random >> 12) & 0x3fff_ffff_ffff_ffff;
    hyphenated(time | 7 << 76 | rand_a | 0b10 << 62 | rand_b)
}

/// When an id was made, UTC ms; None when it is no UUIDv7.
pub fn time(id: &str) -> Option<Millis> {
    let digits = id.bytes().filter(|digit| *digit != b'-').take(12);
    let time = digits.fold(0, |time, digit| time << 4 | u64::from(value(digit)));
    (id.len() == LENGTH).then_some(time)
}

/// What the last two bits of a UUID say; 0 when it is none. The SDK's queue says there how long to keep a message.
pub fn class(id: &str) -> u8 {
    match id.as_bytes() {
        [.., last] if id.len() == LENGTH => value(*last) & 3,
        _ => 0,
    }
}

/// An id as [`uuid_v7`] writes it, whose last bits say a class below 4.
pub fn with_class(now: Millis, random: u128, class: u8) -> String {
    uuid_v7(now, random & !(3 << 12) | u128::from(class) << 12)
}

/// The number that a hexadecimal digit in lower case stands for.
fn value(digit: u8) -> u8 {
    let letter = digit & 0x40 != 0;
    (digit & 0xf) + if letter { 9 } else { 0 }
}

/// The length of a UUID as text.
const LENGTH: usize = 36;

fn hyphenated(mut bits: u128) -> String {
    let mut out = String::with_capacity(36);
    for nibble in 0..32u32 {
        if matches!(nibble, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        let digit = (bits >> 124) as u8;
        bits <<= 4;
        out.push(char::from(if digit < 10 {
            b'0' + digit
        } else {
            b'a' - 10 + digit
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_version_variant_and_time() {
        let id = uuid_v7(0x0192_3456_789a, u128::MAX);
        assert_eq!(id, "01923456-789a-7fff-bfff-ffffffffffff");
    }

    #[test]
    fn an_id_says_its_time_and_its_class() {
        for kind in 0..4 {
            let id = with_class(0x0192_3456_789a, u128::MAX - 77, kind);
            assert_eq!((time(&id), class(&id)), (Some(0x0192_3456_789a), kind));
        }
        assert_eq!((time("m1"), class("m1"), class("")), (None, 0, 0));
    }

    #[test]
    fn later_ids_sort_later() {
        assert!(uuid_v7(1_000, u128::MAX) < uuid_v7(1_001, 0));
    }
}
