//! The look that is borrowed from the host: light or dark, its font, and the content's accent.

use banso_content::bundle::Theme;
use banso_ui::Env;
use banso_ui::dom::{El, computed};

/// Follows the host as it looks now.
pub(crate) fn apply(env: &Env, theme: &Theme) {
    let document = env.platform.document();
    let (Some(html), Some(body)) = (document.find("html"), document.find("body")) else {
        return;
    };
    let dark = is_dark(env, &html, &body);
    let accent = if dark {
        &theme.accent_dark
    } else {
        &theme.accent
    };
    let shell = env.platform.shell();
    shell.toggle("data-dark", dark);
    shell.css("--accent", accent);
    let bright = hex(accent).is_some_and(|rgb| luma(rgb) > 140);
    shell.css("--on", if bright { "#1c1917" } else { "#fff" });
    shell.css("font-family", &computed(&body).get("font-family"));
}

/// What the host says of itself, else what it paints behind its text, else what it supports.
fn is_dark(env: &Env, html: &El, body: &El) -> bool {
    said(html)
        .or_else(|| said(body))
        .or_else(|| painted(body))
        .or_else(|| painted(html))
        .unwrap_or_else(|| {
            let schemes = computed(html).get("color-scheme");
            says(&schemes, "dark")
                && (!says(&schemes, "light") || env.platform.media("(prefers-color-scheme: dark)"))
        })
}

/// `data-theme="dark"` and its like.
fn said(element: &El) -> Option<bool> {
    let theme = element.get("data-theme")?;
    match (says(&theme, "dark"), says(&theme, "light")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether a word is among those of a value: `dark` is in `only dark` and in `theme-dark`.
fn says(value: &str, word: &str) -> bool {
    value.split([' ', '-']).any(|part| part == word)
}

/// Whether the background is dark; None when it is see-through or in a notation we do not read.
fn painted(element: &El) -> Option<bool> {
    let color = computed(element).get("background-color");
    let digits = color.strip_prefix("rgb")?;
    let mut parts = digits
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| whole(part, 10));
    let rgb = [parts.next()?, parts.next()?, parts.next()?];
    // A fourth number is the opacity: anything but fully opaque lets something else through.
    parts.next().is_none().then(|| luma(rgb) < 128)
}

/// The components of `#rrggbb`.
fn hex(color: &str) -> Option<[u32; 3]> {
    let value = whole(color.strip_prefix('#')?, 16);
    Some([value >> 16 & 255, value >> 8 & 255, value & 255])
}

/// A whole number in digits. The parser of `core` would weigh three times as much.
fn whole(digits: &str, radix: u32) -> u32 {
    digits.chars().fold(0, |sum: u32, digit| {
        let digit = digit.to_digit(radix).unwrap_or_default();
        sum.wrapping_mul(radix).wrapping_add(digit)
    })
}

/// How bright a colour looks, from 0 to 255.
fn luma([red, green, blue]: [u32; 3]) -> u32 {
    (red * 299 + green * 587 + blue * 114) / 1000
}
