//! The JSON Schema of content files, derived from the types. It is what editors read, and what the
//! compiler itself checks against: `format`, `x-localized`, `x-defines` and `x-refers` say what
//! plain JSON Schema cannot.

use std::borrow::Cow;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use serde_json::{Map, Value as Json, json};

use super::authored::{ContentFile, FrontMatter, Markdown};
use super::words::ENTRIES;
use crate::localized::Localized;

/// The schema of content files: JSON Schema, draft 2020-12.
pub fn schema() -> Schema {
    let mut schema = schema_of::<ContentFile>();
    schema.insert("title".into(), "Banso content".into());
    schema
}

/// The schema of content files, made once.
pub(super) fn content() -> &'static Json {
    static SCHEMA: LazyLock<Json> = LazyLock::new(|| schema().to_value());
    &SCHEMA
}

/// The schema of an article's front matter, made once.
pub(super) fn front_matter() -> &'static Json {
    static SCHEMA: LazyLock<Json> = LazyLock::new(|| schema_of::<FrontMatter>().to_value());
    &SCHEMA
}

fn schema_of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12();
    let settings = settings.with_transform(RecursiveTransform(one_line));
    settings.into_generator().into_root_schema_for::<T>()
}

/// The schema behind a reference in `root` and behind "this or null", and whether null will do.
pub(super) fn resolve<'s>(root: &'s Json, schema: &'s Json) -> (&'s Json, bool) {
    if let Some(target) = schema["$ref"].as_str() {
        let target = root.pointer(target.trim_start_matches('#'));
        return (target.unwrap_or(&Json::Null), false);
    }
    if let Some(alternatives) = schema["anyOf"].as_array() {
        let other = alternatives.iter().find(|one| one["type"] != "null");
        return (other.map_or(&Json::Null, |one| resolve(root, one).0), true);
    }
    (schema, schema["type"].is_array())
}

/// Editors show descriptions as they are: without the line breaks and links of the sources.
fn one_line(schema: &mut Schema) {
    if let Some(Json::String(text)) = schema.get_mut("description") {
        *text = text
            .replace('\n', " ")
            .replace("[`", "`")
            .replace("`]", "`");
    }
}

/// A text per locale of at most `MAX` columns, in which values of the reader may stand.
pub(crate) struct Short<const MAX: usize>;

/// The same without such values.
pub(crate) struct Name<const MAX: usize>;

/// Our own word for a text in which values of the reader may stand, or may not.
pub(crate) const PERSONAL: &str = "x-personal";

macro_rules! short {
    ($($name:ident, $title:literal, $personal:literal;)*) => {$(
        impl<const MAX: usize> JsonSchema for $name<MAX> {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                format!("{}OfAtMost{MAX}", $title).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "object",
                    "x-localized": true,
                    "additionalProperties": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": MAX,
                        PERSONAL: $personal,
                    },
                })
            }
        }
    )*};
}

short! {
    Short, "Text", true;
    Name, "Name", false;
}

/// Our own words in one locale: `x-blanks` says how many places of each are filled in.
pub(crate) struct OwnWords;

impl JsonSchema for OwnWords {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let entries = ENTRIES.iter().map(|entry| {
            let filled_in = match entry.blanks {
                0 => String::new(),
                _ => format!(" `%` is filled in. In English: `{}`.", entry.en),
            };
            let schema = json!({
                "description": format!("{}{filled_in}", entry.shown),
                "type": "string",
                "minLength": 1,
                "maxLength": entry.most,
                "x-blanks": entry.blanks,
                PERSONAL: false,
            });
            (entry.key.to_owned(), schema)
        });
        let properties: Map<String, Json> = entries.collect();
        json_schema!({
            "description": "Our own words in one locale.",
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        })
    }
}

impl<T: JsonSchema> JsonSchema for Localized<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Localized{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "x-localized": true,
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

/// Texts of a form, for the items of lists: `schemars` takes our own keywords on fields only.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident { $($key:literal: $value:literal),* })*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", $($key: $value),* })
            }
        }
    )*};
}

texts! {
    /// A page pattern, see [`crate::glob`].
    PagePattern { "format": "page-pattern", "pattern": "^/" }
    /// A page pattern without query and fragment.
    PathPattern { "format": "path-pattern", "pattern": "^/[^?#]*$" }
    /// The id of a declared locale.
    LocaleRef { "x-refers": "locale" }
    /// The id of a guide.
    GuideRef { "x-refers": "guide" }
    /// The name of an environment.
    Environment { "format": "kebab-case", "x-defines": "environment" }
    /// An origin, `https://cdn.example.com`.
    Origin { "format": "origin", "pattern": "^https://" }
    /// A time of day, `09:30`.
    Clock { "format": "clock", "pattern": "^[0-2][0-9]:[0-5][0-9]$" }
}

impl JsonSchema for Markdown {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Markdown".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "markdown", "minLength": 1 })
    }
}
