//! The look, as authors say it: a few tokens, all of them optional.

use schemars::JsonSchema;
use serde::Deserialize;

/// The look, by tokens. What is left out is the default's, or follows from what is there. Each
/// colour is for a light page, and its twin in `_dark` for a dark one.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::compiler) struct Theme {
    /// The one colour that stands out: the main button, links, progress. `#rrggbb`.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub accent: Option<String>,
    /// The same on a dark page. Left out: a shade of `accent` that is readable there.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub accent_dark: Option<String>,
    /// Text on the accent. Left out: white or nearly black, whichever is readable.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub accent_text: Option<String>,
    /// The same on a dark page.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub accent_text_dark: Option<String>,
    /// What cards and the panel are made of.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub surface: Option<String>,
    /// The same on a dark page.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub surface_dark: Option<String>,
    /// Text on the surface.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub text: Option<String>,
    /// The same on a dark page.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub text_dark: Option<String>,
    /// Quiet text on the surface: counts, summaries, icons. Left out: between text and surface.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub muted: Option<String>,
    /// The same on a dark page.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub muted_dark: Option<String>,
    /// Lines. Left out: a trace of the text on the surface.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub border: Option<String>,
    /// The same on a dark page.
    #[schemars(extend("format" = "color", "pattern" = "^#[0-9a-fA-F]{6}$"))]
    pub border_dark: Option<String>,
    /// How round the corners of cards are, in pixels; those of buttons follow. Left out: 10.
    #[schemars(range(max = 24))]
    pub radius: Option<u8>,
    /// Font families by name, separated by commas, as in CSS. `inherit`, or left out: the font of
    /// the host. Fonts are not downloaded: name those that the host's pages have.
    #[schemars(length(min = 1, max = 200), extend("format" = "font-stack"))]
    pub font: Option<String>,
    /// How much room there is around things.
    pub density: Density,
    /// The shadow of what floats above the page.
    pub shadow: Shadow,
    /// Whether the look is light or dark.
    pub scheme: Scheme,
}

/// How much room there is around things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::compiler) enum Density {
    /// Little, for applications that are dense themselves.
    Compact,
    /// As designed.
    #[default]
    Normal,
    /// Much.
    Roomy,
}

/// The shadow of what floats above the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::compiler) enum Shadow {
    /// None: the border alone sets it apart.
    None,
    /// A soft one.
    #[default]
    Soft,
    /// A wide and dark one.
    Strong,
}

/// Whether the look is light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::compiler) enum Scheme {
    /// As the host is, also when it changes.
    #[default]
    Auto,
    /// Light on every page.
    Light,
    /// Dark on every page.
    Dark,
}
