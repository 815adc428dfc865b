//! Presses inside a module's room: elements say with `data-act` what they do, and to what with
//! `data-arg`.

use alloc::string::String;

use crate::dom::Event;

/// What a click means, and to what; None when it means nothing here.
pub fn act(click: &Event) -> Option<(String, String)> {
    let pressed = click.target()?.closest("[data-act]")?;
    let act = pressed.get("data-act")?;
    // A page may be opened in another tab, as with any link.
    if click.ctrl() || click.meta() || click.shift() {
        return None;
    }
    click.prevent();
    Some((act, pressed.get("data-arg").unwrap_or_default()))
}
