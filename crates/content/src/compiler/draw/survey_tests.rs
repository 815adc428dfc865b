//! Questions as they are drawn.

use serde_json::{Value, json};

use crate::compiler::bundle_of;
use crate::prose::{StepText, look};

fn both(text: &str) -> Value {
    json!({ "en": text, "ja": text })
}

fn options() -> Value {
    json!([
        { "id": "speed", "label": both("Speed") },
        { "id": "price", "label": both("Price") },
    ])
}

/// The steps of a survey, in English.
fn survey(steps: &Value) -> Vec<StepText> {
    let project = json!({
        "locales": [{ "id": "en" }, { "id": "ja" }],
        "guides": [{ "id": "nps", "name": both("NPS"), "kind": "survey", "steps": steps }],
    });
    let built = bundle_of(&[("banso.json", &project.to_string())]);
    let bundle = built.unwrap_or_else(|found| panic!("{found:#?}"));
    let steps = bundle.guides[0].steps.iter();
    let said = steps.map(|step| step.said.read("en"));
    said.collect::<Option<_>>().unwrap_or_default()
}

/// The outline of a step that asks this.
fn asks(question: &Value) -> String {
    let step = json!({ "id": "why", "title": both("Why?"), "question": question });
    survey(&json!([step]))[0].drawing.outline()
}

fn expect(outline: &str, parts: &[&str]) {
    for part in parts {
        assert!(outline.contains(part), "{part} is not in {outline}");
    }
}

#[test]
fn a_scale_is_a_group_of_radios_and_its_ends_say_what_they_mean() {
    let nps = json!({ "type": "nps", "required": true, "low": both("Not likely"), "high": both("Very likely") });
    let drawn = asks(&nps);
    expect(
        &drawn,
        &[
            r#"<form class="form" data-question="why" data-least="1" data-most="0">"#,
            r#"<fieldset role="radiogroup" aria-describedby="nps-error" aria-required="true"><legend><h2 part="title" id="nps-title">Why?</h2></legend>"#,
            r#"value="0" aria-label="0, Not likely" data-number="">"#,
            r#"value="5" aria-label="5" data-number="">"#,
            r#"value="10" aria-label="10, Very likely" data-number="">"#,
            r#"<p class="error" data-error="none" hidden="">Choose an answer.</p>"#,
            r#"type="submit" {[Next]}>Send</button>"#,
        ],
    );
    assert_eq!(drawn.matches("type=\"radio\"").count(), 11);
    assert!(!drawn.contains("Skip"), "{drawn}");
    for (kind, values) in [("csat", 5), ("ces", 7), ("stars", 5)] {
        let drawn = asks(&json!({ "type": kind }));
        assert_eq!(drawn.matches("type=\"radio\"").count(), values, "{kind}");
        expect(&drawn, &["{[Next]}>Skip</button>"]);
        assert!(!drawn.contains("ends"), "{drawn}");
    }
}

#[test]
fn options_are_radios_or_boxes_and_the_last_may_take_a_text() {
    let choice = asks(&json!({ "type": "choice", "options": options(), "other": true }));
    expect(
        &choice,
        &[
            r#"<input type="radio" name="why" value="speed"></input><span>Speed</span>"#,
            r#"<input type="radio" name="why" value="other"></input><span>Other</span>"#,
            r#"name="why.other" aria-label="Your own answer""#,
        ],
    );
    let choices = asks(&json!({ "type": "choices", "options": options(), "least": 1, "most": 2 }));
    expect(
        &choices,
        &[
            r#"data-least="1" data-most="2""#,
            r#"<fieldset role="group""#,
            r#"<input type="checkbox" name="why" value="price"></input>"#,
            "Choose at least 1.",
            "Choose 2 at most.",
        ],
    );
}

#[test]
fn an_option_that_is_chosen_alone_is_marked() {
    let mut options = options();
    options[0]["exclusive"] = true.into();
    let choices = asks(&json!({ "type": "choices", "options": options }));
    expect(&choices, &[r#"name="why" value="speed" data-kind="">"#]);
    assert_eq!(choices.matches(r#"data-kind="""#).count(), 1);
}

#[test]
fn texts_have_a_limit_and_a_label() {
    let line = asks(&json!({ "type": "text", "placeholder": both("Speed, say") }));
    expect(
        &line,
        &[r#"name="why" maxlength="200" placeholder="Speed, say" aria-labelledby="nps-title""#],
    );
    let lines = asks(&json!({ "type": "long_text", "required": true, "least": 10, "most": 4000 }));
    expect(
        &lines,
        &[
            r#"<textarea class="field" rows="4" name="why" maxlength="4000" aria-required="true""#,
            r#"<p class="tally" aria-live="polite" data-label="% of 4000 characters">"#,
            "Write at least 10 characters.",
        ],
    );
}

#[test]
fn rankings_have_buttons_and_matrices_say_row_and_option() {
    let ranking = asks(&json!({ "type": "ranking", "options": options() }));
    expect(
        &ranking,
        &[
            r#"<li><input type="hidden" name="why" value="speed"></input><i class="grip">"#,
            "</i><span>Speed</span>",
            r#"data-arg="up" aria-label="Move up: Speed""#,
            r#"aria-live="polite" data-label="%, % of %""#,
        ],
    );
    let rows =
        json!([{ "id": "app", "label": both("The app") }, { "id": "help", "label": both("Help") }]);
    let matrix =
        asks(&json!({ "type": "matrix", "required": true, "rows": rows, "options": options() }));
    expect(
        &matrix,
        &[
            r#"data-least="2""#,
            r#"<th scope="col">Speed</th>"#,
            r#"<th scope="row">Help</th>"#,
            r#"<input type="radio" name="why.help" value="price" aria-label="Help, Price"></input>"#,
        ],
    );
}

#[test]
fn progress_counts_the_questions_on_the_longest_way() {
    let score = json!({ "id": "score", "title": both("Score"), "question": { "type": "nps" },
        "next": [{ "when": { "answer": { "survey": "nps", "question": "score", "test": { "at_least": 9 } } }, "to": "thanks" }] });
    let why = json!({ "id": "why", "title": both("Why?"), "question": { "type": "text" } });
    let what = json!({ "id": "what", "title": both("What?"), "question": { "type": "text" } });
    let thanks = json!({ "id": "thanks", "title": both("Thank you"), "body": both("Read.") });
    let drawn: Vec<String> = survey(&json!([score, why, what, thanks]))
        .iter()
        .map(|step| step.drawing.outline())
        .collect();
    for (drawn, part) in drawn.iter().zip([
        "1 of 3<",
        "2 of 3<",
        "3 of 3<",
        "<span class=\"count\"></span>",
    ]) {
        assert!(drawn.contains(part), "{part} is not in {drawn}");
    }
    for (drawn, word) in drawn.iter().zip([">Next<", ">Next<", ">Send<", ">Done<"]) {
        assert!(drawn.contains(word), "{word} is not in {drawn}");
    }
    assert!(drawn[1].contains(">Back<") && !drawn[3].contains(">Back<"));
}

#[test]
fn a_survey_in_the_middle_is_a_dialog_and_one_in_the_corner_is_not() {
    let step = |position: &str| json!({ "id": "why", "title": both("Why?"), "position": position, "question": { "type": "text" } });
    let drawn = survey(&json!([step("center")]));
    assert_eq!(drawn[0].look, look::MODAL | look::GRABS);
    assert!(
        drawn[0]
            .drawing
            .outline()
            .starts_with("<dialog class=\"card\"")
    );
    let drawn = survey(&json!([step("corner")]));
    assert_eq!(drawn[0].look, 0);
    assert!(
        drawn[0]
            .drawing
            .outline()
            .starts_with("<div class=\"card slide\"")
    );
}
