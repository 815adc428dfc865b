//! Short names for what a module imports from its glue.
//!
//! wasm-bindgen names each import after what it calls and adds a hash of sixteen digits, once in the module and once
//! in the glue. Nobody reads the names and hashes do not compress, so both sides get the same short ones.

use anyhow::{Context, Result};
use walrus::Module;

/// The module and its glue with short names. An import that the glue does not define in the usual way keeps its name.
pub(super) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut module = Module::from_buffer(wasm).context("cannot read the bound module")?;
    let mut glue = glue.to_owned();
    for (at, import) in module.imports.iter_mut().enumerate() {
        let long = format!("\n        {}: function(", import.name);
        if glue.matches(&long).count() == 1 {
            import.name = short(at);
            glue = glue.replace(&long, &format!("\n        {}: function(", import.name));
        }
    }
    Ok((module.emit_wasm(), glue))
}

/// `a0`, `b0`, ... `z0`, `a1`: always an identifier, never a word of the language.
fn short(at: usize) -> String {
    let letter = char::from(b'a' + (at % 26) as u8);
    format!("{letter}{}", at / 26)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_get_the_same_names() -> Result<()> {
        let mut module = Module::default();
        let kind = module.types.add(&[], &[]);
        for name in ["__wbg_append_1f", "elsewhere"] {
            module.add_import_func("./glue_bg.js", name, kind);
        }
        let glue = "{\n        __wbg_append_1f: function(arg0) {}\n}";
        let (wasm, glue) = shorten(&module.emit_wasm(), glue)?;
        assert_eq!(glue, "{\n        a0: function(arg0) {}\n}");
        let module = Module::from_buffer(&wasm)?;
        let names: Vec<_> = module.imports.iter().map(|import| &*import.name).collect();
        assert_eq!(names, ["a0", "elsewhere"]);
        Ok(())
    }
}
