//! Rust to WebAssembly.

use std::path::PathBuf;

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
}

/// The shell: loaded with the page.
pub(super) const CORE: Part = Part {
    name: "core",
    package: "banso",
    file: "banso",
};

/// The view: loaded when there is something to show.
pub(super) const VIEW: Part = Part {
    name: "view",
    package: "banso-view",
    file: "banso_view",
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
pub(super) fn compile(part: &Part) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args([
        "build",
        "--profile",
        "browser",
        "--target",
        TARGET,
        "--lib",
        "--features",
        "module",
        "-p",
        part.package,
    ]);
    process::quiet(
        &format!("compile {}", part.name),
        &mut cargo,
        "Mend the errors above.",
    )
}
