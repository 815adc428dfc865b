//! The glue between a module and JavaScript, and the module made small.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{
    compile::Part,
    order, rename, silence,
    split::{self, Halves},
    trim,
};
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

/// How it is optimised: twice, from code that was flattened and whose branches were found anew. wasm-opt puts a function
/// with one caller into that caller, which makes the module shorter and its compressed form longer: the code of a small
/// function is like that of the next. So only the smallest go. For the same reason functions of like names, which are
/// instances of one generic function, stand side by side. The stack lies below everything else, so that the lowest
/// addresses are unused.
const PASSES: [&str; 9] = [
    "--flatten",
    "--rereloop",
    "-Oz",
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
    /// Its second file; empty if it has none.
    pub(super) second: Vec<u8>,
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
    let Halves { first, second } = optimised(part, &dir, Names::Drop)?;
    let glue = dir.join("glue.js");
    Ok(Bound {
        name: part.name,
        glue,
        wasm: first,
        second,
    })
}

/// The same module with the names of its functions, to see what weighs.
pub(super) fn bind_with_names(part: &Part) -> Result<Vec<u8>> {
    let dir = workspace::scratch()?.join(format!("{}-named", part.name));
    Ok(optimised(part, &dir, Names::Keep)?.first)
}

fn optimised(part: &Part, dir: &Path, names: Names) -> Result<Halves> {
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

/// What visitors download, ordered, or with the names of its functions; not made again from the same input.
fn optimise(part: &Part, dir: &Path, names: Names) -> Result<Halves> {
    let input = dir.join("glue_bg.wasm");
    let bytes = fs::read(&input).with_context(|| format!("cannot read {}", input.display()))?;
    let named = names == Names::Keep || !part.seams.is_empty();
    let last = if named {
        "--debuginfo"
    } else {
        "--strip-debug"
    };
    let options = [&PASSES[..], &FEATURES, &[last]].concat();
    let (options_used, seams) = (options.join(" "), part.seams.join(" "));
    let key = [
        &bytes,
        options_used.as_bytes(),
        order::NAME,
        split::NAME,
        seams.as_bytes(),
    ]
    .concat();
    let output = |half: &str| dir.join(format!("optimised.{}{half}.wasm", compress::hash8(&key)));
    let (first, second) = (output(""), output(".second"));
    if !first.exists() {
        let draft = dir.join("draft.wasm");
        wasm_opt(part, &options, &input, &draft)?;
        let draft = fs::read(&draft).with_context(|| format!("cannot read {}", draft.display()))?;
        let halves = finish(part, draft, names)?;
        put(&second, &halves.second)?;
        put(&first, &halves.first)?;
    }
    let read =
        |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    Ok(Halves {
        first: read(&first)?,
        second: read(&second)?,
    })
}

/// Splits an optimised module at its seams, and orders its functions, unless developers want to read it.
fn finish(part: &Part, wasm: Vec<u8>, names: Names) -> Result<Halves> {
    let whole = Halves {
        first: wasm,
        second: Vec::new(),
    };
    if names == Names::Keep || part.speaks {
        return Ok(whole);
    }
    if part.seams.is_empty() {
        return Ok(Halves {
            first: order::order(&whole.first)?,
            ..whole
        });
    }
    let halves = split::split(&whole.first, part.seams)?;
    Ok(Halves {
        first: order::order(&halves.first)?,
        second: order::order(&halves.second)?,
    })
}

fn wasm_opt(part: &Part, options: &[&str], input: &Path, output: &Path) -> Result<()> {
    let mut tool = workspace::npm_tool("wasm-opt");
    tool.args(options).arg(input).arg("-o").arg(output);
    let (step, mend) = (
        format!("wasm-opt {}", part.name),
        "Run `npm ci` if the tool is missing.",
    );
    process::quiet(&step, &mut tool, mend)
}

fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
