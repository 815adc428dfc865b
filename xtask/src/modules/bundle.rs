//! The hand-written facades joined with the glue, each under the name that its content gives it.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};

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
type Names<'a> = [(&'a str, &'a str)];

/// Joins everything, from the leaves up, because each name is needed by the file that loads it.
pub(super) fn bundle(bound: &[Bound]) -> Result<Bundle> {
    let [core, guides, help, debug] = bound else {
        bail!("{} parts were bound", bound.len());
    };
    let mut files = Vec::new();
    STYLES.iter().try_for_each(style)?;
    let contact = chunk(&mut files, "contact", &[])?;
    let help = module(&mut files, help, &[("__BANSO_CONTACT_JS__", &*contact)])?;
    let form = chunk(&mut files, "form", &[])?;
    let launcher = chunk(&mut files, "launcher", &[])?;
    let fixtures = chunk(&mut files, "fixtures", &[])?;
    let loads = [
        ("__BANSO_HELP_JS__", &*help.js),
        ("__BANSO_FORM_JS__", &form),
        ("__BANSO_LAUNCHER_JS__", &launcher),
        ("__BANSO_FIXTURES_JS__", &fixtures),
    ];
    let view = chunk(&mut files, "view", &loads)?;
    let debug = module(&mut files, debug, &[])?;
    let probes = chunk(&mut files, "probes", &[])?;
    let render = chunk(&mut files, "render", &[])?;
    let privacy = chunk(&mut files, "privacy", &[])?;
    let bound = guides;
    let guides = named("guides", "wasm", &bound.wasm);
    files.push((guides.clone(), bound.wasm.clone()));
    let loads = [
        ("__BANSO_GUIDES_WASM__", &*guides),
        ("__BANSO_VIEW_JS__", &*view),
        ("__BANSO_PROBES_JS__", &probes),
        ("__BANSO_RENDER_JS__", &render),
        ("__BANSO_PRIVACY_JS__", &privacy),
        ("__BANSO_DEBUG_JS__", &debug.js),
    ];
    let bound = core;
    let core = module(&mut files, bound, &loads)?;
    // The core's facade once more, which falls back on the core's own.
    let fallback = [&loads[..], &[("__BANSO_CORE_JS__", &*core.js)]].concat();
    let preview = facade(&mut files, "preview", bound, &core.wasm, &fallback)?;
    let names = [
        ("__BANSO_CORE_JS__", &*core.js),
        ("__BANSO_PREVIEW_JS__", &preview),
    ];
    let loader = "banso.js".to_owned();
    files.push((
        loader.clone(),
        minified("loader", Form::Script, None, &names)?,
    ));
    let manifest = Manifest {
        version: workspace::VERSION.to_owned(),
        loader,
        core,
        guides,
        view,
        help,
        contact,
        debug,
        probes,
        form,
        launcher,
        fixtures,
        render,
        privacy,
        preview,
    };
    Ok(Bundle { files, manifest })
}

/// Names and keeps a file that has no module, which loads these. Answers its name.
fn chunk(files: &mut Vec<(String, Vec<u8>)>, entry: &str, loads: &Names<'_>) -> Result<String> {
    let code = minified(entry, Form::Module, None, loads)?;
    let name = named(entry, "js", &code);
    files.push((name.clone(), code));
    Ok(name)
}

/// Names and keeps the two files of a part. `loads` names the files that this part's facade loads.
fn module(files: &mut Vec<(String, Vec<u8>)>, part: &Bound, loads: &Names<'_>) -> Result<Module> {
    let wasm = named(part.name, "wasm", &part.wasm);
    let js = facade(files, part.name, part, &wasm, loads)?;
    files.push((wasm.clone(), part.wasm.clone()));
    Ok(Module { js, wasm })
}

/// Names and keeps the facade `js/<entry>.js` over a part's module. Answers its name.
fn facade(
    files: &mut Vec<(String, Vec<u8>)>,
    entry: &str,
    part: &Bound,
    wasm: &str,
    loads: &Names<'_>,
) -> Result<String> {
    let own = format!("__BANSO_{}_WASM__", part.name.to_uppercase());
    let mut names = vec![("__BANSO_VERSION__", workspace::VERSION), (&own, wasm)];
    names.extend(loads);
    let code = minified(entry, Form::Module, Some(part), &names)?;
    let name = named(entry, "js", &code);
    files.push((name.clone(), code));
    Ok(name)
}

/// `core.1a2b3c4d.js`: the name says what is inside, so it may be cached for ever.
fn named(part: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{part}.{}.{extension}", compress::hash8(bytes))
}

/// What to do when a tool fails.
const MEND: &str = "Mend the errors above; run `npm ci` if the tool is missing.";

/// What terser may do beyond its usual work: the code is a module of its own, and none of its functions is called
/// with `new` or asked for its `arguments` but those that say so.
const TERSER: [&str; 6] = [
    "--module",
    "--ecma=2020",
    "--compress=passes=3,toplevel,unsafe_arrows",
    "--mangle=toplevel",
    "--comments=false",
    "--output",
];

/// Asks the browser to compile every function while it downloads, off the main thread. Most of the view's run for the first
/// step, and one after another is compiled on the main thread otherwise: a tenth of what that step costs the page.
const EAGER: &str = "//# allFunctionsCalledOnLoad\n";

/// Bundles `js/<entry>.js` and minifies it twice: esbuild joins the files, and terser puts what has one value or one
/// use where it is used, across the files that were. A tenth less after compression.
fn minified(entry: &str, form: Form, glue: Option<&Bound>, names: &Names<'_>) -> Result<Vec<u8>> {
    let bundled = esbuild(entry, form, glue, names)?;
    let out = bundled.with_extension("min.js");
    let mut tool = workspace::npm_tool("terser");
    tool.arg(&bundled).args(TERSER).arg(&out);
    process::quiet(&format!("terser {entry}"), &mut tool, MEND)?;
    let code = fs::read(&out).with_context(|| format!("cannot read {}", out.display()))?;
    let hint = if entry == "view" { EAGER } else { "" };
    Ok([hint.as_bytes(), &code].concat())
}

/// The styles that the facades import as `banso-<name>-style`, and where they are written.
const STYLES: [(&str, &str); 6] = [
    ("view", "js/style/view.css"),
    ("help", "js/style/help.css"),
    ("contact", "js/style/contact.css"),
    ("form", "js/style/form.css"),
    ("launcher", "js/style/launcher.css"),
    ("fixtures", "js/style/fixtures.css"),
];

/// Minifies a style, with all that it imports.
fn style((name, source): &(&str, &str)) -> Result<()> {
    let mut tool = workspace::npm_tool("esbuild");
    tool.arg(source)
        .args(["--bundle", "--minify", "--charset=utf8"])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", style_file(name).display()));
    process::quiet(&format!("esbuild {name} style"), &mut tool, MEND)
}

fn style_file(name: &str) -> PathBuf {
    let file = workspace::target().join("xtask").join(name);
    file.with_extension("min.css")
}

/// The core's ways to what outlives the page and to the network: a preview has its own.
fn platform(entry: &str) -> [String; 2] {
    let folder = if entry == "preview" {
        "js/preview"
    } else {
        "js"
    };
    ["store", "transport"].map(|file| format!("--alias:banso-{file}=./{folder}/{file}.js"))
}

/// Bundles `js/<entry>.js`. Its bare import `banso-<part>-glue` is the generated glue.
fn esbuild(entry: &str, form: Form, glue: Option<&Bound>, names: &Names<'_>) -> Result<PathBuf> {
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
        // Styles are texts of the scripts that put them on.
        "--loader:.css=text",
        // The glue would free what nobody holds any more; the facades hold their instances and free them.
        "--define:FinalizationRegistry=undefined",
        "--define:Symbol.dispose=undefined",
    ]);
    tool.arg(match form {
        Form::Module => "--format=esm",
        Form::Script => "--format=iife",
    });
    tool.args(platform(entry));
    tool.args(STYLES.iter().map(|(name, _)| {
        let file = style_file(name);
        format!("--alias:banso-{name}-style={}", file.display())
    }));
    tool.args(glue.map(|part| format!("--alias:banso-{}-glue={}", part.name, part.glue.display())));
    for (name, value) in names {
        tool.arg(format!("--define:{name}={}", serde_json::to_string(value)?));
    }
    process::quiet(&format!("esbuild {entry}"), &mut tool, MEND)?;
    Ok(out)
}
