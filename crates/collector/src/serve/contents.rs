//! The content of each environment: a file of its own, or the one for all.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use banso_content::bundle::Bundle;
use banso_content::inquiry::Inquiries;

use super::asset::Asset;
use super::content::{Content, ContentError};
use crate::auth::environment::{BadEnvironment, Environment};

/// A content file as it is configured: `FILE`, which serves every environment, or
/// `ENVIRONMENT=FILE`, which serves one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentFile {
    /// The only environment that it serves.
    pub environment: Option<Environment>,
    /// The file.
    pub path: PathBuf,
}

impl FromStr for ContentFile {
    type Err = BadEnvironment;

    /// A path may hold `=` as well: what stands before the first is an environment unless it has a
    /// slash.
    fn from_str(text: &str) -> Result<Self, BadEnvironment> {
        let named = text.split_once('=').filter(|(name, _)| !name.contains('/'));
        let (environment, path) = match named {
            Some((name, path)) => (Some(name.parse()?), path),
            None => (None, text),
        };
        Ok(Self {
            environment,
            path: path.into(),
        })
    }
}

/// The content files, each as of its last good read.
#[derive(Debug, Default)]
pub struct Contents(Vec<(Option<Environment>, Content)>);

impl Contents {
    /// Reads the files. Blocks for as long as it takes to compress the content.
    pub fn open(files: Vec<ContentFile>) -> Result<Self, ContentError> {
        let open = |file: ContentFile| Ok((file.environment, Content::open(file.path)?));
        files
            .into_iter()
            .map(open)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Reads the files that changed since they were read last, or all of them, and returns what
    /// went wrong. A file that is missing or damaged changes nothing. Blocks as
    /// [`Contents::open`] does.
    pub fn refresh(&self, all: bool) -> Vec<ContentError> {
        let due = self
            .0
            .iter()
            .filter(|(_, content)| all || content.changed());
        due.filter_map(|(_, content)| content.reload().err())
            .collect()
    }

    /// The bundle that the dashboard reads names from: production's, or where production has none
    /// that of the first file.
    pub fn bundle(&self) -> Option<Arc<Bundle>> {
        self.main().map(Content::bundle)
    }

    /// The title of a help article in that content, in this locale or another that has it.
    pub fn article_title(&self, locale: &str, slug: &str) -> Option<String> {
        self.main()?.article_title(locale, slug)
    }

    /// The categories of inquiries in that content; none where it has none.
    pub fn inquiries(&self) -> Inquiries {
        self.main().map(Content::inquiries).unwrap_or_default()
    }

    pub(super) fn bundle_asset(&self, environment: &Environment) -> Option<Asset> {
        self.of(environment).map(Content::bundle_asset)
    }

    /// A part by its hash, which is the same whatever environment it belongs to.
    pub(super) fn part(&self, hash: &str) -> Option<Asset> {
        self.0.iter().find_map(|(_, content)| content.part(hash))
    }

    fn of(&self, environment: &Environment) -> Option<&Content> {
        let named = |wanted: Option<&Environment>| {
            let mut files = self.0.iter();
            files.find(|(name, _)| name.as_ref() == wanted)
        };
        let found = named(Some(environment)).or_else(|| named(None));
        found.map(|(_, content)| content)
    }

    fn main(&self) -> Option<&Content> {
        let first = || self.0.first().map(|(_, content)| content);
        self.of(&Environment::default()).or_else(first)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_may_name_its_environment() {
        let read = |text: &str| {
            let file: ContentFile = text.parse().unwrap();
            let name = file.environment.map(|name| name.to_string());
            (name.unwrap_or_default(), file.path)
        };
        assert_eq!(read("a.banso"), (String::new(), "a.banso".into()));
        assert_eq!(
            read("staging=a.banso"),
            ("staging".into(), "a.banso".into())
        );
        assert_eq!(read("./a=b.banso"), (String::new(), "./a=b.banso".into()));
        assert!("Staging=a.banso".parse::<ContentFile>().is_err());
    }
}
