//! The glue between a module and JavaScript, and the module made small.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{compile::Part, order, rename, silence, trim};
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

/// How it is optimised. wasm-opt puts a function with one caller into that caller, which makes the module shorter and
/// its compressed form longer: the code of a small function is like that of the next. So only the smallest go. For the
/// same reason functions of like names, which are instances of one generic function, stand side by side. The stack lies
/// below everything else, so that the lowest addresses are unused.
const PASSES: [&str; 6] = [
    "-Oz",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=20",
    "--reorder-locals",
    "--reorder-functions-by-name",
    "--strip-target-features",
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

/// Whether a module keeps the names of its functions, which no browser needs.
#[derive(Clone, Copy, PartialEq)]
enum Names {
    Keep,
    Drop,
}

/// Binds and optimises one compiled part.
pub(super) fn bind(part: &Part) -> Result<Bound> {
    let dir = workspace::scratch()?.join(part.name);
    let wasm = optimised(part, &dir, Names::Drop)?;
    let glue = dir.join("glue.js");
    Ok(Bound {
        name: part.name,
        glue,
        wasm,
    })
}

/// The same module with the names of its functions, to see what weighs.
pub(super) fn bind_with_names(part: &Part) -> Result<Vec<u8>> {
    let dir = workspace::scratch()?.join(format!("{}-named", part.name));
    optimised(part, &dir, Names::Keep)
}

fn optimised(part: &Part, dir: &Path, names: Names) -> Result<Vec<u8>> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    generate(part, dir, names)
        .with_context(|| format!("wasm-bindgen cannot bind {}", part.package))?;
    optimise(part, dir, names)
}

/// Writes `glue.js` and `glue_bg.wasm`. The glue never guesses where the module is: the facade says so.
fn generate(part: &Part, dir: &Path, names: Names) -> Result<()> {
    let compiled = part.wasm();
    let wasm =
        fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let wasm = if part.speaks {
        wasm
    } else {
        silence::silence(&wasm)?
    };
    Bindgen::new()
        .input_bytes("glue", wasm)
        .out_name("glue")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .generate(dir)?;
    rework(dir, trim::trim)?;
    if names == Names::Drop {
        rework(dir, rename::shorten)?;
    }
    Ok(())
}

/// Makes another module and other glue of a module and its glue.
type Change = fn(&[u8], &str) -> Result<(Vec<u8>, String)>;

/// Puts what `change` makes of the module and its glue in their place.
fn rework(dir: &Path, change: Change) -> Result<()> {
    let (wasm, glue) = (dir.join("glue_bg.wasm"), dir.join("glue.js"));
    let (module, script) = change(&fs::read(&wasm)?, &fs::read_to_string(&glue)?)?;
    fs::write(wasm, module)?;
    fs::write(glue, script)?;
    Ok(())
}

/// Runs wasm-opt and orders what visitors download, unless the same input has been optimised before.
fn optimise(part: &Part, dir: &Path, names: Names) -> Result<Vec<u8>> {
    let input = dir.join("glue_bg.wasm");
    let bytes = fs::read(&input).with_context(|| format!("cannot read {}", input.display()))?;
    let last = match names {
        Names::Keep => "--debuginfo",
        Names::Drop => "--strip-debug",
    };
    let options = [&PASSES[..], &FEATURES, &[last]].concat();
    let key =
        compress::hash8(&[bytes.as_slice(), options.join(" ").as_bytes(), order::NAME].concat());
    let output = dir.join(format!("optimised.{key}.wasm"));
    if !output.exists() {
        let draft = dir.join("draft.wasm");
        let mut tool = workspace::npm_tool("wasm-opt");
        tool.args(&options).arg(&input).arg("-o").arg(&draft);
        let (step, mend) = (
            format!("wasm-opt {}", part.name),
            "Run `npm ci` if the tool is missing.",
        );
        process::quiet(&step, &mut tool, mend)?;
        if names == Names::Drop && !part.speaks {
            fs::write(&draft, order::order(&fs::read(&draft)?)?)?;
        }
        fs::rename(&draft, &output)
            .with_context(|| format!("cannot write {}", output.display()))?;
    }
    fs::read(&output).with_context(|| format!("cannot read {}", output.display()))
}
