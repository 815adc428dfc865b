//! The glue between a module and JavaScript, and the module made small.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{Parser, Payload};

use super::{
    compile::Unit,
    glue,
    homes::Homes,
    order, rename, silence,
    split::{self, Names, Piece, Roots},
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
/// function is like that of the next. So only the smallest go. Likewise what two passes do
/// to locals makes functions less alike. For the same reason functions of like names, which are
/// instances of one generic function, stand side by side. The stack lies below everything else, so that the lowest
/// addresses are unused.
const PASSES: [&str; 12] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=20",
    "--always-inline-max-function-size=5",
    "--skip-pass=simplify-locals",
    "--skip-pass=merge-locals",
    "--reorder-locals",
    "--reorder-functions-by-name",
    "--strip-target-features",
];

/// One file of a module with its glue, not yet bundled.
pub(super) struct Bound {
    /// The short name of the part.
    pub(super) name: &'static str,
    /// The generated ES module, if the part has a facade.
    pub(super) glue: PathBuf,
    /// The optimised file.
    pub(super) wasm: Vec<u8>,
}

/// Binds and optimises one compiled module. Answers its files in the order of the unit's parts.
pub(super) fn bind(unit: &Unit) -> Result<Vec<Bound>> {
    let dir = workspace::scratch()?.join(unit.name);
    let module = generate(unit, &dir)?;
    let pieces = optimise(unit, &dir, &module)?;
    // What is said in Rust imports nothing of the page: the glue has no way to give it.
    for piece in pieces.iter().filter(|_| module.split.is_some()) {
        let asked = piece.imports.join(", ");
        ensure!(
            asked.is_empty(),
            "{} asks {asked} of the page: do it in js/",
            unit.name
        );
    }
    let glues = match &module.split {
        Some(_) => glue::divide(&module.glue, unit),
        None => vec![module.glue.clone()],
    };
    let parts = unit.parts.iter().zip(glues).zip(pieces);
    parts
        .map(|((part, text), piece)| {
            let glue = dir.join(format!("glue.{}.js", part.name));
            put(&glue, text.as_bytes())?;
            Ok(Bound {
                name: part.name,
                glue,
                wasm: piece.wasm,
            })
        })
        .collect()
}

/// The files of a module as they were last bound, with the names of their functions, to see what weighs: the short name
/// of each, and its bytes.
pub(super) fn bind_with_names(unit: &Unit) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let dir = workspace::scratch()?.join(unit.name);
    let module = generate(unit, &dir)?;
    let wasm = draft(unit, &dir, &module)?;
    let names = unit.parts.iter().map(|part| part.name);
    let Some((roots, homes)) = &module.split else {
        return Ok(names.map(|name| (name, wasm.clone())).collect());
    };
    let pieces = split::split(&wasm, roots, homes, Names::Keep)?;
    Ok(names
        .zip(pieces.into_iter().map(|piece| piece.wasm))
        .collect())
}

/// A module and its glue as they are before the module is optimised.
struct Generated {
    wasm: Vec<u8>,
    glue: String,
    /// How it is split, if it is.
    split: Option<(Vec<Roots>, Homes)>,
}

/// The glue never guesses where the module is: the facade says so.
fn generate(unit: &Unit, dir: &Path) -> Result<Generated> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let compiled = read(&unit.wasm())?;
    let wasm = if unit.speaks {
        compiled.clone()
    } else {
        silence::silence(&compiled)?
    };
    Bindgen::new()
        .input_bytes("glue", wasm)
        .out_name("glue")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .generate(dir)
        .with_context(|| format!("wasm-bindgen cannot bind {}", unit.package))?;
    let glue = fs::read_to_string(dir.join("glue.js")).context("cannot read the glue")?;
    let is_split = unit.is_split();
    let (wasm, glue) = trim::trim(&read(&dir.join("glue_bg.wasm"))?, &glue, is_split)?;
    let (short, glue) = rename::shorten(&wasm, &glue)?;
    let split = if is_split {
        Some((roots(unit, &wasm, &short)?, Homes::read(&compiled, unit)?))
    } else {
        None
    };
    Ok(Generated {
        wasm: short,
        glue,
        split,
    })
}

/// By what each part is entered, once the exports of a module have other names.
fn roots(unit: &Unit, before: &[u8], after: &[u8]) -> Result<Vec<Roots>> {
    let mut roots: Vec<Roots> = unit.parts.iter().map(Roots::of).collect();
    for (before, after) in exports(before)?.iter().zip(exports(after)?) {
        roots[unit.part_of(before)].exports.push(after);
    }
    Ok(roots)
}

fn exports(wasm: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ExportSection(exports) = payload? {
            for export in exports {
                names.push(export?.name.to_owned());
            }
        }
    }
    Ok(names)
}

/// What visitors download: split and ordered, unless developers read it. Not made again from the same input.
fn optimise(unit: &Unit, dir: &Path, module: &Generated) -> Result<Vec<Piece>> {
    let wasm = draft(unit, dir, module)?;
    let Some((roots, homes)) = &module.split else {
        let imports = Vec::new();
        return Ok(vec![Piece { wasm, imports }]);
    };
    let mut pieces = split::split(&wasm, roots, homes, Names::Drop)?;
    for piece in &mut pieces {
        let kept = dir.join(kept_as("ordered", &[&piece.wasm, order::NAME]));
        if !kept.exists() {
            put(&kept, &order::order(&piece.wasm)?)?;
        }
        piece.wasm = read(&kept)?;
    }
    Ok(pieces)
}

/// The optimised module in one, with the names of its functions if it is split.
fn draft(unit: &Unit, dir: &Path, module: &Generated) -> Result<Vec<u8>> {
    let last = if unit.is_split() {
        "--debuginfo"
    } else {
        "--strip-debug"
    };
    let options = [&PASSES[..], &FEATURES, &[last]].concat();
    let used = options.join(" ");
    let output = dir.join(kept_as("optimised", &[&module.wasm, used.as_bytes()]));
    if !output.exists() {
        let (input, draft) = (dir.join("bound.wasm"), dir.join("draft.wasm"));
        put(&input, &module.wasm)?;
        wasm_opt(unit, &options, &input, &draft)?;
        put(&output, &read(&draft)?)?;
    }
    read(&output)
}

/// The name of what was made from these.
fn kept_as(what: &str, made_from: &[&[u8]]) -> String {
    format!("{what}.{}.wasm", compress::hash8(&made_from.concat()))
}

fn wasm_opt(unit: &Unit, options: &[&str], input: &Path, output: &Path) -> Result<()> {
    let mut tool = workspace::npm_tool("wasm-opt");
    tool.args(options).arg(input).arg("-o").arg(output);
    let (step, mend) = (
        format!("wasm-opt {}", unit.name),
        "Run `npm ci` if the tool is missing.",
    );
    process::quiet(&step, &mut tool, mend)
}

fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
