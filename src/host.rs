//! The facade's side of the boundary: what the shell asks of `js/core.js`.

use alloc::vec::Vec;

use js_sys::{Function, JsString};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The object that the facade hands to [`crate::Core::new`]. None of its methods throws.
    pub type Host;

    /// The page's window.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn window(this: &Host) -> web_sys::Window;

    /// The page's document.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn document(this: &Host) -> web_sys::Document;

    /// Paints a view.
    #[wasm_bindgen(method)]
    pub(crate) fn paint(this: &Host, view: Vec<u8>);

    /// Passes a wish on to the view.
    #[wasm_bindgen(method)]
    pub(crate) fn ask(this: &Host, ask: Vec<u8>);

    /// Tells the host's listeners.
    #[wasm_bindgen(method)]
    pub(crate) fn emit(this: &Host, event: &str, json: &str);

    /// Opens a page through the host's router.
    #[wasm_bindgen(method)]
    pub(crate) fn navigate(this: &Host, path: &str);

    /// Warns the developer, once for the same words.
    #[wasm_bindgen(method)]
    pub(crate) fn warn(this: &Host, text: &str);

    /// Sends a batch body, and answers through [`crate::Core::settled`].
    #[wasm_bindgen(method)]
    pub(crate) fn send(this: &Host, batch: u32, body: &JsString, leaving: bool);

    /// The same function, guarded: a trap inside never reaches the page.
    #[wasm_bindgen(method)]
    pub(crate) fn guard(this: &Host, callback: &JsValue) -> Function;
}
