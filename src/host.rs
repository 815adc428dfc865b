//! The facade's side of the boundary: what the shell asks of `js/host.js`.
//!
//! Only numbers, flags, texts and bytes cross it. What takes several calls of the platform is one function there,
//! because JavaScript says it in fewer bytes than a module and its glue. None of these functions throws.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "banso-host")]
extern "C" {
    /// Keeps a message until it is settled. `open`: the JSON of the host's present call and a closing brace belong
    /// behind `json`.
    pub(crate) fn put(id: &str, json: &str, open: bool);

    /// Forgets a message that is settled.
    pub(crate) fn remove(id: &str);

    /// Keeps the engine's memory for the next visit.
    pub(crate) fn remember(memory: &[u8]);

    /// Takes a message into the next batch, unless another tab has settled it in the meantime.
    pub(crate) fn pick(id: &str);

    /// Sends what was picked, between `head` and `tail`, and answers with an input.
    pub(crate) fn send(batch: u32, head: &str, tail: &str, leaving: bool);

    /// Paints a view.
    pub(crate) fn paint(view: &[u8]);

    /// Passes a wish on to the view.
    pub(crate) fn ask(ask: &[u8]);

    /// Tells the host's listeners.
    pub(crate) fn emit(event: &str, json: &str);

    /// Opens a page through the host's router.
    pub(crate) fn navigate(path: &str);

    /// Warns the developer, once for the same words.
    pub(crate) fn warn(text: &str);

    /// Sets the one timer to a time in UTC ms, in place of what it was set to; None stops it.
    pub(crate) fn wake(at: Option<f64>);

    /// Reports clicks in what matches these selectors, and the properties of these events, from here on. Each list
    /// is one text; its items are separated by NUL, which stands in neither.
    pub(crate) fn heed(clicks: &str, events: &str);

    /// Watches a probe, by its number; see [`banso_content::rule::Probe`].
    pub(crate) fn probe(at: u32, kind: u8, selector: &str, amount: u32);

    /// Ends what [`probe`] began.
    pub(crate) fn unprobe(at: u32);

    /// Begins to watch a part of the page, by its position in `js/page.js`.
    pub(crate) fn watch(part: usize);

    /// Ends what [`watch`] began.
    pub(crate) fn unwatch(part: usize);
}
