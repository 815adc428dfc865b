//! Inputs and effects in words.

use banso_content::acts::{Acts, tag};
use banso_content::bundle::Bundle;
use banso_content::model::Action;
use banso_content::rule::ProbeKind;
use banso_engine::explain::words::value;
use banso_engine::view::Press;
use banso_engine::visit::Turn;
use banso_engine::{Effect, Input, Outcome, Traits};

/// What happened, in a few words.
pub fn input(input: &Input, bundle: &Bundle) -> String {
    match input {
        Input::Bundle(content) => format!("content {} arrives", content.version),
        Input::Recovered { messages, .. } => {
            format!("{} messages of earlier visits", messages.len())
        }
        Input::Remembered(_) => "another tab wrote its memory".into(),
        Input::Track {
            name, properties, ..
        } => format!("track {name}{}", listed(properties)),
        Input::Identify { user, traits, .. } => {
            let user = user.as_deref().unwrap_or("the same user");
            format!("identify {user}{}", listed(traits))
        }
        Input::Group { group, traits, .. } => format!("group {group}{}", listed(traits)),
        Input::Page { .. } => "page".into(),
        Input::Route { path, rest, .. } => format!("route {path}{rest}"),
        Input::Click(at) => format!("click {}", selectors(at, bundle)),
        Input::Probes(found) => probes(found, bundle),
        Input::Screen(screen) => format!("window of {} by {}", screen.width, screen.height),
        Input::Zone(_) => "time zone".into(),
        Input::Quiet(true) => "the page asks for quiet".into(),
        Input::Quiet(false) => "the page asks for quiet no more".into(),
        Input::Turn(Turn::Ours) => "guides are this window's to show".into(),
        Input::Turn(Turn::Hidden) => "nobody sees the window".into(),
        Input::Turn(Turn::Theirs) => "another window shows guides".into(),
        Input::Consent(0) => "the user agrees to everything".into(),
        Input::Consent(_) => "the user does not agree to everything".into(),
        Input::Permalink(guide) => format!("the address asks for {guide}"),
        Input::Launch(guide) => format!("the user picks {guide}"),
        Input::AccountDone { account, .. } => format!("what colleagues in {account} have done"),
        Input::Locale(tag) => format!("locale {tag}"),
        Input::Press(press) => press_words(press),
        Input::Show(guide) => format!("the page shows {guide}"),
        Input::Dismiss => "the page closes the guide".into(),
        Input::EndAll => "the page ends whatever is visible".into(),
        Input::Reset => "sign-out".into(),
        Input::Flush => "flush".into(),
        Input::Leaving => "the page may go away".into(),
        Input::Tick => "time".into(),
        Input::Settled { batch, outcome } => format!("batch {batch} {}", settled(outcome)),
    }
}

/// What the engine said, in a few words, but for what it paints.
pub fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Store(message) => format!("store message {}", message.id),
        Effect::Remove(ids) => format!("remove {} messages", ids.len()),
        Effect::Send { batch, ids, .. } => format!("send batch {batch} of {}", ids.len()),
        Effect::Account(_) => "keep the accounts".into(),
        Effect::Persist(bytes) => format!("remember {} bytes", bytes.len()),
        Effect::Paint(bytes) => format!("paint {} bytes", bytes.len()),
        Effect::Ask {
            what: tag::ARTICLE,
            slug,
        } => format!("open article {slug}"),
        Effect::Ask {
            what: tag::CHECKLIST,
            ..
        } => "open the checklist".into(),
        Effect::Ask {
            what: tag::GUIDE,
            slug,
        } => format!("open announcement {slug}"),
        Effect::Ask { .. } => "open help".into(),
        Effect::Navigate(path) => format!("open {path}"),
        Effect::Emit { event, properties } => format!("{event} {}", properties.json()),
        Effect::Heed { clicks, events } => {
            format!("heed {} selectors, {} events", clicks.len(), events.len())
        }
        Effect::Watch { probe, .. } => format!("watch {} {}", kind(probe.kind), probe.selector)
            .trim_end()
            .into(),
        Effect::Unwatch(at) => format!("watch probe {at} no more"),
        Effect::Warn(words) => format!("warn: {words}"),
    }
}

fn listed(traits: &Traits) -> String {
    if traits.is_empty() {
        return String::new();
    }
    let all = traits
        .iter()
        .map(|(name, of)| format!("{name} {}", value(of)));
    format!(" ({})", all.collect::<Vec<_>>().join(", "))
}

fn selectors(at: &[u16], bundle: &Bundle) -> String {
    let clicks = &bundle.graph.clicks;
    let named = at.iter().filter_map(|at| clicks.get(usize::from(*at)));
    named.cloned().collect::<Vec<_>>().join(", ")
}

fn probes(found: &[(u16, bool)], bundle: &Bundle) -> String {
    let said = found.iter().filter_map(|(at, holds)| {
        let probe = bundle.graph.probes.get(usize::from(*at))?;
        let not = if *holds { "" } else { "not " };
        let words = format!("{} {not}{}", probe.selector, kind(probe.kind));
        Some(words.trim_start().to_owned())
    });
    said.collect::<Vec<_>>().join(", ")
}

fn kind(kind: ProbeKind) -> &'static str {
    match kind {
        ProbeKind::Present => "present",
        ProbeKind::Visible => "visible",
        ProbeKind::Disabled => "disabled",
        ProbeKind::Hover => "hovered",
        ProbeKind::Appears => "appears",
        ProbeKind::Idle => "idle",
        ProbeKind::Scroll => "scrolled",
        ProbeKind::Exit => "leaving upwards",
        ProbeKind::Screen => "the window",
        ProbeKind::Zone => "the time zone",
        ProbeKind::Input => "filled in",
    }
}

fn press_words(press: &Press) -> String {
    match press {
        Press::Shown { guide, step } => format!("step {} of {guide} is visible", step + 1),
        Press::TargetMissing { guide, step, .. } => {
            format!("the target of step {} of {guide} did not come", step + 1)
        }
        Press::Next => "press next".into(),
        Press::Back => "press back".into(),
        Press::Dismiss(how) => format!("press dismiss ({how})"),
        Press::Snooze => "press snooze".into(),
        Press::Launch(guide) => format!("pick {guide}"),
        Press::Task(task) => format!("press task {task}"),
        Press::Note { event, properties } => format!("{event} {}", properties.json()),
        Press::Do {
            guide,
            answers,
            acts,
        } => done(guide, answers, acts),
    }
}

fn settled(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Acknowledged(ids) => format!("acknowledged: {} messages", ids.len()),
        Outcome::Unanswered(_) => "unanswered".into(),
        Outcome::TooLarge => "too large".into(),
        Outcome::Invalid => "invalid".into(),
        Outcome::Refused => "refused".into(),
    }
}

/// Something drawn was pressed.
fn done(guide: &str, answers: &Traits, acts: &Acts) -> String {
    let acts: Vec<String> = acts.list().iter().map(act).collect();
    let answers = answers.iter().map(|(question, _)| question.as_str());
    let answers: Vec<&str> = answers.collect();
    let mut said = format!("press {}", acts.join(", "));
    if !guide.is_empty() {
        said = format!("{said} in {guide}");
    }
    if !answers.is_empty() {
        said = format!("{said}, answering {}", answers.join(", "));
    }
    said
}

fn act(act: &Action) -> String {
    match act {
        Action::Page(path) => format!("page {path}"),
        Action::Article(slug) => format!("article {slug}"),
        Action::Guide(id) => format!("guide {id}"),
        Action::Link(address) => format!("link {address}"),
        Action::Track(event) => format!("track {event}"),
        Action::Call(name) => name.clone(),
        Action::Help => "help".into(),
        Action::Checklist => "checklist".into(),
        Action::Next => "next".into(),
        Action::Back => "back".into(),
        Action::Finish => "finish".into(),
        Action::Dismiss => "dismiss".into(),
        Action::Snooze => "snooze".into(),
        Action::Go(step) => format!("go to step {}", step + 1),
    }
}
