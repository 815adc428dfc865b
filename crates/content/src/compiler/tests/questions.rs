//! Mistakes in the questions of surveys, and in what conditions expect to be answered.

use super::super::diagnostic::Code::{self, *};
use super::Folder;

const OPTIONS: &str = r#""options": [{ "id": "speed", "label": { "en": "a", "ja": "a" } }, { "id": "price", "label": { "en": "a", "ja": "a" } }]"#;

/// A file with a guide of this kind, whose step asks this on line 4.
fn guides(kind: &str, question: &str, when: &str) -> String {
    format!(
        r#"{{ "guides": [{{ "id": "nps", "name": {{ "en": "a", "ja": "a" }}, "kind": "{kind}",
"when": {when},
"steps": [{{ "id": "score", "title": {{ "en": "a", "ja": "a" }}, "body": {{ "en": "a", "ja": "a" }}, "question":
{question} }}] }}] }}"#
    )
}

/// The code, the line and the column of each mistake, with the mend of each in `mends`.
fn expect(text: &str, expected: &[(Code, usize, usize, &str)]) {
    let folder = Folder::sound();
    folder.with("surveys.json", text);
    let found = folder.check();
    let places: Vec<_> = found
        .iter()
        .map(|one| (one.code, one.line, one.column))
        .collect();
    let wanted: Vec<_> = expected.iter().map(|one| (one.0, one.1, one.2)).collect();
    assert_eq!(places, wanted, "{}", super::lines(&found));
    for (one, (.., mend)) in found.iter().zip(expected) {
        assert!(one.mend.contains(mend), "{one}");
    }
}

fn asks(question: &str, expected: &[(Code, usize, usize, &str)]) {
    expect(&guides("survey", question, "{ \"all\": [] }"), expected);
}

#[test]
fn every_type_passes() {
    for question in [
        r#"{ "type": "nps", "required": true, "low": { "en": "a", "ja": "a" }, "high": { "en": "a", "ja": "a" } }"#.into(),
        r#"{ "type": "csat" }"#.into(),
        r#"{ "type": "ces" }"#.into(),
        r#"{ "type": "stars" }"#.into(),
        format!("{{ \"type\": \"choice\", {OPTIONS}, \"other\": true }}"),
        format!("{{ \"type\": \"choices\", {OPTIONS}, \"least\": 1, \"most\": 2 }}"),
        r#"{ "type": "text", "placeholder": { "en": "a", "ja": "a" }, "least": 2, "most": 50 }"#.into(),
        r#"{ "type": "long_text", "most": 4000 }"#.into(),
        format!("{{ \"type\": \"ranking\", {OPTIONS} }}"),
        format!(r#"{{ "type": "matrix", "rows": [{{ "id": "app", "label": {{ "en": "a", "ja": "a" }} }}], {OPTIONS} }}"#),
    ] {
        asks(&question, &[]);
    }
}

#[test]
fn only_of_several_options_one_is_chosen_alone() {
    let alone = OPTIONS.replacen("\"speed\",", "\"speed\", \"exclusive\": true,", 1);
    asks(&format!("{{ \"type\": \"choices\", {alone} }}"), &[]);
    for kind in ["choice", "ranking"] {
        let question = format!("{{ \"type\": \"{kind}\",\n{alone} }}");
        asks(&question, &[(Misplaced, 5, 43, "ask for `choices`")]);
    }
    let least = format!("{{ \"type\": \"choices\", \"least\": 2, {alone} }}");
    asks(&least, &[(OutOfRange, 4, 31, "a number from 1 to 1")]);
}

#[test]
fn the_type_says_which_keys_there_are() {
    asks(r#"{ "typ": "nps" }"#, &[(MissingKey, 4, 1, "add `type`")]);
    asks(
        r#"{ "type": "npz" }"#,
        &[(UnknownValue, 4, 11, "did you mean `nps`?")],
    );
    asks(
        r#"{ "type": "nps", "options": [] }"#,
        &[(UnknownKey, 4, 18, "`required`, `type`")],
    );
    asks(r#""nps""#, &[(WrongType, 4, 1, "map in braces")]);
    asks(
        r#"{ "type": "choice" }"#,
        &[(MissingKey, 4, 1, "add `options`")],
    );
}

#[test]
fn options_are_several_and_unique() {
    let one = r#"{ "id": "a", "label": { "en": "a", "ja": "a" } }"#;
    asks(
        &format!("{{ \"type\": \"ranking\", \"options\": [{one}] }}"),
        &[(OutOfRange, 4, 33, "at least 2")],
    );
    asks(
        &format!("{{ \"type\": \"choice\", \"options\": [{one}, {one}] }}"),
        &[(DuplicateId, 4, 91, "another id")],
    );
    let other = one.replace("\"a\",", "\"other\",");
    asks(
        &format!("{{ \"type\": \"choice\", \"options\": [{one}, {other}] }}"),
        &[(BadId, 4, 91, "another id")],
    );
    asks(
        &format!("{{ \"type\": \"choices\", {OPTIONS}, \"least\": 3 }}"),
        &[(OutOfRange, 4, 152, "from 1 to 2")],
    );
}

#[test]
fn questions_stand_in_surveys_by_an_id() {
    let text = guides("modal", r#"{ "type": "csat" }"#, "{ \"all\": [] }");
    expect(&text, &[(Misplaced, 4, 1, "make the guide a `survey`")]);
    let text = guides("survey", r#"{ "type": "csat" }"#, "{ \"all\": [] }");
    expect(
        &text.replace("\"id\": \"score\", ", ""),
        &[(MissingKey, 3, 11, "add `id`")],
    );
}

#[test]
fn conditions_compare_with_what_can_be_answered() {
    let when = |question: &str, test: &str| {
        format!(
            r#"{{ "not": {{ "answer": {{ "survey": "nps", "question": "{question}", "test": {test} }} }} }}"#
        )
    };
    let scale = |test: &str| guides("survey", r#"{ "type": "nps" }"#, &when("score", test));
    expect(&scale(r#"{ "between": [0, 6] }"#), &[]);
    expect(
        &scale(r#"{ "at_least": 11 }"#),
        &[(OutOfRange, 2, 92, "from 0 to 10")],
    );
    expect(
        &scale(r#"{ "is": "9" }"#),
        &[(WrongOperator, 2, 86, "test a number")],
    );
    let choice = format!("{{ \"type\": \"choices\", {OPTIONS}, \"other\": true }}");
    let choice = |question: &str, test: &str| guides("survey", &choice, &when(question, test));
    expect(
        &choice("score", r#"{ "includes_any": ["price", "other"] }"#),
        &[],
    );
    expect(&choice("score.other", r#""present""#), &[]);
    expect(
        &choice("score", r#"{ "includes_any": ["price", "sped"] }"#),
        &[(UnknownReference, 2, 106, "did you mean `speed`?")],
    );
    expect(
        &choice("score", r#"{ "equals": 1 }"#),
        &[(WrongOperator, 2, 90, "test a text")],
    );
}

#[test]
fn a_survey_stands_in_the_corner_or_the_middle() {
    let placed = |kind: &str, position: &str| {
        let text = guides(kind, r#"{ "type": "stars" }"#, "{ \"all\": [] }");
        text.replace(
            "\"question\":",
            &format!("\"position\": \"{position}\", \"question\":"),
        )
    };
    for position in ["corner", "center"] {
        expect(&placed("survey", position), &[]);
    }
    expect(
        &placed("survey", "top"),
        &[(UnknownValue, 3, 109, "`corner`")],
    );
    expect(
        &placed("banner", "center"),
        &[
            (UnknownValue, 3, 109, "`top`"),
            (Misplaced, 4, 1, "make the guide a `survey`"),
        ],
    );
}
