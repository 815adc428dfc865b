//! The table of JavaScript's objects, kept by the glue.
//!
//! wasm-bindgen fills the table by an import that a function at the start calls, and links half a kilobyte of Rust that
//! says which of its slots are free. The glue knows the table: it does both in a few words.

use anyhow::{Context, Result, ensure};
use walrus::{FunctionKind, ImportedFunction, Module};

use super::trim::FORM;

/// The module that wasm-bindgen's imports come from.
const GLUE: &str = "./glue_bg.js";
/// The import that fills the table.
const FILL: &str = "        __wbindgen_init_externref_table: function() {\n";
/// Behind the values that have a slot for good comes the first that is free.
const LAST_FIXED: &str = "            table.set(1027, false);\n";
/// Where the imports begin.
const IMPORTS: &str = "        __proto__: null,\n";

/// What takes a slot, and what gives one back, under the names of the functions of Rust that did.
const SLOTS: &str = "        __externref_table_alloc: function() {
            return slot();
        },
        __externref_table_dealloc: function(at) {
            if (at > 1027) {
                wasm.__wbindgen_externrefs.set(at);
                free.push(at);
            }
        },
";

/// Their helpers. A free slot is taken before the table grows by one.
const HELPERS: &str = "const free = [];
function slot() {
    return free.pop() ?? wasm.__wbindgen_externrefs.grow(1);
}
function addToExternrefTable0(obj) {
    const at = slot();
    wasm.__wbindgen_externrefs.set(at, obj);
    return at;
}
";

/// The glue with the table in its hands. Its function `fill` is to be called before the first object is exchanged.
pub(super) fn keep_in_glue(module: &mut Module, glue: &str) -> Result<String> {
    for name in ["__externref_table_alloc", "__externref_table_dealloc"] {
        import(module, name)?;
    }
    with_table(glue)
}

/// Makes an import of a function of the module's.
fn import(module: &mut Module, name: &str) -> Result<()> {
    let function = module.funcs.by_name(name);
    let function = function.with_context(|| format!("the module has no function {name}"))?;
    let ty = module.funcs.get(function).ty();
    let import = module.imports.add(GLUE, name, function);
    module.funcs.get_mut(function).kind = FunctionKind::Import(ImportedFunction { import, ty });
    Ok(())
}

fn with_table(glue: &str) -> Result<String> {
    let (mut head, rest) = glue.split_once(FILL).context(FORM)?;
    let (fill, tail) = rest.split_once("        },\n").context(FORM)?;
    ensure!(fill.ends_with(LAST_FIXED), FORM);
    let (before, imports) = head.split_once(IMPORTS).context(FORM)?;
    head = imports;
    let own = "function addToExternrefTable0(obj) {\n";
    let (between, after) = tail.split_once(own).context(FORM)?;
    let (_, after) = after.split_once("\n}\n").context(FORM)?;
    Ok(format!(
        "{before}{IMPORTS}{SLOTS}{head}{between}{HELPERS}{after}function fill() {{\n{fill}}}\n"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_glue_fills_the_table_and_knows_its_free_slots() {
        let glue = format!(
            "{{\n{IMPORTS}        a: 1,\n{FILL}{LAST_FIXED}        }},\n}}
function addToExternrefTable0(obj) {{
    return 1;
}}
let wasm;
"
        );
        assert_eq!(
            with_table(&glue).unwrap(),
            format!(
                "{{\n{IMPORTS}{SLOTS}        a: 1,\n}}\n{HELPERS}let wasm;\nfunction fill() {{\n{LAST_FIXED}}}\n"
            )
        );
    }

    #[test]
    fn glue_of_another_form_is_an_error() {
        assert!(with_table("").is_err());
        let more = format!("{IMPORTS}{FILL}            table.set(1028, 1);\n        }},\n");
        assert!(with_table(&more).is_err());
    }

    #[test]
    fn a_function_of_the_module_becomes_an_import() {
        let mut module = Module::default();
        let mut builder = walrus::FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.name("gone".to_owned()).func_body().unreachable();
        let gone = builder.finish(vec![], &mut module.funcs);
        module.exports.add("run", gone);
        import(&mut module, "gone").unwrap();
        let module = Module::from_buffer(&module.emit_wasm()).unwrap();
        assert_eq!(module.imports.iter().next().unwrap().name, "gone");
        assert_eq!(module.funcs.iter_local().count(), 0);
    }
}
