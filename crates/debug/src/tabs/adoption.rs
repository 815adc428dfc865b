//! Features and where the user stands, checklists and their tasks.

use banso_content::model::{Checklist, Feature, Source};
use banso_engine::explain::{explain_rule, words as say};
use banso_engine::memory::find;

use super::guides::condition;
use super::{Moment, chip, heading, nothing, pairs};
use crate::dom::{El, el};

pub(super) fn adoption(moment: &Moment<'_>) -> Vec<El> {
    let bundle = moment.engine.bundle();
    let mut out = vec![heading(moment.pick("Features", "機能"))];
    if bundle.features.is_empty() {
        out.push(nothing(moment.pick(
            "The content names no features.",
            "コンテンツに機能がありません。",
        )));
    }
    out.extend(bundle.features.iter().map(|one| feature(moment, one)));
    if !bundle.checklists.is_empty() {
        out.push(heading(moment.pick("Checklists", "チェックリスト")));
    }
    out.extend(bundle.checklists.iter().map(|one| checklist(moment, one)));
    out
}

fn feature(moment: &Moment<'_>, one: &Feature) -> El {
    let known = find(&moment.engine.memory().adoption, &one.id);
    let adoption = known.cloned().unwrap_or_default();
    let state = adoption.state(one.adoption, moment.now);
    let tone = if adoption.adopted_at.is_some() {
        "yes"
    } else if adoption.uses > 0 {
        "way"
    } else {
        "wait"
    };
    let uses = adoption.uses;
    let head = el("summary", "").kid(
        el("span", "line")
            .kid(el("b", "").say(one.id.as_str()))
            .kid(el("span", "dim").say(moment.pick(format!("{uses} uses"), format!("{uses}回"))))
            .kid(chip(tone, say::rung(state, moment.language))),
    );
    let rule = one.adoption;
    let when = |at: Option<u64>| at.map_or("–".to_owned(), |at| moment.when(at));
    let used = |at: u64| when((adoption.uses > 0).then_some(at));
    let facts = pairs([
        (moment.pick("Counted by", "判定"), sources(moment, one)),
        (
            moment.pick("Adopted at", "定着の条件"),
            moment.pick(
                format!("{} uses in {} days", rule.uses, rule.within_days),
                format!("{}日以内に{}回", rule.within_days, rule.uses),
            ),
        ),
        (moment.pick("First met", "認知"), when(adoption.exposed_at)),
        (
            moment.pick("First used", "初回利用"),
            used(adoption.first_used),
        ),
        (
            moment.pick("Last used", "最終利用"),
            used(adoption.last_used),
        ),
        (moment.pick("Adopted", "定着"), when(adoption.adopted_at)),
    ]);
    let eligible = explain_rule(moment.engine, one.eligible, moment.now);
    el("details", "entry")
        .key(format!("feature {}", one.id))
        .kid(head)
        .kid(el("div", "inside").kid(facts).kids(condition(
            moment,
            moment.pick("Who may use it", "対象者"),
            &eligible,
        )))
}

fn sources(moment: &Moment<'_>, one: &Feature) -> String {
    let clicks = &moment.engine.bundle().graph.clicks;
    let said = one.any.iter().map(|source| match source {
        Source::Click(at) => {
            let selector = clicks.get(usize::from(*at)).map_or("", String::as_str);
            moment.pick(
                format!("a click on {selector}"),
                format!("{selector} のクリック"),
            )
        }
        Source::Page(pattern) => {
            moment.pick(format!("the page {pattern}"), format!("ページ {pattern}"))
        }
        Source::Event(name) => moment.pick(format!("the event {name}"), format!("イベント {name}")),
    });
    said.collect::<Vec<_>>().join(moment.pick(" or ", "、"))
}

fn checklist(moment: &Moment<'_>, one: &Checklist) -> El {
    let known = find(&moment.engine.memory().checklists, &one.id);
    let done = known.map_or(0, |known| known.done.len());
    let (tone, state) = match known {
        None => ("wait", moment.pick("not started", "未開始").to_owned()),
        Some(known) if known.completed.is_some() => {
            ("yes", moment.pick("complete", "完了").to_owned())
        }
        Some(_) => ("way", format!("{done} / {}", one.tasks.len())),
    };
    let head = el("summary", "").kid(
        el("span", "line")
            .kid(el("b", "").say(one.id.as_str()))
            .kid(chip(tone, &state)),
    );
    let tasks = one.tasks.iter().map(|task| {
        let is_done = known.is_some_and(|known| known.done.contains(&task.id));
        let (tone, word) = if is_done {
            ("yes", moment.pick("done", "完了"))
        } else {
            ("wait", moment.pick("open", "未完了"))
        };
        let rule = explain_rule(moment.engine, task.done, moment.now);
        el("details", "entry")
            .key(format!("task {}", task.id))
            .kid(
                el("summary", "").kid(
                    el("span", "line")
                        .kid(el("b", "").say(task.id.as_str()))
                        .kid(el("span", "dim").say(moment.text(&task.said)))
                        .kid(chip(tone, word)),
                ),
            )
            .kid(el("div", "inside").kids(condition(
                moment,
                moment.pick("Done when", "完了の条件"),
                &rule,
            )))
    });
    let when = explain_rule(moment.engine, one.when, moment.now);
    el("details", "entry")
        .key(format!("checklist {}", one.id))
        .kid(head)
        .kid(
            el("div", "inside")
                .kids(condition(moment, moment.pick("For whom", "対象者"), &when))
                .kid(heading(moment.pick("Tasks", "タスク")))
                .kids(tasks),
        )
}
