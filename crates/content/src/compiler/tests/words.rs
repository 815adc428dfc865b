//! Our own words, as the content gives them.

use super::super::build;
use super::super::diagnostic::Code::*;
use super::super::diagnostic::Severity;
use super::super::words::ENTRIES;
use super::{Folder, lines};

fn project(locales: &str, words: &str) -> Folder {
    let folder = Folder::empty();
    let text = format!("{{ \"locales\": [{locales}],\n\"words\": {{\n{words}\n}} }}");
    folder.with("banso.json", &text);
    folder
}

#[test]
fn a_locale_that_lacks_words_is_warned_of_by_their_names() {
    let de = r#"{ "id": "en" }, { "id": "de", "fallback": ["en"] }"#;
    let folder = project(de, r#""de": { "next": "Weiter" }"#);
    let found = folder.check();
    assert_eq!(found.len(), 1, "{}", lines(&found));
    let found = &found[0];
    assert_eq!(
        (found.severity, found.code, found.line, found.column),
        (Severity::Warning, TranslationFallsBack, 3, 7)
    );
    assert_eq!(found.path, "words.de");
    assert!(found.message.contains("`back`, `done`"), "{found}");
    assert!(!found.message.contains("`next`"), "{found}");
    assert!(build(&folder.load()).is_ok());
    let none = project(de, "").check();
    assert_eq!((none.len(), none[0].path.as_str()), (1, "locales[1]"));
}

#[test]
fn a_fallback_of_the_same_language_gives_them() {
    let say = |entry: &super::super::words::Entry| format!("\"{}\": {:?}", entry.key, entry.en);
    let all: Vec<_> = ENTRIES.iter().map(say).collect();
    let words = format!("\"de\": {{ {} }}", all.join(", "));
    let locales = r#"{ "id": "en-GB" }, { "id": "de" }, { "id": "de-AT", "fallback": ["de"] }"#;
    let found = project(locales, &words).check();
    assert!(found.is_empty(), "{}", lines(&found));
}

#[test]
fn mistakes_in_words() {
    let one = |words: &str, code, column, mend: &str| {
        let found = project(r#"{ "id": "en" }, { "id": "ja" }"#, words).check();
        assert_eq!(found.len(), 1, "{}", lines(&found));
        let place = (found[0].code, found[0].line, found[0].column);
        assert_eq!(place, (code, 3, column), "{}", found[0]);
        assert!(found[0].mend.contains(mend), "{}", found[0]);
    };
    one(r#""jp": {}"#, UnknownReference, 1, "did you mean `ja`?");
    one(
        r#""ja": { "nxt": "次" }"#,
        UnknownKey,
        9,
        "did you mean `next`?",
    );
    one(
        r#""ja": { "next": "" }"#,
        EmptyText,
        17,
        "leave the key out",
    );
    one(r#""ja": { "next": 1 }"#, WrongType, 17, "text");
    let long = format!(r#""ja": {{ "next": "{}" }}"#, "次".repeat(13));
    one(&long, TooLong, 17, "24 columns");
    one(r#""ja": { "steps": "%歩" }"#, BadPlaceholder, 18, "write 2");
    one(
        r#""ja": { "next": "%" }"#,
        BadPlaceholder,
        17,
        "leave it out",
    );
}

#[test]
fn words_are_the_projects() {
    let folder = Folder::sound();
    folder.with("more.json", r#"{ "words": { "en": { "next": "On" } } }"#);
    let found = folder.check();
    assert_eq!((found.len(), found[0].code), (1, Misplaced));
}

#[test]
fn an_environment_has_words_of_its_own() {
    let folder = project(
        r#"{ "id": "en" }], "environments": ["staging"#,
        r#""en": { "next": "On" }"#,
    );
    let text = std::fs::read_to_string(folder.path().join("banso.json")).unwrap();
    folder.with("banso.json", &text.replace("staging]", "staging\"]"));
    let overlay = "environments/staging/banso.json";
    folder.with(overlay, r#"{ "words": { "en": { "back": "Off" } } }"#);
    let found = folder.check();
    assert!(found.is_empty(), "{}", lines(&found));
    folder.with(overlay, r#"{ "words": { "en": { "bak": "Off" } } }"#);
    let found = folder.check();
    assert_eq!((found.len(), found[0].code), (1, UnknownKey));
    assert_eq!(found[0].file, overlay);
}
