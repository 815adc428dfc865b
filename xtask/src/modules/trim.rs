//! A module and its glue without what nobody calls.
//!
//! wasm-bindgen writes several ways to start a module, each with words for those who use it wrongly. Which of them
//! a page needs no bundler can tell, and they weigh more than all the rest of the core's glue.

use anyhow::{Context, Result};
use walrus::{ImportKind, Module};

/// Where the glue says what the module imports.
const IMPORTS: &str = "function __wbg_get_imports() {";
/// Where the ways to start begin; nothing but them follows.
const STARTS: &str = "let wasmModule, wasmInstance, wasm;";
/// The import that every module has: it fills the table of JavaScript's objects. One that has no other gets none.
const FILL_TABLE: &str = "__wbindgen_init_externref_table";

/// The way to start that stays: the facade has the module's bytes.
const START: &str = "let wasm;

export async function load(bytes) {
    const { instance } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
";

/// The same for a module that imports nothing, and the way to link its second file to it, if it has one.
const START_ALONE: &str = "let wasm;

export async function load(bytes) {
    const { instance } = await WebAssembly.instantiate(bytes);
    wasm = instance.exports;
}

export const link = (bytes) => WebAssembly.instantiate(bytes, { _: wasm });
";

/// The module and its glue with one way to start, and no export that the glue has no use for.
pub(super) fn trim(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut module = Module::from_buffer(wasm).context("cannot read the bound module")?;
    let alone = import_nothing(&mut module)?;
    let glue = with_one_start(glue, alone)?;
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| !glue.contains(&format!("wasm.{}", export.name)))
        .map(walrus::Export::id)
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    walrus::passes::gc::run(&mut module);
    Ok((module.emit_wasm(), glue))
}

/// Frees a module that exchanges no objects of the table for them. Answers whether it imports nothing now.
fn import_nothing(module: &mut Module) -> Result<bool> {
    let imports: Vec<_> = module.imports.iter().collect();
    let [only] = imports[..] else {
        return Ok(false);
    };
    let (ImportKind::Function(function), FILL_TABLE) = (&only.kind, &*only.name) else {
        return Ok(false);
    };
    let function = *function;
    module.replace_imported_func(function, |_| ())?;
    Ok(true)
}

fn with_one_start(glue: &str, alone: bool) -> Result<String> {
    let form = "wasm-bindgen's glue has another form than that of the pinned version";
    let mut head = glue[..glue.find(STARTS).context(form)?].to_owned();
    if !alone {
        return Ok(head + START);
    }
    let from = head.find(IMPORTS).context(form)?;
    let to = from + head[from..].find("\n}\n").context(form)? + 3;
    head.replace_range(from..to, "");
    Ok(head + START_ALONE)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn glue() -> String {
        format!(
            "export function feed() {{}}\n{IMPORTS}\n    return {{}};\n}}\nlet cached;\n{STARTS}\nexport {{ initSync }};"
        )
    }

    #[test]
    fn one_way_to_start_is_left() {
        let trimmed = with_one_start(&glue(), false).unwrap();
        assert!(trimmed.starts_with("export function feed() {}\nfunction __wbg_get_imports"));
        assert!(trimmed.contains("export async function load(") && !trimmed.contains("initSync"));
    }

    #[test]
    fn a_module_that_imports_nothing_is_given_nothing() {
        let trimmed = with_one_start(&glue(), true).unwrap();
        assert!(trimmed.starts_with("export function feed() {}\nlet cached;\n"));
        assert!(!trimmed.contains("__wbg_get_imports"));
    }

    #[test]
    fn glue_of_another_form_is_an_error() {
        assert!(with_one_start("export function feed() {}", false).is_err());
    }
}
