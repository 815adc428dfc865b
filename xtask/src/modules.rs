//! `cargo xtask modules`: the browser files, from Rust and `js/` to content-addressed, precompressed files.
//!
//! Rust is compiled, wasm-bindgen writes the glue, wasm-opt shrinks the module, esbuild joins the glue with the
//! hand-written facade. A file's name carries the hash of what is in it, so names are settled from the leaves up:
//! the modules, the view's facade, the core's facade, the loader. The loader alone keeps its name.

mod bind;
mod bundle;
mod compile;

pub(crate) use compile::TARGET;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::{compress, preflight, progress::Steps, workspace};

/// Steps that `build` counts.
pub(crate) const STEPS: usize = 3;

/// Options of `cargo xtask modules`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where the files go; the folder's earlier build is replaced.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// What a build is made of: `manifest.json` in the output folder.
#[derive(Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The SDK's version.
    pub(crate) version: String,
    /// The file that a page's script tag names; its name never changes.
    pub(crate) loader: String,
    /// Tracking, rules and onboarding progress: loaded with the page.
    pub(crate) core: Module,
    /// Guides, checklists, surveys and help: loaded when there is something to show.
    pub(crate) view: Module,
}

/// The two files of one browser module.
#[derive(Serialize, Deserialize)]
pub(crate) struct Module {
    /// The ES module: facade and glue.
    pub(crate) js: String,
    /// The WebAssembly module.
    pub(crate) wasm: String,
}

/// Builds and says where the files are.
pub(crate) fn run(args: &Args) -> Result<()> {
    let out = args.out.clone().unwrap_or_else(default_out);
    build(&out, &mut Steps::new(STEPS))?;
    println!("{}", out.display());
    Ok(())
}

/// Where the other commands look for the modules.
pub(crate) fn default_out() -> PathBuf {
    workspace::target().join("sdk")
}

/// Builds the modules into `out`, as `STEPS` steps.
pub(crate) fn build(out: &Path, steps: &mut Steps) -> Result<Manifest> {
    preflight::wasm_target()?;
    preflight::npm_packages()?;
    let parts = [compile::CORE, compile::VIEW];
    steps.run("Compile the browser modules", || {
        parts.iter().try_for_each(compile::compile)
    })?;
    let [core, view] = steps.run("Bind and optimise them", || {
        Ok([bind::bind(&parts[0])?, bind::bind(&parts[1])?])
    })?;
    steps.run("Bundle and compress", || {
        let files = bundle::bundle(&core, &view)?;
        write(out, &files)
    })
}

/// Replaces what an earlier build left in `out`.
fn write(out: &Path, files: &bundle::Bundle) -> Result<Manifest> {
    clear(out)?;
    for (name, bytes) in &files.files {
        put(out, name, bytes)?;
        put(out, &format!("{name}.br"), &compress::brotli(bytes)?)?;
        put(out, &format!("{name}.gz"), &compress::gzip(bytes)?)?;
    }
    let mut manifest = serde_json::to_vec_pretty(&files.manifest)?;
    manifest.push(b'\n');
    put(out, "manifest.json", &manifest)?;
    Ok(serde_json::from_slice(&manifest)?)
}

/// Empties `out`, but only when an earlier build or nobody filled it.
fn clear(out: &Path) -> Result<()> {
    let ours = out.join("manifest.json").exists();
    let used = out
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_some());
    anyhow::ensure!(
        ours || !used,
        "{} holds other files. Choose an empty folder with --out.",
        out.display()
    );
    if ours {
        fs::remove_dir_all(out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))
}

fn put(out: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = out.join(name);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
