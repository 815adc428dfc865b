//! What past searches teach: which articles people opened, as `banso learn` writes it.

use std::collections::BTreeMap;

use super::diagnostic::{Code, Diagnostic, Severity};
use super::file::File;
use super::hint::hint;
use super::node::{Entry, Node, Value};
use super::source::{Document, Source};

/// The name of the file that holds it, in any folder of the content.
pub(super) const LEARNED: &str = "learned.json";

/// By locale and normalised search, how often each article was opened from it.
pub type Learned = BTreeMap<String, BTreeMap<String, BTreeMap<String, u32>>>;

/// Everything that was learned, from every file; what is not of this form is left out.
pub(super) fn learned(source: &Source) -> Learned {
    let mut all = Learned::new();
    for (locale, query, article, clicks) in source.learned.iter().flat_map(clicks) {
        let queries = all.entry(locale.key.clone()).or_default();
        let articles = queries.entry(query.key.clone()).or_default();
        let known = articles.entry(article.key.clone()).or_default();
        *known = known.saturating_add(clicks.unwrap_or_default());
    }
    all
}

type Click<'a> = (&'a Entry, &'a Entry, &'a Entry, Option<u32>);

/// Every locale, search and article in a file, with its count if that is one.
fn clicks(document: &Document) -> Vec<Click<'_>> {
    let mut all = Vec::new();
    for locale in document.root.entries() {
        for query in locale.value.entries() {
            let articles = query.value.entries().iter();
            all.extend(articles.map(|article| (locale, query, article, count(&article.value))));
        }
    }
    all
}

fn count(node: &Node) -> Option<u32> {
    match &node.value {
        Value::Number(text) => text.parse().ok(),
        _ => None,
    }
}

/// What is wrong with the files: another form is an error, a locale or an article that is not there
/// any more a warning, for content changes more often than it is learned from.
pub(super) fn check(source: &Source) -> Vec<Diagnostic> {
    source
        .learned
        .iter()
        .flat_map(|one| of(source, one))
        .collect()
}

fn of(source: &Source, document: &Document) -> Vec<Diagnostic> {
    let file = &document.file;
    let mut found: Vec<Diagnostic> = malformed(file, &document.root, 0).into_iter().collect();
    let slugs = || source.known_articles.iter().map(|(_, slug)| slug.as_str());
    for (locale, query, article, _) in clicks(document) {
        if !slugs().any(|slug| slug == article.key) {
            let message = format!("there is no article `{}`", article.key);
            let mend = hint(&article.key, slugs(), "run `banso learn` again");
            let path = format!("{}.{}.{}", locale.key, query.key, article.key);
            found.push(warning(file, article.at, path, message, mend));
        }
    }
    for entry in document.root.entries() {
        let mut known = source.known_articles.iter();
        if !known.any(|(locale, _)| *locale == entry.key) {
            let message = format!("no article is written in `{}`", entry.key);
            let mend = "run `banso learn` again".into();
            found.push(warning(file, entry.at, entry.key.clone(), message, mend));
        }
    }
    found
}

fn warning(file: &File, at: usize, path: String, message: String, mend: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        path,
        ..file.error(Code::UnknownReference, at, message, mend)
    }
}

/// The first value that is no map, or below three maps no whole number.
fn malformed(file: &File, node: &Node, depth: usize) -> Option<Diagnostic> {
    let sound = match depth {
        3 => count(node).is_some(),
        _ => matches!(node.value, Value::Map(_)),
    };
    if !sound {
        let message = "this is not what `banso learn` writes".to_owned();
        let mend = "run it again: locales, in them searches, in them articles with a number".into();
        return Some(file.error(Code::WrongType, node.at, message, mend));
    }
    let mut entries = node.entries().iter();
    entries.find_map(|entry| malformed(file, &entry.value, depth + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{build, check as check_all, source::Source};
    use super::*;

    fn source(learned: &str) -> Source {
        let article = "---\ntitle: A\nsummary: S\ncategory: c\nupdated: 2026-01-01\n---\nText.\n";
        let project = r#"{ "locales": [{ "id": "en" }],
            "help": { "title": { "en": "Help" }, "categories": [{ "id": "c", "name": { "en": "C" } }] } }"#;
        Source::of([
            ("banso.json", project),
            ("articles/en/cards.md", article),
            ("help/learned.json", learned),
        ])
    }

    #[test]
    fn what_was_learned_is_read_and_gone_articles_are_warned_of() {
        let source =
            source(r#"{ "en": { "import card": { "cards": 12, "crads": 3 } }, "fr": {} }"#);
        let all = learned(&source);
        assert_eq!(all["en"]["import card"]["cards"], 12);
        let found = check_all(&source);
        let said: Vec<_> = found
            .iter()
            .map(|one| (one.severity, one.message.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (Severity::Warning, "there is no article `crads`"),
                (Severity::Warning, "no article is written in `fr`"),
            ]
        );
        assert!(build(&source).is_ok());
    }

    #[test]
    fn another_form_is_an_error() {
        for wrong in [
            "[]",
            r#"{"en": 3}"#,
            r#"{"en": {"a": {"cards": -1}}}"#,
            r#"{"en": {"a": {"cards": "2"}}}"#,
        ] {
            let found = check_all(&source(wrong));
            assert_eq!(
                found.first().map(|one| one.code),
                Some(Code::WrongType),
                "{wrong}"
            );
        }
    }

    /// What may stand where a number, a text or a map should.
    fn pieces() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("\"cards\"".to_owned()),
            Just("4294967296".to_owned()),
            Just("-1e9".to_owned()),
            Just("null".to_owned()),
            "[0-9]{1,12}",
        ];
        leaf.prop_recursive(5, 24, 4, |inner| {
            let entry = ("[a-zあ-ん\"\\\\ ]{0,3}|en|cards", inner.clone());
            let map = proptest::collection::vec(entry, 0..4).prop_map(|entries| {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("\"{key}\": {value}"));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            });
            let list = proptest::collection::vec(inner, 0..3);
            prop_oneof![3 => map, 1 => list.prop_map(|all| format!("[{}]", all.join(", ")))]
        })
    }

    proptest! {
        #[test]
        fn whatever_the_file_holds_is_built_or_refused(written in pieces(), cut in any::<proptest::sample::Index>()) {
            let ends: Vec<usize> = written.char_indices().map(|(at, _)| at).collect();
            let half = ends.get(cut.index(ends.len().max(1))).map_or("", |end| &written[..*end]);
            for text in [&*written, half] {
                let source = source(text);
                let errors = check_all(&source).iter().any(|one| one.severity == Severity::Error);
                prop_assert_eq!(build(&source).is_err(), errors, "{}", text);
            }
        }
    }
}
