//! A module and its glue without what nobody calls.
//!
//! wasm-bindgen writes several ways to start a module, each with words for those who use it wrongly. Which of them
//! a page needs no bundler can tell, and they weigh more than all the rest of the core's glue.

use anyhow::{Context, Result};
use walrus::Module;

/// What every search in the glue that finds nothing means.
pub(super) const FORM: &str =
    "wasm-bindgen's glue has another form than that of the pinned version";
/// Where the ways to start begin; nothing but them follows.
const STARTS: &str = "let wasmModule, wasmInstance, wasm;";
/// The way to start that stays: the facade has the module's bytes.
const START: &str = "let wasm;

export async function load(bytes) {
    const { instance } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
";

/// The same for a module that is split: `glue` adds how each of its files is linked. The facades put the stack back where
/// it was before a call that ended in a fault.
const START_LATER: &str = "let wasm;
export const stack = () => wasm.__stack_pointer;
";

/// The one export of a module that is split that its glue has to have made: the linker's own.
const STACK: &str = "__stack_pointer";

/// The module and its glue with one way to start, and no export that the glue has no use for.
pub(super) fn trim(wasm: &[u8], glue: &str, is_split: bool) -> Result<(Vec<u8>, String)> {
    let mut module = Module::from_buffer(wasm).context("cannot read the bound module")?;
    let mut glue = with_one_start(glue, is_split)?;
    if is_split {
        export_stack(&mut module)?;
        glue = with_short_ways(&glue)?;
    }
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

fn export_stack(module: &mut Module) -> Result<()> {
    let mut globals = module.globals.iter();
    let stack = globals.find(|global| global.name.as_deref() == Some(STACK));
    let stack = stack.context("the linker named no stack pointer")?.id();
    module.exports.add(STACK, stack);
    Ok(())
}

fn with_one_start(glue: &str, is_split: bool) -> Result<String> {
    let head = &glue[..glue.find(STARTS).context(FORM)?];
    Ok(head.to_owned() + if is_split { START_LATER } else { START })
}

/// What the glue does in more words than a page needs: a view of the memory is made when it is used, instead of kept until
/// it is stale.
const SHORTER: &str = "function getUint8ArrayMemory0() {
    return new Uint8Array(wasm.memory.buffer);
}
";

fn with_short_ways(glue: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    let head = &SHORTER[..=SHORTER.find('(').context(FORM)?];
    let from = glue.find(head).context(FORM)?;
    let length = glue[from..].find("\n}\n").context(FORM)? + 3;
    glue.replace_range(from..from + length, SHORTER);
    Ok(glue)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn glue() -> String {
        format!(
            "export function feed() {{}}
function getUint8ArrayMemory0() {{
    return kept;
}}
{STARTS}
export {{ initSync }};"
        )
    }

    #[test]
    fn one_way_to_start_is_left() {
        let trimmed = with_one_start(&glue(), false).unwrap();
        assert!(trimmed.starts_with("export function feed() {}"));
        assert!(trimmed.contains("export async function load(") && !trimmed.contains("initSync"));
        let split = with_one_start(&glue(), true).unwrap();
        assert!(!split.contains("load(") && split.contains("stack = "));
    }

    #[test]
    fn the_memory_is_seen_when_it_is_used() {
        let short = with_short_ways(&glue()).unwrap();
        assert!(short.contains(SHORTER) && !short.contains("return kept"));
    }

    #[test]
    fn glue_of_another_form_is_an_error() {
        assert!(with_one_start("export function feed() {}", false).is_err());
        assert!(with_short_ways("").is_err());
    }
}
