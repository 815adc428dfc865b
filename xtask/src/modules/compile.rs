//! Rust to WebAssembly.

use std::{env, fs, path::PathBuf};

use anyhow::Result;

use crate::{process, workspace};

/// The Rust target of the browser modules.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// One crate that becomes one module, in one file or in a chain of them.
pub(super) struct Unit {
    /// The short name of the module.
    pub(super) name: &'static str,
    /// The cargo package.
    pub(super) package: &'static str,
    /// The file that cargo writes, without its extension.
    pub(super) file: &'static str,
    /// Whether panics keep their words: developers read them, visitors do not.
    pub(super) speaks: bool,
    /// Its files in the order in which they are linked: see `split`.
    pub(super) parts: &'static [Part],
}

/// One file of a module.
pub(super) struct Part {
    /// The short name, which the built file carries: `core`.
    pub(super) name: &'static str,
    /// How the names of the functions begin that its facade calls, if it has one of its own.
    pub(super) prefix: Option<&'static str>,
    /// The functions through which the file before it enters it.
    pub(super) seams: &'static [&'static str],
}

/// What visitors download, linked and optimised as one module, so that nothing is in it twice.
pub(super) const SDK: Unit = Unit {
    name: "sdk",
    package: "banso",
    file: "banso",
    speaks: false,
    parts: &[
        // The shell: loaded with the page.
        Part {
            name: "core",
            prefix: None,
            seams: &[],
        },
        // What decides about guides, checklists and help: loaded when the content has any.
        Part {
            name: "guides",
            prefix: None,
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
                "banso_engine::place::place",
            ],
        },
        // The search in help: loaded when someone opens it.
        Part {
            name: "help",
            prefix: Some("help_"),
            seams: &[],
        },
    ],
};

/// The debug panel: loaded when a developer asks for it. The one module with std.
pub(super) const DEBUG: Unit = Unit {
    name: "debug",
    package: "banso-debug",
    file: "banso_debug",
    speaks: true,
    parts: &[Part {
        name: "debug",
        prefix: None,
        seams: &[],
    }],
};

impl Unit {
    /// Whether it is more than one file.
    pub(super) fn is_split(&self) -> bool {
        self.parts.len() > 1
    }

    /// The part that an export of this name, before it is shortened, is a root of.
    pub(super) fn part_of(&self, export: &str) -> usize {
        let is_root = |part: &Part| part.prefix.is_some_and(|prefix| export.starts_with(prefix));
        self.parts.iter().position(is_root).unwrap_or_default()
    }

    /// The module as cargo leaves it.
    pub(super) fn wasm(&self) -> PathBuf {
        workspace::target()
            .join(TARGET)
            .join("browser")
            .join(self.file)
            .with_extension("wasm")
    }
}

/// Compiles one unit. Each has a cargo call of its own: in one call, cargo would give both the union of their features.
/// As a cdylib and nothing else: where an rlib is made along with it, cargo leaves out link-time optimisation.
pub(super) fn compile(unit: &Unit) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(["rustc", "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--profile", "browser", "--target", TARGET]);
    cargo.args(["--features", "module", "-p", unit.package]);
    cargo.arg("--config").arg(same_everywhere()?);
    if unit.is_split() {
        // The module then says what in it refers to what.
        cargo.args(["--", "-Clink-arg=--emit-relocs"]);
    }
    process::quiet(
        &format!("compile {}", unit.name),
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
