//! What a person, a page and a clock do, at random.

use banso_engine::visit::{Screen, Turn};
use banso_engine::{Traits, Value};
use banso_wire::time::{DAY, Millis, rfc3339};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::condition::SPANS;
use crate::generate::{EVENTS, NAMES, NUMBERS, SELECTORS, TEXTS, ZONES, flow};
use crate::project::Flow;

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Route(&'static str, &'static str),
    Track(&'static str, Vec<(&'static str, Fact)>),
    Identify(Option<&'static str>, Vec<(&'static str, Fact)>),
    Group(&'static str, Vec<(&'static str, Fact)>),
    Click(Vec<&'static str>),
    /// An element's states, as the page has them from now on.
    Element(&'static str, bool),
    /// The so-manieth of the moments that are watched comes.
    Moment(usize),
    Screen(Screen),
    Zone(&'static str),
    Locale(&'static str),
    Quiet(bool),
    Turn(Turn),
    Link(&'static str),
    Launch(&'static str),
    Show(&'static str),
    Dismiss,
    Reset,
    Colleagues(&'static str, usize, Vec<usize>),
    Shown,
    TargetMissing,
    Next,
    Back,
    Close,
    Snooze,
    /// A button of this guide, and what the form around it holds.
    Press(&'static str, Option<Fact>, Flow),
    EndAll,
    /// Time passes, and the shell's timer comes when it is due.
    Wait(Millis),
    /// The computer's clock is set, or slept.
    Clock(i64),
    /// A new page load, after saying goodbye or not.
    Reload(bool),
    /// The content arrives, again where it is there already.
    Content,
    /// The person goes to the other tab.
    Tab,
}

/// The value of a trait or of a property.
#[derive(Clone, Debug)]
pub(crate) enum Fact {
    Text(&'static str),
    Number(f64),
    Flag(bool),
    List(Vec<&'static str>),
    /// A date so many days and ms from the beginning, in one of its forms.
    Date(i64, i64, Form),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    Zulu,
    Offset,
    Day,
    Seconds,
    Milliseconds,
}

impl Fact {
    pub(crate) fn value(&self, start: Millis) -> Value {
        match self {
            Self::Text(text) => Value::Text((*text).into()),
            Self::Number(number) => Value::Number(*number),
            Self::Flag(flag) => Value::Flag(*flag),
            Self::List(texts) => Value::List(texts.iter().map(|&text| text.into()).collect()),
            Self::Date(days, ms, form) => {
                let at = start as i64 + days * DAY as i64 + ms;
                match form {
                    Form::Zulu => Value::of_text(rfc3339(at as Millis)),
                    Form::Offset => {
                        let local = rfc3339((at + 9 * 3_600_000) as Millis);
                        Value::of_text(local.replace('Z', "+09:00"))
                    }
                    Form::Day => Value::of_text(rfc3339(at as Millis)[..10].into()),
                    Form::Seconds => Value::Number((at / 1_000) as f64),
                    Form::Milliseconds => Value::Number(at as f64),
                }
            }
        }
    }
}

pub(crate) fn facts(facts: &[(&'static str, Fact)], start: Millis) -> Traits {
    let mut values = Traits::new();
    for (name, fact) in facts {
        if values.iter().all(|known| known.0 != *name) {
            values.push(((*name).into(), fact.value(start)));
        }
    }
    values
}

fn fact() -> impl Strategy<Value = Fact> {
    let text = prop_oneof![4 => select(&TEXTS[..]), 1 => Just("")];
    let form = select(vec![
        Form::Zulu,
        Form::Offset,
        Form::Day,
        Form::Seconds,
        Form::Milliseconds,
    ]);
    let date = (-8..8_i64, select(vec![0_i64, -1, 1, 3_600_000]), form);
    prop_oneof![
        3 => text.prop_map(Fact::Text),
        2 => select(&NUMBERS[..]).prop_map(Fact::Number),
        1 => any::<bool>().prop_map(Fact::Flag),
        2 => subsequence(TEXTS.to_vec(), 0..4).prop_map(Fact::List),
        3 => date.prop_map(|(days, ms, form)| Fact::Date(days, ms, form)),
        1 => select(vec!["1969-07-20T20:17Z", "1952-02-29", "2026-13-01"]).prop_map(Fact::Text),
        1 => select(vec![-2e11, -1e8, 1e11]).prop_map(Fact::Number),
    ]
}

fn some_facts() -> impl Strategy<Value = Vec<(&'static str, Fact)>> {
    vec((select(&NAMES[..]), fact()), 0..3)
}

/// A time that ends where a window of the content may: exactly there, or next to it.
fn wait() -> impl Strategy<Value = Millis> {
    let near = select(vec![-1_i64, 0, 0, 1]);
    (select(&SPANS[..]), near).prop_map(|(span, near)| span.1.saturating_add_signed(near))
}

fn screen() -> impl Strategy<Value = Screen> {
    let size = || select(vec![599_u16, 600, 1_000, 1_001, 1_400]);
    (size(), size(), select(vec![599_u16, 600]), any::<bool>()).prop_map(
        |(width, height, short_side, coarse)| Screen {
            width,
            height,
            short_side,
            coarse,
        },
    )
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let path = || select(vec!["/", "/a", "/a/7", "/a/7/x", "/b", "/b/9/z", "/b/z"]);
    let rest = select(vec![
        "",
        "",
        "?tab=team",
        "#top",
        "?lang=ja&tab=team",
        "?tab=x#top",
        "#/inbox/42",
    ]);
    let guide = || select(vec!["g0", "g1", "g2", "none"]);
    let answered = select(vec!["nps", "csat"])
        .prop_map(|id| Step::Track("Survey Answered", vec![("survey", Fact::Text(id))]));
    let group = || select(vec!["acme", "umbrella"]);
    let user = of(select(vec!["u-1", "u-1", "u-2"]));
    let locale = select(vec!["en", "en-US", "ja", "JA-jp", "jav", "pt", "pt-br", ""]);
    let back = select(vec![
        -1_i64,
        -1_000,
        -3_600_000,
        -(DAY as i64),
        -400 * DAY as i64,
    ]);
    prop_oneof![
        6 => (path(), rest).prop_map(|(path, rest)| Step::Route(path, rest)),
        10 => (select(&EVENTS[..2]), some_facts()).prop_map(|(name, facts)| Step::Track(name, facts)),
        1 => answered,
        4 => (user, some_facts()).prop_map(|(user, facts)| Step::Identify(user, facts)),
        3 => (group(), some_facts()).prop_map(|(group, facts)| Step::Group(group, facts)),
        4 => subsequence(SELECTORS.to_vec(), 1..3).prop_map(Step::Click),
        4 => (select(&SELECTORS[..]), any::<bool>()).prop_map(|(of, holds)| Step::Element(of, holds)),
        4 => (0..4_usize).prop_map(Step::Moment),
        1 => screen().prop_map(Step::Screen),
        2 => select(&ZONES[..]).prop_map(Step::Zone),
        1 => locale.prop_map(Step::Locale),
        2 => any::<bool>().prop_map(Step::Quiet),
        3 => select(&[Turn::Ours, Turn::Ours, Turn::Hidden, Turn::Theirs][..]).prop_map(Step::Turn),
        2 => guide().prop_map(Step::Link),
        1 => guide().prop_map(Step::Launch),
        2 => guide().prop_map(Step::Show),
        1 => Just(Step::Dismiss),
        1 => Just(Step::Reset),
        2 => (group(), 0..2_usize, subsequence(vec![0, 1, 2], 0..3))
            .prop_map(|(group, list, done)| Step::Colleagues(group, list, done)),
        10 => Just(Step::Shown),
        1 => Just(Step::TargetMissing),
        6 => Just(Step::Next),
        1 => Just(Step::Back),
        3 => Just(Step::Close),
        3 => Just(Step::Snooze),
        6 => (guide(), of(fact()), prop_oneof![5 => flow(), 1 => Just(Flow::Snooze)])
            .prop_map(|(guide, answer, flow)| Step::Press(guide, answer, flow)),
        1 => Just(Step::EndAll),
        14 => wait().prop_map(Step::Wait),
        2 => wait().prop_map(|ms| Step::Clock(ms as i64)),
        2 => back.prop_map(Step::Clock),
        3 => any::<bool>().prop_map(Step::Reload),
        1 => Just(Step::Content),
        2 => Just(Step::Tab),
    ]
}

/// Where cases begin: by changes of clocks, by the end of a leap month, on a plain day.
pub(crate) fn start() -> impl Strategy<Value = Millis> {
    let near = select(vec![-3_600_000_i64, -1_800_000, -1, 0, 1]);
    let begins: Vec<Millis> = [
        "2026-11-22T00:00:00Z",
        "2026-03-08T07:00:00Z",
        "2026-11-01T06:00:00Z",
        "2026-04-04T16:00:00Z",
        "2026-10-03T16:00:00Z",
        "2026-04-05T03:00:00Z",
        "2026-09-06T04:00:00Z",
        "2028-02-29T00:00:00Z",
    ]
    .iter()
    .map(|text| banso_wire::time::parse(text).expect("a time") as Millis)
    .collect();
    (select(begins), near).prop_map(|(begin, near)| begin.saturating_add_signed(near))
}
