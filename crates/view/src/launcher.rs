//! The round button that opens help, with a ring for the progress of the checklist.

use banso_engine::view::{ChecklistView, View};

use crate::dom::{El, button, el, icon, number, svg};
use crate::env::Env;
use crate::words::fill;

const QUESTION: &str = "M7 7.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8M10 15v.01";
const CHEVRON: &str = "M5 8l5 5 5-5";

pub(crate) struct Launcher(El);

impl Launcher {
    /// The launcher of a view, or None when there is nothing to open.
    pub(crate) fn new(env: &Env, view: &View, open: bool) -> Option<Self> {
        let list = view.checklist.as_ref();
        let label = title(env, view)?;
        let made = button("launcher", "help")
            .with("data-banso", "launcher")
            .with("aria-expanded", if open { "true" } else { "false" })
            .in_(&env.shell);
        made.append(&icon(if open { CHEVRON } else { QUESTION }));
        match list
            .map(Progress::of)
            .filter(|progress| progress.done < progress.all)
        {
            Some(progress) => {
                made.append(&progress.ring());
                made.set("aria-label", &fill("%, %", &[label, &progress.words(env)]));
            }
            None => made.set("aria-label", label),
        }
        Some(Self(made))
    }

    pub(crate) fn focus(&self) {
        self.0.focus();
    }

    pub(crate) fn has_focus(&self, env: &Env) -> bool {
        env.platform.shadow().active().as_ref() == Some(&self.0)
    }
}

impl Drop for Launcher {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// What the widget is called: by the content, by us, or after the checklist when that is all.
pub(crate) fn title<'a>(env: &Env, view: &'a View) -> Option<&'a str> {
    match (&view.help, &view.checklist) {
        (Some(help), _) if help.title.is_empty() => Some(env.words.help),
        (Some(help), _) => Some(&help.title),
        (None, list) => list.as_ref().map(|list| &*list.title),
    }
}

/// How far a checklist is.
pub(crate) struct Progress {
    pub(crate) done: usize,
    pub(crate) all: usize,
}

impl Progress {
    pub(crate) fn of(list: &ChecklistView) -> Self {
        Self {
            done: list.tasks.iter().filter(|task| task.done).count(),
            all: list.tasks.len(),
        }
    }

    /// "2 of 6 done".
    pub(crate) fn words(&self, env: &Env) -> alloc::string::String {
        let [done, all] = [self.done, self.all].map(|count| number(count as i32));
        fill(env.words.progress, &[&done, &all])
    }

    /// A whole number of percent.
    pub(crate) fn percent(&self) -> i32 {
        (self.done * 100 / self.all.max(1)) as i32
    }

    fn ring(&self) -> El {
        let ring = svg("svg")
            .with("class", "ring")
            .with("viewBox", "0 0 56 56")
            .with("aria-hidden", "true");
        for share in [100, self.percent()] {
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
}

/// A bar that is full at 100 percent; its value is in words beside it.
pub(crate) fn bar(progress: &Progress) -> El {
    let bar = el("div", "bar").with("aria-hidden", "true");
    let mut width = number(progress.percent());
    width.push('%');
    el("i", "").in_(&bar).css("width", &width);
    bar
}
