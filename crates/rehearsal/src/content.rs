//! Content to rehearse with: a folder that is compiled, or a file that was.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use banso_content::bundle::Bundle;
use banso_content::compiler::container::{self, ContainerError};
use banso_content::compiler::{Diagnostic, Source, build_for, load};

/// Content that could not be used.
#[derive(Debug)]
pub enum ContentError {
    /// The folder or the file cannot be read.
    Unreadable(io::Error),
    /// The content has mistakes.
    Mistakes(Vec<Diagnostic>),
    /// The file is not one that `banso build` wrote for this version.
    Refused(ContainerError),
    /// A built file holds one environment's content; another cannot be made of it.
    Built,
}

/// The content of a folder, for one environment or for none, and the folder as it was read.
pub fn of_folder(
    folder: &Path,
    environment: Option<&str>,
) -> Result<(Source, Bundle), ContentError> {
    let source = load(folder).map_err(ContentError::Unreadable)?;
    let output = build_for(&source, environment).map_err(ContentError::Mistakes)?;
    Ok((source, opened(&output.bundle)?))
}

/// The content of a folder or of a file `*.banso`.
pub fn of(path: &Path, environment: Option<&str>) -> Result<Bundle, ContentError> {
    if path.is_dir() {
        return of_folder(path, environment).map(|(_, bundle)| bundle);
    }
    if environment.is_some() {
        return Err(ContentError::Built);
    }
    let bytes = fs::read(path).map_err(ContentError::Unreadable)?;
    let container = container::read(&bytes).map_err(ContentError::Refused)?;
    opened(&container.bundle)
}

fn opened(bundle: &[u8]) -> Result<Bundle, ContentError> {
    Bundle::open(bundle).map_err(|why| ContentError::Refused(ContainerError::Bundle(why)))
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "it cannot be read: {why}"),
            Self::Mistakes(found) => {
                let all: Vec<String> = found.iter().map(ToString::to_string).collect();
                write!(f, "it has mistakes\n{}", all.join("\n"))
            }
            Self::Refused(why) => why.fmt(f),
            Self::Built => f.write_str(
                "`--environment` needs the folder of content: a built file has one environment",
            ),
        }
    }
}

impl std::error::Error for ContentError {}
