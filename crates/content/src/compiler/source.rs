//! Reads a folder of content: every `*.json` below it, `articles/<locale>/<slug>.md`, and the
//! overlays below `environments/<name>/`.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::diagnostic::{Code, Diagnostic};
use super::file::File;
use super::learned::{LEARNED, Learned, learned};
use super::node::Node;
use super::{front_matter, json};

/// The project's own file, at the top of the folder.
pub(super) const PROJECT: &str = "banso.json";

/// What only the project's file may say.
pub(super) const PROJECT_KEYS: [&str; 9] = [
    "locales",
    "words",
    "environments",
    "theme",
    "themes",
    "budgets",
    "holdout",
    "media",
    "help",
];

/// Scenarios may stand in the content's folder and are none of it.
const SCENARIO: &str = ".scenario.json";

/// A folder of content as it was read.
#[derive(Debug, Default)]
pub struct Source {
    /// The JSON files that could be parsed, by path.
    pub(super) documents: Vec<Document>,
    /// The articles whose front matter could be parsed, by path.
    pub(super) articles: Vec<Article>,
    /// Every article that has a file, well formed or not: its locale and its slug.
    pub(super) known_articles: Vec<(String, String)>,
    /// The JSON files below `environments/`, by path.
    pub(super) overlays: Vec<Overlay>,
    /// What past searches teach, by path.
    pub(super) learned: Vec<Document>,
    /// What could not be read or parsed.
    pub(super) faults: Vec<Diagnostic>,
}

/// A JSON file that changes the content in one environment.
#[derive(Debug)]
pub(super) struct Overlay {
    pub environment: String,
    pub document: Document,
}

/// A JSON file.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub file: File,
    pub root: Node,
}

/// An article in one locale.
#[derive(Clone, Debug)]
pub(super) struct Article {
    pub file: File,
    pub locale: String,
    pub slug: String,
    pub front_matter: Node,
    /// Where the Markdown starts.
    pub body: usize,
}

impl Article {
    /// The Markdown.
    pub(super) fn markdown(&self) -> &str {
        &self.file.text[self.body..]
    }
}

impl Source {
    /// The project's file, if it could be parsed.
    pub(super) fn project(&self) -> Option<&Document> {
        self.documents
            .iter()
            .find(|document| document.file.path == PROJECT)
    }

    /// What past searches teach: by locale and normalised search, how often each article was opened.
    pub fn learned(&self) -> Learned {
        learned(self)
    }

    /// The environments that the project declares, with the places of their names.
    pub(super) fn environments(&self) -> Vec<(&str, usize)> {
        let declared = self
            .project()
            .and_then(|project| project.root.get("environments"));
        let names = declared.map(Node::items).unwrap_or_default().iter();
        names
            .filter_map(|name| Some((name.text()?, name.at)))
            .collect()
    }
}

/// Reads a folder. Mistakes in its files are kept for [`super::check`]; an error is a folder that
/// cannot be read at all.
pub fn load(folder: &Path) -> io::Result<Source> {
    let mut paths = Vec::new();
    list(folder, &mut paths)?;
    let files = paths
        .into_iter()
        .map(|path| (relative(folder, &path), path));
    Ok(Source::read_all(files.collect(), |path: &PathBuf| {
        fs::read(path).map_err(|error| error.to_string())
    }))
}

/// Every file below a folder. Hidden files and folders are not content, and links to folders are
/// not followed, lest one leads back up.
fn list(folder: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            list(&entry.path(), out)?;
        } else {
            out.push(entry.path());
        }
    }
    Ok(())
}

/// The path below the folder, with `/` on every system.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// What a file is by its path.
enum Kind {
    Document,
    Learned,
    Overlay { environment: String },
    Article { locale: String, slug: String },
    Stray,
    Foreign,
}

fn kind(path: &str) -> Kind {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [.., name] if name.ends_with(SCENARIO) => Kind::Foreign,
        [.., LEARNED] => Kind::Learned,
        ["environments", name, _, ..] if has_extension(path, "json") => Kind::Overlay {
            environment: (*name).into(),
        },
        ["environments", ..] if has_extension(path, "json") || has_extension(path, "md") => {
            Kind::Stray
        }
        [.., name] if has_extension(name, "json") => Kind::Document,
        ["articles", locale, name] if has_extension(name, "md") => Kind::Article {
            locale: (*locale).into(),
            slug: name[..name.len() - ".md".len()].into(),
        },
        ["articles", .., name] if has_extension(name, "md") => Kind::Stray,
        _ => Kind::Foreign,
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|found| found == extension)
}

impl Source {
    /// Content from memory, for tests and tools: paths relative to the content's folder, and texts.
    /// As with [`load`], mistakes are kept for [`super::check`].
    ///
    /// ```
    /// use banso_content::compiler::{Source, build};
    /// let source = Source::of([("banso.json", r#"{ "locales": [{ "id": "en" }] }"#)]);
    /// assert!(build(&source).is_ok());
    /// ```
    pub fn of<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let files = files.into_iter();
        let files = files.map(|(path, text)| (path.into(), text.into()));
        Self::read_all(files.collect(), |text: &String| {
            Ok(text.clone().into_bytes())
        })
    }

    /// The files by path, whatever order they come in.
    fn read_all<F: Ord>(
        mut files: Vec<(String, F)>,
        read: impl Fn(&F) -> Result<Vec<u8>, String>,
    ) -> Self {
        files.sort();
        let mut source = Self::default();
        for (path, file) in files {
            source.add(path, || read(&file));
        }
        source
    }

    fn add(&mut self, name: String, read: impl FnOnce() -> Result<Vec<u8>, String>) {
        let kind = kind(&name);
        if matches!(kind, Kind::Foreign) {
            return;
        }
        let read =
            read().and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".into()));
        let mut file = File::new(name, "");
        let fault = match read {
            Ok(text) => {
                // Neither a byte order mark nor Windows line ends may make other bytes of content.
                file.text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
                self.parse(file, kind).err()
            }
            Err(why) => Some(file.error(
                Code::Unreadable,
                0,
                format!("the file cannot be read: {why}"),
                "save it as UTF-8, readable by the one who runs the compiler".into(),
            )),
        };
        self.faults.extend(fault);
    }

    fn parse(&mut self, file: File, kind: Kind) -> Result<(), Diagnostic> {
        match kind {
            Kind::Document => {
                let root = json::parse(&file)?;
                if !is_schema(&root) {
                    self.documents.push(Document { file, root });
                }
            }
            Kind::Learned => {
                let root = json::parse(&file)?;
                self.learned.push(Document { file, root });
            }
            Kind::Overlay { environment } => {
                let root = json::parse(&file)?;
                let document = Document { file, root };
                self.overlays.push(Overlay {
                    environment,
                    document,
                });
            }
            Kind::Article { locale, slug } => {
                self.known_articles.push((locale.clone(), slug.clone()));
                let (yaml, body): (Range<usize>, usize) = front_matter::split(&file)?;
                let front_matter = front_matter::parse(&file, yaml)?;
                self.articles.push(Article {
                    file,
                    locale,
                    slug,
                    front_matter,
                    body,
                });
            }
            Kind::Stray => {
                let (message, mend) = if file.path.starts_with("environments/") {
                    (
                        "only JSON files below the folder of an environment are overlays",
                        "move it to `environments/<name>/<file>.json`; articles are the same everywhere",
                    )
                } else {
                    (
                        "an article stands outside the folder of a locale",
                        "move it to `articles/<locale>/<slug>.md`",
                    )
                };
                return Err(file.error(Code::Misplaced, 0, message.into(), mend.into()));
            }
            Kind::Foreign => {}
        }
        Ok(())
    }
}

/// A JSON Schema beside the content, for editors, is not content.
fn is_schema(root: &Node) -> bool {
    root.get("$schema")
        .and_then(Node::text)
        .is_some_and(|schema| schema.starts_with("https://json-schema.org/"))
}
