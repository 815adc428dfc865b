//! Picking an element of the page, for a feature or a step.

use super::{Moment, chip, heading};
use crate::dom::{El, button, el};
use crate::selector::Picked;
use crate::words;
use crate::written;

pub(super) fn pick(moment: &Moment<'_>) -> Vec<El> {
    let picking = moment.state.picking;
    let (label, text) = if picking {
        (
            moment.pick("Stop", "やめる"),
            moment.pick(
                "Click an element of the page. Escape stops.",
                "ページの要素をクリックしてください。Esc で中止します。",
            ),
        )
    } else {
        (
            moment.pick("Pick an element", "要素を選ぶ"),
            moment.pick(
                "Writes a selector that outlives a change of the page: what developers named, before roles, before places.",
                "変更に強いセレクターを作ります。開発者が付けた名前、役割、位置の順に使います。",
            ),
        )
    };
    let toggle = button("main", "pick", "").with("aria-pressed", picking.to_string());
    let mut out = vec![el("p", "").say(text), toggle.say(label)];
    if let Some(picked) = &moment.state.picked {
        out.extend(found(moment, picked));
    }
    out
}

fn found(moment: &Moment<'_>, picked: &Picked) -> Vec<El> {
    let (tone, quality) = words::quality(picked.quality, moment.language);
    let count = picked.count;
    let matches = moment.pick(format!("matches {count}"), format!("{count}件に一致"));
    let (known, locales) = (&picked.known, &moment.engine.bundle().locales);
    let feature = written::feature(known, locales);
    let step = written::step(known, locales);
    vec![
        heading(&picked.label),
        el("pre", "")
            .with("tabindex", "0")
            .with("data-selector", "")
            .say(known.css.as_str()),
        el("p", "row")
            .kid(chip(if count == 1 { "yes" } else { "no" }, &matches))
            .kid(chip(tone, quality)),
        el("div", "row")
            .kid(copy(
                moment,
                "selector",
                moment.pick("Copy selector", "セレクターをコピー"),
                &known.css,
            ))
            .kid(copy(
                moment,
                "feature",
                moment.pick("Copy as feature", "機能としてコピー"),
                &pretty(&feature),
            ))
            .kid(copy(
                moment,
                "step",
                moment.pick("Copy as step", "ステップとしてコピー"),
                &pretty(&step),
            )),
    ]
}

fn copy(moment: &Moment<'_>, name: &str, label: &str, text: &str) -> El {
    let copied = moment.state.copied == name;
    let label = if copied {
        moment.pick("Copied", "コピーしました")
    } else {
        label
    };
    button("plain", "copy", name)
        .with("data-text", text)
        .say(label)
}

fn pretty(json: &serde_json::Value) -> String {
    serde_json::to_string_pretty(json).unwrap_or_default()
}
