//! The element that a step stands by: found, or refused, and followed when the host replaces it.

use alloc::string::String;

use banso_content::prose::Way;
use banso_engine::place::{Rect, Size};
use banso_engine::view::Missing;
use banso_ui::Platform;
use banso_ui::dom::{El, number};

/// The only visible element that fits, by the first way that leads to exactly one. Otherwise the
/// gravest of what the ways came to.
pub(crate) fn find(platform: &Platform, ways: &[Way]) -> Result<El, Missing> {
    only(platform, ways, false)
}

/// The only element that fits, by the first way that leads to exactly one, be it as empty as a place
/// that is still to be filled.
pub(crate) fn place(platform: &Platform, ways: &[Way]) -> Option<El> {
    only(platform, ways, true).ok()
}

fn only(platform: &Platform, ways: &[Way], any: bool) -> Result<El, Missing> {
    let mut why = Missing::Absent;
    for way in ways {
        let seen = Seen::of(platform, way, any);
        match (seen.found, seen.visible) {
            (Some(target), 1) => return Ok(target),
            (_, 0) if seen.hidden => why = why.max(Missing::Hidden),
            (_, 0) => {}
            _ => why = Missing::Ambiguous,
        }
    }
    Err(why)
}

/// Each way and how many visible elements fit, for the developer.
pub(crate) fn counts(platform: &Platform, ways: &[Way]) -> String {
    let mut out = String::new();
    for way in ways {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(way.label());
        out.push_str(": ");
        out.push_str(&number(Seen::of(platform, way, false).visible));
    }
    out
}

/// What a way leads to.
#[derive(Default)]
struct Seen {
    /// Whether what is hidden counts as visible.
    any: bool,
    /// The last of them: the only one, where there is one.
    found: Option<El>,
    visible: i32,
    hidden: bool,
}

impl Seen {
    fn of(platform: &Platform, way: &Way, any: bool) -> Self {
        let mut seen = Self {
            any,
            ..Self::default()
        };
        seen.look(platform, &platform.document(), &way.css, way);
        // What the page does not have may be our own: the launcher.
        if seen.visible == 0 && way.css.starts_with("[data-banso") {
            seen.look(platform, &platform.shadow(), &way.css, way);
        }
        seen
    }

    /// Looks in a document or a shadow root, and on inside of what stands before `>>>`.
    fn look(&mut self, platform: &Platform, scope: &El, css: &str, way: &Way) {
        if let Some((outer, inner)) = pierce(css) {
            for inside in scope.all(outer).filter_map(|one| platform.inside(&one)) {
                self.look(platform, &inside, inner, way);
            }
            return;
        }
        let is_called =
            |one: &El| way.name.is_empty() || platform.is_called(one, &way.name, way.text);
        for element in scope.all(css).filter(is_called) {
            if self.any || is_visible(platform, &element) {
                self.visible += 1;
                self.found = Some(element);
            } else {
                self.hidden = true;
            }
        }
    }
}

/// The selectors on either side of the first `>>>`.
fn pierce(selector: &str) -> Option<(&str, &str)> {
    let at = selector
        .as_bytes()
        .windows(3)
        .position(|bytes| bytes == b">>>")?;
    Some((selector.get(..at)?, selector.get(at + 3..)?))
}

/// Whether an element takes up room and is not hidden.
fn is_visible(platform: &Platform, element: &El) -> bool {
    let Rect { width, height, .. } = element.rect();
    width * height > 0.0 && platform.seen(element)
}

/// Whether the element lies in the viewport, or fills it.
pub(crate) fn in_view(rect: Rect, viewport: Size) -> bool {
    let within = |start: f32, length: f32, viewport: f32| {
        (start >= 0.0 && start + length <= viewport) || (start <= 0.0 && start + length >= viewport)
    };
    within(rect.x, rect.width, viewport.width) && within(rect.y, rect.height, viewport.height)
}
