//! Why each guide is shown or not.

use banso_engine::explain::{Explanation, Rule, explain_all, words as say};

use super::{Moment, chip, heading, nothing};
use crate::dom::{El, button, el};
use crate::words;

pub(super) fn guides(moment: &Moment<'_>) -> Vec<El> {
    let all = explain_all(moment.engine, moment.now);
    if all.is_empty() {
        let text = moment.pick(
            "The content has no guides.",
            "コンテンツにガイドがありません。",
        );
        return vec![nothing(text)];
    }
    all.iter().map(|one| guide(moment, one)).collect()
}

fn guide(moment: &Moment<'_>, one: &Explanation) -> El {
    let (tone, state) = words::state(one.state, moment.language);
    let sentence = say::summary(one, moment.now, moment.language);
    let head = el("summary", "")
        .kid(
            el("span", "line")
                .kid(el("b", "").say(one.guide.as_str()))
                .kid(chip(tone, state)),
        )
        .kid(el("span", "why").say(sentence));
    el("details", "entry")
        .key(format!("guide {}", one.guide))
        .kid(head)
        .kid(el("div", "inside").kids(inside(moment, one)))
}

fn inside(moment: &Moment<'_>, one: &Explanation) -> Vec<El> {
    let mut out = Vec::new();
    if !one.holds.is_empty() {
        out.push(heading(moment.pick("What holds it back", "妨げているもの")));
        let holds = one.holds.iter().map(|hold| {
            el("li", "")
                .kid(chip("wait", words::hold(hold.hold, moment.language)))
                .say(format!(
                    " {}",
                    say::hold(one, hold, moment.now, moment.language)
                ))
        });
        out.push(el("ul", "plain").kids(holds));
    }
    if let Some(opens) = one.opens_at {
        let opens = moment.when(opens);
        let text = moment.pick(
            format!("Opens by itself {opens}."),
            format!("自然に解消: {opens}"),
        );
        out.push(el("p", "").say(text));
    }
    out.push(heading(moment.pick("Its condition", "表示条件")));
    out.push(moment.rule(&one.rule));
    if let Some(variation) = &one.variation {
        let word = moment.pick("Variation: ", "バリエーション: ");
        out.push(el("p", "dim").say(word).say(variation.as_str()));
    }
    if moment.state.moment.is_none() {
        let label = moment.pick("Show it", "表示する");
        out.push(button("plain", "show", one.guide.as_str()).say(label));
    }
    out
}

/// A condition as a tree, and the least that would have to change.
pub(super) fn condition(moment: &Moment<'_>, title: &str, rule: &Rule) -> Vec<El> {
    let mut out = vec![heading(title), moment.rule(&rule.rule)];
    if !rule.near.is_empty() {
        out.push(heading(
            moment.pick("The least that is missing", "あと足りないもの"),
        ));
        let misses = rule
            .near
            .iter()
            .map(|miss| el("li", "").say(say::miss(miss, moment.now, moment.language)));
        out.push(el("ul", "near").kids(misses));
    }
    out
}
