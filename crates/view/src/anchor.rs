//! The element that a step stands by: found, and followed when the host replaces it.

use banso_engine::place::{Rect, Size};
use banso_ui::Platform;
use banso_ui::dom::El;

/// The first visible element that a selector means. `a >>> b` means `b` inside the open shadow root
/// of `a`. What the page does not have may be our own: the launcher is `[data-banso="launcher"]`.
pub(crate) fn find(platform: &Platform, selector: &str) -> Option<El> {
    let mut scope = platform.document();
    let mut rest = selector;
    while let Some((outer, inner)) = pierce(rest) {
        scope = scope.find(outer)?.shadow()?;
        rest = inner;
    }
    let visible = |element: &El| is_visible(platform, element);
    let ours = || platform.shadow().all(rest).find(visible);
    scope.all(rest).find(visible).or_else(ours)
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
