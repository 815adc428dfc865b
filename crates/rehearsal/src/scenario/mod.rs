//! Scenarios: a visit told step by step in a file `*.scenario.json`, and what must come of it.

pub(crate) mod authored;
mod expect;
mod run;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use banso_content::bundle::Bundle;
use banso_content::compiler::{Companion, Diagnostic, Source};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde::Serialize;
use serde_json::Value as Json;

use authored::Scenario;

/// What the names of files with scenarios end in.
pub const ENDING: &str = ".scenario.json";
/// The folder of scenarios, in the content's folder or beside it.
const FOLDER: &str = "scenarios";

/// What became of a scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The file.
    pub file: String,
    /// The scenario's name; the file's until that is read.
    pub name: String,
    /// How many steps were gone through.
    pub steps: usize,
    /// What came out otherwise; none: it is as expected.
    pub failure: Option<Failure>,
    /// The mistakes in the file; with one, the scenario was not gone through.
    pub mistakes: Vec<Diagnostic>,
}

/// A step that came out otherwise than expected.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// The step, from 1.
    pub step: usize,
    /// The line of what was expected, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// When the step happened, RFC 3339 in UTC.
    pub at: String,
    /// What was done, as the file has it.
    pub deed: Option<Json>,
    /// What is different.
    pub differences: Vec<Difference>,
}

/// Something that is different from what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What: `guide`, `held.welcome-tour`.
    pub what: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// Why, where the engine knows.
    pub why: Option<String>,
}

impl Outcome {
    /// Whether all came as expected.
    pub fn passed(&self) -> bool {
        self.failure.is_none() && self.mistakes.is_empty()
    }
}

/// The scenarios in files and folders, by path; those of the content's own folder, and of the folder
/// `scenarios` beside it, when none are named. An error names the path that cannot be read.
pub fn find(paths: &[PathBuf], content: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if paths.is_empty() {
        list(content, &mut found)?;
        let beside = content.parent().unwrap_or(content).join(FOLDER);
        if beside.is_dir() {
            list(&beside, &mut found)?;
        }
    }
    for path in paths {
        if path.is_dir() {
            list(path, &mut found)?;
        } else {
            found.push(path.clone());
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn list(folder: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    let named = |why: io::Error| io::Error::new(why.kind(), format!("{}: {why}", folder.display()));
    for entry in fs::read_dir(folder).map_err(named)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, out)?;
        } else if path.to_string_lossy().ends_with(ENDING) {
            out.push(path);
        }
    }
    Ok(())
}

/// The content that scenarios are gone through with.
#[derive(Debug)]
pub struct Stage<'a> {
    /// The folder, as it was read.
    pub source: &'a Source,
    /// What was made of it.
    pub bundle: &'a Bundle,
    /// The environment that it was made for.
    pub environment: Option<&'a str>,
}

impl Stage<'_> {
    /// Goes through a scenario; `file` is what reports call it.
    pub fn run(&self, file: &str, text: &str) -> Outcome {
        let mut outcome = Outcome {
            file: file.into(),
            name: file.into(),
            steps: 0,
            failure: None,
            mistakes: Vec::new(),
        };
        match self.read(file, text) {
            Err(mistakes) => outcome.mistakes = mistakes,
            Ok((companion, scenario)) => {
                outcome.name.clone_from(&scenario.name);
                (outcome.steps, outcome.failure) = run::run(self.bundle, &companion, &scenario);
            }
        }
        outcome
    }

    fn read(&self, file: &str, text: &str) -> Result<(Companion, Scenario), Vec<Diagnostic>> {
        static SCHEMA: LazyLock<Json> = LazyLock::new(|| schema().to_value());
        let companion = Companion::parse(file, text).map_err(|fault| vec![fault])?;
        let mistakes = companion.check(&SCHEMA, self.source, self.environment);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        match serde_json::from_value(companion.to_json()) {
            Ok(scenario) => Ok((companion, scenario)),
            Err(why) => Err(vec![companion.undecodable(&why)]),
        }
    }
}

/// The JSON Schema of scenarios, draft 2020-12.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(one_line));
    let mut schema = settings.into_generator().into_root_schema_for::<Scenario>();
    schema.insert("title".into(), "Banso scenario".into());
    schema
}

/// Editors show descriptions as they are: without the line breaks of the sources.
fn one_line(schema: &mut Schema) {
    if let Some(Json::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
}
