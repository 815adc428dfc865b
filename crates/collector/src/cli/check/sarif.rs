//! Mistakes for code scanning: a SARIF 2.1.0 log, one run.

use std::path::{Component, Path, PathBuf};

use banso_content::compiler::{Code, Diagnostic};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

/// What the log is checked against.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one check.
pub(super) fn log(folder: &Path, found: &[Diagnostic]) -> Value {
    let base = base(folder);
    let codes = Code::all();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "banso check",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": found
                .iter()
                .map(|one| result(&base, &codes, one))
                .collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.help() },
    })
}

fn result(base: &Path, codes: &[Code], found: &Diagnostic) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&base.join(&found.file)), "uriBaseId": "%SRCROOT%" },
            "region": { "startLine": found.line, "startColumn": found.column },
        },
    });
    if !found.path.is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": found.path }]);
    }
    json!({
        "ruleId": found.code.name(),
        "ruleIndex": codes.iter().position(|code| *code == found.code),
        "level": found.severity,
        "message": { "text": format!("{}. To mend it: {}", sentence(&found.message), found.mend) },
        "locations": [location],
    })
}

/// A message without its full stop, starting with a capital.
fn sentence(message: &str) -> String {
    let mut chars = message.trim_end_matches('.').chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// The content's folder as code scanning names it: from the working directory, the root of the
/// repository there. A folder elsewhere is its own root.
fn base(folder: &Path) -> PathBuf {
    let absolute = |path: &Path| path.canonicalize().unwrap_or_default();
    let (here, folder) = (absolute(Path::new(".")), absolute(folder));
    folder
        .strip_prefix(here)
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// A relative path as a URI.
fn uri(path: &Path) -> String {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => {
            Some(utf8_percent_encode(&name.to_string_lossy(), ESCAPED).to_string())
        }
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}

/// All that RFC 3986 does not leave alone.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(
            uri(Path::new("my content/精.json")),
            "my%20content/%E7%B2%BE.json"
        );
        assert_eq!(uri(Path::new("a/b.json")), "a/b.json");
    }

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("there is no feature"), "There is no feature");
        assert_eq!(sentence("`x` is taken"), "`x` is taken");
    }
}
