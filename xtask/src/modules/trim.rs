//! The glue without what nobody calls.
//!
//! wasm-bindgen writes several ways to start a module, each with words for those who use it wrongly. Which of them
//! a page needs no bundler can tell, and they weigh more than all the rest of the core's glue.

use anyhow::{Context, Result};

/// Where the ways to start begin; nothing but them follows.
const STARTS: &str = "let wasmModule, wasmInstance, wasm;";

/// The one that stays: the facade has the module's bytes.
const START: &str = "let wasm;

export async function load(bytes) {
    const { instance } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
";

/// The glue with one way to start.
pub(super) fn trim(glue: &str) -> Result<String> {
    let at = glue
        .find(STARTS)
        .context("wasm-bindgen's glue has another form than that of the pinned version")?;
    Ok(glue[..at].to_owned() + START)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_way_to_start_is_left() {
        let glue = format!("export function feed() {{}}\n{STARTS}\nexport {{ initSync }};");
        let trimmed = trim(&glue).unwrap();
        assert!(trimmed.starts_with("export function feed() {}\n"));
        assert!(trimmed.contains("export async function load("));
        assert!(!trimmed.contains("initSync"));
    }

    #[test]
    fn glue_of_another_form_is_an_error() {
        assert!(trim("export function feed() {}").is_err());
    }
}
