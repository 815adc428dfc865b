//! The tools a command needs, looked for before the work starts. Each error names the one command that mends it.

use std::{fs, path::Path, time::SystemTime};

use anyhow::{Context, Result, bail};

use crate::{modules::TARGET, process, workspace};

/// The oldest Node that the npm tools run on.
const NODE: u32 = 20;

/// Adds the WebAssembly target to the toolchain in use when it is missing: rust-toolchain.toml alone does not,
/// when the toolchain was there before.
pub(crate) fn wasm_target() -> Result<()> {
    let mend = "Install Rust with rustup: https://rustup.rs";
    let mut rustc = workspace::command("rustc");
    let sysroot = process::output("rustc", rustc.args(["--print", "sysroot"]), mend)?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    let mut rustup = workspace::command("rustup");
    process::shown("rustup", rustup.args(["target", "add", TARGET]), mend)
}

/// Runs `npm ci` when `node_modules` is missing or older than the lock file.
pub(crate) fn npm_packages() -> Result<()> {
    node()?;
    let root = workspace::root();
    let (lock, installed) = (
        root.join("package-lock.json"),
        root.join("node_modules/.package-lock.json"),
    );
    if changed(&installed)
        .is_some_and(|installed| changed(&lock).is_some_and(|lock| lock <= installed))
    {
        return Ok(());
    }
    eprintln!("Installing the npm tools (npm ci)");
    let mut npm = workspace::command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.arg("ci").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::quiet("npm ci", &mut npm, "Check the network, then run `npm ci`.")
}

fn node() -> Result<()> {
    let mend = format!("Install Node {NODE} or later: https://nodejs.org");
    let text = process::output("node", workspace::command("node").arg("--version"), &mend)?;
    let major = text
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    match major.with_context(|| format!("cannot read the version of Node in {text:?}. {mend}"))? {
        old if old < NODE => bail!("Node {old} is too old. {mend}"),
        _ => Ok(()),
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|meta| meta.modified()).ok()
}
