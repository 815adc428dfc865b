//! Announcements, and the guides that can be started.

use banso_content::prose::word;
use banso_engine::view::{EntryFate, EntryView, Press, View};
use banso_ui::Env;
use banso_ui::dom::{El, Event, el, icon};

use crate::screens::{ONWARD, row, section};

/// How many announcements home shows.
const LATEST: usize = 3;

/// The latest announcements, and the way to all of them.
pub(crate) fn latest(env: &Env, view: &View, body: &El) {
    let mut rows = None;
    let mut left = LATEST;
    for entry in &view.feed {
        if left == 0 || !entry.is_news() {
            break;
        }
        left -= 1;
        let rows = rows.get_or_insert_with(|| section(body, view.word(word::NEWS)));
        let row = row(rows, "news", &entry.id);
        let text = el("span", "grow").in_(&row);
        el("span", "name").saying(&entry.said.title).in_(&text);
        mark(view, entry, &text);
        el("span", "dim block")
            .saying(&env.platform.date(&entry.said.date, &env.locale))
            .in_(&text);
    }
    if let Some(rows) = rows {
        let row = row(&rows, "news", "");
        el("span", "grow")
            .saying(view.word(word::ALL_NEWS))
            .in_(&row);
        row.append(&icon(ONWARD));
    }
}

/// Says of an announcement that it is new.
fn mark(view: &View, entry: &EntryView, beside: &El) {
    if entry.is_unread() {
        el("span", "tag new")
            .saying(view.word(word::NEW))
            .in_(beside);
    }
}

/// The guides that can be started, and what became of each.
pub(crate) fn guides(view: &View, body: &El) {
    let mut rows = None;
    for entry in &view.feed {
        if entry.is_news() {
            continue;
        }
        let rows = rows.get_or_insert_with(|| section(body, view.word(word::GUIDES)));
        let row = row(rows, "guide", &entry.id);
        el("span", "grow").saying(&entry.said.title).in_(&row);
        let fate = match entry.fate {
            EntryFate::Untouched => "",
            EntryFate::Seen => view.word(word::STARTED),
            EntryFate::Done => view.word(word::TASK_DONE),
        };
        el("span", "dim").saying(fate).in_(&row);
        row.append(&icon(ONWARD));
    }
}

/// Every announcement, whole.
pub(crate) fn all(env: &Env, view: &View, body: &El) {
    el("h3", "head").saying(view.word(word::NEWS)).in_(body);
    let mut none = true;
    for entry in &view.feed {
        if !entry.is_news() {
            break;
        }
        none = false;
        let article = el("article", "news")
            .with("data-guide", &entry.id)
            .in_(body);
        let line = el("p", "").in_(&article);
        el("time", "dim")
            .with("datetime", &entry.said.date)
            .saying(&env.platform.date(&entry.said.date, &env.locale))
            .in_(&line);
        mark(view, entry, &line);
        article.append(&env.platform.draw(entry.said.drawing.bytes()));
    }
    if none {
        el("p", "still").saying(view.word(word::NO_NEWS)).in_(body);
    }
}

/// Tells the core that an announcement begins, or ends, in view.
pub(crate) fn seen(env: &Env, event: &Event) {
    let Some(part) = event.target() else { return };
    let whole = part.get("class").as_deref() == Some("end");
    let article = part.closest("article");
    if let Some(guide) = article.and_then(|article| article.get("data-guide")) {
        let step = u16::from(whole);
        env.press(&Press::Shown { guide, step });
    }
}
