//! The look: from a few tokens to every shade and measure that the style sheets ask for. What is the
//! same by default is left out, for the style sheets of the modules have it.

use std::fmt::Write;

use crate::bundle::Theme;
use crate::compiler::authored::{self, Density, Scheme, Shadow};
use crate::compiler::color::{AA, Color};

/// The least contrast of text that is read at length, by WCAG 2.2, level AAA.
const AAA: f64 = 7.0;
const INK: &str = "#1c1917";

/// Custom properties and their values.
type Declarations = Vec<(&'static str, String)>;

/// The authored colours of a light or of a dark page.
struct Palette {
    accent: Option<Color>,
    accent_text: Option<Color>,
    surface: Option<Color>,
    text: Option<Color>,
    muted: Option<Color>,
    border: Option<Color>,
    dark: bool,
}

/// A text and what is behind it.
pub(in crate::compiler) struct Pair {
    /// The key of the text's colour, as authors write it.
    pub key: &'static str,
    /// What is behind the text, in words.
    pub behind: &'static str,
    /// The text's colour.
    pub text: Color,
    /// The colour behind it.
    pub ground: Color,
}

/// Every shade, by the name of its custom property.
struct Shades {
    bg: Color,
    soft: Color,
    ink: Color,
    dim: Color,
    line: Color,
    mark: Color,
    accent: Color,
    on: Color,
    over: Color,
    link: Color,
}

/// What the view gets of a theme.
pub(super) fn lower(theme: &authored::Theme) -> Theme {
    let mut css = String::new();
    let mut light = colors(theme, false);
    light.extend(measures(theme));
    write_rule(&mut css, ".shell", &light);
    write_rule(&mut css, ".shell[data-dark]", &colors(theme, true));
    let dark = match theme.scheme {
        Scheme::Auto => None,
        Scheme::Light => Some(false),
        Scheme::Dark => Some(true),
    };
    Theme { dark, css }
}

/// The pairs of colours that people read, in the schemes that a theme is ever seen in.
pub(in crate::compiler) fn pairs(theme: &authored::Theme) -> Vec<Pair> {
    let seen = |dark: &bool| match theme.scheme {
        Scheme::Auto => true,
        Scheme::Light => !dark,
        Scheme::Dark => *dark,
    };
    let schemes = [false, true].into_iter().filter(seen);
    schemes
        .flat_map(|dark| Palette::of(theme, dark).pairs())
        .collect()
}

fn write_rule(css: &mut String, selector: &str, declarations: &Declarations) {
    if declarations.is_empty() {
        return;
    }
    let all = declarations
        .iter()
        .map(|(name, value)| format!("{name}:{value}"));
    let body = all.collect::<Vec<_>>().join(";");
    // Writing to a text cannot fail.
    let _ = write!(css, "{selector}{{{body}}}");
}

/// The colours and the shadow of one scheme, where they are not the default's.
fn colors(theme: &authored::Theme, dark: bool) -> Declarations {
    let all = |theme| {
        let mut all = Palette::of(theme, dark).shades().declared();
        all.push(("--shadow", shadow(theme.shadow, dark).into()));
        all
    };
    news(all(theme), &all(&authored::Theme::default()))
}

/// What is the same on light and dark pages, where it is not the default's: room, corners, the font.
fn measures(theme: &authored::Theme) -> Declarations {
    news(
        all_measures(theme),
        &all_measures(&authored::Theme::default()),
    )
}

/// What is not usual.
fn news(mut all: Declarations, usual: &Declarations) -> Declarations {
    all.retain(|one| !usual.contains(one));
    all
}

fn shadow(shadow: Shadow, dark: bool) -> &'static str {
    match (shadow, dark) {
        (Shadow::None, _) => "none",
        (Shadow::Soft, false) => "0 8px 28px rgb(28 25 23 / .18)",
        (Shadow::Soft, true) => "0 8px 28px rgb(0 0 0 / .5)",
        (Shadow::Strong, false) => "0 16px 56px rgb(28 25 23 / .36)",
        (Shadow::Strong, true) => "0 16px 56px rgb(0 0 0 / .8)",
    }
}

fn all_measures(theme: &authored::Theme) -> Declarations {
    let radius = theme.radius.unwrap_or(10);
    let [pad, wide, tap, inner, row] = match theme.density {
        Density::Compact => ["12px", "16px", "28px", "4px 10px", "4px"],
        Density::Normal => ["16px", "24px", "32px", "6px 12px", "8px"],
        Density::Roomy => ["20px", "32px", "40px", "10px 16px", "12px"],
    };
    let mut all = vec![
        ("--radius", format!("{radius}px")),
        // Inside a corner another one is rounder than it looks.
        ("--corner", format!("{}px", radius - radius.div_ceil(5))),
        ("--pad", pad.into()),
        ("--wide", wide.into()),
        ("--tap", tap.into()),
        ("--inner", inner.into()),
        ("--row", row.into()),
    ];
    let font = theme.font.as_deref().filter(|font| *font != "inherit");
    all.extend(font.map(|font| ("--font", font.to_owned())));
    all
}

impl Palette {
    fn of(theme: &authored::Theme, dark: bool) -> Self {
        let read = |light: &Option<String>, twin: &Option<String>| {
            let text = if dark { twin } else { light };
            text.as_deref().and_then(Color::parse)
        };
        let mut palette = Self {
            accent: read(&theme.accent, &theme.accent_dark),
            accent_text: read(&theme.accent_text, &theme.accent_text_dark),
            surface: read(&theme.surface, &theme.surface_dark),
            text: read(&theme.text, &theme.text_dark),
            muted: read(&theme.muted, &theme.muted_dark),
            border: read(&theme.border, &theme.border_dark),
            dark,
        };
        if palette.accent.is_none() && dark {
            // The accent of light pages, in a shade that is well read on the dark surface.
            let light = theme.accent.as_deref().and_then(Color::parse);
            palette.accent = light.map(|accent| accent.readable(&[palette.ground()], AAA));
        }
        palette
    }

    fn ground(&self) -> Color {
        self.surface.unwrap_or(self.pick("#ffffff", "#201d1b"))
    }

    fn pairs(&self) -> [Pair; 3] {
        let Shades {
            bg,
            ink,
            dim,
            accent,
            on,
            ..
        } = self.shades();
        let pair = |[light, dark]: [&'static str; 2], behind, text, ground| Pair {
            key: if self.dark { dark } else { light },
            behind,
            text,
            ground,
        };
        [
            pair(["text", "text_dark"], "the surface", ink, bg),
            pair(["muted", "muted_dark"], "the surface", dim, bg),
            pair(
                ["accent_text", "accent_text_dark"],
                "the accent",
                on,
                accent,
            ),
        ]
    }

    /// One of two colours that we wrote ourselves.
    fn pick(&self, light: &str, dark: &str) -> Color {
        let text = if self.dark { dark } else { light };
        Color::parse(text).unwrap_or(Color::BLACK)
    }

    fn shades(&self) -> Shades {
        let bg = self.ground();
        let usual = self.pick(INK, "#fafaf9").readable(&[bg], AAA.min(best(bg)));
        let ink = self.text.unwrap_or(usual);
        let ours = self.surface.is_none() && self.text.is_none();
        // The shades between text and surface: the default's, or as far apart as they are there.
        let between = |share: f64, light, dark| {
            let own = self.pick(light, dark);
            if ours { own } else { bg.mix(ink, share) }
        };
        let soft = between(if self.dark { 0.06 } else { 0.04 }, "#f7f5f2", "#2b2725");
        let dim = between(0.7, "#57534e", "#c5c0bb").readable(&[bg, soft], AA);
        let line = between(if self.dark { 0.18 } else { 0.13 }, "#e2deda", "#47423e");
        let mark = self.pick("#fdeeb8", "#5a4a12");
        let accent = self.accent.unwrap_or(self.pick("#0f766e", "#2dd4bf"));
        Shades {
            bg,
            soft,
            ink,
            dim: self.muted.unwrap_or(dim),
            line: self.border.unwrap_or(line),
            mark: if ours { mark } else { marker(bg, ink) },
            accent,
            on: self.accent_text.unwrap_or(text_on(accent)),
            over: accent.mix(ink, 0.12),
            link: accent.readable(&[bg, soft], AA),
        }
    }
}

impl Shades {
    fn declared(&self) -> Declarations {
        let all = [
            ("--bg", self.bg),
            ("--soft", self.soft),
            ("--ink", self.ink),
            ("--dim", self.dim),
            ("--line", self.line),
            ("--mark", self.mark),
            ("--accent", self.accent),
            ("--on", self.on),
            ("--over", self.over),
            ("--link", self.link),
        ];
        all.map(|(name, color)| (name, color.to_string())).into()
    }
}

/// White or nearly black, whichever is readable; black where neither is.
fn text_on(accent: Color) -> Color {
    let ink = Color::parse(INK).unwrap_or(Color::BLACK);
    let all = [Color::WHITE, ink];
    let readable = all.into_iter().find(|color| color.contrast(accent) >= AA);
    readable.unwrap_or(Color::BLACK)
}

/// As much of a marker's yellow on a surface as leaves the text readable.
fn marker(surface: Color, text: Color) -> Color {
    let yellow = Color::parse("#eab308").unwrap_or(surface);
    let shades = [0.3, 0.2, 0.1].map(|share| surface.mix(yellow, share));
    let readable = shades.into_iter().find(|shade| text.contrast(*shade) >= AA);
    readable.unwrap_or(surface)
}

/// The best contrast that there can be on a surface.
fn best(surface: Color) -> f64 {
    let all = [Color::WHITE, Color::BLACK].map(|end| end.contrast(surface));
    all[0].max(all[1])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::{fs, path::Path};

    use super::*;

    fn theme(json: &str) -> authored::Theme {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_default_look_is_that_of_the_style_sheets() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../js/style");
        let css = fs::read_to_string(folder.join("base.css")).unwrap();
        let rule = |selector: &str| {
            let from = css.find(&format!("\n{selector} {{")).unwrap();
            css[from..].lines().nth(1).unwrap().to_owned()
        };
        let defaults = authored::Theme::default();
        for (dark, selector) in [(false, ".shell"), (true, ".shell[data-dark]")] {
            let mut all = Palette::of(&defaults, dark).shades().declared();
            all.push(("--shadow", shadow(defaults.shadow, dark).into()));
            if !dark {
                all.extend(all_measures(&defaults));
            }
            for (name, value) in all {
                let declared = format!("{name}: {value};");
                assert!(rule(selector).contains(&declared), "{selector} {declared}");
            }
        }
        assert_eq!(lower(&defaults), Theme::default());
    }

    #[test]
    fn a_token_reaches_the_sheet_in_its_scheme_alone() {
        let made = lower(&theme(
            r##"{ "surface_dark": "#102030", "radius": 0, "font": "'Inter', sans-serif" }"##,
        ));
        let (light, dark) = made.css.split_once("}.shell[data-dark]{").unwrap();
        assert_eq!(
            light,
            ".shell{--radius:0px;--corner:0px;--font:'Inter', sans-serif"
        );
        assert!(dark.starts_with("--bg:#102030;--soft:#"), "{dark}");
        assert!(!dark.contains("--accent:"), "{dark}");
    }

    #[test]
    fn an_accent_brings_its_text_its_link_and_its_dark_twin() {
        let made = lower(&theme(r##"{ "accent": "#facc15" }"##));
        let (light, dark) = made.css.split_once("}.shell[data-dark]{").unwrap();
        assert!(light.contains("--accent:#facc15;--on:#1c1917;"), "{light}");
        let link = light
            .split("--link:")
            .nth(1)
            .and_then(Color::parse)
            .unwrap();
        assert!(link.contrast(Color::WHITE) >= AA);
        assert!(dark.contains("--accent:#facc15;"), "{dark}");
    }

    #[test]
    fn a_scheme_is_told_to_the_view() {
        let dark = |json| lower(&theme(json)).dark;
        assert_eq!(dark("{}"), None);
        assert_eq!(dark(r#"{ "scheme": "dark" }"#), Some(true));
        assert_eq!(dark(r#"{ "scheme": "light" }"#), Some(false));
    }

    proptest::proptest! {
        #[test]
        fn what_is_derived_is_readable(surface: [u8; 3], accent: [u8; 3]) {
            let hex = |[r, g, b]: [u8; 3]| format!("#{r:02x}{g:02x}{b:02x}");
            let (surface, accent) = (hex(surface), hex(accent));
            let theme = authored::Theme {
                surface_dark: Some(surface.clone()),
                surface: Some(surface),
                accent: Some(accent),
                ..authored::Theme::default()
            };
            for pair in pairs(&theme) {
                proptest::prop_assert!(pair.text.contrast(pair.ground) >= AA, "{}", pair.key);
            }
        }
    }
}
