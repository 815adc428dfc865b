//! A stream of bits, least significant bit first, with the two codes that the index is made of.
//!
//! * `rice(k)`: the high part in unary (zeros closed by a one), the low `k` bits as they are; from
//!   [`ESCAPE`] zeros on, the whole value follows in 32 bits.
//! * `gamma`: the number of bits in unary, then the bits; for values from 1 on.
//!
//! Past the end a reader finds zeros. Nothing here can panic or loop on hostile bytes.

/// Unary length from which a value is written out in full.
const ESCAPE: u32 = 20;

/// Bytes of zeros after every stream, so that a reader takes eight bytes at a time.
#[cfg(feature = "build")]
pub(crate) const PADDING: usize = 8;

/// Reads a stream of bits.
#[derive(Clone, Copy)]
pub(crate) struct BitReader<'a> {
    bytes: &'a [u8],
    /// Position in bits.
    at: usize,
}

impl<'a> BitReader<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Goes on by `bits`.
    pub(crate) fn skip(&mut self, bits: usize) {
        self.at = self.at.saturating_add(bits);
    }

    /// The next 57 bits or more.
    fn peek(&self) -> u64 {
        let from = self.at / 8;
        let ahead = self
            .bytes
            .get(from..)
            .and_then(|rest| rest.first_chunk::<8>());
        ahead.map_or(0, |chunk| u64::from_le_bytes(*chunk)) >> (self.at % 8)
    }

    /// The next `count` bits, at most 32.
    pub(crate) fn bits(&mut self, count: u32) -> u32 {
        let value = self.peek() & ((1 << count) - 1);
        self.skip(count as usize);
        value as u32
    }

    /// A value in the code `rice(k)`, `k` at most 31.
    #[inline]
    pub(crate) fn rice(&mut self, k: u32) -> u32 {
        let ahead = self.peek();
        let zeros = ahead.trailing_zeros();
        if zeros >= ESCAPE {
            self.skip(ESCAPE as usize);
            return self.bits(32);
        }
        self.skip((zeros + 1 + k) as usize);
        let low = (ahead >> (zeros + 1)) & ((1 << k) - 1);
        ((zeros as u64) << k | low) as u32
    }

    /// A value in the code `gamma`.
    pub(crate) fn gamma(&mut self) -> u32 {
        let zeros = self.peek().trailing_zeros().min(31);
        self.skip(zeros as usize + 1);
        1 << zeros | self.bits(zeros)
    }
}

/// Writes a stream of bits.
#[cfg(feature = "build")]
#[derive(Default)]
pub(crate) struct BitWriter {
    bytes: alloc::vec::Vec<u8>,
    /// Length in bits.
    length: usize,
}

#[cfg(feature = "build")]
impl BitWriter {
    /// Bits written so far.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// The low `count` bits of `value`.
    pub(crate) fn bits(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.length.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> bit & 1) as u8) << (self.length % 8);
            }
            self.length += 1;
        }
    }

    pub(crate) fn rice(&mut self, value: u32, k: u32) {
        let high = value >> k;
        if high >= ESCAPE {
            self.bits(0, ESCAPE);
            self.bits(value, 32);
        } else {
            self.bits(1 << high, high + 1);
            self.bits(value, k);
        }
    }

    pub(crate) fn gamma(&mut self, value: u32) {
        let zeros = value.max(1).ilog2();
        self.bits(1 << zeros, zeros + 1);
        self.bits(value, zeros);
    }

    /// Appends the bits of another stream.
    pub(crate) fn append(&mut self, other: &Self) {
        let mut left = other.length;
        for byte in &other.bytes {
            self.bits(u32::from(*byte), left.min(8) as u32);
            left = left.saturating_sub(8);
        }
    }

    /// The stream with its padding.
    pub(crate) fn finish(mut self) -> alloc::vec::Vec<u8> {
        self.bytes.extend_from_slice(&[0; PADDING]);
        self.bytes
    }
}

/// Bits of `value` in the code `rice(k)`.
#[cfg(feature = "build")]
pub(crate) fn rice_cost(value: u32, k: u32) -> u64 {
    let high = value >> k;
    u64::from(if high >= ESCAPE {
        ESCAPE + 32
    } else {
        high + 1 + k
    })
}

/// The `k` that writes `values` in the fewest bits.
#[cfg(feature = "build")]
pub(crate) fn best_rice(values: &[u32]) -> u32 {
    let cost = |k: &u32| {
        values
            .iter()
            .map(|value| rice_cost(*value, *k))
            .sum::<u64>()
    };
    (0..31).min_by_key(cost).unwrap_or(0)
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(values in proptest::collection::vec((any::<u32>(), 0_u32..32, 0_u32..31), 0..50)) {
            let mut writer = BitWriter::default();
            for (value, shift, k) in &values {
                writer.rice(value >> shift, *k);
                writer.gamma((value >> shift).max(1));
                writer.bits(*value, *shift);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes, 0);
            for (value, shift, k) in &values {
                prop_assert_eq!(reader.rice(*k), value >> shift);
                prop_assert_eq!(reader.gamma(), (value >> shift).max(1));
                prop_assert_eq!(reader.bits(*shift), value & ((1 << shift) - 1));
            }
        }

        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..40), at in any::<usize>(), k in 0_u32..32) {
            let mut reader = BitReader::new(&bytes, at);
            for _ in 0..50 {
                reader.rice(k);
                reader.gamma();
                reader.bits(k);
            }
        }
    }
}
