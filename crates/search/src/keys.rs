//! A sorted list of numbers, packed: blocks of [`BLOCK`] keys, found by binary search.
//!
//! Index: for each block its first key and where its bits begin, both u32. Bits: for each block
//! five bits of `k`, then the distance from each key to the next, less one, in `rice(k)`.

use crate::bits::BitReader;
use crate::bytes::u32_at;

/// Keys in a block.
pub(crate) const BLOCK: u32 = 64;

/// Reads a list of keys in place.
#[derive(Clone, Copy)]
pub(crate) struct Keys<'a> {
    pub(crate) index: &'a [u8],
    pub(crate) bits: &'a [u8],
    pub(crate) count: u32,
}

impl Keys<'_> {
    /// The place of `key` in the list, from 0.
    pub(crate) fn find(&self, key: u32) -> Option<u32> {
        let block = last_block(self.count.div_ceil(BLOCK), |block| {
            u32_at(self.index, block as usize * 2).is_some_and(|first| first <= key)
        })?;
        let mut here = u32_at(self.index, block as usize * 2)?;
        let mut place = block * BLOCK;
        let end = self.count.min(place + BLOCK);
        let mut reader = BitReader::new(
            self.bits,
            u32_at(self.index, block as usize * 2 + 1)? as usize,
        );
        let k = reader.bits(5);
        while here < key {
            place += 1;
            if place >= end {
                return None;
            }
            here = here.saturating_add(reader.rice(k)).saturating_add(1);
        }
        (here == key).then_some(place)
    }
}

/// The last of `count` blocks for which `begins_before` holds; it holds for a first part of them.
pub(crate) fn last_block(count: u32, begins_before: impl Fn(u32) -> bool) -> Option<u32> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if begins_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low.checked_sub(1)
}

/// Packs sorted, distinct `keys`: the index and the bits.
#[cfg(feature = "build")]
pub(crate) fn pack(keys: &[u32]) -> (alloc::vec::Vec<u8>, alloc::vec::Vec<u8>) {
    use crate::bits::{BitWriter, best_rice};
    let (mut index, mut writer) = (alloc::vec::Vec::new(), BitWriter::default());
    for block in keys.chunks(BLOCK as usize) {
        let first = block.first().copied().unwrap_or_default();
        index.extend_from_slice(&first.to_le_bytes());
        index.extend_from_slice(&(writer.length() as u32).to_le_bytes());
        let steps: alloc::vec::Vec<u32> = block.windows(2).map(|two| two[1] - two[0] - 1).collect();
        let k = best_rice(&steps);
        writer.bits(k, 5);
        for step in steps {
            writer.rice(step, k);
        }
    }
    (index, writer.finish())
}

#[cfg(all(test, feature = "build"))]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_key_has_its_place(keys in proptest::collection::btree_set(any::<u32>(), 0..300), other in any::<u32>()) {
            let keys: std::vec::Vec<u32> = keys.into_iter().collect();
            let (index, bits) = pack(&keys);
            let packed = Keys { index: &index, bits: &bits, count: keys.len() as u32 };
            for (place, key) in keys.iter().enumerate() {
                prop_assert_eq!(packed.find(*key), Some(place as u32));
            }
            let expect = keys.binary_search(&other).ok().map(|place| place as u32);
            prop_assert_eq!(packed.find(other), expect);
        }
    }
}
