//! The look: what the content's theme says, and what is borrowed from the host.

use banso_content::bundle::Theme;
use banso_ui::Env;
use banso_ui::dom::{El, computed};

/// Follows the host as it looks now, as far as the theme lets it.
pub(crate) fn apply(env: &Env, theme: &Theme) {
    let document = env.platform.document();
    let (Some(html), Some(body)) = (document.find("html"), document.find("body")) else {
        return;
    };
    let dark = theme.dark.unwrap_or_else(|| is_dark(env, &html, &body));
    let shell = env.platform.shell();
    shell.toggle("data-dark", dark);
    shell.css("--banso-host", &computed(&body).get("font-family"));
    env.platform.theme(&theme.css);
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
        .map(whole);
    let rgb = [parts.next()?, parts.next()?, parts.next()?];
    // A fourth number is the opacity: anything but fully opaque lets something else through.
    parts.next().is_none().then(|| luma(rgb) < 128)
}

/// A whole number in digits. The parser of `core` would weigh three times as much.
fn whole(digits: &str) -> u32 {
    digits.bytes().fold(0, |sum: u32, digit| {
        sum.wrapping_mul(10).wrapping_add(u32::from(digit & 15))
    })
}

/// How bright a colour looks, from 0 to 255.
fn luma([red, green, blue]: [u32; 3]) -> u32 {
    (red * 299 + green * 587 + blue * 114) / 1000
}
