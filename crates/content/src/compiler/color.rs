//! Colours: how they are written, how well one is read on another, and the shades between them.

use std::fmt;

/// The least contrast of text by WCAG 2.2, level AA (1.4.3).
pub(super) const AA: f64 = 4.5;

/// An opaque colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Color([u8; 3]);

impl Color {
    pub(super) const BLACK: Self = Self([0; 3]);
    pub(super) const WHITE: Self = Self([255; 3]);

    /// Reads `#rrggbb`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let plain = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| plain)?;
        let [_, rgb @ ..] = value.to_be_bytes();
        Some(Self(rgb))
    }

    /// How well it is read on another, from 1 to 21, by WCAG 2.2.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour with so large a share of another, from 0 to 1.
    pub(super) fn mix(self, other: Self, share: f64) -> Self {
        let part = |at: usize| {
            let (from, to) = (f64::from(self.0[at]), f64::from(other.0[at]));
            // In the range of a byte, as both ends are.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let part = (from + (to - from) * share).round() as u8;
            part
        };
        Self([part(0), part(1), part(2)])
    }

    /// The nearest shade that is read on all of these with at least such a contrast: this colour
    /// itself, or mixed with as little white or black as will do. Where no shade does, the last of
    /// them is let go.
    pub(super) fn readable(self, on: &[Self], least: f64) -> Self {
        let passes = |color: &Self| on.iter().all(|on| color.contrast(*on) >= least);
        let shades = (0..=100).flat_map(|percent| {
            let share = f64::from(percent) / 100.0;
            [Self::WHITE, Self::BLACK].map(|end| self.mix(end, share))
        });
        match (shades.into_iter().find(passes), on) {
            (Some(shade), _) => shade,
            (None, [first @ .., _]) => self.readable(first, least),
            (None, []) => self,
        }
    }

    /// Relative luminance, from 0 to 1, by WCAG 2.2.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap()
    }

    #[test]
    fn colours_are_six_digits() {
        assert_eq!(color("#0F766E").to_string(), "#0f766e");
        for text in [
            "", "#", "#fff", "0F766E", "#0F766", "#0F766E0", "#+F766E", "#ÿ766E", "teal",
        ] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let white = Color::WHITE;
        assert!((white.contrast(Color::BLACK) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // The grey known as the lightest that passes on white.
        assert!(color("#767676").contrast(white) >= AA);
        assert!(color("#777777").contrast(white) < AA);
    }

    #[test]
    fn a_readable_shade_is_the_nearest() {
        let white = [Color::WHITE];
        assert_eq!(color("#0f766e").readable(&white, AA), color("#0f766e"));
        let amber = color("#f59e0b").readable(&white, AA);
        assert!(
            (AA..AA + 0.2).contains(&amber.contrast(Color::WHITE)),
            "{amber}"
        );
    }

    proptest::proptest! {
        #[test]
        fn there_is_always_a_shade_that_is_readable(a: [u8; 3], b: [u8; 3]) {
            let (a, b) = (Color(a), Color(b));
            proptest::prop_assert!(a.readable(&[b], AA).contrast(b) >= AA);
        }

        #[test]
        fn what_is_written_is_read(rgb: [u8; 3]) {
            proptest::prop_assert_eq!(Color::parse(&Color(rgb).to_string()), Some(Color(rgb)));
        }
    }
}
