//! Short names for what a module and its glue call each other.
//!
//! wasm-bindgen names imports and exports at length, with a hash of 16 digits each, which no compression shortens,
//! and each name stands in both files.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use walrus::Module;

/// The module that wasm-bindgen's imports come from.
const GLUE: &str = "./glue_bg.js";

/// The module and its glue with short names.
pub(super) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut module = Module::from_buffer(wasm).context("cannot read the bound module")?;
    let mut names = BTreeMap::from([(GLUE.to_owned(), "_".to_owned())]);
    let ours = module
        .imports
        .iter_mut()
        .filter(|import| import.module == GLUE);
    let imports = ours.map(|import| {
        "_".clone_into(&mut import.module);
        (&mut import.name, "")
    });
    // The glue's own exports may have the same names: only those of the module stand behind `wasm.`.
    let exports = module.exports.iter_mut();
    let exports = exports.map(|export| (&mut export.name, "wasm."));
    for (name, of) in imports.chain(exports) {
        let short = short(names.len());
        names.insert(format!("{of}{name}"), format!("{of}{short}"));
        *name = short;
    }
    Ok((module.emit_wasm(), replace(glue, &names)))
}

/// `a`, `b` ... `z`, `A` ... `Z`, `aa` ...
fn short(index: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = char::from(LETTERS[index % LETTERS.len()]);
    match index / LETTERS.len() {
        0 => letter.to_string(),
        more => short(more - 1) + &letter.to_string(),
    }
}

/// The script with other names in it: only whole words count.
fn replace(script: &str, names: &BTreeMap<String, String>) -> String {
    names
        .iter()
        .fold(script.to_owned(), |script, (name, short)| {
            let mut parts = script.split(name.as_str());
            let mut out = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let whole = !out.ends_with(is_word) && !part.starts_with(is_word);
                out += if whole { short } else { name };
                out += part;
            }
            out
        })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_repeat() {
        assert_eq!([0, 25, 26, 52, 104].map(short), ["a", "z", "A", "aa", "ba"]);
    }

    #[test]
    fn what_the_glue_exports_keeps_its_name() {
        let names = BTreeMap::from([("wasm.feed".to_owned(), "wasm.a".to_owned())]);
        assert_eq!(
            replace("export function feed() { wasm.feed() }", &names),
            "export function feed() { wasm.a() }"
        );
    }

    #[test]
    fn only_whole_names_are_replaced() {
        let names = BTreeMap::from([("core_new".to_owned(), "a".to_owned())]);
        let script = "wasm.core_new(wasm.core_news, my_core_new)";
        assert_eq!(
            replace(script, &names),
            "wasm.a(wasm.core_news, my_core_new)"
        );
    }
}
