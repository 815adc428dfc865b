//! Random projects: every form that a condition and a guide can have.

use banso_content::model::{AdoptionState, GuideFate, GuideKind};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::condition::{Condition, Count, Event, Moment, SPANS, Span, Test, Time, Whose};
use crate::moment::Day;
use crate::project::{
    Budget, Feature, Flow, Frequency, Guide, List, Project, Source, Step, Trigger,
};

pub(crate) const PATTERNS: [&str; 8] =
    ["/", "/a", "/a/:id", "/a/*", "/a/**", "/b/**/z", "/**", "/b"];
/// Patterns that ask for a query or a fragment as well.
const WITH_REST: [&str; 6] = [
    "/a?tab=team",
    "/a?tab=*",
    "/**?tab=team&lang=ja",
    "/#/inbox/:id",
    "/**#top",
    "/a/**?lang=ja#top",
];
pub(crate) const SELECTORS: [&str; 3] = ["#one", "#two", "#three"];
pub(crate) const EVENTS: [&str; 3] = ["Saved", "Sent", "Survey Answered"];
pub(crate) const NAMES: [&str; 3] = ["plan", "seats", "since"];
pub(crate) const TEXTS: [&str; 5] = ["a", "ab", "b", "ba", "A"];
pub(crate) const NUMBERS: [f64; 7] = [-1.5, 0.0, 1.0, 1.5, 2.0, 3.0, 1e9];
pub(crate) const ZONES: [&str; 5] = [
    "America/New_York",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/Santiago",
    "Asia/Kathmandu",
];
pub(crate) const LOCALES: [&str; 3] = ["en", "ja", "pt-BR"];

pub(crate) fn span() -> impl Strategy<Value = Span> {
    select(&SPANS[..])
}

fn day() -> impl Strategy<Value = Day> {
    (-3..4_i32).prop_map(Day)
}

fn clock() -> impl Strategy<Value = (u8, u8)> {
    (0..24_u8, select(vec![0_u8, 30, 59]))
}

fn moment() -> impl Strategy<Value = Moment> {
    (day(), of(clock())).prop_map(|(day, clock)| Moment(day, clock))
}

fn texts() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(TEXTS.to_vec(), 1..3)
}

fn number() -> impl Strategy<Value = f64> {
    select(&NUMBERS[..])
}

pub(crate) fn test() -> impl Strategy<Value = Test> {
    let text = || select(&TEXTS[..]);
    let days = || select(vec![0_u16, 1, 2, 7]);
    let some_days = || select(vec![1_u16, 2, 7]);
    prop_oneof![
        Just(Test::Present),
        Just(Test::Absent),
        Just(Test::Empty),
        text().prop_map(Test::Is),
        text().prop_map(Test::IsNot),
        texts().prop_map(Test::OneOf),
        text().prop_map(Test::Contains),
        text().prop_map(Test::NotContains),
        text().prop_map(Test::StartsWith),
        text().prop_map(Test::EndsWith),
        number().prop_map(Test::Equals),
        number().prop_map(Test::AtLeast),
        number().prop_map(Test::AtMost),
        number().prop_map(Test::MoreThan),
        number().prop_map(Test::LessThan),
        (0..5_usize, 0..3_usize)
            .prop_map(|(from, more)| Test::Between(NUMBERS[from], NUMBERS[(from + more).min(6)])),
        any::<bool>().prop_map(Test::Flag),
        texts().prop_map(Test::IncludesAny),
        texts().prop_map(Test::IncludesAll),
        texts().prop_map(Test::IncludesNone),
        some_days().prop_map(Test::LessThanDaysAgo),
        days().prop_map(Test::MoreThanDaysAgo),
        days().prop_map(Test::ExactlyDaysAgo),
        some_days().prop_map(Test::InLessThanDays),
        days().prop_map(Test::InMoreThanDays),
        moment().prop_map(Test::Before),
        day().prop_map(Test::On),
        moment().prop_map(Test::After),
    ]
}

fn filters() -> impl Strategy<Value = Vec<(&'static str, Test)>> {
    vec((select(&NAMES[..]), test()), 0..2)
}

fn event() -> impl Strategy<Value = Event> {
    let when = prop_oneof![
        1 => Just((None, None)),
        2 => span().prop_map(|span| (Some(span), None)),
        1 => span().prop_map(|span| (None, Some(span))),
    ];
    let few = || 0..4_u16;
    let count = prop_oneof![
        (1..4_u16).prop_map(Count::AtLeast),
        few().prop_map(Count::AtMost),
        few().prop_map(Count::Exactly),
        (1..3_u16, 0..2_u16).prop_map(|(least, more)| Count::Between(least, least + more)),
    ];
    let when = (when, weighted(0.3, span()));
    (select(&EVENTS[..2]), filters(), of(count), when).prop_map(
        |(name, filters, count, ((within, before), since))| Event {
            name,
            filters,
            count,
            within,
            before,
            since,
        },
    )
}

pub(crate) fn time() -> impl Strategy<Value = Time> {
    let days = subsequence((0..7_usize).collect::<Vec<_>>(), 1..7);
    let hours = (clock(), clock()).prop_filter("an empty range", |(from, until)| from != until);
    let range = (of(moment()), of(moment()));
    let zone = of(select(&ZONES[..]));
    let all = (range, zone, of(days), of(hours));
    let some = all.prop_filter("a range of nothing", |((from, until), _, days, hours)| {
        from.is_some() || until.is_some() || days.is_some() || hours.is_some()
    });
    some.prop_map(|((from, until), zone, weekdays, hours)| Time {
        from: from.filter(|from| {
            let key = |moment: &Moment| (moment.0.0, moment.1.unwrap_or_default());
            until.is_none_or(|until| key(from) < key(&until))
        }),
        until,
        zone,
        weekdays: weekdays.unwrap_or_default(),
        hours,
    })
}

fn state() -> impl Strategy<Value = AdoptionState> {
    use AdoptionState::{Adopted, Exposed, Lapsed, Retained, Tried, Unused};
    select(vec![Unused, Exposed, Tried, Lapsed, Adopted, Retained])
}

fn fate() -> impl Strategy<Value = GuideFate> {
    use GuideFate::{Completed, Dismissed, Ended, Seen, UnderWay};
    select(vec![Seen, UnderWay, Completed, Dismissed, Ended])
}

fn feature_state() -> impl Strategy<Value = (Option<AdoptionState>, Option<AdoptionState>)> {
    prop_oneof![
        Just((None, None)),
        state().prop_map(|state| (Some(state), None)),
        state().prop_map(|state| (None, Some(state))),
    ]
}

fn trait_leaf() -> impl Strategy<Value = Condition> {
    let whose = select(vec![Whose::User, Whose::Account]);
    (whose, select(&NAMES[..]), test())
        .prop_map(|(whose, name, test)| Condition::Trait(whose, name, test))
}

fn checklist() -> impl Strategy<Value = (bool, Option<u16>, Option<usize>)> {
    prop_oneof![
        Just((false, None, None)),
        Just((true, None, None)),
        (1..3_u16).prop_map(|done| (false, Some(done), None)),
        Just((false, None, Some(0))),
    ]
}

fn size() -> impl Strategy<Value = [Option<u16>; 4]> {
    let least = || of(select(vec![600_u16, 1_000]));
    let most = || of(select(vec![1_000_u16, 1_400]));
    (least(), most(), least(), most())
        .prop_filter("a size of nothing", |(a, b, c, d)| {
            [a, b, c, d].iter().any(|size| size.is_some())
        })
        .prop_map(|(min_width, max_width, min_height, max_height)| {
            [min_width, max_width, min_height, max_height]
        })
}

fn leaf() -> impl Strategy<Value = Condition> {
    let elements = select(vec!["present", "visible", "disabled", "clicked"]);
    prop_oneof![
        3 => select(&PATTERNS[..]).prop_map(Condition::Page),
        1 => select(&WITH_REST[..]).prop_map(Condition::Page),
        2 => (select(&SELECTORS[..]), elements).prop_map(|(of, is)| Condition::Element(of, is)),
        6 => event().prop_map(Condition::Event),
        4 => trait_leaf(),
        2 => (0..2_usize, feature_state())
            .prop_map(|(at, (reached, is))| Condition::Feature(at, reached, is)),
        2 => (0..3_usize, fate(), of(span()), of(span())).prop_map(|(at, was, within, before)| {
            Condition::Guide(at, was, within, before.filter(|_| within.is_none()))
        }),
        1 => (select(vec!["nps", "csat", "g0"]), of(span()))
            .prop_map(|(id, within)| Condition::Survey(id, within)),
        2 => (0..3_usize, test()).prop_map(|(at, test)| Condition::Answer(at, test)),
        1 => (0..2_usize, checklist())
            .prop_map(|(at, (started, done, task))| Condition::Checklist(at, started, done, task)),
        4 => time().prop_map(Condition::Time),
        1 => subsequence(vec!["phone", "tablet", "desktop"], 1..3).prop_map(Condition::Device),
        1 => size().prop_map(Condition::Viewport),
        1 => select(&LOCALES[..]).prop_map(Condition::Locale),
    ]
}

fn tree(leaf: BoxedStrategy<Condition>, depth: u32, size: u32) -> BoxedStrategy<Condition> {
    leaf.prop_recursive(depth, size, 3, |inner| {
        prop_oneof![
            2 => vec(inner.clone(), 0..4).prop_map(Condition::All),
            2 => vec(inner.clone(), 1..4).prop_map(Condition::Any),
            1 => inner.prop_map(|one| Condition::Not(Box::new(one))),
        ]
    })
    .boxed()
}

/// Any condition, nested so deep.
pub(crate) fn condition(depth: u32) -> BoxedStrategy<Condition> {
    tree(leaf().boxed(), depth, depth * 8)
}

/// A condition that is often true: guides that never appear prove little.
fn mild() -> BoxedStrategy<Condition> {
    prop_oneof![
        2 => Just(Condition::All(Vec::new())),
        3 => condition(2),
    ]
    .boxed()
}

fn feature() -> impl Strategy<Value = Feature> {
    let source = prop_oneof![
        select(&SELECTORS[..]).prop_map(Source::Click),
        select(&PATTERNS[..]).prop_map(Source::Page),
        select(&EVENTS[..2]).prop_map(Source::Event),
    ];
    let pages = vec(select(&PATTERNS[..]), 0..2);
    let eligible = prop_oneof![
        Just(Condition::All(Vec::new())),
        tree(trait_leaf().boxed(), 2, 4),
    ];
    let rule = (1..4_u16, 1..4_u16, 1..3_u16, 1..4_u16);
    (vec(source, 1..3), pages, eligible, rule).prop_map(
        |(sources, exposed_on, eligible, (uses, within, retained, lapsed))| Feature {
            sources,
            exposed_on,
            eligible,
            adoption: [uses, within, retained, lapsed],
        },
    )
}

fn list() -> impl Strategy<Value = List> {
    let tasks = vec((weighted(0.3, Just(())), condition(1)), 1..4);
    (mild(), any::<bool>(), any::<bool>(), tasks).prop_map(|(when, ordered, shared, tasks)| {
        let tasks = tasks.into_iter();
        let mut tasks: Vec<_> = tasks
            .map(|(optional, done)| (optional.is_some(), done))
            .collect();
        // A checklist of nothing but optional tasks has no end that means anything.
        tasks[0].0 = false;
        List {
            when,
            ordered,
            shared,
            tasks,
        }
    })
}

fn trigger() -> impl Strategy<Value = Trigger> {
    let selector = || select(&SELECTORS[..]);
    prop_oneof![
        Just(Trigger::Load),
        selector().prop_map(Trigger::Click),
        selector().prop_map(Trigger::Hover),
        selector().prop_map(Trigger::Appears),
        (select(&EVENTS[..2]), filters()).prop_map(|(name, filters)| Trigger::Event(name, filters)),
        select(&SPANS[..3]).prop_map(Trigger::Idle),
        select(&SPANS[..4]).prop_map(Trigger::Dwell),
        select(vec![25_u8, 100]).prop_map(Trigger::Scroll),
        Just(Trigger::ExitIntent),
        Just(Trigger::Launcher),
        Just(Trigger::Permalink),
        Just(Trigger::Host),
    ]
}

fn frequency() -> impl Strategy<Value = Frequency> {
    prop_oneof![
        Just(Frequency::Once),
        Just(Frequency::UntilInteracted),
        Just(Frequency::EveryVisit),
        Just(Frequency::Always),
        (1..3_u16, span()).prop_map(|(times, within)| Frequency::Limit(times, within)),
    ]
}

fn kind() -> impl Strategy<Value = GuideKind> {
    // Fixtures stand beside these, and announcements never appear by themselves: `tests/fixtures.rs`,
    // `tests/feed.rs`.
    let mut kinds = GuideKind::ALL.to_vec();
    kinds.retain(|kind| {
        !matches!(
            kind,
            GuideKind::Embedded | GuideKind::Launcher | GuideKind::Announcement
        )
    });
    select(kinds)
}

/// How a button goes on; whether the guide can be put off is not known here.
pub(crate) fn flow() -> impl Strategy<Value = Flow> {
    prop_oneof![
        3 => Just(Flow::Next),
        2 => Just(Flow::Back),
        1 => Just(Flow::Finish),
        1 => Just(Flow::Dismiss),
        3 => (0..4_usize).prop_map(Flow::Go),
    ]
}

fn a_step() -> impl Strategy<Value = Step> {
    let next = prop_oneof![2 => Just(Vec::new()), 1 => vec((condition(1), 0..5_usize), 1..3)];
    (
        weighted(0.25, select(&PATTERNS[..])),
        weighted(0.2, condition(1)),
        next,
        weighted(0.2, flow()),
    )
        .prop_map(|(page, over, next, flow)| Step {
            page,
            over,
            next,
            flow,
        })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec(a_step(), 1..4)
}

fn guide() -> impl Strategy<Value = Guide> {
    let triggers = prop_oneof![2 => Just(Vec::new()), 3 => vec(trigger(), 1..3)];
    let schedule = weighted(0.2, time());
    let experiment = (
        select(vec![0_u8, 0, 0, 50]),
        vec((20..50_u8, steps()), 0..2),
    );
    let often = (of(frequency()), weighted(0.4, span()));
    (
        kind(),
        mild(),
        triggers,
        -1..2_i16,
        often,
        schedule,
        weighted(0.15, any::<Index>()),
        experiment,
        steps(),
    )
        .prop_map(
            |(
                kind,
                when,
                triggers,
                priority,
                (frequency, snooze),
                schedule,
                after,
                (holdout, variants),
                steps,
            )| {
                Guide {
                    kind,
                    when,
                    triggers,
                    priority,
                    frequency,
                    snooze,
                    schedule,
                    after: after.into_iter().map(|after| after.index(3)).collect(),
                    holdout,
                    variants,
                    steps,
                }
            },
        )
}

fn budget() -> impl Strategy<Value = Budget> {
    (of(kind()), 1..3_u16, span()).prop_map(|(kind, times, within)| Budget {
        kind,
        times,
        within,
    })
}

/// A project of two features, two checklists and three guides.
pub(crate) fn project() -> impl Strategy<Value = Project> {
    let holdout = select(vec![0_u8, 0, 0, 30]);
    (
        vec(budget(), 0..3),
        holdout,
        vec(feature(), 2),
        vec(list(), 2),
        vec(guide(), 3),
    )
        .prop_map(|(budgets, holdout, features, lists, mut guides)| {
            for (at, guide) in guides.iter_mut().enumerate() {
                guide.after.retain(|other| *other < at);
            }
            Project {
                budgets,
                holdout,
                features,
                lists,
                guides,
            }
        })
}
