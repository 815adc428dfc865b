//! The screens of the panel: home, a topic, results, and what stands in while there is no pack.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::glob;
use banso_content::help::{ArticleMeta, HelpPack, word};
use banso_content::prose::word as own;
use banso_engine::view::{ChecklistView, TaskView, View};
use banso_search::{Lang, highlights};

use crate::news;
use banso_ui::dom::{El, button, el, icon, number};
use banso_ui::{Env, Progress, fill};

const TICK: &str = "M5 10.5l3.5 3.5L15 7";
const LOCK: &str = "M5 9h10v7H5zM7 9V7a3 3 0 0 1 6 0v2";
pub(crate) const ONWARD: &str = "M8 5l5 5-5 5";
/// How many articles are suggested.
const SUGGESTIONS: usize = 3;

/// The checklist. Once it is complete, only what was optional is left of it.
pub(crate) fn checklist(env: &Env, view: &View, body: &El, list: &ChecklistView) {
    let progress = Progress::of(list);
    let card = el("section", "todo")
        .with("aria-labelledby", "todo-title")
        .in_(body);
    let head = el("div", "line").in_(&card);
    el("h3", "")
        .with("id", "todo-title")
        .saying(&list.said.title)
        .in_(&head);
    let count = el("span", "dim").in_(&head);
    if progress.is_complete() {
        count.set_text(view.word(own::ALL_DONE));
        praise(&card, &list.said.celebration);
    } else {
        let [done, all] = [progress.done, progress.all].map(|count| number(count as i32));
        count.set_text(&fill(view.word(own::PROGRESS), &[&done, &all]));
        for line in [&list.said.intro, &due(env, view, list)] {
            if !line.is_empty() {
                el("p", "dim").saying(line).in_(&card);
            }
        }
        card.append(&bar(progress));
    }
    tasks(view, &card, list, progress.is_complete());
}

/// What there is to say when all is done.
fn praise(card: &El, text: &str) {
    if text.is_empty() {
        return;
    }
    let praise = el("div", "praise").in_(card);
    let medal = el("span", "medal").in_(&praise);
    medal.append(&icon(TICK));
    el("p", "").saying(text).in_(&praise);
}

/// When it should be complete, in words; empty without a deadline.
fn due(env: &Env, view: &View, list: &ChecklistView) -> String {
    let Some(due) = list.due else {
        return String::new();
    };
    let days = env.platform.days(due as f64);
    let locale = if env.is_japanese() { "ja" } else { "en" };
    let when = env.platform.relative(days, locale);
    let word = if days < 0 { own::OVERDUE } else { own::DUE };
    fill(view.word(word), &[&when])
}

/// The tasks; only those that are not done when `rest`.
fn tasks(view: &View, card: &El, list: &ChecklistView, rest: bool) {
    let next = list.tasks.iter().position(|task| !task.done);
    let first = |task: &&TaskView| !task.done && !task.optional;
    let turn = list.tasks.iter().find(first).filter(|_| list.ordered);
    let mut locked = None;
    let rows = el("ul", "plainly");
    for (at, entry) in list.tasks.iter().enumerate() {
        if !(rest && entry.done) {
            task(
                view,
                &el("li", "").in_(&rows),
                entry,
                next == Some(at),
                locked,
            );
        }
        if turn == Some(entry) {
            locked = Some(&*entry.said.title);
        }
    }
    if next.is_some() {
        card.append(&rows);
    }
}

/// A bar that is full at 100 percent; its value is in words beside it.
fn bar(progress: Progress) -> El {
    let bar = el("div", "bar").with("aria-hidden", "true");
    let mut width = number(progress.percent());
    width.push('%');
    el("i", "").in_(&bar).css("width", &width);
    bar
}

/// A task: the next one says why, and what can be pressed leads on. `after`: the task that it waits
/// for.
fn task(view: &View, item: &El, task: &TaskView, next: bool, after: Option<&str>) {
    let after = after.filter(|_| !task.done);
    let leads = task.said.action.is_some() && !task.done && after.is_none();
    let row = if leads {
        button("task", "task").with("data-arg", &task.id)
    } else {
        el("div", "task")
    }
    .in_(item);
    row.toggle("data-done", task.done);
    row.toggle("data-locked", after.is_some());
    let tick = el("span", "tick").in_(&row);
    tick.append(&icon(TICK));
    let text = el("span", "grow").in_(&row);
    el("span", "name").saying(&task.said.title).in_(&text);
    if task.optional {
        el("span", "tag")
            .saying(view.word(own::OPTIONAL))
            .in_(&text);
    }
    if task.done {
        el("span", "unseen")
            .saying(view.word(own::TASK_DONE))
            .in_(&text);
    } else if let Some(after) = after {
        let why = fill(view.word(own::LOCKED), &[after]);
        el("span", "unseen").saying(&why).in_(&text);
        row.append(&icon(LOCK));
    } else if next && !task.said.detail.is_empty() {
        el("span", "dim block").saying(&task.said.detail).in_(&text);
    }
    if leads {
        row.append(&icon(ONWARD));
    }
}

/// What suits this page, what is new, and what else there is.
pub(crate) fn home(env: &Env, view: &View, body: &El, pack: Option<&HelpPack<'_>>) {
    if let (Some(pack), Some(help)) = (pack, &view.help) {
        suggestions(env, body, pack, &help.path);
    }
    news::latest(env, view, body);
    news::guides(view, body);
    if let Some(pack) = pack {
        topics(body, pack);
    }
    body.append(&env.platform.draw(view.links.bytes()));
}

/// Articles for this page.
fn suggestions(env: &Env, body: &El, pack: &HelpPack<'_>, path: &str) {
    if pack.articles.is_empty() {
        el("p", "still").saying(pack.word(word::EMPTY)).in_(body);
        return;
    }
    let suggested: Vec<_> = pack
        .articles
        .iter()
        .filter(|meta| suits(meta, path))
        .take(SUGGESTIONS)
        .collect();
    list(env, body, pack.word(word::FOR_PAGE), &suggested, "");
}

/// Whether an article is suggested on a page.
pub(crate) fn suits(meta: &ArticleMeta<'_>, path: &str) -> bool {
    meta.pages.iter().any(|page| glob::matches(page, path))
}

/// The categories that have articles, with how many.
fn topics(body: &El, pack: &HelpPack<'_>) {
    if pack.articles.is_empty() {
        return;
    }
    let rows = section(body, pack.word(word::TOPICS));
    for (id, name) in &pack.categories {
        let count = pack
            .articles
            .iter()
            .filter(|meta| meta.category == *id)
            .count();
        if count > 0 {
            let row = row(&rows, "topic", id);
            el("span", "grow").saying(name).in_(&row);
            el("span", "dim").saying(&number(count as i32)).in_(&row);
            row.append(&icon(ONWARD));
        }
    }
}

/// The articles of one topic.
pub(crate) fn topic(env: &Env, body: &El, pack: &HelpPack<'_>, id: &str) {
    let name = pack.categories.iter().find(|entry| entry.0 == id);
    let within: Vec<_> = pack
        .articles
        .iter()
        .filter(|meta| meta.category == id)
        .collect();
    list(env, body, name.map_or("", |entry| entry.1), &within, "");
}

/// What a search found, or where else to look.
pub(crate) fn results(env: &Env, body: &El, pack: &HelpPack<'_>, typed: &str, hits: &[usize]) {
    if hits.is_empty() {
        let sorry = el("div", "still").in_(body);
        el("p", "name")
            .saying(&fill(pack.word(word::NOTHING), &[typed]))
            .in_(&sorry);
        el("p", "")
            .saying(pack.word(word::NOTHING_HINT))
            .in_(&sorry);
        topics(body, pack);
        return;
    }
    let found: Vec<_> = hits
        .iter()
        .filter_map(|hit| pack.articles.get(*hit))
        .collect();
    list(env, body, "", &found, &env.platform.fold(typed));
}

/// Articles under a heading, the words of `query` marked; nothing at all for no articles.
pub(crate) fn list(
    env: &Env,
    body: &El,
    heading: &str,
    articles: &[&ArticleMeta<'_>],
    query: &str,
) {
    if articles.is_empty() {
        return;
    }
    let lang = Lang::from_tag(&env.locale);
    let rows = section(body, heading);
    for meta in articles {
        let row = row(&rows, "article", meta.slug);
        let text = el("span", "grow").in_(&row);
        marked(&el("span", "name").in_(&text), lang, meta.title, query);
        marked(
            &el("span", "dim block").in_(&text),
            lang,
            meta.summary,
            query,
        );
    }
}

/// A list below a heading.
pub(crate) fn section(body: &El, heading: &str) -> El {
    if !heading.is_empty() {
        el("h3", "head").saying(heading).in_(body);
    }
    el("ul", "plainly").in_(body)
}

/// A row that does something.
pub(crate) fn row(rows: &El, act: &str, arg: &str) -> El {
    let item = el("li", "").in_(rows);
    button("row", act).with("data-arg", arg).in_(&item)
}

/// Text with the parts that match a search marked.
fn marked(parent: &El, lang: Lang, text: &str, query: &str) {
    let mut at = 0;
    let ranges = if query.is_empty() {
        Vec::new()
    } else {
        highlights(lang, text, query)
    };
    for range in ranges {
        parent.text(text.get(at..range.start).unwrap_or_default());
        at = range.end;
        el("mark", "")
            .saying(text.get(range).unwrap_or_default())
            .in_(parent);
    }
    parent.text(text.get(at..).unwrap_or_default());
}

/// Grey lines where text will be.
pub(crate) fn loading(view: &View, body: &El) {
    let bones = el("div", "bones").in_(body);
    el("span", "unseen")
        .saying(view.word(own::LOADING))
        .in_(&bones);
    for _ in 0..6 {
        el("i", "").in_(&bones);
    }
}

/// The pack could not be had.
pub(crate) fn failed(view: &View, body: &El) {
    let sorry = el("div", "still").with("role", "alert").in_(body);
    el("p", "").saying(view.word(own::FAILED)).in_(&sorry);
    button("plain", "retry")
        .saying(view.word(own::RETRY))
        .in_(&sorry);
}

/// The article that was asked for is not in the pack.
pub(crate) fn gone(pack: &HelpPack<'_>, body: &El) {
    el("p", "still").saying(pack.word(word::GONE)).in_(body);
}
