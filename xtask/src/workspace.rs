//! Where things are: every path the commands use, in one place.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

/// The version of every crate and of the SDK.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The root of the checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lives one level below the root")
}

/// Cargo's target directory: `CARGO_TARGET_DIR`, else `target`.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The folder of everything xtask writes for itself: logs, drafts, generated files.
pub(crate) fn scratch() -> Result<PathBuf> {
    let dir = target().join("xtask");
    fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    Ok(dir)
}

/// An npm tool that the root package.json pins, ready for its arguments.
pub(crate) fn npm_tool(name: &str) -> Command {
    let file = if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    command(root().join("node_modules").join(".bin").join(file))
}

/// The cargo that runs this program, ready for its arguments.
pub(crate) fn cargo() -> Command {
    let mut cargo = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Cargo sets these for xtask; inherited, they would describe the wrong package to a build script.
    for (name, _) in
        env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO_PKG_"))
    {
        cargo.env_remove(name);
    }
    cargo
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_MANIFEST_PATH");
    cargo
}

/// Any program, started in the root.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Opens `address` in the person's browser, where there is one; its address is on the terminal anyway.
pub(crate) fn open(address: &str) {
    let opener = match env::consts::OS {
        "macos" => command("open").arg(address).spawn(),
        "windows" => command("cmd").args(["/C", "start", "", address]).spawn(),
        _ => command("xdg-open")
            .arg(address)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn(),
    };
    if let Ok(mut child) = opener {
        std::thread::spawn(move || child.wait());
    }
}
