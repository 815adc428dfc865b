//! What people say in surveys: scores that follow how their account fares, and a few words of their own.

use banso_content::acts::Acts;
use banso_content::model::Action;
use banso_engine::view::{GuideView, Press};
use banso_engine::{Traits, Value};
use serde::Deserialize;

use crate::dice::Dice;

/// What makes a policy hard to follow, and how often.
const HARDSHIPS: [(&str, f64); 4] = [
    ("receipts", 5.0),
    ("approval", 3.0),
    ("limits", 2.0),
    ("unclear", 2.0),
];

/// What those write who gave a score.
#[derive(Debug, Deserialize)]
pub(crate) struct Verbatims {
    promoters: Vec<String>,
    passives: Vec<String>,
    detractors: Vec<String>,
}

/// How somebody answers.
#[derive(Clone, Copy)]
pub(crate) struct Voice<'a> {
    /// How content they are, 0 to 1.
    pub(crate) mood: f64,
    pub(crate) verbatims: &'a Verbatims,
}

impl Voice<'_> {
    /// What is sent at a step of a survey; none where nothing is asked.
    pub(crate) fn answer(&self, guide: &GuideView, dice: &mut Dice) -> Option<Press> {
        let (question, value) = match (guide.id.as_str(), guide.step) {
            ("nps", 0) => ("score", Some(Value::Number(self.score(dice)))),
            ("nps", 1) => ("trouble", words(&self.verbatims.detractors, dice)),
            ("nps", 2) => ("missing", words(&self.verbatims.passives, dice)),
            ("nps", 3) => ("loved", words(&self.verbatims.promoters, dice)),
            ("policy-pulse", 0) => ("fair", Some(Value::Number(self.fairness(dice)))),
            ("policy-pulse", 1) => ("hard", Some(hardships(dice))),
            ("export-csat", 0) => ("content", Some(Value::Number(self.satisfaction(dice)))),
            ("export-csat", 1) => ("first", Some(Value::Text(wish(dice).into()))),
            _ => return None,
        };
        // Who writes nothing passes the question over.
        let answers: Traits = value
            .into_iter()
            .map(|value| (question.into(), value))
            .collect();
        Some(Press::Do {
            guide: guide.id.clone(),
            answers,
            acts: Acts::new(&[Action::Next]),
        })
    }

    /// From 0 to 10: the content ones near 9, the others near 6, and now and then anything.
    fn score(&self, dice: &mut Dice) -> f64 {
        let about = 5.2 + 4.6 * self.mood;
        let spread = (dice.unit() + dice.unit() + dice.unit() - 1.5) * 3.4;
        (about + spread).round().clamp(0.0, 10.0)
    }

    /// From 1 to 5.
    fn satisfaction(&self, dice: &mut Dice) -> f64 {
        let about = 2.8 + 1.9 * self.mood;
        (about + (dice.unit() - 0.5) * 2.6).round().clamp(1.0, 5.0)
    }

    /// From 1 to 5: rules please nobody quite.
    fn fairness(&self, dice: &mut Dice) -> f64 {
        (self.satisfaction(dice) - (dice.unit() * 2.4).floor()).max(1.0)
    }
}

/// What makes a policy hard to follow: for one in three nothing, for the others one thing or two.
fn hardships(dice: &mut Dice) -> Value {
    if dice.chance(0.34) {
        return Value::List(vec!["nothing".into()]);
    }
    let first = dice.weighted(&HARDSHIPS).unwrap_or("receipts");
    let second = dice.weighted(&HARDSHIPS).filter(|_| dice.chance(0.4));
    let mut all = vec![first];
    all.extend(second.filter(|one| *one != first));
    Value::List(all.into_iter().map(str::to_owned).collect())
}

/// Two in five write something.
fn words(said: &[String], dice: &mut Dice) -> Option<Value> {
    let writes = dice.chance(0.4);
    writes.then(|| Value::Text(dice.pick(said).clone()))
}

fn wish(dice: &mut Dice) -> &'static str {
    let wishes = [
        ("accounts", 4.0),
        ("speed", 2.0),
        ("errors", 3.0),
        ("nothing", 3.0),
    ];
    dice.weighted(&wishes).unwrap_or("nothing")
}
