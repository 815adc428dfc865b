//! The glue between a module and JavaScript, and the module made small.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::compile::Part;
use crate::{compress, process, workspace};

/// What the browsers we support can do. A list, because `-all` emits an encoding that they reject.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// A module with its glue, not yet bundled.
pub(super) struct Bound {
    /// The short name of the part.
    pub(super) name: &'static str,
    /// The generated ES module.
    pub(super) glue: PathBuf,
    /// The optimised module.
    pub(super) wasm: Vec<u8>,
}

/// Binds and optimises one compiled part.
pub(super) fn bind(part: &Part) -> Result<Bound> {
    let dir = workspace::target().join("xtask").join(part.name);
    fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    generate(part, &dir).with_context(|| format!("wasm-bindgen cannot bind {}", part.package))?;
    let wasm = optimise(part, &dir)?;
    Ok(Bound {
        name: part.name,
        glue: dir.join("glue.js"),
        wasm,
    })
}

/// Writes `glue.js` and `glue_bg.wasm`. The glue never guesses where the module is: the facade says so.
fn generate(part: &Part, dir: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(part.wasm())
        .out_name("glue")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(dir)
}

/// Runs wasm-opt, unless the same input has been optimised before.
fn optimise(part: &Part, dir: &Path) -> Result<Vec<u8>> {
    let input = dir.join("glue_bg.wasm");
    let bytes = fs::read(&input).with_context(|| format!("cannot read {}", input.display()))?;
    let key = compress::hash8(&[bytes.as_slice(), FEATURES.join(" ").as_bytes()].concat());
    let output = dir.join(format!("optimised.{key}.wasm"));
    if !output.exists() {
        let draft = dir.join("draft.wasm");
        let mut tool = workspace::npm_tool("wasm-opt");
        tool.arg("-Oz")
            .args(FEATURES)
            .arg(&input)
            .arg("-o")
            .arg(&draft);
        process::quiet(
            &format!("wasm-opt {}", part.name),
            &mut tool,
            "Run `npm ci` if the tool is missing.",
        )?;
        fs::rename(&draft, &output)
            .with_context(|| format!("cannot write {}", output.display()))?;
    }
    fs::read(&output).with_context(|| format!("cannot read {}", output.display()))
}
