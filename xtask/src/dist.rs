//! `cargo xtask dist`: what a release consists of, in `target/dist`, with the hash of every file.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::{compress, modules, process, progress::Steps, workspace};

/// Builds and gathers everything. An earlier distribution is replaced.
pub(crate) fn run() -> Result<()> {
    let out = workspace::target().join("dist");
    let mut steps = Steps::new(modules::STEPS + 2);
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    modules::build(&out.join("sdk"), &mut steps)?;
    steps.run("Build the collector for release", collector)?;
    steps.run("Gather and hash", || gather(&out))?;
    println!("{}", out.display());
    Ok(())
}

fn collector() -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(["build", "--release", "-p", "banso-collector"]);
    process::quiet(
        "collector release build",
        &mut cargo,
        "Mend the errors above.",
    )
}

fn gather(out: &Path) -> Result<()> {
    let binary = format!("banso{}", std::env::consts::EXE_SUFFIX);
    copy(
        &workspace::target().join("release").join(&binary),
        &out.join("bin"),
    )?;
    copy_all("js", |name| name.ends_with(".d.ts"), &out.join("sdk"))?;
    copy_all(".", |name| name.starts_with("LICENSE"), out)?;
    let sums = sums(out)?;
    fs::write(out.join("SHA256SUMS"), sums).context("cannot write SHA256SUMS")
}

/// Copies the files of `folder` whose name is `wanted`; there must be one.
fn copy_all(folder: &str, wanted: impl Fn(&str) -> bool, to: &Path) -> Result<()> {
    let found: Vec<PathBuf> = files(&workspace::root().join(folder))?
        .into_iter()
        .filter(|path| wanted(&name(path)))
        .collect();
    ensure!(
        !found.is_empty(),
        "{folder} holds nothing to put into {}; restore its files from git.",
        to.display()
    );
    found.iter().try_for_each(|path| copy(path, to))
}

fn copy(file: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    fs::copy(file, to.join(name(file)))
        .with_context(|| format!("cannot copy {}", file.display()))?;
    Ok(())
}

/// One line a file, as `sha256sum --check` reads it, sorted by name.
fn sums(dir: &Path) -> Result<String> {
    let mut lines = String::new();
    for path in walk(dir)? {
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let inside = path.strip_prefix(dir)?.to_string_lossy().replace('\\', "/");
        writeln!(lines, "{}  {inside}", compress::sha256(&bytes))?;
    }
    Ok(lines)
}

/// Every file below `dir`, sorted.
fn walk(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in entries(dir)? {
        if path.is_dir() {
            found.extend(walk(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The files directly in `dir`, sorted.
fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries(dir)?
        .into_iter()
        .filter(|path| path.is_file())
        .collect())
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    let read = fs::read_dir(dir).with_context(|| format!("cannot list {}", dir.display()))?;
    let mut paths = read
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sums_cover_every_file_in_order() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("sdk")).unwrap();
        fs::write(dir.path().join("sdk/b.js"), "abc").unwrap();
        fs::write(dir.path().join("z"), "").unwrap();
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  sdk/b.js\n\
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  z\n";
        assert_eq!(sums(dir.path()).unwrap(), expected);
    }
}
