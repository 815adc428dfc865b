//! Numbers in a slice of bytes, little-endian.

/// The `place`th u32.
pub(crate) fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    let chunk = bytes.get(place.checked_mul(4)?..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*chunk))
}

/// The `place`th f32; 0 where there is none.
pub(crate) fn f32_at(bytes: &[u8], place: usize) -> f32 {
    u32_at(bytes, place).map_or(0.0, f32::from_bits)
}
