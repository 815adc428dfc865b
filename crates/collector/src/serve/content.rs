//! One content file: read at the start, and again whenever it changes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::SystemTime;

use banso_content::bundle::Bundle;
use banso_content::compiler::container::{self, Container, ContainerError, Part};
use banso_content::help::HelpPack;
use banso_content::inquiry::Inquiries;

use super::asset::Asset;

pub(super) const KIND: &str = "application/octet-stream";

/// A content file, as of its last good read. A file that is missing or damaged later changes
/// nothing: what was read goes on being served.
#[derive(Debug)]
pub(super) struct Content {
    path: PathBuf,
    current: RwLock<Arc<Loaded>>,
    /// The file that was read last, whether it was taken or not.
    seen: Mutex<Option<Stamp>>,
}

#[derive(Debug)]
struct Loaded {
    bundle: Arc<Bundle>,
    asset: Asset,
    parts: HashMap<String, Asset>,
    /// The parts of the file before this one: pages that are open still know their addresses.
    former: HashMap<String, Asset>,
    /// The titles of help articles, by locale and slug.
    titles: HashMap<(String, String), String>,
    inquiries: Inquiries,
}

/// What tells one state of a file from another without reading it. The length as well, because a
/// file may be written twice within one tick of the file system's clock.
type Stamp = (SystemTime, u64);

/// Why the content file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
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

impl Content {
    /// Reads the file. Blocks for as long as it takes to compress the content.
    pub(super) fn open(path: PathBuf) -> Result<Self, ContentError> {
        let seen = stamp(&path);
        let loaded = read(&path, HashMap::new())?;
        Ok(Self {
            path,
            current: RwLock::new(Arc::new(loaded)),
            seen: Mutex::new(seen),
        })
    }

    /// Reads the file again. Blocks as [`Content::open`] does.
    pub(super) fn reload(&self) -> Result<(), ContentError> {
        *self.seen() = stamp(&self.path);
        let loaded = read(&self.path, self.loaded().parts.clone())?;
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = Arc::new(loaded);
        Ok(())
    }

    /// Whether the file is another one than was read last, taken or not.
    pub(super) fn changed(&self) -> bool {
        let stamp = stamp(&self.path);
        stamp.is_some() && stamp != *self.seen()
    }

    /// The bundle that is being served: features, checklists and guides with their names.
    pub(super) fn bundle(&self) -> Arc<Bundle> {
        self.loaded().bundle.clone()
    }

    /// The title of a help article, in this locale or another that has it.
    pub(super) fn article_title(&self, locale: &str, slug: &str) -> Option<String> {
        let loaded = self.loaded();
        let exact = loaded.titles.get(&(locale.to_owned(), slug.to_owned()));
        let any = || {
            loaded
                .titles
                .iter()
                .find(|((_, known), _)| known == slug)
                .map(|(_, title)| title)
        };
        exact.or_else(any).cloned()
    }

    /// The categories of inquiries.
    pub(super) fn inquiries(&self) -> Inquiries {
        self.loaded().inquiries.clone()
    }

    pub(super) fn bundle_asset(&self) -> Asset {
        self.loaded().asset.clone()
    }

    pub(super) fn part(&self, hash: &str) -> Option<Asset> {
        let loaded = self.loaded();
        let part = loaded.parts.get(hash).or_else(|| loaded.former.get(hash));
        part.cloned()
    }

    fn loaded(&self) -> Arc<Loaded> {
        let current = self.current.read();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn seen(&self) -> MutexGuard<'_, Option<Stamp>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

fn read(path: &Path, former: HashMap<String, Asset>) -> Result<Loaded, ContentError> {
    let failed = |source| ContentError::Read {
        path: path.to_owned(),
        source,
    };
    let refused = |source| ContentError::Refused {
        path: path.to_owned(),
        source,
    };
    let bytes = std::fs::read(path).map_err(failed)?;
    let container = container::read(&bytes).map_err(refused)?;
    tracing::info!(version = container.version, path = %path.display(), "content loaded");
    Ok(load(container, former))
}

fn load(container: Container, former: HashMap<String, Asset>) -> Loaded {
    let titles = container.parts.iter().flat_map(titles).collect();
    let parts = container.parts.into_iter();
    Loaded {
        titles,
        // `container::read` has opened it once already.
        bundle: Arc::new(Bundle::open(&container.bundle).unwrap_or_default()),
        asset: Asset::compress(container.bundle, KIND),
        parts: parts
            .map(|part| (part.hash, Asset::compress(part.bytes, KIND)))
            .collect(),
        inquiries: container.inquiries.unwrap_or_default(),
        former,
    }
}

/// The titles of a help pack's articles, by locale and slug.
fn titles(part: &Part) -> Vec<((String, String), String)> {
    // `container::read` has opened it once already.
    let pack = HelpPack::open(&part.bytes).ok();
    let articles = pack.iter().flat_map(|pack| &pack.articles);
    articles
        .map(|article| {
            (
                (part.locale.clone(), article.slug.into()),
                article.title.into(),
            )
        })
        .collect()
}
