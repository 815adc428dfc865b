//! The content file: read at the start, and again whenever it changes.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use banso_content::bundle::Bundle;
use banso_content::compiler::container::{self, Container, ContainerError};

use super::asset::Asset;

const KIND: &str = "application/octet-stream";

/// The content file, as of its last good read. A file that is missing or damaged later changes
/// nothing: what was read goes on being served.
#[derive(Debug, Default)]
pub struct Contents {
    path: Option<PathBuf>,
    current: RwLock<Loaded>,
}

#[derive(Clone, Debug, Default)]
struct Loaded {
    bundle: Option<(Arc<Bundle>, Asset)>,
    parts: HashMap<String, Asset>,
    /// The parts of the file before this one: pages that are open still know their addresses.
    former: HashMap<String, Asset>,
    modified: Option<SystemTime>,
}

/// Why the content file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ContentsError {
    /// It could not be read.
    #[error("content {path}: {source}; give --content the file that `banso build` wrote")]
    Read {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// It is not what `banso build` writes.
    #[error("content {path}: {source}; build it again with `banso build`")]
    Refused {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: ContainerError,
    },
}

impl Contents {
    /// Reads the content file, or stands for no content at all. Blocks for as long as it takes to
    /// compress the content.
    pub fn open(path: Option<PathBuf>) -> Result<Self, ContentsError> {
        let contents = Self {
            path,
            current: RwLock::default(),
        };
        contents.reload()?;
        Ok(contents)
    }

    /// Reads the file again. Blocks as [`Contents::open`] does.
    pub fn reload(&self) -> Result<(), ContentsError> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let failed = |source| ContentsError::Read {
            path: path.clone(),
            source,
        };
        let modified = self.modified();
        let bytes = std::fs::read(path).map_err(failed)?;
        let container = container::read(&bytes).map_err(|source| ContentsError::Refused {
            path: path.clone(),
            source,
        })?;
        let version = container.version.clone();
        let loaded = load(container, self.loaded(), modified);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = loaded;
        tracing::info!(version, "content loaded");
        Ok(())
    }

    /// Whether the file is another one than was read last.
    pub(crate) fn changed(&self) -> bool {
        let modified = self.modified();
        modified.is_some() && modified != self.loaded().modified
    }

    /// The bundle that is being served: features, checklists and guides with their names.
    pub fn bundle(&self) -> Option<Arc<Bundle>> {
        self.loaded().bundle.map(|(bundle, _)| bundle)
    }

    pub(super) fn bundle_asset(&self) -> Option<Asset> {
        self.loaded().bundle.map(|(_, asset)| asset)
    }

    pub(super) fn part(&self, hash: &str) -> Option<Asset> {
        let loaded = self.loaded();
        let part = loaded.parts.get(hash).or_else(|| loaded.former.get(hash));
        part.cloned()
    }

    fn loaded(&self) -> Loaded {
        let current = self.current.read();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn modified(&self) -> Option<SystemTime> {
        std::fs::metadata(self.path.as_ref()?).ok()?.modified().ok()
    }
}

fn load(container: Container, former: Loaded, modified: Option<SystemTime>) -> Loaded {
    let parts = container.parts.into_iter();
    Loaded {
        // `container::read` has opened it once already.
        bundle: Bundle::open(&container.bundle)
            .ok()
            .map(|bundle| (Arc::new(bundle), Asset::compress(container.bundle, KIND))),
        parts: parts
            .map(|part| (part.hash, Asset::compress(part.bytes, KIND)))
            .collect(),
        former: former.parts,
        modified,
    }
}
