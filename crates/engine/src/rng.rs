//! The engine's randomness: SplitMix64 (Steele, Lea and Flood, 2014), seeded once by the shell from
//! the browser's cryptographic source. It makes ids and jitter, never secrets.

use alloc::vec::Vec;

use banso_content::codec::{Decode, Encode, Reader};

/// A seeded sequence of pseudo-random numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rng(u64);

impl Encode for Rng {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Rng {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(Decode::decode(reader))
    }
}

impl Rng {
    /// A sequence that depends on nothing but `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 when `limit` is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.bits() % limit.max(1)
    }

    /// A message id for this moment.
    pub fn id(&mut self, now: banso_wire::time::Millis) -> alloc::string::String {
        self.id_of(now, 0)
    }

    /// A message id for this moment, whose last bits say a class below 4: see [`banso_wire::id::class`].
    pub fn id_of(&mut self, now: banso_wire::time::Millis, class: u8) -> alloc::string::String {
        let random = u128::from(self.bits()) << 64 | u128::from(self.bits());
        banso_wire::id::with_class(now, random, class)
    }
}
