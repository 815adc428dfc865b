//! What the compiler says of a mistake: where it is, what it is, and how to mend it.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A mistake in the content, or something an author should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Whether the content can be built all the same.
    pub severity: Severity,
    /// What kind of mistake it is; stable, for tools.
    pub code: Code,
    /// The file, relative to the content's folder, with `/` between folders.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Where in the document: `guides[0].steps[2].target`. Empty for the document itself.
    pub path: String,
    /// What is wrong, as a sentence.
    pub message: String,
    /// How to mend it.
    pub mend: String,
}

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The content cannot be built.
    Error,
    /// The content can be built, and may not say what was meant.
    Warning,
}

/// The kinds of mistake. Their names, in kebab case, are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// A file cannot be read, or is not UTF-8.
    Unreadable,
    /// There is no `banso.json`, or it declares no locale.
    NoProject,
    /// A file or a key is where it means nothing.
    Misplaced,
    /// A JSON file is not JSON.
    JsonSyntax,
    /// The front matter is missing or is not YAML of the plain kind.
    FrontMatter,
    /// A key that means nothing here.
    UnknownKey,
    /// A key is given twice.
    DuplicateKey,
    /// A key that is needed is missing.
    MissingKey,
    /// A value of another type than expected.
    WrongType,
    /// A value that is none of those allowed.
    UnknownValue,
    /// A number outside its range.
    OutOfRange,
    /// An id that is not in kebab case.
    BadId,
    /// An id that is already taken.
    DuplicateId,
    /// A reference to something that does not exist.
    UnknownReference,
    /// A locale is neither given nor covered by a fallback.
    MissingTranslation,
    /// A locale is not given; a fallback stands in.
    TranslationFallsBack,
    /// A text without any words.
    EmptyText,
    /// A list that needs at least one entry.
    EmptyList,
    /// Conditions nested deeper than the browser reads.
    TooDeep,
    /// A text too long for its place.
    TooLong,
    /// Not a CSS selector that a browser takes.
    BadSelector,
    /// A selector that breaks with the next change of the page.
    BrittleSelector,
    /// A selector that may match several elements where one is meant.
    AmbiguousSelector,
    /// A selector that matches no element of the page it is for.
    SelectorMatchesNothing,
    /// A selector that matches several elements of a page where one is meant.
    SelectorMatchesMany,
    /// Not a page pattern or a path.
    BadPage,
    /// Not a colour.
    BadColor,
    /// Colours too alike to read one on the other.
    LowContrast,
    /// Not a list of font families.
    BadFont,
    /// Not a date.
    BadDate,
    /// Not a span of time such as `7d`.
    BadDuration,
    /// Not a time of day such as `09:30`.
    BadTime,
    /// Keys or values that cannot stand together.
    Contradiction,
    /// A test that does not fit the type of what it tests.
    WrongOperator,
    /// A declared environment that has no overlay.
    NoOverlay,
    /// Raw HTML in Markdown.
    Html,
    /// Markdown that Banso does not show.
    UnsupportedMarkdown,
    /// A heading of a level that is not there.
    HeadingLevel,
    /// A link to an article that does not exist.
    DeadLink,
    /// A link of a scheme that is not allowed.
    BadLink,
    /// An image, a video or an embedded player that cannot be shown.
    BadMedia,
    /// An image without words for those who cannot see it, a video without captions.
    NoAlternative,
    /// A place in a text where something is filled in, that cannot be.
    BadPlaceholder,
    /// A rule, or a part of one, that can never hold.
    NeverTrue,
    /// A part of a rule that always holds where it stands.
    AlwaysTrue,
    /// A step that nobody can reach.
    UnreachableStep,
    /// A guide or a variant that nobody is ever shown.
    NeverShown,
    /// A trigger that never starts anything.
    IdleTrigger,
    /// A guide or a theme that another one always comes before.
    Shadowed,
    /// Guides and tasks that wait for one another, or start one another without end.
    DependencyCycle,
    /// Two guides that may start at the same moment, in an order that nobody chose.
    AnchorConflict,
    /// A budget that never holds anything back.
    IdleBudget,
}

impl Code {
    /// The stable name.
    pub fn name(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|name| name.as_str().map(str::to_owned))
            .unwrap_or_default()
    }
}

impl Severity {
    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file, line, column, ..
        } = self;
        let (severity, code) = (self.severity.name(), self.code.name());
        writeln!(
            f,
            "{file}:{line}:{column}: {severity}[{code}]: {}",
            self.message
        )?;
        if !self.path.is_empty() {
            writeln!(f, "  at: {}", self.path)?;
        }
        write!(f, "  mend: {}", self.mend)
    }
}

/// Whether any of these keeps the content from being built.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}
