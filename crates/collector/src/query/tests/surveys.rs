//! Surveys: rates, the shapes of answers, whose answers count, and what anonymous ones keep.

use banso_content::compiler::bundle_of;
use banso_content::model::Guide;
use serde_json::{Value, json};

use crate::query::testkit::{Log, at, week};
use crate::query::{Among, Form, Question, Share, Survey, answers_of, option_label, surveys};

fn share(part: u64, whole: u64) -> Share {
    Share { part, whole }
}

fn told(log: &mut Log, day: i64, who: &str, event: &str) {
    let properties = json!({"guide": "pulse", "kind": "survey"});
    log.track(at(day, 9), who, event, properties);
}

fn answered(log: &mut Log, day: i64, who: &str, question: &str, answer: Value) {
    let step = i64::from(question != "score");
    let properties = json!({"guide": "pulse", "survey": "pulse", "step": step, "question": question, "answer": answer});
    log.track(at(day, 10), who, "Survey Answered", properties);
}

/// What the week's log says of the survey, as the content has it or, without content, as it was.
fn found(log: &Log, guides: Vec<Guide>, among: Among) -> Option<Survey> {
    let mut all = log.stored().ask(move |conn| {
        let directory = crate::query::Directory::load(conn)?;
        surveys(conn, &guides, &directory, &among, &week())
    });
    assert!(all.len() < 2, "other guides are no surveys: {all:?}");
    all.pop()
}

fn pulse(log: &Log) -> Survey {
    found(log, vec![], Among::default()).unwrap()
}

fn question<'a>(survey: &'a Survey, id: &str) -> &'a Question {
    survey.questions.iter().find(|one| one.id == id).unwrap()
}

/// The answers and how many gave each.
fn counts(question: &Question) -> Vec<(&str, u64)> {
    let choices = question.choices.iter();
    choices
        .map(|one| (&*one.answer, one.people.part))
        .filter(|(_, part)| *part > 0)
        .collect()
}

#[test]
fn rates_count_people_who_were_shown_it_in_the_window() {
    let mut log = Log::default();
    for who in ["ann@acme", "bob@acme", "cy@beta", "?dee"] {
        told(&mut log, 8, who, "Guide Shown");
    }
    told(&mut log, 9, "ann@acme", "Guide Shown");
    answered(&mut log, 8, "ann@acme", "score", json!(9));
    told(&mut log, 8, "ann@acme", "Guide Completed");
    answered(&mut log, 8, "?dee", "score", json!(3));
    told(&mut log, 8, "?dee", "Guide Dismissed");
    told(&mut log, 8, "bob@acme", "Guide Dismissed");
    // Shown before the window: the answer counts, the rate does not know it.
    told(&mut log, 2, "eve@beta", "Guide Shown");
    answered(&mut log, 8, "eve@beta", "score", json!(10));
    // Another guide is no survey.
    log.track(
        at(8, 9),
        "ann@acme",
        "Guide Shown",
        json!({"guide": "tour", "kind": "tour"}),
    );
    let survey = pulse(&log);
    assert_eq!((survey.shown, survey.answered), (4, share(2, 4)));
    assert_eq!(
        (survey.completed, survey.dismissed),
        (share(1, 4), share(2, 4))
    );
    assert_eq!(question(&survey, "score").people, 3);
    assert_eq!(survey.last, Some(at(8, 10)));
    assert!(!survey.anonymous);
}

#[test]
fn the_latest_answer_of_each_person_counts_and_comments_stand_by_it() {
    let mut log = Log::default();
    for (at, score) in [10, 9, 8, 7, 6, 0].into_iter().enumerate() {
        answered(&mut log, 8, &format!("u{at}@acme"), "score", json!(score));
    }
    answered(&mut log, 8, "ann@acme", "score", json!(2));
    answered(&mut log, 9, "ann@acme", "score", json!(9));
    answered(&mut log, 9, "ann@acme", "why", json!("Fast receipts."));
    answered(&mut log, 8, "u5@acme", "why", json!("Too slow."));
    answered(&mut log, 8, "u4@acme", "why", json!("  "));
    let survey = pulse(&log);
    let score = question(&survey, "score");
    assert_eq!((score.form, score.people), (Form::ZeroToTen, 7));
    let nps = score.nps.unwrap();
    assert_eq!((nps.promoters, nps.passives, nps.detractors), (3, 2, 2));
    assert!((nps.value - 100.0 / 7.0).abs() < 1e-9);
    assert_eq!(score.choices.len(), 11, "the whole scale");
    assert_eq!(survey.questions[0].id, "score", "in the order of the steps");
    let said: Vec<_> = survey
        .comments
        .iter()
        .map(|one| {
            (
                &*one.text,
                one.score,
                one.person.as_deref(),
                one.account.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("Fast receipts.", Some(9.0), Some("ann"), Some("acme")),
            ("Too slow.", Some(0.0), Some("u5"), Some("acme")),
        ]
    );
}

#[test]
fn the_shape_of_the_answers_says_how_a_question_is_answered() {
    let mut log = Log::default();
    let people = ["a", "b", "c", "d", "e", "f"];
    for (at, who) in people.into_iter().enumerate() {
        let pick = |texts: [&str; 2]| json!(texts[at % 2]);
        answered(&mut log, 8, who, "stars", json!([5, 4, 4, 3, 1, 5][at]));
        answered(&mut log, 8, who, "effort", json!([7, 6, 6, 5, 1, 2][at]));
        answered(
            &mut log,
            8,
            who,
            "hours",
            json!([0.5, 2.0, 40.0, 3.0, 3.0, 1.5][at]),
        );
        answered(&mut log, 8, who, "again", json!(at != 0));
        answered(&mut log, 8, who, "role", pick(["Finance", "Sales"]));
        answered(
            &mut log,
            8,
            who,
            "used",
            json!(&["web", "phone"][..=at % 2]),
        );
        let orders = [["speed", "price", "look"], ["price", "speed", "look"]];
        answered(&mut log, 8, who, "first", json!(orders[at / 4]));
        answered(&mut log, 8, who, "why", json!(format!("Because of {who}.")));
        answered(&mut log, 8, who, "parts", json!({"search": 4, "export": 2}));
    }
    let survey = pulse(&log);
    let form = |id| question(&survey, id).form;
    assert_eq!(form("stars"), Form::OneToFive);
    assert_eq!(question(&survey, "stars").csat, Some(share(4, 6)));
    assert_eq!(
        counts(question(&survey, "stars")),
        [("1", 1), ("3", 1), ("4", 2), ("5", 2)]
    );
    assert_eq!(form("effort"), Form::Number);
    assert_eq!(question(&survey, "effort").mean, Some(4.5));
    assert_eq!(
        (form("hours"), question(&survey, "hours").nps),
        (Form::Number, None)
    );
    assert_eq!((form("again"), form("role")), (Form::Flag, Form::Choice));
    assert_eq!(
        counts(question(&survey, "again")),
        [("true", 5), ("false", 1)]
    );
    assert_eq!(form("used"), Form::Choices);
    assert_eq!(
        counts(question(&survey, "used")),
        [("web", 6), ("phone", 3)]
    );
    assert_eq!(form("first"), Form::Ranking);
    let first = &question(&survey, "first").choices[0];
    assert_eq!((&*first.answer, first.place), ("speed", Some(8.0 / 6.0)));
    assert_eq!((form("why"), survey.comments.len()), (Form::Text, 6));
    assert_eq!(form("parts/search"), Form::OneToFive);
}

#[test]
fn a_persons_answers_are_the_latest_to_each_question() {
    let mut log = Log::default();
    answered(&mut log, 1, "ann@acme", "score", json!(3));
    answered(&mut log, 2, "ann@acme", "used", json!(["web", "phone"]));
    answered(&mut log, 8, "ann@acme", "score", json!(9));
    answered(&mut log, 9, "bob@acme", "score", json!(1));
    let answers = log.stored().ask(|conn| answers_of(conn, &[], "ann"));
    let said: Vec<_> = answers
        .iter()
        .map(|one| (&*one.question, &*one.answer, one.at))
        .collect();
    assert_eq!(
        said,
        [("score", "9", at(8, 10)), ("used", "web, phone", at(2, 10))]
    );
}

#[test]
fn few_answers_make_no_score() {
    let mut log = Log::default();
    for who in ["a", "b", "c", "d"] {
        answered(&mut log, 8, who, "score", json!(10));
        answered(&mut log, 8, who, "stars", json!(5));
    }
    let survey = pulse(&log);
    let (score, stars) = (question(&survey, "score"), question(&survey, "stars"));
    assert_eq!((score.nps, score.mean), (None, None));
    assert_eq!((stars.csat, stars.mean, stars.hidden), (None, None, false));
    assert_eq!(counts(stars), [("5", 4)]);
}

#[test]
fn answers_are_those_of_a_plan_a_role_or_an_account() {
    let mut log = Log::default();
    log.identify(at(7, 9), "ann@acme", json!({"role": "admin"}));
    log.identify(at(7, 9), "bob@beta", json!({"role": "member"}));
    for who in ["ann@acme", "bob@beta"] {
        told(&mut log, 8, who, "Guide Shown");
        answered(&mut log, 8, who, "score", json!(10));
    }
    let people = |among: Among| {
        let survey = found(&log, vec![], among).unwrap();
        (survey.shown, survey.questions.len())
    };
    let of = |role: &str, account: &str, plan: &str| Among {
        plan: plan.into(),
        role: role.into(),
        account: account.into(),
    };
    assert_eq!(people(Among::default()), (2, 1));
    assert_eq!(people(of("admin", "", "")), (1, 1));
    assert_eq!(people(of("", "beta", "")), (1, 1));
    assert_eq!(people(of("admin", "beta", "")), (0, 0));
    assert_eq!(
        people(of("", "", "team")),
        (0, 0),
        "no account has this plan"
    );
}

#[test]
fn an_anonymous_survey_keeps_fewer_than_five_answers_to_itself() {
    let mut log = Log::default();
    let answer = |log: &mut Log, at: usize| {
        let who = format!("?alias{at}");
        told(log, 8, &who, "Guide Shown");
        answered(log, 8, &who, "score", json!(at));
        answered(log, 8, &who, "why", json!(format!("Reason {at}.")));
    };
    (0..4).for_each(|at| answer(&mut log, at));
    let few = pulse(&log);
    assert!(few.anonymous && few.comments.is_empty());
    assert_eq!((few.shown, few.answered), (4, share(4, 4)));
    assert!(
        few.questions
            .iter()
            .all(|one| one.hidden && one.choices.is_empty() && one.mean.is_none())
    );
    answer(&mut log, 4);
    // No account, plan or role is known to filter by.
    let among = Among {
        account: "acme".into(),
        ..Among::default()
    };
    let enough = found(&log, vec![], among).unwrap();
    assert_eq!(
        (enough.comments.len(), question(&enough, "score").people),
        (5, 5)
    );
    assert!(
        enough
            .comments
            .iter()
            .all(|one| one.person.is_none() && one.account.is_none())
    );
}

#[test]
fn the_content_says_how_a_question_is_answered_and_what_its_options_say() {
    let text = |text: &str| json!({ "en": text });
    let option = |id: &str| json!({ "id": id, "label": text(&id.to_uppercase()) });
    let options = [option("one"), option("two")];
    let step =
        |id: &str, question: Value| json!({ "id": id, "title": text(id), "question": question });
    let guide = json!({ "id": "pulse", "name": text("Pulse"), "kind": "survey", "steps": [
        step("score", json!({ "type": "nps" })),
        step("ease", json!({ "type": "ces" })),
        step("why", json!({ "type": "text" })),
        step("pick", json!({ "type": "choice", "options": options })),
        step("order", json!({ "type": "ranking", "options": options })),
        step("each", json!({ "type": "matrix", "rows": [option("app")], "options": options })),
        step("stars", json!({ "type": "stars" })),
    ] });
    let project = json!({ "locales": [{ "id": "en" }], "guides": [guide] });
    let guides = bundle_of(&[("banso.json", &project.to_string())])
        .unwrap()
        .guides;
    let mut log = Log::default();
    for who in ["ann@acme", "bob@acme"] {
        for (question, answer) in [
            ("score", json!(4)),
            ("ease", json!(5)),
            ("why", json!("Fast")),
            ("pick", json!("one")),
            ("order", json!(["one", "two"])),
            ("each.app", json!("two")),
            ("stars", json!(9)),
        ] {
            answered(&mut log, 8, who, question, answer);
        }
    }
    let survey = found(&log, guides.clone(), Among::default()).unwrap();
    let form = |id: &str| question(&survey, id).form;
    assert_eq!(
        (form("score"), form("ease")),
        (Form::ZeroToTen, Form::Number)
    );
    assert_eq!((form("why"), form("pick")), (Form::Text, Form::Choice));
    assert_eq!(
        (form("order"), form("each.app")),
        (Form::Ranking, Form::Choice)
    );
    // What the content cannot have asked for is guessed as before.
    assert_eq!(form("stars"), Form::ZeroToTen);
    let label = |at: usize, question, option| {
        option_label(&guides[0].steps[at].said, "en", question, option)
    };
    assert_eq!(label(3, "pick", "two").as_deref(), Some("TWO"));
    assert_eq!(label(4, "order", "one").as_deref(), Some("ONE"));
    assert_eq!(label(5, "each.app", "two").as_deref(), Some("TWO"));
    assert_eq!(
        (label(3, "pick", "gone"), label(0, "score", "4")),
        (None, None)
    );
}

#[test]
fn the_content_says_what_is_a_survey_and_what_is_anonymous() {
    let text = |text: &str| json!({ "en": text });
    let step = json!({ "title": text("How likely?"), "body": text("body") });
    let guide = |id: &str, kind: &str, anonymous: bool| {
        let mut guide = json!({ "id": id, "name": text(id), "kind": kind, "steps": [step] });
        if anonymous {
            guide["anonymous"] = json!(true);
        }
        guide
    };
    let project = json!({ "locales": [{ "id": "en" }], "guides": [guide("pulse", "survey", true), guide("tour", "tour", false)] });
    let bundle = bundle_of(&[("banso.json", &project.to_string())]).unwrap();
    let survey = found(&Log::default(), bundle.guides.clone(), Among::default()).unwrap();
    assert!(survey.anonymous && survey.questions.is_empty());
    assert_eq!(
        (survey.id.as_str(), survey.answered),
        ("pulse", share(0, 0))
    );
    // Another guide that asks something has answers as well.
    let mut log = Log::default();
    let answer = json!({"guide": "tour", "question": "clear", "answer": true});
    log.track(at(8, 9), "ann@acme", "Survey Answered", answer);
    let guides = bundle.guides[1..].to_vec();
    let tour = found(&log, guides, Among::default()).unwrap();
    assert_eq!(
        (tour.anonymous, question(&tour, "clear").people),
        (false, 1)
    );
    // Who is named all the same, by a client of another kind, is not shown to fewer than five.
    let mut log = Log::default();
    answered(&mut log, 8, "ann@acme", "why", json!("Mine."));
    let survey = found(&log, bundle.guides.clone(), Among::default()).unwrap();
    assert!(survey.questions[0].hidden && survey.comments.is_empty());
    let guides = bundle.guides.clone();
    let hers = log
        .stored()
        .ask(move |conn| answers_of(conn, &guides, "ann"));
    assert_eq!(hers, []);
}
