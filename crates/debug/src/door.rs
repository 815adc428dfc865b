//! What the facade (`js/debug.js`) does for the panel.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The way to the page's SDK.
    pub type Door;

    /// The write key of the page.
    #[wasm_bindgen(method, getter, js_name = writeKey)]
    pub fn write_key(this: &Door) -> String;

    /// The environment of the write key, where the collector says it.
    #[wasm_bindgen(method, getter)]
    pub fn environment(this: &Door) -> String;

    /// How many bytes of content the page downloaded, uncompressed.
    #[wasm_bindgen(method, getter)]
    pub fn size(this: &Door) -> f64;

    /// The JSON of a message that waits, by its id.
    #[wasm_bindgen(method)]
    pub fn message(this: &Door, id: &str) -> Option<String>;

    /// What a screen reader calls an element.
    #[wasm_bindgen(method, js_name = nameOf)]
    pub fn name_of(this: &Door, element: &web_sys::Element) -> String;

    /// The text that an element says itself.
    #[wasm_bindgen(method, js_name = textOf)]
    pub fn text_of(this: &Door, element: &web_sys::Element) -> String;

    /// Why the collector refused a message for good, by its id, if it did.
    #[wasm_bindgen(method)]
    pub fn refusal(this: &Door, id: &str) -> Option<String>;

    /// Shows a guide, whatever its audience.
    #[wasm_bindgen(method)]
    pub fn show(this: &Door, guide: &str);

    /// The panel was closed by hand.
    #[wasm_bindgen(method)]
    pub fn closed(this: &Door);
}
