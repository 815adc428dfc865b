//! The kinds of mistake as tools list them: all of them, each explained.

use schemars::schema_for;
use serde::Deserialize;
use serde_json::Value as Json;

use super::diagnostic::Code;

impl Code {
    /// Every kind of mistake.
    pub fn all() -> Vec<Self> {
        let known = variants().into_iter();
        known
            .filter_map(|variant| Self::deserialize(&variant["const"]).ok())
            .collect()
    }

    /// What is wrong, in one sentence.
    pub fn summary(self) -> String {
        let name = self.name();
        let mut known = variants().into_iter();
        let variant = known.find(|variant| variant["const"] == name.as_str());
        let summary = variant.as_ref().and_then(|one| one["description"].as_str());
        summary.unwrap_or_default().replace('\n', " ")
    }

    /// How such a mistake is mended in general, and why it matters.
    pub fn help(self) -> &'static str {
        match self {
            Self::Unreadable => "Save the file as UTF-8, readable by the one who runs the check.",
            Self::NoProject => {
                "Write `banso.json` at the top of the folder, with the `locales` of the content."
            }
            Self::Misplaced => {
                "Move the file to `articles/<locale>/<slug>.md`, or the key to `banso.json`."
            }
            Self::JsonSyntax => {
                "Mend the JSON. Comments and trailing commas are allowed; nothing else is loosened."
            }
            Self::FrontMatter => {
                "Start the article with `---`, plain `key: value` lines, and `---`."
            }
            Self::UnknownKey => {
                "Correct the spelling of the key, or leave it out. `banso schema` lets editors complete keys."
            }
            Self::DuplicateKey => "Keep one of the two: readers of JSON differ in which they take.",
            Self::MissingKey => "Add the key; without it there is nothing to show or to do.",
            Self::WrongType => "Write a value of the type that the schema names.",
            Self::UnknownValue => "Use one of the values that the documentation lists.",
            Self::OutOfRange => "Use a number within the range that the message names.",
            Self::BadId => {
                "Write ids in lower-case letters, digits and single hyphens: `export-csv`."
            }
            Self::DuplicateId => {
                "Give one of the two another id; what is known of your users hangs on ids."
            }
            Self::UnknownReference => "Correct the id, or define what it refers to.",
            Self::MissingTranslation => {
                "Add the text in that locale, or declare a `fallback` for the locale."
            }
            Self::TranslationFallsBack => {
                "Add the text in that locale; until then readers see another language."
            }
            Self::EmptyText => "Write the text, or leave the key out.",
            Self::EmptyList => "Give the list at least one entry, or leave the key out.",
            Self::TooDeep => "Write the condition flatter, or split it.",
            Self::TooLong => "Say it in fewer characters: its place on the screen is small.",
            Self::BadSelector => "Write a selector that `document.querySelector` takes.",
            Self::BrittleSelector | Self::AmbiguousSelector => {
                "Mark the element with an attribute of its own, such as `data-testid` or `data-banso`, and select by it; or select by `role` and `aria-label`."
            }
            Self::SelectorMatchesNothing => {
                "Correct the selector, mark the element on the page, or name the page that the step belongs to."
            }
            Self::SelectorMatchesMany => "Select by an attribute that the one element alone has.",
            Self::BadPage => {
                "Start the path with `/`; `*` and `:name` are one segment, `**` any number of them."
            }
            Self::BadColor => "Write the colour as `#rrggbb`.",
            Self::LowContrast => {
                "Use the colour that the mend names, or one further away from what is behind it."
            }
            Self::BadFont => {
                "Write families by name, separated by commas, or `inherit` for the font of the host."
            }
            Self::BadDate => "Write a day as `2026-09-14`, a moment as `2026-09-14T09:00`.",
            Self::BadDuration => "Write a number and its unit: `90s`, `30m`, `12h`, `7d`, `2w`.",
            Self::BadTime => "Write the time of day as `09:30`.",
            Self::Contradiction => "Keep one of the two, or correct a value: no user passes both.",
            Self::WrongOperator => {
                "Use a test of the type that the tracking plan gives, or correct the plan."
            }
            Self::NoOverlay => {
                "Put what differs below `environments/<name>/`, or leave the environment out."
            }
            Self::Html => "Write it in Markdown: raw HTML is not shown.",
            Self::UnsupportedMarkdown => {
                "Use paragraphs, headings, lists, tables, notes, code, emphasis and links."
            }
            Self::HeadingLevel => "Use `##` and `###`.",
            Self::DeadLink => "Correct the slug, or write the article.",
            Self::BadMedia => {
                "Give it a line of its own, an `https:` address or a path of the application, and its size in CSS pixels; films and players come from the origins that `banso.json` allows."
            }
            Self::NoAlternative => {
                "Say what a picture shows, and give a film captions: not everybody sees and hears."
            }
            Self::BadPlaceholder => {
                "Write the place as the message says: what cannot be filled in would be shown as it stands."
            }
            Self::BadLink => {
                "Link to `article:<slug>`, to a path of the application, to `https:` or to `mailto:`."
            }
            Self::NeverTrue => {
                "Change one of the conditions that contradict each other, leave one out, or put them into one `any`."
            }
            Self::AlwaysTrue => "Leave the condition out, or ask for what was meant.",
            Self::UnreachableStep => {
                "Let the button before it do something else, or move the step."
            }
            Self::NeverShown => "Lower `holdout`, or the shares of the variants before it.",
            Self::IdleTrigger => "Leave out `load`, or leave out the trigger beside it.",
            Self::Shadowed => "Give it a higher priority, or narrow what always comes before it.",
            Self::DependencyCycle => {
                "Take one of the requirements out, or let the host start one of the guides."
            }
            Self::AnchorConflict => "Give one of the two a higher `priority`, or an `after`.",
            Self::IdleBudget => "Tighten the budget, or leave it out.",
        }
    }
}

fn variants() -> Vec<Json> {
    let schema = schema_for!(Code).to_value();
    schema["oneOf"].as_array().cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_and_explained() {
        let all = Code::all();
        assert!(all.len() > 30 && all.contains(&Code::SelectorMatchesMany));
        for code in all {
            assert!(code.summary().ends_with('.'), "{code:?}");
            assert!(code.help().ends_with('.'), "{code:?}");
        }
    }
}
