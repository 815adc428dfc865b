//! What happened, and where each message is. The latest first.

use super::{Moment, chip, nothing};
use crate::dom::{El, button, el};
use crate::log::{Fate, Happened, Message};
use crate::state::Filter;
use crate::words;

/// So many rows are shown.
const MOST: usize = 200;

pub(super) fn events(moment: &Moment<'_>) -> Vec<El> {
    let log = moment.session.log();
    let filter = moment.state.filter;
    let mut rows: Vec<(usize, u8, El)> = Vec::new();
    if filter != Filter::Inputs {
        let known = log
            .messages
            .iter()
            .rev()
            .filter(|one| one.step <= moment.step);
        rows.extend(
            known
                .take(MOST)
                .map(|one| (one.step, 1, message(moment, one))),
        );
    }
    if filter != Filter::Messages {
        let known = log
            .happened
            .iter()
            .rev()
            .filter(|one| one.step <= moment.step);
        rows.extend(
            known
                .take(MOST)
                .map(|one| (one.step, 0, happened(moment, one))),
        );
    }
    rows.sort_by_key(|(step, kind, _)| core::cmp::Reverse((*step, *kind)));
    let mut out = vec![filters(moment)];
    if rows.is_empty() {
        let text = moment.pick(
            "Nothing has happened since the panel opened. Use the page.",
            "パネルを開いてからの操作はまだありません。ページを操作してください。",
        );
        out.push(nothing(text));
    }
    out.extend(rows.into_iter().take(MOST).map(|(_, _, row)| row));
    out
}

fn filters(moment: &Moment<'_>) -> El {
    let names = [
        (Filter::All, "all", moment.pick("All", "すべて")),
        (
            Filter::Messages,
            "messages",
            moment.pick("Messages", "メッセージ"),
        ),
        (Filter::Inputs, "inputs", moment.pick("Inputs", "入力")),
    ];
    let group = el("div", "choice")
        .with("role", "group")
        .with("aria-label", moment.pick("Show", "表示"));
    group.kids(names.map(|(filter, arg, name)| {
        let chosen = (moment.state.filter == filter).to_string();
        button("", "filter", arg)
            .with("aria-pressed", chosen)
            .say(name)
    }))
}

fn message(moment: &Moment<'_>, one: &Message) -> El {
    let fate = one.fate(moment.step);
    let refusal = one
        .refusal
        .as_deref()
        .filter(|_| fate == Some(Fate::Refused));
    let refusal = refusal.map(|reason| el("p", "").say(reason));
    let fate = fate.map(|fate| words::fate(fate, moment.language));
    let head = el("summary", "").kid(
        el("span", "line")
            .kid(el("time", "dim").say(moment.hour(one.at)))
            .kid(el("span", "kind").say(one.kind.as_str()))
            .kid(el("b", "").say(one.name.as_str()))
            .kids(fate.map(|(tone, word)| chip(tone, word))),
    );
    el("details", "entry message")
        .key(format!("message {}", one.id))
        .kid(head)
        .kids(refusal)
        .kid(el("pre", "").with("tabindex", "0").say(one.json.as_str()))
}

fn happened(moment: &Moment<'_>, one: &Happened) -> El {
    let head = el("summary", "").kid(
        el("span", "line")
            .kid(el("time", "dim").say(moment.hour(one.at)))
            .kid(el("span", "kind in").say(one.name))
            .kid(el("span", "brief").say(one.brief.as_str())),
    );
    let effects = one
        .effects
        .iter()
        .map(|effect| el("li", "").say(effect.as_str()));
    el("details", "entry input")
        .key(format!("input {}", one.step))
        .kid(head)
        .kid(
            el("div", "inside")
                .kid(el("pre", "").with("tabindex", "0").say(one.whole.as_str()))
                .kid(el("ul", "near").kids(effects)),
        )
}
