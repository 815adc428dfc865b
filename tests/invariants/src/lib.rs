//! The sources of the project as text, for the tests in `tests/`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// One file of the repository.
pub struct Source {
    /// Where it is, from the root, with `/` between folders.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl Source {
    /// The places where `needle` stands, as `path:line: text`. Comments count: a rule has no small print.
    pub fn places(&self, needle: &str) -> Vec<String> {
        let hits = self
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains(needle));
        hits.map(|(index, line)| format!("{}:{}: {}", self.path, index + 1, line.trim()))
            .collect()
    }
}

/// The root of the checkout.
///
/// # Panics
/// When this package is not two levels below it.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this package is two levels below the root")
}

/// Every text file that git knows or would add, below one of `folders` and with one of `extensions`.
///
/// # Panics
/// When git cannot list the files.
pub fn sources(folders: &[&str], extensions: &[&str]) -> Vec<Source> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "--deduplicate",
            "--",
        ])
        .args(folders)
        .current_dir(root())
        .output()
        .expect("git lists the files of this checkout");
    assert!(
        listed.status.success(),
        "{}",
        String::from_utf8_lossy(&listed.stderr)
    );
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    names
        .lines()
        .filter(|name| has_extension(name, extensions))
        .filter_map(read)
        .collect()
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    let extension = PathBuf::from(name)
        .extension()
        .map(|extension| extension.to_string_lossy().into_owned());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

/// A file that is listed but deleted in the working tree is none.
fn read(name: &str) -> Option<Source> {
    let text = fs::read_to_string(root().join(name)).ok()?;
    Some(Source {
        path: name.to_owned(),
        text,
    })
}
