//! Elements as values, and the few changes that make the page's own like them.

mod html;
mod patch;

pub(crate) use html::{El, button, el};
pub(crate) use patch::patch;
