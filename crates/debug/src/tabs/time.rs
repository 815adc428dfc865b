//! Going back to an earlier moment, which every tab then shows.

use super::{Moment, heading};
use crate::dom::{El, button, el};

pub(super) fn time(moment: &Moment<'_>) -> Vec<El> {
    let (first, last) = moment.session.history().range();
    let at = moment.step;
    let label = moment.pick("Moment", "時点");
    let slider = el("input", "slider")
        .with("type", "range")
        .with("min", first.to_string())
        .with("max", last.to_string())
        .with("value", at.to_string())
        .with("aria-label", label)
        .with("aria-valuetext", moment.clock(moment.now))
        .with("data-act", "moment");
    let step = |arg: &str, name: &str, possible: bool| {
        button("plain", "step", arg)
            .flag("disabled", !possible)
            .say(name)
    };
    let controls = el("div", "row")
        .kid(step("-1", moment.pick("Back", "戻る"), at > first))
        .kid(step("1", moment.pick("Forward", "進む"), at < last))
        .kid(step(
            "live",
            moment.pick("Now", "現在"),
            moment.state.moment.is_some(),
        ));
    let said = if moment.state.moment.is_some() {
        let hour = moment.hour(moment.now);
        moment.pick(
            format!("Every tab shows {hour}, after {at} of {last} inputs."),
            format!("すべてのタブが{hour}時点（入力{last}件中{at}件目）を表示しています。"),
        )
    } else {
        moment.pick(
            format!("Live, after {last} inputs. Move the slider to go back."),
            format!("現在（入力{last}件）。スライダーで過去に戻れます。"),
        )
    };
    let privacy = moment.pick(
        "A recording holds what happened and no names: users are numbered, texts that no condition asks about are left out. `banso replay` goes through it again.",
        "記録には氏名などを含みません。ユーザーは番号になり、条件が参照しない文字列は除かれます。`banso replay` で再現できます。",
    );
    let mut out = vec![
        heading(moment.pick("Time machine", "タイムマシン")),
        slider,
        controls,
        el("p", "").with("role", "status").say(said),
    ];
    out.extend(happened(moment));
    out.push(heading(moment.pick("Recording", "記録")));
    out.push(el("p", "dim").say(privacy));
    out.push(
        button("plain", "record", "").say(moment.pick("Download recording", "記録をダウンロード")),
    );
    out
}

/// What led to this moment.
fn happened(moment: &Moment<'_>) -> Option<El> {
    let log = &moment.session.log().happened;
    let one = log.iter().rev().find(|one| one.step <= moment.step)?;
    let effects = one
        .effects
        .iter()
        .map(|effect| el("li", "").say(effect.as_str()));
    let line = el("p", "line")
        .kid(el("time", "dim").say(moment.hour(one.at)))
        .kid(el("span", "kind in").say(one.name))
        .kid(el("span", "brief").say(one.brief.as_str()));
    Some(
        el("div", "inside")
            .kid(line)
            .kid(el("ul", "near").kids(effects)),
    )
}
