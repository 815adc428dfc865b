//! Facts, everything that each may be, and what conditions say of it: a second reading of the
//! documentation, in plain words.

use serde_json::{Value as Json, json};

use crate::glob;

/// A fact: what may be asked of it, everything that it may be, and who is right.
pub(super) struct Fact {
    pub leaves: Vec<Json>,
    pub states: Vec<Json>,
    pub holds: fn(&Json, &Json) -> bool,
}

/// Every fact.
pub(super) fn facts() -> Vec<Fact> {
    vec![
        page(),
        text(),
        number(),
        list(),
        event(),
        feature(),
        guide(),
        screen(),
        locale(),
        tasks(),
        time(),
    ]
}

fn fact(leaves: &[Json], states: Vec<Json>, holds: fn(&Json, &Json) -> bool) -> Fact {
    let leaves = leaves.to_vec();
    Fact {
        leaves,
        states,
        holds,
    }
}

fn page() -> Fact {
    let patterns = [
        "/", "/a", "/a/*", "/a/:id/b", "/a/**", "/**/b", "/b/**", "/*", "/**", "/a?t=1", "/a?t=2",
        "/#/x", "/#/y",
    ];
    let mut paths: Vec<String> = vec!["/".into()];
    for depth in 0..4 {
        let longer = paths[paths.len() - 3_usize.pow(depth)..].to_vec();
        for path in longer {
            paths.extend(
                ["a", "b", "c"].map(|name| format!("{}/{name}", path.trim_end_matches('/'))),
            );
        }
    }
    let tails = ["?t=1", "?t=2", "?t=1&t=2", "#/x", "#/y", "?t=1#/x"];
    let more: Vec<String> = paths[..13]
        .iter()
        .flat_map(|path| tails.map(|tail| format!("{path}{tail}")))
        .collect();
    paths.extend(more);
    fact(
        &patterns.map(|pattern| json!({ "page": pattern })),
        paths.into_iter().map(Json::from).collect(),
        |leaf, path| glob::matches(leaf["page"].as_str().unwrap(), path.as_str().unwrap()),
    )
}

fn of_user(tests: &[Json]) -> Vec<Json> {
    tests
        .iter()
        .map(|test| json!({ "user": { "name": "role", "test": test } }))
        .collect()
}

fn text() -> Fact {
    let tests = [
        json!("present"),
        json!("absent"),
        json!("empty"),
        json!({ "is": "ab" }),
        json!({ "is_not": "ab" }),
        json!({ "one_of": ["ab", "b", "ca"] }),
        json!({ "contains": "b" }),
        json!({ "not_contains": "b" }),
        json!({ "starts_with": "a" }),
        json!({ "starts_with": "ab" }),
        json!({ "starts_with": "c" }),
        json!({ "ends_with": "a" }),
        json!({ "flag": true }),
        json!({ "flag": false }),
    ];
    let mut states = vec![
        json!(null),
        json!(3),
        json!(true),
        json!(false),
        json!(["ab"]),
        json!(""),
    ];
    let mut words = vec![String::new()];
    for _ in 0..5 {
        words = words
            .iter()
            .flat_map(|word| ["a", "b", "c"].map(|letter| format!("{word}{letter}")))
            .collect();
        states.extend(words.iter().map(|word| json!(word)));
    }
    fact(&of_user(&tests), states, |leaf, value| {
        let test = &leaf["user"]["test"];
        let (key, wanted) = match test {
            Json::String(word) => (word.as_str(), &Json::Null),
            test => test
                .as_object()
                .map(|map| map.iter().next().unwrap())
                .map(|(key, wanted)| (key.as_str(), wanted))
                .unwrap(),
        };
        let text = value.as_str();
        let word = wanted.as_str().unwrap_or_default();
        match key {
            "present" => !value.is_null(),
            "absent" => value.is_null(),
            "empty" => text.is_none_or(str::is_empty),
            "is" => text == Some(word),
            "is_not" => text != Some(word),
            "one_of" => wanted.as_array().unwrap().contains(value),
            "contains" => text.is_some_and(|text| text.contains(word)),
            "not_contains" => !text.is_some_and(|text| text.contains(word)),
            "starts_with" => text.is_some_and(|text| text.starts_with(word)),
            "ends_with" => text.is_some_and(|text| text.ends_with(word)),
            _ => value == wanted,
        }
    })
}

fn number() -> Fact {
    let tests = [
        json!({ "equals": 3 }),
        json!({ "at_least": 3 }),
        json!({ "at_most": 3 }),
        json!({ "more_than": 3 }),
        json!({ "less_than": 3 }),
        json!({ "between": [1, 3] }),
        json!({ "between": [4, 5.5] }),
        json!({ "more_than": -1 }),
        json!({ "less_than": 0 }),
    ];
    let mut states = vec![json!(null), json!("3")];
    states.extend((-4..=14).map(|half| json!(f64::from(half) / 2.0)));
    let states: Vec<Json> = states;
    fact(&of_user(&tests), states, |leaf, value| {
        let (key, wanted) = leaf["user"]["test"]
            .as_object()
            .unwrap()
            .iter()
            .next()
            .unwrap();
        let Some(number) = value.as_f64() else {
            return false;
        };
        let than = wanted.as_f64().unwrap_or_default();
        match key.as_str() {
            "equals" => (number - than).abs() < f64::EPSILON,
            "at_least" => number >= than,
            "at_most" => number <= than,
            "more_than" => number > than,
            "less_than" => number < than,
            _ => (wanted[0].as_f64().unwrap()..=wanted[1].as_f64().unwrap()).contains(&number),
        }
    })
}

fn list() -> Fact {
    let tests = [
        json!({ "includes_any": ["a", "b"] }),
        json!({ "includes_any": ["c"] }),
        json!({ "includes_all": ["a", "b"] }),
        json!({ "includes_all": ["a", "c"] }),
        json!({ "includes_none": ["a"] }),
        json!({ "includes_none": ["b", "c"] }),
        json!("present"),
        json!({ "is": "a" }),
    ];
    let mut states = vec![json!(null), json!("a"), json!("b")];
    states.extend((0..8).map(|set| {
        let names = ["a", "b", "c"].iter().enumerate();
        names
            .filter(|(at, _)| set >> at & 1 == 1)
            .map(|(_, name)| json!(name))
            .collect::<Json>()
    }));
    fact(&of_user(&tests), states, |leaf, value| {
        let test = &leaf["user"]["test"];
        let Some(map) = test.as_object() else {
            return !value.is_null();
        };
        let (key, wanted) = map.iter().next().unwrap();
        let has = |name: &Json| value.as_array().is_some_and(|list| list.contains(name));
        let mut wanted_each = wanted.as_array().into_iter().flatten();
        match key.as_str() {
            "includes_any" => wanted_each.any(has),
            "includes_all" => wanted_each.all(has),
            "includes_none" => !wanted_each.any(has),
            _ => value == wanted,
        }
    })
}

/// A state is how many days ago the event was each time, and which way it was.
fn event() -> Fact {
    let tests = [
        json!({}),
        json!({ "at_most": 0 }),
        json!({ "at_least": 3 }),
        json!({ "at_most": 1 }),
        json!({ "exactly": 2 }),
        json!({ "at_least": 2, "within": "7d" }),
        json!({ "at_most": 1, "within": "7d" }),
        json!({ "at_most": 1, "within": "30d" }),
        json!({ "at_least": 3, "within": "30d" }),
        json!({ "exactly": 0, "within": "7d" }),
        json!({ "before": "7d" }),
        json!({ "before": "30d", "at_least": 2 }),
        json!({ "at_least": 2, "where": [{ "property": "way", "test": { "is": "a" } }] }),
        json!({ "at_most": 0, "within": "30d", "where": [{ "property": "way", "test": { "is": "a" } }] }),
        json!({ "where": [{ "property": "way", "test": { "is": "a" } }, { "property": "way", "test": { "is": "b" } }] }),
    ];
    let mut states = vec![json!([])];
    let mut longest: Vec<Vec<(u64, &str)>> = vec![Vec::new()];
    let times: Vec<_> = [1, 7, 10, 30, 31]
        .iter()
        .flat_map(|day| [(*day, "a"), (*day, "b")])
        .collect();
    for _ in 0..4 {
        let longer = |before: &Vec<(u64, &'static str)>| -> Vec<Vec<_>> {
            let later = times
                .iter()
                .filter(|time| before.last().is_none_or(|last| last <= time));
            later
                .map(|time| before.iter().chain([time]).copied().collect())
                .collect()
        };
        longest = longest.iter().flat_map(longer).collect();
        states.extend(longest.iter().map(|times| json!(times)));
    }
    let leaf = |test: &Json| {
        let mut test = test.clone();
        test["name"] = json!("Saved");
        json!({ "event": test })
    };
    fact(&tests.each_ref().map(leaf), states, |leaf, times| {
        let test = &leaf["event"];
        let times = times.as_array().unwrap().iter();
        let filters = test["where"].as_array();
        let passes = |time: &&Json| {
            filters
                .into_iter()
                .flatten()
                .all(|filter| filter["test"]["is"] == time[1])
        };
        let times: Vec<u64> = times
            .filter(passes)
            .map(|time| time[0].as_u64().unwrap())
            .collect();
        let within = days(&test["within"]);
        let count = times
            .iter()
            .filter(|day| within.is_none_or(|within| **day <= within))
            .count() as u64;
        let exactly = test["exactly"].as_u64();
        let least = exactly
            .or(test["at_least"].as_u64())
            .unwrap_or(u64::from(test["at_most"].is_null()));
        let most = exactly.or(test["at_most"].as_u64()).unwrap_or(u64::MAX);
        let latest = times.iter().min();
        let is_old = days(&test["before"])
            .is_none_or(|before| latest.is_some_and(|latest| *latest >= before));
        is_old && (least..=most).contains(&count)
    })
}

fn days(span: &Json) -> Option<u64> {
    span.as_str()
        .map(|span| span.trim_end_matches('d').parse().unwrap())
}

const LADDER: [&str; 6] = [
    "unused", "exposed", "tried", "lapsed", "adopted", "retained",
];

fn feature() -> Fact {
    let tests = LADDER.iter().flat_map(|state| {
        ["reached", "is"].map(|key| json!({ "feature": { "id": "f", key: state } }))
    });
    fact(
        &tests.collect::<Vec<_>>(),
        (0..6).map(Json::from).collect(),
        |leaf, state| {
            let test = &leaf["feature"];
            let rank = |key: &str| LADDER.iter().position(|name| test[key] == *name);
            let state = state.as_u64().unwrap() as usize;
            rank("is").map_or_else(|| rank("reached").unwrap() <= state, |rank| rank == state)
        },
    )
}

/// A state is how many days ago it was seen, completed and dismissed, if ever.
fn guide() -> Fact {
    let tests = [
        json!({ "was": "seen" }),
        json!({ "was": "seen", "within": "7d" }),
        json!({ "was": "completed" }),
        json!({ "was": "completed", "within": "7d" }),
        json!({ "was": "completed", "before": "30d" }),
        json!({ "was": "dismissed", "before": "7d" }),
        json!({ "was": "ended" }),
        json!({ "was": "ended", "within": "30d" }),
        json!({ "was": "ended", "before": "7d" }),
    ];
    let ages = [None, Some(0), Some(7), Some(8), Some(30), Some(31)];
    let mut states = Vec::new();
    for (seen, completed, dismissed) in triples(&ages) {
        if seen.is_some() || completed.is_none() && dismissed.is_none() {
            states.push(json!([seen, completed, dismissed]));
        }
    }
    let leaf = |test: &Json| {
        let mut test = test.clone();
        test["id"] = json!("g0");
        json!({ "guide": test })
    };
    fact(&tests.each_ref().map(leaf), states, |leaf, state| {
        let test = &leaf["guide"];
        let age = match test["was"].as_str().unwrap() {
            "seen" => state[0].as_u64(),
            "completed" => state[1].as_u64(),
            "dismissed" => state[2].as_u64(),
            _ => [state[1].as_u64(), state[2].as_u64()]
                .into_iter()
                .flatten()
                .min(),
        };
        age.is_some_and(|age| {
            days(&test["within"]).is_none_or(|span| age <= span)
                && days(&test["before"]).is_none_or(|span| age >= span)
        })
    })
}

type Age = Option<u64>;

fn triples(ages: &[Age]) -> Vec<(Age, Age, Age)> {
    let pairs = ages
        .iter()
        .flat_map(|one| ages.iter().map(move |two| (*one, *two)));
    pairs
        .flat_map(|(one, two)| ages.iter().map(move |three| (one, two, *three)))
        .collect()
}

fn screen() -> Fact {
    let tests = [
        json!({ "device": ["phone"] }),
        json!({ "device": ["phone", "tablet"] }),
        json!({ "device": ["desktop"] }),
        json!({ "viewport": { "min_width": 600 } }),
        json!({ "viewport": { "max_width": 599 } }),
        json!({ "viewport": { "max_width": 600, "min_height": 400 } }),
        json!({ "viewport": { "max_height": 400 } }),
    ];
    let mut states = Vec::new();
    for device in ["phone", "tablet", "desktop"] {
        for width in [300, 599, 600, 601, 1000] {
            states.extend([399, 400, 401].map(|height| json!([device, width, height])));
        }
    }
    fact(&tests, states, |leaf, state| {
        if let Some(devices) = leaf["device"].as_array() {
            return devices.contains(&state[0]);
        }
        let test = &leaf["viewport"];
        let fits = |at: usize, least: &str, most: &str| {
            let size = state[at].as_u64().unwrap();
            test[least].as_u64().is_none_or(|least| size >= least)
                && test[most].as_u64().is_none_or(|most| size <= most)
        };
        fits(1, "min_width", "max_width") && fits(2, "min_height", "max_height")
    })
}

fn locale() -> Fact {
    let tags = ["en", "ja", "ja-JP"];
    fact(
        &tags.map(|tag| json!({ "locale": tag })),
        ["en", "en-GB", "ja", "ja-JP", "JA-jp-x", "fr"]
            .map(Json::from)
            .to_vec(),
        |leaf, tag| {
            let wanted = leaf["locale"].as_str().unwrap().to_lowercase();
            let tag = tag.as_str().unwrap().to_lowercase();
            tag == wanted || tag.starts_with(&format!("{wanted}-"))
        },
    )
}

/// A state is whether the checklist has started, and which tasks are done; the second is optional.
fn tasks() -> Fact {
    let tests = [
        json!({}),
        json!({ "started": true }),
        json!({ "done_at_least": 1 }),
        json!({ "done_at_least": 3 }),
        json!({ "task": "t0" }),
        json!({ "task": "t1" }),
        json!({ "task": "t2" }),
        json!({ "done_at_least": 4 }),
    ];
    let mut states: Vec<Json> = (0..8).map(|done| json!([true, done])).collect();
    states.push(json!([false, 0]));
    let leaf = |test: &Json| {
        let mut test = test.clone();
        test["id"] = json!("c");
        json!({ "checklist": test })
    };
    fact(&tests.each_ref().map(leaf), states, |leaf, state| {
        let (test, done) = (&leaf["checklist"], state[1].as_u64().unwrap());
        let started = state[0].as_bool().unwrap();
        match (test["task"].as_str(), test["done_at_least"].as_u64()) {
            (Some(task), _) => done >> task[1..].parse::<u64>().unwrap() & 1 == 1,
            (_, Some(count)) => u64::from(done.count_ones()) >= count,
            _ if test["started"] == true => started,
            _ => started && done & 5 == 5,
        }
    })
}

/// A state is an hour since the Monday 2026-11-30, UTC.
fn time() -> Fact {
    let tests = [
        json!({ "weekdays": ["mon", "tue"] }),
        json!({ "weekdays": ["sat", "sun"] }),
        json!({ "weekdays": ["mon"], "hours": ["09:00", "17:00"] }),
        json!({ "hours": ["22:00", "06:00"] }),
        json!({ "weekdays": ["sun"], "hours": ["22:00", "06:00"] }),
        json!({ "hours": ["17:00", "24:00"] }),
        json!({ "from": "2026-12-02", "until": "2026-12-04T12:00" }),
        json!({ "from": "2026-12-04T12:00" }),
        json!({ "until": "2026-12-01" }),
    ];
    let leaf = |test: &Json| {
        let mut test = test.clone();
        test["zone"] = json!("UTC");
        json!({ "time": test })
    };
    let states = (-24 * 8..24 * 15).map(Json::from).collect();
    fact(&tests.each_ref().map(leaf), states, |leaf, hour| {
        let (test, hour) = (&leaf["time"], hour.as_i64().unwrap());
        let limit = |key: &str| match test[key].as_str() {
            Some("2026-12-01") => Some(24),
            Some("2026-12-02") => Some(48),
            Some(_) => Some(4 * 24 + 12),
            None => None,
        };
        let (mut day, of_day) = (hour.div_euclid(24), hour.rem_euclid(24));
        let at = |at: usize| {
            test["hours"][at]
                .as_str()
                .map(|clock| clock[..2].parse::<i64>().unwrap())
        };
        let inside = match (at(0), at(1)) {
            (Some(from), Some(until)) if until < from => {
                day -= i64::from(of_day < until);
                of_day >= from || of_day < until
            }
            (Some(from), Some(until)) => (from..until).contains(&of_day),
            _ => true,
        };
        let name = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day.rem_euclid(7) as usize];
        let on_day = test["weekdays"]
            .as_array()
            .is_none_or(|days| days.contains(&json!(name)));
        inside
            && on_day
            && limit("from").is_none_or(|from| hour >= from)
            && limit("until").is_none_or(|until| hour < until)
    })
}
