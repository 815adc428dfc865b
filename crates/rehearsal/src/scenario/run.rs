//! Goes through a scenario, step by step, up to the first that comes out otherwise.

use banso_content::acts::Acts;
use banso_content::bundle::Bundle;
use banso_content::compiler::{Companion, instant, span, zone};
use banso_content::model::Action;
use banso_content::rule::{Probe, ProbeKind};
use banso_engine::view::GuideView;
use banso_engine::visit::Screen;
use banso_engine::{Input, view};
use banso_wire::time::{Millis, rfc3339};

use serde_json::{Map, Value as Json};

use super::authored::{Deed, Device, Identify, Press, Scenario, Step};
use super::expect::differences;
use super::{Difference, Failure};
use banso_engine::json::traits;

use crate::browser::{Browser, Setting, identify};

/// How many steps came as expected, and the one that did not.
pub(super) fn run(
    bundle: &Bundle,
    file: &Companion,
    scenario: &Scenario,
) -> (usize, Option<Failure>) {
    let now = moment(&scenario.now, scenario);
    let setting = setting(scenario);
    let mut browser = Browser::open(bundle.clone(), setting, &scenario.page, now);
    let json = file.to_json();
    for (at, step) in scenario.steps.iter().enumerate() {
        let found = go(&mut browser, step, scenario);
        if found.is_empty() {
            continue;
        }
        let part = if step.expect.is_some() { "/expect" } else { "" };
        let (line, column) = file.place(&format!("/steps/{at}{part}"));
        let failure = Failure {
            step: at + 1,
            line,
            column,
            at: rfc3339(browser.now),
            deed: json.pointer(&format!("/steps/{at}/do")).cloned(),
            differences: found,
        };
        return (at, Some(failure));
    }
    (scenario.steps.len(), None)
}

fn setting(scenario: &Scenario) -> Setting {
    let user = scenario.user.as_ref();
    let account = scenario.account.as_ref();
    Setting {
        user: user.map(|user| (user.id.clone(), traits(&user.traits))),
        account: account.map(|account| (account.id.clone(), traits(&account.traits))),
        locale: scenario.locale.clone(),
        zone: zone(&scenario.zone).unwrap_or_default(),
        screen: screen(scenario.device),
        follows: true,
        ..Setting::default()
    }
}

fn screen(device: Device) -> Screen {
    let (width, height, coarse) = match device {
        Device::Desktop => (1280, 800, false),
        Device::Tablet => (820, 1180, true),
        Device::Phone => (390, 844, true),
    };
    let short_side = width.min(height);
    Screen {
        width,
        height,
        short_side,
        coarse,
    }
}

/// The schema has seen that it is one.
fn moment(text: &str, scenario: &Scenario) -> Millis {
    instant(text, Some(&scenario.zone)).unwrap_or_default()
}

fn go(browser: &mut Browser, step: &Step, scenario: &Scenario) -> Vec<Difference> {
    // What the first page brings belongs to the first step, what time brings to the step it leads to.
    let before = browser.now;
    let until = match (&step.after, &step.at) {
        (Some(after), _) => before + span(after),
        (None, Some(at)) => moment(at, scenario),
        (None, None) => before,
    };
    if until < before {
        return refused("at", "a moment after the step before", &rfc3339(until));
    }
    if until > before {
        browser.wait(until);
    }
    if let Some(deed) = &step.deed
        && let Err(difference) = perform(browser, deed)
    {
        return difference;
    }
    let found = step
        .expect
        .as_ref()
        .map(|expect| differences(browser, expect));
    browser.events.clear();
    found.unwrap_or_default()
}

fn refused(what: &str, expected: &str, found: &str) -> Vec<Difference> {
    Vec::from([Difference {
        what: what.into(),
        expected: expected.into(),
        found: found.into(),
        why: None,
    }])
}

fn perform(browser: &mut Browser, deed: &Deed) -> Result<(), Vec<Difference>> {
    match deed {
        Deed::SignOut(false) | Deed::Reload(false) | Deed::ExitIntent(false) => {}
        Deed::Track(track) => browser.feed(Input::Track {
            name: track.name.clone(),
            properties: traits(&track.properties),
            body: 2,
        }),
        Deed::Visit(address) => browser.route(address),
        Deed::Click(selector) => return click(browser, selector),
        Deed::Press(press) => return press_guide(browser, press),
        Deed::Answer(answers) => return answer(browser, answers),
        Deed::Task(task) => browser.feed(Input::Press(view::Press::Task(task.clone()))),
        Deed::Identify(user) => name_user(browser, user),
        Deed::Group(account) => {
            let (group, traits) = (account.id.clone(), traits(&account.traits));
            browser.setting.account = Some((group.clone(), traits.clone()));
            let body = 2;
            browser.feed(Input::Group {
                group,
                traits,
                body,
            });
        }
        Deed::SignOut(true) => {
            (browser.setting.user, browser.setting.account) = (None, None);
            browser.feed(Input::Reset);
        }
        Deed::Show(guide) => browser.feed(Input::Show(guide.clone())),
        Deed::Launch(guide) => browser.feed(Input::Launch(guide.clone())),
        Deed::Quiet(quiet) => {
            browser.setting.quiet = *quiet;
            browser.feed(Input::Quiet(*quiet));
        }
        Deed::Reload(true) => {
            browser.feed(Input::Leaving);
            // The page says anew whether it wants quiet.
            browser.setting.quiet = false;
            browser.load();
        }
        Deed::Element(element) => browser.set_element(element.selector.clone(), element.is),
        Deed::Hover(selector) => {
            moment_of(browser, ProbeKind::Hover, |probe| {
                probe.selector == *selector
            });
        }
        Deed::Appears(selector) => {
            moment_of(browser, ProbeKind::Appears, |probe| {
                probe.selector == *selector
            });
        }
        Deed::Input(selector) => {
            moment_of(browser, ProbeKind::Input, |probe| {
                probe.selector == *selector
            });
        }
        Deed::Idle(idle) => {
            let idle = span(idle);
            browser.wait(browser.now + idle);
            moment_of(browser, ProbeKind::Idle, |probe| {
                u64::from(probe.amount) <= idle
            });
        }
        Deed::Scroll(percent) => {
            moment_of(browser, ProbeKind::Scroll, |probe| probe.amount <= *percent);
        }
        Deed::ExitIntent(true) => moment_of(browser, ProbeKind::Exit, |_| true),
        Deed::Colleagues(done) => {
            let account = browser.setting.account.as_ref();
            let account = account.map(|(id, _)| id.clone()).unwrap_or_default();
            let done = done
                .iter()
                .map(|(list, tasks)| (list.clone(), tasks.clone()));
            let done = done.collect();
            browser.feed(Input::AccountDone { account, done });
        }
        Deed::Locale(tag) => {
            browser.setting.locale.clone_from(tag);
            browser.feed(Input::Locale(tag.clone()));
        }
    }
    Ok(())
}

fn name_user(browser: &mut Browser, user: &Identify) {
    let (id, more) = (user.id.clone(), traits(&user.traits));
    let known = browser.setting.user.get_or_insert_default();
    if id.is_some() {
        known.0.clone_from(&id);
    }
    for (name, value) in more.clone() {
        known.1.retain(|(other, _)| *other != name);
        known.1.push((name, value));
    }
    browser.feed(identify(id, more));
}

/// A click means something where the content names the selector, and nothing elsewhere.
fn click(browser: &mut Browser, selector: &str) -> Result<(), Vec<Difference>> {
    let clicks = &browser.engine.bundle().graph.clicks;
    let Some(at) = clicks.iter().position(|known| known == selector) else {
        let known = if clicks.is_empty() {
            "none".into()
        } else {
            clicks.join(", ")
        };
        let expected = "a selector that a feature, a condition or a trigger names";
        return Err(refused(
            "click",
            expected,
            &format!("{selector}; known: {known}"),
        ));
    };
    browser.feed(Input::Click(vec![at as u16]));
    Ok(())
}

/// The guide that is visible.
fn visible(browser: &Browser, what: &str) -> Result<GuideView, Vec<Difference>> {
    let shown = browser.guide.clone();
    shown.ok_or_else(|| refused(what, "a guide to press in", "no guide is visible"))
}

fn press_guide(browser: &mut Browser, press: &Press) -> Result<(), Vec<Difference>> {
    let guide = visible(browser, "press")?;
    browser.feed(Input::Press(match press {
        Press::Next => view::Press::Next,
        Press::Back => view::Press::Back,
        Press::Dismiss => view::Press::Dismiss("close".into()),
        Press::Snooze => view::Press::Snooze,
        Press::Button(label) => button(guide, |_, other| other == label, label)?,
        Press::Number(number) => {
            let wanted = usize::from(*number);
            button(guide, |at, _| at + 1 == wanted, &number.to_string())?
        }
    }));
    Ok(())
}

/// The press of the first of the other buttons that is the one.
fn button(
    guide: GuideView,
    is_it: impl Fn(usize, &str) -> bool,
    wanted: &str,
) -> Result<view::Press, Vec<Difference>> {
    // What every step may have is pressed by its own name.
    let usual = [Action::Next, Action::Back, Action::Snooze].map(|act| vec![act]);
    let mut buttons = guide.said.drawing.pressed();
    buttons.retain(|(_, acts)| !usual.contains(&acts.list()));
    let labels: Vec<String> = buttons.iter().map(|button| button.0.clone()).collect();
    let mut found = buttons.into_iter().enumerate();
    if let Some((_, (_, acts))) = found.find(|(at, (label, _))| is_it(*at, label)) {
        return Ok(view::Press::Do {
            guide: guide.id,
            answers: Vec::new(),
            acts,
        });
    }
    let found = match labels.as_slice() {
        [] => "no other buttons".into(),
        labels => labels.join(", "),
    };
    Err(refused("press", &format!("a button {wanted}"), &found))
}

fn answer(browser: &mut Browser, answers: &Map<String, Json>) -> Result<(), Vec<Difference>> {
    let guide = visible(browser, "answer")?.id;
    browser.feed(Input::Press(view::Press::Do {
        guide,
        answers: traits(answers),
        acts: Acts::new(&[Action::Next]),
    }));
    Ok(())
}

/// Nothing need wait for the moment: then nothing comes of it, as on a page.
fn moment_of(browser: &mut Browser, kind: ProbeKind, waits: impl Fn(&Probe) -> bool) {
    browser.moment(|probe| probe.kind == kind && waits(probe));
}
