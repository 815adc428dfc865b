//! Rust to WebAssembly.

use std::{env, fs, path::PathBuf};

use anyhow::Result;

use crate::{process, workspace};

/// The Rust target of the browser modules.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// One crate that becomes one browser module.
pub(super) struct Part {
    /// The short name, which the built files carry: `core`.
    pub(super) name: &'static str,
    /// The cargo package.
    pub(super) package: &'static str,
    /// The file that cargo writes, without its extension.
    pub(super) file: &'static str,
    /// Whether panics keep their words: developers read them, visitors do not.
    pub(super) speaks: bool,
    /// The functions through which alone its second file is entered, if it has one: see `split`.
    pub(super) seams: &'static [&'static str],
}

/// The shell: loaded with the page.
pub(super) const CORE: Part = Part {
    name: "core",
    package: "banso",
    file: "banso",
    speaks: false,
    seams: &[
        "banso_engine::checklist::advance",
        "banso_engine::engine::Engine::paint",
        "banso_engine::engine::Engine::present",
        "banso_engine::guide::<impl banso_engine::engine::Engine>::dismiss_guide",
        "banso_engine::guide::<impl banso_engine::engine::Engine>::forget_endings",
        "banso_engine::guide::<impl banso_engine::engine::Engine>::launch_guide",
        "banso_engine::guide::<impl banso_engine::engine::Engine>::show_guide",
        "banso_engine::held::<impl banso_engine::engine::Engine>::report_held",
        "banso_engine::fixture::<impl banso_engine::engine::Engine>::on_press",
        "banso_engine::counter::<impl banso_engine::engine::Engine>::count",
        "banso_engine::leaf::ask",
    ],
};

/// The view: loaded when there is something to show.
pub(super) const VIEW: Part = Part {
    name: "view",
    package: "banso-view",
    file: "banso_view",
    speaks: false,
    seams: &[],
};

/// The help panel: loaded when someone opens it.
pub(super) const HELP: Part = Part {
    name: "help",
    package: "banso-help",
    file: "banso_help",
    speaks: false,
    seams: &[],
};

/// The debug panel: loaded when a developer asks for it. The one module with std.
pub(super) const DEBUG: Part = Part {
    name: "debug",
    package: "banso-debug",
    file: "banso_debug",
    speaks: true,
    seams: &[],
};

impl Part {
    /// The module as cargo leaves it.
    pub(super) fn wasm(&self) -> PathBuf {
        workspace::target()
            .join(TARGET)
            .join("browser")
            .join(self.file)
            .with_extension("wasm")
    }
}

/// Compiles one part. Each has a cargo call of its own: in one call, cargo would give both the union of their features.
/// As a cdylib and nothing else: where an rlib is made along with it, cargo leaves out link-time optimisation.
pub(super) fn compile(part: &Part) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(["rustc", "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--profile", "browser", "--target", TARGET]);
    cargo.args(["--features", "module", "-p", part.package]);
    cargo.arg("--config").arg(same_everywhere()?);
    process::quiet(
        &format!("compile {}", part.name),
        &mut cargo,
        "Mend the errors above.",
    )
}

/// Flags that keep this machine's folders out of the module, where panics name their place in the source:
/// the same sources make the same bytes on every machine. Cargo adds them to those of `.cargo/config.toml`.
fn same_everywhere() -> Result<String> {
    let flags: Vec<String> = registries()
        .iter()
        .map(|folder| format!("--remap-path-prefix={}=crates", folder.display()))
        .collect();
    Ok(format!(
        "target.{TARGET}.rustflags={}",
        serde_json::to_string(&flags)?
    ))
}

/// Where cargo unpacks the sources of each registry.
fn registries() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let mut folders: Vec<PathBuf> = sources
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    folders
}
