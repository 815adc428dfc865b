//! Experiments: who sees which form of a guide. The answer hangs on the user and the guide alone,
//! so that it is the same on every visit, in every browser and in the collector.

use banso_content::model::Guide;

use crate::memory::Variation;

/// Shares are counted out of so many.
const WHOLE: u64 = 10_000;

/// The variation of `guide` for a user. `user` is the host's id of the user, or else the browser's
/// anonymous id; `holdout` is how many of 10,000 users see no guide at all.
///
/// Draws are independent: who is held out of one guide says nothing of another, nor of variants.
pub fn assign(guide: &Guide, user: &str, holdout: u16) -> Variation {
    if draw("", "holdout", user) < holdout || draw(&guide.id, "holdout", user) < guide.holdout {
        return Variation::Holdout;
    }
    let mut left = draw(&guide.id, "variant", user);
    for (at, variant) in guide.variants.iter().enumerate() {
        if left < variant.share {
            return Variation::Variant(at as u16);
        }
        left -= variant.share;
    }
    Variation::Control
}

/// Whether a guide compares anything.
pub fn is_experiment(guide: &Guide, holdout: u16) -> bool {
    guide.holdout > 0 || holdout > 0 || !guide.variants.is_empty()
}

/// The variation's name on the wire.
pub fn name(guide: &Guide, variation: Variation) -> &str {
    match variation {
        Variation::Control => "control",
        Variation::Holdout => "holdout",
        Variation::Variant(at) => guide
            .variants
            .get(usize::from(at))
            .map_or("control", |variant| &variant.id),
    }
}

/// A number below 10,000, evenly spread: FNV-1a over the three texts, finished as `MurmurHash3`
/// finishes (Appleby's `fmix64`), because FNV's high bits hardly hang on the last bytes.
fn draw(guide: &str, purpose: &str, user: &str) -> u16 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in [guide, purpose, user] {
        for byte in text.as_bytes() {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash = (hash ^ 0xff).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    ((hash ^ (hash >> 33)) % WHOLE) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_even_and_independent() {
        let (mut low, mut both) = (0, 0);
        for user in 0..20_000 {
            let user = format!("u-{user}");
            let one = draw("tour", "holdout", &user) < 1_000;
            let other = draw("tip", "holdout", &user) < 1_000;
            low += u32::from(one);
            both += u32::from(one && other);
        }
        assert!((1_850..2_150).contains(&low), "{low} of 20,000 in a tenth");
        assert!((140..260).contains(&both), "{both} of 20,000 in two tenths");
    }

    #[test]
    fn draws_never_change() {
        // Written down once: a change would move users between the arms of running experiments.
        assert_eq!(draw("welcome-tour", "holdout", "u-1"), DRAWN);
    }

    const DRAWN: u16 = 5_230;
}
