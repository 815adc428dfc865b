//! `cargo xtask modules`: the browser files, from Rust and `js/` to content-addressed, precompressed files.
//!
//! Rust is compiled, wasm-bindgen writes the glue, wasm-opt shrinks the module, which is then split into files, like
//! functions become neighbours, esbuild joins the glue with the hand-written facade. A file's name carries the hash of what is in it, so names are
//! settled from the leaves up: the modules, then the facades of help, the view and the core, then the loader. The
//! loader alone keeps its name.

mod bind;
mod bundle;
mod compile;
mod glue;
mod homes;
mod order;
mod rename;
mod silence;
mod split;
mod trim;

pub(crate) use compile::TARGET;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use serde::Serialize;

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

/// What is compiled.
const UNITS: [compile::Unit; 2] = [compile::SDK, compile::DEBUG];

/// Names the files of a build; its presence says that a folder is one.
const MANIFEST: &str = "manifest.json";

/// What a build is made of: `manifest.json` in the output folder.
#[derive(Clone, Serialize)]
pub(crate) struct Manifest {
    /// The SDK's version.
    pub(crate) version: String,
    /// The file that a page's script tag names; its name never changes.
    pub(crate) loader: String,
    /// Tracking, features and rules: loaded with the page.
    pub(crate) core: Module,
    /// What is linked to the core when the content has guides, checklists or help.
    pub(crate) guides: String,
    /// What paints guides and the launcher of help: loaded when there is something to show.
    pub(crate) view: String,
    /// The help panel with its checklist, search and articles: loaded when it is first opened.
    pub(crate) help: Module,
    /// How one writes to support from help, and its style: loaded with the first wish to.
    pub(crate) contact: String,
    /// The debug panel: loaded when a developer asks for it.
    pub(crate) debug: Module,
    /// How to watch elements of the page: loaded when the content first asks for it.
    pub(crate) probes: String,
    /// How forms of surveys are filled in, and their style: loaded with the first survey that asks.
    pub(crate) form: String,
    /// What opens help: loaded when there is something to open.
    pub(crate) launcher: String,
    /// How guides become parts of the page: loaded with the first.
    pub(crate) fixtures: String,
    /// How guides are handed to a host that paints them: loaded where it does.
    pub(crate) render: String,
    /// Messages in another form, and what people may ask for: loaded when the host asks for it.
    pub(crate) privacy: String,
    /// The core over a draft that a signed link names: loaded in its place.
    pub(crate) preview: String,
}

/// The two files of one browser module.
#[derive(Clone, Serialize)]
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
    steps.run("Compile the browser modules", || {
        UNITS.iter().try_for_each(compile::compile)
    })?;
    let bound = steps.run("Bind and optimise them", || {
        let units: Vec<_> = UNITS.iter().map(bind::bind).collect::<Result<_>>()?;
        Ok(units.into_iter().flatten().collect::<Vec<_>>())
    })?;
    steps.run("Bundle and compress", || {
        let bundle = bundle::bundle(&bound)?;
        write(out, &bundle)
    })
}

/// The parts of the last build with the names of their functions: the short name of each, and its bytes.
pub(crate) fn named() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let units: Vec<_> = UNITS
        .iter()
        .map(bind::bind_with_names)
        .collect::<Result<_>>()?;
    Ok(units.into_iter().flatten().collect())
}

/// Makes `out` hold this build and nothing else. A file that is the same stays untouched, so that a server may
/// read from `out` meanwhile.
fn write(out: &Path, bundle: &bundle::Bundle) -> Result<Manifest> {
    claim(out)?;
    let files = with_siblings(bundle)?;
    for (name, bytes) in &files {
        put(&out.join(name), bytes)?;
    }
    for entry in fs::read_dir(out).with_context(|| format!("cannot list {}", out.display()))? {
        let entry = entry?;
        if !files.contains_key(&*entry.file_name().to_string_lossy()) {
            fs::remove_file(entry.path())
                .with_context(|| format!("cannot remove {}", entry.path().display()))?;
        }
    }
    Ok(bundle.manifest.clone())
}

/// Every file of the build by name: each with its compressed forms, and the manifest.
fn with_siblings(bundle: &bundle::Bundle) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut manifest = serde_json::to_vec_pretty(&bundle.manifest)?;
    manifest.push(b'\n');
    let mut files = BTreeMap::from([(MANIFEST.to_owned(), manifest)]);
    for (name, bytes) in &bundle.files {
        files.insert(format!("{name}.br"), compress::brotli(bytes)?);
        files.insert(format!("{name}.gz"), compress::gzip(bytes)?);
        files.insert(name.clone(), bytes.clone());
    }
    Ok(files)
}

/// Makes the folder. One that holds something other than an earlier build is left alone.
fn claim(out: &Path) -> Result<()> {
    let used = out
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_some());
    let ours = out.join(MANIFEST).exists();
    ensure!(
        ours || !used,
        "{} holds other files. Choose an empty folder with --out.",
        out.display()
    );
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))
}

fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn bundle(loader: &str) -> bundle::Bundle {
        let module = |part: &str| Module {
            js: format!("{part}.js"),
            wasm: format!("{part}.wasm"),
        };
        let manifest = Manifest {
            version: "1".into(),
            loader: loader.into(),
            core: module("core"),
            guides: "guides.wasm".into(),
            view: "view.js".into(),
            help: module("help"),
            contact: "contact.js".into(),
            debug: module("debug"),
            probes: "probes.js".into(),
            form: "form.js".into(),
            launcher: "launcher.js".into(),
            fixtures: "fixtures.js".into(),
            render: "render.js".into(),
            privacy: "privacy.js".into(),
            preview: "preview.js".into(),
        };
        bundle::Bundle {
            files: vec![(loader.to_owned(), b"code".to_vec())],
            manifest,
        }
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_build_replaces_the_one_before() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &bundle("old.js")).unwrap();
        write(dir.path(), &bundle("new.js")).unwrap();
        assert_eq!(
            names(dir.path()),
            ["manifest.json", "new.js", "new.js.br", "new.js.gz"]
        );
    }

    #[test]
    fn a_folder_of_someone_else_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("thesis.txt"), "years of work").unwrap();
        assert!(write(dir.path(), &bundle("banso.js")).is_err());
        assert_eq!(names(dir.path()), ["thesis.txt"]);
    }
}
