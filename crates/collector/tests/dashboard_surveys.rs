//! The pages of surveys over real HTTP.
#![allow(clippy::unwrap_used)]

#[path = "support/browser.rs"]
mod browser;
mod support;

use browser::{collector, reader, text};
use serde_json::{Value, json};

/// What one person sends of a survey.
fn visit(survey: &str, who: &str, named: bool, answers: &[(&str, Value)]) -> Vec<Value> {
    let id = if named { "userId" } else { "anonymousId" };
    let message = |at: usize, event: &str, properties: Value| {
        let mut message = json!({"type": "track", "messageId": format!("{survey} {who} {at}"),
            "event": event, "properties": properties});
        message[id] = json!(who);
        if named {
            message["context"] = json!({"groupId": "acme"});
        }
        message
    };
    let shown = json!({"guide": survey, "kind": "survey"});
    let answered = answers.iter().enumerate().map(|(at, (question, answer))| {
        let properties = json!({"guide": survey, "survey": survey, "step": at, "question": question, "answer": answer});
        message(at + 1, "Survey Answered", properties)
    });
    std::iter::once(message(0, "Guide Shown", shown))
        .chain(answered)
        .collect()
}

#[test]
fn a_survey_shows_its_score_its_answers_and_who_wrote_what() {
    let collector = collector();
    let mut browser = reader(&collector);
    let none = text(&browser.get("/dashboard/surveys"));
    assert!(none.contains("No surveys yet."), "{none}");
    let odd = "<script>alert(1)</script>";
    for (at, score) in [10, 10, 9, 8, 3].into_iter().enumerate() {
        let who = format!("u{at}");
        let why = (
            "why",
            json!(if at == 4 {
                odd.into()
            } else {
                format!("Reason {at}.")
            }),
        );
        collector
            .batch(&visit("pulse", &who, true, &[("score", json!(score)), why]))
            .receipt();
    }
    collector.batch(&visit("pulse", "u9", true, &[])).receipt();
    let list = text(&browser.get("/dashboard/surveys"));
    assert!(
        list.contains(r#"href="/dashboard/surveys/pulse""#),
        "{list}"
    );
    assert!(list.contains("+40"), "{list}");
    let page = text(&browser.get("/dashboard/surveys/pulse"));
    for said in [
        "5 of 6 people who were shown “pulse” answered (83%).",
        "NPS is +40 (95% interval ",
        "Promoters (9–10)",
        "Reason 0.",
        r#"href="/dashboard/users/u4""#,
        r#"href="/dashboard/accounts/acme""#,
        "&lt;script&gt;alert(1)",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains(odd));
    let csv = text(&browser.get("/dashboard/surveys/pulse?format=csv&table=answers"));
    assert!(csv.contains("score,10,2,0.4000,2,5"), "{csv}");
    let csv = text(&browser.get("/dashboard/surveys/pulse?format=csv&table=comments&q=reason"));
    assert_eq!(csv.lines().count(), 5, "the head and four comments: {csv}");
    assert!(csv.contains("Reason 3.,8,why,u3,acme"), "{csv}");
    let nobody = text(&browser.get("/dashboard/surveys/pulse?account=beta"));
    assert!(
        nobody.contains("Nobody has answered in this period."),
        "{nobody}"
    );
    assert!(nobody.contains("Clear"), "{nobody}");
    assert_eq!(browser.get("/dashboard/surveys/nothing").status, 404);
    let person = text(&browser.get("/dashboard/users/u3"));
    assert!(
        person.contains("Survey answers") && person.contains("Reason 3."),
        "{person}"
    );
}

#[test]
fn a_score_stands_above_that_of_the_period_before() {
    let collector = collector();
    let mut browser = reader(&collector);
    let day = 86_400_000;
    let answer = |at: usize, ago: i64, score: u64| {
        let time = jiff::Timestamp::now().as_millisecond() - ago * day;
        let time = jiff::Timestamp::from_millisecond(time).unwrap().to_string();
        let mut messages = visit("pulse", &format!("u{at}"), true, &[("score", json!(score))]);
        for message in &mut messages {
            message["messageId"] = json!(format!("{at} {ago} {}", message["event"]));
            message["timestamp"] = json!(time);
            message["sentAt"] = json!(jiff::Timestamp::now().to_string());
        }
        collector.batch(&messages).receipt();
    };
    for (at, score) in [10, 10, 9, 8, 8].into_iter().enumerate() {
        answer(at, 2, score);
        answer(at, 9, 10 - 2 * at as u64);
    }
    let page = text(&browser.get("/dashboard/surveys/pulse?days=7"));
    assert!(page.contains("NPS is +60 (95%"), "{page}");
    assert!(
        page.contains("Same weekdays before: NPS is \u{2212}40 (95%"),
        "{page}"
    );
    let page = text(&browser.get("/dashboard/surveys/pulse?days=30"));
    assert!(!page.contains("Same weekdays before"), "{page}");
}

#[test]
fn an_anonymous_survey_says_nothing_that_could_name_somebody() {
    let collector = collector();
    let mut browser = reader(&collector);
    let answer = |at: usize| {
        let answers = [
            ("score", json!(at)),
            ("why", json!(format!("Reason {at}."))),
        ];
        let messages = visit("mood", &format!("alias-{at}"), false, &answers);
        collector.batch(&messages).receipt();
    };
    (0..4).for_each(answer);
    let page = text(&browser.get("/dashboard/surveys/mood"));
    assert!(
        page.contains("Fewer than 5 answers: they stay hidden"),
        "{page}"
    );
    assert!(!page.contains("Reason 1."), "{page}");
    let csv = text(&browser.get("/dashboard/surveys/mood?format=csv&table=comments"));
    assert_eq!(csv.lines().count(), 1, "{csv}");
    answer(4);
    let page = text(&browser.get("/dashboard/surveys/mood"));
    assert!(
        page.contains("Reason 1.") && page.contains("This survey is anonymous"),
        "{page}"
    );
    for absent in ["alias-", "name=\"account\""] {
        assert!(!page.contains(absent), "{absent}: {page}");
    }
    let csv = text(&browser.get("/dashboard/surveys/mood?format=csv&table=comments"));
    assert!(
        !csv.contains("alias-") && !csv.contains(':'),
        "the day alone: {csv}"
    );
}
