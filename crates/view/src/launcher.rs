//! The round button that opens help, with a ring for the progress of the checklist, and the note
//! that stands above it when help cannot be had, or when the checklist is complete.

use alloc::string::String;

use banso_content::prose::word;
use banso_engine::view::View;
use banso_ui::dom::{El, button, el, icon, icon_button, number, svg};
use banso_ui::{Env, HelpState, Progress, fill, title};

const CROSS: &str = "M5 5l10 10M15 5L5 15";
const QUESTION: &str = "M7 7.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8M10 15v.01";
const TICK: &str = "M5 10.5l3.5 3.5L15 7";
const CHEVRON: &str = "M5 8l5 5 5-5";

pub(crate) struct Launcher {
    label: String,
    help: HelpState,
    cheer: String,
    corner: El,
    button: El,
}

impl Launcher {
    /// The launcher of a view under its label. `cheer`: what to say beside it; empty for nothing.
    pub(crate) fn new(env: &Env, view: &View, label: String, help: HelpState, cheer: &str) -> Self {
        let corner = el("div", "").in_(&env.room);
        let open = help == HelpState::Open;
        let button = button("launcher", "help")
            .with("data-banso", "launcher")
            .with("aria-expanded", if open { "true" } else { "false" })
            .with("aria-label", &label)
            .in_(&corner);
        button.append(&icon(if open { CHEVRON } else { QUESTION }));
        button.toggle("data-busy", help == HelpState::Busy);
        if let Some(progress) = progress(view) {
            button.append(&ring(progress));
        }
        let unread = unread(view);
        if unread > 0 && !open {
            el("span", "badge")
                .with("part", "badge")
                .saying(&number(unread))
                .in_(&button);
        }
        if help == HelpState::Failed {
            sorry(view, &corner);
        } else if !cheer.is_empty() {
            congratulate(env, view, &corner, cheer);
        }
        Self {
            label,
            help,
            cheer: cheer.into(),
            corner,
            button,
        }
    }

    /// Whether it says this already.
    pub(crate) fn says(&self, label: Option<&str>, help: HelpState, cheer: &str) -> bool {
        label == Some(&*self.label) && help == self.help && cheer == self.cheer
    }

    pub(crate) fn focus(&self) {
        self.button.focus();
    }

    /// Whether the focus is on the button or inside the note.
    pub(crate) fn has_focus(&self, env: &Env) -> bool {
        let active = env.active();
        active.is_some_and(|active| self.corner.contains(&active))
    }
}

impl Drop for Launcher {
    fn drop(&mut self) {
        self.corner.remove();
    }
}

/// What the launcher is called: its title, the progress, and how much is new. None when there is nothing to
/// open.
pub(crate) fn label(view: &View) -> Option<String> {
    let mut label = String::from(title(view)?);
    if let Some(progress) = progress(view) {
        let [done, all] = [progress.done, progress.all].map(|count| number(count as i32));
        label = fill(view.word(word::LAUNCHER), &[&label, &done, &all]);
    }
    let unread = unread(view);
    if unread > 0 {
        label = fill(view.word(word::UNREAD), &[&label, &number(unread)]);
    }
    Some(label)
}

/// How many announcements nobody has seen.
fn unread(view: &View) -> i32 {
    let mut unread = 0;
    for entry in &view.feed {
        unread += i32::from(entry.is_unread());
    }
    unread
}

/// The progress of the checklist while there is something left to do.
fn progress(view: &View) -> Option<Progress> {
    let progress = view.checklist.as_ref().map(Progress::of);
    progress.filter(|progress| !progress.is_complete())
}

fn ring(progress: Progress) -> El {
    let ring = svg("svg")
        .with("class", "ring")
        .with("viewBox", "0 0 56 56")
        .with("aria-hidden", "true");
    for share in [100, progress.percent()] {
        svg("circle")
            .with("cx", "28")
            .with("cy", "28")
            .with("r", "26.5")
            .with("pathLength", "100")
            .with("stroke-dasharray", &fill("% 100", &[&number(share)]))
            .in_(&ring);
    }
    ring
}

/// Says that help could not be had, and offers to try again.
fn sorry(view: &View, corner: &El) {
    let note = el("div", "word")
        .with("part", "note")
        .with("role", "alert")
        .in_(corner);
    el("p", "").saying(view.word(word::FAILED)).in_(&note);
    button("plain", "help")
        .saying(view.word(word::RETRY))
        .in_(&note);
    icon_button("cross", "hush", view.word(word::CLOSE), CROSS).in_(&note);
}

/// Says that the checklist is complete.
fn congratulate(env: &Env, view: &View, corner: &El, text: &str) {
    let note = el("div", "word cheer").with("part", "note").in_(corner);
    let tick = el("span", "medal").in_(&note);
    tick.append(&icon(TICK));
    el("p", "").saying(text).in_(&note);
    icon_button("cross", "thanks", view.word(word::CLOSE), CROSS).in_(&note);
    env.say(text);
}
