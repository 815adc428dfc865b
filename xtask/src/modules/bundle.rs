//! The hand-written facades joined with the glue, each under the name that its content gives it.

use std::fs;

use anyhow::{Context, Result};

use super::{Manifest, Module, bind::Bound};
use crate::{compress, process, workspace};

/// The files of one build and what names them.
pub(super) struct Bundle {
    /// Name and content of each file.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// Which file is which.
    pub(super) manifest: Manifest,
}

/// The shapes esbuild can give its output.
#[derive(Clone, Copy)]
enum Form {
    /// An ES module.
    Module,
    /// A classic script that leaves no name behind.
    Script,
}

/// String constants that the facades may name.
type Names<'a> = [(&'static str, &'a str)];

/// Joins everything, from the leaves up, because each name is needed by the file that loads it.
pub(super) fn bundle(core: &Bound, view: &Bound) -> Result<Bundle> {
    let version = ("__BANSO_VERSION__", workspace::VERSION);
    let [core_wasm, view_wasm] = [core, view].map(|part| named(part.name, "wasm", &part.wasm));
    let view_names = [version, ("__BANSO_VIEW_WASM__", &*view_wasm)];
    let view_code = esbuild("view", Form::Module, Some(view), &view_names)?;
    let view_js = named("view", "js", &view_code);
    let core_names = [
        view_names[0],
        view_names[1],
        ("__BANSO_CORE_WASM__", &core_wasm),
        ("__BANSO_VIEW_JS__", &view_js),
    ];
    let core_code = esbuild("core", Form::Module, Some(core), &core_names)?;
    let core_js = named("core", "js", &core_code);
    let loader_code = esbuild(
        "loader",
        Form::Script,
        None,
        &[version, ("__BANSO_CORE_JS__", &core_js)],
    )?;
    let loader = "banso.js".to_owned();
    let manifest = Manifest {
        version: workspace::VERSION.to_owned(),
        loader: loader.clone(),
        core: Module {
            js: core_js.clone(),
            wasm: core_wasm.clone(),
        },
        view: Module {
            js: view_js.clone(),
            wasm: view_wasm.clone(),
        },
    };
    let codes = [
        (loader, loader_code),
        (core_js, core_code),
        (view_js, view_code),
    ];
    let wasms = [
        (core_wasm, core.wasm.clone()),
        (view_wasm, view.wasm.clone()),
    ];
    Ok(Bundle {
        files: codes.into_iter().chain(wasms).collect(),
        manifest,
    })
}

/// `core.1a2b3c4d.js`: the name says what is inside, so it may be cached for ever.
fn named(part: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{part}.{}.{extension}", compress::hash8(bytes))
}

/// Bundles and minifies `js/<entry>.js`. Its bare import `banso-<part>-glue` is the generated glue.
fn esbuild(entry: &str, form: Form, glue: Option<&Bound>, names: &Names<'_>) -> Result<Vec<u8>> {
    let out = workspace::target()
        .join("xtask")
        .join(format!("{entry}.bundled.js"));
    let mut tool = workspace::npm_tool("esbuild");
    tool.arg(format!("js/{entry}.js"))
        .arg(format!("--outfile={}", out.display()));
    tool.args([
        "--bundle",
        "--minify",
        "--target=es2022",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    tool.arg(match form {
        Form::Module => "--format=esm",
        Form::Script => "--format=iife",
    });
    tool.args(glue.map(|part| format!("--alias:banso-{}-glue={}", part.name, part.glue.display())));
    // What the glue of the core imports.
    let host = workspace::root().join("js/host.js");
    tool.arg(format!("--alias:banso-host={}", host.display()));
    for (name, value) in names {
        tool.arg(format!("--define:{name}={}", serde_json::to_string(value)?));
    }
    process::quiet(
        &format!("esbuild {entry}"),
        &mut tool,
        "Mend the errors above; run `npm ci` if the tool is missing.",
    )?;
    fs::read(&out).with_context(|| format!("cannot read {}", out.display()))
}
