//! What outlives the page: the engine's memory, and one record for each message that is not
//! settled. Where the browser refuses storage, messages live as long as the page.

use alloc::string::String;
use alloc::vec::Vec;

use banso_engine::Stored;
use js_sys::{JsString, Map};
use wasm_bindgen::prelude::*;
use web_sys::Window;

#[wasm_bindgen]
extern "C" {
    /// The browser's `localStorage`, with texts that stay JavaScript's own: web-sys would copy each
    /// value through the module's memory.
    type Local;

    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn get_item(this: &Local, key: &str) -> Result<Option<JsString>, JsValue>;

    #[wasm_bindgen(method, catch, js_name = setItem)]
    fn set_item(this: &Local, key: &str, value: &JsString) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeItem)]
    fn remove_item(this: &Local, key: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn key(this: &Local, index: u32) -> Result<Option<JsString>, JsValue>;
}

/// The most bytes that a UTF-16 unit takes as UTF-8.
const BYTES_PER_UNIT: u32 = 3;

/// The store of one write key on this origin.
pub(crate) struct Store {
    local: Option<Local>,
    prefix: String,
    /// Messages of this visit, so that sending them reads nothing back.
    fresh: Map,
}

impl Store {
    /// Opens the store. Never fails: see the module's documentation.
    pub(crate) fn open(window: &Window, write_key: &str) -> Self {
        let local = window.local_storage().ok().flatten();
        let local = local.map(JsCast::unchecked_into);
        Self {
            local,
            prefix: ["banso:", write_key, ":"].concat(),
            fresh: Map::new(),
        }
    }

    /// The key under which the engine's memory is kept.
    pub(crate) fn memory_key(&self) -> String {
        [&self.prefix, "memory"].concat()
    }

    /// The engine's memory of the last visit.
    pub(crate) fn memory(&self) -> Option<Vec<u8>> {
        self.read(&self.memory_key()).map(|text| from_latin1(&text))
    }

    /// Keeps the engine's memory.
    pub(crate) fn remember(&self, bytes: &[u8]) {
        self.write(&self.memory_key(), &to_latin1(bytes));
    }

    /// Keeps a message until it is settled.
    pub(crate) fn put(&self, id: &str, json: &JsString) {
        self.fresh.set(&id.into(), json);
        self.write(&self.message_key(id), json);
    }

    /// The JSON of a message, unless another tab has settled it.
    pub(crate) fn get(&self, id: &str) -> Option<JsString> {
        let fresh = self.fresh.get(&id.into()).dyn_into().ok();
        fresh.or_else(|| self.read(&self.message_key(id)))
    }

    /// Forgets a message that is settled.
    pub(crate) fn remove(&self, id: &str) {
        self.fresh.delete(&id.into());
        if let Some(local) = &self.local {
            let _ = local.remove_item(&self.message_key(id));
        }
    }

    /// The messages that earlier visits left, oldest first: ids are ordered by time.
    pub(crate) fn waiting(&self) -> Vec<Stored> {
        let Some(local) = &self.local else {
            return Vec::new();
        };
        let prefix = self.message_key("");
        let mut waiting = Vec::new();
        let keys = (0..).map_while(|at| local.key(at).ok().flatten());
        for key in keys.map(String::from) {
            if let Some(id) = key.strip_prefix(&*prefix) {
                let units = self.read(&key).map_or(0, |json| json.length());
                // Inserted in order, because a sort would weigh more than all of this file.
                let later = waiting.iter().position(|other: &Stored| *other.id > *id);
                let message = Stored {
                    id: id.into(),
                    bytes: units * BYTES_PER_UNIT,
                };
                waiting.insert(later.unwrap_or(waiting.len()), message);
            }
        }
        waiting
    }

    fn message_key(&self, id: &str) -> String {
        [&self.prefix, "q:", id].concat()
    }

    fn read(&self, key: &str) -> Option<JsString> {
        self.local.as_ref()?.get_item(key).ok()?
    }

    fn write(&self, key: &str, value: &JsString) {
        if let Some(local) = &self.local {
            // A full or forbidden store: the message still goes out in this visit.
            let _ = local.set_item(key, value);
        }
    }
}

/// Bytes as text, one UTF-16 unit a byte.
fn to_latin1(bytes: &[u8]) -> JsString {
    let units: Vec<u16> = bytes.iter().map(|byte| u16::from(*byte)).collect();
    JsString::from_char_code(&units)
}

/// The bytes of [`to_latin1`].
pub(crate) fn from_latin1(text: &JsString) -> Vec<u8> {
    text.iter().map(|unit| unit as u8).collect()
}
